"""The admin of a kabupaten manages its people: whom he may touch, what he may give, and what nobody may."""

from __future__ import annotations

import re
from typing import Any

from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext

from organisasi.models import Kabupaten, Pengguna, Peran, RiwayatStatus, SesiMasuk, UnitKerja
from organisasi.riwayat import list_riwayat
from tests.pemeran import buat_pemeran


class DasarPengguna(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.dasar = f"/kabupaten/{cls.p.kabupaten.pk}/pengguna/"
        cls.sebelah = Kabupaten.objects.get(nama="Sebelah")
        cls.orang_jauh = Pengguna.objects.create_user("jauh", password="rahasia-uji-123")
        Peran.objects.create(pengguna=cls.orang_jauh, jenis="perencana", instansi=cls.p.jauh)

    def setUp(self) -> None:
        self.client.force_login(self.p.admin)

    def isi(self, *peran: tuple[str, Any, Any], **lain: str) -> dict[str, str]:
        """The fields of a form: the account, and its roles as (jenis, instansi, unit)."""
        isi = {"nama": "Budi Contoh", "username": "budi", "email": "", **lain}
        isi |= {"peran-TOTAL_FORMS": str(len(peran)), "peran-INITIAL_FORMS": "0"}
        for n, (jenis, instansi, unit) in enumerate(peran):
            isi |= {
                f"peran-{n}-jenis": jenis,
                f"peran-{n}-instansi": str(instansi.pk) if instansi else "",
                f"peran-{n}-unit": str(unit.pk) if unit else "",
            }
        return isi

    def peran(self, nama: str) -> set[str]:
        return {str(p) for p in Peran.objects.filter(pengguna__username=nama)}


class TambahPenggunaTest(DasarPengguna):
    def tambah(self, *peran: tuple[str, Any, Any], **lain: str):  # type: ignore[no-untyped-def]
        return self.client.post(f"{self.dasar}tambah/", self.isi(*peran, **lain))

    def test_a_new_person_gets_roles_and_a_password_shown_once(self) -> None:
        jawaban = self.tambah(("pelaksana", self.p.instansi, self.p.unit), ("camat", self.p.lain, None))
        sandi = re.search(r"<dd>(\S{4}-\S{4}-\S{4})</dd>", jawaban.content.decode())
        assert sandi
        self.assertIn("no-store", jawaban["Cache-Control"])
        self.assertEqual(self.peran("budi"), {"Pelaksana Seksi Satu", "Camat Kecamatan Dua"})
        budi = Pengguna.objects.get(username="budi")
        self.assertTrue(budi.check_password(sandi[1]))
        self.assertEqual((budi.wajib_ganti_sandi, budi.is_staff, budi.is_superuser), (True, False, False))
        self.assertNotContains(self.client.get(f"{self.dasar}{budi.pk}/"), sandi[1])

    def test_a_kepala_daerah_gets_his_role_and_sees_every_kecamatan(self) -> None:
        self.tambah(("kepala", None, None))
        self.assertEqual(self.peran("budi"), {"Kepala daerah Kabupaten Contoh"})
        budi = Pengguna.objects.get(username="budi")
        budi.wajib_ganti_sandi = False
        budi.save()
        self.client.force_login(budi)
        for slug, status in (("satu", 200), ("dua", 200), ("jauh", 404)):
            self.assertEqual(self.client.get(f"/{slug}/2023/perjanjian/").status_code, status)
        self.assertContains(self.client.get("/"), "<h1>Kabupaten Contoh</h1>")
        self.client.force_login(self.p.admin)
        ditolak = self.tambah(("kepala", self.p.instansi, None), username="lain")
        self.assertContains(ditolak, "Kepala daerah berlaku untuk seluruh kabupaten", status_code=422)

    def test_staff_and_superuser_rights_are_not_to_be_had(self) -> None:
        self.tambah(("admin", None, None), is_staff="on", is_superuser="on", is_active="on")
        budi = Pengguna.objects.get(username="budi")
        self.assertEqual((budi.is_staff, budi.is_superuser), (False, False))

    def test_an_account_without_a_role_is_refused(self) -> None:
        self.assertContains(self.tambah(), "Beri setidaknya satu peran", status_code=422)
        self.assertFalse(Pengguna.objects.filter(username="budi").exists())

    def test_a_kecamatan_of_another_kabupaten_cannot_be_given(self) -> None:
        jawaban = self.tambah(("perencana", self.p.jauh, None))
        self.assertContains(jawaban, "Pilih kecamatan dari daftar", status_code=422)
        self.assertFalse(Pengguna.objects.filter(username="budi").exists())

    def test_a_unit_of_another_kecamatan_is_refused_with_a_sentence(self) -> None:
        asing = UnitKerja.objects.create(instansi=self.p.lain, nama="Seksi Dua", jenis="seksi")
        jawaban = self.tambah(("pelaksana", self.p.instansi, asing))
        self.assertContains(jawaban, "Seksi Dua bukan unit Kecamatan Satu", status_code=422)
        jauh = UnitKerja.objects.create(instansi=self.p.jauh, nama="Seksi Jauh", jenis="seksi")
        self.assertContains(
            self.tambah(("pelaksana", self.p.instansi, jauh)), "Pilih unit dari daftar", status_code=422
        )

    def test_scope_must_fit_the_role(self) -> None:
        for peran, kalimat in (
            (("perencana", None, None), "Pilih kecamatan tempat ia menjadi perencana."),
            (("inspektorat", self.p.instansi, None), "Inspektorat berlaku untuk seluruh kabupaten"),
            (("camat", self.p.instansi, self.p.unit), "Unit hanya untuk pelaksana"),
        ):
            with self.subTest(peran[0]):
                jawaban = self.tambah(peran)
                self.assertContains(jawaban, kalimat, status_code=422)
                self.assertContains(jawaban, 'value="Budi Contoh"', status_code=422)  # the typing stays

    def test_the_same_role_twice_is_refused(self) -> None:
        peran = ("pelaksana", self.p.instansi, self.p.unit)
        self.assertContains(self.tambah(peran, peran), "tertulis dua kali", status_code=422)

    def test_a_name_that_differs_only_in_capitals_is_taken(self) -> None:
        jawaban = self.tambah(("camat", self.p.instansi, None), username="CAMAT")
        self.assertContains(jawaban, "Nama pengguna ini sudah dipakai", status_code=422)


class UbahPenggunaTest(DasarPengguna):
    def alamat(self, orang: Pengguna, tindakan: str = "") -> str:
        return f"{self.dasar}{orang.pk}/{tindakan}"

    def ubah(self, orang: Pengguna, *peran: tuple[str, Any, Any], **lain: str):  # type: ignore[no-untyped-def]
        sidik = re.search(r'name="sidik" value="(\w+)"', self.client.get(self.alamat(orang)).content.decode())
        assert sidik
        isi = {"username": orang.username, "sidik": sidik[1], **lain}
        return self.client.post(self.alamat(orang), self.isi(*peran, **isi))

    def test_roles_become_what_was_asked_for_and_the_change_is_in_the_history(self) -> None:
        lama = self.p.pelaksana.peran.get()
        jawaban = self.ubah(
            self.p.pelaksana, ("pelaksana", self.p.instansi, self.p.unit), ("perencana", self.p.lain, None)
        )
        self.assertEqual(jawaban.status_code, 302)
        self.assertEqual(self.peran("pelaksana"), {"Pelaksana Seksi Satu", "Perencana Kecamatan Dua"})
        self.assertTrue(Peran.objects.filter(pk=lama.pk).exists())  # what stays is not made anew
        baru = self.p.pelaksana.peran.get(jenis="perencana")
        self.assertEqual(list_riwayat(baru)[0].oleh, "admin")

    def test_the_page_sent_back_as_it_is_changes_nothing(self) -> None:
        jawaban = self.client.get(self.alamat(self.p.pelaksana))
        isi = {}
        for form in (jawaban.context["form"], jawaban.context["peran"].management_form, *jawaban.context["peran"]):
            isi |= {form.add_prefix(nama): form[nama].value() or "" for nama in form.fields}
        isi["nama"] = "pelaksana"
        self.assertEqual(isi["peran-INITIAL_FORMS"], 1)
        peran = list(Peran.objects.filter(pengguna=self.p.pelaksana).values())
        self.assertEqual(self.client.post(self.alamat(self.p.pelaksana), isi).status_code, 302)
        self.assertEqual(list(Peran.objects.filter(pengguna=self.p.pelaksana).values()), peran)

    def test_a_marked_role_is_removed(self) -> None:
        isi = self.isi(("pelaksana", self.p.instansi, self.p.unit), ("camat", self.p.lain, None), username="pelaksana")
        self.client.post(self.alamat(self.p.pelaksana), {**isi, "peran-0-DELETE": "on"})
        self.assertEqual(self.peran("pelaksana"), {"Camat Kecamatan Dua"})

    def test_a_new_name_and_address_are_stored(self) -> None:
        self.ubah(self.p.camat, ("camat", self.p.instansi, None), nama="Siti Contoh", email="siti@contoh.id")
        camat = Pengguna.objects.get(pk=self.p.camat.pk)
        self.assertEqual((camat.get_full_name(), camat.email), ("Siti Contoh", "siti@contoh.id"))
        self.assertEqual(list_riwayat(camat)[0].oleh, "admin")

    def test_signing_in_meanwhile_is_no_conflict_a_colleagues_edit_is(self) -> None:
        sidik = re.search(r'name="sidik" value="(\w+)"', self.client.get(self.alamat(self.p.camat)).content.decode())
        assert sidik
        Client().force_login(self.p.camat)
        isi = self.isi(("camat", self.p.instansi, None), username="camat", sidik=sidik[1])
        self.assertEqual(self.client.post(self.alamat(self.p.camat), isi).status_code, 302)
        jawaban = self.client.post(self.alamat(self.p.camat), isi | {"nama": "Nama Kedua"})  # the page is stale now
        self.assertContains(jawaban, "sudah diubah orang lain", status_code=422)
        self.assertContains(jawaban, 'value="Nama Kedua"', status_code=422)

    def test_who_belongs_elsewhere_does_not_exist_here(self) -> None:
        atasan = Pengguna.objects.create_superuser("pengelola")
        Peran.objects.create(pengguna=atasan, jenis="admin", kabupaten=self.p.kabupaten)
        ganda = Pengguna.objects.create_user("ganda")
        Peran.objects.create(pengguna=ganda, jenis="perencana", instansi=self.p.instansi)
        Peran.objects.create(pengguna=ganda, jenis="inspektorat", kabupaten=self.sebelah)
        for orang in (self.orang_jauh, self.p.tamu, atasan, ganda):
            with self.subTest(orang.username):
                self.assertEqual(self.client.get(self.alamat(orang)).status_code, 404)
                isi = self.isi(("admin", None, None), username=orang.username)
                self.assertEqual(self.client.post(self.alamat(orang), isi).status_code, 404)
                self.assertEqual(self.client.post(self.alamat(orang, "sandi/")).status_code, 404)
                self.assertEqual(self.client.post(self.alamat(orang, "nonaktifkan/")).status_code, 404)
                self.assertEqual(self.client.post(self.alamat(orang, "aktifkan/")).status_code, 404)
                self.assertTrue(Pengguna.objects.get(pk=orang.pk).is_active)

    def test_another_kabupaten_is_not_ones_own(self) -> None:
        alamat = f"/kabupaten/{self.sebelah.pk}/pengguna/{self.orang_jauh.pk}/"
        for akhir in ("", "sandi/"):
            self.assertEqual(self.client.get(alamat + akhir).status_code, 404)
        self.assertEqual(
            self.client.post(f"/kabupaten/{self.sebelah.pk}/pengguna/tambah/", self.isi()).status_code, 404
        )

    def test_the_only_admin_cannot_drop_his_role(self) -> None:
        jawaban = self.ubah(self.p.admin, ("inspektorat", None, None))
        self.assertContains(jawaban, "satu-satunya admin Kabupaten Contoh", status_code=422)
        self.assertEqual(self.peran("admin"), {"Admin kabupaten Kabupaten Contoh"})
        Peran.objects.create(pengguna=self.p.inspektorat, jenis="admin", kabupaten=self.p.kabupaten)
        self.assertEqual(self.ubah(self.p.admin, ("inspektorat", None, None)).status_code, 302)

    def test_a_refused_role_change_leaves_the_account_as_it_was(self) -> None:
        self.ubah(self.p.admin, ("inspektorat", None, None), nama="Nama Baru")
        self.assertEqual(Pengguna.objects.get(pk=self.p.admin.pk).first_name, "")


class NonaktifTest(DasarPengguna):
    def tindak(self, orang: Pengguna, tindakan: str):  # type: ignore[no-untyped-def]
        return self.client.post(f"{self.dasar}{orang.pk}/{tindakan}/", follow=True)

    def test_who_leaves_is_signed_out_and_what_he_did_stays(self) -> None:
        camat = Client()
        camat.force_login(self.p.camat)
        self.p.laporan.status = "diajukan"
        self.p.laporan.save()
        self.p.laporan.refresh_from_db()
        from organisasi.alur import change_status

        change_status(self.p.laporan, "setujui", self.p.camat)
        self.assertContains(self.tindak(self.p.camat, "nonaktifkan"), "tidak dapat masuk lagi")
        self.assertEqual(camat.get("/satu/2023/").status_code, 302)
        self.assertFalse(SesiMasuk.objects.filter(pengguna=self.p.camat).exists())
        masuk = Client().post("/masuk/", {"username": "camat", "password": "rahasia-uji-123"})
        self.assertEqual(masuk.status_code, 200)
        self.assertEqual(RiwayatStatus.objects.get().oleh, self.p.camat)
        self.assertEqual(self.peran("camat"), {"Camat Kecamatan Satu"})
        self.assertContains(self.client.get(self.dasar), "nonaktif")

    def test_who_comes_back_uses_his_old_password(self) -> None:
        self.tindak(self.p.camat, "nonaktifkan")
        self.assertContains(self.tindak(self.p.camat, "aktifkan"), "dapat masuk lagi")
        masuk = Client().post("/masuk/", {"username": "camat", "password": "rahasia-uji-123"})
        self.assertEqual(masuk.status_code, 302)

    def test_nobody_deactivates_himself(self) -> None:
        Peran.objects.create(pengguna=self.p.inspektorat, jenis="admin", kabupaten=self.p.kabupaten)
        self.assertContains(self.tindak(self.p.admin, "nonaktifkan"), "tidak dapat menonaktifkan akun Anda sendiri")
        self.assertTrue(Pengguna.objects.get(pk=self.p.admin.pk).is_active)

    def test_the_last_admin_stays(self) -> None:
        pengelola = Pengguna.objects.create_superuser("pengelola")
        self.client.force_login(pengelola)
        self.assertContains(self.tindak(self.p.admin, "nonaktifkan"), "satu-satunya admin Kabupaten Contoh")
        self.assertTrue(Pengguna.objects.get(pk=self.p.admin.pk).is_active)
        lain = Pengguna.objects.create_user("admin2", is_active=False)
        Peran.objects.create(pengguna=lain, jenis="admin", kabupaten=self.p.kabupaten)
        self.assertContains(self.tindak(self.p.admin, "nonaktifkan"), "satu-satunya")  # an inactive one does not count
        lain.is_active = True
        lain.save()
        self.tindak(self.p.admin, "nonaktifkan")
        self.assertFalse(Pengguna.objects.get(pk=self.p.admin.pk).is_active)


class AturUlangSandiTest(DasarPengguna):
    def test_a_new_password_is_shown_once_and_ends_sessions(self) -> None:
        camat = Client()
        camat.force_login(self.p.camat)
        alamat = f"{self.dasar}{self.p.camat.pk}/sandi/"
        self.assertContains(self.client.get(alamat), "tidak berlaku lagi")
        self.assertEqual(camat.get("/akun/").status_code, 200)  # asking changes nothing
        jawaban = self.client.post(alamat)
        sandi = re.search(r"<dd>(\S{4}-\S{4}-\S{4})</dd>", jawaban.content.decode())
        assert sandi
        self.assertIn("no-store", jawaban["Cache-Control"])
        self.assertEqual(camat.get("/akun/").status_code, 302)
        self.assertEqual(Client().post("/masuk/", {"username": "camat", "password": sandi[1]}).status_code, 302)
        self.assertTrue(Pengguna.objects.get(pk=self.p.camat.pk).wajib_ganti_sandi)
        terakhir = list_riwayat(self.p.camat)[0]
        self.assertEqual(terakhir.oleh, "admin")
        self.assertNotIn("password", str(terakhir.isi))

    def test_ones_own_password_is_changed_on_ones_own_page(self) -> None:
        jawaban = self.client.post(f"{self.dasar}{self.p.admin.pk}/sandi/")
        self.assertRedirects(jawaban, "/akun/sandi/")
        self.assertTrue(Pengguna.objects.get(pk=self.p.admin.pk).check_password("rahasia-uji-123"))


class ListPenggunaTest(DasarPengguna):
    def nama(self, tanya: str = "") -> list[str]:
        return [p.username for p in self.client.get(self.dasar + tanya).context["halaman"].object_list]

    def test_lists_the_people_of_this_kabupaten_only(self) -> None:
        self.assertEqual(self.nama(), ["admin", "camat", "inspektorat", "pelaksana", "perencana", "tetangga"])

    def test_narrows_by_word_role_kecamatan_and_state(self) -> None:
        self.p.camat.first_name, self.p.camat.is_active = "Siti Contoh", False
        self.p.camat.save()
        for tanya, nama in (
            ("?q=contoh+siti", ["camat"]),
            ("?peran=perencana", ["perencana", "tetangga"]),
            (f"?peran=perencana&instansi={self.p.lain.pk}", ["tetangga"]),
            ("?keadaan=nonaktif", ["camat"]),
            (f"?keadaan=aktif&instansi={self.p.instansi.pk}", ["pelaksana", "perencana"]),
            (f"?instansi={self.p.jauh.pk}", ["camat", "admin", "inspektorat", "pelaksana", "perencana", "tetangga"]),
            ("?q=tidak-ada", []),
        ):
            with self.subTest(tanya):
                self.assertEqual(sorted(self.nama(tanya)), sorted(nama))

    def test_a_role_elsewhere_is_told_but_not_named(self) -> None:
        Peran.objects.create(pengguna=self.p.camat, jenis="inspektorat", kabupaten=self.sebelah)
        jawaban = self.client.get(self.dasar + "?q=camat")
        self.assertContains(jawaban, "Juga berperan di luar kabupaten ini")
        self.assertNotContains(jawaban, f"{self.dasar}{self.p.camat.pk}/")
        self.assertNotContains(jawaban, "<div>Inspektorat</div>")

    def test_more_people_cost_no_more_queries(self) -> None:
        self.client.get(self.dasar)
        with CaptureQueriesContext(
            connection,
        ) as sedikit:
            self.client.get(self.dasar)
        for n in range(60):
            orang = Pengguna.objects.create_user(f"orang{n}")
            Peran.objects.create(pengguna=orang, jenis="pelaksana", instansi=self.p.instansi, unit=self.p.unit)
        with self.assertNumQueries(len(sedikit)):
            jawaban = self.client.get(self.dasar)
        self.assertContains(jawaban, "Halaman 1 dari 2")
        self.assertContains(self.client.get(f"{self.dasar}?halaman=2"), "Halaman 2 dari 2")

    def test_more_roles_cost_no_more_queries(self) -> None:
        alamat = f"{self.dasar}{self.p.pelaksana.pk}/"
        self.client.get(alamat)
        with CaptureQueriesContext(connection) as sedikit:
            self.client.get(alamat)
        for n in range(8):
            unit = UnitKerja.objects.create(instansi=self.p.instansi, nama=f"Seksi {n}", jenis="seksi")
            Peran.objects.create(pengguna=self.p.pelaksana, jenis="pelaksana", instansi=self.p.instansi, unit=unit)
        with self.assertNumQueries(len(sedikit)):
            self.client.get(alamat)
