"""The Word template: styles, numbering and settings that every DOCX of ours starts from.

A user goes on in Word, so everything visible hangs on a named style; what python-docx's template brings and nobody
asked for (forty table styles) is taken out.
"""

from __future__ import annotations

from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from lakip.render.tata import UKURAN

HURUF = "Arial"  # on every machine, or with a twin of equal widths
GEMUK = 1.12  # Arial runs wider than the typeface by whose widths tables are planned
TABEL = "TabelLaporan"  # style ids; Word shows the names below
BUTIR, ANGKA, ABJAD = 1, 2, 3  # abstract numberings
_TINTA = "111111"

# id, name, based on, paragraph properties, run properties
_GAYA: tuple[tuple[str, str, str, str, str], ...] = (
    ("Normal", "Normal", "", '<w:spacing w:after="0" w:line="252" w:lineRule="auto"/>', '<w:sz w:val="21"/>'),
    (
        "BodyText", "Body Text", "Normal",
        '<w:spacing w:after="120" w:line="276" w:lineRule="auto"/><w:ind w:firstLine="567"/><w:jc w:val="both"/>', "",
    ),
    (
        "Title", "Title", "Normal",
        '<w:spacing w:before="3000" w:after="240"/><w:jc w:val="center"/>', '<w:b/><w:caps/><w:sz w:val="44"/>',
    ),
    (
        "SampulInstansi", "Sampul Instansi", "Subtitle", '<w:spacing w:before="4800" w:after="60"/>', "<w:b/>",
    ),
    ("Subtitle", "Subtitle", "Normal", '<w:spacing w:after="240"/><w:jc w:val="center"/>', '<w:sz w:val="28"/>'),
    (
        "Heading1", "heading 1", "Normal",
        '<w:keepNext/><w:keepLines/><w:pageBreakBefore/><w:spacing w:after="320"/><w:jc w:val="center"/>'
        '<w:outlineLvl w:val="0"/>', '<w:b/><w:caps/><w:sz w:val="28"/>',
    ),
    (
        "Heading2", "heading 2", "Normal",
        '<w:keepNext/><w:keepLines/><w:spacing w:before="280" w:after="120"/><w:ind w:left="510" w:hanging="510"/>'
        '<w:outlineLvl w:val="1"/>', '<w:b/><w:sz w:val="25"/>',
    ),
    (
        "Heading3", "heading 3", "Normal",
        '<w:keepNext/><w:keepLines/><w:spacing w:before="240" w:after="100"/><w:ind w:left="510" w:hanging="510"/>'
        '<w:outlineLvl w:val="2"/>', '<w:b/><w:sz w:val="23"/>',
    ),
    (
        "Heading4", "heading 4", "Normal",
        '<w:keepNext/><w:keepLines/><w:spacing w:before="200" w:after="80"/><w:ind w:left="510" w:hanging="510"/>'
        '<w:outlineLvl w:val="3"/>', '<w:b/><w:i/><w:sz w:val="22"/>',
    ),
    (
        "SubJudul", "Sub Judul", "Normal", '<w:keepNext/><w:spacing w:before="160" w:after="80"/>', '<w:b/>',
    ),
    ("Tengah", "Tengah", "Normal", '<w:spacing w:after="120"/><w:jc w:val="center"/>', ""),
    ("Catatan", "Catatan", "Normal", '<w:spacing w:after="120"/><w:jc w:val="both"/>', '<w:sz w:val="19"/>'),
    (
        "Quote", "Quote", "Normal",
        '<w:spacing w:after="160"/><w:ind w:left="567" w:right="567"/><w:jc w:val="both"/>', "<w:i/>",
    ),
    (
        "ListBullet", "List Bullet", "Normal",
        '<w:spacing w:after="60"/><w:ind w:left="454" w:hanging="454"/><w:jc w:val="both"/>', "",
    ),
    (
        "ListNumber", "List Number", "Normal",
        '<w:spacing w:after="60"/><w:ind w:left="454" w:hanging="454"/><w:jc w:val="both"/>', "",
    ),
    (
        "Caption", "caption", "Normal",
        '<w:keepNext/><w:keepLines/><w:spacing w:before="160" w:after="100"/><w:jc w:val="center"/>',
        '<w:b/><w:sz w:val="20"/>',
    ),
    (
        "KeteranganGambar", "Keterangan Gambar", "Caption",
        '<w:keepNext w:val="0"/><w:spacing w:before="100" w:after="240"/>', "",
    ),
    ("Gambar", "Gambar", "Normal", '<w:keepNext/><w:spacing w:before="120"/><w:jc w:val="center"/>', ""),
    (
        "CatatanTabel", "Catatan Tabel", "Normal",
        '<w:spacing w:before="40" w:after="0" w:line="240" w:lineRule="auto"/>', '<w:sz w:val="17"/>',
    ),
    ("TandaTangan", "Tanda Tangan", "Normal", '<w:keepNext/><w:keepLines/><w:jc w:val="center"/>', ""),
    ("KopInstansi", "Kop Instansi", "Normal", '<w:jc w:val="center"/>', '<w:b/><w:caps/><w:sz w:val="28"/>'),
    ("KopAlamat", "Kop Alamat", "Normal", '<w:jc w:val="center"/>', '<w:sz w:val="18"/>'),
    (
        "JudulDaftar", "Judul Daftar", "Normal",
        '<w:keepNext/><w:spacing w:before="480" w:after="280"/><w:jc w:val="center"/>', '<w:b/><w:caps/><w:sz w:val="28"/>',
    ),
    (
        "Header", "header", "Normal",
        '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="3" w:color="8A929C"/></w:pBdr>',
        '<w:color w:val="444444"/><w:sz w:val="16"/>',
    ),
    ("Footer", "footer", "Normal", '<w:jc w:val="center"/>', '<w:sz w:val="19"/>'),
    *(
        (
            f"TOC{n}", f"toc {n}", "Normal",
            f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8787"/></w:tabs><w:spacing w:before="{80 if n == 1 else 0}" '
            f'w:after="20"/><w:ind w:left="{(n - 1) * 284}" w:right="567"/>', "<w:b/>" if n == 1 else "",
        )
        for n in (1, 2, 3)
    ),
    (
        "TableofFigures", "table of figures", "Normal",
        '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8787"/></w:tabs><w:spacing w:after="40"/>'
        '<w:ind w:left="1021" w:right="567" w:hanging="1021"/>', "",
    ),
)  # fmt: skip


