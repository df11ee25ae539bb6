"""Changing a program, kegiatan or sub kegiatan with the rows below it; taking it out."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from auditlog.models import LogEntry
from django.test import TestCase

from anggaran.models import (
    Belanja,
    Bukti,
    IndikatorKegiatan,
    IsianTriwulan,
    Kegiatan,
    Program,
    RealisasiBelanja,
    RealisasiKeluaran,
    RealisasiTriwulan,
    SubKegiatan,
)
from anggaran.rencana.hapus import TidakTerhapus, count_bawahan, delete_simpul
from organisasi.formulir import fingerprint
from organisasi.models import Jabatan
from organisasi.riwayat import list_riwayat
from renstra.models import Renstra, Sasaran
from tests.pabrik import buat_keluaran, buat_sub_kegiatan
from tests.pemeran import buat_pemeran


def isi_formset(nama: str, lama: list[dict[str, Any]], baru: list[dict[str, Any]]) -> dict[str, Any]:
    """What a browser sends for a formset: rows that exist (with id) and new ones."""
    data = {f"{nama}-TOTAL_FORMS": len(lama) + len(baru), f"{nama}-INITIAL_FORMS": len(lama)}
    for n, baris in enumerate([*lama, *baru]):
        data |= {f"{nama}-{n}-{bidang}": nilai for bidang, nilai in baris.items()}
    return data


class DasarTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = p = buat_pemeran()
        cls.sub = buat_sub_kegiatan(p.instansi, "7.01.01.2.01.01", 1000)
        cls.alamat = f"/satu/2023/anggaran/sub-kegiatan/{cls.sub.pk}/"

    def setUp(self) -> None:
        self.client.force_login(self.p.perencana)

    def kirim(self, **ganti: Any) -> Any:
        s = SubKegiatan.objects.get(pk=self.sub.pk)
        data: dict[str, Any] = {
            "kode": s.kode, "uraian": s.uraian, "sasaran": "", "penanggung_jawab": "", "pagu_murni": "1000",
            "pagu_perubahan": "", "catatan_lampau": "", "sidik": fingerprint(s),
            **isi_formset("indikator", [], []), **isi_formset("belanja", [], []), **ganti,
        }  # fmt: skip
        return self.client.post(self.alamat, data)


class SubKegiatanTest(DasarTest):
    def test_stores_pagu_as_clerks_type_it(self) -> None:
        jawaban = self.kirim(pagu_murni="1.250", pagu_perubahan="Rp 1.300.000,-")
        self.assertRedirects(jawaban, "/satu/2023/anggaran/")
        self.sub.refresh_from_db()
        self.assertEqual((self.sub.pagu_murni, self.sub.pagu_perubahan), (1250, 1_300_000))

    def test_refuses_with_a_sentence_and_keeps_the_typing(self) -> None:
        for isi, kalimat in (("1.25", "dapat dibaca"), ("-10", "tidak boleh negatif"), ("", "Isi pagu murni atau")):
            jawaban = self.kirim(pagu_murni=isi, uraian="Sedang diketik")
            self.assertContains(jawaban, kalimat, status_code=422)
            self.assertContains(jawaban, "Sedang diketik", status_code=422)
        self.sub.refresh_from_db()
        self.assertEqual(self.sub.uraian, "Sub kegiatan 01")

    def test_another_pagu_murni_under_a_quarter_that_was_sent_needs_a_reason(self) -> None:
        self.assertNotContains(self.client.get(self.alamat), "Alasan mengubah pagu murni")
        IsianTriwulan.objects.create(instansi=self.p.instansi, tahun=2023, triwulan=2, status="disetujui")
        self.assertContains(self.client.get(self.alamat), "Alasan mengubah pagu murni")
        ditolak = self.kirim(pagu_murni="1.250", uraian="Sedang diketik")
        self.assertContains(ditolak, "Tulis alasan pagu murninya diubah", status_code=422)
        self.assertContains(ditolak, "Sedang diketik", status_code=422)
        self.kirim(pagu_murni="1.250", alasan="Salah ketik DPA")
        self.sub.refresh_from_db()
        self.assertEqual(self.sub.pagu_murni, 1250)
        self.assertIn(("alasan", "", "Salah ketik DPA"), list_riwayat(self.sub)[0].isi)
        jawaban = self.client.get(self.kirim(pagu_murni="1250", pagu_perubahan="900").url)
        self.assertContains(jawaban, "Triwulan II sudah dikirim, disetujui, atau dikunci")
        self.assertNotIn("alasan", [nama for nama, _, _ in list_riwayat(self.sub)[0].isi])

    def test_offers_sasaran_of_the_renstra_in_force_and_ones_own_posts_only(self) -> None:
        def sasaran(instansi: Any, awal: int, kode: str) -> Sasaran:
            renstra, _ = Renstra.objects.get_or_create(instansi=instansi, tahun_awal=awal, tahun_akhir=awal + 5)
            return Sasaran.objects.create(renstra=renstra, kode=kode, uraian=f"Sasaran {kode}")

        lama, kini = sasaran(self.p.instansi, 2016, "L1"), sasaran(self.p.instansi, 2021, "K1")
        asing = sasaran(self.p.lain, 2021, "A1")
        kasi = Jabatan.objects.create(instansi=self.p.instansi, nama="Kasi Satu")
        kasi_asing = Jabatan.objects.create(instansi=self.p.lain, nama="Kasi Dua")
        self.assertEqual(self.kirim(sasaran=kini.pk, penanggung_jawab=kasi.pk).status_code, 302)
        self.sub.refresh_from_db()
        self.assertEqual((self.sub.sasaran, self.sub.penanggung_jawab), (kini, kasi))
        for isi in ({"sasaran": lama.pk}, {"sasaran": asing.pk}, {"penanggung_jawab": kasi_asing.pk}):
            self.assertEqual(self.kirim(**isi).status_code, 422, isi)

    def test_a_code_can_be_corrected_within_its_kegiatan(self) -> None:
        buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.02", 1)
        for kode, kalimat in (
            ("7.01.01.2.01.02", "sudah dipakai"),
            ("7.01.01.2.02.01", "tidak berada di bawah 7.01.01.2.01"),
            ("7.01.01.2.01", "adalah kode kegiatan"),
            ("x", "bukan kode"),
        ):
            self.assertContains(self.kirim(kode=kode), kalimat, status_code=422)
        self.kirim(kode="701012010009")
        self.sub.refresh_from_db()
        self.assertEqual((self.sub.kode, self.sub.kode_baku), ("7.01.01.2.01.09", "7.01.01.2.01.0009"))

    def test_a_colleagues_change_is_not_overwritten_unknowingly(self) -> None:
        lama = fingerprint(SubKegiatan.objects.get(pk=self.sub.pk))
        self.kirim(pagu_murni="2000")
        jawaban = self.kirim(pagu_murni="3000", sidik=lama)
        self.assertContains(jawaban, "sudah mengubah data ini", status_code=422)
        self.sub.refresh_from_db()
        self.assertEqual(self.sub.pagu_murni, 2000)

    def test_every_change_is_logged(self) -> None:
        self.kirim(pagu_murni="2000")
        log = LogEntry.objects.get_for_object(self.sub).first()
        self.assertEqual(log.changes_dict["pagu_murni"], ["1000", "2000"])
        self.assertEqual(log.actor, self.p.perencana)

    def test_a_node_of_another_kecamatan_or_year_does_not_exist(self) -> None:
        asing = buat_sub_kegiatan(self.p.lain, "7.01.01.2.01.01", 1000)
        for alamat in (f"/satu/2023/anggaran/sub-kegiatan/{asing.pk}/", self.alamat.replace("2023", "2024")):
            self.assertEqual(self.client.get(alamat).status_code, 404)


class IndikatorTest(DasarTest):
    def indikator(self, **ganti: Any) -> dict[str, Any]:
        return {"uraian": "Jumlah dokumen", "satuan": "Dokumen", "target": "12", "target_teks": "", "arah": "naik",
                "akumulasi": "", **ganti}  # fmt: skip

    def test_how_quarters_make_a_year_is_proposed_from_the_unit(self) -> None:
        baru = [self.indikator(), self.indikator(uraian="Persentase", satuan="%", target="97,5")]
        self.kirim(**isi_formset("indikator", [], baru))
        self.assertEqual(
            list(self.sub.indikator.values_list("akumulasi", "target", "urut")),
            [("akumulatif", Decimal(12), 1), ("kumulatif", Decimal("97.5"), 2)],
        )

    def test_what_the_user_chose_stays(self) -> None:
        self.kirim(
            **isi_formset("indikator", [], [self.indikator(akumulasi="rata-rata", target="", target_teks="Baik")])
        )
        i = self.sub.indikator.get()
        self.assertEqual((i.akumulasi, i.target, i.target_teks), ("rata-rata", None, "Baik"))

    def test_an_ambiguous_target_is_refused_and_nothing_is_stored(self) -> None:
        jawaban = self.kirim(uraian="Baru", **isi_formset("indikator", [], [self.indikator(target="1.250")]))
        self.assertContains(jawaban, "1,25 atau 1250", status_code=422)
        self.sub.refresh_from_db()
        self.assertEqual(self.sub.uraian, "Sub kegiatan 01")

    def test_the_same_indicator_twice_is_refused(self) -> None:
        jawaban = self.kirim(**isi_formset("indikator", [], [self.indikator(), self.indikator()]))
        self.assertContains(jawaban, "Ada dua indikator yang sama", status_code=422)
        self.assertFalse(self.sub.indikator.exists())

    def test_one_with_realisasi_is_not_deleted(self) -> None:
        ada, tanpa = (
            buat_keluaran(self.sub, "1", ("1",)),
            IndikatorKegiatan.objects.create(sub_kegiatan=self.sub, uraian="B"),
        )

        def lama(*hapus: IndikatorKegiatan) -> list[dict[str, Any]]:
            return [
                {"id": i.pk, "sidik": fingerprint(i), **self.indikator(uraian=i.uraian, akumulasi="akumulatif")}
                | ({"DELETE": "on"} if i in hapus else {})
                for i in IndikatorKegiatan.objects.filter(sub_kegiatan=self.sub)
            ]

        self.assertContains(
            self.kirim(**isi_formset("indikator", lama(ada), [])), "realisasinya sudah diisi", status_code=422
        )
        self.assertEqual(self.kirim(**isi_formset("indikator", lama(tanpa), [])).status_code, 302)
        self.assertEqual(list(self.sub.indikator.all()), [ada])

    def test_a_program_and_a_kegiatan_have_theirs(self) -> None:
        for nama, simpul in (("kegiatan", self.sub.kegiatan), ("program", self.sub.kegiatan.program)):
            data = {"uraian": "Baru", "sidik": fingerprint(simpul), **isi_formset("indikator", [], [self.indikator()])}
            jawaban = self.client.post(f"/satu/2023/anggaran/{nama}/{simpul.pk}/", data)
            self.assertRedirects(jawaban, "/satu/2023/anggaran/")
            simpul.refresh_from_db()
            self.assertEqual((simpul.uraian, simpul.indikator.count()), ("Baru", 1))

    def test_a_code_with_others_below_it_stays(self) -> None:
        program = self.sub.kegiatan.program
        data = {"kode": "7.01.09", "uraian": "Baru", "sidik": fingerprint(program), **isi_formset("indikator", [], [])}
        self.client.post(f"/satu/2023/anggaran/program/{program.pk}/", data)
        program.refresh_from_db()
        self.assertEqual((program.kode, program.uraian), ("7.01.01", "Baru"))
        program.kegiatan.all().delete()
        self.client.post(f"/satu/2023/anggaran/program/{program.pk}/", data | {"sidik": fingerprint(program)})
        program.refresh_from_db()
        self.assertEqual(program.kode_baku, "7.01.09")


class BelanjaTest(DasarTest):
    def belanja(self, uraian: str, murni: str, perubahan: str = "", kode: str = "") -> dict[str, Any]:
        return {"kode_rekening": kode, "uraian": uraian, "pagu_murni": murni, "pagu_perubahan": perubahan}

    def test_lines_that_add_up_are_stored_without_a_word(self) -> None:
        baru = [self.belanja("Kertas", "400", kode="5.1.02.01.01.0024"), self.belanja("Kopi", "600")]
        self.kirim(**isi_formset("belanja", [], baru))
        self.assertEqual(list(self.sub.belanja.values_list("uraian", "urut")), [("Kertas", 1), ("Kopi", 2)])
        self.assertNotContains(self.client.get(self.alamat), "Jumlah pagu murni")

    def test_lines_that_do_not_add_up_are_stored_with_a_warning(self) -> None:
        baru = isi_formset("belanja", [], [self.belanja("Kertas", "400")])
        self.kirim(lanjut="1", pagu_perubahan="500", **baru)
        halaman = self.client.get(self.alamat)
        self.assertContains(halaman, "kurang Rp 600 dari pagu murni sub kegiatan Rp 1.000.")
        self.assertContains(halaman, "kurang Rp 100 dari pagu perubahan sub kegiatan Rp 500.")

    def test_a_line_cannot_become_the_same_as_another(self) -> None:
        a, _ = (Belanja.objects.create(sub_kegiatan=self.sub, uraian=u) for u in ("Kertas", "Kopi"))
        lama = [{"id": a.pk, "sidik": fingerprint(a), **self.belanja("Kopi", "1")}]
        self.assertContains(self.kirim(**isi_formset("belanja", lama, [])), "Bedakan uraiannya", status_code=422)

    def test_an_account_that_is_none_is_refused(self) -> None:
        jawaban = self.kirim(**isi_formset("belanja", [], [self.belanja("Kertas", "400", kode="kertas")]))
        self.assertContains(jawaban, "bukan kode rekening", status_code=422)

    def test_a_line_with_realisasi_is_not_deleted(self) -> None:
        b = Belanja.objects.create(sub_kegiatan=self.sub, uraian="Kertas", pagu_murni=1)
        RealisasiBelanja.objects.create(belanja=b, triwulan=1, nilai=1)
        lama = [{"id": b.pk, "sidik": fingerprint(b), "DELETE": "on", **self.belanja("Kertas", "1")}]
        self.assertContains(self.kirim(**isi_formset("belanja", lama, [])), "tidak dapat dihapus", status_code=422)
        self.assertTrue(Belanja.objects.filter(pk=b.pk).exists())


class HapusTest(DasarTest):
    def hapus(self, nama: str, pk: int) -> Any:
        return self.client.post(f"/satu/2023/anggaran/{nama}/{pk}/hapus/")

    def test_the_page_says_what_goes_along(self) -> None:
        buat_keluaran(self.sub, "1", ())
        Belanja.objects.create(sub_kegiatan=self.sub, uraian="Kertas")
        program = self.sub.kegiatan.program
        halaman = self.client.get(f"/satu/2023/anggaran/program/{program.pk}/hapus/")
        for teks in ("1 kegiatan", "1 sub kegiatan", "1 indikator", "1 rincian belanja"):
            self.assertContains(halaman, teks)
        self.assertRedirects(self.hapus("program", program.pk), "/satu/2023/anggaran/")
        self.assertFalse(SubKegiatan.objects.exists())

    def test_deleting_is_logged_with_what_went_along(self) -> None:
        self.hapus("kegiatan", self.sub.kegiatan_id)
        self.assertEqual(
            set(LogEntry.objects.filter(action=LogEntry.Action.DELETE).values_list("content_type__model", flat=True)),
            {"kegiatan", "subkegiatan"},
        )
        self.assertTrue(Program.objects.exists())

    def test_what_has_realisasi_of_any_kind_stays(self) -> None:
        def keuangan() -> None:
            RealisasiTriwulan.objects.create(sub_kegiatan=self.sub, triwulan=1, keuangan=0)

        def hambatan() -> None:
            RealisasiTriwulan.objects.create(sub_kegiatan=self.sub, triwulan=1, hambatan="Banjir")

        def keluaran() -> None:
            buat_keluaran(self.sub, "1", ("1",))

        def belanja() -> None:
            b = Belanja.objects.create(sub_kegiatan=self.sub, uraian="Kertas")
            RealisasiBelanja.objects.create(belanja=b, triwulan=1, nilai=1)

        def bukti() -> None:
            Bukti.objects.create(
                sub_kegiatan=self.sub, instansi=self.p.instansi, tahun=2023, triwulan=1, nama="a.pdf", ukuran=1,
                mime="application/pdf", oleh=self.p.perencana,
            )  # fmt: skip

        def keluaran_program() -> None:
            i = IndikatorKegiatan.objects.create(program=self.sub.kegiatan.program, uraian="x")
            RealisasiKeluaran.objects.create(indikator=i, triwulan=1, nilai=1)

        for isi in (keuangan, hambatan, keluaran, belanja, bukti):
            with self.subTest(isi=isi.__name__):
                isi()
                for simpul in (self.sub, self.sub.kegiatan, self.sub.kegiatan.program):
                    with self.assertRaises(TidakTerhapus):
                        delete_simpul(simpul)
                for model in (RealisasiTriwulan, RealisasiKeluaran, RealisasiBelanja, Bukti):
                    model.objects.all().delete()
        self.assertFalse(count_bawahan(self.sub).berealisasi)
        keluaran_program()
        with self.assertRaises(TidakTerhapus):
            delete_simpul(self.sub.kegiatan.program)
        self.assertFalse(count_bawahan(self.sub.kegiatan).berealisasi)

    def test_the_page_refuses_with_a_sentence(self) -> None:
        RealisasiTriwulan.objects.create(sub_kegiatan=self.sub, triwulan=1, keuangan=5)
        self.assertContains(self.hapus("subkegiatan", self.sub.pk), "Kosongkan dahulu", status_code=422)
        self.assertNotContains(self.client.get(f"{self.alamat.replace('sub-', 'sub')}hapus/"), "Ya, hapus")

    def test_a_quarter_emptied_again_is_no_realisasi(self) -> None:
        RealisasiTriwulan.objects.create(sub_kegiatan=self.sub, triwulan=1)
        self.hapus("subkegiatan", self.sub.pk)
        self.assertFalse(SubKegiatan.objects.exists())
        self.assertTrue(Kegiatan.objects.exists())

    def test_an_unknown_level_is_no_page(self) -> None:
        self.assertEqual(self.hapus("urusan", self.sub.pk).status_code, 404)
