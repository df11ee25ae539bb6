"""The pages of the plan: reading it, its forms, its order, what may be deleted."""

from __future__ import annotations

from io import BytesIO

from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from organisasi.formulir import fingerprint
from renstra.models import Indikator, Misi, Renstra, Rpjmd, Sasaran, Strategi, TargetIndikator, Tujuan
from tests.pemeran import buat_pemeran
from tests.renstra.pabrik import buat_rencana

DASAR = "/satu/2023/renstra/"
YA = {"hapus": "ya"}  # the answer to the question of the page


class RencanaTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.r = buat_rencana(cls.p.instansi)

    def setUp(self) -> None:
        self.client.force_login(self.p.perencana)


class PohonTest(RencanaTest):
    def test_shows_targets_year_by_year(self) -> None:
        jawaban = self.client.get(DASAR)
        for teks in ("Pelayanan baik", "Warga puas", "Indeks kepuasan", "Surat selesai", "Loket satu pintu", "85"):
            self.assertContains(jawaban, teks)
        self.assertContains(jawaban, "Isi target")

    def test_a_reader_sees_no_way_to_change(self) -> None:
        self.client.force_login(self.p.camat)
        jawaban = self.client.get(DASAR)
        for teks in ("Isi target", "+ indikator", ">Ubah<", "Mulai perubahan"):
            self.assertNotContains(jawaban, teks)

    def test_a_year_without_plan_says_the_next_step(self) -> None:
        jawaban = self.client.get("/satu/2031/renstra/")
        self.assertContains(jawaban, "Belum ada Renstra untuk tahun ini")
        self.assertContains(jawaban, "/satu/2031/renstra/baru/")
        self.assertContains(jawaban, "/satu/2031/renstra/salin/")
        self.client.force_login(self.p.tetangga)
        self.assertNotContains(self.client.get("/dua/2031/renstra/"), "/renstra/salin/")  # has no older one

    def test_a_big_plan_costs_as_many_queries_as_a_small_one(self) -> None:
        for alamat in (DASAR, f"{DASAR}target/", f"{DASAR}realisasi/", "/satu/2023/iku/"):
            with self.subTest(alamat):
                sebelum = self.count(alamat)
                for n in range(4):
                    s = Sasaran.objects.create(
                        renstra=self.r.renstra, tujuan=self.r.tujuan, kode=f"{alamat[-4:]}{n}", uraian="x"
                    )
                    i = Indikator.objects.create(
                        renstra=self.r.renstra,
                        sasaran=s,
                        kode=s.kode,
                        uraian="x",
                        penanggung_jawab=self.r.kasi,
                        iku=True,
                    )
                    TargetIndikator.objects.create(indikator=i, tahun=2023, nilai=1)
                    Strategi.objects.create(sasaran=s, uraian="x")
                self.assertEqual(self.count(alamat), sebelum)

    def count(self, alamat: str) -> int:
        self.client.get(alamat)
        with CaptureQueriesContext(connection) as kueri:
            self.assertEqual(self.client.get(alamat).status_code, 200)
        return len(kueri)

    def test_the_spreadsheet_holds_figures_as_figures(self) -> None:
        self.r.indikator.uraian = "=1+1"
        self.r.indikator.save()
        jawaban = self.client.get(f"{DASAR}target/unduh/")
        lembar = load_workbook(BytesIO(jawaban.content)).active
        self.assertEqual([s.value for s in lembar[1]][4:], [2021, 2022, 2023, 2024, 2025])
        baris = next(b for b in lembar.iter_rows(min_row=2) if b[0].value == "S1.1")
        self.assertEqual([s.value for s in baris[2:]], ["indeks", None, None, None, 80, 85, None])
        self.assertEqual((baris[1].value, baris[1].data_type), ("=1+1", "s"))


