"""From no perjanjian at all to one that both parties have signed and that a stranger finds genuine, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from lakip.acuan import muat_acuan
from lakip.contoh import KATA_SANDI, buat_akun, muat_contoh
from organisasi.models import Jabatan, Pejabat
from perjanjian.models import PerjanjianKinerja

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]
KASI = "Kasi Pelayanan"
PERJANJIAN = "/pelaihari/2023/perjanjian/"


@pytest.fixture
def kasi(db: None) -> Iterator[Jabatan]:
    muat_acuan()
    muat_contoh("pelaihari")
    buat_akun(["pelaihari"])
    PerjanjianKinerja.objects.filter(jabatan__nama=KASI).delete()
    yield Jabatan.objects.get(nama=KASI)


def buka(peramban: Browser, alamat: str, siapa: str, jalur: str) -> Page:
    halaman = peramban.new_context(locale="id-ID", viewport={"width": 1280, "height": 900}).new_page()
    halaman.goto(alamat)
    halaman.get_by_label("Nama pengguna").fill(siapa)
    halaman.get_by_label("Kata sandi").fill(KATA_SANDI)
    halaman.get_by_role("button", name="Masuk").click()
    halaman.wait_for_url(lambda alamat: "masuk" not in alamat)
    halaman.goto(alamat + jalur)
    return halaman


def tanda_tangani(halaman: Page) -> None:
    halaman.get_by_role("link", name="Tanda tangani").click()
    expect(halaman.get_by_role("article")).to_contain_text("Pihak pertama berjanji")  # one reads what one signs
    halaman.get_by_label("Saya sudah membaca").check()
    halaman.get_by_label("Kata sandi akun Anda").fill(KATA_SANDI)
    halaman.get_by_role("button", name="Tanda tangani").click()
    expect(halaman.get_by_text("Anda sudah menandatangani")).to_be_visible(timeout=60_000)


def test_from_nothing_to_a_genuine_paper(
    live_server: LiveServer, peramban: Browser, kasi: Jabatan, tmp_path: Path
) -> None:
    halaman = buka(peramban, live_server.url, "perencana.pelaihari", PERJANJIAN)
    halaman.get_by_role("link", name=f"Buat perjanjian {KASI}").click()
    halaman.get_by_label("Tanggal").fill("2023-01-09")
    halaman.get_by_role("button", name="Simpan").click()
    halaman.get_by_label("Tampilkan juga indikator jabatan lain").check()
    halaman.get_by_role("button", name="Cari", exact=True).click()
    halaman.get_by_role("checkbox", name="Pilih ").first.check()
    halaman.get_by_role("button", name="Tambahkan yang dicentang").click()
    expect(halaman.get_by_text("1 butir ditambahkan")).to_be_visible()
    p = PerjanjianKinerja.objects.get(jabatan=kasi)
    satu = f"{PERJANJIAN}{p.pk}/"
    halaman.goto(live_server.url + satu)
    halaman.get_by_role("button", name="Kirim untuk direviu").click()
    halaman.context.close()

    akun_kasi = Pejabat.objects.select_related("pengguna").get(jabatan=kasi).pengguna
    assert akun_kasi is not None
    camat = buka(peramban, live_server.url, "camat.pelaihari", satu)
    camat.get_by_role("button", name="Nyatakan sudah benar").click()
    expect(camat.get_by_text(f"Menunggu tanda tangan {KASI}")).to_be_visible()
    pertama = buka(peramban, live_server.url, akun_kasi.username, satu)
    tanda_tangani(pertama)
    pertama.context.close()
    camat.reload()
    tanda_tangani(camat)
    expect(camat.get_by_text("Berlaku", exact=True)).to_be_visible()
    with camat.expect_download() as unduhan:
        camat.get_by_role("link", name="Unduh PDF bertanda tangan").click()
    unduhan.value.save_as(berkas := tmp_path / "pk.pdf")
    alamat = camat.get_by_role("link", name="Periksa keaslian").get_attribute("href")
    camat.context.close()

    tamu = peramban.new_context(locale="id-ID").new_page()  # has the paper, has no account
    tamu.goto(live_server.url + str(alamat))
    expect(tamu.get_by_role("main")).to_contain_text("Kasi Pelayanan")
    palsu = tmp_path / "palsu.pdf"
    isi = bytearray(berkas.read_bytes())
    isi[len(isi) // 3] ^= 1
    palsu.write_bytes(isi)
    for nama, kata in ((berkas, "asli, tidak berubah"), (palsu, "berubah")):
        tamu.goto(live_server.url + "/verifikasi/")
        tamu.get_by_label("Berkas PDF").set_input_files(nama)
        tamu.get_by_role("button", name="Periksa").click()
        expect(tamu.get_by_role("main")).to_contain_text(kata, timeout=30_000)
    tamu.context.close()
