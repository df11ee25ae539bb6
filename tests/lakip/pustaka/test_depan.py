"""Front matter, Bab I, Bab II, Bab IV and the attachments: sentences by case, totals of tables, what is missing."""

from __future__ import annotations

import datetime
from decimal import Decimal

from django.test import TestCase

from anggaran.models import Layanan, Program, SubKegiatan
from evaluasi.models import Rekomendasi
from lakip.data import DataLkj, muat_data
from lakip.dokumen import Bab, Bagan, Blok, Daftar, Gaya, Paragraf, Tabel, TandaTangan
from lakip.models import Narasi
from lakip.pustaka import (
    Isi,
    Kurang,
    depan,
    kepegawaian,
    lampiran,
    layanan,
    organisasi,
    pendahuluan,
    penutup,
    perencanaan,
    perencanaan_tahunan,
)  # fmt: skip
from lakip.pustaka import perjanjian_kinerja as pk
from lakip.pustaka.kalimat import kecilkan, sebut_bersingkat, slug
from lakip.pustaka.keselarasan import build_keselarasan, build_tabel_keselarasan, list_selisih
from organisasi.models import Jabatan, KebutuhanPegawai, Pejabat, RekapPegawai, Sarana, Skala, UnitKerja
from perjanjian.models import Butir, PerjanjianKinerja
from renstra.models import Indikator, RealisasiIndikator, Renstra, Sasaran, TargetIndikator, Tujuan
from tests.pabrik import buat_sub_kegiatan
from tests.pemeran import buat_pemeran

TAHUN = 2023


def isi_of(hasil: Isi | Kurang) -> Isi:
    assert isinstance(hasil, Isi), hasil
    return hasil


def teks_of(blok: tuple[Blok, ...]) -> str:
    """All sentences of these blocks, one after another."""
    kata = []
    for b in blok:
        if isinstance(b, Paragraf):
            kata.append(b.teks)
        elif isinstance(b, Daftar):
            kata += [p.teks for p in b.butir]
    return " ".join(kata)


def tabel_of(blok: tuple[Blok, ...], kunci: str = "") -> Tabel:
    return next(b for b in blok if isinstance(b, Tabel) and (not kunci or b.kunci == kunci))


def angka_of(tabel: Tabel, awal: str) -> list[Decimal | None]:
    """The figures of the first row in which a text begins like this."""
    baris = next(b for b in tabel.baris if any(s.nilai is None and s.teks.startswith(awal) for s in b.sel))
    return [s.nilai for s in baris.sel if s.nilai is not None]


