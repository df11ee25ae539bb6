"""Columns of a table that are rows of a child model: the quarters of a spending line, the years of a plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from organisasi.riwayat import Perubahan, list_riwayat
from organisasi.tabel_isian.formulir import BarisForm
from organisasi.tabel_isian.ketikan import make_bidang


@dataclass(frozen=True)
class Anak:
    """Columns ``tw1`` … ``tw4`` or ``pagu2023`` …: ``awalan`` and the value of ``kunci``, as the workbook's Anak.

    An emptied cell takes the child's row away, unless that holds something else.
    """

    akses: str  # related name on the parent
    kunci: str  # field of the child that the column fixes
    bidang: str  # field of the child that the cell fills
    awalan: str
    judul: Callable[[int], str]

    def name(self, nilai: int) -> str:
        return f"{self.awalan}{nilai}"

    def read_kunci(self, kolom: str) -> int | None:
        """Return the value of ``kunci`` that a column stands for; None for a column of the row itself."""
        angka = kolom.removeprefix(self.awalan)
        return int(angka) if kolom.startswith(self.awalan) and angka.isdigit() else None

    def medan(self, induk: type[models.Model]) -> models.Field:
        return self.relasi(induk).related_model._meta.get_field(self.bidang)

    def relasi(self, induk: type[models.Model]) -> Any:
        return induk._meta.get_field(self.akses)

    def read(self, baris: models.Model, nilai: int) -> Any:
        """Return what a row holds in this column, from its children that were read along."""
        semua = getattr(baris, self.akses).all()
        return next((getattr(a, self.bidang) for a in semua if getattr(a, self.kunci) == nilai), None)


def make_form(form: type[BarisForm], anak: Anak, induk: type[models.Model], kunci: Iterable[int]) -> type[BarisForm]:
    """Return the form of a row with a field for each of these columns."""
    bidang = {}
    for n in kunci:
        satu = make_bidang(anak.medan(induk))
        satu.label, satu.required, satu.help_text = anak.judul(n), False, ""
        bidang[anak.name(n)] = satu
    kelas: Any = type("FormBeranak", (form,), {**bidang, "anak": anak})
    return kelas


class AnakForm(BarisForm):
    """The row of a table that has :class:`Anak` columns."""

    anak: Anak

    def __init__(self, *args: Any, instance: Any, initial: dict[str, Any] | None = None, **kwargs: Any) -> None:
        lama = {}
        if instance.pk is not None:
            for a in getattr(instance, self.anak.akses).all():
                lama[self.anak.name(getattr(a, self.anak.kunci))] = getattr(a, self.anak.bidang)
        super().__init__(*args, instance=instance, initial={**lama, **(initial or {})}, **kwargs)

    @property
    def kolom_anak(self) -> dict[str, int]:
        """The columns of the form that are children: name → value of ``kunci``."""
        semua = {nama: self.anak.read_kunci(nama) for nama in self.fields}
        return {nama: n for nama, n in semua.items() if n is not None}

    def clean(self) -> dict[str, Any]:
        isi = super().clean()
        for nama in self.kolom_anak:
            if nama in self.changed_data and isi.get(nama) not in (None, ""):
                self._check(nama, isi[nama])
        return isi

    def _check(self, nama: str, nilai: Any) -> None:
        """Put what the child's own rules say of a value at its cell."""
        baris = self._make(self.kolom_anak[nama])
        setattr(baris, self.anak.bidang, nilai)
        relasi = self.anak.relasi(type(self.instance)).remote_field.name
        try:
            baris.full_clean(exclude=[relasi], validate_unique=False)
        except ValidationError as galat:
            self.add_error(nama, galat.messages)

    def _make(self, kunci: int) -> Any:
        relasi = self.anak.relasi(type(self.instance))
        return relasi.related_model(**{relasi.remote_field.name: self.instance, self.anak.kunci: kunci})

    @transaction.atomic
    def save(self, commit: bool = True) -> Any:
        induk = super().save(commit)
        ada = {getattr(a, self.anak.kunci): a for a in getattr(induk, self.anak.akses).all()}
        for nama, kunci in self.kolom_anak.items():
            self._save_satu(ada.get(kunci), kunci, self.cleaned_data.get(nama))
        return induk

    def _save_satu(self, lama: Any, kunci: int, nilai: Any) -> None:
        if lama is None and nilai in (None, ""):
            return
        baris = lama or self._make(kunci)
        if lama is not None and getattr(lama, self.anak.bidang) == nilai:
            return
        setattr(baris, self.anak.bidang, nilai)
        if nilai in (None, "") and self._is_kosong(baris):
            baris.delete()
        else:
            baris.save()

    def _is_kosong(self, baris: Any) -> bool:
        """Tell whether nothing is left in a child but whose it is and what it is of."""
        tetap = {self.anak.kunci, self.anak.relasi(type(self.instance)).remote_field.name}
        isi = [f for f in baris._meta.concrete_fields if not f.primary_key and f.name not in tetap]
        return all(getattr(baris, f.attname) in (None, "") for f in isi)

    def find_perubahan(self) -> Perubahan | None:
        """The latest change of the row or of one of its children."""
        semua = [super().find_perubahan()]
        if self.kini is not None:
            semua += [next(iter(list_riwayat(a)), None) for a in getattr(self.kini, self.anak.akses).all()]
        return max((p for p in semua if p is not None), key=lambda p: p.waktu, default=None)
