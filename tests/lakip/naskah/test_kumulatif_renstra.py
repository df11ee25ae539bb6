"""T-C.29 with the Renstra's own plan: its targets come first, years outside the system from what was entered, all said."""

from __future__ import annotations

from decimal import Decimal

from django.test import TestCase

from anggaran.models import IndikatorKegiatan, RealisasiKeluaran
from lakip.data import lengkapi_tahunan, muat_data
from lakip.dokumen import Baris, Tabel, list_tabel
from lakip.naskah import rakit_naskah
from lakip.pustaka.evaluasi_renja import build_kumulatif
from lakip.pustaka.tahunan import Masa, list_pohon
from organisasi.models import UnitKerja
from renja.models import PosRencana, Renja
from renstra.models import (
    DanaRenstra,
    Indikator,
    IndikatorPosRenstra,
    KinerjaRenstra,
    PosRenstra,
    RealisasiIndikator,
    Renstra,
    Sasaran,
    Tujuan,
)
from tests.pabrik import buat_keluaran, buat_sub_kegiatan
from tests.pemeran import buat_pemeran
from tests.renstra.pabrik import buat_pos, buat_ukuran

PROGRAM, KEGIATAN, SUB = "7.01.01", "7.01.01.2.01", "7.01.01.2.01.0001"
CETAK = "7.01.01.2.01.01"


