"""Letters, yes/no and bands that are promised: the grid of butir, choosing, carrying on, evaluation, cascade."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.test import TestCase

from perjanjian.forms import BarisButir
from perjanjian.kaskade import Periksa
from perjanjian.models import Butir, PerjanjianKinerja, TargetButir
from perjanjian.rekap import muat_perjanjian
from perjanjian.salin import buat_perubahan, salin_perjanjian
from perjanjian.views_kaskade import muat_kaskade
from renstra.models import Indikator, RealisasiIndikator, TargetIndikator
from tests.pemeran import buat_pemeran
from tests.renstra.pabrik import buat_rencana, buat_skala_akip

JSON = {"Accept": "application/json"}
DASAR = "/satu/2023/perjanjian/"


class ButirBerkataTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        buat_skala_akip(cls.p.kabupaten)
        cls.r = buat_rencana(cls.p.instansi)
        TargetIndikator.objects.filter(indikator=cls.r.indikator).update(nilai=None, teks="BB")
        Indikator.objects.filter(pk=cls.r.indikator.pk).update(jenis="predikat", uraian="Predikat SAKIP")
        cls.pk = PerjanjianKinerja.objects.create(
            instansi=cls.p.instansi, tahun=2023, jabatan=cls.r.camat, sebutan_pihak_kedua="Bupati"
        )
        cls.butir = Butir.objects.create(perjanjian=cls.pk, indikator=cls.r.indikator, target_teks="BB", urut=1)

    def setUp(self) -> None:
        self.client.force_login(self.p.perencana)

    def kirim(self, **ganti: str) -> Any:
        baris = BarisButir(Butir.objects.get(pk=self.butir.pk))
        isi = {f"{baris.prefix}-{n}": v for n, v in ({**baris.teks, "sidik": baris.sidik_kini} | ganti).items()}
        return self.client.post(f"{DASAR}{self.pk.pk}/butir/{self.butir.pk}/", isi, headers=JSON)

    def evaluasi(self, triwulan: int) -> tuple[str, ...]:
        b = self.client.get(f"{DASAR}{self.pk.pk}/evaluasi/?triwulan={triwulan}").context["butir"][0]
        return (b.target, b.realisasi, b.capaian, b.catatan)

    def isi(self, triwulan: int, teks: str = "", **bidang: Any) -> None:
        RealisasiIndikator.objects.create(
            indikator=self.r.indikator, tahun=2023, triwulan=triwulan, teks=teks, **bidang
        )

    def test_target_and_quarters_are_classes(self) -> None:
        jawaban = self.kirim(target="a", tw1="cc", tw2="", tw4="memuaskan").json()
        self.assertEqual((jawaban["status"], jawaban["peringatan"]), ("tersimpan", []))
        self.butir.refresh_from_db()
        self.assertEqual((self.butir.target, self.butir.target_teks), (None, "A"))
        self.assertEqual(
            {t.triwulan: (t.nilai, t.teks) for t in TargetButir.objects.all()}, {1: (None, "CC"), 4: (None, "A")}
        )
        for nama in ("target", "tw2"):
            with self.subTest(nama):
                galat = self.kirim(**{nama: "72,5"}).json()["galat"]
                self.assertIn("Isi salah satu: AA, A, BB, B, CC, C, D.", str(galat[nama]))
        jawaban = self.kirim(tw4="BB").json()
        self.assertEqual([p["bidang"] for p in jawaban["peringatan"]], ["tw4"])

    def test_a_quarter_of_figures_takes_no_words(self) -> None:
        Indikator.objects.filter(pk=self.r.indikator.pk).update(jenis="angka")
        self.assertIn("bukan angka", str(self.kirim(target="80", tw1="Baik").json()["galat"]["tw1"]))
        with self.assertRaises(ValidationError):
            TargetButir(butir=Butir.objects.get(pk=self.butir.pk), triwulan=1, teks="Baik").full_clean()

    def test_what_may_be_chosen_is_checked_against_the_kind(self) -> None:
        Butir.objects.all().delete()
        i, alamat = self.r.indikator.pk, f"{DASAR}{self.pk.pk}/butir/?semua=1"
        self.assertContains(self.client.get(alamat), "Predikat: AA, A, BB, B, CC, C, D")
        jawaban = self.client.post(alamat, {f"{i}-pilih": "on", f"{i}-target": "72"})
        self.assertContains(jawaban, "bukan kelas skala AKIP uji", status_code=422)
        self.client.post(alamat, {f"{i}-pilih": "on", f"{i}-target": "bb"})
        self.assertEqual(Butir.objects.get().target_teks, "BB")

    def test_copies_take_the_letters_along(self) -> None:
        TargetButir.objects.create(butir=self.butir, triwulan=2, teks="B")
        (rekap,) = muat_perjanjian(self.p.instansi, 2023)
        perubahan, _ = buat_perubahan(rekap)
        self.assertEqual([t.teks for t in perubahan.butir.get().target_triwulan.all()], ["B"])
        TargetIndikator.objects.filter(indikator=self.r.indikator, tahun=2024).update(teks="A")
        salin_perjanjian(self.p.instansi, 2023, 2024)
        baru = Butir.objects.get(perjanjian__tahun=2024)
        self.assertEqual((baru.target, baru.target_teks, baru.target_triwulan.count()), (None, "A", 0))

    def test_evaluation_takes_the_last_letter_up_to_the_quarter(self) -> None:
        TargetButir.objects.create(butir=self.butir, triwulan=2, teks="B")
        self.assertEqual(self.evaluasi(2), ("B", "–", "–", "belum diisi"))
        self.isi(1, "CC")
        self.assertEqual(self.evaluasi(1), ("–", "CC", "–", "target belum diisi"))
        self.assertEqual(self.evaluasi(2), ("B", "CC", "83,33", "baru terisi sampai triwulan I"))
        self.isi(0, "A")
        self.assertEqual(self.evaluasi(4), ("BB", "A", "100,00", ""))

    def test_evaluation_of_yes_and_of_a_band(self) -> None:
        Indikator.objects.filter(pk=self.r.indikator.pk).update(jenis="ya-tidak")
        Butir.objects.update(target_teks="Ya")
        self.isi(2, "Tidak")
        self.assertEqual(self.evaluasi(4), ("Ya", "Tidak", "0,00", "baru terisi sampai triwulan II"))
        Indikator.objects.filter(pk=self.r.indikator.pk).update(jenis="rentang", batas_bawah=90, batas_atas=110)
        Butir.objects.update(target_teks="95–105")
        RealisasiIndikator.objects.update(nilai=110, teks="")
        for triwulan in (2, 4):  # what was signed counts, in every quarter as in the documents
            self.assertEqual(self.evaluasi(triwulan)[:3], ("95–105", "110", "95,24"))

    def test_pages_tell_kind_and_rule(self) -> None:
        for alamat in ("", "evaluasi/"):
            with self.subTest(alamat):
                jawaban = self.client.get(f"{DASAR}{self.pk.pk}/{alamat}")
                self.assertContains(jawaban, "Predikat pada skala AKIP uji; capaian 100 % bila mencapai kelas target")

    def test_another_letter_than_in_the_plan_is_found(self) -> None:
        def beda() -> list[str]:
            kaskade = muat_kaskade(self.p.instansi, 2023)
            return [t.pesan for t in kaskade.temuan if t.jenis == Periksa.BEDA_TARGET]

        self.assertEqual(beda(), [])
        Butir.objects.update(target_teks="B")
        self.assertEqual(len(beda()), 1)
        self.assertIn("B, di Renstra tahun 2023 BB.", beda()[0])
