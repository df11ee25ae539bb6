"""The outline chooses, the library fills, the perencana's words join: without any real section."""

from unittest import mock

from django.test import TestCase

from lakip import pustaka
from lakip.data import muat_data
from lakip.dokumen import Bab, Kolom, Paragraf, Tabel, nomori
from lakip.models import BagianSusunan, Narasi, Susunan
from lakip.pustaka import Isi, Kurang
from lakip.rakit import susun_lkj
from lakip.sel import paragraf
from lakip.susunan import BAWAAN, pasang_bawaan
from tests.pemeran import buat_pemeran

TABEL = Tabel("t", "Tabel uji", (Kolom("A"),), ())


class RakitTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.susunan = Susunan.objects.get(kunci="permenpan-53-2014", kabupaten=None)

    def susun(self, pustaka_uji: dict, *baris: tuple[int, str, str]):  # type: ignore[no-untyped-def]
        bagian = [
            BagianSusunan(susunan=self.susunan, urut=n, tingkat=t, kunci=k, judul=j)
            for n, (t, k, j) in enumerate(baris, start=1)
        ]
        data = muat_data(self.p.instansi, 2023)
        with mock.patch("lakip.rakit.get_bagian", pustaka_uji.get), self.assertNumQueries(0):
            return susun_lkj(data, self.susunan, bagian)

    def tulis(self, bagian: str, cara: str, teks: str) -> None:
        Narasi.objects.create(laporan=self.p.laporan, bagian=bagian, cara=cara, teks=teks)

    def test_sections_nest_by_level_and_number_themselves(self) -> None:
        isi = {"a": lambda d: Isi((paragraf("a"),)), "b": lambda d: Isi((paragraf("b"),))}
        dokumen = nomori(self.susun(isi, (1, "bab-1", "Satu"), (2, "a", "A"), (2, "b", "B"), (1, "bab-2", "Dua")))
        self.assertEqual([(b.nomor, b.judul) for b in dokumen.bab], [("BAB I", "Satu")])
        self.assertEqual([(b.nomor, b.judul) for b in dokumen.bab[0].anak], [("A.", "A"), ("B.", "B")])

    def test_a_section_without_data_is_left_out_and_named(self) -> None:
        isi = {"a": lambda d: Kurang("Isi lembar Sarana."), "b": lambda d: Isi((paragraf("b"),))}
        dokumen = self.susun(isi, (1, "bab-1", "Satu"), (2, "a", "Sarana"), (2, "b", "B"))
        self.assertEqual([b.kunci for b in dokumen.bab[0].anak], ["b"])
        self.assertEqual(
            [(k.kunci, k.ada, k.kurang) for k in dokumen.kelengkapan],
            [("a", False, "Isi lembar Sarana."), ("b", True, "")],
        )

    def test_words_of_the_perencana_make_a_section_without_data_appear(self) -> None:
        self.tulis("a", "sebelum", "Kata perencana.")
        dokumen = self.susun({"a": lambda d: Kurang("kosong")}, (1, "a", "A"))
        self.assertEqual(dokumen.bab[0].isi[0].teks, "Kata perencana.")

    def test_words_stand_before_and_after_automatic_sentences(self) -> None:
        self.tulis("a", "sebelum", "Awal.")
        self.tulis("a", "sesudah", "Akhir.")
        dokumen = self.susun({"a": lambda d: Isi((paragraf("Otomatis."),))}, (1, "a", "A"))
        self.assertEqual([b.teks for b in dokumen.bab[0].isi], ["Awal.", "Otomatis.", "Akhir."])

    def test_replacing_takes_sentences_and_leaves_tables(self) -> None:
        self.tulis("a", "ganti", "Pengganti.")
        dokumen = self.susun({"a": lambda d: Isi((paragraf("Otomatis."), TABEL))}, (1, "a", "A"))
        satu, dua = dokumen.bab[0].isi
        self.assertIsInstance(satu, Paragraf)
        self.assertEqual((satu.teks, dua), ("Pengganti.", TABEL))

    def test_words_join_a_computed_subsection_by_its_own_key(self) -> None:
        self.tulis("a--s1", "sesudah", "Tentang sasaran satu.")
        anak = Bab("a--s1", "Sasaran 1", (paragraf("Otomatis."),))
        dokumen = self.susun({"a": lambda d: Isi((), (anak,))}, (1, "a", "A"))
        self.assertEqual([b.teks for b in dokumen.bab[0].anak[0].isi], ["Otomatis.", "Tentang sasaran satu."])


class SusunanTest(TestCase):
    def test_every_line_of_every_preset_is_a_section_or_holds_some(self) -> None:
        pasang_bawaan()
        dikenal = set(pustaka.list_kunci())
        for kunci in BAWAAN:
            bagian = list(BagianSusunan.objects.filter(susunan__kunci=kunci))
            for ini, berikut in zip(bagian, [*bagian[1:], None], strict=True):
                with self.subTest(susunan=kunci, bagian=ini.kunci):
                    berisi = berikut is not None and berikut.tingkat > ini.tingkat
                    self.assertTrue(ini.kunci in dikenal or berisi)

    def test_every_section_of_the_library_is_used_by_a_preset(self) -> None:
        pasang_bawaan()
        dipakai = set(BagianSusunan.objects.values_list("kunci", flat=True))
        self.assertEqual(set(pustaka.list_kunci()) - dipakai, set())

    def test_installing_twice_changes_nothing(self) -> None:
        pasang_bawaan()
        sebelum = list(BagianSusunan.objects.values_list("pk", "susunan_id", "urut", "kunci"))
        pasang_bawaan()
        self.assertEqual(list(BagianSusunan.objects.values_list("pk", "susunan_id", "urut", "kunci")), sebelum)

    def test_levels_never_skip_one(self) -> None:
        pasang_bawaan()
        for susunan in Susunan.objects.all():
            lalu = 0
            for b in susunan.bagian.all():
                with self.subTest(susunan=susunan.kunci, bagian=b.kunci):
                    self.assertLessEqual(b.tingkat, lalu + 1)
                lalu = b.tingkat
