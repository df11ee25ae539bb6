"""Write the workbook: every sheet with headings, drop-down lists, help; no formulas, no protection."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from buku_kerja.identitas import JUDUL_ISIAN, JUDUL_NILAI, NAMA_IDENTITAS, get_identitas
from buku_kerja.konteks import Konteks
from buku_kerja.sel import write_sel
from buku_kerja.skema import Jenis, Kolom, Lembar, list_lembar

KEPALA = PatternFill("solid", fgColor="0B4F4A")
KUNCI = PatternFill("solid", fgColor="1F7A72")
FORMAT = {Jenis.UANG: "#,##0", Jenis.ANGKA: "#,##0.####", Jenis.TANGGAL: "dd/mm/yyyy", Jenis.KODE: "@", Jenis.TEKS: "@"}
LEBAR = {Jenis.UANG: 18, Jenis.ANGKA: 12, Jenis.BULAT: 10, Jenis.TAHUN: 8, Jenis.TANGGAL: 13, Jenis.KODE: 20,
         Jenis.YA_TIDAK: 10, Jenis.PILIHAN: 16, Jenis.RUJUKAN: 24, Jenis.TEKS: 28, Jenis.PARAGRAF: 50}  # fmt: skip
BARIS_DAFTAR = 2_000  # how far down drop-down lists reach
DIBUAT = datetime.datetime(2024, 1, 1)  # the same data give the same file


def ekspor(slug: str, tahun: int) -> bytes | None:
    """Return the workbook of an instansi and year; None where there is none."""
    konteks = get_identitas().find(slug, tahun)
    return None if konteks is None else _write(konteks)


def contoh_buku_kerja() -> bytes:
    """Return the empty workbook with its instructions."""
    return _write(None)


def _write(konteks: Konteks | None) -> bytes:
    buku = Workbook()
    buku.properties.creator = "Akuntabilitas Kecamatan"
    buku.properties.created = buku.properties.modified = DIBUAT
    semua = list_lembar()
    _write_petunjuk(buku.active, semua)
    _write_identitas(buku.create_sheet(NAMA_IDENTITAS), konteks)
    for lembar in semua:
        isi = [] if konteks is None else _list_baris(lembar, konteks)
        _write_lembar(buku.create_sheet(lembar.nama), lembar, isi, {x.nama: x for x in semua})
    keluaran = io.BytesIO()
    buku.save(keluaran)
    return keluaran.getvalue()


def _list_baris(lembar: Lembar, konteks: Konteks) -> Iterable[list[Any]]:
    isi = lembar.query(konteks).prefetch_related(*(a.akses for a in lembar.anak))
    if lembar.berurut:
        isi = isi.order_by("urut", "pk")
    for m in isi:
        nilai = lembar.read(m)
        for a in lembar.anak:
            for x in getattr(m, a.akses).all():
                nilai[f"{a.akses}.{getattr(x, a.kunci)}"] = getattr(x, a.bidang)
        yield [_kata(nilai.get(k.bidang), k) for k in lembar.semua_kolom]


def _kata(nilai: Any, k: Kolom) -> Any:
    if k.jenis is Jenis.RUJUKAN and nilai is not None and not isinstance(nilai, str):
        return getattr(nilai, KUNCI_RUJUKAN.get(k.rujuk, "kode"))
    return write_sel(nilai, k)


KUNCI_RUJUKAN = {"Unit Kerja": "nama", "Jabatan": "nama"}


def _put(sel: Any, nilai: Any, k: Kolom | None = None) -> None:
    sel.value = nilai
    if isinstance(nilai, str):
        sel.data_type = "s"  # text that begins with = stays text
        if nilai[:1] in "=+-@\t\r":
            sel.quotePrefix = True
    if k and k.jenis in FORMAT:
        sel.number_format = FORMAT[k.jenis]
    if k and k.jenis is Jenis.PARAGRAF:
        sel.alignment = Alignment(wrap_text=True, vertical="top")


def _write_kepala(ws: Any, kolom: list[tuple[str, bool, int]]) -> None:
    for i, (judul, wajib, lebar) in enumerate(kolom, start=1):
        sel = ws.cell(1, i, judul)
        sel.font = Font(bold=True, color="FFFFFF")
        sel.fill = KUNCI if wajib else KEPALA
        sel.alignment = Alignment(wrap_text=True, vertical="center")
        ws.column_dimensions[get_column_letter(i)].width = lebar
    ws.freeze_panes = "A2"
    ws.row_dimensions[1].height = 32


def _write_lembar(ws: Any, lembar: Lembar, isi: Iterable[list[Any]], semua: dict[str, Lembar]) -> None:
    kolom = lembar.semua_kolom
    _write_kepala(ws, [(k.judul, k.wajib, max(LEBAR[k.jenis], min(len(k.judul) + 2, 30))) for k in kolom])
    for n, baris in enumerate(isi, start=2):
        for i, (nilai, k) in enumerate(zip(baris, kolom, strict=True), start=1):
            if nilai is not None:
                _put(ws.cell(n, i), nilai, k)
    for i, k in enumerate(kolom, start=1):
        if daftar := _build_daftar(k, semua):
            huruf = get_column_letter(i)
            ws.add_data_validation(daftar)
            daftar.add(f"{huruf}2:{huruf}{BARIS_DAFTAR}")


def _build_daftar(k: Kolom, semua: dict[str, Lembar]) -> DataValidation | None:
    """A drop-down list of fixed choices or of the keys of another sheet, and the column's help as a message."""
    rumus = None
    if k.jenis is Jenis.PILIHAN:
        rumus = '"' + ",".join(t for t, _ in k.pilihan) + '"'
    elif k.jenis is Jenis.YA_TIDAK:
        rumus = '"ya,tidak"'
    elif k.jenis is Jenis.RUJUKAN and k.rujuk in semua:
        tujuan = semua[k.rujuk]
        huruf = get_column_letter(tujuan.semua_kolom.index(tujuan.kolom_kunci[-1]) + 1)
        rumus = f"{quote_sheetname(tujuan.nama)}!${huruf}$2:${huruf}${BARIS_DAFTAR}"
    if rumus is None or len(rumus) > 255:
        return None
    daftar = DataValidation(type="list", formula1=rumus, allow_blank=True, showErrorMessage=False)
    if k.bantuan:
        daftar.promptTitle, daftar.prompt, daftar.showInputMessage = k.judul[:32], k.bantuan[:255], True
    return daftar


