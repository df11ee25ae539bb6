"""Files written whole or not at all."""

from __future__ import annotations

import errno
import tempfile
from pathlib import Path

from django.core.management.base import CommandError

_FOLDER, _BUKAN_FOLDER = "itu nama folder", "ada berkas di tempat foldernya"
_SEBAB = {
    errno.EACCES: "tidak ada izin",
    errno.EPERM: "tidak ada izin",
    errno.ENOENT: "foldernya tidak ada",
    errno.EISDIR: _FOLDER,
    errno.EBUSY: _FOLDER,  # "." and what is mounted
    errno.ENOTDIR: _BUKAN_FOLDER,
    errno.EEXIST: _BUKAN_FOLDER,
    errno.ENAMETOOLONG: "namanya terlalu panjang",
    errno.ENOSPC: "penyimpanan penuh",
    errno.EDQUOT: "penyimpanan penuh",
    errno.EROFS: "tempatnya hanya dapat dibaca",
}


def explain_sebab(galat: OSError) -> str:
    """Why a file could not be read or written, in our users' words."""
    return _SEBAB.get(galat.errno or 0, galat.strerror or str(galat))


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
            f"{tujuan} tidak dapat ditulis: {explain_sebab(galat)}. Periksa folder dan hak tulisnya."
        ) from galat
