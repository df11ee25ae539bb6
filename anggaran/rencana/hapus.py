"""Taking a node out of the budget: what hangs below goes with it, what has been reported does not go at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q

from anggaran.models import (
    Belanja,
    Bukti,
    IndikatorKegiatan,
    Kegiatan,
    Program,
    RealisasiBelanja,
    RealisasiKeluaran,
    RealisasiTriwulan,
    SubKegiatan,
)

Simpul = Program | Kegiatan | SubKegiatan

# The way from a sub kegiatan up to a node of each kind.
_JALUR: dict[type, str] = {Program: "kegiatan__program", Kegiatan: "kegiatan", SubKegiatan: "pk"}


class TidakTerhapus(Exception):
    """Something has been reported below; the message is a sentence for the user."""


@dataclass(frozen=True)
class Bawahan:
    """How much hangs below a node, by name; and whether any of it has been reported."""

    jumlah: tuple[tuple[str, int], ...]
    berealisasi: bool


def count_bawahan(simpul: Simpul) -> Bawahan:
    """Count what would go with a node."""
    sub = SubKegiatan.objects.filter(**{_JALUR[type(simpul)]: simpul.pk})
    indikator = _list_indikator(simpul)
    isi: list[tuple[str, int]] = []
    if isinstance(simpul, Program):
        isi.append(("kegiatan", simpul.kegiatan.count()))
    if not isinstance(simpul, SubKegiatan):
        isi.append(("sub kegiatan", sub.count()))
    isi.append(("indikator", indikator.count()))
    isi.append(("rincian belanja", Belanja.objects.filter(sub_kegiatan__in=sub).count()))
    return Bawahan(tuple((nama, n) for nama, n in isi if n), _has_realisasi(sub, indikator))


def _list_indikator(simpul: Simpul) -> Any:
    if isinstance(simpul, SubKegiatan):
        return IndikatorKegiatan.objects.filter(sub_kegiatan=simpul)
    if isinstance(simpul, Kegiatan):
        return IndikatorKegiatan.objects.filter(Q(kegiatan=simpul) | Q(sub_kegiatan__kegiatan=simpul))
    milik = Q(program=simpul) | Q(kegiatan__program=simpul) | Q(sub_kegiatan__kegiatan__program=simpul)
    return IndikatorKegiatan.objects.filter(milik)


def _has_realisasi(sub: Any, indikator: Any) -> bool:
    """Tell whether a figure, a word or evidence of a quarter hangs below; a row that was emptied again does not count."""
    terisi = Q(keuangan__isnull=False) | Q(fisik__isnull=False) | ~Q(hambatan="") | ~Q(solusi="") | ~Q(tindak_lanjut="")
    return (
        RealisasiTriwulan.objects.filter(terisi, sub_kegiatan__in=sub).exists()
        or RealisasiBelanja.objects.filter(belanja__sub_kegiatan__in=sub).exists()
        or RealisasiKeluaran.objects.filter(indikator__in=indikator).exists()
        or Bukti.objects.filter(sub_kegiatan__in=sub).exists()
    )


@transaction.atomic
def delete_simpul(simpul: Simpul) -> None:
    """Delete a node with all below it, or raise TidakTerhapus."""
    if count_bawahan(simpul).berealisasi:
        raise TidakTerhapus(
            f"{simpul} tidak dapat dihapus karena realisasinya sudah diisi. Kosongkan dahulu realisasi dan buktinya di "
            "halaman triwulan; bila triwulannya sudah disetujui atau dikunci, angka itu memang tidak boleh hilang."
        )
    simpul.delete()
