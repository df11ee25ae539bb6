"""Before deleting, the page can say what stands in the way and what goes along."""

from __future__ import annotations

from django.test import TestCase

from organisasi.hapus import MAKS_PENGHALANG, delete_baris, find_akibat
from organisasi.models import Jabatan
from renstra.models import Sasaran, Tujuan
from tests.pemeran import buat_pemeran
from tests.renstra.pabrik import buat_rencana


class HapusTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.r = buat_rencana(buat_pemeran().instansi)

    def test_names_what_still_uses_the_row_and_keeps_it(self) -> None:
        akibat = delete_baris(self.r.tujuan)
        self.assertEqual(akibat.penghalang, ("sasaran “S1 Warga puas”",))
        self.assertTrue(Tujuan.objects.filter(pk=self.r.tujuan.pk).exists())

    def test_counts_what_goes_along(self) -> None:
        self.assertEqual(dict(find_akibat(self.r.indikator).ikut), {"target indikator": 2})
        delete_baris(self.r.indikator)
        self.assertFalse(self.r.sasaran.indikator.exists())

    def test_a_row_alone_takes_nothing_along(self) -> None:
        self.assertEqual(find_akibat(self.r.strategi).ikut, ())

    def test_a_long_list_is_cut(self) -> None:
        for n in range(MAKS_PENGHALANG + 3):
            Sasaran.objects.create(renstra=self.r.renstra, kode=f"X{n}", uraian="x", pemilik=self.r.kasi)
        penghalang = find_akibat(Jabatan.objects.get(pk=self.r.kasi.pk)).penghalang
        self.assertEqual(len(penghalang), MAKS_PENGHALANG + 1)
        self.assertEqual(penghalang[-1], "4 lagi")
