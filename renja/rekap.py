"""The plan of a year as documents read it: trees, counts, sums, murni beside perubahan, draft RKPD beside the needs.

Sources: Permendagri 86/2017, tables T-C.31 (telaah rancangan awal RKPD), T-C.32 (usulan masyarakat), T-C.33 (rumusan
program dan kegiatan with prakiraan maju n+1). :func:`muat_renja` makes a constant number of queries and returns frozen
values; money is whole rupiah, None where nobody has entered it. A sum is that of the figures that are there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal

from anggaran.models import Nomenklatur
from anggaran.rencana.nomenklatur import find_versi
from buku_kerja.teks import fold
from kinerja.kode import induk_kode, list_induk, print_kode, tingkat_kode
from kinerja.target import print_target, read_target
from kinerja.tulisan import TANDA_KOSONG, format_rupiah
from organisasi.models import Instansi, UnitKerja
from renja.models import Kebutuhan, PosRencana, RancanganRkpd, Renja, UsulanMasyarakat

PROGRAM, KEGIATAN, SUBKEGIATAN = "program", "kegiatan", "subkegiatan"
MURNI, PERUBAHAN = Renja.Jenis.MURNI, Renja.Jenis.PERUBAHAN
TANPA_NAMA = "(uraian belum diisi)"


def format_uang(uang: int | None) -> str:
    return TANDA_KOSONG if uang is None else format_rupiah(uang)


def sum_ada(uang: Iterable[int | None]) -> int | None:
    """Return the sum of the figures that are there; None where there is none."""
    isi = [u for u in uang if u is not None]
    return sum(isi) if isi else None


# -------------------------------------------------------------------------------------------------------------- the tree


@dataclass(frozen=True)
class Ukuran:
    """An indicator of a row: targets as they were written, of the year and of the year after (prakiraan maju)."""

    uraian: str
    satuan: str
    target: str
    target_maju: str

    @property
    def nilai(self) -> Decimal | None:
        """The target as a figure, None where it is words."""
        return read_target(self.target).nilai

    @property
    def cetak(self) -> str:
        """The target with its unit; "–" where there is none."""
        return print_target(self.target, self.satuan)

    @property
    def cetak_maju(self) -> str:
        return print_target(self.target_maju, self.satuan)


@dataclass(frozen=True)
class Silang:
    """Money entered at a row that is not the sum of the rows below it (rupiah); the sum counts unless it is 0."""

    bidang: str  # "pagu" or "pagu_maju"
    isian: int
    jumlah: int

    @property
    def nama(self) -> str:
        return "Prakiraan maju" if self.bidang == "pagu_maju" else "Pagu"


@dataclass(frozen=True)
class Simpul:
    """A row of T-C.33 with its children. ``pk`` is None for a parent that nobody entered: its code follows from a child's."""

    tingkat: str
    kode: str  # as the year prints it
    kode_baku: str
    uraian: str
    unit: UnitKerja | None = None
    pk: int | None = None
    sasaran_id: int | None = None
    sasaran: str = ""
    penanggung_jawab_id: int | None = None
    penanggung_jawab: str = ""
    lokasi: str = ""
    sumber_dana: str = ""
    catatan_penting: str = ""
    alasan: str = ""
    indikator: tuple[Ukuran, ...] = ()
    pagu_isian: int | None = None
    pagu_maju_isian: int | None = None
    anak: tuple[Simpul, ...] = ()

    @cached_property
    def pagu_bawah(self) -> int | None:
        """Σ pagu of the children (rupiah); None where none of them has one."""
        return sum_ada(a.pagu for a in self.anak)

    @cached_property
    def pagu_maju_bawah(self) -> int | None:
        """The same of the prakiraan maju."""
        return sum_ada(a.pagu_maju for a in self.anak)

    @property
    def pagu(self) -> int | None:
        """Σ pagu of the children; what is entered here where they have none or only Rp 0 (rupiah)."""
        return self.pagu_bawah if self.is_pagu_bawah else self.pagu_isian

    @property
    def pagu_maju(self) -> int | None:
        """The same of the prakiraan maju."""
        return self.pagu_maju_bawah if self.is_pagu_maju_bawah else self.pagu_maju_isian

    @property
    def is_pagu_bawah(self) -> bool:
        """Whether the money comes from below, not from what is entered here."""
        return is_bawah(self.pagu_isian, self.pagu_bawah)

    @property
    def is_pagu_maju_bawah(self) -> bool:
        return is_bawah(self.pagu_maju_isian, self.pagu_maju_bawah)

    @property
    def silang(self) -> tuple[Silang, ...]:
        """Where the money entered here contradicts the sum of what is below."""
        isi = (("pagu", self.pagu_isian, self.pagu_bawah), ("pagu_maju", self.pagu_maju_isian, self.pagu_maju_bawah))
        return tuple(
            Silang(bidang, isian, jumlah)
            for bidang, isian, jumlah in isi
            if isian is not None and jumlah is not None and isian != jumlah
        )

    def walk(self) -> Iterator[Simpul]:
        """Yield this row and all below it, parents first."""
        yield self
        for a in self.anak:
            yield from a.walk()


