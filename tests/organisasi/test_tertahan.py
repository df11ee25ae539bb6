"""Throttled sign-in: five mistakes for a name from one address, then a quarter of an hour."""

from __future__ import annotations

from datetime import timedelta

from axes.models import AccessAttempt
from django.db.models import F
from django.test import RequestFactory, TestCase, override_settings

from organisasi.akun import reset_sandi
from organisasi.sesi import read_alamat
from tests.pemeran import buat_pemeran

SANDI = "rahasia-uji-123"


@override_settings(AXES_ENABLED=True)
class TertahanTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()

    def masuk(self, sandi: str, nama: str = "camat", alamat: str = "10.0.0.1", **kepala: str):  # type: ignore[no-untyped-def]
        isi = {"username": nama, "password": sandi}
        return self.client.post("/masuk/", isi, REMOTE_ADDR=alamat, headers=kepala)

    def salah(self, kali: int, **lain: str) -> list[int]:
        return [self.masuk("salah", **lain).status_code for _ in range(kali)]

    def test_the_fifth_mistake_is_answered_with_what_to_do(self) -> None:
        self.assertEqual(self.salah(4), [200] * 4)
        jawaban = self.masuk("salah")
        self.assertContains(jawaban, "coba lagi setelah 15 menit", status_code=429)
        self.assertContains(jawaban, "Admin kabupaten dapat memberi kata sandi baru", status_code=429)
        self.assertEqual(self.masuk(SANDI).status_code, 429)  # the right one does not help now

    def tunggu(self, menit: int) -> None:
        """Let time pass, by moving what happened into the past."""
        AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=menit))

    def test_after_a_quarter_of_an_hour_it_goes_on(self) -> None:
        self.salah(5)
        self.tunggu(14)
        self.assertEqual(self.masuk(SANDI).status_code, 429)
        self.tunggu(2)
        self.assertEqual(self.masuk(SANDI).status_code, 302)

    def test_trying_while_it_is_shut_does_not_prolong_it(self) -> None:
        self.salah(5)
        self.tunggu(10)
        self.assertEqual(self.salah(3), [429] * 3)
        self.tunggu(6)
        self.assertEqual(self.masuk(SANDI).status_code, 302)

    def test_others_are_not_shut_out(self) -> None:
        self.salah(5)
        self.assertEqual(self.masuk(SANDI, nama="perencana").status_code, 302)
        self.client.logout()
        self.assertEqual(self.masuk(SANDI, alamat="10.0.0.2").status_code, 302)

    def test_a_success_forgives_earlier_mistakes(self) -> None:
        self.salah(4)
        self.assertEqual(self.masuk(SANDI).status_code, 302)
        self.client.logout()
        self.assertEqual(self.salah(4), [200] * 4)

    def test_a_new_password_from_the_admin_opens_at_once(self) -> None:
        self.salah(5)
        self.assertEqual(self.masuk(reset_sandi(self.p.camat)).status_code, 302)

    def test_djangos_own_admin_is_no_way_around(self) -> None:
        isi = {"username": "camat", "password": "salah"}
        status = [self.client.post("/kelola/login/", isi, REMOTE_ADDR="10.0.0.1").status_code for _ in range(5)]
        self.assertEqual(status[-1], 429)

    @override_settings(BEHIND_PROXY=False)
    def test_without_a_proxy_a_forged_address_does_not_help(self) -> None:
        for n in range(5):
            jawaban = self.masuk("salah", **{"x-forwarded-for": f"10.9.9.{n}"})
        self.assertEqual(jawaban.status_code, 429)

    @override_settings(BEHIND_PROXY=True)
    def test_behind_a_proxy_callers_are_told_apart(self) -> None:
        for n in range(5):
            jawaban = self.masuk("salah", **{"x-forwarded-for": f"10.9.9.{n}, 203.0.113.7"})
        self.assertEqual(jawaban.status_code, 429)
        self.assertEqual(self.masuk(SANDI, **{"x-forwarded-for": "203.0.113.8"}).status_code, 302)


class AlamatTest(TestCase):
    def baca(self, asal: str, teruskan: str = "") -> str | None:
        kepala = {"x-forwarded-for": teruskan} if teruskan else {}
        return read_alamat(RequestFactory().get("/", REMOTE_ADDR=asal, headers=kepala))

    @override_settings(BEHIND_PROXY=False)
    def test_the_header_counts_for_nothing_without_a_proxy(self) -> None:
        self.assertEqual(self.baca("10.0.0.1", "1.2.3.4"), "10.0.0.1")

    @override_settings(BEHIND_PROXY=True)
    def test_behind_a_proxy_the_last_address_counts(self) -> None:
        self.assertEqual(self.baca("127.0.0.1", "1.2.3.4, 5.6.7.8"), "5.6.7.8")
        self.assertEqual(self.baca("127.0.0.1", "2001:db8::1"), "2001:db8::1")
        self.assertEqual(self.baca("127.0.0.1"), "127.0.0.1")

    @override_settings(BEHIND_PROXY=True)
    def test_what_is_no_address_is_none(self) -> None:
        self.assertIsNone(self.baca("", "bukan-alamat"))
        self.assertIsNone(self.baca(""))
