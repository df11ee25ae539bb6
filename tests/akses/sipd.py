"""Files of others."""

from __future__ import annotations

from collections.abc import Callable

from sipd.models import ImporBerkas
from tests.akses.tabel import Jalur
from tests.pemeran import Pemeran


def list_jalur(p: Pemeran, bersihkan: Callable[..., None]) -> dict[str, Jalur]:
    impor = ImporBerkas.objects.create(
        instansi=p.instansi, tahun=2023, bentuk="realisasi", nama_berkas="a.xlsx", sidik="0" * 64, oleh=p.perencana
    )
    dasar = "/satu/2023/impor/"

    def ubah(jalur: str, metode: str = "POST", tiada: bool = False) -> Jalur:
        return Jalur(f"{dasar}{jalur}", ("perencana", "admin"), metode, ("pelaksana", "camat", "inspektorat"), tiada)

    return {
        "list_impor": ubah("", "GET"),
        "unggah_impor": ubah("unggah/"),
        "lihat_impor": ubah(f"{impor.pk}/", "GET"),
        "jawab_impor": ubah(f"{impor.pk}/jawab/"),
        "padankan_impor": ubah(f"{impor.pk}/padankan/"),
        "terapkan_impor": ubah(f"{impor.pk}/terapkan/"),
        "batalkan_impor": ubah(f"{impor.pk}/batalkan/"),
        "buang_impor": Jalur(
            f"{dasar}999999/buang/", ("perencana", "admin"), "POST", ("pelaksana", "camat", "inspektorat"), True
        ),
    }
