"""Kinds that are no plain figures in the workbook: one spelling, refusals with their place, the way there and back."""

from __future__ import annotations

import io
from typing import Any

import pytest

from buku_kerja import ekspor, impor
from lakip.acuan import muat_acuan
from perjanjian.models import TargetButir
from renstra.models import Indikator, RealisasiIndikator, TargetIndikator
from tests.aneka_jenis import BELANJA, PROFIL, SAKIP, WARGA, buat_isi_aneka
from tests.buku_kerja.kecamatan import TAHUN, buat_xlsx, muat, potret, sel

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def skala(db: None) -> None:
    muat_acuan()


def test_words_are_stored_in_one_spelling() -> None:
    muat(buat_isi_aneka())
    target = {(t.indikator.kode, t.tahun): t.teks for t in TargetIndikator.objects.select_related("indikator")}
    assert target[SAKIP, TAHUN] == "BB"
    assert target[SAKIP, 2026] == "A"
    assert target[PROFIL, TAHUN] == "Ya"
    assert target[BELANJA, TAHUN] == "90–110"
    assert target[WARGA, 2026] == "Sangat Tinggi"
    realisasi = RealisasiIndikator.objects.filter(tahun=TAHUN, triwulan=0)
    assert dict(realisasi.values_list("indikator__kode", "teks")) | {"S1.a": ""} == {
        "S1.a": "", SAKIP: "B", PROFIL: "Ya", BELANJA: "", WARGA: "Sangat Tinggi",
    }  # fmt: skip
    assert Indikator.objects.get(kode=SAKIP).kondisi_awal_teks == "C"
    assert Indikator.objects.get(kode=SAKIP).skala is None
    assert str(Indikator.objects.get(kode=WARGA).skala) == "Permendagri 86/2017"
    triwulan = TargetButir.objects.filter(triwulan=4)
    assert dict(triwulan.values_list("butir__indikator__kode", "teks")) == {
        "S1.a": "", SAKIP: "BB", PROFIL: "Ya", BELANJA: "90–110",
    }  # fmt: skip


def test_there_and_back_changes_nothing() -> None:
    muat(buat_isi_aneka())
    sebelum = potret()
    isi = ekspor("suka-maju", TAHUN)
    assert isi is not None
    for buku in (io.BytesIO(isi), buat_xlsx(buat_isi_aneka())):  # what was exported, and what was typed
        laporan = impor(buku)
        assert not laporan.galat
        assert laporan.tanpa_perubahan, {n: r for n, r in laporan.lembar.items() if not r.diam}
    assert potret() == sebelum


@pytest.mark.parametrize(
    ("lembar", "kunci", "kolom", "isi", "pesan"),
    [
        ("Indikator", {"Kode": WARGA}, "Skala", "Skala entah", 'Skala "Skala entah" tidak ada. Pilih salah satu: '),
        ("Indikator", {"Kode": PROFIL}, "Skala", "Permendagri 86/2017", "Skala hanya untuk jenis Predikat"),
        ("Indikator", {"Kode": BELANJA}, "Arah", "turun", "Arah turun hanya untuk jenis Angka"),
        ("Indikator", {"Kode": SAKIP}, "Kondisi awal teks", "WTP", "Isi salah satu: AA, A, BB, B, CC, C, D."),
        (
            "Target Indikator",
            {"Indikator": SAKIP, "Tahun": 2023},
            "Teks",
            "WTP",
            "Isi salah satu: AA, A, BB, B, CC, C, D.",
        ),
        ("Target Indikator", {"Indikator": PROFIL, "Tahun": 2023}, "Teks", "80 %", "Isi Ya atau Tidak"),
        ("Target Indikator", {"Indikator": BELANJA, "Tahun": 2023}, "Teks", "100", "bukan rentang"),
        ("Realisasi Indikator", {"Indikator": SAKIP, "Tahun": 2022}, "Teks", "60 (CC)", "“60 (CC)” bukan kelas skala"),
        ("Butir Perjanjian", {"Indikator": SAKIP}, "Target teks", "WTP", "bukan kelas skala"),
        ("Butir Perjanjian", {"Indikator": SAKIP}, "Target TW IV", "72,5", "“72,5” bukan kelas skala"),
        ("Butir Perjanjian", {"Indikator": "S1.a"}, "Target TW IV", "Baik", "berupa angka, bukan “Baik”"),
    ],
)
def test_what_does_not_fit_the_kind_is_refused_at_its_place(
    lembar: str, kunci: dict[str, Any], kolom: str, isi: str, pesan: str
) -> None:
    buku = buat_isi_aneka()
    nomor = next(n for n, b in enumerate(buku[lembar]) if kunci.items() <= b.items())
    buku[lembar][nomor][kolom] = isi
    galat = {t.lokasi: t.pesan for t in impor(buat_xlsx(buku)).galat}
    assert pesan in galat.get(sel(lembar, nomor, kolom), ""), galat
    assert not Indikator.objects.exists()


def test_a_figure_of_the_quarter_may_carry_its_unit() -> None:
    buku = buat_isi_aneka()
    butir = next(b for b in buku["Butir Perjanjian"] if b["Indikator"] == "S1.a")
    butir |= {"Target TW I": "20,5 poin", "Target TW II": 40}
    muat(buku)
    triwulan = TargetButir.objects.filter(butir__indikator__kode="S1.a").order_by("triwulan")
    assert [(t.triwulan, str(t.nilai.normalize()), t.teks) for t in triwulan] == [
        (1, "20.5", ""), (2, "4E+1", ""), (4, "82.5", ""),
    ]  # fmt: skip
