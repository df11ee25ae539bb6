"""Undefined values, division and rounding."""

from dataclasses import FrozenInstanceError
from decimal import Decimal, localcontext
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from kinerja.angka import BELUM_DIISI, TARGET_NOL, Takterdefinisi, divide, is_nilai, percent, publish, round_half_up

DESIMAL = st.decimals(min_value=-(10**15), max_value=10**15, places=6)


class PembulatanTest(TestCase):
    def test_a_half_goes_away_from_zero(self) -> None:
        for nilai, desimal, hasil in [
            ("0.125", 2, "0.13"),
            ("-0.125", 2, "-0.13"),
            ("0.135", 2, "0.14"),  # half to even would give this too, 0.125 not
            ("0.1249999", 2, "0.12"),
            ("2.5", 0, "3"),
            ("99.995", 2, "100.00"),
            ("3.521697", 3, "3.522"),  # NRR tertimbang, Pelaihari Tabel 15
            ("110.05", 2, "110.05"),
        ]:
            with self.subTest(nilai):
                self.assertEqual(str(round_half_up(Decimal(nilai), desimal)), hasil)

    def test_two_decimals_are_the_default(self) -> None:
        self.assertEqual(str(round_half_up(Decimal(96))), "96.00")

    def test_never_returns_minus_zero(self) -> None:
        self.assertEqual(str(round_half_up(Decimal("-0.004"))), "0.00")

    def test_very_large_figures_are_rounded_not_refused(self) -> None:
        self.assertEqual(round_half_up(Decimal(10) ** 40 + Decimal("0.5"), 0), Decimal(10) ** 40 + 1)

    @given(DESIMAL)
    def test_error_is_at_most_half_a_unit(self, nilai: Decimal) -> None:
        self.assertLessEqual(abs(round_half_up(nilai) - nilai), Decimal("0.005"))

    @given(DESIMAL)
    def test_rounding_twice_changes_nothing(self, nilai: Decimal) -> None:
        self.assertEqual(round_half_up(round_half_up(nilai)), round_half_up(nilai))

    @given(DESIMAL, DESIMAL)
    def test_rounding_keeps_the_order(self, a: Decimal, b: Decimal) -> None:
        kecil, besar = sorted((a, b))
        self.assertLessEqual(round_half_up(kecil), round_half_up(besar))

    @given(st.integers(-(10**12), 10**12))
    def test_every_half_cent_grows_in_absolute_value(self, sen: int) -> None:
        tanda = -1 if sen < 0 else 1
        setengah = (Decimal(abs(sen)) + Decimal("0.5")) / 100 * tanda
        self.assertEqual(abs(round_half_up(setengah)), (Decimal(abs(sen)) + 1) / 100)


class PembagianTest(TestCase):
    def test_does_not_depend_on_the_decimal_context_of_the_thread(self) -> None:
        with localcontext() as konteks:
            konteks.prec = 4
            self.assertEqual(round_half_up(divide(2, 3), 8), Decimal("0.66666667"))

    def test_percent_is_the_share_times_hundred(self) -> None:
        # Pelaihari Tabel 41, b.1801: total realisasi / pagu perubahan
        self.assertEqual(round_half_up(percent(8_937_102_114, 9_764_662_647)), Decimal("91.52"))


class TakterdefinisiTest(TestCase):
    def test_equal_reasons_are_equal_values(self) -> None:
        self.assertEqual(Takterdefinisi("target nol"), TARGET_NOL)
        self.assertNotEqual(TARGET_NOL, BELUM_DIISI)

    def test_cannot_be_changed(self) -> None:
        with self.assertRaises(FrozenInstanceError):
            TARGET_NOL.alasan = "lain"  # type: ignore[misc]

    def test_is_nilai_only_of_a_figure(self) -> None:
        self.assertTrue(is_nilai(Decimal(0)))
        for lain in (TARGET_NOL, None, 0, "0"):
            self.assertFalse(is_nilai(lain))

    def test_publish_rounds_figures_and_passes_reasons_on(self) -> None:
        self.assertEqual(str(publish(Decimal("83.3333"))), "83.33")
        self.assertIs(publish(TARGET_NOL), TARGET_NOL)
