"""What an import would change: present value and new value, row by row, what is odd about it and what forbids it."""

from sipd.rencana.banding import list_unit_impor
from sipd.rencana.isi import BULAN, Beda, Kelompok, Nilai, Rencana, Sasaran, Ubahan, tulis_nilai
from sipd.rencana.susun import susun_rencana

__all__ = [
    "BULAN", "Beda", "Kelompok", "Nilai", "Rencana", "Sasaran", "Ubahan", "list_unit_impor", "susun_rencana", "tulis_nilai",
]  # fmt: skip
