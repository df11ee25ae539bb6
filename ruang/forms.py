"""The forms of the working space."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row, Submit
from django import forms

from organisasi.forms.unggah import PeriksaBerkasForm
from ruang.saring import Saringan


class TanggalInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class SaringForm(forms.Form):
    """What of the history to show; everything is optional."""

    mulai = forms.DateField(label="Sejak tanggal", required=False, widget=TanggalInput)
    sampai = forms.DateField(label="Sampai tanggal", required=False, widget=TanggalInput)
    oleh = forms.TypedChoiceField(label="Oleh", required=False, coerce=int, empty_value=None)
    jenis = forms.TypedChoiceField(label="Data", required=False, coerce=int, empty_value=None)
    teks = forms.CharField(label="Berisi kata", required=False, max_length=80)

    def __init__(self, *args: Any, orang: list[tuple[int, str]], jenis: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oleh"].choices = [("", "Siapa saja"), *orang]  # type: ignore[attr-defined]
        self.fields["jenis"].choices = [("", "Semua data"), *jenis]  # type: ignore[attr-defined]
        self.helper = FormHelper()
        self.helper.form_method = "get"
        self.helper.form_class = "saring"
        kolom = [Column(nama, css_class="col-sm-6 col-lg") for nama in ("mulai", "sampai", "oleh", "jenis", "teks")]
        self.helper.layout = Layout(Row(*kolom))
        self.helper.add_input(Submit("", "Tampilkan"))

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or self.cleaned_data
        if (mulai := isi.get("mulai")) and (sampai := isi.get("sampai")) and sampai < mulai:
            self.add_error("sampai", "Tanggal akhir tidak boleh sebelum tanggal awal.")
        return isi

    def read_saringan(self) -> Saringan:
        """Return what was asked; fields that cannot be read leave everything in."""
        self.is_valid()
        isi: dict[str, Any] = {nama: self.cleaned_data.get(nama) for nama in self.fields}
        return Saringan(**{**isi, "teks": isi["teks"] or ""})


class UnggahForm(PeriksaBerkasForm):
    """A workbook to check."""

    AKHIRAN = (".xlsx",)

    berkas = forms.FileField(
        label="Buku kerja (.xlsx)",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        help_text="Diperiksa lebih dahulu; belum ada yang disimpan.",
        error_messages={
            "required": "Pilih dahulu berkas buku kerjanya.",
            "empty": "Berkas ini kosong. Simpan ulang di Excel lalu pilih lagi.",
        },
    )


class UnggahKabupatenForm(UnggahForm):
    """A workbook of any kecamatan of the kabupaten."""

    ubah_bersama = forms.BooleanField(
        label="Ubah juga pengaturan kabupaten, RPJMD, dan misi",
        required=False,
        help_text="Dipakai semua kecamatan. Centang saat menyiapkan kabupaten yang masih kosong.",
    )
