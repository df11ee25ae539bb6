"""The sheets of the evaluation: LKE, earlier scores, recommendations."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from buku_kerja.konteks import Konteks
from buku_kerja.skema import Jenis, Kesalahan, Kolom, Lembar, Nilai
from evaluasi.models import ButirEvaluasi, LembarEvaluasi, NilaiAkip, Rekomendasi
from kinerja.lke import PERSEN_KRITERIA
from organisasi.lembar import LembarTahunan


class LembarLke(Lembar):
    nama = "LKE"
    model = ButirEvaluasi
    berurut = True
    bantuan = "Lembar Kerja Evaluasi AKIP: bobot dan kriteria sub komponen; nilainya dihitung sistem."
    kolom = (
        Kolom("Kode", "kode", wajib=True, kunci=True),
        Kolom(
            "Tingkat", "tingkat", Jenis.PILIHAN, wajib=True, pilihan=tuple((v, v) for v in ButirEvaluasi.Tingkat.values)
        ),
        Kolom("Uraian", "uraian", Jenis.PARAGRAF, wajib=True),
        Kolom("Bobot", "bobot", Jenis.ANGKA),
        Kolom("Kriteria", "kriteria", Jenis.PILIHAN, pilihan=tuple((k, k) for k in PERSEN_KRITERIA)),
        Kolom("Catatan", "catatan", Jenis.PARAGRAF),
    )

    def query(self, konteks: Konteks) -> QuerySet[Any]:
        return ButirEvaluasi.objects.for_instansi(konteks.instansi).in_tahun(konteks.tahun)

    def complete(self, konteks: Konteks, nilai: Nilai) -> Nilai:
        lembar = konteks.objek.get("lembar_evaluasi")
        if lembar is None:
            lembar, _ = LembarEvaluasi.objects.get_or_create(
                instansi=konteks.instansi, tahun=konteks.tahun, defaults={"tahun_dinilai": konteks.tahun - 1}
            )
            konteks.objek["lembar_evaluasi"] = lembar
        return {**nilai, "lembar": lembar}

    def check(self, konteks: Konteks, nilai: Nilai) -> list[Kesalahan]:
        if nilai["tingkat"] == ButirEvaluasi.Tingkat.SUBKOMPONEN and not nilai["bobot"]:
            return [Kesalahan("bobot", "Sub komponen harus punya bobot lebih dari 0.")]
        return []


class LembarNilaiAkip(Lembar):
    nama = "Nilai AKIP"
    model = NilaiAkip
    berurut = True
    bantuan = "Nilai AKIP per komponen tahun-tahun sebelumnya."
    kolom = (
        Kolom("Tahun", "tahun", Jenis.TAHUN, wajib=True, kunci=True),
        Kolom("Komponen", "komponen", wajib=True, kunci=True),
        Kolom("Nilai", "nilai", Jenis.ANGKA, wajib=True),
    )

    def query(self, konteks: Konteks) -> QuerySet[Any]:
        return NilaiAkip.objects.for_instansi(konteks.instansi).filter(tahun__lt=konteks.tahun)

    def fixed(self, konteks: Konteks) -> Nilai:
        return {"instansi": konteks.instansi}

    def check(self, konteks: Konteks, nilai: Nilai) -> list[Kesalahan]:
        if nilai["tahun"] >= konteks.tahun:
            return [
                Kesalahan("tahun", f"Lembar ini untuk tahun sebelum {konteks.tahun}; tahun ini diisi di lembar LKE.")
            ]
        return []


class LembarRekomendasi(LembarTahunan):
    nama = "Rekomendasi"
    model = Rekomendasi
    bantuan = "Rekomendasi evaluasi tahun lalu dan tindak lanjutnya."
    kolom = (
        Kolom("Nomor", "nomor", Jenis.BULAT, wajib=True, kunci=True),
        Kolom("Komponen", "komponen"),
        Kolom("Rekomendasi", "rekomendasi", Jenis.PARAGRAF, wajib=True),
        Kolom("Tindak lanjut", "tindak_lanjut", Jenis.PARAGRAF),
        Kolom(
            "Status",
            "status",
            Jenis.PILIHAN,
            pilihan=tuple((str(n), v) for v, n in Rekomendasi.Status.choices),
            bawaan="belum",
        ),
    )

    def check(self, konteks: Konteks, nilai: Nilai) -> list[Kesalahan]:
        if nilai["status"] == Rekomendasi.Status.SELESAI and not nilai["tindak_lanjut"]:
            return [Kesalahan("tindak_lanjut", "Rekomendasi yang selesai harus menyebut tindak lanjutnya.")]
        return []


LEMBAR = (LembarLke, LembarNilaiAkip, LembarRekomendasi)
