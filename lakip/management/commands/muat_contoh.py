from argparse import ArgumentParser
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import CommandError
from django.db import transaction

from buku_kerja.perintah import Perintah
from lakip.acuan import muat_acuan
from lakip.contoh import CONTOH, KATA_SANDI, buat_akun, muat_contoh


class Command(Perintah):
    help = "Memuat data contoh (pelaihari, towuti, tomoni-timur) dan akun untuk mencoba. Boleh diulang."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("contoh", nargs="*", help=f"pilihan: {', '.join(CONTOH)}; kosong: semua")
        parser.add_argument("--paksa", action="store_true", help="buat juga akun mencoba di situs yang dipakai orang")

    def handle(self, *args: Any, **pilihan: Any) -> None:
        nama = pilihan["contoh"] or list(CONTOH)
        if asing := [n for n in nama if n not in CONTOH]:
            raise CommandError(f'Contoh "{asing[0]}" tidak ada. Pilih: {", ".join(CONTOH)}.')
        hanya_di_sini = urlsplit(settings.SITE_URL).hostname in ("localhost", "127.0.0.1", "::1")
        if not (settings.DEBUG or hanya_di_sini or pilihan["paksa"]):
            raise CommandError(
                "Akun mencoba memakai kata sandi yang diketahui umum. Pakai DEBUG=true, atau --paksa bila yakin."
            )
        with transaction.atomic():
            muat_acuan()
            for n in nama:
                laporan = muat_contoh(n)
                if laporan.galat:
                    for temuan in laporan.galat:
                        self.stderr.write(f"galat: {temuan}")
                    raise CommandError(f"Contoh {n} tidak dapat dimuat: {len(laporan.galat)} kesalahan.")
                isi = "tidak berubah" if laporan.tanpa_perubahan else "dimuat"
                self.stdout.write(f"Contoh {n} {laporan.tahun}: {isi}")
            akun = buat_akun(nama)
        self.stdout.write(f"Akun mencoba (kata sandi {KATA_SANDI}):")
        for pengguna, peran in akun:
            self.stdout.write(f"  {pengguna:<26} {peran}")
