"""Making the LKE of a year."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from evaluasi.kerangka import build_lke
from organisasi import akses


@require_POST
def buat_lke(request: HttpRequest, slug: str, tahun: int) -> HttpResponse:
    """Fill an empty LKE from the frame of the regulation."""
    instansi = akses.get_instansi_ubah(request.user, slug)
    if jumlah := build_lke(instansi, tahun):
        messages.success(request, f"LKE dibuat: {jumlah} baris. Pilih huruf kriteria setiap sub komponen.")
    else:
        messages.info(request, "LKE tahun ini sudah ada; tidak ada yang diubah.")
    return redirect("isi_tabel", slug, tahun, "lke")
