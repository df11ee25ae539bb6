from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from organisasi.akses import list_kabupaten_ubah
from organisasi.pengelolaan import BarisSisip, MilikAdmin, SekabupatenAdmin
from renstra.models import (
    DanaRenstra,
    Indikator,
    IndikatorPosRenstra,
    IsuStrategis,
    KinerjaRenstra,
    Misi,
    PosRenstra,
    RealisasiIndikator,
    Renstra,
    Rpjmd,
    Sasaran,
    Strategi,
    TargetIndikator,
    Tujuan,
)


class MisiSisip(BarisSisip):
    model = Misi

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        kabupaten = list_kabupaten_ubah(request.user)
        return kabupaten.filter(pk=obj.kabupaten_id).exists() if isinstance(obj, Rpjmd) else kabupaten.exists()

    has_add_permission = has_delete_permission = has_change_permission


class TargetSisip(BarisSisip):
    model = TargetIndikator


class RealisasiSisip(BarisSisip):
    model = RealisasiIndikator
    fields = ["tahun", "triwulan", "nilai", "teks", "alasan"]


@admin.register(Rpjmd)
class RpjmdAdmin(SekabupatenAdmin):
    list_display = ["__str__", "visi"]
    inlines = [MisiSisip]


@admin.register(Renstra)
class RenstraAdmin(MilikAdmin):
    list_display = ["__str__", "dasar_hukum"]


@admin.register(Tujuan)
class TujuanAdmin(MilikAdmin):
    list_display = ["kode", "uraian", "renstra"]


@admin.register(Sasaran)
class SasaranAdmin(MilikAdmin):
    list_display = ["kode", "uraian", "tingkat", "pemilik", "renstra"]
    list_filter = ["tingkat"]
    search_fields = ["kode", "uraian"]


@admin.register(Indikator)
class IndikatorAdmin(MilikAdmin):
    list_display = ["kode", "uraian", "satuan", "arah", "iku", "renstra"]
    list_filter = ["iku", "arah"]
    search_fields = ["kode", "uraian"]
    inlines = [TargetSisip, RealisasiSisip]


@admin.register(RealisasiIndikator)
class RealisasiIndikatorAdmin(MilikAdmin):
    list_display = ["indikator", "tahun", "triwulan", "nilai", "alasan"]
    list_filter = ["tahun", "triwulan"]


@admin.register(Strategi)
class StrategiAdmin(MilikAdmin):
    list_display = ["uraian", "sasaran"]


class DanaSisip(BarisSisip):
    model = DanaRenstra


class KinerjaSisip(BarisSisip):
    model = KinerjaRenstra


@admin.register(PosRenstra)
class PosRenstraAdmin(MilikAdmin):
    list_display = ["kode", "uraian", "unit", "renstra"]
    search_fields = ["kode", "uraian"]
    inlines = [DanaSisip]


@admin.register(IndikatorPosRenstra)
class IndikatorPosRenstraAdmin(MilikAdmin):
    list_display = ["uraian", "satuan", "pos"]
    search_fields = ["uraian"]
    inlines = [KinerjaSisip]


@admin.register(IsuStrategis)
class IsuStrategisAdmin(MilikAdmin):
    list_display = ["masalah_pokok", "masalah", "tahun", "instansi"]
    list_filter = ["tahun"]
