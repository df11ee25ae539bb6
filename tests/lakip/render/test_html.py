"""The document on screen: safe under a strict content security policy, small, every figure leads to its origin."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser

import pytest

from lakip.dokumen import Asal, Bab, Baris, Daftar, Dokumen, Jenis, Kolom, Paragraf, Potongan, Sel, SubJudul, Tabel
from lakip.render.html import BagianHtml, build_bagian, render_html
from lakip.views import list_isi_bab
from tests.lakip.render.contoh_dokumen import NASKAH_JAHAT, build_dokumen, build_kecil, tabel_jahat, tabel_kinerja

KOSONG = {"br", "img", "meta", "col", "link", "hr", "input"}


class Pembaca(HTMLParser):
    """Collects elements and insists that tags are balanced."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elemen: list[tuple[str, dict[str, str | None]]] = []
        self.terbuka: list[str] = []
        self.feed(html)
        self.close()
        assert not self.terbuka

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elemen.append((tag, dict(attrs)))
        if tag not in KOSONG:
            self.terbuka.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elemen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.terbuka.pop() == tag

    def list_atribut(self, nama: str) -> list[str]:
        return [str(a[nama]) for _, a in self.elemen if nama in a]


@cache
def _bagian() -> list[BagianHtml]:
    return build_bagian(build_dokumen(), url_foto=lambda foto: f"/foto/{foto.kunci}/")


def test_parts_are_the_chapters_in_order() -> None:
    assert [(b.kunci, b.nomor) for b in _bagian()] == [
        ("kata-pengantar", ""), ("ringkasan", ""), ("pendahuluan", "BAB I"), ("perencanaan", "BAB II"),
        ("akuntabilitas", "BAB III"), ("penutup", "BAB IV"), ("lampiran-pk", "Lampiran 1"),
        ("lampiran-kemajuan", "Lampiran 2"), ("lampiran-pohon", "Lampiran 3"), ("lampiran-jahat", "Lampiran 4"),
    ]  # fmt: skip
    bab_tiga = _bagian()[4]
    assert [(p.kunci, p.nomor, p.level) for p in bab_tiga.anak] == [
        ("capaian", "A.", 2),
        ("realisasi-anggaran", "B.", 2),
    ]
    assert all(f'id="{p.kunci}"' in bab_tiga.html for p in bab_tiga.anak)


def test_fragments_obey_a_strict_policy() -> None:
    for bagian in _bagian():
        elemen = Pembaca(bagian.html).elemen
        nama = {tag for tag, _ in elemen}
        assert not nama & {"script", "style", "link", "iframe", "object", "form"}
        atribut = {a for _, semua in elemen for a in semua}
        assert "style" not in atribut
        assert not {a for a in atribut if a.startswith("on")}
        assert all(s.startswith("/foto/") for s in Pembaca(bagian.html).list_atribut("src"))


def test_one_first_heading_in_each_fragment() -> None:
    for bagian in _bagian():
        assert [tag for tag, _ in Pembaca(bagian.html).elemen].count("h1") == 1


def test_ids_are_unique_and_links_inside_resolve() -> None:
    for html in [*(b.html for b in _bagian()), render_html(build_dokumen())]:
        halaman = Pembaca(html)
        ident = halaman.list_atribut("id")
        assert len(ident) == len(set(ident))
        tujuan = {h[1:] for h in halaman.list_atribut("href") if h.startswith("#")} - {"tutup"}
        assert tujuan <= set(ident)
        assert set(halaman.list_atribut("aria-labelledby")) <= set(ident)


def test_duplicate_keys_still_give_unique_ids() -> None:
    dokumen = build_kecil(tabel_kinerja("a"), tabel_kinerja("a"))
    dokumen = replace(dokumen, bab=(*dokumen.bab, Bab("satu", "Dua"), Bab("isi", "Tiga")))
    kunci = [b.kunci for b in build_bagian(dokumen)]
    assert kunci == ["satu", "satu-2", "isi-2"]


def test_every_figure_with_an_origin_leads_to_it() -> None:
    (bagian,) = build_bagian(build_kecil(tabel_kinerja("a", 6)))
    tautan = re.findall(r'<a class="asal" href="#([\w-]+)">([^<]+)</a>', bagian.html)
    assert len(tautan) == 6 + 6 + 6
    panel = dict(re.findall(r'<aside id="([\w-]+)" class="panel-asal">(.*?)</aside>', bagian.html))
    capaian = next(panel[kunci] for kunci, teks in tautan if teks == "95,00")
    assert "Realisasi ÷ target × 100" in capaian
    assert "<dt>Target</dt><dd>80,00</dd>" in capaian
    assert "Belum ada angka: belum diisi." in panel[next(k for k, t in tautan if t == "–")]


def test_equal_origins_share_a_panel() -> None:
    asal = Asal("Isian realisasi")
    baris = tuple(Baris((Sel("1", asal=asal),)) for _ in range(50))
    (bagian,) = build_bagian(build_kecil(Tabel("t", "T", (Kolom("A"),), baris)))
    assert bagian.html.count('class="asal"') == 50
    assert bagian.html.count('class="panel-asal"') == 1


@pytest.mark.parametrize(
    "tautan", ["javascript:alert(1)", "//jahat.example/", "https://jahat.example/", "/\\jahat", ""]
)
def test_origin_links_only_within_the_site(tautan: str) -> None:
    tabel = Tabel("t", "T", (Kolom("A"),), (Baris((Sel("1", asal=Asal("Isian", tautan=tautan)),)),))
    (bagian,) = build_bagian(build_kecil(tabel))
    assert [h for h in Pembaca(bagian.html).list_atribut("href") if not h.startswith("#")] == []


