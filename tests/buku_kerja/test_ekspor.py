"""The workbook as a clerk sees it: headings, help, lists; nothing that computes or locks."""

from __future__ import annotations

import io
import zipfile

import pytest

from buku_kerja import ekspor, impor
from buku_kerja.penulis import EksporError, contoh_buku_kerja
from lakip.models import Narasi
from organisasi.models import DasarHukum, Instansi
from tests.buku_kerja.kecamatan import buka, list_judul, list_nama, muat

LEMBAR_SPESIFIKASI = [
    "Petunjuk", "Identitas", "Dasar Hukum", "Unit Kerja", "Jabatan", "Pejabat", "Data Wilayah", "Pegawai",
    "Kebutuhan Pegawai", "Sarana", "Misi", "Tujuan", "Sasaran", "Indikator", "Target Indikator", "Realisasi Indikator",
    "Strategi", "Isu Strategis", "Program Renstra", "Dana Program Renstra", "Indikator Program Renstra",
    "Kinerja Program Renstra", "Program", "Kegiatan", "Sub Kegiatan", "Indikator Kegiatan", "Target Triwulan",
    "Realisasi", "Belanja", "Jenis Belanja", "Pendapatan", "Riwayat Anggaran", "Layanan", "Perjanjian",
    "Butir Perjanjian", "SKM", "LKE", "Nilai AKIP", "Rekomendasi", "Renja", "Rencana Renja",
    "Indikator Renja", "Rancangan RKPD", "Analisis Kebutuhan", "Usulan Masyarakat", "Narasi",
]  # fmt: skip


@pytest.fixture
def isi(acuan: None) -> bytes:
    muat()
    hasil = ekspor("suka-maju", 2023)
    assert hasil is not None
    return hasil


def test_sheets_stand_in_the_order_of_the_specification() -> None:
    assert buka(contoh_buku_kerja()).sheetnames == LEMBAR_SPESIFIKASI
    assert list_nama() == LEMBAR_SPESIFIKASI[1:]


def test_no_formulas_and_no_protection_anywhere(isi: bytes) -> None:
    for berkas in (isi, contoh_buku_kerja()):
        buku = buka(berkas)
        assert not any(s.data_type == "f" for ws in buku.worksheets for baris in ws.iter_rows() for s in baris)
        assert not any(ws.protection.sheet for ws in buku.worksheets) and not buku.security.lockStructure
        with zipfile.ZipFile(io.BytesIO(berkas)) as arsip:
            assert not any(b"<f>" in arsip.read(n) for n in arsip.namelist())


def test_the_same_data_give_the_same_bytes(isi: bytes) -> None:
    assert ekspor("suka-maju", 2023) == isi
    assert contoh_buku_kerja() == contoh_buku_kerja()
    with zipfile.ZipFile(io.BytesIO(isi)) as arsip:  # made within a second of each other, two exports prove little
        assert {b.date_time for b in arsip.infolist()} == {(2024, 1, 1, 0, 0, 0)}
        inti = arsip.read("docProps/core.xml")
    assert inti.count(b">2024-01-01T00:00:00Z<") == 2


def test_money_is_a_number_with_separators_and_codes_are_text(isi: bytes) -> None:
    ws = buka(isi)["Sub Kegiatan"]
    judul = list_judul("Sub Kegiatan")
    pagu, kode = ws.cell(2, judul.index("Pagu murni") + 1), ws.cell(2, judul.index("Kode") + 1)
    assert (pagu.value, pagu.number_format) == (10_000_000, "#,##0")
    assert (kode.value, kode.number_format, kode.data_type) == ("7.01.01.2.01.0001", "@", "s")


def test_codes_typed_into_an_empty_row_stay_text() -> None:
    ws = buka(contoh_buku_kerja())["Sub Kegiatan"]
    assert ws.column_dimensions["B"].number_format == "@"


def test_headings_are_frozen_and_required_ones_differ() -> None:
    ws = buka(contoh_buku_kerja())["Sub Kegiatan"]
    assert ws.freeze_panes == "A2"
    assert ws["B1"].fill.fgColor.rgb != ws["D1"].fill.fgColor.rgb
    assert ws.column_dimensions["F"].width >= 15


