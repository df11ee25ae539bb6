"""Programmes, kegiatan and sub kegiatan taken from the national nomenclature, found by code or words."""

from __future__ import annotations

from collections.abc import Container, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Replace

from anggaran.models import IndikatorKegiatan, Kegiatan, Nomenklatur, Program, SubKegiatan, VersiNomenklatur
from kinerja.capaian import Arah
from kinerja.kode import KodeError, induk_kode, normalize_kode, print_kode, tingkat_kode
from kinerja.triwulan import default_akumulasi
from organisasi.models import Instansi, UnitKerja

BATAS = 40


@dataclass
class Tambahan:
    """What was created: the nodes asked for and the parents that were missing."""

    program: list[Program] = field(default_factory=list)
    kegiatan: list[Kegiatan] = field(default_factory=list)
    sub_kegiatan: list[SubKegiatan] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.program or self.kegiatan or self.sub_kegiatan)

    def __str__(self) -> str:
        isi = ((self.sub_kegiatan, "sub kegiatan"), (self.kegiatan, "kegiatan"), (self.program, "program"))
        return ", ".join(f"{len(baris)} {nama}" for baris, nama in isi if baris)


def find_versi(tahun: int) -> VersiNomenklatur | None:
    """Return the edition in force in a year; before the first one, the first one (its codes only end differently)."""
    versi = VersiNomenklatur.objects.order_by("-mulai_tahun")
    return versi.filter(mulai_tahun__lte=tahun).first() or versi.last()


def search_nomenklatur(q: str, tahun: int, tingkat: str = "") -> QuerySet[Nomenklatur]:
    """Return the entries that fit what was typed: the beginning of a code with or without dots, or all of the words."""
    isi = Nomenklatur.objects.filter(versi=find_versi(tahun)).annotate(rapat=Replace("kode", Value("."), Value("")))
    if tingkat in Nomenklatur.Tingkat.values:
        isi = isi.filter(tingkat=tingkat)
    for kata in _split(q):
        isi = isi.filter(_match_kode(kata) if kata[0].isdigit() else _match_kata(kata))
    return isi.order_by("kode")


def _split(q: str) -> list[str]:
    """Return the words; parts of a code that were typed with blanks between them stay together."""
    kata: list[str] = []
    for k in q.replace(",", " ").split()[:12]:
        if kata and k[0].isdigit() and kata[-1][0].isdigit():
            kata[-1] += k
        else:
            kata.append(k)
    return kata


def _match_kode(teks: str) -> Q:
    angka = teks.replace(".", "")
    cocok = Q(rapat__startswith=angka)
    with suppress(KodeError):  # "7.01.02.2.01.01" of the years before 2024, "7.01.02.02.01"
        cocok |= Q(rapat__startswith=normalize_kode(teks).replace(".", ""))
    return cocok | Q(uraian__icontains=teks)


def _match_kata(teks: str) -> Q:
    return Q(uraian__icontains=teks) | Q(varian__icontains=teks) | Q(kinerja__icontains=teks)


def list_kode(instansi: Instansi, tahun: int, unit: UnitKerja | None) -> set[str]:
    """Return the canonical codes a unit already has in a year. Three queries."""
    return {
        *Program.objects.for_instansi(instansi).in_tahun(tahun).filter(unit=unit).values_list("kode_baku", flat=True),
        *_milik(Kegiatan, instansi, tahun).filter(program__unit=unit).values_list("kode_baku", flat=True),
        *_milik(SubKegiatan, instansi, tahun).filter(kegiatan__program__unit=unit).values_list("kode_baku", flat=True),
    }


def _milik(model: Any, instansi: Instansi, tahun: int) -> QuerySet[Any]:
    return model.objects.for_instansi(instansi).in_tahun(tahun)


@transaction.atomic
def add_kode(
    instansi: Instansi,
    tahun: int,
    unit: UnitKerja | None,
    kode: Iterable[str],
    uraian: dict[str, str] | None = None,
    pagu_murni: int = 0,
    tanpa_indikator: Container[str] = (),
) -> Tambahan:
    """Create these nodes (any level, any way of writing the code) with the parents they lack; what exists is left alone.

    ``uraian``: descriptions by canonical code where they are not those of the nomenclature. The pagu is 0 until it is
    filled in; the indicator that the nomenclature names is taken over without a target, but for the canonical codes in
    ``tanpa_indikator``, which bring their own. Raises KodeError.
    """
    baku = [normalize_kode(k) for k in kode]
    perlu = {k for b in baku for k in _list_jalur(b)}
    acuan = {n.kode: n for n in Nomenklatur.objects.filter(versi=find_versi(tahun), kode__in=perlu)}
    nama = {k: n.uraian for k, n in acuan.items()} | (uraian or {})
    hasil = Tambahan()
    for k in sorted(perlu):
        isi: dict[str, Any] = {"kode": print_kode(k, tahun), "uraian": nama.get(k) or f"(uraian {k} belum diisi)"}
        induk = induk_kode(k)
        pos: Any
        match tingkat_kode(k):
            case "program":
                pos, baru = Program.objects.get_or_create(
                    instansi=instansi, tahun=tahun, unit=unit, kode_baku=k, defaults=isi
                )
                daftar: list[Any] = hasil.program
            case "kegiatan":
                program = Program.objects.get(instansi=instansi, tahun=tahun, unit=unit, kode_baku=induk)
                pos, baru = Kegiatan.objects.get_or_create(program=program, kode_baku=k, defaults=isi)
                daftar = hasil.kegiatan
            case _:
                kegiatan = _milik(Kegiatan, instansi, tahun).get(program__unit=unit, kode_baku=induk)
                isi["pagu_murni"] = pagu_murni
                pos, baru = SubKegiatan.objects.get_or_create(kegiatan=kegiatan, kode_baku=k, defaults=isi)
                daftar = hasil.sub_kegiatan
        if baru:
            daftar.append(pos)
            _add_indikator(pos, None if k in tanpa_indikator else acuan.get(k))
    return hasil


def _list_jalur(kode: str) -> list[str]:
    """Return a code and those above it down from the program; KodeError for an urusan or bidang."""
    jalur = [kode]
    while tingkat_kode(jalur[-1]) != "program":
        induk = induk_kode(jalur[-1])
        if induk is None:
            raise KodeError(f"“{kode}” kode urusan atau bidang. Pilih program, kegiatan, atau sub kegiatan.")
        jalur.append(induk)
    return jalur


def _add_indikator(pos: Any, acuan: Nomenklatur | None) -> None:
    if acuan is None or not acuan.indikator:
        return
    akumulasi = default_akumulasi(acuan.satuan, Arah.NAIK)
    induk = {pos._meta.model_name.replace("subkegiatan", "sub_kegiatan"): pos}
    IndikatorKegiatan.objects.create(uraian=acuan.indikator, satuan=acuan.satuan, akumulasi=akumulasi.value, **induk)
