from django.contrib import admin
from django.http import HttpRequest

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


class NarasiSisip(BarisSisip):
    model = Narasi


class FotoSisip(BarisSisip):
    model = FotoLaporan


@admin.register(Laporan)
class LaporanAdmin(MilikAdmin):
    list_display = ["instansi", "tahun", "susunan", "tanggal"]
    list_filter = ["tahun"]
    inlines = [NarasiSisip, FotoSisip]

    def formfield_for_foreignkey(self, db_field, request: HttpRequest, **kwargs):
        if db_field.name == "susunan":
            # Presets belong to nobody and are offered to all, beside the outlines of one's own kabupaten.
            kwargs["queryset"] = Susunan.objects.filter(kabupaten=None) | self._choices(db_field, request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
