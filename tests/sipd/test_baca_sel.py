"""One cell: what is read, what is nothing, what is refused because it has two readings or none."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest

from sipd.baca.sel import (
    SelError,
    is_kode_skpd,
    read_kode,
    read_persen,
    read_rekening,
    read_tanggal,
    read_teks,
    read_uang,
    split_kode_nama,
)


@pytest.mark.parametrize(
    ("isi", "nilai"),
    [
        (1250000, 1250000),
        (1250000.0, 1250000),
        (9764662646.999999, 9764662647),
        (0.1 + 0.2 - 0.3, 0),
        (0, 0),
        ("1250000", 1250000),
        ("1.250.000", 1250000),
        ("1.250.000,00", 1250000),
        ("1250000,00", 1250000),
        ("1250000.00", 1250000),
        ("1250000.0", 1250000),
        ("Rp 1.250.000,-", 1250000),
        ("Rp. 1.250.000", 1250000),
        ("Rp1.250.000,00", 1250000),
        ("1,250,000.00", 1250000),
        ("1,250,000", 1250000),
        ("1.250", 1250),
        ("(1.000)", -1000),
        ("Rp (1.000,00)", -1000),
        ("-1.000", -1000),
        ("\N{MINUS SIGN}1.000", -1000),
        ("'1.000", 1000),
        (" 1.250.000 ", 1250000),
        (None, None),
        ("", None),
        (" - ", None),
        ("–", None),
        ("NULL", None),
        ("null", None),
        ("Rp -", None),
    ],
)
def test_rupiah_is_read(isi: Any, nilai: int | None) -> None:
    assert read_uang(isi) == nilai


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        ("1,250", "1,25 atau 1250"),
        ("1250.50", "dapat dibaca"),
        ("1.250.000,50", "sen"),
        (1250000.5, "bukan rupiah bulat"),
        (0.304, "bukan rupiah bulat"),
        ("30,4 %", "persen, bukan rupiah"),
        ("50%", "persen, bukan rupiah"),
        ("dua juta", "tulisan, bukan rupiah"),
        ("12.34.567", "bukan angka yang dikenali"),
        ("#REF!", "kesalahan Excel #REF!"),
        ("#N/A", "kesalahan Excel"),
        (True, "bukan rupiah"),
        (datetime.datetime(2023, 1, 7), "tanggal, bukan rupiah"),
        (float("inf"), "terlalu besar"),
        (float("nan"), "terlalu besar"),
        (10**16, "terlalu besar"),
        ("9" * 500, "bukan rupiah"),
    ],
)
def test_what_is_no_rupiah_is_refused_with_the_reason(isi: Any, kata: str) -> None:
    with pytest.raises(SelError, match=kata):
        read_uang(isi)


@pytest.mark.parametrize("isi", ["Nama Contoh Satu", "Contoh 12.000", "Satu, 0812"])
def test_words_in_an_amount_are_never_quoted(isi: str) -> None:
    for baca in (read_uang, read_persen, read_tanggal):
        with pytest.raises(SelError) as galat:
            baca(isi)
        assert "Contoh" not in str(galat.value) and "Satu" not in str(galat.value)


@pytest.mark.parametrize(
    ("isi", "nilai"),
    [
        (46.3, "46.30"),
        (100, "100"),
        ("46,30", "46.30"),
        ("46.3", "46.3"),
        ("46.30 %", "46.30"),
        ("100%", "100"),
        ("83,333", "83.33"),
    ],
)
def test_percentage_is_read(isi: Any, nilai: str) -> None:
    assert read_persen(isi) == Decimal(nilai)


def test_percentage_with_two_readings_is_refused() -> None:
    with pytest.raises(SelError):
        read_persen("1.250")
    assert read_persen("-") is None


@pytest.mark.parametrize(
    "isi",
    [
        "7 Januari 2026", "07 JANUARI 2026", "7 Jan 2026", "7-Jan-26", "7 January 2026", "07/01/2026", "7-1-2026", "07.01.2026",
        "2026-01-07", "2026/01/07", "2026-01-07T08:30:00", "2026-01-07 08:30:00", "07/01/2026 08:30", "7 Januari 2026 08:30",
        datetime.date(2026, 1, 7), datetime.datetime(2026, 1, 7, 8, 30), 46029, 46029.5,
    ],
)  # fmt: skip
def test_date_is_read(isi: Any) -> None:
    assert read_tanggal(isi) == datetime.date(2026, 1, 7)


@pytest.mark.parametrize("isi", ["31 Februari 2026", "7 Bulan 2026", "13/13/2026", "Januari 2026", 7, True, "besok"])
def test_what_is_no_date_is_refused(isi: Any) -> None:
    with pytest.raises(SelError):
        read_tanggal(isi)


def test_no_date_is_none() -> None:
    assert read_tanggal("-") is None and read_tanggal("null") is None and read_tanggal(None) is None


@pytest.mark.parametrize(
    ("isi", "kode"),
    [
        ("7.01.01.2.01.01", "7.01.01.2.01.0001"),
        ("7.01.01.2.01.0001", "7.01.01.2.01.0001"),
        ("7.01.01.02.01.01", "7.01.01.2.01.0001"),
        ("7.01.02.02.01", "7.01.02.2.01"),
        ("7.01.02.2.01", "7.01.02.2.01"),
        ("7 . 01 . 02 .", "7.01.02"),
        (7010120101, "7.01.01.2.01.0001"),
        (7010120101.0, "7.01.01.2.01.0001"),
        ("701012010001", "7.01.01.2.01.0001"),
        ("X.XX.01.2.01.01", "7.01.01.2.01.0001"),
        ("7,01,01", "7.01.01"),
        ("'7.01.01", "7.01.01"),
        ("Jumlah", ""),
        ("-", ""),
        (None, ""),
        (datetime.datetime(2001, 1, 7), ""),
    ],
)
def test_code_is_read(isi: Any, kode: str) -> None:
    assert read_kode(isi) == kode


def test_rekening_of_belanja_is_read() -> None:
    assert read_rekening("5.1.02.01.01.0024") == read_rekening("510201010024") == "5.1.02.01.01.0024"
    assert read_rekening("7.01.02") == read_rekening("tanpa") == read_rekening(None) == ""


@pytest.mark.parametrize(
    ("isi", "hasil"),
    [
        ("7.01.01.2.01.01 Penyusunan Dokumen", ("7.01.01.2.01.01", "Penyusunan Dokumen")),
        ("7.01.01.2.01.0001\nPenyusunan\nDokumen", ("7.01.01.2.01.0001", "Penyusunan Dokumen")),
        ("7.01.01 - PROGRAM PENUNJANG", ("7.01.01", "PROGRAM PENUNJANG")),
        ("[7.01.01] PROGRAM", ("7.01.01", "PROGRAM")),
        ("701012010001 Penyusunan", ("701012010001", "Penyusunan")),
        ("Penyusunan (7.01.01.2.01.01)", ("7.01.01.2.01.01", "Penyusunan")),
        ("5.1.02.01.01.0024 Belanja", ("5.1.02.01.01.0024", "Belanja")),
        ("Penyusunan 5 dokumen", ("", "Penyusunan 5 dokumen")),
        ("2 Penyusunan", ("", "2 Penyusunan")),
        ("-", ("", "")),
    ],
)
def test_code_is_split_from_the_name(isi: str, hasil: tuple[str, str]) -> None:
    assert split_kode_nama(isi) == hasil


def test_code_of_an_office_is_told_from_that_of_a_sub_kegiatan() -> None:
    assert is_kode_skpd("7.01.0.00.0.00.06.0000") and is_kode_skpd("7.01.0.00.0.00.06.0001")
    assert not is_kode_skpd("7.01.01.2.01.0001") and not is_kode_skpd("5.1.02.01.01.0024") and not is_kode_skpd(None)


def test_text_is_one_line_and_nothing_is_empty() -> None:
    assert read_teks(" a\n b\xa0c ") == "a b c"
    assert read_teks("null") == read_teks("-") == read_teks(None) == ""
    assert read_teks(12.0) == "12" and read_teks(float("inf")) == "inf"
