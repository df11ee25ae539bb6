"""What a page weighs on a slow line: the first one under 90 KB with everything, each later one under 20 KB, compressed.

Measured on Pelaihari 2023, the pages that the perencana opens; files that every page uses are in the browser by then.
"""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from lakip.acuan import muat_acuan
from lakip.contoh import buat_akun, muat_contoh
from organisasi.models import Instansi, Pengguna
from tests.halaman_contoh import list_alamat

PERTAMA, BERIKUT = 90 * 1024, 20 * 1024
BERKAS = re.compile(r'(?:href|src)="/static/([^"]+)"')


def weigh_berkas(nama: str) -> int:
    """Return how many bytes a static file takes as the server sends it (brotli; pictures as they are)."""
    letak = finders.find(nama)
    assert isinstance(letak, str), nama
    isi = Path(letak).read_bytes()
    return len(isi) if letak.endswith(".png") else len(brotli.compress(isi))


def list_berkas(html: str) -> set[str]:
    return set(BERKAS.findall(html))


@pytest.mark.satu_basis_data
@pytest.mark.django_db
def test_no_page_is_heavy(client: Client) -> None:
    muat_acuan()
    muat_contoh("pelaihari")
    buat_akun(["pelaihari"])
    masuk = client.get("/masuk/").content.decode()
    dasar = list_berkas(masuk)
    pertama = len(gzip.compress(masuk.encode())) + sum(map(weigh_berkas, dasar))
    assert pertama < PERTAMA, f"halaman masuk {pertama / 1024:.0f} KB"

    client.force_login(Pengguna.objects.get(username="perencana.pelaihari"))
    berat = {}
    for nama, alamat in list_alamat(Instansi.objects.get(slug="pelaihari"), 2023):
        jawaban = client.get(alamat)
        if jawaban.status_code != 200 or not jawaban.headers["Content-Type"].startswith("text/html"):
            continue
        html = b"".join(jawaban).decode()
        gambar = {b for b in list_berkas(html) if b.startswith("panduan/")}  # read at leisure, after the words
        baru = list_berkas(html) - dasar - gambar
        berat[nama] = len(gzip.compress(html.encode(), 6)) + sum(map(weigh_berkas, baru))
    assert len(berat) > 25
    assert {n: f"{b / 1024:.1f} KB" for n, b in berat.items() if b >= BERIKUT} == {}
