"""The Renstra's plan of programmes as documents read it: trees by unit and code, K and Rp of each year and of its end.

Permendagri 86/2017, table T-C.27. :func:`muat_rencana_renstra` makes a constant number of queries and returns frozen
values; money is whole rupiah, None where nobody has entered it, a target is kept as it was written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from kinerja.angka import BELUM_DIISI, Nilai, Takterdefinisi
from kinerja.capaian import Arah
from kinerja.kode import induk_kode, list_induk, normalize_kode, tingkat_kode
from kinerja.kumulatif import rencana_akhir
from kinerja.target import print_target, read_target
from kinerja.triwulan import Akumulasi, default_akumulasi
from organisasi.models import UnitKerja
from renja.rekap import KEGIATAN, PROGRAM, SUBKEGIATAN, TANPA_NAMA, is_bawah, name_kode, sum_ada
from renstra.models import IndikatorPosRenstra, PosRenstra, Renstra


def read_figur(teks: str) -> Nilai:
    """Return the figure within a target or a realisasi; undefined where it is empty or words."""
    if not teks:
        return BELUM_DIISI
    nilai = read_target(teks).nilai
    return Takterdefinisi("berupa kata") if nilai is None else nilai


@dataclass(frozen=True)
class UkuranRenstra:
    """An indicator of a row: texts as they were written, by year."""

    pk: int
    uraian: str
    satuan: str
    akumulasi: str = ""  # "" where it was not chosen
    kondisi_awal: str = ""
    kondisi_akhir: str = ""
    target: Mapping[int, str] = field(default_factory=dict)
    realisasi: Mapping[int, str] = field(default_factory=dict)
    kinerja: Mapping[int, int] = field(default_factory=dict)  # the stored row of each year (pk)

    @property
    def contoh(self) -> str:
        """A target as it is written, in which the unit may stand."""
        return next((t for t in self.target.values() if t), self.kondisi_akhir)

    @property
    def cara(self) -> Akumulasi:
        """How its years make the end of the Renstra: as chosen, else by its unit."""
        if self.akumulasi:
            return Akumulasi(self.akumulasi)
        return default_akumulasi(self.satuan or read_target(self.contoh).satuan, Arah.NAIK)

    def target_nilai(self, tahun: int) -> Decimal | None:
        nilai = read_figur(self.target.get(tahun, ""))
        return None if isinstance(nilai, Takterdefinisi) else nilai

    @property
    def akhir(self) -> Nilai:
        """The K that the Renstra is to have reached: as entered, else from the targets of its years."""
        if self.kondisi_akhir:
            return read_figur(self.kondisi_akhir)
        return rencana_akhir({t: read_figur(k) for t, k in self.target.items()}, self.cara)

    @property
    def akhir_teks(self) -> str:
        """How that was written, where it was: the entered one, or the last year's target."""
        if self.kondisi_akhir or self.cara is not Akumulasi.KUMULATIF or not self.target:
            return self.kondisi_akhir
        return self.target[max(self.target)]

    def cetak(self, teks: str) -> str:
        """A text with its unit; "–" where there is none."""
        return print_target(teks, self.satuan)


@dataclass(frozen=True)
class SimpulRenstra:
    """A row with its children. ``pk`` is None for a parent that nobody entered, and for the whole of a unit."""

    tingkat: str
    kode: str  # canonical
    uraian: str
    unit: UnitKerja | None = None
    pk: int | None = None
    sasaran: str = ""
    penanggung_jawab: str = ""
    kode_lain: tuple[str, ...] = ()
    indikator: tuple[UkuranRenstra, ...] = ()
    pagu_isian: Mapping[int, int] = field(default_factory=dict)
    realisasi_isian: Mapping[int, int] = field(default_factory=dict)
    pagu_akhir_isian: int | None = None
    dana: Mapping[int, int] = field(default_factory=dict)  # the stored row of each year (pk)
    anak: tuple[SimpulRenstra, ...] = ()

    def pagu(self, tahun: int) -> int | None:
        """Σ pagu of the children; what is entered here where they have none or only Rp 0 (rupiah)."""
        return _pick(self.pagu_isian.get(tahun), sum_ada(a.pagu(tahun) for a in self.anak))

    def realisasi(self, tahun: int) -> int | None:
        """The same of the money spent in a year that is not in the system."""
        return _pick(self.realisasi_isian.get(tahun), sum_ada(a.realisasi(tahun) for a in self.anak))

    @cached_property
    def pagu_akhir(self) -> int | None:
        """The money of the whole Renstra: as entered, else Σ pagu of its years; where an end was entered below, Σ of the ends
        there."""
        if self.pagu_akhir_isian is not None:
            return self.pagu_akhir_isian
        if all(s.pagu_akhir_isian is None for s in self.walk()):
            return self.jumlah_tahun
        return _pick(sum_ada(self.pagu_isian.values()), sum_ada(a.pagu_akhir for a in self.anak))

    @property
    def jumlah_tahun(self) -> int | None:
        """Σ pagu of the years, whatever was entered as the end."""
        tahun = {t for s in self.walk() for t in s.pagu_isian}
        return sum_ada(self.pagu(t) for t in tahun)

    def is_silang(self) -> bool:
        """Whether the end that was entered is not the sum of the years."""
        akhir, jumlah = self.pagu_akhir_isian, self.jumlah_tahun
        return akhir is not None and jumlah is not None and akhir != jumlah

    def walk(self) -> Iterator[SimpulRenstra]:
        """Yield this row and all below it, parents first."""
        yield self
        for a in self.anak:
            yield from a.walk()


def _pick(isian: int | None, bawah: int | None) -> int | None:
    return bawah if is_bawah(isian, bawah) else isian


