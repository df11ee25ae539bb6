"""The quarterly grid in a real browser: the keyboard, a block from Excel, a lost connection, two people, no JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from anggaran.models import RealisasiKeluaran, RealisasiTriwulan, SubKegiatan
from organisasi.models import Jabatan, Pengguna
from tests.pabrik import buat_keluaran, buat_sub_kegiatan
from tests.pemeran import Pemeran, buat_pemeran

TERSIMPAN = re.compile(r"^tersimpan \d\d\.\d\d$")

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]


@dataclass
class Panggung:
    p: Pemeran
    sub: list[SubKegiatan]
    server: LiveServer

    @property
    def alamat(self) -> str:
        return f"{self.server.url}/satu/2023/triwulan/1/{self.p.unit.pk}/"

    def masuk(self, konteks: BrowserContext, siapa: Pengguna) -> None:
        klien = Client()
        klien.force_login(siapa)
        kue = klien.cookies["sessionid"].value
        konteks.add_cookies([{"name": "sessionid", "value": kue, "url": self.server.url}])

    def buka(self, halaman: Page, siapa: Pengguna) -> None:
        self.masuk(halaman.context, siapa)
        halaman.goto(self.alamat)

    def sel(self, halaman: Page, n: int, bidang: str):
        return halaman.locator(f"[name=s{self.sub[n].pk}-{bidang}]")

    def status(self, halaman: Page, n: int):
        return halaman.locator(f"#baris-s{self.sub[n].pk} [data-status]")


def siapkan(server: LiveServer, banyak: int) -> Panggung:
    p = buat_pemeran()
    jabatan = Jabatan.objects.create(instansi=p.instansi, nama="Kasi", unit=p.unit)
    sub = []
    for n in range(1, banyak + 1):
        s = buat_sub_kegiatan(p.instansi, f"7.01.02.2.01.{n:02}", 100_000_000, penanggung_jawab=jabatan)
        buat_keluaran(s, "100", ())
        sub.append(s)
    return Panggung(p, sub, server)


@pytest.fixture
def panggung(live_server: LiveServer, db: None) -> Iterator[Panggung]:
    yield siapkan(live_server, 2)


def tempelkan(halaman: Page, teks: str) -> None:
    halaman.evaluate(
        """teks => { const d = new DataTransfer(); d.setData("text/plain", teks);
        const isi = {clipboardData: d, bubbles: true, cancelable: true};
        document.activeElement.dispatchEvent(new ClipboardEvent("paste", isi)); }""",
        teks,
    )


def test_with_the_keyboard_alone(panggung: Panggung, peramban: Browser) -> None:
    konteks = peramban.new_context(locale="id-ID")  # of its own: the browser reports a refused row in its console
    halaman = konteks.new_page()
    panggung.buka(halaman, panggung.p.pelaksana)
    uang = panggung.sel(halaman, 0, "keuangan")
    uang.focus()
    halaman.keyboard.type("1250000")
    expect(uang).to_have_value("1.250.000")  # dots while it is typed
    halaman.keyboard.press("Backspace")
    expect(uang).to_have_value("125.000")
    halaman.keyboard.press("Enter")
    expect(panggung.sel(halaman, 1, "keuangan")).to_be_focused()
    expect(panggung.status(halaman, 0)).to_have_text(TERSIMPAN)
    halaman.keyboard.press("ArrowUp")
    expect(uang).to_be_focused()
    halaman.keyboard.press("ArrowRight")
    expect(panggung.sel(halaman, 0, "fisik")).to_be_focused()
    halaman.keyboard.type("1.250")  # two readings: left as typed, refused with a sentence
    halaman.keyboard.press("ArrowDown")
    expect(halaman.locator(f"#baris-s{panggung.sub[0].pk} .kisi-galat")).to_contain_text("dapat dibaca")
    expect(panggung.sel(halaman, 0, "fisik")).to_have_value("1.250")
    expect(panggung.sel(halaman, 0, "fisik")).to_have_attribute("aria-invalid", "true")
    panggung.sel(halaman, 0, "fisik").fill("12,5")
    expect(halaman.locator("[data-hitung=total-fisik]")).to_have_text("12,50")  # after the pause, from the server
    assert RealisasiTriwulan.objects.get().keuangan == 125_000
    konteks.close()


def test_a_zero_that_is_clicked_is_typed_over(panggung: Panggung, halaman: Page) -> None:
    RealisasiTriwulan.objects.create(sub_kegiatan=panggung.sub[0], triwulan=1, keuangan=0)
    panggung.buka(halaman, panggung.p.pelaksana)
    panggung.sel(halaman, 0, "keuangan").click()
    halaman.keyboard.type("5000")
    expect(panggung.sel(halaman, 0, "keuangan")).to_have_value("5.000")


def test_typing_outlives_a_lost_connection_and_a_reload(panggung: Panggung, peramban: Browser) -> None:
    konteks = peramban.new_context(locale="id-ID")
    halaman = konteks.new_page()
    panggung.buka(halaman, panggung.p.pelaksana)
    konteks.set_offline(True)
    panggung.sel(halaman, 0, "keuangan").fill("5000")
    panggung.sel(halaman, 1, "keuangan").fill("7000")
    halaman.keyboard.press("Tab")
    expect(halaman.get_by_role("alert")).to_contain_text("Sambungan terputus")
    expect(panggung.status(halaman, 0)).to_have_text("disimpan di komputer ini")
    assert not RealisasiTriwulan.objects.exists()
    # The browser is closed and opened again with nothing sent.
    halaman.close()
    konteks.set_offline(False)
    halaman = konteks.new_page()
    halaman.goto(panggung.alamat)
    expect(halaman.get_by_role("status").first).to_contain_text("2 baris yang belum terkirim dipulihkan")
    expect(panggung.status(halaman, 1)).to_have_text(TERSIMPAN)
    expect(panggung.sel(halaman, 0, "keuangan")).to_have_value("5.000")
    assert sorted(RealisasiTriwulan.objects.values_list("keuangan", flat=True)) == [5000, 7000]
    assert halaman.evaluate("Object.keys(localStorage).length") == 0
    # Gone again, this time the page stays open.
    konteks.set_offline(True)
    panggung.sel(halaman, 0, "keuangan").fill("6000")
    halaman.keyboard.press("Tab")
    halaman.keyboard.press("Enter")
    expect(halaman.get_by_role("alert")).to_be_visible()
    konteks.set_offline(False)
    expect(panggung.status(halaman, 0)).to_have_text(TERSIMPAN)
    expect(halaman.get_by_role("alert")).to_be_hidden()
    assert RealisasiTriwulan.objects.filter(keuangan=6000).exists()
    konteks.close()


def test_two_people_on_one_row(panggung: Panggung, peramban: Browser) -> None:
    satu, dua = peramban.new_context(), peramban.new_context()
    a, b = satu.new_page(), dua.new_page()
    panggung.buka(a, panggung.p.pelaksana)
    panggung.buka(b, panggung.p.perencana)
    panggung.sel(b, 0, "keuangan").fill("100000")
    b.keyboard.press("Enter")
    expect(panggung.status(b, 0)).to_have_text(TERSIMPAN)
    panggung.sel(a, 0, "keuangan").fill("200000")
    a.keyboard.press("Enter")
    kotak = a.get_by_role("alert").filter(has_text="perencana mengubah baris ini")
    expect(kotak).to_contain_text("isian Anda “200.000”, yang tersimpan “100.000”")
    kotak.get_by_role("button", name="Pakai yang tersimpan").click()
    expect(panggung.sel(a, 0, "keuangan")).to_have_value("100.000")
    panggung.sel(b, 0, "fisik").fill("10")
    b.keyboard.press("Enter")
    expect(panggung.sel(b, 0, "fisik")).to_have_value("10")
    expect(panggung.status(b, 0)).to_have_text(TERSIMPAN)
    panggung.sel(a, 0, "fisik").fill("20")
    a.keyboard.press("Enter")
    a.get_by_role("button", name="Pakai isian saya").click()
    expect(panggung.status(a, 0)).to_have_text(TERSIMPAN)
    assert RealisasiTriwulan.objects.get().fisik == 20
    satu.close()
    dua.close()


def test_a_block_of_30_by_6_cells_from_excel(live_server: LiveServer, halaman: Page, db: None) -> None:
    panggung = siapkan(live_server, 30)
    panggung.buka(halaman, panggung.p.pelaksana)
    baris = [f'{n * 1000}\t{n},5\t{n}\tHambatan {n}\t"Solusi {n}\nbaris dua"\tLanjut {n}' for n in range(1, 31)]
    panggung.sel(halaman, 0, "keuangan").focus()
    tempelkan(halaman, "\r\n".join(baris) + "\r\n")
    expect(halaman.get_by_role("status").first).to_contain_text("180 sel terisi")
    expect(panggung.sel(halaman, 29, "keuangan")).to_have_value("30.000")
    halaman.keyboard.press("Control+z")
    expect(panggung.sel(halaman, 29, "keuangan")).to_have_value("")
    tempelkan(halaman, "\r\n".join(baris) + "\r\n")
    for n in range(30):  # not only the last one: a row that was on its way when it changed again goes to the end
        expect(panggung.status(halaman, n)).to_have_text(TERSIMPAN, timeout=60_000)
    assert RealisasiTriwulan.objects.count() == RealisasiKeluaran.objects.count() == 30
    r = RealisasiTriwulan.objects.get(sub_kegiatan=panggung.sub[6])
    assert (r.keuangan, str(r.fisik), r.solusi, r.tindak_lanjut) == (7000, "7.5000", "Solusi 7\nbaris dua", "Lanjut 7")


def test_an_ordinary_form_without_javascript(panggung: Panggung, peramban: Browser) -> None:
    konteks = peramban.new_context(java_script_enabled=False)
    halaman = konteks.new_page()
    panggung.buka(halaman, panggung.p.pelaksana)
    panggung.sel(halaman, 0, "keuangan").fill("1.250.000")
    panggung.sel(halaman, 1, "fisik").fill("97.5")
    halaman.get_by_role("button", name="Simpan").click()
    expect(halaman.get_by_text("1 baris tersimpan.")).to_be_visible()
    expect(panggung.sel(halaman, 1, "fisik")).to_have_value("97.5")
    panggung.sel(halaman, 1, "fisik").fill("97,5")
    halaman.get_by_role("button", name="Simpan").click()
    expect(halaman.get_by_text("1 baris tersimpan.")).to_be_visible()
    halaman.get_by_role("button", name="Kirim").click()
    expect(halaman.get_by_text("Dikirim, sedang diperiksa")).to_be_visible()
    konteks.close()


def test_on_a_narrow_screen(panggung: Panggung, halaman: Page) -> None:
    halaman.set_viewport_size({"width": 360, "height": 740})
    panggung.buka(halaman, panggung.p.pelaksana)
    assert halaman.evaluate("document.documentElement.scrollWidth") <= 360
    for bidang in ("keuangan", "fisik"):
        kotak = panggung.sel(halaman, 0, bidang).bounding_box()
        assert kotak is not None and kotak["x"] >= 0 and kotak["x"] + kotak["width"] <= 360
    panggung.sel(halaman, 0, "keuangan").fill("5000")
    halaman.keyboard.press("Tab")
    expect(panggung.status(halaman, 0)).to_have_text(TERSIMPAN)
    halaman.goto(f"{panggung.server.url}/satu/2023/triwulan/")
    assert halaman.evaluate("document.documentElement.scrollWidth") <= 360


def test_nothing_that_axe_finds(panggung: Panggung, halaman: Page) -> None:
    from axe_playwright_python.sync_playwright import Axe

    RealisasiTriwulan.objects.create(sub_kegiatan=panggung.sub[0], triwulan=1, keuangan=5, hambatan="Hujan")
    for siapa in (panggung.p.pelaksana, panggung.p.camat):
        panggung.buka(halaman, siapa)
        hasil = Axe().run(halaman)
        assert hasil.violations_count == 0, hasil.generate_report()
        halaman.goto(f"{panggung.server.url}/satu/2023/triwulan/")
        hasil = Axe().run(halaman)
        assert hasil.violations_count == 0, hasil.generate_report()
