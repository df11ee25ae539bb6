"""The sheets about who the instansi is: legal bases, units, posts, officials, staff, assets."""

from __future__ import annotations

import datetime
from collections import defaultdict
from typing import Any, ClassVar

from django.db.models import Model, QuerySet

from buku_kerja.konteks import Konteks
from buku_kerja.skema import Jenis, Kesalahan, Kolom, Lembar, Nilai
from kinerja.kode import induk_kode, tingkat_kode
from organisasi.models import (
    DasarHukum,
    DataWilayah,
    Jabatan,
    KebutuhanPegawai,
    Pejabat,
    RekapPegawai,
    Sarana,
    UnitKerja,
)

UNIT = Kolom(
    "Unit",
    "unit",
    Jenis.RUJUKAN,
    kunci=True,
    rujuk="Unit Kerja",
    bantuan="Hanya untuk kelurahan; kosong: kecamatan sendiri.",
)
KODE = Kolom("Kode", "kode", Jenis.KODE, wajib=True, kunci=True)
RUJUK_UNIT = Kolom("Unit", "unit", Jenis.RUJUKAN, rujuk="Unit Kerja")


def check_kelurahan(nilai: Nilai) -> list[Kesalahan]:
    """The budget of a seksi is the kecamatan's; under the name of the seksi no document of the kecamatan would find it."""
    unit = nilai["unit"]
    if unit is None or unit.jenis == UnitKerja.Jenis.KELURAHAN:
        return []
    pesan = f'Kolom Unit hanya untuk kelurahan dengan anggaran sendiri; kosongkan "{unit}", dan isi Penanggung jawab.'
    return [Kesalahan("unit", pesan)]


def check_induk(konteks: Konteks, lembar: str, kode: str, *kunci: Any) -> list[Kesalahan]:
    """Warn where the parent of a canonical code is not among the rows above. ``kunci``: what else a row is known by."""
    induk = induk_kode(kode) if tingkat_kode(kode) != "program" else None
    if induk is None or konteks.find(lembar, *kunci, induk) is not None:
        return []
    pesan = f"Induknya, {induk}, tidak ada di atas baris ini. Bila tidak diisi, namanya dari nomenklatur."
    return [Kesalahan("kode", pesan, galat=False)]


class LembarTahunan(Lembar):
    """Rows of an instansi in the workbook's year."""

    model: ClassVar[Any]

    def query(self, konteks: Konteks) -> QuerySet[Any]:
        return self.model.objects.for_instansi(konteks.instansi).in_tahun(konteks.tahun)

    def fixed(self, konteks: Konteks) -> Nilai:
        return {"instansi": konteks.instansi, "tahun": konteks.tahun}


class LembarTetap(Lembar):
    """Rows of an instansi that do not change with the year."""

    model: ClassVar[Any]

    def query(self, konteks: Konteks) -> QuerySet[Any]:
        return self.model.objects.for_instansi(konteks.instansi)

    def fixed(self, konteks: Konteks) -> Nilai:
        return {"instansi": konteks.instansi}


class LembarDasarHukum(LembarTahunan):
    nama = "Dasar Hukum"
    model = DasarHukum
    berurut = True
    bantuan = "Peraturan yang disebut di laporan, sesuai urutan cetak."
    kolom = (Kolom("Dasar hukum", "uraian", wajib=True, kunci=True),)


class LembarUnit(LembarTetap):
    nama = "Unit Kerja"
    model = UnitKerja
    berurut = True
    bantuan = "Sekretariat, subbagian, seksi, dan kelurahan, dengan tugas dan fungsinya."
    kolom = (
        Kolom("Nama", "nama", wajib=True, kunci=True),
        Kolom(
            "Jenis", "jenis", Jenis.PILIHAN, wajib=True, pilihan=tuple((str(n), v) for v, n in UnitKerja.Jenis.choices)
        ),
        Kolom("Induk", "induk", Jenis.RUJUKAN, rujuk="Unit Kerja", tunda=True),
        Kolom("Tugas", "tugas", Jenis.PARAGRAF),
        Kolom("Fungsi", "fungsi", Jenis.PARAGRAF, bantuan="Satu fungsi satu baris (Alt+Enter)."),
    )


class LembarJabatan(LembarTetap):
    nama = "Jabatan"
    model = Jabatan
    berurut = True
    bantuan = "Semua jabatan struktural dan atasannya; garis atasan menentukan penjabaran perjanjian kinerja."
    kolom = (
        Kolom("Nama", "nama", wajib=True, kunci=True),
        Kolom("Singkatan", "singkatan", bantuan="Dipakai di tabel yang sempit: Sekcam."),
        Kolom("Eselon", "eselon"),
        RUJUK_UNIT,
        Kolom("Atasan", "atasan", Jenis.RUJUKAN, rujuk="Jabatan", tunda=True, bantuan="Kosong untuk camat."),
    )

    def query(self, konteks: Konteks) -> QuerySet[Any]:
        return super().query(konteks).select_related("unit", "atasan")


