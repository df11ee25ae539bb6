"""One cell: from what a spreadsheet or a CSV holds to a value of a column, and back."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from buku_kerja.skema import Jenis, Kolom
from buku_kerja.teks import bersihkan, fold
from kinerja.angka import AngkaError, parse_angka
from kinerja.ketikan import Jenis as JenisKetikan
from kinerja.kode import KodeError, dot_kode
from kinerja.target import read_target

GALAT_EXCEL = re.compile(
    r"#(REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!|UNKNOWN!|GETTING_DATA)"
)
YA, TIDAK = {"ya", "y", "true", "1", "benar"}, {"tidak", "tdk", "t", "false", "0", "salah", "bukan"}
NAMA_BULAN = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november",
    "desember",
)  # fmt: skip
SINGKATAN_BULAN = {"agt": 8, "ags": 8, "sept": 9, "nop": 11, "aug": 8, "oct": 10, "dec": 12, "may": 5}
BULAN = {
    **{nama: nomor for nomor, nama in enumerate(NAMA_BULAN, start=1)},
    **{nama[:3]: nomor for nomor, nama in enumerate(NAMA_BULAN, start=1)},
    **SINGKATAN_BULAN,
}
_TRIWULAN = re.compile(r"(?:(?:triwulan|tw)\.? ?)?([0-9]|i{1,3}|iv)", re.IGNORECASE)
_ROMAWI = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
DESIMAL_TERBANYAK = 4
HURUF_TERBANYAK = 32_767  # what a cell of a spreadsheet holds
ANGKA_TERBESAR = 10**15  # a spreadsheet keeps 15 digits; the 16th would be a guess


class SelError(ValueError):
    """A cell that cannot be read; the message says what was found and what is expected."""


class AngkaPolos(str):
    """Text that is known to be a plain number with a decimal point."""


Catat = Callable[[str], None]


def read_sel(isi: Any, kolom: Kolom, catat: Catat | None = None) -> Any:
    """Return the value of a cell for a column, None for an empty one. Raises :class:`SelError`.

    ``catat`` is told what was understood but not taken literally (a figure rounded to the decimals that are kept).
    """
    if isinstance(isi, str) and not isinstance(isi, AngkaPolos):
        isi = bersihkan(isi)
        isi = isi.strip() if kolom.jenis is Jenis.PARAGRAF else " ".join(isi.split())
        if GALAT_EXCEL.fullmatch(isi):
            raise SelError(f"berisi kesalahan Excel {isi}; perbaiki rumusnya lalu tempel sebagai nilai.")
        if len(isi) > HURUF_TERBANYAK:
            raise SelError(f"berisi {len(isi)} huruf; satu sel paling banyak memuat 32.767 huruf.")
    if isi is None or isi == "":
        return None
    if kolom.jenis is Jenis.ANGKA:
        return _angka(isi, kolom, catat)
    return _PEMBACA[kolom.jenis](isi, kolom)


def _cetak(isi: Any) -> str:
    """Return what a cell holds as it is quoted in a message."""
    if isinstance(isi, bool):
        return "BENAR" if isi else "SALAH"
    if isinstance(isi, float):
        return repr(isi)
    teks = " ".join(str(isi).split())
    return teks if len(teks) <= 60 else f"{teks[:59]}…"


def _teks(isi: Any, kolom: Kolom) -> str:
    if isinstance(isi, bool):
        return "ya" if isi else "tidak"
    if isinstance(isi, int | float):
        if not abs(isi) < ANGKA_TERBESAR:
            raise SelError(
                f'berisi angka "{_cetak(isi)}" yang lebih dari 15 digit; Excel membulatkannya. '
                "Ubah format sel menjadi Teks, lalu ketik ulang."
            )
        return format(Decimal(repr(isi)).normalize(), "f")
    if isinstance(isi, datetime.datetime | datetime.date):
        return f"{isi:%Y-%m-%d}"
    return str(isi)


def _desimal(isi: Any, kolom: Kolom, harapan: str) -> Decimal:
    if isinstance(isi, bool) or not isinstance(isi, int | float | str):
        raise SelError(f'berisi "{_cetak(isi)}"; isi dengan {harapan}.')
    nilai = _parse(isi, kolom) if isinstance(isi, str) else Decimal(repr(isi))  # repr: 0.1 stays 0.1
    if not nilai.is_finite() or abs(nilai) >= ANGKA_TERBESAR:
        raise SelError(f'berisi "{_cetak(isi)}"; angka ini terlalu besar, isi dengan {harapan}.')
    if nilai < 0 and not kolom.negatif:
        raise SelError(f'berisi "{_cetak(isi)}"; nilai tidak boleh negatif.')
    return nilai


def _parse(isi: str, kolom: Kolom) -> Decimal:
    if isinstance(isi, AngkaPolos) or re.fullmatch(r"-?[0-9]{1,15}", isi):
        return Decimal(isi)
    try:
        return parse_angka(isi, jenis=_jenis_ketikan(isi, kolom))
    except AngkaError as galat:
        raise SelError(f'berisi "{_cetak(isi)}": {galat}') from galat


def _jenis_ketikan(isi: str, kolom: Kolom) -> JenisKetikan:
    if kolom.jenis is Jenis.UANG:
        return "uang"
    return "persen" if kolom.jenis is Jenis.ANGKA and isi.endswith("%") else "angka"


def _uang(isi: Any, kolom: Kolom) -> int:
    nilai = _desimal(isi, kolom, "rupiah bulat, misalnya 1250000")
    if nilai != nilai.to_integral_value():
        raise SelError(f'berisi "{_cetak(isi)}"; rupiah ditulis bulat tanpa sen, misalnya 1250000.')
    return int(nilai)


def _angka(isi: Any, kolom: Kolom, catat: Catat | None) -> Decimal:
    nilai = _desimal(isi, kolom, "angka, misalnya 97,5")
    if abs(nilai) >= 10**11:
        raise SelError(f'berisi "{_cetak(isi)}"; angka ini terlalu besar.')
    if isinstance(isi, float):
        nilai = _bulatkan(nilai, DESIMAL_TERBANYAK + 2)  # 0.1 + 0.2
    rapi = _bulatkan(nilai, DESIMAL_TERBANYAK)
    if rapi != nilai and catat:
        tulis = format(rapi.normalize(), "f").replace(".", ",")
        catat(f'berisi "{_cetak(isi)}"; disimpan {tulis} ({DESIMAL_TERBANYAK} angka di belakang koma).')
    return Decimal(format(rapi.normalize(), "f"))  # 10, neither 10.0000 nor 1E+1


def _bulatkan(nilai: Decimal, desimal: int) -> Decimal:
    return nilai.quantize(Decimal(1).scaleb(-desimal), ROUND_HALF_UP)


def _bulat(isi: Any, kolom: Kolom) -> int:
    nilai = _desimal(isi, kolom, "bilangan bulat")
    if nilai != nilai.to_integral_value() or nilai > 2_000_000_000:
        raise SelError(f'berisi "{_cetak(isi)}"; isi dengan bilangan bulat.')
    return int(nilai)


def _triwulan(isi: Any, kolom: Kolom) -> int:
    cocok = _TRIWULAN.fullmatch(_teks(isi, kolom))
    if cocok is None:
        raise SelError(f'berisi "{_cetak(isi)}"; isi dengan 1, 2, 3, atau 4.')
    return _ROMAWI.get(cocok[1].lower()) or int(cocok[1])


def _tahun(isi: Any, kolom: Kolom) -> int:
    if isinstance(isi, datetime.date):
        raise SelError(f'berisi tanggal "{isi:%d/%m/%Y}"; isi dengan tahun 4 angka saja, misalnya 2024.')
    nilai = _bulat(isi, kolom)
    if not 2000 <= nilai <= 2100:
        raise SelError(f'berisi "{_cetak(isi)}"; isi dengan tahun 4 angka antara 2000 dan 2100.')
    return nilai


def _tanggal(isi: Any, kolom: Kolom) -> datetime.date:
    if isinstance(isi, datetime.datetime):
        return isi.date()
    if isinstance(isi, datetime.date):
        return isi
    teks = _teks(isi, kolom)
    try:
        if re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", teks):
            t, b, h = map(int, teks.split("-"))
            return datetime.date(t, b, h)
        if cocok := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", teks):
            h, b, t = map(int, cocok.groups())
            return datetime.date(t, b, h)
        if (cocok := re.fullmatch(r"(\d{1,2})[ -](\w+)\.?[ -](\d{4})", teks)) and cocok[2].lower() in BULAN:
            return datetime.date(int(cocok[3]), BULAN[cocok[2].lower()], int(cocok[1]))
    except ValueError:
        pass
    raise SelError(f'berisi "{_cetak(isi)}"; tulis tanggal seperti 31/01/2024 atau 31 Januari 2024.')


def _kode(isi: Any, kolom: Kolom) -> str:
    if isinstance(isi, datetime.date | datetime.time | datetime.timedelta):
        raise SelError(
            f'berisi tanggal atau jam ("{_cetak(isi)}"): Excel mengubah kodenya. Ubah format sel menjadi Teks, lalu '
            "ketik ulang kodenya."
        )
    teks = _teks(isi, kolom)
    try:
        return dot_kode(teks)
    except KodeError as galat:
        raise SelError(f"berisi kode yang keliru: {galat}") from galat


def _target(isi: Any, kolom: Kolom) -> str:
    """Return a target as it is typed; a figure of the spreadsheet with its decimal comma."""
    if isinstance(isi, datetime.date | datetime.time | datetime.timedelta):
        raise SelError(f'berisi tanggal atau jam ("{_cetak(isi)}"). Ubah format sel menjadi Teks, lalu ketik ulang.')
    teks = _teks(isi, kolom)
    if isinstance(isi, AngkaPolos | int | float) and not isinstance(isi, bool):
        teks = teks.replace(".", ",")
    try:
        return read_target(teks).teks
    except AngkaError as galat:
        raise SelError(f'berisi "{_cetak(isi)}": {galat}') from galat


def _ya_tidak(isi: Any, kolom: Kolom) -> bool:
    if isinstance(isi, bool):
        return isi
    kata = fold(_teks(isi, kolom))
    if kata in YA:
        return True
    if kata in TIDAK:
        return False
    raise SelError(f'berisi "{_cetak(isi)}"; isi dengan ya atau tidak.')


def _pilihan(isi: Any, kolom: Kolom) -> str:
    kata = fold(_teks(isi, kolom))
    for terlihat, tersimpan in kolom.pilihan:
        if kata in (fold(terlihat), fold(tersimpan)):
            return tersimpan
    daftar = ", ".join(t for t, _ in kolom.pilihan)
    raise SelError(f'berisi "{_cetak(isi)}"; pilih salah satu: {daftar}.')


_PEMBACA: dict[Jenis, Callable[[Any, Kolom], Any]] = {
    Jenis.TEKS: _teks,
    Jenis.PARAGRAF: _teks,
    Jenis.UANG: _uang,
    Jenis.BULAT: _bulat,
    Jenis.TRIWULAN: _triwulan,
    Jenis.TAHUN: _tahun,
    Jenis.TANGGAL: _tanggal,
    Jenis.KODE: _kode,
    Jenis.TARGET: _target,
    Jenis.YA_TIDAK: _ya_tidak,
    Jenis.PILIHAN: _pilihan,
    Jenis.RUJUKAN: _teks,
}


def write_sel(nilai: Any, kolom: Kolom) -> Any:
    """Return what is put into a spreadsheet cell for a stored value."""
    if nilai is None or nilai == "":
        return None
    if kolom.jenis is Jenis.YA_TIDAK:
        return "ya" if nilai else "tidak"
    if kolom.jenis is Jenis.PILIHAN:
        return next((t for t, s in kolom.pilihan if s == nilai), nilai)
    if kolom.jenis is Jenis.TARGET:
        target = read_target(nilai)
        nilai = nilai if target.nilai is None or target.satuan else target.nilai
    if isinstance(nilai, Decimal):
        return int(nilai) if nilai == nilai.to_integral_value() else nilai.normalize()
    return str(nilai) if isinstance(nilai, str) else nilai


def is_setara(lama: Any, baru: Any, kolom: Kolom) -> bool:
    """Whether a stored value, had it gone through a workbook, would come back as ``baru``.

    Forms keep what a sheet does not carry: line ends of Windows, double blanks, a dot after a code.
    """
    if lama == baru:
        return True
    try:
        return bool(read_sel(write_sel(lama, kolom), kolom) == baru)
    except SelError:
        return False
