"""The grids of targets and of earlier years: rows saved one by one, and the whole page without JavaScript."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from auditlog.models import LogEntry
from django.test import TestCase

from renstra.models import Indikator, RealisasiIndikator, TargetIndikator
from renstra.target import BarisRealisasi, BarisTarget, list_tahun_realisasi
from tests.pemeran import buat_pemeran
from tests.renstra.pabrik import buat_rencana

JSON = {"Accept": "application/json"}


class KisiTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.r = buat_rencana(cls.p.instansi)
        cls.i = cls.r.indikator

    def setUp(self) -> None:
        self.client.force_login(self.p.perencana)

    def isian(self, i: Indikator | None = None, **ganti: str) -> dict[str, str]:
        baris = BarisTarget(Indikator.objects.get(pk=(i or self.i).pk))
        return {f"{baris.prefix}-{n}": v for n, v in ({**baris.teks, "sidik": baris.sidik_kini} | ganti).items()}

    def kirim(self, isi: dict[str, str]) -> Any:
        return self.client.post(f"/satu/2023/renstra/target/{self.i.pk}/", isi, headers=JSON)

    def target(self) -> dict[int, tuple[Decimal | None, str]]:
        return {t.tahun: (t.nilai, t.teks) for t in TargetIndikator.objects.filter(indikator=self.i)}

    def test_a_row_takes_figures_words_and_gaps(self) -> None:
        jawaban = self.kirim(self.isian(awal="70,5", t2021="Baik", t2022="75 (B)", t2023="", t2024="85"))
        self.assertEqual(jawaban.json()["status"], "tersimpan")
        self.assertEqual(self.target(), {2021: (None, "Baik"), 2022: (Decimal(75), "B"), 2024: (Decimal(85), "")})
        self.i.refresh_from_db()
        self.assertEqual(self.i.kondisi_awal, Decimal("70.5"))
        self.assertEqual(jawaban.json()["isi"]["t2022"], "75 (B)")
        self.assertEqual([p["bidang"] for p in jawaban.json()["peringatan"]], ["t2021"])

    def test_only_what_changed_is_written_and_logged(self) -> None:
        sebelum = LogEntry.objects.count()
        self.kirim(self.isian(t2024="86"))
        self.assertEqual(LogEntry.objects.count(), sebelum + 1)
        self.kirim(self.isian())
        self.assertEqual(LogEntry.objects.count(), sebelum + 1)

    def test_a_figure_with_two_readings_stops_the_row(self) -> None:
        jawaban = self.kirim(self.isian(t2023="1.250", t2024="90"))
        self.assertEqual(jawaban.status_code, 422)
        self.assertIn("dapat dibaca", jawaban.json()["galat"]["t2023"][0])
        self.assertEqual(self.target()[2024], (Decimal(85), ""))

    def test_a_figure_too_long_for_its_column_is_refused(self) -> None:
        jawaban = self.kirim(self.isian(awal="123456789012"))
        self.assertEqual(jawaban.status_code, 422)
        self.assertIn("awal", jawaban.json()["galat"])

    def test_a_row_without_its_fingerprint_changes_nothing(self) -> None:
        self.assertEqual(self.kirim({}).status_code, 422)
        self.assertEqual(len(self.target()), 2)

    def test_the_second_of_two_people_is_told_and_may_insist(self) -> None:
        isi = self.isian(t2024="90")
        self.client.force_login(self.p.admin)
        self.kirim(self.isian(t2024="88"))
        self.client.force_login(self.p.perencana)
        jawaban = self.kirim(isi)
        self.assertEqual(jawaban.status_code, 409)
        bentrok = jawaban.json()
        self.assertEqual(bentrok["oleh"], "admin")
        self.assertEqual(bentrok["kini"], {"t2024": {"label": "Target 2024", "nilai": "88"}})
        self.assertEqual(self.target()[2024], (Decimal(88), ""))
        isi[f"{self.i.pk}-sidik"] = bentrok["sidik"]
        self.assertEqual(self.kirim(isi).status_code, 200)
        self.assertEqual(self.target()[2024], (Decimal(90), ""))

    def test_a_reader_is_refused_in_the_grids_own_words(self) -> None:
        self.client.force_login(self.p.camat)
        jawaban = self.kirim(self.isian(t2024="90"))
        self.assertEqual((jawaban.status_code, jawaban.json()["status"]), (403, "tolak"))

    def test_another_plans_indikator_is_not_there(self) -> None:
        asing = buat_rencana(self.p.lain)
        jawaban = self.client.post(f"/satu/2023/renstra/target/{asing.indikator.pk}/", {}, headers=JSON)
        self.assertEqual(jawaban.status_code, 404)

    def test_without_javascript_the_page_is_one_form(self) -> None:
        isi = self.isian(t2021="60") | self.isian(self.r.operasi, t2023="12")
        self.assertRedirects(self.client.post("/satu/2023/renstra/target/", isi), "/satu/2023/renstra/target/")
        self.assertEqual(self.target()[2021], (Decimal(60), ""))
        self.assertEqual(self.r.operasi.target.get().nilai, 12)

    def test_a_wrong_row_comes_back_and_does_not_hold_up_the_others(self) -> None:
        isi = self.isian(t2021="1.250") | self.isian(self.r.operasi, t2023="12")
        jawaban = self.client.post("/satu/2023/renstra/target/", isi)
        self.assertContains(jawaban, "dapat dibaca", status_code=422)
        self.assertContains(jawaban, 'value="1.250"', status_code=422)
        self.assertEqual(self.r.operasi.target.get().nilai, 12)
        sidik = BarisTarget(Indikator.objects.get(pk=self.r.operasi.pk)).sidik_kini
        self.assertContains(jawaban, sidik, status_code=422)  # the saved row goes on from what is stored now

    def test_a_row_the_page_did_not_have_is_left_alone(self) -> None:
        self.client.post("/satu/2023/renstra/target/", self.isian(self.r.operasi, t2023="12"))
        self.assertEqual(len(self.target()), 2)


class RealisasiTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.r = buat_rencana(cls.p.instansi)

    def setUp(self) -> None:
        self.client.force_login(self.p.perencana)

    def kirim(self, **ganti: str) -> Any:
        i = Indikator.objects.get(pk=self.r.indikator.pk)
        baris = BarisRealisasi(i, list_tahun_realisasi(self.r.renstra, 2023))
        isi = {f"{i.pk}-{n}": v for n, v in ({**baris.teks, "sidik": baris.sidik_kini} | ganti).items()}
        return self.client.post(f"/satu/2023/renstra/realisasi/{i.pk}/", isi, headers=JSON)

    def test_covers_the_years_before_at_least_two(self) -> None:
        self.assertEqual(list(list_tahun_realisasi(self.r.renstra, 2024)), [2021, 2022, 2023])
        self.assertEqual(list(list_tahun_realisasi(self.r.renstra, 2021)), [2019, 2020])

    def test_takes_a_figure_or_why_there_is_none(self) -> None:
        self.assertEqual(self.kirim(r2021="78,5", a2022="belum disurvei").status_code, 200)
        isi = {r.tahun: (r.triwulan, r.nilai, r.alasan) for r in RealisasiIndikator.objects.all()}
        self.assertEqual(isi, {2021: (0, Decimal("78.5"), ""), 2022: (0, None, "belum disurvei")})
        self.assertEqual(self.kirim(r2021="", a2022="").status_code, 200)
        self.assertFalse(RealisasiIndikator.objects.exists())

    def test_a_year_that_is_explained_keeps_its_explanation(self) -> None:
        RealisasiIndikator.objects.create(indikator=self.r.indikator, tahun=2022, nilai=5, faktor="Loket baru")
        jawaban = self.kirim(r2022="")
        self.assertEqual(jawaban.status_code, 422)
        self.assertIn("sudah punya penjelasan", jawaban.json()["galat"]["r2022"][0])
        self.assertEqual(self.kirim(r2022="6").status_code, 200)
        self.assertEqual(RealisasiIndikator.objects.get().faktor, "Loket baru")

    def test_quarters_are_not_touched(self) -> None:
        RealisasiIndikator.objects.create(indikator=self.r.indikator, tahun=2022, triwulan=1, nilai=5)
        self.kirim(r2022="9")
        self.assertEqual(RealisasiIndikator.objects.get(triwulan=1).nilai, 5)

    def test_without_javascript_the_page_is_one_form(self) -> None:
        i = self.r.indikator
        jawaban = self.client.get("/satu/2023/renstra/realisasi/")
        sidik = next(b for b in jawaban.context["baris"] if b.indikator == i).sidik_kini
        isi = {f"{i.pk}-sidik": sidik, f"{i.pk}-r2022": "80"}
        self.assertRedirects(self.client.post("/satu/2023/renstra/realisasi/", isi), "/satu/2023/renstra/realisasi/")
        self.assertEqual(RealisasiIndikator.objects.get().nilai, 80)
