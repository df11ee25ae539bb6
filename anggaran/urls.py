"""The budget and its quarters."""

from django.urls import include, path

urlpatterns = [
    path("", include("anggaran.urls_rencana")),
    path("", include("anggaran.urls_triwulan")),
]
