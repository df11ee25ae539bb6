"""A perjanjian signed by both parties in the browser: the file, what stays of it, and what reports print from then on."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.messages import get_messages
from django.test import TestCase
from pypdf import PdfReader

from lakip.acuan import muat_acuan
from lakip.contoh import KATA_SANDI, buat_akun, muat_contoh
from lakip.dokumen import Bab, TandaTangan, walk_bab
from lakip.models import PerjanjianBeku
from lakip.naskah import rakit_naskah
from lakip.rakit import rakit_lkj
from lakip.tertanda import name_berkas
from organisasi.models import Instansi, Pejabat, Pengguna
from perjanjian.models import PerjanjianKinerja
from perjanjian.rekap import RekapPerjanjian
from perjanjian.salin import buat_perubahan
from renstra.models import Indikator
from tandatangan import layanan
from tandatangan.models import DokumenTertanda, TertandaBeku
from tandatangan.periksa import periksa

KASI = "Kasi Tata Pemerintahan"


@pytest.mark.usefixtures("kunci_cepat")
class TertandaTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        muat_acuan()
        muat_contoh("pelaihari")
        buat_akun(["pelaihari"])
        cls.instansi = Instansi.objects.get(slug="pelaihari")

    def perjanjian(self, jabatan: str = KASI, status: str = "direviu") -> PerjanjianKinerja:
        """The perjanjian of a post; as a draft goes through the whole flow elsewhere, here it begins reviewed."""
        p = PerjanjianKinerja.objects.filter(jabatan__nama=jabatan, instansi=self.instansi)
        p.update(status=status)
        return p.select_related("instansi", "jabatan").get()

    def alamat(self, p: PerjanjianKinerja) -> str:
        return f"/pelaihari/2023/perjanjian/{p.pk}/tanda-tangan/"

    def tanda(self, p: PerjanjianKinerja, siapa: str, sandi: str = KATA_SANDI, **ganti: str) -> Any:
        """Open the page, read the fingerprint from its form, and sign."""
        self.client.force_login(Pengguna.objects.get(username=siapa))
        halaman = self.client.get(self.alamat(p))
        self.assertEqual(halaman.status_code, 200, [str(m) for m in get_messages(halaman.wsgi_request)])
        isi = {"sidik": halaman.context["siap"].sidik, "setuju": "on", "sandi": sandi, **ganti}
        return self.client.post(self.alamat(p), isi)

    def keduanya(self, p: PerjanjianKinerja, pertama: str, kedua: str) -> DokumenTertanda:
        for siapa in (pertama, kedua):
            jawaban = self.tanda(p, siapa)
            self.assertEqual(
                jawaban.status_code, 302, getattr(jawaban, "context", None) and jawaban.context["form"].errors
            )
        tertanda = layanan.find_dokumen(p)
        assert tertanda is not None
        return tertanda

    def test_from_reviewed_to_in_force_with_a_file_that_checks_out(self) -> None:
        p = self.perjanjian()
        tertanda = self.keduanya(p, "pelaksana.pelaihari", "camat.pelaihari")
        p.refresh_from_db()
        self.assertEqual(p.status, "berlaku")
        hasil = periksa(layanan.baca_pdf(tertanda))
        self.assertTrue(hasil.sah, hasil.kesimpulan)
        self.assertEqual([t.jabatan for t in hasil.tanda_tangan], [KASI, "Camat Pelaihari"])
        unduhan = self.client.get(f"/pelaihari/2023/perjanjian/{p.pk}/tertanda.pdf")
        self.assertEqual(unduhan.content, layanan.baca_pdf(tertanda))
        self.assertIn(name_berkas(p), unduhan["Content-Disposition"])

    def test_both_blocks_stand_in_the_boxes_of_the_statement(self) -> None:
        tertanda = self.keduanya(self.perjanjian(), "pelaksana.pelaihari", "camat.pelaihari")
        berkas = PdfReader(io.BytesIO(layanan.baca_pdf(tertanda)))
        kotak = {}
        for nomor, halaman in enumerate(berkas.pages):
            for a in halaman.get("/Annots") or ():
                a = a.get_object()
                if a.get("/FT") == "/Sig":
                    kotak[str(a["/T"])[-1]] = (nomor, [float(n) for n in a["/Rect"]])
        letak = berkas.named_destinations
        for urut in ("1", "2"):
            halaman, (kiri, _, kanan, atas) = kotak[urut]
            tujuan = letak[f"ttd-{urut}"]
            self.assertEqual(berkas.pages[halaman], tujuan["/Page"].get_object())
            self.assertAlmostEqual(kiri, float(tujuan["/Left"]), delta=1)
            self.assertAlmostEqual(atas, float(tujuan["/Top"]), delta=1)
            self.assertAlmostEqual(kanan - kiri, 62 * 72 / 25.4, delta=1)

    def test_the_camat_and_the_kepala_daerah_sign_a_perubahan(self) -> None:
        tertanda = self.keduanya(self.perjanjian("Camat"), "camat.pelaihari", "bupati.tanahlaut")
        self.assertIn("Perubahan", tertanda.judul)
        self.assertEqual([p["jabatan"] for p in tertanda.pihak], ["Camat Pelaihari", "Pj. Bupati Tanah Laut"])

    def test_a_wrong_password_keeps_everything_as_it_was(self) -> None:
        p = self.perjanjian()
        jawaban = self.tanda(p, "pelaksana.pelaihari", "bukan-ini")
        self.assertContains(jawaban, "Kata sandi akun Anda tidak cocok", status_code=422)
        self.assertContains(jawaban, 'action="#tanda-tangan"', status_code=422)  # below the document, so in sight
        p.refresh_from_db()
        self.assertEqual(p.status, "direviu")
        self.assertFalse(DokumenTertanda.objects.exists())

    def test_unread_or_changed_since_is_not_signed(self) -> None:
        p = self.perjanjian()
        self.assertEqual(self.tanda(p, "pelaksana.pelaihari", setuju="").status_code, 422)
        self.client.force_login(Pengguna.objects.get(username="pelaksana.pelaihari"))
        sidik = self.client.get(self.alamat(p)).context["siap"].sidik
        Indikator.objects.filter(butir__perjanjian=p).update(uraian="Bunyi lain")
        jawaban = self.client.post(self.alamat(p), {"sidik": sidik, "setuju": "on", "sandi": KATA_SANDI}, follow=True)
        self.assertContains(jawaban, "berubah sejak halaman ini dibuka")
        self.assertFalse(DokumenTertanda.objects.exists())

    def test_the_second_party_waits_and_others_may_not(self) -> None:
        p = self.perjanjian()
        self.client.force_login(Pengguna.objects.get(username="camat.pelaihari"))
        jawaban = self.client.get(self.alamat(p), follow=True)
        self.assertNotContains(jawaban, "Tanda tangan Anda")
        for siapa in ("perencana.pelaihari", "seksi-kemasyarakatan.pelaihari", "admin.tanahlaut"):
            self.client.force_login(Pengguna.objects.get(username=siapa))
            self.assertEqual(self.client.get(self.alamat(p)).status_code, 403, siapa)

    def test_nobody_signs_for_an_official_of_another_day(self) -> None:
        """The paper bears the name of who held the post on its date."""
        p = self.perjanjian()
        pejabat = p.jabatan.pejabat.get()
        pejabat.pengguna = None
        pejabat.selesai = p.tanggal
        pejabat.save()
        lain = Pengguna.objects.get(username="pelaksana.pelaihari")
        p.jabatan.pejabat.create(nama="Penerus Contoh", mulai="2024-01-01", pengguna=lain)
        self.client.force_login(lain)
        self.assertContains(self.client.get(self.alamat(p), follow=True), "akunnya bukan akun Anda")

    def test_the_second_party_is_who_the_paper_names(self) -> None:
        """A successor, or another kepala daerah, does not sign under somebody else's name."""
        p = self.perjanjian()
        self.tanda(p, "pelaksana.pelaihari")
        lama = p.pihak_kedua.pejabat.get()
        Pejabat.objects.filter(pk=lama.pk).update(pengguna=None, selesai=p.tanggal)
        baru = Pengguna.objects.get(username="sekcam.pelaihari")
        baru.peran.create(jenis="camat", instansi=self.instansi)
        p.pihak_kedua.pejabat.create(nama="Camat Baru Contoh", mulai=p.tanggal + timedelta(days=1), pengguna=baru)
        self.client.force_login(baru)
        self.assertContains(self.client.get(self.alamat(p), follow=True), "akunnya bukan akun Anda")
        camat = self.perjanjian("Camat", "ditandatangani")
        self.perjanjian("Camat")
        Pengguna.objects.filter(username="bupati.tanahlaut").update(first_name="Wakil Lain")
        lama.pengguna, lama.selesai = Pengguna.objects.get(username="camat.pelaihari"), None
        Pejabat.objects.filter(jabatan=lama.jabatan).exclude(pk=lama.pk).delete()
        lama.save()
        self.tanda(camat, "camat.pelaihari")
        self.client.force_login(Pengguna.objects.get(username="bupati.tanahlaut"))
        self.assertContains(self.client.get(self.alamat(camat), follow=True), "akun Anda bukan atas nama itu")

    def test_only_one_perjanjian_of_a_post_comes_into_force(self) -> None:
        p = self.perjanjian()
        rekap = RekapPerjanjian(p, tuple(p.butir.all()))
        perubahan, _ = buat_perubahan(rekap)
        PerjanjianKinerja.objects.filter(pk=perubahan.pk).update(status="berlaku")
        self.client.force_login(Pengguna.objects.get(username="pelaksana.pelaihari"))
        self.assertContains(self.client.get(self.alamat(p), follow=True), "sudah berlaku")
        PerjanjianKinerja.objects.filter(pk=perubahan.pk).update(status="direviu")
        self.assertContains(self.client.get(self.alamat(p), follow=True), "masih menunggu tanda tangan")

    def test_a_signature_and_its_status_come_together(self) -> None:
        p = self.perjanjian()
        with patch("lakip.tertanda.tandatangani", side_effect=RuntimeError), self.assertRaises(RuntimeError):
            self.tanda(p, "pelaksana.pelaihari")
        p.refresh_from_db()
        self.assertEqual(p.status, "direviu")
        self.assertFalse(layanan.find_dokumen(p).tanda_tangan.exists())  # type: ignore[union-attr]
        self.keduanya(p, "pelaksana.pelaihari", "camat.pelaihari")

    def test_withdrawn_by_the_admin_it_is_a_draft_and_the_paper_says_so(self) -> None:
        p = self.perjanjian()
        tertanda = self.keduanya(p, "pelaksana.pelaihari", "camat.pelaihari")
        self.client.force_login(Pengguna.objects.get(username="admin.tanahlaut"))
        self.client.post(f"/pelaihari/2023/perjanjian/{p.pk}/langkah/batalkan/", {"catatan": "Salah ketik."})
        p.refresh_from_db()
        self.assertEqual(p.status, "draf")
        self.assertFalse(periksa(layanan.baca_pdf(tertanda)).berlaku)

    def test_nobody_is_both_parties(self) -> None:
        p = self.perjanjian()
        self.tanda(p, "pelaksana.pelaihari")
        kasi = Pengguna.objects.get(username="pelaksana.pelaihari")
        kasi.peran.create(jenis="camat", instansi=self.instansi)
        Pejabat.objects.filter(jabatan=p.pihak_kedua).update(pengguna=kasi)
        jawaban = self.client.get(self.alamat(p), follow=True)
        self.assertContains(jawaban, "pihak kedua harus orang lain")

    def test_sent_back_the_first_signature_is_withdrawn(self) -> None:
        p = self.perjanjian()
        self.tanda(p, "pelaksana.pelaihari")
        tertanda = layanan.find_dokumen(p)
        assert tertanda is not None
        self.client.force_login(Pengguna.objects.get(username="camat.pelaihari"))
        self.client.post(
            f"/pelaihari/2023/perjanjian/{p.pk}/langkah/kembalikan/", {"catatan": "Target terlalu rendah."}
        )
        tertanda.refresh_from_db()
        self.assertEqual((tertanda.status, tertanda.alasan), ("dibatalkan", "Target terlalu rendah."))
        self.assertIsNone(layanan.find_dokumen(p))
        self.assertFalse(periksa(layanan.baca_pdf(tertanda)).berlaku)

    def bab(self, p: PerjanjianKinerja) -> Bab:
        semua = [b for _, b in walk_bab(rakit_lkj(self.instansi, 2023)) if b.kunci.startswith("lampiran-perjanjian--")]
        return next(b for b in semua if b.judul.endswith(p.jabatan.nama))

    def test_the_report_prints_what_was_signed_whatever_the_data_say_now(self) -> None:
        p = self.perjanjian()
        sebelum = self.bab(p)
        self.keduanya(p, "pelaksana.pelaihari", "camat.pelaihari")
        Indikator.objects.filter(butir__perjanjian=p).update(uraian="Bunyi yang lain sama sekali")
        kini = self.bab(p)
        self.assertNotIn("Bunyi yang lain", str(kini))
        for bagian in ("kasi-tata-pemerintahan", ""):
            pk = str(rakit_naskah("pk", self.instansi, 2023, bagian=bagian).bab)
            self.assertIn("Ditandatangani secara elektronik", pk)
            self.assertNotIn("Bunyi yang lain", pk.split("Rekapitulasi")[0])
        self.assertEqual(
            [b for b in kini.isi if not isinstance(b, TandaTangan)],
            [b for b in sebelum.isi if not isinstance(b, TandaTangan)],
        )
        tanda = [baris for b in kini.isi if isinstance(b, TandaTangan) for pihak in b.pihak for baris in pihak.tanda]
        self.assertEqual(tanda.count("Ditandatangani secara elektronik"), 4)

    def test_what_was_signed_cannot_be_saved_again_or_deleted(self) -> None:
        p = self.perjanjian()
        self.keduanya(p, "pelaksana.pelaihari", "camat.pelaihari")
        beku = PerjanjianBeku.objects.get()
        with self.assertRaises(TertandaBeku):
            beku.save()
        with self.assertRaises(TertandaBeku):
            beku.dokumen.delete()
