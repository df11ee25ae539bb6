"""Scales of predicates: all may be seen and copied; one's own may be changed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from kinerja.predikat import print_batas
from organisasi import akses
from organisasi.forms.kabupaten import SkalaForm, build_kelas
from organisasi.models import Kabupaten, Skala
from organisasi.skala import list_pemakaian, set_kelas


@require_GET
def list_skala(request: HttpRequest, pk: int) -> HttpResponse:
    """Every scale with its classes as they print, what it is used for here, and whether it may be changed."""
    kabupaten = akses.get_kabupaten_ubah(request.user, pk)
    pakai = list_pemakaian(kabupaten)
    ubah = set(akses.list_skala_ubah(request.user, kabupaten).values_list("pk", flat=True))
    baris = []
    for skala in Skala.objects.prefetch_related("kelas"):
        isi = skala.to_inti()
        kelas = [(k, print_batas(isi, k)) for k in isi.menurun]
        baris.append({"skala": skala, "kelas": kelas, "pakai": pakai.get(skala.pk, []), "ubah": skala.pk in ubah})
    return render(request, "organisasi/list_skala.html", {"kabupaten": kabupaten, "baris": baris})


@require_http_methods(["GET", "POST"])
def ubah_skala(request: HttpRequest, pk: int, skala: int) -> HttpResponse:
    kabupaten = akses.get_kabupaten_ubah(request.user, pk)
    milik = get_object_or_404(Skala, pk=skala)
    if not akses.list_skala_ubah(request.user, kabupaten).filter(pk=skala).exists():
        raise PermissionDenied("Skala ini dipakai bersama. Salin dahulu, lalu ubah salinannya.")
    return _edit(request, kabupaten, milik, milik.to_inti().menurun)


@require_http_methods(["GET", "POST"])
def salin_skala(request: HttpRequest, pk: int, skala: int) -> HttpResponse:
    """Begin a scale of one's own from another one."""
    kabupaten = akses.get_kabupaten_ubah(request.user, pk)
    asal = get_object_or_404(Skala, pk=skala)
    baru = Skala(nama=f"{asal.nama} – {kabupaten.nama}"[:120], dasar_hukum=asal.dasar_hukum)
    return _edit(request, kabupaten, baru, asal.to_inti().menurun)


def _edit(request: HttpRequest, kabupaten: Kabupaten, skala: Skala, awal: Any) -> HttpResponse:
    isian = request.POST if request.method == "POST" else None
    baru = skala.pk is None
    form, kelas = SkalaForm(isian, instance=skala), build_kelas(isian, awal, None if baru else skala)
    if isian is not None and form.is_valid() & kelas.is_valid():
        with transaction.atomic():
            set_kelas(form.save(), kelas.to_inti())
        pesan = "Skala baru tersimpan. Pilih skala ini di Aturan supaya dipakai." if baru else "Skala tersimpan."
        messages.success(request, pesan)
        return redirect("list_skala", kabupaten.pk)
    konteks = {"kabupaten": kabupaten, "form": form, "kelas": kelas, "baru": baru}
    return render(request, "organisasi/ubah_skala.html", konteks, status=200 if isian is None else 422)
