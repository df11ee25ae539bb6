"""A perjanjian that was signed on paper. What stands on the paper is frozen as what is signed electronically is, and every
report prints that from then on."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import transaction

from kinerja.alur import TransisiDitolak
from lakip.beku import freeze
from lakip.dokumen import Dokumen
from lakip.models import PerjanjianBeku
from lakip.tertanda import find_tertanda_lama, susun_dokumen
from organisasi.alur import find_langkah
from organisasi.forms.unggah import Berkas
from organisasi.models import Pengguna
from organisasi.simpanan import hitung_sidik
from organisasi.tanggal import print_tanggal
from perjanjian.kertas import create_kertas, write_pindaian
from perjanjian.langkah import KERTAS, explain_cara, explain_tunda, tandatangani
from perjanjian.models import PerjanjianKinerja, TandaKertas
from tandatangan import layanan


@dataclass(frozen=True)
class SiapKertas:
    """What stands on the paper, if the paper is what the site would print now."""

    dokumen: Dokumen
    isi: bytes  # the document, frozen

    @property
    def sidik(self) -> str:
        return hitung_sidik(self.isi)


def prepare_kertas(p: PerjanjianKinerja, oleh: Pengguna) -> SiapKertas:
    """Return what this person would record as signed now; raise TransisiDitolak with a sentence where that is nothing."""
    find_langkah(p, KERTAS, oleh)
    if tunda := explain_cara(p, KERTAS) or explain_tunda(p):
        raise TransisiDitolak(tunda)
    dokumen = susun_dokumen(p)
    return SiapKertas(dokumen, freeze(dokumen))


@transaction.atomic
def record_kertas(
    p: PerjanjianKinerja, siap: SiapKertas, oleh: Pengguna, *, tanggal: datetime.date, pindaian: Berkas, sidik: str
) -> TandaKertas:
    """Record that both parties signed what :func:`prepare_kertas` has returned; it is in force by that.

    ``sidik``: of what he compared with the paper. Raises TransisiDitolak with a sentence; then nothing has changed.
    """
    if siap.sidik != sidik:
        raise TransisiDitolak("Isi perjanjian berubah sejak halaman ini dibuka. Cocokkan sekali lagi dengan kertasnya.")
    lama = find_tertanda_lama(p)
    tandatangani(p, KERTAS, oleh, catatan=f"Ditandatangani {print_tanggal(tanggal)}.")
    if lama is not None:
        layanan.gantikan(lama, None)
    if (sisa := layanan.find_dokumen(p)) is not None:  # of an attempt to sign electronically that came to nothing
        layanan.batalkan(sisa, "Perjanjian ini ditandatangani di kertas.")
    tanda = create_kertas(p, tanggal, pindaian, oleh)
    PerjanjianBeku.objects.create(kertas=tanda, perjanjian=p, isi=siap.isi)
    write_pindaian(tanda, pindaian)
    return tanda
