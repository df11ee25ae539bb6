"""The help: one short page a task (``templates/panduan/<slug>.html``), which screens it belongs to, and a word search."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.contrib.staticfiles import finders
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

MULAI, ISI, PERIKSA, LAPORAN, KABUPATEN = (
    "Mulai", "Merencanakan dan mengisi", "Memeriksa", "Laporan kinerja", "Kabupaten dan inspektorat"
)  # fmt: skip
KELOMPOK = (MULAI, ISI, PERIKSA, LAPORAN, KABUPATEN)
CUPLIKAN = 160  # characters around the first word found


@dataclass(frozen=True)
class Halaman:
    """A page of help. ``layar``: names of the addresses whose "Bantuan" leads here."""

    slug: str
    judul: str
    ringkas: str
    kelompok: str
    layar: tuple[str, ...] = ()

    @property
    def templat(self) -> str:
        return f"panduan/{self.slug}.html"

    @property
    def gambar(self) -> str:
        """The picture of the screen, "" where none has been taken (script/gambar_panduan.py)."""
        nama = f"panduan/{self.slug}.png"
        return nama if finders.find(nama) else ""


HALAMAN = (
    Halaman("mulai", "Mulai memakai", "Masuk, kenali layarnya, dan mulai bekerja.", MULAI, (
        "masuk", "panduan", "lihat_panduan",
    )),
    Halaman("beranda", "Beranda: yang harus dikerjakan", "Membaca daftar tugas, tenggat, dan kemajuan.", MULAI, (
        "beranda",
    )),
    Halaman("akun", "Akun dan kata sandi", "Mengganti kata sandi dan melihat di mana Anda masuk.", MULAI, (
        "akun", "ganti_sandi", "lupa_sandi", "sandi_baru", "kirim_lagi",
    )),
    Halaman("tahun_baru", "Menyiapkan tahun baru", "Menyalin rencana dan tabel dari tahun lalu.", ISI, (
        "lihat_instansi", "lihat_tahun", "salin_tahun",
    )),
    Halaman("buku_kerja", "Buku kerja Excel", "Mengunduh, mengisi, memeriksa, dan mengunggah buku kerja.", ISI, (
        "buku_kerja", "unggah_buku_kerja_kabupaten",
    )),
    Halaman("renstra", "Mengisi Renstra", "Tujuan, sasaran, indikator, dan target per tahun.", ISI, (
        "lihat_renstra", "buat_renstra", "salin_renstra", "ubah_renstra", "isi_target", "isi_realisasi_tahun", "mulai_perubahan",
        "lihat_versi_renstra", "buat_baris_renstra", "ubah_baris_renstra", "hapus_baris_renstra", "lihat_iku",
    )),
    Halaman("program_renstra", "Program, dana, dan target dalam Renstra", "Rencana program Renstra dan realisasi tahun lalu.",
            ISI, ("lihat_program_renstra",)),
    Halaman("renja", "Menyusun Renja", "Rencana kerja, prakiraan maju, perubahan, dan jalannya ke anggaran.", ISI, (
        "lihat_renja", "renja_ke_anggaran",
    )),
    Halaman("anggaran", "Mengisi anggaran", "Program sampai sub kegiatan, pagu, indikator, dan anggaran kas.", ISI, (
        "lihat_anggaran", "cari_nomenklatur", "tambah_pos", "ubah_program", "ubah_kegiatan", "ubah_sub_kegiatan",
        "hapus_pos", "isi_pagu", "isi_kas", "salin_anggaran",
    )),
    Halaman("perjanjian", "Perjanjian kinerja", "Butir perjanjian dan target per triwulan.", ISI, (
        "list_perjanjian", "buat_perjanjian", "ubah_perjanjian", "ubah_pihak_perjanjian", "pilih_butir", "hapus_butir",
        "hapus_perjanjian", "kaskade_perjanjian",
    )),
    Halaman("jalan_perjanjian", "Mereviu dan menandatangani perjanjian",
            "Mengirim, meminta perbaikan, menandatangani, dan menilai perjanjian kinerja.", PERIKSA, (
        "lihat_perjanjian", "banding_perjanjian", "evaluasi_perjanjian", "tanda_tangan_perjanjian",
        "kertas_perjanjian",
    )),
    Halaman("data_pendukung", "Data pendukung", "Pegawai, sarana, wilayah, layanan, dan tabel lain.", ISI, (
        "list_isian", "isi_tabel", "ubah_kepala", "ubah_instansi",
    )),
    Halaman("isi_triwulan", "Mengisi triwulan", "Realisasi, hambatan, dan bukti seksi Anda.", ISI, (
        "isi_triwulan", "bukti_baris",
    )),
    Halaman("impor_berkas", "Impor dari SIPD atau tabel sendiri", "Realisasi dan pagu dari berkas yang sudah ada.", ISI, (
        "list_impor", "unggah_impor", "lihat_impor", "jawab_impor", "padankan_impor", "terapkan_impor", "batalkan_impor",
        "buang_impor", "lupakan_pilihan",
    )),
    Halaman("periksa_triwulan", "Memeriksa dan menyetujui triwulan", "Nyatakan benar, minta perbaikan, setujui.",
            PERIKSA, ("lihat_triwulan", "beri_catatan", "kunci_triwulan")),
    Halaman("tanda_tangan", "Tanda tangan elektronik", "Sertifikat Anda, dan memeriksa dokumen yang ditandatangani.",
            PERIKSA, ("list_sertifikat", "cabut_sertifikat", "verifikasi", "lihat_verifikasi")),
    Halaman("riwayat", "Riwayat perubahan", "Siapa mengubah apa, kapan, dan lewat mana.", PERIKSA, ("lihat_riwayat",)),
    Halaman("asal_angka", "Dari mana sebuah angka", "Menelusuri angka di laporan sampai ke isiannya.", PERIKSA, (
        "lihat_asal", "lihat_lkj", "lihat_bagian",
    )),
    Halaman("tulis_laporan", "Menulis laporan kinerja", "Narasi, angka hidup, foto, dan kelengkapan.", LAPORAN, (
        "tulis_lkj", "tulis_bagian", "pratinjau_bagian", "cetak_bagian", "versi_bagian", "mulai_laporan",
        "ubah_laporan", "ubah_foto",
    )),
    Halaman("kirim_laporan", "Mengirim laporan kinerja", "Dari kecamatan sampai diterima kabupaten.", LAPORAN, (
        "lihat_kiriman",
    )),
    Halaman("dokumen", "Mengunduh dokumen", "Laporan dan dokumen lain sebagai PDF, Word, atau Excel.", LAPORAN, (
        "lihat_terbitan",
    )),
    Halaman("inspektorat", "Untuk inspektorat", "Laporan masuk semua kecamatan dan unduhannya.", KABUPATEN, (
        "list_kiriman", "lihat_paket",
    )),
    Halaman("kabupaten", "Untuk admin kabupaten", "Kecamatan, pengguna, jadwal, dan aturan.", KABUPATEN, (
        "list_kabupaten", "lihat_kabupaten", "tambah_instansi", "hapus_instansi", "ubah_aturan", "list_pengguna",
        "tambah_pengguna", "ubah_pengguna", "atur_ulang_sandi", "list_skala", "ubah_skala", "salin_skala", "list_periode",
        "tambah_perpanjangan", "list_rpjmd", "buat_rpjmd", "ubah_rpjmd", "hapus_rpjmd",
    )),
)  # fmt: skip


@dataclass(frozen=True)
class Temuan:
    """A page that was found, with the text around the first word: before, the word, after."""

    halaman: Halaman
    cuplikan: tuple[str, str, str]


def find_halaman(slug: str) -> Halaman | None:
    return next((h for h in list_halaman() if h.slug == slug), None)


def find_bantuan(nama_alamat: str) -> Halaman | None:
    """Return the help of a screen."""
    return next((h for h in list_halaman() if nama_alamat in h.layar), None)


@lru_cache(maxsize=1)
def list_halaman() -> tuple[Halaman, ...]:
    """Return the pages that are written, in the order of the index."""
    return tuple(h for h in HALAMAN if _is_tertulis(h))


def _is_tertulis(halaman: Halaman) -> bool:
    try:
        get_template(halaman.templat)
    except TemplateDoesNotExist:
        return False
    return True


def group_halaman() -> list[tuple[str, list[Halaman]]]:
    """Return the pages by group, in order."""
    kelompok = ((k, [h for h in list_halaman() if h.kelompok == k]) for k in KELOMPOK)
    return [(k, isi) for k, isi in kelompok if isi]


@lru_cache(maxsize=64)
def read_teks(halaman: Halaman) -> str:
    """Return the words of a page without its mark-up."""
    isi = get_template(halaman.templat).render({})
    isi = re.sub(r"</?(?:strong|em|kbd|a|code|q)\b[^>]*>", "", isi)  # these stand within a sentence
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", isi)).split())


def search(kata: str) -> list[Temuan]:
    """Return the pages that hold all words (also inside longer ones), the best first: a hit in the title counts most."""
    dicari = [k for k in re.findall(r"\w+", kata.casefold()) if len(k) > 1]
    if not dicari:
        return []
    hasil = []
    for h in list_halaman():
        teks = read_teks(h)
        nilai = [_score(k, h, teks.casefold()) for k in dicari]
        if all(nilai):
            hasil.append((-sum(nilai), h.judul, Temuan(h, _cut(f"{h.ringkas} {teks}", dicari))))
    return [t for _, _, t in sorted(hasil, key=lambda x: x[:2])]


def _score(kata: str, h: Halaman, teks: str) -> int:
    return 20 * (kata in h.judul.casefold()) + 5 * (kata in h.ringkas.casefold()) + min(teks.count(kata), 10)


def _cut(teks: str, kata: Iterable[str]) -> tuple[str, str, str]:
    """Return the text around the first of the words, cut at spaces."""
    rendah = teks.casefold()
    letak = [(i, k) for k in kata if (i := rendah.find(k)) >= 0]
    if not letak:  # only in the title
        return teks[:CUPLIKAN].rsplit(" ", 1)[0] + " …", "", ""
    i, k = min(letak)
    awal = max(0, i - CUPLIKAN // 2)
    sebelum, sesudah = teks[awal:i], teks[i + len(k) : i + len(k) + CUPLIKAN // 2]
    if awal:
        sebelum = "… " + sebelum.partition(" ")[2]
    if i + len(k) + CUPLIKAN // 2 < len(teks):
        sesudah = sesudah.rpartition(" ")[0] + " …"
    return sebelum, teks[i : i + len(k)], sesudah
