"""The quarterly reports: which quarters there are, of which units, and what they say."""

from __future__ import annotations

from decimal import Decimal

from django.test import TestCase

from anggaran.models import RealisasiKeluaran, RealisasiTriwulan
from lakip.data import DataLkj, muat_data
from lakip.dokumen import TandaTangan, list_tabel, walk_blok
from lakip.naskah import NASKAH, NaskahKurang, susun_naskah
from organisasi.models import Jabatan, UnitKerja
from renstra.models import RealisasiIndikator
from tests.lakip.naskah.test_kumulatif import buat_indikator
from tests.lakip.naskah.test_pk import teks_of
from tests.pabrik import buat_keluaran, buat_sub_kegiatan
from tests.pemeran import buat_pemeran


class TriwulanTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.i = cls.p.instansi
        Jabatan.objects.create(instansi=cls.i, nama="Camat")
        cls.sub = buat_sub_kegiatan(
            cls.i, "7.01.01.2.01.01", 1_000_000, None, (200_000, 0, 300_000), ("20", "20", "50")
        )  # fmt: skip
        buat_keluaran(cls.sub, "4", ("1", None, "1", None))
        RealisasiTriwulan.objects.filter(triwulan=3).update(hambatan="Hujan.", solusi="Tenda", tindak_lanjut="Sewa")
        kelurahan = UnitKerja.objects.create(instansi=cls.i, nama="Kelurahan Satu", jenis="kelurahan")
        buat_sub_kegiatan(cls.i, "7.01.01.2.01.02", 500_000, None, (None, 100_000), unit=kelurahan)

    def data(self) -> DataLkj:
        return muat_data(self.i, 2023)

    def test_only_quarters_that_were_filled_in_can_be_chosen(self) -> None:
        pilihan = [k for k, _ in NASKAH["kemajuan"].list_bagian(self.data())]
        self.assertEqual(pilihan, ["", "tw-1", "tw-2", "tw-3"])
        for kunci in ("kemajuan", "monev"):
            with self.assertRaisesMessage(
                NaskahKurang, "triwulan IV tahun 2023 belum diisi. Yang terisi: triwulan I, II, III."
            ):
                susun_naskah(kunci, self.data(), "tw-4")
            with self.assertRaisesMessage(NaskahKurang, 'Bagian "tw-5" tidak dikenal'):
                susun_naskah(kunci, self.data(), "tw-5")

    def test_progress_of_a_quarter_is_cumulative_and_its_obstacles_are_told(self) -> None:
        dokumen = susun_naskah("kemajuan", self.data(), "tw-3")
        self.assertIn("terealisasi Rp 500.000 atau 50,00 % dari pagu Rp 1.000.000", teks_of(dokumen))
        tabel = {t.kunci: t for t in list_tabel(dokumen)}
        self.assertEqual(set(tabel), {"kemajuan-tw-3", "kendala-tw-3"})  # nobody entered anything for the kelurahan
        self.assertEqual([s.nilai for s in tabel["kemajuan-tw-3"].baris[-1].sel[4:]], [75, 750_000, 50, 500_000, 50])
        self.assertEqual([s.teks for s in tabel["kendala-tw-3"].baris[0].sel[2:]], ["III", "Hujan", "Tenda", "Sewa"])
        self.assertEqual(dokumen.meta, {"tanggal": "2023-09-30", "bagian": "tw-3"})

    def test_kelurahan_with_a_budget_of_its_own_stands_beside_the_kecamatan(self) -> None:
        dokumen = susun_naskah("kemajuan", self.data(), "tw-2")
        self.assertEqual([b.judul for b in dokumen.bab[0].anak], ["Kecamatan Satu", "Kelurahan Satu"])
        self.assertEqual([t.kunci for t in list_tabel(dokumen)], ["kemajuan-tw-2", "kemajuan-tw-2-kelurahan-satu"])

    def test_all_quarters_in_one_volume_each_signed(self) -> None:
        dokumen = susun_naskah("kemajuan", self.data())
        self.assertEqual(len(dokumen.bab), 3)
        self.assertTrue(dokumen.berdaftar)
        ttd = [b for _, b in walk_blok(dokumen) if isinstance(b, TandaTangan)]
        self.assertEqual(len(ttd), 3)
        self.assertTrue(all(t.pihak[0].tempat_tanggal.endswith(" 2023") for t in ttd))

    def test_evaluation_of_a_quarter_leaves_later_ones_blank(self) -> None:
        tabel = {t.kunci: t for t in list_tabel(susun_naskah("monev", self.data(), "tw-1"))}
        self.assertEqual(set(tabel), {"monev-kecamatan", "faktor"})
        sub = next(b for b in tabel["monev-kecamatan"].baris if b.sel[0].teks == "a)")
        self.assertEqual([s.nilai for s in sub.sel[4:8]], [4, 1_000_000, 1, 200_000])
        self.assertEqual({s.teks for s in sub.sel[8:14]}, {""})
        self.assertEqual([s.nilai for s in sub.sel[14:]], [1, 200_000, 25, 20])

    def test_evaluation_closes_with_what_drove_hindered_and_follows_up_to_its_quarter(self) -> None:
        kosong = ["", "Belum ada yang dicatat."]
        for bagian, hambat, lanjut, berikut in (
            ("tw-2", kosong, kosong, "triwulan III"),
            ("tw-3", ["1", "Sub kegiatan 01", "III", "Hujan"], ["1", "Sub kegiatan 01", "III", "Tenda; Sewa"],
             "triwulan IV"),
            ("", ["1", "Sub kegiatan 01", "III", "Hujan"], ["1", "Sub kegiatan 01", "III", "Tenda; Sewa"],
             "Renja tahun 2024"),
        ):  # fmt: skip
            with self.subTest(bagian):
                self.assertEqual(self.faktor(bagian), [
                    ["Faktor pendorong keberhasilan pencapaian kinerja"], kosong,
                    ["Faktor penghambat pencapaian kinerja"], hambat,
                    [f"Tindak lanjut yang diperlukan dalam {berikut}"], lanjut,
                ])  # fmt: skip

    def faktor(self, bagian: str) -> list[list[str]]:
        tabel = next(t for t in list_tabel(susun_naskah("monev", self.data(), bagian)) if t.kunci == "faktor")
        return [[s.teks for s in b.sel] for b in tabel.baris]

    def test_words_of_an_indicator_and_of_several_sub_kegiatan_stand_in_the_form_once(self) -> None:
        indikator = buat_indikator(self.i)
        RealisasiIndikator.objects.create(indikator=indikator, tahun=2023, triwulan=0, nilai=5, faktor="Tim lengkap.")
        lain = buat_sub_kegiatan(self.i, "7.01.01.2.01.03", 1, None, (None, None, 1))
        RealisasiTriwulan.objects.filter(sub_kegiatan=lain).update(hambatan="Hujan")
        baris = self.faktor("")
        self.assertEqual(baris[1], ["1", "Indikator uji", "", "Tim lengkap"])
        self.assertIn(["1", "Sub kegiatan 01; Sub kegiatan 03", "III", "Hujan"], baris)

    def test_outputs_that_reached_their_target_are_counted(self) -> None:
        self.assertIn("0 dari 1 keluaran sub kegiatan telah", teks_of(susun_naskah("monev", self.data())))
        RealisasiKeluaran.objects.filter(triwulan=3).update(nilai=3)
        self.assertIn("1 dari 1 keluaran sub kegiatan telah", teks_of(susun_naskah("monev", self.data())))

    def test_evaluation_of_the_year_sums_all_quarters_of_both_units(self) -> None:
        tabel = {t.kunci: t for t in list_tabel(susun_naskah("monev", self.data()))}
        self.assertEqual(set(tabel), {"monev-kecamatan", "monev-kelurahan-satu", "faktor"})
        sub = next(b for b in tabel["monev-kecamatan"].baris if b.sel[0].teks == "a)")
        self.assertEqual([s.nilai for s in sub.sel[14:]], [2, 500_000, 50, Decimal("50.00")])

    def test_nothing_entered_says_what_to_enter(self) -> None:
        RealisasiTriwulan.objects.all().delete()
        for kunci in ("kemajuan", "monev"):
            self.assertIn("Isi realisasi keuangan dan fisik", NASKAH[kunci].kurang(self.data()))
