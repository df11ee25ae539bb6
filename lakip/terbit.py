"""Which documents there are, and a document as bytes of a format."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from lakip.dokumen import Dokumen
from lakip.naskah import NASKAH, rakit_naskah
from lakip.rakit import rakit_lkj

PENYUSUN: dict[str, Callable[..., Dokumen]] = {"lkj": rakit_lkj, **{k: partial(rakit_naskah, k) for k in NASKAH}}
FORMAT = ("pdf", "html", "xlsx", "docx", "json")


def render(dokumen: Dokumen, format: str) -> bytes:
    """Return the file of a document. Renderers are loaded only when used: WeasyPrint alone takes a second."""
    if format == "pdf":
        from lakip.render.pdf import render_pdf

        return render_pdf(dokumen)
    if format == "xlsx":
        from lakip.render.xlsx import render_xlsx

        return render_xlsx(dokumen)
    if format == "docx":
        from lakip.render.docx import render_docx

        return render_docx(dokumen)
    if format == "html":
        from lakip.render.html import render_html

        return render_html(dokumen).encode()
    if format == "json":
        from lakip.render.json import render_json

        return render_json(dokumen)
    raise ValueError(f"Format {format!r} tidak dikenal; pilih {', '.join(FORMAT)}.")
