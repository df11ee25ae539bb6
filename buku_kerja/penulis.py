"""Write the workbook: every sheet with headings, drop-down lists, help; no formulas, no protection.

The same data give the same bytes, so that two exports can be compared.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from buku_kerja.identitas import JUDUL_ISIAN, JUDUL_NILAI, NAMA_IDENTITAS, Isian, get_identitas
from buku_kerja.konteks import Konteks
from buku_kerja.petunjuk import write_petunjuk
from buku_kerja.sel import HURUF_TERBANYAK, write_sel
from buku_kerja.sinkron import list_tersimpan
from buku_kerja.skema import Jenis, Kolom, Lembar, list_lembar
from buku_kerja.tabel import BARIS_TERBANYAK
from buku_kerja.teks import AWALAN_RUMUS, escape_xlsx

KEPALA = PatternFill("solid", fgColor="0B4F4A")
WAJIB = PatternFill("solid", fgColor="1F7A72")
FORMAT = {Jenis.UANG: "#,##0", Jenis.ANGKA: "#,##0.####", Jenis.BULAT: "0", Jenis.TRIWULAN: "0", Jenis.TAHUN: "0",
          Jenis.TANGGAL: "dd/mm/yyyy", Jenis.KODE: "@", Jenis.TARGET: "@", Jenis.TEKS: "@", Jenis.PARAGRAF: "@",
          Jenis.RUJUKAN: "@"}  # fmt: skip
LEBAR = {Jenis.UANG: 18, Jenis.ANGKA: 12, Jenis.BULAT: 10, Jenis.TRIWULAN: 10, Jenis.TAHUN: 8, Jenis.TANGGAL: 13,
         Jenis.KODE: 20, Jenis.TARGET: 16, Jenis.YA_TIDAK: 10, Jenis.PILIHAN: 16, Jenis.RUJUKAN: 24, Jenis.TEKS: 28,
         Jenis.PARAGRAF: 50}  # fmt: skip
BARIS_DAFTAR = 2_000  # how far down drop-down lists and help reach
RUMUS_TERPANJANG = 255
DIBUAT = datetime.datetime(2024, 1, 1)
DIBUAT_ZIP = (2024, 1, 1, 0, 0, 0)


class EksporError(Exception):
    """Something that a workbook cannot hold; the message says what and where."""


def ekspor(slug: str, tahun: int) -> bytes | None:
    """Return the workbook of an instansi and year; None where there is none. Raises :class:`EksporError`."""
    konteks = get_identitas().find(slug, tahun)
    return None if konteks is None else _write(konteks)


def contoh_buku_kerja() -> bytes:
    """Return the empty workbook with its instructions."""
    return _write(None)


def _write(konteks: Konteks | None) -> bytes:
    buku = Workbook()
    buku.properties.creator = "Akuntabilitas Kecamatan"
    buku.properties.created = DIBUAT
    semua = list_lembar()
    nama = {x.nama: x for x in semua}
    write_petunjuk(buku.worksheets[0], semua)
    _write_identitas(buku.create_sheet(NAMA_IDENTITAS), konteks)
    for lembar in semua:
        isi = [] if konteks is None else _list_baris(lembar, konteks)
        _write_lembar(buku.create_sheet(lembar.nama), lembar, isi, nama)
    keluaran = io.BytesIO()
    buku.save(keluaran)
    return _bekukan(keluaran.getvalue())


def _bekukan(isi: bytes) -> bytes:
    """Take the time of writing out of a workbook: the dates of its parts, and the one openpyxl puts into core.xml."""
    keluaran = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(isi)) as lama,
        zipfile.ZipFile(keluaran, "w", zipfile.ZIP_DEFLATED) as baru,
    ):
        for bagian in lama.infolist():
            data = lama.read(bagian)
            if bagian.filename == "docProps/core.xml":
                pola = rb"(<dcterms:modified[^>]*>)[^<]*"
                data = re.sub(pola, rb"\g<1>" + f"{DIBUAT:%Y-%m-%dT%H:%M:%SZ}".encode(), data)
            baru.writestr(zipfile.ZipInfo(bagian.filename, DIBUAT_ZIP), data, zipfile.ZIP_DEFLATED)
    return keluaran.getvalue()


# --------------------------------------------------------------------------------------------------------------- sheets


def _list_baris(lembar: Lembar, konteks: Konteks) -> list[list[Any]]:
    hasil = []
    for m in list_tersimpan(lembar, konteks):
        nilai = lembar.read(m)
        for a in lembar.anak:
            for x in getattr(m, a.akses).all():
                nilai[f"{a.akses}.{getattr(x, a.kunci)}"] = getattr(x, a.bidang)
        hasil.append([_kata(nilai.get(k.bidang), k) for k in lembar.semua_kolom])
    if len(hasil) > BARIS_TERBANYAK:
        raise EksporError(f"Lembar {lembar.nama} berisi {len(hasil)} baris; buku kerja paling banyak memuat 10.000.")
    return hasil


def _kata(nilai: Any, k: Kolom) -> Any:
    if k.jenis is Jenis.RUJUKAN and nilai is not None and not isinstance(nilai, str):
        return getattr(nilai, KUNCI_RUJUKAN.get(k.rujuk, "kode"))
    return write_sel(nilai, k)


KUNCI_RUJUKAN = {"Unit Kerja": "nama", "Jabatan": "nama"}


def _write_lembar(ws: Any, lembar: Lembar, isi: Iterable[list[Any]], semua: dict[str, Lembar]) -> None:
    kolom = lembar.semua_kolom
    _write_kepala(ws, [(k.judul, k.wajib, max(LEBAR[k.jenis], min(len(k.judul) + 2, 30))) for k in kolom])
    for i, k in enumerate(kolom, start=1):
        huruf = get_column_letter(i)
        if k.jenis in FORMAT:  # the whole column: a code typed into an empty row must not become a date
            ws.column_dimensions[huruf].number_format = FORMAT[k.jenis]
        daftar = _build_bantuan(k, semua)
        ws.add_data_validation(daftar)
        daftar.add(f"{huruf}2:{huruf}{BARIS_DAFTAR}")
    for n, baris in enumerate(isi, start=2):
        for i, (nilai, k) in enumerate(zip(baris, kolom, strict=True), start=1):
            if nilai is not None:
                _put(ws.cell(n, i), nilai, k)


def _write_kepala(ws: Any, kolom: Sequence[tuple[str, bool, int]]) -> None:
    for i, (judul, wajib, lebar) in enumerate(kolom, start=1):
        sel = ws.cell(1, i, judul)
        sel.font = Font(bold=True, color="FFFFFF")
        sel.fill = WAJIB if wajib else KEPALA
        sel.alignment = Alignment(wrap_text=True, vertical="center")
        ws.column_dimensions[get_column_letter(i)].width = lebar
    ws.freeze_panes = "A2"
    ws.row_dimensions[1].height = 32


def _put(sel: Any, nilai: Any, k: Kolom) -> None:
    if isinstance(nilai, str):
        if len(nilai) > HURUF_TERBANYAK:
            raise EksporError(
                f"{sel.parent.title}!{sel.coordinate}: isi kolom {k.judul} lebih dari 32.767 huruf, lebih dari yang "
                "dimuat satu sel. Pendekkan teksnya."
            )
        nilai = escape_xlsx(nilai)
    sel.value = nilai
    if isinstance(nilai, str):
        sel.data_type = "s"  # text that begins with = stays text
        sel.quotePrefix = nilai[:1] in AWALAN_RUMUS
    if k.jenis in FORMAT:
        sel.number_format = FORMAT[k.jenis]
    if k.jenis is Jenis.PARAGRAF:
        sel.alignment = Alignment(wrap_text=True, vertical="top")


def _build_bantuan(k: Kolom, semua: dict[str, Lembar]) -> DataValidation:
    """A column's help, shown beside the cell, with a drop-down list of fixed choices or of another sheet's keys."""
    pilihan = [t for t, _ in k.pilihan] if k.jenis is Jenis.PILIHAN else ["ya", "tidak"]
    rumus = None
    if k.jenis in (Jenis.PILIHAN, Jenis.YA_TIDAK):
        rumus = '"' + ",".join(pilihan) + '"'
    elif k.jenis is Jenis.RUJUKAN and k.rujuk in semua:
        tujuan = semua[k.rujuk]
        huruf = get_column_letter(tujuan.semua_kolom.index(tujuan.kolom_kunci[-1]) + 1)
        rumus = f"{quote_sheetname(tujuan.nama)}!${huruf}$2:${huruf}${BARIS_DAFTAR}"
    daftar = DataValidation(allow_blank=True, showErrorMessage=False, showInputMessage=True)
    if rumus is not None and len(rumus) <= RUMUS_TERPANJANG:
        daftar.type, daftar.formula1 = "list", rumus
    daftar.promptTitle, daftar.prompt = k.judul[:32], k.petunjuk[:255]
    return daftar


def _write_identitas(ws: Any, konteks: Konteks | None) -> None:
    identitas = get_identitas()
    _write_kepala(ws, [(JUDUL_ISIAN, True, 44), (JUDUL_NILAI, False, 60), ("Keterangan", False, 70)])
    nilai = identitas.read(konteks) if konteks else {}
    for n, isian in enumerate(identitas.isian, start=2):
        ws.cell(n, 1, isian.judul).font = Font(bold=isian.wajib)
        sel = ws.cell(n, 2)
        sel.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
        sel.number_format = FORMAT.get(isian.jenis, "General")
        if (isi := write_sel(nilai.get(isian.judul), isian.kolom)) is not None:
            _put(sel, isi, isian.kolom)
        ws.cell(n, 3, _ket(isian)).alignment = Alignment(wrap_text=True, vertical="top")
        if isian.jenis in (Jenis.PILIHAN, Jenis.YA_TIDAK):
            daftar = _build_bantuan(isian.kolom, {})
            ws.add_data_validation(daftar)
            daftar.add(f"B{n}")


def _ket(isian: Isian) -> str | None:
    bagian = ["Wajib." if isian.wajib else "", isian.bantuan]
    if isian.pilihan:
        bagian.append(f"Pilihan: {', '.join(t for t, _ in isian.pilihan)}.")
    elif isian.jenis not in (Jenis.TEKS, Jenis.PARAGRAF):
        bagian.append(f"{isian.jenis.value[:1].upper()}{isian.jenis.value[1:]}.")
    return " ".join(filter(None, bagian)) or None
