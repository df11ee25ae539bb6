"""What forms have in common that take a file: a spreadsheet to check first, or a photo or PDF to keep."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from buku_kerja.arsip import TERLALU_BESAR, UKURAN_TERBESAR
from organisasi.gambar import clean_gambar

MAKS_UKURAN = 5 * 1024 * 1024
PDF = "application/pdf"
BUKAN_FOTO_ATAU_PDF = (
    "Isi berkas ini bukan foto JPG, PNG, atau PDF yang utuh, apa pun nama berkasnya. Buka berkasnya di komputer Anda, "
    "simpan ulang sebagai JPG atau PDF, lalu unggah lagi."
)


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


class FotoField(forms.ImageField):
    """A photo that is kept without its metadata, upright."""

    def to_python(self, data: Any) -> Any:
        berkas = super().to_python(data)
        if berkas is None:
            return None
        gambar = clean_gambar(berkas.read())
        nama = PurePath(berkas.name or "foto").with_suffix(gambar.akhiran).name
        return SimpleUploadedFile(nama, gambar.isi, gambar.mime)


@dataclass(frozen=True)
class Berkas:
    """A file to keep: what it is by its content, the name that goes with that, the small picture of a photo."""

    nama: str
    isi: bytes
    mime: str
    akhiran: str
    kecil: bytes | None = None


class FotoPdfField(forms.FileField):
    """A photo or a PDF. What it is, its content says; its name and the browser only claim. Cleans to a Berkas: a photo
    without its metadata, a PDF as it came."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "help_text": "JPG, PNG, atau PDF, paling besar 5 MB.",
                "widget": forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,application/pdf"}),
                "error_messages": {
                    "required": "Pilih dahulu berkasnya.",
                    "empty": "Berkas ini kosong. Pilih berkas lain.",
                },
                **kwargs,
            }
        )

    def clean(self, data: Any, initial: Any = None) -> Berkas:
        berkas = super().clean(data, initial)
        batas = getattr(settings, "MAKS_BUKTI", MAKS_UKURAN)
        if (berkas.size or 0) > batas:
            raise ValidationError(
                f"Berkas ini lebih besar dari {batas // (1024 * 1024)} MB. Perkecil dahulu, misalnya kirim foto lewat "
                "WhatsApp lalu simpan, atau pindai PDF dengan mutu lebih rendah."
            )
        return read_berkas(berkas.name, berkas.read())


def read_berkas(nama: str, isi: bytes) -> Berkas:
    """Return what a file is by its content; raise ValidationError for anything but a whole JPEG, PNG or PDF."""
    dasar = nama.rsplit(".", 1)[0][:110] or "berkas"
    if isi.startswith(b"%PDF-") and b"%%EOF" in isi[-2048:]:
        return Berkas(f"{dasar}.pdf", isi, PDF, ".pdf")
    gambar = clean_gambar(isi, bukan=BUKAN_FOTO_ATAU_PDF)
    return Berkas(f"{dasar}{gambar.akhiran}", gambar.isi, gambar.mime, gambar.akhiran, gambar.kecil)
