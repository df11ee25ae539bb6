"""Kinds that are no plain figures, where the plan is typed: form of the indicator, grids, copies, versions."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from renstra.models import Indikator, RealisasiIndikator, Renstra, TargetIndikator
from renstra.rekap import muat_renstra
from renstra.susun import salin_renstra
from renstra.target import BarisRealisasi, BarisTarget, list_tahun_realisasi
from renstra.versi import compare, snapshot
from tests.pemeran import buat_pemeran
from tests.renstra.pabrik import buat_rencana, buat_skala, buat_skala_akip

JSON = {"Accept": "application/json"}
DASAR = "/satu/2023/renstra/"
KELAS = "Isi salah satu: AA, A, BB, B, CC, C, D."


class JenisTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.skala = buat_skala_akip(cls.p.kabupaten)
        cls.r = buat_rencana(cls.p.instansi)
        cls.i = cls.r.indikator

    def setUp(self) -> None:
        self.client.force_login(self.p.perencana)

    def jadikan(self, jenis: str, **bidang: Any) -> None:
        TargetIndikator.objects.filter(indikator=self.i).delete()
        Indikator.objects.filter(pk=self.i.pk).update(jenis=jenis, **bidang)

    def kirim_target(self, **ganti: str) -> Any:
        baris = BarisTarget(Indikator.objects.get(pk=self.i.pk))
        isi = {f"{baris.prefix}-{n}": v for n, v in ({**baris.teks, "sidik": baris.sidik_kini} | ganti).items()}
        return self.client.post(f"{DASAR}target/{self.i.pk}/", isi, headers=JSON)

    def kirim_realisasi(self, **ganti: str) -> Any:
        baris = BarisRealisasi(Indikator.objects.get(pk=self.i.pk), list_tahun_realisasi(self.r.renstra, 2023))
        isi = {f"{baris.prefix}-{n}": v for n, v in ({**baris.teks, "sidik": baris.sidik_kini} | ganti).items()}
        return self.client.post(f"{DASAR}realisasi/{self.i.pk}/", isi, headers=JSON)

    def target(self) -> dict[int, str]:
        return {t.tahun: t.teks for t in TargetIndikator.objects.filter(indikator=self.i, nilai=None)}


class KisiJenisTest(JenisTest):
    def test_targets_and_beginning_of_a_predikat_are_classes(self) -> None:
        self.jadikan("predikat")
        jawaban = self.kirim_target(awal="c", t2023="sangat baik", t2024="A").json()
        self.assertEqual((jawaban["status"], jawaban["peringatan"]), ("tersimpan", []))
        self.assertEqual(self.target(), {2023: "BB", 2024: "A"})
        self.assertEqual(Indikator.objects.get(pk=self.i.pk).kondisi_awal_teks, "C")
        for nama in ("awal", "t2023"):
            for salah in ("72,5", "72,5 (BB)", "WTP"):
                with self.subTest(nama=nama, salah=salah):
                    self.assertIn(KELAS, str(self.kirim_target(**{nama: salah}).json()["galat"][nama]))
        self.assertEqual(self.target(), {2023: "BB", 2024: "A"})

    def test_an_own_scale_goes_before_the_one_of_the_kabupaten(self) -> None:
        self.jadikan("predikat", skala=buat_skala("Sendiri", ("Maju", "", 50), ("Berkembang", "", None)))
        self.assertEqual(self.kirim_target(t2023="maju").json()["status"], "tersimpan")
        self.assertEqual(self.target(), {2023: "Maju"})
        self.assertIn("Isi salah satu: Maju, Berkembang.", str(self.kirim_target(t2023="BB").json()["galat"]))

    def test_ya_tidak_and_rentang(self) -> None:
        self.jadikan("ya-tidak")
        self.assertEqual(self.kirim_target(t2023=" ADA ", t2024="tidak").json()["status"], "tersimpan")
        self.assertEqual(self.target(), {2023: "Ya", 2024: "Tidak"})
        self.assertIn("Isi Ya atau Tidak", str(self.kirim_target(t2023="100").json()["galat"]))
        self.jadikan("rentang", batas_bawah=90, batas_atas=110)
        self.assertEqual(self.kirim_target(t2023="90 - 110", awal="85").json()["status"], "tersimpan")
        self.assertEqual(self.target(), {2023: "90–110"})
        self.assertIn("bukan rentang", str(self.kirim_target(t2023="100").json()["galat"]))
        self.assertIn("bukan rentang", str(self.kirim_target(t2023="sekitar seratus").json()["galat"]))

    def test_earlier_years(self) -> None:
        self.jadikan("predikat")
        self.assertEqual(self.kirim_realisasi(r2022="cc").json()["status"], "tersimpan")
        self.assertEqual(RealisasiIndikator.objects.get().teks, "CC")
        self.assertIn(KELAS, str(self.kirim_realisasi(r2022="60 (CC)").json()["galat"]["r2022"]))
        self.jadikan("rentang", batas_bawah=90, batas_atas=110)  # what was reached is a figure
        self.assertEqual(self.kirim_realisasi(r2021="120").json()["status"], "tersimpan")

    def test_the_page_says_what_may_be_typed(self) -> None:
        self.jadikan("predikat")
        for alamat in ("", "target/", "realisasi/"):
            with self.subTest(alamat):
                self.assertContains(self.client.get(f"{DASAR}{alamat}"), "Predikat: AA, A, BB, B, CC, C, D")

    def test_more_predikat_cost_no_more_queries(self) -> None:
        self.jadikan("predikat", skala=buat_skala("Sendiri", ("Maju", "", 50), ("Berkembang", "", None)))

        def hitung(alamat: str) -> int:
            with CaptureQueriesContext(connection) as kueri:
                self.assertEqual(self.client.get(alamat).status_code, 200)
            return len(kueri)

        alamat = [DASAR, f"{DASAR}target/", f"{DASAR}realisasi/", "/satu/2023/iku/"]
        for a in alamat:
            hitung(a)
        sebelum = [hitung(a) for a in alamat]
        for n in range(4):
            Indikator.objects.create(
                renstra=self.r.renstra, sasaran=self.r.sasaran, kode=f"X{n}", uraian="x", jenis="predikat", iku=True,
                skala=self.skala if n % 2 else None,
            )  # fmt: skip
        self.assertEqual([hitung(a) for a in alamat], sebelum)


class FormJenisTest(JenisTest):
    ISI = {"kode": "S1.9", "uraian": "Predikat SAKIP", "satuan": "", "desimal": "2", "sumber_nilai": "entri"}

    def buat(self, **isi: Any) -> Any:
        induk = f"sasaran:{self.r.sasaran.pk}"
        return self.client.post(f"{DASAR}indikator/baru/", {**self.ISI, "induk": induk, "arah": "naik"} | isi)

    def ubah(self, **isi: Any) -> Any:
        lama = Indikator.objects.get(pk=self.i.pk)
        dasar = {"kode": lama.kode, "uraian": lama.uraian, "desimal": "2", "sumber_nilai": "entri", "arah": "naik"}
        induk = f"sasaran:{self.r.sasaran.pk}"
        return self.client.post(
            f"{DASAR}indikator/{self.i.pk}/", {**dasar, "induk": induk, "akumulasi": "kumulatif"} | isi
        )

    def test_the_form_offers_the_scales_and_names_the_default(self) -> None:
        self.assertContains(self.client.get(f"{DASAR}indikator/baru/"), "Skala AKIP kabupaten: AKIP uji")

    def test_what_does_not_belong_to_the_kind_is_left_out(self) -> None:
        lain = {"arah": "turun", "skala": self.skala.pk, "akumulasi": "akumulatif", "kondisi_awal": "5"}
        self.assertEqual(self.buat(jenis="ya-tidak", kondisi_awal_teks="belum", **lain).status_code, 302)
        i = Indikator.objects.get(kode="S1.9")
        self.assertEqual((i.arah, i.skala, i.akumulasi, i.kondisi_awal), ("naik", None, "kumulatif", None))
        self.assertEqual(i.kondisi_awal_teks, "Tidak")

    def test_a_predikat_keeps_its_scale_and_its_beginning_is_a_class(self) -> None:
        jawaban = self.buat(jenis="predikat", skala=self.skala.pk, kondisi_awal_teks="WTP")
        self.assertContains(jawaban, KELAS, status_code=422)
        self.assertEqual(self.buat(jenis="predikat", skala=self.skala.pk, kondisi_awal_teks="cc").status_code, 302)
        i = Indikator.objects.get(kode="S1.9")
        self.assertEqual((i.skala, i.kondisi_awal_teks), (self.skala, "CC"))

    def test_a_source_of_figures_is_refused_where_words_are_needed(self) -> None:
        for jenis, sumber in (("ya-tidak", "skm"), ("ya-tidak", "akip"), ("predikat", "luaran")):
            with self.subTest(jenis=jenis, sumber=sumber):
                self.assertContains(
                    self.buat(jenis=jenis, sumber_nilai=sumber), "Sumber nilai ini berupa angka", status_code=422
                )
        self.assertEqual(self.buat(jenis="predikat", sumber_nilai="akip").status_code, 302)

    def test_the_kind_is_not_changed_under_entries_that_do_not_fit(self) -> None:
        RealisasiIndikator.objects.create(indikator=self.i, tahun=2022, teks="Lumayan")
        jawaban = self.ubah(jenis="predikat")
        self.assertContains(jawaban, "Target 2023 (80), 2024 (85) tidak cocok dengan jenis ini", status_code=422)
        self.assertContains(jawaban, "Realisasi 2022 (Lumayan) tidak cocok", status_code=422)
        self.assertEqual(Indikator.objects.get(pk=self.i.pk).jenis, "angka")
        TargetIndikator.objects.filter(indikator=self.i).update(nilai=None, teks="bb")
        RealisasiIndikator.objects.update(teks="", alasan="belum dinilai")
        self.assertEqual(self.ubah(jenis="predikat").status_code, 302)


class ModelJenisTest(JenisTest):
    def test_the_database_refuses_what_contradicts_the_kind(self) -> None:
        for bidang in (
            {"jenis": "rentang", "batas_bawah": 1, "batas_atas": 2, "arah": "turun"},
            {"jenis": "angka", "skala": self.skala},
            {"jenis": "ya-tidak", "sumber_nilai": "akip"},
        ):
            with self.subTest(bidang), self.assertRaises(IntegrityError), transaction.atomic():
                Indikator.objects.filter(pk=self.i.pk).update(**bidang)

    def test_rows_bring_their_words_into_one_spelling(self) -> None:
        self.jadikan("predikat")
        self.i.refresh_from_db()
        target = TargetIndikator(indikator=self.i, tahun=2025, teks="sangat baik")
        target.full_clean()
        self.assertEqual(target.teks, "BB")
        for salah in (TargetIndikator(nilai=70), RealisasiIndikator(teks="WTP")):
            salah.indikator, salah.tahun = self.i, 2025
            with self.subTest(salah=salah), self.assertRaises(ValidationError) as galat:
                salah.full_clean()
            self.assertIn("teks", galat.exception.message_dict)

    def test_one_without_a_plan_is_told_so(self) -> None:
        """As the admin's empty form sends it; the scale is looked up through the plan."""
        with self.assertRaises(ValidationError) as galat:
            Indikator(jenis="predikat", kondisi_awal_teks="BB").full_clean()
        self.assertIn("renstra", galat.exception.message_dict)

    def test_a_copied_plan_keeps_kind_and_scale(self) -> None:
        self.jadikan("predikat", skala=self.skala, kondisi_awal_teks="C")
        baru = Renstra.objects.create(instansi=self.p.instansi, tahun_awal=2026, tahun_akhir=2030)
        salin_renstra(self.r.renstra, baru)
        i = baru.indikator.get(kode="S1.1")
        self.assertEqual((i.jenis, i.skala, i.kondisi_awal_teks), ("predikat", self.skala, ""))

    def test_a_version_tells_a_changed_scale(self) -> None:
        self.jadikan("predikat", kondisi_awal_teks="C")
        lama = snapshot(self.r.renstra)
        Indikator.objects.filter(pk=self.i.pk).update(skala=self.skala, kondisi_awal_teks="CC")
        beda = {(b.bidang, b.sebelum, b.sesudah) for b in compare(lama, snapshot(self.r.renstra))}
        self.assertEqual(beda, {("skala predikat", "", "AKIP uji"), ("kondisi awal", "C", "CC")})

    def test_a_band_is_the_target_of_years_without_their_own(self) -> None:
        self.jadikan("rentang", batas_bawah=90, batas_atas=110)
        TargetIndikator.objects.create(indikator=self.i, tahun=2024, teks="95–105")
        (rekap,) = (i for i in muat_renstra(self.p.instansi, 2023).indikator if i.pk == self.i.pk)
        self.assertEqual((rekap.sasar(2023).teks, rekap.sasar(2024).teks), ("90–110", "95–105"))
