"""Whose budget: of the kecamatan itself, or of one of its kelurahan."""

from __future__ import annotations

from django.db.models import Q
from django.http import Http404

from organisasi.models import Instansi, UnitKerja


def list_unit(instansi: Instansi, tahun: int) -> list[UnitKerja]:
    """Return the units that may have a budget of their own: kelurahan, and whoever has one in that year. One query."""
    ada = Q(jenis=UnitKerja.Jenis.KELURAHAN) | Q(program__tahun=tahun)
    return list(UnitKerja.objects.for_instansi(instansi).filter(ada).distinct())


def find_unit(unit: list[UnitKerja], teks: str) -> UnitKerja | None:
    """Return the unit an address names; None for "" and "0", the kecamatan itself; 404 for what is none of them."""
    if teks in ("", "0"):
        return None
    for u in unit:
        if str(u.pk) == teks:
            return u
    raise Http404("Unit tidak ditemukan.")
