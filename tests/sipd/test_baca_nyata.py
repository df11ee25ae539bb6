"""Tables as offices really keep them: each gives the right figures, or is refused with the reason."""

from __future__ import annotations

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import Workbook

from sipd.baca import Bacaan, BerkasDitolak, baca_berkas
from tests.sipd.pembuat import JUDUL_TANGAN, ROMAWI, SUB, Sub, Tabel, jumlah, tabel_tangan, to_xlsx

BENAR = [(s.baku, s.realisasi) for s in SUB]
JUDUL_TW = [f"Realisasi TW {r}" for r in ROMAWI]


def xlsx(tabel: Tabel, *gabung: str) -> bytes:
    def merge(buku: Workbook) -> None:
        for daerah in gabung:
            buku["TW"].merge_cells(daerah)

    return to_xlsx(("TW", tabel), ubah=merge)


def baris(isi: Callable[[Sub], list[Any]]) -> Tabel:
    return [isi(s) for s in SUB]


def tulis_angka(tulis: Callable[[int], Any]) -> bytes:
    judul, *isi = tabel_tangan()
    return xlsx([judul, *([*b[:2], *map(tulis, b[2:])] for b in isi)])


def bagi_bulan(nilai: int) -> tuple[int, int, int]:
    return nilai - 2 * (nilai // 3), nilai // 3, nilai // 3


# ---- the quarters are all there ----


def dua_tahun_berdampingan() -> bytes:
    judul = ["Kode", "Uraian", "Realisasi 2022", *[None] * 3, "Realisasi 2023", *[None] * 3]
    tw = [None, None, *[f"TW {r}" for r in ROMAWI] * 2]
    return xlsx([judul, tw, *baris(lambda s: [s.kode, s.nama, 1, 2, 3, 4, *s.realisasi])], "C1:F1", "G1:J1")


def tahun_di_judul_kelompok() -> bytes:
    judul = ["KODE REKENING", "URAIAN", "TAHUN ANGGARAN 2023", *[None] * 5]
    bawah = [None, None, "PAGU", *(f"REALISASI TRIWULAN {r}" for r in ROMAWI), "JUMLAH"]
    return xlsx([judul, bawah, *baris(lambda s: [s.kode, s.nama, s.perubahan, *s.realisasi, s.sd[3]])], "C1:H1")


def bulan_sebagai_tanggal() -> bytes:
    judul = ["Kode", "Sub Kegiatan", *(datetime.datetime(2023, b, 1) for b in range(1, 13))]
    isi = baris(lambda s: [s.kode, s.nama, *(n for tw in s.realisasi for n in bagi_bulan(tw))])
    return xlsx([["REALISASI KEUANGAN PER BULAN"], judul, *isi])


def bulan_dengan_jumlah_triwulan(tambah: int = 0) -> bytes:
    nama = (
        "JAN-23",
        "PEB-23",
        "MAR-23",
        "APR-23",
        "MEI-23",
        "JUN-23",
        "JUL-23",
        "AGT-23",
        "SEP-23",
        "OKT-23",
        "NOP-23",
        "DES-23",
    )
    judul: list[Any] = ["Kode", "Sub Kegiatan"]
    for t, r in enumerate(ROMAWI):
        judul += [*nama[3 * t : 3 * t + 3], f"JUMLAH TW {r}"]
    isi = baris(lambda s: [s.kode, s.nama, *(n for tw in s.realisasi for n in (*bagi_bulan(tw), tw + tambah))])
    return xlsx([["REALISASI KEUANGAN"], judul, *isi])


def target_realisasi_persen_per_triwulan() -> bytes:
    judul, bawah = ["No", "Kode", "Sub Kegiatan", "Pagu"], [None] * 4
    for r in ROMAWI:
        judul += [f"TRIWULAN {r}", "", ""]
        bawah += ["Target", "Realisasi", "%"]  # type: ignore[list-item]
    isi = baris(lambda s: [1, s.kode, s.nama, s.perubahan, *(x for n in s.realisasi for x in (n + 5, n, "97,5%"))])
    return xlsx([judul, bawah, *isi], "E1:G1", "H1:J1", "K1:M1", "N1:P1")


def anggaran_kas_di_samping() -> bytes:
    judul = ["Kode", "Uraian", *(x for r in ROMAWI for x in (f"Anggaran Kas TW {r}", f"Realisasi TW {r}"))]
    return xlsx([judul, *baris(lambda s: [s.kode, s.nama, *(x for n in s.realisasi for x in (n + 9, n))])])


def sampai_tanggal() -> bytes:
    judul = [
        "Kode",
        "Sub Kegiatan",
        "Pagu",
        *(f"Realisasi s/d {x} 2023" for x in ("31 Maret", "30 Juni", "30 September")),
    ]
    return xlsx([[*judul, "Realisasi s/d 31 Desember 2023"], *baris(lambda s: [s.kode, s.nama, s.perubahan, *s.sd])])


def kuartal() -> bytes:
    judul = ["Kode", "Uraian", *(f"Realisasi Q{n}" for n in (1, 2, 3, 4))]
    return xlsx([judul, *baris(lambda s: [s.kode, s.nama, *s.realisasi])])


def tribulan() -> bytes:
    judul = ["Kode", "Uraian", *(f"Realisasi Tribulan {r}" for r in ROMAWI)]
    return xlsx([judul, *baris(lambda s: [s.kode, s.nama, *s.realisasi])])


def koma_strip() -> bytes:
    return tulis_angka(lambda n: f"Rp. {n:,}".replace(",", ".") + ",-")


def ribuan_berspasi() -> bytes:
    return tulis_angka(lambda n: f"{n:,}".replace(",", " "))


def kode_bersambung_antarkolom() -> bytes:
    judul = ["Kode Program", "Kode Kegiatan", "Kode Sub Kegiatan", "Sub Kegiatan", *JUDUL_TW]
    akhir = [(s, s.kode.rpartition(".")[2]) for s in SUB]
    return xlsx([judul, *([s.program[0], s.kegiatan[0][8:], a, s.nama, *s.realisasi] for s, a in akhir)])


def kode_dan_nama_berbaris() -> bytes:
    return xlsx([["Program/Kegiatan/Sub Kegiatan", *JUDUL_TW], *baris(lambda s: [f"{s.kode}\n{s.nama}", *s.realisasi])])


def kode_berawalan_skpd() -> bytes:
    judul, *isi = tabel_tangan()
    return xlsx([judul, *([f"7.01.0.00.0.00.06.0000.{b[0]}", *b[1:]] for b in isi)])


def jumlah_di_atas() -> bytes:
    judul, *isi = tabel_tangan()
    return xlsx([judul, [None, "JUMLAH BELANJA", *jumlah(SUB)], *isi])


def subtotal_excel() -> bytes:
    hasil: Tabel = [["Program", "Kode", "Sub Kegiatan", *JUDUL_TW]]
    for program in dict.fromkeys(s.program for s in SUB):
        bagian = [s for s in SUB if s.program == program]
        hasil += [[program[1], s.kode, s.nama, *s.realisasi] for s in bagian]
        hasil.append([f"{program[1]} Total", None, None, *jumlah(bagian)[1:]])
    return xlsx([*hasil, ["Grand Total", None, None, *jumlah(SUB)[1:]]])


def judul_diulang_tiap_halaman() -> bytes:
    judul = ["Kode", "Uraian", "Pagu", "Realisasi", None, None, None]
    bawah = [None, None, None, *(f"TW {r}" for r in ROMAWI)]
    isi = tabel_tangan()[1:]
    return xlsx([judul, bawah, *isi[:9], judul, bawah, *isi[9:]])


def unicode_text() -> bytes:
    keluaran = io.StringIO(newline="")
    csv.writer(keluaran, delimiter="\t").writerows(tabel_tangan())
    return keluaran.getvalue().encode("utf-16")


def utf16_titik_koma_tanpa_tanda() -> bytes:
    keluaran = io.StringIO(newline="")
    csv.writer(keluaran, delimiter=";").writerows(tabel_tangan())
    return keluaran.getvalue().encode("utf-16-le")


def csv_dengan_baris_sep() -> bytes:
    keluaran = io.StringIO("sep=;\r\n", newline="")
    keluaran.seek(0, io.SEEK_END)
    csv.writer(keluaran, delimiter=";").writerows(tabel_tangan())
    return keluaran.getvalue().encode()


def dari_libreoffice() -> bytes:
    """As LibreOffice writes it: every attribute is said, also what is not hidden, and styles reach to the last row."""
    baris_tanda = (
        b' customFormat="false" ht="12.8" hidden="false" customHeight="false" outlineLevel="0" collapsed="false">'
    )
    kolom = b'<cols><col collapsed="false" hidden="false" outlineLevel="0" max="1025" min="1" width="11.5"/></cols>'
    sumber, keluaran = zipfile.ZipFile(io.BytesIO(xlsx(tabel_tangan()))), io.BytesIO()
    with zipfile.ZipFile(keluaran, "w", zipfile.ZIP_DEFLATED) as tujuan:
        for nama in sumber.namelist():
            isi = sumber.read(nama)
            if nama.endswith("sheet1.xml"):
                isi = re.sub(rb'<row r="(\d+)"[^>]*>', lambda c: b'<row r="' + c[1] + b'"' + baris_tanda, isi)
                isi = isi.replace(b"<sheetData>", kolom + b"<sheetData>")
                isi = isi.replace(b"</sheetData>", b'<row r="1048576"' + baris_tanda + b"</row></sheetData>")
            tujuan.writestr(nama, isi)
    return keluaran.getvalue()


BETUL: list[Callable[[], bytes]] = [
    dua_tahun_berdampingan, tahun_di_judul_kelompok, bulan_sebagai_tanggal, bulan_dengan_jumlah_triwulan,
    target_realisasi_persen_per_triwulan, anggaran_kas_di_samping, sampai_tanggal, kuartal, tribulan, koma_strip,
    ribuan_berspasi, kode_bersambung_antarkolom, kode_dan_nama_berbaris, kode_berawalan_skpd, jumlah_di_atas,
    subtotal_excel, judul_diulang_tiap_halaman, unicode_text, utf16_titik_koma_tanpa_tanda, csv_dengan_baris_sep,
    dari_libreoffice,
]  # fmt: skip


@pytest.mark.parametrize("buat", BETUL, ids=lambda f: f.__name__)
def test_table_reads_to_the_23_figures(buat: Callable[[], bytes]) -> None:
    bacaan = baca_berkas(buat())
    assert not bacaan.ditolak, bacaan.temuan
    assert [(b.kode_sub, b.realisasi) for b in bacaan.baris] == BENAR


# ---- one quarter, or up to one ----


def bulan_lalu_ini_dan_sampai() -> bytes:
    judul = [
        "Kode",
        "Uraian",
        "Pagu",
        "Realisasi s.d. Bulan Lalu",
        "Realisasi Bulan Ini",
        "Realisasi s.d. Bulan Ini",
        "Sisa",
        "%",
    ]
    isi = baris(lambda s: [s.kode, s.nama, s.perubahan, 0, s.sd[1], s.sd[1], s.perubahan - s.sd[1], "12,3%"])
    return xlsx([["LAPORAN REALISASI ANGGARAN"], ["BULAN : JUNI 2023"], judul, *isi])


def triwulan_lalu_ini_dan_sampai() -> bytes:
    judul = ["Kode", "Uraian", "Realisasi s.d. Triwulan Lalu", "Realisasi Triwulan Ini", "Realisasi s.d. Triwulan Ini"]
    isi = baris(lambda s: [s.kode, s.nama, s.sd[0], s.realisasi[1], s.sd[1]])
    return xlsx([["LAPORAN TRIWULAN II TAHUN 2023"], judul, *isi])


def semester_dan_prognosis() -> bytes:
    judul = ["Kode", "Uraian", "Pagu", "Realisasi Semester I", "Sisa Anggaran s.d. Semester I", "Prognosis"]
    return xlsx([judul, *baris(lambda s: [s.kode, s.nama, s.perubahan, s.sd[1], s.perubahan - s.sd[1], 5])])


@pytest.mark.parametrize("buat", [bulan_lalu_ini_dan_sampai, triwulan_lalu_ini_dan_sampai, semester_dan_prognosis])
def test_table_of_one_period_reads_to_the_end_of_its_quarter(buat: Callable[[], bytes]) -> None:
    bacaan = baca_berkas(buat())
    assert not bacaan.ditolak, bacaan.temuan
    assert [b.realisasi_sd[1] for b in bacaan.baris] == [s.sd[1] for s in SUB]


def test_money_paid_back_keeps_its_sign_however_it_is_written() -> None:
    for tulisan in (-1000, "(1.000)", "-1.000", "(Rp 1.000,00)", "−1000"):
        tabel = tabel_tangan()
        tabel[1][4] = tulisan
        bacaan = baca_berkas(xlsx(tabel))
        assert not bacaan.ditolak and bacaan.baris[0].realisasi[1] == -1000, tulisan


# ---- several sheets ----


def lembar_per_triwulan() -> bytes:
    return to_xlsx(
        *(
            (
                f"TW {r}",
                [
                    [f"REALISASI S.D. TRIWULAN {r}"],
                    ["Kode", "Uraian", "Realisasi"],
                    *([s.kode, s.nama, s.sd[t]] for s in SUB),
                ],
            )
            for t, r in enumerate(ROMAWI)
        )
    )


def test_of_several_sheets_the_chosen_one_is_read() -> None:
    bacaan = baca_berkas(lembar_per_triwulan())
    assert (bacaan.lembar, bacaan.lembar_lain) == ("TW I", ("TW II", "TW III", "TW IV"))
    bacaan = baca_berkas(lembar_per_triwulan(), lembar="TW III")
    assert bacaan.lembar == "TW III" and [b.realisasi_sd[2] for b in bacaan.baris] == [s.sd[2] for s in SUB]


def test_a_sheet_that_cannot_be_read_names_the_others() -> None:
    lembar = to_xlsx(
        *((n, [["Kode", "Uraian", "Realisasi"], [SUB[0].kode, SUB[0].nama, 5]]) for n in ("Januari", "Februari"))
    )
    with pytest.raises(BerkasDitolak) as galat:
        baca_berkas(lembar)
    assert galat.value.lembar == ("Januari", "Februari")


# ---- what would give a wrong figure ----


def kali_seribu() -> bytes:
    judul, *isi = tabel_tangan()
    return xlsx([[*judul[:2], *(f"{j} (x Rp1.000)" for j in judul[2:])], *isi])


def dalam_seribu() -> bytes:
    return xlsx([["(Dalam Rp. 000)"], *tabel_tangan()])


def ribu() -> bytes:
    judul, *isi = tabel_tangan()
    return xlsx([[*judul[:2], *(f"{j} (Rp ribu)" for j in judul[2:])], *isi])


def kecamatan_berdampingan() -> bytes:
    judul = ["Kode", "Uraian", "Kecamatan Pelaihari", *[None] * 3, "Kecamatan Bajuin", *[None] * 3]
    isi = baris(lambda s: [s.kode, s.nama, *s.realisasi, *s.realisasi])
    return xlsx([judul, [None, None, *JUDUL_TW * 2], *isi], "C1:F1", "G1:J1")


def dua_semester() -> bytes:
    judul = ["Kode", "Uraian", "Realisasi Semester I", "Realisasi Semester II"]
    return xlsx([judul, *baris(lambda s: [s.kode, s.nama, s.sd[1], s.sd[3] - s.sd[1]])])


def caturwulan() -> bytes:
    judul = ["Kode", "Uraian", *(f"Realisasi Caturwulan {r}" for r in ROMAWI[:3])]
    return xlsx([judul, *baris(lambda s: [s.kode, s.nama, *s.realisasi[:3]])])


def bulan_tengah() -> bytes:
    judul = ["Kode", "Uraian", "Realisasi s.d. Bulan Ini"]
    return xlsx([["BULAN MEI 2023"], judul, *baris(lambda s: [s.kode, s.nama, s.sd[1]])])


def hanya_bulan_ini() -> bytes:
    return xlsx(
        [
            ["BULAN JUNI 2023"],
            ["Kode", "Uraian", "Pagu", "Realisasi Bulan Ini"],
            *baris(lambda s: [s.kode, s.nama, 1, 1]),
        ]
    )


def hanya_triwulan_ini() -> bytes:
    return xlsx([["Kode", "Uraian", "Pagu", "Realisasi Triwulan Ini"], *baris(lambda s: [s.kode, s.nama, 1, 1])])


def rupiah_dan_persen_dalam_sel() -> bytes:
    return tulis_angka(lambda n: f"{n:,} (25%)".replace(",", "."))


def rumus_jumlah_tanpa_hasil() -> bytes:
    return xlsx([*tabel_tangan(), [None, "JUMLAH", *(f"=SUM({k}2:{k}24)" for k in "CDEFG")]])


def excel_2003_xml() -> bytes:
    return b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>'


def halaman_web_utf16() -> bytes:
    return "<table><tr><td>Kode</td></tr></table>".encode("utf-16")


@pytest.mark.parametrize(
    ("buat", "kata"),
    [
        (kali_seribu, "ribuan atau jutaan"),
        (dalam_seribu, "ribuan atau jutaan"),
        (ribu, "ribuan atau jutaan"),
        (kecamatan_berdampingan, "dua kolom berjudul ini"),
        (dua_semester, "tidak dapat dibagi ke triwulan"),
        (caturwulan, "tidak menyebut triwulan"),
        (bulan_tengah, "tidak menyebut triwulan"),
        (hanya_bulan_ini, "tidak menyebut triwulan"),
        (hanya_triwulan_ini, "tidak menyebut triwulan"),
        (rupiah_dan_persen_dalam_sel, "persen, bukan rupiah"),
        (rumus_jumlah_tanpa_hasil, "rumus yang belum dihitung"),
        (lambda: bulan_dengan_jumlah_triwulan(5), "Jumlah TW 1"),
        (excel_2003_xml, "Excel bentuk lama"),
        (halaman_web_utf16, "halaman web"),
    ],
)
def test_what_would_give_a_wrong_figure_is_refused(buat: Callable[[], bytes], kata: str) -> None:
    pesan: list[str] = []
    try:
        bacaan: Bacaan = baca_berkas(buat())
        pesan = [t.pesan for t in bacaan.temuan if t.menolak]
    except BerkasDitolak as galat:
        pesan = [str(galat)]
    assert any(kata in p for p in pesan), pesan


def test_headings_of_thousands_are_not_seen_where_there_are_none() -> None:
    tabel = [["Pagu Rp 1.000.000 dan maks. 1000 dokumen (max 1.000 orang)"], JUDUL_TANGAN, *tabel_tangan()[1:]]
    assert not baca_berkas(xlsx(tabel)).ditolak
