"""Forms that notice a colleague: a row changed by someone else since the page was opened is not overwritten."""

from __future__ import annotations

import hashlib
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import QueryDict
from django.utils import timezone

from organisasi.riwayat import list_riwayat


def fingerprint(baris: Model) -> str:
    """Return a short text that changes whenever a stored value of the row changes."""
    isi = "\x1f".join(f"{f.attname}={f.value_to_string(baris)}" for f in baris._meta.concrete_fields)
    return hashlib.sha256(isi.encode()).hexdigest()[:20]


class SidikForm(forms.ModelForm):
    """Carries the fingerprint of the row as it was shown; a different one at saving stops it, once, and says why."""

    sidik = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kini = self._read_kini()
        if self.kini is not None:
            self.initial["sidik"] = self.sidik_kini()

    def sidik_kini(self) -> str:
        """The fingerprint of the row as it is now; a form that shows a part of it may count only that part."""
        assert self.kini is not None
        return fingerprint(self.kini)

    def _read_kini(self) -> Model | None:
        """The row as the database has it now (``instance`` is about to be overwritten by what was typed)."""
        if self.instance.pk is None:
            return None
        return type(self.instance)._default_manager.filter(pk=self.instance.pk).first()

    def has_changed(self) -> bool:
        return any(nama != "sidik" for nama in self.changed_data)

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or self.cleaned_data
        dilihat = isi.pop("sidik", "")
        if self.kini is None or not dilihat or dilihat == self.initial["sidik"]:
            return isi
        nama = self.add_prefix("sidik")
        isian = cast(QueryDict, self.data).copy()
        isian[nama] = self.initial["sidik"]  # the next attempt is made knowingly
        self.data = isian
        raise ValidationError(self._tell(), code="bertabrakan")

    def _tell(self) -> str:
        """Say who changed what, and what to do; the user's own typing stays in the form."""
        assert self.kini is not None
        siapa, beda = "Orang lain", ""
        if riwayat := list_riwayat(self.kini):
            waktu = timezone.localtime(riwayat[0].waktu)
            siapa = f"{riwayat[0].oleh} (pukul {waktu:%H.%M})"
            beda = "; ".join(f"{n} menjadi {kini or 'kosong'}" for n, _, kini in riwayat[0].isi)
        return (
            f"{siapa} sudah mengubah data ini setelah halaman Anda dibuka"
            + (f": {beda}. " if beda else ". ")
            + "Isian Anda masih ada di bawah. Simpan sekali lagi untuk memakai isian Anda, atau muat ulang halaman "
            "untuk memakai yang terbaru."
        )
