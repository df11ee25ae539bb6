"""What was sent by a form after the session had ended, kept for a short time so that it can be sent again once.

It waits in the session of nobody that the browser goes on with, and is shown to whoever signs in there: he looks at it and
sends it himself, to the same address, where it is checked as anything that is sent. Forms need to know nothing of it.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import resolve

KUNCI = "kiriman_tertunda"
UMUR = 15 * 60  # seconds
TERBANYAK = 100_000  # characters
# A form that has such a field is not kept at all.
_RAHASIA = re.compile(r"sandi|frasa|password|\bnik\b", re.IGNORECASE)
_PENGANTAR = {"csrfmiddlewaretoken"}


@dataclass(frozen=True)
class Tertunda:
    """A form as it was sent: to which address, from which page, its fields in order."""

    alamat: str
    asal: str
    isi: list[tuple[str, str]]

    @property
    def slug(self) -> str | None:
        """The kecamatan that it is about; None where it is about none."""
        slug: str | None = resolve(urlsplit(self.alamat).path).kwargs.get("slug")
        return slug

    @property
    def terbaca(self) -> list[tuple[str, str]]:
        """The fields that somebody may have filled in, to be looked at."""
        return [(n, v) for n, v in self.isi if v.strip() and not re.search(r"(sidik|_FORMS|_NUM)$|^(baris|simpan)$", n)]


def is_rahasia(nama: str) -> bool:
    return bool(_RAHASIA.search(nama))


def keep(request: HttpRequest, asal: str) -> bool:
    """Keep what was sent; False where there is nothing to keep or it may not be kept (files, secrets, too much)."""
    isi = [(n, v) for n, daftar in request.POST.lists() if n not in _PENGANTAR for v in daftar]
    if not isi or request.FILES or any(is_rahasia(n) for n, _ in isi):
        return False
    if sum(len(n) + len(v) for n, v in isi) > TERBANYAK:
        return False
    request.session[KUNCI] = {"alamat": request.get_full_path(), "asal": asal, "isi": isi, "waktu": time.time()}
    return True


def take(request: HttpRequest) -> Tertunda | None:
    """Return what was kept, once; None where there is nothing or it has waited too long."""
    data = request.session.pop(KUNCI, None)
    if data is None or time.time() - data["waktu"] > UMUR:
        return None
    return Tertunda(data["alamat"], data["asal"], [(n, v) for n, v in data["isi"]])
