"""The grids of pagu and anggaran kas: rows saved by themselves, sums of the server, warnings, two people on one row."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from auditlog.models import LogEntry
from django.test import TestCase

from anggaran.models import IsianTriwulan, SubKegiatan, TargetTriwulan
from anggaran.rekap import muat_pohon
from anggaran.rencana.kisi_kas import sidik_kas
from organisasi.formulir import fingerprint
from organisasi.models import Jabatan, UnitKerja
from organisasi.riwayat import list_riwayat
from renstra.models import Renstra, Sasaran
from tests.pabrik import buat_sub_kegiatan
from tests.pemeran import buat_pemeran

JSON = {"Accept": "application/json"}


class PaguTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = p = buat_pemeran()
        cls.satu = buat_sub_kegiatan(p.instansi, "7.01.01.2.01.01", 1000)
        cls.dua = buat_sub_kegiatan(p.instansi, "7.01.01.2.02.01", 500)
        cls.kasi = Jabatan.objects.create(instansi=p.instansi, nama="Kasi Satu")
        renstra = Renstra.objects.create(instansi=p.instansi, tahun_awal=2021, tahun_akhir=2026)
        cls.sasaran = Sasaran.objects.create(renstra=renstra, kode="S1", uraian="Sasaran")
        cls.alamat = "/satu/2023/anggaran/pagu/"

    def setUp(self) -> None:
        self.client.force_login(self.p.perencana)

    def baris(self, sub: SubKegiatan, **ganti: Any) -> dict[str, Any]:
        s = SubKegiatan.objects.get(pk=sub.pk)
        isi = {"pagu_murni": s.pagu_murni or "", "pagu_perubahan": s.pagu_perubahan or "", "penanggung_jawab": "",
               "sasaran": "", "sidik": fingerprint(s), **ganti}  # fmt: skip
        return {f"{sub.pk}-{nama}": nilai for nama, nilai in isi.items()}

    def kirim(self, sub: SubKegiatan, **ganti: Any) -> Any:
        return self.client.post(f"{self.alamat}{sub.pk}/", self.baris(sub, **ganti), headers=JSON)

    def test_a_row_is_stored_by_itself_and_brings_the_sums(self) -> None:
        jawaban = self.kirim(
            self.satu,
            pagu_murni="1.250.000",
            pagu_perubahan="2000000",
            penanggung_jawab=self.kasi.pk,
            sasaran=self.sasaran.pk,
        )
        isi = jawaban.json()
        self.assertEqual((jawaban.status_code, isi["status"]), (200, "tersimpan"))
        kegiatan, program = self.satu.kegiatan, self.satu.kegiatan.program
        self.assertEqual(
            {k: v for k, v in isi["hitung"].items() if k.startswith(("murni", f"perubahan-program-{program.pk}"))},
            {
                "murni-total": "1.250.500",
                f"murni-program-{program.pk}": "1.250.500",
                f"murni-kegiatan-{kegiatan.pk}": "1.250.000",
                f"murni-kegiatan-{self.dua.kegiatan_id}": "500",
                f"perubahan-program-{program.pk}": "2.000.500",
            },
        )
        self.assertEqual(isi["isi"]["pagu_murni"], "1.250.000")
        self.satu.refresh_from_db()
        self.assertEqual((self.satu.penanggung_jawab, self.satu.sasaran), (self.kasi, self.sasaran))
        self.assertEqual(isi["sidik"], fingerprint(self.satu))
        self.assertEqual(LogEntry.objects.get_for_object(self.satu).first().actor, self.p.perencana)

    def test_the_answer_can_be_sent_again_as_it_is(self) -> None:
        isi = self.kirim(self.satu, pagu_murni="7").json()
        lagi = self.kirim(self.satu, **isi["isi"], sidik="jawaban yang hilang")
        self.assertEqual((lagi.status_code, lagi.json()["sidik"]), (200, isi["sidik"]))

    def tutup(self, *triwulan: int) -> None:
        unit = UnitKerja.objects.create(instansi=self.p.instansi, nama="Seksi", jenis="seksi")
        Jabatan.objects.filter(pk=self.kasi.pk).update(unit=unit)
        SubKegiatan.objects.filter(pk=self.satu.pk).update(penanggung_jawab=self.kasi)
        for t in triwulan:
            IsianTriwulan.objects.create(
                instansi=self.p.instansi, tahun=2023, triwulan=t, unit=unit, status="terkunci" if t < 3 else "draf"
            )

    def alasan(self, sub: SubKegiatan) -> list[str]:
        return [kini for nama, _, kini in list_riwayat(sub)[0].isi if nama == "alasan"]

    def test_another_pagu_murni_under_a_quarter_that_was_sent_needs_a_reason(self) -> None:
        self.tutup(1, 2, 3)
        ganti = {"pagu_murni": "1.100", "penanggung_jawab": self.kasi.pk}
        jawaban = self.kirim(self.satu, **ganti)
        self.assertEqual(jawaban.status_code, 422)
        kata = jawaban.json()["galat"]["alasan"][0]
        self.assertIn("Triwulan I, II sudah dikirim, disetujui, atau dikunci", kata)
        self.assertIn("Tulis alasan", kata)
        self.satu.refresh_from_db()
        self.assertEqual(self.satu.pagu_murni, 1000)
        isi = self.kirim(self.satu, **ganti, alasan="Salah ketik DPA").json()
        self.assertEqual((isi["status"], isi["isi"]["alasan"]), ("tersimpan", ""))
        self.assertEqual([p["bidang"] for p in isi["peringatan"]], ["pagu_murni"])
        self.assertEqual(self.alasan(self.satu), ["Salah ketik DPA"])

    def test_a_pagu_perubahan_is_only_told_and_other_rows_and_fields_are_not(self) -> None:
        self.tutup(1, 3)
        kasi = {"penanggung_jawab": self.kasi.pk}
        isi = self.kirim(self.satu, pagu_perubahan="900", alasan="x", **kasi).json()
        self.assertEqual([p["bidang"] for p in isi["peringatan"]], ["pagu_perubahan"])
        self.assertNotIn("alasan", isi["isi"])  # typed before its time, it waits for the pagu murni
        self.assertEqual(self.alasan(self.satu), [])
        self.assertEqual(self.kirim(self.satu, sasaran=self.sasaran.pk, **kasi).json()["peringatan"], [])
        self.assertEqual(self.kirim(self.dua, pagu_murni="7").json()["peringatan"], [])

    def test_the_page_says_which_quarters_and_asks_beside_the_row(self) -> None:
        self.assertNotContains(self.client.get(self.alamat), "Alasan mengubah pagu murni")
        self.tutup(1)
        halaman = self.client.get(self.alamat)
        self.assertContains(halaman, "Triwulan I sudah dikirim, disetujui, atau dikunci")
        self.assertContains(halaman, f'name="{self.satu.pk}-alasan"')
        self.assertNotContains(halaman, f'name="{self.dua.pk}-alasan"')
        data = self.baris(self.satu, pagu_murni="11", penanggung_jawab=self.kasi.pk)
        self.assertContains(self.client.post(self.alamat, data), "Tulis alasan", status_code=422)
        data[f"{self.satu.pk}-alasan"] = "Pergeseran"
        lagi = self.client.post(self.alamat, data, follow=True)
        self.assertContains(lagi, "1 baris tersimpan")
        self.assertEqual(self.alasan(self.satu), ["Pergeseran"])

    def test_a_mistake_names_its_cell_and_stores_nothing(self) -> None:
        for bidang, isi, kalimat in (
            ("pagu_murni", "1.25", "dapat dibaca"),
            ("pagu_murni", "-1", "tidak boleh negatif"),
            ("pagu_perubahan", "abc", "bukan angka"),
            ("sasaran", "999999", "Masukkan pilihan yang valid"),
        ):
            jawaban = self.kirim(self.satu, **{bidang: isi})
            self.assertEqual(jawaban.status_code, 422)
            self.assertIn(kalimat, jawaban.json()["galat"][bidang][0])
        jawaban = self.kirim(self.satu, pagu_murni="")
        self.assertIn("Isi pagu murni atau pagu perubahan", jawaban.json()["galat"][""][0])

    def test_the_second_person_sees_what_differs_and_may_insist(self) -> None:
        lama = fingerprint(SubKegiatan.objects.get(pk=self.satu.pk))
        self.client.force_login(self.p.admin)
        self.kirim(self.satu, pagu_murni="2000")
        self.client.force_login(self.p.perencana)
        jawaban = self.kirim(self.satu, pagu_murni="3000", sidik=lama)
        isi = jawaban.json()
        self.assertEqual((jawaban.status_code, isi["oleh"]), (409, "admin"))
        self.assertEqual(isi["kini"], {"pagu_murni": {"label": "Pagu murni", "nilai": "2.000"}})
        self.assertEqual(self.kirim(self.satu, pagu_murni="3000", sidik=isi["sidik"]).status_code, 200)
        self.satu.refresh_from_db()
        self.assertEqual(self.satu.pagu_murni, 3000)

    def test_a_page_opened_by_somebody_else_is_not_stored(self) -> None:
        jawaban = self.client.post(
            f"{self.alamat}{self.satu.pk}/",
            self.baris(self.satu, pagu_murni="9"),
            headers=JSON | {"X-Kisi-Pengguna": str(self.p.admin.pk)},
        )
        self.assertEqual((jawaban.status_code, jawaban.json()["status"]), (403, "tolak"))

    def test_a_row_of_another_kecamatan_does_not_exist(self) -> None:
        asing = buat_sub_kegiatan(self.p.lain, "7.01.01.2.01.01", 1)
        self.assertEqual(self.kirim(asing).status_code, 404)

    def test_without_javascript_all_rows_are_one_form(self) -> None:
        data = self.baris(self.satu, pagu_murni="11") | self.baris(self.dua, pagu_perubahan="1.500")
        self.assertContains(self.client.post(self.alamat, data, follow=True), "2 baris tersimpan")
        self.satu.refresh_from_db()
        self.dua.refresh_from_db()
        self.assertEqual((self.satu.pagu_murni, self.dua.pagu_perubahan), (11, 1500))

    def test_one_wrong_row_keeps_all_from_being_stored_and_all_typing(self) -> None:
        data = self.baris(self.satu, pagu_murni="77") | self.baris(self.dua, pagu_murni="1.25")
        jawaban = self.client.post(self.alamat, data)
        self.assertContains(jawaban, 'value="77"', status_code=422)
        self.assertContains(jawaban, "dapat dibaca", status_code=422)
        self.satu.refresh_from_db()
        self.assertEqual(self.satu.pagu_murni, 1000)

    def test_a_row_that_came_later_is_left_alone(self) -> None:
        data = self.baris(self.satu, pagu_murni="11")
        self.assertRedirects(self.client.post(self.alamat, data), self.alamat)
        self.dua.refresh_from_db()
        self.assertEqual(self.dua.pagu_murni, 500)

    def test_an_empty_year_says_what_to_do_first(self) -> None:
        self.assertContains(self.client.get("/satu/2024/anggaran/pagu/"), "Tambah program atau kegiatan")


class KasTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.p = p = buat_pemeran()
        cls.sub = buat_sub_kegiatan(p.instansi, "7.01.01.2.01.01", 1001, 1200)
        cls.lain = buat_sub_kegiatan(p.instansi, "7.01.01.2.01.02", 400)
        cls.alamat = "/satu/2023/anggaran/kas/"

    def setUp(self) -> None:
        self.client.force_login(self.p.perencana)

    def sidik(self, sub: SubKegiatan) -> str:
        return sidik_kas(next(d for d in muat_pohon(self.p.instansi, 2023)[None].daun if d.pk == sub.pk))

    def baris(self, sub: SubKegiatan, **isi: Any) -> dict[str, Any]:
        return {f"{sub.pk}-{nama}": nilai for nama, nilai in {"sidik": self.sidik(sub), **isi}.items()}

    def kirim(self, **isi: Any) -> Any:
        return self.client.post(f"{self.alamat}{self.sub.pk}/", self.baris(self.sub, **isi), headers=JSON)

    def isi(self) -> list[tuple[int, int | None, Decimal | None]]:
        return list(TargetTriwulan.objects.filter(sub_kegiatan=self.sub).values_list("triwulan", "keuangan", "fisik"))

    def test_an_empty_cell_shows_the_default_schedule(self) -> None:
        halaman = self.client.get(self.alamat)
        form = halaman.context["baris"][2]["isi"]
        self.assertEqual(
            [form.fields[f"kas{t}"].widget.attrs["placeholder"] for t in range(1, 5)], ["251", "501", "751", "1.200"]
        )
        self.assertEqual([s["teks"] for s in form.list_fisik()], ["20,92", "41,75", "62,58", "100,00"])
        self.assertNotContains(halaman, "Pakai jadwal baku untuk semua")

    def test_without_pagu_murni_there_is_no_schedule_before_the_last_quarter(self) -> None:
        sub = buat_sub_kegiatan(self.p.instansi, "7.01.01.2.01.03", None, 90)
        form = self.client.get(self.alamat).context["baris"][-1]["isi"]
        self.assertEqual(form.pos.pk, sub.pk)
        self.assertEqual([form.fields[f"kas{t}"].widget.attrs["placeholder"] for t in (1, 4)], ["–", "90"])

    def test_a_row_is_stored_by_itself_and_brings_what_the_server_computes(self) -> None:
        isi = self.kirim(kas1="300", fisik2="45,5").json()
        self.assertEqual(self.isi(), [(1, 300, None), (2, None, Decimal("45.5"))])
        self.assertEqual((isi["isi"]["kas1"], isi["isi"]["fisik2"], isi["isi"]["kas2"]), ("300", "45,5", ""))
        hitung = isi["hitung"]
        self.assertEqual((hitung["kas-total-1"], hitung[f"fisik-{self.sub.pk}-1"]), ("400", "25,00"))
        self.assertEqual(isi["peringatan"], [])
        self.assertEqual(isi["sidik"], self.sidik(self.sub))

    def test_what_is_emptied_leaves_no_row_and_every_change_is_logged(self) -> None:
        self.kirim(kas1="300", kas2="600")
        self.kirim(kas1="", kas2="600")
        self.assertEqual(self.isi(), [(2, 600, None)])
        aksi = LogEntry.objects.filter(content_type__model="targettriwulan").values_list("action", flat=True)
        self.assertEqual(sorted(aksi), [LogEntry.Action.CREATE, LogEntry.Action.CREATE, LogEntry.Action.DELETE])

    def test_odd_figures_are_stored_with_a_sentence_at_their_cell(self) -> None:
        isi = self.kirim(kas1="800", kas2="700", kas4="1100", fisik1="60", fisik2="50").json()
        self.assertEqual(isi["status"], "tersimpan")
        pesan = {p["bidang"]: p["pesan"] for p in isi["peringatan"]}
        self.assertEqual(set(pesan), {"kas2", "kas4", "fisik2"})
        self.assertIn("biasanya sama dengan pagu Rp 1.200", pesan["kas4"])
        self.assertContains(self.client.get(self.alamat), pesan["kas2"])

    def test_impossible_figures_are_refused_at_their_cell(self) -> None:
        for bidang, isi, kalimat in (
            ("kas1", "-1", "tidak boleh negatif"),
            ("kas2", "1.25", "dapat dibaca"),
            ("fisik1", "101", "paling tinggi 100"),
            ("fisik2", "-1", "tidak boleh negatif"),
            ("fisik3", "97.5", "dapat dibaca"),
        ):
            jawaban = self.kirim(**{bidang: isi})
            self.assertEqual(jawaban.status_code, 422)
            self.assertIn(kalimat, jawaban.json()["galat"][bidang][0])
        self.assertEqual(self.isi(), [])

    def test_the_second_person_sees_what_differs_and_may_insist(self) -> None:
        lama = self.sidik(self.sub)
        self.client.force_login(self.p.admin)
        self.kirim(kas1="300")
        self.client.force_login(self.p.perencana)
        jawaban = self.kirim(kas1="350", sidik=lama)
        self.assertEqual((jawaban.status_code, jawaban.json()["oleh"]), (409, "admin"))
        self.assertEqual(jawaban.json()["kini"], {"kas1": {"label": "Target keuangan s.d. TW I", "nilai": "300"}})
        self.assertEqual(self.kirim(kas1="350", sidik=jawaban.json()["sidik"]).status_code, 200)
        self.assertEqual(self.isi(), [(1, 350, None)])

    def test_a_lost_answer_is_no_conflict(self) -> None:
        self.kirim(kas1="300")
        self.assertEqual(self.kirim(kas1="300", sidik="lama").status_code, 200)

    def test_without_javascript_all_rows_are_one_form(self) -> None:
        data = self.baris(self.sub, kas1="300") | self.baris(self.lain, kas1="50")
        self.assertRedirects(self.client.post(self.alamat, data), self.alamat)
        self.assertEqual(TargetTriwulan.objects.count(), 2)

    def test_one_wrong_row_keeps_all_from_being_stored(self) -> None:
        data = self.baris(self.sub, kas1="300") | self.baris(self.lain, kas1="1.25")
        jawaban = self.client.post(self.alamat, data)
        self.assertContains(jawaban, 'value="300"', status_code=422)
        self.assertContains(jawaban, "dapat dibaca", status_code=422)
        self.assertEqual(TargetTriwulan.objects.count(), 0)

    def test_a_colleagues_row_is_not_overwritten_without_javascript_either(self) -> None:
        data = self.baris(self.sub, kas1="350")
        self.kirim(kas1="300")
        self.assertContains(self.client.post(self.alamat, data), "Orang lain sudah mengubah baris ini", status_code=422)
        self.assertEqual(self.isi(), [(1, 300, None)])

    def test_the_default_schedule_can_be_had_again_for_a_row_or_for_all(self) -> None:
        for sub in (self.sub, self.lain):
            TargetTriwulan.objects.create(sub_kegiatan=sub, triwulan=1, keuangan=5)
        self.client.post(self.alamat, {"baku": str(self.sub.pk)})
        self.assertEqual(list(TargetTriwulan.objects.values_list("sub_kegiatan", flat=True)), [self.lain.pk])
        self.client.post(self.alamat, {"baku": "semua"})
        self.assertFalse(TargetTriwulan.objects.exists())
