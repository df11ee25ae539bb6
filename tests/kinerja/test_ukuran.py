"""The kinds of an indicator: what may be typed, and what becomes of it."""

from decimal import Decimal
from unittest import TestCase

from kinerja.angka import BELUM_DIISI, TARGET_BELUM_DIISI, Takterdefinisi, publish
from kinerja.capaian import Arah, AturanTurun, JenisIndikator
from kinerja.predikat import SKALA_86_2017, SKALA_88_2021, Kelas, Skala
from kinerja.triwulan import Akumulasi
from kinerja.ukuran import SKALA_BELUM_DIPILIH, KataError, Sasar, Ukuran, format_band, read_band, write_sasar

ANGKA = Ukuran()
RENTANG = Ukuran(JenisIndikator.RENTANG, bawah=Decimal(90), atas=Decimal(110))
PREDIKAT = Ukuran(JenisIndikator.PREDIKAT, skala=SKALA_88_2021)
YA_TIDAK = Ukuran(JenisIndikator.YA_TIDAK)


def kata(teks: str) -> Sasar:
    return Sasar(None, teks)


def nilai(angka: str, teks: str = "") -> Sasar:
    return Sasar(Decimal(angka), teks)


class KataTest(TestCase):
    def test_a_class_is_stored_by_its_letter_however_it_is_typed(self) -> None:
        for teks in ("BB", " bb ", "Sangat Baik", "sangat  baik"):
            with self.subTest(teks):
                self.assertEqual(PREDIKAT.read_target(kata(teks)), kata("BB"))
        self.assertEqual(Ukuran(JenisIndikator.PREDIKAT, skala=SKALA_86_2017).read_kata("TINGGI"), "Tinggi")

    def test_what_is_no_class_is_refused_with_the_classes(self) -> None:
        with self.assertRaises(KataError) as galat:
            PREDIKAT.read_target(kata("WTP"))
        self.assertEqual(
            str(galat.exception),
            "“WTP” bukan kelas skala Permenpan RB 88/2021 (AKIP). Isi salah satu: AA, A, BB, B, CC, C, D.",
        )
        for salah in (nilai("72.5"), nilai("72.5", "BB"), kata("")):
            with self.subTest(salah), self.assertRaises(KataError):
                PREDIKAT.read_realisasi(salah)

    def test_an_empty_letter_names_no_class(self) -> None:
        skala = Skala("Tanpa huruf", "", (Kelas("Baik", Decimal(50)), Kelas("Kurang", None)))
        with self.assertRaises(KataError):
            Ukuran(JenisIndikator.PREDIKAT, skala=skala).read_kata(" ")

    def test_without_a_scale_nothing_can_be_a_class(self) -> None:
        with self.assertRaisesRegex(KataError, "Skala predikat belum dipilih"):
            Ukuran(JenisIndikator.PREDIKAT).read_target(kata("BB"))

    def test_yes_and_no_in_the_words_of_clerks(self) -> None:
        for teks in ("Ya", "YA", " ada ", "Tercapai", "tersedia.", "sudah"):
            with self.subTest(teks):
                self.assertEqual(YA_TIDAK.read_target(kata(teks)), kata("Ya"))
        for teks in ("tidak", "Belum", "tidak  ada", "Belum tersedia", "Tidak tercapai"):
            with self.subTest(teks):
                self.assertEqual(YA_TIDAK.read_realisasi(kata(teks)), kata("Tidak"))
        for salah in (kata("mungkin"), nilai("1")):
            with self.subTest(salah), self.assertRaisesRegex(KataError, "Isi Ya atau Tidak, bukan “"):
                YA_TIDAK.read_target(salah)

    def test_a_band_is_stored_in_one_spelling(self) -> None:
        for teks in ("90–110", "90-110", "90 - 110 %", "90% s.d. 110%", "90 sd 110", "90 sampai dengan 110"):
            with self.subTest(teks):
                self.assertEqual(RENTANG.read_target(kata(teks)), kata("90–110"))
        self.assertEqual(RENTANG.read_kata("-2,5 – -1"), "-2,5–-1")

    def test_a_band_that_is_none_is_refused(self) -> None:
        for teks, pesan in (
            ("100", "“100” bukan rentang"),
            ("110–90", "Batas atas tidak boleh di bawah batas bawah"),
            ("1.250–1.500", "1.250"),
        ):
            with self.subTest(teks), self.assertRaisesRegex(KataError, pesan):
                RENTANG.read_target(kata(teks))
        with self.assertRaises(KataError):
            RENTANG.read_target(nilai("100"))

    def test_a_band_is_read_as_it_is_written(self) -> None:
        for bawah, atas in (("90", "110"), ("1250", "1500.5"), ("-3", "-1")):
            with self.subTest(bawah):
                self.assertEqual(read_band(format_band(Decimal(bawah), Decimal(atas))), (Decimal(bawah), Decimal(atas)))

    def test_figures_are_no_matter_of_words(self) -> None:
        for isi in (nilai("60", "CC"), kata("Baik"), nilai("5")):
            self.assertEqual(ANGKA.read_target(isi), isi)
        self.assertEqual(RENTANG.read_realisasi(nilai("95")), nilai("95"))

    def test_what_there_is_to_choose_from(self) -> None:
        self.assertEqual(PREDIKAT.pilihan, ("AA", "A", "BB", "B", "CC", "C", "D"))
        self.assertEqual(YA_TIDAK.pilihan, ("Ya", "Tidak"))
        for lain in (ANGKA, RENTANG, Ukuran(JenisIndikator.PREDIKAT)):
            self.assertEqual(lain.pilihan, ())

    def test_what_is_typed(self) -> None:
        for ukuran, teks in (
            (ANGKA, ""),
            (RENTANG, "Rentang 90–110"),
            (PREDIKAT, "Predikat: AA, A, BB, B, CC, C, D"),
            (Ukuran(JenisIndikator.PREDIKAT), "Predikat: skalanya belum dipilih"),
            (YA_TIDAK, "Ya/tidak: Ya atau Tidak"),
        ):
            with self.subTest(ukuran.jenis):
                self.assertEqual(ukuran.petunjuk, teks)

    def test_only_a_band_is_a_target_of_every_year(self) -> None:
        self.assertEqual(RENTANG.target_bawaan, kata("90–110"))
        for lain in (ANGKA, PREDIKAT, Ukuran(JenisIndikator.RENTANG), Ukuran(JenisIndikator.RENTANG, bawah=Decimal(1))):
            self.assertIsNone(lain.target_bawaan)

    def test_the_rule_in_words(self) -> None:
        self.assertEqual(ANGKA.keterangan, "")
        for ukuran, awal in (
            (RENTANG, "Rentang 90–110; capaian 100 % di dalam rentang, "),
            (Ukuran(JenisIndikator.RENTANG), "Rentang; capaian 100 % "),
            (YA_TIDAK, "Ya/tidak; capaian 100 % bila sesuai target, "),
            (PREDIKAT, "Predikat pada skala Permenpan RB 88/2021 (AKIP); capaian 100 % bila mencapai kelas target "),
            (Ukuran(JenisIndikator.PREDIKAT), "Predikat; capaian 100 % "),
        ):
            with self.subTest(ukuran=ukuran):
                self.assertTrue(ukuran.keterangan.startswith(awal), ukuran.keterangan)

    def test_written_to_be_read(self) -> None:
        for isi, teks in ((nilai("1250"), "1.250"), (nilai("60", "CC"), "60 (CC)"), (kata("BB"), "BB")):
            self.assertEqual(write_sasar(isi), teks)


