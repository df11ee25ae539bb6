"""What a node of the budget may point to, read once for all rows of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Model

from organisasi.models import Instansi, Jabatan
from renstra.models import Renstra, Sasaran


@dataclass(frozen=True)
class Pilihan:
    sasaran: Mapping[int, Sasaran]
    jabatan: Mapping[int, Jabatan]


def find_renstra(instansi: Instansi, tahun: int) -> Renstra | None:
    """Return the Renstra in force in a year: the latest begun, where two overlap."""
    return (
        Renstra.objects.for_instansi(instansi)
        .filter(tahun_awal__lte=tahun, tahun_akhir__gte=tahun)
        .order_by("-tahun_awal")
        .first()
    )


def muat_pilihan(instansi: Instansi, tahun: int, terpakai: Iterable[int | None] = ()) -> Pilihan:
    """Return the sasaran of the Renstra in force (and those already in use) and the posts. Three queries."""
    renstra, pakai = find_renstra(instansi, tahun), set(terpakai)
    sasaran = Sasaran.objects.for_instansi(instansi)
    return Pilihan(
        {s.pk: s for s in sasaran if s.pk in pakai or (renstra and s.renstra_id == renstra.pk)},
        {j.pk: j for j in Jabatan.objects.for_instansi(instansi)},
    )


def shorten(teks: str, batas: int = 90) -> str:
    return teks if len(teks) <= batas else f"{teks[: batas - 1].rstrip()}…"


class PilihanField(forms.TypedChoiceField):
    """A foreign key chosen from rows that are already read: no query per row of a grid, nobody else's rows accepted."""

    def __init__(
        self, isi: Mapping[int, Model], label: str, tulis: Callable[[Any], str] = str, kosong: str = "(belum dipilih)"
    ) -> None:
        super().__init__(
            label=label,
            required=False,
            empty_value=None,
            coerce=lambda nilai: isi[int(nilai)],
            choices=[("", kosong), *((pk, shorten(tulis(baris))) for pk, baris in isi.items())],
        )

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(initial or "") != str(data or "")