class RencanaDalamEvaluasiTest(TestCase):
    """The Renstra 2021–2024; in the system are 2022 and 2023, of which 2023 is evaluated."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.i = buat_pemeran().instansi
        cls.renstra = Renstra.objects.create(instansi=cls.i, tahun_awal=2021, tahun_akhir=2024)
        for tahun, pagu, uang, target, k in (
            (2022, 200, (150,), "4", ("2", "3")),
            (2023, 300, (100, 50), "4", ("1", "1")),
        ):
            buat_keluaran(buat_sub_kegiatan(cls.i, CETAK, pagu, None, uang, tahun=tahun), target, k)
        for kode in (PROGRAM, KEGIATAN):
            buat_pos(cls.renstra, kode)
        cls.pos = buat_pos(cls.renstra, SUB, {2021: 100, 2022: 250, 2023: 250, 2024: 400})
        target = dict.fromkeys(range(2021, 2025), "5 dokumen")
        cls.ukuran = buat_ukuran(cls.pos, target, satuan="dokumen", kondisi_awal="3 dokumen")

    def tabel(self, masa: Masa | None = None, unit: int | None = None) -> Tabel:
        data = lengkapi_tahunan(muat_data(self.i, 2023))
        pohon = dict(list_pohon(data))[unit]
        return build_kumulatif(pohon, masa or Masa(2021, 2024, 2023), data.aturan_turun)

    def sub(self, tabel: Tabel | None = None, kode: str = CETAK) -> Baris:
        return next(b for b in (tabel or self.tabel()).baris if b.sel[0].teks == kode)

    def nilai(self, b: Baris) -> list[Decimal | None]:
        return [s.nilai for s in b.sel[4:]]

    def isi_2021(self, k: str = "4 dokumen", rp: int = 90) -> None:
        DanaRenstra.objects.filter(pos=self.pos, tahun=2021).update(realisasi=rp)
        KinerjaRenstra.objects.filter(indikator=self.ukuran, tahun=2021).update(realisasi=k)

    def test_the_entered_target_comes_first_and_says_where_it_is_from(self) -> None:
        b = self.sub()
        self.assertEqual(self.nilai(b), [20, 1000, 5, 150, 4, 300, 2, 150, 50, 50, 7, 300, 35, 30])
        self.assertEqual(b.sel[4].asal.uraian, "Target setiap tahun dalam Renstra, cara akumulatif")
        self.assertEqual(b.sel[5].asal.uraian, "Jumlah dana setiap tahun dalam Renstra")
        self.assertEqual(self.nilai(self.tabel().baris[-1])[1], 1000)

    def test_what_was_entered_of_a_year_outside_the_system_counts(self) -> None:
        self.isi_2021()
        tabel = self.tabel()
        self.assertEqual(self.nilai(self.sub(tabel))[2:4], [9, 240])
        self.assertEqual(self.nilai(tabel.baris[-1])[1::2], [1000, 240, 300, 150, 50, 390, 39])
        self.assertIn("Realisasi tahun 2021 dari isian realisasi tahun lalu.", tabel.catatan)
        self.assertFalse(any("belum ada" in c for c in tabel.catatan))

    def test_a_year_outside_the_system_of_which_nothing_was_entered_is_named(self) -> None:
        self.assertIn("Data tahun 2021 belum ada", self.tabel().catatan[-1])

    def test_a_year_in_the_system_speaks_for_itself_whatever_was_entered_about_it(self) -> None:
        DanaRenstra.objects.filter(tahun=2022).update(realisasi=999)
        KinerjaRenstra.objects.filter(tahun=2022).update(realisasi="99")
        self.assertEqual(self.nilai(self.sub())[2:4], [5, 150])

    def test_each_rule_makes_target_and_realisasi_of_all_years(self) -> None:
        self.isi_2021()
        KinerjaRenstra.objects.filter(tahun=2024).update(target="8 dokumen")
        for cara, akhir, lalu, jumlah in (
            ("akumulatif", 23, 9, 11),
            ("kumulatif", 8, 5, 2),
            ("rata-rata", Decimal("5.75"), Decimal("4.5"), Decimal("3.67")),
        ):
            IndikatorPosRenstra.objects.update(akumulasi=cara)
            IndikatorKegiatan.objects.update(akumulasi="akumulatif")  # the quarters still add up
            k = self.nilai(self.sub())[::2]
            with self.subTest(cara):
                self.assertEqual((k[0], k[1], k[5]), (akhir, lalu, jumlah))

    def test_the_end_that_was_entered_is_printed_as_written(self) -> None:
        IndikatorPosRenstra.objects.update(kondisi_akhir="25 dokumen")
        PosRenstra.objects.filter(pk=self.pos.pk).update(pagu_akhir=2000)
        b = self.sub()
        self.assertEqual((b.sel[4].teks, b.sel[4].nilai, b.sel[5].nilai), ("25 dokumen", 25, 2000))
        self.assertEqual(b.sel[4].asal.uraian, "Isian kondisi akhir Renstra")
        self.assertEqual((b.sel[16].nilai, b.sel[17].nilai), (28, 15))
        IndikatorPosRenstra.objects.update(kondisi_akhir="1250")
        self.assertEqual(self.sub().sel[4].teks, "1.250")
        IndikatorPosRenstra.objects.update(kondisi_akhir="Baik")
        b = self.sub()
        self.assertEqual((b.sel[4].teks, b.sel[4].nilai, b.sel[16].alasan), ("Baik", None, "berupa kata"))

    def test_what_the_plan_does_not_say_is_derived_and_says_so(self) -> None:
        KinerjaRenstra.objects.all().delete()
        for tahun in (2021, 2024):
            buat_keluaran(buat_sub_kegiatan(self.i, CETAK, 10, tahun=tahun), "6", ())
        buat_sub_kegiatan(self.i, "7.01.01.2.01.02", 40)
        b = self.sub()
        self.assertEqual(b.sel[4].nilai, 20)
        self.assertEqual(b.sel[4].asal.uraian, "Diturunkan dari target setiap tahun yang tercatat, cara akumulatif")
        lain = self.sub(kode="7.01.01.2.01.02")
        self.assertEqual(
            (lain.sel[5].nilai, lain.sel[5].asal.uraian), (40, "Diturunkan dari pagu setiap tahun yang tercatat")
        )

    def test_a_program_that_the_plan_does_not_have_gets_none_of_its_money(self) -> None:
        buat_sub_kegiatan(self.i, "7.01.06.2.01.01", 40)
        tabel = self.tabel()
        b = self.sub(tabel, "7.01.06")
        self.assertEqual((b.sel[5].nilai, b.sel[5].alasan), (None, "tidak ada dananya dalam Renstra"))
        program = [b for b in tabel.baris if b.sel[0].teks.count(".") == 2]
        self.assertEqual(sum(b.sel[5].nilai or 0 for b in program), tabel.baris[-1].sel[5].nilai)

    def test_what_was_planned_and_never_budgeted_has_its_row(self) -> None:
        buat_ukuran(buat_pos(self.renstra, "7.01.01.2.01.0009", {2022: 0}), {2022: "1"}, satuan="kali")
        b = self.sub(kode="7.01.01.2.01.09")
        self.assertEqual([b.sel[n].teks for n in (1, 2, 3, 4, 5)], [
            "Uraian 7.01.01.2.01.0009", "Keluaran 7.01.01.2.01.0009", "kali", "1", "0",
        ])  # fmt: skip
        self.assertEqual((b.sel[8].alasan, b.sel[9].alasan), ("tidak direncanakan pada tahun ini",) * 2)
        self.assertEqual(b.sel[17].alasan, "belum diisi")

    def test_a_kegiatan_without_indicator_and_rp_0_stay_rows(self) -> None:
        DanaRenstra.objects.filter(tahun=2024).update(pagu=0)
        b = self.sub(kode=KEGIATAN)
        self.assertEqual((b.sel[2].teks, b.sel[4].teks, b.sel[5].nilai), ("", "", 600))

    def test_a_budget_under_another_code_joins_its_row(self) -> None:
        PosRenstra.objects.filter(pk=self.pos.pk).update(kode_lain="7.01.01.2.01.0077")
        buat_keluaran(buat_sub_kegiatan(self.i, "7.01.01.2.01.0077", 10, None, (7,), tahun=2021), "1", ("1",))
        tabel = self.tabel()
        self.assertEqual([b.sel[0].teks for b in tabel.baris], [PROGRAM, KEGIATAN, CETAK, ""])
        self.assertEqual(self.nilai(self.sub(tabel))[2:4], [6, 157])

    def test_a_plan_of_bare_figures_speaks_of_the_unit_that_the_budget_names(self) -> None:
        IndikatorPosRenstra.objects.update(satuan="", uraian="Nama lain")
        KinerjaRenstra.objects.update(target="5")
        tabel = self.tabel()
        self.assertEqual(len(tabel.baris), 4)
        self.assertEqual((self.sub(tabel).sel[3].teks, self.sub(tabel).sel[4].nilai), ("Dokumen", 20))
        IndikatorPosRenstra.objects.update(satuan="laporan")
        self.assertEqual(len(self.tabel().baris), 5)

    def test_a_kelurahan_has_a_plan_of_its_own(self) -> None:
        kelurahan = UnitKerja.objects.create(instansi=self.i, nama="Kelurahan Satu", jenis="kelurahan")
        buat_pos(self.renstra, SUB, {2023: 70}, unit=kelurahan)
        buat_sub_kegiatan(self.i, CETAK, 60, None, (7,), unit=kelurahan)
        tabel = {t.kunci: t for t in list_tabel(rakit_naskah("monev", self.i, 2023))}
        self.assertEqual(
            [tabel[k].baris[-1].sel[5].nilai for k in ("kumulatif", "kumulatif-kelurahan-satu")], [1000, 70]
        )

    def test_a_renja_before_any_budget_is_in_the_system_is_evaluated_from_what_was_entered(self) -> None:
        renja = Renja.objects.create(instansi=self.i, tahun=2022)
        PosRencana.objects.create(renja=renja, kode=SUB, uraian="Dokumen", pagu=1)
        self.isi_2021()
        b = self.sub({t.kunci: t for t in list_tabel(rakit_naskah("renja", self.i, 2022))}["kumulatif"])
        # Target and realisasi of 2021 are those of the plan and of what was entered beside it.
        self.assertEqual(self.nilai(b), [20, 1000, None, None, 5, 100, 4, 90, 80, 90, 4, 90, 20, 9])


class LuaranTahunLaluTest(TestCase):
    """An indicator of the Renstra that is fed by an output knows its earlier years too."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.i = buat_pemeran().instansi
        renstra = Renstra.objects.create(instansi=cls.i, tahun_awal=2021, tahun_akhir=2024)
        tujuan = Tujuan.objects.create(renstra=renstra, kode="T1", uraian="Tujuan")
        sasaran = Sasaran.objects.create(renstra=renstra, tujuan=tujuan, kode="S1", uraian="Sasaran")
        cls.indikator = Indikator.objects.create(
            renstra=renstra, sasaran=sasaran, kode="S1.1", uraian="Surat", sumber_nilai="luaran", akumulasi="akumulatif"
        )
        for tahun, k in ((2021, ("1", "2")), (2022, ("4",)), (2023, ("5",))):
            keluaran = buat_keluaran(buat_sub_kegiatan(cls.i, CETAK, 10, None, (1,), tahun=tahun), "9", k)
            IndikatorKegiatan.objects.filter(pk=keluaran.pk).update(indikator=cls.indikator)

    def realisasi(self) -> dict[int, Decimal | None]:
        (i,) = muat_data(self.i, 2023).rencana.indikator
        return {t: h.nilai for t, h in sorted(i.realisasi.items())}

    def test_each_year_is_that_of_its_own_outputs(self) -> None:
        self.assertEqual(self.realisasi(), {2021: 3, 2022: 4, 2023: 5})
        tabel = {t.kunci: t for t in list_tabel(rakit_naskah("monev", self.i, 2023))}["kumulatif-indikator"]
        self.assertEqual([s.nilai for s in tabel.baris[0].sel[5:10]], [7, None, 5, None, 12])

    def test_a_mean_of_quarters_is_what_is_printed(self) -> None:
        for k in IndikatorKegiatan.objects.all():
            k.realisasi.all().delete()
            for t, nilai in ((1, 1), (2, 2), (3, 2)):
                k.realisasi.create(triwulan=t, nilai=nilai)
        IndikatorKegiatan.objects.update(akumulasi="rata-rata")
        self.assertEqual(self.realisasi(), dict.fromkeys((2021, 2022, 2023), Decimal("1.67")))

    def test_what_was_entered_stays_where_the_outputs_say_nothing(self) -> None:
        RealisasiKeluaran.objects.filter(indikator__sub_kegiatan__kegiatan__program__tahun=2021).delete()
        RealisasiIndikator.objects.create(indikator=self.indikator, tahun=2021, nilai=8)
        self.assertEqual(self.realisasi()[2021], 8)

    def test_a_later_year_says_nothing_about_this_one(self) -> None:
        keluaran = buat_keluaran(buat_sub_kegiatan(self.i, CETAK, 10, tahun=2024), "9", ("7",))
        IndikatorKegiatan.objects.filter(pk=keluaran.pk).update(indikator=self.indikator)
        self.assertNotIn(2024, self.realisasi())


