"""Attachments: progress per quarter, the Renja evaluation, the LKE."""

from __future__ import annotations

import datetime
from decimal import Decimal

from django.test import TestCase

from anggaran.models import IndikatorKegiatan, SubKegiatan
from anggaran.rekap import muat_pohon
from evaluasi.models import ButirEvaluasi, LembarEvaluasi, Rekomendasi
from kinerja.predikat import SKALA_86_2017
from lakip.acuan import muat_acuan
from lakip.data import DataLkj, muat_data
from lakip.dokumen import Bab, Daftar, Gaya, Paragraf, Tabel
from lakip.pustaka import Isi, Kurang
from lakip.pustaka.lampiran_anggaran import kemajuan_triwulan, lampiran_lke, monev_renja
from lakip.pustaka.tabel_anggaran import AturanMonev, build_kemajuan, build_monev
from organisasi.models import Skala, UnitKerja
from tests.pabrik import buat_keluaran, buat_sub_kegiatan
from tests.pemeran import buat_pemeran

TAHUN = 2023


def isi_of(hasil: Isi | Kurang) -> Isi:
    assert isinstance(hasil, Isi), hasil
    return hasil


def tabel_of(bab: Bab | Isi) -> Tabel:
    return next(b for b in (bab.isi if isinstance(bab, Bab) else bab.blok) if isinstance(b, Tabel))


def teks_baris(tabel: Tabel, awal: str) -> list[str]:
    """What the first row prints in which a cell begins like this."""
    return next([s.teks for s in b.sel] for b in tabel.baris if any(s.teks.startswith(awal) for s in b.sel))