def _write_identitas(ws: Any, konteks: Konteks | None) -> None:
    identitas = get_identitas()
    _write_kepala(ws, [(JUDUL_ISIAN, True, 44), (JUDUL_NILAI, False, 60), ("Keterangan", False, 70)])
    nilai = identitas.read(konteks) if konteks else {}
    for n, isian in enumerate(identitas.isian, start=2):
        ws.cell(n, 1, isian.judul).font = Font(bold=isian.wajib)
        if (isi := write_sel(nilai.get(isian.judul), isian.kolom)) is not None:
            _put(ws.cell(n, 2), isi, isian.kolom)
        ket = isian.bantuan or (isian.jenis.value if isian.jenis is not Jenis.TEKS else "")
        ws.cell(n, 3, f"{'Wajib. ' if isian.wajib else ''}{ket}".strip() or None)
        pilihan = '"ya,tidak"' if isian.jenis is Jenis.YA_TIDAK else '"' + ",".join(t for t, _ in isian.pilihan) + '"'
        if (isian.pilihan or isian.jenis is Jenis.YA_TIDAK) and len(pilihan) <= 255:
            daftar = DataValidation(type="list", formula1=pilihan, allow_blank=True, showErrorMessage=False)
            ws.add_data_validation(daftar)
            daftar.add(f"B{n}")


PETUNJUK = (
    "Buku kerja ini memuat seluruh data satu kecamatan untuk satu tahun. Setiap fakta diisi satu kali.",
    "Baris pertama setiap lembar adalah judul kolom; jangan diubah. Kolom berwarna lebih terang wajib diisi.",
    "Angka ditulis tanpa rumus. Rupiah bulat tanpa sen. Persen ditulis angkanya saja, misalnya 97,5.",
    "Kolom yang merujuk lembar lain punya daftar pilihan; isi lembar yang dirujuk lebih dahulu.",
    "Jumlah, persentase, capaian, dan rata-rata tidak diisi: sistem yang menghitung.",
    "Saat dimasukkan, isi buku kerja menggantikan data tahun itu: baris yang dihapus di sini ikut terhapus di sistem.",
    "Bila ada satu kesalahan saja, tidak ada yang disimpan, dan semua kesalahan disebut sekaligus dengan letak selnya.",
)


def _write_petunjuk(ws: Any, semua: Iterable[Lembar]) -> None:
    ws.title = "Petunjuk"
    ws.column_dimensions["A"].width = 24
    ws.column_dimensions["B"].width = 90
    ws.column_dimensions["C"].width = 60
    ws.cell(1, 1, "Cara mengisi").font = Font(bold=True, size=14)
    n = 2
    for kalimat in PETUNJUK:
        ws.cell(n, 1, f"{n - 1}.")
        ws.cell(n, 2, kalimat).alignment = Alignment(wrap_text=True, vertical="top")
        n += 1
    n += 1
    for i, judul in enumerate(("Lembar", "Isi", "Kolom wajib"), start=1):
        ws.cell(n, i, judul).font = Font(bold=True, color="FFFFFF")
        ws.cell(n, i).fill = KEPALA
    for lembar in semua:
        n += 1
        sel = ws.cell(n, 1, lembar.nama)
        sel.hyperlink = f"#{quote_sheetname(lembar.nama)}!A1"
        sel.font = Font(underline="single", color="0B4F4A")
        ws.cell(n, 2, lembar.bantuan).alignment = Alignment(wrap_text=True, vertical="top")
        ws.cell(n, 3, ", ".join(k.judul for k in lembar.kolom if k.wajib)).alignment = Alignment(
            wrap_text=True, vertical="top"
        )


__all__ = ["contoh_buku_kerja", "ekspor"]
