"""A table of supporting data in a real browser: the keyboard alone, a block from a spreadsheet, a row moved at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from organisasi.models import Jabatan, Sarana
from renstra.models import IsuStrategis
from tests.pemeran import Pemeran, buat_pemeran

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]

TEMPEL = """(teks) => {
  const data = new DataTransfer();
  data.setData("text/plain", teks);
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def pemeran(db: None) -> Iterator[Pemeran]:
    yield buat_pemeran()


def buka(halaman: Page, server: LiveServer, kunci: str) -> None:
    alamat = f"/satu/2023/data/{kunci}/"
    halaman.goto(f"{server.url}/masuk/?next={alamat}")
    halaman.get_by_label("Nama pengguna").fill("perencana")
    halaman.get_by_label("Kata sandi").fill("rahasia-uji-123")
    halaman.get_by_role("button", name="Masuk").click()
    expect(halaman.get_by_role("button", name="Tambah baris")).to_be_visible()


def tunggu(halaman: Page, jumlah: int) -> None:
    expect(halaman.locator("[data-status=ya]")).to_have_count(jumlah)


def test_three_rows_by_keyboard_and_a_block_from_a_spreadsheet(
    live_server: LiveServer, halaman: Page, pemeran: Pemeran
) -> None:
    buka(halaman, live_server, "sarana")
    for nama, baik in (("Meja", "2"), ("Kursi", "1.250"), ("Lemari", "3")):
        halaman.get_by_role("button", name="Tambah baris").focus()
        halaman.keyboard.press("Enter")
        halaman.keyboard.type(nama)
        halaman.keyboard.press("Tab")
        halaman.keyboard.type(baik)
    halaman.get_by_role("button", name="Tambah baris").focus()
    tunggu(halaman, 3)
    assert list(Sarana.objects.values_list("nama", "baik")) == [("Meja", 2), ("Kursi", 1250), ("Lemari", 3)]
    halaman.keyboard.press("Enter")
    halaman.evaluate(TEMPEL, "Rak\t1\t2\t3\nPapan\t4\t5\t6\n")
    halaman.get_by_role("button", name="Tambah baris").focus()
    tunggu(halaman, 5)
    papan = Sarana.objects.get(nama="Papan")
    assert (papan.baik, papan.kurang_baik, papan.rusak_berat) == (4, 5, 6)
    expect(halaman.locator("[data-hitung=tabel-jumlah]").first).to_have_text("1.276")


def test_a_new_post_is_offered_as_the_superior_of_the_next(
    live_server: LiveServer, halaman: Page, pemeran: Pemeran
) -> None:
    buka(halaman, live_server, "jabatan")
    expect(halaman.get_by_text("Tabel ini masih kosong")).to_be_visible()
    halaman.get_by_role("button", name="Tambah baris").click()
    expect(halaman.get_by_text("Tabel ini masih kosong")).to_be_hidden()
    halaman.keyboard.type("Camat")
    halaman.get_by_role("button", name="Tambah baris").click()  # a row that stands there before the first is stored
    tunggu(halaman, 1)
    halaman.keyboard.type("Sekretaris Camat")
    halaman.get_by_label("Atasan, baris baru").last.select_option(label="Camat")
    halaman.get_by_role("button", name="Tambah baris").focus()
    tunggu(halaman, 2)
    halaman.keyboard.press("Enter")
    halaman.evaluate(TEMPEL, "Kasi\t\t\t\tSEKRETARIS  CAMAT\nStaf\t\t\t\tBupati\n")
    expect(halaman.get_by_role("status").first).to_contain_text("Tidak ada dalam pilihan, jadi dilewati: “Bupati”.")
    halaman.get_by_role("button", name="Tambah baris").focus()
    tunggu(halaman, 4)
    atasan = dict(Jabatan.objects.values_list("nama", "atasan__nama"))
    assert atasan == {"Camat": None, "Sekretaris Camat": "Camat", "Kasi": "Sekretaris Camat", "Staf": None}


def test_a_pasted_block_may_name_its_own_rows(live_server: LiveServer, halaman: Page, pemeran: Pemeran) -> None:
    buka(halaman, live_server, "jabatan")
    halaman.get_by_role("button", name="Tambah baris").click()
    # A superior below its own, one that is nowhere, and one that only looks like another column's word.
    halaman.evaluate(TEMPEL, "Kasi\t\t\t\tSekcam\nCamat\t\tIII.a\nSekcam\t\t\t\tCAMAT\nStaf\t\t\t\tIII.a\n")
    halaman.get_by_role("button", name="Tambah baris").focus()
    expect(halaman.get_by_role("status").first).to_contain_text("Tidak ada dalam pilihan, jadi dilewati: “III.a”.")
    tunggu(halaman, 4)
    atasan = dict(Jabatan.objects.values_list("nama", "atasan__nama"))
    assert atasan == {"Kasi": "Sekcam", "Camat": None, "Sekcam": "Camat", "Staf": None}


def test_undoing_a_block_takes_away_first_what_points_to_others(
    live_server: LiveServer, halaman: Page, pemeran: Pemeran
) -> None:
    Jabatan.objects.create(instansi=pemeran.instansi, nama="Camat")
    buka(halaman, live_server, "jabatan")
    halaman.locator("input[name$=-nama]").first.focus()
    halaman.evaluate(TEMPEL, "Camat\nStaf\t\t\t\tKasi\nKasi\t\t\t\tSekcam\nSekcam\t\t\t\tCamat\n")
    tunggu(halaman, 4)
    expect(halaman.locator("[data-status=belum], [data-status=proses]")).to_have_count(0)
    assert Jabatan.objects.exclude(atasan=None).count() == 3
    halaman.get_by_role("button", name="Batalkan tempel").click()
    expect(halaman.get_by_role("status").first).to_contain_text("Tempelan dibatalkan")
    assert list(Jabatan.objects.values_list("nama", flat=True)) == ["Camat"]


def test_a_deleted_row_is_no_choice_any_more(live_server: LiveServer, halaman: Page, pemeran: Pemeran) -> None:
    for nama in ("Camat", "Staf"):
        Jabatan.objects.create(instansi=pemeran.instansi, nama=nama)
    buka(halaman, live_server, "jabatan")
    pilihan = halaman.get_by_label("Atasan").first.locator("option")
    expect(pilihan).to_contain_text(["Camat", "Staf"])
    halaman.get_by_role("button", name="Hapus Staf").click()
    expect(halaman.get_by_text("Baris dihapus.")).to_be_visible()
    expect(pilihan.filter(has_text="Staf")).to_have_count(0)
    halaman.get_by_role("button", name="Urungkan").click()
    expect(pilihan.filter(has_text="Staf")).to_have_count(1)


def test_a_row_typed_just_now_is_stored_once_when_another_is_moved(
    live_server: LiveServer, halaman: Page, pemeran: Pemeran
) -> None:
    for n, kata in enumerate(("Satu", "Dua"), start=1):
        IsuStrategis.objects.create(instansi=pemeran.instansi, tahun=2023, masalah_pokok=kata, urut=n)
    buka(halaman, live_server, "isu-strategis")
    halaman.get_by_role("button", name="Tambah baris").click()
    halaman.keyboard.type("Tiga")
    halaman.get_by_role("button", name="Naikkan Dua").click()
    expect(halaman.locator("textarea[name$=masalah_pokok]").first).to_have_value("Dua")
    halaman.wait_for_timeout(500)
    assert list(IsuStrategis.objects.values_list("masalah_pokok", flat=True)) == ["Dua", "Satu", "Tiga"]


def test_no_table_page_scrolls_sideways_on_a_phone(live_server: LiveServer, halaman: Page, pemeran: Pemeran) -> None:
    halaman.set_viewport_size({"width": 360, "height": 740})
    Sarana.objects.create(instansi=pemeran.instansi, tahun=2023, nama="Meja", baik=1)
    buka(halaman, live_server, "sarana")
    for jalur in ("/satu/2023/data/sarana/", "/satu/2023/data/", "/satu/2023/instansi/", "/satu/2023/data/survei/"):
        halaman.goto(live_server.url + jalur)
        assert halaman.evaluate("document.documentElement.scrollWidth") <= 360, jalur
        assert halaman.locator("h1").count() == 1
