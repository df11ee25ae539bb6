"""Addresses by name, for lists that are built in Python."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse


def find_tautan(nama: str, *argumen: object) -> str:
    """Return the address, or "" where this installation has no such page."""
    try:
        return reverse(nama, args=argumen)
    except NoReverseMatch:
        return ""
