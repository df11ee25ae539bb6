"""The sheets of the promise: perjanjian per post, butir with their targets per quarter."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from buku_kerja.konteks import GAGAL, Konteks
from buku_kerja.skema import Anak, Jenis, Kesalahan, Kolom, Lembar, Nilai
from kinerja.capaian import Arah, JenisIndikator
from kinerja.ukuran import KataError, Ukuran
from organisasi.lembar import LembarTahunan
from perjanjian.models import Butir, PerjanjianKinerja
from renstra.lembar import fit_sasar

JABATAN = Kolom("Jabatan", "jabatan", Jenis.RUJUKAN, wajib=True, kunci=True, rujuk="Jabatan")
JENIS = Kolom(
    "Jenis",
    "jenis",
    Jenis.PILIHAN,
    wajib=True,
    kunci=True,
    pilihan=tuple((v, v) for v in PerjanjianKinerja.Jenis.values),
)


class LembarPerjanjian(LembarTahunan):
    nama = "Perjanjian"
    model = PerjanjianKinerja
    bantuan = "Perjanjian kinerja setiap jabatan; anggarannya dihitung dari sub kegiatan yang ditanggungnya."
    kolom = (
        JABATAN,
        JENIS,
        Kolom(
            "Pihak kedua", "pihak_kedua", Jenis.RUJUKAN, rujuk="Jabatan", bantuan="Kosong: atasan di luar kecamatan."
        ),
        Kolom("Sebutan pihak kedua", "sebutan_pihak_kedua", bantuan="Misalnya Bupati Tanah Laut."),
        Kolom("Nama pihak kedua", "nama_pihak_kedua"),
        Kolom("Nomor", "nomor"),
        Kolom("Tanggal", "tanggal", Jenis.TANGGAL),
    )

    def query(self, konteks: Konteks) -> QuerySet[Any]:
        return super().query(konteks).select_related("jabatan", "pihak_kedua")

    def check(self, konteks: Konteks, nilai: Nilai) -> list[Kesalahan]:
        if nilai["pihak_kedua"] is None and nilai["sebutan_pihak_kedua"] is None:
            return [Kesalahan("pihak_kedua", "Isi pihak kedua, atau sebutannya bila di luar kecamatan.")]
        if nilai["pihak_kedua"] == nilai["jabatan"]:
            return [Kesalahan("pihak_kedua", "Pihak kedua tidak boleh jabatan yang sama.")]
        return []


class LembarButir(Lembar):
    nama = "Butir Perjanjian"
    model = Butir
    berurut = True
    bantuan = (
        "Indikator dan target yang diperjanjikan; target triwulan dipakai di rencana aksi. Jenis Predikat, Ya/tidak, dan "
        "Rentang: di Target teks, dan di target triwulan (BB, Ya, 90–110)."
    )
    kolom = (
        JABATAN,
        JENIS,
        Kolom("Indikator", "indikator", Jenis.RUJUKAN, wajib=True, kunci=True, rujuk="Indikator"),
        Kolom("Target", "target", Jenis.ANGKA, negatif=True, kata="target_teks"),
        Kolom("Target teks", "target_teks"),
        Kolom("Satuan", "satuan", bantuan="Kosong: satuan indikator."),
    )
    anak = (
        Anak(
            "target_triwulan",
            "triwulan",
            "isi",
            (("Target TW I", 1), ("Target TW II", 2), ("Target TW III", 3), ("Target TW IV", 4)),
            Jenis.TARGET,
        ),
    )

    def query(self, konteks: Konteks) -> QuerySet[Any]:
        return (
            Butir.objects.for_instansi(konteks.instansi)
            .in_tahun(konteks.tahun)
            .select_related("perjanjian__jabatan", "indikator")
            .order_by("urut", "pk")
        )

    def complete(self, konteks: Konteks, nilai: Nilai) -> Nilai:
        jabatan, jenis = nilai.pop("jabatan"), nilai.pop("jenis")
        perjanjian = konteks.find("Perjanjian", jabatan, jenis)
        if perjanjian is GAGAL:
            raise Kesalahan("")
        if perjanjian is None:
            raise Kesalahan("jabatan", f'Perjanjian {jenis} "{jabatan}" tidak ada di lembar Perjanjian.')
        ukuran: Ukuran = nilai["indikator"].ukuran
        nilai = fit_sasar(nilai, ukuran.read_target, "target", "target_teks")
        return {**nilai, **_fit_triwulan(nilai, ukuran), "perjanjian": perjanjian}

    def read(self, baris: Any) -> Nilai:
        nilai = {k.bidang: getattr(baris, k.bidang) for k in self.kolom if k.bidang not in ("jabatan", "jenis")}
        return {**nilai, "jabatan": baris.perjanjian.jabatan, "jenis": baris.perjanjian.jenis}

    def check(self, konteks: Konteks, nilai: Nilai) -> list[Kesalahan]:
        if nilai["target"] is None and nilai["target_teks"] is None:
            return [Kesalahan("target", "Isi target berupa angka, atau berupa kata di kolom Target teks.")]
        if nilai["target"] == 0 and nilai["indikator"].arah == Arah.NAIK.value:
            return [Kesalahan("target", "Target 0: capaian tidak dapat dihitung.", galat=False)]
        return []


def _fit_triwulan(nilai: Nilai, ukuran: Ukuran) -> Nilai:
    """Return the targets of the quarters in the spelling of the indicator's kind."""
    if ukuran.jenis is JenisIndikator.ANGKA:
        return {}
    hasil = {}
    for bidang in (b for b, isi in nilai.items() if b.startswith("target_triwulan.") and isi):
        try:
            hasil[bidang] = ukuran.read_kata(nilai[bidang])
        except KataError as galat:
            raise Kesalahan(bidang, str(galat)) from galat
    return hasil


LEMBAR = (LembarPerjanjian, LembarButir)
