"""A figure, or the reason why there is none; exact division; rounding."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TypeAlias, TypeGuard


@dataclass(frozen=True)
class Takterdefinisi:
    """No figure, and why, in words a user reads ("target nol"). Printed as "–" with a note; never 0, never green."""

    alasan: str


Nilai: TypeAlias = Decimal | Takterdefinisi
Bilangan: TypeAlias = Decimal | int

BELUM_DIISI = Takterdefinisi("belum diisi")
BELUM_DINILAI = Takterdefinisi("belum dinilai")
BELUM_ADA_RESPONDEN = Takterdefinisi("belum ada responden")
TARGET_BELUM_DIISI = Takterdefinisi("target belum diisi")
TARGET_NOL = Takterdefinisi("target nol")
TARGET_NEGATIF = Takterdefinisi("target negatif")
REALISASI_NOL = Takterdefinisi("realisasi nol")
PAGU_BELUM_DIISI = Takterdefinisi("pagu belum diisi")
PAGU_NOL = Takterdefinisi("pagu nol")
BOBOT_NOL = Takterdefinisi("bobot nol")

NOL = Decimal(0)
SERATUS = Decimal(100)

# Wide enough that a quotient of two figures of any size we accept is never rounded across a half.
_KONTEKS = Context(prec=60, rounding=ROUND_HALF_UP)


def is_nilai(x: object) -> TypeGuard[Decimal]:
    """Tell whether `x` is a figure, not an undefined value (nor None)."""
    return isinstance(x, Decimal)


def divide(pembilang: Bilangan, penyebut: Bilangan) -> Decimal:
    """Return the quotient to 60 digits, whatever decimal context the calling thread has. The divisor is not 0."""
    return _KONTEKS.divide(Decimal(pembilang), Decimal(penyebut))


def percent(bagian: Bilangan, seluruh: Bilangan) -> Decimal:
    """Return what per cent `bagian` is of `seluruh` (not 0), unrounded."""
    return divide(Decimal(bagian) * 100, seluruh)


def round_half_up(nilai: Decimal, desimal: int = 2) -> Decimal:
    """Round to `desimal` decimals; a half goes away from zero (0,125 → 0,13; −0,125 → −0,13). Never returns −0."""
    hasil = nilai.quantize(Decimal(1).scaleb(-desimal), context=_KONTEKS)
    return hasil if hasil else hasil.copy_abs()


def publish(nilai: Nilai) -> Nilai:
    """Return the figure as it is printed: 2 decimals, half up. The one place where a computed figure loses digits."""
    return nilai if isinstance(nilai, Takterdefinisi) else round_half_up(nilai)
