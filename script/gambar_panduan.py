"""Takes the pictures of the help from a running demo site: ``.venv/bin/python script/gambar_panduan.py http://127.0.0.1:8000``.

Each line of DAFTAR is a help page (``ruang/panduan.py``), the account that sees the screen, its address, and perhaps the
part of it to show. The pictures go to ``static/panduan``, as PNG of few colours, at most 60 KB each. Names after the
address take only those pictures.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Error, Page, sync_playwright

AKAR = Path(__file__).resolve().parent.parent
TUJUAN = AKAR / "static" / "panduan"
KATA_SANDI = "coba-lkj-2023"  # of the demo accounts (lakip/contoh.py)
LEBAR, TINGGI = 1000, 640
TERBESAR = 60 * 1024
PERENCANA, PELAKSANA, CAMAT = "perencana.pelaihari", "pelaksana.pelaihari", "camat.pelaihari"
ADMIN, INSPEKTORAT = "admin.tanahlaut", "inspektorat.tanahlaut"
TAHUN = "/pelaihari/2023/"


class Gambar(NamedTuple):
    """``alamat`` may hold {kabupaten}, {unit}: the numbers that this site happens to use."""

    nama: str
    akun: str
    alamat: str
    bagian: str = ""  # CSS selector of the part to show; the top of the page otherwise
    klik: str = ""  # the words of a link to press first


DAFTAR = (
    Gambar("mulai", PERENCANA, TAHUN),
    Gambar("beranda", PERENCANA, "/"),
    Gambar("akun", PERENCANA, "/akun/"),
    Gambar("tahun_baru", PERENCANA, "/pelaihari/2024/salin/"),
    Gambar("buku_kerja", PERENCANA, "/pelaihari/buku-kerja/"),
    Gambar("renstra", PERENCANA, f"{TAHUN}renstra/"),
    Gambar("anggaran", PERENCANA, f"{TAHUN}anggaran/"),
    Gambar("perjanjian", PERENCANA, f"{TAHUN}perjanjian/"),
    Gambar("jalan_perjanjian", CAMAT, f"{TAHUN}perjanjian/", klik="Perubahan"),
    Gambar("tanda_tangan", CAMAT, "/verifikasi/"),
    Gambar("renja", PERENCANA, "/pelaihari/2024/renja/"),
    Gambar("impor_berkas", PERENCANA, f"{TAHUN}impor/"),
    Gambar("data_pendukung", PERENCANA, f"{TAHUN}data/"),
    Gambar("isi_triwulan", PELAKSANA, f"{TAHUN}triwulan/1/{{unit}}/"),
    Gambar("periksa_triwulan", CAMAT, f"{TAHUN}triwulan/"),
    Gambar("riwayat", CAMAT, f"{TAHUN}riwayat/"),
    Gambar("asal_angka", CAMAT, f"{TAHUN}lkj/akuntabilitas-keuangan/", klik="10.904.945.967"),
    Gambar("tulis_laporan", PERENCANA, f"{TAHUN}laporan/"),
    Gambar("kirim_laporan", CAMAT, f"{TAHUN}laporan/"),
    Gambar("dokumen", PERENCANA, TAHUN, "main"),
    Gambar("inspektorat", INSPEKTORAT, "/kabupaten/{kabupaten}/kiriman/"),
    Gambar("kabupaten", ADMIN, "/kabupaten/{kabupaten}/"),
)


def main() -> int:
    if len(sys.argv) < 2:
        print(__doc__)
        return 1
    situs, pilihan = sys.argv[1].rstrip("/"), set(sys.argv[2:])
    TUJUAN.mkdir(parents=True, exist_ok=True)
    gagal = 0
    letak = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as pw:
        peramban = pw.chromium.launch(executable_path=letak, args=["--no-sandbox"])
        for akun in dict.fromkeys(g.akun for g in DAFTAR if not pilihan or g.nama in pilihan):
            konteks = peramban.new_context(
                viewport={"width": LEBAR, "height": TINGGI}, locale="id-ID", timezone_id="Asia/Jakarta"
            )
            page = konteks.new_page()
            masuk(page, situs, akun)
            for g in DAFTAR:
                if g.akun == akun and (not pilihan or g.nama in pilihan):
                    gagal += not ambil(page, situs, g)
            konteks.close()
        peramban.close()
    return 1 if gagal else 0


def masuk(page: Page, situs: str, akun: str) -> None:
    page.goto(f"{situs}/masuk/")
    page.get_by_label("Nama pengguna").fill(akun)
    page.get_by_label("Kata sandi").fill(KATA_SANDI)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url(lambda url: "/masuk/" not in url)


def ambil(page: Page, situs: str, g: Gambar) -> bool:
    """Take one picture; say so when the page is not there."""
    try:
        alamat = g.alamat.format(kabupaten=find_nomor(page, situs, "kabupaten"), unit=find_nomor(page, situs, "unit"))
        jawaban = page.goto(f"{situs}{alamat}", wait_until="networkidle")
        if jawaban is None or jawaban.status != 200:
            print(f"{g.nama}: {alamat} menjawab {jawaban.status if jawaban else 'tidak ada'}")
            return False
        if g.klik:
            page.get_by_role("link", name=g.klik, exact=True).first.click()
            page.wait_for_load_state("networkidle")
        isi = page.locator(g.bagian).first.screenshot() if g.bagian else page.screenshot()
    except Error as galat:
        print(f"{g.nama}: {galat.message.splitlines()[0]}")
        return False
    (TUJUAN / f"{g.nama}.png").write_bytes(kecilkan(isi))
    print(f"{g.nama}: {(TUJUAN / f'{g.nama}.png').stat().st_size // 1024} KB")
    return True


def find_nomor(page: Page, situs: str, apa: str) -> str:
    """Return the number in the first link of this account's start page that has one, "0" where there is none."""
    pola = {"kabupaten": "/kabupaten/", "unit": "/triwulan/1/"}[apa]
    if not hasattr(page, "_nomor"):
        page._nomor = {}  # type: ignore[attr-defined]
    ingat: dict[str, str] = page._nomor  # type: ignore[attr-defined]
    if apa not in ingat:
        page.goto(f"{situs}/")
        tautan = [a.get_attribute("href") or "" for a in page.locator(f'a[href*="{pola}"]').all()]
        nomor = (cocok[1] for href in tautan if (cocok := re.search(rf"{pola}(\d+)/", href)))
        ingat[apa] = next(nomor, "0")
    return ingat[apa]


def kecilkan(isi: bytes) -> bytes:
    """Return the picture with as many of 256 colours as fit into the limit."""
    gambar = Image.open(io.BytesIO(isi)).convert("RGB")
    for warna in (256, 64, 32, 16, 8):
        keluaran = io.BytesIO()
        gambar.quantize(warna, dither=Image.Dither.NONE).save(keluaran, "PNG", optimize=True)
        if keluaran.tell() <= TERBESAR:
            break
    return keluaran.getvalue()


if __name__ == "__main__":
    sys.exit(main())
