"""From the plan to the budget: what would change, told row by row, then done as a whole or not at all.

The Renja murni gives the pagu murni, the Renja Perubahan the pagu perubahan. The kecamatan's own tree makes the
budget of the perjanjian, a kelurahan's that of its lurah (as :func:`perjanjian.rekap.budget_of` has it). What the plan
does not name stays in the budget as it is. An empty cell of the plan changes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import count
from typing import Any, Literal

from django.db import transaction

from anggaran.isian import ROMAWI, list_isian
from anggaran.models import IndikatorKegiatan, Kegiatan, Program, SubKegiatan
from anggaran.rekap import Keluaran, Pos, muat_pohon
from anggaran.rencana.nomenklatur import add_kode
from anggaran.rencana.pohon import format_target
from buku_kerja.teks import fold
from kinerja.alur import StatusPerjanjian, StatusTriwulan
from kinerja.angka import round_half_up
from kinerja.capaian import Arah
from kinerja.kode import normalize_kode
from kinerja.target import read_target
from kinerja.triwulan import default_akumulasi
from kinerja.tulisan import format_rupiah
from organisasi.models import Instansi, Jabatan, UnitKerja
from perjanjian.models import PerjanjianKinerja
from perjanjian.rekap import budget_of
from perjanjian.salin import salin_perjanjian
from perjanjian.susun import add_butir, list_calon, propose_pihak
from renja.models import Renja
from renja.rekap import SUBKEGIATAN, TANPA_NAMA, IsiRenja, Simpul, Ukuran, format_uang, muat_renja
from renstra.rekap import muat_renstra

MURNI, PERUBAHAN = Renja.Jenis.MURNI, Renja.Jenis.PERUBAHAN
TARGET_TERBESAR, DESIMAL_TARGET = 10**11, 4  # what a NilaiField holds
JenisUbahan = Literal["baru", "berubah", "sama", "anggaran"]


class Bersanding:
    """Money before and after, as printed."""

    sebelum: int | None
    sesudah: int | None

    @property
    def teks_sebelum(self) -> str:
        return format_uang(self.sebelum)

    @property
    def teks_sesudah(self) -> str:
        return format_uang(self.sesudah)


@dataclass(frozen=True)
class Ubahan(Bersanding):
    """A row of the budget before and after; ``anggaran``: only in the budget, left as it is. Money is rupiah."""

    unit: UnitKerja | None
    tingkat: str
    kode: str
    uraian: str
    jenis: JenisUbahan
    sebelum: int | None
    sesudah: int | None
    rincian: tuple[str, ...] = ()


@dataclass(frozen=True)
class Akibat(Bersanding):
    """The budget of an official's perjanjian before and after; ``baru``: a draft can be made for him.

    ``mengikat``: he has one that is no draft any more.
    """

    jabatan: Jabatan
    sebelum: int | None
    sesudah: int | None
    baru: bool
    mengikat: bool

    @property
    def berubah(self) -> bool:
        return self.sebelum != self.sesudah


@dataclass(frozen=True)
class Pemindahan:
    """All that a confirmation would do. ``kendala``: why it cannot be done; ``catatan``: what one ought to know."""

    renja: IsiRenja
    baris: tuple[Ubahan, ...]
    akibat: tuple[Akibat, ...]
    kendala: tuple[str, ...]
    catatan: tuple[str, ...]

    @property
    def sidik(self) -> str:
        """What was shown, as a short text: another one means that it would be something else by now."""
        isi = [
            self.renja.jenis,
            *((b.unit and b.unit.pk, b.kode, b.jenis, b.sebelum, b.sesudah, b.rincian) for b in self.baris),
            *((a.jabatan.pk, a.sebelum, a.sesudah, a.baru) for a in self.akibat),
        ]
        return hashlib.sha256(repr(isi).encode()).hexdigest()[:20]

    def count(self, jenis: str) -> int:
        return sum(1 for b in self.baris if b.jenis == jenis)

    @property
    def jumlah(self) -> dict[str, int]:
        return {j: self.count(j) for j in ("baru", "berubah", "sama", "anggaran")}

    @property
    def sebelum(self) -> int:
        return sum(b.sebelum or 0 for b in self.baris if b.tingkat == SUBKEGIATAN)

    @property
    def sesudah(self) -> int:
        return sum(b.sesudah or 0 for b in self.baris if b.tingkat == SUBKEGIATAN)

    @property
    def ada(self) -> bool:
        return bool(self.count("baru") or self.count("berubah"))

    @property
    def pejabat_baru(self) -> tuple[Akibat, ...]:
        return tuple(a for a in self.akibat if a.baru)


# ------------------------------------------------------------------------------------------------------------- the plan


def plan_pemindahan(instansi: Instansi, tahun: int, jenis: str) -> Pemindahan | None:
    """Tell what moving this Renja into the budget would do; None where there is no such Renja."""
    rekap = muat_renja(instansi, tahun)
    isi = rekap.perubahan if jenis == PERUBAHAN else rekap.murni
    if isi is None:
        return None
    lama = muat_pohon(instansi, tahun)
    baru = dict(lama)
    nomor = count(-1, -1)
    for u in isi.unit:
        kunci = u.unit.pk if u.unit else None
        baru[kunci] = _merge_akar(lama.get(kunci), u.program, jenis, nomor)
    nama = {u.pk: u for u in UnitKerja.objects.for_instansi(instansi)}
    jabatan = list(Jabatan.objects.for_instansi(instansi).order_by("urut", "pk"))
    baris = tuple(_compare(lama, baru, isi, nama, {j.pk: j for j in jabatan}))
    return Pemindahan(
        isi,
        baris,
        _list_akibat(instansi, tahun, jabatan, lama, baru),
        tuple(_list_kendala(instansi, tahun, isi, jabatan, lama, baru)),
        tuple(_list_catatan(isi, baru)),
    )


def _merge_akar(akar: Pos | None, program: tuple[Simpul, ...], jenis: str, nomor: Iterator[int]) -> Pos:
    akar = akar or Pos("total", None, "", "")
    return replace(akar, anak=_merge_anak(akar.anak, program, jenis, nomor))


def _merge_anak(lama: Iterable[Pos], rencana: Iterable[Simpul], jenis: str, nomor: Iterator[int]) -> tuple[Pos, ...]:
    isi = {normalize_kode(p.kode): p for p in lama}
    for s in rencana:
        isi[s.kode_baku] = _merge(isi.get(s.kode_baku), s, jenis, nomor)
    return tuple(isi[k] for k in sorted(isi))


def _merge(pos: Pos | None, s: Simpul, jenis: str, nomor: Iterator[int]) -> Pos:
    """Return the node as it would be; one that is not there yet gets a number below 0."""
    dasar = pos or Pos(s.tingkat, next(nomor), s.kode, s.uraian, murni=0 if s.tingkat == SUBKEGIATAN else None)
    ganti: dict[str, Any] = {"anak": _merge_anak(dasar.anak, s.anak, jenis, nomor)}
    if s.pk is not None:
        ganti["uraian"] = s.uraian
    if s.penanggung_jawab_id:
        ganti["penanggung_jawab_id"] = s.penanggung_jawab_id
    if s.tingkat == SUBKEGIATAN and s.pagu is not None:
        ganti[_bidang(jenis)] = s.pagu
    return replace(dasar, **ganti)


def _bidang(jenis: str) -> str:
    return "perubahan" if jenis == PERUBAHAN else "murni"


def _pagu(pos: Pos | None, jenis: str) -> int | None:
    """The money that this kind of Renja sets: the pagu murni, or the pagu in force after the change."""
    if pos is None:
        return None
    return pos.pagu if jenis == PERUBAHAN else pos.pagu_murni


def _walk(akar: Pos | None) -> Iterator[Pos]:
    for p in akar.anak if akar else ():
        yield from p.walk()


def _compare(
    lama: dict[int | None, Pos],
    baru: dict[int | None, Pos],
    isi: IsiRenja,
    unit: dict[int, UnitKerja],
    jabatan: dict[int, Jabatan],
) -> Iterator[Ubahan]:
    rencana = {(s.unit.pk if s.unit else None, s.kode_baku): s for s in isi.walk()}
    urut = sorted(baru, key=lambda u: (u is not None, unit[u].urut if u else 0, u or 0))
    for kunci in urut:
        sebelum = {normalize_kode(p.kode): p for p in _walk(lama.get(kunci))}
        for pos in _walk(baru[kunci]):
            kode = normalize_kode(pos.kode)
            asal, s = sebelum.get(kode), rencana.get((kunci, kode))
            rincian = tuple(_list_rincian(asal, s, jabatan)) if s else ()
            uang = _pagu(asal, isi.jenis), _pagu(pos, isi.jenis)
            yield Ubahan(
                unit[kunci] if kunci else None,
                pos.tingkat,
                pos.kode,
                pos.uraian,
                _judge(asal, s, rincian, uang[0] != uang[1] and pos.tingkat == SUBKEGIATAN),
                *uang,
                rincian,
            )


def _judge(asal: Pos | None, s: Simpul | None, rincian: tuple[str, ...], uang_beda: bool) -> JenisUbahan:
    if s is None:
        return "anggaran"
    if asal is None:
        return "baru"
    return "berubah" if rincian or uang_beda else "sama"


def _list_rincian(asal: Pos | None, s: Simpul, jabatan: dict[int, Jabatan]) -> Iterator[str]:
    """Say what changes about a node besides its money."""
    if asal is not None and s.pk is not None and asal.uraian != s.uraian:
        yield f"uraian menjadi “{s.uraian}”"
    if s.penanggung_jawab_id and (asal is None or asal.penanggung_jawab_id != s.penanggung_jawab_id):
        yield f"penanggung jawab {jabatan[s.penanggung_jawab_id]}"
    if s.sasaran_id and (asal is None or asal.sasaran_id != s.sasaran_id):
        yield f"sasaran {s.sasaran}"
    ada = {fold(k.uraian): k for k in asal.keluaran} if asal else {}
    for u in s.indikator:
        k = ada.get(fold(u.uraian))
        if k is None:
            yield f"indikator {u.uraian}: {u.cetak}"
        elif _is_beda(k, u):
            yield f"target {u.uraian}: {format_target(k) or '–'} menjadi {u.cetak}"


def _read_ukuran(u: Ukuran) -> tuple[Decimal | None, str, str]:
    """Return an indicator's target as the budget keeps it: figure, words where it is none, unit."""
    target = read_target(u.target)
    nilai = target.nilai
    if nilai is not None and (nilai >= TARGET_TERBESAR or nilai != round_half_up(nilai, DESIMAL_TARGET)):
        return None, target.teks, u.satuan  # more digits than the budget keeps: as words, nothing is cut off
    return nilai, "" if nilai is not None else target.teks, u.satuan or target.satuan


