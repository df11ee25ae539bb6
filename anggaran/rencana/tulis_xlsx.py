"""The budget tree as a workbook to take along: one sheet a unit, figures as numbers."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from anggaran.rekap import PROGRAM, SUBKEGIATAN, Pos
from anggaran.rencana.pilihan import Pilihan
from anggaran.rencana.pohon import format_target
from buku_kerja.teks import AWALAN_RUMUS, escape_xlsx
from kinerja.angka import is_nilai, publish

KOLOM = (
    ("Kode", 20), ("Uraian", 60), ("Indikator", 50), ("Target", 20), ("Penanggung jawab", 28), ("Sasaran", 10),
    ("Pagu murni (Rp)", 18), ("Pagu perubahan (Rp)", 18), ("Realisasi (Rp)", 18), ("Serapan (%)", 12),
)  # fmt: skip
_KEPALA = PatternFill("solid", fgColor="0B4F4A")
_PROGRAM = PatternFill("solid", fgColor="E7F1F0")


def write_anggaran(pohon: dict[int | None, Pos], pilihan: Pilihan, judul: str) -> bytes:
    """Return the workbook; a kecamatan without a budget gets the headings alone."""
    buku = Workbook()
    buku.remove(buku.worksheets[0])
    nama: set[str] = set()
    for pos in pohon.values():
        _write_lembar(buku.create_sheet(_name(pos.uraian, nama)), pos, pilihan, judul)
    if not pohon:
        _write_lembar(buku.create_sheet("Anggaran"), None, pilihan, judul)
    keluaran = io.BytesIO()
    buku.save(keluaran)
    return keluaran.getvalue()


def _name(teks: str, ada: set[str]) -> str:
    """Return a sheet's name that Excel accepts: 31 characters, none of []:*?/\\, no two alike."""
    bersih = "".join(h for h in teks if h not in "[]:*?/\\'")[:31].strip() or "Anggaran"
    n, nama = 2, bersih
    while nama.casefold() in ada:
        nama, n = f"{bersih[:27]} {n}", n + 1
    ada.add(nama.casefold())
    return nama


def _write_lembar(ws: Any, pos: Pos | None, pilihan: Pilihan, judul: str) -> None:
    _put(ws.cell(1, 1), judul if pos is None else f"{judul} · {pos.uraian}").font = Font(bold=True, size=13)
    for i, (nama, lebar) in enumerate(KOLOM, start=1):
        sel = _put(ws.cell(3, i), nama)
        sel.font, sel.fill = Font(bold=True, color="FFFFFF"), _KEPALA
        sel.alignment = Alignment(wrap_text=True, vertical="center")
        ws.column_dimensions[get_column_letter(i)].width = lebar
    ws.freeze_panes = "C4"
    ws.page_setup.orientation, ws.page_setup.fitToWidth, ws.page_setup.fitToHeight = "landscape", 1, 0
    ws.sheet_properties.pageSetUpPr.fitToPage = True
    ws.print_title_rows = "3:3"
    if pos is not None:
        baris = 4
        for simpul in [*(p for a in pos.anak for p in a.walk()), pos]:
            _write_baris(ws, baris, simpul, pilihan)
            baris += 1


def _write_baris(ws: Any, n: int, pos: Pos, pilihan: Pilihan) -> None:
    s, j = pilihan.sasaran.get(pos.sasaran_id or 0), pilihan.jabatan.get(pos.penanggung_jawab_id or 0)
    serapan = publish(pos.serapan())
    isi: list[Any] = [
        pos.kode,
        pos.uraian if pos.pk is not None else "Jumlah",
        "\n".join(k.uraian for k in pos.keluaran),
        "\n".join(format_target(k) for k in pos.keluaran),
        j.nama if j else "",
        s.kode if s else "",
        pos.pagu_murni,
        pos.pagu if pos.berubah else None,
        pos.realisasi_sd(),
        serapan if is_nilai(serapan) else None,
    ]
    for i, nilai in enumerate(isi, start=1):
        sel = _put(ws.cell(n, i), nilai)
        sel.alignment = Alignment(wrap_text=True, vertical="top")
        sel.font = Font(bold=pos.tingkat != SUBKEGIATAN)
        if i > 6:
            sel.number_format = "#,##0.00" if i == len(isi) else "#,##0"
        if pos.tingkat == PROGRAM or pos.pk is None:
            sel.fill = _PROGRAM


def _put(sel: Any, nilai: Any) -> Any:
    """Write a cell; a text that begins like a formula stays a text."""
    if isinstance(nilai, str):
        nilai = escape_xlsx(nilai)
        sel.value, sel.data_type, sel.quotePrefix = nilai, "s", nilai[:1] in AWALAN_RUMUS
    else:
        sel.value = nilai
    return sel