def test_every_column_has_help_and_choices_a_list() -> None:
    buku = buka(contoh_buku_kerja())
    for nama in list_nama()[1:]:
        ws = buku[nama]
        bantuan = {str(v.sqref).split(":")[0]: v for v in ws.data_validations.dataValidation}
        assert len(bantuan) == len(list_judul(nama))
        assert all(v.prompt and v.showInputMessage for v in bantuan.values())
    unit = {v.promptTitle: v for v in buku["Unit Kerja"].data_validations.dataValidation}
    assert unit["Jenis"].formula1 == '"Sekretariat,Subbagian,Seksi,Kelurahan"'
    pejabat = {v.promptTitle: v for v in buku["Pejabat"].data_validations.dataValidation}
    assert (pejabat["Jabatan"].type, pejabat["Jabatan"].formula1) == ("list", "'Jabatan'!$A$2:$A$2000")


def test_lists_reach_the_key_column_of_the_other_sheet() -> None:
    buku = buka(contoh_buku_kerja())
    for ws in buku.worksheets:
        for v in ws.data_validations.dataValidation:
            if v.formula1 and "!" in v.formula1:
                nama, huruf = v.formula1.replace("'", "").split("!")
                assert buku[nama][f"{huruf[1]}1"].value in ("Nama", "Kode"), (ws.title, v.formula1)


def test_help_sheet_names_every_sheet_and_its_required_columns() -> None:
    ws = buka(contoh_buku_kerja())["Petunjuk"]
    baris = {b[0]: b for b in ws.iter_rows(values_only=True)}
    assert set(list_nama()) <= set(baris)
    assert all(baris[n][1] for n in list_nama())
    assert baris["Sub Kegiatan"][2] == "Kode, Sub kegiatan"
    assert baris["Identitas"][2] == "Kabupaten, Kunci, Instansi, Tahun"


def test_empty_workbook_has_the_identity_lines_and_nothing_else() -> None:
    buku = buka(contoh_buku_kerja())
    isian = [(a, b) for a, b, *_ in buku["Identitas"].iter_rows(min_row=2, values_only=True)]
    assert ("Kabupaten", None) in isian and ("LKE tanggal LHE", None) in isian
    assert not any(b for _, b in isian)
    assert all(buku[n].max_row == 1 for n in list_nama()[1:])


def test_empty_workbook_imported_as_it_is_asks_for_the_identity(acuan: None) -> None:
    laporan = impor(io.BytesIO(contoh_buku_kerja()))
    assert [t.pesan for t in laporan.galat] == [
        f'Isian "{j}" harus diisi.' for j in ("Kabupaten", "Kunci", "Instansi", "Tahun")
    ]


def test_filled_in_example_is_imported(acuan: None) -> None:
    buku = buka(contoh_buku_kerja())
    for baris in buku["Identitas"].iter_rows(min_row=2):
        isi = {"Kabupaten": "Contoh", "Kunci": "coba", "Instansi": "Kecamatan Coba", "Tahun": 2024}
        baris[1].value = isi.get(baris[0].value)
    buku["Dasar Hukum"].append(["UU 23/2014"])
    berkas = io.BytesIO()
    buku.save(berkas)
    berkas.seek(0)
    laporan = impor(berkas)
    assert laporan.tersimpan and not laporan.temuan
    assert DasarHukum.objects.get().instansi.slug == "coba"


def test_text_that_looks_like_a_formula_is_marked_as_text(acuan: None) -> None:
    muat()
    DasarHukum.objects.create(instansi=Instansi.objects.get(), tahun=2023, uraian="=1+1", urut=9)
    sel = buka(ekspor("suka-maju", 2023) or b"")["Dasar Hukum"]["A4"]
    assert (sel.value, sel.data_type, sel.quotePrefix) == ("=1+1", "s", True)


def test_text_longer_than_a_cell_is_refused_and_not_cut(acuan: None) -> None:
    muat()
    Narasi.objects.update(teks="x" * 32_768)
    with pytest.raises(EksporError, match=r"^Narasi!C2: .*32\.767"):
        ekspor("suka-maju", 2023)


def test_nothing_to_export(acuan: None) -> None:
    assert ekspor("tidak-ada", 2023) is None
    muat()
    assert ekspor("suka-maju", 2011) is None


def test_export_takes_one_query_per_sheet_whatever_its_length(acuan: None, django_assert_max_num_queries) -> None:
    from tests.buku_kerja.kecamatan import buat_isi

    banyak = buat_isi()
    banyak["Dasar Hukum"] = [{"Dasar hukum": f"Peraturan {n}"} for n in range(60)]
    banyak["Belanja"] = [
        {"Kode sub kegiatan": "7.01.01.2.01.0001", "Nomor": n, "Belanja": "x", "Realisasi TW I": n}
        for n in range(1, 61)
    ]
    muat(banyak)
    with django_assert_max_num_queries(60):
        isi = ekspor("suka-maju", 2023)
    with django_assert_max_num_queries(90):
        assert impor(io.BytesIO(isi or b"")).tanpa_perubahan
