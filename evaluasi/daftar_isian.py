"""What the inspektorat found: the LKE with the grades, scores of earlier years, recommendations and their follow-up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet

from evaluasi.models import ButirEvaluasi, LembarEvaluasi, NilaiAkip, Rekomendasi
from kinerja.lke import calculate_nilai, sum_komponen
from kinerja.tulisan import format_angka
from organisasi.tabel_isian.tabel import Hitungan, Kepala, Kosong, Lingkup, TabelIsian, TabelTahunan

EVALUASI = "Hasil dan evaluasi"
SUB, KOMPONEN = ButirEvaluasi.Tingkat.SUBKOMPONEN, ButirEvaluasi.Tingkat.KOMPONEN


class KepalaLke(Kepala):
    model = LembarEvaluasi
    judul = "Keterangan LHE"
    kolom = ("tahun_dinilai", "nomor", "tanggal")

    def start(self, lingkup: Lingkup) -> dict[str, Any]:
        return {"tahun_dinilai": lingkup.tahun - 1}


class TabelLke(TabelIsian):
    """The criteria come from the frame of the regulation; grades are given to sub komponen only."""

    kunci, judul, kelompok = "lke", "Lembar kerja evaluasi (LKE) AKIP", EVALUASI
    bantuan = "Pilih huruf kriteria setiap sub komponen seperti di LKE. Nilainya dihitung sendiri."
    model = ButirEvaluasi
    kolom = ("kode", "uraian", "bobot", "kriteria", "catatan")
    tambah = hapus = False
    kepala = KepalaLke()
    mulai = ("buat_lke", "Buat LKE dari kerangka 88/2021")
    jalur_tahun = "lembar__tahun"
    hitungan = (Hitungan("nilai", "Nilai"),)
    ringkasan = (Hitungan("nilai", "Nilai AKIP"),)
    kosong = Kosong(Q(tingkat=SUB, kriteria=""), "belum ada hurufnya")

    def query(self, lingkup: Lingkup) -> QuerySet[Any]:
        return ButirEvaluasi.objects.for_instansi(lingkup.instansi).in_tahun(lingkup.tahun)

    def fixed(self, lingkup: Lingkup) -> dict[str, Any]:
        return {"lembar": self.kepala.find(lingkup)}

    def list_kolom_baris(self, lingkup: Lingkup, baris: Any, semua: tuple[str, ...]) -> tuple[str, ...]:
        return ("bobot", "kriteria", "catatan") if baris.tingkat == SUB else ("catatan",)

    def calculate(self, lingkup: Lingkup, baris: Sequence[Any]) -> dict[str, str]:
        sub = {
            b.kode: calculate_nilai(b.bobot, b.kriteria)
            for b in baris
            if b.tingkat == SUB and b.bobot is not None and b.kriteria
        }
        nilai = {**sum_komponen(sub), **sub}
        teks = {f"{b.pk}-nilai": format_angka(nilai[b.kode], 2) if b.kode in nilai else "" for b in baris}
        return {**teks, "tabel-nilai": format_angka(nilai[""], 2) if sub else "belum dinilai"}


class TabelNilaiAkip(TabelIsian):
    """Of earlier years, for which there is no LKE in the system."""

    kunci, judul, kelompok = "nilai-akip", "Nilai AKIP tahun-tahun lalu", EVALUASI
    bantuan = "Nilai setiap komponen sebelum tahun ini, untuk tahun yang LKE-nya tidak ada di sistem."
    model = NilaiAkip
    kolom = ("tahun", "komponen", "nilai")

    def query(self, lingkup: Lingkup) -> QuerySet[Any]:
        return NilaiAkip.objects.for_instansi(lingkup.instansi).filter(tahun__lt=lingkup.tahun)

    def fixed(self, lingkup: Lingkup) -> dict[str, Any]:
        return {"instansi": lingkup.instansi}

    def check(self, lingkup: Lingkup, nilai: Mapping[str, Any]) -> dict[str, str]:
        if (tahun := nilai.get("tahun")) is not None and tahun >= lingkup.tahun:
            return {"tahun": f"Isi tahun sebelum {lingkup.tahun}; nilai tahun itu sendiri diisi di LKE."}
        return {}


class TabelRekomendasi(TabelTahunan):
    kunci, judul, kelompok = "rekomendasi", "Rekomendasi dan tindak lanjut", EVALUASI
    bantuan = "Rekomendasi evaluasi tahun lalu dan apa yang sudah dilakukan."
    model = Rekomendasi
    kolom = ("nomor", "komponen", "rekomendasi", "tindak_lanjut", "status")
    kosong = Kosong(Q(tindak_lanjut=""), "belum ada tindak lanjutnya")

    def list_saran(self, lingkup: Lingkup) -> Mapping[str, Sequence[str]]:
        baku = [
            "Perencanaan kinerja",
            "Pengukuran kinerja",
            "Pelaporan kinerja",
            "Evaluasi akuntabilitas kinerja internal",
        ]
        return {"komponen": baku}


TABEL = (TabelLke, TabelNilaiAkip, TabelRekomendasi)
