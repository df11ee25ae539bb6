"""The shape of a row of the access table (``tests/test_tabel_akses.py``)."""

from __future__ import annotations

from dataclasses import dataclass

MILIK = ("perencana", "pelaksana", "camat", "inspektorat", "admin")  # who may see the kecamatan "satu"
SEMUA = (*MILIK, "tetangga", "tamu")


@dataclass(frozen=True)
class Jalur:
    """One URL: its address for the kecamatan "satu", its methods ("GET", "POST" or "GET+POST"), and who gets what.

    ``boleh`` get a page, a redirect, or the form again (422); ``tolak`` may see but not do this (403); all others 404.
    ``tiada``: even those who may get 404 for the data of this test. ``umum``: open without signing in.
    """

    alamat: str
    boleh: tuple[str, ...] = MILIK
    metode: str = "GET"
    tolak: tuple[str, ...] = ()
    tiada: bool = False
    umum: bool = False
