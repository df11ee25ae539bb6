"""Finding a kegiatan by code or words, and adding it with the parents it lacks."""

from __future__ import annotations

from django.test import TestCase

from anggaran.models import Kegiatan, Nomenklatur, Program, SubKegiatan, VersiNomenklatur
from anggaran.rencana.nomenklatur import add_kode, find_versi, search_nomenklatur
from kinerja.kode import KodeError
from organisasi.models import UnitKerja
from tests.pabrik import buat_sub_kegiatan
from tests.pemeran import buat_pemeran

ISI = (
    ("7.01.01", "program", "Program Penunjang Urusan Pemerintahan Daerah", "", ""),
    ("7.01.01.2.02", "kegiatan", "Administrasi Keuangan Perangkat Daerah", "", ""),
    ("7.01.01.2.02.0001", "subkegiatan", "Penyediaan Gaji dan Tunjangan ASN", "Jumlah Orang yang Menerima Gaji", "Orang/bulan"),
    ("7.01.01.2.02.0003", "subkegiatan", "Pelaksanaan Penatausahaan Keuangan SKPD", "", ""),
    ("7.01.05", "program", "Program Penyelenggaraan Urusan Pemerintahan Umum", "", ""),
    ("7.01.05.2.01", "kegiatan", "Penyelenggaraan Urusan Pemerintahan Umum", "", ""),
    ("7.01.05.2.01.0004", "subkegiatan", "Pembinaan Kerukunan Antarsuku", "Persentase Kerukunan", "Persen"),
)  # fmt: skip


def buat_nomenklatur() -> None:
    versi = VersiNomenklatur.objects.create(nama="Daftar", mulai_tahun=2024)
    for kode, tingkat, uraian, indikator, satuan in ISI:
        Nomenklatur.objects.create(
            versi=versi, kode=kode, tingkat=tingkat, uraian=uraian, indikator=indikator, satuan=satuan,
            varian="Penyediaan Gaji PNS" if "Gaji" in uraian else "",
        )  # fmt: skip


class CariTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        buat_nomenklatur()

    def cari(self, q: str, tingkat: str = "") -> list[str]:
        return [n.kode for n in search_nomenklatur(q, 2024, tingkat)]

    def test_finds_words_in_any_order_and_case(self) -> None:
        for q in ("gaji asn", "ASN Gaji", "tunjang GAJI", "  gaji,  asn "):
            self.assertEqual(self.cari(q), ["7.01.01.2.02.0001"], q)

    def test_finds_a_spelling_seen_in_documents(self) -> None:
        self.assertEqual(self.cari("gaji pns"), ["7.01.01.2.02.0001"])

    def test_finds_a_code_however_it_is_written(self) -> None:
        for q in ("7.01.01.2.02.0001", "7.01.01.2.02.01", "701012020001", "70101202 0001", "7.01.01.2.02.0001."):
            self.assertEqual(self.cari(q), ["7.01.01.2.02.0001"], q)

    def test_the_beginning_of_a_code_finds_all_below(self) -> None:
        for q in ("7.01.05", "70105", "7.01.05."):
            self.assertEqual(len(self.cari(q)), 3, q)

    def test_a_level_and_a_word_narrow_a_code(self) -> None:
        self.assertEqual(self.cari("7.01.05", "kegiatan"), ["7.01.05.2.01"])
        self.assertEqual(self.cari("7.01 kerukunan"), ["7.01.05.2.01.0004"])

    def test_an_unknown_level_does_not_narrow(self) -> None:
        self.assertEqual(len(self.cari("", "lain")), len(ISI))

    def test_all_words_must_fit(self) -> None:
        self.assertEqual(self.cari("gaji kerukunan"), [])

    def test_signs_of_a_search_language_are_only_text(self) -> None:
        self.assertEqual(self.cari("gaji%"), [])

    def test_a_year_before_the_first_edition_uses_it(self) -> None:
        baru = VersiNomenklatur.objects.create(nama="Baru", mulai_tahun=2026)
        self.assertEqual(str(find_versi(2023)), "Daftar")
        self.assertEqual(str(find_versi(2025)), "Daftar")
        self.assertEqual(find_versi(2026), baru)


class TambahTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        buat_nomenklatur()

    def test_a_sub_kegiatan_brings_its_kegiatan_and_program(self) -> None:
        tambahan = add_kode(self.p.instansi, 2024, None, ["7.01.01.2.02.01"])
        self.assertEqual(str(tambahan), "1 sub kegiatan, 1 kegiatan, 1 program")
        sub = SubKegiatan.objects.get()
        self.assertEqual(
            (sub.kode, sub.uraian, sub.pagu), ("7.01.01.2.02.0001", "Penyediaan Gaji dan Tunjangan ASN", 0)
        )
        self.assertEqual(sub.kegiatan.program.uraian, "Program Penunjang Urusan Pemerintahan Daerah")

    def test_codes_are_printed_as_the_year_prints_them(self) -> None:
        add_kode(self.p.instansi, 2023, None, ["7.01.01.2.02.0001"])
        self.assertEqual(SubKegiatan.objects.get().kode, "7.01.01.2.02.01")

    def test_takes_over_the_indicator_and_how_it_accumulates(self) -> None:
        add_kode(self.p.instansi, 2024, None, ["7.01.01.2.02.0001", "7.01.05.2.01.0004"])
        gaji, rukun = SubKegiatan.objects.order_by("kode_baku")
        self.assertEqual([(i.satuan, i.akumulasi) for i in gaji.indikator.all()], [("Orang/bulan", "akumulatif")])
        self.assertEqual([(i.target, i.akumulasi) for i in rukun.indikator.all()], [(None, "kumulatif")])

    def test_what_exists_is_left_alone(self) -> None:
        lama = buat_sub_kegiatan(self.p.instansi, "7.01.01.2.02.01", 5000)
        tambahan = add_kode(self.p.instansi, 2023, None, ["7.01.01.2.02.0001", "7.01.01.2.02.0003"])
        self.assertEqual(str(tambahan), "1 sub kegiatan")
        lama.refresh_from_db()
        self.assertEqual(lama.pagu_murni, 5000)
        self.assertEqual(Program.objects.count(), 1)

    def test_a_kelurahan_gets_a_tree_of_its_own(self) -> None:
        add_kode(self.p.instansi, 2024, None, ["7.01.05.2.01.0004"])
        kelurahan = UnitKerja.objects.create(instansi=self.p.instansi, nama="Kelurahan", jenis="kelurahan")
        self.assertTrue(add_kode(self.p.instansi, 2024, kelurahan, ["7.01.05.2.01.0004"]))
        self.assertEqual(Program.objects.filter(unit=kelurahan).count(), 1)
        self.assertEqual(Kegiatan.objects.count(), 2)

    def test_a_code_outside_the_list_says_that_its_description_is_missing(self) -> None:
        add_kode(self.p.instansi, 2024, None, ["7.01.09.2.01.0001"], {"7.01.09": "Program Lain"})
        self.assertEqual(Program.objects.get().uraian, "Program Lain")
        self.assertIn("belum diisi", SubKegiatan.objects.get().uraian)

    def test_refuses_what_is_no_code_of_a_budget_and_creates_nothing(self) -> None:
        for kode in ("tujuh", "7.01", "7"):
            with self.assertRaises(KodeError):
                add_kode(self.p.instansi, 2024, None, ["7.01.05", kode])
        self.assertFalse(Program.objects.exists())


class HalamanTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        buat_nomenklatur()
        cls.alamat = "/satu/2023/anggaran/nomenklatur/"

    def setUp(self) -> None:
        self.client.force_login(self.p.perencana)

    def test_a_search_without_javascript_is_a_page(self) -> None:
        halaman = self.client.get(self.alamat, {"q": "gaji"})
        self.assertContains(halaman, "<h1", count=1)
        self.assertContains(halaman, "7.01.01.2.02.01")
        self.assertNotContains(halaman, "Kerukunan")

    def test_htmx_gets_the_results_alone_with_what_was_ticked_before(self) -> None:
        halaman = self.client.get(
            self.alamat, {"q": "kerukunan", "kode": "7.01.01.2.02.0001"}, headers={"HX-Request": "true"}
        )
        self.assertNotContains(halaman, "<h1")
        self.assertContains(halaman, "checked", count=1)
        self.assertContains(halaman, "Penyediaan Gaji")
        self.assertContains(halaman, "Kerukunan Antarsuku")

    def test_says_what_is_there_already(self) -> None:
        buat_sub_kegiatan(self.p.instansi, "7.01.01.2.02.01", 5000)
        self.assertContains(self.client.get(self.alamat, {"q": "gaji"}), "sudah ada")

    def test_nothing_found_says_what_to_do(self) -> None:
        self.assertContains(self.client.get(self.alamat, {"q": "xyz"}), "Ketik sendiri")

    def test_several_can_be_added_at_once(self) -> None:
        halaman = self.client.post(
            f"{self.alamat}tambah/", {"kode": ["7.01.01.2.02.0001", "7.01.05.2.01.0004"], "q": "x"}, follow=True
        )
        self.assertContains(halaman, "2 sub kegiatan, 2 kegiatan, 2 program")
        self.assertEqual(SubKegiatan.objects.for_instansi(self.p.instansi).in_tahun(2023).count(), 2)

    def test_nothing_ticked_and_everything_there_are_told(self) -> None:
        self.assertContains(self.client.post(f"{self.alamat}tambah/", {}, follow=True), "Belum ada yang dipilih")
        self.assertContains(self.client.post(f"{self.alamat}tambah/", {"kode": "x"}, follow=True), "bukan kode")
        for kalimat in ("Ditambahkan", "sudah ada semua"):
            self.assertContains(self.client.post(f"{self.alamat}tambah/", {"kode": "7.01.05"}, follow=True), kalimat)

    def test_a_unit_of_another_kecamatan_does_not_exist(self) -> None:
        asing = UnitKerja.objects.create(instansi=self.p.lain, nama="Kelurahan Lain", jenis="kelurahan")
        self.assertEqual(self.client.get(self.alamat, {"unit": asing.pk}).status_code, 404)
        self.assertEqual(self.client.post(f"{self.alamat}tambah/", {"unit": asing.pk}).status_code, 404)


class KetikSendiriTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        buat_nomenklatur()
        cls.alamat = "/satu/2023/anggaran/tambah/"

    def setUp(self) -> None:
        self.client.force_login(self.p.perencana)

    def test_a_known_code_needs_no_description(self) -> None:
        self.client.post(self.alamat, {"unit": "0", "kode": "701012020001", "pagu_murni": "1.250.000"})
        sub = SubKegiatan.objects.get()
        self.assertEqual((sub.kode, sub.pagu_murni), ("7.01.01.2.02.01", 1_250_000))

    def test_an_unknown_code_asks_for_every_description_that_is_missing(self) -> None:
        isi = {"unit": "0", "kode": "7.01.09.2.01.01", "uraian": "Sub Baru"}
        halaman = self.client.post(self.alamat, isi)
        self.assertEqual(halaman.status_code, 422)
        self.assertContains(halaman, "Kegiatan 7.01.09.2.01 tidak ada di daftar nasional", status_code=422)
        self.assertContains(halaman, "Sub Baru", status_code=422)
        self.client.post(self.alamat, isi | {"uraian_kegiatan": "Kegiatan Baru", "uraian_program": "Program Baru"})
        sub = SubKegiatan.objects.get()
        self.assertEqual(
            (sub.uraian, sub.kegiatan.uraian, sub.kegiatan.program.uraian),
            ("Sub Baru", "Kegiatan Baru", "Program Baru"),
        )

    def test_mistakes_are_told_in_sentences(self) -> None:
        buat_sub_kegiatan(self.p.instansi, "7.01.01.2.02.01", 5000)
        for kode, pagu, kalimat in (
            ("7.01.01.2.02.0001", "", "sudah ada di anggaran ini"),
            ("7.01", "", "adalah kode bidang"),
            ("abc", "", "bukan kode yang dikenali"),
            ("7.01.05", "1.25", "dapat dibaca"),
            ("7.01.05", "-5", "tidak boleh negatif"),
        ):
            halaman = self.client.post(self.alamat, {"unit": "0", "kode": kode, "pagu_murni": pagu})
            self.assertContains(halaman, kalimat, status_code=422)
