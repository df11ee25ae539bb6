"""A Renja as a kecamatan brings it: made up, with the dirt of real ones."""

from __future__ import annotations

import datetime
from typing import Any

from tests.buku_kerja.kecamatan import KASI, SEKCAM, Isi, buat_isi

KELURAHAN = "Kelurahan Satu"
SUB_A, SUB_B, SUB_C = "7.01.01.2.01.0001", "7.01.01.2.01.0006", "7.01.06.2.01.0003"
M, P = {"Jenis": "murni"}, {"Jenis": "perubahan"}

RENCANA: list[dict[str, Any]] = [
    {**M, "Kode": "7.01.01", "Uraian": "Program Penunjang", "Sasaran": "S1", "Penanggung jawab": SEKCAM},
    {**M, "Kode": "7.01.01.2.01", "Uraian": "Perencanaan dan evaluasi", "Lokasi": "Kecamatan Suka Maju"},
    {
        **M, "Kode": "7010120101", "Uraian": "Dokumen perencanaan", "Pagu": "Rp 10.000.000", "Sumber dana": "DAU",
        "Pagu prakiraan maju": 11_000_000, "Catatan penting": "Catatan contoh",
    },
    {**M, "Kode": SUB_B, "Uraian": "Evaluasi kinerja", "Pagu": 0, "Pagu prakiraan maju": 500_000},
    {**M, "Kode": "7.01.06.2.01", "Uraian": "Pembinaan desa", "Penanggung jawab": KASI},  # its program is not entered
    {**M, "Kode": "7.01.06.2.01.03", "Uraian": "Fasilitasi desa", "Pagu": 2_345_678, "Penanggung jawab": KASI},
    {**M, "Unit": KELURAHAN, "Kode": "7.01.01", "Uraian": "Program Penunjang"},
    {**M, "Unit": KELURAHAN, "Kode": "7.01.01.2.01", "Uraian": "Perencanaan dan evaluasi", "Pagu": 4_000_000},
    {**P, "Kode": "7.01.01", "Uraian": "Program Penunjang"},
    {**P, "Kode": "7.01.01.2.01", "Uraian": "Perencanaan dan evaluasi", "Lokasi": "Kecamatan Suka Maju"},
    {
        **P, "Kode": SUB_A, "Uraian": "Dokumen perencanaan", "Pagu": 12_500_000, "Sumber dana": "DAU",
        "Alasan perubahan": "Alasan contoh",
    },
    {**P, "Kode": SUB_B, "Uraian": "Evaluasi kinerja", "Pagu": 0},
    {**P, "Kode": "7.01.01.2.02", "Uraian": "Keuangan"},
    {**P, "Kode": "7.01.01.2.02.0001", "Uraian": "Gaji", "Pagu": 1_000_000},
]  # fmt: skip
INDIKATOR: list[dict[str, Any]] = [
    {
        **M,
        "Kode": "7.01.01",
        "Indikator": "Nilai AKIP",
        "Satuan": "Nilai",
        "Target": 70.5,
        "Target prakiraan maju": "BB",
    },
    {**M, "Kode": SUB_A, "Indikator": "Jumlah dokumen", "Target": "2 dokumen", "Target prakiraan maju": "3 dokumen"},
    {**M, "Kode": SUB_A, "Indikator": "Jumlah rapat", "Satuan": "kali", "Target": 12},
    {**M, "Kode": "70106201 0003", "Indikator": "Jumlah desa", "Satuan": "desa", "Target": "20-22"},
    {**P, "Kode": SUB_A, "Indikator": "Jumlah dokumen", "Target": "3 dokumen"},
    {**P, "Kode": SUB_B, "Indikator": "Jumlah laporan", "Target": "1 laporan"},
]
RANCANGAN: list[dict[str, Any]] = [
    {"Kode": "7.01.01", "Uraian": "Program Penunjang", "Pagu indikatif": 9_000_000},
    {"Kode": SUB_A, "Uraian": "Dokumen perencanaan", "Indikator": "Jumlah dokumen", "Target": "2 dokumen",
     "Pagu indikatif": 9_000_000},
    {"Uraian": "Pembinaan desa", "Lokasi": "Semua desa", "Indikator": "Jumlah desa", "Target": 20,
     "Pagu indikatif": 1_500_000},
]  # fmt: skip
KEBUTUHAN: list[dict[str, Any]] = [
    {"Uraian": "Pembinaan Desa", "Indikator": "Jumlah desa dibina", "Target": 20, "Kebutuhan dana": 2_000_000},
    {"Kode": SUB_A, "Uraian": "Dokumen perencanaan", "Indikator": "Jumlah rapat", "Target": "12 kali",
     "Kebutuhan dana": 1_000_000},
    {"Kode": "7.01.01.2.01.01", "Uraian": "Dokumen perencanaan", "Indikator": "jumlah  dokumen", "Target": "3 dokumen",
     "Kebutuhan dana": 10_000_000, "Catatan penting": "Kurang Rp 1.000.000"},
    {"Uraian": "Pos keamanan", "Kebutuhan dana": 750_000},
]  # fmt: skip
USULAN: list[dict[str, Any]] = [
    {"Program atau kegiatan": "Perbaikan jalan", "Lokasi": "Desa Contoh", "Besaran": "150 m", "Status": "Diterima"},
    {"Program atau kegiatan": "Perbaikan jalan", "Lokasi": KELURAHAN, "Besaran": "80 m", "Sumber": "Pokok pikiran DPRD",
     "Status": "Ditolak", "Alasan": "Bukan kewenangan kecamatan"},
]  # fmt: skip


def buat_isi_renja() -> Isi:
    """Return the content of a small kecamatan's workbook with the plan of its year."""
    isi = buat_isi()
    isi["Renja"] = [
        {**M, "Nomor": "12 Tahun 2022", "Tanggal": datetime.datetime(2022, 7, 1), "Isu penting": "Isu contoh"},
        {**P, "Alasan perubahan": "Perubahan contoh"},
    ]
    isi["Rencana Renja"] = [dict(b) for b in RENCANA]
    isi["Indikator Renja"] = [dict(b) for b in INDIKATOR]
    isi["Rancangan RKPD"] = [dict(b) for b in RANCANGAN]
    isi["Analisis Kebutuhan"] = [dict(b) for b in KEBUTUHAN]
    isi["Usulan Masyarakat"] = [dict(b) for b in USULAN]
    return isi
