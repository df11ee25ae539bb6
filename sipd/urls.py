"""Addresses of files from outside."""

from django.urls import include, path

from sipd import views

_IMPOR = [
    path("", views.lihat_impor, name="lihat_impor"),
    path("jawab/", views.jawab_impor, name="jawab_impor"),
    path("padankan/", views.padankan_impor, name="padankan_impor"),
    path("terapkan/", views.terapkan_impor, name="terapkan_impor"),
    path("batalkan/", views.batalkan_impor, name="batalkan_impor"),
    path("buang/", views.buang_impor, name="buang_impor"),
    path("lupakan/", views.lupakan_pilihan, name="lupakan_pilihan"),
]

urlpatterns = [
    path("<slug:slug>/<tahun:tahun>/impor/", views.list_impor, name="list_impor"),
    path("<slug:slug>/<tahun:tahun>/impor/unggah/", views.unggah_impor, name="unggah_impor"),
    path("<slug:slug>/<tahun:tahun>/impor/<int:pk>/", include(_IMPOR)),
]
