"""Which documents there are, and a document as bytes of a format."""

from __future__ import annotations

from collections.abc import Callable

from lakip.dokumen import Dokumen
from lakip.rakit import rakit_lkj

PENYUSUN: dict[str, Callable[..., Dokumen]] = {"lkj": rakit_lkj}
# Documents of the contract that are still to come.
BELUM = (
    "pk", "iku", "rencana-aksi", "pohon-kinerja", "kemajuan", "monev", "renja", "renja-perubahan", "keselarasan", "reviu",
    "lke", "skm",
)  # fmt: skip
FORMAT = ("pdf", "html", "xlsx", "json")


def render(dokumen: Dokumen, format: str) -> bytes:
    """Return the file of a document. Renderers are loaded only when used: WeasyPrint alone takes a second."""
    if format == "pdf":
        from lakip.render.pdf import render_pdf

        return render_pdf(dokumen)
    if format == "xlsx":
        from lakip.render.xlsx import render_xlsx

        return render_xlsx(dokumen)
    if format == "html":
        from lakip.render.html import render_html

        return render_html(dokumen).encode()
    if format == "json":
        from lakip.render.json import render_json

        return render_json(dokumen)
    raise ValueError(f"Format {format!r} tidak dikenal; pilih {', '.join(FORMAT)}.")
