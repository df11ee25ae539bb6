"""Periods of a year: typed, proposed, copied; and more time for one kecamatan."""

from __future__ import annotations

import datetime
from unittest import TestCase as TesPolos

from django.test import TestCase

from organisasi.jadwal import TRIWULAN, build_jadwal, shift_tahun
from organisasi.models import Kabupaten, Periode, Perpanjangan, find_tenggat
from organisasi.riwayat import list_riwayat
from tests.pemeran import buat_pemeran

Hari = datetime.date


class JadwalTest(TesPolos):
    def test_quarters_open_when_they_are_over_for_ten_days(self) -> None:
        jadwal = build_jadwal(2023)
        self.assertEqual(
            [(j.mulai, j.tenggat) for j in (jadwal[n] for n in TRIWULAN)],
            [
                (Hari(2023, 4, 1), Hari(2023, 4, 10)),
                (Hari(2023, 7, 1), Hari(2023, 7, 10)),
                (Hari(2023, 10, 1), Hari(2023, 10, 10)),
                (Hari(2024, 1, 1), Hari(2024, 1, 10)),
                (Hari(2024, 1, 1), Hari(2024, 2, 29)),
            ],
        )

    def test_the_same_day_a_year_later(self) -> None:
        for dari, ke in (
            (Hari(2023, 4, 10), Hari(2024, 4, 10)),
            (Hari(2024, 2, 29), Hari(2025, 2, 28)),
            (Hari(2023, 2, 28), Hari(2024, 2, 29)),
            (Hari(2024, 2, 28), Hari(2025, 2, 28)),
            (Hari(2023, 12, 31), Hari(2024, 12, 31)),
        ):
            with self.subTest(dari):
                self.assertEqual(shift_tahun(dari), ke)


