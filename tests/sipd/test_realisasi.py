"""Laporan Realisasi Per Dokumen: whose rows they are, month by month, newer files, locks, undoing, colleagues."""

from __future__ import annotations

import gzip
from dataclasses import replace
from typing import Any

from anggaran.models import IsianTriwulan, RealisasiTriwulan, SubKegiatan
from anggaran.rekap import muat_pohon
from lakip.data import muat_data
from lakip.naskah.triwulan import susun_kemajuan, susun_monev
from lakip.render.json import render_json
from organisasi.models import Instansi, Pengguna, Peran
from sipd.models import ImporBerkas
from tests.sipd.dasar import (
    ANGSAU,
    KECAMATAN,
    DasarImpor,
    buat_realisasi,
    kosongkan,
    list_sub_dari,
    muat_instansi,
    read_uang,
)
from tests.sipd.pembuat import SKPD, SUB, TAHUN, Sub, list_dokumen, tabel_realisasi, to_xlsx

TOWUTI = (("7.01.0.00.0.00.09.0000", "Kecamatan Towuti"),) * 2


def cetak(instansi: Instansi) -> list[str]:
    data = muat_data(instansi, TAHUN)
    return [render_json(susun_kemajuan(data)), *(render_json(susun_monev(data, t)) for t in (1, 2, 3, 4))]


