"""The Renja against the whole Renstra (Permendagri 86/2017, Tabel T-C.29): what was reached since the plan began.

The target at the end of the Renstra is that of its own plan of programmes (T-C.27); where that has none it is derived from
the years in the system, which the cell's origin says. Of a year that is not in the system counts what was entered about it;
else it is named under the table and left out of every sum, and a figure that would need it is undefined with that reason.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from anggaran.rekap import PROGRAM
from kinerja.angka import BELUM_DIISI, Nilai, Takterdefinisi, is_nilai, publish
from kinerja.capaian import AturanTurun, JenisIndikator, calculate_serapan, print_capaian
from kinerja.kode import tingkat_kode
from kinerja.kumulatif import Kumulatif, accumulate_tahun, pagu_akhir, sum_tahun, target_akhir, tingkat_akhir
from kinerja.triwulan import Akumulasi
from kinerja.ukuran import Sasar
from lakip.data import DataLkj
from lakip.dokumen import Asal, Baris, Blok, Gaya, Jenis, Kolom, Paragraf, Potongan, Sel, SubJudul, Tabel, to_roman
from lakip.pustaka.kalimat import berpersen, cacah, list_keterangan, rapikan, rupiah, slug
from lakip.pustaka.tabel_anggaran import GAYA, sel_serapan
from lakip.pustaka.tahunan import (
    BUKAN_RENCANA,
    KeluaranTahunan,
    Masa,
    PohonTahunan,
    PosTahunan,
    list_pohon,
    pohon_tahunan,
    read_kata,
)
from lakip.sel import angka, baris, entri, hampa, join_kata, paragraf, persen, rumus, sasar, tautan, teks, tengah, uang
from renstra.rekap import Hasil, RekapIndikator

POS, UKURAN, KINERJA = "renstra.posrenstra", "renstra.indikatorposrenstra", "renstra.kinerjarenstra"
TANPA_DANA = Takterdefinisi("tidak ada dananya dalam Renstra")


def build_evaluasi(data: DataLkj, masa: Masa) -> Iterator[Blok]:
    """The money of the Renstra by year, then each unit's budget against the plan, then the indicators of the Renstra."""
    nama = {u.pk: u.nama for u in data.unit}
    yield build_kumulatif_anggaran(data, masa)
    pohon = list_pohon(data)
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
            isi.append(Baris(tuple(hitung.baris(pos.print_kode(masa.tahun), pos, k, pertama=n == 0)), gaya))
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
    cara = "K digabungkan menurut cara akumulasi indikator (jumlah, isian terakhir, atau rata-rata), Rp dijumlahkan."
    turunan = "target (K) dan pagu (Rp) setiap tahun Renstra yang tercatat"
    luar = [t for t in masa.renstra if t not in pohon.tahun]
    if pohon.total.rencana is None:
        hasil = [f"Target Renstra per program, kegiatan, dan sub kegiatan dihitung dari {turunan}. {cara}"]
        kurang = luar
    else:
        hasil = [
            f"Target Renstra menurut rencana program Renstra (T-C.27); yang tidak ada di sana diturunkan dari {turunan}. {cara}"
        ]
        isian = [t for t in luar if t <= masa.sampai and pohon.total.realisasi(t) is not None]
        if isian:
            hasil.append(f"Realisasi tahun {join_kata(map(str, isian))} dari isian realisasi tahun lalu.")
        kurang = [t for t in luar if t <= masa.sampai and t not in isian]
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
        """The years that are not in the system."""
        return [t for t in tahun if t not in self.pohon.tahun]

    def baris(self, kode: str, pos: PosTahunan, k: KeluaranTahunan | None, *, pertama: bool) -> list[Sel]:
        kosong = teks("")
        masa = self.masa
        kinerja = self._kinerja(k) if k else [kosong] * (8 if masa.berjalan else 7)
        dana = self._dana(pos) if pertama else [kosong] * len(kinerja)
        nama = pos.uraian if kode else "JUMLAH"
        return [
            tengah(kode if pertama else ""),
            teks(nama if pertama else ""),
            teks(k.uraian if k else ""),
            tengah(k.satuan if k else ""),
            *(sel for pasang in zip(kinerja, dana, strict=True) for sel in pasang),
        ]

    # ---- K

    def _kinerja(self, k: KeluaranTahunan) -> list[Sel]:
        masa = self.masa
        akhir, sel_akhir = self._akhir_k(k)
        lalu = accumulate_tahun([k.realisasi(t) for t in masa.lalu], k.cara)
        kini = publish(k.realisasi(masa.tahun, masa.triwulan))
        deret = [*((t, k.realisasi(t)) for t in masa.lalu), (masa.tahun, kini)]
        if masa.berjalan:
            berjalan = k.target(masa.berjalan)
            deret.append((masa.berjalan, _nilai(berjalan[0] if berjalan else None)))
        jumlah = accumulate_tahun([n for _, n in deret], k.cara)
        capai = k.capaian(masa.tahun, masa.triwulan, self.aturan)
        return [
            sel_akhir,
            self._sel_k(lalu, k, masa.lalu),
            self._sel_target(k, masa.tahun),
            angka(kini, self._asal_k(k)),
            persen(print_capaian(capai)[0], rumus("Realisasi K dibanding target K × 100")),
            *([self._sel_target(k, masa.berjalan)] if masa.berjalan else []),
            angka(jumlah.nilai, rumus(_cara(k.cara, jumlah), *((str(t), n) for t, n in deret))),
            persen(
                print_capaian(tingkat_akhir(jumlah.nilai, akhir, k.arah, self.aturan))[0],
                rumus(
                    "Realisasi kumulatif ÷ target akhir Renstra × 100", ("Realisasi", jumlah.nilai), ("Target", akhir)
                ),
            ),
        ]

    def _akhir_k(self, k: KeluaranTahunan) -> tuple[Nilai, Sel]:
        """The target K at the end of the Renstra: of its plan, else derived from the years in the system."""
        r = k.rencana
        if r and (r.kondisi_akhir or r.target):
            akhir = r.akhir
            if r.kondisi_akhir:
                asal = entri("Isian kondisi akhir Renstra", tautan(UKURAN, r.pk))
            else:
                asal = rumus(f"Target setiap tahun dalam Renstra, cara {k.cara.value}", *_masukan(r.target))
            kata = read_kata(r.akhir_teks)
            if isinstance(akhir, Takterdefinisi):
                return akhir, sasar(None, kata, alasan=akhir.alasan)
            return akhir, sasar(akhir, kata, asal)
        rencana = {t: x.target for t, x in k.tahunan.items() if t in self.masa.renstra}
        akhir = target_akhir(rencana, self.belum(self.masa.renstra), k.cara)
        terbaru = k.terbaru
        if not is_nilai(akhir) and terbaru and terbaru.target is None and terbaru.target_teks:
            return akhir, tengah(terbaru.target_teks)
        uraian = f"Diturunkan dari target setiap tahun yang tercatat, cara {k.cara.value}"
        return akhir, angka(akhir, rumus(uraian, *_masukan(rencana)))

    def _asal_k(self, k: KeluaranTahunan) -> Asal:
        tahun = self.masa.tahun
        if tahun in self.pohon.tahun or k.rencana is None:
            return rumus(f"Keluaran tahun {tahun}, cara {k.cara.value}")
        return entri(f"Isian realisasi tahun {tahun}", tautan(KINERJA, k.rencana.kinerja.get(tahun)))

    def _sel_target(self, k: KeluaranTahunan, tahun: int) -> Sel:
        target = k.target(tahun)
        if target is None:
            return hampa(BUKAN_RENCANA.alasan)
        milik = "Isian target" if tahun in self.pohon.tahun else f"Target {tahun} dalam Renstra"
        return sasar(*target, rumus(milik), alasan="target belum diisi")

    def _sel_k(self, hasil: Kumulatif, k: KeluaranTahunan, tahun: range) -> Sel:
        if not tahun:
            return hampa("tahun pertama Renstra")
        if hasil.terisi == 0 and (belum := self.belum(tahun)):
            return hampa(_data_belum_ada(belum))
        return angka(hasil.nilai, rumus(_cara(k.cara, hasil), *((str(t), k.realisasi(t)) for t in tahun)))

    # ---- Rp

    def _dana(self, pos: PosTahunan) -> list[Sel]:
        masa = self.masa
        akhir, sel_akhir = self._akhir_rp(pos)
        uang_lalu = [pos.realisasi(t) for t in masa.lalu]
        pagu, kini = pos.pagu(masa.tahun), pos.realisasi(masa.tahun, masa.triwulan)
        deret = [*zip(masa.lalu, uang_lalu, strict=True), (masa.tahun, kini)]
        if masa.berjalan:
            deret.append((masa.berjalan, pos.pagu(masa.berjalan)))
        lalu, jumlah = sum_tahun(uang_lalu), sum_tahun([n for _, n in deret])
        belum = self.belum(masa.lalu)
        di_sistem = masa.tahun in self.pohon.tahun
        alasan = BUKAN_RENCANA.alasan if di_sistem else _data_belum_ada([masa.tahun])
        return [
            sel_akhir,
            _sel_uang(lalu.nilai, "Jumlah realisasi setiap tahun", zip(masa.lalu, uang_lalu, strict=True))
            if lalu.terisi
            else hampa(_data_belum_ada(belum) if belum else "belum diisi" if masa.lalu else "tahun pertama Renstra"),
            uang(pagu, self._asal_pagu(masa.tahun), alasan=alasan),
            uang(
                kini,
                rumus(f"Realisasi tahun {masa.tahun}"),
                alasan="realisasi belum diisi" if pos.tahunan.get(masa.tahun) else alasan,
            ),
            self._sel_serapan(pos, pagu, kini, alasan),
            *(
                [uang(pos.pagu(masa.berjalan), self._asal_pagu(masa.berjalan), alasan="belum dianggarkan")]
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

    def _asal_pagu(self, tahun: int) -> Asal:
        return rumus(f"Pagu tahun {tahun}" if tahun in self.pohon.tahun else f"Dana {tahun} dalam Renstra")

    def _sel_serapan(self, pos: PosTahunan, pagu: int | None, kini: int | None, alasan: str) -> Sel:
        if ini := pos.tahunan.get(self.masa.tahun):
            return sel_serapan(ini, self.masa.triwulan)
        if pagu is None:
            return hampa(alasan)
        asal = rumus("Realisasi ÷ dana Renstra × 100", ("Realisasi", kini), ("Dana Renstra", pagu))
        return persen(calculate_serapan(kini, pagu), asal)

    def _akhir_rp(self, pos: PosTahunan) -> tuple[Nilai, Sel]:
        """The money of the whole Renstra: of its plan, else derived from the years in the system.

        A program that the plan gives nothing has none, so that the programmes add up to the total.
        """
        r = pos.rencana
        if r and r.pagu_akhir is not None:
            akhir = Decimal(r.pagu_akhir)
            if r.pagu_akhir_isian is not None:
                return akhir, uang(r.pagu_akhir, entri("Isian dana sampai akhir Renstra", tautan(POS, r.pk)))
            tahun = {t: r.pagu(t) for t in self.masa.renstra}
            return akhir, uang(r.pagu_akhir, rumus("Jumlah dana setiap tahun dalam Renstra", *_masukan(tahun)))
        if self.pohon.is_berdana and pos.tingkat == PROGRAM:
            return TANPA_DANA, hampa(TANPA_DANA.alasan)
        pagu = {t: p.pagu for t, p in pos.tahunan.items() if t in self.masa.renstra}
        turunan = pagu_akhir(pagu, self.belum(self.masa.renstra)) if pagu else BELUM_DIISI
        return turunan, _sel_uang(turunan, "Diturunkan dari pagu setiap tahun yang tercatat", pagu.items())


def _masukan(isi: Mapping[int, Any]) -> Iterator[tuple[str, Any]]:
    return ((str(t), n) for t, n in isi.items())


def _data_belum_ada(tahun: Collection[int]) -> str:
    return f"data tahun {', '.join(map(str, tahun))} belum ada"


def _nilai(n: Decimal | None) -> Nilai:
    return BELUM_DIISI if n is None else n


def _cara(cara: Akumulasi, k: Kumulatif) -> str:
    nama = {Akumulasi.AKUMULATIF: "Jumlah", Akumulasi.KUMULATIF: "Isian terakhir", Akumulasi.RERATA: "Rata-rata"}
    return f"{nama[cara]} realisasi setiap tahun ({k.keterangan})"


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
    entered about them in brief, else from the Renstra's plan and what was entered beside it."""
    pohon = pohon_tahunan(data, None)
    rencana = data.rencana_program.unit.get(None) if data.rencana_program else None
    isi: list[Baris] = []
    semua: list[tuple[int | None, int | None]] = []
    for t in masa.renstra:
        if t > masa.sampai:
            break
        pos, riwayat = pohon.get(t), data.riwayat.get(t)
        pagu = pos.pagu if pos else riwayat.pagu if riwayat else rencana.pagu(t) if rencana else None
        akhir = masa.triwulan if t == masa.tahun else 4
        realisasi = (
            pos.realisasi_sd(akhir)
            if pos
            else riwayat.realisasi
            if riwayat
            else rencana.realisasi(t)
            if rencana
            else None
        )
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
        catatan=list_keterangan(r.indikator),
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
    if i.ukuran.jenis is not JenisIndikator.ANGKA:
        return _sel_sejenis(data, masa, i)
    cara = Akumulasi(i.model.akumulasi)
    rencana = {t: s.nilai for t, s in i.target.items() if t in masa.renstra}
    akhir = target_akhir(rencana, (), cara)
    deret = [(t, _nilai(i.realisasi_nilai(t))) for t in masa.lalu]
    lalu = accumulate_tahun([n for _, n in deret], cara)
    kini = realisasi_sd(i, masa.tahun, masa.triwulan)
    jumlah = accumulate_tahun([*(n for _, n in deret), kini], cara)
    ini, ujung = i.target.get(masa.tahun), i.target.get(masa.akhir)
    hasil = i.realisasi.get(masa.tahun) if masa.triwulan == 4 else None
    sasaran = data.target(i) if masa.tahun == data.tahun else ini
    target = sasaran.nilai if sasaran else None
    hasil_kini = Hasil(None, alasan=kini.alasan) if isinstance(kini, Takterdefinisi) else Hasil(kini)
    capai = i.with_realisasi(masa.tahun, hasil_kini).capaian(masa.tahun, data.aturan_turun, sasaran)
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
            print_capaian(tingkat_akhir(jumlah.nilai, akhir, i.ukuran.arah, data.aturan_turun))[0],
            rumus("Realisasi kumulatif ÷ target akhir Renstra × 100", ("Realisasi", jumlah.nilai), ("Target", akhir)),
        ),
    ]


