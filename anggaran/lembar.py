"""The sheets of the budget: program, kegiatan, sub kegiatan, their indicators, quarters, belanja; revenue; services."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import QuerySet

from anggaran.models import (
    Belanja,
    IndikatorKegiatan,
    JenisBelanja,
    Kegiatan,
    Layanan,
    Pendapatan,
    Program,
    RealisasiTriwulan,
    RiwayatAnggaran,
    SubKegiatan,
    TargetTriwulan,
)
from buku_kerja.konteks import GAGAL, Konteks
from buku_kerja.skema import Anak, Jenis, Kesalahan, Kolom, Lembar, Nilai
from kinerja.angka import format_rupiah
from kinerja.capaian import Arah
from kinerja.kode import induk_kode, normalize_kode, tingkat_kode
from kinerja.triwulan import Akumulasi
from organisasi.lembar import KODE, UNIT, LembarTahunan, check_kelurahan

SASARAN = Kolom("Sasaran", "sasaran", Jenis.RUJUKAN, rujuk="Sasaran")
PENANGGUNG_JAWAB = Kolom("Penanggung jawab", "penanggung_jawab", Jenis.RUJUKAN, rujuk="Jabatan")
TRIWULAN = Kolom("Triwulan", "triwulan", Jenis.TRIWULAN, wajib=True, kunci=True)
ROMAWI = ("I", "II", "III", "IV")
NAMA_LEMBAR = {"program": "Program", "kegiatan": "Kegiatan", "subkegiatan": "Sub Kegiatan"}
CONTOH = {"program": "7.01.01", "kegiatan": "7.01.01.2.01", "subkegiatan": "7.01.01.2.01.0001"}


def find_pos(konteks: Konteks, nilai: Nilai, kode: str, bidang: str = "kode") -> Any:
    """Return the program, kegiatan or sub kegiatan of this code in the row's unit."""
    nama = NAMA_LEMBAR.get(tingkat_kode(kode))
    if nama is None:
        raise Kesalahan(bidang, f'Kode "{kode}" bukan kode program, kegiatan, atau sub kegiatan.')
    pos = konteks.find(nama, nilai.get("unit"), normalize_kode(kode))
    if pos is None:
        unit = f" untuk unit {nilai['unit']}" if nilai.get("unit") else ""
        raise Kesalahan(bidang, f'"{kode}" tidak ada di lembar {nama}{unit}. Tambahkan dahulu di sana.')
    if pos is GAGAL:
        raise Kesalahan(bidang)
    return pos


def find_sub(konteks: Konteks, nilai: Nilai, bidang: str = "kode") -> SubKegiatan:
    check_tingkat(nilai[bidang], "subkegiatan", bidang)
    return find_pos(konteks, nilai, nilai[bidang], bidang)


def check_tingkat(kode: str, tingkat: str, bidang: str = "kode") -> None:
    if tingkat_kode(kode) != tingkat:
        sebutan = NAMA_LEMBAR[tingkat].lower()
        raise Kesalahan(bidang, f'"{kode}" bukan kode {sebutan}; tulis seperti {CONTOH[tingkat]}.')


class LembarProgram(LembarTahunan):
    nama = "Program"
    model = Program
    bantuan = "Program kecamatan dan kelurahan tahun ini."
    kolom = (UNIT, KODE, Kolom("Program", "uraian", wajib=True), SASARAN, PENANGGUNG_JAWAB)

    def query(self, konteks: Konteks) -> QuerySet[Any]:
        return super().query(konteks).select_related("unit", "sasaran", "penanggung_jawab")

    def complete(self, konteks: Konteks, nilai: Nilai) -> Nilai:
        check_tingkat(nilai["kode"], "program")
        return nilai

    def check(self, konteks: Konteks, nilai: Nilai) -> list[Kesalahan]:
        return check_kelurahan(nilai)


