"""SPP UP, GU and TU replace what was spent by TBP: they count only where no TBP say the same."""

from __future__ import annotations

from typing import Any

from anggaran.models import RealisasiTriwulan
from sipd.models import ImporBerkas
from tests.sipd.kecil import ImporKecil, dokumen, tabel
from tests.sipd.pembuat import JUDUL_REALISASI

SPP = {"Jenis Dokumen": "SPP", "Jenis Transaksi": "GU"}


class SppTest(ImporKecil):
    def berkas(self, *baris: dict[str, Any]) -> ImporBerkas:
        return self.unggah(tabel(JUDUL_REALISASI, *baris))

    def satu_dokumen(self, nilai: int, nomor: str, bulan: str, **lain: Any) -> dict[str, Any]:
        return dokumen(self.satu.kode, self.satu.uraian, nilai, nomor, f"5 {bulan} 2023", **lain)

    def uang(self) -> int | None:
        r = RealisasiTriwulan.objects.filter(sub_kegiatan=self.satu, triwulan=1).first()
        return r.keuangan if r else None

    def test_a_month_of_spp_only_asks_and_says_what_it_counts(self) -> None:
        impor = self.berkas(self.satu_dokumen(300, "SPP/1", "Februari", **SPP))
        self.assertIn("1 baris SPP UP, GU, atau TU (Rp 300) tanpa TBP", impor.ringkasan["tanya"]["pesan"])
        self.assertContains(self.kirim(impor, "jawab", spp=""), "Pilih salah satu.", status_code=422)
        self.kirim(impor, "jawab", spp="ya")
        self.assertContains(self.buka(impor), "1 baris SPP UP, GU, atau TU (Rp 300) dihitung menurut Tanggal Dokumen")
        self.terapkan(impor)
        self.assertEqual(self.uang(), 300)

    def test_they_may_be_left_out(self) -> None:
        impor = self.berkas(
            self.satu_dokumen(300, "SPP/1", "Februari", **SPP),
            self.satu_dokumen(
                50, "SPP/2", "Februari", **SPP | {"Jenis Transaksi": "LS", "Tanggal Transfer": "6 Februari 2023"}
            ),
        )
        self.kirim(impor, "jawab", spp="tidak")
        self.assertContains(
            self.buka(impor), "1 baris (Rp 300) tidak dipakai: SPP UP, GU, atau TU, menurut jawaban Anda."
        )
        self.terapkan(impor)
        self.assertEqual(self.uang(), 50)

    def test_they_do_not_count_again_what_the_tbp_of_an_applied_month_say(self) -> None:
        self.terapkan(self.berkas(self.satu_dokumen(200, "TBP/1", "Januari")))
        impor = self.berkas(
            self.satu_dokumen(200, "SPP/1", "Februari", **SPP),
            self.satu_dokumen(
                50, "LS/1", "Februari", **SPP | {"Jenis Transaksi": "LS", "Tanggal Transfer": "6 Februari 2023"}
            ),
        )
        self.assertNotIn("tanya", impor.ringkasan)
        self.assertContains(self.buka(impor), "sudah dihitung dari TBP di berkas yang pernah diterapkan")
        self.terapkan(impor)
        self.assertEqual(self.uang(), 250)

    def test_tbp_of_a_file_that_was_undone_say_nothing(self) -> None:
        lama = self.berkas(self.satu_dokumen(200, "TBP/1", "Januari"))
        self.terapkan(lama)
        self.kirim(lama, "batalkan")
        self.assertIn("spp", self.berkas(self.satu_dokumen(200, "SPP/1", "Februari", **SPP)).ringkasan["tanya"])

    def test_tbp_that_come_after_counted_spp_are_said(self) -> None:
        lama = self.berkas(self.satu_dokumen(200, "SPP/1", "Februari", **SPP))
        self.kirim(lama, "jawab", spp="ya")
        self.terapkan(lama)
        impor = self.berkas(self.satu_dokumen(200, "TBP/1", "Januari"))
        self.assertContains(self.buka(impor), "batalkan dahulu impor itu supaya tidak terhitung dua kali")
