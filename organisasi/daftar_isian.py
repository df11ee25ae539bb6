"""The tables about who the instansi is: units, posts, officials, staff, assets, the area, legal bases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import Q, QuerySet

from kinerja.agregasi import sum_uang
from kinerja.tulisan import format_rupiah
from organisasi import akses
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
from organisasi.riwayat import name_orang
from organisasi.tabel_isian.tabel import Hitungan, Kosong, Lingkup, Pilihan, TabelIsian, TabelTahunan, TabelTetap

ORGANISASI, PEGAWAI, WILAYAH = "Organisasi dan pejabat", "Kepegawaian dan sarana", "Wilayah dan dasar hukum"


class TabelUnit(TabelTetap):
    kunci, judul, kelompok = "unit", "Unit kerja", ORGANISASI
    bantuan = "Sekretariat, subbagian, seksi, dan kelurahan. Tulis satu fungsi satu baris."
    model = UnitKerja
    berurut = True
    kolom = ("nama", "jenis", "induk", "tugas", "fungsi")
    kosong = Kosong(Q(tugas=""), "belum ada tugasnya")


class TabelJabatan(TabelTetap):
    kunci, judul, kelompok = "jabatan", "Jabatan", ORGANISASI
    bantuan = (
        "Semua jabatan dan atasannya. Garis atasan menentukan penjabaran perjanjian kinerja; camat tidak diberi atasan."
    )
    model = Jabatan
    berurut = True
    kolom = ("nama", "singkatan", "eselon", "unit", "atasan")


class TabelPejabat(TabelIsian):
    kunci, judul, kelompok = "pejabat", "Pejabat", ORGANISASI
    bantuan = (
        "Siapa menjabat apa, sejak kapan, termasuk Plt., Plh., dan Pj. Kosongkan selesai bila masih menjabat. Akun: yang "
        "dipakainya masuk ke situs ini untuk menandatangani perjanjian kinerja; diisi admin kabupaten."
    )
    model = Pejabat
    kolom = ("jabatan", "nama", "nip", "pangkat", "status", "mulai", "selesai", "pengguna")
    kolom_admin = ("pengguna",)  # who signs for a post is not for those to say who write what is signed
    kosong = Kosong(Q(nip=""), "belum ada NIP-nya")

    def query(self, lingkup: Lingkup) -> QuerySet[Any]:
        semua = Pejabat.objects.for_instansi(lingkup.instansi).select_related("jabatan")
        return semua.order_by("jabatan__urut", "jabatan", "-mulai")

    def fixed(self, lingkup: Lingkup) -> dict[str, Any]:
        return {}

    def list_kolom_baris(self, lingkup: Lingkup, baris: Any, semua: tuple[str, ...]) -> tuple[str, ...]:
        """With an account behind it a row stays that person's in that post; a successor gets a row of his own."""
        terbuka = super().list_kolom_baris(lingkup, baris, semua)
        tetap = ("jabatan", "nama") if baris.pengguna_id and not lingkup.admin else ()
        return tuple(k for k in terbuka if k not in tetap)

    def list_rujukan(self, bidang: str, lingkup: Lingkup) -> QuerySet[Any]:
        return akses.list_akun(lingkup.instansi) if bidang == "pengguna" else super().list_rujukan(bidang, lingkup)

    def label_rujukan(self, bidang: str, baris: Any) -> str:
        return name_orang(baris) if bidang == "pengguna" else super().label_rujukan(bidang, baris)

    def read(self, baris: Any, bidang: str) -> Any:
        if bidang == "pengguna":
            return name_orang(baris.pengguna) if baris.pengguna else None
        return super().read(baris, bidang)

    def write(self, baris: Any, bidang: str) -> str:
        return str(self.read(baris, bidang) or "") if bidang == "pengguna" else super().write(baris, bidang)

    def check(self, lingkup: Lingkup, nilai: Mapping[str, Any]) -> dict[str, str]:
        """The top post is signed for by a camat only, a role that the admin of the kabupaten gives."""
        jabatan, akun = nilai.get("jabatan"), nilai.get("pengguna")
        if akun is None or jabatan is None or jabatan.atasan_id or "camat" in akses.list_peran(akun, lingkup.instansi):
            return {}
        kata = f"{name_orang(akun)} tidak berperan camat di sini. Minta admin kabupaten memberinya peran itu dahulu."
        return {"pengguna": kata}


class TabelWilayah(TabelTahunan):
    kunci, judul, kelompok = "wilayah", "Data wilayah", WILAYAH
    bantuan = "Jumlah desa, penduduk, luas, sekolah, dan lainnya. Isi angka di kolom nilai, atau kata di kolom teks."
    model = DataWilayah
    berurut = salin = True
    kolom = ("kelompok", "uraian", "nilai", "teks", "satuan")

    def list_saran(self, lingkup: Lingkup) -> Mapping[str, Sequence[str]]:
        isi = self.query(lingkup).order_by("urut")
        return {"kelompok": list(isi.values_list("kelompok", flat=True))}


