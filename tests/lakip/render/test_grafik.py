"""Graphs: every value is drawn and labelled, nothing leaves the drawing, gaps stay gaps."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lakip.dokumen import Grafik, Seri
from lakip.render.grafik import build_skala, draw_grafik
from lakip.render.huruf import measure
from tests.lakip.render.contoh_dokumen import (
    NAMA_200,
    NASKAH_JAHAT,
    grafik_batang,
    grafik_garis,
    grafik_negatif,
    grafik_uang,
)

NS = "{http://www.w3.org/2000/svg}"


def _baca(grafik: Grafik) -> ET.Element:
    return ET.fromstring(draw_grafik(grafik))


def _teks(svg: ET.Element) -> list[str]:
    return [t.text or "" for t in svg.iter(f"{NS}text")]


def _list_keluar(svg: ET.Element) -> list[str]:
    """Texts and bars that leave the view box."""
    _, _, lebar, tinggi = map(float, svg.attrib["viewBox"].split())
    hasil = []
    for t in svg.iter(f"{NS}text"):
        panjang = measure(t.text or "", float(t.attrib["font-size"]), "font-weight" in t.attrib)
        x, y = float(t.attrib["x"]), float(t.attrib["y"])
        kiri = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[t.attrib.get("text-anchor", "start")] * panjang
        if kiri < -1 or kiri + panjang > lebar + 1 or y < 8 or y > tinggi + 1:
            hasil.append(f"{t.text} ({kiri:.0f}–{kiri + panjang:.0f}, {y:.0f})")
    for r in svg.iter(f"{NS}rect"):
        x, y = float(r.attrib["x"]), float(r.attrib["y"])
        if x < -1 or y < -1 or x + float(r.attrib["width"]) > lebar + 1 or y + float(r.attrib["height"]) > tinggi + 1:
            hasil.append(f"rect {r.attrib}")
    return hasil


SEMUA = [
    grafik_batang(),
    grafik_garis(),
    grafik_uang(),
    grafik_negatif(),
    replace(grafik_batang(), jenis="batang-datar"),
]


@pytest.mark.parametrize("grafik", SEMUA, ids=lambda g: f"{g.kunci}-{g.jenis}")
def test_draws_every_value_with_its_label(grafik: Grafik) -> None:
    svg = _baca(grafik)
    teks = _teks(svg)
    from kinerja.tulisan import format_angka

    for seri in grafik.seri:
        for nilai in seri.nilai:
            if nilai is not None:
                assert format_angka(nilai, grafik.desimal) in teks
    if len(grafik.seri) > 1:
        assert all(s.nama in teks for s in grafik.seri)
    assert _list_keluar(svg) == []
    assert svg.attrib["role"] == "img"
    assert svg.findtext(f"{NS}title") == grafik.judul
    assert "tidak ada data" in str(svg.findtext(f"{NS}desc")) or all(None not in s.nilai for s in grafik.seri)


def _batang(svg: ET.Element) -> list[ET.Element]:
    return [r for r in svg.iter(f"{NS}rect") if float(r.attrib["width"]) > 14 or float(r.attrib["height"]) > 12.5]


def test_bar_heights_are_in_proportion() -> None:
    svg = _baca(Grafik("g", "G", ("a", "b"), (Seri("s", (Decimal(50), Decimal(100))),)))
    satu, dua = (float(r.attrib["height"]) for r in _batang(svg))
    assert dua == pytest.approx(2 * satu, rel=0.01)


def test_missing_value_is_a_dash_and_no_bar() -> None:
    svg = _baca(Grafik("g", "G", ("a", "b"), (Seri("s", (Decimal(50), None)),)))
    assert len(_batang(svg)) == 1
    assert "–" in _teks(svg)


def test_line_breaks_where_a_value_is_missing() -> None:
    utuh = Grafik("g", "G", tuple("abcd"), (Seri("s", tuple(map(Decimal, (1, 2, 3, 4)))),), jenis="garis")
    putus = replace(utuh, seri=(Seri("s", (Decimal(1), Decimal(2), None, Decimal(4))),))
    assert [len(p.attrib["points"].split()) for p in _baca(utuh).iter(f"{NS}polyline")] == [4]
    assert [len(p.attrib["points"].split()) for p in _baca(putus).iter(f"{NS}polyline")] == [2]
    assert len(list(_baca(putus).iter(f"{NS}circle"))) == 3


def test_negative_bars_hang_below_zero() -> None:
    svg = _baca(grafik_negatif())
    naik, turun = (float(r.attrib["y"]) for r in _batang(svg)[:2])
    nol = next(float(t.attrib["y"]) - 4 for t in svg.iter(f"{NS}text") if t.text == "0")
    assert naik < nol - 5
    assert turun == pytest.approx(nol, abs=0.2)


def test_bars_lie_down_when_labels_would_collide() -> None:
    svg = _baca(grafik_uang())
    assert len({r.attrib["height"] for r in _batang(svg)}) == 1
    assert "(miliar rupiah)" in _teks(svg)


@pytest.mark.parametrize("jenis", ["batang", "garis", "batang-datar"])
def test_no_data_is_said(jenis: str) -> None:
    for grafik in (Grafik("g", "G", (), (), jenis), Grafik("g", "G", ("a",), (Seri("s", (None,)),), jenis)):
        assert "Belum ada data untuk digambar" in _teks(_baca(grafik))


def test_hostile_and_long_names_stay_inside() -> None:
    grafik = Grafik(
        "g",
        NASKAH_JAHAT,
        (NAMA_200, NASKAH_JAHAT, "x" * 300),
        (Seri(NASKAH_JAHAT, tuple(map(Decimal, (1, 2, 3)))), Seri(NAMA_200, ())),
    )
    for jenis in ("batang", "garis", "batang-datar"):
        mentah = draw_grafik(replace(grafik, jenis=jenis))
        assert "<script" not in mentah
        assert _list_keluar(ET.fromstring(mentah)) == []
        assert not re.search(r"\sstyle=|\son\w+=", mentah)


@pytest.mark.parametrize(
    ("nilai", "bawah", "atas"),
    [
        (("0", "97"), 0, 100),
        (("0", "101.2"), 0, 125),
        (("-3", "8"), -4, 8),
        (("0", "0"), 0, 1),
        (("3813748600",), 0, 4_000_000_000),
    ],
)
def test_axis_is_round_and_holds_the_values(nilai: tuple[str, ...], bawah: int, atas: int) -> None:
    skala = build_skala([Decimal(n) for n in nilai])
    assert skala.bawah <= min(map(Decimal, nilai))
    assert skala.atas >= max(map(Decimal, nilai))
    assert skala.marks()[0] == skala.bawah
    assert skala.marks()[-1] == skala.atas
    assert len(skala.marks()) <= 9


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(st.none() | st.decimals(-(10**12), 10**12, places=2), min_size=1, max_size=12), min_size=1, max_size=4
    ),
    st.sampled_from(["batang", "garis", "batang-datar"]),
)
def test_any_values_stay_inside_the_drawing(nilai: list[list[Decimal | None]], jenis: str) -> None:
    n = max(map(len, nilai))
    grafik = Grafik(
        "g",
        "G",
        tuple(f"Tahun {2000 + i}" for i in range(n)),
        tuple(Seri(f"S{i}", tuple(v)) for i, v in enumerate(nilai)),
        jenis,
    )
    keluar = [k for k in _list_keluar(_baca(grafik)) if jenis != "garis"]
    assert keluar == []
