"""What someone has to do, word for word, from small states of a year. Nothing is stored."""

from __future__ import annotations

import datetime
from dataclasses import replace

from django.test import SimpleTestCase

from organisasi.models import Instansi
from ruang.tugas import (
    Isian,
    Janji,
    Keadaan,
    Kembali,
    Rencana,
    RencanaKerja,
    Tugas,
    Waktu,
    explain_kosong,
    join_nama,
    list_camat,
    list_janji,
    list_pelaksana,
    list_perencana,
    list_renja,
    sort_tugas,
)

HARI = datetime.date(2023, 4, 5)
WAKTU = {
    1: Waktu(datetime.date(2023, 4, 1), datetime.date(2023, 4, 10)),
    2: Waktu(datetime.date(2023, 7, 1), datetime.date(2023, 7, 10)),
}
DUA = Isian(1, 2, "Seksi Dua", "draf", 3, 5)
TIGA = Isian(1, 3, "Seksi Tiga", "draf", 5, 5)


def buat(*isian: Isian, **lain: object) -> Keadaan:
    instansi = Instansi(slug="satu", nama="Kecamatan Satu")
    return replace(Keadaan(instansi, 2023, HARI, WAKTU, tuple(isian)), **lain)  # type: ignore[arg-type]


def baca(tugas: list[Tugas]) -> list[tuple[str, str]]:
    return [(t.judul, t.keterangan) for t in tugas]


class PelaksanaTest(SimpleTestCase):
    def test_an_unfinished_quarter_says_how_far_it_is(self) -> None:
        self.assertEqual(
            baca(list_pelaksana(buat(DUA), {2})), [("Isi Triwulan I 2023: Seksi Dua", "3 dari 5 baris terisi.")]
        )

    def test_a_full_one_is_to_be_sent(self) -> None:
        self.assertEqual(
            baca(list_pelaksana(buat(TIGA), None)),
            [("Kirim Triwulan I 2023: Seksi Tiga", "Semua baris terisi. Periksa sekali lagi, lalu kirim.")],
        )

    def test_what_was_sent_back_says_by_whom_why_and_which_rows(self) -> None:
        kembali = replace(DUA, kembali=Kembali("Budi", "Angka tidak cocok"), catatan=("Gaji", "Rapat"))
        self.assertEqual(
            baca(list_pelaksana(buat(kembali), {2})),
            [
                (
                    "Perbaiki Triwulan I 2023: Seksi Dua",
                    "Budi: “Angka tidak cocok”. Baris yang dicatat: Gaji dan Rapat.",
                )
            ],
        )

    def test_other_units_sent_quarters_and_empty_ones_are_no_task(self) -> None:
        dikirim, kosong = replace(DUA, status="diajukan"), replace(DUA, baris=0, terisi=0)
        for isian in (dikirim, kosong, TIGA):
            self.assertEqual(list_pelaksana(buat(isian), {2}), [])

    def test_a_quarter_whose_window_is_not_open_is_no_task(self) -> None:
        self.assertEqual(list_pelaksana(buat(replace(DUA, triwulan=2)), {2}), [])

    def test_without_a_window_a_quarter_is_open_from_its_first_day(self) -> None:
        k = buat(replace(DUA, triwulan=2), waktu={}, hari=datetime.date(2023, 3, 31))
        self.assertEqual(list_pelaksana(k, {2}), [])
        self.assertEqual(len(list_pelaksana(replace(k, hari=datetime.date(2023, 4, 1)), {2})), 1)

    def test_the_deadline_presses_in_its_last_week_and_is_missed_the_day_after(self) -> None:
        def ambil(hari: int) -> tuple[bool, bool]:
            t = list_pelaksana(buat(DUA, hari=datetime.date(2023, 4, hari)), {2})[0]
            self.assertEqual(t.tenggat, datetime.date(2023, 4, 10))
            return t.mendesak, t.terlambat

        self.assertEqual(
            [ambil(2), ambil(3), ambil(10), ambil(11)], [(False, False), (True, False), (True, False), (False, True)]
        )

    def test_what_is_late_says_how_to_get_more_time(self) -> None:
        self.assertEqual(
            list_pelaksana(buat(DUA, hari=datetime.date(2023, 4, 11)), {2})[0].keterangan,
            "3 dari 5 baris terisi. Waktu pengisian sudah berakhir; minta admin kabupaten memperpanjangnya.",
        )

    def test_nothing_is_asked_for_a_year_whose_report_is_approved(self) -> None:
        self.assertEqual(list_pelaksana(buat(DUA, laporan="disetujui"), None), [])


