"""From the plan to the budget: what is shown is what is done, as a whole or not at all."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from auditlog.models import LogEntry
from django.template.loader import render_to_string
from django.test import TestCase

from anggaran.isian import list_bagian
from anggaran.models import IndikatorKegiatan, IsianTriwulan, Kegiatan, SubKegiatan
from anggaran.rekap import muat_pohon
from organisasi.models import Instansi, Jabatan, UnitKerja
from perjanjian.models import PerjanjianKinerja
from perjanjian.rekap import budget_of
from renja.anggaran import BerubahDulu, _list_pemilik, pindahkan, plan_pemindahan
from renja.forms import PindahForm
from renja.models import IndikatorRencana, PosRencana, Renja
from tests.buku_kerja.kecamatan import CAMAT, KASI, SEKCAM, TAHUN, muat
from tests.renja.contoh import SUB_A, SUB_B, SUB_C, buat_isi_renja


def rencana(instansi: Instansi, jenis: str = "murni") -> Any:
    hasil = plan_pemindahan(instansi, TAHUN, jenis)
    assert hasil is not None
    return hasil


def lakukan(instansi: Instansi, jenis: str = "murni", **pilihan: Any) -> Any:
    return pindahkan(instansi, TAHUN, jenis, rencana(instansi, jenis).sidik, **pilihan)


class AnggaranTest(TestCase):
    instansi: Instansi

    @classmethod
    def setUpTestData(cls) -> None:
        muat(buat_isi_renja())
        cls.instansi = Instansi.objects.get()

    def test_shows_row_by_row_what_is_new_changed_equal_or_only_in_the_budget(self) -> None:
        isi = {(str(b.unit or ""), b.kode): b for b in rencana(self.instansi).baris}
        assert [(k, b.jenis, b.sebelum, b.sesudah) for k, b in isi.items()] == [
            (("", "7.01.01"), "berubah", 10_000_000, 10_000_000),
            (("", "7.01.01.2.01"), "berubah", 10_000_000, 10_000_000),
            (("", "7.01.01.2.01.0001"), "berubah", 10_000_000, 10_000_000),
            (("", "7.01.01.2.01.06"), "baru", None, 0),
            (("", "7.01.06"), "baru", None, 2_345_678),
            (("", "7.01.06.2.01"), "baru", None, 2_345_678),
            (("", "7.01.06.2.01.03"), "baru", None, 2_345_678),
            (("Kelurahan Satu", "7.01.01"), "sama", 5_000_000, 5_000_000),
            (("Kelurahan Satu", "7.01.01.2.01"), "berubah", 5_000_000, 5_000_000),
            (("Kelurahan Satu", "7.01.01.2.01.0001"), "anggaran", 5_000_000, 5_000_000),
        ]
        assert isi["", "7.01.01"].rincian == ("target Nilai AKIP: 70 Nilai menjadi 70,5 Nilai",)
        assert isi["", SUB_A].rincian == (
            "target Jumlah dokumen: 4 Dokumen menjadi 2 dokumen",
            "indikator Jumlah rapat: 12 kali",
        )

    def test_money_that_is_not_broken_down_is_told(self) -> None:
        PosRencana.objects.filter(renja__jenis="murni", unit=None, kode="7.01.06.2.01").update(pagu=9_000)
        PosRencana.objects.filter(unit=None, kode=SUB_C).update(pagu=0)
        assert "Pembinaan desa: Rp 9.000 belum dirinci" in " ".join(rencana(self.instansi).catatan)
        PosRencana.objects.filter(unit=None, kode=SUB_C).delete()
        catatan = " ".join(rencana(self.instansi).catatan)
        assert "Pembinaan desa: Rp 9.000 belum dirinci" in catatan

    def test_what_was_shown_is_what_is_done(self) -> None:
        dilihat = rencana(self.instansi)
        lakukan(self.instansi)
        jadi = {u: muat_pohon(self.instansi, TAHUN)[u] for u in muat_pohon(self.instansi, TAHUN)}
        pagu = {(u, p.kode): p.pagu_murni for u, akar in jadi.items() for p in akar.walk() if p.kode}
        assert pagu == {(b.unit.pk if b.unit else None, b.kode): b.sesudah for b in dilihat.baris}
        jabatan = list(Jabatan.objects.for_instansi(self.instansi))
        for a in dilihat.akibat:
            milik = budget_of(jadi, jabatan, a.jabatan.pk)
            assert a.sesudah == (milik.pagu if milik else None), a.jabatan
        lagi = rencana(self.instansi)
        assert not lagi.ada and lagi.count("sama") == 9

    def test_the_plan_sets_money_targets_and_who_answers(self) -> None:
        lakukan(self.instansi)
        sub = SubKegiatan.objects.get(kode_baku=SUB_C)
        assert (sub.pagu_murni, sub.pagu_perubahan, str(sub.penanggung_jawab), sub.kode) == (
            2_345_678, None, KASI, "7.01.06.2.01.03",
        )  # fmt: skip
        lama = SubKegiatan.objects.get(kode_baku=SUB_A, kegiatan__program__unit=None)
        assert (lama.pagu_murni, lama.pagu_perubahan) == (10_000_000, 12_000_000)
        isi = IndikatorKegiatan.objects.filter(sub_kegiatan=lama).values_list(
            "uraian", "target", "target_teks", "satuan"
        )
        assert list(isi) == [("Jumlah dokumen", 2, "", "dokumen"), ("Jumlah rapat", 12, "", "kali")]
        baru = IndikatorKegiatan.objects.get(sub_kegiatan=sub)  # its own, not the nomenclature's
        assert (baru.uraian, baru.target, baru.target_teks, baru.satuan) == ("Jumlah desa", None, "20-22", "desa")
        assert LogEntry.objects.get_for_object(sub).exists()

    def test_the_change_sets_the_pagu_perubahan(self) -> None:
        akibat = {str(a.jabatan): (a.sebelum, a.sesudah) for a in rencana(self.instansi, "perubahan").akibat}
        assert akibat == {CAMAT: (12_000_000, 13_500_000), SEKCAM: (12_000_000, 13_500_000)}
        lakukan(self.instansi, "perubahan")
        pagu = SubKegiatan.objects.filter(kegiatan__program__unit=None).order_by("kode_baku")
        assert list(pagu.values_list("kode_baku", "pagu_murni", "pagu_perubahan")) == [
            (SUB_A, 10_000_000, 12_500_000),
            (SUB_B, 0, 0),
            ("7.01.01.2.02.0001", 0, 1_000_000),
        ]
        assert not rencana(self.instansi, "perubahan").ada

    def test_what_changed_in_between_is_shown_again_and_nothing_is_done(self) -> None:
        dilihat = rencana(self.instansi)
        SubKegiatan.objects.filter(kode_baku=SUB_A, kegiatan__program__unit=None).update(pagu_murni=1)
        with pytest.raises(BerubahDulu) as galat:
            pindahkan(self.instansi, TAHUN, "murni", dilihat.sidik, perjanjian=True)
        assert galat.value.rencana is not None and galat.value.rencana.sidik != dilihat.sidik
        assert SubKegiatan.objects.count() == 2 and PerjanjianKinerja.objects.count() == 2

    def test_a_quarter_that_was_sent_keeps_its_money(self) -> None:
        PosRencana.objects.filter(renja__jenis="murni", unit=None, kode=SUB_A).update(pagu=11_000_000)
        unit = UnitKerja.objects.get(nama="Sekretariat")
        isian = IsianTriwulan.objects.create(
            instansi=self.instansi, tahun=TAHUN, triwulan=2, unit=unit, status="disetujui"
        )
        kendala = rencana(self.instansi).kendala
        assert any("Dokumen perencanaan tidak dapat diubah: triwulan II" in k for k in kendala)
        with pytest.raises(BerubahDulu):
            lakukan(self.instansi)
        assert SubKegiatan.objects.count() == 2
        assert not rencana(self.instansi, "perubahan").kendala  # the budget may change until the last quarter is sent
        IsianTriwulan.objects.filter(pk=isian.pk).update(triwulan=4)
        assert rencana(self.instansi, "perubahan").kendala

    def test_a_quarter_that_was_sent_gets_no_new_indicator(self) -> None:
        unit = UnitKerja.objects.get(nama="Sekretariat")
        IsianTriwulan.objects.create(instansi=self.instansi, tahun=TAHUN, triwulan=1, unit=unit, status="diajukan")
        IndikatorRencana.objects.exclude(uraian="Jumlah rapat").delete()
        assert [k.partition(" tidak dapat")[0] for k in rencana(self.instansi).kendala] == [
            f"{SUB_A} Dokumen perencanaan",
            "7.01.01.2.01.06 Evaluasi kinerja",
        ]

    def test_a_new_indicator_of_a_program_or_kegiatan_is_held_up_by_its_own_unit_only(self) -> None:
        kasi, sekcam = (Jabatan.objects.get(nama=n) for n in (KASI, SEKCAM))
        Kegiatan.objects.filter(program__unit=None).update(penanggung_jawab=kasi)
        SubKegiatan.objects.filter(kegiatan__program__unit=None).update(penanggung_jawab=sekcam)
        IndikatorRencana.objects.all().delete()
        PosRencana.objects.exclude(renja__jenis="murni", unit=None, kode__in=("7.01.01", "7.01.01.2.01")).delete()
        for pos in PosRencana.objects.all():
            IndikatorRencana.objects.create(pos=pos, uraian="Indikator baru", target="1", urut=1)
        isian = IsianTriwulan.objects.create(instansi=self.instansi, tahun=TAHUN, triwulan=1, status="disetujui")
        assert not rencana(self.instansi).kendala
        for nama, kode in (("Seksi Pemerintahan", "7.01.01.2.01"), ("Sekretariat", "7.01.01")):
            IsianTriwulan.objects.filter(pk=isian.pk).update(unit=UnitKerja.objects.get(nama=nama))
            assert [k.split()[0] for k in rencana(self.instansi).kendala] == [kode]

    def test_owners_are_those_of_the_quarterly_pages(self) -> None:
        kasi = Jabatan.objects.get(nama=KASI)
        Kegiatan.objects.update(penanggung_jawab=kasi)
        jabatan = Jabatan.objects.for_instansi(self.instansi)
        milik = _list_pemilik(muat_pohon(self.instansi, TAHUN), jabatan)
        ada = {}
        for b in list_bagian(self.instansi, TAHUN):
            pos: list[Any] = [*b.sub, *(k.kegiatan or k.program for k in b.keluaran)]
            ada |= {(getattr(getattr(p, "kegiatan", p), "program", p).unit_id, p.kode_baku): b.nomor for p in pos}
        assert len(ada) == 3 and ada.items() <= milik.items()

    def test_a_target_with_more_digits_than_a_figure_holds_stays_words(self) -> None:
        IndikatorRencana.objects.filter(uraian="Jumlah rapat").update(target="123.456.789.012.345")
        IndikatorRencana.objects.filter(uraian="Jumlah desa").update(target="1,23456")
        lakukan(self.instansi)
        isi = IndikatorKegiatan.objects.filter(uraian__in=("Jumlah rapat", "Jumlah desa")).order_by("uraian")
        assert list(isi.values_list("target", "target_teks")) == [(None, "1,23456"), (None, "123.456.789.012.345")]
        assert not rencana(self.instansi).ada

    def test_a_target_that_the_budget_holds_in_the_same_words_stays(self) -> None:
        indikator = IndikatorKegiatan.objects.filter(uraian="Jumlah dokumen")
        indikator.update(target=None, target_teks="2 Dokumen", satuan="")
        assert not any("2 dokumen" in r for b in rencana(self.instansi).baris for r in b.rincian)
        lakukan(self.instansi)
        assert list(indikator.values_list("target", "target_teks", "satuan")) == [(None, "2 Dokumen", "")]
        indikator.update(target_teks="3 dokumen")
        assert any("3 dokumen menjadi 2 dokumen" in r for b in rencana(self.instansi).baris for r in b.rincian)
        lakukan(self.instansi)
        assert list(indikator.values_list("target", "target_teks", "satuan")) == [(2, "", "dokumen")]
        assert not rencana(self.instansi).ada

    def test_an_equal_row_is_no_hindrance(self) -> None:
        unit = UnitKerja.objects.get(nama="Sekretariat")
        IsianTriwulan.objects.create(instansi=self.instansi, tahun=TAHUN, triwulan=1, unit=unit, status="terkunci")
        IndikatorRencana.objects.all().delete()
        PosRencana.objects.filter(kode=SUB_B).delete()
        assert not rencana(self.instansi).kendala

    def test_a_unit_whose_quarter_was_sent_gets_no_new_sub_kegiatan(self) -> None:
        IndikatorRencana.objects.all().delete()
        isian = IsianTriwulan.objects.create(instansi=self.instansi, tahun=TAHUN, triwulan=1, status="disetujui")
        assert not rencana(self.instansi).kendala  # nothing new is the kecamatan's own
        for nama, kode, uraian in (
            ("Sekretariat", "7.01.01.2.01.06", "Evaluasi kinerja"),
            ("Seksi Pemerintahan", "7.01.06.2.01.03", "Fasilitasi desa"),
        ):
            IsianTriwulan.objects.filter(pk=isian.pk).update(unit=UnitKerja.objects.get(nama=nama))
            assert rencana(self.instansi).kendala == (
                f"{kode} {uraian} tidak dapat ditambahkan: triwulan I {nama} sudah dikirim. Minta camat atau admin "
                "kabupaten membukanya kembali lebih dahulu.",
            )
        assert not rencana(self.instansi, "perubahan").kendala
        with pytest.raises(BerubahDulu):
            lakukan(self.instansi)

    def test_nothing_moves_from_or_to_a_unit_whose_quarter_was_sent(self) -> None:
        IndikatorRencana.objects.all().delete()
        PosRencana.objects.exclude(renja__jenis="murni", unit=None, kode="7.01.01").delete()
        isian = IsianTriwulan.objects.create(instansi=self.instansi, tahun=TAHUN, triwulan=3, status="diajukan")
        sekretariat, seksi = (UnitKerja.objects.get(nama=n) for n in ("Sekretariat", "Seksi Pemerintahan"))
        for jabatan, unit, kode in (
            (SEKCAM, sekretariat, []),
            (KASI, sekretariat, ["7.01.01", SUB_A]),  # the program has an indicator, the sub kegiatan follows it
            (KASI, seksi, ["7.01.01", SUB_A]),
            (KASI, None, []),
        ):
            PosRencana.objects.update(penanggung_jawab=Jabatan.objects.get(nama=jabatan))
            IsianTriwulan.objects.filter(pk=isian.pk).update(unit=unit)
            with self.subTest(jabatan=jabatan, unit=unit):
                kendala = rencana(self.instansi).kendala
                assert [k.split()[0] for k in kendala] == kode
                assert all("tidak dapat berpindah penanggung jawab: triwulan III" in k for k in kendala)

    def test_drafts_are_made_for_posts_without_a_perjanjian(self) -> None:
        assert [str(a.jabatan) for a in rencana(self.instansi).pejabat_baru] == [SEKCAM]
        assert lakukan(self.instansi, perjanjian=True).perjanjian == 1
        draf = PerjanjianKinerja.objects.get(jabatan__nama=SEKCAM)
        assert (draf.jenis, str(draf.pihak_kedua), draf.nomor) == ("murni", CAMAT, "")
        assert PerjanjianKinerja.objects.count() == 3

    def test_a_draft_takes_the_targets_of_the_renstra(self) -> None:
        PerjanjianKinerja.objects.all().delete()
        assert lakukan(self.instansi, perjanjian=True).perjanjian == 3
        camat = PerjanjianKinerja.objects.get(jabatan__nama=CAMAT)
        assert camat.sebutan_pihak_kedua == "Bupati Contoh"
        assert [(b.indikator.kode, b.target) for b in camat.butir.all()] == [("S1.a", Decimal("82.5"))]

    def test_a_perjanjian_that_was_signed_is_told_of(self) -> None:
        PerjanjianKinerja.objects.filter(jabatan__nama=CAMAT).update(status="berlaku")
        isi = {str(a.jabatan): (a.mengikat, a.berubah) for a in rencana(self.instansi).akibat}
        assert isi == {CAMAT: (True, True), SEKCAM: (False, False), KASI: (False, True)}
        isi_halaman = {"rencana": rencana(self.instansi), "form": PindahForm()}
        teks = render_to_string("renja/ke_anggaran.html", {**isi_halaman, "instansi": self.instansi, "tahun": TAHUN})
        assert teks.count("sesudah ini buat perjanjian perubahan") == 1

    def test_an_empty_plan_is_refused(self) -> None:
        PosRencana.objects.all().delete()
        assert rencana(self.instansi).kendala and not rencana(self.instansi).ada
        Renja.objects.all().delete()
        assert plan_pemindahan(self.instansi, TAHUN, "murni") is None
