"""The document for Word: real styles, live captions and lists of contents, so that a user can go on with it.

The body is written as WordprocessingML and put into a template made by python-docx, which also holds the pictures and
packs the file. The same document gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from lakip.dokumen import (
    Bab,
    Bagan,
    Baris,
    Blok,
    Daftar,
    Dokumen,
    Foto,
    GantiHalaman,
    Gaya,
    Grafik,
    Jenis,
    Kolom,
    Paragraf,
    Penanda,
    Sampul,
    Sel,
    SubJudul,
    Tabel,
    TandaTangan,
    list_gambar,
    list_grafik,
    list_tabel,
    to_letter,
    walk_bab,
)
from lakip.render.bagan import paint_bagan
from lakip.render.blok import (
    BOBOT_TANDA_TANGAN,
    Halaman,
    choose_halaman,
    halaman_bagan,
    list_alasan,
    prepare,
    tanggal_berkas,
)
from lakip.render.docx_gambar import (
    EMU_MM,
    build_bagan,
    build_data_grafik,
    build_grafik,
    teks,
    tinggi_grafik,
)
from lakip.render.docx_gaya import ABJAD, ANGKA, BUTIR, GEMUK, TABEL, add_penomoran, build_templat, isi_tabel
from lakip.render.gambar import normalize_gambar
from lakip.render.grafik import describe_grafik, is_kosong
from lakip.render.tata import ANGKA as JENIS_ANGKA
from lakip.render.tata import jenis_sel, list_kelompok, plan_tabel
from lakip.render.xlsx import bekukan_zip

_NS = (
    nsdecls("w", "r", "wp", "a", "pic", "c")
    + ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    + ' xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"'
    + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_TWIP = 56.6929  # a millimetre
# Of each kind of page: its width and height, and the width of the text, mm; as on the printed page.
_UKURAN = {
    Halaman.TEGAK: (210, 297, 155),
    Halaman.LANSKAP: (297, 210, 247),
    Halaman.LANSKAP_A3: (420, 297, 370),
}
_TINGKAT_DAFTAR_ISI = 3
_DAFTAR_PENDEK = 12  # a list of so few lines goes on where the one before it ended
_FOTO_LEBAR, _FOTO_TINGGI = 120 * EMU_MM, 80 * EMU_MM
_WARNA = {Gaya.PROGRAM: "F3F5F8", Gaya.KELOMPOK: "EEF2F6", Gaya.TOTAL: "E3E9EF"}
_TIPE_GRAFIK = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_TIPE_BUKU = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_RATA = {Jenis.TENGAH: "center", Jenis.TEKS: "", **dict.fromkeys(JENIS_ANGKA, "right")}


def _twip(mm: float) -> int:
    return round(mm * _TWIP)


@dataclass(frozen=True)
class _Butir:
    """One thing in the flow of a chapter, written only when its turn comes: pictures and numberings count up."""

    tulis: Callable[[], str]
    halaman: Halaman = Halaman.TEGAK
    judul: bool = False
    bobot: int = 0


# ----------------------------------------------------------------------------------------------------------- small parts


def _r(isi: str, rpr: str = "") -> str:
    """A run; line breaks stay."""
    gaya = f"<w:rPr>{rpr}</w:rPr>" if rpr else ""
    baris = "<w:br/>".join(f'<w:t xml:space="preserve">{teks(b)}</w:t>' for b in isi.split("\n"))
    return f"<w:r>{gaya}{baris}</w:r>"


def _p(gaya: str, isi: str, ppr: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{gaya}"/>{ppr}</w:pPr>{isi}</w:p>'


def _field(kode: str, isi: str, rpr: str = "") -> str:
    """A field with the result it has now; Word computes it anew."""
    gaya = f"<w:rPr>{rpr}</w:rPr>" if rpr else ""

    def tanda(jenis: str) -> str:
        return f'<w:r>{gaya}<w:fldChar w:fldCharType="{jenis}"/></w:r>'

    perintah = f'<w:r>{gaya}<w:instrText xml:space="preserve"> {kode} </w:instrText></w:r>'
    return f"{tanda('begin')}{perintah}{tanda('separate')}{_r(isi, rpr)}{tanda('end')}"


def _tepi(**sisi: str) -> str:
    """Cell borders that differ from the table's."""
    isi = "".join(f'<w:{s} w:val="{v}" w:sz="8" w:space="0" w:color="222222"/>' for s, v in sisi.items())
    return f"<w:tcBorders>{isi}</w:tcBorders>"


