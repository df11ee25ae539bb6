"""Field types shared by the chain, so that money, figures, codes and targets are stored one way everywhere."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.text import capfirst

from kinerja.angka import AngkaError
from kinerja.kode import KodeError, normalize_kode, tingkat_kode
from kinerja.target import read_target
from organisasi.ketikan import AngkaKetikan, Ketikan, PersenKetikan, UangKetikan

TAHUN_PERTAMA, TAHUN_TERAKHIR = 2000, 2100


class TahunField(models.PositiveSmallIntegerField):
    """A calendar year."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("validators", [MinValueValidator(TAHUN_PERTAMA), MaxValueValidator(TAHUN_TERAKHIR)])
        super().__init__(*args, **kwargs)


class UangField(models.BigIntegerField):
    """Whole rupiah. Forms read it as clerks type it."""

    def formfield(self, **kwargs: Any) -> Any:
        return _ketikan(self, UangKetikan)


class NilaiField(models.DecimalField):
    """A figure that is not money: a target, a realisasi, a percentage; four decimals are kept."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_digits", 15)
        kwargs.setdefault("decimal_places", 4)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        return _ketikan(self, PersenKetikan if "%" in str(self.verbose_name) else AngkaKetikan)


def _ketikan(medan: models.Field, kelas: type[Ketikan]) -> Ketikan:
    return kelas(label=capfirst(str(medan.verbose_name)), required=not medan.blank, help_text=medan.help_text)


class KodeField(models.CharField):
    """A code of the nomenclature, stored canonically (4-digit sub kegiatan); may be empty where the field says so."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 24)
        super().__init__(*args, **kwargs)

    def clean(self, value: Any, model_instance: Any) -> Any:
        nilai = super().clean(value, model_instance)
        try:
            return normalize_kode(nilai) if nilai else nilai
        except KodeError as galat:
            raise ValidationError(str(galat), code="kode") from galat

    def formfield(self, **kwargs: Any) -> Any:
        bidang: Any = super().formfield(**kwargs)
        bidang.widget.attrs["class"] = "kode"
        return bidang

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        nilai = super().pre_save(model_instance, add)
        if nilai:
            nilai = normalize_kode(nilai)
            setattr(model_instance, self.attname, nilai)
        return nilai


def check_target(teks: str) -> None:
    try:
        read_target(teks)
    except AngkaError as galat:
        raise ValidationError(str(galat), code="angka") from galat


class TargetField(models.CharField):
    """A target: "97,5", "2 dokumen", "Baik"."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 60)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("validators", [check_target])
        super().__init__(*args, **kwargs)


def check_kode_pos(kode: str) -> None:
    """Raise ValidationError where a code is above the programmes; one that is no code is told at its field already."""
    with suppress(KodeError):
        if kode and tingkat_kode(kode) not in ("program", "kegiatan", "subkegiatan"):
            pesan = f"“{kode}” kode urusan, yang tidak diisi. Mulailah dari program, misalnya 7.01.01."
            raise ValidationError({"kode": pesan})


def syarat_tahun(nama: str, kolom: str = "tahun") -> models.CheckConstraint:
    """Return the database constraint that a year column holds a sensible year."""
    return models.CheckConstraint(
        name=nama,
        condition=models.Q(**{f"{kolom}__gte": TAHUN_PERTAMA, f"{kolom}__lte": TAHUN_TERAKHIR}),
        violation_error_message=f"Tahun harus antara {TAHUN_PERTAMA} dan {TAHUN_TERAKHIR}.",
    )


def syarat_tidak_negatif(nama: str, *kolom: str) -> models.CheckConstraint:
    """Return the constraint that none of these columns is negative (an empty one passes)."""
    syarat = models.Q()
    for k in kolom:
        syarat &= models.Q(**{f"{k}__gte": 0}) | models.Q(**{f"{k}__isnull": True})
    return models.CheckConstraint(name=nama, condition=syarat, violation_error_message="Nilai tidak boleh negatif.")


def syarat_triwulan(nama: str, mulai: int = 1) -> models.CheckConstraint:
    """Return the constraint that ``triwulan`` is 1–4, or from 0 where 0 means the whole year."""
    return models.CheckConstraint(
        name=nama,
        condition=models.Q(triwulan__gte=mulai, triwulan__lte=4),
        violation_error_message="Triwulan harus 1, 2, 3 atau 4.",
    )
