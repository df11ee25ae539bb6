"""The satisfaction index."""

from decimal import Decimal
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from kinerja.angka import BELUM_ADA_RESPONDEN, is_nilai
from kinerja.ikm import calculate_ikm, calculate_ikm_total, calculate_nrr, sample_size

# Pelaihari Tabel 15, b.1021–1029: the NRR of the nine unsur, 150 responden
NRR = [Decimal(n) for n in ["3.440", "3.400", "3.360", "3.987", "3.387", "3.380", "3.400", "3.393", "3.980"]]


class IkmTest(TestCase):
    def test_gives_the_index_of_pelaihari(self) -> None:
        ikm = calculate_ikm(NRR, 3)
        self.assertEqual(str(ikm.bobot), "0.111")
        self.assertEqual(str(ikm.nrr_tertimbang), "3.522")
        self.assertEqual(str(ikm.nilai), "88.04")

    def test_gives_each_unsur_half_up_where_the_report_truncates(self) -> None:
        ikm = calculate_ikm(NRR, 3)
        self.assertEqual([u.nrr for u in ikm.unsur], NRR)
        tertimbang = ["0.382", "0.377", "0.373", "0.443", "0.376", "0.375", "0.377", "0.377", "0.442"]
        self.assertEqual([str(u.tertimbang) for u in ikm.unsur], tertimbang)
        # printed: 9,55 9,42 9,32 11,07 9,40 9,37 9,42 9,42 11,05
        self.assertEqual(
            [str(u.ikm) for u in ikm.unsur], ["9.55", "9.43", "9.33", "11.08", "9.40", "9.38", "9.43", "9.43", "11.05"]
        )

    def test_another_bobot_gives_another_index(self) -> None:
        self.assertEqual(calculate_ikm(NRR, None).nilai, Decimal("88.13"))
        self.assertEqual(calculate_ikm(NRR, 2).nilai, Decimal("87.25"))

    def test_gives_the_index_of_towuti(self) -> None:
        # Towuti L686–702
        ikm = calculate_ikm_total(4861, 120, 12, 3)
        self.assertEqual(str(ikm.bobot), "0.083")
        self.assertEqual(str(ikm.nrr_tertimbang), "3.362")
        self.assertEqual(str(ikm.nilai), "84.05")
        self.assertEqual(ikm.unsur, ())

    def test_is_undefined_without_responden(self) -> None:
        for ikm in (
            calculate_ikm([], 3),
            calculate_ikm_total(0, 0, 9, 3),
            calculate_ikm_total(0, 10, 0, None),
        ):
            self.assertEqual((ikm.nilai, ikm.nrr_tertimbang, ikm.unsur), (BELUM_ADA_RESPONDEN, BELUM_ADA_RESPONDEN, ()))
        self.assertEqual(calculate_nrr(0, 0), BELUM_ADA_RESPONDEN)

    def test_nrr_is_the_mean_answer(self) -> None:
        # Pelaihari Tabel 15: 516, 598 and 509 points of 150 people
        for jumlah, nrr in [(516, "3.440"), (598, "3.987"), (509, "3.393")]:
            self.assertEqual(str(calculate_nrr(jumlah, 150)), nrr)

    @given(st.integers(1, 20))
    def test_the_exact_bobot_gives_100_for_the_best_and_25_for_the_worst_answers(self, unsur: int) -> None:
        self.assertEqual(calculate_ikm([Decimal(4)] * unsur, None).nilai, 100)
        self.assertEqual(calculate_ikm([Decimal(1)] * unsur, None).nilai, 25)

    @given(st.lists(st.decimals(1, 4, places=3), min_size=1, max_size=20))
    def test_lies_between_25_and_100(self, nrr: list[Decimal]) -> None:
        hasil = calculate_ikm(nrr, None).nilai
        assert is_nilai(hasil)
        self.assertTrue(25 <= hasil <= 100)

    @given(st.integers(1, 500), st.integers(1, 20), st.data())
    def test_the_total_and_the_unsur_tell_the_same(self, responden: int, unsur: int, data: st.DataObject) -> None:
        jawaban = data.draw(st.lists(st.integers(1, 4), min_size=unsur, max_size=unsur))
        per_unsur = calculate_ikm([Decimal(j) for j in jawaban], None)
        total = calculate_ikm_total(sum(jawaban) * responden, responden, unsur, None)
        self.assertEqual(per_unsur.nilai, total.nilai)


class SampelTest(TestCase):
    def test_gives_the_table_of_krejcie_and_morgan(self) -> None:
        for populasi, sampel in [
            (10, 10), (15, 14), (20, 19), (50, 44), (100, 80), (150, 108), (200, 132), (300, 169), (500, 217),
            (700, 248), (1000, 278), (2000, 322), (5000, 357), (10_000, 370), (50_000, 381), (75_000, 382),
            (1_000_000, 384),
        ]:  # fmt: skip
            with self.subTest(populasi):
                self.assertEqual(sample_size(populasi), sampel)

    def test_nobody_and_one(self) -> None:
        self.assertEqual((sample_size(0), sample_size(1)), (0, 1))

    def test_refuses_less_than_nobody(self) -> None:
        with self.assertRaisesRegex(ValueError, "negatif"):
            sample_size(-1)

    @given(st.integers(0, 10**9), st.integers(0, 10**9))
    def test_grows_with_the_population_and_never_exceeds_it(self, a: int, b: int) -> None:
        kecil, besar = sorted((a, b))
        self.assertLessEqual(sample_size(kecil), sample_size(besar))
        self.assertLessEqual(sample_size(kecil), kecil)
        self.assertLessEqual(sample_size(besar), 384)