class RealisasiTest(DasarImpor):
    pohon: Any
    cetakan: list[str]
    kelurahan: list[Sub]

    @classmethod
    def siapkan(cls) -> None:
        cls.pohon, cls.cetakan = muat_pohon(cls.instansi, TAHUN), cetak(cls.instansi)
        cls.kelurahan = list_sub_dari(cls.instansi, cls.angsau, cls.harus)

    def berkas(self, triwulan: tuple[int, ...] = (1, 2, 3, 4)) -> bytes:
        return buat_realisasi((*KECAMATAN, SUB), (*ANGSAU, self.kelurahan), triwulan=triwulan)

    def dokumen(self, ubah: Any = None, triwulan: tuple[int, ...] = (1,)) -> bytes:
        dokumen = list_dokumen(SUB, triwulan)
        return to_xlsx(("Data", tabel_realisasi(ubah(dokumen) if ubah else dokumen)))

    def uang(self, kode: str, triwulan: int) -> int | None:
        return read_uang(self.instansi).get((None, kode, triwulan))

    def test_leads_to_exactly_the_quarterly_reports(self) -> None:
        impor = self.unggah(self.berkas())
        self.assertLess(len(gzip.compress(self.buka(impor).content)), 15 * 1024)
        self.assertEqual(self.terapkan(impor).status_code, 302)
        self.assertEqual(muat_pohon(self.instansi, TAHUN), self.pohon)
        self.assertEqual(cetak(self.instansi), self.cetakan)

    def test_two_kecamatan_with_the_same_codes_do_not_mix(self) -> None:
        towuti = muat_instansi("towuti")
        harus = read_uang(towuti)
        lain = list_sub_dari(towuti, None, harus)
        kosongkan(towuti)
        isi = buat_realisasi((*TOWUTI, lain), (*KECAMATAN, SUB), (*ANGSAU, self.kelurahan))
        impor = self.unggah(isi)
        self.assertTrue(any("milik SKPD lain" in s for s in impor.ringkasan["disisihkan"]))
        self.terapkan(impor)
        self.assertEqual(muat_pohon(self.instansi, TAHUN), self.pohon)
        self.assertEqual(set(read_uang(towuti).values()), {None})
        tetangga = Pengguna.objects.create_user("tetangga")
        Peran.objects.create(pengguna=tetangga, jenis="perencana", instansi=towuti)
        self.client.force_login(tetangga)
        self.alamat = f"/towuti/{TAHUN}/impor/"
        self.terapkan(self.unggah(isi))
        kini = {k: v for k, v in read_uang(towuti).items() if v}
        self.assertEqual(kini, {k: v for k, v in harus.items() if v})
        self.assertEqual(muat_pohon(self.instansi, TAHUN), self.pohon)

    def test_a_file_a_quarter_adds_up(self) -> None:
        for t in (1, 2, 3, 4):
            self.assertEqual(self.terapkan(self.unggah(self.berkas((t,)))).status_code, 302)
        self.assertEqual(muat_pohon(self.instansi, TAHUN), self.pohon)

    def test_a_file_a_month_adds_up_to_the_quarter(self) -> None:
        """The builder puts LS into the first month and GU into the second."""
        for bulan in ("Januari", "Februari"):
            impor = self.unggah(
                self.dokumen(
                    lambda semua, b=bulan: [d for d in semua if b in (d.tanggal if d.transaksi == "GU" else d.transfer)]
                )
            )
            self.assertEqual(impor.periode, [1] if bulan == "Januari" else [2])
            self.assertEqual(self.terapkan(impor).status_code, 302)
        kini = {k: v for k, v in read_uang(self.instansi).items() if k[0] is None and k[2] == 1}
        self.assertEqual(kini, {k: v for k, v in self.harus.items() if k[0] is None and k[2] == 1})

    def test_a_newer_file_shows_what_is_new_changed_and_gone_and_replaces(self) -> None:
        self.terapkan(self.unggah(self.dokumen(lambda semua: semua[1:])))
        lama = list_dokumen(SUB, (1,))

        def ubah(semua: Any) -> Any:  # first: new; second: changed; last: gone
            return [semua[0], replace(semua[1], nilai=semua[1].nilai + 500), *semua[2:-1]]

        impor = self.unggah(self.dokumen(ubah))
        self.assertContains(self.buka(impor), f"1 baru, 1 berubah, {len(lama) - 3} sama, 1 hilang")
        self.terapkan(impor)
        pertama, akhir = lama[0].sub, lama[-1].sub
        self.assertEqual(self.uang(pertama.baku, 1), pertama.realisasi[0] + 500)
        self.assertEqual(self.uang(akhir.baku, 1), akhir.realisasi[0] - lama[-1].nilai + lama[-1].setoran)

    def test_a_sub_kegiatan_gone_from_a_newer_file_spent_nothing(self) -> None:
        self.terapkan(self.unggah(self.dokumen()))
        hilang = list_dokumen(SUB, (1,))[0].sub
        self.terapkan(self.unggah(self.dokumen(lambda semua: [d for d in semua if d.sub != hilang])))
        self.assertEqual(self.uang(hilang.baku, 1), 0)

    def test_what_was_typed_and_is_not_in_the_file_stays(self) -> None:
        nol = next(s for s in SUB if s.realisasi[0] == 0)
        sub = SubKegiatan.objects.for_instansi(self.instansi).get(kode_baku=nol.baku, kegiatan__program__unit=None)
        sub.realisasi.filter(triwulan=1).update(keuangan=123)
        impor = self.unggah(self.dokumen())
        self.assertContains(self.buka(impor), "1 angka tersimpan tidak ada di berkas dan tidak diubah")
        self.terapkan(impor)
        self.assertEqual(self.uang(nol.baku, 1), 123)

    def test_a_closed_quarter_is_refused_with_the_reason(self) -> None:
        IsianTriwulan.objects.filter(instansi=self.instansi).delete()
        unit = SubKegiatan.objects.filter(kode_baku=SUB[0].baku, kegiatan__program__unit=None)
        unit_pk = unit.values_list("penanggung_jawab__unit", flat=True).get(kegiatan__program__instansi=self.instansi)
        IsianTriwulan.objects.create(
            instansi=self.instansi, tahun=TAHUN, triwulan=1, unit_id=unit_pk, status="terkunci"
        )
        impor = self.unggah(self.dokumen(triwulan=(1, 2)))
        jawaban = self.terapkan(impor)
        self.assertContains(jawaban, "Isian ini sudah dikunci", status_code=422)
        self.assertEqual(set(read_uang(self.instansi).values()), {None})
        self.client.post(f"{self.alamat}{impor.pk}/padankan/", {"periode": ["4", "5"]})  # without the locked quarter
        self.assertEqual(self.terapkan(impor).status_code, 302)
        self.assertEqual(self.uang(SUB[1].baku, 2), SUB[1].realisasi[1])
        self.assertIsNone(self.uang(SUB[0].baku, 1))

    def test_figures_that_changed_since_the_page_was_opened_are_shown_again(self) -> None:
        impor = self.unggah(self.dokumen())
        sidik = self.buka(impor).context["rencana"].sidik  # type: ignore[attr-defined]
        RealisasiTriwulan.objects.filter(sub_kegiatan__kode_baku=SUB[0].baku, triwulan=1).update(keuangan=5)
        jawaban = self.terapkan(impor, sidik)
        self.assertContains(jawaban, "berubah sejak halaman ini dibuka", status_code=422)
        self.assertIsNone(self.uang(SUB[1].baku, 1))
        self.assertEqual(self.terapkan(impor).status_code, 302)

    def test_undoing_is_refused_where_somebody_changed_a_figure_since(self) -> None:
        impor = self.unggah(self.dokumen())
        self.terapkan(impor)
        RealisasiTriwulan.objects.filter(sub_kegiatan__kode_baku=SUB[0].baku, triwulan=1).update(keuangan=77)
        sesudah = read_uang(self.instansi)
        jawaban = self.batalkan(impor)
        self.assertContains(jawaban, "sudah diubah sesudah impor", status_code=422)
        self.assertContains(jawaban, "kini 77", status_code=422)
        self.assertEqual(read_uang(self.instansi), sesudah)

    def test_undoing_is_refused_while_the_quarter_is_closed(self) -> None:
        impor = self.unggah(self.dokumen())
        self.terapkan(impor)
        IsianTriwulan.objects.filter(instansi=self.instansi, triwulan=1).update(status="diajukan")
        self.assertContains(self.batalkan(impor), "sedang diperiksa perencana", status_code=422)

    def test_the_newer_of_two_files_is_undone_first(self) -> None:
        lama = self.unggah(self.dokumen(lambda semua: semua[:-1]))
        self.terapkan(lama)
        antara = read_uang(self.instansi)
        baru = self.unggah(self.dokumen())
        self.terapkan(baru)
        self.assertContains(self.batalkan(lama), "Batalkan dahulu", status_code=422)
        self.batalkan(baru)
        self.assertEqual(read_uang(self.instansi), antara)
        self.batalkan(lama)
        self.assertEqual(set(read_uang(self.instansi).values()), {None})

    def test_above_the_pagu_asks_for_the_reason(self) -> None:
        s = SUB[0]
        impor = self.unggah(self.dokumen(lambda semua: [replace(semua[0], nilai=s.perubahan + 10**6), *semua[1:]]))
        jawaban = self.terapkan(impor)
        self.assertContains(jawaban, "melampaui pagu", status_code=422)
        sub = SubKegiatan.objects.for_instansi(self.instansi).get(kode_baku=s.baku, kegiatan__program__unit=None)
        self.client.post(
            f"{self.alamat}{impor.pk}/padankan/", {"periode": ["1", "2"], f"catatan-{sub.pk}": "Salah bayar"}
        )
        self.assertEqual(self.terapkan(impor).status_code, 302)
        sub.refresh_from_db()
        self.assertEqual(sub.catatan_lampau, "Salah bayar")
        self.batalkan(impor)
        sub.refresh_from_db()
        self.assertEqual(sub.catatan_lampau, "")

    def test_an_unknown_skpd_is_asked_once(self) -> None:
        tulis = lambda nama: to_xlsx(("Data", tabel_realisasi(list_dokumen(SUB, (1,)), skpd=("", nama))))  # noqa: E731
        impor = self.unggah(tulis("KEC PLHARI"))
        tempat = impor.ringkasan["tanya"]["tempat"]
        self.assertContains(self.buka(impor), "KEC PLHARI")
        self.client.post(f"{self.alamat}{impor.pk}/jawab/", {f"tempat-{tempat[0]['kunci']}": "0"})
        self.assertEqual(self.terapkan(impor).status_code, 302)
        lagi = self.unggah(tulis("KEC PLHARI"))
        self.assertNotIn("tanya", lagi.ringkasan)

    def test_only_another_skpd_is_refused(self) -> None:
        self.instansi.kode = SKPD[0]
        self.instansi.save()
        lain = to_xlsx(("Data", tabel_realisasi(list_dokumen(SUB, (1,)), skpd=TOWUTI[0])))
        impor = self.unggah(lain)
        self.assertEqual(impor.status, ImporBerkas.Status.DITOLAK)
        self.assertIn("Tidak ada baris milik Kecamatan Pelaihari", impor.ringkasan["alasan"])

    def test_another_year_is_refused(self) -> None:
        isi = to_xlsx(("Data", tabel_realisasi(list_dokumen(SUB, (1,), 2022))))
        self.assertEqual(self.unggah(isi).status, ImporBerkas.Status.DITOLAK)
