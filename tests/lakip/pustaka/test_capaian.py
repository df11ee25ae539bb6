"""Bab III A: tables against the plan and the signed target, sentences by case, what is left out and why."""

from __future__ import annotations

from decimal import Decimal

from anggaran.models import SubKegiatan
from evaluasi.models import ButirEvaluasi, LembarEvaluasi, NilaiAkip
from kinerja.predikat import SKALA_86_2017, SKALA_88_2021, SKALA_SKM_14_2017
from kinerja.predikat import Skala as SkalaInti
from lakip.dokumen import Bab, Blok, Gaya, Grafik, Sel, Tabel
from lakip.pustaka import (
    Isi,
    Kurang,
    capaian,
    capaian_akip,
    capaian_ikm,
    capaian_program,
    capaian_sasaran,
    capaian_unit,
)
from lakip.pustaka.capaian_kalimat import (
    bersatuan,
    kalimat_akhir,
    kalimat_perubahan,
    kalimat_ujung,
    paragraf_of,
    sebut_semua,
)
from lakip.sel import angka, hampa, persen
from organisasi.models import KebutuhanPegawai, KelasSkala, Skala
from renstra.models import Indikator, RealisasiIndikator, Sasaran, TargetIndikator, Tujuan
from survei.models import Survei, UnsurSurvei
from tests.lakip.pustaka.test_depan import TAHUN, Dasar, angka_of, isi_of, tabel_of, teks_of
from tests.pabrik import buat_keluaran, buat_sub_kegiatan


def bunyi(kalimat: list[object]) -> str:
    return paragraf_of(kalimat).teks  # type: ignore[arg-type]


def semua_teks(isi: Isi) -> str:
    def turun(bab: Bab) -> str:
        return " ".join([teks_of(bab.isi), *map(turun, bab.anak)])

    return " ".join([teks_of(isi.blok), *map(turun, isi.anak)])


def sel_awal(tabel: Tabel, awal: str) -> tuple[Sel, ...]:
    return next(b.sel for b in tabel.baris if any(s.teks.startswith(awal) for s in b.sel))


def simpan_skala(inti: SkalaInti) -> Skala:
    skala = Skala.objects.create(nama=inti.nama, dasar_hukum=inti.dasar_hukum)
    for k in inti.kelas:
        KelasSkala.objects.create(skala=skala, predikat=k.predikat, huruf=k.huruf, bawah=k.bawah, eksklusif=k.eksklusif)
    return skala


class BerskalaTest(Dasar):
    """Adds the scales, years of the plan, and a budget to the fixed cast."""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        k = cls.p.kabupaten
        k.skala_indikator = k.skala_kegiatan = simpan_skala(SKALA_86_2017)
        k.skala_skm, k.skala_akip = simpan_skala(SKALA_SKM_14_2017), simpan_skala(SKALA_88_2021)
        k.save()

    def tahun_lain(self, i: Indikator, tahun: int, target: str | None, realisasi: str | None) -> None:
        if target is not None:
            TargetIndikator.objects.create(indikator=i, tahun=tahun, nilai=Decimal(target))
        if realisasi is not None:
            RealisasiIndikator.objects.create(indikator=i, tahun=tahun, nilai=Decimal(realisasi))

    def layani(self, sub: SubKegiatan, i: Indikator) -> SubKegiatan:
        sub.sasaran = i.sasaran
        sub.save()
        return sub


class KosongTest(Dasar):
    def test_every_section_without_data_says_what_to_enter(self) -> None:
        data = self.data()
        for fungsi in (
            capaian.skala_capaian, capaian.capaian_perjanjian, capaian.capaian_pejabat, capaian_ikm.ikm,
            capaian_sasaran.analisis_sasaran, capaian_akip.akip, capaian_program.capaian_program,
            capaian_unit.kinerja_unit,
        ):  # fmt: skip
            with self.subTest(fungsi.__name__):
                hasil = fungsi(data)
                self.assertIsInstance(hasil, Kurang)
                self.assertRegex(hasil.alasan, r"^Isi ")  # type: ignore[union-attr]

    def test_targets_alone_make_no_report_of_what_was_reached(self) -> None:
        self.indikator("1", "80")
        self.indikator("2", "5", tingkat="operasional", pemilik=self.kasi)
        data = self.data()
        for fungsi in (capaian.capaian_perjanjian, capaian.capaian_pejabat, capaian_sasaran.analisis_sasaran):
            with self.subTest(fungsi.__name__):
                hasil = fungsi(data)
                self.assertIsInstance(hasil, Kurang)
                self.assertIn("Realisasi Indikator tahun 2023", hasil.alasan)  # type: ignore[union-attr]


