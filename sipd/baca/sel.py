"""One cell: rupiah, per cent, date, code, text. No float is computed with, and nothing is guessed."""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from buku_kerja.sel import BULAN, GALAT_EXCEL
from buku_kerja.teks import fold
from kinerja.angka import AngkaError, parse_angka
from kinerja.kode import KodeError, normalize_kode, normalize_rekening
from sipd.baca.berkas import Isi

TIADA = {"", "-", "–", "—", "--", "null", "none", "nan", "n/a", "nihil", ".", "rp-", "rp -", "rp. -", "rp.-"}
MAKS_TEKS = 60  # an amount is no longer
UANG_TERBESAR = 10**15  # a spreadsheet keeps 15 digits
DERAU = Decimal("0.005")  # what a sum of floats leaves behind a rupiah

_KURUNG = re.compile(r"(?i)(rp\.?\s*)?\(\s*(?:rp\.?\s*)?([^()]+)\)")
# A dot that can only be a decimal one: "1250000.00", "1250000.0", and English groups with decimals or at least twice.
_TITIK_DESIMAL = re.compile(r"(-?)(?:rp\.?\s*)?([0-9]+)\.(0|00|[0-9]{4,})", re.IGNORECASE)
_INGGRIS = re.compile(
    r"(-?)(?:rp\.?\s*)?([1-9][0-9]{0,2}(?:,[0-9]{3})+\.[0-9]{2}|[1-9][0-9]{0,2}(?:,[0-9]{3}){2,})", re.IGNORECASE
)
_TANDA_ANGKA = frozenset("0123456789.,()%+-− ")
BULAN_DIKENAL = BULAN | {nama[:3]: nomor for nama, nomor in BULAN.items()} | {
    "agt": 8, "ags": 8, "agus": 8, "sept": 9, "nop": 11, "nopember": 11, "pebruari": 2, "peb": 2, "january": 1,
    "february": 2, "march": 3, "may": 5, "june": 6, "july": 7, "august": 8, "aug": 8, "october": 10, "oct": 10,
    "december": 12, "dec": 12,
}  # fmt: skip
_TANGGAL_KATA = re.compile(r"(\d{1,2})[\s.-]+([a-z]+)[\s.,-]+(\d{4}|\d{2})(?:\s.*)?")
_TANGGAL_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[t\s].*)?")
_TANGGAL_ANGKA = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:\s.*)?")
_KODE_DI_NAMA = re.compile(
    r"[\[(]?((?:[1-9]|[xX])(?:\s*\.\s*[0-9xX]{1,4}){1,7})\.?[\])]?(?:\s*[-–:|]\s*|\s+|$)(.*)", re.DOTALL
)
_KODE_DI_AKHIR = re.compile(r"(.*\S)\s*[\[(]([1-9](?:\s*\.\s*[0-9]{1,4}){2,7})[\])]", re.DOTALL)
_KODE_RAPAT = re.compile(r"([1-9][0-9]{4,14})\s+(\D.*)", re.DOTALL)
_SKPD = re.compile(r"[1-9](?:\.[0-9]{1,2}){6,}\.[0-9]{4}")
# The code of the perangkat daerah before that of a program: 7.01.0.00.0.00.06.0000.7.01.01
_DEPAN_SKPD = re.compile(r"[1-9]\.[0-9]{2}\.[0-9]\.[0-9]{2}\.[0-9]\.[0-9]{2}\.[0-9]{2}\.[0-9]{4}\.(?=[1-9xX]\.)")


class SelError(ValueError):
    """A cell that cannot be read; the message is the end of a sentence, and quotes figures only, never words."""


def is_tiada(isi: Isi) -> bool:
    """Nothing: empty, "-", "null"."""
    return isi is None or (isinstance(isi, str) and len(isi) <= MAKS_TEKS and fold(isi) in TIADA)


