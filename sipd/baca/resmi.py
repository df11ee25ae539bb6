"""The exports of the national system: a row per document, per paket, per journal entry."""

from __future__ import annotations

from sipd.baca.hasil import Bacaan, BerkasDitolak
from sipd.baca.judul import Kepala


def read_realisasi(kepala: Kepala) -> Bacaan:
    raise BerkasDitolak("belum")


def read_anggaran(kepala: Kepala) -> Bacaan:
    raise BerkasDitolak("belum")


def read_jurnal(kepala: Kepala) -> Bacaan:
    raise BerkasDitolak("belum")
