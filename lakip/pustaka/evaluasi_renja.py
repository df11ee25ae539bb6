"""The Renja against the whole Renstra (Permendagri 86/2017, Tabel T-C.29): what was reached since the plan began.

A year of the Renstra that is not in the system is named under the table and left out of every sum; a figure that would
need it is undefined with that reason.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from anggaran.rekap import Keluaran, Pos
from kinerja.angka import BELUM_DIISI, Nilai, Takterdefinisi, is_nilai, publish
from kinerja.capaian import Arah, AturanTurun, calculate_serapan, print_capaian
from kinerja.kode import normalize_kode, tingkat_kode
from kinerja.kumulatif import Kumulatif, accumulate_tahun, pagu_akhir, sum_tahun, target_akhir, tingkat_akhir
from kinerja.target import fold_satuan
from kinerja.triwulan import Akumulasi, accumulate
from lakip.data import DataLkj
from lakip.dokumen import Baris, Blok, Gaya, Jenis, Kolom, Paragraf, Potongan, Sel, SubJudul, Tabel, to_roman
from lakip.pustaka.kalimat import berpersen, cacah, rapikan, rupiah, slug
from lakip.pustaka.tabel_anggaran import GAYA, sel_serapan
from lakip.sel import angka, baris, hampa, join_kata, paragraf, persen, rumus, sasar, teks, tengah, uang
from renstra.rekap import Hasil, RekapIndikator

BUKAN_RENCANA = Takterdefinisi("tidak direncanakan pada tahun ini")


@dataclass(frozen=True)
class Masa:
    """Which years: the Renstra from ``awal`` to ``akhir``, the year evaluated and up to which quarter of it, and the year
    that is under way after it (``berjalan``), whose targets stand for what it will bring."""

    awal: int
    akhir: int
    tahun: int
    triwulan: int = 4
    berjalan: int | None = None

    @property
    def renstra(self) -> range:
        return range(self.awal, self.akhir + 1)

    @property
    def lalu(self) -> range:
        return range(self.awal, self.tahun)

    @property
    def sampai(self) -> int:
        return self.berjalan or self.tahun


@dataclass(frozen=True)
class PosTahunan:
    """A program, kegiatan or sub kegiatan through the years, known by its code."""

    tahunan: Mapping[int, Pos]

    @property
    def terbaru(self) -> Pos:
        return self.tahunan[max(self.tahunan)]

    def list_keluaran(self) -> list[KeluaranTahunan]:
        """Its indicators through the years: those of one name; the only one of a year goes with the only one of another.

        Units are compared however they are spelled; one unit never goes with another.
        """
        tunggal = all(len(p.keluaran) <= 1 for p in self.tahunan.values())
        isi: dict[str, dict[int, Keluaran]] = {}
        for t, pos in sorted(self.tahunan.items()):
            for k in pos.keluaran:
                satuan = fold_satuan(k.satuan, k.target_teks)
                kunci = satuan if tunggal else f"{' '.join(k.uraian.casefold().split())}|{satuan}"
                isi.setdefault(kunci, {})[t] = k
        return [KeluaranTahunan(k) for k in isi.values()]


@dataclass(frozen=True)
class KeluaranTahunan:
    """An indicator of a node through the years."""

    tahunan: Mapping[int, Keluaran]

    @property
    def terbaru(self) -> Keluaran:
        return self.tahunan[max(self.tahunan)]

    @property
    def cara(self) -> Akumulasi:
        return self.terbaru.akumulasi

    def realisasi(self, tahun: int, triwulan: int = 4) -> Nilai:
        k = self.tahunan.get(tahun)
        return k.realisasi_sd(triwulan) if k else BUKAN_RENCANA


@dataclass(frozen=True)
class PohonTahunan:
    """The budget of one unit through the years: nodes by code, and each year's whole."""

    nama: str
    pos: tuple[tuple[str, PosTahunan], ...]
    total: PosTahunan
    tahun: frozenset[int] = field(default_factory=frozenset)


