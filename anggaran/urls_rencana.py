"""Addresses of the planning pages."""

from django.urls import path

from anggaran.rencana.views import kisi, pohon, pos, salin, tambah

_DASAR = "<slug:slug>/<tahun:tahun>/anggaran/"

urlpatterns = [
    path(_DASAR, pohon.lihat_anggaran, name="lihat_anggaran"),
    path(f"{_DASAR}unduh/", pohon.unduh_anggaran, name="unduh_anggaran"),
    path(f"{_DASAR}nomenklatur/", tambah.cari_nomenklatur, name="cari_nomenklatur"),
    path(f"{_DASAR}nomenklatur/tambah/", tambah.tambah_pilihan, name="tambah_pilihan"),
    path(f"{_DASAR}tambah/", tambah.tambah_pos, name="tambah_pos"),
    path(f"{_DASAR}program/<int:pk>/", pos.ubah_program, name="ubah_program"),
    path(f"{_DASAR}kegiatan/<int:pk>/", pos.ubah_kegiatan, name="ubah_kegiatan"),
    path(f"{_DASAR}sub-kegiatan/<int:pk>/", pos.ubah_sub_kegiatan, name="ubah_sub_kegiatan"),
    path(f"{_DASAR}<slug:tingkat>/<int:pk>/hapus/", pos.hapus_pos, name="hapus_pos"),
    path(f"{_DASAR}pagu/", kisi.isi_pagu, name="isi_pagu"),
    path(f"{_DASAR}pagu/<int:pk>/", kisi.simpan_pagu, name="simpan_pagu"),
    path(f"{_DASAR}kas/", kisi.isi_kas, name="isi_kas"),
    path(f"{_DASAR}kas/<int:pk>/", kisi.simpan_kas, name="simpan_kas"),
    path(f"{_DASAR}salin/", salin.salin_anggaran, name="salin_anggaran"),
]
