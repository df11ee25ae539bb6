"""The one form of the plan that is no table: the word that moves it into the budget."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms


class PindahForm(forms.Form):
    """``sidik``: what the page showed. ``draf``: for how many posts a perjanjian can be made."""

    jenis = forms.CharField(widget=forms.HiddenInput)
    sidik = forms.CharField(widget=forms.HiddenInput)
    perjanjian = forms.BooleanField(label="Buat juga draf perjanjian kinerja", required=False)

    def __init__(self, *args: Any, draf: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["perjanjian"].help_text = f"Untuk {draf} jabatan yang belum punya perjanjian tahun ini."
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout("jenis", "sidik", *(["perjanjian"] if draf else []))
