"""The cascade: what each post answers for, and every check both firing and silent."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from anggaran.models import Program, SubKegiatan
from lakip.contoh import muat_contoh
from organisasi.models import Instansi, Jabatan
from perjanjian.kaskade import Kaskade, Periksa, _sebut_kode
from perjanjian.models import Butir, PerjanjianKinerja
from perjanjian.rekap import muat_perjanjian
from perjanjian.views_kaskade import muat_kaskade
from renstra.models import Indikator, Sasaran, TargetIndikator
from tests.pabrik import buat_keluaran, buat_sub_kegiatan
from tests.pemeran import buat_pemeran
from tests.renstra.pabrik import buat_rencana

ALAMAT = "/satu/2023/perjanjian/kaskade/"


class KaskadeTest(TestCase):
    """A kecamatan whose cascade is whole; each test breaks it in one place."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.r = buat_rencana(cls.p.instansi)
        cls.lain = Jabatan.objects.create(instansi=cls.p.instansi, nama="Kasi Dua", atasan=cls.r.camat, urut=3)
        TargetIndikator.objects.create(indikator=cls.r.operasi, tahun=2023, nilai=12)
        cls.sasaran_lain = Sasaran.objects.create(
            renstra=cls.r.renstra, kode="S3", uraian="Desa tertib", tingkat="operasional", pemilik=cls.lain,
            induk=cls.r.sasaran, urut=3,
        )  # fmt: skip
        cls.desa = Indikator.objects.create(
            renstra=cls.r.renstra, sasaran=cls.sasaran_lain, kode="S3.1", uraian="Jumlah desa", urut=3
        )
        TargetIndikator.objects.create(indikator=cls.desa, tahun=2023, nilai=15)
        cls.pk_camat = cls.janji(cls.r.camat, None, (cls.r.indikator, 80))
        cls.pk_kasi = cls.janji(cls.r.kasi, cls.r.camat, (cls.r.operasi, 12))
        cls.pk_lain = cls.janji(cls.lain, cls.r.camat, (cls.desa, 15))
        cls.sub = buat_sub_kegiatan(cls.p.instansi, "7.01.02.2.01.01", 100, penanggung_jawab=cls.r.kasi)
        buat_sub_kegiatan(cls.p.instansi, "7.01.06.2.01.01", 20, penanggung_jawab=cls.lain)
        Program.objects.update(sasaran=cls.r.sasaran)
        buat_keluaran(cls.sub, "12", ())

    @classmethod
    def janji(cls, jabatan: Jabatan, kedua: Jabatan | None, *butir: tuple[Indikator, int]) -> PerjanjianKinerja:
        pk = PerjanjianKinerja.objects.create(
            instansi=cls.p.instansi,
            tahun=2023,
            jabatan=jabatan,
            pihak_kedua=kedua,
            sebutan_pihak_kedua="" if kedua else "Bupati",
        )
        for n, (i, target) in enumerate(butir, start=1):
            Butir.objects.create(perjanjian=pk, indikator=i, target=target, urut=n)
        return pk

    def susun(self) -> Kaskade:
        return muat_kaskade(self.p.instansi, 2023)

    def temukan(self, *jenis: Periksa) -> list[str]:
        """The sentences found; fails where another check than those expected speaks."""
        temuan = self.susun().temuan
        self.assertEqual({t.jenis for t in temuan}, set(jenis))
        return [t.pesan for t in temuan]


