"""The sheets of the plan: what a kecamatan brings is kept exactly, what is wrong is told with its cell."""

from __future__ import annotations

import datetime
import io
from typing import Any

import pytest
from openpyxl import load_workbook

from buku_kerja import ekspor, impor
from buku_kerja.laporan import LaporanImpor
from renja.models import IndikatorRencana, Kebutuhan, PosRencana, Renja, UsulanMasyarakat
from tests.buku_kerja.kecamatan import TAHUN, buat_buku, buat_isi, buat_xlsx, muat, sel, simpan
from tests.renja.contoh import buat_isi_renja

pytestmark = pytest.mark.django_db
NAMA_LEMBAR = (
    "Renja", "Rencana Renja", "Indikator Renja", "Rancangan RKPD", "Analisis Kebutuhan", "Usulan Masyarakat",
)  # fmt: skip


def tolak(lembar: str, baris: int, **ubah: Any) -> LaporanImpor:
    isi = buat_isi_renja()
    isi[lembar][baris].update({k.replace("_", " "): v for k, v in ubah.items()})
    laporan = impor(buat_xlsx(isi))
    assert not laporan.tersimpan and not PosRencana.objects.exists()
    return laporan


def ekspor_ini() -> io.BytesIO:
    isi = ekspor("suka-maju", TAHUN)
    assert isi is not None
    return io.BytesIO(isi)


def test_keeps_words_in_targets_and_reads_codes_in_every_writing() -> None:
    muat(buat_isi_renja())
    pos = PosRencana.objects.filter(renja__jenis="murni", unit=None)
    assert list(pos.values_list("kode", "pagu")) == [
        ("7.01.01", None),
        ("7.01.01.2.01", None),
        ("7.01.01.2.01.0001", 10_000_000),
        ("7.01.01.2.01.0006", 0),
        ("7.01.06.2.01", None),
        ("7.01.06.2.01.0003", 2_345_678),
    ]
    murni = IndikatorRencana.objects.filter(pos__renja__jenis="murni").order_by("urut")
    assert list(murni.values_list("target", "target_maju")) == [
        ("70,5", "BB"),
        ("2 dokumen", "3 dokumen"),
        ("12", ""),
        ("20-22", ""),
    ]
    assert UsulanMasyarakat.objects.get(status="ditolak").sumber == "pokir"


def test_export_and_import_change_nothing() -> None:
    muat(buat_isi_renja())
    semula = ekspor_ini().getvalue()
    laporan = impor(ekspor_ini())
    assert not laporan.galat and laporan.tanpa_perubahan
    assert ekspor_ini().getvalue() == semula
    assert impor(buat_xlsx(buat_isi_renja())).tanpa_perubahan  # codes written otherwise are no change


def test_figures_among_the_targets_are_figures_in_the_workbook() -> None:
    muat(buat_isi_renja())
    lembar = load_workbook(ekspor_ini())["Indikator Renja"]
    target = [b[5].value for b in lembar.iter_rows(min_row=2) if b[0].value == "murni"]
    assert target == [70.5, "2 dokumen", 12, "20-22"]


def test_rows_that_are_gone_from_the_workbook_are_deleted() -> None:
    muat(buat_isi_renja())
    isi = buat_isi_renja()
    isi["Rencana Renja"] = [b for b in isi["Rencana Renja"] if b["Jenis"] == "murni"]
    isi["Indikator Renja"] = [b for b in isi["Indikator Renja"] if b["Jenis"] == "murni"]
    isi["Renja"] = isi["Renja"][:1]
    muat(isi)
    assert Renja.objects.count() == 1 and not PosRencana.objects.filter(renja__jenis="perubahan").exists()


def test_a_workbook_without_these_sheets_leaves_the_plan_alone() -> None:
    muat(buat_isi_renja())
    buku = buat_buku(buat_isi())
    for nama in NAMA_LEMBAR:
        buku.remove(buku[nama])
    laporan = impor(simpan(buku))
    assert not laporan.galat and PosRencana.objects.count() == 14 and Kebutuhan.objects.count() == 4


def test_rows_find_the_plan_that_is_stored_where_its_sheet_is_not_in_the_workbook() -> None:
    muat(buat_isi_renja())
    isi = buat_isi_renja()
    isi["Indikator Renja"][1]["Target"] = "5 dokumen"
    buku = buat_buku(isi)
    buku.remove(buku["Renja"])
    buku.remove(buku["Rencana Renja"])
    assert not impor(simpan(buku)).galat
    assert IndikatorRencana.objects.filter(target="5 dokumen").count() == 1


@pytest.mark.parametrize(
    ("lembar", "baris", "ubah", "judul", "kata"),
    [
        ("Rencana Renja", 3, {"Kode": "7.01"}, "Kode", "kode urusan"),
        ("Rencana Renja", 3, {"Kode": "abc"}, "Kode", "kode yang keliru"),
        ("Rencana Renja", 2, {"Pagu": "10 juta"}, "Pagu", "rupiah"),
        ("Rencana Renja", 2, {"Pagu": -5}, "Pagu", "negatif"),
        ("Rencana Renja", 3, {"Kode": "7.01.01.2.01.01"}, "Kode", "sudah ada di baris lain"),
        ("Indikator Renja", 1, {"Target": "1.250"}, "Target", "1250"),
        ("Indikator Renja", 1, {"Target": datetime.datetime(2023, 12, 2)}, "Target", "tanggal"),
        ("Indikator Renja", 1, {"Kode": "7.01.05"}, "Kode", "tidak ada di lembar Rencana Renja"),
        ("Usulan Masyarakat", 0, {"Status": "mungkin"}, "Status", "Diterima"),
    ],
)
def test_an_error_names_its_cell(lembar: str, baris: int, ubah: dict[str, Any], judul: str, kata: str) -> None:
    laporan = tolak(lembar, baris, **ubah)
    assert [t.lokasi for t in laporan.galat] == [sel(lembar, baris, judul)]
    assert kata in laporan.galat[0].pesan


def test_a_row_of_a_renja_that_is_not_there_is_refused() -> None:
    isi = buat_isi_renja()
    isi["Renja"] = isi["Renja"][:1]
    laporan = impor(buat_xlsx(isi))
    assert {t.lokasi for t in laporan.galat} == {sel("Rencana Renja", n, "Jenis") for n in range(8, 14)}
