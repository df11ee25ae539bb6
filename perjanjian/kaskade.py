"""The cascade of a year: what each post along the superior line promises and answers for, and where the line breaks.

Pure: from what was read (:mod:`perjanjian.rekap`, :mod:`renstra.rekap`, :mod:`anggaran.rekap`) to rows and findings.

Whose indicator is whose:

- A post that others stand below (camat, sekretaris) promises tujuan and sasaran strategis; a post with nobody below it
  (kepala seksi, kepala subbagian) promises sasaran operasional or the indicators of programme, kegiatan, sub kegiatan.
- One indicator, one post. Two posts of which neither stands above the other promise it twice, unless the Renstra says
  that several answer for it. A superior may promise what his subordinate promises where the Renstra gives that line to the
  subordinate (owner of the sasaran, or named for the indicator); the superior then only carries it upwards.
- An indicator of the budget is carried by a butir of the post that answers for it, when that butir belongs to the sasaran
  the budget serves or to one that supports it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from anggaran.rekap import KEGIATAN, PROGRAM, SUBKEGIATAN, Keluaran, Pos
from kinerja.alur import StatusPerjanjian
from kinerja.angka import format_rupiah
from organisasi.models import Jabatan
from perjanjian.models import Butir
from perjanjian.rekap import RekapPerjanjian, budget_of, list_bawahan, select_berlaku, walk_tanggungan
from renstra.models import Sasaran
from renstra.rekap import RekapIndikator, RekapRenstra
from renstra.susun import print_sasar

_KODE_MAKS = 6  # codes named in one sentence; the rest is counted


class Periksa(StrEnum):
    """What is looked at, in the order of the page; the value is its title."""

    TANPA_PERJANJIAN = "Jabatan tanpa perjanjian"
    TANPA_BUTIR = "Perjanjian tanpa butir"
    BUKAN_ATASAN = "Pihak kedua bukan atasan"
    TAK_DIJANJIKAN = "Indikator yang tidak dijanjikan siapa pun"
    GANDA = "Indikator yang dijanjikan lebih dari satu jabatan"
    SALAH_TINGKAT = "Indikator yang dijanjikan tingkat yang salah"
    BEDA_TARGET = "Target berbeda dari Renstra"
    TANPA_PENANGGUNG = "Anggaran tanpa penanggung jawab"
    SELISIH = "Jumlah bawahan berbeda dari atasan"


@dataclass(frozen=True)
class Temuan:
    """One break of the cascade in one sentence; ``layar`` and ``kunci`` name the page on which it is mended."""

    jenis: Periksa
    pesan: str
    layar: str
    kunci: tuple[int | str, ...] = ()


@dataclass(frozen=True)
class BarisKaskade:
    """A post, how deep it stands, the perjanjian in force, and the part of the budget it answers for."""

    jabatan: Jabatan
    tingkat: int
    perjanjian: RekapPerjanjian | None
    anggaran: Pos | None

    @property
    def program(self) -> int:
        return self.anggaran.count(PROGRAM) if self.anggaran else 0

    @property
    def kegiatan(self) -> int:
        return self.anggaran.count(KEGIATAN) if self.anggaran else 0

    @property
    def sub_kegiatan(self) -> int:
        return len(self.anggaran.daun) if self.anggaran else 0

    @property
    def pagu(self) -> int:
        return self.anggaran.pagu if self.anggaran else 0

    @property
    def rupiah(self) -> str:
        return format_rupiah(self.pagu)

    @property
    def butir(self) -> int:
        return len(self.perjanjian.butir) if self.perjanjian else 0


@dataclass(frozen=True)
class JumlahTingkat:
    """What a superior answers for beside what his direct subordinates answer for together, in rupiah."""

    jabatan: Jabatan
    atasan: int
    bawahan: int
    kurang: tuple[Pos, ...]  # sub kegiatan of the superior that no subordinate answers for

    @property
    def selisih(self) -> int:
        return self.atasan - self.bawahan

    @property
    def rupiah(self) -> tuple[str, str, str]:
        """The superior's, the subordinates', the gap, as printed."""
        return format_rupiah(self.atasan), format_rupiah(self.bawahan), format_rupiah(self.selisih)


@dataclass(frozen=True)
class Kaskade:
    baris: tuple[BarisKaskade, ...]
    jumlah: tuple[JumlahTingkat, ...]
    temuan: tuple[Temuan, ...]

    def list_periksa(self) -> list[tuple[Periksa, list[Temuan]]]:
        """Every check with what it found, silent ones too."""
        return [(p, [t for t in self.temuan if t.jenis == p]) for p in Periksa]


def susun_kaskade(
    jabatan: Sequence[Jabatan],
    daftar: tuple[RekapPerjanjian, ...],
    rencana: RekapRenstra,
    anggaran: Mapping[int | None, Pos],
    tahun: int,
) -> Kaskade:
    """Return the cascade of the year's budgets (by unit) and the perjanjian in force."""
    p = _Pemeriksa(list(jabatan), select_berlaku(daftar), rencana, anggaran, tahun)
    return Kaskade(p.baris, p.jumlah, tuple(p.list_temuan()))


