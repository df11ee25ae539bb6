"""Scales."""

from decimal import Decimal
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from kinerja.angka import TARGET_NOL, round_half_up
from kinerja.predikat import (
    SKALA_86_2017,
    SKALA_88_2021,
    SKALA_BAWAAN,
    SKALA_SKM_14_2017,
    SKALA_TANAH_LAUT,
    Kelas,
    Skala,
    check_skala,
    classify,
    print_batas,
)


def skala(*kelas: Kelas) -> Skala:
    return Skala("uji", "Perbup uji", kelas)


DUA = (Kelas("Tinggi", Decimal(50)), Kelas("Rendah", None))


@st.composite
def skala_sah(draw: st.DrawFn) -> Skala:
    batas = draw(st.lists(st.decimals(0, 100, places=2), min_size=1, max_size=7, unique=True))
    kelas = [Kelas(f"K{i}", b, draw(st.booleans())) for i, b in enumerate(batas)]
    return skala(*draw(st.permutations([*kelas, Kelas("sisa", None)])))


class ClassifyTest(TestCase):
    def test_bounds_of_the_shipped_scales(self) -> None:
        for daftar, nilai, predikat, huruf in [
            (SKALA_86_2017, "90.01", "Sangat Tinggi", ""),
            (SKALA_86_2017, "90", "Tinggi", ""),
            (SKALA_86_2017, "75", "Sedang", ""),
            (SKALA_86_2017, "65", "Rendah", ""),
            (SKALA_86_2017, "50", "Sangat Rendah", ""),
            (SKALA_86_2017, "0", "Sangat Rendah", ""),
            (SKALA_TANAH_LAUT, "110.05", "Sangat Memuaskan", ""),  # Pelaihari Tabel 14, b.996
            (SKALA_TANAH_LAUT, "90", "Memuaskan", ""),
            (SKALA_TANAH_LAUT, "80", "Sangat Baik", ""),
            (SKALA_TANAH_LAUT, "70", "Baik", ""),
            (SKALA_TANAH_LAUT, "60", "Cukup", ""),
            (SKALA_TANAH_LAUT, "50", "Kurang", ""),  # PLH-141: no class in the report
            (SKALA_88_2021, "76.40", "Sangat Baik", "BB"),  # Pelaihari LHE, b.2185
            (SKALA_88_2021, "90.01", "Sangat Memuaskan", "AA"),
            (SKALA_88_2021, "80.01", "Memuaskan", "A"),
            (SKALA_88_2021, "70", "Baik", "B"),
            (SKALA_88_2021, "60", "Cukup", "CC"),
            (SKALA_88_2021, "50", "Kurang", "C"),
            (SKALA_88_2021, "30", "Sangat Kurang", "D"),
            (SKALA_SKM_14_2017, "88.04", "Baik", "B"),  # Pelaihari Tabel 15
            (SKALA_SKM_14_2017, "88.40", "Sangat Baik", "A"),  # the misprint of Tabel 17 changes the class
            (SKALA_SKM_14_2017, "84.05", "Baik", "B"),  # Towuti L704 calls it Sangat Baik
            (SKALA_SKM_14_2017, "88.31", "Sangat Baik", "A"),
            (SKALA_SKM_14_2017, "88.30", "Baik", "B"),
            (SKALA_SKM_14_2017, "76.61", "Baik", "B"),
            (SKALA_SKM_14_2017, "76.60", "Kurang Baik", "C"),
            (SKALA_SKM_14_2017, "65", "Kurang Baik", "C"),
            (SKALA_SKM_14_2017, "64.99", "Tidak Baik", "D"),
            (SKALA_SKM_14_2017, "25", "Tidak Baik", "D"),
        ]:
            with self.subTest(skala=daftar.nama, nilai=nilai):
                kelas = classify(daftar, Decimal(nilai))
                assert kelas is not None
                self.assertEqual((kelas.predikat, kelas.huruf), (predikat, huruf))

    def test_goes_by_the_printed_figure(self) -> None:
        for nilai, predikat in [("90.004", "Tinggi"), ("90.005", "Sangat Tinggi")]:
            kelas = classify(SKALA_86_2017, Decimal(nilai))
            assert kelas is not None
            self.assertEqual(kelas.predikat, predikat)

    def test_the_undefined_has_no_class(self) -> None:
        self.assertIsNone(classify(SKALA_86_2017, TARGET_NOL))

    def test_a_gap_gives_no_class(self) -> None:
        self.assertIsNone(classify(skala(DUA[0]), Decimal(50)))

    @given(skala_sah(), st.decimals(-50, 250, places=4))
    def test_a_checked_scale_has_a_class_for_every_figure(self, daftar: Skala, nilai: Decimal) -> None:
        self.assertEqual(check_skala(daftar), [])
        kelas = classify(daftar, nilai)
        assert kelas is not None
        self.assertTrue(kelas.admits(round_half_up(nilai)))

    @given(skala_sah(), st.decimals(0, 100, places=2), st.decimals(0, 100, places=2))
    def test_a_higher_figure_never_has_a_lower_class(self, daftar: Skala, a: Decimal, b: Decimal) -> None:
        rendah, tinggi = (classify(daftar, n) for n in sorted((a, b)))
        assert rendah is not None
        assert tinggi is not None
        self.assertLessEqual(daftar.menurun.index(tinggi), daftar.menurun.index(rendah))

    @given(skala_sah(), st.decimals(0, 100, places=2))
    def test_the_order_of_typing_does_not_matter(self, daftar: Skala, nilai: Decimal) -> None:
        self.assertEqual(classify(daftar, nilai), classify(skala(*reversed(daftar.kelas)), nilai))


