from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet
from django.http import HttpRequest

from kinerja import predikat as inti
from organisasi.models import (
    DasarHukum,
    DataWilayah,
    Instansi,
    Jabatan,
    Kabupaten,
    KebutuhanPegawai,
    KelasSkala,
    Pejabat,
    Pengguna,
    Peran,
    RekapPegawai,
    Sarana,
    Skala,
    UnitKerja,
)
from organisasi.pengelolaan import BarisSisip, MilikAdmin, SekabupatenAdmin
from organisasi.skala import explain_hilang

admin.site.site_header = "Pengelolaan data"
admin.site.site_title = "Pengelolaan data"
admin.site.index_title = "Data yang dapat Anda kelola"


class PeranSisip(admin.TabularInline):
    model = Peran
    extra = 0
    autocomplete_fields = ["instansi", "unit"]


@admin.register(Pengguna)
class PenggunaAdmin(UserAdmin):
    """Accounts: for superusers only, by Django's own permissions."""

    inlines = [PeranSisip]
    list_display = ["username", "first_name", "is_active", "is_staff", "last_login"]


class KelasSkalaFormSet(BaseInlineFormSet):
    def clean(self) -> None:
        super().clean()
        if any(self.errors) or self.instance.pk is None:
            return
        sisa = [f for f in self.forms if f.cleaned_data and f not in self.deleted_forms]
        kelas = inti.Skala(self.instance.nama, "", tuple(f.instance.to_inti() for f in sisa))
        if galat := explain_hilang(self.instance, kelas):
            raise ValidationError(galat)


class KelasSkalaSisip(admin.TabularInline):
    model = KelasSkala
    formset = KelasSkalaFormSet
    extra = 0


@admin.register(Skala)
class SkalaAdmin(admin.ModelAdmin):
    """Scales serve every kabupaten: superusers only."""

    inlines = [KelasSkalaSisip]
    list_display = ["nama", "dasar_hukum"]


@admin.register(Kabupaten)
class KabupatenAdmin(SekabupatenAdmin):
    list_display = ["nama", "provinsi", "judul_laporan"]
    search_fields = ["nama"]

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return request.user.is_superuser

    has_delete_permission = has_add_permission


@admin.register(Instansi)
class InstansiAdmin(MilikAdmin):
    list_display = ["nama", "kabupaten", "slug"]
    search_fields = ["nama", "slug"]
    exclude = ["aktif"]  # switched on the page of the kabupaten

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return request.user.is_superuser

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return request.user.is_superuser


class PejabatSisip(BarisSisip):
    model = Pejabat
    exclude = ["pengguna"]  # chosen in the table of officials, among the accounts of this instansi


@admin.register(UnitKerja)
class UnitKerjaAdmin(MilikAdmin):
    list_display = ["nama", "jenis", "induk", "instansi"]
    list_filter = ["jenis"]
    search_fields = ["nama"]


@admin.register(Jabatan)
class JabatanAdmin(MilikAdmin):
    list_display = ["nama", "eselon", "unit", "atasan", "instansi"]
    search_fields = ["nama"]
    inlines = [PejabatSisip]


@admin.register(RekapPegawai)
class RekapPegawaiAdmin(MilikAdmin):
    list_display = ["baris", "kolom", "jenis_kelamin", "jumlah", "tabel", "tahun", "instansi"]
    list_filter = ["tahun", "tabel"]
    search_fields = ["baris"]


@admin.register(KebutuhanPegawai)
class KebutuhanPegawaiAdmin(MilikAdmin):
    list_display = ["uraian", "kebutuhan", "tersedia", "tahun", "instansi"]


@admin.register(Sarana)
class SaranaAdmin(MilikAdmin):
    list_display = ["nama", "baik", "kurang_baik", "rusak_berat", "tahun", "instansi"]
    list_filter = ["tahun"]
    search_fields = ["nama"]


@admin.register(DataWilayah)
class DataWilayahAdmin(MilikAdmin):
    list_display = ["uraian", "nilai", "teks", "satuan", "tahun", "instansi"]
    list_filter = ["tahun"]


@admin.register(DasarHukum)
class DasarHukumAdmin(MilikAdmin):
    list_display = ["uraian", "tahun", "instansi"]
    list_filter = ["tahun"]
