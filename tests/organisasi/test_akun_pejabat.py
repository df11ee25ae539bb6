"""Which account an official signs with: chosen in the table of officials, among those of the kecamatan."""

from __future__ import annotations

import datetime
from typing import Any

from django.test import TestCase

from organisasi import akses
from organisasi.models import Jabatan, Pejabat, Pengguna
from tests.pemeran import buat_kepala, buat_pemeran

ALAMAT = "/satu/2023/data/pejabat/"
JSON = {"Accept": "application/json"}


class AkunPejabatTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.kepala = buat_kepala(cls.p.kabupaten)
        Pengguna.objects.filter(pk=cls.p.pelaksana.pk).update(first_name="Kasi", last_name="Contoh")
        cls.camat = Jabatan.objects.create(instansi=cls.p.instansi, nama="Camat", urut=1)
        cls.kasi = Jabatan.objects.create(instansi=cls.p.instansi, nama="Kasi", atasan=cls.camat, urut=2)

    def setUp(self) -> None:
        self.client.force_login(self.p.admin)

    def isi(self, jabatan: Jabatan, akun: Pengguna | None, nama: str = "Kasi Contoh") -> Any:
        data = {"baris": "baru-1", "baru-1-jabatan": jabatan.pk, "baru-1-nama": nama, "baru-1-status": "definitif"}
        data |= {"baru-1-mulai": "02-01-2023", "baru-1-pengguna": akun.pk if akun else ""}
        return self.client.post(f"{ALAMAT}baris/", data, headers=JSON)

    def test_offers_those_with_a_role_here_and_the_kepala_daerah(self) -> None:
        self.assertEqual(
            {a.username for a in akses.list_akun(self.p.instansi)}, {"perencana", "pelaksana", "camat", "kepala"}
        )
        self.p.pelaksana.is_active = False
        self.p.pelaksana.save()
        self.assertNotIn(self.p.pelaksana, akses.list_akun(self.p.instansi))
        Pejabat.objects.create(jabatan=self.kasi, nama="x", mulai=datetime.date(2023, 1, 2), pengguna=self.p.pelaksana)
        self.assertIn(self.p.pelaksana, akses.list_akun(self.p.instansi))

    def test_an_official_gets_an_account_called_by_its_full_name(self) -> None:
        self.assertEqual(self.isi(self.kasi, self.p.pelaksana).status_code, 200)
        self.assertEqual(Pejabat.objects.get().pengguna, self.p.pelaksana)
        self.assertContains(self.client.get(ALAMAT), f'<option value="{self.p.pelaksana.pk}" selected>Kasi Contoh')
        self.client.force_login(self.p.inspektorat)
        self.assertContains(self.client.get(ALAMAT), "Kasi Contoh", count=2)  # the official, and his account

    def test_an_account_of_elsewhere_is_refused(self) -> None:
        for akun in (self.p.tetangga, self.p.tamu, self.p.admin):
            with self.subTest(akun.username):
                jawaban = self.isi(self.kasi, akun)
                self.assertEqual((jawaban.status_code, list(jawaban.json()["galat"])), (422, ["pengguna"]))

    def test_nobody_but_a_camat_signs_for_the_top_post(self) -> None:
        jawaban = self.isi(self.camat, self.p.perencana)
        self.assertIn("tidak berperan camat", str(jawaban.json()["galat"]["pengguna"]))
        self.assertEqual(self.isi(self.camat, self.p.camat).status_code, 200)

    def test_only_the_admin_says_who_signs_for_a_post(self) -> None:
        """A perencana writes what is signed; he may not make himself the one who signs it."""
        self.client.force_login(self.p.perencana)
        self.assertEqual(self.isi(self.kasi, self.p.perencana).status_code, 200)
        self.assertIsNone(Pejabat.objects.get().pengguna)

    def test_a_row_with_an_account_stays_that_persons(self) -> None:
        self.isi(self.kasi, self.p.pelaksana)
        baris = Pejabat.objects.get()
        self.client.force_login(self.p.perencana)
        awal = str(baris.pk)
        halaman = self.client.get(ALAMAT).content.decode()
        self.assertNotIn(f'name="{awal}-nama"', halaman)
        self.assertNotIn(f'name="{awal}-jabatan"', halaman)
        self.assertIn(f'name="{awal}-nip"', halaman)
