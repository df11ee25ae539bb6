from django.contrib.auth import views
from django.urls import include, path

from organisasi import alamat  # noqa: F401 - registers <tahun:…> for all apps' addresses
from organisasi.forms.akun import MasukForm
from organisasi.views import akun, kabupaten, pengguna, periode, skala

urlpatterns = [
    path(
        "masuk/",
        views.LoginView.as_view(
            template_name="registration/masuk.html", authentication_form=MasukForm, redirect_authenticated_user=True
        ),
        name="masuk",
    ),
    path("keluar/", views.LogoutView.as_view(), name="keluar"),
    # One's account.
    path("akun/", akun.akun, name="akun"),
    path("akun/sandi/", akun.ganti_sandi, name="ganti_sandi"),
    path("akun/kirim-lagi/", akun.kirim_lagi, name="kirim_lagi"),
    path("akun/sesi/<int:pk>/akhiri/", akun.akhiri_sesi, name="akhiri_sesi"),
    path("akun/sesi/akhiri-lain/", akun.akhiri_sesi_lain, name="akhiri_sesi_lain"),
    path("akun/lupa-sandi/", akun.lupa_sandi, name="lupa_sandi"),
    path("akun/sandi-baru/<uidb64>/<token>/", akun.sandi_baru, name="sandi_baru"),
    # A kabupaten, for its admin.
    path("kabupaten/", kabupaten.list_kabupaten, name="list_kabupaten"),
    path("kabupaten/<int:pk>/", kabupaten.lihat_kabupaten, name="lihat_kabupaten"),
    path("kabupaten/<int:pk>/kecamatan/tambah/", kabupaten.tambah_instansi, name="tambah_instansi"),
    path("kabupaten/<int:pk>/kecamatan/<int:instansi>/hapus/", kabupaten.hapus_instansi, name="hapus_instansi"),
    path(
        "kabupaten/<int:pk>/kecamatan/<int:instansi>/nonaktifkan/",
        kabupaten.nonaktifkan_instansi,
        name="nonaktifkan_instansi",
    ),
    path(
        "kabupaten/<int:pk>/kecamatan/<int:instansi>/aktifkan/", kabupaten.aktifkan_instansi, name="aktifkan_instansi"
    ),
    path("kabupaten/<int:pk>/aturan/", kabupaten.ubah_aturan, name="ubah_aturan"),
    path("kabupaten/<int:pk>/periksa-sendiri/", kabupaten.ubah_periksa_sendiri, name="ubah_periksa_sendiri"),
    path("kabupaten/<int:pk>/pengguna/", pengguna.list_pengguna, name="list_pengguna"),
    path("kabupaten/<int:pk>/pengguna/tambah/", pengguna.tambah_pengguna, name="tambah_pengguna"),
    path("kabupaten/<int:pk>/pengguna/<int:orang>/", pengguna.ubah_pengguna, name="ubah_pengguna"),
    path("kabupaten/<int:pk>/pengguna/<int:orang>/sandi/", pengguna.atur_ulang_sandi, name="atur_ulang_sandi"),
    path(
        "kabupaten/<int:pk>/pengguna/<int:orang>/nonaktifkan/",
        pengguna.nonaktifkan_pengguna,
        name="nonaktifkan_pengguna",
    ),
    path("kabupaten/<int:pk>/pengguna/<int:orang>/aktifkan/", pengguna.aktifkan_pengguna, name="aktifkan_pengguna"),
    path("kabupaten/<int:pk>/skala/", skala.list_skala, name="list_skala"),
    path("kabupaten/<int:pk>/skala/<int:skala>/", skala.ubah_skala, name="ubah_skala"),
    path("kabupaten/<int:pk>/skala/<int:skala>/salin/", skala.salin_skala, name="salin_skala"),
    path("kabupaten/<int:pk>/periode/<tahun:tahun>/", periode.list_periode, name="list_periode"),
    path(
        "kabupaten/<int:pk>/periode/<tahun:tahun>/perpanjangan/",
        periode.tambah_perpanjangan,
        name="tambah_perpanjangan",
    ),
    path(
        "kabupaten/<int:pk>/perpanjangan/<int:perpanjangan>/hapus/",
        periode.hapus_perpanjangan,
        name="hapus_perpanjangan",
    ),
    path("", include("organisasi.tabel_isian.urls")),
]
