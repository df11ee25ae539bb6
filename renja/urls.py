"""The plan of a year, and the Renstra's plan of programmes of which it is a slice."""

from django.urls import include, path

from renja import views, views_renstra

TAHUN = [
    path("renja/", views.lihat_renja, name="lihat_renja"),
    path("renja/mulai/", views.buat_renja, name="buat_renja"),
    path("renja/salin/<slug:sumber>/", views.salin_renja, name="salin_renja"),
    path("renja/perubahan/", views.buat_renja_perubahan, name="buat_renja_perubahan"),
    path("renja/ke-anggaran/", views.renja_ke_anggaran, name="renja_ke_anggaran"),
    path("renstra/program/", views_renstra.lihat_program_renstra, name="lihat_program_renstra"),
    path("renstra/program/ambil/", views_renstra.ambil_program_renstra, name="ambil_program_renstra"),
    path("renstra/program/unduh/", views_renstra.unduh_program_renstra, name="unduh_program_renstra"),
]

urlpatterns = [path("<slug:slug>/<tahun:tahun>/", include(TAHUN))]
