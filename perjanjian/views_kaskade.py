"""The cascade of a year: who answers for what along the superior line, and where the line breaks."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from anggaran.rekap import muat_pohon
from organisasi import akses
from organisasi.models import Instansi, Jabatan
from perjanjian.kaskade import Kaskade, susun_kaskade
from perjanjian.rekap import muat_perjanjian
from perjanjian.unduh import JENIS_XLSX, build_xlsx
from renstra.rekap import muat_renstra


def muat_kaskade(instansi: Instansi, tahun: int) -> Kaskade:
    """Return the cascade of a year. The number of queries does not depend on the size."""
    jabatan = list(Jabatan.objects.for_instansi(instansi).order_by("urut", "pk"))
    return susun_kaskade(
        jabatan,
        muat_perjanjian(instansi, tahun),
        muat_renstra(instansi, tahun),
        muat_pohon(instansi, tahun),
        tahun,
    )


@require_GET
def kaskade_perjanjian(request: HttpRequest, slug: str, tahun: int) -> HttpResponse:
    """Every post with its promises and its budget, then each check with what it found."""
    instansi = akses.get_instansi(request.user, slug)
    kaskade = muat_kaskade(instansi, tahun)
    periksa = [
        (p, [(t.pesan, reverse(t.layar, args=[slug, tahun, *t.kunci])) for t in temuan])
        for p, temuan in kaskade.list_periksa()
    ]
    isi = {
        "instansi": instansi,
        "tahun": tahun,
        "menu": "perjanjian",
        "kaskade": kaskade,
        "temuan": [(p, t) for p, t in periksa if t],
        "beres": [p for p, t in periksa if not t],
        "ubah": akses.may_edit(request.user, instansi),
    }
    return render(request, "perjanjian/kaskade.html", isi)


@require_GET
def unduh_kaskade(request: HttpRequest, slug: str, tahun: int) -> HttpResponse:
    """The same as a spreadsheet."""
    instansi = akses.get_instansi(request.user, slug)
    jawaban = HttpResponse(build_xlsx(muat_kaskade(instansi, tahun)), content_type=JENIS_XLSX)
    jawaban["Content-Disposition"] = f'attachment; filename="kaskade-{slug}-{tahun}.xlsx"'
    return jawaban
