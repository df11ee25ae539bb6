"""The pages of the workshop: what each tells, and that no typing is lost."""

from __future__ import annotations

import io
from unittest import mock

from django.core.files.storage import default_storage
from django.db import connection
from django.test import TestCase, override_settings
from django.test.utils import CaptureQueriesContext

from anggaran.models import IsianTriwulan
from lakip.acuan import muat_acuan
from lakip.contoh import KATA_SANDI, buat_akun, muat_contoh
from lakip.forms import HURUF_TERBANYAK
from lakip.kerangka import HALAMAN, TABEL
from lakip.models import BagianSusunan, FotoLaporan, Laporan, Narasi, Susunan, VersiNarasi
from lakip.penulisan import fingerprint_narasi, read_narasi
from lakip.pustaka import list_kunci
from organisasi.models import Sarana
from tests.lakip.test_foto import gambar
from tests.pabrik import buat_sub_kegiatan
from tests.pemeran import buat_pemeran

DASAR = "/satu/2023/laporan/"
BAGIAN = f"{DASAR}bagian/latar-belakang/"
JSON = {"Accept": "application/json"}


class DasarTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        buat_sub_kegiatan(cls.p.instansi, "7.01.01.2.01.0001", 1000, keuangan=(250,))

    def setUp(self) -> None:
        self.client.force_login(self.p.perencana)

    def sidik(self, bagian: str = "latar-belakang") -> str:
        return fingerprint_narasi(read_narasi(self.p.laporan, bagian))

    def narasi(self) -> dict[str, str]:
        return read_narasi(self.p.laporan, "latar-belakang")

    def status(self, kini: str) -> None:
        Laporan.objects.filter(pk=self.p.laporan.pk).update(status=kini)


class DaftarTest(DasarTest):
    def test_each_section_says_what_is_there_and_what_to_enter(self) -> None:
        jawaban = self.client.get(DASAR)
        self.assertContains(jawaban, "belum ada datanya")
        self.assertContains(jawaban, "Isi lembar Sarana")
        Sarana.objects.create(instansi=self.p.instansi, tahun=2023, nama="Meja", baik=2)
        self.assertNotContains(self.client.get(DASAR), "Isi lembar Sarana")

    def test_tells_who_wrote_last_and_references_that_lead_nowhere(self) -> None:
        self.client.post(BAGIAN, {"sebelum": "Pagu [[pagux]].", "sidik": self.sidik()})
        baris = {b.kunci: b for b in self.client.get(DASAR).context["bagian"]}
        satu = baris["latar-belakang"]
        self.assertEqual((satu.narasi, satu.oleh, satu.foto), (True, "perencana", 0))
        self.assertEqual(satu.keberatan, ("[[pagux]] tidak dikenal; mungkin maksudnya [[pagu]].",))
        self.assertFalse(baris["maksud-tujuan"].narasi)

    def test_every_place_to_enter_belongs_to_a_section(self) -> None:
        self.assertEqual((TABEL.keys() | HALAMAN.keys()) - set(list_kunci()), set())
        self.assertEqual(TABEL.keys() & HALAMAN.keys(), set())
        with mock.patch("lakip.kerangka.reverse", lambda nama, args: f"/{nama}/{args[-1]}/"):
            baris = {b.kunci: b.tautan for b in self.client.get(DASAR).context["bagian"]}
        self.assertEqual(baris["sarana-prasarana"], "/isi_tabel/sarana/")
        self.assertEqual(baris["perjanjian-camat"], "/list_perjanjian/2023/")
        self.assertEqual(baris["latar-belakang"], "")  # lacks nothing

    def test_quarters_that_are_not_approved_are_told_of_before_it_is_sent(self) -> None:
        belum = "dari 4 isian triwulan tahun ini belum disetujui camat"
        self.assertContains(self.client.get(DASAR), f"4 {belum}")
        for triwulan, status in ((1, "disetujui"), (2, "terkunci"), (3, "disetujui"), (4, "diverifikasi")):
            IsianTriwulan.objects.create(instansi=self.p.instansi, tahun=2023, triwulan=triwulan, status=status)
        self.assertContains(self.client.get(DASAR), f"1 {belum}")
        IsianTriwulan.objects.filter(triwulan=4).update(status="disetujui")
        self.assertNotContains(self.client.get(DASAR), belum)

    def test_readers_get_links_to_read(self) -> None:
        self.client.force_login(self.p.camat)
        jawaban = self.client.get(DASAR)
        self.assertContains(jawaban, f"{BAGIAN}pratinjau/")
        self.assertNotContains(jawaban, f'"{BAGIAN}"')

    def test_more_words_cost_no_more_queries(self) -> None:
        def hitung() -> int:
            with CaptureQueriesContext(connection) as kueri:
                self.client.get(DASAR)
            return len(kueri)

        self.client.post(BAGIAN, {"sebelum": "Kata.", "sidik": self.sidik()})
        self.client.get(DASAR)
        satu = hitung()
        for kunci in ("peran", "simpulan", "maksud-tujuan", "sistematika"):
            alamat = f"{DASAR}bagian/{kunci}/"
            self.client.post(alamat, {"sebelum": "Kata.", "sidik": self.sidik(kunci)})
        self.client.get(DASAR)
        self.assertEqual(hitung(), satu)

    def test_a_year_without_a_report_says_how_to_begin(self) -> None:
        self.assertContains(self.client.get("/satu/2024/laporan/"), "/satu/2024/laporan/mulai/")
        self.client.force_login(self.p.camat)
        jawaban = self.client.get("/satu/2024/laporan/")
        self.assertNotContains(jawaban, "/satu/2024/laporan/mulai/")
        self.assertContains(jawaban, "Perencana kecamatan yang memulainya")


