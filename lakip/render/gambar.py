"""Pictures from users, made fit for an archival PDF."""

from __future__ import annotations

import io
import logging

from PIL import Image, ImageOps

log = logging.getLogger(__name__)
SISI_MAKS = 1600  # pixels; 155 mm at 260 dpi
_PIKSEL_MAKS = 80_000_000
MUTU_JPEG = 84


def normalize_gambar(data: bytes, sisi: int = SISI_MAKS) -> tuple[bytes, str] | None:
    """Return the picture upright, in RGB, without its metadata and not larger than print needs, with its mime type;
    None where it cannot be read.

    Colours other than RGB and grey would break the output intent of PDF/A; a phone's EXIF holds the place and time.
    """
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP", "GIF")) as mentah:
            if mentah.width * mentah.height > _PIKSEL_MAKS:
                raise ValueError("too many pixels")
            mentah.draft("RGB", (sisi, sisi))
            gambar = ImageOps.exif_transpose(mentah)
            bening = gambar.mode in ("RGBA", "LA", "PA") or "transparency" in gambar.info
            gambar = gambar.convert("RGBA" if bening else "RGB")
            gambar.thumbnail((sisi, sisi), Image.Resampling.LANCZOS)
            if bening:  # on white: transparency costs the reader of an archive more than it gives
                alas = Image.new("RGB", gambar.size, "white")
                alas.paste(gambar, mask=gambar.getchannel("A"))
                gambar = alas
            hasil = io.BytesIO()
            sedikit = gambar.getcolors(4096) is not None
            gambar.save(hasil, "PNG" if sedikit else "JPEG", **({} if sedikit else {"quality": MUTU_JPEG}))
            return hasil.getvalue(), "image/png" if sedikit else "image/jpeg"
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as galat:
        log.warning("Gambar tidak dapat dibaca: %s", galat)
        return None