class TabelDasarHukum(TabelTahunan):
    kunci, judul, kelompok = "dasar-hukum", "Dasar hukum", WILAYAH
    bantuan = "Peraturan yang disebut di laporan, sesuai urutan cetaknya."
    model = DasarHukum
    berurut = salin = True
    kolom = ("uraian",)


class TabelPegawai(TabelTahunan):
    """The counts of the staff tables, one table a tab, with the columns that this table prints."""

    kunci, judul, kelompok = "pegawai", "Rekap pegawai", PEGAWAI
    bantuan = "Satu baris untuk setiap angka di tabel. Jumlah dan subjumlah dihitung sendiri."
    model = RekapPegawai
    berurut = salin = True
    kolom = ("kelompok", "baris", "eselon", "kolom", "jenis_kelamin", "jumlah")
    saringan = "Tabel"
    ringkasan = (Hitungan("jumlah", "Jumlah di tabel ini"),)
    KOLOM: ClassVar[dict[str, tuple[str, ...]]] = {
        "jabatan": ("baris", "eselon", "kolom", "jenis_kelamin", "jumlah"),
        "golongan": ("kelompok", "baris", "kolom", "jenis_kelamin", "jumlah"),
        "unit": ("kelompok", "baris", "kolom", "jenis_kelamin", "jumlah"),
    }
    LAIN = ("baris", "kolom", "jenis_kelamin", "jumlah")

    def query(self, lingkup: Lingkup) -> QuerySet[Any]:
        semua = super().query(lingkup)
        return semua.filter(tabel=lingkup.pilihan) if lingkup.pilihan else semua

    def fixed(self, lingkup: Lingkup) -> dict[str, Any]:
        tabel = {"tabel": lingkup.pilihan} if lingkup.pilihan else {}
        return {**super().fixed(lingkup), **tabel}

    def list_pilihan(self, lingkup: Lingkup) -> Pilihan:
        return [(str(nilai), str(label)) for nilai, label in RekapPegawai.Tabel.choices]

    def list_kolom(self, lingkup: Lingkup) -> tuple[str, ...]:
        return self.KOLOM.get(lingkup.pilihan, self.LAIN) if lingkup.pilihan else self.kolom

    def list_saran(self, lingkup: Lingkup) -> Mapping[str, Sequence[str]]:
        baku = {"pendidikan": ["PNS", "Non PNS"], "diklat": ["Diklatpim III", "Diklatpim IV"]}
        pendidikan = ["S3/S2", "S1/DIV", "D1-D3", "SLTA/Sederajat", "SLTP/Sederajat", "SD/Sederajat"]
        kolom = baku.get(lingkup.pilihan, pendidikan if lingkup.pilihan in ("kualifikasi", "eselon") else ["PNS"])
        isi = list(self.query(lingkup).values_list("kelompok", "kolom"))
        return {"kelompok": [k for k, _ in isi], "kolom": [*kolom, *(k for _, k in isi)]}

    def calculate(self, lingkup: Lingkup, baris: Sequence[Any]) -> dict[str, str]:
        return {"tabel-jumlah": format_rupiah(sum_uang(b.jumlah for b in baris))}


class TabelKebutuhan(TabelTahunan):
    kunci, judul, kelompok = "kebutuhan-pegawai", "Kebutuhan pegawai", PEGAWAI
    bantuan = "Kebutuhan menurut analisis jabatan (ANJAB) dan analisis beban kerja (ABK), dan yang tersedia."
    model = KebutuhanPegawai
    berurut = salin = True
    kolom = ("uraian", "kebutuhan", "tersedia")


class TabelSarana(TabelTahunan):
    kunci, judul, kelompok = "sarana", "Sarana dan prasarana", PEGAWAI
    bantuan = "Banyaknya setiap barang menurut keadaannya. Jumlahnya dihitung sendiri."
    model = Sarana
    berurut = salin = True
    kolom = ("nama", "baik", "kurang_baik", "rusak_berat")
    hitungan = (Hitungan("jumlah", "Jumlah"),)
    ringkasan = (Hitungan("jumlah", "Jumlah seluruh barang"),)

    def calculate(self, lingkup: Lingkup, baris: Sequence[Any]) -> dict[str, str]:
        hasil = {f"{b.pk}-jumlah": format_rupiah(b.jumlah) for b in baris}
        return {**hasil, "tabel-jumlah": format_rupiah(sum_uang(b.jumlah for b in baris))}


TABEL = (
    TabelUnit,
    TabelJabatan,
    TabelPejabat,
    TabelPegawai,
    TabelKebutuhan,
    TabelSarana,
    TabelWilayah,
    TabelDasarHukum,
)
