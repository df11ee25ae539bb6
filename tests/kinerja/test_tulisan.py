"""Figures on paper: dots, commas, words."""

from decimal import Decimal
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from kinerja.angka import (
    BELUM_DIISI,
    format_angka,
    format_isian,
    format_nilai,
    format_persen,
    format_rupiah,
    terbilang,
)


class FormatTest(TestCase):
    def test_writes_dots_between_thousands_and_a_comma_before_decimals(self) -> None:
        for nilai, desimal, teks in [
            ("1234567.89", None, "1.234.567,89"),
            ("1234567.8900", None, "1.234.567,89"),
            ("1250", None, "1.250"),
            ("1250.00", None, "1.250"),
            ("100", None, "100"),
            ("0", None, "0"),
            ("0.5", None, "0,5"),
            ("1E+3", None, "1.000"),
            ("1250", 2, "1.250,00"),
            ("2.345", 2, "2,35"),
            ("999.995", 2, "1.000,00"),
            ("-1234.5", None, "-1.234,5"),
            ("-0.001", 2, "0,00"),
            ("-0", None, "0"),
        ]:
            with self.subTest(nilai=nilai, desimal=desimal):
                self.assertEqual(format_angka(Decimal(nilai), desimal), teks)

    def test_rupiah_is_whole(self) -> None:
        self.assertEqual(format_rupiah(3_813_748_600), "3.813.748.600")
        self.assertEqual(format_rupiah(Decimal("1234567.50")), "1.234.568")
        self.assertEqual(format_rupiah(-1_234_567), "-1.234.567")
        self.assertEqual(format_rupiah(0), "0")

    def test_persen_has_two_decimals_and_no_sign(self) -> None:
        self.assertEqual(format_persen(Decimal("96.194")), "96,19")
        self.assertEqual(format_persen(Decimal(100)), "100,00")

    def test_isian_has_no_thousands_dots(self) -> None:
        self.assertEqual(format_isian(Decimal("1250.50")), "1250,5")
        self.assertEqual(format_isian(Decimal(-1_250_000)), "-1250000")

    def test_undefined_is_a_dash(self) -> None:
        self.assertEqual(format_nilai(BELUM_DIISI), "–")
        self.assertEqual(format_nilai(Decimal("96.2")), "96,20")
        self.assertEqual(format_nilai(Decimal("96.2"), None), "96,2")


class TerbilangTest(TestCase):
    def test_says_numbers_as_indonesians_do(self) -> None:
        for n, kata in [
            (0, "nol"),
            (1, "satu"),
            (10, "sepuluh"),
            (11, "sebelas"),
            (12, "dua belas"),
            (19, "sembilan belas"),
            (20, "dua puluh"),
            (21, "dua puluh satu"),
            (100, "seratus"),
            (111, "seratus sebelas"),
            (999, "sembilan ratus sembilan puluh sembilan"),
            (1000, "seribu"),
            (1001, "seribu satu"),
            (2000, "dua ribu"),
            (11_000, "sebelas ribu"),
            (100_000, "seratus ribu"),
            (101_000, "seratus satu ribu"),
            (1_000_000, "satu juta"),
            (112_000_000, "seratus dua belas juta"),
            (1_001_000, "satu juta seribu"),
            (10**9, "satu miliar"),
            (10**12, "satu triliun"),
            (10**15, "seribu triliun"),
            (-5, "minus lima"),
        ]:
            with self.subTest(n):
                self.assertEqual(terbilang(n), kata)

    def test_says_the_budget_of_a_report(self) -> None:
        self.assertEqual(
            terbilang(11_862_514_803),  # Pelaihari Tabel 41, pagu perubahan
            "sebelas miliar delapan ratus enam puluh dua juta lima ratus empat belas ribu delapan ratus tiga",
        )

    def test_refuses_what_is_larger_than_a_thousand_triliun(self) -> None:
        for n in (10**15 + 1, -(10**15) - 1):
            with self.assertRaises(ValueError):
                terbilang(n)

    def test_no_two_numbers_sound_alike(self) -> None:
        self.assertEqual(len({terbilang(n) for n in range(20_000)}), 20_000)

    @given(st.integers(0, 10**15), st.integers(0, 10**15))
    def test_no_two_large_numbers_sound_alike(self, a: int, b: int) -> None:
        self.assertEqual(terbilang(a) == terbilang(b), a == b)
