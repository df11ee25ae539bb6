"""One way to read, whatever the user brings: a workbook (.xlsx) or a folder of CSV."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path
from typing import BinaryIO

from buku_kerja.arsip import TERLALU_BESAR, UKURAN_TERBESAR
from buku_kerja.baca_csv import read_folder
from buku_kerja.baca_xlsx import read_xlsx
from buku_kerja.berkas import explain_sebab
from buku_kerja.tabel import Buku, BukuError


def read_buku(berkas: Path | str | BinaryIO, dikenal: Container[str] | None = None) -> Buku:
    """Return the sheets of a workbook, an open file, or a folder. Raises :class:`BukuError`.

    ``dikenal``: the slugs of the sheets that are wanted; of others only the name is returned.
    """
    if not isinstance(berkas, Path | str):
        return read_xlsx(berkas.read(UKURAN_TERBESAR + 1), dikenal)
    path = Path(berkas)
    try:
        if not path.exists():
            raise BukuError(f"Berkas {path} tidak ditemukan.")
        if path.is_dir():
            return read_folder(path, dikenal)
        if path.stat().st_size > UKURAN_TERBESAR:
            raise BukuError(TERLALU_BESAR)
        return read_xlsx(path.read_bytes(), dikenal)
    except OSError as galat:
        raise BukuError(f"Berkas {path} tidak dapat dibaca: {explain_sebab(galat)}.") from galat
