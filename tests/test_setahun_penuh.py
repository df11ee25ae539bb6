"""Five people do the whole of Pelaihari 2023 in the browser, from an empty kabupaten to the finished LKj.

The admin brings the plan in as a workbook and makes the accounts; the pelaksana types four quarters in the grid; the
perencana sends one row back, verifies, and writes the report with a live figure; the camat approves; the admin locks; the
inspektorat finds the report. What comes out must be the sample's own LKj, figure by figure and word by word.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from anggaran.isian import list_bagian
from buku_kerja import ekspor
from kinerja.angka import format_isian, format_rupiah
from lakip.acuan import muat_acuan
from lakip.contoh import muat_contoh
from lakip.rakit import rakit_lkj
from lakip.render.json import render_json
from organisasi.models import Instansi, Kabupaten, Pengguna, Peran
from tests.buku_awal import baca_lembar, kosongkan_realisasi

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]

TAHUN = 2023
SANDI = "sandi-uji-sendiri-7"
SANDI_AWAL = "sandi-uji-awal-7"
Lembar = list[dict[str, Any]]


def test_five_people_do_a_whole_year(
    live_server: LiveServer, peramban: Browser, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.TERBITAN_LANGSUNG = True
    # The PDF of the sent report takes a minute and has tests of its own.
    monkeypatch.setattr("lakip.kiriman.make_pdf", lambda pk: None)
    contoh, buku, harus = siapkan_contoh()
    berkas = tmp_path / "pelaihari.xlsx"
    berkas.write_bytes(buku)
    kota = Kota(live_server.url, peramban)

    admin = kota.masuk("admin.uji", SANDI_AWAL)
    unggah_buku(admin, berkas)
    for nama, peran in (
        ("perencana.uji", "Perencana"),
        ("pelaksana.uji", "Pelaksana"),
        ("camat.uji", "Camat"),
        ("inspektorat.uji", "Inspektorat"),
    ):
        kota.buat_akun(admin, nama, peran)
    perencana, pelaksana, camat = (kota.pertama_masuk(f"{n}.uji") for n in ("perencana", "pelaksana", "camat"))
    inspektorat = kota.pertama_masuk("inspektorat.uji")

    bagian = [(b.nomor, b.nama) for b in list_bagian(Instansi.objects.get(slug="pelaihari"), TAHUN)]
    for triwulan in (1, 2, 3, 4):
        for nomor, _ in bagian:
            isi_lembar(pelaksana, kota.alamat_triwulan(triwulan, nomor), triwulan, contoh)
        if triwulan == 1:
            perbaiki_satu_baris(perencana, pelaksana, kota.alamat_triwulan(1, bagian[0][0]))
        for orang, tombol in ((perencana, "Nyatakan benar"), (camat, "Setujui")):
            for nomor, _ in bagian:
                tekan(orang, kota.alamat_triwulan(triwulan, nomor), tombol)
        kunci_triwulan(admin, f"{live_server.url}/pelaihari/{TAHUN}/triwulan/", triwulan)

    kini = ekspor("pelaihari", TAHUN) or b""
    for lembar in ("Realisasi", "Indikator Kegiatan", "Realisasi Indikator"):
        assert _himpun(baca_lembar(kini, lembar)) ^ _himpun(contoh[lembar]) == set()

    dicetak = set(list_kunci(harus["bab"]))  # the sample also has words for a section that its outline does not print
    narasi = [b for b in contoh["Narasi"] if b["Bagian"] in dicetak]
    tulis_narasi(perencana, f"{live_server.url}/pelaihari/{TAHUN}/laporan/", narasi)
    didapat = unduh_json(perencana, f"{live_server.url}/pelaihari/{TAHUN}/", tmp_path)
    assert beda(didapat, harus) == []
    assert didapat["sidik"] == harus["sidik"]

    laporan = f"{live_server.url}/pelaihari/{TAHUN}/laporan/"
    for orang, tombol in ((perencana, "Kirim ke camat"), (camat, "Setujui"), (perencana, "Kirim ke kabupaten")):
        tekan(orang, laporan, tombol)
    inspektorat.goto(live_server.url)
    inspektorat.get_by_role("link", name="Laporan masuk").first.click()
    inspektorat.goto(f"{inspektorat.url.partition('?')[0]}?tahun={TAHUN}")
    expect(inspektorat.get_by_role("row").filter(has_text="Kecamatan Pelaihari")).to_contain_text("dikirim")
    kota.tutup()


# --------------------------------------------------------------------------------------------------------- the sample


def siapkan_contoh() -> tuple[dict[str, Lembar], bytes, dict[str, Any]]:
    """Return the sample's sheets, its workbook before anything was reached, and its LKj; then leave an empty kabupaten."""
    muat_acuan()
    muat_contoh("pelaihari")
    instansi = Instansi.objects.get(slug="pelaihari")
    harus = json.loads(render_json(rakit_lkj(instansi, TAHUN)))
    penuh = ekspor("pelaihari", TAHUN)
    assert penuh
    nama = ("Realisasi", "Indikator Kegiatan", "Realisasi Indikator", "Narasi", "Sub Kegiatan")
    contoh = {n: baca_lembar(penuh, n) for n in nama}
    call_command("flush", interactive=False, verbosity=0)
    ContentType.objects.clear_cache()
    muat_acuan()
    baru = Kabupaten.objects.create(nama="Tanah Laut")
    admin = Pengguna.objects.create_user("admin.uji", password=SANDI_AWAL)
    Peran.objects.create(pengguna=admin, jenis="admin", kabupaten=baru)
    return contoh, kosongkan_realisasi(penuh, TAHUN), harus


