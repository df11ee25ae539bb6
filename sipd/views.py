"""Files of others in the browser: upload, answer what they leave open, see what would change, apply, take back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from organisasi import akses
from organisasi.models import Instansi
from organisasi.permintaan import Permintaan
from sipd import sementara
from sipd.forms import JawabForm, PadankanForm, UnggahForm
from sipd.kunci import TidakDapatError
from sipd.models import TAMBAHAN, ImporBerkas
from sipd.pilih import BerkasHilang, discard, forget, list_ingatan, save_jawaban, save_padanan
from sipd.rencana import susun_rencana
from sipd.tampilan import describe_impor, describe_rencana
from sipd.terapkan import batalkan, terapkan
from sipd.terima import resume_baca, terima


def get_impor(request: Permintaan, slug: str, tahun: int, pk: int) -> ImporBerkas:
    """Return an import to change; 404 or 403 as :mod:`organisasi.akses` says."""
    instansi = akses.get_instansi_ubah(request.user, slug)
    semua = ImporBerkas.objects.for_instansi(instansi).in_tahun(tahun).select_related("oleh")
    impor = get_object_or_404(semua, pk=pk)
    impor.instansi = instansi
    return impor


def ke_impor(impor: ImporBerkas) -> HttpResponse:
    return redirect("lihat_impor", impor.instansi.slug, impor.tahun, impor.pk)


def show_daftar(request: Permintaan, instansi: Instansi, tahun: int, form: UnggahForm) -> HttpResponse:
    form.helper.form_action = reverse("unggah_impor", args=[instansi.slug, tahun])
    semua = ImporBerkas.objects.for_instansi(instansi).in_tahun(tahun).select_related("oleh")
    konteks = {"instansi": instansi, "tahun": tahun, "menu": "triwulan", "form": form, "impor": semua[:50]}
    return render(request, "sipd/daftar.html", konteks, status=422 if form.errors else 200)


def show_impor(request: Permintaan, impor: ImporBerkas, form: forms.Form | None = None, **lain: Any) -> HttpResponse:
    """Show an import as far as it has come, once it is read. ``form``: with what was typed, where it has to be shown again."""
    konteks = {"instansi": impor.instansi, "tahun": impor.tahun, "menu": "triwulan", "impor": impor}
    alamat = [impor.instansi.slug, impor.tahun, impor.pk]
    if impor.is_menunggu and "tanya" in impor.ringkasan:
        form = form or JawabForm(impor)
        form.helper.form_action = reverse("jawab_impor", args=alamat)  # type: ignore[attr-defined]
        konteks |= {"tanya": impor.ringkasan["tanya"], "form": form}
    elif impor.is_menunggu:
        rencana = susun_rencana(impor)
        form = form or PadankanForm(rencana)
        form.helper.form_action = reverse("padankan_impor", args=alamat)  # type: ignore[attr-defined]
        konteks |= {"form": form, **describe_rencana(rencana)}
    else:
        konteks |= describe_impor(impor)
    if impor.is_menunggu or impor.status == ImporBerkas.Status.DITOLAK:
        konteks["ada_ingatan"] = any(semua.exists() for semua in list_ingatan(impor))
    status = 422 if (form and form.errors) or lain.get("sebab") else 200
    return render(request, "sipd/impor.html", konteks | lain, status=status)


def show_tunggu(request: Permintaan, impor: ImporBerkas) -> HttpResponse:
    """The page of a large file that is still being read: it looks again by itself, and opens when that is done."""
    sebagian = bool(getattr(request, "htmx", False))
    konteks = {"instansi": impor.instansi, "tahun": impor.tahun, "menu": "triwulan", "impor": impor}
    jawaban = render(request, "sipd/_tunggu.html" if sebagian else "sipd/tunggu.html", konteks)
    if sebagian and not impor.is_dibaca:
        jawaban["HX-Refresh"] = "true"
    elif not sebagian:
        jawaban["Refresh"] = "5"  # without JavaScript
    return jawaban


@require_GET
def list_impor(request: Permintaan, slug: str, tahun: int) -> HttpResponse:
    """The files that were brought in, and the place to bring another."""
    instansi = akses.get_instansi_ubah(request.user, slug)
    sementara.sweep()
    return show_daftar(request, instansi, tahun, UnggahForm())


@require_POST
def unggah_impor(request: Permintaan, slug: str, tahun: int) -> HttpResponse:
    """Read a file and show what it would change. Nothing changes yet."""
    instansi = akses.get_instansi_ubah(request.user, slug)
    form = UnggahForm(request.POST, request.FILES)
    if not form.is_valid():
        return show_daftar(request, instansi, tahun, form)
    berkas = form.cleaned_data["berkas"]
    return ke_impor(terima(berkas.read(), berkas.name, instansi, tahun, request.user))


@require_GET
def lihat_impor(request: Permintaan, slug: str, tahun: int, pk: int) -> HttpResponse:
    """A file: being read, what it asks, what it would change, or what it changed."""
    impor = get_impor(request, slug, tahun, pk)
    if impor.is_dibaca:
        resume_baca(impor)
    if impor.is_dibaca or getattr(request, "htmx", False):
        return show_tunggu(request, impor)
    return show_impor(request, impor)


@require_POST
def jawab_impor(request: Permintaan, slug: str, tahun: int, pk: int) -> HttpResponse:
    """Take the answer to what the file left open, and read it again."""
    impor = get_impor(request, slug, tahun, pk)
    if not impor.is_menunggu or "tanya" not in impor.ringkasan:
        return ke_impor(impor)
    form = JawabForm(impor, request.POST)
    if not form.is_valid():
        return show_impor(request, impor, form)
    try:
        save_jawaban(impor, form)
    except BerkasHilang as galat:
        messages.error(request, str(galat))
        return redirect("list_impor", slug, tahun)
    except TidakDapatError as galat:
        messages.error(request, str(galat))
    return ke_impor(impor)


@require_POST
def padankan_impor(request: Permintaan, slug: str, tahun: int, pk: int) -> HttpResponse:
    """Store what the doubtful rows mean and which periods count; the plan is made again."""
    impor = get_impor(request, slug, tahun, pk)
    if not impor.is_menunggu or "tanya" in impor.ringkasan:
        return ke_impor(impor)
    form = PadankanForm(susun_rencana(impor), request.POST)
    if not form.is_valid():
        return show_impor(request, impor, form)
    try:
        save_padanan(impor, form)
    except TidakDapatError as galat:
        messages.error(request, str(galat))
    else:
        messages.success(request, "Pilihan disimpan. Periksa perubahannya, lalu tekan Terapkan.")
    return ke_impor(impor)


@require_POST
def terapkan_impor(request: Permintaan, slug: str, tahun: int, pk: int) -> HttpResponse:
    """Write all of it or nothing."""
    impor = get_impor(request, slug, tahun, pk)
    try:
        banyak = terapkan(impor, request.POST.get("sidik", ""), request.user)
    except TidakDapatError as galat:
        return show_impor(request, get_impor(request, slug, tahun, pk), sebab=galat.sebab)
    ditambah = impor.perubahan.filter(bidang=TAMBAHAN).count()
    lagi = f", {ditambah} baris ditambahkan ke anggaran" if ditambah else ""
    messages.success(request, f"{banyak} angka diubah dari “{impor.nama_berkas}”{lagi}.")
    return ke_impor(impor)


@require_POST
def batalkan_impor(request: Permintaan, slug: str, tahun: int, pk: int) -> HttpResponse:
    """Put back every value that the import changed."""
    impor = get_impor(request, slug, tahun, pk)
    try:
        banyak = batalkan(impor, request.user)
    except TidakDapatError as galat:
        return show_impor(request, impor, sebab=galat.sebab)
    messages.success(request, f"Impor dibatalkan: {banyak} angka kembali seperti sebelumnya.")
    return ke_impor(impor)


@require_POST
def buang_impor(request: Permintaan, slug: str, tahun: int, pk: int) -> HttpResponse:
    """Forget a file that was not applied."""
    impor = get_impor(request, slug, tahun, pk)
    try:
        discard(impor)
    except TidakDapatError as galat:
        messages.error(request, str(galat))
    else:
        messages.success(request, f"“{impor.nama_berkas}” dibuang; tidak ada yang berubah.")
    return redirect("list_impor", slug, tahun)


@require_POST
def lupakan_pilihan(request: Permintaan, slug: str, tahun: int, pk: int) -> HttpResponse:
    """Forget what was once answered for a file like this, so that it is asked again."""
    impor = get_impor(request, slug, tahun, pk)
    try:
        forget(impor)
    except TidakDapatError as galat:
        messages.error(request, str(galat))
    else:
        messages.success(
            request, f"Pilihan dilupakan. Unggah “{impor.nama_berkas}” sekali lagi; Anda akan ditanya lagi."
        )
    return redirect("list_impor", slug, tahun)
