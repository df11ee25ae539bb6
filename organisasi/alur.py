"""A status and its history change together, by compare-and-set, along a table of :mod:`kinerja.alur`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Protocol, runtime_checkable

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from kinerja.alur import Alur, Transisi, TransisiDitolak, find_transisi, list_transisi
from organisasi import akses
from organisasi.models import Instansi, Pengguna, RiwayatStatus


class Beralur(Protocol):
    """What has a flow: a model with these fields, and a method that tells who typed its figures."""

    ALUR: ClassVar[Alur]
    pk: int
    instansi: Instansi
    tahun: int
    status: str

    def list_pengisi(self) -> Iterable[int]:
        """Return the pk of those who typed what is being judged."""
        ...


@runtime_checkable
class BerperanKhusus(Protocol):
    """What gives a person roles of its own beside those of his account, as the parties of a perjanjian."""

    def list_peran_khusus(self, pengguna: Pengguna) -> set[str]: ...


def list_peran(obj: Beralur, oleh: Pengguna) -> set[str]:
    """Return in which roles a person stands before an object: those of his account, and those it gives him itself."""
    khusus = obj.list_peran_khusus(oleh) if isinstance(obj, BerperanKhusus) else set()
    return akses.list_peran(oleh, obj.instansi) | khusus


def change_status(
    obj: Beralur, aksi: str, oleh: Pengguna, *, catatan: str = "", sebagai: str | None = None
) -> RiwayatStatus:
    """Take one step, or raise TransisiDitolak with a sentence for the user; then nothing has changed.

    The status must still be the one that ``obj`` was read with: of two people who press at once, the second is told.
    ``sebagai``: the role in which the site itself takes a step that follows from another one of this person's.
    """
    langkah = find_langkah(obj, aksi, oleh, sebagai=sebagai)
    if langkah.perlu_catatan and not catatan.strip():
        raise TransisiDitolak("Tulis dahulu alasannya, supaya yang mengisi tahu apa yang harus diperbaiki.")
    with transaction.atomic():
        terkena = type(obj)._default_manager.filter(pk=obj.pk, status=langkah.dari).update(status=langkah.ke)  # type: ignore[attr-defined]
        if not terkena:
            raise TransisiDitolak("Statusnya baru saja diubah orang lain. Muat ulang halaman untuk melihatnya.")
        obj.status = langkah.ke
        return RiwayatStatus.objects.create(
            instansi=obj.instansi,
            tahun=obj.tahun,
            tipe=ContentType.objects.get_for_model(type(obj)),  # type: ignore[arg-type]
            objek_id=obj.pk,
            dari=langkah.dari,
            aksi=aksi,
            ke=langkah.ke,
            catatan=catatan.strip(),
            oleh=oleh,
        )


def find_langkah(obj: Beralur, aksi: str, oleh: Pengguna, *, sebagai: str | None = None) -> Transisi:
    """Return the step that this person may take now, or raise TransisiDitolak saying why he may not."""
    langkah = _find(obj, aksi, {sebagai} if sebagai else list_peran(obj, oleh))
    if langkah.beda_orang and not obj.instansi.periksa_sendiri and oleh.pk in set(obj.list_pengisi()):
        raise TransisiDitolak(
            "Anda ikut mengisi data ini, jadi harus orang lain yang memeriksa atau menyetujuinya. Kantor yang "
            "pegawainya sedikit dapat meminta admin kabupaten mengizinkannya."
        )
    return langkah


def _find(obj: Beralur, aksi: str, peran: set[str]) -> Transisi:
    ditolak: TransisiDitolak | None = None
    for p in sorted(peran) or [""]:
        try:
            return find_transisi(obj.ALUR, obj.status, aksi, p)
        except TransisiDitolak as galat:
            ditolak = galat
    assert ditolak is not None
    raise ditolak


def list_langkah(obj: Beralur, oleh: Pengguna) -> list[Transisi]:
    """Return the steps this person may take now, one an action, for the buttons of a page."""
    langkah: dict[str, Transisi] = {}
    for p in sorted(list_peran(obj, oleh)):
        for t in list_transisi(obj.ALUR, obj.status, p):
            langkah.setdefault(t.aksi, t)
    return list(langkah.values())


def list_riwayat_status(obj: Beralur) -> list[RiwayatStatus]:
    """Return the steps taken so far, the latest first."""
    tipe = ContentType.objects.get_for_model(type(obj))  # type: ignore[arg-type]
    return list(RiwayatStatus.objects.filter(tipe=tipe, objek_id=obj.pk).select_related("oleh"))
