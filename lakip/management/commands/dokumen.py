from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from buku_kerja.berkas import write_utuh
from buku_kerja.perintah import Perintah
from lakip.data import list_tahun
from lakip.models import Susunan
from lakip.terbit import BELUM, FORMAT, PENYUSUN, render
from organisasi.models import Instansi


class Command(Perintah):
    help = "Menulis satu dokumen: jenis, instansi, tahun, dan bentuk berkasnya dipilih."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("jenis", choices=[*PENYUSUN, *BELUM], metavar="JENIS", help=", ".join([*PENYUSUN, *BELUM]))
        parser.add_argument("--instansi", required=True, help="kunci instansi, misalnya pelaihari")
        parser.add_argument("--tahun", required=True, type=int)
        parser.add_argument("--triwulan", type=int, choices=(1, 2, 3, 4))
        parser.add_argument("--jabatan", help="nama jabatan, untuk perjanjian kinerja satu pejabat")
        parser.add_argument("--format", required=True, choices=[*FORMAT, "docx"])
        parser.add_argument("--keluaran", required=True, type=Path, help="nama berkas yang ditulis")

    def handle(self, *args: Any, **pilihan: Any) -> None:
        jenis, bentuk = pilihan["jenis"], pilihan["format"]
        if jenis not in PENYUSUN:
            raise CommandError(f'Dokumen "{jenis}" belum tersedia. Yang sudah ada: {", ".join(PENYUSUN)}.')
        if bentuk not in FORMAT:
            raise CommandError(f"Bentuk {bentuk} belum tersedia. Pilih {', '.join(FORMAT)}.")
        instansi = Instansi.objects.filter(slug=pilihan["instansi"]).first()
        if instansi is None:
            ada = ", ".join(Instansi.objects.values_list("slug", flat=True)[:10]) or "belum ada satu pun"
            raise CommandError(f'Instansi "{pilihan["instansi"]}" tidak ada. Yang ada: {ada}.')
        if pilihan["tahun"] not in list_tahun(instansi):
            raise CommandError(f"Belum ada data {instansi} tahun {pilihan['tahun']}.")
        try:
            isi = render(PENYUSUN[jenis](instansi, pilihan["tahun"]), bentuk)
        except Susunan.DoesNotExist as galat:
            raise CommandError("Susunan laporan belum dimuat. Jalankan dahulu: manage.py muat_acuan") from galat
        except OSError as galat:  # a library of the machine, or a picture that is no longer on disk
            raise CommandError(f"Dokumen tidak dapat dibuat: {galat}") from galat
        write_utuh(pilihan["keluaran"], isi)
        self.stdout.write(f"Ditulis: {pilihan['keluaran']} ({len(isi) / 1024:,.0f} KB)".replace(",", "."))