class RenstraFormTest(RencanaTest):
    def test_the_decree_on_iku_is_kept_with_the_plan(self) -> None:
        self.assertContains(self.client.get("/satu/2023/iku/"), "nomor belum diisi")
        isi = {"tahun_awal": "2021", "tahun_akhir": "2025", "nomor_iku": "188.4/12", "tanggal_iku": "2021-10-04"}
        form = self.client.get(f"{DASAR}ubah/").context["form"]
        self.client.post(f"{DASAR}ubah/", {**isi, "sidik": form["sidik"].value()})
        jawaban = self.client.get("/satu/2023/iku/")
        self.assertContains(jawaban, "Nomor 188.4/12, tanggal 4 Oktober 2021")

    def test_the_period_of_the_rpjmd_is_proposed(self) -> None:
        Rpjmd.objects.create(kabupaten=self.p.kabupaten, tahun_awal=2029, tahun_akhir=2034)
        jawaban = self.client.get("/satu/2031/renstra/baru/")
        self.assertEqual(jawaban.context["form"].initial["tahun_akhir"], 2034)
        self.assertEqual(self.client.get("/satu/2040/renstra/baru/").context["form"].initial["tahun_akhir"], 2044)

    def test_creates_a_plan_and_shows_it(self) -> None:
        jawaban = self.client.post("/satu/2031/renstra/baru/", {"tahun_awal": "2031", "tahun_akhir": "2035"})
        self.assertRedirects(jawaban, "/satu/2031/renstra/")
        self.assertTrue(Renstra.objects.filter(instansi=self.p.instansi, tahun_awal=2031).exists())

    def test_a_second_plan_from_the_same_year_is_refused(self) -> None:
        jawaban = self.client.post(f"{DASAR}baru/", {"tahun_awal": "2021", "tahun_akhir": "2026"})
        self.assertEqual(jawaban.status_code, 422)
        self.assertEqual(Renstra.objects.count(), 1)

    def test_misi_must_be_of_the_chosen_rpjmd(self) -> None:
        lain = Rpjmd.objects.create(kabupaten=self.p.kabupaten, tahun_awal=2015, tahun_akhir=2020)
        kini = Rpjmd.objects.create(kabupaten=self.p.kabupaten, tahun_awal=2021, tahun_akhir=2026)
        misi = Misi.objects.create(rpjmd=lain, nomor=1, uraian="x")
        isi = {"tahun_awal": "2021", "tahun_akhir": "2025", "rpjmd": kini.pk, "misi_didukung": [misi.pk]}
        jawaban = self.client.post(f"{DASAR}ubah/", isi)
        self.assertContains(jawaban, "Pilih misi dari RPJMD yang sama", status_code=422)

    def test_a_period_that_loses_targets_is_refused_with_their_years(self) -> None:
        jawaban = self.client.post(f"{DASAR}ubah/", {"tahun_awal": "2021", "tahun_akhir": "2022"})
        self.assertContains(jawaban, "Masih ada target tahun 2023, 2024", status_code=422)

    def test_a_target_that_never_lay_in_the_period_is_no_obstacle(self) -> None:
        """Imported plans hold the year before as a target."""
        TargetIndikator.objects.create(indikator=self.r.indikator, tahun=2020, nilai=60)
        jawaban = self.client.post(f"{DASAR}ubah/", {"tahun_awal": "2021", "tahun_akhir": "2026"})
        self.assertEqual(jawaban.status_code, 302)

    def test_copies_the_older_plan_into_a_new_period(self) -> None:
        isi = {"sumber": self.r.renstra.pk, "tahun_awal": "2026", "tahun_akhir": "2030"}
        jawaban = self.client.post("/satu/2026/renstra/salin/", isi)
        self.assertRedirects(jawaban, "/satu/2026/renstra/target/")
        self.assertEqual(Renstra.objects.get(tahun_awal=2026).indikator.count(), 2)

    def test_another_kecamatans_plan_cannot_be_copied(self) -> None:
        asing = Renstra.objects.create(instansi=self.p.lain, tahun_awal=2016, tahun_akhir=2020)
        isi = {"sumber": asing.pk, "tahun_awal": "2026", "tahun_akhir": "2030"}
        self.assertEqual(self.client.post("/satu/2026/renstra/salin/", isi).status_code, 422)


