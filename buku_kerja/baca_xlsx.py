"""Read a workbook (.xlsx). Row by row, so that its size in memory is bounded by what it holds."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Container
from decimal import Decimal
from typing import Any

import openpyxl
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries

from buku_kerja.arsip import check_arsip
from buku_kerja.laporan import Temuan
from buku_kerja.tabel import KOLOM_TERBANYAK, Buku, BukuError, Sel, Tabel
from buku_kerja.teks import slug, unescape_xlsx

_GABUNG = re.compile(rb"<(?:\w{1,20}:)?mergeCell\s[^<>]*?ref=[\"\']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})")
# What a number format writes as it stands: "%", \% (in groups); and the widths it leaves room for: _%, *%.
_HARFIAH = re.compile(r'"([^"]*)"|\\(.)|[_*].')
POTONGAN = 2**20
LEMBAR_TERBANYAK = 200
BARIS_EXCEL = 2**20  # a row number beyond is not Excel's, and would be counted up to
GABUNG_TERBANYAK = 100

# Without it entities and external references in the XML would be followed.
if not openpyxl.DEFUSEDXML:
    raise ImportError("defusedxml is not installed")


def read_xlsx(isi: bytes, dikenal: Container[str] | None = None) -> Buku:
    """Return the sheets of a workbook; of those whose slug is not ``dikenal`` only the name.

    Raises :class:`BukuError` for whatever is not a workbook.
    """
    nama = check_arsip(isi)
    hasil = Buku()
    if "xl/vbaProject.bin" in nama:
        hasil.temuan.append(
            Temuan("", "Berkas ini memuat makro; makronya tidak dijalankan dan tidak disimpan.", galat=False)
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl on drop-down lists of newer Excels
            _read_semua(isi, hasil, dikenal)
    except BukuError:
        raise
    except Exception as galat:  # openpyxl raises nearly anything on broken XML
        raise BukuError("Isi berkas rusak; buka di Excel lalu simpan ulang sebagai .xlsx.") from galat
    return hasil


def _read_semua(isi: bytes, hasil: Buku, dikenal: Container[str] | None) -> None:
    # Formulas are wanted as formulas, to be refused by name.
    buku = load_workbook(io.BytesIO(isi), data_only=False, read_only=True, keep_links=False)
    try:
        if len(buku.worksheets) > LEMBAR_TERBANYAK:
            raise BukuError(f"Berkas ini berisi lebih dari {LEMBAR_TERBANYAK} lembar; hapus lembar yang tidak dipakai.")
        for lembaran in buku.worksheets:
            asing = dikenal is not None and slug(lembaran.title) not in dikenal
            hasil.add(Tabel(lembaran.title, lembaran.title) if asing else _read_lembar(lembaran))
    finally:
        buku.close()


def _read_lembar(lembaran: Any) -> Tabel:
    tabel = Tabel(lembaran.title, lembaran.title)
    if lembaran.sheet_state != "visible":
        tabel.temuan.append(Temuan(tabel.lokasi, "Lembar ini tersembunyi; isinya tetap dibaca.", galat=False))
    lembaran.reset_dimensions()  # some programs write a wrong size, and rows beyond it would be lost
    lewat: Any = None
    # One column more than allowed, to see whether anything is there.
    for n, baris in enumerate(lembaran.iter_rows(max_row=BARIS_EXCEL, max_col=KOLOM_TERBANYAK + 1), start=1):
        if baris is lewat:
            continue  # the filler that stands for all rows the file does not have
        if n > 1 and all(s.value is None for s in baris):
            lewat = baris
            continue
        isi = [_read_sel(s, f"{lembaran.title}!{get_column_letter(i)}{n}") for i, s in enumerate(baris, start=1)]
        if not isi[-1].kosong:
            raise BukuError(
                f"Lembar {tabel.nama} berisi lebih dari {KOLOM_TERBANYAK} kolom. Hapus kolom yang tidak dipakai."
            )
        if n == 1:
            tabel.set_judul(isi)
        elif not all(s.kosong for s in isi):
            _add(tabel, isi)
    _check_gabung(lembaran, tabel)
    return tabel


def _add(tabel: Tabel, isi: list[Sel]) -> None:
    for i, (kolom, s) in enumerate(zip(tabel.kolom, isi, strict=False)):
        if not kolom and not s.kosong and i not in tabel.tak_berjudul:
            tabel.tak_berjudul.add(i)
            tabel.temuan.append(Temuan(s.lokasi, "Kolom ini tidak berjudul; isinya tidak dibaca.", galat=False))
    tabel.add_baris(isi)


def _read_sel(sel: Any, lokasi: str) -> Sel:
    isi, rumus = sel.value, getattr(sel, "data_type", "") == "f"
    if rumus:
        isi = str(getattr(isi, "text", isi))[:80]  # an array formula is an object
    elif isinstance(isi, str):
        isi = unescape_xlsx(isi)
    elif isinstance(isi, int | float) and not isinstance(isi, bool) and (kali := find_kali_persen(sel.number_format)):
        isi = _print_persen(isi, kali)
    return Sel(isi, lokasi, rumus)


def find_kali_persen(bentuk: str) -> int:
    """Return what Excel multiplies a figure by to show it in per cent in a number format: 100, or 1 where the sign is only
    written behind it (``0.0"%"``); 0 where no sign is shown (``0.0_%`` leaves room for one)."""
    if "%" in _HARFIAH.sub("", bentuk):
        return 100
    return int(any("%" in (m[1] or m[2] or "") for m in _HARFIAH.finditer(bentuk)))


def _print_persen(isi: int | float, kali: int) -> str:
    """Return what Excel shows for a figure it keeps as a share: 0.975 is "97,5%"; what lies beyond 6 decimals is noise."""
    if not abs(isi) < 10**15:  # too large for any column, infinite, or no figure: refused where the column is known
        return repr(isi)
    return format(round(Decimal(repr(isi)) * kali, 6).normalize(), "f").replace(".", ",") + "%"


def _check_gabung(lembaran: Any, tabel: Tabel) -> None:
    """Report merged cells: all but the first of them are empty, which is not what the user sees."""
    tepi = max((i for i, k in enumerate(tabel.kolom, start=1) if k), default=0)
    for ref in _list_gabung(lembaran):
        if (range_boundaries(ref)[0] or 0) <= tepi:
            pesan = f"Sel {ref} digabung (merge). Pisahkan selnya, lalu isi setiap sel."
            tabel.temuan.append(Temuan(f"{tabel.nama}!{ref.split(':')[0]}", pesan))


def _list_gabung(lembaran: Any) -> list[str]:
    """Return the merged ranges; openpyxl, reading row by row, keeps them to itself."""
    hasil: dict[str, None] = {}
    sisa = b""
    with lembaran._get_source() as sumber:
        while potong := sumber.read(POTONGAN):
            for cocok in _GABUNG.finditer(sisa + potong):
                hasil[cocok[1].decode()] = None
                if len(hasil) >= GABUNG_TERBANYAK:
                    return list(hasil)
            sisa = potong[-200:]
    return list(hasil)
