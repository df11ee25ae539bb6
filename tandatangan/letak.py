"""Where a visible block goes: at a named destination of the PDF, else at the foot of the last page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject
from pyhanko.pdf_utils.reader import PdfFileReader

MM = Decimal(72) / Decimal("25.4")
LEBAR, TINGGI = 62 * MM, 24 * MM
_TEPI, _SELA = 20 * MM, 8 * MM
_DALAM = 32  # levels of a name tree; ours have one


@dataclass(frozen=True)
class Letak:
    """A box on a page (counted from 0), in points from the lower left corner."""

    halaman: int
    kiri: Decimal
    bawah: Decimal

    @property
    def kotak(self) -> tuple[int, int, int, int]:
        """The lower left and upper right corner in whole points, as pyHanko wants it."""
        return round(self.kiri), round(self.bawah), round(self.kiri + LEBAR), round(self.bawah + TINGGI)


def find_letak(pembaca: PdfFileReader, jangkar: tuple[str, ...], urut: int) -> Letak:
    """Return the place of the first of these destinations that the PDF has."""
    tujuan = dict(_list_tujuan(pembaca))
    for nama in jangkar:
        if nama in tujuan and (letak := _read_tujuan(pembaca, tujuan[nama])) is not None:
            return letak
    halaman = _list_halaman(pembaca)
    return Letak(len(halaman) - 1, _TEPI + (urut - 1) % 2 * (LEBAR + _SELA), (urut - 1) // 2 * (TINGGI + _SELA) + _SELA)


def _list_halaman(pembaca: PdfFileReader) -> list[IndirectObject]:
    banyak = int(pembaca.root["/Pages"]["/Count"])
    return [pembaca.find_page_for_modification(i)[0] for i in range(banyak)]


def _list_tujuan(pembaca: PdfFileReader) -> Iterator[tuple[str, Any]]:
    """Yield the named destinations, of the old dictionary and of the name tree."""
    for nama, isi in dict(pembaca.root.get("/Dests") or {}).items():
        yield str(nama).removeprefix("/"), isi
    nama_nama = pembaca.root.get("/Names") or {}
    if "/Dests" in nama_nama:
        yield from _walk(nama_nama["/Dests"], 0)


def _walk(simpul: DictionaryObject, dalam: int) -> Iterator[tuple[str, Any]]:
    isi = list(simpul.get("/Names") or [])
    for nama, tujuan in zip(isi[::2], isi[1::2], strict=False):
        yield str(nama), tujuan
    if dalam < _DALAM:
        for anak in simpul.get("/Kids") or []:
            yield from _walk(anak, dalam + 1)


def _read_tujuan(pembaca: PdfFileReader, tujuan: Any) -> Letak | None:
    if isinstance(tujuan, DictionaryObject):
        tujuan = tujuan.get("/D")
    if not isinstance(tujuan, ArrayObject) or len(tujuan) < 4 or tujuan[1] != "/XYZ":
        return None
    halaman = _list_halaman(pembaca)
    acuan = tujuan.raw_get(0)
    if acuan not in halaman:
        return None
    kiri, atas = Decimal(str(tujuan[2])), Decimal(str(tujuan[3]))
    return Letak(halaman.index(acuan), kiri, atas - TINGGI)
