"""The document model: what an assembler returns and the only thing a renderer sees.

Everything is frozen. A :class:`Dokumen` holds front matter, a tree of :class:`Bab`, and attachments; a bab holds
blocks (:data:`Blok`). Blocks carry no numbers of their own: :func:`nomori` returns a copy in which chapters, tables,
figures and graphs are numbered in reading order, and :func:`list_tabel` and its siblings make the lists from it.

A cell (:class:`Sel`) holds the text that is printed and, where it is a figure, its exact value, so that a spreadsheet
gets a number and a check gets a decimal; :class:`Asal` says where the figure comes from.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum


class Jenis(StrEnum):
    """What a column or a cell holds; renderers align and format by it."""

    TEKS = "teks"
    UANG = "uang"  # whole rupiah
    PERSEN = "persen"  # two decimals, printed with " %" only where the caption does not say so
    ANGKA = "angka"
    TENGAH = "tengah"  # short centred text: a number of order, a code, a predicate


@dataclass(frozen=True)
class Asal:
    """Where a figure comes from.

    ``uraian`` is one sentence for a reader ("Realisasi ÷ pagu setelah perubahan × 100"); ``masukan`` are the named
    inputs as printed; ``tautan`` is a site path where an entered figure can be looked up, empty for a formula.
    """

    uraian: str
    masukan: tuple[tuple[str, str], ...] = ()
    tautan: str = ""
    rumus: bool = False


@dataclass(frozen=True)
class Potongan:
    """A run of text inside a paragraph. ``asal`` marks a live figure."""

    teks: str
    tebal: bool = False
    miring: bool = False
    nilai: Decimal | None = None
    asal: Asal | None = None


@dataclass(frozen=True)
class Paragraf:
    potongan: tuple[Potongan, ...]
    gaya: str = "biasa"  # biasa | catatan | tengah | kutipan

    @property
    def teks(self) -> str:
        return "".join(p.teks for p in self.potongan)


@dataclass(frozen=True)
class Daftar:
    """A list; ``bernomor`` chooses numbers over bullets, ``huruf`` small letters over numbers."""

    butir: tuple[Paragraf, ...]
    bernomor: bool = True
    huruf: bool = False


@dataclass(frozen=True)
class Sel:
    """One cell. ``nilai`` is None for text and for an undefined figure (then ``teks`` is "–" and ``alasan`` says why)."""

    teks: str
    nilai: Decimal | None = None
    asal: Asal | None = None
    alasan: str = ""
    jenis: Jenis | None = None  # None: as the column
    kolom: int = 1  # columns spanned
    tebal: bool = False


class Gaya(StrEnum):
    """The role of a table row."""

    BIASA = "biasa"
    KELOMPOK = "kelompok"  # a heading inside the table
    PROGRAM = "program"
    KEGIATAN = "kegiatan"
    SUBTOTAL = "subtotal"
    TOTAL = "total"


@dataclass(frozen=True)
class Baris:
    sel: tuple[Sel, ...]
    gaya: Gaya = Gaya.BIASA


@dataclass(frozen=True)
class Kolom:
    """A column. ``kelompok`` is the heading it shares with its neighbours (a two-line table head)."""

    judul: str
    jenis: Jenis = Jenis.TEKS
    lebar: int = 0  # share of the width; 0 = by content
    kelompok: str = ""


@dataclass(frozen=True)
class Tabel:
    kunci: str  # stable name, e.g. "realisasi-anggaran"
    judul: str
    kolom: tuple[Kolom, ...]
    baris: tuple[Baris, ...]
    lanskap: bool = False
    nomor_kolom: bool = False  # a row (1) (2) (3) under the head
    catatan: tuple[str, ...] = ()  # notes printed under the table
    berjudul: bool = True  # False: no caption and no number (a form's table)
    nomor: str = ""


@dataclass(frozen=True)
class Seri:
    nama: str
    nilai: tuple[Decimal | None, ...]


@dataclass(frozen=True)
class Grafik:
    """A graph drawn as a vector. ``jenis``: "batang" (grouped bars), "garis", "batang-datar" (horizontal bars)."""

    kunci: str
    judul: str
    kategori: tuple[str, ...]
    seri: tuple[Seri, ...]
    jenis: str = "batang"
    satuan: str = ""
    desimal: int = 2
    nomor: str = ""


@dataclass(frozen=True)
class Foto:
    """A picture from the users. ``data`` are the bytes of a PNG or JPEG."""

    kunci: str
    judul: str
    data: bytes
    mime: str
    nomor: str = ""


@dataclass(frozen=True)
class Simpul:
    """A box of a chart: the first line is set bold. Children hang below it; ``samping`` hang beside the trunk."""

    baris: tuple[str, ...]
    anak: tuple[Simpul, ...] = ()
    samping: tuple[Simpul, ...] = ()


class Kertas(StrEnum):
    A4 = "A4"
    A3 = "A3"


@dataclass(frozen=True)
class Bagan:
    """A tree drawn as a vector: organisation chart, pohon kinerja.

    ``kertas`` is the largest paper it may take; a landscape drawing that stays easy to read on A4 is printed on A4.
    ``rata_kiri``: all but the first line of a box begin at its left edge (sentences rather than names).
    """

    kunci: str
    judul: str
    akar: Simpul
    lanskap: bool = False
    kertas: Kertas = Kertas.A4
    rata_kiri: bool = False
    nomor: str = ""


@dataclass(frozen=True)
class TandaTangan:
    """A signature block; ``pihak`` from left to right, each (place and date, post, name, rank, NIP)."""

    pihak: tuple[Penanda, ...]


@dataclass(frozen=True)
class Penanda:
    """Who signs. ``jangkar`` asks for an empty box of that name, 62 × 24 mm, for an electronic signature to fill;
    ``tanda`` are lines that stand where a hand would sign: how it was signed."""

    jabatan: str
    nama: str
    pangkat: str = ""
    nip: str = ""
    tempat_tanggal: str = ""
    pengantar: str = ""  # "Pihak Kedua,"
    jangkar: str = ""
    tanda: tuple[str, ...] = ()


@dataclass(frozen=True)
class SubJudul:
    """A small unnumbered heading inside a section."""

    teks: str


@dataclass(frozen=True)
class GantiHalaman:
    pass


Blok = Paragraf | Daftar | Tabel | Grafik | Foto | Bagan | TandaTangan | SubJudul | GantiHalaman


@dataclass(frozen=True)
class Bab:
    """A chapter or section. ``kunci`` is the anchor; ``nomor`` is filled by :func:`nomori` by the style of the level."""

    kunci: str
    judul: str
    isi: tuple[Blok, ...] = ()
    anak: tuple[Bab, ...] = ()
    nomor: str = ""
    bernomor: bool = True


@dataclass(frozen=True)
class Sampul:
    """The cover and the letterhead."""

    judul: str
    instansi: str
    kabupaten: str
    tahun: int
    kop: tuple[str, ...] = ()
    subjudul: str = ""
    lambang: bytes | None = None
    lambang_mime: str = ""
    halaman: bool = True  # False: no cover page, only the letterhead on the first page (a letter, an agreement)


@dataclass(frozen=True)
class Kelengkapan:
    """A line of the completeness list: a section of the outline and whether it could be printed."""

    kunci: str
    judul: str
    ada: bool
    kurang: str = ""  # what to enter, in the user's words


@dataclass(frozen=True)
class Dokumen:
    jenis: str  # lkj, pk, …
    instansi: str  # slug
    tahun: int
    judul: str
    sampul: Sampul | None
    depan: tuple[Bab, ...]  # kata pengantar, ringkasan eksekutif: roman pages
    bab: tuple[Bab, ...]
    lampiran: tuple[Bab, ...] = ()
    kelengkapan: tuple[Kelengkapan, ...] = ()
    gaya_nomor: tuple[str, ...] = ("BAB {I}", "{A}.", "{1}.", "{a}.")
    catatan: tuple[str, ...] = ()  # what a reader must know about how it came about: reopened, checked by oneself
    berdaftar: bool = True  # print lists of contents, tables, pictures, graphs
    bahasa: str = "id"
    meta: dict[str, str] = field(default_factory=dict)


# ---------------------------------------------------------------------------------------------------------- numbering


def to_roman(angka: int) -> str:
    """Return 1..3999 in capital Roman numerals."""
    hasil = ""
    for nilai, huruf in (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        while angka >= nilai:
            hasil += huruf
            angka -= nilai
    return hasil


def to_letter(angka: int) -> str:
    """Return 1 -> A … 26 -> Z, 27 -> AA."""
    hasil = ""
    while angka > 0:
        angka, sisa = divmod(angka - 1, 26)
        hasil = chr(65 + sisa) + hasil
    return hasil


def _format_nomor(pola: str, jalur: tuple[int, ...]) -> str:
    """Fill a numbering pattern: {I} {A} {1} {a} number the last level; {jalur} is the whole path "3.2.1"."""
    n = jalur[-1]
    return (
        pola.replace("{I}", to_roman(n))
        .replace("{A}", to_letter(n))
        .replace("{1}", str(n))
        .replace("{a}", to_letter(n).lower())
        .replace("{jalur}", ".".join(map(str, jalur)))
    )


class _Penghitung:
    def __init__(self, gaya: tuple[str, ...]) -> None:
        self.gaya = gaya
        self.tabel = self.grafik = self.gambar = 0

    def blok(self, blok: Blok) -> Blok:
        if isinstance(blok, Tabel) and blok.berjudul:
            self.tabel += 1
            return replace(blok, nomor=str(self.tabel))
        if isinstance(blok, Grafik):
            self.grafik += 1
            return replace(blok, nomor=str(self.grafik))
        if isinstance(blok, Foto | Bagan):
            self.gambar += 1
            return replace(blok, nomor=str(self.gambar))
        return blok

    def bab(self, bab: Bab, jalur: tuple[int, ...], pola: tuple[str, ...]) -> Bab:
        nomor = ""
        if bab.bernomor and jalur and pola:
            nomor = _format_nomor(pola[min(len(jalur), len(pola)) - 1], jalur)
        isi = tuple(self.blok(b) for b in bab.isi)
        anak: list[Bab] = []
        urut = 0
        for b in bab.anak:
            urut += b.bernomor
            anak.append(self.bab(b, (*jalur, urut), pola))
        return replace(bab, nomor=nomor, isi=isi, anak=tuple(anak))


def nomori(dokumen: Dokumen) -> Dokumen:
    """Return the document with chapters, tables, graphs and pictures numbered in reading order."""
    hitung = _Penghitung(dokumen.gaya_nomor)

    def urutkan(daftar: tuple[Bab, ...], pola: tuple[str, ...]) -> tuple[Bab, ...]:
        hasil, urut = [], 0
        for bab in daftar:
            urut += bab.bernomor
            hasil.append(hitung.bab(bab, (urut,), pola))
        return tuple(hasil)

    depan = tuple(hitung.bab(b, (), ()) for b in dokumen.depan)
    bab = urutkan(dokumen.bab, dokumen.gaya_nomor)
    lampiran = urutkan(dokumen.lampiran, ("Lampiran {1}", "{A}.", "{1}."))
    return replace(dokumen, depan=depan, bab=bab, lampiran=lampiran)


def build_catatan(dokumen: Dokumen) -> Bab | None:
    """Return the notes on the document as the last part of its front matter; None where there are none."""
    if not dokumen.catatan:
        return None
    isi = tuple(Paragraf((Potongan(c),), gaya="catatan") for c in dokumen.catatan)
    return Bab("catatan-laporan", "Catatan atas Laporan Ini", isi, bernomor=False)


# ------------------------------------------------------------------------------------------------------------- walking


def walk_bab(dokumen: Dokumen) -> Iterator[tuple[int, Bab]]:
    """Yield (level, bab) over front matter, chapters and attachments in reading order; level 1 is a chapter."""

    def turun(bab: Bab, tingkat: int) -> Iterator[tuple[int, Bab]]:
        yield tingkat, bab
        for anak in bab.anak:
            yield from turun(anak, tingkat + 1)

    for bab in (*dokumen.depan, *dokumen.bab, *dokumen.lampiran):
        yield from turun(bab, 1)


def walk_blok(dokumen: Dokumen) -> Iterator[tuple[Bab, Blok]]:
    for _tingkat, bab in walk_bab(dokumen):
        for blok in bab.isi:
            yield bab, blok


def list_tabel(dokumen: Dokumen) -> list[Tabel]:
    return [b for _, b in walk_blok(dokumen) if isinstance(b, Tabel)]


def list_grafik(dokumen: Dokumen) -> list[Grafik]:
    return [b for _, b in walk_blok(dokumen) if isinstance(b, Grafik)]


def list_gambar(dokumen: Dokumen) -> list[Foto | Bagan]:
    return [b for _, b in walk_blok(dokumen) if isinstance(b, Foto | Bagan)]


# ------------------------------------------------------------------------------------------------------- JSON contract


def _json_sel(sel: Sel) -> dict[str, str | None]:
    return {
        "teks": sel.teks,
        "nilai": None if sel.nilai is None else format(sel.nilai, "f"),
        "asal": sel.asal.uraian if sel.asal else (sel.alasan or None),
    }


def _json_simpul(simpul: Simpul) -> dict[str, object]:
    return {
        "baris": list(simpul.baris),
        "anak": [_json_simpul(s) for s in (*simpul.samping, *simpul.anak)],
    }


def _json_blok(blok: Blok) -> dict[str, object] | None:
    match blok:
        case Paragraf():
            return {"jenis": "paragraf", "teks": blok.teks}
        case Daftar():
            return {"jenis": "daftar", "bernomor": blok.bernomor, "butir": [b.teks for b in blok.butir]}
        case Tabel():
            return {"jenis": "tabel", "kunci": blok.kunci, "nomor": blok.nomor}
        case Grafik():
            return {
                "jenis": "grafik", "kunci": blok.kunci, "nomor": blok.nomor, "judul": blok.judul,
                "kategori": list(blok.kategori),
                "seri": [
                    {"nama": s.nama, "nilai": [None if n is None else format(n, "f") for n in s.nilai]}
                    for s in blok.seri
                ],
            }  # fmt: skip
        case Foto():
            sidik = hashlib.sha256(blok.data).hexdigest()
            return {
                "jenis": "gambar", "kunci": blok.kunci, "nomor": blok.nomor, "judul": blok.judul, "sidik": sidik,
            }  # fmt: skip
        case Bagan():
            return {
                "jenis": "bagan", "kunci": blok.kunci, "nomor": blok.nomor, "judul": blok.judul,
                "akar": _json_simpul(blok.akar),
            }  # fmt: skip
        case SubJudul():
            return {"jenis": "subjudul", "teks": blok.teks}
        case TandaTangan():
            return {"jenis": "tanda-tangan", "pihak": [{"jabatan": p.jabatan, "nama": p.nama} for p in blok.pihak]}
        case _:
            return None


def _json_sampul(sampul: Sampul | None) -> dict[str, object] | None:
    if sampul is None:
        return None
    lambang = hashlib.sha256(sampul.lambang).hexdigest() if sampul.lambang else None
    return {"judul": sampul.judul, "kop": list(sampul.kop), "lambang": lambang}


def _json_bab(bab: Bab) -> dict[str, object]:
    return {
        "kunci": bab.kunci,
        "nomor": bab.nomor,
        "judul": bab.judul,
        "isi": [j for j in map(_json_blok, bab.isi) if j],
        "anak": [_json_bab(b) for b in bab.anak],
    }


def to_json(dokumen: Dokumen) -> dict[str, object]:
    """Return the document as the JSON contract has it; ``sidik`` is the SHA-256 of all the rest in canonical form."""
    dokumen = nomori(dokumen)
    isi: dict[str, object] = {
        "jenis": dokumen.jenis,
        "instansi": dokumen.instansi,
        "tahun": dokumen.tahun,
        "judul": dokumen.judul,
        "bab": [_json_bab(b) for b in (*dokumen.depan, *dokumen.bab, *dokumen.lampiran)],
        "tabel": [
            {
                "kunci": t.kunci,
                "nomor": t.nomor,
                "judul": t.judul,
                "kolom": [k.judul for k in t.kolom],
                "baris": [[_json_sel(s) for s in b.sel] for b in t.baris],
            }
            for t in list_tabel(dokumen)
        ],
        "sampul": _json_sampul(dokumen.sampul),
        "kelengkapan": [
            {"kunci": k.kunci, "judul": k.judul, "ada": k.ada, "kurang": k.kurang} for k in dokumen.kelengkapan
        ],
    }
    if dokumen.catatan:  # only then: the fingerprint of a document without any stays what it was
        isi["catatan"] = list(dokumen.catatan)
    kanonik = json.dumps(isi, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return {**isi, "sidik": hashlib.sha256(kanonik.encode()).hexdigest()}
