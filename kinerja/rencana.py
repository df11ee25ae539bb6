"""What is odd in a plan of money: said to the person who typed it, never in the way of storing it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kinerja.tulisan import format_persen, format_rupiah

ROMAWI = ("", "I", "II", "III", "IV")


@dataclass(frozen=True)
class Keanehan:
    """One odd figure: of which quarter, in which column ("keuangan", "fisik"), and a sentence for the user."""

    bidang: str
    triwulan: int
    pesan: str


def check_keuangan(isian: Sequence[int | None], berlaku: Sequence[int | None], pagu: int) -> list[Keanehan]:
    """Return what is odd about an anggaran kas s.d. TW I–IV in rupiah.

    ``berlaku``: each quarter as entered or else by the default schedule. Only where something was entered can it be odd.
    """
    hasil = []
    for t in range(1, 5):
        kini, lalu = berlaku[t - 1], berlaku[t - 2] if t > 1 else None
        if kini is None:
            continue
        if lalu is not None and kini < lalu and not (isian[t - 1] is None and isian[t - 2] is None):
            hasil.append(_turun("keuangan", t, f"Rp {format_rupiah(kini)}", f"Rp {format_rupiah(lalu)}"))
        if isian[t - 1] is None:
            continue
        if kini > pagu:
            pesan = f"Target s.d. TW {ROMAWI[t]} Rp {format_rupiah(kini)} melebihi pagu Rp {format_rupiah(pagu)}."
            hasil.append(Keanehan("keuangan", t, pesan))
        elif t == 4 and kini != pagu:
            pesan = f"Target s.d. TW IV Rp {format_rupiah(kini)} biasanya sama dengan pagu Rp {format_rupiah(pagu)}."
            hasil.append(Keanehan("keuangan", t, pesan))
    return hasil


def check_fisik(isian: Sequence[Decimal | None], berlaku: Sequence[Decimal | None]) -> list[Keanehan]:
    """Return what is odd about the physical targets s.d. TW I–IV in percent, read as :func:`check_keuangan` does."""
    hasil = []
    for t in range(2, 5):
        kini, lalu = berlaku[t - 1], berlaku[t - 2]
        if kini is None or lalu is None or (isian[t - 1] is None and isian[t - 2] is None):
            continue
        if kini < lalu:
            hasil.append(_turun("fisik", t, f"{format_persen(kini)} %", f"{format_persen(lalu)} %"))
    return hasil


def _turun(bidang: str, t: int, kini: str, lalu: str) -> Keanehan:
    pesan = f"Target s.d. TW {ROMAWI[t]} ({kini}) lebih rendah daripada s.d. TW {ROMAWI[t - 1]} ({lalu})."
    return Keanehan(bidang, t, pesan)


def sum_rincian(rincian: Sequence[int | None]) -> int | None:
    """Return the rupiah of the filled lines added up; None where none is filled."""
    isi = [n for n in rincian if n is not None]
    return sum(isi) if isi else None


def check_rincian(nama: str, rincian: Sequence[int | None], pagu: int | None) -> str | None:
    """Return a sentence where the lines below do not add up to the pagu above; nothing where neither is filled."""
    jumlah = sum_rincian(rincian)
    if jumlah is None or jumlah == (pagu or 0):
        return None
    selisih = abs(jumlah - (pagu or 0))
    arah = "lebih" if jumlah > (pagu or 0) else "kurang"
    return (
        f"Jumlah {nama} rincian belanja Rp {format_rupiah(jumlah)}, {arah} Rp {format_rupiah(selisih)} dari "
        f"{nama} sub kegiatan Rp {format_rupiah(pagu or 0)}."
    )
