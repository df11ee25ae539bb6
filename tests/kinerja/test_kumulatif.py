"""Years make a plan."""

from decimal import Decimal
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from kinerja.angka import BELUM_DIISI, TARGET_BELUM_DIISI, Nilai, Takterdefinisi, publish
from kinerja.capaian import Arah, AturanTurun
from kinerja.kumulatif import accumulate_tahun, pagu_akhir, rencana_akhir, sum_tahun, target_akhir, tingkat_akhir
from kinerja.triwulan import Akumulasi

AKUMULATIF, KUMULATIF, RERATA = Akumulasi.AKUMULATIF, Akumulasi.KUMULATIF, Akumulasi.RERATA
D = Decimal


class RealisasiTest(TestCase):
    NILAI: tuple[Nilai, ...] = (D(4), BELUM_DIISI, D("5.005"))

    def test_years_add_up_or_the_last_counts_or_their_mean_and_missing_ones_are_counted(self) -> None:
        for cara, hasil in [(AKUMULATIF, "9.01"), (KUMULATIF, "5.01"), (RERATA, "4.51")]:
            with self.subTest(cara):
                k = accumulate_tahun(self.NILAI, cara)
                self.assertEqual((k.nilai, k.terisi, k.jumlah), (D(hasil), 2, 3))
                self.assertEqual(k.keterangan, "2 dari 3 tahun terisi")

    def test_is_undefined_without_any_year(self) -> None:
        for cara in Akumulasi:
            self.assertEqual(accumulate_tahun([BELUM_DIISI], cara).nilai, BELUM_DIISI)
            self.assertEqual(accumulate_tahun([], cara).nilai, BELUM_DIISI)

    def test_money_adds_up(self) -> None:
        k = sum_tahun([1_000, None, 0, 500])
        self.assertEqual((k.nilai, k.terisi, k.jumlah), (1_500, 3, 4))
        self.assertEqual(sum_tahun([None]).nilai, BELUM_DIISI)

    @given(st.lists(st.integers(0, 10**13), min_size=1, max_size=6))
    def test_money_of_the_years_is_money_of_the_plan(self, uang: list[int]) -> None:
        tahun = dict(enumerate(uang, start=2019))
        self.assertEqual(sum_tahun(uang).nilai, pagu_akhir(tahun, ()))


class TargetTest(TestCase):
    TARGET = {2019: D(70), 2020: D(75), 2021: D("80.5")}

    def test_end_of_the_plan_follows_the_rule(self) -> None:
        for cara, hasil in [(AKUMULATIF, "225.5"), (KUMULATIF, "80.5"), (RERATA, "75.17")]:
            with self.subTest(cara):
                self.assertEqual(target_akhir(self.TARGET, (), cara), D(hasil))

    def test_the_last_target_stands_though_earlier_years_are_unknown(self) -> None:
        self.assertEqual(target_akhir(self.TARGET, (2018,), KUMULATIF), D("80.5"))
        self.assertEqual(target_akhir({2019: None, 2020: D(3)}, (), KUMULATIF), 3)

    def test_a_missing_year_that_would_count_leaves_it_undefined(self) -> None:
        self.assertEqual(
            target_akhir(self.TARGET, (2022, 2018), AKUMULATIF), Takterdefinisi("target tahun 2018, 2022 belum ada")
        )
        self.assertEqual(target_akhir(self.TARGET, (2018,), RERATA), Takterdefinisi("target tahun 2018 belum ada"))
        self.assertEqual(
            target_akhir(self.TARGET, (2018, 2022), KUMULATIF), Takterdefinisi("target tahun 2022 belum ada")
        )

    def test_a_year_without_a_figure_leaves_it_undefined(self) -> None:
        for cara in Akumulasi:
            self.assertEqual(target_akhir({2019: D(1), 2020: None}, (), cara), TARGET_BELUM_DIISI)
            self.assertEqual(target_akhir({}, (), cara), TARGET_BELUM_DIISI)

    def test_money_of_an_unknown_year_leaves_it_undefined(self) -> None:
        self.assertEqual(pagu_akhir({2019: 5}, [2020]), Takterdefinisi("pagu tahun 2020 belum ada"))
        self.assertEqual(pagu_akhir({2019: 5, 2020: 0}, []), 5)


class RencanaAkhirTest(TestCase):
    """What the plan itself says of its years; one that it leaves empty is not planned."""

    def test_follows_the_rule_of_the_indicator(self) -> None:
        target: dict[int, Nilai] = {2021: D(2), 2024: D(5), 2022: D("3.005")}
        for cara, hasil in [(AKUMULATIF, "10.01"), (KUMULATIF, "5"), (RERATA, "3.34")]:
            with self.subTest(cara):
                self.assertEqual(rencana_akhir(target, cara), D(hasil))

    def test_is_undefined_with_the_reason_of_a_year_that_bears_on_it(self) -> None:
        kata = Takterdefinisi("berupa kata")
        target: dict[int, Nilai] = {2021: kata, 2022: D(5)}
        self.assertEqual(rencana_akhir(target, AKUMULATIF), kata)
        self.assertEqual(rencana_akhir(target, KUMULATIF), 5)
        self.assertEqual(rencana_akhir({2021: D(5), 2022: kata}, KUMULATIF), kata)
        self.assertEqual(rencana_akhir({}, AKUMULATIF), TARGET_BELUM_DIISI)


class TingkatTest(TestCase):
    def test_is_the_share_of_the_end_target(self) -> None:
        self.assertEqual(tingkat_akhir(D(9), D(12)), 75)
        self.assertEqual(tingkat_akhir(D(0), D(12)), 0)
        # Towuti Tabel 3.4, L814: 84,05 against 84,1 in 2026
        self.assertEqual(publish(tingkat_akhir(D("84.05"), D("84.1"))), D("99.94"))

    def test_what_is_to_be_kept_down_is_judged_by_its_own_rule(self) -> None:
        for aturan, hasil in ((AturanTurun.SELISIH, 80), (AturanTurun.NISBAH, D("83.33"))):
            with self.subTest(aturan):
                self.assertEqual(publish(tingkat_akhir(D(12), D(10), Arah.TURUN, aturan)), hasil)
        self.assertEqual(tingkat_akhir(D(0), D(0), Arah.TURUN), 100)

    def test_is_undefined_with_the_reason(self) -> None:
        self.assertEqual(tingkat_akhir(D(9), TARGET_BELUM_DIISI), TARGET_BELUM_DIISI)
        self.assertEqual(tingkat_akhir(BELUM_DIISI, D(1)), BELUM_DIISI)
        self.assertEqual(tingkat_akhir(D(1), D(0)), Takterdefinisi("target akhir Renstra nol"))
