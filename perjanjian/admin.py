from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from kinerja.alur import StatusPerjanjian
from organisasi.pengelolaan import BarisSisip, MilikAdmin
from perjanjian.models import Butir, PerjanjianKinerja, TargetButir, Terjaga


def is_terbuka(obj: models.Model | None) -> bool:
    """Whether a row may still be changed: once its perjanjian is on its way to being signed, the admin only shows it."""
    return not isinstance(obj, Terjaga) or not obj.list_perjanjian().exclude(status=StatusPerjanjian.DRAF).exists()


class SisipTerjaga(BarisSisip):
    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return super().has_change_permission(request, obj) and is_terbuka(obj)

    has_add_permission = has_delete_permission = has_change_permission


class MilikTerjaga(MilikAdmin):
    def _may_change(self, request: HttpRequest, obj: models.Model | None) -> bool:
        return super()._may_change(request, obj) and is_terbuka(obj)


class ButirSisip(SisipTerjaga):
    model: Any = Butir


class TargetSisip(SisipTerjaga):
    model: Any = TargetButir


@admin.register(PerjanjianKinerja)
class PerjanjianKinerjaAdmin(MilikTerjaga):
    list_display = ["jabatan", "jenis", "tahun", "tanggal", "status", "instansi"]
    list_filter = ["tahun", "jenis", "status"]
    inlines = [ButirSisip]


@admin.register(Butir)
class ButirAdmin(MilikTerjaga):
    list_display = ["indikator", "target", "perjanjian"]
    list_select_related = ["indikator", "perjanjian__jabatan"]
    inlines = [TargetSisip]
