"""Dates as people here write them."""

from __future__ import annotations

import datetime

from django.utils import timezone

BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip


def print_tanggal(tanggal: datetime.date) -> str:
    """Write "13 Oktober 2023"."""
    return f"{tanggal.day} {BULAN[tanggal.month - 1]} {tanggal.year}"


def print_waktu(waktu: datetime.datetime) -> str:
    """Write "26-11-2026 22.40 WITA"."""
    setempat = timezone.localtime(waktu)
    return f"{setempat:%d-%m-%Y %H.%M} {setempat:%Z}"
