"""The pages where the budget is planned."""

from __future__ import annotations

from collections.abc import Callable

from tests.akses.tabel import Jalur
from tests.pabrik import buat_sub_kegiatan
from tests.pemeran import Pemeran

PENGUBAH = ("perencana", "admin")
PEMBACA = ("pelaksana", "camat", "inspektorat")


def list_jalur(p: Pemeran, bersihkan: Callable[..., None]) -> dict[str, Jalur]:
    sub = buat_sub_kegiatan(p.instansi, "7.01.01.2.01.01", 1000)
    berealisasi = buat_sub_kegiatan(p.instansi, "7.01.01.2.01.07", 1000, keuangan=(10,))  # is not deleted: 422
    kegiatan = sub.kegiatan
    dasar = "/satu/2023/anggaran/"

    def ubah(jalur: str, metode: str = "GET+POST") -> Jalur:
        return Jalur(f"{dasar}{jalur}", PENGUBAH, metode=metode, tolak=PEMBACA)

    return {
        "lihat_anggaran": Jalur(dasar),
        "unduh_anggaran": Jalur(f"{dasar}unduh/"),
        "cari_nomenklatur": ubah("nomenklatur/", "GET"),
        "tambah_pilihan": ubah("nomenklatur/tambah/", "POST"),
        "tambah_pos": ubah("tambah/"),
        "ubah_program": ubah(f"program/{kegiatan.program_id}/"),
        "ubah_kegiatan": ubah(f"kegiatan/{kegiatan.pk}/"),
        "ubah_sub_kegiatan": ubah(f"sub-kegiatan/{sub.pk}/"),
        "hapus_pos": ubah(f"subkegiatan/{berealisasi.pk}/hapus/"),
        "isi_pagu": ubah("pagu/"),
        "simpan_pagu": ubah(f"pagu/{sub.pk}/", "POST"),
        "isi_kas": ubah("kas/"),
        "simpan_kas": ubah(f"kas/{sub.pk}/", "POST"),
        "salin_anggaran": ubah("salin/"),
    }
