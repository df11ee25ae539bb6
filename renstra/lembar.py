"""The sheets of the plan: misi, tujuan, sasaran, indikator with targets and realisasi, strategi, issues."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from buku_kerja.konteks import Konteks
from buku_kerja.skema import Jenis, Kesalahan, Kolom, Lembar, Nilai
from buku_kerja.teks import fold
from kinerja.capaian import Arah, JenisIndikator
from kinerja.triwulan import Akumulasi
from kinerja.ukuran import KataError, Sasar
from organisasi.lembar import LembarTahunan, check_satu
from organisasi.models import Skala
from renstra.lembar_program import LEMBAR as LEMBAR_PROGRAM
from renstra.models import (
    Indikator,
    IsuStrategis,
    Misi,
    RealisasiIndikator,
    Renstra,
    Sasaran,
    Strategi,
    TargetIndikator,
    Tujuan,
)

ARAH = (("naik", Arah.NAIK.value), ("turun", Arah.TURUN.value))
AKUMULASI = tuple((a.value, a.value) for a in Akumulasi)


class LembarRenstra(Lembar):
    """Rows of the Renstra that the identity sheet names; without one the sheet has to be empty."""

    def query(self, konteks: Konteks) -> QuerySet[Any]:
        return self.model._default_manager.filter(renstra=konteks.objek.get("renstra"))

    def fixed(self, konteks: Konteks) -> Nilai:
        return {"renstra": konteks.objek.get("renstra")}

    def complete(self, konteks: Konteks, nilai: Nilai) -> Nilai:
        if konteks.objek.get("renstra") is None:
            raise Kesalahan("", 'Isi dahulu "Renstra tahun awal" dan "Renstra tahun akhir" di lembar Identitas.')
        return nilai


class LembarMisi(Lembar):
    nama = "Misi"
    model = Misi
    hapus = False  # the misi are the kabupaten's: another kecamatan may list more of them
    bantuan = "Misi RPJMD kabupaten dan mana yang didukung kecamatan."
    kolom = (
        Kolom("Nomor", "nomor", Jenis.BULAT, wajib=True, kunci=True),
        Kolom("Misi", "uraian", Jenis.PARAGRAF, wajib=True),
        Kolom("Didukung", "didukung", Jenis.YA_TIDAK, bawaan=False),
    )

    def query(self, konteks: Konteks) -> QuerySet[Any]:
        dukungan = Renstra.misi_didukung.through.objects.filter(
            renstra=konteks.objek.get("renstra"), misi=OuterRef("pk")
        )
        return Misi.objects.filter(rpjmd=konteks.objek.get("rpjmd")).annotate(didukung=Exists(dukungan))

    def fixed(self, konteks: Konteks) -> Nilai:
        return {"rpjmd": konteks.objek.get("rpjmd")}

    def complete(self, konteks: Konteks, nilai: Nilai) -> Nilai:
        if konteks.objek.get("rpjmd") is None:
            raise Kesalahan("", 'Isi dahulu "RPJMD tahun awal" dan "RPJMD tahun akhir" di lembar Identitas.')
        if nilai.pop("didukung"):
            konteks.objek.setdefault("misi_didukung", set()).add(nilai["nomor"])
        ada = self._find(konteks, nilai)
        if ada is not None and not konteks.ubah_bersama:
            nilai["uraian"] = ada.uraian
        return nilai

    def check(self, konteks: Konteks, nilai: Nilai) -> list[Kesalahan]:
        ada = None if konteks.ubah_bersama else self._find(konteks, nilai)
        if ada is not None and fold(ada.uraian) != fold(nilai["uraian"]):
            pesan = f'Misi {ada.nomor} kabupaten berbunyi "{ada.uraian}"; yang dipakai bunyi itu.'
            return [Kesalahan("uraian", pesan, galat=False)]
        return []

    def _find(self, konteks: Konteks, nilai: Nilai) -> Misi | None:
        """Return the misi of this number as it was before the import."""
        if "misi_lama" not in konteks.objek:
            konteks.objek["misi_lama"] = {m.nomor: m for m in Misi.objects.filter(rpjmd=konteks.objek["rpjmd"])}
        return konteks.objek["misi_lama"].get(nilai["nomor"])

    def read(self, baris: Any) -> Nilai:
        return {"nomor": baris.nomor, "uraian": baris.uraian, "didukung": baris.didukung}

    def finish(self, konteks: Konteks) -> int:
        if (renstra := konteks.objek.get("renstra")) is None:
            return 0
        baru = set(
            self.query(konteks).filter(nomor__in=konteks.objek.get("misi_didukung", ())).values_list("pk", flat=True)
        )
        beda = baru ^ set(renstra.misi_didukung.values_list("pk", flat=True))
        if beda:
            renstra.misi_didukung.set(baru)
        return len(beda & {m.pk for m in konteks.objek.get("misi_lama", {}).values()})


class LembarTujuan(LembarRenstra):
    nama = "Tujuan"
    model = Tujuan
    berurut = True
    bantuan = "Tujuan Renstra. Kode bebas, misalnya T1."
    kolom = (Kolom("Kode", "kode", wajib=True, kunci=True), Kolom("Tujuan", "uraian", Jenis.PARAGRAF, wajib=True))


class LembarSasaran(LembarRenstra):
    nama = "Sasaran"
    model = Sasaran
    berurut = True
    bantuan = "Sasaran strategis Renstra dan sasaran operasional pejabat di bawahnya."
    kolom = (
        Kolom("Kode", "kode", wajib=True, kunci=True),
        Kolom("Sasaran", "uraian", Jenis.PARAGRAF, wajib=True),
        Kolom(
            "Tingkat",
            "tingkat",
            Jenis.PILIHAN,
            pilihan=(("Strategis", "strategis"), ("Operasional", "operasional")),
            bawaan="strategis",
        ),
        Kolom("Tujuan", "tujuan", Jenis.RUJUKAN, rujuk="Tujuan"),
        Kolom("Jabatan pemilik", "pemilik", Jenis.RUJUKAN, rujuk="Jabatan"),
        Kolom("Mendukung sasaran", "induk", Jenis.RUJUKAN, rujuk="Sasaran", tunda=True),
    )

    def query(self, konteks: Konteks) -> QuerySet[Any]:
        return super().query(konteks).select_related("tujuan", "pemilik", "induk")

    def check(self, konteks: Konteks, nilai: Nilai) -> list[Kesalahan]:
        if nilai["tingkat"] == "operasional" and nilai["pemilik"] is None:
            return [Kesalahan("pemilik", "Sasaran operasional harus punya jabatan pemilik.")]
        return []


def fit_sasar(nilai: Nilai, read: Callable[[Sasar], Sasar], angka: str = "nilai", teks: str = "teks") -> Nilai:
    """Return a row whose figure and words are in the spelling of the indicator's kind; else Kesalahan on the words."""
    isi = Sasar(nilai[angka], nilai[teks] or "")
    if isi == Sasar(None):
        return nilai
    try:
        rapi = read(isi)
    except KataError as galat:
        raise Kesalahan(teks, str(galat)) from galat
    return {**nilai, angka: rapi.nilai, teks: rapi.teks or None}


