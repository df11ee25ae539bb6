"""A file that raised a question: kept on the server for an hour, until the user has answered, then forgotten."""

from __future__ import annotations

import time
from pathlib import Path

from django.conf import settings

UMUR = 60 * 60


def get_folder() -> Path:
    return Path(settings.DATA_DIR) / "impor-sementara"


def sweep() -> None:
    """Remove what is older than an hour."""
    for berkas in get_folder().glob("*.bin"):
        if berkas.stat().st_mtime < time.time() - UMUR:
            berkas.unlink(missing_ok=True)


def keep(pk: int, isi: bytes) -> None:
    """Keep the file of an import. What is older than an hour is swept away."""
    sweep()
    folder = get_folder()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{pk}.bin").write_bytes(isi)


def fetch(pk: int) -> bytes | None:
    """Return the file; None where it is gone."""
    sweep()
    berkas = get_folder() / f"{pk}.bin"
    return berkas.read_bytes() if berkas.exists() else None


def remove(pk: int) -> None:
    (get_folder() / f"{pk}.bin").unlink(missing_ok=True)
