"""The file against the older ones that it replaces."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from sipd.models import BarisImpor, ImporBerkas
from sipd.rencana.isi import Banding, Beda, is_pakai, jumlah_of


class Sumber:
    """The rows of a file that count, and those of the older files of its kind."""

    def __init__(self, impor: ImporBerkas, milik: list[BarisImpor], dipakai: set[str]) -> None:
        """``milik``: all rows of the file; ``dipakai``: the names in it that lead to a sub kegiatan."""
        periode = set(impor.periode)
        self.impor, self.milik = impor, milik
        self.baris = [b for b in milik if b.grup in dipakai and (impor.is_pagu or b.periode in periode)]
        self.lama = list_lama(impor)

    @cached_property
    def triwulan(self) -> set[int]:
        """The quarters that the file says something about, also by what it takes out of them."""
        pindah = {b.triwulan for b in self.pindah if b.triwulan}
        return pindah | {(p + 2) // 3 if self.impor.is_bulanan else p for p in self.impor.periode}

    @cached_property
    def pindah(self) -> list[BarisImpor]:
        """Rows of older files, of months that this one does not cover, whose document this one dates in its own months."""
        if not self.impor.is_bulanan:
            return []
        periode, kunci = set(self.impor.periode), {b.kunci for b in self.baris}
        return [b for b in self.lama if b.bulan not in periode and b.kunci in kunci]

    @cached_property
    def lama_lain(self) -> list[BarisImpor]:
        """What older files say about months of the same quarters that this one does not cover."""
        if not self.impor.is_bulanan:
            return []
        periode, pindah = set(self.impor.periode), {b.pk for b in self.pindah}
        lain = [b for b in self.lama if b.bulan not in periode and b.pk not in pindah]
        return [b for b in lain if b.triwulan in self.triwulan and is_pakai(b)]

    def compare(self) -> Banding:
        return compare(self.impor, self.milik, self.lama, self.pindah)


def list_unit_impor(impor: Iterable[ImporBerkas]) -> dict[int, set[int | None]]:
    """Return the units whose rows each import holds. One query."""
    hasil: dict[int, set[int | None]] = defaultdict(set)
    semua = BarisImpor.objects.filter(impor__in=list(impor)).order_by().values_list("impor", "unit").distinct()
    for pk, unit in semua:
        hasil[pk].add(unit)
    return hasil


def list_lama(impor: ImporBerkas) -> list[BarisImpor]:
    """Return the rows in force of older applied files of this kind: of every month (or quarter, or pagu) the newest file;
    of a document that two files date in different months that of the newest."""
    semua = ImporBerkas.objects.for_instansi(impor.instansi).in_tahun(impor.tahun)
    lama = semua.filter(bentuk=impor.bentuk, status=ImporBerkas.Status.DITERAPKAN).exclude(pk=impor.pk)
    if impor.is_pagu:
        lama = lama.filter(tahap=impor.tahap)
    sejenis = [i for i in lama.order_by("-diterapkan", "-pk") if i.is_pagu == impor.is_pagu]
    unit = list_unit_impor([impor, *sejenis])
    pakai: dict[tuple[int | None, int | None], int] = {}
    for i in sejenis:
        for p in [None] if i.is_pagu else i.periode:
            for u in unit[i.pk] & unit[impor.pk]:
                pakai.setdefault((u, p), i.pk)
    if not pakai:
        return []
    baris = BarisImpor.objects.filter(impor__in=set(pakai.values())).select_related(
        "impor", "unit", "sub_kegiatan__kegiatan__program__unit"
    )
    berlaku = [b for b in baris if pakai.get((b.unit_id, None if impor.is_pagu else b.periode)) == b.impor_id]
    if not impor.is_bulanan:
        return berlaku
    urut = {i.pk: n for n, i in enumerate(sejenis)}
    terbaru: dict[str, BarisImpor] = {}
    for b in sorted(berlaku, key=lambda b: urut[b.impor_id]):
        terbaru.setdefault(b.kunci, b)
    return [b for b in berlaku if terbaru[b.kunci] is b]


def compare(impor: ImporBerkas, milik: list[BarisImpor], lama: list[BarisImpor], pindah: list[BarisImpor]) -> Banding:
    """Return baru, berubah, sama and hilang by the identity of the rows, for the periods that the file covers and the
    rows that it takes from others (``pindah``)."""
    periode, dari_lain = set(impor.periode), {b.pk for b in pindah}

    def ambil(baris: Iterable[BarisImpor]) -> dict[tuple[Any, ...], BarisImpor]:
        pakai = (b for b in baris if impor.is_pagu or b.periode in periode or b.pk in dari_lain)
        return {(b.kunci, b.periode if not impor.is_bulanan else None): b for b in pakai}

    dulu, kini, hasil = ambil(lama), ambil(milik), Banding()
    hasil.berkas = list({b.impor_id: b.impor for b in dulu.values()}.values())
    for kunci, b in kini.items():
        d = dulu.get(kunci)
        if d is None:
            hasil.baru.append(Beda(b, None, jumlah_of(b)))
        elif (jumlah_of(d), d.fisik, d.periode) != (jumlah_of(b), b.fisik, b.periode):
            hasil.berubah.append(Beda(b, jumlah_of(d), jumlah_of(b), d.bulan if d.bulan != b.bulan else None))
        else:
            hasil.sama += 1
    hasil.hilang = [Beda(d, jumlah_of(d), None) for kunci, d in dulu.items() if kunci not in kini]
    return hasil
