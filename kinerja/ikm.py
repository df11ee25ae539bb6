"""Indeks Kepuasan Masyarakat after Permenpan RB 14/2017, and how many people to ask.

The weight of an unsur is 1/n; most kabupaten print it with 2 or 3 decimals and reckon with what they print (Pelaihari
0,111 for 9 unsur, Towuti 0,083 for 12), so the number of decimals is an argument, None for the exact 1/n.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from kinerja.angka import BELUM_ADA_RESPONDEN, NOL, Bilangan, Nilai, divide, round_half_up

DESIMAL_NRR = 3
KONVERSI = 25


class UnsurIkm(NamedTuple):
    """One line of the table: NRR (1–4), NRR tertimbang (3 decimals), and that × 25 (2 decimals)."""

    nrr: Decimal
    tertimbang: Decimal
    ikm: Decimal


@dataclass(frozen=True)
class Ikm:
    """The index: `nrr_tertimbang` on the scale 1–4 (3 decimals), `nilai` on 25–100 (2 decimals)."""

    bobot: Decimal
    unsur: tuple[UnsurIkm, ...]
    nrr_tertimbang: Nilai
    nilai: Nilai


def calculate_nrr(jumlah_nilai: Bilangan, responden: int) -> Nilai:
    """Return the mean answer (1–4) to one unsur with 3 decimals; undefined without responden."""
    return round_half_up(divide(jumlah_nilai, responden), DESIMAL_NRR) if responden else BELUM_ADA_RESPONDEN


def calculate_ikm(nrr: Sequence[Decimal], bobot_desimal: int | None) -> Ikm:
    """Return the index from the NRR of each unsur.

    The total is Σ NRR × bobot × 25, rounded once: neither the sum of the printed unsur (88,02 in Pelaihari, whose lines
    are truncated) nor the printed NRR tertimbang × 25 (3,522 × 25 = 88,05) gives the 88,04 printed there.
    """
    if not nrr:
        return Ikm(NOL, (), BELUM_ADA_RESPONDEN, BELUM_ADA_RESPONDEN)
    unsur = tuple(_weigh_unsur(n, len(nrr), bobot_desimal) for n in nrr)
    return _build(sum(nrr, NOL), unsur, len(nrr), bobot_desimal)


def calculate_ikm_total(jumlah_nilai: Bilangan, responden: int, unsur: int, bobot_desimal: int | None) -> Ikm:
    """Return the index from the sum of all answers to all unsur (Towuti: 4861 of 120 people, 12 unsur → 84,05)."""
    if not responden or not unsur:
        return Ikm(NOL, (), BELUM_ADA_RESPONDEN, BELUM_ADA_RESPONDEN)
    return _build(divide(jumlah_nilai, responden), (), unsur, bobot_desimal)


def _weigh_unsur(nrr: Decimal, unsur: int, bobot_desimal: int | None) -> UnsurIkm:
    tertimbang = round_half_up(_weigh(nrr, unsur, bobot_desimal), DESIMAL_NRR)
    return UnsurIkm(nrr, tertimbang, round_half_up(tertimbang * KONVERSI))


def _build(jumlah_nrr: Decimal, unsur: tuple[UnsurIkm, ...], banyak: int, bobot_desimal: int | None) -> Ikm:
    bobot = _weigh(Decimal(1), banyak, bobot_desimal)
    tertimbang = _weigh(jumlah_nrr, banyak, bobot_desimal)
    return Ikm(bobot, unsur, round_half_up(tertimbang, DESIMAL_NRR), round_half_up(tertimbang * KONVERSI))


def _weigh(nilai: Decimal, unsur: int, bobot_desimal: int | None) -> Decimal:
    """Return nilai × bobot; an exact bobot divides, for 1/9 × 9 in decimals is not 1."""
    if bobot_desimal is None:
        return divide(nilai, unsur)
    return nilai * round_half_up(divide(1, unsur), bobot_desimal)


def sample_size(populasi: int) -> int:
    """Return how many of a population to ask (Krejcie & Morgan 1970, the table in Permenpan RB 14/2017).

    λ²NPQ / (d²(N−1) + λ²PQ) with λ² = 3,841, P = Q = 0,5, d = 0,05; half up to whole people.
    """
    if populasi < 0:
        raise ValueError("Populasi tidak mungkin negatif.")
    lambda_pq = Decimal("3.841") * Decimal("0.25")
    ukuran = divide(lambda_pq * populasi, Decimal("0.0025") * (populasi - 1) + lambda_pq)
    return int(round_half_up(ukuran, 0))
