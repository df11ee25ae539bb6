"""The Word file: opened again, it has real styles, live captions and contents, and the cells of the document."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from lakip.dokumen import (
    Bab,
    Baris,
    Daftar,
    Dokumen,
    GantiHalaman,
    Grafik,
    Jenis,
    Kertas,
    Kolom,
    Paragraf,
    Potongan,
    Sampul,
    Sel,
    Seri,
    Tabel,
    list_grafik,
    list_tabel,
    nomori,
)
from lakip.render.docx import render_docx
from tests.lakip.render.contoh_dokumen import (
    build_dokumen,
    build_kecil,
    pohon,
    tabel_anggaran,
    tabel_jahat,
    tabel_lebar,
    tanda_tangan,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@cache
def _isi() -> bytes:
    return render_docx(build_dokumen())


def _buka(isi: bytes) -> Any:
    return docx.Document(io.BytesIO(isi))


def _gaya(dokumen: Any) -> dict[str, list[str]]:
    """The texts of the paragraphs outside tables, by style."""
    hasil: dict[str, list[str]] = {}
    for p in dokumen.paragraphs:
        hasil.setdefault(p.style.name, []).append(p.text)
    return hasil


def _teks_sel(sel: Any) -> str:
    """What a cell says, without the mark of a note."""
    baris = []
    for p in sel.iter(f"{W}p"):
        potongan = ""
        for r in p.iter(f"{W}r"):
            if r.find(f"{W}rPr/{W}vertAlign") is None:
                potongan += "".join("\n" if t.tag == f"{W}br" else t.text or "" for t in r if t.tag != f"{W}rPr")
        baris.append(potongan)
    return "\n".join(baris)


def _tabel_laporan(dokumen: Any) -> list[Any]:
    """Our tables, without those that only put signatures side by side."""
    return [t for t in dokumen.element.body.iter(f"{W}tbl") if t.find(f"{W}tblPr/{W}tblStyle") is not None]


def test_every_heading_and_caption_has_its_word_style() -> None:
    gaya = _gaya(_buka(_isi()))
    asli = nomori(build_dokumen())
    assert "Title" in gaya
    assert len(gaya["Heading 1"]) == len((*asli.depan, *asli.bab, *asli.lampiran))
    assert {"Heading 2", "Heading 3", "Caption", "List Number", "Body Text"} <= set(gaya)
    assert [t for t in gaya["Caption"] if t.startswith("Tabel 1. ")]
    assert not [nama for nama in gaya if nama.startswith("Light")]


def test_captions_are_numbered_by_fields() -> None:
    badan = _buka(_isi()).element.body
    perintah = [i.text.strip() for i in badan.iter(f"{W}instrText")]
    asli = nomori(build_dokumen())
    bernomor = [t for t in list_tabel(asli) if t.nomor]
    assert perintah.count("SEQ Tabel \\* ARABIC") == len(bernomor) > 0
    assert perintah.count("SEQ Grafik \\* ARABIC") == len(list_grafik(asli)) > 0


def test_contents_are_live_fields_filled_in_beforehand() -> None:
    dokumen = _buka(_isi())
    perintah = [i.text.strip() for i in dokumen.element.body.iter(f"{W}instrText")]
    assert 'TOC \\o "1-3" \\h \\z \\u' in perintah
    assert 'TOC \\h \\z \\c "Tabel"' in perintah
    assert dokumen.settings.element.find(qn("w:updateFields")) is not None
    gaya = _gaya(dokumen)
    for h1, isi in zip(gaya["Heading 1"], gaya["toc 1"], strict=True):
        assert isi.startswith(h1)
    tujuan = {h.get(qn("w:anchor")) for h in dokumen.element.body.iter(f"{W}hyperlink")}
    ada = {b.get(qn("w:name")) for b in dokumen.element.body.iter(f"{W}bookmarkStart")}
    assert tujuan and tujuan <= ada


def test_letter_without_lists_does_not_ask_to_update() -> None:
    dokumen = _buka(render_docx(build_kecil(tabel_anggaran("a", 1, 1))))
    assert dokumen.settings.element.find(qn("w:updateFields")) is None
    assert "JudulDaftar" not in _gaya(dokumen)


def test_cells_say_what_the_json_says() -> None:
    asli = [t for t in list_tabel(nomori(build_dokumen())) if t.kolom]
    hasil = _tabel_laporan(_buka(_isi()))
    assert len(hasil) == len(asli) > 3
    for tabel, word in zip(asli, hasil, strict=True):
        kepala = len([r for r in word.iter(f"{W}tr") if r.find(f"{W}trPr/{W}tblHeader") is not None])
        baris = list(word.iter(f"{W}tr"))[kepala:]
        if not tabel.baris:
            assert _teks_sel(baris[0]) == "Belum ada data."
            continue
        assert len(baris) == len(tabel.baris)
        for b, r in zip(tabel.baris, baris, strict=True):
            isi = [_teks_sel(c) for c in r.iter(f"{W}tc")]
            teks = [_tanpa_kendali(s.teks) for s in b.sel][: len(isi)]
            assert isi[: len(teks)] == teks, tabel.kunci


def _tanpa_kendali(isi: str) -> str:
    return "".join(h for h in isi if h in "\n\t" or h.isprintable() or h in "\u00ad\u200b\xa0\u202f")


def test_two_line_heads_are_merged_and_repeat() -> None:
    kolom = (
        Kolom("Kode", Jenis.TENGAH),
        Kolom("K", Jenis.ANGKA, kelompok="Target"),
        Kolom("Rp", Jenis.UANG, kelompok="Target"),
    )
    tabel = Tabel("a", "A", kolom, (Baris((Sel("1"), Sel("2", Decimal(2)), Sel("3", Decimal(3)))),), nomor_kolom=True)
    word = _tabel_laporan(_buka(render_docx(build_kecil(tabel))))[0]
    kepala = [r for r in word.iter(f"{W}tr") if r.find(f"{W}trPr/{W}tblHeader") is not None]
    assert [[_teks_sel(c) for c in r.iter(f"{W}tc")] for r in kepala] == [
        ["Kode", "Target"], ["", "K", "Rp"], ["(1)", "(2)", "(3)"],
    ]  # fmt: skip
    assert [c.find(f"{W}tcPr/{W}gridSpan") is not None for c in kepala[0].iter(f"{W}tc")] == [False, True]
    gabung = [c.find(f"{W}tcPr/{W}vMerge") for c in (next(kepala[0].iter(f"{W}tc")), next(kepala[1].iter(f"{W}tc")))]
    assert [g.get(qn("w:val")) for g in gabung] == ["restart", None]


def test_figures_stand_right_and_texts_left() -> None:
    tabel = Tabel(
        "a", "A", (Kolom("Nama"), Kolom("Rp", Jenis.UANG)), (Baris((Sel("x"), Sel("1.000", Decimal(1000)))),)
    )  # fmt: skip
    baris = list(_tabel_laporan(_buka(render_docx(build_kecil(tabel))))[0].iter(f"{W}tr"))[1]
    jc = [c.find(f"{W}p/{W}pPr/{W}jc") for c in baris.iter(f"{W}tc")]
    assert (jc[0], jc[1].get(qn("w:val"))) == (None, "right")


def test_wide_tables_get_landscape_sections_and_pages_are_numbered_anew_once() -> None:
    dokumen = _buka(_isi())
    arah = [s.orientation for s in dokumen.sections]
    assert WD_ORIENT.LANDSCAPE in arah
    assert WD_ORIENT.PORTRAIT in arah
    for bagian in dokumen.sections:
        assert (bagian.page_width > bagian.page_height) is (bagian.orientation == WD_ORIENT.LANDSCAPE)
    nomor = [s._sectPr.find(qn("w:pgNumType")) for s in dokumen.sections]
    bentuk = [(n.get(qn("w:fmt")), n.get(qn("w:start"))) for n in nomor if n is not None]
    assert bentuk[0] == ("lowerRoman", "1")
    assert bentuk.count(("decimal", "1")) == 1
    assert nomor[0] is None  # the cover has no number


def test_a_drawing_on_a3_has_a_section_of_that_size() -> None:
    dokumen = _buka(render_docx(build_kecil(replace(pohon("x", 9), kertas=Kertas.A3))))
    ukuran = [(round(s.page_width.mm), round(s.page_height.mm), s.orientation) for s in dokumen.sections]
    assert ukuran[-1] == (420, 297, WD_ORIENT.LANDSCAPE)


def test_widths_of_a_table_fill_the_line() -> None:
    for tabel in _tabel_laporan(_buka(render_docx(build_kecil(tabel_lebar("a"))))):
        kisi = [int(g.get(qn("w:w"))) for g in tabel.find(f"{W}tblGrid")]
        assert abs(sum(kisi) - 247 * 56.6929) < len(kisi)


def test_graph_is_a_chart_with_its_figures() -> None:
    grafik = Grafik(
        "g", "Serapan", ("2022", "2023 & <lalu>"), (Seri("Rp", (Decimal("91.93"), None)), Seri("K", (Decimal(1), Decimal(2))))
    )  # fmt: skip
    isi = render_docx(build_kecil(grafik))
    with zipfile.ZipFile(io.BytesIO(isi)) as berkas:
        chart = docx.oxml.parse_xml(berkas.read("word/charts/chart1.xml"))
        assert [v.text for v in chart.iter(f"{C}v")] == [
            "Rp", "2022", "2023 & <lalu>", "91.93", "K", "2022", "2023 & <lalu>", "1", "2",
        ]  # fmt: skip
        assert next(n for n in berkas.namelist() if n.startswith("word/embeddings/grafik"))
    assert "Belum ada data" not in " ".join(p.text for p in _buka(isi).paragraphs)


def test_graph_without_data_says_so() -> None:
    isi = render_docx(build_kecil(Grafik("g", "Kosong", ("2023",), (Seri("Rp", (None,)),))))
    assert "Belum ada data untuk digambar." in [p.text for p in _buka(isi).paragraphs]


def test_tree_is_drawn_with_shapes_that_hold_all_its_text() -> None:
    badan = _buka(_isi()).element.body
    kotak = ["".join(t.text or "" for t in k.iter(f"{W}t")) for k in badan.iter(f"{W}txbxContent")]
    assert any("Camat" in k for k in kotak)


def test_pictures_and_signatures_are_there() -> None:
    dokumen = _buka(_isi())
    assert dokumen.inline_shapes
    assert any("NIP." in "".join(c.text for r in t.rows for c in r.cells) for t in dokumen.tables)


def test_who_signs_stands_level_above_and_names_below() -> None:
    (tabel,) = _buka(render_docx(build_kecil(tanda_tangan(2)))).tables
    atas, _, bawah = ({s._tc.tcPr.find(f"{W}vAlign").get(qn("w:val")) for s in b.cells} for b in tabel.rows)
    assert (atas, bawah) == ({"bottom"}, {"top"})


def test_numbered_lists_begin_anew() -> None:
    satu = Daftar((Paragraf((Potongan("a"),)), Paragraf((Potongan("b"),))))
    huruf = replace(satu, huruf=True)
    dokumen = _buka(render_docx(build_kecil(satu, satu, huruf, replace(satu, bernomor=False))))
    nomor = [
        p._p.pPr.numPr.numId.val for p in dokumen.paragraphs if p._p.pPr is not None and p._p.pPr.numPr is not None
    ]
    assert nomor == [1, 1, 2, 2, 3, 3, 4, 4]
    abstrak = {n.numId: n.abstractNumId.val for n in dokumen.part.numbering_part.element.num_lst}
    assert [abstrak[n] for n in (1, 2, 3, 4)] == [2, 2, 3, 1]
    mulai = [n.find(f"{W}lvlOverride/{W}startOverride") for n in dokumen.part.numbering_part.element.num_lst]
    assert [m.get(qn("w:val")) for m in mulai] == ["1"] * 4


def test_undefined_figures_are_explained_under_the_table() -> None:
    def hampa(*alasan: str) -> Tabel:
        kolom = tuple(Kolom(f"K{i}", Jenis.ANGKA) for i in range(len(alasan)))
        return Tabel("a", "A", kolom, (Baris(tuple(Sel("–", alasan=a) for a in alasan)),))

    satu, dua = (_buka(render_docx(build_kecil(hampa(*a)))) for a in (("belum diisi",), ("belum diisi", "target nol")))
    assert _gaya(satu)["Catatan Tabel"] == ["Tanda – berarti belum diisi."]
    assert _gaya(dua)["Catatan Tabel"] == ["a belum diisi.", "b target nol."]
    assert [c.text for c in satu.tables[0].rows[1].cells] == ["–"]
    assert [c.text for c in dua.tables[0].rows[1].cells] == ["–a", "–b"]


def test_page_break_is_kept_by_the_next_paragraph() -> None:
    dokumen = _buka(
        render_docx(build_kecil(Paragraf((Potongan("satu"),)), GantiHalaman(), Paragraf((Potongan("dua"),))))
    )
    berganti = [p.text for p in dokumen.paragraphs if p.paragraph_format.page_break_before]
    assert berganti == ["dua"]


def test_hostile_text_stays_text() -> None:
    dokumen = _buka(render_docx(build_kecil(tabel_jahat(), Paragraf((Potongan("\x00\x1b<w:p/>\ud800&amp;\ufffe"),)))))
    assert "<w:p/>&amp;" in [p.text for p in dokumen.paragraphs]


def test_letter_has_its_letterhead_and_no_header_on_its_first_page() -> None:
    sampul = Sampul("Surat", "Kecamatan Satu", "Kabupaten Contoh", 2023, kop=("PEMERINTAH", "KECAMATAN"), halaman=False)
    isi = Dokumen("pk", "satu", 2023, "Surat", sampul, (), (Bab("a", "Surat", bernomor=False),), berdaftar=False)
    dokumen = _buka(render_docx(isi))
    assert dokumen.sections[0].different_first_page_header_footer
    assert dokumen.tables[0].cell(0, 0).text == "PEMERINTAH\nKECAMATAN"
    assert next(p for p in dokumen.paragraphs if p.text == "Surat").paragraph_format.page_break_before is False
    assert "Title" not in _gaya(dokumen)


def test_document_without_anything_opens() -> None:
    assert _buka(render_docx(Dokumen("pk", "satu", 2023, "Kosong", None, (), ()))).sections


def test_same_document_same_bytes_and_no_clock() -> None:
    assert render_docx(build_dokumen()) == _isi()
    sifat = _buka(_isi()).core_properties
    assert sifat.title == build_dokumen().judul
    assert sifat.created == sifat.modified
    assert "python-docx" not in (sifat.comments or "")
    with zipfile.ZipFile(io.BytesIO(_isi())) as berkas:
        assert {i.date_time for i in berkas.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [n for n in berkas.namelist() if "thumbnail" in n]


@pytest.mark.parametrize("ukuran", ["small", "large"])
def test_every_part_is_well_formed(ukuran: str) -> None:
    isi = _isi() if ukuran == "large" else render_docx(build_kecil(tabel_anggaran("a", 2, 2)))
    with zipfile.ZipFile(io.BytesIO(isi)) as berkas:
        assert berkas.testzip() is None
        for nama in berkas.namelist():
            if nama.endswith((".xml", ".rels")):
                docx.oxml.parse_xml(berkas.read(nama))
