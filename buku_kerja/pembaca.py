"""Readers: a workbook (.xlsx) or a folder of CSV, both as rows of named cells with their places."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from buku_kerja.sel import AngkaPolos, fold

BARIS_TERBANYAK = 10_000
KOLOM_TERBANYAK = 100
UKURAN_TERBESAR = 30 * 2**20
MEKAR_TERBESAR = 300 * 2**20
NISBAH_TERBESAR = 200
ISI_TERBANYAK = 2_000


class BukuError(Exception):
    """A file that cannot be read at all; the message says what to do."""


@dataclass(frozen=True)
class Sel:
    isi: Any
    lokasi: str
    rumus: bool = False


@dataclass
class Tabel:
    """A sheet as it was found: headings and rows; a row maps the folded heading to its cell."""

    nama: str
    lokasi: str
    judul: dict[str, str] = field(default_factory=dict)  # folded heading -> as written
    lokasi_judul: dict[str, str] = field(default_factory=dict)
    ganda: list[tuple[str, str]] = field(default_factory=list)  # headings that stand twice: (place, heading)
    baris: list[dict[str, Sel]] = field(default_factory=list)


def slug(nama: str) -> str:
    """Return the CSV name of a sheet: "Sub Kegiatan" -> "sub-kegiatan"."""
    return re.sub(r"[^a-z0-9]+", "-", nama.lower()).strip("-")


def read_buku(berkas: Path | str | BinaryIO) -> dict[str, Tabel]:
    """Return the sheets by folded name (xlsx) or slug (CSV folder). Raises :class:`BukuError`."""
    if isinstance(berkas, str):
        berkas = Path(berkas)
    if isinstance(berkas, Path):
        if not berkas.exists():
            raise BukuError(f"Berkas {berkas} tidak ditemukan.")
        if berkas.is_dir():
            return dict(_read_folder(berkas))
        if berkas.stat().st_size > UKURAN_TERBESAR:
            raise BukuError("Berkas lebih besar dari 30 MB; buku kerja satu kecamatan tidak sebesar itu.")
        isi = berkas.read_bytes()
    else:
        isi = berkas.read(UKURAN_TERBESAR + 1)
        if len(isi) > UKURAN_TERBESAR:
            raise BukuError("Berkas lebih besar dari 30 MB; buku kerja satu kecamatan tidak sebesar itu.")
    return dict(_read_xlsx(isi))


# ----------------------------------------------------------------------------------------------------------------- xlsx


def _read_xlsx(isi: bytes) -> Iterator[tuple[str, Tabel]]:
    _check_arsip(isi)
    try:
        # Formulas are wanted as formulas, to be refused by name; openpyxl parses XML through defusedxml.
        buku = load_workbook(io.BytesIO(isi), data_only=False, read_only=True, keep_links=False)
        lembar = list(buku.worksheets)
    except Exception as galat:
        raise BukuError(
            "Berkas rusak atau bukan buku kerja Excel; buka di Excel lalu simpan ulang sebagai .xlsx."
        ) from galat
    try:
        for lembaran in lembar:
            yield fold(lembaran.title), _read_lembaran(lembaran)
    except BukuError:
        raise
    except Exception as galat:
        raise BukuError("Isi berkas rusak; buka di Excel lalu simpan ulang sebagai .xlsx.") from galat
    finally:
        buku.close()


def _check_arsip(isi: bytes) -> None:
    if not isi:
        raise BukuError("Berkas kosong (0 byte); unduh atau simpan ulang berkasnya.")
    if isi.startswith(b"\xd0\xcf\x11\xe0"):
        raise BukuError("Berkas ini berformat .xls lama; buka di Excel lalu simpan sebagai .xlsx.")
    try:
        with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
            daftar = arsip.infolist()
    except zipfile.BadZipFile as galat:
        raise BukuError("Berkas ini bukan buku kerja Excel (.xlsx).") from galat
    mekar = sum(b.file_size for b in daftar)
    if len(daftar) > ISI_TERBANYAK or mekar > MEKAR_TERBESAR or mekar > NISBAH_TERBESAR * max(len(isi), 1):
        raise BukuError("Isi berkas ini mengembang tidak wajar; berkas ditolak demi keamanan.")
    if "xl/workbook.xml" not in {b.filename for b in daftar}:
        raise BukuError("Berkas ini bukan buku kerja Excel (.xlsx).")


def _read_lembaran(lembaran: Any) -> Tabel:
    tabel = Tabel(lembaran.title, lembaran.title)
    kolom: list[str] = []
    kosong = 0
    for n, baris in enumerate(lembaran.iter_rows(max_col=KOLOM_TERBANYAK), start=1):
        isi = [
            Sel(s.value, f"{lembaran.title}!{get_column_letter(i)}{n}", getattr(s, "data_type", "") == "f")
            for i, s in enumerate(baris, start=1)
        ]
        if n == 1:
            kolom = _read_judul(tabel, isi)
            continue
        if all(s.isi is None or str(s.isi).strip() == "" for s in isi):
            kosong += 1
            if kosong > BARIS_TERBANYAK:
                break
            continue
        _add_baris(tabel, kolom, isi)
    return tabel


# ------------------------------------------------------------------------------------------------------------------ CSV


def _read_folder(folder: Path) -> Iterator[tuple[str, Tabel]]:
    for path in sorted(folder.glob("*.csv")):
        tabel = Tabel(path.stem, path.name)
        try:
            teks = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as galat:
            raise BukuError(f"{path.name} bukan teks UTF-8.") from galat
        pembaca = csv.reader(io.StringIO(teks, newline=""))
        kolom: list[str] = []
        for baris in pembaca:
            n = pembaca.line_num
            if not kolom:
                kolom = _read_judul(tabel, [Sel(b, f"{path.name}:{n}") for b in baris])
                continue
            if not any(b.strip() for b in baris):
                continue
            isi = [
                Sel(_angka_csv(b), f"{path.name}:{n} ({tabel.judul.get(kolom[i], '?') if i < len(kolom) else '?'})")
                for i, b in enumerate(baris)
            ]
            _add_baris(tabel, kolom, isi)
        yield path.stem, tabel


def _angka_csv(teks: str) -> str:
    """A plain number of a CSV ("1234.50") is marked as one; what is typed by hand in a cell is not."""
    return AngkaPolos(teks) if re.fullmatch(r"-?(0|[1-9]\d{0,14})(\.\d{1,6})?", teks) else teks


def _read_judul(tabel: Tabel, isi: list[Sel]) -> list[str]:
    kolom = []
    for s in isi:
        nama = fold(s.isi) if s.isi is not None else ""
        if nama and nama in tabel.judul:
            tabel.ganda.append((s.lokasi, str(s.isi)))
            nama = ""
        if nama:
            tabel.judul[nama] = " ".join(str(s.isi).split())
            tabel.lokasi_judul[nama] = s.lokasi
        kolom.append(nama)
    return kolom


def _add_baris(tabel: Tabel, kolom: list[str], isi: list[Sel]) -> None:
    if len(tabel.baris) >= BARIS_TERBANYAK:
        raise BukuError(
            f"Lembar {tabel.nama} berisi lebih dari {BARIS_TERBANYAK:,} baris".replace(",", ".")
            + "; buku kerja satu kecamatan tidak sebesar itu. Hapus baris yang tidak dipakai."
        )
    tabel.baris.append({k: s for k, s in zip(kolom, isi, strict=False) if k})
