"""Perjanjian kinerja and rencana aksi, of one post and of all."""

from __future__ import annotations

import datetime
from decimal import Decimal

from django.test import TestCase

from lakip.data import DataLkj, muat_data
from lakip.dokumen import Dokumen, GantiHalaman, Paragraf, Tabel, TandaTangan, list_tabel, walk_blok
from lakip.naskah import NASKAH, NaskahKurang, susun_naskah
from lakip.naskah.pk import list_pilihan
from organisasi.models import Jabatan, Pejabat
from perjanjian.models import Butir, PerjanjianKinerja, TargetButir
from renstra.models import Indikator, Renstra, Sasaran
from tests.pabrik import buat_sub_kegiatan
from tests.pemeran import buat_pemeran

TAHUN = 2023


def teks_of(dokumen: Dokumen) -> str:
    return "\n".join(b.teks for _, b in walk_blok(dokumen) if isinstance(b, Paragraf))


class Dasar(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.i = cls.p.instansi
        cls.camat = Jabatan.objects.create(instansi=cls.i, nama="Camat", urut=1)
        cls.sekcam = Jabatan.objects.create(
            instansi=cls.i, nama="Sekretaris Camat", singkatan="Sekcam", atasan=cls.camat, urut=2
        )
        Pejabat.objects.create(
            jabatan=cls.camat,
            nama="Bu Camat",
            nip="1",
            mulai=datetime.date(2020, 1, 1),
            selesai=datetime.date(2023, 6, 30),
        )
        Pejabat.objects.create(jabatan=cls.camat, nama="Pak Plt", status="Plt.", mulai=datetime.date(2023, 7, 1))
        renstra = Renstra.objects.create(instansi=cls.i, tahun_awal=2021, tahun_akhir=2026)
        sasaran = Sasaran.objects.create(
            renstra=renstra, kode="S1", uraian="Meningkatnya pelayanan", tingkat="strategis"
        )
        cls.ikm = Indikator.objects.create(
            renstra=renstra, sasaran=sasaran, kode="I1", uraian="Indeks kepuasan", satuan="poin", iku=True
        )
        cls.sakip = Indikator.objects.create(
            renstra=renstra, sasaran=sasaran, kode="I2", uraian="Nilai SAKIP", satuan="nilai"
        )
        buat_sub_kegiatan(cls.i, "7.01.01.2.01.01", 1_000_000, 1_500_000, penanggung_jawab=cls.sekcam)
        cls.murni = cls.buat_perjanjian(cls.camat, "murni", datetime.date(2023, 1, 9), {cls.ikm: "80"})
        cls.perubahan = cls.buat_perjanjian(
            cls.camat, "perubahan", datetime.date(2023, 10, 13), {cls.ikm: "85", cls.sakip: "70"}
        )
        cls.pk_sekcam = cls.buat_perjanjian(cls.sekcam, "murni", None, {cls.sakip: "70"}, pihak_kedua=cls.camat)

    @classmethod
    def buat_perjanjian(
        cls,
        jabatan: Jabatan,
        jenis: str,
        tanggal: datetime.date | None,
        butir: dict[Indikator, str],
        pihak_kedua: Jabatan | None = None,
    ) -> PerjanjianKinerja:
        p = PerjanjianKinerja.objects.create(
            instansi=cls.i, tahun=TAHUN, jabatan=jabatan, jenis=jenis, tanggal=tanggal, pihak_kedua=pihak_kedua,
            sebutan_pihak_kedua="" if pihak_kedua else "Bupati Contoh", nama_pihak_kedua="" if pihak_kedua else "Pak Bupati",
        )  # fmt: skip
        for n, (indikator, target) in enumerate(butir.items()):
            Butir.objects.create(perjanjian=p, indikator=indikator, target=Decimal(target), urut=n)
        return p

    def data(self) -> DataLkj:
        return muat_data(self.i, TAHUN)


class PerjanjianTest(Dasar):
    def test_statement_has_the_prescribed_wording(self) -> None:
        teks = teks_of(susun_naskah("pk", self.data(), "camat"))
        for kalimat in (
            "Dalam rangka mewujudkan manajemen pemerintahan yang efektif, transparan, dan akuntabel serta berorientasi "
            "pada hasil, kami yang bertanda tangan di bawah ini:",
            "selanjutnya disebut pihak pertama.",
            "selaku atasan pihak pertama, selanjutnya disebut pihak kedua.",
            "Pihak pertama berjanji akan mewujudkan target kinerja yang seharusnya sesuai lampiran perjanjian ini",
            "Keberhasilan dan kegagalan pencapaian target kinerja tersebut menjadi tanggung jawab kami.",
            "mengambil tindakan yang diperlukan dalam rangka pemberian penghargaan dan sanksi.",
        ):
            self.assertIn(kalimat, teks)

    def test_the_one_in_force_is_meant_and_the_replaced_one_can_be_chosen(self) -> None:
        self.assertEqual(list(list_pilihan(self.data())), ["camat-murni", "camat", "sekcam"])
        kini, dulu = (susun_naskah("pk", self.data(), k) for k in ("camat", "camat-murni"))
        self.assertEqual(kini.judul, "Perjanjian Kinerja Perubahan Tahun 2023 Camat Satu")
        self.assertEqual(dulu.judul, "Perjanjian Kinerja Tahun 2023 Camat Satu")
        self.assertEqual((self.target(kini), self.target(dulu)), ([85, 70], [80]))
        self.assertEqual((self.jumlah(kini), self.jumlah(dulu)), (1_500_000, 1_000_000))
        self.assertEqual(dulu.meta["bagian"], "camat-murni")

    def target(self, dokumen: Dokumen) -> list[Decimal | None]:
        (tabel,) = list_tabel(dokumen)
        return [b.sel[3].nilai for b in tabel.baris if len(b.sel) == 6 and b.sel[3].nilai is not None]

    def jumlah(self, dokumen: Dokumen) -> Decimal | None:
        (tabel,) = list_tabel(dokumen)
        return tabel.baris[-1].sel[-1].nilai

    def test_a_post_is_found_by_either_of_its_names(self) -> None:
        for nama in ("Sekcam", "sekretaris-camat", "Sekretaris Camat"):
            self.assertEqual(susun_naskah("pk", self.data(), nama).meta["bagian"], "sekcam")
        with self.assertRaisesMessage(NaskahKurang, 'jabatan "lurah". Yang ada: camat-murni, camat, sekcam.'):
            susun_naskah("pk", self.data(), "lurah")

    def test_who_held_the_post_on_the_day_signs(self) -> None:
        for kunci, nama, jabatan in (
            ("camat-murni", "Bu Camat", "Camat Satu,"),
            ("camat", "Pak Plt", "Plt. Camat Satu,"),
        ):
            ttd = [b for _, b in walk_blok(susun_naskah("pk", self.data(), kunci)) if isinstance(b, TandaTangan)]
            self.assertEqual(len(ttd), 2)  # under the statement and under the annex
            for blok in ttd:
                self.assertEqual([p.nama for p in blok.pihak], ["Pak Bupati", nama])
                self.assertEqual(blok.pihak[1].jabatan, jabatan)

    def test_one_agreement_is_a_letter_and_all_are_a_volume(self) -> None:
        satu, semua = susun_naskah("pk", self.data(), "sekcam"), susun_naskah("pk", self.data())
        assert satu.sampul and semua.sampul
        self.assertEqual((satu.sampul.halaman, satu.berdaftar), (False, False))
        self.assertEqual((semua.sampul.halaman, semua.berdaftar), (True, True))
        self.assertEqual(
            [b.judul for b in semua.bab],
            [
                "Perjanjian Kinerja Perubahan Tahun 2023 Camat Satu",
                "Perjanjian Kinerja Tahun 2023 Sekretaris Camat",
                "Rekapitulasi Perjanjian Kinerja",
            ],
        )
        self.assertIsInstance(semua.bab[0].isi[-1], GantiHalaman)  # the annex begins a page

    def test_without_agreements_it_says_what_to_enter(self) -> None:
        Butir.objects.all().delete()
        self.assertIn("Isi lembar Perjanjian", NASKAH["pk"].kurang(self.data()))
        with self.assertRaisesMessage(NaskahKurang, "Isi lembar Perjanjian dan Butir Perjanjian"):
            susun_naskah("pk", self.data())

    def test_assembling_makes_no_query(self) -> None:
        data = self.data()
        with self.assertNumQueries(0):
            for kunci in ("pk", "rencana-aksi", "iku", "keselarasan", "pohon-kinerja"):
                susun_naskah(kunci, data)


class RencanaAksiTest(Dasar):
    def tabel(self) -> Tabel:
        return next(t for t in list_tabel(susun_naskah("rencana-aksi", self.data())) if t.kunci == "rencana-aksi-camat")

    def test_targets_of_quarters_are_printed_and_missing_ones_noted(self) -> None:
        butir = self.perubahan.butir.get(indikator=self.ikm)
        for triwulan, nilai in ((1, "40"), (2, "82.5")):
            TargetButir.objects.create(butir=butir, triwulan=triwulan, nilai=Decimal(nilai))
        baris = next(b for b in self.tabel().baris if b.sel[2].teks == "Indeks kepuasan")
        self.assertEqual([s.teks for s in baris.sel[4:]], ["85", "40", "82,5", "–", "–"])
        self.assertEqual({s.alasan for s in baris.sel[7:]}, {"target triwulan belum diisi"})

    def test_sentence_counts_the_complete_ones(self) -> None:
        self.assertIn("Target triwulan 3 indikator kinerja yang diperjanjikan belum lengkap diisi.", self.kalimat())
        butir = self.perubahan.butir.get(indikator=self.ikm)
        for triwulan in (1, 2, 3, 4):
            TargetButir.objects.create(butir=butir, triwulan=triwulan, nilai=Decimal(20 * triwulan))
        self.assertIn("Dari 3 indikator kinerja yang diperjanjikan, 1 indikator sudah lengkap", self.kalimat())
        for b in (self.perubahan.butir.get(indikator=self.sakip), self.pk_sekcam.butir.get()):
            for triwulan in (1, 2, 3, 4):
                TargetButir.objects.create(butir=b, triwulan=triwulan, nilai=Decimal(70))
        self.assertIn("Target triwulan 3 indikator kinerja yang diperjanjikan sudah lengkap.", self.kalimat())

    def kalimat(self) -> str:
        return teks_of(susun_naskah("rencana-aksi", self.data()))

    def test_money_follows_the_default_schedule(self) -> None:
        tabel = next(
            t
            for t in list_tabel(susun_naskah("rencana-aksi", self.data()))
            if t.kunci == "rencana-aksi-anggaran-sekretaris-camat"
        )
        # a quarter of pagu murni each quarter, the budget in force at the end
        self.assertEqual([s.nilai for s in tabel.baris[-1].sel[2:]], [1_500_000, 250_000, 500_000, 750_000, 1_500_000])
