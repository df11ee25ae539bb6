"""The year against the whole Renstra (Tabel T-C.29): figures of other years come in, missing ones are said."""

from __future__ import annotations

from decimal import Decimal

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from anggaran.models import IndikatorKegiatan, RiwayatAnggaran
from lakip.data import lengkapi_tahunan, muat_data
from lakip.dokumen import Baris, Tabel, list_tabel
from lakip.naskah import rakit_naskah
from lakip.pustaka.evaluasi_renja import build_kumulatif, kalimat_kumulatif
from lakip.pustaka.tahunan import Masa, gabung_pohon, pohon_tahunan
from organisasi.models import Instansi, UnitKerja
from renstra.models import Indikator, RealisasiIndikator, Renstra, TargetIndikator, Tujuan
from tests.pabrik import buat_keluaran, buat_sub_kegiatan
from tests.pemeran import buat_pemeran

KODE = "7.01.01.2.01.01"


def buat_indikator(instansi: Instansi, akumulasi: str = "kumulatif") -> Indikator:
    renstra, _ = Renstra.objects.get_or_create(instansi=instansi, tahun_awal=2021, tahun_akhir=2024)
    tujuan, _ = Tujuan.objects.get_or_create(renstra=renstra, kode="T1", uraian="Tujuan uji")
    return Indikator.objects.create(
        renstra=renstra, tujuan=tujuan, kode=f"T1.{akumulasi}", uraian="Indikator uji", akumulasi=akumulasi
    )


class KumulatifTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.i = buat_pemeran().instansi
        Renstra.objects.create(instansi=cls.i, tahun_awal=2021, tahun_akhir=2024)
        for tahun, pagu, uang, target, k in (
            (2021, 100, (60,), "4", ("3",)),
            (2022, 200, (150,), "4", ("2", "3")),
            (2023, 300, (100, 50), "4", ("1", "1")),
        ):
            sub = buat_sub_kegiatan(cls.i, KODE, pagu, None, uang, tahun=tahun)
            buat_keluaran(sub, target, k)

    def susun(self, triwulan: int = 4, berjalan: int | None = None, unit: int | None = None) -> Tabel:
        data = lengkapi_tahunan(muat_data(self.i, 2023))
        pohon = gabung_pohon(pohon_tahunan(data, unit))
        assert pohon
        return build_kumulatif(pohon, Masa(2021, 2024, 2023, triwulan, berjalan), data.aturan_turun)

    def sub(self, tabel: Tabel, kode: str = KODE) -> Baris:
        return next(b for b in tabel.baris if b.sel[0].teks == kode)

    def nilai(self, b: Baris) -> list[Decimal | None]:
        return [s.nilai for s in b.sel[4:]]

    def alasan(self, b: Baris) -> list[str]:
        return [s.alasan for s in b.sel[4:]]

    def test_a_year_of_the_plan_that_is_missing_leaves_the_end_target_open_and_is_named(self) -> None:
        tabel = self.susun()
        self.assertEqual(
            self.nilai(self.sub(tabel)),
            [None, None, 8, 210, 4, 300, 2, 150, 50, 50, 10, 360, None, None],
        )
        self.assertEqual(self.alasan(self.sub(tabel))[:2], ["target tahun 2024 belum ada", "pagu tahun 2024 belum ada"])
        self.assertIn("Data tahun 2024 belum ada", tabel.catatan[1])

    def test_all_years_give_the_share_of_the_end_target(self) -> None:
        buat_keluaran(buat_sub_kegiatan(self.i, KODE, 400, tahun=2024), "8", ())
        tabel = self.susun()
        self.assertEqual(
            self.nilai(self.sub(tabel)),
            [20, 1000, 8, 210, 4, 300, 2, 150, 50, 50, 10, 360, 50, 36],
        )
        self.assertEqual(self.nilai(tabel.baris[-1])[1::2], [1000, 210, 300, 150, 50, 360, 36])
        self.assertEqual(len(tabel.catatan), 1)

    def test_each_indicator_keeps_its_own_rule(self) -> None:
        buat_keluaran(buat_sub_kegiatan(self.i, KODE, 400, tahun=2024), "8", ())
        for cara, hasil in (
            ("kumulatif", [8, 3, 1, 25, 1, Decimal("12.5")]),
            ("rata-rata", [5, 2.75, 1, 25, 2.17, 43.4]),
        ):
            IndikatorKegiatan.objects.update(akumulasi=cara)
            k = self.nilai(self.sub(self.susun()))[::2]
            with self.subTest(cara):
                self.assertEqual([k[0], k[1], *k[3:]], [Decimal(str(n)) for n in hasil])

    def test_up_to_a_quarter_only_that_much_of_the_year_counts(self) -> None:
        b = self.nilai(self.sub(self.susun(1)))
        self.assertEqual(b[6:12], [1, 100, 25, Decimal("33.33"), 9, 310])

    def test_the_year_under_way_counts_with_its_target(self) -> None:
        buat_keluaran(buat_sub_kegiatan(self.i, KODE, 400, tahun=2024), "8", ())
        b = self.nilai(self.sub(self.susun(berjalan=2024)))
        self.assertEqual(b[10:], [8, 400, 18, 760, 90, 76])

    def test_what_was_planned_in_an_earlier_year_only_still_counts(self) -> None:
        buat_keluaran(buat_sub_kegiatan(self.i, "7.01.06.2.01.0003", 50, None, (40,), tahun=2022), None, ())
        tabel = self.susun()
        b = self.sub(tabel, "7.01.06.2.01.0003")
        self.assertEqual(self.nilai(b)[1::2], [None, 40, None, None, None, 40, None])
        self.assertEqual(self.alasan(b)[5], "tidak direncanakan pada tahun ini")
        self.assertEqual(self.nilai(tabel.baris[-1])[3], 250)

    def test_a_code_with_two_digits_and_with_four_is_one_row(self) -> None:
        buat_sub_kegiatan(self.i, "7.01.01.2.01.0001", 400, tahun=2024)
        tabel = self.susun()
        self.assertEqual([b.sel[0].teks for b in tabel.baris], ["7.01.01", "7.01.01.2.01", "7.01.01.2.01.0001", ""])

    def test_an_indicator_renamed_between_years_stays_one_and_of_two_each_keeps_its_name(self) -> None:
        IndikatorKegiatan.objects.filter(sub_kegiatan__kegiatan__program__tahun=2021).update(uraian="Nama lama")
        self.assertEqual(self.nilai(self.sub(self.susun()))[2], 8)
        sub = IndikatorKegiatan.objects.get(sub_kegiatan__kegiatan__program__tahun=2023).sub_kegiatan
        IndikatorKegiatan.objects.create(sub_kegiatan=sub, uraian="Nama lama", satuan="Dokumen", target_teks="2 berkas")
        baris = self.susun().baris[2:5]
        self.assertEqual([(b.sel[2].teks, b.sel[6].nilai) for b in baris[:2]], [
            ("Nama lama", 3), (f"Keluaran {KODE}", 5),
        ])  # fmt: skip
        self.assertEqual([b.sel[8].teks for b in baris[:2]], ["2 berkas", "4"])
        self.assertEqual([b.sel[9].teks for b in baris[:2]], ["300", ""])

    def test_an_indicator_stays_one_however_its_unit_is_spelled(self) -> None:
        milik = {
            t: IndikatorKegiatan.objects.filter(sub_kegiatan__kegiatan__program__tahun=t) for t in (2021, 2022, 2023)
        }
        for satuan in (("Orang/bulan", "Orang / Bulan", "orang bulan"), ("", "Dokumen", "dokumen")):
            for tahun, s in zip(milik, satuan, strict=True):
                milik[tahun].update(satuan=s)
            if not satuan[0]:
                milik[2021].update(target=None, target_teks="4 dokumen")
            with self.subTest(satuan):
                baris = self.susun().baris
                self.assertEqual([b.sel[0].teks for b in baris], ["7.01.01", "7.01.01.2.01", KODE, ""])
                self.assertEqual(self.nilai(baris[2])[2], 8)
        milik[2021].update(target_teks="4 berkas")
        self.assertEqual(len(self.susun().baris), 5)

    def test_target_written_with_its_unit_prints_as_written_and_is_measured(self) -> None:
        IndikatorKegiatan.objects.filter(sub_kegiatan__kegiatan__program__tahun=2023).update(
            target=None, target_teks="4 dokumen"
        )
        b = self.sub(self.susun())
        self.assertEqual((b.sel[8].teks, b.sel[8].nilai, b.sel[12].nilai), ("4 dokumen", 4, 50))
        IndikatorKegiatan.objects.filter(target_teks="4 dokumen").update(target_teks="empat dokumen")
        b = self.sub(self.susun())
        self.assertEqual((b.sel[8].teks, b.sel[8].nilai, b.sel[12].nilai), ("empat dokumen", None, None))

    def test_kelurahan_has_a_table_of_its_own(self) -> None:
        kelurahan = UnitKerja.objects.create(instansi=self.i, nama="Kelurahan Satu", jenis="kelurahan")
        buat_sub_kegiatan(self.i, KODE, 70, None, (7,), unit=kelurahan)
        tabel = {t.kunci: t for t in list_tabel(rakit_naskah("monev", self.i, 2023))}
        self.assertEqual(self.nilai(tabel["kumulatif"].baris[-1])[11], 360)
        self.assertEqual(self.nilai(tabel["kumulatif-kelurahan-satu"].baris[-1])[11], 7)
        self.assertIn("Data tahun 2021, 2022, dan 2024", tabel["kumulatif-kelurahan-satu"].catatan[1])

    def test_sentence_states_the_sum_and_what_can_be_measured(self) -> None:
        data = lengkapi_tahunan(muat_data(self.i, 2023))
        pohon = gabung_pohon(pohon_tahunan(data, None))
        assert pohon
        self.assertEqual(
            kalimat_kumulatif(pohon, Masa(2021, 2024, 2023)).teks,
            "Sampai dengan tahun 2023, realisasi anggaran pelaksanaan Rencana Strategis 2021–2024 mencapai Rp 360. "
            "Tingkat capaian kinerja terhadap target akhir Renstra dapat dihitung untuk 0 dari 1 indikator.",
        )

    def test_money_of_years_before_the_system_comes_from_what_was_entered_in_brief(self) -> None:
        Renstra.objects.update(tahun_awal=2019)
        RiwayatAnggaran.objects.create(instansi=self.i, tahun=2020, pagu=90, realisasi=45)
        tabel = {t.kunci: t for t in list_tabel(rakit_naskah("monev", self.i, 2023))}["kumulatif-anggaran"]
        self.assertEqual(
            [[s.nilai for s in b.sel[1:]] for b in tabel.baris],
            [[None] * 3, [90, 45, 50], [100, 60, 60], [200, 150, 75], [300, 150, 50], [690, 405, Decimal("58.70")]],
        )
        self.assertIn("Pagu 4 dari 5 tahun terisi", tabel.catatan[0])

    def test_indicators_of_the_renstra_by_their_rule(self) -> None:
        for cara in ("akumulatif", "kumulatif"):
            i = buat_indikator(self.i, cara)
            for tahun, target, hasil in ((2021, 10, 8), (2022, 20, 18), (2023, 30, 15), (2024, 40, None)):
                TargetIndikator.objects.create(indikator=i, tahun=tahun, nilai=target)
                if hasil is not None:
                    RealisasiIndikator.objects.create(indikator=i, tahun=tahun, triwulan=0, nilai=hasil)
        tabel = {t.kunci: t for t in list_tabel(rakit_naskah("monev", self.i, 2023))}["kumulatif-indikator"]
        self.assertEqual([[s.nilai for s in b.sel[4:]] for b in tabel.baris], [
            [100, 26, 30, 15, 50, 41, 41],
            [40, 18, 30, 15, 50, 15, Decimal("37.5")],
        ])  # fmt: skip

    def test_queries_do_not_grow_with_years_or_rows(self) -> None:
        def hitung() -> int:
            with CaptureQueriesContext(connection) as kueri:
                rakit_naskah("monev", self.i, 2023)
            return len(kueri)

        awal = hitung()
        for tahun in (2021, 2022, 2024):
            for n in range(2, 12):
                sub = buat_sub_kegiatan(self.i, f"7.01.02.2.01.{n:02}", 10, None, (5,), tahun=tahun)
                buat_keluaran(sub, "1", ("1",))
        self.assertEqual(hitung(), awal)
