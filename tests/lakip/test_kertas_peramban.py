"""Recording in a real browser that a perjanjian was signed on paper: a mistake keeps what was typed, then it is in force."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from organisasi.models import Jabatan
from perjanjian.models import PerjanjianKinerja
from tests.lakip.test_tertanda_peramban import buka, kasi
from tests.organisasi.test_gambar import foto_ponsel

__all__ = ["kasi"]
pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]


def test_from_reviewed_to_in_force_by_paper(
    live_server: LiveServer, peramban: Browser, kasi: Jabatan, tmp_path: Path
) -> None:
    p = PerjanjianKinerja.objects.filter(jabatan__nama="Kasi Tata Pemerintahan").get()
    PerjanjianKinerja.objects.filter(pk=p.pk).update(status="direviu")
    bukan, foto = tmp_path / "surat.pdf", tmp_path / "kertas.jpg"
    bukan.write_bytes(b"bukan apa-apa")
    foto.write_bytes(foto_ponsel())
    camat = buka(peramban, live_server.url, "camat.pelaihari", "/")
    camat.get_by_role("link", name="Catat tanda tangan perjanjian kinerja Kasi Tata Pemerintahan 2023").click()
    camat.get_by_role("link", name="Catat tanda tangan di kertas").click()
    expect(camat.get_by_role("article")).to_contain_text("Pihak pertama berjanji")  # to compare with the paper
    camat.get_by_label("Tanggal ditandatangani").fill("2023-01-11")
    camat.get_by_label("Pindaian atau foto kertasnya").set_input_files(bukan)
    camat.get_by_label("Isi di atas sama").check()
    camat.get_by_role("button", name="Catat dan berlakukan").click()
    expect(camat.get_by_text("bukan foto JPG, PNG, atau PDF")).to_be_visible()
    expect(camat.get_by_label("Tanggal ditandatangani")).to_have_value("2023-01-11")
    expect(camat.get_by_label("Isi di atas sama")).to_be_checked()
    camat.get_by_label("Pindaian atau foto kertasnya").set_input_files(foto)
    camat.get_by_role("button", name="Catat dan berlakukan").click()
    expect(camat.get_by_text("Berlaku", exact=True)).to_be_visible()
    expect(camat.get_by_role("main")).to_contain_text("Ditandatangani kedua pihak 11 Januari 2023")
    with camat.expect_download() as unduhan:
        camat.get_by_role("link", name="Unduh pindaiannya").click()
    assert unduhan.value.suggested_filename.endswith(".jpg")
    camat.context.close()
    assert PerjanjianKinerja.objects.get(pk=p.pk).status == "berlaku"
