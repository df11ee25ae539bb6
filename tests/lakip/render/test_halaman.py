"""The pages as laid out: nothing runs off, heads repeat, rows and signatures stay whole, headings are not left alone."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import Any

import pytest
from weasyprint.formatting_structure import boxes

from lakip.dokumen import (
    Bab,
    Baris,
    Dokumen,
    Jenis,
    Kertas,
    Kolom,
    Paragraf,
    Potongan,
    Sampul,
    Sel,
    SubJudul,
    Tabel,
    walk_bab,
)
from lakip.render.blok import Butir, Halaman, arrange
from lakip.render.pdf import Tata, layout
from tests.lakip.render.contoh_dokumen import (
    KATA_PANJANG,
    NAMA_200,
    alinea,
    build_kecil,
    pohon,
    tabel_anggaran,
    tabel_kinerja,
    tabel_lebar,
    tanda_tangan,
    uang,
)
from tests.lakip.render.halaman import list_keluar, text_halaman, walk_kotak


def _utama(halaman: Any) -> list[Any]:
    return [k for anak in halaman._page_box.children if not isinstance(anak, boxes.MarginBox) for k in walk_kotak(anak)]


def test_nothing_leaves_its_page_or_cell(tata: Tata) -> None:
    assert list_keluar(tata) == []


def test_checker_notices_what_leaves() -> None:
    tata = layout(build_kecil(alinea(1)))
    kotak = next(k for k in _utama(tata.dokumen.pages[0]) if isinstance(k, boxes.TextBox))
    kotak.position_x += 600
    assert list_keluar(tata)


@pytest.mark.parametrize("n", [4, 9, 14, 22, 30])
def test_money_columns_never_run_off(n: int) -> None:
    kolom = (Kolom("Uraian"), *(Kolom(f"Tahun {2000 + i}", Jenis.UANG) for i in range(n)))
    baris = tuple(Baris((Sel("Belanja"), *(uang(10**9 + i) for i in range(n)))) for _ in range(3))
    assert list_keluar(layout(build_kecil(Tabel("t", "Banyak kolom", kolom, baris)))) == []


def test_long_words_and_names_stay_in_narrow_cells() -> None:
    kolom = tuple(Kolom(f"Kolom {i}") for i in range(8))
    baris = (Baris((Sel(KATA_PANJANG), Sel(NAMA_200), *(Sel("Pertanggungjawaban") for _ in range(6)))),)
    assert list_keluar(layout(build_kecil(Tabel("t", KATA_PANJANG, kolom, baris), alinea(1)))) == []


def test_landscape_tables_get_landscape_pages(tata: Tata) -> None:
    for halaman in tata.dokumen.pages:
        teks = "".join(k.text for k in _utama(halaman) if isinstance(k, boxes.TextBox))
        if "Triwulan III" in teks and "Hambatan dan solusi" in teks:
            assert halaman.width > halaman.height


def test_table_too_wide_for_upright_turns() -> None:
    tata = layout(build_kecil(replace(tabel_lebar("x", 3), lanskap=False)))
    assert tata.dokumen.pages[0].width > tata.dokumen.pages[0].height


def test_heads_repeat_on_every_page(tata: Tata) -> None:
    halaman = [t for t in text_halaman(tata) if "Rekomendasi nomor" in t]
    assert len(halaman) >= 3
    assert all("Tindak lanjut" in t and "Bukti" in t for t in halaman)


def _halaman_per_elemen(tata: Tata, pilih: Any) -> dict[Any, set[int]]:
    hasil: dict[Any, set[int]] = defaultdict(set)
    for n, halaman in enumerate(tata.dokumen.pages):
        for k in _utama(halaman):
            if pilih(k):
                hasil[k.element].add(n)
    return hasil


def test_rows_do_not_split(tata: Tata) -> None:
    baris = _halaman_per_elemen(
        tata, lambda k: isinstance(k, boxes.TableRowBox) and k.element is not None and k.element.find("td") is not None
    )
    isi = {e: h for e, h in baris.items() if "urut" not in e.get("class", "")}
    assert len(isi) > 150
    assert all(len(h) == 1 for h in isi.values())


def test_signatures_do_not_split(tata: Tata, tangga: Tata) -> None:
    for contoh, jumlah in ((tata, 4), (tangga, 32)):
        blok = _halaman_per_elemen(contoh, lambda k: "tt" in _kelas(k))
        assert len(blok) == jumlah
        assert all(len(h) == 1 for h in blok.values())


def test_who_signs_stands_level_above_and_names_below() -> None:
    (halaman,) = layout(build_kecil(tanda_tangan(2))).dokumen.pages
    letak = {k.text: k.position_y for k in walk_kotak(halaman._page_box) if isinstance(k, boxes.TextBox)}
    assert letak["Pihak Kedua,"] == letak["Pihak Pertama,"] > letak["Contoh, 31 Januari 2024"]
    assert letak["Nama Bupati"] == letak["Nama Camat, S.STP., M.Si."]


def _kelas(kotak: Any) -> list[str]:
    return [] if kotak.element is None else str(kotak.element.get("class", "")).split()


def test_captions_stay_with_their_table(tata: Tata) -> None:
    _check_judul_tabel(tata, 13)


def _check_judul_tabel(tata: Tata, harap: int) -> None:
    jumlah = 0
    for halaman in tata.dokumen.pages:
        for k in _utama(halaman):
            if isinstance(k, boxes.BlockBox) and k.is_table_wrapper:
                ada = [c for c in walk_kotak(k) if isinstance(c, boxes.TableCaptionBox)]
                if ada:
                    jumlah += 1
                    badan = [g for g in walk_kotak(k) if isinstance(g, boxes.TableRowGroupBox) and not g.is_header]
                    assert sum(len(g.children) for g in badan) >= 2
    assert jumlah == harap


@pytest.fixture(scope="module")
def tangga() -> Tata:
    """Chapters that differ by a line, so that in some of them a heading or a table comes to the very foot of the page."""
    baris = Paragraf((Potongan("Baris pendek."),))
    bab = []
    for n in range(24, 40):
        anak = Bab(f"anak-{n}", "Judul yang mencari kawan", (SubJudul("Sub judul"), alinea(3)))
        bab.append(Bab(f"judul-{n}", "Judul", (baris,) * n, (anak,)))
        bab.append(Bab(f"surat-{n}", "Surat", ((baris,) * n + (tanda_tangan(2),))))
        bab.append(Bab(f"tabel-{n}", "Tabel", ((baris,) * n + (tabel_kinerja(f"t-{n}", 5), tanda_tangan()))))
    return layout(replace(build_kecil(), bab=tuple(bab)))


def _list_judul_terlantar(tata: Tata) -> tuple[int, list[str]]:
    """Count the headings, and name those with nothing under them on their page."""
    jumlah, terlantar = 0, []
    for n, halaman in enumerate(tata.dokumen.pages, 1):
        kotak = _utama(halaman)
        isi = [
            k.position_y
            for k in kotak
            if isinstance(k, boxes.TextBox | boxes.ReplacedBox)
            and not any(k in list(walk_kotak(j)) for j in kotak if _is_judul(j))
        ]
        for k in filter(_is_judul, kotak):
            jumlah += 1
            if not any(y >= k.position_y + k.height - 1 for y in isi):
                terlantar.append(f"halaman {n}")
    return jumlah, terlantar


def _is_judul(kotak: Any) -> bool:
    if not isinstance(kotak, boxes.BlockBox) or kotak.element is None:
        return False
    return bool(re.fullmatch(r"h[1-5]", kotak.element_tag)) or kotak.element.get("class") == "subjudul"


def test_headings_are_not_left_at_the_foot(tata: Tata, tangga: Tata) -> None:
    for contoh in (tata, tangga):
        jumlah, terlantar = _list_judul_terlantar(contoh)
        assert jumlah > 25
        assert terlantar == []


def test_tables_begin_with_rows_and_signatures_follow_something(tangga: Tata) -> None:
    assert list_keluar(tangga) == []
    _check_judul_tabel(tangga, 16)
    for halaman in tangga.dokumen.pages:
        kotak = _utama(halaman)
        for t in (k for k in kotak if "tt" in _kelas(k)):
            assert any(isinstance(k, boxes.TextBox) and k.position_y < t.position_y for k in kotak)


def test_contents_print_the_page_of_each_chapter(tata: Tata, dokumen: Dokumen) -> None:
    daftar = "".join(text_halaman(tata)[: tata.depan])
    letak = {a: i for i, h in enumerate(tata.dokumen.pages) for a in h.anchors}
    for tingkat, bab in walk_bab(replace(dokumen, depan=())):
        if tingkat <= 3:
            judul = bab.judul.upper() if tingkat == 1 else bab.judul
            nomor = letak[bab.kunci] - tata.depan + 1
            assert re.search(re.escape(judul) + rf"[ .]*{nomor}(?=\D|\d\.|$)", daftar), bab.judul


def test_lists_in_front_matter_use_roman_numbers(tata: Tata) -> None:
    daftar = "".join(text_halaman(tata)[: tata.depan])
    assert re.search(r"KATA PENGANTAR[ .]*ii", daftar)
    assert re.search(r"Ringkasan triwulan[ .]*iv", daftar)


def list_kepala(tata: Tata) -> list[str]:
    """What stands in the margins of each page."""
    return [
        "".join(
            k.text
            for m in h._page_box.children
            if isinstance(m, boxes.MarginBox)
            for k in walk_kotak(m)
            if isinstance(k, boxes.TextBox)
        )
        for h in tata.dokumen.pages
    ]


def test_running_header_names_document_and_chapter(tata: Tata, dokumen: Dokumen) -> None:
    kepala = list_kepala(tata)
    assert kepala[0] == ""
    assert kepala[tata.depan] == f"{dokumen.judul}BAB I Pendahuluan1"


def test_letter_has_its_letterhead_instead_of_a_header_and_one_title_after_that() -> None:
    sampul = Sampul("Surat", "Kecamatan Satu", "Kabupaten", 2023, ("Kecamatan Satu",), halaman=False)
    isi = tuple(alinea(5) for _ in range(12))
    surat = Dokumen("pk", "satu", 2023, "Surat", sampul, (), (Bab("a", "Surat", isi, bernomor=False),), berdaftar=False)
    kepala = list_kepala(layout(surat))
    assert len(kepala) > 1
    assert kepala[:2] == ["1", "Surat2"]


def test_signature_stays_with_the_landscape_table_it_signs() -> None:
    ttd = tanda_tangan()
    tata = layout(build_kecil(replace(tabel_anggaran("a", 1, 1), lanskap=True), ttd))
    assert len(tata.dokumen.pages) == 1
    tata = layout(build_kecil(replace(tabel_anggaran("a", 1, 1), lanskap=True), *(alinea(5) for _ in range(3)), ttd))
    assert [h.width > h.height for h in tata.dokumen.pages] == [True, False]  # after much text it goes with the text


def test_landscape_takes_its_heading_along() -> None:
    judul, pendek, panjang = Butir("J", judul=True), Butir("p", bobot=100), Butir("P", bobot=5000)
    datar, tegak = Halaman.LANSKAP, Halaman.TEGAK
    lebar = Butir("L", datar)
    assert arrange([judul, pendek, lebar]) == [(datar, "JpL")]
    assert arrange([judul, panjang, judul, lebar]) == [(tegak, "JP"), (datar, "JL")]
    assert arrange([judul, panjang, judul, pendek, lebar, pendek, lebar]) == [(tegak, "JP"), (datar, "JpLpL")]
    assert arrange([judul, panjang, lebar, panjang]) == [(tegak, "JP"), (datar, "L"), (tegak, "P")]
    assert arrange([judul, panjang, lebar, pendek]) == [(tegak, "JP"), (datar, "Lp")]
    assert arrange([judul, panjang, pendek, lebar]) == [(tegak, "JPp"), (datar, "L")]
    assert arrange([judul, Butir("G"), lebar]) == [(tegak, "JG"), (datar, "L")]


def test_text_before_a_large_page_goes_on_it_and_what_follows_on_the_next() -> None:
    judul, pendek = Butir("J", judul=True), Butir("p", bobot=100)
    besar, datar = Butir("B", Halaman.LANSKAP_A3), Butir("L", Halaman.LANSKAP)
    assert arrange([judul, besar, pendek, datar, pendek]) == [(Halaman.LANSKAP_A3, "JB"), (Halaman.LANSKAP, "pLp")]
    assert arrange([judul, besar, pendek]) == [(Halaman.LANSKAP_A3, "JBp")]


def test_a_drawing_that_needs_it_is_printed_on_a3() -> None:
    bagan = replace(pohon("x", 9), kertas=Kertas.A3)
    tata = layout(build_kecil(bagan, replace(tabel_anggaran("a", 1, 1), lanskap=True)))
    ukuran = [(round(h.width / 96 * 25.4), round(h.height / 96 * 25.4)) for h in tata.dokumen.pages]
    assert ukuran == [(420, 297), (297, 210)]
    assert layout(build_kecil(replace(bagan, kertas=Kertas.A4))).dokumen.pages[0].width < 297 / 25.4 * 97


def test_undefined_figures_are_explained_under_the_table() -> None:
    teks = text_halaman(layout(build_kecil(tabel_kinerja("a"))))[0]
    assert "–a" in teks and "–b" in teks
    assert "a belum diisi." in teks and "b target nol." in teks
