"""A perencana types targets with the keyboard alone; they are stored without pressing a button."""

from __future__ import annotations

from decimal import Decimal

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.pemeran import buat_pemeran
from tests.renstra.pabrik import Rencana, buat_rencana

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def rencana(db: None) -> Rencana:
    return buat_rencana(buat_pemeran().instansi)


def buka(halaman: Page, alamat: str) -> None:
    halaman.goto(f"{alamat}/masuk/?next=/satu/2023/renstra/target/")
    halaman.get_by_label("Nama pengguna").fill("perencana")
    halaman.get_by_label("Kata sandi").fill("rahasia-uji-123")
    halaman.get_by_role("button", name="Masuk").click()
    expect(halaman.get_by_role("heading", level=1)).to_contain_text("Target Renstra")


def test_a_row_typed_with_the_keyboard_stands_after_reloading(
    live_server: LiveServer, halaman: Page, rencana: Rencana
) -> None:
    buka(halaman, live_server.url)
    halaman.get_by_label("S1.1: Target 2021").focus()
    for teks in ("70", "72,5", "80 (B)", "Baik", "90"):
        halaman.keyboard.type(teks)
        halaman.keyboard.press("ArrowRight")
    halaman.keyboard.press("Enter")  # down into the next row: the first is sent
    expect(halaman.locator(f'[data-baris="{rencana.indikator.pk}"] [data-status]')).to_contain_text("tersimpan")
    halaman.reload()
    isi = [halaman.get_by_label(f"S1.1: Target {t}").input_value() for t in range(2021, 2026)]
    assert isi == ["70", "72,5", "80 (B)", "Baik", "90"]
    assert rencana.indikator.target.get(tahun=2022).nilai == Decimal("72.5")


def test_the_grid_is_one_form_without_javascript(live_server: LiveServer, peramban: Browser, rencana: Rencana) -> None:
    konteks = peramban.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    halaman = konteks.new_page()
    buka(halaman, live_server.url)
    halaman.get_by_label("S2.1: Target 2023").fill("12")
    halaman.get_by_role("button", name="Simpan").click()
    expect(halaman.get_by_role("status")).to_contain_text("Target tersimpan")
    expect(halaman.get_by_label("S2.1: Target 2023")).to_have_value("12")
    konteks.close()
