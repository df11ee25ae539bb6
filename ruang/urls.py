"""Pages that look at everything: what is to be done, history, help, the workbook, a new year."""

from django.urls import path

from organisasi import alamat  # noqa: F401 - registers <tahun:…>
from ruang.views import riwayat

urlpatterns = [
    path("<slug:slug>/<tahun:tahun>/riwayat/", riwayat.lihat_riwayat, name="lihat_riwayat"),
    path("<slug:slug>/<tahun:tahun>/riwayat/unduh/", riwayat.unduh_riwayat, name="unduh_riwayat"),
]
