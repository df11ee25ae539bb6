"""The cascade as a spreadsheet."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from perjanjian.kaskade import Kaskade

JENIS_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def build_xlsx(kaskade: Kaskade) -> bytes:
    """Return the workbook: the posts, the sums per level, what was found; figures as figures."""
    buku = Workbook()
    lembar: Any = buku.active
    lembar.title = "Kaskade"
    _tulis(
        lembar,
        ("Jabatan", "Perjanjian", "Butir", "Program", "Kegiatan", "Sub kegiatan", "Anggaran (Rp)"),
        [
            [
                b.jabatan.nama,
                b.perjanjian.model.get_jenis_display() if b.perjanjian else "belum ada",
                b.butir,
                b.program,
                b.kegiatan,
                b.sub_kegiatan,
                b.pagu,
            ]
            for b in kaskade.baris
        ],
        (44, 14, 8, 10, 10, 14, 20),
    )
    for n, b in enumerate(kaskade.baris, start=2):
        lembar.cell(n, 1).alignment = Alignment(indent=b.tingkat, wrap_text=True, vertical="top")
    _tulis(
        buku.create_sheet("Jumlah per tingkat"),
        ("Atasan", "Ditanggung (Rp)", "Bersama bawahan langsung (Rp)", "Selisih (Rp)", "Sub kegiatan pada selisih"),
        [[j.jabatan.nama, j.atasan, j.bawahan, j.selisih, ", ".join(d.kode for d in j.kurang)] for j in kaskade.jumlah],
        (44, 20, 20, 20, 60),
    )
    _tulis(
        buku.create_sheet("Temuan"),
        ("Pemeriksaan", "Temuan"),
        [[t.jenis.value, t.pesan] for t in kaskade.temuan],
        (40, 100),
    )
    berkas = BytesIO()
    buku.save(berkas)
    return berkas.getvalue()


def _tulis(lembar: Any, kepala: tuple[str, ...], isi: list[list[Any]], lebar: tuple[int, ...]) -> None:
    lembar.append(kepala)
    for sel in lembar[1]:
        sel.font = Font(bold=True)
    for n, baris in enumerate(isi, start=2):
        for k, nilai in enumerate(baris, start=1):
            sel = lembar.cell(n, k, nilai)
            if isinstance(nilai, str):
                sel.data_type = "s"  # words that begin with "=" are no formula
            else:
                sel.number_format = "#,##0"
            sel.alignment = Alignment(wrap_text=True, vertical="top")
    for k, w in enumerate(lebar, start=1):
        lembar.column_dimensions[get_column_letter(k)].width = w
    lembar.freeze_panes = "A2"