def gabung_pohon(pohon: Mapping[int, Pos]) -> PohonTahunan | None:
    """Join the trees of several years by code; None where there is none."""
    if not pohon:
        return None
    isi: dict[str, dict[int, Pos]] = {}
    for tahun, akar in pohon.items():
        for pos in akar.walk():
            if pos.kode:
                isi.setdefault(normalize_kode(pos.kode), {})[tahun] = pos
    total = PosTahunan(pohon)
    return PohonTahunan(
        total.terbaru.uraian, tuple((k, PosTahunan(isi[k])) for k in sorted(isi)), total, frozenset(pohon)
    )


def pohon_tahunan(data: DataLkj, unit: int | None) -> dict[int, Pos]:
    """The trees of a unit in all years that have been read."""
    semua = {**data.pohon_tahun, data.tahun: data.anggaran}
    return {t: p for t, isi in semua.items() if (p := isi.get(unit))}


def build_evaluasi(data: DataLkj, masa: Masa) -> Iterator[Blok]:
    """The money of the Renstra by year, then each unit's budget against the plan, then the indicators of the Renstra."""
    nama = {u.pk: u.nama for u in data.unit}
    yield build_kumulatif_anggaran(data, masa)
    pohon = [(pk, p) for pk in data.anggaran if (p := gabung_pohon(pohon_tahunan(data, pk)))]
    for pk, p in pohon:
        if len(pohon) > 1:
            yield SubJudul(p.nama)
        yield kalimat_kumulatif(p, masa)
        yield build_kumulatif(
            p, masa, data.aturan_turun, kunci="kumulatif" if pk is None else f"kumulatif-{slug(nama[pk])}"
        )
    if data.rencana.indikator:
        yield build_kumulatif_indikator(data, masa)


# ---------------------------------------------------------------------------------------------------------------- table


def build_kumulatif(pohon: PohonTahunan, masa: Masa, aturan: AturanTurun, *, kunci: str = "kumulatif") -> Tabel:
    """Return Tabel T-C.29 of a unit, one row per indicator; a node's second indicator repeats neither name nor money."""
    hitung = _Hitung(pohon, masa, aturan)
    isi: list[Baris] = []
    for kode, pos in pohon.pos:
        keluaran: list[KeluaranTahunan | None] = [*pos.list_keluaran()] or [None]
        gaya = Gaya.BIASA if tingkat_kode(kode) == "subkegiatan" else GAYA[tingkat_kode(kode)]
        for n, k in enumerate(keluaran):
            isi.append(Baris(tuple(hitung.baris(pos.terbaru.kode, pos, k, pertama=n == 0)), gaya))
    isi.append(Baris(tuple(hitung.baris("", pohon.total, None, pertama=True)), Gaya.TOTAL))
    return Tabel(
        kunci,
        f"Evaluasi Kumulatif Renja terhadap Target Renstra {masa.awal}–{masa.akhir} {pohon.nama} s.d. Tahun {masa.sampai} "
        "(T-C.29)",
        _kolom(masa),
        tuple(isi),
        lanskap=True,
        nomor_kolom=True,
        catatan=_catatan(pohon, masa),
    )


