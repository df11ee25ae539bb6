"""The workbook in the browser: checked first, saved after a second press, only where it belongs."""

from __future__ import annotations

import io
import os
import shutil
import time
from datetime import timedelta
from typing import Any
from unittest import mock

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import TestCase
from django.utils import timezone
from openpyxl import load_workbook

from anggaran.models import IsianTriwulan, RealisasiTriwulan
from buku_kerja import ekspor, impor
from lakip.models import Laporan, Narasi
from organisasi.jejak import list_log
from organisasi.models import Instansi, Kabupaten, Peran, Sarana
from ruang.unggahan import UMUR, get_folder
from tests.pabrik import buat_sub_kegiatan
from tests.pemeran import Pemeran, buat_pemeran


def ubah(isi: bytes, lembar: str, baris: int, kolom: str, nilai: object) -> bytes:
    """Return the workbook with one cell changed."""
    buku = load_workbook(io.BytesIO(isi))
    ws = buku[lembar]
    judul = [s.value for s in ws[1]]
    ws.cell(baris, judul.index(kolom) + 1).value = nilai
    return simpan(buku)


def ubah_identitas(isi: bytes, **ganti: object) -> bytes:
    buku = load_workbook(io.BytesIO(isi))
    for baris in buku["Identitas"].iter_rows(min_row=2):
        if baris[0].value in ganti:
            baris[1].value = ganti[baris[0].value]
    return simpan(buku)


def simpan(buku: Any) -> bytes:
    keluaran = io.BytesIO()
    buku.save(keluaran)
    return keluaran.getvalue()


class Dasar(TestCase):
    """A kecamatan with a chair and a budget, its workbook, and the two presses."""

    p: Pemeran

    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        Sarana.objects.create(instansi=cls.p.instansi, tahun=2023, nama="Kursi", baik=12)
        buat_sub_kegiatan(cls.p.instansi, "7.01.01.2.01.0001", 100, None, (25,), ("25",))
        isi = ekspor("satu", 2023)
        assert isi
        cls.isi = isi
        cls.baru = ubah(isi, "Sarana", 2, "Baik", 15)

    def setUp(self) -> None:
        shutil.rmtree(get_folder(), ignore_errors=True)
        self.client.force_login(self.p.perencana)
        self.alamat_periksa, self.alamat_simpan = "/satu/buku-kerja/periksa/", "/satu/buku-kerja/simpan/"

    def periksa(self, isi: bytes, nama: str = "buku.xlsx", **lain: str) -> HttpResponse:
        berkas = SimpleUploadedFile(nama, isi)
        return self.client.post(self.alamat_periksa, {"berkas": berkas, **lain})  # type: ignore[return-value]

    def token(self, jawaban: HttpResponse) -> str:
        return jawaban.context["token"]  # type: ignore[attr-defined, no-any-return]

    def simpan(self, token: str, alamat: str = "") -> HttpResponse:
        return self.client.post(alamat or self.alamat_simpan, {"token": token}, follow=True)  # type: ignore[return-value]

    def baik(self) -> int:
        return Sarana.objects.get(instansi=self.p.instansi).baik


