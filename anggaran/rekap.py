"""The budget of a year as a tree with every derived figure, read once from the database.

:func:`muat_pohon` makes a constant number of queries and returns frozen :class:`Pos` nodes; all sums, percentages and
averages are methods on them that call the pure core. Quarters are 1–4; a figure "s.d." a quarter covers all quarters
up to it. Money is whole rupiah, percentages are Decimal, undefined is a value with its reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from anggaran.models import (
    Belanja,
    IndikatorKegiatan,
    Kegiatan,
    Program,
    RealisasiTriwulan,
    RiwayatAnggaran,
    SubKegiatan,
)
from kinerja.agregasi import Rerata, average, weighted_fisik
from kinerja.angka import BELUM_DIISI, AngkaError, Nilai, Takterdefinisi, is_nilai, publish
from kinerja.capaian import Arah, AturanTurun, calculate_capaian, calculate_deviasi, calculate_serapan
from kinerja.target import read_target
from kinerja.triwulan import Akumulasi, accumulate, sum_sd, target_fisik_sd, target_keuangan_sd
from organisasi.models import Instansi, UnitKerja

TRIWULAN = (1, 2, 3, 4)
PROGRAM, KEGIATAN, SUBKEGIATAN, TOTAL = "program", "kegiatan", "subkegiatan", "total"


@dataclass(frozen=True)
class Keluaran:
    """The indicator of a node with its target and what each quarter brought (K)."""

    pk: int
    uraian: str
    satuan: str
    arah: Arah
    akumulasi: Akumulasi
    target: Decimal | None
    target_teks: str
    triwulan: tuple[Decimal | None, ...]
    indikator_id: int | None = None  # of the Renstra, where a perjanjian promises it

    def realisasi_sd(self, triwulan: int) -> Nilai:
        """Return K up to and including the quarter, by the indicator's own rule."""
        return accumulate(self.triwulan[:triwulan], self.akumulasi)

    def capaian_sd(self, triwulan: int, aturan_turun: AturanTurun) -> Nilai:
        """Return K s.d. quarter ÷ target × 100 in percent, unrounded."""
        realisasi = self.realisasi_sd(triwulan)
        if not is_nilai(realisasi):
            return realisasi
        return calculate_capaian(self.target, realisasi, self.arah, aturan_turun)


@dataclass(frozen=True)
class LuaranTahun:
    """What an output brought in a year, and whose output it is."""

    kode: str
    uraian: str
    nilai: Nilai


@dataclass(frozen=True)
class PosBelanja:
    pk: int
    kode: str
    uraian: str
    pagu_murni: int | None
    pagu_perubahan: int | None
    triwulan: tuple[int | None, ...]
    kendala: str

    @property
    def pagu(self) -> int:
        return self.pagu_perubahan if self.pagu_perubahan is not None else (self.pagu_murni or 0)

    def realisasi_sd(self, triwulan: int = 4) -> int | None:
        return sum_sd(self.triwulan[:triwulan])[0]

    def serapan(self, triwulan: int = 4) -> Nilai:
        realisasi = self.realisasi_sd(triwulan)
        return BELUM_DIISI if realisasi is None else calculate_serapan(realisasi, self.pagu)


@dataclass(frozen=True)
class CatatanTriwulan:
    hambatan: str
    solusi: str
    tindak_lanjut: str


