"""What the page of the Renstra's programmes shows: T-C.27 line by line, and where the year's documents differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kinerja.angka import is_nilai
from kinerja.kode import print_kode
from kinerja.tulisan import TANDA_KOSONG, format_angka
from renja.banding_renstra import Banding, Sisi
from renja.rekap import format_uang
from renja.rekap_renstra import RencanaRenstra, SimpulRenstra, UkuranRenstra


@dataclass(frozen=True)
class BarisProgram:
    """A line: ``sel`` are pairs of K and Rp of each year and of the end."""

    kode: str
    tingkat: str
    uraian: str
    indikator: str
    satuan: str
    awal: str
    sel: tuple[tuple[str, str], ...]
    sasaran: str
    silang: bool


@dataclass(frozen=True)
class UnitProgram:
    nama: str
    baris: tuple[BarisProgram, ...]
    jumlah: tuple[str, ...]


def build_unit(rencana: RencanaRenstra, tahun: int, nama: str) -> tuple[UnitProgram, ...]:
    """Return the plan of each unit, the kecamatan first."""
    return tuple(
        UnitProgram(
            unit.uraian if pk else nama,
            tuple(b for p in unit.anak for s in p.walk() for b in _list_baris(rencana, s, tahun)),
            (*(format_uang(unit.pagu(t)) for t in rencana.tahun), format_uang(unit.pagu_akhir)),
        )
        for pk, unit in rencana.unit.items()
    )


def _list_baris(rencana: RencanaRenstra, s: SimpulRenstra, tahun: int) -> Iterator[BarisProgram]:
    dana = [*(format_uang(s.pagu(t)) for t in rencana.tahun), format_uang(s.pagu_akhir)]
    ukuran: list[UkuranRenstra | None] = [*s.indikator] or [None]
    for n, u in enumerate(ukuran):
        k = [*(u.target.get(t, TANDA_KOSONG) for t in rencana.tahun), print_akhir(u)] if u else [""] * len(dana)
        pertama = n == 0
        yield BarisProgram(
            print_kode(s.kode, tahun) if pertama else "",
            s.tingkat,
            s.uraian if pertama else "",
            u.uraian if u else "",
            u.satuan if u else "",
            (u.kondisi_awal or TANDA_KOSONG) if u else "",
            tuple(zip(k, dana if pertama else [""] * len(dana), strict=True)),
            s.sasaran if pertama else "",
            pertama and s.is_silang(),
        )


def print_akhir(u: UkuranRenstra) -> str:
    """The K at the end of the Renstra: as it was written, else as its years make it."""
    akhir = u.akhir
    return (u.kondisi_akhir or format_angka(akhir)) if is_nilai(akhir) else u.akhir_teks or TANDA_KOSONG


@dataclass(frozen=True)
class BarisBanding:
    kode: str
    uraian: str
    renstra: str
    renja: str
    anggaran: str
    beda: str


def build_banding(banding: tuple[Banding, ...]) -> tuple[BarisBanding, ...]:
    """Return the rows that do not agree."""
    return tuple(
        BarisBanding(
            b.kode,
            f"{b.uraian}{f' – {b.unit}' if b.unit else ''}",
            _uang(b.renstra),
            _uang(b.renja),
            _uang(b.anggaran),
            "; ".join(b.beda),
        )
        for b in banding
        if b.beda
    )


def _uang(s: Sisi | None) -> str:
    return format_uang(s.pagu if s else None)
