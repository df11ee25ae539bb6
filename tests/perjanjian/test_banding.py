"""How a perubahan differs from the murni, computed from what was entered; and the page that shows it."""

from __future__ import annotations

import datetime
from decimal import Decimal

from django.test import TestCase

from perjanjian.banding import Beda, list_beda, list_beda_anggaran
from perjanjian.models import Butir, PerjanjianKinerja, TargetButir
from perjanjian.rekap import RekapPerjanjian, muat_perjanjian
from perjanjian.salin import buat_perubahan
from perjanjian.susun import muat_pos
from perjanjian.views import list_jabatan
from renstra.models import Indikator
from tests.pabrik import buat_sub_kegiatan
from tests.pemeran import buat_pemeran
from tests.renstra.pabrik import buat_rencana

DASAR = "/satu/2023/perjanjian/"


class BandingTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.r = buat_rencana(cls.p.instansi)
        cls.murni = PerjanjianKinerja.objects.create(
            instansi=cls.p.instansi,
            tahun=2023,
            jabatan=cls.r.camat,
            sebutan_pihak_kedua="Bupati",
            nomor="1/PK",
            tanggal=datetime.date(2023, 1, 9),
        )
        butir = Butir.objects.create(perjanjian=cls.murni, indikator=cls.r.indikator, target=80, urut=1)
        TargetButir.objects.create(butir=butir, triwulan=2, nilai=Decimal("40.5"))
        Butir.objects.create(perjanjian=cls.murni, indikator=cls.r.operasi, target=12, satuan="surat", urut=2)
        cls.ubahan, _ = buat_perubahan(cls.muat()[0])

    @classmethod
    def muat(cls) -> tuple[RekapPerjanjian, ...]:
        return muat_perjanjian(cls.p.instansi, 2023)

    def beda(self) -> list[tuple[str, str, str, str]]:
        return [(b.apa, b.bidang, b.dari, b.ke) for b in list_beda(*self.muat())]

    def test_a_fresh_copy_does_not_differ(self) -> None:
        self.assertEqual(self.beda(), [])
        self.client.force_login(self.p.camat)
        self.assertContains(self.client.get(f"{DASAR}{self.ubahan.pk}/"), "Isinya sama dengan yang murni.")

    def test_each_changed_value_is_one_difference(self) -> None:
        PerjanjianKinerja.objects.filter(pk=self.ubahan.pk).update(
            sebutan_pihak_kedua="Penjabat Bupati", nomor="7/PK", tanggal=datetime.date(2023, 10, 13)
        )
        indeks = Butir.objects.get(perjanjian=self.ubahan, indikator=self.r.indikator)
        Butir.objects.filter(pk=indeks.pk).update(target=Decimal("82.5"), satuan="nilai")
        TargetButir.objects.filter(butir=indeks, triwulan=2).update(nilai=41)
        TargetButir.objects.create(butir=indeks, triwulan=4, nilai=Decimal("82.5"))
        Butir.objects.get(perjanjian=self.ubahan, indikator=self.r.operasi).delete()
        baru = Indikator.objects.create(
            renstra=self.r.renstra, sasaran=self.r.sasaran, kode="S1.2", uraian="Keluhan", satuan="%", urut=9
        )
        Butir.objects.create(perjanjian=self.ubahan, indikator=baru, target_teks="Baik", urut=3)
        self.assertEqual(
            self.beda(),
            [
                ("Perjanjian", "Pihak kedua", "Bupati", "Penjabat Bupati"),
                ("Perjanjian", "Nomor", "1/PK", "7/PK"),
                ("Perjanjian", "Tanggal", "9 Januari 2023", "13 Oktober 2023"),
                ("S1.1 Indeks kepuasan", "Target", "80", "82,5"),
                ("S1.1 Indeks kepuasan", "Satuan", "indeks", "nilai"),
                ("S1.1 Indeks kepuasan", "Target s.d. TW II", "40,5", "41"),
                ("S1.1 Indeks kepuasan", "Target s.d. TW IV", "–", "82,5"),
                ("S1.2 Keluhan", "Butir baru", "", "Baik %"),
                ("S2.1 Jumlah surat", "Butir tidak ada lagi", "12 surat", ""),
            ],
        )
        self.client.force_login(self.p.camat)
        self.assertContains(self.client.get(f"{DASAR}{self.ubahan.pk}/"), "9 perbedaan dari yang murni.")
        halaman = self.client.get(f"{DASAR}{self.ubahan.pk}/banding/")
        self.assertEqual(halaman.context["beda"][3], Beda("S1.1 Indeks kepuasan", "Target", "80", "82,5"))
        self.assertContains(halaman, "Butir tidak ada lagi")

    def test_the_budget_stands_before_and_after_per_programme_with_its_sum(self) -> None:
        buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.0001", 1_000, 1_250)
        buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.0002", 500)
        buat_sub_kegiatan(self.p.instansi, "7.01.02.2.01.0001", None, 300)
        pos = muat_pos(self.p.instansi, 2023, list_jabatan(self.p.instansi), self.r.camat)
        self.assertEqual(
            [(b.kode, b.murni, b.perubahan, b.selisih) for b in list_beda_anggaran(pos)],
            [("7.01.01", 1_500, 1_750, 250), ("7.01.02", None, 300, None), ("", 1_500, 2_050, 550)],
        )
        self.assertEqual(list_beda_anggaran(pos)[2].sel, ("1.500", "2.050", "550"))
        self.assertEqual(list_beda_anggaran(pos)[1].sel, ("–", "300", "–"))
        self.assertEqual(list_beda_anggaran(None), ())

    def test_a_murni_and_a_perubahan_alone_have_nothing_to_compare(self) -> None:
        self.client.force_login(self.p.camat)
        self.assertContains(self.client.get(f"{DASAR}{self.murni.pk}/banding/"), "Ini perjanjian murni")
        self.murni.delete()
        self.assertContains(self.client.get(f"{DASAR}{self.ubahan.pk}/banding/"), "Tidak ada perjanjian murni")
