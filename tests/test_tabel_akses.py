"""Every URL of the site × role × method: the whole table. The rows are in ``tests/akses``, a module an area."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from django.test import TestCase, override_settings
from django.urls import URLPattern, URLResolver, get_resolver

import tests.akses
from organisasi.jejak import list_log
from organisasi.models import Instansi, Sarana
from tests.akses.tabel import Jalur
from tests.pemeran import buat_kepala, buat_pemeran

pytestmark = pytest.mark.satu_basis_data

UMUM = {"masuk", "keluar"}  # open to those who have not signed in


def list_nama(resolver: URLResolver | None = None) -> set[str]:
    """Return the names of all URLs except those of Django's admin, which has its own test."""
    nama: set[str] = set()
    for pola in (resolver or get_resolver()).url_patterns:
        if isinstance(pola, URLResolver):
            if pola.app_name != "admin":
                nama |= list_nama(pola)
        elif isinstance(pola, URLPattern) and pola.name:
            nama.add(pola.name)
    return nama


@override_settings(TERBITAN_LANGSUNG=True)
class TabelAksesTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.kepala = buat_kepala(cls.p.kabupaten)
        cls.tabel: dict[str, Jalur] = {}
        for modul in pkgutil.iter_modules(tests.akses.__path__):
            if modul.name != "tabel":
                baris = importlib.import_module(f"tests.akses.{modul.name}").list_jalur(cls.p, cls.addClassCleanup)
                assert not cls.tabel.keys() & baris.keys()
                cls.tabel |= baris

    def test_every_url_is_in_the_table(self) -> None:
        self.assertEqual(list_nama(), set(self.tabel) | UMUM)

    def test_each_role_gets_what_the_table_says(self) -> None:
        for nama, jalur in self.tabel.items():
            for peran, orang in self.p.semua.items():
                for metode in jalur.metode.split("+"):
                    with self.subTest(url=nama, peran=peran, metode=metode):
                        self.client.force_login(orang)
                        status = self.client.generic(metode, jalur.alamat).status_code
                        if peran in jalur.boleh:
                            self.assertIn(status, (404,) if jalur.tiada else (200, 302, 422))
                        else:
                            self.assertEqual(status, 403 if peran in jalur.tolak else 404)

    def test_a_kepala_daerah_sees_what_the_inspektorat_sees_and_changes_nothing(self) -> None:
        for nama, jalur in self.tabel.items():
            for metode in jalur.metode.split("+"):
                with self.subTest(url=nama, metode=metode):
                    self.client.force_login(self.kepala)
                    status = self.client.generic(metode, jalur.alamat).status_code
                    if "inspektorat" in jalur.boleh:
                        self.assertIn(status, (404,) if jalur.tiada else (200, 302, 422))
                    else:
                        self.assertEqual(status, 403 if "inspektorat" in jalur.tolak else 404)

    def test_in_a_kecamatan_out_of_use_no_address_changes_anything(self) -> None:
        Instansi.objects.filter(pk=self.p.instansi.pk).update(aktif=False)
        for nama, jalur in self.tabel.items():
            if "POST" not in jalur.metode or jalur.alamat.startswith("/kabupaten/"):
                continue
            for peran in ("perencana", "pelaksana", "camat", "admin"):
                with self.subTest(url=nama, peran=peran):
                    self.client.force_login(self.p.semua[peran])
                    sebelum = list_log(self.p.instansi).count()
                    self.client.post(jalur.alamat)
                    self.assertEqual(list_log(self.p.instansi).count(), sebelum)

    def test_the_wrong_method_is_refused(self) -> None:
        for nama, jalur in self.tabel.items():
            for metode in {"GET", "POST"} - set(jalur.metode.split("+")):
                with self.subTest(url=nama, metode=metode):
                    self.client.force_login(self.p.semua[jalur.boleh[0]])
                    self.assertEqual(self.client.generic(metode, jalur.alamat).status_code, 405)

    def test_nobody_enters_without_signing_in(self) -> None:
        for nama, jalur in self.tabel.items():
            if jalur.umum:
                continue
            for metode in jalur.metode.split("+"):
                with self.subTest(url=nama, metode=metode):
                    jawaban = self.client.generic(metode, jalur.alamat)
                    self.assertEqual(jawaban.status_code, 302)
                    self.assertTrue(jawaban["Location"].startswith("/masuk/"))

    def test_origin_shows_rows_of_ones_own_instansi_only(self) -> None:
        asing = Sarana.objects.create(instansi=self.p.lain, tahun=2023, nama="Kursi", baik=1)
        self.client.force_login(self.p.perencana)
        self.assertEqual(self.client.get(f"/asal/organisasi.sarana/{asing.pk}/").status_code, 404)
        self.assertEqual(self.client.get(f"/asal/organisasi.pengguna/{self.p.camat.pk}/").status_code, 404)
        self.assertEqual(self.client.get("/asal/tidak.ada/1/").status_code, 404)
