"""The budget tree: sums, percentages, and what happens where something is not filled in."""

from decimal import Decimal

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from anggaran.models import Belanja, RiwayatAnggaran
from anggaran.rekap import muat_pohon, summarize_anggaran, susun_pos
from kinerja.angka import is_nilai
from lakip.data import muat_data
from organisasi.models import UnitKerja
from tests.pabrik import buat_keluaran, buat_sub_kegiatan
from tests.pemeran import buat_pemeran


class PohonTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        i = cls.p.instansi
        # Pelaihari 2023, kegiatan 7.01.01.2.01 (Lampiran 5, TW I–IV)
        cls.satu = buat_sub_kegiatan(
            i, "7.01.01.2.01.01", 1_985_000, 2_825_000, (860_000, 0, 0, 1_965_000), ("46.30", "46.30", "46.30", "100")
        )
        cls.dua = buat_sub_kegiatan(
            i, "7.01.01.2.01.07", 2_000_000, 1_160_000, (0, 1_100_000, 0, 0), ("0", "50", "75", "100")
        )
        buat_keluaran(cls.satu, "5", ("3", None, None, "2"))
        buat_keluaran(cls.dua, "4", ("4", None, None, None), "kumulatif")

    def pohon(self):  # type: ignore[no-untyped-def]
        return muat_pohon(self.p.instansi, 2023)[None]

    def test_money_sums_up_to_the_top(self) -> None:
        pohon = self.pohon()
        self.assertEqual((pohon.pagu_murni, pohon.pagu), (3_985_000, 3_985_000))
        self.assertEqual([pohon.realisasi_sd(t) for t in (1, 2, 3, 4)], [860_000, 1_960_000, 1_960_000, 3_925_000])
        self.assertEqual(pohon.realisasi_triwulan(4), 1_965_000)
        self.assertEqual(pohon.sisa(), 60_000)

    def test_targets_follow_the_default_schedule(self) -> None:
        kegiatan = self.pohon().anak[0].anak[0]
        self.assertEqual([a.target_keuangan_sd(1) for a in kegiatan.anak], [496_250, 500_000])
        self.assertEqual([a.target_fisik_sd(1) for a in kegiatan.anak], [Decimal("17.57"), Decimal("43.10")])
        self.assertEqual(kegiatan.target_fisik_sd(1), Decimal("25.00"))

    def test_physical_progress_is_weighted_by_pagu(self) -> None:
        self.assertEqual(self.pohon().fisik_sd(1), Decimal("32.82"))

    def test_an_entered_anggaran_kas_replaces_the_schedule(self) -> None:
        self.satu.target_triwulan.create(triwulan=1, keuangan=700_000)
        daun = self.pohon().daun
        self.assertEqual([d.target_keuangan_sd(1) for d in daun], [700_000, 500_000])
        self.assertEqual(daun[0].target_fisik_sd(1), Decimal("24.78"))

    def test_capaian_is_the_mean_of_what_is_below(self) -> None:
        rerata = self.pohon().capaian()
        self.assertEqual(rerata.nilai, Decimal("100.00"))

    def test_what_nobody_filled_in_is_undefined_and_not_zero(self) -> None:
        kosong = buat_sub_kegiatan(self.p.lain, "7.01.02.2.01.01", None, 500_000)
        daun = muat_pohon(self.p.lain, 2023)[None].daun[0]
        self.assertEqual(daun.pk, kosong.pk)
        self.assertIsNone(daun.realisasi_sd())
        self.assertFalse(is_nilai(daun.serapan()))
        self.assertFalse(is_nilai(daun.fisik_sd()))
        self.assertIsNone(daun.target_keuangan_sd(1))  # no pagu murni: nothing to divide
        self.assertEqual(daun.target_keuangan_sd(4), 500_000)

    def test_a_kelurahan_has_a_tree_of_its_own(self) -> None:
        angsau = UnitKerja.objects.create(instansi=self.p.instansi, nama="Kelurahan Angsau", jenis="kelurahan")
        buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.01", 5_323_560, None, unit=angsau)
        pohon = muat_pohon(self.p.instansi, 2023)
        self.assertEqual(set(pohon), {None, angsau.pk})
        self.assertEqual(pohon[None].pagu, 3_985_000)
        self.assertEqual(pohon[angsau.pk].pagu, 5_323_560)

    def test_other_years_and_other_kecamatan_do_not_mix_in(self) -> None:
        buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.01", 1, tahun=2024)
        buat_sub_kegiatan(self.p.lain, "7.01.01.2.01.01", 1)
        self.assertEqual(self.pohon().pagu, 3_985_000)

    def test_the_number_of_queries_does_not_grow_with_the_budget(self) -> None:
        Belanja.objects.create(sub_kegiatan=self.satu, uraian="Belanja", pagu_perubahan=5).realisasi.create(
            triwulan=1, nilai=3
        )
        with CaptureQueriesContext(connection) as sedikit:
            muat_pohon(self.p.instansi, 2023)
        for n in range(10, 40):
            sub = buat_sub_kegiatan(self.p.instansi, f"7.01.0{n % 5 + 2}.2.01.{n}", 1_000)
            buat_keluaran(sub, "1", ("1",))
        with self.assertNumQueries(len(sedikit)):
            muat_pohon(self.p.instansi, 2023)

    def test_a_cut_keeps_parents_of_what_is_kept(self) -> None:
        potong = self.pohon().filter_daun([self.dua.pk])
        self.assertEqual(potong.pagu, 1_160_000)
        self.assertEqual([potong.count(t) for t in ("program", "kegiatan", "subkegiatan")], [1, 1, 1])
        self.assertIsNone(self.pohon().filter_daun([]))