def _is_beda(k: Keluaran | IndikatorKegiatan, u: Ukuran) -> bool:
    """Whether the plan sets another target or unit. Words are compared as words, whatever figure is read out of them."""
    if k.target_teks and fold(k.target_teks) == fold(u.target):
        return bool(u.satuan) and fold(k.satuan) != fold(u.satuan)
    nilai, teks, satuan = _read_ukuran(u)
    target_beda = bool(u.target) and (bool(k.target_teks or teks) or k.target != nilai)
    return target_beda or (bool(satuan) and fold(k.satuan) != fold(satuan))


def _list_akibat(
    instansi: Instansi,
    tahun: int,
    jabatan: list[Jabatan],
    lama: Mapping[int | None, Pos],
    baru: Mapping[int | None, Pos],
) -> tuple[Akibat, ...]:
    milik = PerjanjianKinerja.objects.for_instansi(instansi).in_tahun(tahun)
    punya = set(milik.values_list("jabatan_id", flat=True))
    mengikat = set(milik.exclude(status=StatusPerjanjian.DRAF).values_list("jabatan_id", flat=True))
    hasil = []
    for j in jabatan:
        a, b = (budget_of(anggaran, jabatan, j.pk) for anggaran in (lama, baru))
        if a is not None or b is not None:
            uang = (a.pagu if a else None, b.pagu if b else None)
            hasil.append(Akibat(j, *uang, b is not None and j.pk not in punya, j.pk in mengikat))
    return tuple(hasil)


