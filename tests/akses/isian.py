"""Tables of supporting data, and who the instansi is."""

from __future__ import annotations

from collections.abc import Callable

from django.core.files.base import ContentFile

from organisasi.models import Sarana
from tests.akses.lakip import PNG
from tests.akses.tabel import Jalur
from tests.pemeran import Pemeran

PENGUBAH = ("perencana", "admin")
PEMBACA = ("pelaksana", "camat", "inspektorat")


def list_jalur(p: Pemeran, bersihkan: Callable[..., None]) -> dict[str, Jalur]:
    sarana = Sarana.objects.create(instansi=p.instansi, tahun=2023, nama="Lemari", baik=1, urut=7)
    p.instansi.lambang.save("satu.png", ContentFile(PNG))
    bersihkan(p.instansi.lambang.delete, save=False)
    data = "/satu/2023/data/"
    tabel = f"{data}sarana/"
    baris = f"{tabel}baris/{sarana.pk}/"

    def tulis(alamat: str, metode: str = "POST", tiada: bool = False) -> Jalur:
        return Jalur(alamat, PENGUBAH, metode, PEMBACA, tiada)

    return {
        "list_isian": Jalur(data),
        "isi_tabel": Jalur(tabel),
        "unduh_tabel": Jalur(f"{tabel}unduh/"),
        "lihat_lambang": Jalur("/satu/lambang/"),
        "ubah_instansi": tulis("/satu/2023/instansi/", "GET+POST"),
        "ubah_kepala": tulis(f"{data}survei/keterangan/", "GET+POST"),
        "simpan_tabel": tulis(f"{tabel}simpan/"),
        "salin_tabel": tulis(f"{tabel}salin/"),
        "tambah_baris": tulis(f"{tabel}baris/"),
        "simpan_baris_tabel": tulis(baris),
        "hapus_baris": tulis(f"{tabel}baris/999999/hapus/", tiada=True),
        "pulihkan_baris": tulis(f"{tabel}baris/999999/pulihkan/", tiada=True),
        "geser_baris": tulis(f"{baris}geser/naik/"),
        "buat_lke": tulis("/satu/2024/lke/buat/"),
    }
