"""Where the Renja or the budget of a year is not what the Renstra planned for that year, row by row, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from anggaran.rekap import TOTAL, Pos
from kinerja.angka import AngkaError
from kinerja.kode import print_kode, tingkat_kode
from kinerja.target import fold_satuan, is_target_sama, key_ukuran, print_target
from kinerja.tulisan import format_isian, format_rupiah
from organisasi.models import UnitKerja
from renja.rekap import IsiRenja
from renja.rekap_renstra import RencanaRenstra, SimpulRenstra

RENJA, ANGGARAN = "Renja", "anggaran"
Kunci = tuple[int | None, str]  # unit, code as the Renstra knows it


@dataclass(frozen=True)
class Ukuran:
    uraian: str
    satuan: str
    target: str  # as it was written

    @property
    def cetak(self) -> str:
        """The target with its unit; one whose figure has two readings ("1.250") as it was written."""
        try:
            return print_target(self.target, self.satuan)
        except AngkaError:
            return self.target


@dataclass(frozen=True)
class Sisi:
    """A row as one of the three documents has it in the year."""

    uraian: str
    pagu: int | None
    indikator: tuple[Ukuran, ...] = ()


@dataclass(frozen=True)
class Banding:
    """A row in the Renstra, the Renja and the budget of a year; ``beda`` says in words where they do not agree."""

    kode: str
    tingkat: str
    unit: UnitKerja | None
    uraian: str
    renstra: Sisi | None
    renja: Sisi | None
    anggaran: Sisi | None
    beda: tuple[str, ...]


def compare_renstra(
    rencana: RencanaRenstra, tahun: int, renja: IsiRenja | None, anggaran: Mapping[int | None, Pos]
) -> tuple[Banding, ...]:
    """Return every row that any of them has for the year, in the order of units and codes.

    A document that a unit does not have at all is not compared, nor a unit or a level (sub kegiatan) of which the plan has
    no row. () without a plan of programmes.
    """
    if not rencana:
        return ()
    simpul = {(s.unit.pk if s.unit else None, s.kode): s for s in rencana.walk()}
    isi = {RENJA: dict(_list_renja(rencana, renja)), ANGGARAN: dict(_list_anggaran(rencana, anggaran))}
    ada = {nama: {unit for unit, _ in baris} for nama, baris in isi.items()}
    unit = {u.pk: u for u in (s.unit for s in rencana.walk()) if u}
    dikenal = {(u, s.tingkat) for (u, _), s in simpul.items()}
    lain = {k for baris in isi.values() for k in baris if (k[0], tingkat_kode(k[1])) in dikenal}
    semua = {*simpul, *lain}
    hasil = []
    for kunci in sorted(semua, key=lambda k: (*_sort_unit(unit.get(k[0] or 0)), k[1])):
        s = simpul.get(kunci)
        sisi = {nama: baris.get(kunci) for nama, baris in isi.items() if kunci[0] in ada[nama]}
        beda = tuple(kata for nama, lain in sisi.items() for kata in _tell(nama, s, lain, tahun))
        milik = _sisi(s, tahun) if s else None
        nama_baris = next(x.uraian for x in (milik, *sisi.values()) if x)
        hasil.append(
            Banding(
                print_kode(kunci[1], tahun),
                tingkat_kode(kunci[1]),
                unit.get(kunci[0] or 0),
                nama_baris,
                milik,
                isi[RENJA].get(kunci),
                isi[ANGGARAN].get(kunci),
                beda,
            )
        )
    return tuple(hasil)


def _sort_unit(u: UnitKerja | None) -> tuple[int, int]:
    return (u.urut, u.pk) if u else (-1, 0)


def _list_renja(rencana: RencanaRenstra, renja: IsiRenja | None) -> Iterator[tuple[Kunci, Sisi]]:
    for s in renja.walk() if renja else ():
        unit = s.unit.pk if s.unit else None
        ukuran = tuple(Ukuran(i.uraian, i.satuan, i.target) for i in s.indikator)
        yield (unit, rencana.find_kode(unit, s.kode_baku)), Sisi(s.uraian, s.pagu, ukuran)


def _list_anggaran(rencana: RencanaRenstra, anggaran: Mapping[int | None, Pos]) -> Iterator[tuple[Kunci, Sisi]]:
    for unit, pohon in anggaran.items():
        for pos in pohon.walk():
            if pos.tingkat == TOTAL:
                continue
            ukuran = tuple(
                Ukuran(k.uraian, k.satuan, k.target_teks or ("" if k.target is None else format_isian(k.target)))
                for k in pos.keluaran
            )
            yield (unit, rencana.find_kode(unit, pos.kode)), Sisi(pos.uraian, pos.pagu, ukuran)


def _sisi(s: SimpulRenstra, tahun: int) -> Sisi:
    ukuran = tuple(Ukuran(i.uraian, i.satuan, i.target.get(tahun, "")) for i in s.indikator)
    return Sisi(s.uraian, s.pagu(tahun), ukuran)


def _tell(nama: str, s: SimpulRenstra | None, lain: Sisi | None, tahun: int) -> Iterator[str]:
    """Say where one document differs from the plan of the year."""
    if s is None:
        if lain is not None:
            yield f"ada di {nama}, tidak ada di Renstra"
        return
    milik = _sisi(s, tahun)
    if lain is None:
        if milik.pagu or any(i.target for i in milik.indikator):
            yield f"direncanakan Renstra untuk {tahun}, tidak ada di {nama}"
        return
    yield from _tell_pagu(nama, s, milik.pagu, lain.pagu, tahun)
    for ukuran, padanan in _pair(milik.indikator, lain.indikator):
        if ukuran.target and padanan.target and not is_target_sama(ukuran.target, padanan.target):
            yield f"target “{ukuran.uraian}” {nama} {padanan.cetak}, Renstra {ukuran.cetak}"


def _tell_pagu(nama: str, s: SimpulRenstra, pagu: int | None, lain: int | None, tahun: int) -> Iterator[str]:
    if lain is None or pagu == lain:
        return
    if pagu is not None:
        arah = "lebih besar" if lain > pagu else "lebih kecil"
        yield f"pagu {nama} {arah} Rp {format_rupiah(abs(lain - pagu))}"
    elif lain and s.pagu_akhir:
        yield f"ada pagunya di {nama}, tanpa dana {tahun} di Renstra"


def _pair(renstra: tuple[Ukuran, ...], lain: tuple[Ukuran, ...]) -> Iterable[tuple[Ukuran, Ukuran]]:
    """Pair indicators: those of one name and unit; the only one with the only one, unless their units differ."""
    tunggal = len(renstra) <= 1 and len(lain) <= 1
    if tunggal and renstra and lain:
        satuan = {fold_satuan(u.satuan, u.target) for u in (*renstra, *lain)} - {""}
        return [(renstra[0], lain[0])] if len(satuan) <= 1 else []
    kunci = {key_ukuran(u.uraian, u.satuan, u.target, tunggal=False): u for u in lain}
    pasang = ((u, kunci.get(key_ukuran(u.uraian, u.satuan, u.target, tunggal=False))) for u in renstra)
    return [(u, p) for u, p in pasang if p is not None]


__all__ = ["Banding", "Sisi", "Ukuran", "compare_renstra"]
