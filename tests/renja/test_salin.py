"""Beginning a plan: from last year's budget, plan, prakiraan maju; the change of a plan."""

from __future__ import annotations

from django.test import TestCase

from organisasi.models import Instansi
from renja.models import PosRencana, Renja
from renja.rekap import muat_renja
from renja.salin import Sumber, buat_perubahan, list_sumber, salin_rencana
from tests.buku_kerja.kecamatan import TAHUN, muat
from tests.renja.contoh import SUB_A, SUB_B, buat_isi_renja

NANTI = TAHUN + 1


class SalinTest(TestCase):
    instansi: Instansi

    @classmethod
    def setUpTestData(cls) -> None:
        muat(buat_isi_renja())
        cls.instansi = Instansi.objects.get()

    def test_the_sources_are_those_that_hold_rows(self) -> None:
        assert list_sumber(self.instansi, NANTI) == [Sumber.RENJA, Sumber.ANGGARAN]  # the change has no prakiraan maju
        Renja.objects.get(jenis="perubahan").delete()
        assert list_sumber(self.instansi, NANTI) == [Sumber.MAJU, Sumber.RENJA, Sumber.ANGGARAN]
        assert list_sumber(self.instansi, TAHUN) == [Sumber.ANGGARAN_INI]
        assert list_sumber(self.instansi, TAHUN + 5) == []

    def test_the_prakiraan_maju_becomes_the_plan_of_the_next_year(self) -> None:
        Renja.objects.get(jenis="perubahan").delete()
        assert salin_rencana(self.instansi, NANTI, Sumber.MAJU) == 8
        isi = muat_renja(self.instansi, NANTI).murni
        assert isi is not None and isi.pagu == 11_500_000
        baris = {s.kode_baku: s for s in isi.walk() if s.unit is None}
        assert (baris[SUB_A].pagu, baris[SUB_B].pagu, baris[SUB_A].sumber_dana) == (11_000_000, 500_000, "DAU")
        assert [i.cetak for i in baris[SUB_A].indikator] == ["3 dokumen", "–"]
        assert baris[SUB_A].pagu_maju is None
        assert not baris[SUB_A].catatan_penting

    def test_copying_twice_adds_nothing_and_changes_nothing(self) -> None:
        assert salin_rencana(self.instansi, NANTI, Sumber.RENJA) == 6
        PosRencana.objects.filter(renja__tahun=NANTI, kode=SUB_A).update(pagu=1)
        assert salin_rencana(self.instansi, NANTI, Sumber.RENJA) == 0
        assert PosRencana.objects.get(renja__tahun=NANTI, kode=SUB_A).pagu == 1

    def test_the_budget_becomes_a_plan_with_the_pagu_in_force_and_its_targets(self) -> None:
        assert salin_rencana(self.instansi, NANTI, Sumber.ANGGARAN) == 6
        isi = muat_renja(self.instansi, NANTI).murni
        assert isi is not None
        kecamatan, kelurahan = isi.unit
        assert (kecamatan.pagu, kelurahan.pagu) == (12_000_000, 5_000_000)
        sub = next(s for s in isi.walk() if s.kode_baku == SUB_A)
        assert [i.cetak for i in sub.indikator] == ["4 Dokumen"]

    def test_a_sasaran_of_a_renstra_that_is_over_does_not_come_along(self) -> None:
        assert salin_rencana(self.instansi, TAHUN + 1, Sumber.ANGGARAN)
        assert PosRencana.objects.filter(renja__tahun=NANTI, sasaran__kode="S1").count() == 1
        self.instansi.renstra.update(tahun_akhir=NANTI)
        assert salin_rencana(self.instansi, NANTI + 1, Sumber.RENJA)
        assert not PosRencana.objects.filter(renja__tahun=NANTI + 1, sasaran__isnull=False).exists()

    def test_the_change_begins_as_the_plan(self) -> None:
        Renja.objects.get(jenis="perubahan").delete()
        murni = Renja.objects.get()
        perubahan, baru = buat_perubahan(murni)
        assert baru and (perubahan.nomor, perubahan.isu_penting) == ("", "Isu contoh")
        rekap = muat_renja(self.instansi, TAHUN)
        assert {b.jenis for b in rekap.beda} == {"tetap"} and len(rekap.beda) == 9
        assert buat_perubahan(murni) == (perubahan, False)