class MulaiTest(DasarTest):
    def test_begins_with_the_chosen_outline(self) -> None:
        susunan = Susunan.objects.create(kunci="sendiri", nama="Susunan kabupaten", kabupaten=self.p.kabupaten)
        BagianSusunan.objects.create(susunan=susunan, urut=1, kunci="peran", judul="Peran Kami")
        jawaban = self.client.post(
            "/satu/2024/laporan/mulai/", {"susunan": susunan.pk, "tempat": "Satu", "tanggal": "2025-01-31"}, follow=True
        )
        self.assertContains(jawaban, "Peran Kami")
        laporan = Laporan.objects.get(instansi=self.p.instansi, tahun=2024)
        self.assertEqual((laporan.susunan, laporan.tempat, str(laporan.tanggal)), (susunan, "Satu", "2025-01-31"))

    def test_the_outline_of_another_kabupaten_is_not_offered(self) -> None:
        asing = Susunan.objects.create(kunci="asing", nama="Susunan asing", kabupaten=self.p.jauh.kabupaten)
        self.assertNotContains(self.client.get("/satu/2024/laporan/mulai/"), "Susunan asing")
        jawaban = self.client.post("/satu/2024/laporan/mulai/", {"susunan": asing.pk})
        self.assertEqual(jawaban.status_code, 422)

    def test_a_day_before_the_year_comes_back_with_what_was_typed(self) -> None:
        isi = {"susunan": self.p.laporan.susunan_id, "tempat": "Kota Satu", "tanggal": "2022-12-31"}
        jawaban = self.client.post(f"{DASAR}atur/", isi)
        self.assertContains(jawaban, "tidak mungkin ditetapkan sebelum tahun itu", status_code=422)
        self.assertContains(jawaban, "Kota Satu", status_code=422)

    def test_place_and_day_are_changed_in_a_draft_only(self) -> None:
        isi = {"susunan": self.p.laporan.susunan_id, "tempat": "Kota Satu", "tanggal": "2024-01-31"}
        self.assertRedirects(self.client.post(f"{DASAR}atur/", isi), DASAR)
        self.assertEqual(Laporan.objects.get(pk=self.p.laporan.pk).tempat, "Kota Satu")
        self.status("diajukan")
        self.assertEqual(self.client.get(f"{DASAR}atur/").status_code, 403)

    def test_what_has_begun_is_not_begun_again(self) -> None:
        self.assertRedirects(self.client.get(f"{DASAR}mulai/"), DASAR)


