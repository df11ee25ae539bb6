"""The help: every page is there, every screen leads to one, and words are found."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

from django.conf import settings
from django.test import RequestFactory, SimpleTestCase, TestCase
from django.urls import reverse

import tests.akses
from ruang import panduan
from ruang.templatetags.panduan import alamat_panduan
from tests.akses.tabel import Jalur
from tests.pemeran import buat_pemeran
from tests.test_tabel_akses import list_nama

# Answered with a file or a picture, not with a screen that needs help.
BUKAN_LAYAR = {
    "keluar", "lihat_bukti", "lihat_bukti_kecil", "lihat_foto", "lihat_lambang", "unduh_anggaran", "unduh_buku_kerja",
    "unduh_buku_kosong", "unduh_evaluasi", "unduh_kiriman", "unduh_paket", "unduh_pantauan", "unduh_pindaian",
    "unduh_riwayat", "unduh_tabel", "unduh_kaskade", "unduh_perjanjian_tertanda", "unduh_target",
    "unduh_program_renstra", "unduh_terbitan", "unduh_triwulan",
}  # fmt: skip
LAYAR = {n for h in panduan.HALAMAN for n in h.layar}


class IsiTest(SimpleTestCase):
    def test_every_page_is_written_and_every_file_is_a_page(self) -> None:
        berkas = {b.stem for b in (Path(settings.BASE_DIR) / "templates" / "panduan").glob("*.html")}
        self.assertEqual(berkas, {h.slug for h in panduan.HALAMAN})

    def test_help_speaks_of_screens_that_exist(self) -> None:
        self.assertEqual(LAYAR - list_nama(), set())
        self.assertEqual(LAYAR & BUKAN_LAYAR, set())

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

    def test_every_screen_has_its_help(self) -> None:
        tabel: dict[str, Jalur] = {}
        for modul in pkgutil.iter_modules(tests.akses.__path__):
            if modul.name != "tabel":
                isi = importlib.import_module(f"tests.akses.{modul.name}")
                tabel |= isi.list_jalur(self.p, self.addCleanup)
        layar = {nama for nama, jalur in tabel.items() if "GET" in jalur.metode}
        self.assertEqual(layar - LAYAR - BUKAN_LAYAR, set())

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
