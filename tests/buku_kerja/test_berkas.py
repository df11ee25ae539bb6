"""Files that are not a workbook, or not a decent one: a sentence, never a traceback, never a change."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

from django.core.management import CommandError, call_command
from django.test import TestCase
from openpyxl import Workbook

from anggaran.models import Program
from buku_kerja import impor
from buku_kerja.tabel import BARIS_TERBANYAK
from lakip.acuan import muat_acuan
from organisasi.models import Instansi
from tests.buku_kerja.buku import buat_buku, to_berkas, tulis


class BerkasTest(TestCase):
    def assert_ditolak(self, isi: bytes, *kata: str) -> None:
        laporan = impor(io.BytesIO(isi))
        self.assertEqual(len(laporan.galat), 1, laporan.galat)
        for k in kata:
            self.assertIn(k, laporan.galat[0].pesan)
        self.assertFalse(Instansi.objects.exists())

    def test_a_file_of_no_bytes(self) -> None:
        self.assert_ditolak(b"", "0 byte")

    def test_an_old_xls(self) -> None:
        self.assert_ditolak(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".xls", "simpan sebagai .xlsx")

    def test_a_file_that_is_something_else(self) -> None:
        self.assert_ditolak(b"%PDF-1.7 ...", "bukan buku kerja Excel")

    def test_a_zip_that_is_no_workbook(self) -> None:
        isi = io.BytesIO()
        with zipfile.ZipFile(isi, "w") as arsip:
            arsip.writestr("foto.txt", "halo")
        self.assert_ditolak(isi.getvalue(), "bukan buku kerja Excel")

    def test_a_zip_bomb(self) -> None:
        isi = io.BytesIO()
        with zipfile.ZipFile(isi, "w", zipfile.ZIP_DEFLATED) as arsip:
            arsip.writestr("xl/workbook.xml", "<x/>")
            arsip.writestr("xl/worksheets/sheet1.xml", b"0" * 40_000_000)
        self.assertLess(len(isi.getvalue()), 100_000)
        self.assert_ditolak(isi.getvalue(), "mengembang")

    def test_a_broken_workbook(self) -> None:
        isi = io.BytesIO()
        with zipfile.ZipFile(isi, "w") as arsip:
            arsip.writestr("xl/workbook.xml", "<bukan xml")
            arsip.writestr("[Content_Types].xml", "")
        self.assert_ditolak(isi.getvalue(), "simpan ulang")

    def test_entities_that_expand_are_not_read(self) -> None:
        asli = to_berkas(Workbook())
        isi = io.BytesIO()
        with zipfile.ZipFile(asli) as dari, zipfile.ZipFile(isi, "w") as ke:
            for b in dari.infolist():
                data = dari.read(b)
                if b.filename == "xl/workbook.xml":
                    awal = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
                    data = data.replace(b"<workbook", awal + b"<workbook", 1)
                ke.writestr(b.filename, data)
        self.assert_ditolak(isi.getvalue(), "simpan ulang")

    def test_more_rows_than_a_kecamatan_has(self) -> None:
        muat_acuan()
        buku = buat_buku()
        for n in range(2, BARIS_TERBANYAK + 4):
            buku["Sarana"].cell(n, 1, f"Barang {n}")
        self.assert_ditolak(to_berkas(buku).getvalue(), "Sarana", "10.000 baris")

    def test_ten_thousand_rows_are_read(self) -> None:
        muat_acuan()
        buku = buat_buku()
        for n in range(2, BARIS_TERBANYAK + 2):
            buku["Sarana"].cell(n, 1, "Barang")  # all the same: read, compared, refused by name
        laporan = impor(to_berkas(buku))
        self.assertEqual(len(laporan.galat), BARIS_TERBANYAK - 1)
        self.assertFalse(Instansi.objects.exists())

    def test_hidden_sheets_and_trailing_blanks_do_no_harm(self) -> None:
        muat_acuan()
        buku = buat_buku()
        buku["SKM"].sheet_state = "hidden"
        buku["SKM"].cell(400, 2, "   ")
        laporan = impor(to_berkas(buku))
        self.assertEqual([str(t) for t in laporan.galat], [])
        self.assertEqual(laporan.lembar["SKM"].baru, 1)


class PerintahTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        muat_acuan()

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def simpan(self, buku: Workbook) -> str:
        path = self.folder / "buku.xlsx"
        buku.save(path)
        return str(path)

    def test_import_then_export_then_import(self) -> None:
        keluar = io.StringIO()
        call_command("impor", self.simpan(buat_buku()), stdout=keluar)
        self.assertIn("Tersimpan: mekar 2023", keluar.getvalue())
        hasil = self.folder / "hasil.xlsx"
        call_command("ekspor", instansi="mekar", tahun=2023, keluaran=hasil, stdout=io.StringIO())
        keluar = io.StringIO()
        call_command("impor", str(hasil), stdout=keluar)
        self.assertEqual(keluar.getvalue().strip(), "Tersimpan tanpa perubahan: mekar 2023")

    def test_check_only_says_so(self) -> None:
        keluar = io.StringIO()
        call_command("impor", self.simpan(buat_buku()), "--periksa", stdout=keluar)
        self.assertIn("tidak disimpan", keluar.getvalue())
        self.assertFalse(Program.objects.exists())

    def test_errors_go_to_stderr_and_fail(self) -> None:
        buku = buat_buku()
        tempat = tulis(buku, "Sub Kegiatan", "Pagu murni", "x")
        galat = io.StringIO()
        with self.assertRaisesMessage(CommandError, "1 kesalahan; tidak ada yang disimpan."):
            call_command("impor", self.simpan(buku), stderr=galat, stdout=io.StringIO())
        self.assertIn(tempat, galat.getvalue())

    def test_a_file_that_is_not_there(self) -> None:
        with self.assertRaises(CommandError):
            call_command("impor", str(self.folder / "tiada.xlsx"), stderr=io.StringIO())

    def test_exporting_what_is_not_there(self) -> None:
        with self.assertRaisesMessage(CommandError, "Tidak ada data"):
            call_command("ekspor", instansi="tiada", tahun=2023, keluaran=self.folder / "x.xlsx")
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_the_empty_workbook_explains_itself_and_lists_every_sheet(self) -> None:
        from openpyxl import load_workbook

        from buku_kerja.skema import list_lembar

        hasil = self.folder / "kosong.xlsx"
        call_command("contoh_buku_kerja", keluaran=hasil, stdout=io.StringIO())
        buku = load_workbook(hasil)
        self.assertEqual(buku.sheetnames, ["Petunjuk", "Identitas", *(x.nama for x in list_lembar())])
        self.assertTrue(all(x.bantuan for x in list_lembar()))


class ContohTest(TestCase):
    def test_the_samples_load_twice_and_survive_a_round_trip(self) -> None:
        from buku_kerja import ekspor
        from lakip.contoh import CONTOH, muat_contoh

        muat_acuan()
        for nama in CONTOH:
            with self.subTest(nama):
                pertama = muat_contoh(nama)
                self.assertEqual([str(t) for t in pertama.galat], [])
                self.assertTrue(muat_contoh(nama).tanpa_perubahan)
                kembali = impor(io.BytesIO(ekspor(pertama.instansi, pertama.tahun)))
                self.assertEqual([str(t) for t in kembali.galat], [])
                self.assertTrue(kembali.tanpa_perubahan, {k: r for k, r in kembali.lembar.items() if not r.diam})