class LembarIndikator(LembarRenstra):
    nama = "Indikator"
    model = Indikator
    berurut = True
    bantuan = "Indikator tujuan atau sasaran. Kode bebas, misalnya S1.1."
    kolom = (
        Kolom("Kode", "kode", wajib=True, kunci=True),
        Kolom("Indikator", "uraian", Jenis.PARAGRAF, wajib=True),
        Kolom("Tujuan", "tujuan", Jenis.RUJUKAN, rujuk="Tujuan"),
        Kolom("Sasaran", "sasaran", Jenis.RUJUKAN, rujuk="Sasaran"),
        Kolom("Satuan", "satuan"),
        Kolom(
            "Jenis",
            "jenis",
            Jenis.PILIHAN,
            pilihan=(
                ("Angka", JenisIndikator.ANGKA.value),
                ("Rentang", JenisIndikator.RENTANG.value),
                ("Predikat", JenisIndikator.PREDIKAT.value),
                ("Ya/tidak", JenisIndikator.YA_TIDAK.value),
            ),
            bawaan=JenisIndikator.ANGKA.value,
        ),
        Kolom("Arah", "arah", Jenis.PILIHAN, pilihan=ARAH, bawaan=Arah.NAIK.value),
        Kolom("Akumulasi", "akumulasi", Jenis.PILIHAN, pilihan=AKUMULASI, bawaan=Akumulasi.KUMULATIF.value),
        Kolom("Desimal", "desimal", Jenis.BULAT, bawaan=2),
        Kolom("IKU", "iku", Jenis.YA_TIDAK, bawaan=False),
        Kolom("Formula", "formula", Jenis.PARAGRAF),
        Kolom("Sumber data", "sumber_data"),
        Kolom(
            "Sumber nilai",
            "sumber_nilai",
            Jenis.PILIHAN,
            pilihan=(("entri", "entri"), ("skm", "skm"), ("akip", "akip"), ("luaran", "luaran")),
            bawaan="entri",
            bantuan="entri: diisi; skm: dari survei kepuasan; akip: dari LKE; luaran: dari indikator kegiatan.",
        ),
        Kolom("Penanggung jawab", "penanggung_jawab", Jenis.RUJUKAN, rujuk="Jabatan"),
        Kolom("Keterangan penanggung jawab", "keterangan_penanggung_jawab"),
        Kolom("Kondisi awal", "kondisi_awal", Jenis.ANGKA, negatif=True),
        Kolom("Kondisi awal teks", "kondisi_awal_teks", bantuan="Untuk jenis Predikat dan Ya/tidak: CC, Tidak."),
        Kolom("Standar nasional", "standar_nasional", Jenis.ANGKA, negatif=True),
        Kolom("Batas bawah", "batas_bawah", Jenis.ANGKA, negatif=True),
        Kolom("Batas atas", "batas_atas", Jenis.ANGKA, negatif=True),
        Kolom("Skala", "skala", bantuan="Nama skala untuk jenis Predikat; kosong: skala AKIP kabupaten."),
    )

    def query(self, konteks: Konteks) -> QuerySet[Any]:
        return super().query(konteks).with_skala().select_related("tujuan", "sasaran", "penanggung_jawab")  # type: ignore[attr-defined]

    def complete(self, konteks: Konteks, nilai: Nilai) -> Nilai:
        nilai = {**super().complete(konteks, nilai), "skala": self._find_skala(konteks, nilai["skala"])}
        ukuran = Indikator(renstra=konteks.objek["renstra"], jenis=nilai["jenis"], skala=nilai["skala"]).ukuran
        return fit_sasar(nilai, ukuran.read_realisasi, "kondisi_awal", "kondisi_awal_teks")

    def _find_skala(self, konteks: Konteks, nama: str | None) -> Skala | None:
        if nama is None:
            return None
        if "skala" not in konteks.objek:
            konteks.objek["skala"] = {fold(s.nama): s for s in Skala.objects.prefetch_related("kelas")}
        daftar: dict[str, Skala] = konteks.objek["skala"]
        if fold(nama) not in daftar:
            ada = ", ".join(s.nama for s in daftar.values())
            raise Kesalahan("skala", f'Skala "{nama}" tidak ada. Pilih salah satu: {ada}.')
        return daftar[fold(nama)]

    def read(self, baris: Any) -> Nilai:
        return {**super().read(baris), "skala": baris.skala.nama if baris.skala else None}

    def check(self, konteks: Konteks, nilai: Nilai) -> list[Kesalahan]:
        hasil = check_satu(nilai, "tujuan", "sasaran", pesan="Isi salah satu saja: kolom Tujuan atau kolom Sasaran.")
        bawah, atas = nilai["batas_bawah"], nilai["batas_atas"]
        if nilai["jenis"] == JenisIndikator.RENTANG.value and (bawah is None or atas is None or atas < bawah):
            hasil.append(Kesalahan("batas_bawah", "Indikator rentang harus punya batas bawah dan batas atas."))
        if nilai["jenis"] != JenisIndikator.ANGKA.value and nilai["arah"] == Arah.TURUN.value:
            hasil.append(Kesalahan("arah", "Arah turun hanya untuk jenis Angka; kosongkan untuk jenis lain."))
        if nilai["jenis"] != JenisIndikator.PREDIKAT.value and nilai["skala"] is not None:
            hasil.append(Kesalahan("skala", "Skala hanya untuk jenis Predikat; kosongkan untuk jenis lain."))
        return hasil


