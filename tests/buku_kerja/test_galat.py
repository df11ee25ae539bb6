"""What is wrong in a workbook: said at its cell, all at once, and nothing is kept."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from anggaran.models import RealisasiTriwulan
from buku_kerja import impor
from buku_kerja.laporan import LaporanImpor
from buku_kerja.sel import SelError, read_sel
from buku_kerja.skema import Jenis, Kolom
from organisasi.models import Kabupaten
from renstra.models import TargetIndikator
from tests.buku_kerja.kecamatan import (
    CAMAT,
    KASI,
    SEKCAM,
    SUB,
    Isi,
    buat_buku,
    buat_isi,
    buat_xlsx,
    find_galat,
    list_judul,
    list_nama,
    muat,
    potret,
    sel,
    set_identitas,
    simpan,
    tulis_csv,
)

pytestmark = [pytest.mark.usefixtures("acuan"), pytest.mark.satu_basis_data]


def tolak(isi: Isi | None = None, ubah: Callable[[Workbook], object] | None = None) -> LaporanImpor:
    """Import a workbook that has to be refused; the database stays as it was, before and after a good import."""
    buku = buat_buku(buat_isi() if isi is None else isi)
    if ubah:
        ubah(buku)
    sebelum = potret()
    laporan = impor(simpan(buku))
    assert laporan.galat and not laporan.tersimpan
    assert potret() == sebelum
    return laporan


def tolak_sel(nama: str, baris: int, judul: str, nilai: Any, *kata: str) -> None:
    """One bad cell gives one error: at the cell, naming the column, saying what was found and what is expected."""
    isi = buat_isi()
    isi[nama][baris][judul] = nilai
    laporan = tolak(isi)
    assert [t.lokasi for t in laporan.galat] == [sel(nama, baris, judul)], laporan.galat
    pesan = laporan.galat[0].pesan
    assert f'Kolom "{judul}"' in pesan
    for k in kata:
        assert k in pesan, pesan


# ------------------------------------------------------------------------------------------------------ single cells


def test_text_in_a_money_cell() -> None:
    tolak_sel("Sub Kegiatan", 0, "Pagu murni", "sepuluh juta", '"sepuluh juta"', "1250000")


def test_money_with_decimals() -> None:
    tolak_sel("Sub Kegiatan", 0, "Pagu murni", 1250000.5, '"1250000.5"', "tanpa sen")


def test_negative_money() -> None:
    tolak_sel("Sub Kegiatan", 0, "Pagu murni", -1, '"-1"', "negatif")


def test_money_of_more_digits_than_a_spreadsheet_keeps() -> None:
    tolak_sel("Sub Kegiatan", 0, "Pagu murni", 10**15, "terlalu besar")


def test_number_beyond_measure() -> None:
    tolak_sel("Data Wilayah", 0, "Nilai", 1e300, "terlalu besar")


@pytest.mark.parametrize("jenis", [Jenis.UANG, Jenis.ANGKA, Jenis.BULAT, Jenis.TAHUN])
@pytest.mark.parametrize("nilai", [float("inf"), float("-inf"), float("nan")])
def test_number_that_is_no_number(jenis: Jenis, nilai: float) -> None:
    with pytest.raises(SelError, match="terlalu besar"):
        read_sel(nilai, Kolom("Nilai", "nilai", jenis, negatif=True))


def test_money_as_whole_float_and_as_text_with_thousands_is_read() -> None:
    isi = buat_isi()
    isi["Sub Kegiatan"][0]["Pagu murni"] = 10_000_000.0
    isi["Sub Kegiatan"][0]["Pagu perubahan"] = "Rp 12.000.000"
    muat()
    assert muat(isi).tanpa_perubahan


def test_ambiguous_number_text_is_refused_with_both_readings() -> None:
    tolak_sel("Target Indikator", 0, "Target", "1.250", '"1.250"', "1250", "1,25")


def test_number_text_with_a_comma_is_read() -> None:
    muat()
    isi = buat_isi()
    isi["Target Indikator"][0]["Target"] = "82,5"
    assert muat(isi).tanpa_perubahan


@pytest.mark.parametrize("tulis", ["97,5 %", "97,5%", "97,5"])
def test_a_percentage_may_carry_its_sign(tulis: str) -> None:
    assert read_sel(tulis, Kolom("Target", "target", Jenis.ANGKA)) == Decimal("97.5")


def test_money_and_counts_carry_no_per_cent() -> None:
    for jenis in (Jenis.UANG, Jenis.BULAT):
        with pytest.raises(SelError, match="bukan angka"):
            read_sel("5%", Kolom("Jumlah", "jumlah", jenis))


@pytest.mark.parametrize(("nilai", "terbaca"), [(0.975, "97.5"), (1, "100"), (2 / 3, "66.6667")])
def test_a_cell_that_excel_shows_in_per_cent_is_read_as_it_is_shown(nilai: float, terbaca: str) -> None:
    """Excel keeps 97,5% as 0.975: read as it is stored, it would be a hundredth."""
    isi = buat_isi()
    isi["Realisasi"][0]["Fisik"] = nilai
    buku = buat_buku(isi)
    buku["Realisasi"][sel("Realisasi", 0, "Fisik").split("!")[1]].number_format = "0.00%"
    laporan = impor(simpan(buku))
    assert laporan.tersimpan, laporan.galat
    assert RealisasiTriwulan.objects.get(triwulan=1).fisik == Decimal(terbaca)


@pytest.mark.parametrize("bentuk", ['0.0"%"', r"0.0\%", "0.0_%"])
def test_a_sign_that_is_only_written_behind_a_figure_makes_it_no_hundredfold(bentuk: str) -> None:
    """With these formats Excel shows 97.5 as 97,5% (the last leaves room for a sign), and keeps 97.5."""
    isi = buat_isi()
    isi["Realisasi"][0]["Fisik"] = 97.5
    buku = buat_buku(isi)
    buku["Realisasi"][sel("Realisasi", 0, "Fisik").split("!")[1]].number_format = bentuk
    laporan = impor(simpan(buku))
    assert laporan.tersimpan, laporan.galat
    assert RealisasiTriwulan.objects.get(triwulan=1).fisik == Decimal("97.5")


def test_number_with_too_many_decimals_is_rounded_and_told() -> None:
    isi = buat_isi()
    isi["Data Wilayah"][0]["Nilai"] = 33.33333333333
    laporan = muat(isi)
    assert [(t.lokasi, "33,3333" in t.pesan) for t in laporan.peringatan] == [(sel("Data Wilayah", 0, "Nilai"), True)]


def test_float_artefact_is_no_difference() -> None:
    isi = buat_isi()
    isi["Data Wilayah"][0]["Nilai"] = 0.3
    muat(isi)
    isi["Data Wilayah"][0]["Nilai"] = 0.1 + 0.2
    laporan = muat(isi)
    assert laporan.tanpa_perubahan and not laporan.peringatan


def test_float_artefact_as_excel_saves_it_is_no_rounding() -> None:
    catatan: list[str] = []  # openpyxl writes 0.3 here, Excel 0.30000000000000004
    assert read_sel(0.1 + 0.2, Kolom("Nilai", "nilai", Jenis.ANGKA), catatan.append) == Decimal("0.3")
    assert not catatan


def test_year_as_float_is_read_and_as_something_else_refused() -> None:
    muat()
    isi = buat_isi()
    isi["Target Indikator"][0]["Tahun"] = 2023.0
    assert muat(isi).tanpa_perubahan
    tolak_sel("Target Indikator", 0, "Tahun", 23, '"23"', "4 angka")
    tolak_sel("Target Indikator", 0, "Tahun", datetime.datetime(2023, 1, 1), "tahun 4 angka")


@pytest.mark.parametrize("tulis", ["02/01/2020", "2-1-2020", "2.1.2020", "2020-01-02", "2 Januari 2020", "02-Jan-2020"])
def test_date_as_text_is_read(tulis: str) -> None:
    muat()
    isi = buat_isi()
    isi["Pejabat"][0]["Mulai"] = tulis
    assert muat(isi).tanpa_perubahan


@pytest.mark.parametrize("tulis", ["31/02/2020", "awal tahun", 43832])
def test_what_is_no_date(tulis: object) -> None:
    tolak_sel("Pejabat", 0, "Mulai", tulis, str(tulis), "31/01/2024")


def test_code_that_the_spreadsheet_turned_into_a_date() -> None:
    tolak_sel("Layanan", 0, "Jumlah", datetime.datetime(2001, 1, 7), "bilangan bulat")
    isi = buat_isi()
    isi["Target Triwulan"][0]["Kode"] = datetime.datetime(2001, 1, 7)
    laporan = tolak(isi)
    assert "mengubah kodenya" in find_galat(laporan, sel("Target Triwulan", 0, "Kode"))[0].pesan


@pytest.mark.parametrize("tulis", ["TW IV", "triwulan 4", "iv", "Tw. 4", 4.0, "4"])
def test_a_quarter_is_read_however_it_is_written(tulis: object) -> None:
    assert read_sel(tulis, Kolom("Triwulan", "triwulan", Jenis.TRIWULAN)) == 4


def test_what_is_no_quarter() -> None:
    tolak_sel("Realisasi", 0, "Triwulan", "Januari", '"Januari"', "1, 2, 3, atau 4")
    tolak_sel("Realisasi", 0, "Triwulan", 5, "1, 2, 3, atau 4")


def test_words_in_a_column_of_figures_go_to_the_column_for_words_and_are_told() -> None:
    isi = buat_isi()
    isi["Target Indikator"][0]["Target"] = "sekitar 90 %"
    laporan = muat(isi)
    assert [t.lokasi for t in laporan.peringatan] == [sel("Target Indikator", 0, "Target")]
    assert TargetIndikator.objects.filter(nilai=None, teks="sekitar 90 %").count() == 1


def test_an_error_of_excel_is_no_word_and_is_told_where_it_stands() -> None:
    tolak_sel("Target Indikator", 0, "Target", "#N/A", "kesalahan Excel #N/A")


def test_words_beside_words_and_a_mistyped_figure_are_refused() -> None:
    isi = buat_isi()
    isi["Target Indikator"][0] |= {"Target": "sekitar 90 %", "Teks": "Baik"}
    assert find_galat(tolak(isi), sel("Target Indikator", 0, "Target"))
    tolak_sel("Target Indikator", 0, "Target", "92.5", "92,5", "925")


@pytest.mark.parametrize("nama", ["Program", "Rencana Renja"])
def test_only_a_kelurahan_has_a_budget_of_its_own(nama: str) -> None:
    isi = buat_isi()
    isi[nama] = [
        {**b, "Unit": "Seksi Pemerintahan"} if b["Kode"] == "7.01.01" and not b.get("Unit") else b for b in isi[nama]
    ]
    galat = tolak(isi).galat
    assert any(t.lokasi == sel(nama, 0, "Unit") and "hanya untuk kelurahan" in t.pesan for t in galat), galat


def test_what_is_no_code() -> None:
    isi = buat_isi()
    isi["Target Triwulan"][0]["Kode"] = "tujuh"
    assert "7.01.02.2.01.0001" in find_galat(tolak(isi), sel("Target Triwulan", 0, "Kode"))[0].pesan


def test_long_number_in_a_text_column_has_lost_its_last_digits() -> None:
    tolak_sel("Pejabat", 0, "NIP", 198001012005011001, "15 digit", "Teks")


def test_boolean_in_a_money_cell() -> None:
    tolak_sel("Sub Kegiatan", 0, "Pagu murni", True, '"BENAR"', "1250000")


def test_boolean_in_a_yes_no_cell_is_read() -> None:
    muat()
    isi = buat_isi()
    isi["Indikator"][0]["IKU"] = True
    assert muat(isi).tanpa_perubahan


def test_excel_error_value() -> None:
    tolak_sel("Sub Kegiatan", 0, "Pagu murni", "#REF!", "#REF!", "tempel sebagai nilai")


def test_formula() -> None:
    tolak_sel("Sub Kegiatan", 0, "Pagu murni", "=5*2000000", "=5*2000000", "Paste Values")


def test_array_formula() -> None:
    lokasi = sel("Sub Kegiatan", 0, "Pagu murni")
    huruf = lokasi.split("!")[1]

    def ubah(buku: Workbook) -> None:
        buku["Sub Kegiatan"][huruf] = ArrayFormula(huruf, "=SUM(A1:A2)")

    assert "=SUM(A1:A2)" in find_galat(tolak(ubah=ubah), lokasi)[0].pesan


def test_formula_in_the_identity_and_in_a_heading() -> None:
    def ubah(buku: Workbook) -> None:
        buku["Sarana"]["B1"] = "=1+1"

    isi = buat_isi()
    set_identitas(isi, "Alamat", "=A1")
    laporan = tolak(isi, ubah)
    assert [t.lokasi for t in laporan.galat] == [f"Identitas!B{len(isi['Identitas']) + 1}", "Sarana!B1"]
    assert '"Alamat" berisi rumus (=A1)' in laporan.galat[0].pesan


def test_unknown_choice_names_the_choices() -> None:
    tolak_sel("Unit Kerja", 0, "Jenis", "Bidang", '"Bidang"', "Sekretariat, Subbagian, Seksi, Kelurahan")


def test_required_cell_left_empty() -> None:
    tolak_sel("Sub Kegiatan", 0, "Sub kegiatan", None, "kosong")


def test_text_longer_than_the_field() -> None:
    tolak_sel("Sarana", 0, "Nama", "x" * 121, "120")


def test_text_longer_than_a_cell() -> None:
    isi = buat_isi()
    isi["Narasi"][0]["Teks"] = "x" * 32_767
    muat(isi)
    folder_isi = buat_isi()
    folder_isi["Narasi"][0]["Teks"] = "x" * 32_768
    # A spreadsheet cannot hold it; a CSV can.
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        laporan = impor(tulis_csv(Path(folder), folder_isi))
    assert [(t.lokasi, "32.767" in t.pesan) for t in laporan.galat] == [("narasi.csv:2 (Teks)", True)]


# ------------------------------------------------------------------------------------------------------ between rows


def test_duplicated_code_names_both_places() -> None:
    isi = buat_isi()
    isi["Sub Kegiatan"].append({**isi["Sub Kegiatan"][0], "Kode": SUB.replace(".0001", ".01")})
    laporan = tolak(isi)
    assert [t.lokasi for t in laporan.galat] == [sel("Sub Kegiatan", 2, "Kode")]
    assert sel("Sub Kegiatan", 0, "Kode") in laporan.galat[0].pesan and "7.01.01.2.01.01" in laporan.galat[0].pesan


def test_sub_kegiatan_without_kegiatan() -> None:
    isi = buat_isi()
    isi["Sub Kegiatan"].append({"Kode": "7.01.01.2.02.0001", "Sub kegiatan": "Lain", "Pagu murni": 1})
    laporan = tolak(isi)
    assert [t.lokasi for t in laporan.galat] == [sel("Sub Kegiatan", 2, "Kode")]
    assert '"7.01.01.2.02" tidak ada di lembar Kegiatan' in laporan.galat[0].pesan


def test_kegiatan_without_program() -> None:
    isi = buat_isi()
    isi["Kegiatan"].append({"Kode": "7.01.02.2.01", "Kegiatan": "Lain"})
    laporan = tolak(isi)
    assert [t.lokasi for t in laporan.galat] == [sel("Kegiatan", 2, "Kode")]
    assert '"7.01.02" tidak ada di lembar Program' in laporan.galat[0].pesan


def test_sub_kegiatan_of_a_unit_needs_the_units_own_kegiatan() -> None:
    isi = buat_isi()
    del isi["Kegiatan"][1]
    laporan = tolak(isi)
    assert [t.lokasi for t in laporan.galat] == [sel("Sub Kegiatan", 1, "Kode")]
    assert "untuk unit Kelurahan Satu" in laporan.galat[0].pesan


def test_code_of_the_wrong_level() -> None:
    isi = buat_isi()
    isi["Program"].append({"Kode": "7.01.02.2.01", "Program": "Bukan program"})
    laporan = tolak(isi)
    assert [t.lokasi for t in laporan.galat] == [sel("Program", 2, "Kode")]
    assert "bukan kode program" in laporan.galat[0].pesan


def test_reference_to_nothing_is_named_once_and_followers_are_silent() -> None:
    isi = buat_isi()
    isi["Program"][0]["Sasaran"] = "S9"
    laporan = tolak(isi)
    assert [str(t) for t in laporan.galat] == [
        f'{sel("Program", 0, "Sasaran")}: Kolom "Sasaran" berisi "S9", yang tidak ada di lembar Sasaran.'
    ]


def test_reference_within_the_sheet_to_nothing_and_to_itself() -> None:
    tolak_sel("Jabatan", 0, "Atasan", "Bupati", '"Bupati"', "tidak ada di lembar ini")
    tolak_sel("Jabatan", 0, "Atasan", KASI, "baris ini sendiri")


def test_posts_above_each_other() -> None:
    isi = buat_isi()
    isi["Jabatan"][1]["Atasan"] = SEKCAM
    laporan = tolak(isi)
    assert {t.lokasi for t in laporan.galat} == {sel("Jabatan", 1, "Atasan"), sel("Jabatan", 2, "Atasan")}
    assert "dirinya sendiri" in laporan.galat[0].pesan


def test_overlapping_terms_of_office() -> None:
    isi = buat_isi()
    isi["Pejabat"].append({"Jabatan": CAMAT, "Nama": "Kedua", "Mulai": datetime.datetime(2022, 1, 1)})
    laporan = tolak(isi)
    assert [t.lokasi for t in laporan.galat] == [sel("Pejabat", 2, "Mulai")]
    assert "bertumpuk dengan Budi Contoh" in laporan.galat[0].pesan


def test_term_that_ends_before_it_begins() -> None:
    isi = buat_isi()
    isi["Pejabat"][0]["Selesai"] = datetime.datetime(2019, 1, 1)
    laporan = tolak(isi)
    assert [str(t) for t in laporan.galat] == ["Pejabat!A2: Tanggal selesai tidak boleh sebelum tanggal mulai."]


@pytest.mark.parametrize(
    ("nama", "judul"),
    [("Target Indikator", "Target"), ("Indikator Kegiatan", "Target"), ("Butir Perjanjian", "Target")],
)
def test_target_of_zero_is_a_warning(nama: str, judul: str) -> None:
    isi = buat_isi()
    isi[nama][0][judul] = 0
    laporan = muat(isi)
    assert [(t.lokasi, t.pesan) for t in laporan.peringatan] == [
        (sel(nama, 0, judul), f'Kolom "{judul}": Target 0: capaian tidak dapat dihitung.')
    ]


def test_realisasi_above_pagu_is_an_error_unless_explained() -> None:
    isi = buat_isi()
    isi["Realisasi"][1]["Keuangan"] = 9_500_001
    laporan = tolak(isi)
    assert [t.lokasi for t in laporan.galat] == [sel("Realisasi", 1, "Keuangan")]
    assert "Rp 12.000.001" in laporan.galat[0].pesan and "Rp 12.000.000" in laporan.galat[0].pesan
    assert "Catatan realisasi melampaui pagu" in laporan.galat[0].pesan
    isi["Sub Kegiatan"][0]["Catatan realisasi melampaui pagu"] = "Sisa setoran"
    laporan = muat(isi)
    assert [t.lokasi for t in laporan.peringatan] == [sel("Realisasi", 1, "Keuangan")]


def test_realisasi_equal_to_pagu_is_fine() -> None:
    isi = buat_isi()
    isi["Realisasi"][1]["Keuangan"] = 9_500_000
    assert not muat(isi).peringatan


def test_a_childs_bad_value_is_told_at_its_cell() -> None:
    tolak_sel("Indikator Kegiatan", 1, "K TW II", -1, "negatif")


def test_rows_of_a_later_year_are_refused() -> None:
    isi = buat_isi()
    isi["Realisasi Indikator"][1]["Tahun"] = 2024
    assert find_galat(tolak(isi), sel("Realisasi Indikator", 1, "Tahun"))


def test_all_errors_are_told_at_once() -> None:
    isi = buat_isi()
    isi["Unit Kerja"][0]["Jenis"] = "Bidang"
    isi["Sub Kegiatan"][1]["Pagu murni"] = "lima"
    isi["Pendapatan"][0]["Target"] = 0.5
    laporan = tolak(isi)
    assert {
        sel("Unit Kerja", 0, "Jenis"),
        sel("Sub Kegiatan", 1, "Pagu murni"),
        sel("Pendapatan", 0, "Target"),
    } == {t.lokasi for t in laporan.galat}


def test_cells_are_checked_even_if_the_identity_is_broken() -> None:
    isi = buat_isi()
    set_identitas(isi, "Tahun", "kemarin")
    isi["Sub Kegiatan"][1]["Pagu murni"] = "lima"
    laporan = tolak(isi)
    assert [t.lokasi for t in laporan.galat] == [
        f"Identitas!B{len(isi['Identitas']) + 1}",
        sel("Sub Kegiatan", 1, "Pagu murni"),
    ]


# ---------------------------------------------------------------------------------------------------------- identity


@pytest.mark.parametrize(
    ("judul", "nilai", "kata"),
    [
        ("Tahun", None, "harus diisi"),
        ("Instansi", None, "harus diisi"),
        ("Kunci", "suka maju!", "Isian"),
        ("Kunci", "Masuk", "sudah dipakai situs ini sendiri"),
        ("Susunan laporan", "entah", "permenpan-53-2014"),
        ("Skala SKM", "entah", "muat_acuan"),
        ("Surel", "bukan surel", "Isian"),
        ("Renstra tahun akhir", 2022, "tidak mencakup tahun 2023"),
        ("Renstra tahun akhir", None, "tahun awal dan tahun akhirnya"),
        ("SKM responden", -3, "negatif"),
    ],
)
def test_identity_line_that_cannot_be_used(judul: str, nilai: object, kata: str) -> None:
    isi = buat_isi()
    set_identitas(isi, judul, nilai)
    laporan = tolak(isi)
    assert any(kata in t.pesan and t.lokasi.startswith("Identitas!B") for t in laporan.galat), laporan.galat


def test_key_of_an_instansi_elsewhere() -> None:
    muat()
    Kabupaten.objects.create(nama="Sebelah")
    isi = buat_isi()
    set_identitas(isi, "Kabupaten", "Sebelah")
    laporan = tolak(isi)
    assert "sudah dipakai Kecamatan Suka Maju di Kabupaten Contoh" in laporan.galat[0].pesan


def test_identity_line_twice() -> None:
    isi = buat_isi()
    isi["Identitas"].append({"Isian": "tahun", "Nilai": 2024})
    laporan = tolak(isi)
    assert [t.lokasi for t in laporan.galat] == [f"Identitas!A{len(isi['Identitas']) + 1}"]


def test_unknown_identity_line_is_a_warning() -> None:
    isi = buat_isi()
    set_identitas(isi, "Warna kesukaan", "hijau")
    assert ["Warna kesukaan" in t.pesan for t in muat(isi).peringatan] == [True]


# ----------------------------------------------------------------------------------------------- sheets and headings


def test_missing_sheet() -> None:
    laporan = tolak(ubah=lambda buku: buku.remove(buku["Sarana"]))
    assert [t.lokasi for t in laporan.galat] == ["Sarana"]
    assert 'Lembar "Sarana" tidak ada' in laporan.galat[0].pesan


def test_missing_sheet_makes_no_noise_about_references_to_it_and_hides_no_other_error() -> None:
    isi = buat_isi()
    isi["Sub Kegiatan"][1]["Pagu murni"] = "lima"
    laporan = tolak(isi, lambda buku: buku.remove(buku["Jabatan"]))
    assert [t.lokasi for t in laporan.galat] == ["Jabatan", sel("Sub Kegiatan", 1, "Pagu murni")]


def test_missing_identity_sheet() -> None:
    assert [t.lokasi for t in tolak(ubah=lambda buku: buku.remove(buku["Identitas"])).galat] == ["Identitas"]


def test_sheets_may_be_empty_below_their_headings() -> None:
    isi = {"Identitas": buat_isi()["Identitas"]}
    laporan = muat(isi)
    assert laporan.jumlah.baru == laporan.lembar["Identitas"].baru


def test_unknown_sheet_is_a_warning_and_not_read() -> None:
    buku = buat_buku(buat_isi())
    buku.create_sheet("Coretan").append(["=1+1"] * 200)
    laporan = impor(simpan(buku))
    assert laporan.tersimpan
    assert [str(t) for t in laporan.peringatan] == ['Coretan: Lembar "Coretan" tidak dikenal dan tidak dibaca.']


def test_two_sheets_of_one_name() -> None:
    def ubah(buku: Workbook) -> None:
        buku.create_sheet("SUB  KEGIATAN")

    assert "bernama sama" in tolak(ubah=ubah).galat[0].pesan


def test_hidden_sheet_is_read_and_told() -> None:
    buku = buat_buku(buat_isi())
    buku["Sarana"].sheet_state = "hidden"
    laporan = impor(simpan(buku))
    assert laporan.lembar["Sarana"].baru == 1
    assert [str(t) for t in laporan.peringatan] == ["Sarana: Lembar ini tersembunyi; isinya tetap dibaca."]


def test_missing_required_column() -> None:
    def ubah(buku: Workbook) -> None:
        buku["Sub Kegiatan"].delete_cols(list_judul("Sub Kegiatan").index("Kode") + 1)

    laporan = tolak(ubah=ubah)
    assert [str(t) for t in laporan.galat] == [
        'Sub Kegiatan: Kolom "Kode" tidak ada. Tambahkan judulnya di baris pertama.'
    ]


def test_a_heading_may_name_its_unit() -> None:
    muat()
    buku = buat_buku(buat_isi())
    ws = buku["Sub Kegiatan"]
    for s in ws[1]:
        s.value = f"{s.value} (Rp)" if str(s.value).startswith("Pagu") else s.value
    laporan = impor(simpan(buku))
    assert laporan.tanpa_perubahan and not laporan.peringatan


def test_unknown_column_is_a_warning() -> None:
    buku = buat_buku(buat_isi())
    kolom = len(list_judul("Sarana")) + 1
    buku["Sarana"].cell(1, kolom, "Catatan saya")
    buku["Sarana"].cell(2, kolom, "=1+1")
    laporan = impor(simpan(buku))
    assert laporan.tersimpan and ['"Catatan saya" tidak dikenal' in t.pesan for t in laporan.peringatan] == [True]


def test_value_under_no_heading_is_a_warning() -> None:
    buku = buat_buku(buat_isi())
    buku["Sarana"].cell(1, 7, "Sumber")
    buku["Sarana"].cell(2, 6, "terselip")
    laporan = impor(simpan(buku))
    assert [(t.lokasi, "tidak berjudul" in t.pesan) for t in laporan.peringatan] == [("Sarana!F2", True)]


def test_heading_twice() -> None:
    def ubah(buku: Workbook) -> None:
        buku["Sarana"].cell(1, len(list_judul("Sarana")) + 1, "NAMA")

    laporan = tolak(ubah=ubah)
    assert [(t.lokasi, "dua kali" in t.pesan) for t in laporan.galat] == [("Sarana!E1", True)]


def test_merged_cells() -> None:
    def ubah(buku: Workbook) -> None:
        buku["Realisasi"].merge_cells("F2:F3")

    laporan = tolak(ubah=ubah)
    assert [str(t) for t in laporan.galat] == [
        "Realisasi!F2: Sel F2:F3 digabung (merge). Pisahkan selnya, lalu isi setiap sel."
    ]


def test_merged_cells_beside_the_table_do_not_matter() -> None:
    buku = buat_buku(buat_isi())
    buku["Sarana"].merge_cells("K2:L3")
    assert not impor(simpan(buku)).galat


def test_trailing_empty_and_blank_rows_do_not_matter() -> None:
    buku = buat_buku(buat_isi())
    for ws in buku.worksheets:
        ws.cell(50, 1, "   ")
        ws.cell(ws.max_row + 200, 2).number_format = "0"
    assert not impor(simpan(buku)).temuan


def test_note_beside_the_table_is_no_row() -> None:
    buku = buat_buku(buat_isi())
    kolom = len(list_judul("Sarana")) + 1
    buku["Sarana"].cell(1, kolom, "Sumber")
    buku["Sarana"].cell(9, kolom, "BKD 2023")
    assert not impor(simpan(buku)).temuan


def test_wrong_size_written_by_another_program_loses_no_row() -> None:
    import io
    import re
    import zipfile

    isi = buat_xlsx()
    hasil = io.BytesIO()
    with zipfile.ZipFile(isi) as lama, zipfile.ZipFile(hasil, "w") as baru:
        for n in lama.namelist():
            baru.writestr(n, re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:A1"', lama.read(n)))
    hasil.seek(0)
    laporan = impor(hasil)
    assert not laporan.galat and laporan.lembar["Unit Kerja"].baru == 4


# --------------------------------------------------------------------------------------------------------------- CSV


def test_csv_errors_name_file_line_and_column(tmp_path) -> None:
    isi = buat_isi()
    isi["Unit Kerja"][0]["Tugas"] = "dua\nbaris"
    isi["Unit Kerja"][2]["Jenis"] = "Bidang"
    isi["Target Indikator"][0]["Target"] = "1.250"  # in a CSV a plain number: one and a quarter
    isi["Target Indikator"][1]["Target"] = "80,5,"
    laporan = impor(tulis_csv(tmp_path, isi))
    # The quoted cells of the first unit span four lines.
    assert [t.lokasi for t in laporan.galat] == ["unit-kerja.csv:6 (Jenis)", "target-indikator.csv:3 (Target)"]


def test_csv_that_is_not_utf8_or_not_csv(tmp_path) -> None:
    tulis_csv(tmp_path, buat_isi())
    (tmp_path / "sarana.csv").write_bytes("Nama\nKomputer é\n".encode("latin-1"))
    assert [t.pesan for t in impor(tmp_path).galat] == ["sarana.csv bukan teks UTF-8; simpan sebagai CSV UTF-8."]
    (tmp_path / "sarana.csv").write_text('Nama\n"Komputer\n', encoding="utf-8")
    assert "periksa tanda kutipnya" in impor(tmp_path).galat[0].pesan
    (tmp_path / "sarana.csv").write_text("Nama\n" + "x" * 200_000, encoding="utf-8")
    assert impor(tmp_path).galat[0].pesan.startswith("sarana.csv:")


def test_csv_row_longer_than_its_headings(tmp_path) -> None:
    tulis_csv(tmp_path, buat_isi())
    (tmp_path / "dasar-hukum.csv").write_text("Dasar hukum\nUU 23, Tahun 2014\n", encoding="utf-8")
    assert [t.lokasi for t in impor(tmp_path).galat] == ["dasar-hukum.csv:2"]


def test_folder_without_csv_and_path_that_is_not_there(tmp_path) -> None:
    assert "tidak berisi berkas .csv" in impor(tmp_path).galat[0].pesan
    assert "tidak ditemukan" in impor(tmp_path / "tidak-ada.xlsx").galat[0].pesan


def test_missing_csv_file_is_a_missing_sheet(tmp_path) -> None:
    tulis_csv(tmp_path, buat_isi())
    (tmp_path / "sarana.csv").unlink()
    assert [t.lokasi for t in impor(tmp_path).galat] == ["Sarana"]
    assert len(list(tmp_path.iterdir())) == len(list_nama()) - 1
