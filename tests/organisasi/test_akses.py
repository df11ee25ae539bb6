"""Who sees and changes which instansi."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404
from django.test import TestCase

from organisasi import akses
from organisasi.models import Pengguna, Peran
from tests.pemeran import buat_pemeran


class AksesTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()

    def terlihat(self, nama: str) -> set[str]:
        return {i.slug for i in akses.list_instansi(self.p.semua[nama])}

    def test_each_role_sees_exactly_its_own(self) -> None:
        harapan = {
            "perencana": {"satu"},
            "pelaksana": {"satu"},
            "camat": {"satu"},
            "inspektorat": {"satu", "dua"},
            "admin": {"satu", "dua"},
            "tetangga": {"dua"},
            "tamu": set(),
        }
        self.assertEqual({n: self.terlihat(n) for n in harapan}, harapan)

    def test_only_perencana_and_admin_change_an_instansi(self) -> None:
        boleh = {n for n, orang in self.p.semua.items() if akses.may_edit(orang, self.p.instansi)}
        self.assertEqual(boleh, {"perencana", "admin"})

    def test_a_stranger_gets_404_and_a_reader_403(self) -> None:
        with self.assertRaises(Http404):
            akses.get_instansi_ubah(self.p.tetangga, "satu")
        with self.assertRaises(PermissionDenied):
            akses.get_instansi_ubah(self.p.inspektorat, "satu")

    def test_nobody_sees_anything_without_signing_in(self) -> None:
        self.assertFalse(akses.list_instansi(AnonymousUser()).exists())
        self.assertFalse(akses.list_instansi_ubah(AnonymousUser()).exists())
        self.assertFalse(akses.list_kabupaten_ubah(AnonymousUser()).exists())

    def test_a_deactivated_account_sees_nothing(self) -> None:
        Pengguna.objects.filter(pk=self.p.perencana.pk).update(is_active=False)
        orang = Pengguna.objects.get(pk=self.p.perencana.pk)
        self.assertFalse(akses.list_instansi(orang).exists())

    def test_a_superuser_sees_and_changes_everything(self) -> None:
        super_ = Pengguna.objects.create_superuser("super", password="x")
        self.assertEqual(akses.list_instansi(super_).count(), 3)
        self.assertEqual(akses.list_instansi_ubah(super_).count(), 3)
        self.assertEqual(akses.list_kabupaten_ubah(super_).count(), 2)

    def test_kabupaten_settings_are_changed_by_its_admin_alone(self) -> None:
        boleh = {n for n, orang in self.p.semua.items() if akses.list_kabupaten_ubah(orang).exists()}
        self.assertEqual(boleh, {"admin"})

    def test_a_pelaksana_types_for_his_own_unit(self) -> None:
        satu = self.p.instansi
        self.assertEqual(akses.list_unit_ketik(self.p.pelaksana, satu), {self.p.unit.pk})
        self.assertIsNone(akses.list_unit_ketik(self.p.perencana, satu))
        for orang in (self.p.camat, self.p.inspektorat, self.p.admin, self.p.tetangga, self.p.tamu):
            self.assertEqual(akses.list_unit_ketik(orang, satu), set())

    def test_a_pelaksana_without_a_unit_types_for_all(self) -> None:
        self.p.pelaksana.peran.update(unit=None)
        self.assertIsNone(akses.list_unit_ketik(self.p.pelaksana, self.p.instansi))

    def test_roles_of_an_instansi_include_those_of_its_kabupaten(self) -> None:
        peran = {n: akses.list_peran(orang, self.p.instansi) for n, orang in self.p.semua.items()}
        milik = ("perencana", "pelaksana", "camat", "inspektorat", "admin")
        self.assertEqual(peran, {n: {n} if n in milik else set() for n in self.p.semua})

    def test_the_database_refuses_a_role_without_its_scope(self) -> None:
        salah = [
            {"jenis": "perencana", "kabupaten": self.p.kabupaten},
            {"jenis": "admin", "instansi": self.p.instansi},
            {"jenis": "camat"},
        ]
        for isi in salah:
            with self.subTest(isi), self.assertRaises(IntegrityError), transaction.atomic():
                Peran.objects.create(pengguna=self.p.tamu, **isi)
