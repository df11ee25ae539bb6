"""Where perjanjian kinerja have written down the classes of a scale."""

from __future__ import annotations

from collections.abc import Iterator

from organisasi.models import Skala
from organisasi.skala import register_pencari
from perjanjian.models import Butir, TargetButir
from renstra.models import Indikator


@register_pencari
def list_kata(skala: Skala) -> Iterator[tuple[str, str]]:
    """Yield each class that a butir promises, for the year or a quarter, and where it stands."""
    berskala = Indikator.objects.on_skala(skala)
    letak = ("perjanjian__jabatan__nama", "perjanjian__tahun", "perjanjian__instansi__nama")
    butir = Butir.objects.filter(indikator__in=berskala).exclude(target_teks="").values_list("target_teks", *letak)
    target = TargetButir.objects.filter(butir__indikator__in=berskala).exclude(teks="")
    for isi in (butir, target.values_list("teks", *(f"butir__{x}" for x in letak))):
        for kata, jabatan, tahun, nama in isi:
            yield kata, f"perjanjian {jabatan} {tahun} {nama}"
