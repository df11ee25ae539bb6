"""Dates as people here write them."""

from __future__ import annotations

import datetime

BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip


def print_tanggal(tanggal: datetime.date) -> str:
    """Write "13 Oktober 2023"."""
    return f"{tanggal.day} {BULAN[tanggal.month - 1]} {tanggal.year}"
