"""Files that are no workbooks, or are meant to do harm: refused with a sentence before anything is unpacked."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from buku_kerja import arsip, impor
from organisasi.models import Sarana
from tests.buku_kerja.kecamatan import buat_buku, buat_isi, buat_xlsx, potret, simpan

pytestmark = [pytest.mark.usefixtures("acuan"), pytest.mark.satu_basis_data]


def tolak(isi: bytes, *kata: str) -> None:
    sebelum = potret()
    laporan = impor(io.BytesIO(isi))
    assert len(laporan.galat) == 1, laporan.galat
    for k in kata:
        assert k in laporan.galat[0].pesan
    assert potret() == sebelum and not laporan.tersimpan


def ganti_bagian(ubah: Callable[[str, bytes], bytes], *tambahan: tuple[str, bytes]) -> bytes:
    """Return a good workbook with its parts changed and others added."""
    hasil = io.BytesIO()
    with zipfile.ZipFile(buat_xlsx()) as lama, zipfile.ZipFile(hasil, "w", zipfile.ZIP_DEFLATED) as baru:
        for nama in lama.namelist():
            baru.writestr(nama, ubah(nama, lama.read(nama)))
        for nama, isi in tambahan:
            baru.writestr(nama, isi)
    return hasil.getvalue()


def biarkan(nama: str, isi: bytes) -> bytes:
    return isi


def test_file_of_0_bytes() -> None:
    tolak(b"", "0 byte")


def test_old_xls_or_locked_file() -> None:
    tolak(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".xls", "kata sandi", ".xlsx")


@pytest.mark.parametrize("isi", [b"%PDF-1.7", b"Nama,Nilai\n", b"PK\x03\x04rusak", bytes(2000)])
def test_file_that_is_no_zip(isi: bytes) -> None:
    tolak(isi, "bukan buku kerja Excel")


def test_zip_without_a_workbook() -> None:
    hasil = io.BytesIO()
    with zipfile.ZipFile(hasil, "w") as z:
        z.writestr("surat.docx", "isi")
    tolak(hasil.getvalue(), "bukan buku kerja Excel")


@pytest.mark.parametrize(("bagian", "kata"), [("content.xml", ".ods"), ("xl/workbook.bin", ".xlsb")])
def test_other_spreadsheets_are_named(bagian: str, kata: str) -> None:
    hasil = io.BytesIO()
    with zipfile.ZipFile(hasil, "w") as z:
        z.writestr(bagian, "isi")
    tolak(hasil.getvalue(), kata, ".xlsx")


def test_file_larger_than_allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("buku_kerja.pembaca.UKURAN_TERBESAR", 1000)
    monkeypatch.setattr(arsip, "UKURAN_TERBESAR", 1000)
    tolak(buat_xlsx().getvalue(), "30 MB")
    berkas = tmp_path / "besar.xlsx"
    berkas.write_bytes(buat_xlsx().getvalue())
    assert "30 MB" in impor(berkas).galat[0].pesan


def test_zip_bomb_by_size(monkeypatch: pytest.MonkeyPatch) -> None:
    isi = buat_xlsx().getvalue()  # packed as any workbook: its ratio is nothing odd
    monkeypatch.setattr(arsip, "MEKAR_TERBESAR", len(isi))
    tolak(isi, "mengembang")


def test_zip_bomb_by_ratio() -> None:
    bom = bytes(40 * 2**20)
    assert len(bom) < arsip.MEKAR_TERBESAR
    tolak(ganti_bagian(biarkan, ("xl/media/bom.bin", bom)), "mengembang")


def test_zip_bomb_by_count() -> None:
    tolak(ganti_bagian(biarkan, *((f"xl/media/{n}", b"") for n in range(arsip.ISI_TERBANYAK))), "mengembang")


def test_zip_bomb_is_refused_before_it_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def meledak(*args: object, **pilihan: object) -> None:
        raise AssertionError("opened")

    isi = ganti_bagian(biarkan, ("xl/media/bom.bin", bytes(40 * 2**20)))
    monkeypatch.setattr("buku_kerja.baca_xlsx.load_workbook", meledak)
    tolak(isi, "mengembang")


BOM_ENTITAS = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>"""
ENTITAS_LUAR = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>"""


@pytest.mark.parametrize("kepala", [BOM_ENTITAS, ENTITAS_LUAR])
@pytest.mark.parametrize("bagian", ["xl/worksheets/sheet2.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_entities_in_the_xml_are_not_followed(kepala: bytes, bagian: str) -> None:
    kena: list[str] = []

    def ubah(nama: str, isi: bytes) -> bytes:
        if nama != bagian:
            return isi
        kena.append(nama)
        return kepala + isi.removeprefix(b'<?xml version="1.0"?>').split(b"?>", 1)[-1]

    isi = ganti_bagian(ubah)
    assert kena == [bagian]
    tolak(isi, "rusak")


def buat_berkas_excel(teks: bytes, kepala: bytes = b"") -> bytes:
    """Return the workbook as Excel saves it, with a cell's text in a table of its own (Sarana!A2)."""
    jenis = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    ruang = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

    def ubah(nama: str, isi: bytes) -> bytes:
        if nama == "[Content_Types].xml":
            sisipan = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + jenis + b'"/></Types>'
            return isi.replace(b"</Types>", sisipan)
        return isi.replace(b't="inlineStr"><is><t>Komputer</t></is>', b't="s"><v>0</v>')

    tabel = kepala + b"<sst " + ruang + b'><si><t xml:space="preserve">' + teks + b"</t></si></sst>"
    return ganti_bagian(ubah, ("xl/sharedStrings.xml", tabel))


