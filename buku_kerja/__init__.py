"""The workbook of a kecamatan and year: one .xlsx with the whole chain, in and out.

A generic engine: sheets are declared by the apps (``<app>/lembar.py``), read from .xlsx or from folders of CSV, checked
all at once, and brought into the database all or nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from buku_kerja.laporan import LaporanImpor
    from buku_kerja.pengimpor import Boleh


def impor(
    berkas: Path | str | BinaryIO, *, periksa: bool = False, ubah_bersama: bool = False, boleh: Boleh | None = None
) -> LaporanImpor:
    """See :func:`buku_kerja.pengimpor.impor`."""
    from buku_kerja.pengimpor import impor as jalankan

    return jalankan(berkas, periksa=periksa, ubah_bersama=ubah_bersama, boleh=boleh)


def ekspor(slug: str, tahun: int) -> bytes | None:
    """See :func:`buku_kerja.penulis.ekspor`."""
    from buku_kerja.penulis import ekspor as jalankan

    return jalankan(slug, tahun)
