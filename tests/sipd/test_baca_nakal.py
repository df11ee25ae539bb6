"""Files that are no tables, or are meant to do harm: refused with a sentence, never with anything else."""

from __future__ import annotations

import datetime
import io
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from sipd.baca import BerkasDitolak, baca_berkas, berkas
from tests.sipd.pembuat import (
    JUDUL_ANGGARAN,
    JUDUL_JURNAL,
    JUDUL_REALISASI,
    JUDUL_TANGAN,
    SUB,
    list_dokumen,
    tabel_kolom,
    tabel_realisasi,
    tabel_tangan,
    to_csv,
    to_xlsx,
)


def tolak(isi: bytes, kata: str) -> None:
    with pytest.raises(BerkasDitolak, match=kata):
        baca_berkas(isi)


def ganti(ubah: Callable[[str, bytes], bytes]) -> bytes:
    """Return a good workbook with its parts changed."""
    hasil = io.BytesIO()
    asal = io.BytesIO(to_xlsx(("TW", tabel_tangan())))
    with zipfile.ZipFile(asal) as lama, zipfile.ZipFile(hasil, "w", zipfile.ZIP_DEFLATED) as baru:
        for nama in lama.namelist():
            baru.writestr(nama, ubah(nama, lama.read(nama)))
    return hasil.getvalue()


def ganti_lembar(lama: bytes, baru: bytes) -> bytes:
    return ganti(lambda nama, isi: isi.replace(lama, baru) if nama.endswith("sheet1.xml") else isi)


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        (b"", "0 byte"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), r"\.xls lama atau dikunci"),
        (b"%PDF-1.7 dan seterusnya", "PDF"),
        (b"\n <html><table><tr><td>Kode</td></tr></table></html>", "halaman web"),
        (b"{\\rtf1", "dokumen Word"),
        (b"PK\x03\x04rusak", "bukan buku kerja Excel"),
        (bytes(2000), "bukan CSV"),
        (b"Kode;Uraian\n1;2\n", "Tidak ada"),
        (b"hanya teks", "Tidak ada judul kolom"),
        (b"\n\n", "Tidak ada judul kolom"),
    ],
)
def test_file_that_is_no_table_is_named(isi: bytes, kata: str) -> None:
    tolak(isi, kata)


def test_empty_workbook() -> None:
    tolak(to_xlsx(("Kosong", [])), "Tidak ada judul kolom")


def test_file_larger_than_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(berkas, "UKURAN_TERBESAR", 100)
    tolak(to_csv(tabel_tangan()), "30 MB")


