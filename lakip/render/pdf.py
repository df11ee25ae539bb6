"""The document as PDF/A-3a: tagged, every font embedded, the spreadsheet and the JSON inside.

WeasyPrint sees one HTML text and fetches nothing but our own fonts and the document's own pictures, by names under
``lkj:``. The same document gives the same bytes: no clock, no random identifier, no font of the system.
"""

from __future__ import annotations

import os
import re
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any

import pydyf
from weasyprint import HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from lakip.dokumen import Bab, Dokumen, Sampul, list_gambar, list_grafik, list_tabel, to_json, walk_bab
from lakip.render.blok import Butir, Halaman, Penulis, arrange, prepare, tanggal_berkas
from lakip.render.gambar import normalize_gambar
from lakip.render.huruf import MUKA, read_huruf
from lakip.render.json import render_json
from lakip.render.xlsx import render_xlsx

STATIK = Path(__file__).resolve().parents[2] / "static" / "dokumen"
_TINGKAT_DAFTAR_ISI = 3
_DAFTAR_PENDEK = 12  # a list of so few lines shares its page with the next
_VARIAN = "pdf/a-3a"
# A letter is one chapter named like the letter, so one title in the running header is enough; on the first page
# the letterhead stands in its place.
_KEPALA_SURAT = "".join(
    f"@page {nama}{{@top-left{{width:100%}}@top-right{{content:none;border:0}}}}"
    f"@page {nama}:first{{@top-left{{content:none;border:0}}}}"
    for nama in ("isi", *filter(None, Halaman))
)
_kunci_fontconfig = threading.Lock()


