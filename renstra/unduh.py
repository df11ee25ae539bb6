"""The targets of the plan as a spreadsheet."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from kinerja.ukuran import Sasar
from renstra.rekap import RekapIndikator, RekapRenstra
from renstra.susun import Cabang, print_sasar, susun_pohon

LEBAR = (10, 60, 12)


def build_xlsx(rekap: RekapRenstra) -> bytes:
    """Return the workbook: the lines of the plan, figures as figures and words as words."""
    buku = Workbook()
    lembar: Any = buku.active
    lembar.title = "Target Renstra"
    lembar.append(["Kode", "Uraian", "Satuan", "Kondisi awal", *rekap.tahun])
    for sel in lembar[1]:
        sel.font = Font(bold=True)
    target = {i.pk: i for i in rekap.indikator}
    pohon = [b for b in susun_pohon(rekap) if b.jenis != "strategi"]
    for n, baris in enumerate(pohon, start=2):
        _isi(lembar, n, baris, target, rekap.tahun)
    for n, lebar in enumerate((*LEBAR, *[14] * (len(rekap.tahun) + 1)), start=1):
        lembar.column_dimensions[get_column_letter(n)].width = lebar
    lembar.freeze_panes = "C2"
    berkas = BytesIO()
    buku.save(berkas)
    return berkas.getvalue()


def _isi(lembar: Any, nomor: int, baris: Cabang, target: dict[int, RekapIndikator], tahun: tuple[int, ...]) -> None:
    m = baris.model
    isi: list[Any] = [m.kode, m.uraian]
    if baris.jenis == "indikator":
        isi += [m.satuan, _nilai(m.awal), *(_nilai(target[m.pk].sasar(t)) for t in tahun)]
    for n, nilai in enumerate(isi, start=1):
        sel: Cell = lembar.cell(nomor, n, nilai)
        if isinstance(nilai, str):
            sel.data_type = "s"  # words that begin with "=" are no formula
        sel.alignment = Alignment(wrap_text=True, vertical="top", indent=baris.tingkat if n == 2 else 0)
        sel.font = Font(bold=baris.jenis != "indikator")


def _nilai(sasar: Sasar | None) -> Any:
    if sasar is None:
        return None
    return sasar.nilai if sasar.nilai is not None and not sasar.teks else print_sasar(sasar)