class PerencanaTest(SimpleTestCase):
    def test_a_year_without_a_budget_is_to_be_set_up(self) -> None:
        self.assertEqual(
            baca(list_perencana(buat(rencana=Rencana(program=False)))),
            [("Siapkan tahun 2023", "Unggah buku kerja, atau isi sendiri mulai dari Renstra atau anggaran.")],
        )

    def test_copying_is_offered_where_an_earlier_year_is_there(self) -> None:
        self.assertEqual(
            baca(list_perencana(buat(rencana=Rencana(program=False), sebelumnya=2021))),
            [("Siapkan tahun 2023", "Salin dari tahun 2021, unggah buku kerja, atau isi sendiri.")],
        )

    def test_missing_parts_of_the_plan_are_named(self) -> None:
        rencana = Rencana(renstra=False, tanpa_penanggung_jawab=2, tanpa_indikator=3, perjanjian=False)
        self.assertEqual(
            [judul for judul, _ in baca(list_perencana(buat(rencana=rencana)))],
            [
                "Isi Renstra",
                "Pilih penanggung jawab 2 sub kegiatan 2023",
                "Isi indikator 3 sub kegiatan 2023",
                "Susun perjanjian kinerja 2023",
            ],
        )

    def test_a_plan_that_is_whole_asks_nothing(self) -> None:
        self.assertEqual(list_perencana(buat()), [])

    def test_units_that_have_not_sent_are_one_task_a_quarter(self) -> None:
        kembali = replace(TIGA, terisi=4, kembali=Kembali("Budi", "x"))
        self.assertEqual(
            baca(list_perencana(buat(DUA, kembali))),
            [
                (
                    "Triwulan I 2023: 2 unit belum mengirim",
                    "Ingatkan atau bantu isi: Seksi Dua (3 dari 5) dan Seksi Tiga (4 dari 5, diminta diperbaiki).",
                )
            ],
        )

    def test_what_was_sent_waits_to_be_checked(self) -> None:
        satu = replace(DUA, status="diajukan")
        self.assertEqual(
            baca(list_perencana(buat(satu))),
            [("Periksa Triwulan I 2023: Seksi Dua", "Sudah dikirim dan menunggu Anda.")],
        )
        dua = replace(TIGA, status="diajukan")
        self.assertEqual(
            baca(list_perencana(buat(satu, dua))), [("Periksa Triwulan I 2023: 2 unit", "Seksi Dua dan Seksi Tiga.")]
        )

    def test_the_report_is_asked_for_when_the_year_is_over(self) -> None:
        k = buat(laporan="draf", waktu={})
        self.assertEqual(list_perencana(k), [])
        k = replace(k, hari=datetime.date(2024, 1, 1), bagian_kosong=("Sarana", "Pendapatan"))
        self.assertEqual(
            baca(list_perencana(k)),
            [("Lengkapi laporan kinerja 2023", "2 bagian belum ada datanya: Sarana dan Pendapatan.")],
        )
        self.assertEqual(list_perencana(replace(k, bagian_kosong=()))[0].judul, "Selesaikan laporan kinerja 2023")
        self.assertEqual(list_perencana(replace(k, laporan="diajukan")), [])
        self.assertEqual(list_perencana(replace(k, laporan="dikirim")), [])

    def test_a_report_sent_back_says_why_and_an_approved_one_goes_to_the_kabupaten(self) -> None:
        k = buat(laporan="draf", laporan_kembali=Kembali("Camat", "Bab III kurang"), hari=datetime.date(2024, 2, 1))
        self.assertEqual(baca(list_perencana(k)), [("Perbaiki laporan kinerja 2023", "Camat: “Bab III kurang”.")])
        self.assertEqual(
            baca(list_perencana(replace(k, laporan="disetujui"))),
            [("Kirim laporan kinerja 2023 ke kabupaten", "Camat sudah menyetujuinya.")],
        )


