"""The perencana's plain text as blocks: an empty line parts paragraphs, lines that begin with "- " or "1. " are a list.

``[[kunci]]`` is a live figure (:mod:`lakip.angka_hidup`): looked up whenever a document is assembled.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from lakip.dokumen import Blok, Daftar, Paragraf, Potongan

Pencari = Callable[[str], Potongan]

RUJUKAN = re.compile(r"\[\[\s*([^\[\]\n]{1,80}?)\s*\]\]")
_BUTIR = re.compile(r"^\s*(?:[-•]|(\d+)[.)])\s+(.*)$")
_TEBAL = re.compile(r"\*\*(.+?)\*\*|\*(.+?)\*")


def to_blok(teks: str, cari: Pencari | None = None) -> tuple[Blok, ...]:
    """Return paragraphs and lists; "" gives nothing. ``**tebal**`` and ``*miring*`` are kept.

    ``cari`` gives the run for a live figure's key; without it a reference stays as it was typed.
    """
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
            hasil.append(_paragraf(" ".join(kalimat), cari))
        if butir:
            hasil.append(Daftar(tuple(_paragraf(t, cari) for _, t in butir), bernomor=butir[0][0]))
    return tuple(hasil)


def list_rujukan(teks: str) -> list[str]:
    """Return the keys of the live figures in a text, in order, each once."""
    return list(dict.fromkeys(RUJUKAN.findall(teks)))


def _paragraf(teks: str, cari: Pencari | None) -> Paragraf:
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
    return Paragraf(tuple(potongan) if cari is None else tuple(_isi_rujukan(potongan, cari)))


def _isi_rujukan(potongan: list[Potongan], cari: Pencari) -> Iterable[Potongan]:
    """Put live figures in the place of their references; they keep bold and italic of the words around them."""
    for p in potongan:
        akhir = 0
        for cocok in RUJUKAN.finditer(p.teks):
            depan, belakang = p.teks[akhir : cocok.start()], p.teks[cocok.end() :]
            if depan:
                yield replace(p, teks=depan)
            figur = cari(cocok[1])
            yield replace(figur, teks=_rapatkan(figur.teks, depan, belakang), tebal=p.tebal, miring=p.miring)
            akhir = cocok.end()
        if akhir < len(p.teks):
            yield replace(p, teks=p.teks[akhir:])


def _rapatkan(figur: str, depan: str, belakang: str) -> str:
    """A figure brings its "Rp" and "%"; where the writer typed them himself they are not doubled."""
    if re.search(r"\bRp\.?\s?$", depan):
        figur = figur.removeprefix("Rp ")
    return figur.removesuffix(" %") if re.match(r"\s?(%|persen\b)", belakang) else figur


# ------------------------------------------------------------------------------------------------------ blocks to text


def to_teks(blok: Iterable[Blok], kunci: Callable[[Potongan], str]) -> str:
    """Return sentences and lists as a text to go on writing from; ``kunci`` gives a run's text, or its reference."""
    hasil = []
    for b in blok:
        match b:
            case Paragraf() if b.teks.strip():
                hasil.append(_tulis(b, kunci))
            case Daftar():
                tanda = (f"{n}." if b.bernomor else "-" for n in range(1, len(b.butir) + 1))
                hasil.append("\n".join(f"{t} {_tulis(p, kunci)}" for t, p in zip(tanda, b.butir, strict=True)))
    return "\n\n".join(hasil)


def _tulis(paragraf: Paragraf, kunci: Callable[[Potongan], str]) -> str:
    isi = []
    for p in paragraf.potongan:
        teks = kunci(p)
        rapi = teks.strip()
        if rapi and (p.tebal or p.miring):
            tanda = "**" if p.tebal else "*"
            teks = teks.replace(rapi, f"{tanda}{rapi}{tanda}", 1)
        isi.append(teks)
    return " ".join("".join(isi).split())
