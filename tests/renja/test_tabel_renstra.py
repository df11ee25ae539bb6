"""The page and the tables of the Renstra's programmes: years as columns, odd figures told, two people on one row."""

from __future__ import annotations

import io
from typing import Any

from django.test import TestCase
from openpyxl import load_workbook

from organisasi.models import UnitKerja
from organisasi.riwayat import list_riwayat
from renja.models import PosRencana, Renja
from renstra.models import DanaRenstra, KinerjaRenstra, PosRenstra, Renstra
from tests.pabrik import buat_sub_kegiatan
from tests.pemeran import buat_pemeran
from tests.renstra.pabrik import buat_pos, buat_ukuran

JSON = {"Accept": "application/json"}
SUB = "7.01.01.2.01.0001"
DASAR = "/satu/2023/"


class TabelRenstraTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.renstra = Renstra.objects.create(instansi=cls.p.instansi, tahun_awal=2021, tahun_akhir=2024)
        cls.pos = buat_pos(cls.renstra, SUB, {2021: 1_000, 2022: 2_000})
        cls.ukuran = buat_ukuran(cls.pos, {2021: "2 dokumen", 2022: "3 dokumen"})

    def setUp(self) -> None:
        self.client.force_login(self.p.perencana)

    def kolom(self, kunci: str) -> list[str]:
        return [k for k, _ in self.client.get(f"{DASAR}data/{kunci}/").context["kolom"]]

    def ketik(self, kunci: str, pk: int, **isi: str) -> Any:
        lama = next(b for b in self.client.get(f"{DASAR}data/{kunci}/").context["baris"] if b.id == str(pk))
        form = lama.form
        data = {f"{pk}-{n}": form.write_awal(n) for n in form.fields if n != "sidik"}
        data |= {f"{pk}-sidik": form.initial["sidik"], "baris": str(pk)} | {f"{pk}-{n}": v for n, v in isi.items()}
        return self.client.post(f"{DASAR}data/{kunci}/baris/{pk}/", data, headers=JSON)

    def test_a_year_of_the_renstra_is_a_column(self) -> None:
        judul = self.kolom("program-renstra")
        self.assertEqual(judul[3:8], ["Dana 2021 (Rp)", "Dana 2022 (Rp)", "Dana 2023 (Rp)", "Dana 2024 (Rp)",
                                      "Dana sampai akhir Renstra (Rp)"])  # fmt: skip

    def test_a_cell_is_stored_emptied_and_kept_in_the_history(self) -> None:
        jawaban = self.ketik("program-renstra", self.pos.pk, pagu2023="3.000", pagu2021="").json()
        self.assertEqual(dict(self.pos.dana.values_list("tahun", "pagu")), {2022: 2_000, 2023: 3_000})
        self.assertEqual(jawaban["hitung"][f"{self.pos.pk}-akhir"], "5.000")
        self.assertEqual(list_riwayat(self.pos.dana.get(tahun=2023))[0].oleh, str(self.p.perencana))

    def test_emptying_the_plan_of_a_year_keeps_what_was_spent_in_it(self) -> None:
        DanaRenstra.objects.filter(tahun=2021).update(realisasi=900)
        self.ketik("program-renstra", self.pos.pk, pagu2021="")
        dana = self.pos.dana.get(tahun=2021)
        self.assertEqual((dana.pagu, dana.realisasi), (None, 900))

    def test_odd_money_is_told_and_stored(self) -> None:
        induk = buat_pos(self.renstra, "7.01.01.2.01")
        jawaban = self.ketik("program-renstra", induk.pk, pagu2021="5", pagu_akhir="9").json()
        peringatan = {p["bidang"]: p["pesan"] for p in jawaban["peringatan"]}
        self.assertIn("Jumlah di bawahnya Rp 1.000", peringatan["pagu2021"])
        self.assertIn("yang dipakai isian ini", peringatan["pagu_akhir"])
        self.assertEqual(jawaban["hitung"][f"{induk.pk}-akhir"], "9")

    def test_of_two_who_type_a_year_the_second_sees_who_was_first(self) -> None:
        kunci, pk = "indikator-program-renstra", self.ukuran.pk
        lama = self.client.get(f"{DASAR}data/{kunci}/").context["baris"][0].form
        self.client.force_login(self.p.admin)
        self.ketik(kunci, pk, target2021="4 dokumen")
        self.client.force_login(self.p.perencana)
        data = {f"{pk}-{n}": lama.write_awal(n) for n in lama.fields if n != "sidik"}
        data |= {f"{pk}-sidik": lama.initial["sidik"], "baris": str(pk), f"{pk}-target2021": "5 dokumen"}
        jawaban = self.client.post(f"{DASAR}data/{kunci}/baris/{pk}/", data, headers=JSON)
        self.assertEqual(jawaban.status_code, 409)
        self.assertEqual(jawaban.json()["oleh"], str(self.p.admin))
        self.assertEqual(KinerjaRenstra.objects.get(tahun=2021).target, "4 dokumen")

    def test_deleting_a_row_takes_its_years_along_and_brings_them_back(self) -> None:
        hapus = self.client.post(f"{DASAR}data/program-renstra/baris/{self.pos.pk}/hapus/", headers=JSON).json()
        self.assertFalse(PosRenstra.objects.exists() or KinerjaRenstra.objects.exists())
        self.client.post(hapus["pulih"], headers=JSON)
        self.assertEqual((DanaRenstra.objects.count(), KinerjaRenstra.objects.count()), (2, 2))

    def test_realisasi_is_asked_of_years_that_are_not_in_the_system(self) -> None:
        self.assertEqual(self.kolom("realisasi-program-renstra")[3:], ["Realisasi 2021 (Rp)", "Realisasi 2022 (Rp)"])
        buat_sub_kegiatan(self.p.instansi, SUB, 5, tahun=2022)
        self.assertEqual(self.kolom("realisasi-program-renstra")[3:], ["Realisasi 2021 (Rp)"])
        self.assertEqual(self.kolom("realisasi-indikator-renstra")[3:], ["Realisasi 2021"])

    def test_realisasi_of_a_year_in_the_system_is_told_to_be_of_no_use(self) -> None:
        kelurahan = UnitKerja.objects.create(instansi=self.p.instansi, nama="Kelurahan Satu", jenis="kelurahan")
        buat_pos(self.renstra, SUB, unit=kelurahan)
        buat_sub_kegiatan(self.p.instansi, SUB, 5, tahun=2022)
        jawaban = self.ketik("realisasi-program-renstra", self.pos.pk, realisasi2022="7").json()
        (peringatan,) = jawaban["peringatan"]
        self.assertEqual(peringatan["bidang"], "realisasi2022")
        self.assertIn("ada di sistem", peringatan["pesan"])
        self.assertEqual(self.pos.dana.get(tahun=2022).pagu, 2_000)

    def test_rows_are_neither_added_nor_deleted_where_realisasi_is_typed(self) -> None:
        dasar = f"{DASAR}data/realisasi-program-renstra/baris/"
        self.assertEqual(self.client.post(dasar, {"baris": "baru-1"}, headers=JSON).status_code, 404)
        self.assertEqual(self.client.post(f"{dasar}{self.pos.pk}/hapus/", headers=JSON).status_code, 404)

    def test_without_a_renstra_the_tables_say_what_to_do_first(self) -> None:
        for kunci in ("program-renstra", "indikator-program-renstra", "realisasi-program-renstra"):
            with self.subTest(kunci):
                self.assertContains(self.client.get(f"/satu/2030/data/{kunci}/"), "Buat dahulu Renstra")
        self.assertEqual(self.client.get("/satu/2030/renstra/program/").status_code, 404)

    def test_the_page_shows_the_plan_and_where_the_year_differs(self) -> None:
        DanaRenstra.objects.create(pos=self.pos, tahun=2023, pagu=3_000)
        renja = Renja.objects.create(instansi=self.p.instansi, tahun=2023)
        PosRencana.objects.create(renja=renja, kode=SUB, uraian="Dokumen", pagu=3_500)
        halaman = self.client.get(f"{DASAR}renstra/program/")
        for kata in ("2 dokumen", "6.000", "pagu Renja lebih besar Rp 500"):
            self.assertContains(halaman, kata)
        self.assertContains(self.client.get(f"{DASAR}renja/"), "3 baris Renja 2023 berbeda")

    def test_the_spreadsheet_has_figures_as_figures(self) -> None:
        KinerjaRenstra.objects.filter(tahun=2022).update(target="3")
        isi = self.client.get(f"{DASAR}renstra/program/unduh/").content
        ws = load_workbook(io.BytesIO(isi)).worksheets[0]
        baris = next(b for b in ws.iter_rows(values_only=True) if b[0] == "7.01.01.2.01.01")
        self.assertEqual(baris[5:9], ("2 dokumen", 1_000, 3, 2_000))
        self.assertEqual(baris[13:15], (5, 3_000))

    def test_taking_rows_from_the_budgets(self) -> None:
        buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.02", 5)
        jawaban = self.client.post(f"{DASAR}renstra/program/ambil/", follow=True)
        self.assertContains(jawaban, "3 baris diambil dari anggaran")
