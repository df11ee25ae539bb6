"""Tables kept by hand: periods, levels, units, and what the user has said of a heading before."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook

from sipd.baca import NAMA_KOLOM, Bacaan, Bentuk, BerkasDitolak, baca_berkas
from sipd.baca.judul import name_kolom
from tests.sipd.pembuat import JUDUL_TANGAN, ROMAWI, SUB, Tabel, jumlah, tabel_berjenjang, tabel_tangan, to_xlsx

S = SUB[0]
KEPALA = ["Kode", "Uraian", "Pagu"]


def baca(tabel: Tabel, lembar: str = "TW", pemetaan: dict[str, str] | None = None) -> Bacaan:
    return baca_berkas(to_xlsx((lembar, tabel)), pemetaan=pemetaan)


def isi(*angka: Any) -> list[Any]:
    return [S.kode, S.nama, S.perubahan, *angka]


@pytest.mark.parametrize(
    ("judul", "kolom"),
    [
        ("Realisasi TW I", "realisasi_tw1"),
        ("TRIWULAN 2", "realisasi_tw2"),
        ("Tri Wulan ke-3", "realisasi_tw3"),
        ("Realisasi Triwulan Keempat", "realisasi_tw4"),
        ("TW.IV (Rp)", "realisasi_tw4"),
        ("s.d. TW III", "realisasi_sd3"),
        ("Realisasi s/d Triwulan II", "realisasi_sd2"),
        ("Realisasi Kumulatif TW IV", "realisasi_sd4"),
        ("Realisasi sampai dengan TW I", "realisasi_sd1"),
        ("Realisasi TW I - III", "realisasi_sd3"),
        ("Realisasi s.d. Juni", "realisasi_sd2"),
        ("Januari", "bulan1"),
        ("Realisasi Nopember", "bulan11"),
        ("Peb", "bulan2"),
        ("Januari s.d. Maret", None),
        ("Realisasi Desember", "bulan12"),
        ("Realisasi", "realisasi"),
        ("Jumlah Realisasi", "realisasi_jumlah"),
        ("Realisasi Fisik TW II (%)", "fisik2"),
        ("Fisik", "fisik"),
        ("Target Fisik TW II", None),
        ("Target TW I", None),
        ("Anggaran Kas TW I", None),
        ("Realisasi TW I (%)", None),
        ("Sisa Anggaran", None),
        ("Realisasi Tahun Lalu", None),
        ("Pagu Anggaran", "pagu"),
        ("Anggaran Setelah Perubahan", "pagu_perubahan"),
        ("DPPA", "pagu_perubahan"),
        ("Pagu Murni", "pagu_murni"),
        ("Anggaran sebelum perubahan", "pagu_murni"),
        ("Sumber Anggaran", None),
        ("Kode Rekening", "kode_rekening"),
        ("PROGRAM / KEGIATAN / SUB KEGIATAN", "uraian"),
        ("Kode Program, Kegiatan", "kode"),
        ("Indikator Program/Kegiatan", None),
        ("NIP Pegawai", None),
        ("Nama Pegawai", None),
    ],
)
def test_heading_is_named(judul: str, kolom: str | None) -> None:
    assert name_kolom([judul]) == kolom
    assert kolom is None or kolom in NAMA_KOLOM


def test_column_below_a_group_heading_says_what_it_is() -> None:
    assert name_kolom(["Realisasi Fisik dan Keuangan", "TW II", "Keu"]) == "realisasi_tw2"
    assert name_kolom(["Realisasi Fisik dan Keuangan", "TW II", "Fisik"]) == "fisik2"
    assert name_kolom(["Target dan Realisasi TW III", "Realisasi (Rp)"]) == "realisasi_tw3"
    assert name_kolom(["Target dan Realisasi TW III", "Target (Rp)"]) is None


# ---- periods ----


def test_quarters_and_their_sums_both_come_out() -> None:
    b = baca(tabel_tangan()).baris[0]
    assert (b.realisasi, b.realisasi_sd, b.jumlah, b.pagu) == (S.realisasi, S.sd, S.sd[3], S.perubahan)


def test_cumulative_columns_give_the_quarters() -> None:
    judul = [*KEPALA, *(f"s.d. TW {r}" for r in ROMAWI)]
    assert [b.realisasi for b in baca([judul, *([s.kode, s.nama, s.perubahan, *s.sd] for s in SUB)]).baris] == [
        s.realisasi for s in SUB
    ]


def test_quarter_not_filled_is_none_and_not_zero() -> None:
    b = baca([JUDUL_TANGAN, isi(5000, "-", None, None)]).baris[0]
    assert b.realisasi == (5000, None, None, None) and b.realisasi_sd == (5000, None, None, None) and b.jumlah == 5000
    assert baca([JUDUL_TANGAN, isi(5000, 0, None, None)]).baris[0].realisasi == (5000, 0, None, None)


def test_only_one_cumulative_column_leaves_its_quarter_open() -> None:
    b = baca([[*KEPALA, "Realisasi s.d. TW III"], isi(9000)]).baris[0]
    assert b.realisasi == (None, None, None, None) and b.realisasi_sd == (None, None, 9000, None) and b.jumlah == 9000


def test_only_one_quarter_leaves_its_sum_open() -> None:
    b = baca([[*KEPALA, "Realisasi TW III"], isi(9000)]).baris[0]
    assert b.realisasi == (None, None, 9000, None) and b.realisasi_sd == (None, None, None, None)


@pytest.mark.parametrize(
    ("judul", "lembar", "triwulan"),
    [
        ("LAPORAN REALISASI S.D. TRIWULAN II TAHUN 2023", "Data", 2),
        ("REALISASI SAMPAI DENGAN TW III", "Data", 3),
        ("TRIWULAN I S.D. IV", "Data", 4),
        ("KEADAAN S.D. 30 JUNI 2023", "Data", 2),
        ("TRIWULAN I", "Data", 1),
        ("", "s.d. TW II", 2),
    ],
)
def test_lone_realisasi_takes_the_quarter_of_the_title(judul: str, lembar: str, triwulan: int) -> None:
    bacaan = baca([[judul], [*KEPALA, "Realisasi", "Fisik (%)"], isi(9000, 12.5)], lembar)
    assert bacaan.baris[0].realisasi_sd[triwulan - 1] == 9000
    assert bacaan.baris[0].fisik[triwulan - 1] == Decimal("12.50")


@pytest.mark.parametrize("judul", ["LAPORAN REALISASI TRIWULAN II", "LAPORAN REALISASI", "TW II dan TW III"])
def test_lone_realisasi_of_an_unclear_period_is_refused_with_its_headings(judul: str) -> None:
    tabel = [[judul], [*KEPALA, "Realisasi"], isi(9000)]
    with pytest.raises(BerkasDitolak, match="tidak jelas apakah") as galat:
        baca(tabel)
    assert galat.value.judul == (*KEPALA, "Realisasi")
    assert baca(tabel, pemetaan={"realisasi": "realisasi_tw2"}).baris[0].realisasi == (None, 9000, None, None)


def test_cumulative_column_that_contradicts_its_quarters_is_refused() -> None:
    judul = [*KEPALA, "TW I", "TW II", "s.d. TW II"]
    assert not baca([judul, isi(5000, 2000, 7000)]).ditolak
    assert baca([judul, isi(5000, 2000, 8000)]).ditolak


def test_months_make_quarters() -> None:
    b = baca([[*KEPALA, "Januari", "Februari", "Maret", "April"], isi(1000, None, 500, 900)]).baris[0]
    assert b.realisasi == (1500, None, None, None)


def test_falling_sum_is_said() -> None:
    bacaan = baca([[*KEPALA, "s.d. TW I", "s.d. TW II"], isi(9000, 8000)])
    assert bacaan.baris[0].realisasi[1] == -1000
    assert "negatif" in bacaan.temuan[0].pesan and not bacaan.ditolak


def test_heading_that_says_up_to_but_holds_quarters_is_refused() -> None:
    judul = [*KEPALA, *(f"Realisasi Sampai Dengan Triwulan {r}" for r in ROMAWI)]
    bacaan = baca([judul, *([s.kode, s.nama, s.perubahan, *s.realisasi] for s in SUB)])
    assert "Judulnya menyebut s.d. triwulan" in next(t.pesan for t in bacaan.temuan if t.menolak)


def test_realisasi_beyond_the_pagu_is_said_and_not_refused() -> None:
    bacaan = baca([JUDUL_TANGAN, isi(1, 1, 1, S.perubahan)])
    assert any("melampaui pagu" in t.pesan for t in bacaan.temuan) and not bacaan.ditolak


# ---- pagu, fisik ----


def test_pagu_perubahan_goes_before_murni() -> None:
    judul = ["Kode", "Uraian", "Pagu Murni", "Pagu Perubahan"]
    bacaan = baca([judul, *([s.kode, s.nama, s.murni, s.perubahan] for s in SUB)])
    assert bacaan.bentuk is Bentuk.TANGAN
    assert [(b.pagu_murni, b.pagu) for b in bacaan.baris] == [(s.murni, s.perubahan) for s in SUB]


def test_fisik_is_read_with_two_decimals_and_a_bad_one_only_said() -> None:
    judul = [*JUDUL_TANGAN, *(f"Fisik TW {r}" for r in ROMAWI)]
    bacaan = baca([judul, isi(*S.realisasi, 46.3, "46,30 %", "selesai", "100")])
    assert bacaan.baris[0].fisik == (Decimal("46.30"), Decimal("46.30"), None, Decimal(100))
    assert "fisiknya tidak dibaca" in bacaan.temuan[0].pesan and not bacaan.ditolak


def kemajuan(t: int, persen: Callable[[Decimal], Any]) -> Tabel:
    """Laporan Kemajuan Kegiatan: three rows of headings, a target up to the quarter, fisik first, no label at the end."""
    tw = ROMAWI[t - 1]
    hasil: Tabel = [
        ["LAPORAN KEMAJUAN KEGIATAN"],
        ["Tahun Anggaran 2023"],
        [f"TRIWULAN {tw}"],
        [],
        ["Kode Rekening", "Program/Kegiatan", "Pagu (Rp)", None, f"Target s.d Tw {tw}", None, "Realisasi", None, None],
        [*[None] * 2, "Sebelum Perubahan", "Setelah Perubahan", "Fisik (%)", "Keuangan (Rp)", "Fisik (%)", "Keuangan"],
        [*[None] * 7, "Rp", "%"],
    ]
    for s in SUB:
        target, serapan = [persen(Decimal(25)), 10**6], persen(Decimal(5))
        hasil.append([s.kode, s.nama, s.murni, s.perubahan, *target, persen(s.fisik[t - 1]), s.sd[t - 1], serapan])
    pagu = [sum(s.murni for s in SUB), sum(s.perubahan for s in SUB)]
    return [*hasil, [None, None, *pagu, "100,00%", 10**9, "99,93%", sum(s.sd[t - 1] for s in SUB), "91,93%"]]


@pytest.mark.parametrize("t", [1, 2, 3, 4])
@pytest.mark.parametrize(("format_excel", "kali"), [("", 0), ("0.00%", 100), ('0.00"%"', 1)])
def test_laporan_kemajuan_is_read(t: int, format_excel: str, kali: int) -> None:
    """``kali``: what Excel multiplies by to show the figure in per cent; 1: the sign is only written behind it."""

    def hias(buku: Workbook) -> None:
        for ref in ("A5:A7", "B5:B7", "C5:D5", "E5:F5", "G5:I5", "H6:I6"):
            buku["Data"].merge_cells(ref)
        for baris in buku["Data"].iter_rows(min_row=8) if format_excel else ():
            for k in (4, 6, 8):
                baris[k].number_format = format_excel

    def persen(nilai: Decimal) -> Any:
        return float(nilai) / kali if kali else f"{nilai:.2f}%".replace(".", ",")

    bacaan = baca_berkas(to_xlsx(("Data", kemajuan(t, persen)), ubah=hias))
    assert not bacaan.ditolak, bacaan.temuan
    assert [b.realisasi_sd[t - 1] for b in bacaan.baris] == [s.sd[t - 1] for s in SUB]
    assert [b.fisik[t - 1] for b in bacaan.baris] == [s.fisik[t - 1] for s in SUB]
    assert [(b.pagu_murni, b.pagu) for b in bacaan.baris] == [(s.murni, s.perubahan) for s in SUB]
    assert bacaan.tahun == 2023 and {j.kolom for j in bacaan.jumlah_berkas} >= {"Realisasi Keuangan Rp"}


def test_column_the_user_leaves_out_is_not_read() -> None:
    bacaan = baca(tabel_tangan(), pemetaan={"realisasi tw iv": ""})
    assert bacaan.baris[0].realisasi[3] is None and "realisasi_tw4" not in bacaan.tajuk


# ---- whose ----


def test_two_kecamatan_by_column_do_not_mix() -> None:
    judul = ["SKPD", *JUDUL_TANGAN]
    satu: Tabel = [["Kecamatan A" if i == 0 else None, *b] for i, b in enumerate(tabel_tangan()[1:])]
    dua: Tabel = [["Kecamatan B" if i == 0 else None, *b[:3], 7, 7, 7, 7] for i, b in enumerate(tabel_tangan()[1:])]
    bacaan = baca([judul, *satu, *dua])
    assert not bacaan.ditolak and len(bacaan.baris) == 46
    assert {b.realisasi for b in bacaan.baris if b.nama_skpd == "Kecamatan B"} == {(7, 7, 7, 7)}
    assert [b.realisasi for b in bacaan.baris if b.nama_skpd == "Kecamatan A"] == [s.realisasi for s in SUB]


@pytest.mark.parametrize("kolom", [0, 1])
def test_two_kecamatan_below_their_names_do_not_mix(kolom: int) -> None:
    def kepala(nama: str) -> list[str | None]:
        return [None] * kolom + [nama]

    isi_a, isi_b = tabel_berjenjang(SUB)[1:], tabel_berjenjang(SUB[:5])[1:]
    total = [x + y for x, y in zip(jumlah(SUB), jumlah(SUB[:5]), strict=True)]
    tabel = [JUDUL_TANGAN, kepala("KECAMATAN A"), *isi_a, kepala("KECAMATAN B"), *isi_b, [None, "TOTAL", *total]]
    bacaan = baca(tabel)
    assert not bacaan.ditolak, bacaan.temuan
    assert [b.nama_skpd for b in bacaan.baris] == ["KECAMATAN A"] * 23 + ["KECAMATAN B"] * 5


def test_kelurahan_is_a_unit_of_the_kecamatan_above_it() -> None:
    tabel = [
        ["SKPD : Kecamatan A Kabupaten Contoh Tahun 2023"],
        JUDUL_TANGAN,
        isi(1000, 2000, 3000, 4000),
        ["Kelurahan Angsau", None, 500, 100, 100, 100, 100],
        [S.kode, S.nama, 500, 100, 100, 100, 100],
    ]
    bacaan = baca(tabel)
    assert [(b.nama_skpd, b.nama_unit, b.jumlah) for b in bacaan.baris] == [
        ("Kecamatan A", "", 10_000),
        ("Kecamatan A", "Kelurahan Angsau", 400),
    ]
    assert not bacaan.ditolak and bacaan.tahun == 2023
    tabel[3][3] = 101
    assert baca(tabel).ditolak


def test_skpd_code_row_opens_a_kecamatan() -> None:
    tabel = [JUDUL_TANGAN, ["7.01.0.00.0.00.06.0000", "KECAMATAN A", *jumlah(SUB)], *tabel_berjenjang()[1:]]
    bacaan = baca(tabel)
    assert not bacaan.ditolak, bacaan.temuan
    assert {(b.skpd, b.nama_skpd) for b in bacaan.baris} == {("7.01.0.00.0.00.06.0000", "KECAMATAN A")}


# ---- the file as a whole ----


def test_what_the_user_said_of_a_heading_is_remembered() -> None:
    tabel = [[*KEPALA, "Serapan Dana Kuartal Awal"], isi(9000)]
    bacaan = baca(tabel, pemetaan={"serapan dana kuartal awal": "realisasi_tw1", "uraian": "tidak ada"})
    assert bacaan.baris[0].realisasi[0] == 9000
    assert bacaan.kunci["serapan dana kuartal awal"] == "realisasi_tw1"
    assert baca(tabel, pemetaan=bacaan.kunci).baris == bacaan.baris


def test_own_recognition_given_back_changes_nothing() -> None:
    for tabel in (tabel_tangan(), tabel_berjenjang()):
        bacaan = baca(tabel)
        assert baca(tabel, pemetaan=bacaan.kunci) == bacaan


def test_same_file_reads_to_the_same() -> None:
    assert baca(tabel_berjenjang()) == baca(tabel_berjenjang())


@pytest.mark.parametrize("judul", ["(dalam ribuan rupiah)", "Dalam Juta Rupiah", "(Rp.000)"])
def test_amounts_in_thousands_are_refused(judul: str) -> None:
    bacaan = baca([[judul], *tabel_tangan()])
    assert [t.pesan for t in bacaan.temuan if t.menolak] == [
        "Tabel ini menyebut ribuan atau jutaan rupiah. Ubah semua angkanya menjadi rupiah penuh."
    ]


def test_two_columns_of_one_heading_are_refused_if_both_hold_rupiah() -> None:
    judul = [*KEPALA, "Realisasi TW I", "Realisasi TW I"]
    assert baca([judul, isi(9000, 8000)]).ditolak
    bacaan = baca([judul, isi(9000, 12.5)])
    assert bacaan.baris[0].realisasi[0] == 9000 and not bacaan.ditolak and bacaan.temuan


def test_amounts_that_all_end_in_00_are_marked_for_who_knows_the_pagu() -> None:
    judul = ["Kode", "Uraian", "Realisasi TW I"]
    assert baca([judul, *([s.kode, s.nama, s.perubahan * 100] for s in SUB)]).seratus
    assert not baca([judul, *([s.kode, s.nama, s.perubahan * 100 + 1] for s in SUB)]).seratus


def test_every_row_has_a_key_of_its_own_that_does_not_depend_on_names() -> None:
    bacaan = baca(tabel_berjenjang())
    assert len({b.kunci_asal for b in bacaan.baris}) == 23
    tanpa_nama = baca([JUDUL_TANGAN, *([s.baku, None, s.perubahan, *s.realisasi] for s in SUB)])
    assert [b.kunci_asal for b in tanpa_nama.baris] == [b.kunci_asal for b in bacaan.baris]