def _list_kendala(
    instansi: Instansi,
    tahun: int,
    isi: IsiRenja,
    jabatan: Iterable[Jabatan],
    lama: dict[int | None, Pos],
    baru: dict[int | None, Pos],
) -> Iterator[str]:
    """Say why the plan may not go into the budget now, and what to do: a quarter that rests on it is closed.

    The pagu murni counts in every quarter; a change of the budget may come until the last one is sent. A closed quarter
    of a unit neither gains nor loses a row: what is new, and what another unit would answer for, waits as well.
    """
    if not any(True for _ in isi.walk()):
        yield "Renja ini belum berisi. Isi dahulu program, kegiatan, dan sub kegiatannya."
    triwulan = (4,) if isi.jenis == PERUBAHAN else (1, 2, 3, 4)
    tutup: dict[int, str] = {}
    for (t, unit), i in sorted(list_isian(instansi, tahun).items()):
        if t in triwulan and i.status != StatusTriwulan.DRAF:
            tutup.setdefault(unit, f"{ROMAWI[t]} {i.unit.nama if i.unit else 'kecamatan (tanpa seksi)'}")
    if not tutup:
        return
    milik_lama, milik_baru = (_list_pemilik(pohon, jabatan) for pohon in (lama, baru))
    asal = {(kunci, normalize_kode(p.kode)): p for kunci, akar in lama.items() for p in _walk(akar)}
    rencana = {(s.unit.pk if s.unit else None, s.kode_baku): s for s in isi.walk()}
    for kunci, akar in baru.items():
        for pos in _walk(akar):
            tempat = kunci, normalize_kode(pos.kode)
            sebelum, sesudah = milik_lama.get(tempat), milik_baru[tempat]
            triwulan_tutup = next((tutup[m] for m in (sebelum, sesudah) if m in tutup), "")
            ubah = _sebut_ubah(asal.get(tempat), rencana.get(tempat), isi.jenis, pindah=sebelum != sesudah)
            if triwulan_tutup and ubah:
                yield (
                    f"{pos.kode} {pos.uraian} tidak dapat {ubah}: triwulan {triwulan_tutup} sudah dikirim. "
                    "Minta camat atau admin kabupaten membukanya kembali lebih dahulu."
                )


