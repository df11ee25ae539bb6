"""A table kept by hand becomes the quarterly report, however it is mangled; the same file again; undoing."""

from __future__ import annotations

from anggaran.models import RealisasiTriwulan
from organisasi.jejak import list_log
from sipd.models import ImporBerkas
from sipd.rencana import susun_rencana
from tests.sipd import test_baca_ragam as ragam
from tests.sipd.dasar import DasarImpor, Uang, read_uang
from tests.sipd.pembuat import NIP, ORANG, tabel_tangan, to_xlsx


class ImporTanganTest(DasarImpor):
    """A table of the kecamatan itself."""

    def unggah_tangan(self) -> ImporBerkas:
        return self.unggah(to_xlsx(("Realisasi", tabel_tangan())), bagian="0")

    def kecamatan(self, uang: Uang) -> Uang:
        return {k: v for k, v in uang.items() if k[0] is None}

    def test_leads_to_the_quarters_of_the_sample(self) -> None:
        impor = self.unggah_tangan()
        self.assertEqual(set(read_uang(self.instansi).values()), {None})  # nothing is changed by looking
        self.assertRedirects(self.terapkan(impor), f"{self.alamat}{impor.pk}/")
        kini = read_uang(self.instansi)
        self.assertEqual(self.kecamatan(kini), self.kecamatan(self.harus))
        self.assertEqual({v for k, v in kini.items() if k[0] == self.angsau.pk}, {None})

    def test_undoing_restores_what_was_there(self) -> None:
        sebelum = list(RealisasiTriwulan.objects.order_by("pk").values())
        impor = self.unggah_tangan()
        self.terapkan(impor)
        self.assertEqual(self.batalkan(impor).status_code, 302)
        self.assertEqual(list(RealisasiTriwulan.objects.order_by("pk").values()), sebelum)
        impor.refresh_from_db()
        self.assertEqual(impor.status, ImporBerkas.Status.DIBATALKAN)

    def test_same_file_twice_changes_nothing_and_says_so(self) -> None:
        self.terapkan(self.unggah_tangan())
        lagi = self.unggah_tangan()
        jawaban = self.buka(lagi)
        self.assertContains(jawaban, "sama dengan yang sudah tersimpan")
        self.assertContains(jawaban, "0 baru, 0 berubah, 92 sama, 0 hilang")
        self.assertNotContains(jawaban, "Terapkan 0")
        self.assertEqual(self.terapkan(lagi).status_code, 422)

    def test_every_change_is_in_the_history_with_the_file(self) -> None:
        impor = self.unggah_tangan()
        self.terapkan(impor)
        log = list_log(self.instansi, 2023).filter(content_type__model="realisasitriwulan").first()
        assert log is not None and log.additional_data is not None
        self.assertEqual((log.actor, log.additional_data["dari"]), (self.perencana, "berkas realisasi.xlsx"))
        self.assertContains(self.client.get("/pelaihari/2023/riwayat/"), "berkas realisasi.xlsx")

    def test_whoever_imports_counts_as_having_typed(self) -> None:
        self.terapkan(self.unggah_tangan())
        isian = self.instansi.isian_triwulan.filter(pengisi=self.perencana)
        self.assertEqual(set(isian.values_list("triwulan", flat=True)), {1, 2, 3, 4})

    def test_mangled_tables_lead_to_the_right_figures(self) -> None:
        harus = self.kecamatan(self.harus)
        for buat in ragam.TERBACA:
            with self.subTest(buat.__name__):
                nama = "a.csv" if "csv" in buat.__name__ or "desimal" in buat.__name__ else "a.xlsx"
                impor = self.unggah(buat(), nama, bagian="0")
                rencana = susun_rencana(impor)
                self.assertTrue(rencana.dapat, impor.ringkasan)
                uang = [(u.sasaran, u.baru) for u in rencana.ubahan if u.sasaran.bidang == "keuangan"]
                self.assertEqual({(None, s.sub.kode_baku, s.triwulan): n for s, n in uang}, harus)

    def test_what_would_give_a_wrong_figure_is_refused_with_the_reason(self) -> None:
        for buat in (ragam.jumlah_salah, ragam.seratus_kali, ragam.kembar_berbeda, ragam.persen_tanpa_tanda):
            with self.subTest(buat.__name__):
                impor = self.unggah(buat(), bagian="0")
                self.assertEqual(impor.status, ImporBerkas.Status.DITOLAK)
                self.assertTrue(any(t["menolak"] for t in impor.ringkasan["temuan"]))
                self.assertContains(self.buka(impor), "Kesalahan:")
                self.client.post(f"{self.alamat}{impor.pk}/terapkan/", {"sidik": ""})
                self.assertEqual(set(read_uang(self.instansi).values()), {None})

    def test_what_is_no_workbook_is_refused(self) -> None:
        impor = self.unggah(b"bukan buku kerja")
        self.assertEqual(impor.status, ImporBerkas.Status.DITOLAK)
        self.assertContains(self.buka(impor), impor.ringkasan["alasan"])

    def test_names_and_nip_are_nowhere_stored(self) -> None:
        impor = self.unggah(ragam.catatan_di_bawah(), bagian="0")
        isi = repr([list(impor.baris.values()), impor.ringkasan, self.buka(impor).content])
        self.assertNotIn(ORANG, isi)
        self.assertNotIn(NIP, isi)

    def test_a_quarter_since_january_is_taken_apart(self) -> None:
        """Only "s.d. TW II" in the file: TW II is what is left of it after TW I."""
        self.terapkan(self.unggah(ragam.xlsx([b[:4] for b in tabel_tangan()]), bagian="0"))
        isi = [["Kode", "Uraian", "Realisasi s.d. TW II"], *([s.kode, s.nama, s.sd[1]] for s in ragam.SUB)]
        self.terapkan(self.unggah(ragam.xlsx(isi), bagian="0"))
        kini = self.kecamatan(read_uang(self.instansi))
        self.assertEqual(
            {k: v for k, v in kini.items() if k[2] < 3},
            {k: v for k, v in self.harus.items() if k[0] is None and k[2] < 3},
        )

    def test_a_sum_since_january_is_refused_where_the_quarter_before_is_missing(self) -> None:
        isi = [["Kode", "Uraian", "Realisasi s.d. TW II"], *([s.kode, s.nama, s.sd[1]] for s in ragam.SUB)]
        impor = self.unggah(ragam.xlsx(isi), bagian="0")
        self.assertContains(self.buka(impor), "sedangkan realisasi triwulan I belum diisi")
        self.assertEqual(self.terapkan(impor).status_code, 422)
