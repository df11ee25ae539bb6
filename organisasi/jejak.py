"""Where a change belongs and where it came from, written beside every entry of the audit log, which nobody changes.

django-auditlog keeps who, when, before and after. For a page per kecamatan and year each entry also says, in its
``additional_data``: ``instansi`` (pk), ``tahun`` (none where the row counts for several years, as a sasaran does),
``dari``, one of :data:`DARI`, and ``alasan``, where one was asked for. Found by the same paths as every permission
(``jalur_instansi``, ``jalur_tahun``).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any

from auditlog.middleware import AuditlogMiddleware
from auditlog.models import LogEntry
from auditlog.signals import pre_log
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models.signals import pre_delete, pre_save
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

from buku_kerja.konteks import is_mengimpor
from organisasi.kisi import wants_json
from organisasi.models import Instansi
from organisasi.sesi import read_alamat

FORMULIR, KISI, BUKU_KERJA, SALINAN, PERINTAH = "formulir", "kisi", "buku kerja", "salinan", "perintah"
DARI = {
    FORMULIR: "formulir",
    KISI: "tabel isian",
    BUKU_KERJA: "buku kerja Excel",
    SALINAN: "salinan tahun lalu",
    PERINTAH: "perintah di server",
}

BERKAS = "berkas "  # before the name of a file of others

_dari: ContextVar[str] = ContextVar("dari", default=PERINTAH)
_alasan: ContextVar[str] = ContextVar("alasan", default="")


class RiwayatBeku(Exception):
    """Something tried to change or remove an entry of the history."""


@contextmanager
def mark_dari(dari: str) -> Iterator[None]:
    """Changes made inside came from here (one of :data:`DARI`, or what :func:`mark_berkas` says)."""
    tanda = _dari.set(dari)
    try:
        yield
    finally:
        _dari.reset(tanda)


@contextmanager
def mark_alasan(alasan: str) -> Iterator[None]:
    """Changes made inside were made for this reason; "": nobody was asked for one."""
    tanda = _alasan.set(alasan)
    try:
        yield
    finally:
        _alasan.reset(tanda)


def mark_berkas(nama: str) -> AbstractContextManager[None]:
    """Changes made inside came from this file of others."""
    return mark_dari(f"{BERKAS}{nama}")


def name_dari(dari: str) -> str:
    """Return where a change came from, in words."""
    return dari if dari.startswith(BERKAS) else DARI.get(dari, "")


class JejakMiddleware(AuditlogMiddleware):
    """Notes who asks, from which address, and whether a change is made in a form or in a row of a grid.

    auditlog's own would believe any X-Forwarded-For; ours only what our proxy says.
    """

    _get_remote_addr = staticmethod(read_alamat)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with mark_dari(KISI if wants_json(request) else FORMULIR):
            return super().__call__(request)


@receiver(pre_log)
def attach_jejak(sender: Any, instance: models.Model, **kwargs: Any) -> None:
    """Give the row the method that auditlog asks for what to keep beside an entry."""
    instance.get_additional_data = partial(build_jejak, instance)  # type: ignore[attr-defined]


def build_jejak(baris: models.Model) -> dict[str, Any]:
    instansi, tahun = find_milik(baris)
    if instansi is None and not isinstance(baris, Instansi):
        instansi, tahun = _recall(baris)
    jejak = {"instansi": instansi, "tahun": tahun, "dari": BUKU_KERJA if is_mengimpor() else _dari.get()}
    return jejak | ({"alasan": alasan} if (alasan := _alasan.get()) else {})


def find_milik(baris: models.Model) -> tuple[int | None, int | None]:
    """Return the instansi (pk) and the year a row belongs to, in at most two queries where its path is long."""
    if isinstance(baris, Instansi):
        return baris.pk, None
    kueri: Any = type(baris)._default_manager.all()
    if jalur := getattr(kueri, "jalur_instansi", None):
        return _follow(baris, jalur), _follow(baris, kueri.jalur_tahun)
    for f in baris._meta.concrete_fields:  # a row without a path of its own belongs where its parent does
        if f.many_to_one and getattr(baris, f.attname) is not None and _is_kami(f.related_model):
            induk = _get_induk(baris, f)
            milik = (None, None) if induk is None else find_milik(induk)
            if milik[0] is not None:
                return milik
    return None, None


def _is_kami(model: Any) -> bool:
    """Whether a parent can lead to an instansi; accounts do not."""
    return model is Instansi or (model._meta.app_label not in ("auth", "contenttypes") and model.__name__ != "Pengguna")


def _get_induk(baris: models.Model, f: Any) -> models.Model | None:
    if f.is_cached(baris):
        return f.get_cached_value(baris)
    return f.related_model._base_manager.filter(pk=getattr(baris, f.attname)).first()


def _follow(baris: models.Model, jalur: str) -> Any:
    """Return what stands at the end of a path: through parents that are in memory, then in one query."""
    langkah = jalur.split("__")
    f: Any
    try:
        f = baris._meta.get_field(langkah[0])
        while len(langkah) > 1 and f.is_cached(baris):
            if (induk := f.get_cached_value(baris)) is None:
                return None
            baris, langkah = induk, langkah[1:]
            f = baris._meta.get_field(langkah[0])
        if len(langkah) == 1:
            return getattr(baris, f.attname)
        f.related_model._meta.get_field(langkah[1])
        induk_semua = f.related_model._base_manager.filter(pk=getattr(baris, f.attname))
        return induk_semua.values_list("__".join(langkah[1:]), flat=True).first()
    except FieldDoesNotExist:  # no year of its own
        return None


def _recall(baris: models.Model) -> tuple[int | None, int | None]:
    """A row whose parents have just gone with it: what its earlier entries say."""
    lama = LogEntry.objects.get_for_object(baris).exclude(additional_data=None)
    data = lama.values_list("additional_data", flat=True).first() or {}
    return data.get("instansi"), data.get("tahun")


@receiver(pre_save, sender=LogEntry)
def refuse_change(sender: Any, instance: LogEntry, raw: bool = False, **kwargs: Any) -> None:
    if not instance._state.adding and not raw:
        raise RiwayatBeku("Riwayat tidak dapat diubah.")


@receiver(pre_delete, sender=LogEntry)
def refuse_delete(sender: Any, **kwargs: Any) -> None:
    raise RiwayatBeku("Riwayat tidak dapat dihapus.")


class Isi(models.Func):
    """A number of ``additional_data``, written so that the index of migration 0003, on the same expression, is used."""

    arity = 1
    output_field = models.IntegerField()

    def __init__(self, kunci: str, **kwargs: Any) -> None:
        self.kunci = kunci
        super().__init__(models.F("additional_data"), **kwargs)

    def as_sql(self, compiler: Any, connection: Any, **kwargs: Any) -> Any:  # type: ignore[override]
        kolom = "%(expressions)s"
        if connection.vendor == "postgresql":
            return super().as_sql(compiler, connection, template=f"(({kolom} ->> '{self.kunci}')::integer)", **kwargs)
        return super().as_sql(compiler, connection, template=f"JSON_EXTRACT({kolom}, '$.{self.kunci}')", **kwargs)


def list_log(instansi: Instansi, tahun: int | None = None) -> models.QuerySet[LogEntry]:
    """Return the entries of an instansi, the latest first; of a year: those of the year and those of no single year."""
    log = LogEntry.objects.annotate(_instansi=Isi("instansi")).filter(_instansi=instansi.pk)
    if tahun is not None:
        log = log.annotate(_tahun=Isi("tahun")).filter(models.Q(_tahun=tahun) | models.Q(_tahun__isnull=True))
    return log.select_related("actor", "content_type").order_by("-timestamp", "-pk")
