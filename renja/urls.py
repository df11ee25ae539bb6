"""The plan of a year."""

from django.urls import include, path

from renja import views

TAHUN = [
    path("renja/", views.lihat_renja, name="lihat_renja"),
    path("renja/mulai/", views.buat_renja, name="buat_renja"),
    path("renja/salin/<slug:sumber>/", views.salin_renja, name="salin_renja"),
    path("renja/perubahan/", views.buat_renja_perubahan, name="buat_renja_perubahan"),
    path("renja/ke-anggaran/", views.renja_ke_anggaran, name="renja_ke_anggaran"),
]

urlpatterns = [path("<slug:slug>/<tahun:tahun>/", include(TAHUN))]
