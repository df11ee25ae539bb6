"""The tables of a document as a workbook: a contents sheet, then one sheet per table."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import cast

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from lakip.dokumen import Baris, Dokumen, Gaya, Jenis, Kolom, Sel, Tabel, list_tabel, nomori
from lakip.render.tata import ANGKA, jenis_sel, list_kelompok

_RUMUS = tuple("=+-@\t\r|%")
_TEKS_MAKS = 32767
_DAFTAR = "Daftar Isi"
_WAKTU_ZIP = (1980, 1, 1, 0, 0, 0)

_TIPIS = Side(style="thin", color="9AA5B1")
_BINGKAI = Border(left=_TIPIS, right=_TIPIS, top=_TIPIS, bottom=_TIPIS)
_HURUF = Font(name="Arial", size=10)
_TEBAL = Font(name="Arial", size=10, bold=True)
_JUDUL = Font(name="Arial", size=12, bold=True)
_TAUTAN = Font(name="Arial", size=10, color="0B4F8A", underline="single")
_KECIL = Font(name="Arial", size=9, italic=True)
_ISI_KEPALA = PatternFill("solid", fgColor="E3E9EF")
_ISI_PROGRAM = PatternFill("solid", fgColor="F3F5F8")
_RATA = {
    Jenis.TEKS: Alignment(vertical="top", wrap_text=True),
    Jenis.TENGAH: Alignment(horizontal="center", vertical="top", wrap_text=True),
    **{j: Alignment(horizontal="right", vertical="top") for j in ANGKA},
}
_RATA_KEPALA = Alignment(horizontal="center", vertical="center", wrap_text=True)
_RATA_BEBAS = Alignment(vertical="top", wrap_text=True)
_ANGKA_TEKS = re.compile(r"^(Rp\.? ?)?([-−]?[\d.]+(?:,(\d+))?)( ?%| [^\d\"\x00-\x1f]+)?$")
_LEBAR_ANGKA = 24  # characters; a figure does not wrap, so one with more words than this stays a text


def get_sel(lembar: Worksheet, baris: int, kolom: int) -> Cell:
    return cast(Cell, lembar.cell(baris, kolom))


def put_teks(sel: Cell, isi: str) -> None:
    """Write a text that stays text: no formula, whatever it begins with."""
    isi = ILLEGAL_CHARACTERS_RE.sub("", isi)[:_TEKS_MAKS]
    if not isi:
        return
    sel.value = isi
    sel.data_type = "s"
    if isi.startswith(_RUMUS):
        sel.quotePrefix = True


def _format_dari_teks(teks: str, nilai: Decimal) -> str | None:
    """Return the number format that shows ``nilai`` as ``teks`` shows it; None where the text says something else."""
    cocok = _ANGKA_TEKS.match(teks.strip())
    if not cocok or len(teks) > _LEBAR_ANGKA:
        return None
    rupiah, tertulis, desimal, akhiran = cocok.groups()
    try:
        terbaca = Decimal(tertulis.replace("−", "-").replace(".", "").replace(",", "."))
    except InvalidOperation:
        return None
    digit = len(desimal or "")
    if terbaca != nilai and terbaca != round(nilai, digit):
        return None
    hasil = "#,##0" + ("." + "0" * digit if digit else "")
    if abs(nilai) >= 1000 and "." not in tertulis:
        hasil = hasil.replace("#,##0", "0")  # a year, a number of a rule
    kata = f" {akhiran.strip()}" if akhiran else ""  # "%", or what it counts: "2 dokumen", "80 (A)"
    return ('"Rp "' if rupiah else "") + hasil + (f'"{kata}"' if kata else "")


def _put(sel: Cell, isi: Sel, kolom: Kolom, gaya: Gaya) -> None:
    jenis = jenis_sel(isi, kolom)
    sel.border = _BINGKAI
    sel.alignment = _RATA[jenis]
    sel.font = _TEBAL if isi.tebal or gaya is not Gaya.BIASA else _HURUF
    if gaya in (Gaya.PROGRAM, Gaya.KELOMPOK, Gaya.TOTAL, Gaya.SUBTOTAL):
        sel.fill = _ISI_PROGRAM
    if isi.nilai is not None and isi.nilai.is_finite():
        format_angka = _format_dari_teks(isi.teks, isi.nilai)
        if format_angka is None and jenis in (Jenis.UANG, Jenis.PERSEN):
            format_angka = "#,##0" if jenis is Jenis.UANG else "#,##0.00"
        if format_angka:
            bulat = isi.nilai == isi.nilai.to_integral_value()
            sel.value = int(isi.nilai) if bulat else isi.nilai
            sel.number_format = format_angka
            return
    put_teks(sel, isi.teks)


# ------------------------------------------------------------------------------------------------------------- sheets


def _nama_lembar(tabel: Tabel, terpakai: set[str]) -> str:
    """A name Excel accepts: at most 31 characters, none of []:*?/\\, unlike any other."""
    dasar = f"Tabel {tabel.nomor}" if tabel.nomor else tabel.judul or tabel.kunci
    dasar = re.sub(r"[\[\]:*?/\\\x00-\x1f]+", " ", dasar).strip().strip("'").strip()[:31].strip() or "Tabel"
    calon, n = dasar, 2
    while calon.lower() in terpakai or calon.lower() == "history":
        akhir = f" ({n})"
        calon, n = dasar[: 31 - len(akhir)].strip() + akhir, n + 1
    terpakai.add(calon.lower())
    return calon


def _lebar_kolom(tabel: Tabel) -> list[float]:
    """Widths in characters: figures whole, texts up to 60 and then wrapped."""
    hasil = []
    posisi: list[list[str]] = [[] for _ in tabel.kolom]
    for baris in tabel.baris:
        j = 0
        for sel in baris.sel:
            if sel.kolom == 1 and j < len(posisi):
                posisi[j].append(sel.teks)
            j += sel.kolom
    for kolom, isi in zip(tabel.kolom, posisi, strict=True):
        terpanjang = max((len(t) for t in isi), default=0)
        kata = max((len(k) for k in kolom.judul.split()), default=0)
        batas = 60 if kolom.jenis is Jenis.TEKS else _LEBAR_ANGKA
        hasil.append(max(min(terpanjang, batas), kata, 4) + 2.5)
    return hasil


def _tinggi_baris(isi: list[tuple[str, float]]) -> float | None:
    """Height in points for wrapped texts (spreadsheet programs do not agree on measuring it themselves)."""
    baris = max(
        (sum(max(1, -(-len(b) // max(1, int(lebar - 1)))) for b in teks.split("\n")) for teks, lebar in isi), default=1
    )
    return min(409.0, 13.5 * baris + 2) if baris > 1 else None


def _kepala(lembar: Worksheet, tabel: Tabel, mulai: int) -> int:
    """Write the head of the table; return the first row below it."""
    kelompok = list_kelompok(tabel.kolom)
    bertingkat = any(nama for nama, _ in kelompok)
    j = 1
    for nama, anggota in kelompok:
        if nama:
            put_teks(get_sel(lembar, mulai, j), nama)
            if len(anggota) > 1:
                lembar.merge_cells(start_row=mulai, end_row=mulai, start_column=j, end_column=j + len(anggota) - 1)
            for i, k in enumerate(anggota):
                put_teks(get_sel(lembar, mulai + 1, j + i), k.judul)
        else:
            put_teks(get_sel(lembar, mulai, j), anggota[0].judul)
            if bertingkat:
                lembar.merge_cells(start_row=mulai, end_row=mulai + 1, start_column=j, end_column=j)
        j += len(anggota)
    bawah = mulai + (2 if bertingkat else 1)
    if tabel.nomor_kolom:
        for j in range(1, len(tabel.kolom) + 1):
            put_teks(get_sel(lembar, bawah, j), f"({j})")
        bawah += 1
    for baris in lembar.iter_rows(min_row=mulai, max_row=bawah - 1, max_col=len(tabel.kolom)):
        for sel in baris:
            sel.font, sel.fill, sel.border, sel.alignment = _TEBAL, _ISI_KEPALA, _BINGKAI, _RATA_KEPALA
    return bawah


def _tulis_baris(lembar: Worksheet, tabel: Tabel, baris: Baris, r: int, lebar: list[float]) -> None:
    n = len(tabel.kolom)
    j = 0
    bungkus: list[tuple[str, float]] = []
    for isi in baris.sel:
        if j >= n:
            break
        rentang = max(1, min(isi.kolom, n - j))
        _put(get_sel(lembar, r, j + 1), isi, tabel.kolom[j], baris.gaya)
        if rentang > 1:
            for k in range(j + 2, j + rentang + 1):
                get_sel(lembar, r, k).border = _BINGKAI
            lembar.merge_cells(start_row=r, end_row=r, start_column=j + 1, end_column=j + rentang)
        if jenis_sel(isi, tabel.kolom[j]) not in ANGKA:
            bungkus.append((isi.teks, sum(lebar[j : j + rentang])))
        j += rentang
    if tinggi := _tinggi_baris(bungkus):
        lembar.row_dimensions[r].height = tinggi


def _tulis_tabel(lembar: Worksheet, tabel: Tabel) -> None:
    n = max(1, len(tabel.kolom))
    lebar = _lebar_kolom(tabel)
    for j, w in enumerate(lebar, 1):
        lembar.column_dimensions[get_column_letter(j)].width = w
    judul = f"Tabel {tabel.nomor}. {tabel.judul}" if tabel.nomor else tabel.judul
    put_teks(get_sel(lembar, 1, 1), judul)
    get_sel(lembar, 1, 1).font, get_sel(lembar, 1, 1).alignment = _JUDUL, _RATA_BEBAS
    if n > 1:
        lembar.merge_cells(start_row=1, end_row=1, start_column=1, end_column=n)
    if tinggi := _tinggi_baris([(judul, sum(lebar) * 0.8)]):
        lembar.row_dimensions[1].height = tinggi * 1.2
    kembali = get_sel(lembar, 2, 1)
    put_teks(kembali, f"← {_DAFTAR}")
    kembali.font = _TAUTAN
    _tautkan(kembali, _DAFTAR)
    awal = _kepala(lembar, tabel, 4)
    for r, baris in enumerate(tabel.baris, awal):
        _tulis_baris(lembar, tabel, baris, r, lebar)
    r = awal + len(tabel.baris) + 1
    alasan = dict.fromkeys(s.alasan for b in tabel.baris for s in b.sel if s.nilai is None and s.alasan)
    for catatan in (*tabel.catatan, *(f"Tanda –: {a}." for a in alasan)):
        put_teks(get_sel(lembar, r, 1), catatan)
        get_sel(lembar, r, 1).font, get_sel(lembar, r, 1).alignment = _KECIL, _RATA_BEBAS
        if n > 1:
            lembar.merge_cells(start_row=r, end_row=r, start_column=1, end_column=n)
        lembar.row_dimensions[r].height = _tinggi_baris([(catatan, sum(lebar))])
        r += 1
    lembar.freeze_panes = get_sel(lembar, awal, 1)
    _atur_cetak(lembar, lanskap=tabel.lanskap or sum(lebar) > 110)
    lembar.print_title_rows = f"4:{awal - 1}"


def _tautkan(sel: Cell, lembar: str) -> None:
    nama = lembar.replace("'", "''")
    sel.hyperlink = Hyperlink(ref=sel.coordinate, location=f"'{nama}'!A1", display=str(sel.value or ""))


def _atur_cetak(lembar: Worksheet, *, lanskap: bool) -> None:
    lembar.page_setup.orientation = "landscape" if lanskap else "portrait"
    lembar.page_setup.paperSize = lembar.PAPERSIZE_A4
    lembar.page_setup.fitToWidth, lembar.page_setup.fitToHeight = 1, 0
    lembar.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    lembar.page_margins.left = lembar.page_margins.right = 0.5
    lembar.page_margins.top = lembar.page_margins.bottom = 0.6
    if kaki := lembar.oddFooter:
        kaki.center.text = "&P / &N"


def _tulis_daftar(lembar: Worksheet, dokumen: Dokumen, isi: list[tuple[str, Tabel]]) -> None:
    lembar.column_dimensions["A"].width, lembar.column_dimensions["B"].width = 14, 100
    put_teks(get_sel(lembar, 1, 1), dokumen.judul)
    get_sel(lembar, 1, 1).font = _JUDUL
    for j, judul in enumerate(("Lembar", "Judul tabel"), 1):
        sel = get_sel(lembar, 3, j)
        put_teks(sel, judul)
        sel.font, sel.fill, sel.border, sel.alignment = _TEBAL, _ISI_KEPALA, _BINGKAI, _RATA_KEPALA
    for r, (nama, tabel) in enumerate(isi, 4):
        kiri, kanan = get_sel(lembar, r, 1), get_sel(lembar, r, 2)
        put_teks(kiri, nama)
        put_teks(kanan, tabel.judul)
        _tautkan(kiri, nama)
        kiri.font, kanan.font = _TAUTAN, _HURUF
        kiri.border = kanan.border = _BINGKAI
        kiri.alignment = kanan.alignment = _RATA_BEBAS
        if tinggi := _tinggi_baris([(tabel.judul, 100), (nama, 14)]):
            lembar.row_dimensions[r].height = tinggi
    for r, catatan in enumerate(dokumen.catatan, 5 + len(isi)):
        sel = get_sel(lembar, r, 2)
        put_teks(sel, catatan)
        sel.font, sel.alignment = _KECIL, _RATA_BEBAS
        lembar.row_dimensions[r].height = _tinggi_baris([(catatan, 100)])
    lembar.freeze_panes = "A4"
    _atur_cetak(lembar, lanskap=False)
    lembar.print_title_rows = "3:3"


# --------------------------------------------------------------------------------------------------------------- file


def bekukan_zip(isi: bytes, waktu: datetime) -> bytes:
    """Return an Office file without the clock: libraries stamp the hour of writing into the zip and its properties."""
    hasil = io.BytesIO()
    cap = waktu.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(io.BytesIO(isi)) as lama, zipfile.ZipFile(hasil, "w", zipfile.ZIP_DEFLATED) as baru:
        for info in lama.infolist():
            data = lama.read(info)
            if info.filename == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:(created|modified)[^>]*>)[^<]*", rb"\g<1>" + cap, data)
            tetap = zipfile.ZipInfo(info.filename, _WAKTU_ZIP)
            tetap.compress_type = zipfile.ZIP_DEFLATED
            baru.writestr(tetap, data)
    return hasil.getvalue()


def render_xlsx(dokumen: Dokumen) -> bytes:
    """Return the workbook; figures are numbers, texts can never become formulas, the same document gives the same
    bytes."""
    dokumen = nomori(dokumen)
    buku = Workbook()
    daftar = buku.active
    assert isinstance(daftar, Worksheet)
    daftar.title = _DAFTAR
    terpakai = {_DAFTAR.lower()}
    isi = [(_nama_lembar(t, terpakai), t) for t in list_tabel(dokumen) if t.kolom]
    _tulis_daftar(daftar, dokumen, isi)
    for nama, tabel in isi:
        _tulis_tabel(buku.create_sheet(nama), tabel)
    instansi = dokumen.sampul.instansi if dokumen.sampul else dokumen.instansi
    buku.properties.title = ILLEGAL_CHARACTERS_RE.sub("", dokumen.judul)
    buku.properties.creator = ILLEGAL_CHARACTERS_RE.sub("", instansi)
    buku.properties.language = dokumen.bahasa
    keluar = io.BytesIO()
    buku.save(keluar)
    return bekukan_zip(keluar.getvalue(), datetime(dokumen.tahun, 12, 31, tzinfo=UTC))
