from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from buku_kerja.berkas import write_utuh
from buku_kerja.perintah import Perintah
from kinerja.alur import TransisiDitolak
from lakip.contoh import tandatangani_contoh
from organisasi.models import Instansi
from perjanjian.models import PerjanjianKinerja
from tandatangan.layanan import TandaTanganDitolak


class Command(Perintah):
    help = "Menandatangani perjanjian kinerja camat sebuah contoh dengan akun demo, lalu menulis PDF-nya."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--instansi", required=True, metavar="SLUG")
        parser.add_argument("--tahun", type=int, required=True, metavar="T")
        parser.add_argument("--keluaran", type=Path, required=True, metavar="F.pdf")

    def handle(self, *args: Any, **pilihan: Any) -> None:
        try:
            isi = tandatangani_contoh(pilihan["instansi"], pilihan["tahun"])
        except (Instansi.DoesNotExist, PerjanjianKinerja.DoesNotExist, KeyError) as galat:
            raise CommandError("Contoh ini belum dimuat; jalankan dahulu manage.py muat_contoh.") from galat
        except (TransisiDitolak, TandaTanganDitolak) as galat:
            raise CommandError(str(galat)) from galat
        write_utuh(pilihan["keluaran"], isi)
