"""Where the plan has written down the classes of a scale."""

from __future__ import annotations

from collections.abc import Iterator

from organisasi.models import Skala
from organisasi.skala import register_pencari
from renstra.models import Indikator, RealisasiIndikator, TargetIndikator


@register_pencari
def list_kata(skala: Skala) -> Iterator[tuple[str, str]]:
    """Yield each class that a target, a realisasi or a beginning names, and where it stands."""
    berskala = Indikator.objects.on_skala(skala)
    milik = ("kode", "renstra__instansi__nama")
    for kata, kode, nama in berskala.exclude(kondisi_awal_teks="").values_list("kondisi_awal_teks", *milik):
        yield kata, f"kondisi awal {kode} {nama}"
    for model, apa in ((TargetIndikator, "target"), (RealisasiIndikator, "realisasi")):
        isi = model.objects.filter(indikator__in=berskala).exclude(teks="")
        for kata, tahun, kode, nama in isi.values_list("teks", "tahun", *(f"indikator__{m}" for m in milik)):
            yield kata, f"{apa} {kode} {tahun} {nama}"
