"""The quarterly grid: who fills what, storing rows, refusing, noticing a colleague, the way to the lock."""

from __future__ import annotations

import datetime
from decimal import Decimal

from auditlog.models import LogEntry
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from anggaran.isian import (
    count_terisi,
    explain_tutup,
    find_lembar,
    find_unit_sub,
    list_bagian,
    may_type,
)
from anggaran.models import CatatanBaris, IsianTriwulan, RealisasiKeluaran, RealisasiTriwulan
from anggaran.pengisian import muat_baris
from organisasi.models import Jabatan, Pengguna, Peran, UnitKerja
from organisasi.models.periode import Periode, Perpanjangan
from renstra.models import Indikator, RealisasiIndikator, Renstra, Sasaran, TargetIndikator
from tests.pabrik import buat_keluaran, buat_sub_kegiatan
from tests.pemeran import buat_pemeran
from tests.renstra.pabrik import buat_skala_akip


class DasarTriwulan(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = p = buat_pemeran()
        cls.unit2 = UnitKerja.objects.create(instansi=p.instansi, nama="Seksi Dua", jenis="seksi", urut=2)
        cls.kasi = Jabatan.objects.create(instansi=p.instansi, nama="Kasi Satu", unit=p.unit)
        cls.kasi2 = Jabatan.objects.create(instansi=p.instansi, nama="Kasi Dua", unit=cls.unit2)
        cls.sub = buat_sub_kegiatan(p.instansi, "7.01.02.2.01.01", 1_000_000, penanggung_jawab=cls.kasi)
        cls.k = buat_keluaran(cls.sub, "10", ())
        cls.sub2 = buat_sub_kegiatan(p.instansi, "7.01.02.2.01.02", 500_000, penanggung_jawab=cls.kasi2)
        renstra = Renstra.objects.create(instansi=p.instansi, tahun_awal=2019, tahun_akhir=2024)
        sasaran = Sasaran.objects.create(renstra=renstra, kode="S1", uraian="Sasaran", pemilik=cls.kasi)
        cls.indikator = Indikator.objects.create(renstra=renstra, sasaran=sasaran, kode="S1.1", uraian="Indeks")
        TargetIndikator.objects.create(indikator=cls.indikator, tahun=2023, nilai=Decimal(80))

    def lembar(self, triwulan: int = 1, unit: int | None = None):
        hasil = find_lembar(self.p.instansi, 2023, triwulan, self.p.unit.pk if unit is None else unit)
        assert hasil is not None
        return hasil

    def alamat(self, nama: str, *lain: object, triwulan: int = 1, unit: int | None = None) -> str:
        return reverse(nama, args=["satu", 2023, triwulan, unit or self.p.unit.pk, *lain])

    def kirim(self, kunci: str, triwulan: int = 1, sidik: str | None = None, siapa: Pengguna | None = None, **isi):
        """POST one row as the script does, with the fingerprint of the row as it is now unless another is given."""
        self.client.force_login(siapa or self.p.pelaksana)
        if sidik is None:
            sidik = muat_baris(self.lembar(triwulan), kunci)[kunci].sidik
        data = {f"{kunci}-{n}": v for n, v in (isi | {"sidik": sidik}).items()}
        return self.client.post(
            self.alamat("simpan_baris", kunci, triwulan=triwulan), data, headers={"Accept": "application/json"}
        )

    @property
    def s(self) -> str:
        return f"s{self.sub.pk}"

    @property
    def kk(self) -> str:
        return f"k{self.k.pk}"


class SiapaMengisiTest(DasarTriwulan):
    def test_a_kelurahan_fills_its_own_budget_whoever_answers_for_it(self) -> None:
        lurah = UnitKerja.objects.create(instansi=self.p.instansi, nama="Kelurahan", jenis="kelurahan")
        sub = buat_sub_kegiatan(self.p.instansi, "7.01.03.2.01.01", 1, unit=lurah, penanggung_jawab=self.kasi)
        self.assertEqual(find_unit_sub(sub), lurah)

    def test_the_nearest_responsible_post_decides(self) -> None:
        sub = buat_sub_kegiatan(self.p.instansi, "7.01.04.2.01.01", 1)
        self.assertIsNone(find_unit_sub(sub))
        sub.kegiatan.program.penanggung_jawab = self.kasi
        self.assertEqual(find_unit_sub(sub), self.p.unit)
        sub.kegiatan.penanggung_jawab = self.kasi2
        self.assertEqual(find_unit_sub(sub), self.unit2)
        sub.penanggung_jawab = self.kasi
        self.assertEqual(find_unit_sub(sub), self.p.unit)

    def test_an_indikator_belongs_to_its_post_else_to_the_owner_of_the_sasaran(self) -> None:
        self.assertIn(self.indikator, self.lembar().bagian.indikator)
        self.indikator.penanggung_jawab = self.kasi2
        self.indikator.save()
        self.assertIn(self.indikator, self.lembar(unit=self.unit2.pk).bagian.indikator)

    def test_what_a_survey_tells_is_not_typed(self) -> None:
        self.indikator.sumber_nilai = Indikator.SumberNilai.SKM
        self.indikator.save()
        bagian = self.lembar().bagian
        self.assertEqual((bagian.indikator_ketik, bagian.indikator), ([], [self.indikator]))
        self.assertNotIn(f"i{self.indikator.pk}", muat_baris(self.lembar()))

    def test_what_no_unit_answers_for_is_typed_by_the_perencana_only(self) -> None:
        buat_sub_kegiatan(self.p.instansi, "7.01.04.2.01.01", 1)
        lembar = self.lembar(unit=0)
        self.assertTrue(may_type(self.p.perencana, lembar))
        self.assertFalse(may_type(self.p.pelaksana, lembar))

    def test_a_pelaksana_types_for_his_unit_only_and_sees_the_others(self) -> None:
        self.client.force_login(self.p.pelaksana)
        jawaban = self.client.get(self.alamat("isi_triwulan", unit=self.unit2.pk))
        self.assertContains(jawaban, "Sub kegiatan 02")
        self.assertNotContains(jawaban, "data-kisi=")
        kunci = f"s{self.sub2.pk}"
        jawaban = self.client.post(self.alamat("simpan_baris", kunci, unit=self.unit2.pk), {f"{kunci}-keuangan": "1"})
        self.assertEqual(jawaban.status_code, 403)
        self.assertFalse(RealisasiTriwulan.objects.exists())

    def test_a_row_of_another_unit_is_not_found_under_ones_own(self) -> None:
        self.client.force_login(self.p.pelaksana)
        self.assertEqual(self.client.post(self.alamat("simpan_baris", f"s{self.sub2.pk}")).status_code, 404)
        for aneh in ("s", "x1", "s0", "satu"):
            self.assertEqual(self.client.post(self.alamat("simpan_baris", aneh)).status_code, 404)

    def test_reading_the_units_takes_three_queries(self) -> None:
        with self.assertNumQueries(3):
            list_bagian(self.p.instansi, 2023)


class SimpanBarisTest(DasarTriwulan):
    def test_stores_a_row_and_answers_with_figures_and_texts(self) -> None:
        jawaban = self.kirim(self.s, keuangan="250.000", fisik="25", **{self.kk: "2,5"}, hambatan="Hujan")
        self.assertEqual(jawaban.status_code, 200)
        isi = jawaban.json()
        self.assertEqual(isi["isi"]["keuangan"], "250.000")
        self.assertEqual(isi["isi"][self.kk], "2,5")
        self.assertEqual(isi["hitung"][f"{self.s}-serapan"], "25,00")
        self.assertEqual(isi["hitung"]["total-sisa"], "750.000")
        r = RealisasiTriwulan.objects.get()
        self.assertEqual((r.keuangan, r.fisik, r.hambatan), (250_000, Decimal(25), "Hujan"))
        self.assertEqual(RealisasiKeluaran.objects.get().nilai, Decimal("2.5"))
        self.assertIn(self.p.pelaksana.pk, IsianTriwulan.objects.get().list_pengisi())

    def test_an_emptied_row_is_deleted_and_logged(self) -> None:
        self.kirim(self.s, keuangan="250000", fisik="25", **{self.kk: "2"})
        pk = RealisasiTriwulan.objects.get().pk
        self.assertEqual(self.kirim(self.s, keuangan="", fisik="", **{self.kk: ""}).status_code, 200)
        self.assertFalse(RealisasiTriwulan.objects.exists() or RealisasiKeluaran.objects.exists())
        self.assertTrue(LogEntry.objects.filter(object_pk=pk, action=LogEntry.Action.DELETE).exists())

    def test_an_untouched_row_is_not_written(self) -> None:
        self.kirim(self.s, keuangan="250000", fisik="25")
        sebelum = LogEntry.objects.count()
        self.kirim(self.s, keuangan="250.000", fisik="25,0", siapa=self.p.perencana)
        self.assertEqual(LogEntry.objects.count(), sebelum)
        self.assertNotIn(self.p.perencana.pk, IsianTriwulan.objects.get().list_pengisi())

    def test_hard_errors_store_nothing_and_stand_at_their_field(self) -> None:
        for bidang, isi in (
            ("keuangan", {"keuangan": "-5"}),
            ("keuangan", {"keuangan": "12,5"}),
            ("catatan_lampau", {"keuangan": "1000001"}),
            ("fisik", {"fisik": "101"}),
            ("fisik", {"fisik": "1.250"}),
            ("fisik", {"fisik": "1,00001"}),
            (self.kk, {self.kk: "-1"}),
        ):
            with self.subTest(isi=isi):
                jawaban = self.kirim(self.s, **isi)
                self.assertEqual(jawaban.status_code, 422)
                self.assertIn(bidang, jawaban.json()["galat"])
        self.assertFalse(RealisasiTriwulan.objects.exists())

    def test_above_the_pagu_with_a_note_is_stored(self) -> None:
        self.assertEqual(self.kirim(self.s, keuangan="1000001", catatan_lampau="Pergeseran").status_code, 200)
        self.sub.refresh_from_db()
        self.assertEqual(self.sub.catatan_lampau, "Pergeseran")

    def test_soft_warnings_are_stored_and_told(self) -> None:
        peringatan = self.kirim(self.s, keuangan="600000", fisik="0").json()["peringatan"]
        self.assertEqual({p["bidang"] for p in peringatan}, {"keuangan", "fisik"})
        self.assertEqual(RealisasiTriwulan.objects.get().keuangan, 600_000)
        self.assertContains(self.client.get(self.alamat("isi_triwulan")), "melebihi anggaran kas")

    def test_the_second_of_two_people_is_told_both_values_and_may_insist(self) -> None:
        lama = muat_baris(self.lembar(), self.s)[self.s].sidik
        self.kirim(self.s, keuangan="100000", siapa=self.p.perencana)
        jawaban = self.kirim(self.s, sidik=lama, keuangan="200000")
        self.assertEqual(jawaban.status_code, 409)
        isi = jawaban.json()
        self.assertEqual(isi["oleh"], "perencana")
        self.assertEqual(isi["kini"]["keuangan"]["nilai"], "100.000")
        self.assertEqual(RealisasiTriwulan.objects.get().keuangan, 100_000)
        self.assertEqual(self.kirim(self.s, sidik=isi["sidik"], keuangan="200000").status_code, 200)
        self.assertEqual(RealisasiTriwulan.objects.get().keuangan, 200_000)

    def test_a_repeated_sending_is_no_conflict(self) -> None:
        lama = muat_baris(self.lembar(), self.s)[self.s].sidik
        for _ in range(2):  # the first answer got lost on the way
            self.assertEqual(self.kirim(self.s, sidik=lama, keuangan="100000").status_code, 200)

    def test_a_page_opened_under_another_name_stores_nothing(self) -> None:
        self.client.force_login(self.p.pelaksana)
        jawaban = self.client.post(
            self.alamat("simpan_baris", self.s),
            {f"{self.s}-keuangan": "1"},
            headers={"X-Kisi-Pengguna": str(self.p.perencana.pk)},
        )
        self.assertEqual(jawaban.status_code, 403)
        self.assertFalse(RealisasiTriwulan.objects.exists())

    def test_indikator_of_a_quarter_and_of_the_year(self) -> None:
        i, t = f"i{self.indikator.pk}", f"t{self.indikator.pk}"
        self.assertNotIn(t, muat_baris(self.lembar(1)))
        self.assertEqual(self.kirim(i, 4, nilai="81,5").status_code, 200)
        isi = self.kirim(t, 4, nilai="84", faktor="Kerja sama").json()
        self.assertEqual(isi["hitung"][f"{t}-capaian"], "105,00")
        hasil = dict(RealisasiIndikator.objects.values_list("triwulan", "nilai"))
        self.assertEqual(hasil, {4: Decimal("81.5"), 0: Decimal(84)})
        self.assertEqual(self.kirim(t, 4, nilai="", faktor="").status_code, 200)
        self.assertEqual(RealisasiIndikator.objects.get().triwulan, 4)

    def test_an_explanation_alone_asks_for_the_value_or_the_reason(self) -> None:
        i = f"i{self.indikator.pk}"
        jawaban = self.kirim(i, hambatan="Sulit")
        self.assertIn("nilai", jawaban.json()["galat"])
        self.assertEqual(self.kirim(i, hambatan="Sulit", alasan="Survei November").status_code, 200)

    def test_a_predicate_is_a_class_of_its_scale(self) -> None:
        buat_skala_akip(self.p.kabupaten)
        Indikator.objects.filter(pk=self.indikator.pk).update(jenis="predikat")
        TargetIndikator.objects.filter(indikator=self.indikator, tahun=2023).update(nilai=None, teks="BB")
        jawaban = self.kirim(f"i{self.indikator.pk}", teks="WTP")
        self.assertEqual(jawaban.status_code, 422)
        self.assertIn("Isi salah satu: AA, A, BB, B, CC, C, D.", str(jawaban.json()["galat"]["teks"]))
        self.assertEqual(self.kirim(f"i{self.indikator.pk}", teks=" sangat baik ").status_code, 200)
        self.assertEqual(RealisasiIndikator.objects.get().teks, "BB")
        isi = self.kirim(f"t{self.indikator.pk}", 4, teks="b").json()
        self.assertEqual(isi["hitung"][f"t{self.indikator.pk}-capaian"], "85,71")

    def test_yes_or_no_in_the_words_of_clerks(self) -> None:
        Indikator.objects.filter(pk=self.indikator.pk).update(jenis="ya-tidak")
        TargetIndikator.objects.filter(indikator=self.indikator, tahun=2023).update(nilai=None, teks="Ya")
        self.assertEqual(self.kirim(f"i{self.indikator.pk}", teks="84").status_code, 422)
        isi = self.kirim(f"t{self.indikator.pk}", 4, teks="Tersedia").json()
        self.assertEqual(isi["hitung"][f"t{self.indikator.pk}-capaian"], "100,00")
        self.assertEqual(RealisasiIndikator.objects.get().teks, "Ya")
        self.client.force_login(self.p.pelaksana)
        self.assertContains(self.client.get(self.alamat("isi_triwulan")), "Ya/tidak: Ya atau Tidak")

    def test_outside_its_band_an_indicator_loses_by_the_distance(self) -> None:
        Indikator.objects.filter(pk=self.indikator.pk).update(jenis="rentang", batas_bawah=90, batas_atas=110)
        TargetIndikator.objects.filter(indikator=self.indikator).delete()
        baris = muat_baris(self.lembar(4))[f"t{self.indikator.pk}"]
        self.assertEqual((baris.target_teks, baris.petunjuk), ("90–110", "Rentang 90–110"))
        isi = self.kirim(f"t{self.indikator.pk}", 4, nilai="120").json()
        self.assertEqual(isi["hitung"][f"t{self.indikator.pk}-capaian"], "90,91")

    def test_queries_do_not_grow_with_the_rows(self) -> None:
        self.client.force_login(self.p.pelaksana)
        alamat = self.alamat("isi_triwulan")
        self.client.get(alamat)

        def hitung() -> int:
            from django.db import connection
            from django.test.utils import CaptureQueriesContext

            with CaptureQueriesContext(connection) as q:
                self.client.get(alamat)
            return len(q)

        sebelum = hitung()
        for n in range(3, 9):
            sub = buat_sub_kegiatan(self.p.instansi, f"7.01.02.2.01.0{n}", 1000, penanggung_jawab=self.kasi)
            buat_keluaran(sub, "4", ("1",))
        self.assertEqual(hitung(), sebelum)


class TanpaNaskahTest(DasarTriwulan):
    def isian(self, **isi: str) -> dict[str, str]:
        baris = muat_baris(self.lembar())
        data = {f"{k}-sidik": b.sidik for k, b in baris.items()}
        return data | {f"{self.s}-{n}": v for n, v in isi.items()}

    def test_the_whole_form_stores_what_was_changed(self) -> None:
        self.client.force_login(self.p.pelaksana)
        jawaban = self.client.post(self.alamat("simpan_triwulan"), self.isian(keuangan="5000", fisik="5"), follow=True)
        self.assertContains(jawaban, "1 baris tersimpan.")
        self.assertEqual(RealisasiTriwulan.objects.get().keuangan, 5000)

    def test_a_wrong_row_comes_back_as_typed_and_the_others_are_stored(self) -> None:
        self.client.force_login(self.p.pelaksana)
        data = self.isian(keuangan="5000", fisik="1.250") | {f"i{self.indikator.pk}-nilai": "80"}
        jawaban = self.client.post(self.alamat("simpan_triwulan"), data)
        self.assertContains(jawaban, 'value="1.250"', status_code=422)
        self.assertContains(jawaban, "dapat dibaca", status_code=422)
        self.assertFalse(RealisasiTriwulan.objects.exists())
        self.assertEqual(RealisasiIndikator.objects.get().nilai, 80)

    def test_a_colleagues_change_is_told_once_and_an_untouched_row_is_left_alone(self) -> None:
        lama, tak_disentuh = self.isian(keuangan="7000"), self.isian()
        self.kirim(self.s, keuangan="5000", siapa=self.p.perencana)
        self.client.force_login(self.p.pelaksana)
        self.client.post(self.alamat("simpan_triwulan"), tak_disentuh)
        self.assertEqual(RealisasiTriwulan.objects.get().keuangan, 5000)
        jawaban = self.client.post(self.alamat("simpan_triwulan"), lama)
        self.assertContains(jawaban, "perencana mengubah baris ini", status_code=422)
        self.assertContains(jawaban, 'value="7000"', status_code=422)
        self.client.post(self.alamat("simpan_triwulan"), self.isian(keuangan="7000"))
        self.assertEqual(RealisasiTriwulan.objects.get().keuangan, 7000)

    def test_a_closed_quarter_keeps_the_typing(self) -> None:
        data = self.isian(keuangan="7000")
        IsianTriwulan.objects.create(
            instansi=self.p.instansi, tahun=2023, triwulan=1, unit=self.p.unit, status="diajukan"
        )
        self.client.force_login(self.p.pelaksana)
        jawaban = self.client.post(self.alamat("simpan_triwulan"), data)
        self.assertContains(jawaban, 'value="7000"', status_code=422)
        self.assertFalse(RealisasiTriwulan.objects.exists())


class WaktuTest(DasarTriwulan):
    def periode(self, mulai: int, tenggat: int) -> Periode:
        kini = timezone.localdate()
        return Periode.objects.create(
            kabupaten=self.p.kabupaten,
            tahun=2023,
            triwulan=1,
            mulai=kini + datetime.timedelta(mulai),
            tenggat=kini + datetime.timedelta(tenggat),
        )

    def test_without_a_period_it_is_open(self) -> None:
        self.assertEqual(explain_tutup(self.lembar().isian, datetime.date(1999, 1, 1)), "")

    def test_both_days_of_the_window_belong_to_it(self) -> None:
        p = self.periode(-3, 3)
        for hari in (p.mulai, p.tenggat):
            self.assertEqual(explain_tutup(self.lembar().isian, hari), "")
        self.assertIn("dibuka mulai", explain_tutup(self.lembar().isian, p.mulai - datetime.timedelta(1)))
        self.assertIn("perpanjangan", explain_tutup(self.lembar().isian, p.tenggat + datetime.timedelta(1)))

    def test_after_the_deadline_nothing_is_stored_until_an_extension(self) -> None:
        p = self.periode(-9, -1)
        jawaban = self.kirim(self.s, keuangan="5000")
        self.assertEqual((jawaban.status_code, jawaban.json()["status"]), (403, "tolak"))
        self.assertFalse(RealisasiTriwulan.objects.exists())
        Perpanjangan.objects.create(
            periode=p, instansi=self.p.instansi, sampai=timezone.localdate(), alasan="Banjir", oleh=self.p.admin
        )
        self.assertEqual(self.kirim(self.s, keuangan="5000").status_code, 200)

    def test_the_overview_says_who_is_late(self) -> None:
        self.periode(-9, -1)
        self.client.force_login(self.p.camat)
        self.assertContains(self.client.get(reverse("lihat_triwulan", args=["satu", 2023])), "terlambat")


class AlurTest(DasarTriwulan):
    def langkah(self, siapa: Pengguna, aksi: str, triwulan: int = 1, **isi: str):
        self.client.force_login(siapa)
        return self.client.post(self.alamat("ubah_status_triwulan", aksi, triwulan=triwulan), isi, follow=True)

    def status(self) -> str:
        return IsianTriwulan.objects.get(unit=self.p.unit, triwulan=1).status

    def test_from_typing_to_the_lock_and_back(self) -> None:
        self.kirim(self.s, keuangan="5000", fisik="5", **{self.kk: "1"})
        self.kirim(f"i{self.indikator.pk}", nilai="80")
        self.langkah(self.p.pelaksana, "ajukan")
        self.assertEqual(self.status(), "diajukan")
        self.assertEqual(self.kirim(self.s, keuangan="1").status_code, 403)
        self.langkah(self.p.perencana, "verifikasi")
        self.langkah(self.p.camat, "setujui")
        self.assertEqual(self.status(), "disetujui")
        jawaban = self.client.get(self.alamat("isi_triwulan"))
        self.assertContains(jawaban, "Isian ini sudah disetujui.")
        self.assertNotContains(jawaban, "menunggu pemeriksaan Anda")
        self.client.force_login(self.p.admin)
        self.client.post(reverse("kunci_triwulan", args=["satu", 2023, 1]))
        self.assertEqual(self.status(), "terkunci")
        self.langkah(self.p.admin, "buka")
        self.assertEqual(self.status(), "terkunci")  # not without a reason
        self.langkah(self.p.admin, "buka", catatan="Salah ketik")
        self.assertEqual(self.status(), "disetujui")
        halaman = self.client.get(self.alamat("isi_triwulan"))
        self.assertContains(halaman, "Salah ketik")
        self.client.force_login(self.p.camat)
        self.assertContains(self.client.get("/"), "Putuskan Triwulan I 2023: Seksi Satu")

    def test_sending_with_empty_rows_must_be_meant(self) -> None:
        jawaban = self.langkah(self.p.pelaksana, "ajukan")
        self.assertContains(jawaban, "Kirim juga", status_code=422)
        self.assertNotEqual(self.lembar().isian.status, "diajukan")
        self.langkah(self.p.pelaksana, "ajukan", yakin="1")
        self.assertEqual(self.status(), "diajukan")

    def test_a_pelaksana_does_not_send_or_take_back_for_another_unit(self) -> None:
        lain = Pengguna.objects.create_user("lain", password="rahasia-uji-123")
        Peran.objects.create(pengguna=lain, jenis="pelaksana", instansi=self.p.instansi, unit=self.unit2)
        self.langkah(lain, "ajukan", yakin="1")
        self.assertEqual(self.lembar().isian.status, "draf")
        self.langkah(self.p.pelaksana, "ajukan", yakin="1")
        self.langkah(lain, "tarik")
        self.assertEqual(self.status(), "diajukan")

    def test_who_typed_does_not_verify(self) -> None:
        self.kirim(self.s, keuangan="5000", siapa=self.p.perencana)
        self.langkah(self.p.perencana, "ajukan", yakin="1")
        self.assertContains(self.langkah(self.p.perencana, "verifikasi"), "harus orang lain")
        self.assertEqual(self.status(), "diajukan")

    def test_who_is_to_check_is_told_to_and_who_typed_is_told_to_wait(self) -> None:
        self.langkah(self.p.pelaksana, "ajukan", yakin="1")
        for siapa, ada, tiada in (
            (self.p.perencana, "menunggu pemeriksaan Anda", "tarik kembali dahulu"),
            (self.p.pelaksana, "tarik kembali dahulu", "menunggu pemeriksaan Anda"),
        ):
            self.client.force_login(siapa)
            jawaban = self.client.get(self.alamat("isi_triwulan"))
            self.assertContains(jawaban, ada)
            self.assertNotContains(jawaban, tiada)

    def test_comments_are_shown_until_the_rows_are_sent_again(self) -> None:
        self.langkah(self.p.pelaksana, "ajukan", yakin="1")
        self.client.force_login(self.p.perencana)
        self.client.post(self.alamat("beri_catatan", self.s), {"catatan": "Angka K keliru"})
        self.langkah(self.p.perencana, "kembalikan")
        self.assertEqual(self.status(), "draf")
        self.client.force_login(self.p.pelaksana)
        halaman = self.client.get(self.alamat("isi_triwulan"))
        self.assertContains(halaman, "Angka K keliru")
        self.assertContains(halaman, "Lihat catatan pada 1 baris.")
        self.langkah(self.p.pelaksana, "ajukan", yakin="1")
        self.assertTrue(CatatanBaris.objects.get().selesai)

    def test_a_comment_can_be_marked_as_done(self) -> None:
        isian = IsianTriwulan.objects.create(instansi=self.p.instansi, tahun=2023, triwulan=1, unit=self.p.unit)
        c = CatatanBaris.objects.create(isian=isian, sub_kegiatan=self.sub, teks="Periksa", oleh=self.p.perencana)
        self.client.force_login(self.p.pelaksana)
        self.assertEqual(self.client.post(self.alamat("tandai_catatan", c.pk, triwulan=2)).status_code, 404)
        self.client.post(self.alamat("tandai_catatan", c.pk))
        c.refresh_from_db()
        self.assertTrue(c.selesai)

    def test_an_empty_comment_is_refused(self) -> None:
        self.langkah(self.p.pelaksana, "ajukan", yakin="1")
        self.client.force_login(self.p.perencana)
        self.client.post(self.alamat("beri_catatan", self.s), {"catatan": "  "})
        self.assertFalse(CatatanBaris.objects.exists())

    def test_a_page_that_is_out_of_date_decides_nothing(self) -> None:
        self.langkah(self.p.pelaksana, "ajukan", yakin="1")
        dilihat = str(self.client.get(self.alamat("isi_triwulan")).context["terakhir"])
        self.langkah(self.p.pelaksana, "tarik")
        self.langkah(self.p.pelaksana, "ajukan", yakin="1")
        self.assertContains(self.langkah(self.p.perencana, "verifikasi", terakhir=dilihat), "baru saja diubah")
        self.assertEqual(self.status(), "diajukan")

    def test_locking_names_what_is_not_approved(self) -> None:
        self.client.force_login(self.p.admin)
        jawaban = self.client.post(reverse("kunci_triwulan", args=["satu", 2023, 1]), follow=True)
        self.assertContains(jawaban, "Seksi Satu, Seksi Dua")

    def test_how_far_a_quarter_is(self) -> None:
        self.kirim(self.s, keuangan="5000", fisik="5")
        bagian = list_bagian(self.p.instansi, 2023)
        terisi = count_terisi(self.p.instansi, 2023, bagian)[1, self.p.unit.pk]
        self.assertEqual((terisi.lengkap, terisi.dimulai, terisi.semua), (0, 1, 2))
        self.kirim(self.s, keuangan="5000", fisik="5", **{self.kk: "0"})
        with self.assertNumQueries(3):
            terisi = count_terisi(self.p.instansi, 2023, bagian)[1, self.p.unit.pk]
        self.assertEqual(terisi.lengkap, 1)


class UnduhTest(DasarTriwulan):
    def test_the_workbook_has_the_rows_and_no_formula(self) -> None:
        import io

        from openpyxl import load_workbook

        self.kirim(self.s, keuangan="5000", fisik="5", hambatan="=1+1")
        jawaban = self.client.get(self.alamat("unduh_triwulan"))
        buku = load_workbook(io.BytesIO(jawaban.content))
        sel = {s.value: s for baris in buku["Sub kegiatan"] for s in baris}
        self.assertEqual(sel["=1+1"].data_type, "s")
        self.assertIn(5000, sel)
        self.assertIn("Indikator", buku.sheetnames)

    def test_the_year_says_which_target_it_is_measured_against(self) -> None:
        self.client.force_login(self.p.pelaksana)
        jawaban = self.client.get(self.alamat("isi_triwulan", triwulan=4))
        self.assertContains(jawaban, "Target Renstra")
        self.assertContains(jawaban, "laporan memakai target perjanjian kinerja bila ada")

    def test_a_year_without_anything_says_the_next_step(self) -> None:
        self.client.force_login(self.p.perencana)
        jawaban = self.client.get(reverse("lihat_triwulan", args=["satu", 2050]))
        self.assertContains(jawaban, "belum ada yang diisi")
        self.assertEqual(self.client.get(reverse("isi_triwulan", args=["satu", 2050, 1, 0])).status_code, 404)
        self.assertEqual(self.client.get(self.alamat("isi_triwulan", triwulan=5)).status_code, 404)
