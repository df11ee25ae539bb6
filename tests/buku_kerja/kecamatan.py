"""A small kecamatan as a workbook, built without the writer under test."""

from __future__ import annotations

import copy
import csv
import datetime
import io
from pathlib import Path
from typing import Any

from auditlog.models import LogEntry
from django.apps import apps
from django.core import serializers
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from buku_kerja import impor
from buku_kerja.identitas import NAMA_IDENTITAS, get_identitas
from buku_kerja.laporan import LaporanImpor, Temuan
from buku_kerja.skema import list_lembar
from buku_kerja.teks import slug

Isi = dict[str, list[dict[str, Any]]]  # sheet -> rows -> heading -> cell
TAHUN = 2023
SUB = "7.01.01.2.01.0001"
APP = ("organisasi", "renstra", "anggaran", "perjanjian", "survei", "evaluasi", "renja", "lakip")

IDENTITAS = {
    "Kabupaten": "Contoh",
    "Judul laporan": "LKj",
    "Kunci": "suka-maju",
    "Instansi": "Kecamatan Suka Maju",
    "Tahun": TAHUN,
    "Alamat": "Jalan Raya 1",
    "Visi": "Maju bersama",
    "RPJMD tahun awal": 2021,
    "RPJMD tahun akhir": 2026,
    "Renstra tahun awal": 2021,
    "Renstra tahun akhir": 2026,
    "Nomor keputusan IKU": "188.4/12 Tahun 2021",
    "Tanggal keputusan IKU": datetime.datetime(2021, 10, 4),
    "Susunan laporan": "permenpan-53-2014",
    "Tanggal penetapan": datetime.datetime(2024, 1, 31),
    "SKM responden": 150,
    "SKM pembulatan bobot": 3,
    "LKE tahun dinilai": 2022,
}
CAMAT, SEKCAM, KASI = "Camat", "Sekretaris Camat", "Kepala Seksi Pemerintahan"
ISI: Isi = {
    "Dasar Hukum": [{"Dasar hukum": "UU Nomor 23 Tahun 2014"}, {"Dasar hukum": "Perpres Nomor 29 Tahun 2014"}],
    "Unit Kerja": [
        {"Nama": "Sekretariat", "Jenis": "Sekretariat", "Tugas": "Membantu camat", "Fungsi": "Menyusun rencana\nMelapor"},
        {"Nama": "Subbagian Umum", "Jenis": "Subbagian", "Induk": "Sekretariat"},
        {"Nama": "Seksi Pemerintahan", "Jenis": "Seksi"},
        {"Nama": "Kelurahan Satu", "Jenis": "Kelurahan"},
    ],
    "Jabatan": [
        {"Nama": KASI, "Eselon": "IV.a", "Unit": "Seksi Pemerintahan", "Atasan": CAMAT},  # refers to a row below
        {"Nama": CAMAT, "Eselon": "III.a"},
        {"Nama": SEKCAM, "Eselon": "III.b", "Unit": "Sekretariat", "Atasan": CAMAT},
    ],
    "Pejabat": [
        {"Jabatan": CAMAT, "Nama": "Budi Contoh", "NIP": "198001012005011001", "Mulai": datetime.datetime(2020, 1, 2)},
        {"Jabatan": SEKCAM, "Nama": "Sari Contoh", "Status": "Plt.", "Mulai": datetime.datetime(2021, 3, 1)},
    ],
    "Data Wilayah": [{"Kelompok": "Luas", "Uraian": "Luas wilayah", "Nilai": 12.75, "Satuan": "km²"}],
    "Pegawai": [
        {"Tabel": "jabatan", "Baris": "Struktural", "Kolom": "PNS", "Jumlah": 7},
        {"Tabel": "golongan", "Baris": "III", "Kolom": "PNS", "Jenis kelamin": "P", "Jumlah": 4},
    ],
    "Kebutuhan Pegawai": [{"Uraian": "Analis", "Kebutuhan": 3, "Tersedia": 1}],
    "Sarana": [{"Nama": "Komputer", "Baik": 5, "Kurang baik": 1}],
    "Misi": [{"Nomor": 1, "Misi": "Melayani warga", "Didukung": "ya"}, {"Nomor": 2, "Misi": "Membangun jalan"}],
    "Tujuan": [{"Kode": "T1", "Tujuan": "Pelayanan yang baik"}],
    "Sasaran": [
        {"Kode": "S1", "Sasaran": "Warga puas", "Tujuan": "T1", "Jabatan pemilik": CAMAT},
        {
            "Kode": "S1.1", "Sasaran": "Surat selesai tepat waktu", "Tingkat": "Operasional", "Jabatan pemilik": KASI,
            "Mendukung sasaran": "S1",
        },
    ],
    "Indikator": [
        {"Kode": "S1.a", "Indikator": "Indeks kepuasan", "Sasaran": "S1", "Satuan": "Indeks", "IKU": "ya"},
        {
            "Kode": "S1.b", "Indikator": "Lama surat", "Sasaran": "S1.1", "Satuan": "Hari", "Arah": "turun",
            "Sumber nilai": "luaran",
        },
    ],
    "Target Indikator": [
        {"Indikator": "S1.a", "Tahun": 2023, "Target": 82.5},
        {"Indikator": "S1.a", "Tahun": 2024, "Target": 84},
        {"Indikator": "S1.b", "Tahun": 2023, "Target": 3},
    ],
    "Realisasi Indikator": [
        {"Indikator": "S1.a", "Tahun": 2022, "Realisasi": 80.11},
        {"Indikator": "S1.a", "Tahun": 2023, "Realisasi": 83, "Faktor": "Loket baru"},
        {"Indikator": "S1.b", "Tahun": 2023, "Triwulan": 1, "Realisasi": 4},
    ],
    "Strategi": [{"Sasaran": "S1", "Strategi": "Memperbaiki loket", "Arah kebijakan": "Satu pintu\nSatu hari"}],
    "Isu Strategis": [{"Masalah pokok": "Antrean panjang", "Masalah": "Loket kurang"}],
    "Program": [
        {"Kode": "7.01.01", "Program": "Program Penunjang", "Sasaran": "S1", "Penanggung jawab": SEKCAM},
        {"Unit": "Kelurahan Satu", "Kode": "7.01.01", "Program": "Program Penunjang"},
    ],
    "Kegiatan": [
        {"Kode": "7.01.01.2.01", "Kegiatan": "Perencanaan"},
        {"Unit": "Kelurahan Satu", "Kode": "7.01.01.2.01", "Kegiatan": "Perencanaan"},
    ],
    "Sub Kegiatan": [
        {"Kode": SUB, "Sub kegiatan": "Dokumen perencanaan", "Pagu murni": 10000000, "Pagu perubahan": 12000000},
        {"Unit": "Kelurahan Satu", "Kode": SUB, "Sub kegiatan": "Dokumen perencanaan", "Pagu murni": 5000000},
    ],
    "Indikator Kegiatan": [
        {"Kode": "7.01.01", "Indikator": "Nilai AKIP", "Satuan": "Nilai", "Target": 70, "Akumulasi": "kumulatif"},
        {"Kode": SUB, "Indikator": "Jumlah dokumen", "Satuan": "Dokumen", "Target": 4, "K TW I": 1, "K TW II": 1,
         "Indikator Renstra": "S1.b"},
    ],
    "Target Triwulan": [{"Kode": SUB, "Triwulan": 1, "Target keuangan": 2000000, "Target fisik": 20}],
    "Realisasi": [
        {"Kode": SUB, "Triwulan": 1, "Keuangan": 2500000, "Fisik": 25, "Hambatan": "Hujan"},
        {"Kode": SUB, "Triwulan": 2, "Keuangan": 3500000, "Fisik": 50.5},
    ],
    "Belanja": [
        {
            "Kode sub kegiatan": SUB, "Nomor": 1, "Kode rekening": "5.1.02.01.01.0052", "Belanja": "Makan rapat",
            "Pagu murni": 6000000, "Realisasi TW I": 1000000, "Realisasi TW II": -50000,
        },
    ],
    "Jenis Belanja": [{"Tahun": 2023, "Kode": "5.1", "Uraian": "Belanja operasi", "Pagu murni": 15000000}],
    "Pendapatan": [{"Tahun": 2023, "Kode": "4.1", "Uraian": "Retribusi", "Target": 1000000, "Realisasi": 900000}],
    "Riwayat Anggaran": [{"Tahun": 2022, "Jumlah program": 5, "Pagu": 9000000, "Realisasi": 8000000}],
    "Layanan": [{"Layanan": "Surat pindah", "Unit": "Seksi Pemerintahan", "Jumlah": 120}],
    "Perjanjian": [
        {"Jabatan": CAMAT, "Jenis": "murni", "Sebutan pihak kedua": "Bupati Contoh"},
        {"Jabatan": KASI, "Jenis": "murni", "Pihak kedua": CAMAT, "Tanggal": datetime.datetime(2023, 1, 9)},
    ],
    "Butir Perjanjian": [
        {"Jabatan": CAMAT, "Jenis": "murni", "Indikator": "S1.a", "Target": 82.5, "Target TW IV": 82.5},
        {"Jabatan": KASI, "Jenis": "murni", "Indikator": "S1.b", "Target": 3},
    ],
    "SKM": [{"Nomor": 1, "Unsur": "Persyaratan", "NRR": 3.25}, {"Nomor": 2, "Unsur": "Prosedur", "NRR": 3.5}],
    "LKE": [
        {"Kode": "1", "Tingkat": "komponen", "Uraian": "Perencanaan"},
        {"Kode": "1.a", "Tingkat": "subkomponen", "Uraian": "Dokumen ada", "Bobot": 6, "Kriteria": "BB"},
    ],
    "Nilai AKIP": [{"Tahun": 2021, "Komponen": "Perencanaan", "Nilai": 21.4}],
    "Rekomendasi": [{"Nomor": 1, "Rekomendasi": "Perbaiki target", "Tindak lanjut": "Sudah", "Status": "Selesai"}],
    "Program Renstra": [
        {"Kode": "7.01.01", "Uraian": "Program Penunjang", "Sasaran": "S1", "Penanggung jawab": SEKCAM},
        {"Unit": "Kelurahan Satu", "Kode": "7.01.01", "Uraian": "Program Penunjang", "Lokasi": "Kelurahan Satu"},
    ],
    "Dana Program Renstra": [
        {"Kode": "7.01.01", "Tahun": 2022, "Dana": 9000000, "Realisasi": 8500000},
        {"Kode": "7.01.01", "Tahun": 2023, "Dana": 10000000},
    ],
    "Indikator Program Renstra": [
        {"Kode": "7.01.01", "Indikator": "Dokumen tersusun", "Satuan": "dokumen", "Kondisi akhir": "10 dokumen"},
    ],
    "Kinerja Program Renstra": [
        {"Kode": "7.01.01", "Indikator": "Dokumen tersusun", "Tahun": 2023, "Target": "2 dokumen"},
    ],
    "Renja": [{"Jenis": "murni", "Nomor": "12/2022", "Tanggal": datetime.datetime(2022, 7, 1)}, {"Jenis": "perubahan"}],
    "Rencana Renja": [
        {"Jenis": "murni", "Kode": "7.01.01", "Uraian": "Program Penunjang", "Sasaran": "S1", "Penanggung jawab": SEKCAM},
        {"Jenis": "murni", "Kode": "7.01.01.2.01", "Uraian": "Perencanaan", "Lokasi": "Kecamatan"},
        {
            "Jenis": "murni", "Kode": SUB, "Uraian": "Dokumen perencanaan", "Pagu": 10000000, "Sumber dana": "DAU",
            "Pagu prakiraan maju": 11000000,
        },
        {"Jenis": "murni", "Unit": "Kelurahan Satu", "Kode": "7.01.01", "Uraian": "Program Penunjang"},
        {"Jenis": "perubahan", "Kode": "7.01.01", "Uraian": "Program Penunjang", "Alasan perubahan": "Pergeseran"},
    ],
    "Indikator Renja": [
        {"Jenis": "murni", "Kode": "7.01.01", "Indikator": "Nilai AKIP", "Satuan": "Nilai", "Target": 70.5},
        {"Jenis": "murni", "Kode": SUB, "Indikator": "Jumlah dokumen", "Target": "2 dokumen"},
    ],
    "Rancangan RKPD": [{"Kode": SUB, "Uraian": "Dokumen perencanaan", "Target": 2, "Pagu indikatif": 9000000}],
    "Analisis Kebutuhan": [{"Uraian": "Pos keamanan", "Lokasi": "Desa Satu", "Kebutuhan dana": 750000}],
    "Usulan Masyarakat": [
        {"Program atau kegiatan": "Perbaikan jalan", "Lokasi": "Desa Satu", "Besaran": "150 m", "Status": "Diterima"},
    ],
    "Narasi": [{"Bagian": "latar-belakang", "Cara": "sesudah", "Teks": "Paragraf satu.\n\n- butir"}],
}  # fmt: skip