def test_text_as_excel_saves_it_is_read() -> None:
    laporan = impor(io.BytesIO(buat_berkas_excel(b"  Meja_x000D_\n&#160;kerja_x0007_ &lt;b&gt;")))
    assert not laporan.temuan
    assert Sarana.objects.get().nama == "Meja kerja <b>"


@pytest.mark.parametrize("kepala", [BOM_ENTITAS, ENTITAS_LUAR])
def test_entities_in_the_table_of_texts_are_not_followed(kepala: bytes) -> None:
    tolak(buat_berkas_excel(b"&a;", kepala), "rusak")


def test_openpyxl_uses_defusedxml() -> None:
    assert openpyxl.DEFUSEDXML is True


@pytest.mark.parametrize("bagian", ["xl/worksheets/sheet3.xml", "xl/workbook.xml", "[Content_Types].xml"])
def test_broken_xml(bagian: str) -> None:
    tolak(ganti_bagian(lambda nama, isi: isi[: len(isi) // 2] if nama == bagian else isi), "rusak")


def test_truncated_file() -> None:
    isi = buat_xlsx().getvalue()
    tolak(isi[: len(isi) // 2], "bukan buku kerja Excel")


def test_number_that_is_none() -> None:
    def ubah(nama: str, isi: bytes) -> bytes:
        return isi.replace(b"<v>10000000</v>", b"<v>sepuluh</v>")

    tolak(ganti_bagian(ubah), "rusak")


def test_macros_are_told_and_ignored() -> None:
    laporan = impor(io.BytesIO(ganti_bagian(biarkan, ("xl/vbaProject.bin", b"makro"))))
    assert laporan.tersimpan and [t.pesan for t in laporan.peringatan] == [
        "Berkas ini memuat makro; makronya tidak dijalankan dan tidak disimpan."
    ]


def test_more_rows_than_allowed() -> None:
    buku = buat_buku(buat_isi())
    for n in range(10_000):
        buku["Dasar Hukum"].append([f"Peraturan {n}"])
    tolak(simpan(buku).getvalue(), "Dasar Hukum", "10.000 baris")


def test_more_columns_than_allowed() -> None:
    buku = buat_buku(buat_isi())
    buku["Dasar Hukum"].cell(1, 101, "jauh")
    tolak(simpan(buku).getvalue(), "Dasar Hukum", "100 kolom")


def test_more_sheets_than_allowed() -> None:
    buku = buat_buku(buat_isi())
    for n in range(200):
        buku.create_sheet(f"Coretan {n}")
    tolak(simpan(buku).getvalue(), "200 lembar")


def test_a_cell_at_the_far_end_of_a_sheet_is_not_lost() -> None:
    buku = buat_buku(buat_isi())
    buku["Dasar Hukum"].cell(1_048_576, 1, "Peraturan di ujung")
    assert impor(simpan(buku)).lembar["Dasar Hukum"].baru == 3


def test_a_row_number_beyond_excel_ends_the_sheet() -> None:
    """Reading it must not count up to the number first."""

    def ubah(nama: str, isi: bytes) -> bytes:
        return isi.replace(b"</sheetData>", b'<row r="99999999999999"><c t="n"><v>1</v></c></row></sheetData>')

    laporan = impor(io.BytesIO(ganti_bagian(ubah)))
    assert not laporan.galat
