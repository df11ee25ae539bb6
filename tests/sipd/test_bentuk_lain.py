"""Pagu, spending lines, jurnal, doubtful names: a small kecamatan and files of a few rows."""

from __future__ import annotations

import os
from hashlib import sha256
from typing import Any
from unittest.mock import patch

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anggaran.models import Belanja, IsianTriwulan, RealisasiBelanja, RealisasiTriwulan, SubKegiatan
from organisasi.models import UnitKerja
from sipd import sementara
from sipd.forms import PadankanForm
from sipd.kunci import TidakDapatError
from sipd.models import ImporBerkas, PemetaanKode, PemetaanTajuk
from sipd.pilih import discard, save_padanan
from sipd.rencana import susun_rencana
from sipd.terima import read_ulang, terima
from tests.pabrik import buat_sub_kegiatan
from tests.sipd.kecil import ImporKecil, anggaran, dokumen, tabel
from tests.sipd.pembuat import JUDUL_ANGGARAN, JUDUL_JURNAL, JUDUL_REALISASI, REKENING, Tabel, to_xlsx


class BentukLainTest(ImporKecil):
    # ---- pagu

    def pagu(self) -> Tabel:
        return tabel(
            JUDUL_ANGGARAN,
            anggaran(self.satu.kode, self.satu.uraian, REKENING[0], 200),
            anggaran(self.satu.kode, self.satu.uraian, REKENING[0], 300),
            anggaran(self.satu.kode, self.satu.uraian, REKENING[1], 700),
            anggaran(self.dua.kode, self.dua.uraian, REKENING[1], 900),
        )

    def test_pagu_is_summed_to_sub_kegiatan_and_rekening_once_its_stage_is_said(self) -> None:
        impor = self.unggah(self.pagu())
        self.assertIn("tahap", impor.ringkasan["tanya"])
        self.kirim(impor, "jawab", tahap="perubahan")
        self.assertContains(self.buka(impor), "Pagu perubahan")
        self.assertEqual(self.terapkan(impor).status_code, 302)
        pagu = set(SubKegiatan.objects.values_list("kode_baku", "pagu_murni", "pagu_perubahan"))
        self.assertEqual(pagu, {("7.01.01.2.01.0001", 1000, 1200), ("7.01.01.2.01.0007", 1000, 900)})
        self.assertEqual(
            set(Belanja.objects.values_list("urut", "pagu_murni", "pagu_perubahan")), {(1, 400, 500), (2, 600, 700)}
        )
        self.kirim(impor, "batalkan")
        self.assertEqual(set(SubKegiatan.objects.values_list("pagu_murni", "pagu_perubahan")), {(1000, None)})
        self.assertEqual(set(Belanja.objects.values_list("pagu_perubahan", flat=True)), {None})

    def test_pagu_below_what_was_spent_is_said(self) -> None:
        RealisasiTriwulan.objects.create(sub_kegiatan=self.dua, triwulan=1, keuangan=950)
        impor = self.unggah(self.pagu())
        self.kirim(impor, "jawab", tahap="murni")
        jawaban = self.buka(impor)
        self.assertContains(jawaban, "Realisasinya sudah Rp 950, melampaui pagu ini.")
        self.assertContains(jawaban, "Lebih kecil daripada yang tersimpan.")

    def test_a_sub_kegiatan_that_is_not_in_the_file_keeps_its_pagu(self) -> None:
        impor = self.unggah(tabel(JUDUL_ANGGARAN, anggaran(self.satu.kode, self.satu.uraian, REKENING[0], 5)))
        self.kirim(impor, "jawab", tahap="murni")
        self.assertContains(self.buka(impor), "1 angka tersimpan tidak ada di berkas dan tidak diubah")
        self.terapkan(impor)
        self.dua.refresh_from_db()
        self.assertEqual(self.dua.pagu_murni, 1000)

    def test_pagu_of_closed_quarters_is_taken_over_with_a_warning(self) -> None:
        impor = self.unggah(self.pagu())
        self.kirim(impor, "jawab", tahap="perubahan")
        self.assertNotContains(self.buka(impor), "Pagu tetap dapat diubah")
        IsianTriwulan.objects.create(instansi=self.p.instansi, tahun=2023, triwulan=2, status="terkunci")
        self.assertContains(
            self.buka(impor), "Triwulan II sudah dikirim, disetujui, atau dikunci. Pagu tetap dapat diubah"
        )
        self.assertEqual(self.terapkan(impor).status_code, 302)

    # ---- spending lines

    def realisasi(self, *baris: dict[str, Any]) -> ImporBerkas:
        return self.unggah(tabel(JUDUL_REALISASI, *baris))

    def test_spending_lines_get_their_rekening(self) -> None:
        jasa = {"Kode Rekening": REKENING[1][0], "Nama Rekening": REKENING[1][1]}
        impor = self.realisasi(
            dokumen(self.satu.kode, self.satu.uraian, 100, "A"),
            dokumen(self.satu.kode, self.satu.uraian, 50, "B", "1 Maret 2023", **{"Nilai Setoran": 20}),
            dokumen(self.satu.kode, self.satu.uraian, 300, "C", **jasa),
        )
        self.assertEqual(self.terapkan(impor).status_code, 302)
        nilai = set(RealisasiBelanja.objects.values_list("belanja__urut", "triwulan", "nilai"))
        self.assertEqual(nilai, {(1, 1, 130), (2, 1, 300)})
        uang = set(RealisasiTriwulan.objects.values_list("sub_kegiatan", "triwulan", "keuangan"))
        self.assertEqual(uang, {(self.satu.pk, 1, 430), (self.dua.pk, 1, 0)})
        self.kirim(impor, "batalkan")
        self.assertFalse(RealisasiBelanja.objects.exists() or RealisasiTriwulan.objects.exists())

    def test_a_rekening_without_a_line_counts_for_the_sub_kegiatan_and_is_said(self) -> None:
        lain = {"Kode Rekening": "5.1.02.04.01.0001", "Nama Rekening": "Perjalanan Dinas"}
        impor = self.realisasi(dokumen(self.satu.kode, self.satu.uraian, 100, "A", **lain))
        self.assertContains(self.buka(impor), "hanya dihitung di sub kegiatannya")
        self.terapkan(impor)
        self.assertFalse(RealisasiBelanja.objects.exists())
        self.assertEqual(RealisasiTriwulan.objects.get(sub_kegiatan=self.satu).keuangan, 100)

    def test_a_line_gone_from_a_newer_file_of_the_month_spent_nothing(self) -> None:
        lama = {"Kode Rekening": REKENING[1][0], "Nama Rekening": REKENING[1][1]}
        satu = dokumen(self.satu.kode, self.satu.uraian, 100, "A")
        self.terapkan(self.realisasi(satu, dokumen(self.satu.kode, self.satu.uraian, 300, "C", **lama)))
        baru = self.realisasi(satu)
        self.assertContains(self.buka(baru), "0 baru, 0 berubah, 1 sama, 1 hilang")
        self.terapkan(baru)
        nilai = set(RealisasiBelanja.objects.values_list("belanja__urut", "nilai"))
        self.assertEqual(nilai, {(1, 100), (2, 0)})
        self.assertEqual(RealisasiTriwulan.objects.get(sub_kegiatan=self.satu).keuangan, 100)

    def test_an_empty_month_of_a_newer_file_does_not_undo_other_months(self) -> None:
        """January was brought by an older file; the newer one covers February and April only, of another quarter too."""
        self.terapkan(self.realisasi(dokumen(self.satu.kode, self.satu.uraian, 100, "A", "5 Januari 2023")))
        baru = self.realisasi(
            dokumen(self.dua.kode, self.dua.uraian, 20, "B", "5 Maret 2023"),
            dokumen(self.dua.kode, self.dua.uraian, 30, "C", "5 April 2023"),
        )
        self.assertContains(self.buka(baru), "Februari")  # named as missing
        self.terapkan(baru)
        uang = set(RealisasiTriwulan.objects.values_list("sub_kegiatan", "triwulan", "keuangan"))
        self.assertEqual(
            uang, {(self.satu.pk, 1, 100), (self.dua.pk, 1, 20), (self.satu.pk, 2, 0), (self.dua.pk, 2, 30)}
        )

    def triwulan(self) -> set[tuple[int, int | None]]:
        """Return the money of each quarter of the first sub kegiatan."""
        return set(RealisasiTriwulan.objects.filter(sub_kegiatan=self.satu).values_list("triwulan", "keuangan"))

    def dok(self, nomor: str, tanggal: str, nilai: int) -> dict[str, Any]:
        return dokumen(self.satu.kode, self.satu.uraian, nilai, nomor, f"{tanggal} 2023")

    def test_a_document_that_moves_to_another_month_counts_once(self) -> None:
        """And leaves nothing behind in its quarter, also where an even newer file covers other months of it."""
        lama = self.realisasi(self.dok("1", "7 Januari", 100), self.dok("2", "7 Maret", 200))
        self.terapkan(lama)
        baru = self.realisasi(self.dok("2", "3 April", 200), self.dok("3", "7 April", 300))
        jawaban = self.buka(baru)
        self.assertContains(jawaban, "1 baru, 1 berubah, 0 sama, 0 hilang")
        self.assertContains(jawaban, "(pindah dari Maret ke April)")
        self.assertContains(jawaban, "1 baris pindah bulan")
        self.terapkan(baru)
        self.assertEqual(self.triwulan(), {(1, 100), (2, 500)})
        self.assertEqual(RealisasiBelanja.objects.get(belanja=self.atk, triwulan=1).nilai, 100)
        self.terapkan(self.realisasi(self.dok("1", "7 Januari", 110)))
        self.assertEqual(self.triwulan(), {(1, 110), (2, 500)})

    def test_a_moved_document_that_stood_alone_leaves_0_and_undoing_brings_it_back(self) -> None:
        lama = self.realisasi(self.dok("2", "7 Maret", 200))
        self.terapkan(lama)
        baru = self.realisasi(self.dok("2", "3 April", 200), dokumen("7.01.01.2.01.09", "Lain", 5, "9", "4 April 2023"))
        grup = baru.baris.get(kode="7.01.01.2.01.0009").grup
        self.kirim(baru, "padankan", **{f"grup-{grup}": "lewati"})
        self.terapkan(baru)
        self.assertEqual(self.triwulan(), {(1, 0), (2, 200)})
        self.assertContains(self.kirim(lama, "batalkan"), "Batalkan dahulu", status_code=422)
        self.kirim(baru, "batalkan")
        self.assertEqual(self.triwulan(), {(1, 200)})

    def test_rows_without_a_number_in_two_months_are_two(self) -> None:
        self.terapkan(self.realisasi(self.dok("-", "7 Maret", 200)))
        self.terapkan(self.realisasi(self.dok("-", "3 April", 300)))
        self.assertEqual(self.triwulan(), {(1, 200), (2, 300)})

    def test_a_file_without_rows_of_its_last_month_can_be_said_to_cover_it(self) -> None:
        self.terapkan(self.realisasi(self.dok("1", "7 Januari", 100), self.dok("2", "7 Maret", 200)))
        baru = self.realisasi(self.dok("1", "7 Januari", 100))  # January to March again, its only row of March gone
        self.assertContains(self.buka(baru), "Berkas sebelumnya memuat juga bulan Maret")
        self.assertEqual(self.kirim(baru, "padankan", dari="2", sampai="3").status_code, 422)  # it can only be widened
        self.kirim(baru, "padankan", dari="1", sampai="3")
        self.assertEqual(baru.periode, [1, 2, 3])
        jawaban = self.buka(baru)
        self.assertContains(jawaban, "0 baru, 0 berubah, 1 sama, 1 hilang")
        self.assertNotContains(jawaban, "Berkas sebelumnya memuat juga")
        self.terapkan(baru)
        self.assertEqual(self.triwulan(), {(1, 100)})

    def test_what_a_hand_kept_table_leaves_out_is_said_to_stay(self) -> None:
        judul = ["Kode", "Uraian", "Realisasi TW I"]
        satu, dua = [self.satu.kode, self.satu.uraian, 70], [self.dua.kode, self.dua.uraian, 30]
        self.terapkan(self.unggah([judul, satu, dua]))
        jawaban = self.buka(self.unggah([judul, [*dua[:2], 35]]))
        self.assertContains(
            jawaban, "1 angka dari berkas sebelumnya tidak ada lagi di berkas ini dan tidak ditarik kembali"
        )
        self.assertContains(jawaban, "1 angka tersimpan tidak ada di berkas dan tidak diubah")

    def ls(self, nomor: str, transfer: str, nilai: int) -> dict[str, Any]:
        jenis = {
            "Jenis Dokumen": "SPP",
            "Jenis Transaksi": "LS",
            "Nomor SP2D": nomor,
            "Tanggal SP2D": "29 Desember 2023",
        }
        return self.dok(nomor, "28 Desember", nilai) | jenis | {"Tanggal Transfer": transfer}

    def test_december_that_was_transferred_in_january_is_of_this_year(self) -> None:
        self.terapkan(
            self.realisasi(
                self.ls("a", "29 Desember 2023", 100),
                self.ls("b", "2 Januari 2024", 200),
                self.ls("c", "3 Januari 2024", 300),
            )
        )
        self.assertEqual(self.triwulan(), {(4, 600)})

    def test_a_file_of_two_years_is_not_sent_to_the_other_year(self) -> None:
        lain = [self.dok(n, "3 Januari", 10) | {"Tanggal Dokumen": "3 Januari 2024"} for n in ("x", "y")]
        impor = self.realisasi(self.dok("a", "7 Desember", 500), *lain)
        self.assertEqual(impor.ringkasan["disisihkan"], ["2 baris (Rp 20) tidak dipakai: bukan tahun 2023."])
        self.terapkan(impor)
        self.assertEqual(self.triwulan(), {(4, 500)})

    def test_an_unanswered_file_cannot_be_applied(self) -> None:
        impor = self.unggah(self.pagu())
        self.assertContains(self.kirim(impor, "terapkan", sidik=""), "Jawab dahulu", status_code=422)

    # ---- doubtful names

    def test_a_doubtful_name_waits_for_the_user_and_is_remembered(self) -> None:
        impor = self.realisasi(dokumen("7.01.01.2.01.09", "Evaluasi Kinerja", 100, "A"))
        jawaban = self.buka(impor)
        self.assertContains(jawaban, "Yang perlu dipastikan")
        self.assertNotContains(jawaban, ">Terapkan 1 perubahan<")
        self.assertContains(self.terapkan(impor), "belum dipadankan", status_code=422)
        grup = impor.baris.get().grup
        self.kirim(impor, "padankan", **{f"grup-{grup}": str(self.dua.pk)})
        self.assertEqual(self.terapkan(impor).status_code, 302)
        self.assertEqual(RealisasiTriwulan.objects.get(sub_kegiatan=self.dua).keuangan, 100)
        self.assertEqual(PemetaanKode.objects.get().sub_kegiatan, self.dua)
        lagi = self.realisasi(dokumen("7.01.01.2.01.09", "Evaluasi Kinerja", 150, "A"))
        self.assertEqual(lagi.baris.get().sub_kegiatan, self.dua)
        self.assertContains(self.buka(lagi), "0 baru, 1 berubah, 0 sama, 0 hilang")

    def test_a_remembered_meaning_can_be_chosen_again(self) -> None:
        baris = dokumen("7.01.01.2.01.09", "Evaluasi Kinerja", 100, "A")
        impor = self.realisasi(baris)
        medan = f"grup-{impor.baris.get().grup}"
        self.kirim(impor, "padankan", **{medan: str(self.satu.pk)})
        lagi = self.realisasi(baris)
        self.assertEqual(lagi.baris.get().sub_kegiatan, self.satu)
        self.assertContains(self.buka(lagi), f'name="{medan}"')
        self.kirim(lagi, "padankan", **{medan: str(self.dua.pk)})
        self.assertEqual(self.realisasi(baris).baris.get().sub_kegiatan, self.dua)

    def test_answers_can_be_forgotten_and_are_asked_again(self) -> None:
        asing = dokumen("7.01.01.2.01.09", "Evaluasi Kinerja", 100, "A", **{"Nama SKPD": "KCMTN 1"})
        impor = self.realisasi(asing)
        self.assertNotContains(self.buka(impor), "Lupakan pilihan")
        tempat = impor.ringkasan["tanya"]["tempat"][0]["kunci"]
        self.kirim(impor, "jawab", **{f"tempat-{tempat}": "0"})
        self.kirim(impor, "padankan", **{f"grup-{impor.baris.get().grup}": str(self.dua.pk)})
        lagi = self.realisasi(asing)
        self.assertNotIn("tanya", lagi.ringkasan)
        self.assertContains(self.buka(lagi), "Lupakan pilihan dan tanyakan lagi")
        self.kirim(lagi, "lupakan")
        self.assertFalse(PemetaanKode.objects.exists())
        self.assertIn("tempat", self.realisasi(asing).ringkasan["tanya"])

    def test_an_answer_that_leaves_nothing_of_ours_is_not_remembered(self) -> None:
        asing = dokumen(self.satu.kode, self.satu.uraian, 100, "A", **{"Nama SKPD": "KCMTN 1"})
        impor = self.realisasi(asing)
        tempat = impor.ringkasan["tanya"]["tempat"][0]["kunci"]
        self.kirim(impor, "jawab", **{f"tempat-{tempat}": "lain"})
        self.assertEqual(impor.status, ImporBerkas.Status.DITOLAK)
        self.assertIn("tempat", self.realisasi(asing).ringkasan["tanya"])

    def test_a_skipped_name_changes_nothing(self) -> None:
        impor = self.realisasi(
            dokumen("7.01.01.2.01.09", "Lain", 100, "A"), dokumen(self.satu.kode, self.satu.uraian, 30, "B")
        )
        grup = impor.baris.get(kode="7.01.01.2.01.0009").grup
        self.kirim(impor, "padankan", **{f"grup-{grup}": "lewati"})
        self.assertContains(self.buka(impor), "Rp 100")  # skipped, but counted in the sums
        self.assertEqual(self.terapkan(impor).status_code, 302)
        uang = RealisasiTriwulan.objects.values_list("sub_kegiatan", "keuangan")
        self.assertEqual(list(uang), [(self.satu.pk, 30)])  # and no 0 elsewhere: it may be the skipped one

    def test_a_sub_kegiatan_of_another_instansi_cannot_be_chosen(self) -> None:
        asing = buat_sub_kegiatan(self.p.lain, "7.01.01.2.01.01", 5)
        impor = self.realisasi(dokumen("7.01.01.2.01.09", "Lain", 100, "A"))
        grup = impor.baris.get().grup
        self.assertEqual(self.kirim(impor, "padankan", **{f"grup-{grup}": str(asing.pk)}).status_code, 422)
        self.assertIsNone(impor.baris.get().sub_kegiatan)

    # ---- questions

    def test_jurnal_asks_for_its_quarter(self) -> None:
        isi = tabel(
            JUDUL_JURNAL,
            {
                "namaskpd": "Kecamatan Satu",
                "kodesubkegiatan": self.satu.kode,
                "namasubkegiatan": self.satu.uraian,
                "kodeakunsubrinci": REKENING[0][0],
                "namaakunsubrinci": REKENING[0][1],
                "nilaidebet": 250,
                "nilaikredit": 50,
            },
        )
        RealisasiTriwulan.objects.create(sub_kegiatan=self.satu, triwulan=1, keuangan=80)
        impor = self.unggah(isi)
        self.assertContains(self.buka(impor), "tidak menyebut tanggal")
        self.assertEqual(self.kirim(impor, "jawab", triwulan="9").status_code, 422)
        self.kirim(impor, "jawab", triwulan="2", sd="sd")
        self.assertEqual(self.terapkan(impor).status_code, 302)
        self.assertEqual(RealisasiTriwulan.objects.get(sub_kegiatan=self.satu, triwulan=2).keuangan, 120)

    def jurnal(self, nilai: int, sd: str = "sd") -> None:
        baris = {
            "namaskpd": "Kecamatan Satu",
            "kodesubkegiatan": self.satu.kode,
            "namasubkegiatan": self.satu.uraian,
            "kodeakunsubrinci": REKENING[0][0],
            "namaakunsubrinci": REKENING[0][1],
            "nilaidebet": nilai,
            "nilaikredit": 0,
        }
        impor = self.unggah(tabel(JUDUL_JURNAL, baris))
        self.kirim(impor, "jawab", triwulan="2", sd=sd)
        self.assertEqual(self.terapkan(impor).status_code, 302)

    def test_figures_since_january_leave_spending_lines_as_typed(self) -> None:
        for t in (1, 2):
            RealisasiTriwulan.objects.create(sub_kegiatan=self.satu, triwulan=t, keuangan=200)
            RealisasiBelanja.objects.create(belanja=self.atk, triwulan=t, nilai=200)
        for nilai in (420, 430):
            self.jurnal(nilai)
            self.assertEqual(set(RealisasiBelanja.objects.values_list("triwulan", "nilai")), {(1, 200), (2, 200)})
        self.assertEqual(self.triwulan(), {(1, 200), (2, 230)})
        self.jurnal(240, sd="")
        self.jurnal(450)
        self.assertEqual(RealisasiBelanja.objects.get(triwulan=2).nilai, 240)

    def test_a_line_left_out_of_a_hand_kept_table_stays(self) -> None:
        judul = ["Kode", "Uraian", "Kode Rekening", "Realisasi TW I"]
        satu = [self.satu.kode, self.satu.uraian, REKENING[0][0], 70]
        dua = [self.dua.kode, self.dua.uraian, REKENING[0][0], 30]
        self.terapkan(self.unggah([judul, satu, dua]))
        self.assertEqual(RealisasiBelanja.objects.get().nilai, 70)
        self.terapkan(self.unggah([judul, [*dua[:3], 35]]))
        self.assertEqual(RealisasiTriwulan.objects.get(sub_kegiatan=self.dua).keuangan, 35)
        self.assertEqual((RealisasiBelanja.objects.get().nilai, self.triwulan()), (70, {(1, 70)}))

    def test_an_unknown_heading_is_asked_and_remembered(self) -> None:
        isi = [["Kode", "Uraian", "Duit keluar"], [self.satu.kode, self.satu.uraian, 70]]
        impor = self.unggah(isi)
        self.assertContains(self.buka(impor), "Kolom “Duit keluar”")
        self.kirim(impor, "jawab", **{"judul-2": "realisasi_tw1"})
        self.assertEqual(PemetaanTajuk.objects.get().kolom, "realisasi_tw1")
        self.assertEqual(self.terapkan(impor).status_code, 302)
        self.assertEqual(RealisasiTriwulan.objects.get().keuangan, 70)
        self.assertNotIn("tanya", self.unggah([*isi[:1], [self.satu.kode, self.satu.uraian, 75]]).ringkasan)

    def test_a_table_without_unit_asks_whose_it_is(self) -> None:
        mawar = UnitKerja.objects.create(instansi=self.p.instansi, nama="Kelurahan Mawar", jenis="kelurahan")
        lurah = self.buat(self.satu.kode, self.satu.uraian, mawar)
        impor = self.unggah([["Kode", "Uraian", "Realisasi TW I"], [self.satu.kode, self.satu.uraian, 70]])
        self.kirim(impor, "jawab", bagian=str(mawar.pk))
        self.terapkan(impor)
        self.assertEqual(RealisasiTriwulan.objects.get().sub_kegiatan, lurah)

    def test_physical_progress_of_a_hand_kept_table_comes_along(self) -> None:
        isi = [["Kode", "Uraian", "Realisasi TW I", "Fisik TW I (%)"], [self.satu.kode, self.satu.uraian, 70, "25,5"]]
        impor = self.unggah(isi)
        self.terapkan(impor)
        self.assertEqual(str(RealisasiTriwulan.objects.get().fisik), "25.5000")
        self.kirim(impor, "batalkan")
        self.assertFalse(RealisasiTriwulan.objects.exists())

    def test_another_pagu_beside_what_was_spent_is_said_and_not_taken(self) -> None:
        impor = self.unggah(
            [["Kode", "Uraian", "Pagu", "Realisasi TW I"], [self.satu.kode, self.satu.uraian, 1200, 700]]
        )
        self.assertContains(self.buka(impor), "(berkas 1.200, di sini 1.000)")
        self.terapkan(impor)
        self.satu.refresh_from_db()
        self.assertEqual((self.satu.pagu_murni, self.satu.pagu_perubahan), (1000, None))

    def test_a_pending_file_can_be_thrown_away_and_an_applied_one_not(self) -> None:
        impor = self.realisasi(dokumen(self.satu.kode, self.satu.uraian, 100, "A"))
        self.kirim(impor, "buang")
        self.assertFalse(ImporBerkas.objects.filter(pk=impor.pk).exists())
        impor = self.realisasi(dokumen(self.satu.kode, self.satu.uraian, 100, "A"))
        self.terapkan(impor)
        self.kirim(impor, "buang")
        self.assertTrue(ImporBerkas.objects.filter(pk=impor.pk).exists())

    def test_a_choice_sent_after_the_import_was_applied_changes_nothing(self) -> None:
        """As seen by a request that read the import just before somebody applied it."""
        impor = self.realisasi(dokumen(self.satu.kode, self.satu.uraian, 100, "A"))
        lama = ImporBerkas.objects.get(pk=impor.pk)
        form = PadankanForm(susun_rencana(lama), {"periode": ["2"]})
        self.assertTrue(form.is_valid())
        self.terapkan(impor)
        for tindak in (lambda: save_padanan(lama, form), lambda: read_ulang(lama, b""), lambda: discard(lama)):
            with self.assertRaises(TidakDapatError):
                tindak()
        impor.refresh_from_db()
        self.assertTrue(impor.is_diterapkan)
        self.assertTrue(impor.baris.exists())

    def test_of_the_same_file_sent_twice_the_last_stays(self) -> None:
        """Also where the first is the slower one."""
        isi = {"instansi": self.p.instansi, "tahun": 2023, "oleh": self.p.perencana, "sidik": sha256(b"x").hexdigest()}
        lama = ImporBerkas.objects.create(**isi)

        def read_lambat(impor: ImporBerkas, _: bytes) -> None:
            impor.save()
            ImporBerkas.objects.create(nama_berkas="kedua", **isi)

        with patch("sipd.terima.read_ulang", read_lambat):
            terima(b"x", "pertama", self.p.instansi, 2023, self.p.perencana)
        self.assertFalse(ImporBerkas.objects.filter(pk=lama.pk).exists())
        self.assertTrue(ImporBerkas.objects.filter(nama_berkas="kedua").exists())

    def test_a_locked_quarter_of_a_spending_line_is_refused_too(self) -> None:
        IsianTriwulan.objects.create(instansi=self.p.instansi, tahun=2023, triwulan=1, status="disetujui")
        impor = self.realisasi(dokumen(self.satu.kode, self.satu.uraian, 100, "A"))
        self.assertContains(self.terapkan(impor), "sudah disetujui", status_code=422)
        self.assertFalse(RealisasiBelanja.objects.exists())

    def test_the_list_shows_what_was_brought(self) -> None:
        self.realisasi(dokumen(self.satu.kode, self.satu.uraian, 100, "A"))
        self.assertContains(self.client.get("/satu/2023/impor/"), "berkas.xlsx")
        self.assertEqual(self.client.get("/satu/2024/impor/1/").status_code, 404)

    def test_a_file_that_is_no_workbook_is_refused_at_the_form(self) -> None:
        berkas = SimpleUploadedFile("foto.png", b"x")
        jawaban = self.client.post("/satu/2023/impor/unggah/", {"berkas": berkas})
        self.assertContains(jawaban, "berakhiran .xlsx atau .csv", status_code=422)
        self.assertEqual(self.client.post("/satu/2023/impor/unggah/").status_code, 422)

    def test_the_answer_to_a_file_that_is_gone_asks_for_it_again(self) -> None:
        impor = self.unggah(self.pagu())
        sementara.remove(impor.pk)
        jawaban = self.client.post(f"/satu/2023/impor/{impor.pk}/jawab/", {"tahap": "murni"}, follow=True)
        self.assertContains(jawaban, "Unggah sekali lagi")

    def test_a_file_kept_for_an_answer_goes_with_its_import_and_after_an_hour(self) -> None:
        isi = to_xlsx(("L", self.pagu()))
        satu = terima(isi, "a.xlsx", self.p.instansi, 2023, self.p.perencana)
        berkas = {n: sementara.get_folder() / f"{n}.bin" for n in (satu.pk, satu.pk + 1)}
        self.assertTrue(berkas[satu.pk].exists())
        dua = terima(isi, "a.xlsx", self.p.instansi, 2023, self.p.perencana)
        self.assertFalse(berkas[satu.pk].exists())
        for baca in (lambda: sementara.fetch(satu.pk), lambda: self.client.get("/satu/2023/impor/")):
            sementara.keep(dua.pk, b"x")
            lampau = berkas[dua.pk].stat().st_mtime - sementara.UMUR - 60
            os.utime(berkas[dua.pk], (lampau, lampau))
            baca()
            self.assertFalse(berkas[dua.pk].exists())

    def test_the_number_of_queries_of_the_preview_does_not_grow(self) -> None:
        baris = [dokumen(s.kode, s.uraian, 100 + n, f"N{n}") for n in range(1, 9) for s in (self.satu, self.dua)]
        banyak = []
        for impor in (self.realisasi(*baris[:2]), self.realisasi(*baris)):
            with CaptureQueriesContext(connection) as kueri:
                self.assertContains(self.buka(impor), "angka akan berubah")
            banyak.append(len(kueri))
        self.assertEqual(banyak[0], banyak[1])
