from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from kinerja.alur import StatusLaporan
from lakip.models import BagianSusunan, FotoLaporan, Laporan, Narasi, Susunan
from organisasi.pengelolaan import BarisSisip, MilikAdmin


class BagianSisip(admin.TabularInline):
    model = BagianSusunan
    extra = 0


@admin.register(Susunan)
class SusunanAdmin(admin.ModelAdmin):
    """Outlines: superusers only; the presets are read again from their files by ``muat_acuan``."""

    list_display = ["nama", "kunci", "kabupaten"]
    inlines = [BagianSisip]


class DrafSisip(BarisSisip):
    """Words and photos of a report: changed in a draft only."""

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        draf = obj is None or obj.status == StatusLaporan.DRAF  # type: ignore[attr-defined]
        return draf and super().has_change_permission(request, obj)

    has_add_permission = has_delete_permission = has_change_permission


class NarasiSisip(DrafSisip):
    model = Narasi


class FotoSisip(DrafSisip):
    model = FotoLaporan


@admin.register(Laporan)
class LaporanAdmin(MilikAdmin):
    list_display = ["instansi", "tahun", "susunan", "tanggal"]
    list_filter = ["tahun"]
    inlines = [NarasiSisip, FotoSisip]

    def _may_change(self, request: HttpRequest, obj: Model | None) -> bool:
        draf = obj is None or obj.status == StatusLaporan.DRAF  # type: ignore[attr-defined]
        return draf and super()._may_change(request, obj)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Who writes here is a writer like any other: he cannot approve it."""
        super().save_related(request, form, formsets, change)
        if any(satu.has_changed() for satu in formsets):
            form.instance.penulis.add(request.user)

    def formfield_for_foreignkey(self, db_field, request: HttpRequest, **kwargs):
        if db_field.name == "susunan":
            # Presets belong to nobody and are offered to all, beside the outlines of one's own kabupaten.
            kwargs["queryset"] = Susunan.objects.filter(kabupaten=None) | self._choices(db_field, request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
