"""What goes out comes back: an export imported again changes nothing, whatever the data look like."""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from openpyxl import Workbook, load_workbook

from anggaran.models import Belanja
from buku_kerja import ekspor, impor
from buku_kerja.sel import read_sel, write_sel
from buku_kerja.skema import Jenis, Kolom
from buku_kerja.teks import bersihkan, escape_xlsx, unescape_xlsx
from lakip.acuan import muat_acuan
from lakip.contoh import CONTOH, muat_contoh
from lakip.models import Narasi
from lakip.susunan import pasang_bawaan
from organisasi.models import DasarHukum, Instansi, Sarana, UnitKerja
from tests.buku_kerja.kecamatan import ISI, buat_isi, buka, list_judul, muat, potret

TAHUN_CONTOH = {"pelaihari": 2023, "towuti": 2023, "tomoni-timur": 2024}


def bolak_balik(slug: str = "suka-maju", tahun: int = 2023) -> None:
    """Export, import, and compare everything there is."""
    sebelum = potret()
    isi = ekspor(slug, tahun)
    assert isi is not None
    laporan = impor(io.BytesIO(isi))
    assert not laporan.galat, laporan.galat[:3]
    assert laporan.tanpa_perubahan, {n: r for n, r in laporan.lembar.items() if not r.diam}
    assert potret() == sebelum


@pytest.fixture
def termuat(acuan: None) -> None:
    muat()


@pytest.mark.usefixtures("termuat")
def test_export_then_import_changes_nothing() -> None:
    bolak_balik()


@pytest.mark.usefixtures("termuat")
def test_export_holds_what_was_imported() -> None:
    isi = ekspor("suka-maju", 2023)
    assert isi is not None
    buku = buka(isi)
    for nama, harapan in ISI.items():
        judul = [c.value for c in buku[nama][1]]
        assert judul == list_judul(nama)
        baris = [dict(zip(judul, b, strict=True)) for b in buku[nama].iter_rows(min_row=2, values_only=True)]
        # Sheets without an order of their own come out sorted; defaults are filled in.
        for h in harapan:
            assert any(all(b[k] == v for k, v in h.items()) for b in baris), (nama, h)
        assert len(baris) == len(harapan)


@pytest.mark.usefixtures("termuat")
def test_export_brings_back_all_that_was_deleted() -> None:
    isi = ekspor("suka-maju", 2023)
    assert isi is not None
    kosong = muat({"Identitas": buat_isi()["Identitas"]})
    assert not UnitKerja.objects.exists() and not Narasi.objects.exists() and kosong.jumlah.hilang > 50
    assert impor(io.BytesIO(isi)).tersimpan
    assert ekspor("suka-maju", 2023) == isi


@pytest.mark.django_db
@pytest.mark.parametrize("nama", list(CONTOH))
def test_samples_go_out_and_come_back(nama: str) -> None:
    muat_acuan()
    laporan = muat_contoh(nama)
    assert not laporan.galat and laporan.tersimpan, laporan.galat[:5]
    assert muat_contoh(nama).tanpa_perubahan
    bolak_balik(nama, TAHUN_CONTOH[nama])


# ------------------------------------------------------------------------------------- data that came from elsewhere


@pytest.mark.usefixtures("termuat")
def test_text_as_forms_store_it_is_no_change() -> None:
    Narasi.objects.update(teks="Satu\r\ndua\r\n\r\n- butir ")
    UnitKerja.objects.filter(nama="Sekretariat").update(tugas=" Membantu  camat\r\n", fungsi="a\x0bb\x07")
    Sarana.objects.update(nama="Meja  kerja\u00a0kayu")
    bolak_balik()


@pytest.mark.usefixtures("termuat")
def test_row_numbers_with_gaps_and_doubles_are_no_change() -> None:
    for n, d in enumerate(DasarHukum.objects.all()):
        DasarHukum.objects.create(instansi=d.instansi, tahun=d.tahun, uraian=f"Lain {n}", urut=n * 7)
    UnitKerja.objects.update(urut=0)
    bolak_balik()


@pytest.mark.usefixtures("termuat")
def test_code_with_a_dot_at_the_end_is_no_change() -> None:
    from anggaran.models import Program

    Program.objects.filter(unit=None).update(kode="7.01.01.")
    bolak_balik()


