"""A new year from last year's: what is there to copy, what each step makes, and that it is safe to repeat."""

from __future__ import annotations

from dataclasses import replace
from unittest import mock

from django.test import TestCase

from anggaran.models import Layanan
from evaluasi.models import Rekomendasi
from lakip.models import Laporan, Narasi
from organisasi.jejak import list_log
from organisasi.models import Instansi, Sarana
from ruang import tahun_baru
from ruang.tahun_baru import LANGKAH, find_asal, find_langkah, list_keadaan, run_langkah, salin_laporan
from tests.pabrik import buat_sub_kegiatan
from tests.pemeran import buat_pemeran


def salin_sarana(instansi: Instansi, dari: int, ke: int) -> int:
    """A step of another app, as small as can be."""
    for s in Sarana.objects.filter(instansi=instansi, tahun=dari):
        Sarana.objects.create(instansi=instansi, tahun=ke, nama=s.nama, baik=s.baik)
    return Sarana.objects.filter(instansi=instansi, tahun=ke).count()


class TahunBaruTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        buat_sub_kegiatan(cls.p.instansi, "7.01.01.2.01.0001", 100)
        Narasi.objects.create(laporan=cls.p.laporan, bagian="latar", cara="sebelum", teks="Tanpa angka.")
        Narasi.objects.create(laporan=cls.p.laporan, bagian="ikm", cara="sebelum", teks="Nilainya 88,04.")

    def setUp(self) -> None:
        self.client.force_login(self.p.perencana)

    def test_the_page_says_what_last_year_has_and_this_year_lacks(self) -> None:
        jawaban = self.client.get("/satu/2024/salin/")
        self.assertContains(jawaban, "Menyiapkan tahun 2024 dari tahun 2023")
        self.assertContains(jawaban, "2023: 1 sub kegiatan · 2024: belum ada")
        self.assertContains(jawaban, "Belum ada Renstra yang mencakup tahun 2024.")
        self.assertContains(jawaban, 'action="/satu/2024/salin/laporan/"')
        self.assertContains(jawaban, "Tidak ada di tahun 2023.")  # no perjanjian to copy

    def test_what_is_counted_is_what_is_copied(self) -> None:
        Sarana.objects.create(instansi=self.p.instansi, tahun=2023, nama="Kursi", baik=3)
        Layanan.objects.create(instansi=self.p.instansi, tahun=2023, nama="KTP")
        Rekomendasi.objects.create(instansi=self.p.instansi, tahun=2023, nomor=1, rekomendasi="Lengkapi cascading")
        jawaban = self.client.post("/satu/2024/salin/data/", follow=True)
        self.assertContains(jawaban, "Data pendukung (2)")
        self.assertContains(jawaban, "2023: 2 baris · 2024: 2 baris")

    def test_the_report_begins_with_last_years_outline_and_words_without_figures(self) -> None:
        jawaban = self.client.post("/satu/2024/salin/laporan/", follow=True)
        self.assertContains(jawaban, "Disalin dari 2023 ke 2024: Susunan laporan kinerja (1).")
        baru = Laporan.objects.get(instansi=self.p.instansi, tahun=2024)
        self.assertEqual(baru.susunan, self.p.laporan.susunan)
        self.assertEqual([n.teks for n in baru.narasi.all()], ["Tanpa angka."])
        self.assertEqual(list_log(self.p.instansi, 2024)[0].additional_data["dari"], "salinan")

    def test_copying_twice_adds_nothing(self) -> None:
        self.client.post("/satu/2024/salin/laporan/")
        jawaban = self.client.post("/satu/2024/salin/laporan/", follow=True)
        self.assertContains(jawaban, "Tidak ada yang perlu disalin lagi dari 2023.")
        self.assertNotContains(jawaban, 'action="/satu/2024/salin/laporan/"')  # a year has one report
        self.assertEqual(Laporan.objects.filter(instansi=self.p.instansi, tahun=2024).count(), 1)
        self.assertEqual(salin_laporan(self.p.lain, 2019, 2020), 0)

    def test_all_steps_run_in_one_go_and_all_or_nothing(self) -> None:
        Sarana.objects.create(instansi=self.p.instansi, tahun=2023, nama="Kursi", baik=3)
        langkah = (
            replace(LANGKAH[2], fungsi="tests.ruang.test_tahun_baru:salin_sarana"),
            replace(LANGKAH[3], kunci="laporan"),
        )
        with mock.patch("ruang.views.tahun.LANGKAH", langkah):
            jawaban = self.client.post("/satu/2024/salin/semua/", follow=True)
        self.assertContains(jawaban, "Data pendukung (1), Susunan laporan kinerja (1)")
        rusak = replace(LANGKAH[3], fungsi="tests.ruang.test_tahun_baru:gagal")
        with self.assertRaises(RuntimeError):
            run_langkah([langkah[0], rusak], self.p.instansi, 2023, 2025)
        self.assertFalse(Sarana.objects.filter(tahun=2025).exists())

    def test_a_step_whose_app_cannot_copy_is_shown_without_a_button(self) -> None:
        langkah = replace(LANGKAH[0], fungsi="tidak_ada_app:salin")
        with mock.patch.object(tahun_baru, "LANGKAH", (langkah,)):
            keadaan = list_keadaan(self.p.instansi, 2023, 2024)
        self.assertEqual((keadaan[0].lama, keadaan[0].dapat), (1, False))

    def test_an_unknown_step_does_not_exist(self) -> None:
        self.assertIsNone(find_langkah("semuanya"))
        self.assertEqual(self.client.post("/satu/2024/salin/semuanya/").status_code, 404)

    def test_the_first_year_has_nothing_to_copy(self) -> None:
        self.assertEqual(find_asal(self.p.instansi, 2030), 2023)
        self.assertIsNone(find_asal(self.p.instansi, 2023))
        self.assertContains(self.client.get("/satu/2023/salin/"), "Belum ada tahun sebelum 2023 yang dapat disalin.")
        jawaban = self.client.post("/satu/2023/salin/semua/", follow=True)
        self.assertContains(jawaban, "Belum ada tahun sebelum 2023")


def gagal(instansi: Instansi, dari: int, ke: int) -> int:
    raise RuntimeError
