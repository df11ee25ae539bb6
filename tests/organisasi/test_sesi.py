"""Sessions: noted at sign-in, listed, ended by their owner; the visit before is remembered."""

from __future__ import annotations

import re
from datetime import timedelta

from django.contrib.sessions.models import Session
from django.test import Client, TestCase
from django.utils import timezone

from organisasi.models import Pengguna, SesiMasuk
from organisasi.sesi import describe_peramban
from tests.pemeran import buat_pemeran

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"


class SesiTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()

    def masuk(self, nama: str = "camat") -> Client:
        client = Client(headers={"user-agent": FIREFOX}, REMOTE_ADDR="10.0.0.7")
        jawaban = client.post("/masuk/", {"username": nama, "password": "rahasia-uji-123"})
        self.assertEqual(jawaban.status_code, 302)
        return client

    def test_sign_in_is_noted_with_browser_and_address(self) -> None:
        client = self.masuk()
        sesi = SesiMasuk.objects.get(pengguna=self.p.camat)
        self.assertEqual((sesi.kunci, sesi.alamat), (client.session.session_key, "10.0.0.7"))
        jawaban = client.get("/akun/")
        self.assertContains(jawaban, "Firefox di Windows")
        self.assertContains(jawaban, "peramban ini")
        self.assertNotContains(jawaban, "Akhiri semua yang lain")

    def test_a_form_sent_after_the_session_ended_leads_back_to_its_page(self) -> None:
        asal = "http://testserver/satu/2023/impor/?cari=x"
        for kepala, halaman in (
            ({"referer": asal}, "/satu/2023/impor/%3Fcari%3Dx"),
            ({"referer": "http://lain.test/jahat/"}, "/satu/2023/impor/"),
            ({"referer": "http://testserver/satu/2023/impor/unggah/"}, "/satu/2023/impor/"),
            ({}, "/satu/2023/impor/"),
        ):
            with self.subTest(kepala):
                jawaban = Client().post("/satu/2023/impor/unggah/", headers=kepala)
                self.assertRedirects(jawaban, f"/masuk/?next={halaman}", fetch_redirect_response=False)
        self.assertRedirects(Client().get("/akun/"), "/masuk/?next=/akun/", fetch_redirect_response=False)

    def test_sign_out_forgets_it(self) -> None:
        self.masuk().post("/keluar/")
        self.assertFalse(SesiMasuk.objects.exists())

    def test_the_visit_before_this_one_is_remembered(self) -> None:
        self.masuk()
        pertama = Pengguna.objects.get(username="camat")
        self.assertIsNone(pertama.kunjungan_lalu)
        self.masuk()
        kedua = Pengguna.objects.get(username="camat")
        self.assertEqual(kedua.kunjungan_lalu, pertama.last_login)
        assert kedua.last_login and pertama.last_login
        self.assertGreater(kedua.last_login, pertama.last_login)

    def test_one_other_browser_is_ended(self) -> None:
        lain, saya = self.masuk(), self.masuk()
        sesi = SesiMasuk.objects.get(kunci=lain.session.session_key)
        jawaban = saya.post(f"/akun/sesi/{sesi.pk}/akhiri/", follow=True)
        self.assertContains(jawaban, "Peramban itu sudah dikeluarkan.")
        self.assertEqual(lain.get("/akun/").status_code, 302)
        self.assertEqual(saya.get("/akun/").status_code, 200)
        self.assertEqual(SesiMasuk.objects.get().kunci, saya.session.session_key)

    def test_all_other_browsers_are_ended(self) -> None:
        lain, lagi, saya = self.masuk(), self.masuk(), self.masuk()
        rekan = self.masuk("perencana")
        self.assertContains(saya.post("/akun/sesi/akhiri-lain/", follow=True), "2 peramban lain")
        self.assertEqual([c.get("/akun/").status_code for c in (lain, lagi, saya, rekan)], [302, 302, 200, 200])

    def test_ending_ones_own_browser_is_left_to_sign_out(self) -> None:
        saya = self.masuk()
        sesi = SesiMasuk.objects.get()
        self.assertContains(saya.post(f"/akun/sesi/{sesi.pk}/akhiri/", follow=True), "Tekan Keluar")
        self.assertTrue(SesiMasuk.objects.filter(pk=sesi.pk).exists())

    def test_nobody_ends_someone_elses_session(self) -> None:
        rekan = self.masuk("perencana")
        sesi = SesiMasuk.objects.get(pengguna=self.p.perencana)
        self.assertEqual(self.masuk().post(f"/akun/sesi/{sesi.pk}/akhiri/").status_code, 404)
        self.assertEqual(rekan.get("/akun/").status_code, 200)

    def test_what_has_expired_is_neither_listed_nor_kept(self) -> None:
        self.masuk()
        Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))
        saya = self.masuk()
        self.assertEqual(SesiMasuk.objects.get().kunci, saya.session.session_key)

    def test_sign_in_leaves_no_mark_in_the_history_of_the_account(self) -> None:
        from organisasi.riwayat import list_riwayat

        sebelum = len(list_riwayat(self.p.camat))
        self.masuk()
        self.assertEqual(len(list_riwayat(self.p.camat)), sebelum)

    def test_a_changed_name_is_stored_and_shown(self) -> None:
        saya = self.masuk()
        halaman = saya.get("/akun/")
        sidik = re.search(r'name="sidik" value="(\w+)"', halaman.content.decode())
        assert sidik
        self.masuk()  # elsewhere: changes last_login, which is nobody's edit
        jawaban = saya.post(
            "/akun/", {"nama": "Siti Contoh", "email": "siti@contoh.id", "sidik": sidik[1]}, follow=True
        )
        self.assertContains(jawaban, "Data Anda tersimpan.")
        self.assertContains(jawaban, "Siti Contoh")
        self.assertEqual(Pengguna.objects.get(username="camat").email, "siti@contoh.id")

    def test_an_invalid_address_comes_back_with_what_was_typed(self) -> None:
        jawaban = self.masuk().post("/akun/", {"nama": "Siti", "email": "siti"})
        self.assertContains(jawaban, 'value="siti"', status_code=422)
        self.assertEqual(Pengguna.objects.get(username="camat").first_name, "")

    def test_nobody_gives_himself_rights_by_his_own_page(self) -> None:
        self.masuk().post(
            "/akun/", {"nama": "Siti", "email": "", "is_superuser": "on", "is_staff": "on", "username": "x"}
        )
        camat = Pengguna.objects.get(pk=self.p.camat.pk)
        self.assertEqual((camat.first_name, camat.username, camat.is_superuser), ("Siti", "camat", False))


class PerambanTest(TestCase):
    def test_browsers_are_named_as_people_call_them(self) -> None:
        for teks, kata in (
            (FIREFOX, "Firefox di Windows"),
            (
                "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0",
                "Edge di Windows",
            ),
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36",
                "Chrome di Android",
            ),
            ("curl/8.5", "Peramban lain"),
            ("", "Peramban lain"),
        ):
            with self.subTest(teks):
                self.assertEqual(describe_peramban(teks), kata)