class DasarPeriode(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.alamat = f"/kabupaten/{cls.p.kabupaten.pk}/periode/2026/"

    def setUp(self) -> None:
        self.client.force_login(self.p.admin)

    def buat(self, triwulan: int = 1, kabupaten: Kabupaten | None = None, tahun: int = 2026) -> Periode:
        return Periode.objects.create(
            kabupaten=kabupaten or self.p.kabupaten,
            tahun=tahun,
            triwulan=triwulan,
            mulai=Hari(tahun, 4, 1),
            tenggat=Hari(tahun, 4, 10),
        )


class PeriodeTest(DasarPeriode):
    def isi(self, tanya: str = "", **lain: str) -> dict[str, str]:
        """What the browser would send back from the page."""
        hasil = {}
        for form in self.client.get(self.alamat + tanya).context["formulir"]:
            for nama in form.fields:
                nilai = form[nama].value()
                hasil[form.add_prefix(nama)] = "" if nilai is None else str(nilai)
        return hasil | {kunci.replace("__", "-"): nilai for kunci, nilai in lain.items()}

    def test_the_usual_calendar_is_a_proposal_until_it_is_saved(self) -> None:
        isi = self.isi("?usul=baku")
        self.assertFalse(Periode.objects.exists())
        self.assertContains(self.client.get(f"{self.alamat}?usul=baku"), "baru usulan dan belum tersimpan")
        self.assertRedirects(self.client.post(self.alamat, isi), self.alamat)
        self.assertEqual(Periode.objects.filter(kabupaten=self.p.kabupaten, tahun=2026).count(), 5)
        lkj = Periode.objects.get(triwulan=Periode.LKJ)
        self.assertEqual((lkj.mulai, lkj.tenggat), (Hari(2027, 1, 1), Hari(2027, 2, 28)))
        self.assertEqual(list_riwayat(lkj)[0].oleh, "admin")

    def test_last_years_periods_are_proposed_a_year_later(self) -> None:
        self.buat(tahun=2025)
        self.assertEqual(self.client.post(self.alamat, self.isi("?usul=lalu")).status_code, 302)
        periode = Periode.objects.get(tahun=2026)
        self.assertEqual((periode.mulai, periode.tenggat), (Hari(2026, 4, 1), Hari(2026, 4, 10)))

    def test_nothing_to_copy_is_said(self) -> None:
        self.buat(tahun=2025, kabupaten=Kabupaten.objects.get(nama="Sebelah"))
        self.assertContains(self.client.get(f"{self.alamat}?usul=lalu"), "tidak punya periode yang dapat disalin")

    def test_a_day_is_also_read_as_people_write_it(self) -> None:
        self.client.post(self.alamat, self.isi(tw1__mulai="01-04-2026", tw1__tenggat="15/4/2026"))
        self.assertEqual(Periode.objects.get().tenggat, Hari(2026, 4, 15))

    def test_wrong_days_come_back_with_a_sentence_and_store_nothing(self) -> None:
        for isi, kalimat in (
            ({"tw1__mulai": "2026-04-01"}, "Isi kedua tanggalnya"),
            ({"tw1__tenggat": "2026-04-01"}, "Isi kedua tanggalnya"),
            ({"tw1__mulai": "2026-04-10", "tw1__tenggat": "2026-04-01"}, "Tenggat tidak boleh sebelum tanggal dibuka."),
        ):
            with self.subTest(isi):
                isi |= {"tw2__mulai": "2026-07-01", "tw2__tenggat": "2026-07-10"}
                self.assertContains(self.client.post(self.alamat, self.isi(**isi)), kalimat, status_code=422)
                self.assertFalse(Periode.objects.exists())

    def test_emptied_days_remove_the_period_unless_someone_has_more_time(self) -> None:
        periode = self.buat()
        lebih = Perpanjangan.objects.create(
            periode=periode, instansi=self.p.instansi, sampai=Hari(2026, 5, 1), alasan="Banjir", oleh=self.p.admin
        )
        kosong = {"tw1__mulai": "", "tw1__tenggat": ""}
        self.assertContains(
            self.client.post(self.alamat, self.isi(**kosong)), "hapus dahulu perpanjangannya", status_code=422
        )
        lebih.delete()
        self.assertEqual(self.client.post(self.alamat, self.isi(**kosong)).status_code, 302)
        self.assertFalse(Periode.objects.exists())

    def test_what_a_colleague_has_set_meanwhile_is_not_overwritten_unseen(self) -> None:
        isi = self.isi(tw1__mulai="2026-04-01", tw1__tenggat="2026-04-20")
        self.buat()  # the page did not know it
        jawaban = self.client.post(self.alamat, isi)
        self.assertContains(jawaban, "sudah mengubah data ini", status_code=422)
        self.assertEqual(Periode.objects.get().tenggat, Hari(2026, 4, 10))

    def test_a_kabupaten_sees_and_changes_its_own_only(self) -> None:
        sebelah = Kabupaten.objects.get(nama="Sebelah")
        self.buat(kabupaten=sebelah)
        self.assertEqual(self.isi()["tw1-mulai"], "")
        self.assertEqual(self.client.get(f"/kabupaten/{sebelah.pk}/periode/2026/").status_code, 404)

    def test_the_first_and_the_last_year_have_a_page(self) -> None:
        for tahun in (2000, 2100):
            alamat = f"/kabupaten/{self.p.kabupaten.pk}/periode/{tahun}/"
            self.assertEqual(self.client.get(alamat).status_code, 200)


class PerpanjanganTest(DasarPeriode):
    def tambah(self, periode: Periode, **lain: object):  # type: ignore[no-untyped-def]
        isi = {"periode": periode.pk, "instansi": self.p.instansi.pk, "sampai": "2026-04-20", "alasan": "Banjir"}
        return self.client.post(f"{self.alamat}perpanjangan/", isi | lain)

    def test_more_time_for_one_kecamatan_with_its_reason(self) -> None:
        periode = self.buat()
        self.assertRedirects(self.tambah(periode), self.alamat)
        self.assertEqual(find_tenggat(self.p.instansi, 2026, 1)[1], Hari(2026, 4, 20))
        self.assertEqual(find_tenggat(self.p.lain, 2026, 1)[1], Hari(2026, 4, 10))
        lebih = Perpanjangan.objects.get()
        self.assertEqual(lebih.oleh, self.p.admin)
        self.assertContains(self.client.get(self.alamat), "Banjir")
        jawaban = self.client.post(f"/kabupaten/{self.p.kabupaten.pk}/perpanjangan/{lebih.pk}/hapus/", follow=True)
        self.assertContains(jawaban, "tenggat biasanya berlaku lagi")
        self.assertEqual(find_tenggat(self.p.instansi, 2026, 1)[1], Hari(2026, 4, 10))

    def test_it_needs_a_reason_and_a_later_day(self) -> None:
        periode = self.buat()
        for isi, kalimat in (
            ({"alasan": ""}, "Bidang ini"),
            ({"sampai": "2026-04-10"}, "Tenggat biasanya sudah 10-04-2026"),
        ):
            with self.subTest(isi):
                self.assertContains(self.tambah(periode, **isi), kalimat, status_code=422)
        self.assertFalse(Perpanjangan.objects.exists())

    def test_neither_period_nor_kecamatan_of_another_kabupaten(self) -> None:
        sebelah = Kabupaten.objects.get(nama="Sebelah")
        asing = self.buat(kabupaten=sebelah)
        self.assertEqual(self.tambah(asing).status_code, 422)
        self.assertEqual(self.tambah(self.buat(), instansi=self.p.jauh.pk).status_code, 422)
        lebih = Perpanjangan.objects.create(
            periode=asing, instansi=self.p.jauh, sampai=Hari(2026, 5, 1), alasan="Banjir", oleh=self.p.admin
        )
        alamat = f"/kabupaten/{self.p.kabupaten.pk}/perpanjangan/{lebih.pk}/hapus/"
        self.assertEqual(self.client.post(alamat).status_code, 404)
        self.assertTrue(Perpanjangan.objects.filter(pk=lebih.pk).exists())
