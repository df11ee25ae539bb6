"""Deleting with open eyes: what stands in the way of it, and what would go along."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db import router
from django.db.models import Model, ProtectedError, RestrictedError
from django.db.models.deletion import Collector

MAKS_PENGHALANG = 8


@dataclass(frozen=True)
class Akibat:
    """``penghalang``: rows that still use this one, in words; ``ikut``: (what, how many) is deleted with it."""

    penghalang: tuple[str, ...] = ()
    ikut: tuple[tuple[str, int], ...] = ()


def find_akibat(baris: Model) -> Akibat:
    """Return what deleting a row would meet and take along; nothing is deleted."""
    pengumpul = Collector(using=router.db_for_write(type(baris)))
    try:
        pengumpul.collect([baris])
    except (ProtectedError, RestrictedError) as galat:
        pakai = galat.protected_objects if isinstance(galat, ProtectedError) else galat.restricted_objects
        nama = sorted(f"{p._meta.verbose_name} “{p}”" for p in pakai)
        lebih = len(nama) - MAKS_PENGHALANG
        return Akibat((*nama[:MAKS_PENGHALANG], *([f"{lebih} lagi"] if lebih > 0 else [])))
    cacah: Counter[str] = Counter()
    for model, isi in pengumpul.data.items():
        if not model._meta.auto_created:
            cacah[str(model._meta.verbose_name)] += len(isi)
    for kueri in pengumpul.fast_deletes:
        if not kueri.model._meta.auto_created:
            cacah[str(kueri.model._meta.verbose_name)] += kueri.count()
    cacah[str(baris._meta.verbose_name)] -= 1
    return Akibat(ikut=tuple((nama, n) for nama, n in cacah.items() if n > 0))


def delete_baris(baris: Model) -> Akibat:
    """Delete the row unless something still uses it; the answer's ``penghalang`` is empty where it is gone."""
    akibat = find_akibat(baris)
    if not akibat.penghalang:
        baris.delete()
    return akibat
