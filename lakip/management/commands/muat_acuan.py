from typing import Any

from buku_kerja.perintah import Perintah
from lakip.acuan import muat_acuan


class Command(Perintah):
    help = "Memuat data acuan: skala predikat, nomenklatur nasional, susunan laporan bawaan. Boleh diulang."

    def handle(self, *args: Any, **pilihan: Any) -> None:
        skala, nomenklatur, susunan = muat_acuan()
        self.stdout.write(f"Acuan: {skala} skala, {nomenklatur} kode nomenklatur, {susunan} susunan laporan")