def test_origin_links_to_the_entry_on_the_site_but_not_in_a_file() -> None:
    dokumen = build_kecil(tabel_kinerja("a"))
    assert 'href="/asal/renstra.target/0/"' in build_bagian(dokumen)[0].html
    assert "/asal/" not in render_html(dokumen)


def test_hostile_text_stays_text() -> None:
    dokumen = replace(build_kecil(tabel_jahat()), judul=NASKAH_JAHAT)
    for html in (build_bagian(dokumen)[0].html, render_html(dokumen)):
        assert "<script" not in html
        assert "<img" not in html
        assert "javascript:" not in html
        assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;" in html
        assert "\x07" not in html


def test_tables_scroll_in_their_own_frame_and_have_heads() -> None:
    html = _bagian()[7].html
    assert html.count("<table") == html.count('<div class="gulung" role="region" tabindex="0"') == 1
    assert '<th scope="colgroup" colspan="2">Triwulan I</th>' in html
    assert '<th scope="col" rowspan="2">Sub kegiatan</th>' in html


def test_graphs_are_inline_and_have_a_name() -> None:
    html = _bagian()[4].html
    assert html.count('<svg xmlns="http://www.w3.org/2000/svg" class="grafik" role="img"') == 4
    assert "<title>Pagu dan realisasi anggaran per program</title>" in html


def test_whole_file_needs_nothing_else() -> None:
    html = render_html(build_dokumen())
    halaman = Pembaca(html)
    assert html.startswith('<!doctype html>\n<html lang="id">')
    assert all(s.startswith("data:image/") for s in halaman.list_atribut("src"))
    assert all(h.startswith("#") for h in halaman.list_atribut("href"))
    assert [t for t, _ in halaman.elemen].count("h1") == 1
    assert not {t for t, _ in halaman.elemen} & {"script", "link"}
    assert "@import" not in html and "url(" not in html


def test_large_report_stays_small() -> None:
    baris = tuple(
        Baris(
            tuple(
                Sel(f"{i * j}", asal=Asal(f"Realisasi ÷ target × 100 ({i},{j})", (("Realisasi", "1"),)))
                for j in range(10)
            )
        )
        for i in range(400)
    )
    kolom = tuple(Kolom(str(j), Jenis.ANGKA) for j in range(10))
    (bagian,) = build_bagian(build_kecil(Tabel("t", "T", kolom, baris)))
    assert len(bagian.html) < 4000 * 300


def test_empty_document_and_table_are_no_accident() -> None:
    assert build_bagian(Dokumen("lkj", "x", 2023, "Kosong", None, (), ())) == []
    (bagian,) = build_bagian(build_kecil(Tabel("t", "T", (Kolom("A"), Kolom("B")), ())))
    assert '<td class="t" colspan="2">Belum ada data.</td>' in bagian.html


def test_a_long_chapter_is_read_section_by_section(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lakip.render.html.PANJANG_HALAMAN", 1_000)
    isi = (tabel_kinerja("a", 30),)
    bab = Bab("panjang", "Panjang", anak=(Bab("pertama", "Pertama", isi), Bab("kedua", "Kedua", anak=(Bab("x", "X"),))))
    semua = build_bagian(replace(build_kecil(), bab=(bab, Bab("pendek", "Pendek", anak=(Bab("y", "Y"),)))))
    assert [(b.kunci, b.level, b.pembuka) for b in semua] == [
        ("panjang", 1, True),
        ("pertama", 2, False),
        ("kedua", 2, False),
        ("pendek", 1, False),
    ]
    assert all(b.html.lstrip().startswith("<h1") for b in semua)
    assert [b.kunci for b in list_isi_bab(semua, 0)] == ["pertama", "kedua"]
    assert list_isi_bab(semua, 3) == []


def test_lists_count_by_number_or_by_letter() -> None:
    butir = (Paragraf((Potongan("bahwa"),)),)
    hasil = render_html(
        build_kecil(Daftar(butir), Daftar(butir, huruf=True), Daftar(butir, bernomor=False, huruf=True))
    )
    assert re.findall(r'<([ou]l class="[^"]*)"', hasil) == [
        'ol class="butir', 'ol class="butir huruf', 'ul class="butir',
    ]  # fmt: skip


def test_a_small_heading_is_one_below_the_section_it_stands_in() -> None:
    kecil = (SubJudul("Kecil"),)
    dalam = Bab("a", "Bagian", kecil, (Bab("b", "Anak", kecil, (Bab("c", "Cucu", kecil),)),))
    dokumen = replace(build_kecil(*kecil), bab=(Bab("satu", "Satu", kecil, (dalam,)),))
    tingkat = [int(t[1]) for t, _ in Pembaca(render_html(dokumen)).elemen if re.fullmatch("h[1-6]", t)]
    assert tingkat == [1, 2, 3, 3, 4, 4, 5, 5, 6]


def test_a_wide_table_is_printed_across() -> None:
    def kelas(kolom: int, *, lanskap: bool = False) -> list[str]:
        tabel = Tabel("t", "T", tuple(Kolom(str(i)) for i in range(kolom)), (), lanskap=lanskap)
        return [str(a["class"]) for t, a in Pembaca(render_html(build_kecil(tabel))).elemen if t == "table"]

    assert (kelas(8), kelas(9), kelas(2, lanskap=True)) == (["tabel"], ["tabel lebar"], ["tabel lebar"])
    assert "@page lebar { size: A4 landscape" in render_html(build_kecil())
