"""The pages: what a perencana sees, reads and takes along."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from unittest import mock

from django.test import TestCase, override_settings
from django.utils import timezone
from openpyxl import load_workbook

from evaluasi.models import ButirEvaluasi
from lakip.acuan import muat_acuan
from lakip.contoh import KATA_SANDI, buat_akun, muat_contoh
from lakip.models import Laporan, Terbitan
from lakip.terbitan import path_terbitan
from organisasi.models import Instansi, Jabatan, Pengguna, Sarana
from tests.pemeran import buat_pemeran


@override_settings(TERBITAN_LANGSUNG=True)
class HalamanTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        muat_acuan()
        muat_contoh("pelaihari")
        buat_akun(["pelaihari"])

    def setUp(self) -> None:
        self.client.login(username="perencana.pelaihari", password=KATA_SANDI)

    def test_a_kecamatan_leads_to_its_latest_year(self) -> None:
        jawaban = self.client.get("/pelaihari/", follow=True)
        self.assertEqual(jawaban.redirect_chain[-1][0], "/pelaihari/2023/")
        self.assertContains(jawaban, "11.862.514.803")
        self.assertContains(jawaban, "91,93 %")

    def test_only_the_superuser_of_the_sample_enters_djangos_admin(self) -> None:
        staf = Pengguna.objects.filter(is_staff=True)
        self.assertEqual([(p.username, p.is_superuser) for p in staf], [("admin", True)])
        self.assertEqual(self.client.get("/kelola/").status_code, 302)

    def test_a_year_without_data_says_how_to_begin_it(self) -> None:
        jawaban = self.client.get("/pelaihari/2024/")
        self.assertContains(jawaban, "Salin dari tahun 2023")
        self.assertContains(jawaban, "/pelaihari/2024/salin/")
        self.assertContains(jawaban, "Unggah buku kerja")
        self.assertNotContains(self.client.get("/pelaihari/2022/"), "Salin dari tahun")  # nothing before it
        self.client.login(username="camat.pelaihari", password=KATA_SANDI)
        jawaban = self.client.get("/pelaihari/2024/")
        self.assertContains(jawaban, "Perencana kecamatan akan mengisinya lebih dahulu.")
        self.assertNotContains(jawaban, "Unggah buku kerja")

    def test_who_may_edit_can_begin_a_new_year(self) -> None:
        self.assertContains(self.client.get("/pelaihari/2023/"), "+ Tahun baru")
        self.client.login(username="camat.pelaihari", password=KATA_SANDI)
        self.assertNotContains(self.client.get("/pelaihari/2023/"), "+ Tahun baru")

    def test_what_cannot_be_printed_is_told_with_what_to_do(self) -> None:
        Sarana.objects.all().delete()
        jawaban = self.client.get("/pelaihari/2023/")
        self.assertContains(jawaban, "Bagian yang belum dapat dicetak")
        self.assertContains(jawaban, "Sarana dan Prasarana")

    def test_the_report_is_read_chapter_by_chapter_and_long_ones_by_section(self) -> None:
        bab = self.client.get("/pelaihari/2023/lkj/akuntabilitas/")
        self.assertContains(bab, "/pelaihari/2023/lkj/akuntabilitas-keuangan/")
        self.assertNotContains(bab, "10.904.945.967")
        jawaban = self.client.get("/pelaihari/2023/lkj/akuntabilitas-keuangan/")
        self.assertContains(jawaban, "10.904.945.967")
        self.assertContains(jawaban, 'aria-current="page"')
        self.assertContains(jawaban, 'rel="next"')
        self.assertNotContains(jawaban, "style=")
        self.assertEqual(self.client.get("/pelaihari/2023/lkj/tidak-ada/").status_code, 404)

    def test_other_documents_are_offered_with_their_parts(self) -> None:
        jawaban = self.client.get("/pelaihari/2023/")
        self.assertContains(jawaban, "Dokumen lain")
        self.assertContains(jawaban, 'formaction="/pelaihari/2023/dokumen/skm/docx/"')
        self.assertContains(jawaban, '<option value="sekcam">Sekretaris Camat</option>', html=True)
        self.assertContains(jawaban, '<option value="tw-4">Triwulan IV</option>', html=True)
        self.assertContains(jawaban, '<label for="pk-bagian" class="form-label">Jabatan</label>', html=True)

    def test_what_cannot_be_made_yet_is_told_instead_of_offered(self) -> None:
        ButirEvaluasi.objects.all().delete()
        jawaban = self.client.get("/pelaihari/2023/")
        self.assertContains(jawaban, "Belum dapat dibuat. Isi lembar LKE dari Inspektorat")
        self.assertNotContains(jawaban, "/dokumen/lke/")

    def test_a_part_of_a_document_is_handed_out_under_its_own_name(self) -> None:
        for bagian, nama in (("tw-2", "kemajuan-pelaihari-2023-tw-2.json"), ("", "kemajuan-pelaihari-2023.json")):
            jawaban = self.client.post("/pelaihari/2023/dokumen/kemajuan/json/", {"bagian": bagian}, follow=True)
            self.assertContains(jawaban, f"Unduh {nama}")
        self.assertEqual(set(Terbitan.objects.values_list("jenis", "bagian")), {("kemajuan", "tw-2"), ("kemajuan", "")})

    def test_a_word_file_is_handed_out_as_one(self) -> None:
        self.client.post("/pelaihari/2023/dokumen/pk/docx/", {"bagian": "sekcam"})
        berkas = self.client.get(f"/terbitan/{Terbitan.objects.get().pk}/berkas/")
        self.assertIn("pk-pelaihari-2023-sekcam.docx", berkas["Content-Disposition"])
        self.assertIn("wordprocessingml", berkas["Content-Type"])
        self.assertEqual(berkas.getvalue()[:2], b"PK")

    def test_unknown_part_sends_back_with_the_choices(self) -> None:
        jawaban = self.client.post("/pelaihari/2023/dokumen/pk/pdf/", {"bagian": "lurah"}, follow=True)
        self.assertRedirects(jawaban, "/pelaihari/2023/")
        self.assertContains(jawaban, "Yang ada: camat, sekcam")
        self.assertFalse(Terbitan.objects.exists())

    def test_unknown_document_or_format_is_not_found(self) -> None:
        for alamat in ("dokumen/lakip/pdf/", "dokumen/lkj/pdf/", "dokumen/pk/exe/"):
            self.assertEqual(self.client.post(f"/pelaihari/2023/{alamat}").status_code, 404)

    def test_a_failed_part_is_tried_again_as_that_part(self) -> None:
        with mock.patch("lakip.terbitan.render", side_effect=RuntimeError), self.assertLogs("lakip.terbitan"):
            jawaban = self.client.post("/pelaihari/2023/dokumen/kemajuan/json/", {"bagian": "tw-1"}, follow=True)
        self.assertContains(jawaban, 'action="/pelaihari/2023/dokumen/kemajuan/json/"')
        self.assertContains(jawaban, '<input type="hidden" name="bagian" value="tw-1">', html=True)

    def test_a_file_is_made_once_and_handed_out(self) -> None:
        for _ in range(2):
            jawaban = self.client.post("/pelaihari/2023/lkj/unduh/xlsx/", follow=True)
            self.assertContains(jawaban, "Berkas siap.")
        terbitan = Terbitan.objects.get()
        berkas = self.client.get(f"/terbitan/{terbitan.pk}/berkas/")
        self.assertIn("lkj-pelaihari-2023.xlsx", berkas["Content-Disposition"])
        buku = load_workbook(io.BytesIO(berkas.getvalue()))
        self.assertGreater(len(buku.sheetnames), 30)

    def test_changed_data_make_a_new_file(self) -> None:
        self.client.post("/pelaihari/2023/lkj/unduh/json/")
        Sarana.objects.filter(nama="Pompa air").update(baik=5)
        self.client.post("/pelaihari/2023/lkj/unduh/json/")
        self.assertEqual(Terbitan.objects.count(), 2)

    def test_yesterdays_file_of_changed_data_is_swept_away(self) -> None:
        self.client.post("/pelaihari/2023/lkj/unduh/json/")
        lama = Terbitan.objects.get()
        Terbitan.objects.update(dibuat=timezone.now() - timedelta(days=2))
        Sarana.objects.filter(nama="Pompa air").update(baik=5)
        self.client.post("/pelaihari/2023/lkj/unduh/json/")
        self.assertNotEqual(Terbitan.objects.get().pk, lama.pk)
        self.assertFalse(path_terbitan(lama).exists())
        self.assertTrue(path_terbitan(Terbitan.objects.get()).exists())

    def test_a_new_release_does_not_hand_out_the_old_ones_file(self) -> None:
        self.client.post("/pelaihari/2023/lkj/unduh/json/")
        lama = path_terbitan(Terbitan.objects.get())
        with mock.patch("lakip.terbitan.fingerprint_perender", return_value="baru"):
            self.client.post("/pelaihari/2023/lkj/unduh/json/")
            self.assertNotEqual(path_terbitan(Terbitan.objects.get()), lama)
            self.assertTrue(path_terbitan(Terbitan.objects.get()).exists())

    def test_a_changed_letterhead_makes_a_new_file(self) -> None:
        self.client.post("/pelaihari/2023/lkj/unduh/json/")
        Instansi.objects.update(alamat="Jalan Baru Nomor 2")
        self.client.post("/pelaihari/2023/lkj/unduh/json/")
        self.assertEqual(Terbitan.objects.count(), 2)

    def test_a_failure_is_told_and_can_be_tried_again(self) -> None:
        with self.settings(DATA_DIR="/proc/tidak-boleh"), self.assertLogs("lakip.terbitan", "ERROR"):
            jawaban = self.client.post("/pelaihari/2023/lkj/unduh/json/", follow=True)
        self.assertContains(jawaban, "Coba lagi")
        self.assertContains(self.client.post("/pelaihari/2023/lkj/unduh/json/", follow=True), "Berkas siap.")

    def test_the_waiting_page_looks_again_by_itself(self) -> None:
        terbitan = Terbitan.objects.create(
            instansi=Instansi.objects.get(), tahun=2023, jenis="lkj", format="pdf", sidik="0" * 64
        )
        jawaban = self.client.get(f"/terbitan/{terbitan.pk}/")
        self.assertEqual(jawaban["Refresh"], "5")
        sebagian = self.client.get(f"/terbitan/{terbitan.pk}/", headers={"HX-Request": "true"})
        self.assertNotIn("Refresh", sebagian)
        self.assertNotContains(sebagian, "<html")
        self.assertEqual(self.client.get(f"/terbitan/{terbitan.pk}/berkas/").status_code, 404)

    def test_the_json_is_that_of_the_command(self) -> None:
        self.client.post("/pelaihari/2023/lkj/unduh/json/")
        isi = json.loads(self.client.get(f"/terbitan/{Terbitan.objects.get().pk}/berkas/").getvalue())
        self.assertEqual((isi["jenis"], isi["instansi"], isi["tahun"]), ("lkj", "pelaihari", 2023))
        self.assertEqual(Terbitan.objects.get().sidik, isi["sidik"])

    def test_a_figure_leads_to_its_row_and_history(self) -> None:
        sarana = Sarana.objects.get(nama="Pompa air")
        sarana.baik = 3
        sarana.save()
        jawaban = self.client.get(f"/asal/organisasi.sarana/{sarana.pk}/")
        self.assertContains(jawaban, "Pompa air")
        self.assertContains(jawaban, "<del>2</del> → <ins>3</ins>")
        self.assertNotContains(jawaban, "Ubah isian ini")
        Pengguna.objects.filter(username="perencana.pelaihari").update(is_staff=True)  # a link into Django's admin
        self.assertContains(self.client.get(f"/asal/organisasi.sarana/{sarana.pk}/"), "Ubah isian ini")


class KosongTest(TestCase):
    def test_a_kecamatan_without_data_says_how_to_begin(self) -> None:
        p = buat_pemeran()
        Laporan.objects.all().delete()
        self.client.force_login(p.perencana)
        self.assertContains(self.client.get("/satu/"), "Isi buku kerja Excel lalu unggah")

    def test_a_new_kecamatan_begins_with_its_units_and_posts(self) -> None:
        p = buat_pemeran()
        self.client.force_login(p.perencana)
        self.assertContains(self.client.get("/satu/2031/"), "Isi unit dan jabatan")
        Jabatan.objects.create(instansi=p.instansi, nama="Camat")
        self.assertNotContains(self.client.get("/satu/2031/"), "Isi unit dan jabatan")

    def test_a_wrong_password_says_what_to_check(self) -> None:
        jawaban = self.client.post("/masuk/", {"username": "x", "password": "y"})
        self.assertContains(jawaban, "Periksa huruf besar dan kecilnya")
