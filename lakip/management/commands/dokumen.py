from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from buku_kerja.berkas import write_utuh
from buku_kerja.perintah import Perintah
from lakip.data import has_tahun
from lakip.models import Susunan
from lakip.naskah import NASKAH, NaskahKurang
from lakip.terbit import FORMAT, PENYUSUN, render
from organisasi.models import Instansi


class Command(Perintah):
    help = "Menulis satu dokumen: jenis, instansi, tahun, dan bentuk berkasnya dipilih."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("jenis", choices=list(PENYUSUN), metavar="JENIS", help=", ".join(PENYUSUN))
        parser.add_argument("--instansi", required=True, help="kunci instansi, misalnya pelaihari")
        parser.add_argument("--tahun", required=True, type=int)
        parser.add_argument(
            "--triwulan", type=int, choices=(1, 2, 3, 4), help="untuk kemajuan dan monev; tanpa ini seluruh tahun"
        )
        parser.add_argument(
            "--jabatan", help="nama atau singkatan jabatan, untuk perjanjian kinerja satu pejabat, misalnya sekcam"
        )
        parser.add_argument("--format", required=True, choices=FORMAT)
        parser.add_argument("--keluaran", required=True, type=Path, help="nama berkas yang ditulis")

    def handle(self, *args: Any, **pilihan: Any) -> None:
        jenis, bentuk = pilihan["jenis"], pilihan["format"]
        bagian = _baca_bagian(jenis, pilihan["triwulan"], pilihan["jabatan"])
        instansi = Instansi.objects.filter(slug=pilihan["instansi"]).first()
        if instansi is None:
            ada = ", ".join(Instansi.objects.values_list("slug", flat=True)[:10]) or "belum ada satu pun"
            raise CommandError(f'Instansi "{pilihan["instansi"]}" tidak ada. Yang ada: {ada}.')
        if not has_tahun(instansi, pilihan["tahun"]):
            raise CommandError(f"Belum ada data {instansi} tahun {pilihan['tahun']}.")
        try:
            isi = render(PENYUSUN[jenis](instansi, pilihan["tahun"], **bagian), bentuk)
        except NaskahKurang as galat:
            raise CommandError(str(galat)) from galat
        except Susunan.DoesNotExist as galat:
            raise CommandError("Susunan laporan belum dimuat. Jalankan dahulu: manage.py muat_acuan") from galat
        except OSError as galat:  # a library of the machine, or a picture that is no longer on disk
            raise CommandError(f"Dokumen tidak dapat dibuat: {galat}") from galat
        write_utuh(pilihan["keluaran"], isi)
        self.stdout.write(f"Ditulis: {pilihan['keluaran']} ({len(isi) / 1024:,.0f} KB)".replace(",", "."))


def _baca_bagian(jenis: str, triwulan: int | None, jabatan: str | None) -> dict[str, str]:
    """Return which part of the document is asked for; CommandError where it has no such parts."""
    menurut = NASKAH[jenis].menurut if jenis in NASKAH else ""
    if triwulan and menurut != "triwulan":
        raise CommandError(f'Dokumen "{jenis}" tidak dibuat per triwulan; hapus --triwulan.')
    if jabatan is not None and not jabatan.strip():
        raise CommandError("--jabatan tanpa isi; sebutkan jabatannya, atau hapus untuk semua pejabat.")
    if jabatan and menurut != "jabatan":
        raise CommandError(f'Dokumen "{jenis}" tidak dibuat per jabatan; hapus --jabatan.')
    bagian = f"tw-{triwulan}" if triwulan else jabatan or ""
    return {"bagian": bagian} if bagian else {}
