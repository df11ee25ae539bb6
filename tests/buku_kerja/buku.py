"""A small kecamatan as a workbook: made by the engine itself, changed cell by cell in the tests."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook, load_workbook

from buku_kerja.penulis import contoh_buku_kerja

IDENTITAS = {
    "Kabupaten": "Contoh",
    "Kunci": "mekar",
    "Instansi": "Kecamatan Mekar",
    "Tahun": 2023,
    "RPJMD tahun awal": 2021,
    "RPJMD tahun akhir": 2026,
    "Renstra tahun awal": 2021,
    "Renstra tahun akhir": 2026,
    "SKM responden": 150,
    "SKM pembulatan bobot": "3",
}

# sheet -> rows, in the order of the columns that are named first
ISI: dict[str, list[dict[str, Any]]] = {
    "Unit Kerja": [{"Nama": "Seksi Pelayanan", "Jenis": "Seksi"}],
    "Jabatan": [{"Nama": "Kasi Pelayanan", "Unit": "Seksi Pelayanan", "Atasan": "Camat"}, {"Nama": "Camat"}],
    "Misi": [{"Nomor": 1, "Misi": "Pelayanan baik", "Didukung": "ya"}],
    "Tujuan": [{"Kode": "T1", "Tujuan": "Pelayanan makin baik"}],
    "Sasaran": [{"Kode": "S1", "Sasaran": "Layanan cepat", "Tujuan": "T1", "Jabatan pemilik": "Camat"}],
    "Indikator": [{"Kode": "S1.1", "Indikator": "IKM", "Sasaran": "S1", "IKU": "ya", "Sumber nilai": "skm"}],
    "Target Indikator": [{"Indikator": "S1.1", "Tahun": 2023, "Target": 80}],
    "Program": [{"Kode": "7.01.01", "Program": "Penunjang"}],
    "Kegiatan": [{"Kode": "7.01.01.2.01", "Kegiatan": "Perencanaan"}],
    "Sub Kegiatan": [
        {
            "Kode": "7.01.01.2.01.0001",
            "Sub kegiatan": "Dokumen rencana",
            "Sasaran": "S1",
            "Penanggung jawab": "Kasi Pelayanan",
            "Pagu murni": 1_985_000,
            "Pagu perubahan": 2_825_000,
        }
    ],
    "Indikator Kegiatan": [
        {
            "Kode": "7.01.01.2.01.01",
            "Indikator": "Jumlah dokumen",
            "Satuan": "Dokumen",
            "Target": 5,
            "K TW I": 3,
            "K TW IV": 2,
        }
    ],
    "Realisasi": [
        {"Kode": "7.01.01.2.01.01", "Triwulan": 1, "Keuangan": 860_000, "Fisik": 46.3},
        {"Kode": "7.01.01.2.01.01", "Triwulan": 4, "Keuangan": 1_965_000, "Fisik": 100},
    ],
    "Perjanjian": [{"Jabatan": "Kasi Pelayanan", "Jenis": "murni", "Pihak kedua": "Camat"}],
    "Butir Perjanjian": [{"Jabatan": "Kasi Pelayanan", "Jenis": "murni", "Indikator": "S1.1", "Target": 80}],
    "SKM": [{"Nomor": 1, "Unsur": "Persyaratan", "NRR": 3.44}],
}


def buat_buku() -> Workbook:
    """Return the sample workbook, to be changed."""
    buku = load_workbook(io.BytesIO(contoh_buku_kerja()))
    for baris in buku["Identitas"].iter_rows(min_row=2):
        if baris[0].value in IDENTITAS:
            baris[1].value = IDENTITAS[baris[0].value]
    for nama, isi in ISI.items():
        for n, baris in enumerate(isi, start=2):
            for judul, nilai in baris.items():
                tulis(buku, nama, judul, nilai, baris=n)
    return buku


def letak(buku: Workbook, lembar: str, judul: str, baris: int = 2) -> str:
    """Return the place of a cell: ``Sub Kegiatan!F2``."""
    for sel in buku[lembar][1]:
        if sel.value == judul:
            return f"{lembar}!{sel.column_letter}{baris}"
    raise KeyError(judul)


def tulis(buku: Workbook, lembar: str, judul: str, nilai: Any, baris: int = 2) -> str:
    """Put a value into a cell and return its place."""
    tempat = letak(buku, lembar, judul, baris)
    buku[lembar][tempat.split("!")[1]].value = nilai
    return tempat


def to_berkas(buku: Workbook) -> io.BytesIO:
    keluaran = io.BytesIO()
    buku.save(keluaran)
    keluaran.seek(0)
    return keluaran
