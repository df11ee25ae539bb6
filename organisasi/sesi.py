"""Who is signed in where: recorded at sign-in, forgotten at sign-out, ended on demand."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from organisasi.models import Pengguna, SesiMasuk


@dataclass(frozen=True)
class Sesi:
    """A line of one's list of sessions; ``ini``: the browser that asks."""

    pk: int
    peramban: str
    alamat: str
    mulai: datetime
    ini: bool


# The first word found in what a browser says of itself; Edge and Opera also call themselves Chrome.
PERAMBAN = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
MESIN = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def describe_peramban(teks: str) -> str:
    """Say "Chrome di Windows" instead of what the browser calls itself."""
    nama = next((kata for tanda, kata in PERAMBAN if tanda in teks), "Peramban lain")
    mesin = next((kata for tanda, kata in MESIN if tanda in teks), "")
    return f"{nama} di {mesin}" if mesin else nama


def read_alamat(request: HttpRequest) -> str | None:
    """Return the caller's IP address.

    Behind a proxy it is the last one of X-Forwarded-For, the one our own proxy has added; those before it are what the
    caller says. Without a proxy the header is the caller's and counts for nothing.
    """
    alamat = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        alamat = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or alamat
    try:
        return str(ipaddress.ip_address(alamat))
    except ValueError:
        return None  # a socket has no address


def record_masuk(sender: Any, request: HttpRequest, user: Pengguna, **lain: Any) -> None:
    """Note the session, and when the visit before was; runs before Django overwrites ``last_login``."""
    user.kunjungan_lalu = user.last_login
    user.save(update_fields=["kunjungan_lalu"])
    if not request.session.session_key:
        request.session.save()
    SesiMasuk.objects.filter(pengguna=user).exclude(kunci__in=_hidup()).delete()
    SesiMasuk.objects.update_or_create(
        kunci=request.session.session_key,
        defaults={
            "pengguna": user,
            "alamat": read_alamat(request),
            "peramban": request.headers.get("User-Agent", "")[:200],
        },
    )


def forget_masuk(sender: Any, request: HttpRequest, **lain: Any) -> None:
    SesiMasuk.objects.filter(kunci=request.session.session_key or "").delete()


def move_sesi(request: HttpRequest, lama: str | None) -> None:
    """Keep the note of this browser when its session gets a new key, as it does with a new password."""
    SesiMasuk.objects.filter(kunci=lama or "").update(kunci=request.session.session_key)


def _hidup() -> QuerySet[Session, str]:
    return Session.objects.filter(expire_date__gt=timezone.now()).values_list("session_key", flat=True)


def list_sesi(request: HttpRequest) -> list[Sesi]:
    """Return where the user is signed in now, this browser first."""
    kini = request.session.session_key
    sesi = [
        Sesi(s.pk, describe_peramban(s.peramban), s.alamat or "", s.mulai, s.kunci == kini)
        for s in SesiMasuk.objects.filter(pengguna=request.user.pk, kunci__in=_hidup())
    ]
    return sorted(sesi, key=lambda s: not s.ini)


def end_sesi(sesi: QuerySet[SesiMasuk]) -> int:
    """Sign these browsers out; return how many there were."""
    kunci = list(sesi.values_list("kunci", flat=True))
    Session.objects.filter(session_key__in=kunci).delete()
    sesi.delete()
    return len(kunci)
