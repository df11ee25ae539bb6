"""Pictures that people upload: told by their content, turned upright, kept without what a phone writes into them.

A photo carries where and when it was taken, often a small copy of itself and a film of the moment before. What is kept is
drawn anew from the points of the picture alone, so that nothing of that is left whatever the camera called it.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from PIL import Image, ImageOps, UnidentifiedImageError

MAKS_TITIK = 60_000_000  # a picture that unpacks to more is refused before it fills the memory
SISI_TERBACA = 4000  # points: a page of A4 at 300 to the inch can still be read
SISI_KECIL = 320
MUTU = 88
PNG = "image/png"
MIME = {"JPEG": "image/jpeg", "PNG": PNG}
AKHIRAN = {"image/jpeg": ".jpg", PNG: ".png"}
TERLALU_BESAR = "Foto ini terlalu besar ukurannya. Perkecil dahulu, lalu unggah lagi."
BUKAN_FOTO = "Isi berkas ini bukan foto JPG atau PNG yang utuh, apa pun nama berkasnya. Simpan ulang, lalu unggah lagi."


@dataclass(frozen=True)
class Gambar:
    """A picture to keep, and what it is."""

    isi: bytes
    mime: str
    kecil: bytes  # a small JPEG of it

    @property
    def akhiran(self) -> str:
        return AKHIRAN[self.mime]


def clean_gambar(data: bytes, sisi: int = SISI_TERBACA, *, bukan: str = BUKAN_FOTO) -> Gambar:
    """Return a whole JPEG or PNG upright, at most ``sisi`` points wide or high, without its metadata.

    Raises ValidationError with a sentence for anything else; ``bukan``: the one for what is no picture.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=list(MIME)) as gambar:
                gambar.verify()
            with Image.open(io.BytesIO(data), formats=list(MIME)) as gambar:
                if gambar.width * gambar.height > MAKS_TITIK:
                    raise ValidationError(TERLALU_BESAR)
                return _draw(gambar, MIME[gambar.format or ""], sisi)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as galat:
        raise ValidationError(TERLALU_BESAR) from galat
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, KeyError) as galat:
        raise ValidationError(bukan) from galat


def _draw(gambar: Image.Image, mime: str, sisi: int) -> Gambar:
    gambar.thumbnail((sisi, sisi), Image.Resampling.LANCZOS)
    tegak = ImageOps.exif_transpose(gambar)
    if tegak.mode.startswith("I"):  # grey in 16 bits, of which convert() would keep only what is nearly black
        tegak = tegak.convert("I").point(lambda terang: terang * (1 / 257)).convert("L")
    bening = mime == PNG and tegak.has_transparency_data
    bersih = tegak.convert("RGBA" if bening else "RGB")
    bersih.info = {}
    isi = _save(bersih, "PNG") if mime == PNG else _save(bersih, "JPEG", quality=MUTU)
    return Gambar(isi, mime, _make_kecil(bersih))


def _make_kecil(gambar: Image.Image) -> bytes:
    gambar.thumbnail((SISI_KECIL, SISI_KECIL))
    alas = Image.new("RGB", gambar.size, "white")
    bening = gambar.convert("RGBA")
    alas.paste(bening, mask=bening.getchannel("A"))
    return _save(alas, "JPEG", quality=80)


def _save(gambar: Image.Image, jenis: str, **pilihan: int) -> bytes:
    keluar = io.BytesIO()
    gambar.save(keluar, jenis, **pilihan)
    return keluar.getvalue()