class LembarKegiatan(Lembar):
    nama = "Kegiatan"
    model = Kegiatan
    bantuan = "Kegiatan; programnya dikenali dari kode."
    kolom = (UNIT, KODE, Kolom("Kegiatan", "uraian", wajib=True), SASARAN, PENANGGUNG_JAWAB)

    def query(self, konteks: Konteks) -> QuerySet[Any]:
        return (
            Kegiatan.objects.for_instansi(konteks.instansi)
            .in_tahun(konteks.tahun)
            .select_related("program__unit", "sasaran", "penanggung_jawab")
        )

    def complete(self, konteks: Konteks, nilai: Nilai) -> Nilai:
        check_tingkat(nilai["kode"], "kegiatan")
        nilai["program"] = find_pos(konteks, nilai, induk_kode(normalize_kode(nilai["kode"])) or "")
        del nilai["unit"]
        return nilai

    def read(self, baris: Any) -> Nilai:
        return {
            **{k.bidang: getattr(baris, k.bidang) for k in self.kolom if k.bidang != "unit"},
            "unit": baris.program.unit,
        }


class LembarSubKegiatan(Lembar):
    nama = "Sub Kegiatan"
    model = SubKegiatan
    bantuan = "Sub kegiatan dengan pagunya. Pagu perubahan dikosongkan selama anggaran belum berubah."
    kolom = (
        UNIT,
        KODE,
        Kolom("Sub kegiatan", "uraian", wajib=True),
        SASARAN,
        PENANGGUNG_JAWAB,
        Kolom("Pagu murni", "pagu_murni", Jenis.UANG),
        Kolom("Pagu perubahan", "pagu_perubahan", Jenis.UANG),
        Kolom(
            "Catatan realisasi melampaui pagu",
            "catatan_lampau",
            bantuan="Wajib bila realisasi lebih besar daripada pagu.",
        ),
    )

    def query(self, konteks: Konteks) -> QuerySet[Any]:
        return (
            SubKegiatan.objects.for_instansi(konteks.instansi)
            .in_tahun(konteks.tahun)
            .select_related("kegiatan__program__unit", "sasaran", "penanggung_jawab")
        )

    def complete(self, konteks: Konteks, nilai: Nilai) -> Nilai:
        check_tingkat(nilai["kode"], "subkegiatan")
        nilai["kegiatan"] = find_pos(konteks, nilai, induk_kode(normalize_kode(nilai["kode"])) or "")
        if nilai["pagu_murni"] is None and nilai["pagu_perubahan"] is None:
            raise Kesalahan("pagu_murni", "Isi pagu murni atau pagu perubahan (boleh 0).")
        del nilai["unit"]
        return nilai

    def read(self, baris: Any) -> Nilai:
        return {
            **{k.bidang: getattr(baris, k.bidang) for k in self.kolom if k.bidang != "unit"},
            "unit": baris.kegiatan.program.unit,
        }