def buat_isi() -> Isi:
    """Return a workbook's content that may be changed."""
    return {"Identitas": [{"Isian": k, "Nilai": v} for k, v in IDENTITAS.items()], **copy.deepcopy(ISI)}


def set_identitas(isi: Isi, judul: str, nilai: Any) -> None:
    isi["Identitas"] = [b for b in isi["Identitas"] if b["Isian"] != judul] + [{"Isian": judul, "Nilai": nilai}]


def list_judul(nama: str) -> list[str]:
    if nama == NAMA_IDENTITAS:
        return ["Isian", "Nilai"]
    return [k.judul for x in list_lembar() if x.nama == nama for k in x.semua_kolom]


def list_nama() -> list[str]:
    return [NAMA_IDENTITAS, *(x.nama for x in list_lembar())]


def sel(nama: str, baris: int, judul: str) -> str:
    """Return the place of a cell: baris 0 is the first row under the headings."""
    return f"{nama}!{get_column_letter(list_judul(nama).index(judul) + 1)}{baris + 2}"


def buat_buku(isi: Isi) -> Workbook:
    buku = Workbook()
    buku.remove(buku.worksheets[0])
    for nama in list_nama():
        ws = buku.create_sheet(nama)
        judul = list_judul(nama)
        ws.append(judul)
        for baris in isi.get(nama, []):
            assert not set(baris) - set(judul), (nama, set(baris) - set(judul))
            ws.append([baris.get(j) for j in judul])
    return buku


