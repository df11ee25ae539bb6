"""Lembar Kerja Evaluasi AKIP after Permenpan RB 88/2021: four komponen, three sub komponen each, a letter for each."""

from collections.abc import Mapping
from decimal import Decimal

from kinerja.angka import BOBOT_NOL, NOL, SERATUS, Nilai, format_angka, percent, round_half_up

# What share of its bobot (per cent) a sub komponen earns with each letter.
PERSEN_KRITERIA: dict[str, Decimal] = {
    "AA": Decimal(100),
    "A": Decimal(90),
    "BB": Decimal(80),
    "B": Decimal(70),
    "CC": Decimal(60),
    "C": Decimal(50),
    "D": Decimal(30),
    "E": Decimal(0),
}

# Perencanaan, pengukuran, pelaporan kinerja, evaluasi internal; together 100.
BOBOT_KOMPONEN: dict[str, Decimal] = {"1": Decimal(30), "2": Decimal(30), "3": Decimal(15), "4": Decimal(25)}

# Keberadaan, kualitas, pemanfaatan: the share (per cent) of a komponen in its sub komponen a, b, c.
PERSEN_ASPEK: dict[str, Decimal] = {"a": Decimal(20), "b": Decimal(30), "c": Decimal(50)}

BOBOT_SUBKOMPONEN: dict[str, Decimal] = {
    f"{komponen}.{aspek}": bobot * persen / 100
    for komponen, bobot in BOBOT_KOMPONEN.items()
    for aspek, persen in PERSEN_ASPEK.items()
}


class KriteriaError(ValueError):
    """A letter that the regulation does not know."""


def calculate_nilai(bobot: Decimal, kriteria: str) -> Decimal:
    """Return bobot × share of the letter, 2 decimals half up: 6,00 with BB is 4,80."""
    persen = PERSEN_KRITERIA.get(kriteria.strip().upper())
    if persen is None:
        raise KriteriaError(f"Kriteria “{kriteria}” tidak dikenal; pakailah {', '.join(PERSEN_KRITERIA)}.")
    return round_half_up(bobot * persen / 100)


def sum_komponen(nilai: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Add the nilai of sub komponen ("1.a") to those of their komponen ("1") and, under "", to the AKIP score.

    The parts have 2 decimals each, as they are printed, and so has their sum.
    """
    hasil = {"": NOL}
    for kode, n in nilai.items():
        induk = kode.partition(".")[0]
        hasil[induk] = hasil.get(induk, NOL) + n
        hasil[""] += n
    return hasil


def calculate_persen(nilai: Decimal, bobot: Decimal) -> Nilai:
    """Return nilai / bobot × 100, per cent, unrounded; undefined for bobot 0."""
    return percent(nilai, bobot) if bobot else BOBOT_NOL


def check_bobot(bobot: Mapping[str, Decimal]) -> list[str]:
    """Compare weights by code ("1", "1.a" …) with the regulation; return one sentence per difference.

    Pelaihari 2023 prints 8,00 for 2.a: that row, and the sum 32,00 of komponen 2, are found.
    """
    seharusnya = {**BOBOT_KOMPONEN, **BOBOT_SUBKOMPONEN}
    galat = [f"Bobot {kode} tidak ada dalam Permenpan RB 88/2021." for kode in bobot if kode not in seharusnya]
    for kode, benar in seharusnya.items():
        if kode not in bobot:
            galat.append(f"Bobot {kode} belum diisi, seharusnya {format_angka(benar, 2)}.")
        elif bobot[kode] != benar:
            galat.append(f"Bobot {kode} tertulis {_both(bobot[kode], benar)}.")
    for induk, benar in [*BOBOT_KOMPONEN.items(), ("", SERATUS)]:
        jumlah = sum((b for kode, b in bobot.items() if kode.rpartition(".")[0] == induk), NOL)
        if jumlah != benar:
            galat.append(f"Jumlah bobot {f'sub komponen {induk}' if induk else 'komponen'} {_both(jumlah, benar)}.")
    return galat


def _both(tertulis: Decimal, benar: Decimal) -> str:
    return f"{format_angka(tertulis, 2)}, seharusnya {format_angka(benar, 2)}"
