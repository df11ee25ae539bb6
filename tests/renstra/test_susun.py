"""Codes, order, copies and the tree of the plan."""

from __future__ import annotations

from django.test import TestCase

from renstra.models import Indikator, Renstra, Sasaran, TargetIndikator, Tujuan
from renstra.rekap import muat_renstra
from renstra.susun import (
    move,
    propose_kode,
    propose_kode_indikator,
    propose_kode_sasaran,
    propose_kode_tujuan,
    salin_renstra,
    susun_pohon,
)
from tests.pemeran import buat_pemeran
from tests.renstra.pabrik import buat_rencana


class KodeTest(TestCase):
    def test_proposes_the_next_in_the_offices_own_style(self) -> None:
        for terpakai, awalan, hasil in (
            ([], "T", "T1"),
            (["T1", "T2"], "T", "T3"),
            (["T9", "T10"], "T", "T11"),
            (["Tujuan 1"], "T", "Tujuan 2"),
            (["1", "2"], "S", "3"),
            (["abc"], "S", "S1"),
            (["S1.1", "S1.2", "S2.7"], "S1.", "S1.3"),
            (["S1.1"], "S3.", "S3.1"),
        ):
            with self.subTest(terpakai=terpakai, awalan=awalan):
                self.assertEqual(propose_kode(terpakai, awalan), hasil)


class SusunTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.r = buat_rencana(cls.p.instansi)

    def test_proposes_codes_of_this_plan(self) -> None:
        self.assertEqual(propose_kode_tujuan(self.r.renstra), "T2")
        self.assertEqual(propose_kode_sasaran(self.r.renstra), "S3")
        self.assertEqual(propose_kode_indikator(self.r.renstra, self.r.sasaran), "S1.2")
        self.assertEqual(propose_kode_indikator(self.r.renstra, None), "")

    def kode(self, model: type[Sasaran] | type[Tujuan] | type[Indikator]) -> list[str]:
        return list(model.objects.filter(renstra=self.r.renstra).order_by("urut", "pk").values_list("kode", flat=True))

    def test_moves_among_brothers_only(self) -> None:
        lain = Sasaran.objects.create(renstra=self.r.renstra, tujuan=self.r.tujuan, kode="S3", uraian="x", urut=3)
        self.assertTrue(move(lain, "naik"))
        self.assertEqual(self.kode(Sasaran), ["S3", "S2", "S1"])  # S2 is no brother and keeps its place
        lain.refresh_from_db()
        self.assertFalse(move(lain, "naik"))
        self.assertTrue(move(lain, "turun"))
        self.assertEqual(self.kode(Sasaran), ["S1", "S2", "S3"])

    def test_rows_that_never_had_a_place_can_be_moved(self) -> None:
        kedua = Tujuan.objects.create(renstra=self.r.renstra, kode="T2", uraian="x", urut=0)
        Tujuan.objects.filter(renstra=self.r.renstra).update(urut=0)
        kedua.refresh_from_db()
        move(kedua, "naik")
        self.assertEqual(self.kode(Tujuan), ["T2", "T1"])

    def test_copies_all_rows_but_no_targets(self) -> None:
        self.r.indikator.kondisi_awal = 70
        self.r.indikator.save()
        baru = Renstra.objects.create(instansi=self.p.instansi, tahun_awal=2026, tahun_akhir=2030)
        self.assertEqual(salin_renstra(self.r.renstra, baru), 6)
        s2 = baru.sasaran.get(kode="S2")
        self.assertEqual(s2.induk, baru.sasaran.get(kode="S1"))
        self.assertEqual(s2.induk.tujuan, baru.tujuan.get())
        i = baru.indikator.get(kode="S1.1")
        self.assertEqual((i.sasaran, i.satuan, i.kondisi_awal), (s2.induk, "indeks", None))
        self.assertFalse(TargetIndikator.objects.filter(indikator__renstra=baru).exists())
        self.assertEqual(s2.induk.strategi.get().arah_kebijakan, "Satu\nDua")
        self.assertEqual(self.r.renstra.sasaran.count(), 2)

    def test_reads_from_tujuan_down_to_what_supports_it(self) -> None:
        pohon = susun_pohon(muat_renstra(self.p.instansi, 2023))
        isi = [(b.jenis, getattr(b.model, "kode", ""), b.tingkat) for b in pohon]
        self.assertEqual(
            isi,
            [
                ("tujuan", "T1", 0),
                ("sasaran", "S1", 1),
                ("indikator", "S1.1", 2),
                ("strategi", "", 2),
                ("sasaran", "S2", 2),
                ("indikator", "S2.1", 3),
            ],
        )
        self.assertEqual(pohon[2].sel, ("–", "–", "–", "80", "85", "–"))

    def test_nothing_is_left_out_of_the_tree(self) -> None:
        """Neither a sasaran without tujuan, nor two that support each other."""
        self.r.sasaran.induk = self.r.operasional
        self.r.sasaran.save()
        Sasaran.objects.create(renstra=self.r.renstra, kode="S9", uraian="Lepas", urut=9)
        kode = [b.model.kode for b in susun_pohon(muat_renstra(self.p.instansi, 2023)) if b.jenis == "sasaran"]
        self.assertEqual(sorted(kode), ["S1", "S2", "S9"])

    def test_knows_who_stands_first_and_last(self) -> None:
        Tujuan.objects.create(renstra=self.r.renstra, kode="T2", uraian="x", urut=2)
        tujuan = [b for b in susun_pohon(muat_renstra(self.p.instansi, 2023)) if b.jenis == "tujuan"]
        self.assertEqual([(b.awal, b.akhir) for b in tujuan], [(True, False), (False, True)])
