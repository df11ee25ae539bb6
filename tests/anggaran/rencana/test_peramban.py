"""In a real browser: a sub kegiatan added with the keyboard alone, its pagu typed into the grid."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from anggaran.models import SubKegiatan, TargetTriwulan
from organisasi.models import Instansi
from tests.anggaran.rencana.test_nomenklatur import buat_nomenklatur
from tests.pabrik import buat_sub_kegiatan
from tests.pemeran import buat_pemeran

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def perencana(db: None, live_server: LiveServer, halaman: Page) -> Page:
    buat_pemeran()
    buat_nomenklatur()
    klien = Client()
    klien.force_login(get_user_model().objects.get(username="perencana"))
    halaman.context.add_cookies(
        [{"name": "sessionid", "value": klien.cookies["sessionid"].value, "url": live_server.url}]
    )
    return halaman


def test_a_sub_kegiatan_is_added_and_gets_its_pagu_with_the_keyboard_alone(
    live_server: LiveServer, perencana: Page
) -> None:
    papan = perencana.keyboard
    perencana.goto(f"{live_server.url}/satu/2023/anggaran/nomenklatur/")
    expect(perencana.get_by_label("Kode atau kata")).to_be_focused()
    papan.type("kerukunan")
    expect(perencana.get_by_text("1 yang cocok")).to_be_visible()
    for _ in range(3):  # past the level and the search button to the box
        papan.press("Tab")
    expect(perencana.get_by_role("checkbox")).to_be_focused()
    papan.press("Space")
    papan.press("Shift+Tab")
    papan.press("Shift+Tab")
    papan.press("Shift+Tab")
    papan.type("gaji asn")  # the field's text is selected when it is reached by Tab
    expect(perencana.get_by_text("Penyediaan Gaji dan Tunjangan ASN")).to_be_visible()
    expect(perencana.get_by_role("checkbox", checked=True)).to_have_count(1)
    tambah = perencana.get_by_role("button", name="Tambahkan 7.01.01.2.02.01")
    for _ in range(8):
        papan.press("Tab")
        if tambah.evaluate("el => el === document.activeElement"):
            break
    papan.press("Enter")
    expect(perencana.get_by_text("2 sub kegiatan, 2 kegiatan, 2 program")).to_be_visible()

    perencana.goto(f"{live_server.url}/satu/2023/anggaran/pagu/")
    perencana.get_by_label("Pagu murni 7.01.01.2.02.01").focus()
    papan.press("Control+a")
    papan.type("1250000")
    papan.press("Enter")
    expect(perencana.get_by_label("Pagu murni 7.01.05.2.01.04")).to_be_focused()
    papan.press("Control+a")
    papan.type("50")
    papan.press("Tab")
    papan.press("Tab")
    papan.press("Tab")
    papan.press("Tab")
    expect(perencana.locator("tfoot [data-hitung=murni-total]")).to_have_text("1.250.050")
    assert sorted(SubKegiatan.objects.values_list("pagu_murni", flat=True)) == [50, 1_250_000]


def test_a_row_typed_in_goes_back_to_the_default_schedule(live_server: LiveServer, perencana: Page) -> None:
    sub = buat_sub_kegiatan(Instansi.objects.get(slug="satu"), "7.01.01.2.02.01", 1000)
    TargetTriwulan.objects.create(sub_kegiatan=sub, triwulan=1, keuangan=100)
    perencana.goto(f"{live_server.url}/satu/2023/anggaran/kas/")
    sel = perencana.get_by_label("Target keuangan s.d. TW II 7.01.01.2.02.01")
    expect(sel).to_have_attribute("placeholder", "500")
    sel.fill("50")
    perencana.get_by_label("Target keuangan s.d. TW I 7.01.01.2.02.01").focus()
    perencana.get_by_role("button", name="Pakai jadwal baku untuk 7.01.01.2.02.01").click()
    expect(perencana.get_by_text("Anggaran kas tersimpan.")).to_be_visible()
    expect(sel).to_have_value("")
    assert not TargetTriwulan.objects.exists()
