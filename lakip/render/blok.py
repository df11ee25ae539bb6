"""Blocks to HTML: the part that paper and screen have in common.

A :class:`Penulis` writes one document. On paper it plans the columns of each table, marks undefined figures with notes
and leaves the rest to ``cetak.css``; on screen every figure is a link to a small panel that says where it comes from.
The panels of equal origin are one panel. A link to a panel (``:target``) works in every browser without JavaScript
and under ``Content-Security-Policy: default-src 'self'``; nothing here writes a style attribute for the screen.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from html import escape
from itertools import groupby
from typing import Protocol

from lakip.dokumen import (
    Asal,
    Bab,
    Bagan,
    Baris,
    Blok,
    Daftar,
    Dokumen,
    Foto,
    GantiHalaman,
    Gaya,
    Grafik,
    Jenis,
    Kertas,
    Paragraf,
    Penanda,
    Potongan,
    Sel,
    SubJudul,
    Tabel,
    TandaTangan,
    build_catatan,
    nomori,
    to_letter,
)
from lakip.render.bagan import choose_kertas, draw_bagan
from lakip.render.grafik import draw_grafik
from lakip.render.huruf import clean_teks
from lakip.render.tata import ANGKA, jenis_sel, list_kelompok, plan_tabel

_KENDALI = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
BOBOT_TANDA_TANGAN = 200  # as much as two lines: it stays with the landscape table it signs
KOLOM_TEGAK = 8  # a table of more columns is printed across, also from the browser (``layar.css``)
_PENDEK = 600  # characters; a run of text shorter than this does not deserve a page of its own


def teks(isi: str) -> str:
    """Escape a text; line breaks stay."""
    return escape(_KENDALI.sub("", isi)).replace("\n", "<br>")


def polos(isi: str) -> str:
    """Escape a text for an attribute or a heading: one line."""
    return escape(" ".join(_KENDALI.sub("", isi).split()))


def jangkar(kunci: str) -> str:
    return re.sub(r"[^\w-]+", "-", kunci).strip("-").lower() or "bagian"


def prepare(dokumen: Dokumen) -> Dokumen:
    """Return the document numbered, with every anchor unique and fit to be an id."""
    terpakai = {"isi", "tutup"}  # ids of the page around the document

    def unik(kunci: str) -> str:
        dasar = calon = jangkar(kunci)
        n = 2
        while calon in terpakai:
            calon, n = f"{dasar}-{n}", n + 1
        terpakai.add(calon)
        return calon

    def blok(b: Blok) -> Blok:
        match b:
            case Tabel() | Grafik() | Foto() | Bagan():
                return replace(b, kunci=unik(b.kunci))
            case _:
                return b

    def turun(bab: Bab) -> Bab:
        return replace(
            bab, kunci=unik(bab.kunci), isi=tuple(blok(b) for b in bab.isi), anak=tuple(turun(a) for a in bab.anak)
        )

    if catatan := build_catatan(dokumen):
        dokumen = replace(dokumen, depan=(*dokumen.depan, catatan), catatan=())
    dokumen = nomori(dokumen)
    return replace(
        dokumen,
        depan=tuple(turun(b) for b in dokumen.depan),
        bab=tuple(turun(b) for b in dokumen.bab),
        lampiran=tuple(turun(b) for b in dokumen.lampiran),
    )


def tanggal_berkas(dokumen: Dokumen) -> datetime:
    """The date in the file's metadata: the document's own (``meta["tanggal"]``, ISO), else the end of its year."""
    try:
        return datetime.fromisoformat(dokumen.meta.get("tanggal", "")).replace(tzinfo=UTC)
    except ValueError:
        return datetime(dokumen.tahun, 12, 31, tzinfo=UTC)


def alamat_data(data: bytes, mime: str) -> str:
    return f"data:{mime};base64,{b64encode(data).decode()}"


class Halaman(StrEnum):
    """How a page lies and how large it is; also the class of a run of such pages (``cetak.css``)."""

    TEGAK = ""
    LANSKAP = "lanskap"
    LANSKAP_A3 = "lanskap-a3"


def halaman_bagan(bagan: Bagan) -> Halaman:
    if choose_kertas(bagan) is Kertas.A3:
        return Halaman.LANSKAP_A3
    return Halaman.LANSKAP if bagan.lanskap else Halaman.TEGAK


@dataclass(frozen=True)
class Butir:
    """One thing in the flow of a chapter: a heading or a block, already written."""

    html: str
    halaman: Halaman = Halaman.TEGAK
    judul: bool = False
    bobot: int = 0  # length of plain text; 0 for what needs its own room


class Penulis:
    """Writes the parts of one document. ``cetak`` chooses paper over screen."""

    def __init__(
        self, *, cetak: bool, url_foto: Callable[[Foto], str] | None = None, tingkat_judul: int = 1, tautan: bool = True
    ) -> None:
        self.cetak = cetak
        self.tautan = tautan  # origins link to the site; pointless in a file
        self.url_foto = url_foto or (lambda foto: alamat_data(foto.data, foto.mime))
        self.tingkat_judul = tingkat_judul
        self._asal: dict[Asal | str, str] = {}
        self._awalan = "asal"
        self.teks: Callable[[str], str] = (lambda s: teks(clean_teks(s))) if cetak else teks
        self.polos: Callable[[str], str] = (lambda s: polos(clean_teks(s))) if cetak else polos

    # ------------------------------------------------------------------------------------------------------ chapters

    def list_butir(self, bab: Bab, tingkat: int = 1) -> Iterator[Butir]:
        """Yield a chapter's headings and blocks in reading order."""
        yield Butir(self._judul(bab, tingkat), judul=True)
        for jenis, kumpulan in groupby(bab.isi, key=type):
            if jenis is Foto:
                foto = [b for b in kumpulan if isinstance(b, Foto)]
                for i in range(0, len(foto), 2):
                    yield Butir(self._foto(foto[i : i + 2]))
            else:
                for blok in kumpulan:
                    yield from self._blok(blok, tingkat)
        for anak in bab.anak:
            yield from self.list_butir(anak, tingkat + 1)

    def write_bab(self, bab: Bab, tingkat: int = 1) -> str:
        """Return one chapter (or a section of a lower level) for the screen, its panels of origin at the end."""
        self._awalan = f"asal-{bab.kunci}"
        self._asal = {}
        isi = "".join(b.html for b in self.list_butir(bab, tingkat))
        return isi + self._panel()

    def _tag_judul(self, tingkat: int) -> str:
        return f"h{min(tingkat + self.tingkat_judul - 1, 6)}"

    def _judul(self, bab: Bab, tingkat: int) -> str:
        h = self._tag_judul(tingkat)
        judul = self.polos(bab.judul)
        nomor = f'<span class="nomor">{self.polos(bab.nomor)}</span> ' if bab.nomor else ""
        # Bookmarks and the running header cannot read the heading itself: its two lines would run together.
        penuh = f' data-judul="{self.polos(f"{bab.nomor} {bab.judul}".strip())}"' if self.cetak else ""
        kelas = f"j{min(tingkat, 5)}"
        return f'<{h} id="{bab.kunci}" class="{kelas}"{penuh}>{nomor}<span class="judul">{judul}</span></{h}>'

    def _blok(self, blok: Blok, tingkat: int) -> Iterator[Butir]:
        """Yield a block of a section of this level."""
        match blok:
            case Paragraf():
                yield Butir(self._paragraf(blok), bobot=len(blok.teks) + 1)
            case Daftar():
                yield Butir(self._daftar(blok), bobot=sum(len(b.teks) + 60 for b in blok.butir))
            case SubJudul():
                h = "p" if self.cetak else self._tag_judul(tingkat + 1)
                yield Butir(f'<{h} class="subjudul">{self.teks(blok.teks)}</{h}>', judul=True)
            case Tabel():
                yield self._tabel(blok)
            case Grafik():
                yield Butir(self._gambar(blok.kunci, "Grafik", blok.nomor, blok.judul, draw_grafik(blok)))
            case Bagan():
                yield from self._bagan(blok)
            case Foto():
                yield Butir(self._foto([blok]))
            case TandaTangan():
                yield Butir(self._tanda_tangan(blok), bobot=BOBOT_TANDA_TANGAN)
            case GantiHalaman():
                yield Butir('<div class="ganti"></div>' if self.cetak else "")

    # ------------------------------------------------------------------------------------------------------ text

    def _potongan(self, potongan: Potongan) -> str:
        isi = self.teks(potongan.teks)
        if potongan.asal and not self.cetak:
            isi = self._tautkan(isi, potongan.asal)
        if potongan.tebal:
            isi = f"<strong>{isi}</strong>"
        return f"<em>{isi}</em>" if potongan.miring else isi

    def _isi(self, paragraf: Paragraf) -> str:
        return "".join(map(self._potongan, paragraf.potongan))

    def _paragraf(self, paragraf: Paragraf) -> str:
        gaya = "" if paragraf.gaya == "biasa" else f' class="{jangkar(paragraf.gaya)}"'
        return f"<p{gaya}>{self._isi(paragraf)}</p>"

    def _daftar(self, daftar: Daftar) -> str:
        tag = "ol" if daftar.bernomor else "ul"
        kelas = "butir huruf" if daftar.bernomor and daftar.huruf else "butir"
        return f'<{tag} class="{kelas}">' + "".join(f"<li>{self._isi(b)}</li>" for b in daftar.butir) + f"</{tag}>"

    # ------------------------------------------------------------------------------------------------------ origins

    def _tautkan(self, isi: str, asal: Asal | str) -> str:
        nama = self._asal.setdefault(asal, f"{self._awalan}-{len(self._asal) + 1}")
        return f'<a class="asal" href="#{nama}">{isi}</a>'

    def _panel(self) -> str:
        return "".join(self._satu_panel(nama, asal) for asal, nama in self._asal.items())

    def _satu_panel(self, nama: str, asal: Asal | str) -> str:
        # "#tutup" names nothing: following it closes the panel and leaves the page where it is.
        tutup = '<a class="tutup" href="#tutup">Tutup</a>'
        if isinstance(asal, str):
            return f'<aside id="{nama}" class="panel-asal"><p>Belum ada angka: {teks(asal)}.</p>{tutup}</aside>'
        isi = f"<p>{teks(asal.uraian)}</p>"
        if asal.masukan:
            isi += "<dl>" + "".join(f"<dt>{teks(k)}</dt><dd>{teks(v)}</dd>" for k, v in asal.masukan) + "</dl>"
        if self.tautan and asal.tautan.startswith("/") and not asal.tautan.startswith(("//", "/\\")):
            isi += f'<p><a href="{escape(asal.tautan)}">Lihat isian dan riwayatnya</a></p>'
        return f'<aside id="{nama}" class="panel-asal">{isi}{tutup}</aside>'

    # ------------------------------------------------------------------------------------------------------ tables

    def _tabel(self, tabel: Tabel) -> Butir:
        if not tabel.kolom:
            return Butir("")
        tata = plan_tabel(tabel) if self.cetak else None
        alasan = list_alasan(tabel) if self.cetak else ()
        kepala = self._kepala(tabel)
        badan = self._badan(tabel, {a: to_letter(i + 1).lower() for i, a in enumerate(alasan)})
        label = ""
        judul = ""
        if tabel.berjudul:
            isi = f'<span class="nomor">Tabel {tabel.nomor}.</span> {self.teks(tabel.judul)}'
            judul = f'<caption id="{tabel.kunci}">{isi}</caption>'
            label = f' aria-labelledby="{tabel.kunci}"'
        elif tabel.judul:
            label = f' aria-label="{self.polos(tabel.judul)}"'
        catatan = self._catatan(tabel, alasan)
        if tata is None:
            kelas = "tabel lebar" if tabel.lanskap or len(tabel.kolom) > KOLOM_TEGAK else "tabel"
            html = (
                f'<div class="gulung" role="region" tabindex="0"{label}><table class="{kelas}">'
                f"{judul}<thead>{kepala}</thead><tbody>{badan}</tbody></table></div>{catatan}"
            )
            return Butir(html)
        kolom = "".join(f'<col style="width:{w:.3f}%">' for w in tata.lebar)
        kelas = "tabel rapat" if tata.rapat else "tabel"
        html = (
            f'<table class="{kelas}" style="font-size:{tata.ukuran:g}pt">{judul}<colgroup>{kolom}</colgroup>'
            f"<thead>{kepala}</thead><tbody>{badan}</tbody></table>{catatan}"
        )
        return Butir(html, Halaman.LANSKAP if tata.lanskap else Halaman.TEGAK)

    def _kepala(self, tabel: Tabel) -> str:
        kelompok = list_kelompok(tabel.kolom)
        bertingkat = any(nama for nama, _ in kelompok)
        atas, bawah = [], []
        for nama, anggota in kelompok:
            if nama:
                rentang = f' colspan="{len(anggota)}"' if len(anggota) > 1 else ""
                atas.append(f'<th scope="colgroup"{rentang}>{self.teks(nama)}</th>')
                bawah += [f'<th scope="col">{self.teks(k.judul)}</th>' for k in anggota]
            else:
                rentang = ' rowspan="2"' if bertingkat else ""
                atas.append(f'<th scope="col"{rentang}>{self.teks(anggota[0].judul)}</th>')
        hasil = f"<tr>{''.join(atas)}</tr>"
        if bertingkat:
            hasil += f"<tr>{''.join(bawah)}</tr>"
        if tabel.nomor_kolom:
            angka = "".join(f"<td>({i})</td>" for i in range(1, len(tabel.kolom) + 1))
            hasil += f'<tr class="urut">{angka}</tr>'
        return hasil

    def _badan(self, tabel: Tabel, tanda: dict[str, str]) -> str:
        hasil = []
        for baris in tabel.baris:
            kelas = f' class="{baris.gaya}"' if baris.gaya is not Gaya.BIASA else ""
            hasil.append(f"<tr{kelas}>{self._sel_baris(tabel, baris, tanda)}</tr>")
        if not hasil:
            hasil.append(f'<tr><td class="t" colspan="{len(tabel.kolom)}">Belum ada data.</td></tr>')
        return "".join(hasil)

    def _sel_baris(self, tabel: Tabel, baris: Baris, tanda: dict[str, str]) -> str:
        hasil = []
        j = 0
        for sel in baris.sel:
            if j >= len(tabel.kolom):
                break
            rentang = max(1, min(sel.kolom, len(tabel.kolom) - j))
            jenis = jenis_sel(sel, tabel.kolom[j])
            kelas = ' class="n"' if jenis in ANGKA else ' class="t"' if jenis is Jenis.TENGAH else ""
            lebar = f' colspan="{rentang}"' if rentang > 1 else ""
            hasil.append(f"<td{kelas}{lebar}>{self._sel(sel, tanda)}</td>")
            j += rentang
        if j < len(tabel.kolom):  # a short row still closes its frame
            hasil.append("<td></td>" * (len(tabel.kolom) - j))
        return "".join(hasil)

    def _sel(self, sel: Sel, tanda: dict[str, str]) -> str:
        isi = self.teks(sel.teks)
        if self.cetak:
            if sel.nilai is None and sel.alasan and len(tanda) > 1:
                isi += f"<sup>{tanda[sel.alasan]}</sup>"
        elif sel.asal and isi:
            isi = self._tautkan(isi, sel.asal)
        elif sel.alasan and isi:
            isi = self._tautkan(isi, sel.alasan)
        return f"<b>{isi}</b>" if sel.tebal and isi else isi

    def _catatan(self, tabel: Tabel, alasan: Sequence[str]) -> str:
        baris = [self.teks(c) for c in tabel.catatan]
        if len(alasan) == 1:
            baris.append(f"Tanda – berarti {self.teks(alasan[0])}.")
        else:
            baris += [f"<sup>{to_letter(i + 1).lower()}</sup> {self.teks(a)}." for i, a in enumerate(alasan)]
        return f'<div class="catatan-tabel">{"".join(f"<p>{b}</p>" for b in baris)}</div>' if baris else ""

    # ------------------------------------------------------------------------------------------------------ pictures

    def _gambar(self, kunci: str, kata: str, nomor: str, judul: str, isi: str, *, lanjutan: bool = False) -> str:
        ident = "" if lanjutan else f' id="{kunci}"'
        tambah = " (lanjutan)" if lanjutan else ""
        bingkai = isi if self.cetak else f'<div class="gulung">{isi}</div>'
        return (
            f'<figure class="gambar">{bingkai}<figcaption{ident}><span class="nomor">{kata} {nomor}.</span> '
            f"{self.teks(judul)}{tambah}</figcaption></figure>"
        )

    def _bagan(self, bagan: Bagan) -> Iterator[Butir]:
        for i, svg in enumerate(draw_bagan(bagan)):
            html = self._gambar(bagan.kunci, "Gambar", bagan.nomor, bagan.judul, svg, lanjutan=i > 0)
            yield Butir(html, halaman_bagan(bagan))

    def _foto(self, foto: list[Foto]) -> str:
        isi = "".join(self._satu_foto(f) for f in foto)
        return f'<div class="foto pasang">{isi}</div>' if len(foto) > 1 else f'<div class="foto">{isi}</div>'

    def _satu_foto(self, foto: Foto) -> str:
        alamat = self.url_foto(foto)
        if alamat:
            gambar = f'<img src="{escape(alamat)}" alt="{self.polos(foto.judul)}">'
        else:
            gambar = '<p class="rusak">Berkas foto tidak dapat dibaca.</p>'
        judul = f'<span class="nomor">Gambar {foto.nomor}.</span> {self.teks(foto.judul)}'
        return f'<figure class="gambar">{gambar}<figcaption id="{foto.kunci}">{judul}</figcaption></figure>'

    # ------------------------------------------------------------------------------------------------------ signatures

    def _tanda_tangan(self, blok: TandaTangan) -> str:
        kelas = "tt tunggal" if len(blok.pihak) == 1 else "tt banyak" if len(blok.pihak) > 2 else "tt"
        atas, bawah = [self._atas(p) for p in blok.pihak], [self._bawah(p) for p in blok.pihak]
        if self.cetak:
            isi = "".join(f'<div class="baris-tt">{"".join(sel)}</div>' for sel in (atas, bawah))
        else:
            isi = "".join(f'<div class="pihak">{a}{b}</div>' for a, b in zip(atas, bawah, strict=True))
        return f'<div class="{kelas}">{isi}</div>'

    def _atas(self, pihak: Penanda) -> str:
        baris = (pihak.tempat_tanggal, pihak.pengantar, pihak.jabatan)
        return f'<div class="atas">{"".join(f"<p>{self.teks(b)}</p>" for b in baris if b)}</div>'

    def _bawah(self, pihak: Penanda) -> str:
        isi = "".join(f'<p class="tanda">{self.teks(b)}</p>' for b in pihak.tanda)
        if pihak.jangkar and self.cetak:
            isi += f'<div class="kotak-ttd" id="{self.polos(pihak.jangkar)}"></div>'
        isi += f'<p class="nama">{self.teks(pihak.nama)}</p>'
        if pihak.pangkat:
            isi += f"<p>{self.teks(pihak.pangkat)}</p>"
        if pihak.nip:
            isi += f'<p class="nip">NIP. {self.teks(pihak.nip)}</p>'
        kelas = "bawah bertanda" if pihak.tanda or pihak.jangkar else "bawah"
        return f'<div class="{kelas}">{isi}</div>'


