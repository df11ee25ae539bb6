"""From bytes to sheets of plain cells, within limits; what may do harm is refused before it is unpacked."""

from __future__ import annotations

import csv
import io
import itertools
import re
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeAlias

from openpyxl import load_workbook
from openpyxl.utils import coordinate_to_tuple, range_boundaries

from buku_kerja.arsip import TERLALU_BESAR, UKURAN_TERBESAR, check_arsip
from buku_kerja.baca_xlsx import LEMBAR_TERBANYAK, find_kali_persen
from buku_kerja.tabel import BukuError
from buku_kerja.teks import bersihkan, unescape_xlsx
from sipd.baca.hasil import BerkasDitolak

BARIS_TERBANYAK = 15_000  # of a sheet; a year of one kecamatan has some thousand documents
KOLOM_TERBANYAK = 150
SEL_TERBANYAK = 1_500_000  # of a file
GABUNG_TERBANYAK = 5_000
HURUF_TERBANYAK = 2_000  # of a cell; beyond it is a text, not a name
BARIS_EXCEL = 1_048_576
POTONGAN = 2**20
BARIS_CONTOH = 60  # of a CSV, to see what separates its cells

Isi: TypeAlias = Any  # str, int, float, datetime or None: what a cell holds

_GABUNG = re.compile(rb"<(?:\w{1,20}:)?mergeCell\s[^<>]*?ref=[\"']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})")
# A formula whose result was never stored: <c r="B2"><f>SUM(..)</f><v/></c>. One that gives an empty text has t="str".
_RUMUS = re.compile(
    rb"<(?:\w{1,20}:)?c\s(?![^<>]{0,200}t=[\"']str)[^<>]{0,200}?r=[\"']([A-Z]{1,3}\d{1,7})[\"'][^<>]{0,200}>\s{0,20}"
    rb"<(?:\w{1,20}:)?f(?:\s[^<>]{0,200})?(?:/>|>[^<>]{0,8192}</(?:\w{1,20}:)?f>)\s{0,20}"
    rb"(?:<(?:\w{1,20}:)?v\s?/>|<(?:\w{1,20}:)?v></(?:\w{1,20}:)?v>)?\s{0,20}</(?:\w{1,20}:)?c>"
)
_BARIS = re.compile(rb"<(?:\w{1,20}:)?row\s([^<>]{1,600})>")
_KOLOM = re.compile(rb"<(?:\w{1,20}:)?col\s([^<>]{1,600})>")
_SARING = re.compile(rb"<(?:\w{1,20}:)?filterColumn\s")
_ISI_TANDA = re.compile(rb"\b(r|min|max|hidden)=[\"'](\w{1,10})[\"']")
_BUKAN = (
    ("%PDF", "Berkas ini PDF. Unduh laporannya dalam bentuk Excel (.xlsx)."),
    ("<?xml", "Berkas ini Excel bentuk lama (XML). Buka di Excel lalu simpan sebagai .xlsx (Buku Kerja Excel)."),
    ("<", "Berkas ini halaman web yang dinamai Excel. Buka di Excel lalu simpan sebagai .xlsx (Buku Kerja Excel)."),
    ("{\\rtf", "Berkas ini dokumen Word. Pindahkan tabelnya ke Excel lalu simpan sebagai .xlsx."),
)


@dataclass
class Lembar:
    """A sheet: its rows that hold anything, by number (1-based), each a tuple of cells without empty ones at its end."""

    nama: str
    baris: list[tuple[int, tuple[Isi, ...]]] = field(default_factory=list)
    tersembunyi: bool = False
    gabung: dict[tuple[int, int], tuple[int, int]] = field(
        default_factory=dict
    )  # (row, column) -> the cell that fills it
    rumus: frozenset[tuple[int, int]] = frozenset()  # formulas without a result
    baris_sembunyi: frozenset[int] = frozenset()  # numbers of rows that Excel does not show
    kolom_sembunyi: frozenset[int] = frozenset()  # 0-based, as in a row
    disaring: bool = False


def read_lembar(isi: bytes) -> list[Lembar]:
    """Return the sheets of an .xlsx or .csv file. Raises :class:`BerkasDitolak`."""
    try:
        if isi.startswith((b"PK", b"\xd0\xcf\x11\xe0")) or not isi:
            check_arsip(isi)
            return _read_xlsx(isi)
        if len(isi) > UKURAN_TERBESAR:
            raise BerkasDitolak(TERLALU_BESAR)
    except BukuError as galat:
        raise BerkasDitolak(str(galat)) from galat
    teks = _decode(isi)
    for awal, pesan in _BUKAN:
        if teks[:2000].lstrip().startswith(awal):
            raise BerkasDitolak(pesan)
    return [_read_csv(teks)]


