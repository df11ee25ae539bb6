"""When a kabupaten's quarters and reports are open, and who has more time."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from organisasi import akses
from organisasi.bidang import TAHUN_PERTAMA, TAHUN_TERAKHIR
from organisasi.forms.periode import PerpanjanganForm, build_periode, propose_jadwal
from organisasi.models import Periode, Perpanjangan


@require_http_methods(["GET", "POST"])
def list_periode(request: HttpRequest, pk: int, tahun: int) -> HttpResponse:
    """The periods of a year in one form; ``?usul=baku`` or ``?usul=lalu`` fills it with a proposal, unsaved."""
    kabupaten = akses.get_kabupaten_ubah(request.user, pk)
    kirim = request.method == "POST"
    usul = {} if kirim else propose_jadwal(request.GET.get("usul", ""), kabupaten, tahun)
    formulir = build_periode(request.POST if kirim else None, kabupaten, tahun, usul)
    if kirim and all(f.is_valid() for f in formulir):
        with transaction.atomic():
            for form in formulir:
                if form.has_changed():
                    form.save()
        messages.success(request, f"Periode tahun {tahun} tersimpan.")
        return redirect("list_periode", pk, tahun)
    perpanjangan = Perpanjangan.objects.filter(periode__kabupaten=kabupaten, periode__tahun=tahun)
    konteks = {
        "kabupaten": kabupaten,
        "tahun": tahun,
        "tahun_lalu": tahun - 1,
        "tahun_dekat": [t for t in (tahun - 1, tahun, tahun + 1) if TAHUN_PERTAMA <= t <= TAHUN_TERAKHIR],
        "formulir": formulir,
        "usul": bool(usul),
        "usul_kosong": bool(request.GET.get("usul")) and not usul,
        "ada_periode": Periode.objects.filter(kabupaten=kabupaten, tahun=tahun).exists(),
        "perpanjangan": perpanjangan.select_related("periode", "instansi", "oleh"),
    }
    return render(request, "organisasi/list_periode.html", konteks, status=422 if kirim else 200)


@require_http_methods(["GET", "POST"])
def tambah_perpanjangan(request: HttpRequest, pk: int, tahun: int) -> HttpResponse:
    kabupaten = akses.get_kabupaten_ubah(request.user, pk)
    milik = Perpanjangan(oleh=akses.get_diri(request.user))
    isian = request.POST if request.method == "POST" else None
    form = PerpanjanganForm(isian, instance=milik, kabupaten=kabupaten, tahun=tahun)
    if form.is_bound and form.is_valid():
        baru = form.save()
        messages.success(request, f"{baru.instansi} dapat mengisi {baru.periode} sampai {baru.sampai:%d-%m-%Y}.")
        return redirect("list_periode", pk, tahun)
    konteks = {"kabupaten": kabupaten, "tahun": tahun, "form": form}
    return render(request, "organisasi/tambah_perpanjangan.html", konteks, status=422 if form.is_bound else 200)


@require_POST
def hapus_perpanjangan(request: HttpRequest, pk: int, perpanjangan: int) -> HttpResponse:
    kabupaten = akses.get_kabupaten_ubah(request.user, pk)
    milik = get_object_or_404(Perpanjangan, pk=perpanjangan, periode__kabupaten=kabupaten)
    tahun = milik.periode.tahun
    milik.delete()
    messages.success(request, f"Perpanjangan untuk {milik.instansi} dicabut; tenggat biasanya berlaku lagi.")
    return redirect("list_periode", pk, tahun)
