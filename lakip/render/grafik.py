"""Graphs as SVG: pure functions from a :class:`Grafik` to a string.

Drawn with presentation attributes only (no style, no script), so that the same drawing serves the PDF and a page
under a strict content security policy. Shades are chosen to stay apart in grey, because offices print in black.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from math import floor, log10

from kinerja.tulisan import format_angka
from lakip.dokumen import Grafik
from lakip.render.huruf import SANS, clean_teks, measure, wrap

LEBAR = 620.0
_HURUF = 12.0
_KECIL = 11.0
_TINTA = "#222222"
_GARIS = "#d0d4d9"
_SUMBU = "#6b7280"
# fill, outline: dark, light, middle, hatch-like pale … each next one clearly lighter or darker than its neighbour
WARNA = (
    ("#1f4e79", "#1f4e79"),
    ("#bcd3e8", "#5b7ea1"),
    ("#6f9bc4", "#48739c"),
    ("#e9eef3", "#7a8794"),
    ("#44546a", "#2f3b4a"),
    ("#9aa5b1", "#6b7783"),
)
_GARIS_PUTUS = ("", "7 4", "2 3", "9 3 2 3", "4 2", "1 2")
Letak = Callable[[Decimal], float]
_LONGGAR = 1.06  # browsers may not have our typeface; leave room


def _n(x: float) -> str:
    return f"{x:.1f}".removesuffix(".0")


def _teks(
    x: float,
    y: float,
    isi: str,
    jangkar: str = "start",
    ukuran: float = _KECIL,
    *,
    tebal: bool = False,
    warna: str = _TINTA,
) -> str:
    berat = ' font-weight="600"' if tebal else ""
    letak = f' text-anchor="{jangkar}"' if jangkar != "start" else ""
    return f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(ukuran)}"{berat}{letak} fill="{warna}">{escape(isi)}</text>'


def _ruas(x1: float, y1: float, x2: float, y2: float, warna: str = _GARIS, tebal: float = 0.8) -> str:
    return (
        f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}" stroke="{warna}" stroke-width="{_n(tebal)}"/>'
    )


@dataclass(frozen=True)
class Skala:
    """A value axis with round marks."""

    bawah: Decimal
    atas: Decimal
    langkah: Decimal

    def marks(self) -> list[Decimal]:
        n = int((self.atas - self.bawah) / self.langkah)
        return [self.bawah + self.langkah * i for i in range(n + 1)]

    def at(self, nilai: Decimal) -> float:
        """Return the place of a value between 0 and 1."""
        return float((nilai - self.bawah) / (self.atas - self.bawah))


def build_skala(nilai: list[Decimal], *, dari_nol: bool = True, langkah_kira: int = 5) -> Skala:
    """Choose an axis of 1-2-5 steps that covers the values, and zero unless told otherwise."""
    kecil, besar = min(nilai), max(nilai)
    if dari_nol:
        kecil, besar = min(kecil, Decimal(0)), max(besar, Decimal(0))
    if kecil == besar:
        kecil, besar = (kecil - 1, besar + 1) if not dari_nol else (Decimal(0), Decimal(1))
    kasar = (besar - kecil) / langkah_kira
    pangkat = Decimal(1).scaleb(floor(log10(float(kasar))))
    langkah = next(k * pangkat for k in map(Decimal, ("1", "2", "2.5", "5", "10")) if k * pangkat >= kasar)
    bawah = (kecil / langkah).to_integral_value("ROUND_FLOOR") * langkah
    atas = (besar / langkah).to_integral_value("ROUND_CEILING") * langkah
    return Skala(bawah, atas, langkah)


_SATUAN_BESAR = ((Decimal(10) ** 12, "triliun"), (Decimal(10) ** 9, "miliar"), (Decimal(10) ** 6, "juta"))


def _mark_teks(skala: Skala) -> tuple[list[str], str]:
    """Texts of the axis marks, and the word ("juta") by which large ones were shortened."""
    puncak = max(abs(skala.bawah), abs(skala.atas))
    bagi, kata = next(((b, k) for b, k in _SATUAN_BESAR if puncak >= b), (Decimal(1), ""))
    langkah = (skala.langkah / bagi).normalize()
    pangkat = langkah.as_tuple().exponent
    desimal = max(0, -pangkat) if isinstance(pangkat, int) else 0
    return [format_angka(m / bagi, desimal) for m in skala.marks()], kata


def _list_nilai(grafik: Grafik) -> list[Decimal]:
    return [n for s in grafik.seri for n in s.nilai if n is not None]


def _bungkus(grafik: Grafik, tinggi: float, isi: list[str], lebar: float = LEBAR) -> str:
    nama = clean_teks(grafik.judul)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="grafik" role="img" viewBox="0 0 {_n(lebar)} {_n(tinggi)}" '
        f'width="{_n(lebar)}" height="{_n(tinggi)}" font-family="\'{SANS}\', \'Segoe UI\', Arial, sans-serif">'
        f"<title>{escape(nama)}</title><desc>{escape(describe_grafik(grafik))}</desc>{''.join(isi)}</svg>"
    )


def describe_grafik(grafik: Grafik) -> str:
    """Return the graph in words, for those who cannot see it."""
    satuan = f" {grafik.satuan}" if grafik.satuan else ""
    seri = (
        f"{s.nama}: "
        + ", ".join(
            f"{k} {format_angka(n, grafik.desimal) + satuan if n is not None else 'tidak ada data'}"
            for k, n in zip(grafik.kategori, s.nilai, strict=False)
        )
        for s in grafik.seri
    )
    return clean_teks("; ".join(seri))


def _legenda(grafik: Grafik, y: float, garis: bool) -> tuple[list[str], float]:
    """Draw the legend centred from ``y``; return it with its height. One series needs none."""
    if len(grafik.seri) < 2:
        return [], 0.0
    baris: list[list[tuple[int, str, float]]] = [[]]
    terpakai = 0.0
    for i, seri in enumerate(grafik.seri):
        nama = wrap(clean_teks(seri.nama), LEBAR - 60, _HURUF, maks=1)[0]
        lebar = measure(nama, _HURUF) * _LONGGAR + 40
        if baris[-1] and terpakai + lebar > LEBAR - 20:
            baris.append([])
            terpakai = 0.0
        baris[-1].append((i, nama, lebar))
        terpakai += lebar
    isi = []
    for anggota in baris:
        x = (LEBAR - sum(a[2] for a in anggota)) / 2
        for i, nama, lebar in anggota:
            isi.append(_kunci(i, x, y, garis))
            isi.append(_teks(x + 26, y + 4, nama, ukuran=_HURUF))
            x += lebar
        y += 18
    return isi, 18.0 * len(baris)


def _kunci(i: int, x: float, y: float, garis: bool) -> str:
    isi, tepi = WARNA[i % len(WARNA)]
    if garis:
        return _polyline([(x, y), (x + 20, y)], i) + _penanda(i, x + 10, y)
    return _kotak(x + 6, y - 6, 14, 12, isi, tepi)


def _kotak(x: float, y: float, lebar: float, tinggi: float, isi: str, tepi: str) -> str:
    return (
        f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(lebar)}" height="{_n(tinggi)}" '
        f'fill="{isi}" stroke="{tepi}" stroke-width="0.8"/>'
    )


def _warna_garis(i: int) -> str:
    return ("#1f4e79", "#b45309", "#4b5563", "#0f766e", "#7c3aed", "#111827")[i % 6]


def _polyline(titik: list[tuple[float, float]], i: int) -> str:
    putus = _GARIS_PUTUS[i % len(_GARIS_PUTUS)]
    gaya = f' stroke-dasharray="{putus}"' if putus else ""
    jalur = " ".join(f"{_n(x)},{_n(y)}" for x, y in titik)
    return f'<polyline points="{jalur}" fill="none" stroke="{_warna_garis(i)}" stroke-width="2"{gaya}/>'


def _penanda(i: int, x: float, y: float) -> str:
    warna = _warna_garis(i)
    match i % 4:
        case 0:
            return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="4" fill="{warna}"/>'
        case 1:
            return f'<rect x="{_n(x - 3.6)}" y="{_n(y - 3.6)}" width="7.2" height="7.2" fill="{warna}"/>'
        case 2:
            titik = f"{_n(x)},{_n(y - 5)} {_n(x + 5)},{_n(y + 4)} {_n(x - 5)},{_n(y + 4)}"
            return f'<polygon points="{titik}" fill="{warna}"/>'
        case _:
            return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="3.8" fill="#ffffff" stroke="{warna}" stroke-width="1.8"/>'


def _kosong(grafik: Grafik) -> str:
    isi = [
        f'<rect x="0.5" y="0.5" width="{_n(LEBAR - 1)}" height="79" fill="none" stroke="{_GARIS}"/>',
        _teks(LEBAR / 2, 45, "Belum ada data untuk digambar", "middle", _HURUF, warna=_SUMBU),
    ]
    return _bungkus(grafik, 80, isi)


def draw_grafik(grafik: Grafik) -> str:
    """Return the graph as an SVG element. Bars whose labels would collide are laid on their side."""
    if is_kosong(grafik):
        return _kosong(grafik)
    if grafik.jenis == "garis":
        return _draw_tegak(grafik, garis=True)
    if is_datar(grafik):
        return _draw_datar(grafik)
    return _draw_tegak(grafik, garis=False)


def is_kosong(grafik: Grafik) -> bool:
    return not grafik.kategori or not _list_nilai(grafik)


def is_datar(grafik: Grafik) -> bool:
    """Whether bars lie on their side: wanted so, or because upright ones would have no room for their labels."""
    return grafik.jenis == "batang-datar" or not _muat_tegak(grafik)


def _label(grafik: Grafik, nilai: Decimal) -> str:
    return format_angka(nilai, grafik.desimal)


def _muat_tegak(grafik: Grafik) -> bool:
    """Do the values fit above upright bars, and the names under them?"""
    petak = (LEBAR - 60) / len(grafik.kategori)
    batang = petak * 0.82 / len(grafik.seri)
    label = max(measure(_label(grafik, n), _KECIL) for n in _list_nilai(grafik)) * _LONGGAR
    if label > batang + 2:
        return False
    return all(len(wrap(clean_teks(k), petak - 8, _HURUF)) <= 3 for k in grafik.kategori)


def _judul_sumbu(grafik: Grafik, kata: str) -> str:
    return " ".join(t for t in (kata, clean_teks(grafik.satuan)) if t)


def _draw_tegak(grafik: Grafik, *, garis: bool) -> str:
    nilai = _list_nilai(grafik)
    # A line may start above zero (its slope is what is read); a bar may not (its length is).
    jauh = garis and min(nilai) > 0 and (max(nilai) - min(nilai)) * 4 < max(nilai)
    skala = build_skala(nilai, dari_nol=not jauh)
    marka, kata = _mark_teks(skala)
    kiri = max(measure(m, _KECIL) for m in marka) * _LONGGAR + 12
    atas, tinggi = 30.0, 210.0
    judul = _judul_sumbu(grafik, kata)
    isi = [_teks(0, 12, f"({judul})", warna=_SUMBU)] if judul else []

    def y_dari(n: Decimal) -> float:
        return atas + tinggi * (1 - skala.at(n))

    for m, teks in zip(skala.marks(), marka, strict=True):
        y = y_dari(m)
        isi.append(_ruas(kiri, y, LEBAR, y, _SUMBU if m == 0 else _GARIS))
        isi.append(_teks(kiri - 6, y + 4, teks, "end", warna=_SUMBU))
    petak = (LEBAR - kiri) / len(grafik.kategori)
    dasar = y_dari(max(skala.bawah, min(Decimal(0), skala.atas)))
    bawah = atas + tinggi
    terbanyak = 1
    for k, nama in enumerate(grafik.kategori):
        baris = wrap(clean_teks(nama), petak - 8, _HURUF, maks=4)
        terbanyak = max(terbanyak, len(baris))
        for i, b in enumerate(baris):
            isi.append(_teks(kiri + petak * (k + 0.5), bawah + 17 + 14 * i, b, "middle", _HURUF))
    if garis:
        isi += _isi_garis(grafik, kiri, petak, y_dari, bawah)
    else:
        isi += _isi_batang(grafik, kiri, petak, y_dari, dasar)
    y = bawah + 14 * terbanyak + 22
    legenda, tambah = _legenda(grafik, y, garis)
    return _bungkus(grafik, y + tambah - (4 if tambah else 10), isi + legenda)


def _isi_batang(grafik: Grafik, kiri: float, petak: float, y_dari: Letak, dasar: float) -> list[str]:
    isi = []
    lebar = min(petak * 0.82 / len(grafik.seri), 52.0)
    for k in range(len(grafik.kategori)):
        x0 = kiri + petak * (k + 0.5) - lebar * len(grafik.seri) / 2
        for i, seri in enumerate(grafik.seri):
            nilai = seri.nilai[k] if k < len(seri.nilai) else None
            x = x0 + lebar * i
            if nilai is None:
                isi.append(_teks(x + lebar / 2, dasar - 5, "–", "middle", warna=_SUMBU))
                continue
            y = y_dari(nilai)
            tinggi = max(abs(dasar - y), 0.6)
            isi.append(_kotak(x + 1.5, min(y, dasar), lebar - 3, tinggi, *WARNA[i % len(WARNA)]))
            letak = y - 5 if nilai >= 0 else y + 13
            isi.append(_teks(x + lebar / 2, letak, _label(grafik, nilai), "middle", tebal=True))
    return isi


def _isi_garis(grafik: Grafik, kiri: float, petak: float, y_dari: Letak, bawah: float) -> list[str]:
    garis: list[str] = []
    penanda: list[str] = []
    label: list[list[tuple[float, str, str]]] = [[] for _ in grafik.kategori]
    for i, seri in enumerate(grafik.seri):
        penggal: list[tuple[float, float]] = []
        for k, nilai in enumerate((*seri.nilai[: len(grafik.kategori)], None)):
            if nilai is None:  # a gap, not a straight line over what is not known
                garis.append(_polyline(penggal, i) if len(penggal) > 1 else "")
                penggal = []
                continue
            x, y = kiri + petak * (k + 0.5), y_dari(nilai)
            penggal.append((x, y))
            penanda.append(_penanda(i, x, y))
            label[k].append((y, _label(grafik, nilai), _warna_garis(i)))
    alas, tulisan = [], []
    for k, kolom in enumerate(label):
        x, letak = kiri + petak * (k + 0.5), bawah + 99.0
        # From the lowest upwards, never two on one line; of several the lowest goes below its mark where it can.
        for i, (y, teks, warna) in enumerate(sorted(kolom, reverse=True)):
            di_bawah = i == 0 and len(kolom) > 1 and y + 16 < bawah - 2
            letak = y + 16 if di_bawah else min(y - 9, letak - 13)
            lebar = measure(teks, _KECIL, True) * _LONGGAR + 3
            alas.append(
                f'<rect x="{_n(x - lebar / 2)}" y="{_n(letak - 9)}" width="{_n(lebar)}" height="11" fill="#ffffff"/>'
            )
            tulisan.append(_teks(x, letak, teks, "middle", tebal=True, warna=warna))
    return [*garis, *alas, *penanda, *tulisan]


def _draw_datar(grafik: Grafik) -> str:
    nilai = _list_nilai(grafik)
    skala = build_skala(nilai, langkah_kira=4)
    marka, kata = _mark_teks(skala)
    lebar_nama = min(max(measure(clean_teks(k), _HURUF) for k in grafik.kategori) * _LONGGAR, 210.0)
    nama = [wrap(clean_teks(k), lebar_nama, _HURUF, maks=5) for k in grafik.kategori]
    kiri = lebar_nama + 12
    label = max(measure(_label(grafik, n), _KECIL, True) for n in nilai) * _LONGGAR + 10
    negatif = label if min(nilai) < 0 else 0.0
    panjang = LEBAR - kiri - label - negatif
    batang = 17.0 if len(grafik.seri) > 1 else 20.0
    atas = 26.0

    def x_dari(n: Decimal) -> float:
        return kiri + negatif + panjang * skala.at(n)

    petak = [max(batang * len(grafik.seri), 14.0 * len(n)) + 12 for n in nama]
    bawah = atas + sum(petak)
    judul = _judul_sumbu(grafik, kata)
    isi = [_teks(0, 12, f"({judul})", warna=_SUMBU)] if judul else []
    jarak = max(measure(m, _KECIL) for m in marka) * _LONGGAR + 8
    lompat = max(1, -int(-jarak // (panjang / max(1, len(marka) - 1))))
    for i, (m, teks) in enumerate(zip(skala.marks(), marka, strict=True)):
        isi.append(_ruas(x_dari(m), atas, x_dari(m), bawah, _SUMBU if m == 0 else _GARIS))
        if i % lompat == 0:
            isi.append(_teks(x_dari(m), bawah + 15, teks, "middle", warna=_SUMBU))
    nol = x_dari(Decimal(0))
    y = atas
    for k, baris in enumerate(nama):
        tengah = y + petak[k] / 2
        for i, b in enumerate(baris):
            isi.append(_teks(kiri - 8, tengah + 4 + 14 * (i - (len(baris) - 1) / 2), b, "end", _HURUF))
        y0 = tengah - batang * len(grafik.seri) / 2
        for i, seri in enumerate(grafik.seri):
            n = seri.nilai[k] if k < len(seri.nilai) else None
            yb = y0 + batang * i
            if n is None:
                isi.append(_teks(nol + 5, yb + batang / 2 + 4, "–", warna=_SUMBU))
                continue
            x = x_dari(n)
            panjang_batang = max(abs(x - nol), 0.6)
            isi.append(_kotak(min(x, nol), yb + 1.5, panjang_batang, batang - 3, *WARNA[i % len(WARNA)]))
            sisi = (x + 5, "start") if n >= 0 else (x - 5, "end")
            isi.append(_teks(sisi[0], yb + batang / 2 + 4, _label(grafik, n), sisi[1], tebal=True))
        y += petak[k]
    legenda, tambah = _legenda(grafik, bawah + 36, False)
    return _bungkus(grafik, bawah + 22 + tambah + (8 if tambah else 0), isi + legenda)
