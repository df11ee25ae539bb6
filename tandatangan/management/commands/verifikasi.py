from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from buku_kerja.perintah import Perintah
from organisasi.tanggal import print_waktu
from tandatangan.periksa import HasilPeriksa, periksa


class Command(Perintah):
    help = "Memeriksa apakah sebuah PDF ditandatangani di situs ini dan tidak berubah. Status 0 hanya bila asli."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("berkas", type=Path, metavar="F.pdf")

    def handle(self, *args: Any, **pilihan: Any) -> None:
        try:
            isi = pilihan["berkas"].read_bytes()
        except OSError as galat:
            raise CommandError(f"Berkas {pilihan['berkas']} tidak dapat dibaca.") from galat
        hasil = periksa(isi)
        self._print(hasil)
        if not hasil.sah:
            raise CommandError("\n".join(hasil.alasan))

    def _print(self, hasil: HasilPeriksa) -> None:
        if hasil.dokumen is not None:
            d = hasil.dokumen
            self.stdout.write(f"{d.judul}, {d.instansi}, tahun {d.tahun} ({d.kode_terbaca})")
        for t in hasil.tanda_tangan:
            waktu = f", {print_waktu(t.waktu)}" if t.waktu else ""
            jabatan = f", {t.jabatan}" if t.jabatan else ""
            pemegang = f" (sertifikat atas nama {t.pemegang})" if t.pemegang else ""
            self.stdout.write(f"- {t.nama}{jabatan}{waktu}{pemegang}" + (f": {t.alasan}" if t.alasan else ""))
        if hasil.sah:
            self.stdout.write(hasil.kesimpulan)
