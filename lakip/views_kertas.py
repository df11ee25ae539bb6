"""Recording in the browser that a perjanjian was signed on paper, and the scan."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from kinerja.alur import ALUR_PERJANJIAN, TransisiDitolak
from lakip.forms_kertas import KertasForm
from lakip.kertas import prepare_kertas, record_kertas
from lakip.tertanda import name_berkas
from lakip.views_tertanda import render_siap, send_tetap
from organisasi import akses
from organisasi.alur import list_peran
from organisasi.permintaan import Permintaan
from perjanjian.kertas import akhiran_pindaian, find_kertas, read_pindaian
from perjanjian.langkah import KERTAS
from perjanjian.views import get_perjanjian
from tandatangan.layanan import TandaTanganDitolak


@require_http_methods(["GET", "POST"])
def kertas_perjanjian(request: Permintaan, slug: str, tahun: int, pk: int) -> HttpResponse:
    """Compare the paper with what the site prints, then record the day and keep the scan."""
    instansi = akses.get_instansi(request.user, slug)
    p = get_perjanjian(instansi, tahun, pk).model
    if not {t.peran for t in ALUR_PERJANJIAN.transisi if t.aksi == KERTAS} & list_peran(p, request.user):
        raise PermissionDenied("Tanda tangan di kertas dicatat oleh perencana, camat, atau admin kabupaten.")
    try:
        siap = prepare_kertas(p, request.user)
    except TransisiDitolak as galat:
        messages.error(request, str(galat))
        return redirect("lihat_perjanjian", slug, tahun, pk)
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    awal = {"sidik": siap.sidik, "tanggal": p.tanggal}
    form = KertasForm(*data, initial=awal, perjanjian=p, hari=timezone.localdate())
    if form.is_bound and form.is_valid():
        isi = form.cleaned_data
        try:
            record_kertas(p, siap, request.user, tanggal=isi["tanggal"], pindaian=isi["pindaian"], sidik=isi["sidik"])
        except (TransisiDitolak, TandaTanganDitolak) as galat:
            messages.error(request, str(galat))
            return redirect("kertas_perjanjian", slug, tahun, pk)
        messages.success(request, f"{siap.dokumen.judul} dicatat dan berlaku.")
        return redirect("lihat_perjanjian", slug, tahun, pk)
    return render_siap(request, "lakip/tanda_kertas.html", p, siap, form)


@require_GET
def unduh_pindaian(request: HttpRequest, slug: str, tahun: int, pk: int) -> HttpResponse:
    """The scan of the paper that both parties signed."""
    instansi = akses.get_instansi(request.user, slug)
    p = get_perjanjian(instansi, tahun, pk).model
    tanda = find_kertas(p)
    if tanda is None:
        raise Http404("Perjanjian ini tidak dicatat sebagai ditandatangani di kertas.")
    nama = name_berkas(p, akhiran_pindaian(tanda))
    return send_tetap(request, p, partial(read_pindaian, tanda), nama, tanda.mime)