class CapaianTest(TestCase):
    def test_figures_by_their_direction(self) -> None:
        self.assertEqual(ANGKA.capaian(nilai("80"), nilai("60", "CC")), 75)
        turun = Ukuran(arah=Arah.TURUN)
        self.assertEqual(turun.capaian(nilai("10"), nilai("8")), 120)
        self.assertEqual(turun.capaian(nilai("10"), nilai("8"), AturanTurun.NISBAH), 125)
        self.assertEqual(ANGKA.capaian(None, nilai("1")), TARGET_BELUM_DIISI)
        self.assertEqual(ANGKA.capaian(nilai("1"), None), BELUM_DIISI)

    def test_a_band_of_the_year_goes_before_that_of_the_indicator(self) -> None:
        for target, realisasi, capaian in (
            (None, "100", "100.00"),
            (kata("90–110"), "90", "100.00"),
            (kata("95–105"), "110", "95.24"),
            (kata("95–105"), "76", "80.00"),
            (kata("sekitar seratus"), "99", "100.00"),
        ):
            with self.subTest(target=target, realisasi=realisasi):
                self.assertEqual(publish(RENTANG.capaian(target, nilai(realisasi))), Decimal(capaian))
        self.assertEqual(RENTANG.capaian(None, None), BELUM_DIISI)

    def test_classes_on_their_scale(self) -> None:
        for target, realisasi, capaian in (("BB", "BB", "100.00"), ("BB", "a", "100.00"), ("BB", "B", "85.71")):
            with self.subTest(realisasi):
                self.assertEqual(publish(PREDIKAT.capaian(kata(target), kata(realisasi))), Decimal(capaian))
        self.assertEqual(PREDIKAT.capaian(None, kata("BB")), TARGET_BELUM_DIISI)
        self.assertEqual(PREDIKAT.capaian(kata("BB"), None), BELUM_DIISI)
        self.assertEqual(Ukuran(JenisIndikator.PREDIKAT).capaian(kata("BB"), kata("BB")), SKALA_BELUM_DIPILIH)

    def test_yes_and_no(self) -> None:
        for target, realisasi, capaian in (("Ya", "Ya", 100), ("Ya", "belum", 0), ("Tidak", "Tidak", 100)):
            with self.subTest(target=target, realisasi=realisasi):
                self.assertEqual(YA_TIDAK.capaian(kata(target), kata(realisasi)), capaian)
        self.assertEqual(YA_TIDAK.capaian(None, kata("Ya")), TARGET_BELUM_DIISI)
        self.assertEqual(YA_TIDAK.capaian(kata("Ya"), kata("")), BELUM_DIISI)
        self.assertIsInstance(YA_TIDAK.capaian(kata("80 %"), kata("Ya")), Takterdefinisi)

    def test_what_the_rule_can_compare(self) -> None:
        for ukuran, isi, ya in (
            (ANGKA, nilai("0"), True),
            (ANGKA, kata("Baik"), False),
            (RENTANG, nilai("95"), True),
            (PREDIKAT, kata("BB"), True),
            (PREDIKAT, nilai("72"), False),
            (YA_TIDAK, None, False),
        ):
            with self.subTest(ukuran=ukuran.jenis, isi=isi):
                self.assertIs(ukuran.is_terukur(isi), ya)

    def test_what_a_target_has_to_say(self) -> None:
        for ukuran, isi, ya in (
            (ANGKA, nilai("80"), True),
            (ANGKA, kata("Baik"), False),
            (RENTANG, kata("90–110"), True),
            (RENTANG, nilai("100"), False),
            (YA_TIDAK, kata("Ya"), True),
            (PREDIKAT, None, False),
        ):
            with self.subTest(ukuran=ukuran.jenis, isi=isi):
                self.assertIs(ukuran.is_bertarget(isi), ya)

    def test_quarters(self) -> None:
        isian = [kata("CC"), None, kata(""), kata("B")]
        self.assertEqual(PREDIKAT.accumulate(isian, Akumulasi.AKUMULATIF), kata("B"))
        self.assertEqual(PREDIKAT.accumulate(isian[:3], Akumulasi.KUMULATIF), kata("CC"))
        self.assertEqual(YA_TIDAK.accumulate([None], Akumulasi.KUMULATIF), BELUM_DIISI)
        self.assertEqual(ANGKA.accumulate([nilai("2"), None, nilai("3")], Akumulasi.AKUMULATIF), nilai("5"))
        self.assertEqual(ANGKA.accumulate([kata("Baik")], Akumulasi.AKUMULATIF), BELUM_DIISI)
        isian = [nilai("1"), nilai("2"), nilai("2.1255")]
        self.assertEqual(RENTANG.accumulate(isian, Akumulasi.RERATA), nilai("1.71"))
        self.assertEqual(ANGKA.accumulate(isian, Akumulasi.KUMULATIF), nilai("2.1255"))

    def test_when_two_targets_differ(self) -> None:
        for satu, lain, beda in (
            (nilai("60", "CC"), nilai("60"), False),
            (nilai("60"), nilai("61"), True),
            (kata("Bb"), kata("BB"), False),
            (kata("BB"), kata("B"), True),
            (nilai("60"), kata("CC"), True),
        ):
            with self.subTest(satu=satu, lain=lain):
                self.assertIs(PREDIKAT.is_beda(satu, lain), beda)

    def test_how_words_moved(self) -> None:
        for ukuran, kini, lalu, hasil in (
            (PREDIKAT, "BB", "B", "naik"),
            (PREDIKAT, "C", "CC", "turun"),
            (PREDIKAT, "BB", "bb", "tetap"),
            (PREDIKAT, "BB", "WTP", "berubah"),
            (YA_TIDAK, "Ya", "Tidak", "berubah"),
        ):
            with self.subTest(kini=kini, lalu=lalu):
                self.assertEqual(ukuran.compare_kata(kini, lalu), hasil)
