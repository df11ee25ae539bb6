"""How a perjanjian perubahan differs from the murni: its parties, its butir and targets, the budget it answers for.

Nothing is read here: both come with their butir, the budget as a tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from anggaran.rekap import PROGRAM, Pos
from kinerja.angka import TANDA_KOSONG, format_rupiah
from kinerja.ukuran import Sasar
from organisasi.tanggal import print_tanggal
from perjanjian.models import Butir, PerjanjianKinerja
from perjanjian.rekap import RekapPerjanjian
from renstra.susun import print_sasar

ROMAWI = ("", "I", "II", "III", "IV")


@dataclass(frozen=True)
class Beda:
    """One difference: of what, in which respect, from what to what. ``dari`` or ``ke`` empty: added or left out."""

    apa: str
    bidang: str
    dari: str
    ke: str


@dataclass(frozen=True)
class BedaAnggaran:
    """A programme (or, with an empty ``kode``, the sum) before and after; None where no pagu murni is entered."""

    kode: str
    uraian: str
    murni: int | None
    perubahan: int

    @property
    def selisih(self) -> int | None:
        return None if self.murni is None else self.perubahan - self.murni

    @property
    def sel(self) -> tuple[str, str, str]:
        """The three figures as printed."""
        return _uang(self.murni), format_rupiah(self.perubahan), _uang(self.selisih)


def list_beda(murni: RekapPerjanjian, perubahan: RekapPerjanjian) -> tuple[Beda, ...]:
    """Return the differences: parties first, then the butir in the order of the perubahan, those left out last.

    A number or date that the perubahan does not have yet is no difference.
    """
    return (*_beda_pihak(murni.model, perubahan.model), *_beda_butir(murni, perubahan))


def _beda_pihak(murni: PerjanjianKinerja, perubahan: PerjanjianKinerja) -> Iterator[Beda]:
    for bidang, dari, ke in (
        ("Pihak kedua", murni.atasan, perubahan.atasan),
        ("Nama pihak kedua", murni.nama_pihak_kedua, perubahan.nama_pihak_kedua),
        ("Nomor", murni.nomor, perubahan.nomor or murni.nomor),
        ("Tanggal", _tanggal(murni), _tanggal(perubahan) or _tanggal(murni)),
    ):
        if dari != ke:
            yield Beda("Perjanjian", bidang, dari, ke)


def _tanggal(p: PerjanjianKinerja) -> str:
    return print_tanggal(p.tanggal) if p.tanggal else ""


def _beda_butir(murni: RekapPerjanjian, perubahan: RekapPerjanjian) -> Iterator[Beda]:
    lama = {b.indikator_id: b for b in murni.butir}
    for kini in perubahan.butir:
        asal = lama.pop(kini.indikator_id, None)
        if asal is None:
            yield Beda(_sebut(kini), "Butir baru", "", _target(kini))
        else:
            yield from _beda_isi(asal, kini)
    for asal in lama.values():
        yield Beda(_sebut(asal), "Butir tidak ada lagi", _target(asal), "")


def _beda_isi(asal: Butir, kini: Butir) -> Iterator[Beda]:
    isi = [
        ("Target", _sasar(asal), _sasar(kini)),
        ("Satuan", asal.satuan or asal.indikator.satuan, kini.satuan or kini.indikator.satuan),
    ]
    dulu, sekarang = _triwulan(asal), _triwulan(kini)
    isi += [
        (f"Target s.d. TW {ROMAWI[n]}", print_sasar(dulu.get(n)), print_sasar(sekarang.get(n))) for n in (1, 2, 3, 4)
    ]
    for bidang, dari, ke in isi:
        if dari != ke:
            yield Beda(_sebut(kini), bidang, dari, ke)


def _sebut(b: Butir) -> str:
    return f"{b.indikator.kode} {b.indikator.uraian}"


def _sasar(b: Butir) -> str:
    return print_sasar(b.sasar)


def _target(b: Butir) -> str:
    satuan = "" if b.indikator.ukuran.berkata else b.satuan or b.indikator.satuan
    return f"{_sasar(b)} {satuan}".strip()


def _triwulan(b: Butir) -> dict[int, Sasar]:
    return {t.triwulan: t.sasar for t in b.target_triwulan.all()}


# --------------------------------------------------------------------------------------------------------------- budget


def list_beda_anggaran(pos: Pos | None) -> tuple[BedaAnggaran, ...]:
    """Return the programmes a post answers for before and after the change, and their sum last; () without a budget."""
    if pos is None:
        return ()
    program = [BedaAnggaran(p.kode, p.uraian, p.pagu_murni, p.pagu) for p in pos.walk() if p.tingkat == PROGRAM]
    return (*program, BedaAnggaran("", "Jumlah", pos.pagu_murni, pos.pagu))


def _uang(nilai: int | None) -> str:
    return TANDA_KOSONG if nilai is None else format_rupiah(nilai)
