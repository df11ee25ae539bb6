"""Sending: stored with its data, never changed, handed out only as it was sent."""

from __future__ import annotations

import datetime
import hashlib
import io
import json
from unittest import mock

from django.test import TestCase, override_settings
from openpyxl import load_workbook

from buku_kerja.penulis import EksporError
from kinerja.alur import TransisiDitolak
from lakip.dokumen import to_json
from lakip.kiriman import BerkasRusak, path_berkas, read_berkas, request_pdf, send_laporan
from lakip.langkah import list_tombol, take_langkah
from lakip.models import BerkasKiriman, Kiriman, KirimanBeku, Laporan, Narasi
from lakip.rakit import rakit_lkj
from organisasi.models import RiwayatStatus, Sarana
from organisasi.models.periode import Periode, Perpanjangan
from tests.pabrik import buat_sub_kegiatan
from tests.pemeran import buat_pemeran

PDF = b"%PDF-uji"


def render_cepat(dokumen, format):  # type: ignore[no-untyped-def]
    """The real renderers, but no PDF: it takes long and has tests of its own."""
    from lakip.terbit import render

    return PDF + dokumen.judul.encode() if format == "pdf" else render(dokumen, format)


@override_settings(TERBITAN_LANGSUNG=True)
@mock.patch("lakip.kiriman.render", render_cepat)
class KirimTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        buat_sub_kegiatan(cls.p.instansi, "7.01.01.2.01.0001", 1000, keuangan=(250,))
        cls.sarana = Sarana.objects.create(instansi=cls.p.instansi, tahun=2023, nama="Meja", baik=2)
        Narasi.objects.create(
            laporan=cls.p.laporan, bagian="latar-belakang", cara="sebelum", teks="Pagu [[pagu]] tahun ini."
        )

    def laporan(self, status: str = "") -> Laporan:
        if status:
            Laporan.objects.filter(pk=self.p.laporan.pk).update(status=status)
        return Laporan.objects.get(pk=self.p.laporan.pk)

    def kirim(self) -> Kiriman:
        with self.captureOnCommitCallbacks(execute=True):
            return send_laporan(self.laporan("disetujui"), self.p.perencana)

    def test_sending_stores_document_data_and_fingerprints(self) -> None:
        dokumen = to_json(rakit_lkj(self.p.instansi, 2023))
        kiriman = self.kirim()
        self.assertEqual(self.laporan().status, "dikirim")
        self.assertEqual((kiriman.nomor, kiriman.sidik, kiriman.oleh), (1, dokumen["sidik"], self.p.perencana))
        self.assertEqual({b.jenis for b in kiriman.berkas.all()}, {"pdf", "xlsx", "html", "json", "data", "beku"})
        for b in kiriman.berkas.all():
            isi = read_berkas(kiriman, b.jenis)
            self.assertEqual((hashlib.sha256(isi).hexdigest(), len(isi)), (b.sidik, b.ukuran))
        self.assertEqual(json.loads(read_berkas(kiriman, "json")), dokumen)
        self.assertEqual(hashlib.sha256(read_berkas(kiriman, "data")).hexdigest(), kiriman.sidik_data)
        buku = load_workbook(io.BytesIO(read_berkas(kiriman, "data")))
        self.assertIn("Meja", [s.value for s in buku["Sarana"]["B"]] + [s.value for s in buku["Sarana"]["A"]])

    def test_what_was_sent_stays_when_the_data_change(self) -> None:
        kiriman = self.kirim()
        sebelum = read_berkas(kiriman, "json")
        buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.0002", 500)
        self.assertIn("Rp 1.500", str(to_json(rakit_lkj(self.p.instansi, 2023))))
        self.assertEqual(read_berkas(kiriman, "json"), sebelum)
        self.assertIn("Pagu Rp 1.000 tahun ini.", sebelum.decode())

    def test_rows_of_a_kiriman_cannot_be_changed_or_deleted(self) -> None:
        kiriman = self.kirim()
        berkas = kiriman.berkas.get(jenis="pdf")
        for baris in (kiriman, berkas):
            for langkah in (baris.save, baris.delete):
                with self.subTest(baris), self.assertRaises(KirimanBeku):
                    langkah()

    def test_changed_bytes_on_disk_are_refused_with_a_sentence(self) -> None:
        kiriman = self.kirim()
        berkas = path_berkas(kiriman, "html")
        berkas.chmod(0o640)
        berkas.write_bytes(berkas.read_bytes().replace(b"1.000", b"9.000"))
        with self.assertLogs("lakip.kiriman", "ERROR"), self.assertRaisesRegex(BerkasRusak, "tidak lagi sama"):
            read_berkas(kiriman, "html")
        self.client.force_login(self.p.inspektorat)
        with self.assertLogs("lakip.kiriman", "ERROR"):
            jawaban = self.client.get("/satu/2023/laporan/kiriman/1/html/", follow=True)
        self.assertContains(jawaban, "tidak lagi sama dengan yang dikirim")
        self.assertEqual(self.client.get("/satu/2023/laporan/kiriman/1/json/").status_code, 200)

    def test_a_file_that_is_gone_is_told(self) -> None:
        kiriman = self.kirim()
        path_berkas(kiriman, "xlsx").unlink()
        with self.assertLogs("lakip.kiriman", "ERROR"), self.assertRaisesRegex(BerkasRusak, "tidak ditemukan"):
            read_berkas(kiriman, "xlsx")

    def test_the_pdf_is_made_once_from_what_was_frozen(self) -> None:
        laporan = self.laporan("disetujui")
        with self.captureOnCommitCallbacks() as nanti:
            kiriman = send_laporan(laporan, self.p.perencana)
        with self.assertRaisesRegex(BerkasRusak, "belum selesai"):
            read_berkas(kiriman, "pdf")
        self.p.instansi.nama = "Kecamatan Lain Nama"
        self.p.instansi.save()
        for n in nanti:
            n()
        kiriman = Kiriman.objects.get(pk=kiriman.pk)
        self.assertEqual(read_berkas(kiriman, "pdf"), PDF + b"Laporan Kinerja Kecamatan Satu Tahun 2023")
        with mock.patch("lakip.kiriman.render", side_effect=AssertionError):
            request_pdf(kiriman)

    def test_a_frozen_document_that_was_changed_makes_no_pdf(self) -> None:
        with self.captureOnCommitCallbacks():
            kiriman = send_laporan(self.laporan("disetujui"), self.p.perencana)
        beku = path_berkas(kiriman, "beku")
        beku.chmod(0o640)
        beku.write_bytes(b"cos\nsystem\n(S'true'\ntR.")
        with self.assertLogs("lakip.kiriman", "ERROR"), self.assertRaises(BerkasRusak):
            request_pdf(kiriman)
        self.assertFalse(BerkasKiriman.objects.filter(kiriman=kiriman, jenis="pdf").exists())
        self.client.force_login(self.p.perencana)
        with self.assertLogs("lakip.kiriman", "ERROR"):
            jawaban = self.client.get("/satu/2023/laporan/kiriman/1/")
        self.assertContains(jawaban, "tidak lagi sama")
        self.assertNotContains(jawaban, "PDF sedang dibuat")

    def test_only_an_approved_report_can_be_sent_and_by_its_perencana(self) -> None:
        for status, oleh in (("draf", self.p.perencana), ("diajukan", self.p.perencana), ("disetujui", self.p.camat)):
            with self.subTest(status=status, oleh=oleh), self.assertRaises(TransisiDitolak):
                send_laporan(self.laporan(status), oleh)
        self.assertFalse(Kiriman.objects.exists())

    def test_what_changed_since_the_camat_approved_it_is_not_sent(self) -> None:
        take_langkah(self.laporan("diajukan"), "setujui", self.p.camat, "")
        buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.0002", 500)
        with self.assertRaisesRegex(TransisiDitolak, "berubah sejak disetujui camat"):
            send_laporan(self.laporan(), self.p.perencana)
        self.assertEqual((self.laporan().status, Kiriman.objects.count()), ("disetujui", 0))
        take_langkah(self.laporan(), "kembalikan", self.p.camat, "Angka berubah.")
        take_langkah(self.laporan(), "ajukan", self.p.perencana, "")
        take_langkah(self.laporan(), "setujui", self.p.camat, "")
        self.assertEqual(send_laporan(self.laporan(), self.p.perencana).nomor, 1)

    def test_of_two_who_send_at_once_one_is_told_and_nothing_is_left_over(self) -> None:
        laporan = self.laporan("disetujui")
        self.kirim()
        with self.assertRaises(TransisiDitolak):
            send_laporan(laporan, self.p.perencana)  # read before the other sent
        self.assertEqual(Kiriman.objects.count(), 1)

    def test_data_that_cannot_be_stored_stop_the_sending(self) -> None:
        with (
            mock.patch("lakip.kiriman.ekspor", side_effect=EksporError("Sel terlalu panjang.")),
            self.assertRaisesRegex(TransisiDitolak, "Sel terlalu panjang"),
        ):
            send_laporan(self.laporan("disetujui"), self.p.perencana)
        self.assertEqual(self.laporan().status, "disetujui")

    def test_a_disk_that_is_full_leaves_neither_row_nor_file(self) -> None:
        with mock.patch("lakip.kiriman.write_tetap", side_effect=OSError("penuh")), self.assertRaises(OSError):
            send_laporan(self.laporan("disetujui"), self.p.perencana)
        self.assertEqual((self.laporan().status, Kiriman.objects.count()), ("disetujui", 0))

    def test_the_deadline_of_the_day_is_kept_with_its_extension(self) -> None:
        hari = datetime.date(2024, 1, 31)
        periode = Periode.objects.create(kabupaten=self.p.kabupaten, tahun=2023, triwulan=0, mulai=hari, tenggat=hari)
        Perpanjangan.objects.create(
            periode=periode,
            instansi=self.p.instansi,
            sampai=datetime.date(2024, 2, 10),
            alasan="Banjir",
            oleh=self.p.admin,
        )
        self.assertEqual(self.kirim().tenggat, datetime.date(2024, 2, 10))

    def test_opened_again_and_sent_again_makes_the_second_and_keeps_the_first(self) -> None:
        satu = self.kirim()
        isi = read_berkas(satu, "json")
        with self.assertRaisesRegex(TransisiDitolak, "alasannya"):
            take_langkah(self.laporan(), "buka", self.p.admin, " ")
        take_langkah(self.laporan(), "buka", self.p.admin, "Tabel tertukar.")
        self.assertEqual(self.laporan().status, "draf")
        dua = self.kirim()
        self.assertEqual(dua.nomor, 2)
        self.assertIn("Alasan: Tabel tertukar.", read_berkas(dua, "json").decode())
        self.assertEqual(read_berkas(Kiriman.objects.get(pk=satu.pk), "json"), isi)