class PengambilDokumen(URLFetcher):
    """Gives out our fonts and this document's pictures; everything else, file or network, is refused."""

    def __init__(self, gambar: dict[str, tuple[bytes, str]]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self.gambar = gambar

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url.startswith("lkj:huruf/"):
            return URLFetcherResponse(url, read_huruf(url.removeprefix("lkj:huruf/")), {"Content-Type": "font/ttf"})
        if url in self.gambar:
            isi, mime = self.gambar[url]
            return URLFetcherResponse(url, isi, {"Content-Type": mime})
        raise FatalURLFetchingError(f"Alamat tidak diizinkan di dalam dokumen: {url[:100]}")


# ------------------------------------------------------------------------------------------------------------ building


@lru_cache(maxsize=1)
def _gaya() -> str:
    muka = "".join(
        f'@font-face{{font-family:"{keluarga}";font-weight:{berat};font-style:{"italic" if miring else "normal"};'
        f'src:url("lkj:huruf/{berkas}")}}'
        for (keluarga, berat, miring), (_, berkas) in MUKA.items()
    )
    return muka + (STATIK / "cetak.css").read_text(encoding="utf-8")


class _Cetakan:
    """Writes the printed HTML of one document and collects its pictures."""

    def __init__(self, dokumen: Dokumen) -> None:
        self.dokumen = prepare(dokumen)
        self.gambar: dict[str, tuple[bytes, str]] = {}
        self.penulis = Penulis(cetak=True, url_foto=lambda foto: self._simpan(foto.data))
        self._nomor = count(1)
        self._nomor_halaman: dict[str, int] = {}

    def _simpan(self, data: bytes, sisi: int = 1600) -> str:
        hasil = normalize_gambar(data, sisi)
        if hasil is None:
            return ""
        alamat = f"lkj:gambar/{next(self._nomor)}"
        self.gambar[alamat] = hasil
        return alamat

    def teks(self, isi: str) -> str:
        return self.penulis.teks(isi)

    def polos(self, isi: str) -> str:
        return self.penulis.polos(isi)

    def build(self) -> str:
        """Return the whole document as one text."""
        return self._halaman(self._depan(None) + self._isi())

    def build_isi(self) -> str:
        """Return the chapters and attachments: arabic pages."""
        return self._halaman(self._isi())

    def build_depan(self, halaman: dict[str, int]) -> str:
        """Return cover, front matter and lists, roman pages, given the page of each anchor of the rest."""
        isi = self._depan(halaman)
        return self._halaman(isi) if isi else ""

    def _depan(self, halaman: dict[str, int] | None) -> str:
        d = self.dokumen
        hasil = []
        kop = ""
        if d.sampul and d.sampul.halaman:
            hasil.append(self._sampul(d.sampul))
            kop = self._kop(d.sampul)
        for bab in d.depan:
            hasil.append(self._bab(bab, "depan", kop))
            kop = ""
        if d.berdaftar:
            hasil.append(self._daftar(halaman))
        return "".join(hasil)

    def _isi(self) -> str:
        d = self.dokumen
        kop = self._kop(d.sampul) if d.sampul and not d.sampul.halaman else ""
        hasil = []
        for bab in (*d.bab, *d.lampiran):
            hasil.append(self._bab(bab, "isi", kop))
            kop = ""
        return "".join(hasil)

    def _halaman(self, isi: str) -> str:
        d = self.dokumen
        instansi = self.polos(d.sampul.instansi if d.sampul else d.instansi)
        surat = _KEPALA_SURAT if d.sampul and d.sampul.kop and not d.sampul.halaman else ""
        return (
            f'<!doctype html><html lang="{self.polos(d.bahasa)}"><head><meta charset="utf-8">'
            f'<title>{self.polos(d.judul)}</title><meta name="author" content="{instansi}">'
            f'<meta name="description" content="{self.polos(d.judul)}">'
            f'<meta name="dcterms.created" content="{tanggal_berkas(d):%Y-%m-%d}">'
            f'<meta name="dcterms.modified" content="{tanggal_berkas(d):%Y-%m-%d}"><style>{_gaya()}{surat}</style></head>'
            f'<body data-judul="{self.polos(d.judul)}">{isi}</body></html>'
        )

    # -------------------------------------------------------------------------------------------------------- parts

    def _bab(self, bab: Bab, kelas: str, kop: str) -> str:
        butir = list(self.penulis.list_butir(bab))
        if kop:
            butir[0] = Butir(kop + butir[0].html, judul=True)
        runs = "".join(f'<div class="{p}">{h}</div>' if p else f"<div>{h}</div>" for p, h in arrange(butir))
        return f'<section class="{kelas}">{runs}</section>'

    def _lambang(self, sampul: Sampul, kelas: str) -> str:
        alamat = self._simpan(sampul.lambang, 600) if sampul.lambang else ""
        return f'<img class="{kelas}" src="{alamat}" alt="Lambang {self.polos(sampul.kabupaten)}">' if alamat else ""

    def _sampul(self, sampul: Sampul) -> str:
        sub = f'<p class="sub">{self.teks(sampul.subjudul)}</p>' if sampul.subjudul else ""
        return (
            f'<section class="sampul">{self._kop(sampul)}'
            f'<p class="judul">{self.teks(sampul.judul)}</p>{sub}<p class="tahun">Tahun {sampul.tahun}</p>'
            f'<div class="kaki"><p class="instansi">{self.teks(sampul.instansi)}</p>'
            f"<p>{self.teks(sampul.kabupaten)}</p></div></section>"
        )

    def _kop(self, sampul: Sampul) -> str:
        if not sampul.kop:
            return ""
        lambang = self._lambang(sampul, "lambang-kop")
        baris = "".join(f'<p class="k{min(i, 2)}">{self.teks(b)}</p>' for i, b in enumerate(sampul.kop))
        return f'<div class="kop">{lambang}<div class="kop-teks">{baris}</div></div>'

    # -------------------------------------------------------------------------------------------------------- lists

    def _daftar(self, halaman: dict[str, int] | None) -> str:
        d = self.dokumen
        self._nomor_halaman = halaman or {}
        tabel = [(t.kunci, "Tabel", t.nomor, t.judul) for t in list_tabel(d) if t.berjudul]
        gambar = [(g.kunci, "Gambar", g.nomor, g.judul) for g in list_gambar(d)]
        grafik = [(g.kunci, "Grafik", g.nomor, g.judul) for g in list_grafik(d)]
        depan = {bab.kunci for bab in d.depan}
        hanya_depan = replace(d, bab=(), lampiran=())
        blok_depan = (*list_tabel(hanya_depan), *list_gambar(hanya_depan), *list_grafik(hanya_depan))
        kunci_depan = {b.kunci for b in blok_depan}
        daftar = [
            (f"daftar-{kata.lower()}", f"Daftar {kata}", isi)
            for kata, isi in (("Tabel", tabel), ("Gambar", gambar), ("Grafik", grafik))
            if isi
        ]
        butir = []
        di_depan = False
        sudah = False
        for tingkat, bab in walk_bab(d):
            if tingkat == 1:
                di_depan = bab.kunci in depan
                if not di_depan and not sudah:
                    sudah = True
                    butir += [self._baris_isi("isi-laporan", "", "Daftar Isi", 1, True)]
                    butir += [self._baris_isi(kunci, "", judul, 1, True) for kunci, judul, _ in daftar]
            if tingkat <= _TINGKAT_DAFTAR_ISI and (tingkat == 1 or not di_depan):
                butir.append(self._baris_isi(bab.kunci, bab.nomor, bab.judul, tingkat, di_depan))
        hasil = [self._satu_daftar("isi-laporan", "Daftar Isi", "".join(butir))]
        for kunci, judul, isi in daftar:
            baris = "".join(self._baris_isi(k, f"{jenis} {n}.", j, 2, k in kunci_depan) for k, jenis, n, j in isi)
            hasil.append(self._satu_daftar(kunci, judul, baris, pendek=len(isi) <= _DAFTAR_PENDEK))
        return f'<section class="depan">{"".join(hasil)}</section>'

    def _baris_isi(self, kunci: str, nomor: str, judul: str, tingkat: int, romawi: bool) -> str:
        no = f'<span class="no">{self.polos(nomor)}</span>' if nomor else ""
        kelas = f"d{tingkat}{' romawi' if romawi else ''}{' bernomor' if nomor else ''}"
        return f'<li class="{kelas}"><a href="#{kunci}"{self._hal(kunci)}>{no}{self.polos(judul)}</a></li>'

    def _hal(self, kunci: str) -> str:
        """The page of an anchor where it is known already; else the style sheet asks WeasyPrint for it."""
        halaman = self._nomor_halaman.get(kunci)
        return f' data-hal="{halaman}"' if halaman else ""

    def _satu_daftar(self, kunci: str, judul: str, isi: str, *, pendek: bool = False) -> str:
        kepala = f'<h1 id="{kunci}" class="j1" data-judul="{judul}"><span class="judul">{judul}</span></h1>'
        kelas = "satu-daftar" if kunci == "isi-laporan" else "satu-daftar gambar-tabel"
        return f'<div class="{kelas}{" pendek" if pendek else ""}">{kepala}<ul class="daftar">{isi}</ul></div>'


def build_html(dokumen: Dokumen) -> str:
    """Return the HTML that the PDF is made from, its style sheet inside."""
    return _Cetakan(dokumen).build()


# ----------------------------------------------------------------------------------------------------------- finishing


def _finish(depan: int) -> Callable[[Any, Any], None]:
    """What WeasyPrint leaves out: page labels (i, ii, … 1, 2, …), which cells a head heads, the outline on opening."""

    def selesaikan(_document: Any, pdf: Any) -> None:
        label: list[Any] = [0, pydyf.Dictionary({"S": "/r"})] if depan else []
        label += [depan, pydyf.Dictionary({"S": "/D"})]
        pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array(label)})
        pdf.catalog["PageMode"] = "/UseOutlines"
        for objek in pdf.objects:
            if not isinstance(objek, dict):
                continue
            # A repeated head would repeat its id, which has to be unique; Scope says the same in a few bytes.
            match objek.get("S"):
                case "/TH":
                    objek.pop("ID", None)
                    objek["A"]["Scope"] = "/Column"
                case "/TD":
                    objek["A"].pop("Headers", None)
                    if len(objek["A"]) == 1:
                        del objek["A"]

    return selesaikan


