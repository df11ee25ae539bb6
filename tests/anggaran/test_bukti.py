"""Evidence: what a file is, its content says; it is kept, shown and deleted only for those who may."""

from __future__ import annotations

import io
from unittest import mock

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from PIL import Image

from anggaran.models import Bukti, IsianTriwulan
from tests.anggaran.test_triwulan import DasarTriwulan

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def foto(lebar: int = 1000, tinggi: int = 600, jenis: str = "JPEG", putar: int = 0, mode: str = "RGB") -> bytes:
    gambar = Image.new(mode, (lebar, tinggi), "red")
    keluar = io.BytesIO()
    exif = Image.Exif()
    if putar:
        exif[0x0112] = putar
        exif[0x010E] = "RAHASIA"
    gambar.save(keluar, jenis, exif=exif)
    return keluar.getvalue()


class BuktiTest(DasarTriwulan):
    def setUp(self) -> None:
        self.client.force_login(self.p.pelaksana)
        self.addCleanup(self.hapus_berkas)

    def hapus_berkas(self) -> None:
        for b in Bukti.objects.all():
            b.berkas.delete(save=False)
            b.kecil.delete(save=False)

    def unggah(self, isi: bytes, nama: str = "foto.jpg", mime: str = "image/jpeg", kunci: str = ""):
        berkas = SimpleUploadedFile(nama, isi, mime)
        return self.client.post(self.alamat("unggah_bukti", kunci or self.s), {"berkas": berkas}, follow=True)

    def test_a_photo_gets_a_small_picture_turned_and_without_what_the_phone_wrote(self) -> None:
        self.unggah(foto(putar=6))
        bukti = Bukti.objects.get()
        self.assertEqual((bukti.mime, bukti.nama, bukti.sub_kegiatan), ("image/jpeg", "foto.jpg", self.sub))
        with Image.open(bukti.kecil) as kecil:
            self.assertEqual(kecil.size, (192, 320))  # 1000 × 600, held upright
            self.assertFalse(kecil.getexif())
        bukti.kecil.open()
        self.assertNotIn(b"RAHASIA", bukti.kecil.read())
        with Image.open(bukti.berkas) as disimpan:
            self.assertEqual((disimpan.size, len(disimpan.getexif())), ((600, 1000), 0))
        bukti.berkas.open()
        self.assertNotIn(b"RAHASIA", isi := bukti.berkas.read())
        self.assertEqual(bukti.ukuran, len(isi))
        self.assertIn(self.p.pelaksana.pk, IsianTriwulan.objects.get().list_pengisi())

    def test_a_picture_with_transparency_and_a_pdf_are_taken(self) -> None:
        self.unggah(foto(jenis="PNG", mode="RGBA"), "a.png", "image/png", f"i{self.indikator.pk}")
        self.unggah(PDF, "surat.pdf", "application/pdf")
        self.assertEqual(set(Bukti.objects.values_list("mime", flat=True)), {"image/png", "application/pdf"})
        pdf = Bukti.objects.get(mime="application/pdf").berkas
        with pdf.open() as berkas:
            self.assertEqual(berkas.read(), PDF)  # as it came

    def test_the_content_decides_not_the_name(self) -> None:
        self.unggah(foto(jenis="PNG"), "seolah.pdf", "application/pdf")
        bukti = Bukti.objects.get()
        self.assertEqual((bukti.mime, bukti.nama), ("image/png", "seolah.png"))

    def test_other_or_broken_content_is_refused_with_a_sentence(self) -> None:
        for isi in (b"<script>alert(1)</script>", b"GIF89a" + b"0" * 99, foto()[:500], b"%PDF-1.4 putus", b"MZ\x90"):
            with self.subTest(isi=isi[:10]):
                self.assertContains(self.unggah(isi), "bukan foto JPG, PNG, atau PDF", status_code=422)
        self.assertContains(self.client.post(self.alamat("unggah_bukti", self.s)), "Pilih dahulu", status_code=422)
        self.assertFalse(Bukti.objects.exists())

    def test_too_large_is_refused(self) -> None:
        with override_settings(MAKS_BUKTI=1024 * 1024):
            jawaban = self.unggah(PDF[:-6] + b"0" * 1024 * 1024 + b"%%EOF")
        self.assertContains(jawaban, "lebih besar dari 1 MB", status_code=422)
        with mock.patch("organisasi.gambar.MAKS_TITIK", 1000):
            self.assertContains(self.unggah(foto()), "terlalu besar ukurannya", status_code=422)
        self.assertFalse(Bukti.objects.exists())

    def test_is_handed_out_as_what_it_is_and_nothing_runs_in_it(self) -> None:
        self.unggah(foto())
        bukti = Bukti.objects.get()
        self.client.force_login(self.p.inspektorat)
        for nama in ("lihat_bukti", "lihat_bukti_kecil"):
            jawaban = self.client.get(self.alamat(nama, bukti.pk))
            self.assertEqual(jawaban["Content-Type"], "image/jpeg")
            self.assertEqual(jawaban["X-Content-Type-Options"], "nosniff")
            self.assertIn("sandbox", jawaban["Content-Security-Policy"])
            self.assertTrue(jawaban["Content-Disposition"].startswith("inline; filename="))
            self.assertTrue(b"".join(jawaban.streaming_content).startswith(b"\xff\xd8"))
        self.client.force_login(self.p.tetangga)
        self.assertEqual(self.client.get(self.alamat("lihat_bukti", bukti.pk)).status_code, 404)

    def test_is_found_only_under_its_own_quarter(self) -> None:
        self.unggah(foto())
        pk = Bukti.objects.get().pk
        self.assertEqual(self.client.get(self.alamat("lihat_bukti", pk, triwulan=2)).status_code, 404)
        self.assertEqual(self.client.get(self.alamat("lihat_bukti", pk, unit=self.unit2.pk)).status_code, 404)

    def test_deleting_takes_the_files_along(self) -> None:
        self.unggah(foto())
        bukti = Bukti.objects.get()
        with self.captureOnCommitCallbacks(execute=True):
            self.client.post(self.alamat("hapus_bukti", bukti.pk))
        self.assertFalse(Bukti.objects.exists())
        self.assertFalse(bukti.berkas.storage.exists(bukti.berkas.name))
        self.assertFalse(bukti.kecil.storage.exists(bukti.kecil.name))

    def test_a_quarter_that_was_sent_is_closed_for_evidence_too(self) -> None:
        self.unggah(foto())
        IsianTriwulan.objects.update(status="diajukan")
        self.assertEqual(self.unggah(foto()).status_code, 403)
        self.assertEqual(self.client.post(self.alamat("hapus_bukti", Bukti.objects.get().pk)).status_code, 403)
        self.assertEqual(Bukti.objects.count(), 1)
