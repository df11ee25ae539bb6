"""The first sheet of a workbook: how to fill it in, what goes where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import quote_sheetname

from buku_kerja.identitas import NAMA_IDENTITAS, get_identitas
from buku_kerja.skema import Lembar

NAMA_PETUNJUK = "Petunjuk"
KALIMAT = (
    "Buku kerja ini memuat seluruh data satu kecamatan untuk satu tahun. Setiap fakta diisi satu kali.",
    "Mulailah dari lembar Identitas. Isi hanya kolom Nilai; kolom Isian dan Keterangan jangan diubah.",
    "Baris pertama setiap lembar adalah judul kolom; jangan diubah. Kolom berjudul hijau muda wajib diisi.",
    "Lembar yang tidak dipakai dibiarkan kosong; judul kolomnya tetap ada. Jangan menghapus lembar.",
    "Satu fakta satu baris. Jangan menggabung sel (merge), dan jangan menyisipkan baris jumlah.",
    "Angka diisi langsung, bukan rumus. Bila menyalin dari berkas lain, tempel sebagai nilai (Paste Values).",
    "Rupiah ditulis bulat tanpa sen: 1250000. Persen ditulis angkanya saja: 97,5.",
    "Kode ditulis lengkap: program 7.01.01, kegiatan 7.01.01.2.01, sub kegiatan 7.01.01.2.01.0001 (atau berakhir 01).",
    "Kolom yang merujuk lembar lain punya daftar pilihan; isi lembar yang dirujuk lebih dahulu.",
    "Jumlah, persentase, capaian, dan rata-rata tidak diisi: sistem yang menghitung.",
    "Saat dimasukkan, isi buku kerja menggantikan data tahun itu: baris yang dihapus di sini ikut terhapus di sistem.",
    "Bila ada satu kesalahan saja, tidak ada yang disimpan; semua kesalahan disebut sekaligus dengan letak selnya.",
)
JUDUL = ("Lembar", "Isi", "Kolom wajib", "Kolom lain")
LEBAR = (24, 80, 45, 60)


def write_petunjuk(ws: Any, semua: Sequence[Lembar]) -> None:
    """Fill the help sheet: sentences, then a table of the sheets."""
    ws.title = NAMA_PETUNJUK
    for huruf, lebar in zip("ABCD", LEBAR, strict=True):
        ws.column_dimensions[huruf].width = lebar
    ws.cell(1, 1, "Cara mengisi").font = Font(bold=True, size=14)
    n = 2
    for nomor, kalimat in enumerate(KALIMAT, start=1):
        ws.cell(n, 1, f"{nomor}.").alignment = Alignment(horizontal="right", vertical="top")
        ws.cell(n, 2, kalimat).alignment = Alignment(wrap_text=True, vertical="top")
        n += 1
    n += 1
    for i, judul in enumerate(JUDUL, start=1):
        sel = ws.cell(n, i, judul)
        sel.font, sel.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="0B4F4A")
    wajib = ", ".join(i.judul for i in get_identitas().isian if i.wajib)
    isi = "Nama dan alamat kecamatan, aturan kabupaten, masa RPJMD dan Renstra, keterangan laporan, SKM, dan LKE."
    _write_baris(ws, n + 1, (NAMA_IDENTITAS, isi, wajib, ""))
    for i, lembar in enumerate(semua, start=n + 2):
        lain = ", ".join(k.judul for k in lembar.semua_kolom if not k.wajib)
        _write_baris(ws, i, (lembar.nama, lembar.bantuan, ", ".join(k.judul for k in lembar.kolom if k.wajib), lain))


def _write_baris(ws: Any, n: int, isi: Sequence[str]) -> None:
    for i, teks in enumerate(isi, start=1):
        ws.cell(n, i, teks or None).alignment = Alignment(wrap_text=True, vertical="top")
    sel = ws.cell(n, 1)
    sel.hyperlink = f"#{quote_sheetname(isi[0])}!A1"
    sel.font = Font(underline="single", color="0B4F4A")
