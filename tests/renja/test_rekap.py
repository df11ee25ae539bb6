"""Counts and sums of the plan, computed here from what was entered."""

from __future__ import annotations

import random
from decimal import Decimal

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from organisasi.models import Instansi, Kabupaten
from organisasi.tabel_isian.tabel import Lingkup
from renja.daftar_isian import TabelRencana
from renja.models import PosRencana, Renja
from renja.rekap import SisiTelaah, list_silang_telaah, muat_renja, pair_telaah, sum_telaah
from tests.buku_kerja.kecamatan import TAHUN, muat
from tests.renja.contoh import RENCANA, buat_isi_renja

KODE = [
    *(f"7.01.0{p}" for p in (1, 2, 3)),
    *(f"7.01.0{p}.2.0{k}" for p in (1, 2, 3) for k in (1, 2)),
    *(f"7.01.0{p}.2.0{k}.000{s}" for p in (1, 2, 3) for k in (1, 2) for s in (1, 2, 3)),
]


class RekapTest(TestCase):
    instansi: Instansi

    @classmethod
    def setUpTestData(cls) -> None:
        muat(buat_isi_renja())
        cls.instansi = Instansi.objects.get()

    def test_counts_rows_and_sums_money_from_below(self) -> None:
        rekap = muat_renja(self.instansi, TAHUN)
        murni = rekap.murni
        assert murni is not None
        assert (murni.jumlah_program, murni.jumlah_kegiatan, murni.jumlah_sub_kegiatan) == (3, 3, 3)
        masuk = [b.get("Pagu", 0) for b in RENCANA if b["Jenis"] == "murni"]
        assert murni.pagu == sum(10_000_000 if isinstance(p, str) else p for p in masuk) == 16_345_678
        assert murni.pagu_maju == 11_500_000
        kecamatan, kelurahan = murni.unit
        assert (kecamatan.unit, str(kelurahan.unit)) == (None, "Kelurahan Satu")
        assert [p.pagu for p in kecamatan.program] == [10_000_000, 2_345_678]
        assert kelurahan.pagu == 4_000_000  # entered at the kegiatan, which has nothing below
        assert rekap.berlaku is rekap.perubahan

    def test_a_parent_that_nobody_entered_stands_in_the_tree(self) -> None:
        murni = muat_renja(self.instansi, TAHUN).murni
        assert murni is not None
        program = murni.unit[0].program[1]
        assert (program.kode, program.pk, [a.uraian for a in program.anak]) == ("7.01.06", None, ["Pembinaan desa"])
        assert program.uraian  # of the nomenclature

    def test_codes_are_printed_as_the_year_writes_them(self) -> None:
        murni = muat_renja(self.instansi, TAHUN).murni
        assert murni is not None
        assert [s.kode for s in murni.walk() if s.tingkat == "subkegiatan"] == [
            "7.01.01.2.01.01",
            "7.01.01.2.01.06",
            "7.01.06.2.01.03",
        ]

    def test_targets_are_printed_as_they_were_written(self) -> None:
        murni = muat_renja(self.instansi, TAHUN).murni
        assert murni is not None
        isi = {i.uraian: i for s in murni.walk() for i in s.indikator}
        assert [i.cetak for i in isi.values()] == ["70,5 Nilai", "2 dokumen", "12 kali", "20-22"]
        assert [i.nilai for i in isi.values()] == [Decimal("70.5"), Decimal(2), Decimal(12), None]
        assert isi["Nilai AKIP"].cetak_maju == "BB"

    def test_before_and_after_with_difference_and_reason(self) -> None:
        rekap = muat_renja(self.instansi, TAHUN)
        isi = {(str(b.ada.unit or ""), b.ada.kode_baku): b for b in rekap.beda}
        assert [(k, b.jenis, b.selisih) for k, b in isi.items()] == [
            (("", "7.01.01"), "berubah", 3_500_000),
            (("", "7.01.01.2.01"), "berubah", 2_500_000),
            (("", "7.01.01.2.01.0001"), "berubah", 2_500_000),
            (("", "7.01.01.2.01.0006"), "berubah", 0),
            (("", "7.01.01.2.02"), "baru", 1_000_000),
            (("", "7.01.01.2.02.0001"), "baru", 1_000_000),
            (("", "7.01.06"), "hilang", -2_345_678),
            (("", "7.01.06.2.01"), "hilang", -2_345_678),
            (("", "7.01.06.2.01.0003"), "hilang", -2_345_678),
            (("Kelurahan Satu", "7.01.01"), "hilang", -4_000_000),
            (("Kelurahan Satu", "7.01.01.2.01"), "hilang", -4_000_000),
        ]
        assert isi["", "7.01.01.2.01.0001"].alasan == "Alasan contoh"
        murni, perubahan = rekap.murni, rekap.perubahan
        assert murni and perubahan and murni.pagu is not None and perubahan.pagu is not None
        program = [b.selisih or 0 for b in rekap.beda if b.ada.tingkat == "program"]
        assert sum(program) == perubahan.pagu - murni.pagu == -2_845_678

    def test_a_parents_own_money_is_told_where_it_contradicts_the_sum(self) -> None:
        isi = buat_isi_renja()
        isi["Rencana Renja"][1]["Pagu"] = 10_000_001
        muat(isi)
        murni = muat_renja(self.instansi, TAHUN).murni
        assert murni is not None
        assert ([s.kode for s in murni.silang], murni.pagu) == (["7.01.01.2.01"], 16_345_678)
        isi["Rencana Renja"][1] |= {"Pagu": 10_000_000, "Pagu prakiraan maju": 1}
        muat(isi)
        murni = muat_renja(self.instansi, TAHUN).murni
        assert murni is not None
        assert [(s.kode, s.silang[0].nama, s.silang[0].jumlah) for s in murni.silang] == [
            ("7.01.01.2.01", "Prakiraan maju", 11_500_000)
        ]

    def test_rp_0_below_takes_no_money_away_from_a_parent(self) -> None:
        PosRencana.objects.filter(renja__jenis="murni", unit=None, kode__startswith="7.01.01.").update(
            pagu=0, pagu_maju=0
        )
        PosRencana.objects.filter(renja__jenis="murni", unit=None, kode="7.01.01").update(
            pagu=500_000_000, pagu_maju=600_000_000
        )
        murni = muat_renja(self.instansi, TAHUN).murni
        assert murni is not None
        program = murni.unit[0].program[0]
        assert (program.pagu, program.pagu_maju) == (500_000_000, 600_000_000)
        assert (murni.pagu, murni.pagu_maju) == (500_000_000 + 2_345_678 + 4_000_000, 600_000_000)
        assert [(s.kode, [x.bidang for x in s.silang]) for s in murni.silang] == [("7.01.01", ["pagu", "pagu_maju"])]

    def test_the_draft_rkpd_stands_beside_the_needs(self) -> None:
        rekap = muat_renja(self.instansi, TAHUN)
        pasangan = [
            (p.rancangan and p.rancangan.uraian, p.kebutuhan and p.kebutuhan.indikator, p.selisih) for p in rekap.telaah
        ]
        assert pasangan == [
            ("Program Penunjang", None, None),
            ("Dokumen perencanaan", "jumlah dokumen", 1_000_000),
            (None, "Jumlah rapat", None),
            ("Pembinaan desa", "Jumlah desa dibina", 500_000),
            (None, "", None),
        ]
        assert rekap.telaah[1].catatan == "Kurang Rp 1.000.000"
        assert (rekap.jumlah_rancangan, rekap.jumlah_kebutuhan) == (10_500_000, 13_750_000)
        assert (len(rekap.usulan), rekap.count_usulan("ditolak")) == (2, 1)

    def test_every_need_is_shown_once_whatever_the_draft_holds(self) -> None:
        def sisi(kode: str, indikator: str) -> SisiTelaah:
            return SisiTelaah(kode, kode, "x", "", indikator, "", 1)

        rancangan = [sisi("7.01.01", "a"), sisi("7.01.01", "b"), sisi("7.01.02", "a")]
        kebutuhan = [sisi("7.01.01", i) for i in ("b", "c", "d")] + [sisi("7.01.03", "a")]
        hasil = [(p.rancangan and p.rancangan.indikator, p.kebutuhan and p.kebutuhan.indikator) for p in
                 pair_telaah(rancangan, kebutuhan)]  # fmt: skip
        assert hasil == [("a", "c"), ("b", "b"), (None, "d"), ("a", None), (None, "a")]
        assert sum_telaah([]) is None

    def test_the_table_says_at_each_cell_which_money_counts(self) -> None:
        pos = PosRencana.objects.get(renja__jenis="murni", unit=None, kode="7.01.01.2.01")
        pilihan = Lingkup(self.instansi, TAHUN, str(pos.renja_id))

        def warn() -> list[tuple[str, str]]:
            pos.save()
            return [(p.bidang, p.pesan) for p in TabelRencana().warn(pilihan, pos)]

        assert warn() == []
        pos.pagu_maju = 5
        assert warn() == [("pagu_maju", "Jumlah di bawahnya Rp 11.500.000; itu yang dipakai. Kosongkan sel ini.")]
        pos.renja.pos.filter(kode__startswith="7.01.01.2.01.").update(pagu=0, pagu_maju=0)
        pos.pagu = 7
        assert warn() == [
            (b, "Jumlah di bawahnya Rp 0, jadi isian ini yang dipakai. Isi uangnya di bawahnya.")
            for b in ("pagu", "pagu_maju")
        ]

    def test_a_parent_counts_in_t_c_31_where_those_below_it_hold_nothing(self) -> None:
        def sisi(kode: str, uang: int | None) -> SisiTelaah:
            return SisiTelaah(kode, kode, "x", "", "", "", uang)

        isi = [sisi("7.01.01", 500), sisi("7.01.01.2.01.0001", 0), sisi("", 1)]
        assert sum_telaah(isi) == 501
        assert [(s.baris.kode, s.isian, s.jumlah) for s in list_silang_telaah(isi)] == [("7.01.01", 500, 0)]
        isi += [sisi("7.01.01.2.01", 300), sisi("7.01.01.2.02", 200), sisi("7.01.02", 7), sisi("7.01.02.2.01", None)]
        assert sum_telaah(isi) == 508
        assert [(s.baris.kode, s.isian, s.jumlah) for s in list_silang_telaah(isi)] == [("7.01.01.2.01", 300, 0)]
        isi += [sisi("7.01.01.2.02.0001", 50)]
        assert sum_telaah(isi) == 358
        assert [(s.baris.kode, s.isian, s.jumlah) for s in list_silang_telaah(isi)] == [
            ("7.01.01", 500, 350),
            ("7.01.01.2.01", 300, 0),
            ("7.01.01.2.02", 200, 50),
        ]

    def test_the_number_of_queries_does_not_grow(self) -> None:
        def count() -> int:
            with CaptureQueriesContext(
                connection,
            ) as tangkap:
                rekap = muat_renja(self.instansi, TAHUN)
                assert rekap.murni is not None and list(rekap.murni.walk()) and rekap.beda and rekap.telaah
            return len(tangkap)

        sebelum = count()
        isi = buat_isi_renja()
        isi["Rencana Renja"] += [
            {"Jenis": "murni", "Kode": f"7.01.06.2.01.00{n}", "Uraian": f"Sub {n}", "Pagu": n} for n in range(10, 20)
        ]
        muat(isi)
        assert count() == sebelum <= 9

    def test_a_year_without_a_plan_is_empty(self) -> None:
        rekap = muat_renja(self.instansi, TAHUN + 1)
        assert (rekap.berlaku, rekap.beda, rekap.telaah, rekap.usulan) == (None, (), (), ())


