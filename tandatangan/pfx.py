"""How much work a .p12 asks for before a passphrase can be tried: read from its outside, without opening it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from asn1crypto.core import Integer
from asn1crypto.parser import parse
from asn1crypto.pkcs12 import AuthenticatedSafe, Pfx, SafeContents

PUTARAN_TERBANYAK = 1_000_000  # for one key; usual are 2,000 to 600,000
PUTARAN_SELURUHNYA = 3_000_000
_BILANGAN, _KELAS_UMUM = 2, 0


def is_berlebihan(isi: bytes) -> bool:
    """Whether trying a passphrase would take too long; ValueError where this is no .p12."""
    putaran = list(list_putaran(isi))
    return max(putaran, default=0) > PUTARAN_TERBANYAK or sum(putaran) > PUTARAN_SELURUHNYA


def list_putaran(isi: bytes) -> Iterator[int]:
    """Yield the numbers that say how often something is repeated, of all that can be seen from outside."""
    pfx = Pfx.load(isi)
    if pfx["mac_data"].native is not None:
        yield int(pfx["mac_data"]["iterations"].native)
        yield from _list_bilangan(pfx["mac_data"]["mac"]["digest_algorithm"].dump())
    for bagian in AuthenticatedSafe.load(pfx["auth_safe"]["content"].native):
        if bagian["content_type"].native == "encrypted_data":
            yield from _list_bilangan(
                bagian["content"]["encrypted_content_info"]["content_encryption_algorithm"].dump()
            )
        elif bagian["content_type"].native == "data":
            yield from _list_putaran_tas(SafeContents.load(bagian["content"].native))


def _list_putaran_tas(tas: Any) -> Iterator[int]:
    for satu in tas:
        if satu["bag_id"].native == "pkcs8_shrouded_key_bag":
            yield from _list_bilangan(satu["bag_value"]["encryption_algorithm"].dump())
        elif satu["bag_id"].native == "safe_contents":
            yield from _list_putaran_tas(satu["bag_value"])


def _list_bilangan(der: bytes) -> Iterator[int]:
    """Yield every integer of an algorithm with its parameters: what repeats, and small ones that do no harm."""
    kelas, cara, jenis, kepala, isi, ekor = parse(der)
    if kelas == _KELAS_UMUM and jenis == _BILANGAN:
        yield int(Integer.load(kepala + isi + ekor).native)
    elif cara:
        while isi:
            panjang = sum(len(b) for b in parse(isi)[3:])
            yield from _list_bilangan(isi[:panjang])
            isi = isi[panjang:]