def _kolom(masa: Masa) -> tuple[Kolom, ...]:
    def pasang(kelompok: str, *, uang: bool = True) -> list[Kolom]:
        if uang:
            return [Kolom("K", Jenis.ANGKA, 4, kelompok), Kolom("Rp", Jenis.UANG, 8, kelompok)]
        return [Kolom("K", Jenis.PERSEN, 4, kelompok), Kolom("Rp", Jenis.PERSEN, 4, kelompok)]

    romawi = "" if masa.triwulan == 4 else f" s.d. TW {to_roman(masa.triwulan)}"
    perkiraan = "Perkiraan realisasi" if masa.berjalan else "Realisasi"
    kolom = [
        Kolom("Kode", Jenis.TENGAH, 7),
        Kolom("Program / Kegiatan / Sub Kegiatan", Jenis.TEKS, 12),
        Kolom("Indikator", Jenis.TEKS, 11),
        Kolom("Satuan", Jenis.TENGAH, 5),
        *pasang(f"Target Renstra s.d. {masa.akhir}"),
        *pasang(f"Realisasi s.d. {masa.tahun - 1}"),
        *pasang(f"Target {masa.tahun}"),
        *pasang(f"Realisasi {masa.tahun}{romawi}"),
        *pasang("Tingkat realisasi (%)", uang=False),
    ]
    if masa.berjalan:
        kolom += pasang(f"Target {masa.berjalan} (berjalan)")
    kolom += pasang(f"{perkiraan} s.d. {masa.sampai}")
    kolom += pasang("Tingkat capaian Renstra (%)", uang=False)
    return tuple(kolom)


def _catatan(pohon: PohonTahunan, masa: Masa) -> tuple[str, ...]:
    hasil = [
        "Target Renstra per program, kegiatan, dan sub kegiatan dihitung dari target (K) dan pagu (Rp) setiap tahun "
        "Renstra yang tercatat. K digabungkan menurut cara akumulasi indikator (jumlah, isian terakhir, atau rata-rata), "
        "Rp dijumlahkan."
    ]
    kurang = [t for t in masa.renstra if t not in pohon.tahun]
    if kurang:
        hasil.append(
            f"Data tahun {join_kata(map(str, kurang))} belum ada, sehingga tidak ikut dijumlahkan. Angka yang "
            "memerlukannya dicetak “–”."
        )
    return tuple(hasil)


