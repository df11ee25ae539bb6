"""Scales as their page edits them: all classes of one scale at once."""

from __future__ import annotations

from django.db import transaction

from kinerja import predikat as inti
from organisasi.models import Kabupaten, KelasSkala, Skala


def set_kelas(skala: Skala, kelas: inti.Skala) -> None:
    """Make these the classes of a scale, best first. It has been checked (:func:`kinerja.predikat.check_skala`)."""
    lama = {k.predikat: k for k in skala.kelas.all()}
    with transaction.atomic():
        skala.save()
        for hilang in lama.keys() - {k.predikat for k in kelas.kelas}:
            lama.pop(hilang).delete()
        for urut, satu in enumerate(kelas.menurun, start=1):
            baris = lama.get(satu.predikat) or KelasSkala(skala=skala, predikat=satu.predikat)
            baris.huruf, baris.bawah, baris.eksklusif, baris.urut = satu.huruf, satu.bawah, satu.eksklusif, urut
            baris.save()


def list_pemakaian(kabupaten: Kabupaten) -> dict[int, list[str]]:
    """Return what a kabupaten uses each scale for, by the scale's pk."""
    hasil: dict[int, list[str]] = {}
    for nama, kata in zip(Kabupaten.SKALA, ("indikator", "kegiatan", "SKM", "AKIP"), strict=True):
        if pk := getattr(kabupaten, nama):
            hasil.setdefault(pk, []).append(kata)
    return hasil
