"""The first sheet: what the workbook is about. One line per fact; the top layer says which facts there are."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Protocol

from django.apps import apps

from buku_kerja.konteks import Konteks
from buku_kerja.laporan import LaporanImpor
from buku_kerja.pembaca import Tabel
from buku_kerja.sel import SelError, fold, read_sel
from buku_kerja.skema import Jenis, Kolom

NAMA_IDENTITAS = "Identitas"
JUDUL_ISIAN, JUDUL_NILAI = "Isian", "Nilai"


@dataclass(frozen=True)
class Isian:
    """A line of the identity sheet."""

    judul: str
    jenis: Jenis = Jenis.TEKS
    wajib: bool = False
    pilihan: tuple[tuple[str, str], ...] = ()
    bantuan: str = ""

    @property
    def kolom(self) -> Kolom:
        return Kolom(self.judul, self.judul, self.jenis, pilihan=self.pilihan)


@dataclass
class Isi:
    """The filled-in lines: values by heading, and where each stands."""

    nilai: dict[str, Any]
    lokasi: dict[str, str]

    def __getitem__(self, judul: str) -> Any:
        return self.nilai.get(judul)


class Identitas(Protocol):
    isian: tuple[Isian, ...]

    def prepare(self, isi: Isi, laporan: LaporanImpor) -> Konteks | None:
        """Find or make what the workbook is about."""

    def find(self, slug: str, tahun: int) -> Konteks | None:
        """Return what an export is about; None where there is nothing."""

    def read(self, konteks: Konteks) -> dict[str, Any]:
        """Return the values of the lines."""


def get_identitas() -> Identitas:
    """Return the identity sheet; it is declared as ``IDENTITAS`` in one app's ``lembar.py``."""
    for app in apps.get_app_configs():
        nama = f"{app.name}.lembar"
        if find_spec(nama) and (ada := getattr(import_module(nama), "IDENTITAS", None)):
            return ada
    raise LookupError("no app declares IDENTITAS")


def read_identitas(tabel: Tabel, laporan: LaporanImpor) -> Isi:
    """Return the lines as values; what cannot be read is reported."""
    isi = Isi({}, {})
    if fold(JUDUL_ISIAN) not in tabel.judul or fold(JUDUL_NILAI) not in tabel.judul:
        laporan.add(tabel.lokasi, f'Kolom "{JUDUL_ISIAN}" dan "{JUDUL_NILAI}" harus ada di baris pertama.')
        return isi
    dikenal = {fold(i.judul): i for i in get_identitas().isian}
    for baris in tabel.baris:
        nama, sel = baris.get(fold(JUDUL_ISIAN)), baris.get(fold(JUDUL_NILAI))
        if nama is None or nama.isi is None:
            continue
        isian = dikenal.get(fold(nama.isi))
        if isian is None:
            laporan.add(nama.lokasi, f'Isian "{nama.isi}" tidak dikenal dan tidak dibaca.', galat=False)
            continue
        if isian.judul in isi.lokasi:
            laporan.add(nama.lokasi, f'Isian "{isian.judul}" ada dua kali. Hapus salah satunya.')
            continue
        isi.lokasi[isian.judul] = (sel or nama).lokasi
        if sel is None:
            continue
        if sel.rumus:
            laporan.add(sel.lokasi, f'Isian "{isian.judul}" berisi rumus ({sel.isi}); tempel sebagai nilai.')
            continue
        try:
            isi.nilai[isian.judul] = read_sel(sel.isi, isian.kolom)
        except SelError as galat:
            laporan.add(sel.lokasi, f'Isian "{isian.judul}" {galat}')
    for isian in dikenal.values():
        if isian.wajib and isi[isian.judul] is None and not laporan.galat:
            laporan.add(isi.lokasi.get(isian.judul, tabel.lokasi), f'Isian "{isian.judul}" harus diisi.')
    return isi
