"""The output of a program or a kegiatan is typed in the quarter of who answers for it."""

from __future__ import annotations

from decimal import Decimal

from django.test import TestCase

from anggaran.isian import count_terisi, list_bagian
from anggaran.models import IndikatorKegiatan, RealisasiKeluaran
from organisasi.models import Jabatan, Peran, UnitKerja
from tests.pabrik import buat_sub_kegiatan
from tests.pemeran import buat_pemeran


class KeluaranKegiatanTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.kelurahan = UnitKerja.objects.create(instansi=cls.p.instansi, nama="Kelurahan Satu", jenis="kelurahan")
        Peran.objects.create(pengguna=cls.p.pelaksana, jenis="pelaksana", instansi=cls.p.instansi, unit=cls.kelurahan)
        sub = buat_sub_kegiatan(cls.p.instansi, "7.01.01.2.01.01", 1_000, unit=cls.kelurahan)
        cls.milik = IndikatorKegiatan.objects.create(
            kegiatan=sub.kegiatan, uraian="Dokumen tersusun", target=Decimal(2)
        )
        lain = buat_sub_kegiatan(cls.p.instansi, "7.01.02.2.01.01", 1_000)
        kasi = Jabatan.objects.create(instansi=cls.p.instansi, nama="Kasi Satu", unit=cls.p.unit)
        lain.kegiatan.program.penanggung_jawab = kasi
        lain.kegiatan.program.save()
        cls.program = IndikatorKegiatan.objects.create(
            program=lain.kegiatan.program, uraian="Layanan", target=Decimal(1)
        )
        cls.tanpa = IndikatorKegiatan.objects.create(
            kegiatan=buat_sub_kegiatan(cls.p.instansi, "7.01.03.2.01.01", 1_000).kegiatan,
            uraian="Tanpa penanggung jawab",
        )
        cls.alamat = f"/satu/2023/triwulan/2/{cls.kelurahan.pk}/"
        cls.baris = f"{cls.alamat}baris/k{cls.milik.pk}/"

    def simpan(self, nilai: str, sidik: str) -> int:
        self.client.force_login(self.p.pelaksana)
        kunci = f"k{self.milik.pk}"
        isi = {f"{kunci}-nilai": nilai, f"{kunci}-sidik": sidik}
        return self.client.post(self.baris, isi, headers={"Accept": "application/json"}).status_code

    def sidik(self) -> str:
        self.client.force_login(self.p.pelaksana)
        halaman = self.client.get(self.alamat)
        return halaman.context["keluaran"][0].baris.sidik

    def test_each_goes_to_who_answers_for_it(self) -> None:
        isi = {b.unit: [k.uraian for k in b.keluaran] for b in list_bagian(self.p.instansi, 2023)}
        self.assertEqual(
            isi,
            {
                self.kelurahan: ["Dokumen tersusun"],
                self.p.unit: ["Layanan"],
                None: ["Tanpa penanggung jawab"],
            },
        )

    def test_a_row_is_stored_counted_and_emptied(self) -> None:
        self.assertEqual(self.simpan("1,5", self.sidik()), 200)
        self.assertEqual(RealisasiKeluaran.objects.get().nilai, Decimal("1.5"))
        bagian = list_bagian(self.p.instansi, 2023)
        terisi = count_terisi(self.p.instansi, 2023, bagian)
        self.assertEqual((terisi[2, self.kelurahan.pk].lengkap, terisi[2, self.kelurahan.pk].semua), (1, 2))
        self.assertEqual(self.simpan("", self.sidik()), 200)
        self.assertFalse(RealisasiKeluaran.objects.exists())

    def test_a_colleagues_value_and_a_negative_one_are_not_stored(self) -> None:
        lama = self.sidik()
        self.assertEqual(self.simpan("1", lama), 200)
        self.assertEqual(self.simpan("2", lama), 409)
        self.assertEqual(self.simpan("-2", self.sidik()), 422)
        self.assertEqual(RealisasiKeluaran.objects.get().nilai, Decimal(1))
