from django.contrib import admin

from anggaran.models import (
    Belanja,
    IndikatorKegiatan,
    JenisBelanja,
    Kegiatan,
    Layanan,
    Nomenklatur,
    Pendapatan,
    Program,
    RealisasiBelanja,
    RealisasiKeluaran,
    RealisasiTriwulan,
    RiwayatAnggaran,
    SubKegiatan,
    TargetTriwulan,
)
from organisasi.pengelolaan import BarisSisip, MilikAdmin, filter_tahun


@admin.register(Nomenklatur)
class NomenklaturAdmin(admin.ModelAdmin):
    """The national list serves everyone: superusers only."""

    list_display = ["kode", "tingkat", "uraian", "satuan", "status"]
    list_filter = ["versi", "tingkat", "status"]
    search_fields = ["kode", "uraian"]


class IndikatorSisip(BarisSisip):
    model = IndikatorKegiatan
    fields = ["uraian", "satuan", "arah", "akumulasi", "target", "target_teks"]


class RealisasiSisip(BarisSisip):
    model = RealisasiTriwulan
    fields = ["triwulan", "keuangan", "fisik", "hambatan", "solusi", "tindak_lanjut"]


class TargetSisip(BarisSisip):
    model = TargetTriwulan


class BelanjaSisip(BarisSisip):
    model = Belanja
    fields = ["urut", "kode_rekening", "uraian", "pagu_murni", "pagu_perubahan", "kendala"]


class RealisasiBelanjaSisip(BarisSisip):
    model = RealisasiBelanja


@admin.register(Program)
class ProgramAdmin(MilikAdmin):
    list_display = ["kode", "uraian", "unit", "tahun", "instansi"]
    list_filter = ["tahun"]
    search_fields = ["kode", "uraian"]
    inlines = [IndikatorSisip]


@admin.register(Kegiatan)
class KegiatanAdmin(MilikAdmin):
    list_display = ["kode", "uraian", "program"]
    list_filter = [filter_tahun("program__tahun")]
    list_select_related = ["program"]
    search_fields = ["kode", "uraian"]
    inlines = [IndikatorSisip]


@admin.register(SubKegiatan)
class SubKegiatanAdmin(MilikAdmin):
    list_display = ["kode", "uraian", "pagu_murni", "pagu_perubahan", "penanggung_jawab"]
    list_filter = [filter_tahun("kegiatan__program__tahun")]
    list_select_related = ["penanggung_jawab"]
    search_fields = ["kode", "uraian"]
    inlines = [IndikatorSisip, TargetSisip, RealisasiSisip, BelanjaSisip]


@admin.register(Belanja)
class BelanjaAdmin(MilikAdmin):
    list_display = ["uraian", "sub_kegiatan", "pagu_murni", "pagu_perubahan"]
    list_select_related = ["sub_kegiatan"]
    search_fields = ["uraian", "kode_rekening"]
    inlines = [RealisasiBelanjaSisip]


class KeluaranSisip(BarisSisip):
    model = RealisasiKeluaran


@admin.register(RealisasiTriwulan)
class RealisasiTriwulanAdmin(MilikAdmin):
    list_display = ["sub_kegiatan", "triwulan", "keuangan", "fisik"]
    list_filter = ["triwulan", filter_tahun("sub_kegiatan__kegiatan__program__tahun")]
    list_select_related = ["sub_kegiatan"]


@admin.register(JenisBelanja)
class JenisBelanjaAdmin(MilikAdmin):
    list_display = ["kode", "uraian", "tahun", "pagu_murni", "pagu_perubahan", "realisasi", "instansi"]
    list_filter = ["tahun"]


@admin.register(Pendapatan)
class PendapatanAdmin(MilikAdmin):
    list_display = ["kode", "uraian", "tahun", "target", "realisasi", "instansi"]
    list_filter = ["tahun"]


@admin.register(RiwayatAnggaran)
class RiwayatAnggaranAdmin(MilikAdmin):
    list_display = ["instansi", "tahun", "pagu", "realisasi"]


@admin.register(Layanan)
class LayananAdmin(MilikAdmin):
    list_display = ["nama", "unit", "jumlah", "tahun", "instansi"]
    list_filter = ["tahun"]