@dataclass(frozen=True)
class _Hitung:
    """The cells of the table's rows."""

    pohon: PohonTahunan
    masa: Masa
    aturan: AturanTurun

    def belum(self, tahun: Collection[int]) -> list[int]:
        return [t for t in tahun if t not in self.pohon.tahun]

    def baris(self, kode: str, pos: PosTahunan, k: KeluaranTahunan | None, *, pertama: bool) -> list[Sel]:
        kosong = teks("")
        masa = self.masa
        kinerja = self._kinerja(k) if k else [kosong] * (8 if masa.berjalan else 7)
        dana = self._dana(pos) if pertama else [kosong] * len(kinerja)
        nama = pos.terbaru.uraian if kode else "JUMLAH"
        return [
            tengah(kode if pertama else ""),
            teks(nama if pertama else ""),
            teks(k.terbaru.uraian if k else ""),
            tengah(k.terbaru.satuan if k else ""),
            *(sel for pasang in zip(kinerja, dana, strict=True) for sel in pasang),
        ]

    def _kinerja(self, k: KeluaranTahunan) -> list[Sel]:
        masa = self.masa
        rencana = {t: x.target for t, x in k.tahunan.items() if t in masa.renstra}
        akhir = target_akhir(rencana, self.belum(masa.renstra), k.cara)
        lalu = accumulate_tahun([k.realisasi(t) for t in masa.lalu], k.cara)
        kini = publish(k.realisasi(masa.tahun, masa.triwulan))
        deret = [*((t, k.realisasi(t)) for t in masa.lalu), (masa.tahun, kini)]
        berjalan = k.tahunan.get(masa.berjalan) if masa.berjalan else None
        if masa.berjalan:
            deret.append((masa.berjalan, _nilai(berjalan.target if berjalan else None)))
        jumlah = accumulate_tahun([n for _, n in deret], k.cara)
        ini = k.tahunan.get(masa.tahun)
        capai = ini.capaian_sd(masa.triwulan, self.aturan) if ini else BUKAN_RENCANA
        return [
            self._sel_akhir(k, rencana, akhir),
            self._sel_k(lalu, k, masa.lalu),
            _sel_target(ini),
            angka(kini, rumus(f"Keluaran tahun {masa.tahun}, cara {k.cara.value}")),
            persen(print_capaian(capai)[0], rumus("Realisasi K dibanding target K × 100")),
            *([_sel_target(berjalan)] if masa.berjalan else []),
            angka(jumlah.nilai, rumus(_cara(k.cara, jumlah), *((str(t), n) for t, n in deret))),
            persen(
                print_capaian(tingkat_akhir(jumlah.nilai, akhir, k.terbaru.arah, self.aturan))[0],
                rumus(
                    "Realisasi kumulatif ÷ target akhir Renstra × 100", ("Realisasi", jumlah.nilai), ("Target", akhir)
                ),
            ),
        ]

    def _sel_akhir(self, k: KeluaranTahunan, rencana: Mapping[int, Decimal | None], akhir: Nilai) -> Sel:
        terbaru = k.terbaru
        if not is_nilai(akhir) and terbaru.target is None and terbaru.target_teks:
            return tengah(terbaru.target_teks)
        return angka(
            akhir, rumus(f"Target setiap tahun, cara {k.cara.value}", *((str(t), n) for t, n in rencana.items()))
        )

    def _sel_k(self, hasil: Kumulatif, k: KeluaranTahunan, tahun: range) -> Sel:
        if not tahun:
            return hampa("tahun pertama Renstra")
        if hasil.terisi == 0 and (belum := self.belum(tahun)):
            return hampa(_data_belum_ada(belum))
        return angka(hasil.nilai, rumus(_cara(k.cara, hasil), *((str(t), k.realisasi(t)) for t in tahun)))

    def _dana(self, pos: PosTahunan) -> list[Sel]:
        masa = self.masa
        pagu = {t: p.pagu for t, p in pos.tahunan.items() if t in masa.renstra}
        akhir = pagu_akhir(pagu, self.belum(masa.renstra))
        uang_lalu = [self._uang(pos, t) for t in masa.lalu]
        ini = pos.tahunan.get(masa.tahun)
        kini = ini.realisasi_sd(masa.triwulan) if ini else None
        deret = [*zip(masa.lalu, uang_lalu, strict=True), (masa.tahun, kini)]
        berjalan = pos.tahunan.get(masa.berjalan) if masa.berjalan else None
        if masa.berjalan:
            deret.append((masa.berjalan, berjalan.pagu if berjalan else None))
        lalu, jumlah = sum_tahun(uang_lalu), sum_tahun([n for _, n in deret])
        belum = self.belum(masa.lalu)
        alasan = BUKAN_RENCANA.alasan if masa.tahun in self.pohon.tahun else _data_belum_ada([masa.tahun])
        return [
            _sel_uang(akhir, "Jumlah pagu setiap tahun Renstra", pagu.items()),
            _sel_uang(lalu.nilai, "Jumlah realisasi setiap tahun", zip(masa.lalu, uang_lalu, strict=True))
            if lalu.terisi
            else hampa(_data_belum_ada(belum) if belum else "belum diisi" if masa.lalu else "tahun pertama Renstra"),
            uang(ini.pagu, rumus(f"Pagu tahun {masa.tahun}")) if ini else hampa(alasan),
            uang(kini, rumus(f"Realisasi tahun {masa.tahun}"), alasan="realisasi belum diisi" if ini else alasan),
            sel_serapan(ini, masa.triwulan) if ini else hampa(alasan),
            *(
                [uang(berjalan.pagu, rumus(f"Pagu tahun {masa.berjalan}")) if berjalan else hampa("belum dianggarkan")]
                if masa.berjalan
                else []
            ),
            _sel_uang(jumlah.nilai, f"Jumlah setiap tahun ({jumlah.keterangan})", deret),
            persen(
                tingkat_akhir(jumlah.nilai, akhir),
                rumus(
                    "Realisasi kumulatif ÷ target akhir Renstra × 100", ("Realisasi", jumlah.nilai), ("Target", akhir)
                ),
            ),
        ]

    def _uang(self, pos: PosTahunan, tahun: int) -> int | None:
        p = pos.tahunan.get(tahun)
        return p.realisasi_sd() if p else None


