"""Marks: what a report must say about how its figures came about."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from anggaran.models import IsianTriwulan
from organisasi.models import Instansi, RiwayatStatus

PERIKSA_SENDIRI = (
    "Kantor ini diizinkan memeriksa dan menyetujui isiannya sendiri karena pegawainya sedikit; karena itu sebuah isian "
    "dapat diperiksa oleh orang yang mengisinya."
)


def list_tanda(instansi: Instansi, tahun: int) -> tuple[str, ...]:
    """Return a sentence for each quarter or report of the year that was opened again, and for the office's permission
    to check itself. At most two queries."""
    dibuka = list(
        RiwayatStatus.objects.for_instansi(instansi)
        .in_tahun(tahun)
        .filter(
            Q(tipe__app_label="anggaran", tipe__model="isiantriwulan")
            | Q(tipe__app_label="lakip", tipe__model="laporan"),
            aksi="buka",
        )
        .select_related("oleh", "tipe")
        .order_by("waktu", "pk")
    )
    triwulan = [r.objek_id for r in dibuka if r.tipe.model == "isiantriwulan"]
    isian = {i.pk: i for i in IsianTriwulan.objects.filter(pk__in=triwulan).select_related("unit")} if triwulan else {}
    tanda = [_tulis(r, isian.get(r.objek_id) if r.tipe.model == "isiantriwulan" else None) for r in dibuka]
    return (*tanda, PERIKSA_SENDIRI) if instansi.periksa_sendiri else tuple(tanda)


def _tulis(r: RiwayatStatus, isian: IsianTriwulan | None) -> str:
    if r.tipe.model == "laporan":
        apa = "Laporan ini dibuka kembali setelah dikirim"
    else:
        romawi = ("", " I", " II", " III", " IV")[isian.triwulan] if isian else ""
        apa = f"Isian triwulan{romawi}{f' {isian.unit}' if isian and isian.unit else ''} dibuka kembali setelah dikunci"
    # Only the admin of the kabupaten may open what is closed (kinerja.alur).
    siapa = f"{r.oleh.get_full_name() or r.oleh.username} (admin kabupaten)"
    return f"{apa} oleh {siapa} pada {date_format(timezone.localdate(r.waktu), 'j F Y')}. Alasan: {r.catatan.rstrip('. ')}."
