"""The overview of a kabupaten, its kecamatan, its rules."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.test import TestCase
from django.urls import reverse

from organisasi.alamat import list_kata_pertama
from organisasi.models import Instansi, Kabupaten, Pengguna
from organisasi.riwayat import list_riwayat
from tests.pemeran import buat_pemeran


class DasarKabupaten(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.dasar = f"/kabupaten/{cls.p.kabupaten.pk}/"

    def setUp(self) -> None:
        self.client.force_login(self.p.admin)


class LihatKabupatenTest(DasarKabupaten):
    def test_who_has_one_kabupaten_goes_straight_to_it(self) -> None:
        self.assertRedirects(self.client.get("/kabupaten/"), self.dasar)

    def test_a_superuser_chooses(self) -> None:
        self.client.force_login(Pengguna.objects.create_superuser("pengelola"))
        jawaban = self.client.get("/kabupaten/")
        self.assertContains(jawaban, "Kabupaten Contoh")
        self.assertContains(jawaban, "Kabupaten Sebelah")

    def test_shows_what_is_to_be_decided_and_how_it_stands(self) -> None:
        jawaban = self.client.get(self.dasar)
        self.assertContains(jawaban, "6 aktif, 5 di antaranya belum pernah masuk")
        self.assertContains(jawaban, "belum diatur: isian terbuka kapan saja")
        self.assertContains(jawaban, 'aria-label="3 pengguna Kecamatan Satu"')
        self.assertNotContains(jawaban, "Kecamatan Jauh")

    def test_another_kabupaten_does_not_exist(self) -> None:
        sebelah = Kabupaten.objects.get(nama="Sebelah")
        for nama in ("lihat_kabupaten", "tambah_instansi", "ubah_aturan", "list_pengguna", "list_skala"):
            with self.subTest(nama):
                self.assertEqual(self.client.get(reverse(nama, args=[sebelah.pk])).status_code, 404)

    def test_the_head_links_to_the_kabupaten_for_its_admin_only(self) -> None:
        self.assertContains(self.client.get("/akun/"), 'href="/kabupaten/"')
        self.assertNotContains(self.client.get("/akun/"), "Pengelolaan data")
        self.client.force_login(self.p.perencana)
        self.assertNotContains(self.client.get("/akun/"), 'href="/kabupaten/"')
        self.assertContains(self.client.get("/akun/"), 'href="/akun/"')
        self.client.force_login(Pengguna.objects.create_superuser("pengelola"))
        self.assertContains(self.client.get("/akun/"), "Pengelolaan data")


class TambahInstansiTest(DasarKabupaten):
    def tambah(self, **isi: str):  # type: ignore[no-untyped-def]
        return self.client.post(f"{self.dasar}kecamatan/tambah/", isi)

    def test_the_key_is_made_from_the_name(self) -> None:
        self.assertRedirects(self.tambah(nama="Kecamatan Tomoni Timur"), self.dasar)
        instansi = Instansi.objects.get(nama="Kecamatan Tomoni Timur")
        self.assertEqual((instansi.slug, instansi.kabupaten), ("tomoni-timur", self.p.kabupaten))
        self.assertEqual(self.client.get("/tomoni-timur/").status_code, 200)

    def test_a_key_that_is_taken_is_refused_with_another(self) -> None:
        self.assertContains(self.tambah(nama="Kecamatan Satu Baru", slug="satu"), "misalnya “satu-2”", status_code=422)

    def test_a_key_that_is_no_address_is_told_in_plain_words(self) -> None:
        jawaban = self.tambah(nama="Kecamatan Baru", slug="Kec. Baru!")
        self.assertContains(jawaban, "Kunci hanya berisi huruf, angka, dan tanda hubung", status_code=422)

    def test_a_name_that_is_taken_here_is_refused(self) -> None:
        self.assertContains(
            self.tambah(nama="kecamatan satu", slug="x"), "sudah dipakai instansi lain", status_code=422
        )
        self.assertEqual(self.tambah(nama="Kecamatan Jauh", slug="jauh-juga").status_code, 302)  # another kabupaten's

    def test_words_of_the_site_are_refused(self) -> None:
        for slug in ("masuk", "akun", "kabupaten", "kelola", "static", "asal", "foto", "terbitan", "admin"):
            with self.subTest(slug):
                jawaban = self.tambah(nama="Kecamatan Coba", slug=slug)
                self.assertContains(jawaban, "sudah dipakai situs ini sendiri", status_code=422)

    def test_every_first_word_of_an_address_is_reserved(self) -> None:
        self.assertLessEqual(
            {"masuk", "keluar", "akun", "kabupaten", "kelola", "asal", "foto", "terbitan", "static"},
            list_kata_pertama(),
        )
        self.assertFalse({"", "<slug:slug>", "satu"} & list_kata_pertama())

    def test_the_model_itself_refuses_them_too(self) -> None:
        with self.assertRaises(ValidationError) as galat:
            Instansi(kabupaten=self.p.kabupaten, nama="Coba", slug="masuk").full_clean()
        self.assertEqual(list(galat.exception.error_dict), ["slug"])

    def test_a_name_without_letters_needs_a_key(self) -> None:
        self.assertContains(self.tambah(nama="!!!"), "Kunci tidak dapat dibuat", status_code=422)


class AturanTest(DasarKabupaten):
    def isi(self, **lain: Any) -> dict[str, Any]:
        form = self.client.get(f"{self.dasar}aturan/").context["form"]
        awal = {n: form.get_initial_for_field(f, n) for n, f in form.fields.items()}
        return {n: v for n, v in awal.items() if v not in (None, False)} | lain

    def test_rules_are_stored_and_leave_a_mark(self) -> None:
        isi = self.isi(aturan_turun="nisbah", batas_capaian="120", judul_laporan=Kabupaten.Judul.LAKIP.value)
        self.assertRedirects(self.client.post(f"{self.dasar}aturan/", isi), f"{self.dasar}aturan/")
        kabupaten = Kabupaten.objects.get(pk=self.p.kabupaten.pk)
        self.assertEqual((kabupaten.aturan_turun, kabupaten.batas_capaian), ("nisbah", Decimal(120)))
        self.assertEqual(list_riwayat(kabupaten)[0].oleh, "admin")

    def test_a_cap_is_read_as_clerks_write_it_or_refused(self) -> None:
        self.client.post(f"{self.dasar}aturan/", self.isi(batas_capaian="112,5"))
        self.assertEqual(Kabupaten.objects.get(pk=self.p.kabupaten.pk).batas_capaian, Decimal("112.5"))
        for salah in ("1.250", "90", "banyak"):
            with self.subTest(salah):
                jawaban = self.client.post(f"{self.dasar}aturan/", self.isi(batas_capaian=salah))
                self.assertContains(jawaban, f'value="{salah}"', status_code=422)

    def test_both_formulas_are_shown_with_an_example(self) -> None:
        contoh = self.client.get(f"{self.dasar}aturan/").context["contoh"]
        self.assertEqual(
            contoh,
            [
                ("8", "120,00", "125,00"),
                ("10", "100,00", "100,00"),
                ("12", "80,00", "83,33"),
                ("25", "-50,00", "40,00"),
            ],
        )

    def test_a_colleagues_change_is_not_overwritten_unseen(self) -> None:
        isi = self.isi(provinsi="Baru")
        kabupaten = Kabupaten.objects.get(pk=self.p.kabupaten.pk)
        kabupaten.ibu_kota = "Malili"
        kabupaten.save()
        jawaban = self.client.post(f"{self.dasar}aturan/", isi)
        self.assertContains(jawaban, "sudah mengubah data ini", status_code=422)
        self.assertEqual(Kabupaten.objects.get(pk=kabupaten.pk).provinsi, "")

    def periksa(self, *boleh: Instansi) -> dict[str, str]:
        formulir = self.client.get(f"{self.dasar}aturan/").context["periksa"]
        isi = {"periksa-TOTAL_FORMS": str(len(formulir.forms)), "periksa-INITIAL_FORMS": str(len(formulir.forms))}
        for n, baris in enumerate(formulir.forms):
            isi |= {f"periksa-{n}-id": str(baris.instance.pk), f"periksa-{n}-sidik": baris.initial["sidik"]}
            if baris.instance in boleh:
                isi[f"periksa-{n}-periksa_sendiri"] = "on"
        return isi

    def test_judging_ones_own_typing_is_allowed_office_by_office(self) -> None:
        self.client.post(f"{self.dasar}periksa-sendiri/", self.periksa(self.p.lain))
        boleh = Instansi.objects.filter(periksa_sendiri=True)
        self.assertEqual(list(boleh), [self.p.lain])
        self.assertEqual(list_riwayat(boleh[0])[0].isi, (("boleh memeriksa isian sendiri", "tidak", "ya"),))
        self.assertNotIn("admin", {r.oleh for r in list_riwayat(self.p.instansi)})  # unchanged rows are not saved
        self.client.post(f"{self.dasar}periksa-sendiri/", self.periksa())
        self.assertFalse(Instansi.objects.filter(periksa_sendiri=True).exists())

    def test_an_office_of_another_kabupaten_cannot_be_slipped_in(self) -> None:
        isi = self.periksa() | {"periksa-0-id": str(self.p.jauh.pk), "periksa-0-periksa_sendiri": "on"}
        self.client.post(f"{self.dasar}periksa-sendiri/", isi)
        self.assertFalse(Instansi.objects.filter(periksa_sendiri=True).exists())
