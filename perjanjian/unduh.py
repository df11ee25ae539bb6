"""The cascade, and how far a perjanjian got up to a quarter, as spreadsheets: figures as figures."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from kinerja.angka import TANDA_KOSONG, Nilai, Takterdefinisi
from kinerja.ukuran import Sasar
from perjanjian.banding import ROMAWI
from perjanjian.evaluasi import NilaiAnggaran, NilaiButir
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
    return _simpan(buku)


def build_evaluasi(butir: Sequence[NilaiButir], anggaran: Sequence[NilaiAnggaran], triwulan: int) -> bytes:
    """Return the workbook: the butir, and the budget of the post; what is undefined has its reason beside it."""
    buku = Workbook()
    lembar: Any = buku.active
    lembar.title = "Butir"
    sampai = f"s.d. TW {ROMAWI[triwulan]}"
    _tulis(
        lembar,
        ("Indikator", "Satuan", f"Target {sampai}", f"Realisasi {sampai}", "Capaian (%)", "Predikat", "Catatan"),
        [
            [
                b.model.indikator.uraian,
                b.satuan,
                _sasar(b.sasar, b.target),
                b.realisasi if isinstance(b.hasil, Takterdefinisi) else _sasar(b.hasil, b.realisasi),
                _angka(b.nilai),
                b.predikat,
                b.catatan,
            ]
            for b in butir
        ],
        (60, 14, 16, 16, 14, 18, 50),
    )
    _tulis(
        buku.create_sheet("Anggaran"),
        ("Kode", "Program", "Pagu (Rp)", f"Realisasi {sampai} (Rp)", "Serapan (%)", "Catatan"),
        [
            [a.kode, a.uraian, *(TANDA_KOSONG if u is None else u for u in a.uang), _angka(a.persen), a.catatan]
            for a in anggaran
        ],
        (14, 60, 20, 24, 14, 40),
    )
    return _simpan(buku)


def _sasar(isi: Sasar | None, kata: str) -> Decimal | str:
    """The figure, where it is one; with words in it or without anything, as it is printed."""
    return kata if isi is None or isi.nilai is None or isi.teks else isi.nilai


def _angka(nilai: Nilai) -> Decimal | str:
    return TANDA_KOSONG if isinstance(nilai, Takterdefinisi) else nilai


def _simpan(buku: Workbook) -> bytes:
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
                sel.number_format = "#,##0" if nilai is None or nilai == int(nilai) else "#,##0.00"
            sel.alignment = Alignment(wrap_text=True, vertical="top")
    for k, w in enumerate(lebar, start=1):
        lembar.column_dimensions[get_column_letter(k)].width = w
    lembar.freeze_panes = "A2"
