"""A perencana reads the report and takes it along, in a real browser; the page is then too narrow, then without JS."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from lakip.acuan import muat_acuan
from lakip.contoh import KATA_SANDI, buat_akun, muat_contoh

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def contoh(db: None) -> Iterator[None]:
    muat_acuan()
    muat_contoh("pelaihari")
    buat_akun(["pelaihari"])
    yield


def masuk(halaman: Page, alamat: str) -> None:
    halaman.goto(alamat)
    halaman.get_by_label("Nama pengguna").fill("perencana.pelaihari")
    halaman.get_by_label("Kata sandi").fill(KATA_SANDI)
    halaman.get_by_role("button", name="Masuk").click()
    expect(halaman.get_by_role("heading", level=1)).to_contain_text("Kecamatan Pelaihari")


def test_from_sign_in_to_a_file(live_server: LiveServer, halaman: Page, contoh: None) -> None:
    masuk(halaman, live_server.url)
    halaman.get_by_role("navigation", name="Tahun").get_by_role("link", name="2023").click()
    halaman.get_by_role("link", name="Baca laporan").click()
    halaman.get_by_role("navigation", name="Bagian laporan").get_by_role("link", name="BAB III").click()
    expect(halaman.get_by_role("heading", level=1)).to_contain_text("Akuntabilitas Kinerja", ignore_case=True)
    halaman.get_by_role("article").get_by_role("link", name="Akuntabilitas Keuangan").click()
    angka = halaman.get_by_role("link", name="10.904.945.967").first
    angka.click()
    asal = halaman.get_by_role("complementary").filter(has_text="Jumlah realisasi")  # where the figure comes from
    expect(asal).to_be_visible()
    halaman.get_by_role("link", name="2023", exact=True).first.click()
    halaman.get_by_role("button", name="Unduh JSON").click()
    with halaman.expect_download(timeout=30_000) as unduhan:
        halaman.get_by_role("link", name="Unduh lkj-pelaihari-2023.json").click(timeout=30_000)
    assert unduhan.value.suggested_filename == "lkj-pelaihari-2023.json"


@pytest.mark.parametrize("lebar", [360, 768, 1440])
def test_no_page_scrolls_sideways(live_server: LiveServer, halaman: Page, contoh: None, lebar: int) -> None:
    halaman.set_viewport_size({"width": lebar, "height": 740})
    masuk(halaman, live_server.url)
    for jalur in (
        "/",
        "/pelaihari/2023/",
        "/pelaihari/2023/lkj/akuntabilitas-keuangan/",
        "/pelaihari/2023/lkj/kemajuan-triwulan--tw-4/",
    ):
        halaman.goto(live_server.url + jalur)
        assert halaman.evaluate("document.documentElement.scrollWidth") <= lebar
        assert halaman.locator("h1").count() == 1


def test_everything_is_there_without_javascript(live_server: LiveServer, peramban: Browser, contoh: None) -> None:
    konteks = peramban.new_context(java_script_enabled=False)
    halaman = konteks.new_page()
    masuk(halaman, live_server.url)
    halaman.get_by_role("navigation", name="Tahun").get_by_role("link", name="2023").click()
    halaman.get_by_role("button", name="Unduh JSON").click()
    expect(halaman.get_by_role("link", name="Unduh lkj-pelaihari-2023.json")).to_be_visible(timeout=30_000)
    konteks.close()
