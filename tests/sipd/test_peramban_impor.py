"""An import in a real browser: questions, doubtful names, applying, taking back; narrow and accessible at every step."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from anggaran.models import RealisasiTriwulan
from tests.pabrik import buat_sub_kegiatan
from tests.pemeran import buat_pemeran
from tests.sipd.pembuat import to_xlsx
from tests.test_peramban_semua import LEBAR, list_keluhan, masuk_sebagai

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]


def periksa(halaman: Page) -> None:
    keluhan = [k for lebar in LEBAR for k in list_keluhan(halaman, lebar)]
    assert not keluhan, "\n".join(keluhan)


def test_a_file_is_answered_applied_and_taken_back(live_server: LiveServer, peramban: Browser, tmp_path: Path) -> None:
    p = buat_pemeran()
    satu = buat_sub_kegiatan(p.instansi, "7.01.01.2.01.0001", 100_000)
    buat_sub_kegiatan(p.instansi, "7.01.01.2.01.0007", 100_000, keuangan=(9_000,))
    berkas = tmp_path / "tabel sendiri.xlsx"
    isi = [
        ["Kode", "Uraian", "Duit keluar", "Realisasi TW II"],
        [satu.kode, satu.uraian, None, "25.000"],
        ["7.01.01.2.01.0099", "Evaluasi Kinerja", None, "7.500"],
    ]
    berkas.write_bytes(to_xlsx(("Lembar", isi)))
    halaman = masuk_sebagai(peramban, live_server.url, p.perencana)
    halaman.goto(f"{live_server.url}/satu/2023/triwulan/")
    halaman.get_by_role("link", name="Impor berkas").click()
    periksa(halaman)
    halaman.locator("input[type=file]").set_input_files(berkas)
    halaman.get_by_role("button", name="Periksa berkas").click()
    expect(halaman.get_by_role("heading", level=1)).to_have_text("tabel sendiri.xlsx")
    expect(halaman.get_by_text("belum pasti sub kegiatannya")).to_be_visible()
    periksa(halaman)
    halaman.locator("select").select_option(label="7.01.01.2.01.0007 Sub kegiatan 0007")
    halaman.get_by_role("button", name="Simpan pilihan").click()
    halaman.get_by_role("button", name="Terapkan 2 perubahan").click()
    expect(halaman.get_by_text("2 angka diubah dari")).to_be_visible()
    periksa(halaman)
    assert set(RealisasiTriwulan.objects.values_list("triwulan", "keuangan")) == {(1, 9_000), (2, 25_000), (2, 7_500)}
    halaman.get_by_role("button", name="Batalkan impor").click()
    expect(halaman.get_by_text("Impor dibatalkan: 2 angka")).to_be_visible()
    assert RealisasiTriwulan.objects.count() == 1
    halaman.context.close()
