"""What a person reads where there is nothing to show: a page that is not there (yet), or that is asked the wrong way."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render

from organisasi.akses import BelumAda


def answer_404(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say no more than that it is not there, unless it is his own and only not begun."""
    belum = exception if isinstance(exception, BelumAda) else None
    return render(request, "404.html", {"belum": belum}, status=404)


class SalahCaraMiddleware:
    """Django's own answer is an empty page. A person meets 405 by reloading or keeping the address of a form that was
    sent, or by an old link."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            response.content = render(request, "405.html").content
        return response