def _sebut_ubah(pos: Pos | None, s: Simpul | None, jenis: str, *, pindah: bool) -> str:
    """Say what would happen to what is filled in for a node each quarter; "" where nothing would.

    ``pos``: as the budget has it, None for a new one; ``pindah``: another unit would fill it in.
    """
    terisi = any(x is not None and x.tingkat == SUBKEGIATAN for x in (pos, s)) or bool(s and s.indikator)
    if pos is None:
        return "ditambahkan" if terisi else ""
    if pindah and (terisi or pos.keluaran):
        return "berpindah penanggung jawab"
    if s is None:
        return ""
    uang = pos.tingkat == SUBKEGIATAN and s.pagu is not None and s.pagu != _pagu(pos, jenis)
    return "diubah" if uang or _is_kena(pos, s) else ""


def _is_kena(pos: Pos, s: Simpul) -> bool:
    """Whether an indicator of a node would change or be new."""
    ada = {fold(k.uraian): k for k in pos.keluaran}
    return any((k := ada.get(fold(u.uraian))) is None or _is_beda(k, u) for u in s.indikator)


def _list_pemilik(pohon: dict[int | None, Pos], jabatan: Iterable[Jabatan]) -> dict[tuple[int | None, str], int]:
    """Return whose quarter each node and its indicators belong to (0: the kecamatan itself), by unit and code.

    As :mod:`anggaran.isian` has it: the kelurahan whose budget it is, else the unit of the nearest post responsible.
    """
    unit = {j.pk: j.unit_id or 0 for j in jabatan}
    hasil: dict[tuple[int | None, str], int] = {}

    def turun(kunci: int | None, pos: Pos, atas: int) -> None:
        milik = kunci or unit.get(pos.penanggung_jawab_id or 0, atas)
        hasil[kunci, normalize_kode(pos.kode)] = milik
        for a in pos.anak:
            turun(kunci, a, milik)

    for kunci, akar in pohon.items():
        for program in akar.anak:
            turun(kunci, program, 0)
    return hasil


