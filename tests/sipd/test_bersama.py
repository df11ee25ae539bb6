"""Two people with files of one kecamatan at the same time, and several sheets in one file."""

from __future__ import annotations

from anggaran.models import RealisasiTriwulan
from organisasi.models import Pengguna, Peran
from sipd.models import ImporBerkas
from tests.sipd.kecil import ImporKecil, dokumen, tabel
from tests.sipd.pembuat import JUDUL_REALISASI


class BersamaTest(ImporKecil):
    def unggah_oleh(self, siapa: Pengguna, nilai: int = 100) -> ImporBerkas:
        self.client.force_login(siapa)
        return self.unggah(tabel(JUDUL_REALISASI, dokumen(self.satu.kode, self.satu.uraian, nilai, "A")))

    def setUp(self) -> None:
        super().setUp()
        self.kedua = Pengguna.objects.create_user("perencana-kedua")
        Peran.objects.create(pengguna=self.kedua, jenis="perencana", instansi=self.p.instansi)

    def test_the_same_file_of_another_person_is_left_alone_and_says_nothing_new_afterwards(self) -> None:
        satu = self.unggah_oleh(self.p.perencana)
        dua = self.unggah_oleh(self.kedua)
        self.assertEqual(ImporBerkas.objects.filter(status="menunggu").count(), 2)
        sidik = self.buka(dua).context["rencana"].sidik  # type: ignore[attr-defined]
        self.assertEqual(self.terapkan(satu).status_code, 302)
        self.assertContains(
            self.kirim(dua, "terapkan", sidik=sidik), "berubah sejak halaman ini dibuka", status_code=422
        )
        self.assertContains(self.buka(dua), "Isi berkas ini sama dengan yang sudah tersimpan")
        self.assertEqual(RealisasiTriwulan.objects.get(sub_kegiatan=self.satu).keuangan, 100)

    def test_of_two_files_of_a_month_the_one_applied_last_is_shown_against_the_other(self) -> None:
        satu, dua = self.unggah_oleh(self.p.perencana), self.unggah_oleh(self.kedua, 150)
        self.terapkan(satu)
        self.assertContains(self.buka(dua), "0 baru, 1 berubah, 0 sama, 0 hilang")
        self.terapkan(dua)
        self.assertEqual(RealisasiTriwulan.objects.get(sub_kegiatan=self.satu).keuangan, 150)

    def test_a_page_left_open_says_that_it_was_applied(self) -> None:
        impor = self.unggah_oleh(self.p.perencana)
        sidik = self.buka(impor).context["rencana"].sidik  # type: ignore[attr-defined]
        self.terapkan(impor)
        jawaban = self.kirim(impor, "terapkan", sidik=sidik)  # the browser's Back, then the button again
        self.assertContains(jawaban, "sudah diterapkan atau dibuang", status_code=422)
        self.assertEqual(self.kirim(impor, "padankan").status_code, 302)


class LembarTest(ImporKecil):
    def test_which_of_several_sheets_is_meant_is_asked(self) -> None:
        isi = [
            [["Kode", "Uraian", f"Realisasi TW {t}"], [self.satu.kode, self.satu.uraian, n]]
            for t, n in (("I", 10), ("II", 20))
        ]
        impor = self.unggah(*isi)
        self.assertEqual(impor.ringkasan["tanya"]["lembar"], ["L0", "L1"])
        self.assertContains(self.kirim(impor, "jawab", lembar="Lain"), "pilihan yang valid", status_code=422)
        self.kirim(impor, "jawab", lembar="L1")
        self.terapkan(impor)
        uang = RealisasiTriwulan.objects.filter(keuangan__isnull=False).values_list("triwulan", "keuangan")
        self.assertEqual(list(uang), [(2, 20)])
