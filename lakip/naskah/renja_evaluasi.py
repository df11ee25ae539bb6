"""Bab II of the Renja: what last year's plan brought, the service's performance, issues, the draft RKPD, proposals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from anggaran.rekap import TRIWULAN
from kinerja.angka import Nilai, Takterdefinisi, format_persen, is_nilai
from kinerja.capaian import print_capaian
from lakip.data import DataLkj
from lakip.dokumen import Bab, Baris, Blok, Jenis, Kolom, Potongan, Sel, Tabel, to_roman
from lakip.narasi import to_blok
from lakip.naskah.renja_tabel import STATUS, build_telaah, build_usulan
from lakip.naskah.triwulan import build_faktor
from lakip.pustaka.evaluasi_renja import Masa, build_evaluasi
from lakip.pustaka.kalimat import cacah, list_keterangan, rupiah, sambung, sel_realisasi, sel_target, sel_target_rencana
from lakip.pustaka.lampiran_anggaran import is_terisi
from lakip.sel import baris, hampa, paragraf, rumus, sasar, teks, tengah, uang
from renja.rekap import IsiRenja, Pasangan, RekapRenja
from renstra.rekap import RekapIndikator


def last_triwulan(data: DataLkj) -> int:
    """The last quarter of which anything was entered; 4 where nothing was."""
    terisi = [t for t in TRIWULAN if any(is_terisi(p, t) for p in data.anggaran.values())]
    return terisi[-1] if terisi else 4


@dataclass(frozen=True)
class BabDua:
    """What the chapter is made of: the year's data, its Renja, and the one of the two that is printed."""

    data: DataLkj
    rekap: RekapRenja
    isi: IsiRenja

    def susun(self) -> Bab:
        m = self.isi.model
        tahun = self.data.dievaluasi.tahun if self.data.dievaluasi else self.data.tahun - 1
        return Bab(
            "evaluasi",
            "Hasil Evaluasi Renja Tahun Lalu" if tahun < self.data.tahun else "Hasil Evaluasi Renja",
            anak=(
                Bab(
                    "evaluasi-renja",
                    f"Evaluasi Pelaksanaan Renja Tahun {tahun} dan Capaian Renstra",
                    tuple(self._evaluasi(tahun)),
                ),
                Bab("kinerja-pelayanan", "Analisis Kinerja Pelayanan", tuple(self._kinerja())),
                Bab("isu-penting", "Isu-isu Penting Penyelenggaraan Tugas dan Fungsi", tuple(self._isu(m.isu_penting))),
                Bab("telaah-rkpd", "Review terhadap Rancangan Awal RKPD", tuple(self._telaah(m.telaah_rkpd))),
                Bab("usulan", "Penelaahan Usulan Program dan Kegiatan Masyarakat", tuple(self._usulan())),
            ),
        )

    # ---- 2.1

    def _evaluasi(self, tahun: int) -> Iterator[Blok]:
        lalu = self.data.dievaluasi
        renstra = (lalu or self.data).rencana.renstra
        if renstra is None or not renstra.tahun_awal <= tahun <= renstra.tahun_akhir:
            yield paragraf(
                f"Renstra yang mencakup tahun {tahun} belum diisi, sehingga belum ada pembandingnya.", gaya="catatan"
            )
            return
        triwulan = last_triwulan(lalu) if lalu else 4
        berjalan = tahun + 1 if lalu and tahun + 1 < self.data.tahun else None
        masa = Masa(renstra.tahun_awal, renstra.tahun_akhir, tahun, triwulan, berjalan)
        sampai = "" if triwulan == 4 else f" sampai dengan triwulan {to_roman(triwulan)}"
        yield paragraf(
            f"Bagian ini membandingkan realisasi Rencana Kerja tahun {tahun}{sampai} dengan targetnya, dan jumlah realisasi "
            f"sejak awal Rencana Strategis {masa.awal}–{masa.akhir} dengan target akhirnya."
        )
        if lalu is None:
            yield paragraf(
                f"Anggaran dan realisasi tahun {tahun} per program, kegiatan, dan sub kegiatan belum ada, sehingga yang "
                "disajikan adalah jumlahnya dan indikator Renstra.",
                gaya="catatan",
            )
            yield from build_evaluasi(replace(self.data, anggaran={}), masa)
            return
        yield from build_evaluasi(lalu, masa)
        yield from build_faktor(lalu, triwulan, None)

    # ---- 2.2

    def _kinerja(self) -> Iterator[Blok]:
        yield from to_blok(self.isi.model.kinerja_pelayanan)
        indikator = list(self._list_indikator())
        if not indikator:
            yield paragraf("Indikator kinerja pelayanan belum diisi dalam Renstra.", gaya="catatan")
            return
        tahun = self.data.tahun - 1
        capaian = [self._capaian(i, tahun) for i in indikator]
        terukur = [c for c in capaian if is_nilai(c)]
        kalimat: list[Potongan | str] = [
            f"Kinerja pelayanan {self.data.instansi.nama} diukur dengan ",
            cacah(len(indikator), "Banyaknya indikator tujuan dan sasaran strategis", "indikator"),
            ". ",
        ]
        if terukur:
            kalimat += [
                "Dari ",
                cacah(len(terukur), f"Banyaknya indikator yang capaian {tahun} dapat dihitung", "indikator"),
                f" yang realisasi tahun {tahun} diketahui, ",
                cacah(
                    sum(c >= 100 for c in terukur), f"Banyaknya indikator dengan capaian {tahun} ≥ 100 %", "indikator"
                ),
                " mencapai targetnya.",
            ]
        else:
            kalimat.append(f"Realisasi tahun {tahun} belum ada.")
        yield paragraf(*kalimat)
        yield self._tabel_kinerja(indikator)

    def _list_indikator(self) -> Iterator[RekapIndikator]:
        """Of the Renstra in force; where it has none yet, of the one that the year looked back on belongs to."""
        r = self.data.rencana
        if not r.indikator and self.data.dievaluasi:
            r = self.data.dievaluasi.rencana
        for t in r.tujuan:
            yield from r.of_tujuan(t)
        for s in r.strategis:
            yield from r.of_sasaran(s)

    def _lalu(self, i: RekapIndikator, tahun: int) -> RekapIndikator:
        """The same indicator as the year looked back on knows it, with what came from its survey or evaluation."""
        lalu = self.data.dievaluasi
        if lalu is None or lalu.tahun != tahun:
            return i
        return next((x for x in lalu.rencana.indikator if x.pk == i.pk), i)

    def _capaian(self, i: RekapIndikator, tahun: int) -> Nilai:
        return print_capaian(self._lalu(i, tahun).capaian(tahun, self.data.aturan_turun))[0]

    def _tabel_kinerja(self, indikator: list[RekapIndikator]) -> Tabel:
        n = self.data.tahun
        lalu, kini = (n - 2, n - 1), (n, n + 1)
        isi: list[Baris] = [
            baris(
                tengah(urut),
                teks(i.uraian),
                tengah(i.satuan),
                sasar(i.model.standar_nasional, alasan="tidak ada standar nasional"),
                tengah("IKU" if i.model.iku else ""),
                *(sel_target_rencana(i, t) for t in (*lalu, *kini)),
                *(sel_realisasi(self._lalu(i, t), t) for t in lalu),
                sel_target(self.data, i),
                sel_target_rencana(i, n + 1),
                self._sel_catatan(i),
            )
            for urut, i in enumerate(indikator, start=1)
        ]
        return Tabel(
            "renja-kinerja-pelayanan",
            f"Pencapaian Kinerja Pelayanan {self.data.instansi.nama} (T-C.30)",
            (
                Kolom("No", Jenis.TENGAH, 4),
                Kolom("Indikator", lebar=20),
                Kolom("Satuan", Jenis.TENGAH, 7),
                Kolom("SPM / standar nasional", Jenis.ANGKA, 7),
                Kolom("IKU", Jenis.TENGAH, 5),
                *(Kolom(str(t), Jenis.ANGKA, 6, "Target Renstra") for t in (*lalu, *kini)),
                *(Kolom(str(t), Jenis.ANGKA, 6, "Realisasi capaian") for t in lalu),
                *(Kolom(str(t), Jenis.ANGKA, 6, "Proyeksi") for t in kini),
                Kolom("Catatan analisis", lebar=13),
            ),
            tuple(isi),
            lanskap=True,
            nomor_kolom=True,
            catatan=(
                *list_keterangan(indikator),
                f"Proyeksi {n} adalah target perjanjian kinerja bila sudah ada, selebihnya target Renstra. Catatan analisis "
                f"menurut realisasi tahun {n - 1}, atau tahun {n - 2} bila yang pertama belum ada.",
            ),
        )

    def _sel_catatan(self, i: RekapIndikator) -> Sel:
        for t in (self.data.tahun - 1, self.data.tahun - 2):
            capaian = self._capaian(i, t)
            if not isinstance(capaian, Takterdefinisi):
                kata = "Tercapai" if capaian >= 100 else "Belum tercapai"
                target = self._lalu(i, t).sasar(t)
                asal = rumus(f"Realisasi {t} dibanding target {t}", ("Target", target), ("Realisasi", capaian))
                return Sel(f"{kata} ({t}: {format_persen(capaian)} %)", asal=asal, jenis=Jenis.TEKS)
        return hampa("realisasi belum ada")

    # ---- 2.3

    def _isu(self, kata: str) -> Iterator[Blok]:
        yield from to_blok(kata)
        isu = self.data.isu or (self.data.dievaluasi.isu if self.data.dievaluasi else ())
        if isu:
            tahun = isu[0].tahun
            yield paragraf(
                f"Isu strategis yang dihadapi {self.data.instansi.nama} pada tahun {tahun} ada ",
                cacah(len(isu), "Banyaknya isu strategis yang dicatat", "butir:"),
            )
            yield Tabel(
                "renja-isu",
                f"Isu Strategis {self.data.instansi.nama} Tahun {tahun}",
                (
                    Kolom("No", Jenis.TENGAH, 6),
                    Kolom("Masalah Pokok", lebar=32),
                    Kolom("Masalah", lebar=31),
                    Kolom("Akar Masalah", lebar=31),
                ),
                tuple(
                    baris(tengah(n), teks(x.masalah_pokok), teks(x.masalah), teks(x.akar_masalah))
                    for n, x in enumerate(isu, start=1)
                ),
            )
        elif not kata.strip():
            yield paragraf("Isu-isu penting belum diisi.", gaya="catatan")

    # ---- 2.4

    def _telaah(self, kata: str) -> Iterator[Blok]:
        yield from to_blok(kata)
        r = self.rekap
        if not r.telaah:
            yield paragraf(
                f"Rancangan awal RKPD tahun {self.data.tahun} dan hasil analisis kebutuhan belum diisi.", gaya="catatan"
            )
            return
        yield paragraf(*_kalimat_telaah(r))
        yield build_telaah(self.data, r)

    # ---- 2.5

    def _usulan(self) -> Iterator[Blok]:
        usulan = self.rekap.usulan
        if not usulan:
            yield paragraf(
                f"Tidak ada usulan program dan kegiatan dari masyarakat untuk tahun {self.data.tahun} yang dicatat.",
                gaya="catatan",
            )
            return
        rinci = [
            cacah(n, f"Usulan dengan keputusan {nama.lower()}", nama.lower())
            for kunci, nama in STATUS.items()
            if (n := self.rekap.count_usulan(kunci))
        ]
        yield paragraf(
            f"Untuk tahun {self.data.tahun} dicatat ",
            cacah(len(usulan), "Banyaknya usulan masyarakat", "usulan"),
            " dari musrenbang, pokok pikiran DPRD, dan sumber lainnya: ",
            *sambung(rinci),
            ".",
        )
        yield build_usulan(self.data, usulan)


