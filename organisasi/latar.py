"""Long work: one thread in the background. Who asked sees from the database how far it is."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from django.conf import settings
from django.db import close_old_connections

log = logging.getLogger(__name__)
BASI = timedelta(minutes=10)  # a worker that has said nothing for this long has died
_pekerja = ThreadPoolExecutor(max_workers=1, thread_name_prefix="latar")
_berjalan: set[str] = set()  # names of what waits or runs in this process


def run_latar(nama: str, kerja: Callable[[], None]) -> None:
    """Do a piece of work in the one background thread; what is already waiting or running under this name is not done
    twice. At once, in the caller's thread, where ``TERBITAN_LANGSUNG`` is set."""
    if settings.TERBITAN_LANGSUNG:
        kerja()
    elif nama not in _berjalan:
        _berjalan.add(nama)
        _pekerja.submit(_kerjakan, nama, kerja)


def _kerjakan(nama: str, kerja: Callable[[], None]) -> None:
    try:
        kerja()
    except Exception:
        log.exception("Pekerjaan %s gagal", nama)
    finally:
        _berjalan.discard(nama)
        close_old_connections()
