"""Every page of the site in a real browser, narrow and wide: accessible (axe), one heading, nothing to scroll sideways.

The pages are those of the access table, so that a new page cannot be forgotten.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

import tests.akses
from tests.akses.tabel import Jalur
from tests.pemeran import Pemeran, buat_pemeran

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]

AXE = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}}
LEBAR = (360, 1280)


@pytest.fixture
def tabel(db: None) -> Iterator[tuple[Pemeran, dict[str, Jalur]]]:
    bersihkan: list[tuple[Any, tuple[Any, ...], dict[str, Any]]] = []
    p = buat_pemeran()
    semua: dict[str, Jalur] = {}
    for modul in pkgutil.iter_modules(tests.akses.__path__):
        if modul.name != "tabel":
            isi = importlib.import_module(f"tests.akses.{modul.name}")
            semua |= isi.list_jalur(p, lambda f, *a, **k: bersihkan.append((f, a, k)))
    yield p, semua
    for f, a, k in reversed(bersihkan):
        f(*a, **k)


def masuk_sebagai(peramban: Browser, alamat: str, orang: Any) -> Page:
    """Open a window in which this person is signed in already."""
    klien = Client()
    if orang is not None:
        klien.force_login(orang)
    konteks = peramban.new_context(locale="id-ID", timezone_id="Asia/Jakarta")
    konteks.add_cookies([{"name": k, "value": v.value, "url": alamat} for k, v in klien.cookies.items()])
    return konteks.new_page()


def is_halaman(jalur: Jalur, orang: Any) -> bool:
    """Tell whether this address answers with a page of its own: not a file, a part of a page, or a redirect."""
    klien = Client()
    klien.force_login(orang)
    jawaban = klien.get(jalur.alamat)
    return (
        jawaban.status_code == 200
        and jawaban.headers["Content-Type"].startswith("text/html")
        and "Content-Disposition" not in jawaban
        and b"<html" in b"".join(jawaban)
    )


def list_keluhan(halaman: Page, lebar: int) -> list[str]:
    """Return what is wrong with the page as it stands, in words."""
    keluhan = []
    halaman.set_viewport_size({"width": lebar, "height": 800})
    nyata = halaman.evaluate("document.documentElement.scrollWidth")
    if nyata > lebar:
        keluhan.append(f"{lebar} px: melebar sampai {nyata} px")
    if (h1 := halaman.locator("h1").count()) != 1:
        keluhan.append(f"{h1} buah h1")
    for v in Axe().run(halaman, options=AXE).response["violations"]:
        letak = "; ".join(str(n["target"]) for n in v["nodes"][:3])
        keluhan.append(f"{lebar} px: axe {v['id']}: {v['help']} ({letak})")
    return keluhan


def test_every_page_is_accessible_and_fits(
    live_server: LiveServer, peramban: Browser, tabel: tuple[Pemeran, dict[str, Jalur]]
) -> None:
    p, semua = tabel
    keluhan: list[str] = []
    jendela: dict[str, Page] = {}
    for nama, jalur in semua.items():
        peran = jalur.boleh[0]
        if "GET" not in jalur.metode or not is_halaman(jalur, p.semua[peran]):
            continue
        if peran not in jendela:
            jendela[peran] = masuk_sebagai(peramban, live_server.url, p.semua[peran])
        jendela[peran].goto(live_server.url + jalur.alamat)
        for lebar in LEBAR:
            keluhan += [f"{nama} ({peran}): {k}" for k in list_keluhan(jendela[peran], lebar)]
    tamu = masuk_sebagai(peramban, live_server.url, None)
    tamu.goto(f"{live_server.url}/masuk/")
    for lebar in LEBAR:
        keluhan += [f"masuk: {k}" for k in list_keluhan(tamu, lebar)]
    for halaman in (*jendela.values(), tamu):
        halaman.context.close()
    assert not keluhan, "\n".join(sorted(set(keluhan)))
