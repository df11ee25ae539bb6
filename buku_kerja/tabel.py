"""A sheet as it was found in a file: rows of named cells with their places, whatever kind of file it came from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from buku_kerja.laporan import Temuan
from buku_kerja.teks import fold, slug

_SATUAN_JUDUL = re.compile(r" ?\((rp\.?|rupiah|%|persen)\)$")  # "Pagu murni (Rp)"
BARIS_TERBANYAK = 10_000
KOLOM_TERBANYAK = 100


class BukuError(Exception):
    """A file that cannot be read at all; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Sel:
    """A cell: what it holds (a formula: its text), and where it is (``Sub Kegiatan!F12``)."""

    isi: Any
    lokasi: str
    rumus: bool = False

    @property
    def kosong(self) -> bool:
        return self.isi is None or (isinstance(self.isi, str) and not self.isi.strip())


Baris = dict[str, Sel]  # folded heading -> cell


@dataclass
class Tabel:
    """Headings and rows of a sheet. ``temuan`` is what the reader found odd; it counts only if the sheet is ours."""

    nama: str
    lokasi: str
    judul: dict[str, str] = field(default_factory=dict)  # folded heading -> as written
    lokasi_judul: dict[str, str] = field(default_factory=dict)
    baris: list[Baris] = field(default_factory=list)
    temuan: list[Temuan] = field(default_factory=list)
    kolom: list[str] = field(default_factory=list)  # folded heading of every column, "" where there is none

    tak_berjudul: set[int] = field(default_factory=set)  # columns without a heading that hold something, told once

    def set_judul(self, isi: Sequence[Sel]) -> None:
        """Take the first row as headings."""
        for s in isi:
            nama = _SATUAN_JUDUL.sub("", fold(s.isi)) if s.isi is not None else ""
            if s.rumus and nama:
                self.temuan.append(Temuan(s.lokasi, f"Judul kolom berisi rumus ({s.isi}); ketik judulnya."))
                nama = ""
            elif nama and nama in self.judul:
                self.temuan.append(Temuan(s.lokasi, f'Judul kolom "{s.isi}" ada dua kali. Hapus salah satunya.'))
                nama = ""
            if nama:
                self.judul[nama] = " ".join(str(s.isi).split())
                self.lokasi_judul[nama] = s.lokasi
            self.kolom.append(nama)

    def add_baris(self, isi: Sequence[Sel]) -> None:
        """Add a row. Raises :class:`BukuError` where there are too many."""
        if len(self.baris) >= BARIS_TERBANYAK:
            raise BukuError(
                f"Lembar {self.nama} berisi lebih dari 10.000 baris; buku kerja satu kecamatan tidak sebesar itu. "
                "Hapus baris yang tidak dipakai."
            )
        self.baris.append({k: s for k, s in zip(self.kolom, isi, strict=False) if k})


@dataclass
class Buku:
    """The sheets of a file by the slug of their names, and what is odd about the file as a whole."""

    tabel: dict[str, Tabel] = field(default_factory=dict)
    temuan: list[Temuan] = field(default_factory=list)

    def add(self, tabel: Tabel) -> None:
        kunci = slug(tabel.nama)
        if (lain := self.tabel.get(kunci)) is not None:
            pesan = f'Lembar "{lain.nama}" dan "{tabel.nama}" bernama sama. Hapus salah satunya.'
            self.temuan.append(Temuan(tabel.lokasi, pesan))
            return
        self.tabel[kunci] = tabel

    def find(self, nama: str) -> Tabel | None:
        return self.tabel.get(slug(nama))
