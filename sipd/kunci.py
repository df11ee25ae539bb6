"""The lock of an import: whoever changes its state looks at the stored one first."""

from __future__ import annotations

from sipd.models import ImporBerkas

SUDAH = "Impor ini sudah diterapkan atau dibuang."


class TidakDapatError(Exception):
    """Nothing was written; the sentences say why and what to do."""

    def __init__(self, *sebab: str) -> None:
        super().__init__(" ".join(sebab))
        self.sebab = sebab


def lock_impor(impor: ImporBerkas, kata: str, *status: str) -> ImporBerkas:
    """Return the import as it is stored, locked. Raises :class:`TidakDapatError` where its state is none of these."""
    terkunci = ImporBerkas.objects.select_for_update(of=("self",)).select_related("instansi__kabupaten")
    segar = terkunci.filter(pk=impor.pk, status__in=status).first()
    if segar is None:
        raise TidakDapatError(kata)
    return segar
