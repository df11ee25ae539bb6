"""Beginning a plan from what is there: last year's budget or plan, its prakiraan maju, the plan before its change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.db import transaction

from anggaran.models import Kegiatan, Program, SubKegiatan
from anggaran.salin import PetaSasaran
from kinerja.kode import normalize_kode
from kinerja.tulisan import format_isian
from organisasi.jejak import SALINAN, mark_dari
from organisasi.kembar import make_kembar
from organisasi.models import Instansi
from renja.models import IndikatorRencana, PosRencana, Renja

MURNI, PERUBAHAN = Renja.Jenis.MURNI, Renja.Jenis.PERUBAHAN


class Sumber(Enum):
    """Where the rows of a new plan come from."""

    MAJU = "prakiraan-maju"
    RENJA = "renja"
    ANGGARAN = "anggaran"
    ANGGARAN_INI = "anggaran-ini"  # the budget of the same year, where the plan is entered after it


@dataclass(frozen=True)
class Baris:
    """A row to be made: the values of a PosRencana and of its indicators."""

    kunci: tuple[int | None, str]  # unit, canonical code
    isi: dict[str, Any]
    indikator: list[dict[str, Any]] = field(default_factory=list)


def find_berlaku(instansi: Instansi, tahun: int) -> Renja | None:
    """Return the Renja in force: after the change where there was one."""
    semua = {r.jenis: r for r in Renja.objects.for_instansi(instansi).in_tahun(tahun)}
    return semua.get(PERUBAHAN) or semua.get(MURNI)


def list_baris(instansi: Instansi, tahun: int, sumber: Sumber) -> list[Baris]:
    """Return the rows that a source offers for the plan of a year. The number of queries does not depend on the size."""
    if sumber is Sumber.ANGGARAN_INI:
        return list(_read_anggaran(instansi, tahun, murni=True))
    if sumber is Sumber.ANGGARAN:
        return list(_read_anggaran(instansi, tahun - 1))
    lama = find_berlaku(instansi, tahun - 1)
    return list(_read_renja(lama, maju=sumber is Sumber.MAJU)) if lama else []


def _read_anggaran(instansi: Instansi, tahun: int, *, murni: bool = False) -> Iterator[Baris]:
    """``murni``: with the pagu as it was first adopted, else with the one in force."""
    program = (
        Program.objects.for_instansi(instansi)
        .in_tahun(tahun)
        .select_related("sasaran")
        .prefetch_related(
            "indikator", "kegiatan__sasaran", "kegiatan__indikator", "kegiatan__sub_kegiatan__sasaran",
            "kegiatan__sub_kegiatan__indikator",
        )
    )  # fmt: skip
    for p in program:
        yield _from_pos(p, p.unit_id)
        for k in p.kegiatan.all():
            yield _from_pos(k, p.unit_id)
            for s in k.sub_kegiatan.all():
                yield _from_pos(s, p.unit_id, s.pagu_murni if murni else s.pagu)


def _from_pos(pos: Program | Kegiatan | SubKegiatan, unit: int | None, pagu: int | None = None) -> Baris:
    isi = {
        "uraian": pos.uraian,
        "sasaran": pos.sasaran,
        "penanggung_jawab_id": pos.penanggung_jawab_id,
        "pagu": pagu,
    }
    indikator = [
        {
            "uraian": i.uraian,
            "satuan": i.satuan,
            "target": i.target_teks if i.target is None else format_isian(i.target),
        }
        for i in pos.indikator.all()
    ]
    return Baris((unit, pos.kode_baku), isi, indikator)


def _read_renja(renja: Renja, *, maju: bool) -> Iterator[Baris]:
    """``maju``: the prakiraan maju becomes the plan; what has none is left empty."""
    for p in renja.pos.select_related("sasaran").prefetch_related("indikator"):
        isi = {
            "uraian": p.uraian,
            "sasaran": p.sasaran,
            "penanggung_jawab_id": p.penanggung_jawab_id,
            "lokasi": p.lokasi,
            "sumber_dana": p.sumber_dana,
            "pagu": p.pagu_maju if maju else p.pagu,
        }
        indikator = [
            {"uraian": i.uraian, "satuan": i.satuan, "target": i.target_maju if maju else i.target}
            for i in p.indikator.all()
        ]
        yield Baris((p.unit_id, p.kode), isi, indikator)


def list_sumber(instansi: Instansi, tahun: int) -> list[Sumber]:
    """Return the sources that have rows for the plan of a year, the best beginning first. Four queries."""
    lama = find_berlaku(instansi, tahun - 1)
    program = set(Program.objects.for_instansi(instansi).values_list("tahun", flat=True))
    ada = {
        Sumber.MAJU: lama is not None and lama.pos.filter(pagu_maju__isnull=False).exists(),
        Sumber.RENJA: lama is not None and lama.pos.exists(),
        Sumber.ANGGARAN: tahun - 1 in program,
        Sumber.ANGGARAN_INI: tahun in program,
    }
    return [s for s, ya in ada.items() if ya]


@transaction.atomic
def salin_rencana(instansi: Instansi, tahun: int, sumber: Sumber) -> int:
    """Add the rows of a source that the Renja murni of the year does not have yet; return how many.

    The Renja is made where there is none. A sasaran of another Renstra is matched by its code. The prakiraan maju, notes
    and reasons of the old year do not come along.
    """
    Instansi.objects.select_for_update().get(pk=instansi.pk)  # of two who press at once, one copies
    baris = list_baris(instansi, tahun, sumber)
    if not baris:
        return 0
    sasaran = PetaSasaran(instansi, tahun)
    with mark_dari(SALINAN):
        renja, _ = Renja.objects.get_or_create(instansi=instansi, tahun=tahun, jenis=MURNI)
        ada = set(renja.pos.values_list("unit_id", "kode"))
        baru = [b for b in baris if b.kunci not in ada]
        for b in baru:
            unit, kode = b.kunci
            isi = {**b.isi, "sasaran": sasaran.find(b.isi["sasaran"])}
            pos = PosRencana.objects.create(renja=renja, unit_id=unit, kode=normalize_kode(kode), **isi)
            for urut, i in enumerate(b.indikator, start=1):
                IndikatorRencana.objects.create(pos=pos, urut=urut, **i)
    return len(baru)


@transaction.atomic
def buat_renja(instansi: Instansi, tahun: int) -> tuple[Renja, bool]:
    """Return the Renja murni of the year, made if need be, and whether it was."""
    return Renja.objects.get_or_create(instansi=instansi, tahun=tahun, jenis=MURNI)


@transaction.atomic
def buat_perubahan(murni: Renja) -> tuple[Renja, bool]:
    """Copy the Renja murni with all its rows as the Renja Perubahan of the year; return that, or the one there is."""
    Renja.objects.select_for_update().get(pk=murni.pk)
    kunci = {"instansi": murni.instansi, "tahun": murni.tahun, "jenis": PERUBAHAN}
    if ada := Renja.objects.filter(**kunci).first():
        return ada, False
    baru = make_kembar(murni, jenis=PERUBAHAN, nomor="", tanggal=None)
    for p in murni.pos.prefetch_related("indikator"):
        pos = make_kembar(p, renja=baru)
        for i in p.indikator.all():
            make_kembar(i, pos=pos)
    return baru, True