class Dasar(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.i = cls.p.instansi
        # Pelaihari 2023, kegiatan 7.01.01.2.01
        cls.satu = buat_sub_kegiatan(
            cls.i, "7.01.01.2.01.01", 1_985_000, 2_825_000, (860_000, 0, None, None), ("46.30", "46.30")
        )
        cls.dua = buat_sub_kegiatan(cls.i, "7.01.01.2.01.07", 2_000_000, 1_160_000, (0, 1_100_000), ("0", "50"))
        buat_keluaran(cls.satu, "5", ("3", None, None, "2"))
        buat_keluaran(cls.dua, "4", ("4", None, "2", None), "kumulatif")

    def data(self) -> DataLkj:
        return muat_data(self.i, TAHUN)


class KemajuanTest(Dasar):
    def test_a_quarter_nobody_filled_is_left_out(self) -> None:
        anak = isi_of(kemajuan_triwulan(self.data())).anak
        self.assertEqual([b.kunci for b in anak], ["kemajuan-triwulan--tw-1", "kemajuan-triwulan--tw-2"])

    def test_a_quarter_with_physical_progress_alone_is_kept(self) -> None:
        self.satu.realisasi.create(triwulan=3, fisik=Decimal(60))
        self.assertEqual(len(isi_of(kemajuan_triwulan(self.data())).anak), 3)

    def test_figures_are_those_up_to_the_quarter(self) -> None:
        tabel = build_kemajuan(muat_pohon(self.i, TAHUN)[None], TAHUN, 1)
        self.assertEqual(
            teks_baris(tabel, "Kegiatan 01")[2:],
            ["3.985.000", "3.985.000", "25,00", "996.250", "32,82", "860.000", "21,58"],
        )
        self.assertIn("Triwulan I", tabel.judul)
        self.assertEqual(tabel.baris[-1].gaya, Gaya.TOTAL)

    def test_money_below_its_target_is_told_with_the_deviation(self) -> None:
        kalimat = isi_of(kemajuan_triwulan(self.data())).anak[0].isi[0]
        assert isinstance(kalimat, Paragraf)
        self.assertIn("Realisasi keuangan di bawah target, dengan deviasi 13,68 %.", kalimat.teks)
        self.assertIn("Realisasi fisik tertimbang mencapai 32,82 % dari target 25,00 %.", kalimat.teks)

    def test_an_unknown_pagu_murni_leaves_the_target_undefined(self) -> None:
        SubKegiatan.objects.update(pagu_murni=None)
        baris = build_kemajuan(muat_pohon(self.i, TAHUN)[None], TAHUN, 1).baris[-1]
        self.assertEqual([(s.teks, s.alasan) for s in baris.sel][5], ("–", "pagu murni tidak diisi"))

    def test_a_target_nobody_entered_says_how_it_was_computed(self) -> None:
        baris = build_kemajuan(muat_pohon(self.i, TAHUN)[None], TAHUN, 1).baris[2]
        self.assertTrue(baris.sel[4].asal.rumus and baris.sel[5].asal.rumus)
        self.satu.target_triwulan.create(triwulan=1, keuangan=700_000, fisik=Decimal(30))
        baris = build_kemajuan(muat_pohon(self.i, TAHUN)[None], TAHUN, 1).baris[2]
        self.assertEqual([s.teks for s in baris.sel[4:6]], ["30,00", "700.000"])
        self.assertFalse(baris.sel[4].asal.rumus or baris.sel[5].asal.rumus)

    def test_nothing_entered_says_which_sheet(self) -> None:
        for s in (self.satu, self.dua):
            s.realisasi.all().delete()
        for fungsi in (kemajuan_triwulan, monev_renja):
            hasil = fungsi(self.data())
            assert isinstance(hasil, Kurang)
            self.assertIn("lembar Realisasi", hasil.alasan)


class MonevTest(Dasar):
    def tabel(self, triwulan: int, aturan: AturanMonev | None = None) -> Tabel:
        return build_monev(muat_pohon(self.i, TAHUN)[None], TAHUN, triwulan, aturan or AturanMonev())

    def test_output_of_a_quarter_is_printed_as_entered_and_summed_by_its_own_rule(self) -> None:
        baris = teks_baris(self.tabel(4), "Sub kegiatan 01")
        self.assertEqual(baris[4:6], ["5", "2.825.000"])
        self.assertEqual([baris[n] for n in (6, 8, 10, 12, 14, 16)], ["3", "", "", "2", "5", "100,00"])
        kumulatif = teks_baris(self.tabel(4), "Sub kegiatan 07")
        self.assertEqual([kumulatif[n] for n in (6, 8, 10, 12, 14, 16)], ["4", "", "2", "", "2", "50,00"])

    def test_money_of_a_quarter_stands_alone_and_adds_up(self) -> None:
        total = teks_baris(self.tabel(4), "JUMLAH")
        self.assertEqual(
            [total[n] for n in (5, 7, 9, 15, 17)], ["3.985.000", "860.000", "1.100.000", "1.960.000", "49,18"]
        )

    def test_later_quarters_stay_blank(self) -> None:
        tabel = self.tabel(1)
        baris = teks_baris(tabel, "Sub kegiatan 01")
        self.assertEqual(baris[8:14], [""] * 6)
        self.assertEqual(baris[14:], ["3", "860.000", "60,00", "30,44"])
        self.assertEqual(tabel.kolom[14].kelompok, "Realisasi s.d. TW I")

    def test_programs_bear_letters_and_kegiatan_numbers(self) -> None:
        self.assertEqual([b.sel[0].teks for b in self.tabel(4).baris][:4], ["A.", "1.", "a)", "b)"])

    def test_it_closes_with_mean_and_predicate(self) -> None:
        baris = self.tabel(4, AturanMonev(skala=SKALA_86_2017)).baris
        self.assertEqual([s.teks for s in baris[-2].sel], ["Rata-rata capaian kinerja (%)", "75,00", "49,18"])
        self.assertEqual([s.teks for s in baris[-1].sel], ["Predikat kinerja", "Sedang", "Sangat Rendah"])
        self.assertNotIn("Predikat kinerja", [b.sel[0].teks for b in self.tabel(4).baris])

    def test_a_second_indicator_repeats_neither_name_nor_money(self) -> None:
        IndikatorKegiatan.objects.create(sub_kegiatan=self.satu, uraian="Keluaran kedua", target=2, urut=9)
        baris = teks_baris(self.tabel(4), "Keluaran kedua")
        self.assertEqual((baris[0], baris[1], baris[4], baris[5], baris[17]), ("", "", "2", "", ""))

    def test_a_kelurahan_has_a_table_of_its_own_under_a_name_that_lasts(self) -> None:
        kelurahan = UnitKerja.objects.create(instansi=self.i, nama="Kelurahan Melati", jenis="kelurahan")
        buat_sub_kegiatan(self.i, "7.01.01.2.02.01", 100, None, (40,), unit=kelurahan)
        anak = isi_of(monev_renja(self.data())).anak
        self.assertEqual([b.kunci for b in anak], ["monev-renja--kecamatan", "monev-renja--kelurahan-melati"])
        self.assertEqual(teks_baris(tabel_of(anak[1]), "JUMLAH")[5], "100")
        self.assertEqual(teks_baris(tabel_of(anak[0]), "JUMLAH")[5], "3.985.000")


class LkeTest(Dasar):
    def isi_lembar(self) -> LembarEvaluasi:
        muat_acuan()
        self.p.kabupaten.skala_akip = Skala.objects.get(nama__startswith="Permenpan RB 88/2021")
        self.p.kabupaten.save()
        lembar = LembarEvaluasi.objects.create(
            instansi=self.i, tahun=TAHUN, tahun_dinilai=TAHUN - 1, nomor="700/1", tanggal=datetime.date(TAHUN, 6, 27)
        )
        for urut, (kode, tingkat, uraian, bobot, kriteria) in enumerate(
            (
                ("1", "komponen", "PERENCANAAN KINERJA", None, ""),
                ("1.a", "subkomponen", "Dokumen tersedia", "6", "BB"),
                ("1.a.1", "kriteria", "Ada pedoman", None, ""),
                ("1.b", "subkomponen", "Dokumen baik", "9", "B"),
                ("2", "komponen", "PENGUKURAN KINERJA", None, ""),
                ("2.a", "subkomponen", "Pengukuran dilakukan", "6", "AA"),
            )
        ):
            ButirEvaluasi.objects.create(
                lembar=lembar, kode=kode, tingkat=tingkat, uraian=uraian, urut=urut, kriteria=kriteria,
                bobot=Decimal(bobot) if bobot else None,
            )  # fmt: skip
        return lembar

    def test_scores_are_computed_and_summed(self) -> None:
        self.isi_lembar()
        tabel = tabel_of(isi_of(lampiran_lke(self.data())))
        self.assertEqual(teks_baris(tabel, "PERENCANAAN")[2:], ["15,00", "", "11,10", "74,00"])
        self.assertEqual(teks_baris(tabel, "Dokumen tersedia")[2:], ["6,00", "BB", "4,80", "80,00"])
        self.assertEqual(teks_baris(tabel, "Ada pedoman")[2:], ["", "", "", ""])
        self.assertEqual(teks_baris(tabel, "Nilai Akuntabilitas")[2:], ["21,00", "D", "17,10", "81,43"])

    def test_letter_score_and_extremes_are_told(self) -> None:
        self.isi_lembar()
        kalimat = isi_of(lampiran_lke(self.data())).blok[0]
        assert isinstance(kalimat, Paragraf)
        self.assertIn("Laporan Hasil Evaluasi Nomor 700/1 tanggal 27 Juni 2023", kalimat.teks)
        self.assertIn("tahun 2022 memperoleh nilai 17,10 dengan kategori D (Sangat Kurang)", kalimat.teks)
        self.assertIn(
            "Pengukuran Kinerja (100,00 %) dan terendah pada komponen Perencanaan Kinerja (74,00 %)", kalimat.teks
        )

    def test_a_sub_komponen_without_letter_is_undefined_and_not_summed(self) -> None:
        lembar = self.isi_lembar()
        lembar.butir.filter(kode="1.b").update(kriteria="")
        tabel = tabel_of(isi_of(lampiran_lke(self.data())))
        baris = next(b for b in tabel.baris if b.sel[1].teks == "Dokumen baik")
        self.assertEqual((baris.sel[4].teks, baris.sel[4].alasan), ("–", "kriteria belum diisi"))
        kalimat = isi_of(lampiran_lke(self.data())).blok[0]
        assert isinstance(kalimat, Paragraf)
        self.assertIn("dari 2 sub komponen yang sudah dinilai (semuanya 3)", kalimat.teks)

    def test_notes_of_the_evaluators_get_a_column_where_there_are_any(self) -> None:
        lembar = self.isi_lembar()
        self.assertEqual(len(tabel_of(isi_of(lampiran_lke(self.data()))).kolom), 6)
        lembar.butir.filter(kode="1.a.1").update(catatan="Pedoman lama")
        tabel = tabel_of(isi_of(lampiran_lke(self.data())))
        self.assertEqual(teks_baris(tabel, "Ada pedoman")[-1], "Pedoman lama")
        self.assertTrue(all(sum(s.kolom for s in b.sel) == len(tabel.kolom) for b in tabel.baris))

    def test_recommendations_stand_under_their_komponen(self) -> None:
        self.isi_lembar()
        for n, komponen in enumerate(("PERENCANAAN KINERJA", "PERENCANAAN KINERJA", "PENGUKURAN KINERJA"), start=1):
            Rekomendasi.objects.create(
                instansi=self.i, tahun=TAHUN, nomor=n, komponen=komponen, rekomendasi=f"Perbaiki {n}."
            )
        daftar = [b for b in isi_of(lampiran_lke(self.data())).blok if isinstance(b, Daftar)]
        self.assertEqual([[p.teks for p in d.butir] for d in daftar], [["Perbaiki 1.", "Perbaiki 2."], ["Perbaiki 3."]])

    def test_without_worksheet_the_section_is_left_out(self) -> None:
        self.assertIsInstance(lampiran_lke(self.data()), Kurang)
