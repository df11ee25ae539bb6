"""The scan of a perjanjian that was signed on paper: ``DATA_DIR/kertas/<sidik>.pdf``. Given back only if it has not changed.

Named by its fingerprint, so that no other file ever takes its place.
"""

from __future__ import annotations

import datetime
import logging
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from organisasi.forms.unggah import PDF, Berkas
from organisasi.gambar import AKHIRAN
from organisasi.models import Pengguna
from organisasi.simpanan import hitung_sidik, read_tetap, write_tetap
from perjanjian.models import PerjanjianKinerja, TandaKertas

log = logging.getLogger(__name__)


def find_kertas(p: PerjanjianKinerja) -> TandaKertas | None:
    """Return what is recorded of its being signed on paper and has not been withdrawn."""
    hasil: TandaKertas | None = p.tanda_kertas.filter(dibatalkan=None).select_related("oleh").first()
    return hasil


def create_kertas(p: PerjanjianKinerja, tanggal: datetime.date, pindaian: Berkas, oleh: Pengguna) -> TandaKertas:
    """Make the row; :func:`write_pindaian` stores the scan that it is about."""
    hasil: TandaKertas = TandaKertas.objects.create(
        perjanjian=p,
        tanggal=tanggal,
        mime=pindaian.mime,
        sidik=hitung_sidik(pindaian.isi),
        ukuran=len(pindaian.isi),
        oleh=oleh,
    )
    return hasil


def write_pindaian(tanda: TandaKertas, pindaian: Berkas) -> None:
    """Store the scan; last in a transaction, for nothing takes a file back."""
    write_tetap(path_pindaian(tanda), pindaian.isi)


def withdraw_kertas(tanda: TandaKertas) -> None:
    """The paper is no longer what is in force; its row and scan stay."""
    tanda.dibatalkan = timezone.now()
    tanda.save(update_fields=["dibatalkan"])


def akhiran_pindaian(tanda: TandaKertas) -> str:
    return {PDF: ".pdf", **AKHIRAN}[tanda.mime]


def path_pindaian(tanda: TandaKertas) -> Path:
    return Path(settings.DATA_DIR) / "kertas" / f"{tanda.sidik}{akhiran_pindaian(tanda)}"


def read_pindaian(tanda: TandaKertas) -> bytes:
    """Return the scan; raise BerkasRusak where it is not there, or not what was stored."""
    return read_tetap(path_pindaian(tanda), tanda.sidik, apa="pindaian", sudah="diunggah", catat=log)
