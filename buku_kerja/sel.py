"""One cell: from what a spreadsheet or a CSV holds to a value of a column, and back."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal, InvalidOperation
from typing import Any

from buku_kerja.skema import Jenis, Kolom
from kinerja.angka import AngkaError, parse_angka
from kinerja.kode import KodeError, normalize_kode

GALAT_EXCEL = {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"}
YA, TIDAK = {"ya", "y", "true", "1", "benar"}, {"tidak", "tdk", "t", "false", "0", "salah", "bukan"}
NAMA_BULAN = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november",
    "desember",
)  # fmt: skip
BULAN = {nama: nomor for nomor, nama in enumerate(NAMA_BULAN, start=1)}
DESIMAL_TERBANYAK = 4


class SelError(ValueError):
    """A cell that cannot be read; the message says what was found and what is expected."""


class AngkaPolos(str):
    """Text that is known to be a plain number with a decimal point."""


def fold(teks: object) -> str:
    """Return text as it is compared: without case, white space collapsed."""
    return " ".join(str(teks).split()).casefold()


def read_sel(isi: Any, kolom: Kolom) -> Any:
    """Return the value of a cell for a column, None for an empty one. Raises :class:`SelError`."""
    if isinstance(isi, str) and not isinstance(isi, AngkaPolos):
        isi = isi.strip() if kolom.jenis is Jenis.PARAGRAF else " ".join(isi.split())
        if isi in GALAT_EXCEL:
            raise SelError(f"berisi kesalahan Excel {isi}; perbaiki rumusnya lalu tempel sebagai nilai.")
    if isi is None or isi == "":
        return None
    return _PEMBACA[kolom.jenis](isi, kolom)


def _teks(isi: Any, kolom: Kolom) -> str:
    if isinstance(isi, bool):
        return "ya" if isi else "tidak"
    if isinstance(isi, float):
        return format(Decimal(repr(isi)).normalize(), "f")
    if isinstance(isi, datetime.datetime | datetime.date):
        return f"{isi:%Y-%m-%d}"
    return str(isi)


def _desimal(isi: Any, kolom: Kolom, harapan: str) -> Decimal:
    if isinstance(isi, (bool, datetime.date)):
        raise SelError(f'berisi "{_teks(isi, kolom)}"; isi dengan {harapan}.')
    if isinstance(isi, int | AngkaPolos):
        return Decimal(isi)
    if isinstance(isi, float):
        return Decimal(repr(isi))
    try:
        return Decimal(isi) if re.fullmatch(r"-?\d+", isi) else parse_angka(
            isi, jenis="uang" if kolom.jenis is Jenis.UANG else "angka"
        )  # fmt: skip
    except (AngkaError, InvalidOperation) as galat:
        raise SelError(f"{galat}") from galat


def _positif(nilai: Decimal, kolom: Kolom) -> Decimal:
    if nilai < 0 and not kolom.negatif:
        raise SelError(f'berisi "{nilai}"; nilai tidak boleh negatif.')
    return nilai


def _uang(isi: Any, kolom: Kolom) -> int:
    nilai = _positif(_desimal(isi, kolom, "rupiah bulat, misalnya 1250000"), kolom)
    if nilai != nilai.to_integral_value():
        raise SelError(f'berisi "{nilai}"; rupiah ditulis bulat tanpa sen.')
    if abs(nilai) >= 10**15:
        raise SelError(f'berisi "{nilai}"; nilai ini terlalu besar untuk rupiah satu isian.')
    return int(nilai)


def _angka(isi: Any, kolom: Kolom) -> Decimal:
    nilai = _positif(_desimal(isi, kolom, "angka"), kolom)
    if isinstance(isi, float):
        nilai = nilai.quantize(Decimal(1).scaleb(-DESIMAL_TERBANYAK - 2)).normalize()  # 0.1 + 0.2
    rapi = nilai.quantize(Decimal(1).scaleb(-DESIMAL_TERBANYAK))
    if rapi != nilai:
        raise SelError(f'berisi "{nilai}"; paling banyak {DESIMAL_TERBANYAK} angka di belakang koma.')
    if abs(nilai) >= 10**11:
        raise SelError(f'berisi "{nilai}"; angka ini terlalu besar.')
    return nilai


def _bulat(isi: Any, kolom: Kolom) -> int:
    nilai = _positif(_desimal(isi, kolom, "bilangan bulat"), kolom)
    if nilai != nilai.to_integral_value() or nilai > 2_000_000_000:
        raise SelError(f'berisi "{_teks(isi, kolom)}"; isi dengan bilangan bulat.')
    return int(nilai)


def _tahun(isi: Any, kolom: Kolom) -> int:
    nilai = _bulat(isi, kolom)
    if not 2000 <= nilai <= 2100:
        raise SelError(f'berisi "{nilai}"; isi dengan tahun 4 angka antara 2000 dan 2100.')
    return nilai


def _tanggal(isi: Any, kolom: Kolom) -> datetime.date:
    if isinstance(isi, datetime.datetime):
        return isi.date()
    if isinstance(isi, datetime.date):
        return isi
    teks = _teks(isi, kolom)
    try:
        if re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", teks):
            t, b, h = map(int, teks.split("-"))
            return datetime.date(t, b, h)
        if cocok := re.fullmatch(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})", teks):
            h, b, t = map(int, cocok.groups())
            return datetime.date(t, b, h)
        if (cocok := re.fullmatch(r"(\d{1,2}) (\w+) (\d{4})", teks)) and cocok[2].lower() in BULAN:
            return datetime.date(int(cocok[3]), BULAN[cocok[2].lower()], int(cocok[1]))
    except ValueError:
        pass
    raise SelError(f'berisi "{teks}"; tulis tanggal seperti 31/01/2024 atau 31 Januari 2024.')


def _kode(isi: Any, kolom: Kolom) -> str:
    teks = _teks(isi, kolom)
    try:
        normalize_kode(teks)
    except KodeError as galat:
        raise SelError(str(galat)) from galat
    return teks.strip(". ")


def _ya_tidak(isi: Any, kolom: Kolom) -> bool:
    if isinstance(isi, bool):
        return isi
    kata = fold(_teks(isi, kolom))
    if kata in YA:
        return True
    if kata in TIDAK:
        return False
    raise SelError(f'berisi "{isi}"; isi dengan ya atau tidak.')


def _pilihan(isi: Any, kolom: Kolom) -> str:
    kata = fold(_teks(isi, kolom))
    for terlihat, tersimpan in kolom.pilihan:
        if kata in (fold(terlihat), fold(tersimpan)):
            return tersimpan
    daftar = ", ".join(t for t, _ in kolom.pilihan)
    raise SelError(f'berisi "{isi}"; pilih salah satu: {daftar}.')


_PEMBACA = {
    Jenis.TEKS: _teks,
    Jenis.PARAGRAF: _teks,
    Jenis.UANG: _uang,
    Jenis.ANGKA: _angka,
    Jenis.BULAT: _bulat,
    Jenis.TAHUN: _tahun,
    Jenis.TANGGAL: _tanggal,
    Jenis.KODE: _kode,
    Jenis.YA_TIDAK: _ya_tidak,
    Jenis.PILIHAN: _pilihan,
    Jenis.RUJUKAN: _teks,
}


def write_sel(nilai: Any, kolom: Kolom) -> Any:
    """Return what is put into a spreadsheet cell for a stored value."""
    if nilai is None or nilai == "":
        return None
    if kolom.jenis is Jenis.YA_TIDAK:
        return "ya" if nilai else "tidak"
    if kolom.jenis is Jenis.PILIHAN:
        return next((t for t, s in kolom.pilihan if s == nilai), nilai)
    if isinstance(nilai, Decimal):
        return int(nilai) if nilai == nilai.to_integral_value() else nilai.normalize()
    return nilai
