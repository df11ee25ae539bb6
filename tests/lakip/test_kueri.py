"""Assembling a report costs the same number of queries however much there is."""

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from lakip.acuan import muat_acuan
from lakip.data_uji import Ukuran, buat_data_uji
from lakip.rakit import rakit_lkj
from organisasi.models import Instansi


class KueriTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        muat_acuan()
        kecil = Ukuran(belanja=1, sub_kegiatan=4, sarana=2, indikator_pejabat=1)
        cls.kecil = buat_data_uji(1, 2023, 1, kecil)[0]
        cls.besar = buat_data_uji(1, 2023, 2, Ukuran(belanja=4, sub_kegiatan=60, sarana=80, indikator_pejabat=6))[0]

    def count(self, instansi: Instansi) -> int:
        with CaptureQueriesContext(connection) as kueri:
            rakit_lkj(instansi, 2023)
        return len(kueri)

    def test_a_big_report_costs_as_many_queries_as_a_small_one(self) -> None:
        self.assertEqual(self.count(self.kecil), self.count(self.besar))

    def test_they_stay_few(self) -> None:
        self.assertLessEqual(self.count(self.besar), 60)
