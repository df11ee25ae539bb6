"""Pelaihari before anything was reached, and the two presses of an import."""

from __future__ import annotations

from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import TestCase

from anggaran.models import RealisasiTriwulan, SubKegiatan
from lakip.acuan import muat_acuan
from lakip.contoh import muat_contoh
from organisasi.models import Instansi, Pengguna, Peran, UnitKerja
from sipd.models import ImporBerkas
from tests.sipd.pembuat import SKPD, TAHUN, Sub, Tabel, baris_realisasi, list_dokumen, tabel_realisasi, to_xlsx

Uang = dict[tuple[int | None, str, int], int | None]


class DasarImpor(TestCase):
    """The sample with its money taken out; ``harus`` is what the quarterly reports of the sample rest on."""

    instansi: Instansi
    perencana: Pengguna
    angsau: UnitKerja
    harus: Uang

    @classmethod
    def setUpTestData(cls) -> None:
        muat_acuan()
        cls.instansi = muat_instansi("pelaihari")
        cls.harus = read_uang(cls.instansi)
        cls.angsau = cls.instansi.unit.get(nama="Kelurahan Angsau")
        cls.siapkan()
        kosongkan(cls.instansi)
        cls.perencana = Pengguna.objects.create_user("perencana")
        Peran.objects.create(pengguna=cls.perencana, jenis="perencana", instansi=cls.instansi)

    @classmethod
    def siapkan(cls) -> None:
        """Note what is wanted of the sample before its money goes."""

    def setUp(self) -> None:
        self.client.force_login(self.perencana)
        self.alamat = f"/{self.instansi.slug}/{TAHUN}/impor/"

    def unggah(self, isi: bytes, nama: str = "realisasi.xlsx", **jawaban: str) -> ImporBerkas:
        """Upload a file and answer what it asks."""
        self.client.post(f"{self.alamat}unggah/", {"berkas": SimpleUploadedFile(nama, isi)})
        impor = ImporBerkas.objects.latest("pk")
        while jawaban and "tanya" in impor.ringkasan:
            tanya = {k: v for k, v in jawaban.items() if k in ("bagian", "triwulan", "sd", "tahap") or "-" in k}
            self.client.post(f"{self.alamat}{impor.pk}/jawab/", tanya)
            lalu, impor = impor.ringkasan, ImporBerkas.objects.get(pk=impor.pk)
            assert impor.ringkasan != lalu, impor.ringkasan
        return impor

    def buka(self, impor: ImporBerkas) -> HttpResponse:
        return self.client.get(f"{self.alamat}{impor.pk}/")  # type: ignore[return-value]

    def terapkan(self, impor: ImporBerkas, sidik: str = "") -> HttpResponse:
        rencana = self.buka(impor).context["rencana"]  # type: ignore[attr-defined]
        return self.client.post(f"{self.alamat}{impor.pk}/terapkan/", {"sidik": sidik or rencana.sidik})  # type: ignore[return-value]

    def batalkan(self, impor: ImporBerkas) -> HttpResponse:
        return self.client.post(f"{self.alamat}{impor.pk}/batalkan/")  # type: ignore[return-value]


def muat_instansi(slug: str) -> Instansi:
    laporan = muat_contoh(slug)
    assert not laporan.galat, laporan.galat
    return Instansi.objects.get(slug=slug)


def read_uang(instansi: Instansi) -> Uang:
    """Return the money of every quarter by unit, code and quarter."""
    semua = RealisasiTriwulan.objects.for_instansi(instansi).in_tahun(TAHUN)
    return {
        (r.sub_kegiatan.kegiatan.program.unit_id, r.sub_kegiatan.kode_baku, r.triwulan): r.keuangan
        for r in semua.select_related("sub_kegiatan__kegiatan__program")
    }


def kosongkan(instansi: Instansi) -> None:
    RealisasiTriwulan.objects.for_instansi(instansi).in_tahun(TAHUN).update(keuangan=None)


def list_sub_dari(instansi: Instansi, unit: UnitKerja | None, harus: Uang) -> list[Sub]:
    """Return the sub kegiatan of a unit as the makers of files want them."""
    hasil = []
    semua = SubKegiatan.objects.for_instansi(instansi).in_tahun(TAHUN).filter(kegiatan__program__unit=unit)
    for s in semua.select_related("kegiatan__program").order_by("kode_baku"):
        uang = [harus.get((unit.pk if unit else None, s.kode_baku, t)) or 0 for t in (1, 2, 3, 4)]
        program, kegiatan = s.kegiatan.program, s.kegiatan
        hasil.append(
            Sub(
                s.kode,
                s.uraian,
                (program.kode, program.uraian),
                (kegiatan.kode, kegiatan.uraian),
                s.pagu_murni or 0,
                s.pagu,
                (uang[0], uang[1], uang[2], uang[3]),
                (Decimal(0), Decimal(0), Decimal(0), Decimal(0)),
            )
        )
    return hasil


def buat_realisasi(
    *bagian: tuple[tuple[str, str], tuple[str, str], list[Sub]], triwulan: tuple[int, ...] = (1, 2, 3, 4)
) -> bytes:
    """Return one Laporan Realisasi Per Dokumen for several (SKPD, sub unit, its sub kegiatan)."""
    tabel: Tabel = tabel_realisasi([])
    kolom = [tabel[-1].index(j) for j in ("Kode Sub SKPD", "Nama Sub SKPD")]
    for skpd, unit, daftar in bagian:
        for d in list_dokumen(daftar, triwulan):
            baris = baris_realisasi(d, skpd)
            for k, isi in zip(kolom, unit, strict=True):
                baris[k] = isi
            tabel.append(baris)
    return to_xlsx(("Data Realisasi Dokumen", tabel))


KECAMATAN = (SKPD, SKPD)
ANGSAU = (SKPD, ("7.01.0.00.0.00.06.0001", "KELURAHAN ANGSAU"))
