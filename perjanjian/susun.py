"""What the pages of the perjanjian show: the posts along their superior line, what is missing, what may be promised."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from anggaran.rekap import PROGRAM, Pos, muat_pohon
from kinerja.angka import format_rupiah
from organisasi.models import Instansi, Jabatan
from perjanjian.models import Butir, PerjanjianKinerja
from perjanjian.rekap import RekapPerjanjian, budget_of
from renstra.models import Sasaran, Tujuan
from renstra.rekap import RekapIndikator, RekapRenstra, Sasar
from renstra.susun import print_sasar


@dataclass(frozen=True)
class BarisJabatan:
    """A post, how deep it stands below the top, and its perjanjian with what they lack."""

    jabatan: Jabatan
    tingkat: int
    perjanjian: tuple[tuple[RekapPerjanjian, tuple[str, ...]], ...]

    @property
    def murni(self) -> RekapPerjanjian | None:
        return next((p for p, _ in self.perjanjian if p.model.jenis == PerjanjianKinerja.Jenis.MURNI), None)

    @property
    def berubah(self) -> bool:
        return any(p.model.jenis == PerjanjianKinerja.Jenis.PERUBAHAN for p, _ in self.perjanjian)


def susun_jabatan(jabatan: Iterable[Jabatan], daftar: Iterable[RekapPerjanjian]) -> list[BarisJabatan]:
    """Return every post, each below its superior, with its perjanjian; nobody is left out, whatever the line."""
    milik: dict[int, list[RekapPerjanjian]] = defaultdict(list)
    for p in daftar:
        milik[p.jabatan.pk].append(p)
    anak: dict[int | None, list[Jabatan]] = defaultdict(list)
    semua = list(jabatan)
    for j in semua:
        anak[j.atasan_id].append(j)
    hasil: list[BarisJabatan] = []
    sudah: set[int] = set()

    def turun(j: Jabatan, tingkat: int) -> None:
        if j.pk in sudah:
            return
        sudah.add(j.pk)
        hasil.append(BarisJabatan(j, tingkat, tuple((p, list_kurang(p)) for p in milik[j.pk])))
        for a in anak[j.pk]:
            turun(a, tingkat + 1)

    for j in [*anak[None], *semua]:
        turun(j, 0)
    return hasil


def list_kurang(p: RekapPerjanjian) -> tuple[str, ...]:
    """Say in words what a perjanjian still lacks."""
    tanpa = sum(1 for b in p.butir if not b.target_triwulan.all())
    kurang = [
        ("belum ada butir", not p.butir),
        (f"{tanpa} butir belum punya target triwulan", bool(tanpa)),
        ("nomor belum diisi", not p.model.nomor),
        ("tanggal belum diisi", p.model.tanggal is None),
    ]
    return tuple(kata for kata, ya in kurang if ya)


def propose_pihak(jabatan: Jabatan) -> dict[str, object]:
    """Propose the second party: the superior, or the Bupati above the top post."""
    if jabatan.atasan_id:
        return {"pihak_kedua": jabatan.atasan_id}
    kabupaten = jabatan.instansi.kabupaten
    return {"sebutan_pihak_kedua": f"{kabupaten.kepala} {kabupaten.nama}"}


# ---------------------------------------------------------------------------------------------------------------- butir


@dataclass(frozen=True)
class BarisButir:
    """A butir as it is read."""

    model: Butir
    induk: Sasaran | Tujuan | None
    target: str
    satuan: str
    triwulan: tuple[str, ...]


def susun_butir(p: RekapPerjanjian) -> list[BarisButir]:
    """Return the butir with their targets of the year and up to each quarter, as printed."""
    hasil = []
    for b in p.butir:
        tw = {t.triwulan: t.sasar for t in b.target_triwulan.all()}
        i = b.indikator
        hasil.append(
            BarisButir(
                b,
                i.sasaran or i.tujuan,
                print_sasar(b.sasar),
                b.satuan or i.satuan,
                tuple(print_sasar(tw.get(n)) for n in (1, 2, 3, 4)),
            )
        )
    return hasil


@dataclass(frozen=True)
class Calon:
    """An indicator that may be promised, with the target that the plan holds for the year."""

    indikator: RekapIndikator
    induk: str
    target: Sasar | None

    @property
    def kunci(self) -> str:
        """By what a form names it."""
        return str(self.indikator.pk)


def list_calon(
    rencana: RekapRenstra, jabatan: Jabatan, tahun: int, terpakai: Iterable[int], *, semua: bool = False, cari: str = ""
) -> list[Calon]:
    """Return the indicators to choose from: those of the post, or all; all words of ``cari`` must occur.

    Of the post: what it owns or answers for; for the top post also every sasaran strategis.
    """
    pakai = set(terpakai)
    sasaran: dict[int | None, Sasaran] = {s.pk: s for s in rencana.sasaran}
    tujuan: dict[int | None, Tujuan] = {t.pk: t for t in rencana.tujuan}
    hasil = []
    for i in rencana.indikator:
        s = sasaran.get(i.model.sasaran_id)
        induk = s or tujuan[i.model.tujuan_id]
        milik = semua or is_milik(i, s, jabatan)
        if i.pk not in pakai and milik and is_memuat(cari, i.model.kode, i.uraian, induk.kode, induk.uraian):
            hasil.append(Calon(i, str(induk), i.sasar(tahun)))
    return hasil


def is_memuat(cari: str, *teks: str) -> bool:
    """Whether all words of ``cari`` occur."""
    isi = " ".join(teks).casefold()
    return all(kata in isi for kata in re.findall(r"\S+", cari.casefold()))


def is_milik(i: RekapIndikator, s: Sasaran | None, jabatan: Jabatan) -> bool:
    if i.model.penanggung_jawab_id == jabatan.pk or (s is not None and s.pemilik_id == jabatan.pk):
        return True
    strategis = s is not None and s.tingkat == Sasaran.Tingkat.STRATEGIS
    return jabatan.atasan_id is None and strategis


def add_butir(perjanjian: PerjanjianKinerja, pilihan: Sequence[tuple[RekapIndikator, Sasar]]) -> int:
    """Add indicators with their targets below the butir there are; return how many."""
    urut = max((b.urut for b in perjanjian.butir.all()), default=0)
    for n, (indikator, target) in enumerate(pilihan, start=urut + 1):
        Butir.objects.create(
            perjanjian=perjanjian,
            indikator=indikator.model,
            target=target.nilai,
            target_teks=target.teks,
            urut=n,
        )
    return len(pilihan)


# --------------------------------------------------------------------------------------------------------------- budget


@dataclass(frozen=True)
class RingkasAnggaran:
    """The budget a post answers for: its total and its programmes, as printed."""

    total: str
    program: tuple[tuple[str, str, str], ...]  # (code, name, rupiah)


def muat_pos(instansi: Instansi, tahun: int, jabatan: list[Jabatan], j: Jabatan) -> Pos | None:
    """Return the part of the budget tree that a post answers for: the kecamatan's, or that of its kelurahan."""
    return budget_of(muat_pohon(instansi, tahun), jabatan, j.pk)


def muat_anggaran(instansi: Instansi, tahun: int, jabatan: list[Jabatan], j: Jabatan) -> RingkasAnggaran | None:
    """Return the post's part of the budget; None where it has none."""
    pohon = muat_pos(instansi, tahun, jabatan, j)
    if pohon is None:
        return None
    program = tuple((p.kode, p.uraian, format_rupiah(p.pagu)) for p in pohon.walk() if p.tingkat == PROGRAM)
    return RingkasAnggaran(format_rupiah(pohon.pagu), program)