@dataclass(frozen=True)
class Pos:
    """A node: the whole (``total``), a program, a kegiatan, or a sub kegiatan (a leaf, which alone holds money)."""

    tingkat: str
    pk: int | None
    kode: str
    uraian: str
    sasaran_id: int | None = None
    penanggung_jawab_id: int | None = None
    anak: tuple[Pos, ...] = ()
    keluaran: tuple[Keluaran, ...] = ()
    belanja: tuple[PosBelanja, ...] = ()
    # of a leaf only
    murni: int | None = None
    perubahan: int | None = None
    keuangan: tuple[int | None, ...] = ()  # of each quarter by itself
    fisik: tuple[Decimal | None, ...] = ()  # up to and including each quarter
    kas: tuple[int | None, ...] = ()  # entered target keuangan s.d. quarter
    rencana_fisik: tuple[Decimal | None, ...] = ()
    catatan: tuple[CatatanTriwulan, ...] = ()

    # ---- walking

    @cached_property
    def daun(self) -> tuple[Pos, ...]:
        """All sub kegiatan at or below this node."""
        if self.tingkat == SUBKEGIATAN:
            return (self,)
        return tuple(d for a in self.anak for d in a.daun)

    def walk(self) -> Iterator[Pos]:
        """Yield this node and all below it, parents first."""
        yield self
        for a in self.anak:
            yield from a.walk()

    def count(self, tingkat: str) -> int:
        return sum(1 for p in self.walk() if p.tingkat == tingkat)

    def filter_daun(self, simpan: Iterable[int]) -> Pos | None:
        """Return the tree cut down to these sub kegiatan (by pk) and their parents; None when nothing is left."""
        pilihan = frozenset(simpan)
        if self.tingkat == SUBKEGIATAN:
            return self if self.pk in pilihan else None
        anak = tuple(p for a in self.anak if (p := a.filter_daun(pilihan)))
        return replace(self, anak=anak) if anak else None

    # ---- money (rupiah)

    @cached_property
    def pagu_murni(self) -> int | None:
        """Σ pagu murni of the leaves; None where no leaf has one."""
        return _sum_isian(d.murni for d in self.daun)

    @cached_property
    def pagu(self) -> int:
        """The budget in force: after the change where there was one."""
        return sum(d.perubahan if d.perubahan is not None else (d.murni or 0) for d in self.daun)

    @property
    def berubah(self) -> bool:
        return any(d.perubahan is not None for d in self.daun)

    def realisasi_triwulan(self, triwulan: int) -> int | None:
        """Money of this one quarter; None where nobody has entered it."""
        return _sum_isian(d.keuangan[triwulan - 1] for d in self.daun)

    def realisasi_sd(self, triwulan: int = 4) -> int | None:
        return _sum_isian(sum_sd(d.keuangan[:triwulan])[0] for d in self.daun)

    def sisa(self, triwulan: int = 4) -> int | None:
        realisasi = self.realisasi_sd(triwulan)
        return None if realisasi is None else self.pagu - realisasi

    def serapan(self, triwulan: int = 4) -> Nilai:
        realisasi = self.realisasi_sd(triwulan)
        return BELUM_DIISI if realisasi is None else calculate_serapan(realisasi, self.pagu)

    def target_keuangan_sd(self, triwulan: int) -> int | None:
        """Entered anggaran kas, else the default schedule; None where pagu murni is not known before TW IV."""
        return _sum_isian(d._kas_sd(triwulan) for d in self.daun)

    def _kas_sd(self, triwulan: int) -> int | None:
        if self.kas and (isian := self.kas[triwulan - 1]) is not None:
            return isian
        if triwulan == 4:
            return self.pagu
        if self.murni is None:
            return None
        return target_keuangan_sd(self.murni, self.pagu, triwulan)

    def deviasi(self, triwulan: int) -> Nilai:
        """(target s.d. − realisasi s.d.) ÷ target s.d. × 100."""
        target, realisasi = self.target_keuangan_sd(triwulan), self.realisasi_sd(triwulan)
        if target is None or realisasi is None:
            return BELUM_DIISI
        return calculate_deviasi(Decimal(target), Decimal(realisasi))

    # ---- physical progress (percent)

    def target_fisik_sd(self, triwulan: int) -> Nilai:
        """Published percent; of a parent: weighted by the pagu of all sub kegiatan below."""
        return self._fisik_tertimbang(lambda d: d._rencana_fisik_sd(triwulan))

    def fisik_sd(self, triwulan: int = 4) -> Nilai:
        return self._fisik_tertimbang(lambda d: d._fisik_sd(triwulan))

    def _rencana_fisik_sd(self, triwulan: int) -> Nilai:
        if self.rencana_fisik and (isian := self.rencana_fisik[triwulan - 1]) is not None:
            return publish(isian)
        target = self._kas_sd(triwulan)
        return BELUM_DIISI if target is None else publish(target_fisik_sd(target, self.pagu))

    def _fisik_sd(self, triwulan: int) -> Nilai:
        isian = self.fisik[triwulan - 1] if self.fisik else None
        return BELUM_DIISI if isian is None else publish(isian)

    def _fisik_tertimbang(self, ambil) -> Nilai:
        if self.tingkat == SUBKEGIATAN:
            return ambil(self)
        return weighted_fisik((d.pagu, ambil(d)) for d in self.daun)

    # ---- performance (percent)

    def capaian(
        self,
        triwulan: int = 4,
        aturan_turun: AturanTurun = AturanTurun.SELISIH,
        batas: Decimal | None = None,
    ) -> Rerata:
        """Mean capaian: of a sub kegiatan over its indicators, of a parent over its children (Towuti 2023).

        ``batas`` caps what enters a mean; the only indicator of a sub kegiatan keeps its own figure.
        """
        if self.anak:
            return average([a.capaian(triwulan, aturan_turun, batas).nilai for a in self.anak], batas)
        isi = [publish(k.capaian_sd(triwulan, aturan_turun)) for k in self.keluaran]
        return average(isi, batas if len(isi) > 1 else None)