class UkuranTest(TestCase):
    def test_a_year_in_the_system_is_summarized_from_its_own_budget(self) -> None:
        p = buat_pemeran()
        buat_sub_kegiatan(p.instansi, "7.01.01.2.01.01", 100, 150, (10, 20), tahun=2022)
        buat_sub_kegiatan(p.instansi, "7.01.01.2.01.02", 50, None, (5,), tahun=2022)
        angsau = UnitKerja.objects.create(instansi=p.instansi, nama="Kelurahan Angsau", jenis="kelurahan")
        buat_sub_kegiatan(p.instansi, "7.01.01.2.01.01", 999, None, (9,), tahun=2022, unit=angsau)
        u = summarize_anggaran(p.instansi, 2022)
        ukuran = (u.jumlah_program, u.jumlah_kegiatan, u.jumlah_sub_kegiatan, u.pagu, u.realisasi)
        self.assertEqual(ukuran, (1, 1, 2, 200, 35))
        self.assertIsNone(summarize_anggaran(p.instansi, 2021))

    def test_the_entered_size_serves_where_the_year_is_not_in_the_system(self) -> None:
        p = buat_pemeran()
        RiwayatAnggaran.objects.create(instansi=p.instansi, tahun=2022, pagu=7)
        self.assertEqual(muat_data(p.instansi, 2023).riwayat[2022].pagu, 7)
        buat_sub_kegiatan(p.instansi, "7.01.01.2.01.01", 100, tahun=2022)
        self.assertEqual(muat_data(p.instansi, 2023).riwayat[2022].pagu, 100)


class PosKodeTest(TestCase):
    def test_an_empty_parent_is_the_sum_of_its_children(self) -> None:
        # Pelaihari Tabel 46, 2023
        pos = susun_pos(
            [
                ("5", "Belanja", (None,)),
                ("5.1", "Belanja operasi", (None,)),
                ("5.1.01", "Belanja pegawai", (8_937_102_114,)),
                ("5.1.02", "Belanja barang dan jasa", (904_611_285,)),
                ("5.1.05", "Belanja hibah", (928_440_000,)),
                ("5.2", "Belanja modal", (134_792_568,)),
            ]
        )
        self.assertEqual([p.nilai[0] for p in pos[:2]], [10_904_945_967, 10_770_153_399])
        self.assertEqual([p.tingkat for p in pos], [1, 2, 3, 3, 3, 2])
        self.assertEqual([p.entri[0] for p in pos], [False, False, True, True, True, True])

    def test_an_entered_parent_wins_and_nothing_stays_nothing(self) -> None:
        pos = susun_pos([("4", "Pendapatan", (7,)), ("4.1", "PAD", (5,)), ("4.2", "Lain", (None,))])
        self.assertEqual([p.nilai[0] for p in pos], [7, 5, None])

    def test_a_level_that_was_left_out_does_not_count_twice(self) -> None:
        pos = susun_pos([("5", "Belanja", (None,)), ("5.1.01", "Pegawai", (3,)), ("5.1.01.01", "Gaji", (2,))])
        self.assertEqual(pos[0].nilai[0], 3)
