"""What was signed of the perjanjian of a year, as reports print it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from lakip.beku import thaw
from lakip.dokumen import Bab, Dokumen, TandaTangan
from lakip.models import PerjanjianBeku
from organisasi.models import Instansi
from organisasi.tanggal import print_waktu
from tandatangan.models import DokumenTertanda

ELEKTRONIK = "Ditandatangani secara elektronik"


def muat_tertanda(instansi: Instansi, tahun: int) -> dict[int, Dokumen]:
    """Return what was signed by both parties in a year, by pk of the perjanjian, with who signed when. Two queries."""
    semua = (
        PerjanjianBeku.objects.for_instansi(instansi)
        .in_tahun(tahun)
        .filter(dokumen__status__in=[DokumenTertanda.Status.LENGKAP, DokumenTertanda.Status.DIGANTIKAN])
        .select_related("dokumen")
        .prefetch_related("dokumen__tanda_tangan")
        .order_by("pk")
    )
    return {b.perjanjian_id: _beri_keterangan(thaw(bytes(b.isi)), b.dokumen) for b in semua}


def _beri_keterangan(dokumen: Dokumen, tertanda: DokumenTertanda) -> Dokumen:
    pertama, kedua = (
        (ELEKTRONIK, print_waktu(t.waktu), f"Kode {tertanda.kode_terbaca}") for t in tertanda.tanda_tangan.all()
    )

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