def _sum_isian(nilai: Iterable[int | None]) -> int | None:
    """Return the sum of what is filled in; None where nothing is."""
    isian = [n for n in nilai if n is not None]
    return sum(isian) if isian else None


# -------------------------------------------------------------------------------------------------------------- reading


def muat_pohon(instansi: Instansi, tahun: int) -> dict[int | None, Pos]:
    """Return the budget tree of each unit that has one: key None is the kecamatan itself, else the unit's pk.

    The number of queries does not depend on the size.
    """
    return muat_pohon_tahunan(instansi, [tahun], _muat_belanja(instansi, tahun)).get(tahun, {})


def muat_pohon_tahunan(
    instansi: Instansi, tahun: Collection[int], belanja: dict[int, list[PosBelanja]] | None = None
) -> dict[int, dict[int | None, Pos]]:
    """Return the trees of several years, of those that have one; with lines of belanja only where these are given.

    The number of queries depends neither on the size nor on how many years they are.
    """
    program = (
        Program.objects.for_instansi(instansi)
        .filter(tahun__in=tahun)
        .select_related("unit")
        .prefetch_related("kegiatan__sub_kegiatan__realisasi", "kegiatan__sub_kegiatan__target_triwulan")
    )
    keluaran = _muat_keluaran(instansi, tahun)
    menurut_unit: dict[int, dict[int | None, list[Pos]]] = defaultdict(lambda: defaultdict(list))
    for p in program:
        kegiatan = tuple(
            Pos(
                KEGIATAN, k.pk, k.kode, k.uraian, k.sasaran_id, k.penanggung_jawab_id,
                anak=tuple(_daun(s, keluaran, belanja or {}) for s in k.sub_kegiatan.all()),
                keluaran=tuple(keluaran["kegiatan", k.pk]),
            )
            for k in p.kegiatan.all()
        )  # fmt: skip
        menurut_unit[p.tahun][p.unit_id].append(
            Pos(
                PROGRAM,
                p.pk,
                p.kode,
                p.uraian,
                p.sasaran_id,
                p.penanggung_jawab_id,
                anak=kegiatan,
                keluaran=tuple(keluaran["program", p.pk]),
            )
        )
    nama = dict(UnitKerja.objects.for_instansi(instansi).values_list("pk", "nama"))
    return {
        t: {
            unit: Pos(TOTAL, None, "", nama.get(unit, instansi.nama) if unit else instansi.nama, anak=tuple(isi))
            for unit, isi in setahun.items()
        }
        for t, setahun in menurut_unit.items()
    }


def muat_luaran(instansi: Instansi, sebelum: int) -> dict[tuple[int, int], LuaranTahun]:
    """Return what outputs brought that feed an indicator of the Renstra, in all years before one: by indicator and year.

    Two queries. Where several feed one indicator in a year, the first by level and order counts, as in its own year.
    """
    jalur = ("program", "kegiatan__program", "sub_kegiatan__kegiatan__program")
    milik = Q()
    for j in jalur:
        milik |= Q(**{f"{j}__instansi": instansi, f"{j}__tahun__lt": sebelum})
    baris = (
        IndikatorKegiatan.objects.filter(milik, indikator__isnull=False)
        .select_related(*jalur)
        .prefetch_related("realisasi")
        .order_by("urut", "pk")
    )
    hasil: dict[tuple[int, int], LuaranTahun] = {}
    for i in sorted(baris, key=_sort_luaran):
        assert i.indikator_id is not None  # the filter
        pos, k = _pos_of(i), {r.triwulan: r.nilai for r in i.realisasi.all()}
        nilai = accumulate([k.get(t) for t in TRIWULAN], Akumulasi(i.akumulasi))
        hasil.setdefault((i.indikator_id, _program_of(pos).tahun), LuaranTahun(pos.kode, pos.uraian, nilai))
    return hasil


