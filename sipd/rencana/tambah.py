"""Sub kegiatan that a file has and the budget lacks: what they could be called, and how they would hang in the budget.

Nothing is written here. What does not exist yet has a negative key, so that a plan can speak of it like of any other row.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from anggaran.models import Kegiatan, Nomenklatur, Program, SubKegiatan
from anggaran.rencana.hapus import Simpul
from anggaran.rencana.nomenklatur import find_versi
from kinerja.kode import induk_kode, print_kode, tingkat_kode
from organisasi.models import UnitKerja
from sipd.models import BarisImpor, ImporBerkas
from sipd.padan import rapat, ringkas
from sipd.rencana.isi import Kelompok
from sipd.rencana.kini import Kini

AWALAN = "tambah"


@dataclass(frozen=True)
class Usulan:
    """A code with a name that a new sub kegiatan could have: as the file names it, or as the national list does."""

    kode: str  # canonical
    nama: str
    baku: bool

    @property
    def nilai(self) -> str:
        """What stands for it in a form."""
        return f"{AWALAN}-{self.kode}-{'baku' if self.baku else 'berkas'}"

    @property
    def label(self) -> str:
        dari = "nama menurut daftar nasional" if self.baku else "nama menurut berkas"
        return f"{self.kode} {self.nama[:90]} ({dari})"


def list_usulan(kelompok: Iterable[Kelompok], kini: Kini) -> dict[str, list[Usulan]]:
    """Return for each name of the file what could be added for it; nothing where its unit has that code. One query."""
    acuan = Nomenklatur.objects.filter(versi=find_versi(kini.tahun), tingkat=Nomenklatur.Tingkat.SUBKEGIATAN)
    baku = dict(acuan.values_list("kode", "uraian"))
    menurut_nama: dict[str, list[str]] = {}
    for kode, nama in baku.items():
        menurut_nama.setdefault(rapat(nama), []).append(kode)
    ada = {(s.kegiatan.program.unit_id, s.kode_baku) for s in kini.sub if s.pk > 0}
    hasil = {}
    for k in kelompok:
        sama = menurut_nama.get(rapat(k.nama), [])
        kode = k.kode or (sama[0] if len(sama) == 1 else "")
        if kode and tingkat_kode(kode) == "subkegiatan" and (k.unit_pk, kode) not in ada:
            hasil[k.grup] = _name_usulan(kode, k.nama, baku.get(kode, ""))
    return {grup: usulan for grup, usulan in hasil.items() if usulan}


def _name_usulan(kode: str, nama: str, baku: str) -> list[Usulan]:
    if baku and rapat(baku) == rapat(nama):
        return [Usulan(kode, baku, True)]
    return [*([Usulan(kode, nama[:400], False)] if nama else []), *([Usulan(kode, baku, True)] if baku else [])]


def rancang(impor: ImporBerkas, kini: Kini, kelompok: Iterable[Kelompok], baris: Iterable[BarisImpor]) -> list[Simpul]:
    """Lead the names that the user wants added to their sub kegiatan, and return the nodes that are yet to be made.

    Where somebody else has added one by now, that is the one.
    """
    tambah = impor.pilihan.get("tambah", {})
    perlu = {k.grup: k for k in kelompok if k.grup in tambah and not k.dilewati}
    if not perlu:
        return []
    perancang = _Perancang(impor, kini)
    for grup, k in perlu.items():
        k.sub, k.dipilih = perancang.find_sub(k.unit, tambah[grup]["kode"], tambah[grup]["nama"]), True
    for b in baris:
        if b.grup in perlu:
            b.sub_kegiatan, b.dipilih = perlu[b.grup].sub, True
    kini.sub += [s for s in perancang.baru if isinstance(s, SubKegiatan)]
    return sorted(perancang.baru, key=lambda s: (_unit(s), s.kode_baku))


def find_unit_simpul(simpul: Simpul) -> UnitKerja | None:
    """Return whose budget a node is of."""
    match simpul:
        case SubKegiatan():
            return simpul.kegiatan.program.unit
        case Kegiatan():
            return simpul.program.unit
        case _:
            return simpul.unit


def _unit(simpul: Simpul) -> int:
    unit = find_unit_simpul(simpul)
    return unit.pk if unit else 0


class _Perancang:
    """The budget tree with what would be added to it. Four queries."""

    def __init__(self, impor: ImporBerkas, kini: Kini) -> None:
        self.impor, self.kini = impor, kini
        self.baru: list[Simpul] = []
        acuan = Nomenklatur.objects.filter(versi=find_versi(impor.tahun)).exclude(
            tingkat=Nomenklatur.Tingkat.SUBKEGIATAN
        )
        self.nama = {**impor.ringkasan.get("induk", {}), **dict(acuan.values_list("kode", "uraian"))}
        program = Program.objects.for_instansi(impor.instansi).in_tahun(impor.tahun)
        kegiatan = Kegiatan.objects.for_instansi(impor.instansi).in_tahun(impor.tahun)
        jabatan = "penanggung_jawab__unit"
        self.ada: dict[tuple[int, str], Any] = {
            (_unit(s), s.kode_baku): s
            for s in (
                *program.select_related("unit", jabatan),
                *kegiatan.select_related("program__unit", jabatan, f"program__{jabatan}"),
                *kini.sub,
            )
        }

    def find_sub(self, unit: UnitKerja | None, kode: str, nama: str) -> SubKegiatan:
        sub: SubKegiatan = self._find(unit, kode, nama)
        return sub

    def _find(self, unit: UnitKerja | None, kode: str, nama: str) -> Any:
        kunci = (unit.pk if unit else 0, kode)
        if kunci not in self.ada:
            self.ada[kunci] = satu = self._begin(unit, kode, nama)
            self.baru.append(satu)
        return self.ada[kunci]

    def _begin(self, unit: UnitKerja | None, kode: str, nama: str) -> Simpul:
        isi: dict[str, Any] = {
            "pk": -1 - int(ringkas(unit.pk if unit else 0, kode)[:8], 16),  # the same whenever it is asked for
            "kode": print_kode(kode, self.impor.tahun),
            "kode_baku": kode,
            "uraian": nama or self.nama.get(kode) or f"(uraian {kode} belum diisi)",
        }
        tingkat = tingkat_kode(kode)
        if tingkat == "program":
            return Program(instansi=self.impor.instansi, tahun=self.impor.tahun, unit=unit, **isi)
        induk = self._find(unit, induk_kode(kode) or "", "")
        return (
            Kegiatan(program=induk, **isi)
            if tingkat == "kegiatan"
            else SubKegiatan(kegiatan=induk, pagu_murni=0, **isi)
        )