def _read_xlsx(isi: bytes) -> list[Lembar]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl on what it does not know of newer Excels
            return _read_semua(isi)
    except (BukuError, BerkasDitolak):
        raise
    except Exception as galat:  # openpyxl raises nearly anything on broken XML
        raise BerkasDitolak("Isi berkas rusak; buka di Excel lalu simpan ulang sebagai .xlsx.") from galat


def _read_semua(isi: bytes) -> list[Lembar]:
    # The results of formulas are wanted: tables kept by hand are full of sums.
    buku = load_workbook(io.BytesIO(isi), data_only=True, read_only=True, keep_links=False)
    try:
        if len(buku.worksheets) > LEMBAR_TERBANYAK:
            raise BerkasDitolak(f"Berkas ini berisi lebih dari {LEMBAR_TERBANYAK} lembar; hapus yang tidak dipakai.")
        hasil: list[Lembar] = []
        for lembaran in buku.worksheets:
            lembaran.reset_dimensions()  # some programs write a wrong size
            lembar = Lembar(lembaran.title, tersembunyi=lembaran.sheet_state != "visible")
            sisa = SEL_TERBANYAK - sum(len(b) for x in hasil for _, b in x.baris)
            _fill(lembar, lembaran.iter_rows(max_col=KOLOM_TERBANYAK + 1), sisa, _Pengambil())
            _scan(lembaran, lembar)
            hasil.append(lembar)
        return hasil
    finally:
        buku.close()


class _Pengambil:
    """Takes the values of cells. What Excel shows as 25,43% is stored as 0.2543: it is taken as it is shown."""

    def __init__(self) -> None:
        self.persen: dict[int, int] = {}  # by style

    def __call__(self, baris: tuple[Any, ...]) -> list[Isi]:
        return [self._take(s) for s in baris]

    def _take(self, sel: Any) -> Isi:
        isi = sel.value
        if not isinstance(isi, int | float) or isinstance(isi, bool) or not sel._style_id:
            return isi
        if sel._style_id not in self.persen:
            self.persen[sel._style_id] = find_kali_persen(sel.number_format)
        kali = self.persen[sel._style_id]
        return _print_persen(isi, kali) if kali else isi


def _print_persen(isi: int | float, kali: int) -> str:
    return format(Decimal(repr(isi)) * kali, ".2f").replace(".", ",") + "%"


def _fill(
    lembar: Lembar, sumber: Iterable[tuple[Isi, ...]], sisa: int, ambil: Callable[[tuple[Any, ...]], Sequence[Isi]]
) -> None:
    """Take the rows of a sheet. Raises :class:`BerkasDitolak` where there are more than are allowed."""
    nama = f"Lembar {lembar.nama}" if lembar.nama else "Berkas ini"
    lewat: object = None  # the filler that stands for all rows the file does not have
    for n, deretan in enumerate(sumber, start=1):
        if deretan is lewat and n <= BARIS_EXCEL:
            continue
        if n > BARIS_EXCEL:
            raise BerkasDitolak(f"{nama} menyebut nomor baris yang tidak ada di Excel; simpan ulang berkasnya.")
        mentah = ambil(deretan)
        if not any(s is not None and s != "" for s in mentah):
            lewat = deretan
            continue
        baris = _trim(mentah)
        if len(baris) > KOLOM_TERBANYAK:
            raise BerkasDitolak(f"{nama} berisi lebih dari {KOLOM_TERBANYAK} kolom. Hapus kolom yang tidak dipakai.")
        sisa -= len(baris)
        if len(lembar.baris) >= BARIS_TERBANYAK or sisa < 0:
            raise BerkasDitolak(
                f"{nama} terlalu besar: paling banyak {BARIS_TERBANYAK:,} baris. ".replace(",", ".")
                + "Unduh lagi untuk satu kecamatan dan satu tahun saja."
            )
        if baris:
            lembar.baris.append((n, baris))


def _trim(mentah: Sequence[Isi]) -> tuple[Isi, ...]:
    sel = [_clean(s) for s in mentah]
    while sel and sel[-1] is None:
        sel.pop()
    return tuple(sel)


