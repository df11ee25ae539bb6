"""A perjanjian signed on paper: who records it, what is frozen, what reports print and what becomes of the one before."""

from __future__ import annotations

import datetime
from typing import Any
from unittest.mock import patch

import pytest
from auditlog.context import set_actor
from auditlog.models import LogEntry
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import TestCase

from lakip.acuan import muat_acuan
from lakip.contoh import KATA_SANDI, buat_akun, muat_contoh
from lakip.dokumen import TandaTangan, walk_blok
from lakip.kertas import prepare_kertas
from lakip.models import PerjanjianBeku
from lakip.naskah import rakit_naskah
from lakip.rakit import rakit_lkj
from lakip.tertanda import prepare_tanda, sign_perjanjian
from organisasi.alur import list_riwayat_status
from organisasi.models import Instansi, Kabupaten, Pengguna
from perjanjian.kertas import find_kertas, path_pindaian
from perjanjian.models import PerjanjianKinerja, TandaKertas
from perjanjian.rekap import RekapPerjanjian
from perjanjian.salin import buat_perubahan
from renstra.models import Indikator
from tandatangan import layanan
from tandatangan.layanan import Rahasia
from tandatangan.models import DokumenTertanda, TertandaBeku
from tests.organisasi.test_gambar import foto_ponsel

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
KASI = "Kasi Tata Pemerintahan"
DI_KERTAS = ("Ditandatangani di kertas", "9 Januari 2023")


class KertasTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        muat_acuan()
        muat_contoh("pelaihari")
        buat_akun(["pelaihari"])
        cls.instansi = Instansi.objects.get(slug="pelaihari")

    def perjanjian(self, jabatan: str = KASI, status: str = "direviu") -> PerjanjianKinerja:
        p = PerjanjianKinerja.objects.filter(jabatan__nama=jabatan, instansi=self.instansi)
        p.update(status=status)
        return p.select_related("instansi__kabupaten", "jabatan").get()

    def alamat(self, p: PerjanjianKinerja, akhir: str = "kertas/") -> str:
        return f"/pelaihari/2023/perjanjian/{p.pk}/{akhir}"

    def masuk(self, siapa: str) -> Pengguna:
        pengguna = Pengguna.objects.get(username=siapa)
        self.client.force_login(pengguna)
        return pengguna

    def catat(self, p: PerjanjianKinerja, siapa: str = "camat.pelaihari", **ganti: Any) -> Any:
        """Open the page, read the fingerprint from its form, and record."""
        self.masuk(siapa)
        halaman = self.client.get(self.alamat(p))
        self.assertEqual(halaman.status_code, 200, [str(m) for m in get_messages(halaman.wsgi_request)])
        isi = {
            "sidik": halaman.context["siap"].sidik,
            "tanggal": "2023-01-09",
            "pindaian": SimpleUploadedFile("pk.pdf", PDF),
            "setuju": "on",
            **ganti,
        }
        jawaban = self.client.post(self.alamat(p), {k: v for k, v in isi.items() if v is not None})
        p.refresh_from_db()
        return jawaban

    def test_reviewed_and_recorded_it_is_in_force_with_its_scan(self) -> None:
        p = self.perjanjian()
        self.assertEqual(self.catat(p).status_code, 302)
        self.assertEqual(p.status, "berlaku")
        halaman = self.client.get(self.alamat(p, ""))
        self.assertContains(halaman, "Ditandatangani di kertas")
        self.assertContains(halaman, "9 Januari 2023")
        self.assertNotContains(halaman, "Periksa keaslian")
        for siapa in ("camat.pelaihari", "inspektorat.tanahlaut"):
            self.masuk(siapa)
            unduhan = self.client.get(self.alamat(p, "pindaian/"))
            self.assertEqual((unduhan.content, unduhan["Content-Type"]), (PDF, "application/pdf"))
            self.assertIn("pk-kasi-tapem-pelaihari-2023.pdf", unduhan["Content-Disposition"])
        langkah = list_riwayat_status(p)[0]
        self.assertEqual(
            (langkah.aksi, langkah.oleh.username, langkah.catatan),
            ("catat_kertas", "camat.pelaihari", "Ditandatangani 9 Januari 2023."),
        )
        self.assertTrue(LogEntry.objects.get_for_object(TandaKertas.objects.get()).exists())
        self.assertFalse(DokumenTertanda.objects.exists())

    def test_a_photo_of_the_paper_forgets_where_it_was_taken(self) -> None:
        p = self.perjanjian()
        self.catat(p, pindaian=SimpleUploadedFile("pk.jpg", foto_ponsel()))
        unduhan = self.client.get(self.alamat(p, "pindaian/"))
        self.assertEqual(unduhan["Content-Type"], "image/jpeg")
        self.assertTrue(unduhan["Content-Disposition"].endswith('.jpg"'))
        self.assertNotIn(b"RUMAH SAYA", unduhan.content)

    def test_what_is_missing_or_no_scan_is_said_and_the_rest_stays_typed(self) -> None:
        p = self.perjanjian()
        besok = (datetime.date.today() + datetime.timedelta(days=2)).isoformat()
        for ganti, kata in (
            ({"pindaian": SimpleUploadedFile("pk.pdf", b"MZ")}, "bukan foto JPG, PNG, atau PDF"),
            ({"pindaian": None}, "Pilih dahulu berkasnya"),
            ({"tanggal": besok}, "Tanggal ini belum tiba"),
            ({"tanggal": "2020-01-09"}, "tidak mungkin ditandatangani selama itu"),
            ({"setuju": None}, "Cocokkan dahulu isinya"),
        ):
            with self.subTest(kata):
                jawaban = self.catat(p, **ganti)
                self.assertContains(jawaban, kata, status_code=422)
                self.assertContains(jawaban, f'value="{ganti.get("tanggal", "2023-01-09")}"', status_code=422)
        with self.settings(MAKS_BUKTI=10):
            self.assertContains(self.catat(p), "lebih besar dari", status_code=422)
        self.assertEqual((p.status, TandaKertas.objects.count()), ("direviu", 0))

    def test_what_has_changed_since_it_was_compared_is_not_recorded(self) -> None:
        p = self.perjanjian()
        self.masuk("camat.pelaihari")
        sidik = self.client.get(self.alamat(p)).context["siap"].sidik
        Indikator.objects.filter(butir__perjanjian=p).update(uraian="Bunyi lain")
        self.catat(p, sidik=sidik)
        self.assertEqual((p.status, PerjanjianBeku.objects.count()), ("direviu", 0))

    def test_who_typed_it_does_not_vouch_for_it_unless_the_office_is_allowed_to(self) -> None:
        p = self.perjanjian(status="draf")
        with set_actor(Pengguna.objects.get(username="perencana.pelaihari")):
            p.nomor = "7"
            p.save()
        p = self.perjanjian()
        self.masuk("perencana.pelaihari")
        self.assertContains(self.client.get(self.alamat(p), follow=True), "Anda ikut mengisi data ini")
        Instansi.objects.update(periksa_sendiri=True)
        self.assertEqual(self.catat(p, "perencana.pelaihari").status_code, 302)
        self.assertEqual(p.status, "berlaku")

    def test_others_may_not_and_nothing_but_a_reviewed_one_is_recorded(self) -> None:
        p = self.perjanjian()
        for siapa in ("pelaksana.pelaihari", "inspektorat.tanahlaut", "bupati.tanahlaut"):
            self.masuk(siapa)
            self.assertEqual(self.client.get(self.alamat(p)).status_code, 403, siapa)
        self.masuk("camat.pelaihari")
        for status in ("draf", "diajukan", "ditandatangani", "berlaku", "digantikan"):
            self.perjanjian(status=status)
            with self.subTest(status):
                self.assertContains(self.client.get(self.alamat(p), follow=True), "yang berstatus")
        self.assertEqual(self.client.get(self.alamat(p, "pindaian/")).status_code, 404)

    def test_the_kabupaten_chooses_how_perjanjian_are_signed(self) -> None:
        p = self.perjanjian()
        for cara, siapa, akhir, kata in (
            ("elektronik", "camat.pelaihari", "kertas/", "ditandatangani secara elektronik"),
            ("kertas", "pelaksana.pelaihari", "tanda-tangan/", "ditandatangani di kertas"),
        ):
            Kabupaten.objects.update(cara_tanda=cara)
            self.masuk(siapa)
            with self.subTest(cara):
                self.assertNotContains(self.client.get(self.alamat(p, "")), f'href="{self.alamat(p, akhir)}"')
                self.assertContains(self.client.get(self.alamat(p, akhir), follow=True), kata)
        Kabupaten.objects.update(cara_tanda="keduanya")
        self.assertContains(self.client.get(self.alamat(p, "")), f'href="{self.alamat(p, "tanda-tangan/")}"')

    def tanda(self, dokumen: Any) -> list[tuple[str, ...]]:
        return [q.tanda for _, b in walk_blok(dokumen) if isinstance(b, TandaTangan) for q in b.pihak]

    def test_reports_print_what_was_signed_whatever_the_data_say_now(self) -> None:
        p = self.perjanjian()
        self.catat(p)
        Indikator.objects.filter(butir__perjanjian=p).update(uraian="Bunyi yang lain sama sekali")
        pk = rakit_naskah("pk", self.instansi, 2023, bagian="kasi-tata-pemerintahan")
        self.assertNotIn("Bunyi yang lain", str(pk.bab))
        self.assertEqual(self.tanda(pk), [DI_KERTAS] * 4)
        self.assertEqual(self.tanda(rakit_lkj(self.instansi, 2023)).count(DI_KERTAS), 4)

    def test_a_changed_scan_is_not_handed_out(self) -> None:
        p = self.perjanjian()
        self.catat(p, pindaian=SimpleUploadedFile("pk.pdf", PDF.replace(b"1 0", b"2 0")))
        letak = path_pindaian(TandaKertas.objects.get())
        letak.chmod(0o640)
        letak.write_bytes(b"lain")
        self.assertContains(self.client.get(self.alamat(p, "pindaian/"), follow=True), "tidak lagi sama")

    def test_nothing_of_it_can_be_changed_or_deleted(self) -> None:
        p = self.perjanjian()
        self.catat(p)
        tanda, beku = TandaKertas.objects.get(), PerjanjianBeku.objects.get()
        for langkah in (tanda.save, tanda.delete, beku.save):
            with self.assertRaises(TertandaBeku):
                langkah()
        with self.assertRaises(IntegrityError), transaction.atomic():
            PerjanjianBeku.objects.create(perjanjian=p, isi=b"")

    def test_nothing_is_left_where_it_fails_halfway(self) -> None:
        p = self.perjanjian()
        with patch("lakip.kertas.write_pindaian", side_effect=OSError), self.assertRaises(OSError):
            self.catat(p)
        p.refresh_from_db()
        self.assertEqual((p.status, TandaKertas.objects.count()), ("direviu", 0))

    def test_withdrawn_by_the_admin_it_is_a_draft_and_may_be_recorded_again(self) -> None:
        p = self.perjanjian()
        self.catat(p)
        self.masuk("admin.tanahlaut")
        self.client.post(self.alamat(p, "langkah/batalkan/"), {"catatan": "Salah unggah."})
        p.refresh_from_db()
        self.assertEqual((p.status, find_kertas(p)), ("draf", None))
        self.assertEqual(self.client.get(self.alamat(p, "pindaian/")).status_code, 404)
        self.assertNotIn(DI_KERTAS, self.tanda(rakit_naskah("pk", self.instansi, 2023)))
        p = self.perjanjian()
        self.catat(p, tanggal="2023-02-01")
        self.assertEqual([t.tanggal.month for t in TandaKertas.objects.filter(dibatalkan=None)], [2])

    def perubahan(self, p: PerjanjianKinerja) -> PerjanjianKinerja:
        ubahan, _ = buat_perubahan(RekapPerjanjian(p, tuple(p.butir.all())))
        PerjanjianKinerja.objects.filter(pk=ubahan.pk).update(status="direviu")
        return PerjanjianKinerja.objects.select_related("instansi__kabupaten").get(pk=ubahan.pk)

    def test_a_perubahan_on_paper_replaces_a_murni_on_paper(self) -> None:
        p = self.perjanjian()
        self.catat(p)
        self.catat(self.perubahan(p), tanggal="2023-10-02")
        p.refresh_from_db()
        self.assertEqual(p.status, "digantikan")
        self.assertIn(
            DI_KERTAS, self.tanda(rakit_naskah("pk", self.instansi, 2023, bagian="kasi-tata-pemerintahan-murni"))
        )
        pk = rakit_naskah("pk", self.instansi, 2023, bagian="kasi-tata-pemerintahan")
        self.assertEqual(set(self.tanda(pk)), {("Ditandatangani di kertas", "2 Oktober 2023")})

    @pytest.mark.usefixtures("kunci_cepat")
    def test_the_page_of_an_electronic_murni_says_that_paper_has_replaced_it(self) -> None:
        p = self.perjanjian()
        for siapa in ("pelaksana.pelaihari", "camat.pelaihari"):
            oleh = Pengguna.objects.get(username=siapa)
            siap = prepare_tanda(p, oleh)
            sign_perjanjian(p, siap, oleh, Rahasia(KATA_SANDI), siap.sidik)
        lama = layanan.find_dokumen(p)
        assert lama is not None
        self.catat(self.perubahan(p), tanggal="2023-10-02")
        self.assertContains(self.client.get(f"/verifikasi/{lama.kode}/"), "Penggantinya ditandatangani di kertas")

    def test_what_nobody_signed_in_the_end_waits_for_nobody(self) -> None:
        p = self.perjanjian()
        oleh = Pengguna.objects.get(username="pelaksana.pelaihari")
        siap = prepare_tanda(p, oleh)
        with patch("lakip.tertanda.layanan.tanda_tangani", side_effect=RuntimeError), self.assertRaises(RuntimeError):
            sign_perjanjian(p, siap, oleh, Rahasia(KATA_SANDI), siap.sidik)
        self.catat(p)
        self.assertEqual(DokumenTertanda.objects.get().status, "dibatalkan")

    def test_only_one_perjanjian_of_a_post_waits_at_a_time(self) -> None:
        p = self.perjanjian()
        self.perubahan(p)
        self.masuk("camat.pelaihari")
        self.assertContains(self.client.get(self.alamat(p), follow=True), "masih menunggu tanda tangan")

    def test_what_is_prepared_is_the_same_for_the_same_data(self) -> None:
        p = self.perjanjian()
        camat = Pengguna.objects.get(username="camat.pelaihari")
        self.assertEqual(prepare_kertas(p, camat).sidik, prepare_kertas(p, camat).sidik)