def _data_belum_ada(tahun: Collection[int]) -> str:
    return f"data tahun {', '.join(map(str, tahun))} belum ada"


def _nilai(n: Decimal | None) -> Nilai:
    return BELUM_DIISI if n is None else n


def _cara(cara: Akumulasi, k: Kumulatif) -> str:
    nama = {Akumulasi.AKUMULATIF: "Jumlah", Akumulasi.KUMULATIF: "Isian terakhir", Akumulasi.RERATA: "Rata-rata"}
    return f"{nama[cara]} realisasi setiap tahun ({k.keterangan})"


def _sel_target(k: Keluaran | None) -> Sel:
    if k is None:
        return hampa(BUKAN_RENCANA.alasan)
    return sasar(k.target, k.target_teks, rumus("Isian target"), alasan="target belum diisi")


def _sel_uang(nilai: Nilai, uraian: str, masukan) -> Sel:
    if isinstance(nilai, Takterdefinisi):
        return hampa(nilai.alasan)
    return uang(int(nilai), rumus(uraian, *((str(t), n) for t, n in masukan)))


# ------------------------------------------------------------------------------------------------------- in a sentence


def kalimat_kumulatif(pohon: PohonTahunan, masa: Masa) -> Paragraf:
    """How much money the Renstra took so far, how many K have an end target, and what is missing."""
    hitung = _Hitung(pohon, masa, AturanTurun.SELISIH)
    kinerja = [hitung._kinerja(k)[-1] for _, pos in pohon.pos for k in pos.list_keluaran()]
    terukur = sum(s.nilai is not None for s in kinerja)
    dana = hitung._dana(pohon.total)
    akhir = f"Rencana Strategis {masa.awal}–{masa.akhir}"
    awal = "diperkirakan mencapai" if masa.berjalan else "mencapai"
    k: list[Potongan | str] = [f"Sampai dengan tahun {masa.sampai}, realisasi anggaran pelaksanaan {akhir} "]
    if dana[-2].nilai is None:
        k.append(f"belum dapat dijumlahkan ({dana[-2].alasan})")
    else:
        k += [f"{awal} ", rupiah(dana[-2])]
    if dana[-1].nilai is not None:
        k += [" atau ", berpersen(dana[-1]), " dari jumlah pagunya"]
    k.append(". ")
    if kinerja:
        k += [
            "Tingkat capaian kinerja terhadap target akhir Renstra dapat dihitung untuk ",
            cacah(terukur, "Banyaknya indikator yang target akhir dan realisasinya diketahui", "dari "),
            cacah(len(kinerja), "Banyaknya indikator program, kegiatan, dan sub kegiatan", "indikator"),
            ".",
        ]
    return paragraf(*k)


