"""The sheets of the plan: Renja, its rows, their indicators; draft RKPD, needs, proposals of the community."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from anggaran.lembar import PENANGGUNG_JAWAB, SASARAN
from buku_kerja.konteks import GAGAL, Konteks
from buku_kerja.skema import Jenis, Kesalahan, Kolom, Lembar, Nilai
from kinerja.kode import normalize_kode, tingkat_kode
from organisasi.lembar import KODE, UNIT, LembarTahunan, check_induk, check_kelurahan
from renja.models import IndikatorRencana, Kebutuhan, PosRencana, RancanganRkpd, Renja, UsulanMasyarakat

JENIS = Kolom(
    "Jenis",
    "jenis",
    Jenis.PILIHAN,
    wajib=True,
    kunci=True,
    pilihan=tuple((v, v) for v in Renja.Jenis.values),
    bantuan="murni: Renja; perubahan: Renja Perubahan.",
)


def find_renja(konteks: Konteks, jenis: str) -> Renja:
    renja = konteks.find("Renja", jenis)
    if renja is GAGAL:
        raise Kesalahan("")
    if renja is None:
        raise Kesalahan("jenis", f'Renja "{jenis}" tidak ada di lembar Renja. Tambahkan dahulu di sana.')
    return renja


class LembarRenja(LembarTahunan):
    nama = "Renja"
    model = Renja
    boleh_hilang = True
    bantuan = "Rencana kerja tahun ini (murni) dan perubahannya: penetapan serta kalimat pendek untuk dokumennya."
    kolom = (
        JENIS,
        Kolom("Nomor", "nomor"),
        Kolom("Tanggal", "tanggal", Jenis.TANGGAL),
        Kolom("Kinerja pelayanan", "kinerja_pelayanan", Jenis.PARAGRAF),
        Kolom("Isu penting", "isu_penting", Jenis.PARAGRAF),
        Kolom("Telaah RKPD", "telaah_rkpd", Jenis.PARAGRAF),
        Kolom("Kebijakan nasional", "kebijakan_nasional", Jenis.PARAGRAF),
        Kolom("Alasan perubahan", "alasan_perubahan", Jenis.PARAGRAF, bantuan="Hanya untuk Renja Perubahan."),
        Kolom("Penutup", "penutup", Jenis.PARAGRAF),
    )


class LembarRencana(Lembar):
    nama = "Rencana Renja"
    model = PosRencana
    boleh_hilang = True
    bantuan = "Program, kegiatan, dan sub kegiatan Renja. Pagu diisi di sub kegiatan; pagu induknya dijumlahkan sistem."
    kolom = (
        JENIS,
        UNIT,
        KODE,
        Kolom("Uraian", "uraian", wajib=True),
        SASARAN,
        Kolom("Lokasi", "lokasi"),
        Kolom("Pagu", "pagu", Jenis.UANG),
        Kolom("Sumber dana", "sumber_dana"),
        Kolom("Catatan penting", "catatan_penting"),
        Kolom("Pagu prakiraan maju", "pagu_maju", Jenis.UANG, bantuan="Tahun berikutnya."),
        PENANGGUNG_JAWAB,
        Kolom("Alasan perubahan", "alasan", bantuan="Hanya untuk Renja Perubahan."),
    )

    def query(self, konteks: Konteks) -> QuerySet[Any]:
        semua = PosRencana.objects.for_instansi(konteks.instansi).in_tahun(konteks.tahun)
        return semua.select_related("renja", "unit", "sasaran", "penanggung_jawab")

    def complete(self, konteks: Konteks, nilai: Nilai) -> Nilai:
        renja = find_renja(konteks, nilai.pop("jenis"))
        return {**nilai, "renja": renja, "kode": normalize_kode(nilai["kode"])}

    def read(self, baris: Any) -> Nilai:
        nilai = {k.bidang: getattr(baris, k.bidang) for k in self.kolom if k.bidang != "jenis"}
        return {**nilai, "jenis": baris.renja.jenis}

    def check(self, konteks: Konteks, nilai: Nilai) -> list[Kesalahan]:
        if salah := check_kelurahan(nilai):
            return salah
        kode = normalize_kode(nilai["kode"])
        if tingkat_kode(kode) == "subkegiatan" and nilai["pagu"] is None:
            return [Kesalahan("pagu", "Pagu sub kegiatan kosong; isi 0 bila memang tidak ada.", galat=False)]
        return check_induk(konteks, self.nama, kode, nilai["jenis"], nilai["unit"])


class LembarIndikatorRencana(Lembar):
    nama = "Indikator Renja"
    model = IndikatorRencana
    boleh_hilang = True
    berurut = True
    bantuan = "Indikator setiap baris rencana; satu baris rencana boleh punya beberapa atau tidak punya sama sekali."
    kolom = (
        JENIS,
        UNIT,
        KODE,
        Kolom("Indikator", "uraian", wajib=True, kunci=True),
        Kolom("Satuan", "satuan", bantuan="Boleh kosong bila targetnya sudah bersatuan: 2 dokumen."),
        Kolom("Target", "target", Jenis.TARGET),
        Kolom("Target prakiraan maju", "target_maju", Jenis.TARGET, bantuan="Tahun berikutnya."),
    )

    def query(self, konteks: Konteks) -> QuerySet[Any]:
        semua = IndikatorRencana.objects.for_instansi(konteks.instansi).in_tahun(konteks.tahun)
        return semua.select_related("pos__renja", "pos__unit").order_by("urut", "pk")

    def complete(self, konteks: Konteks, nilai: Nilai) -> Nilai:
        jenis, unit, kode = nilai.pop("jenis"), nilai.pop("unit"), nilai.pop("kode")
        pos = konteks.find("Rencana Renja", jenis, unit, normalize_kode(kode))
        if pos is GAGAL:
            raise Kesalahan("")
        if pos is None:
            pesan = f'"{kode}" ({jenis}{f", {unit}" if unit else ""}) tidak ada di lembar Rencana Renja.'
            raise Kesalahan("kode", f"{pesan} Tambahkan dahulu di sana.")
        return {**nilai, "pos": pos}

    def read(self, baris: Any) -> Nilai:
        nilai = {k.bidang: getattr(baris, k.bidang) for k in self.kolom if k.bidang not in ("jenis", "unit", "kode")}
        return {**nilai, "jenis": baris.pos.renja.jenis, "unit": baris.pos.unit, "kode": baris.pos.kode}


TELAAH = (
    Kolom("Kode", "kode", Jenis.KODE, kunci=True, bantuan="Boleh kosong."),
    Kolom("Uraian", "uraian", wajib=True, kunci=True, bantuan="Program, kegiatan, atau sub kegiatan."),
    Kolom("Lokasi", "lokasi", kunci=True),
    Kolom("Indikator", "indikator", kunci=True),
    Kolom("Target", "target", Jenis.TARGET),
)


class _LembarTelaah(LembarTahunan):
    boleh_hilang = True
    berurut = True

    def complete(self, konteks: Konteks, nilai: Nilai) -> Nilai:
        return {**nilai, "kode": normalize_kode(nilai["kode"]) if nilai["kode"] else None}


class LembarRancanganRkpd(_LembarTelaah):
    nama = "Rancangan RKPD"
    model = RancanganRkpd
    bantuan = "Rancangan awal RKPD untuk kecamatan; dibandingkan dengan lembar Analisis Kebutuhan."
    kolom = (*TELAAH, Kolom("Pagu indikatif", "pagu", Jenis.UANG))


class LembarKebutuhan(_LembarTelaah):
    nama = "Analisis Kebutuhan"
    model = Kebutuhan
    bantuan = (
        "Kebutuhan menurut kecamatan sendiri; barisnya disandingkan dengan Rancangan RKPD menurut kode dan indikator."
    )
    kolom = (*TELAAH, Kolom("Kebutuhan dana", "dana", Jenis.UANG), Kolom("Catatan penting", "catatan"))


class LembarUsulan(LembarTahunan):
    nama = "Usulan Masyarakat"
    model = UsulanMasyarakat
    boleh_hilang = True
    berurut = True
    bantuan = "Usulan dari musrenbang, pokok pikiran DPRD, dan lainnya, beserta keputusannya."
    kolom = (
        Kolom("Program atau kegiatan", "uraian", wajib=True, kunci=True),
        Kolom("Lokasi", "lokasi", kunci=True, bantuan="Desa atau kelurahan."),
        Kolom("Indikator", "indikator", kunci=True),
        Kolom("Besaran", "besaran", kunci=True, bantuan="Besaran atau volume, misalnya 150 m."),
        Kolom(
            "Sumber",
            "sumber",
            Jenis.PILIHAN,
            pilihan=tuple((str(n), v) for v, n in UsulanMasyarakat.Sumber.choices),
            bawaan="musrenbang",
        ),
        Kolom(
            "Status",
            "status",
            Jenis.PILIHAN,
            pilihan=tuple((str(n), v) for v, n in UsulanMasyarakat.Status.choices),
            bawaan="belum",
        ),
        Kolom("Alasan", "alasan", bantuan="Mengapa ditunda atau ditolak."),
        Kolom("Catatan", "catatan"),
    )

    def check(self, konteks: Konteks, nilai: Nilai) -> list[Kesalahan]:
        if nilai["status"] in ("ditunda", "ditolak") and not nilai["alasan"] and not nilai["catatan"]:
            return [Kesalahan("alasan", f"Usulan {nilai['status']}, tetapi alasannya kosong.", galat=False)]
        return []


LEMBAR = (
    LembarRenja,
    LembarRencana,
    LembarIndikatorRencana,
    LembarRancanganRkpd,
    LembarKebutuhan,
    LembarUsulan,
)
