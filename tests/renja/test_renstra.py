"""The Renstra's plan of programmes: a made-up one, by the rules by which years make the end, and beside Renja and budget."""

from __future__ import annotations

from decimal import Decimal

from django.test import TestCase

from anggaran.models import IndikatorKegiatan
from anggaran.rekap import muat_pohon_tahunan
from kinerja.angka import Takterdefinisi
from organisasi.models import UnitKerja
from renja.banding_renstra import compare_renstra
from renja.models import IndikatorRencana, PosRencana, Renja
from renja.rekap import muat_renja
from renja.rekap_renstra import RencanaRenstra, SimpulRenstra, UkuranRenstra, muat_rencana_renstra
from renja.salin_renstra import ambil_dari_anggaran
from renstra.models import PosRenstra, Renstra
from tests.pabrik import buat_keluaran, buat_sub_kegiatan
from tests.pemeran import buat_pemeran
from tests.renstra.pabrik import buat_pos, buat_ukuran

PROGRAM, KEGIATAN, SUB_A, SUB_B = "7.01.01", "7.01.01.2.01", "7.01.01.2.01.0001", "7.01.01.2.01.0002"


class RencanaRenstraTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.i = buat_pemeran().instansi
        cls.renstra = Renstra.objects.create(instansi=cls.i, tahun_awal=2021, tahun_akhir=2024)

    def muat(self) -> RencanaRenstra:
        rencana = muat_rencana_renstra(self.renstra, 2023)
        assert rencana is not None
        return rencana

    def simpul(self, kode: str, unit: int | None = None) -> SimpulRenstra:
        akar = self.muat().unit[unit]
        return next(s for s in akar.walk() if s.kode == kode)

    def test_money_is_added_up_from_the_lowest_level_that_has_any(self) -> None:
        buat_pos(self.renstra, PROGRAM, {2021: 7, 2022: 9})
        buat_pos(self.renstra, KEGIATAN)
        buat_pos(self.renstra, SUB_A, {2021: 100, 2022: 0})
        buat_pos(self.renstra, SUB_B, {2021: 50})
        s = self.simpul(PROGRAM)
        # 2022: only Rp 0 below, so what was entered above stays.
        self.assertEqual([s.pagu(t) for t in range(2021, 2025)], [150, 9, None, None])
        self.assertEqual(self.simpul(KEGIATAN).pagu(2022), 0)
        self.assertEqual((self.simpul(SUB_A).pagu_akhir, self.simpul(KEGIATAN).pagu_akhir), (100, 150))
        self.assertEqual((s.pagu_akhir, self.muat().pagu_akhir), (159, 159))  # what the years printed beside it make

    def test_an_end_that_was_entered_below_counts_where_only_years_were_entered_above(self) -> None:
        buat_pos(self.renstra, PROGRAM, {2021: 7, 2022: 9})
        buat_pos(self.renstra, SUB_A, pagu_akhir=500)
        self.assertEqual(self.simpul(PROGRAM).pagu_akhir, 500)

    def test_the_end_that_was_entered_counts_before_the_sum_of_the_years(self) -> None:
        buat_pos(self.renstra, SUB_A, {2021: 100, 2022: 100}, pagu_akhir=500)
        buat_pos(self.renstra, SUB_B, {2021: 50})
        self.assertTrue(self.simpul(SUB_A).is_silang())
        self.assertFalse(self.simpul(SUB_B).is_silang())
        self.assertEqual(self.muat().pagu_akhir, 550)

    def test_parents_that_nobody_entered_are_there_and_units_stand_apart(self) -> None:
        kelurahan = UnitKerja.objects.create(instansi=self.i, nama="Kelurahan Satu", jenis="kelurahan")
        buat_pos(self.renstra, SUB_A, {2021: 100})
        buat_pos(self.renstra, SUB_A, {2021: 30}, unit=kelurahan)
        rencana = self.muat()
        self.assertEqual(list(rencana.unit), [None, kelurahan.pk])
        self.assertEqual([rencana.count(t) for t in ("program", "kegiatan", "subkegiatan")], [2, 2, 2])
        self.assertEqual(self.simpul(PROGRAM, kelurahan.pk).pagu(2021), 30)

    def test_a_code_of_another_year_leads_to_the_row_unless_it_is_a_rows_own(self) -> None:
        buat_pos(self.renstra, SUB_A, kode_lain=f"7.01.01.2.01.0009, {SUB_B}")
        buat_pos(self.renstra, SUB_B)
        rencana = self.muat()
        for kode, tujuan in (
            ("7.01.01.2.01.09", SUB_A),
            ("7.01.01.2.01.02", SUB_B),
            ("7.01.01.2.01.08", "7.01.01.2.01.0008"),
        ):
            with self.subTest(kode):
                self.assertEqual(rencana.find_kode(None, kode), tujuan)

    def test_years_make_the_end_by_the_rule_of_the_indicator(self) -> None:
        target = {2021: "2 dokumen", 2022: "3 dokumen", 2024: "4 dokumen"}
        for akumulasi, hasil in (("akumulatif", 9), ("kumulatif", 4), ("rata-rata", 3)):
            with self.subTest(akumulasi):
                u = UkuranRenstra(1, "Dokumen", "", akumulasi, target=target)
                self.assertEqual(u.akhir, hasil)

    def test_a_rule_that_was_not_chosen_follows_from_the_unit(self) -> None:
        for satuan, target, hasil in (("%", "85,5", "85.5"), ("orang", "5", "85"), ("", "85,5 %", "85.5")):
            with self.subTest(satuan, target=target):
                awal = "80 %" if "%" in target else "80"
                u = UkuranRenstra(1, "Uji", satuan, target={2021: awal, 2022: target})
                self.assertEqual(u.akhir, Decimal(hasil))

    def test_words_are_kept_and_make_no_figure(self) -> None:
        u = UkuranRenstra(1, "Predikat", "", "kumulatif", target={2021: "70", 2022: "Baik"})
        self.assertEqual((u.akhir, u.akhir_teks), (Takterdefinisi("berupa kata"), "Baik"))
        lain = UkuranRenstra(1, "Predikat", "", "akumulatif", target={2021: "70", 2022: "Baik"})
        self.assertEqual(lain.akhir, Takterdefinisi("berupa kata"))
        isian = UkuranRenstra(1, "Predikat", "", "akumulatif", kondisi_akhir="12 dokumen", target={2022: "Baik"})
        self.assertEqual((isian.akhir, isian.akhir_teks), (12, "12 dokumen"))

    def test_the_plan_is_read_in_a_constant_number_of_queries(self) -> None:
        for kode in (PROGRAM, KEGIATAN, SUB_A):
            buat_ukuran(buat_pos(self.renstra, kode, {2021: 1}), {2021: "1"})
        with self.assertNumQueries(4):
            self.muat()
        for n in range(2, 12):
            buat_ukuran(buat_pos(self.renstra, f"7.01.01.2.01.{n:04}", {2021: 1}), {2021: "1"})
        with self.assertNumQueries(4):
            self.muat()


class BandingTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.i = buat_pemeran().instansi
        cls.renstra = Renstra.objects.create(instansi=cls.i, tahun_awal=2021, tahun_akhir=2024)
        for kode in (PROGRAM, KEGIATAN):
            buat_pos(cls.renstra, kode)
        buat_ukuran(buat_pos(cls.renstra, SUB_A, {2023: 100}), {2023: "4 Dokumen"})
        cls.renja = Renja.objects.create(instansi=cls.i, tahun=2023)

    def beda(self) -> dict[str, tuple[str, ...]]:
        rencana = muat_rencana_renstra(self.renstra, 2023)
        assert rencana is not None
        anggaran = muat_pohon_tahunan(self.i, [2023]).get(2023, {})
        hasil = compare_renstra(rencana, 2023, muat_renja(self.i, 2023).berlaku, anggaran)
        return {b.kode: b.beda for b in hasil if b.beda}

    def buat_renja(self, kode: str, pagu: int, target: str = "") -> None:
        pos = PosRencana.objects.create(renja=self.renja, kode=kode, uraian="Renja", pagu=pagu)
        if target:
            IndikatorRencana.objects.create(pos=pos, uraian="Nama lain", satuan="dokumen", target=target)

    def test_documents_that_are_not_there_are_not_compared(self) -> None:
        self.assertEqual(self.beda(), {})

    def test_equal_documents_have_no_difference_however_unit_and_code_are_written(self) -> None:
        self.buat_renja("7.01.01.2.01.01", 100, "4")
        buat_keluaran(buat_sub_kegiatan(self.i, "7.01.01.2.01.01", 100), "4", ())
        self.assertEqual(self.beda(), {})

    def test_a_target_above_a_thousand_is_the_same_as_a_figure_and_as_words(self) -> None:
        PosRenstra.objects.get(kode=SUB_A).indikator.get().kinerja.update(target="1250")
        keluaran = buat_keluaran(buat_sub_kegiatan(self.i, SUB_A, 100), "1250", ())
        self.assertEqual(self.beda(), {})
        for teks, beda in (("1.250", {}), ("1.300", {"7.01.01.2.01.01": f"target “Keluaran {SUB_A}” anggaran 1.300, "
                                                                        "Renstra 1.250"})):  # fmt: skip
            IndikatorKegiatan.objects.filter(pk=keluaran.pk).update(target=None, target_teks=teks)
            with self.subTest(teks):
                self.assertEqual({k: "; ".join(v) for k, v in self.beda().items()}, beda)

    def test_other_money_and_another_target_are_told(self) -> None:
        self.buat_renja(SUB_A, 130, "5")
        buat_sub_kegiatan(self.i, SUB_A, 90)
        self.assertEqual(
            self.beda()["7.01.01.2.01.01"],
            (
                "pagu Renja lebih besar Rp 30",
                f"target “Keluaran {SUB_A}” Renja 5 dokumen, Renstra 4 Dokumen",
                "pagu anggaran lebih kecil Rp 10",
            ),
        )
        self.assertEqual(self.beda()[PROGRAM], ("pagu Renja lebih besar Rp 30", "pagu anggaran lebih kecil Rp 10"))

    def test_what_only_one_side_has_is_told(self) -> None:
        self.buat_renja(SUB_B, 10)
        self.assertEqual(
            {k: v for k, v in self.beda().items() if k.count(".") == 5},
            {
                "7.01.01.2.01.01": ("direncanakan Renstra untuk 2023, tidak ada di Renja",),
                "7.01.01.2.01.02": ("ada di Renja, tidak ada di Renstra",),
            },
        )

    def test_a_unit_and_a_level_that_the_plan_does_not_know_are_not_compared(self) -> None:
        kelurahan = UnitKerja.objects.create(instansi=self.i, nama="Kelurahan Satu", jenis="kelurahan")
        buat_sub_kegiatan(self.i, SUB_A, 100)
        buat_sub_kegiatan(self.i, SUB_A, 70, unit=kelurahan)
        self.assertEqual(self.beda(), {})
        PosRenstra.objects.filter(kode=SUB_A).delete()
        self.assertEqual(self.beda(), {})

    def test_money_that_the_plan_gives_another_year_only_is_told(self) -> None:
        buat_pos(self.renstra, SUB_B, {2022: 50})
        buat_sub_kegiatan(self.i, SUB_A, 100)
        buat_sub_kegiatan(self.i, SUB_B, 40)
        self.assertEqual(self.beda()["7.01.01.2.01.02"], ("ada pagunya di anggaran, tanpa dana 2023 di Renstra",))

    def test_a_budget_under_a_new_code_is_the_same_row(self) -> None:
        PosRenstra.objects.filter(kode=SUB_A).update(kode_lain="7.01.01.2.01.0099")
        buat_sub_kegiatan(self.i, "7.01.01.2.01.0099", 100)
        self.assertEqual(self.beda(), {})


