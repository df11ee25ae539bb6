"""Who changed what, when, from what to what. Written by django-auditlog for every model of ours; read only."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from auditlog.models import LogEntry
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone

from kinerja.tulisan import format_angka, format_rupiah
from organisasi.bidang import UangField
from organisasi.jejak import name_dari

AKSI = {LogEntry.Action.CREATE: "Dibuat", LogEntry.Action.UPDATE: "Diubah", LogEntry.Action.DELETE: "Dihapus"}
SISTEM = "sistem"
KOSONG = ("", None, "None")
# Of a row that was made or removed: said by where the entry stands, or by what the row is called.
SUDAH_JELAS = ("instansi", "tahun", "urut", "tipe", "objek_id")
TERPANJANG = 300  # of a text, in the list; the whole of it is in the file


@dataclass(frozen=True)
class Perubahan:
    waktu: datetime.datetime
    oleh: str
    aksi: str
    isi: tuple[tuple[str, str, str], ...]  # (field in words, before, after)
    jenis: str = ""  # the model in words
    baris: str = ""  # the row, as it was called then
    dari: str = ""
    alamat: str = ""
    model: str = ""  # label and pk lead to the page of the row, while it exists
    pk: int | None = None


def list_riwayat(baris: models.Model) -> list[Perubahan]:
    """Return the changes of a row, the latest first."""
    return build_perubahan(LogEntry.objects.get_for_object(baris).select_related("actor", "content_type"))


def build_perubahan(log: Iterable[LogEntry], panjang: int = TERPANJANG) -> list[Perubahan]:
    """Return entries in words. Costs one query for each kind of row that changed values refer to."""
    log = list(log)
    nama = _name_rujukan(log)
    return [_build(entri, nama, panjang) for entri in log]


def _build(entri: LogEntry, nama: dict[tuple[type[models.Model], str], str], panjang: int) -> Perubahan:
    kelas = entri.content_type.model_class()
    isi = []
    for bidang, nilai in entri.changes_dict.items():
        medan = _medan(kelas, bidang)
        if isinstance(medan, models.ForeignObjectRel):  # what points here has entries of its own
            continue
        if isinstance(nilai, dict):  # a many-to-many relation
            judul = str(getattr(medan, "verbose_name", bidang))
            teks = ", ".join(map(str, nilai.get("objects", [])))
            isi.append((judul, *(("", teks) if nilai.get("operation") == "add" else (teks, ""))))
            continue
        if medan is not None and (medan.primary_key or not medan.editable):
            continue
        if bidang in SUDAH_JELAS and entri.action != LogEntry.Action.UPDATE:
            continue
        lama, kini = (_potong(_kata(medan, n, nama), panjang) for n in nilai)
        if lama != kini:
            isi.append((str(getattr(medan, "verbose_name", bidang)), lama, kini))
    tambahan = entri.additional_data or {}
    if alasan := tambahan.get("alasan"):
        isi.append(("alasan", "", _potong(alasan, panjang)))
    return Perubahan(
        waktu=entri.timestamp,
        oleh=name_orang(entri.actor),
        aksi=AKSI.get(entri.action, "–"),
        isi=tuple(isi),
        jenis=str(kelas._meta.verbose_name) if kelas else entri.content_type.model,
        baris=entri.object_repr,
        dari=name_dari(tambahan.get("dari", "")),
        alamat=entri.remote_addr or "",
        model=kelas._meta.label_lower if kelas else "",
        pk=entri.object_id,
    )


def name_orang(orang: Any) -> str:
    return SISTEM if orang is None else orang.get_full_name() or orang.get_username()


def _medan(kelas: type[models.Model] | None, bidang: str) -> Any:
    try:
        return kelas._meta.get_field(bidang) if kelas else None
    except FieldDoesNotExist:  # a field of an earlier release
        return None


def _name_rujukan(log: list[LogEntry]) -> dict[tuple[type[models.Model], str], str]:
    """Return what the rows are called that changed foreign keys point to: (model, pk) → text."""
    dicari: dict[type[models.Model], set[str]] = {}
    for entri in log:
        kelas = entri.content_type.model_class()
        for bidang, nilai in entri.changes_dict.items():
            medan = _medan(kelas, bidang)
            if isinstance(medan, models.ForeignKey) and not isinstance(nilai, dict):
                dicari.setdefault(medan.related_model, set()).update(n for n in nilai if n not in KOSONG)
    nama = {}
    for model, pk in dicari.items():
        angka = [p for p in pk if str(p).isdigit()]
        for k, baris in model._base_manager.select_related().in_bulk(angka).items():
            nama[model, str(k)] = str(baris)
    return nama


def _kata(medan: Any, nilai: Any, nama: dict[tuple[type[models.Model], str], str]) -> str:
    """Write a stored value as people write it; what cannot be read stays as it is."""
    if nilai in KOSONG:
        return ""
    nilai = str(nilai)
    if isinstance(medan, models.ForeignKey):
        return nama.get((medan.related_model, nilai), "(sudah dihapus)" if nilai.isdigit() else nilai)
    if pilihan := dict(getattr(medan, "flatchoices", None) or ()):
        return str(pilihan.get(nilai, nilai))
    if isinstance(medan, models.BooleanField):
        return {"True": "ya", "False": "tidak"}.get(nilai, nilai)
    try:
        if isinstance(medan, UangField):
            return format_rupiah(Decimal(nilai))
        if isinstance(medan, models.DecimalField):
            return format_angka(Decimal(nilai))
        if isinstance(medan, models.DateTimeField):
            waktu = datetime.datetime.fromisoformat(nilai)
            waktu = timezone.make_aware(waktu, datetime.UTC) if timezone.is_naive(waktu) else waktu
            return f"{timezone.localtime(waktu):%d-%m-%Y %H.%M}"
        if isinstance(medan, models.DateField):
            return f"{datetime.date.fromisoformat(nilai):%d-%m-%Y}"
    except (ValueError, InvalidOperation):
        pass
    return nilai


def _potong(teks: str, panjang: int) -> str:
    return teks if len(teks) <= panjang else f"{teks[:panjang].rstrip()} …"