class BagianTest(DasarTest):
    def test_offers_figures_automatic_sentences_and_last_years_words(self) -> None:
        lalu = Laporan.objects.create(instansi=self.p.instansi, tahun=2022, susunan=self.p.laporan.susunan)
        Narasi.objects.create(laporan=lalu, bagian="latar-belakang", cara="sesudah", teks="Kata tahun lalu.")
        jawaban = self.client.get(BAGIAN)
        self.assertContains(jawaban, "<code>[[pagu]]</code>")
        self.assertContains(jawaban, "Kata tahun lalu.")
        self.assertTrue(jawaban.context["otomatis"])
        self.assertContains(jawaban, 'id="teks-otomatis"')

    def test_without_javascript_the_automatic_sentences_are_copied_by_a_link(self) -> None:
        jawaban = self.client.get(f"{BAGIAN}?salin=1")
        self.assertEqual(jawaban.context["form"].initial["ganti"], jawaban.context["otomatis"])
        self.assertEqual(self.narasi()["ganti"], "")  # not stored until saved

    def test_the_form_stores_and_says_when(self) -> None:
        jawaban = self.client.post(BAGIAN, {"sebelum": "Terserap [[realisasi]].", "sidik": self.sidik()}, follow=True)
        self.assertContains(jawaban, "Tersimpan ")
        self.assertContains(jawaban, "Terserap <a")
        self.assertContains(jawaban, ">Rp 250</a>")

    def test_a_reference_that_leads_nowhere_is_stored_and_told(self) -> None:
        jawaban = self.client.post(BAGIAN, {"sebelum": "[[pagux]]", "sidik": self.sidik()}, follow=True)
        self.assertContains(jawaban, "[[pagux]] tidak dikenal; mungkin maksudnya [[pagu]].")
        self.assertEqual(self.narasi()["sebelum"], "[[pagux]]")

    def test_the_second_of_two_sees_both_texts_and_decides(self) -> None:
        dilihat = self.sidik()
        self.client.force_login(self.p.admin)
        self.client.post(BAGIAN, {"sebelum": "Kata admin.", "sidik": dilihat})
        self.client.force_login(self.p.perencana)
        jawaban = self.client.post(BAGIAN, {"sebelum": "Kata perencana.", "sidik": dilihat})
        self.assertContains(jawaban, "admin sudah mengubah bagian ini", status_code=409)
        self.assertContains(jawaban, "<pre>Kata admin.</pre>", status_code=409, html=True)
        form = jawaban.context["form"]
        self.assertEqual(form["sebelum"].value(), "Kata perencana.")
        self.client.post(BAGIAN, {"sebelum": "Kata perencana.", "sidik": form["sidik"].value()})
        self.assertEqual(self.narasi()["sebelum"], "Kata perencana.")

    def test_too_long_comes_back_with_what_was_typed(self) -> None:
        jawaban = self.client.post(BAGIAN, {"sebelum": "x" * (HURUF_TERBANYAK + 1), "sidik": self.sidik()})
        self.assertContains(jawaban, "terlalu panjang", status_code=422)
        self.assertEqual(len(jawaban.context["form"]["sebelum"].value()), HURUF_TERBANYAK + 1)

    def test_a_report_that_went_up_meanwhile_gives_the_typing_back(self) -> None:
        self.status("diajukan")
        jawaban = self.client.post(BAGIAN, {"sebelum": "Kata terlambat.", "sidik": self.sidik()})
        self.assertContains(jawaban, "berstatus diajukan", status_code=403)
        self.assertContains(jawaban, "Kata terlambat.", status_code=403)
        self.assertEqual(self.narasi()["sebelum"], "")

    def test_a_colleague_in_the_section_is_shown_on_opening(self) -> None:
        self.client.force_login(self.p.admin)
        self.client.get(BAGIAN)
        self.client.force_login(self.p.perencana)
        self.assertContains(self.client.get(BAGIAN), "admin juga sedang membuka bagian ini")
        self.assertContains(self.client.post(f"{BAGIAN}hadir/"), "admin juga sedang membuka")

    def test_a_section_outside_the_outline_does_not_exist(self) -> None:
        for kunci in ("tidak-ada", "ikm--anu", "tidak--ada"):
            self.assertEqual(self.client.get(f"{DASAR}bagian/{kunci}/").status_code, 404)

    def test_a_section_alone_as_pdf(self) -> None:
        jawaban = self.client.get(f"{BAGIAN}pdf/")
        self.assertEqual(jawaban["Content-Type"], "application/pdf")
        self.assertTrue(jawaban.content.startswith(b"%PDF"))

    def test_htmx_gets_the_preview_alone(self) -> None:
        jawaban = self.client.get(f"{BAGIAN}pratinjau/", headers={"HX-Request": "true"})
        self.assertNotContains(jawaban, "<html")


