"""The workbook in the browser: take it along, bring it back, see what it would change, then save it."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from buku_kerja import ekspor
from buku_kerja.laporan import LaporanImpor
from buku_kerja.penulis import EksporError, contoh_buku_kerja
from lakip.data import list_tahun
from organisasi import akses
from organisasi.models import Instansi, Kabupaten, Pengguna
from ruang.forms import UnggahForm, UnggahKabupatenForm
from ruang.unggahan import Unggahan, UnggahanHilang, check_buku, fetch, keep, save_buku
from ruang.views.riwayat import XLSX

TEMUAN_DITAMPILKAN = 200


@require_GET
def buku_kerja(request: HttpRequest, slug: str) -> HttpResponse:
    """The workbooks of a kecamatan to take along, and the place to bring one."""
    instansi = akses.get_instansi(request.user, slug)
    return show_buku(request, instansi, UnggahForm())


def show_buku(
    request: HttpRequest, instansi: Instansi, form: forms.Form, laporan: LaporanImpor | None = None, token: str = ""
) -> HttpResponse:
    form.helper.form_action = reverse("periksa_buku_kerja", args=[instansi.slug])  # type: ignore[attr-defined]
    konteks = {
        "instansi": instansi,
        "semua_tahun": list_tahun(instansi),
        "ubah": akses.may_edit(request.user, instansi),
        "form": form,
        "simpan": reverse("simpan_buku_kerja", args=[instansi.slug]),
        **describe(laporan, token),
    }
    return render(request, "ruang/buku_kerja.html", konteks, status=get_status(form, laporan))


def describe(laporan: LaporanImpor | None, token: str) -> dict[str, Any]:
    """Return a report as its template needs it."""
    if laporan is None:
        return {}
    return {
        "laporan": laporan,
        "token": token,
        "lembar": [(nama, r) for nama, r in laporan.lembar.items() if not r.diam],
        "lembar_diam": sum(r.diam for r in laporan.lembar.values()),
        "temuan": laporan.temuan[:TEMUAN_DITAMPILKAN],
        "sisa": max(0, len(laporan.temuan) - TEMUAN_DITAMPILKAN) + laporan.tak_disebut,
    }


def get_status(form: forms.Form, laporan: LaporanImpor | None) -> int:
    return 422 if form.errors or (laporan and laporan.galat) else 200


@require_GET
def unduh_buku_kosong(request: HttpRequest, slug: str) -> HttpResponse:
    akses.get_instansi(request.user, slug)
    return answer_xlsx(contoh_buku_kerja(), "buku-kerja-kosong.xlsx")


@require_GET
def unduh_buku_kerja(request: HttpRequest, slug: str, tahun: int) -> HttpResponse:
    """The year as a workbook."""
    instansi = akses.get_instansi(request.user, slug)
    try:
        isi = ekspor(instansi.slug, tahun)
    except EksporError as galat:
        messages.error(request, str(galat))
        return redirect("buku_kerja", slug)
    if isi is None:
        raise Http404("Belum ada data untuk tahun ini.")
    return answer_xlsx(isi, f"buku-kerja-{instansi.slug}-{tahun}.xlsx")


def answer_xlsx(isi: bytes, nama: str) -> HttpResponse:
    jawaban = HttpResponse(isi, content_type=XLSX)
    jawaban["Content-Disposition"] = f'attachment; filename="{nama}"'
    return jawaban


@require_POST
def periksa_buku_kerja(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what a workbook would change, and what is wrong in it. Nothing is saved."""
    instansi, pengguna = akses.get_instansi_ubah(request.user, slug), cast(Pengguna, request.user)
    form = UnggahForm(request.POST, request.FILES)
    if not form.is_valid():
        return show_buku(request, instansi, form)
    token = keep(form.cleaned_data["berkas"], pengguna, instansi)
    laporan = check_buku(fetch(token, pengguna, instansi), instansi)
    return show_buku(request, instansi, UnggahForm(), laporan, token)


@require_POST
def simpan_buku_kerja(request: HttpRequest, slug: str) -> HttpResponse:
    """Save the workbook that was checked: all of it or nothing."""
    instansi, pengguna = akses.get_instansi_ubah(request.user, slug), cast(Pengguna, request.user)
    try:
        unggahan = fetch(request.POST.get("token", ""), pengguna, instansi)
    except UnggahanHilang as galat:
        messages.error(request, str(galat))
        return redirect("buku_kerja", slug)
    laporan = save_buku(unggahan, instansi, pengguna)
    return finish(request, unggahan, laporan) or show_buku(request, instansi, UnggahForm(), laporan)


def finish(request: HttpRequest, unggahan: Unggahan, laporan: LaporanImpor) -> HttpResponse | None:
    """After a successful saving: forget the file, say what happened, go to the year."""
    unggahan.remove()
    if not laporan.tersimpan:
        return None
    j = laporan.jumlah
    messages.success(
        request,
        f"Buku kerja tersimpan: {j.baru} isian baru, {j.berubah} berubah, {j.hilang} dihapus, {j.sama} tetap.",
    )
    return redirect("lihat_tahun", laporan.instansi, laporan.tahun)


@require_http_methods(["GET", "POST"])
def unggah_buku_kerja_kabupaten(request: HttpRequest, pk: int) -> HttpResponse:
    """Check a workbook of any kecamatan of the kabupaten, also of one that does not exist yet."""
    kabupaten, pengguna = akses.get_kabupaten_ubah(request.user, pk), cast(Pengguna, request.user)
    form = UnggahKabupatenForm(request.POST or None, request.FILES or None)
    if request.method == "GET" or not form.is_valid():
        return show_kabupaten(request, kabupaten, form)
    bersama = form.cleaned_data["ubah_bersama"]
    token = keep(form.cleaned_data["berkas"], pengguna, kabupaten, ubah_bersama=bersama)
    laporan = check_buku(fetch(token, pengguna, kabupaten), kabupaten)
    return show_kabupaten(request, kabupaten, UnggahKabupatenForm(), laporan, token)


def show_kabupaten(
    request: HttpRequest, kabupaten: Kabupaten, form: forms.Form, laporan: LaporanImpor | None = None, token: str = ""
) -> HttpResponse:
    konteks = {
        "kabupaten": kabupaten,
        "ubah": True,
        "form": form,
        "simpan": reverse("simpan_buku_kerja_kabupaten", args=[kabupaten.pk]),
        **describe(laporan, token),
    }
    return render(request, "ruang/buku_kerja_kabupaten.html", konteks, status=get_status(form, laporan))


@require_POST
def simpan_buku_kerja_kabupaten(request: HttpRequest, pk: int) -> HttpResponse:
    """Save the workbook that was checked, and with it perhaps a new kecamatan."""
    kabupaten, pengguna = akses.get_kabupaten_ubah(request.user, pk), cast(Pengguna, request.user)
    try:
        unggahan = fetch(request.POST.get("token", ""), pengguna, kabupaten)
    except UnggahanHilang as galat:
        messages.error(request, str(galat))
        return redirect("unggah_buku_kerja_kabupaten", pk)
    laporan = save_buku(unggahan, kabupaten, pengguna)
    return finish(request, unggahan, laporan) or show_kabupaten(request, kabupaten, UnggahKabupatenForm(), laporan)