class LembarPejabat(Lembar):
    nama = "Pejabat"
    model = Pejabat
    bantuan = "Siapa menjabat apa sejak kapan, termasuk Plt., Plh., dan Pj."
    kolom = (
        Kolom("Jabatan", "jabatan", Jenis.RUJUKAN, wajib=True, kunci=True, rujuk="Jabatan"),
        Kolom("Nama", "nama", wajib=True),
        Kolom("NIP", "nip"),
        Kolom("Pangkat", "pangkat"),
        Kolom(
            "Status",
            "status",
            Jenis.PILIHAN,
            pilihan=(("Definitif", "definitif"), ("Plt.", "Plt."), ("Plh.", "Plh."), ("Pj.", "Pj.")),
            bawaan="definitif",
        ),
        Kolom("Mulai", "mulai", Jenis.TANGGAL, wajib=True, kunci=True),
        Kolom("Selesai", "selesai", Jenis.TANGGAL),
    )

    def query(self, konteks: Konteks) -> QuerySet[Any]:
        return Pejabat.objects.filter(jabatan__instansi=konteks.instansi).select_related("jabatan")

    def check(self, konteks: Konteks, nilai: Nilai) -> list[Kesalahan]:
        masa = konteks.objek.setdefault("masa_jabatan", defaultdict(list))[nilai["jabatan"].pk]
        mulai, selesai = nilai["mulai"], nilai["selesai"] or datetime.date.max
        lain = next((n for a, z, n in masa if a <= selesai and mulai <= z), None)
        masa.append((mulai, selesai, nilai["nama"]))
        if lain is None:
            return []
        return [Kesalahan("mulai", f"Masa jabatan bertumpuk dengan {lain}; isi atau betulkan tanggal selesainya.")]

    def validate(self, baris: Model) -> None:
        # Terms are compared within the sheet: beside stored rows that are about to change, a right one would look wrong.
        baris.clean_fields(exclude=["jabatan"])


class LembarWilayah(LembarTahunan):
    nama = "Data Wilayah"
    model = DataWilayah
    berurut = True
    bantuan = "Fakta wilayah: jumlah desa, penduduk, luas, sekolah. Isi angka di Nilai atau kata di Teks."
    kolom = (
        Kolom("Kelompok", "kelompok"),
        Kolom("Uraian", "uraian", wajib=True, kunci=True),
        Kolom("Nilai", "nilai", Jenis.ANGKA, kata="teks"),
        Kolom("Teks", "teks"),
        Kolom("Satuan", "satuan"),
    )


class LembarPegawai(LembarTahunan):
    nama = "Pegawai"
    model = RekapPegawai
    berurut = True
    bantuan = "Jumlah pegawai: satu baris untuk setiap sel tabel. Jumlah dan subjumlah dihitung sistem."
    kolom = (
        Kolom(
            "Tabel",
            "tabel",
            Jenis.PILIHAN,
            wajib=True,
            kunci=True,
            pilihan=tuple((v, v) for v in RekapPegawai.Tabel.values),
        ),
        Kolom("Kelompok", "kelompok", kunci=True, bantuan="Baris sekelompok diberi subjumlah."),
        Kolom("Baris", "baris", wajib=True, kunci=True),
        Kolom("Eselon", "eselon"),
        Kolom("Kolom", "kolom", wajib=True, kunci=True),
        Kolom("Jenis kelamin", "jenis_kelamin", Jenis.PILIHAN, kunci=True, pilihan=(("L", "L"), ("P", "P"))),
        Kolom("Jumlah", "jumlah", Jenis.BULAT, wajib=True),
    )


class LembarKebutuhan(LembarTahunan):
    nama = "Kebutuhan Pegawai"
    model = KebutuhanPegawai
    berurut = True
    bantuan = "Kebutuhan menurut ANJAB/ABK dan yang tersedia."
    kolom = (
        Kolom("Uraian", "uraian", wajib=True, kunci=True),
        Kolom("Kebutuhan", "kebutuhan", Jenis.BULAT, wajib=True),
        Kolom("Tersedia", "tersedia", Jenis.BULAT, wajib=True),
    )


class LembarSarana(LembarTahunan):
    nama = "Sarana"
    model = Sarana
    berurut = True
    bantuan = "Sarana dan prasarana menurut keadaan; jumlahnya dihitung sistem."
    kolom = (
        Kolom("Nama", "nama", wajib=True, kunci=True),
        Kolom("Baik", "baik", Jenis.BULAT, bawaan=0),
        Kolom("Kurang baik", "kurang_baik", Jenis.BULAT, bawaan=0),
        Kolom("Rusak berat", "rusak_berat", Jenis.BULAT, bawaan=0),
    )


def check_satu(nilai: Nilai, *bidang: str, pesan: str) -> list[Kesalahan]:
    """Return an error unless exactly one of the fields is filled."""
    isi = [b for b in bidang if nilai.get(b) is not None]
    return [] if len(isi) == 1 else [Kesalahan(bidang[0], pesan)]


LEMBAR = (
    LembarDasarHukum,
    LembarUnit,
    LembarJabatan,
    LembarPejabat,
    LembarWilayah,
    LembarPegawai,
    LembarKebutuhan,
    LembarSarana,
)
