"""Parts of addresses: a year is a year, not any number; an instansi may not hide a page of the site."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.urls import URLResolver, get_resolver, register_converter


class TahunConverter:
    regex = "20[0-9]{2}|2100"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(TahunConverter, "tahun")


# Not addresses of ours today, but what a web server or a browser may take for its own.
KATA_UMUM = frozenset({"admin", "api", "media", "unggahan", "favicon", "robots", "sitemap"})


def list_kata_pertama() -> frozenset[str]:
    """Return the first words of the site's own addresses, which no instansi may have as its slug."""
    return KATA_UMUM | {settings.STATIC_URL.strip("/")} | set(_list_kata(get_resolver()))


def _list_kata(resolver: URLResolver) -> Iterator[str]:
    for pola in resolver.url_patterns:
        kata = str(pola.pattern).partition("/")[0]
        if kata and not kata.startswith("<"):
            yield kata
        elif isinstance(pola, URLResolver) and not str(pola.pattern):
            yield from _list_kata(pola)
