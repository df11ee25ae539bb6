"""Status transitions: every pair that is not in the table is refused."""

from itertools import product
from unittest import TestCase

from kinerja.alur import (
    ALUR_LAPORAN,
    ALUR_PERJANJIAN,
    ALUR_TRIWULAN,
    Alur,
    StatusLaporan,
    StatusPerjanjian,
    StatusTriwulan,
    Transisi,
    TransisiDitolak,
    find_transisi,
    list_transisi,
)

PERAN = ("admin", "inspektorat", "perencana", "pelaksana", "camat", "pihak_pertama", "pihak_kedua")
BERALUR = (
    (ALUR_TRIWULAN, list(StatusTriwulan)),
    (ALUR_LAPORAN, list(StatusLaporan)),
    (ALUR_PERJANJIAN, list(StatusPerjanjian)),
)


class TransisiTest(TestCase):
    def test_the_straight_way_leads_from_draf_to_the_end(self) -> None:
        for alur, langkah, akhir in [
            (
                ALUR_TRIWULAN,
                [("ajukan", "pelaksana"), ("verifikasi", "perencana"), ("setujui", "camat"), ("kunci", "admin")],
                "terkunci",
            ),
            (ALUR_LAPORAN, [("ajukan", "perencana"), ("setujui", "camat"), ("kirim", "perencana")], "dikirim"),
            (
                ALUR_PERJANJIAN,
                [
                    ("ajukan", "perencana"),
                    ("reviu", "camat"),
                    ("tanda_pertama", "pihak_pertama"),
                    ("tanda_kedua", "pihak_kedua"),
                ],
                "berlaku",
            ),
        ]:
            status = "draf"
            for aksi, peran in langkah:
                status = find_transisi(alur, status, aksi, peran).ke
            self.assertEqual(status, akhir)

    def test_every_pair_outside_the_table_is_refused_with_a_sentence(self) -> None:
        for alur, semua_status in BERALUR:
            boleh = {(t.dari, t.aksi, t.peran): t for t in alur.transisi}
            for dari, aksi, peran in product(semua_status, {t.aksi for t in alur.transisi}, PERAN):
                with self.subTest(alur=alur.nama, dari=dari, aksi=aksi, peran=peran):
                    if (dari, aksi, peran) in boleh:
                        self.assertIs(find_transisi(alur, dari, aksi, peran), boleh[dari, aksi, peran])
                        continue
                    with self.assertRaisesRegex(TransisiDitolak, rf"^{alur.nama} yang berstatus {dari} .*\.$"):
                        find_transisi(alur, dari, aksi, peran)

    def test_says_who_may_or_what_may_be_done_instead(self) -> None:
        for alur, dari, aksi, peran, pesan in [
            (
                ALUR_TRIWULAN, "diverifikasi", "setujui", "perencana",
                "Isian triwulan yang berstatus diverifikasi hanya dapat disetujui oleh camat.",
            ),
            (
                ALUR_TRIWULAN, "draf", "ajukan", "camat",
                "Isian triwulan yang berstatus draf hanya dapat diajukan oleh pelaksana atau perencana.",
            ),
            (
                ALUR_TRIWULAN, "draf", "setujui", "camat",
                "Isian triwulan yang berstatus draf tidak dapat disetujui; hanya dapat diajukan.",
            ),
            (
                ALUR_LAPORAN, "dikirim", "kembalikan", "camat",
                "Laporan yang berstatus dikirim tidak dapat dikembalikan; hanya dapat dibuka kembali.",
            ),
            (
                ALUR_LAPORAN, "draf", "hapus", "camat",
                "Laporan yang berstatus draf tidak dapat dikenai “hapus”; hanya dapat diajukan.",
            ),
            (
                ALUR_PERJANJIAN, "direviu", "tanda_pertama", "perencana",
                "Perjanjian kinerja yang berstatus direviu hanya dapat diberi tanda tangan pertama oleh pihak pertama.",
            ),
            (
                ALUR_PERJANJIAN, "draf", "ajukan", "camat",
                "Perjanjian kinerja yang berstatus draf hanya dapat diajukan oleh perencana atau pihak pertama.",
            ),
            (
                ALUR_PERJANJIAN, "ditandatangani", "reviu", "camat",
                "Perjanjian kinerja yang berstatus ditandatangani tidak dapat direviu; hanya dapat dikembalikan atau "
                "diberi tanda tangan kedua.",
            ),
            (
                ALUR_PERJANJIAN, "berlaku", "kembalikan", "admin",
                "Perjanjian kinerja yang berstatus berlaku tidak dapat dikembalikan; hanya dapat digantikan yang "
                "perubahan atau dibatalkan.",
            ),
            (
                ALUR_PERJANJIAN, "digantikan", "tarik", "perencana",
                "Perjanjian kinerja yang berstatus digantikan tidak dapat ditarik kembali; tidak dapat diubah lagi.",
            ),
        ]:  # fmt: skip
            with self.subTest(pesan), self.assertRaises(TransisiDitolak) as galat:
                find_transisi(alur, dari, aksi, peran)
            self.assertEqual(str(galat.exception), pesan)