def is_bawah(isian: int | None, jumlah: int | None) -> bool:
    """A row gives way to those below it unless they hold nothing: Rp 0 there takes no money away here."""
    return bool(jumlah) or (jumlah is not None and isian is None)


@dataclass(frozen=True)
class UnitRenja:
    """The programmes of the kecamatan itself (``unit`` None) or of one of its kelurahan."""

    unit: UnitKerja | None
    program: tuple[Simpul, ...]

    @property
    def pagu(self) -> int | None:
        return sum_ada(p.pagu for p in self.program)

    @property
    def pagu_maju(self) -> int | None:
        return sum_ada(p.pagu_maju for p in self.program)

    def walk(self) -> Iterator[Simpul]:
        for p in self.program:
            yield from p.walk()

    def count(self, tingkat: str) -> int:
        return sum(1 for s in self.walk() if s.tingkat == tingkat)


@dataclass(frozen=True)
class IsiRenja:
    """One Renja: its heading (nomor, tanggal, short texts) and its units, the kecamatan itself first."""

    model: Renja
    unit: tuple[UnitRenja, ...]

    @property
    def jenis(self) -> str:
        return str(self.model.jenis)

    @cached_property
    def pagu(self) -> int | None:
        return sum_ada(u.pagu for u in self.unit)

    @cached_property
    def pagu_maju(self) -> int | None:
        return sum_ada(u.pagu_maju for u in self.unit)

    @property
    def jumlah_program(self) -> int:
        return self.count(PROGRAM)

    @property
    def jumlah_kegiatan(self) -> int:
        return self.count(KEGIATAN)

    @property
    def jumlah_sub_kegiatan(self) -> int:
        return self.count(SUBKEGIATAN)

    def walk(self) -> Iterator[Simpul]:
        for u in self.unit:
            yield from u.walk()

    def count(self, tingkat: str) -> int:
        """Count rows of a level over all units: the same programme of a kelurahan counts again, as in the budget."""
        return sum(1 for s in self.walk() if s.tingkat == tingkat)

    @cached_property
    def tanpa_pagu(self) -> tuple[Simpul, ...]:
        """Sub kegiatan (or rows without any below) whose money nobody has entered."""
        return tuple(s for s in self.walk() if not s.anak and s.pagu is None)

    @cached_property
    def tanpa_indikator(self) -> tuple[Simpul, ...]:
        """Sub kegiatan without an indicator: allowed, but printed with an empty cell."""
        return tuple(s for s in self.walk() if s.tingkat == SUBKEGIATAN and not s.indikator)

    @cached_property
    def silang(self) -> tuple[Simpul, ...]:
        """Parents whose entered money contradicts the sum of their children; the sum counts unless it is 0."""
        return tuple(s for s in self.walk() if s.silang)


