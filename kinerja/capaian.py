"""What became of a target: capaian, serapan, deviasi, change against last year, efficiency.

All results are unrounded unless said otherwise; a percentage is in points of 100 (Decimal("96.19") is 96,19 %).
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kinerja.angka import (
    BELUM_DIISI,
    NOL,
    PAGU_BELUM_DIISI,
    PAGU_NOL,
    REALISASI_NOL,
    SERATUS,
    TARGET_BELUM_DIISI,
    TARGET_NEGATIF,
    TARGET_NOL,
    Bilangan,
    Nilai,
    Takterdefinisi,
    format_nilai,
    format_persen,
    percent,
    round_half_up,
)
from kinerja.predikat import Skala, find_kelas


class Arah(StrEnum):
    """Which way is better: *naik* higher, *turun* lower (poverty, complaints, days of waiting)."""

    NAIK = "naik"
    TURUN = "turun"


class JenisIndikator(StrEnum):
    """How an indicator is measured; decides which of the rules below applies."""

    ANGKA = "angka"
    RENTANG = "rentang"
    PREDIKAT = "predikat"
    YA_TIDAK = "ya-tidak"


class AturanTurun(StrEnum):
    """The rule for arah turun, a setting of the kabupaten: by difference (default) or by ratio."""

    SELISIH = "selisih"
    NISBAH = "nisbah"


CAPAIAN_BELUM_PENUH = Takterdefinisi("capaian di bawah 100 %")


def calculate_capaian(
    target: Decimal | None,
    realisasi: Decimal | None,
    arah: Arah = Arah.NAIK,
    aturan_turun: AturanTurun = AturanTurun.SELISIH,
) -> Nilai:
    """Return the capaian in per cent; below 0 for a realisasi of more than twice a target to be kept down.

    naik: realisasi / target × 100 (Permenpan RB 53/2014); undefined for target 0.
    turun, selisih: (2·target − realisasi) / target × 100 (LAN 239/IX/6/8/2003).
    turun, nisbah: target / realisasi × 100; undefined for realisasi 0.
    turun with target 0, either rule: 100 if realisasi is 0, else 0.
    Undefined without target or realisasi, and for a negative target, where the ratio would turn round.
    """
    if target is None:
        return TARGET_BELUM_DIISI
    if realisasi is None:
        return BELUM_DIISI
    if target < 0:
        return TARGET_NEGATIF
    if arah is Arah.NAIK:
        return percent(realisasi, target) if target else TARGET_NOL
    if not target:
        return NOL if realisasi else SERATUS
    if aturan_turun is AturanTurun.SELISIH:
        return percent(2 * target - realisasi, target)
    return percent(target, realisasi) if realisasi else REALISASI_NOL


def print_capaian(nilai: Nilai) -> tuple[Nilai, str]:
    """Return a capaian as it is printed (2 decimals, never below 0) and the note that belongs beside it, or ""."""
    if isinstance(nilai, Takterdefinisi):
        return nilai, nilai.alasan
    cetak = round_half_up(nilai)
    if cetak < 0:
        return round_half_up(NOL), f"hasil hitung {format_persen(cetak)} %, dicetak 0"
    return cetak, ""


def capaian_rentang(bawah: Decimal | None, atas: Decimal | None, realisasi: Decimal | None) -> Nilai:
    """Return 100 inside the band, else 100 less the distance to the nearest bound in per cent of that bound.

    Below the band that is realisasi / bawah × 100, above it (2·atas − realisasi) / atas × 100: the naik and the turun
    rule. Outside a bound of 0 no share can be taken: 0. May be negative far from the band.
    """
    if bawah is None or atas is None:
        return TARGET_BELUM_DIISI
    if bawah > atas:
        return Takterdefinisi("batas bawah rentang di atas batas atasnya")
    if realisasi is None:
        return BELUM_DIISI
    if bawah <= realisasi <= atas:
        return SERATUS
    batas = bawah if realisasi < bawah else atas
    return SERATUS - percent(abs(realisasi - batas), abs(batas)) if batas else NOL


def capaian_predikat(target_huruf: str | None, realisasi_huruf: str | None, skala: Skala) -> Nilai:
    """Return 100 if the class reached is the target class or above it, else lower bound / lower bound × 100.

    Classes are named by letter or predicate, without regard to case; the class without a lower bound counts 0.
    """
    if not target_huruf:
        return TARGET_BELUM_DIISI
    if not realisasi_huruf:
        return BELUM_DIISI
    target, realisasi = find_kelas(skala, target_huruf), find_kelas(skala, realisasi_huruf)
    if target is None or realisasi is None:
        asing = target_huruf if target is None else realisasi_huruf
        return Takterdefinisi(f"predikat {asing.strip()} tidak ada pada skala {skala.nama}")
    if skala.menurun.index(realisasi) <= skala.menurun.index(target):
        return SERATUS
    bawah = target.bawah or NOL
    # Only a scale with bounds of 0 or below gets past this without a share to take.
    return percent(realisasi.bawah or NOL, bawah) if bawah > 0 else NOL


def capaian_ya_tidak(target: bool, realisasi: bool | None) -> Nilai:
    """Return 100 if the answer is the one aimed at, else 0."""
    if realisasi is None:
        return BELUM_DIISI
    return SERATUS if realisasi == target else NOL


def calculate_deviasi(target_sd: Bilangan | None, realisasi_sd: Bilangan | None) -> Nilai:
    """Return by how many per cent of the target up to the quarter the realisasi stays behind it.

    100 when nothing was spent, negative when ahead of the anggaran kas; undefined for target 0.
    """
    if target_sd is None:
        return TARGET_BELUM_DIISI
    if realisasi_sd is None:
        return BELUM_DIISI
    return percent(target_sd - realisasi_sd, target_sd) if target_sd else TARGET_NOL


def calculate_serapan(realisasi: Bilangan | None, pagu: Bilangan | None) -> Nilai:
    """Return realisasi / pagu × 100 in per cent; the pagu is the perubahan where one exists. Undefined for pagu 0."""
    if pagu is None:
        return PAGU_BELUM_DIISI
    if realisasi is None:
        return BELUM_DIISI
    return percent(realisasi, pagu) if pagu else PAGU_NOL


def calculate_sisa(realisasi: Bilangan | None, pagu: Bilangan | None) -> Nilai:
    """Return pagu − realisasi in rupiah; arguments in the order of `calculate_serapan`."""
    if pagu is None:
        return PAGU_BELUM_DIISI
    if realisasi is None:
        return BELUM_DIISI
    return Decimal(pagu) - Decimal(realisasi)


@dataclass(frozen=True)
class Perubahan:
    """Change against the year before: `selisih` in points (2 decimals), `kata` naik/turun/tetap, "" if undefined."""

    selisih: Nilai
    kata: str


def calculate_perubahan(kini: Nilai, lalu: Nilai) -> Perubahan:
    """Return this year's capaian less last year's, both as printed, so that page and word never disagree."""
    kini, lalu = print_capaian(kini)[0], print_capaian(lalu)[0]
    if isinstance(kini, Takterdefinisi):
        return Perubahan(kini, "")
    if isinstance(lalu, Takterdefinisi):
        return Perubahan(Takterdefinisi(f"tahun lalu {lalu.alasan}"), "")
    selisih = kini - lalu
    return Perubahan(selisih, "naik" if selisih > 0 else "turun" if selisih < 0 else "tetap")


@dataclass(frozen=True)
class Efisiensi:
    """Use of money against result: `nilai` in points (2 decimals), and a sentence part with the two figures."""

    nilai: Nilai
    efisien: bool
    keterangan: str


def calculate_efisiensi(capaian: Nilai, serapan: Nilai) -> Efisiensi:
    """Return capaian − serapan, both as printed, where the capaian is at least 100; efficient if above 0.

    Below 100 saving money is no efficiency: undefined, "tidak efisien". Without one of the figures: "tidak dinilai".
    """
    capaian, serapan = print_capaian(capaian)[0], print_capaian(serapan)[0]
    angka = f"capaian {format_nilai(capaian)} %, serapan {format_nilai(serapan)} %".replace("– %", "–")
    if isinstance(capaian, Takterdefinisi):
        return Efisiensi(capaian, False, f"tidak dinilai ({angka}; {capaian.alasan})")
    if isinstance(serapan, Takterdefinisi):
        return Efisiensi(serapan, False, f"tidak dinilai ({angka}; {serapan.alasan})")
    if capaian < 100:
        return Efisiensi(CAPAIAN_BELUM_PENUH, False, f"tidak efisien ({angka})")
    selisih = capaian - serapan
    return Efisiensi(selisih, selisih > 0, f"{'efisien' if selisih > 0 else 'tidak efisien'} ({angka})")
