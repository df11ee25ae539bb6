"""What is refused and what is only odd in a quarter of a sub kegiatan."""

from __future__ import annotations

from decimal import Decimal as D

import pytest

from kinerja.angka import BELUM_DIISI
from kinerja.capaian import Arah
from kinerja.periksa_triwulan import IsianKeluaran, IsianSub, find_galat, find_peringatan


def isian(triwulan: int = 2, keuangan=(100, 100, None, None), fisik=(D(20), D(50), None, None), **lain) -> IsianSub:
    return IsianSub(triwulan, lain.pop("pagu", 1000), keuangan, fisik, **lain)


def bidang(temuan) -> list[str]:
    return [t.bidang for t in temuan]


def test_an_ordinary_quarter_is_neither_wrong_nor_odd() -> None:
    k = IsianKeluaran("k1", D(2), D(4), D(10))
    biasa = isian(kas_sd=200, keluaran=[k])
    assert find_galat(biasa) == [] and find_peringatan(biasa) == []


def test_an_empty_quarter_is_neither_wrong_nor_odd() -> None:
    kosong = isian(
        keuangan=(None,) * 4, fisik=(None,) * 4, kas_sd=0, keluaran=[IsianKeluaran("k1", None, BELUM_DIISI, D(10))]
    )
    assert find_galat(kosong) == [] and find_peringatan(kosong) == []


def test_negative_money_needs_a_reason() -> None:
    (temuan,) = find_galat(isian(keuangan=(100, -50, None, None), hambatan="  "))
    assert temuan.bidang == "keuangan" and "setoran" in temuan.pesan
    assert find_galat(isian(keuangan=(100, -50, None, None), hambatan="Setoran sisa UP")) == []


def test_more_cannot_be_returned_than_was_spent() -> None:
    (temuan,) = find_galat(isian(keuangan=(100, -150, None, None), hambatan="Setoran"))
    assert temuan.bidang == "keuangan" and "-50" in temuan.pesan


def test_the_year_above_the_pagu_needs_a_note_and_later_quarters_count() -> None:
    lampau = {"keuangan": (400, 400, 1_300, None), "pagu": 2000}
    (temuan,) = find_galat(isian(**lampau))
    assert temuan.bidang == "catatan_lampau"
    assert "2.100" in temuan.pesan and "2.000" in temuan.pesan and "100" in temuan.pesan
    assert find_galat(isian(catatan_lampau="Pergeseran", **lampau)) == []


def test_the_year_may_reach_the_pagu_exactly() -> None:
    assert find_galat(isian(keuangan=(500, 500, None, None))) == []


def test_a_quarter_without_money_is_not_blamed_for_the_others() -> None:
    assert find_galat(isian(keuangan=(2000, None, None, None))) == []


@pytest.mark.parametrize("fisik", ["-0.01", "100.01"])
def test_fisik_is_between_0_and_100(fisik: str) -> None:
    assert bidang(find_galat(isian(fisik=(None, D(fisik), None, None)))) == ["fisik"]


@pytest.mark.parametrize("fisik", ["0", "100"])
def test_fisik_may_be_0_or_100(fisik: str) -> None:
    assert find_galat(isian(fisik=(None, D(fisik), None, None))) == []


def test_an_output_cannot_be_negative() -> None:
    k = [IsianKeluaran("k7", D(-1), D(-1), None), IsianKeluaran("k8", D(0), D(0), None)]
    assert bidang(find_galat(isian(keluaran=k))) == ["k7"]


@pytest.mark.parametrize("uang", [None, 0])
def test_fisik_100_without_money_is_odd(uang: int | None) -> None:
    (temuan,) = find_peringatan(isian(keuangan=(uang, uang, None, None), fisik=(D(20), D(100), None, None)))
    assert temuan.bidang == "fisik" and "belum ada realisasi keuangan" in temuan.pesan


def test_fisik_below_the_last_filled_quarter_is_odd() -> None:
    (temuan,) = find_peringatan(isian(3, keuangan=(100, None, 100, None), fisik=(D("55.5"), None, D(40), None)))
    assert temuan.bidang == "fisik" and "triwulan I (55,5 %)" in temuan.pesan


def test_money_without_progress_is_odd() -> None:
    (temuan,) = find_peringatan(isian(fisik=(D(20), D(20), None, None)))
    assert "fisik masih 20 %" in temuan.pesan
    (temuan,) = find_peringatan(isian(1, fisik=(D(0), None, None, None)))
    assert "fisik masih 0 %" in temuan.pesan


def test_paying_a_last_bill_after_the_work_is_done_is_ordinary() -> None:
    assert find_peringatan(isian(fisik=(D(100), D(100), None, None))) == []


def test_spending_above_the_anggaran_kas_is_odd() -> None:
    (temuan,) = find_peringatan(isian(kas_sd=199))
    assert temuan.bidang == "keuangan" and "Rp 199" in temuan.pesan


def test_an_output_above_the_target_is_odd() -> None:
    (temuan,) = find_peringatan(isian(keluaran=[IsianKeluaran("k1", D(7), D(12), D(10))]))
    assert temuan.bidang == "k1" and "12" in temuan.pesan and "10" in temuan.pesan
    (temuan,) = find_peringatan(isian(keluaran=[IsianKeluaran("k1", D(7), D(31) / 3, D(10))]))
    assert "10,33" in temuan.pesan


def test_an_output_that_should_be_low_or_has_no_target_is_not_odd() -> None:
    k = [
        IsianKeluaran("k1", D(7), D(12), D(10), Arah.TURUN),
        IsianKeluaran("k2", D(7), D(12), None),
        IsianKeluaran("k3", D(7), BELUM_DIISI, D(1)),
    ]
    assert find_peringatan(isian(keluaran=k)) == []
