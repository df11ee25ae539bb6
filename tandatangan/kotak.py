"""The visible block of a signature, 62 mm × 24 mm: QR of the verification page, who, as what, when."""

from __future__ import annotations

import binascii
import datetime
import io
import re
import uuid
from html import escape
from importlib.resources import files

import qrcode
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.reader import PdfFileReader
from qrcode.image.svg import SvgPathImage
from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from organisasi.tanggal import print_waktu

HURUF = {400: "SourceSansPro-Regular.ttf", 600: "SourceSansPro-Semibold.ttf"}
MUKA = "".join(
    f'@font-face {{ font-family: "Source Sans Pro"; font-weight: {berat}; src: url("kotak:{nama}") }}'
    for berat, nama in HURUF.items()
)
GAYA = """
@page { size: 62mm 24mm; margin: 0 }
html, body { margin: 0; font: 7pt/1.22 "Source Sans Pro"; color: #16202b }
body { box-sizing: border-box; position: relative; width: 62mm; height: 24mm; border: .25mm solid #8a97a6; border-radius: 1mm }
.qr { position: absolute; left: 1.5mm; top: 1.5mm; width: 20.5mm; height: 20.5mm }
.kata { position: absolute; left: 23.3mm; top: 1.3mm; right: 1mm }
p { margin: 0 }
.kepala { font-size: 6.4pt; white-space: nowrap }
.nama { font-size: 8.5pt; font-weight: 600; margin-top: .8mm }
.waktu { margin-top: .8mm; color: #46515d }
.padat { font-size: 6pt; line-height: 1.15 }
.padat .nama { font-size: 6.8pt }
.padat .nama, .padat .waktu { margin-top: .3mm }
"""
LONGGAR = 54  # characters of name and post together that fit at full size


def print_kotak(nama: str, jabatan: str, waktu: datetime.datetime, tautan: str) -> bytes:
    """Return the block as a PDF page of its own, fonts embedded."""
    padat = " padat" if len(nama) + len(jabatan) > LONGGAR else ""
    html = (
        f'<!doctype html><html lang="id"><head><meta charset="utf-8"><style>{MUKA}{GAYA}</style></head><body>'
        f'<div class="qr">{_qr(tautan)}</div><div class="kata{padat}">'
        f'<p class="kepala">Ditandatangani secara elektronik oleh</p><p class="nama">{escape(nama)}</p>'
        f'<p>{escape(jabatan)}</p><p class="waktu">{print_waktu(waktu)}</p></div></body></html>'
    )
    hasil: bytes = HTML(string=html, base_url="kotak:", url_fetcher=PengambilHuruf()).write_pdf()
    return hasil


class PengambilHuruf(URLFetcher):
    """Gives out the two fonts; everything else, file or network, is refused."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        nama = url.removeprefix("kotak:")
        if nama not in HURUF.values():
            raise FatalURLFetchingError(f"Alamat tidak diizinkan di dalam kotak: {url[:100]}")
        isi = (files("font_source_sans_pro") / "files" / nama).read_bytes()
        return URLFetcherResponse(url, isi, {"Content-Type": "font/ttf"})


def _qr(tautan: str) -> str:
    kode = qrcode.QRCode(border=0, error_correction=qrcode.constants.ERROR_CORRECT_M)
    kode.add_data(tautan)
    gambar = io.BytesIO()
    kode.make_image(image_factory=SvgPathImage).save(gambar)
    svg = gambar.getvalue().decode().partition("?>")[2]
    return re.sub(r'width="[^"]+" height="[^"]+"', 'width="20.5mm" height="20.5mm"', svg, count=1)


class IsiKotak(PdfContent):
    """The block as the appearance of a signature field."""

    def __init__(self, halaman: bytes) -> None:
        super().__init__()
        self.halaman = halaman

    def render(self) -> bytes:
        objek = self._ensure_writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self.halaman)))
        nama = b"/Kotak" + binascii.hexlify(uuid.uuid4().bytes)
        self.resources.xobject[nama.decode("ascii")] = objek
        kiri, bawah, kanan, atas = objek.get_object()["/BBox"]
        self.box = BoxConstraints(width=abs(kanan - kiri), height=abs(atas - bawah))
        return nama + b" Do"
