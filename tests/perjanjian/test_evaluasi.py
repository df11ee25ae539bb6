"""A perjanjian up to a quarter: targets, realisasi by the indicator's rule, capaian, money; every gap with its reason."""

from __future__ import annotations

import datetime
import io
from decimal import Decimal
from typing import Any
from unittest import mock

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from organisasi.models import KelasSkala, Skala
from perjanjian.models import Butir, PerjanjianKinerja, TargetButir
from renstra.models import Indikator, RealisasiIndikator
from tests.pabrik import buat_sub_kegiatan
from tests.pemeran import buat_pemeran
from tests.renstra.pabrik import buat_rencana

DASAR = "/satu/2023/perjanjian/"


class EvaluasiTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.r = buat_rencana(cls.p.instansi)
        skala = Skala.objects.create(nama="Skala uji")
        for urut, (predikat, bawah) in enumerate((("Tinggi", 90), ("Sedang", 50), ("Rendah", None))):
            KelasSkala.objects.create(skala=skala, predikat=predikat, bawah=bawah, urut=urut)
        cls.p.kabupaten.skala_indikator = skala
        cls.p.kabupaten.save()
        cls.pk = PerjanjianKinerja.objects.create(
            instansi=cls.p.instansi, tahun=2023, jabatan=cls.r.camat, sebutan_pihak_kedua="Bupati"
        )
        cls.surat = Butir.objects.create(perjanjian=cls.pk, indikator=cls.r.operasi, target=12, urut=1)
        for t, nilai in ((1, 3), (2, 6)):
            TargetButir.objects.create(butir=cls.surat, triwulan=t, nilai=nilai)
        Indikator.objects.filter(pk=cls.r.operasi.pk).update(akumulasi="akumulatif")

    def setUp(self) -> None:
        self.client.force_login(self.p.camat)

    def isi(self, triwulan: int, nilai: str | None = None, **lain: Any) -> None:
        RealisasiIndikator.objects.create(
            indikator=self.r.operasi, tahun=2023, triwulan=triwulan, nilai=nilai and Decimal(nilai), **lain
        )

    def ubah(self, **bidang: Any) -> None:
        Indikator.objects.filter(pk=self.r.operasi.pk).update(**bidang)

    def nilai(self, triwulan: int) -> tuple[str, ...]:
        b = self.client.get(f"{DASAR}{self.pk.pk}/evaluasi/?triwulan={triwulan}").context["butir"][0]
        return (b.target, b.realisasi, b.capaian, b.predikat, b.catatan)

    def test_quarters_add_up_against_the_target_of_the_quarter(self) -> None:
        self.isi(1, "2")
        self.isi(2, "3.5")
        self.assertEqual(self.nilai(1), ("3", "2", "66,67", "Sedang", ""))
        self.assertEqual(self.nilai(2), ("6", "5,5", "91,67", "Tinggi", ""))

    def test_a_quarter_not_filled_in_says_how_far_the_figure_reaches(self) -> None:
        self.isi(1, "3")
        self.assertEqual(self.nilai(2), ("6", "3", "50,00", "Rendah", "baru terisi sampai triwulan I"))

    def test_a_gap_stands_with_its_reason(self) -> None:
        self.assertEqual(self.nilai(1), ("3", "–", "–", "–", "belum diisi"))
        self.isi(1, alasan="Menunggu rekap desa")
        self.assertEqual(self.nilai(1), ("3", "–", "–", "–", "Menunggu rekap desa"))
        self.isi(3, "9")
        self.assertEqual(self.nilai(3), ("–", "9", "–", "–", "target belum diisi"))
        TargetButir.objects.create(butir=self.surat, triwulan=3, nilai=0)
        self.assertEqual(self.nilai(3), ("0", "9", "–", "–", "target nol"))

    def test_the_last_quarter_takes_the_years_target_and_the_years_figure(self) -> None:
        self.isi(1, "2")
        self.assertEqual(self.nilai(4)[:3], ("12", "2", "16,67"))
        self.isi(0, "13")
        self.assertEqual(self.nilai(4), ("12", "13", "108,33", "Tinggi", ""))
        self.assertEqual(self.nilai(1)[1], "2")

    def test_a_level_keeps_the_last_figure_and_less_may_be_better(self) -> None:
        self.ubah(akumulasi="kumulatif", arah="turun")
        self.isi(1, "9")
        self.isi(2, "7")
        self.assertEqual(self.nilai(2)[:3], ("6", "7", "83,33"))  # (2 × 6 − 7) ÷ 6

    def test_a_mean_is_printed_as_it_is_published_and_judged_by_that(self) -> None:
        self.ubah(akumulasi="rata-rata")
        for t, nilai in ((1, "1"), (2, "2"), (3, "2")):
            self.isi(t, nilai)
        TargetButir.objects.create(butir=self.surat, triwulan=3, nilai=3)
        self.assertEqual(self.nilai(3)[:3], ("3", "1,67", "55,67"))

    def test_a_band_is_judged_by_its_bounds(self) -> None:
        self.ubah(jenis="rentang", batas_bawah=5, batas_atas=10)
        self.isi(1, "4")
        self.assertEqual(self.nilai(1)[2], "80,00")

    def test_the_band_that_was_signed_holds_in_every_quarter(self) -> None:
        self.ubah(jenis="rentang", batas_bawah=5, batas_atas=10)
        self.surat.target_triwulan.all().delete()
        Butir.objects.filter(pk=self.surat.pk).update(target=None, target_teks="2–4")
        self.isi(1, "4")
        self.assertEqual(self.nilai(1)[:3], ("2–4", "4", "100,00"))

    def test_words_and_what_is_known_once_a_year_have_no_capaian(self) -> None:
        self.isi(2, teks="Baik")
        self.assertEqual(self.nilai(2), ("6", "Baik", "–", "–", "realisasinya berupa kata"))
        self.ubah(sumber_nilai="skm")
        self.assertIn("dinilai setahun sekali", self.nilai(2)[4])

    def test_the_money_of_the_post_is_summed_up_to_the_quarter(self) -> None:
        buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.0001", 1_000, None, (100, 150))
        buat_sub_kegiatan(self.p.instansi, "7.01.02.2.01.0001", 500, 0)
        uang = self.client.get(f"{DASAR}{self.pk.pk}/evaluasi/?triwulan=2").context["anggaran"]
        self.assertEqual(
            [(u.kode, u.pagu, u.realisasi, u.serapan, u.catatan) for u in uang],
            [
                ("7.01.01", "1.000", "250", "25,00", ""),
                ("7.01.02", "0", "–", "–", "belum diisi"),
                ("", "1.000", "250", "25,00", ""),
            ],
        )

    def test_the_spreadsheet_has_the_same_figures_as_figures(self) -> None:
        self.isi(1, "2")
        self.isi(2, "3.5")
        i = Indikator.objects.create(
            renstra=self.r.renstra, sasaran=self.r.sasaran, kode="X", uraian="=1+1", satuan="nilai", urut=9
        )
        Butir.objects.create(perjanjian=self.pk, indikator=i, target_teks="Baik", urut=9)
        buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.0001", 1_000, None, (100, 150))
        buat_sub_kegiatan(self.p.instansi, "7.01.02.2.01.0001", 500, 0)
        halaman = self.client.get(f"{DASAR}{self.pk.pk}/evaluasi/?triwulan=2")
        tautan = f"{DASAR}{self.pk.pk}/evaluasi/unduh/?triwulan=2"
        self.assertContains(halaman, f'href="{tautan}"')
        jawaban = self.client.get(tautan)
        self.assertIn('"evaluasi-pk-camat-satu-2023-tw2.xlsx"', jawaban["Content-Disposition"])
        buku = load_workbook(io.BytesIO(jawaban.content))
        kepala, surat, kata = buku["Butir"].iter_rows(values_only=True)
        self.assertEqual(kepala[2:5], ("Target s.d. TW II", "Realisasi s.d. TW II", "Capaian (%)"))
        self.assertEqual(surat[2:6], (6, 5.5, 91.67, "Tinggi"))
        self.assertEqual(kata, ("=1+1", "nilai", "–", "–", "–", "–", "belum diisi"))
        self.assertEqual(buku["Butir"]["A3"].data_type, "s")
        self.assertEqual(
            list(buku["Anggaran"].iter_rows(min_row=2, values_only=True)),
            [
                ("7.01.01", "Program 01", 1000, 250, 25, None),
                ("7.01.02", "Program 02", 0, "–", "–", "belum diisi"),
                (None, "Jumlah", 1000, 250, 25, None),
            ],
        )

    def test_the_quarter_is_the_present_one_unless_another_is_asked_for(self) -> None:
        alamat = f"{DASAR}{self.pk.pk}/evaluasi/"
        with mock.patch("perjanjian.views_alur.timezone.localdate", return_value=datetime.date(2023, 8, 1)):
            self.assertEqual(self.client.get(alamat).context["triwulan"], 3)
            self.assertEqual(self.client.get(f"{alamat}?triwulan=9").context["triwulan"], 3)
            self.assertEqual(self.client.get(f"{alamat}?triwulan=1").context["triwulan"], 1)
        self.assertEqual(self.client.get(alamat).context["triwulan"], 4)

    def test_many_butir_cost_as_many_queries_as_one(self) -> None:
        alamat = f"{DASAR}{self.pk.pk}/evaluasi/?triwulan=2"
        self.client.get(alamat)
        with CaptureQueriesContext(connection) as sedikit:
            self.client.get(alamat)
        for n in range(8):
            i = Indikator.objects.create(
                renstra=self.r.renstra, sasaran=self.r.sasaran, kode=f"X{n}", uraian="x", urut=n + 9
            )
            b = Butir.objects.create(perjanjian=self.pk, indikator=i, target=1, urut=n + 9)
            TargetButir.objects.create(butir=b, triwulan=2, nilai=1)
            RealisasiIndikator.objects.create(indikator=i, tahun=2023, triwulan=2, nilai=1)
        with CaptureQueriesContext(connection) as banyak:
            self.client.get(alamat)
        self.assertEqual(len(banyak), len(sedikit))
