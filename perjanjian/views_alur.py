"""The steps of a perjanjian, comments on it, how a perubahan differs, and how far a quarter got."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from kinerja.alur import ALUR_PERJANJIAN, TransisiDitolak
from organisasi import akses
from organisasi.alur import list_peran
from perjanjian.langkah import NAMA_AKSI, SUDAH, add_komentar, ambil_langkah, is_penyusun, read_wewenang, toggle_selesai
from perjanjian.models import KomentarButir
from perjanjian.views import Permintaan, get_perjanjian


@require_POST
def langkah_perjanjian(request: Permintaan, slug: str, tahun: int, pk: int, aksi: str) -> HttpResponse:
    """Take one step of the flow: send, take back, declare right, ask for correction."""
    instansi = akses.get_instansi(request.user, slug)
    p = get_perjanjian(instansi, tahun, pk)
    if aksi not in NAMA_AKSI:
        raise Http404("Langkah ini tidak ada.")
    if not {t.peran for t in ALUR_PERJANJIAN.transisi if t.aksi == aksi} & list_peran(p.model, request.user):
        raise PermissionDenied("Langkah ini bukan wewenang Anda.")
    catatan, terakhir = request.POST.get("catatan", ""), request.POST.get("terakhir")
    try:
        ambil_langkah(p, aksi, request.user, catatan=catatan, terakhir=terakhir)
    except TransisiDitolak as galat:
        messages.error(request, str(galat))
    else:
        messages.success(request, f"Perjanjian {p.jabatan} {SUDAH[aksi]}.")
    return redirect("lihat_perjanjian", slug, tahun, pk)


@require_POST
def beri_komentar(request: Permintaan, slug: str, tahun: int, pk: int) -> HttpResponse:
    """Write what should be changed in a butir (``butir``), or in the whole."""
    instansi = akses.get_instansi(request.user, slug)
    p = get_perjanjian(instansi, tahun, pk)
    if not read_wewenang(p.model, request.user).berkomentar:
        raise PermissionDenied("Komentar ditulis oleh yang sedang memeriksa perjanjian ini.")
    kode = request.POST.get("butir", "")
    butir = next((b for b in p.butir if str(b.pk) == kode), None)
    if kode and butir is None:
        raise Http404("Butir ini tidak ada.")
    if teks := request.POST.get("teks", "").strip():
        add_komentar(p.model, butir, teks, request.user)
        messages.success(request, "Komentar disimpan. Tekan “Minta perbaikan” bila semua komentar sudah ditulis.")
    else:
        messages.error(request, "Tulis dahulu komentarnya.")
    return _ke_komentar(slug, tahun, pk)


@require_POST
def tandai_komentar(request: Permintaan, slug: str, tahun: int, pk: int, komentar: int) -> HttpResponse:
    """Mark a comment as seen to, or take the mark away."""
    instansi = akses.get_instansi(request.user, slug)
    milik = KomentarButir.objects.for_instansi(instansi).in_tahun(tahun).select_related("perjanjian__instansi")
    baris = get_object_or_404(milik, perjanjian=pk, pk=komentar)
    if baris.oleh_id != request.user.pk and not is_penyusun(baris.perjanjian, request.user):
        raise PermissionDenied("Komentar ditandai selesai oleh penulisnya atau oleh penyusun perjanjian.")
    toggle_selesai(baris)
    return _ke_komentar(slug, tahun, pk)


def _ke_komentar(slug: str, tahun: int, pk: int) -> HttpResponse:
    jawaban = redirect("lihat_perjanjian", slug, tahun, pk)
    jawaban["Location"] += "#komentar"
    return jawaban
