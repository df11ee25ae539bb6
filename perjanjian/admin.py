from django.contrib import admin

from organisasi.pengelolaan import BarisSisip, MilikAdmin
from perjanjian.models import Butir, PerjanjianKinerja, TargetButir


class ButirSisip(BarisSisip):
    model = Butir


class TargetSisip(BarisSisip):
    model = TargetButir


@admin.register(PerjanjianKinerja)
class PerjanjianKinerjaAdmin(MilikAdmin):
    list_display = ["jabatan", "jenis", "tahun", "tanggal", "instansi"]
    list_filter = ["tahun", "jenis"]
    inlines = [ButirSisip]


@admin.register(Butir)
class ButirAdmin(MilikAdmin):
    list_display = ["indikator", "target", "perjanjian"]
    list_select_related = ["indikator", "perjanjian__jabatan"]
    inlines = [TargetSisip]
