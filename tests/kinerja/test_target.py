"""Targets that are figures, figures with a unit, or words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kinerja.angka import AngkaError
from kinerja.target import fold_satuan, is_target_sama, key_ukuran, print_target, read_target


@pytest.mark.parametrize(
    ("teks", "nilai", "satuan"),
    [
        ("2 dokumen", "2", "dokumen"),
        (" 12   bulan ", "12", "bulan"),
        ("97,5", "97.5", ""),
        ("95 %", "95", "%"),
        ("95%", "95", "%"),
        ("1.250.000 lembar", "1250000", "lembar"),
        ("0", "0", ""),
        ("1.250 orang", None, ""),
        ("2-3 kali", None, ""),
        ("2 dokumen dan 1 laporan", None, ""),
        ("Baik", None, ""),
        ("", None, ""),
    ],
)
def test_reads_a_figure_only_where_there_is_no_doubt(teks: str, nilai: str | None, satuan: str) -> None:
    target = read_target(teks)
    assert (target.nilai, target.satuan) == (None if nilai is None else Decimal(nilai), satuan)
    assert target.teks == " ".join(teks.split())


@pytest.mark.parametrize("teks", ["1.250", "97.5", "1,2,3"])
def test_refuses_a_bare_figure_with_two_readings(teks: str) -> None:
    with pytest.raises(AngkaError):
        read_target(teks)


@pytest.mark.parametrize(
    ("teks", "satuan", "cetak"),
    [
        ("2 dokumen", "laporan", "2 dokumen"),
        ("12", "bulan", "12 bulan"),
        ("1250", "", "1.250"),
        ("Baik", "predikat", "Baik"),
        ("", "orang", "–"),
    ],
)
def test_prints_a_bare_figure_with_the_unit_of_the_indicator(teks: str, satuan: str, cetak: str) -> None:
    assert print_target(teks, satuan) == cetak


@pytest.mark.parametrize(
    ("satuan", "target", "hasil"),
    [
        ("Orang / Bulan", "", "orangbulan"),
        ("orang/bulan", "12 kali", "orangbulan"),
        ("", " 2  dokumen", "dokumen"),
        ("-", "1.250 Orang", "orang"),  # a figure with two readings, but one unit
        ("%", "", "persen"),
        ("", "95%", "persen"),
        ("m²", "", "m2"),
        ("", "97,5", ""),
        ("", "Baik", ""),
        ("", "", ""),
    ],
)
def test_units_are_compared_however_they_are_spelled(satuan: str, target: str, hasil: str) -> None:
    assert fold_satuan(satuan, target) == hasil


@pytest.mark.parametrize(
    ("satu", "lain", "sama"),
    [
        ("4", "4,0", True),
        ("4 dokumen", "4", True),
        ("4", "5", False),
        ("Baik", " BAIK", True),
        ("Baik", "4", False),
        ("1.250", "1.250", True),  # two readings: compared as words
        ("1.250", "1250", True),
        ("1.250", "4", False),
    ],
)
def test_targets_are_the_same_by_their_figure_or_their_words(satu: str, lain: str, sama: bool) -> None:
    assert is_target_sama(satu, lain) is sama


def test_an_indicator_is_known_by_name_and_unit_or_by_its_unit_where_it_is_the_only_one() -> None:
    assert key_ukuran("Jumlah  Surat", "Orang/bulan", tunggal=False) == key_ukuran(
        "jumlah surat", "orang bulan", tunggal=False
    )
    assert key_ukuran("Jumlah surat", "", "2 dokumen", tunggal=True) == key_ukuran("Lain", "Dokumen", tunggal=True)
    assert key_ukuran("Jumlah surat", "kali", tunggal=True) != key_ukuran("Jumlah surat", "orang", tunggal=True)
