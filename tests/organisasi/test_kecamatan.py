"""A kecamatan that should not be there is deleted; one that is no longer used is read and nothing else."""

from __future__ import annotations

import datetime

from django.test import TestCase

from anggaran.models import IsianTriwulan
from lakip.models import Laporan
from organisasi.alur import list_peran
from organisasi.kecamatan import KecamatanBerisi, delete_instansi, find_isi
from organisasi.models import Instansi, Jabatan, Pejabat, Pengguna, Peran, Periode, Sarana, UnitKerja
from organisasi.riwayat import list_riwayat
from perjanjian.models import PerjanjianKinerja
from tests.pemeran import buat_kepala, buat_pemeran


class DasarKecamatan(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.dasar = f"/kabupaten/{cls.p.kabupaten.pk}/"
        cls.salah = Instansi.objects.create(kabupaten=cls.p.kabupaten, slug="salah", nama="Kecamatan Salah")

    def setUp(self) -> None:
        self.client.force_login(self.p.admin)

    def alamat(self, instansi: Instansi, aksi: str) -> str:
        return f"{self.dasar}kecamatan/{instansi.pk}/{aksi}/"

    def tekan(self, instansi: Instansi, aksi: str) -> str:
        return self.client.post(self.alamat(instansi, aksi), follow=True).content.decode()


class HapusTest(DasarKecamatan):
    def siapkan(self) -> Pengguna:
        """Set up what a kecamatan has before any data; each row hangs on another one."""
        sekretariat = UnitKerja.objects.create(instansi=self.salah, nama="Sekretariat", jenis="sekretariat")
        UnitKerja.objects.create(instansi=self.salah, nama="Subbagian", jenis="subbagian", induk=sekretariat)
        camat = Jabatan.objects.create(instansi=self.salah, nama="Camat")
        bawah = Jabatan.objects.create(instansi=self.salah, nama="Sekcam", atasan=camat, unit=sekretariat)
        orang = Pengguna.objects.create_user("keliru")
        Peran.objects.create(pengguna=orang, jenis="pelaksana", instansi=self.salah, unit=sekretariat)
        Peran.objects.create(pengguna=self.p.perencana, jenis="perencana", instansi=self.salah)
        Pejabat.objects.create(jabatan=bawah, nama="Contoh", mulai=datetime.date(2023, 1, 1), pengguna=orang)
        return orang

    def test_asks_and_says_what_goes_along(self) -> None:
        self.siapkan()
        jawaban = self.client.get(self.alamat(self.salah, "hapus"))
        for kalimat in ("2 unit kerja", "2 jabatan", "1 pejabat", "2 peran", "keliru", "Ya, hapus Kecamatan Salah"):
            self.assertContains(jawaban, kalimat)
        self.assertNotContains(jawaban, ">perencana<")  # he has a role elsewhere
        self.assertTrue(Instansi.objects.filter(pk=self.salah.pk).exists())

    def test_deletes_the_set_up_and_puts_its_accounts_to_rest(self) -> None:
        orang = self.siapkan()
        self.assertIn("Kecamatan Salah sudah dihapus.", self.tekan(self.salah, "hapus"))
        self.assertFalse(Instansi.objects.filter(slug="salah").exists())
        orang.refresh_from_db()
        self.assertFalse(orang.is_active)
        self.p.perencana.refresh_from_db()
        self.assertTrue(self.p.perencana.is_active)
        self.assertEqual(self.p.perencana.peran.count(), 1)
        self.assertTrue(self.p.instansi.unit.exists())
        self.assertEqual(list_riwayat(self.salah)[0].oleh, "admin")

    def test_what_has_data_is_not_deleted(self) -> None:
        Sarana.objects.create(instansi=self.salah, tahun=2023, nama="Kursi", baik=1)
        jawaban = self.client.get(self.alamat(self.salah, "hapus"))
        self.assertContains(jawaban, "tidak dapat dihapus karena sudah berisi data")
        self.assertContains(jawaban, "<li>1 sarana dan prasarana</li>", html=True)
        self.assertNotContains(jawaban, "Ya, hapus")
        self.assertIn("sudah berisi data", self.tekan(self.salah, "hapus"))
        with self.assertRaises(KecamatanBerisi):
            delete_instansi(self.salah, self.p.admin)
        self.assertTrue(Instansi.objects.filter(pk=self.salah.pk).exists())

    def test_every_kind_of_row_of_a_kecamatan_is_counted(self) -> None:
        IsianTriwulan.objects.create(instansi=self.salah, tahun=2023, triwulan=1)
        PerjanjianKinerja.objects.create(
            instansi=self.salah,
            tahun=2023,
            jabatan=Jabatan.objects.create(instansi=self.salah, nama="Camat"),
            sebutan_pihak_kedua="Bupati",
        )
        isi = find_isi(self.salah)
        self.assertEqual(isi.persiapan, (("jabatan", 1),))
        self.assertEqual({n for _, n in isi.data}, {1})
        self.assertEqual(len(isi.data), 2)

    def test_another_kabupatens_kecamatan_does_not_exist(self) -> None:
        for aksi in ("hapus", "nonaktifkan", "aktifkan"):
            self.assertEqual(self.client.post(self.alamat(self.p.jauh, aksi)).status_code, 404)
        self.p.jauh.refresh_from_db()
        self.assertTrue(self.p.jauh.aktif)


class NonaktifTest(DasarKecamatan):
    def setUp(self) -> None:
        super().setUp()
        self.tekan(self.p.instansi, "nonaktifkan")
        self.p.instansi.refresh_from_db()

    def buka(self, orang: Pengguna, alamat: str = "/") -> str:
        self.client.force_login(orang)
        return self.client.get(alamat).content.decode()

    def test_it_leaves_the_start_pages(self) -> None:
        self.assertNotIn("Kecamatan Satu", self.buka(self.p.admin))
        self.assertNotIn("Kecamatan Satu", self.buka(self.p.inspektorat))
        self.assertIn("Kecamatan Satu sudah dinonaktifkan", self.buka(self.p.perencana))
        self.assertNotIn("Siapkan tahun", self.buka(self.p.perencana))

    def test_it_is_not_late(self) -> None:
        Periode.objects.create(
            kabupaten=self.p.kabupaten,
            tahun=2023,
            triwulan=0,
            mulai=datetime.date(2024, 1, 1),
            tenggat=datetime.date(2024, 1, 31),
        )
        isi = self.buka(self.p.inspektorat, f"{self.dasar}kiriman/?tahun=2023")
        self.assertIn("Kecamatan Dua", isi)
        self.assertNotIn("Kecamatan Satu", isi)

    def test_it_is_no_choice(self) -> None:
        for halaman in ("aturan/", "periode/2023/perpanjangan/", "pengguna/tambah/", "pengguna/"):
            with self.subTest(halaman):
                isi = self.buka(self.p.admin, f"{self.dasar}{halaman}")
                self.assertIn("Kecamatan Dua", isi)
                self.assertNotIn("Kecamatan Satu</option>", isi)
                self.assertNotIn("Kecamatan Satu boleh", isi)

    def test_a_role_in_it_survives_a_change_of_the_account(self) -> None:
        alamat = f"{self.dasar}pengguna/{self.p.camat.pk}/"
        self.assertIn("Kecamatan Satu</option>", self.buka(self.p.admin, alamat))

    def test_nobody_changes_anything(self) -> None:
        for orang in (self.p.perencana, self.p.admin, Pengguna.objects.create_superuser("pengelola")):
            with self.subTest(orang.username):
                self.client.force_login(orang)
                jawaban = self.client.get("/satu/2023/instansi/")
                self.assertContains(jawaban, "sudah dinonaktifkan admin kabupaten", status_code=403)
                self.assertEqual(list_peran(Laporan.objects.get(instansi=self.p.instansi), orang), set())
        self.client.force_login(self.p.pelaksana)
        self.assertEqual(self.client.get("/satu/2023/instansi/").status_code, 403)

    def test_the_parties_of_its_perjanjian_sign_nothing(self) -> None:
        kepala = buat_kepala(self.p.kabupaten)
        camat = Jabatan.objects.create(instansi=self.p.instansi, nama="Camat")
        pk = PerjanjianKinerja.objects.create(
            instansi=self.p.instansi, tahun=2023, jabatan=camat, sebutan_pihak_kedua="Bupati", status="diajukan"
        )
        self.assertEqual(list_peran(pk, kepala), set())
        self.assertNotIn("Reviu", self.buka(kepala))

    def test_its_data_are_read_and_a_banner_says_so(self) -> None:
        for orang in (self.p.admin, self.p.inspektorat, self.p.perencana):
            self.assertIn("Data dan dokumennya hanya dapat dibaca", self.buka(orang, "/satu/2023/"))
        self.assertNotIn("hanya dapat dibaca", self.buka(self.p.admin, "/dua/2023/"))
        isi = self.buka(self.p.admin, self.dasar)
        self.assertIn('href="/satu/"', isi)
        self.assertIn('<span class="status">nonaktif</span>', isi)

    def test_it_can_be_put_into_use_again(self) -> None:
        self.assertIn("Aktifkan lagi", self.buka(self.p.admin, self.alamat(self.p.instansi, "hapus")))
        self.tekan(self.p.instansi, "aktifkan")
        self.client.force_login(self.p.perencana)
        self.assertEqual(self.client.get("/satu/2023/instansi/").status_code, 200)
        self.assertEqual(list_riwayat(Instansi.objects.get(slug="satu"))[0].isi, (("aktif", "tidak", "ya"),))