@pytest.mark.parametrize("nama", ["BARIS_TERBANYAK", "SEL_TERBANYAK"])
@pytest.mark.parametrize("buat", [lambda: to_xlsx(("A", tabel_tangan())), lambda: to_csv(tabel_tangan())])
def test_more_rows_or_cells_than_allowed(nama: str, buat: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(berkas, nama, 10)
    tolak(buat(), "terlalu besar")


def test_more_columns_than_allowed() -> None:
    tolak(to_xlsx(("A", [[*range(400)]])), "lebih dari 150 kolom")
    tolak(to_csv([[*range(400)]]), "lebih dari 150 kolom")


def test_bomb_is_not_unpacked() -> None:
    hasil = io.BytesIO()
    with zipfile.ZipFile(hasil, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("xl/workbook.xml", b"<a/>" + b" " * 120_000_000)
    tolak(hasil.getvalue(), "mengembang tidak wajar")


def test_entities_are_not_followed() -> None:
    jahat = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]><worksheet '
    tolak(ganti_lembar(b"<worksheet ", jahat), "rusak")


def test_row_far_beyond_a_sheet_does_not_hang() -> None:
    mulai = time.process_time()
    tolak(ganti_lembar(b'<row r="24">', b'<row r="99999999999">'), "Excel")
    assert time.process_time() - mulai < 30


def test_merged_cells_without_end_are_ignored() -> None:
    gabung = b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    bacaan = baca_berkas(ganti_lembar(b"</sheetData>", gabung))
    assert len(bacaan.baris) == 23


def test_macro_is_not_run_and_the_table_is_read() -> None:
    isi = io.BytesIO(to_xlsx(("TW", tabel_tangan())))
    with zipfile.ZipFile(isi, "a") as z:
        z.writestr("xl/vbaProject.bin", b"makro")
    assert len(baca_berkas(isi.getvalue()).baris) == 23


def test_long_cells_cost_no_time() -> None:
    mulai = time.process_time()
    for buruk in ("1" * 5000, "1." * 2500, "(" * 5000, " 7.01" * 1000, "tw " * 1600, "Kode " * 1000, "-" * 5000 + "x"):
        judul = [buruk] * 140
        for tabel in ([judul, judul, judul, *tabel_tangan()], [*tabel_tangan(), *([[buruk] * 8] * 20)]):
            try:
                baca_berkas(to_csv(tabel))
            except BerkasDitolak:
                continue
    assert time.process_time() - mulai < 30


def test_year_of_a_large_kecamatan_is_read_in_reasonable_time() -> None:
    dokumen = [d for n in range(2, 28) for d in list_dokumen([_beri_nomor(s, n) for s in SUB])]
    mulai = time.process_time()
    bacaan = baca_berkas(to_csv(tabel_realisasi(dokumen)))
    assert len(bacaan.baris) > 3000
    assert time.process_time() - mulai < 30


def _beri_nomor(sub: Any, n: int) -> Any:
    return replace(sub, kode=f"{sub.kode[:-2]}{sub.kode[-2:]}{n:02}")


# ---- junk ----

ANGKA = st.integers(-(10**17), 10**17) | st.floats(allow_nan=False, allow_infinity=False, width=32)
KATA = st.sampled_from(
    [
        "", "-", "null", "Jumlah", "Total Program", "7.01", "7.01.01.2.01.01", "5.1.02", "Kecamatan A", "Kelurahan B", "1.250",
        "25 %", "7 Januari 2023", "32 Januari 2023", "SPP", "LS", "TBP", "TW II", "s.d.", "#REF!", "2023", "=1+1",
        "7.01.0.00.0.00.06.0000",
    ]
)  # fmt: skip
TEKS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20)
SEL = st.none() | KATA | TEKS | ANGKA | st.booleans() | st.dates(datetime.date(1950, 1, 1), datetime.date(2090, 1, 1))
RESMI = [*JUDUL_REALISASI, *JUDUL_ANGGARAN, *JUDUL_JURNAL]
JUDUL = st.sampled_from([*RESMI, *JUDUL_TANGAN, *tabel_kolom()[1], "SKPD", "Fisik", "Realisasi"])
BARIS = st.lists(SEL, max_size=10)
BENTUK = st.sampled_from([JUDUL_TANGAN, JUDUL_REALISASI, JUDUL_ANGGARAN, JUDUL_JURNAL, tabel_kolom()[1]])
TABEL = st.tuples(
    st.lists(BARIS, max_size=3), BENTUK | st.lists(JUDUL, max_size=14), st.lists(st.lists(SEL, max_size=45), max_size=8)
).map(lambda t: [*t[0], t[1], *t[2]])
PELAN = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def baca_saja(isi: bytes) -> None:
    try:
        baca_berkas(isi)
    except BerkasDitolak as galat:
        assert str(galat).endswith((".", ")"))


@PELAN
@given(st.binary(max_size=400) | st.binary(max_size=100).map(b"PK\x03\x04".__add__))
def test_any_bytes_are_refused_or_read(isi: bytes) -> None:
    baca_saja(isi)


@PELAN
@given(TABEL)
def test_any_csv_is_refused_or_read(tabel: list[list[Any]]) -> None:
    baca_saja(to_csv(tabel))


@PELAN
@given(TABEL)
def test_any_sheet_is_refused_or_read(tabel: list[list[Any]]) -> None:
    buku = Workbook()
    assert buku.active is not None
    for baris in tabel:
        buku.active.append(baris)
    keluaran = io.BytesIO()
    buku.save(keluaran)
    baca_saja(keluaran.getvalue())


@PELAN
@given(st.integers(0, 3000), st.binary(min_size=1, max_size=4))
def test_any_damage_is_refused_or_read(letak: int, isi: bytes) -> None:
    baik = to_xlsx(("TW", tabel_tangan(SUB[:3])))
    baca_saja(baik[:letak] + isi + baik[letak + len(isi) :])
