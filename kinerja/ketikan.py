"""Reading what a clerk types. What has two readings is refused with both, for a guess may be a thousandfold wrong.

Django's own field reads "1.250" as 1,25 under the Indonesian locale; a spreadsheet in English reads it as 1,25 too.
"""

import re
from decimal import Decimal
from typing import Literal, NoReturn, TypeAlias

from kinerja.tulisan import format_isian

Jenis: TypeAlias = Literal["uang", "persen", "angka"]

MAKS_TEKS = 60
MAKS_UTUH = 15
MAKS_PECAHAN = 10

_CONTOH: dict[Jenis, str] = {
    "uang": "Ketik rupiah bulat, misalnya 1250000 atau 1.250.000.",
    "persen": "Ketik misalnya 97,5 atau 100.",
    "angka": "Ketik misalnya 1250 atau 97,5.",
}
# What may stand around the digits: a minus; Rp before and ",-" after money; % after a percentage.
_BINGKAI: dict[Jenis, re.Pattern[str]] = {
    "uang": re.compile(r"(?:rp\.?\s*(-)|(-)?\s*(?:rp\.?)?)\s*(.*?)(?:,--?)?", re.IGNORECASE),
    "persen": re.compile(r"(-)?()\s*(.*?)\s*%?"),
    "angka": re.compile(r"(-)?()\s*(.*)"),
}
_POLOS = re.compile(r"[0-9]+(?:,[0-9]+)?")
_RIBUAN = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_SATU_TITIK = re.compile(r"([0-9]+)\.([0-9]+)")
_KOMA_TIGA = re.compile(r"([0-9.]+),([0-9]{3})")
_INGGRIS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[0-9]{1,3}(?:,[0-9]{3}){2,}")


class AngkaError(ValueError):
    """The typed text is no number, or more than one; the message is a sentence for the person who typed it."""


def parse_angka(teks: str, *, jenis: Jenis) -> Decimal:
    """Read a typed number: rupiah (whole), per cent, or any figure.

    Accepts `1250000`, `1.250.000`, `1.250.000,00`, `97,5`, with `Rp` (and `,-`) around money and `%` after a
    percentage. A dot is only ever read as a thousands separator: in money wherever the groups fit, elsewhere only if
    nothing else is possible (`1.250.000`, `1.250,5`). A minus is read; whether it makes sense is the caller's matter.
    Raises AngkaError for empty, ambiguous and malformed text, more than 15 digits before or 10 after the comma, cents.
    """
    rapi = teks.strip().replace("\N{MINUS SIGN}", "-")
    if not rapi:
        raise AngkaError(f"Angka belum diisi. {_CONTOH[jenis]}")
    cocok = _BINGKAI[jenis].fullmatch(rapi)
    if cocok is None or len(rapi) > MAKS_TEKS:  # a line break inside, or a whole paragraph
        _refuse(rapi, "bukan angka yang dikenali", jenis)
    angka = cocok[3]
    _check_bentuk(rapi, angka, jenis)
    nilai = _to_decimal(angka)
    if jenis == "uang":
        if nilai % 1:
            _refuse(rapi, "memakai sen", jenis)
        nilai = nilai.to_integral_value()
    return -nilai if nilai and (cocok[1] or cocok[2]) else nilai


def _check_bentuk(rapi: str, angka: str, jenis: Jenis) -> None:
    if (titik := _SATU_TITIK.fullmatch(angka)) and not (jenis == "uang" and _RIBUAN.fullmatch(angka)):
        _refuse_dua_bacaan(rapi, titik, jenis)
    if _INGGRIS.fullmatch(angka):
        maksud = format_isian(Decimal(angka.replace(",", "")))
        _refuse(rapi, f"ditulis dengan cara Inggris; bila maksudnya {maksud}, ketik begitu", jenis)
    if not (_POLOS.fullmatch(angka) or _RIBUAN.fullmatch(angka)):
        _refuse(rapi, "bukan angka yang dikenali", jenis)
    if jenis == "uang" and (koma := _KOMA_TIGA.fullmatch(angka)):
        _refuse_dua_bacaan(rapi, koma, jenis)
    utuh, _, pecahan = angka.replace(".", "").partition(",")
    if len(utuh) > MAKS_UTUH or len(pecahan) > MAKS_PECAHAN:
        batas = f"paling banyak {MAKS_UTUH} angka di depan koma dan {MAKS_PECAHAN} di belakangnya"
        _refuse(rapi, f"terlalu panjang: {batas}", jenis)


def _to_decimal(angka: str) -> Decimal:
    return Decimal(angka.replace(".", "").replace(",", "."))


def _refuse_dua_bacaan(rapi: str, cocok: re.Match[str], jenis: Jenis) -> NoReturn:
    """Refuse "1.250" and its like: the mark before the last digits stands for a comma or for nothing."""
    depan, belakang = cocok[1].replace(".", ""), cocok[2]
    bacaan = dict.fromkeys((Decimal(f"{depan}.{belakang}"), Decimal(depan + belakang)))
    sah = [format_isian(b) for b in bacaan if jenis != "uang" or b % 1 == 0]
    aturan = "Uang ditulis dalam rupiah bulat: ketik" if jenis == "uang" else "Ketik"
    raise AngkaError(
        f"{_quote(rapi)} dapat dibaca {' atau '.join(map(format_isian, bacaan))}. "
        f"{aturan} {' atau '.join(sah)}, sesuai maksudnya."
    )


def _refuse(rapi: str, sebab: str, jenis: Jenis) -> NoReturn:
    raise AngkaError(f"{_quote(rapi)} {sebab}. {_CONTOH[jenis]}")


def _quote(rapi: str) -> str:
    return f"“{rapi}”" if len(rapi) <= 40 else f"“{rapi[:39]}…”"