def _clean(isi: Isi) -> Isi:
    if not isinstance(isi, str):
        return isi
    teks = bersihkan(unescape_xlsx(isi[:HURUF_TERBANYAK])).replace("\xa0", " ").strip()
    return teks or None


def _scan(lembaran: Any, lembar: Lembar) -> None:
    """Find merged cells, formulas without a result and what is hidden; openpyxl, reading row by row, tells none of them."""
    rumus: set[tuple[int, int]] = set()
    baris: set[int] = set()
    kolom: set[int] = set()
    for potong in _list_potongan(lembaran):
        for cocok in _GABUNG.finditer(potong):
            _add_gabung(lembar, cocok[1].decode())
        for cocok in _RUMUS.finditer(potong):
            rumus.add(coordinate_to_tuple(cocok[1].decode()))
        baris |= {int(t[b"r"]) for t in _list_sembunyi(_BARIS, potong) if t.get(b"r", b"").isdigit()}
        for t in _list_sembunyi(_KOLOM, potong):
            kolom |= set(range(int(t.get(b"min", b"1")) - 1, min(int(t.get(b"max", b"0")), KOLOM_TERBANYAK)))
        lembar.disaring = lembar.disaring or _SARING.search(potong) is not None
    lembar.rumus, lembar.baris_sembunyi, lembar.kolom_sembunyi = frozenset(rumus), frozenset(baris), frozenset(kolom)


def _list_sembunyi(pola: re.Pattern[bytes], potong: bytes) -> Iterator[dict[bytes, bytes]]:
    """Yield the attributes of each row or column of the XML that is hidden."""
    for cocok in pola.finditer(potong):
        if b"hidden" in cocok[1]:
            tanda = dict(_ISI_TANDA.findall(cocok[1]))
            if tanda.get(b"hidden") in (b"1", b"true"):
                yield tanda


def _list_potongan(lembaran: Any) -> Iterator[bytes]:
    """Yield the XML of a sheet in pieces that overlap."""
    sisa = b""
    with lembaran._get_source() as sumber:
        while potong := sumber.read(POTONGAN):
            yield sisa + potong
            sisa = potong[-16_384:]


def _add_gabung(lembar: Lembar, ref: str) -> None:
    kiri, atas, kanan, bawah = (n or 1 for n in range_boundaries(ref))
    if len(lembar.gabung) > GABUNG_TERBANYAK or (bawah - atas + 1) * (kanan - kiri + 1) > GABUNG_TERBANYAK:
        return  # a whole column: nobody means a heading by it
    for b in range(atas, bawah + 1):
        for k in range(kiri, min(kanan, KOLOM_TERBANYAK) + 1):
            lembar.gabung[b, k] = (atas, kiri)


def _read_csv(teks: str) -> Lembar:
    lembar = Lembar("")
    try:
        pembaca = csv.reader(io.StringIO(teks, newline=""), delimiter=_find_pemisah(teks))
        _fill(lembar, map(tuple, pembaca), SEL_TERBANYAK, list)
    except csv.Error as galat:
        raise BerkasDitolak("Berkas ini bukan CSV yang benar; simpan dari Excel sebagai .xlsx.") from galat
    return lembar


def _decode(isi: bytes) -> str:
    if isi.startswith((b"\xff\xfe", b"\xfe\xff")):  # Excel's "Unicode Text"
        return isi.decode("utf-16", errors="replace")
    if isi[1:200:2].count(0) > len(isi[1:200:2]) * 3 // 4 and not isi[0:200:2].count(0):
        return isi.decode("utf-16-le", errors="replace")
    if b"\x00" in isi:
        raise BerkasDitolak("Berkas ini bukan buku kerja Excel (.xlsx) dan bukan CSV.")
    try:
        return isi.decode("utf-8-sig")
    except UnicodeDecodeError:
        return isi.decode("cp1252", errors="replace")


def _find_pemisah(teks: str) -> str:
    """The separator by which most of the first lines have equally many cells: a comma also stands within amounts."""
    return max(";\t,", key=lambda pemisah: _count_seragam(teks[:20_000], pemisah))


def _count_seragam(teks: str, pemisah: str) -> tuple[int, int]:
    baris = csv.reader(io.StringIO(teks, newline=""), delimiter=pemisah)
    banyak = Counter(len(b) for b in itertools.islice(baris, BARIS_CONTOH) if len(b) > 1)
    (lebar, kali) = banyak.most_common(1)[0] if banyak else (0, 0)
    return kali, lebar
