"""The figures of a quarterly grid that nobody types, as texts by key (``data-hitung``): rows, kegiatan, and the page."""

from __future__ import annotations

from dataclasses import dataclass

from anggaran.isian import Lembar
from anggaran.pengisian import Baris, BarisIndikator, BarisSub
from anggaran.rekap import KEGIATAN, TOTAL, Pos, muat_pohon
from kinerja.angka import TANDA_KOSONG, Nilai, Takterdefinisi, format_persen, format_rupiah, publish
from kinerja.capaian import AturanTurun, print_capaian
from kinerja.periksa_triwulan import Temuan, find_peringatan


@dataclass(frozen=True)
class Hitungan:
    """The budget tree cut down to one unit: ``total``, its kegiatan, and its sub kegiatan by pk."""

    triwulan: int
    total: Pos
    kegiatan: tuple[Pos, ...]
    daun: dict[int, Pos]

    def list_teks(self) -> dict[str, str]:
        """Return every figure of the page."""
        isi: dict[str, str] = {}
        for pos, awalan in (
            (self.total, "total"),
            *((k, f"g{k.pk}") for k in self.kegiatan),
            *((d, f"s{pk}") for pk, d in self.daun.items()),
        ):
            isi |= {f"{awalan}-{kunci}": teks for kunci, teks in self._teks(pos).items()}
        return isi

    def _teks(self, pos: Pos) -> dict[str, str]:
        t = self.triwulan
        return {
            "pagu": format_rupiah(pos.pagu),
            "tw": _uang(pos.realisasi_triwulan(t)),
            "sd": _uang(pos.realisasi_sd(t)),
            "sisa": _uang(pos.sisa(t)),
            "kas": _uang(pos.target_keuangan_sd(t)),
            "serapan": _persen(pos.serapan(t)),
            "deviasi": _persen(pos.deviasi(t)),
            "fisik": _persen(pos.fisik_sd(t)),
            "rencana": _persen(pos.target_fisik_sd(t)),
        }

    def find_peringatan(self, baris: Baris) -> list[Temuan]:
        if not isinstance(baris, BarisSub) or baris.sub.pk not in self.daun:
            return []
        return find_peringatan(baris.to_isian(kas_sd=self.daun[baris.sub.pk].target_keuangan_sd(self.triwulan)))


def muat_hitungan(lembar: Lembar) -> Hitungan:
    """Return the computed figures of the unit's quarter. The number of queries does not depend on its size."""
    pilihan = [s.pk for s in lembar.bagian.sub]
    potong = [p for pohon in muat_pohon(lembar.instansi, lembar.tahun).values() if (p := pohon.filter_daun(pilihan))]
    total = Pos(TOTAL, None, "", lembar.bagian.nama, anak=tuple(a for p in potong for a in p.anak))
    kegiatan = tuple(p for p in total.walk() if p.tingkat == KEGIATAN)
    return Hitungan(lembar.triwulan, total, kegiatan, {d.pk: d for d in total.daun if d.pk})


def list_capaian(lembar: Lembar, baris: dict[str, Baris]) -> dict[str, str]:
    """Return capaian of the year of each indikator against the Renstra's target of the year, by ``t<pk>-capaian``."""
    aturan = AturanTurun(lembar.instansi.kabupaten.aturan_turun)
    isi = {}
    for b in baris.values():
        if isinstance(b, BarisIndikator) and b.kunci.startswith("t"):
            nilai, _ = print_capaian(publish(b.rekap.capaian(b.tahun, aturan)))
            isi[f"{b.kunci}-capaian"] = _persen(nilai)
    return isi


def _uang(nilai: int | None) -> str:
    return TANDA_KOSONG if nilai is None else format_rupiah(nilai)


def _persen(nilai: Nilai) -> str:
    return TANDA_KOSONG if isinstance(nilai, Takterdefinisi) else format_persen(nilai)
