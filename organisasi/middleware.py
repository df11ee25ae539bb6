from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import is_valid_path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from organisasi.kisi import wants_json
from organisasi.tertunda import keep

TERBUKA = {"ganti_sandi", "keluar"}
HABIS = "Waktu masuk Anda sudah habis, jadi isian yang baru saja dikirim belum tersimpan."


class GantiSandiMiddleware:
    """Leads whoever has a password given by someone else to choose his own, before anything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        nama = request.resolver_match.view_name if request.resolver_match else ""
        if getattr(request.user, "wajib_ganti_sandi", False) and nama not in TERBUKA:
            return redirect("ganti_sandi")
        return None


class MasukDahuluMiddleware(LoginRequiredMiddleware):
    """Leads whoever is not signed in to the sign-in page, and from there to where he was going.

    What was sent by a form is not sent again by signing in: he finds it kept, to look at and send once more
    (:mod:`organisasi.tertunda`). Where it may not be kept, he comes back to the page where he typed, since the address of
    the form often is no page, and reads that it is not stored.
    """

    def handle_no_permission(  # type: ignore[override]  # the stubs know of redirects only
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponse:
        if getattr(request, "htmx", None):
            return self._answer_htmx(request, view_func)
        if request.method in ("GET", "HEAD"):
            return super().handle_no_permission(request, view_func)
        asal = find_asal(request)
        if request.POST.keys() - {"csrfmiddlewaretoken"} and not wants_json(request):  # a grid's script tells it itself
            if _is_formulir_kami(request) and keep(request, asal):
                messages.warning(request, f"{HABIS} Masuk lagi; isian itu masih ada dan dapat dikirim sekali lagi.")
                return redirect_to_login(reverse("kirim_lagi"), self.get_login_url(view_func))
            messages.warning(
                request,
                f"{HABIS} Masuk lagi, lalu kirim sekali lagi; bila isiannya tidak tampak, tekan Kembali di peramban "
                "untuk menemukannya.",
            )
        return redirect_to_login(asal, self.get_login_url(view_func))

    def _answer_htmx(self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]) -> HttpResponse:
        """The sign-in page in place of the whole page, not inside it; what only says "still here" stays quiet, since
        the page it comes from may hold words that are not stored yet."""
        if request.method == "POST":
            return HttpResponse(status=401)
        halaman = redirect_to_login(find_asal(request), self.get_login_url(view_func))
        return HttpResponseClientRedirect(halaman.url)


def _is_formulir_kami(request: HttpRequest) -> bool:
    """Tell whether the address is one of the site's own pages; Django's admin has its own ways."""
    return bool(request.resolver_match and not request.resolver_match.app_names)


def find_asal(request: HttpRequest) -> str:
    """Return the address of our own page that this was asked from; where the browser does not tell, or that was itself the
    answer to a form, the page above."""
    asal = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(asal, {request.get_host()}, require_https=request.is_secure()):
        halaman = urlsplit(asal)
        if halaman.path != request.path:
            return urlunsplit(("", "", halaman.path or "/", halaman.query, ""))
    return find_atas(request.path)


def find_atas(alamat: str) -> str:
    """Return the nearest address above this one that is a page of ours."""
    while alamat != "/":
        alamat = alamat.rstrip("/").rpartition("/")[0] + "/"
        if is_valid_path(alamat):
            break
    return alamat
