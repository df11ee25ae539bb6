"""The two grids of the plan: targets of its years, realisasi of the years before."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from renstra.kisi import BarisKisi, jawab_baris, menjawab_kisi, simpan_semua
from renstra.models import Indikator, Renstra
from renstra.target import (
    BarisRealisasi,
    BarisTarget,
    list_baris_realisasi,
    list_baris_target,
    list_tahun_realisasi,
    list_tahun_target,
)
from renstra.views.umum import get_renstra_ubah

GAGAL = "Sebagian baris belum tersimpan; lihat kalimat merah di bawah isiannya. Baris lain sudah tersimpan."


@require_http_methods(["GET", "POST"])
def isi_target(request: HttpRequest, slug: str, tahun: int) -> HttpResponse:
    """All targets at once; without JavaScript the whole page is one form."""
    renstra = get_renstra_ubah(request, slug, tahun)
    indikator = Indikator.objects.filter(renstra=renstra).with_skala().prefetch_related("target")
    data = request.POST if request.method == "POST" else None
    baris = list_baris_target(indikator, data)
    if data is not None and simpan_semua(baris):
        messages.success(request, "Target tersimpan.")
        return redirect("isi_target", slug, tahun)
    return _render_kisi(request, "renstra/isi_target.html", renstra, tahun, baris, list_tahun_target(renstra))


@require_POST
@menjawab_kisi
@transaction.atomic
def simpan_target(request: HttpRequest, slug: str, tahun: int, pk: int) -> HttpResponse:
    """One row of the grid of targets."""
    renstra = get_renstra_ubah(request, slug, tahun)
    indikator: Indikator = get_object_or_404(Indikator.objects.select_for_update(), pk=pk, renstra=renstra)
    indikator.renstra = renstra
    return jawab_baris(BarisTarget(indikator, data=request.POST))


@require_http_methods(["GET", "POST"])
def isi_realisasi_tahun(request: HttpRequest, slug: str, tahun: int) -> HttpResponse:
    """What the years before brought, all at once."""
    renstra = get_renstra_ubah(request, slug, tahun)
    indikator = Indikator.objects.filter(renstra=renstra).with_skala().prefetch_related("realisasi")
    kolom = list_tahun_realisasi(renstra, tahun)
    data = request.POST if request.method == "POST" else None
    baris = list_baris_realisasi(indikator, kolom, data)
    if data is not None and simpan_semua(baris):
        messages.success(request, "Realisasi tahun-tahun lalu tersimpan.")
        return redirect("isi_realisasi_tahun", slug, tahun)
    return _render_kisi(request, "renstra/isi_realisasi.html", renstra, tahun, baris, kolom)


@require_POST
@menjawab_kisi
@transaction.atomic
def simpan_realisasi_tahun(request: HttpRequest, slug: str, tahun: int, pk: int) -> HttpResponse:
    """One row of the grid of earlier years."""
    renstra = get_renstra_ubah(request, slug, tahun)
    indikator: Indikator = get_object_or_404(Indikator.objects.select_for_update(), pk=pk, renstra=renstra)
    return jawab_baris(BarisRealisasi(indikator, list_tahun_realisasi(renstra, tahun), data=request.POST))


def _render_kisi(
    request: HttpRequest, templat: str, renstra: Renstra, tahun: int, baris: Sequence[BarisKisi], kolom: Sequence[int]
) -> HttpResponse:
    """The page of a grid; after a POST the rows that could not be stored, as they were typed."""
    salah = request.method == "POST"
    if salah:
        messages.error(request, GAGAL)
    isi = {
        "instansi": renstra.instansi,
        "tahun": tahun,
        "menu": "renstra",
        "renstra": renstra,
        "baris": baris,
        "kolom": kolom,
    }
    return render(request, templat, isi, status=422 if salah else 200)
