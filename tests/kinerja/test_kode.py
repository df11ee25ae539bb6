"""Codes of nomenklatur and rekening."""

from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from kinerja.kode import (
    KodeError,
    dot_kode,
    induk_kode,
    list_induk,
    normalize_daftar_kode,
    normalize_kode,
    normalize_rekening,
    print_kode,
    tingkat_kode,
)

SUBKEGIATAN = st.from_regex(r"[1-9]\.[0-9]{2}\.[0-9]{2}\.[1-9]\.[0-9]{2}\.[0-9]{4}", fullmatch=True).filter(str.isascii)


class NormalizeTest(TestCase):
    def test_finds_the_one_form_behind_the_many(self) -> None:
        for teks, kode in [
            ("7", "7"),
            ("7.01", "7.01"),
            ("7.01.02", "7.01.02"),
            ("7.01.02.2.01", "7.01.02.2.01"),
            ("7.01.02.02.01", "7.01.02.2.01"),
            ("7.01.02.2.01.0001", "7.01.02.2.01.0001"),
            ("7.01.02.2.01.01", "7.01.02.2.01.0001"),
            ("7.01.02.02.01.01", "7.01.02.2.01.0001"),
            ("7.01.01.2.09.06", "7.01.01.2.09.0006"),  # Pelaihari Tabel 41, b.1830
            ("7.01.02.2.01.0123", "7.01.02.2.01.0123"),
            (" 7.01.02.2.01. ", "7.01.02.2.01"),
            ("7.01. 02.2.01\n.0001", "7.01.02.2.01.0001"),
            ("7.01..", "7.01"),
            ("701", "7.01"),
            ("70102", "7.01.02"),
            ("70102201", "7.01.02.2.01"),
            ("701020201", "7.01.02.2.01"),
            ("7010220101", "7.01.02.2.01.0001"),
            ("70102020101", "7.01.02.2.01.0001"),
            ("701022010001", "7.01.02.2.01.0001"),
            ("7010202010001", "7.01.02.2.01.0001"),
        ]:
            with self.subTest(teks):
                self.assertEqual(normalize_kode(teks), kode)

    def test_dots_are_put_where_they_are_missing_and_the_end_stays_as_long_as_it_was(self) -> None:
        for teks, kode in [
            ("701012010007", "7.01.01.2.01.0007"),
            ("7010120107", "7.01.01.2.01.07"),
            (" 7.01.01.02.01.07. ", "7.01.01.2.01.07"),
            ("70101", "7.01.01"),
        ]:
            with self.subTest(teks):
                self.assertEqual(dot_kode(teks), kode)
        with self.assertRaises(KodeError):
            dot_kode("7.1")

    def test_refuses_what_is_no_code_with_a_sentence(self) -> None:
        for teks in [
            "x", "0", "7.1", "7.001", "7.01.2", "7.01.02.2", "7.01.02.2.1", "7.01.02.2.01.1", "7.01.02.2.01.001",
            "7.01.02.2.01.00001", "7.01.02.0.01", "7.01.02.2.01.0001.1", ".7", "7,01", "7.01.02 Program", "٧",
            "7010122010001",
        ]:  # fmt: skip
            with self.subTest(teks):
                with self.assertRaises(KodeError) as galat:
                    normalize_kode(teks)
                self.assertEqual(
                    str(galat.exception),
                    f"“{teks}” bukan kode yang dikenali. Tulislah seperti 7.01.02 (program), 7.01.02.2.01 (kegiatan), "
                    "atau 7.01.02.2.01.0001 (sub kegiatan).",
                )

    def test_says_that_nothing_was_typed(self) -> None:
        for teks in ("", "  ", "."):
            with self.assertRaisesRegex(KodeError, "^Kode belum diisi; .*$"):
                normalize_kode(teks)

    @given(SUBKEGIATAN)
    def test_every_writing_of_a_sub_kegiatan_is_equal(self, kode: str) -> None:
        ruas = kode.split(".")
        dua_angka = ".".join([*ruas[:3], "0" + ruas[3], *ruas[4:]])
        for tulisan in (kode, kode.replace(".", ""), f" {kode}. ", dua_angka, dua_angka.replace(".", "")):
            self.assertEqual(normalize_kode(tulisan), kode)

    @given(SUBKEGIATAN, st.integers(2019, 2030))
    def test_what_is_printed_is_read_back(self, kode: str, tahun: int) -> None:
        self.assertEqual(normalize_kode(print_kode(kode, tahun)), kode)


class PohonTest(TestCase):
    def test_the_number_of_parts_is_the_level_and_the_parent_has_fewer(self) -> None:
        for kode, tingkat, induk in [
            ("7.01.02.2.01.01", "subkegiatan", "7.01.02.2.01"),
            ("7.01.02.02.01", "kegiatan", "7.01.02"),
            ("7.01.02", "program", "7.01"),
            ("7.01", "bidang", "7"),
            ("7", "urusan", None),
        ]:
            with self.subTest(kode):
                self.assertEqual(tingkat_kode(kode), tingkat)
                self.assertEqual(induk_kode(kode), induk)

    def test_prints_two_digits_before_2024_and_four_since(self) -> None:
        for kode, tahun, cetak in [
            ("7.01.02.2.01.0001", 2023, "7.01.02.2.01.01"),
            ("7.01.02.2.01.01", 2024, "7.01.02.2.01.0001"),
            ("7.01.02.2.01.0012", 2019, "7.01.02.2.01.12"),
            ("7.01.02.2.01.0123", 2023, "7.01.02.2.01.0123"),
            ("7.01.02.02.01", 2023, "7.01.02.2.01"),
            ("7", 2023, "7"),
        ]:
            with self.subTest(kode, tahun=tahun):
                self.assertEqual(print_kode(kode, tahun), cetak)

    def test_lists_the_codes_above_a_node_up_to_its_program(self) -> None:
        self.assertEqual(list_induk("7.01.02.2.01.01"), ["7.01.02.2.01", "7.01.02"])
        self.assertEqual(list_induk("7.01.02"), [])

    def test_reads_a_list_of_codes_once_each(self) -> None:
        teks = "7.01.02.2.01.01, 7010202010002;\n7.01.02.2.01.0001,"
        self.assertEqual(normalize_daftar_kode(teks), ["7.01.02.2.01.0001", "7.01.02.2.01.0002"])
        self.assertEqual(normalize_daftar_kode(""), [])
        with self.assertRaises(KodeError):
            normalize_daftar_kode("7.01.02, x")


class RekeningTest(TestCase):
    def test_finds_the_dots(self) -> None:
        for teks, kode in [
            ("5.1.02.01.01.0052", "5.1.02.01.01.0052"),
            ("510201010052", "5.1.02.01.01.0052"),
            (" 5.1.02.01. ", "5.1.02.01"),
            ("51", "5.1"),
            ("5", "5"),
        ]:
            with self.subTest(teks):
                self.assertEqual(normalize_rekening(teks), kode)

    def test_refuses_what_is_no_rekening(self) -> None:
        for teks in ("5.1.2", "5.1.02.01.01.52", "belanja", "5,2", "5.1.02.01.01.0052.1"):
            with self.subTest(teks), self.assertRaisesRegex(KodeError, "bukan kode rekening"):
                normalize_rekening(teks)
