from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from buku_kerja.berkas import write_utuh
from buku_kerja.penulis import contoh_buku_kerja
from buku_kerja.perintah import Perintah


class Command(Perintah):
    help = "Menulis buku kerja kosong (.xlsx) dengan petunjuk pengisian."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--keluaran", required=True, type=Path, help="nama berkas .xlsx yang ditulis")

    def handle(self, *args: Any, **pilihan: Any) -> None:
        write_utuh(pilihan["keluaran"], contoh_buku_kerja())
        self.stdout.write(f"Ditulis: {pilihan['keluaran']}")
