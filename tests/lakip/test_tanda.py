"""What a report must say about itself: in every format, and only where there is something to say."""

import io

from django.contrib.contenttypes.models import ContentType
from django.test import TestCase
from openpyxl import load_workbook

from anggaran.models import IsianTriwulan
from lakip.dokumen import to_json
from lakip.models import Laporan
from lakip.rakit import rakit_lkj
from lakip.render.html import build_bagian, render_html
from lakip.render.pdf import build_html
from lakip.render.xlsx import render_xlsx
from lakip.tanda import PERIKSA_SENDIRI, list_tanda
from organisasi.alur import change_status
from organisasi.models import RiwayatStatus
from tests.pemeran import buat_pemeran


class TandaTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.p.admin.first_name = "Siti"
        cls.p.admin.save()

    def buka(self, triwulan: int = 2) -> None:
        isian = IsianTriwulan.objects.create(
            instansi=self.p.instansi, tahun=2023, triwulan=triwulan, unit=self.p.unit, status="terkunci"
        )
        change_status(isian, "buka", self.p.admin, catatan="Angka keliru.")

    def test_an_untouched_year_has_none_and_keeps_its_fingerprint(self) -> None:
        dokumen = rakit_lkj(self.p.instansi, 2023)
        self.assertEqual(dokumen.catatan, ())
        self.assertNotIn("catatan", to_json(dokumen))
        self.assertNotIn("catatan-laporan", [b.kunci for b in build_bagian(dokumen)])

    def test_a_reopened_quarter_is_named_with_who_when_and_why(self) -> None:
        self.buka()
        (tanda,) = list_tanda(self.p.instansi, 2023)
        self.assertRegex(
            tanda,
            r"^Isian triwulan II Seksi Satu dibuka kembali setelah dikunci oleh Siti \(admin kabupaten\) pada "
            r"\d+ \w+ 20\d\d\. Alasan: Angka keliru\.$",
        )

    def test_a_report_opened_again_says_so_in_the_next(self) -> None:
        Laporan.objects.filter(pk=self.p.laporan.pk).update(status="dikirim")
        change_status(Laporan.objects.get(pk=self.p.laporan.pk), "buka", self.p.admin, catatan="Tabel 3 tertukar")
        (tanda,) = list_tanda(self.p.instansi, 2023)
        self.assertIn("Laporan ini dibuka kembali setelah dikirim oleh Siti (admin kabupaten)", tanda)
        self.assertTrue(tanda.endswith("Alasan: Tabel 3 tertukar."))

    def test_an_office_that_checks_itself_says_so(self) -> None:
        self.p.instansi.periksa_sendiri = True
        self.p.instansi.save()
        self.assertEqual(rakit_lkj(self.p.instansi, 2023).catatan, (PERIKSA_SENDIRI,))

    def test_other_years_other_offices_and_other_steps_are_not_named(self) -> None:
        self.buka()
        RiwayatStatus.objects.create(
            instansi=self.p.instansi, tahun=2023, tipe=ContentType.objects.get_for_model(IsianTriwulan), objek_id=1,
            dari="diajukan", aksi="kembalikan", ke="draf", oleh=self.p.camat,
        )  # fmt: skip
        self.assertEqual(len(list_tanda(self.p.instansi, 2023)), 1)
        self.assertEqual(list_tanda(self.p.instansi, 2022), ())
        self.assertEqual(list_tanda(self.p.lain, 2023), ())

    def test_many_marks_cost_as_many_queries_as_one(self) -> None:
        for t in (1, 2, 3):
            self.buka(t)
        with self.assertNumQueries(2):
            self.assertEqual(len(list_tanda(self.p.instansi, 2023)), 3)

    def test_every_format_carries_it(self) -> None:
        self.buka()
        dokumen = rakit_lkj(self.p.instansi, 2023)
        self.assertEqual(to_json(dokumen)["catatan"], list(dokumen.catatan))
        for nama, isi in (("html", render_html(dokumen)), ("pdf", build_html(dokumen))):
            with self.subTest(nama):
                self.assertEqual(isi.count("Alasan: Angka keliru."), 1)
        self.assertIn("catatan-laporan", [b.kunci for b in build_bagian(dokumen)])
        sel = [s.value for baris in load_workbook(io.BytesIO(render_xlsx(dokumen))).worksheets[0] for s in baris]
        self.assertIn(dokumen.catatan[0], sel)
