"""What others have changed since someone's last visit, in a handful of lines. One query and the names."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Max

from anggaran.models import IsianTriwulan
from organisasi.jejak import Isi
from organisasi.models import Instansi, Pengguna, RiwayatStatus
from organisasi.riwayat import SISTEM, name_orang

TERBANYAK = 8
LANGKAH = "langkah (kirim, periksa, setujui)"


@dataclass(frozen=True)
class Kabar:
    """Who changed how many rows of what, where, and when last."""

    oleh: str
    jumlah: int
    jenis: str
    instansi: Instansi
    waktu: datetime.datetime


def list_kabar(pengguna: Pengguna, instansi: Iterable[Instansi]) -> list[Kabar]:
    """Return the latest groups of changes since the last visit, other people's only; none at a first visit."""
    milik = {i.pk: i for i in instansi}
    if pengguna.kunjungan_lalu is None or not milik:
        return []
    log = LogEntry.objects.annotate(milik=Isi("instansi")).filter(
        milik__in=list(milik), timestamp__gt=pengguna.kunjungan_lalu
    )
    status = ContentType.objects.get_for_model(IsianTriwulan)  # its steps say it already
    kelompok = (
        log.exclude(actor=pengguna)
        .exclude(content_type=status)
        .values("actor", "content_type", "milik")
        .annotate(jumlah=Count("object_pk", distinct=True), akhir=Max("timestamp"))
        .order_by("-akhir")[:TERBANYAK]
    )
    isi = list(kelompok)
    orang = Pengguna.objects.in_bulk([k["actor"] for k in isi if k["actor"]])
    tipe = ContentType.objects.in_bulk([k["content_type"] for k in isi])
    return [
        Kabar(
            oleh=name_orang(orang.get(k["actor"])) if k["actor"] else SISTEM,
            jumlah=k["jumlah"],
            jenis=_nama(tipe[k["content_type"]]),
            instansi=milik[k["milik"]],
            waktu=k["akhir"],
        )
        for k in isi
    ]


def _nama(tipe: ContentType) -> str:
    kelas = tipe.model_class()
    if kelas is RiwayatStatus:
        return LANGKAH
    return str(kelas._meta.verbose_name) if kelas else tipe.model
