"""The AKIP worksheet."""

from decimal import Decimal
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from kinerja.angka import BOBOT_NOL, publish, round_half_up
from kinerja.lke import (
    BOBOT_KOMPONEN,
    BOBOT_SUBKOMPONEN,
    PERSEN_ASPEK,
    PERSEN_KRITERIA,
    KriteriaError,
    calculate_nilai,
    calculate_persen,
    check_bobot,
    sum_komponen,
)

# Pelaihari Lampiran 2, b.2086–2179: code, letter, nilai
LKE = (
    ("1.a", "BB", "4.80"),
    ("1.b", "B", "6.30"),
    ("1.c", "BB", "12.00"),
    ("2.a", "BB", "4.80"),
    ("2.b", "BB", "7.20"),
    ("2.c", "B", "10.50"),
    ("3.a", "BB", "2.40"),
    ("3.b", "B", "3.15"),
    ("3.c", "BB", "6.00"),
    ("4.a", "BB", "4.00"),
    ("4.b", "B", "5.25"),
    ("4.c", "BB", "10.00"),
)


class NilaiTest(TestCase):
    def test_letters_earn_what_the_regulation_gives_them(self) -> None:
        # Permenpan RB 88/2021, gradasi
        huruf = {"AA": 100, "A": 90, "BB": 80, "B": 70, "CC": 60, "C": 50, "D": 30, "E": 0}
        self.assertEqual(PERSEN_KRITERIA, huruf)
        self.assertEqual(list(PERSEN_KRITERIA), list(huruf))

    def test_gives_every_sub_komponen_of_the_report(self) -> None:
        for kode, kriteria, nilai in LKE:
            with self.subTest(kode):
                self.assertEqual(calculate_nilai(BOBOT_SUBKOMPONEN[kode], kriteria), Decimal(nilai))

    def test_gives_the_total_of_the_report(self) -> None:
        jumlah = sum((calculate_nilai(BOBOT_SUBKOMPONEN[kode], kriteria) for kode, kriteria, _ in LKE), Decimal(0))
        self.assertEqual(jumlah, Decimal("76.40"))  # b.2185

    def test_letters_are_read_without_regard_to_case(self) -> None:
        self.assertEqual(calculate_nilai(Decimal(6), " bb "), Decimal("4.80"))

    def test_refuses_an_unknown_letter(self) -> None:
        with self.assertRaisesRegex(KriteriaError, "Kriteria “F” tidak dikenal; pakailah AA, A, BB, B, CC, C, D, E."):
            calculate_nilai(Decimal(6), "F")

    def test_persen_is_the_share_of_the_bobot(self) -> None:
        # Pelaihari Lampiran 2: 23,10 of 30; 22,50 of 30; 4,80 of the misprinted 8,00
        for nilai, bobot, persen in [("23.10", "30", "77.00"), ("22.50", "30", "75.00"), ("4.80", "8", "60.00")]:
            self.assertEqual(publish(calculate_persen(Decimal(nilai), Decimal(bobot))), Decimal(persen))
        self.assertEqual(calculate_persen(Decimal(0), Decimal(0)), BOBOT_NOL)

    @given(st.decimals("0.01", 100, places=2), st.sampled_from(list(PERSEN_KRITERIA)))
    def test_nilai_is_the_share_of_its_letter(self, bobot: Decimal, kriteria: str) -> None:
        nilai = calculate_nilai(bobot, kriteria)
        self.assertTrue(0 <= nilai <= bobot)
        self.assertEqual(nilai, round_half_up(bobot * PERSEN_KRITERIA[kriteria] / 100))


class BobotTest(TestCase):
    BENAR = {**BOBOT_KOMPONEN, **BOBOT_SUBKOMPONEN}

    def test_tables_add_up_to_100(self) -> None:
        for tabel in (BOBOT_KOMPONEN, BOBOT_SUBKOMPONEN, PERSEN_ASPEK):
            self.assertEqual(sum(tabel.values()), 100)

    def test_finds_nothing_in_the_regulation_itself(self) -> None:
        self.assertEqual(check_bobot(self.BENAR), [])

    def test_finds_the_wrong_bobot_of_the_report(self) -> None:
        # Pelaihari PLH-062: 2.a printed with 8,00
        self.assertEqual(
            check_bobot({**self.BENAR, "2.a": Decimal("8.00")}),
            ["Bobot 2.a tertulis 8,00, seharusnya 6,00.", "Jumlah bobot sub komponen 2 32,00, seharusnya 30,00."],
        )

    def test_finds_what_is_missing_and_what_is_foreign(self) -> None:
        bobot = {kode: b for kode, b in self.BENAR.items() if kode != "4"} | {"5": Decimal(25)}
        self.assertEqual(
            check_bobot(bobot),
            ["Bobot 5 tidak ada dalam Permenpan RB 88/2021.", "Bobot 4 belum diisi, seharusnya 25,00."],
        )

    def test_finds_komponen_that_do_not_make_100(self) -> None:
        self.assertEqual(
            check_bobot({**self.BENAR, "1": Decimal(25)}),
            ["Bobot 1 tertulis 25,00, seharusnya 30,00.", "Jumlah bobot komponen 95,00, seharusnya 100,00."],
        )


class JumlahTest(TestCase):
    def test_parts_make_their_komponen_and_the_score(self) -> None:
        hasil = sum_komponen({"1.a": Decimal("4.80"), "1.b": Decimal("7.20"), "2.a": Decimal("6.00")})
        self.assertEqual(hasil, {"": Decimal("18.00"), "1": Decimal("12.00"), "2": Decimal("6.00")})
        self.assertEqual(sum_komponen({}), {"": Decimal(0)})
