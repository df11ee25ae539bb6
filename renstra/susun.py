"""Building the plan: proposed codes, order, copying a plan into a new period, the tree to read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

from django.db import transaction
from django.db.models import Max, Model

from kinerja.angka import TANDA_KOSONG
from kinerja.ukuran import Sasar, write_sasar
from organisasi.kembar import make_kembar
from renstra.models import Indikator, Renstra, Sasaran, Strategi, Tujuan
from renstra.rekap import RekapIndikator, RekapRenstra

Jenis: TypeAlias = Literal["tujuan", "sasaran", "indikator", "strategi"]
MODEL: dict[str, type[Model]] = {"tujuan": Tujuan, "sasaran": Sasaran, "indikator": Indikator, "strategi": Strategi}

_AKHIR_ANGKA = re.compile(r"(.*?)([0-9]+)")

# ---------------------------------------------------------------------------------------------------------------- codes


def propose_kode(terpakai: Iterable[str], awalan: str) -> str:
    """Return the next free code in the office's own style: after T1, T2 comes T3; the first is ``awalan`` + 1."""
    nomor: dict[str, int] = {}
    for kode in terpakai:
        if cocok := _AKHIR_ANGKA.fullmatch(kode.strip()):
            nomor[cocok[1]] = max(nomor.get(cocok[1], 0), int(cocok[2]))
    if awalan not in nomor and nomor and "." not in awalan:
        awalan = max(nomor, key=lambda a: nomor[a])
    return f"{awalan}{nomor.get(awalan, 0) + 1}"


def propose_kode_tujuan(renstra: Renstra) -> str:
    return propose_kode(renstra.tujuan.values_list("kode", flat=True), "T")


def propose_kode_sasaran(renstra: Renstra) -> str:
    return propose_kode(renstra.sasaran.values_list("kode", flat=True), "S")


def propose_kode_indikator(renstra: Renstra, induk: Tujuan | Sasaran | None) -> str:
    """Return S3.1, S3.2 … below S3."""
    if induk is None:
        return ""
    return propose_kode(renstra.indikator.values_list("kode", flat=True), f"{induk.kode}.")


# ---------------------------------------------------------------------------------------------------------------- order


def list_urut(baris: Model) -> list[Any]:
    """Return all rows among which this one has its place, in order."""
    model: Any = type(baris)
    if isinstance(baris, Strategi):
        return list(Strategi.objects.filter(sasaran=baris.sasaran_id).order_by("urut", "pk"))
    return list(model.objects.filter(renstra=baris.renstra_id).order_by("urut", "pk"))  # type: ignore[attr-defined]


def key_saudara(baris: Any) -> tuple[Any, ...]:
    """Rows with the same key stand below the same parent."""
    if isinstance(baris, Sasaran):
        return (baris.tingkat, baris.tujuan_id, baris.induk_id)
    if isinstance(baris, Indikator):
        return (baris.tujuan_id, baris.sasaran_id)
    return ()


def next_urut(kueri: Any) -> int:
    return int(kueri.aggregate(n=Max("urut"))["n"] or 0) + 1


def move(baris: Model, arah: Literal["naik", "turun"]) -> bool:
    """Change places with the brother above or below; False where there is none. Saves only rows whose place changes."""
    with transaction.atomic():
        semua = list_urut(baris)
        letak = [n for n, b in enumerate(semua) if key_saudara(b) == key_saudara(baris)]
        sini = next(i for i, n in enumerate(letak) if semua[n].pk == baris.pk)
        sana = sini + (-1 if arah == "naik" else 1)
        if not 0 <= sana < len(letak):
            return False
        a, b = letak[sini], letak[sana]
        semua[a], semua[b] = semua[b], semua[a]
        for n, satu in enumerate(semua, start=1):
            if satu.urut != n:
                satu.urut = n
                satu.save(update_fields=["urut"])
        return True


# -------------------------------------------------------------------------------------------------------------- copying


@transaction.atomic
def salin_renstra(lama: Renstra, baru: Renstra) -> int:
    """Copy tujuan, sasaran, indikator and strategi into another period; return how many rows that made.

    Targets, realisasi and where an indicator began belong to the old period and stay there.
    """
    tujuan: dict[int | None, Any] = {t.pk: make_kembar(t, renstra=baru) for t in lama.tujuan.all()}
    asal = list(lama.sasaran.all())
    sasaran: dict[int | None, Any] = {
        s.pk: make_kembar(s, renstra=baru, tujuan=tujuan.get(s.tujuan_id), induk=None) for s in asal
    }
    for s in asal:
        if s.induk_id in sasaran:
            sasaran[s.pk].induk = sasaran[s.induk_id]
            sasaran[s.pk].save(update_fields=["induk"])
    indikator = [
        make_kembar(
            i,
            renstra=baru,
            tujuan=tujuan.get(i.tujuan_id),
            sasaran=sasaran.get(i.sasaran_id),
            kondisi_awal=None,
            kondisi_awal_teks="",
        )
        for i in lama.indikator.all()
    ]
    strategi = [make_kembar(x, sasaran=sasaran[x.sasaran_id]) for x in Strategi.objects.filter(sasaran__renstra=lama)]
    return len(tujuan) + len(sasaran) + len(indikator) + len(strategi)


