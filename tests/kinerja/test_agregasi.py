"""Means and sums over rows."""

from decimal import Decimal
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from kinerja.agregasi import average, average_fisik, sum_uang, weighted_fisik
from kinerja.angka import BELUM_DIISI, PAGU_NOL, TARGET_NOL, Nilai, is_nilai, round_half_up
from tests.kinerja.pelaihari import AGREGAT_TW_1, TW_1

PERSEN = st.decimals(min_value=0, max_value=200, places=4)


def angka(*teks: str) -> list[Nilai]:
    return [Decimal(t) for t in teks]


class RerataTest(TestCase):
    def test_gives_the_means_of_the_reports(self) -> None:
        for bagian, rerata, sumber in [
            (angka("92.05", "38.35", "100", "100", "0"), "66.08", "Pelaihari Tabel 20 (PLH-057 prints 82,60)"),
            (angka(*["100"] * 21, "33.33", "0"), "92.75", "Pelaihari Tabel 40 (PLH-063 prints 95,45)"),
            (angka("135.71", "93.33"), "114.52", "Towuti Tabel 3.5, L858"),
            (angka("60", "100"), "80.00", "Towuti Tabel 3.5, L867"),
            (angka("80", "100"), "90.00", "Towuti Tabel 3.5, L866"),
            (angka("100", "94.44"), "97.22", "Towuti TWT-053"),
        ]:
            with self.subTest(sumber):
                self.assertEqual(average(bagian).nilai, Decimal(rerata))

    def test_takes_the_printed_figures(self) -> None:
        # unrounded 0,00333 → 0,00; the page shows 0,01 0,01 0,00
        self.assertEqual(average(angka("0.005", "0.005", "0")).nilai, Decimal("0.01"))
        self.assertEqual(average(angka("33.3349", "33.3349")).nilai, Decimal("33.33"))

    def test_leaves_out_and_counts_what_is_undefined(self) -> None:
        hasil = average([*angka("100", "50"), TARGET_NOL, BELUM_DIISI])
        self.assertEqual((hasil.nilai, hasil.terisi, hasil.jumlah), (75, 2, 4))
        self.assertEqual(hasil.keterangan, "2 dari 4 terisi")

    def test_is_undefined_if_nothing_is_filled(self) -> None:
        for kosong in ([], [TARGET_NOL]):
            hasil = average(kosong)
            self.assertEqual((hasil.nilai, hasil.terisi, hasil.jumlah), (BELUM_DIISI, 0, len(kosong)))

    def test_caps_only_if_told_to(self) -> None:
        bagian = angka("150", "50")
        self.assertEqual(average(bagian).nilai, 100)
        self.assertEqual(average(bagian, Decimal(120)).nilai, 85)

    def test_counts_a_negative_capaian_as_the_0_it_prints(self) -> None:
        bagian = angka("-50", "100")
        self.assertEqual(average(bagian).nilai, 50)
        self.assertEqual(average(bagian, lantai=None).nilai, 25)

    @given(st.lists(PERSEN, min_size=1, max_size=30))
    def test_lies_between_the_least_and_the_greatest(self, bagian: list[Decimal]) -> None:
        hasil = average(bagian).nilai
        assert is_nilai(hasil)
        cetak = [round_half_up(b) for b in bagian]
        self.assertTrue(min(cetak) <= hasil <= max(cetak))

    @given(st.lists(PERSEN, min_size=1, max_size=10))
    def test_does_not_depend_on_the_order(self, bagian: list[Decimal]) -> None:
        self.assertEqual(average(bagian), average(sorted(bagian)))


class UangTest(TestCase):
    def test_adds_rupiah(self) -> None:
        # Pelaihari Tabel 41, program rows b.1803–1840: the total of the pagu perubahan
        self.assertEqual(sum_uang([10_531_067_845, 38_489_280, 7_965_540, 1_257_786_418, 27_205_720]), 11_862_514_803)
        self.assertEqual(sum_uang([]), 0)


class FisikTest(TestCase):
    def test_gives_every_kegiatan_program_and_total_of_the_report(self) -> None:
        for kode, target, fisik in AGREGAT_TW_1:
            bawah = [b for b in TW_1 if not kode or b.kode.startswith(f"{kode}.")]
            with self.subTest(kode or "jumlah"):
                self.assertEqual(weighted_fisik((b.perubahan, b.target_fisik) for b in bawah), Decimal(target))
                self.assertEqual(weighted_fisik((b.perubahan, b.fisik) for b in bawah), Decimal(fisik))

    def test_takes_out_the_pagu_of_what_is_undefined(self) -> None:
        hasil = average_fisik([(100, Decimal(50)), (900, BELUM_DIISI)])
        self.assertEqual((hasil.nilai, hasil.keterangan), (50, "1 dari 2 terisi"))

    def test_is_undefined_without_fisik_or_without_pagu(self) -> None:
        self.assertEqual(weighted_fisik([]), BELUM_DIISI)
        self.assertEqual(weighted_fisik([(5, TARGET_NOL)]), BELUM_DIISI)
        self.assertEqual(weighted_fisik([(0, Decimal(50))]), PAGU_NOL)

    def test_weighs_the_printed_figure(self) -> None:
        self.assertEqual(weighted_fisik([(1, Decimal("0.005")), (2, Decimal(0))]), Decimal("0.00"))
        self.assertEqual(weighted_fisik([(2, Decimal("0.005")), (2, Decimal(0))]), Decimal("0.01"))

    @given(st.lists(st.tuples(st.integers(1, 10**13), PERSEN), min_size=1, max_size=30))
    def test_lies_between_the_least_and_the_greatest(self, bagian: list[tuple[int, Decimal]]) -> None:
        hasil = weighted_fisik(bagian)
        assert is_nilai(hasil)
        cetak = [round_half_up(fisik) for _, fisik in bagian]
        self.assertTrue(min(cetak) <= hasil <= max(cetak))

    @given(st.lists(PERSEN, min_size=1, max_size=10), st.integers(1, 10**12))
    def test_equal_pagu_give_the_plain_mean(self, fisik: list[Decimal], pagu: int) -> None:
        self.assertEqual(weighted_fisik((pagu, f) for f in fisik), average(fisik).nilai)
