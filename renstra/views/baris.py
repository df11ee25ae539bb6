"""The rows of the plan, one form and one address a kind: tujuan, sasaran, indikator, strategi."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from organisasi.hapus import delete_baris, find_akibat
from renstra.forms import FORM
from renstra.models import Renstra, Strategi
from renstra.susun import MODEL, move
from renstra.views.umum import get_renstra_ubah, tampilkan_form


def get_baris(renstra: Renstra, jenis: str, pk: int) -> Any:
    """Return a row of this plan; 404 for any other, and for a kind that is none."""
    if jenis == "renstra" and pk == renstra.pk:
        return renstra
    model: type[Model] | None = MODEL.get(jenis)
    if model is None:
        raise Http404("Tidak ditemukan.")
    jalur = "sasaran__renstra" if model is Strategi else "renstra"
    return get_object_or_404(model, pk=pk, **{jalur: renstra})


@require_http_methods(["GET", "POST"])
def buat_baris_renstra(request: HttpRequest, slug: str, tahun: int, jenis: str) -> HttpResponse:
    """A new row; the address may name its parent (``?sasaran=3``)."""
    renstra = get_renstra_ubah(request, slug, tahun)
    if jenis not in FORM:
        raise Http404("Tidak ditemukan.")
    form = FORM[jenis](request.POST or None, renstra=renstra, initial=_awal(jenis, request))
    if form.is_valid():
        baris = form.save()
        messages.success(request, f"{jenis.capitalize()} “{baris}” tersimpan.")
        return redirect(_kembali(slug, tahun, baris, jenis))
    kembali = reverse("lihat_renstra", args=[slug, tahun])
    return tampilkan_form(
        request, form, f"{jenis.capitalize()} baru", kembali, instansi=renstra.instansi, tahun=tahun, bersyarat=True
    )


def _awal(jenis: str, request: HttpRequest) -> dict[str, Any]:
    """Read the proposed parent from the address; what is no number is left out."""
    induk = {n: v for n in ("tujuan", "sasaran", "induk") if (v := request.GET.get(n, "")).isdecimal()}
    if jenis == "indikator":
        pilihan = [f"{n}:{v}" for n, v in induk.items() if n != "induk"]
        return {"induk": pilihan[0]} if pilihan else {}
    return {**induk, "tingkat": "operasional"} if "induk" in induk else dict(induk)


def _kembali(slug: str, tahun: int, baris: Any, jenis: str) -> str:
    return f"{reverse('lihat_renstra', args=[slug, tahun])}#{jenis}-{baris.pk}"


@require_http_methods(["GET", "POST"])
def ubah_baris_renstra(request: HttpRequest, slug: str, tahun: int, jenis: str, pk: int) -> HttpResponse:
    renstra = get_renstra_ubah(request, slug, tahun)
    baris = get_baris(renstra, jenis, pk)
    if jenis not in FORM:
        raise Http404("Tidak ditemukan.")
    form = FORM[jenis](request.POST or None, instance=baris, renstra=renstra)
    if form.is_valid():
        messages.success(request, f"{jenis.capitalize()} “{form.save()}” tersimpan.")
        return redirect(_kembali(slug, tahun, baris, jenis))
    return tampilkan_form(
        request,
        form,
        f"Ubah {jenis}",
        reverse("lihat_renstra", args=[slug, tahun]),
        instansi=renstra.instansi,
        tahun=tahun,
        bersyarat=True,
        tautan_hapus=reverse("hapus_baris_renstra", args=[slug, tahun, jenis, pk]),
    )


@require_POST
def geser_baris_renstra(request: HttpRequest, slug: str, tahun: int, jenis: str, pk: int, arah: str) -> HttpResponse:
    """One place up or down among its brothers."""
    renstra = get_renstra_ubah(request, slug, tahun)
    if jenis not in MODEL or arah not in ("naik", "turun"):
        raise Http404("Tidak ditemukan.")
    baris = get_baris(renstra, jenis, pk)
    move(baris, arah)  # type: ignore[arg-type]
    return redirect(_kembali(slug, tahun, baris, jenis))


@require_http_methods(["GET", "POST"])
def hapus_baris_renstra(request: HttpRequest, slug: str, tahun: int, jenis: str, pk: int) -> HttpResponse:
    """Ask once more, saying what goes along; what something still uses stays, and the page says what uses it."""
    renstra = get_renstra_ubah(request, slug, tahun)
    baris = get_baris(renstra, jenis, pk)
    akibat, nama = find_akibat(baris), f"{jenis} “{baris}”"
    if request.POST.get("hapus") == "ya":
        akibat = delete_baris(baris)
        if not akibat.penghalang:
            messages.success(request, f"{nama.capitalize()} dihapus.")
            return redirect("lihat_renstra", slug, tahun)
    isi = {
        "instansi": renstra.instansi,
        "tahun": tahun,
        "menu": "renstra",
        "nama": nama,
        "akibat": akibat,
        "kembali": reverse("lihat_renstra", args=[slug, tahun]),
    }
    return render(request, "renstra/hapus.html", isi, status=422 if request.method == "POST" else 200)
