"""Every permission of the site. Fetching is the check: what a user may not see does not exist for him (404), what he
may see but not change is refused (403).

| role | sees | changes |
| --- | --- | --- |
| admin kabupaten | all instansi of his kabupaten | all of them that are in use |
| inspektorat | all instansi of his kabupaten | nothing |
| kepala daerah | all instansi of his kabupaten | nothing; he signs as the second party of a Camat |
| perencana | his instansi | his instansi |
| camat | his instansi | nothing typed; he approves |
| pelaksana | his instansi | the realisasi of his unit |
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from kinerja.predikat import SKALA_BAWAAN
from organisasi.models import Instansi, Kabupaten, Pengguna, Peran, Skala

PENGUBAH_INSTANSI = (Peran.Jenis.PERENCANA,)
PENGUBAH_KABUPATEN = (Peran.Jenis.ADMIN,)


class BelumAda(Http404):
    """What the page is about is the user's own but has not been begun: a sentence, and where it is begun."""

    def __init__(self, pesan: str, alamat: str, tautan: str) -> None:
        super().__init__(pesan)
        self.pesan, self.alamat, self.tautan = pesan, alamat, tautan


def list_instansi(pengguna: Pengguna | AnonymousUser) -> QuerySet[Instansi]:
    """Return the instansi a user may see, with their kabupaten."""
    semua = Instansi.objects.select_related("kabupaten")
    if not pengguna.is_authenticated or not pengguna.is_active:
        return semua.none()
    if pengguna.is_superuser:
        return semua
    return semua.filter(
        Q(peran__pengguna=pengguna)
        | Q(kabupaten__peran__pengguna=pengguna, kabupaten__peran__jenis__in=Peran.SEKABUPATEN)
    ).distinct()


def list_instansi_ubah(pengguna: Pengguna | AnonymousUser) -> QuerySet[Instansi]:
    """Return the instansi whose data a user may change as a whole; of one that is not in use nobody changes any."""
    semua = Instansi.objects.aktif().select_related("kabupaten")
    if not pengguna.is_authenticated or not pengguna.is_active:
        return semua.none()
    if pengguna.is_superuser:
        return semua
    return semua.filter(
        Q(peran__pengguna=pengguna, peran__jenis__in=PENGUBAH_INSTANSI)
        | Q(kabupaten__peran__pengguna=pengguna, kabupaten__peran__jenis__in=PENGUBAH_KABUPATEN)
    ).distinct()


def list_kabupaten_ubah(pengguna: Pengguna | AnonymousUser) -> QuerySet[Kabupaten]:
    """Return the kabupaten whose own settings (RPJMD, rules, scales) a user may change."""
    if not pengguna.is_authenticated or not pengguna.is_active:
        return Kabupaten.objects.none()
    if pengguna.is_superuser:
        return Kabupaten.objects.all()
    return Kabupaten.objects.filter(peran__pengguna=pengguna, peran__jenis__in=PENGUBAH_KABUPATEN).distinct()


def list_kabupaten_pantau(pengguna: Pengguna | AnonymousUser) -> QuerySet[Kabupaten]:
    """Return the kabupaten all of whose instansi a user may see: as its inspektorat or its admin."""
    if not pengguna.is_authenticated or not pengguna.is_active:
        return Kabupaten.objects.none()
    if pengguna.is_superuser:
        return Kabupaten.objects.all()
    return Kabupaten.objects.filter(peran__pengguna=pengguna, peran__jenis__in=Peran.SEKABUPATEN).distinct()


def get_kabupaten_pantau(pengguna: Pengguna | AnonymousUser, pk: int) -> Kabupaten:
    """Return a kabupaten to look over; 404 where it is not the user's to see as a whole."""
    kabupaten = list_kabupaten_pantau(pengguna).filter(pk=pk).first()
    if kabupaten is None:
        raise Http404("Kabupaten tidak ditemukan.")
    return kabupaten