# ------------------------------------------------------------------------------------------------------ murni, perubahan

JenisBeda = Literal["baru", "hilang", "berubah", "tetap"]


@dataclass(frozen=True)
class Beda:
    """A row before and after the change of the Renja, found by (unit, code)."""

    sebelum: Simpul | None
    sesudah: Simpul | None

    @property
    def ada(self) -> Simpul:
        simpul = self.sesudah or self.sebelum
        assert simpul is not None
        return simpul

    @property
    def jenis(self) -> JenisBeda:
        if self.sebelum is None:
            return "baru"
        if self.sesudah is None:
            return "hilang"
        return "tetap" if _isi(self.sebelum) == _isi(self.sesudah) else "berubah"

    @property
    def selisih(self) -> int | None:
        """Pagu after − pagu before (rupiah); a row that is not there counts as 0. None where neither has money."""
        if (self.sebelum is None or self.sebelum.pagu is None) and (self.sesudah is None or self.sesudah.pagu is None):
            return None
        return ((self.sesudah and self.sesudah.pagu) or 0) - ((self.sebelum and self.sebelum.pagu) or 0)

    @property
    def alasan(self) -> str:
        return self.sesudah.alasan if self.sesudah else ""


def _isi(s: Simpul) -> tuple[Any, ...]:
    return (s.uraian, s.lokasi, s.pagu, s.sumber_dana, tuple((i.uraian, i.cetak) for i in s.indikator))


def compare(murni: IsiRenja | None, perubahan: IsiRenja | None) -> tuple[Beda, ...]:
    """Return every row of the two, in the order of units and codes."""
    lama, baru = (({_kunci(s): s for s in isi.walk()} if isi else {}) for isi in (murni, perubahan))
    return tuple(Beda(lama.get(k), baru.get(k)) for k in sorted({*lama, *baru}))


def _kunci(s: Simpul) -> tuple[int, int, str]:
    return ((s.unit.urut, s.unit.pk) if s.unit else (-1, 0)) + (s.kode_baku,)


# --------------------------------------------------------------------------------------------------- draft RKPD and needs


@dataclass(frozen=True)
class SisiTelaah:
    """A row of one half of T-C.31; ``uang`` is the pagu indikatif or the money needed."""

    kode: str
    kode_baku: str
    uraian: str
    lokasi: str
    indikator: str
    target: str
    uang: int | None
    catatan: str = ""

    @property
    def pokok(self) -> str:
        """What the row is about: its code, or its words where it has none."""
        return self.kode_baku or fold(self.uraian)


@dataclass(frozen=True)
class Pasangan:
    """A line of T-C.31: what the draft RKPD gives beside what is needed."""

    rancangan: SisiTelaah | None
    kebutuhan: SisiTelaah | None

    @property
    def catatan(self) -> str:
        return self.kebutuhan.catatan if self.kebutuhan else ""

    @property
    def selisih(self) -> int | None:
        """Need − draft (rupiah); None unless both are known."""
        if self.rancangan is None or self.kebutuhan is None:
            return None
        if self.rancangan.uang is None or self.kebutuhan.uang is None:
            return None
        return self.kebutuhan.uang - self.rancangan.uang


def pair_telaah(rancangan: Sequence[SisiTelaah], kebutuhan: Sequence[SisiTelaah]) -> tuple[Pasangan, ...]:
    """Put the needs beside the draft: same programme and indicator first, then same programme in order.

    What has no partner stands alone: a draft row in its place, a need at the end of its programme or of the table.
    """
    sisa = list(kebutuhan)
    teman: dict[int, SisiTelaah] = {}
    for sama in (lambda a, b: fold(a.indikator) == fold(b.indikator), lambda a, b: True):
        for n, r in enumerate(rancangan):
            cocok = next((k for k in sisa if n not in teman and k.pokok == r.pokok and sama(r, k)), None)
            if cocok is not None:
                teman[n] = cocok
                sisa = [k for k in sisa if k is not cocok]
    hasil: list[Pasangan] = []
    for n, r in enumerate(rancangan):
        hasil.append(Pasangan(r, teman.get(n)))
        if not any(x.pokok == r.pokok for x in rancangan[n + 1 :]):
            hasil += [Pasangan(None, k) for k in sisa if k.pokok == r.pokok]
            sisa = [k for k in sisa if k.pokok != r.pokok]
    return tuple(hasil + [Pasangan(None, k) for k in sisa])


