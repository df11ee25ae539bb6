from typing import Any

from buku_kerja.perintah import Perintah
from tandatangan.models import Otoritas
from tandatangan.otoritas import get_otoritas


class Command(Perintah):
    help = "Menyiapkan otoritas sertifikat situs ini untuk tanda tangan elektronik. Boleh diulang."

    def handle(self, *args: Any, **pilihan: Any) -> None:
        terakhir = Otoritas.objects.first()
        otoritas = get_otoritas()
        if otoritas == terakhir:
            self.stdout.write(f"Otoritas sudah siap sejak {otoritas.dibuat:%d-%m-%Y}.")
        elif terakhir is None:
            self.stdout.write("Otoritas sertifikat dibuat.")
        else:
            self.stdout.write(
                "SECRET_KEY berganti, jadi otoritas baru dibuat. Tanda tangan dari otoritas lama tetap dapat diperiksa."
            )
