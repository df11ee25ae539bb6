"""The promises of a year, read once: which perjanjian is in force per post, its butir, and the budget it answers for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from anggaran.rekap import SUBKEGIATAN, Pos
from kinerja.alur import StatusPerjanjian
from organisasi.models import Instansi, Jabatan
from perjanjian.models import Butir, PerjanjianKinerja
from renstra.models import Indikator


@dataclass(frozen=True)
class RekapPerjanjian:
    """A perjanjian with its butir in order."""

    model: PerjanjianKinerja
    butir: tuple[Butir, ...]

    @property
    def jabatan(self) -> Jabatan:
        return self.model.jabatan

    @property
    def is_berlaku(self) -> bool:
        return bool(self.model.status == StatusPerjanjian.BERLAKU)


def prefetch_indikator() -> Prefetch[Any]:
    """The indikator of the butir of perjanjian, with the scales they are measured on."""
    return Prefetch("butir__indikator", Indikator.objects.with_skala())


def muat_perjanjian(instansi: Instansi, tahun: int) -> tuple[RekapPerjanjian, ...]:
    """Return every perjanjian of the year in order of post, murni before perubahan. Five queries at most."""
    daftar = (
        PerjanjianKinerja.objects.for_instansi(instansi)
        .in_tahun(tahun)
        .select_related("jabatan", "pihak_kedua")
        .prefetch_related(prefetch_indikator(), "butir__indikator__sasaran", "butir__target_triwulan")
        .order_by("jabatan__urut", "jabatan_id", "jenis")
    )
    urutan = [PerjanjianKinerja.Jenis.MURNI, PerjanjianKinerja.Jenis.PERUBAHAN]
    isi = [RekapPerjanjian(p, tuple(p.butir.all())) for p in daftar]
    return tuple(
        sorted(isi, key=lambda r: (r.jabatan.urut, r.jabatan.pk, urutan.index(PerjanjianKinerja.Jenis(r.model.jenis))))
    )


def select_berlaku(daftar: tuple[RekapPerjanjian, ...]) -> tuple[RekapPerjanjian, ...]:
    """Return one perjanjian per post: the last one signed by both; where none is, the perubahan before the murni.

    So a perubahan that is still being written does not stand for a murni that was signed.
    """
    berlaku: dict[int, RekapPerjanjian] = {}
    for r in daftar:  # murni comes first, perubahan replaces it
        if r.is_berlaku or r.jabatan.pk not in berlaku or not berlaku[r.jabatan.pk].is_berlaku:
            berlaku[r.jabatan.pk] = r
    return tuple(berlaku.values())


def list_bawahan(jabatan: list[Jabatan], pk: int) -> set[int]:
    """Return the pk of a post and of all posts below it."""
    anak = defaultdict(list)
    for j in jabatan:
        anak[j.atasan_id].append(j.pk)
    hasil, antrean = set(), [pk]
    while antrean:
        kini = antrean.pop()
        if kini not in hasil:
            hasil.add(kini)
            antrean += anak[kini]
    return hasil


def walk_tanggungan(
    pos: Pos, siapa: int | None = None, sasaran: int | None = None
) -> Iterator[tuple[Pos, int | None, int | None]]:
    """Yield each node with who answers for it and the sasaran it serves, both from the nearest node that says so."""
    siapa, sasaran = pos.penanggung_jawab_id or siapa, pos.sasaran_id or sasaran
    yield pos, siapa, sasaran
    for a in pos.anak:
        yield from walk_tanggungan(a, siapa, sasaran)


def budget_of(anggaran: Mapping[int | None, Pos], jabatan: list[Jabatan], pk: int) -> Pos | None:
    """Return the part of the year's budgets (by unit) a post answers for: its own sub kegiatan and those of all below it.

    A sub kegiatan that names no one belongs to the nearest node above it that does, else to the top post alone. A
    kelurahan has a budget of its own: all of it is its lurah's, and none of it the kecamatan's.
    """
    posisi = {j.pk: j for j in jabatan}
    unit = posisi[pk].unit_id if pk in posisi else None
    if unit in anggaran and unit is not None:
        atasan = posisi.get(posisi[pk].atasan_id or 0)
        if atasan is None or atasan.unit_id != unit:
            return anggaran[unit]
    pohon = anggaran.get(unit, anggaran.get(None))
    if pohon is None:
        return None
    pimpinan = {j.pk for j in jabatan if j.atasan_id is None}
    lingkup = list_bawahan(jabatan, pk)
    milik: list[int] = []

    def turun(pos: Pos, penanggung: int | None) -> None:
        penanggung = pos.penanggung_jawab_id or penanggung
        tanggung = penanggung in lingkup or (penanggung is None and pk in pimpinan)
        if pos.tingkat == SUBKEGIATAN and pos.pk is not None and tanggung:
            milik.append(pos.pk)
        for a in pos.anak:
            turun(a, penanggung)

    turun(pohon, None)
    return pohon.filter_daun(milik)
