from django.urls import path

from lakip import views

urlpatterns = [
    path("asal/<str:model>/<int:pk>/", views.lihat_asal, name="lihat_asal"),
    path("foto/<int:pk>/", views.lihat_foto, name="lihat_foto"),
    path("terbitan/<int:pk>/", views.lihat_terbitan, name="lihat_terbitan"),
    path("terbitan/<int:pk>/berkas/", views.unduh_terbitan, name="unduh_terbitan"),
    path("<slug:slug>/", views.lihat_instansi, name="lihat_instansi"),
    path("<slug:slug>/<tahun:tahun>/", views.lihat_tahun, name="lihat_tahun"),
    path("<slug:slug>/<tahun:tahun>/lkj/", views.lihat_lkj, name="lihat_lkj"),
    path("<slug:slug>/<tahun:tahun>/lkj/unduh/<slug:format>/", views.mulai_unduh, name="mulai_unduh"),
    path("<slug:slug>/<tahun:tahun>/lkj/<slug:bagian>/", views.lihat_lkj, name="lihat_bagian"),
]