class TabelTest(TestCase):
    def test_knows_only_its_own_statuses_and_roles(self) -> None:
        for alur, semua_status in BERALUR:
            for t in alur.transisi:
                self.assertIn(t.dari, semua_status)
                self.assertIn(t.ke, semua_status)
                self.assertIn(t.peran, PERAN)

    def test_has_one_target_for_each_status_action_and_role(self) -> None:
        for alur, _ in BERALUR:
            kunci = [(t.dari, t.aksi, t.peran) for t in alur.transisi]
            self.assertEqual(len(kunci), len(set(kunci)))

    def test_every_status_can_be_reached(self) -> None:
        for alur, semua_status in BERALUR:
            self.assertEqual({t.ke for t in alur.transisi} | {"draf"}, set(semua_status))

    def test_nobody_verifies_or_approves_what_he_typed(self) -> None:
        for alur, _ in BERALUR:
            for t in alur.transisi:
                self.assertEqual(t.beda_orang, t.aksi in ("verifikasi", "setujui", "reviu", "catat_kertas"))

    def test_going_back_against_someones_will_needs_a_reason(self) -> None:
        for alur, _ in BERALUR:
            for t in alur.transisi:
                self.assertEqual(t.perlu_catatan, t.aksi in ("kembalikan", "buka", "batalkan"))

    def test_an_approved_report_goes_on_or_back_with_the_camats_reason(self) -> None:
        langkah = {(t.aksi, t.peran, t.ke) for t in ALUR_LAPORAN.transisi if t.dari == "disetujui"}
        self.assertEqual(langkah, {("kirim", "perencana", "dikirim"), ("kembalikan", "camat", "draf")})

    def test_only_the_admin_opens_a_sent_report_again(self) -> None:
        langkah = [t for t in ALUR_LAPORAN.transisi if t.dari == "dikirim"]
        self.assertEqual([(t.aksi, t.peran, t.ke, t.perlu_catatan) for t in langkah], [("buka", "admin", "draf", True)])

    def test_each_party_signs_for_itself_and_what_is_signed_can_go_back(self) -> None:
        tanda = {(t.aksi, t.dari, t.peran) for t in ALUR_PERJANJIAN.transisi if t.aksi.startswith("tanda")}
        self.assertEqual(
            tanda,
            {("tanda_pertama", "direviu", "pihak_pertama"), ("tanda_kedua", "ditandatangani", "pihak_kedua")},
        )
        mundur = {(t.aksi, t.peran) for t in ALUR_PERJANJIAN.transisi if t.dari == "ditandatangani" and t.ke == "draf"}
        self.assertEqual(mundur, {("kembalikan", p) for p in ("camat", "admin", "pihak_kedua")})
        berlaku = {(t.aksi, t.peran, t.ke) for t in ALUR_PERJANJIAN.transisi if t.dari == "berlaku"}
        self.assertEqual(berlaku, {("gantikan", "pihak_kedua", "digantikan"), ("batalkan", "admin", "draf")})

    def test_both_may_have_signed_on_paper_once_it_was_reviewed(self) -> None:
        kertas = {(t.dari, t.peran, t.ke) for t in ALUR_PERJANJIAN.transisi if t.aksi == "catat_kertas"}
        self.assertEqual(kertas, {("direviu", p, "berlaku") for p in ("perencana", "camat", "admin")})

    def test_says_that_nothing_is_possible_any_more(self) -> None:
        buntu = Alur("Surat", (Transisi("draf", "kirim", "camat", "dikirim"),))
        with self.assertRaises(TransisiDitolak) as galat:
            find_transisi(buntu, "dikirim", "kirim", "camat")
        self.assertEqual(
            str(galat.exception), "Surat yang berstatus dikirim tidak dapat dikirim; tidak dapat diubah lagi."
        )

    def test_lists_the_steps_of_a_role(self) -> None:
        self.assertEqual(
            [t.aksi for t in list_transisi(ALUR_TRIWULAN, "diverifikasi", "camat")], ["kembalikan", "setujui"]
        )
        self.assertEqual(list_transisi(ALUR_TRIWULAN, "terkunci", "camat"), ())
