"""The steps of a perjanjian, comments on it, how a perubahan differs, and how far a quarter got."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_POST

from kinerja.alur import ALUR_PERJANJIAN, TransisiDitolak
from kinerja.capaian import AturanTurun
from kinerja.predikat import Skala
from organisasi import akses
from organisasi.alur import list_peran
from organisasi.models import Instansi
from organisasi.permintaan import Permintaan
from perjanjian.banding import ROMAWI, list_beda, list_beda_anggaran
from perjanjian.evaluasi import NilaiAnggaran, NilaiButir, muat_realisasi, nilai_anggaran, nilai_butir
from perjanjian.langkah import (
    NAMA_AKSI,
    SUDAH,
    add_komentar,
    ambil_langkah,
    is_penyusun,
    may_tandai,
    read_wewenang,
    toggle_selesai,
)
from perjanjian.models import KomentarButir
from perjanjian.rekap import RekapPerjanjian
from perjanjian.susun import muat_pos
from perjanjian.unduh import JENIS_XLSX, build_evaluasi
from perjanjian.views import find_murni, get_perjanjian, list_jabatan


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
    if not may_tandai(baris, request.user, penyusun=is_penyusun(baris.perjanjian, request.user)):
        raise PermissionDenied("Komentar ditandai selesai oleh penulisnya atau oleh penyusun perjanjian.")
    toggle_selesai(baris)
    return _ke_komentar(slug, tahun, pk)


def _ke_komentar(slug: str, tahun: int, pk: int) -> HttpResponse:
    jawaban = redirect("lihat_perjanjian", slug, tahun, pk)
    jawaban["Location"] += "#komentar"
    return jawaban


@require_GET
def lihat_banding(request: Permintaan, slug: str, tahun: int, pk: int) -> HttpResponse:
    """How a perubahan differs from the murni, and the budget before and after."""
    instansi = akses.get_instansi(request.user, slug)
    p = get_perjanjian(instansi, tahun, pk)
    murni = find_murni(p)
    isi = {
        "instansi": instansi,
        "tahun": tahun,
        "menu": "perjanjian",
        "p": p.model,
        "murni": murni.model if murni else None,
        "beda": list_beda(murni, p) if murni else (),
        "anggaran": list_beda_anggaran(muat_pos(instansi, tahun, list_jabatan(instansi), p.jabatan)),
    }
    return render(request, "perjanjian/banding.html", isi)


def muat_evaluasi(
    p: RekapPerjanjian, triwulan: int, skala: Skala | None
) -> tuple[list[NilaiButir], Sequence[NilaiAnggaran]]:
    """Return the butir of a perjanjian and the budget of its post, up to a quarter."""
    instansi, tahun = p.model.instansi, p.model.tahun
    realisasi, aturan = muat_realisasi(p), AturanTurun(instansi.kabupaten.aturan_turun)
    butir = [nilai_butir(b, triwulan, realisasi[b.indikator_id], aturan, skala) for b in p.butir]
    return butir, nilai_anggaran(muat_pos(instansi, tahun, list_jabatan(instansi), p.jabatan), triwulan)


def find_skala(instansi: Instansi) -> Skala | None:
    skala = instansi.kabupaten.skala_indikator
    return skala.to_inti() if skala else None


@require_GET
def lihat_evaluasi(request: Permintaan, slug: str, tahun: int, pk: int) -> HttpResponse:
    """How far a perjanjian got up to a quarter (``?triwulan=``; else the present one, of a past year the last)."""
    instansi = akses.get_instansi(request.user, slug)
    p = get_perjanjian(instansi, tahun, pk)
    triwulan, skala = read_triwulan(request.GET.get("triwulan", ""), tahun), find_skala(instansi)
    butir, anggaran = muat_evaluasi(p, triwulan, skala)
    isi = {
        "instansi": instansi,
        "tahun": tahun,
        "menu": "perjanjian",
        "p": p.model,
        "triwulan": triwulan,
        "romawi": ROMAWI[triwulan],
        "semua_triwulan": list(enumerate(ROMAWI))[1:],
        "butir": butir,
        "anggaran": anggaran,
        "skala": skala,
    }
    return render(request, "perjanjian/evaluasi.html", isi)


@require_GET
def unduh_evaluasi(request: Permintaan, slug: str, tahun: int, pk: int) -> HttpResponse:
    """The same as a spreadsheet."""
    instansi = akses.get_instansi(request.user, slug)
    p = get_perjanjian(instansi, tahun, pk)
    triwulan = read_triwulan(request.GET.get("triwulan", ""), tahun)
    butir, anggaran = muat_evaluasi(p, triwulan, find_skala(instansi))
    jawaban = HttpResponse(build_evaluasi(butir, anggaran, triwulan), content_type=JENIS_XLSX)
    nama = slugify(f"evaluasi-pk {p.jabatan.singkatan or p.jabatan.nama} {slug} {tahun} tw{triwulan}")
    jawaban["Content-Disposition"] = f'attachment; filename="{nama}.xlsx"'
    return jawaban


def read_triwulan(teks: str, tahun: int) -> int:
    if teks in ("1", "2", "3", "4"):
        return int(teks)
    hari = timezone.localdate()
    return 4 if tahun != hari.year else (hari.month + 2) // 3
