"""Perjanjian carried on: into the next year, and from murni to perubahan."""

from __future__ import annotations

import datetime
from decimal import Decimal

from django.test import TestCase

from perjanjian.models import Butir, PerjanjianKinerja, TargetButir
from perjanjian.rekap import muat_perjanjian
from perjanjian.salin import buat_perubahan, salin_perjanjian
from renstra.models import Renstra
from renstra.susun import salin_renstra
from tests.pemeran import buat_pemeran
from tests.renstra.pabrik import buat_rencana


class SalinTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.r = r = buat_rencana(cls.p.instansi)
        cls.camat = PerjanjianKinerja.objects.create(
            instansi=cls.p.instansi, tahun=2023, jabatan=r.camat, sebutan_pihak_kedua="Bupati", nomor="7",
            tanggal=datetime.date(2023, 1, 9),
        )  # fmt: skip
        cls.kasi = PerjanjianKinerja.objects.create(
            instansi=cls.p.instansi, tahun=2023, jabatan=r.kasi, pihak_kedua=r.camat
        )
        puas = Butir.objects.create(perjanjian=cls.camat, indikator=r.indikator, target=80, urut=3)
        surat = Butir.objects.create(perjanjian=cls.kasi, indikator=r.operasi, target=12, satuan="surat")
        for butir in (puas, surat):
            TargetButir.objects.create(butir=butir, triwulan=1, nilai=3)

    def test_copies_every_post_as_murni_without_number_and_date(self) -> None:
        self.assertEqual(salin_perjanjian(self.p.instansi, 2023, 2024), 2)
        baru = PerjanjianKinerja.objects.get(jabatan=self.r.camat, tahun=2024)
        self.assertEqual(
            (baru.jenis, baru.nomor, baru.tanggal, baru.sebutan_pihak_kedua), ("murni", "", None, "Bupati")
        )
        self.assertEqual(baru.butir.get().urut, 3)

    def test_targets_are_those_of_the_plan_else_last_years(self) -> None:
        salin_perjanjian(self.p.instansi, 2023, 2024)
        puas = Butir.objects.get(perjanjian__tahun=2024, indikator=self.r.indikator)
        surat = Butir.objects.get(perjanjian__tahun=2024, indikator=self.r.operasi)
        self.assertEqual((puas.target, surat.target, surat.satuan), (Decimal(85), Decimal(12), "surat"))

    def test_quarters_follow_only_where_the_target_stays(self) -> None:
        salin_perjanjian(self.p.instansi, 2023, 2024)
        isi = TargetButir.objects.filter(butir__perjanjian__tahun=2024)
        self.assertEqual([(t.butir.indikator, t.triwulan, t.nilai) for t in isi], [(self.r.operasi, 1, Decimal(3))])

    def test_a_post_that_has_one_is_passed_over(self) -> None:
        self.assertEqual(salin_perjanjian(self.p.instansi, 2023, 2024), 2)
        self.assertEqual(salin_perjanjian(self.p.instansi, 2023, 2024), 0)

    def test_one_post_alone(self) -> None:
        self.assertEqual(salin_perjanjian(self.p.instansi, 2023, 2024, self.r.kasi), 1)
        self.assertFalse(PerjanjianKinerja.objects.filter(tahun=2024, jabatan=self.r.camat).exists())

    def test_what_was_in_force_is_copied(self) -> None:
        ubahan = buat_perubahan(muat_perjanjian(self.p.instansi, 2023)[1])
        ubahan.butir.update(target=20)
        self.assertEqual(salin_perjanjian(self.p.instansi, 2023, 2024, self.r.kasi), 1)
        self.assertEqual(Butir.objects.get(perjanjian__tahun=2024).target, 20)

    def test_a_new_plan_gives_its_own_indikator_and_leaves_out_what_it_has_no_more(self) -> None:
        baru = Renstra.objects.create(instansi=self.p.instansi, tahun_awal=2026, tahun_akhir=2030)
        salin_renstra(self.r.renstra, baru)
        baru.indikator.get(kode="S2.1").delete()
        i = baru.indikator.get(kode="S1.1")
        i.kode, i.uraian = "X1", "  INDEKS  kepuasan"
        i.save()
        self.assertEqual(salin_perjanjian(self.p.instansi, 2023, 2026), 2)
        butir = Butir.objects.get(perjanjian__tahun=2026)
        self.assertEqual((butir.indikator, butir.target), (i, Decimal(80)))

    def test_another_kecamatan_is_not_touched(self) -> None:
        self.assertEqual(salin_perjanjian(self.p.lain, 2023, 2024), 0)

    def test_a_perubahan_begins_as_the_murni_with_all_its_targets(self) -> None:
        baru = buat_perubahan(muat_perjanjian(self.p.instansi, 2023)[0])
        self.assertEqual((baru.jenis, baru.tahun, baru.nomor, baru.tanggal), ("perubahan", 2023, "", None))
        butir = baru.butir.get()
        self.assertEqual((butir.target, butir.target_triwulan.get().nilai), (Decimal(80), Decimal(3)))
        self.camat.refresh_from_db()
        self.assertEqual((self.camat.jenis, self.camat.nomor), ("murni", "7"))