# ------------------------------------------------------------------------------------------------------ people and pages


class Kota:
    """The site and the windows of those who work in it."""

    def __init__(self, alamat: str, peramban: Browser) -> None:
        self.alamat, self.peramban = alamat, peramban
        self.sandi: dict[str, str] = {}
        self.jendela: list[Page] = []

    def masuk(self, nama: str, sandi: str) -> Page:
        halaman = self.peramban.new_context(locale="id-ID", timezone_id="Asia/Jakarta").new_page()
        self.jendela.append(halaman)
        halaman.goto(f"{self.alamat}/masuk/")
        halaman.get_by_label("Nama pengguna").fill(nama)
        halaman.get_by_label("Kata sandi").fill(sandi)
        halaman.get_by_role("button", name="Masuk").click()
        return halaman

    def buat_akun(self, admin: Page, nama: str, peran: str) -> None:
        kabupaten = Kabupaten.objects.get()
        admin.goto(f"{self.alamat}/kabupaten/{kabupaten.pk}/pengguna/tambah/")
        admin.locator("#id_nama").fill(nama.title())
        admin.locator("#id_username").fill(nama)
        admin.locator("#id_peran-0-jenis").select_option(label=peran)
        if peran != "Inspektorat":
            admin.locator("#id_peran-0-instansi").select_option(label="Kecamatan Pelaihari")
        admin.get_by_role("button", name="Buat akun").click()
        self.sandi[nama] = admin.locator(".sandi-sekali dd").nth(1).inner_text()

    def pertama_masuk(self, nama: str) -> Page:
        """Sign in with the password that the admin was shown, and choose one's own, as asked."""
        halaman = self.masuk(nama, self.sandi[nama])
        expect(halaman.get_by_role("heading", level=1)).to_have_text("Buat kata sandi Anda sendiri")
        lama, *baru = halaman.locator("input[type=password]").all()
        lama.fill(self.sandi[nama])
        for bidang in baru:
            bidang.fill(SANDI)
        halaman.locator("main form").locator("[type=submit]").first.click()
        halaman.goto(self.alamat)
        return halaman

    def alamat_triwulan(self, triwulan: int, nomor: int) -> str:
        return f"{self.alamat}/pelaihari/{TAHUN}/triwulan/{triwulan}/{nomor}/"

    def tutup(self) -> None:
        for halaman in self.jendela:
            halaman.context.close()


def unggah_buku(admin: Page, berkas: Path) -> None:
    admin.get_by_role("link", name="Unggah buku kerja").first.click()
    admin.locator("#id_berkas").set_input_files(berkas)
    admin.locator("#id_ubah_bersama").check()
    admin.get_by_role("button", name="Periksa berkas").click()
    admin.get_by_role("button", name="Simpan").click()
    assert Instansi.objects.filter(slug="pelaihari").exists(), admin.locator("main").inner_text()


# ------------------------------------------------------------------------------------------------------------ the quarters


