"""Days between a deadline and what came after it."""

import datetime


def count_terlambat(tenggat: datetime.date | None, tanggal: datetime.date) -> int | None:
    """Return by how many days `tanggal` lies after the last day allowed; 0 in time, None without a deadline."""
    return None if tenggat is None else max((tanggal - tenggat).days, 0)
