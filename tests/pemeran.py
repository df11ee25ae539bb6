"""The fixed cast of the tests: one of each role, and someone of another kecamatan."""

from __future__ import annotations

from dataclasses import dataclass

from lakip.models import Laporan, Susunan
from lakip.susunan import pasang_bawaan
from organisasi.models import Instansi, Kabupaten, Pengguna, Peran, UnitKerja


@dataclass
class Pemeran:
    kabupaten: Kabupaten
    instansi: Instansi
    lain: Instansi  # another kecamatan of the same kabupaten
    jauh: Instansi  # a kecamatan of another kabupaten
    unit: UnitKerja
    perencana: Pengguna
    pelaksana: Pengguna
    camat: Pengguna
    inspektorat: Pengguna
    admin: Pengguna
    tetangga: Pengguna  # perencana of ``lain``
    tamu: Pengguna  # an account without a role
    laporan: Laporan

    @property
    def semua(self) -> dict[str, Pengguna]:
        return {
            n: getattr(self, n) for n in ("perencana", "pelaksana", "camat", "inspektorat", "admin", "tetangga", "tamu")
        }


def buat_kepala(kabupaten: Kabupaten) -> Pengguna:
    """A kepala daerah: he sees what the inspektorat sees, and is the second party of a camat."""
    kepala = Pengguna.objects.create_user("kepala", password="rahasia-uji-123", is_staff=True)
    Peran.objects.create(pengguna=kepala, jenis=Peran.Jenis.KEPALA, kabupaten=kabupaten)
    return kepala


def buat_pemeran(tahun: int = 2023) -> Pemeran:
    pasang_bawaan()
    kabupaten = Kabupaten.objects.create(nama="Contoh")
    sebelah = Kabupaten.objects.create(nama="Sebelah")
    instansi = Instansi.objects.create(kabupaten=kabupaten, slug="satu", nama="Kecamatan Satu")
    lain = Instansi.objects.create(kabupaten=kabupaten, slug="dua", nama="Kecamatan Dua")
    jauh = Instansi.objects.create(kabupaten=sebelah, slug="jauh", nama="Kecamatan Jauh")
    unit = UnitKerja.objects.create(instansi=instansi, nama="Seksi Satu", jenis="seksi")

    def pengguna(nama: str, jenis: str = "", **lingkup: object) -> Pengguna:
        orang = Pengguna.objects.create_user(nama, password="rahasia-uji-123", is_staff=True)
        if jenis:
            Peran.objects.create(pengguna=orang, jenis=jenis, **lingkup)
        return orang

    susunan = Susunan.objects.get(kunci="permenpan-53-2014", kabupaten=None)
    for i in (lain, jauh):
        Laporan.objects.create(instansi=i, tahun=tahun, susunan=susunan)
    return Pemeran(
        kabupaten,
        instansi,
        lain,
        jauh,
        unit,
        perencana=pengguna("perencana", "perencana", instansi=instansi),
        pelaksana=pengguna("pelaksana", "pelaksana", instansi=instansi, unit=unit),
        camat=pengguna("camat", "camat", instansi=instansi),
        inspektorat=pengguna("inspektorat", "inspektorat", kabupaten=kabupaten),
        admin=pengguna("admin", "admin", kabupaten=kabupaten),
        tetangga=pengguna("tetangga", "perencana", instansi=lain),
        tamu=pengguna("tamu"),
        laporan=Laporan.objects.create(instansi=instansi, tahun=tahun, susunan=susunan),
    )
