"""What a table is. Declared once per subject, like the workbook's sheets (:mod:`buku_kerja.skema`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, ClassVar

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from django.db.models.constraints import UniqueConstraint

from organisasi.kisi import Peringatan
from organisasi.models import Instansi
from organisasi.pengelolaan import limit
from organisasi.tabel_isian.tulis import read_nilai, write_nilai

if TYPE_CHECKING:
    from organisasi.tabel_isian.anak import Anak
    from organisasi.tabel_isian.formulir import BarisForm

Pilihan = list[tuple[str, str]]
_LINGKUP = {"instansi", "tahun"}


@dataclass(frozen=True)
class Lingkup:
    """Whose rows, of which year, and (where a table is shown in parts) which part; "" is the whole table.

    ``admin``: it is the admin of the kabupaten who looks.
    """

    instansi: Instansi
    tahun: int
    pilihan: str = ""
    admin: bool = False


@dataclass(frozen=True)
class Hitungan:
    """A figure that the server computes: a column of each row, or one of the whole table."""

    nama: str
    judul: str


@dataclass(frozen=True)
class Kosong:
    """What makes a row unfinished, and how that is said: "2 baris {kata}"."""

    syarat: Q
    kata: str


class Kepala:
    """What concerns a table as a whole (who was asked, which letter): one row of another model, edited as a form."""

    model: ClassVar[type[Model]]
    judul: ClassVar[str]
    kolom: ClassVar[tuple[str, ...]]

    def find(self, lingkup: Lingkup) -> Any:
        """Return the stored row, or a new one that is not stored yet."""
        dasar = {"instansi": lingkup.instansi, "tahun": lingkup.tahun}
        return self.model._default_manager.filter(**dasar).first() or self.model(**dasar, **self.start(lingkup))

    def start(self, lingkup: Lingkup) -> dict[str, Any]:
        """Return the values that a new one begins with."""
        return {}

    def ensure(self, lingkup: Lingkup) -> Any:
        """Return the stored row, made if need be, for the first row of the table."""
        kepala = self.find(lingkup)
        if kepala.pk is None:
            kepala.save()
        return kepala


class TabelIsian:
    """A table. Subclasses set the attributes and override what is special about them."""

    kunci: ClassVar[str]  # in the address
    judul: ClassVar[str]
    kelompok: ClassVar[str]  # the heading under which the list of tables shows it
    bantuan: ClassVar[str] = ""
    model: ClassVar[type[Any]]
    kolom: ClassVar[tuple[str, ...]]
    berurut: ClassVar[bool] = False  # rows are moved up and down; their order is the model's ``urut``
    seurut: ClassVar[str] = ""  # rows are moved only among those that have the same value here
    tambah: ClassVar[bool] = True
    hapus: ClassVar[bool] = True
    salin: ClassVar[bool] = False  # a new year may begin with last year's rows
    kosongkan: ClassVar[tuple[str, ...]] = ()  # what last year's rows lose when they are copied
    ikut: ClassVar[tuple[str, ...]] = ()  # paths of related names whose rows are part of this one and go with it
    anak: ClassVar[Anak | None] = None  # columns that are rows of a child model
    hitungan: ClassVar[tuple[Hitungan, ...]] = ()
    ringkasan: ClassVar[tuple[Hitungan, ...]] = ()
    kosong: ClassVar[Kosong | None] = None
    saringan: ClassVar[str] = ""  # what the parts are called, where the table is shown in parts
    ajakan: ClassVar[str] = "Isi dahulu anggarannya."  # what to do where there is no part yet
    kepala: ClassVar[Kepala | None] = None
    mulai: ClassVar[tuple[str, str] | None] = None  # (URL name, label) of the button that fills an empty table
    kolom_lebar: ClassVar[tuple[str, ...]] = ()  # columns whose choices are long
    kolom_admin: ClassVar[tuple[str, ...]] = ()  # columns that only the admin of the kabupaten fills
    jalur_tahun: ClassVar[str] = "tahun"
    menu: ClassVar[str] = "data"  # under which entry of the year's menu it stands
    induk: ClassVar[tuple[str, str]] = ("list_isian", "Semua data pendukung")  # (URL name, label) of the page above it

    @property
    def formulir(self) -> type[BarisForm]:
        from organisasi.tabel_isian.anak import AnakForm
        from organisasi.tabel_isian.formulir import BarisForm

        return AnakForm if self.anak else BarisForm

    def list_kunci_anak(self, lingkup: Lingkup) -> Sequence[int]:
        """Return which columns of :attr:`anak` the table has here."""
        return ()

    def make_formulir(self, lingkup: Lingkup) -> type[BarisForm]:
        from organisasi.tabel_isian.anak import make_form

        if self.anak is None:
            return self.formulir
        return make_form(self.formulir, self.anak, self.model, self.list_kunci_anak(lingkup))

    # ---- rows

    def query(self, lingkup: Lingkup) -> QuerySet[Any]:
        """Return the rows of this scope in their order; those of others are out of reach."""
        raise NotImplementedError

    def fixed(self, lingkup: Lingkup) -> dict[str, Any]:
        """Return the values every new row gets."""
        raise NotImplementedError

    def prepare(self, lingkup: Lingkup, baris: Any) -> None:
        """Do what must be there before a row is stored."""

    def list_kolom(self, lingkup: Lingkup) -> tuple[str, ...]:
        return self.kolom

    def list_kolom_baris(self, lingkup: Lingkup, baris: Any, semua: tuple[str, ...]) -> tuple[str, ...]:
        """Return which of all columns are open in this row; the others are shown as text."""
        return semua if lingkup.admin else tuple(k for k in semua if k not in self.kolom_admin)

    def list_pilihan(self, lingkup: Lingkup) -> Pilihan:
        """Return the parts of the table: (value, label)."""
        return []

    def list_rujukan(self, bidang: str, lingkup: Lingkup) -> QuerySet[Any]:
        """Return what a foreign key may point to: rows of the same instansi only."""
        model = self.model._meta.get_field(bidang).remote_field.model
        return limit(model._default_manager.all(), Instansi.objects.filter(pk=lingkup.instansi.pk))

    def label_rujukan(self, bidang: str, baris: Any) -> str:
        """Return how a row that a foreign key may point to is called in the list to choose from."""
        return str(baris)

    def list_saran(self, lingkup: Lingkup) -> Mapping[str, Sequence[str]]:
        """Return words to choose from while typing: column → words."""
        return {}

    @property
    def kunci_baris(self) -> tuple[str, ...]:
        """What tells two rows of a year apart, from the model's unique constraint; copying asks for it."""
        for syarat in self.model._meta.constraints:
            if isinstance(syarat, UniqueConstraint) and syarat.condition is None:
                return tuple(b for b in syarat.fields if b not in _LINGKUP)
        return self.kolom

    def check(self, lingkup: Lingkup, nilai: Mapping[str, Any]) -> dict[str, str]:
        """Return what is wrong with the values of a row beyond the model's own rules: field → sentence."""
        return {}

    def explain_tetap(self, baris: Any) -> str:
        """Return why a row may not be deleted now and what to do; "" where it may."""
        return ""

    # ---- figures and words

    def calculate(self, lingkup: Lingkup, baris: Sequence[Any]) -> dict[str, str]:
        """Return the computed texts: "PK-nama" for a row's :attr:`hitungan`, "tabel-nama" for :attr:`ringkasan`."""
        return {}

    def warn(self, lingkup: Lingkup, baris: Any) -> Iterable[Peringatan]:
        """Return what is odd about a row that was stored all the same."""
        return ()

    def read(self, baris: Any, bidang: str) -> Any:
        """Return the value of a cell as a spreadsheet keeps it."""
        if self.anak and (kunci := self.anak.read_kunci(bidang)) is not None:
            return self.anak.read(baris, kunci)
        return read_nilai(self.model._meta.get_field(bidang), getattr(baris, bidang))

    def write(self, baris: Any, bidang: str) -> str:
        """Return the text of a cell as it is read."""
        if self.anak and (kunci := self.anak.read_kunci(bidang)) is not None:
            return write_nilai(self.anak.medan(self.model), self.anak.read(baris, kunci))
        return write_nilai(self.model._meta.get_field(bidang), getattr(baris, bidang))

    # ---- copying

    def list_tahun(self, instansi: Instansi) -> list[int]:
        """Return the years that have rows, the latest first."""
        semua = self.model.objects.for_instansi(instansi).order_by()
        return sorted(semua.values_list(self.jalur_tahun, flat=True).distinct(), reverse=True)

    def copy(self, baris: Any, ke: Lingkup) -> Any:
        """Return a copy of a row for another year, not stored yet; None where it has no place there."""
        isi = {
            m.name: getattr(baris, m.name)
            for m in self.model._meta.concrete_fields
            if not m.primary_key and m.name not in self.kosongkan
        }
        return self.model(**{**isi, **self.fixed(ke)})

    def name_baris(self, baris: Any) -> tuple[Any, ...]:
        """Return what tells this row apart from the others of its year, also beside those of another year."""
        return tuple(getattr(baris, self.model._meta.get_field(b).attname) for b in self.kunci_baris)