BERBAHAYA = [
    "=1+1",
    '=HYPERLINK("http://x")',
    "+62 811",
    "-5 derajat",
    "@nama",
    "'kutip",
    '"kutip"',
    "a,b;c",
    "<b>&amp;</b>",
    "]]>",
    "_x000D_",
    "_x005F_x000D_",
    "_x0041_",
    "#REF",
    "1.250",
    "0012",
    "7.01.01",
    "31/12/2023",
    "ya",
    "TRUE",
    "None",
    "🙂 émoji ﷽",
    "مرحبا",
    "e\u0301",
    "x" * 300,
]


@pytest.mark.usefixtures("termuat")
def test_hostile_text_comes_back_identical() -> None:
    instansi = Instansi.objects.get()
    for n, teks in enumerate(BERBAHAYA):
        DasarHukum.objects.create(instansi=instansi, tahun=2023, uraian=teks, urut=n + 10)
    Narasi.objects.update(teks="\n".join(BERBAHAYA))
    bolak_balik()
    isi = ekspor("suka-maju", 2023)
    assert isi is not None
    DasarHukum.objects.all().delete()
    assert impor(io.BytesIO(isi)).lembar["Dasar Hukum"].baru == len(BERBAHAYA) + 2
    assert set(BERBAHAYA) <= set(DasarHukum.objects.values_list("uraian", flat=True))


# --------------------------------------------------------------------------------------------------- all values


def lewat_xlsx(nilai: object) -> object:
    """Return what a cell holds after a workbook was saved and opened."""
    buku, berkas = Workbook(), io.BytesIO()
    sel = buku.worksheets[0].cell(1, 1)
    sel.value = escape_xlsx(nilai) if isinstance(nilai, str) else nilai
    if isinstance(nilai, str):
        sel.data_type = "s"
    buku.save(berkas)
    hasil = load_workbook(berkas).worksheets[0].cell(1, 1).value
    return unescape_xlsx(hasil) if isinstance(hasil, str) else hasil


@settings(max_examples=150, deadline=None)
@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_any_figure_comes_back(nilai: Decimal) -> None:
    kolom = Kolom("Nilai", "nilai", Jenis.ANGKA, negatif=True)
    assert read_sel(lewat_xlsx(write_sel(nilai, kolom)), kolom) == nilai


@settings(max_examples=150, deadline=None)
@given(st.integers(min_value=-(10**15) + 1, max_value=10**15 - 1))
def test_any_rupiah_comes_back(nilai: int) -> None:
    kolom = Kolom("Pagu", "pagu", Jenis.UANG, negatif=True)
    assert read_sel(lewat_xlsx(write_sel(nilai, kolom)), kolom) == nilai


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text_comes_back_but_for_what_no_file_can_carry(teks: str) -> None:
    kolom = Kolom("Teks", "teks", Jenis.PARAGRAF)
    harapan = bersihkan(teks).strip() or None
    if harapan and harapan.startswith("#"):
        harapan = "x" + harapan  # an error value of Excel is refused, which is another test
        teks = "x" + teks.lstrip()
    assert read_sel(lewat_xlsx(teks) if teks else None, kolom) == (bersihkan(teks).strip() or None)


class TestBelanja(TestCase):
    """Through the whole engine."""

    @classmethod
    def setUpTestData(cls) -> None:
        pasang_bawaan()
        muat()

    @settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        st.lists(
            st.tuples(
                st.text(min_size=1, max_size=60).filter(lambda t: not bersihkan(t).lstrip().startswith("#")),
                st.integers(0, 10**15 - 1),
                st.none() | st.integers(-(10**12), 10**12),
            ),
            max_size=6,
        )
    )
    def test_any_belanja_comes_back(self, baris: list[tuple[str, int, int | None]]) -> None:
        isi = buat_isi()
        isi["Belanja"] = list(self.buat(baris))
        muat(isi)
        assert Belanja.objects.count() == len(isi["Belanja"])
        bolak_balik()

    def buat(self, baris: list[tuple[str, int, int | None]]) -> Iterator[dict[str, object]]:
        for n, (uraian, pagu, realisasi) in enumerate(baris, start=1):
            if bersih := bersihkan(uraian).strip():
                yield {
                    "Kode sub kegiatan": "7.01.01.2.01.0001", "Nomor": n, "Belanja": bersih.lstrip("="),
                    "Pagu murni": pagu, "Realisasi TW IV": realisasi,
                }  # fmt: skip
