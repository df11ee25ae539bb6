"""Content-Security-Policy on every response: only our own files, no inline script or style, never in a frame."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

KEBIJAKAN = "; ".join(
    [
        "default-src 'self'",
        "img-src 'self' data:",  # Bootstrap's arrows and check marks are data: images inside its style sheet
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)


class ContentSecurityPolicyMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # Django's own error pages under DEBUG are one file with everything inline.
        if not (settings.DEBUG and response.status_code in (404, 500)):
            response.headers.setdefault("Content-Security-Policy", KEBIJAKAN)
        return response
