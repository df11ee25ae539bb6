"""The RPJMD of a kabupaten: everyone there reads it, its admin changes it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from organisasi import akses
from organisasi.hapus import delete_baris, find_akibat
from organisasi.models import Kabupaten
from renstra.forms import RpjmdForm, buat_misi_formset
from renstra.models import Rpjmd


def get_kabupaten_ubah(request: HttpRequest, pk: int) -> Kabupaten:
    """Return the kabupaten to change; 404 where it is not his to see, 403 where he only reads it."""
    kabupaten = akses.get_kabupaten(request.user, pk)
    if not akses.list_kabupaten_ubah(request.user).filter(pk=kabupaten.pk).exists():
        raise PermissionDenied("RPJMD hanya dapat diubah oleh admin kabupaten.")
    return kabupaten


@require_GET
def list_rpjmd(request: HttpRequest, pk: int) -> HttpResponse:
    """Every RPJMD of the kabupaten with its visi and misi."""
    kabupaten = akses.get_kabupaten(request.user, pk)
    isi = {
        "kabupaten": kabupaten,
        "daftar": kabupaten.rpjmd.prefetch_related("misi").order_by("-tahun_awal"),
        "ubah": akses.list_kabupaten_ubah(request.user).filter(pk=kabupaten.pk).exists(),
    }
    return render(request, "renstra/rpjmd.html", isi)


@require_http_methods(["GET", "POST"])
def buat_rpjmd(request: HttpRequest, pk: int) -> HttpResponse:
    kabupaten = get_kabupaten_ubah(request, pk)
    return _isi_rpjmd(request, Rpjmd(kabupaten=kabupaten), "RPJMD baru")


@require_http_methods(["GET", "POST"])
def ubah_rpjmd(request: HttpRequest, pk: int, rpjmd: int) -> HttpResponse:
    kabupaten = get_kabupaten_ubah(request, pk)
    return _isi_rpjmd(request, get_object_or_404(Rpjmd, pk=rpjmd, kabupaten=kabupaten), "Ubah RPJMD")


def _isi_rpjmd(request: HttpRequest, rpjmd: Rpjmd, judul: str) -> HttpResponse:
    """The form of an RPJMD with its misi; both are stored or neither is."""
    kabupaten = rpjmd.kabupaten
    data = request.POST if request.method == "POST" else None
    form = RpjmdForm(data, instance=rpjmd, kabupaten=kabupaten)
    misi = buat_misi_formset(rpjmd, data, tambah=2 if rpjmd.pk else 5)
    if data is not None and form.is_valid() and misi.is_valid():
        with transaction.atomic():
            misi.instance = form.save()
            misi.save()
        messages.success(request, f"{rpjmd} tersimpan.")
        return redirect("list_rpjmd", kabupaten.pk)
    isi = {"kabupaten": kabupaten, "form": form, "misi": misi, "judul": judul, "rpjmd": rpjmd}
    return render(request, "renstra/isi_rpjmd.html", isi, status=422 if data is not None else 200)


@require_http_methods(["GET", "POST"])
def hapus_rpjmd(request: HttpRequest, pk: int, rpjmd: int) -> HttpResponse:
    kabupaten = get_kabupaten_ubah(request, pk)
    baris = get_object_or_404(Rpjmd, pk=rpjmd, kabupaten=kabupaten)
    akibat, nama = find_akibat(baris), str(baris)
    if request.POST.get("hapus") == "ya":
        akibat = delete_baris(baris)
        if not akibat.penghalang:
            messages.success(request, f"{nama} dihapus.")
            return redirect("list_rpjmd", kabupaten.pk)
    isi = {"nama": nama, "akibat": akibat, "kembali": reverse("ubah_rpjmd", args=[kabupaten.pk, rpjmd])}
    return render(request, "renstra/hapus.html", isi, status=422 if request.method == "POST" else 200)
