"""The budget and the Renstra's plan of programmes through the years: which rows are the same thing, and what each year had.

A year whose budget is in the system speaks for itself; of another year counts what the Renstra planned for it and what
was entered as its realisasi (:class:`renja.rekap_renstra.RencanaRenstra`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from anggaran.rekap import Keluaran, Pos
from kinerja.angka import Nilai, Takterdefinisi
from kinerja.capaian import Arah, AturanTurun, calculate_capaian
from kinerja.kode import normalize_kode, print_kode
from kinerja.target import fold_satuan, key_ukuran, read_target
from kinerja.triwulan import Akumulasi
from lakip.data import DataLkj
from renja.rekap_renstra import RencanaRenstra, SimpulRenstra, UkuranRenstra, read_figur

BUKAN_RENCANA = Takterdefinisi("tidak direncanakan pada tahun ini")


def read_kata(teks: str) -> str:
    """Return the words of a target as it was written; "" where it is a bare figure."""
    target = read_target(teks)
    return "" if target.nilai is not None and not target.satuan else target.teks


@dataclass(frozen=True)
class Masa:
    """Which years: the Renstra from ``awal`` to ``akhir``, the year evaluated and up to which quarter of it, and the year
    that is under way after it (``berjalan``), whose targets stand for what it will bring."""

    awal: int
    akhir: int
    tahun: int
    triwulan: int = 4
    berjalan: int | None = None

    @property
    def renstra(self) -> range:
        return range(self.awal, self.akhir + 1)

    @property
    def lalu(self) -> range:
        return range(self.awal, self.tahun)

    @property
    def sampai(self) -> int:
        return self.berjalan or self.tahun


@dataclass(frozen=True)
class KeluaranTahunan:
    """An indicator of a node through the years, and in the Renstra's plan. ``sistem``: the years that speak for
    themselves."""

    tahunan: Mapping[int, Keluaran]
    rencana: UkuranRenstra | None = None
    sistem: frozenset[int] = frozenset()

    @property
    def terbaru(self) -> Keluaran | None:
        return self.tahunan[max(self.tahunan)] if self.tahunan else None

    @property
    def uraian(self) -> str:
        milik = self.terbaru or self.rencana
        return milik.uraian if milik else ""

    @property
    def satuan(self) -> str:
        return next((m.satuan for m in (self.terbaru, self.rencana) if m and m.satuan), "")

    @property
    def cara(self) -> Akumulasi:
        """How its years are put together: as the Renstra's plan has it, else as its quarters make a year."""
        if self.rencana:
            return self.rencana.cara
        return self.terbaru.akumulasi if self.terbaru else Akumulasi.AKUMULATIF

    @property
    def arah(self) -> Arah:
        return self.terbaru.arah if self.terbaru else Arah.NAIK

    def realisasi(self, tahun: int, triwulan: int = 4) -> Nilai:
        if (k := self.tahunan.get(tahun)) is not None:
            return k.realisasi_sd(triwulan)
        if tahun in self.sistem:
            return BUKAN_RENCANA
        return read_figur(self.rencana.realisasi.get(tahun, "") if self.rencana else "")

    def target(self, tahun: int) -> tuple[Decimal | None, str] | None:
        """The target of a year as figure and as it was written; None where the year had no such indicator."""
        if (k := self.tahunan.get(tahun)) is not None:
            return k.target, k.target_teks
        if tahun in self.sistem or self.rencana is None:
            return None
        return self.rencana.target_nilai(tahun), read_kata(self.rencana.target.get(tahun, ""))

    def capaian(self, tahun: int, triwulan: int, aturan: AturanTurun) -> Nilai:
        """Realisasi ÷ target × 100 of a year, in per cent, unrounded."""
        if (k := self.tahunan.get(tahun)) is not None:
            return k.capaian_sd(triwulan, aturan)
        realisasi, target = self.realisasi(tahun), self.target(tahun)
        if target is None:
            return BUKAN_RENCANA
        if isinstance(realisasi, Takterdefinisi):
            return realisasi
        return calculate_capaian(target[0], realisasi, self.arah, aturan)


