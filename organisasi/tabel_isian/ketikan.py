"""Form fields for what is pasted from a spreadsheet into a cell: counts, dates, long text of one line."""

from __future__ import annotations

import datetime
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst

from organisasi.bidang import NilaiField, UangField
from organisasi.ketikan import AngkaKetikan, Ketikan
from organisasi.tanggal import BULAN

PANJANG = 200  # letters from which a text of one line gets an input of several lines
_BULAT = re.compile(r"-?(?:[0-9]{1,15}|[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,4})")
_BULAN = tuple(bulan.lower() for bulan in BULAN)


class BulatKetikan(Ketikan):
    """A count. It has no decimals, so a dot before three digits has one reading only: "1.250" is 1250."""

    def __init__(self, *, kosong: int | None = None, **kwargs: Any) -> None:
        self.kosong = kosong  # what an empty cell means
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "numeric"}

    def to_python(self, value: Any) -> Any:
        rapi = str(value).strip() if value is not None else ""
        if not rapi:
            return self.kosong
        if not _BULAT.fullmatch(rapi):
            raise ValidationError(f"“{rapi}” bukan bilangan bulat. Ketik misalnya 12 atau 1.250.", code="angka")
        return int(rapi.replace(".", ""))


class TanggalKetikan(forms.Field):
    """A date as people write it: 31-01-2024, 31/1/2024, 31 Januari 2024; also as a spreadsheet copies it, 2024-01-31."""

    widget = forms.TextInput

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"autocomplete": "off", "placeholder": "31-01-2024", "class": "tanggal"}

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%d-%m-%Y}" if isinstance(value, datetime.date) else value

    def to_python(self, value: Any) -> datetime.date | None:
        if value in self.empty_values or isinstance(value, datetime.date):
            return value or None
        rapi = " ".join(str(value).split())
        try:
            return _parse_tanggal(rapi)
        except ValueError as galat:
            pesan = f"“{rapi}” bukan tanggal. Ketik misalnya 31-01-2024 atau 31 Januari 2024."
            raise ValidationError(pesan, code="tanggal") from galat

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(data) != self.to_python(initial)
        except ValidationError:
            return True


def _parse_tanggal(teks: str) -> datetime.date:
    if cocok := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", teks):
        return datetime.date(int(cocok[1]), int(cocok[2]), int(cocok[3]))
    if cocok := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", teks):
        return datetime.date(int(cocok[3]), int(cocok[2]), int(cocok[1]))
    if (cocok := re.fullmatch(r"(\d{1,2}) (\w+) (\d{4})", teks)) and cocok[2].lower() in _BULAN:
        return datetime.date(int(cocok[3]), _BULAN.index(cocok[2].lower()) + 1, int(cocok[1]))
    raise ValueError(teks)


class SebarisField(forms.CharField):
    """Text that is one line in print, however it was broken where it was copied from."""

    def to_python(self, value: Any) -> str:
        return " ".join(str(super().to_python(value)).split())


class ParagrafField(forms.CharField):
    """Text of several lines; a browser's own line ends are no change."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return "\n".join(str(super().to_python(value)).splitlines())

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)


def make_bidang(medan: models.Field, **kwargs: Any) -> Any:
    """Return the form field of a model field in a cell (a ``formfield_callback``)."""
    ada = medan.has_default()
    umum: dict[str, Any] = {
        "label": capfirst(str(medan.verbose_name)),
        "required": not (medan.blank or ada),
        "help_text": medan.help_text,
    }
    if isinstance(medan, UangField | NilaiField):
        bidang = medan.formfield()
        bidang.label = umum["label"]
        return bidang
    if isinstance(medan, models.DecimalField):
        return AngkaKetikan(**umum)
    if isinstance(medan, models.DateField):
        return TanggalKetikan(**umum)
    if isinstance(medan, models.IntegerField) and not medan.choices:
        return BulatKetikan(kosong=medan.get_default() if ada else None, **umum)
    if isinstance(medan, models.CharField) and not medan.choices and (medan.max_length or 0) >= PANJANG:
        isi = forms.Textarea(attrs={"rows": 2})
        return SebarisField(max_length=medan.max_length, widget=isi, **umum)
    if isinstance(medan, models.TextField):
        return ParagrafField(widget=forms.Textarea(attrs={"rows": 2}), **umum)
    bidang = medan.formfield(**kwargs)
    assert bidang is not None
    bidang.label = umum["label"]
    return bidang
