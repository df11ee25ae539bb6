"""Files of others."""

from __future__ import annotations

from collections.abc import Callable

from sipd.models import BarisImpor, ImporBerkas
from tests.akses.tabel import Jalur
from tests.pabrik import buat_sub_kegiatan
from tests.pemeran import Pemeran


def list_jalur(p: Pemeran, bersihkan: Callable[..., None]) -> dict[str, Jalur]:
    sub = buat_sub_kegiatan(p.instansi, "7.01.05.2.01.0008", 1000)
    impor = ImporBerkas.objects.create(
        instansi=p.instansi,
        tahun=2023,
        bentuk="realisasi",
        nama_berkas="laporan realisasi.xlsx",
        sidik="0" * 64,
        oleh=p.perencana,
        ringkasan={"periode": [1, 2], "banyak": 2, "jumlah": 1, "disisihkan": ["1 baris tidak dipakai."]},
    )
    isi = {"impor": impor, "bulan": 2, "triwulan": 1}
    BarisImpor.objects.create(
        nomor=2, kunci="a", grup="a", kode=sub.kode, jumlah=2000, sub_kegiatan=sub, keyakinan=100, **isi
    )
    BarisImpor.objects.create(nomor=3, kunci="b", grup="b", nama="Fasilitasi tamu", jumlah=500, **isi)
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
        "lupakan_pilihan": Jalur(
            f"{dasar}999999/lupakan/", ("perencana", "admin"), "POST", ("pelaksana", "camat", "inspektorat"), True
        ),
    }
