"""The files: ``DATA_DIR/tertanda/<kode>/<urut>.pdf``, 0 without a signature. Given back only if nothing has changed."""

from __future__ import annotations

import hashlib
import logging
import os
import threading
from pathlib import Path

from django.conf import settings

from tandatangan.models import DokumenTertanda

log = logging.getLogger(__name__)


class BerkasTertandaRusak(Exception):
    """A stored file is gone or no longer what was signed; the message is a sentence for the user."""


def hitung_sidik(isi: bytes) -> str:
    return hashlib.sha256(isi).hexdigest()


def path_berkas(dokumen: DokumenTertanda, urut: int) -> Path:
    return Path(settings.DATA_DIR) / "tertanda" / dokumen.kode / f"{urut}.pdf"


def write_berkas(dokumen: DokumenTertanda, urut: int, isi: bytes) -> None:
    """Store a file whole or not at all; its row is written before, so that only one writer comes here."""
    tujuan = path_berkas(dokumen, urut)
    tujuan.parent.mkdir(parents=True, exist_ok=True)
    sementara = tujuan.with_suffix(f".{os.getpid()}-{threading.get_ident()}.sementara")
    sementara.write_bytes(isi)
    sementara.chmod(0o440)
    sementara.replace(tujuan)


def read_berkas(dokumen: DokumenTertanda, urut: int, sidik: str) -> bytes:
    """Return a stored file; raise BerkasTertandaRusak where it is not there, or not what was stored."""
    try:
        isi = path_berkas(dokumen, urut).read_bytes()
    except OSError as galat:
        log.exception("Berkas tertanda %s/%s tidak terbaca", dokumen.kode, urut)
        raise BerkasTertandaRusak(
            "Berkas dokumen ini tidak ditemukan di penyimpanan. Hubungi pengelola sistem untuk memulihkannya dari cadangan."
        ) from galat
    if hitung_sidik(isi) != sidik:
        log.error("Berkas tertanda %s/%s berubah sejak disimpan", dokumen.kode, urut)
        raise BerkasTertandaRusak(
            "Isi berkas ini tidak lagi sama dengan yang ditandatangani, jadi tidak diberikan. Hubungi pengelola sistem "
            "untuk memulihkannya dari cadangan."
        )
    return isi
