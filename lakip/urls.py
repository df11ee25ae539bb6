from django.urls import URLPattern, URLResolver, include, path

from lakip import views, views_kertas, views_kiriman, views_tertanda, views_tulis

bagian: list[URLPattern | URLResolver] = [
    path("", views_tulis.tulis_bagian, name="tulis_bagian"),
    path("pratinjau/", views_tulis.pratinjau_bagian, name="pratinjau_bagian"),
    path("pdf/", views_tulis.cetak_bagian, name="cetak_bagian"),
    path("hadir/", views_tulis.catat_hadir, name="catat_hadir"),
    path("foto/", views_tulis.tambah_foto, name="tambah_foto"),
    path("versi/", views_tulis.versi_bagian, name="versi_bagian"),
    path("versi/<int:pk>/kembalikan/", views_tulis.pulihkan_versi, name="pulihkan_versi"),
]

laporan: list[URLPattern | URLResolver] = [
    path("", views_tulis.tulis_lkj, name="tulis_lkj"),
    path("mulai/", views_tulis.mulai_laporan, name="mulai_laporan"),
    path("atur/", views_tulis.ubah_laporan, name="ubah_laporan"),
    path("langkah/<slug:aksi>/", views_kiriman.langkah_laporan, name="langkah_laporan"),
    path("bagian/<slug:bagian>/", include(bagian)),
    path("foto/<int:pk>/", views_tulis.ubah_foto, name="ubah_foto"),
    path("foto/<int:pk>/hapus/", views_tulis.hapus_foto, name="hapus_foto"),
    path("foto/<int:pk>/<slug:arah>/", views_tulis.geser_foto, name="geser_foto"),
    path("kiriman/<int:nomor>/", views_kiriman.lihat_kiriman, name="lihat_kiriman"),
    path("kiriman/<int:nomor>/<slug:jenis>/", views_kiriman.unduh_kiriman, name="unduh_kiriman"),
]

kiriman: list[URLPattern | URLResolver] = [
    path("", views_kiriman.list_kiriman, name="list_kiriman"),
    path("xlsx/", views_kiriman.unduh_pantauan, name="unduh_pantauan"),
    path("paket/", views_kiriman.mulai_paket, name="mulai_paket"),
    path("paket/<int:paket>/", views_kiriman.lihat_paket, name="lihat_paket"),
    path("paket/<int:paket>/berkas/", views_kiriman.unduh_paket, name="unduh_paket"),
]

urlpatterns = [
    path("asal/<str:model>/<int:pk>/", views.lihat_asal, name="lihat_asal"),
    path("foto/<int:pk>/", views.lihat_foto, name="lihat_foto"),
    path("terbitan/<int:pk>/", views.lihat_terbitan, name="lihat_terbitan"),
    path("terbitan/<int:pk>/berkas/", views.unduh_terbitan, name="unduh_terbitan"),
    path("kabupaten/<int:pk>/kiriman/", include(kiriman)),
    path("<slug:slug>/", views.lihat_instansi, name="lihat_instansi"),
    path("<slug:slug>/<tahun:tahun>/", views.lihat_tahun, name="lihat_tahun"),
    path("<slug:slug>/<tahun:tahun>/laporan/", include(laporan)),
    path(
        "<slug:slug>/<tahun:tahun>/perjanjian/<int:pk>/tanda-tangan/",
        views_tertanda.tanda_tangan_perjanjian,
        name="tanda_tangan_perjanjian",
    ),
    path(
        "<slug:slug>/<tahun:tahun>/perjanjian/<int:pk>/tertanda.pdf",
        views_tertanda.unduh_perjanjian_tertanda,
        name="unduh_perjanjian_tertanda",
    ),
    path(
        "<slug:slug>/<tahun:tahun>/perjanjian/<int:pk>/kertas/",
        views_kertas.kertas_perjanjian,
        name="kertas_perjanjian",
    ),
    path(
        "<slug:slug>/<tahun:tahun>/perjanjian/<int:pk>/pindaian/",
        views_kertas.unduh_pindaian,
        name="unduh_pindaian",
    ),
    path("<slug:slug>/<tahun:tahun>/lkj/", views.lihat_lkj, name="lihat_lkj"),
    path("<slug:slug>/<tahun:tahun>/lkj/unduh/<slug:format>/", views.mulai_unduh, name="mulai_unduh"),
    path(
        "<slug:slug>/<tahun:tahun>/dokumen/<slug:jenis>/<slug:format>/",
        views.mulai_unduh_naskah,
        name="mulai_unduh_naskah",
    ),
    path("<slug:slug>/<tahun:tahun>/lkj/<slug:bagian>/", views.lihat_lkj, name="lihat_bagian"),
]
