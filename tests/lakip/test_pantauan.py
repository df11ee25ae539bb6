"""The inspektorat's list and the ZIP of all."""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from unittest import mock

from django.test import TestCase, override_settings
from django.utils import timezone
from openpyxl import load_workbook

from lakip.kiriman import path_berkas, send_laporan
from lakip.models import Kiriman, Laporan, Paket
from lakip.paket import path_paket, request_paket
from lakip.pantauan import list_pantauan, sort_pantauan
from organisasi.models import Instansi, Kabupaten, Pengguna, Peran
from organisasi.models.periode import Periode, Perpanjangan
from tests.lakip.test_kiriman import PDF, render_cepat
from tests.pemeran import buat_pemeran

HARI = datetime.date(2024, 1, 31)


class DaftarTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()
        cls.periode = Periode.objects.create(
            kabupaten=cls.p.kabupaten, tahun=2023, triwulan=0, mulai=datetime.date(2024, 1, 1), tenggat=HARI
        )
        Instansi.objects.create(kabupaten=cls.p.kabupaten, slug="tiga", nama="Kecamatan Tiga")

    def kirim(self, instansi: Instansi, hari: datetime.date, nomor: int = 1) -> None:
        laporan = Laporan.objects.get(instansi=instansi, tahun=2023)
        Laporan.objects.filter(pk=laporan.pk).update(status="dikirim")
        kiriman = Kiriman.objects.create(
            laporan=laporan, instansi=instansi, tahun=2023, nomor=nomor, judul="=LKj", sidik="a" * 64,
            sidik_data="b" * 64, tenggat=HARI, oleh=self.p.perencana,
        )  # fmt: skip
        waktu = timezone.make_aware(datetime.datetime.combine(hari, datetime.time(23, 30)))
        Kiriman.objects.filter(pk=kiriman.pk).update(waktu=waktu)

    def daftar(self, hari_ini: datetime.date = datetime.date(2024, 2, 5)) -> dict[str, tuple[str, int | None, int]]:
        baris = list_pantauan(self.p.kabupaten, 2023, hari_ini)
        return {b.instansi.slug: (b.status, b.terlambat, len(b.kiriman)) for b in baris}

    def test_tells_who_sent_when_and_how_late(self) -> None:
        self.kirim(self.p.instansi, HARI)  # the last half hour of the last day
        self.kirim(self.p.lain, datetime.date(2024, 2, 3))
        self.assertEqual(
            self.daftar(), {"satu": ("dikirim", 0, 1), "dua": ("dikirim", 3, 1), "tiga": ("belum dimulai", 5, 0)}
        )

    def test_a_second_kiriman_does_not_make_the_first_late(self) -> None:
        self.kirim(self.p.instansi, HARI)
        self.kirim(self.p.instansi, datetime.date(2024, 3, 1), nomor=2)
        self.assertEqual(self.daftar()["satu"], ("dikirim", 0, 2))

    def test_of_a_kecamatan_out_of_use_only_what_it_sent_is_listed(self) -> None:
        self.kirim(self.p.instansi, HARI)
        Instansi.objects.filter(slug__in=["satu", "tiga"]).update(aktif=False)
        self.assertEqual(set(self.daftar()), {"satu", "dua"})

    def test_more_time_for_one_is_no_more_time_for_others(self) -> None:
        Perpanjangan.objects.create(
            periode=self.periode,
            instansi=self.p.lain,
            sampai=datetime.date(2024, 2, 4),
            alasan="Banjir",
            oleh=self.p.admin,
        )
        self.assertEqual({k: v[1] for k, v in self.daftar().items()}, {"satu": 5, "dua": 1, "tiga": 5})

    def test_without_a_deadline_nobody_is_late(self) -> None:
        self.periode.delete()
        self.assertEqual({v[1] for v in self.daftar().values()}, {None})

    def test_another_kabupaten_is_not_shown(self) -> None:
        self.assertNotIn("jauh", self.daftar())

    def test_more_kecamatan_cost_no_more_queries(self) -> None:
        self.kirim(self.p.instansi, HARI)
        with self.assertNumQueries(5):
            self.daftar()
        for n in range(5):
            i = Instansi.objects.create(kabupaten=self.p.kabupaten, slug=f"k{n}", nama=f"Kecamatan K{n}")
            Laporan.objects.create(instansi=i, tahun=2023, susunan=self.p.laporan.susunan)
            self.kirim(i, HARI)
        with self.assertNumQueries(5):
            self.daftar()

    def test_sorts_by_any_column_both_ways(self) -> None:
        self.kirim(self.p.lain, datetime.date(2024, 2, 3))
        baris = list_pantauan(self.p.kabupaten, 2023, datetime.date(2024, 2, 5))
        for urut, harapan in {
            "nama": "dua satu tiga", "-nama": "tiga satu dua", "waktu": "dua satu tiga", "-waktu": "satu tiga dua",
            "terlambat": "dua satu tiga", "-terlambat": "satu tiga dua", "status": "tiga satu dua",
            "-kiriman": "dua satu tiga", "ngawur": "dua satu tiga",
        }.items():  # fmt: skip
            with self.subTest(urut):
                self.assertEqual(" ".join(b.instansi.slug for b in sort_pantauan(baris, urut)), harapan)

    def test_the_page_and_its_workbook_show_the_same(self) -> None:
        self.kirim(self.p.lain, datetime.date(2024, 2, 3))
        self.client.force_login(self.p.inspektorat)
        alamat = f"/kabupaten/{self.p.kabupaten.pk}/kiriman/"
        jawaban = self.client.get(f"{alamat}?tahun=2023&urut=-terlambat")
        self.assertContains(jawaban, "1 dari 3 kecamatan sudah mengirim")
        self.assertContains(jawaban, "3 hari")
        self.assertContains(jawaban, 'aria-sort="descending"')
        lembar = load_workbook(io.BytesIO(self.client.get(f"{alamat}xlsx/?tahun=2023").content)).active
        dikirim = datetime.datetime(2024, 2, 3, 23, 30)
        harapan = ["Kecamatan Dua", "dikirim", datetime.datetime(2024, 1, 31), dikirim, 3]
        self.assertEqual([s.value for s in lembar[4]][:5], harapan)

    def test_the_inspektorat_of_another_kabupaten_sees_nothing(self) -> None:
        asing = Pengguna.objects.create_user("asing")
        Peran.objects.create(pengguna=asing, jenis="inspektorat", kabupaten=Kabupaten.objects.get(nama="Sebelah"))
        self.client.force_login(asing)
        self.assertEqual(self.client.get(f"/kabupaten/{self.p.kabupaten.pk}/kiriman/").status_code, 404)

    def test_a_year_that_is_none_falls_back_to_last_year(self) -> None:
        self.client.force_login(self.p.admin)
        for tahun in ("", "abc", "99999", "١٢"):
            jawaban = self.client.get(f"/kabupaten/{self.p.kabupaten.pk}/kiriman/", {"tahun": tahun})
            self.assertEqual(jawaban.context["tahun_laporan"], timezone.localdate().year - 1)


