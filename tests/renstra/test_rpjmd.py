"""The RPJMD of the kabupaten: its admin changes it, everyone there reads it."""

from __future__ import annotations

from django.test import TestCase

from renstra.models import Misi, Renstra, Rpjmd
from tests.pemeran import buat_pemeran

YA = {"hapus": "ya"}  # the answer to the question of the page


class RpjmdTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.rpjmd = Rpjmd.objects.create(kabupaten=cls.p.kabupaten, tahun_awal=2021, tahun_akhir=2026, visi="Maju")
        cls.misi = [Misi.objects.create(rpjmd=cls.rpjmd, nomor=n, uraian=f"Misi ke-{n}") for n in (1, 2)]
        cls.dasar = f"/kabupaten/{cls.p.kabupaten.pk}/rpjmd/"

    def setUp(self) -> None:
        self.client.force_login(self.p.admin)

    def isian(self, misi: list[dict[str, object]], **ganti: object) -> dict[str, object]:
        isi: dict[str, object] = {"tahun_awal": "2021", "tahun_akhir": "2026", "visi": "Maju"}
        awal = sum(1 for m in misi if m.get("id"))
        isi |= {"misi-TOTAL_FORMS": len(misi), "misi-INITIAL_FORMS": awal}
        for n, m in enumerate(misi):
            isi |= {f"misi-{n}-{k}": v for k, v in m.items()}
        return isi | ganti

    def lama(self, **ganti: dict[str, object]) -> list[dict[str, object]]:
        return [
            {"id": m.pk, "rpjmd": self.rpjmd.pk, "nomor": m.nomor, "uraian": m.uraian} | ganti.get(f"m{m.nomor}", {})
            for m in self.misi
        ]

    def test_a_new_one_is_stored_with_its_misi_and_empty_rows_are_passed_over(self) -> None:
        misi: list[dict[str, object]] = [
            {"nomor": 1, "uraian": "Sehat"}, {"nomor": 2, "uraian": "Cerdas"}, {"nomor": 7, "uraian": ""},
        ]  # fmt: skip
        jawaban = self.client.post(f"{self.dasar}baru/", self.isian(misi, tahun_awal="2027", tahun_akhir="2032"))
        self.assertRedirects(jawaban, self.dasar)
        baru = Rpjmd.objects.get(tahun_awal=2027)
        self.assertEqual([m.uraian for m in baru.misi.all()], ["Sehat", "Cerdas"])

    def test_misi_may_exchange_their_numbers(self) -> None:
        jawaban = self.client.post(
            f"{self.dasar}{self.rpjmd.pk}/", self.isian(self.lama(m1={"nomor": 2}, m2={"nomor": 1}))
        )
        self.assertEqual(jawaban.status_code, 302)
        self.assertEqual([m.uraian for m in self.rpjmd.misi.all()], ["Misi ke-2", "Misi ke-1"])

    def test_a_number_given_twice_is_refused(self) -> None:
        jawaban = self.client.post(f"{self.dasar}{self.rpjmd.pk}/", self.isian(self.lama(m1={"nomor": 2})))
        self.assertContains(jawaban, "Nomor 2 dipakai dua kali", status_code=422)

    def test_a_misi_is_removed(self) -> None:
        isi = self.isian(self.lama(m1={"DELETE": "on"}, m2={"nomor": 1}))
        self.client.post(f"{self.dasar}{self.rpjmd.pk}/", isi)
        self.assertEqual([(m.nomor, m.uraian) for m in self.rpjmd.misi.all()], [(1, "Misi ke-2")])

    def test_the_number_of_a_removed_misi_is_free_at_once(self) -> None:
        isi = self.isian(self.lama(m1={"nomor": 2}, m2={"DELETE": "on"}))
        self.assertEqual(self.client.post(f"{self.dasar}{self.rpjmd.pk}/", isi).status_code, 302)
        self.assertEqual([(m.nomor, m.uraian) for m in self.rpjmd.misi.all()], [(2, "Misi ke-1")])

    def test_a_second_one_from_the_same_year_is_refused(self) -> None:
        jawaban = self.client.post(f"{self.dasar}baru/", self.isian([]))
        self.assertEqual(jawaban.status_code, 422)
        self.assertEqual(Rpjmd.objects.count(), 1)

    def test_what_a_renstra_supports_cannot_be_deleted(self) -> None:
        Renstra.objects.create(instansi=self.p.instansi, rpjmd=self.rpjmd, tahun_awal=2021, tahun_akhir=2026)
        jawaban = self.client.post(f"{self.dasar}{self.rpjmd.pk}/hapus/", YA)
        self.assertContains(jawaban, "Renstra Kecamatan Satu", status_code=422)

    def test_one_that_nobody_uses_is_deleted_with_its_misi(self) -> None:
        self.assertContains(self.client.get(f"{self.dasar}{self.rpjmd.pk}/hapus/"), "2 misi")
        self.assertRedirects(self.client.post(f"{self.dasar}{self.rpjmd.pk}/hapus/", YA), self.dasar)
        self.assertFalse(Misi.objects.exists())

    def test_a_kecamatan_reads_it_and_is_offered_no_change(self) -> None:
        self.client.force_login(self.p.pelaksana)
        jawaban = self.client.get(self.dasar)
        self.assertContains(jawaban, "Misi ke-1")
        self.assertNotContains(jawaban, "Tambah RPJMD")

    def test_another_kabupatens_is_not_there(self) -> None:
        asing = f"/kabupaten/{self.p.jauh.kabupaten_id}/rpjmd/"
        self.assertEqual(self.client.get(asing).status_code, 404)
        self.assertEqual(self.client.get(f"{self.dasar}999999/").status_code, 404)
