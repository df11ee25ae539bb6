"""The quarters of a year: the default schedule, and how entries of quarters make a figure "s.d. triwulan"."""

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

from kinerja.angka import BELUM_DIISI, NOL, PAGU_NOL, Nilai, divide, percent, round_half_up
from kinerja.capaian import Arah


class Akumulasi(StrEnum):
    """How the entries of the quarters make the year: their sum, the last of them, their mean."""

    AKUMULATIF = "akumulatif"
    KUMULATIF = "kumulatif"
    RERATA = "rata-rata"


# Units of a level, not of a count: an index of 88 in each quarter is 88 in the year, not 352.
_SATUAN_KEADAAN = ("%", "persen", "indeks", "nilai", "skor", "rasio", "poin", "predikat", "tingkat")


def target_keuangan_sd(murni: int, perubahan: int, triwulan: int) -> int:
    """Return the target in rupiah up to quarter 1–4 of a sub kegiatan without anggaran kas.

    A quarter of the pagu murni per quarter, its remainder in the first, never above the pagu perubahan; in quarter 4
    the pagu perubahan. Pelaihari 2023, Lampiran 5: 92/92.
    """
    if triwulan not in (1, 2, 3, 4):
        raise ValueError(f"Triwulan {triwulan} tidak ada.")
    return perubahan if triwulan == 4 else min(murni - (4 - triwulan) * (murni // 4), perubahan)


def target_fisik_sd(target_keuangan: int, perubahan: int) -> Nilai:
    """Return target keuangan / pagu perubahan × 100, per cent, unrounded, for a fisik target nobody entered.

    A share of money, not of work. Pelaihari 2023, Lampiran 5: 92/92 when published. Undefined for pagu 0.
    """
    return percent(target_keuangan, perubahan) if perubahan else PAGU_NOL


def accumulate(nilai: Sequence[Decimal | None], cara: Akumulasi) -> Nilai:
    """Return the figure up to the last quarter given; quarters not filled (None) are passed over.

    A mean is rounded to 2 decimals, half up, as it is printed; a sum and the last entry have those of what was entered. 0 is
    an entry like any other. Undefined if nothing is filled.
    """
    terisi = [n for n in nilai if n is not None]
    if not terisi:
        return BELUM_DIISI
    if cara is Akumulasi.KUMULATIF:
        return terisi[-1]
    jumlah = sum(terisi, NOL)
    return jumlah if cara is Akumulasi.AKUMULATIF else round_half_up(divide(jumlah, len(terisi)))


def default_akumulasi(satuan: str, arah: Arah) -> Akumulasi:
    """Propose how a new indicator accumulates: counts add up; levels ("%", "indeks") and arah turun keep the last."""
    kata = satuan.casefold().replace("%", " % ").split()
    keadaan = any(k.startswith(_SATUAN_KEADAAN) for k in kata)
    return Akumulasi.KUMULATIF if keadaan or arah is Arah.TURUN else Akumulasi.AKUMULATIF


def sum_sd(nilai: Sequence[int | None]) -> tuple[int | None, int]:
    """Return the rupiah of the filled quarters added up, None if none is filled, and how many are filled."""
    terisi = [n for n in nilai if n is not None]
    return (sum(terisi) if terisi else None), len(terisi)
