"""The first sheet: what the workbook is about. One line per fact; the top layer says which facts there are."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Protocol

from django.apps import apps

from buku_kerja.konteks import Konteks
from buku_kerja.laporan import LaporanImpor
from buku_kerja.sel import SelError, read_sel
from buku_kerja.skema import Jenis, Kolom
from buku_kerja.tabel import Baris, Tabel
from buku_kerja.teks import fold

NAMA_IDENTITAS = "Identitas"
JUDUL_ISIAN, JUDUL_NILAI = "Isian", "Nilai"
JUDUL_TAK_DIBACA = {"keterangan", "sumber"}


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
    """The filled-in lines: values by heading, and where each stands. A line that is not in the sheet has no place."""

    nilai: dict[str, Any]
    lokasi: dict[str, str]

    def __getitem__(self, judul: str) -> Any:
        return self.nilai.get(judul)

    def find_lokasi(self, judul: str) -> str:
        return self.lokasi.get(judul, NAMA_IDENTITAS)


class Identitas(Protocol):
    isian: tuple[Isian, ...]

    def about(self, isi: Isi) -> tuple[str, int]:
        """Return the slug of the instansi and the year the lines name."""

    def prepare(self, isi: Isi, laporan: LaporanImpor, ubah_bersama: bool) -> Konteks | None:
        """Find or make what the workbook is about; None where that cannot be, with the reasons in the report."""

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
    for x in tabel.temuan:
        laporan.add(x.lokasi, x.pesan, galat=x.galat)
    if fold(JUDUL_ISIAN) not in tabel.judul or fold(JUDUL_NILAI) not in tabel.judul:
        laporan.add(tabel.lokasi, f'Kolom "{JUDUL_ISIAN}" dan "{JUDUL_NILAI}" harus ada di baris pertama.')
        return isi
    for nama, tulis in tabel.judul.items():
        if nama not in {fold(JUDUL_ISIAN), fold(JUDUL_NILAI), *JUDUL_TAK_DIBACA}:
            laporan.add(tabel.lokasi_judul[nama], f'Kolom "{tulis}" tidak dikenal dan tidak dibaca.', galat=False)
    dikenal = {fold(i.judul): i for i in get_identitas().isian}
    rusak: set[str] = set()
    for baris in tabel.baris:
        rusak |= _read_baris(baris, dikenal, isi, laporan)
    for isian in dikenal.values():
        if isian.wajib and isi[isian.judul] is None and isian.judul not in rusak:
            laporan.add(isi.lokasi.get(isian.judul, tabel.lokasi), f'Isian "{isian.judul}" harus diisi.')
    return isi


def _read_baris(baris: Baris, dikenal: dict[str, Isian], isi: Isi, laporan: LaporanImpor) -> set[str]:
    """Take up one line; return its heading where its value cannot be read."""
    nama, sel = baris.get(fold(JUDUL_ISIAN)), baris.get(fold(JUDUL_NILAI))
    if nama is None or nama.kosong:
        if sel is not None and not sel.kosong:
            laporan.add(sel.lokasi, f'Nilai "{sel.isi}" tidak punya nama di kolom {JUDUL_ISIAN}.')
        return set()
    isian = dikenal.get(fold(nama.isi))
    if isian is None:
        laporan.add(nama.lokasi, f'Isian "{nama.isi}" tidak dikenal dan tidak dibaca.', galat=False)
        return set()
    judul = isian.judul
    if judul in isi.lokasi:
        laporan.add(nama.lokasi, f'Isian "{judul}" ada dua kali. Hapus salah satunya.')
        return set()
    isi.lokasi[judul] = (sel or nama).lokasi
    if sel is None:
        return set()
    if sel.rumus:
        laporan.add(sel.lokasi, f'Isian "{judul}" berisi rumus ({sel.isi}); tempel sebagai nilai (Paste Values).')
        return {judul}
    try:
        isi.nilai[judul] = read_sel(
            sel.isi, isian.kolom, lambda pesan: laporan.add(sel.lokasi, f'Isian "{judul}" {pesan}', galat=False)
        )
    except SelError as galat:
        laporan.add(sel.lokasi, f'Isian "{judul}" {galat}')
        return {judul}
    return set()
