"""The section library: each section of a report is one function from the year's data to blocks.

A section is registered under the key by which an outline names it::

    @bagian("realisasi-anggaran")
    def realisasi_anggaran(data: DataLkj) -> Isi | Kurang: ...

It returns :class:`Isi`, or :class:`Kurang` with what is missing, in the user's words; then the section is left out and
named in the completeness list. Sections hold no queries: all of ``data`` has been read before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from lakip.dokumen import Bab, Blok, Paragraf

if TYPE_CHECKING:
    from lakip.data import DataLkj


@dataclass(frozen=True)
class Isi:
    """The blocks of a section and its computed subsections (one per sasaran, per seksi, per quarter).

    A paragraph whose sentences had nothing to say is left out.
    """

    blok: tuple[Blok, ...] = ()
    anak: tuple[Bab, ...] = ()

    def __post_init__(self) -> None:
        berisi = tuple(b for b in self.blok if not isinstance(b, Paragraf) or b.potongan)
        object.__setattr__(self, "blok", berisi)


@dataclass(frozen=True)
class Kurang:
    """Nothing to print: ``alasan`` says what to enter and where."""

    alasan: str


Bagian = Callable[["DataLkj"], Isi | Kurang]
_PUSTAKA: dict[str, Bagian] = {}
_MODUL = (
    "depan",
    "pendahuluan",
    "organisasi",
    "kepegawaian",
    "layanan",
    "perencanaan",
    "perencanaan_tahunan",
    "capaian",
    "capaian_ikm",
    "capaian_sasaran",
    "capaian_akip",
    "capaian_program",
    "capaian_unit",
    "keuangan",
    "keuangan_sasaran",
    "keuangan_jenis",
    "penutup",
    "lampiran",
    "lampiran_anggaran",
)


def bagian(kunci: str) -> Callable[[Bagian], Bagian]:
    """Register a section under its key."""

    def daftarkan(fungsi: Bagian) -> Bagian:
        assert kunci not in _PUSTAKA, f"bagian {kunci} sudah ada"
        _PUSTAKA[kunci] = fungsi
        return fungsi

    return daftarkan


def get_bagian(kunci: str) -> Bagian | None:
    """Return the section of this key; None for a heading that only holds others."""
    _muat_pustaka()
    return _PUSTAKA.get(kunci)


@cache
def _muat_pustaka() -> None:
    """Import every module once, whether or not one of them has been imported by itself before."""
    for modul in _MODUL:
        import_module(f"lakip.pustaka.{modul}")


def list_kunci() -> list[str]:
    get_bagian("")
    return sorted(_PUSTAKA)