def _build_huruf() -> FontConfiguration:
    """A font configuration that knows no font of the system: the same pages on every machine."""
    with _kunci_fontconfig, tempfile.NamedTemporaryFile("w", suffix=".conf") as berkas:
        berkas.write('<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig/>')
        berkas.flush()
        lama = os.environ.get("FONTCONFIG_FILE")
        os.environ["FONTCONFIG_FILE"] = berkas.name
        try:
            return FontConfiguration()
        finally:
            if lama is None:
                del os.environ["FONTCONFIG_FILE"]
            else:
                os.environ["FONTCONFIG_FILE"] = lama


def nama_berkas(dokumen: Dokumen, akhiran: str) -> str:
    dasar = re.sub(r"[^a-z0-9-]+", "-", f"{dokumen.jenis}-{dokumen.instansi}-{dokumen.tahun}".lower())
    return f"{dasar}.{akhiran}"


def _lampirkan(dokumen: Dokumen) -> list[Attachment]:
    tanggal = tanggal_berkas(dokumen)
    return [
        Attachment(
            string=isi, name=nama_berkas(dokumen, akhiran), description=uraian, relationship=hubungan,
            created=tanggal, modified=tanggal,
        )
        for isi, akhiran, uraian, hubungan in (
            (render_xlsx(dokumen), "xlsx", "Semua tabel sebagai lembar kerja", "Alternative"),
            (render_json(dokumen), "json", "Isi dokumen sebagai data", "Data"),
        )
    ]  # fmt: skip


