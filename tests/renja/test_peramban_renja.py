"""The pages of a filled plan in a real browser; the access table opens them nearly empty."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from organisasi.models import Instansi, Pengguna, Peran
from renja.models import Renja
from tests.buku_kerja.kecamatan import TAHUN, muat
from tests.organisasi.test_peramban_tabel import TEMPEL
from tests.renja.contoh import buat_isi_renja
from tests.test_peramban_semua import LEBAR, list_keluhan, masuk_sebagai

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]


def test_a_filled_plan_is_accessible_and_fits_a_phone(peramban: Browser, live_server: LiveServer) -> None:
    muat(buat_isi_renja())
    orang = Pengguna.objects.create_user("perencana")
    Peran.objects.create(pengguna=orang, jenis="perencana", instansi=Instansi.objects.get())
    halaman = masuk_sebagai(peramban, live_server.url, orang)
    murni = Renja.objects.get(jenis="murni").pk
    keluhan = {}
    for alamat in (
        "renja/",
        "renja/ke-anggaran/?jenis=murni",
        f"data/rencana/?pilih={murni}",
        "data/usulan-masyarakat/",
    ):
        halaman.goto(f"{live_server.url}/suka-maju/{TAHUN}/{alamat}")
        for lebar in LEBAR:
            if isi := list_keluhan(halaman, lebar):
                keluhan[alamat, lebar] = isi
    assert keluhan == {}


def test_rows_pasted_from_a_spreadsheet_become_the_plan(peramban: Browser, live_server: LiveServer) -> None:
    muat(buat_isi_renja())
    orang = Pengguna.objects.create_user("perencana")
    Peran.objects.create(pengguna=orang, jenis="perencana", instansi=Instansi.objects.get())
    renja = Renja.objects.create(instansi=Instansi.objects.get(), tahun=TAHUN + 1)
    halaman = masuk_sebagai(peramban, live_server.url, orang)
    halaman.goto(f"{live_server.url}/suka-maju/{TAHUN + 1}/data/rencana/?pilih={renja.pk}")
    halaman.get_by_role("button", name="Tambah baris").click()
    baris = ["7.01.01\tProgram contoh", "7010120101\tSub kegiatan contoh", "7.01.01.2.01.0006\tSub kegiatan lain"]
    halaman.evaluate(TEMPEL, "\n".join(baris))
    halaman.get_by_role("link", name="Unduh Excel").focus()  # leaving the last row stores it
    expect(halaman.locator("[data-hitung=tabel-sub]")).to_have_text("2")
    assert list(renja.pos.values_list("kode", "uraian")) == [
        ("7.01.01", "Program contoh"),
        ("7.01.01.2.01.0001", "Sub kegiatan contoh"),
        ("7.01.01.2.01.0006", "Sub kegiatan lain"),
    ]
