"""Delete what is not in the workbook any more, and nothing that the workbook does not speak of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db import router, transaction
from django.db.models import Model, ProtectedError, RestrictedError
from django.db.models.deletion import Collector

from buku_kerja.laporan import LaporanImpor
from buku_kerja.skema import Lembar

Hilang = tuple[Lembar, Model]


def delete_hilang(hilang: Sequence[Hilang], semua: Sequence[Lembar], laporan: LaporanImpor) -> None:
    """Delete rows, those of the last sheets first; what something else still uses is reported and stays."""
    _Penghapus(hilang, semua, laporan).run()


class _Terpakai(Exception):
    """A row that may not go; ``pesan`` says why."""


class _Penghapus:
    def __init__(self, hilang: Sequence[Hilang], semua: Sequence[Lembar], laporan: LaporanImpor) -> None:
        self.laporan = laporan
        self.sisa = list(reversed(hilang))
        self.terhapus: set[tuple[type[Model], object]] = set()
        self.boleh = {(type(m), m.pk) for _, m in hilang}
        # Children without a sheet of their own go with their parent, and so do pairs of a many-to-many relation.
        self.ikut = {lembar.model._meta.get_field(a.akses).related_model for lembar in semua for a in lembar.anak}

    def run(self) -> None:
        for lembar in dict.fromkeys(x for x, _ in self.sisa):
            if self._try([m for x, m in self.sisa if x is lembar]) is None:
                self.sisa = [(x, m) for x, m in self.sisa if x is not lembar]
        # Rows may hold each other: try one by one, as long as that gets anywhere.
        while self.sisa:
            gagal = [(x, m, pesan) for x, m in self.sisa if (pesan := self._try([m])) is not None]
            if len(gagal) == len(self.sisa):
                for lembar, m, pesan in gagal:
                    self.laporan.add(lembar.nama, f'"{m}" tidak ada lagi di lembar ini {pesan}')
                return
            self.sisa = [(x, m) for x, m, _ in gagal]

    def _try(self, baris: list[Model]) -> str | None:
        """Delete rows of one model together with what goes with them; return why that cannot be."""
        baris = [m for m in baris if (type(m), m.pk) not in self.terhapus]
        if not baris:
            return None
        using = router.db_for_write(type(baris[0]))
        pemungut = Collector(using=using, origin=baris[0])
        try:
            with transaction.atomic(using=using):
                pemungut.collect(baris)
                self._check(pemungut)
                ikut = {(type(m), m.pk) for isi in pemungut.data.values() for m in isi}
                pemungut.delete()
                self.terhapus |= ikut
        except (ProtectedError, RestrictedError) as galat:
            dilindungi = galat.protected_objects if isinstance(galat, ProtectedError) else galat.restricted_objects
            return _explain_pakai(next(iter(dilindungi)))
        except ValidationError as galat:  # the model says when a row must stay
            return f"tetapi tidak dapat dihapus. {' '.join(galat.messages)}"
        except _Terpakai as galat:
            return str(galat)
        return None

    def _check(self, pemungut: Collector) -> None:
        """Refuse to take along what the workbook says nothing of: later years, roles of users, photos."""
        daftar: list[Iterable[Model]] = [*pemungut.data.values(), *pemungut.fast_deletes]
        for m in (m for isi in daftar for m in isi):
            if type(m) in self.ikut or m._meta.auto_created or (type(m), m.pk) in self.boleh:
                continue
            raise _Terpakai(
                f'tetapi menghapusnya akan ikut menghapus {m._meta.verbose_name} "{m}", yang tidak termasuk buku kerja '
                "ini. Kembalikan barisnya, atau hapus dahulu yang memakainya."
            )


def _explain_pakai(pemakai: Model) -> str:
    return (
        f'tetapi masih dipakai oleh {pemakai._meta.verbose_name} "{pemakai}". '
        "Kembalikan barisnya, atau ubah dahulu yang memakainya."
    )