class SkalaTest(BerskalaTest):
    def test_an_exclusive_scale_prints_shared_bounds(self) -> None:
        tabel = tabel_of(isi_of(capaian.skala_capaian(self.data())).blok, "skala-capaian")
        self.assertEqual([s.nilai for s in sel_awal(tabel, "Tinggi")[2:4]], [75, 90])
        self.assertEqual([s.teks for s in sel_awal(tabel, "Sangat Tinggi")[2:4]], ["90", "–"])

    def test_survey_scale_is_shown_on_both_scales_and_a_class_ends_just_below_the_next(self) -> None:
        self.setahun(Survei, responden=150)
        tabel = tabel_of(isi_of(capaian.skala_capaian(self.data())).blok, "skala-skm")
        self.assertEqual(
            [s.teks for s in sel_awal(tabel, "Nilai persepsi 3")[1:5]], ["3,0644", "3,5320", "76,61", "88,30"]
        )
        self.assertEqual(
            [s.teks for s in sel_awal(tabel, "Nilai persepsi 1")[1:5]], ["1,0000", "2,5996", "25,00", "64,99"]
        )

    def test_rule_for_lower_is_better_is_told_only_where_it_is_used(self) -> None:
        self.assertNotIn("makin rendah", semua_teks(isi_of(capaian.skala_capaian(self.data()))))
        self.indikator("1", "10", "8", arah="turun")
        self.assertIn("(2 × target − realisasi) ÷ target", semua_teks(isi_of(capaian.skala_capaian(self.data()))))