def _kalimat_telaah(r: RekapRenja) -> list[Potongan | str]:
    """How the draft and the needs stand to each other: totals, difference, rows on one side only."""
    rancangan, butuh = r.jumlah_rancangan, r.jumlah_kebutuhan

    def hitung(nama: str, syarat: Iterator[bool]) -> tuple[int, str]:
        return sum(syarat), nama

    def hanya(p: Pasangan) -> str:
        return "rancangan" if p.kebutuhan is None else "kebutuhan" if p.rancangan is None else ""

    kalimat: list[Potongan | str] = [
        "Rancangan awal RKPD memuat ",
        cacah(len(r.rancangan), "Banyaknya baris rancangan awal RKPD", "baris"),
        " dengan pagu indikatif ",
        rupiah(uang(rancangan, rumus("Jumlah pagu indikatif"), alasan="belum diisi")),
        ", sedangkan analisis kebutuhan memuat ",
        cacah(len(r.kebutuhan), "Banyaknya baris analisis kebutuhan", "baris"),
        " dengan kebutuhan dana ",
        rupiah(uang(butuh, rumus("Jumlah kebutuhan dana"), alasan="belum diisi")),
        ". ",
    ]
    if rancangan is not None and butuh is not None:
        selisih = Decimal(butuh - rancangan)
        if selisih:
            asal = rumus("Kebutuhan dana − pagu indikatif", ("Kebutuhan", butuh), ("Rancangan", rancangan))
            arah = "melebihi" if selisih > 0 else "lebih kecil daripada"
            kalimat += [f"Kebutuhan {arah} rancangan awal sebesar ", rupiah(uang(int(abs(selisih)), asal)), ". "]
        else:
            kalimat.append("Keduanya sama besar. ")
    rinci = [
        cacah(n, f"Banyaknya baris yang {nama}", f"baris {nama}")
        for n, nama in (
            hitung("kebutuhannya melebihi rancangan", ((p.selisih or 0) > 0 for p in r.telaah)),
            hitung("hanya ada dalam rancangan awal", (hanya(p) == "rancangan" for p in r.telaah)),
            hitung("hanya ada dalam analisis kebutuhan", (hanya(p) == "kebutuhan" for p in r.telaah)),
        )
        if n
    ]
    if rinci:
        kalimat += ["Terdapat ", *sambung(rinci), "."]
    return kalimat
