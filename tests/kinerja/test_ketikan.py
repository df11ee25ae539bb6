"""Typing: what is read, and what is refused with a sentence that helps."""

from decimal import Decimal
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from kinerja.angka import AngkaError, Jenis, format_angka, format_isian, format_persen, format_rupiah, parse_angka

SEMUA_JENIS: tuple[Jenis, ...] = ("uang", "persen", "angka")
RUPIAH = st.integers(-(10**15) + 1, 10**15 - 1)


class DiterimaTest(TestCase):
    def check(self, jenis: Jenis, ketikan: dict[str, str]) -> None:
        for teks, nilai in ketikan.items():
            with self.subTest(teks, jenis=jenis):
                hasil = parse_angka(teks, jenis=jenis)
                self.assertEqual(hasil, Decimal(nilai))
                self.assertFalse(hasil.is_signed() and not hasil)

    def test_reads_money(self) -> None:
        self.check(
            "uang",
            {
                "1250000": "1250000",
                "1.250.000": "1250000",
                "1.250.000,00": "1250000",
                "1250000,0": "1250000",
                "1.250": "1250",
                "125.000": "125000",
                "0": "0",
                "-0": "0",
                "007": "7",
                "Rp 1.250.000": "1250000",
                "Rp1250000": "1250000",
                "rp. 1.250.000": "1250000",
                "Rp 1.250.000,-": "1250000",
                "1.250.000,--": "1250000",
                "  1.250.000\t": "1250000",
                "Rp\N{NO-BREAK SPACE}1.250.000": "1250000",
                "-1.250": "-1250",
                "\N{MINUS SIGN}1.250": "-1250",
                "-Rp 1.250": "-1250",
                "Rp -1.250": "-1250",
                "999999999999999": "999999999999999",
            },
        )

    def test_money_is_a_whole_decimal(self) -> None:
        self.assertEqual(str(parse_angka("1.250.000,00", jenis="uang")), "1250000")

    def test_reads_percentages(self) -> None:
        self.check(
            "persen",
            {
                "97,5": "97.5",
                "97,5 %": "97.5",
                "97,5%": "97.5",
                "100": "100",
                "0,25": "0.25",
                "-3,84": "-3.84",
                "1250": "1250",
                "1.250,5": "1250.5",
                " 96,19 ": "96.19",
            },
        )

    def test_reads_any_figure(self) -> None:
        self.check(
            "angka",
            {
                "5850": "5850",
                "3,440": "3.440",
                "1.250.000": "1250000",
                "1.250,00": "1250",
                "12.345.678,9": "12345678.9",
                "-7": "-7",
                "0,0000000001": "0.0000000001",
            },
        )


