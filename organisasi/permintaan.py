"""The request as views know it."""

from __future__ import annotations

from django.http import HttpRequest

from organisasi.models import Pengguna


class Permintaan(HttpRequest):
    """A request of someone who has signed in: the middleware lets nobody else this far."""

    user: Pengguna
