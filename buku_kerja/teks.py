"""Text as it is kept and compared: free of what spreadsheets and word processors smuggle in."""

from __future__ import annotations

import re
from typing import Any

AWALAN_RUMUS = "=+-@\t"  # what a spreadsheet takes for the start of a formula
_BARIS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")  # \x0b: Word's line break
# Control characters, halves of surrogate pairs and non-characters cannot be in XML; the zero-width ones cannot be seen.
_BUANG = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\u200b\ufeff]")
# How a workbook writes such characters: _x000D_; and a text that looks like one: _x005F_x000D_.
_TERSANDI = re.compile(r"_x(005F|00[01][0-9A-F])_", re.IGNORECASE)
_MIRIP_SANDI = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def bersihkan(teks: str) -> str:
    """Return text with one kind of line end and without characters that no file can carry or nobody can see."""
    return _BUANG.sub("", _BARIS.sub("\n", teks))


def fold(teks: object) -> str:
    """Return text as it is compared: without case, white space collapsed."""
    return " ".join(bersihkan(str(teks)).split()).casefold()


def slug(nama: str) -> str:
    """Return the CSV name of a sheet: "Sub Kegiatan" -> "sub-kegiatan"."""
    return re.sub(r"[^a-z0-9]+", "-", fold(nama)).strip("-")


def unescape_xlsx(teks: str) -> str:
    """Undo a workbook's escapes of control characters."""
    return _TERSANDI.sub(lambda m: chr(int(m[1], 16)), teks) if "_x" in teks else teks


def escape_xlsx(teks: str) -> str:
    """Make text safe for a workbook, so that :func:`unescape_xlsx` returns it (control characters are dropped)."""
    return _MIRIP_SANDI.sub("_x005F_", bersihkan(teks))


def put_teks(sel: Any, teks: str) -> None:
    """Write text into a cell of openpyxl; what begins like a formula stays text."""
    sel.value, sel.data_type = escape_xlsx(teks), "s"
    sel.quotePrefix = bool(teks) and teks[0] in AWALAN_RUMUS
