"""Who changed what, when, from what to what. Written by django-auditlog for every model of ours; read only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from auditlog.models import LogEntry
from django.db.models import Model


@dataclass(frozen=True)
class Perubahan:
    waktu: datetime
    oleh: str
    aksi: str
    isi: tuple[tuple[str, str, str], ...]  # (field in words, before, after)


AKSI = {LogEntry.Action.CREATE: "Dibuat", LogEntry.Action.UPDATE: "Diubah", LogEntry.Action.DELETE: "Dihapus"}


def list_riwayat(baris: Model) -> list[Perubahan]:
    """Return the changes of a row, the latest first."""
    nama = {f.name: str(getattr(f, "verbose_name", f.name)) for f in baris._meta.get_fields()}
    hasil = []
    for log in LogEntry.objects.get_for_object(baris).select_related("actor"):
        isi = tuple(
            (nama.get(bidang, bidang), _kata(lama), _kata(kini)) for bidang, (lama, kini) in log.changes_dict.items()
        )
        hasil.append(Perubahan(log.timestamp, str(log.actor or "sistem"), AKSI.get(log.action, "–"), isi))
    return hasil


def _kata(nilai: object) -> str:
    return "" if nilai in (None, "None") else str(nilai)
