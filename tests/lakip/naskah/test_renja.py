"""Renja and Renja Perubahan from an imported workbook: sums, counts, before and after, and what is not there."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from anggaran.models import Program, RealisasiTriwulan
from lakip.data import muat_data
from lakip.dokumen import Baris, Dokumen, Tabel, TandaTangan, list_tabel, to_json, walk_bab, walk_blok
from lakip.naskah import NASKAH, NaskahKurang, rakit_naskah
from lakip.terbit import FORMAT, render
from organisasi.models import Instansi, Pengguna, Peran
from renja.models import IndikatorRencana, Kebutuhan, PosRencana, RancanganRkpd, Renja, UsulanMasyarakat
from renstra.models import PosRenstra, Renstra
from tests.buku_kerja.kecamatan import TAHUN, muat
from tests.lakip.naskah.test_pk import teks_of
from tests.pabrik import buat_keluaran, buat_sub_kegiatan
from tests.renja.contoh import SUB_A, SUB_B, buat_isi_renja

pytestmark = [pytest.mark.django_db, pytest.mark.satu_basis_data]


@pytest.fixture
def instansi() -> Instansi:
    muat(buat_isi_renja())
    return Instansi.objects.get()


def tabel(dokumen: Dokumen, kunci: str) -> Tabel:
    return next(t for t in list_tabel(dokumen) if t.kunci == kunci)


def baris(t: Tabel, teks: str) -> Baris:
    return next(b for b in t.baris if teks in [s.teks for s in b.sel])


def kata(b: Baris) -> list[str]:
    return [s.teks for s in b.sel]


def test_structure_is_that_of_the_regulation(instansi: Instansi) -> None:
    dokumen = rakit_naskah("renja", instansi, TAHUN)
    assert [b.judul for b in dokumen.bab] == [
        "Pendahuluan", "Hasil Evaluasi Renja Tahun Lalu", "Tujuan dan Sasaran", "Rencana Kerja dan Pendanaan", "Penutup",
    ]  # fmt: skip
    assert [len(b.anak) for b in dokumen.bab] == [4, 5, 3, 0, 0]
    assert (dokumen.judul, dokumen.meta["tanggal"]) == (
        "Rencana Kerja (Renja) Kecamatan Suka Maju Tahun 2023", "2022-07-01",
    )  # fmt: skip
    nomor = [b["nomor"] for b in json.loads(render(dokumen, "json"))["bab"][2]["anak"]]
    assert nomor == ["2.1", "2.2", "2.3", "2.4", "2.5"]
    ttd = [b for _, b in walk_blok(dokumen) if isinstance(b, TandaTangan)]
    assert [t.pihak[0].tempat_tanggal for t in ttd] == ["Suka Maju, 1 Juli 2022"] * 2
    assert "Nomor 12 Tahun 2022" in teks_of(dokumen)
    assert "Isu contoh" in teks_of(dokumen)


def test_plan_prints_every_row_and_sums_from_below(instansi: Instansi) -> None:
    t = tabel(rakit_naskah("renja", instansi, TAHUN), "renja-program")
    assert kata(baris(t, "Dokumen perencanaan")) == [
        "7.01.01.2.01.01", "Dokumen perencanaan", "Jumlah dokumen", "", "2 dokumen", "10.000.000", "DAU", "Catatan contoh",
        "3 dokumen", "11.000.000",
    ]  # fmt: skip
    rapat = baris(t, "Jumlah rapat")
    assert kata(rapat) == ["", "", "Jumlah rapat", "", "12 kali", "", "", "", "–", ""]
    assert [s.nilai for s in rapat.sel][4] == 12
    assert kata(baris(t, "Evaluasi kinerja"))[2:] == ["", "", "", "0", "", "", "", "500.000"]
    assert kata(baris(t, "Jumlah desa"))[4] == "20-22"
    assert baris(t, "Jumlah desa").sel[4].nilai is None
    assert kata(baris(t, "Nilai AKIP"))[4::4] == ["70,5 Nilai", "BB"]
    assert baris(t, "Nilai AKIP").sel[5].nilai == 10_000_000
    assert baris(t, "Pembinaan desa").sel[5].nilai == 2_345_678  # its program was not entered
    assert [s.nilai for s in baris(t, "Jumlah Kecamatan Suka Maju").sel if s.nilai is not None] == [
        12_345_678,
        11_500_000,
    ]
    assert [s.nilai for s in t.baris[-1].sel if s.nilai is not None] == [16_345_678, 11_500_000]
    assert sum(s.nilai or 0 for b in t.baris if b.gaya == "program" for s in b.sel[5:6]) == 16_345_678


def test_counts_and_totals_of_sentences_are_computed(instansi: Instansi) -> None:
    isi = teks_of(rakit_naskah("renja", instansi, TAHUN))
    assert (
        "3 program, 3 kegiatan, dan 3 sub kegiatan dengan pagu Rp 16.345.678 dan prakiraan maju tahun 2024 Rp 11.500.000"
        in isi
    )
    assert "1 baris yang pagunya belum diisi" not in isi
    PosRencana.objects.filter(kode=SUB_A, renja__jenis="murni").delete()
    isi = teks_of(rakit_naskah("renja", instansi, TAHUN))
    assert "3 program, 3 kegiatan, dan 2 sub kegiatan dengan pagu Rp 6.345.678" in isi
    PosRencana.objects.filter(kode=SUB_B, renja__jenis="murni").update(pagu=None)
    assert (
        "Masih terdapat 1 baris yang pagunya belum diisi dan 1 sub kegiatan yang belum memiliki indikator"
        in teks_of(rakit_naskah("renja", instansi, TAHUN))
    )


def test_money_that_contradicts_its_sum_is_named(instansi: Instansi) -> None:
    PosRencana.objects.filter(kode="7.01.01.2.01", unit=None, renja__jenis="murni").update(pagu=1)
    t = tabel(rakit_naskah("renja", instansi, TAHUN), "renja-program")
    assert t.catatan == (
        "Pagu yang diisi pada 7.01.01.2.01 Perencanaan dan evaluasi berbeda dari jumlah di bawahnya; yang dicetak adalah "
        "jumlahnya.",
    )


def test_money_above_rp_0_is_printed_named_and_counted_once(instansi: Instansi) -> None:
    murni = PosRencana.objects.filter(unit=None, renja__jenis="murni")
    murni.filter(kode__startswith="7.01.01.").update(pagu=0)
    murni.filter(kode="7.01.01").update(pagu=500_000_000)
    dokumen = rakit_naskah("renja", instansi, TAHUN)
    t = tabel(dokumen, "renja-program")
    assert t.catatan == (
        "Pagu yang diisi pada 7.01.01 Program Penunjang belum dirinci, di bawahnya Rp 0; yang dicetak adalah isian itu.",
    )
    jumlah = 500_000_000 + 2_345_678 + 4_000_000
    assert t.baris[-1].sel[1].nilai == jumlah
    assert tabel(dokumen, "renja-sumber-dana").baris[-1].sel[2].nilai == jumlah


def test_a_parent_of_the_draft_rkpd_that_is_not_its_sum_is_named(instansi: Instansi) -> None:
    RancanganRkpd.objects.filter(kode="7.01.01").update(pagu=500_000_000)
    RancanganRkpd.objects.filter(kode=SUB_A).update(pagu=0)
    t = tabel(rakit_naskah("renja", instansi, TAHUN), "renja-telaah-rkpd")
    assert t.baris[-1].sel[1].nilai == 501_500_000
    assert t.catatan == (
        "Rancangan awal RKPD: 7.01.01 Program Penunjang diisi Rp 500.000.000, jumlah di bawahnya Rp 0; yang dihitung dalam "
        "JUMLAH adalah isian itu.",
    )


def test_funding_by_program_source_and_post_adds_up(instansi: Instansi) -> None:
    dokumen = rakit_naskah("renja", instansi, TAHUN)
    t = tabel(dokumen, "renja-pendanaan")
    assert [s.nilai for s in t.baris[-1].sel[2:]] == [3, 3, 16_345_678, 100, 11_500_000]
    assert [s.nilai for s in t.baris[1].sel[2:]] == [1, 2, 10_000_000, Decimal("61.18"), 11_500_000]
    sumber = tabel(dokumen, "renja-sumber-dana")
    assert [(b.sel[0].teks, b.sel[1].nilai, b.sel[2].nilai) for b in sumber.baris] == [
        ("DAU", 1, 10_000_000), ("Sumber dana belum diisi", 3, 6_345_678), ("JUMLAH", 4, 16_345_678),
    ]  # fmt: skip
    jabatan = tabel(dokumen, "renja-penanggung-jawab")
    assert [(b.sel[0].teks, b.sel[2].nilai) for b in jabatan.baris] == [
        ("Sekretaris Camat", 10_000_000),
        ("Kepala Seksi Pemerintahan", 2_345_678),
        ("Penanggung jawab belum diisi", 4_000_000),
        ("JUMLAH", 16_345_678),
    ]


def test_change_shows_before_after_difference_and_reason(instansi: Instansi) -> None:
    dokumen = rakit_naskah("renja-perubahan", instansi, TAHUN)
    t = tabel(dokumen, "renja-perubahan")
    assert kata(baris(t, "Dokumen perencanaan")) == [
        "7.01.01.2.01.01", "Dokumen perencanaan", "Jumlah dokumen", "2 dokumen", "3 dokumen", "10.000.000", "12.500.000",
        "2.500.000", "Berubah: Alasan contoh",
    ]  # fmt: skip
    assert kata(baris(t, "Jumlah rapat")) == ["", "", "Jumlah rapat", "12 kali", "", "", "", "", ""]
    assert kata(baris(t, "Gaji"))[5:] == ["–", "1.000.000", "1.000.000", "Baru"]
    assert kata(baris(t, "Fasilitasi desa"))[5:] == ["2.345.678", "–", "-2.345.678", "Dihapus"]
    assert [s.nilai for s in t.baris[-1].sel if s.nilai is not None] == [16_345_678, 13_500_000, -2_845_678]
    isi = teks_of(dokumen)
    assert "Sebelum perubahan, Renja memuat 3 program, 3 kegiatan, dan 3 sub kegiatan" in isi
    assert "Jumlah pagu berkurang Rp 2.845.678 atau 17,41 %." in isi
    assert "Menurut sub kegiatan: 1 baru, 1 dihapus, dan 2 berubah." in isi
    assert "Perubahan contoh" in isi
    assert [s.nilai for s in tabel(dokumen, "renja-program").baris[-1].sel if s.nilai is not None] == [13_500_000]


def test_change_without_the_first_plan_says_so(instansi: Instansi) -> None:
    Renja.objects.filter(jenis="murni").delete()
    dokumen = rakit_naskah("renja-perubahan", instansi, TAHUN)
    assert "sebelum perubahan belum diisi" in teks_of(dokumen)
    assert "renja-perubahan" not in {t.kunci for t in list_tabel(dokumen)}
    assert "Isi Renja tahun 2023" in NASKAH["renja"].kurang(muat_data(instansi, TAHUN))


def test_draft_rkpd_stands_beside_the_needs(instansi: Instansi) -> None:
    dokumen = rakit_naskah("renja", instansi, TAHUN)
    t = tabel(dokumen, "renja-telaah-rkpd")
    assert kata(t.baris[1]) == [
        "2", "7.01.01.2.01.01 Dokumen perencanaan", "", "Jumlah dokumen", "2 dokumen", "9.000.000",
        "7.01.01.2.01.01 Dokumen perencanaan", "", "jumlah dokumen", "3 dokumen", "10.000.000", "Kurang Rp 1.000.000",
    ]  # fmt: skip
    assert [s.nilai for s in t.baris[-1].sel if s.nilai is not None] == [10_500_000, 13_750_000]
    isi = teks_of(dokumen)
    assert "3 baris dengan pagu indikatif Rp 10.500.000" in isi
    assert "4 baris dengan kebutuhan dana Rp 13.750.000" in isi
    assert "melebihi rancangan awal sebesar Rp 3.250.000" in isi
    assert "2 baris kebutuhannya melebihi rancangan, 1 baris hanya ada dalam rancangan awal" in isi


def test_proposals_are_listed_and_counted(instansi: Instansi) -> None:
    dokumen = rakit_naskah("renja", instansi, TAHUN)
    assert (
        "dicatat 2 usulan dari musrenbang, pokok pikiran DPRD, dan sumber lainnya: 1 diterima dan 1 ditolak."
        in teks_of(dokumen)
    )
    assert kata(tabel(dokumen, "renja-usulan").baris[1]) == [
        "2", "Perbaikan jalan", "Kelurahan Satu", "", "80 m", "Pokok pikiran DPRD", "Ditolak", "Bukan kewenangan kecamatan",
    ]  # fmt: skip


def test_goals_and_service_over_the_years(instansi: Instansi) -> None:
    dokumen = rakit_naskah("renja", instansi, TAHUN)
    t = tabel(dokumen, "renja-kinerja-pelayanan")
    indeks = baris(t, "Indeks kepuasan")
    assert [s.nilai for s in indeks.sel[5:13]] == [
        None,
        None,
        Decimal("82.5"),
        84,
        None,
        Decimal("80.11"),
        Decimal("82.5"),
        84,
    ]
    assert indeks.sel[13].alasan == "realisasi belum ada"  # last year has no target to measure it by
    sasaran = tabel(dokumen, "renja-tujuan-sasaran")
    assert kata(sasaran.baris[-1]) == ["Sasaran 1", "Warga puas", "Indeks kepuasan", "Indeks", "82,5", "84"]


def test_empty_parts_say_so_and_do_not_stop_the_document(instansi: Instansi) -> None:
    for model in (RancanganRkpd, Kebutuhan, UsulanMasyarakat, IndikatorRencana):
        model.objects.all().delete()
    Renstra.objects.all().update(tahun_awal=2015, tahun_akhir=2017)
    PosRencana.objects.update(pagu=0, pagu_maju=None)
    dokumen = rakit_naskah("renja", instansi, TAHUN)
    isi = teks_of(dokumen)
    for kalimat in (
        "Rancangan awal RKPD tahun 2023 dan hasil analisis kebutuhan belum diisi.",
        "Tidak ada usulan program dan kegiatan dari masyarakat",
        "Renstra yang mencakup tahun 2022 belum diisi",
        "Indikator kinerja pelayanan belum diisi",
        "Tujuan dan sasaran Renstra yang mencakup tahun 2023 belum diisi.",
    ):
        assert kalimat in isi
    t = tabel(dokumen, "renja-pendanaan")
    assert [s.alasan for s in t.baris[-1].sel if s.alasan] == ["jumlah pagu nol", "prakiraan maju belum diisi"]
    assert render(dokumen, "docx")


def test_only_an_empty_plan_refuses(instansi: Instansi) -> None:
    PosRencana.objects.all().delete()
    for kunci in ("renja", "renja-perubahan"):
        assert "program, kegiatan, dan sub kegiatan" in NASKAH[kunci].kurang(muat_data(instansi, TAHUN))
        with pytest.raises(NaskahKurang):
            rakit_naskah(kunci, instansi, TAHUN)


# ------------------------------------------------------------------------------------------------- the year looked back on


def dievaluasi(instansi: Instansi, kunci: str = "renja") -> tuple[int | None, set[str], str]:
    data = NASKAH[kunci].lengkapi(muat_data(instansi, TAHUN))
    dokumen = NASKAH[kunci].susun(data)
    return (
        data.dievaluasi.tahun if data.dievaluasi else None,
        {t.kunci for t in list_tabel(dokumen)},
        teks_of(dokumen),
    )


def test_without_earlier_budgets_sums_and_indicators_are_still_evaluated(instansi: Instansi) -> None:
    PosRenstra.objects.all().delete()
    tahun, kunci, isi = dievaluasi(instansi)
    assert tahun is None
    assert {"kumulatif-anggaran", "kumulatif-indikator"} <= kunci
    assert "kumulatif" not in kunci
    assert "belum ada, sehingga yang disajikan adalah jumlahnya" in isi
    t = tabel(rakit_naskah("renja", instansi, TAHUN), "kumulatif-anggaran")
    assert [s.nilai for s in t.baris[-1].sel[1:]] == [9_000_000, 8_000_000, Decimal("88.89")]


def test_last_year_is_evaluated_where_it_is_the_only_one_or_is_complete(instansi: Instansi) -> None:
    buat_keluaran(buat_sub_kegiatan(instansi, SUB_A, 100, None, (60,), tahun=2022), "4", ("3",))
    tahun, kunci, isi = dievaluasi(instansi)
    assert tahun == 2022
    assert {"kumulatif", "faktor"} <= kunci
    assert "tahun 2022 sampai dengan triwulan I dengan targetnya" in isi
    buat_sub_kegiatan(instansi, SUB_B, 10, None, (1, 1, 1, 1), tahun=2022)
    buat_sub_kegiatan(instansi, SUB_A, 100, None, (60,), tahun=2021)
    assert dievaluasi(instansi)[0] == 2022


def test_year_under_way_counts_with_its_targets(instansi: Instansi) -> None:
    for tahun, pagu, uang in ((2021, 100, (40, 10, 10, 20)), (2022, 200, (60,))):
        buat_keluaran(buat_sub_kegiatan(instansi, SUB_A, pagu, None, uang, tahun=tahun), "4", ("3",))
    assert dievaluasi(instansi)[0] == 2021
    t = tabel(rakit_naskah("renja", instansi, TAHUN), "kumulatif")
    sub = baris(t, SUB_A)
    # target, realisasi and share of 2021; target of 2022; estimate of both
    assert [s.nilai for s in sub.sel[8:18]] == [4, 100, 3, 80, 75, 80, 4, 200, 7, 280]


def test_change_looks_back_on_the_quarters_of_its_own_year(instansi: Instansi) -> None:
    tahun, kunci, isi = dievaluasi(instansi, "renja-perubahan")
    assert tahun == TAHUN
    assert "tahun 2023 sampai dengan triwulan II" in isi
    assert "kumulatif" in kunci
    RealisasiTriwulan.objects.update(keuangan=None)
    assert dievaluasi(instansi, "renja-perubahan")[0] is None


# ------------------------------------------------------------------------------------------------------ formats, queries


def test_every_format_is_made(instansi: Instansi) -> None:
    for kunci in ("renja", "renja-perubahan"):
        dokumen = rakit_naskah(kunci, instansi, TAHUN)
        assert dokumen.jenis == kunci
        assert all(render(dokumen, f) for f in FORMAT if f != "pdf")
    assert render(dokumen, "pdf").startswith(b"%PDF")


def test_spreadsheet_holds_the_figures_of_the_json(instansi: Instansi) -> None:
    dokumen = rakit_naskah("renja-perubahan", instansi, TAHUN)
    buku = load_workbook(io.BytesIO(render(dokumen, "xlsx")))
    lembar = {str(w.title): w for w in buku}
    tercetak = 0
    for t in json.loads(render(dokumen, "json"))["tabel"]:
        sel: list[Any] = [s.value for b in lembar[f"Tabel {t['nomor']}"].iter_rows() for s in b if s.value is not None]
        angka = [Decimal(str(v)) for v in sel if isinstance(v, int | float | Decimal)]
        for s in (s for b in t["baris"] for s in b if s["nilai"] is not None):
            nilai = Decimal(s["nilai"])
            assert nilai in angka or s["teks"] in sel, (t["kunci"], s)
            tercetak += 1
    assert tercetak > 100


def test_json_keeps_the_contract(instansi: Instansi) -> None:
    isi = to_json(rakit_naskah("renja", instansi, TAHUN))
    assert {"jenis", "instansi", "tahun", "judul", "bab", "tabel", "sidik"} <= set(isi)
    assert (isi["jenis"], isi["instansi"], isi["tahun"]) == ("renja", "suka-maju", TAHUN)
    for t in isi["tabel"]:  # type: ignore[attr-defined]
        assert {"kunci", "nomor", "judul", "kolom", "baris"} <= set(t)
        assert all(set(s) == {"teks", "nilai", "asal"} for b in t["baris"] for s in b)
    assert len({b.kunci for _, b in walk_bab(rakit_naskah("renja", instansi, TAHUN))}) == 18


def test_queries_do_not_grow_with_rows(instansi: Instansi) -> None:
    buat_sub_kegiatan(instansi, SUB_A, 100, None, (60,), tahun=2022)

    def hitung() -> int:
        with CaptureQueriesContext(connection) as kueri:
            rakit_naskah("renja-perubahan", instansi, TAHUN)
        return len(kueri)

    awal = hitung()
    for renja in Renja.objects.all():
        for n in range(20, 40):
            pos = PosRencana.objects.create(renja=renja, kode=f"7.01.01.2.01.00{n}", uraian=f"Sub {n}", pagu=n)
            IndikatorRencana.objects.create(pos=pos, uraian="Uji", target="1 kali")
    for n in range(20):
        RancanganRkpd.objects.create(instansi=instansi, tahun=TAHUN, uraian=f"Baris {n}", pagu=n)
        buat_sub_kegiatan(instansi, f"7.01.01.2.02.00{n + 10}", 100, None, (60,), tahun=2022)
    assert hitung() == awal


def test_year_with_nothing_but_a_renja_can_be_opened_and_written(instansi: Instansi, tmp_path: Any) -> None:
    Renja.objects.filter(jenis="murni").update(tahun=2030)
    assert not Program.objects.filter(tahun=2030).exists()
    orang = Pengguna.objects.create_user("perencana", password="rahasia-uji-123")
    Peran.objects.create(pengguna=orang, jenis="perencana", instansi=instansi)
    klien = Client()
    klien.force_login(orang)
    assert (
        "Isi Renja Perubahan tahun 2030"
        in klien.get(reverse("lihat_tahun", args=[instansi.slug, 2030])).content.decode()
    )
    berkas = tmp_path / "renja.json"
    pilihan = {"instansi": instansi.slug, "format": "json", "keluaran": berkas}
    call_command("dokumen", "renja", tahun=2030, stdout=io.StringIO(), **pilihan)
    assert json.loads(berkas.read_text())["tahun"] == 2030
    with pytest.raises(CommandError, match="Isi Renja Perubahan tahun 2030"):
        call_command("dokumen", "renja-perubahan", tahun=2030, **pilihan)
