"""Every declared table takes a new row, shows it again as stored, and lets it go."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.test import TestCase

from anggaran.models import Belanja, RealisasiBelanja
from evaluasi.models import ButirEvaluasi
from organisasi.models import Jabatan, RekapPegawai, UnitKerja
from organisasi.tabel_isian import list_tabel
from renja.models import PosRencana, Renja
from renstra.models import IsuStrategis, PosRenstra, Renstra, Sasaran
from survei.models import Survei, UnsurSurvei
from tests.pabrik import buat_sub_kegiatan
from tests.pemeran import buat_pemeran

JSON = {"Accept": "application/json"}
# Their rows come from the frame of the regulation, or from the plan of programmes.
TANPA_TAMBAH = {"lke", "realisasi-program-renstra", "realisasi-indikator-renstra"}
# kunci → (what is typed into the row, what the cells then hold where that is another text)
ISIAN: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "unit": ({"nama": "Seksi Dua", "jenis": "seksi"}, {}),
    "jabatan": ({"nama": "Kasi Dua", "eselon": "IV.a"}, {}),
    "pejabat": (
        {"jabatan": "JABATAN", "nama": "Sari", "status": "definitif", "mulai": "2 Januari 2023"},
        {"mulai": "02-01-2023"},
    ),
    "pegawai": ({"baris": "Camat", "kolom": "PNS", "jumlah": "1"}, {}),
    "kebutuhan-pegawai": ({"uraian": "Pengadministrasi", "kebutuhan": "3", "tersedia": "2"}, {}),
    "sarana": ({"nama": "Meja", "baik": "1.250"}, {"baik": "1250", "rusak_berat": "0"}),
    "wilayah": ({"uraian": "Luas wilayah", "nilai": "97,50"}, {"nilai": "97,5"}),
    "dasar-hukum": ({"uraian": "Peraturan\nDaerah Nomor 1"}, {"uraian": "Peraturan Daerah Nomor 1"}),
    "isu-strategis": ({"masalah_pokok": "Layanan lambat"}, {}),
    "strategi": ({"sasaran": "SASARAN", "uraian": "Satu pintu", "arah_kebijakan": "Satu\r\nDua"}, {}),
    "belanja": ({"uraian": "ATK", "pagu_murni": "1000000", "tw1": "250.000"}, {"tw1": "250.000"}),
    "jenis-belanja": ({"kode": "5.1", "uraian": "Operasi", "realisasi": "0"}, {"realisasi": "0"}),
    "pendapatan": ({"kode": "4.1", "uraian": "PAD", "target": "1000"}, {"target": "1.000"}),
    "riwayat-anggaran": ({"tahun": "2022", "pagu": "1000"}, {"pagu": "1.000"}),
    "layanan": ({"nama": "Surat pindah", "jumlah": ""}, {}),
    "survei": ({"nomor": "1", "nama": "Persyaratan", "nrr": "3,5"}, {}),
    "nilai-akip": ({"tahun": "2022", "komponen": "Perencanaan", "nilai": "24,41"}, {}),
    "rekomendasi": ({"nomor": "1", "rekomendasi": "Selaraskan", "status": "belum"}, {}),
    "renja": ({"jenis": "perubahan", "nomor": "12/2022", "tanggal": "1 Juli 2022"}, {"tanggal": "01-07-2022"}),
    "rencana": (
        {"kode": "7010120101", "uraian": "Dokumen rencana", "pagu": "1250000"},
        {"kode": "7.01.01.2.01.0001", "pagu": "1.250.000"},
    ),
    "indikator-rencana": ({"pos": "POS", "uraian": "Dokumen", "target": "2 dokumen"}, {"target": "2 dokumen"}),
    "program-renstra": (
        {"kode": "7010120101", "uraian": "Dokumen rencana", "pagu2022": "1250000", "pagu_akhir": "0"},
        {"kode": "7.01.01.2.01.0001", "pagu2022": "1.250.000", "pagu2023": "", "pagu_akhir": "0"},
    ),
    "indikator-program-renstra": (
        {"pos": "POS_RENSTRA", "uraian": "Dokumen", "target2021": "2 dokumen", "kondisi_akhir": "10"},
        {"target2021": "2 dokumen", "target2022": ""},
    ),
    "rancangan-rkpd": ({"kode": "", "uraian": "Pembinaan desa", "target": "20", "pagu": "0"}, {"pagu": "0"}),
    "kebutuhan-renja": ({"kode": "7.01.06", "uraian": "Pembinaan desa", "dana": "5000"}, {"dana": "5.000"}),
    "usulan-masyarakat": (
        {"uraian": "Perbaikan jalan", "besaran": "150 m", "sumber": "musrenbang", "status": "diterima"},
        {},
    ),
}


class TiapTabelTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.sub = buat_sub_kegiatan(cls.p.instansi, "7.01.01.2.01.01", 1_000_000)
        renstra = Renstra.objects.create(instansi=cls.p.instansi, tahun_awal=2019, tahun_akhir=2023)
        cls.sasaran = Sasaran.objects.create(renstra=renstra, kode="S1", uraian="Layanan makin baik")
        cls.jabatan = Jabatan.objects.create(instansi=cls.p.instansi, nama="Camat", urut=1)
        renja = Renja.objects.create(instansi=cls.p.instansi, tahun=2023)
        cls.pos_renstra = PosRenstra.objects.create(renstra=renstra, kode="7.01.06", uraian="Program pembinaan")
        cls.pos = PosRencana.objects.create(renja=renja, kode="7.01.06", uraian="Program pembinaan")

    def setUp(self) -> None:
        self.client.force_login(self.p.perencana)

    def ketik(self, kunci: str, id: str = "baru-1", alamat: str = "", **isi: str) -> HttpResponse:
        rujukan = {"JABATAN": str(self.jabatan.pk), "SASARAN": str(self.sasaran.pk), "POS": str(self.pos.pk)}
        rujukan["POS_RENSTRA"] = str(self.pos_renstra.pk)
        data = {f"{id}-{n}": rujukan.get(v, v) for n, v in isi.items()} | {"baris": id}
        return self.client.post(alamat or f"/satu/2023/data/{kunci}/baris/", data, headers=JSON)

    def test_the_list_of_rows_to_type_is_complete(self) -> None:
        self.assertEqual({t.kunci for t in list_tabel()}, set(ISIAN) | TANPA_TAMBAH)

    def test_a_new_row_is_stored_as_typed_and_deleted_again(self) -> None:
        for tabel in list_tabel():
            if tabel.kunci in TANPA_TAMBAH:
                continue
            with self.subTest(tabel=tabel.kunci):
                sebelum = tabel.model.objects.count()
                diketik, disimpan = ISIAN[tabel.kunci]
                jawaban = self.ketik(tabel.kunci, **diketik)
                self.assertEqual(jawaban.status_code, 200, jawaban.content.decode())
                isi = jawaban.json()
                self.assertEqual(tabel.model.objects.count(), sebelum + 1)
                for nama, teks in disimpan.items():
                    self.assertEqual(isi["isi"][nama], teks, nama)
                # What the answer holds is sent again and is no change; so a lost answer makes no conflict.
                lagi = self.ketik(tabel.kunci, isi["baris"], isi["simpan"], sidik="lama", **isi["isi"])
                self.assertEqual(lagi.status_code, 200, lagi.content.decode())
                self.assertEqual(lagi.json()["sidik"], isi["sidik"])
                hapus = self.client.post(isi["hapus"], headers=JSON)
                self.assertEqual(hapus.status_code, 200, hapus.content.decode())
                self.assertEqual(tabel.model.objects.count(), sebelum)
                self.assertEqual(self.client.post(hapus.json()["pulih"], headers=JSON).status_code, 200)
                self.assertEqual(tabel.model.objects.count(), sebelum + 1)

    def test_a_row_that_is_there_already_is_told_at_a_cell(self) -> None:
        # Jabatan and unit are doubled by their name, the others by their own constraint.
        for kunci, bidang in (("unit", "nama"), ("wilayah", "uraian"), ("pendapatan", "kode"), ("survei", "nomor")):
            with self.subTest(kunci):
                self.assertEqual(self.ketik(kunci, **ISIAN[kunci][0]).status_code, 200)
                jawaban = self.ketik(kunci, "baru-2", **ISIAN[kunci][0])
                self.assertEqual(jawaban.status_code, 422)
                self.assertEqual(list(jawaban.json()["galat"]), [bidang])

    def test_a_broken_rule_of_a_row_is_told_at_the_cell_that_mends_it(self) -> None:
        for kunci, isi, bidang in (
            ("wilayah", {"uraian": "Luas"}, "teks"),
            ("survei", {"nomor": "1", "nama": "Waktu", "nrr": "5"}, "nrr"),
            ("pendapatan", {"kode": "4", "uraian": "PAD", "target": "5", "realisasi": "-5"}, "realisasi"),
            ("rekomendasi", {"nomor": "1", "rekomendasi": "X", "status": "selesai"}, "tindak_lanjut"),
            ("nilai-akip", {"tahun": "2023", "komponen": "X", "nilai": "1"}, "tahun"),
            ("riwayat-anggaran", {"tahun": "2023"}, "tahun"),
            ("rencana", {"kode": "7.01.06", "uraian": "Program pembinaan"}, "kode"),
            ("rencana", {"kode": "7.01", "uraian": "Kecamatan"}, "kode"),
            ("rencana", {"kode": "satu", "uraian": "Program"}, "kode"),
            ("program-renstra", {"kode": "7.01.06", "uraian": "Program pembinaan"}, "kode"),
            ("program-renstra", {"kode": "7.01", "uraian": "Kecamatan"}, "kode"),
            ("program-renstra", {"kode": "7.01.02", "uraian": "X", "kode_lain": "7.01.06"}, "kode_lain"),
            ("program-renstra", {"kode": "7.01.02", "uraian": "X", "kode_lain": "7.01.02.2.01"}, "kode_lain"),
            ("program-renstra", {"kode": "7.01.02", "uraian": "X", "pagu2022": "-5"}, "pagu2022"),
            ("indikator-program-renstra", {"pos": "POS_RENSTRA", "uraian": "X", "target2022": "1.250"}, "target2022"),
            ("indikator-rencana", {"pos": "POS", "uraian": "Desa", "target": "1.250"}, "target"),
            ("pejabat", {"jabatan": "JABATAN", "nama": "A", "status": "definitif", "mulai": "31-02-2023"}, "mulai"),
        ):
            with self.subTest(kunci):
                jawaban = self.ketik(kunci, **isi)
                self.assertEqual(jawaban.status_code, 422, jawaban.content.decode())
                self.assertEqual(list(jawaban.json()["galat"]), [bidang])

    def test_a_post_cannot_stand_below_its_own_subordinate(self) -> None:
        bawahan = Jabatan.objects.create(instansi=self.p.instansi, nama="Sekcam", atasan=self.jabatan, urut=2)
        alamat = f"/satu/2023/data/jabatan/baris/{self.jabatan.pk}/"
        jawaban = self.ketik("jabatan", str(self.jabatan.pk), alamat, nama="Camat", atasan=str(bawahan.pk))
        self.assertEqual(jawaban.status_code, 422)
        self.assertIn("sudah berada di bawah", jawaban.json()["galat"]["atasan"][0])

    def test_a_cell_offers_rows_of_ones_own_instansi_only(self) -> None:
        asing = UnitKerja.objects.create(instansi=self.p.lain, nama="Seksi Asing", jenis="seksi")
        self.assertNotContains(self.client.get("/satu/2023/data/layanan/"), "Seksi Asing")
        jawaban = self.ketik("layanan", nama="Surat", unit=str(asing.pk))
        self.assertEqual(list(jawaban.json()["galat"]), ["unit"])

    def test_the_first_unsur_makes_the_survey_it_belongs_to(self) -> None:
        jawaban = self.ketik("survei", **ISIAN["survei"][0])
        self.assertEqual(UnsurSurvei.objects.get().survei, Survei.objects.get(instansi=self.p.instansi, tahun=2023))
        self.assertEqual(jawaban.json()["hitung"]["tabel-ikm"], "87,50")

    def test_a_staff_row_goes_into_the_table_that_is_open(self) -> None:
        self.ketik("pegawai", alamat="/satu/2023/data/pegawai/baris/?pilih=diklat", **ISIAN["pegawai"][0])
        self.assertEqual(RekapPegawai.objects.get().tabel, "diklat")
        self.assertNotContains(self.client.get("/satu/2023/data/pegawai/?pilih=golongan"), "Camat, ")

    def test_an_emptied_quarter_of_a_spending_line_is_no_row(self) -> None:
        isi = self.ketik("belanja", **ISIAN["belanja"][0]).json()
        self.assertEqual(RealisasiBelanja.objects.get().nilai, 250_000)
        kosong = {**isi["isi"], "tw1": ""}
        self.assertEqual(self.ketik("belanja", isi["baris"], isi["simpan"], **kosong).status_code, 200)
        self.assertFalse(RealisasiBelanja.objects.exists())
        self.assertEqual(Belanja.objects.get().sub_kegiatan, self.sub)

    def test_a_letter_of_the_lke_changes_the_score_at_once(self) -> None:
        self.client.post("/satu/2023/lke/buat/")
        satu = ButirEvaluasi.objects.get(kode="1.a")
        isi: dict[str, Any] = {"bobot": "6", "kriteria": "BB", "catatan": ""}
        hitung = self.ketik("lke", str(satu.pk), f"/satu/2023/data/lke/baris/{satu.pk}/", **isi).json()["hitung"]
        induk = ButirEvaluasi.objects.get(kode="1")
        self.assertEqual((hitung[f"{satu.pk}-nilai"], hitung[f"{induk.pk}-nilai"]), ("4,80", "4,80"))
        self.assertEqual(self.ketik("lke", kode="9", uraian="X").status_code, 404)

    def test_an_empty_table_says_how_to_begin(self) -> None:
        alamat = "/satu/2023/data/isu-strategis/"
        self.assertContains(self.client.get(alamat), "Tambahkan baris")
        self.ketik("isu-strategis", **ISIAN["isu-strategis"][0])
        self.assertNotContains(self.client.get(alamat), "Tambahkan baris")
        self.assertContains(self.client.get("/satu/2024/data/isu-strategis/"), "atau salin dari tahun lain")

    def test_issues_are_copied_with_the_year_by_their_words(self) -> None:
        self.ketik("isu-strategis", **ISIAN["isu-strategis"][0])
        for _ in range(2):
            self.client.post("/satu/2024/data/isu-strategis/salin/", {"dari": "2023"})
        self.assertEqual(IsuStrategis.objects.in_tahun(2024).count(), 1)
