"""Stored values in words."""

from __future__ import annotations

from typing import Any

from django.db import models

from kinerja.tulisan import format_angka, format_rupiah
from organisasi.bidang import TahunField


def read_nilai(medan: models.Field, nilai: Any) -> Any:
    """Return a value as a spreadsheet keeps it: figures as figures, choices and references as words."""
    if nilai is None:
        return None
    if medan.choices:
        return str(dict(medan.flatchoices).get(nilai, nilai)) if nilai != "" else ""
    return str(nilai) if isinstance(medan, models.ForeignKey) else nilai


def write_nilai(medan: models.Field | None, nilai: Any) -> str:
    """Return a value as it is read; without a field it is money."""
    nilai = nilai if medan is None else read_nilai(medan, nilai)
    if nilai is None:
        return ""
    if isinstance(medan, TahunField) or isinstance(nilai, str):
        return str(nilai)
    if medan is None or isinstance(medan, models.IntegerField):
        return format_rupiah(nilai)
    if isinstance(medan, models.DecimalField):
        return format_angka(nilai)
    return f"{nilai:%d-%m-%Y}" if isinstance(medan, models.DateField) else str(nilai)