class AcakTest(TestCase):
    """Plans of any shape: levels left out, money at any level, Rp 0, nothing."""

    def test_sums_are_those_of_the_lowest_rows_that_hold_money(self) -> None:
        instansi = Instansi.objects.create(
            kabupaten=Kabupaten.objects.create(nama="Contoh"), slug="acak", nama="Kecamatan Acak"
        )
        for benih in range(20):
            acak = random.Random(benih)
            isi = {k: acak.choice([None, 0, acak.randrange(10**9)]) for k in KODE if acak.random() < 0.6}
            renja = Renja.objects.create(instansi=instansi, tahun=2030 + benih)
            PosRencana.objects.bulk_create(PosRencana(renja=renja, kode=k, uraian=k, pagu=p) for k, p in isi.items())
            hasil = muat_renja(instansi, 2030 + benih).murni
            assert hasil is not None
            nilai = {
                k: [p for x, p in isi.items() if p is not None and x.startswith(k) and not self.has_below(isi, x)]
                for k in isi
            }
            with self.subTest(benih=benih):
                assert {s.kode_baku: s.pagu for s in hasil.walk() if s.pk} == {
                    k: sum(uang) if uang else None for k, uang in nilai.items()
                }
                dihitung = [p for k, p in isi.items() if p is not None and not self.has_below(isi, k)]
                assert hasil.pagu == (sum(dihitung) if dihitung else None)

    @staticmethod
    def has_below(isi: dict[str, int | None], kode: str) -> bool:
        return any(k != kode and k.startswith(f"{kode}.") and p for k, p in isi.items())
