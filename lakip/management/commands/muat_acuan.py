from typing import Any

from django.core.management.base import BaseCommand

from lakip.acuan import muat_acuan


class Command(BaseCommand):
    help = "Memuat data acuan: skala predikat, nomenklatur nasional, susunan laporan bawaan. Boleh diulang."

    def handle(self, *args: Any, **pilihan: Any) -> None:
        skala, nomenklatur, susunan = muat_acuan()
        self.stdout.write(f"Acuan: {skala} skala, {nomenklatur} kode nomenklatur, {susunan} susunan laporan")