class TabelTahunan(TabelIsian):
    """Rows of an instansi in a year."""

    def query(self, lingkup: Lingkup) -> QuerySet[Any]:
        return self.model.objects.for_instansi(lingkup.instansi).in_tahun(lingkup.tahun)

    def fixed(self, lingkup: Lingkup) -> dict[str, Any]:
        return {"instansi": lingkup.instansi, "tahun": lingkup.tahun}


class TabelTetap(TabelIsian):
    """Rows of an instansi that do not change with the year."""

    def query(self, lingkup: Lingkup) -> QuerySet[Any]:
        return self.model.objects.for_instansi(lingkup.instansi)

    def fixed(self, lingkup: Lingkup) -> dict[str, Any]:
        return {"instansi": lingkup.instansi}


@cache
def list_tabel() -> tuple[TabelIsian, ...]:
    """Return the tables of all installed apps in the order of their layers."""
    hasil: list[TabelIsian] = []
    for app in apps.get_app_configs():
        nama = f"{app.name}.daftar_isian"
        if find_spec(nama) is not None:
            hasil += [kelas() for kelas in getattr(import_module(nama), "TABEL", ())]
    return tuple(hasil)


def find_tabel(kunci: str) -> TabelIsian | None:
    return next((t for t in list_tabel() if t.kunci == kunci), None)
