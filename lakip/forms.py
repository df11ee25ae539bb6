from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q

from lakip.foto import clean_foto
from lakip.models import FotoLaporan, Laporan, Susunan
from organisasi.formulir import SidikForm
from organisasi.gambar import Gambar
from organisasi.models import Instansi

HURUF_TERBANYAK = 60_000


class LaporanForm(SidikForm):
    """Which outline a report follows, where and when it is signed."""

    class Meta:
        model = Laporan
        fields = ("susunan", "tempat", "tanggal")
        widgets = {"tanggal": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}
        help_texts = {
            "tempat": "Tercetak di atas tanda tangan. Kosong: ibu kota kecamatan.",
            "tanggal": "Boleh dikosongkan dahulu; di laporan tercetak titik-titik.",
        }

    def __init__(self, *args: Any, instansi: Instansi, tahun: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.instansi, self.instance.tahun = instansi, tahun
        susunan = Susunan.objects.filter(Q(kabupaten=None) | Q(kabupaten=instansi.kabupaten_id))
        self.fields["susunan"] = forms.ModelChoiceField(susunan, label="Susunan laporan", empty_label=None)

    def clean_tanggal(self) -> datetime.date | None:
        tanggal: datetime.date | None = self.cleaned_data["tanggal"]
        if tanggal and tanggal.year < self.instance.tahun:
            raise ValidationError(f"Laporan tahun {self.instance.tahun} tidak mungkin ditetapkan sebelum tahun itu.")
        return tanggal


def _area(label: str, baris: int) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        strip=False,
        max_length=HURUF_TERBANYAK,
        error_messages={
            "max_length": "Tulisan ini terlalu panjang untuk satu bagian; paling banyak %(limit_value)d huruf."
        },
        widget=forms.Textarea(attrs={"rows": baris, "data-narasi": "", "spellcheck": "true"}),
    )


class NarasiForm(forms.Form):
    """The perencana's words in a section."""

    sebelum = _area("Tulisan sebelum kalimat otomatis", 8)
    sesudah = _area("Tulisan sesudah kalimat otomatis", 6)
    ganti = _area("Tulisan pengganti kalimat otomatis", 8)
    sidik = forms.CharField(widget=forms.HiddenInput, required=False)


class FotoForm(forms.ModelForm):
    """A photo with its caption; the file is checked and made small by its content."""

    berkas = forms.FileField(
        label="Foto (JPG atau PNG, paling besar 5 MB)", widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"})
    )

    class Meta:
        model = FotoLaporan
        fields = ("berkas", "keterangan")
        labels = {"keterangan": "Keterangan foto"}

    def clean_berkas(self) -> Gambar:
        berkas: UploadedFile = self.cleaned_data["berkas"]
        return clean_foto(berkas)

    def _post_clean(self) -> None:
        """The bytes are no model value; :func:`lakip.foto.add_foto` makes the row."""


class KeteranganForm(SidikForm):
    class Meta:
        model = FotoLaporan
        fields = ("keterangan",)
        labels = {"keterangan": "Keterangan foto"}