def sum_telaah(baris: Sequence[SisiTelaah]) -> int | None:
    """Add up one half of T-C.31. A row above others with money is their sum already and does not count again."""
    kode = {b.kode_baku for b in baris if b.kode_baku and b.uang}
    return sum_ada(b.uang for b in baris if not (b.kode_baku and any(k.startswith(f"{b.kode_baku}.") for k in kode)))


@dataclass(frozen=True)
class SilangTelaah:
    """A code of one half of T-C.31 whose money is not the sum of the codes below it (rupiah)."""

    baris: SisiTelaah
    isian: int
    jumlah: int


def list_silang_telaah(baris: Sequence[SisiTelaah]) -> tuple[SilangTelaah, ...]:
    """Return the codes whose money contradicts the sum of what is below, in the order of the table."""
    per_kode: dict[str, list[SisiTelaah]] = defaultdict(list)
    for b in baris:
        if b.kode_baku and b.uang is not None:
            per_kode[b.kode_baku].append(b)
    hasil = []
    for kode, milik in per_kode.items():
        isian = sum(b.uang or 0 for b in milik)
        jumlah = sum_telaah([b for k, isi in per_kode.items() if k.startswith(f"{kode}.") for b in isi])
        if jumlah is not None and isian != jumlah:
            hasil.append(SilangTelaah(milik[0], isian, jumlah))
    return tuple(hasil)


# ------------------------------------------------------------------------------------------------------------- the whole


@dataclass(frozen=True)
class Usulan:
    """A line of T-C.32."""

    uraian: str
    lokasi: str
    indikator: str
    besaran: str
    sumber: str
    status: str
    alasan: str
    catatan: str


@dataclass(frozen=True)
class RekapRenja:
    tahun: int
    murni: IsiRenja | None
    perubahan: IsiRenja | None
    rancangan: tuple[SisiTelaah, ...]
    kebutuhan: tuple[SisiTelaah, ...]
    usulan: tuple[Usulan, ...]

    @property
    def berlaku(self) -> IsiRenja | None:
        """The Renja in force: after the change where there was one."""
        return self.perubahan or self.murni

    @cached_property
    def beda(self) -> tuple[Beda, ...]:
        """Every row before and after; empty without a Renja Perubahan."""
        return compare(self.murni, self.perubahan) if self.perubahan else ()

    @cached_property
    def telaah(self) -> tuple[Pasangan, ...]:
        return pair_telaah(self.rancangan, self.kebutuhan)

    @cached_property
    def jumlah_rancangan(self) -> int | None:
        return sum_telaah(self.rancangan)

    @cached_property
    def jumlah_kebutuhan(self) -> int | None:
        return sum_telaah(self.kebutuhan)

    def count_usulan(self, status: str) -> int:
        return sum(1 for u in self.usulan if u.status == status)


def muat_renja(instansi: Instansi, tahun: int) -> RekapRenja:
    """Read the plan of a year: six queries, two more where a parent was not entered."""
    pos: dict[int, list[PosRencana]] = defaultdict(list)
    baris = list(
        PosRencana.objects.for_instansi(instansi)
        .in_tahun(tahun)
        .select_related("unit", "sasaran", "penanggung_jawab")
        .prefetch_related("indikator")
    )
    for p in baris:
        pos[p.renja_id].append(p)
    nama = _list_nama(baris, tahun)
    isi = {str(r.jenis): build_isi(r, pos[r.pk], nama) for r in Renja.objects.for_instansi(instansi).in_tahun(tahun)}
    return RekapRenja(
        tahun,
        isi.get(MURNI.value),
        isi.get(PERUBAHAN.value),
        tuple(build_sisi(r, r.pagu) for r in RancanganRkpd.objects.for_instansi(instansi).in_tahun(tahun)),
        tuple(build_sisi(k, k.dana, k.catatan) for k in Kebutuhan.objects.for_instansi(instansi).in_tahun(tahun)),
        tuple(
            Usulan(
                u.uraian, u.lokasi, u.indikator, u.besaran, u.get_sumber_display(), u.status, u.alasan, u.catatan
            )
            for u in UsulanMasyarakat.objects.for_instansi(instansi).in_tahun(tahun)
        ),
    )  # fmt: skip


