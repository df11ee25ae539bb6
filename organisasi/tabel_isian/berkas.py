"""One table as .xlsx: what the page shows, with figures as figures."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from buku_kerja.teks import put_teks
from organisasi.tabel_isian.lembaran import Lembaran

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KEPALA = PatternFill("solid", fgColor="0B4F4A")
LEBAR_TERKECIL, LEBAR_TERBESAR = 10, 60


def write_xlsx(lembaran: Lembaran) -> bytes:
    buku = Workbook()
    ws = buku.worksheets[0]
    ws.title = lembaran.tabel.judul[:31].replace("/", "-")
    baris = list(lembaran.query())
    hitung = lembaran.calculate(baris)
    for n, judul in enumerate([*map(lembaran.title, lembaran.kolom), *(h.judul for h in lembaran.tabel.hitungan)], 1):
        sel = ws.cell(1, n, judul)
        sel.font, sel.fill = Font(bold=True, color="FFFFFF"), KEPALA
        sel.alignment = Alignment(wrap_text=True, vertical="center")
    for n, b in enumerate(baris, start=2):
        isi = [lembaran.tabel.read(b, bidang) for bidang in lembaran.kolom]
        isi += [hitung.get(f"{b.pk}-{h.nama}", "") for h in lembaran.tabel.hitungan]
        for i, nilai in enumerate(isi, start=1):
            _put(ws.cell(n, i), nilai)
    for i in range(1, ws.max_column + 1):
        huruf = get_column_letter(i)
        panjang = max((len(str(s.value)) for s in ws[huruf] if s.value is not None), default=0)
        ws.column_dimensions[huruf].width = max(LEBAR_TERKECIL, min(panjang + 2, LEBAR_TERBESAR))
    ws.freeze_panes = "A2"
    keluaran = io.BytesIO()
    buku.save(keluaran)
    return keluaran.getvalue()


def _put(sel: Any, nilai: Any) -> None:
    if isinstance(nilai, str):
        put_teks(sel, nilai)
        sel.alignment = Alignment(wrap_text=True, vertical="top")
    else:
        sel.value = nilai
        if isinstance(nilai, int) and abs(nilai) >= 10_000:
            sel.number_format = "#,##0"
