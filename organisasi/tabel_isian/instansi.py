"""Who the instansi is: name on the letterhead, address, legal bases, coat of arms."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Fieldset, Layout, Row, Submit
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from organisasi import akses
from organisasi.formulir import SidikForm
from organisasi.gambar import AKHIRAN, clean_gambar
from organisasi.models import Instansi

LAMBANG_TERBESAR = 2 * 1024 * 1024


@dataclass(frozen=True)
class Tersimpan:
    """A stored upload as its form shows it."""

    name: str
    url: str


class BidangLambang(forms.ImageField):
    """Leads to the view that hands the picture out: uploads have no public address."""

    alamat = ""

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, FieldFile) and value.name:
            return Tersimpan(PurePath(value.name).name, self.alamat)
        return value


class InstansiForm(SidikForm):
    """``admin``: of the kabupaten; only he may allow that people check what they typed themselves."""

    class Meta:
        model = Instansi
        fields = [
            "nama", "kode", "ibu_kota", "alamat", "kode_pos", "telepon", "surel", "laman", "dasar_pembentukan",
            "dasar_organisasi", "lambang", "periksa_sendiri",
        ]  # fmt: skip
        field_classes = {"lambang": BidangLambang}
        widgets = {"lambang": forms.ClearableFileInput(attrs={"accept": "image/png,image/jpeg"})}

    def __init__(self, *args: Any, admin: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not admin:
            del self.fields["periksa_sendiri"]
        self.fields["lambang"].alamat = reverse("lihat_lambang", args=[self.instance.slug])  # type: ignore[attr-defined]
        self.fields["lambang"].help_text = "Gambar PNG atau JPG, paling besar 2 MB. Dicetak di sampul dan kop surat."
        self.helper = FormHelper()
        self.helper.layout = Layout(
            "sidik",
            Fieldset("Nama dan alamat (kop surat)", "nama", Row(Column("ibu_kota"), Column("kode")), "alamat",
                     Row(Column("kode_pos"), Column("telepon")), Row(Column("surel"), Column("laman"))),
            Fieldset("Dasar hukum", "dasar_pembentukan", "dasar_organisasi"),
            Fieldset("Lambang daerah", "lambang"),
            *([Fieldset("Pemeriksaan", "periksa_sendiri")] if admin else []),
            Submit("simpan", "Simpan"),
        )  # fmt: skip

    def clean_lambang(self) -> Any:
        """Accept what really is a PNG or JPEG, and call it what it is; the name of an upload proves nothing."""
        berkas = self.cleaned_data["lambang"]
        if not isinstance(berkas, UploadedFile):
            return berkas
        if (berkas.size or 0) > LAMBANG_TERBESAR:
            raise ValidationError("Gambar ini lebih dari 2 MB. Perkecil dahulu, lalu unggah lagi.")
        berkas.seek(0)
        gambar = clean_gambar(berkas.read())
        return ContentFile(gambar.isi, f"{self.instance.slug}{gambar.akhiran}")


@require_http_methods(["GET", "POST"])
def ubah_instansi(request: HttpRequest, slug: str, tahun: int) -> HttpResponse:
    """The identity of the instansi."""
    instansi = akses.get_instansi_ubah(request.user, slug)
    admin = akses.is_admin(request.user, instansi)
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = InstansiForm(*data, instance=instansi, admin=admin)
    if form.is_bound and form.is_valid():
        form.save()
        messages.success(request, "Identitas instansi tersimpan.")
        return redirect("list_isian", slug, tahun)
    kini = akses.get_instansi(request.user, slug)  # the form has put what was typed into the other one
    isi = {"instansi": kini, "tahun": tahun, "menu": "data", "form": form}
    return render(request, "organisasi/ubah_instansi.html", isi, status=422 if form.is_bound else 200)


@require_GET
def lihat_lambang(request: HttpRequest, slug: str) -> FileResponse:
    """The coat of arms, for those who may see the instansi."""
    instansi = akses.get_instansi(request.user, slug)
    mime = {akhiran: mime for mime, akhiran in AKHIRAN.items()} | {".jpeg": "image/jpeg"}
    nama = instansi.lambang.name or ""
    jenis = mime.get(PurePath(nama).suffix.lower())
    if jenis is None or not instansi.lambang.storage.exists(nama):
        raise Http404("Lambang belum diunggah.")
    return FileResponse(instansi.lambang.open("rb"), content_type=jenis)
