"""What is to be done, history, help, the workbook, a new year."""

from __future__ import annotations

from collections.abc import Callable

from tests.akses.tabel import SEMUA, Jalur
from tests.pemeran import Pemeran


def list_jalur(p: Pemeran, bersihkan: Callable[..., None]) -> dict[str, Jalur]:
    perencana = {"boleh": ("perencana", "admin"), "tolak": ("pelaksana", "camat", "inspektorat")}
    kabupaten = f"/kabupaten/{p.kabupaten.pk}/buku-kerja/"
    return {
        "beranda": Jalur("/", SEMUA),
        "panduan": Jalur("/panduan/", SEMUA),
        "lihat_panduan": Jalur("/panduan/mulai/", SEMUA),
        "lihat_riwayat": Jalur("/satu/2023/riwayat/"),
        "unduh_riwayat": Jalur("/satu/2023/riwayat/unduh/"),
        "buku_kerja": Jalur("/satu/buku-kerja/"),
        "unduh_buku_kosong": Jalur("/satu/buku-kerja/kosong/"),
        "unduh_buku_kerja": Jalur("/satu/2023/buku-kerja/"),
        "periksa_buku_kerja": Jalur("/satu/buku-kerja/periksa/", metode="POST", **perencana),
        "simpan_buku_kerja": Jalur("/satu/buku-kerja/simpan/", metode="POST", **perencana),
        "unggah_buku_kerja_kabupaten": Jalur(kabupaten, ("admin",), metode="GET+POST"),
        "simpan_buku_kerja_kabupaten": Jalur(f"{kabupaten}simpan/", ("admin",), metode="POST"),
        "salin_tahun": Jalur("/satu/2024/salin/", **perencana),
        "salin_semua_tahun": Jalur("/satu/2024/salin/semua/", metode="POST", **perencana),
        "salin_langkah": Jalur("/satu/2024/salin/laporan/", metode="POST", **perencana),
    }
