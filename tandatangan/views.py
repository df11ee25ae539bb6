"""The public pages that check a document, and one's own certificates."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from organisasi import akses
from organisasi.models import Pengguna
from tandatangan.forms import CabutSertifikatForm, PeriksaForm, UnggahSertifikatForm
from tandatangan.layanan import list_pihak
from tandatangan.models import HURUF_KODE, DokumenTertanda, Sertifikat, TandaTangan
from tandatangan.periksa import name_pemegang, periksa
from tandatangan.sertifikat import SertifikatDitolak, choose, find_pilihan, release, revoke, upload

# ------------------------------------------------------------------------------------------------------- verification


@login_not_required
@require_http_methods(["GET", "POST"])
def verifikasi(request: HttpRequest) -> HttpResponse:
    """Check any PDF."""
    return _check(request, None, {})


@login_not_required
@require_http_methods(["GET", "POST"])
def lihat_verifikasi(request: HttpRequest, kode: str) -> HttpResponse:
    """What a document is, who signed it, whether it is in force; and check a PDF against it."""
    dokumen = _find_dokumen(kode.replace("-", "").upper())
    if dokumen is None:
        return render(request, "tandatangan/tidak_dikenal.html", status=404)
    tanda = {t.urut: t for t in dokumen.tanda_tangan.select_related("sertifikat", "pengguna")}
    pihak = [(p, t, _name_pemegang(t)) for p in list_pihak(dokumen) for t in [tanda.get(p.urut)]]
    return _check(request, dokumen, {"dokumen": dokumen, "pihak": pihak})


def _name_pemegang(tanda: TandaTangan | None) -> str:
    """Of a certificate at BSrE nothing is stored here: whom it names is said of an uploaded file."""
    return name_pemegang(tanda, tanda.sertifikat.nama) if tanda is not None and tanda.sertifikat is not None else ""


def _find_dokumen(kode: str) -> DokumenTertanda | None:
    if not set(kode) <= set(HURUF_KODE):  # whatever was typed into the address: not all of it is text for a database
        return None
    cari = DokumenTertanda.objects.select_related("instansi__kabupaten", "digantikan_oleh")
    hasil: DokumenTertanda | None = cari.filter(kode=kode).first()
    return hasil


def _check(request: HttpRequest, dokumen: DokumenTertanda | None, konteks: dict[str, Any]) -> HttpResponse:
    form = PeriksaForm(request.POST or None, request.FILES or None) if request.method == "POST" else PeriksaForm()
    status = 200
    if form.is_bound and form.is_valid():
        konteks["hasil"] = periksa(form.cleaned_data["berkas"].read(), dokumen)
        konteks["nama_berkas"] = form.cleaned_data["berkas"].name
        form = PeriksaForm()
    elif request.method == "POST":
        status = 422
    return render(request, "tandatangan/verifikasi.html", konteks | {"form": form}, status=status)


# ------------------------------------------------------------------------------------------------------- certificates


@sensitive_post_parameters("frasa")
@require_http_methods(["GET", "POST"])
def list_sertifikat(request: HttpRequest) -> HttpResponse:
    """One's certificates, and a form to bring one along."""
    pengguna = akses.get_diri(request.user)
    form = UnggahSertifikatForm(request.POST, request.FILES) if request.method == "POST" else UnggahSertifikatForm()
    if form.is_bound and form.is_valid() and _upload(form, pengguna):
        messages.success(request, "Sertifikat tersimpan dan dipakai untuk tanda tangan Anda berikutnya.")
        return redirect("list_sertifikat")
    konteks = {
        "form": form,
        "sertifikat": list(Sertifikat.objects.filter(pengguna=pengguna).defer("berkas", "pem")),
        "pilihan": find_pilihan(pengguna),
        "sekarang": timezone.now(),
        "bsre": settings.TANDA_TANGAN == "bsre",
    }
    return render(request, "tandatangan/sertifikat.html", konteks, status=422 if form.is_bound else 200)


def _upload(form: UnggahSertifikatForm, pengguna: Pengguna) -> bool:
    try:
        upload(pengguna, form.cleaned_data["berkas"].read(), form.cleaned_data["frasa"])
    except SertifikatDitolak as galat:
        form.add_error("frasa" if "rasa sandi" in str(galat) else "berkas", str(galat))
        return False
    return True


@require_POST
def pakai_sertifikat(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the certificate that signs from now on."""
    try:
        choose(_get_milik(request, pk))
    except SertifikatDitolak as galat:
        messages.error(request, str(galat))
    else:
        messages.success(request, "Sertifikat itu dipakai untuk tanda tangan Anda berikutnya.")
    return redirect("list_sertifikat")


@require_POST
def lepas_sertifikat(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign with our own certificate again."""
    release(_get_milik(request, pk))
    messages.success(request, "Tanda tangan Anda berikutnya memakai sertifikat dari situs ini.")
    return redirect("list_sertifikat")


@require_http_methods(["GET", "POST"])
def cabut_sertifikat(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke one of one's certificates, with the reason."""
    sertifikat = _get_milik(request, pk)
    form = CabutSertifikatForm(request.POST if request.method == "POST" else None, instance=sertifikat)
    if form.is_bound and form.is_valid():
        try:
            revoke(_get_milik(request, pk), form.cleaned_data["alasan"])
        except SertifikatDitolak as galat:
            messages.error(request, str(galat))
        else:
            messages.success(request, "Sertifikat dicabut. Dokumen yang sudah ditandatangani dengannya tetap sah.")
        return redirect("list_sertifikat")
    konteks = {"form": form, "sertifikat": sertifikat}
    return render(request, "tandatangan/cabut.html", konteks, status=422 if form.is_bound else 200)


def _get_milik(request: HttpRequest, pk: int) -> Sertifikat:
    """Return one of who asks; 404 for another's."""
    return get_object_or_404(Sertifikat.objects.select_related("pengguna"), pk=pk, pengguna=request.user.pk)
