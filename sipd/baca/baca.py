"""The way in: choose the sheet, recognise its kind, have it read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from buku_kerja.teks import fold
from sipd.baca.berkas import Lembar, read_lembar
from sipd.baca.hasil import Bacaan, Bentuk, BerkasDitolak, Temuan
from sipd.baca.judul import Kepala, find_kepala
from sipd.baca.resmi import read_anggaran, read_jurnal, read_realisasi
from sipd.baca.tangan import read_tangan

_RIBUAN = re.compile(
    r"\b(?:ribuan|jutaan|miliaran)\b|\b(?:ribu|juta|miliar)\s+rupiah\b|\brp\.?\s*(?:ribu|juta|miliar)\b|\brp\.?\s*\.?000\b"
    r"|(?:\bx|\bdalam|[×*])\s*\(?\s*(?:rp\.?\s*)?1(?:[.,]?000)+\b|\(\s*(?:rp\.?\s*)?1?[.,]?000(?:[.,]000)?\s*,?-?\s*\)"
)

_PEMBACA = {
    Bentuk.REALISASI: read_realisasi,
    Bentuk.ANGGARAN: read_anggaran,
    Bentuk.JURNAL: read_jurnal,
    Bentuk.TANGAN: read_tangan,
}


def baca_berkas(isi: bytes, *, pemetaan: Mapping[str, str] | None = None, lembar: str = "") -> Bacaan:
    """Read an .xlsx or .csv that comes from the national system or was kept by hand.

    ``pemetaan``: what was chosen before, folded heading -> our column (NAMA_KOLOM), or "" for one that is not to be
    read; it goes before our own recognition. ``lembar``: the sheet to be read, where the user chose one.
    Raises :class:`BerkasDitolak` for a file that nothing can be taken from.
    """
    calon = [k for satu in read_lembar(isi) if satu.baris if (k := find_kepala(satu, pemetaan or {})) is not None]
    cocok = [k for k in calon if k.bentuk is not None]
    if not cocok:
        raise _refuse(calon)
    kepala = max(cocok, key=lambda k: (k.lembar.nama == lembar, _rank(k)))
    assert kepala.bentuk is not None
    setara = tuple(k.lembar.nama for k in cocok if k.bentuk is kepala.bentuk and not k.lembar.tersembunyi)
    try:
        bacaan = _PEMBACA[kepala.bentuk](kepala)
    except BerkasDitolak as galat:
        raise BerkasDitolak(str(galat), galat.judul, setara) from galat
    bacaan = replace(bacaan, lembar_lain=tuple(n for n in setara if n != kepala.lembar.nama))
    return _add_temuan(bacaan, kepala, [k.lembar for k in cocok if k is not kepala])


def _rank(kepala: Kepala) -> tuple[bool, bool, int, int]:
    """What can be seen before what is hidden, national shapes before tables kept by hand, then the fuller."""
    resmi = kepala.bentuk is not Bentuk.TANGAN
    return not kepala.lembar.tersembunyi, resmi, kepala.mutu, min(len(kepala.lembar.baris) - kepala.akhir, 1)


def _refuse(calon: list[Kepala]) -> BerkasDitolak:
    terbaik = max(calon, key=lambda k: k.mutu, default=None)
    if terbaik is None:
        return BerkasDitolak(
            "Tidak ada judul kolom yang dikenali. Perlu tabel dengan kolom kode atau nama sub kegiatan dan kolom "
            "realisasi atau pagu."
        )
    judul = tuple(terbaik.judul.values())
    if {"nilai_realisasi", "nomor_dokumen"} & set(terbaik.kolom) and not _has_tanggal(terbaik):
        return BerkasDitolak(
            "Tidak ada kolom Tanggal Dokumen atau Tanggal Transfer, sehingga triwulannya tidak dapat ditentukan. "
            "Unduh lagi laporannya dengan semua kolom.",
            judul,
        )
    label = any(k in terbaik.kolom for k in ("kode", "uraian", "kode_sub", "nama_sub", "kode_rekening"))
    kurang = "realisasi atau pagu dalam rupiah" if label else "kode atau nama sub kegiatan"
    return BerkasDitolak(f"Tidak ada kolom {kurang} yang dikenali pada lembar {terbaik.lembar.nama or 'ini'}.", judul)


def _tell_sembunyi(kepala: Kepala) -> Iterator[str]:
    """Say which rows and columns are read although Excel does not show them: a filter takes nothing out of a table."""
    lembar = kepala.lembar
    if baris := sum(n > kepala.akhir and n in lembar.baris_sembunyi for n, _ in lembar.baris):
        sebab = " karena disaring (filter)" if lembar.disaring else ""
        yield f"{baris} baris tersembunyi{sebab} tetap dibaca. Bila tidak ikut dihitung, hapus barisnya lalu unggah lagi."
    kolom = sorted({k for daftar in kepala.kolom.values() for k in daftar} & lembar.kolom_sembunyi)
    if kolom:
        nama = ", ".join(f"“{kepala.judul.get(k, '')}”" for k in kolom)
        yield f"{len(kolom)} kolom tersembunyi tetap dibaca: {nama}."


def _has_tanggal(kepala: Kepala) -> bool:
    return bool({"tanggal_dokumen", "tanggal_transfer"} & set(kepala.kolom))


def _add_temuan(bacaan: Bacaan, kepala: Kepala, lain: list[Lembar]) -> Bacaan:
    temuan = list(bacaan.temuan)
    if any(_RIBUAN.search(fold(teks)) for teks in (*kepala.list_atas(), *kepala.judul.values())):
        pesan = "Tabel ini menyebut ribuan atau jutaan rupiah. Ubah semua angkanya menjadi rupiah penuh."
        temuan.append(Temuan(None, "", pesan, True))
    if kepala.lembar.tersembunyi:
        pesan = f"Lembar {kepala.lembar.nama} tersembunyi, tetapi hanya lembar itu yang berisi tabel; isinya dibaca."
        temuan.append(Temuan(None, "", pesan, False))
    if kepala.lama:
        nama = ", ".join(f"“{kepala.judul[k]}”" for k in kepala.lama)
        temuan.append(Temuan(None, "", f"Kolom tahun yang lebih lama tidak dibaca: {nama}.", False))
    temuan += [Temuan(None, "", pesan, False) for pesan in _tell_sembunyi(kepala)]
    if lain:
        daftar = ", ".join(f"{x.nama} (tersembunyi)" if x.tersembunyi else x.nama for x in lain)
        temuan.append(Temuan(None, "", f"Yang dibaca lembar {kepala.lembar.nama}. Tidak dibaca: {daftar}.", False))
    return replace(bacaan, temuan=tuple(temuan))