class DitolakTest(TestCase):
    def refuse(self, teks: str, jenis: Jenis) -> str:
        with self.assertRaises(AngkaError) as galat:
            parse_angka(teks, jenis=jenis)
        pesan = str(galat.exception)
        self.assertRegex(pesan, r"(?s)^.+\.$")
        self.assertRegex(pesan, "[Kk]etik")
        return pesan

    def test_shows_both_readings_of_a_dot(self) -> None:
        for teks, pertama, kedua in [
            ("1.250", "1,25", "1250"),
            ("125.000", "125", "125000"),
            ("97.5", "97,5", "975"),
            ("0.250", "0,25", "250"),
            ("1234.567", "1234,567", "1234567"),
        ]:
            for jenis in ("persen", "angka"):
                with self.subTest(teks, jenis=jenis):
                    pesan = self.refuse(teks, jenis)
                    self.assertIn(f"“{teks}” dapat dibaca {pertama} atau {kedua}.", pesan)
                    self.assertIn(f"Ketik {pertama} atau {kedua},", pesan)

    def test_shows_both_readings_in_money_and_offers_the_whole_ones(self) -> None:
        for teks, bacaan, ketik in [
            ("97.5", "97,5 atau 975", "ketik 975,"),
            ("1.25", "1,25 atau 125", "ketik 125,"),
            ("1,250", "1,25 atau 1250", "ketik 1250,"),
            ("1,000", "1 atau 1000", "ketik 1 atau 1000,"),
            ("1.250,000", "1250 atau 1250000", "ketik 1250 atau 1250000,"),
            ("Rp 0.250", "0,25 atau 250", "ketik 250,"),
        ]:
            with self.subTest(teks):
                pesan = self.refuse(teks, "uang")
                self.assertIn(f"dapat dibaca {bacaan}.", pesan)
                self.assertIn(ketik, pesan)

    def test_recognises_english_writing(self) -> None:
        for teks, maksud in [("1,250,000", "1250000"), ("1,250.50", "1250,5"), ("1,250,000.00", "1250000")]:
            for jenis in SEMUA_JENIS:
                with self.subTest(teks, jenis=jenis):
                    self.assertIn(f"cara Inggris; bila maksudnya {maksud},", self.refuse(teks, jenis))

    def test_refuses_cents(self) -> None:
        for teks in ("1.250.000,50", "0,5", "Rp 10,01"):
            with self.subTest(teks):
                self.assertIn("memakai sen", self.refuse(teks, "uang"))

    def test_refuses_what_is_no_number(self) -> None:
        for teks in [
            *(
                "1.25.000",
                "12,34,5",
                "01.250.000",
                "1.250.00",
                ",5",
                "5,",
                ".5",
                "5.",
                "1..250",
                "1,,5",
                "1 250",
                "1. 250",
            ),
            *("--5", "5-", "+5", "(5)", "-", "%", "Rp", "Rp Rp 5", "abc", "5 jt", "1e5", "1E5", "0x1F", "1_000", "1/2"),
            *("inf", "Infinity", "nan", "NaN", "1\n2"),
            *("\N{ARABIC-INDIC DIGIT THREE}", "\N{FULLWIDTH DIGIT ONE}", "\N{SUPERSCRIPT TWO}"),
        ]:
            for jenis in SEMUA_JENIS:
                with self.subTest(teks, jenis=jenis):
                    self.assertIn("bukan angka yang dikenali", self.refuse(teks, jenis))

    def test_marks_belong_to_their_kind(self) -> None:
        self.refuse("97,5 %", "uang")
        self.refuse("97,5 %", "angka")
        self.refuse("Rp 5", "persen")
        self.refuse("Rp 5", "angka")
        self.refuse("5,-", "angka")

    def test_refuses_empty_text(self) -> None:
        for teks in ("", "   ", "\t\n", "\N{NO-BREAK SPACE}"):
            for jenis in SEMUA_JENIS:
                self.assertIn("belum diisi", self.refuse(teks, jenis))

    def test_refuses_too_many_digits(self) -> None:
        for teks in ("1" * 16, "1.000.000.000.000.000", "0," + "1" * 11):
            with self.subTest(teks):
                self.assertIn("terlalu panjang", self.refuse(teks, "angka"))

    def test_does_not_repeat_a_whole_paragraph(self) -> None:
        for teks in ("9" * 100_000, "1" * 50_000 + "." + "1" * 50_000, "x" * 100):
            self.assertLess(len(self.refuse(teks, "angka")), 200)

    @given(st.text(max_size=70), st.sampled_from(SEMUA_JENIS))
    def test_any_text_gives_a_finite_number_or_a_sentence(self, teks: str, jenis: Jenis) -> None:
        try:
            self.assertTrue(parse_angka(teks, jenis=jenis).is_finite())
        except AngkaError as galat:
            self.assertTrue(str(galat).endswith("."))

    @given(st.text("0123456789.,- %Rp", max_size=12), st.sampled_from(SEMUA_JENIS))
    def test_what_looks_like_a_number_is_read_or_refused(self, teks: str, jenis: Jenis) -> None:
        try:
            nilai = parse_angka(teks, jenis=jenis)
        except AngkaError:
            return
        self.assertEqual(parse_angka(format_isian(nilai), jenis=jenis), nilai)


class BolakBalikTest(TestCase):
    @given(RUPIAH)
    def test_printed_rupiah_can_be_typed(self, n: int) -> None:
        for teks in (format_rupiah(n), f"Rp {format_rupiah(n)}", str(n), f"{format_rupiah(n)},00"):
            self.assertEqual(parse_angka(teks, jenis="uang"), n)

    @given(st.decimals(-999_999_999_999, 999_999_999_999, places=4), st.sampled_from(["persen", "angka"]))
    def test_an_isian_is_read_back_in_every_kind(self, nilai: Decimal, jenis: Jenis) -> None:
        self.assertEqual(parse_angka(format_isian(nilai), jenis=jenis), nilai)

    @given(st.decimals(-999_999, 999_999, places=2))
    def test_a_printed_percentage_can_be_typed(self, nilai: Decimal) -> None:
        self.assertEqual(parse_angka(f"{format_persen(nilai)} %", jenis="persen"), nilai)

    @given(st.decimals(-(10**9), 10**9, places=3))
    def test_a_printed_figure_is_read_back_or_refused_never_misread(self, nilai: Decimal) -> None:
        try:
            self.assertEqual(parse_angka(format_angka(nilai), jenis="angka"), nilai)
        except AngkaError as galat:
            self.assertIn("dapat dibaca", str(galat))
            self.assertEqual(nilai % 1, 0)
            self.assertIn(format_isian(abs(nilai)), str(galat))