class PeriksaTest(KaskadeTest):
    def test_a_whole_cascade_has_no_findings(self) -> None:
        self.assertEqual(self.temukan(), [])

    def test_counts_and_sums_follow_the_line(self) -> None:
        baris = [(b.jabatan.nama, b.tingkat, b.butir, b.program, b.sub_kegiatan, b.pagu) for b in self.susun().baris]
        self.assertEqual(
            baris, [("Camat", 0, 1, 2, 2, 120), ("Kasi Satu", 1, 1, 1, 1, 100), ("Kasi Dua", 1, 1, 1, 1, 20)]
        )

    def test_a_line_in_a_circle_leaves_nobody_out(self) -> None:
        Jabatan.objects.filter(pk=self.r.camat.pk).update(atasan=self.r.kasi)
        self.assertEqual({b.jabatan.nama for b in self.susun().baris}, {"Camat", "Kasi Satu", "Kasi Dua"})

    def test_a_post_without_perjanjian_is_named_with_what_it_answers_for(self) -> None:
        self.pk_lain.delete()
        TargetIndikator.objects.filter(indikator=self.desa).delete()
        self.assertEqual(
            self.temukan(Periksa.TANPA_PERJANJIAN),
            ["Kasi Dua belum punya perjanjian, padahal menanggung 1 sub kegiatan sebesar Rp 20 (7.01.06.2.01.01)."],
        )
        SubKegiatan.objects.filter(kode="7.01.06.2.01.01").update(penanggung_jawab=self.r.kasi)
        self.assertEqual(self.temukan(Periksa.TANPA_PERJANJIAN), ["Kasi Dua belum punya perjanjian."])

    def test_a_perjanjian_without_butir(self) -> None:
        TargetIndikator.objects.filter(indikator=self.desa).delete()
        self.pk_lain.butir.all().delete()
        self.assertEqual(self.temukan(Periksa.TANPA_BUTIR), ["Perjanjian Kasi Dua belum punya butir."])

    def test_the_second_party_is_the_superior(self) -> None:
        PerjanjianKinerja.objects.filter(pk=self.pk_lain.pk).update(pihak_kedua=self.r.kasi)
        self.assertEqual(
            self.temukan(Periksa.BUKAN_ATASAN),
            ["Pihak kedua perjanjian Kasi Dua adalah Kasi Satu, sedangkan atasannya Camat."],
        )

    def test_the_top_post_promises_to_somebody_outside(self) -> None:
        PerjanjianKinerja.objects.filter(pk=self.pk_camat.pk).update(pihak_kedua=self.r.kasi)
        self.assertEqual(
            self.temukan(Periksa.BUKAN_ATASAN),
            ["Pihak kedua perjanjian Camat adalah Kasi Satu, sedangkan atasannya di luar kecamatan."],
        )

    def test_an_indicator_with_a_target_that_nobody_promises(self) -> None:
        baru = Indikator.objects.create(
            renstra=self.r.renstra, sasaran=self.r.sasaran, kode="S1.2", uraian="Nilai", urut=9
        )
        self.assertEqual(self.temukan(), [])  # no target this year
        TargetIndikator.objects.create(indikator=baru, tahun=2023, nilai=1)
        kata = "Indikator strategis S1.2 Nilai punya target tahun 2023, tetapi tidak ada di perjanjian siapa pun; "
        self.assertEqual(self.temukan(Periksa.TAK_DIJANJIKAN), [f"{kata}menurut Renstra milik Camat."])
        self.janji_tambah(self.pk_camat, baru, 1)
        self.assertEqual(self.temukan(), [])

    def test_an_indicator_of_a_tujuan_counts_where_it_is_an_iku(self) -> None:
        baru = Indikator.objects.create(renstra=self.r.renstra, tujuan=self.r.tujuan, kode="T1.1", uraian="IKM", urut=9)
        TargetIndikator.objects.create(indikator=baru, tahun=2023, nilai=1)
        self.assertEqual(self.temukan(), [])
        Indikator.objects.filter(pk=baru.pk).update(iku=True)
        (pesan,) = self.temukan(Periksa.TAK_DIJANJIKAN)
        self.assertTrue(pesan.startswith("IKU T1.1 IKM punya target tahun 2023"))

    def janji_tambah(self, pk: PerjanjianKinerja, indikator: Indikator, target: int, **isi: Any) -> None:
        Butir.objects.create(perjanjian=pk, indikator=indikator, target=target, urut=9, **isi)

    def test_two_posts_of_one_level_promise_the_same(self) -> None:
        self.janji_tambah(self.pk_lain, self.r.operasi, 12)
        kata = "Indikator S2.1 Jumlah surat dijanjikan Kasi Satu dan Kasi Dua; keduanya tidak saling membawahi."
        self.assertEqual(self.temukan(Periksa.GANDA), [kata])
        Indikator.objects.filter(pk=self.r.operasi.pk).update(keterangan_penanggung_jawab="Semua kepala seksi")
        self.assertEqual(self.temukan(), [])

    def test_a_superior_may_carry_what_the_plan_gives_to_his_subordinate(self) -> None:
        sekcam = Jabatan.objects.create(instansi=self.p.instansi, nama="Sekcam", atasan=self.r.camat, urut=4)
        Jabatan.objects.create(instansi=self.p.instansi, nama="Kasubbag", atasan=sekcam, urut=5)
        kasubbag = Jabatan.objects.get(nama="Kasubbag")
        self.janji(sekcam, self.r.camat, (self.r.indikator, 80))
        bawah = Indikator.objects.create(
            renstra=self.r.renstra, sasaran=self.r.operasional, kode="S2.2", uraian="x", urut=9
        )
        self.janji(kasubbag, sekcam, (bawah, 1))
        kata = "Indikator S1.1 Indeks kepuasan dijanjikan Camat dan Sekcam; Renstra tidak menyerahkannya kepada Sekcam."
        self.assertEqual(self.temukan(Periksa.GANDA), [kata])
        Indikator.objects.filter(pk=self.r.indikator.pk).update(penanggung_jawab=sekcam)
        self.assertEqual(self.temukan(), [])

    def test_a_kasi_promises_a_strategic_indicator(self) -> None:
        Indikator.objects.filter(pk=self.r.indikator.pk).update(penanggung_jawab=self.r.kasi)
        self.janji_tambah(self.pk_kasi, self.r.indikator, 80)
        kata = "Kasi Satu menjanjikan indikator strategis S1.1 Indeks kepuasan; indikator itu dijanjikan camat atau sekretaris."
        self.assertEqual(self.temukan(Periksa.SALAH_TINGKAT), [kata])

    def test_a_camat_promises_an_operational_indicator(self) -> None:
        self.janji_tambah(self.pk_camat, self.r.operasi, 12)
        (pesan,) = self.temukan(Periksa.SALAH_TINGKAT)
        self.assertIn("Camat membawahi jabatan lain, tetapi menjanjikan indikator operasional S2.1", pesan)

    def test_a_target_other_than_the_plans(self) -> None:
        Butir.objects.filter(indikator=self.r.indikator).update(target=Decimal("82.5"))
        kata = "Target S1.1 Indeks kepuasan di perjanjian Camat 82,5, di Renstra tahun 2023 80."
        self.assertEqual(self.temukan(Periksa.BEDA_TARGET), [kata])

    def test_a_letter_beside_the_figure_is_no_other_target(self) -> None:
        TargetIndikator.objects.filter(indikator=self.r.indikator, tahun=2023).update(teks="A")
        self.assertEqual(self.temukan(), [])
        TargetIndikator.objects.filter(indikator=self.r.indikator, tahun=2023).update(nilai=None)
        self.assertEqual(len(self.temukan(Periksa.BEDA_TARGET)), 1)

    def test_money_that_no_post_answers_for(self) -> None:
        SubKegiatan.objects.filter(pk=self.sub.pk).update(penanggung_jawab=None)
        kata = "1 sub kegiatan sebesar Rp 100 (7.01.02.2.01.01)."
        self.assertEqual(
            self.temukan(Periksa.TANPA_PENANGGUNG, Periksa.SELISIH),
            [
                f"Tidak ada jabatan yang menanggung {kata}",
                f"Camat menanggung Rp 120, bawahan langsungnya bersama-sama Rp 20; yang belum diserahkan: {kata}",
            ],
        )

    def test_a_programme_answered_for_answers_for_what_is_below(self) -> None:
        SubKegiatan.objects.filter(pk=self.sub.pk).update(penanggung_jawab=None)
        Program.objects.filter(kode="7.01.02").update(penanggung_jawab=self.r.kasi)
        self.assertEqual(self.temukan(), [])

    def test_without_money_nobody_needs_to_answer(self) -> None:
        SubKegiatan.objects.filter(pk=self.sub.pk).update(penanggung_jawab=self.r.camat, pagu_murni=0)
        jumlah = self.susun().jumlah[0]
        self.assertEqual((jumlah.atasan, jumlah.bawahan, jumlah.selisih), (20, 20, 0))
        SubKegiatan.objects.filter(pk=self.sub.pk).update(penanggung_jawab=None)
        self.assertNotIn(Periksa.TANPA_PENANGGUNG, {t.jenis for t in self.susun().temuan})

    def test_what_the_superior_keeps_for_himself_is_a_gap_but_no_fault(self) -> None:
        SubKegiatan.objects.filter(pk=self.sub.pk).update(penanggung_jawab=self.r.camat)
        jumlah = self.susun().jumlah[0]
        self.assertEqual((jumlah.selisih, [d.kode for d in jumlah.kurang]), (100, ["7.01.02.2.01.01"]))
        self.assertEqual(self.temukan(), [])

    def test_an_indicator_of_the_budget_outside_the_posts_line(self) -> None:
        jauh = Sasaran.objects.create(renstra=self.r.renstra, kode="S9", uraian="Lain", pemilik=self.r.camat, urut=9)
        SubKegiatan.objects.filter(pk=self.sub.pk).update(sasaran=jauh)
        kata = (
            "Perjanjian Kasi Satu tidak memuat indikator yang sejalan dengan indikator 1 program, kegiatan, atau "
            "sub kegiatan yang ditanggungnya: 7.01.02.2.01.01."
        )
        self.assertEqual(self.temukan(Periksa.TAK_DIJANJIKAN), [kata])

    def test_a_perubahan_is_what_counts(self) -> None:
        baru = PerjanjianKinerja.objects.create(
            instansi=self.p.instansi, tahun=2023, jabatan=self.r.kasi, jenis="perubahan", pihak_kedua=self.r.camat
        )
        Butir.objects.create(perjanjian=baru, indikator=self.r.operasi, target=14)
        self.assertEqual(len(self.temukan(Periksa.BEDA_TARGET)), 1)

    def test_a_long_list_of_codes_is_cut(self) -> None:
        for n in range(1, 9):
            buat_sub_kegiatan(self.p.instansi, f"7.01.03.2.01.0{n}", 1)
        pohon = next(j for j in self.susun().jumlah)
        self.assertTrue(_sebut_kode(pohon.kurang).endswith("7.01.03.2.01.06, dan 2 lainnya"))


