"""Photos: judged by their content, made small and anonymous, kept in the order one wants."""

import io

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import SimpleTestCase, TestCase
from PIL import Image

from lakip.foto import UKURAN_MAKS, add_foto, clean_foto, delete_foto, move_foto, update_keterangan
from lakip.models import FotoLaporan, Laporan
from lakip.penulisan import TulisanDitolak
from tests.pemeran import buat_pemeran


def gambar(format: str = "JPEG", ukuran: tuple[int, int] = (60, 40), **lain: object) -> SimpleUploadedFile:
    isi = io.BytesIO()
    Image.new("RGB", ukuran, "#0b4f4a").save(isi, format, **lain)
    return SimpleUploadedFile("foto.jpg", isi.getvalue())


class BersihTest(SimpleTestCase):
    def test_a_big_one_is_made_small(self) -> None:
        foto = clean_foto(gambar(ukuran=(3000, 1500)))
        with Image.open(io.BytesIO(foto.isi)) as hasil:
            self.assertEqual((hasil.size, foto.akhiran), ((2000, 1000), ".jpg"))

    def test_a_phones_picture_is_turned_upright_and_forgets_where_it_was_taken(self) -> None:
        exif = Image.Exif()
        exif[0x0112] = 6  # the camera was held on its side
        exif.get_ifd(0x8825)[1] = "S"  # place
        data = clean_foto(gambar(exif=exif)).isi
        with Image.open(io.BytesIO(data)) as hasil:
            self.assertEqual((hasil.size, len(hasil.getexif())), ((40, 60), 0))
        self.assertNotIn(b"Exif", data)

    def test_png_stays_png(self) -> None:
        self.assertEqual(clean_foto(gambar("PNG")).mime, "image/png")

    def test_what_is_no_photo_is_refused_whatever_its_name(self) -> None:
        for isi in (b"%PDF-1.7", b"<svg onload='alert(1)'/>", b"", gambar("GIF").read(), gambar().read()[:200]):
            with self.subTest(isi[:8]), self.assertRaisesRegex(ValidationError, "bukan foto JPG atau PNG"):
                clean_foto(SimpleUploadedFile("foto.jpg", isi))

    def test_more_than_5_mb_is_refused(self) -> None:
        with self.assertRaisesRegex(ValidationError, "5 MB"):
            clean_foto(SimpleUploadedFile("foto.jpg", b"x" * (UKURAN_MAKS + 1)))


class SimpanTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()

    def tambah(self, keterangan: str) -> FotoLaporan:
        foto = add_foto(self.p.laporan, "ikm", clean_foto(gambar()), keterangan, self.p.perencana)
        self.addCleanup(default_storage.delete, foto.berkas.name)
        return foto

    def urutan(self) -> list[str]:
        return [f.keterangan for f in FotoLaporan.objects.filter(laporan=self.p.laporan, bagian="ikm")]

    def test_photos_stand_in_the_order_they_came_and_can_be_moved(self) -> None:
        a, _b, c = (self.tambah(n) for n in "abc")
        self.assertEqual(self.urutan(), ["a", "b", "c"])
        move_foto(c, -1, self.p.perencana)
        self.assertEqual(self.urutan(), ["a", "c", "b"])
        move_foto(a, -1, self.p.perencana)  # is first already
        self.assertEqual(self.urutan(), ["a", "c", "b"])
        move_foto(a, 1, self.p.perencana)
        self.assertEqual(self.urutan(), ["c", "a", "b"])

    def test_who_adds_a_photo_or_a_caption_is_a_writer(self) -> None:
        foto = self.tambah("a")
        update_keterangan(foto, "Gotong royong", self.p.admin)
        self.assertEqual(self.urutan(), ["Gotong royong"])
        self.assertEqual(set(self.p.laporan.list_pengisi()), {self.p.perencana.pk, self.p.admin.pk})

    def test_a_removed_photo_takes_its_file_along(self) -> None:
        foto = self.tambah("a")
        nama = foto.berkas.name
        with self.captureOnCommitCallbacks(execute=True):
            delete_foto(foto, self.p.perencana)
        self.assertEqual((self.urutan(), default_storage.exists(nama)), ([], False))

    def test_only_a_draft_takes_photos(self) -> None:
        foto = self.tambah("a")
        Laporan.objects.filter(pk=self.p.laporan.pk).update(status="diajukan")
        for langkah in (
            lambda: self.tambah("b"),
            lambda: update_keterangan(foto, "b", self.p.perencana),
            lambda: move_foto(foto, 1, self.p.perencana),
            lambda: delete_foto(foto, self.p.perencana),
        ):
            with self.assertRaisesRegex(TulisanDitolak, "berstatus diajukan"):
                langkah()
        self.assertEqual(self.urutan(), ["a"])