def build_kumulatif_anggaran(data: DataLkj, masa: Masa, *, kunci: str = "kumulatif-anggaran") -> Tabel:
    """Return pagu and realisasi of the kecamatan in each year of the Renstra; of years before the system from what was
    entered about them in brief."""
    pohon = pohon_tahunan(data, None)
    isi: list[Baris] = []
    semua: list[tuple[int | None, int | None]] = []
    for t in masa.renstra:
        if t > masa.sampai:
            break
        pos, riwayat = pohon.get(t), data.riwayat.get(t)
        pagu = pos.pagu if pos else riwayat.pagu if riwayat else None
        akhir = masa.triwulan if t == masa.tahun else 4
        realisasi = pos.realisasi_sd(akhir) if pos else riwayat.realisasi if riwayat else None
        semua.append((pagu, realisasi))
        isi.append(_baris_anggaran(str(t), pagu, realisasi, Gaya.BIASA))
    pagu_terisi, realisasi_terisi = (sum_tahun([x[n] for x in semua]) for n in (0, 1))
    pagu, realisasi = (int(k.nilai) if is_nilai(k.nilai) else None for k in (pagu_terisi, realisasi_terisi))
    isi.append(_baris_anggaran("Jumlah", pagu, realisasi, Gaya.TOTAL))
    lengkap = pagu_terisi.terisi == pagu_terisi.jumlah and realisasi_terisi.terisi == realisasi_terisi.jumlah
    catatan = f"Pagu {pagu_terisi.keterangan}, realisasi {realisasi_terisi.keterangan}; yang belum ada tidak ikut dijumlahkan."
    return Tabel(
        kunci,
        f"Pagu dan Realisasi Anggaran {data.instansi.nama} Selama Renstra {masa.awal}–{masa.akhir}",
        (
            Kolom("Tahun", Jenis.TENGAH, 16),
            Kolom("Pagu (Rp)", Jenis.UANG, 32),
            Kolom("Realisasi (Rp)", Jenis.UANG, 32),
            Kolom("Serapan (%)", Jenis.PERSEN, 20),
        ),
        tuple(isi),
        catatan=() if lengkap else (catatan,),
    )


def _baris_anggaran(judul: str, pagu: int | None, realisasi: int | None, gaya: Gaya) -> Baris:
    return baris(
        tengah(judul),
        uang(pagu, rumus("Pagu yang berlaku"), alasan="pagu belum ada"),
        uang(realisasi, rumus("Realisasi"), alasan="realisasi belum ada"),
        persen(
            calculate_serapan(realisasi, pagu),
            rumus("Realisasi ÷ pagu × 100", ("Realisasi", realisasi), ("Pagu", pagu)),
        ),
        gaya=gaya,
    )


# ------------------------------------------------------------------------------------------- indicators of the Renstra


def build_kumulatif_indikator(data: DataLkj, masa: Masa, *, kunci: str = "kumulatif-indikator") -> Tabel:
    """Return tujuan and sasaran of the Renstra with their indicators against the plan's last year."""
    r = data.rencana
    isi: list[Baris] = []
    for n, t in enumerate(r.tujuan, start=1):
        isi += _baris_indikator(data, masa, f"Tujuan {n}", t.uraian, r.of_tujuan(t))
    for n, s in enumerate(r.strategis, start=1):
        isi += _baris_indikator(data, masa, f"Sasaran {n}", s.uraian, r.of_sasaran(s))
    romawi = "" if masa.triwulan == 4 else f" s.d. TW {to_roman(masa.triwulan)}"
    return Tabel(
        kunci,
        f"Capaian Indikator Renstra {masa.awal}–{masa.akhir} {data.instansi.nama} s.d. Tahun {masa.tahun}",
        (
            Kolom("Jenjang", lebar=8),
            Kolom("Tujuan / Sasaran", lebar=19),
            Kolom("Indikator", lebar=18),
            Kolom("Satuan", Jenis.TENGAH, 7),
            Kolom(f"Target Renstra {masa.akhir}", Jenis.ANGKA, 8),
            Kolom(f"Realisasi s.d. {masa.tahun - 1}", Jenis.ANGKA, 8),
            Kolom(f"Target {masa.tahun}", Jenis.ANGKA, 8),
            Kolom(f"Realisasi {masa.tahun}{romawi}", Jenis.ANGKA, 8),
            Kolom("Tingkat realisasi (%)", Jenis.PERSEN, 8),
            Kolom(f"Realisasi s.d. {masa.tahun}", Jenis.ANGKA, 8),
            Kolom("Tingkat capaian Renstra (%)", Jenis.PERSEN, 8),
        ),
        tuple(isi),
        lanskap=True,
        nomor_kolom=True,
    )