@dataclass(frozen=True)
class _Pemeriksa:
    jabatan: list[Jabatan]
    berlaku: tuple[RekapPerjanjian, ...]
    rencana: RekapRenstra
    semua_anggaran: Mapping[int | None, Pos]  # by unit; None is the kecamatan itself
    tahun: int

    # ------------------------------------------------------------------------------------------------------- the line

    @cached_property
    def perjanjian(self) -> dict[int, RekapPerjanjian]:
        return {p.jabatan.pk: p for p in self.berlaku}

    @cached_property
    def bawahan(self) -> dict[int, list[Jabatan]]:
        anak: dict[int, list[Jabatan]] = defaultdict(list)
        for j in self.jabatan:
            if j.atasan_id is not None:
                anak[j.atasan_id].append(j)
        return anak

    @cached_property
    def lingkup(self) -> dict[int, set[int]]:
        """A post and all below it, by the post."""
        return {j.pk: list_bawahan(self.jabatan, j.pk) for j in self.jabatan}

    @property
    def pohon(self) -> Pos | None:
        """The budget of the kecamatan itself."""
        return self.semua_anggaran.get(None)

    @cached_property
    def anggaran(self) -> dict[int, Pos | None]:
        return {j.pk: budget_of(self.semua_anggaran, self.jabatan, j.pk) for j in self.jabatan}

    @cached_property
    def baris(self) -> tuple[BarisKaskade, ...]:
        hasil: dict[int, BarisKaskade] = {}

        def turun(j: Jabatan, tingkat: int) -> None:
            if j.pk not in hasil:
                hasil[j.pk] = BarisKaskade(j, tingkat, self.perjanjian.get(j.pk), self.anggaran[j.pk])
                for a in self.bawahan.get(j.pk, ()):
                    turun(a, tingkat + 1)

        for j in (*(j for j in self.jabatan if j.atasan_id is None), *self.jabatan):  # the rest: a line in a circle
            turun(j, 0)
        return tuple(hasil.values())

    @cached_property
    def jumlah(self) -> tuple[JumlahTingkat, ...]:
        hasil = []
        for b in self.baris:
            bawah = [self.anggaran[j.pk] for j in self.bawahan.get(b.jabatan.pk, ()) if j.pk != b.jabatan.pk]
            if not bawah or b.anggaran is None:
                continue
            sudah = {d.pk for a in bawah if a for d in a.daun}
            kurang = tuple(d for d in b.anggaran.daun if d.pk not in sudah)
            hasil.append(JumlahTingkat(b.jabatan, b.pagu, b.pagu - sum(d.pagu for d in kurang), kurang))
        return tuple(hasil)

    def is_atas(self, jabatan: int) -> bool:
        return jabatan in self.bawahan

    # ------------------------------------------------------------------------------------------------------ the checks

    def list_temuan(self) -> Iterator[Temuan]:
        yield from self._tanpa_perjanjian()
        for p in self.berlaku:
            yield from self._pihak(p)
        yield from self._tak_dijanjikan()
        yield from self._keluaran_tak_dijanjikan()
        yield from self._ganda()
        for p in self.berlaku:
            yield from self._salah_tingkat(p)
            yield from self._beda_target(p)
        yield from self._tanpa_penanggung()
        yield from self._selisih()

    def _tanpa_perjanjian(self) -> Iterator[Temuan]:
        for b in self.baris:
            if b.perjanjian:
                continue
            sendiri = self.tanggungan.get(b.jabatan.pk, [])
            pesan = f"{b.jabatan} belum punya perjanjian"
            if sendiri:
                pesan += f", padahal menanggung {_sebut_pos(sendiri)}"
            yield Temuan(Periksa.TANPA_PERJANJIAN, f"{pesan}.", "buat_perjanjian", (b.jabatan.pk,))

    def _pihak(self, p: RekapPerjanjian) -> Iterator[Temuan]:
        if not p.butir:
            yield Temuan(Periksa.TANPA_BUTIR, f"Perjanjian {p.jabatan} belum punya butir.", *_tempat(p, "pilih_butir"))
        if p.model.pihak_kedua_id != p.jabatan.atasan_id:
            nama = {j.pk: j.nama for j in self.jabatan}
            kedua = nama.get(p.model.pihak_kedua_id or 0, p.model.sebutan_pihak_kedua)
            atasan = nama.get(p.jabatan.atasan_id or 0, "di luar kecamatan")
            pesan = f"Pihak kedua perjanjian {p.jabatan} adalah {kedua}, sedangkan atasannya {atasan}."
            yield Temuan(Periksa.BUKAN_ATASAN, pesan, *_tempat(p, "ubah_pihak_perjanjian"))

    # ---- indicators of the plan

    @cached_property
    def sasaran(self) -> dict[int | None, Sasaran]:
        return {s.pk: s for s in self.rencana.sasaran}

    @cached_property
    def pemegang(self) -> dict[int, list[tuple[RekapPerjanjian, Butir]]]:
        """Who promises an indicator, in order of post."""
        hasil: dict[int, list[tuple[RekapPerjanjian, Butir]]] = defaultdict(list)
        for p in self.berlaku:
            for b in p.butir:
                hasil[b.indikator_id].append((p, b))
        return hasil

    def is_strategis(self, i: RekapIndikator) -> bool:
        """Of a tujuan or of a sasaran strategis."""
        s = self.sasaran.get(i.model.sasaran_id)
        return s is None or s.tingkat == Sasaran.Tingkat.STRATEGIS

    def _wajib(self, i: RekapIndikator) -> bool:
        """Whether somebody has to promise it: it has a target this year; of a tujuan only where it is an IKU."""
        return self.tahun in i.target and (i.model.sasaran_id is not None or i.model.iku)

    def _tak_dijanjikan(self) -> Iterator[Temuan]:
        for i in self.rencana.indikator:
            if self._wajib(i) and i.pk not in self.pemegang:
                milik = self._pemilik(i)
                siapa = f"; menurut Renstra milik {milik}" if milik else ""
                jenis = "IKU" if i.model.iku else "Indikator strategis" if self.is_strategis(i) else "Indikator"
                pesan = (
                    f"{jenis} {i.model.kode} {i.uraian} punya target tahun {self.tahun}, "
                    f"tetapi tidak ada di perjanjian siapa pun{siapa}."
                )
                yield Temuan(Periksa.TAK_DIJANJIKAN, pesan, *self._buka_pilihan(milik))

    def _pemilik(self, i: RekapIndikator) -> Jabatan | None:
        """Who promises it by the Renstra: the owner of its sasaran, else who answers for it, else the top post."""
        s = self.sasaran.get(i.model.sasaran_id)
        puncak = next((j for j in self.jabatan if j.atasan_id is None), None)
        return (s.pemilik if s else None) or i.model.penanggung_jawab or puncak

    def _buka_pilihan(self, jabatan: Jabatan | None) -> tuple[str, tuple[int | str, ...]]:
        """The page on which a post takes an indicator into its perjanjian, or begins one."""
        if jabatan is None:
            return "list_perjanjian", ()
        if p := self.perjanjian.get(jabatan.pk):
            return _tempat(p, "pilih_butir")
        return "buat_perjanjian", (jabatan.pk,)

    def _ganda(self) -> Iterator[Temuan]:
        indikator = {i.pk: i for i in self.rencana.indikator}
        for pk, milik in self.pemegang.items():
            i = indikator.get(pk)
            if i is None or i.model.keterangan_penanggung_jawab:
                continue
            for n, (p, _) in enumerate(milik):
                for q, _ in milik[n + 1 :]:
                    yield from self._bandingkan(i, p, q)

    def _bandingkan(self, i: RekapIndikator, p: RekapPerjanjian, q: RekapPerjanjian) -> Iterator[Temuan]:
        if p.jabatan.pk in self.lingkup[q.jabatan.pk]:
            p, q = q, p  # p is the superior, where one is
        sejajar = q.jabatan.pk not in self.lingkup[p.jabatan.pk]
        s = self.sasaran.get(i.model.sasaran_id)
        if not sejajar and q.jabatan.pk in (i.model.penanggung_jawab_id, s.pemilik_id if s else None):
            return
        sebab = "keduanya tidak saling membawahi" if sejajar else f"Renstra tidak menyerahkannya kepada {q.jabatan}"
        pesan = f"Indikator {i.model.kode} {i.uraian} dijanjikan {p.jabatan} dan {q.jabatan}; {sebab}."
        yield Temuan(Periksa.GANDA, pesan, *_tempat(q, "ubah_perjanjian"))

    def _salah_tingkat(self, p: RekapPerjanjian) -> Iterator[Temuan]:
        indikator = {i.pk: i for i in self.rencana.indikator}
        atas = self.is_atas(p.jabatan.pk)
        for b in p.butir:
            i = indikator.get(b.indikator_id)
            if i is None or self.is_strategis(i) == atas:
                continue
            if atas:
                pesan = (
                    f"{p.jabatan} membawahi jabatan lain, tetapi menjanjikan indikator operasional {i.model.kode} "
                    f"{i.uraian}; serahkan kepada bawahannya."
                )
            else:
                pesan = (
                    f"{p.jabatan} menjanjikan indikator strategis {i.model.kode} {i.uraian}; indikator itu dijanjikan camat "
                    "atau sekretaris."
                )
            yield Temuan(Periksa.SALAH_TINGKAT, pesan, *_tempat(p, "ubah_perjanjian"))

    def _beda_target(self, p: RekapPerjanjian) -> Iterator[Temuan]:
        rencana = {i.pk: i for i in self.rencana.indikator}
        for b in p.butir:
            i = rencana.get(b.indikator_id)
            renstra = i.sasar(self.tahun) if i else None
            if i is not None and renstra is not None and i.ukuran.is_beda(renstra, b.sasar):
                pesan = (
                    f"Target {b.indikator.kode} {b.indikator.uraian} di perjanjian {p.jabatan} {print_sasar(b.sasar)}, "
                    f"di Renstra tahun {self.tahun} {print_sasar(renstra)}."
                )
                yield Temuan(Periksa.BEDA_TARGET, pesan, *_tempat(p, "ubah_perjanjian"))

    # ---- the budget

    @cached_property
    def pos(self) -> tuple[tuple[Pos, int | None, int | None], ...]:
        """Every node with the post that answers for it and the sasaran it serves, both from the nearest that says so."""
        return tuple(walk_tanggungan(self.pohon)) if self.pohon else ()

    @cached_property
    def tanggungan(self) -> dict[int, list[Pos]]:
        """The sub kegiatan a post answers for itself, not through those below it."""
        hasil: dict[int, list[Pos]] = defaultdict(list)
        for pos, siapa, _ in self.pos:
            if pos.tingkat == SUBKEGIATAN and siapa is not None:
                hasil[siapa].append(pos)
        return hasil

    def _tanpa_penanggung(self) -> Iterator[Temuan]:
        """By programme: what has money and names nobody up the line."""
        milik: dict[int, list[Pos]] = defaultdict(list)
        program = None
        for pos, siapa, _ in self.pos:
            if pos.tingkat == PROGRAM:
                program = pos
            if pos.tingkat == SUBKEGIATAN and siapa is None and pos.pagu and program is not None:
                milik[program.pk or 0].append(pos)
        for pk, isi in milik.items():
            pesan = f"Tidak ada jabatan yang menanggung {_sebut_pos(isi)}."
            yield Temuan(Periksa.TANPA_PENANGGUNG, pesan, "ubah_program", (pk,))

    def _keluaran_tak_dijanjikan(self) -> Iterator[Temuan]:
        """By post: nodes whose indicator has a target that nothing in the post's perjanjian stands for."""
        milik: dict[int, list[Pos]] = defaultdict(list)
        puncak = next((j.pk for j in self.jabatan if j.atasan_id is None), None)
        for pos, siapa, sasaran in self.pos:
            siapa = siapa or puncak
            if siapa is not None and any(map(_bertarget, pos.keluaran)) and not self._dijanjikan(siapa, sasaran):
                milik[siapa].append(pos)
        for j in self.jabatan:
            if j.pk in self.perjanjian and (isi := milik.get(j.pk)):
                pesan = (
                    f"Perjanjian {j} tidak memuat indikator yang sejalan dengan indikator {len(isi)} program, kegiatan, atau "
                    f"sub kegiatan yang ditanggungnya: {_sebut_kode(isi)}."
                )
                yield Temuan(Periksa.TAK_DIJANJIKAN, pesan, *self._buka_pilihan(j))

    def _dijanjikan(self, jabatan: int, sasaran: int | None) -> bool:
        """Whether the post promises an indicator of the sasaran or of one that supports it; of any, where none is named."""
        p = self.perjanjian.get(jabatan)
        if p is None:
            return False
        if sasaran is None:
            return bool(p.butir)
        return any(sasaran in self._jalur_naik(b.indikator.sasaran_id) for b in p.butir)

    def _jalur_naik(self, pk: int | None) -> set[int]:
        """A sasaran and all that it supports, directly or through others."""
        jalur: set[int] = set()
        while pk is not None and pk not in jalur:
            jalur.add(pk)
            s = self.sasaran.get(pk)
            pk = s.induk_id if s else None
        return jalur

    def _selisih(self) -> Iterator[Temuan]:
        for j in self.jumlah:
            sendiri = {d.pk for d in self.tanggungan.get(j.jabatan.pk, ())}
            kurang = [d for d in j.kurang if d.pk not in sendiri]
            if kurang:
                pesan = (
                    f"{j.jabatan} menanggung Rp {format_rupiah(j.atasan)}, bawahan langsungnya bersama-sama "
                    f"Rp {format_rupiah(j.bawahan)}; yang belum diserahkan: {_sebut_pos(kurang)}."
                )
                yield Temuan(Periksa.SELISIH, pesan, "lihat_anggaran")


def _tempat(p: RekapPerjanjian, layar: str) -> tuple[str, tuple[int | str, ...]]:
    """Where a perjanjian is changed; one that is no draft any more is first opened, to be sent back or changed anew."""
    return layar if p.model.status == StatusPerjanjian.DRAF else "lihat_perjanjian", (p.model.pk,)


def _bertarget(k: Keluaran) -> bool:
    return k.target is not None or bool(k.target_teks)


def _sebut_kode(pos: Iterable[Pos]) -> str:
    kode = [p.kode for p in pos]
    lain = len(kode) - _KODE_MAKS
    return ", ".join(kode[:_KODE_MAKS]) + (f", dan {lain} lainnya" if lain > 0 else "")


def _sebut_pos(pos: Sequence[Pos]) -> str:
    """ "2 sub kegiatan sebesar Rp 1.000 (7.01.01.2.01.01, 7.01.01.2.01.07)"."""
    return f"{len(pos)} sub kegiatan sebesar Rp {format_rupiah(sum(p.pagu for p in pos))} ({_sebut_kode(pos)})"
