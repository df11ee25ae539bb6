"""The pages as laid out: nothing runs off, heads repeat, rows and signatures stay whole, headings are not left alone."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import Any

import pytest
from weasyprint.formatting_structure import boxes

from lakip.dokumen import Baris, Dokumen, Jenis, Kolom, Sel, Tabel, walk_bab
from lakip.render.blok import Butir, arrange
from lakip.render.pdf import Tata, layout
from tests.lakip.render.contoh_dokumen import (
    KATA_PANJANG,
    NAMA_200,
    alinea,
    build_kecil,
    tabel_kinerja,
    tabel_lebar,
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


def test_signatures_do_not_split(tata: Tata) -> None:
    blok = _halaman_per_elemen(
        tata, lambda k: k.element is not None and k.element_tag == "div" and "tt" in k.element.get("class", "").split()
    )
    assert len(blok) == 4
    assert all(len(h) == 1 for h in blok.values())


def test_captions_stay_with_their_table(tata: Tata) -> None:
    jumlah = 0
    for halaman in tata.dokumen.pages:
        for k in _utama(halaman):
            if isinstance(k, boxes.BlockBox) and k.is_table_wrapper:
                ada = [c for c in walk_kotak(k) if isinstance(c, boxes.TableCaptionBox)]
                if ada:
                    jumlah += 1
                    badan = [g for g in walk_kotak(k) if isinstance(g, boxes.TableRowGroupBox) and not g.is_header]
                    assert sum(len(g.children) for g in badan) >= 1
    assert jumlah == 13


def test_headings_are_not_left_at_the_foot(tata: Tata) -> None:
    jumlah = 0
    for n, halaman in enumerate(tata.dokumen.pages, 1):
        kotak = _utama(halaman)
        judul = [k for k in kotak if re.fullmatch(r"h[1-5]", k.element_tag or "") and isinstance(k, boxes.BlockBox)]
        isi = [
            k.position_y
            for k in kotak
            if isinstance(k, boxes.TextBox | boxes.ReplacedBox)
            and not re.match(r"h[1-5]|span|caption|figcaption", k.element_tag or "")
        ]
        for k in judul:
            jumlah += 1
            assert any(y >= k.position_y + k.height - 1 for y in isi), f"halaman {n}"
    assert jumlah > 25


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


def test_running_header_names_document_and_chapter(tata: Tata, dokumen: Dokumen) -> None:
    kepala = [
        "".join(
            k.text
            for m in h._page_box.children
            if isinstance(m, boxes.MarginBox)
            for k in walk_kotak(m)
            if isinstance(k, boxes.TextBox)
        )
        for h in tata.dokumen.pages
    ]
    assert kepala[0] == ""
    assert kepala[tata.depan] == f"{dokumen.judul}BAB I Pendahuluan1"


def test_landscape_takes_its_heading_along() -> None:
    judul, pendek, panjang = Butir("J", judul=True), Butir("p", bobot=100), Butir("P", bobot=5000)
    lebar = Butir("L", lanskap=True)
    assert arrange([judul, pendek, lebar]) == [(True, "JpL")]
    assert arrange([judul, panjang, judul, lebar]) == [(False, "JP"), (True, "JL")]
    assert arrange([judul, panjang, judul, pendek, lebar, pendek, lebar]) == [(False, "JP"), (True, "JpLpL")]
    assert arrange([judul, panjang, lebar, panjang]) == [(False, "JP"), (True, "L"), (False, "P")]
    assert arrange([judul, panjang, lebar, pendek]) == [(False, "JP"), (True, "Lp")]
    assert arrange([judul, panjang, pendek, lebar]) == [(False, "JPp"), (True, "L")]
    assert arrange([judul, Butir("G"), lebar]) == [(False, "JG"), (True, "L")]


def test_undefined_figures_are_explained_under_the_table() -> None:
    teks = text_halaman(layout(build_kecil(tabel_kinerja("a"))))[0]
    assert "–a" in teks and "–b" in teks
    assert "a belum diisi." in teks and "b target nol." in teks
