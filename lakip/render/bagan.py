"""Trees as SVG: organisation charts and pohon kinerja.

The tree is laid out as boxes with right-angled connectors. Several shapes are tried, from the most familiar to the
most compact, and the first in which the text stays readable wins:

1. every level side by side, narrower boxes step by step;
2. the last level stacked under its parent, then the last two, …;
3. all levels stacked, like an outline.

A drawing that may take A3 does so where A4 would make its text small. One too large for its page is cut between the
children of the root, and where a child alone is too large, between its children; each part repeats the boxes above it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from html import escape

from lakip.dokumen import Bagan, Kertas, Simpul
from lakip.render.huruf import SANS, clean_teks, measure, wrap

LEBAR_TEGAK, TINGGI_TEGAK = 586.0, 800.0  # CSS pixels of the printed text area, less the caption
LEBAR_LANSKAP, TINGGI_LANSKAP = 933.0, 520.0
LEBAR_A3, TINGGI_A3 = 1398.0, 849.0  # landscape
_RUANG_JUDUL = 150.0  # left free for a heading and a sentence above the drawing where it can be

_HURUF = 11.0
_BARIS = 13.5
_SISIP = 6.0
_CELAH = 12.0  # between neighbours
_TURUN = 26.0  # between levels
_INDEN = 20.0  # of stacked children
_SKALA_MINIMUM = 0.78  # below it the text would be under 6.5 pt
_SKALA_NYAMAN = 0.9  # below it (7.4 pt) a drawing that may moves to larger paper
_TINTA = "#222222"
_GARIS = "#4b5563"
_ISI = ("#dbe6f1", "#eef3f8", "#ffffff")


@dataclass
class _Kotak:
    """A placed box; x, y is its top left corner."""

    baris: list[tuple[str, bool]]
    lebar: float
    tinggi: float
    tingkat: int
    x: float = 0.0
    y: float = 0.0
    anak: list[_Kotak] = field(default_factory=list)
    samping: list[_Kotak] = field(default_factory=list)
    susun: bool = False  # children stacked, not side by side
    isi: tuple[str, ...] = ()  # the same text before it was broken into lines

    @property
    def tengah(self) -> float:
        return self.x + self.lebar / 2

    @property
    def bawah(self) -> float:
        return self.y + self.tinggi


Jalur = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Petak:
    """A box of a finished drawing: where it lies, in CSS pixels, and the lines of text it was given."""

    x: float
    y: float
    lebar: float
    tinggi: float
    isi: tuple[str, ...]
    warna: str
    rata_kiri: bool = False  # all lines but the first


@dataclass(frozen=True)
class Lukisan:
    """A finished drawing without a file format, to the size at which it is printed."""

    lebar: float
    tinggi: float
    ukuran: float  # of type, in CSS pixels
    petak: tuple[Petak, ...]
    garis: tuple[Jalur, ...]
    uraian: str


@dataclass(frozen=True)
class _Bentuk:
    lebar_kotak: float
    susun_dari: int  # stack the children of boxes from this height above the leaves downwards; 0 = never


def _build(simpul: Simpul, bentuk: _Bentuk, tingkat: int = 0) -> _Kotak:
    lebar_isi = bentuk.lebar_kotak - 2 * _SISIP
    baris: list[tuple[str, bool]] = []
    for i, teks in enumerate(simpul.baris):
        baris.extend((b, i == 0) for b in wrap(clean_teks(teks), lebar_isi / 1.04, _HURUF, i == 0, maks=12))
    kotak = _Kotak(baris, bentuk.lebar_kotak, len(baris) * _BARIS + 2 * _SISIP, tingkat)
    kotak.isi = tuple(map(clean_teks, simpul.baris))
    kotak.anak = [_build(a, bentuk, tingkat + 1) for a in simpul.anak]
    kotak.samping = [_build(a, bentuk, tingkat + 1) for a in simpul.samping]
    kotak.susun = bool(kotak.anak) and _height(simpul) <= bentuk.susun_dari
    return kotak


def _height(simpul: Simpul) -> int:
    """Levels below a node."""
    return 1 + max(map(_height, simpul.anak)) if simpul.anak else 0


def _walk(kotak: _Kotak) -> Iterator[_Kotak]:
    yield kotak
    for anak in (*kotak.samping, *kotak.anak):
        yield from _walk(anak)


def _shift(kotak: _Kotak, dx: float, dy: float) -> None:
    for k in _walk(kotak):
        k.x += dx
        k.y += dy


def _place(kotak: _Kotak) -> tuple[float, float]:
    """Lay out a subtree with its top left corner at 0, 0; return its width and height."""
    ukuran_samping = [_place(s) for s in kotak.samping]
    ukuran = [_place(a) for a in kotak.anak]
    atas = kotak.tinggi + _TURUN
    tinggi_samping = 0.0
    if kotak.samping:
        tinggi_samping = max(t for _, t in ukuran_samping) + _TURUN * 0.7
    if kotak.susun:
        return _place_susun(kotak, ukuran, ukuran_samping, tinggi_samping)
    lebar_anak = sum(w for w, _ in ukuran) + _CELAH * max(0, len(ukuran) - 1)
    x = 0.0
    for anak, (w, _) in zip(kotak.anak, ukuran, strict=True):
        _shift(anak, x, atas + tinggi_samping)
        x += w + _CELAH
    if kotak.anak:
        tengah = (kotak.anak[0].tengah + kotak.anak[-1].tengah) / 2
    else:
        tengah = kotak.lebar / 2
    kiri = min(0.0, tengah - kotak.lebar / 2)
    kotak.x = tengah - kotak.lebar / 2
    kanan = max(lebar_anak, kotak.x + kotak.lebar)
    x = tengah + _INDEN
    for s, (w, _) in zip(kotak.samping, ukuran_samping, strict=True):
        _shift(s, x, atas - _TURUN * 0.3)
        x += w + _CELAH
        kanan = max(kanan, x - _CELAH)
    if kiri < 0:
        _shift(kotak, -kiri, 0)
    bawah_anak = max((t for _, t in ukuran), default=-_TURUN)
    tinggi = max(atas + tinggi_samping + bawah_anak, kotak.tinggi + (tinggi_samping if kotak.samping else 0))
    return kanan - kiri, tinggi


def _place_susun(
    kotak: _Kotak, ukuran: list[tuple[float, float]], ukuran_samping: list[tuple[float, float]], tinggi_samping: float
) -> tuple[float, float]:
    lebar = kotak.lebar
    y = kotak.tinggi + _CELAH
    for s, (w, t) in zip(kotak.samping, ukuran_samping, strict=True):
        _shift(s, _INDEN, y)
        y += t + _CELAH
        lebar = max(lebar, _INDEN + w)
    for anak, (w, t) in zip(kotak.anak, ukuran, strict=True):
        _shift(anak, _INDEN, y)
        y += t + _CELAH
        lebar = max(lebar, _INDEN + w)
    return lebar, y - _CELAH


def _n(x: float) -> str:
    return f"{x:.1f}".removesuffix(".0")


def _polyline(titik: Jalur) -> str:
    return f'<polyline points="{" ".join(f"{_n(x)},{_n(y)}" for x, y in titik)}"/>'


def _jalur(*titik: tuple[float, float]) -> Jalur:
    return titik


def _sambung(kotak: _Kotak) -> Iterator[Jalur]:
    """Connectors below one box."""
    if kotak.susun:
        batang = kotak.x + _INDEN / 2
        for anak in (*kotak.samping, *kotak.anak):
            y = anak.y + min(anak.tinggi / 2, _BARIS + _SISIP)
            yield _jalur((batang, kotak.bawah), (batang, y), (anak.x, y))
        return
    for s in kotak.samping:
        y = s.y - _TURUN * 0.35
        yield _jalur((kotak.tengah, kotak.bawah), (kotak.tengah, y), (s.tengah, y), (s.tengah, s.y))
    if kotak.anak:
        y = min(a.y for a in kotak.anak) - _TURUN / 2
        for anak in kotak.anak:
            yield _jalur((kotak.tengah, kotak.bawah), (kotak.tengah, y), (anak.tengah, y), (anak.tengah, anak.y))


def _gambar_kotak(kotak: _Kotak, *, rata_kiri: bool) -> str:
    isi = _ISI[min(kotak.tingkat, len(_ISI) - 1)]
    hasil = [
        f'<rect x="{_n(kotak.x)}" y="{_n(kotak.y)}" width="{_n(kotak.lebar)}" height="{_n(kotak.tinggi)}" '
        f'fill="{isi}" stroke="{_GARIS}" stroke-width="0.9"/>'
    ]
    y = kotak.y + _SISIP + _BARIS * 0.76
    for teks, tebal in kotak.baris:
        berat = ' font-weight="600"' if tebal else ""
        kiri = rata_kiri and not tebal
        letak = f'x="{_n(kotak.x + _SISIP)}"' if kiri else f'x="{_n(kotak.tengah)}" text-anchor="middle"'
        hasil.append(f'<text {letak} y="{_n(y)}"{berat} fill="{_TINTA}">{escape(teks)}</text>')
        y += _BARIS
    return "".join(hasil)


def _list_bentuk(akar: Simpul, lebar: float) -> Iterator[list[_Bentuk]]:
    """Shapes to try, in order of preference; those of one list differ in the width of the boxes only."""
    dalam = _height(akar)
    sejajar = (*((184.0,) if lebar >= LEBAR_A3 else ()), 158.0, 132.0, 112.0, 96.0)
    for susun in range(dalam + 1):
        yield [_Bentuk(w, susun) for w in (sejajar if susun < dalam else (300.0, 240.0, 200.0))]


def _kata_terlebar(simpul: Simpul) -> float:
    kata = [measure(k, _HURUF, i == 0) for i, b in enumerate(simpul.baris) for k in clean_teks(b).split()]
    return max([*kata, *map(_kata_terlebar, (*simpul.samping, *simpul.anak))], default=0.0)


def _layout(akar: Simpul, lebar: float, tinggi: float) -> tuple[_Kotak, float, float, float]:
    """Return the placed root, the drawing's size and its scale: the most familiar shape that stays readable, with
    the boxes that let the text be largest; boxes that would cut a word only where nothing else is readable."""
    terbaik: tuple[_Kotak, float, float, float] | None = None
    kata = _kata_terlebar(akar)
    for utuh in (True, False):
        for daftar in _list_bentuk(akar, lebar):
            calon: tuple[_Kotak, float, float, float] | None = None
            for bentuk in daftar:
                if utuh and kata > (bentuk.lebar_kotak - 2 * _SISIP) / 1.04:
                    continue
                kotak = _build(akar, bentuk)
                w, t = _place(kotak)
                skala = min(1.0, lebar / (w + 2), tinggi / (t + 2))
                if calon is None or skala > calon[3] + 0.02:
                    calon = (kotak, w, t, skala)
            if calon and calon[3] >= _SKALA_MINIMUM:
                return calon
            if calon and (terbaik is None or calon[3] > terbaik[3]):
                terbaik = calon
    assert terbaik is not None  # with utuh=False every shape was tried
    return terbaik


def _is_bercabang(simpul: Simpul) -> bool:
    return len(simpul.anak) > 1 or any(map(_is_bercabang, simpul.anak))


def _cut(akar: Simpul, muat: Callable[[Simpul], bool]) -> list[Simpul]:
    """Divide a tree between children into parts that each fit a page; each part repeats the boxes above it."""
    if not _is_bercabang(akar) or muat(akar):
        return [akar]
    bagian: list[Simpul] = []
    kini: list[Simpul] = []

    def tutup() -> None:
        if kini:
            bagian.append(pangkas(*kini))
            kini.clear()

    def pangkas(*anak: Simpul) -> Simpul:
        return replace(akar, anak=anak, samping=akar.samping if not bagian else ())

    for anak in akar.anak:
        if kini and not muat(pangkas(*kini, anak)):
            tutup()
        if kini or muat(pangkas(anak)):
            kini.append(anak)
        else:
            bagian += [pangkas(a) for a in _cut(anak, lambda a: muat(pangkas(a)))]
    tutup()
    return bagian


def describe_bagan(simpul: Simpul, tingkat: int = 0) -> str:
    """Return the tree as words, for those who cannot see it."""
    nama = ", ".join(simpul.baris)
    bawah = [describe_bagan(a, tingkat + 1) for a in (*simpul.samping, *simpul.anak)]
    return f"{nama} (membawahi: {'; '.join(bawah)})" if bawah else nama


def choose_kertas(bagan: Bagan) -> Kertas:
    """Return the paper a drawing is printed on: A3 (landscape) where it may and A4 would make it hard to read."""
    if not bagan.lanskap or bagan.kertas is Kertas.A4:
        return Kertas.A4
    skala = _layout(bagan.akar, LEBAR_LANSKAP, TINGGI_LANSKAP - _RUANG_JUDUL)[3]
    return Kertas.A4 if skala >= _SKALA_NYAMAN else Kertas.A3


def _list_bagian(bagan: Bagan) -> tuple[list[Simpul], float, float]:
    """The trees to draw, one a page, and the room each has."""
    lebar, tinggi = (LEBAR_LANSKAP, TINGGI_LANSKAP) if bagan.lanskap else (LEBAR_TEGAK, TINGGI_TEGAK)
    if choose_kertas(bagan) is Kertas.A3:
        lebar, tinggi = LEBAR_A3, TINGGI_A3
    if _layout(bagan.akar, lebar, tinggi - _RUANG_JUDUL)[3] >= _SKALA_MINIMUM:
        tinggi -= _RUANG_JUDUL
    return _cut(bagan.akar, lambda a: _layout(a, lebar, tinggi)[3] >= _SKALA_MINIMUM), lebar, tinggi


def draw_bagan(bagan: Bagan) -> list[str]:
    """Return the tree as one SVG element, or several where one page cannot hold it."""
    bagian, lebar, tinggi = _list_bagian(bagan)
    return [_gambar(bagan, akar, lebar, tinggi) for akar in bagian]


def paint_bagan(bagan: Bagan) -> list[Lukisan]:
    """Return the same drawings as boxes and lines, for formats that draw them with shapes of their own."""
    bagian, lebar, tinggi = _list_bagian(bagan)
    return [_lukis(bagan, akar, lebar, tinggi) for akar in bagian]


def _lukis(bagan: Bagan, akar: Simpul, lebar: float, tinggi: float) -> Lukisan:
    kotak, w, t, s = _layout(akar, lebar, tinggi)
    petak = tuple(
        Petak(k.x * s, k.y * s, k.lebar * s, k.tinggi * s, k.isi, _ISI[min(k.tingkat, len(_ISI) - 1)], bagan.rata_kiri)
        for k in _walk(kotak)
    )
    garis = tuple(tuple((x * s, y * s) for x, y in jalur) for k in _walk(kotak) for jalur in _sambung(k))
    return Lukisan(w * s, t * s, _HURUF * s, petak, garis, clean_teks(describe_bagan(akar)))


def _gambar(bagan: Bagan, akar: Simpul, lebar: float, tinggi: float) -> str:
    kotak, w, t, skala = _layout(akar, lebar, tinggi)
    garis = "".join(_polyline(s) for k in _walk(kotak) for s in _sambung(k))
    isi = "".join(_gambar_kotak(k, rata_kiri=bagan.rata_kiri) for k in _walk(kotak))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="bagan" role="img" viewBox="-1 -1 {_n(w + 2)} {_n(t + 2)}" '
        f'width="{_n((w + 2) * skala)}" height="{_n((t + 2) * skala)}" '
        f"font-family=\"'{SANS}', 'Segoe UI', Arial, sans-serif\" font-size=\"{_n(_HURUF)}\">"
        f"<title>{escape(clean_teks(bagan.judul))}</title><desc>{escape(clean_teks(describe_bagan(akar)))}</desc>"
        f'<g fill="none" stroke="{_GARIS}" stroke-width="1">{garis}</g>{isi}</svg>'
    )
