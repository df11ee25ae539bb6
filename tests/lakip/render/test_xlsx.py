"""The workbook: figures are numbers, texts are never formulas, sheets are named and linked."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from functools import cache

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from lakip.dokumen import Baris, Dokumen, Jenis, Kolom, Sel, Tabel
from lakip.render.xlsx import render_xlsx
from tests.lakip.render.contoh_dokumen import (
    RUMUS_JAHAT,
    build_dokumen,
    build_kecil,
    tabel_anggaran,
    tabel_jahat,
    tabel_kinerja,
    tabel_lebar,
    uang,
)


@cache
def _isi() -> bytes:
    return render_xlsx(build_dokumen())


@cache
def _buku() -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(_isi()))


def _buka(dokumen: Dokumen) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(render_xlsx(dokumen)))


def test_money_is_integer_and_percent_is_decimal() -> None:
    lembar = _buka(build_kecil(tabel_anggaran("a", 1, 1)))["Tabel 1"]
    assert [lembar.cell(4, j).value for j in range(1, 6)] == [
        "Kode", "Program/Kegiatan/Sub Kegiatan", "Pagu (Rp)", "Realisasi (Rp)", "Serapan (%)",
    ]  # fmt: skip
    pagu, serapan = lembar["C5"], lembar["E5"]
    assert (pagu.value, type(pagu.value), pagu.number_format) == (3_813_748_601, int, "#,##0")
    assert (serapan.value, serapan.data_type, serapan.number_format) == (96.19, "n", "#,##0.00")
    assert lembar["A5"].value == "7.01.01"
    assert lembar["A5"].font.b
    assert lembar.cell(lembar.max_row, 3).font.b


@pytest.mark.parametrize(
    ("teks", "nilai", "jenis", "format_angka"),
    [
        ("1.234.567", "1234567", Jenis.UANG, "#,##0"),
        ("Rp 3.000", "3000", Jenis.UANG, '"Rp "#,##0'),
        ("96,19", "96.19", Jenis.PERSEN, "#,##0.00"),
        ("96,19 %", "96.19", Jenis.PERSEN, '#,##0.00" %"'),
        ("3,5", "3.5", Jenis.ANGKA, "#,##0.0"),
        ("2023", "2023", Jenis.TENGAH, "0"),
        ("3", "3", Jenis.TENGAH, "#,##0"),
        ("33,33", "33.3333333", Jenis.PERSEN, "#,##0.00"),
        ("-1.500", "-1500", Jenis.UANG, "#,##0"),
        ("80 (A)", "80.0000", Jenis.ANGKA, '#,##0" (A)"'),
        ("70,5 Nilai", "70.5", Jenis.TENGAH, '#,##0.0" Nilai"'),
        ("2 dokumen", "2", Jenis.TEKS, '#,##0" dokumen"'),
    ],
)
def test_shows_numbers_as_printed(teks: str, nilai: str, jenis: Jenis, format_angka: str) -> None:
    tabel = Tabel("t", "T", (Kolom("A", jenis),), (Baris((Sel(teks, Decimal(nilai)),)),))
    sel = _buka(build_kecil(tabel))["Tabel 1"]["A5"]
    assert sel.data_type == "n"
    assert Decimal(str(sel.value)) == Decimal(nilai)
    assert sel.number_format == format_angka


@pytest.mark.parametrize(
    ("teks", "nilai"),
    [
        ("BB", "72.5"),
        ("8", "80"),
        ("3 dari 4 dokumen", "3"),
        ('2 "dokumen"', "2"),
        ("12 laporan kegiatan pembinaan desa", "12"),  # a number does not wrap: too wide for its column it is ####
    ],
)
def test_keeps_words_where_the_text_says_more_than_the_number(teks: str, nilai: str) -> None:
    tabel = Tabel("t", "T", (Kolom("A", Jenis.ANGKA),), (Baris((Sel(teks, Decimal(nilai)),)),))
    assert _buka(build_kecil(tabel))["Tabel 1"]["A5"].value == teks


def test_text_never_becomes_a_formula() -> None:
    lembar = _buka(build_kecil(tabel_jahat()))["Tabel 1"]
    sel = {str(c.value): c for baris in lembar.iter_rows() for c in baris if c.value is not None}
    assert not [c for c in sel.values() if c.data_type == "f"]
    for teks in (RUMUS_JAHAT, "@SUM(1) bel\ttab\nbaris kedua", "+62 811", "-kosong", "\t=1+1"):
        assert sel[teks].data_type == "s"
        assert sel[teks].quotePrefix, teks


@pytest.mark.parametrize("awal", ["=", "+", "-", "@", "\t"])
def test_titles_and_heads_are_neutralised_too(awal: str) -> None:
    jahat = awal + "1+1"
    tabel = Tabel("t", jahat, (Kolom(jahat, kelompok=jahat),), (), catatan=(jahat,), berjudul=False)
    buku = _buka(build_kecil(tabel))
    sel = [c for lembar in buku for baris in lembar.iter_rows() for c in baris if str(c.value).startswith(awal)]
    assert len(sel) >= 4
    assert all(c.data_type == "s" and c.quotePrefix for c in sel)


def test_no_formula_in_the_raw_sheets() -> None:
    with zipfile.ZipFile(io.BytesIO(_isi())) as z:
        lembar = [z.read(n) for n in z.namelist() if n.startswith("xl/worksheets/sheet")]
    assert lembar
    assert not any(b"<f>" in isi or b"<f " in isi for isi in lembar)


def test_contents_sheet_links_to_every_table() -> None:
    buku = _buku()
    daftar = buku["Daftar Isi"]
    assert buku.sheetnames[0] == "Daftar Isi"
    tautan = [daftar.cell(r, 1).hyperlink for r in range(4, daftar.max_row + 1)]
    assert [t.location for t in tautan if t] == [f"'{n}'!A1" for n in buku.sheetnames[1:]]
    assert len(buku.sheetnames) == 15


def test_sheet_names_are_valid_and_unique() -> None:
    judul = "Nama [lembar]: yang * sangat / panjang \\ sekali?"
    tabel = [Tabel(f"t{i}", judul, (Kolom("A"),), (), berjudul=False) for i in range(12)]
    nama = _buka(build_kecil(*tabel)).sheetnames
    assert len({n.lower() for n in nama}) == 13
    assert all(len(n) <= 31 and not set(n) & set("[]:*?/\\") for n in nama)


def test_prints_well() -> None:
    lembar = _buka(build_kecil(tabel_lebar("x", 4), tabel_jahat()))
    lebar, tegak = lembar["Tabel 1"], lembar["Tabel 2"]
    assert lebar.page_setup.orientation == "landscape"
    assert tegak.page_setup.orientation == "portrait"
    assert lebar.page_setup.fitToWidth == 1
    assert lebar.sheet_properties.pageSetUpPr.fitToPage
    assert lebar.print_title_rows == "$4:$6"
    assert lebar.freeze_panes == "A7"
    assert "E4:F4" in {str(m) for m in lebar.merged_cells.ranges}
    assert lebar.column_dimensions["D"].width >= len("412.345.678")


def test_notes_and_reasons_stand_under_the_table() -> None:
    lembar = _buka(build_kecil(tabel_kinerja("y")))["Tabel 1"]
    isi = [lembar.cell(r, 1).value for r in range(1, lembar.max_row + 1)]
    assert isi[-3:] == ["Skala predikat menurut Permendagri 86/2017.", "Tanda –: belum diisi.", "Tanda –: target nol."]


def test_same_document_gives_same_bytes() -> None:
    assert render_xlsx(build_kecil(tabel_kinerja("a"))) == render_xlsx(build_kecil(tabel_kinerja("a")))


def test_whole_rupiah_stay_exact() -> None:
    tabel = Tabel("t", "T", (Kolom("A", Jenis.UANG),), (Baris((uang(123_456_789_012_345),)),))
    assert _buka(build_kecil(tabel))["Tabel 1"]["A5"].value == 123_456_789_012_345
