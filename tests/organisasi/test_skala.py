"""Scales: shipped ones are read and copied, one's own are changed, none may have gaps."""

from __future__ import annotations

from decimal import Decimal

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from lakip.acuan import muat_acuan
from organisasi.models import Kabupaten, KelasSkala, Pengguna, Skala
from organisasi.riwayat import list_riwayat
from renstra.models import Indikator
from tests.pemeran import buat_pemeran
from tests.renstra.pabrik import buat_rencana

Baris = tuple[str, str, str]


class SkalaTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        muat_acuan()
        cls.p = buat_pemeran()
        cls.dasar = f"/kabupaten/{cls.p.kabupaten.pk}/skala/"
        cls.bawaan = Skala.objects.get(nama="Permendagri 86/2017")
        cls.milik = Skala.objects.create(nama="Skala Contoh")
        for urut, (predikat, bawah) in enumerate([("Baik", Decimal(80)), ("Kurang", None)]):
            KelasSkala.objects.create(skala=cls.milik, predikat=predikat, bawah=bawah, urut=urut)
        cls.p.kabupaten.skala_indikator = cls.milik
        cls.p.kabupaten.save()

    def setUp(self) -> None:
        self.client.force_login(self.p.admin)

    def isi(self, *kelas: Baris, nama: str = "Skala Contoh") -> dict[str, str]:
        isi = {"nama": nama, "dasar_hukum": "Perbup 1/2026"}
        isi |= {"kelas-TOTAL_FORMS": str(len(kelas)), "kelas-INITIAL_FORMS": "0"}
        for n, (predikat, batas, bawah) in enumerate(kelas):
            isi |= {f"kelas-{n}-predikat": predikat, f"kelas-{n}-batas": batas, f"kelas-{n}-bawah": bawah}
        return isi

    def kelas(self, skala: Skala) -> list[tuple[str, Decimal | None, bool]]:
        return list(skala.kelas.values_list("predikat", "bawah", "eksklusif"))

    def test_lists_all_with_their_bounds_and_use(self) -> None:
        jawaban = self.client.get(self.dasar)
        self.assertContains(jawaban, "&gt; 75 s.d. 90")
        self.assertContains(jawaban, "dipakai untuk indikator")
        self.assertContains(jawaban, f"{self.dasar}{self.bawaan.pk}/salin/")
        self.assertNotContains(jawaban, f'"{self.dasar}{self.bawaan.pk}/"')
        self.assertContains(jawaban, f'"{self.dasar}{self.milik.pk}/"')

    def test_more_scales_cost_no_more_queries(self) -> None:
        with CaptureQueriesContext(connection) as sedikit:
            self.client.get(self.dasar)
        for n in range(5):
            KelasSkala.objects.create(skala=Skala.objects.create(nama=f"Skala {n}"), predikat="Baik")
        with self.assertNumQueries(len(sedikit)):
            self.client.get(self.dasar)

    def test_a_shipped_scale_is_changed_by_a_superuser_only(self) -> None:
        self.p.kabupaten.skala_kegiatan = self.bawaan
        self.p.kabupaten.save()
        alamat = f"{self.dasar}{self.bawaan.pk}/"
        self.assertEqual(self.client.get(alamat).status_code, 403)
        isi = self.isi(("Baik", "lebih", ""), nama=self.bawaan.nama)
        self.assertEqual(self.client.post(alamat, isi).status_code, 403)
        self.assertEqual(self.bawaan.kelas.count(), 5)
        self.client.force_login(Pengguna.objects.create_superuser("pengelola"))
        self.assertEqual(self.client.post(alamat, isi).status_code, 302)
        self.assertEqual(self.bawaan.kelas.count(), 1)

    def test_a_scale_that_another_kabupaten_uses_is_read_only(self) -> None:
        sebelah = Kabupaten.objects.get(nama="Sebelah")
        sebelah.skala_skm = self.milik
        sebelah.save()
        self.assertEqual(self.client.get(f"{self.dasar}{self.milik.pk}/").status_code, 403)

    def test_a_scale_that_an_indicator_of_another_kabupaten_uses_is_read_only(self) -> None:
        for instansi, status in ((self.p.instansi, 200), (self.p.jauh, 403)):
            rencana = buat_rencana(instansi)
            Indikator.objects.filter(pk=rencana.indikator.pk).update(jenis="predikat", skala=self.milik)
            with self.subTest(instansi=instansi):
                self.assertEqual(self.client.get(f"{self.dasar}{self.milik.pk}/").status_code, status)

    def test_a_scale_that_nobody_uses_yet_is_read_only(self) -> None:
        baru = Skala.objects.create(nama="Skala Orang")
        self.assertEqual(self.client.get(f"{self.dasar}{baru.pk}/").status_code, 403)

    def test_a_copy_begins_with_the_classes_of_the_original(self) -> None:
        jawaban = self.client.get(f"{self.dasar}{self.bawaan.pk}/salin/")
        self.assertContains(jawaban, 'value="Permendagri 86/2017 – Contoh"')
        self.assertContains(jawaban, 'value="Sangat Tinggi"')
        kelas = (("Bagus", "lebih", "85,5"), ("Cukup", "mulai", "60"), ("Kurang", "lebih", ""))
        jawaban = self.client.post(f"{self.dasar}{self.bawaan.pk}/salin/", self.isi(*kelas, nama="Skala Baru"))
        self.assertRedirects(jawaban, self.dasar)
        baru = Skala.objects.get(nama="Skala Baru")
        self.assertEqual(
            self.kelas(baru), [("Bagus", Decimal("85.5"), True), ("Cukup", Decimal(60), False), ("Kurang", None, True)]
        )
        self.assertEqual(self.bawaan.kelas.count(), 5)
        self.assertEqual(list_riwayat(baru)[0].oleh, "admin")

    def test_classes_are_changed_added_and_removed(self) -> None:
        kelas = (("Kurang", "lebih", ""), ("Baik", "lebih", "70"), ("Istimewa", "lebih", "95"))
        self.assertEqual(self.client.post(f"{self.dasar}{self.milik.pk}/", self.isi(*kelas)).status_code, 302)
        self.assertEqual(
            self.kelas(self.milik),
            [("Istimewa", Decimal(95), True), ("Baik", Decimal(70), True), ("Kurang", None, True)],
        )
        baik = self.milik.kelas.get(predikat="Baik")
        self.assertIn(("batas bawah", "80", "70"), list_riwayat(baik)[0].isi)
        isi = self.isi(*kelas) | {"kelas-2-DELETE": "on"}
        self.client.post(f"{self.dasar}{self.milik.pk}/", isi)
        self.assertEqual([k[0] for k in self.kelas(self.milik)], ["Baik", "Kurang"])

    def test_gaps_and_overlaps_are_refused_with_a_sentence(self) -> None:
        for kelas, kalimat in (
            ((("Baik", "lebih", "80"),), "Celah: nilai di bawah batas terendah"),
            ((("Baik", "lebih", "80"), ("Cukup", "mulai", "80"), ("Kurang", "lebih", "")), "batas 80 dipakai 2 kelas"),
            ((("Baik", "lebih", ""), ("Kurang", "lebih", "")), "2 kelas tanpa batas bawah"),
            ((("Baik", "lebih", "80"), ("Baik", "lebih", "")), "dipakai lebih dari sekali"),
            ((("Baik", "lebih", "8,555"), ("Kurang", "lebih", "")), "lebih dari dua desimal"),
            ((("Baik", "lebih", "1000000"), ("Kurang", "lebih", "")), "Batas bawah paling besar 99.999"),
            ((("", "lebih", "80"), ("Kurang", "lebih", "")), "Bidang ini"),
            ((), "Celah"),
        ):
            with self.subTest(kalimat):
                jawaban = self.client.post(f"{self.dasar}{self.milik.pk}/", self.isi(*kelas))
                self.assertContains(jawaban, kalimat, status_code=422)
        self.assertEqual(self.milik.kelas.count(), 2)

    def test_a_colleagues_change_of_a_class_is_noticed(self) -> None:
        form = self.client.get(f"{self.dasar}{self.milik.pk}/").context["form"]
        kelas = self.milik.kelas.get(predikat="Baik")
        kelas.bawah = Decimal(75)
        kelas.save()
        isi = self.isi(("Baik", "lebih", "70"), ("Kurang", "lebih", "")) | {"sidik": form.initial["sidik"]}
        jawaban = self.client.post(f"{self.dasar}{self.milik.pk}/", isi)
        self.assertContains(jawaban, "setelah halaman Anda dibuka", status_code=422)
        self.assertEqual(self.milik.kelas.get(predikat="Baik").bawah, Decimal(75))
