"""The Renstra's plan of programmes (T-C.27) as a spreadsheet to take along."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from buku_kerja.teks import put_teks
from kinerja.angka import is_nilai
from kinerja.kode import print_kode
from renja.rekap_renstra import SUBKEGIATAN, RencanaRenstra, SimpulRenstra, UkuranRenstra, read_figur

_KEPALA = PatternFill("solid", fgColor="0B4F4A")
LEBAR_TEKS = (20, 50, 44, 14, 14)


def write_rencana(rencana: RencanaRenstra, tahun: int, nama: str) -> bytes:
    """Return the workbook: a row per indicator, K and Rp of each year; texts such as "2 dokumen" stay as written."""
    buku = Workbook()
    ws: Any = buku.worksheets[0]
    ws.title = "Program Renstra"
    judul = ["Kode", "Program, kegiatan, sub kegiatan", "Indikator", "Satuan", "Kondisi awal"]
    for t in rencana.tahun:
        judul += [f"K {t}", f"Rp {t}"]
    judul += ["K akhir Renstra", "Rp akhir Renstra", "Sasaran", "Penanggung jawab", "Unit"]
    _put_baris(ws, 1, judul)
    for sel in ws[1]:
        sel.font, sel.fill = Font(bold=True, color="FFFFFF"), _KEPALA
    n = 2
    for pk, unit in rencana.unit.items():
        sebutan = unit.uraian if pk else nama
        for s in (x for p in unit.anak for x in p.walk()):
            for isi in _list_baris(rencana, s, tahun, sebutan):
                _put_baris(ws, n, isi)
                for sel in ws[n]:
                    sel.font = Font(bold=s.tingkat != SUBKEGIATAN)
                n += 1
        _put_baris(ws, n, ["", "Jumlah", "", "", "", *_dana(rencana, unit), "", "", sebutan])
        n += 1
    for i in range(1, len(judul) + 1):
        ws.column_dimensions[get_column_letter(i)].width = LEBAR_TEKS[i - 1] if i <= len(LEBAR_TEKS) else 17
    ws.freeze_panes = "C2"
    keluaran = io.BytesIO()
    buku.save(keluaran)
    return keluaran.getvalue()


def _list_baris(rencana: RencanaRenstra, s: SimpulRenstra, tahun: int, unit: str) -> Iterator[list[Any]]:
    """One row per indicator; a second one repeats the name but not the money, so that a column can be added up."""
    ukuran: list[UkuranRenstra | None] = [*s.indikator] or [None]
    for n, u in enumerate(ukuran):
        dana = _dana(rencana, s) if n == 0 else [None] * (2 * len(rencana.tahun) + 2)
        isi = [*([u.uraian, u.satuan, _figur(u.kondisi_awal)] if u else ["", "", None]), *dana]
        if u:
            isi[3:-1:2] = [*(_figur(u.target.get(t, "")) for t in rencana.tahun), _akhir(u)]
        yield [print_kode(s.kode, tahun), s.uraian, *isi, s.sasaran, s.penanggung_jawab, unit]


def _dana(rencana: RencanaRenstra, s: SimpulRenstra) -> list[Any]:
    """Pairs of K (empty) and Rp for each year and the end; of a whole unit the sums of its programmes."""
    hasil: list[Any] = []
    for t in rencana.tahun:
        hasil += [None, s.pagu(t)]
    return [*hasil, None, s.pagu_akhir]


def _akhir(u: UkuranRenstra) -> Any:
    akhir = u.akhir
    return _figur(u.akhir_teks) if u.kondisi_akhir or not is_nilai(akhir) else akhir


def _figur(teks: str) -> Any:
    """A bare figure as a figure, anything else as it was written."""
    nilai = read_figur(teks)
    return nilai if is_nilai(nilai) and not any(h.isalpha() for h in teks) else (teks or None)


def _put_baris(ws: Any, n: int, isi: list[Any]) -> None:
    for i, nilai in enumerate(isi, start=1):
        sel = ws.cell(n, i)
        if isinstance(nilai, str):
            put_teks(sel, nilai)
        else:
            sel.value = nilai
            if isinstance(nilai, int):
                sel.number_format = "#,##0"
        sel.alignment = Alignment(wrap_text=True, vertical="top")


__all__ = ["write_rencana"]