def is_angka_saja(teks: str) -> bool:
    """Whether a text is made of figures and their signs, with or without Rp: no name can be in it."""
    if len(teks) > MAKS_TEKS:
        return False
    rapi = fold(teks).removeprefix("rp")
    return _TANDA_ANGKA.issuperset(rapi) and any(s.isdigit() for s in rapi)


def read_teks(isi: Isi) -> str:
    """Return text on one line, "" for nothing."""
    if is_tiada(isi):
        return ""
    if isinstance(isi, float) and isi.is_integer() and abs(isi) < UANG_TERBESAR:
        isi = int(isi)
    return " ".join(str(isi).split())


def read_uang(isi: Isi) -> int | None:
    """Return whole rupiah, None for nothing. Raises :class:`SelError` for what is no amount, or more than one."""
    if is_tiada(isi):
        return None
    nilai = (
        _read_bilangan(isi)
        if isinstance(isi, int | float | Decimal) and not isinstance(isi, bool)
        else _read_uang_teks(isi)
    )
    bulat = nilai.quantize(Decimal(1), ROUND_HALF_UP)
    if abs(nilai - bulat) >= DERAU:
        raise SelError(f"berisi {_cetak(nilai)}, bukan rupiah bulat; periksa apakah ini persen atau rupiah dengan sen")
    return int(bulat)


def read_persen(isi: Isi) -> Decimal | None:
    """Return a percentage with at most 2 decimals, None for nothing. Raises :class:`SelError`."""
    if is_tiada(isi):
        return None
    if isinstance(isi, int | float | Decimal) and not isinstance(isi, bool):
        return _bulatkan(_read_bilangan(isi))
    teks = fold(isi)
    if cocok := re.fullmatch(r"([0-9]{1,3})\.([0-9]{1,2}) ?%?", teks):  # three decimals would be two readings
        return Decimal(f"{cocok[1]}.{cocok[2]}")
    try:
        return _bulatkan(parse_angka(teks, jenis="persen"))
    except AngkaError as galat:
        raise SelError(_kutip(str(isi), "bukan persen yang dikenali")) from galat


def _bulatkan(nilai: Decimal) -> Decimal:
    return nilai.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _read_bilangan(isi: int | float | Decimal) -> Decimal:
    try:
        nilai = Decimal(repr(isi)) if isinstance(isi, float) else Decimal(isi)
    except InvalidOperation as galat:
        raise SelError("bukan angka") from galat
    if not nilai.is_finite() or abs(nilai) >= UANG_TERBESAR:
        raise SelError("berisi angka yang terlalu besar")
    return nilai


def _read_uang_teks(isi: Isi) -> Decimal:
    if not isinstance(isi, str):
        raise SelError("berisi tanggal, bukan rupiah" if isinstance(isi, datetime.date) else "bukan rupiah")
    teks = " ".join(isi.split()).replace("\N{MINUS SIGN}", "-").lstrip("'")
    tanda = 1
    if GALAT_EXCEL.fullmatch(teks):
        raise SelError(f"berisi kesalahan Excel {teks}; perbaiki rumusnya")
    if len(teks) > MAKS_TEKS:
        raise SelError("berisi tulisan, bukan rupiah")
    if kurung := _KURUNG.fullmatch(teks):
        teks, tanda = kurung[2].strip(), -1
    if titik := _TITIK_DESIMAL.fullmatch(teks):
        teks = f"{titik[1]}{titik[2]},{titik[3]}"
        return tanda * _read_bilangan(Decimal(teks.replace(",", ".")))
    if inggris := _INGGRIS.fullmatch(teks):
        return tanda * _read_bilangan(Decimal(inggris[1] + inggris[2].replace(",", "")))
    if re.fullmatch(r"-?(?:[Rr]p\.? ?)?[0-9]{1,3}(?: [0-9]{3})+(?:,00?)?", teks):  # "1 250 000"
        teks = teks.replace(" ", "")
    if sen := re.fullmatch(r"(.+),(00?)", teks):  # "1250000,00" and "Rp 1.250.000,0": no reading but one
        teks = sen[1]
    try:
        return tanda * parse_angka(teks, jenis="uang")
    except AngkaError as galat:
        if "%" in teks:
            raise SelError(_kutip(isi, "berisi persen, bukan rupiah")) from galat
        raise SelError(str(galat) if is_angka_saja(teks) else "berisi tulisan, bukan rupiah") from galat