class AmbilTest(TestCase):
    """Rows taken from the budgets: every node once, with the latest name and indicators, without figures."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.i = buat_pemeran().instansi
        cls.renstra = Renstra.objects.create(instansi=cls.i, tahun_awal=2021, tahun_akhir=2024)
        for tahun, kode in (
            (2022, "7.01.01.2.01.02"),
            (2022, "7.01.01.2.01.01"),
            (2023, "7.01.01.2.01.0001"),
            (2030, "7.01.02.2.01.01"),
        ):
            buat_keluaran(buat_sub_kegiatan(cls.i, kode, 10, tahun=tahun), "4", ())

    def test_takes_each_node_once_and_nothing_the_second_time(self) -> None:
        buat_pos(self.renstra, PROGRAM, {2023: 5})
        self.assertEqual([ambil_dari_anggaran(self.renstra) for _ in range(2)], [3, 0])
        semua = PosRenstra.objects.filter(renstra=self.renstra)
        self.assertEqual([p.kode for p in semua], [PROGRAM, KEGIATAN, SUB_A, SUB_B])
        ukuran = semua.get(kode=SUB_A).indikator.get()
        self.assertEqual((ukuran.uraian, ukuran.kinerja.count()), ("Keluaran 7.01.01.2.01.0001", 0))
        self.assertEqual(semua.filter(dana__isnull=False).count(), 1)
