"""The way of a perjanjian: who takes which step, what locks, who signs, comments, and the perubahan in force."""

from __future__ import annotations

import datetime
from typing import Any

from auditlog.context import set_actor
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import TestCase

from kinerja.alur import TransisiDitolak
from organisasi.alur import change_status, list_peran
from organisasi.models import Pejabat, Pengguna
from perjanjian.langkah import tandatangani
from perjanjian.models import Butir, KomentarButir, PerjanjianKinerja, TargetButir
from perjanjian.rekap import muat_perjanjian, select_berlaku
from perjanjian.salin import buat_perubahan, salin_perjanjian
from tests.pemeran import buat_kepala, buat_pemeran
from tests.renstra.pabrik import buat_rencana

DASAR = "/satu/2023/perjanjian/"
HARI = datetime.date(2023, 1, 2)


class AlurTest(TestCase):
    """The kasi promises the camat; both have accounts: the pelaksana, and the camat."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.kepala = buat_kepala(cls.p.kabupaten)
        cls.r = buat_rencana(cls.p.instansi)
        cls.kasi = Pejabat.objects.create(jabatan=cls.r.kasi, nama="Kasi Contoh", mulai=HARI, pengguna=cls.p.pelaksana)
        Pejabat.objects.create(jabatan=cls.r.camat, nama="Camat Contoh", mulai=HARI, pengguna=cls.p.camat)
        with set_actor(cls.p.perencana):
            cls.pk = PerjanjianKinerja.objects.create(
                instansi=cls.p.instansi, tahun=2023, jabatan=cls.r.kasi, pihak_kedua=cls.r.camat, tanggal=HARI
            )
            cls.butir = Butir.objects.create(perjanjian=cls.pk, indikator=cls.r.operasi, target=12, urut=1)
        cls.satu = f"{DASAR}{cls.pk.pk}/"

    def setUp(self) -> None:
        self.pk.refresh_from_db()

    def atur(self, status: str, pk: PerjanjianKinerja | None = None) -> PerjanjianKinerja:
        PerjanjianKinerja.objects.filter(pk=(pk or self.pk).pk).update(status=status)
        return PerjanjianKinerja.objects.get(pk=(pk or self.pk).pk)

    def tekan(self, oleh: Pengguna, aksi: str, **isi: str) -> tuple[int, str]:
        """Press a button; return the status of the answer and what the user is told."""
        self.client.force_login(oleh)
        jawaban = self.client.post(f"{self.satu}langkah/{aksi}/", isi)
        self.pk.refresh_from_db()
        pesan = [str(m) for m in get_messages(jawaban.wsgi_request)]
        return jawaban.status_code, pesan[-1] if pesan else ""


class PihakTest(AlurTest):
    def test_the_holders_of_the_two_posts_are_the_parties(self) -> None:
        self.assertEqual(list_peran(self.pk, self.p.pelaksana), {"pelaksana", "pihak_pertama"})
        self.assertEqual(list_peran(self.pk, self.p.camat), {"camat", "pihak_kedua"})
        self.assertEqual(list_peran(self.pk, self.p.perencana), {"perencana"})

    def test_a_kepala_daerah_is_the_second_party_of_whoever_promises_outside(self) -> None:
        camat = PerjanjianKinerja.objects.create(
            instansi=self.p.instansi, tahun=2023, jabatan=self.r.camat, sebutan_pihak_kedua="Bupati"
        )
        self.assertEqual(list_peran(camat, self.kepala), {"kepala", "pihak_kedua"})
        self.assertEqual(list_peran(camat, self.p.camat), {"camat", "pihak_pertama"})
        self.assertEqual(list_peran(self.pk, self.kepala), {"kepala"})

    def test_who_held_the_post_on_the_day_signs_where_nobody_holds_it_today(self) -> None:
        self.kasi.selesai = datetime.date(2023, 6, 30)
        self.kasi.save()
        self.assertIn("pihak_pertama", list_peran(self.pk, self.p.pelaksana))
        Pejabat.objects.create(
            jabatan=self.r.kasi, nama="Kasi Baru", mulai=datetime.date(2023, 7, 1), pengguna=self.p.perencana
        )
        self.assertNotIn("pihak_pertama", list_peran(self.pk, self.p.pelaksana))
        self.assertIn("pihak_pertama", list_peran(self.pk, self.p.perencana))

    def test_those_who_typed_it_are_known_by_the_log(self) -> None:
        self.assertEqual(set(self.pk.list_pengisi()), {self.p.perencana.pk})
        with set_actor(self.p.admin):
            TargetButir.objects.create(butir=self.butir, triwulan=1, nilai=3)
        self.assertEqual(set(self.pk.list_pengisi()), {self.p.perencana.pk, self.p.admin.pk})
        with set_actor(self.p.camat):
            Butir.objects.create(perjanjian=self.pk, indikator=self.r.indikator, target=1).delete()
        self.assertIn(self.p.camat.pk, set(self.pk.list_pengisi()))


class LangkahTest(AlurTest):
    def test_it_goes_from_the_perencana_by_the_camat_to_both_parties(self) -> None:
        self.assertEqual(self.tekan(self.p.perencana, "ajukan"), (302, "Perjanjian Kasi Satu dikirim untuk direviu."))
        self.assertEqual(self.tekan(self.p.camat, "reviu"), (302, "Perjanjian Kasi Satu dinyatakan sudah benar."))
        tandatangani(self.pk, "tanda_pertama", self.p.pelaksana)
        tandatangani(self.pk, "tanda_kedua", self.p.camat)
        self.pk.refresh_from_db()
        self.assertEqual(self.pk.status, "berlaku")
        halaman = self.client.get(self.satu)
        self.assertContains(halaman, "ditandatangani pihak kedua dan berlaku oleh <strong>camat</strong>")

    def test_what_is_missing_is_named_before_it_is_sent(self) -> None:
        Butir.objects.all().delete()
        PerjanjianKinerja.objects.update(tanggal=None)
        kata = "Belum dapat dikirim: isi tanggalnya dan pilih sekurangnya satu butir."
        self.assertEqual(self.tekan(self.p.perencana, "ajukan"), (302, kata))
        self.assertEqual(self.pk.status, "draf")
        self.assertContains(self.client.get(self.satu), "Sebelum dikirim: isi tanggalnya dan pilih")

    def test_who_typed_it_does_not_review_it(self) -> None:
        with set_actor(self.p.camat):
            TargetButir.objects.create(butir=self.butir, triwulan=1, nilai=3)
        self.atur("diajukan")
        self.assertIn("Anda ikut mengisi data ini", self.tekan(self.p.camat, "reviu")[1])
        self.assertEqual(self.pk.status, "diajukan")
        self.tekan(self.p.admin, "reviu")
        self.assertEqual(self.pk.status, "direviu")

    def test_sending_back_needs_a_reason_or_comments(self) -> None:
        self.atur("diajukan")
        self.assertIn("Tulis dahulu alasannya", self.tekan(self.p.camat, "kembalikan")[1])
        KomentarButir.objects.create(perjanjian=self.pk, butir=self.butir, teks="Terlalu rendah", oleh=self.p.camat)
        self.tekan(self.p.camat, "kembalikan")
        self.assertEqual(self.pk.status, "draf")
        self.client.force_login(self.p.perencana)
        self.assertContains(self.client.get(self.satu), "Lihat 1 komentar di halaman perjanjian.")
        self.tekan(self.p.perencana, "ajukan")  # the comment is still open, but it was said of what was sent before
        self.assertIn("Tulis dahulu alasannya", self.tekan(self.p.camat, "kembalikan")[1])

    def test_what_the_first_party_has_signed_never_waits_for_nobody(self) -> None:
        """The second party may have no account: the camat or the admin sends it back as well; the perencana does not."""
        for oleh in (self.p.camat, self.p.admin):
            self.atur("ditandatangani")
            self.tekan(oleh, "kembalikan", catatan="Targetnya berubah")
            self.assertEqual(self.pk.status, "draf")
        self.atur("ditandatangani")
        self.assertEqual(self.tekan(self.p.perencana, "kembalikan", catatan="x")[0], 403)

    def test_what_is_in_force_is_withdrawn_by_the_admin_with_a_reason(self) -> None:
        self.atur("berlaku")
        self.assertEqual(self.tekan(self.p.camat, "batalkan", catatan="x")[0], 403)
        self.assertIn("alasannya", self.tekan(self.p.admin, "batalkan")[1])
        self.tekan(self.p.admin, "batalkan", catatan="Targetnya salah ketik")
        self.assertEqual(self.pk.status, "draf")

    def test_others_are_refused_and_signing_is_no_button(self) -> None:
        self.assertEqual(self.tekan(self.p.inspektorat, "ajukan")[0], 403)
        self.atur("direviu")
        self.assertEqual(self.tekan(self.p.pelaksana, "tanda_pertama")[0], 404)
        with self.assertRaises(TransisiDitolak):
            tandatangani(self.pk, "tanda_pertama", self.p.camat)

    def test_nobody_judges_what_he_has_not_seen(self) -> None:
        self.tekan(self.p.perencana, "ajukan")
        self.client.force_login(self.p.camat)
        dilihat = self.client.get(self.satu).context["terakhir"]
        self.tekan(self.p.perencana, "tarik")
        self.tekan(self.p.perencana, "ajukan")
        self.assertIn("baru saja diubah orang lain", self.tekan(self.p.camat, "reviu", terakhir=dilihat)[1])
        self.assertEqual(self.pk.status, "diajukan")

    def test_the_page_offers_each_his_own_steps(self) -> None:
        def tombol(oleh: Pengguna) -> list[str]:
            self.client.force_login(oleh)
            return [t.aksi for t in self.client.get(self.satu).context["wewenang"].tombol]

        self.assertEqual(tombol(self.p.perencana), ["ajukan"])
        self.assertEqual(tombol(self.p.pelaksana), ["ajukan"])
        self.assertEqual(tombol(self.p.camat), [])
        self.atur("diajukan")
        self.assertEqual(tombol(self.p.camat), ["kembalikan", "reviu"])
        self.assertEqual(tombol(self.p.perencana), ["tarik"])
        self.atur("direviu")
        self.assertEqual(tombol(self.p.pelaksana), ["kembalikan"])
        self.assertTrue(self.client.get(self.satu).context["wewenang"].giliran)
        for oleh, boleh in (
            (self.p.camat, True), (self.p.admin, True), (self.p.perencana, False), (self.p.pelaksana, False),
        ):  # fmt: skip
            self.client.force_login(oleh)  # the perencana typed it
            self.assertEqual(self.client.get(self.satu).context["wewenang"].kertas, boleh)
        self.atur("berlaku")
        self.assertEqual(tombol(self.p.camat), [])

    def test_the_list_says_whom_each_waits_for(self) -> None:
        self.client.force_login(self.p.perencana)
        for status, kata in (
            ("draf", "Sedang disusun"),
            ("diajukan", "Menunggu reviu camat atau pihak kedua"),
            ("direviu", "Menunggu tanda tangan Kasi Satu"),
            ("ditandatangani", "Menunggu tanda tangan Camat"),
            ("berlaku", "Berlaku"),
        ):
            self.atur(status)
            self.assertContains(self.client.get(DASAR), f'<span class="status {status}">{kata}</span>', html=True)


class TerkunciTest(AlurTest):
    KALIMAT = "PK Kasi Satu 2023 (Murni) sudah diajukan, jadi isinya tidak dapat diubah."

    def setUp(self) -> None:
        TargetButir.objects.create(butir=self.butir, triwulan=1, nilai=3)
        self.atur("diajukan")
        self.pk.refresh_from_db()

    def test_no_row_of_it_is_stored_or_deleted(self) -> None:
        target = TargetButir.objects.get()
        baru = Butir(perjanjian=self.pk, indikator=self.r.indikator, target=1)
        for baris in (self.pk, self.butir, target, baru, TargetButir(butir=self.butir, triwulan=2, nilai=4)):
            with self.subTest(baris), self.assertRaisesMessage(ValidationError, self.KALIMAT):
                baris.save()
            with self.subTest(baris), self.assertRaisesMessage(ValidationError, self.KALIMAT):
                baris.clean()
        for baris in (self.pk, self.butir, target):
            with self.subTest(baris), self.assertRaisesMessage(ValidationError, self.KALIMAT):
                baris.delete()
        with self.assertRaises(ValidationError), transaction.atomic():
            Butir.objects.filter(perjanjian=self.pk).delete()
        self.assertEqual(Butir.objects.get(), self.butir)

    def test_a_butir_is_not_moved_out_of_it(self) -> None:
        lain = PerjanjianKinerja.objects.create(
            instansi=self.p.instansi, tahun=2023, jabatan=self.r.camat, sebutan_pihak_kedua="Bupati"
        )
        self.butir.perjanjian = lain
        with self.assertRaisesMessage(ValidationError, self.KALIMAT):
            self.butir.save()

    def test_a_target_is_not_moved_out_of_it(self) -> None:
        target = TargetButir.objects.get()
        lain = PerjanjianKinerja.objects.create(
            instansi=self.p.instansi, tahun=2023, jabatan=self.r.camat, sebutan_pihak_kedua="Bupati"
        )
        target.butir = Butir.objects.create(perjanjian=lain, indikator=self.r.operasi, target=1)
        with self.assertRaises(ValidationError):
            target.save()

    def test_pages_say_why_and_change_nothing(self) -> None:
        self.client.force_login(self.p.perencana)
        for alamat in ("ubah/", "pihak/", "butir/", "hapus/", f"butir/{self.butir.pk}/hapus/"):
            for cara in ("get", "post"):
                with self.subTest(alamat, cara=cara):
                    jawaban = getattr(self.client, cara)(f"{self.satu}{alamat}", {"hapus": "ya"})
                    self.assertContains(jawaban, "Tarik dahulu pengajuannya", status_code=403)
                    self.assertContains(jawaban, f'href="{self.satu}"', status_code=403)
        jawaban: Any = self.client.post(
            f"{self.satu}butir/{self.butir.pk}/", {}, headers={"Accept": "application/json"}
        )
        self.assertIn(self.KALIMAT, str(jawaban.json()))
        self.assertNotContains(self.client.get(self.satu), f"{self.satu}ubah/")
        self.assertEqual(Butir.objects.get().target, 12)

    def test_the_admin_shows_it_and_changes_nothing(self) -> None:
        self.client.force_login(self.p.perencana)
        alamat = f"/kelola/perjanjian/perjanjiankinerja/{self.pk.pk}/"
        self.assertNotContains(self.client.get(f"{alamat}change/"), 'name="nomor"')
        self.assertEqual(self.client.post(f"{alamat}change/", {"nomor": "9"}).status_code, 403)
        self.assertEqual(self.client.post(f"{alamat}delete/", {"post": "yes"}).status_code, 403)
        butir = f"/kelola/perjanjian/butir/{self.butir.pk}/"
        self.assertNotContains(self.client.get(f"{butir}change/"), 'name="target"')


class KomentarTest(AlurTest):
    def tulis(self, oleh: Pengguna, **isi: Any) -> int:
        self.client.force_login(oleh)
        return int(self.client.post(f"{self.satu}komentar/", isi).status_code)

    def test_what_the_reviewer_wrote_stands_where_it_is_mended(self) -> None:
        KomentarButir.objects.create(perjanjian=self.pk, butir=self.butir, teks="Terlalu rendah", oleh=self.p.camat)
        self.client.force_login(self.p.perencana)
        self.assertContains(self.client.get(f"{self.satu}ubah/"), "Terlalu rendah")

    def test_who_judges_it_writes_beside_a_butir_or_to_the_whole(self) -> None:
        self.assertEqual(self.tulis(self.p.camat, teks="x"), 403)
        self.atur("diajukan")
        self.assertEqual(self.tulis(self.p.perencana, teks="x"), 403)
        self.tulis(self.p.camat, teks=" Terlalu rendah ", butir=self.butir.pk)
        self.tulis(self.p.camat, teks="Rapikan")
        self.tulis(self.p.camat, teks=" ")
        isi = KomentarButir.objects.values_list("butir", "teks", "oleh__username")
        self.assertEqual(list(isi), [(self.butir.pk, "Terlalu rendah", "camat"), (None, "Rapikan", "camat")])
        self.assertContains(self.client.get(self.satu), "Terlalu rendah")
        self.assertEqual(self.tulis(self.p.camat, teks="x", butir="999"), 404)

    def test_it_is_marked_by_its_writer_or_by_those_who_work_on_it(self) -> None:
        k = KomentarButir.objects.create(perjanjian=self.pk, teks="Rapikan", oleh=self.p.inspektorat)
        alamat = f"{self.satu}komentar/{k.pk}/"
        for orang, hasil in ((self.p.camat, 403), (self.p.perencana, 302), (self.p.pelaksana, 302)):
            self.client.force_login(orang)
            self.assertEqual(self.client.post(alamat).status_code, hasil)
            k.refresh_from_db()
            self.assertEqual(k.selesai, orang == self.p.perencana)
        self.assertEqual(self.client.post(f"{DASAR}{self.pk.pk + 1}/komentar/{k.pk}/").status_code, 404)


class BerlakuTest(AlurTest):
    def berlaku(self) -> list[str]:
        return [r.model.jenis for r in select_berlaku(muat_perjanjian(self.p.instansi, 2023))]

    def ubah(self) -> PerjanjianKinerja:
        baru, _ = buat_perubahan(muat_perjanjian(self.p.instansi, 2023)[0])
        return baru

    def test_a_perubahan_being_written_does_not_stand_for_a_signed_murni(self) -> None:
        ubahan = self.ubah()
        self.assertEqual(self.berlaku(), ["perubahan"])
        self.atur("berlaku")
        self.assertEqual(self.berlaku(), ["murni"])
        self.atur("berlaku", ubahan)
        self.assertEqual(self.berlaku(), ["perubahan"])

    def test_copies_of_a_signed_one_are_drafts(self) -> None:
        self.atur("berlaku")
        self.assertEqual(self.ubah().status, "draf")
        salin_perjanjian(self.p.instansi, 2023, 2024)
        self.assertEqual(PerjanjianKinerja.objects.get(tahun=2024).status, "draf")

    def test_a_perubahan_in_force_replaces_the_murni(self) -> None:
        self.atur("berlaku")
        ubahan = self.atur("ditandatangani", self.ubah())
        tandatangani(ubahan, "tanda_kedua", self.p.camat)
        self.pk.refresh_from_db()
        self.assertEqual((ubahan.status, self.pk.status, self.berlaku()), ("berlaku", "digantikan", ["perubahan"]))
        with self.assertRaisesMessage(ValidationError, "Ubah perjanjian perubahannya."):
            self.pk.save()

    def test_nobody_replaces_a_murni_by_a_step_of_his_own(self) -> None:
        murni = self.atur("berlaku")
        with self.assertRaises(TransisiDitolak):
            change_status(murni, "gantikan", self.p.perencana)
        self.assertEqual(self.tekan(self.p.camat, "gantikan")[0], 404)