def _list_catatan(isi: IsiRenja, baru: dict[int | None, Pos]) -> Iterator[str]:
    for s in isi.walk():
        if s.tingkat != SUBKEGIATAN and not s.is_pagu_bawah and s.pagu:
            yield (
                f"{s.kode} {s.uraian}: Rp {format_rupiah(s.pagu)} belum dirinci ke sub kegiatan, jadi tidak ikut menjadi "
                "pagu. Tambahkan sub kegiatannya di Renja."
            )
    kosong = sum(1 for s in isi.tanpa_pagu if s.tingkat == SUBKEGIATAN)
    if kosong:
        yield f"{kosong} sub kegiatan belum berpagu di Renja; pagunya di anggaran dibiarkan (yang baru: 0)."
    for akar in baru.values():
        for pos in akar.daun:
            realisasi = pos.realisasi_sd()
            if realisasi is not None and realisasi > pos.pagu:
                yield (
                    f"{pos.kode} {pos.uraian}: realisasinya sudah Rp {format_rupiah(realisasi)}, lebih besar daripada "
                    f"pagunya Rp {format_rupiah(pos.pagu)}."
                )


# ------------------------------------------------------------------------------------------------------------- doing it


@dataclass(frozen=True)
class Hasil:
    rencana: Pemindahan
    perjanjian: int = 0


class BerubahDulu(Exception):
    """What was confirmed is not what would be done any more, or may not be done; ``rencana`` is how it stands now."""

    def __init__(self, pesan: str, rencana: Pemindahan | None) -> None:
        super().__init__(pesan)
        self.rencana = rencana


@transaction.atomic
def pindahkan(instansi: Instansi, tahun: int, jenis: str, sidik: str, *, perjanjian: bool = False) -> Hasil:
    """Do what the page with this fingerprint showed: all of it, or (BerubahDulu) nothing."""
    Instansi.objects.select_for_update().get(pk=instansi.pk)  # of two who press at once, the second sees the first
    rencana = plan_pemindahan(instansi, tahun, jenis)
    if rencana is None:
        raise BerubahDulu("Renja ini tidak ada lagi.", None)
    if rencana.sidik != sidik:
        pesan = "Renja atau anggaran berubah sesudah halaman ini dibuka. Periksa lagi di bawah, lalu tekan sekali lagi."
        raise BerubahDulu(pesan, rencana)
    if rencana.kendala:
        raise BerubahDulu("Belum dapat dipindahkan; yang menghalangi disebut di bawah.", rencana)
    _write_anggaran(instansi, tahun, rencana.renja)
    pejabat = [a.jabatan for a in rencana.pejabat_baru] if perjanjian and jenis == MURNI else []
    dibuat = buat_draf(instansi, tahun, pejabat) if pejabat else 0
    return Hasil(rencana, dibuat)


