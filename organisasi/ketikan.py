"""Form fields that read figures as clerks type them ("1.250.000", "97,5") and refuse what has two readings."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from kinerja.angka import AngkaError, Jenis, format_isian, format_rupiah, parse_angka


class Ketikan(forms.Field):
    """A typed figure; ``data-jenis`` on its input tells the page's script how to write it while it is typed."""

    jenis: ClassVar[Jenis] = "angka"
    widget = forms.TextInput

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "decimal", "autocomplete": "off", "data-jenis": self.jenis, "class": "angka"}

    def prepare_value(self, value: Any) -> Any:
        return format_isian(value) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values or not str(value).strip():
            return None
        try:
            return parse_angka(str(value), jenis=self.jenis)
        except AngkaError as galat:
            raise ValidationError(str(galat), code="angka") from galat

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            kini = self.to_python(data)
        except ValidationError:
            return True
        return bool(kini != (None if initial in self.empty_values else initial))


class AngkaKetikan(Ketikan):
    pass


class PersenKetikan(Ketikan):
    jenis = "persen"


class UangKetikan(Ketikan):
    """Whole rupiah, as int."""

    jenis = "uang"

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "numeric"}

    def prepare_value(self, value: Any) -> Any:
        return format_rupiah(value) if isinstance(value, int) else value

    def to_python(self, value: Any) -> Any:
        nilai = super().to_python(value)
        return None if nilai is None else int(nilai)