def isi_tabel(ukuran: float) -> str:
    """The id of the paragraph style of cells set at this size."""
    return f"IsiTabel{round(ukuran * 2)}"


def _gaya_tabel() -> str:
    """Our table style: thin rules, grey head; the head repeats on every page (a property of the rows)."""
    tepi = "".join(
        f'<w:{sisi} w:val="single" w:sz="4" w:space="0" w:color="7D8792"/>'
        for sisi in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{TABEL}"><w:name w:val="Tabel Laporan"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{tepi}</w:tblBorders><w:tblCellMar>"
        '<w:top w:w="30" w:type="dxa"/><w:left w:w="68" w:type="dxa"/><w:bottom w:w="30" w:type="dxa"/>'
        '<w:right w:w="68" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" '
        'w:fill="E3E9EF"/><w:vAlign w:val="center"/></w:tcPr></w:tblStylePr></w:style>'
    )


def _gaya_paragraf(kunci: str, nama: str, induk: str, ppr: str, rpr: str) -> str:
    baku = nama[0].islower() or kunci in (
        "Normal",
        "Title",
        "Subtitle",
        "Quote",
        "BodyText",
        "ListBullet",
        "ListNumber",
    )
    tanda = ' w:default="1"' if kunci == "Normal" else "" if baku else ' w:customStyle="1"'
    dasar = f'<w:basedOn w:val="{induk}"/>' if induk else ""
    lanjut = '<w:next w:val="BodyText"/>' if kunci.startswith("Heading") else ""
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph"{tanda} w:styleId="{kunci}"><w:name w:val="{nama}"/>{dasar}{lanjut}'
        f"<w:qFormat/><w:pPr>{ppr}</w:pPr><w:rPr>{rpr}</w:rPr></w:style>"
    )


def build_templat(*, perbarui: bool) -> Any:
    """Return an empty document with our styles. ``perbarui``: Word fills in the lists of contents on opening."""
    dokumen = docx.Document()
    _tulis_gaya(dokumen.styles.element)
    _tulis_penomoran(dokumen.part.numbering_part.element)
    setelan = dokumen.settings.element
    for nama in ("w:proofState", "w:savePreviewPicture", "w:rsids"):
        for lama in setelan.findall(qn(nama)):
            setelan.remove(lama)
    if perbarui:
        setelan.find(qn("w:compat")).addprevious(parse_xml(f'<w:updateFields {nsdecls("w")} w:val="true"/>'))
    for kunci, hubungan in list(dokumen.part.package.rels.items()):
        if hubungan.reltype.endswith("/thumbnail"):  # a picture of the template, not of this document
            del dokumen.part.package.rels[kunci]
    return dokumen


def _tulis_gaya(gaya: Any) -> None:
    bawaan = gaya.find(qn("w:docDefaults"))
    bawaan.getparent().replace(
        bawaan,
        parse_xml(
            f'<w:docDefaults {nsdecls("w")}><w:rPrDefault><w:rPr><w:rFonts w:ascii="{HURUF}" w:hAnsi="{HURUF}" '
            f'w:eastAsia="{HURUF}" w:cs="{HURUF}"/><w:color w:val="{_TINTA}"/><w:sz w:val="22"/><w:szCs w:val="22"/>'
            '<w:lang w:val="id-ID" w:eastAsia="id-ID" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
            "<w:pPrDefault/></w:docDefaults>"
        ),
    )
    simpan = {"DefaultParagraphFont", "TableNormal", "NoList"}
    for lama in gaya.findall(qn("w:style")):
        if lama.get(qn("w:styleId")) not in simpan:
            gaya.remove(lama)
    for baris in _GAYA:
        gaya.append(parse_xml(_gaya_paragraf(*baris)))
    for ukuran in UKURAN:
        ppr = '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'
        isi = _gaya_paragraf(
            isi_tabel(ukuran), f"Isi Tabel {ukuran:g} pt", "Normal", ppr, f'<w:sz w:val="{round(ukuran * 2)}"/>'
        )
        gaya.append(parse_xml(isi))
    gaya.append(parse_xml(_gaya_tabel()))


def _tulis_penomoran(penomoran: Any) -> None:
    for lama in list(penomoran):
        penomoran.remove(lama)
    for nomor, format_angka, pola in ((BUTIR, "bullet", "•"), (ANGKA, "decimal", "%1."), (ABJAD, "lowerLetter", "%1.")):
        penomoran.append(
            parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{nomor}"><w:multiLevelType w:val="singleLevel"/>'
                f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{format_angka}"/><w:lvlText w:val="{pola}"/>'
                '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="454" w:hanging="454"/></w:pPr></w:lvl></w:abstractNum>'
            )
        )


def add_penomoran(penomoran: Any, abstrak: int) -> int:
    """Add a numbering that begins anew; return its number."""
    nomor = len(penomoran.findall(qn("w:num"))) + 1
    penomoran.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{nomor}"><w:abstractNumId w:val="{abstrak}"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
    )
    return nomor