class LembarTarget(Lembar):
    nama = "Target Indikator"
    model = TargetIndikator
    bantuan = (
        "Target Renstra setiap indikator setiap tahun; angka di Target, kata di Teks. Jenis Predikat, Ya/tidak, dan Rentang "
        "selalu di Teks: BB, Ya, 90–110."
    )
    kolom = (
        Kolom("Indikator", "indikator", Jenis.RUJUKAN, wajib=True, kunci=True, rujuk="Indikator"),
        Kolom("Tahun", "tahun", Jenis.TAHUN, wajib=True, kunci=True),
        Kolom("Target", "nilai", Jenis.ANGKA, negatif=True, kata="teks"),
        Kolom("Teks", "teks"),
    )

    def query(self, konteks: Konteks) -> QuerySet[Any]:
        return TargetIndikator.objects.filter(indikator__renstra=konteks.objek.get("renstra")).select_related(
            "indikator"
        )

    def complete(self, konteks: Konteks, nilai: Nilai) -> Nilai:
        return fit_sasar(nilai, nilai["indikator"].ukuran.read_target)

    def check(self, konteks: Konteks, nilai: Nilai) -> list[Kesalahan]:
        if nilai["nilai"] is None and nilai["teks"] is None:
            return [Kesalahan("nilai", "Isi target berupa angka, atau berupa kata di kolom Teks.")]
        if nilai["nilai"] == 0 and nilai["indikator"].arah == Arah.NAIK:
            return [Kesalahan("nilai", "Target 0: capaian tidak dapat dihitung.", galat=False)]
        return []


