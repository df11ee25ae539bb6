"""A post promises an indicator of its programme, kegiatan or sub kegiatan; its realisasi is typed once."""

from __future__ import annotations

from decimal import Decimal

from django.test import TestCase

from anggaran.models import IndikatorKegiatan, Program, RealisasiKeluaran
from anggaran.salin import salin_anggaran
from lakip.data import muat_data
from perjanjian.kaskade import Periksa
from perjanjian.models import Butir, PerjanjianKinerja
from perjanjian.views_kaskade import muat_kaskade
from renstra.models import Indikator, Sasaran, TargetIndikator
from tests.pabrik import buat_keluaran, buat_sub_kegiatan
from tests.pemeran import buat_pemeran
from tests.renstra.pabrik import buat_rencana

DASAR = "/satu/2023/perjanjian/"


class CalonKegiatanTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.r = buat_rencana(cls.p.instansi)
        cls.pk = PerjanjianKinerja.objects.create(
            instansi=cls.p.instansi, tahun=2023, jabatan=cls.r.kasi, pihak_kedua=cls.r.camat
        )
        cls.sub = buat_sub_kegiatan(cls.p.instansi, "7.01.02.2.01.01", 100, penanggung_jawab=cls.r.kasi)
        Program.objects.update(sasaran=cls.r.sasaran)
        cls.keluaran = buat_keluaran(cls.sub, "12", ("2", "3"))
        lain = buat_sub_kegiatan(cls.p.instansi, "7.01.06.2.01.01", 20, penanggung_jawab=cls.r.camat)
        cls.milik_camat = buat_keluaran(lain, "5", ())
        cls.butir = f"{DASAR}{cls.pk.pk}/butir/"

    def setUp(self) -> None:
        self.client.force_login(self.p.perencana)

    def calon(self, kueri: str = "") -> list[str]:
        daftar = self.client.get(self.butir + kueri).context["daftar"]
        return [f.calon.indikator.uraian for f in daftar if f.calon.kunci.startswith("k")]

    def ambil(self, **isi: str) -> None:
        k = f"k{self.keluaran.pk}"
        data = {f"{k}-pilih": "on", f"{k}-target": "12", **isi}
        self.assertEqual(self.client.post(self.butir, data).status_code, 302)

    def test_offers_what_the_post_itself_answers_for(self) -> None:
        self.assertEqual(self.calon(), ["Keluaran 7.01.02.2.01.01"])
        self.assertEqual(self.calon("?semua=1"), ["Keluaran 7.01.02.2.01.01", "Keluaran 7.01.06.2.01.01"])
        self.assertEqual(self.calon("?semua=1&cari=7.01.06"), ["Keluaran 7.01.06.2.01.01"])

    def test_becomes_an_operational_indicator_of_the_post_with_its_target(self) -> None:
        self.ambil()
        i = Butir.objects.get(perjanjian=self.pk).indikator
        s = i.sasaran
        self.assertEqual((s.kode, s.uraian, s.tingkat), ("S3", "Sub kegiatan 01", "operasional"))
        self.assertEqual((s.pemilik, s.induk, i.penanggung_jawab), (self.r.kasi, self.r.sasaran, self.r.kasi))
        self.assertEqual((i.kode, i.satuan, i.akumulasi, i.sumber_nilai), ("S3.1", "Dokumen", "akumulatif", "luaran"))
        self.assertEqual(TargetIndikator.objects.get(indikator=i).nilai, 12)
        self.keluaran.refresh_from_db()
        self.assertEqual(self.keluaran.indikator, i)
        self.assertEqual(self.calon(), [])  # it is taken from the Renstra from now on

    def test_indicators_of_one_sub_kegiatan_share_a_sasaran(self) -> None:
        dua = IndikatorKegiatan.objects.create(sub_kegiatan=self.sub, uraian="Jumlah peserta", target=30)
        self.ambil(**{f"k{dua.pk}-pilih": "on", f"k{dua.pk}-target": "30"})
        self.assertEqual([b.indikator.kode for b in self.pk.butir.all()], ["S3.1", "S3.2"])
        self.assertEqual(Sasaran.objects.filter(renstra=self.r.renstra).count(), 3)

    def test_what_is_not_ticked_leaves_the_plan_as_it_was(self) -> None:
        self.client.post(self.butir, {})
        self.assertEqual(Indikator.objects.filter(sumber_nilai="luaran").count(), 0)

    def test_without_renstra_nothing_of_the_budget_is_offered(self) -> None:
        self.r.renstra.__class__.objects.update(tahun_awal=2031, tahun_akhir=2035)
        self.assertEqual(self.calon("?semua=1"), [])

    def test_realisasi_comes_from_the_keluaran(self) -> None:
        self.ambil()
        (butir,) = self.client.get(f"{DASAR}{self.pk.pk}/evaluasi/?triwulan=2").context["butir"]
        self.assertEqual(butir.realisasi, "5")
        (butir,) = self.client.get(f"{DASAR}{self.pk.pk}/evaluasi/?triwulan=1").context["butir"]
        self.assertEqual(butir.realisasi, "2")

    def test_the_report_of_the_year_reads_the_same_figure(self) -> None:
        self.ambil()
        i = next(i for i in muat_data(self.p.instansi, 2023).rencana.indikator if i.model.kode == "S3.1")
        self.assertEqual(i.realisasi_nilai(2023), Decimal(5))
        RealisasiKeluaran.objects.all().delete()
        i = next(i for i in muat_data(self.p.instansi, 2023).rencana.indikator if i.model.kode == "S3.1")
        self.assertEqual(i.realisasi[2023].alasan, "keluaran 7.01.02.2.01.01 belum diisi")
        IndikatorKegiatan.objects.update(indikator=None)
        i = next(i for i in muat_data(self.p.instansi, 2023).rencana.indikator if i.model.kode == "S3.1")
        self.assertEqual(i.realisasi[2023].alasan, "belum ada indikator kegiatan yang terhubung")

    def test_the_cascade_is_satisfied(self) -> None:
        self.ambil()
        temuan = muat_kaskade(self.p.instansi, 2023).temuan
        self.assertFalse([t for t in temuan if "Kasi Satu" in t.pesan])
        self.assertNotIn(Periksa.SALAH_TINGKAT, {t.jenis for t in temuan})

    def test_next_years_keluaran_feeds_the_same_indicator_within_one_renstra(self) -> None:
        self.ambil()
        salin_anggaran(self.p.instansi, 2023, 2024)
        salin_anggaran(self.p.instansi, 2023, 2026)
        pilih = {"sub_kegiatan__kode__startswith": "7.01.02"}
        tahun = "sub_kegiatan__kegiatan__program__tahun"
        self.assertEqual(IndikatorKegiatan.objects.get(**pilih, **{tahun: 2024}).indikator.kode, "S3.1")
        self.assertIsNone(IndikatorKegiatan.objects.get(**pilih, **{tahun: 2026}).indikator)
