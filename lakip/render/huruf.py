"""The typefaces: where they lie, and how wide a text is when set in them.

The fonts come from PyPI packages, so that the same document has the same pages on every machine; nothing is ever
taken from the system. Widths are read from the font files themselves, which lets tables and drawings be laid out
before WeasyPrint sees them.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from fontTools.ttLib import TTFont

SANS = "Source Sans Pro"
SERIF = "Source Serif Pro"

# (family, weight, italic) -> (package, file)
MUKA: dict[tuple[str, int, bool], tuple[str, str]] = {
    (SANS, 400, False): ("font_source_sans_pro", "SourceSansPro-Regular.ttf"),
    (SANS, 400, True): ("font_source_sans_pro", "SourceSansPro-It.ttf"),
    (SANS, 600, False): ("font_source_sans_pro", "SourceSansPro-Semibold.ttf"),
    (SANS, 700, False): ("font_source_sans_pro", "SourceSansPro-Bold.ttf"),
    (SERIF, 400, False): ("font_source_serif_pro", "SourceSerifPro-Regular.ttf"),
    (SERIF, 400, True): ("font_source_serif_pro", "SourceSerifPro-It.ttf"),
    (SERIF, 700, False): ("font_source_serif_pro", "SourceSerifPro-Bold.ttf"),
}

# What people paste from Word and the fonts do not have, with what prints the same meaning.
_GANTI = {
    "✔": "✓",
    "●": "•",
    "◦": "•",
    "▪": "•",
    "\uf0b7": "•",  # the bullets of Word, from the Symbol and Wingdings fonts
    "\uf0a7": "•",
    "□": "☐",
    "☒": "☑",
    "\u202f": "\u00a0",
    "\u2011": "-",
    "\u200b": "",
    "\ufeff": "",
    "\u00ad": "",
}


def _berkas(muka: tuple[str, int, bool]) -> Traversable:
    paket, nama = MUKA[muka]
    return files(paket) / "files" / nama


@cache
def read_huruf(nama: str) -> bytes:
    """Return the bytes of one of our font files; KeyError for any other name."""
    for muka, (_paket, berkas) in MUKA.items():
        if berkas == nama:
            return _berkas(muka).read_bytes()
    raise KeyError(nama)


@cache
def _lebar_huruf(tebal: bool) -> dict[str, int]:
    """Advance width of every character of the sans face, in thousandths of an em."""
    with _berkas((SANS, 600 if tebal else 400, False)).open("rb") as isi:
        huruf = TTFont(isi, lazy=True)
        maju = huruf["hmtx"].metrics
        em = huruf["head"].unitsPerEm
        return {chr(kode): maju[nama][0] * 1000 // em for kode, nama in huruf.getBestCmap().items()}


@lru_cache(maxsize=32768)
def measure_em(teks: str, tebal: bool = False) -> float:
    """Return the width of a text in ems, on one line."""
    lebar = _lebar_huruf(tebal)
    return sum(lebar.get(huruf, 600) for huruf in teks) / 1000


def measure(teks: str, ukuran: float, tebal: bool = False) -> float:
    """Return the width of a text set in the sans face at ``ukuran`` (result in the same unit)."""
    return measure_em(teks, tebal) * ukuran


def _split_kata(kata: str, lebar: float, ukuran: float, tebal: bool) -> list[str]:
    """Cut a word that is wider than the line into pieces that are not."""
    hasil, potong = [], ""
    for huruf in kata:
        if potong and measure(potong + huruf, ukuran, tebal) > lebar:
            hasil.append(potong)
            potong = ""
        potong += huruf
    return [*hasil, potong]


def wrap(teks: str, lebar: float, ukuran: float, tebal: bool = False, maks: int = 0) -> list[str]:
    """Break a text into lines not wider than ``lebar``; with ``maks`` the last line allowed ends in "…"."""
    baris: list[str] = []
    kini = ""
    for kata in teks.split():
        coba = f"{kini} {kata}" if kini else kata
        if measure(coba, ukuran, tebal) <= lebar:
            kini = coba
            continue
        if kini:
            baris.append(kini)
        *penuh, kini = _split_kata(kata, lebar, ukuran, tebal)
        baris.extend(penuh)
    if kini or not baris:
        baris.append(kini)
    if maks and len(baris) > maks:
        ekor = baris[maks - 1]
        while ekor and measure(ekor + "…", ukuran, tebal) > lebar:
            ekor = ekor[:-1]
        baris = [*baris[: maks - 1], ekor.rstrip() + "…"]
    return baris


@cache
def _tercakup() -> frozenset[str]:
    """Characters that every style can show, because each falls back on the upright sans."""
    return frozenset(_lebar_huruf(False))


def clean_teks(teks: str) -> str:
    """Return the text with what no font of ours can draw replaced.

    An archival PDF may not show a missing glyph (ISO 19005-3, 6.2.11.8), so what remains unknown becomes "?".
    """
    if teks.isascii() and teks.isprintable():
        return teks
    ada = _tercakup()
    hasil = []
    for huruf in unicodedata.normalize("NFC", teks):
        huruf = _GANTI.get(huruf, huruf)
        if huruf in "\n\t" or not huruf or huruf in ada:
            hasil.append(huruf)
        elif unicodedata.category(huruf)[0] != "C":
            hasil.append("".join(h if h in ada else "?" for h in unicodedata.normalize("NFKC", huruf)))
    return "".join(hasil)
