"""Addresses of the quarters."""

from django.urls import include, path

from anggaran import views_triwulan as views

_LEMBAR = [
    path("", views.isi_triwulan, name="isi_triwulan"),
    path("simpan/", views.simpan_triwulan, name="simpan_triwulan"),
    path("unduh/", views.unduh_triwulan, name="unduh_triwulan"),
    path("langkah/<slug:aksi>/", views.ubah_status_triwulan, name="ubah_status_triwulan"),
    path("baris/<slug:baris>/", views.simpan_baris, name="simpan_baris"),
    path("baris/<slug:baris>/catatan/", views.beri_catatan, name="beri_catatan"),
    path("baris/<slug:baris>/bukti/", views.bukti_baris, name="bukti_baris"),
    path("baris/<slug:baris>/bukti/unggah/", views.unggah_bukti, name="unggah_bukti"),
    path("catatan/<int:pk>/selesai/", views.tandai_catatan, name="tandai_catatan"),
    path("bukti/<int:pk>/", views.lihat_bukti, name="lihat_bukti"),
    path("bukti/<int:pk>/kecil/", views.lihat_bukti_kecil, name="lihat_bukti_kecil"),
    path("bukti/<int:pk>/hapus/", views.hapus_bukti, name="hapus_bukti"),
]

urlpatterns = [
    path("<slug:slug>/<tahun:tahun>/triwulan/", views.lihat_triwulan, name="lihat_triwulan"),
    path("<slug:slug>/<tahun:tahun>/triwulan/<int:triwulan>/kunci/", views.kunci_triwulan, name="kunci_triwulan"),
    path("<slug:slug>/<tahun:tahun>/triwulan/<int:triwulan>/<int:unit>/", include(_LEMBAR)),
]