class LembarIndikatorKegiatan(Lembar):
    nama = "Indikator Kegiatan"
    model = IndikatorKegiatan
    berurut = True
    bantuan = "Indikator program, kegiatan, dan sub kegiatan: target setahun dan keluaran (K) setiap triwulan."
    kolom = (
        UNIT,
        KODE,
        Kolom("Indikator", "uraian", wajib=True, kunci=True),
        Kolom("Satuan", "satuan"),
        Kolom("Arah", "arah", Jenis.PILIHAN, pilihan=(("naik", "naik"), ("turun", "turun")), bawaan=Arah.NAIK.value),
        Kolom(
            "Akumulasi",
            "akumulasi",
            Jenis.PILIHAN,
            pilihan=tuple((a.value, a.value) for a in Akumulasi),
            bawaan=Akumulasi.AKUMULATIF.value,
            bantuan="akumulatif: triwulan dijumlahkan; kumulatif: isian terakhir; rata-rata.",
        ),
        Kolom("Target", "target", Jenis.ANGKA, kata="target_teks"),
        Kolom("Target teks", "target_teks"),
        Kolom(
            "Indikator Renstra",
            "indikator",
            Jenis.RUJUKAN,
            rujuk="Indikator",
            bantuan="Indikator operasional di perjanjian kinerja yang realisasinya diambil dari keluaran ini.",
        ),
    )
    anak = (Anak("realisasi", "triwulan", "nilai", tuple((f"K TW {r}", n) for n, r in enumerate(ROMAWI, start=1))),)

    def query(self, konteks: Konteks) -> QuerySet[Any]:
        program = {"instansi": konteks.instansi, "tahun": konteks.tahun}
        pos = Program.objects.filter(**program)
        dasar = IndikatorKegiatan.objects.all()
        semua = (
            dasar.filter(program__in=pos)
            | dasar.filter(kegiatan__program__in=pos)
            | dasar.filter(sub_kegiatan__kegiatan__program__in=pos)
        )
        return semua.select_related(
            "program__unit", "kegiatan__program__unit", "sub_kegiatan__kegiatan__program__unit", "indikator"
        ).order_by("urut", "pk")

    def complete(self, konteks: Konteks, nilai: Nilai) -> Nilai:
        pos = find_pos(konteks, nilai, nilai.pop("kode"))
        del nilai["unit"]
        for bidang, kelas in (("program", Program), ("kegiatan", Kegiatan), ("sub_kegiatan", SubKegiatan)):
            nilai[bidang] = pos if isinstance(pos, kelas) else None
        return nilai

    def read(self, baris: Any) -> Nilai:
        pos = baris.program or baris.kegiatan or baris.sub_kegiatan
        program = baris.program or (baris.kegiatan or baris.sub_kegiatan.kegiatan).program
        nilai = {k.bidang: getattr(baris, k.bidang) for k in self.kolom if k.bidang not in ("unit", "kode")}
        return {**nilai, "unit": program.unit, "kode": pos.kode}

    def check(self, konteks: Konteks, nilai: Nilai) -> list[Kesalahan]:
        if nilai["target"] == 0 and nilai["arah"] == Arah.NAIK.value:
            return [Kesalahan("target", "Target 0: capaian tidak dapat dihitung.", galat=False)]
        return []


class _LembarTriwulan(Lembar):
    """One row per sub kegiatan and quarter."""

    def query(self, konteks: Konteks) -> QuerySet[Any]:
        return (
            self.model.objects.for_instansi(konteks.instansi)  # type: ignore[attr-defined]
            .in_tahun(konteks.tahun)
            .select_related("sub_kegiatan__kegiatan__program__unit")
            .order_by("sub_kegiatan__kegiatan__program__unit", "sub_kegiatan__kode_baku", "triwulan")
        )

    def complete(self, konteks: Konteks, nilai: Nilai) -> Nilai:
        if not 1 <= nilai["triwulan"] <= 4:
            raise Kesalahan("triwulan", "Isi triwulan 1, 2, 3, atau 4.")
        nilai["sub_kegiatan"] = find_sub(konteks, nilai)
        del nilai["unit"], nilai["kode"]
        return nilai

    def read(self, baris: Any) -> Nilai:
        nilai = {k.bidang: getattr(baris, k.bidang) for k in self.kolom if k.bidang not in ("unit", "kode")}
        sub = baris.sub_kegiatan
        return {**nilai, "unit": sub.kegiatan.program.unit, "kode": sub.kode}


class LembarTargetTriwulan(_LembarTriwulan):
    nama = "Target Triwulan"
    model = TargetTriwulan
    bantuan = "Anggaran kas dan target fisik sampai dengan triwulan. Kosongkan untuk memakai jadwal baku sistem."
    kolom = (
        UNIT,
        KODE,
        TRIWULAN,
        Kolom("Target keuangan", "keuangan", Jenis.UANG, bantuan="Sampai dengan triwulan ini."),
        Kolom("Target fisik", "fisik", Jenis.ANGKA, bantuan="Persen sampai dengan triwulan ini."),
    )


