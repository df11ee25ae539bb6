"""Figures written into a report's words: always those of the data, never a stop."""

from decimal import Decimal

from django.test import TestCase

from anggaran.models import RealisasiTriwulan
from lakip.acuan import muat_acuan
from lakip.angka_hidup import DaftarAngka
from lakip.contoh import muat_contoh
from lakip.data import muat_data
from lakip.dokumen import Daftar, Paragraf, Potongan, to_json
from lakip.kerangka import build_draf, find_bab
from lakip.models import Laporan, Narasi
from lakip.narasi import list_rujukan, to_blok
from lakip.rakit import rakit_lkj
from lakip.render.html import build_satu
from organisasi.models import Instansi
from tests.pabrik import buat_sub_kegiatan
from tests.pemeran import buat_pemeran


class PelaihariTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        muat_acuan()
        muat_contoh("pelaihari")
        cls.instansi = Instansi.objects.get(slug="pelaihari")
        cls.laporan = Laporan.objects.get(instansi=cls.instansi, tahun=2023)

    def setUp(self) -> None:
        self.data = muat_data(self.instansi, 2023)
        self.angka = DaftarAngka(self.data)

    def teks(self, kunci: str) -> str:
        return self.angka.potongan(kunci).teks

    def test_gives_the_printed_figures_of_the_report(self) -> None:
        for kunci, teks in {
            "pagu": "Rp 11.862.514.803",  # Tabel 41
            "pagu-murni": "Rp 11.607.720.392",
            "realisasi": "Rp 10.904.945.967",
            "serapan": "91,93 %",
            "sisa": "Rp 957.568.836",
            "jumlah-program": "5",
            "jumlah-kegiatan": "9",
            "jumlah-sub-kegiatan": "23",
            "ikm": "88,04",
            "akip": "76,40",
            "jumlah-sasaran": "4",
            "jumlah-indikator": "6",
            "unit:kasi-tapem:pagu": "Rp 2.393.600",  # Tabel 11
        }.items():
            with self.subTest(kunci):
                self.assertEqual(self.teks(kunci), teks)

    def test_every_indikator_sasaran_and_program_has_its_own(self) -> None:
        iku = self.data.rencana.iku[0]
        self.assertEqual(self.teks(f"indikator:{iku.model.kode}:capaian"), "110,05 %")  # Tabel 14
        self.assertEqual(self.teks(f"indikator:{iku.model.kode}:realisasi"), "88,04")
        for s in self.data.rencana.strategis:
            self.assertIsNotNone(self.angka.find(f"sasaran:{s.kode}:capaian"))
        for p in self.data.pohon.anak:
            for bidang in ("pagu", "realisasi", "serapan", "sisa"):
                self.assertIsNotNone(self.angka.find(f"program:{p.kode}:{bidang}"))

    def test_every_figure_can_be_made_and_says_where_it_is_from(self) -> None:
        with self.assertNumQueries(0):
            for a in self.angka:
                with self.subTest(a.kunci):
                    self.assertTrue(a.potongan.teks)
                    self.assertIsNotNone(a.potongan.asal)

    def test_case_and_spaces_of_a_key_do_not_matter(self) -> None:
        self.assertEqual(self.teks(" PAGU "), self.teks("pagu"))

    def test_an_unknown_key_is_a_dash_with_a_note(self) -> None:
        p = self.angka.potongan("pagux")
        self.assertEqual((p.teks, p.nilai), ("– (rujukan angka pagux tidak dikenal)", None))
        self.assertIn("pagux", p.asal.uraian)

    def test_an_unknown_key_is_told_with_the_nearest_one(self) -> None:
        self.assertEqual(
            self.angka.list_keberatan("Pagu [[pagux]] dan [[pagu]], juga [[zzzzzz]]."),
            [
                "[[pagux]] tidak dikenal; mungkin maksudnya [[pagu]].",
                "[[zzzzzz]] tidak dikenal; pilih dari daftar angka.",
            ],
        )

    def test_stands_in_the_document_with_its_value_and_follows_the_data(self) -> None:
        Narasi.objects.create(
            laporan=self.laporan, bagian="simpulan", cara="sebelum", teks="Terserap **[[realisasi]]** dari [[pagux]]."
        )
        bab = find_bab(rakit_lkj(self.instansi, 2023), "simpulan")
        figur = next(p for p in bab.isi[0].potongan if p.nilai is not None)
        self.assertEqual((figur.teks, figur.nilai, figur.tebal), ("Rp 10.904.945.967", Decimal(10904945967), True))
        self.assertIn("– (rujukan angka pagux tidak dikenal)", bab.isi[0].teks)
        baris = RealisasiTriwulan.objects.filter(sub_kegiatan__kegiatan__program__unit=None, keuangan__gt=1000).first()
        baris.keuangan -= 1000
        baris.save()
        bab = find_bab(rakit_lkj(self.instansi, 2023), "simpulan")
        self.assertIn("Rp 10.904.944.967", bab.isi[0].teks)

    def test_a_click_on_screen_shows_where_it_is_from(self) -> None:
        Narasi.objects.create(laporan=self.laporan, bagian="simpulan", cara="sebelum", teks="[[serapan]]")
        html = build_satu(rakit_lkj(self.instansi, 2023), "simpulan").html
        self.assertIn('<p><a class="asal" href="#asal-simpulan-1">91,93 %</a></p>', html)
        self.assertIn("Realisasi ÷ pagu × 100", html)

    def test_automatic_sentences_become_a_draft_that_prints_the_same(self) -> None:
        draf = build_draf(self.data, "ringkasan-eksekutif")
        self.assertTrue(
            {"pagu", "realisasi", "serapan", "akip", "jumlah-sasaran", "jumlah-terukur", "jumlah-tercapai"}
            <= set(list_rujukan(draf)),
            draf,
        )
        otomatis = [
            b for b in find_bab(rakit_lkj(self.instansi, 2023), "ringkasan-eksekutif").isi if isinstance(b, Paragraf)
        ]
        sendiri = [b for b in to_blok(draf, self.angka.potongan) if isinstance(b, Paragraf)]
        self.assertEqual([b.teks for b in sendiri], [" ".join(b.teks.split()) for b in otomatis])

    def test_a_computed_subsection_has_a_draft_too(self) -> None:
        kunci = next(b.kunci for b in find_bab(rakit_lkj(self.instansi, 2023), "analisis-sasaran").anak)
        self.assertTrue(build_draf(self.data, kunci))
        self.assertEqual(build_draf(self.data, "analisis-sasaran--tidak-ada"), "")

    def test_words_without_references_leave_the_document_as_it_is(self) -> None:
        self.assertNotIn("catatan", to_json(rakit_lkj(self.instansi, 2023)))


class KosongTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()

    def test_a_year_without_data_has_no_figures_and_no_error(self) -> None:
        angka = DaftarAngka(muat_data(self.p.instansi, 2023))
        self.assertEqual(list(angka), [])
        self.assertEqual(angka.list_keberatan("[[pagu]]"), ["[[pagu]] tidak dikenal; pilih dari daftar angka."])

    def test_what_is_not_filled_in_says_so_on_paper_and_on_screen(self) -> None:
        buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.0001", 1000)
        p = DaftarAngka(muat_data(self.p.instansi, 2023)).potongan("realisasi")
        self.assertEqual((p.teks, p.nilai), ("– (realisasi belum diisi)", None))
        self.assertEqual(p.asal.uraian, "Realisasi anggaran: realisasi belum diisi")

    def test_last_years_figures_come_where_last_year_is_in_the_system(self) -> None:
        buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.0001", 1000, keuangan=(250,), tahun=2022)
        buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.0001", 1000)
        angka = DaftarAngka(muat_data(self.p.instansi, 2023))
        teks = [angka.potongan(k).teks for k in ("pagu-lalu", "realisasi-lalu", "serapan-lalu")]
        self.assertEqual(teks, ["Rp 1.000", "Rp 250", "25,00 %"])


class RujukanTest(TestCase):
    def cari(self, kunci: str) -> Potongan:
        return Potongan({"pagu": "Rp 5", "serapan": "9,00 %"}[kunci], nilai=Decimal(5))

    def test_units_that_the_writer_typed_himself_are_not_doubled(self) -> None:
        for tertulis, tercetak in [
            ("sebesar Rp [[pagu]] atau [[serapan]] %", "sebesar Rp 5 atau 9,00 %"),
            ("sebesar [[pagu]] atau [[serapan]] persen", "sebesar Rp 5 atau 9,00 persen"),
            ("[[ pagu ]][[serapan]]", "Rp 59,00 %"),
        ]:
            with self.subTest(tertulis):
                self.assertEqual(to_blok(tertulis, self.cari)[0].teks, tercetak)

    def test_works_in_lists_and_leaves_half_a_reference_alone(self) -> None:
        daftar = to_blok("- [[pagu]]\n- [[pagu", self.cari)[0]
        self.assertIsInstance(daftar, Daftar)
        self.assertEqual([b.teks for b in daftar.butir], ["Rp 5", "[[pagu"])
