"""Passwords: the first one is changed before anything else, a forgotten one comes back by e-mail where there is any."""

from __future__ import annotations

import re

from django.core import mail
from django.core.cache import cache
from django.test import Client, TestCase, override_settings

from organisasi.akun import generate_sandi, reset_sandi
from organisasi.models import Pengguna, SesiMasuk
from tests.pemeran import buat_pemeran

BARU = "pasar-hujan-kopi-7"


def isi_ganti(lama: str, baru: str = BARU) -> dict[str, str]:
    return {"old_password": lama, "new_password1": baru, "new_password2": baru}


class GantiSandiTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()

    def masuk(self, sandi: str) -> Client:
        client = Client()
        self.assertEqual(client.post("/masuk/", {"username": "camat", "password": sandi}).status_code, 302)
        return client

    def test_a_given_password_leads_to_choosing_ones_own(self) -> None:
        client = self.masuk(reset_sandi(self.p.camat))
        for alamat in ("/", "/satu/2023/", "/akun/", "/kelola/"):
            with self.subTest(alamat):
                self.assertRedirects(client.get(alamat), "/akun/sandi/")
        self.assertEqual(client.post("/akun/", {"nama": "X"})["Location"], "/akun/sandi/")
        self.assertContains(client.get("/akun/sandi/"), "Buat kata sandi Anda sendiri")

    def test_until_then_one_can_still_sign_out(self) -> None:
        client = self.masuk(reset_sandi(self.p.camat))
        self.assertEqual(client.post("/keluar/")["Location"], "/masuk/")

    def test_after_choosing_the_work_begins(self) -> None:
        sandi = reset_sandi(self.p.camat)
        client = self.masuk(sandi)
        jawaban = client.post("/akun/sandi/", isi_ganti(sandi))
        self.assertEqual(jawaban["Location"], "/")
        self.assertEqual(client.get("/satu/2023/").status_code, 200)
        self.assertFalse(Pengguna.objects.get(username="camat").wajib_ganti_sandi)
        self.masuk(BARU)

    def test_the_given_password_cannot_be_kept(self) -> None:
        sandi = reset_sandi(self.p.camat)
        jawaban = self.masuk(sandi).post("/akun/sandi/", isi_ganti(sandi, sandi))
        self.assertContains(jawaban, "harus berbeda dari yang sekarang", status_code=422)
        self.assertTrue(Pengguna.objects.get(username="camat").wajib_ganti_sandi)

    def test_a_weak_password_is_refused(self) -> None:
        client = self.masuk("rahasia-uji-123")
        for lemah in ("pendek", "1234567890123", "password123"):
            with self.subTest(lemah):
                self.assertEqual(client.post("/akun/sandi/", isi_ganti("rahasia-uji-123", lemah)).status_code, 422)

    def test_the_old_password_is_asked_for(self) -> None:
        jawaban = self.masuk("rahasia-uji-123").post("/akun/sandi/", isi_ganti("bukan-ini"))
        self.assertEqual(jawaban.status_code, 422)

    def test_a_new_password_signs_out_the_other_browsers_and_keeps_this_one(self) -> None:
        lain, saya = self.masuk("rahasia-uji-123"), self.masuk("rahasia-uji-123")
        self.assertEqual(saya.post("/akun/sandi/", isi_ganti("rahasia-uji-123"))["Location"], "/akun/")
        self.assertEqual(lain.get("/akun/").status_code, 302)
        self.assertContains(saya.get("/akun/"), "peramban ini")
        self.assertEqual(SesiMasuk.objects.get().kunci, saya.session.session_key)

    def test_given_passwords_are_long_and_never_the_same(self) -> None:
        banyak = {generate_sandi() for _ in range(50)}
        self.assertEqual(len(banyak), 50)
        for sandi in banyak:
            self.assertRegex(sandi, r"^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$")


class LupaSandiTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.p.camat.email = "camat@contoh.id"
        cls.p.camat.save()

    def setUp(self) -> None:
        cache.clear()

    @override_settings(SUREL_AKTIF=False)
    def test_without_e_mail_one_is_told_whom_to_ask(self) -> None:
        self.assertContains(self.client.get("/masuk/"), "Lupa kata sandi?")
        self.assertContains(self.client.get("/akun/lupa-sandi/"), "Hubungi admin kabupaten")
        self.client.post("/akun/lupa-sandi/", {"email": "camat@contoh.id"})
        self.assertEqual(mail.outbox, [])

    @override_settings(SUREL_AKTIF=True, SITE_URL="https://kinerja.contoh.go.id")
    def minta(self, surel: str, **lain: str) -> str:
        jawaban = self.client.post("/akun/lupa-sandi/", {"email": surel}, follow=True, **lain)  # type: ignore[arg-type]
        return jawaban.content.decode()

    def test_a_link_goes_to_the_address_of_the_account(self) -> None:
        halaman = self.minta("camat@contoh.id", headers={"host": "localhost"})  # type: ignore[arg-type]
        self.assertIn("sudah dikirim ke sana", halaman)
        surat = mail.outbox[0]
        self.assertEqual(surat.to, ["camat@contoh.id"])
        self.assertIn("https://kinerja.contoh.go.id/akun/sandi-baru/", surat.body)  # never what the caller named

    def test_the_answer_does_not_tell_who_has_an_account(self) -> None:
        ada, tiada = self.minta("camat@contoh.id"), self.minta("lain@contoh.id")
        buang = r'name="csrfmiddlewaretoken" value="\w+"'
        self.assertEqual(re.sub(buang, "", ada), re.sub(buang, "", tiada))
        self.assertEqual(len(mail.outbox), 1)

    def test_asking_again_at_once_sends_no_second_mail(self) -> None:
        for _ in range(3):
            self.minta("camat@contoh.id")
        self.assertEqual(len(mail.outbox), 1)

    @override_settings(SUREL_AKTIF=True)
    def test_what_is_no_address_comes_back(self) -> None:
        self.assertEqual(self.client.post("/akun/lupa-sandi/", {"email": "camat"}).status_code, 422)

    def test_the_link_gives_a_new_password_once_and_ends_sessions(self) -> None:
        reset_sandi(self.p.camat)
        lama = Client()
        lama.force_login(self.p.camat)
        self.minta("camat@contoh.id")
        tautan = re.search(r"https://[^/]+(/akun/sandi-baru/\S+)", mail.outbox[0].body)
        assert tautan
        formulir = self.client.get(tautan[1], follow=True)
        alamat = formulir.redirect_chain[-1][0]
        lemah = self.client.post(alamat, {"new_password1": "pendek", "new_password2": "pendek"})
        self.assertEqual(lemah.status_code, 422)
        jawaban = self.client.post(alamat, {"new_password1": BARU, "new_password2": BARU}, follow=True)
        self.assertContains(jawaban, "Kata sandi baru tersimpan. Silakan masuk.")
        camat = Pengguna.objects.get(pk=self.p.camat.pk)
        self.assertTrue(camat.check_password(BARU))
        self.assertFalse(camat.wajib_ganti_sandi)
        self.assertEqual(lama.get("/akun/").status_code, 302)
        self.assertFalse(SesiMasuk.objects.exists())
        self.assertContains(Client().get(tautan[1], follow=True), "sudah dipakai atau sudah lewat masanya")

    def test_who_is_deactivated_gets_no_link(self) -> None:
        self.p.camat.is_active = False
        self.p.camat.save()
        self.minta("camat@contoh.id")
        self.assertEqual(mail.outbox, [])
