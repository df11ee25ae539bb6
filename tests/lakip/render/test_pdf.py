"""The PDF as a file: archival, tagged, navigable, with its data inside."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader
from pypdf.generic import ContentStream, IndirectObject
from weasyprint.urls import FatalURLFetchingError

from lakip.dokumen import Bab, Dokumen, Foto, Potongan, Sampul, TandaTangan, to_json
from lakip.render.gambar import normalize_gambar
from lakip.render.pdf import PengambilDokumen, Tata, build_html, render_pdf
from tests.lakip.render.contoh_dokumen import (
    alinea,
    build_kecil,
    foto_png,
    lambang_png,
    tabel_jahat,
    tabel_kinerja,
    tanda_tangan,
)


def _xmp(pdf: PdfReader) -> str:
    return str(pdf.trailer["/Root"]["/Metadata"].get_data().decode())


def test_says_pdfa_3a(pdf: PdfReader) -> None:
    xmp = _xmp(pdf)
    assert 'part="3"' in xmp
    assert 'conformance="A"' in xmp
    (niat,) = pdf.trailer["/Root"]["/OutputIntents"]
    assert niat.get_object()["/S"] == "/GTS_PDFA1"
    assert niat.get_object()["/DestOutputProfile"].get_object()["/N"] == 3
    assert len(pdf.trailer["/ID"]) == 2


def test_is_tagged_with_language_and_title(pdf: PdfReader, dokumen: Dokumen) -> None:
    akar = pdf.trailer["/Root"]
    assert akar["/MarkInfo"]["/Marked"] == True  # noqa: E712  pypdf's BooleanObject
    assert akar["/Lang"] == "id"
    assert akar["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert pdf.metadata is not None
    assert pdf.metadata.title == dokumen.judul
    assert dokumen.judul in _xmp(pdf)


def _walk_tag(simpul: Any) -> Iterator[Any]:
    simpul = simpul.get_object() if isinstance(simpul, IndirectObject) else simpul
    if isinstance(simpul, list):
        for s in simpul:
            yield from _walk_tag(s)
    elif isinstance(simpul, dict) and "/S" in simpul:
        yield simpul
        if "/K" in simpul:
            yield from _walk_tag(simpul["/K"])


def test_structure_holds_headings_tables_lists_figures(pdf: PdfReader) -> None:
    tag = list(_walk_tag(pdf.trailer["/Root"]["/StructTreeRoot"]["/K"]))
    jenis = {t["/S"] for t in tag}
    assert {"/H1", "/H2", "/H3", "/Table", "/TR", "/TH", "/TD", "/Caption", "/L", "/LI", "/Figure", "/Link"} <= jenis
    assert all(t.get("/Alt") for t in tag if t["/S"] == "/Figure")
    assert all(t["/A"]["/Scope"] == "/Column" for t in tag if t["/S"] == "/TH")
    assert not any("/ID" in t for t in tag), "a repeated table head would repeat its id"


def test_every_font_is_ours_and_embedded(pdf: PdfReader) -> None:
    nama = set()
    for halaman in pdf.pages:
        for huruf in halaman["/Resources"]["/Font"].values():
            turunan = huruf.get_object()["/DescendantFonts"][0].get_object()
            rincian = turunan["/FontDescriptor"].get_object()
            assert "/FontFile2" in rincian or "/FontFile3" in rincian
            assert "/ToUnicode" in huruf.get_object()
            nama.add(str(huruf.get_object()["/BaseFont"]).split("+")[1])
    assert nama
    assert all(n.startswith(("Source-Sans-Pro", "Source-Serif-Pro")) for n in nama), nama


def _list_glif(pdf: PdfReader) -> Iterator[tuple[int, int]]:
    """Yield each glyph shown, with how many glyphs its font holds."""
    banyak: dict[str, int] = {}
    for nama, huruf in pdf.pages[0]["/Resources"]["/Font"].items():
        rincian = huruf.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        banyak[nama] = TTFont(io.BytesIO(rincian["/FontFile2"].get_object().get_data()))["maxp"].numGlyphs
    for halaman in pdf.pages:
        kini = 0
        for operan, operator in ContentStream(halaman.get_contents(), pdf).operations:
            if operator == b"Tf":
                kini = banyak[operan[0]]
            bagian = operan[0] if operator == b"TJ" else operan if operator == b"Tj" else []
            for potong in bagian:
                if not isinstance(potong, int | float):
                    mentah = potong.original_bytes
                    yield from ((int.from_bytes(mentah[i : i + 2]), kini) for i in range(0, len(mentah), 2))


def test_no_glyph_is_missing_even_for_foreign_scripts(pdf: PdfReader) -> None:
    glif = list(_list_glif(pdf))
    assert len(glif) > 10_000
    assert all(0 < g < banyak for g, banyak in glif)


def test_attaches_workbook_and_json(pdf: PdfReader, dokumen: Dokumen) -> None:
    lampiran = {nama: isi[0] for nama, isi in pdf.attachments.items()}
    assert set(lampiran) == {"lkj-contoh-2023.xlsx", "lkj-contoh-2023.json"}
    assert json.loads(lampiran["lkj-contoh-2023.json"])["sidik"] == to_json(dokumen)["sidik"]
    assert "Daftar Isi" in openpyxl.load_workbook(io.BytesIO(lampiran["lkj-contoh-2023.xlsx"])).sheetnames
    berkas = [b.get_object() for b in pdf.trailer["/Root"]["/AF"]]
    assert {b["/AFRelationship"] for b in berkas} == {"/Alternative", "/Data"}
    assert all(b["/EF"]["/F"].get_object()["/Params"]["/ModDate"] for b in berkas)


def test_leaves_attachments_out_when_asked() -> None:
    assert not PdfReader(io.BytesIO(render_pdf(build_kecil(alinea(1)), lampirkan=False))).attachments


def _ratakan(garis: list[Any], dalam: int = 0) -> Iterator[tuple[int, Any]]:
    for butir in garis:
        if isinstance(butir, list):
            yield from _ratakan(butir, dalam + 1)
        else:
            yield dalam, butir


def test_bookmarks_follow_the_outline(pdf: PdfReader) -> None:
    judul = [(dalam, b.title) for dalam, b in _ratakan(pdf.outline)]
    assert (0, "Kata Pengantar") in judul
    assert (0, "Daftar Isi") in judul
    assert (0, "BAB I Pendahuluan") in judul
    assert (1, "A. Latar Belakang") in judul
    assert (2, "1. Sasaran 1: meningkatnya kualitas pelayanan publik kepada masyarakat") in judul
    assert (0, "Lampiran 2 Laporan Kemajuan") in judul


def test_front_matter_is_roman_and_chapters_begin_at_one(pdf: PdfReader, tata: Tata) -> None:
    label = pdf.page_labels
    assert label[: tata.depan] == ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"][: tata.depan]
    assert label[tata.depan :] == [str(i) for i in range(1, len(pdf.pages) - tata.depan + 1)]
    bab_satu = next(b for _, b in _ratakan(pdf.outline) if b.title == "BAB I Pendahuluan")
    assert pdf.get_destination_page_number(bab_satu) == tata.depan


def test_every_link_resolves(pdf: PdfReader) -> None:
    tujuan = pdf.named_destinations
    jumlah = 0
    for halaman in pdf.pages:
        for anotasi in halaman.get("/Annots", []):
            anotasi = anotasi.get_object()
            assert anotasi["/Subtype"] == "/Link"
            assert anotasi["/F"] == 4
            assert anotasi["/Dest"] in tujuan
            jumlah += 1
    assert jumlah > 40


def test_same_document_gives_same_bytes() -> None:
    dokumen = build_kecil(alinea(2), tabel_kinerja("a"), Foto("f", "Foto", foto_png(), "image/png"))
    assert render_pdf(dokumen) == render_pdf(dokumen)


def test_different_document_gets_different_identifier() -> None:
    satu, dua = (PdfReader(io.BytesIO(render_pdf(build_kecil(alinea(n)), lampirkan=False))) for n in (1, 2))
    assert satu.trailer["/ID"] != dua.trailer["/ID"]


@pytest.mark.parametrize(
    "alamat", ["file:///etc/passwd", "http://127.0.0.1/", "lkj:huruf/../../etc/passwd", "lkj:gambar/99", "data:,x"]
)
def test_fetches_nothing_but_its_own(alamat: str) -> None:
    with pytest.raises((FatalURLFetchingError, KeyError)):
        PengambilDokumen({}).fetch(alamat)


def test_hostile_text_is_text() -> None:
    html = build_html(build_kecil(tabel_jahat()))
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "<img" not in html


@pytest.mark.parametrize("mode", ["RGB", "CMYK", "L", "P"])
def test_pictures_become_rgb(mode: str) -> None:
    hasil = normalize_gambar(foto_png(300, 200, mode))
    assert hasil is not None
    html = render_pdf(build_kecil(Foto("f", "Foto", foto_png(300, 200, mode), "image/jpeg")), lampirkan=False)
    (gambar,) = PdfReader(io.BytesIO(html)).pages[0].images
    assert gambar.image is not None
    assert gambar.image.mode in ("RGB", "L", "P")


def test_transparent_picture_needs_no_mask() -> None:
    hasil = render_pdf(build_kecil(Foto("f", "Foto", lambang_png(), "image/png")), lampirkan=False)
    objek = PdfReader(io.BytesIO(hasil)).pages[0]["/Resources"]["/XObject"]
    assert all("/SMask" not in o.get_object() for o in objek.values())


def test_picture_that_cannot_be_read_leaves_a_sentence() -> None:
    hasil = render_pdf(build_kecil(Foto("f", "Foto", b"bukan gambar", "image/png")), lampirkan=False)
    assert "Berkas foto tidak dapat dibaca" in PdfReader(io.BytesIO(hasil)).pages[0].extract_text()


def test_letter_without_cover_page_carries_the_letterhead() -> None:
    sampul = Sampul("Judul", "Kecamatan Contoh", "Kabupaten Contoh", 2023, ("Pemerintah", "Kecamatan X"), halaman=False)
    surat = Dokumen(
        "pk", "contoh", 2023, "Surat", sampul, (), (Bab("a", "Isi", (alinea(1),), bernomor=False),), berdaftar=False
    )
    hasil = PdfReader(io.BytesIO(render_pdf(surat, lampirkan=False)))
    assert len(hasil.pages) == 1
    assert "KECAMATAN X" in hasil.pages[0].extract_text()
    assert hasil.page_labels == ["1"]


def test_live_figures_of_the_text_are_printed(pdf: PdfReader) -> None:
    assert Potongan("96,19 %").teks in "".join(h.extract_text() for h in pdf.pages)


def test_a_box_waits_for_an_electronic_signature_under_its_own_name() -> None:
    """What signs the file finds the box by a named destination at its top left corner."""
    kedua, pertama = tanda_tangan(2).pihak
    berjangkar = TandaTangan((replace(kedua, jangkar="ttd-2"), replace(pertama, jangkar="ttd-1")))
    bertanda = TandaTangan((replace(kedua, tanda=("Ditandatangani secara elektronik",)), pertama))
    berkas = PdfReader(io.BytesIO(render_pdf(build_kecil(berjangkar, bertanda))))
    letak = {nama: d for nama, d in berkas.named_destinations.items() if nama.startswith("ttd-")}
    assert set(letak) == {"ttd-1", "ttd-2"}
    kiri, kanan = (float(letak[n]["/Left"]) for n in ("ttd-2", "ttd-1"))
    assert kanan - kiri > 62 * 72 / 25.4  # the boxes do not overlap
    assert letak["ttd-1"]["/Top"] == letak["ttd-2"]["/Top"]
    halaman = berkas.pages[0]
    assert kanan + 62 * 72 / 25.4 < float(halaman.mediabox.width)
    assert "Ditandatangani secara elektronik" in halaman.extract_text()