def get_instansi(pengguna: Pengguna | AnonymousUser, slug: str) -> Instansi:
    """Return the instansi; raise 404 where it does not exist or is not the user's to see."""
    instansi = list_instansi(pengguna).filter(slug=slug).first()
    if instansi is None:
        raise Http404("Instansi tidak ditemukan.")
    return instansi


def may_edit(pengguna: Pengguna | AnonymousUser, instansi: Instansi) -> bool:
    return list_instansi_ubah(pengguna).filter(pk=instansi.pk).exists()


def get_instansi_ubah(pengguna: Pengguna | AnonymousUser, slug: str) -> Instansi:
    """Return the instansi to change; 404 where it is not his to see, 403 where it is only his to read."""
    instansi = get_instansi(pengguna, slug)
    if not instansi.aktif:
        raise PermissionDenied(f"{instansi} sudah dinonaktifkan admin kabupaten; datanya hanya dapat dibaca.")
    if not may_edit(pengguna, instansi):
        raise PermissionDenied("Anda hanya dapat melihat data ini.")
    return instansi


def list_peran(pengguna: Pengguna | AnonymousUser, instansi: Instansi) -> set[str]:
    """Return the roles of a user in an instansi, those for its whole kabupaten included; a superuser is its admin.

    In one that is not in use nobody acts in any role.
    """
    if not pengguna.is_authenticated or not pengguna.is_active or not instansi.aktif:
        return set()
    peran = Peran.objects.filter(Q(instansi=instansi) | Q(kabupaten=instansi.kabupaten_id), pengguna=pengguna)
    jenis = set(peran.values_list("jenis", flat=True))
    return jenis | {Peran.Jenis.ADMIN.value} if pengguna.is_superuser else jenis


def is_admin(pengguna: Pengguna | AnonymousUser, instansi: Instansi) -> bool:
    """Tell whether a user administers the kabupaten of an instansi that is in use."""
    return instansi.aktif and list_kabupaten_ubah(pengguna).filter(pk=instansi.kabupaten_id).exists()


def list_unit_ketik(pengguna: Pengguna | AnonymousUser, instansi: Instansi) -> set[int | None] | None:
    """Return the units whose quarter a user may type; None means all of the instansi (also what has no unit).

    A perencana types for everyone; a pelaksana for his unit, or for all where his role names none; others for nobody.
    """
    if not pengguna.is_authenticated or not pengguna.is_active or not instansi.aktif:
        return set()
    peran = Peran.objects.filter(
        pengguna=pengguna, instansi=instansi, jenis__in=[Peran.Jenis.PERENCANA, Peran.Jenis.PELAKSANA]
    )
    unit = {None if jenis == Peran.Jenis.PERENCANA else unit for jenis, unit in peran.values_list("jenis", "unit_id")}
    return None if None in unit else unit


def get_kabupaten_ubah(pengguna: Pengguna | AnonymousUser, pk: int) -> Kabupaten:
    """Return a kabupaten to administer; 404 where it is not the user's to change."""
    kabupaten = list_kabupaten_ubah(pengguna).filter(pk=pk).first()
    if kabupaten is None:
        raise Http404("Kabupaten tidak ditemukan.")
    return kabupaten


def get_instansi_kelola(kabupaten: Kabupaten, pk: int) -> Instansi:
    """Return an instansi to put out of use, into use again, or to delete. The kabupaten is fetched with access."""
    instansi = Instansi.objects.filter(kabupaten=kabupaten, pk=pk).select_related("kabupaten").first()
    if instansi is None:
        raise Http404("Instansi tidak ditemukan.")
    return instansi


def get_diri(pengguna: Pengguna | AnonymousUser) -> Pengguna:
    """Return the signed-in user's own row, fresh: what a form writes into it does not show in the page's head."""
    assert pengguna.is_authenticated  # MasukDahuluMiddleware has seen to it
    return Pengguna.objects.get(pk=pengguna.pk)