@dataclass(frozen=True)
class RencanaRenstra:
    """The plan of programmes of a Renstra. ``unit`` None is the kecamatan itself; each unit is one node above its
    programmes, the kecamatan first."""

    renstra: Renstra
    unit: Mapping[int | None, SimpulRenstra]

    @property
    def tahun(self) -> range:
        return range(self.renstra.tahun_awal, self.renstra.tahun_akhir + 1)

    def __bool__(self) -> bool:
        return bool(self.unit)

    @property
    def pagu_akhir(self) -> int | None:
        return sum_ada(u.pagu_akhir for u in self.unit.values())

    def walk(self) -> Iterator[SimpulRenstra]:
        """Yield every row of all units."""
        for u in self.unit.values():
            for p in u.anak:
                yield from p.walk()

    def count(self, tingkat: str) -> int:
        return sum(1 for s in self.walk() if s.tingkat == tingkat)

    def find_kode(self, unit: int | None, kode: str) -> str:
        """Return the canonical code by which the plan knows a node of the budget; its own where the plan has none."""
        baku = normalize_kode(kode)
        return self._kode_lain.get((unit, baku), baku)

    @cached_property
    def _kode_lain(self) -> dict[tuple[int | None, str], str]:
        """Other codes of rows; a code that is a row's own stays with that row."""
        milik = {(s.unit.pk if s.unit else None, s.kode) for s in self.walk()}
        lain = {(s.unit.pk if s.unit else None, k): s.kode for s in self.walk() for k in s.kode_lain}
        return {k: v for k, v in lain.items() if k not in milik}


def muat_rencana_renstra(renstra: Renstra | None, tahun: int) -> RencanaRenstra | None:
    """Read the plan of programmes; None without a Renstra. Four queries, two more where a parent was not entered.

    ``tahun``: whose nomenclature names parents that nobody entered.
    """
    if renstra is None:
        return None
    baris = list(
        PosRenstra.objects.filter(renstra=renstra)
        .select_related("unit", "sasaran", "penanggung_jawab")
        .prefetch_related("dana", "indikator__kinerja")
    )
    return build_rencana(renstra, baris, _list_nama(baris, tahun))


def _list_nama(baris: Sequence[PosRenstra], tahun: int) -> dict[str, str]:
    ada = {(p.unit_id, p.kode) for p in baris}
    return name_kode({k for p in baris for k in list_induk(p.kode) if (p.unit_id, k) not in ada}, tahun)


def build_rencana(
    renstra: Renstra, baris: Sequence[PosRenstra], nama: Mapping[str, str] | None = None
) -> RencanaRenstra:
    """Return the trees of these rows (their years and indicators read along)."""
    per_unit: dict[UnitKerja | None, list[PosRenstra]] = defaultdict(list)
    for p in baris:
        per_unit[p.unit].append(p)
    urut = sorted(per_unit, key=lambda u: (u is not None, u.urut if u else 0, u.pk if u else 0))
    isi = {
        (u.pk if u else None): SimpulRenstra("total", "", str(u or ""), u, anak=_build_pohon(per_unit[u], nama or {}))
        for u in urut
    }
    return RencanaRenstra(renstra, isi)


def _build_pohon(baris: Sequence[PosRenstra], nama: Mapping[str, str]) -> tuple[SimpulRenstra, ...]:
    isi = {p.kode: p for p in baris}
    unit = baris[0].unit
    semua = sorted({*isi, *(k for p in baris for k in list_induk(p.kode))})
    bawah: dict[str, list[str]] = defaultdict(list)
    for k in semua:
        if tingkat_kode(k) != PROGRAM:
            bawah[induk_kode(k) or ""].append(k)

    def build(k: str) -> SimpulRenstra:
        anak = tuple(build(b) for b in bawah[k])
        if (p := isi.get(k)) is None:
            return SimpulRenstra(tingkat_kode(k), k, nama.get(k, TANPA_NAMA), unit, anak=anak)
        return _simpul(p, anak)

    return tuple(build(k) for k in semua if tingkat_kode(k) == PROGRAM)


def _simpul(p: PosRenstra, anak: tuple[SimpulRenstra, ...]) -> SimpulRenstra:
    dana = list(p.dana.all())
    return SimpulRenstra(
        p.tingkat,
        p.kode,
        p.uraian,
        p.unit,
        p.pk,
        p.sasaran.kode if p.sasaran else "",
        str(p.penanggung_jawab or ""),
        tuple(p.list_kode_lain()),
        tuple(build_ukuran(i) for i in p.indikator.all()),
        {d.tahun: d.pagu for d in dana if d.pagu is not None},
        {d.tahun: d.realisasi for d in dana if d.realisasi is not None},
        p.pagu_akhir,
        {d.tahun: d.pk for d in dana},
        anak,
    )


def build_ukuran(i: IndikatorPosRenstra) -> UkuranRenstra:
    """Return an indicator with its years (read along)."""
    kinerja = list(i.kinerja.all())
    return UkuranRenstra(
        i.pk,
        i.uraian,
        i.satuan,
        i.akumulasi,
        i.kondisi_awal,
        i.kondisi_akhir,
        {k.tahun: k.target for k in kinerja if k.target},
        {k.tahun: k.realisasi for k in kinerja if k.realisasi},
        {k.tahun: k.pk for k in kinerja},
    )


__all__ = [
    "KEGIATAN", "PROGRAM", "SUBKEGIATAN", "RencanaRenstra", "SimpulRenstra", "UkuranRenstra", "build_rencana", "build_ukuran",
    "muat_rencana_renstra", "read_figur",
]  # fmt: skip
