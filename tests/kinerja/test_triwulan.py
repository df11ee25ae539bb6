"""The quarters of a year."""

from decimal import Decimal
from itertools import pairwise
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from kinerja.angka import BELUM_DIISI, PAGU_NOL, publish
from kinerja.capaian import Arah
from kinerja.triwulan import (
    Akumulasi,
    accumulate,
    default_akumulasi,
    sum_sd,
    target_fisik_sd,
    target_keuangan_sd,
)
from tests.kinerja.pelaihari import TARGET_TW_2_3, TW_1

PAGU = st.integers(0, 10**13)


class TargetTest(TestCase):
    def test_gives_every_target_of_the_first_quarter(self) -> None:
        for b in TW_1:
            with self.subTest(b.kode):
                self.assertEqual(target_keuangan_sd(b.murni, b.perubahan, 1), b.target_keuangan)
                self.assertEqual(publish(target_fisik_sd(b.target_keuangan, b.perubahan)), b.target_fisik)

    def test_gives_the_targets_of_later_quarters_where_the_pagu_changed(self) -> None:
        for murni, perubahan, triwulan, keuangan, fisik in TARGET_TW_2_3:
            with self.subTest(murni=murni, triwulan=triwulan):
                self.assertEqual(target_keuangan_sd(murni, perubahan, triwulan), keuangan)
                self.assertEqual(publish(target_fisik_sd(keuangan, perubahan)), Decimal(fisik))

    def test_fisik_is_undefined_without_pagu(self) -> None:
        self.assertEqual(target_fisik_sd(0, 0), PAGU_NOL)

    def test_refuses_a_quarter_that_is_none(self) -> None:
        for triwulan in (0, 5, -1):
            with self.assertRaisesRegex(ValueError, f"Triwulan {triwulan} tidak ada."):
                target_keuangan_sd(100, 100, triwulan)

    @given(PAGU, PAGU)
    def test_never_falls_never_exceeds_the_pagu_and_ends_at_it(self, murni: int, perubahan: int) -> None:
        target = [target_keuangan_sd(murni, perubahan, t) for t in (1, 2, 3, 4)]
        self.assertEqual(target, sorted(target))
        self.assertGreaterEqual(target[0], 0)
        self.assertEqual(target[3], perubahan)

    @given(PAGU)
    def test_an_unchanged_pagu_falls_into_four_parts_with_the_remainder_first(self, pagu: int) -> None:
        sd = [0, *(target_keuangan_sd(pagu, pagu, t) for t in (1, 2, 3, 4))]
        bagian = [b - a for a, b in pairwise(sd)]
        self.assertEqual(bagian, [pagu // 4 + pagu % 4, *[pagu // 4] * 3])


class AkumulasiTest(TestCase):
    # Pelaihari Lampiran 6: sub kegiatan 2.01.01 (b.3213), 2.09.06 (b.3240)
    DOKUMEN = (Decimal(3), None, None, Decimal(2))
    MESIN = (Decimal(5), Decimal(8), Decimal(13), Decimal(17))

    def test_adds_up_takes_the_last_or_the_mean(self) -> None:
        for nilai, cara, hasil in [
            (self.DOKUMEN, Akumulasi.AKUMULATIF, "5"),
            (self.MESIN, Akumulasi.KUMULATIF, "17"),
            (self.MESIN[:2], Akumulasi.KUMULATIF, "8"),
            (self.DOKUMEN, Akumulasi.KUMULATIF, "2"),
            (self.DOKUMEN, Akumulasi.RERATA, "2.5"),
            ((Decimal("5.5"), Decimal(3), Decimal("2.5")), Akumulasi.RERATA, "3.67"),
            ((Decimal("5.5"), Decimal("2.1255")), Akumulasi.KUMULATIF, "2.1255"),
            ((Decimal(0), None), Akumulasi.RERATA, "0"),
            ((Decimal(5), Decimal(0)), Akumulasi.KUMULATIF, "0"),
        ]:
            with self.subTest(nilai=nilai, cara=cara):
                self.assertEqual(accumulate(nilai, cara), Decimal(hasil))

    def test_is_undefined_if_nothing_is_filled(self) -> None:
        for cara in Akumulasi:
            self.assertEqual(accumulate([], cara), BELUM_DIISI)
            self.assertEqual(accumulate([None, None], cara), BELUM_DIISI)

    @given(st.decimals(0, 10**9, places=2), st.sampled_from(Akumulasi))
    def test_a_single_entry_is_the_year_in_every_way(self, nilai: Decimal, cara: Akumulasi) -> None:
        self.assertEqual(accumulate([None, nilai, None], cara), nilai)

    def test_counts_add_up_and_levels_keep_the_last(self) -> None:
        for satuan, arah, cara in [
            ("Dokumen", Arah.NAIK, Akumulasi.AKUMULATIF),
            ("Orang/bulan", Arah.NAIK, Akumulasi.AKUMULATIF),
            ("", Arah.NAIK, Akumulasi.AKUMULATIF),
            ("%", Arah.NAIK, Akumulasi.KUMULATIF),
            ("100%", Arah.NAIK, Akumulasi.KUMULATIF),
            ("Persen", Arah.NAIK, Akumulasi.KUMULATIF),
            ("persentase (%)", Arah.NAIK, Akumulasi.KUMULATIF),
            ("Indeks", Arah.NAIK, Akumulasi.KUMULATIF),
            ("Nilai", Arah.NAIK, Akumulasi.KUMULATIF),
            ("Kasus", Arah.TURUN, Akumulasi.KUMULATIF),
        ]:
            with self.subTest(satuan):
                self.assertEqual(default_akumulasi(satuan, arah), cara)


class JumlahTest(TestCase):
    def test_adds_the_filled_quarters_and_counts_them(self) -> None:
        # Pelaihari Lampiran 6, b.3216: gaji per quarter; Lampiran 5 prints the sum
        gaji = [1_699_823_578, 3_361_520_823, 1_941_320_191, 1_934_437_522]
        self.assertEqual(sum_sd(gaji), (8_937_102_114, 4))
        self.assertEqual(sum_sd(gaji[:2]), (5_061_344_401, 2))
        self.assertEqual(sum_sd([0, None, 250_000]), (250_000, 2))
        self.assertEqual(sum_sd([0]), (0, 1))
        self.assertEqual(sum_sd([None, None]), (None, 0))
        self.assertEqual(sum_sd([]), (None, 0))

    @given(st.lists(st.one_of(st.none(), st.integers(0, 10**12)), max_size=4))
    def test_each_quarter_adds_what_it_brought(self, nilai: list[int | None]) -> None:
        sd = [0, *(sum_sd(nilai[: t + 1])[0] or 0 for t in range(len(nilai)))]
        self.assertEqual([b - a for a, b in pairwise(sd)], [n or 0 for n in nilai])
