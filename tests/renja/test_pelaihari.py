"""The plan of a real size: sums against the budget it comes from, what its pages cost."""

from __future__ import annotations

import gzip

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from anggaran.models import SubKegiatan
from anggaran.rekap import muat_pohon
from lakip.contoh import buat_akun
from organisasi.models import Instansi, Pengguna
from renja.anggaran import plan_pemindahan
from renja.models import PosRencana, Renja
from renja.rekap import muat_renja
from tests.renja.pelaihari import TAHUN, buat_renja_pelaihari

BERIKUT = 20 * 1024


class PelaihariTest(TestCase):
    instansi: Instansi

    @classmethod
    def setUpTestData(cls) -> None:
        cls.instansi = buat_renja_pelaihari()
        buat_akun(["pelaihari"])

    def setUp(self) -> None:
        self.client.force_login(Pengguna.objects.get(username="perencana.pelaihari"))

    def test_counts_and_sums_are_those_of_the_budget(self) -> None:
        rekap, pohon = muat_renja(self.instansi, TAHUN), muat_pohon(self.instansi, TAHUN)
        assert rekap.murni is not None and rekap.perubahan is not None
        sub = SubKegiatan.objects.for_instansi(self.instansi).in_tahun(TAHUN)
        assert rekap.murni.jumlah_sub_kegiatan == sub.count() > 20
        assert rekap.murni.jumlah_program == sum(p.count("program") for p in pohon.values())
        assert rekap.murni.pagu == rekap.murni.pagu_maju == sum(p.pagu_murni or 0 for p in pohon.values())
        assert rekap.perubahan.pagu == sum(p.pagu for p in pohon.values())
        selisih = [b.selisih or 0 for b in rekap.beda if b.ada.tingkat == "subkegiatan"]
        assert sum(selisih) == (rekap.perubahan.pagu or 0) - (rekap.murni.pagu or 0) != 0
        berubah = [b for b in rekap.beda if b.ada.tingkat == "subkegiatan" and b.jenis == "berubah"]
        assert len(berubah) == sum(s.pagu_murni != s.pagu for s in sub)

    def test_a_plan_that_is_the_budget_changes_nothing(self) -> None:
        for jenis in Renja.Jenis.values:
            rencana = plan_pemindahan(self.instansi, TAHUN, jenis)
            assert rencana is not None and not rencana.ada and rencana.sebelum == rencana.sesudah, jenis
            assert not any(a.berubah for a in rencana.akibat)

    def test_one_row_more_in_the_plan_is_one_row_more_in_the_budget(self) -> None:
        pos = PosRencana.objects.filter(renja__jenis="murni", unit=None, pagu__gt=0).first()
        assert pos is not None
        PosRencana.objects.filter(pk=pos.pk).update(pagu=pos.pagu + 1_000_000)
        rencana = plan_pemindahan(self.instansi, TAHUN, "murni")
        assert rencana is not None
        berubah = [b for b in rencana.baris if b.jenis == "berubah"]
        assert [(b.sesudah or 0) - (b.sebelum or 0) for b in berubah] == [1_000_000]
        assert rencana.sesudah - rencana.sebelum == 1_000_000

    def test_its_pages_are_light_and_read_the_database_a_fixed_number_of_times(self) -> None:
        renja = Renja.objects.get(jenis="murni")
        batas = {
            f"/pelaihari/{TAHUN}/renja/": 25,
            f"/pelaihari/{TAHUN}/renja/ke-anggaran/": 60,
            f"/pelaihari/{TAHUN}/data/rencana/?pilih={renja.pk}": 30,
            f"/pelaihari/{TAHUN}/data/indikator-rencana/?pilih={renja.pk}": 30,
        }
        for alamat, kueri in batas.items():
            with self.subTest(alamat), CaptureQueriesContext(connection) as tangkap:
                jawaban = self.client.get(alamat)
                assert jawaban.status_code == 200
                assert len(gzip.compress(jawaban.content, 6)) < BERIKUT
            assert len(tangkap) <= kueri, (alamat, len(tangkap))
