"""Renstra perubahan: beginning one, and reading what an earlier version said."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from organisasi.models import Pengguna
from renstra import versi
from renstra.forms import PerubahanForm
from renstra.views.umum import get_renstra, get_renstra_ubah, tampilkan_form


@require_http_methods(["GET", "POST"])
def mulai_perubahan(request: HttpRequest, slug: str, tahun: int) -> HttpResponse:
    """Keep the plan as it is and let it be changed from here on."""
    renstra = get_renstra_ubah(request, slug, tahun)
    form = PerubahanForm(request.POST or None, renstra=renstra, initial={"berlaku_mulai": tahun})
    if form.is_valid():
        lama = versi.mulai_perubahan(renstra, cast(Pengguna, request.user), **form.cleaned_data)
        messages.success(
            request,
            f"Renstra yang berlaku sampai sekarang disimpan sebagai versi {lama.nomor}. Ubahlah tujuan, sasaran, "
            "indikator, dan target seperti biasa; bedanya dapat dilihat di halaman versi.",
        )
        return redirect("lihat_renstra", slug, tahun)
    ket = (
        "Renstra seperti sekarang disimpan lebih dahulu dan tidak dapat berubah lagi. Sesudah itu Anda mengubah "
        "Renstra seperti biasa."
    )
    kembali = reverse("lihat_renstra", args=[slug, tahun])
    return tampilkan_form(
        request, form, "Mulai perubahan Renstra", kembali, instansi=renstra.instansi, tahun=tahun, keterangan=ket
    )


@require_GET
def lihat_versi_renstra(request: HttpRequest, slug: str, tahun: int, nomor: int) -> HttpResponse:
    """A stored version, and what differs from it in another version (``?banding=1``) or in the plan of today."""
    renstra = get_renstra(request, slug, tahun)
    semua = {v.nomor: v for v in renstra.versi.select_related("oleh")}
    if nomor not in semua:
        raise Http404("Versi ini tidak ada.")
    banding = semua.get(int(b)) if (b := request.GET.get("banding", "")).isdecimal() else None
    kini = banding.isi if banding else versi.snapshot(renstra)
    lama = semua[nomor].isi
    isi = {
        "instansi": renstra.instansi,
        "tahun": tahun,
        "menu": "renstra",
        "renstra": renstra,
        "versi": semua[nomor],
        "lain": [v for v in semua.values() if v.nomor != nomor],
        "banding": banding,
        "beda": versi.compare(lama, kini),
        "kolom": versi.list_tahun(lama),
        "baris": versi.susun_baris(lama),
        "program": versi.susun_program(lama),
    }
    return render(request, "renstra/versi.html", isi)