class LembarRealisasi(_LembarTriwulan):
    nama = "Realisasi"
    model = RealisasiTriwulan
    bantuan = "Realisasi setiap triwulan: uang triwulan itu sendiri, fisik sampai dengan triwulan itu."
    kolom = (
        UNIT,
        KODE,
        TRIWULAN,
        Kolom("Keuangan", "keuangan", Jenis.UANG, negatif=True, bantuan="Rupiah triwulan ini saja."),
        Kolom("Fisik", "fisik", Jenis.ANGKA, bantuan="Persen sampai dengan triwulan ini, 0–100."),
        Kolom("Hambatan", "hambatan", Jenis.PARAGRAF),
        Kolom("Solusi", "solusi", Jenis.PARAGRAF),
        Kolom("Tindak lanjut", "tindak_lanjut", Jenis.PARAGRAF),
    )

    def check(self, konteks: Konteks, nilai: Nilai) -> list[Kesalahan]:
        hasil = []
        if nilai["fisik"] is not None and nilai["fisik"] > 100:
            hasil.append(Kesalahan("fisik", f"Fisik {nilai['fisik']} lebih dari 100 %."))
        sub = find_sub(konteks, nilai)
        jumlah = konteks.objek.setdefault("realisasi", defaultdict(int))
        sebelum = jumlah[sub.pk]
        jumlah[sub.pk] += nilai["keuangan"] or 0
        if sebelum <= sub.pagu < jumlah[sub.pk]:
            ada = bool(sub.catatan_lampau)
            pesan = (
                f"Jumlah realisasi {nilai['kode']} menjadi Rp {format_rupiah(jumlah[sub.pk])}, melampaui pagu "
                f"Rp {format_rupiah(sub.pagu)}."
            )
            ajakan = (
                "" if ada else ' Perbaiki angkanya, atau isi "Catatan realisasi melampaui pagu" di lembar Sub Kegiatan.'
            )
            hasil.append(Kesalahan("keuangan", pesan + ajakan, galat=not ada))
        return hasil


class LembarBelanja(Lembar):
    nama = "Belanja"
    model = Belanja
    bantuan = "Rincian belanja setiap sub kegiatan; boleh kosong."
    kolom = (
        UNIT,
        Kolom("Kode sub kegiatan", "kode", Jenis.KODE, wajib=True, kunci=True),
        Kolom("Nomor", "urut", Jenis.BULAT, wajib=True, kunci=True, bantuan="Urutan di dalam sub kegiatan."),
        Kolom("Kode rekening", "kode_rekening"),
        Kolom("Belanja", "uraian", wajib=True),
        Kolom("Pagu murni", "pagu_murni", Jenis.UANG),
        Kolom("Pagu perubahan", "pagu_perubahan", Jenis.UANG),
        Kolom("Kendala", "kendala"),
    )
    anak = (
        Anak(
            "realisasi",
            "triwulan",
            "nilai",
            tuple((f"Realisasi TW {r}", n) for n, r in enumerate(ROMAWI, start=1)),
            Jenis.UANG,
            negatif=True,
        ),
    )

    def query(self, konteks: Konteks) -> QuerySet[Any]:
        return (
            Belanja.objects.for_instansi(konteks.instansi)
            .in_tahun(konteks.tahun)
            .select_related("sub_kegiatan__kegiatan__program__unit")
            .order_by("sub_kegiatan__kegiatan__program__unit", "sub_kegiatan__kode_baku", "urut")
        )

    def complete(self, konteks: Konteks, nilai: Nilai) -> Nilai:
        nilai["sub_kegiatan"] = find_sub(konteks, nilai)
        del nilai["unit"], nilai["kode"]
        return nilai

    def read(self, baris: Any) -> Nilai:
        nilai = {k.bidang: getattr(baris, k.bidang) for k in self.kolom if k.bidang not in ("unit", "kode")}
        sub = baris.sub_kegiatan
        return {**nilai, "unit": sub.kegiatan.program.unit, "kode": sub.kode}


