"""A target or realisasi as it is typed into one cell: a figure, words ("Baik", "B"), or both: "60 (CC)".

Of an indicator that is no plain figure the kind decides which words there are (:mod:`kinerja.ukuran`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kinerja.angka import AngkaError, format_isian, parse_angka
from kinerja.capaian import JenisIndikator
from kinerja.ukuran import KataError, Sasar, Ukuran

MAKS_KATA = 60
MAKS_UTUH, MAKS_PECAHAN = 11, 4  # what a column for figures holds

_HURUF = re.compile(r"[^\W\d_]")
_ANGKA_DAN_KATA = re.compile(r"([^()]*\d[^()]*?)\s*\(([^()]+)\)")


def parse_nilai(teks: str) -> Decimal:
    """Read a figure, with or without a per cent sign; raise AngkaError with a sentence for who typed it."""
    nilai = parse_angka(teks, jenis="persen" if teks.rstrip().endswith("%") else "angka")
    utuh, _, pecahan = f"{nilai.copy_abs():f}".partition(".")
    if len(utuh) > MAKS_UTUH or len(pecahan.rstrip("0")) > MAKS_PECAHAN:
        raise AngkaError(
            f"“{teks.strip()}” terlalu panjang: paling banyak {MAKS_UTUH} angka di depan koma dan {MAKS_PECAHAN} di "
            "belakangnya."
        )
    return nilai


def parse_sasar(teks: str) -> Sasar | None:
    """Read a cell; None where it is empty. What has no letter must be a figure with one reading (AngkaError)."""
    rapi = " ".join(teks.split())
    if not rapi:
        return None
    if not _HURUF.search(rapi):
        return Sasar(parse_nilai(rapi))
    cocok = _ANGKA_DAN_KATA.fullmatch(rapi)
    if cocok and not _HURUF.search(cocok[1]):
        hasil = Sasar(parse_nilai(cocok[1]), cocok[2].strip())
    else:
        hasil = Sasar(None, rapi)
    if len(hasil.teks) > MAKS_KATA:
        raise AngkaError(f"Terlalu panjang: paling banyak {MAKS_KATA} huruf.")
    return hasil


def format_sasar(sasar: Sasar | None) -> str:
    """Write a cell so that :func:`parse_sasar` reads the same from it."""
    if sasar is None:
        return ""
    if sasar.nilai is None:
        return sasar.teks
    angka = format_isian(sasar.nilai)
    return f"{angka} ({sasar.teks})" if sasar.teks else angka


class SasarKetikan(forms.CharField):
    """A cell that takes a figure or words; its value is a :class:`Sasar` or None.

    ``ukuran`` is that of the indicator; with ``target`` False the cell holds what was reached. With ``kata`` False an
    indicator in figures has to have one.
    """

    def __init__(self, *, ukuran: Ukuran | None = None, target: bool = True, kata: bool = True, **kwargs: Any) -> None:
        self.kata = kata
        self.ukuran = ukuran or Ukuran()
        self.baku = self.ukuran.jenis is not JenisIndikator.ANGKA if target else self.ukuran.berkata
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {
            **super().widget_attrs(widget),
            "autocomplete": "off",
            "class": "angka",
            **({"title": self.ukuran.keterangan} if self.baku else {}),
        }

    def prepare_value(self, value: Any) -> Any:
        return format_sasar(value) if isinstance(value, Sasar) else value

    def to_python(self, value: Any) -> Any:
        teks = str(value or "")
        try:
            if self.baku:
                return Sasar(None, self.ukuran.read_kata(teks)) if teks.strip() else None
            hasil = parse_sasar(teks)
            if hasil and hasil.teks and not self.kata:
                raise KataError(f"“{teks.strip()}” bukan angka. Ketik misalnya 1250 atau 97,5.")
            return hasil
        except (AngkaError, KataError) as galat:
            raise ValidationError(str(galat), code="angka") from galat

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != (initial or None))
        except ValidationError:
            return True


class KataKetikan(forms.CharField):
    """A cell that takes only words of an indicator's kind (a class, yes or no); its value is the text, "" where empty."""

    def __init__(self, *, ukuran: Ukuran, **kwargs: Any) -> None:
        self.ukuran = ukuran
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "autocomplete": "off", "title": self.ukuran.petunjuk}

    def to_python(self, value: Any) -> str:
        teks = str(super().to_python(value)).strip()
        try:
            return self.ukuran.read_kata(teks) if teks else ""
        except KataError as galat:
            raise ValidationError(str(galat), code="kata") from galat