class JsonTest(DasarTest):
    def simpan(self, status: int, **isi: str) -> dict:
        jawaban = self.client.post(BAGIAN, isi, headers=JSON)
        self.assertEqual((jawaban.status_code, jawaban["Content-Type"]), (status, "application/json"))
        return jawaban.json()

    def test_saves_and_answers_with_the_next_fingerprint(self) -> None:
        jawaban = self.simpan(200, sebelum="Satu.\r\n", sidik=self.sidik())
        self.assertRegex(jawaban["jam"], r"^\d\d\.\d\d$")
        self.assertEqual(jawaban["sidik"], self.sidik())
        jawaban = self.simpan(200, sebelum="Satu dua [[pagux]].", sidik=jawaban["sidik"])
        self.assertEqual([p["pesan"][:9] for p in jawaban["peringatan"]], ["[[pagux]]"])
        self.assertEqual(VersiNarasi.objects.count(), 1)

    def test_a_conflict_shows_the_colleagues_words(self) -> None:
        dilihat = self.sidik()
        self.simpan(200, sebelum="Dahulu.", sidik=dilihat)
        jawaban = self.simpan(409, sebelum="Kemudian.", sidik=dilihat)
        self.assertEqual((jawaban["oleh"], jawaban["kini"]["sebelum"]["nilai"]), ("perencana", "Dahulu."))
        self.assertEqual(jawaban["sidik"], self.sidik())

    def test_a_closed_report_and_too_much_text_are_refused(self) -> None:
        self.assertIn("terlalu panjang", str(self.simpan(422, sebelum="x" * 60_001)["galat"]["sebelum"]))
        self.status("diajukan")
        self.assertIn("berstatus diajukan", self.simpan(403, sebelum="x", sidik=self.sidik())["pesan"])


class VersiTest(DasarTest):
    def test_a_version_is_shown_compared_and_restored(self) -> None:
        self.client.post(BAGIAN, {"sebelum": "pagu naik tajam", "sidik": self.sidik()})
        self.client.force_login(self.p.admin)
        self.client.post(BAGIAN, {"sebelum": "pagu turun tajam", "sidik": self.sidik()})
        self.client.force_login(self.p.perencana)
        jawaban = self.client.get(f"{BAGIAN}versi/")
        self.assertContains(jawaban, "<del>naik </del><ins>turun </ins>")
        self.assertContains(jawaban, "Ini tulisan yang sekarang dipakai.")
        lama = VersiNarasi.objects.get(teks="pagu naik tajam")
        jawaban = self.client.get(f"{BAGIAN}versi/?v={lama.pk}&kini=1")
        self.assertContains(jawaban, "<del>naik </del><ins>turun </ins>")
        self.client.post(f"{BAGIAN}versi/{lama.pk}/kembalikan/", {"sidik": jawaban.context["sidik"]})
        self.assertEqual(self.narasi()["sebelum"], "pagu naik tajam")

    def test_restoring_without_having_seen_the_newest_is_told(self) -> None:
        self.client.post(BAGIAN, {"sebelum": "Satu.", "sidik": self.sidik()})
        satu = VersiNarasi.objects.get()
        self.client.force_login(self.p.admin)
        self.client.post(BAGIAN, {"sebelum": "Dua.", "sidik": self.sidik()})
        jawaban = self.client.post(f"{BAGIAN}versi/{satu.pk}/kembalikan/", {"sidik": "basi"}, follow=True)
        self.assertContains(jawaban, "baru saja mengubah bagian ini")
        self.assertEqual(self.narasi()["sebelum"], "Dua.")

    def test_readers_see_versions_without_a_button(self) -> None:
        self.client.post(BAGIAN, {"sebelum": "Satu.", "sidik": self.sidik()})
        self.client.force_login(self.p.camat)
        jawaban = self.client.get(f"{BAGIAN}versi/")
        self.assertContains(jawaban, "Satu.")
        self.assertNotContains(jawaban, "Kembalikan versi ini")


