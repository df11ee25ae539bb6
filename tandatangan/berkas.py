"""The files: ``DATA_DIR/tertanda/<kode>/<urut>.pdf``, 0 without a signature. Given back only if nothing has changed."""

from __future__ import annotations

import logging
from pathlib import Path

from django.conf import settings

from organisasi.simpanan import read_tetap, write_tetap
from tandatangan.models import DokumenTertanda

log = logging.getLogger(__name__)


def path_berkas(dokumen: DokumenTertanda, urut: int) -> Path:
    return Path(settings.DATA_DIR) / "tertanda" / dokumen.kode / f"{urut}.pdf"


def write_berkas(dokumen: DokumenTertanda, urut: int, isi: bytes) -> None:
    write_tetap(path_berkas(dokumen, urut), isi)


def read_berkas(dokumen: DokumenTertanda, urut: int, sidik: str) -> bytes:
    """Return a stored file; raise BerkasRusak where it is not there, or not what was stored."""
    return read_tetap(path_berkas(dokumen, urut), sidik, apa="dokumen", sudah="ditandatangani", catat=log)