def list_pengguna(kabupaten: Kabupaten) -> QuerySet[Any]:
    """Return who has a role in a kabupaten or one of its instansi; ``terkelola`` marks those its admin manages.

    Those are people whose every role lies in this kabupaten, and who are no superuser: nobody gains a way into another
    kabupaten, or into the whole site, by resetting a password.
    """
    di_sini = list_peran_kabupaten(kabupaten).filter(pengguna=OuterRef("pk"))
    di_luar = Peran.objects.filter(
        (Q(kabupaten__isnull=False) & ~Q(kabupaten=kabupaten))
        | (Q(instansi__isnull=False) & ~Q(instansi__kabupaten=kabupaten)),
        pengguna=OuterRef("pk"),
    )
    return Pengguna.objects.filter(Exists(di_sini)).annotate(terkelola=Q(is_superuser=False) & ~Exists(di_luar))


def list_akun(instansi: Instansi) -> QuerySet[Pengguna]:
    """Return the accounts that an official of this instansi may sign with: those with a role in it, and the kepala
    daerah; also one that an official has now, whatever became of its role.
    """
    kepala = Q(peran__jenis=Peran.Jenis.KEPALA, peran__kabupaten=instansi.kabupaten_id)
    sah = Q(is_active=True) & (Q(peran__instansi=instansi) | kepala)
    return (
        Pengguna.objects.filter(sah | Q(pejabat__jabatan__instansi=instansi))
        .distinct()
        .order_by("first_name", "username")
    )


def list_peran_kabupaten(kabupaten: Kabupaten) -> QuerySet[Peran]:
    """Return the roles for a kabupaten and for its instansi."""
    return Peran.objects.filter(Q(kabupaten=kabupaten) | Q(instansi__kabupaten=kabupaten))


def get_pengguna_ubah(kabupaten: Kabupaten, pk: int) -> Pengguna:
    """Return an account of a kabupaten to manage; 404 where its admin may not. The kabupaten is fetched with access."""
    pengguna: Pengguna | None = list_pengguna(kabupaten).filter(pk=pk, terkelola=True).first()
    if pengguna is None:
        raise Http404("Pengguna tidak ditemukan.")
    return pengguna


def list_skala_ubah(pengguna: Pengguna | AnonymousUser, kabupaten: Kabupaten) -> QuerySet[Skala]:
    """Return the scales a user may change: all for a superuser, else those that only his own kabupaten uses, for itself or
    for an indicator.

    The shipped ones stand for a regulation and are the same everywhere; he copies one to make his own.
    """
    if pengguna.is_authenticated and pengguna.is_superuser:
        return Skala.objects.all()
    if not list_kabupaten_ubah(pengguna).filter(pk=kabupaten.pk).exists():
        return Skala.objects.none()
    lain = set(Kabupaten.objects.exclude(pk=kabupaten.pk).values_list(*Kabupaten.SKALA))
    bersama = {pk for baris in lain for pk in baris if pk}
    indikator = Skala.objects.values_list("pk", "indikator__renstra__instansi__kabupaten").distinct()
    bersama |= {pk for pk, pemakai in indikator if pemakai not in (None, kabupaten.pk)}
    milik = {getattr(kabupaten, nama) for nama in Kabupaten.SKALA} - bersama
    return Skala.objects.filter(pk__in=milik - {None}).exclude(nama__in=[s.nama for s in SKALA_BAWAAN])


def list_kabupaten(pengguna: Pengguna | AnonymousUser) -> QuerySet[Kabupaten]:
    """Return the kabupaten a user may read: his own, and those of the instansi he may see."""
    if not pengguna.is_authenticated or not pengguna.is_active:
        return Kabupaten.objects.none()
    if pengguna.is_superuser:
        return Kabupaten.objects.all()
    return Kabupaten.objects.filter(
        Q(pk__in=list_instansi(pengguna).values("kabupaten"))
        | Q(peran__pengguna=pengguna, peran__jenis__in=Peran.SEKABUPATEN)
    ).distinct()


def get_kabupaten(pengguna: Pengguna | AnonymousUser, pk: int) -> Kabupaten:
    """Return a kabupaten to read; 404 where it is not the user's to see."""
    kabupaten = list_kabupaten(pengguna).filter(pk=pk).first()
    if kabupaten is None:
        raise Http404("Kabupaten tidak ditemukan.")
    return kabupaten
