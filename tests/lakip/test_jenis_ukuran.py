"""A made-up kecamatan with an indicator of every kind: letters, yes/no and bands through every document."""

from __future__ import annotations

from decimal import Decimal

from django.test import TestCase

from kinerja.angka import publish
from lakip.acuan import muat_acuan
from lakip.data import DataLkj, muat_data
from lakip.dokumen import Daftar, Dokumen, Paragraf, Tabel, list_grafik, list_tabel, nomori, walk_blok
from lakip.naskah import susun_naskah
from lakip.pustaka.capaian_kalimat import kalimat_target, paragraf_of
from lakip.pustaka.evaluasi_renja import Masa, build_kumulatif_indikator
from lakip.rakit import rakit_lkj
from organisasi.models import Instansi, Kabupaten
from perjanjian.models import Butir
from renstra.models import Indikator, RealisasiIndikator, TargetIndikator
from renstra.rekap import RekapIndikator
from tests.aneka_jenis import BELANJA, PROFIL, SAKIP, WARGA, buat_isi_aneka
from tests.buku_kerja.kecamatan import TAHUN, muat


class AnekaJenisTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        muat_acuan()
        muat(buat_isi_aneka())
        cls.instansi = Instansi.objects.get(slug="suka-maju")

    def data(self) -> DataLkj:
        return muat_data(self.instansi, TAHUN)

    def indikator(self, kode: str) -> RekapIndikator:
        return next(i for i in self.data().rencana.indikator if i.model.kode == kode)

    def lkj(self) -> Dokumen:
        return nomori(rakit_lkj(self.instansi, TAHUN))

    @staticmethod
    def tabel(dokumen: Dokumen, kunci: str) -> Tabel:
        return next(t for t in list_tabel(dokumen) if t.kunci == kunci)

    @staticmethod
    def baris(tabel: Tabel, uraian: str) -> list[str]:
        """The printed cells to the right of a name."""
        for b in tabel.baris:
            teks = [s.teks for s in b.sel]
            if uraian in teks:
                return teks[teks.index(uraian) + 1 :]
        raise AssertionError(f"{uraian} tidak ada di {tabel.kunci}")

    @staticmethod
    def kalimat(dokumen: Dokumen) -> str:
        return "\n".join(b.teks for _, b in walk_blok(dokumen) if isinstance(b, Paragraf))

    # ---- figures

    def test_capaian_of_each_kind(self) -> None:
        data = self.data()
        for kode, lalu, kini in (
            (SAKIP, "83.33", "85.71"),  # CC of B: 50 ÷ 60; B of BB: 60 ÷ 70
            (PROFIL, "0.00", "100.00"),
            (BELANJA, "100.00", "90.91"),  # 10 above 110
            (WARGA, None, "100.00"),  # better than its target
        ):
            i = self.indikator(kode)
            with self.subTest(kode):
                self.assertEqual(publish(data.capaian(i)), Decimal(kini))
                if lalu:
                    self.assertEqual(publish(data.capaian(i, TAHUN - 1)), Decimal(lalu))

    def test_the_signed_letter_counts_before_the_planned_one(self) -> None:
        Butir.objects.filter(indikator__kode=SAKIP).update(target_teks="B")
        data, i = self.data(), self.indikator(SAKIP)
        self.assertEqual(publish(data.capaian(i)), Decimal(100))
        self.assertEqual(publish(data.capaian_rencana(i)), Decimal("85.71"))
        tabel = self.tabel(self.lkj(), "capaian-perjanjian")
        self.assertEqual(
            self.baris(tabel, "Predikat SAKIP kecamatan")[:6], ["Predikat", "B", "BB", "B", "100,00", "85,71"]
        )

    def test_a_figure_that_was_promised_for_letters_is_not_measured(self) -> None:
        Butir.objects.filter(indikator__kode=SAKIP).update(target=72, target_teks="")
        self.assertEqual(publish(self.data().capaian(self.indikator(SAKIP))), Decimal("85.71"))

    def test_a_band_of_the_year_replaces_that_of_the_indicator(self) -> None:
        TargetIndikator.objects.filter(indikator__kode=BELANJA).update(teks="100–125")
        Butir.objects.filter(indikator__kode=BELANJA).delete()
        self.assertEqual(publish(self.data().capaian(self.indikator(BELANJA))), Decimal(100))

    def test_without_a_scale_the_capaian_says_why(self) -> None:
        Kabupaten.objects.update(skala_akip=None)
        self.assertEqual(self.data().capaian(self.indikator(SAKIP)).alasan, "skala predikat belum dipilih")

    def test_a_score_found_elsewhere_becomes_a_letter(self) -> None:
        Indikator.objects.filter(kode=SAKIP).update(sumber_nilai="akip")
        i = self.indikator(SAKIP)  # the LKE of the workbook adds up to 4,80
        self.assertEqual((i.realisasi[TAHUN].nilai, i.realisasi[TAHUN].teks), (None, "D"))
        self.assertIn("(4,8) pada skala Permenpan RB 88/2021 (AKIP)", i.realisasi[TAHUN].asal)
        self.assertEqual(i.realisasi[TAHUN].faktor, "Rencana aksi lengkap")
        self.assertEqual(publish(self.data().capaian(i)), 0)
        Kabupaten.objects.update(skala_akip=None)
        self.assertEqual(self.indikator(SAKIP).realisasi[TAHUN].teks, "B")  # as it was typed

    # ---- the report

    def test_tables_print_letters_and_the_mean_counts_all(self) -> None:
        dokumen = self.lkj()
        tabel = self.tabel(dokumen, "capaian-perjanjian")
        for uraian, sel in (
            ("Predikat SAKIP kecamatan", ["Predikat", "BB", "B", "85,71", "Tinggi"]),
            ("Tersedianya profil kecamatan", ["Ya/tidak", "Ya", "Ya", "100,00", "Sangat Tinggi"]),
            ("Ketepatan perkiraan belanja", ["%", "90–110", "120", "90,91", "Sangat Tinggi"]),
            ("Keterlibatan warga", ["Kategori", "Tinggi", "Sangat Tinggi", "100,00", "Sangat Tinggi"]),
        ):
            with self.subTest(uraian):
                self.assertEqual(self.baris(tabel, uraian), sel)
        self.assertEqual(self.baris(tabel, "Rata-rata capaian kinerja"), ["95,45", "Sangat Tinggi"])
        self.assertIn("(5 dari 5 terisi)", tabel.baris[-1].sel[1].asal.uraian)
        rencana = self.baris(self.tabel(dokumen, "tujuan-sasaran"), "Predikat SAKIP kecamatan")
        self.assertEqual(rencana, ["Predikat", "C", "B", "BB", "BB", "A", "A"])

    def test_an_indicator_not_reached_yet_is_left_out_of_the_mean(self) -> None:
        RealisasiIndikator.objects.filter(indikator__kode=PROFIL, tahun=TAHUN).update(teks="", alasan="masih disusun")
        tabel = self.tabel(self.lkj(), "capaian-perjanjian")
        self.assertIn("(4 dari 5 terisi)", tabel.baris[-1].sel[1].asal.uraian)
        self.assertIn("Tersedianya profil kecamatan: capaian tidak dihitung karena masih disusun.", tabel.catatan)

    def test_kind_and_rule_stand_beside_the_indicator(self) -> None:
        dokumen = self.lkj()
        aturan = "Predikat SAKIP kecamatan: predikat pada skala Permenpan RB 88/2021 (AKIP); capaian 100 % bila"
        for kunci in ("capaian-perjanjian", "target-realisasi-s1", "pk-camat"):
            with self.subTest(kunci):
                catatan = "\n".join(self.tabel(dokumen, kunci).catatan)
                self.assertIn(aturan, catatan)
                self.assertIn("Ketepatan perkiraan belanja: rentang 90–110; capaian 100 % di dalam rentang", catatan)
                self.assertIn("Tersedianya profil kecamatan: ya/tidak; capaian 100 % bila sesuai target", catatan)
                self.assertNotIn("Indeks kepuasan", catatan)
        daftar = "\n".join(p.teks for _, b in walk_blok(dokumen) if isinstance(b, Daftar) for p in b.butir)
        self.assertIn("Kelas skala Permenpan RB 88/2021 (AKIP): AA (> 90), A (> 80 s.d. 90), BB (> 70 s.d. 80)", daftar)
        self.assertIn("Cara ini dipakai untuk Lama surat.", daftar)

    def test_sentences_speak_of_letters(self) -> None:
        teks = self.kalimat(self.lkj())
        for kalimat in (
            "Realisasi indikator “Predikat SAKIP kecamatan” naik dari CC pada tahun 2022 menjadi B, dan capaiannya naik "
            "dari 83,33 % menjadi 85,71 %.",
            "Realisasi indikator “Tersedianya profil kecamatan” berubah dari Tidak pada tahun 2022 menjadi Ya, dan "
            "capaiannya naik dari 0,00 % menjadi 100,00 %.",
            "Realisasi indikator “Ketepatan perkiraan belanja” naik dari 100 % menjadi 120 %, sehingga capaiannya turun 9,09 "
            "poin",
            "Target akhir tahun 2026 untuk indikator “Predikat SAKIP kecamatan”, yaitu A, telah dicapai 75,00 %",
            "Target akhir untuk indikator “Tersedianya profil kecamatan”, yaitu Ya, sudah tercapai",
        ):
            with self.subTest(kalimat):
                self.assertIn(kalimat, teks)

    def test_sentences_about_one_indicator(self) -> None:
        for kode, realisasi, kalimat in (
            (
                SAKIP,
                "B",
                "“Predikat SAKIP kecamatan” adalah B, di bawah target BB; capaiannya 85,71 % dan berpredikat Tinggi.",
            ),
            (SAKIP, "BB", "adalah BB, sama dengan targetnya, sehingga capaiannya 100,00 %"),
            (SAKIP, "AA", "adalah AA, lebih baik daripada target BB, dengan capaian 100,00 %"),
            (PROFIL, "Tidak", "adalah Tidak, sedangkan targetnya Ya; capaiannya 0,00 %"),
        ):
            with self.subTest(kode=kode, realisasi=realisasi):
                RealisasiIndikator.objects.filter(indikator__kode=kode, tahun=TAHUN, triwulan=0).update(teks=realisasi)
                teks = paragraf_of(kalimat_target(self.data(), self.indikator(kode))).teks
                self.assertIn(kalimat, teks)

    def test_graphs_draw_the_capaian(self) -> None:
        grafik = {g.kunci: g for g in list_grafik(self.lkj())}
        capaian = [Decimal(x) for x in ("100.61", "85.71", "100.00", "90.91", "100.00")]
        self.assertEqual(list(grafik["capaian-sasaran"].seri[0].nilai), capaian)
        garis = {s.nama: s.nilai for s in grafik["grafik-riwayat-s1"].seri}
        self.assertEqual(garis["Predikat SAKIP kecamatan"], (Decimal("83.33"), Decimal("85.71")))

    def test_the_graph_of_a_letter_alone_draws_its_capaian(self) -> None:
        Butir.objects.exclude(indikator__kode=SAKIP).delete()
        Indikator.objects.filter(sasaran__kode="S1").exclude(kode=SAKIP).delete()
        grafik = {g.kunci: g for g in list_grafik(self.lkj())}
        (seri,) = grafik["grafik-riwayat-s1"].seri
        self.assertEqual(seri.nilai, (Decimal("83.33"), Decimal("85.71")))

    # ---- the other documents

    def test_perjanjian_and_rencana_aksi(self) -> None:
        pk = self.tabel(susun_naskah("pk", self.data(), "camat"), "pk-camat")
        self.assertEqual(self.baris(pk, "Predikat SAKIP kecamatan")[:2], ["BB", "Predikat"])
        self.assertEqual(self.baris(pk, "Ketepatan perkiraan belanja")[:2], ["90–110", "%"])
        aksi = self.tabel(susun_naskah("rencana-aksi", self.data()), "rencana-aksi-camat")
        self.assertEqual(self.baris(aksi, "Predikat SAKIP kecamatan"), ["Predikat", "BB", "–", "B", "–", "BB"])
        self.assertEqual(self.baris(aksi, "Tersedianya profil kecamatan"), ["Ya/tidak", "Ya", "Tidak", "–", "–", "Ya"])
        self.assertEqual(self.baris(aksi, "Ketepatan perkiraan belanja")[-1], "90–110")
        self.assertEqual(len(aksi.catatan), 4)

    def test_iku_explains_the_kind(self) -> None:
        profil = self.tabel(susun_naskah("iku", self.data()), "iku-profil-2")
        isi = {b.sel[0].teks: b.sel[1].teks for b in profil.baris}
        self.assertTrue(isi["Jenis ukuran"].startswith("Predikat pada skala Permenpan RB 88/2021 (AKIP); "))
        self.assertNotIn("Arah", isi)

    def test_pohon_and_keselarasan(self) -> None:
        pohon = self.tabel(susun_naskah("pohon-kinerja", self.data()), "pohon-kinerja-rincian")
        self.assertEqual(self.baris(pohon, "Predikat SAKIP kecamatan"), ["BB", "Predikat"])
        matriks = self.tabel(susun_naskah("keselarasan", self.data()), "keselarasan")
        self.assertEqual(self.baris(matriks, "Predikat SAKIP kecamatan")[-1], "Selaras")
        Butir.objects.filter(indikator__kode=SAKIP).update(target_teks="B")
        matriks = self.tabel(susun_naskah("keselarasan", self.data()), "keselarasan")
        self.assertEqual(
            self.baris(matriks, "Predikat SAKIP kecamatan")[-1], "Target perjanjian Camat B, Renstra 2023 BB"
        )

    def test_evaluasi_renja_takes_the_last_letter(self) -> None:
        data = self.data()
        for triwulan, sel in (
            (4, ["Predikat", "A", "CC", "BB", "B", "85,71", "B", "75,00"]),
            (2, ["Predikat", "A", "CC", "BB", "CC", "71,43", "CC", "62,50"]),
            (1, ["Predikat", "A", "CC", "BB", "–", "–", "CC", "62,50"]),
        ):
            with self.subTest(triwulan):
                tabel = build_kumulatif_indikator(data, Masa(2021, 2026, TAHUN, triwulan))
                self.assertEqual(self.baris(tabel, "Predikat SAKIP kecamatan"), sel)

    def test_the_reviewer_sees_how_many_have_a_target(self) -> None:
        daftar = self.tabel(susun_naskah("reviu", self.data()), "daftar-uji-reviu")
        teks = "\n".join(b.sel[-1].teks for b in daftar.baris)
        self.assertIn("Target terisi untuk 5 dari 5 indikator sasaran.", teks)
        self.assertIn("Realisasi tahun 2022 ada untuk 4 dari 5 indikator", teks)
