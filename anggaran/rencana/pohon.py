"""The budget tree as the planning pages show it: figures of :mod:`anggaran.rekap` as text, and what is still missing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from anggaran.rekap import PROGRAM, SUBKEGIATAN, Keluaran, Pos
from anggaran.rencana.pilihan import Pilihan
from kinerja.angka import TANDA_KOSONG, format_angka, format_nilai, format_rupiah, publish

ALAMAT = {"program": "ubah_program", "kegiatan": "ubah_kegiatan", "subkegiatan": "ubah_sub_kegiatan"}


@dataclass(frozen=True)
class Target:
    """An indicator with its target in words ("12 Dokumen")."""

    uraian: str
    target: str


@dataclass(frozen=True)
class BarisPohon:
    """A node as it is read: figures as text, the sasaran it serves (named there or above), what it lacks."""

    tingkat: str
    pk: int | None
    kode: str
    uraian: str
    murni: str
    perubahan: str
    realisasi: str
    serapan: str
    penanggung_jawab: str
    sasaran: str
    nama_sasaran: str
    indikator: tuple[Target, ...]
    kurang: tuple[str, ...] = ()

    @property
    def alamat(self) -> str:
        return ALAMAT[self.tingkat]


@dataclass(frozen=True)
class Bagian:
    """A program with its kegiatan and sub kegiatan in the order of their codes."""

    program: BarisPohon
    isi: tuple[BarisPohon, ...]

    @property
    def jumlah_kurang(self) -> int:
        return sum(1 for b in (self.program, *self.isi) if b.kurang)


def build_bagian(pohon: Pos, pilihan: Pilihan) -> list[Bagian]:
    hasil = []
    for program in pohon.anak:
        baris = tuple(_walk(program, None, pilihan))
        hasil.append(Bagian(baris[0], baris[1:]))
    return hasil


def filter_kurang(bagian: list[Bagian]) -> list[Bagian]:
    """Keep what lacks something, with the kegiatan and program above it."""
    hasil = []
    for b in bagian:
        isi: list[BarisPohon] = []
        kegiatan: BarisPohon | None = None
        for baris in b.isi:
            if baris.tingkat != SUBKEGIATAN:
                kegiatan = baris
                if baris.kurang:
                    isi.append(baris)
            elif baris.kurang:
                if kegiatan is not None and kegiatan not in isi:
                    isi.append(kegiatan)
                isi.append(baris)
        if isi or b.program.kurang:
            hasil.append(replace(b, isi=tuple(isi)))
    return hasil


def build_jumlah(pohon: Pos) -> BarisPohon:
    """The last line: the whole."""
    return _baris(pohon, None, Pilihan({}, {}), uraian="Jumlah")


def _walk(pos: Pos, sasaran: int | None, pilihan: Pilihan) -> list[BarisPohon]:
    sasaran = pos.sasaran_id or sasaran
    hasil = [_baris(pos, sasaran, pilihan)]
    for a in pos.anak:
        hasil += _walk(a, sasaran, pilihan)
    return hasil


def _baris(pos: Pos, sasaran: int | None, pilihan: Pilihan, uraian: str = "") -> BarisPohon:
    s = pilihan.sasaran.get(sasaran or 0)
    j = pilihan.jabatan.get(pos.penanggung_jawab_id or 0)
    return BarisPohon(
        pos.tingkat,
        pos.pk,
        pos.kode,
        uraian or pos.uraian,
        murni=format_uang(pos.pagu_murni),
        perubahan=format_uang(pos.pagu if pos.berubah else None),
        realisasi=format_uang(pos.realisasi_sd()),
        serapan=format_nilai(publish(pos.serapan())),
        penanggung_jawab=(j.singkatan or j.nama) if j else "",
        sasaran=s.kode if s else "",
        nama_sasaran=s.uraian if s else "",
        indikator=tuple(Target(k.uraian, format_target(k)) for k in pos.keluaran),
        kurang=tuple(_list_kurang(pos, sasaran)),
    )


def _list_kurang(pos: Pos, sasaran: int | None) -> list[str]:
    """Say what a node lacks. Money and a responsible post are the sub kegiatan's; a program or kegiatan may share one."""
    if pos.pk is None:
        return []
    kurang = []
    if pos.tingkat != SUBKEGIATAN and not pos.anak:
        kurang.append("belum ada kegiatan" if pos.tingkat == PROGRAM else "belum ada sub kegiatan")
    if pos.tingkat == SUBKEGIATAN:
        if not pos.pagu:
            kurang.append("pagu kosong")
        if pos.penanggung_jawab_id is None:
            kurang.append("penanggung jawab belum dipilih")
        if sasaran is None:
            kurang.append("sasaran belum dipilih")
        if not pos.keluaran:
            kurang.append("indikator belum ada")
    if any(k.target is None and not k.target_teks for k in pos.keluaran):
        kurang.append("target indikator belum diisi")
    return kurang


def format_uang(nilai: int | None) -> str:
    return TANDA_KOSONG if nilai is None else format_rupiah(nilai)


def format_target(k: Keluaran) -> str:
    """Write a target with its unit, one that was written with it as it stands; "" where there is none."""
    if k.target is None or k.target_teks[:1].isdigit():
        return k.target_teks
    angka = format_angka(k.target)
    return f"{angka} {k.satuan}".strip()
