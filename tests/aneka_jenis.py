"""A made-up kecamatan with an indicator of every kind, as a workbook (:mod:`tests.buku_kerja.kecamatan`)."""

from __future__ import annotations

from tests.buku_kerja.kecamatan import CAMAT, TAHUN, Isi, buat_isi, set_identitas

SAKIP, PROFIL, BELANJA, WARGA = "S1.c", "S1.d", "S1.e", "S1.f"
RENTANG = "90–110"


def buat_isi_aneka() -> Isi:
    """A predikat on the kabupaten's AKIP scale, one on a scale of its own, ya/tidak and rentang, all promised by the camat."""
    isi = buat_isi()
    set_identitas(isi, "Skala AKIP", "Permenpan RB 88/2021 (AKIP)")
    set_identitas(isi, "Skala indikator", "Permendagri 86/2017")
    isi["Indikator"] += [
        {"Kode": SAKIP, "Indikator": "Predikat SAKIP kecamatan", "Sasaran": "S1", "Satuan": "Predikat", "Jenis": "Predikat",
         "IKU": "ya", "Kondisi awal teks": "c"},
        {"Kode": PROFIL, "Indikator": "Tersedianya profil kecamatan", "Sasaran": "S1", "Satuan": "Ya/tidak",
         "Jenis": "Ya/tidak", "IKU": "ya"},
        {"Kode": BELANJA, "Indikator": "Ketepatan perkiraan belanja", "Sasaran": "S1", "Satuan": "%", "Jenis": "Rentang",
         "Batas bawah": 90, "Batas atas": 110, "IKU": "ya"},
        {"Kode": WARGA, "Indikator": "Keterlibatan warga", "Sasaran": "S1", "Satuan": "Kategori", "Jenis": "Predikat",
         "Skala": "permendagri 86/2017", "IKU": "ya"},
    ]  # fmt: skip
    isi["Target Indikator"] += [
        {"Indikator": kode, "Tahun": tahun, "Teks": teks}
        for kode, target in (
            (SAKIP, {2022: "B", 2023: "bb", 2024: "BB", 2026: "Memuaskan"}),
            (PROFIL, {2022: "ya", 2023: "Ada", 2026: "YA"}),
            (BELANJA, {2023: "90 - 110 %"}),
            (WARGA, {2023: "Tinggi", 2026: "sangat tinggi"}),
        )
        for tahun, teks in target.items()
    ]
    isi["Realisasi Indikator"] += [
        {"Indikator": SAKIP, "Tahun": 2022, "Teks": "CC"},
        {"Indikator": SAKIP, "Tahun": TAHUN, "Triwulan": 2, "Teks": "CC"},
        {"Indikator": SAKIP, "Tahun": TAHUN, "Teks": "b", "Faktor": "Rencana aksi lengkap"},
        {"Indikator": PROFIL, "Tahun": 2022, "Teks": "belum ada"},
        {"Indikator": PROFIL, "Tahun": TAHUN, "Triwulan": 1, "Teks": "Belum"},
        {"Indikator": PROFIL, "Tahun": TAHUN, "Teks": "ada"},
        {"Indikator": BELANJA, "Tahun": 2022, "Realisasi": 100},
        {"Indikator": BELANJA, "Tahun": TAHUN, "Realisasi": 120},
        {"Indikator": WARGA, "Tahun": TAHUN, "Teks": "Sangat Tinggi"},
    ]
    janji = {"Jabatan": CAMAT, "Jenis": "murni"}
    isi["Butir Perjanjian"] += [
        {**janji, "Indikator": SAKIP, "Target teks": "Sangat Baik", "Target TW II": "B", "Target TW IV": "bb"},
        {**janji, "Indikator": PROFIL, "Target teks": "Ya", "Target TW I": "tidak", "Target TW IV": "ada"},
        {**janji, "Indikator": BELANJA, "Target teks": RENTANG, "Target TW IV": "90 s.d. 110"},
        {**janji, "Indikator": WARGA, "Target teks": "tinggi"},
    ]
    return isi
