"""What was sent after the session had ended is offered once after signing in; secrets and files are not kept."""

from __future__ import annotations

from collections.abc import Iterator
from unittest import mock

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, TestCase
from django.urls import get_resolver

from organisasi.models import Instansi
from organisasi.tertunda import KUNCI, TERBANYAK, UMUR, is_rahasia
from tests.pemeran import buat_pemeran


class TertundaTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.alamat = f"/kabupaten/{cls.p.kabupaten.pk}/kecamatan/tambah/"

    def kirim(self, isi: dict[str, object], alamat: str = "", **kepala: str):  # type: ignore[no-untyped-def]
        asal = f"http://testserver{self.alamat}?dari=sini"
        return self.client.post(alamat or self.alamat, isi, headers={"referer": asal, **kepala})

    def masuk(self, nama: str = "admin"):  # type: ignore[no-untyped-def]
        isi = {"username": nama, "password": "rahasia-uji-123"}
        return self.client.post("/masuk/?next=/akun/kirim-lagi/", isi, follow=True)

    def test_it_is_shown_after_signing_in_and_sent_again(self) -> None:
        jawaban = self.kirim({"nama": "Kecamatan <Baru>", "kode": ""})
        self.assertRedirects(jawaban, "/masuk/?next=/akun/kirim-lagi/", fetch_redirect_response=False)
        self.assertContains(self.client.get("/masuk/"), "isian itu masih ada dan dapat dikirim sekali lagi")
        jawaban = self.masuk()
        self.assertContains(jawaban, "<dd>Kecamatan &lt;Baru&gt;</dd>")
        self.assertContains(jawaban, f'action="{self.alamat}"')
        self.assertContains(jawaban, f'btn-outline-primary" href="{self.alamat.removesuffix("kecamatan/tambah/")}"')
        isi = dict(jawaban.context["tertunda"].isi)
        self.assertRedirects(self.client.post(self.alamat, isi), self.alamat.removesuffix("kecamatan/tambah/"))
        self.assertTrue(Instansi.objects.filter(nama="Kecamatan <Baru>").exists())

    def test_it_is_shown_once(self) -> None:
        self.kirim({"nama": "Kecamatan Baru"})
        self.masuk()
        self.assertNotIn(KUNCI, self.client.session)
        self.assertRedirects(self.client.get("/akun/kirim-lagi/"), "/", fetch_redirect_response=False)

    def test_of_another_kecamatan_nothing_is_shown(self) -> None:
        for nama, tampak in (("perencana", True), ("tetangga", False)):
            self.client.logout()
            self.kirim({"nama": "Ketikan Perencana"}, "/satu/2023/renstra/ubah/")
            jawaban = self.masuk(nama)
            self.assertEqual("Ketikan Perencana" in jawaban.content.decode(), tampak, nama)
            self.assertNotIn(KUNCI, self.client.session)

    def test_it_waits_a_quarter_of_an_hour(self) -> None:
        self.kirim({"nama": "Kecamatan Baru"})
        with mock.patch("organisasi.tertunda.time.time", return_value=self.client.session[KUNCI]["waktu"] + UMUR + 1):
            self.assertNotContains(self.masuk(), "Kecamatan Baru")

    def test_what_may_not_be_kept_is_told_as_before(self) -> None:
        for apa, isi, alamat in (
            ("sandi", {"old_password": "a", "new_password1": "b"}, "/akun/sandi/"),
            ("frasa", {"frasa": "rahasia", "nama": "x"}, ""),
            ("berkas", {"berkas": SimpleUploadedFile("a.xlsx", b"x"), "nama": "x"}, ""),
            ("besar", {"nama": "x" * (TERBANYAK + 1)}, ""),
            ("admin", {"nama": "x"}, "/kelola/organisasi/instansi/add/"),
        ):
            with self.subTest(apa):
                self.client = Client()
                self.kirim(isi, alamat)
                self.assertNotIn(KUNCI, self.client.session)
        self.client = Client()
        self.kirim({"frasa": "x"})
        self.assertContains(self.client.get("/masuk/"), "tekan Kembali di peramban")

    def test_a_button_without_fields_is_no_form(self) -> None:
        self.kirim({})
        self.assertNotIn(KUNCI, self.client.session)

    def test_a_row_of_a_grid_is_kept_by_its_own_script(self) -> None:
        self.kirim({"nama": "x"}, accept="application/json")
        self.assertNotIn(KUNCI, self.client.session)

    def test_every_password_field_is_known_as_secret(self) -> None:
        get_resolver().url_patterns  # noqa: B018 - loads all forms
        rahasia = {
            nama
            for kelas in list_kelas(forms.BaseForm)
            for nama, medan in getattr(kelas, "base_fields", {}).items()
            if isinstance(medan.widget, forms.PasswordInput)
        }
        self.assertLessEqual({"sandi", "frasa", "password", "old_password", "new_password1"}, rahasia)
        self.assertEqual([n for n in rahasia if not is_rahasia(n)], [])


def list_kelas(kelas: type) -> Iterator[type]:
    for turunan in kelas.__subclasses__():
        yield turunan
        yield from list_kelas(turunan)
