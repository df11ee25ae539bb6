"""The people of a kabupaten, as its admin manages them."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from organisasi import akses
from organisasi.akun import AkunDitolak, activate, deactivate, reset_sandi, set_peran
from organisasi.forms.pengguna import PenggunaForm, SaringForm, build_peran, load_lingkup
from organisasi.models import Kabupaten, Pengguna, Peran
from organisasi.riwayat import list_riwayat

SEHALAMAN = 50


@require_GET
def list_pengguna(request: HttpRequest, pk: int) -> HttpResponse:
    """Who may sign in, as what, and when he was last here."""
    kabupaten = akses.get_kabupaten_ubah(request.user, pk)
    saring = SaringForm(request.GET, lingkup=load_lingkup(kabupaten))
    isi = saring.cleaned_data if saring.is_valid() else {}
    peran = akses.list_peran_kabupaten(kabupaten)
    semua = filter_pengguna(akses.list_pengguna(kabupaten), peran, isi).prefetch_related(
        Prefetch("peran", peran.select_related("kabupaten", "instansi", "unit"))
    )
    halaman = Paginator(semua.order_by("first_name", "username"), SEHALAMAN).get_page(request.GET.get("halaman"))
    tanya = request.GET.copy()
    tanya.pop("halaman", None)
    konteks = {"kabupaten": kabupaten, "saring": saring, "halaman": halaman, "tanya": tanya.urlencode()}
    return render(request, "organisasi/list_pengguna.html", konteks)


def filter_pengguna(pengguna: QuerySet[Pengguna], peran: QuerySet[Peran], isi: dict[str, str]) -> QuerySet[Pengguna]:
    """Narrow a list of users by the fields of SaringForm; each word must occur in name, username or e-mail."""
    for kata in isi.get("q", "").split():
        pengguna = pengguna.filter(
            Q(first_name__icontains=kata)
            | Q(last_name__icontains=kata)
            | Q(username__icontains=kata)
            | Q(email__icontains=kata)
        )
    syarat = {"jenis": isi.get("peran"), "instansi": isi.get("instansi")}
    if syarat := {kunci: nilai for kunci, nilai in syarat.items() if nilai}:
        pengguna = pengguna.filter(pk__in=peran.filter(**syarat).values("pengguna"))
    if keadaan := isi.get("keadaan"):
        pengguna = pengguna.filter(is_active=keadaan == "aktif")
    return pengguna


@never_cache
@require_http_methods(["GET", "POST"])
def tambah_pengguna(request: HttpRequest, pk: int) -> HttpResponse:
    """A new account with its roles; the answer shows its first password, the only time that anyone sees it."""
    kabupaten = akses.get_kabupaten_ubah(request.user, pk)
    isian = request.POST if request.method == "POST" else None
    form, peran = PenggunaForm(isian), build_peran(isian, load_lingkup(kabupaten))
    if isian is not None and form.is_valid() & peran.is_valid():
        with transaction.atomic():
            pengguna = form.save()
            set_peran(pengguna, kabupaten, peran.diminta)
            sandi = reset_sandi(pengguna)
        return _tunjuk_sandi(request, kabupaten, pengguna, sandi)
    return _tunjuk_formulir(request, kabupaten, form, peran)


@require_http_methods(["GET", "POST"])
def ubah_pengguna(request: HttpRequest, pk: int, orang: int) -> HttpResponse:
    kabupaten = akses.get_kabupaten_ubah(request.user, pk)
    pengguna = akses.get_pengguna_ubah(kabupaten, orang)
    isian = request.POST if request.method == "POST" else None
    lingkup = load_lingkup(kabupaten, pengguna)
    form, peran = PenggunaForm(isian, instance=pengguna), build_peran(isian, lingkup, pengguna)
    if isian is not None and form.is_valid() & peran.is_valid():
        try:
            with transaction.atomic():
                set_peran(pengguna, kabupaten, peran.diminta)
                form.save()
        except AkunDitolak as galat:
            form.add_error(None, str(galat))
        else:
            messages.success(request, f"Akun {pengguna.username} tersimpan.")
            return redirect("list_pengguna", pk)
    return _tunjuk_formulir(request, kabupaten, form, peran, Pengguna.objects.get(pk=orang))


def _tunjuk_formulir(
    request: HttpRequest, kabupaten: Kabupaten, form: PenggunaForm, peran: object, pengguna: Pengguna | None = None
) -> HttpResponse:
    konteks = {
        "kabupaten": kabupaten,
        "form": form,
        "peran": peran,
        "pengguna": pengguna,
        "diri": pengguna == request.user,
        "riwayat": list_riwayat(pengguna) if pengguna else [],
    }
    return render(request, "organisasi/ubah_pengguna.html", konteks, status=422 if form.is_bound else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def atur_ulang_sandi(request: HttpRequest, pk: int, orang: int) -> HttpResponse:
    """Ask once more, then give a new password and show it this once."""
    kabupaten = akses.get_kabupaten_ubah(request.user, pk)
    pengguna = akses.get_pengguna_ubah(kabupaten, orang)
    if pengguna == request.user:
        messages.info(request, "Untuk akun Anda sendiri, ganti kata sandinya di sini.")
        return redirect("ganti_sandi")
    if request.method == "POST":
        return _tunjuk_sandi(request, kabupaten, pengguna, reset_sandi(pengguna))
    konteks = {"kabupaten": kabupaten, "pengguna": pengguna}
    return render(request, "organisasi/atur_ulang_sandi.html", konteks)


def _tunjuk_sandi(request: HttpRequest, kabupaten: Kabupaten, pengguna: Pengguna, sandi: str) -> HttpResponse:
    # No redirect: the password would have to wait somewhere until the next page, and is stored nowhere.
    konteks = {"kabupaten": kabupaten, "pengguna": pengguna, "sandi": sandi}
    return render(request, "organisasi/sandi_sekali.html", konteks)


@require_POST
def nonaktifkan_pengguna(request: HttpRequest, pk: int, orang: int) -> HttpResponse:
    pengguna = akses.get_pengguna_ubah(akses.get_kabupaten_ubah(request.user, pk), orang)
    try:
        deactivate(pengguna, akses.get_diri(request.user))
    except AkunDitolak as galat:
        messages.error(request, str(galat))
    else:
        messages.success(request, f"{pengguna.username} tidak dapat masuk lagi. Semua isian dan riwayatnya tetap ada.")
    return redirect("ubah_pengguna", pk, orang)


@require_POST
def aktifkan_pengguna(request: HttpRequest, pk: int, orang: int) -> HttpResponse:
    pengguna = akses.get_pengguna_ubah(akses.get_kabupaten_ubah(request.user, pk), orang)
    activate(pengguna)
    messages.success(request, f"{pengguna.username} dapat masuk lagi dengan kata sandinya yang lama.")
    return redirect("ubah_pengguna", pk, orang)
