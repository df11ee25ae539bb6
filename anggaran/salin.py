"""The budget of a year as the beginning of the next: what to do and by whom, not what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from anggaran.models import Belanja, IndikatorKegiatan, Kegiatan, Program, SubKegiatan
from anggaran.rencana.pilihan import find_renstra
from kinerja.kode import print_kode
from organisasi.models import Instansi
from renstra.models import Indikator, Sasaran

NAMA = ("program", "kegiatan", "sub kegiatan", "indikator", "rincian belanja")
USUL, KOSONG = "usul", "kosong"  # the new pagu murni: the pagu in force last year, or nothing yet


@dataclass
class RencanaSalin:
    """What copying would do: the rows still missing in the new year, and what does not carry over unchanged."""

    dari: int
    ke: int
    jumlah: dict[str, int] = field(default_factory=lambda: dict.fromkeys(NAMA, 0))
    sudah_ada: int = 0
    kode_berubah: int = 0
    tanpa_renstra: bool = False
    sasaran_beda: bool = False
    sasaran_hilang: list[str] = field(default_factory=list)

    @property
    def ada(self) -> bool:
        return any(self.jumlah.values())

    @property
    def daftar(self) -> list[tuple[str, int]]:
        return [(nama, n) for nama, n in self.jumlah.items() if n]


def list_tahun_asal(instansi: Instansi, ke: int) -> list[int]:
    """Return the other years that have a budget to copy from, last year and those before it first."""
    tahun = Program.objects.for_instansi(instansi).exclude(tahun=ke).values_list("tahun", flat=True)
    return sorted(set(tahun), key=lambda t: (t > ke, -t))


def plan_salinan(instansi: Instansi, dari: int, ke: int, *, belanja: bool = True) -> RencanaSalin:
    """Tell what :func:`salin_anggaran` would do. The number of queries does not depend on the size."""
    rencana, sasaran = RencanaSalin(dari, ke), PetaSasaran(instansi, ke)
    ada = {_kunci(s) for program in _muat(instansi, ke) for s in _walk(program)}
    hilang: dict[str, None] = {}
    for program in _muat(instansi, dari):
        for simpul in _walk(program):
            if _kunci(simpul) in ada:
                rencana.sudah_ada += 1
                continue
            rencana.jumlah[str(simpul._meta.verbose_name)] += 1
            rencana.jumlah["indikator"] += len(simpul.indikator.all())
            if belanja and isinstance(simpul, SubKegiatan):
                rencana.jumlah["rincian belanja"] += len(simpul.belanja.all())
            rencana.kode_berubah += print_kode(simpul.kode_baku, ke) != simpul.kode
            if simpul.sasaran is not None and sasaran.find(simpul.sasaran) is None:
                hilang[str(simpul.sasaran)] = None
    rencana.sasaran_hilang, rencana.sasaran_beda = list(hilang), sasaran.beda
    rencana.tanpa_renstra = sasaran.renstra is None
    return rencana


@transaction.atomic
def salin_anggaran(instansi: Instansi, dari: int, ke: int, *, pagu: str = USUL, belanja: bool = True) -> int:
    """Copy the programmes of a year into another with their kegiatan, sub kegiatan, indicators and (optionally) belanja.

    Carried over: uraian, responsible posts, sasaran (by code, where another Renstra is in force), indicators with their
    targets. Not: pagu perubahan, anggaran kas, realisasi, evidence. The pagu murni is proposed (USUL: the pagu in force
    of the old year) or 0 (KOSONG). What the new year has already stays as it is, so that copying twice adds nothing.
    Returns the number of rows created.
    """
    if dari == ke:
        return 0
    penyalin = _Penyalin(instansi, ke, pagu, belanja)
    for program in _muat(instansi, dari):
        penyalin.copy_program(program)
    return penyalin.dibuat


def _muat(instansi: Instansi, tahun: int) -> list[Program]:
    return list(
        Program.objects.for_instansi(instansi)
        .in_tahun(tahun)
        .select_related("sasaran")
        .prefetch_related(
            "indikator__indikator__renstra", "kegiatan__sasaran", "kegiatan__indikator__indikator__renstra",
            "kegiatan__sub_kegiatan__sasaran", "kegiatan__sub_kegiatan__indikator__indikator__renstra",
            "kegiatan__sub_kegiatan__belanja",
        )
    )  # fmt: skip


def _walk(program: Program) -> Iterator[Any]:
    yield program
    for kegiatan in program.kegiatan.all():
        kegiatan.program = program
        yield kegiatan
        for sub in kegiatan.sub_kegiatan.all():
            sub.kegiatan = kegiatan
            yield sub


def _kunci(simpul: Any) -> tuple[int | None, str]:
    """What makes a node the same in another year: whose it is, and its canonical code."""
    if isinstance(simpul, SubKegiatan):
        return simpul.kegiatan.program.unit_id, simpul.kode_baku
    if isinstance(simpul, Kegiatan):
        return simpul.program.unit_id, simpul.kode_baku
    return simpul.unit_id, simpul.kode_baku


class PetaSasaran:
    """A sasaran of last year as the Renstra in force in the new year has it."""

    def __init__(self, instansi: Instansi, ke: int) -> None:
        self.renstra = find_renstra(instansi, ke)
        milik = Sasaran.objects.filter(renstra=self.renstra) if self.renstra else []
        self.menurut_kode = {s.kode: s for s in milik}
        self.beda = False

    def find(self, lama: Sasaran | None) -> Sasaran | None:
        if lama is None or (self.renstra and lama.renstra_id == self.renstra.pk):
            return lama
        self.beda = True
        return self.menurut_kode.get(lama.kode)


class _Penyalin:
    def __init__(self, instansi: Instansi, ke: int, pagu: str, belanja: bool) -> None:
        self.instansi, self.ke, self.pagu, self.belanja = instansi, ke, pagu, belanja
        self.sasaran = PetaSasaran(instansi, ke)
        self.ada: dict[tuple[int | None, str], Any] = {
            _kunci(s): s for program in _muat(instansi, ke) for s in _walk(program)
        }
        self.dibuat = 0

    def copy_program(self, lama: Program) -> None:
        program = self._copy(lama, Program, instansi=self.instansi, tahun=self.ke, unit_id=lama.unit_id)
        for k in lama.kegiatan.all():
            k.program = lama
            kegiatan = self._copy(k, Kegiatan, program=program)
            for s in k.sub_kegiatan.all():
                s.kegiatan = k
                self._copy(s, SubKegiatan, kegiatan=kegiatan, pagu_murni=s.pagu if self.pagu == USUL else 0)

    def _copy(self, lama: Any, model: type[Any], **isi: Any) -> Any:
        """Return the node of the new year, made after the old one where it is missing."""
        if (ada := self.ada.get(_kunci(lama))) is not None:
            return ada
        baru = model.objects.create(
            kode=print_kode(lama.kode_baku, self.ke),
            uraian=lama.uraian,
            sasaran=self.sasaran.find(lama.sasaran),
            penanggung_jawab_id=lama.penanggung_jawab_id,
            **isi,
        )
        self.dibuat += 1
        induk = {Program: "program", Kegiatan: "kegiatan", SubKegiatan: "sub_kegiatan"}[model]
        bidang = ("uraian", "satuan", "arah", "akumulasi", "target", "target_teks", "urut")
        for i in lama.indikator.all():
            isi_lama = {b: getattr(i, b) for b in bidang}
            IndikatorKegiatan.objects.create(**{induk: baru}, **isi_lama, indikator=self._find_indikator(i.indikator))
            self.dibuat += 1
        if self.belanja and isinstance(lama, SubKegiatan):
            self._copy_belanja(lama, baru)
        return baru

    def _find_indikator(self, lama: Indikator | None) -> Indikator | None:
        """The indikator of the Renstra that a keluaran feeds, while that Renstra still covers the new year."""
        if lama is None or not lama.renstra.tahun_awal <= self.ke <= lama.renstra.tahun_akhir:
            return None
        return lama

    def _copy_belanja(self, lama: SubKegiatan, baru: SubKegiatan) -> None:
        for b in lama.belanja.all():
            pagu = b.pagu if self.pagu == USUL else None
            Belanja.objects.create(
                sub_kegiatan=baru, kode_rekening=b.kode_rekening, uraian=b.uraian, pagu_murni=pagu, urut=b.urut
            )
            self.dibuat += 1
