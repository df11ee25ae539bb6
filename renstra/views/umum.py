"""What the pages of the plan share: the Renstra that covers a year, and the page of one form."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from organisasi import akses
from organisasi.akses import BelumAda
from organisasi.models import Instansi
from renstra.models import Renstra
from renstra.rekap import find_renstra


def get_renstra(request: HttpRequest, slug: str, tahun: int) -> Renstra:
    """Return the plan that covers the year, to read."""
    return demand_renstra(akses.get_instansi(request.user, slug), tahun)


def get_renstra_ubah(request: HttpRequest, slug: str, tahun: int) -> Renstra:
    return demand_renstra(akses.get_instansi_ubah(request.user, slug), tahun)


def demand_renstra(instansi: Instansi, tahun: int) -> Renstra:
    """Return the plan that covers the year; BelumAda where there is none."""
    renstra = find_renstra(instansi, tahun)
    if renstra is None:
        raise BelumAda(
            f"Belum ada Renstra {instansi.nama} yang mencakup tahun {tahun}.",
            reverse("lihat_renstra", args=[instansi.slug, tahun]),
            "Buka halaman Renstra",
        )
    renstra.instansi = instansi
    return renstra


def tampilkan_form(request: HttpRequest, form: Any, judul: str, kembali: str, **konteks: Any) -> HttpResponse:
    """Show a form on a page of its own; one that came back with errors is told so (422)."""
    isi = {"form": form, "judul": judul, "kembali": kembali, "menu": "renstra", **konteks}
    return render(request, "renstra/isian.html", isi, status=422 if form.is_bound else 200)
