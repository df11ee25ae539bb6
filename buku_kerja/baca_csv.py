"""Read a folder of CSV files: one a sheet, named by the slug of its name, UTF-8, comma, plain numbers."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Container
from pathlib import Path

from buku_kerja.arsip import UKURAN_TERBESAR
from buku_kerja.berkas import explain_sebab
from buku_kerja.laporan import Temuan
from buku_kerja.sel import AngkaPolos
from buku_kerja.tabel import Buku, BukuError, Sel, Tabel
from buku_kerja.teks import slug

_POLOS = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,10})?")


def read_folder(folder: Path, dikenal: Container[str] | None = None) -> Buku:
    """Return the sheets of a folder; of those whose slug is not ``dikenal`` only the name.

    Raises :class:`BukuError` for a file that is not CSV in UTF-8.
    """
    hasil = Buku()
    for path in sorted(folder.glob("*.csv")):
        asing = dikenal is not None and slug(path.stem) not in dikenal
        hasil.add(Tabel(path.stem, path.name) if asing else _read_csv(path))
    if not hasil.tabel:
        raise BukuError(f"Folder {folder} tidak berisi berkas .csv.")
    return hasil


def _read_csv(path: Path) -> Tabel:
    tabel = Tabel(path.stem, path.name)
    try:
        if path.stat().st_size > UKURAN_TERBESAR:
            raise BukuError(f"{path.name} lebih besar dari 30 MB.")
        teks = path.read_text(encoding="utf-8-sig")
        pembaca = csv.reader(io.StringIO(teks, newline=""), strict=True)
        sebelum = 0
        for baris in pembaca:
            n, sebelum = sebelum + 1, pembaca.line_num  # a quoted cell may span lines: the first one is named
            _add(tabel, path.name, n, baris)
    except UnicodeDecodeError as galat:
        raise BukuError(f"{path.name} bukan teks UTF-8; simpan sebagai CSV UTF-8.") from galat
    except csv.Error as galat:
        raise BukuError(f"{path.name}:{pembaca.line_num} bukan CSV yang benar; periksa tanda kutipnya.") from galat
    except OSError as galat:
        raise BukuError(f"{path.name} tidak dapat dibaca: {explain_sebab(galat)}.") from galat
    return tabel


def _add(tabel: Tabel, berkas: str, n: int, baris: list[str]) -> None:
    if not any(b.strip() for b in baris):
        return
    if not tabel.kolom:
        tabel.set_judul([Sel(b, f"{berkas}:{n}") for b in baris])
        return
    if any(b.strip() for b in baris[len(tabel.kolom) :]):
        pesan = "Baris ini lebih panjang daripada judul kolom; beri tanda kutip pada isian yang memuat koma."
        tabel.temuan.append(Temuan(f"{berkas}:{n}", pesan))
    judul = [tabel.judul.get(k, "") for k in tabel.kolom]
    tabel.add_baris([Sel(_angka(b), f"{berkas}:{n} ({j})") for b, j in zip(baris, judul, strict=False)])


def _angka(teks: str) -> str:
    """A plain number of a CSV ("1234.50") is marked as one; what is typed by hand in a cell is not."""
    return AngkaPolos(teks) if _POLOS.fullmatch(teks) else teks
