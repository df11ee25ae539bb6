"""What an import or export is about, and what has been read so far: the index by which rows find each other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from buku_kerja.skema import Jenis, Kolom
from buku_kerja.teks import fold
from kinerja.kode import KodeError, normalize_kode

GAGAL = object()  # stands in the index for a row that is there but wrong, so that references to it add no noise

_mengimpor: ContextVar[bool] = ContextVar("mengimpor", default=False)


@contextmanager
def mark_impor() -> Iterator[None]:
    tanda = _mengimpor.set(True)
    try:
        yield
    finally:
        _mengimpor.reset(tanda)


def is_mengimpor() -> bool:
    """Whether what is being written now comes from a workbook."""
    return _mengimpor.get()


@dataclass
class Konteks:
    """One instansi and year. ``objek`` holds what the identity sheet made: rpjmd, renstra, laporan, survei, lembar."""

    instansi: Any
    tahun: int
    objek: dict[str, Any] = field(default_factory=dict)
    indeks: dict[str, dict[tuple[Any, ...], Any]] = field(default_factory=dict)
    tak_terbaca: set[str] = field(default_factory=set)  # sheets that are missing or have no usable headings
    ubah_bersama: bool = False  # whether what is shared with other instansi may be changed

    def find(self, lembar: str, *kunci: Any) -> Any:
        """Return the row of a sheet by its key; None where there is none, GAGAL where it is wrong."""
        if lembar in self.tak_terbaca:
            return GAGAL
        return self.indeks.get(lembar, {}).get(tuple(normalize_kunci(k) for k in kunci))


def normalize_kunci(nilai: Any) -> Any:
    """Return a value as keys are compared: rows by identity, text without case, nothing as ""."""
    if nilai is None:
        return ""
    if isinstance(nilai, Model):
        return (nilai._meta.label_lower, nilai.pk)
    if isinstance(nilai, str):
        return fold(nilai)
    return nilai


def normalize_kolom(nilai: Any, kolom: Kolom) -> Any:
    """As :func:`normalize_kunci`, codes in their canonical form."""
    if kolom.jenis is Jenis.KODE and isinstance(nilai, str):
        try:
            return normalize_kode(nilai)
        except KodeError:
            return fold(nilai)
    return normalize_kunci(nilai)
