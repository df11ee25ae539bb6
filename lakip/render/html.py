"""The document on screen: by chapter for the site, or whole in one file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe

from lakip.dokumen import Bab, Dokumen, Foto, Sampul, walk_bab
from lakip.render.blok import Penulis, alamat_data, polos, prepare, teks

STATIK = Path(__file__).resolve().parents[2] / "static" / "dokumen"


@dataclass(frozen=True)
class Pokok:
    """A line of the outline."""

    kunci: str
    nomor: str
    judul: str
    level: int
    anak: tuple[Pokok, ...] = ()


# A chapter whose HTML is longer than this (characters; about 13 KB when compressed) is read section by section.
PANJANG_HALAMAN = 150_000


@dataclass(frozen=True)
class BagianHtml:
    """A page of the document: a chapter, or a section of a long chapter (``level`` 2 and more).

    ``html`` begins with its heading (h1), ``anak`` is the outline of what is on the page itself. The fragment carries
    neither style attributes nor scripts and needs ``dokumen/layar.css``. ``kunci`` is fit for a URL and unique in the
    document; the same words are the ids of the headings (``Pokok.kunci``). ``pembuka``: the heading of a chapter that
    was cut up, with what stands before its first section.
    """

    kunci: str
    nomor: str
    judul: str
    level: int
    html: SafeString
    anak: tuple[Pokok, ...] = ()
    pembuka: bool = False


def _pokok(bab: Bab, level: int) -> Pokok:
    return Pokok(bab.kunci, bab.nomor, bab.judul, level, tuple(_pokok(b, level + 1) for b in bab.anak))


def build_bagian(
    dokumen: Dokumen, *, url_foto: Callable[[Foto], str] | None = None, tingkat_judul: int = 1
) -> list[BagianHtml]:
    """Return front matter, chapters and attachments in pages that an old PC and a slow line can take.

    ``tingkat_judul``: which heading a chapter gets, 1 where the page has none of its own. ``url_foto`` gives the address
    of a picture; without it pictures are written into the page as ``data:`` addresses, which a strict content security
    policy refuses.
    """
    dokumen = prepare(dokumen)
    penulis = Penulis(cetak=False, url_foto=url_foto, tingkat_judul=tingkat_judul)
    hasil: list[BagianHtml] = []
    for bab in (*dokumen.depan, *dokumen.bab, *dokumen.lampiran):
        hasil += _cut_bab(penulis, bab, 1)
    return hasil


def _cut_bab(penulis: Penulis, bab: Bab, level: int) -> list[BagianHtml]:
    halaman = _write_halaman(penulis, bab, level)
    if len(halaman.html) <= PANJANG_HALAMAN or not bab.anak:
        return [halaman]
    hasil = [replace(_write_halaman(penulis, replace(bab, anak=()), level), pembuka=True)]
    for anak in bab.anak:
        hasil += _cut_bab(penulis, anak, level + 1)
    return hasil


def _write_halaman(penulis: Penulis, bab: Bab, level: int) -> BagianHtml:
    html = mark_safe(penulis.write_bab(bab))  # noqa: S308  every text in it went through escape()
    return BagianHtml(bab.kunci, bab.nomor, bab.judul, level, html, _pokok(bab, level).anak)


def build_satu(dokumen: Dokumen, kunci: str, *, url_foto: Callable[[Foto], str] | None = None) -> BagianHtml | None:
    """Return one section by itself, numbered as in the whole, without what is below it; its heading is an h2."""
    dokumen = prepare(dokumen)
    tingkat, bab = next(((t, b) for t, b in walk_bab(dokumen) if b.kunci == kunci), (0, None))
    if bab is None:
        return None
    penulis = Penulis(cetak=False, url_foto=url_foto, tingkat_judul=3 - tingkat)
    html = mark_safe(penulis.write_bab(replace(bab, anak=()), tingkat))  # noqa: S308  every text in it went through escape()
    return BagianHtml(bab.kunci, bab.nomor, bab.judul, 2, html, tuple(_pokok(b, 3) for b in bab.anak))


@lru_cache(maxsize=1)
def _gaya() -> str:
    return (STATIK / "layar.css").read_text(encoding="utf-8")


def _sampul(sampul: Sampul) -> str:
    lambang = ""
    if sampul.lambang:
        alamat = alamat_data(sampul.lambang, sampul.lambang_mime or "image/png")
        lambang = f'<img class="lambang" src="{alamat}" alt="Lambang {polos(sampul.kabupaten)}">'
    baris = "".join(f"<p>{teks(b)}</p>" for b in (sampul.instansi, sampul.kabupaten, f"Tahun {sampul.tahun}") if b)
    sub = f'<p class="sub">{teks(sampul.subjudul)}</p>' if sampul.subjudul else ""
    return f'<header class="sampul">{lambang}<h1>{teks(sampul.judul)}</h1>{sub}{baris}</header>'


def _kerangka(pokok: list[Pokok]) -> str:
    def satu(p: Pokok) -> str:
        anak = f"<ol>{''.join(map(satu, p.anak))}</ol>" if p.anak and p.level < 2 else ""
        nomor = f"{polos(p.nomor)} " if p.nomor else ""
        return f'<li><a href="#{p.kunci}">{nomor}{polos(p.judul)}</a>{anak}</li>'

    return f"<ol>{''.join(map(satu, pokok))}</ol>"


def render_html(dokumen: Dokumen) -> str:
    """Return the whole document as one self-contained page, with its outline beside it."""
    dokumen = prepare(dokumen)
    penulis = Penulis(cetak=False, tingkat_judul=2, tautan=False)
    semua = (*dokumen.depan, *dokumen.bab, *dokumen.lampiran)
    isi = "".join(f"<section>{penulis.write_bab(b)}</section>" for b in semua)
    kepala = _sampul(dokumen.sampul) if dokumen.sampul else f"<h1>{teks(dokumen.judul)}</h1>"
    kerangka = _kerangka([_pokok(b, 1) for b in semua])
    return (
        f'<!doctype html>\n<html lang="{polos(dokumen.bahasa)}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{polos(dokumen.judul)}</title>'
        f"<style>{_gaya()}</style></head>"
        f'<body class="berkas"><div class="berkas-isi"><nav class="berkas-kerangka" aria-label="Daftar isi">'
        f"<details open><summary>Daftar isi</summary>{kerangka}</details></nav>"
        f'<main class="lembar">{kepala}{isi}</main></div></body></html>\n'
    )
