"""A kabupaten as its admin sees it: an overview, its kecamatan, its rules."""

from __future__ import annotations

from decimal import Decimal

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kinerja.capaian import Arah, AturanTurun, calculate_capaian
from kinerja.tulisan import format_nilai
from organisasi import akses
from organisasi.akun import AkunDitolak
from organisasi.forms.kabupaten import AturanForm, InstansiForm, build_periksa
from organisasi.kecamatan import KecamatanBerisi, delete_instansi, find_isi, list_akun_sendiri, set_aktif
from organisasi.models import Instansi, Kabupaten, Periode


@require_GET
def list_kabupaten(request: HttpRequest) -> HttpResponse:
    """The kabupaten a user administers; he who has but one goes straight to it."""
    kabupaten = list(akses.list_kabupaten_ubah(request.user).annotate(banyak=Count("instansi", distinct=True)))
    if len(kabupaten) == 1:
        return redirect("lihat_kabupaten", kabupaten[0].pk)
    return render(request, "organisasi/list_kabupaten.html", {"baris": kabupaten})


@require_GET
def lihat_kabupaten(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that is the kabupaten's to decide, each with its state and its page."""
    kabupaten = akses.get_kabupaten_ubah(request.user, pk)
    tahun = timezone.localdate().year
    orang = akses.list_pengguna(kabupaten).aggregate(
        aktif=Count("pk", filter=Q(is_active=True)),
        belum_masuk=Count("pk", filter=Q(is_active=True, last_login__isnull=True)),
        nonaktif=Count("pk", filter=Q(is_active=False)),
    )
    instansi = (
        Instansi.objects.filter(kabupaten=kabupaten)
        .order_by("-aktif", "nama")
        .annotate(
            pengguna=Count("peran__pengguna", filter=Q(peran__pengguna__is_active=True), distinct=True),
            unit_kerja=Count("unit", distinct=True),
        )
    )
    konteks = {
        "kabupaten": kabupaten,
        "tahun_kini": tahun,
        "orang": orang,
        "instansi_semua": list(instansi),
        "periode": Periode.objects.filter(kabupaten=kabupaten, tahun=tahun).count(),
    }
    return render(request, "organisasi/kabupaten.html", konteks)


@require_http_methods(["GET", "POST"])
def tambah_instansi(request: HttpRequest, pk: int) -> HttpResponse:
    kabupaten = akses.get_kabupaten_ubah(request.user, pk)
    isian = request.POST if request.method == "POST" else None
    form = InstansiForm(isian, instance=Instansi(kabupaten=kabupaten))
    if form.is_bound and form.is_valid():
        instansi = form.save()
        messages.success(request, f"{instansi.nama} sudah dibuat. Langkah berikutnya: tambahkan penggunanya.")
        return redirect("lihat_kabupaten", pk)
    konteks = {"kabupaten": kabupaten, "form": form}
    return render(request, "organisasi/tambah_instansi.html", konteks, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def hapus_instansi(request: HttpRequest, pk: int, instansi: int) -> HttpResponse:
    """Say what deleting a kecamatan would take along, then do it; one that has data can only be put out of use."""
    kabupaten = akses.get_kabupaten_ubah(request.user, pk)
    milik = akses.get_instansi_kelola(kabupaten, instansi)
    if request.method == "POST":
        try:
            delete_instansi(milik, akses.get_diri(request.user))
        except (KecamatanBerisi, AkunDitolak) as galat:
            messages.error(request, str(galat))
            return redirect("hapus_instansi", pk, instansi)
        messages.success(request, f"{milik.nama} sudah dihapus.")
        return redirect("lihat_kabupaten", pk)
    konteks = {"kabupaten": kabupaten, "milik": milik, "isi": find_isi(milik), "akun": list_akun_sendiri(milik)}
    return render(request, "organisasi/hapus_instansi.html", konteks)


@require_POST
def nonaktifkan_instansi(request: HttpRequest, pk: int, instansi: int) -> HttpResponse:
    milik = akses.get_instansi_kelola(akses.get_kabupaten_ubah(request.user, pk), instansi)
    set_aktif(milik, False)
    messages.success(request, f"{milik.nama} sudah dinonaktifkan. Data dan dokumennya tetap dapat dibaca.")
    return redirect("lihat_kabupaten", pk)


@require_POST
def aktifkan_instansi(request: HttpRequest, pk: int, instansi: int) -> HttpResponse:
    milik = akses.get_instansi_kelola(akses.get_kabupaten_ubah(request.user, pk), instansi)
    set_aktif(milik, True)
    messages.success(request, f"{milik.nama} aktif lagi; akun-akunnya dapat mengisi seperti semula.")
    return redirect("lihat_kabupaten", pk)


@require_http_methods(["GET", "POST"])
def ubah_aturan(request: HttpRequest, pk: int) -> HttpResponse:
    """The rules by which figures are computed and judged in all kecamatan of the kabupaten."""
    kabupaten = akses.get_kabupaten_ubah(request.user, pk)
    form = AturanForm(request.POST if request.method == "POST" else None, instance=kabupaten)
    if form.is_bound and form.is_valid():
        form.save()
        messages.success(
            request, "Aturan tersimpan dan langsung berlaku di semua halaman dan dokumen yang belum dikirim."
        )
        return redirect("ubah_aturan", pk)
    return _tunjuk_aturan(request, pk, form=form)


@require_POST
def ubah_periksa_sendiri(request: HttpRequest, pk: int) -> HttpResponse:
    """Which offices are so small that people may judge what they have typed themselves."""
    kabupaten = akses.get_kabupaten_ubah(request.user, pk)
    periksa = build_periksa(request.POST, kabupaten)
    if periksa.is_valid():
        with transaction.atomic():
            periksa.save()
        messages.success(request, "Izin memeriksa isian sendiri tersimpan.")
        return redirect("ubah_aturan", pk)
    return _tunjuk_aturan(request, pk, periksa=periksa)


def _tunjuk_aturan(
    request: HttpRequest, pk: int, form: AturanForm | None = None, periksa: object | None = None
) -> HttpResponse:
    kabupaten = Kabupaten.objects.get(pk=pk)  # as it is stored; the form's own may hold what was refused
    konteks = {
        "kabupaten": kabupaten,
        "form": form or AturanForm(instance=kabupaten),
        "periksa": periksa or build_periksa(None, kabupaten),
        "contoh": build_contoh_turun(),
    }
    return render(request, "organisasi/ubah_aturan.html", konteks, status=422 if request.method == "POST" else 200)


def build_contoh_turun() -> list[tuple[str, str, str]]:
    """Return (realisasi, capaian by difference, capaian by ratio) for a target of 10, as the site prints them."""
    target = Decimal(10)
    baris = []
    for realisasi in (Decimal(8), Decimal(10), Decimal(12), Decimal(25)):
        selisih, nisbah = (
            format_nilai(calculate_capaian(target, realisasi, Arah.TURUN, aturan))
            for aturan in (AturanTurun.SELISIH, AturanTurun.NISBAH)
        )
        baris.append((format_nilai(realisasi, None), selisih, nisbah))
    return baris
