from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from buku_kerja import ekspor
from buku_kerja.berkas import write_utuh
from buku_kerja.penulis import EksporError
from buku_kerja.perintah import Perintah


class Command(Perintah):
    help = "Menulis buku kerja (.xlsx) satu kecamatan dan tahun."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--instansi", required=True, help="kunci instansi, misalnya pelaihari")
        parser.add_argument("--tahun", required=True, type=int, help="tahun buku kerja, misalnya 2024")
        parser.add_argument("--keluaran", required=True, type=Path, help="nama berkas .xlsx yang ditulis")

    def handle(self, *args: Any, **pilihan: Any) -> None:
        try:
            isi = ekspor(pilihan["instansi"], pilihan["tahun"])
        except EksporError as galat:
            raise CommandError(str(galat)) from galat
        if isi is None:
            raise CommandError(f"Tidak ada data {pilihan['instansi']} tahun {pilihan['tahun']}.")
        write_utuh(pilihan["keluaran"], isi)
        self.stdout.write(f"Ditulis: {pilihan['keluaran']}")
