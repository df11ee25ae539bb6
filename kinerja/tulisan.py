"""How figures look on paper and on screen in Indonesia: dots between thousands, a comma before decimals, words."""

from decimal import Decimal

from kinerja.nilai import Bilangan, Nilai, Takterdefinisi, round_half_up

TANDA_KOSONG = "–"

_KATA = (
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas",
)  # fmt: skip
_KELIPATAN = (
    (10**12, "triliun"),
    (10**9, "miliar"),
    (10**6, "juta"),
    (1000, "ribu"),
    (100, "ratus"),
    (10, "puluh"),
)


def format_angka(nilai: Decimal, desimal: int | None = None) -> str:
    """Write "1.234.567,89". Without `desimal`: as many decimals as the value has, zeros at the end dropped."""
    if desimal is not None:
        nilai = round_half_up(nilai, desimal)
    utuh, _, pecahan = f"{nilai.copy_abs():f}".partition(".")
    if desimal is None:
        pecahan = pecahan.rstrip("0")
    minus = "-" if nilai < 0 else ""
    return minus + f"{int(utuh):,}".replace(",", ".") + (f",{pecahan}" if pecahan else "")


def format_isian(nilai: Decimal) -> str:
    """Write a figure into a form field: "1250,5", no thousands dots.

    `parse_angka` reads it back in every jenis, which "1.250" it would not.
    """
    return format_angka(nilai).replace(".", "")


def format_rupiah(nilai: Bilangan) -> str:
    """Write whole rupiah, "1.234.567", without "Rp"; half a rupiah rounds up."""
    return format_angka(Decimal(nilai), 0)


def format_persen(nilai: Decimal) -> str:
    """Write a percentage with its 2 decimals, "96,19", without the sign."""
    return format_angka(nilai, 2)


def format_nilai(nilai: Nilai, desimal: int | None = 2) -> str:
    """Write a figure, or "–" where it is undefined; the reason belongs in a note."""
    return TANDA_KOSONG if isinstance(nilai, Takterdefinisi) else format_angka(nilai, desimal)


def terbilang(n: int) -> str:
    """Say a whole number in words, up to 10^15 ("seribu dua ratus"); beyond that raise ValueError."""
    if abs(n) > 10**15:
        raise ValueError("Terbilang hanya sampai seribu triliun.")
    if n < 0:
        return f"minus {terbilang(-n)}"
    if n < 12:
        return _KATA[n]
    if n < 20:
        return f"{_KATA[n - 10]} belas"
    besar, nama = next((besar, nama) for besar, nama in _KELIPATAN if n >= besar)
    banyak, sisa = divmod(n, besar)
    depan = f"se{nama}" if banyak == 1 and nama in ("ratus", "ribu") else f"{terbilang(banyak)} {nama}"
    return f"{depan} {terbilang(sisa)}" if sisa else depan
