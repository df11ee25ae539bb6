"""The usual calendar of a year's periods, as a proposal."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from organisasi.models import Periode

TRIWULAN = (1, 2, 3, 4, Periode.LKJ)
HARI_MENGISI = 10


@dataclass(frozen=True)
class Jendela:
    """From the first to the last day, both included."""

    mulai: datetime.date
    tenggat: datetime.date


def build_jadwal(tahun: int) -> dict[int, Jendela]:
    """Return the usual windows: ten days from the day after a quarter ends; the LKj in January and February after."""
    sesudah = datetime.date(tahun + 1, 1, 1)
    awal = [datetime.date(tahun, 3 * triwulan + 1, 1) for triwulan in (1, 2, 3)]
    jadwal = {n: Jendela(mulai, mulai.replace(day=HARI_MENGISI)) for n, mulai in enumerate([*awal, sesudah], start=1)}
    return jadwal | {Periode.LKJ: Jendela(sesudah, datetime.date(tahun + 1, 3, 1) - datetime.timedelta(days=1))}


def shift_tahun(hari: datetime.date, banyak: int = 1) -> datetime.date:
    """Return the same day of a later year; the last day of February stays the last day of February."""
    besok = hari + datetime.timedelta(days=1)
    if (besok.month, besok.day) == (3, 1):
        return datetime.date(hari.year + banyak, 3, 1) - datetime.timedelta(days=1)
    return hari.replace(year=hari.year + banyak)