@override_settings(TERBITAN_LANGSUNG=True)
class LangkahTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()

    def tombol(self, oleh) -> list[str]:  # type: ignore[no-untyped-def]
        return [t.label for t in list_tombol(Laporan.objects.get(pk=self.p.laporan.pk), oleh)]

    def status(self, kini: str) -> None:
        Laporan.objects.filter(pk=self.p.laporan.pk).update(status=kini)

    def test_each_role_has_the_buttons_of_the_status(self) -> None:
        harapan = {
            "draf": {"perencana": ["Kirim ke camat"]},
            "diajukan": {"perencana": ["Tarik kembali"], "camat": ["Setujui", "Minta perbaikan"]},
            "disetujui": {"perencana": ["Kirim ke kabupaten"], "camat": ["Minta perbaikan"]},
            "dikirim": {"admin": ["Buka kembali"]},
        }
        for status, boleh in harapan.items():
            self.status(status)
            for peran, orang in self.p.semua.items():
                with self.subTest(status=status, peran=peran):
                    self.assertEqual(self.tombol(orang), boleh.get(peran, []))

    def langkah(self, aksi: str, oleh, catatan: str = "") -> str:  # type: ignore[no-untyped-def]
        self.client.force_login(oleh)
        jawaban = self.client.post(f"/satu/2023/laporan/langkah/{aksi}/", {"catatan": catatan}, follow=True)
        return "" if jawaban.status_code == 403 else " ".join(str(m) for m in jawaban.context["messages"])

    def test_back_and_forth_with_a_reason_that_the_perencana_reads(self) -> None:
        self.assertIn("diajukan", self.langkah("ajukan", self.p.perencana))
        self.assertIn("Tulis dahulu alasannya", self.langkah("kembalikan", self.p.camat))
        self.langkah("kembalikan", self.p.camat, "Bab III kurang analisis.")
        self.client.force_login(self.p.perencana)
        self.assertContains(self.client.get("/satu/2023/laporan/"), "Bab III kurang analisis.")
        self.langkah("ajukan", self.p.perencana)
        self.assertIn("disetujui", self.langkah("setujui", self.p.camat))
        self.assertEqual(RiwayatStatus.objects.count(), 4)

    def test_a_camat_who_wrote_cannot_approve(self) -> None:
        self.status("diajukan")
        self.p.laporan.penulis.add(self.p.camat)
        self.assertIn("harus orang lain", self.langkah("setujui", self.p.camat))

    def test_a_step_that_is_not_ones_role_is_refused(self) -> None:
        self.assertEqual(self.langkah("ajukan", self.p.camat), "")
        self.assertEqual(self.langkah("buka", self.p.perencana), "")
        self.client.force_login(self.p.perencana)
        self.assertEqual(self.client.post("/satu/2023/laporan/langkah/hapus/").status_code, 404)

    def test_a_report_with_a_reference_that_leads_nowhere_is_not_sent_up(self) -> None:
        Narasi.objects.create(laporan=self.p.laporan, bagian="latar-belakang", cara="sebelum", teks="[[pagux]]")
        self.assertIn("[[pagux]] tidak dikenal", self.langkah("ajukan", self.p.perencana))
        self.assertEqual(Laporan.objects.get(pk=self.p.laporan.pk).status, "draf")