def _sel_sejenis(data: DataLkj, masa: Masa, i: RekapIndikator) -> list[Sel]:
    """The same cells of a kind that does not add up over the years: the last year that is known counts."""
    akhir, target = i.sasar(masa.akhir), data.target(i) if masa.tahun == data.tahun else i.sasar(masa.tahun)
    lalu = next((h for t in reversed(masa.lalu) if i.ukuran.is_terukur(h := i.realisasi.get(t))), None)
    kini = sasar_sd(i, masa.tahun, masa.triwulan)
    hasil = None if isinstance(kini, Takterdefinisi) else kini
    alasan = kini.alasan if isinstance(kini, Takterdefinisi) else ""
    capai = Takterdefinisi(alasan) if hasil is None else i.ukuran.capaian(target, hasil)
    sampai = hasil or lalu
    maju = Takterdefinisi(alasan) if sampai is None else i.ukuran.capaian(akhir, sampai)
    aturan = i.ukuran.keterangan
    return [
        _sel_sasar(akhir, f"Target tahun {masa.akhir}", "target tidak ditetapkan"),
        _sel_sasar(lalu, "Realisasi tahun terakhir sebelumnya", "realisasi tahun-tahun lalu belum diisi")
        if masa.lalu
        else hampa("tahun pertama Renstra"),
        _sel_sasar(target, f"Target tahun {masa.tahun}", "target tidak ditetapkan"),
        _sel_sasar(hasil, f"Realisasi tahun {masa.tahun}", alasan),
        persen(print_capaian(capai)[0], rumus(aturan, ("Target", target), ("Realisasi", hasil))),
        _sel_sasar(sampai, "Realisasi terakhir yang diketahui", alasan),
        persen(print_capaian(maju)[0], rumus(aturan, ("Target akhir", akhir), ("Realisasi", sampai))),
    ]


