"""Who the figures belong to: kabupaten, instansi, unit, jabatan, pejabat, users; and the scales they are judged by."""

from organisasi.models.instansi import DasarHukum, DataWilayah, Instansi, Kabupaten, UnitKerja
from organisasi.models.jabatan import Jabatan, Pejabat
from organisasi.models.pegawai import KebutuhanPegawai, RekapPegawai, Sarana
from organisasi.models.pengguna import Pengguna, Peran, SesiMasuk
from organisasi.models.periode import Periode, Perpanjangan, count_terlambat, find_tenggat
from organisasi.models.skala import KelasSkala, Skala
from organisasi.models.status import RiwayatStatus

__all__ = [
    "DasarHukum",
    "DataWilayah",
    "Instansi",
    "Jabatan",
    "Kabupaten",
    "KebutuhanPegawai",
    "KelasSkala",
    "Pejabat",
    "Pengguna",
    "Peran",
    "Periode",
    "Perpanjangan",
    "RekapPegawai",
    "RiwayatStatus",
    "Sarana",
    "SesiMasuk",
    "Skala",
    "UnitKerja",
    "count_terlambat",
    "find_tenggat",
]
