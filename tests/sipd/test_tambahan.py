"""What a file has and the budget lacks: added with the import where the user wants it, and gone again with it."""

from __future__ import annotations

from typing import Any

from anggaran.models import (
    Belanja,
    IndikatorKegiatan,
    IsianTriwulan,
    Kegiatan,
    Nomenklatur,
    Program,
    SubKegiatan,
    VersiNomenklatur,
)
from sipd.models import ImporBerkas, PemetaanKode
from tests.sipd.kecil import ImporKecil, anggaran, dokumen, tabel
from tests.sipd.pembuat import JUDUL_ANGGARAN, JUDUL_REALISASI, REKENING, Tabel

BARU = ("7.01.05.2.01.01", "Pembinaan Wawasan Kebangsaan Warga")
KODE = "7.01.05.2.01.0001"
INDUK = {
    "KODE PROGRAM": "7.01.05",
    "NAMA PROGRAM": "PROGRAM LIMA",
    "KODE KEGIATAN": "7.01.05.2.01",
    "NAMA KEGIATAN": "Kegiatan Lima Satu",
}


class TambahanTest(ImporKecil):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        versi = VersiNomenklatur.objects.create(nama="Uji", mulai_tahun=2020)
        isi = (
            ("7.01.05", "program", "PROGRAM PENYELENGGARAAN URUSAN"),
            (KODE, "subkegiatan", "Pembinaan Wawasan Kebangsaan"),
        )
        for kode, tingkat, uraian in isi:
            Nomenklatur.objects.create(
                versi=versi, kode=kode, tingkat=tingkat, uraian=uraian, indikator="Jumlah laporan"
            )

    def unggah_rekap(self, *lain: dict[str, Any], tahap: str = "murni") -> ImporBerkas:
        impor = self.unggah(
            tabel(
                JUDUL_ANGGARAN,
                anggaran(self.satu.kode, self.satu.uraian, REKENING[0], 900),
                anggaran(*BARU, REKENING[0], 300, **INDUK),
                anggaran(*BARU, REKENING[1], 200, **INDUK),
                *lain,
            )
        )
        self.kirim(impor, "jawab", tahap=tahap)
        return impor

    def grup(self, impor: ImporBerkas, kode: str = KODE) -> str:
        baris = impor.baris.filter(kode=kode).first()
        assert baris
        return f"grup-{baris.grup}"

    def tambahkan(self, impor: ImporBerkas, nama: str = "berkas", **lain: Any) -> None:
        jawaban = self.kirim(impor, "padankan", **{self.grup(impor): f"tambah-{KODE}-{nama}"}, **lain)
        self.assertEqual(jawaban.status_code, 302)

    def test_what_the_budget_lacks_is_added_with_its_parents_and_pagu_once_it_is_confirmed(self) -> None:
        impor = self.unggah_rekap()
        self.assertTrue(self.buka(impor).context["rencana"].perlu)  # type: ignore[attr-defined]
        self.tambahkan(impor)
        self.assertFalse(SubKegiatan.objects.filter(kode_baku=KODE).exists())
        self.assertContains(self.buka(impor), "3 ditambahkan ke anggaran")
        self.assertEqual(self.terapkan(impor).status_code, 302)
        self.assertContains(self.buka(impor), "3 baris ditambahkan ke anggaran.")
        sub = SubKegiatan.objects.get(kode_baku=KODE)
        self.assertEqual((sub.uraian, sub.kode, sub.pagu_murni, sub.pagu_perubahan), (BARU[1], BARU[0], 500, None))
        self.assertEqual(sub.kegiatan.uraian, "Kegiatan Lima Satu")
        self.assertEqual(sub.kegiatan.program.uraian, "PROGRAM PENYELENGGARAAN URUSAN")  # the national name goes first
        self.assertIsNone(sub.kegiatan.program.unit)
        self.assertContains(self.buka(impor), f"Sub kegiatan {BARU[0]} {BARU[1]}")

    def test_undoing_takes_it_out_again(self) -> None:
        impor = self.unggah_rekap()
        self.tambahkan(impor)
        self.terapkan(impor)
        self.assertEqual(self.kirim(impor, "batalkan").status_code, 302)
        for model in (SubKegiatan, Kegiatan, Program):
            self.assertFalse(model.objects.filter(kode_baku__startswith="7.01.05").exists())
        self.assertFalse(PemetaanKode.objects.exists())
        self.satu.refresh_from_db()
        self.assertEqual(self.satu.pagu_murni, 1000)

    def test_undoing_is_refused_where_it_was_filled_in_since(self) -> None:
        impor = self.unggah_rekap()
        self.tambahkan(impor)
        self.terapkan(impor)
        sub = SubKegiatan.objects.get(kode_baku=KODE)
        IndikatorKegiatan.objects.filter(sub_kegiatan=sub).update(target=3)
        Belanja.objects.create(sub_kegiatan=sub, uraian="ATK")
        jawaban = self.kirim(impor, "batalkan")
        self.assertContains(jawaban, "diisi rincian belanja, target keluaran", status_code=422)
        self.assertTrue(SubKegiatan.objects.filter(pk=sub.pk, pagu_murni=500).exists())

    def test_parents_that_others_hang_in_by_now_stay(self) -> None:
        impor = self.unggah_rekap()
        self.tambahkan(impor)
        self.terapkan(impor)
        lain = self.buat("7.01.05.2.02.01", "Lain")
        self.kirim(impor, "batalkan")
        self.assertEqual(list(SubKegiatan.objects.filter(kode_baku__startswith="7.01.05")), [lain])
        self.assertFalse(Kegiatan.objects.filter(kode_baku="7.01.05.2.01").exists())

    def test_parents_that_were_filled_in_by_now_stay(self) -> None:
        impor = self.unggah_rekap()
        self.tambahkan(impor)
        self.terapkan(impor)
        kegiatan = Kegiatan.objects.get(kode_baku="7.01.05.2.01")
        IndikatorKegiatan.objects.create(kegiatan=kegiatan, uraian="Cakupan", target=80)
        self.assertEqual(self.kirim(impor, "batalkan").status_code, 302)
        self.assertEqual(IndikatorKegiatan.objects.get(kegiatan=kegiatan).target, 80)
        self.assertFalse(SubKegiatan.objects.filter(kode_baku=KODE).exists())

    def test_the_national_name_may_be_chosen(self) -> None:
        impor = self.unggah_rekap()
        self.tambahkan(impor, "baku")
        self.terapkan(impor)
        self.assertEqual(SubKegiatan.objects.get(kode_baku=KODE).uraian, "Pembinaan Wawasan Kebangsaan")

    def test_all_can_be_added_at_once(self) -> None:
        impor = self.unggah_rekap(anggaran("7.01.05.2.01.02", "Lain Lagi", REKENING[0], 70, **INDUK), tahap="perubahan")
        self.kirim(impor, "padankan", tambah_semua="on")
        self.assertEqual(self.terapkan(impor).status_code, 302)
        pagu = SubKegiatan.objects.filter(kode_baku__startswith="7.01.05").values_list(
            "kode", "pagu_murni", "pagu_perubahan"
        )
        self.assertEqual(set(pagu), {(BARU[0], 0, 500), ("7.01.05.2.01.02", 0, 70)})

    def test_one_that_somebody_added_meanwhile_is_taken_and_shown_again(self) -> None:
        impor = self.unggah_rekap()
        self.tambahkan(impor)
        sidik = self.buka(impor).context["rencana"].sidik  # type: ignore[attr-defined]
        self.buat(BARU[0], "Diketik orang lain")
        self.assertContains(
            self.kirim(impor, "terapkan", sidik=sidik), "berubah sejak halaman ini dibuka", status_code=422
        )
        self.assertEqual(self.terapkan(impor).status_code, 302)
        self.assertEqual(SubKegiatan.objects.get(kode_baku=KODE).pagu_murni, 500)
        self.kirim(impor, "batalkan")
        self.assertEqual(SubKegiatan.objects.get(kode_baku=KODE).pagu_murni, 1000)

    def test_a_kelurahan_gets_it_in_its_own_budget(self) -> None:
        unit = self.p.instansi.unit.create(nama="Kelurahan Angsau", jenis="kelurahan")
        self.buat("7.01.01.2.01.01", "Milik kelurahan", unit)
        impor = self.unggah_rekap(
            anggaran(
                *BARU, REKENING[0], 40, **INDUK, **{"KODE SUB UNIT": "7.01.6.1", "NAMA SUB UNIT": "Kelurahan Angsau"}
            )
        )
        milik = {f"grup-{b.grup}": f"tambah-{KODE}-berkas" for b in impor.baris.filter(kode=KODE)}
        self.assertEqual(len(milik), 2)
        self.assertContains(self.buka(impor), "Tambahkan ke anggaran Kelurahan Angsau")
        self.kirim(impor, "padankan", **milik)
        self.terapkan(impor)
        pagu = SubKegiatan.objects.filter(kode_baku=KODE).values_list("kegiatan__program__unit", "pagu_murni")
        self.assertEqual(set(pagu), {(None, 500), (unit.pk, 40)})

    def test_a_file_without_pagu_asks_for_it(self) -> None:
        impor = self.unggah(tabel(JUDUL_REALISASI, dokumen(*BARU, 250, "TBP/1")))
        self.tambahkan(impor)
        self.assertContains(self.buka(impor), "melampaui pagu Rp 0")
        self.tambahkan(impor, **{self.grup(impor).replace("grup", "pagu"): "1.000"})
        self.assertEqual(self.terapkan(impor).status_code, 302)
        sub = SubKegiatan.objects.get(kode_baku=KODE)
        self.assertEqual((sub.pagu_murni, sub.realisasi.get().keuangan), (1000, 250))
        self.assertEqual(self.kirim(impor, "batalkan").status_code, 302)
        self.assertFalse(SubKegiatan.objects.filter(kode_baku=KODE).exists())

    def test_a_reason_written_for_it_comes_along(self) -> None:
        impor = self.unggah(tabel(JUDUL_REALISASI, dokumen(*BARU, 250, "TBP/1")))
        self.tambahkan(impor)
        rencana = self.buka(impor).context["rencana"]  # type: ignore[attr-defined]
        self.tambahkan(impor, **{f"catatan-{rencana.tambahan[-1].pk}": "Pergeseran belum terbit"})
        self.assertEqual(self.terapkan(impor).status_code, 302)
        self.assertEqual(SubKegiatan.objects.get(kode_baku=KODE).catatan_lampau, "Pergeseran belum terbit")

    def test_nothing_is_added_for_a_name_without_a_code_that_no_list_has(self) -> None:
        impor = self.unggah([["Sub Kegiatan", "Realisasi TW I"], ["Entah Apa", 10], [self.satu.uraian, 20]])
        self.assertNotContains(self.buka(impor), "Tambahkan ke anggaran")

    def test_a_name_without_a_code_gets_that_of_the_national_list(self) -> None:
        impor = self.unggah([["Sub Kegiatan", "Pagu", "Realisasi TW I"], ["pembinaan wawasan KEBANGSAAN", 30, 10]])
        grup = impor.baris.get().grup
        self.kirim(impor, "padankan", **{f"grup-{grup}": f"tambah-{KODE}-baku"})
        self.assertEqual(self.terapkan(impor).status_code, 302)
        sub = SubKegiatan.objects.get(kode_baku=KODE)
        self.assertEqual((sub.pagu_murni, sub.realisasi.get().keuangan), (30, 10))


