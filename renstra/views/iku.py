"""The key indicators (IKU) of the plan."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from organisasi import akses
from renstra.models import Indikator
from renstra.rekap import muat_renstra
from renstra.susun import susun_iku
from renstra.views.umum import get_renstra_ubah


@require_GET
def lihat_iku(request: HttpRequest, slug: str, tahun: int) -> HttpResponse:
    """The IKU with formula, source, who answers for them, and targets; below, what could become one."""
    instansi = akses.get_instansi(request.user, slug)
    rekap = muat_renstra(instansi, tahun)
    isi = {
        "instansi": instansi,
        "tahun": tahun,
        "menu": "renstra",
        "rekap": rekap,
        "iku": susun_iku(rekap),
        "bukan": [i for i in rekap.indikator if not i.model.iku],
        "ubah": akses.may_edit(request.user, instansi),
    }
    return render(request, "renstra/iku.html", isi)


@require_POST
def tetapkan_iku(request: HttpRequest, slug: str, tahun: int, pk: int) -> HttpResponse:
    """Make an indicator an IKU (``iku=ya``) or no longer one."""
    renstra = get_renstra_ubah(request, slug, tahun)
    indikator = get_object_or_404(Indikator, pk=pk, renstra=renstra)
    iku = request.POST.get("iku") == "ya"
    if indikator.iku != iku:
        indikator.iku = iku
        indikator.save(update_fields=["iku"])
        messages.success(request, f"{indikator.kode} {'menjadi IKU' if iku else 'bukan IKU lagi'}.")
    return redirect("lihat_iku", slug, tahun)
