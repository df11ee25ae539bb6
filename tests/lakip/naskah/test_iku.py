"""The decree on IKU and the document behind it."""

from __future__ import annotations

import datetime

from lakip.dokumen import Daftar, TandaTangan, list_tabel, nomori
from lakip.naskah import NaskahKurang, susun_naskah
from organisasi.models import DasarHukum
from renstra.models import Indikator, Renstra, TargetIndikator
from tests.lakip.naskah.test_pk import TAHUN, Dasar, teks_of


class IkuTest(Dasar):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        for tahun in range(2021, 2027):
            TargetIndikator.objects.create(indikator=cls.ikm, tahun=tahun, nilai=tahun - 1941)

    def test_decree_has_its_parts_in_order(self) -> None:
        keputusan, lampiran = susun_naskah("iku", self.data()).depan
        teks = [b.teks for b in keputusan.isi if hasattr(b, "teks")]
        urutan = [
            "TENTANG", "PENETAPAN INDIKATOR KINERJA UTAMA KECAMATAN SATU TAHUN 2021–2026", "CAMAT SATU,", "Menimbang",
            "Mengingat", "MEMUTUSKAN:", "Menetapkan",
        ]  # fmt: skip
        self.assertEqual([t for t in teks if t in urutan], urutan)
        self.assertEqual([t.split(":")[0] for t in teks if t.startswith("KE")][1:], ["KESATU", "KEDUA", "KETIGA"])
        daftar = [b for b in keputusan.isi if isinstance(b, Daftar)]
        self.assertEqual([d.huruf for d in daftar], [True, False, False])
        self.assertTrue(
            daftar[0].butir[1].teks.startswith("bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a")
        )
        self.assertIsInstance(lampiran.isi[-1], TandaTangan)

    def test_number_and_date_are_printed_where_they_were_entered(self) -> None:
        titik = "…" * 6
        keputusan, lampiran = susun_naskah("iku", self.data()).depan
        self.assertEqual(keputusan.isi[0].teks, f"Nomor {titik} Tahun {titik}")
        Renstra.objects.update(nomor_iku="188.4/12 Tahun 2021", tanggal_iku=datetime.date(2021, 10, 4))
        dokumen = susun_naskah("iku", self.data())
        keputusan, lampiran = dokumen.depan
        self.assertEqual(keputusan.isi[0].teks, "Nomor 188.4/12 Tahun 2021")
        (ttd,) = [b for b in keputusan.isi if isinstance(b, TandaTangan)]
        self.assertTrue(ttd.pihak[0].tempat_tanggal.endswith("pada tanggal 4 Oktober 2021"))
        self.assertIn("Nomor 188.4/12 Tahun 2021 tanggal 4 Oktober 2021 tentang", lampiran.isi[0].teks)
        self.assertNotIn(titik, teks_of(dokumen))

    def test_annex_has_targets_of_every_year(self) -> None:
        (tabel,) = [t for t in list_tabel(susun_naskah("iku", self.data())) if t.kunci == "lampiran-iku"]
        self.assertEqual([k.judul for k in tabel.kolom[7:]], ["2021", "2022", "2023", "2024", "2025", "2026"])
        self.assertEqual([s.nilai for s in tabel.baris[0].sel[7:]], [80, 81, 82, 83, 84, 85])
        self.assertFalse(tabel.berjudul)

    def test_entered_regulations_stand_before_and_are_not_repeated(self) -> None:
        DasarHukum.objects.create(
            instansi=self.i, tahun=TAHUN, uraian="Permenpan Nomor: PER/09/M.PAN/5/2007 tentang Pedoman IKU", urut=1
        )
        keputusan = susun_naskah("iku", self.data()).depan[0]
        mengingat = [b.teks for b in [d for d in keputusan.isi if isinstance(d, Daftar)][1].butir]
        self.assertEqual(mengingat[0], "Permenpan Nomor: PER/09/M.PAN/5/2007 tentang Pedoman IKU;")
        self.assertEqual(sum("M.PAN/5/2007" in m for m in mengingat), 1)
        self.assertIn("PER/20/M.PAN/11/2008", mengingat[-1])
        self.assertTrue(mengingat[-1].endswith("."))

    def test_plans_are_cited_unless_they_are_already(self) -> None:
        renstra = self.data().rencana.renstra
        assert renstra
        renstra.dasar_hukum = "Perbup Contoh Nomor 2 Tahun 2021"
        renstra.save()
        for uraian, banyak in (
            (
                "Peraturan Daerah Kabupaten Contoh Nomor 2 Tahun 2021 tentang RPJMD",
                2,
            ),  # another issuer, the same number
            ("Peraturan Bupati Contoh Nomor 2 Tahun 2021 tentang Renstra", 1),
        ):
            DasarHukum.objects.all().delete()
            DasarHukum.objects.create(instansi=self.i, tahun=TAHUN, uraian=uraian, urut=1)
            keputusan = susun_naskah("iku", self.data()).depan[0]
            mengingat = [b.teks for b in [d for d in keputusan.isi if isinstance(d, Daftar)][1].butir]
            self.assertEqual(sum("Nomor 2 Tahun 2021" in m for m in mengingat), banyak, uraian)

    def test_document_has_five_chapters_and_a_profile_of_each_indicator(self) -> None:
        dokumen = nomori(susun_naskah("iku", self.data()))
        self.assertEqual([b.nomor for b in dokumen.bab], ["BAB I", "BAB II", "BAB III", "BAB IV", "BAB V"])
        profil = [t for t in list_tabel(dokumen) if t.kunci.startswith("iku-profil")]
        self.assertEqual(len(profil), 1)
        self.assertIn("Belum diisi", [b.sel[1].teks for b in profil[0].baris])
        self.assertIn("Indeks kepuasan", teks_of(dokumen))

    def test_without_iku_it_says_what_to_mark(self) -> None:
        Indikator.objects.update(iku=False)
        with self.assertRaisesMessage(NaskahKurang, "Tandai indikator kinerja utama"):
            susun_naskah("iku", self.data())
