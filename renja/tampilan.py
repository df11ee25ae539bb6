"""What the overview of the plan shows: each Renja with its figures and what it lacks, and where it may begin."""

from __future__ import annotations

from dataclasses import dataclass

from renja.rekap import SUBKEGIATAN, Beda, IsiRenja, RekapRenja, UnitRenja, format_uang
from renja.salin import Sumber


@dataclass(frozen=True)
class BarisUnit:
    nama: str
    program: int
    kegiatan: int
    sub_kegiatan: int
    pagu: str
    pagu_maju: str


@dataclass(frozen=True)
class Kartu:
    """A Renja in the overview."""

    isi: IsiRenja
    unit: tuple[BarisUnit, ...]
    kurang: tuple[str, ...]

    @property
    def pagu(self) -> str:
        return format_uang(self.isi.pagu)

    @property
    def pagu_maju(self) -> str:
        return format_uang(self.isi.pagu_maju)

    @property
    def berisi(self) -> bool:
        return bool(self.isi.unit)


@dataclass(frozen=True)
class Tabel:
    """A supporting table: where it is typed, how many rows, what is worth saying."""

    kunci: str
    judul: str
    banyak: int
    keterangan: str


def build_kartu(rekap: RekapRenja, nama: str) -> tuple[Kartu, ...]:
    """Return the Renja of the year, the murni first."""
    hasil = []
    for isi in (rekap.murni, rekap.perubahan):
        if isi is not None:
            kurang = [*_list_kurang(isi), *(_list_kurang_perubahan(rekap) if isi is rekap.perubahan else [])]
            hasil.append(Kartu(isi, tuple(_unit(u, nama) for u in isi.unit), tuple(kurang)))
    return tuple(hasil)


def _unit(u: UnitRenja, nama: str) -> BarisUnit:
    program, kegiatan, sub = (u.count(t) for t in ("program", "kegiatan", SUBKEGIATAN))
    return BarisUnit(str(u.unit or nama), program, kegiatan, sub, format_uang(u.pagu), format_uang(u.pagu_maju))


def _list_kurang(isi: IsiRenja) -> list[str]:
    """Say what a Renja lacks."""
    if not isi.unit:
        return ["belum ada program, kegiatan, dan sub kegiatan"]
    tanpa_target = sum(1 for s in isi.walk() if any(not u.target for u in s.indikator))
    tanpa_jawab = sum(1 for s in isi.walk() if s.tingkat == SUBKEGIATAN and s.penanggung_jawab_id is None)
    silang = ", ".join(s.kode for s in isi.silang)
    kurang = [
        (f"{len(isi.tanpa_pagu)} baris terbawah belum berpagu", bool(isi.tanpa_pagu)),
        (
            f"pagu atau prakiraan maju {silang} tidak sama dengan jumlah di bawahnya; yang dipakai jumlahnya, kecuali Rp 0",
            bool(silang),
        ),
        (f"{len(isi.tanpa_indikator)} sub kegiatan tanpa indikator", bool(isi.tanpa_indikator)),
        (f"{tanpa_target} baris punya indikator tanpa target", bool(tanpa_target)),
        (f"{tanpa_jawab} sub kegiatan belum ada penanggung jawabnya", bool(tanpa_jawab)),
        ("prakiraan maju belum diisi", isi.pagu_maju is None),
        ("nomor penetapan belum diisi", not isi.model.nomor),
    ]
    return [kata for kata, ya in kurang if ya]


def _list_kurang_perubahan(rekap: RekapRenja) -> list[str]:
    tanpa = sum(
        1 for b in rekap.beda if b.ada.tingkat == SUBKEGIATAN and b.jenis in ("baru", "berubah") and not b.alasan
    )
    return [f"{tanpa} sub kegiatan berubah tanpa alasan"] if tanpa else []


def build_tabel(rekap: RekapRenja) -> tuple[Tabel, ...]:
    belum = rekap.count_usulan("belum")
    return (
        Tabel(
            "rancangan-rkpd",
            "Rancangan awal RKPD",
            len(rekap.rancangan),
            f"Rp {format_uang(rekap.jumlah_rancangan)}" if rekap.rancangan else "",
        ),
        Tabel(
            "kebutuhan-renja",
            "Analisis kebutuhan",
            len(rekap.kebutuhan),
            f"Rp {format_uang(rekap.jumlah_kebutuhan)}" if rekap.kebutuhan else "",
        ),
        Tabel(
            "usulan-masyarakat",
            "Usulan masyarakat",
            len(rekap.usulan),
            f"{belum} belum diputuskan" if belum else "",
        ),
    )


@dataclass(frozen=True)
class BarisBeda:
    """A row that the Renja Perubahan changes."""

    beda: Beda
    sebelum: str
    sesudah: str
    selisih: str


def build_beda(rekap: RekapRenja) -> tuple[BarisBeda, ...]:
    """Return the rows that are not the same any more."""
    return tuple(
        BarisBeda(
            b,
            format_uang(b.sebelum.pagu if b.sebelum else None),
            format_uang(b.sesudah.pagu if b.sesudah else None),
            format_uang(b.selisih),
        )
        for b in rekap.beda
        if b.jenis != "tetap"
    )


def name_sumber(sumber: Sumber, tahun: int) -> str:
    """Return what a button says that begins the plan from this source."""
    return {
        Sumber.MAJU: f"Ambil prakiraan maju {tahun - 1}",
        Sumber.RENJA: f"Salin Renja {tahun - 1}",
        Sumber.ANGGARAN: f"Salin anggaran {tahun - 1}",
        Sumber.ANGGARAN_INI: f"Salin anggaran {tahun}",
    }[sumber]