def _tabel_polos(lebar: list[int], *baris: tuple[list[str], str]) -> str:
    """A table without rules, for what only stands side by side: cells and their properties by row; widths in millimetres."""
    kisi = "".join(f'<w:gridCol w:w="{_twip(w)}"/>' for w in lebar)
    isi = ""
    for sel, tcpr in baris:
        kolom = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{_twip(w)}" w:type="dxa"/>{tcpr}</w:tcPr>{s}</w:tc>'
            for w, s in zip(lebar, sel, strict=True)
        )
        isi += f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{kolom}</w:tr>"
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{_twip(sum(lebar))}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout '
        f'w:type="fixed"/></w:tblPr><w:tblGrid>{kisi}</w:tblGrid>{isi}</w:tbl>'
    )


class _Penulis:
    """Writes one document."""

    def __init__(self, dokumen: Dokumen) -> None:
        self.dokumen = prepare(dokumen)
        self.word = build_templat(perbarui=dokumen.berdaftar)
        self.badan = self.word.element.body
        for lama in list(self.badan):
            self.badan.remove(lama)
        self._penanda = {
            kunci: f"_Toc{n:06d}"
            for n, kunci in enumerate(
                [b.kunci for _, b in walk_bab(self.dokumen)]
                + [
                    b.kunci for b in (*list_tabel(self.dokumen), *list_gambar(self.dokumen), *list_grafik(self.dokumen))
                ],
                start=1,
            )
        }
        self._ganti = False  # a page break is due
        self._gambar = 0
        self._halaman: Halaman | None = None  # of the open section; None before the first
        self._nomor_halaman = ""  # of the open section
        self._mulai = False  # whether the open section begins counting
        self._kepala: dict[str, str] = {}
        self._surat = False  # a letter: its first page has the letterhead instead of a header

    # ------------------------------------------------------------------------------------------------------- sections

    def _tambah(self, xml: str) -> None:
        for anak in parse_xml(f"<w:body {_NS}>{xml}</w:body>"):
            self.badan.append(anak)

    def _sect(self, jenis: str = "nextPage") -> str:
        """The properties of the section that is open."""
        assert self._halaman is not None
        lebar, tinggi, _ = _UKURAN[self._halaman]
        kiri, bawah = (25, 22) if self._halaman else (30, 25)
        arah = ' w:orient="landscape"' if self._halaman else ""
        rujuk = ""
        if self._nomor_halaman:
            rujuk = "".join(f'<w:{n}Reference w:type="default" r:id="{rid}"/>' for n, rid in self._kepala.items())
            mulai = ' w:start="1"' if self._mulai else ""
            nomor = f'<w:pgNumType w:fmt="{self._nomor_halaman}"{mulai}/>'
            if self._surat and self._mulai:
                nomor += "<w:titlePg/>"
        else:
            nomor = ""
        return (
            f'<w:sectPr>{rujuk}<w:type w:val="{jenis}"/><w:pgSz w:w="{_twip(lebar)}" w:h="{_twip(tinggi)}"{arah}/>'
            f'<w:pgMar w:top="{_twip(28)}" w:right="{_twip(25)}" w:bottom="{_twip(bawah)}" w:left="{_twip(kiri)}" '
            f'w:header="{_twip(15)}" w:footer="{_twip(12)}" w:gutter="0"/>{nomor}</w:sectPr>'
        )

    def _buka(self, halaman: Halaman, *, nomor: str) -> None:
        """Go on in a section of this kind; close the open one where it is of another."""
        if (self._halaman, self._nomor_halaman) == (halaman, nomor):
            return
        baru = nomor != self._nomor_halaman
        if self._halaman is not None:
            terakhir = self.badan[-1]
            if terakhir.tag != qn("w:p") or terakhir.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
                self._tambah(_p("CatatanTabel", ""))
                terakhir = self.badan[-1]
            terakhir.get_or_add_pPr().append(parse_xml(self._sect().replace("<w:sectPr>", f"<w:sectPr {_NS}>", 1)))
        self._halaman, self._nomor_halaman, self._mulai = halaman, nomor, baru
        self._ganti = False

    def _siapkan_kepala(self) -> None:
        """Header and footer once, for all sections to point at."""
        bagian = self.word.part
        for nama, buat, isi in (
            ("header", bagian.add_header_part, _p("Header", _r(self.dokumen.judul))),
            ("footer", bagian.add_footer_part, _p("Footer", _field("PAGE", "1"))),
        ):
            part, rid = buat()
            for lama in list(part.element):
                part.element.remove(lama)
            for anak in parse_xml(f"<w:body {_NS}>{isi}</w:body>"):
                part.element.append(anak)
            self._kepala[nama] = rid

    # ----------------------------------------------------------------------------------------------------------- whole

    def write(self) -> bytes:
        d = self.dokumen
        self._siapkan_kepala()
        bersampul = bool(d.sampul and d.sampul.halaman)
        if d.sampul and bersampul:
            self._buka(Halaman.TEGAK, nomor="")
            self._tambah(self._sampul(d.sampul))
        for n, bab in enumerate(d.depan):
            self._bab(bab, "lowerRoman", berkop=bersampul and n == 0)
        if d.berdaftar:
            self._buka(Halaman.TEGAK, nomor="lowerRoman")
            self._tambah(self._daftar(setelah_lain=bool(d.depan)))
        self._surat = not bersampul and d.sampul is not None
        for n, bab in enumerate((*d.bab, *d.lampiran)):
            self._bab(bab, "decimal", berkop=self._surat and n == 0)
        if self._halaman is None:
            self._buka(Halaman.TEGAK, nomor="decimal")
        self._tambah(self._sect())
        self._isi_sifat()
        keluar = io.BytesIO()
        self.word.save(keluar)
        return bekukan_zip(keluar.getvalue(), tanggal_berkas(d))

    def _isi_sifat(self) -> None:
        sifat, d, saat = self.word.core_properties, self.dokumen, tanggal_berkas(self.dokumen)
        sifat.title = d.judul[:255]
        sifat.author = sifat.last_modified_by = (d.sampul.instansi if d.sampul else d.instansi)[:255]
        sifat.subject = sifat.keywords = sifat.category = sifat.comments = ""
        sifat.language, sifat.revision = d.bahasa, 1
        sifat.created = sifat.modified = saat.replace(tzinfo=None)

    def _bab(self, bab: Bab, nomor: str, *, berkop: bool) -> None:
        butir = list(self._list_butir(bab))
        for halaman, isi in groupby(zip(choose_halaman(butir), butir, strict=True), key=lambda p: p[0]):
            self._buka(halaman, nomor=nomor)
            for _, b in isi:
                if not (xml := b.tulis()):
                    continue
                if berkop and self.dokumen.sampul:
                    # the letterhead begins the page; the heading under it may not begin another
                    xml = xml.replace(_AWAL_H1, f'{_AWAL_H1}<w:pageBreakBefore w:val="0"/>', 1)
                    xml = self._kop(self.dokumen.sampul) + xml
                    berkop = False
                self._tambah(xml)

    def _list_butir(self, bab: Bab, tingkat: int = 1) -> Iterator[_Butir]:
        yield _Butir(lambda: self._judul(bab, tingkat), judul=True)
        for blok in bab.isi:
            yield from self._blok(blok)
        for anak in bab.anak:
            yield from self._list_butir(anak, tingkat + 1)

    def _blok(self, blok: Blok) -> Iterator[_Butir]:
        match blok:
            case Paragraf():
                yield _Butir(lambda: self._paragraf(blok), bobot=len(blok.teks) + 1)
            case Daftar():
                yield _Butir(lambda: self._daftar_butir(blok), bobot=sum(len(b.teks) + 60 for b in blok.butir))
            case SubJudul():
                yield _Butir(lambda: _p("SubJudul", _r(blok.teks), self._ppr()), judul=True)
            case Tabel():
                if blok.kolom:
                    mendatar = plan_tabel(blok, GEMUK).lanskap
                    yield _Butir(lambda: self._tabel(blok), Halaman.LANSKAP if mendatar else Halaman.TEGAK)
            case Grafik():
                yield _Butir(lambda: self._grafik(blok))
            case Bagan():
                yield _Butir(lambda: self._bagan(blok), halaman_bagan(blok))
            case Foto():
                yield _Butir(lambda: self._foto(blok))
            case TandaTangan():
                yield _Butir(lambda: self._tanda_tangan(blok), bobot=BOBOT_TANDA_TANGAN)
            case GantiHalaman():
                yield _Butir(self._tandai_ganti)

    def _tandai_ganti(self) -> str:
        self._ganti = True
        return ""

    def _ppr(self) -> str:
        """What a paragraph needs besides its style: the page break that is due."""
        ganti, self._ganti = self._ganti, False
        return "<w:pageBreakBefore/>" if ganti else ""

    def _lebar(self) -> int:
        return _UKURAN[self._halaman or Halaman.TEGAK][2]

    # ------------------------------------------------------------------------------------------------------------ text

    def _tandai(self, kunci: str, isi: str) -> str:
        nama = self._penanda[kunci]
        ident = int(nama[4:])
        return f'<w:bookmarkStart w:id="{ident}" w:name="{nama}"/>{isi}<w:bookmarkEnd w:id="{ident}"/>'

    def _judul(self, bab: Bab, tingkat: int) -> str:
        isi = _r(f"{bab.nomor} {bab.judul}" if bab.nomor and tingkat == 1 else bab.judul)
        if bab.nomor and tingkat > 1:
            isi = f"{_r(bab.nomor)}<w:r><w:tab/></w:r>{isi}"
        return _p(f"Heading{min(tingkat, 4)}", self._tandai(bab.kunci, isi), self._ppr())

    def _isi(self, paragraf: Paragraf) -> str:
        return "".join(
            _r(p.teks, f"{'<w:b/>' if p.tebal else ''}{'<w:i/>' if p.miring else ''}") for p in paragraf.potongan
        )

    def _paragraf(self, paragraf: Paragraf) -> str:
        gaya = {"tengah": "Tengah", "catatan": "Catatan", "kutipan": "Quote"}.get(paragraf.gaya, "BodyText")
        return _p(gaya, self._isi(paragraf), self._ppr())

    def _daftar_butir(self, daftar: Daftar) -> str:
        abstrak = (ABJAD if daftar.huruf else ANGKA) if daftar.bernomor else BUTIR
        nomor = add_penomoran(self.word.part.numbering_part.element, abstrak)
        gaya = "ListNumber" if daftar.bernomor else "ListBullet"
        ppr = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{nomor}"/></w:numPr>'
        return "".join(_p(gaya, self._isi(b), f"{self._ppr()}{ppr}") for b in daftar.butir)

    def _keterangan(self, kata: str, kunci: str, nomor: str, judul: str, *, gaya: str = "Caption") -> str:
        """ "Tabel 3. …", the number a field, so that a table put in between moves the others on."""
        isi = _r(f"{kata} ") + _field(f"SEQ {kata} \\* ARABIC", nomor) + _r(f". {judul}")
        return _p(gaya, self._tandai(kunci, isi), self._ppr())

    # ---------------------------------------------------------------------------------------------------------- tables

    def _tabel(self, tabel: Tabel) -> str:
        tata = plan_tabel(tabel, GEMUK)
        lebar = [
            round(p * _twip(_UKURAN[Halaman.LANSKAP][2] if tata.lanskap else self._lebar()) / 100) for p in tata.lebar
        ]
        gaya = isi_tabel(tata.ukuran)
        alasan = list_alasan(tabel)
        tanda = {a: to_letter(i + 1).lower() for i, a in enumerate(alasan)}
        judul = ""
        if tabel.berjudul:
            judul = self._keterangan("Tabel", tabel.kunci, tabel.nomor, tabel.judul)
        elif self._ganti:
            judul = _p("CatatanTabel", "", self._ppr())
        kisi = "".join(f'<w:gridCol w:w="{w}"/>' for w in lebar)
        rapat = (
            '<w:tblCellMar><w:left w:w="20" w:type="dxa"/><w:right w:w="20" w:type="dxa"/></w:tblCellMar>'
            if tata.rapat
            else ""
        )
        isi = "".join(_Baris(tabel, b, lebar, gaya, tanda).write() for b in tabel.baris)
        if not isi:
            isi = f"<w:tr>{_sel(gaya, 'Belum ada data.', sum(lebar), len(lebar), rata='center')}</w:tr>"
        return (
            f'{judul}<w:tbl><w:tblPr><w:tblStyle w:val="{TABEL}"/><w:tblW w:w="{sum(lebar)}" w:type="dxa"/><w:jc w:val="center"/>'
            f'<w:tblLayout w:type="fixed"/>{rapat}<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
            f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val="{teks(tabel.judul)}"/></w:tblPr>'
            f"<w:tblGrid>{kisi}</w:tblGrid>{_kepala(tabel, lebar, gaya)}{isi}</w:tbl>{self._catatan(tabel, alasan)}"
        )

    def _catatan(self, tabel: Tabel, alasan: tuple[str, ...]) -> str:
        """Notes under a table; always one paragraph at least, or Word would join two tables into one."""
        baris = [_r(c) for c in tabel.catatan]
        if len(alasan) == 1:
            baris.append(_r(f"Tanda – berarti {alasan[0]}."))
        else:
            baris += [
                _r(to_letter(i + 1).lower(), '<w:vertAlign w:val="superscript"/>') + _r(f" {a}.")
                for i, a in enumerate(alasan)
            ]
        akhir = '<w:spacing w:before="0" w:after="160"/>'
        *awal, ujung = baris or [""]
        return "".join(_p("CatatanTabel", b) for b in awal) + _p("CatatanTabel", ujung, akhir)

    # -------------------------------------------------------------------------------------------------------- pictures

    def _bingkai(self, isi: str, lebar: int, tinggi: int, nama: str, uraian: str, uri: str) -> str:
        self._gambar += 1
        return (
            f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{lebar}" cy="{tinggi}"/>'
            f'<wp:docPr id="{self._gambar}" name="{nama} {self._gambar}" descr="{teks(uraian)}"/><wp:cNvGraphicFramePr/>'
            f'<a:graphic><a:graphicData uri="{uri}">{isi}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
        )

    def _grafik(self, grafik: Grafik) -> str:
        keterangan = self._keterangan("Grafik", grafik.kunci, grafik.nomor, grafik.judul, gaya="KeteranganGambar")
        if is_kosong(grafik):
            return _p("Gambar", _r("Belum ada data untuk digambar."), self._ppr()) + keterangan
        paket, n = self.word.part.package, self._gambar + 1
        data = Part(
            PackURI(f"/word/embeddings/grafik{n}.xlsx"),
            _TIPE_BUKU,
            build_data_grafik(grafik, self.dokumen.tahun),
            paket,
        )
        part = Part(PackURI(f"/word/charts/chart{n}.xml"), _TIPE_GRAFIK, b"", paket)
        part._blob = build_grafik(grafik, part.relate_to(data, RELATIONSHIP_TYPE.PACKAGE))
        rid = self.word.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
        uri = "http://schemas.openxmlformats.org/drawingml/2006/chart"
        bingkai = self._bingkai(
            f'<c:chart r:id="{rid}"/>',
            _UKURAN[Halaman.TEGAK][2] * EMU_MM,
            tinggi_grafik(grafik),
            "Grafik",
            describe_grafik(grafik),
            uri,
        )
        return _p("Gambar", bingkai, self._ppr()) + keterangan

    def _bagan(self, bagan: Bagan) -> str:
        hasil = ""
        for i, lukisan in enumerate(paint_bagan(bagan)):
            self._gambar += 1
            hasil += _p("Gambar", build_bagan(lukisan, self._gambar, bagan.judul), self._ppr())
            if i == 0:
                hasil += self._keterangan("Gambar", bagan.kunci, bagan.nomor, bagan.judul, gaya="KeteranganGambar")
            else:
                hasil += _p("KeteranganGambar", _r(f"Gambar {bagan.nomor}. {bagan.judul} (lanjutan)"))
        return hasil

    def _gambar_bita(self, data: bytes, lebar: int, tinggi: int, uraian: str) -> str:
        """An uploaded picture as a run, as large as fits; "" where it cannot be read."""
        normal = normalize_gambar(data)
        if normal is None:
            return ""
        rid, gambar = self.word.part.get_or_add_image(io.BytesIO(normal[0]))
        skala = min(lebar / gambar.px_width, tinggi / gambar.px_height)
        cx, cy = round(gambar.px_width * skala), round(gambar.px_height * skala)
        isi = (
            f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{self._gambar + 1}" name="{teks(uraian[:60])}"/><pic:cNvPicPr/>'
            f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{rid}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
            "</a:prstGeom></pic:spPr></pic:pic>"
        )
        return self._bingkai(isi, cx, cy, "Gambar", uraian, "http://schemas.openxmlformats.org/drawingml/2006/picture")

    def _foto(self, foto: Foto) -> str:
        gambar = self._gambar_bita(foto.data, _FOTO_LEBAR, _FOTO_TINGGI, foto.judul)
        isi = gambar or _r("Berkas foto tidak dapat dibaca.")
        keterangan = self._keterangan("Gambar", foto.kunci, foto.nomor, foto.judul, gaya="KeteranganGambar")
        return _p("Gambar", isi, self._ppr()) + keterangan

    # ------------------------------------------------------------------------------------------------------ signatures

    def _tanda_tangan(self, blok: TandaTangan) -> str:
        """A table without rules; one signature alone stands in the right half."""
        pihak: list[Penanda | None] = list(blok.pihak) if len(blok.pihak) > 1 else [None, *blok.pihak]
        lebar = [self._lebar() // len(pihak)] * len(pihak)
        atas = [self._baris_tt(p.tempat_tanggal, p.pengantar, p.jabatan) if p else _p("TandaTangan", "") for p in pihak]
        ruang = [self._baris_tt(*p.tanda) if p and p.tanda else _p("TandaTangan", "") * 3 for p in pihak]
        bawah = [self._nama(p) if p else _p("TandaTangan", "") for p in pihak]
        jarak = _p("Normal", "", f"<w:keepNext/>{self._ppr()}")
        # posts stand level at the signature, names under it
        di_bawah, di_atas = (f'<w:vAlign w:val="{v}"/>' for v in ("bottom", "top"))
        tabel = _tabel_polos(lebar, (atas, di_bawah), (ruang, di_bawah), (bawah, di_atas))
        return jarak + tabel + _p("CatatanTabel", "")

    def _baris_tt(self, *isi: str) -> str:
        return "".join(_p("TandaTangan", _r(b)) for b in isi if b) or _p("TandaTangan", "")

    def _nama(self, p: Penanda) -> str:
        nip = f"NIP. {p.nip}" if p.nip else ""
        return _p("TandaTangan", _r(p.nama, '<w:b/><w:u w:val="single"/>')) + (
            "".join(_p("TandaTangan", _r(b)) for b in (p.pangkat, nip) if b)
        )

    # ----------------------------------------------------------------------------------------------- cover, letterhead

    def _sampul(self, sampul: Sampul) -> str:
        sub = _p("Subtitle", _r(sampul.subjudul)) if sampul.subjudul else ""
        return (
            f"{self._kop(sampul)}{_p('Title', _r(sampul.judul))}{sub}{_p('Subtitle', _r(f'Tahun {sampul.tahun}'))}"
            f"{_p('SampulInstansi', _r(sampul.instansi))}{_p('Subtitle', _r(sampul.kabupaten))}"
        )

    def _kop(self, sampul: Sampul) -> str:
        if not sampul.kop:
            return ""
        baris = "".join(_p("KopInstansi" if i < 2 else "KopAlamat", _r(b)) for i, b in enumerate(sampul.kop))
        lambang = (
            self._gambar_bita(sampul.lambang, 22 * EMU_MM, 26 * EMU_MM, f"Lambang {sampul.kabupaten}")
            if sampul.lambang
            else ""
        )
        penuh = self._lebar()
        garis = f'{_tepi(bottom="thickThinSmallGap")}<w:vAlign w:val="center"/>'
        lebar, sel = ([27, penuh - 27], [_p("Gambar", lambang), baris]) if lambang else ([penuh], [baris])
        return _tabel_polos(lebar, (sel, garis)) + _p("Normal", "")

    # ----------------------------------------------------------------------------------------------------------- lists

    def _daftar(self, *, setelah_lain: bool) -> str:
        d = self.dokumen
        isi = [
            (f"TOC{tingkat}", b.kunci, f"{b.nomor} {b.judul}" if b.nomor else b.judul)
            for tingkat, b in walk_bab(d)
            if tingkat <= _TINGKAT_DAFTAR_ISI
        ]
        hasil = self._satu_daftar(
            "Daftar Isi", f'TOC \\o "1-{_TINGKAT_DAFTAR_ISI}" \\h \\z \\u', isi, halaman_baru=setelah_lain
        )
        for kata, kumpulan in (("Tabel", list_tabel(d)), ("Gambar", list_gambar(d)), ("Grafik", list_grafik(d))):
            butir = [("TableofFigures", b.kunci, f"{kata} {b.nomor}. {b.judul}") for b in kumpulan if b.nomor]
            if butir:
                pendek = len(butir) <= _DAFTAR_PENDEK
                hasil += self._satu_daftar(
                    f"Daftar {kata}", f'TOC \\h \\z \\c "{kata}"', butir, halaman_baru=not pendek
                )
        return hasil

    def _satu_daftar(self, judul: str, kode: str, isi: list[tuple[str, str, str]], *, halaman_baru: bool) -> str:
        """A list that Word builds anew; until then it shows the entries it will have."""
        hasil = _p("JudulDaftar", _r(judul), "<w:pageBreakBefore/>" if halaman_baru else "")
        buka = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f'<w:r><w:instrText xml:space="preserve"> {teks(kode)} </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        for n, (gaya, kunci, uraian) in enumerate(isi):
            nama = self._penanda[kunci]
            halaman = _field(f"PAGEREF {nama} \\h", "…")
            tautan = (
                f'<w:hyperlink w:anchor="{nama}" w:history="1">{_r(uraian)}<w:r><w:tab/></w:r>{halaman}</w:hyperlink>'
            )
            hasil += _p(gaya, (buka if n == 0 else "") + tautan)
        if not isi:
            hasil += _p("TOC1", buka)
        return hasil + _p("Normal", '<w:r><w:fldChar w:fldCharType="end"/></w:r>')


_AWAL_H1 = '<w:pStyle w:val="Heading1"/>'


# ---------------------------------------------------------------------------------------------------------- table parts


def _sel(
    gaya: str,
    isi: str,
    lebar: int,
    rentang: int = 1,
    *,
    rata: str = "",
    tebal: bool = False,
    warna: str = "",
    tcpr: str = "",
    atas: str = "",
    lekat: bool = False,
) -> str:
    """A cell. ``atas`` is a mark set above the line after the text; ``lekat`` keeps the row with the next."""
    bentang = f'<w:gridSpan w:val="{rentang}"/>' if rentang > 1 else ""
    isian = f'<w:shd w:val="clear" w:color="auto" w:fill="{warna}"/>' if warna else ""
    jc = f'<w:jc w:val="{rata}"/>' if rata else ""
    b = "<w:b/>" if tebal else ""
    tanda = _r(atas, f'{b}<w:vertAlign w:val="superscript"/>') if atas else ""
    paragraf = _p(gaya, (_r(isi, b) if isi else "") + tanda, ("<w:keepNext/>" if lekat else "") + jc)
    return f'<w:tc><w:tcPr><w:tcW w:w="{lebar}" w:type="dxa"/>{bentang}{tcpr}{isian}</w:tcPr>{paragraf}</w:tc>'


def _kepala(tabel: Tabel, lebar: list[int], gaya: str) -> str:
    """The head: one line or two, and the row of column numbers; every line repeats on every page."""
    kelompok = list_kelompok(tabel.kolom)
    bertingkat = any(nama for nama, _ in kelompok)
    atas, bawah = "", ""
    j = 0
    for nama, anggota in kelompok:
        n = len(anggota)
        w = sum(lebar[j : j + n])
        if nama:
            atas += _sel_kepala(gaya, nama, w, n)
            bawah += "".join(_sel_kepala(gaya, k.judul, lebar[j + i]) for i, k in enumerate(anggota))
        else:
            gabung = '<w:vMerge w:val="restart"/>' if bertingkat else ""
            atas += _sel_kepala(gaya, anggota[0].judul, w, 1, gabung)
            bawah += _sel_kepala(gaya, "", w, 1, "<w:vMerge/>")
        j += n
    hasil = _baris_kepala(atas) + (_baris_kepala(bawah) if bertingkat else "")
    if tabel.nomor_kolom:
        hasil += _baris_kepala(
            "".join(_sel(gaya, f"({i})", w, rata="center", warna="F6F8FA") for i, w in enumerate(lebar, start=1))
        )
    return hasil


def _sel_kepala(gaya: str, isi: str, lebar: int, rentang: int = 1, gabung: str = "") -> str:
    tengah = '<w:vAlign w:val="center"/>'
    sel = _sel(gaya, isi, lebar, rentang, rata="center", tebal=True, warna="E3E9EF", tcpr=gabung, lekat=True)
    return sel.replace("</w:tcPr>", f"{tengah}</w:tcPr>", 1)


def _baris_kepala(sel: str) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{sel}</w:tr>"


@dataclass(frozen=True)
class _Baris:
    tabel: Tabel
    baris: Baris
    lebar: list[int]
    gaya: str
    tanda: dict[str, str]

    def write(self) -> str:
        hasil, j = "", 0
        for sel in self.baris.sel:
            if j >= len(self.lebar):
                break
            n = max(1, min(sel.kolom, len(self.lebar) - j))
            hasil += self._sel(sel, self.tabel.kolom[j], sum(self.lebar[j : j + n]), n)
            j += n
        hasil += "".join(_sel(self.gaya, "", w, warna=self._warna()) for w in self.lebar[j:])
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{hasil}</w:tr>"

    def _warna(self) -> str:
        return _WARNA.get(self.baris.gaya, "")

    def _sel(self, sel: Sel, kolom: Kolom, lebar: int, rentang: int) -> str:
        atas = self.tanda[sel.alasan] if sel.nilai is None and sel.alasan and len(self.tanda) > 1 else ""
        return _sel(
            self.gaya,
            sel.teks,
            lebar,
            rentang,
            rata=_RATA[jenis_sel(sel, kolom)],
            tebal=sel.tebal or self.baris.gaya is not Gaya.BIASA,
            warna=self._warna(),
            atas=atas,
            lekat=self.baris.gaya in (Gaya.KELOMPOK, Gaya.PROGRAM, Gaya.KEGIATAN),
        )


def render_docx(dokumen: Dokumen) -> bytes:
    """Return the document as a Word file."""
    return _Penulis(dokumen).write()
