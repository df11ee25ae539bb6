"""Signing a perjanjian in the browser, and the signed file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from kinerja.alur import ALUR_PERJANJIAN, TransisiDitolak
from lakip.forms_tertanda import TandaTanganForm
from lakip.kertas import SiapKertas
from lakip.render.html import build_bagian
from lakip.tertanda import Siap, name_berkas, prepare_tanda, sign_perjanjian
from organisasi import akses
from organisasi.alur import list_peran
from organisasi.forms.unggah import PDF
from organisasi.models import Pengguna
from organisasi.simpanan import BerkasRusak
from perjanjian.langkah import TANDA_TANGAN
from perjanjian.models import PerjanjianKinerja
from perjanjian.views import get_perjanjian
from tandatangan import layanan
from tandatangan.layanan import TandaTanganDitolak
from tandatangan.sertifikat import find_pilihan


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def tanda_tangan_perjanjian(request: HttpRequest, slug: str, tahun: int, pk: int) -> HttpResponse:
    """Read the whole of it, then sign with one's password."""
    instansi = akses.get_instansi(request.user, slug)
    p = get_perjanjian(instansi, tahun, pk).model
    oleh = request.user
    assert isinstance(oleh, Pengguna)
    if not {t.peran for t in ALUR_PERJANJIAN.transisi if t.aksi in TANDA_TANGAN} & list_peran(p, oleh):
        raise PermissionDenied("Perjanjian ini ditandatangani oleh kedua pihaknya.")
    try:
        siap = prepare_tanda(p, oleh)
    except TransisiDitolak as galat:
        messages.error(request, str(galat))
        return redirect("lihat_perjanjian", slug, tahun, pk)
    form = TandaTanganForm(request.POST or None, initial={"sidik": siap.sidik}, berfrasa=needs_frasa(oleh))
    if form.is_valid():
        try:
            sign_perjanjian(p, siap, oleh, form.rahasia, form.cleaned_data["sidik"])
        except TandaTanganDitolak as galat:
            form.add_error(None, str(galat))
        except TransisiDitolak as galat:
            messages.error(request, str(galat))
            return redirect("tanda_tangan_perjanjian", slug, tahun, pk)
        else:
            messages.success(request, f"Anda sudah menandatangani {siap.dokumen.judul}.")
            return redirect("lihat_perjanjian", slug, tahun, pk)
    return render_siap(request, "lakip/tanda_tangan.html", p, siap, form)


def render_siap(
    request: HttpRequest, templat: str, p: PerjanjianKinerja, siap: Siap | SiapKertas, form: Form
) -> HttpResponse:
    """Show the whole of what is about to be signed, or recorded as signed, and the form for it."""
    isi = {
        "instansi": p.instansi,
        "tahun": p.tahun,
        "menu": "perjanjian",
        "p": p,
        "siap": siap,
        "isi": [b.html for b in build_bagian(siap.dokumen, tingkat_judul=2)],
        "form": form,
    }
    return render(request, templat, isi, status=422 if form.is_bound else 200)


def needs_frasa(oleh: Pengguna) -> bool:
    """Tell whether his certificate has a passphrase of its own: one that he brought along."""
    sertifikat = find_pilihan(oleh)
    return sertifikat is not None and sertifikat.is_unggahan


@require_GET
def unduh_perjanjian_tertanda(request: HttpRequest, slug: str, tahun: int, pk: int) -> HttpResponse:
    """The PDF with the signatures there are."""
    instansi = akses.get_instansi(request.user, slug)
    p = get_perjanjian(instansi, tahun, pk).model
    tertanda = layanan.find_dokumen(p)
    if tertanda is None or not tertanda.tanda_tangan.exists():
        raise Http404("Perjanjian ini belum ditandatangani.")
    return send_tetap(request, p, partial(layanan.baca_pdf, tertanda), name_berkas(p), PDF)


def send_tetap(
    request: HttpRequest, p: PerjanjianKinerja, baca: Callable[[], bytes], nama: str, mime: str
) -> HttpResponse:
    """Hand out a stored file of a perjanjian; back to its page where that is no longer what was stored."""
    try:
        isi = baca()
    except BerkasRusak as galat:
        messages.error(request, str(galat))
        return redirect("lihat_perjanjian", p.instansi.slug, p.tahun, p.pk)
    jawaban = HttpResponse(isi, content_type=mime)
    jawaban["Content-Disposition"] = f'attachment; filename="{nama}"'
    return jawaban