class PerjanjianTest(BerskalaTest):
    def test_signed_and_planned_target_stand_side_by_side_where_they_differ(self) -> None:
        i = self.indikator("1", "83", "76.4")
        self.perjanjian(self.camat, (i, "82"))
        isi = isi_of(capaian.capaian_perjanjian(self.data()))
        tabel = tabel_of(isi.blok, "capaian-perjanjian")
        self.assertEqual(angka_of(tabel, "Indikator 1"), [Decimal(n) for n in ("82", "83", "76.4", "93.17", "92.05")])
        self.assertIn("berbeda dari target Renstra", teks_of(isi.blok))

    def test_one_target_column_where_they_agree(self) -> None:
        i = self.indikator("1", "80", "88.04")
        self.perjanjian(self.camat, (i, "80"))
        tabel = tabel_of(isi_of(capaian.capaian_perjanjian(self.data())).blok, "capaian-perjanjian")
        self.assertEqual(angka_of(tabel, "Indikator 1"), [Decimal(n) for n in ("80", "88.04", "110.05")])
        self.assertNotIn("Renstra", [k.judul for k in tabel.kolom])

    def test_sasaran_of_others_have_a_table_of_their_own_and_all_have_a_mean(self) -> None:
        satu = self.indikator("1", "100", "110")
        self.indikator("2", "100", "50", pemilik=self.sekcam)
        self.perjanjian(self.camat, (satu, "100"))
        isi = isi_of(capaian.capaian_perjanjian(self.data()))
        self.assertEqual(angka_of(tabel_of(isi.blok, "capaian-strategis-lain"), "Indikator 2"), [100, 50, 50])
        self.assertIn("seluruh 2 indikator sasaran strategis adalah 80,00 %", teks_of(isi.blok))

    def test_what_became_of_a_tujuan_is_shown_where_it_was_measured(self) -> None:
        self.indikator("1", "100", "90")
        tujuan = Tujuan.objects.get()
        i = Indikator.objects.create(renstra=tujuan.renstra, tujuan=tujuan, kode="T1.1", uraian="Indeks pelayanan")
        self.tahun_lain(i, TAHUN, "80", None)
        kunci = [b.kunci for b in isi_of(capaian.capaian_perjanjian(self.data())).blok if isinstance(b, Tabel)]
        self.assertNotIn("capaian-tujuan", kunci)
        RealisasiIndikator.objects.create(indikator=i, tahun=TAHUN, nilai=Decimal(60))
        tabel = tabel_of(isi_of(capaian.capaian_perjanjian(self.data())).blok, "capaian-tujuan")
        self.assertEqual(tabel.baris[0].sel[0].teks, "Layanan makin baik")
        self.assertEqual(angka_of(tabel, "Indeks pelayanan"), [80, 60, 75])

    def test_undefined_capaian_is_left_out_of_the_mean_and_noted(self) -> None:
        self.indikator("1", "100", "90")
        self.indikator("2", "100")
        tabel = tabel_of(isi_of(capaian.capaian_perjanjian(self.data())).blok, "capaian-perjanjian")
        self.assertEqual([s.nilai for s in tabel.baris[-1].sel][1], Decimal(90))
        self.assertIn("1 dari 2 terisi", tabel.baris[-1].sel[1].asal.uraian)  # type: ignore[union-attr]
        self.assertIn("Indikator 2: capaian tidak dihitung karena belum diisi.", tabel.catatan)

    def test_cap_of_the_kabupaten_holds_in_the_mean_only(self) -> None:
        self.p.kabupaten.batas_capaian = Decimal(120)
        self.p.kabupaten.save()
        self.indikator("1", "100", "200")
        self.indikator("2", "100", "80")
        tabel = tabel_of(isi_of(capaian.capaian_perjanjian(self.data())).blok, "capaian-perjanjian")
        self.assertEqual(angka_of(tabel, "Indikator 1")[-1], 200)
        self.assertEqual(tabel.baris[-1].sel[1].nilai, Decimal(100))

    def test_sentence_fits_the_case(self) -> None:
        for n, (target, realisasi, arah, kata) in enumerate((
            ("80", "88", "naik", "melampaui target 80 % dengan capaian 110,00 %"),
            ("80", "80", "naik", "sama dengan targetnya"),
            ("80", "40", "naik", "belum mencapai target 80 %; capaiannya 50,00 %"),
            ("80", "0", "naik", "belum memiliki realisasi dari target 80 %"),
            ("10", "8", "turun", "lebih rendah daripada batas 10 % dengan capaian 120,00 %"),
            ("10", "12", "turun", "melebihi batas 10 %; capaiannya 80,00 %"),
        )):  # fmt: skip
            with self.subTest(kata):
                Indikator.objects.all().delete()
                Sasaran.objects.all().delete()
                self.indikator(str(n), target, realisasi, arah=arah, satuan="%")
                self.assertIn(kata, teks_of(isi_of(capaian.capaian_perjanjian(self.data())).blok))


