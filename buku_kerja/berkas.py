"""Files written whole or not at all."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.core.management.base import CommandError


def write_utuh(tujuan: Path, isi: bytes) -> None:
    """Write a file so that a half-written one is never seen. Raises CommandError with what to do."""
    try:
        tujuan.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=tujuan.parent, delete=False) as sementara:
            sementara.write(isi)
        Path(sementara.name).chmod(0o644)
        Path(sementara.name).replace(tujuan)
    except OSError as galat:
        raise CommandError(
            f"{tujuan} tidak dapat ditulis: {galat.strerror}. Periksa folder dan hak tulisnya."
        ) from galat