class BukuTest(Dasar):
    def test_checking_says_what_would_change_and_saves_nothing(self) -> None:
        jawaban = self.periksa(self.baru)
        self.assertContains(jawaban, "Belum ada yang disimpan")
        self.assertContains(jawaban, '<th scope="row">Sarana</th><td class="angka">0</td><td class="angka">1</td>')
        self.assertContains(jawaban, "Simpan semuanya")
        self.assertEqual(self.baik(), 12)

    def test_the_second_press_saves_and_goes_to_the_year(self) -> None:
        jawaban = self.simpan(self.token(self.periksa(self.baru)))
        self.assertContains(jawaban, "Buku kerja tersimpan: 0 isian baru, 1 berubah, 0 dihapus")
        self.assertEqual(jawaban.redirect_chain[-1][0], "/satu/2023/")  # type: ignore[attr-defined]
        self.assertEqual(self.baik(), 15)
        entri = list_log(self.p.instansi, 2023)[0]
        self.assertEqual((entri.additional_data["dari"], entri.actor), ("buku kerja", self.p.perencana))
        self.assertEqual(list(get_folder().glob("*.xlsx")), [])

    def test_a_file_is_saved_once(self) -> None:
        token = self.token(self.periksa(self.baru))
        self.simpan(token)
        self.assertContains(self.simpan(token), "sudah tidak ada")

    def test_an_equal_file_has_nothing_to_save(self) -> None:
        jawaban = self.periksa(self.isi)
        self.assertContains(jawaban, "sama dengan yang sudah tersimpan")
        self.assertNotContains(jawaban, "Simpan semuanya")

    def test_mistakes_are_told_with_their_cell_and_cannot_be_saved(self) -> None:
        jawaban = self.periksa(ubah(self.isi, "Sarana", 2, "Baik", "banyak"))
        self.assertContains(jawaban, "Ada 1 kesalahan", status_code=422)
        self.assertRegex(jawaban.content.decode(), r'<td class="letak">Sarana![A-Z]2</td>')
        self.assertNotContains(jawaban, "Simpan semuanya", status_code=422)
        jawaban = self.simpan(self.token(jawaban))
        self.assertContains(jawaban, "Ada 1 kesalahan", status_code=422)
        self.assertEqual(self.baik(), 12)

    def test_what_is_no_workbook_is_refused_in_words(self) -> None:
        self.assertContains(self.periksa(b"halo"), "bukan buku kerja Excel", status_code=422)
        self.assertContains(self.periksa(self.isi, "buku.xls"), "harus berakhiran .xlsx", status_code=422)
        self.assertContains(self.periksa(b""), "Berkas ini kosong", status_code=422)
        jawaban = self.client.post("/satu/buku-kerja/periksa/")
        self.assertContains(jawaban, "Pilih dahulu berkas buku kerjanya.", status_code=422)
        with mock.patch("organisasi.forms.unggah.UKURAN_TERBESAR", 10):
            self.assertContains(self.periksa(self.isi), "Berkas lebih besar dari 30 MB", status_code=422)

    def test_a_kecamatan_out_of_use_takes_no_workbook(self) -> None:
        Instansi.objects.filter(slug="satu").update(aktif=False)
        self.assertEqual(self.periksa(self.baru).status_code, 403)
        self.client.force_login(self.p.admin)
        self.alamat_periksa = f"/kabupaten/{self.p.kabupaten.pk}/buku-kerja/"
        self.assertContains(self.periksa(self.baru), "sudah dinonaktifkan", status_code=422)

    def test_another_kecamatans_workbook_is_refused(self) -> None:
        asing = ekspor("dua", 2023)
        assert asing
        jawaban = self.periksa(asing)
        self.assertContains(jawaban, "Buku kerja ini berkunci &quot;dua&quot;", status_code=422)
        jawaban = self.simpan(self.token(jawaban))
        self.assertEqual(jawaban.status_code, 422)
        jawaban = self.periksa(ubah_identitas(self.isi, Kabupaten="Lain"))
        self.assertContains(jawaban, "bukan Kabupaten Contoh", status_code=422)
        self.assertFalse(Kabupaten.objects.filter(nama="Lain").exists())

    def test_a_token_is_its_owners_and_its_places_only(self) -> None:
        token = self.token(self.periksa(self.baru))
        Peran.objects.create(pengguna=self.p.tetangga, jenis="perencana", instansi=self.p.instansi)
        self.client.force_login(self.p.tetangga)
        self.assertContains(self.simpan(token), "Unggah sekali lagi")
        self.assertContains(self.simpan(token + "x"), "Unggah sekali lagi")
        Peran.objects.create(pengguna=self.p.perencana, jenis="perencana", instansi=self.p.lain)
        self.client.force_login(self.p.perencana)
        self.assertContains(self.simpan(token, "/dua/buku-kerja/simpan/"), "Unggah sekali lagi")
        self.assertEqual(self.baik(), 12)

    def test_a_token_lasts_an_hour(self) -> None:
        token = self.token(self.periksa(self.baru))
        with mock.patch("django.core.signing.time.time", return_value=time.time() + UMUR + 1):
            self.assertContains(self.simpan(token), "paling lama satu jam")
        self.assertEqual(self.baik(), 12)

    def test_old_files_are_swept_away(self) -> None:
        self.periksa(self.baru)
        lama = next(get_folder().glob("*.xlsx"))
        kemarin = (timezone.now() - timedelta(days=1)).timestamp()
        os.utime(lama, (kemarin, kemarin))
        self.periksa(self.isi)
        self.assertFalse(lama.exists())

    def test_figures_under_examination_are_not_replaced(self) -> None:
        isian = IsianTriwulan.objects.create(instansi=self.p.instansi, tahun=2023, triwulan=1, status="diajukan")
        lain = ubah(self.isi, "Realisasi", 2, "Keuangan", 30)
        jawaban = self.periksa(lain)
        self.assertContains(jawaban, "Triwulan I kecamatan sedang diperiksa atau sudah disetujui", status_code=422)
        self.simpan(self.token(jawaban))
        self.assertEqual(RealisasiTriwulan.objects.get().keuangan, 25)
        hapus = ubah(self.isi, "Realisasi", 2, "Keuangan", None)
        self.assertContains(self.periksa(hapus), "sedang diperiksa", status_code=422)
        self.assertContains(self.periksa(self.baru), "Simpan semuanya")  # the other sheets may
        IsianTriwulan.objects.filter(pk=isian.pk).update(triwulan=2)  # and so may the other quarters
        self.assertContains(self.periksa(lain), "Simpan semuanya")

    def test_figures_under_examination_are_not_deleted(self) -> None:
        IsianTriwulan.objects.create(
            instansi=self.p.instansi, tahun=2023, triwulan=1, unit=self.p.unit, status="disetujui"
        )
        buku = load_workbook(io.BytesIO(self.isi))
        buku["Realisasi"].delete_rows(2)
        self.assertContains(self.periksa(simpan(buku)), "Triwulan I Seksi Satu sedang diperiksa", status_code=422)
        self.assertTrue(RealisasiTriwulan.objects.exists())

    def test_words_of_a_report_on_its_way_are_not_replaced(self) -> None:
        Narasi.objects.create(laporan=self.p.laporan, bagian="ikm", cara="sebelum", teks="Lama")
        isi = ekspor("satu", 2023)
        assert isi
        Laporan.objects.filter(pk=self.p.laporan.pk).update(status="diajukan")
        jawaban = self.periksa(ubah(isi, "Narasi", 2, "Teks", "Baru"))
        self.assertContains(jawaban, "narasinya tidak dapat diganti", status_code=422)

    def test_who_brings_figures_has_typed_them(self) -> None:
        self.simpan(self.token(self.periksa(ubah(self.isi, "Realisasi", 2, "Keuangan", 30))))
        isian = IsianTriwulan.objects.get()
        self.assertEqual((isian.triwulan, isian.unit, isian.status), (1, None, "draf"))
        self.assertEqual(list(isian.list_pengisi()), [self.p.perencana.pk])

    def test_who_brings_no_figures_may_still_verify(self) -> None:
        self.simpan(self.token(self.periksa(self.baru)))
        self.assertFalse(IsianTriwulan.objects.exists())

    def test_readers_take_workbooks_along_but_bring_none(self) -> None:
        self.client.force_login(self.p.camat)
        jawaban = self.client.get("/satu/buku-kerja/")
        self.assertContains(jawaban, "/satu/2023/buku-kerja/")
        self.assertNotContains(jawaban, "Periksa berkas")
        isi = self.client.get("/satu/2023/buku-kerja/")
        self.assertIn("buku-kerja-satu-2023.xlsx", isi["Content-Disposition"])
        self.assertTrue(impor(io.BytesIO(isi.content), periksa=True).tanpa_perubahan)
        self.assertEqual(self.client.get("/satu/2019/buku-kerja/").status_code, 404)
        kosong = self.client.get("/satu/buku-kerja/kosong/")
        self.assertIn("Petunjuk", load_workbook(io.BytesIO(kosong.content)).sheetnames)


