from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("kelola/", admin.site.urls),
    path("", include("organisasi.urls")),
    path("", include("lakip.urls")),
]