class BarisTest(RencanaTest):
    INDIKATOR = {"uraian": "Waktu layanan", "satuan": "hari", "jenis": "angka", "arah": "turun", "desimal": "1"}

    def buat(self, apa: str, **isi: object) -> int:
        return self.client.post(f"{DASAR}{apa}/baru/", isi).status_code

    def test_the_next_code_is_proposed_and_used_where_none_is_typed(self) -> None:
        self.assertContains(self.client.get(f"{DASAR}tujuan/baru/"), 'value="T2"')
        self.assertContains(self.client.get(f"{DASAR}indikator/baru/?sasaran={self.r.sasaran.pk}"), 'value="S1.2"')
        self.assertEqual(self.buat("tujuan", uraian="Tertib"), 302)
        self.assertEqual(Tujuan.objects.get(uraian="Tertib").kode, "T2")
        self.assertGreater(Tujuan.objects.get(kode="T2").urut, self.r.tujuan.urut)

    def test_a_code_in_use_is_refused_with_a_free_one(self) -> None:
        jawaban = self.client.post(f"{DASAR}tujuan/baru/", {"kode": "T1", "uraian": "Lain"})
        self.assertContains(jawaban, "Kode T1 sudah dipakai", status_code=422)
        self.assertContains(jawaban, "masih bebas: T2", status_code=422)
        self.assertContains(jawaban, "Lain", status_code=422)  # the typing stays

    def test_a_sasaran_strategis_needs_its_tujuan_and_an_operasional_its_post(self) -> None:
        jawaban = self.client.post(f"{DASAR}sasaran/baru/", {"kode": "S9", "uraian": "x", "tingkat": "strategis"})
        self.assertContains(jawaban, "Pilih tujuan yang didukung", status_code=422)
        jawaban = self.client.post(f"{DASAR}sasaran/baru/", {"kode": "S9", "uraian": "x", "tingkat": "operasional"})
        self.assertContains(jawaban, "Pilih jabatan yang menjawab", status_code=422)

    def test_a_sasaran_cannot_support_what_supports_it(self) -> None:
        s = self.r.sasaran
        isi = {"kode": "S1", "uraian": "x", "tingkat": "operasional", "pemilik": self.r.kasi.pk}
        for induk in (s, self.r.operasional):
            jawaban = self.client.post(f"{DASAR}sasaran/{s.pk}/", isi | {"induk": induk.pk})
            self.assertEqual(jawaban.status_code, 422)

    def test_an_indikator_gets_the_accumulation_its_unit_suggests(self) -> None:
        induk = f"sasaran:{self.r.sasaran.pk}"
        self.assertEqual(self.buat("indikator", **self.INDIKATOR, sumber_nilai="entri", induk=induk), 302)
        i = Indikator.objects.get(kode="S1.2")
        self.assertEqual((i.akumulasi, i.sasaran, i.tujuan), ("kumulatif", self.r.sasaran, None))
        naik = self.INDIKATOR | {"arah": "naik", "satuan": "orang"}
        self.assertEqual(self.buat("indikator", **naik, sumber_nilai="entri", induk=f"tujuan:{self.r.tujuan.pk}"), 302)
        i = Indikator.objects.get(kode="T1.1")
        self.assertEqual((i.akumulasi, i.tujuan), ("akumulatif", self.r.tujuan))

    def test_a_band_needs_both_bounds_in_order(self) -> None:
        isi = {**self.INDIKATOR, "jenis": "rentang", "sumber_nilai": "entri", "induk": f"sasaran:{self.r.sasaran.pk}"}
        jawaban = self.client.post(f"{DASAR}indikator/baru/", isi | {"batas_bawah": "5"})
        self.assertContains(jawaban, "perlu batas bawah dan batas atas", status_code=422)
        jawaban = self.client.post(f"{DASAR}indikator/baru/", isi | {"batas_bawah": "5", "batas_atas": "4"})
        self.assertContains(jawaban, "tidak boleh di bawah batas bawah", status_code=422)
        self.assertEqual(self.buat("indikator", **isi, batas_bawah="4", batas_atas="5"), 302)

    def test_the_parent_must_be_of_this_plan(self) -> None:
        asing = buat_rencana(self.p.lain)
        self.assertEqual(self.buat("indikator", **self.INDIKATOR, induk=f"sasaran:{asing.sasaran.pk}"), 422)
        self.assertEqual(self.buat("sasaran", kode="S9", uraian="x", tingkat="strategis", tujuan=asing.tujuan.pk), 422)
        for jenis, pk in (("tujuan", asing.tujuan.pk), ("strategi", asing.strategi.pk), ("renstra", asing.renstra.pk)):
            self.assertEqual(self.client.get(f"{DASAR}{jenis}/{pk}/hapus/").status_code, 404)
        self.assertEqual(self.client.get(f"{DASAR}misi/1/").status_code, 404)

    def test_a_colleagues_change_is_not_overwritten_unseen(self) -> None:
        isi = {"kode": "T1", "uraian": "Punyaku", "sidik": fingerprint(self.r.tujuan)}
        Tujuan.objects.filter(pk=self.r.tujuan.pk).update(uraian="Punyanya")
        jawaban = self.client.post(f"{DASAR}tujuan/{self.r.tujuan.pk}/", isi)
        self.assertContains(jawaban, "sudah mengubah data ini", status_code=422)
        self.assertEqual(Tujuan.objects.get().uraian, "Punyanya")

    def test_a_row_is_moved_by_a_button(self) -> None:
        Tujuan.objects.create(renstra=self.r.renstra, kode="T2", uraian="x", urut=2)
        jawaban = self.client.post(f"{DASAR}tujuan/{self.r.tujuan.pk}/geser/turun/")
        self.assertRedirects(jawaban, f"{DASAR}#tujuan-{self.r.tujuan.pk}", fetch_redirect_response=False)
        self.assertEqual([t.kode for t in Tujuan.objects.all()], ["T2", "T1"])
        self.assertEqual(self.client.post(f"{DASAR}tujuan/{self.r.tujuan.pk}/geser/samping/").status_code, 404)

    def test_what_is_in_use_cannot_be_deleted_and_the_page_says_why(self) -> None:
        alamat = f"{DASAR}tujuan/{self.r.tujuan.pk}/hapus/"
        self.assertContains(self.client.get(alamat), "sasaran “S1 Warga puas”")
        self.assertEqual(self.client.post(alamat, YA).status_code, 422)
        self.assertTrue(Tujuan.objects.exists())

    def test_deleting_asks_first_and_says_what_goes_along(self) -> None:
        alamat = f"{DASAR}indikator/{self.r.indikator.pk}/hapus/"
        self.assertContains(self.client.get(alamat), "2 target indikator")
        self.assertEqual(self.client.post(alamat).status_code, 422)  # not without the answer to the question
        self.assertRedirects(self.client.post(alamat, YA), DASAR)
        self.assertFalse(Indikator.objects.filter(pk=self.r.indikator.pk).exists())
        tipe = ContentType.objects.get_for_model(TargetIndikator)
        self.assertEqual(LogEntry.objects.filter(content_type=tipe, action=LogEntry.Action.DELETE).count(), 2)