class KalimatTest(Dasar):
    def ubah(self, r: tuple[str, str], c: tuple[str, str], **lain: bool) -> str:
        pasang = [(angka(Decimal(a)), angka(Decimal(b))) for a, b in (r, c)]
        return bunyi(kalimat_perubahan(2023, 2022, pasang[0], pasang[1], "indikator A", "%", **lain))  # type: ignore[arg-type]

    def test_rise_and_fall_are_told_with_points(self) -> None:
        self.assertEqual(
            self.ubah(("88", "80"), ("110", "100")),
            "Dibandingkan dengan tahun 2022, realisasi indikator A naik dari 80 % menjadi 88 % dan capaiannya naik "
            "10,00 poin dari 100 % menjadi 110 %.",
        )

    def test_capaian_against_realisasi_is_put_down_to_the_target(self) -> None:
        self.assertIn(
            "tetapi karena targetnya lebih berat capaiannya turun 1,00 poin", self.ubah(("76.4", "76.3"), ("92", "93"))
        )

    def test_fall_is_good_where_lower_is_better(self) -> None:
        self.assertIn(
            "turun dari 10 % menjadi 8 %, sehingga capaiannya naik", self.ubah(("8", "10"), ("120", "100"), turun=True)
        )

    def test_nothing_changed(self) -> None:
        self.assertEqual(
            self.ubah(("100", "100"), ("100", "100")),
            "Realisasi indikator A tahun 2023 sama dengan tahun 2022, yaitu 100 %, dan capaiannya tetap 100 %.",
        )

    def test_no_sentence_without_a_year_to_compare(self) -> None:
        kosong = (angka(Decimal(1)), hampa("belum diisi"))
        self.assertEqual(kalimat_perubahan(2023, 2022, kosong, kosong, "A", ""), [])

    def test_unit_follows_a_figure_but_not_an_index_or_a_word(self) -> None:
        for satuan, tertulis in (
            ("%", "76,4 %"),
            ("Nilai", "76,4"),
            ("", "76,4"),
            ("Desa", "76,4 desa"),
            ("KK", "76,4 KK"),
        ):
            with self.subTest(satuan):
                self.assertEqual(bersatuan(angka(Decimal("76.4")), satuan).teks, tertulis)
        self.assertEqual(bersatuan(hampa("belum diisi"), "desa").teks, "–")

    def test_all_are_named_by_number_up_to_ten(self) -> None:
        self.assertEqual(
            [sebut_semua(n).teks for n in (2, 10, 11)],
            ["Kedua indikator", "Kesepuluh indikator", "Seluruh 11 indikator"],
        )

    def test_a_tie_for_the_highest_is_counted(self) -> None:
        isi = [("A", persen(Decimal(100))), ("B", persen(Decimal(100))), ("C", persen(Decimal(50)))]
        self.assertEqual(
            bunyi(kalimat_ujung(isi, "Serapan", "program")),
            "Serapan tertinggi terdapat pada 2 program (100,00 %), yang terendah pada C (50,00 %).",
        )
        self.assertEqual(kalimat_ujung(isi[:2], "Serapan", "program"), [])

    def test_distance_to_the_end_of_the_plan_is_told_by_case(self) -> None:
        self.indikator("1", "80", "80")
        (i,) = self.data().rencana.indikator
        for akhir, nilai, kata in (
            (2026, "99.94", "Target akhir tahun 2026 untuk indikator “Indikator 1” sebesar 80 telah dicapai 99,94 % atau"),
            (2026, "99.94", " atau kurang 0,06 poin."),
            (2026, "100", "sudah tercapai dengan tingkat kemajuan 100,00 %."),
            (2023, "110", "Tahun 2023 adalah tahun terakhir Renstra. Target akhir untuk indikator “Indikator 1” "),
            (2023, "110", " sebesar 80 terlampaui dengan tingkat kemajuan 110,00 %."),
            (2023, "92", "tidak tercapai; kemajuannya berhenti pada 92,00 % atau kurang 8,00 poin."),
        ):  # fmt: skip
            with self.subTest(akhir=akhir, nilai=nilai):
                kalimat = kalimat_akhir([(i, angka(Decimal(80)), persen(Decimal(nilai)))], 2023, akhir)
                self.assertIn(kata, paragraf_of(*kalimat).teks)

    def test_a_limit_is_kept_or_broken_never_exceeded_well(self) -> None:
        self.indikator("1", "10", "8", arah="turun")
        (i,) = self.data().rencana.indikator
        for nilai, kata in (
            ("120", "sebesar 10 sudah tercapai dengan tingkat kemajuan 120,00 %."),
            ("0", "sebesar 10 belum didekati karena realisasinya masih di atas batas itu."),
        ):
            with self.subTest(nilai):
                kalimat = kalimat_akhir([(i, angka(Decimal(10)), persen(Decimal(nilai)))], 2023, 2026)
                self.assertIn(kata, paragraf_of(*kalimat).teks)


