"""Forms: a PDF to check, a certificate brought along, the reason why one is revoked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from organisasi.forms.akun import build_helper
from tandatangan.models import Sertifikat
from tandatangan.periksa import UKURAN_TERBESAR
from tandatangan.sertifikat import UKURAN_P12


class PeriksaForm(forms.Form):
    berkas = forms.FileField(
        label="Berkas PDF",
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,.pdf"}),
        help_text=f"Paling besar {UKURAN_TERBESAR // 1024**2} MB. Berkas Anda hanya diperiksa, tidak disimpan.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = build_helper("Periksa")

    def clean_berkas(self) -> UploadedFile:
        berkas: UploadedFile = self.cleaned_data["berkas"]
        if (berkas.size or 0) > UKURAN_TERBESAR:
            raise forms.ValidationError(f"Berkas ini lebih besar dari {UKURAN_TERBESAR // 1024**2} MB.")
        return berkas


class UnggahSertifikatForm(forms.Form):
    berkas = forms.FileField(
        label="Berkas sertifikat",
        widget=forms.ClearableFileInput(attrs={"accept": ".p12,.pfx,application/x-pkcs12"}),
        help_text="Berkas .p12 atau .pfx dari penerbit sertifikat Anda, dengan kunci pribadinya.",
    )
    frasa = forms.CharField(
        label="Frasa sandi sertifikat",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text="Hanya untuk memeriksa bahwa berkasnya terbuka. Tidak disimpan; diminta lagi setiap menandatangani.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = build_helper("Unggah sertifikat")

    def clean_berkas(self) -> UploadedFile:
        berkas: UploadedFile = self.cleaned_data["berkas"]
        if (berkas.size or 0) > UKURAN_P12:
            raise forms.ValidationError(
                "Berkas ini terlalu besar untuk sebuah sertifikat. Unggah berkas .p12 atau .pfx."
            )
        return berkas


class CabutSertifikatForm(forms.ModelForm):
    class Meta:
        model = Sertifikat
        fields = ["alasan"]
        help_texts = {"alasan": "Misalnya: komputer hilang, pindah jabatan."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["alasan"].label = "Mengapa sertifikat ini dicabut?"
        self.fields["alasan"].required = True
        self.helper = build_helper("Cabut sertifikat")
