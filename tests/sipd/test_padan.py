"""Matching: SKPD and unit before code, code before name; how sure a match is."""

from __future__ import annotations

from decimal import Decimal

from django.test import TestCase

from anggaran.models import Nomenklatur, VersiNomenklatur
from organisasi.models import Instansi, UnitKerja
from sipd.models import PemetaanKode, PemetaanUnit
from sipd.padan import AMBANG, PASTI, Milik, Nama, PencariSub, PencariTempat, Tempat, compare_nama, rapat
from tests.pabrik import buat_sub_kegiatan
from tests.pemeran import buat_pemeran

SATU = "7.01.01.2.01.0001"
TUJUH = "7.01.01.2.01.0007"


class PadanTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.instansi: Instansi = cls.p.instansi
        cls.mawar = UnitKerja.objects.create(instansi=cls.instansi, nama="Kelurahan Mawar", jenis="kelurahan")
        cls.satu = cls.buat(SATU, "Penyusunan Dokumen Perencanaan di Wilayah Kecamatan")
        cls.tujuh = cls.buat(TUJUH, "Evaluasi Kinerja Perangkat Daerah")
        cls.lurah = cls.buat(SATU, "Penyusunan Dokumen Perencanaan di Wilayah Kecamatan", cls.mawar)

    @classmethod
    def buat(cls, kode: str, uraian: str, unit: UnitKerja | None = None):  # type: ignore[no-untyped-def]
        sub = buat_sub_kegiatan(cls.instansi, kode, 1000, unit=unit)
        sub.uraian = uraian
        sub.save()
        return sub

    def match(self, kode: str, nama: str, unit: int | None = None):  # type: ignore[no-untyped-def]
        return PencariSub(self.instansi, 2023).match(Nama(unit, kode, "", nama))

    # ---- sub kegiatan

    def test_same_code_and_name_is_certain_whatever_case_and_spaces(self) -> None:
        p = self.match(SATU, "PENYUSUNAN dokumen perencanaan di W ilayah  Kecamatan")
        self.assertEqual((p.sub, p.keyakinan), (self.satu, PASTI))

    def test_the_kelurahan_has_its_own_of_the_same_code(self) -> None:
        self.assertEqual(self.match(SATU, self.satu.uraian, self.mawar.pk).sub, self.lurah)
        self.assertIsNone(self.match(TUJUH, self.tujuh.uraian, self.mawar.pk).sub)

    def test_same_code_with_a_slightly_other_name_is_taken_with_less_confidence(self) -> None:
        p = self.match(SATU, "Penyusunan Dokumen Perencanaan Wilayah Kecamatan")
        self.assertEqual(p.sub, self.satu)
        self.assertTrue(AMBANG < p.keyakinan < PASTI)
        self.assertIn(self.satu.uraian, p.sebab)

    def test_same_code_with_quite_another_name_has_to_be_confirmed(self) -> None:
        p = self.match(SATU, "Fasilitasi Kunjungan Tamu")
        self.assertEqual(p.sub, self.satu)
        self.assertLess(p.keyakinan, AMBANG)

    def test_a_name_alone_leads_there_if_it_is_the_only_one(self) -> None:
        p = self.match("", "Evaluasi Kinerja Perangkat Daerah")
        self.assertEqual((p.sub, p.keyakinan), (self.tujuh, Decimal(90)))
        self.assertLess(self.match("", "Evaluasi Kinerja").keyakinan, AMBANG)

    def test_a_name_that_is_only_similar_has_to_be_confirmed(self) -> None:
        jasa = self.buat("7.01.01.2.06.0002", "Penyediaan Peralatan dan Perlengkapan Kantor")
        p = self.match("7.01.01.2.08.0003", "Penyediaan Jasa Peralatan dan Perlengkapan Kantor")
        self.assertEqual(p.sub, jasa)
        self.assertLess(p.keyakinan, AMBANG)

    def test_a_code_of_the_national_list_outweighs_the_same_name_elsewhere(self) -> None:
        n = Nama(None, "7.01.01.2.08.0003", "", self.tujuh.uraian)
        cari = PencariSub(self.instansi, 2023)
        self.assertEqual(cari.match_semua([n])[n].keyakinan, Decimal(90))
        versi = VersiNomenklatur.objects.create(nama="Contoh", mulai_tahun=2020)
        Nomenklatur.objects.create(versi=versi, kode=n.kode, tingkat="subkegiatan", uraian="Penyediaan Jasa Contoh")
        p = cari.match_semua([n])[n]
        self.assertEqual(p.sub, self.tujuh)
        self.assertLess(p.keyakinan, AMBANG)
        self.assertIn("kode baku", p.sebab)

    def test_a_name_that_two_have_leads_nowhere(self) -> None:
        kembar = self.buat("7.01.01.2.06.0001", self.tujuh.uraian)
        p = self.match("", self.tujuh.uraian)
        self.assertIsNone(p.sub)
        p = PencariSub(self.instansi, 2023).match(Nama(None, "", "7.01.01.2.06", self.tujuh.uraian))
        self.assertEqual(p.sub, kembar)

    def test_what_is_nowhere_is_not_matched(self) -> None:
        p = self.match("7.01.06.2.01.0003", "Pembinaan Wawasan Kebangsaan")
        self.assertEqual((p.sub, p.keyakinan), (None, 0))

    def test_a_name_loses_to_the_code_of_another_row(self) -> None:
        lain = Nama(None, "7.01.01.2.01.0099", "", self.tujuh.uraian)
        hasil = PencariSub(self.instansi, 2023).match_semua([lain, Nama(None, TUJUH, "", self.tujuh.uraian)])
        self.assertLess(hasil[lain].keyakinan, AMBANG)
        self.assertIn("juga dipadankan", hasil[lain].sebab)

    def test_what_the_user_said_once_is_remembered_also_for_the_next_year(self) -> None:
        n = Nama(None, "", "", "Evaluasi")
        PemetaanKode.objects.create(instansi=self.instansi, tahun=2023, kunci=n.kunci, sub_kegiatan=self.tujuh)
        depan = buat_sub_kegiatan(self.instansi, TUJUH, 1000, tahun=2024)
        self.assertEqual(PencariSub(self.instansi, 2023).match(n).sub, self.tujuh)
        self.assertEqual(PencariSub(self.instansi, 2024).match(n), PencariSub(self.instansi, 2024).match(n))
        self.assertEqual(PencariSub(self.instansi, 2024).match(n).sub, depan)

    def test_names_are_compared_without_case_spaces_and_signs(self) -> None:
        self.assertEqual(rapat("Orang / Bulan"), rapat("orang/bulan"))
        self.assertEqual(compare_nama("", ""), 1)
        self.assertEqual(compare_nama("Lembaga", "Kertas") < Decimal("0.6"), True)

    # ---- places

    def place(self, *tempat: Tempat, kode: str = ""):  # type: ignore[no-untyped-def]
        self.instansi.kode = kode
        return PencariTempat(self.instansi, [self.mawar]).place(tempat)

    def test_the_kecamatan_is_known_by_name_and_others_are_left_out(self) -> None:
        kami, kel = Tempat("7.01", "KEC. SATU", "", ""), Tempat("7.01", "KEC. SATU", "7.01.1", "Kel. Mawar")
        lain, asing = Tempat("7.01", "Kecamatan Dua", "", ""), Tempat("", "Dinas Contoh", "", "")
        letak = self.place(kami, kel, lain, asing)
        self.assertEqual(letak.milik, {kami: Milik(None), kel: Milik(self.mawar), lain: None, asing: None})
        self.assertEqual(letak.tanya, [])

    def test_the_code_of_the_perangkat_daerah_counts_where_the_name_is_another(self) -> None:
        kami, lain = Tempat("7.01.0.00.06", "KEC 1", "", ""), Tempat("7.01.0.00.07", "KEC 2", "", "")
        letak = self.place(kami, lain, kode="7.01.0.00.06")
        self.assertEqual(letak.milik, {kami: Milik(None), lain: None})

    def test_the_name_of_a_neighbour_beats_a_code_that_was_copied(self) -> None:
        lain = Tempat("7.01.0.00.06", "Kecamatan Dua", "", "")
        self.assertEqual(self.place(lain, kode="7.01.0.00.06").milik, {lain: None})

    def test_what_nobody_knows_is_asked(self) -> None:
        satu, dua = Tempat("", "KCMTN 1", "", ""), Tempat("", "KCMTN 2", "", "")
        self.assertEqual(self.place(satu, dua).tanya, [satu, dua])

    def test_an_unknown_unit_of_ours_is_asked(self) -> None:
        t = Tempat("", "Kecamatan Satu", "", "Kelurahan Melati")
        self.assertEqual(self.place(t).tanya, [t])

    def test_a_kelurahan_that_stands_as_an_skpd_is_asked_not_dropped(self) -> None:
        kami, kel = (
            Tempat("7.01", "Kecamatan Satu", "", ""),
            Tempat("7.01.1", "KELURAHAN MAWAR", "7.01.1", "KELURAHAN MAWAR"),
        )
        letak = self.place(kami, kel)
        self.assertEqual((letak.milik, letak.tanya), ({kami: Milik(None)}, [kel]))

    def test_a_unit_with_a_code_of_its_own_and_no_name_is_asked(self) -> None:
        kami, kel = Tempat("7.01.6", "Kecamatan Satu", "7.01.6", ""), Tempat("7.01.6", "Kecamatan Satu", "7.01.6.1", "")
        letak = self.place(kami, kel)
        self.assertEqual((letak.milik, letak.tanya), ({kami: Milik(None)}, [kel]))

    def test_a_kelurahan_is_known_by_its_bare_name(self) -> None:
        t = Tempat("", "Kecamatan Satu", "", "MAWAR")
        self.assertEqual(self.place(t).milik, {t: Milik(self.mawar)})

    def test_a_name_without_an_skpd_is_never_dropped_unasked(self) -> None:
        kosong, kami, t = Tempat("", "", "", ""), Tempat("", "Kecamatan Satu", "", ""), Tempat("", "", "", "Melati")
        self.assertEqual(self.place(kosong, kami, t).tanya, [t])

    def test_rows_that_name_nobody_do_not_make_an_unknown_skpd_somebody_else(self) -> None:
        kosong, t = Tempat("", "", "", ""), Tempat("", "KCMTN 1", "", "")
        self.assertEqual(self.place(kosong, t).tanya, [t])

    def test_an_answer_is_remembered(self) -> None:
        t = Tempat("", "KCMTN 1", "", "Mwr")
        PemetaanUnit.objects.create(instansi=self.instansi, kunci=t.kunci, nama=t.nama, unit=self.mawar)
        self.assertEqual(self.place(t).milik, {t: Milik(self.mawar)})
        PemetaanUnit.objects.update(milik=False)
        self.assertEqual(self.place(t).milik, {t: None})

    def test_rows_that_name_nobody_are_ours(self) -> None:
        t = Tempat("", "", "", "")
        self.assertEqual(self.place(t).milik, {t: Milik(None)})
