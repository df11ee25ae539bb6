"""The form of a row: figures as they are typed, each complaint at the cell it belongs to, two people on one row."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import CheckConstraint, F, ForeignKey, Model, Q, UniqueConstraint
from django.db.models.constraints import BaseConstraint
from django.forms.models import construct_instance
from django.utils import timezone

from organisasi.formulir import SidikForm
from organisasi.kisi import Bentrok, sidik_nilai
from organisasi.riwayat import Perubahan, list_riwayat
from organisasi.tabel_isian.lembaran import Lembaran

JENJANG_TERBANYAK = 20
NAMA_PENDEK = 60


class BarisForm(SidikForm):
    """One row of a :class:`Lembaran`. Columns that are not open in this row are not in the form."""

    use_required_attribute = False  # an empty new row is no row, not a mistake

    def __init__(self, *args: Any, lembaran: Lembaran, **kwargs: Any) -> None:
        self.lembaran = lembaran
        super().__init__(*args, **kwargs)
        nama_baris = str(self.instance)[:NAMA_PENDEK] if self.instance.pk else "baris baru"
        terbuka = lembaran.tabel.list_kolom_baris(lembaran.lingkup, self.instance, lembaran.kolom)
        saran = lembaran.saran
        for nama, bidang in list(self.fields.items()):
            if nama == "sidik":
                continue
            if nama not in terbuka:
                del self.fields[nama]
                continue
            if nama in lembaran.rujukan:
                bidang.queryset, pilihan = lembaran.rujukan[nama]  # type: ignore[attr-defined]
                bidang.choices = pilihan  # type: ignore[attr-defined]
            bidang.widget.attrs["aria-label"] = f"{bidang.label}, {nama_baris}"
            if nama in saran:
                bidang.widget.attrs["list"] = f"saran-{nama}"

    # ---- two people on one row

    def _read_kini(self) -> Model | None:
        """The row as it was read for this request, before what was typed is put into it."""
        return None if self.instance.pk is None else copy.copy(self.instance)

    def sidik_kini(self) -> str:
        """What is shown counts; that a colleague moved the row up does not."""
        return sidik_nilai(*(f"{nama}={self.initial.get(nama)}" for nama in self.fields if nama != "sidik"))

    def clean(self) -> dict[str, Any]:
        if self.kini is not None and not self.has_changed():
            # What is typed is what is stored (an answer that got lost): nobody is contradicted.
            return {k: v for k, v in self.cleaned_data.items() if k != "sidik"}
        return super().clean()

    @property
    def bertabrakan(self) -> bool:
        return self.has_error(NON_FIELD_ERRORS, "bertabrakan")

    def to_bentrok(self) -> Bentrok:
        """Return the row as the colleague left it, where it differs from what is typed here."""
        assert self.kini is not None
        akhir = self.find_perubahan()
        tabel, beda = self.lembaran.tabel, [n for n in self.changed_data if n != "sidik"]
        return Bentrok(
            oleh=akhir.oleh if akhir else "Orang lain",
            jam=f"{timezone.localtime(akhir.waktu if akhir else None):%H.%M}",
            sidik=self.initial["sidik"],
            kini={n: (str(self.fields[n].label), tabel.write(self.kini, n)) for n in beda},
            isi={n: self.write_awal(n) for n in beda},
        )

    def find_perubahan(self) -> Perubahan | None:
        """The latest change of the stored row."""
        return next(iter(list_riwayat(self.kini)), None) if self.kini is not None else None

    def write_awal(self, nama: str) -> str:
        """Return the stored value as it stands in the input."""
        bidang = self.fields[nama]
        nilai = bidang.prepare_value(self.get_initial_for_field(bidang, nama))
        if isinstance(bidang.widget, forms.CheckboxInput):
            return "on" if nilai else ""
        if isinstance(bidang.widget, forms.Select):
            return "" if nilai is None else str(nilai)
        return bidang.widget.format_value(nilai) or ""

    # ---- complaints

    def _post_clean(self) -> None:
        """As Django does it, but what is not in the form (instansi, tahun) counts for what must be unique, and a broken
        constraint is told at a cell."""
        tutup = self._get_validation_exclusions()  # type: ignore[attr-defined]
        try:
            self.instance = construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)
            self.instance.full_clean(exclude=tutup, validate_unique=False, validate_constraints=False)
        except ValidationError as galat:
            self._update_errors(galat)  # type: ignore[attr-defined]
        self._check_lingkar()
        for bidang, pesan in self.lembaran.tabel.check(self.lembaran.lingkup, self.cleaned_data).items():
            self.add_error(bidang, pesan)
        for model, daftar in self.instance.get_constraints():
            for syarat in daftar:
                try:
                    syarat.validate(model, self.instance, exclude=set(self.errors))
                except ValidationError as galat:
                    letak = self._find_bidang(syarat)
                    if letak is None or not self.has_error(letak):
                        self.add_error(letak, self._explain(syarat, galat))

    def _find_bidang(self, syarat: BaseConstraint) -> str | None:
        """Return the cell that a broken constraint is about: the negative figure, or the last one that it names."""
        if isinstance(syarat, UniqueConstraint):
            nama = list(syarat.fields)
        else:
            nama = list(_list_bidang(syarat.condition)) if isinstance(syarat, CheckConstraint) else []
        ada = [n for n in nama if n in self.fields]
        negatif = [n for n in ada if isinstance(v := self.cleaned_data.get(n), int) and v < 0]
        return next(iter(negatif or ada[-1:]), None)

    def _explain(self, syarat: BaseConstraint, galat: ValidationError) -> str:
        """Return the constraint's own sentence; for a doubled row without one: which cells make it one."""
        if (
            not isinstance(syarat, UniqueConstraint)
            or syarat.violation_error_message != syarat.default_violation_error_message
        ):
            return " ".join(galat.messages)
        label = [str(self.fields[n].label).lower() for n in syarat.fields if n in self.fields]
        return f"Sudah ada baris lain dengan {' dan '.join(label)} yang sama. Ubah salah satunya."

    def _check_lingkar(self) -> None:
        """Refuse a parent that is below this row already: the tree would have no top."""
        for medan in self.instance._meta.concrete_fields:
            if not isinstance(medan, ForeignKey) or medan.remote_field.model is not type(self.instance):
                continue
            induk, sisa = getattr(self.instance, medan.name), JENJANG_TERBANYAK
            while induk is not None and sisa and self.instance.pk is not None and medan.name in self.fields:
                if induk.pk == self.instance.pk:
                    self.add_error(
                        medan.name, f"“{getattr(self.instance, medan.name)}” sudah berada di bawah baris ini."
                    )
                    break
                induk, sisa = getattr(induk, medan.name), sisa - 1


def _list_bidang(syarat: Any) -> Iterator[str]:
    """Yield the names of the fields that a condition compares."""
    for bagian in syarat.children if isinstance(syarat, Q) else [syarat]:
        if isinstance(bagian, Q):
            yield from _list_bidang(bagian)
        elif isinstance(bagian, F):
            yield str(bagian.name)  # type: ignore[attr-defined]
        elif isinstance(bagian, tuple):
            yield bagian[0].split("__")[0]
