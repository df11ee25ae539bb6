"""The samples against the real documents: computed from entered data, compared with figures printed in the reports.

The literals are copied by hand from the tables that their comments name.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

from django.test import TestCase

from anggaran.rekap import KEGIATAN, PROGRAM, SUBKEGIATAN
from kinerja.angka import publish
from lakip.acuan import muat_acuan
from lakip.contoh import muat_contoh
from lakip.data import DataLkj, muat_data
from lakip.dokumen import Dokumen, Tabel, list_tabel, nomori, walk_blok
from lakip.rakit import rakit_lkj
from lakip.render.json import render_json
from organisasi.models import Instansi

BERSAMA = Path(__file__).resolve().parents[3] / "shared"


class EmasTest(TestCase):
    pelaihari: DataLkj
    towuti: DataLkj
    dokumen: dict[str, Dokumen]

    @classmethod
    def setUpTestData(cls) -> None:
        muat_acuan()
        cls.dokumen = {}
        for nama in ("pelaihari", "towuti", "tomoni-timur"):
            laporan = muat_contoh(nama)
            assert not laporan.galat, laporan.galat
            instansi = Instansi.objects.get(slug=nama)
            cls.dokumen[nama] = nomori(rakit_lkj(instansi, laporan.tahun))
        cls.pelaihari = muat_data(Instansi.objects.get(slug="pelaihari"), 2023)
        cls.towuti = muat_data(Instansi.objects.get(slug="towuti"), 2023)

    def tabel(self, nama: str, kunci: str) -> Tabel:
        return next(t for t in list_tabel(self.dokumen[nama]) if t.kunci == kunci)

    def angka(self, nama: str, kunci: str, baris: str) -> list[Decimal]:
        """The figures of the row that holds this text."""
        for b in self.tabel(nama, kunci).baris:
            if any(baris.lower() == s.teks.lower() for s in b.sel):
                return [s.nilai for s in b.sel if s.nilai is not None]
        raise AssertionError(f"{baris} tidak ada di {kunci}")

    # ---- Pelaihari

    def test_budget_and_realisasi_add_up(self) -> None:
        pohon = self.pelaihari.pohon  # Tabel 41
        self.assertEqual((pohon.pagu_murni, pohon.pagu, pohon.realisasi_sd()), (11607720392, 11862514803, 10904945967))
        self.assertEqual(publish(pohon.serapan()), Decimal("91.93"))
        self.assertEqual([pohon.count(t) for t in (PROGRAM, KEGIATAN, SUBKEGIATAN)], [5, 9, 23])

    def test_each_quarter_is_that_of_the_report(self) -> None:
        pohon = self.pelaihari.pohon.anak[0]  # Lampiran 5, program 7.01.01
        self.assertEqual(pohon.target_keuangan_sd(1), 2564393366)
        self.assertEqual((pohon.target_fisik_sd(1), pohon.fisik_sd(1)), (Decimal("24.35"), Decimal("25.43")))
        rp = [pohon.realisasi_triwulan(t) for t in (1, 2, 3, 4)]  # Lampiran 6
        self.assertEqual(rp, [1840632159, 3575612653, 2048600692, 2204177573])

    def test_the_survey_gives_the_printed_index(self) -> None:
        self.assertEqual(publish(self.pelaihari.ikm.nilai), Decimal("88.04"))  # Tabel 15
        ikm = self.pelaihari.rencana.iku[0]
        self.assertEqual(publish(self.pelaihari.capaian(ikm)), Decimal("110.05"))  # Tabel 14

    def test_the_lke_gives_the_score_of_the_letter(self) -> None:
        self.assertEqual(self.pelaihari.nilai_lke, Decimal("76.40"))  # LHE 2023
        self.assertEqual(self.angka("pelaihari", "lke", "PERENCANAAN KINERJA"), [30, Decimal("23.1"), 77])

    def test_each_post_answers_for_the_budget_of_its_perjanjian(self) -> None:
        harapan = {  # Tabel 11; the kegiatan of Renkeu are two, the report counts one
            "Camat": (5, 9, 23, 11862514803),
            "Sekcam": (1, 5, 16, 10531067845),
            "Kasubbag Umpeg": (1, 3, 12, 761920198),
            "Kasubbag Renkeu": (1, 2, 4, 9769147647),
            "Kasi Tapem": (1, 1, 1, 2393600),
            "Kasi PMD/K": (2, 2, 3, 63301400),
            "Kasi Kesmas": (1, 1, 1, 1209373308),
            "Kasi Trantib": (2, 2, 2, 56378650),
        }
        for j in self.pelaihari.jabatan:
            pohon = self.pelaihari.budget_of(j.pk)
            with self.subTest(j.singkatan):
                hasil = pohon and (*(pohon.count(t) for t in (PROGRAM, KEGIATAN, SUBKEGIATAN)), pohon.pagu)
                self.assertEqual(hasil, harapan.get(j.singkatan))

    def test_the_kelurahan_has_its_own_evaluation(self) -> None:
        unit = next(k for k in self.pelaihari.anggaran if k is not None)
        kegiatan = {p.uraian: p for p in self.pelaihari.anggaran[unit].walk() if p.tingkat == KEGIATAN}
        umum = kegiatan["Administrasi Umum Perangkat Daerah"]  # Lampiran 6 Kelurahan Angsau
        self.assertEqual((umum.pagu, umum.realisasi_sd()), (53546881, 49916708))

    def test_both_targets_are_told_where_the_signed_one_differs(self) -> None:
        sakip = next(i for i in self.pelaihari.rencana.indikator if i.uraian == "Nilai SAKIP")
        self.assertEqual(publish(self.pelaihari.capaian_rencana(sakip)), Decimal("92.05"))  # 76,40 ÷ 83, Tabel 20
        self.assertEqual(publish(self.pelaihari.capaian(sakip)), Decimal("93.17"))  # 76,40 ÷ 82, the signed PK

    # ---- Towuti

    def test_towuti_adds_up(self) -> None:
        pohon = self.towuti.pohon  # Tabel III.2.5
        self.assertEqual((pohon.pagu, pohon.realisasi_sd(), pohon.sisa()), (3813748600, 3668505868, 145242732))
        self.assertEqual(publish(pohon.serapan()), Decimal("96.19"))
        self.assertEqual([pohon.count(t) for t in (PROGRAM, KEGIATAN, SUBKEGIATAN)], [6, 15, 35])

    def test_towuti_index_from_its_total(self) -> None:
        self.assertEqual(publish(self.towuti.ikm.nilai), Decimal("84.05"))  # 4861 ÷ 120 × 0,083 × 25
        self.assertEqual(publish(self.towuti.capaian(self.towuti.rencana.iku[0])), Decimal("107.07"))

    def test_towuti_retribusi(self) -> None:
        self.assertEqual(self.angka("towuti", "pendapatan", "Kios"), [47500000, 57360000, Decimal("120.76")])
        total = self.angka("towuti", "pendapatan", "Pendapatan Asli Daerah (PAD)")
        self.assertEqual(total, [68380000, 79367000, Decimal("116.07")])

    # ---- all of them

    def test_no_table_is_empty_and_no_key_stands_twice(self) -> None:
        for nama, dokumen in self.dokumen.items():
            tabel = list_tabel(dokumen)
            with self.subTest(nama):
                self.assertTrue(tabel)
                self.assertEqual([t.kunci for t in tabel if not t.baris], [])
                self.assertEqual(len({t.kunci for t in tabel}), len(tabel))

    def test_every_row_fits_its_columns(self) -> None:
        for nama, dokumen in self.dokumen.items():
            for t in list_tabel(dokumen):
                for b in t.baris:
                    with self.subTest(dokumen=nama, tabel=t.kunci):
                        self.assertEqual(sum(s.kolom for s in b.sel), len(t.kolom))

    def test_every_figure_in_a_table_says_where_it_is_from(self) -> None:
        for nama, dokumen in self.dokumen.items():
            tanpa = {
                t.kunci
                for t in list_tabel(dokumen)
                for b in t.baris
                for s in b.sel
                if s.nilai is not None and not s.asal
            }
            with self.subTest(nama):
                self.assertEqual(tanpa, set())

    def test_what_is_undefined_is_a_dash_with_its_reason(self) -> None:
        for nama, dokumen in self.dokumen.items():
            bisu = {
                t.kunci for t in list_tabel(dokumen) for b in t.baris for s in b.sel if s.teks == "–" and not s.alasan
            }
            with self.subTest(nama):
                self.assertEqual(bisu, set())

    def test_a_section_without_data_is_named_and_not_printed(self) -> None:
        for nama, dokumen in self.dokumen.items():
            tercetak = {b.kunci for b, _ in walk_blok(dokumen)}
            for k in dokumen.kelengkapan:
                with self.subTest(dokumen=nama, bagian=k.kunci):
                    self.assertEqual(bool(k.kurang), not k.ada)
                    if not k.ada:
                        self.assertNotIn(k.kunci, tercetak)

    def test_share_of_the_real_cells(self) -> None:
        """The measuring script and its cells lie beside the project, not in it; elsewhere there is nothing to measure."""
        if not (BERSAMA / "periksa" / "cocokkan.py").exists():
            self.skipTest("DILEWATI: ../shared tidak ada, sel dokumen asli tidak dapat dicocokkan")
        for nama, minimal in (("pelaihari", "98"), ("towuti", "95")):
            with self.subTest(nama), tempfile.NamedTemporaryFile(suffix=".json") as berkas:
                berkas.write(render_json(self.dokumen[nama]))
                berkas.flush()
                sel = BERSAMA / "data" / f"{nama}-2023" / "sel.csv"
                perintah = [sys.executable, BERSAMA / "periksa" / "cocokkan.py", sel, berkas.name, "--minimal", minimal]
                hasil = subprocess.run(perintah, capture_output=True, text=True, check=False)
                self.assertEqual(hasil.returncode, 0, hasil.stdout[-300:] + hasil.stderr[-300:])
