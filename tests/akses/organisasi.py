"""One's account, and the pages of a kabupaten's admin."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from organisasi.models import Instansi, KelasSkala, Pengguna, Peran, Periode, Perpanjangan, Sarana, Skala
from tests.akses.tabel import SEMUA, Jalur
from tests.pemeran import Pemeran

ADMIN = ("admin",)


def list_jalur(p: Pemeran, bersihkan: Callable[..., None]) -> dict[str, Jalur]:
    orang = Pengguna.objects.create_user("petugas")
    Peran.objects.create(pengguna=orang, jenis="pelaksana", instansi=p.instansi)
    salah = Instansi.objects.create(kabupaten=p.kabupaten, slug="salah", nama="Kecamatan Salah")
    Sarana.objects.create(instansi=salah, tahun=2022, nama="Kursi", baik=1)  # so that it cannot be deleted meanwhile
    skala = Skala.objects.create(nama="Skala Contoh")
    KelasSkala.objects.create(skala=skala, predikat="Baik")
    p.kabupaten.skala_kegiatan = skala
    p.kabupaten.save()
    periode = Periode.objects.create(
        kabupaten=p.kabupaten,
        tahun=2022,
        triwulan=1,
        mulai=datetime.date(2022, 4, 1),
        tenggat=datetime.date(2022, 4, 10),
    )
    lebih = Perpanjangan.objects.create(
        periode=periode, instansi=p.instansi, sampai=datetime.date(2022, 4, 20), alasan="Banjir", oleh=p.admin
    )
    dasar = f"/kabupaten/{p.kabupaten.pk}/"
    return {
        "akun": Jalur("/akun/", SEMUA, "GET+POST"),
        "ganti_sandi": Jalur("/akun/sandi/", SEMUA, "GET+POST"),
        "kirim_lagi": Jalur("/akun/kirim-lagi/", SEMUA),
        "akhiri_sesi": Jalur("/akun/sesi/0/akhiri/", SEMUA, "POST", tiada=True),
        "akhiri_sesi_lain": Jalur("/akun/sesi/akhiri-lain/", SEMUA, "POST"),
        "lupa_sandi": Jalur("/akun/lupa-sandi/", SEMUA, "GET+POST", umum=True),
        "sandi_baru": Jalur("/akun/sandi-baru/x/y/", SEMUA, "GET+POST", umum=True),
        "list_kabupaten": Jalur("/kabupaten/", SEMUA),
        "lihat_kabupaten": Jalur(dasar, ADMIN),
        "tambah_instansi": Jalur(f"{dasar}kecamatan/tambah/", ADMIN, "GET+POST"),
        "hapus_instansi": Jalur(f"{dasar}kecamatan/{salah.pk}/hapus/", ADMIN, "GET+POST"),
        "nonaktifkan_instansi": Jalur(f"{dasar}kecamatan/{salah.pk}/nonaktifkan/", ADMIN, "POST"),
        "aktifkan_instansi": Jalur(f"{dasar}kecamatan/{salah.pk}/aktifkan/", ADMIN, "POST"),
        "ubah_aturan": Jalur(f"{dasar}aturan/", ADMIN, "GET+POST"),
        "ubah_periksa_sendiri": Jalur(f"{dasar}periksa-sendiri/", ADMIN, "POST"),
        "list_pengguna": Jalur(f"{dasar}pengguna/", ADMIN),
        "tambah_pengguna": Jalur(f"{dasar}pengguna/tambah/", ADMIN, "GET+POST"),
        "ubah_pengguna": Jalur(f"{dasar}pengguna/{orang.pk}/", ADMIN, "GET+POST"),
        "atur_ulang_sandi": Jalur(f"{dasar}pengguna/{orang.pk}/sandi/", ADMIN, "GET+POST"),
        "nonaktifkan_pengguna": Jalur(f"{dasar}pengguna/{orang.pk}/nonaktifkan/", ADMIN, "POST"),
        "aktifkan_pengguna": Jalur(f"{dasar}pengguna/{orang.pk}/aktifkan/", ADMIN, "POST"),
        "list_skala": Jalur(f"{dasar}skala/", ADMIN),
        "ubah_skala": Jalur(f"{dasar}skala/{skala.pk}/", ADMIN, "GET+POST"),
        "salin_skala": Jalur(f"{dasar}skala/{skala.pk}/salin/", ADMIN, "GET+POST"),
        "list_periode": Jalur(f"{dasar}periode/2022/", ADMIN, "GET+POST"),
        "tambah_perpanjangan": Jalur(f"{dasar}periode/2022/perpanjangan/", ADMIN, "GET+POST"),
        "hapus_perpanjangan": Jalur(f"{dasar}perpanjangan/{lebih.pk}/hapus/", ADMIN, "POST"),
    }