class KeselarasanTest(TestCase):
    """The matriks keselarasan with a plan of programmes: the differences of the year, then the plan itself."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.i = buat_pemeran().instansi
        cls.renstra = Renstra.objects.create(instansi=cls.i, tahun_awal=2021, tahun_akhir=2024)
        tujuan = Tujuan.objects.create(renstra=cls.renstra, kode="T1", uraian="Tujuan")
        sasaran = Sasaran.objects.create(renstra=cls.renstra, tujuan=tujuan, kode="S1", uraian="Sasaran")
        Indikator.objects.create(renstra=cls.renstra, sasaran=sasaran, kode="S1.1", uraian="Indeks")
        buat_sub_kegiatan(cls.i, CETAK, 300)

    def tabel(self) -> dict[str, Tabel]:
        return {t.kunci: t for t in list_tabel(rakit_naskah("keselarasan", self.i, 2023))}

    def test_without_a_plan_the_document_is_as_it_was(self) -> None:
        self.assertEqual(list(self.tabel()), ["keselarasan"])

    def test_with_a_plan_it_prints_differences_and_the_plan(self) -> None:
        pos = buat_pos(self.renstra, SUB, {2023: 250, 2024: 0})
        ukuran = buat_ukuran(pos, {2023: "2 dokumen"}, kondisi_akhir="1250", kondisi_awal="Baik")
        tabel = self.tabel()
        beda = tabel["keselarasan-program"].baris[-1].sel
        self.assertEqual([s.teks for s in beda[2:]], ["250", "–", "300", "Pagu anggaran lebih besar Rp 50"])
        rencana = tabel["program-renstra"]
        sub = next(b for b in rencana.baris if b.sel[0].teks == CETAK)
        self.assertEqual(
            [s.teks for s in sub.sel[4:]], ["Baik", "–", "–", "–", "–", "2 dokumen", "250", "–", "0", "1.250", "250"]
        )
        dana, k = pos.dana.get(tahun=2023), ukuran.kinerja.get(tahun=2023)
        self.assertEqual(sub.sel[10].asal.tautan, f"/asal/renstra.danarenstra/{dana.pk}/")
        self.assertEqual(sub.sel[9].asal.tautan, f"/asal/renstra.kinerjarenstra/{k.pk}/")
        self.assertEqual(rencana.baris[-1].sel[10].nilai, 250)

    def test_a_year_that_agrees_is_said_in_a_sentence_without_a_table(self) -> None:
        for kode in (PROGRAM, KEGIATAN):
            buat_pos(self.renstra, kode)
        buat_pos(self.renstra, SUB, {2023: 300})
        self.assertNotIn("keselarasan-program", self.tabel())
        self.assertIn("program-renstra", self.tabel())
