from django.urls import path

from organisasi.tabel_isian import instansi, views

DATA = "<slug:slug>/<tahun:tahun>/data/"
TABEL = f"{DATA}<slug:kunci>/"

urlpatterns = [
    path("<slug:slug>/<tahun:tahun>/instansi/", instansi.ubah_instansi, name="ubah_instansi"),
    path("<slug:slug>/lambang/", instansi.lihat_lambang, name="lihat_lambang"),
    path(DATA, views.list_isian, name="list_isian"),
    path(TABEL, views.isi_tabel, name="isi_tabel"),
    path(f"{TABEL}simpan/", views.simpan_tabel, name="simpan_tabel"),
    path(f"{TABEL}salin/", views.salin_tabel, name="salin_tabel"),
    path(f"{TABEL}unduh/", views.unduh_tabel, name="unduh_tabel"),
    path(f"{TABEL}keterangan/", views.ubah_kepala, name="ubah_kepala"),
    path(f"{TABEL}baris/", views.tambah_baris, name="tambah_baris"),
    path(f"{TABEL}baris/<int:pk>/", views.simpan_baris, name="simpan_baris_tabel"),
    path(f"{TABEL}baris/<int:pk>/hapus/", views.hapus_baris, name="hapus_baris"),
    path(f"{TABEL}baris/<int:pk>/pulihkan/", views.pulihkan_baris, name="pulihkan_baris"),
    path(f"{TABEL}baris/<int:pk>/geser/<slug:arah>/", views.geser_baris, name="geser_baris"),
]
