"""A class of a scale keeps its name while plans and perjanjian have written it down."""

from __future__ import annotations

from typing import Any

from django.test import TestCase

from kinerja.tulisan import format_angka
from organisasi.models import Kabupaten, Pengguna
from perjanjian.models import Butir, PerjanjianKinerja, TargetButir
from renstra.models import Indikator, RealisasiIndikator, TargetIndikator
from tests.pemeran import buat_pemeran
from tests.renstra.pabrik import buat_rencana, buat_skala_akip


class SkalaTerpakaiTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.skala = buat_skala_akip(cls.p.kabupaten)
        cls.r = buat_rencana(cls.p.instansi)
        TargetIndikator.objects.filter(indikator=cls.r.indikator).delete()
        Indikator.objects.filter(pk=cls.r.indikator.pk).update(jenis="predikat")
        cls.i = Indikator.objects.get(pk=cls.r.indikator.pk)

    def setUp(self) -> None:
        self.client.force_login(self.p.admin)

    def simpan(self, ganti: dict[str, tuple[str, str]], hapus: str = "") -> Any:
        """Send the classes of the scale, some with another predikat and letter, one marked as deleted."""
        isi = {"nama": self.skala.nama, "dasar_hukum": "Perbup"}
        kelas = list(self.skala.kelas.all())
        isi |= {"kelas-TOTAL_FORMS": str(len(kelas)), "kelas-INITIAL_FORMS": "0"}
        for n, k in enumerate(kelas):
            predikat, huruf = ganti.get(k.huruf, (k.predikat, k.huruf))
            bawah = "" if k.bawah is None else format_angka(k.bawah)
            isi |= {f"kelas-{n}-predikat": predikat, f"kelas-{n}-huruf": huruf, f"kelas-{n}-batas": "lebih",
                    f"kelas-{n}-bawah": bawah}  # fmt: skip
            if k.huruf == hapus:
                isi[f"kelas-{n}-DELETE"] = "on"
        return self.client.post(f"/kabupaten/{self.p.kabupaten.pk}/skala/{self.skala.pk}/", isi)

    def test_a_letter_that_is_written_down_is_not_renamed(self) -> None:
        TargetIndikator.objects.create(indikator=self.i, tahun=2023, teks="BB")
        RealisasiIndikator.objects.create(indikator=self.i, tahun=2024, teks="BB")
        jawaban = self.simpan({"BB": ("Baik sekali", "BS")})
        self.assertContains(jawaban, "Kelas “BB” masih tertulis di target S1.1 2023 Kecamatan Satu; realisasi S1.1 2024",
                            status_code=422)  # fmt: skip
        self.assertContains(jawaban, 'value="Baik sekali"', status_code=422)
        self.assertTrue(self.skala.kelas.filter(huruf="BB").exists())

    def test_a_class_that_is_written_down_is_not_removed(self) -> None:
        Indikator.objects.filter(pk=self.i.pk).update(kondisi_awal_teks="CC", skala=self.skala)
        Kabupaten.objects.filter(pk=self.p.kabupaten.pk).update(skala_indikator=self.skala)
        self.assertContains(self.simpan({}, hapus="CC"), "kondisi awal S1.1 Kecamatan Satu", status_code=422)

    def test_a_name_that_leaves_the_letter_is_free(self) -> None:
        TargetIndikator.objects.create(indikator=self.i, tahun=2023, teks="BB")
        self.assertEqual(self.simpan({"BB": ("Baik sekali", "BB")}).status_code, 302)
        self.assertTrue(self.skala.kelas.filter(predikat="Baik sekali", huruf="BB").exists())

    def test_a_class_that_is_nowhere_is_free(self) -> None:
        TargetIndikator.objects.create(indikator=self.i, tahun=2023, teks="BB")
        self.assertEqual(self.simpan({"CC": ("Cukup baik", "CB")}).status_code, 302)

    def test_words_of_another_scale_or_kind_do_not_count(self) -> None:
        TargetIndikator.objects.create(indikator=self.r.operasi, tahun=2023, teks="BB")
        self.assertEqual(self.simpan({"BB": ("Baik sekali", "BS")}).status_code, 302)

    def test_what_a_perjanjian_promises_counts(self) -> None:
        pk = PerjanjianKinerja.objects.create(
            instansi=self.p.instansi, tahun=2023, jabatan=self.r.camat, sebutan_pihak_kedua="Bupati"
        )
        butir = Butir.objects.create(perjanjian=pk, indikator=self.i, target_teks="A", urut=1)
        TargetButir.objects.create(butir=butir, triwulan=2, teks="B")
        jawaban = self.simpan({"A": ("Unggul", "U"), "B": ("Lumayan", "L")})
        self.assertContains(
            jawaban, "Kelas “A” masih tertulis di perjanjian Camat 2023 Kecamatan Satu", status_code=422
        )
        self.assertContains(jawaban, "Kelas “B” masih tertulis", status_code=422)

    def test_djangos_own_admin_is_no_way_around(self) -> None:
        TargetIndikator.objects.create(indikator=self.i, tahun=2023, teks="BB")
        kelas = list(self.skala.kelas.all())
        isi = {"nama": self.skala.nama, "kelas-TOTAL_FORMS": str(len(kelas)), "kelas-INITIAL_FORMS": str(len(kelas))}
        for n, k in enumerate(kelas):
            huruf = "BS" if k.huruf == "BB" else k.huruf
            isi |= {f"kelas-{n}-id": str(k.pk), f"kelas-{n}-skala": str(self.skala.pk), f"kelas-{n}-predikat": k.predikat,
                    f"kelas-{n}-huruf": huruf, f"kelas-{n}-bawah": "" if k.bawah is None else str(k.bawah),
                    f"kelas-{n}-urut": str(n)}  # fmt: skip
        self.client.force_login(Pengguna.objects.create_superuser("pengelola"))
        alamat = f"/kelola/organisasi/skala/{self.skala.pk}/change/"
        isi_bb = isi | {f"kelas-{n}-predikat": "Sebutan lain" for n, k in enumerate(kelas) if k.huruf == "BB"}
        self.assertContains(self.client.post(alamat, isi_bb), "Kelas “BB” masih tertulis di target S1.1 2023")
        self.assertTrue(self.skala.kelas.filter(huruf="BB").exists())
        self.assertEqual(self.client.post(alamat, isi | {f"kelas-{n}-huruf": k.huruf for n, k in enumerate(kelas)}).status_code,
                         302)  # fmt: skip

    def test_many_places_are_counted(self) -> None:
        for tahun in range(2021, 2026):
            TargetIndikator.objects.create(indikator=self.i, tahun=tahun, teks="BB")
            RealisasiIndikator.objects.create(indikator=self.i, tahun=tahun, teks="BB")
        self.assertContains(self.simpan({}, hapus="BB"), "; dan 5 isian lain", status_code=422)