def simpan(buku: Workbook) -> io.BytesIO:
    hasil = io.BytesIO()
    buku.save(hasil)
    hasil.seek(0)
    return hasil


def buat_xlsx(isi: Isi | None = None) -> io.BytesIO:
    return simpan(buat_buku(buat_isi() if isi is None else isi))


def buka(isi: bytes) -> Workbook:
    return load_workbook(io.BytesIO(isi))


def tulis_csv(folder: Path, isi: Isi) -> Path:
    for nama in list_nama():
        judul = list_judul(nama)
        with (folder / f"{slug(nama)}.csv").open("w", encoding="utf-8", newline="") as berkas:
            penulis = csv.writer(berkas)
            penulis.writerow(judul)
            for baris in isi.get(nama, []):
                nilai = (baris.get(j) for j in judul)
                penulis.writerow([f"{n:%Y-%m-%d}" if isinstance(n, datetime.datetime) else n for n in nilai])
    return folder


def muat(isi: Isi | None = None, **pilihan: Any) -> LaporanImpor:
    """Import a workbook that has to be right."""
    laporan = impor(buat_xlsx(isi), **pilihan)
    assert not laporan.galat, "\n".join(map(str, laporan.galat))
    return laporan


def potret() -> str:
    """Return all rows of our apps, and how many audit entries there are, as text."""
    model = [m for app in APP for m in apps.get_app_config(app).get_models(include_auto_created=True)]
    baris = [b for m in model for b in m._default_manager.order_by("pk")]
    return serializers.serialize("json", baris, indent=1) + f"\n{LogEntry.objects.count()} catatan"


def find_galat(laporan: LaporanImpor, lokasi: str) -> list[Temuan]:
    return [t for t in laporan.galat if t.lokasi == lokasi]


assert set(ISI) <= {x.nama for x in list_lembar()} and {i.judul for i in get_identitas().isian} >= set(IDENTITAS)
