"""The start page of each role: its own tasks, of its own place, at the same cost however much there is."""

from __future__ import annotations

import datetime
from unittest import mock

from auditlog.context import set_actor
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from anggaran.models import CatatanBaris, IsianTriwulan, SubKegiatan
from lakip.models import Kiriman, Laporan
from organisasi.alur import change_status
from organisasi.models import (
    Instansi,
    Jabatan,
    Kabupaten,
    Pejabat,
    Pengguna,
    Peran,
    Periode,
    Perpanjangan,
    Sarana,
    UnitKerja,
)
from perjanjian.models import PerjanjianKinerja
from renja.models import PosRencana, Renja
from tests.pabrik import buat_keluaran, buat_sub_kegiatan
from tests.pemeran import buat_kepala, buat_pemeran

HARI = datetime.date(2023, 4, 5)


class BerandaTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.kasi = Jabatan.objects.create(instansi=cls.p.instansi, nama="Kasi Satu", unit=cls.p.unit)
        cls.sub = buat_sub_kegiatan(
            cls.p.instansi, "7.01.01.2.01.0001", 100, None, (25,), ("25",), penanggung_jawab=cls.kasi
        )
        buat_keluaran(cls.sub, "4", ("1",))
        buat_sub_kegiatan(cls.p.instansi, "7.01.01.2.01.0002", 100, penanggung_jawab=cls.kasi)
        for t, bulan in ((1, 4), (2, 7), (3, 10)):
            Periode.objects.create(
                kabupaten=cls.p.kabupaten,
                tahun=2023,
                triwulan=t,
                mulai=datetime.date(2023, bulan, 1),
                tenggat=datetime.date(2023, bulan, 10),
            )

    def setUp(self) -> None:
        palsu = mock.patch("ruang.views.beranda.timezone.localdate", return_value=HARI)
        palsu.start()
        self.addCleanup(palsu.stop)

    def buka(self, orang: Pengguna, alamat: str = "/") -> str:
        self.client.force_login(orang)
        return " ".join(self.client.get(alamat).content.decode().split())

    def kirim(self, status: str = "diajukan") -> IsianTriwulan:
        return IsianTriwulan.objects.create(
            instansi=self.p.instansi, tahun=2023, triwulan=1, unit=self.p.unit, status=status
        )

    def test_a_pelaksana_sees_how_far_his_quarter_is_and_until_when(self) -> None:
        isi = self.buka(self.p.pelaksana)
        self.assertIn("Isi Triwulan I 2023: Seksi Satu", isi)
        self.assertIn("1 dari 2 baris terisi.", isi)
        self.assertIn("Tenggat 10 April 2023", isi)
        self.assertNotIn("Triwulan II 2023:", isi)
        self.assertNotIn("belum mengirim", isi)

    def test_more_time_moves_the_deadline(self) -> None:
        Perpanjangan.objects.create(
            periode=Periode.objects.get(triwulan=1),
            instansi=self.p.instansi,
            sampai=datetime.date(2023, 4, 20),
            alasan="Banjir",
            oleh=self.p.admin,
        )
        self.assertIn("Tenggat 20 April 2023", self.buka(self.p.pelaksana))

    def test_what_was_sent_back_says_why(self) -> None:
        isian = self.kirim()
        change_status(isian, "kembalikan", self.p.perencana, catatan="Fisik tidak cocok dengan foto.")
        CatatanBaris.objects.create(isian=isian, sub_kegiatan=self.sub, teks="Periksa", oleh=self.p.perencana)
        isi = self.buka(self.p.pelaksana)
        self.assertIn("Perbaiki Triwulan I 2023: Seksi Satu", isi)
        self.assertIn("perencana: “Fisik tidak cocok dengan foto”.", isi)
        self.assertIn("Baris yang dicatat: Sub kegiatan 0001.", isi)

    def test_a_quarter_sent_again_is_not_sent_back_any_more(self) -> None:
        isian = self.kirim()
        change_status(isian, "kembalikan", self.p.perencana, catatan="Salah.")
        change_status(isian, "ajukan", self.p.pelaksana)
        change_status(isian, "tarik", self.p.pelaksana)
        self.assertNotIn("Perbaiki", self.buka(self.p.pelaksana))

    def test_a_pelaksana_without_a_task_is_told_what_comes_next(self) -> None:
        self.kirim()
        self.assertIn("Berikutnya: Triwulan II 2023, dibuka 1 Juli 2023.", self.buka(self.p.pelaksana))

    def test_a_perencana_sees_who_has_not_sent_and_what_the_plan_lacks(self) -> None:
        isi = self.buka(self.p.perencana)
        self.assertIn("Triwulan I 2023: 1 unit belum mengirim", isi)
        self.assertIn("Seksi Satu (1 dari 2)", isi)
        self.assertIn("Isi indikator 1 sub kegiatan 2023", isi)
        self.assertIn("Isi Renstra", isi)
        self.assertIn("Susun perjanjian kinerja 2023", isi)
        self.assertNotIn("penanggung jawab 1", isi)

    def test_a_perencana_is_told_of_the_plan_of_next_year_and_when_it_becomes_the_budget(self) -> None:
        self.assertIn("Susun Renja 2024", self.buka(self.p.perencana))
        self.assertNotIn("Renja 2024", self.buka(self.p.camat))
        renja = Renja.objects.create(instansi=self.p.instansi, tahun=2024)
        pos = PosRencana.objects.create(renja=renja, kode="7.01.01", uraian="Program")
        self.assertIn("Isi Renja 2024", self.buka(self.p.perencana))
        pos.pk, pos.kode = None, "7.01.01.2.01.0001"
        pos.save()
        self.assertNotIn("Renja 2024", self.buka(self.p.perencana))
        oktober = datetime.date(2023, 10, 2)
        with mock.patch("ruang.views.beranda.timezone.localdate", return_value=oktober):
            self.assertIn("Bawa Renja 2024 ke anggaran", self.buka(self.p.perencana))
            buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.0001", 100, tahun=2024)
            self.assertNotIn("Renja 2024", self.buka(self.p.perencana))
            ubah = Renja.objects.create(instansi=self.p.instansi, tahun=2023, jenis="perubahan")
            PosRencana.objects.create(renja=ubah, kode="7.01.01.2.01.0001", uraian="Sub")
            self.assertIn("Bawa Renja Perubahan 2023 ke anggaran", self.buka(self.p.perencana))
            SubKegiatan.objects.filter(pk=self.sub.pk).update(pagu_perubahan=90)
            self.assertNotIn("Renja Perubahan", self.buka(self.p.perencana))

    def test_a_perencana_verifies_and_the_camat_approves(self) -> None:
        isian = self.kirim()
        self.assertIn("Periksa Triwulan I 2023: Seksi Satu", self.buka(self.p.perencana))
        self.assertNotIn("Setujui", self.buka(self.p.camat))
        change_status(isian, "verifikasi", self.p.perencana)
        self.assertIn("Setujui Triwulan I 2023: Seksi Satu", self.buka(self.p.camat))

    def test_what_a_report_lacks_is_told_when_it_is_due(self) -> None:
        with mock.patch("ruang.views.beranda.timezone.localdate", return_value=datetime.date(2024, 1, 5)):
            isi = self.buka(self.p.perencana)
        self.assertRegex(isi, r"Lengkapi laporan kinerja 2023</a> <p>\d+ bagian belum ada datanya: ")

    def test_a_perjanjian_waits_for_the_one_whose_turn_it_is(self) -> None:
        camat = Jabatan.objects.create(instansi=self.p.instansi, nama="Camat")
        for jabatan, orang in ((camat, self.p.camat), (self.kasi, self.p.pelaksana)):
            Pejabat.objects.create(jabatan=jabatan, nama="x", mulai=datetime.date(2023, 1, 2), pengguna=orang)
        kepala = buat_kepala(self.p.kabupaten)
        dasar = {"instansi": self.p.instansi, "tahun": 2023}
        kasi = PerjanjianKinerja.objects.create(**dasar, jabatan=self.kasi, pihak_kedua=camat, status="direviu")
        atas = PerjanjianKinerja.objects.create(
            **dasar, jabatan=camat, sebutan_pihak_kedua="Bupati", status="ditandatangani"
        )
        tanda = "Tanda tangani perjanjian kinerja"
        self.assertIn(
            f'<a href="/satu/2023/perjanjian/{kasi.pk}/">{tanda} Kasi Satu 2023</a>', self.buka(self.p.pelaksana)
        )
        self.assertNotIn(tanda, self.buka(self.p.camat))
        isi = self.buka(kepala)
        self.assertIn(f'<a href="/satu/2023/perjanjian/{atas.pk}/">{tanda} Camat, Kecamatan Satu, 2023</a>', isi)
        self.assertIn("Semua kecamatan 2023", isi)
        self.assertEqual(isi.count(tanda), 1)
        PerjanjianKinerja.objects.filter(pk=kasi.pk).update(status="ditandatangani")
        self.assertIn(f"{tanda} Kasi Satu 2023", self.buka(self.p.camat))
        kasi.refresh_from_db()
        change_status(kasi, "kembalikan", self.p.camat, catatan="Target terlalu rendah")
        isi = self.buka(self.p.perencana)
        self.assertIn("Perbaiki perjanjian kinerja Kasi Satu 2023", isi)
        self.assertIn("camat: “Target terlalu rendah”.", isi)

    def test_what_the_admin_made_a_draft_again_says_why(self) -> None:
        pk = PerjanjianKinerja.objects.create(
            instansi=self.p.instansi, tahun=2023, jabatan=self.kasi, sebutan_pihak_kedua="Bupati", status="berlaku"
        )
        change_status(pk, "batalkan", self.p.admin, catatan="Salah orang")
        Laporan.objects.filter(pk=self.p.laporan.pk).update(status="dikirim")
        change_status(Laporan.objects.get(pk=self.p.laporan.pk), "buka", self.p.admin, catatan="Tabel 3 tertukar")
        with mock.patch("ruang.views.beranda.timezone.localdate", return_value=datetime.date(2024, 2, 5)):
            isi = self.buka(self.p.perencana)
        self.assertIn("Perbaiki perjanjian kinerja Kasi Satu 2023</a>", isi)
        self.assertIn("admin: “Salah orang”.", isi)
        self.assertIn("Perbaiki laporan kinerja 2023</a>", isi)
        self.assertIn("admin: “Tabel 3 tertukar”.", isi)

    def test_a_new_year_is_to_be_set_up_by_the_perencana_only(self) -> None:
        with mock.patch("ruang.views.beranda.timezone.localdate", return_value=datetime.date(2024, 1, 5)):
            isi = self.buka(self.p.perencana)
            self.assertIn('<a href="/satu/2024/">Siapkan tahun 2024</a>', isi)
            self.assertIn("Salin dari tahun 2023", isi)
            self.assertNotIn("Siapkan tahun", self.buka(self.p.camat))

    def test_a_first_year_has_nothing_to_be_copied_from(self) -> None:
        Laporan.objects.filter(instansi=self.p.lain).delete()
        isi = self.buka(self.p.tetangga)
        self.assertIn("Siapkan tahun", isi)
        self.assertIn("Unggah buku kerja, atau isi sendiri", isi)
        self.assertNotIn("Salin dari tahun", isi)

    def test_progress_is_shown_for_each_unit(self) -> None:
        isi = self.buka(self.p.camat)
        self.assertIn("Kemajuan per seksi 2023", isi)
        self.assertIn('<span class="status draf">1 dari 2 terisi</span>', isi)
        self.assertIn("belum dibuka", isi)

    def test_who_has_one_kecamatan_stays_here_and_can_open_the_year(self) -> None:
        self.assertIn('href="/satu/2023/"', self.buka(self.p.camat))

    def test_who_works_in_two_places_chooses(self) -> None:
        Peran.objects.create(pengguna=self.p.camat, jenis="perencana", instansi=self.p.lain)
        isi = self.buka(self.p.camat, "/?kecamatan=dua")
        self.assertIn("<h1>Kecamatan Dua</h1>", isi)
        self.assertIn('href="?kecamatan=satu"', isi)
        self.assertIn("<h1>Kecamatan Satu</h1>", self.buka(self.p.camat, "/?kecamatan=jauh"))  # not his

    def test_an_account_without_a_role_is_told_what_to_do(self) -> None:
        self.assertIn("Akun Anda belum dihubungkan dengan kecamatan mana pun.", self.buka(self.p.tamu))

    def test_changes_of_others_since_the_last_visit_are_summed_up(self) -> None:
        sejak = timezone.now()
        Pengguna.objects.filter(pk=self.p.camat.pk).update(last_login=sejak)  # the visit before the next one
        with set_actor(self.p.perencana):
            for nama in ("Meja", "Kursi"):
                Sarana.objects.create(instansi=self.p.instansi, tahun=2023, nama=nama, baik=1)
            Sarana.objects.create(instansi=self.p.lain, tahun=2023, nama="Asing", baik=1)
            change_status(self.kirim(), "verifikasi", self.p.perencana)
        with set_actor(self.p.camat):
            Sarana.objects.create(instansi=self.p.instansi, tahun=2023, nama="Lemari", baik=1)
        isi = self.buka(Pengguna.objects.get(pk=self.p.camat.pk))
        self.assertIn("<strong>perencana</strong>: 2 sarana dan prasarana, terakhir", isi)
        self.assertIn("<strong>perencana</strong>: 1 langkah (kirim, periksa, setujui), terakhir", isi)
        self.assertNotIn("isian triwulan, terakhir", isi)
        self.assertNotIn("<strong>camat</strong>", isi)
        Pengguna.objects.filter(pk=self.p.camat.pk).update(last_login=None)
        self.assertNotIn("Yang berubah", self.buka(Pengguna.objects.get(pk=self.p.camat.pk)))

    def test_a_big_kecamatan_costs_as_many_queries_as_a_small_one(self) -> None:
        def count(orang: Pengguna) -> int:
            self.buka(orang)
            self.buka(orang)  # from the second visit on there are news
            with CaptureQueriesContext(connection) as kueri:
                self.client.get("/")
            return len(kueri)

        self.kirim("draf")
        sedikit = [count(o) for o in (self.p.pelaksana, self.p.perencana, self.p.camat)]
        for n in range(2, 8):
            unit = UnitKerja.objects.create(instansi=self.p.instansi, nama=f"Seksi {n}", jenis="seksi")
            jabatan = Jabatan.objects.create(instansi=self.p.instansi, nama=f"Kasi {n}", unit=unit)
            sub = buat_sub_kegiatan(
                self.p.instansi, f"7.01.01.2.0{n}.0001", 100, None, (1, 2), penanggung_jawab=jabatan
            )
            isian = IsianTriwulan.objects.create(instansi=self.p.instansi, tahun=2023, triwulan=1, unit=unit)
            CatatanBaris.objects.create(isian=isian, sub_kegiatan=sub, teks="x", oleh=self.p.camat)
        self.assertEqual([count(o) for o in (self.p.pelaksana, self.p.perencana, self.p.camat)], sedikit)
        self.assertLess(max(sedikit), 40)


class KabupatenTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        kasi = Jabatan.objects.create(instansi=cls.p.instansi, nama="Kasi Satu", unit=cls.p.unit)
        buat_sub_kegiatan(cls.p.instansi, "7.01.01.2.01.0001", 100, penanggung_jawab=kasi)
        buat_sub_kegiatan(cls.p.lain, "7.01.01.2.01.0001", 100)
        for t in range(5):
            bulan = 3 * t + 1 if t < 4 else 12
            Periode.objects.create(
                kabupaten=cls.p.kabupaten,
                tahun=2023,
                triwulan=t,
                mulai=datetime.date(2023, bulan, 1),
                tenggat=datetime.date(2023, bulan, 10),
            )

    def setUp(self) -> None:
        palsu = mock.patch("ruang.views.beranda.timezone.localdate", return_value=datetime.date(2023, 4, 11))
        palsu.start()
        self.addCleanup(palsu.stop)

    def buka(self, orang: Pengguna, alamat: str = "/") -> str:
        self.client.force_login(orang)
        return " ".join(self.client.get(alamat).content.decode().split())

    def isi(self, status: str) -> None:
        IsianTriwulan.objects.create(instansi=self.p.instansi, tahun=2023, triwulan=1, unit=self.p.unit, status=status)

    def test_the_admin_sees_every_kecamatan_with_its_lateness(self) -> None:
        self.isi("diajukan")
        isi = self.buka(self.p.admin)
        self.assertIn("Semua kecamatan 2023", isi)
        self.assertIn('<span class="status diajukan">Diperiksa</span></td>', isi)
        self.assertIn('0 dari 1 dikirim</span> <span class="terlambat">terlambat</span>', isi)
        self.assertNotIn("Kecamatan Jauh", isi)

    def test_approved_quarters_wait_to_be_locked(self) -> None:
        self.isi("disetujui")
        isi = self.buka(self.p.admin)
        self.assertIn("Kunci Triwulan I 2023: 1 kecamatan", isi)
        self.assertIn("Sudah disetujui camat: Kecamatan Satu.", isi)
        self.assertNotIn("Kunci Triwulan", self.buka(self.p.inspektorat))

    def test_a_year_without_a_schedule_and_accounts_without_a_role_are_named(self) -> None:
        Periode.objects.filter(triwulan__in=[2, 3]).delete()
        isi = self.buka(self.p.admin)
        self.assertIn("Atur jadwal pengisian 2023", isi)
        self.assertIn("Belum diatur: Triwulan II dan Triwulan III.", isi)
        self.assertIn("1 akun belum punya peran", isi)  # tamu
        Periode.objects.all().delete()
        self.assertIn("Belum ada jadwal satu pun.", self.buka(self.p.admin))

    def test_an_empty_kabupaten_says_how_to_begin(self) -> None:
        baru = Kabupaten.objects.create(nama="Kosong")
        Peran.objects.create(pengguna=self.p.tamu, jenis="admin", kabupaten=baru)
        isi = self.buka(self.p.tamu)
        self.assertIn("Siapkan kecamatan pertama", isi)
        self.assertIn(f'href="/kabupaten/{baru.pk}/buku-kerja/"', isi)

    def test_the_inspektorat_sees_what_came_in_and_what_is_late(self) -> None:
        self.assertNotIn("laporan kinerja 2023 masuk", self.buka(self.p.inspektorat))
        Laporan.objects.filter(pk=self.p.laporan.pk).update(status="dikirim")
        Kiriman.objects.create(
            laporan=self.p.laporan, instansi=self.p.instansi, tahun=2023, nomor=1, judul="LKj", sidik="0" * 64,
            sidik_data="0" * 64, tenggat=datetime.date(2023, 1, 10), oleh=self.p.perencana,
        )  # fmt: skip
        isi = self.buka(self.p.inspektorat)
        self.assertIn("1 laporan kinerja 2023 masuk sejak kunjungan terakhir", isi)
        self.assertIn("1 kecamatan terlambat mengirim laporan kinerja 2023", isi)
        self.assertIn(f'href="/kabupaten/{self.p.kabupaten.pk}/kiriman/?tahun=2023"', isi)
        self.assertRegex(isi, r'Dikirim \d\d-\d\d-\d{4}</span> <span class="terlambat">terlambat')
        self.assertNotIn("masuk sejak", self.buka(Pengguna.objects.get(pk=self.p.inspektorat.pk)))
        Pengguna.objects.filter(pk=self.p.inspektorat.pk).update(last_login=None)  # someone new sees all of the year
        baru = Pengguna.objects.get(pk=self.p.inspektorat.pk)
        self.assertIn("1 laporan kinerja 2023 masuk untuk 2023", self.buka(baru))

    def test_a_deadline_that_was_set_afterwards_makes_nothing_late(self) -> None:
        Kiriman.objects.create(
            laporan=self.p.laporan, instansi=self.p.instansi, tahun=2023, nomor=1, judul="LKj", sidik="0" * 64,
            sidik_data="0" * 64, tenggat=None, oleh=self.p.perencana,
        )  # fmt: skip
        self.assertRegex(self.buka(self.p.inspektorat), r"Dikirim \d\d-\d\d-\d{4}</span> *</td>")

    def test_other_years_can_be_chosen(self) -> None:
        self.assertIn("Semua kecamatan 2022", self.buka(self.p.admin, f"/?kabupaten={self.p.kabupaten.pk}&tahun=2022"))
        self.assertIn("Semua kecamatan 2023", self.buka(self.p.admin, "/?tahun=kemarin"))

    def test_many_kecamatan_cost_as_many_queries_as_few(self) -> None:
        def count() -> int:
            self.buka(self.p.admin)
            self.buka(self.p.admin)  # from the second visit on there are news
            with CaptureQueriesContext(connection) as kueri:
                self.client.get("/")
            return len(kueri)

        sedikit = count()
        for n in range(8):
            i = Instansi.objects.create(kabupaten=self.p.kabupaten, slug=f"k{n}", nama=f"Kecamatan {n}")
            buat_sub_kegiatan(i, "7.01.01.2.01.0001", 100)
            IsianTriwulan.objects.create(instansi=i, tahun=2023, triwulan=1, status="disetujui")
        self.assertEqual(count(), sedikit)
        self.assertLess(sedikit, 40)
