"""Tables kept by hand: levels in columns or in rows, filled only where they change, sums in between."""

from sipd.baca.tangan.baca import read_tangan

__all__ = ["read_tangan"]
