"""The help: every page is there, every screen leads to one, and words are found."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings
from django.test import RequestFactory, SimpleTestCase, TestCase
from django.urls import reverse

from ruang import panduan
from ruang.templatetags.panduan import alamat_panduan
from tests.pemeran import buat_pemeran
from tests.test_tabel_akses import list_nama

# Not screens: they answer with a file, a picture, or by leading elsewhere after a button was pressed.
TANPA_LAYAR = {
    "keluar", "lihat_foto", "mulai_unduh", "periksa_buku_kerja", "simpan_buku_kerja", "simpan_buku_kerja_kabupaten",
    "salin_langkah", "salin_semua_tahun",
}  # fmt: skip


class IsiTest(SimpleTestCase):
    def test_every_page_is_written_and_every_file_is_a_page(self) -> None:
        berkas = {b.stem for b in (Path(settings.BASE_DIR) / "templates" / "panduan").glob("*.html")}
        self.assertEqual(berkas, {h.slug for h in panduan.HALAMAN})

    def test_every_screen_has_its_help(self) -> None:
        tanpa = {n for n in list_nama() if n not in TANPA_LAYAR and panduan.find_bantuan(n) is None}
        self.assertEqual(tanpa, set())

    def test_no_screen_leads_to_two_pages(self) -> None:
        layar = [n for h in panduan.HALAMAN for n in h.layar]
        self.assertEqual(len(layar), len(set(layar)))

    def test_pages_have_headings_below_the_first_and_no_style_of_their_own(self) -> None:
        for h in panduan.list_halaman():
            isi = (Path(settings.BASE_DIR) / "templates" / h.templat).read_text(encoding="utf-8")
            with self.subTest(h.slug):
                self.assertFalse(re.search(r"<h1|style=|<script", isi))

    def test_pictures_are_small(self) -> None:
        for gambar in (Path(settings.BASE_DIR) / "static" / "panduan").glob("*.png"):
            with self.subTest(gambar.name):
                self.assertLessEqual(gambar.stat().st_size, 60 * 1024)
                self.assertIn(gambar.stem, {h.slug for h in panduan.HALAMAN})


class CariTest(SimpleTestCase):
    def test_a_word_in_the_title_counts_more_than_many_in_the_text(self) -> None:
        hasil = [t.halaman.slug for t in panduan.search("riwayat")]
        self.assertEqual(hasil[0], "riwayat")
        self.assertIn("asal_angka", hasil)

    def test_all_words_must_occur_whatever_their_case(self) -> None:
        self.assertEqual(panduan.search("BUKU kerja")[0].halaman.slug, "buku_kerja")
        self.assertEqual(panduan.search("buku tidakadakataini"), [])

    def test_the_snippet_shows_the_word_in_its_sentence(self) -> None:
        temuan = next(t for t in panduan.search("digandakan") if t.halaman.slug == "tahun_baru")
        sebelum, kata, sesudah = temuan.cuplikan
        self.assertEqual(kata, "digandakan")
        self.assertIn("tidak diubah dan tidak", sebelum)
        self.assertNotIn("<", sebelum + sesudah)

    def test_nothing_is_found_for_nothing(self) -> None:
        self.assertEqual(panduan.search(" ? "), [])
        self.assertEqual(panduan.search("a"), [])


class HalamanTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()

    def setUp(self) -> None:
        self.client.force_login(self.p.tamu)

    def test_every_page_opens_with_one_heading(self) -> None:
        for h in panduan.list_halaman():
            with self.subTest(h.slug):
                jawaban = self.client.get(reverse("lihat_panduan", args=[h.slug]))
                self.assertContains(jawaban, "<h1>", count=1)
        self.assertEqual(self.client.get("/panduan/tidak-ada/").status_code, 404)

    def test_the_index_lists_all_and_finds_words(self) -> None:
        jawaban = self.client.get("/panduan/")
        for h in panduan.list_halaman():
            self.assertContains(jawaban, reverse("lihat_panduan", args=[h.slug]))
        self.assertContains(self.client.get("/panduan/?q=tenggat"), "<mark>tenggat</mark>")
        self.assertContains(self.client.get("/panduan/?q=<b>"), "memuat “&lt;b&gt;”")

    def test_a_screen_links_to_its_own_help(self) -> None:
        self.client.force_login(self.p.perencana)
        self.assertContains(self.client.get("/satu/2023/riwayat/"), 'href="/panduan/riwayat/"')
        self.assertContains(self.client.get("/satu/buku-kerja/"), 'href="/panduan/buku_kerja/"')

    def test_a_page_outside_all_addresses_links_to_the_index(self) -> None:
        self.assertEqual(alamat_panduan({"request": RequestFactory().get("/")}), "/panduan/")
        self.assertEqual(alamat_panduan({}), "/panduan/")
