from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, resolve_url

TERBUKA = {"ganti_sandi", "keluar"}


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


class WajibMasukMiddleware(LoginRequiredMiddleware):
    """Asks everybody to sign in. Whoever was sending a form comes back to the page it stood on: the address that takes it
    shows nothing."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseRedirect:
        if request.method in ("GET", "HEAD"):
            return super().handle_no_permission(request, view_func)
        masuk = resolve_url(self.get_login_url(view_func))
        return redirect_to_login(_find_halaman(request), masuk, self.get_redirect_field_name(view_func))


def _find_halaman(request: HttpRequest) -> str:
    """Return the page a form was sent from; where it is not told, or was itself the answer to a form, the one above."""
    asal = urlsplit(request.headers.get("Referer", ""))
    if asal.netloc == request.get_host() and asal.path != request.path:
        return f"{asal.path}?{asal.query}" if asal.query else asal.path
    return request.path.rstrip("/").rpartition("/")[0] + "/"
