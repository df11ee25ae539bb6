"""What all forms have in common that take a spreadsheet to check first."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms

from buku_kerja.arsip import TERLALU_BESAR, UKURAN_TERBESAR


class PeriksaBerkasForm(forms.Form):
    """A form with a file field ``berkas``, which each kind words for itself."""

    AKHIRAN: ClassVar[tuple[str, ...]]
    SARAN = "Buka di Excel lalu simpan sebagai Buku Kerja Excel (.xlsx)."

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(Submit("periksa", "Periksa berkas"))

    def clean_berkas(self) -> Any:
        berkas = self.cleaned_data["berkas"]
        if berkas.size > UKURAN_TERBESAR:
            raise forms.ValidationError(TERLALU_BESAR)
        if PurePath(berkas.name).suffix.lower() not in self.AKHIRAN:
            raise forms.ValidationError(f"Berkas harus berakhiran {' atau '.join(self.AKHIRAN)}. {self.SARAN}")
        return berkas
