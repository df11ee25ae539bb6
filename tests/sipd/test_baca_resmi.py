"""The exports of the national system: which month, which identity, whose row; and that no person comes along."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from sipd.baca import Bacaan, Bentuk, BerkasDitolak, baca_berkas
from tests.sipd.pembuat import (
    JUDUL_ANGGARAN,
    JUDUL_JURNAL,
    JUDUL_REALISASI,
    NIP,
    ORANG,
    SKPD,
    SUB,
    Dokumen,
    baris_realisasi,
    list_dokumen,
    tabel_anggaran,
    tabel_jurnal,
    tabel_realisasi,
    to_xlsx,
)

LAIN = ("7.01.0.00.0.00.07.0000", "Kecamatan Mekar")
CONTOH = list_dokumen(SUB[:1], (1,))  # an LS of 7 Januari and a TBP of 15 Februari


def baca(*dokumen: Dokumen, **isi: Any) -> Bacaan:
    """Read a file of these documents; ``isi``: cells of the first row by heading."""
    tabel = tabel_realisasi(dokumen)
    for judul, nilai in isi.items():
        tabel[1][JUDUL_REALISASI.index(judul.replace("_", " "))] = nilai
    return baca_berkas(to_xlsx(("Data Realisasi Dokumen", tabel)))


def test_builder_writes_the_45_and_the_23_columns() -> None:
    assert len(JUDUL_REALISASI) == 45 and len(JUDUL_ANGGARAN) == 23 and len(JUDUL_JURNAL) == 11


# ---- Laporan Realisasi Per Dokumen ----


def test_net_is_realisasi_less_setoran_and_sums_to_the_entered_figures() -> None:
    bacaan = baca_berkas(to_xlsx(("Data Realisasi Dokumen", tabel_realisasi(metadata=True))))
    hasil: Counter[tuple[str, int | None]] = Counter()
    for b in bacaan.baris:
        hasil[b.kode_sub, b.triwulan] += b.jumlah
    assert bacaan.bentuk is Bentuk.REALISASI and bacaan.lembar == "Data Realisasi Dokumen" and bacaan.tahun == 2023
    assert all(hasil[s.baku, t] == s.realisasi[t - 1] for s in SUB for t in (1, 2, 3, 4))
    assert not bacaan.temuan


def test_ls_counts_in_the_month_of_its_transfer_others_in_that_of_the_document() -> None:
    ls, tbp = baca(*CONTOH).baris
    assert (ls.tanggal, ls.bulan, ls.triwulan) == (datetime.date(2023, 1, 7), 1, 1)
    assert (tbp.tanggal, tbp.bulan, tbp.triwulan) == (datetime.date(2023, 2, 15), 2, 1)
    akhir_tahun = baca(replace(CONTOH[0], tanggal="31 Maret 2023", transfer="3 April 2023")).baris[0]
    assert akhir_tahun.triwulan == 2


def test_spp_that_is_no_ls_counts_by_its_document() -> None:
    gu = replace(CONTOH[0], transaksi="GU", tanggal="31 Maret 2023", transfer="3 April 2023")
    assert baca(gu).baris[0].triwulan == 1


def test_kind_may_stand_in_one_column() -> None:
    assert baca(replace(CONTOH[0], jenis="SPP-LS", transaksi="-")).baris[0].tanggal == datetime.date(2023, 1, 7)


def test_ls_without_transfer_belongs_to_no_quarter() -> None:
    bacaan = baca(replace(CONTOH[0], transfer="null"), CONTOH[1])
    assert bacaan.baris[0].triwulan is None and bacaan.baris[0].tahun is None
    assert "belum mempunyai tanggal transfer" in bacaan.temuan[0].pesan and not bacaan.ditolak


def test_spp_gu_beside_its_tbp_is_set_aside_and_said() -> None:
    ls, tbp = CONTOH
    gu = replace(tbp, nomor="SPP/GU/1", jenis="SPP", tanggal="20 Februari 2023")
    bacaan = baca(ls, tbp, gu)
    assert [b.identitas[:3] for b in bacaan.baris] == ["LS|", "TBP"] and not bacaan.ditolak
    assert "1 baris SPP UP, GU, atau TU" in bacaan.temuan[0].pesan and "TBP-nya ada" in bacaan.temuan[0].pesan
    isi = [JUDUL_REALISASI, baris_realisasi(tbp), baris_realisasi(gu, LAIN)]  # somebody else's, without a TBP
    assert len(baca_berkas(to_xlsx(("Data", isi))).baris) == 2


def test_ls_of_december_transferred_in_january_counts_in_december() -> None:
    des = replace(CONTOH[0], tanggal="28 Desember 2023", transfer="3 Januari 2024")
    for isi in ({"Tanggal_SP2D": "29 Desember 2023"}, {"Tanggal_SP2D": "-"}, {"Tanggal_SP2D": "entah"}):
        bacaan = baca(des, **isi)
        assert (bacaan.tahun, bacaan.baris[0].bulan, bacaan.baris[0].tahun) == (2023, 12, 2023)
        assert "dihitung pada Desember 2023" in bacaan.temuan[0].pesan and not bacaan.ditolak
    awal = baca(des, Tanggal_SP2D="2 Januari 2024").baris[0]  # an SP2D of the new year is of the new year
    assert awal.tanggal == datetime.date(2024, 1, 3)
    assert baca(replace(CONTOH[0], tanggal="28 Desember 2023"), Tanggal_SP2D="-").baris[0].tahun == 2023


@pytest.mark.parametrize(
    ("isi", "identitas"),
    [
        ({}, "LS|SP2D/01/{k}|{s}|{r}"),
        ({"Nomor_SP2D": "-"}, "DOK|SPP/01/{k}|{s}|{r}"),
        ({"Jenis_Dokumen": "TBP", "Jenis_Transaksi": "GU"}, "TBP|SPP/01/{k}|{s}|{r}|SPD/1"),
        ({"Jenis_Dokumen": "TBP", "Jenis_Transaksi": "TU", "Nomor_DPT": "D 9"}, "TBP|SPP/01/{k}|{s}|{r}|SPD/1"),
        ({"Jenis_Dokumen": "TBP", "Jenis_Transaksi": "KKPD", "Nomor_DPT": "d 9"}, "TBP|SPP/01/{k}|{s}|{r}|SPD/1|D9"),
        ({"Jenis_Dokumen": "Nota Dinas"}, "DOK|SPP/01/{k}|{s}|{r}"),
    ],
)
def test_identity_of_a_row(isi: dict[str, str], identitas: str) -> None:
    s = SUB[0]
    assert baca(CONTOH[0], **isi).baris[0].identitas == identitas.format(k=s.kode, s=s.baku, r="5.1.02.02.01.0026")


def test_identity_is_equal_in_a_later_file_however_the_code_is_written() -> None:
    lama = baca(CONTOH[0]).baris[0]
    baru = baca(
        replace(CONTOH[0], nilai=9_999), Kode_Sub_Kegiatan=SUB[0].baku, Nomor_SP2D=f" sp2d/01/{SUB[0].kode} "
    ).baris[0]
    assert baru.kunci_asal == lama.kunci_asal and baru.jumlah != lama.jumlah


def test_two_kecamatan_in_one_file_do_not_mix() -> None:
    a, b = list_dokumen(SUB, (1,)), [replace(d, nilai=d.nilai * 2) for d in list_dokumen(SUB, (1,))]
    isi = [JUDUL_REALISASI, *(baris_realisasi(d) for d in a), *(baris_realisasi(d, LAIN) for d in b)]
    bacaan = baca_berkas(to_xlsx(("Data", isi)))
    hasil: Counter[str] = Counter()
    for x in bacaan.baris:
        hasil[x.skpd] += x.jumlah
    assert hasil == {SKPD[0]: sum(d.nilai - d.setoran for d in a), LAIN[0]: sum(d.nilai - d.setoran for d in b)}
    assert {x.nama_skpd for x in bacaan.baris} == {SKPD[1], LAIN[1]}
    assert len({x.kunci_asal for x in bacaan.baris}) == len(bacaan.baris) and not bacaan.temuan


def test_sub_skpd_is_the_unit() -> None:
    b = baca(CONTOH[0], Kode_Sub_SKPD="7.01.0.00.0.00.06.0001", Nama_Sub_SKPD="Kelurahan Angsau").baris[0]
    assert (b.skpd, b.unit, b.nama_unit) == (SKPD[0], "7.01.0.00.0.00.06.0001", "Kelurahan Angsau")


def test_names_that_carry_their_code_are_split() -> None:
    b = baca(CONTOH[0], Nama_Sub_Kegiatan="7.01.01.2.01.01\nPenyusunan Dokumen", Kode_Sub_Kegiatan="").baris[0]
    assert (b.kode_sub, b.nama_sub) == ("7.01.01.2.01.0001", "Penyusunan Dokumen")


def test_what_is_no_belanja_is_left_out_and_said() -> None:
    bacaan = baca(*CONTOH, Kode_Rekening="6.2.02.01.01.0001")
    assert len(bacaan.baris) == 1 and "bukan belanja" in bacaan.temuan[0].pesan


def test_rows_of_another_year_are_said() -> None:
    bacaan = baca(*list_dokumen(SUB[:3]), *list_dokumen(SUB[5:6], (2,), 2022))
    assert bacaan.tahun == 2023
    assert any("bertahun lain daripada 2023" in t.pesan for t in bacaan.temuan)


def test_money_paid_back_only_is_negative() -> None:
    assert baca(CONTOH[0], Nilai_Realisasi="-", Nilai_Setoran="(2.500)").baris[0].jumlah == 2500
    assert baca(CONTOH[0], Nilai_Realisasi="-", Nilai_Setoran=2500).baris[0].jumlah == -2500


def test_no_person_is_read_from_any_shape() -> None:
    for tabel in (tabel_realisasi(metadata=True), tabel_jurnal()):
        tulisan = repr(baca_berkas(to_xlsx(("Data", tabel))))
        assert ORANG not in tulisan and NIP not in tulisan
    # A person in the column of the amounts: what cannot be read is not quoted.
    bacaan = baca(*CONTOH, Nilai_Realisasi=ORANG, Tanggal_Transfer=ORANG)
    assert bacaan.ditolak and ORANG not in repr(bacaan)


def test_file_without_rows_is_refused() -> None:
    with pytest.raises(BerkasDitolak, match="Tidak ada baris belanja"):
        baca_berkas(to_xlsx(("Data", [JUDUL_REALISASI])))


# ---- Rekap anggaran ----


@pytest.mark.parametrize("murni", [True, False])
def test_rekap_sums_to_the_pagu(murni: bool) -> None:
    bacaan = baca_berkas(to_xlsx(("Sheet1", tabel_anggaran(murni=murni))))
    hasil: Counter[str] = Counter()
    for b in bacaan.baris:
        hasil[b.kode_sub] += b.pagu or 0
    assert bacaan.bentuk is Bentuk.ANGGARAN and bacaan.tahun == 2023 and len(bacaan.baris) == 3 * 23
    assert hasil == {s.baku: s.murni if murni else s.perubahan for s in SUB}
    assert all(b.pagu == b.jumlah and b.tanggal is None and b.tahun == 2023 for b in bacaan.baris)


def test_rekap_with_a_total_is_checked() -> None:
    tabel = tabel_anggaran()
    jumlah = [None, None, "JUMLAH", *[None] * 19]
    benar = sum(s.perubahan for s in SUB)
    assert baca_berkas(to_xlsx(("A", [*tabel, [*jumlah, benar]]))).jumlah_berkas[0].cocok
    assert baca_berkas(to_xlsx(("A", [*tabel, [*jumlah, benar + 1]]))).ditolak


# ---- AKLAP ----


def test_journal_is_debet_less_kredit_of_belanja() -> None:
    bacaan = baca_berkas(to_xlsx(("Data Jurnal", tabel_jurnal(triwulan=(1, 2)))))
    hasil: Counter[str] = Counter()
    for b in bacaan.baris:
        hasil[b.kode_sub] += b.jumlah
    assert bacaan.bentuk is Bentuk.JURNAL and not bacaan.ditolak
    assert hasil == {s.baku: s.sd[1] for s in SUB}
    assert all(b.tanggal is None and b.nama_skpd == SKPD[1] for b in bacaan.baris)


def test_journal_row_of_belanja_without_sub_kegiatan_is_refused() -> None:
    tabel = tabel_jurnal()
    tabel[1][3] = tabel[1][4] = None
    bacaan = baca_berkas(to_xlsx(("Data Jurnal", tabel)))
    assert [t.nomor for t in bacaan.temuan if t.menolak] == [2]