def build_isi(renja: Renja, baris: Sequence[PosRencana], nama: dict[str, str] | None = None) -> IsiRenja:
    """Return the trees of these rows (their indicators read along); ``nama``: of parents that nobody entered."""
    per_unit: dict[UnitKerja | None, list[PosRencana]] = defaultdict(list)
    for p in baris:
        per_unit[p.unit].append(p)
    urut = sorted(per_unit, key=lambda u: (u is not None, u.urut if u else 0, u.pk if u else 0))
    return IsiRenja(renja, tuple(UnitRenja(u, _build_pohon(u, per_unit[u], nama or {}, renja.tahun)) for u in urut))


def build_sisi(b: RancanganRkpd | Kebutuhan, uang: int | None, catatan: str = "") -> SisiTelaah:
    kode = print_kode(b.kode, b.tahun) if b.kode else ""
    return SisiTelaah(kode, b.kode, b.uraian, b.lokasi, b.indikator, b.target, uang, catatan)


def _list_nama(baris: Sequence[PosRencana], tahun: int) -> dict[str, str]:
    """Return the names of parents that were not entered."""
    ada = {(p.renja_id, p.unit_id, p.kode) for p in baris}
    return name_kode({k for p in baris for k in list_induk(p.kode) if (p.renja_id, p.unit_id, k) not in ada}, tahun)


def name_kode(kode: Collection[str], tahun: int) -> dict[str, str]:
    """Return what the nomenclature of a year calls these codes; two queries, none where there are no codes."""
    if not kode:
        return {}
    isi = Nomenklatur.objects.filter(versi=find_versi(tahun), kode__in=kode)
    return dict(isi.values_list("kode", "uraian"))


def _build_pohon(
    unit: UnitKerja | None, baris: Sequence[PosRencana], nama: dict[str, str], tahun: int
) -> tuple[Simpul, ...]:
    isi = {p.kode: p for p in baris}
    kode = sorted({*isi, *(k for p in baris for k in list_induk(p.kode))})
    bawah: dict[str, list[str]] = defaultdict(list)
    for k in kode:
        if tingkat_kode(k) != PROGRAM:
            bawah[induk_kode(k) or ""].append(k)

    def build(k: str) -> Simpul:
        anak = tuple(build(b) for b in bawah[k])
        if (p := isi.get(k)) is None:
            return Simpul(tingkat_kode(k), print_kode(k, tahun), k, nama.get(k, TANPA_NAMA), unit, anak=anak)
        return _simpul(p, anak, tahun)

    return tuple(build(k) for k in kode if tingkat_kode(k) == PROGRAM)


def _simpul(p: PosRencana, anak: tuple[Simpul, ...], tahun: int) -> Simpul:
    return Simpul(
        p.tingkat,
        print_kode(p.kode, tahun),
        p.kode,
        p.uraian,
        p.unit,
        p.pk,
        p.sasaran_id,
        str(p.sasaran or ""),
        p.penanggung_jawab_id,
        str(p.penanggung_jawab or ""),
        p.lokasi,
        p.sumber_dana,
        p.catatan_penting,
        p.alasan,
        tuple(Ukuran(i.uraian, i.satuan, i.target, i.target_maju) for i in p.indikator.all()),
        p.pagu,
        p.pagu_maju,
        anak,
    )