class CamatTest(SimpleTestCase):
    def test_only_what_was_verified_and_the_report_wait_for_him(self) -> None:
        isian = (replace(DUA, status="diverifikasi"), replace(TIGA, status="diajukan"))
        self.assertEqual(
            [t.judul for t in list_camat(buat(*isian, laporan="diajukan"))],
            ["Setujui Triwulan I 2023: Seksi Dua", "Setujui laporan kinerja 2023"],
        )
        self.assertEqual(list_camat(buat(DUA, laporan="draf")), [])

    def test_a_lock_that_was_opened_waits_for_his_word(self) -> None:
        dibuka = replace(DUA, status="disetujui", dibuka=Kembali("Admin", "SPJ menyusul"))
        judul, isi = baca(list_camat(buat(dibuka)))[0]
        self.assertTrue(judul.startswith("Putuskan Triwulan"), judul)
        self.assertIn("Dibuka kembali oleh Admin: “SPJ menyusul”.", isi)
        self.assertEqual(list_camat(buat(replace(dibuka, dibuka=None))), [])


class JanjiTest(SimpleTestCase):
    def tugas(self, j: Janji, *peran: str) -> list[tuple[str, str]]:
        return baca(list_janji(buat(janji=(j,)), set(peran)))

    def test_one_sent_waits_for_the_camat_and_the_second_party(self) -> None:
        j = Janji(1, "Kasi Satu", "diajukan")
        hasil = [("Reviu perjanjian kinerja Kasi Satu 2023", "Sudah dikirim dan menunggu reviu Anda.")]
        self.assertEqual(self.tugas(j, "camat"), hasil)
        self.assertEqual(self.tugas(replace(j, pihak=frozenset({"pihak_kedua"})), "pelaksana"), hasil)
        self.assertEqual(self.tugas(replace(j, pihak=frozenset({"pihak_pertama"})), "perencana"), [])

    def test_each_party_is_told_when_it_is_his_turn_to_sign(self) -> None:
        for status, pihak in (("direviu", "pihak_pertama"), ("ditandatangani", "pihak_kedua")):
            j = Janji(1, "Kasi Satu", status, frozenset({pihak}))
            self.assertEqual([t for t, _ in self.tugas(j)], ["Tanda tangani perjanjian kinerja Kasi Satu 2023"])
            lain = replace(j, pihak=frozenset({"pihak_pertama", "pihak_kedua"} - {pihak}))
            self.assertEqual(self.tugas(lain, "pelaksana"), [])

    def test_what_may_be_signed_on_paper_is_recorded_by_the_office(self) -> None:
        j = Janji(1, "Kasi Satu", "direviu", frozenset({"pihak_pertama"}))
        boleh = "Sudah direviu. Bila sudah ditandatangani di kertas, catat tanggalnya dan unggah pindaiannya."
        isi = f"{boleh} Yang mencatat bukan orang yang ikut mengetiknya."
        catat = [("Catat tanda tangan perjanjian kinerja Kasi Satu 2023", isi)]
        for peran in ("perencana", "camat"):
            self.assertEqual(self.tugas(replace(j, pihak=frozenset()), peran), catat)
        self.assertEqual(self.tugas(replace(j, pihak=frozenset(), cara="elektronik"), "camat"), [])
        self.assertEqual(self.tugas(replace(j, cara="kertas"), "pelaksana"), [])  # nothing to do for him in the site
        dua = buat(janji=(j, replace(j, pk=2, nama="Kasi Dua")))
        self.assertEqual(
            baca(list_janji(dua, {"perencana"}))[0],
            ("Catat tanda tangan 2 perjanjian kinerja 2023", f"{isi} Kasi Satu dan Kasi Dua."),
        )
        sendiri = buat(instansi=Instansi(slug="satu", nama="Satu", periksa_sendiri=True), janji=(j,))
        self.assertEqual(baca(list_janji(sendiri, {"camat"}))[0][1], boleh)

    def test_one_sent_back_says_why_to_those_who_mend_it(self) -> None:
        j = Janji(1, "Camat", "draf", kembali=Kembali("Bupati Contoh", "Target terlalu rendah"))
        hasil = [("Perbaiki perjanjian kinerja Camat 2023", "Bupati Contoh: “Target terlalu rendah”.")]
        self.assertEqual(self.tugas(j, "perencana"), hasil)
        self.assertEqual(self.tugas(replace(j, pihak=frozenset({"pihak_pertama"}))), hasil)
        self.assertEqual(self.tugas(j, "camat"), [])
        self.assertEqual(self.tugas(replace(j, kembali=None), "perencana"), [])