def list_alasan(tabel: Tabel) -> tuple[str, ...]:
    """Reasons of undefined figures, each once, in reading order."""
    return tuple(dict.fromkeys(s.alasan for b in tabel.baris for s in b.sel if s.nilai is None and s.alasan))


class Alur(Protocol):
    """What has to be known of a thing in the flow to choose the way its page lies."""

    @property
    def halaman(self) -> Halaman: ...
    @property
    def judul(self) -> bool: ...
    @property
    def bobot(self) -> int: ...


def arrange(butir: Sequence[Butir]) -> list[tuple[Halaman, str]]:
    """Group a chapter's flow into runs of pages that lie alike."""
    pasangan = groupby(zip(choose_halaman(butir), butir, strict=True), key=lambda p: p[0])
    return [(halaman, "".join(b.html for _, b in isi)) for halaman, isi in pasangan]


def choose_halaman(butir: Sequence[Alur]) -> list[Halaman]:
    """Say of each thing on what kind of page it stands.

    A landscape page takes its headings along, and short texts beside it, so that no heading is left behind on an
    otherwise empty page.
    """
    halaman = [b.halaman for b in butir]
    batas = [i for i, h in enumerate(halaman) if h]
    awal = 0
    for i in batas:
        _absorb(butir, halaman, awal, i, dari_awal=awal == 0 or bool(halaman[awal - 1]))
        awal = i + 1
    if batas and _is_pendek(butir[awal:]):
        halaman[awal:] = [halaman[batas[-1]]] * (len(butir) - awal)
    return halaman


def _is_pendek(butir: Sequence[Alur]) -> bool:
    return all(b.judul or b.bobot for b in butir) and sum(b.bobot for b in butir) < _PENDEK


def _absorb(butir: Sequence[Alur], halaman: list[Halaman], awal: int, akhir: int, *, dari_awal: bool) -> None:
    """Put what stands between two landscape blocks, or the end of it, on the page of the second where it is short."""
    mulai = akhir
    if dari_awal and _is_pendek(butir[awal:akhir]):
        mulai = awal
    else:
        i, bobot = akhir, 0
        while i > awal and (butir[i - 1].judul or butir[i - 1].bobot):
            i -= 1
            bobot += butir[i].bobot
            if bobot >= _PENDEK:
                break
            if butir[i].judul:
                mulai = i
            elif mulai < akhir:
                break  # the text above the heading belongs to the section before
    halaman[mulai:akhir] = [halaman[akhir]] * (akhir - mulai)
