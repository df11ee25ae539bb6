"""The history of a kecamatan: complete, findable, exportable, and nobody's to change."""

from __future__ import annotations

import io
from decimal import Decimal
from unittest import mock

from auditlog.context import set_actor
from auditlog.models import LogEntry
from django.contrib import admin
from django.db import connection, transaction
from django.test import RequestFactory, TestCase
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from anggaran.models import IsianTriwulan, RealisasiTriwulan, SubKegiatan
from lakip.acuan import muat_acuan
from lakip.contoh import muat_contoh
from organisasi.alur import change_status
from organisasi.jejak import KISI, JejakMiddleware, RiwayatBeku, find_milik, list_log, mark_dari
from organisasi.models import Jabatan, Sarana
from organisasi.riwayat import build_perubahan, list_riwayat
from tests.pabrik import buat_keluaran, buat_sub_kegiatan
from tests.pemeran import buat_pemeran


class RiwayatTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        with set_actor(cls.p.perencana, remote_addr="10.0.0.7"):
            cls.kursi = Sarana.objects.create(instansi=cls.p.instansi, tahun=2023, nama="Kursi", baik=12)
            cls.asing = Sarana.objects.create(instansi=cls.p.lain, tahun=2023, nama="Lemari asing", baik=3)
            cls.lama = Sarana.objects.create(instansi=cls.p.instansi, tahun=2022, nama="Mesin tik", baik=1)

    def setUp(self) -> None:
        self.client.force_login(self.p.camat)

    def get(self, kueri: str = "", tahun: int = 2023) -> str:
        return self.client.get(f"/satu/{tahun}/riwayat/{kueri}").content.decode()

    def test_says_who_when_what_before_and_after_and_from_where(self) -> None:
        with set_actor(self.p.perencana, remote_addr="10.0.0.7"), mark_dari(KISI):
            self.kursi.baik = 15
            self.kursi.save()
        isi = self.get()
        self.assertInHTML('<span class="lembut kecil">tabel isian, 10.0.0.7</span>', isi)
        self.assertInHTML("<del>12</del>", isi)
        self.assertInHTML("<ins>15</ins>", isi)
        self.assertIn("perencana", isi)
        self.assertIn("Kursi", isi)

    def test_shows_ones_own_kecamatan_and_year_only(self) -> None:
        isi = self.get()
        self.assertNotIn("Lemari asing", isi)
        self.assertNotIn("Mesin tik", isi)
        self.assertIn("Mesin tik", self.get(tahun=2022))

    def test_rows_of_no_single_year_are_in_every_years_history(self) -> None:
        Jabatan.objects.create(instansi=self.p.instansi, nama="Kasi Pemerintahan")
        self.assertIn("Kasi Pemerintahan", self.get())
        self.assertIn("Kasi Pemerintahan", self.get(tahun=2022))

    def test_a_deleted_row_leaves_what_it_held(self) -> None:
        self.kursi.delete()
        isi = self.get()
        self.assertInHTML('<span class="aksi dihapus">Dihapus</span>', isi)
        self.assertInHTML("<del>12</del>", isi)

    def test_rows_deleted_with_their_parent_are_found_too(self) -> None:
        sub = buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.0001", 100, None, (25,))
        buat_keluaran(sub, "4", ("1",))
        sub.kegiatan.program.delete()
        hapus = list_log(self.p.instansi, 2023).filter(action=LogEntry.Action.DELETE)
        self.assertEqual(
            {t.content_type.model for t in hapus},
            {"program", "kegiatan", "subkegiatan", "realisasitriwulan", "indikatorkegiatan", "realisasikeluaran"},
        )

    def test_a_row_whose_parent_is_gone_is_known_by_its_earlier_entries(self) -> None:
        sub = buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.0001", 100, None, (25,))
        realisasi = RealisasiTriwulan.objects.get()
        with mock.patch("organisasi.jejak.find_milik", return_value=(None, None)):
            realisasi.delete()
        entri = LogEntry.objects.filter(action=LogEntry.Action.DELETE).latest("pk")
        self.assertEqual(entri.additional_data["instansi"], self.p.instansi.pk)
        self.assertEqual(sub.kegiatan.program.tahun, entri.additional_data["tahun"])

    def test_owner_is_found_in_one_query_a_path(self) -> None:
        buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.0001", 100, None, (25,))
        realisasi = RealisasiTriwulan.objects.get()
        with self.assertNumQueries(2):
            self.assertEqual(find_milik(realisasi), (self.p.instansi.pk, 2023))
        dekat = RealisasiTriwulan.objects.select_related("sub_kegiatan__kegiatan__program").get()
        with self.assertNumQueries(0):
            find_milik(dekat)

    def test_values_read_as_people_write_them(self) -> None:
        kasi = Jabatan.objects.create(instansi=self.p.instansi, nama="Kasi Pemerintahan")
        sub = buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.0001", 1_250_000, None, (250_000,), ("12.5",))
        sub.penanggung_jawab = kasi
        sub.save()
        self.assertEqual(
            list_riwayat(SubKegiatan.objects.get())[0].isi, (("penanggung jawab", "", "Kasi Pemerintahan"),)
        )
        isi = {nama: kini for nama, _, kini in list_riwayat(RealisasiTriwulan.objects.get())[0].isi}
        self.assertEqual(isi["realisasi keuangan triwulan ini"], "250.000")
        self.assertEqual(isi["realisasi fisik s.d. triwulan ini (%)"], "12,5")
        self.assertEqual(isi["sub kegiatan"], str(sub))
        kasi_pk = kasi.pk
        SubKegiatan.objects.update(penanggung_jawab=None)
        Jabatan.objects.filter(pk=kasi_pk).delete()
        self.assertEqual(list_riwayat(sub)[0].isi[0][2], "(sudah dihapus)")

    def test_filters_narrow_the_list(self) -> None:
        Jabatan.objects.create(instansi=self.p.instansi, nama="Kasi Pemerintahan")
        oleh, hari = self.p.perencana.pk, LogEntry.objects.latest("pk").timestamp.date()
        self.assertNotIn("Kasi Pemerintahan</td>", self.get(f"?oleh={oleh}"))
        self.assertNotIn("<br>Kursi", self.get("?oleh=0"))
        self.assertIn("<br>Kasi Pemerintahan", self.get("?oleh=0"))
        self.assertIn("<br>Kursi", self.get("?teks=kursi"))
        self.assertIn("<br>Kursi", self.get("?teks=12"))  # a value counts too
        self.assertIn("Tidak ada perubahan yang cocok", self.get("?teks=tidakadaitu"))
        self.assertIn("Tidak ada perubahan yang cocok", self.get("?sampai=2020-01-01"))
        self.assertIn("<br>Kursi", self.get(f"?mulai={hari}"))
        tipe = LogEntry.objects.get_for_object(self.kursi)[0].content_type_id
        self.assertNotIn("<br>Kasi Pemerintahan", self.get(f"?jenis={tipe}"))

    def test_a_wrong_filter_says_so_and_still_shows_the_list(self) -> None:
        jawaban = self.client.get("/satu/2023/riwayat/?mulai=2023-05-02&sampai=2023-05-01")
        self.assertContains(jawaban, "Tanggal akhir tidak boleh sebelum tanggal awal.", status_code=422)

    def test_long_lists_have_pages(self) -> None:
        for n in range(60):
            Sarana.objects.create(instansi=self.p.instansi, tahun=2023, nama=f"Meja {n}", baik=1)
        self.assertIn("Halaman 1 dari 2", self.get("?teks=Meja"))
        self.assertIn("?teks=Meja&amp;halaman=2", self.get("?teks=Meja"))
        self.assertIn("Meja 0", self.get("?teks=Meja&halaman=2"))

    def test_a_long_list_costs_as_many_queries_as_a_short_one(self) -> None:
        buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.0001", 100, None, (25,))
        jenis = LogEntry.objects.get_for_object(RealisasiTriwulan.objects.get())[0].content_type_id

        def count() -> int:
            with CaptureQueriesContext(connection) as kueri:
                self.get(f"?jenis={jenis}")
            return len(kueri)

        count()
        sedikit = count()
        for n in range(2, 12):
            buat_sub_kegiatan(self.p.instansi, f"7.01.01.2.01.00{n:02}", 100, None, (25, 25, 25))
        self.assertEqual(count(), sedikit)

    def test_the_file_holds_the_filtered_list(self) -> None:
        Sarana.objects.create(instansi=self.p.instansi, tahun=2023, nama="=HYPERLINK(1)", baik=1)
        jawaban = self.client.get("/satu/2023/riwayat/unduh/?jenis=&teks=HYPERLINK")
        self.assertIn("riwayat-satu-2023.xlsx", jawaban["Content-Disposition"])
        lembar = load_workbook(io.BytesIO(jawaban.content)).active
        baris = list(lembar.iter_rows(values_only=True))
        self.assertEqual(baris[0][0], "Riwayat perubahan Kecamatan Satu 2023")
        self.assertEqual(baris[1][:4], ("Waktu", "Oleh", "Perubahan", "Data"))
        self.assertEqual({b[4] for b in baris[2:]}, {"=HYPERLINK(1)"})
        self.assertFalse(any(s.data_type == "f" for b in lembar.iter_rows() for s in b))

    def test_a_file_that_would_be_too_long_says_what_is_missing(self) -> None:
        with mock.patch("ruang.saring.BARIS_TERBANYAK", 1):
            jawaban = self.client.get("/satu/2023/riwayat/unduh/")
        lembar = load_workbook(io.BytesIO(jawaban.content)).active
        self.assertRegex(lembar["A2"].value, r"^Hanya 1 perubahan terbaru dari \d+\. Persempit")

    def test_an_address_that_the_caller_invents_is_not_believed(self) -> None:
        self.client.force_login(self.p.perencana)
        kepala = {"X-Forwarded-For": "1.2.3.4<script>"}
        self.client.post("/satu/2024/salin/laporan/", headers=kepala)
        entri = list_log(self.p.instansi, 2024)[0]
        self.assertEqual((entri.actor, entri.remote_addr), (self.p.perencana, "127.0.0.1"))

    def test_steps_of_a_flow_are_part_of_the_history(self) -> None:
        isian = IsianTriwulan.objects.create(instansi=self.p.instansi, tahun=2023, triwulan=1, unit=self.p.unit)
        change_status(isian, "ajukan", self.p.pelaksana)
        change_status(isian, "kembalikan", self.p.perencana, catatan="Angka tidak cocok.")
        isi = self.get()
        self.assertIn("Triwulan 1 2023 Seksi Satu: diajukan → draf", isi)
        self.assertIn("Angka tidak cocok.", isi)

    def test_nobody_changes_or_removes_an_entry(self) -> None:
        entri = LogEntry.objects.get_for_object(self.kursi)[0]
        entri.object_repr = "Lain"
        with self.assertRaises(RiwayatBeku):
            entri.save()
        with self.assertRaises(RiwayatBeku), transaction.atomic():
            entri.delete()
        with self.assertRaises(RiwayatBeku), transaction.atomic():
            LogEntry.objects.all().delete()
        self.assertFalse(admin.site.is_registered(LogEntry))

    def test_the_origin_of_a_figure_says_by_what_way_it_came(self) -> None:
        jawaban = self.client.get(f"/asal/organisasi.sarana/{self.kursi.pk}/")
        self.assertContains(jawaban, "lewat perintah di server dari 10.0.0.7")


class DariTest(TestCase):
    def read_dari(self, **kepala: str) -> str:
        def tangani(request: object) -> str:
            p = buat_pemeran()
            baris = Sarana.objects.create(instansi=p.instansi, tahun=2023, nama="Meja", baik=Decimal(1))
            return LogEntry.objects.get_for_object(baris)[0].additional_data["dari"]

        return JejakMiddleware(tangani)(RequestFactory().get("/", headers=kepala))  # type: ignore[arg-type, return-value]

    def test_a_page_is_a_form(self) -> None:
        self.assertEqual(self.read_dari(), "formulir")

    def test_a_row_that_saves_itself_is_a_grid(self) -> None:
        self.assertEqual(self.read_dari(Accept="application/json"), "kisi")

    def test_an_import_is_a_workbook(self) -> None:
        muat_acuan()
        muat_contoh("pelaihari")
        baris = Sarana.objects.first()
        assert baris
        self.assertEqual(build_perubahan(LogEntry.objects.get_for_object(baris))[0].dari, "buku kerja Excel")
