"""The grid's script with rows that are added and deleted, against a server that is played here."""

from __future__ import annotations

import json
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]

HALAMAN = """<!doctype html><html lang="id"><title>Uji</title><script src="/static/situs/kisi.js" defer></script>
<form method="post" data-kisi="uji" data-pengguna="7" class="kisi"><table><tbody>
<template data-baris-baru data-simpan="/uji/baru/"><tr data-baris="__prefix__">
<td><label for="id___prefix__-nama">Nama</label><input id="id___prefix__-nama" name="__prefix__-nama"></td>
<td><input name="__prefix__-jumlah" data-jenis="uang"><input type="hidden" name="__prefix__-sidik"></td>
<td><span data-status></span><button type="button" data-hapus="">Hapus</button></td></tr></template>
</tbody></table><button type="button" data-tambah>Tambah</button></form></html>"""


class Peladen:
    """Answers as organisasi/kisi.py says, and remembers what it was sent."""

    def __init__(self, halaman: Page, server: LiveServer) -> None:
        self.terima: list[tuple[str, dict[str, list[str]]]] = []
        self.nomor = 0
        halaman.route("**/uji/**", self.jawab)
        halaman.goto(f"{server.url}/uji/")

    def jawab(self, rute: Route) -> None:
        jalur = rute.request.url.split("/uji/")[1]
        if rute.request.method == "GET":
            rute.fulfill(body=HALAMAN, content_type="text/html")
            return
        isi = parse_qs(rute.request.post_data or "", keep_blank_values=True)
        self.terima.append((jalur, isi))
        jawaban: dict[str, object] = {"status": "tersimpan", "jam": "10.32", "sidik": f"sidik-{len(self.terima)}"}
        if jalur == "baru/":
            self.nomor += 1
            n = self.nomor
            jawaban |= {"baris": str(n), "simpan": f"/uji/{n}/", "hapus": f"/uji/{n}/hapus/"}
        elif jalur.endswith("hapus/"):
            jawaban = {"status": "dihapus", "pulih": "/uji/pulih/"}
        elif jalur == "pulih/":
            jawaban |= {"baris": "9", "simpan": "/uji/9/", "hapus": "/uji/9/hapus/"}
        rute.fulfill(body=json.dumps(jawaban), content_type="application/json")


def test_a_new_row_is_stored_once_then_named_by_the_server(live_server: LiveServer, halaman: Page) -> None:
    peladen = Peladen(halaman, live_server)
    halaman.get_by_role("button", name="Tambah").click()
    nama = halaman.get_by_label("Nama")
    expect(nama).to_be_focused()
    nama.fill("Meja")
    halaman.keyboard.press("Tab")
    halaman.get_by_role("button", name="Tambah").focus()
    expect(halaman.locator("[data-status=ya]")).to_have_text("tersimpan 10.32")
    nama.fill("Kursi")
    halaman.get_by_role("button", name="Tambah").focus()
    expect(halaman.locator("[name='1-nama']")).to_have_value("Kursi")
    halaman.wait_for_function("document.querySelector('[name=\"1-sidik\"]').value === 'sidik-2'")
    assert [jalur for jalur, _ in peladen.terima] == ["baru/", "1/"]
    assert peladen.terima[0][1]["baru-1-nama"] == ["Meja"] and peladen.terima[0][1]["baris"] == ["baru-1"]
    assert peladen.terima[1][1] == {
        "baris": ["1"], "1-nama": ["Kursi"], "1-jumlah": [""], "1-sidik": ["sidik-1"],
    }  # fmt: skip


def test_a_deleted_row_can_be_brought_back(live_server: LiveServer, halaman: Page) -> None:
    peladen = Peladen(halaman, live_server)
    halaman.get_by_role("button", name="Tambah").click()
    halaman.get_by_label("Nama").fill("Meja")
    halaman.get_by_role("button", name="Tambah").focus()
    expect(halaman.locator("[data-status=ya]")).to_be_visible()
    halaman.get_by_role("button", name="Hapus").click()
    expect(halaman.locator("[data-baris]")).to_be_hidden()
    halaman.get_by_role("button", name="Urungkan").click()
    expect(halaman.locator("[name='9-nama']")).to_have_value("Meja")
    assert [jalur for jalur, _ in peladen.terima] == ["baru/", "1/hapus/", "pulih/"]


def test_a_row_never_stored_is_deleted_without_asking_the_server(live_server: LiveServer, halaman: Page) -> None:
    peladen = Peladen(halaman, live_server)
    halaman.get_by_role("button", name="Tambah").click()
    halaman.get_by_role("button", name="Hapus").click()
    expect(halaman.locator("[data-baris]")).to_have_count(0)
    assert peladen.terima == []


def test_pasting_makes_the_rows_it_needs_and_undo_takes_them_back(live_server: LiveServer, halaman: Page) -> None:
    peladen = Peladen(halaman, live_server)
    halaman.get_by_role("button", name="Tambah").click()
    halaman.evaluate(
        """() => { const d = new DataTransfer();
        d.setData("text/plain", "Meja\\t1250000\\tlebih\\nKursi\\t1.250\\nLemari\\t0\\n");
        const isi = {clipboardData: d, bubbles: true, cancelable: true};
        document.activeElement.dispatchEvent(new ClipboardEvent("paste", isi)); }"""
    )
    expect(halaman.get_by_role("status")).to_contain_text("6 sel terisi dari tempelan. 1 sel tidak muat")
    expect(halaman.locator("[name$=-jumlah]").first).to_have_value("1.250.000")
    halaman.get_by_role("button", name="Batalkan tempel").click()
    expect(halaman.locator("[data-baris]")).to_have_count(1)
    expect(halaman.get_by_label("Nama")).to_have_value("")
    assert all("Kursi" not in str(isi) for _, isi in peladen.terima)


def test_new_rows_outlive_a_reload(live_server: LiveServer, halaman: Page) -> None:
    peladen = Peladen(halaman, live_server)
    halaman.get_by_role("button", name="Tambah").click()
    halaman.evaluate("void (window.fetch = () => new Promise(() => {}))")  # a connection that never answers
    halaman.get_by_label("Nama").fill("Meja")
    halaman.reload()
    expect(halaman.locator("[name='1-nama']")).to_have_value("Meja")
    assert [jalur for jalur, _ in peladen.terima] == ["baru/"]
