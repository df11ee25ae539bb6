"""What is to be done, history, help, the workbook, a new year."""

from __future__ import annotations

from collections.abc import Callable

from tests.akses.tabel import Jalur
from tests.pemeran import Pemeran


def list_jalur(p: Pemeran, bersihkan: Callable[..., None]) -> dict[str, Jalur]:
    return {
        "lihat_riwayat": Jalur("/satu/2023/riwayat/"),
        "unduh_riwayat": Jalur("/satu/2023/riwayat/unduh/"),
    }
