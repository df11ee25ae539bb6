"""Writing with a live figure, the connection lost, the page loaded anew; two people; all of it without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from lakip.acuan import muat_acuan
from lakip.contoh import KATA_SANDI, buat_akun, muat_contoh
from lakip.models import Laporan, Narasi
from lakip.penulisan import read_narasi
from tests.lakip.test_peramban import masuk

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]
TERSIMPAN = re.compile(r"^tersimpan \d\d\.\d\d$")
BAGIAN = "/pelaihari/2023/laporan/bagian/simpulan/"


@pytest.fixture
def contoh(db: None) -> Iterator[None]:
    muat_acuan()
    muat_contoh("pelaihari")
    buat_akun(["pelaihari"])
    Narasi.objects.all().delete()
    yield


def tersimpan() -> str:
    return read_narasi(Laporan.objects.get(instansi__slug="pelaihari", tahun=2023), "simpulan")["sebelum"]


def test_words_and_live_figures_save_themselves_and_survive_a_lost_connection(
    live_server: LiveServer, peramban: Browser, contoh: None
) -> None:
    konteks = peramban.new_context(locale="id-ID")  # not ``halaman``: a refused connection is an error in its console
    halaman = konteks.new_page()
    masuk(halaman, live_server.url)
    halaman.goto(live_server.url + BAGIAN)
    tulisan = halaman.get_by_label("Tulisan sebelum kalimat otomatis")
    tulisan.press_sequentially("Terserap ")
    halaman.get_by_label("Cari angka").fill("serapan anggaran")
    halaman.get_by_role("button", name="[[serapan]]", exact=False).first.click()
    expect(tulisan).to_have_value("Terserap [[serapan]]")
    expect(halaman.locator("[data-terbaca=id_sebelum] .chip")).to_have_text("91,93 %")
    expect(halaman.locator("[data-keadaan]")).to_have_text(TERSIMPAN)
    assert tersimpan() == "Terserap [[serapan]]"
    expect(halaman.locator("#pratinjau")).to_contain_text("Terserap 91,93 %")  # the preview follows by itself

    konteks.set_offline(True)
    tulisan.press("End")
    tulisan.press_sequentially(" dari pagu.")
    expect(halaman.locator("[data-keadaan]")).to_contain_text("Sambungan terputus")
    halaman.close()  # before anything could be sent: a page merely left may still send when the connection is back
    konteks.set_offline(False)
    halaman = konteks.new_page()
    halaman.goto(live_server.url + BAGIAN)
    tulisan = halaman.get_by_label("Tulisan sebelum kalimat otomatis")
    expect(tulisan).to_have_value("Terserap [[serapan]] dari pagu.")
    expect(halaman.locator("[data-keadaan]")).to_have_text(TERSIMPAN)
    assert tersimpan() == "Terserap [[serapan]] dari pagu."
    halaman.reload()
    expect(halaman.locator("#pratinjau")).to_contain_text("Terserap 91,93 % dari pagu.")
    konteks.close()


def test_the_second_of_two_sees_both_texts_and_chooses(
    live_server: LiveServer, peramban: Browser, contoh: None
) -> None:
    def buka(siapa: str) -> Page:
        halaman = peramban.new_context(locale="id-ID").new_page()
        halaman.goto(live_server.url)
        halaman.get_by_label("Nama pengguna").fill(siapa)
        halaman.get_by_label("Kata sandi").fill(KATA_SANDI)
        halaman.get_by_role("button", name="Masuk").click()
        halaman.wait_for_url(lambda alamat: "masuk" not in alamat)
        halaman.goto(live_server.url + BAGIAN)
        return halaman

    satu, dua = buka("perencana.pelaihari"), buka("admin.tanahlaut")
    expect(dua.locator("#hadir")).to_contain_text("perencana.pelaihari juga sedang membuka")
    for halaman, teks in ((satu, "Kata perencana."), (dua, "Kata admin.")):
        halaman.get_by_label("Tulisan sebelum kalimat otomatis").fill(teks)
        halaman.get_by_role("button", name="Simpan", exact=True).click()
        selesai = TERSIMPAN if halaman is satu else "Belum tersimpan: ada tulisan rekan."
        expect(halaman.locator("[data-keadaan]")).to_have_text(selesai)
    expect(dua.locator("section[data-bentrok]")).to_contain_text("Kata perencana.")
    assert tersimpan() == "Kata perencana."
    dua.get_by_role("button", name="Pakai tulisan saya").click()
    expect(dua.locator("[data-keadaan]")).to_have_text(TERSIMPAN)
    assert tersimpan() == "Kata admin."
    satu.context.close()
    dua.context.close()


def test_tools_write_marks_and_the_page_has_no_error(live_server: LiveServer, halaman: Page, contoh: None) -> None:
    masuk(halaman, live_server.url)
    halaman.set_viewport_size({"width": 360, "height": 740})
    halaman.goto(live_server.url + BAGIAN)
    assert halaman.evaluate("document.documentElement.scrollWidth") <= 360
    tulisan = halaman.get_by_label("Tulisan sebelum kalimat otomatis")
    tulisan.fill("satu\ndua")
    tulisan.press("Control+a")
    halaman.get_by_role("button", name="1. Nomor").first.click()
    expect(tulisan).to_have_value("1. satu\n2. dua")
    tulisan.press("Control+a")
    halaman.get_by_role("button", name="Tebal").first.click()
    expect(tulisan).to_have_value("**1. satu\n2. dua**")
    tulisan.press("Control+z")
    expect(tulisan).to_have_value("1. satu\n2. dua")
    halaman.get_by_text("Ganti kalimat otomatis", exact=True).click()
    halaman.get_by_role("link", name="Salin kalimat otomatis ke sini").click()
    assert "[[pagu]]" in halaman.get_by_label("Tulisan pengganti kalimat otomatis").input_value()
    expect(halaman.locator("[data-keadaan]")).to_have_text(TERSIMPAN)


def test_writes_without_javascript(live_server: LiveServer, peramban: Browser, contoh: None) -> None:
    konteks = peramban.new_context(java_script_enabled=False)
    halaman = konteks.new_page()
    masuk(halaman, live_server.url)
    halaman.goto(live_server.url + BAGIAN)
    halaman.get_by_label("Tulisan sebelum kalimat otomatis").fill("Pagu [[pagu]].")
    halaman.get_by_role("button", name="Simpan", exact=True).click()
    expect(halaman.get_by_text("Tersimpan ")).to_be_visible()
    expect(halaman.locator("#pratinjau")).to_contain_text("Pagu Rp 11.862.514.803.")
    konteks.close()
