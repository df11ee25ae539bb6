"""What a plan is made of: a stored value, its present and its new content, what a file is compared with."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from anggaran.isian import ROMAWI
from anggaran.models import Belanja, SubKegiatan
from anggaran.rencana.hapus import Simpul
from kinerja.angka import format_angka, format_rupiah
from organisasi.models import UnitKerja
from sipd.models import BarisImpor, ImporBerkas
from sipd.padan import AMBANG

TRIWULAN = (1, 2, 3, 4)
BULAN = (
    "", "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
NAMA_BIDANG = {
    "keuangan": "Realisasi",
    "fisik": "Fisik s.d. triwulan",
    "nilai": "Realisasi belanja",
    "pagu_murni": "Pagu murni",
    "pagu_perubahan": "Pagu perubahan",
    "catatan_lampau": "Catatan melampaui pagu",
}
Nilai = int | Decimal | str | None


@dataclass(frozen=True)
class Sasaran:
    """One stored value: of a sub kegiatan or a belanja, of a quarter (0: of the year)."""

    objek: SubKegiatan | Belanja
    triwulan: int
    bidang: str

    @property
    def sub(self) -> SubKegiatan:
        return self.objek if isinstance(self.objek, SubKegiatan) else self.objek.sub_kegiatan

    @property
    def kunci(self) -> tuple[str, int, int, str]:
        return self.objek._meta.label_lower, self.objek.pk, self.triwulan, self.bidang

    @property
    def nama(self) -> str:
        apa = NAMA_BIDANG[self.bidang]
        if isinstance(self.objek, Belanja):
            apa = f"{apa} {self.objek.uraian}"
        return f"{apa} TW {ROMAWI[self.triwulan]}" if self.triwulan else apa


@dataclass(frozen=True)
class Ubahan:
    """A value that would change. ``halangan``: why it cannot; ``butuh_catatan``: a note would lift that."""

    sasaran: Sasaran
    lama: Nilai
    baru: Nilai
    peringatan: tuple[str, ...] = ()
    halangan: str = ""
    butuh_catatan: bool = False

    @property
    def selisih(self) -> int | Decimal | None:
        if isinstance(self.baru, str) or isinstance(self.lama, str):
            return None
        return (self.baru or 0) - (self.lama or 0)


@dataclass
class Kelompok:
    """A sub kegiatan as the file names it, and what it is matched with."""

    grup: str
    unit: UnitKerja | None
    kode: str
    nama: str
    sub: SubKegiatan | None
    keyakinan: Decimal
    dipilih: bool
    dilewati: bool
    sebab: str = ""
    banyak: int = 0
    jumlah: int = 0

    @property
    def unit_pk(self) -> int | None:
        return self.unit.pk if self.unit else None

    @property
    def is_baru(self) -> bool:
        """Whether its sub kegiatan is yet to be made."""
        return self.sub is not None and self.sub.pk < 0

    @property
    def is_pakai(self) -> bool:
        return not self.dilewati and self.sub is not None and (self.dipilih or self.keyakinan >= AMBANG)

    @property
    def is_perlu(self) -> bool:
        """Whether the user has to decide first."""
        return not self.dilewati and not self.is_pakai


@dataclass(frozen=True)
class Beda:
    """A row against the older file of the same period: ``lama`` None: new; ``baru`` None: no longer there."""

    baris: BarisImpor
    lama: int | None
    baru: int | None
    dari: int | None = None  # the month that the older file dates it in, where that is another


@dataclass
class Banding:
    """The file against the older ones that it replaces."""

    berkas: list[ImporBerkas] = field(default_factory=list)
    baru: list[Beda] = field(default_factory=list)
    berubah: list[Beda] = field(default_factory=list)
    hilang: list[Beda] = field(default_factory=list)
    sama: int = 0


@dataclass
class Rencana:
    impor: ImporBerkas
    kelompok: list[Kelompok]
    ubahan: list[Ubahan] = field(default_factory=list)
    sama: int = 0
    tertinggal: list[tuple[Sasaran, Nilai]] = field(default_factory=list)  # stored, but not in the file: left alone
    tambahan: list[Simpul] = field(default_factory=list)  # nodes of the budget that are yet to be made
    baru: set[int] = field(default_factory=set)  # the sub kegiatan that this import adds, made or yet to be made
    pagu: dict[int, int] = field(default_factory=dict)  # by sub kegiatan, where it would be another
    banding: Banding = field(default_factory=Banding)
    peringatan: list[str] = field(default_factory=list)
    galat: list[str] = field(default_factory=list)

    def add(self, sasaran: Sasaran, lama: Nilai, baru: Nilai, **lain: Any) -> None:
        """Plan a value; one that is so already is only counted."""
        if lama == baru:
            self.sama += 1
        else:
            self.ubahan.append(Ubahan(sasaran, lama, baru, **lain))

    def pagu_nanti(self, sub: SubKegiatan) -> int:
        """Return the pagu in force once the plan is applied."""
        return self.pagu.get(sub.pk, sub.pagu)

    @property
    def perlu(self) -> list[Kelompok]:
        return [k for k in self.kelompok if k.is_perlu]

    @property
    def terhalang(self) -> list[Ubahan]:
        return [u for u in self.ubahan if u.halangan]

    @property
    def dapat(self) -> bool:
        """Whether it may be applied as it stands."""
        return self.is_berbeda and not (self.perlu or self.terhalang or self.galat)

    @property
    def is_berbeda(self) -> bool:
        """Whether it says anything new: other figures, or other rows than the files before it."""
        return bool(self.ubahan or self.tambahan or self.banding.baru or self.banding.berubah or self.banding.hilang)

    @property
    def jumlah_berkas(self) -> int:
        return sum(k.jumlah for k in self.kelompok)

    @property
    def jumlah_pakai(self) -> int:
        return sum(k.jumlah for k in self.kelompok if k.is_pakai)

    @property
    def jumlah_lewat(self) -> int:
        return sum(k.jumlah for k in self.kelompok if k.dilewati)

    @property
    def jumlah_belum(self) -> int:
        return self.jumlah_berkas - self.jumlah_pakai - self.jumlah_lewat

    @property
    def sidik(self) -> str:
        """Differs as soon as anything shown would be done differently."""
        isi = sorted(f"{u.sasaran.kunci}|{u.lama}|{u.baru}|{u.halangan}" for u in self.ubahan)
        isi += [f"{s.pk}|{s}" for s in self.tambahan]
        return hashlib.sha256("\n".join(isi).encode()).hexdigest()[:20]


def is_pakai(b: BarisImpor) -> bool:
    return not b.dilewati and b.sub_kegiatan_id is not None and (b.dipilih or b.keyakinan >= AMBANG)


def jumlah_of(b: BarisImpor) -> int:
    """Return the money of a row, whichever it holds."""
    return next((n for n in (b.jumlah, b.pagu_perubahan, b.pagu_murni) if n is not None), 0)


def sum_baris(baris: Iterable[BarisImpor], bidang: str = "jumlah") -> dict[tuple[SubKegiatan, int], int]:
    """Sum what is filled in, by sub kegiatan and quarter (0 where there is none)."""
    hasil: dict[tuple[SubKegiatan, int], int] = defaultdict(int)
    for b in baris:
        if (nilai := getattr(b, bidang)) is not None and b.sub_kegiatan is not None:
            hasil[b.sub_kegiatan, b.triwulan or 0] += nilai
    return dict(hasil)


def tulis_nilai(nilai: Nilai) -> str:
    if nilai is None or nilai == "":
        return "belum diisi"
    if isinstance(nilai, Decimal):
        return f"{format_angka(nilai)} %"
    return format_rupiah(nilai) if isinstance(nilai, int) else nilai
