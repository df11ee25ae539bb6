"""Planning a printed table: how wide each column, how large the type, upright or landscape.

WeasyPrint lays out tables of fixed column widths many times faster than tables it has to measure, and a measured
table may still run off the page. So the widths are worked out here, from the real widths of the letters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil

from lakip.dokumen import Baris, Gaya, Jenis, Kolom, Sel, Tabel
from lakip.render.huruf import measure_em

LEBAR_TEGAK = 155 / 25.4 * 72  # text width of the upright page in points; as in cetak.css
LEBAR_LANSKAP = 247 / 25.4 * 72
TINGGI_TEGAK = 240 / 25.4 * 72
TINGGI_LANSKAP = 158 / 25.4 * 72

UKURAN = (9.0, 8.5, 8.0, 7.5, 7.0, 6.5)
UKURAN_TEGAK_MINIMUM = 7.5  # smaller than this, an upright table turns to landscape
SISIP = 7.5  # left and right padding and rule of a cell, points
SISIP_RAPAT = 2.6  # the same in a table of very many columns (class "rapat")
_KATA_MAKS = 9.0  # em; longer words may be divided when room is scarce
_BARIS_CONTOH = 80
_BOROS = 1.4  # how much taller than with smaller type a table may be; three sizes alone make 1.27

ANGKA = (Jenis.UANG, Jenis.PERSEN, Jenis.ANGKA)


@dataclass(frozen=True)
class TataTabel:
    """``lebar`` are percentages that sum to 100; ``ukuran`` is the size of type in points."""

    lebar: tuple[float, ...]
    ukuran: float
    lanskap: bool
    rapat: bool = False


def jenis_sel(sel: Sel, kolom: Kolom) -> Jenis:
    return sel.jenis or kolom.jenis


def list_kelompok(kolom: Sequence[Kolom]) -> list[tuple[str, list[Kolom]]]:
    """Group neighbours that share a heading; a column without one stands alone."""
    hasil: list[tuple[str, list[Kolom]]] = []
    for nama, isi in groupby(kolom, key=lambda k: k.kelompok):
        anggota = list(isi)
        hasil.extend([(nama, anggota)] if nama else [("", [k]) for k in anggota])
    return hasil


def _kata_terpanjang(teks: str, tebal: bool) -> float:
    return max((measure_em(kata, tebal) for kata in teks.split()), default=0.0)


@dataclass
class _Ukuran:
    """Widths in ems: what a column needs at least, what it would like, and each sampled row's text."""

    minimum: list[float]
    longgar: list[float]  # minimum when long words may be divided
    baris: list[list[float]]


