"""A small kecamatan and files of a few rows."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import TestCase

from anggaran.models import Belanja, SubKegiatan
from organisasi.models import UnitKerja
from sipd.models import ImporBerkas
from tests.pabrik import buat_sub_kegiatan
from tests.pemeran import buat_pemeran
from tests.sipd.pembuat import REKENING, Tabel, to_xlsx

SKPD = {
    "KODE SKPD": "7.01.6",
    "NAMA SKPD": "Kecamatan Satu",
    "KODE SUB UNIT": "7.01.6",
    "NAMA SUB UNIT": "Kecamatan Satu",
}


def tabel(judul: list[str], *baris: dict[str, Any]) -> Tabel:
    return [judul, *([b.get(j, "") for j in judul] for b in baris)]


def anggaran(kode: str, nama: str, rekening: tuple[str, str], pagu: int, **lain: Any) -> dict[str, Any]:
    return {
        **SKPD,
        "TAHUN": 2023,
        "KODE SUB KEGIATAN": kode,
        "NAMA SUB KEGIATAN": nama,
        "KODE REKENING": rekening[0],
        "NAMA REKENING": rekening[1],
        "PAGU": pagu,
        **lain,
    }


def dokumen(
    kode: str, nama: str, nilai: int, nomor: str, tanggal: str = "5 Februari 2023", **lain: Any
) -> dict[str, Any]:
    return {
        "Nama SKPD": "Kecamatan Satu",
        "Kode Sub Kegiatan": kode,
        "Nama Sub Kegiatan": nama,
        "Kode Rekening": REKENING[0][0],
        "Nama Rekening": REKENING[0][1],
        "Nomor Dokumen": nomor,
        "Jenis Dokumen": "TBP",
        "Jenis Transaksi": "GU",
        "Tanggal Dokumen": tanggal,
        "Nilai Realisasi": nilai,
        **lain,
    }


class ImporKecil(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.satu = cls.buat("7.01.01.2.01.01", "Penyusunan Dokumen Perencanaan")
        cls.dua = cls.buat("7.01.01.2.01.07", "Evaluasi Kinerja Perangkat Daerah")
        cls.atk = Belanja.objects.create(
            sub_kegiatan=cls.satu, kode_rekening=REKENING[0][0], uraian="ATK", pagu_murni=400, urut=1
        )
        cls.jasa = Belanja.objects.create(sub_kegiatan=cls.satu, uraian=REKENING[1][1].upper(), pagu_murni=600, urut=2)

    @classmethod
    def buat(cls, kode: str, uraian: str, unit: UnitKerja | None = None) -> SubKegiatan:
        sub = buat_sub_kegiatan(cls.p.instansi, kode, 1000, unit=unit)
        sub.uraian = uraian
        sub.save()
        return sub

    def setUp(self) -> None:
        self.client.force_login(self.p.perencana)

    def unggah(self, *isi: Tabel) -> ImporBerkas:
        berkas = SimpleUploadedFile("berkas.xlsx", to_xlsx(*((f"L{n}", t) for n, t in enumerate(isi))))
        self.client.post("/satu/2023/impor/unggah/", {"berkas": berkas})
        return ImporBerkas.objects.latest("pk")

    def kirim(self, impor: ImporBerkas, langkah: str, **isi: Any) -> HttpResponse:
        jawaban = self.client.post(f"/satu/2023/impor/{impor.pk}/{langkah}/", isi)
        if ImporBerkas.objects.filter(pk=impor.pk).exists():
            impor.refresh_from_db()
        return jawaban  # type: ignore[return-value]

    def buka(self, impor: ImporBerkas) -> HttpResponse:
        return self.client.get(f"/satu/2023/impor/{impor.pk}/")  # type: ignore[return-value]

    def terapkan(self, impor: ImporBerkas) -> HttpResponse:
        return self.kirim(impor, "terapkan", sidik=self.buka(impor).context["rencana"].sidik)  # type: ignore[attr-defined]