def _pos_of(i: IndikatorKegiatan) -> Program | Kegiatan | SubKegiatan:
    pos = i.program or i.kegiatan or i.sub_kegiatan
    assert pos is not None  # a database constraint
    return pos


def _program_of(pos: Program | Kegiatan | SubKegiatan) -> Program:
    if isinstance(pos, SubKegiatan):
        pos = pos.kegiatan
    return pos.program if isinstance(pos, Kegiatan) else pos


def _sort_luaran(i: IndikatorKegiatan) -> tuple[Any, ...]:
    """The order in which the tree of a year is walked: the kecamatan before its units, parents before children."""
    pos = _pos_of(i)
    unit = _program_of(pos).unit_id
    return (unit is not None, unit or 0, pos.kode_baku, i.urut, i.pk)


def summarize_anggaran(instansi: Instansi, tahun: int) -> RiwayatAnggaran | None:
    """Return the size of a year's own budget (not saved), as RiwayatAnggaran holds it for years before the system.

    The kecamatan itself, without its kelurahan; None where the year has no sub kegiatan. Two queries.
    """
    sub = SubKegiatan.objects.for_instansi(instansi).in_tahun(tahun).filter(kegiatan__program__unit=None)
    ukuran = sub.aggregate(
        program=Count("kegiatan__program", distinct=True),
        kegiatan=Count("kegiatan", distinct=True),
        sub_kegiatan=Count("pk"),
        pagu=Sum(Coalesce("pagu_perubahan", "pagu_murni")),
    )
    if not ukuran["sub_kegiatan"]:
        return None
    uang = RealisasiTriwulan.objects.filter(sub_kegiatan__in=sub).aggregate(jumlah=Sum("keuangan"))
    return RiwayatAnggaran(
        instansi=instansi,
        tahun=tahun,
        jumlah_program=ukuran["program"],
        jumlah_kegiatan=ukuran["kegiatan"],
        jumlah_sub_kegiatan=ukuran["sub_kegiatan"],
        pagu=ukuran["pagu"],
        realisasi=uang["jumlah"],
    )


def _daun(s: SubKegiatan, keluaran: dict[tuple[str, int], list[Keluaran]], belanja: dict[int, list[PosBelanja]]) -> Pos:
    realisasi = {r.triwulan: r for r in s.realisasi.all()}
    target = {t.triwulan: t for t in s.target_triwulan.all()}

    def isian(baris, bidang):
        return tuple(getattr(baris[t], bidang) if t in baris else None for t in TRIWULAN)

    return Pos(
        SUBKEGIATAN, s.pk, s.kode, s.uraian, s.sasaran_id, s.penanggung_jawab_id,
        keluaran=tuple(keluaran["sub_kegiatan", s.pk]),
        belanja=tuple(belanja.get(s.pk, ())),
        murni=s.pagu_murni,
        perubahan=s.pagu_perubahan,
        keuangan=isian(realisasi, "keuangan"),
        fisik=isian(realisasi, "fisik"),
        kas=isian(target, "keuangan"),
        rencana_fisik=isian(target, "fisik"),
        catatan=tuple(
            CatatanTriwulan(r.hambatan, r.solusi, r.tindak_lanjut) if (r := realisasi.get(t)) else CatatanTriwulan("", "", "")
            for t in TRIWULAN
        ),
    )  # fmt: skip


