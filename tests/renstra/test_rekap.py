"""The plan of a year: which Renstra covers it, capaian by kind and direction, reasons for what is not known."""

from decimal import Decimal

from django.test import TestCase

from kinerja.angka import is_nilai, publish
from kinerja.capaian import AturanTurun
from renstra.models import Indikator, RealisasiIndikator, Renstra, Sasaran, TargetIndikator
from renstra.rekap import Hasil, Sasar, muat_renstra
from tests.pemeran import buat_pemeran


class RenstraTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.renstra = Renstra.objects.create(instansi=cls.p.instansi, tahun_awal=2019, tahun_akhir=2023)
        cls.sasaran = Sasaran.objects.create(renstra=cls.renstra, kode="S1", uraian="Pelayanan makin baik")
        cls.indikator = Indikator.objects.create(renstra=cls.renstra, sasaran=cls.sasaran, kode="S1.1", uraian="IKM")
        for tahun, nilai in ((2022, 80), (2023, 80)):
            TargetIndikator.objects.create(indikator=cls.indikator, tahun=tahun, nilai=nilai)
        RealisasiIndikator.objects.create(indikator=cls.indikator, tahun=2023, nilai=Decimal("88.04"))

    def rekap(self):  # type: ignore[no-untyped-def]
        return muat_renstra(self.p.instansi, 2023).indikator[0]

    def test_capaian_of_a_rising_indicator(self) -> None:
        self.assertEqual(publish(self.rekap().capaian(2023)), Decimal("110.05"))  # Pelaihari Tabel 14

    def test_a_signed_target_replaces_the_plan(self) -> None:
        self.assertEqual(publish(self.rekap().capaian(2023, target=Sasar(Decimal(82)))), Decimal("107.37"))

    def test_falling_indicators_follow_the_setting(self) -> None:
        Indikator.objects.update(arah="turun")
        RealisasiIndikator.objects.update(nilai=64)
        self.assertEqual(publish(self.rekap().capaian(2023)), Decimal("120.00"))
        self.assertEqual(publish(self.rekap().capaian(2023, AturanTurun.NISBAH)), Decimal("125.00"))

    def test_a_year_without_realisasi_says_why(self) -> None:
        RealisasiIndikator.objects.create(indikator=self.indikator, tahun=2022, alasan="nilai belum keluar")
        self.assertEqual(self.rekap().capaian(2022).alasan, "nilai belum keluar")
        self.assertFalse(is_nilai(self.rekap().capaian(2021)))

    def isi_triwulan(self, *nilai: str | None) -> None:
        RealisasiIndikator.objects.all().delete()
        for n, x in enumerate(nilai, start=1):
            if x is not None:
                RealisasiIndikator.objects.create(
                    indikator=self.indikator, tahun=2023, triwulan=n, nilai=Decimal(x), hambatan=f"Hambatan {n}"
                )

    def test_four_quarters_make_the_year_where_nothing_was_entered_for_it(self) -> None:
        self.isi_triwulan("30", "45.5", "60", "70.2")
        for cara, setahun in (("akumulatif", "205.70"), ("kumulatif", "70.20"), ("rata-rata", "51.43")):
            with self.subTest(cara):
                Indikator.objects.update(akumulasi=cara)
                self.assertEqual(self.rekap().realisasi_nilai(2023), Decimal(setahun))
        hasil = self.rekap().realisasi[2023]
        self.assertEqual((hasil.hambatan, hasil.asal), ("Hambatan 4", "Realisasi triwulan I–IV, cara rata-rata"))

    def test_a_figure_that_was_entered_is_the_year_as_it_was_entered(self) -> None:
        self.isi_triwulan("0.1", None, None, "0.1255")
        for cara, setahun in (("akumulatif", "0.2255"), ("kumulatif", "0.1255")):
            with self.subTest(cara):
                Indikator.objects.update(akumulasi=cara)
                self.assertEqual(self.rekap().realisasi_nilai(2023), Decimal(setahun))

    def test_a_year_without_its_last_quarter_is_no_year(self) -> None:
        self.isi_triwulan("30", "45.5", "60", None)
        self.assertIsNone(self.rekap().realisasi_nilai(2023))

    def test_what_was_entered_for_the_year_counts_more_than_its_quarters(self) -> None:
        self.isi_triwulan("30", "45.5", "60", "70.2")
        RealisasiIndikator.objects.create(indikator=self.indikator, tahun=2023, nilai=Decimal("88.04"))
        self.assertEqual(self.rekap().realisasi_nilai(2023), Decimal("88.04"))

    def test_realisasi_found_elsewhere_keeps_what_was_written_beside_it(self) -> None:
        RealisasiIndikator.objects.update(hambatan="Petugas terbatas")
        baru = self.rekap().with_realisasi(2023, Hasil(Decimal("90"), asal="survei"))
        self.assertEqual(baru.realisasi[2023].hambatan, "Petugas terbatas")
        self.assertEqual(baru.realisasi_nilai(2023), Decimal(90))
        self.assertEqual(publish(baru.capaian(2023)), Decimal("112.50"))

    def test_the_latest_plan_that_covers_the_year_is_taken(self) -> None:
        baru = Renstra.objects.create(instansi=self.p.instansi, tahun_awal=2023, tahun_akhir=2027)
        self.assertEqual(muat_renstra(self.p.instansi, 2023).renstra, baru)
        self.assertEqual(muat_renstra(self.p.instansi, 2022).renstra, self.renstra)

    def test_no_plan_gives_an_empty_one(self) -> None:
        rekap = muat_renstra(self.p.lain, 2023)
        self.assertIsNone(rekap.renstra)
        self.assertEqual((rekap.tahun, rekap.indikator, rekap.iku), ((), (), ()))
