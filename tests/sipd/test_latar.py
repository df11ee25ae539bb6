"""A large file is read in the background; its page waits for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from unittest.mock import patch

from django.test import override_settings
from django.utils import timezone

from sipd import sementara
from sipd.models import ImporBerkas
from tests.sipd.kecil import ImporKecil, anggaran, dokumen, tabel
from tests.sipd.pembuat import JUDUL_ANGGARAN, JUDUL_REALISASI, REKENING


class LatarTest(ImporKecil):
    def setUp(self) -> None:
        super().setUp()
        self.kerja: list[Callable[[], None]] = []
        for tiruan in (
            patch("sipd.terima.BESAR", 0),
            patch("sipd.terima.run_latar", lambda _, k: self.kerja.append(k)),
        ):
            tiruan.start()
            self.addCleanup(tiruan.stop)

    def berkas(self) -> ImporBerkas:
        return self.unggah(tabel(JUDUL_REALISASI, dokumen(self.satu.kode, self.satu.uraian, 100, "A")))

    def baca(self, impor: ImporBerkas) -> None:
        self.kerja.pop()()
        impor.refresh_from_db()

    def test_the_page_waits_and_opens_when_it_is_read(self) -> None:
        impor = self.berkas()
        halaman = self.buka(impor)
        self.assertContains(halaman, "Berkas sedang dibaca")
        self.assertEqual(halaman["Refresh"], "5")
        self.assertContains(self.client.get("/satu/2023/impor/"), "Sedang dibaca")
        alamat = f"/satu/2023/impor/{impor.pk}/"
        self.assertNotIn("HX-Refresh", self.client.get(alamat, headers={"HX-Request": "true"}))
        self.baca(impor)
        self.assertEqual(self.client.get(alamat, headers={"HX-Request": "true"})["HX-Refresh"], "true")
        self.assertEqual(self.terapkan(impor).status_code, 302)
        self.assertIsNone(sementara.fetch(impor.pk))

    @override_settings(TERBITAN_LANGSUNG=True)
    def test_its_answer_is_read_in_the_background_too(self) -> None:
        impor = self.unggah(tabel(JUDUL_ANGGARAN, anggaran(self.satu.kode, self.satu.uraian, REKENING[0], 900)))
        self.baca(impor)
        self.kirim(impor, "jawab", tahap="perubahan")
        self.assertEqual((impor.status, impor.tahap), ("dibaca", "perubahan"))
        self.baca(impor)
        self.assertEqual(len(self.buka(impor).context["rencana"].ubahan), 2)  # type: ignore[attr-defined]

    def test_it_can_be_thrown_away_while_it_is_read(self) -> None:
        impor = self.berkas()
        self.kirim(impor, "buang")
        self.kerja.pop()()
        self.assertFalse(ImporBerkas.objects.exists())

    def test_it_cannot_be_applied_or_answered_before(self) -> None:
        impor = self.berkas()
        for langkah in ("terapkan", "padankan", "jawab", "batalkan"):
            self.kirim(impor, langkah)
            self.assertEqual(impor.status, "dibaca")

    def test_a_reader_that_died_is_replaced(self) -> None:
        impor = self.berkas()
        self.kerja.clear()
        self.buka(impor)
        self.assertFalse(self.kerja)
        ImporBerkas.objects.update(mulai_dibaca=timezone.now() - timedelta(hours=1))
        self.buka(impor)
        self.baca(impor)
        self.assertEqual(impor.status, "menunggu")

    def test_what_fails_says_so(self) -> None:
        impor = self.berkas()
        with patch("sipd.terima.baca_berkas", side_effect=RuntimeError), self.assertLogs("sipd.terima"):
            self.baca(impor)
        self.assertContains(self.buka(impor), "gagal dibaca")

    def test_the_same_file_sent_twice_while_it_is_read_stays_once(self) -> None:
        self.berkas()
        kedua = self.berkas()
        for k in self.kerja:
            k()
        self.assertEqual(list(ImporBerkas.objects.values_list("pk", "status")), [(kedua.pk, "menunggu")])