def _sel_sasar(isi: Sasar | None, asal: str, alasan: str) -> Sel:
    return sasar(isi.nilai, isi.teks, rumus(asal), alasan=alasan) if isi else hampa(alasan)


def sasar_sd(i: RekapIndikator, tahun: int, triwulan: int) -> Sasar | Takterdefinisi:
    """What was reached up to a quarter: of the whole year what was entered for it, else its quarters by their rule."""
    setahun = i.realisasi.get(tahun)
    if triwulan == 4 and setahun:
        return setahun if i.is_terisi(tahun) else Takterdefinisi(setahun.alasan or BELUM_DIISI.alasan)
    return i.ukuran.accumulate(
        [i.triwulan.get((tahun, t)) for t in range(1, triwulan + 1)], Akumulasi(i.model.akumulasi)
    )


def realisasi_sd(i: RekapIndikator, tahun: int, triwulan: int) -> Nilai:
    """The figure of :func:`sasar_sd`, of an indicator in figures."""
    hasil = sasar_sd(i, tahun, triwulan)
    return hasil if isinstance(hasil, Takterdefinisi) else _nilai(hasil.nilai)


__all__ = [
    "build_evaluasi",
    "build_kumulatif",
    "kalimat_kumulatif",
    "realisasi_sd",
]
