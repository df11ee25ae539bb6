"""Bring the database in line with a workbook: all of it, or nothing.

Every sheet is read, checked and written in order inside one transaction, so that later sheets may refer to earlier
ones. All findings are gathered first; a single error, or ``periksa``, rolls everything back. Rows that are equal are
not touched; rows that are not in the workbook any more are deleted, the last sheets first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

from django.db import transaction

from buku_kerja.hapus import Hilang, delete_hilang
from buku_kerja.identitas import NAMA_IDENTITAS, Isi, get_identitas, read_identitas
from buku_kerja.konteks import Konteks, mark_impor
from buku_kerja.laporan import LaporanImpor
from buku_kerja.pembaca import read_buku
from buku_kerja.sinkron import Sinkron, index_tersimpan
from buku_kerja.skema import Lembar, list_lembar
from buku_kerja.tabel import Buku, BukuError
from buku_kerja.teks import slug

Boleh = Callable[[str, int, Isi], str | None]
TAK_DIBACA = ("petunjuk",)


class _Batal(Exception):
    """Ends the transaction without keeping anything."""


def impor(
    berkas: Path | str | BinaryIO, *, periksa: bool = False, ubah_bersama: bool = False, boleh: Boleh | None = None
) -> LaporanImpor:
    """Import a workbook (.xlsx: path or open file) or a folder of CSV. Never raises for a bad file.

    ``periksa``: only report. ``ubah_bersama``: also change what other instansi share (the kabupaten's settings, RPJMD,
    misi); without it a difference there is a warning. ``boleh`` is asked with slug, year and the lines of the identity
    sheet before anything is written, and returns a sentence where that is not this user's to import.
    """
    laporan = LaporanImpor()
    semua = list_lembar()
    dikenal = {slug(n) for n in (NAMA_IDENTITAS, *(x.nama for x in semua))}
    try:
        buku = read_buku(berkas, dikenal)
    except BukuError as galat:
        laporan.add("", str(galat))
        return laporan
    try:
        with mark_impor(), transaction.atomic():
            _Pengimpor(buku, semua, laporan, ubah_bersama, boleh).run()
            if laporan.galat or periksa:
                raise _Batal
            laporan.tersimpan = True
    except _Batal:
        pass
    return laporan


class _Pengimpor:
    def __init__(
        self, buku: Buku, semua: Sequence[Lembar], laporan: LaporanImpor, ubah_bersama: bool, boleh: Boleh | None
    ) -> None:
        self.buku, self.semua, self.laporan = buku, semua, laporan
        self.ubah_bersama, self.boleh = ubah_bersama, boleh

    def run(self) -> None:
        hilang = self._check_lembar()
        if (isian := self._read_identitas()) is None:
            self._check_saja()
            return
        identitas = get_identitas()
        self.laporan.instansi, self.laporan.tahun = identitas.about(isian)
        if self.boleh is not None and (keberatan := self.boleh(self.laporan.instansi, self.laporan.tahun, isian)):
            self.laporan.add(NAMA_IDENTITAS, keberatan)
            return
        konteks = identitas.prepare(isian, self.laporan, self.ubah_bersama)
        if konteks is None:
            self._check_saja()
            return
        konteks.tak_terbaca |= hilang
        self._sync(konteks)

    def _check_lembar(self) -> set[str]:
        """Report sheets that are missing or unknown; return the names of the missing ones."""
        for x in self.buku.temuan:
            self.laporan.add(x.lokasi, x.pesan, galat=x.galat)
        nama = [NAMA_IDENTITAS, *(lembar.nama for lembar in self.semua)]
        boleh = {lembar.nama for lembar in self.semua if lembar.boleh_hilang}
        hilang = {n for n in nama if n not in boleh and self.buku.find(n) is None}
        for n in nama:
            if n in hilang:
                pesan = f'Lembar "{n}" tidak ada. Kembalikan lembar itu; boleh kosong, asal judul kolomnya ada.'
                self.laporan.add(n, pesan)
        dikenal = {slug(n) for n in nama} | set(TAK_DIBACA)
        for kunci, tabel in self.buku.tabel.items():
            if kunci not in dikenal:
                self.laporan.add(tabel.lokasi, f'Lembar "{tabel.nama}" tidak dikenal dan tidak dibaca.', galat=False)
        return hilang

    def _read_identitas(self) -> Isi | None:
        """Return the identity lines, None where any of them cannot be used."""
        tabel = self.buku.find(NAMA_IDENTITAS)
        sebelum = len(self.laporan.galat)
        isi = None if tabel is None else read_identitas(tabel, self.laporan)
        return isi if len(self.laporan.galat) == sebelum else None

    def _check_saja(self) -> None:
        """Without an instansi nothing can be compared, but what is wrong with single cells can be said."""
        kosong = Konteks(None, 0, tak_terbaca={lembar.nama for lembar in self.semua})
        for lembar in self.semua:
            if (tabel := self.buku.find(lembar.nama)) is not None:
                Sinkron(lembar, tabel, kosong, self.laporan).check_saja()

    def _sync(self, konteks: Konteks) -> None:
        hilang: list[Hilang] = []
        for lembar in self.semua:
            if (tabel := self.buku.find(lembar.nama)) is not None:
                hilang += [(lembar, m) for m in Sinkron(lembar, tabel, konteks, self.laporan).run()]
            elif lembar.boleh_hilang:
                konteks.indeks[lembar.nama] = index_tersimpan(lembar, konteks)
        if self.laporan.galat:
            return  # a row that could not be read looks as if it were gone
        for lembar in self.semua:
            if (r := self.laporan.lembar.get(lembar.nama)) is None:
                continue
            berubah = min(lembar.finish(konteks), r.sama)
            r.berubah, r.sama = r.berubah + berubah, r.sama - berubah
        delete_hilang(hilang, self.semua, self.laporan)