def _write_anggaran(instansi: Instansi, tahun: int, isi: IsiRenja) -> None:
    for u in isi.unit:
        semua = list(u.walk())
        nama = {s.kode_baku: s.uraian for s in semua if s.uraian != TANPA_NAMA}
        berindikator = {s.kode_baku for s in semua if s.indikator}
        add_kode(instansi, tahun, u.unit, list(nama), nama, tanpa_indikator=berindikator)
        ada = _list_pos(instansi, tahun, u.unit)
        for s in semua:
            _write_pos(ada[s.kode_baku], s, isi.jenis)


def _list_pos(instansi: Instansi, tahun: int, unit: UnitKerja | None) -> dict[str, Any]:
    """Return the nodes of a unit with their indicators, by canonical code."""
    hasil: dict[str, Any] = {}
    for model, jalur in ((Program, "unit"), (Kegiatan, "program__unit"), (SubKegiatan, "kegiatan__program__unit")):
        milik = model.objects.for_instansi(instansi).in_tahun(tahun).filter(**{jalur: unit})
        hasil |= {p.kode_baku: p for p in milik.prefetch_related("indikator")}
    return hasil


def _write_pos(pos: Any, s: Simpul, jenis: str) -> None:
    ganti: dict[str, Any] = {}
    if s.pk is not None:
        ganti["uraian"] = s.uraian
    if s.penanggung_jawab_id:
        ganti["penanggung_jawab_id"] = s.penanggung_jawab_id
    if s.sasaran_id:
        ganti["sasaran_id"] = s.sasaran_id
    if isinstance(pos, SubKegiatan) and s.pagu is not None:
        ganti[f"pagu_{_bidang(jenis)}"] = s.pagu
    if any(getattr(pos, b) != v for b, v in ganti.items()):
        for b, v in ganti.items():
            setattr(pos, b, v)
        pos.save()
    _write_indikator(pos, s)


def _write_indikator(pos: Any, s: Simpul) -> None:
    """Set the targets of the plan; an indicator that only the budget has stays."""
    ada = {fold(i.uraian): i for i in pos.indikator.all()}
    induk = {Program: "program", Kegiatan: "kegiatan", SubKegiatan: "sub_kegiatan"}[type(pos)]
    for urut, u in enumerate(s.indikator, start=len(ada) + 1):
        nilai, teks, satuan = _read_ukuran(u)
        i = ada.get(fold(u.uraian))
        if i is None:
            akumulasi = default_akumulasi(satuan, Arah.NAIK).value
            i = IndikatorKegiatan(uraian=u.uraian, akumulasi=akumulasi, urut=urut, **{induk: pos})
        if i.pk is None or _is_beda(i, u):
            i.satuan = satuan or i.satuan
            if u.target:
                i.target, i.target_teks = nilai, teks
            i.save()


def buat_draf(instansi: Instansi, tahun: int, jabatan: Iterable[Jabatan]) -> int:
    """Make a perjanjian murni for each of these posts that has none: last year's, else from the Renstra; return how many.

    The second party is the superior. Butir are what the post owns, with the plan's target of the year.
    """
    rencana = muat_renstra(instansi, tahun)
    jumlah = 0
    for j in jabatan:
        if salin_perjanjian(instansi, tahun - 1, tahun, j):
            jumlah += 1
            continue
        pihak = {("pihak_kedua_id" if n == "pihak_kedua" else n): v for n, v in propose_pihak(j).items()}
        murni = PerjanjianKinerja.objects.create(instansi=instansi, tahun=tahun, jabatan=j, **pihak)
        calon = list_calon(rencana, j, tahun, ())
        add_butir(murni, [(c.indikator, c.target) for c in calon if c.target is not None])
        jumlah += 1
    return jumlah
