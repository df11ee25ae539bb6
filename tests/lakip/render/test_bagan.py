"""Trees: every box is drawn, none overlaps another or leaves the page, text stays readable."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise

import pytest

from lakip.dokumen import Bagan, Kertas, Simpul
from lakip.render.bagan import (
    LEBAR_A3,
    LEBAR_LANSKAP,
    LEBAR_TEGAK,
    TINGGI_A3,
    TINGGI_LANSKAP,
    TINGGI_TEGAK,
    choose_kertas,
    draw_bagan,
    paint_bagan,
)
from lakip.render.huruf import measure
from tests.lakip.render.contoh_dokumen import KATA_PANJANG, NAMA_200, NASKAH_JAHAT, bagan_organisasi, pohon

NS = "{http://www.w3.org/2000/svg}"


def _kotak(svg: ET.Element) -> list[tuple[float, float, float, float]]:
    return [tuple(float(r.attrib[a]) for a in ("x", "y", "width", "height")) for r in svg.iter(f"{NS}rect")]  # type: ignore[misc]


def _hitung(simpul: Simpul) -> int:
    return 1 + sum(map(_hitung, (*simpul.anak, *simpul.samping)))


SEMUA = [
    bagan_organisasi(),
    pohon("a", 2),
    pohon("b", 7),
    pohon("c", 2, lanskap=False),
    pohon("d", 14, lanskap=False),
    replace(pohon("e", 9), kertas=Kertas.A3, rata_kiri=True),
    Bagan("satu", "Satu kotak", Simpul(("Camat",))),
    Bagan(
        "panjang",
        "Teks panjang",
        Simpul((NAMA_200, KATA_PANJANG), (Simpul((NASKAH_JAHAT,)), Simpul(("B",), (Simpul(("C",)),)))),
    ),
    Bagan("lebar", "Banyak anak", Simpul(("Camat",), tuple(Simpul((f"Kelurahan {i}", "Lurah")) for i in range(40)))),
]


@pytest.mark.parametrize("bagan", SEMUA, ids=lambda b: b.kunci)
def test_boxes_fit_and_do_not_overlap(bagan: Bagan) -> None:
    lebar, tinggi = (LEBAR_LANSKAP, TINGGI_LANSKAP) if bagan.lanskap else (LEBAR_TEGAK, TINGGI_TEGAK)
    if choose_kertas(bagan) is Kertas.A3:
        lebar, tinggi = LEBAR_A3, TINGGI_A3
    bagian = [ET.fromstring(s) for s in draw_bagan(bagan)]
    ulang = 0
    for i, svg in enumerate(bagian):
        assert float(svg.attrib["width"]) <= lebar + 0.1
        assert float(svg.attrib["height"]) <= tinggi + 0.1
        x0, y0, w, t = map(float, svg.attrib["viewBox"].split())
        skala = float(svg.attrib["width"]) / w
        assert skala * 11 >= 8.4, "text under 6.3 pt"
        kotak = _kotak(svg)
        ulang += i > 0
        for n, (x, y, kw, kt) in enumerate(kotak):
            assert x0 <= x and y0 <= y and x + kw <= x0 + w + 0.1 and y + kt <= y0 + t + 0.1
            for a, b, c, d in kotak[n + 1 :]:
                assert x + kw <= a + 0.1 or a + c <= x + 0.1 or y + kt <= b + 0.1 or b + d <= y + 0.1
        for teks in svg.iter(f"{NS}text"):
            pusat, setengah = float(teks.attrib["x"]), measure(teks.text or "", 11, "font-weight" in teks.attrib) / 2
            if "text-anchor" not in teks.attrib:
                pusat += setengah
            assert any(x <= pusat - setengah and pusat + setengah <= x + kw for x, _, kw, _ in kotak), teks.text
    if bagan.kunci != "d":
        jumlah = sum(len(_kotak(s)) for s in bagian)
        assert jumlah >= _hitung(bagan.akar)
        assert jumlah <= _hitung(bagan.akar) + ulang * (1 + len(bagan.akar.samping))


def test_a_drawing_takes_a3_only_where_it_may_and_must() -> None:
    kecil, besar = pohon("k", 1), pohon("b", 9)
    assert choose_kertas(besar) is Kertas.A4
    assert choose_kertas(replace(besar, kertas=Kertas.A3)) is Kertas.A3
    assert choose_kertas(replace(kecil, kertas=Kertas.A3)) is Kertas.A4
    assert choose_kertas(replace(besar, kertas=Kertas.A3, lanskap=False)) is Kertas.A4
    assert len(draw_bagan(replace(besar, kertas=Kertas.A3))) < len(draw_bagan(besar))


def test_sentences_begin_at_the_edge_of_their_box() -> None:
    bagan = Bagan("x", "X", Simpul(("Camat", "Satu kalimat")), rata_kiri=True)
    nama, kalimat = ET.fromstring(draw_bagan(bagan)[0]).iter(f"{NS}text")
    assert (nama.attrib.get("text-anchor"), kalimat.attrib.get("text-anchor")) == ("middle", None)
    assert [p.rata_kiri for p in paint_bagan(bagan)[0].petak] == [True]


def test_every_name_is_drawn_on_some_part() -> None:
    gabung = "".join(draw_bagan(pohon("d", 14, lanskap=False)))
    for i in range(1, 15):
        assert f">Sasaran {i}<" in gabung
        assert f">Kegiatan {i}.2.3<" in gabung


@pytest.mark.parametrize("cabang", [0, 1, 4])
def test_forty_boxes_stay_readable_however_they_hang(cabang: int) -> None:
    """All below one deputy, below four of his, or side by side: each part repeats the posts above it."""
    uraian = "Meningkatnya kualitas penyelenggaraan pelayanan administrasi kepada seluruh masyarakat kecamatan"

    def pejabat(nama: str, anak: tuple[Simpul, ...] = ()) -> Simpul:
        return Simpul((nama, uraian, f"• {uraian}: 100 %"), anak)

    daun = tuple(pejabat(f"Pejabat {i}") for i in range(36))
    bawah = tuple(pejabat(f"Kepala {k}", daun[k::cabang]) for k in range(cabang)) or daun
    wakil = (pejabat("Wakil", bawah),) if cabang else bawah
    bagian = paint_bagan(Bagan("p", "Pohon", pejabat("Camat", wakil), lanskap=True, kertas=Kertas.A3))
    nama = [[p.isi[0] for p in b.petak] for b in bagian]
    assert len(bagian) > 1
    assert min(b.ukuran for b in bagian) * 0.75 >= 6.4
    assert max(b.tinggi for b in bagian) <= TINGGI_A3
    assert all(n[0] == "Camat" and (not cabang or n[1] == "Wakil") for n in nama)
    assert sorted(n for satu in nama for n in satu if n.startswith("Pejabat")) == sorted(d.baris[0] for d in daun)


def test_staff_hangs_beside_the_trunk_above_the_children() -> None:
    (mentah,) = draw_bagan(bagan_organisasi())
    letak = {t.text: float(t.attrib["y"]) for t in ET.fromstring(mentah).iter(f"{NS}text")}
    assert letak["Camat"] < letak["Sekretaris"] < letak["Pemerintahan"]


def test_first_line_is_bold_and_names_are_escaped() -> None:
    (mentah,) = draw_bagan(SEMUA[7])
    assert "<script" not in mentah
    svg = ET.fromstring(mentah)
    assert [t.attrib.get("font-weight") for t in svg.iter(f"{NS}text") if t.text == "B"] == ["600"]
    assert svg.findtext(f"{NS}title") == "Teks panjang"
    assert "membawahi" in str(svg.findtext(f"{NS}desc"))
    assert " style=" not in mentah


def test_painted_boxes_are_those_that_are_drawn() -> None:
    bagan = pohon("p", 4)
    for svg, lukisan in zip(draw_bagan(bagan), paint_bagan(bagan), strict=True):
        kotak = ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}rect")
        lebar = float(ET.fromstring(svg).attrib["width"])
        assert len(list(kotak)) == len(lukisan.petak)
        assert lukisan.lebar == pytest.approx(lebar, abs=2.5)
        for p in lukisan.petak:
            assert 0 <= p.x <= p.x + p.lebar <= lukisan.lebar + 0.1
            assert 0 <= p.y <= p.y + p.tinggi <= lukisan.tinggi + 0.1
            assert p.isi
        for jalur in lukisan.garis:
            for a, b in pairwise(jalur):
                assert a[0] == b[0] or a[1] == b[1]  # upright or level, never slanted