@dataclass(frozen=True)
class Tata:
    """A laid-out document: WeasyPrint's pages, and how many of them are front matter."""

    dokumen: Any
    depan: int


def layout(dokumen: Dokumen) -> Tata:
    """Lay the document out; for render_pdf and for checks of the pages.

    The chapters come first, so that the lists of contents can be given the page numbers as plain text: WeasyPrint
    would otherwise lay everything out again until the numbers settle, and cannot restart them at the first chapter.
    """
    cetakan = _Cetakan(dokumen)
    pengambil = PengambilDokumen(cetakan.gambar)
    huruf = _build_huruf()

    def susun(html: str) -> Any:
        return HTML(string=html, base_url="lkj:dokumen", url_fetcher=pengambil).render(
            font_config=huruf, pdf_variant=_VARIAN
        )

    isi = susun(cetakan.build_isi())
    halaman = {kunci: i for i, h in reversed(list(enumerate(isi.pages, 1))) for kunci in h.anchors}
    html = cetakan.build_depan(halaman)
    if not html:
        return Tata(isi, 0)
    depan = susun(html)
    return Tata(depan.copy([*depan.pages, *isi.pages]), len(depan.pages))


def write_pdf(tata: Tata, dokumen: Dokumen, *, lampirkan: bool = True) -> bytes:
    """Return the PDF of pages already laid out."""
    hasil: bytes = tata.dokumen.write_pdf(
        finisher=_finish(tata.depan),
        pdf_variant=_VARIAN,
        pdf_identifier=bytes.fromhex(str(to_json(dokumen)["sidik"]))[:16],
        attachments=_lampirkan(dokumen) if lampirkan else None,
    )
    return hasil


def render_pdf(dokumen: Dokumen, *, lampirkan: bool = True) -> bytes:
    """Return the document as PDF/A-3a, by default with its XLSX and JSON attached."""
    return write_pdf(layout(dokumen), dokumen, lampirkan=lampirkan)
