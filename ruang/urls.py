"""Pages that look at everything: what is to be done, history, help, the workbook, a new year."""

from django.urls import path

from organisasi import alamat  # noqa: F401 - registers <tahun:…>
from ruang.views import beranda, buku, panduan, riwayat, tahun

urlpatterns = [
    path("", beranda.beranda, name="beranda"),
    path("panduan/", panduan.panduan, name="panduan"),
    path("panduan/<slug:halaman>/", panduan.lihat_panduan, name="lihat_panduan"),
    path("kabupaten/<int:pk>/buku-kerja/", buku.unggah_buku_kerja_kabupaten, name="unggah_buku_kerja_kabupaten"),
    path("kabupaten/<int:pk>/buku-kerja/simpan/", buku.simpan_buku_kerja_kabupaten, name="simpan_buku_kerja_kabupaten"),
    path("<slug:slug>/buku-kerja/", buku.buku_kerja, name="buku_kerja"),
    path("<slug:slug>/buku-kerja/kosong/", buku.unduh_buku_kosong, name="unduh_buku_kosong"),
    path("<slug:slug>/buku-kerja/periksa/", buku.periksa_buku_kerja, name="periksa_buku_kerja"),
    path("<slug:slug>/buku-kerja/simpan/", buku.simpan_buku_kerja, name="simpan_buku_kerja"),
    path("<slug:slug>/<tahun:tahun>/buku-kerja/", buku.unduh_buku_kerja, name="unduh_buku_kerja"),
    path("<slug:slug>/<tahun:tahun>/riwayat/", riwayat.lihat_riwayat, name="lihat_riwayat"),
    path("<slug:slug>/<tahun:tahun>/riwayat/unduh/", riwayat.unduh_riwayat, name="unduh_riwayat"),
    path("<slug:slug>/<tahun:tahun>/salin/", tahun.salin_tahun, name="salin_tahun"),
    path("<slug:slug>/<tahun:tahun>/salin/semua/", tahun.salin_semua, name="salin_semua_tahun"),
    path("<slug:slug>/<tahun:tahun>/salin/<slug:kunci>/", tahun.salin_satu, name="salin_langkah"),
]
