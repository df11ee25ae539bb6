"""Planning tables, and the letters they are measured with."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lakip.dokumen import Baris, Jenis, Kolom, Sel, Tabel
from lakip.render.huruf import MUKA, clean_teks, measure, read_huruf, wrap
from lakip.render.tata import plan_tabel
from tests.lakip.render.contoh_dokumen import KALIMAT, tabel_anggaran, tabel_kinerja, tabel_lebar, uang


@pytest.mark.parametrize("tabel", [tabel_kinerja("a"), tabel_anggaran("b"), tabel_lebar("c")], ids=lambda t: t.kunci)
def test_widths_fill_the_line(tabel: Tabel) -> None:
    tata = plan_tabel(tabel)
    assert sum(tata.lebar) == pytest.approx(100)
    assert len(tata.lebar) == len(tabel.kolom)
    assert tata.lanskap == tabel.lanskap
    assert 7.5 <= tata.ukuran <= 9


def test_figures_all_have_the_same_width() -> None:
    for tebal in (False, True):
        assert len({measure(d, 10, tebal) for d in "0123456789"}) == 1


def test_long_text_gets_more_room_than_a_number_of_order() -> None:
    tabel = Tabel(
        "t", "T", (Kolom("No", Jenis.TENGAH), Kolom("Uraian")), tuple(Baris((Sel("1"), Sel(k))) for k in KALIMAT)
    )
    no, uraian = plan_tabel(tabel).lebar
    assert uraian > 8 * no


def test_given_shares_are_kept_where_they_fit() -> None:
    kolom = (Kolom("A", lebar=1), Kolom("B", lebar=3))
    lebar = plan_tabel(Tabel("t", "T", kolom, (Baris((Sel("x"), Sel("y"))),))).lebar
    assert lebar[1] / lebar[0] == pytest.approx(3, rel=0.15)


def test_upright_table_of_many_money_columns_turns() -> None:
    kolom = tuple(Kolom(f"K{i}", Jenis.UANG) for i in range(11))
    tabel = Tabel("t", "T", kolom, (Baris(tuple(uang(10**10) for _ in kolom)),))
    assert plan_tabel(tabel).lanskap
    assert not plan_tabel(
        replace(tabel, kolom=kolom[:5], baris=(Baris(tuple(uang(10**10) for _ in range(5))),))
    ).lanskap


def test_fonts_show_what_reports_print() -> None:
    perlu = "–—≥≤√✓÷×±²’“”…•→↑↓°−½Σλ"
    assert clean_teks(perlu) == perlu
    assert clean_teks("✔\uf0b7\u202f\x07") == "✓•\u00a0"
    assert clean_teks("中😀") == "??"


def test_reads_only_its_own_font_files() -> None:
    assert all(len(read_huruf(berkas)) > 50_000 for _, berkas in MUKA.values())
    with pytest.raises(KeyError):
        read_huruf("../LICENSE.txt")


def test_wrapped_lines_are_never_too_wide() -> None:
    for teks in (*KALIMAT, "x" * 200, ""):
        baris = wrap(teks, 100, 11)
        assert all(measure(b, 11) <= 100 for b in baris)
        assert "".join(baris).replace(" ", "") == teks.replace(" ", "")
    assert wrap(KALIMAT[0], 100, 11, maks=2)[1].endswith("…")


def test_wider_typeface_gets_smaller_type_or_a_wider_page() -> None:
    tabel = tabel_lebar("a")
    biasa, gemuk = plan_tabel(tabel), plan_tabel(tabel, 1.3)
    assert (gemuk.ukuran, gemuk.rapat) < (biasa.ukuran, True)
    assert sum(gemuk.lebar) == pytest.approx(100)
