"""The budget tree as it is read, filtered and taken along."""

from __future__ import annotations

import io

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from anggaran.models import IndikatorKegiatan, SubKegiatan
from anggaran.rekap import muat_pohon
from anggaran.rencana.pilihan import muat_pilihan
from anggaran.rencana.pohon import build_bagian, filter_kurang
from organisasi.models import Jabatan, UnitKerja
from renstra.models import Renstra, Sasaran
from tests.pabrik import buat_keluaran, buat_sub_kegiatan
from tests.pemeran import buat_pemeran


class PohonTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = p = buat_pemeran()
        renstra = Renstra.objects.create(instansi=p.instansi, tahun_awal=2021, tahun_akhir=2026)
        cls.sasaran = Sasaran.objects.create(renstra=renstra, kode="S1", uraian="Pelayanan meningkat")
        cls.kasi = Jabatan.objects.create(instansi=p.instansi, nama="Kepala Seksi Satu", singkatan="Kasi Satu")
        cls.lengkap = buat_sub_kegiatan(
            p.instansi, "7.01.01.2.01.01", 1000, 1500, keuangan=(300, 300), penanggung_jawab=cls.kasi
        )
        buat_keluaran(cls.lengkap, "12", ())
        program = cls.lengkap.kegiatan.program
        program.sasaran = cls.sasaran
        program.save()
        cls.kosong = buat_sub_kegiatan(p.instansi, "7.01.02.2.01.01", 0)
        cls.kelurahan = UnitKerja.objects.create(instansi=p.instansi, nama="Kelurahan Satu", jenis="kelurahan")
        buat_sub_kegiatan(p.instansi, "7.01.03.2.01.01", 70, unit=cls.kelurahan)
        cls.alamat = "/satu/2023/anggaran/"

    def setUp(self) -> None:
        self.client.force_login(self.p.perencana)

    def test_shows_the_sums_of_the_kecamatan_alone(self) -> None:
        halaman = self.client.get(self.alamat)
        jumlah = halaman.context["jumlah"]
        self.assertEqual(
            (jumlah.murni, jumlah.perubahan, jumlah.realisasi, jumlah.serapan), ("1.000", "1.500", "600", "40,00")
        )
        self.assertNotContains(halaman, "7.01.03")

    def test_a_kelurahan_has_its_own_tab(self) -> None:
        halaman = self.client.get(self.alamat, {"unit": self.kelurahan.pk})
        self.assertContains(halaman, "7.01.03.2.01.01")
        self.assertEqual(halaman.context["jumlah"].murni, "70")

    def test_a_sasaran_is_inherited_from_the_program(self) -> None:
        self.assertContains(self.client.get(self.alamat), '<abbr title="Pelayanan meningkat">S1</abbr>', count=3)

    def test_says_of_each_row_what_it_lacks(self) -> None:
        bagian = build_bagian(muat_pohon(self.p.instansi, 2023)[None], muat_pilihan(self.p.instansi, 2023))
        kurang = {b.kode: b.kurang for satu in bagian for b in (satu.program, *satu.isi) if b.kurang}
        self.assertEqual(
            kurang,
            {
                "7.01.02.2.01.01": (
                    "pagu kosong", "penanggung jawab belum dipilih", "sasaran belum dipilih", "indikator belum ada",
                )
            },
        )  # fmt: skip

    def test_an_indicator_without_target_is_missing_something(self) -> None:
        IndikatorKegiatan.objects.create(program=self.lengkap.kegiatan.program, uraian="Nilai AKIP")
        halaman = self.client.get(self.alamat)
        self.assertContains(halaman, "target indikator belum diisi", count=1)

    def test_a_program_without_kegiatan_says_so(self) -> None:
        self.kosong.kegiatan.delete()
        self.assertContains(self.client.get(self.alamat), "belum ada kegiatan", count=1)

    def test_the_filter_keeps_what_is_incomplete_with_its_parents(self) -> None:
        bagian = build_bagian(muat_pohon(self.p.instansi, 2023)[None], muat_pilihan(self.p.instansi, 2023))
        self.assertEqual(
            [(b.program.kode, [r.kode for r in b.isi]) for b in filter_kurang(bagian)],
            [("7.01.02", ["7.01.02.2.01", "7.01.02.2.01.01"])],
        )
        halaman = self.client.get(self.alamat, {"kurang": "1"})
        self.assertNotContains(halaman, "7.01.01.2.01")

    def test_an_empty_year_offers_how_to_begin(self) -> None:
        halaman = self.client.get("/satu/2024/anggaran/")
        for tombol in ("Salin dari tahun lalu", "Tambah program", "Ketik kode sendiri"):
            self.assertContains(halaman, tombol)

    def test_who_only_reads_sees_no_buttons(self) -> None:
        self.client.force_login(self.p.camat)
        halaman = self.client.get(self.alamat)
        self.assertContains(halaman, "Unduh Excel")
        for teks in ("Isi pagu", "/sub-kegiatan/", "Salin dari"):
            self.assertNotContains(halaman, teks)
        self.assertNotContains(self.client.get("/satu/2024/anggaran/"), "Tambah program")

    def test_the_number_of_queries_does_not_grow(self) -> None:
        def hitung(alamat: str) -> int:
            with CaptureQueriesContext(
                connection,
            ) as kueri:
                self.assertEqual(self.client.get(alamat).status_code, 200)
            return len(kueri)

        semua = [self.alamat, f"{self.alamat}unduh/", f"{self.alamat}pagu/", f"{self.alamat}kas/"]
        semula = [hitung(a) for a in semua]
        for n in range(10, 18):
            sub = buat_sub_kegiatan(self.p.instansi, f"7.01.04.2.{n}.{n}", n, keuangan=(1,), penanggung_jawab=self.kasi)
            SubKegiatan.objects.filter(pk=sub.pk).update(sasaran=self.sasaran)
            buat_keluaran(sub, "1", ("1",))
        self.assertEqual([hitung(a) for a in semua], semula)
        self.assertLessEqual(max(semula), 30)

    def test_the_workbook_has_a_sheet_a_unit_with_numbers(self) -> None:
        jawaban = self.client.get(f"{self.alamat}unduh/")
        self.assertIn("anggaran-satu-2023.xlsx", jawaban["Content-Disposition"])
        buku = load_workbook(io.BytesIO(jawaban.content))
        self.assertEqual(buku.sheetnames, ["Kecamatan Satu", "Kelurahan Satu"])
        baris = [[s.value for s in b] for b in buku["Kecamatan Satu"].iter_rows(min_row=4)]
        self.assertEqual(baris[0][:2], ["7.01.01", "Program 01"])
        self.assertEqual(baris[2][6:], [1000, 1500, 600, 40])
        self.assertEqual(baris[-1][1:2] + baris[-1][6:9], ["Jumlah", 1000, 1500, 600])

    def test_a_text_that_begins_like_a_formula_stays_a_text(self) -> None:
        self.lengkap.uraian = "=1+1"
        self.lengkap.save()
        buku = load_workbook(io.BytesIO(self.client.get(f"{self.alamat}unduh/").content))
        sel = buku["Kecamatan Satu"]["B6"]
        self.assertEqual((sel.value, sel.data_type), ("=1+1", "s"))

    def test_a_year_without_budget_is_still_a_workbook(self) -> None:
        buku = load_workbook(io.BytesIO(self.client.get("/satu/2024/anggaran/unduh/").content))
        self.assertEqual(buku.sheetnames, ["Anggaran"])
