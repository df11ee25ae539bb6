from django.contrib import admin

from organisasi.pengelolaan import BarisSisip, MilikAdmin
from renja.models import IndikatorRencana, Kebutuhan, PosRencana, RancanganRkpd, Renja, UsulanMasyarakat


class IndikatorSisip(BarisSisip):
    model = IndikatorRencana


@admin.register(Renja)
class RenjaAdmin(MilikAdmin):
    list_display = ["instansi", "tahun", "jenis", "nomor"]
    list_filter = ["tahun", "jenis"]


@admin.register(PosRencana)
class PosRencanaAdmin(MilikAdmin):
    list_display = ["kode", "uraian", "pagu", "renja"]
    list_filter = ["renja__tahun", "renja__jenis"]
    inlines = [IndikatorSisip]


@admin.register(RancanganRkpd, Kebutuhan)
class TelaahAdmin(MilikAdmin):
    list_display = ["kode", "uraian", "indikator", "tahun", "instansi"]
    list_filter = ["tahun"]


@admin.register(UsulanMasyarakat)
class UsulanAdmin(MilikAdmin):
    list_display = ["uraian", "lokasi", "status", "tahun", "instansi"]
    list_filter = ["tahun", "status"]
