"""Forms in a real browser: sent once however often one clicks, and still accepted after signing in again elsewhere."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from renstra.models import Renstra, Tujuan
from tests.pemeran import buat_pemeran

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]


def masuk(halaman: Page, server: LiveServer, alamat: str) -> None:
    halaman.goto(f"{server.url}/masuk/?next={alamat}")
    halaman.get_by_label("Nama pengguna").fill("perencana")
    halaman.get_by_label("Kata sandi").fill("rahasia-uji-123")
    halaman.get_by_role("button", name="Masuk").click()
    halaman.wait_for_url(f"**{alamat}")


@pytest.fixture
def formulir(live_server: LiveServer, halaman: Page, db: None) -> Page:
    Renstra.objects.create(instansi=buat_pemeran().instansi, tahun_awal=2021, tahun_akhir=2026)
    masuk(halaman, live_server, "/satu/2023/renstra/tujuan/baru/")
    halaman.get_by_label("Uraian").fill("Pelayanan yang baik")
    return halaman


def test_a_button_clicked_twice_sends_once(formulir: Page) -> None:
    kiriman: list[Route] = []
    formulir.route("**/baru/", lambda rute: kiriman.append(rute))  # a slow line: nothing answers yet
    formulir.get_by_role("button", name="Simpan").focus()
    for _ in range(2):
        formulir.keyboard.press("Space")
        formulir.wait_for_timeout(200)
    assert len(kiriman) == 1
    kiriman[0].continue_()
    expect(formulir.get_by_role("status")).to_contain_text("tersimpan")
    assert Tujuan.objects.count() == 1


def test_a_form_opened_before_signing_in_again_is_stored(formulir: Page, live_server: LiveServer) -> None:
    lain = formulir.context.new_page()
    lain.goto(live_server.url)
    lain.get_by_role("button", name="Keluar").click()
    lain.wait_for_url("**/masuk/")
    masuk(lain, live_server, "/satu/2023/renstra/")
    formulir.get_by_role("button", name="Simpan").click()
    expect(formulir.get_by_role("status")).to_contain_text("tersimpan")
