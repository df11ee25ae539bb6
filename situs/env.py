"""Strict readers of environment variables: a mistake stops the start with a sentence that says how to mend it."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

BENAR, SALAH = {"1", "true", "yes", "ya", "on"}, {"0", "false", "no", "tidak", "off", ""}


def read_text(nama: str, bawaan: str = "") -> str:
    return os.environ.get(nama, bawaan).strip()


def read_bool(nama: str, bawaan: bool = False) -> bool:
    nilai = os.environ.get(nama)
    if nilai is None:
        return bawaan
    kata = nilai.strip().lower()
    if kata in BENAR:
        return True
    if kata in SALAH:
        return False
    raise ImproperlyConfigured(f"{nama}={nilai!r}: tulis 1 atau 0.")


def read_int(nama: str, bawaan: int) -> int:
    nilai = os.environ.get(nama)
    if nilai is None or not nilai.strip():
        return bawaan
    try:
        return int(nilai)
    except ValueError as galat:
        raise ImproperlyConfigured(f"{nama}={nilai!r}: tulis bilangan bulat.") from galat


def read_list(nama: str, bawaan: tuple[str, ...] = ()) -> list[str]:
    """Return the parts of a comma-separated variable."""
    nilai = os.environ.get(nama)
    return list(bawaan) if nilai is None else [bagian.strip() for bagian in nilai.split(",") if bagian.strip()]


def read_path(nama: str, bawaan: Path) -> Path:
    nilai = read_text(nama)
    return Path(nilai).expanduser().resolve() if nilai else bawaan