class KabupatenTest(Dasar):
    """The admin of a kabupaten brings the workbook of any of its kecamatan."""

    def setUp(self) -> None:
        super().setUp()
        self.client.force_login(self.p.admin)
        self.alamat_periksa = f"/kabupaten/{self.p.kabupaten.pk}/buku-kerja/"
        self.alamat_simpan = f"{self.alamat_periksa}simpan/"

    def test_an_empty_kabupaten_gets_its_first_kecamatan(self) -> None:
        isi = ubah_identitas(self.isi, Kunci="tiga", Instansi="Kecamatan Tiga")
        jawaban = self.periksa(isi)
        self.assertFalse(Instansi.objects.filter(slug="tiga").exists())
        jawaban = self.simpan(self.token(jawaban))
        self.assertEqual(jawaban.redirect_chain[-1][0], "/tiga/2023/")  # type: ignore[attr-defined]
        self.assertEqual(Instansi.objects.get(slug="tiga").kabupaten, self.p.kabupaten)

    def test_another_kabupaten_is_not_touched(self) -> None:
        asing = ekspor("jauh", 2023)
        assert asing
        self.assertContains(self.periksa(asing), "bukan Kabupaten Contoh", status_code=422)
        dipakai = ubah_identitas(self.isi, Kunci="jauh")
        self.assertContains(self.periksa(dipakai), "sudah dipakai di kabupaten lain", status_code=422)
        baru = ubah_identitas(self.isi, Kunci="tiga", Instansi="Kecamatan Tiga", Kabupaten="Baru")
        jawaban = self.periksa(baru)
        self.assertEqual(self.simpan(self.token(jawaban)).status_code, 422)
        self.assertFalse(Kabupaten.objects.filter(nama="Baru").exists())

    def test_rules_of_the_kabupaten_change_only_where_that_is_ticked(self) -> None:
        isi = ubah_identitas(self.isi, Provinsi="Sulawesi Selatan")
        self.simpan(self.token(self.periksa(isi)))
        self.assertEqual(Kabupaten.objects.get(nama="Contoh").provinsi, "")
        self.simpan(self.token(self.periksa(isi, ubah_bersama="on")))
        self.assertEqual(Kabupaten.objects.get(nama="Contoh").provinsi, "Sulawesi Selatan")
