"""A stored version of the plan, and what differs from it."""

from __future__ import annotations

import json
from decimal import Decimal

from django.test import TestCase

from renstra.models import (
    DanaRenstra,
    Indikator,
    IndikatorPosRenstra,
    KinerjaRenstra,
    PosRenstra,
    TargetIndikator,
    VersiRenstra,
)
from renstra.versi import Beda, compare, mulai_perubahan, snapshot, susun_baris, susun_program
from tests.pemeran import buat_pemeran
from tests.renstra.pabrik import buat_rencana


class VersiTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.r = buat_rencana(cls.p.instansi)

    def simpan(self) -> VersiRenstra:
        return mulai_perubahan(
            self.r.renstra, self.p.perencana, dasar_hukum="Perbup 3", alasan="RPJMD berubah", berlaku_mulai=2024
        )

    def test_a_snapshot_is_plain_text_and_equal_to_itself(self) -> None:
        isi = snapshot(self.r.renstra)
        self.assertEqual(json.loads(json.dumps(isi)), isi)
        self.assertEqual(compare(isi, snapshot(self.r.renstra)), ())
        self.assertEqual(isi["indikator"][0]["target"], {"2023": "80", "2024": "85"})

    def test_versions_are_numbered_from_zero(self) -> None:
        self.assertEqual([self.simpan().nomor, self.simpan().nomor], [0, 1])

    def test_a_version_does_not_change_with_the_plan(self) -> None:
        versi = self.simpan()
        TargetIndikator.objects.filter(tahun=2023).delete()
        versi.refresh_from_db()
        self.assertEqual(versi.isi["indikator"][0]["target"]["2023"], "80")

    def test_tells_what_came_went_and_changed(self) -> None:
        lama = self.simpan().isi
        target = TargetIndikator.objects.get(tahun=2024)
        target.nilai, target.teks = Decimal(60), "CC"
        target.save()
        self.r.operasi.delete()
        self.r.indikator.iku = True
        self.r.indikator.save()
        self.r.sasaran.uraian = "Warga sangat puas"
        self.r.sasaran.save()
        Indikator.objects.create(renstra=self.r.renstra, sasaran=self.r.sasaran, kode="S1.2", uraian="Baru")
        self.assertEqual(
            set(compare(lama, snapshot(self.r.renstra))),
            {
                Beda("Sasaran", "S1", "diubah", "uraian", "Warga puas", "Warga sangat puas"),
                Beda("Indikator", "S2.1", "dihapus", sebelum="Jumlah surat"),
                Beda("Indikator", "S1.2", "baru", sesudah="Baru"),
                Beda("Indikator", "S1.1", "diubah", "IKU", "tidak", "ya"),
                Beda("Indikator", "S1.1", "diubah", "target 2024", "85", "60 (CC)"),
            },
        )

    def test_a_new_target_and_a_removed_one_are_changes(self) -> None:
        lama = snapshot(self.r.renstra)
        TargetIndikator.objects.filter(tahun=2024).delete()
        TargetIndikator.objects.create(indikator=self.r.indikator, tahun=2025, teks="Baik")
        self.assertEqual(
            compare(lama, snapshot(self.r.renstra)),
            (
                Beda("Indikator", "S1.1", "diubah", "target 2024", "85", ""),
                Beda("Indikator", "S1.1", "diubah", "target 2025", "", "Baik"),
            ),
        )

    def test_programmes_are_kept_with_their_money_and_targets_but_not_with_what_was_spent(self) -> None:
        pos = PosRenstra.objects.create(
            renstra=self.r.renstra, kode="7.01.01", uraian="Penunjang", pagu_akhir=5_000_000
        )
        dana = DanaRenstra.objects.create(pos=pos, tahun=2023, pagu=1_000_000, realisasi=900)
        ukuran = IndikatorPosRenstra.objects.create(pos=pos, uraian="Dokumen", kondisi_akhir="10 dokumen")
        KinerjaRenstra.objects.create(indikator=ukuran, tahun=2023, target="2 dokumen", realisasi="1")
        lama = self.simpan().isi
        self.assertEqual(
            [(b.kode, b.sel) for b in susun_program(lama)],
            [
                ("7.01.01", ("", "", "", "1.000.000", "", "", "5.000.000")),
                ("", ("", "", "", "2 dokumen", "", "", "10 dokumen")),
            ],
        )
        dana.pagu, dana.realisasi = 1_200_000, 950
        dana.save()
        KinerjaRenstra.objects.update(target="3 dokumen")
        PosRenstra.objects.create(renstra=self.r.renstra, kode="7.01.02", uraian="Baru")
        self.assertEqual(
            set(compare(lama, snapshot(self.r.renstra))),
            {
                Beda("Program", "7.01.01", "diubah", "dana 2023", "1.000.000", "1.200.000"),
                Beda("Program", "7.01.02", "baru", sesudah="Baru"),
                Beda("Indikator program", "7.01.01", "diubah", "target 2023", "2 dokumen", "3 dokumen"),
            },
        )

    def test_a_version_of_before_the_programmes_were_kept_can_be_read(self) -> None:
        lama = {k: v for k, v in snapshot(self.r.renstra).items() if "program" not in k}
        self.assertEqual((susun_program(lama), compare(lama, snapshot(self.r.renstra))), ([], ()))

    def test_lines_to_read_have_a_cell_for_every_year(self) -> None:
        baris = susun_baris(snapshot(self.r.renstra))
        self.assertEqual([b.kode for b in baris], ["T1", "S1", "S1.1", "S2", "S2.1"])
        self.assertEqual(baris[2].sel, ("", "", "", "80", "85", ""))

    def test_a_snapshot_of_a_big_plan_costs_no_more_queries(self) -> None:
        PosRenstra.objects.create(renstra=self.r.renstra, kode="7.01.01", uraian="Program")
        with self.assertNumQueries(9):
            snapshot(self.r.renstra)
        for n in range(5):
            Indikator.objects.create(renstra=self.r.renstra, sasaran=self.r.sasaran, kode=f"X{n}", uraian="x")
            pos = PosRenstra.objects.create(renstra=self.r.renstra, kode=f"7.01.1{n}", uraian="Program")
            DanaRenstra.objects.create(pos=pos, tahun=2023, pagu=1)
        with self.assertNumQueries(9):
            snapshot(self.r.renstra)
