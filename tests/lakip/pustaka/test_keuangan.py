"""Bab III B: sums of the tables, and sentences that follow the figures."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import F
from django.test import TestCase

from anggaran.models import Belanja, JenisBelanja, Pendapatan, RealisasiBelanja, RiwayatAnggaran, SubKegiatan
from lakip.data import DataLkj, muat_data
from lakip.dokumen import Baris, Daftar, Grafik, Paragraf, Tabel
from lakip.pustaka import Isi, Kurang, keuangan, keuangan_jenis, keuangan_sasaran
from lakip.pustaka.tabel_anggaran import sebut
from organisasi.models import Jabatan, RekapPegawai, Sarana
from renstra.models import Indikator, RealisasiIndikator, Renstra, Sasaran, TargetIndikator
from tests.pabrik import buat_sub_kegiatan
from tests.pemeran import buat_pemeran

TAHUN = 2023


def isi_of(hasil: Isi | Kurang) -> Isi:
    assert isinstance(hasil, Isi), hasil
    return hasil


def kalimat_of(isi: Isi) -> str:
    bagian = []
    for b in isi.blok:
        if isinstance(b, Paragraf):
            bagian.append(b.teks)
        elif isinstance(b, Daftar):
            bagian += [p.teks for p in b.butir]
    return " ".join(bagian)


def tabel_of(isi: Isi, kunci: str = "") -> Tabel:
    return next(b for b in isi.blok if isinstance(b, Tabel) and (not kunci or b.kunci == kunci))


def baris_of(tabel: Tabel, awal: str) -> Baris:
    return next(b for b in tabel.baris if any(s.nilai is None and s.teks.startswith(awal) for s in b.sel))


def angka_of(tabel: Tabel, awal: str) -> list[int | Decimal]:
    """The figures of the first row in which a text begins like this."""
    return [s.nilai for s in baris_of(tabel, awal).sel if s.nilai is not None]


class Dasar(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.i = cls.p.instansi
        cls.camat = Jabatan.objects.create(instansi=cls.i, nama="Camat")
        cls.kasi = Jabatan.objects.create(instansi=cls.i, nama="Kasi Satu", atasan=cls.camat, unit=cls.p.unit)
        cls.a = buat_sub_kegiatan(
            cls.i, "7.01.01.2.01.01", 1_000, 2_000, (500, 500, 500, 500), ("25", "50", "75", "100"),
            penanggung_jawab=cls.kasi,
        )  # fmt: skip
        cls.b = buat_sub_kegiatan(cls.i, "7.01.01.2.02.01", 3_000, 2_500, (500, 500, 500, 0), ("20", "40", "60", "80"))
        cls.c = buat_sub_kegiatan(cls.i, "7.01.05.2.01.04", 500, 500, (0, 0, 0, 500), ("0", "0", "0", "100"))

    def data(self) -> DataLkj:
        return muat_data(self.i, TAHUN)

    def sasaran(self, kode: str, uraian: str, capaian: str | None) -> Sasaran:
        """A strategic sasaran with one indicator; ``capaian`` is reached of a target of 100."""
        renstra, _ = Renstra.objects.get_or_create(instansi=self.i, tahun_awal=2021, tahun_akhir=2026)
        s = Sasaran.objects.create(renstra=renstra, kode=kode, uraian=uraian, tingkat="strategis", urut=int(kode[1:]))
        i = Indikator.objects.create(renstra=renstra, sasaran=s, kode=f"{kode}.1", uraian=f"Nilai {kode}", satuan="%")
        TargetIndikator.objects.create(indikator=i, tahun=TAHUN, nilai=Decimal(100))
        if capaian:
            RealisasiIndikator.objects.create(indikator=i, tahun=TAHUN, nilai=Decimal(capaian))
        return s

    def hubungkan(self, **sasaran: Sasaran) -> None:
        for nama, s in sasaran.items():
            SubKegiatan.objects.filter(pk=getattr(self, nama).pk).update(sasaran=s)


class RealisasiAnggaranTest(Dasar):
    def bagian(self) -> Isi:
        return isi_of(keuangan.realisasi_anggaran(self.data()))

    def test_the_table_sums_up_to_program_and_total(self) -> None:
        tabel = tabel_of(self.bagian(), "realisasi-anggaran")
        # murni, perubahan, target fisik, target keuangan, fisik = (2000×100 + 2500×80) ÷ 4500, realisasi, %
        harapan = [4_000, 4_500, 100, 4_500, Decimal("88.89"), 3_500, Decimal("77.78")]
        self.assertEqual(angka_of(tabel, "Program 01"), harapan)
        self.assertEqual(angka_of(tabel, "JUMLAH")[:2], [4_500, 5_000])
        self.assertEqual(angka_of(tabel, "JUMLAH")[-2:], [4_000, 80])

    def test_the_change_of_the_budget_is_told_by_its_sign(self) -> None:
        self.assertIn("anggaran bertambah Rp 500.", kalimat_of(self.bagian()))
        SubKegiatan.objects.filter(pk=self.b.pk).update(pagu_perubahan=1_500)
        self.assertIn("anggaran berkurang Rp 500.", kalimat_of(self.bagian()))
        SubKegiatan.objects.filter(pk=self.b.pk).update(pagu_perubahan=2_000)
        self.assertIn("tidak mengubah jumlah pagu murni", kalimat_of(self.bagian()))

    def test_what_is_left_what_is_gone_and_what_is_too_much(self) -> None:
        self.assertIn("sehingga tersisa Rp 1.000.", kalimat_of(self.bagian()))
        SubKegiatan.objects.filter(pk=self.b.pk).update(pagu_perubahan=1_500)
        self.assertIn("seluruh anggaran terserap", kalimat_of(self.bagian()))
        SubKegiatan.objects.filter(pk=self.b.pk).update(pagu_perubahan=1_400)
        self.assertIn("melampaui pagu sebesar Rp 100.", kalimat_of(self.bagian()))

    def test_highest_and_lowest_are_named(self) -> None:
        kalimat = kalimat_of(self.bagian())
        self.assertIn(
            "Serapan tertinggi ada pada Program 05 (100,00 %) dan terendah pada Program 01 (77,78 %).", kalimat
        )
        self.assertIn("Dari 3 sub kegiatan, 2 sub kegiatan menyerap seluruh pagunya.", kalimat)
        self.assertIn("“Sub kegiatan 01”, yaitu 60,00 %", kalimat)
        self.assertIn("yang belum mencapai 100 % hanya sub kegiatan", kalimat)

    def test_missing_entries_are_counted(self) -> None:
        self.assertNotIn("baru diisi", kalimat_of(self.bagian()))
        self.c.realisasi.update(keuangan=None)
        self.assertIn("baru diisi untuk 2 sub kegiatan dari 3 sub kegiatan", kalimat_of(self.bagian()))

    def test_graph_of_quarters_shows_only_those_filled_in(self) -> None:
        def kategori() -> tuple[str, ...]:
            return next(
                b for b in self.bagian().blok if isinstance(b, Grafik) and b.kunci == "grafik-serapan-triwulan"
            ).kategori

        self.assertEqual(kategori(), ("TW I", "TW II", "TW III", "TW IV"))
        for s in (self.a, self.b, self.c):
            s.realisasi.filter(triwulan=4).delete()
        self.assertEqual(kategori(), ("TW I", "TW II", "TW III"))

    def test_an_obstacle_of_two_sub_kegiatan_is_told_once(self) -> None:
        for s in (self.a, self.b):
            s.realisasi.filter(triwulan=2).update(hambatan="Pencairan terlambat.", solusi="Penjadwalan ulang")
        tabel = tabel_of(self.bagian(), "kendala-anggaran")
        self.assertEqual([k.judul for k in tabel.kolom], ["No", "Sub Kegiatan", "Hambatan", "Solusi"])
        self.assertEqual(len(tabel.baris), 1)
        self.assertEqual(tabel.baris[0].sel[2].teks, "Pencairan terlambat")

    def test_nothing_entered_says_which_sheet(self) -> None:
        for s in (self.a, self.b, self.c):
            s.realisasi.all().delete()
        for fungsi in (keuangan.realisasi_anggaran, keuangan_sasaran.realisasi_sasaran, keuangan_sasaran.efisiensi):
            hasil = fungsi(self.data())
            assert isinstance(hasil, Kurang)
            self.assertIn("lembar Realisasi", hasil.alasan)


class BelanjaTest(Dasar):
    def rinci(self, uraian: str, pagu: int, realisasi: int, kendala: str = "") -> None:
        b = Belanja.objects.create(sub_kegiatan=self.a, uraian=uraian, pagu_perubahan=pagu, kendala=kendala)
        RealisasiBelanja.objects.create(belanja=b, triwulan=4, nilai=realisasi)

    def test_without_lines_the_section_is_left_out(self) -> None:
        self.assertIsInstance(keuangan.realisasi_belanja(self.data()), Kurang)

    def test_lines_stand_under_their_sub_kegiatan(self) -> None:
        self.rinci("Belanja kertas", 1_200, 1_100, "Harga turun")
        self.rinci("Belanja tinta", 800, 900)
        isi = isi_of(keuangan.realisasi_belanja(self.data()))
        tabel = tabel_of(isi)
        nama = [b.sel[1].teks for b in tabel.baris]
        self.assertEqual(nama[:5], ["Belanja", "Program 01", "Kegiatan 01", "Sub kegiatan 01", "Belanja kertas"])
        self.assertEqual(angka_of(tabel, "Belanja kertas"), [1_200, 1_100, Decimal("91.67")])
        self.assertEqual(tabel.catatan, ())
        self.assertIn("2 rincian belanja; 1 rincian di antaranya mencatat kendala", kalimat_of(isi))

    def test_lines_that_do_not_add_up_are_told_under_the_table(self) -> None:
        self.rinci("Belanja kertas", 1_999, 1_998)
        catatan = " ".join(tabel_of(isi_of(keuangan.realisasi_belanja(self.data()))).catatan)
        self.assertIn("berjumlah Rp 1.999, pagu sub kegiatannya Rp 2.000", catatan)
        self.assertIn("terealisasi Rp 1.998, sub kegiatannya Rp 2.000", catatan)


class SasaranTest(Dasar):
    def test_rows_per_program_with_sums_and_total(self) -> None:
        satu, dua = self.sasaran("S1", "Sasaran satu", "100"), self.sasaran("S2", "Sasaran dua", "90")
        self.hubungkan(a=satu, b=dua, c=satu)
        tabel = tabel_of(isi_of(keuangan_sasaran.realisasi_sasaran(self.data())))
        self.assertEqual(angka_of(tabel, "Jumlah: Sasaran satu"), [2_500, 2_500, 100])
        self.assertEqual(angka_of(tabel, "Sasaran dua"), [2_500, 1_500, 60])
        self.assertEqual(angka_of(tabel, "JUMLAH"), [5_000, 4_000, 80])

    def test_a_sub_kegiatan_takes_the_sasaran_of_its_program(self) -> None:
        satu = self.sasaran("S1", "Sasaran satu", "100")
        self.a.kegiatan.program.sasaran = satu
        self.a.kegiatan.program.save()
        isi = isi_of(keuangan_sasaran.realisasi_sasaran(self.data()))
        self.assertEqual(angka_of(tabel_of(isi), "Sasaran satu")[0], 4_500)
        self.assertIn("1 sub kegiatan dengan pagu Rp 500 belum dihubungkan", kalimat_of(isi))

    def test_resources_name_post_unit_and_staff(self) -> None:
        RekapPegawai.objects.create(
            instansi=self.i, tahun=TAHUN, tabel="unit", kelompok=self.p.unit.nama, baris="S1", kolom="PNS", jumlah=4
        )
        Sarana.objects.create(instansi=self.i, tahun=TAHUN, nama="Meja", baik=5, rusak_berat=2)
        isi = isi_of(keuangan_sasaran.dukungan_sumber_daya(self.data()))
        self.assertEqual(angka_of(tabel_of(isi), "Kegiatan 01"), [2_000, 2_000, 100, 4])
        self.assertIn("7 unit, yaitu 5 unit dalam keadaan baik dan 2 unit rusak berat", kalimat_of(isi))
        tanpa = next(s for s in baris_of(tabel_of(isi), "Kegiatan 02").sel if s.teks == "–")
        self.assertEqual(tanpa.alasan, "penanggung jawab belum diisi")


class EfisiensiTest(Dasar):
    def bagian(self) -> Isi:
        return isi_of(keuangan_sasaran.efisiensi(self.data()))

    def test_efficient_only_where_the_target_was_reached(self) -> None:
        satu, dua = self.sasaran("S1", "Sasaran satu", "110"), self.sasaran("S2", "Sasaran dua", "90")
        self.hubungkan(a=satu, b=dua, c=dua)
        isi = self.bagian()
        tabel = tabel_of(isi)
        self.assertEqual(angka_of(tabel, "Sasaran satu"), [100, 100, 110, 10])
        self.assertEqual(angka_of(tabel, "Sasaran dua"), [Decimal("66.67"), Decimal("83.33"), 90])
        self.assertEqual(baris_of(tabel, "Sasaran dua").sel[5].alasan, "capaian di bawah 100 %")
        self.assertIn("hanya sasaran “Sasaran satu”, dengan selisih 10,00 poin", kalimat_of(isi))
        self.assertIn("Yang tidak memenuhi ialah “Sasaran dua”", kalimat_of(isi))

    def test_a_sasaran_without_realisasi_is_not_judged(self) -> None:
        self.hubungkan(a=self.sasaran("S1", "Sasaran satu", None))
        isi = self.bagian()
        self.assertIn("belum ada sasaran yang memenuhi", kalimat_of(isi))
        self.assertIn("Belum dapat dinilai: “Sasaran satu”", kalimat_of(isi))

    def test_all_of_them(self) -> None:
        satu, dua = self.sasaran("S1", "Sasaran satu", "110"), self.sasaran("S2", "Sasaran dua", "100")
        self.hubungkan(a=satu, b=dua)
        self.assertIn(
            "Semua sasaran memenuhi ukuran itu; selisih terbesar ada pada “Sasaran dua”", kalimat_of(self.bagian())
        )

    def test_a_kabupaten_that_does_not_judge_prints_the_two_figures_only(self) -> None:
        self.hubungkan(a=self.sasaran("S1", "Sasaran satu", "110"))
        self.p.kabupaten.nilai_efisiensi = False
        self.p.kabupaten.save()
        isi = self.bagian()
        self.assertEqual(kalimat_of(isi), "")
        self.assertEqual(len(tabel_of(isi).kolom), 5)

    def test_physical_progress_nobody_entered_has_no_column(self) -> None:
        self.hubungkan(a=self.sasaran("S1", "Sasaran satu", "110"))
        for s in (self.a, self.b, self.c):
            s.realisasi.update(fisik=None)
        self.assertNotIn("Fisik (%)", [k.judul for k in tabel_of(self.bagian()).kolom])


class JenisTest(Dasar):
    def jenis(self, tahun: int, **isi: int) -> None:
        for kode, realisasi in isi.items():
            k = kode.removeprefix("k").replace("_", ".")
            pagu = None if k == "5" else realisasi * 2
            JenisBelanja.objects.create(
                instansi=self.i, tahun=tahun, kode=k, uraian=f"BELANJA {k}", pagu_perubahan=pagu,
                realisasi=None if k == "5" else realisasi,
            )  # fmt: skip

    def test_without_types_all_spending_is_one_line(self) -> None:
        tabel = tabel_of(isi_of(keuangan_jenis.jenis_belanja(self.data())))
        self.assertEqual([[s.nilai for s in b.sel][1:] for b in tabel.baris], [[4_500, 5_000, 4_000, 80]])

    def test_parents_are_the_sum_of_their_types(self) -> None:
        self.jenis(TAHUN, k5=0, k5_1=3_000, k5_2=1_000)
        isi = isi_of(keuangan_jenis.jenis_belanja(self.data()))
        self.assertEqual(angka_of(tabel_of(isi), "BELANJA 5"), [8_000, 4_000, 50])
        self.assertIn("Realisasi belanja 5 sebesar Rp 4.000 atau 50,00 % dari pagu", kalimat_of(isi))

    def test_types_without_a_line_above_them_are_still_added_up(self) -> None:
        self.jenis(TAHUN, k5_1=3_000, k5_2=1_000)
        isi = isi_of(keuangan_jenis.jenis_belanja(self.data()))
        self.assertEqual(angka_of(tabel_of(isi), "Belanja"), [8_000, 4_000, 50])
        self.assertIn("Realisasi belanja sebesar Rp 4.000 atau 50,00 % dari pagu", kalimat_of(isi))

    def test_a_budget_that_did_not_change_has_one_column(self) -> None:
        self.jenis(TAHUN, k5_1=3_000, k5_2=1_000)
        JenisBelanja.objects.update(pagu_murni=F("pagu_perubahan"), pagu_perubahan=None)
        tabel = tabel_of(isi_of(keuangan_jenis.jenis_belanja(self.data())))
        self.assertEqual([k.judul for k in tabel.kolom][1:3], ["Pagu anggaran (Rp)", "Realisasi (Rp)"])
        self.assertEqual(angka_of(tabel, "BELANJA 5.1"), [6_000, 3_000, 50])

    def test_types_without_realisasi_leave_no_empty_paragraph(self) -> None:
        JenisBelanja.objects.create(instansi=self.i, tahun=TAHUN, kode="5.1", uraian="Operasi", pagu_murni=3_000)
        isi = isi_of(keuangan_jenis.jenis_belanja(self.data()))
        self.assertEqual([type(b) for b in isi.blok], [Tabel])

    def test_a_sum_other_than_that_of_the_sub_kegiatan_is_told(self) -> None:
        self.jenis(TAHUN, k5=0, k5_1=3_000)
        catatan = tabel_of(isi_of(keuangan_jenis.jenis_belanja(self.data()))).catatan
        self.assertEqual(catatan[1], "Realisasi menurut jenis belanja Rp 3.000, menurut sub kegiatan Rp 4.000.")

    def test_years_are_compared_line_by_line(self) -> None:
        self.jenis(TAHUN - 1, k5=0, k5_1=2_000, k5_2=2_000)
        self.jenis(TAHUN, k5=0, k5_1=3_000, k5_2=1_000)
        isi = isi_of(keuangan_jenis.perbandingan_anggaran(self.data()))
        tabel = tabel_of(isi, "perbandingan-realisasi")
        self.assertEqual(angka_of(tabel, "BELANJA 5.1"), [2_000, 3_000, 1_000, 50])
        self.assertEqual(angka_of(tabel, "BELANJA 5.2"), [2_000, 1_000, -1_000, -50])
        self.assertEqual([b.sel[-1].teks for b in tabel.baris], ["tetap", "naik", "turun"])
        kalimat = kalimat_of(isi)
        self.assertIn("Realisasi belanja 5 tahun 2023 sama dengan tahun 2022.", kalimat)
        self.assertIn("Kenaikan terbesar terjadi pada belanja 5.1, yaitu Rp 1.000.", kalimat)
        self.assertIn("Penurunan terbesar terjadi pada belanja 5.2, yaitu Rp 1.000.", kalimat)

    def test_size_of_the_budget_against_last_year(self) -> None:
        RiwayatAnggaran.objects.create(
            instansi=self.i, tahun=TAHUN - 1, jumlah_program=2, jumlah_kegiatan=4, jumlah_sub_kegiatan=2, pagu=6_000
        )
        isi = isi_of(keuangan_jenis.perbandingan_anggaran(self.data()))
        tabel = tabel_of(isi, "perbandingan-anggaran")
        self.assertEqual(angka_of(tabel, "TAHUN 2022"), [2, 4, 2, 6_000])
        self.assertEqual(angka_of(tabel, "TAHUN 2023"), [2, 3, 3, 5_000])
        kalimat = kalimat_of(isi)
        self.assertIn("jumlah program tetap 2, jumlah kegiatan berkurang dari 4 menjadi 3", kalimat)
        self.assertIn("Pagu anggaran tahun 2023 lebih kecil Rp 1.000 atau 16,67 % daripada pagu tahun 2022.", kalimat)

    def test_no_last_year_names_what_to_enter(self) -> None:
        hasil = keuangan_jenis.perbandingan_anggaran(self.data())
        assert isinstance(hasil, Kurang)
        self.assertIn("tahun 2022 di lembar Riwayat Anggaran", hasil.alasan)


class PendapatanTest(Dasar):
    def terima(self, kode: str, uraian: str, target: int | None, realisasi: int | None, tahun: int = TAHUN) -> None:
        Pendapatan.objects.create(
            instansi=self.i, tahun=tahun, kode=kode, uraian=uraian, target=target, realisasi=realisasi
        )

    def bagian(self) -> Isi:
        return isi_of(keuangan_jenis.pendapatan(self.data()))

    def test_total_is_the_sum_and_the_kind_below_target_is_named(self) -> None:
        self.terima("4", "PENDAPATAN ASLI DAERAH (PAD)", None, None)
        self.terima("4.1", "Kios", 100, 150)
        self.terima("4.2", "Lods", 100, 40)
        isi = self.bagian()
        self.assertEqual(angka_of(tabel_of(isi), "PENDAPATAN"), [200, 190, 95])
        self.assertIn(
            "Pendapatan Asli Daerah (PAD) terealisasi Rp 190, di bawah target Rp 200 (95,00 %).", kalimat_of(isi)
        )
        self.assertIn("Yang belum mencapai target ialah Lods (40,00 %).", kalimat_of(isi))

    def test_exactly_the_target_and_above_it(self) -> None:
        self.terima("4.1", "Kios", 100, 100)
        self.assertIn("sama dengan target Rp 100", kalimat_of(self.bagian()))
        Pendapatan.objects.update(realisasi=101)
        self.assertIn("melampaui target Rp 100", kalimat_of(self.bagian()))

    def test_target_zero_is_undefined_not_zero(self) -> None:
        self.terima("4.1", "Kios", 0, 50)
        sel = baris_of(tabel_of(self.bagian()), "Kios").sel[-1]
        self.assertEqual((sel.nilai, sel.alasan), (None, "target nol"))

    def test_a_year_before_draws_a_graph(self) -> None:
        self.terima("4.1", "Kios", 100, 100)
        self.assertFalse([b for b in self.bagian().blok if isinstance(b, Grafik)])
        self.terima("4.1", "Kios", 90, 80, tahun=TAHUN - 1)
        grafik = next(b for b in self.bagian().blok if isinstance(b, Grafik))
        self.assertEqual((grafik.kategori, grafik.seri[1].nilai), (("2022", "2023"), (Decimal(80), Decimal(100))))

    def test_without_target_the_section_is_left_out(self) -> None:
        self.terima("4.1", "Kios", None, 100)
        self.assertIsInstance(keuangan_jenis.pendapatan(self.data()), Kurang)


class KataTest(TestCase):
    def test_capitals_become_ordinary_letters_but_not_abbreviations_in_brackets(self) -> None:
        self.assertEqual(sebut("PROGRAM PEMBERDAYAAN MASYARAKAT DESA DAN KELURAHAN"),
                         "Program Pemberdayaan Masyarakat Desa dan Kelurahan")  # fmt: skip
        self.assertEqual(sebut("PENDAPATAN ASLI DAERAH (PAD)"), "Pendapatan Asli Daerah (PAD)")
        self.assertEqual(sebut("Belanja BBM."), "Belanja BBM")
        self.assertEqual(sebut("PENINGKATAN SARANA/PRASARANA"), "Peningkatan Sarana/Prasarana")


class KerapianTest(Dasar):
    def test_no_sentence_has_a_double_space_or_one_before_a_stop(self) -> None:
        self.hubungkan(a=self.sasaran("S1", "Sasaran satu", "110"))
        data = self.data()
        for modul in (keuangan, keuangan_jenis, keuangan_sasaran):
            for nama in (
                "realisasi_anggaran",
                "jenis_belanja",
                "realisasi_sasaran",
                "efisiensi",
                "dukungan_sumber_daya",
            ):
                fungsi = getattr(modul, nama, None)
                if fungsi and isinstance(hasil := fungsi(data), Isi):
                    for b in hasil.blok:
                        if isinstance(b, Paragraf):
                            with self.subTest(bagian=nama, teks=b.teks):
                                self.assertNotRegex(b.teks, r"  | [.,;]|^\s|\s$")
