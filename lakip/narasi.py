"""The perencana's plain text as blocks: an empty line parts paragraphs, lines that begin with "- " or "1. " are a list."""

from __future__ import annotations

import re

from lakip.dokumen import Blok, Daftar, Paragraf, Potongan

_BUTIR = re.compile(r"^\s*(?:[-•]|(\d+)[.)])\s+(.*)$")
_TEBAL = re.compile(r"\*\*(.+?)\*\*|\*(.+?)\*")


def to_blok(teks: str) -> tuple[Blok, ...]:
    """Return paragraphs and lists; "" gives nothing. ``**tebal**`` and ``*miring*`` are kept."""
    hasil: list[Blok] = []
    for bagian in re.split(r"\n\s*\n", teks.strip()):
        baris = bagian.splitlines()
        kalimat: list[str] = []
        butir: list[tuple[bool, str]] = []
        for b in baris:
            if cocok := _BUTIR.match(b):
                butir.append((cocok.group(1) is not None, cocok.group(2)))
            elif butir:
                butir[-1] = (butir[-1][0], f"{butir[-1][1]} {b.strip()}")
            elif b.strip():
                kalimat.append(b.strip())
        if kalimat:
            hasil.append(_paragraf(" ".join(kalimat)))
        if butir:
            hasil.append(Daftar(tuple(_paragraf(t) for _, t in butir), bernomor=butir[0][0]))
    return tuple(hasil)


def _paragraf(teks: str) -> Paragraf:
    potongan: list[Potongan] = []
    akhir = 0
    for cocok in _TEBAL.finditer(teks):
        if cocok.start() > akhir:
            potongan.append(Potongan(teks[akhir : cocok.start()]))
        tebal, miring = cocok.groups()
        potongan.append(Potongan(tebal or miring, tebal=bool(tebal), miring=bool(miring)))
        akhir = cocok.end()
    if akhir < len(teks) or not potongan:
        potongan.append(Potongan(teks[akhir:]))
    return Paragraf(tuple(potongan))
