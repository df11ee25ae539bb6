"""The pages of the perjanjian: posts along their line, butir from the Renstra, the grid, copies."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from organisasi.models import Jabatan
from perjanjian.forms import BarisButir
from perjanjian.models import Butir, PerjanjianKinerja, TargetButir
from perjanjian.rekap import muat_perjanjian
from perjanjian.susun import susun_jabatan
from renstra.models import Indikator, Sasaran
from tests.pabrik import buat_sub_kegiatan
from tests.pemeran import buat_pemeran
from tests.renstra.pabrik import buat_rencana

DASAR = "/satu/2023/perjanjian/"
JSON = {"Accept": "application/json"}


class PerjanjianTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.r = buat_rencana(cls.p.instansi)
        cls.pk = PerjanjianKinerja.objects.create(
            instansi=cls.p.instansi, tahun=2023, jabatan=cls.r.kasi, pihak_kedua=cls.r.camat
        )
        cls.butir = Butir.objects.create(perjanjian=cls.pk, indikator=cls.r.operasi, target=12, urut=1)
        cls.satu = f"{DASAR}{cls.pk.pk}/"

    def setUp(self) -> None:
        self.client.force_login(self.p.perencana)


class DaftarTest(PerjanjianTest):
    def susun(self) -> list[tuple[str, int, list[tuple[str, ...]]]]:
        baris = susun_jabatan(Jabatan.objects.for_instansi(self.p.instansi), muat_perjanjian(self.p.instansi, 2023))
        return [(b.jabatan.nama, b.tingkat, [kurang for _, kurang in b.perjanjian]) for b in baris]

    def test_posts_stand_below_their_superior_with_what_is_missing(self) -> None:
        kurang = ("1 butir belum punya target triwulan", "nomor belum diisi", "tanggal belum diisi")
        self.assertEqual(self.susun(), [("Camat", 0, []), ("Kasi Satu", 1, [kurang])])

    def test_a_line_in_a_circle_leaves_nobody_out(self) -> None:
        Jabatan.objects.filter(pk=self.r.camat.pk).update(atasan=self.r.kasi)
        self.assertEqual([nama for nama, _, _ in self.susun()], ["Camat", "Kasi Satu"])

    def test_the_page_offers_the_next_step_to_who_may_change(self) -> None:
        jawaban = self.client.get(DASAR)
        self.assertContains(jawaban, f"{DASAR}jabatan/{self.r.camat.pk}/baru/")
        self.assertContains(jawaban, "1 jabatan belum punya perjanjian")
        self.client.force_login(self.p.camat)
        jawaban = self.client.get(DASAR)
        self.assertNotContains(jawaban, "/baru/")
        self.assertContains(jawaban, self.satu)

    def test_where_it_is_typed_leads_to_where_it_is_sent(self) -> None:
        self.assertContains(self.client.get(f"{self.satu}ubah/"), f'href="{self.satu}"')
        self.assertContains(self.client.get(self.satu), "Kirim untuk direviu")

    def test_many_perjanjian_cost_as_many_queries_as_one(self) -> None:
        sebelum = self.count(DASAR)
        for n in range(4):
            j = Jabatan.objects.create(instansi=self.p.instansi, nama=f"Kasi {n}", atasan=self.r.camat)
            pk = PerjanjianKinerja.objects.create(
                instansi=self.p.instansi, tahun=2023, jabatan=j, pihak_kedua=self.r.camat
            )
            Butir.objects.create(perjanjian=pk, indikator=self.r.operasi, target=1)
        self.assertEqual(self.count(DASAR), sebelum)

    def test_many_butir_cost_as_many_queries_as_one(self) -> None:
        alamat = (self.satu, f"{self.satu}ubah/", f"{self.satu}butir/?semua=1")
        sebelum = [self.count(a) for a in alamat]
        for n in range(8):
            i = Indikator.objects.create(renstra=self.r.renstra, sasaran=self.r.operasional, kode=f"X{n}", uraian="x")
            if n % 2:
                butir = Butir.objects.create(perjanjian=self.pk, indikator=i, target=1)
                TargetButir.objects.create(butir=butir, triwulan=1, nilai=1)
        self.assertEqual([self.count(a) for a in alamat], sebelum)

    def count(self, alamat: str) -> int:
        self.client.get(alamat)
        with CaptureQueriesContext(connection) as kueri:
            self.assertEqual(self.client.get(alamat).status_code, 200)
        return len(kueri)

    def test_shows_the_budget_the_post_answers_for(self) -> None:
        buat_sub_kegiatan(self.p.instansi, "7.01.02.2.01.0001", 1_000_000, 1_250_000, penanggung_jawab=self.r.kasi)
        buat_sub_kegiatan(self.p.instansi, "7.01.03.2.01.0001", 900_000, penanggung_jawab=self.r.camat)
        jawaban = self.client.get(self.satu)
        self.assertContains(jawaban, "1.250.000")
        self.assertNotContains(jawaban, "900.000")


class BuatTest(PerjanjianTest):
    def test_the_second_party_is_proposed(self) -> None:
        jawaban = self.client.get(f"{DASAR}jabatan/{self.r.camat.pk}/baru/")
        self.assertContains(jawaban, 'value="Bupati Contoh"')
        jawaban = self.client.get(f"{DASAR}jabatan/{self.r.kasi.pk}/baru/")
        self.assertEqual(jawaban.context["form"].initial["pihak_kedua"], self.r.camat.pk)

    def test_a_new_one_goes_on_to_the_choice_of_butir(self) -> None:
        isi = {"sebutan_pihak_kedua": "Bupati Contoh", "tanggal": "2023-01-09", "nomor": "1"}
        jawaban = self.client.post(f"{DASAR}jabatan/{self.r.camat.pk}/baru/", isi)
        baru = PerjanjianKinerja.objects.get(jabatan=self.r.camat)
        self.assertRedirects(jawaban, f"{DASAR}{baru.pk}/butir/")
        self.assertEqual((baru.tahun, baru.jenis, str(baru.tanggal)), (2023, "murni", "2023-01-09"))

    def test_a_second_one_of_the_same_post_is_refused(self) -> None:
        jawaban = self.client.post(f"{DASAR}jabatan/{self.r.kasi.pk}/baru/", {"pihak_kedua": self.r.camat.pk})
        self.assertContains(jawaban, "untuk tahun dan jenis tersebut sudah ada", status_code=422)

    def test_somebody_must_be_the_second_party(self) -> None:
        jawaban = self.client.post(f"{DASAR}jabatan/{self.r.camat.pk}/baru/", {"nomor": "1"})
        self.assertContains(jawaban, "Pilih atasan, atau isi sebutan", status_code=422)

    def test_a_superior_of_the_office_needs_no_title(self) -> None:
        isi = {"pihak_kedua": self.r.camat.pk, "sebutan_pihak_kedua": "Bupati"}
        self.client.post(f"{self.satu}pihak/", isi)
        self.pk.refresh_from_db()
        self.assertEqual((self.pk.pihak_kedua, self.pk.sebutan_pihak_kedua), (self.r.camat, ""))

    def test_another_kecamatans_post_is_not_there(self) -> None:
        asing = Jabatan.objects.create(instansi=self.p.lain, nama="Camat Dua")
        self.assertEqual(self.client.get(f"{DASAR}jabatan/{asing.pk}/baru/").status_code, 404)
        self.assertEqual(self.client.post(f"{DASAR}salin/", {"jabatan": asing.pk}).status_code, 404)
        isi = {"pihak_kedua": asing.pk}
        self.assertEqual(self.client.post(f"{self.satu}pihak/", isi).status_code, 422)

    def test_another_years_perjanjian_is_not_there(self) -> None:
        self.assertEqual(self.client.get(f"/satu/2024/perjanjian/{self.pk.pk}/").status_code, 404)

    def test_the_perubahan_is_made_once(self) -> None:
        self.client.post(f"{self.satu}perubahan/")
        ubahan = PerjanjianKinerja.objects.get(jenis="perubahan")
        self.assertEqual(ubahan.butir.get().target, 12)
        for pk in (self.pk.pk, ubahan.pk):
            jawaban = self.client.post(f"{DASAR}{pk}/perubahan/")
            self.assertRedirects(jawaban, f"{DASAR}{ubahan.pk}/ubah/")
        self.assertEqual(PerjanjianKinerja.objects.count(), 2)

    def test_last_years_are_copied_for_all_or_for_one(self) -> None:
        self.assertContains(self.client.get("/satu/2024/perjanjian/"), "Salin semua dari 2023")
        jawaban = self.client.post("/satu/2024/perjanjian/salin/", {"jabatan": self.r.camat.pk}, follow=True)
        self.assertContains(jawaban, "Tidak ada perjanjian tahun 2023")
        jawaban = self.client.post("/satu/2024/perjanjian/salin/", follow=True)
        self.assertContains(jawaban, "1 perjanjian disalin")
        self.assertNotContains(jawaban, "Salin semua dari 2023")

    def test_a_perjanjian_is_deleted_with_its_butir_after_a_question(self) -> None:
        self.assertContains(self.client.get(f"{self.satu}hapus/"), "1 butir perjanjian")
        self.client.post(f"{self.satu}hapus/")
        self.assertTrue(Butir.objects.exists())
        self.assertRedirects(self.client.post(f"{self.satu}hapus/", {"hapus": "ya"}), DASAR)
        self.assertFalse(Butir.objects.exists())


class PilihTest(PerjanjianTest):
    def kode(self, **cari: str) -> list[str]:
        jawaban = self.client.get(f"{self.satu}butir/", cari)
        return [f.calon.indikator.model.kode for f in jawaban.context["daftar"]]

    def test_offers_what_the_post_answers_for_and_has_not_taken(self) -> None:
        self.assertEqual(self.kode(), [])
        self.butir.delete()
        self.assertEqual(self.kode(), ["S2.1"])
        self.r.indikator.penanggung_jawab = self.r.kasi
        self.r.indikator.save()
        self.assertEqual(self.kode(), ["S1.1", "S2.1"])

    def test_the_top_post_is_offered_every_sasaran_strategis(self) -> None:
        s = Sasaran.objects.create(renstra=self.r.renstra, tujuan=self.r.tujuan, kode="S3", uraian="x")
        Indikator.objects.create(renstra=self.r.renstra, sasaran=s, kode="S3.1", uraian="x", urut=3)
        PerjanjianKinerja.objects.filter(pk=self.pk.pk).update(
            jabatan=self.r.camat, pihak_kedua=None, sebutan_pihak_kedua="Bupati"
        )
        self.assertEqual(self.kode(), ["S1.1", "S3.1"])

    def test_the_search_box_narrows_and_widens(self) -> None:
        self.assertEqual(self.kode(semua="1"), ["S1.1"])
        self.assertEqual(self.kode(semua="1", cari="warga INDEKS"), ["S1.1"])
        self.assertEqual(self.kode(semua="1", cari="warga surat"), [])

    def test_what_is_ticked_is_added_with_the_plans_target(self) -> None:
        i = self.r.indikator.pk
        jawaban = self.client.get(f"{self.satu}butir/?semua=1")
        self.assertContains(jawaban, f'name="{i}-target" value="80"')
        self.client.post(f"{self.satu}butir/?semua=1", {f"{i}-pilih": "on", f"{i}-target": "80 (B)"})
        baru = Butir.objects.get(indikator=i)
        self.assertEqual((baru.target, baru.target_teks, baru.urut), (Decimal(80), "B", 2))

    def test_a_ticked_one_needs_a_target_with_one_reading(self) -> None:
        i = self.r.indikator.pk
        for target, kalimat in (("", "Isi targetnya"), ("1.250", "dapat dibaca")):
            jawaban = self.client.post(f"{self.satu}butir/?semua=1", {f"{i}-pilih": "on", f"{i}-target": target})
            self.assertContains(jawaban, kalimat, status_code=422)
            self.assertContains(jawaban, "Belum ada yang ditambahkan", status_code=422)  # at the top of a long list
        self.assertEqual(Butir.objects.count(), 1)

    def test_nothing_ticked_adds_nothing_and_says_so(self) -> None:
        jawaban = self.client.post(f"{self.satu}butir/?semua=1", {f"{self.r.indikator.pk}-target": "80"})
        self.assertContains(jawaban, "centang dahulu", status_code=422)


class KisiButirTest(PerjanjianTest):
    def isian(self, **ganti: str) -> dict[str, str]:
        baris = BarisButir(Butir.objects.get(pk=self.butir.pk))
        return {f"{baris.prefix}-{n}": v for n, v in ({**baris.teks, "sidik": baris.sidik_kini} | ganti).items()}

    def kirim(self, isi: dict[str, str]) -> Any:
        return self.client.post(f"{self.satu}butir/{self.butir.pk}/", isi, headers=JSON)

    def test_a_row_takes_target_unit_place_and_quarters(self) -> None:
        isi = self.isian(target="60 (CC)", satuan="surat", urut="4", tw1="10", tw2="", tw4="60")
        self.assertEqual(self.kirim(isi).json()["status"], "tersimpan")
        self.butir.refresh_from_db()
        self.assertEqual(
            (self.butir.target, self.butir.target_teks, self.butir.satuan, self.butir.urut), (60, "CC", "surat", 4)
        )
        self.assertEqual({t.triwulan: t.nilai for t in self.butir.target_triwulan.all()}, {1: 10, 4: 60})
        self.kirim(self.isian(tw1="", tw4="61"))
        self.assertEqual({t.triwulan: t.nilai for t in TargetButir.objects.all()}, {4: 61})

    def test_odd_quarters_are_pointed_out_and_stored(self) -> None:
        Indikator.objects.filter(pk=self.r.operasi.pk).update(akumulasi="akumulatif")
        jawaban = self.kirim(self.isian(tw1="5", tw2="3", tw4="11")).json()
        self.assertEqual([p["bidang"] for p in jawaban["peringatan"]], ["tw4", "tw2"])
        self.assertEqual(TargetButir.objects.count(), 3)

    def test_a_promise_needs_a_target(self) -> None:
        self.assertIn("target", self.kirim(self.isian(target="")).json()["galat"])
        self.assertIn("tw1", self.kirim(self.isian(tw1="123456789012")).json()["galat"])

    def test_the_second_of_two_people_is_told(self) -> None:
        isi = self.isian(target="20")
        self.kirim(self.isian(target="15"))
        jawaban = self.kirim(isi)
        self.assertEqual((jawaban.status_code, jawaban.json()["kini"]["target"]["nilai"]), (409, "15"))

    def test_a_reader_is_refused_in_the_grids_own_words(self) -> None:
        self.client.force_login(self.p.pelaksana)
        self.assertEqual(self.kirim(self.isian(target="20")).json()["status"], "tolak")

    def test_without_javascript_the_page_is_one_form(self) -> None:
        self.assertRedirects(self.client.post(f"{self.satu}ubah/", self.isian(target="14")), f"{self.satu}ubah/")
        self.assertEqual(Butir.objects.get().target, 14)
        self.assertContains(
            self.client.post(f"{self.satu}ubah/", self.isian(target="1.250")), "dapat dibaca", status_code=422
        )

    def test_a_butir_of_another_perjanjian_is_not_there(self) -> None:
        lain = PerjanjianKinerja.objects.create(
            instansi=self.p.instansi, tahun=2023, jabatan=self.r.camat, sebutan_pihak_kedua="Bupati"
        )
        self.assertEqual(self.client.post(f"{DASAR}{lain.pk}/butir/{self.butir.pk}/", {}).status_code, 404)
        self.assertEqual(self.client.get(f"{DASAR}{lain.pk}/butir/{self.butir.pk}/hapus/").status_code, 404)

    def test_a_butir_is_deleted_after_a_question(self) -> None:
        alamat = f"{self.satu}butir/{self.butir.pk}/hapus/"
        self.assertContains(self.client.get(alamat), "Jumlah surat")
        self.assertRedirects(self.client.post(alamat, {"hapus": "ya"}), f"{self.satu}ubah/")
        self.assertFalse(Butir.objects.exists())
