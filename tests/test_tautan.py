"""No page leads its reader to where he may not go: every link of every page, for each role."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from django.test import TestCase
from django.urls import Resolver404, resolve

import tests.akses
from organisasi.models import Pengguna
from tests.akses.tabel import Jalur
from tests.pemeran import buat_pemeran

TAUTAN = re.compile(r'<a\b[^>]*\shref="([^"#]+)')

LAIN = re.compile(r"^/(?:static|kelola)/|/(?:pdf|unduh)/")  # others have tests of their own, and take long


def list_tautan(html: str, alamat: str) -> Iterator[str]:
    """Return the addresses of our own that a page's links lead to, without what stands behind the question mark."""
    for href in TAUTAN.findall(html):
        bagian = urlsplit(urljoin(f"http://testserver{alamat}", href))
        if bagian.netloc == "testserver" and not LAIN.search(bagian.path):
            yield bagian.path


def find_nama(alamat: str) -> str | None:
    try:
        return resolve(alamat).view_name
    except Resolver404:
        return None


class TautanTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.tabel: dict[str, Jalur] = {}
        for modul in pkgutil.iter_modules(tests.akses.__path__):
            if modul.name != "tabel":
                isi = importlib.import_module(f"tests.akses.{modul.name}")
                cls.tabel |= isi.list_jalur(cls.p, cls.addClassCleanup)

    def read_halaman(self, peran: str, orang: Pengguna) -> Iterator[tuple[str, str]]:
        self.client.force_login(orang)
        for jalur in self.tabel.values():
            if peran not in jalur.boleh or "GET" not in jalur.metode or jalur.tiada:
                continue
            jawaban = self.client.get(jalur.alamat)
            if jawaban.status_code == 200 and jawaban.headers["Content-Type"].startswith("text/html"):
                yield jalur.alamat, b"".join(jawaban).decode()

    def test_no_link_leads_to_a_refusal(self) -> None:
        for peran, orang in self.p.semua.items():
            tujuan: dict[str | None, tuple[str, str]] = {}  # one address of each kind is enough
            for alamat, html in self.read_halaman(peran, orang):
                for tautan in list_tautan(html, alamat):
                    tujuan.setdefault(find_nama(tautan), (tautan, alamat))
            for nama, (tautan, alamat) in tujuan.items():
                with self.subTest(peran=peran, di=alamat, ke=tautan):
                    self.assertIsNotNone(nama, "alamat ini tidak ada")
                    self.assertLess(self.client.get(tautan).status_code, 400)
