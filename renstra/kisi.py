"""Rows of grids (:mod:`organisasi.kisi`) on the server: what a row was shown with, what is stored, who changed it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, cast

from auditlog.models import LogEntry
from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, QueryDict

from organisasi.kisi import (
    Bentrok,
    Peringatan,
    jam,
    jawab_bentrok,
    jawab_galat,
    jawab_tersimpan,
    jawab_tolak,
    sidik_nilai,
    wants_json,
)


class BarisKisi(forms.Form):
    """One row. A subclass adds its fields in ``susun``, reads what is stored in ``baca`` and stores in ``tulis``."""

    sidik = forms.CharField(
        widget=forms.HiddenInput, error_messages={"required": "Muat ulang halaman ini, lalu isi sekali lagi."}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.susun()
        self.initial = {**self.baca(), "sidik": ""}
        self.initial["sidik"] = self.sidik_kini
        self.bentrok: Bentrok | None = None
        for nama, medan in self.fields.items():
            if nama != "sidik":
                medan.widget.attrs["aria-label"] = f"{self.nama_baris}: {medan.label}"

    nama_baris = ""

    def susun(self) -> None:
        raise NotImplementedError

    def baca(self) -> dict[str, Any]:
        raise NotImplementedError

    def tulis(self, isi: dict[str, Any]) -> None:
        raise NotImplementedError

    def list_baris(self) -> Iterable[Model]:
        """Return the stored rows behind this one, to find who changed them last."""
        raise NotImplementedError

    def list_peringatan(self) -> Iterable[Peringatan]:
        return ()

    @property
    def sel(self) -> list[forms.BoundField]:
        return self.visible_fields()

    @property
    def teks(self) -> dict[str, str]:
        """What is stored, as it stands in the cells."""
        isi = {n: f.prepare_value(self.initial.get(n)) for n, f in self.fields.items() if n != "sidik"}
        return {n: "" if v is None else str(v) for n, v in isi.items()}

    @property
    def sidik_kini(self) -> str:
        return sidik_nilai(*self.teks.values())

    def has_changed(self) -> bool:
        return any(nama != "sidik" for nama in self.changed_data)

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or self.cleaned_data
        dilihat = isi.pop("sidik", "")
        if dilihat and dilihat != self.sidik_kini and self.has_changed():
            self.bentrok = self._tell_bentrok()
            self._set_sidik()  # the next attempt is made knowingly
            kini = "; ".join(f"{label} {nilai or 'kosong'}" for label, nilai in self.bentrok.kini.values())
            raise ValidationError(
                f"{self.bentrok.oleh} sudah mengubah baris ini setelah halaman Anda dibuka. Sekarang tertulis: {kini}. "
                "Simpan sekali lagi untuk memakai isian Anda.",
                code="bertabrakan",
            )
        return isi

    def _set_sidik(self) -> None:
        isian = cast(QueryDict, self.data).copy()
        isian[self.add_prefix("sidik")] = self.sidik_kini
        self.data = isian

    def _tell_bentrok(self) -> Bentrok:
        oleh, waktu = "Orang lain", None
        if log := find_perubahan_akhir(self.list_baris()):
            oleh, waktu = str(log.actor or "Sistem"), log.timestamp
        beda = set(self.changed_data)
        kini = {n: (str(self.fields[n].label), nilai) for n, nilai in self.teks.items() if n in beda}
        return Bentrok(oleh, jam(waktu), self.sidik_kini, kini)

    def save(self) -> None:
        """Store what changed, and go on from there."""
        with transaction.atomic():
            self.tulis(self.cleaned_data)
        self.initial = {**self.baca(), "sidik": ""}
        self._set_sidik()


def find_perubahan_akhir(baris: Iterable[Model]) -> LogEntry | None:
    """Return the latest logged change of any of these rows (of one or several models)."""
    menurut_model: dict[type[Model], list[int]] = {}
    for b in baris:
        menurut_model.setdefault(type(b), []).append(b.pk)
    akhir = [
        log
        for model, pk in menurut_model.items()
        if (
            log := LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(model), object_id__in=pk)
            .select_related("actor")
            .order_by("-timestamp")
            .first()
        )
    ]
    return max(akhir, key=lambda log: log.timestamp, default=None)


def jawab_baris(baris: BarisKisi) -> HttpResponse:
    """Store a row that the grid's script sent, and answer in its protocol."""
    if not baris.is_valid():
        return jawab_bentrok(baris.bentrok) if baris.bentrok else jawab_galat(baris)
    if baris.has_changed():
        baris.save()
    return jawab_tersimpan(baris.sidik_kini, baris.teks, peringatan=baris.list_peringatan())


def simpan_semua(daftar: Iterable[BarisKisi]) -> bool:
    """Store the changed rows of a whole page sent without JavaScript; tell whether all of them were right.

    A row that the page did not have (new since) is passed over; a row that is wrong does not hold up the others.
    """
    beres = True
    for baris in daftar:
        if baris.add_prefix("sidik") not in baris.data or not baris.has_changed():
            continue
        if baris.is_valid():
            baris.save()
        else:
            beres = False
    return beres


def menjawab_kisi(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a row's view refuse in the grid's protocol when its script asks."""

    @wraps(view)
    def bungkus(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except PermissionDenied as galat:
            if not wants_json(request):
                raise
            return jawab_tolak(str(galat) or "Anda hanya dapat melihat data ini.")

    return bungkus
