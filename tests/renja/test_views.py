"""The pages of the plan: what they offer, to whom, and what pressing does."""

from __future__ import annotations

from django.test import Client, TestCase

from anggaran.models import SubKegiatan
from organisasi.models import Instansi, Pengguna, Peran
from perjanjian.models import PerjanjianKinerja
from renja.models import PosRencana, Renja
from tests.buku_kerja.kecamatan import TAHUN, muat
from tests.renja.contoh import SUB_A, buat_isi_renja

DASAR = f"/suka-maju/{TAHUN}/renja/"
NANTI = f"/suka-maju/{TAHUN + 1}/renja/"


def masuk(instansi: Instansi, jenis: str = "perencana") -> Client:
    orang = Pengguna.objects.create_user(jenis, password="rahasia-uji-123")
    Peran.objects.create(pengguna=orang, jenis=jenis, instansi=instansi)
    klien = Client()
    klien.force_login(orang)
    return klien


class HalamanTest(TestCase):
    instansi: Instansi

    @classmethod
    def setUpTestData(cls) -> None:
        muat(buat_isi_renja())
        cls.instansi = Instansi.objects.get()

    def test_the_overview_shows_sums_what_is_missing_and_what_changed(self) -> None:
        teks = masuk(self.instansi).get(DASAR).content.decode()
        assert "Rp 16.345.678" in teks and "Rp 13.500.000" in teks and "Rp 11.500.000" in teks
        assert "sub kegiatan belum ada penanggung jawabnya" in teks
        assert "2 sub kegiatan berubah tanpa alasan" in teks
        assert "Alasan contoh" in teks and "-2.845.678" not in teks  # the difference stands row by row
        assert "2.500.000" in teks
        assert f"{DASAR}ke-anggaran/?jenis=murni" in teks

    def test_who_may_only_read_is_offered_nothing_to_press(self) -> None:
        teks = masuk(self.instansi, "camat").get(DASAR).content.decode()
        assert "Rp 16.345.678" in teks
        assert "ke-anggaran" not in teks and "<form" not in teks.partition("<main")[2].partition("</main")[0]

    def test_an_empty_year_offers_its_beginnings(self) -> None:
        klien = masuk(self.instansi)
        Renja.objects.get(jenis="perubahan").delete()
        teks = klien.get(NANTI).content.decode()
        assert f"Ambil prakiraan maju {TAHUN}" in teks and f"Salin anggaran {TAHUN}" in teks
        jawaban = klien.post(f"{NANTI}salin/prakiraan-maju/", follow=True)
        assert f"8 baris disalin ke Renja {TAHUN + 1}" in jawaban.content.decode()
        assert "Rp 11.500.000" in jawaban.content.decode()
        lagi = klien.post(f"{NANTI}salin/prakiraan-maju/", follow=True)
        assert "Tidak ada baris baru" in lagi.content.decode()
        assert klien.post(f"{NANTI}salin/entah/").status_code == 404

    def test_an_empty_renja_leads_to_its_table(self) -> None:
        klien = masuk(self.instansi)
        jawaban = klien.post(f"{NANTI}mulai/", follow=True)
        assert jawaban.redirect_chain[-1][0] == f"/suka-maju/{TAHUN + 1}/data/rencana/"
        assert "Tabel ini masih kosong" in jawaban.content.decode()
        klien.post(f"{NANTI}mulai/")
        assert Renja.objects.filter(tahun=TAHUN + 1).count() == 1

    def test_a_table_without_a_renja_says_how_to_begin(self) -> None:
        teks = masuk(self.instansi).get(f"/suka-maju/{TAHUN + 1}/data/rencana/").content.decode()
        assert "Buat dahulu Renja di menu Renja." in teks

    def test_a_change_needs_something_to_change(self) -> None:
        klien = masuk(self.instansi)
        jawaban = klien.post(f"{NANTI}perubahan/", follow=True)
        assert "Buat dahulu Renjanya" in jawaban.content.decode()
        jawaban = klien.post(f"{DASAR}perubahan/", follow=True)
        assert "sudah ada" in jawaban.content.decode()
        Renja.objects.get(jenis="perubahan").delete()
        jawaban = klien.post(f"{DASAR}perubahan/", follow=True)
        assert "Renja Perubahan masih sama dengan Renja." in jawaban.content.decode()

    def test_the_grid_shows_the_sum_beside_each_row_and_of_all(self) -> None:
        renja = Renja.objects.get(jenis="murni")
        jawaban = masuk(self.instansi).get(f"/suka-maju/{TAHUN}/data/rencana/?pilih={renja.pk}")
        ringkasan = {kunci: teks for _, kunci, teks in jawaban.context["ringkasan"]}
        assert ringkasan == {
            "tabel-program": "3",
            "tabel-kegiatan": "3",
            "tabel-sub": "3",
            "tabel-pagu": "16.345.678",
            "tabel-maju": "11.500.000",
        }

    def test_moving_into_the_budget_is_shown_confirmed_and_done(self) -> None:
        klien = masuk(self.instansi)
        jawaban = klien.get(f"{DASAR}ke-anggaran/?jenis=murni")
        teks = jawaban.content.decode()
        assert "hanya di anggaran, dibiarkan" in teks and "Untuk 1 jabatan" in teks
        kirim = {"jenis": "murni", "sidik": jawaban.context["rencana"].sidik, "perjanjian": "on"}
        sesudah = klien.post(f"{DASAR}ke-anggaran/", kirim, follow=True)
        assert "Anggaran 2023: 4 baris baru, 4 berubah. 1 draf perjanjian dibuat." in sesudah.content.decode()
        assert SubKegiatan.objects.count() == 4 and PerjanjianKinerja.objects.count() == 3
        assert "tidak ada yang perlu dipindahkan" in klien.get(f"{DASAR}ke-anggaran/?jenis=murni").content.decode()

    def test_a_confirmation_of_something_else_shows_how_it_stands_now(self) -> None:
        klien = masuk(self.instansi)
        sidik = klien.get(f"{DASAR}ke-anggaran/?jenis=murni").context["rencana"].sidik
        PosRencana.objects.filter(renja__jenis="murni", unit=None, kode=SUB_A).update(pagu=9_999_999)
        kirim = {"jenis": "murni", "sidik": sidik, "perjanjian": "on"}
        jawaban = klien.post(f"{DASAR}ke-anggaran/", kirim)
        assert jawaban.status_code == 422 and SubKegiatan.objects.count() == 2
        teks = jawaban.content.decode()
        assert "berubah sesudah halaman ini dibuka" in teks and "9.999.999" in teks and "checked" in teks
        kirim["sidik"] = jawaban.context["rencana"].sidik
        assert klien.post(f"{DASAR}ke-anggaran/", kirim).status_code == 302
        assert SubKegiatan.objects.filter(pagu_murni=9_999_999).exists()
