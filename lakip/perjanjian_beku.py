"""What was signed of the perjanjian of a year, as reports print it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace

from django.db.models import Q

from lakip.beku import BekuRusak, thaw
from lakip.dokumen import Bab, Dokumen, TandaTangan
from lakip.models import PerjanjianBeku
from organisasi.models import Instansi
from organisasi.tanggal import print_tanggal, print_waktu
from tandatangan.models import DokumenTertanda

ELEKTRONIK = "Ditandatangani secara elektronik"
DI_KERTAS = "Ditandatangani di kertas"

log = logging.getLogger(__name__)


def muat_tertanda(instansi: Instansi, tahun: int) -> dict[int, Dokumen | None]:
    """Return what was signed by both parties in a year, by pk of the perjanjian, with who signed when. Two queries.

    None: it was signed, but what is stored cannot be read any more; the signed PDF, or the scan, still can.
    """
    elektronik = Q(dokumen__status__in=[DokumenTertanda.Status.LENGKAP, DokumenTertanda.Status.DIGANTIKAN])
    semua = (
        PerjanjianBeku.objects.for_instansi(instansi)
        .in_tahun(tahun)
        .filter(elektronik | Q(kertas__isnull=False, kertas__dibatalkan=None))
        .select_related("dokumen", "kertas")
        .prefetch_related("dokumen__tanda_tangan")
        .order_by("pk")
    )
    return {b.perjanjian_id: _read(b) for b in semua}


def _read(beku: PerjanjianBeku) -> Dokumen | None:
    try:
        return _beri_keterangan(thaw(bytes(beku.isi)), *_list_keterangan(beku))
    except BekuRusak:
        log.exception("Perjanjian yang ditandatangani tidak terbaca: %s", beku)
        return None


def _list_keterangan(beku: PerjanjianBeku) -> list[tuple[str, ...]]:
    """Return what stands in place of the signature of the first party, and of the second."""
    if beku.kertas is not None:
        return [(DI_KERTAS, print_tanggal(beku.kertas.tanggal))] * 2
    dokumen = beku.dokumen
    assert dokumen is not None  # one of the two, by a constraint
    return [(ELEKTRONIK, print_waktu(t.waktu), f"Kode {dokumen.kode_terbaca}") for t in dokumen.tanda_tangan.all()]


def _beri_keterangan(dokumen: Dokumen, pertama: tuple[str, ...], kedua: tuple[str, ...]) -> Dokumen:
    def tulis(_: int, blok: TandaTangan) -> TandaTangan:
        kiri, kanan = blok.pihak
        return replace(blok, pihak=(replace(kiri, jangkar="", tanda=kedua), replace(kanan, jangkar="", tanda=pertama)))

    return ubah_tanda_tangan(dokumen, tulis)


def ubah_tanda_tangan(dokumen: Dokumen, ubah: Callable[[int, TandaTangan], TandaTangan]) -> Dokumen:
    urutan = iter(range(1000))

    def bab(b: Bab) -> Bab:
        isi = tuple(ubah(next(urutan), k) if isinstance(k, TandaTangan) else k for k in b.isi)
        return replace(b, isi=isi, anak=tuple(bab(a) for a in b.anak))

    return replace(dokumen, bab=tuple(bab(b) for b in dokumen.bab))
