"""The sheets of the Renstra's plan of programmes: kept exactly, wrong cells named, other workbooks leave them alone."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from buku_kerja import ekspor, impor
from buku_kerja.laporan import LaporanImpor
from renstra.models import DanaRenstra, IndikatorPosRenstra, KinerjaRenstra, PosRenstra
from tests.buku_kerja.kecamatan import TAHUN, Isi, buat_buku, buat_isi, buat_xlsx, muat, sel, simpan

pytestmark = pytest.mark.django_db
KELURAHAN = "Kelurahan Satu"
SUB = "7.01.01.2.01.0001"
LEMBAR = ("Program Renstra", "Dana Program Renstra", "Indikator Program Renstra", "Kinerja Program Renstra")


def buat_isi_program() -> Isi:
    isi = buat_isi()
    isi["Program Renstra"] = [
        {"Kode": "7.01.01", "Uraian": "Program Penunjang", "Sasaran": "S1"},
        {"Kode": "7.01.01.2.01", "Uraian": "Perencanaan", "Dana sampai akhir Renstra": 90_000_000},
        {"Kode": "7010120101", "Uraian": "Dokumen", "Kode di tahun lain": "7.01.01.2.01.09; 70101201 0008"},
        {"Unit": KELURAHAN, "Kode": "7.01.01", "Uraian": "Program Penunjang"},
    ]
    isi["Dana Program Renstra"] = [
        {"Kode": SUB, "Tahun": 2023, "Dana": "Rp 10.000.000"},
        {"Kode": "7.01.01.2.01.01", "Tahun": 2024, "Dana": 0},
        {"Unit": KELURAHAN, "Kode": "7.01.01", "Tahun": 2023, "Dana": 5_000_000, "Realisasi": 4_000_000},
    ]
    isi["Indikator Program Renstra"] = [
        {"Kode": SUB, "Indikator": "Jumlah dokumen", "Kondisi awal": "1 dokumen", "Kondisi akhir": "10 dokumen"},
        {"Kode": SUB, "Indikator": "Jumlah rapat", "Satuan": "kali", "Akumulasi": "rata-rata"},
    ]
    isi["Kinerja Program Renstra"] = [
        {"Kode": SUB, "Indikator": "jumlah dokumen", "Tahun": 2023, "Target": "2 dokumen", "Realisasi": 2},
        {"Kode": "7.01.01.2.01.01", "Indikator": "Jumlah rapat", "Tahun": 2023, "Target": 12},
    ]
    return isi


def ekspor_ini() -> io.BytesIO:
    isi = ekspor("suka-maju", TAHUN)
    assert isi is not None
    return io.BytesIO(isi)


def test_another_code_may_move_from_one_row_to_another_and_none_belongs_to_two() -> None:
    isi = buat_isi_program()
    baris = isi["Program Renstra"]
    baris[2]["Kode di tahun lain"] = f"{SUB}, 7.01.01.2.01.09"  # its own is none of another year
    baris.append({"Kode": "7.01.01.2.01.02", "Uraian": "Laporan"})
    muat(isi)
    assert impor(buat_xlsx(isi)).tanpa_perubahan
    for dari, ke in ((2, -1), (-1, 2)):
        baris[ke]["Kode di tahun lain"] = baris[dari].pop("Kode di tahun lain")
        laporan = impor(buat_xlsx(isi))
        assert laporan.tersimpan, laporan.galat
    baris[-1]["Kode di tahun lain"] = "7.01.01.2.01.09"
    (galat,) = impor(buat_xlsx(isi)).galat
    assert galat.lokasi == sel("Program Renstra", 4, "Kode di tahun lain") and SUB in galat.pesan


def tolak(lembar: str, baris: int, ubah: dict[str, Any]) -> LaporanImpor:
    isi = buat_isi_program()
    isi[lembar][baris].update(ubah)
    laporan = impor(buat_xlsx(isi))
    assert not laporan.tersimpan and not PosRenstra.objects.exists()
    return laporan


def test_keeps_the_plan_with_its_years() -> None:
    muat(buat_isi_program())
    assert list(PosRenstra.objects.values_list("unit__nama", "kode", "pagu_akhir", "kode_lain")) == [
        (None, "7.01.01", None, ""),
        (None, "7.01.01.2.01", 90_000_000, ""),
        (None, SUB, None, "7.01.01.2.01.0009, 7.01.01.2.01.0008"),
        (KELURAHAN, "7.01.01", None, ""),
    ]
    assert sorted(DanaRenstra.objects.values_list("tahun", "pagu", "realisasi"), key=str) == [
        (2023, 10_000_000, None),
        (2023, 5_000_000, 4_000_000),
        (2024, 0, None),
    ]
    assert list(KinerjaRenstra.objects.order_by("pk").values_list("target", "realisasi")) == [
        ("2 dokumen", "2"),
        ("12", ""),
    ]


def test_export_and_import_change_nothing() -> None:
    muat(buat_isi_program())
    semula = ekspor_ini().getvalue()
    laporan = impor(ekspor_ini())
    assert not laporan.galat and laporan.tanpa_perubahan
    assert ekspor_ini().getvalue() == semula
    assert impor(buat_xlsx(buat_isi_program())).tanpa_perubahan
    target = [b[4].value for b in load_workbook(ekspor_ini())["Kinerja Program Renstra"].iter_rows(min_row=2)]
    assert target[:2] == ["2 dokumen", 12]


def test_rows_that_are_gone_are_deleted_and_a_workbook_without_the_sheets_leaves_them() -> None:
    muat(buat_isi_program())
    buku = buat_buku(buat_isi())
    for nama in LEMBAR:
        buku.remove(buku[nama])
    assert not impor(simpan(buku)).galat and PosRenstra.objects.count() == 4
    isi = buat_isi_program()
    isi["Indikator Program Renstra"] = isi["Indikator Program Renstra"][:1]
    isi["Kinerja Program Renstra"] = isi["Kinerja Program Renstra"][:1]
    muat(isi)
    assert (IndikatorPosRenstra.objects.count(), KinerjaRenstra.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("lembar", "baris", "ubah", "judul", "kata"),
    [
        ("Program Renstra", 1, {"Kode": "7.01"}, "Kode", "kode urusan"),
        ("Program Renstra", 2, {"Kode di tahun lain": "abc"}, "Kode di tahun lain", "bukan kode"),
        ("Program Renstra", 2, {"Kode di tahun lain": "7.01.02"}, "Kode di tahun lain", "bukan kode subkegiatan"),
        ("Program Renstra", 1, {"Kode": "7.01.01"}, "Kode", "sudah ada di baris lain"),
        ("Dana Program Renstra", 0, {"Tahun": 2035}, "Tahun", "di luar masa Renstra"),
        ("Dana Program Renstra", 0, {"Dana": None}, "Dana", "Isi rencananya"),
        ("Dana Program Renstra", 0, {"Dana": -1}, "Dana", "negatif"),
        ("Dana Program Renstra", 0, {"Kode": "7.01.05"}, "Kode", "tidak ada di lembar Program Renstra"),
        ("Kinerja Program Renstra", 0, {"Indikator": "Lain"}, "Indikator", "tidak ada di lembar Indikator Program"),
        ("Kinerja Program Renstra", 1, {"Target": "1.250"}, "Target", "1250"),
    ],
)
def test_an_error_names_its_cell(lembar: str, baris: int, ubah: dict[str, Any], judul: str, kata: str) -> None:
    laporan = tolak(lembar, baris, ubah)
    assert [t.lokasi for t in laporan.galat] == [sel(lembar, baris, judul)]
    assert kata in laporan.galat[0].pesan
