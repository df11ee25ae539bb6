"""The account's password, asked for once more before every signature. Guesses are counted for all processes together."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.contrib.auth.hashers import check_password
from django.db.models import F
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from organisasi.models import Pengguna
from tandatangan.models import SandiSalah
from tandatangan.pihak import TandaTanganDitolak

log = logging.getLogger(__name__)
BATAS_SALAH, JEDA_SALAH = 5, timedelta(minutes=15)  # wrong passwords in a row, and how long to wait after the last
TUNGGU = f"Tunggu {JEDA_SALAH // timedelta(minutes=1)} menit, lalu coba lagi."


@sensitive_variables("sandi")
def check_sandi(pengguna: Pengguna, sandi: str) -> None:
    """Raise TandaTanganDitolak where this is not the account's password; five in a row, and the account waits.

    Not inside a transaction that the refusal would roll back, and the count with it.
    """
    if not _count(pengguna):
        raise TandaTanganDitolak(f"Kata sandi salah {BATAS_SALAH} kali. {TUNGGU}")
    milik = SandiSalah.objects.filter(pengguna=pengguna)
    if check_password(sandi, pengguna.password):
        milik.delete()
        return
    log.warning("Kata sandi salah saat menandatangani, akun %s", pengguna.pk)
    sisa = BATAS_SALAH - (milik.values_list("jumlah", flat=True).first() or 0)
    raise TandaTanganDitolak(f"Kata sandi akun Anda tidak cocok. {f'Sisa {sisa} kali.' if sisa > 0 else TUNGGU}")


def _count(pengguna: Pengguna) -> bool:
    """Count one more try, before it is looked at: of those that come at once none slips past. False: no more now."""
    kini = timezone.now()
    SandiSalah.objects.filter(pengguna=pengguna, terakhir__lte=kini - JEDA_SALAH).delete()
    SandiSalah.objects.get_or_create(pengguna=pengguna, defaults={"terakhir": kini})
    sisa = SandiSalah.objects.filter(pengguna=pengguna, jumlah__lt=BATAS_SALAH)
    return bool(sisa.update(jumlah=F("jumlah") + 1, terakhir=kini))
