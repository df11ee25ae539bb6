"""The plan."""

from django.urls import include, path

from renstra.views import baris, iku, pohon, rpjmd, target, versi

TAHUN = [
    path("renstra/", pohon.lihat_renstra, name="lihat_renstra"),
    path("renstra/baru/", pohon.buat_renstra, name="buat_renstra"),
    path("renstra/salin/", pohon.salin_renstra, name="salin_renstra"),
    path("renstra/ubah/", pohon.ubah_renstra, name="ubah_renstra"),
    path("renstra/target/", target.isi_target, name="isi_target"),
    path("renstra/target/unduh/", pohon.unduh_target, name="unduh_target"),
    path("renstra/target/<int:pk>/", target.simpan_target, name="simpan_target"),
    path("renstra/realisasi/", target.isi_realisasi_tahun, name="isi_realisasi_tahun"),
    path("renstra/realisasi/<int:pk>/", target.simpan_realisasi_tahun, name="simpan_realisasi_tahun"),
    path("renstra/perubahan/", versi.mulai_perubahan, name="mulai_perubahan"),
    path("renstra/versi/<int:nomor>/", versi.lihat_versi_renstra, name="lihat_versi_renstra"),
    path("renstra/<slug:jenis>/baru/", baris.buat_baris_renstra, name="buat_baris_renstra"),
    path("renstra/<slug:jenis>/<int:pk>/", baris.ubah_baris_renstra, name="ubah_baris_renstra"),
    path("renstra/<slug:jenis>/<int:pk>/hapus/", baris.hapus_baris_renstra, name="hapus_baris_renstra"),
    path("renstra/<slug:jenis>/<int:pk>/geser/<slug:arah>/", baris.geser_baris_renstra, name="geser_baris_renstra"),
    path("iku/", iku.lihat_iku, name="lihat_iku"),
    path("iku/<int:pk>/", iku.tetapkan_iku, name="tetapkan_iku"),
]

urlpatterns = [
    path("kabupaten/<int:pk>/rpjmd/", rpjmd.list_rpjmd, name="list_rpjmd"),
    path("kabupaten/<int:pk>/rpjmd/baru/", rpjmd.buat_rpjmd, name="buat_rpjmd"),
    path("kabupaten/<int:pk>/rpjmd/<int:rpjmd>/", rpjmd.ubah_rpjmd, name="ubah_rpjmd"),
    path("kabupaten/<int:pk>/rpjmd/<int:rpjmd>/hapus/", rpjmd.hapus_rpjmd, name="hapus_rpjmd"),
    path("<slug:slug>/<tahun:tahun>/", include(TAHUN)),
]