class LembarRealisasi(Lembar):
    nama = "Realisasi Indikator"
    model = RealisasiIndikator
    bantuan = (
        "Realisasi tahun ini dan tahun-tahun lalu; bila belum ada, tulis alasannya. Jenis Predikat dan Ya/tidak diisi di "
        "Teks: B, Tidak."
    )
    kolom = (
        Kolom("Indikator", "indikator", Jenis.RUJUKAN, wajib=True, kunci=True, rujuk="Indikator"),
        Kolom("Tahun", "tahun", Jenis.TAHUN, wajib=True, kunci=True),
        Kolom("Triwulan", "triwulan", Jenis.TRIWULAN, kunci=True, bawaan=0, bantuan="Kosong atau 0 untuk setahun."),
        Kolom("Realisasi", "nilai", Jenis.ANGKA, negatif=True, kata="teks"),
        Kolom("Teks", "teks"),
        Kolom("Alasan belum ada", "alasan"),
        Kolom("Faktor", "faktor", Jenis.PARAGRAF),
        Kolom("Hambatan", "hambatan", Jenis.PARAGRAF),
        Kolom("Solusi", "solusi", Jenis.PARAGRAF),
        Kolom("Tindak lanjut", "tindak_lanjut", Jenis.PARAGRAF),
    )

    def query(self, konteks: Konteks) -> QuerySet[Any]:
        # A later year's realisasi is not this workbook's to delete.
        return RealisasiIndikator.objects.filter(
            indikator__renstra=konteks.objek.get("renstra"), tahun__lte=konteks.tahun
        ).select_related("indikator")

    def complete(self, konteks: Konteks, nilai: Nilai) -> Nilai:
        return fit_sasar(nilai, nilai["indikator"].ukuran.read_realisasi)

    def check(self, konteks: Konteks, nilai: Nilai) -> list[Kesalahan]:
        hasil = []
        if nilai["triwulan"] > 4:
            hasil.append(Kesalahan("triwulan", "Isi triwulan 1, 2, 3, 4, atau 0 untuk setahun."))
        if nilai["tahun"] > konteks.tahun:
            hasil.append(
                Kesalahan("tahun", f"Buku kerja ini untuk tahun {konteks.tahun}; tahun sesudahnya belum terjadi.")
            )
        if nilai["nilai"] is None and nilai["teks"] is None and nilai["alasan"] is None:
            hasil.append(Kesalahan("nilai", "Isi realisasi, atau alasan mengapa belum ada."))
        return hasil


class LembarStrategi(Lembar):
    nama = "Strategi"
    model = Strategi
    berurut = True
    bantuan = "Strategi setiap sasaran dan arah kebijakannya."
    kolom = (
        Kolom("Sasaran", "sasaran", Jenis.RUJUKAN, wajib=True, kunci=True, rujuk="Sasaran"),
        Kolom("Strategi", "uraian", Jenis.PARAGRAF, wajib=True, kunci=True),
        Kolom("Arah kebijakan", "arah_kebijakan", Jenis.PARAGRAF, bantuan="Satu arah kebijakan satu baris."),
    )

    def query(self, konteks: Konteks) -> QuerySet[Any]:
        return Strategi.objects.filter(sasaran__renstra=konteks.objek.get("renstra")).select_related("sasaran")


class LembarIsu(LembarTahunan):
    nama = "Isu Strategis"
    model = IsuStrategis
    berurut = True
    bantuan = "Masalah pokok, masalah, dan akar masalah."
    kolom = (
        Kolom("Masalah pokok", "masalah_pokok", Jenis.PARAGRAF, wajib=True, kunci=True),
        Kolom("Masalah", "masalah", Jenis.PARAGRAF, kunci=True),
        Kolom("Akar masalah", "akar_masalah", Jenis.PARAGRAF, kunci=True),
    )


LEMBAR = (
    LembarMisi,
    LembarTujuan,
    LembarSasaran,
    LembarIndikator,
    LembarTarget,
    LembarRealisasi,
    LembarStrategi,
    LembarIsu,
    *LEMBAR_PROGRAM,
)
