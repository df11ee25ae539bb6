from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from buku_kerja import impor
from buku_kerja.laporan import LaporanImpor
from buku_kerja.perintah import Perintah


class Command(Perintah):
    help = "Memasukkan buku kerja satu kecamatan dan tahun (.xlsx, atau folder CSV): semuanya, atau tidak sama sekali."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("berkas", type=Path, help="buku kerja .xlsx atau folder CSV")
        parser.add_argument("--periksa", action="store_true", help="hanya melaporkan; tidak menyimpan apa pun")
        parser.add_argument(
            "--ubah-kabupaten",
            action="store_true",
            help="ubah juga pengaturan kabupaten, RPJMD, dan misi, yang dipakai semua kecamatan",
        )

    def handle(self, *args: Any, **pilihan: Any) -> None:
        laporan = impor(pilihan["berkas"], periksa=pilihan["periksa"], ubah_bersama=pilihan["ubah_kabupaten"])
        for temuan in laporan.peringatan:
            self.stderr.write(f"peringatan: {temuan}")
        for temuan in laporan.galat:
            self.stderr.write(f"galat: {temuan}")
        if laporan.galat:
            lain = f" ({laporan.tak_disebut} temuan lain tidak disebut)" if laporan.tak_disebut else ""
            raise CommandError(f"{len(laporan.galat)} kesalahan{lain}; tidak ada yang disimpan.")
        self.write_ringkasan(laporan, pilihan["periksa"])

    def write_ringkasan(self, laporan: LaporanImpor, periksa: bool) -> None:
        isi = {nama: r for nama, r in laporan.lembar.items() if not r.diam}
        for nama, r in (isi | {"Jumlah": laporan.jumlah} if isi else isi).items():
            self.stdout.write(f"{nama}: {r.baru} baru, {r.berubah} berubah, {r.sama} sama, {r.hilang} hilang")
        akhir = "Diperiksa, tidak disimpan" if periksa else "Tersimpan"
        tanpa = "" if isi else " tanpa perubahan"
        self.stdout.write(f"{akhir}{tanpa}: {laporan.instansi} {laporan.tahun}")
