"""Field types of the plan: codes kept in their canonical form, targets kept as they were written."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from kinerja.angka import AngkaError
from kinerja.kode import KodeError, normalize_kode
from kinerja.target import read_target


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
