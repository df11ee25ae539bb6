from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from organisasi import akses


def tunjuk_kelola(request: HttpRequest) -> dict[str, Any]:
    """Tell the page's head whether to link to the kabupaten; asked only where a head is drawn."""
    pengguna = getattr(request, "user", None)
    if pengguna is None:
        return {}
    return {"kelola_kabupaten": SimpleLazyObject(lambda: akses.list_kabupaten_ubah(pengguna).exists())}
