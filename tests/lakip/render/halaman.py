"""A look at laid-out pages: does anything run out of its page, or a text out of its cell?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

TOLERANSI = 0.6  # CSS pixels; a letter may overhang its advance width


def walk_kotak(kotak: Any) -> Iterator[Any]:
    yield kotak
    if isinstance(kotak, boxes.ParentBox):
        for anak in kotak.all_children():
            yield from walk_kotak(getattr(anak, "_box", anak))


def _isi(kotak: Any) -> Iterator[Any]:
    return (k for k in walk_kotak(kotak) if isinstance(k, boxes.TextBox | boxes.ReplacedBox))


def _nama(kotak: Any) -> str:
    return repr(getattr(kotak, "text", "gambar"))[:50]


def list_keluar(tata: Any) -> list[str]:
    """Return what lies outside the margins of its page, and texts that run out of their table cell."""
    hasil = []
    for n, halaman in enumerate(tata.dokumen.pages, 1):
        page = halaman._page_box
        kiri, atas = page.content_box_x(), page.content_box_y()
        kanan, bawah = kiri + page.width, atas + page.height
        isi = [k for k in page.children if not isinstance(k, boxes.MarginBox)]
        for k in (x for anak in isi for x in _isi(anak)):
            if isinstance(k, boxes.TextBox) and not k.text.strip():
                continue
            kanan_k, bawah_k = k.position_x + k.width, k.position_y + k.height
            if k.position_x < kiri - TOLERANSI or kanan_k > kanan + TOLERANSI:
                hasil.append(f"halaman {n}: {_nama(k)} keluar ke samping ({kanan_k:.0f}, batas {kanan:.0f})")
            if k.position_y < atas - TOLERANSI or bawah_k > bawah + TOLERANSI:
                hasil.append(f"halaman {n}: {_nama(k)} keluar ke bawah ({bawah_k:.0f}, batas {bawah:.0f})")
        for sel in (x for anak in isi for x in walk_kotak(anak) if isinstance(x, boxes.TableCellBox)):
            tepi = sel.position_x + sel.border_width() + TOLERANSI
            if sel.position_x < kiri - TOLERANSI or tepi > kanan + 2 * TOLERANSI:
                hasil.append(f"halaman {n}: sel {sel.element_tag} keluar ke samping ({tepi:.0f}, batas {kanan:.0f})")
            hasil += [
                f"halaman {n}: {_nama(k)} melewati selnya"
                for k in _isi(sel)
                if isinstance(k, boxes.TextBox) and k.text.strip() and k.position_x + k.width > tepi
            ]
    return hasil


def text_halaman(tata: Any) -> list[str]:
    """Return the text of each page, in reading order."""
    return [
        "".join(k.text for k in walk_kotak(h._page_box) if isinstance(k, boxes.TextBox)) for h in tata.dokumen.pages
    ]
