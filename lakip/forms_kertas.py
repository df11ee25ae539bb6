"""What is recorded of a perjanjian that was signed on paper: the day, the scan, and that both say the same."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from organisasi.forms.akun import build_helper
from organisasi.forms.unggah import FotoPdfField
from perjanjian.models import PerjanjianKinerja


class KertasForm(forms.Form):
    """``hari``: today; nothing has been signed after it."""

    sidik = forms.CharField(widget=forms.HiddenInput)
    tanggal = forms.DateField(
        label="Tanggal ditandatangani",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "Isi tanggal penandatanganannya."},
    )
    pindaian = FotoPdfField(
        label="Pindaian atau foto kertasnya",
        help_text="Yang sudah ditandatangani kedua pihak, dengan lampirannya. PDF, JPG, atau PNG, paling besar 5 MB.",
    )
    setuju = forms.BooleanField(
        label="Isi di atas sama dengan kertas yang ditandatangani kedua pihak.",
        error_messages={"required": "Cocokkan dahulu isinya dengan kertasnya, lalu centang."},
    )

    def __init__(self, *args: Any, perjanjian: PerjanjianKinerja, hari: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.perjanjian, self.hari = perjanjian, hari
        self.helper = build_helper("Catat dan berlakukan")
        self.helper.form_action = "#catat"  # as in TandaTanganForm

    def clean_tanggal(self) -> datetime.date:
        tanggal: datetime.date = self.cleaned_data["tanggal"]
        if tanggal > self.hari:
            raise ValidationError("Tanggal ini belum tiba. Isi tanggal kertasnya ditandatangani.")
        if tanggal.year < self.perjanjian.tahun - 1:
            raise ValidationError(f"Perjanjian tahun {self.perjanjian.tahun} tidak mungkin ditandatangani selama itu.")
        return tanggal