class FotoTest(DasarTest):
    def unggah(self, keterangan: str = "Gotong royong", berkas: object = None):  # type: ignore[no-untyped-def]
        jawaban = self.client.post(f"{BAGIAN}foto/", {"keterangan": keterangan, "berkas": berkas or gambar()})
        for foto in FotoLaporan.objects.all():
            self.addCleanup(default_storage.delete, foto.berkas.name)
        return jawaban

    def test_a_photo_is_added_shown_and_printed(self) -> None:
        self.assertRedirects(self.unggah(), BAGIAN)
        foto = FotoLaporan.objects.get()
        self.assertContains(self.client.get(BAGIAN), f'src="/foto/{foto.pk}/"')
        self.assertContains(self.client.get(f"{BAGIAN}pratinjau/"), "Gotong royong")

    def test_what_is_no_photo_comes_back_with_its_caption(self) -> None:
        jawaban = self.unggah("Keterangan panjang", io.BytesIO(b"bukan foto"))
        self.assertContains(jawaban, "bukan foto JPG atau PNG", status_code=422)
        self.assertContains(jawaban, "Keterangan panjang", status_code=422)

    def test_caption_order_and_removal(self) -> None:
        self.unggah("Satu")
        self.unggah("Dua")
        satu, dua = FotoLaporan.objects.all()
        self.client.post(f"{DASAR}foto/{dua.pk}/naik/")
        self.assertEqual([f.keterangan for f in FotoLaporan.objects.all()], ["Dua", "Satu"])
        self.client.post(f"{DASAR}foto/{satu.pk}/", {f"foto-{satu.pk}-keterangan": "Baru"})
        self.assertEqual(FotoLaporan.objects.get(pk=satu.pk).keterangan, "Baru")
        self.assertContains(
            self.client.post(f"{DASAR}foto/{satu.pk}/", {f"foto-{satu.pk}-keterangan": ""}, follow=True), "wajib"
        )
        self.client.post(f"{DASAR}foto/{satu.pk}/hapus/")
        self.assertEqual([f.keterangan for f in FotoLaporan.objects.all()], ["Dua"])
        self.assertEqual(self.client.post(f"{DASAR}foto/{dua.pk}/miring/").status_code, 404)


@override_settings(TERBITAN_LANGSUNG=True)
class ContohTest(TestCase):
    """With the whole of a real year: every section, computed ones too, can be opened."""

    @classmethod
    def setUpTestData(cls) -> None:
        muat_acuan()
        muat_contoh("pelaihari")
        buat_akun(["pelaihari"])

    def test_every_section_opens_and_words_in_a_computed_one_are_printed(self) -> None:
        self.client.login(username="perencana.pelaihari", password=KATA_SANDI)
        dasar = "/pelaihari/2023/laporan/"
        bagian = self.client.get(dasar).context["bagian"]
        hitungan = [b.kunci for b in bagian if b.hitungan]
        self.assertGreater(len(hitungan), 20)
        for kunci in (bagian[0].kunci, hitungan[0], hitungan[-1]):
            with self.subTest(kunci):
                self.assertEqual(self.client.get(f"{dasar}bagian/{kunci}/").status_code, 200)
        self.client.post(
            f"{dasar}bagian/{hitungan[0]}/",
            {"sesudah": "Kata kami: [[pagu]].", "sidik": fingerprint_narasi({})},
        )
        self.assertContains(self.client.get(f"{dasar}bagian/{hitungan[0]}/pratinjau/"), "Kata kami: <a")
