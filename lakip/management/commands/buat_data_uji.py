from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from anggaran.models import Nomenklatur
from buku_kerja.perintah import Perintah
from lakip.data_uji import SEBELUM, SESUDAH, buat_data_uji
from lakip.models import Susunan
from organisasi.bidang import TAHUN_PERTAMA, TAHUN_TERAKHIR


class Command(Perintah):
    help = "Membuat kecamatan uji lengkap dengan datanya, untuk pengukuran. Benih yang sama memberi data yang sama."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--kecamatan", type=int, required=True, help="banyaknya kecamatan")
        parser.add_argument("--tahun", type=int, required=True, help="tahun laporan, misalnya 2025")
        parser.add_argument("--benih", type=int, default=1, help="benih angka acak (1)")

    def handle(self, *args: Any, **pilihan: Any) -> None:
        awal, akhir = TAHUN_PERTAMA + SEBELUM, TAHUN_TERAKHIR - SESUDAH
        if not awal <= pilihan["tahun"] <= akhir:
            raise CommandError(f"--tahun adalah tahun laporan, antara {awal} dan {akhir}, misalnya 2025.")
        if pilihan["kecamatan"] < 1:
            raise CommandError("--kecamatan adalah banyaknya kecamatan, sekurangnya 1.")
        if not (Nomenklatur.objects.exists() and Susunan.objects.exists()):
            raise CommandError("Data acuan belum dimuat. Jalankan dahulu: manage.py muat_acuan")
        for instansi in buat_data_uji(pilihan["kecamatan"], pilihan["tahun"], pilihan["benih"]):
            self.stdout.write(instansi.slug)
