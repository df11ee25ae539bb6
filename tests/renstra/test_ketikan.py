"""A cell of targets takes a figure, words, or both, and refuses what has two readings."""

from __future__ import annotations

from decimal import Decimal
from unittest import TestCase

from kinerja.angka import AngkaError
from renstra.ketikan import SasarKetikan, format_sasar, parse_sasar
from renstra.rekap import Sasar


class ParseSasarTest(TestCase):
    def test_reads_figures_words_and_both(self) -> None:
        for teks, hasil in (
            ("80", Sasar(Decimal(80))),
            (" 97,5 ", Sasar(Decimal("97.5"))),
            ("97,5 %", Sasar(Decimal("97.5"))),
            ("-2", Sasar(Decimal(-2))),
            ("1.250.000", Sasar(Decimal(1250000))),
            ("B", Sasar(None, "B")),
            ("Sangat  Baik", Sasar(None, "Sangat Baik")),
            ("60 (CC)", Sasar(Decimal(60), "CC")),
            ("97,5% (Baik)", Sasar(Decimal("97.5"), "Baik")),
            ("di bawah 5 hari", Sasar(None, "di bawah 5 hari")),
            ("Baik (A)", Sasar(None, "Baik (A)")),
            ("0", Sasar(Decimal(0))),
            ("", None),
            ("   ", None),
        ):
            with self.subTest(teks):
                self.assertEqual(parse_sasar(teks), hasil)

    def test_refuses_what_has_two_readings_with_both(self) -> None:
        for teks in ("1.250", "97.5", "1.250 (Baik)"):
            with self.subTest(teks), self.assertRaisesRegex(AngkaError, "dapat dibaca"):
                parse_sasar(teks)

    def test_refuses_signs_that_are_neither_figure_nor_word(self) -> None:
        for teks in ("80-90", "?", "1,2,3"):
            with self.subTest(teks), self.assertRaises(AngkaError):
                parse_sasar(teks)

    def test_refuses_what_its_columns_cannot_hold(self) -> None:
        for teks in ("123456789012", "1,23456", "x" * 61, f"5 ({'x' * 61})"):
            with self.subTest(teks), self.assertRaisesRegex(AngkaError, "erlalu panjang"):
                parse_sasar(teks)

    def test_reads_back_what_it_writes(self) -> None:
        for sasar in (Sasar(Decimal("1250.5000")), Sasar(None, "BB"), Sasar(Decimal("60.0000"), "CC"), None):
            with self.subTest(sasar):
                self.assertEqual(parse_sasar(format_sasar(sasar)), sasar)


class SasarKetikanTest(TestCase):
    def test_the_same_figure_typed_otherwise_is_no_change(self) -> None:
        medan = SasarKetikan(required=False)
        self.assertFalse(medan.has_changed(Sasar(Decimal("80.0000")), "80,0"))
        self.assertFalse(medan.has_changed(None, ""))
        self.assertTrue(medan.has_changed(Sasar(Decimal(80)), ""))
        self.assertTrue(medan.has_changed(Sasar(Decimal(80)), "1.250"))
