"""Tables of supporting data: rows are stored, refused, deleted, brought back, moved, copied."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from evaluasi.models import ButirEvaluasi, LembarEvaluasi
from organisasi.models import DasarHukum, Jabatan, Sarana
from organisasi.tabel_isian import list_tabel, salin_semua
from renstra.models import Renstra, Sasaran
from survei.models import Survei, UnsurSurvei
from tests.pabrik import buat_sub_kegiatan
from tests.pemeran import buat_pemeran

JSON = {"Accept": "application/json"}


class TabelTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.meja = Sarana.objects.create(instansi=cls.p.instansi, tahun=2023, nama="Meja", baik=2, urut=1)
        cls.kursi = Sarana.objects.create(instansi=cls.p.instansi, tahun=2023, nama="Kursi", baik=4, urut=2)
        cls.alamat = "/satu/2023/data/sarana/"

    def setUp(self) -> None:
        self.client.force_login(self.p.perencana)

    def sidik(self, pk: int) -> str:
        baris = self.client.get(self.alamat).context["baris"]
        return next(str(b.form.initial["sidik"]) for b in baris if b.id == str(pk))

    def kirim(self, id: object, sidik: str, **isi: object) -> HttpResponse:
        data = {f"{id}-{n}": v for n, v in isi.items()} | {"baris": id, f"{id}-sidik": sidik}
        jalur = f"{id}/" if isinstance(id, int) else ""
        return self.client.post(f"{self.alamat}baris/{jalur}", data, headers=JSON)

    def simpan(self, sarana: Sarana, sidik: str | None = None, **isi: object) -> HttpResponse:
        awal = {"nama": sarana.nama, "baik": sarana.baik, "kurang_baik": 0, "rusak_berat": 0}
        return self.kirim(sarana.pk, sidik or self.sidik(sarana.pk), **{**awal, **isi})

    def test_a_row_is_stored_as_it_is_typed(self) -> None:
        jawaban = self.simpan(self.meja, baik="1.250")
        self.assertEqual(jawaban.json()["status"], "tersimpan")
        self.meja.refresh_from_db()
        self.assertEqual(self.meja.baik, 1250)

    def test_a_wrong_cell_is_told_where_it_is_and_nothing_is_stored(self) -> None:
        for isi, bidang in (({"baik": "dua"}, "baik"), ({"baik": "-1"}, "baik"), ({"nama": "Kursi"}, "nama")):
            with self.subTest(isi):
                jawaban = self.simpan(self.meja, **isi)
                self.assertEqual(jawaban.status_code, 422)
                self.assertIn(bidang, jawaban.json()["galat"])
        self.meja.refresh_from_db()
        self.assertEqual((self.meja.nama, self.meja.baik), ("Meja", 2))

    def test_the_second_of_two_people_sees_both_values(self) -> None:
        lama = self.sidik(self.meja.pk)
        self.assertEqual(self.simpan(self.meja, lama, baik=5).status_code, 200)
        jawaban = self.simpan(self.meja, lama, baik=7)
        self.assertEqual(jawaban.status_code, 409)
        self.assertEqual(jawaban.json()["kini"]["baik"]["nilai"], "5")
        self.assertEqual(self.simpan(self.meja, jawaban.json()["sidik"], baik=7).status_code, 200)

    def test_a_new_row_gets_its_address_and_stands_last(self) -> None:
        jawaban = self.kirim("baru-1", "", nama="Lemari", baik="3")
        self.assertEqual(jawaban.json()["status"], "tersimpan", jawaban.content)
        baru = Sarana.objects.get(nama="Lemari")
        self.assertEqual((jawaban.json()["baris"], baru.urut), (str(baru.pk), 3))

    def test_a_deleted_row_comes_back_once(self) -> None:
        jalur = f"{self.alamat}baris/{self.meja.pk}/"
        jawaban = self.client.post(f"{jalur}hapus/", headers=JSON)
        self.assertEqual(jawaban.json()["status"], "dihapus")
        self.assertFalse(Sarana.objects.filter(nama="Meja").exists())
        self.assertContains(self.client.get(self.alamat), "Kembalikan “Meja”")
        self.assertEqual(self.client.post(jawaban.json()["pulih"], headers=JSON).status_code, 200)
        self.assertEqual(Sarana.objects.get(nama="Meja").pk, self.meja.pk)
        self.assertEqual(self.client.post(f"{jalur}pulihkan/", headers=JSON).status_code, 404)

    def test_a_row_that_is_used_stays_and_says_by_what(self) -> None:
        jabatan = Jabatan.objects.create(instansi=self.p.instansi, nama="Kasi Satu", unit=self.p.unit)
        jawaban = self.client.post(f"/satu/2023/data/unit/baris/{self.p.unit.pk}/hapus/", headers=JSON)
        self.assertEqual(jawaban.status_code, 422)
        self.assertIn("masih dipakai jabatan “Kasi Satu”", jawaban.json()["galat"][""][0])
        self.assertTrue(Jabatan.objects.filter(pk=jabatan.pk).exists())

    def test_rows_are_moved(self) -> None:
        self.client.post(f"{self.alamat}baris/{self.kursi.pk}/geser/naik/")
        self.assertEqual([b.nama for b in Sarana.objects.for_instansi(self.p.instansi)], ["Kursi", "Meja"])

    def test_without_javascript_right_rows_are_stored_and_wrong_ones_come_back(self) -> None:
        isi: dict[str, Any] = {}
        for s, baik in ((self.meja, "9"), (self.kursi, "banyak")):
            isi |= {f"{s.pk}-{n}": v for n, v in (("nama", s.nama), ("baik", baik), ("sidik", self.sidik(s.pk)))}
        isi |= {"kosong-1-nama": "Rak", "kosong-1-baik": "1", "kosong-1-sidik": ""}
        jawaban = self.client.post(f"{self.alamat}simpan/", isi)
        self.assertContains(jawaban, 'value="banyak"', status_code=422)
        self.assertContains(jawaban, "1 baris belum tersimpan", status_code=422)
        isi_kini = dict(Sarana.objects.for_instansi(self.p.instansi).values_list("nama", "baik"))
        self.assertEqual(isi_kini, {"Meja": 9, "Kursi": 4, "Rak": 1})

    def test_without_javascript_a_ticked_row_goes(self) -> None:
        isi = {f"{self.meja.pk}-sidik": self.sidik(self.meja.pk), f"{self.meja.pk}-DELETE": "on"}
        self.client.post(f"{self.alamat}simpan/", isi)
        self.assertEqual(Sarana.objects.get().nama, "Kursi")

    def test_another_year_is_copied_once(self) -> None:
        alamat = "/satu/2024/data/sarana/"
        for jumlah in (2, 2):
            self.client.post(f"{alamat}salin/", {"dari": "2023"})
            self.assertEqual(Sarana.objects.in_tahun(2024).count(), jumlah)
        self.client.post(f"{alamat}salin/", {"dari": "2019"})
        self.assertEqual(Sarana.objects.in_tahun(2024).count(), 2)

    def test_all_tables_are_copied_where_the_new_year_is_empty(self) -> None:
        DasarHukum.objects.create(instansi=self.p.instansi, tahun=2023, uraian="Peraturan")
        DasarHukum.objects.create(instansi=self.p.instansi, tahun=2024, uraian="Sudah ada")
        hasil = salin_semua(self.p.instansi, 2023, 2024)
        self.assertEqual(hasil["sarana"], 2)
        self.assertNotIn("dasar-hukum", hasil)

    def test_who_only_reads_sees_a_plain_table(self) -> None:
        for orang in (self.p.pelaksana, self.p.camat, self.p.inspektorat):
            self.client.force_login(orang)
            jawaban = self.client.get(self.alamat)
            self.assertContains(jawaban, "Meja")
            self.assertNotContains(jawaban, "data-kisi")

    def test_rows_of_another_kecamatan_are_out_of_reach(self) -> None:
        asing = Sarana.objects.create(instansi=self.p.lain, tahun=2023, nama="Asing", baik=1)
        self.assertEqual(self.kirim(asing.pk, "", nama="Curi").status_code, 404)
        self.assertEqual(self.client.post(f"{self.alamat}baris/{asing.pk}/hapus/").status_code, 404)

    def test_many_rows_cost_as_many_queries_as_few(self) -> None:
        def hitung() -> int:
            with CaptureQueriesContext(connection) as kueri:
                self.client.get(self.alamat)
            return len(kueri)

        hitung()
        sedikit = hitung()
        for n in range(20):
            Sarana.objects.create(instansi=self.p.instansi, tahun=2023, nama=f"Barang {n}", baik=n, urut=n + 3)
        self.assertEqual(hitung(), sedikit)

    def test_a_table_is_taken_along_as_a_spreadsheet(self) -> None:
        jawaban = self.client.get(f"{self.alamat}unduh/")
        self.assertIn("sarana-satu-2023.xlsx", jawaban["Content-Disposition"])


class SemuaTabelTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        buat_sub_kegiatan(cls.p.instansi, "7.01.01.2.01.01", 1_000)
        renstra = Renstra.objects.create(instansi=cls.p.instansi, tahun_awal=2019, tahun_akhir=2023)
        Sasaran.objects.create(renstra=renstra, kode="S1", uraian="Layanan makin baik")

    def test_every_table_opens_for_who_types_and_for_who_reads(self) -> None:
        self.assertGreater(len(list_tabel()), 15)
        for orang in (self.p.perencana, self.p.inspektorat):
            self.client.force_login(orang)
            for tabel in list_tabel():
                with self.subTest(tabel=tabel.kunci, orang=str(orang)):
                    jawaban = self.client.get(f"/satu/2023/data/{tabel.kunci}/")
                    self.assertContains(jawaban, tabel.judul)
            self.assertContains(self.client.get("/satu/2023/data/"), "masih kosong")


class HasilTest(TestCase):
    """The survey and the LKE: figures that the server computes while they are typed."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()

    def setUp(self) -> None:
        self.client.force_login(self.p.perencana)

    def test_the_index_of_the_survey_follows_its_unsur(self) -> None:
        survei = Survei.objects.create(instansi=self.p.instansi, tahun=2023, responden=10)
        for n, nrr in enumerate(("3.5", "3.0"), start=1):
            UnsurSurvei.objects.create(survei=survei, nomor=n, nama=f"Unsur {n}", nrr=Decimal(nrr))
        jawaban = self.client.get("/satu/2023/data/survei/")
        self.assertContains(jawaban, "81,25")  # (3,5 + 3) ÷ 2 × 25

    def test_an_lke_is_made_from_the_frame_once_and_adds_up(self) -> None:
        for _ in range(2):
            self.client.post("/satu/2023/lke/buat/")
        lembar = LembarEvaluasi.objects.get()
        sub = lembar.butir.filter(tingkat=ButirEvaluasi.Tingkat.SUBKOMPONEN)
        self.assertEqual(sum(b.bobot for b in sub), 100)
        jumlah = lembar.butir.count()
        satu = sub.get(kode="1.a")
        satu.kriteria = "BB"
        satu.save()
        jawaban = self.client.get("/satu/2023/data/lke/")
        self.assertContains(jawaban, "4,80")  # 6 × 80 %
        self.assertEqual(lembar.butir.count(), jumlah)
