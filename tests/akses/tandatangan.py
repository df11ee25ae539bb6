"""The public pages that check a document, and one's own certificates."""

from __future__ import annotations

from collections.abc import Callable

from tests.akses.tabel import SEMUA, Jalur
from tests.pemeran import Pemeran
from tests.tandatangan.pabrik import buat_dokumen, buat_sertifikat_milik


def list_jalur(p: Pemeran, bersihkan: Callable[..., None]) -> dict[str, Jalur]:
    dokumen = buat_dokumen(p.instansi)
    pakai, lepas, cabut = (buat_sertifikat_milik(p.camat).pk for _ in range(3))
    milik = {"boleh": ("camat",)}
    return {
        "verifikasi": Jalur("/verifikasi/", SEMUA, "GET+POST", umum=True),
        "lihat_verifikasi": Jalur(f"/verifikasi/{dokumen.kode}/", SEMUA, "GET+POST", umum=True),
        "list_sertifikat": Jalur("/akun/sertifikat/", SEMUA, "GET+POST"),
        "pakai_sertifikat": Jalur(f"/akun/sertifikat/{pakai}/pakai/", metode="POST", **milik),
        "lepas_sertifikat": Jalur(f"/akun/sertifikat/{lepas}/lepas/", metode="POST", **milik),
        "cabut_sertifikat": Jalur(f"/akun/sertifikat/{cabut}/cabut/", metode="GET+POST", **milik),
    }
