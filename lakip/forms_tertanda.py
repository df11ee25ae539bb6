"""What a person gives to sign: that he has read it, his password, and what his certificate asks for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings

from organisasi.forms.akun import build_helper
from tandatangan.layanan import Rahasia


class TandaTanganForm(forms.Form):
    sidik = forms.CharField(widget=forms.HiddenInput)
    setuju = forms.BooleanField(
        label="Saya sudah membaca perjanjian di atas dan menyetujuinya.",
        error_messages={"required": "Centang dahulu bahwa Anda sudah membaca dan menyetujuinya."},
    )
    sandi = forms.CharField(
        label="Kata sandi akun Anda",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    nik = forms.RegexField(
        r"^\d{16}$",
        label="NIK",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text="NIK yang terdaftar di BSrE; dipakai sekali ini dan tidak disimpan.",
        error_messages={"invalid": "NIK terdiri dari 16 angka."},
    )
    frasa = forms.CharField(
        label="Frasa sandi sertifikat",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text="Dipakai sekali ini dan tidak disimpan.",
    )

    def __init__(self, *args: Any, berfrasa: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if settings.TANDA_TANGAN != "bsre":
            del self.fields["nik"]
            if not berfrasa:
                del self.fields["frasa"]
        self.helper = build_helper("Tanda tangani")
        self.helper.form_action = (
            "#tanda-tangan"  # the whole document stands above: a refusal must not be below the screen
        )

    @property
    def rahasia(self) -> Rahasia:
        isi = self.cleaned_data
        return Rahasia(isi["sandi"], isi.get("frasa", ""), isi.get("nik", ""))
