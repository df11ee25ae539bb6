"""What a workbook hides: hidden rows and columns are still data and said so; a hidden sheet is not chosen while another fits."""

from __future__ import annotations

from typing import Any

from openpyxl import Workbook

from sipd.baca import Bacaan, baca_berkas
from tests.sipd.pembuat import SUB, tabel_realisasi, tabel_tangan, to_xlsx


def baca(ubah: Any, *lembar: tuple[str, Any]) -> Bacaan:
    return baca_berkas(to_xlsx(*(lembar or [("TW", tabel_tangan())]), ubah=ubah))


def list_pesan(bacaan: Bacaan) -> list[str]:
    return [t.pesan for t in bacaan.temuan]


def test_filtered_rows_are_read_and_counted() -> None:
    def saring(buku: Workbook) -> None:
        ws = buku["TW"]
        ws.auto_filter.ref = "A1:G24"
        ws.auto_filter.add_filter_column(0, [SUB[0].kode])
        for n in range(3, 25):
            ws.row_dimensions[n].hidden = True

    bacaan = baca(saring)
    assert len(bacaan.baris) == len(SUB) and not bacaan.ditolak
    assert any("22 baris tersembunyi karena disaring (filter) tetap dibaca" in p for p in list_pesan(bacaan))


def test_hidden_rows_above_the_table_are_not_counted() -> None:
    def sembunyikan(buku: Workbook) -> None:
        buku["TW"].row_dimensions[1].hidden = True
        buku["TW"].row_dimensions[4].hidden = True

    pesan = list_pesan(baca(sembunyikan, ("TW", [["Judul"], *tabel_tangan()])))
    assert any(p.startswith("1 baris tersembunyi tetap dibaca") for p in pesan), pesan


def test_hidden_columns_that_are_read_are_named() -> None:
    def sembunyikan(buku: Workbook) -> None:
        for kolom in "ED":
            buku["TW"].column_dimensions[kolom].hidden = True
        buku["TW"].column_dimensions["Z"].hidden = True

    pesan = list_pesan(baca(sembunyikan))
    assert "2 kolom tersembunyi tetap dibaca: “Realisasi TW I”, “Realisasi TW II”." in pesan


def test_of_two_columns_alike_the_one_that_can_be_seen_is_read() -> None:
    def sembunyikan(buku: Workbook) -> None:
        buku["TW"].column_dimensions["D"].hidden = True

    tabel = [[*b[:3], b[3] if n == 0 else 999_999, *b[3:]] for n, b in enumerate(tabel_tangan())]
    bacaan = baca(sembunyikan, ("TW", tabel))
    assert not bacaan.ditolak, bacaan.temuan
    assert [b.realisasi for b in bacaan.baris] == [s.realisasi for s in SUB]
    assert any("yang tidak tersembunyi" in p for p in list_pesan(bacaan))


def test_a_hidden_sheet_is_not_chosen_even_if_it_is_the_national_one() -> None:
    def sembunyikan(buku: Workbook) -> None:
        buku["SIPD"].sheet_state = "hidden"

    bacaan = baca(sembunyikan, ("SIPD", tabel_realisasi()), ("Rekap", tabel_tangan(SUB[:3])))
    assert bacaan.lembar == "Rekap" and len(bacaan.baris) == 3
    assert "Yang dibaca lembar Rekap. Tidak dibaca: SIPD (tersembunyi)." in list_pesan(bacaan)


def test_what_is_not_hidden_gets_no_note() -> None:
    assert not any("tersembunyi" in p for p in list_pesan(baca(None)))