class RenjaTest(SimpleTestCase):
    def tugas(self, hari: tuple[int, int, int], murni: RencanaKerja, ubah: RencanaKerja | None = None) -> list[str]:
        k = buat(hari=datetime.date(*hari), waktu={})
        return [t.judul for t in list_renja(k, murni, ubah or RencanaKerja())]

    def test_it_is_made_and_filled_in_the_year_before(self) -> None:
        self.assertEqual(self.tugas((2022, 1, 1), RencanaKerja()), ["Susun Renja 2023"])
        self.assertEqual(self.tugas((2022, 12, 31), RencanaKerja(ada=True)), ["Isi Renja 2023"])
        for hari in ((2021, 12, 31), (2023, 1, 1)):
            self.assertEqual(self.tugas(hari, RencanaKerja()), [])
            self.assertEqual(self.tugas(hari, RencanaKerja(ada=True)), [])

    def test_it_becomes_the_budget_once_that_is_drawn_up(self) -> None:
        isi = RencanaKerja(ada=True, sub=7)
        self.assertEqual(self.tugas((2022, 9, 30), isi), [])
        for hari in ((2022, 10, 1), (2023, 2, 1)):
            self.assertEqual(self.tugas(hari, isi), ["Bawa Renja 2023 ke anggaran"])
            self.assertEqual(self.tugas(hari, replace(isi, dianggarkan=True)), [])
        satu = list_renja(buat(hari=datetime.date(2022, 10, 1)), isi, RencanaKerja())[0]
        self.assertEqual(satu.keterangan, "7 sub kegiatan sudah direncanakan; anggaran 2023 masih kosong.")
        self.assertEqual(satu.tautan, "/satu/2023/renja/ke-anggaran/")

    def test_a_changed_plan_changes_the_budget_of_its_year(self) -> None:
        murni, ubah = RencanaKerja(True, 7, True), RencanaKerja(True, 8)
        self.assertEqual(self.tugas((2023, 8, 1), murni, ubah), ["Bawa Renja Perubahan 2023 ke anggaran"])
        self.assertEqual(self.tugas((2024, 1, 2), murni, ubah), [])
        self.assertEqual(self.tugas((2023, 8, 1), murni, replace(ubah, dianggarkan=True)), [])


class DaftarTest(SimpleTestCase):
    def test_late_tasks_come_first_then_the_nearest_deadline(self) -> None:
        hari = datetime.date
        daftar = [
            Tugas("tanpa", "", ""),
            Tugas("mei", "", "", hari(2023, 5, 1)),
            Tugas("april", "", "", hari(2023, 4, 1)),
            Tugas("lewat", "", "", hari(2023, 6, 1), terlambat=True),
            Tugas("mei", "", "", hari(2023, 5, 1)),
        ]
        self.assertEqual([t.judul for t in sort_tugas(daftar)], ["lewat", "april", "mei", "tanpa"])

    def test_who_has_nothing_to_do_is_told_what_comes_next(self) -> None:
        self.assertEqual(explain_kosong([buat()]), "Berikutnya: Triwulan II 2023, dibuka 1 Juli 2023.")
        self.assertEqual(
            explain_kosong([buat(waktu={})]), "Begitu ada yang harus diisi atau diperiksa, tugasnya muncul di sini."
        )

    def test_long_lists_of_names_are_cut(self) -> None:
        self.assertEqual(join_nama(["A"]), "A")
        self.assertEqual(join_nama("ABC"), "A, B dan C")
        self.assertEqual(join_nama("ABCDEF"), "A, B, C, D, dan 2 lainnya")
