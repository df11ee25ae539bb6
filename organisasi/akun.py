"""Accounts: passwords given and taken, people set to rest and called back, their roles."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass

from axes.utils import reset as lepas_tahanan
from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.http import HttpRequest

from organisasi.models import Instansi, Kabupaten, Pengguna, Peran, UnitKerja
from organisasi.sesi import end_sesi, move_sesi

HURUF = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that look like another when read out or copied by hand


class AkunDitolak(Exception):
    """What may not be done with an account; the message is a sentence for the user."""


@dataclass(frozen=True)
class PeranDiminta:
    """A role as it should be; ``instansi`` None: for the whole kabupaten."""

    jenis: str
    instansi: Instansi | None = None
    unit: UnitKerja | None = None

    @property
    def kunci(self) -> tuple[str, int | None, int | None]:
        return self.jenis, self.instansi.pk if self.instansi else None, self.unit.pk if self.unit else None


def generate_sandi() -> str:
    """Return a password to be read out once: 12 characters in threes of four, 59 bits."""
    return "-".join("".join(secrets.choice(HURUF) for _ in range(4)) for _ in range(3))


def reset_sandi(pengguna: Pengguna) -> str:
    """Give a new password that must be changed at the next sign-in, sign the user out everywhere; return it."""
    sandi = generate_sandi()
    pengguna.set_password(sandi)
    pengguna.wajib_ganti_sandi = True
    with transaction.atomic():
        pengguna.save()
        end_sesi(pengguna.sesi.all())
        lepas_tahanan(username=pengguna.username)
    return sandi


def settle_sandi(pengguna: Pengguna) -> None:
    """Store a password that its owner has chosen (``set_password`` is done), and sign out all who used the old one."""
    pengguna.wajib_ganti_sandi = False
    with transaction.atomic():
        pengguna.save()
        end_sesi(pengguna.sesi.all())
        lepas_tahanan(username=pengguna.username)


def change_sandi(request: HttpRequest, pengguna: Pengguna) -> None:
    """Store the password its owner has chosen while signed in: this browser stays, the others go."""
    lama = request.session.session_key
    pengguna.wajib_ganti_sandi = False
    with transaction.atomic():
        pengguna.save()
        end_sesi(pengguna.sesi.exclude(kunci=lama or ""))
        update_session_auth_hash(request, pengguna)
        move_sesi(request, lama)


def deactivate(pengguna: Pengguna, oleh: Pengguna) -> None:
    """Let an account rest: it can no longer sign in; all it has typed and done stays. Raise AkunDitolak."""
    if pengguna.pk == oleh.pk:
        raise AkunDitolak("Anda tidak dapat menonaktifkan akun Anda sendiri. Minta admin lain melakukannya.")
    with transaction.atomic():
        for kabupaten in Kabupaten.objects.filter(peran__pengguna=pengguna, peran__jenis=Peran.Jenis.ADMIN):
            require_admin(kabupaten, selain=pengguna)
        pengguna.is_active = False
        pengguna.save()
        end_sesi(pengguna.sesi.all())


def activate(pengguna: Pengguna) -> None:
    pengguna.is_active = True
    pengguna.save()


def require_admin(kabupaten: Kabupaten, selain: Pengguna) -> None:
    """Raise AkunDitolak where nobody but this user could administer the kabupaten. Call it inside a transaction."""
    # Two admins who send each other to rest at the same moment wait here for one another.
    Kabupaten.objects.select_for_update().get(pk=kabupaten.pk)
    lain = Peran.objects.filter(jenis=Peran.Jenis.ADMIN, kabupaten=kabupaten, pengguna__is_active=True)
    if not lain.exclude(pengguna=selain).exists():
        raise AkunDitolak(
            f"{selain.get_full_name() or selain.username} satu-satunya admin {kabupaten} yang aktif. "
            "Beri dahulu peran admin kepada orang lain."
        )


def set_peran(pengguna: Pengguna, kabupaten: Kabupaten, diminta: Collection[PeranDiminta]) -> None:
    """Make these the user's roles in a kabupaten: what is missing is added, what is no longer asked for goes."""
    perlu = {p.kunci: p for p in diminta}
    with transaction.atomic():
        if pengguna.is_active and not any(p.jenis == Peran.Jenis.ADMIN for p in diminta):
            was_admin = pengguna.peran.filter(jenis=Peran.Jenis.ADMIN, kabupaten=kabupaten).exists()
            if was_admin:
                require_admin(kabupaten, selain=pengguna)
        for peran in pengguna.peran.all():
            if perlu.pop((peran.jenis, peran.instansi_id, peran.unit_id), None) is None:
                peran.delete()
        for p in perlu.values():
            Peran.objects.create(
                pengguna=pengguna,
                jenis=p.jenis,
                kabupaten=None if p.instansi else kabupaten,
                instansi=p.instansi,
                unit=p.unit,
            )
