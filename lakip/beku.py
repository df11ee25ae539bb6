"""A document as text to keep for years, and back: what was signed or sent, with every figure and where it came from.

Plain JSON in which each object names its class of :mod:`lakip.dokumen`. A field at its default is left out, so that a
later version of the model, with new fields, still reads what an older one wrote.
"""

from __future__ import annotations

import base64
import json
from dataclasses import MISSING, Field, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from lakip import dokumen as model
from lakip.dokumen import Dokumen

_NAMA = "_"
_KELAS = {
    nama: kelas
    for nama, kelas in vars(model).items()
    if isinstance(kelas, type) and kelas.__module__ == model.__name__ and not nama.startswith("_")
}


class BekuRusak(Exception):
    """The text is not a frozen document; the message is a sentence."""


def freeze(dokumen: Dokumen) -> bytes:
    """Return the document as bytes; equal documents give equal bytes."""
    return json.dumps(_tulis(dokumen), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def thaw(isi: bytes) -> Dokumen:
    """Return the document that :func:`freeze` wrote; raise BekuRusak where these bytes are something else."""
    try:
        hasil = _baca(json.loads(isi))
    except (ValueError, KeyError, TypeError) as galat:
        raise BekuRusak("Salinan dokumen yang disimpan tidak dapat dibaca lagi.") from galat
    if not isinstance(hasil, Dokumen):
        raise BekuRusak("Salinan dokumen yang disimpan bukan sebuah dokumen.")
    return hasil


def _tulis(nilai: Any) -> Any:
    if is_dataclass(nilai):
        isi = {f.name: _tulis(getattr(nilai, f.name)) for f in fields(nilai) if getattr(nilai, f.name) != _bawaan(f)}
        return {_NAMA: type(nilai).__name__, **isi}
    if isinstance(nilai, Enum):
        return {_NAMA: type(nilai).__name__, "n": nilai.value}
    if isinstance(nilai, Decimal):
        return {_NAMA: "Decimal", "n": str(nilai)}
    if isinstance(nilai, bytes):
        return {_NAMA: "bytes", "n": base64.b64encode(nilai).decode()}
    if isinstance(nilai, dict):
        return {_NAMA: "dict", "n": nilai}
    if isinstance(nilai, tuple):
        return [_tulis(n) for n in nilai]
    return nilai


def _bawaan(bidang: Field[Any]) -> Any:
    return bidang.default_factory() if bidang.default_factory is not MISSING else bidang.default


def _baca(isi: Any) -> Any:
    if isinstance(isi, list):
        return tuple(_baca(n) for n in isi)
    if not isinstance(isi, dict):
        return isi
    match isi[_NAMA]:
        case "Decimal":
            return Decimal(isi["n"])
        case "bytes":
            return base64.b64decode(isi["n"])
        case "dict":
            return isi["n"]
        case nama if issubclass(kelas := _KELAS[nama], Enum):
            return kelas(isi["n"])
    return kelas(**{k: _baca(n) for k, n in isi.items() if k != _NAMA})
