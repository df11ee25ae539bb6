"""The pages of the Renstra's programmes in a real browser: filled ones are accessible, a pasted block becomes the plan."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from organisasi.models import Instansi, Pengguna, Peran
from renstra.models import DanaRenstra, PosRenstra
from tests.buku_kerja.kecamatan import TAHUN, buat_isi, muat
from tests.organisasi.test_peramban_tabel import TEMPEL
from tests.renstra.test_lembar_program import SUB, buat_isi_program
from tests.test_peramban_semua import LEBAR, list_keluhan, masuk_sebagai

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]


def masuk(peramban: Browser, live_server: LiveServer) -> Page:
    orang = Pengguna.objects.create_user("perencana")
    Peran.objects.create(pengguna=orang, jenis="perencana", instansi=Instansi.objects.get())
    return masuk_sebagai(peramban, live_server.url, orang)


def test_a_filled_plan_is_accessible_and_fits_a_phone(peramban: Browser, live_server: LiveServer) -> None:
    muat(buat_isi_program())
    halaman = masuk(peramban, live_server)
    keluhan = {}
    for alamat in (
        "renstra/program/",
        "data/program-renstra/",
        "data/indikator-program-renstra/",
        "data/realisasi-program-renstra/",
    ):
        halaman.goto(f"{live_server.url}/suka-maju/{TAHUN}/{alamat}")
        for lebar in LEBAR:
            if isi := list_keluhan(halaman, lebar):
                keluhan[alamat, lebar] = isi
    assert keluhan == {}


def test_a_block_with_years_pasted_from_a_spreadsheet_becomes_the_plan(
    peramban: Browser, live_server: LiveServer
) -> None:
    muat(buat_isi())
    PosRenstra.objects.all().delete()
    halaman = masuk(peramban, live_server)
    halaman.goto(f"{live_server.url}/suka-maju/{TAHUN}/data/program-renstra/")
    halaman.get_by_role("button", name="Tambah baris").click()
    baris = ["7.01.01\tProgram contoh", "7010120101\tSub kegiatan contoh\t\t1.000.000\t0\t3000000"]
    halaman.evaluate(TEMPEL, "\n".join(baris))
    halaman.get_by_role("link", name="Unduh Excel").focus()  # leaving the last row stores it
    expect(halaman.locator("[data-hitung=tabel-akhir]")).to_have_text("4.000.000")
    assert list(PosRenstra.objects.values_list("kode", flat=True)) == ["7.01.01", SUB]
    assert list(DanaRenstra.objects.values_list("tahun", "pagu")) == [(2021, 1_000_000), (2022, 0), (2023, 3_000_000)]
