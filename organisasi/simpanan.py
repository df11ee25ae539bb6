"""Files that never change after they were written: sent reports, signed documents. Given back only if they still are what
their fingerprint says."""

from __future__ import annotations

import hashlib
import logging
import os
import threading
from pathlib import Path


class BerkasRusak(Exception):
    """A stored file is gone or no longer what was stored; the message is a sentence for the user."""


def hitung_sidik(isi: bytes) -> str:
    return hashlib.sha256(isi).hexdigest()


def write_tetap(tujuan: Path, isi: bytes) -> None:
    """Store a file whole or not at all, for reading only; its row is written before, so that only one writer comes here."""
    tujuan.parent.mkdir(parents=True, exist_ok=True)
    sementara = tujuan.with_suffix(f".{os.getpid()}-{threading.get_ident()}.sementara")
    sementara.write_bytes(isi)
    sementara.chmod(0o440)
    sementara.replace(tujuan)


def read_tetap(letak: Path, sidik: str, *, apa: str, sudah: str, catat: logging.Logger) -> bytes:
    """Return a stored file; raise BerkasRusak where it is not there, or not what was stored.

    ``apa`` and ``sudah`` name it in the sentence: a "kiriman" that was "dikirim". ``catat``: where the administrator reads
    of it.
    """
    try:
        isi = letak.read_bytes()
    except OSError as galat:
        catat.exception("Berkas %s tidak terbaca", letak)
        raise BerkasRusak(
            f"Berkas {apa} ini tidak ditemukan di penyimpanan. Hubungi pengelola sistem untuk memulihkannya dari cadangan."
        ) from galat
    if hitung_sidik(isi) != sidik:
        catat.error("Berkas %s berubah sejak %s", letak, sudah)
        raise BerkasRusak(
            f"Isi berkas ini tidak lagi sama dengan yang {sudah}, jadi tidak diberikan. Hubungi pengelola sistem untuk "
            "memulihkannya dari cadangan."
        )
    return isi
