"""The history of a kecamatan: to read, to filter, to take along. Nothing here changes anything."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from organisasi import akses
from organisasi.models import Instansi
from organisasi.riwayat import build_perubahan
from ruang.forms import SaringForm
from ruang.saring import BARIS_TERBANYAK, filter_log, list_pilihan, write_xlsx

SEHALAMAN = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def get_saring(request: HttpRequest, instansi: Instansi, tahun: int) -> SaringForm:
    orang, jenis = list_pilihan(instansi, tahun)
    return SaringForm(request.GET or {"teks": ""}, orang=orang, jenis=jenis)


@require_GET
def lihat_riwayat(request: HttpRequest, slug: str, tahun: int) -> HttpResponse:
    """Who changed what, when, from what to what, from where; the latest first."""
    instansi = akses.get_instansi(request.user, slug)
    form = get_saring(request, instansi, tahun)
    halaman = Paginator(filter_log(instansi, tahun, form.read_saringan()), SEHALAMAN).get_page(
        request.GET.get("halaman")
    )
    kueri = request.GET.copy()
    kueri.pop("halaman", None)
    return render(
        request,
        "ruang/riwayat.html",
        {
            "instansi": instansi,
            "tahun": tahun,
            "menu": "riwayat",
            "form": form,
            "halaman": halaman,
            "perubahan": build_perubahan(halaman.object_list),
            "kueri": kueri.urlencode(),
            "disaring": bool(kueri),
            "terbanyak": BARIS_TERBANYAK if halaman.paginator.count > BARIS_TERBANYAK else None,
        },
        status=200 if form.is_valid() else 422,
    )


@require_GET
def unduh_riwayat(request: HttpRequest, slug: str, tahun: int) -> HttpResponse:
    """The same list as a workbook."""
    instansi = akses.get_instansi(request.user, slug)
    log = filter_log(instansi, tahun, get_saring(request, instansi, tahun).read_saringan())
    jawaban = HttpResponse(write_xlsx(log, f"Riwayat perubahan {instansi} {tahun}"), content_type=XLSX)
    jawaban["Content-Disposition"] = f'attachment; filename="riwayat-{instansi.slug}-{tahun}.xlsx"'
    return jawaban
