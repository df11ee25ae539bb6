"""Codes of the national nomenklatur and of rekening belanja, in the many ways they are written, and one canonical way.

Canonical: 7 urusan, 7.01 bidang, 7.01.02 program, 7.01.02.2.01 kegiatan, 7.01.02.2.01.0001 sub kegiatan. A code
alone is no key: every kecamatan of a kabupaten uses the same ones.
"""

import re
from typing import Literal, TypeAlias

Tingkat: TypeAlias = Literal["urusan", "bidang", "program", "kegiatan", "subkegiatan"]

# By number of parts; the fourth (kewenangan: 2 kabupaten/kota) makes no level of its own.
_TINGKAT: dict[int, Tingkat] = {1: "urusan", 2: "bidang", 3: "program", 5: "kegiatan", 6: "subkegiatan"}

# Dots may be missing: the parts have fixed widths, but for "02" where kewenangan is 2 and for 2 or 4 digits at the end.
_KODE = re.compile(
    r"([1-9])(?:\.?([0-9]{2})(?:\.?([0-9]{2})(?:\.?0?([1-9])\.?([0-9]{2})(?:\.?([0-9]{4}|[0-9]{2}))?)?)?)?"
)
_REKENING = re.compile(
    r"([1-9])(?:\.?([0-9])(?:\.?([0-9]{2})(?:\.?([0-9]{2})(?:\.?([0-9]{2})(?:\.?([0-9]{4}))?)?)?)?)?"
)

TAHUN_EMPAT_ANGKA = 2024


class KodeError(ValueError):
    """A text that is no code; the message is a sentence for who typed it."""


def normalize_kode(teks: str) -> str:
    """Return the canonical form; white space, dots at the end, missing dots, "02" for "2" and "01" for "0001" pass.

    Raises KodeError for everything else.
    """
    ruas = _split_kode(teks)
    return ".".join([*ruas[:5], *(r.zfill(4) for r in ruas[5:])])


def normalize_daftar_kode(teks: str) -> list[str]:
    """Return the canonical codes of a list, in order and without doubles; commas, semicolons or line ends between them.

    Raises KodeError for what is no code.
    """
    return list(dict.fromkeys(normalize_kode(k) for k in re.split(r"[,;\n]", teks) if k.strip()))


def dot_kode(teks: str) -> str:
    """Return the code with its dots, its end as long as it was written: "7010120107" is 7.01.01.2.01.07.

    Raises KodeError as `normalize_kode`.
    """
    return ".".join(_split_kode(teks))


def tingkat_kode(kode: str) -> Tingkat:
    """Return the level of a code."""
    return _TINGKAT[normalize_kode(kode).count(".") + 1]


def induk_kode(kode: str) -> str | None:
    """Return the canonical code one level up, None above an urusan."""
    ruas = normalize_kode(kode).split(".")
    panjang = max((p for p in _TINGKAT if p < len(ruas)), default=0)
    return ".".join(ruas[:panjang]) or None


def list_induk(kode: str) -> list[str]:
    """Return the canonical codes above a node up to its program, the nearest first."""
    hasil = []
    while tingkat_kode(kode) != "program" and (induk := induk_kode(kode)):
        hasil.append(induk)
        kode = induk
    return hasil


def print_kode(kode: str, tahun: int) -> str:
    """Return the code as the budget of that year prints it.

    The end of a sub kegiatan has 2 digits before 2024, 4 since (Kepmendagri 900.1.15.5-1317/2023). An end above 99,
    which the older list does not have, keeps its 4 digits.
    """
    baku = normalize_kode(kode)
    depan, _, akhir = baku.rpartition(".")
    if tahun < TAHUN_EMPAT_ANGKA and akhir.startswith("00"):
        return f"{depan}.{akhir[2:]}"
    return baku


def normalize_rekening(teks: str) -> str:
    """Return a rekening of 1 to 6 levels with its dots: 5.1.02.01.01.0052 (5.1 operasi, 5.2 modal).

    Raises KodeError for everything else.
    """
    return ".".join(_split(_REKENING, teks, "bukan kode rekening. Tulislah seperti 5.1.02.01.01.0052"))


def _split_kode(teks: str) -> list[str]:
    contoh = "7.01.02 (program), 7.01.02.2.01 (kegiatan), atau 7.01.02.2.01.0001 (sub kegiatan)"
    return _split(_KODE, teks, f"bukan kode yang dikenali. Tulislah seperti {contoh}")


def _split(pola: re.Pattern[str], teks: str, sebab: str) -> list[str]:
    rapat = "".join(teks.split()).rstrip(".")
    cocok = pola.fullmatch(rapat)
    if cocok is None:
        raise KodeError(f"“{teks.strip()[:40]}” {sebab}." if rapat else f"Kode belum diisi; teks kosong {sebab}.")
    return [ruas for ruas in cocok.groups() if ruas is not None]
