from django.test import SimpleTestCase

from lakip.dokumen import Daftar, Paragraf
from lakip.narasi import to_blok


class NarasiTest(SimpleTestCase):
    def test_empty_lines_part_paragraphs(self) -> None:
        satu, dua = to_blok("Baris satu\nlanjutannya.\n\nParagraf dua.")
        self.assertEqual((satu.teks, dua.teks), ("Baris satu lanjutannya.", "Paragraf dua."))

    def test_nothing_gives_nothing(self) -> None:
        self.assertEqual(to_blok("  \n\n "), ())

    def test_lists_are_bulleted_or_numbered_as_typed(self) -> None:
        kalimat, butir = to_blok("Langkahnya:\n- pertama\n- kedua\n  disambung")
        self.assertIsInstance(kalimat, Paragraf)
        self.assertIsInstance(butir, Daftar)
        self.assertEqual(([b.teks for b in butir.butir], butir.bernomor), (["pertama", "kedua disambung"], False))
        self.assertTrue(to_blok("1. satu\n2) dua")[0].bernomor)

    def test_bold_and_italic_become_runs(self) -> None:
        potongan = to_blok("Nilai **tinggi** dan *tetap*.")[0].potongan
        self.assertEqual(
            [(p.teks, p.tebal, p.miring) for p in potongan],
            [
                ("Nilai ", False, False),
                ("tinggi", True, False),
                (" dan ", False, False),
                ("tetap", False, True),
                (".", False, False),
            ],
        )

    def test_markup_is_only_text(self) -> None:
        self.assertEqual(to_blok("<script>alert(1)</script>")[0].teks, "<script>alert(1)</script>")
