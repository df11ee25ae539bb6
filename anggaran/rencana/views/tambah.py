"""Adding to the budget: by searching the national nomenclature, or by hand."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anggaran.models import Nomenklatur
from anggaran.rencana.formulir import TambahForm
from anggaran.rencana.nomenklatur import BATAS, add_kode, list_kode, search_nomenklatur
from anggaran.rencana.views.umum import Halaman, buka
from kinerja.kode import KodeError, print_kode


@require_GET
def cari_nomenklatur(request: HttpRequest, slug: str, tahun: int) -> HttpResponse:
    """Search by code or words; the page without JavaScript, only the results for htmx."""
    halaman = buka(request, slug, tahun, ubah=True)
    q, tingkat = request.GET.get("q", "").strip()[:120], request.GET.get("tingkat", "")
    templat = "anggaran/_hasil_cari.html" if getattr(request, "htmx", False) else "anggaran/cari_nomenklatur.html"
    return halaman.render(
        templat,
        q=q,
        tingkat=tingkat,
        pilihan_tingkat=[("", "Semua tingkat"), *Nomenklatur.Tingkat.choices],
        **_cari(halaman, q, tingkat, request.GET.getlist("kode")),
    )


def _cari(halaman: Halaman, q: str, tingkat: str, dicentang: list[str]) -> dict[str, Any]:
    """What was found, after what had been ticked before: a new search does not lose it."""
    tahun = halaman.tahun
    temuan = search_nomenklatur(q, tahun, tingkat)
    dipilih = list(search_nomenklatur("", tahun).filter(kode__in=dicentang[:200])) if dicentang else []
    banyak = temuan.count()
    ada = list_kode(halaman.instansi, tahun, halaman.unit)
    pilih = {n.pk for n in dipilih}
    semua = [*dipilih, *(n for n in temuan[:BATAS] if n.pk not in pilih)]
    return {
        "hasil": [(n, print_kode(n.kode, tahun), n.kode in ada, n.pk in pilih) for n in semua],
        "banyak": banyak,
        "terpotong": banyak > BATAS,
        "batas": BATAS,
    }


@require_POST
def tambah_pilihan(request: HttpRequest, slug: str, tahun: int) -> HttpResponse:
    """Add what was ticked or pressed, with the parents that are missing."""
    halaman = buka(request, slug, tahun, ubah=True)
    kembali = halaman.redirect("cari_nomenklatur", q=request.POST.get("q", ""), tingkat=request.POST.get("tingkat", ""))
    kode = request.POST.getlist("kode")
    if not kode:
        messages.warning(request, "Belum ada yang dipilih. Centang dahulu kegiatan yang akan ditambahkan.")
        return kembali
    try:
        tambahan = add_kode(halaman.instansi, tahun, halaman.unit, kode)
    except KodeError as galat:
        messages.error(request, str(galat))
        return kembali
    if tambahan:
        messages.success(request, f"Ditambahkan: {tambahan}. Isi pagunya setelah selesai menambah.")
    else:
        messages.info(request, "Yang dipilih sudah ada semua di anggaran ini.")
    return kembali


@require_http_methods(["GET", "POST"])
def tambah_pos(request: HttpRequest, slug: str, tahun: int) -> HttpResponse:
    """Add a program, kegiatan or sub kegiatan that the nomenclature does not have."""
    halaman = buka(request, slug, tahun, ubah=True)
    data = request.POST if request.method == "POST" else None
    awal = {"unit": halaman.unit_kunci, "kode": request.GET.get("kode", "")}
    form = TambahForm(data, initial=awal, instansi=halaman.instansi, tahun=tahun, unit=halaman.daftar_unit)
    if data is not None and form.is_valid():
        isi = form.cleaned_data
        tambahan = add_kode(
            halaman.instansi, tahun, form.get_unit(), [isi["kode"]], form.uraian_baku, isi["pagu_murni"] or 0
        )
        messages.success(request, f"Ditambahkan: {tambahan}.")
        return halaman.redirect("lihat_anggaran")
    return halaman.render("anggaran/tambah_pos.html", 200 if data is None else 422, form=form)
