from django.contrib import admin
from django.urls import include, path

handler404 = "situs.galat.answer_404"

urlpatterns = [
    path("kelola/", admin.site.urls),
    # Fixed first words (masuk, akun, panduan, …) before those that begin with the slug of an instansi.
    path("", include("organisasi.urls")),
    path("", include("ruang.urls")),
    path("", include("tandatangan.urls")),
    path("", include("renstra.urls")),
    path("", include("anggaran.urls")),
    path("", include("perjanjian.urls")),
    path("", include("survei.urls")),
    path("", include("evaluasi.urls")),
    path("", include("renja.urls")),
    path("", include("sipd.urls")),
    path("", include("lakip.urls")),
]
