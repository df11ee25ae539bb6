"""Pages that look at everything: what is to be done, history, help, the workbook, a new year."""

from django.urls import path

from organisasi import alamat  # noqa: F401 - registers <tahun:…>
from ruang.views import panduan, riwayat

urlpatterns = [
    path("panduan/", panduan.panduan, name="panduan"),
    path("panduan/<slug:halaman>/", panduan.lihat_panduan, name="lihat_panduan"),
    path("<slug:slug>/<tahun:tahun>/riwayat/", riwayat.lihat_riwayat, name="lihat_riwayat"),
    path("<slug:slug>/<tahun:tahun>/riwayat/unduh/", riwayat.unduh_riwayat, name="unduh_riwayat"),
]
