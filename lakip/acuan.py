"""Reference data that come with the system: scales, the national nomenclature, outlines."""

from __future__ import annotations

import csv
from pathlib import Path

from django.conf import settings
from django.db import transaction

from anggaran.models import Nomenklatur, VersiNomenklatur
from kinerja.predikat import SKALA_BAWAAN
from lakip.susunan import pasang_bawaan
from organisasi.models import KelasSkala, Skala

VERSI = ("Kepmendagri 900.1.15.5-1317/2023", "Keputusan Menteri Dalam Negeri Nomor 900.1.15.5-1317 Tahun 2023", 2024)


def path_acuan(nama: str) -> Path:
    return Path(settings.BASE_DIR) / "fixtures" / "acuan" / nama


@transaction.atomic
def muat_acuan() -> tuple[int, int, int]:
    """Bring the reference data in line with the shipped ones; return how many of each there are. Idempotent.

    A scale that a kabupaten has changed by hand is left alone: shipped scales are made only where they are missing.
    """
    for skala in SKALA_BAWAAN:
        model, baru = Skala.objects.get_or_create(nama=skala.nama, defaults={"dasar_hukum": skala.dasar_hukum})
        if baru:
            KelasSkala.objects.bulk_create(
                KelasSkala(
                    skala=model, predikat=k.predikat, huruf=k.huruf, bawah=k.bawah, eksklusif=k.eksklusif, urut=n
                )
                for n, k in enumerate(skala.kelas)
            )
    return Skala.objects.count(), _muat_nomenklatur(), pasang_bawaan()


def _muat_nomenklatur() -> int:
    nama, dasar, mulai = VERSI
    versi, _ = VersiNomenklatur.objects.get_or_create(nama=nama, defaults={"dasar_hukum": dasar, "mulai_tahun": mulai})
    with path_acuan("nomenklatur.csv").open(encoding="utf-8", newline="") as berkas:
        baris = list(csv.DictReader(berkas))
    bidang = ["tingkat", "uraian", "indikator", "satuan", "kinerja", "status", "varian"]
    Nomenklatur.objects.bulk_create(
        [
            Nomenklatur(
                versi=versi,
                kode=b["kode"],
                **{n: b["varian_tercetak" if n == "varian" else n] for n in bidang},
            )
            for b in baris
        ],
        update_conflicts=True,
        unique_fields=["versi", "kode"],
        update_fields=bidang,
    )
    return len(baris)


__all__ = ["muat_acuan", "path_acuan"]
