"""The frame of the LKE after Permenpan RB 88/2021: komponen, sub komponen with weights, criteria."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from django.db import transaction

from evaluasi.models import ButirEvaluasi, LembarEvaluasi
from organisasi.models import Instansi

BERKAS = "lke-88-2021.csv"


@transaction.atomic
def build_lke(instansi: Instansi, tahun: int) -> int:
    """Make the rows of the LKE of a year from the frame; return how many, 0 where there are rows already."""
    lembar, _ = LembarEvaluasi.objects.get_or_create(
        instansi=instansi, tahun=tahun, defaults={"tahun_dinilai": tahun - 1}
    )
    if lembar.butir.exists():
        return 0
    letak = Path(settings.BASE_DIR) / "fixtures" / "acuan" / BERKAS
    with letak.open(encoding="utf-8", newline="") as berkas:
        kerangka = list(csv.DictReader(berkas))
    for urut, b in enumerate(kerangka, start=1):
        # The weight of a komponen is the sum of its parts, never a figure of its own.
        bobot = Decimal(b["bobot"]) if b["tingkat"] == ButirEvaluasi.Tingkat.SUBKOMPONEN else None
        lembar.butir.create(kode=b["kode"], tingkat=b["tingkat"], uraian=b["uraian"], bobot=bobot, urut=urut)
    return len(kerangka)