class Dasar(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.camat = Jabatan.objects.create(instansi=cls.p.instansi, nama="Camat", eselon="III.a")
        cls.sekcam = Jabatan.objects.create(
            instansi=cls.p.instansi, nama="Sekretaris Camat", eselon="III.b", atasan=cls.camat, urut=1
        )
        cls.kasi = Jabatan.objects.create(
            instansi=cls.p.instansi, nama="Kasi Pelayanan", eselon="IV.a", atasan=cls.camat, urut=2
        )

    def data(self) -> DataLkj:
        return muat_data(self.p.instansi, TAHUN)

    def setahun(self, model, **isi):  # type: ignore[no-untyped-def]
        return model.objects.create(instansi=self.p.instansi, tahun=TAHUN, **isi)

    def renstra(self) -> Renstra:
        return Renstra.objects.get_or_create(instansi=self.p.instansi, tahun_awal=2021, tahun_akhir=2025)[0]

    def indikator(
        self,
        kode: str,
        target: str | None = None,
        realisasi: str | None = None,
        *,
        pemilik: Jabatan | None = None,
        tingkat: str = "strategis",
        **lain: object,
    ) -> Indikator:
        """An indicator with a sasaran of its own, its target and what was reached."""
        renstra = self.renstra()
        tujuan, _ = Tujuan.objects.get_or_create(renstra=renstra, kode="T1", defaults={"uraian": "Layanan makin baik"})
        sasaran = Sasaran.objects.create(
            renstra=renstra,
            tujuan=tujuan if tingkat == "strategis" else None,
            kode=f"S{kode}",
            uraian=f"Sasaran {kode}",
            tingkat=tingkat,
            pemilik=pemilik or self.camat,
        )
        i = Indikator.objects.create(renstra=renstra, sasaran=sasaran, kode=kode, uraian=f"Indikator {kode}", **lain)
        if target is not None:
            TargetIndikator.objects.create(indikator=i, tahun=TAHUN, nilai=Decimal(target))
        if realisasi is not None:
            RealisasiIndikator.objects.create(indikator=i, tahun=TAHUN, nilai=Decimal(realisasi))
        return i

    def perjanjian(self, jabatan: Jabatan, *butir: tuple[Indikator, str], jenis: str = "murni") -> PerjanjianKinerja:
        p = self.setahun(
            PerjanjianKinerja,
            jabatan=jabatan,
            jenis=jenis,
            pihak_kedua=jabatan.atasan,
            sebutan_pihak_kedua="" if jabatan.atasan else "Bupati Contoh",
            tanggal=datetime.date(TAHUN, 2, 20),
        )
        for n, (i, target) in enumerate(butir):
            Butir.objects.create(perjanjian=p, indikator=i, target=Decimal(target), urut=n)
        return p


class KosongTest(Dasar):
    def test_every_section_without_data_says_what_to_enter(self) -> None:
        data = self.data()
        for fungsi in (
            depan.ringkasan_eksekutif, pendahuluan.dasar_hukum, pendahuluan.wilayah, organisasi.tugas_fungsi,
            kepegawaian.kepegawaian, organisasi.sarana_prasarana, layanan.isu_strategis,
            layanan.produk_layanan, layanan.tindak_lanjut_evaluasi, pendahuluan.cascading, perencanaan.visi,
            perencanaan.misi, perencanaan.visi_misi, perencanaan.tujuan_sasaran, perencanaan.strategi_kebijakan,
            perencanaan.iku, perencanaan_tahunan.perjanjian_camat, perencanaan_tahunan.perjanjian_pejabat,
            perencanaan_tahunan.anggaran_sasaran, penutup.simpulan, penutup.strategi_peningkatan, lampiran.lampiran_iku,
            lampiran.lampiran_perjanjian, lampiran.pohon_kinerja, lampiran.keselarasan, lampiran.lampiran_foto,
        ):  # fmt: skip
            with self.subTest(fungsi.__name__):
                hasil = fungsi(data)
                self.assertIsInstance(hasil, Kurang)
                self.assertRegex(hasil.alasan, r"^(Isi|Tandai|Unggah) ")  # type: ignore[union-attr]

    def test_sections_of_words_alone_are_always_there(self) -> None:
        data = self.data()
        for fungsi in (
            depan.kata_pengantar, pendahuluan.latar_belakang, pendahuluan.maksud_tujuan, pendahuluan.peran,
            pendahuluan.sistematika, lampiran.pernyataan_reviu, penutup.pengesahan, organisasi.struktur_organisasi,
        ):  # fmt: skip
            with self.subTest(fungsi.__name__):
                self.assertTrue(isi_of(fungsi(data)).blok)


class KalimatTest(Dasar):
    def test_small_letter_begins_a_name_but_spares_an_abbreviation(self) -> None:
        self.assertEqual(kecilkan("Penyusunan rencana"), "penyusunan rencana")
        self.assertEqual(kecilkan("SAKIP yang baik"), "SAKIP yang baik")

    def test_short_name_of_a_post_stands_behind_it_where_it_says_more(self) -> None:
        for nama, pendek, tertulis in (
            ("Sekretaris Camat", "Sekcam", "Sekretaris Camat (Sekcam)"),
            ("Camat", "Camat", "Camat"),
            ("Kasi Pelayanan", "", "Kasi Pelayanan"),
        ):
            with self.subTest(nama):
                self.assertEqual(sebut_bersingkat(Jabatan(nama=nama, singkatan=pendek)), tertulis)

    def test_anchor_keeps_words_apart_at_a_slash(self) -> None:
        self.assertEqual(slug("Kasi PMD/K"), "kasi-pmd-k")

    def test_no_sentence_has_two_spaces_or_a_stray_stop(self) -> None:
        i = self.indikator("1", "80", "88,5".replace(",", "."), iku=True, satuan="%")
        self.perjanjian(self.camat, (i, "80"))
        buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.0001", 100, 120, keuangan=(0, 0, 0, 60))
        data = self.data()
        for fungsi in (
            depan.kata_pengantar, depan.ringkasan_eksekutif, pendahuluan.latar_belakang, pendahuluan.peran,
            organisasi.struktur_organisasi, pendahuluan.cascading, perencanaan.tujuan_sasaran, perencanaan.iku,
            perencanaan_tahunan.perjanjian_camat, perencanaan_tahunan.anggaran_sasaran, penutup.simpulan, lampiran.pohon_kinerja,
            lampiran.keselarasan,
        ):  # fmt: skip
            with self.subTest(fungsi.__name__):
                teks = teks_of(isi_of(fungsi(data)).blok)
                self.assertTrue(teks)
                self.assertNotRegex(teks, r"  | \.|\.\.|,,| ,|None")


class NarasiTest(Dasar):
    def test_words_of_the_perencana_take_the_place_of_our_general_ones_but_not_of_facts(self) -> None:
        self.indikator("1", "80")
        for bagian in ("kata-pengantar", "latar-belakang", "maksud-tujuan", "peran"):
            Narasi.objects.create(laporan=self.p.laporan, bagian=bagian, cara="sebelum", teks="Kata sendiri.")
        data = self.data()
        (tanda,) = isi_of(depan.kata_pengantar(data)).blok
        self.assertIsInstance(tanda, TandaTangan)
        self.assertRegex(teks_of(isi_of(pendahuluan.latar_belakang(data)).blok), r"^Tahun 2023 merupakan tahun ke-3")
        self.assertEqual(isi_of(pendahuluan.maksud_tujuan(data)).blok, ())
        self.assertRegex(teks_of(isi_of(pendahuluan.peran(data)).blok), r"^Peran Kecamatan Satu dirumuskan")


class SimpulanTest(Dasar):
    def simpulan(self) -> str:
        return teks_of(isi_of(penutup.simpulan(self.data())).blok)

    def test_all_reached(self) -> None:
        self.indikator("1", "80", "80")
        self.indikator("2", "80", "90")
        self.assertIn("Seluruhnya mencapai atau melampaui target.", self.simpulan())

    def test_none_reached(self) -> None:
        self.indikator("1", "80", "40")
        self.assertIn("Belum ada yang mencapai target.", self.simpulan())

    def test_some_reached_names_best_and_weakest(self) -> None:
        self.indikator("1", "80", "88")
        self.indikator("2", "80", "40")
        teks = self.simpulan()
        self.assertIn("Sebanyak 1 indikator mencapai atau melampaui target, dan 1 indikator belum.", teks)
        self.assertRegex(teks, r"tertinggi terdapat pada indikator “Indikator 1” sebesar 110,00 %")
        self.assertRegex(teks, r"terendah pada indikator “Indikator 2” sebesar 50,00 %")

    def test_equal_capaian_has_no_best_and_no_weakest(self) -> None:
        self.indikator("1", "80", "80")
        self.indikator("2", "50", "50")
        teks = self.simpulan()
        self.assertIn("Capaian semua indikator itu sama, yaitu 100,00 %.", teks)
        self.assertNotIn("tertinggi", teks)

    def test_what_is_not_measured_is_named_with_its_reason_and_not_counted_as_reached(self) -> None:
        self.indikator("1", "80", "80")
        self.indikator("2", "80")
        teks = self.simpulan()
        self.assertIn("Sebanyak 1 indikator mencapai atau melampaui target.", teks)
        self.assertIn("belum dapat diukur adalah “Indikator 2” (belum diisi)", teks)

    def test_predicates_are_counted_best_first(self) -> None:
        self.p.kabupaten.skala_indikator = self.skala()
        self.p.kabupaten.save()
        self.indikator("1", "100", "40")
        self.indikator("2", "100", "95")
        self.indikator("3", "100", "99")
        self.assertIn(
            "2 indikator berpredikat Sangat Tinggi dan 1 indikator berpredikat Sangat Rendah", self.simpulan()
        )

    def skala(self) -> Skala:
        skala = Skala.objects.filter(nama__startswith="Permendagri").first() or Skala.objects.create(nama="Uji")
        for nama, bawah in (("Sangat Tinggi", 90), ("Sangat Rendah", None)):
            skala.kelas.get_or_create(predikat=nama, defaults={"bawah": bawah})
        return skala

    def test_budget_left_over_and_serapan(self) -> None:
        buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.0001", 100, 200, keuangan=(0, 50, 0, 100))
        self.assertIn("Dari anggaran Rp 200 terealisasi Rp 150 atau 75,00 %, sehingga tersisa Rp 50.", self.simpulan())

    def test_budget_wholly_spent_leaves_nothing(self) -> None:
        buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.0001", 100, 200, keuangan=(200,))
        self.assertIn("terealisasi Rp 200 atau 100,00 %.", self.simpulan())

    def test_budget_not_reported_is_not_zero(self) -> None:
        buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.0001", 100, 200)
        self.assertIn("realisasinya belum dilaporkan", self.simpulan())


class StrategiPeningkatanTest(Dasar):
    def test_same_step_for_two_indicators_stands_once(self) -> None:
        for kode in "12":
            i = self.indikator(kode, "80", "70")
            i.realisasi.update(solusi="Menambah loket.")
        daftar = isi_of(penutup.strategi_peningkatan(self.data())).blok
        self.assertEqual(teks_of(daftar).count("Menambah loket"), 1)
        self.assertIn("(untuk indikator “Indikator 1” dan “Indikator 2”).", teks_of(daftar))
        for kode in "345":
            self.indikator(kode, "80", "70").realisasi.update(solusi="Menambah loket.")
        self.assertIn(
            "“Indikator 2”, “Indikator 3”, dan 2 indikator lainnya).",
            teks_of(isi_of(penutup.strategi_peningkatan(self.data())).blok),
        )

    def test_follow_up_goes_before_solution(self) -> None:
        self.indikator("1", "80", "70").realisasi.update(solusi="Solusi lama", tindak_lanjut="Tindak lanjut baru")
        teks = teks_of(isi_of(penutup.strategi_peningkatan(self.data())).blok)
        self.assertIn("Tindak lanjut baru", teks)
        self.assertNotIn("Solusi lama", teks)


class PegawaiTest(Dasar):
    def pegawai(self, tabel: str, *isi: tuple[str, str, str, int], kelompok: str = "") -> None:
        for n, (baris, kolom, kelamin, jumlah) in enumerate(isi):
            self.setahun(
                RekapPegawai, tabel=tabel, kelompok=kelompok, baris=baris, kolom=kolom, jenis_kelamin=kelamin,
                jumlah=jumlah, urut=n,
            )  # fmt: skip

    def tabel(self, nama: str) -> Tabel:
        return tabel_of(isi_of(kepegawaian.kepegawaian(self.data())).blok, f"pegawai-{nama}")

    def test_jabatan_sums_rows_and_columns(self) -> None:
        self.pegawai("jabatan", ("Camat", "PNS", "", 1), ("Staf", "PNS", "", 3), ("Staf", "Non PNS", "", 5))
        tabel = self.tabel("jabatan")
        self.assertEqual(angka_of(tabel, "Camat"), [1, 1])
        self.assertEqual(angka_of(tabel, "Staf"), [3, 5, 8])
        self.assertEqual(angka_of(tabel, "JUMLAH"), [4, 5, 9])

    def test_nobody_in_a_cell_is_a_dash_not_a_zero(self) -> None:
        self.pegawai("jabatan", ("Camat", "PNS", "", 1), ("Staf", "Non PNS", "", 5))
        kosong = [s for s in self.tabel("jabatan").baris[0].sel if s.alasan]
        self.assertEqual([(s.teks, s.nilai) for s in kosong], [("–", None)])

    def test_golongan_has_a_subtotal_per_group_and_splits_rank_from_class(self) -> None:
        self.pegawai("golongan", ("Pembina (IV/a)", "PNS", "", 2), kelompok="IV")
        self.pegawai(
            "golongan", ("Penata (III/c)", "PNS", "", 5), ("Penata Muda (III/a)", "PNS", "", 1), kelompok="III"
        )
        tabel = self.tabel("golongan")
        self.assertEqual(angka_of(tabel, "JUMLAH golongan IV"), [2])
        self.assertEqual(angka_of(tabel, "JUMLAH golongan III"), [6])
        self.assertEqual(angka_of(tabel, "JUMLAH TOTAL"), [8])
        self.assertEqual([s.teks for s in tabel.baris[0].sel], ["1", "Pembina", "IV/a", "2"])

    def test_kualifikasi_keeps_the_sexes_apart_and_prints_standard_columns(self) -> None:
        self.pegawai("kualifikasi", ("Golongan III", "S1/DIV", "L", 1), ("Golongan III", "S1/DIV", "P", 15))
        tabel = self.tabel("kualifikasi")
        self.assertEqual(angka_of(tabel, "Golongan III"), [1, 15, 1, 15])
        self.assertEqual([k.kelompok for k in tabel.kolom[2:4]], ["S3/S2", "S3/S2"])
        self.assertEqual(sum(angka_of(tabel, "JUMLAH")[-2:]), 16)  # type: ignore[arg-type]

    def test_each_unit_has_a_table_of_its_own(self) -> None:
        self.pegawai("unit", ("Bendahara", "ASN", "", 1), ("Verifikator", "ASN", "", 1), kelompok="Sekretariat")
        self.pegawai("unit", ("Petugas loket", "PTT", "", 2), ("Arsiparis", "ASN", "", 1), kelompok="Seksi Pelayanan")
        self.assertEqual(angka_of(self.tabel("unit-sekretariat"), "JUMLAH"), [2])
        self.assertEqual(angka_of(self.tabel("unit-seksi-pelayanan"), "JUMLAH"), [2, 1])

    def test_a_unit_of_one_line_is_told_in_a_sentence(self) -> None:
        self.pegawai("unit", ("Pegawai Seksi Pelayanan", "ASN", "", 2), kelompok="Seksi Pelayanan")
        blok = isi_of(kepegawaian.kepegawaian(self.data())).blok
        self.assertEqual(
            [b.teks for b in blok if isinstance(b, Paragraf)], ["Seksi Pelayanan didukung oleh 2 orang pegawai."]
        )
        self.assertFalse([b for b in blok if isinstance(b, Tabel)])


class PendahuluanTest(Dasar):
    def test_sarana_count_is_the_sum_of_conditions(self) -> None:
        self.setahun(Sarana, nama="Meja", baik=18, kurang_baik=12)
        self.setahun(Sarana, nama="Printer", baik=13, rusak_berat=3)
        isi = isi_of(organisasi.sarana_prasarana(self.data()))
        self.assertEqual(angka_of(tabel_of(isi.blok), "Meja"), [30, 18, 12])
        self.assertEqual(angka_of(tabel_of(isi.blok), "Jumlah"), [46, 31, 12, 3])
        self.assertIn("31 unit dalam keadaan baik, 12 unit kurang baik, dan 3 unit rusak berat", teks_of(isi.blok))

    def test_sarana_all_good_says_so(self) -> None:
        self.setahun(Sarana, nama="Meja", baik=2)
        self.assertIn("seluruhnya dalam keadaan baik", teks_of(isi_of(organisasi.sarana_prasarana(self.data())).blok))

    def test_staff_shortage_is_computed(self) -> None:
        self.setahun(KebutuhanPegawai, uraian="ASN", kebutuhan=35, tersedia=18)
        self.assertIn("masih kurang 17 orang", teks_of(isi_of(layanan.isu_strategis(self.data())).blok))

    def test_staff_need_met_is_no_shortage(self) -> None:
        self.setahun(KebutuhanPegawai, uraian="ASN", kebutuhan=18, tersedia=18)
        teks = teks_of(isi_of(layanan.isu_strategis(self.data())).blok)
        self.assertIn("telah terpenuhi seluruhnya", teks)
        self.assertNotIn("kurang", teks)

    def test_services_with_volumes_are_a_table_with_a_total(self) -> None:
        self.setahun(Layanan, nama="Rekomendasi nikah", jumlah=143, unit=self.p.unit)
        self.setahun(Layanan, nama="Legalisasi SKTM", jumlah=507)
        self.setahun(Layanan, nama="Izin keramaian")
        isi = isi_of(layanan.produk_layanan(self.data()))
        self.assertEqual(angka_of(tabel_of(isi.blok), "Jumlah"), [650])
        self.assertIn("paling banyak diminta adalah “Legalisasi SKTM”, yaitu 507 kali", teks_of(isi.blok))
        self.assertIn("Pada 1 jenis layanan tidak tercatat", teks_of(isi.blok))

    def test_services_nobody_counts_are_lists_per_unit(self) -> None:
        self.setahun(Layanan, nama="Legalisasi", unit=self.p.unit)
        isi = isi_of(layanan.produk_layanan(self.data()))
        self.assertFalse([b for b in isi.blok if isinstance(b, Tabel)])
        self.assertIn("Legalisasi.", teks_of(isi.blok))

    def test_recommendations_are_counted_by_status(self) -> None:
        for n, status in enumerate(("selesai", "selesai", "belum"), start=1):
            self.setahun(Rekomendasi, nomor=n, rekomendasi=f"R{n}", tindak_lanjut="Sudah", status=status)
        teks = teks_of(isi_of(layanan.tindak_lanjut_evaluasi(self.data())).blok)
        self.assertIn("Dari jumlah itu, 2 selesai dan 1 belum ditindaklanjuti.", teks)

    def test_recommendations_all_done(self) -> None:
        for n in (1, 2):
            self.setahun(Rekomendasi, nomor=n, rekomendasi=f"R{n}", tindak_lanjut="Sudah", status="selesai")
        teks = teks_of(isi_of(layanan.tindak_lanjut_evaluasi(self.data())).blok)
        self.assertIn("Seluruhnya telah selesai ditindaklanjuti.", teks)

    def test_secretariat_hangs_beside_the_trunk(self) -> None:
        unit = UnitKerja.objects.create(instansi=self.p.instansi, nama="Sekretariat", jenis="sekretariat")
        Jabatan.objects.filter(pk=self.sekcam.pk).update(unit=unit)
        bagan = next(b for b in isi_of(organisasi.struktur_organisasi(self.data())).blok if isinstance(b, Bagan))
        self.assertEqual([s.baris[0] for s in bagan.akar.samping], ["Sekretaris Camat"])
        self.assertEqual([s.baris[0] for s in bagan.akar.anak], ["Kasi Pelayanan"])

    def test_cascading_counts_each_level(self) -> None:
        self.indikator("1", "80", iku=True)
        for kode in "23":
            self.indikator(kode, "5", tingkat="operasional", pemilik=self.kasi)
        tabel = tabel_of(isi_of(pendahuluan.cascading(self.data())).blok)
        self.assertEqual(angka_of(tabel, "Camat (eselon III)")[-2:], [1, 1])
        self.assertEqual(angka_of(tabel, "Pejabat eselon IV")[-2:], [2, 2])

    def test_sistematika_follows_the_outline_of_the_report(self) -> None:
        teks = teks_of(isi_of(pendahuluan.sistematika(self.data())).blok)
        self.assertIn("disusun dalam 4 bab", teks)
        self.assertIn("Penutup, merangkum", teks)


class PerjanjianTest(Dasar):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        buat_sub_kegiatan(cls.p.instansi, "7.01.01.2.01.0001", 100, 130, penanggung_jawab=cls.sekcam)
        buat_sub_kegiatan(cls.p.instansi, "7.01.02.2.01.0001", 50, 40, penanggung_jawab=cls.kasi)

    def tabel(self, jabatan: Jabatan) -> Tabel:
        data = self.data()
        p = data.perjanjian_of(jabatan.pk)
        assert p
        return pk.build_tabel(data, p, "uji")

    def test_first_agreement_shows_the_first_budget_and_a_changed_one_the_changed(self) -> None:
        i = self.indikator("1", "5", tingkat="operasional", pemilik=self.kasi)
        self.perjanjian(self.kasi, (i, "5"))
        self.assertEqual(angka_of(self.tabel(self.kasi), "Jumlah"), [50])
        self.perjanjian(self.kasi, (i, "5"), jenis="perubahan")
        self.assertEqual(angka_of(self.tabel(self.kasi), "Jumlah"), [40])

    def test_first_agreement_without_first_budget_shows_what_there_is(self) -> None:
        SubKegiatan.objects.update(pagu_murni=None)
        i = self.indikator("1", "5", tingkat="operasional", pemilik=self.kasi)
        self.perjanjian(self.kasi, (i, "5"))
        self.assertEqual(angka_of(self.tabel(self.kasi), "Jumlah"), [40])

    def test_post_with_others_below_it_stops_at_the_kegiatan(self) -> None:
        i = self.indikator("1", "80")
        j = self.indikator("2", "5", tingkat="operasional", pemilik=self.kasi)
        self.perjanjian(self.camat, (i, "80"))
        self.perjanjian(self.kasi, (j, "5"))
        teks_camat = [s.teks for b in self.tabel(self.camat).baris for s in b.sel]
        self.assertIn("Kegiatan 01", teks_camat)
        self.assertNotIn("Sub kegiatan 0001", teks_camat)
        self.assertIn("Sub kegiatan 0001", [s.teks for b in self.tabel(self.kasi).baris for s in b.sel])

    def test_all_posts_with_counts_and_budget(self) -> None:
        i = self.indikator("1", "80")
        j = self.indikator("2", "5", tingkat="operasional", pemilik=self.kasi)
        self.perjanjian(self.camat, (i, "80"))
        self.perjanjian(self.kasi, (j, "5"))
        tabel = tabel_of(isi_of(perencanaan_tahunan.perjanjian_pejabat(self.data())).blok)
        self.assertEqual(angka_of(tabel, "Camat"), [2, 2, 2, 170])
        self.assertEqual(angka_of(tabel, "Kasi Pelayanan"), [1, 1, 1, 40])

    def test_post_without_budget_answers_for_none_of_it(self) -> None:
        SubKegiatan.objects.filter(penanggung_jawab=self.kasi).update(penanggung_jawab=self.sekcam)
        j = self.indikator("2", "5", tingkat="operasional", pemilik=self.kasi)
        self.perjanjian(self.kasi, (j, "5"))
        isi = isi_of(perencanaan_tahunan.perjanjian_pejabat(self.data()))
        self.assertEqual(angka_of(tabel_of(isi.blok), "Kasi Pelayanan"), [0, 0, 0, 0])
        self.assertIn("Kasi Pelayanan tidak mengelola anggaran tersendiri", teks_of(isi.blok))

    def test_who_signs_is_who_held_the_post_on_that_day(self) -> None:
        i = self.indikator("1", "80")
        self.perjanjian(self.camat, (i, "80"))
        Pejabat.objects.create(
            jabatan=self.camat, nama="Camat Lama", mulai=datetime.date(2020, 1, 1), selesai=datetime.date(2023, 6, 30)
        )
        Pejabat.objects.create(jabatan=self.camat, nama="Camat Baru", status="Plt.", mulai=datetime.date(2023, 7, 1))
        data = self.data()
        p = data.perjanjian_of(self.camat.pk)
        assert p
        self.assertEqual(pk.buat_tanda_tangan(data, p).pihak[1].nama, "Camat Lama")
        ttd = next(b for b in isi_of(depan.kata_pengantar(data)).blok if isinstance(b, TandaTangan))
        self.assertEqual((ttd.pihak[0].nama, ttd.pihak[0].jabatan), ("Camat Baru", "Plt. Camat Satu,"))

    def test_attachment_has_a_part_per_post_with_anchors_of_its_own(self) -> None:
        i = self.indikator("1", "80")
        j = self.indikator("2", "5", tingkat="operasional", pemilik=self.kasi)
        self.perjanjian(self.camat, (i, "80"))
        self.perjanjian(self.kasi, (j, "5"))
        anak: tuple[Bab, ...] = isi_of(lampiran.lampiran_perjanjian(self.data())).anak
        self.assertEqual([b.kunci for b in anak], ["lampiran-perjanjian--camat", "lampiran-perjanjian--kasi-pelayanan"])
        kunci = [t.kunci for b in anak for t in b.isi if isinstance(t, Tabel)]
        self.assertEqual(kunci, ["pk-camat", "pk-kasi-pelayanan"])


class AnggaranSasaranTest(Dasar):
    def test_budget_is_split_by_the_sasaran_named_at_the_nearest_node(self) -> None:
        satu = self.indikator("1", "80").sasaran
        dua = self.indikator("2", "80").sasaran
        buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.0001", 100)
        lain = buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.0002", 30)
        buat_sub_kegiatan(self.p.instansi, "7.01.02.2.01.0001", 7)
        Program.objects.filter(kode="7.01.01").update(sasaran=satu)
        SubKegiatan.objects.filter(pk=lain.pk).update(sasaran=dua)
        isi = isi_of(perencanaan_tahunan.anggaran_sasaran(self.data()))
        kelompok = [
            (b.sel[2].teks, b.sel[3].nilai) for b in tabel_of(isi.blok).baris if b.gaya in (Gaya.KELOMPOK, Gaya.TOTAL)
        ]
        self.assertEqual(
            kelompok,
            [("Sasaran 1", 100), ("Sasaran 2", 30), ("Belum dihubungkan dengan sasaran", 7), ("Jumlah", 137)],
        )
        self.assertIn("1 sub kegiatan belum dihubungkan dengan sasaran", teks_of(isi.blok))


class KeselarasanTest(Dasar):
    def selisih(self) -> list[str]:
        data = self.data()
        return list_selisih(data, data.rencana.indikator[0])

    def test_same_target_in_plan_and_agreement_agrees(self) -> None:
        self.perjanjian(self.camat, (self.indikator("1", "80"), "80"))
        self.assertEqual(self.selisih(), [])

    def test_other_target_is_named_with_both_figures(self) -> None:
        self.perjanjian(self.camat, (self.indikator("1", "83"), "82"))
        self.assertEqual(self.selisih(), ["target perjanjian Camat 82, Renstra 2023 83"])

    def test_indicator_nobody_promised_is_named(self) -> None:
        self.indikator("1", "83")
        self.assertEqual(self.selisih(), ["belum ada dalam perjanjian kinerja"])

    def test_target_of_the_plan_is_not_needed_where_a_post_has_its_own(self) -> None:
        i = self.indikator("1", tingkat="operasional", pemilik=self.kasi)
        self.perjanjian(self.kasi, (i, "5"))
        self.assertEqual(self.selisih(), [])

    def test_two_agreements_with_two_targets_are_found(self) -> None:
        i = self.indikator("1")
        self.perjanjian(self.camat, (i, "80"))
        self.perjanjian(self.kasi, (i, "75"))
        self.assertIn("target antarperjanjian berbeda", self.selisih())

    def matriks(self) -> dict[str, list[str]]:
        tabel = build_tabel_keselarasan(self.data())
        return {b.sel[2].teks: [s.teks for s in b.sel[-3:]] for b in tabel.baris}

    def test_matrix_shows_what_a_sasaran_serves_and_marks_a_broken_cascade(self) -> None:
        i = self.indikator("1", "80")
        bawah = self.indikator("2", "5", tingkat="operasional", pemilik=self.kasi)
        self.perjanjian(self.camat, (i, "80"))
        self.perjanjian(self.kasi, (bawah, "5"))
        self.assertEqual(self.matriks()["Indikator 1"], ["Layanan makin baik", "Camat", "Selaras"])
        Sasaran.objects.filter(pk=bawah.sasaran_id).update(tujuan=None)
        self.assertEqual(self.matriks()["Indikator 2"][2], "Belum mendukung sasaran di atasnya")
        self.assertIn("1 indikator yang jenjang kinerjanya belum bersambung", teks_of(build_keselarasan(self.data())))
        Sasaran.objects.filter(pk=bawah.sasaran_id).update(induk=i.sasaran)
        self.assertEqual(self.matriks()["Indikator 2"], ["Sasaran 1", self.kasi.nama, "Selaras"])

    def test_matrix_marks_a_promise_by_another_post_than_the_owner(self) -> None:
        self.perjanjian(self.kasi, (self.indikator("1", "80"), "80"))
        self.assertEqual(self.matriks()["Indikator 1"][2], f"Diperjanjikan {self.kasi.nama}, bukan pengampunya")


class TujuanSasaranTest(Dasar):
    def test_single_target_of_a_tujuan_stands_beside_its_sasaran(self) -> None:
        i = self.indikator("1", "80")
        tujuan = i.sasaran.tujuan
        utama = Indikator.objects.create(renstra=i.renstra, tujuan=tujuan, kode="T1.1", uraian="Indeks layanan")
        TargetIndikator.objects.create(indikator=utama, tahun=TAHUN, teks="Baik")
        tabel = tabel_of(isi_of(perencanaan.tujuan_sasaran(self.data())).blok, "tujuan-sasaran")
        self.assertEqual(
            [s.teks for s in tabel.baris[0].sel],
            ["1", "Layanan makin baik", "Indeks layanan", "Baik", "Sasaran 1", "Indikator 1", "", "80"],
        )

    def test_yearly_targets_of_a_tujuan_stand_above_its_sasaran(self) -> None:
        i = self.indikator("1", "80")
        utama = Indikator.objects.create(renstra=i.renstra, tujuan=i.sasaran.tujuan, kode="T1.1", uraian="Indeks")
        for tahun in (2022, 2023):
            TargetIndikator.objects.create(indikator=utama, tahun=tahun, nilai=tahun - 2000)
        tabel = tabel_of(isi_of(perencanaan.tujuan_sasaran(self.data())).blok, "tujuan-sasaran")
        self.assertEqual([b.sel[0].teks for b in tabel.baris], ["Tujuan 1", "Sasaran 1.1"])
        self.assertEqual(angka_of(tabel, "Tujuan 1"), [22, 23, 23])

    def test_table_shows_years_and_the_state_at_the_end(self) -> None:
        i = self.indikator("1", "80", kondisi_awal=Decimal("75.97"), satuan="Nilai")
        TargetIndikator.objects.create(indikator=i, tahun=2025, nilai=Decimal("84.1"))
        tabel = tabel_of(isi_of(perencanaan.tujuan_sasaran(self.data())).blok, "tujuan-sasaran")
        self.assertEqual([k.judul for k in tabel.kolom[4:]], ["Kondisi Awal", "2023", "2025", "Kondisi Akhir"])
        self.assertEqual(angka_of(tabel, "Sasaran 1.1"), [Decimal(n) for n in ("75.97", "80", "84.1", "84.1")])

    def test_this_year_counts_the_signed_target(self) -> None:
        self.perjanjian(self.camat, (self.indikator("1", "83"), "82"))
        tabel = tabel_of(isi_of(perencanaan.tujuan_sasaran(self.data())).blok, "sasaran-strategis")
        self.assertEqual(angka_of(tabel, "Indikator 1"), [82])
