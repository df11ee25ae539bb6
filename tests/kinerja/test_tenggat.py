from datetime import date
from unittest import TestCase

from kinerja.tenggat import count_terlambat


class TerlambatTest(TestCase):
    def test_the_last_day_is_in_time_the_next_is_a_day_late(self) -> None:
        for tanggal, hari in [
            (date(2024, 1, 30), 0),
            (date(2024, 1, 31), 0),
            (date(2024, 2, 1), 1),
            (date(2024, 3, 1), 30),
        ]:
            with self.subTest(tanggal):
                self.assertEqual(count_terlambat(date(2024, 1, 31), tanggal), hari)

    def test_without_a_deadline_nothing_is_late(self) -> None:
        self.assertIsNone(count_terlambat(None, date(2024, 1, 31)))