def _muat_keluaran(instansi: Instansi, tahun: Collection[int]) -> dict[tuple[str, int], list[Keluaran]]:
    hasil: dict[tuple[str, int], list[Keluaran]] = defaultdict(list)
    for induk, jalur in (
        ("program", "program"),
        ("kegiatan", "kegiatan__program"),
        ("sub_kegiatan", "sub_kegiatan__kegiatan__program"),
    ):
        baris = IndikatorKegiatan.objects.filter(
            **{f"{jalur}__instansi": instansi, f"{jalur}__tahun__in": tahun}
        ).prefetch_related("realisasi")
        for i in baris:
            k = {r.triwulan: r.nilai for r in i.realisasi.all()}
            hasil[induk, getattr(i, f"{induk}_id")].append(
                Keluaran(
                    i.pk,
                    i.uraian,
                    i.satuan,
                    Arah(i.arah),
                    Akumulasi(i.akumulasi),
                    _read_target(i),
                    i.target_teks,
                    tuple(k.get(t) for t in TRIWULAN),
                    i.indikator_id,
                )
            )
    return hasil


def _read_target(i: IndikatorKegiatan) -> Decimal | None:
    """The target as a figure: entered as one, or read out of words that hold one without doubt ("2 dokumen")."""
    if i.target is not None or not i.target_teks:
        return i.target
    try:
        return read_target(i.target_teks).nilai
    except AngkaError:
        return None


def _muat_belanja(instansi: Instansi, tahun: int) -> dict[int, list[PosBelanja]]:
    hasil: dict[int, list[PosBelanja]] = defaultdict(list)
    for b in Belanja.objects.for_instansi(instansi).in_tahun(tahun).prefetch_related("realisasi"):
        r = {x.triwulan: x.nilai for x in b.realisasi.all()}
        hasil[b.sub_kegiatan_id].append(
            PosBelanja(
                b.pk,
                b.kode_rekening,
                b.uraian,
                b.pagu_murni,
                b.pagu_perubahan,
                tuple(r.get(t) for t in TRIWULAN),
                b.kendala,
            )
        )
    return hasil


# ------------------------------------------------------------------------------------------- trees by code (pos bertingkat)


@dataclass(frozen=True)
class PosKode:
    """A line of jenis belanja or pendapatan with empty parents filled by the sum of their children."""

    kode: str
    uraian: str
    tingkat: int  # 1 is the root
    nilai: tuple[int | None, ...]
    entri: tuple[bool, ...]  # which figures were entered, not summed
    daun: bool


def susun_pos(baris: Iterable[tuple[str, str, tuple[int | None, ...]]], akar: str = "") -> list[PosKode]:
    """Return lines (kode, uraian, figures) in code order, a parent's empty figure replaced by its children's sum.

    Lines that have no parent in common get one above them, named ``akar``, so that there is a sum.
    """
    isi = sorted(baris, key=lambda b: b[0].split("."))
    kode = [b[0] for b in isi]

    def anak(k: str) -> list[int]:
        """The nearest lines below a code: a level that is not entered is passed over."""
        bawah = [i for i, x in enumerate(kode) if x.startswith(k + ".")]
        return [i for i in bawah if not any(kode[i].startswith(kode[j] + ".") for j in bawah)]

    def hitung(i: int, n: int) -> int | None:
        isian = isi[i][2][n]
        if isian is not None:
            return isian
        return _sum_isian(hitung(j, n) for j in anak(kode[i]))

    pangkal = min((k.count(".") for k in kode), default=0)
    puncak = [i for i, k in enumerate(kode) if not any(k.startswith(x + ".") for x in kode)]
    hasil = [
        PosKode(
            k,
            uraian,
            k.count(".") - pangkal + 1,
            tuple(hitung(i, n) for n in range(len(nilai))),
            tuple(x is not None for x in nilai),
            not anak(k),
        )
        for i, (k, uraian, nilai) in enumerate(isi)
    ]
    if not akar or len(puncak) < 2:
        return hasil
    lebar = range(len(isi[0][2]))
    jumlah = tuple(_sum_isian(hitung(i, n) for i in puncak) for n in lebar)
    bawah = [replace(p, tingkat=p.tingkat + 1) for p in hasil]
    return [PosKode("", akar, 1, jumlah, tuple(False for _ in lebar), daun=False), *bawah]


__all__ = [
    "KEGIATAN",
    "PROGRAM",
    "SUBKEGIATAN",
    "TOTAL",
    "TRIWULAN",
    "Keluaran",
    "LuaranTahun",
    "Pos",
    "PosBelanja",
    "PosKode",
    "Takterdefinisi",
    "muat_luaran",
    "muat_pohon",
    "muat_pohon_tahunan",
    "susun_pos",
]  # fmt: skip
