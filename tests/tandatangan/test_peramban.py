"""A visitor without an account holds a file against the site."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tandatangan.layanan import baca_pdf, tanda_tangani
from tests.tandatangan.pabrik import PIHAK, buat_dokumen, buat_instansi, buat_orang, rahasia
from tests.test_peramban_semua import LEBAR, list_keluhan

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]


def test_a_visitor_checks_a_file(live_server: LiveServer, tmp_path: Path, halaman: Page) -> None:
    dokumen = buat_dokumen(buat_instansi(), PIHAK[:1])
    berkas = tmp_path / "pk.pdf"
    tanda_tangani(dokumen, 1, buat_orang("camat"), rahasia=rahasia())
    berkas.write_bytes(baca_pdf(dokumen))

    halaman.goto(f"{live_server.url}/verifikasi/{dokumen.kode}/")
    expect(halaman.get_by_role("heading", level=1)).to_have_text("Perjanjian Kinerja")
    for isi, kata in ((berkas.read_bytes(), "asli, tidak berubah, dan berlaku"), (b"bukan pdf", "bukan PDF")):
        berkas.write_bytes(isi)
        halaman.get_by_label("Berkas PDF").set_input_files(berkas)
        halaman.get_by_role("button", name="Periksa").click()
        expect(halaman.get_by_role("status", name="Hasil pemeriksaan")).to_contain_text(kata)
        for lebar in LEBAR:
            assert list_keluhan(halaman, lebar) == []
