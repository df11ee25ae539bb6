"""Many rows make one figure.

Percentages are added up from the 2-decimal figures the rows print, so that whoever has the page and a calculator
arrives at the printed result.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kinerja.angka import BELUM_DIISI, NOL, PAGU_NOL, Nilai, Takterdefinisi, divide, round_half_up


@dataclass(frozen=True)
class Rerata:
    """A mean (2 decimals), and from how many of the rows it comes."""

    nilai: Nilai
    terisi: int
    jumlah: int

    @property
    def keterangan(self) -> str:
        """The note to print where not all rows count: "18 dari 20 terisi"."""
        return f"{self.terisi} dari {self.jumlah} terisi"


def average(nilai: Sequence[Nilai], batas: Decimal | None = None, *, lantai: Decimal | None = NOL) -> Rerata:
    """Return the simple mean of capaian figures (Towuti 2023: kegiatan from its sub kegiatan, and so on upwards).

    Each is taken as printed: 2 decimals, not below `lantai` (a negative capaian prints as 0; None for figures that may
    well be negative) and, if the kabupaten caps, not above `batas`. Undefined ones are left out and counted.
    """
    cetak = [_clamp(round_half_up(n), lantai, batas) for n in nilai if not isinstance(n, Takterdefinisi)]
    hasil = round_half_up(divide(sum(cetak, NOL), len(cetak))) if cetak else BELUM_DIISI
    return Rerata(hasil, len(cetak), len(nilai))


def _clamp(nilai: Decimal, lantai: Decimal | None, batas: Decimal | None) -> Decimal:
    if batas is not None:
        nilai = min(nilai, batas)
    return nilai if lantai is None else max(nilai, lantai)


def sum_uang(uang: Iterable[int]) -> int:
    """Add whole rupiah."""
    return sum(uang)


def weighted_fisik(bagian: Iterable[tuple[int, Nilai]]) -> Nilai:
    """Return the physical progress (per cent, 2 decimals) of a kegiatan, a program or the whole budget.

    `bagian`: (pagu perubahan, fisik) of *all sub kegiatan below*, never of the level in between. Σ(pagu × 2-decimal
    fisik) / Σ pagu (Pelaihari Lampiran 5: 75/75). See `average_fisik` for what is undefined.
    """
    return average_fisik(bagian).nilai


def average_fisik(bagian: Iterable[tuple[int, Nilai]]) -> Rerata:
    """Return `weighted_fisik` and how many sub kegiatan it rests on.

    An undefined fisik takes its pagu out of both sums. Undefined if none is left, or if their pagu is 0.
    """
    semua = list(bagian)
    terisi = [(pagu, round_half_up(fisik)) for pagu, fisik in semua if not isinstance(fisik, Takterdefinisi)]
    pagu = sum_uang(pagu for pagu, _ in terisi)
    hasil: Nilai = PAGU_NOL if terisi else BELUM_DIISI
    if pagu:
        hasil = round_half_up(divide(sum((pagu * fisik for pagu, fisik in terisi), NOL), pagu))
    return Rerata(hasil, len(terisi), len(semua))
