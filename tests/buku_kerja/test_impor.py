"""Import: all or nothing, every finding at once with its place, and a second time changes nothing."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from decimal import Decimal

from auditlog.models import LogEntry
from django.apps import apps
from django.test import TestCase
from openpyxl import Workbook, load_workbook

from anggaran.models import IndikatorKegiatan, Nomenklatur, RealisasiTriwulan, SubKegiatan
from buku_kerja import ekspor, impor
from buku_kerja.laporan import LaporanImpor
from lakip.acuan import muat_acuan
from lakip.models import Susunan
from organisasi.models import Instansi, Jabatan, Kabupaten, Sarana, Skala
from renstra.models import Misi
from tests.buku_kerja.buku import buat_buku, letak, to_berkas, tulis


def count_all() -> dict[str, int]:
    return {m._meta.label: m._default_manager.count() for m in apps.get_models() if m._meta.app_label != "sessions"}


class ImporTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        muat_acuan()

    def jalankan(self, buku: Workbook, *, periksa: bool = False) -> LaporanImpor:
        return impor(to_berkas(buku), periksa=periksa)

    def test_a_good_workbook_brings_in_the_whole_chain(self) -> None:
        laporan = self.jalankan(buat_buku())
        self.assertEqual((laporan.galat, laporan.tersimpan), ([], True))
        self.assertEqual((laporan.instansi, laporan.tahun), ("mekar", 2023))
        sub = SubKegiatan.objects.get()
        self.assertEqual((sub.pagu, sub.penanggung_jawab.nama, sub.sasaran.kode), (2_825_000, "Kasi Pelayanan", "S1"))
        self.assertEqual(Jabatan.objects.get(nama="Kasi Pelayanan").atasan.nama, "Camat")  # named before its superior
        k = IndikatorKegiatan.objects.get().realisasi
        self.assertEqual(list(k.values_list("triwulan", "nilai")), [(1, Decimal(3)), (4, Decimal(2))])
        self.assertEqual(RealisasiTriwulan.objects.get(triwulan=1).fisik, Decimal("46.3"))
        self.assertTrue(Misi.objects.get().renstra.exists())

    def test_the_same_workbook_again_changes_nothing(self) -> None:
        self.jalankan(buat_buku())
        sebelum, riwayat = count_all(), LogEntry.objects.count()
        laporan = self.jalankan(buat_buku())
        self.assertTrue(laporan.tanpa_perubahan, laporan.lembar)
        self.assertEqual((count_all(), LogEntry.objects.count()), (sebelum, riwayat))

    def test_what_was_exported_comes_back_unchanged(self) -> None:
        self.jalankan(buat_buku())
        isi = ekspor("mekar", 2023)
        laporan = impor(io.BytesIO(isi))
        self.assertEqual(laporan.galat, [])
        self.assertTrue(laporan.tanpa_perubahan, laporan.lembar)

    def test_checking_keeps_nothing_and_says_what_would_happen(self) -> None:
        sebelum = count_all()
        laporan = self.jalankan(buat_buku(), periksa=True)
        self.assertEqual((count_all(), laporan.tersimpan, laporan.galat), (sebelum, False, []))
        self.assertEqual(laporan.lembar["Sub Kegiatan"].baru, 1)

    def test_a_changed_cell_changes_one_row_and_leaves_its_history(self) -> None:
        self.jalankan(buat_buku())
        buku = buat_buku()
        tulis(buku, "Realisasi", "Keuangan", 850_000)
        laporan = self.jalankan(buku)
        r = laporan.lembar["Realisasi"]
        self.assertEqual((r.baru, r.berubah, r.sama, r.hilang), (0, 1, 1, 0))
        terakhir = LogEntry.objects.get_for_object(RealisasiTriwulan.objects.get(triwulan=1)).first()
        self.assertEqual(terakhir.changes_dict, {"keuangan": ["860000", "850000"]})

    def test_a_row_that_is_gone_is_deleted(self) -> None:
        buku = buat_buku()
        tulis(buku, "Sarana", "Nama", "Meja")
        tulis(buku, "Sarana", "Baik", 2)
        self.jalankan(buku)
        laporan = self.jalankan(buat_buku())
        self.assertEqual((laporan.lembar["Sarana"].hilang, Sarana.objects.count()), (1, 0))

    def test_a_row_that_is_gone_but_still_used_is_refused(self) -> None:
        self.jalankan(buat_buku())
        Sarana.objects.create(instansi=Instansi.objects.get(), tahun=2022, nama="Kursi", baik=1)  # another year stays
        buku = buat_buku()
        for judul in ("Nama", "Unit", "Atasan"):
            tulis(buku, "Jabatan", judul, None)
        for lembar, judul in (("Sub Kegiatan", "Penanggung jawab"),):
            tulis(buku, lembar, judul, None)
        for lembar in ("Perjanjian", "Butir Perjanjian"):
            for sel in buku[lembar][2]:
                sel.value = None
        self.assertEqual(self.jalankan(buku).galat, [])
        self.assertEqual(Sarana.objects.get().nama, "Kursi")
        self.assertFalse(Jabatan.objects.filter(nama="Kasi Pelayanan").exists())

    def test_two_and_four_digit_codes_are_the_same_sub_kegiatan(self) -> None:
        buku = buat_buku()
        tulis(buku, "Sub Kegiatan", "Kode", "7.01.01.2.01.01", baris=3)
        tulis(buku, "Sub Kegiatan", "Sub kegiatan", "Kembar", baris=3)
        tulis(buku, "Sub Kegiatan", "Pagu murni", 1, baris=3)
        laporan = self.jalankan(buku)
        self.assertEqual(laporan.galat[0].lokasi, letak(buku, "Sub Kegiatan", "Kode", 3))
        self.assertIn("sudah ada di baris lain", laporan.galat[0].pesan)

    def test_another_kecamatan_keeps_the_rules_of_its_kabupaten(self) -> None:
        self.jalankan(buat_buku())
        Kabupaten.objects.update(aturan_turun="nisbah")
        buku = buat_buku()
        for sel in buku["Identitas"]["A"]:
            if sel.value == "Aturan indikator makin rendah makin baik":
                sel.offset(0, 1).value = "selisih"
        laporan = self.jalankan(buku)
        self.assertEqual(laporan.galat, [])
        self.assertTrue(any("pengaturan kabupaten" in t.pesan for t in laporan.peringatan))
        self.assertEqual(Kabupaten.objects.get().aturan_turun, "nisbah")

    # ---- cells that are wrong: each is named, nothing is kept

    def assert_ditolak(self, ubah: Callable[[Workbook], str | None], *kata: str) -> LaporanImpor:
        """Change the good workbook; assert the place and the words of the finding, and that nothing was kept."""
        buku = buat_buku()
        tempat = ubah(buku)
        sebelum = count_all()
        laporan = self.jalankan(buku)
        self.assertEqual((count_all(), laporan.tersimpan), (sebelum, False))
        cocok = [t for t in laporan.galat if (tempat is None or t.lokasi == tempat) and all(k in t.pesan for k in kata)]
        self.assertEqual(len(cocok), 1, [str(t) for t in laporan.galat])
        return laporan

    def test_text_in_a_money_cell(self) -> None:
        self.assert_ditolak(lambda b: tulis(b, "Sub Kegiatan", "Pagu murni", "dua juta"), "Pagu murni", "dua juta")

    def test_money_with_cents(self) -> None:
        self.assert_ditolak(lambda b: tulis(b, "Sub Kegiatan", "Pagu murni", 1985000.5), "bulat")

    def test_negative_money(self) -> None:
        self.assert_ditolak(lambda b: tulis(b, "Sub Kegiatan", "Pagu murni", -5), "negatif")

    def test_an_ambiguous_figure_typed_as_text(self) -> None:
        self.assert_ditolak(lambda b: tulis(b, "Target Indikator", "Target", "1.250"), "Target", "1.250")

    def test_a_formula_instead_of_a_value(self) -> None:
        self.assert_ditolak(lambda b: tulis(b, "Sub Kegiatan", "Pagu murni", "=1000*2"), "rumus", "=1000*2")

    def test_an_excel_error_value(self) -> None:
        self.assert_ditolak(lambda b: tulis(b, "Sub Kegiatan", "Sub kegiatan", "#REF!"), "#REF!")

    def test_a_code_that_stands_twice(self) -> None:
        def ubah(buku: Workbook) -> str:
            tulis(buku, "Program", "Program", "Kembar", baris=3)
            return tulis(buku, "Program", "Kode", "7.01.01", baris=3)

        self.assert_ditolak(ubah, "sudah ada di baris lain")

    def test_a_sub_kegiatan_without_kegiatan(self) -> None:
        self.assert_ditolak(
            lambda b: tulis(b, "Sub Kegiatan", "Kode", "7.01.01.2.09.0001"),
            "7.01.01.2.09",
            "tidak ada di lembar Kegiatan",
        )

    def test_a_kegiatan_without_program(self) -> None:
        self.assert_ditolak(
            lambda b: tulis(b, "Kegiatan", "Kode", "7.01.05.2.01"), "7.01.05", "tidak ada di lembar Program"
        )

    def test_a_code_of_the_wrong_level(self) -> None:
        self.assert_ditolak(lambda b: tulis(b, "Program", "Kode", "7.01.01.2.01"), "bukan kode program")

    def test_a_reference_to_nothing(self) -> None:
        self.assert_ditolak(lambda b: tulis(b, "Sasaran", "Tujuan", "T9"), "T9", "tidak ada di lembar Tujuan")

    def test_a_choice_that_is_none(self) -> None:
        self.assert_ditolak(lambda b: tulis(b, "Unit Kerja", "Jenis", "Bidang"), "Bidang", "Seksi")

    def test_an_empty_required_cell(self) -> None:
        self.assert_ditolak(lambda b: tulis(b, "Sub Kegiatan", "Sub kegiatan", None), "Sub kegiatan", "harus diisi")

    def test_realisasi_above_pagu(self) -> None:
        self.assert_ditolak(lambda b: tulis(b, "Realisasi", "Keuangan", 9_000_000), "melampaui pagu", "Catatan")

    def test_realisasi_above_pagu_with_a_note_passes_with_a_warning(self) -> None:
        buku = buat_buku()
        tulis(buku, "Realisasi", "Keuangan", 9_000_000)
        tulis(buku, "Sub Kegiatan", "Catatan realisasi melampaui pagu", "Pergeseran darurat")
        laporan = self.jalankan(buku)
        self.assertEqual(laporan.galat, [])
        self.assertTrue(any("melampaui pagu" in t.pesan for t in laporan.peringatan))

    def test_a_target_of_zero_passes_with_a_warning(self) -> None:
        buku = buat_buku()
        tempat = tulis(buku, "Target Indikator", "Target", 0)
        laporan = self.jalankan(buku)
        self.assertEqual((laporan.galat, [t.lokasi for t in laporan.peringatan]), ([], [tempat]))

    def test_fisik_above_100(self) -> None:
        self.assert_ditolak(lambda b: tulis(b, "Realisasi", "Fisik", 101), "100 %")

    def test_a_quarter_that_does_not_exist(self) -> None:
        self.assert_ditolak(lambda b: tulis(b, "Realisasi", "Triwulan", 5), "triwulan 1, 2, 3, atau 4")

    def test_a_date_that_is_none(self) -> None:
        def ubah(buku: Workbook) -> str:
            tulis(buku, "Pejabat", "Jabatan", "Camat")
            tulis(buku, "Pejabat", "Nama", "Camat Contoh")
            return tulis(buku, "Pejabat", "Mulai", "31/02/2023")

        self.assert_ditolak(ubah, "31/02/2023", "tanggal")

    def test_a_post_that_is_its_own_superior(self) -> None:
        self.assert_ditolak(lambda b: tulis(b, "Jabatan", "Atasan", "Kasi Pelayanan"), "baris ini sendiri")

    def test_a_missing_sheet(self) -> None:
        def ubah(buku: Workbook) -> None:
            del buku["Realisasi"]

        self.assert_ditolak(ubah, '"Realisasi" tidak ada')

    def test_a_missing_required_column(self) -> None:
        self.assert_ditolak(lambda b: _ganti_judul(b, "Program", "Kode", "Nomor kode"), 'Kolom "Kode" tidak ada')

    def test_a_heading_that_stands_twice(self) -> None:
        def ubah(buku: Workbook) -> None:
            buku["Program"].cell(1, 9, "kode")

        self.assert_ditolak(ubah, "dua kali")

    def test_an_unknown_column_is_only_a_warning(self) -> None:
        buku = buat_buku()
        buku["Program"].cell(1, 9, "Catatan saya")
        laporan = self.jalankan(buku)
        self.assertEqual(laporan.galat, [])
        self.assertTrue(any("Catatan saya" in t.pesan for t in laporan.peringatan))

    def test_all_errors_are_told_at_once(self) -> None:
        buku = buat_buku()
        harapan = {
            tulis(buku, "Sub Kegiatan", "Pagu murni", "x"),
            tulis(buku, "Sasaran", "Tujuan", "T9"),
            tulis(buku, "SKM", "NRR", 7),
        }
        self.assertEqual({t.lokasi for t in self.jalankan(buku).galat}, harapan)

    def test_an_error_does_not_make_others_of_those_that_refer_to_its_row(self) -> None:
        buku = buat_buku()
        tulis(buku, "Tujuan", "Tujuan", None)
        laporan = self.jalankan(buku)
        self.assertEqual(len(laporan.galat), 1, [str(t) for t in laporan.galat])


def _ganti_judul(buku: Workbook, lembar: str, lama: str, baru: str) -> None:
    for sel in buku[lembar][1]:
        if sel.value == lama:
            sel.value = baru


class TeksTest(TestCase):
    def test_hostile_and_odd_text_comes_back_as_it_was(self) -> None:
        muat_acuan()
        impor(to_berkas(buat_buku()))
        instansi = Instansi.objects.get()
        nama = [
            "=cmd|' /C calc'!A0",
            "+62 511",
            "-",
            "@sum(1)",
            "'kutip",
            "<b>tebal</b>",
            "001",
            "1e5",
            "ya",
            "𝟙 ünïcode",
        ]
        for n in nama:
            Sarana.objects.create(instansi=instansi, tahun=2023, nama=n, baik=1, urut=nama.index(n) + 1)
        isi = ekspor("mekar", 2023)
        buku = load_workbook(io.BytesIO(isi))
        self.assertEqual({s.data_type for s in buku["Sarana"]["A"]}, {"s"})
        laporan = impor(io.BytesIO(isi))
        self.assertEqual([str(t) for t in laporan.galat], [])
        self.assertTrue(laporan.tanpa_perubahan, laporan.lembar["Sarana"])

    def test_the_workbook_holds_no_formula_and_no_protection(self) -> None:
        muat_acuan()
        impor(to_berkas(buat_buku()))
        for lembar in load_workbook(io.BytesIO(ekspor("mekar", 2023))):
            self.assertFalse(lembar.protection.sheet)
            for baris in lembar.iter_rows():
                self.assertFalse([s.coordinate for s in baris if s.data_type == "f"])

    def test_the_same_data_give_the_same_cells(self) -> None:
        muat_acuan()
        impor(to_berkas(buat_buku()))

        def isi() -> list[list[object]]:
            buku = load_workbook(io.BytesIO(ekspor("mekar", 2023)))
            self.assertEqual(buku.properties.created, datetime.datetime(2024, 1, 1))
            return [[s.value for s in b] for lembar in buku for b in lembar.iter_rows()]

        self.assertEqual(isi(), isi())

    def test_an_instansi_without_data_has_no_workbook(self) -> None:
        self.assertIsNone(ekspor("tidak-ada", 2023))


class BasisDataBaruTest(TestCase):
    """A site that has only been migrated."""

    def test_the_first_workbook_brings_the_reference_data_along(self) -> None:
        laporan = impor(to_berkas(buat_buku()))
        self.assertEqual([str(t) for t in laporan.galat], [])
        self.assertTrue(laporan.tersimpan)
        self.assertTrue(Skala.objects.exists() and Susunan.objects.exists() and Nomenklatur.objects.exists())

    def test_a_check_leaves_it_as_empty_as_it_was(self) -> None:
        self.assertEqual(impor(to_berkas(buat_buku()), periksa=True).galat, [])
        self.assertFalse(Susunan.objects.exists() or Instansi.objects.exists())
