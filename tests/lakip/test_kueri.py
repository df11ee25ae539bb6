"""Assembling a report costs the same number of queries however much there is."""

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from anggaran.models import RiwayatAnggaran
from evaluasi.models import ButirEvaluasi, LembarEvaluasi, NilaiAkip
from kinerja.lke import BOBOT_SUBKOMPONEN
from lakip.acuan import muat_acuan
from lakip.data import muat_data
from lakip.data_uji import Ukuran, buat_data_uji
from lakip.naskah import rakit_naskah
from lakip.pustaka import Isi, get_bagian, list_kunci
from lakip.rakit import rakit_lkj
from organisasi.models import Instansi, KebutuhanPegawai, Pengguna, RekapPegawai, UnitKerja
from renstra.models import Indikator, PosRenstra
from tests.pabrik import buat_keluaran, buat_sub_kegiatan


class KueriTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        muat_acuan()
        kecil = Ukuran(belanja=1, sub_kegiatan=4, sarana=2, indikator_pejabat=1)
        cls.kecil = buat_data_uji(1, 2023, 1, kecil)[0]
        cls.besar = buat_data_uji(1, 2023, 2, Ukuran(belanja=4, sub_kegiatan=60, sarana=80, indikator_pejabat=6))[0]

    def count(self, instansi: Instansi) -> int:
        with CaptureQueriesContext(connection) as kueri:
            rakit_lkj(instansi, 2023)
        return len(kueri)

    def test_a_big_report_costs_as_many_queries_as_a_small_one(self) -> None:
        self.assertEqual(self.count(self.kecil), self.count(self.besar))

    def test_the_other_documents_too(self) -> None:
        for nama in ("monev", "keselarasan", "renja"):
            with self.subTest(nama):
                self.assertEqual(*(self.count_naskah(nama, i) for i in (self.kecil, self.besar)))

    def count_naskah(self, nama: str, instansi: Instansi) -> int:
        with CaptureQueriesContext(connection) as kueri:
            self.assertTrue(rakit_naskah(nama, instansi, 2023))
        return len(kueri)

    def test_the_pages_of_the_plan_too(self) -> None:
        self.client.force_login(Pengguna.objects.create_superuser("pengelola"))
        for halaman in (
            "renstra/program/",
            "renstra/target/",
            "renstra/realisasi/",
            "renja/",
            "data/program-renstra/",
            "data/indikator-program-renstra/",
            "data/realisasi-indikator-renstra/",
        ):
            with self.subTest(halaman):
                self.assertEqual(*(self.count_halaman(halaman, i) for i in (self.kecil, self.besar)))

    def count_halaman(self, halaman: str, instansi: Instansi) -> int:
        self.assertEqual(self.client.get(f"/{instansi.slug}/2023/{halaman}").status_code, 200)
        with CaptureQueriesContext(connection) as kueri:
            self.client.get(f"/{instansi.slug}/2023/{halaman}")
        return len(kueri)

    def test_synthetic_kecamatan_have_a_plan_of_programmes_and_a_predikat(self) -> None:
        predikat = Indikator.objects.with_skala().get(renstra__instansi=self.besar, jenis="predikat")
        for isi in (*predikat.target.all(), *predikat.realisasi.all()):
            isi.full_clean()  # its words are classes of the scale
        pos = PosRenstra.objects.for_instansi(self.besar)
        self.assertEqual(pos.filter(dana__tahun=2025, indikator__kinerja__tahun=2025).distinct().count(), pos.count())
        self.assertGreater(pos.count(), 60)
        for p in pos:
            p.full_clean()

    def test_they_stay_few(self) -> None:
        self.assertLessEqual(self.count(self.besar), 60)

    def test_no_section_asks_the_database(self) -> None:
        """All that sections may touch has been read before, whatever they find in it."""
        isi_yang_jarang(self.besar)
        data = muat_data(self.besar, 2023)
        terisi = 0
        for kunci in list_kunci():
            fungsi = get_bagian(kunci)
            assert fungsi
            with self.subTest(kunci), self.assertNumQueries(0):
                terisi += isinstance(fungsi(data), Isi)
        self.assertGreater(terisi, len(list_kunci()) * 3 // 4)


def isi_yang_jarang(instansi: Instansi) -> None:
    """What the synthetic kecamatan lack: an LKE, a kelurahan with a budget, last year's size, staff of units."""
    lembar = LembarEvaluasi.objects.create(instansi=instansi, tahun=2023, tahun_dinilai=2022, nomor="1")
    for urut, (kode, bobot) in enumerate(BOBOT_SUBKOMPONEN.items()):
        if kode.endswith("a"):
            ButirEvaluasi.objects.create(lembar=lembar, kode=kode[0], tingkat="komponen", uraian="Komponen", urut=urut)
        ButirEvaluasi.objects.create(
            lembar=lembar, kode=kode, tingkat="subkomponen", uraian="Uji", bobot=bobot, kriteria="BB", urut=urut
        )
    NilaiAkip.objects.create(instansi=instansi, tahun=2022, komponen="Komponen", nilai=20)
    RiwayatAnggaran.objects.create(instansi=instansi, tahun=2022, jumlah_program=2, pagu=10**9, realisasi=9 * 10**8)
    kelurahan = UnitKerja.objects.create(instansi=instansi, nama="Kelurahan Uji", jenis="kelurahan")
    sub = buat_sub_kegiatan(instansi, "7.01.01.2.01.0001", 100, 90, (10, 20, 30, 30), ("25",) * 4, unit=kelurahan)
    buat_keluaran(sub, "4", ("1", "1", "1", "1"))
    for unit in UnitKerja.objects.filter(instansi=instansi):
        RekapPegawai.objects.create(
            instansi=instansi, tahun=2023, tabel="unit", kelompok=unit.nama, baris="S1", kolom="PNS", jumlah=3
        )
    KebutuhanPegawai.objects.create(instansi=instansi, tahun=2023, uraian="Pelaksana", kebutuhan=5, tersedia=3)
