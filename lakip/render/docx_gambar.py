"""Graphs and trees in Word's own drawing language: charts that open with their figures, boxes that can be moved."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from html import escape
from itertools import pairwise

from openpyxl import Workbook

from lakip.dokumen import Grafik
from lakip.render.bagan import Jalur, Lukisan, Petak
from lakip.render.docx_gaya import HURUF
from lakip.render.grafik import WARNA, is_datar
from lakip.render.xlsx import bekukan_zip, get_sel, put_teks

EMU_PIKSEL = 9525
EMU_MM = 36000
_NS_C = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_GARIS = ("1F4E79", "B45309", "4B5563", "0F766E", "7C3AED", "111827")
_PENANDA = ("circle", "square", "triangle", "diamond", "x", "star")


_TERLARANG = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def teks(isi: str) -> str:
    """Escape a text for XML. Word has the fonts of its machine, so every letter stays; only what XML forbids goes."""
    return escape(_TERLARANG.sub("", isi), quote=True)


# --------------------------------------------------------------------------------------------------------------- charts


def tinggi_grafik(grafik: Grafik) -> int:
    """Height in EMU: upright graphs are all alike, lying bars need room for each."""
    if grafik.jenis == "garis" or not is_datar(grafik):
        return 78 * EMU_MM
    return (22 + len(grafik.kategori) * (5 + 5 * len(grafik.seri))) * EMU_MM


def _huruf(ukuran: int, *, tebal: bool = False) -> str:
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{ukuran}" b="{int(tebal)}"/></a:pPr>'
        '<a:endParaRPr lang="id-ID"/></a:p></c:txPr>'
    )


def _kolom(n: int) -> str:
    return chr(ord("B") + n)


def _format(grafik: Grafik) -> str:
    return "[$-421]#,##0" + (f".{'0' * grafik.desimal}" if grafik.desimal else "")


def _seri(grafik: Grafik, i: int, *, garis: bool) -> str:
    seri, n = grafik.seri[i], len(grafik.kategori)
    isi, tepi = (w.removeprefix("#") for w in WARNA[i % len(WARNA)])
    if garis:
        warna = _GARIS[i % len(_GARIS)]
        rupa = f'<c:spPr><a:ln w="28575"><a:solidFill><a:srgbClr val="{warna}"/></a:solidFill></a:ln></c:spPr>'
        rupa += (
            f'<c:marker><c:symbol val="{_PENANDA[i % len(_PENANDA)]}"/><c:size val="7"/><c:spPr><a:solidFill>'
            f'<a:srgbClr val="{warna}"/></a:solidFill></c:spPr></c:marker>'
        )
    else:
        rupa = (
            f'<c:spPr><a:solidFill><a:srgbClr val="{isi}"/></a:solidFill><a:ln w="9525"><a:solidFill>'
            f'<a:srgbClr val="{tepi}"/></a:solidFill></a:ln></c:spPr><c:invertIfNegative val="0"/>'
        )
    label = (
        f'<c:dLbls><c:numFmt formatCode="{_format(grafik)}" sourceLinked="0"/>{_huruf(800, tebal=True)}'
        f'<c:dLblPos val="{"t" if garis else "outEnd"}"/><c:showLegendKey val="0"/><c:showVal val="1"/>'
        '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
    )
    kategori = "".join(f'<c:pt idx="{k}"><c:v>{teks(nama)}</c:v></c:pt>' for k, nama in enumerate(grafik.kategori))
    nilai = "".join(f'<c:pt idx="{k}"><c:v>{v:f}</c:v></c:pt>' for k, v in enumerate(seri.nilai[:n]) if v is not None)
    huruf = _kolom(i)
    halus = '<c:smooth val="0"/>' if garis else ""
    return (
        f'<c:ser><c:idx val="{i}"/><c:order val="{i}"/><c:tx><c:strRef><c:f>Data!${huruf}$1</c:f><c:strCache>'
        f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{teks(seri.nama)}</c:v></c:pt></c:strCache></c:strRef></c:tx>{rupa}{label}'
        f'<c:cat><c:strRef><c:f>Data!$A$2:$A${n + 1}</c:f><c:strCache><c:ptCount val="{n}"/>{kategori}</c:strCache>'
        f"</c:strRef></c:cat><c:val><c:numRef><c:f>Data!${huruf}$2:${huruf}${n + 1}</c:f><c:numCache>"
        f'<c:formatCode>{_format(grafik)}</c:formatCode><c:ptCount val="{n}"/>{nilai}</c:numCache></c:numRef></c:val>'
        f"{halus}</c:ser>"
    )


def _sumbu(grafik: Grafik, *, datar: bool, garis: bool) -> str:
    tipis = '<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D0D4D9"/></a:solidFill></a:ln></c:spPr>'
    arah = "maxMin" if datar else "minMax"
    judul = (
        '<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="800" b="0"/></a:pPr><a:r><a:rPr lang="id-ID" sz="800" '
        f'b="0"/><a:t>{teks(grafik.satuan)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
        if grafik.satuan
        else ""
    )
    dasar = "" if garis else '<c:min val="0"/>' if _tak_negatif(grafik) else ""
    return (
        f'<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="{arah}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{"l" if datar else "b"}"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="low"/>{_huruf(900)}<c:crossAx val="2"/><c:crosses val="autoZero"/></c:catAx>'
        f'<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>{dasar}</c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{"b" if datar else "l"}"/><c:majorGridlines>{tipis}</c:majorGridlines>{judul}'
        f'<c:numFmt formatCode="[$-421]#,##0" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="nextTo"/>{_huruf(800)}<c:crossAx val="1"/>'
        f'<c:crosses val="{"max" if datar else "autoZero"}"/></c:valAx>'
    )


def _tak_negatif(grafik: Grafik) -> bool:
    return all(n >= 0 for s in grafik.seri for n in s.nilai if n is not None)


def build_grafik(grafik: Grafik, rid_data: str) -> bytes:
    """Return the chart part: every series with its figures inside, and the workbook they can be edited in."""
    garis = grafik.jenis == "garis"
    datar = not garis and is_datar(grafik)
    seri = "".join(_seri(grafik, i, garis=garis) for i in range(len(grafik.seri)))
    if garis:
        badan = f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{seri}<c:marker val="1"/>'
        tutup = "</c:lineChart>"
    else:
        badan = (
            f'<c:barChart><c:barDir val="{"bar" if datar else "col"}"/><c:grouping val="clustered"/>'
            f'<c:varyColors val="0"/>{seri}<c:gapWidth val="60"/>'
        )
        tutup = "</c:barChart>"
    legenda = (
        f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_huruf(900)}</c:legend>' if len(grafik.seri) > 1 else ""
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace {_NS_C}><c:lang val="id-ID"/>'
        '<c:roundedCorners val="0"/>'
        '<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        f'{badan}<c:axId val="1"/><c:axId val="2"/>{tutup}{_sumbu(grafik, datar=datar, garis=garis)}</c:plotArea>{legenda}'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr><a:latin typeface="{HURUF}"/></a:defRPr></a:pPr>'
        '<a:endParaRPr lang="id-ID"/></a:p></c:txPr>'
        f'<c:externalData r:id="{rid_data}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    ).encode()


def build_data_grafik(grafik: Grafik, tahun: int) -> bytes:
    """Return the workbook behind a chart, which "Edit Data" in Word opens."""
    buku = Workbook()
    lembar = buku.active
    assert lembar is not None
    lembar.title = "Data"
    for k, nama in enumerate(grafik.kategori, start=2):
        put_teks(get_sel(lembar, k, 1), nama)
    for i, seri in enumerate(grafik.seri, start=2):
        put_teks(get_sel(lembar, 1, i), seri.nama)
        for k, nilai in enumerate(seri.nilai[: len(grafik.kategori)], start=2):
            get_sel(lembar, k, i).value = nilai
    keluar = io.BytesIO()
    buku.save(keluar)
    return bekukan_zip(keluar.getvalue(), datetime(tahun, 12, 31, tzinfo=UTC))


# ---------------------------------------------------------------------------------------------------------------- trees


def _emu(piksel: float) -> int:
    return round(piksel * EMU_PIKSEL)


def _petak(p: Petak, ident: int, ukuran: float) -> str:
    setengah = max(10, int(ukuran * 0.75 * 2))  # half points
    isi = "".join(
        f'<w:p><w:pPr><w:spacing w:after="0" w:line="216" w:lineRule="auto"/>'
        f'<w:jc w:val="{"left" if i and p.rata_kiri else "center"}"/></w:pPr><w:r><w:rPr>'
        f'{"" if i else "<w:b/>"}<w:sz w:val="{setengah}"/></w:rPr><w:t xml:space="preserve">{teks(b)}</w:t></w:r></w:p>'
        for i, b in enumerate(p.isi)
    )
    return (
        f'<wps:wsp><wps:cNvPr id="{ident}" name="Kotak {ident}"/><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="{_emu(p.x)}" '
        f'y="{_emu(p.y)}"/><a:ext cx="{_emu(p.lebar)}" cy="{_emu(p.tinggi)}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        f'</a:prstGeom><a:solidFill><a:srgbClr val="{p.warna.removeprefix("#").upper()}"/></a:solidFill><a:ln w="9525">'
        '<a:solidFill><a:srgbClr val="4B5563"/></a:solidFill></a:ln></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{isi}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr wrap="square" lIns="18000" tIns="9000" rIns="18000" bIns="9000" anchor="ctr"><a:noAutofit/></wps:bodyPr>'
        "</wps:wsp>"
    )


def _ruas(a: tuple[float, float], b: tuple[float, float], ident: int) -> str:
    x, y = min(a[0], b[0]), min(a[1], b[1])
    return (
        f'<wps:wsp><wps:cNvPr id="{ident}" name="Garis {ident}"/><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="{_emu(x)}" '
        f'y="{_emu(y)}"/><a:ext cx="{_emu(abs(a[0] - b[0]))}" cy="{_emu(abs(a[1] - b[1]))}"/></a:xfrm>'
        '<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="9525"><a:solidFill><a:srgbClr val="4B5563"/></a:solidFill>'
        "</a:ln></wps:spPr><wps:bodyPr/></wps:wsp>"
    )


def build_bagan(lukisan: Lukisan, nomor: int, judul: str) -> str:
    """Return a run that draws the tree as a group of shapes (right-angled lines only, so two corners place each)."""
    garis: list[Jalur] = [ruas for jalur in lukisan.garis for ruas in pairwise(jalur) if ruas[0] != ruas[1]]
    dasar = nomor * 1000
    isi = "".join(_ruas(g[0], g[1], dasar + i) for i, g in enumerate(garis, start=1))
    isi += "".join(_petak(p, dasar + len(garis) + i, lukisan.ukuran) for i, p in enumerate(lukisan.petak, start=1))
    lebar, tinggi = _emu(lukisan.lebar), _emu(lukisan.tinggi)
    # Anchored, not inline: LibreOffice loses the text of shapes that move while it breaks the pages.
    letak = (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="0" '
        'layoutInCell="1" allowOverlap="0"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:align>center'
        '</wp:align></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
    )
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing>{letak}<wp:extent cx="{lebar}" cy="{tinggi}"/>'
        f'<wp:wrapTopAndBottom/><wp:docPr id="{dasar}" name="Bagan {nomor}" title="{teks(judul)}" '
        f'descr="{teks(lukisan.uraian)}"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"><wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{lebar}" cy="{tinggi}"/><a:chOff x="0" y="0"/>'
        f'<a:chExt cx="{lebar}" cy="{tinggi}"/></a:xfrm></wpg:grpSpPr>{isi}</wpg:wgp></a:graphicData></a:graphic>'
        "</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:t>Bagan ini dapat dilihat dengan Word 2010 atau yang lebih "
        "baru.</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    )