class VersiViewTest(RencanaTest):
    def test_begins_a_change_and_shows_what_differs_since(self) -> None:
        isi = {"dasar_hukum": "Perbup 3", "alasan": "RPJMD berubah", "berlaku_mulai": "2024"}
        self.assertRedirects(self.client.post(f"{DASAR}perubahan/", isi), DASAR)
        self.r.tujuan.uraian = "Pelayanan prima"
        self.r.tujuan.save()
        self.client.force_login(self.p.camat)
        jawaban = self.client.get(f"{DASAR}versi/0/")
        self.assertContains(jawaban, "<del>Pelayanan baik</del>", html=True)
        self.assertContains(jawaban, "<ins>Pelayanan prima</ins>", html=True)
        self.assertContains(self.client.get(DASAR), "Perbup 3")

    def test_two_versions_are_compared_with_each_other(self) -> None:
        isi = {"dasar_hukum": "Perbup 3", "alasan": "x", "berlaku_mulai": "2024"}
        self.client.post(f"{DASAR}perubahan/", isi)
        self.client.post(f"{DASAR}perubahan/", isi)
        self.r.tujuan.uraian = "Pelayanan prima"
        self.r.tujuan.save()
        self.assertContains(self.client.get(f"{DASAR}versi/0/?banding=1"), "Tidak ada perbedaan")
        self.assertContains(self.client.get(f"{DASAR}versi/0/?banding=x"), "Pelayanan prima")
        self.assertEqual(self.client.get(f"{DASAR}versi/7/").status_code, 404)

    def test_the_year_must_be_of_the_plan(self) -> None:
        isi = {"dasar_hukum": "Perbup 3", "alasan": "x", "berlaku_mulai": "2031"}
        self.assertEqual(self.client.post(f"{DASAR}perubahan/", isi).status_code, 422)


class IkuTest(RencanaTest):
    def test_an_indikator_becomes_an_iku_and_ceases_to_be_one(self) -> None:
        self.assertContains(self.client.get("/satu/2023/iku/"), "Belum ada indikator yang ditetapkan")
        alamat = f"/satu/2023/iku/{self.r.indikator.pk}/"
        self.client.post(alamat, {"iku": "ya"})
        jawaban = self.client.get("/satu/2023/iku/")
        self.assertEqual([b.model.kode for b in jawaban.context["iku"]], ["S1.1"])
        self.assertContains(jawaban, "Warga puas")
        self.client.post(alamat, {"iku": "tidak"})
        self.r.indikator.refresh_from_db()
        self.assertFalse(self.r.indikator.iku)