@dataclass(frozen=True)
class PosTahunan:
    """A program, kegiatan or sub kegiatan through the years, and in the Renstra's plan."""

    tahunan: Mapping[int, Pos]
    rencana: SimpulRenstra | None = None
    sistem: frozenset[int] = frozenset()

    @property
    def tingkat(self) -> str:
        if self.tahunan:
            return self.tahunan[max(self.tahunan)].tingkat
        return self.rencana.tingkat if self.rencana else ""

    @property
    def uraian(self) -> str:
        if self.tahunan:
            return self.tahunan[max(self.tahunan)].uraian
        return self.rencana.uraian if self.rencana else ""

    def print_kode(self, tahun: int) -> str:
        """The code as the latest budget has it, else as the year would print it."""
        if self.tahunan:
            return self.tahunan[max(self.tahunan)].kode
        return print_kode(self.rencana.kode, tahun) if self.rencana else ""

    def pagu(self, tahun: int) -> int | None:
        """Rupiah; of a year outside the system what the Renstra gives it."""
        if (p := self.tahunan.get(tahun)) is not None:
            return p.pagu
        return self.rencana.pagu(tahun) if self.rencana and tahun not in self.sistem else None

    def realisasi(self, tahun: int, triwulan: int = 4) -> int | None:
        """Rupiah; of a year outside the system what was entered about it."""
        if (p := self.tahunan.get(tahun)) is not None:
            return p.realisasi_sd(triwulan)
        return self.rencana.realisasi(tahun) if self.rencana and tahun not in self.sistem else None

    def list_keluaran(self) -> list[KeluaranTahunan]:
        """Its indicators through the years: those of one name; the only one of a year goes with the only one of another.

        Units are compared however they are spelled; one unit never goes with another.
        """
        milik = self.rencana.indikator if self.rencana else ()
        tunggal = len(milik) <= 1 and all(len(p.keluaran) <= 1 for p in self.tahunan.values())
        isi: dict[str, dict[int, Keluaran]] = {}
        for t, pos in sorted(self.tahunan.items()):
            for k in pos.keluaran:
                isi.setdefault(key_ukuran(k.uraian, k.satuan, k.target_teks, tunggal=tunggal), {})[t] = k
        rencana: dict[str, UkuranRenstra] = {}
        for u in milik:
            kunci = key_ukuran(u.uraian, u.satuan, u.contoh, tunggal=tunggal)
            if tunggal and len(isi) == 1 and not fold_satuan(u.satuan, u.contoh):
                kunci = next(iter(isi))  # a plan of bare figures speaks of the unit that the budget names
            rencana[kunci] = u
        return [KeluaranTahunan(isi.get(k, {}), rencana.get(k), self.sistem) for k in dict.fromkeys([*isi, *rencana])]


@dataclass(frozen=True)
class PohonTahunan:
    """The budget of one unit through the years: nodes by code, each year's whole, and which years are in the system."""

    nama: str
    pos: tuple[tuple[str, PosTahunan], ...]
    total: PosTahunan
    tahun: frozenset[int] = field(default_factory=frozenset)

    @property
    def is_berdana(self) -> bool:
        """Whether the Renstra's own plan gives this unit money."""
        return self.total.rencana is not None and self.total.rencana.pagu_akhir is not None


def gabung_pohon(
    pohon: Mapping[int, Pos], rencana: RencanaRenstra | None = None, unit: int | None = None, nama: str = ""
) -> PohonTahunan | None:
    """Join the trees of several years and the Renstra's plan of a unit by code; None where there is neither.

    ``nama``: what the unit is called where no year is in the system.
    """
    akar_rencana = rencana.unit.get(unit) if rencana else None
    if not pohon and akar_rencana is None:
        return None
    isi: dict[str, dict[int, Pos]] = {}
    for tahun, akar in pohon.items():
        for pos in akar.walk():
            if pos.kode:
                kode = rencana.find_kode(unit, pos.kode) if rencana else normalize_kode(pos.kode)
                isi.setdefault(kode, {})[tahun] = pos
    simpul = {s.kode: s for p in akar_rencana.anak for s in p.walk()} if akar_rencana else {}
    sistem = frozenset(pohon)
    total = PosTahunan(pohon, akar_rencana, sistem)
    return PohonTahunan(
        total.tahunan[max(pohon)].uraian if pohon else nama,
        tuple((k, PosTahunan(isi.get(k, {}), simpul.get(k), sistem)) for k in sorted({*isi, *simpul})),
        total,
        sistem,
    )


def pohon_tahunan(data: DataLkj, unit: int | None) -> dict[int, Pos]:
    """The trees of a unit in all years that have been read."""
    semua = {**data.pohon_tahun, data.tahun: data.anggaran}
    return {t: p for t, isi in semua.items() if (p := isi.get(unit))}


def list_pohon(data: DataLkj) -> list[tuple[int | None, PohonTahunan]]:
    """The trees of every unit that has a budget in the year or a place in the Renstra's plan, the kecamatan first."""
    nama: dict[int | None, str] = {None: data.instansi.nama, **{u.pk: u.nama for u in data.unit}}
    unit = dict.fromkeys([*data.anggaran, *(data.rencana_program.unit if data.rencana_program else ())])
    urut = {u.pk: n for n, u in enumerate(data.unit)}
    return [
        (pk, p)
        for pk in sorted(unit, key=lambda pk: -1 if pk is None else urut[pk])
        if (p := gabung_pohon(pohon_tahunan(data, pk), data.rencana_program, pk, nama[pk]))
    ]


__all__ = [
    "BUKAN_RENCANA", "KeluaranTahunan", "Masa", "PohonTahunan", "PosTahunan", "gabung_pohon", "list_pohon", "pohon_tahunan",
    "read_kata",
]  # fmt: skip
