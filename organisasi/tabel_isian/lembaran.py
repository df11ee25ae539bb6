"""A table opened for an instansi and year: its rows, the forms of its rows, what its cells may refer to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import ForeignKey, Max, QuerySet
from django.http import Http404, QueryDict

from organisasi.tabel_isian.ketikan import make_bidang
from organisasi.tabel_isian.tabel import Lingkup, Pilihan, TabelIsian

if TYPE_CHECKING:
    from organisasi.tabel_isian.formulir import BarisForm


class Lembaran:
    """``lingkup.pilihan`` is set right here: an unknown part of a table becomes its first one."""

    def __init__(self, tabel: TabelIsian, lingkup: Lingkup) -> None:
        self.tabel = tabel
        self.pilihan = tabel.list_pilihan(lingkup) if tabel.saringan else []
        sah = [nilai for nilai, _ in self.pilihan]
        pilih = lingkup.pilihan if lingkup.pilihan in sah else (sah[0] if sah else "")
        self.lingkup = replace(lingkup, pilihan=pilih)

    @property
    def belum_bisa(self) -> bool:
        """Whether the table is shown in parts and there is no part yet to put a row into."""
        return bool(self.tabel.saringan) and not self.pilihan

    @cached_property
    def kolom(self) -> tuple[str, ...]:
        return self.tabel.list_kolom(self.lingkup)

    def query(self) -> QuerySet[Any]:
        rujukan = [b for b in self.kolom if b in self.medan and isinstance(self.medan[b], ForeignKey)]
        return self.tabel.query(self.lingkup).select_related(*rujukan) if rujukan else self.tabel.query(self.lingkup)

    @cached_property
    def medan(self) -> dict[str, Any]:
        return {m.name: m for m in self.tabel.model._meta.concrete_fields}

    def find(self, pk: int, *, kunci: bool = False) -> Any:
        """Return a row; 404 where it is not of this table and scope. ``kunci``: nobody else changes it meanwhile."""
        kueri = self.tabel.query(self.lingkup)
        baris = (kueri.select_for_update(of=("self",)) if kunci else kueri).filter(pk=pk).first()
        if baris is None:
            raise Http404("Baris ini tidak ada lagi.")
        return baris

    def make_baris(self) -> Any:
        """Return a new row, not stored yet."""
        return self.tabel.model(**self.tabel.fixed(self.lingkup))

    def next_urut(self) -> int:
        return (self.tabel.query(self.lingkup).aggregate(n=Max("urut"))["n"] or 0) + 1

    # ---- forms

    @cached_property
    def kelas_form(self) -> type[BarisForm]:
        kelas: Any = forms.modelform_factory(
            self.tabel.model,
            form=self.tabel.make_formulir(self.lingkup),
            fields=self.kolom,
            formfield_callback=make_bidang,
        )
        return kelas

    @cached_property
    def rujukan(self) -> dict[str, tuple[QuerySet[Any], Pilihan]]:
        """What each foreign key offers, read once for all rows."""
        return {b: self._offer(b) for b in self.kolom if isinstance(self.medan.get(b), ForeignKey)}

    def _offer(self, bidang: str) -> tuple[QuerySet[Any], Pilihan]:
        kueri = self.tabel.list_rujukan(bidang, self.lingkup)
        return kueri, [("", "–"), *((str(m.pk), self.tabel.label_rujukan(bidang, m)) for m in kueri)]

    def read_sesama(self) -> dict[str, Pilihan]:
        """Return what columns that point to other rows of this table offer now that a row of it was stored."""
        return {b: self._offer(b)[1] for b in self.rujukan if self.medan[b].related_model is self.tabel.model}

    @cached_property
    def saran(self) -> dict[str, list[str]]:
        """Words offered while typing, without doubles."""
        return {b: list(dict.fromkeys(filter(None, kata))) for b, kata in self.tabel.list_saran(self.lingkup).items()}

    def form(self, baris: Any, data: QueryDict | None = None, prefix: str = "") -> BarisForm:
        return self.kelas_form(data, instance=baris, prefix=prefix or str(baris.pk), lembaran=self)

    def title(self, bidang: str) -> str:
        return str(self.kelas_form.base_fields[bidang].label)

    # ---- figures

    @property
    def berhitung(self) -> bool:
        return bool(self.tabel.hitungan or self.tabel.ringkasan)

    def calculate(self, baris: Sequence[Any] | None = None) -> dict[str, str]:
        if not self.berhitung:
            return {}
        return self.tabel.calculate(self.lingkup, list(self.query()) if baris is None else baris)
