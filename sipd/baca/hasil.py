"""What is read from a file of others: rows with figures, what is odd about them, and the sums that the file prints itself."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

Empat: TypeAlias = tuple[int | None, int | None, int | None, int | None]
EmpatPersen: TypeAlias = tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None]

KOSONG: Empat = (None, None, None, None)
KOSONG_PERSEN: EmpatPersen = (None, None, None, None)


class Bentuk(StrEnum):
    """The kinds of file that are recognised."""

    REALISASI = "realisasi"  # Laporan Realisasi Per Dokumen: a row per document, sub kegiatan and rekening
    ANGGARAN = "anggaran"  # Rekap 4/5: a row per sub kegiatan, rekening and paket
    JURNAL = "jurnal"  # AKLAP Data Jurnal
    TANGAN = "tangan"  # a table kept by hand: a row per sub kegiatan (or rekening), a column per triwulan


class BerkasDitolak(Exception):
    """A file nothing can be taken from; the message is a sentence that says what to do.

    ``judul``: the headings of the row that came nearest, so that the user can say which column is which; may be empty.
    ``lembar``: the sheets that could be read, where there are several.
    """

    def __init__(self, pesan: str, judul: tuple[str, ...] = (), lembar: tuple[str, ...] = ()) -> None:
        super().__init__(pesan)
        self.judul, self.lembar = judul, lembar


@dataclass(frozen=True, slots=True)
class Temuan:
    """Something odd. ``menolak``: a figure would be wrong, the file may not be taken over before it is put right."""

    nomor: int | None  # row of the sheet, 1-based; None: the file as a whole
    kolom: str  # heading as written, or ""
    pesan: str
    menolak: bool


@dataclass(frozen=True, slots=True)
class JumlahBerkas:
    """A sum that the file prints, beside the sum of its parts; rupiah."""

    nomor: int
    uraian: str
    kolom: str
    tertulis: int
    hitungan: int

    @property
    def cocok(self) -> bool:
        return self.tertulis == self.hitungan


@dataclass(frozen=True, slots=True)
class Baris:
    """One row of the lowest level that carries figures. Codes are canonical (kinerja.kode), "" where unknown.

    REALISASI, JURNAL: ``jumlah`` is the row's net rupiah (may be negative), to be summed by sub kegiatan and
    ``triwulan``; a row without ``tanggal`` (JURNAL, or LS that is not transferred yet) belongs to no quarter.
    ANGGARAN: ``jumlah`` and ``pagu`` are the row's pagu; a rekening may have several rows.
    TANGAN: ``realisasi`` and ``realisasi_sd`` are the same figures per quarter and up to its end, each filled as far as the
    columns allow: only "s.d. TW III" gives realisasi_sd[2] alone. ``jumlah`` is the last realisasi_sd (0 if none).
    """

    nomor: int  # row of the sheet, 1-based
    skpd: str = ""  # code as written
    nama_skpd: str = ""
    unit: str = ""
    nama_unit: str = ""
    kode_program: str = ""
    kode_kegiatan: str = ""
    kode_sub: str = ""
    nama_program: str = ""
    nama_kegiatan: str = ""
    nama_sub: str = ""
    rekening: str = ""
    nama_rekening: str = ""
    identitas: str = ""  # REALISASI: the document's identity, equal in every later file
    pengganti: bool = False  # REALISASI: an SPP UP, GU or TU, which replaces what was spent by TBP
    tanggal: datetime.date | None = None
    tahun: int | None = None
    jumlah: int = 0
    pagu: int | None = None  # perubahan where the table has both
    pagu_murni: int | None = None
    realisasi: Empat = KOSONG
    realisasi_sd: Empat = KOSONG
    fisik: EmpatPersen = KOSONG_PERSEN  # per cent up to each quarter
    kunci_asal: str = ""  # equal for the same row of a later file; unique within one file but for ANGGARAN and JURNAL

    @property
    def uraian(self) -> str:
        """The name of the lowest level."""
        return self.nama_rekening or self.nama_sub or self.nama_kegiatan or self.nama_program

    @property
    def is_tbp(self) -> bool:
        return self.identitas.startswith("TBP|")

    @property
    def bulan(self) -> int | None:
        return self.tanggal.month if self.tanggal else None

    @property
    def triwulan(self) -> int | None:
        return (self.tanggal.month + 2) // 3 if self.tanggal else None


@dataclass(frozen=True, slots=True)
class Bacaan:
    """A file as it was understood. Nothing of it is compared with what is stored; that is the importer's matter."""

    bentuk: Bentuk
    lembar: str  # the sheet that was read; "" for CSV
    tajuk: dict[str, str]  # our column (NAMA_KOLOM) -> heading found
    judul: tuple[str, ...]  # every heading of the table, also those not read
    baris: tuple[Baris, ...]
    temuan: tuple[Temuan, ...] = ()
    jumlah_berkas: tuple[JumlahBerkas, ...] = ()
    tahun: int | None = None  # None: the file does not say
    seratus: bool = False  # all amounts end in 00: compare with the pagu, they may be a hundredfold
    kunci: dict[str, str] = field(
        default_factory=dict
    )  # folded heading -> our column: pass it as ``pemetaan`` next time
    lembar_lain: tuple[str, ...] = ()  # sheets that can be seen and hold a table of the same kind

    @property
    def ditolak(self) -> bool:
        return any(t.menolak for t in self.temuan)
