"""Spending lines carry figures of quarters too: they close with them."""

from __future__ import annotations

from django.test import TestCase

from anggaran.models import Belanja, IsianTriwulan, RealisasiBelanja
from tests.pabrik import buat_sub_kegiatan
from tests.pemeran import buat_pemeran

JSON = {"Accept": "application/json"}


class BelanjaTerkunciTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.sub = buat_sub_kegiatan(cls.p.instansi, "7.01.01.2.01.01", 1_000)
        cls.belanja = Belanja.objects.create(sub_kegiatan=cls.sub, uraian="Kertas", pagu_murni=500, urut=1)
        RealisasiBelanja.objects.create(belanja=cls.belanja, triwulan=1, nilai=100)
        IsianTriwulan.objects.create(instansi=cls.p.instansi, tahun=2023, triwulan=1, status="disetujui")

    def setUp(self) -> None:
        self.client.force_login(self.p.perencana)
        self.alamat = f"/satu/2023/data/belanja/baris/{self.belanja.pk}/"

    def simpan(self, **isi: str) -> tuple[int, dict[str, object]]:
        halaman = self.client.get("/satu/2023/data/belanja/")
        sidik = halaman.context["baris"][0].form.initial["sidik"]
        pk = self.belanja.pk
        awal = {"uraian": "Kertas", "pagu_murni": "500", "tw1": "100", "sidik": sidik}
        data = {f"{pk}-{n}": v for n, v in {**awal, **isi}.items()} | {"baris": pk}
        jawaban = self.client.post(f"{self.alamat}?pilih={self.sub.pk}", data, headers=JSON)
        return jawaban.status_code, jawaban.json()

    def test_a_quarter_that_was_approved_does_not_change_here_either(self) -> None:
        kode, isi = self.simpan(tw1="150")
        self.assertEqual(kode, 422)
        self.assertIn("sudah disetujui", str(isi["galat"]))
        self.assertEqual(RealisasiBelanja.objects.get().nilai, 100)

    def test_an_open_quarter_of_the_same_line_does(self) -> None:
        kode, isi = self.simpan(tw2="50")
        self.assertEqual(kode, 200, isi)
        self.assertEqual(dict(RealisasiBelanja.objects.values_list("triwulan", "nilai")), {1: 100, 2: 50})

    def test_the_line_cannot_be_deleted(self) -> None:
        jawaban = self.client.post(f"{self.alamat}hapus/?pilih={self.sub.pk}", headers=JSON)
        self.assertEqual(jawaban.status_code, 422)
        self.assertTrue(Belanja.objects.exists())
