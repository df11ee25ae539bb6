"""Pictures forget where they were taken, whatever way they come in; what they show stays."""

from __future__ import annotations

import io

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import SimpleTestCase, TestCase
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from organisasi.gambar import clean_gambar
from tests.pemeran import buat_pemeran

GPS, TEGAK = 0x8825, 0x0112


def foto_ponsel(jenis: str = "JPEG", mode: str = "RGB") -> bytes:
    """A picture as a phone makes it: held on its side, with the place, a remark, and a film after the picture."""
    exif = Image.Exif()
    exif[TEGAK] = 6
    exif.get_ifd(GPS).update({1: "S", 2: (3.0, 47.0, 52.0), 3: "E", 4: (114.0, 46.0, 12.0)})
    gambar = Image.new(mode, (400, 200), "white")
    gambar.paste("red", (0, 0, 200, 200))  # the left half: the top once it is turned
    teks = PngInfo()
    teks.add_text("Comment", "RUMAH SAYA")
    pilihan = {"pnginfo": teks} if jenis == "PNG" else {"comment": b"RUMAH SAYA", "quality": 95}
    keluar = io.BytesIO()
    gambar.save(keluar, jenis, exif=exif, **pilihan)
    return keluar.getvalue() + b"ftypmp42 RUMAH SAYA"


class GambarTest(SimpleTestCase):
    def test_the_place_goes_and_the_picture_stands_upright(self) -> None:
        for jenis in ("JPEG", "PNG"):
            with self.subTest(jenis):
                asal = foto_ponsel(jenis)
                with Image.open(io.BytesIO(asal)) as semula:
                    self.assertTrue(semula.getexif().get_ifd(GPS))
                hasil = clean_gambar(asal)
                for isi in (hasil.isi, hasil.kecil):
                    self.assertNotIn(b"RUMAH SAYA", isi)
                    with Image.open(io.BytesIO(isi)) as gambar:
                        self.assertEqual(dict(gambar.getexif()), {})
                        self.assertFalse(set(gambar.info) & {"exif", "xmp", "comment", "Comment"})
                        lebar, tinggi = gambar.size
                        self.assertLess(lebar, tinggi)
                        atas, bawah = (
                            gambar.convert("RGB").getpixel((9, 9)),
                            gambar.convert("RGB").getpixel((9, tinggi - 9)),
                        )
                        self.assertGreater(atas[0] - atas[1], 200)
                        self.assertGreater(min(bawah), 240)

    def test_transparency_stays_and_a_big_one_is_made_small(self) -> None:
        keluar = io.BytesIO()
        Image.new("RGBA", (900, 30), (0, 0, 255, 0)).save(keluar, "PNG")
        with Image.open(io.BytesIO(clean_gambar(keluar.getvalue(), 300).isi)) as gambar:
            self.assertEqual((gambar.size, gambar.getpixel((1, 1))[3]), ((300, 10), 0))

    def test_grey_in_16_bits_as_a_scanner_makes_it_stays_grey(self) -> None:
        keluar = io.BytesIO()
        Image.new("I;16", (900, 30), 0x5A5A).save(keluar, "PNG")
        hasil = clean_gambar(keluar.getvalue(), 300)
        for isi in (hasil.isi, hasil.kecil):
            with Image.open(io.BytesIO(isi)) as gambar:
                self.assertAlmostEqual(gambar.convert("L").getpixel((1, 1)), 0x5A, delta=1)

    def test_what_is_no_whole_picture_is_refused(self) -> None:
        for isi in (b"", b"GIF89a", foto_ponsel()[:300], b"%PDF-1.7"):
            with self.subTest(isi[:6]), self.assertRaises(ValidationError):
                clean_gambar(isi)


class LambangTest(TestCase):
    def test_a_coat_of_arms_photographed_by_phone_forgets_it_too(self) -> None:
        p = buat_pemeran()
        self.client.force_login(p.perencana)
        for alamat, nama in (
            ("/satu/2023/instansi/", "form"),
            (f"/kelola/organisasi/instansi/{p.instansi.pk}/change/", "adminform"),
        ):
            konteks = self.client.get(alamat).context[nama]
            form = getattr(konteks, "form", konteks)
            isi = {n: form[n].value() or "" for n in form.fields if n != "lambang"}
            isi["lambang"] = SimpleUploadedFile("lambang.jpg", foto_ponsel(), "image/jpeg")
            with self.subTest(alamat):
                self.assertEqual(self.client.post(alamat, isi).status_code, 302)
                p.instansi.refresh_from_db()
                self.addCleanup(p.instansi.lambang.storage.delete, p.instansi.lambang.name)
                self.assertNotIn(b"RUMAH SAYA", p.instansi.lambang.read())