def _kutip(teks: str, sebab: str) -> str:
    return f"berisi “{teks[:40]}”, {sebab}" if is_angka_saja(teks) else sebab


def _cetak(nilai: Decimal) -> str:
    return format(nilai.normalize(), "f").replace(".", ",")


def read_tanggal(isi: Isi) -> datetime.date | None:
    """Return a date, None for nothing. Raises :class:`SelError`."""
    if is_tiada(isi):
        return None
    if isinstance(isi, datetime.datetime):
        return isi.date()
    if isinstance(isi, datetime.date):
        return isi
    if isinstance(isi, int | float) and not isinstance(isi, bool):
        if 36_526 <= isi <= 73_050:  # 2000–2099, a date whose cell lost its format
            return datetime.date(1899, 12, 30) + datetime.timedelta(days=int(isi))
        raise SelError("bukan tanggal")
    try:
        if tanggal := _read_tanggal_teks(fold(isi)):
            return tanggal
    except ValueError:
        pass
    raise SelError("bukan tanggal yang dikenali; tulis seperti 31 Januari 2024")


def _read_tanggal_teks(teks: str) -> datetime.date | None:
    if cocok := _TANGGAL_ISO.fullmatch(teks):
        return datetime.date(int(cocok[1]), int(cocok[2]), int(cocok[3]))
    if cocok := _TANGGAL_ANGKA.fullmatch(teks):
        return datetime.date(int(cocok[3]), int(cocok[2]), int(cocok[1]))
    if cocok := _TANGGAL_KATA.fullmatch(teks):
        bulan = BULAN_DIKENAL.get(cocok[2])
        tahun = int(cocok[3]) + (2000 if len(cocok[3]) == 2 else 0)
        return datetime.date(tahun, bulan, int(cocok[1])) if bulan else None
    return None


def read_kode(isi: Isi) -> str:
    """Return the canonical code of a cell that holds nothing else, "" for none or for what is no code."""
    if is_tiada(isi) or isinstance(isi, datetime.date | datetime.time | datetime.timedelta | bool):
        return ""
    teks = _lepas_x(_DEPAN_SKPD.sub("", "".join(read_teks(isi).split()).replace(",", ".").strip("'")))
    try:
        return normalize_kode(teks)
    except KodeError:
        return ""


def _lepas_x(teks: str) -> str:
    """The national list writes X.XX for "whatever urusan"; that of a kecamatan is 7.01."""
    return re.sub(r"^[xX]\.[xX]{2}\.", "7.01.", teks)


def read_rekening(isi: Isi) -> str:
    """Return a canonical rekening, "" for none or for what is no rekening of belanja."""
    if is_tiada(isi):
        return ""
    teks = "".join(read_teks(isi).split())
    try:
        kode = normalize_rekening(teks)
    except KodeError:
        return ""
    return kode if kode.startswith(("4", "5", "6")) else ""


def is_kode_skpd(isi: Isi) -> bool:
    """Whether this is the code of a perangkat daerah or its unit: 7.01.0.00.0.00.06.0000."""
    return isinstance(isi, str) and _SKPD.fullmatch("".join(isi.split())) is not None


def split_kode_nama(isi: Isi) -> tuple[str, str]:
    """Split "7.01.01.2.01.01 Penyusunan Dokumen" into the code as written ("" if none) and the name."""
    teks = read_teks(isi)
    if (cocok := _KODE_DI_NAMA.fullmatch(teks)) or (cocok := _KODE_RAPAT.fullmatch(teks)):
        return "".join(cocok[1].split()), cocok[2].strip()
    if cocok := _KODE_DI_AKHIR.fullmatch(teks):
        return "".join(cocok[2].split()), cocok[1].strip()
    return "", teks