def isi_lembar(orang: Page, alamat: str, triwulan: int, contoh: dict[str, Lembar]) -> None:
    """Type a quarter of a unit row by row and send it."""
    orang.goto(alamat)
    kelurahan = orang.get_by_role("heading", level=1).inner_text().startswith("Kelurahan")
    unit = "Kelurahan Angsau" if kelurahan else None
    ketik_sub(orang, triwulan, unit, contoh)
    ketik_keluaran(orang, triwulan, unit, contoh["Indikator Kegiatan"])
    if triwulan == 4:
        ketik_indikator(orang, contoh["Realisasi Indikator"])
    orang.locator("h1").click()  # leaves the last row
    expect(orang.locator("[data-status='belum'], [data-status='proses'], [data-status='galat']")).to_have_count(0)
    orang.get_by_role("button", name="Kirim", exact=True).click()
    orang.wait_for_load_state()
    if orang.get_by_role("button", name="Kirim juga").count():
        orang.get_by_role("button", name="Kirim juga").click()
    expect(orang.locator(".status").first).to_contain_text("Dikirim")


def ketik_sub(orang: Page, triwulan: int, unit: str | None, contoh: dict[str, Lembar]) -> None:
    isi = {b["Kode"]: b for b in contoh["Realisasi"] if b["Unit"] == unit and b["Triwulan"] == triwulan}
    lampau = {b["Kode"]: b["Catatan realisasi melampaui pagu"] for b in contoh["Sub Kegiatan"] if b["Unit"] == unit}
    k = group_keluaran(contoh["Indikator Kegiatan"], unit, triwulan)
    for baris in orang.locator("tbody[data-baris^=s]").all():
        kode = baris.locator(".kode").inner_text()
        b = isi.get(kode, {})
        ketik(baris, "keuangan", None if b.get("Keuangan") is None else format_rupiah(b["Keuangan"]))
        ketik(baris, "fisik", angka(b.get("Fisik")))
        for uraian, nilai in k[kode].items():
            baris.locator(f"input[aria-label^={json.dumps(f'Keluaran triwulan ini: {uraian}')}]").fill(
                angka(nilai) or ""
            )
        kata = {"hambatan": b.get("Hambatan"), "solusi": b.get("Solusi"), "tindak_lanjut": b.get("Tindak lanjut")}
        ketik_kata(baris, kata | {"catatan_lampau": lampau.get(kode) if kata and b else None})


def ketik_keluaran(orang: Page, triwulan: int, unit: str | None, indikator: Lembar) -> None:
    k = group_keluaran(indikator, unit, triwulan)
    for baris in orang.locator("tbody[data-baris^=k]").all():
        kode, nama = baris.locator(".kode").inner_text(), baris.locator("th").inner_text()
        for uraian, nilai in k[kode].items():
            if uraian in nama:
                ketik(baris, "nilai", angka(nilai))


def group_keluaran(indikator: Lembar, unit: str | None, triwulan: int) -> dict[str, dict[str, Any]]:
    kolom = f"K TW {('I', 'II', 'III', 'IV')[triwulan - 1]}"
    hasil: dict[str, dict[str, Any]] = defaultdict(dict)
    for b in indikator:
        if b["Unit"] == unit and b[kolom] is not None:
            hasil[b["Kode"]][b["Indikator"]] = b[kolom]
    return hasil


def ketik_indikator(orang: Page, realisasi: Lembar) -> None:
    isi = {b["Indikator"]: b for b in realisasi if b["Tahun"] == TAHUN}
    for baris in orang.locator("tbody[data-baris^=t]").all():
        b = isi.get(baris.locator(".kode").inner_text())
        if b is None:
            continue
        if b["Realisasi"] is not None:
            ketik(baris, "nilai", angka(b["Realisasi"]))
        ketik_kata(
            baris,
            {
                "alasan": b["Alasan belum ada"],
                "faktor": b["Faktor"],
                "hambatan": b["Hambatan"],
                "solusi": b["Solusi"],
                "tindak_lanjut": b["Tindak lanjut"],
            },
        )


def ketik(baris: Any, bidang: str, teks: str | None) -> None:
    if teks is not None:
        baris.locator(f"[name$='-{bidang}']").fill(teks)


def ketik_kata(baris: Any, kata: dict[str, str | None]) -> None:
    if not any(kata.values()):
        return
    lipat = baris.locator("details").first
    if lipat.get_attribute("open") is None:
        lipat.locator("summary").click()
    for bidang, teks in kata.items():
        ketik(baris, bidang, teks or None)


def angka(nilai: Any) -> str | None:
    return None if nilai is None else format_isian(Decimal(str(nilai)))


