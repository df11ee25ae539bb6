"""The vocabulary every queryset of the chain shares: whose rows, and of which year."""

from __future__ import annotations

from typing import Any, Self

from django.db import models


class MilikQuerySet(models.QuerySet[Any]):
    """Rows that belong to an instansi, directly or through a parent; ``jalur_*`` say how to get there."""

    jalur_instansi = "instansi"
    jalur_tahun = "tahun"

    def for_instansi(self, instansi: models.Model | int) -> Self:
        return self.filter(**{self.jalur_instansi: instansi})

    def in_tahun(self, tahun: int) -> Self:
        return self.filter(**{self.jalur_tahun: tahun})


def kueri(jalur_instansi: str = "instansi", jalur_tahun: str = "tahun") -> models.Manager[Any]:
    """Return a manager whose querysets find instansi and tahun by these paths."""
    kelas = type("KueriMilik", (MilikQuerySet,), {"jalur_instansi": jalur_instansi, "jalur_tahun": jalur_tahun})
    return models.Manager.from_queryset(kelas)()
