"""The workbook with which a kecamatan begins its year: a sample's plan and budget, before anything has been reached."""

from __future__ import annotations

import io
from collections.abc import Callable

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

Sisih = Callable[[dict[str, object]], bool]


def kosongkan_realisasi(isi: bytes, tahun: int) -> bytes:
    """Return an exported workbook without what the year brought: no realisasi, no words of the report.

    Earlier years stay; so do the survey and the LKE, which come from elsewhere.
    """
    buku = load_workbook(io.BytesIO(isi))
    _hapus_baris(buku["Realisasi"], lambda b: True)
    _hapus_baris(buku["Narasi"], lambda b: True)
    _hapus_baris(buku["Realisasi Indikator"], lambda b: b["Tahun"] == tahun)
    _kosongkan_kolom(buku["Indikator Kegiatan"], "K TW")
    hasil = io.BytesIO()
    buku.save(hasil)
    return hasil.getvalue()


def baca_lembar(isi: bytes, nama: str) -> list[dict[str, object]]:
    """Return the rows of a sheet by the headings of its columns; empty rows are left out."""
    lembar = load_workbook(io.BytesIO(isi), read_only=True)[nama]
    kepala, *baris = lembar.iter_rows(values_only=True)
    semua = (dict(zip(map(str, kepala), b, strict=False)) for b in baris)
    return [b for b in semua if any(v is not None for v in b.values())]


def _kepala(lembar: Worksheet) -> list[str]:
    return [str(sel.value) for sel in lembar[1]]


def _hapus_baris(lembar: Worksheet, sisih: Sisih) -> None:
    kepala = _kepala(lembar)
    for n in range(lembar.max_row, 1, -1):
        if sisih(dict(zip(kepala, (sel.value for sel in lembar[n]), strict=False))):
            lembar.delete_rows(n)


def _kosongkan_kolom(lembar: Worksheet, awalan: str) -> None:
    for n, judul in enumerate(_kepala(lembar), start=1):
        if judul.startswith(awalan):
            for baris in range(2, lembar.max_row + 1):
                lembar.cell(baris, n).value = None
