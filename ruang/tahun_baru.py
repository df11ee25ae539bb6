"""A new year from last year's: what can be taken over, what is there already, step by step or all at once.

Each step belongs to the app whose rows it copies; copying never changes or repeats what the new year has already.
A new kind of data that should come along is one more line of :data:`LANGKAH`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from django.db import transaction

from anggaran.models import SubKegiatan
from lakip.data import list_tahun
from lakip.models import Laporan, Narasi
from organisasi.jejak import SALINAN, mark_dari
from organisasi.models import Instansi
from organisasi.tabel_isian.salin import count_salinan
from perjanjian.models import PerjanjianKinerja
from renstra.models import Renstra

Hitung = Callable[[Instansi, int], int]
# Instansi, from year, to year → how many rows were made, perhaps by table.
Salin = Callable[[Instansi, int, int], int | dict[str, int]]


@dataclass(frozen=True)
class Langkah:
    """A step: how many rows a year has of it, and the function that copies (``module:name``)."""

    kunci: str
    judul: str
    keterangan: str
    satuan: str
    hitung: Hitung
    fungsi: str
    halaman: str  # the page (slug, tahun) on which the copy is gone through
    sekali: bool = False  # a year has one of it: nothing can be added later

    def find_fungsi(self) -> Salin | None:
        """Return the function; None where its app cannot copy."""
        modul, _, nama = self.fungsi.partition(":")
        try:
            return getattr(import_module(modul), nama, None) if find_spec(modul) else None
        except ModuleNotFoundError:  # its package is not there
            return None


@dataclass(frozen=True)
class Keadaan:
    """A step in a certain year: rows last year, rows here."""

    langkah: Langkah
    lama: int
    baru: int

    @property
    def dapat(self) -> bool:
        penuh = self.langkah.sekali and self.baru > 0
        return self.lama > 0 and not penuh and self.langkah.find_fungsi() is not None

    @property
    def selesai(self) -> bool:
        return self.baru > 0


def _count(model: type) -> Hitung:
    def hitung(instansi: Instansi, tahun: int) -> int:
        jumlah: int = model.objects.for_instansi(instansi).in_tahun(tahun).count()  # type: ignore[attr-defined]
        return jumlah

    return hitung


LANGKAH = (
    Langkah(
        "anggaran",
        "Program, kegiatan, dan sub kegiatan",
        "Dengan penanggung jawab, sasaran, indikator, dan usul pagu. Realisasi tidak ikut.",
        "sub kegiatan",
        _count(SubKegiatan),
        "anggaran.salin:salin_anggaran",
        "lihat_anggaran",
    ),
    Langkah(
        "perjanjian",
        "Perjanjian kinerja",
        "Dengan butir dan target menurut Renstra tahun baru.",
        "perjanjian",
        _count(PerjanjianKinerja),
        "perjanjian.salin:salin_perjanjian",
        "list_perjanjian",
    ),
    Langkah(
        "data",
        "Data pendukung",
        "Pegawai, sarana, data wilayah, dasar hukum, isu strategis, dan tabel lain yang jarang berubah.",
        "baris",
        count_salinan,
        "organisasi.tabel_isian.salin:salin_semua",
        "list_isian",
    ),
    Langkah(
        "laporan",
        "Susunan laporan kinerja",
        "Dengan narasi yang tidak memuat angka; yang memuat angka ditulis baru.",
        "laporan",
        _count(Laporan),
        "ruang.tahun_baru:salin_laporan",
        "tulis_lkj",
        sekali=True,
    ),
)


def find_langkah(kunci: str) -> Langkah | None:
    return next((x for x in LANGKAH if x.kunci == kunci), None)


def find_asal(instansi: Instansi, ke: int) -> int | None:
    """Return the latest earlier year that has data."""
    return next((t for t in list_tahun(instansi) if t < ke), None)


def list_keadaan(instansi: Instansi, dari: int, ke: int) -> list[Keadaan]:
    return [Keadaan(x, x.hitung(instansi, dari), x.hitung(instansi, ke)) for x in LANGKAH]


def has_renstra(instansi: Instansi, tahun: int) -> bool:
    return bool(Renstra.objects.for_instansi(instansi).filter(tahun_awal__lte=tahun, tahun_akhir__gte=tahun).exists())


def run_langkah(langkah: list[Langkah], instansi: Instansi, dari: int, ke: int) -> dict[str, int]:
    """Copy these steps in order, all or nothing; return how many rows each made, by title."""
    hasil = {}
    with mark_dari(SALINAN), transaction.atomic():
        for x in langkah:
            if fungsi := x.find_fungsi():
                jumlah = fungsi(instansi, dari, ke)
                hasil[x.judul] = sum(jumlah.values()) if isinstance(jumlah, dict) else jumlah
    return hasil


def salin_laporan(instansi: Instansi, dari: int, ke: int) -> int:
    """Begin the report of the new year with last year's outline and the words that hold no figure; return 0 or 1."""
    lama = Laporan.objects.for_instansi(instansi).in_tahun(dari).first()
    if lama is None or Laporan.objects.for_instansi(instansi).in_tahun(ke).exists():
        return 0
    baru = Laporan.objects.create(instansi=instansi, tahun=ke, susunan=lama.susunan, tempat=lama.tempat)
    for n in Narasi.objects.filter(laporan=lama):
        if not re.search(r"\d", n.teks):
            Narasi.objects.create(laporan=baru, bagian=n.bagian, cara=n.cara, teks=n.teks)
    return 1
