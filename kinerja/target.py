"""Targets as plans write them: a figure ("97,5"), a figure with its unit ("2 dokumen"), or words ("Baik").

The text is what counts and is kept as it is; the figure is only read out of it where there is no doubt.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from kinerja.ketikan import AngkaError, parse_angka
from kinerja.tulisan import TANDA_KOSONG, format_angka

_BERSATUAN = re.compile(r"([0-9][0-9.,]*)\s*(\D*)")


@dataclass(frozen=True)
class Target:
    """``nilai`` is None where the text is no single figure; ``satuan`` is the unit within the text."""

    teks: str
    nilai: Decimal | None
    satuan: str


def read_target(teks: str) -> Target:
    """Read a target. Raises AngkaError for a bare figure with two readings ("1.250"), which nobody could add up.

    With a unit behind it ("1.250 orang") such a figure stays words. Several figures ("2-3 kali") make no figure.
    """
    rapi = " ".join(teks.split())
    cocok = _BERSATUAN.fullmatch(rapi)
    if cocok is None:
        return Target(rapi, None, "")
    try:
        nilai = parse_angka(cocok[1], jenis="angka")
    except AngkaError:
        if not cocok[2]:
            raise
        return Target(rapi, None, "")
    return Target(rapi, nilai, cocok[2].strip())


def fold_satuan(satuan: str, target: str = "") -> str:
    """Return a unit as it is compared: letters and digits only, without case, "%" as "persen"; "" where there is none.

    Where no unit is given it is the one behind the figure in ``target`` ("2 dokumen").
    """
    cocok = _BERSATUAN.fullmatch(" ".join(target.split()))
    return _fold(satuan) or (_fold(cocok[2]) if cocok else "")


def _fold(satuan: str) -> str:
    rata = unicodedata.normalize("NFKC", satuan).casefold().replace("%", "persen")  # NFKC: "m²" is "m2"
    return "".join(huruf for huruf in rata if huruf.isalnum())


def key_ukuran(uraian: str, satuan: str, target: str = "", *, tunggal: bool) -> str:
    """Return by what an indicator is the same one in another year or plan: its name and its unit.

    ``tunggal``: each of them has one at most at this place; then the name may change, but not the unit.
    """
    satuan = fold_satuan(satuan, target)
    return satuan if tunggal else f"{' '.join(uraian.casefold().split())}|{satuan}"


def is_target_sama(satu: str, lain: str) -> bool:
    """Whether two targets say the same: the same figure, or the same words however they are spelled.

    A figure with two readings ("1.250"), as words of a budget may hold it, is compared as words.
    """
    a, b = _read_figur(satu), _read_figur(lain)
    if a is not None and b is not None:
        return a == b
    return _fold(satu) == _fold(lain)


def _read_figur(teks: str) -> Decimal | None:
    try:
        return read_target(teks).nilai
    except AngkaError:
        return None


def print_target(teks: str, satuan: str) -> str:
    """Write a target with its unit: a bare figure gets the indicator's, any other text stays as it was typed."""
    target = read_target(teks)
    if target.nilai is None or target.satuan:
        return target.teks or TANDA_KOSONG
    return f"{format_angka(target.nilai)} {satuan}".strip()
