"""Writing: versions that tell and restore, colleagues who are not overwritten."""

from datetime import timedelta

from django.test import SimpleTestCase, TestCase
from django.utils import timezone

from lakip.models import Kehadiran, Laporan, Narasi, VersiNarasi
from lakip.penulisan import (
    Kata,
    TulisanBerbeda,
    TulisanDitolak,
    compare_kata,
    compare_versi,
    fingerprint_narasi,
    note_kehadiran,
    read_narasi,
    restore_versi,
    save_narasi,
)
from organisasi.models import Pengguna
from tests.pemeran import buat_pemeran

BAGIAN = "latar-belakang"


class TulisTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()

    def sidik(self) -> str:
        return fingerprint_narasi(read_narasi(self.p.laporan, BAGIAN))

    def tulis(
        self, teks: str, oleh: Pengguna | None = None, *, sidik: str | None = None, cara: str = "sebelum"
    ) -> bool:
        isi = read_narasi(self.p.laporan, BAGIAN) | {cara: teks}
        return save_narasi(
            self.p.laporan, BAGIAN, isi, oleh or self.p.perencana, sidik=self.sidik() if sidik is None else sidik
        )

    def mundurkan(self, menit: int) -> None:
        VersiNarasi.objects.update(mulai=timezone.now() - timedelta(minutes=menit))

    def versi(self) -> list[str]:
        return list(VersiNarasi.objects.filter(bagian=BAGIAN).order_by("pk").values_list("teks", flat=True))

    # ---- storing

    def test_words_are_stored_and_their_writer_is_remembered(self) -> None:
        self.assertTrue(self.tulis("Satu.\r\n\r\nDua.  \r\n"))
        self.assertEqual(Narasi.objects.get(bagian=BAGIAN).teks, "Satu.\n\nDua.")
        self.assertEqual(set(self.p.laporan.list_pengisi()), {self.p.perencana.pk})

    def test_the_same_words_again_change_nothing(self) -> None:
        self.tulis("Satu.")
        self.assertFalse(self.tulis("Satu.\r\n", sidik="basi"))
        self.assertEqual(self.versi(), ["Satu."])

    def test_emptied_words_go_and_leave_a_version(self) -> None:
        self.tulis("Satu.")
        self.mundurkan(11)
        self.tulis("")
        self.assertFalse(Narasi.objects.filter(bagian=BAGIAN).exists())
        self.assertEqual(self.versi(), ["Satu.", ""])

    def test_only_a_draft_can_be_written_in(self) -> None:
        for status in ("diajukan", "disetujui", "dikirim"):
            Laporan.objects.filter(pk=self.p.laporan.pk).update(status=status)
            with self.subTest(status), self.assertRaisesRegex(TulisanDitolak, f"berstatus {status}"):
                self.tulis("Satu.")
        self.assertFalse(Narasi.objects.filter(bagian=BAGIAN).exists())

    # ---- two people

    def test_the_second_of_two_is_told_and_nothing_is_overwritten(self) -> None:
        dilihat = self.sidik()
        self.tulis("Kata admin.", self.p.admin)
        with self.assertRaises(TulisanBerbeda) as galat:
            self.tulis("Kata perencana.", sidik=dilihat)
        self.assertEqual((galat.exception.oleh, galat.exception.isi["sebelum"]), ("admin", "Kata admin."))
        self.assertEqual(Narasi.objects.get(bagian=BAGIAN).teks, "Kata admin.")
        self.tulis("Kata perencana.", sidik=galat.exception.sidik)  # knowingly
        self.assertEqual(Narasi.objects.get(bagian=BAGIAN).teks, "Kata perencana.")

    # ---- versions

    def test_saves_of_one_person_in_one_sitting_are_one_version(self) -> None:
        for teks in ("S", "Sa", "Satu"):
            self.tulis(teks)
        self.assertEqual(self.versi(), ["Satu"])

    def test_another_person_or_a_later_sitting_is_a_new_version(self) -> None:
        self.tulis("Satu")
        self.tulis("Dua", self.p.admin)
        self.tulis("Tiga")
        self.mundurkan(11)
        self.tulis("Empat")
        self.assertEqual(self.versi(), ["Satu", "Dua", "Tiga", "Empat"])

    def test_each_place_in_a_section_has_its_own_versions(self) -> None:
        self.tulis("Awal.")
        self.tulis("Akhir.", cara="sesudah")
        self.tulis("Awal lagi.")
        self.assertEqual(sorted(self.versi()), ["Akhir.", "Awal lagi."])

    def test_restoring_is_a_new_version_and_loses_nothing(self) -> None:
        self.tulis("Satu")
        self.mundurkan(11)
        self.tulis("Dua")
        restore_versi(VersiNarasi.objects.get(teks="Satu"), self.p.perencana, sidik=self.sidik())
        self.assertEqual(Narasi.objects.get(bagian=BAGIAN).teks, "Satu")
        self.assertEqual(self.versi(), ["Satu", "Dua", "Satu"])

    def test_restoring_over_what_one_has_not_seen_is_refused(self) -> None:
        self.tulis("Satu")
        dilihat = self.sidik()
        self.tulis("Dua", self.p.admin)
        with self.assertRaises(TulisanBerbeda):
            restore_versi(VersiNarasi.objects.get(teks="Satu"), self.p.perencana, sidik=dilihat)

    def test_words_of_a_workbook_become_a_version_before_they_change(self) -> None:
        Narasi.objects.create(laporan=self.p.laporan, bagian=BAGIAN, cara="sebelum", teks="Dari buku kerja.")
        self.tulis("Dari situs.")
        self.assertEqual(list(VersiNarasi.objects.values_list("teks", flat=True)), ["Dari situs.", "Dari buku kerja."])

    def test_a_version_is_compared_with_the_one_before_or_with_now(self) -> None:
        self.tulis("satu dua")
        self.mundurkan(11)
        self.tulis("satu tiga")
        semua = list(VersiNarasi.objects.all())
        beda = [Kata("sama", "satu "), Kata("hapus", "dua"), Kata("tambah", "tiga")]
        self.assertEqual(compare_versi(semua, semua[0], None), beda)
        self.assertEqual(compare_versi(semua, semua[1], None), [Kata("tambah", "satu dua")])
        self.assertEqual(compare_versi(semua, semua[1], {"sebelum": "satu tiga"}), beda)

    # ---- presence

    def test_a_colleague_in_the_same_section_is_named_for_a_while(self) -> None:
        self.assertEqual(note_kehadiran(self.p.laporan, BAGIAN, self.p.admin), [])
        self.assertEqual(note_kehadiran(self.p.laporan, BAGIAN, self.p.perencana), ["admin"])
        self.assertEqual(note_kehadiran(self.p.laporan, "peran", self.p.perencana), [])
        Kehadiran.objects.filter(pengguna=self.p.admin).update(waktu=timezone.now() - timedelta(minutes=2))
        self.assertEqual(note_kehadiran(self.p.laporan, BAGIAN, self.p.perencana), [])


class BandingTest(SimpleTestCase):
    def test_differences_are_told_in_words(self) -> None:
        self.assertEqual(compare_kata("a b\n\nc", "a b\n\nc"), [Kata("sama", "a b\n\nc")])
        self.assertEqual(compare_kata("", "baru sama sekali"), [Kata("tambah", "baru sama sekali")])
        self.assertEqual(
            compare_kata("pagu naik tajam", "pagu turun tajam"),
            [Kata("sama", "pagu "), Kata("hapus", "naik "), Kata("tambah", "turun "), Kata("sama", "tajam")],
        )
