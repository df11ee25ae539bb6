"""Years make a plan: what was reached since the Renstra began, and what it is to have reached at its end.

Permendagri 86/2017, Tabel T-C.29: K by the accumulation rule of the indicator (the one by which its quarters make a
year), Rp by sum.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kinerja.angka import BELUM_DIISI, TARGET_BELUM_DIISI, Nilai, Takterdefinisi, is_nilai, percent, round_half_up
from kinerja.capaian import Arah, AturanTurun, calculate_capaian
from kinerja.triwulan import Akumulasi, accumulate


@dataclass(frozen=True)
class Kumulatif:
    """A figure over several years, and from how many of them it comes."""

    nilai: Nilai
    terisi: int
    jumlah: int

    @property
    def keterangan(self) -> str:
        """The note for the reader: "2 dari 3 tahun terisi"."""
        return f"{self.terisi} dari {self.jumlah} tahun terisi"


def accumulate_tahun(nilai: Sequence[Nilai], cara: Akumulasi) -> Kumulatif:
    """Return K over the years given, in the unit of the indicator, oldest first.

    Each year is taken as printed (2 decimals, half up); the sum, the last or the mean (2 decimals) of them by the rule.
    Undefined years are left out and counted. Undefined if none is left.
    """
    terisi = [round_half_up(n) for n in nilai if is_nilai(n)]
    hasil = accumulate(terisi, cara)
    return Kumulatif(round_half_up(hasil) if is_nilai(hasil) else hasil, len(terisi), len(nilai))


def sum_tahun(uang: Sequence[int | None]) -> Kumulatif:
    """Return whole rupiah added over the years given; those not filled are left out and counted.

    Undefined if none is filled.
    """
    terisi = [n for n in uang if n is not None]
    return Kumulatif(Decimal(sum(terisi)) if terisi else BELUM_DIISI, len(terisi), len(uang))


def target_akhir(target: Mapping[int, Decimal | None], belum: Collection[int], cara: Akumulasi) -> Nilai:
    """Return the target K at the end of a Renstra from the targets of its years, in the unit of the indicator.

    `target`: the years in which the indicator is planned (None: planned without a figure). `belum`: the years of the
    Renstra of which no plan is known. Sum or mean (2 decimals) of all years, or the last year's target. Undefined
    where a year is missing that would bear on it, and where no year has a target.
    """
    if not target:
        return TARGET_BELUM_DIISI
    if cara is Akumulasi.KUMULATIF:
        akhir = max(target)
        kurang = [t for t in belum if t > akhir]
        perlu = [target[akhir]]
    else:
        kurang = list(belum)
        perlu = [target[t] for t in sorted(target)]
    if kurang:
        return _belum_ada("target", kurang)
    if any(n is None for n in perlu):
        return TARGET_BELUM_DIISI
    hasil = accumulate(perlu, cara)
    return round_half_up(hasil) if is_nilai(hasil) else hasil


def rencana_akhir(target: Mapping[int, Nilai], cara: Akumulasi) -> Nilai:
    """Return the target K at the end of a Renstra from those that its own plan (T-C.27) gives its years.

    A year that the plan leaves empty is not planned, so that no year can be missing. Sum or mean (2 decimals) of the
    years, or the last one's target. Undefined with the reason of a year that bears on it ("berupa kata"), and where no
    year has a target.
    """
    perlu = [target[t] for t in sorted(target)]
    if cara is Akumulasi.KUMULATIF:
        perlu = perlu[-1:]
    if not perlu:
        return TARGET_BELUM_DIISI
    for n in perlu:
        if isinstance(n, Takterdefinisi):
            return n
    hasil = accumulate([n for n in perlu if is_nilai(n)], cara)
    return round_half_up(hasil) if is_nilai(hasil) else hasil


def pagu_akhir(pagu: Mapping[int, int], belum: Collection[int]) -> Nilai:
    """Return the whole rupiah of a Renstra from the pagu of its years; undefined where the pagu of a year is not known."""
    return _belum_ada("pagu", belum) if belum else Decimal(sum(pagu.values()))


def tingkat_akhir(
    realisasi: Nilai, target: Nilai, arah: Arah = Arah.NAIK, aturan_turun: AturanTurun = AturanTurun.SELISIH
) -> Nilai:
    """Return what was reached so far / what the Renstra is to reach × 100, in per cent, unrounded.

    What is to be kept down is judged by the rule of its capaian: more than was aimed at is less than 100. Undefined with
    the reason of whichever is, and for target 0 of what is to rise.
    """
    if isinstance(target, Takterdefinisi):
        return target
    if isinstance(realisasi, Takterdefinisi):
        return realisasi
    if arah is Arah.TURUN:
        return calculate_capaian(target, realisasi, arah, aturan_turun)
    return percent(realisasi, target) if target else Takterdefinisi("target akhir Renstra nol")


def _belum_ada(isi: str, tahun: Collection[int]) -> Takterdefinisi:
    return Takterdefinisi(f"{isi} tahun {', '.join(str(t) for t in sorted(tahun))} belum ada")