class SasaranTest(BerskalaTest):
    def bab(self) -> Bab:
        return isi_of(capaian_sasaran.analisis_sasaran(self.data())).anak[0]

    def test_years_are_compared_on_the_plans_targets(self) -> None:
        i = self.indikator("1", "83", "76.4")
        self.tahun_lain(i, 2022, "82", "76.3")
        self.perjanjian(self.camat, (i, "82"))
        tabel = tabel_of(self.bab().isi, "riwayat-s1")
        kini = next(b.sel for b in tabel.baris if b.sel[0].teks == "2023")
        self.assertEqual([s.nilai for s in kini[1:5]], [Decimal(n) for n in ("83", "76.4", "92.05", "-1.00")])
        self.assertEqual(kini[5].teks, "turun")
        self.assertTrue(tabel.catatan)

    def test_all_indicators_over_the_years_stand_in_one_table(self) -> None:
        i = self.indikator("1", "80", "88")
        self.tahun_lain(i, 2021, None, "70")
        self.tahun_lain(i, 2022, "80", "80")
        tabel = tabel_of(isi_of(capaian_sasaran.analisis_sasaran(self.data())).blok, "riwayat-sasaran")
        self.assertEqual([s.nilai for s in tabel.baris[0].sel[1:10]], [None, 70, None, 80, 80, 100, 80, 88, 110])

    def test_graph_is_left_out_where_nothing_moves(self) -> None:
        i = self.indikator("1", "100", "100")
        self.tahun_lain(i, 2022, "100", "100")
        self.assertFalse([b for b in self.bab().isi if isinstance(b, Grafik) and b.kunci.startswith("grafik-riwayat")])
        RealisasiIndikator.objects.filter(tahun=2022).update(nilai=90)
        self.assertTrue([b for b in self.bab().isi if isinstance(b, Grafik) and b.kunci.startswith("grafik-riwayat")])

    def test_progress_towards_the_end_follows_the_rule_of_the_indicator(self) -> None:
        i = self.indikator("1", "10", "8", arah="turun")
        self.tahun_lain(i, 2025, "5", None)
        tabel = tabel_of(self.bab().isi, "akhir-renstra-s1")
        self.assertEqual(angka_of(tabel, "Indikator 1")[-1], Decimal(40))  # (2 × 5 − 8) ÷ 5
        asal = tabel.baris[0].sel[-1].asal
        assert asal is not None
        self.assertEqual(asal.uraian, "Capaian indikator yang makin rendah makin baik")

    def test_national_standard_is_compared_where_there_is_one(self) -> None:
        self.indikator("1", "80", "88", standar_nasional=Decimal(100))
        self.assertEqual(angka_of(tabel_of(self.bab().isi, "standar-s1"), "Indikator 1"), [100, 88, 88])
        self.assertIn("berada di bawah standar nasional (88,00 %)", teks_of(self.bab().isi))

    def test_below_a_standard_is_better_where_less_is_better(self) -> None:
        self.indikator("1", "80", "64", arah="turun", standar_nasional=Decimal(80))
        self.assertIn("“Indikator 1” lebih baik daripada standar nasional (120,00 %)", teks_of(self.bab().isi))

    def test_budget_of_the_owner_stands_in_where_nothing_is_linked(self) -> None:
        self.indikator("1", "100", "100", pemilik=self.sekcam)
        buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.0001", 200, None, (0, 0, 0, 150), penanggung_jawab=self.sekcam)
        bab = self.bab()
        self.assertEqual(angka_of(tabel_of(bab.isi, "penunjang-s1"), "Jumlah")[:3], [200, 150, 75])
        self.assertIn("tidak mempunyai sub kegiatan tersendiri", teks_of(bab.isi))

    def test_operational_sasaran_counts_for_the_strategic_one_above_it(self) -> None:
        atas = self.indikator("1", "100", "100")
        bawah = self.indikator("2", "10", "10", tingkat="operasional", pemilik=self.kasi)
        Sasaran.objects.filter(pk=bawah.sasaran_id).update(induk=atas.sasaran)
        self.layani(buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.0001", 300, None, (100,)), bawah)
        self.layani(buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.0002", 100, None, (100,)), atas)
        self.assertEqual(angka_of(tabel_of(self.bab().isi, "penunjang-s1"), "Jumlah")[:3], [400, 200, 50])

    def test_efficiency_is_judged_only_from_full_capaian(self) -> None:
        for realisasi, poin, kata in (("110", Decimal("35.00"), "Efisien"), ("90", None, "Tidak efisien")):
            with self.subTest(realisasi):
                Indikator.objects.all().delete()
                SubKegiatan.objects.all().delete()
                Sasaran.objects.all().delete()
                i = self.indikator("1", "100", realisasi)
                self.layani(buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.0001", 200, None, (150,)), i)
                sel = tabel_of(self.bab().isi, "efisiensi-s1").baris[0].sel
                self.assertEqual((sel[3].nilai, sel[4].teks), (poin, kata))

    def test_efficiency_is_not_judged_where_the_kabupaten_does_not(self) -> None:
        self.p.kabupaten.nilai_efisiensi = False
        self.p.kabupaten.save()
        i = self.indikator("1", "100", "110")
        self.layani(buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.0001", 200, None, (150,)), i)
        self.assertEqual(len(tabel_of(self.bab().isi, "efisiensi-s1").kolom), 3)
        self.assertNotIn("efisien", teks_of(self.bab().isi))

    def test_staffing_is_told_once(self) -> None:
        self.setahun(KebutuhanPegawai, uraian="ASN", kebutuhan=35, tersedia=18)
        for n in "12":
            self.indikator(n, "100", "100", pemilik=self.sekcam)
        teks = semua_teks(isi_of(capaian_sasaran.analisis_sasaran(self.data())))
        self.assertEqual(teks.count("18 orang (51,43 %), sehingga masih kurang 17 orang"), 1)

    def test_obstacles_said_of_many_sub_kegiatan_are_printed_once_and_empty_columns_left_out(self) -> None:
        i = self.indikator("1", "100", "100")
        for n in range(1, 6):
            sub = self.layani(buat_sub_kegiatan(self.p.instansi, f"7.01.01.2.01.000{n}", 10, None, (1, 1)), i)
            sub.realisasi.update(hambatan="Petugas kurang.")
        tabel = tabel_of(self.bab().isi, "sebab-s1")
        self.assertEqual([k.judul for k in tabel.kolom], ["Indikator/Sub Kegiatan", "Hambatan"])
        self.assertEqual(len(tabel.baris), 1)
        self.assertTrue(tabel.baris[0].sel[0].teks.endswith("dan 3 sub kegiatan lain"))

    def test_no_sentence_has_two_spaces_or_a_stray_stop(self) -> None:
        i = self.indikator("1", "80", "88.5", satuan="%")
        self.tahun_lain(i, 2022, "80", "79")
        self.indikator("2", "80", "70", pemilik=self.sekcam)
        self.layani(buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.0001", 100, 120, (0, 0, 0, 60)), i)
        buat_keluaran(buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.0002", 100, 120, (0, 0, 0, 60)), "4", ("3",))
        data = self.data()
        for fungsi in (
            capaian.skala_capaian, capaian.capaian_perjanjian, capaian_sasaran.analisis_sasaran,
            capaian_program.capaian_program, capaian_unit.kinerja_unit,
        ):  # fmt: skip
            with self.subTest(fungsi.__name__):
                self.assertNotRegex(semua_teks(isi_of(fungsi(data))), r"\S  \S| \.|\.\.|,,| ,|None| –")


class IkmTest(BerskalaTest):
    def survei(self, *nrr: str, **isi: object) -> Survei:
        s = self.setahun(Survei, **{"responden": 150, "bobot_desimal": 3, **isi})
        for n, nilai in enumerate(nrr, start=1):
            UnsurSurvei.objects.create(survei=s, nomor=n, nama=f"Unsur {n}", nrr=Decimal(nilai))
        return s

    def test_index_is_the_sum_rounded_once_not_the_sum_of_the_lines(self) -> None:
        self.survei("3.440", "3.400", "3.360", "3.987", "3.387", "3.380", "3.400", "3.393", "3.980")
        tabel = tabel_of(isi_of(capaian_ikm.ikm(self.data())).blok, "ikm-unsur")
        self.assertEqual(angka_of(tabel, "Unsur 4"), [Decimal("3.9870"), Decimal("0.443"), Decimal("11.08")])
        self.assertEqual([s.teks for s in tabel.baris[-1].sel[1:]], ["31,727", "3,522", "88,04", "B (Baik)"])

    def test_the_quality_is_named_in_small_letters_throughout(self) -> None:
        self.survei("2.8")
        self.assertIn("mutu pelayanan C atau kurang baik", teks_of(isi_of(capaian_ikm.ikm(self.data())).blok))

    def test_largest_and_smallest_unsur_are_named_and_ties_together(self) -> None:
        self.survei("3.1", "3.9", "3.1")
        teks = teks_of(isi_of(capaian_ikm.ikm(self.data())).blok)
        self.assertIn("tertinggi diberikan pada unsur “Unsur 2” (3,900)", teks)
        self.assertIn("terendah pada unsur “Unsur 1” dan “Unsur 3” (3,100)", teks)

    def test_index_from_the_sum_of_answers_is_shown_step_by_step(self) -> None:
        self.survei(responden=120, jumlah_unsur=12, jumlah_nilai=Decimal(4861))
        tabel = tabel_of(isi_of(capaian_ikm.ikm(self.data())).blok, "ikm-ringkas")
        self.assertEqual(
            [b.sel[2].teks for b in tabel.baris],
            ["4.861", "120", "12", "40,508", "0,083", "3,362", "84,05", "B (Baik)"],
        )

    def test_sample_is_measured_where_the_population_is_known(self) -> None:
        self.survei("3.5", populasi=1000)
        self.assertIn(
            "paling sedikit 278 responden; jumlah responden survei ini belum memenuhinya",
            teks_of(isi_of(capaian_ikm.ikm(self.data())).blok),
        )


class AkipTest(BerskalaTest):
    def lke(self, *komponen: tuple[str, str, str]) -> None:
        """Components with one sub component each: (code, name, letter)."""
        lembar = self.setahun(LembarEvaluasi, tahun_dinilai=TAHUN - 1)
        for kode, nama, huruf in komponen:
            ButirEvaluasi.objects.create(lembar=lembar, kode=kode, tingkat="komponen", uraian=nama)
            ButirEvaluasi.objects.create(
                lembar=lembar, kode=f"{kode}.a", tingkat="subkomponen", uraian="x", bobot=Decimal(30), kriteria=huruf
            )

    def lama(self, tahun: int, komponen: str, nilai: str) -> None:
        NilaiAkip.objects.create(instansi=self.p.instansi, tahun=tahun, komponen=komponen, nilai=Decimal(nilai))

    def test_earlier_names_of_a_component_share_its_row(self) -> None:
        self.lke(("1", "PERENCANAAN KINERJA", "BB"), ("4", "EVALUASI AKUNTABILITAS KINERJA INTERNAL", "B"))
        self.lama(2022, "Perencanaan Kinerja", "25")
        self.lama(2022, "Evaluasi internal", "20")
        self.lama(2022, "Pencapaian kinerja", "10")
        tabel = tabel_of(isi_of(capaian_akip.akip(self.data())).blok, "akip-komponen")
        self.assertEqual(angka_of(tabel, "Perencanaan kinerja"), [25, 24])
        self.assertEqual(angka_of(tabel, "Evaluasi akuntabilitas"), [20, 21])
        self.assertEqual([s.teks for s in sel_awal(tabel, "Pencapaian")[2:]], ["10,00", "–"])
        self.assertEqual(angka_of(tabel, "Jumlah"), [55, 45])

    def test_rise_and_fall_of_components_are_told(self) -> None:
        self.lke(("1", "Perencanaan kinerja", "BB"), ("2", "Pengukuran kinerja", "BB"))
        self.lama(2022, "Perencanaan kinerja", "25")
        self.lama(2022, "Pengukuran kinerja", "20")
        teks = teks_of(isi_of(capaian_akip.akip(self.data())).blok)
        self.assertIn(
            "yang naik adalah pengukuran kinerja (4,00 poin); komponen yang turun adalah perencanaan kinerja (1,00 poin)",
            teks,
        )
        self.assertIn("atas kinerja tahun 2022", teks)

    def test_a_score_that_is_not_the_sum_of_its_components_is_noted(self) -> None:
        i = self.indikator("1", "80", sumber_nilai="akip")
        self.tahun_lain(i, 2022, None, "56.54")
        self.lke(("1", "Perencanaan kinerja", "BB"))
        self.lama(2022, "Perencanaan kinerja", "43.66")
        tabel = tabel_of(isi_of(capaian_akip.akip(self.data())).blok, "akip-komponen")
        self.assertIn("tahun 2022 (56,54) tidak sama", tabel.catatan[0])

    def test_this_year_is_set_against_last_year_and_target(self) -> None:
        i = self.indikator("1", "83", sumber_nilai="akip", pemilik=self.sekcam)
        self.tahun_lain(i, 2022, None, "20")
        self.lke(("1", "Perencanaan kinerja", "BB"))
        tabel = tabel_of(isi_of(capaian_akip.akip(self.data())).blok, "akip-banding")
        self.assertEqual(angka_of(tabel, "Indikator 1"), [Decimal(n) for n in ("20", "83", "24", "120", "28.92")])


class ProgramTest(BerskalaTest):
    def test_parents_are_the_mean_of_their_children(self) -> None:
        for kode, target, k in (
            ("7.01.01.2.01.0001", "7", "8"), ("7.01.01.2.01.0002", "2", "1"), ("7.01.01.2.02.0001", "4", "4"),
        ):  # fmt: skip
            buat_keluaran(buat_sub_kegiatan(self.p.instansi, kode, 100), target, (k,))
        (bab,) = isi_of(capaian_program.capaian_program(self.data())).anak
        tabel = tabel_of(bab.isi)
        self.assertEqual(angka_of(tabel, "Kegiatan 01"), [100, Decimal("82.15"), Decimal("82.15")])
        self.assertEqual(angka_of(tabel, "Program 01"), [100, Decimal("91.08"), Decimal("91.08")])
        self.assertEqual(angka_of(tabel, "Rata-rata capaian program"), [Decimal("91.08")])

    def test_sub_kegiatan_without_output_is_left_out_counted_and_named(self) -> None:
        buat_keluaran(buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.0001", 100), "4", ("4",))
        buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.0002", 100)
        isi = isi_of(capaian_program.capaian_program(self.data()))
        tabel = tabel_of(isi.anak[0].isi)
        self.assertEqual(angka_of(tabel, "Rata-rata capaian program"), [100])
        self.assertIn("Sub kegiatan 0002", tabel.catatan[0])
        self.assertEqual(angka_of(tabel_of(isi.blok, "predikat-program"), "Belum dapat dinilai"), [0, 0, 1])
        self.assertEqual(angka_of(tabel_of(isi.blok, "predikat-program"), "Jumlah"), [1, 1, 2])

    def test_what_serves_no_sasaran_comes_last(self) -> None:
        i = self.indikator("1", "80", "88")
        satu = self.layani(buat_sub_kegiatan(self.p.instansi, "7.01.02.2.01.0001", 100), i)
        dua = buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.0001", 100)
        for sub in (satu, dua):
            buat_keluaran(sub, "4", ("4",))
        anak = isi_of(capaian_program.capaian_program(self.data())).anak
        self.assertEqual([b.kunci for b in anak], ["capaian-program--s1", "capaian-program--lain"])


class UnitTest(BerskalaTest):
    def test_a_post_shows_its_indicators_and_its_own_part_of_the_budget(self) -> None:
        i = self.indikator("1", "15", "5", tingkat="operasional", pemilik=self.kasi)
        self.tahun_lain(i, 2022, None, "15")
        buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.0001", 200, None, (150,), penanggung_jawab=self.kasi)
        buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.0002", 800, None, (100,), penanggung_jawab=self.sekcam)
        anak = {b.kunci: b for b in isi_of(capaian_unit.kinerja_unit(self.data())).anak}
        isi: tuple[Blok, ...] = anak["kinerja-unit--kasi-pelayanan"].isi
        tabel = tabel_of(isi, "kinerja-kasi-pelayanan")
        self.assertEqual(angka_of(tabel, "Indikator 1"), [15, 15, 5, Decimal("33.33")])
        self.assertEqual(angka_of(tabel_of(isi, "anggaran-kasi-pelayanan"), "Jumlah"), [200, 150, 75])

    def test_a_post_without_budget_or_indicators_is_left_out(self) -> None:
        self.indikator("1", "15", "5", tingkat="operasional", pemilik=self.kasi)
        anak = isi_of(capaian_unit.kinerja_unit(self.data())).anak
        self.assertEqual([b.kunci for b in anak], ["kinerja-unit--kasi-pelayanan"])
        self.assertIn("tidak mengelola sub kegiatan tersendiri", teks_of(anak[0].isi))

    def test_officials_mean_covers_eselon_iv_on_both_targets(self) -> None:
        i = self.indikator("1", "2", "2", tingkat="operasional", pemilik=self.kasi)
        self.indikator("2", "5", "0", tingkat="operasional", pemilik=self.kasi)
        self.indikator("3", "5", "5", tingkat="operasional", pemilik=self.sekcam)  # eselon III
        self.perjanjian(self.kasi, (i, "4"))
        tabel = tabel_of(isi_of(capaian.capaian_pejabat(self.data())).blok, "capaian-pejabat")
        self.assertEqual(tabel.baris[-1].gaya, Gaya.TOTAL)
        self.assertEqual([s.nilai for s in tabel.baris[-1].sel[1:3]], [25, 50])
        self.assertFalse([b for b in tabel.baris if any(s.teks == "Indikator 3" for s in b.sel)])