def _baris_indikator(
    data: DataLkj, masa: Masa, jenjang: str, uraian: str, indikator: tuple[RekapIndikator, ...]
) -> list[Baris]:
    return [
        baris(
            teks(jenjang if n == 0 else ""),
            teks(rapikan(uraian) if n == 0 else ""),
            teks(i.uraian),
            tengah(i.satuan),
            *_sel_indikator(data, masa, i),
        )
        for n, i in enumerate(indikator)
    ]


def _sel_indikator(data: DataLkj, masa: Masa, i: RekapIndikator) -> list[Sel]:
    cara = Akumulasi(i.model.akumulasi)
    rencana = {t: s.nilai for t, s in i.target.items() if t in masa.renstra}
    akhir = target_akhir(rencana, (), cara)
    deret = [(t, _nilai(i.realisasi_nilai(t))) for t in masa.lalu]
    lalu = accumulate_tahun([n for _, n in deret], cara)
    kini = realisasi_sd(i, masa.tahun, masa.triwulan)
    jumlah = accumulate_tahun([*(n for _, n in deret), kini], cara)
    ini, ujung = i.target.get(masa.tahun), i.target.get(masa.akhir)
    hasil = i.realisasi.get(masa.tahun) if masa.triwulan == 4 else None
    target = data.target(i) if masa.tahun == data.tahun else i.target_nilai(masa.tahun)
    hasil_kini = Hasil(None, alasan=kini.alasan) if isinstance(kini, Takterdefinisi) else Hasil(kini)
    capai = i.with_realisasi(masa.tahun, hasil_kini).capaian(masa.tahun, data.aturan_turun, target)
    masukan = [*((str(t), n) for t, n in deret), (str(masa.tahun), kini)]
    return [
        angka(akhir, rumus(f"Target setiap tahun, cara {cara.value}", *((str(t), n) for t, n in rencana.items())))
        if is_nilai(akhir) or not (ujung and ujung.teks)
        else tengah(ujung.teks),
        angka(lalu.nilai, rumus(_cara(cara, lalu), *masukan[:-1])) if deret else hampa("tahun pertama Renstra"),
        sasar(target, ini.teks if ini else "", rumus(f"Target tahun {masa.tahun}"), alasan="target tidak ditetapkan"),
        sasar(kini, hasil.teks if hasil else "", rumus(f"Realisasi tahun {masa.tahun}"))
        if is_nilai(kini)
        else tengah(hasil.teks)
        if hasil and hasil.teks
        else angka(kini),
        persen(
            print_capaian(capai)[0], rumus("Realisasi dibanding target × 100", ("Target", target), ("Realisasi", kini))
        ),
        angka(jumlah.nilai, rumus(_cara(cara, jumlah), *masukan)),
        persen(
            print_capaian(tingkat_akhir(jumlah.nilai, akhir, Arah(i.model.arah), data.aturan_turun))[0],
            rumus("Realisasi kumulatif ÷ target akhir Renstra × 100", ("Realisasi", jumlah.nilai), ("Target", akhir)),
        ),
    ]


def realisasi_sd(i: RekapIndikator, tahun: int, triwulan: int) -> Nilai:
    """What was reached up to a quarter: of the whole year what was entered for it, else its quarters by their rule."""
    setahun = i.realisasi.get(tahun)
    if triwulan == 4 and setahun:
        return setahun.nilai if setahun.nilai is not None else Takterdefinisi(setahun.alasan or BELUM_DIISI.alasan)
    isi = [i.triwulan.get((tahun, t)) for t in range(1, triwulan + 1)]
    return publish(accumulate([h.nilai if h else None for h in isi], Akumulasi(i.model.akumulasi)))


__all__ = [
    "Masa",
    "build_evaluasi",
    "build_kumulatif",
    "gabung_pohon",
    "kalimat_kumulatif",
    "pohon_tahunan",
    "realisasi_sd",
]
