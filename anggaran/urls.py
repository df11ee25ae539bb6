"""The budget and its quarters."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("anggaran.urls_rencana")),
]