class PaguSampingTest(ImporKecil):
    """Pagu in a column beside what was spent."""

    def tabel(self, judul: str = "Pagu") -> Tabel:
        return [
            ["Kode", "Uraian", judul, "Realisasi TW I"],
            [self.satu.kode, self.satu.uraian, 1500, 1200],
            [self.dua.kode, self.dua.uraian, 1000, 100],
        ]

    def pagu(self) -> list[tuple[int | None, int | None]]:
        return list(SubKegiatan.objects.order_by("kode_baku").values_list("pagu_murni", "pagu_perubahan"))

    def test_it_is_only_compared_unless_it_is_taken(self) -> None:
        impor = self.unggah(self.tabel())
        halaman = self.buka(impor)
        self.assertContains(halaman, "Pagu tidak ikut diubah")
        self.assertContains(halaman, "melampaui pagu Rp 1.000")
        self.kirim(impor, "padankan", pagu="pagu_murni")
        self.assertNotContains(self.buka(impor), "melampaui pagu")
        self.assertEqual(self.terapkan(impor).status_code, 302)
        self.assertEqual(self.pagu(), [(1500, None), (1000, None)])
        self.kirim(impor, "batalkan")
        self.assertEqual(self.pagu(), [(1000, None), (1000, None)])
        self.assertFalse(self.satu.realisasi.filter(keuangan__isnull=False).exists())

    def test_the_heading_says_which_stage_it_is(self) -> None:
        for judul, pertama in (("Pagu Murni", "pagu_murni"), ("DPPA (Rp)", "pagu_perubahan"), ("Pagu", "pagu_murni")):
            with self.subTest(judul):
                pilihan = self.buka(self.unggah(self.tabel(judul))).context["form"].fields["pagu"].choices  # type: ignore[attr-defined]
                self.assertEqual(pilihan[1][0], pertama)

    def test_a_bare_pagu_is_that_of_the_perubahan_where_there_is_one(self) -> None:
        SubKegiatan.objects.filter(pk=self.dua.pk).update(pagu_perubahan=900)
        pilihan = self.buka(self.unggah(self.tabel())).context["form"].fields["pagu"].choices  # type: ignore[attr-defined]
        self.assertEqual(pilihan[1][0], "pagu_perubahan")

    def test_both_columns_are_taken_together(self) -> None:
        isi = self.tabel("Pagu Murni")
        for baris, tambahan in zip(isi, ("Pagu Perubahan", 1600, 1100), strict=True):
            baris.insert(3, tambahan)
        impor = self.unggah(isi)
        self.kirim(impor, "padankan", pagu="keduanya")
        self.terapkan(impor)
        self.assertEqual(self.pagu(), [(1500, 1600), (1000, 1100)])

    def test_a_pagu_alone_may_be_taken_without_any_quarter(self) -> None:
        isi = [[*b, n] for b, n in zip(self.tabel(), ("Realisasi TW II", 0, 0), strict=True)]
        impor = self.unggah(isi)
        self.assertContains(self.kirim(impor, "padankan"), "Pilih paling sedikit satu", status_code=422)
        self.kirim(impor, "padankan", pagu="pagu_perubahan")
        self.assertEqual(self.terapkan(impor).status_code, 302)
        self.assertEqual(self.pagu(), [(1000, 1500), (1000, 1000)])
        self.assertFalse(self.satu.realisasi.exists())

    def test_quarters_that_were_sent_are_said(self) -> None:
        impor = self.unggah(self.tabel())
        IsianTriwulan.objects.create(instansi=self.p.instansi, tahun=2023, triwulan=2, status="terkunci")
        self.kirim(impor, "padankan", pagu="pagu_murni")
        self.assertContains(self.buka(impor), "Triwulan II sudah dikirim, disetujui, atau dikunci")

    def test_a_table_of_pagu_whose_heading_names_the_stage_is_not_asked(self) -> None:
        impor = self.unggah([b[:3] for b in self.tabel("Pagu Murni")])
        self.assertEqual((impor.tahap, "tanya" in impor.ringkasan), ("murni", False))
        self.terapkan(impor)
        self.assertEqual(self.pagu(), [(1500, None), (1000, None)])
