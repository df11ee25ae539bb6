"""The admin: every registered model shows and takes only rows of one's own instansi."""

from __future__ import annotations

from django.contrib import admin
from django.test import RequestFactory, TestCase

from lakip.models import Laporan
from organisasi.models import Instansi, Kabupaten, Sarana
from organisasi.pengelolaan import MilikAdmin
from organisasi.riwayat import list_riwayat
from tests.pabrik import buat_sub_kegiatan
from tests.pemeran import buat_pemeran

KHUSUS_SUPER = {
    "organisasi.pengguna",
    "organisasi.skala",
    "anggaran.nomenklatur",
    "lakip.susunan",
}


class PengelolaanTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.milik = Sarana.objects.create(instansi=cls.p.instansi, tahun=2023, nama="Meja", baik=2)
        cls.asing = Sarana.objects.create(instansi=cls.p.lain, tahun=2023, nama="Kursi", baik=1)

    def buka(self, orang, cara: str = "get", url: str = "", **isi):  # type: ignore[no-untyped-def]
        self.client.force_login(orang)
        return getattr(self.client, cara)(f"/kelola/{url}", **isi)

    def test_every_model_of_ours_is_scoped_or_for_superusers(self) -> None:
        for model, kelola in admin.site._registry.items():
            if model._meta.app_label in ("auth", "auditlog"):
                continue
            with self.subTest(model._meta.label):
                terbatas = isinstance(kelola, MilikAdmin)
                self.assertTrue(terbatas or model._meta.label_lower in KHUSUS_SUPER)

    def test_every_list_opens_for_those_who_may_and_holds_no_foreign_row(self) -> None:
        for model, kelola in admin.site._registry.items():
            if not isinstance(kelola, MilikAdmin):
                continue
            with self.subTest(model._meta.label):
                url = f"{model._meta.app_label}/{model._meta.model_name}/"
                self.assertEqual(self.buka(self.p.perencana, url=url).status_code, 200)
                permintaan = RequestFactory().get("/")
                permintaan.user = self.p.tamu
                self.assertFalse(kelola.get_queryset(permintaan).exists())

    def test_a_foreign_row_is_not_found(self) -> None:
        self.assertContains(self.buka(self.p.perencana, url="organisasi/sarana/"), "Meja")
        self.assertNotContains(self.buka(self.p.perencana, url="organisasi/sarana/"), "Kursi")
        jawaban = self.buka(self.p.perencana, url=f"organisasi/sarana/{self.asing.pk}/change/")
        self.assertEqual(jawaban.status_code, 302)  # the admin's way to say: no such row

    def test_filters_offer_the_years_of_ones_own_rows_only(self) -> None:
        buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.01", 1, tahun=2023)
        buat_sub_kegiatan(self.p.lain, "7.01.01.2.01.01", 1, tahun=2031)
        for url in ("anggaran/subkegiatan/", "anggaran/kegiatan/", "anggaran/program/"):
            with self.subTest(url):
                jawaban = self.buka(self.p.perencana, url=url)
                self.assertContains(jawaban, "2023")
                self.assertNotContains(jawaban, "2031")
                self.assertEqual(self.buka(self.p.perencana, url=f"{url}?tahun=2023").status_code, 200)

    def test_a_reader_cannot_change(self) -> None:
        for nama in ("inspektorat", "camat", "pelaksana"):
            with self.subTest(nama):
                url = f"organisasi/sarana/{self.milik.pk}/change/"
                self.assertEqual(self.buka(self.p.semua[nama], url=url).status_code, 200)
                jawaban = self.buka(self.p.semua[nama], "post", url, data={"nama": "Hilang"})
                self.assertEqual(jawaban.status_code, 403)
        self.milik.refresh_from_db()
        self.assertEqual(self.milik.nama, "Meja")

    def test_a_row_cannot_be_given_to_another_instansi(self) -> None:
        isi = {"tahun": 2023, "nama": "Lemari", "baik": 1, "kurang_baik": 0, "rusak_berat": 0, "urut": 0}
        self.buka(self.p.perencana, "post", "organisasi/sarana/add/", data={**isi, "instansi": self.p.lain.pk})
        self.assertFalse(Sarana.objects.filter(nama="Lemari").exists())
        self.buka(self.p.perencana, "post", "organisasi/sarana/add/", data={**isi, "instansi": self.p.instansi.pk})
        self.assertTrue(Sarana.objects.filter(nama="Lemari", instansi=self.p.instansi).exists())

    def test_kabupaten_settings_are_for_its_admin(self) -> None:
        url = f"organisasi/kabupaten/{self.p.kabupaten.pk}/change/"
        self.assertEqual(self.buka(self.p.perencana, "post", url, data={}).status_code, 403)
        self.assertEqual(self.buka(self.p.admin, "post", url, data={}).status_code, 200)  # the form with its errors
        jauh = Kabupaten.objects.get(nama="Sebelah")
        jawaban = self.buka(self.p.admin, url=f"organisasi/kabupaten/{jauh.pk}/change/")
        self.assertEqual(jawaban.status_code, 302)

    def test_instansi_are_not_created_or_deleted_by_a_perencana(self) -> None:
        self.assertEqual(self.buka(self.p.perencana, url="organisasi/instansi/add/").status_code, 403)
        url = f"organisasi/instansi/{self.p.instansi.pk}/delete/"
        self.assertEqual(self.buka(self.p.perencana, "post", url, data={"post": "yes"}).status_code, 403)
        self.assertTrue(Instansi.objects.filter(pk=self.p.instansi.pk).exists())

    def test_presets_are_offered_as_outline(self) -> None:
        jawaban = self.buka(self.p.perencana, url=f"lakip/laporan/{self.p.laporan.pk}/change/")
        self.assertContains(jawaban, "Pelaihari 2023")
        self.assertTrue(Laporan.objects.filter(pk=self.p.laporan.pk).exists())

    def test_a_row_changed_by_a_colleague_is_not_overwritten_unseen(self) -> None:
        url = f"organisasi/sarana/{self.milik.pk}/change/"
        formulir = self.buka(self.p.perencana, url=url).context["adminform"].form
        isi = {n: formulir.get_initial_for_field(f, n) for n, f in formulir.fields.items()} | {"nama": "Meja saya"}
        isi["instansi"] = self.p.instansi.pk
        Sarana.objects.get(pk=self.milik.pk).save()  # saved again unchanged: nothing to notice
        rekan = Sarana.objects.get(pk=self.milik.pk)
        rekan.baik = 7
        rekan.save()
        jawaban = self.buka(self.p.perencana, "post", url, data=isi)
        self.assertContains(jawaban, "sudah mengubah data ini")
        self.assertContains(jawaban, "Meja saya")  # the typing is still there
        self.assertEqual(Sarana.objects.get(pk=self.milik.pk).nama, "Meja")
        isi["sidik"] = jawaban.context["adminform"].form["sidik"].value()
        self.assertEqual(self.buka(self.p.perencana, "post", url, data=isi).status_code, 302)  # knowingly
        self.assertEqual(Sarana.objects.get(pk=self.milik.pk).nama, "Meja saya")

    def test_every_change_leaves_who_when_before_and_after(self) -> None:
        url = f"organisasi/sarana/{self.milik.pk}/change/"
        formulir = self.buka(self.p.perencana, url=url).context["adminform"].form
        isi = {n: formulir.get_initial_for_field(f, n) for n, f in formulir.fields.items()} | {"baik": 9}
        isi["instansi"] = self.p.instansi.pk
        self.assertEqual(self.buka(self.p.perencana, "post", url, data=isi).status_code, 302)
        terakhir = list_riwayat(self.milik)[0]
        self.assertEqual((terakhir.oleh, terakhir.aksi), ("perencana", "Diubah"))
        self.assertEqual(terakhir.isi, (("baik", "2", "9"),))