def perbaiki_satu_baris(perencana: Page, pelaksana: Page, alamat: str) -> None:
    """The perencana wants one row corrected; the pelaksana reads why at the row, answers, and sends again."""
    perencana.goto(alamat)
    perencana.get_by_role("textbox", name="Yang harus diperbaiki").fill("Periksa lagi baris pertama.")
    perencana.get_by_role("button", name="Minta perbaikan").click()
    expect(perencana.locator(".status").first).to_contain_text("Sedang diisi")
    pelaksana.goto(alamat)
    expect(pelaksana.locator("main")).to_contain_text("Periksa lagi baris pertama.")
    baris = pelaksana.locator("tbody[data-baris]").first
    semula = baris.locator("input[type=text]").first.input_value()
    for nilai in ("1", semula):
        baris.locator("input[type=text]").first.fill(nilai)
        pelaksana.locator("h1").click()
        expect(baris.locator("[data-status]").first).to_contain_text("tersimpan")
    pelaksana.get_by_role("button", name="Kirim", exact=True).click()
    pelaksana.wait_for_load_state()
    if pelaksana.get_by_role("button", name="Kirim juga").count():
        pelaksana.get_by_role("button", name="Kirim juga").click()
    expect(pelaksana.locator(".status").first).to_contain_text("Dikirim")


def tekan(orang: Page, alamat: str, tombol: str) -> None:
    orang.goto(alamat)
    orang.get_by_role("button", name=tombol, exact=True).first.click()
    orang.wait_for_load_state()
    expect(orang.locator(".alert-danger")).to_have_count(0)


def kunci_triwulan(admin: Page, alamat: str, triwulan: int) -> None:
    admin.goto(alamat)
    admin.get_by_role("button", name=re.compile("Kunci")).nth(0).click()
    admin.wait_for_load_state()
    expect(admin.locator(".status.terkunci").first).to_be_visible()


# -------------------------------------------------------------------------------------------------------------- the report


def tulis_narasi(perencana: Page, alamat: str, narasi: Lembar) -> None:
    for b in narasi:
        perencana.goto(f"{alamat}bagian/{b['Bagian']}/")
        kotak = perencana.locator(f"#id_{b['Cara'].lower()}")
        depan, kunci, belakang = _belah(b["Teks"])
        kotak.fill(depan)
        if kunci:
            kotak.press("Control+End")
            perencana.locator("#cari-angka").fill(kunci)
            perencana.locator(f"li[data-angka='{kunci}'] button").first.click()
            kotak.press("Control+End")
            kotak.press_sequentially(belakang)
        perencana.get_by_role("button", name="Simpan", exact=True).click()
        perencana.wait_for_load_state()


def _belah(teks: str) -> tuple[str, str, str]:
    """Return what stands before the first live figure, its key, and the rest."""
    if cocok := re.search(r"\[\[([^\]]+)\]\]", teks):
        return teks[: cocok.start()], cocok[1], teks[cocok.end() :]
    return teks, "", ""


def unduh_json(orang: Page, alamat: str, folder: Path) -> dict[str, Any]:
    orang.goto(alamat)
    orang.get_by_role("button", name="Unduh JSON").first.click()
    with orang.expect_download() as unduhan:
        orang.get_by_role("link", name=re.compile(r"^Unduh lkj-")).click()
    tujuan = folder / "lkj.json"
    unduhan.value.save_as(tujuan)
    return json.loads(tujuan.read_text(encoding="utf-8"))


def _himpun(lembar: Lembar) -> set[tuple[str, ...]]:
    return {tuple(str(v) for v in b.values()) for b in lembar}


def list_kunci(bab: list[dict[str, Any]]) -> list[str]:
    return [k for b in bab for k in (b["kunci"], *list_kunci(b["anak"]))]


def beda(kini: Any, harus: Any, letak: str = "") -> list[str]:
    """Return where two documents differ, in words; [] where they are equal."""
    if isinstance(kini, dict) and isinstance(harus, dict):
        return [
            x
            for k in sorted(kini.keys() | harus.keys())
            if k != "sidik"
            for x in beda(kini.get(k), harus.get(k), f"{letak}/{k}")
        ]
    if isinstance(kini, list) and isinstance(harus, list) and len(kini) == len(harus):
        return [x for n, (a, b) in enumerate(zip(kini, harus, strict=True)) for x in beda(a, b, f"{letak}/{n}")]
    return [] if kini == harus else [f"{letak}: {str(kini)[:200]} ≠ {str(harus)[:200]}"]
