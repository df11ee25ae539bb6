"""The sheets of the Renstra's plan of programmes: its rows, their money by year, their indicators, the K of each year."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from buku_kerja.konteks import GAGAL, Konteks
from buku_kerja.skema import Jenis, Kesalahan, Kolom, Lembar, Nilai
from kinerja.kode import KodeError, normalize_daftar_kode, normalize_kode
from kinerja.triwulan import Akumulasi
from organisasi.lembar import KODE, UNIT, check_induk, check_kelurahan
from renstra.models import DanaRenstra, IndikatorPosRenstra, KinerjaRenstra, PosRenstra

TAHUN = Kolom("Tahun", "tahun", Jenis.TAHUN, wajib=True, kunci=True)
INDIKATOR = Kolom("Indikator", "uraian", wajib=True, kunci=True)
POS, UKURAN = "Program Renstra", "Indikator Program Renstra"


def find_renstra(konteks: Konteks) -> Any:
    """Return the Renstra that the identity sheet names."""
    if (renstra := konteks.objek.get("renstra")) is None:
        raise Kesalahan("", 'Isi dahulu "Renstra tahun awal" dan "Renstra tahun akhir" di lembar Identitas.')
    return renstra


def find_baris(konteks: Konteks, lembar: str, bidang: str, nilai: Nilai, *kunci: Any) -> Any:
    """Return the row of another of these sheets; Kesalahan at ``bidang`` where it is not there."""
    find_renstra(konteks)
    hasil = konteks.find(lembar, nilai["unit"], normalize_kode(nilai["kode"]), *kunci)
    if hasil is GAGAL:
        raise Kesalahan("")
    if hasil is None:
        unit = f" untuk unit {nilai['unit']}" if nilai["unit"] else ""
        pesan = f'"{nilai[bidang]}" tidak ada di lembar {lembar}{unit}. Tambahkan dahulu di sana.'
        raise Kesalahan(bidang, pesan)
    return hasil


def check_tahun(konteks: Konteks, nilai: Nilai, *isi: str) -> list[Kesalahan]:
    """Return what is wrong with a row of one year: outside the Renstra, or nothing in it."""
    renstra = konteks.objek["renstra"]
    hasil = []
    if not renstra.tahun_awal <= nilai["tahun"] <= renstra.tahun_akhir:
        masa = f"{renstra.tahun_awal}–{renstra.tahun_akhir}"
        hasil.append(Kesalahan("tahun", f"Tahun {nilai['tahun']} di luar masa Renstra {masa}."))
    if all(nilai[b] is None for b in isi):
        hasil.append(Kesalahan(isi[0], "Isi rencananya atau realisasinya."))
    return hasil


class _LembarProgram(Lembar):
    """``jalur``: from a row to the PosRenstra that it is or belongs to."""

    boleh_hilang = True
    jalur = ""

    def query(self, konteks: Konteks) -> QuerySet[Any]:
        awalan = f"{self.jalur}__" if self.jalur else ""
        semua = self.model._default_manager.filter(**{f"{awalan}renstra": konteks.objek.get("renstra")})
        return semua.select_related(f"{awalan}unit")


class LembarPosRenstra(_LembarProgram):
    nama = POS
    model = PosRenstra
    bantuan = (
        "Program, kegiatan, dan sub kegiatan dalam Renstra (tabel rencana program); sama untuk semua tahun Renstra."
    )
    kolom = (
        UNIT,
        KODE,
        Kolom("Uraian", "uraian", wajib=True),
        Kolom("Sasaran", "sasaran", Jenis.RUJUKAN, rujuk="Sasaran"),
        Kolom("Penanggung jawab", "penanggung_jawab", Jenis.RUJUKAN, rujuk="Jabatan"),
        Kolom("Lokasi", "lokasi"),
        Kolom("Dana sampai akhir Renstra", "pagu_akhir", Jenis.UANG, bantuan="Kosong: jumlah setiap tahun."),
        Kolom(
            "Kode di tahun lain",
            "kode_lain",
            bantuan="Bila kodenya berganti karena nomenklatur; pisahkan dengan koma.",
        ),
    )

    def query(self, konteks: Konteks) -> QuerySet[Any]:
        return super().query(konteks).select_related("unit", "sasaran", "penanggung_jawab")

    def fixed(self, konteks: Konteks) -> Nilai:
        return {"renstra": konteks.objek.get("renstra")}

    def complete(self, konteks: Konteks, nilai: Nilai) -> Nilai:
        find_renstra(konteks)
        kode = normalize_kode(nilai["kode"])
        try:
            lain = [k for k in normalize_daftar_kode(nilai["kode_lain"] or "") if k != kode]
        except KodeError as galat:
            raise Kesalahan("kode_lain", str(galat)) from galat
        self._claim(konteks, nilai, kode, lain)
        return {**nilai, "kode": kode, "kode_lain": ", ".join(lain) or None}

    def _claim(self, konteks: Konteks, nilai: Nilai, kode: str, lain: list[str]) -> None:
        """Note whose the codes of other years are; Kesalahan where a row before has one of them."""
        milik = konteks.objek.setdefault("kode_lain_renstra", {})
        for k in lain:
            if (pemilik := milik.setdefault((nilai["unit"], k), kode)) != kode:
                raise Kesalahan("kode_lain", f'"{k}" sudah dipakai baris {pemilik}.')

    def check(self, konteks: Konteks, nilai: Nilai) -> list[Kesalahan]:
        if salah := check_kelurahan(nilai):
            return salah
        return check_induk(konteks, self.nama, normalize_kode(nilai["kode"]), nilai["unit"])


class LembarDanaRenstra(_LembarProgram):
    nama = "Dana Program Renstra"
    model = DanaRenstra
    jalur = "pos"
    bantuan = (
        "Dana setiap tahun Renstra, cukup di tingkat terendah yang ada; dan realisasi tahun yang tidak ada di sistem."
    )
    kolom = (
        UNIT,
        KODE,
        TAHUN,
        Kolom("Dana", "pagu", Jenis.UANG),
        Kolom("Realisasi", "realisasi", Jenis.UANG, bantuan="Hanya tahun yang anggarannya tidak ada di sistem."),
    )

    def complete(self, konteks: Konteks, nilai: Nilai) -> Nilai:
        pos = find_baris(konteks, POS, "kode", nilai)
        return {"pos": pos, **{b: nilai[b] for b in ("tahun", "pagu", "realisasi")}}

    def read(self, baris: Any) -> Nilai:
        isi = {b: getattr(baris, b) for b in ("tahun", "pagu", "realisasi")}
        return {"unit": baris.pos.unit, "kode": baris.pos.kode, **isi}

    def check(self, konteks: Konteks, nilai: Nilai) -> list[Kesalahan]:
        return check_tahun(konteks, nilai, "pagu", "realisasi")


class LembarIndikatorPosRenstra(_LembarProgram):
    nama = UKURAN
    model = IndikatorPosRenstra
    jalur = "pos"
    berurut = True
    bantuan = "Indikator program, kegiatan, dan sub kegiatan Renstra; satu baris boleh punya beberapa atau tidak punya."
    kolom = (
        UNIT,
        KODE,
        INDIKATOR,
        Kolom("Satuan", "satuan", bantuan="Boleh kosong bila targetnya sudah bersatuan: 2 dokumen."),
        Kolom("Kondisi awal", "kondisi_awal", Jenis.TARGET),
        Kolom("Kondisi akhir", "kondisi_akhir", Jenis.TARGET, bantuan="Kosong: dihitung dari target setiap tahun."),
        Kolom(
            "Akumulasi",
            "akumulasi",
            Jenis.PILIHAN,
            pilihan=tuple((a.value, a.value) for a in Akumulasi),
            bantuan="akumulatif: tahun dijumlahkan; kumulatif: tahun terakhir; rata-rata. Kosong: menurut satuannya.",
        ),
    )

    def query(self, konteks: Konteks) -> QuerySet[Any]:
        return super().query(konteks).order_by("urut", "pk")

    def complete(self, konteks: Konteks, nilai: Nilai) -> Nilai:
        pos = find_baris(konteks, POS, "kode", nilai)
        return {"pos": pos, **{b: v for b, v in nilai.items() if b not in ("unit", "kode")}}

    def read(self, baris: Any) -> Nilai:
        nilai = {k.bidang: getattr(baris, k.bidang) for k in self.kolom if k.bidang not in ("unit", "kode")}
        return {**nilai, "unit": baris.pos.unit, "kode": baris.pos.kode}


class LembarKinerjaRenstra(_LembarProgram):
    nama = "Kinerja Program Renstra"
    model = KinerjaRenstra
    jalur = "indikator__pos"
    bantuan = "Target setiap indikator program Renstra setiap tahun, dan realisasi tahun yang tidak ada di sistem."
    kolom = (
        UNIT,
        KODE,
        INDIKATOR,
        TAHUN,
        Kolom("Target", "target", Jenis.TARGET),
        Kolom("Realisasi", "realisasi", Jenis.TARGET, bantuan="Hanya tahun yang anggarannya tidak ada di sistem."),
    )

    def complete(self, konteks: Konteks, nilai: Nilai) -> Nilai:
        indikator = find_baris(konteks, UKURAN, "uraian", nilai, nilai["uraian"])
        return {"indikator": indikator, **{b: nilai[b] for b in ("tahun", "target", "realisasi")}}

    def read(self, baris: Any) -> Nilai:
        isi = {b: getattr(baris, b) for b in ("tahun", "target", "realisasi")}
        ukuran = baris.indikator
        return {"unit": ukuran.pos.unit, "kode": ukuran.pos.kode, "uraian": ukuran.uraian, **isi}

    def check(self, konteks: Konteks, nilai: Nilai) -> list[Kesalahan]:
        return check_tahun(konteks, nilai, "target", "realisasi")


LEMBAR = (LembarPosRenstra, LembarDanaRenstra, LembarIndikatorPosRenstra, LembarKinerjaRenstra)
