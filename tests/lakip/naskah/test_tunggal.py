"""The kinds over the samples: every one in every format, and the figures of the real reports."""

from __future__ import annotations

from decimal import Decimal

from django.test import TestCase

from lakip.acuan import muat_acuan
from lakip.contoh import muat_contoh
from lakip.data import DataLkj, muat_data
from lakip.dokumen import Bagan, Dokumen, Grafik, TandaTangan, list_tabel, walk_blok
from lakip.naskah import NASKAH, NaskahKurang, susun_naskah
from lakip.terbit import FORMAT, PENYUSUN, render
from organisasi.models import Instansi


class ContohTest(TestCase):
    pelaihari: DataLkj
    towuti: DataLkj

    @classmethod
    def setUpTestData(cls) -> None:
        muat_acuan()
        for nama in ("pelaihari", "towuti"):
            muat_contoh(nama)
        cls.pelaihari, cls.towuti = (muat_data(Instansi.objects.get(slug=s), 2023) for s in ("pelaihari", "towuti"))

    def angka(self, dokumen: Dokumen, kunci: str, kata: str) -> list[Decimal]:
        tabel = next(t for t in list_tabel(dokumen) if t.kunci == kunci)
        baris = next(b for b in tabel.baris if any(s.teks.lower() == kata.lower() for s in b.sel))
        return [s.nilai for s in baris.sel if s.nilai is not None]

    def test_every_kind_of_the_contract_is_made(self) -> None:
        kontrak = {
            "lkj", "pk", "iku", "rencana-aksi", "pohon-kinerja", "kemajuan", "monev", "renja", "renja-perubahan",
            "keselarasan", "reviu", "lke", "skm",
        }  # fmt: skip
        self.assertEqual(sorted(PENYUSUN), sorted(kontrak))

    def test_every_kind_and_part_renders_in_every_light_format(self) -> None:
        berisi = {k: n for k, n in NASKAH.items() if not n.kurang(self.pelaihari)}
        self.assertLessEqual(set(NASKAH) - set(berisi), {"renja", "renja-perubahan"})  # see test_renja.py
        for kunci, naskah in berisi.items():
            for bagian, _ in naskah.list_bagian(self.pelaihari) or [("", "")]:
                dokumen = susun_naskah(kunci, self.pelaihari, bagian)
                self.assertEqual(dokumen.jenis, kunci)
                for bentuk in FORMAT:
                    if bentuk != "pdf":
                        with self.subTest(kunci, bagian=bagian, bentuk=bentuk):
                            self.assertTrue(render(dokumen, bentuk))

    def test_letter_renders_as_pdf(self) -> None:
        self.assertTrue(render(susun_naskah("pk", self.pelaihari, "kasi-pelayanan"), "pdf").startswith(b"%PDF"))

    def test_agreements_have_the_figures_that_were_signed(self) -> None:
        pk = susun_naskah("pk", self.pelaihari)  # Pelaihari Lampiran 3 and Tabel 11
        self.assertEqual(self.angka(pk, "pk-camat", "Jumlah"), [11862514803])
        self.assertEqual(self.angka(pk, "pk-sekretaris-camat", "Nilai SAKIP"), [82])
        self.assertEqual(self.angka(pk, "perjanjian-pejabat", "Camat"), [5, 9, 23, 11862514803])

    def test_quarterly_reports_have_the_figures_of_the_annexes(self) -> None:
        kemajuan = susun_naskah("kemajuan", self.pelaihari, "tw-1")  # Pelaihari Lampiran 5, program 7.01.01
        self.assertEqual(self.angka(kemajuan, "kemajuan-tw-1", "7.01.01")[2:6], [
            Decimal("24.35"), 2564393366, Decimal("25.43"), 1840632159,
        ])  # fmt: skip
        monev = susun_naskah("monev", self.pelaihari)  # Pelaihari Lampiran 6
        self.assertEqual(self.angka(monev, "monev-kecamatan", "JUMLAH")[-2:], [10904945967, Decimal("91.93")])

    def test_tree_is_drawn_and_listed(self) -> None:
        dokumen = susun_naskah("pohon-kinerja", self.pelaihari)
        bagan = next(b for _, b in walk_blok(dokumen) if isinstance(b, Bagan))
        self.assertEqual(bagan.akar.baris[0], "Camat Pelaihari")
        self.assertEqual(len(bagan.akar.anak), 6)
        self.assertEqual([t.kunci for t in list_tabel(dokumen)], ["pohon-kinerja-rincian"])

    def test_matrix_lke_and_survey_are_the_sections_of_the_report(self) -> None:
        self.assertEqual(self.angka(susun_naskah("keselarasan", self.pelaihari), "keselarasan", "Nilai SAKIP")[0], 82)
        self.assertEqual(self.angka(susun_naskah("lke", self.pelaihari), "lke", "PERENCANAAN KINERJA"), [
            30, Decimal("23.1"), 77,
        ])  # fmt: skip
        skm = susun_naskah("skm", self.pelaihari)
        self.assertEqual(self.angka(skm, "ikm-unsur", "Indeks kepuasan masyarakat")[-1], Decimal("88.04"))
        self.assertTrue([b for _, b in walk_blok(skm) if isinstance(b, Grafik)])

    def test_reviu_has_the_statement_and_a_checklist_with_what_the_data_say(self) -> None:
        dokumen = susun_naskah("reviu", self.pelaihari)
        self.assertEqual([b.judul for b in dokumen.bab], ["Pernyataan Telah Direviu", "Daftar Uji Reviu"])
        ttd = [b for _, b in walk_blok(dokumen) if isinstance(b, TandaTangan)]
        self.assertEqual([t.pihak[0].jabatan for t in ttd], ["Inspektur Kabupaten Tanah Laut,", "Pereviu,"])
        tabel = list_tabel(dokumen)[0]
        self.assertEqual(sum(b.sel[2].teks == "☐" for b in tabel.baris if len(b.sel) == 5), 23)
        catatan = {b.sel[1].teks: b.sel[4].teks for b in tabel.baris if len(b.sel) == 5}
        self.assertEqual(
            catatan["Tujuan dan sasaran dalam laporan sesuai dengan perjanjian kinerja"],
            "3 dari 29 indikator berbeda antara perjanjian kinerja dan Renstra, atau belum diperjanjikan.",
        )
        self.assertIn("6 dari 6 indikator", catatan["Laporan kinerja telah menyajikan capaian kinerja yang memadai"])

    def test_survey_without_unsur_shows_its_computation(self) -> None:
        self.assertEqual([t.kunci for t in list_tabel(susun_naskah("skm", self.towuti))], ["ikm-ringkas"])

    def test_what_is_signed_by_the_camat_has_his_block(self) -> None:
        for kunci in ("pohon-kinerja", "keselarasan", "skm", "rencana-aksi", "monev"):
            with self.subTest(kunci):
                ttd = [b for _, b in walk_blok(susun_naskah(kunci, self.pelaihari)) if isinstance(b, TandaTangan)]
                self.assertEqual([p.jabatan for p in ttd[-1].pihak], ["Camat Pelaihari,"])

    def test_what_has_no_parts_refuses_one(self) -> None:
        with self.assertRaisesMessage(NaskahKurang, "tidak dibuat per jabatan atau triwulan"):
            susun_naskah("skm", self.pelaihari, "tw-1")

    def test_missing_evaluation_is_told(self) -> None:
        self.assertIn("Isi lembar LKE", NASKAH["lke"].kurang(self.towuti))
