"""What is taken from the rows of a table kept by hand, before it goes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from buku_kerja.teks import fold
from sipd.baca.hasil import EmpatPersen
from sipd.baca.pembaca import Pembaca

Tingkat: TypeAlias = Literal["skpd", "unit", "program", "kegiatan", "subkegiatan", "rekening", "jumlah", "?"]

PAGU = ("pagu", "pagu_murni", "pagu_perubahan")
TRIWULAN = (1, 2, 3, 4)


@dataclass(frozen=True)
class Tempat:
    """Where a row stands: what was last said above it."""

    skpd: str = ""
    nama_skpd: str = ""
    unit: str = ""
    nama_unit: str = ""
    program: str = ""
    nama_program: str = ""
    kegiatan: str = ""
    nama_kegiatan: str = ""
    sub: str = ""
    nama_sub: str = ""

    def kunci(self, tingkat: Tingkat) -> tuple[str, ...]:
        """What rows of one program, kegiatan, … have in common."""
        skpd = self.skpd or fold(self.nama_skpd)
        unit = self.unit or fold(self.nama_unit)
        program = self.program or fold(self.nama_program)
        kegiatan = self.kegiatan or fold(self.nama_kegiatan)
        sub = self.sub or fold(self.nama_sub)
        semua = {"skpd": 1, "unit": 2, "program": 3, "kegiatan": 4, "subkegiatan": 5, "rekening": 5}
        return (skpd, unit, program, kegiatan, sub)[: semua.get(tingkat, 0)]


@dataclass
class Calon:
    """A row with figures: of the lowest level, or a sum."""

    nomor: int
    tingkat: Tingkat
    tempat: Tempat
    uang: dict[str, int | None]
    fisik: EmpatPersen
    rekening: str = ""
    nama_rekening: str = ""
    uraian: str = ""


def list_kolom_uang(pembaca: Pembaca) -> list[str]:
    awalan = ("realisasi", "bulan")
    return [k for k in pembaca.kepala.kolom if k in PAGU or k.startswith(awalan)]
