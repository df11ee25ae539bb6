"""The promise."""

from django.urls import include, path

from perjanjian import views, views_alur, views_kaskade

TAHUN = [
    path("perjanjian/", views.list_perjanjian, name="list_perjanjian"),
    path("perjanjian/kaskade/", views_kaskade.kaskade_perjanjian, name="kaskade_perjanjian"),
    path("perjanjian/kaskade/unduh/", views_kaskade.unduh_kaskade, name="unduh_kaskade"),
    path("perjanjian/salin/", views.salin_perjanjian_tahun, name="salin_perjanjian_tahun"),
    path("perjanjian/jabatan/<int:jabatan>/baru/", views.buat_perjanjian, name="buat_perjanjian"),
    path("perjanjian/<int:pk>/", views.lihat_perjanjian, name="lihat_perjanjian"),
    path("perjanjian/<int:pk>/ubah/", views.ubah_perjanjian, name="ubah_perjanjian"),
    path("perjanjian/<int:pk>/pihak/", views.ubah_pihak_perjanjian, name="ubah_pihak_perjanjian"),
    path("perjanjian/<int:pk>/perubahan/", views.buat_perjanjian_perubahan, name="buat_perjanjian_perubahan"),
    path("perjanjian/<int:pk>/hapus/", views.hapus_perjanjian, name="hapus_perjanjian"),
    path("perjanjian/<int:pk>/banding/", views_alur.lihat_banding, name="banding_perjanjian"),
    path("perjanjian/<int:pk>/evaluasi/", views_alur.lihat_evaluasi, name="evaluasi_perjanjian"),
    path("perjanjian/<int:pk>/evaluasi/unduh/", views_alur.unduh_evaluasi, name="unduh_evaluasi"),
    path("perjanjian/<int:pk>/langkah/<slug:aksi>/", views_alur.langkah_perjanjian, name="langkah_perjanjian"),
    path("perjanjian/<int:pk>/komentar/", views_alur.beri_komentar, name="beri_komentar"),
    path("perjanjian/<int:pk>/komentar/<int:komentar>/", views_alur.tandai_komentar, name="tandai_komentar"),
    path("perjanjian/<int:pk>/butir/", views.pilih_butir, name="pilih_butir"),
    path("perjanjian/<int:pk>/butir/<int:butir>/", views.simpan_butir, name="simpan_butir"),
    path("perjanjian/<int:pk>/butir/<int:butir>/hapus/", views.hapus_butir, name="hapus_butir"),
]

urlpatterns = [path("<slug:slug>/<tahun:tahun>/", include(TAHUN))]
