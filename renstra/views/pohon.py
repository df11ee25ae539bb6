"""The Renstra as a tree to read, its period, and its beginnings: a new one, or a copy of the one before."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from organisasi import akses
from organisasi.models import Instansi
from renstra.forms import RenstraForm, SalinRenstraForm
from renstra.models import Renstra, Rpjmd
from renstra.rekap import muat_renstra
from renstra.susun import salin_renstra as salin
from renstra.susun import susun_pohon
from renstra.unduh import build_xlsx
from renstra.views.umum import get_renstra, get_renstra_ubah, tampilkan_form


@require_GET
def lihat_renstra(request: HttpRequest, slug: str, tahun: int) -> HttpResponse:
    """The plan that covers the year: one table with all targets, or how to begin."""
    instansi = akses.get_instansi(request.user, slug)
    rekap = muat_renstra(instansi, tahun)
    isi = {
        "instansi": instansi,
        "tahun": tahun,
        "menu": "renstra",
        "rekap": rekap,
        "pohon": susun_pohon(rekap),
        "misi": rekap.renstra.misi_didukung.all() if rekap.renstra else (),
        "versi": rekap.renstra.versi.defer("isi") if rekap.renstra else (),
        "lama": not rekap.renstra and Renstra.objects.for_instansi(instansi).exists(),
        "ubah": akses.may_edit(request.user, instansi),
    }
    return render(request, "renstra/renstra.html", isi)


def _masa(instansi: Instansi, tahun: int) -> dict[str, object]:
    """Propose the period of a new plan: that of the RPJMD which covers the year, else five years."""
    rpjmd = Rpjmd.objects.filter(
        kabupaten=instansi.kabupaten_id, tahun_awal__lte=tahun, tahun_akhir__gte=tahun
    ).order_by("-tahun_awal").first()  # fmt: skip
    if rpjmd is None:
        return {"tahun_awal": tahun, "tahun_akhir": tahun + 4}
    return {"tahun_awal": rpjmd.tahun_awal, "tahun_akhir": rpjmd.tahun_akhir, "rpjmd": rpjmd.pk}


@require_http_methods(["GET", "POST"])
def buat_renstra(request: HttpRequest, slug: str, tahun: int) -> HttpResponse:
    instansi = akses.get_instansi_ubah(request.user, slug)
    form = RenstraForm(request.POST or None, instansi=instansi, initial=_masa(instansi, tahun))
    if form.is_valid():
        renstra = form.save()
        messages.success(request, "Renstra dibuat. Langkah berikutnya: isi tujuan, lalu sasaran dan indikatornya.")
        return redirect("lihat_renstra", slug, _pilih_tahun(renstra, tahun))
    kembali = reverse("lihat_renstra", args=[slug, tahun])
    return tampilkan_form(request, form, "Buat Renstra", kembali, instansi=instansi, tahun=tahun)


@require_http_methods(["GET", "POST"])
def salin_renstra(request: HttpRequest, slug: str, tahun: int) -> HttpResponse:
    """Begin a new plan with the tujuan, sasaran, indikator and strategi of an older one."""
    instansi = akses.get_instansi_ubah(request.user, slug)
    form = SalinRenstraForm(request.POST or None, instansi=instansi, initial=_masa(instansi, tahun))
    if form.is_valid():
        with transaction.atomic():
            renstra = form.save()
            jumlah = salin(form.cleaned_data["sumber"], renstra)
        messages.success(request, f"Renstra dibuat dengan {jumlah} baris salinan. Targetnya belum ada: isi sekarang.")
        return redirect("isi_target", slug, _pilih_tahun(renstra, tahun))
    kembali = reverse("lihat_renstra", args=[slug, tahun])
    ket = "Tujuan, sasaran, indikator, strategi, dan program ikut disalin; target, dana, dan kondisi awal diisi baru."
    return tampilkan_form(
        request, form, "Salin dari Renstra lama", kembali, instansi=instansi, tahun=tahun, keterangan=ket
    )


@require_http_methods(["GET", "POST"])
def ubah_renstra(request: HttpRequest, slug: str, tahun: int) -> HttpResponse:
    renstra = get_renstra_ubah(request, slug, tahun)
    form = RenstraForm(request.POST or None, instance=renstra, instansi=renstra.instansi)
    if form.is_valid():
        form.save()
        messages.success(request, "Renstra tersimpan.")
        return redirect("lihat_renstra", slug, _pilih_tahun(renstra, tahun))
    kembali = reverse("lihat_renstra", args=[slug, tahun])
    hapus = reverse("hapus_baris_renstra", args=[slug, tahun, "renstra", renstra.pk])
    return tampilkan_form(
        request, form, "Ubah Renstra", kembali, instansi=renstra.instansi, tahun=tahun, tautan_hapus=hapus
    )


def _pilih_tahun(renstra: Renstra, tahun: int) -> int:
    """Return a year of the plan to show: the one asked for, or the plan's nearest."""
    return min(max(tahun, renstra.tahun_awal), renstra.tahun_akhir)


@require_GET
def unduh_target(request: HttpRequest, slug: str, tahun: int) -> HttpResponse:
    """The targets as a spreadsheet."""
    renstra = get_renstra(request, slug, tahun)
    jawaban = HttpResponse(
        build_xlsx(muat_renstra(renstra.instansi, tahun)),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    nama = f"target-renstra-{slug}-{renstra.tahun_awal}-{renstra.tahun_akhir}.xlsx"
    jawaban["Content-Disposition"] = f'attachment; filename="{nama}"'
    return jawaban
