"""The end of a kecamatan: one made by mistake is deleted, one that has data is put out of use and can be read on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.apps import apps
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from organisasi.akun import deactivate
from organisasi.models import Instansi, Jabatan, Pejabat, Pengguna, Peran, Perpanjangan, UnitKerja
from organisasi.pengelolaan import path_instansi

# What is set up before any data can be typed, in the order in which it can be deleted.
PERSIAPAN = (Peran, Perpanjangan, Pejabat, Jabatan, UnitKerja)


class KecamatanBerisi(Exception):
    """A kecamatan that has data is not deleted."""


@dataclass(frozen=True)
class Isi:
    """What an instansi holds, as (what, how many): its set-up, and the data typed since."""

    persiapan: tuple[tuple[str, int], ...]
    data: tuple[tuple[str, int], ...]


def find_isi(instansi: Instansi) -> Isi:
    """Return what there is of an instansi, by the same paths as every permission. A query for each kind of row."""
    persiapan: Counter[str] = Counter({str(Peran._meta.verbose_name): instansi.peran.count()})
    data: Counter[str] = Counter()
    for model in apps.get_models():
        if model is Instansi or not (jalur := path_instansi(model)):
            continue
        cacah = persiapan if model in PERSIAPAN else data
        cacah[str(model._meta.verbose_name)] += model._default_manager.filter(**{jalur: instansi}).count()
    return Isi(tuple((+persiapan).items()), tuple((+data).items()))


def list_akun_sendiri(instansi: Instansi) -> QuerySet[Pengguna]:
    """Return the active accounts that have a role here and nowhere else."""
    lain = Peran.objects.filter(pengguna=OuterRef("pk")).exclude(instansi=instansi)
    milik = Pengguna.objects.filter(peran__instansi=instansi, is_active=True, is_superuser=False)
    return milik.filter(~Exists(lain)).distinct().order_by("username")


def delete_instansi(instansi: Instansi, oleh: Pengguna) -> None:
    """Delete an instansi with its set-up; accounts that have no other role are put to rest. Raise KecamatanBerisi."""
    with transaction.atomic():
        Instansi.objects.select_for_update().get(pk=instansi.pk)  # what is typed meanwhile waits, then has no instansi
        if find_isi(instansi).data:
            raise KecamatanBerisi(f"{instansi} sudah berisi data, jadi tidak dapat dihapus. Nonaktifkan saja.")
        for pengguna in list_akun_sendiri(instansi):
            deactivate(pengguna, oleh)
        # Superiors protect those below them, although all of them go.
        Jabatan.objects.for_instansi(instansi).update(atasan=None)
        UnitKerja.objects.for_instansi(instansi).update(induk=None)
        for model in PERSIAPAN:
            model._default_manager.filter(**{path_instansi(model) or "instansi": instansi}).delete()
        instansi.delete()


def set_aktif(instansi: Instansi, aktif: bool) -> None:
    """Put an instansi out of use, or into use again. Its data, documents and accounts stay as they are."""
    instansi.aktif = aktif
    instansi.save(update_fields=["aktif"])
