"""Files written whole or not at all."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.core.management.base import CommandError


def write_utuh(tujuan: Path, isi: bytes) -> None:
    """Write a file so that a half-written one is never seen. Raises CommandError with what to do."""
    sisa: Path | None = None
    try:
        tujuan.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=tujuan.parent, delete=False) as sementara:
            sisa = Path(sementara.name)
            sementara.write(isi)
        sisa.chmod(0o644)
        sisa.replace(tujuan)
    except OSError as galat:
        if sisa is not None:
            sisa.unlink(missing_ok=True)
        raise CommandError(
            f"{tujuan} tidak dapat ditulis: {galat.strerror}. Periksa folder dan hak tulisnya."
        ) from galat