def _contoh(baris: tuple[Baris, ...]) -> Sequence[Baris]:
    langkah = max(1, len(baris) // _BARIS_CONTOH)
    return baris[::langkah]


def _measure_tabel(tabel: Tabel) -> _Ukuran:
    n = len(tabel.kolom)
    minimum, longgar = [0.0] * n, [0.0] * n
    for j, kolom in enumerate(tabel.kolom):
        kata = _kata_terpanjang(kolom.judul, True)
        minimum[j] = max(kata, 1.2)
        longgar[j] = min(minimum[j], _KATA_MAKS)
    for nama, anggota in list_kelompok(tabel.kolom):
        if nama:
            j = next(i for i, k in enumerate(tabel.kolom) if k is anggota[0])
            perlu = _kata_terpanjang(nama, True) / len(anggota)
            for i in range(j, j + len(anggota)):
                minimum[i] = max(minimum[i], perlu)
    contoh: list[list[float]] = []
    for baris in tabel.baris:
        lebar_baris = [0.0] * n
        j = 0
        for sel in baris.sel:
            if j >= n:
                break
            if sel.kolom == 1:
                kolom = tabel.kolom[j]
                tebal = sel.tebal or baris.gaya is not Gaya.BIASA
                penuh = max(measure_em(t, tebal) for t in sel.teks.split("\n"))
                lebar_baris[j] = penuh
                if jenis_sel(sel, kolom) in ANGKA and (sel.nilai is not None or " " not in sel.teks):
                    minimum[j] = max(minimum[j], penuh)
                    longgar[j] = max(longgar[j], penuh)
                else:
                    kata = _kata_terpanjang(sel.teks, tebal)
                    minimum[j] = max(minimum[j], min(kata, 2 * _KATA_MAKS))
                    longgar[j] = max(longgar[j], min(kata, _KATA_MAKS))
            j += sel.kolom
        contoh.append(lebar_baris)
    langkah = max(1, len(contoh) // _BARIS_CONTOH)
    return _Ukuran(minimum, longgar, contoh[::langkah])


def _count_baris(teks: float, lebar: float) -> int:
    """Lines a text of this width takes in a column; ragged ends cost about a word's half per line."""
    if teks <= lebar:
        return 1 if teks else 0
    return ceil(teks / max(lebar - 1.6, lebar * 0.7))


def _share(minimum: list[float], baris: list[list[float]], ruang: float, langkah: float) -> list[float]:
    """Give the spare room, slice by slice, to the column that makes most rows tall."""
    lebar = list(minimum)
    ingin = [max((b[j] for b in baris), default=0.0) for j in range(len(lebar))]
    while ruang > 0:
        tekan = [0.0] * len(lebar)
        for isi in baris:
            tinggi = [_count_baris(teks, lebar[j]) for j, teks in enumerate(isi)]
            puncak = max(tinggi, default=0)
            if puncak > 1:
                for j, t in enumerate(tinggi):
                    if t == puncak:
                        tekan[j] += t
        terbesar = max(tekan, default=0.0)
        if terbesar <= 0:
            break
        j = tekan.index(terbesar)
        tambah = min(langkah, ruang, max(ingin[j] - lebar[j], 0.2))
        lebar[j] += tambah
        ruang -= tambah
    if ruang > 0:  # nothing wraps any more: the rest in proportion, so that the table fills the line
        jumlah = sum(lebar)
        lebar = [w + ruang * w / jumlah for w in lebar]
    return lebar


def _apply_lebar(kolom: tuple[Kolom, ...], minimum: list[float], isi: float) -> list[float]:
    """Raise the minimum of columns whose share is given, as far as the others leave room."""
    bagian = sum(k.lebar for k in kolom)
    if not bagian:
        return minimum
    skala = isi / (bagian if all(k.lebar for k in kolom) or bagian > 100 else 100)
    ingin = [max(m, k.lebar * skala) for m, k in zip(minimum, kolom, strict=True)]
    lebih = sum(ingin) - isi
    if lebih > 0:
        longgar = [i - m for i, m in zip(ingin, minimum, strict=True)]
        jumlah = sum(longgar)
        if jumlah > 0:
            ingin = [i - x * min(1.0, lebih / jumlah) for i, x in zip(ingin, longgar, strict=True)]
    return ingin


def _fit(
    tabel: Tabel, ukur: _Ukuran, lebar: float, ukuran: float, *, bagi_kata: bool, sisip: float = SISIP
) -> list[float] | None:
    """Return the widths in percent, or None where the table does not fit at this size."""
    isi = (lebar - sisip * len(tabel.kolom)) / ukuran
    minimum = [m + 0.15 for m in (ukur.longgar if bagi_kata else ukur.minimum)]
    if sum(minimum) > isi:
        return None
    minimum = _apply_lebar(tabel.kolom, minimum, isi)
    em = _share(minimum, ukur.baris, isi - sum(minimum), max(0.5, isi / 60))
    titik = [e * ukuran + sisip for e in em]
    jumlah = sum(titik)
    return [t * 100 / jumlah for t in titik]


def _tinggi(ukur: _Ukuran, lebar: list[float], ruang: float, ukuran: float) -> float:
    """Estimated height of the sampled rows, in points."""
    em = [(p * ruang / 100 - SISIP) / ukuran for p in lebar]
    return sum(max(1, *map(_count_baris, isi, em)) for isi in ukur.baris if isi) * ukuran


def _choose(tabel: Tabel, ukur: _Ukuran, mendatar: bool, gemuk: float, *, bagi_kata: bool) -> TataTabel | None:
    """The largest type that fits, unless a slightly smaller one makes the rows much less tall."""
    ruang = (LEBAR_LANSKAP if mendatar else LEBAR_TEGAK) / gemuk
    calon: list[tuple[float, list[float], float]] = []
    for ukuran in UKURAN:
        if not mendatar and ukuran < UKURAN_TEGAK_MINIMUM:
            break
        if lebar := _fit(tabel, ukur, ruang, ukuran, bagi_kata=bagi_kata):
            calon.append((ukuran, lebar, _tinggi(ukur, lebar, ruang, ukuran)))
        if len(calon) == 3:
            break
    if not calon:
        return None
    pendek = min(t for _, _, t in calon)
    ukuran, lebar, _ = next(c for c in calon if c[2] <= pendek * _BOROS)
    return TataTabel(tuple(lebar), ukuran, mendatar)


def plan_tabel(tabel: Tabel, gemuk: float = 1.0) -> TataTabel:
    """Choose widths and size: the largest type in which no figure and no word is divided, else the largest in
    which only long words are; an upright table that would need very small type turns to landscape.

    ``gemuk`` is how much wider than ours the typeface runs in which the table will be set.
    """
    ukur = _measure_tabel(tabel)
    for mendatar in (True,) if tabel.lanskap else (False, True):
        for bagi_kata in (False, True):
            if tata := _choose(tabel, ukur, mendatar, gemuk, bagi_kata=bagi_kata):
                return tata
    return _fit_paksa(tabel, ukur, LEBAR_LANSKAP / gemuk)


def _fit_paksa(tabel: Tabel, ukur: _Ukuran, ruang: float) -> TataTabel:
    """A table of very many columns: hardly any padding, and the size at which its figures still fit, however small."""
    jumlah = sum(m + 0.16 for m in ukur.longgar)
    ukuran = min(UKURAN[-1], int((ruang - SISIP_RAPAT * len(tabel.kolom)) / jumlah * 100) / 100)
    lebar = _fit(tabel, ukur, ruang, ukuran, bagi_kata=True, sisip=SISIP_RAPAT)
    assert lebar is not None  # the size was worked out for it
    return TataTabel(tuple(lebar), ukuran, True, rapat=True)
