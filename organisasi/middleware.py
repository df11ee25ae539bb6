from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

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