# ------------------------------------------------------------------------------------------------------------- the tree


@dataclass(frozen=True)
class Cabang:
    """A line of the plan as it is read: what it is, how deep it lies, and the cells of an indicator."""

    jenis: str
    model: Any
    tingkat: int
    sel: tuple[str, ...] = ()
    awal: bool = True  # nothing stands above it below the same parent
    akhir: bool = True

    @property
    def operasional(self) -> bool:
        return isinstance(self.model, Sasaran) and self.model.tingkat == Sasaran.Tingkat.OPERASIONAL


def susun_pohon(rekap: RekapRenstra) -> tuple[Cabang, ...]:
    """Return the plan line by line: tujuan, its indikator, its sasaran with indikator, strategi and what supports them.

    A sasaran without tujuan and without a sasaran above it comes last; nothing is left out.
    """
    baris = list(_walk(rekap))
    kelompok: dict[tuple[Any, ...], list[int]] = {}
    for n, b in enumerate(baris):
        induk = b.model.sasaran_id if isinstance(b.model, Strategi) else None
        kelompok.setdefault((b.jenis, induk, *key_saudara(b.model)), []).append(n)
    for letak in kelompok.values():
        for n in letak:
            baris[n] = replace(baris[n], awal=n == letak[0], akhir=n == letak[-1])
    return tuple(baris)


def _walk(rekap: RekapRenstra) -> Iterator[Cabang]:
    dikenal = {s.pk for s in rekap.sasaran}
    sudah: set[int] = set()

    def sasaran(s: Sasaran, tingkat: int) -> Iterator[Cabang]:
        if s.pk in sudah:
            return
        sudah.add(s.pk)
        yield Cabang("sasaran", s, tingkat)
        for i in rekap.of_sasaran(s):
            yield _indikator(i, rekap.tahun, tingkat + 1)
        for x in rekap.strategi:
            if x.sasaran_id == s.pk:
                yield Cabang("strategi", x, tingkat + 1)
        for anak in rekap.sasaran:
            if anak.induk_id == s.pk:
                yield from sasaran(anak, tingkat + 1)

    for t in rekap.tujuan:
        yield Cabang("tujuan", t, 0)
        for i in rekap.of_tujuan(t):
            yield _indikator(i, rekap.tahun, 1)
        for s in rekap.sasaran:
            if s.tujuan_id == t.pk and s.induk_id not in dikenal:
                yield from sasaran(s, 1)
    for s in rekap.sasaran:
        if s.induk_id not in dikenal:
            yield from sasaran(s, 0)
    for s in rekap.sasaran:  # what supports itself in a circle would be seen nowhere
        yield from sasaran(s, 0)


def _indikator(i: RekapIndikator, tahun: Iterable[int], tingkat: int) -> Cabang:
    return Cabang("indikator", i.model, tingkat, (print_sasar(i.model.awal), *(print_sasar(i.sasar(t)) for t in tahun)))


def print_sasar(sasar: Sasar | None) -> str:
    """Write a target to be read: "1.250", "Baik", "60 (CC)", or "–"."""
    return TANDA_KOSONG if sasar is None else write_sasar(sasar)


@dataclass(frozen=True)
class BarisIku:
    model: Indikator
    induk: str
    penanggung_jawab: str
    sel: tuple[str, ...]


def susun_iku(rekap: RekapRenstra) -> list[BarisIku]:
    """Return the IKU with what they measure, who answers for them, and their targets year by year."""
    sasaran: dict[int | None, str] = {s.pk: s.uraian for s in rekap.sasaran}
    tujuan: dict[int | None, str] = {t.pk: t.uraian for t in rekap.tujuan}
    return [
        BarisIku(
            i.model,
            sasaran[i.model.sasaran_id] if i.model.sasaran_id else tujuan[i.model.tujuan_id],
            i.model.keterangan_penanggung_jawab or str(i.model.penanggung_jawab or ""),
            tuple(print_sasar(i.sasar(t)) for t in rekap.tahun),
        )
        for i in rekap.iku
    ]
