"""A perjanjian on its way to being signed: a workbook that leaves it as it is passes, one that changes it is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from buku_kerja import impor
from perjanjian.models import Butir, PerjanjianKinerja
from tests.buku_kerja.kecamatan import Isi, buat_isi, buat_xlsx, muat, potret


@pytest.fixture(autouse=True)
def berlaku(acuan: None) -> None:
    muat()
    PerjanjianKinerja.objects.update(status="berlaku")


def ubah_target(isi: Isi) -> None:
    isi["Butir Perjanjian"][0]["Target"] = 99


def ubah_triwulan(isi: Isi) -> None:
    isi["Butir Perjanjian"][0]["Target TW IV"] = 77


def kosongkan_triwulan(isi: Isi) -> None:
    butir = next(b for b in isi["Butir Perjanjian"] if b.get("Target TW IV") is not None)
    butir["Target TW IV"] = None


def ubah_nomor(isi: Isi) -> None:
    isi["Perjanjian"][0]["Nomor"] = "9/PK"


def buang_butir(isi: Isi) -> None:
    del isi["Butir Perjanjian"][0]


def test_an_unchanged_workbook_passes() -> None:
    laporan = muat()
    assert laporan.tanpa_perubahan and not laporan.galat


@pytest.mark.parametrize(
    ("ubah", "lembar"),
    [
        (ubah_target, "Butir Perjanjian"),
        (ubah_triwulan, "Butir Perjanjian"),
        (kosongkan_triwulan, "Butir Perjanjian"),
        (ubah_nomor, "Perjanjian"),
        (buang_butir, "Butir Perjanjian"),
    ],
)
def test_a_change_is_refused_where_it_stands_with_what_to_do(ubah: Callable[[Isi], None], lembar: str) -> None:
    isi, sebelum = buat_isi(), potret()
    ubah(isi)
    laporan = impor(buat_xlsx(isi))
    assert not laporan.tersimpan
    assert laporan.galat[0].lokasi.startswith(lembar)
    assert "sudah berlaku, jadi isinya tidak dapat diubah" in laporan.galat[0].pesan
    assert "buat perjanjian perubahan" in laporan.galat[0].pesan
    assert potret() == sebelum
    assert Butir.objects.exists()
