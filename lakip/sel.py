"""Makers of cells, columns and paragraphs: the short words in which the sections of the library are written."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from kinerja.angka import Nilai, Takterdefinisi, format_angka, format_persen, format_rupiah, is_nilai, publish
from kinerja.ukuran import Sasar
from lakip.dokumen import Asal, Baris, Gaya, Jenis, Kolom, Paragraf, Potongan, Sel

HAMPA = "–"


def teks(isi: object, *, tebal: bool = False, kolom: int = 1) -> Sel:
    """A text cell; None prints as nothing."""
    return Sel("" if isi is None else str(isi), jenis=Jenis.TEKS, tebal=tebal, kolom=kolom)


def tengah(isi: object) -> Sel:
    """A short centred text: number of order, code, predicate, unit."""
    return Sel("" if isi is None else str(isi), jenis=Jenis.TENGAH)


def hampa(alasan: str) -> Sel:
    """An undefined figure: prints "–" and keeps the reason."""
    return Sel(HAMPA, alasan=alasan, jenis=Jenis.TENGAH)


def uang(nilai: int | None, asal: Asal | None = None, *, alasan: str = "belum diisi") -> Sel:
    """Whole rupiah."""
    if nilai is None:
        return hampa(alasan)
    return Sel(format_rupiah(nilai), Decimal(nilai), asal, jenis=Jenis.UANG)


def persen(nilai: Nilai | None, asal: Asal | None = None, *, alasan: str = "belum diisi") -> Sel:
    """A percentage, published to two decimals."""
    if nilai is None:
        return hampa(alasan)
    terbit = publish(nilai)
    if not is_nilai(terbit):
        return hampa(terbit.alasan if isinstance(terbit, Takterdefinisi) else alasan)
    return Sel(format_persen(terbit), terbit, asal, jenis=Jenis.PERSEN)


def angka(
    nilai: Nilai | int | None, asal: Asal | None = None, *, desimal: int | None = None, alasan: str = "belum diisi"
) -> Sel:
    """A figure that is neither money nor a percentage; trailing zeros are dropped unless ``desimal`` is given."""
    if nilai is None:
        return hampa(alasan)
    if isinstance(nilai, Takterdefinisi):
        return hampa(nilai.alasan)
    bilangan = Decimal(nilai)
    return Sel(format_angka(bilangan, desimal), bilangan, asal, jenis=Jenis.ANGKA)


def sasar(nilai: Decimal | None, kata: str = "", asal: Asal | None = None, *, alasan: str = "belum diisi") -> Sel:
    """A target or realisasi that is a figure, or words where there is none: "80", "60 (CC)", "Baik".

    Words that hold the figure themselves stay as they were written: "2 dokumen".
    """
    if nilai is None:
        return tengah(kata) if kata else hampa(alasan)
    sel = angka(nilai, asal)
    if kata and kata.startswith(sel.teks):
        return Sel(kata, sel.nilai, asal, jenis=Jenis.ANGKA)
    return Sel(f"{sel.teks} ({kata})", sel.nilai, asal, jenis=Jenis.ANGKA) if kata else sel


def baris(*sel: Sel, gaya: Gaya = Gaya.BIASA) -> Baris:
    return Baris(sel, gaya)


def kolom(*judul: str | tuple[str, Jenis] | Kolom) -> tuple[Kolom, ...]:
    """Columns from headings; a pair gives the kind as well."""
    return tuple(k if isinstance(k, Kolom) else Kolom(k) if isinstance(k, str) else Kolom(*k) for k in judul)


def entri(uraian: str, tautan: str = "") -> Asal:
    """The origin of an entered figure."""
    return Asal(uraian, tautan=tautan)


def rumus(uraian: str, *masukan: tuple[str, object]) -> Asal:
    """The origin of a computed figure: the rule in words and its inputs as printed."""
    return Asal(uraian, tuple((nama, cetak(nilai)) for nama, nilai in masukan), rumus=True)


def cetak(nilai: object) -> str:
    """Print an input of a formula: int as rupiah, Decimal as a figure, an undefined one as "–"; of a target its figure,
    else its words."""
    if nilai is None or isinstance(nilai, Takterdefinisi):
        return HAMPA
    if isinstance(nilai, int):
        return format_rupiah(nilai)
    if isinstance(nilai, Sasar):
        return (nilai.teks if nilai.nilai is None else format_angka(nilai.nilai)) or HAMPA
    return format_angka(nilai) if isinstance(nilai, Decimal) else str(nilai)


def tautan(model: str, pk: int | None) -> str:
    """The site path where an entered figure can be looked up: ``/asal/anggaran.subkegiatan/12/``."""
    return f"/asal/{model}/{pk}/" if pk else ""


def paragraf(*potongan: str | Potongan, gaya: str = "biasa") -> Paragraf:
    return Paragraf(tuple(Potongan(p) if isinstance(p, str) else p for p in potongan), gaya)


def figur(sel: Sel, awalan: str = "", akhiran: str = "") -> Potongan:
    """A live figure inside a sentence, made from a cell: ``figur(persen(x), akhiran=" %")``."""
    return Potongan(f"{awalan}{sel.teks}{akhiran}", nilai=sel.nilai, asal=sel.asal)


def join_kata(kata: Iterable[str], penghubung: str = "dan") -> str:
    """Return "a, b, dan c"."""
    isi = list(kata)
    if len(isi) < 2:
        return "".join(isi)
    if len(isi) == 2:
        return f"{isi[0]} {penghubung} {isi[1]}"
    return f"{', '.join(isi[:-1])}, {penghubung} {isi[-1]}"
