"""What is passed between whoever asks for a signature and whoever makes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


class TandaTanganDitolak(Exception):
    """A signature that was not made; the message is a sentence for the user. Nothing was stored."""


@dataclass(frozen=True)
class Pihak:
    """Who is to sign: in which order, under what name and post, and where on the page (see layanan)."""

    urut: int
    nama: str
    jabatan: str
    jangkar: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        return {"urut": self.urut, "nama": self.nama, "jabatan": self.jabatan, "jangkar": list(self.jangkar)}

    @classmethod
    def from_json(cls, isi: dict[str, Any]) -> Pihak:
        return cls(isi["urut"], isi["nama"], isi["jabatan"], tuple(isi["jangkar"]))


@dataclass(frozen=True, repr=False)
class Rahasia:
    """What only the signer knows; it passes through and is never stored, logged or printed.

    ``sandi``: of the account. ``frasa``: of an uploaded certificate, or of the signer's certificate at BSrE.
    """

    sandi: str
    frasa: str = ""
    nik: str = ""

    def __repr__(self) -> str:
        return "Rahasia(…)"
