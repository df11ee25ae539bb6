"""A year's budget as the beginning of the next."""

from __future__ import annotations

from decimal import Decimal

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from anggaran.models import (
    Belanja,
    IndikatorKegiatan,
    Program,
    RealisasiKeluaran,
    RealisasiTriwulan,
    SubKegiatan,
    TargetTriwulan,
)
from anggaran.salin import list_tahun_asal, plan_salinan, salin_anggaran
from organisasi.models import Jabatan, UnitKerja
from renstra.models import Renstra, Sasaran
from tests.pabrik import buat_keluaran, buat_sub_kegiatan
from tests.pemeran import buat_pemeran


class SalinTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = p = buat_pemeran()
        cls.kasi = Jabatan.objects.create(instansi=p.instansi, nama="Kasi Satu")
        cls.lama = Renstra.objects.create(instansi=p.instansi, tahun_awal=2019, tahun_akhir=2023)
        cls.baru = Renstra.objects.create(instansi=p.instansi, tahun_awal=2024, tahun_akhir=2028)
        s1, s9 = (Sasaran.objects.create(renstra=cls.lama, kode=k, uraian=f"Lama {k}") for k in ("S1", "S9"))
        cls.s1_baru = Sasaran.objects.create(renstra=cls.baru, kode="S1", uraian="Baru S1")
        cls.sub = buat_sub_kegiatan(
            p.instansi, "7.01.01.2.01.01", 1000, 1500, keuangan=(300,), fisik=("10",), penanggung_jawab=cls.kasi
        )
        cls.sub.sasaran = s1
        cls.sub.save()
        kegiatan = cls.sub.kegiatan
        kegiatan.sasaran = s9
        kegiatan.save()
        buat_keluaran(cls.sub, "12.5", ("3",), akumulasi="rata-rata")
        IndikatorKegiatan.objects.create(
            program=kegiatan.program, uraian="Nilai AKIP", satuan="Nilai", target_teks="BB"
        )
        Belanja.objects.create(
            sub_kegiatan=cls.sub, uraian="Kertas", pagu_murni=400, kode_rekening="5.1.02.01.01.0024", kendala="Banjir"
        )
        TargetTriwulan.objects.create(sub_kegiatan=cls.sub, triwulan=1, keuangan=5)
        cls.kelurahan = UnitKerja.objects.create(instansi=p.instansi, nama="Kelurahan", jenis="kelurahan")
        buat_sub_kegiatan(p.instansi, "7.01.01.2.01.01", 70, unit=cls.kelurahan)

    def tersalin(self) -> SubKegiatan:
        return SubKegiatan.objects.get(kegiatan__program__tahun=2024, kegiatan__program__unit=None)

    def test_copies_what_to_do_and_by_whom_not_what_came_of_it(self) -> None:
        self.assertEqual(salin_anggaran(self.p.instansi, 2023, 2024), 9)
        sub = self.tersalin()
        self.assertEqual((sub.uraian, sub.penanggung_jawab), (self.sub.uraian, self.kasi))
        self.assertEqual((sub.pagu_murni, sub.pagu_perubahan), (1500, None))
        i = sub.indikator.get()
        self.assertEqual((i.target, i.akumulasi, i.satuan), (Decimal("12.5"), "rata-rata", "Dokumen"))
        self.assertEqual(sub.kegiatan.program.indikator.get().target_teks, "BB")
        for model in (RealisasiTriwulan, TargetTriwulan):
            self.assertFalse(model.objects.filter(sub_kegiatan=sub).exists())
        self.assertFalse(RealisasiKeluaran.objects.filter(indikator=i).exists())

    def test_codes_end_as_the_new_year_prints_them(self) -> None:
        salin_anggaran(self.p.instansi, 2023, 2024)
        self.assertEqual(self.tersalin().kode, "7.01.01.2.01.0001")
        salin_anggaran(self.p.instansi, 2024, 2022)
        self.assertEqual(set(SubKegiatan.objects.in_tahun(2022).values_list("kode", flat=True)), {"7.01.01.2.01.01"})

    def test_sasaran_are_found_by_code_in_the_renstra_in_force(self) -> None:
        salin_anggaran(self.p.instansi, 2023, 2024)
        sub = self.tersalin()
        self.assertEqual((sub.sasaran, sub.kegiatan.sasaran), (self.s1_baru, None))

    def test_within_one_renstra_sasaran_stay(self) -> None:
        salin_anggaran(self.p.instansi, 2023, 2022)
        self.assertEqual(SubKegiatan.objects.in_tahun(2022).filter(sasaran=self.sub.sasaran).count(), 1)

    def test_a_year_without_renstra_leaves_sasaran_empty(self) -> None:
        salin_anggaran(self.p.instansi, 2023, 2030)
        self.assertFalse(SubKegiatan.objects.in_tahun(2030).exclude(sasaran=None).exists())
        self.assertTrue(plan_salinan(self.p.instansi, 2023, 2031).tanpa_renstra)

    def test_pagu_may_be_left_to_fill_in(self) -> None:
        salin_anggaran(self.p.instansi, 2023, 2024, pagu="kosong")
        self.assertEqual(self.tersalin().pagu_murni, 0)
        self.assertIsNone(self.tersalin().belanja.get().pagu_murni)

    def test_belanja_is_copied_without_its_obstacles_or_not_at_all(self) -> None:
        salin_anggaran(self.p.instansi, 2023, 2024)
        b = self.tersalin().belanja.get()
        self.assertEqual((b.uraian, b.pagu_murni, b.kode_rekening, b.kendala), ("Kertas", 400, "5.1.02.01.01.0024", ""))
        salin_anggaran(self.p.instansi, 2023, 2025, belanja=False)
        self.assertFalse(Belanja.objects.for_instansi(self.p.instansi).in_tahun(2025).exists())

    def test_copying_twice_adds_nothing_and_changes_nothing(self) -> None:
        salin_anggaran(self.p.instansi, 2023, 2024)
        sub = self.tersalin()
        sub.pagu_murni = 7
        sub.save()
        self.assertEqual(salin_anggaran(self.p.instansi, 2023, 2024), 0)
        self.assertEqual(self.tersalin().pagu_murni, 7)
        self.assertEqual(salin_anggaran(self.p.instansi, 2023, 2023), 0)

    def test_only_what_is_missing_is_added(self) -> None:
        ada = buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.0002", 5, tahun=2024)
        salin_anggaran(self.p.instansi, 2023, 2024)
        self.assertEqual(Program.objects.in_tahun(2024).filter(unit=None).count(), 1)
        self.assertEqual(ada.kegiatan.sub_kegiatan.count(), 2)

    def test_a_kelurahan_keeps_its_own_tree(self) -> None:
        salin_anggaran(self.p.instansi, 2023, 2024)
        sub = SubKegiatan.objects.get(kegiatan__program__tahun=2024, kegiatan__program__unit=self.kelurahan)
        self.assertEqual(sub.pagu_murni, 70)

    def test_the_plan_tells_beforehand_what_will_be_done(self) -> None:
        rencana = plan_salinan(self.p.instansi, 2023, 2024)
        self.assertEqual(
            rencana.daftar,
            [("program", 2), ("kegiatan", 2), ("sub kegiatan", 2), ("indikator", 2), ("rincian belanja", 1)],
        )
        self.assertEqual((rencana.kode_berubah, rencana.sasaran_hilang), (2, ["S9 Lama S9"]))
        self.assertEqual(salin_anggaran(self.p.instansi, 2023, 2024), sum(n for _, n in rencana.daftar))
        self.assertFalse(plan_salinan(self.p.instansi, 2023, 2024).ada)
        self.assertEqual(plan_salinan(self.p.instansi, 2023, 2024).sudah_ada, 6)

    def test_the_plan_needs_no_more_queries_for_a_larger_budget(self) -> None:
        def hitung() -> int:
            with CaptureQueriesContext(connection) as kueri:
                plan_salinan(self.p.instansi, 2023, 2024)
            return len(kueri)

        semula = hitung()
        for n in range(10, 15):
            buat_keluaran(buat_sub_kegiatan(self.p.instansi, f"7.01.{n}.2.01.01", n), "1", ())
        self.assertEqual(hitung(), semula)

    def test_last_year_is_offered_first(self) -> None:
        for tahun in (2021, 2025):
            buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.01", 1, tahun=tahun)
        self.assertEqual(list_tahun_asal(self.p.instansi, 2024), [2023, 2021, 2025])


class HalamanSalinTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        buat_sub_kegiatan(cls.p.instansi, "7.01.01.2.01.01", 1000)

    def setUp(self) -> None:
        self.client.force_login(self.p.perencana)

    def test_shows_first_and_copies_then(self) -> None:
        alamat = "/satu/2024/anggaran/salin/"
        halaman = self.client.get(alamat)
        self.assertContains(halaman, "1 sub kegiatan")
        self.assertContains(halaman, "Belum ada Renstra yang berlaku di 2024")
        self.assertFalse(Program.objects.in_tahun(2024).exists())
        halaman = self.client.post(alamat, {"dari": "2023", "pagu": "usul", "belanja": "on"}, follow=True)
        self.assertContains(halaman, "Anggaran 2023 disalin ke 2024: 3 baris baru.")
        self.assertEqual(SubKegiatan.objects.in_tahun(2024).get().pagu_murni, 1000)

    def test_a_year_without_budget_cannot_be_copied(self) -> None:
        for dari in ("2020", "2024", "x", ""):
            self.assertEqual(
                self.client.post("/satu/2024/anggaran/salin/", {"dari": dari, "pagu": "usul"}).status_code, 422
            )

    def test_with_nothing_to_copy_it_says_how_to_begin(self) -> None:
        self.assertContains(self.client.get("/satu/2023/anggaran/salin/"), "Belum ada anggaran tahun lain")

    def test_the_budget_of_another_kecamatan_is_not_offered(self) -> None:
        buat_sub_kegiatan(self.p.lain, "7.01.01.2.01.01", 1, tahun=2022)
        self.assertNotContains(self.client.get("/satu/2024/anggaran/salin/"), "2022")
