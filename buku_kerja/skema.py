"""Sheets as data: what a sheet of the workbook is called, its columns, and the model its rows become.

Each app declares its sheets in ``<app>/lembar.py`` as subclasses of :class:`Lembar` in a list ``LEMBAR``; the engine
gathers them (:func:`list_lembar`) and knows nothing of any app.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, ClassVar

from django.apps import apps
from django.db.models import Model, QuerySet

if TYPE_CHECKING:
    from buku_kerja.konteks import Konteks

Nilai = dict[str, Any]  # a row: field name -> value


class Jenis(Enum):
    """What a column holds; ``value`` is what the help sheet says about it."""

    TEKS = "teks"
    PARAGRAF = "teks, boleh beberapa baris"
    UANG = "rupiah bulat, tanpa titik dan tanpa sen"
    ANGKA = "angka"
    BULAT = "bilangan bulat"
    TRIWULAN = "triwulan: 1, 2, 3, atau 4 (boleh TW I)"
    TAHUN = "tahun, 4 angka"
    TANGGAL = "tanggal"
    KODE = "kode, ditulis sebagai teks"
    TARGET = "angka, angka dengan satuannya (2 dokumen), atau kata"
    YA_TIDAK = "ya atau tidak"
    PILIHAN = "pilih dari daftar"
    RUJUKAN = "pilih isian dari lembar lain"


@dataclass(frozen=True)
class Kolom:
    """A column. ``pilihan`` are (what the user sees, what is stored); ``rujuk`` names the sheet referred to by its key.

    ``tunda``: the reference may point to a later row of the same sheet. ``kata``: the field of the sheet that takes what
    is typed here in words ("4 dokumen").
    """

    judul: str
    bidang: str
    jenis: Jenis = Jenis.TEKS
    wajib: bool = False
    kunci: bool = False
    pilihan: tuple[tuple[str, str], ...] = ()
    rujuk: str = ""
    tunda: bool = False
    kata: str = ""
    bawaan: Any = None  # stored where the cell is empty
    negatif: bool = False
    bantuan: str = ""

    @property
    def petunjuk(self) -> str:
        """What the help says about the column: what it holds, whether it is required."""
        isi = f"pilih isian dari lembar {self.rujuk}" if self.rujuk else self.jenis.value
        kata = [f"{isi[:1].upper()}{isi[1:]}.", "Wajib diisi." if self.wajib else "", self.bantuan]
        return " ".join(filter(None, kata))


@dataclass(frozen=True)
class Anak:
    """Columns that are rows of a child model: ``K TW I`` … ``K TW IV``; an empty cell means no row."""

    akses: str  # related name on the parent
    kunci: str  # field of the child that the column fixes
    bidang: str  # field of the child that the cell fills
    kolom: tuple[tuple[str, int], ...]  # (heading, value of ``kunci``)
    jenis: Jenis = Jenis.ANGKA
    negatif: bool = False

    def list_kolom(self) -> list[Kolom]:
        return [Kolom(judul, f"{self.akses}.{nilai}", self.jenis, negatif=self.negatif) for judul, nilai in self.kolom]


class Lembar:
    """A sheet. Subclasses set the attributes and override what is special about them."""

    nama: ClassVar[str]
    model: ClassVar[type[Model]]
    kolom: ClassVar[tuple[Kolom, ...]]
    anak: ClassVar[tuple[Anak, ...]] = ()
    berurut: ClassVar[bool] = False  # row order is the model's ``urut``
    hapus: ClassVar[bool] = True  # False: rows that are not in the sheet stay (they belong to others too)
    boleh_hilang: ClassVar[bool] = False  # a workbook without this sheet leaves its rows as they are
    bantuan: ClassVar[str] = ""

    def __init__(self) -> None:
        self.semua_kolom = (*self.kolom, *(k for a in self.anak for k in a.list_kolom()))
        self.kolom_kunci = tuple(k for k in self.kolom if k.kunci)

    def query(self, konteks: Konteks) -> QuerySet[Any]:
        """Return the rows this sheet stands for: those not in the sheet any more are deleted."""
        raise NotImplementedError

    def fixed(self, konteks: Konteks) -> Nilai:
        """Return the values every new row gets: its instansi, its year."""
        return {}

    def complete(self, konteks: Konteks, nilai: Nilai) -> Nilai:
        """Turn the values of a row into model fields. Raise :class:`Kesalahan` where that cannot be."""
        return nilai

    def read(self, baris: Any) -> Nilai:
        """Turn a stored row into the values of a sheet's row: the reverse of :meth:`complete`."""
        return {k.bidang: getattr(baris, k.bidang) for k in self.kolom}

    def check(self, konteks: Konteks, nilai: Nilai) -> list[Kesalahan]:
        """Return what is doubtful or wrong about a row beyond its single cells."""
        return []

    def validate(self, baris: Model) -> None:
        """Raise ValidationError for fields the database would refuse.

        Constraints are left to the database, which checks them without a query each; their message is the same.
        """
        baris.clean_fields(exclude=[f.name for f in baris._meta.fields if f.is_relation])
        baris.clean()

    def finish(self, konteks: Konteks) -> int:
        """Do what can only be done when all rows are in; return how many rows that were equal it changed."""
        return 0


class Kesalahan(Exception):
    """Something wrong with a row; ``bidang`` names the column, "" the row as a whole.

    An empty ``pesan`` drops the row in silence: what it refers to has been reported already.
    """

    def __init__(self, bidang: str, pesan: str = "", *, galat: bool = True) -> None:
        super().__init__(pesan)
        self.bidang, self.pesan, self.galat = bidang, pesan, galat


def list_lembar() -> Sequence[Lembar]:
    """Return the sheets of all apps, apps in the order they are installed."""
    hasil: list[Lembar] = []
    for app in apps.get_app_configs():
        nama = f"{app.name}.lembar"
        if find_spec(nama):
            hasil += [kelas() for kelas in getattr(import_module(nama), "LEMBAR", ())]
    return hasil