@override_settings(TERBITAN_LANGSUNG=True)
@mock.patch("lakip.kiriman.render", render_cepat)
class PaketTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = buat_pemeran()

    def kirim(self, laporan: Laporan, oleh: Pengguna) -> Kiriman:
        Laporan.objects.filter(pk=laporan.pk).update(status="disetujui")
        return send_laporan(Laporan.objects.get(pk=laporan.pk), oleh)  # its PDF is not made yet

    def isi(self, paket: Paket) -> zipfile.ZipFile:
        return zipfile.ZipFile(path_paket(paket))

    def indeks(self, paket: Paket) -> list[list[str]]:
        teks = self.isi(paket).read("indeks.csv").decode("utf-8-sig")
        return list(csv.reader(io.StringIO(teks), delimiter=";"))

    def test_holds_the_latest_of_each_with_an_index_of_all(self) -> None:
        self.kirim(self.p.laporan, self.p.perencana)
        self.kirim(self.p.laporan, self.p.perencana)
        paket = request_paket(self.p.kabupaten, 2023)
        self.assertEqual((paket.status, paket.jadi, paket.jumlah), ("selesai", 1, 1))
        self.assertEqual(
            self.isi(paket).namelist(),
            ["satu/lkj-satu-2023-kiriman-2.pdf", "satu/lkj-satu-2023-kiriman-2.xlsx", "indeks.csv", "indeks.xlsx"],
        )
        self.assertTrue(self.isi(paket).read("satu/lkj-satu-2023-kiriman-2.pdf").startswith(PDF))
        baris = {(b[0], b[5], b[7]) for b in self.indeks(paket)[1:]}
        self.assertIn(("Kecamatan Satu", "lkj-satu-2023-kiriman-2.pdf", ""), baris)
        self.assertIn(("Kecamatan Dua", "", "belum mengirim"), baris)
        lembar = load_workbook(io.BytesIO(self.isi(paket).read("indeks.xlsx"))).active
        self.assertEqual(lembar.max_row, 3 + len(baris))

    def test_is_made_once_until_something_new_comes(self) -> None:
        self.kirim(self.p.laporan, self.p.perencana)
        lama = request_paket(self.p.kabupaten, 2023)
        self.assertEqual(request_paket(self.p.kabupaten, 2023), lama)
        self.kirim(Laporan.objects.get(instansi=self.p.lain), self.p.tetangga)
        baru = request_paket(self.p.kabupaten, 2023)
        self.assertEqual((baru.jumlah, Paket.objects.count()), (2, 1))
        self.assertFalse(path_paket(lama).exists())

    def test_a_file_that_was_changed_is_left_out_and_named(self) -> None:
        kiriman = self.kirim(self.p.laporan, self.p.perencana)
        berkas = path_berkas(kiriman, "xlsx")
        berkas.chmod(0o640)
        berkas.write_bytes(b"lain")
        with self.assertLogs("lakip.kiriman", "ERROR"):
            paket = request_paket(self.p.kabupaten, 2023)
        self.assertEqual(
            [n for n in self.isi(paket).namelist() if n.startswith("satu/")], ["satu/lkj-satu-2023-kiriman-1.pdf"]
        )
        self.assertIn("tidak lagi sama", str(self.indeks(paket)))

    def test_a_failure_is_told_and_can_be_tried_again(self) -> None:
        self.kirim(self.p.laporan, self.p.perencana)
        self.client.force_login(self.p.inspektorat)
        alamat = f"/kabupaten/{self.p.kabupaten.pk}/kiriman/paket/"
        with mock.patch("lakip.paket._put", side_effect=OSError("penuh")), self.assertLogs("lakip.paket", "ERROR"):
            jawaban = self.client.post(alamat, {"tahun": 2023}, follow=True)
        self.assertContains(jawaban, "Paket gagal dibuat")
        jawaban = self.client.post(alamat, {"tahun": 2023}, follow=True)
        self.assertContains(jawaban, "Paket siap: 1 laporan")
        unduhan = self.client.get(f"{alamat}{Paket.objects.get().pk}/berkas/")
        self.assertIn("lkj-contoh-2023.zip", unduhan["Content-Disposition"])
        self.assertTrue(zipfile.is_zipfile(io.BytesIO(unduhan.getvalue())))

    def test_progress_is_shown_while_it_is_made(self) -> None:
        paket = Paket.objects.create(
            kabupaten=self.p.kabupaten, tahun=2023, sidik="c" * 64, status="proses", jumlah=9, jadi=4
        )
        self.client.force_login(self.p.inspektorat)
        jawaban = self.client.get(f"/kabupaten/{self.p.kabupaten.pk}/kiriman/paket/{paket.pk}/")
        self.assertContains(jawaban, "4 dari 9")
        self.assertEqual(jawaban["Refresh"], "5")

    def test_nothing_sent_makes_no_zip(self) -> None:
        self.assertIsNone(request_paket(self.p.kabupaten, 2023))