class HalamanTest(KaskadeTest):
    def setUp(self) -> None:
        self.client.force_login(self.p.perencana)

    def test_each_finding_leads_to_where_it_is_mended(self) -> None:
        Butir.objects.filter(indikator=self.r.indikator).update(target=82)
        self.pk_lain.delete()
        jawaban = self.client.get(ALAMAT)
        self.assertContains(jawaban, f"/satu/2023/perjanjian/{self.pk_camat.pk}/ubah/")
        self.assertContains(jawaban, f"/satu/2023/perjanjian/jabatan/{self.lain.pk}/baru/")
        for _, temuan in jawaban.context["temuan"]:
            for _, alamat in temuan:
                self.assertEqual(self.client.get(alamat).status_code, 200, alamat)
        self.client.force_login(self.p.camat)
        self.assertNotContains(self.client.get(ALAMAT), "Perbaiki")

    def test_a_signed_perjanjian_is_opened_not_changed(self) -> None:
        Butir.objects.filter(indikator=self.r.indikator).update(target=82)
        PerjanjianKinerja.objects.filter(pk=self.pk_camat.pk).update(status="berlaku")
        ((_, ((_, alamat),)),) = self.client.get(ALAMAT).context["temuan"]
        self.assertEqual(alamat, f"/satu/2023/perjanjian/{self.pk_camat.pk}/")

    def test_the_page_says_what_was_looked_at_and_found_well(self) -> None:
        jawaban = self.client.get(ALAMAT)
        self.assertContains(jawaban, "Tidak ada yang perlu diperbaiki")
        self.assertContains(jawaban, "Tidak ditemukan: Jabatan tanpa perjanjian; Perjanjian tanpa butir")

    def test_without_posts_the_page_says_how_to_begin(self) -> None:
        PerjanjianKinerja.objects.all().delete()
        SubKegiatan.objects.update(penanggung_jawab=None)
        Sasaran.objects.filter(tingkat="operasional").delete()
        Sasaran.objects.update(pemilik=None)
        Jabatan.objects.update(atasan=None)
        Jabatan.objects.all().delete()
        self.assertContains(self.client.get(ALAMAT), "Belum ada jabatan")

    def test_the_spreadsheet_holds_the_same(self) -> None:
        Butir.objects.filter(indikator=self.r.indikator).update(target=82)
        buku = load_workbook(io.BytesIO(self.client.get(f"{ALAMAT}unduh/").content))
        self.assertEqual([s.value for s in buku["Kaskade"][2]], ["Camat", "Murni", 1, 2, 2, 2, 120])
        self.assertEqual([s.value for s in buku["Jumlah per tingkat"][2]][:4], ["Camat", 120, 120, 0])
        self.assertEqual(buku["Temuan"]["A2"].value, "Target berbeda dari Renstra")

    def test_many_posts_cost_as_many_queries_as_few(self) -> None:
        sebelum = self.count()
        for n in range(5):
            j = Jabatan.objects.create(instansi=self.p.instansi, nama=f"Kasi {n}", atasan=self.r.camat)
            self.janji(j, self.r.camat, (self.r.operasi, 1))
            buat_sub_kegiatan(self.p.instansi, f"7.01.03.2.0{n}.01", 1, penanggung_jawab=j)
        self.assertEqual(self.count(), sebelum)

    def count(self) -> int:
        with CaptureQueriesContext(
            connection,
        ) as kueri:
            self.assertEqual(self.client.get(ALAMAT).status_code, 200)
        return len(kueri)


class ContohTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        muat_contoh("pelaihari")
        muat_contoh("towuti")

    def susun(self, slug: str) -> Kaskade:
        return muat_kaskade(Instansi.objects.get(slug=slug), 2023)

    def test_pelaihari_table_11(self) -> None:
        kaskade = self.susun("pelaihari")
        baris = [(b.butir, b.program, b.kegiatan, b.sub_kegiatan, b.pagu) for b in kaskade.baris]
        self.assertEqual(baris[0], (1, 5, 9, 23, 11862514803))
        self.assertEqual(baris[1], (5, 1, 5, 16, 10531067845))
        self.assertEqual([j.selisih for j in kaskade.jumlah], [0, 0])

    def test_pelaihari_departs_from_its_plan_in_three_targets(self) -> None:
        temuan = self.susun("pelaihari").temuan
        self.assertEqual([t.jenis for t in temuan], [Periksa.BEDA_TARGET] * 3)
        self.assertEqual([t.pesan.split()[1] for t in temuan], ["S2.2", "S2.3", "S27.1"])

    def test_towuti_hands_nothing_down(self) -> None:
        kaskade = self.susun("towuti")
        self.assertEqual((kaskade.baris[0].sub_kegiatan, kaskade.baris[0].pagu), (35, 3813748600))
        banyak = {p: len(t) for p, t in kaskade.list_periksa() if t}
        self.assertEqual(banyak, {Periksa.TANPA_PERJANJIAN: 7, Periksa.TANPA_PENANGGUNG: 6, Periksa.SELISIH: 1})
        self.assertEqual(kaskade.jumlah[0].selisih, 3813748600)
        self.assertEqual(len(muat_perjanjian(Instansi.objects.get(slug="towuti"), 2023)), 1)
