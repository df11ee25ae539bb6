"""The outlines shipped with the system: one CSV a preset under ``fixtures/acuan/susunan/``."""

from __future__ import annotations

import csv
from pathlib import Path

from django.conf import settings
from django.db import transaction

from lakip.models import BagianSusunan, Susunan

BAWAAN = {
    "permenpan-53-2014": ("Permenpan RB 53/2014", "BAB {I}|{A}.|{1}.|{a}."),
    "pelaihari-2023": ("Pelaihari 2023", "BAB {I}|{A}.|{1}.|{a}."),
    "towuti-2023": ("Towuti 2023", "BAB {I}|{jalur}|{jalur}|{jalur}"),
}


def path_susunan(kunci: str) -> Path:
    return Path(settings.BASE_DIR) / "fixtures" / "acuan" / "susunan" / f"{kunci}.csv"


@transaction.atomic
def pasang_bawaan() -> int:
    """Bring the presets in the database in line with their files; return how many outlines there are. Idempotent."""
    for kunci, (nama, gaya) in BAWAAN.items():
        susunan, _ = Susunan.objects.update_or_create(
            kunci=kunci, kabupaten=None, defaults={"nama": nama, "gaya_nomor": gaya}
        )
        with path_susunan(kunci).open(encoding="utf-8", newline="") as berkas:
            baris = list(csv.DictReader(berkas))
        for urut, b in enumerate(baris, start=1):
            BagianSusunan.objects.update_or_create(
                susunan=susunan,
                urut=urut,
                defaults={"letak": b["letak"], "tingkat": int(b["tingkat"]), "kunci": b["kunci"], "judul": b["judul"]},
            )
        susunan.bagian.filter(urut__gt=len(baris)).delete()
    return len(BAWAAN)
