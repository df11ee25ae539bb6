"""Copying tables from another year: what is not there yet, row by row."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from organisasi.models import Instansi
from organisasi.tabel_isian.tabel import Lingkup, TabelIsian, list_tabel


@transaction.atomic
def salin_tabel(tabel: TabelIsian, dari: Lingkup, ke: Lingkup) -> int:
    """Copy the rows of ``dari`` that ``ke`` does not have yet; return how many. Rows that are there stay as they are."""
    ada = {tabel.name_baris(b) for b in tabel.query(ke)}
    akhir = max((getattr(b, "urut", 0) for b in tabel.query(ke)), default=0) if tabel.berurut else 0
    jumlah = 0
    for lama in tabel.query(dari):
        baru = tabel.copy(lama, ke)
        if baru is None or tabel.name_baris(baru) in ada:
            continue
        if tabel.berurut:
            akhir += 1
            baru.urut = akhir
        baru.full_clean()
        baru.save()
        ada.add(tabel.name_baris(baru))
        jumlah += 1
    return jumlah


def salin_semua(instansi: Instansi, dari: int, ke: int) -> dict[str, int]:
    """Copy every table that a new year begins with and that has no row there yet; return kunci → rows copied."""
    hasil: dict[str, int] = {}
    lama, baru = Lingkup(instansi, dari), Lingkup(instansi, ke)
    with transaction.atomic():
        for tabel in list_tabel():
            if tabel.salin and not tabel.query(baru).exists():
                hasil[tabel.kunci] = salin_tabel(tabel, lama, baru)
    return hasil


def count_salinan(instansi: Instansi, tahun: int) -> int:
    """Return how many rows of a year a new year begins with: those of the tables that :func:`salin_semua` copies."""
    lingkup = Lingkup(instansi, tahun)
    return sum(tabel.query(lingkup).count() for tabel in list_tabel() if tabel.salin)


def list_sumber(tabel: TabelIsian, lingkup: Lingkup) -> list[Any]:
    """Return the years a table can be copied from, the nearest earlier one first."""
    tahun = [t for t in tabel.list_tahun(lingkup.instansi) if t != lingkup.tahun] if tabel.salin else []
    return sorted(tahun, key=lambda t: (t > lingkup.tahun, abs(lingkup.tahun - t)))
