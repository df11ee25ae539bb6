from decimal import Decimal
from unittest import TestCase

from kinerja.rencana import Keanehan, check_fisik, check_keuangan, check_rincian, sum_rincian

KOSONG = (None, None, None, None)


class KeuanganTest(TestCase):
    def test_the_default_schedule_is_never_odd(self) -> None:
        self.assertEqual(check_keuangan(KOSONG, (300, 200, 150, 100), 100), [])

    def test_entries_that_rise_to_the_pagu_are_not_odd(self) -> None:
        self.assertEqual(check_keuangan((25, 25, 60, 100), (25, 25, 60, 100), 100), [])

    def test_a_quarter_below_the_one_before_is_odd(self) -> None:
        self.assertEqual(
            check_keuangan((60, 50, None, None), (60, 50, 75, 100), 100),
            [Keanehan("keuangan", 2, "Target s.d. TW II (Rp 50) lebih rendah daripada s.d. TW I (Rp 60).")],
        )

    def test_an_entry_above_the_schedule_of_the_next_quarter_is_odd_there(self) -> None:
        temuan = check_keuangan((None, 80, None, None), (25, 80, 75, 100), 100)
        self.assertEqual([(k.triwulan, k.bidang) for k in temuan], [(3, "keuangan")])

    def test_more_than_the_pagu_is_odd(self) -> None:
        temuan = check_keuangan((101, None, None, None), (101, 150, 175, 200), 100)
        self.assertEqual([k.pesan for k in temuan], ["Target s.d. TW I Rp 101 melebihi pagu Rp 100."])

    def test_a_last_quarter_other_than_the_pagu_is_odd(self) -> None:
        temuan = check_keuangan((None, None, None, 1250000), (25, 50, 75, 1250000), 1300000)
        self.assertEqual(
            [k.pesan for k in temuan], ["Target s.d. TW IV Rp 1.250.000 biasanya sama dengan pagu Rp 1.300.000."]
        )

    def test_a_quarter_without_schedule_is_passed_over(self) -> None:
        self.assertEqual(check_keuangan((None, None, None, 100), (None, None, None, 100), 100), [])


class FisikTest(TestCase):
    def test_a_quarter_below_the_one_before_is_odd(self) -> None:
        isian = (Decimal(50), Decimal("40.5"), None, None)
        self.assertEqual(
            check_fisik(isian, (*isian[:2], Decimal(75), Decimal(100))),
            [Keanehan("fisik", 2, "Target s.d. TW II (40,50 %) lebih rendah daripada s.d. TW I (50,00 %).")],
        )

    def test_what_nobody_entered_or_nobody_knows_is_not_odd(self) -> None:
        self.assertEqual(check_fisik(KOSONG, (Decimal(50), Decimal(40), None, None)), [])
        self.assertEqual(check_fisik((Decimal(50), None, None, None), (Decimal(50), None, None, None)), [])


class RincianTest(TestCase):
    def test_lines_that_add_up_need_no_sentence(self) -> None:
        self.assertIsNone(check_rincian("pagu murni", [100, None, 200], 300))

    def test_without_lines_nothing_is_compared(self) -> None:
        self.assertIsNone(check_rincian("pagu murni", [], 300))
        self.assertIsNone(sum_rincian([None]))

    def test_says_by_how_much_the_lines_differ(self) -> None:
        self.assertEqual(
            check_rincian("pagu murni", [1000], 3000),
            "Jumlah pagu murni rincian belanja Rp 1.000, kurang Rp 2.000 dari pagu murni sub kegiatan Rp 3.000.",
        )
        self.assertIn("lebih Rp 1.000 dari", check_rincian("pagu murni", [1000], None) or "")
