from django.urls import path

from tandatangan import views

urlpatterns = [
    # For anyone who holds a document, without signing in.
    path("verifikasi/", views.verifikasi, name="verifikasi"),
    path("verifikasi/<str:kode>/", views.lihat_verifikasi, name="lihat_verifikasi"),
    # One's own certificates.
    path("akun/sertifikat/", views.list_sertifikat, name="list_sertifikat"),
    path("akun/sertifikat/<int:pk>/pakai/", views.pakai_sertifikat, name="pakai_sertifikat"),
    path("akun/sertifikat/<int:pk>/lepas/", views.lepas_sertifikat, name="lepas_sertifikat"),
    path("akun/sertifikat/<int:pk>/cabut/", views.cabut_sertifikat, name="cabut_sertifikat"),
]