class CheckSkalaTest(TestCase):
    def test_shipped_scales_are_sound(self) -> None:
        for daftar in SKALA_BAWAAN:
            self.assertEqual(check_skala(daftar), [], daftar.nama)
            self.assertTrue(daftar.dasar_hukum)

    def test_finds_what_is_wrong(self) -> None:
        celah = "Celah: nilai di bawah batas terendah tidak mendapat kelas; kosongkan batas bawah kelas terendah."
        for kelas, galat in [
            ((), [celah]),
            ((DUA[0],), [celah]),
            (
                (*DUA, Kelas("Sisa", None)),
                ["Bertumpuk: 2 kelas tanpa batas bawah; hanya kelas terendah yang boleh dikosongkan."],
            ),
            ((*DUA, Kelas("Sedang", Decimal(50))), ["Bertumpuk: batas 50 dipakai 2 kelas."]),
            ((*DUA, Kelas("Sedang", Decimal("50.00"), eksklusif=False)), ["Bertumpuk: batas 50 dipakai 2 kelas."]),
            ((*DUA, Kelas("Sedang", Decimal("45.125"))), ["Batas 45,125 lebih dari dua desimal."]),
            ((*DUA, Kelas("  ", Decimal(20))), ["Ada kelas tanpa predikat."]),
            ((*DUA, Kelas("TINGGI ", Decimal(20))), ["Predikat “tinggi” dipakai lebih dari sekali."]),
            (
                (Kelas("a", Decimal(9), huruf="A"), Kelas("b", None, huruf="a")),
                ["Huruf “a” dipakai lebih dari sekali."],
            ),
        ]:
            with self.subTest(galat):
                self.assertEqual(check_skala(skala(*kelas)), galat)


class BatasTest(TestCase):
    def test_writes_the_bounds_of_each_class(self) -> None:
        for daftar, batas in [
            (SKALA_86_2017, ["> 90", "> 75 s.d. 90", "> 65 s.d. 75", "> 50 s.d. 65", "≤ 50"]),
            (SKALA_SKM_14_2017, ["≥ 88,31", "≥ 76,61 s.d. < 88,31", "≥ 65 s.d. < 76,61", "< 65"]),
            (skala(Kelas("Semua", None)), ["semua nilai"]),
        ]:
            with self.subTest(daftar.nama):
                self.assertEqual([print_batas(daftar, k) for k in daftar.menurun], batas)
