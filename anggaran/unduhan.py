"""The quarter of a unit as a workbook, for those who like to look at it in Excel."""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from anggaran.hitungan import Hitungan
from anggaran.isian import Lembar
from anggaran.pengisian import SETAHUN, Baris, BarisIndikator, BarisSub
from kinerja.angka import is_nilai, publish

JENIS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TEBAL, _LATAR = Font(bold=True), PatternFill("solid", fgColor="E7F1F0")
_BUNGKUS = Alignment(wrap_text=True, vertical="top")


def write_xlsx(lembar: Lembar, baris: dict[str, Baris], hitungan: Hitungan) -> bytes:
    """Return the workbook: one sheet of sub kegiatan in the order of the grid, one of indikator."""
    buku = Workbook()
    lembar_sub = buku.active
    assert isinstance(lembar_sub, Worksheet)
    lembar_sub.title = "Sub kegiatan"
    sub = [b for b in baris.values() if isinstance(b, BarisSub)]
    banyak = max([len(b.keluaran) for b in sub], default=0)
    keluaran = [f"Keluaran {n}" if banyak > 1 else "Keluaran" for n in range(1, banyak + 1)]
    kepala = [
        "Kode", "Sub kegiatan", "Pagu (Rp)", "Keuangan triwulan ini (Rp)", "Fisik s.d. triwulan ini (%)", *keluaran, "Hambatan",
        "Solusi", "Rencana tindak lanjut", "Keuangan s.d. triwulan ini (Rp)", "Serapan (%)",
    ]  # fmt: skip
    isi: list[list[object]] = []
    for b in sub:
        k = [b.tersimpan[f"k{i.pk}"] for i in b.keluaran]
        daun = hitungan.daun[b.sub.pk]
        serapan = publish(daun.serapan(lembar.triwulan))
        isi.append(
            [
                b.sub.kode, b.sub.uraian, b.sub.pagu, b.tersimpan["keuangan"], b.tersimpan["fisik"],
                *k, *[None] * (banyak - len(k)), b.tersimpan["hambatan"], b.tersimpan["solusi"],
                b.tersimpan["tindak_lanjut"], daun.realisasi_sd(lembar.triwulan), serapan if is_nilai(serapan) else None,
            ]
        )  # fmt: skip
    _write(lembar_sub, lembar, kepala, isi)
    kepala = [
        "Kode", "Indikator", "Satuan", "Target Renstra", "Masa", "Realisasi", "Alasan bila belum ada",
        "Faktor pendukung atau penyebab",
        "Hambatan", "Solusi", "Rencana tindak lanjut",
    ]  # fmt: skip
    isi = []
    for i in baris.values():
        if isinstance(i, BarisIndikator):
            masa = f"Tahun {i.tahun}" if i.triwulan == SETAHUN else lembar.nama
            target = i.target.nilai if i.target and i.target.nilai is not None else i.target_teks
            isi.append([i.indikator.kode, i.indikator.uraian, i.indikator.satuan, target, masa, *i.tersimpan.values()])
    if isi:
        _write(buku.create_sheet("Indikator"), lembar, kepala, isi)
    keluar = io.BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


def _write(ws: Worksheet, lembar: Lembar, kepala: Sequence[str], isi: Sequence[Sequence[object]]) -> None:
    ws.append([f"{lembar.bagian.nama}, {lembar.instansi.nama}: {lembar.nama}"])
    ws["A1"].font = _TEBAL
    ws.append([])
    ws.append(list(kepala))
    for sel in ws[3]:
        sel.font, sel.fill, sel.alignment = _TEBAL, _LATAR, _BUNGKUS
    for satu in isi:
        ws.append([None if v == "" else v for v in satu])
        for sel in ws[ws.max_row]:
            sel.alignment = _BUNGKUS
            if isinstance(sel.value, str):
                sel.data_type = "s"  # words that begin with "=" stay words
            elif isinstance(sel.value, int):
                sel.number_format = "#,##0"
    for n, judul in enumerate(kepala, start=1):
        ws.column_dimensions[get_column_letter(n)].width = 42 if n == 2 else max(14, min(24, len(judul)))
    ws.freeze_panes = "C4"
