"""The base of every admin page: rows of one's own instansi only, by the rules of :mod:`organisasi.akses`."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import ForeignKey, ManyToManyField, QuerySet
from django.http import HttpRequest

from organisasi import akses
from organisasi.forms.unggah import FotoField
from organisasi.formulir import SidikForm
from organisasi.models import Instansi

BIDANG_FOTO: dict[type[models.Field], dict[str, Any]] = {models.ImageField: {"form_class": FotoField}}


def path_instansi(model: type[models.Model]) -> str | None:
    """Return the lookup from a model to its instansi: "pk" for Instansi itself, None where it belongs to nobody."""
    if model is Instansi:
        return "pk"
    return getattr(model._default_manager.all(), "jalur_instansi", None)


class MilikAdmin(admin.ModelAdmin):
    """Lists and changes only what belongs to the user's instansi; choices of foreign keys are cut the same way."""

    form = SidikForm
    formfield_overrides = BIDANG_FOTO
    list_per_page = 50
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return limit(super().get_queryset(request), akses.list_instansi(request.user))

    def _may_change(self, request: HttpRequest, obj: models.Model | None) -> bool:
        boleh = akses.list_instansi_ubah(request.user)
        if obj is None:
            return boleh.exists()
        return limit(type(obj)._default_manager.filter(pk=obj.pk), boleh).exists()

    def has_module_permission(self, request: HttpRequest) -> bool:
        return akses.list_instansi(request.user).exists()

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self._may_change(request, None)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self._may_change(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self._may_change(request, obj)

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs.setdefault("queryset", self._choices(db_field, request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: ManyToManyField, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs.setdefault("queryset", self._choices(db_field, request))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def _choices(self, db_field: Any, request: HttpRequest) -> QuerySet[Any]:
        kueri = db_field.remote_field.model._default_manager.all()
        return limit(kueri, akses.list_instansi_ubah(request.user))


def filter_tahun(jalur: str) -> type[admin.SimpleListFilter]:
    """Return a filter by a year that lies behind a relation: it offers the years of one's own rows only."""

    class TahunFilter(admin.SimpleListFilter):
        title = "tahun"
        parameter_name = "tahun"

        def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[Any, str]]:
            tahun = model_admin.get_queryset(request).order_by(jalur).values_list(jalur, flat=True).distinct()
            return [(t, str(t)) for t in tahun]

        def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
            return queryset.filter(**{jalur: self.value()}) if self.value() else queryset

    return TahunFilter


class SekabupatenAdmin(MilikAdmin):
    """Rows of a whole kabupaten: everyone there reads them, its admin changes them."""

    def _may_change(self, request: HttpRequest, obj: models.Model | None) -> bool:
        kabupaten = akses.list_kabupaten_ubah(request.user)
        if obj is None:
            return kabupaten.exists()
        jalur = type(obj).JALUR_KABUPATEN  # type: ignore[attr-defined]
        return type(obj)._default_manager.filter(pk=obj.pk, **{jalur: kabupaten}).exists()


class BarisSisip(admin.TabularInline):
    """Rows inside their parent's page; the parent's permission is theirs."""

    form = SidikForm
    formfield_overrides = BIDANG_FOTO
    extra = 0

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return True

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return (
            obj is None
            or limit(type(obj)._default_manager.filter(pk=obj.pk), akses.list_instansi_ubah(request.user)).exists()
        )

    has_add_permission = has_delete_permission = has_change_permission

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        kueri = db_field.remote_field.model._default_manager.all()
        kwargs.setdefault("queryset", limit(kueri, akses.list_instansi_ubah(request.user)))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def limit(kueri: QuerySet[Any], instansi: QuerySet[Instansi]) -> QuerySet[Any]:
    """Return the rows that belong to these instansi; rows of nobody (scales, nomenclature) stay."""
    if jalur := path_instansi(kueri.model):
        return kueri.filter(**{f"{jalur}__in": instansi})
    if jalur := getattr(kueri.model, "JALUR_KABUPATEN", None):
        return kueri.filter(**{jalur: instansi.values("kabupaten")})
    return kueri
