"""One's own account: name, password, where one is signed in; and the way back in for who has forgotten."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import views as bawaan
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from organisasi import akses
from organisasi.akun import change_sandi
from organisasi.forms.akun import DiriForm, GantiSandiForm, LupaSandiForm, PulihSandiForm
from organisasi.models import Peran, SesiMasuk
from organisasi.sesi import end_sesi, list_sesi
from organisasi.tertunda import take

JEDA_SUREL = 300  # seconds until another mail goes to the same address


@require_http_methods(["GET", "POST"])
def akun(request: HttpRequest) -> HttpResponse:
    """Name, e-mail, roles and sessions of who asks."""
    pengguna = akses.get_diri(request.user)
    form = DiriForm(request.POST if request.method == "POST" else None, instance=pengguna)
    if form.is_bound and form.is_valid():
        form.save()
        messages.success(request, "Data Anda tersimpan.")
        return redirect("akun")
    peran = Peran.objects.filter(pengguna=pengguna).select_related("kabupaten", "instansi", "unit")
    konteks = {"form": form, "peran": list(peran), "sesi": list_sesi(request)}
    return render(request, "organisasi/akun.html", konteks, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def ganti_sandi(request: HttpRequest) -> HttpResponse:
    """Choose another password; the first thing to do with one that was given by the admin."""
    pengguna = akses.get_diri(request.user)
    form = GantiSandiForm(pengguna, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        pertama = pengguna.wajib_ganti_sandi
        change_sandi(request, form.save(commit=False))
        messages.success(request, "Kata sandi Anda sudah diganti. Peramban lain yang masih masuk sudah dikeluarkan.")
        return redirect("beranda" if pertama else "akun")
    konteks = {"form": form, "wajib": pengguna.wajib_ganti_sandi}
    return render(request, "organisasi/ganti_sandi.html", konteks, status=422 if form.is_bound else 200)


@require_GET
def kirim_lagi(request: HttpRequest) -> HttpResponse:
    """What was typed before the session ended, shown once: to be sent where it was going, or left."""
    tertunda = take(request)
    if tertunda is None or (tertunda.slug and not _may_see(request, tertunda.slug)):
        return redirect("beranda")
    return render(request, "organisasi/kirim_lagi.html", {"tertunda": tertunda})


def _may_see(request: HttpRequest, slug: str) -> bool:
    """Tell whether who has signed in here may see the kecamatan: on a shared computer it may be somebody else."""
    return akses.list_instansi(request.user).filter(slug=slug).exists()


@require_POST
def akhiri_sesi(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign one of one's other browsers out; for this one there is "Keluar"."""
    sesi = get_object_or_404(SesiMasuk, pk=pk, pengguna=request.user.pk)
    if sesi.kunci == request.session.session_key:
        messages.info(request, "Ini peramban yang sedang Anda pakai. Tekan Keluar untuk mengakhirinya.")
    else:
        end_sesi(SesiMasuk.objects.filter(pk=sesi.pk))
        messages.success(request, "Peramban itu sudah dikeluarkan.")
    return redirect("akun")


@require_POST
def akhiri_sesi_lain(request: HttpRequest) -> HttpResponse:
    milik = SesiMasuk.objects.filter(pengguna=request.user.pk)
    banyak = end_sesi(milik.exclude(kunci=request.session.session_key or ""))
    kata = f"{banyak} peramban lain sudah dikeluarkan." if banyak else "Tidak ada peramban lain yang masuk."
    messages.success(request, kata)
    return redirect("akun")


@login_not_required
@require_http_methods(["GET", "POST"])
def lupa_sandi(request: HttpRequest) -> HttpResponse:
    """Send a link to choose a new password, where the site can send e-mail; else say whom to ask."""
    if not settings.SUREL_AKTIF:
        return render(request, "registration/lupa_sandi.html")
    form = LupaSandiForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        _send_tautan(form)
        messages.success(
            request,
            "Bila surel itu tercatat di sebuah akun, tautan untuk membuat kata sandi baru sudah dikirim ke sana. "
            "Periksa juga kotak spam.",
        )
        return redirect("masuk")
    return render(request, "registration/lupa_sandi.html", {"form": form}, status=422 if form.is_bound else 200)


def _send_tautan(form: LupaSandiForm) -> None:
    """Send at most one mail every few minutes to an address; the answer on the page is the same for everyone."""
    if not cache.add(f"lupa-sandi:{form.cleaned_data['email'].lower()}", True, JEDA_SUREL):
        return
    situs = urlsplit(settings.SITE_URL)  # not the Host header, which the caller writes
    form.save(
        domain_override=situs.netloc,
        use_https=situs.scheme == "https",
        subject_template_name="registration/surel_sandi_judul.txt",
        email_template_name="registration/surel_sandi.txt",
    )


class SandiBaruView(bawaan.PasswordResetConfirmView):
    """The page behind the link of the e-mail; Django checks the link."""

    form_class = PulihSandiForm
    template_name = "registration/sandi_baru.html"
    success_url = reverse_lazy("masuk")

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, "Kata sandi baru tersimpan. Silakan masuk.")
        return super().form_valid(form)

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


sandi_baru = never_cache(SandiBaruView.as_view())