class _LembarHinggaTahun(Lembar):
    """Rows of this year and earlier ones; those of a later year are not this workbook's."""

    batas = "tahun__lte"

    def query(self, konteks: Konteks) -> QuerySet[Any]:
        return self.model.objects.for_instansi(konteks.instansi).filter(**{self.batas: konteks.tahun})  # type: ignore[attr-defined]

    def fixed(self, konteks: Konteks) -> Nilai:
        return {"instansi": konteks.instansi}

    def check(self, konteks: Konteks, nilai: Nilai) -> list[Kesalahan]:
        lewat = nilai["tahun"] > konteks.tahun or (self.batas == "tahun__lt" and nilai["tahun"] == konteks.tahun)
        if lewat:
            batas = "sebelum" if self.batas == "tahun__lt" else "sampai"
            return [Kesalahan("tahun", f"Lembar ini untuk tahun {batas} {konteks.tahun}.")]
        return []


class LembarJenisBelanja(_LembarHinggaTahun):
    nama = "Jenis Belanja"
    model = JenisBelanja
    bantuan = (
        "Belanja menurut jenis, tahun ini dan tahun lalu. Induk yang kosong dijumlahkan dari anaknya menurut kode."
    )
    kolom = (
        Kolom("Tahun", "tahun", Jenis.TAHUN, wajib=True, kunci=True),
        Kolom("Kode", "kode", wajib=True, kunci=True),
        Kolom("Uraian", "uraian", wajib=True),
        Kolom("Pagu murni", "pagu_murni", Jenis.UANG),
        Kolom("Pagu perubahan", "pagu_perubahan", Jenis.UANG),
        Kolom("Realisasi", "realisasi", Jenis.UANG),
    )


class LembarPendapatan(_LembarHinggaTahun):
    nama = "Pendapatan"
    model = Pendapatan
    bantuan = "Pendapatan dan retribusi; induk yang kosong dijumlahkan dari anaknya menurut kode."
    kolom = (
        Kolom("Tahun", "tahun", Jenis.TAHUN, wajib=True, kunci=True),
        Kolom("Kode", "kode", wajib=True, kunci=True),
        Kolom("Uraian", "uraian", wajib=True),
        Kolom("Target", "target", Jenis.UANG),
        Kolom("Realisasi", "realisasi", Jenis.UANG),
    )


class LembarRiwayat(_LembarHinggaTahun):
    nama = "Riwayat Anggaran"
    model = RiwayatAnggaran
    batas = "tahun__lt"
    bantuan = "Ringkasan anggaran tahun-tahun sebelum sistem ini dipakai."
    kolom = (
        Kolom("Tahun", "tahun", Jenis.TAHUN, wajib=True, kunci=True),
        Kolom("Jumlah program", "jumlah_program", Jenis.BULAT),
        Kolom("Jumlah kegiatan", "jumlah_kegiatan", Jenis.BULAT),
        Kolom("Jumlah sub kegiatan", "jumlah_sub_kegiatan", Jenis.BULAT),
        Kolom("Pagu", "pagu", Jenis.UANG),
        Kolom("Realisasi", "realisasi", Jenis.UANG),
    )


class LembarLayanan(LembarTahunan):
    nama = "Layanan"
    model = Layanan
    berurut = True
    bantuan = "Produk layanan dan banyaknya yang dilayani; kosong bila tidak dihitung."
    kolom = (
        Kolom("Layanan", "nama", wajib=True, kunci=True),
        Kolom("Unit", "unit", Jenis.RUJUKAN, rujuk="Unit Kerja"),
        Kolom("Jumlah", "jumlah", Jenis.BULAT),
    )

    def query(self, konteks: Konteks) -> QuerySet[Any]:
        return super().query(konteks).select_related("unit")


LEMBAR = (
    LembarProgram,
    LembarKegiatan,
    LembarSubKegiatan,
    LembarIndikatorKegiatan,
    LembarTargetTriwulan,
    LembarRealisasi,
    LembarBelanja,
    LembarJenisBelanja,
    LembarPendapatan,
    LembarRiwayat,
    LembarLayanan,
)
