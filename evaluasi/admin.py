from django.contrib import admin

from evaluasi.models import ButirEvaluasi, LembarEvaluasi, NilaiAkip, Rekomendasi
from organisasi.pengelolaan import BarisSisip, MilikAdmin


class ButirSisip(BarisSisip):
    model = ButirEvaluasi


@admin.register(LembarEvaluasi)
class LembarEvaluasiAdmin(MilikAdmin):
    list_display = ["instansi", "tahun", "tahun_dinilai", "nomor"]
    inlines = [ButirSisip]


@admin.register(NilaiAkip)
class NilaiAkipAdmin(MilikAdmin):
    list_display = ["komponen", "tahun", "nilai", "instansi"]
    list_filter = ["tahun"]


@admin.register(Rekomendasi)
class RekomendasiAdmin(MilikAdmin):
    list_display = ["nomor", "rekomendasi", "status", "tahun", "instansi"]
    list_filter = ["tahun", "status"]
