"""Who makes the signature: the installation itself, or BSrE. Chosen by the setting TANDA_TANGAN."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol

from django.conf import settings

from organisasi.models import Pengguna
from tandatangan.models import Sertifikat
from tandatangan.pihak import Pihak, Rahasia


@dataclass(frozen=True)
class Permintaan:
    """What is to be signed, by whom, and where its page for verification is."""

    pdf: bytes
    nama_medan: str  # of the signature field
    pihak: Pihak
    pengguna: Pengguna
    rahasia: Rahasia
    tautan: str


@dataclass(frozen=True)
class Hasil:
    """The PDF with one signature more, when it was made, and the fingerprint of the certificate that made it."""

    pdf: bytes
    waktu: datetime.datetime
    sidik_sertifikat: str
    sertifikat: Sertifikat | None = None


class Penyedia(Protocol):
    """Raises TandaTanganDitolak with a sentence where it does not sign."""

    def sign(self, permintaan: Permintaan) -> Hasil: ...


def get_penyedia() -> Penyedia:
    penyedia: Penyedia = import_module(f"tandatangan.penyedia.{settings.TANDA_TANGAN}").buat()
    return penyedia
