"""Words, dates, signatories and cells that several sections share."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.text import slugify

from anggaran.rekap import SUBKEGIATAN, Pos
from kinerja.angka import Nilai, Takterdefinisi, is_nilai
from kinerja.capaian import Arah, print_capaian
from lakip.data import DataLkj
from lakip.dokumen import Asal, Daftar, Penanda, Potongan, Sel
from lakip.sel import angka, entri, figur, hampa, join_kata, paragraf, persen, rumus, sasar, tautan, uang
from organisasi.models import Jabatan
from organisasi.tanggal import print_tanggal
from perjanjian.models import Butir
from renstra.models import Indikator, Sasaran
from renstra.rekap import RekapIndikator

TITIK = "…" * 12  # where a name is written by hand


def nama_wilayah(data: DataLkj) -> str:
    """The bare name: "Pelaihari" of "Kecamatan Pelaihari"."""
    return data.instansi.nama.removeprefix("Kecamatan ").strip()


def slug(nama: str) -> str:
    """The anchor of a name: "Kasi PMD/K" becomes "kasi-pmd-k"."""
    return slugify(nama.replace("/", "-"))


def kutip(teks: str) -> str:
    """A name inside a sentence, between quotation marks and written as it was entered."""
    return f"“{rapikan(teks)}”"


def kecilkan(teks: str) -> str:
    """Begin with a small letter, for the middle of a sentence; an abbreviation stays as it is."""
    kata = teks.split(" ", 1)[0]
    return teks if kata.isupper() and len(kata) > 1 else teks[:1].lower() + teks[1:]


def rapikan(teks: str) -> str:
    """One line without a closing full stop, for use inside a sentence or a list."""
    return " ".join(teks.split()).rstrip(".;, ")


def susun_daftar(*butir: str, bernomor: bool = True) -> Daftar:
    return Daftar(tuple(paragraf(b) for b in butir), bernomor)


def has_narasi(data: DataLkj, kunci: str) -> bool:
    """Whether the perencana wrote this section himself; then our general words, which state no figure, give way."""
    return any(data.narasi.get((kunci, cara)) for cara in ("sebelum", "sesudah"))


# ------------------------------------------------------------------------------------------------------------- people


def sebut_jabatan(data: DataLkj, jabatan: Jabatan) -> str:
    """The post as a document names it: the top post with the name of its area, "Camat Pelaihari"."""
    wilayah = nama_wilayah(data)
    if jabatan.atasan_id is None and wilayah not in jabatan.nama:
        return f"{jabatan.nama} {wilayah}"
    return jabatan.nama


def sebut_sementara(data: DataLkj, jabatan: Jabatan, pada: datetime.date | None = None) -> str:
    """The post with Plt./Plh./Pj. where it is held so on that day (unset: the day of the report)."""
    pejabat = data.pejabat_on(jabatan.pk, pada or data.tanggal)
    awalan = "" if pejabat is None or pejabat.status == pejabat.Status.DEFINITIF else f"{pejabat.status} "
    return f"{awalan}{sebut_jabatan(data, jabatan)}"


def nama_pejabat(data: DataLkj, jabatan: Jabatan, pada: datetime.date | None = None) -> str:
    """Who holds the post on that day; dotted lines where nobody is entered."""
    pejabat = data.pejabat_on(jabatan.pk, pada or data.tanggal)
    return pejabat.nama if pejabat else TITIK


def buat_penanda(
    data: DataLkj,
    jabatan: Jabatan,
    *,
    pada: datetime.date | None = None,
    pengantar: str = "",
    tempat_tanggal: str = "",
) -> Penanda:
    """The signature of a post by who holds it on that day (unset: the day of the report)."""
    pejabat = data.pejabat_on(jabatan.pk, pada or data.tanggal)
    return Penanda(
        jabatan=f"{sebut_sementara(data, jabatan, pada)},",
        nama=pejabat.nama if pejabat else TITIK,
        pangkat=pejabat.pangkat if pejabat else "",
        nip=pejabat.nip if pejabat else "",
        tempat_tanggal=tempat_tanggal,
        pengantar=pengantar,
    )


def tempat(data: DataLkj) -> str:
    return (data.laporan.tempat if data.laporan else "") or data.instansi.ibu_kota or nama_wilayah(data)


def tempat_tanggal(data: DataLkj) -> str:
    """ "Pelaihari, 31 Januari 2024"; without a date of the report the day is left to be written by hand."""
    if data.laporan and data.laporan.tanggal:
        return f"{tempat(data)}, {print_tanggal(data.laporan.tanggal)}"
    return f"{tempat(data)}, {'…' * 6} {data.tahun + 1}"


def sebut_bersingkat(jabatan: Jabatan) -> str:
    """ "Sekretaris Camat (Sekcam)"; the name alone where there is no other short one."""
    pendek = jabatan.singkatan
    return f"{jabatan.nama} ({pendek})" if pendek and pendek != jabatan.nama else jabatan.nama


def sebut_pendek(jabatan: Jabatan) -> str:
    return jabatan.singkatan or jabatan.nama


# ------------------------------------------------------------------------------------------------------------- figures


def cacah(n: int, uraian: str, satuan: str) -> Potongan:
    """A count inside a sentence: "23 sasaran", live with what was counted."""
    return figur(angka(n, rumus(uraian)), akhiran=f" {satuan}")


def rupiah(sel: Sel) -> Potongan:
    """Money inside a sentence."""
    return figur(sel, awalan="Rp ") if sel.nilai is not None else Potongan(sel.teks)


def berpersen(sel: Sel) -> Potongan:
    """A percentage inside a sentence; an undefined one says why."""
    return figur(sel, akhiran=" %") if sel.nilai is not None else Potongan(f"belum dapat dihitung ({sel.alasan})")


def sambung(bagian: Iterable[Potongan | str], penghubung: str = "dan") -> Iterator[Potongan | str]:
    """Yield parts with ", " and "dan" between them."""
    isi = list(bagian)
    for n, b in enumerate(isi):
        if n:
            yield f" {penghubung} " if len(isi) == 2 else f", {penghubung} " if n == len(isi) - 1 else ", "
        yield b


def sel_pagu(pos: Pos, *, murni: bool = False) -> Sel:
    """The budget of a node: entered at a sub kegiatan, summed above; in force, or before the change."""
    nilai = pos.pagu_murni if murni else pos.pagu
    nama = "pagu sebelum perubahan" if murni else "pagu setelah perubahan" if pos.berubah else "pagu"
    if pos.tingkat == SUBKEGIATAN:
        if pos.perubahan is None and pos.murni is None:
            return hampa("pagu belum diisi")
        return uang(nilai, entri(f"Isian {nama}", tautan("anggaran.subkegiatan", pos.pk)), alasan=f"{nama} belum diisi")
    masukan = [(a.uraian, a.pagu_murni if murni else a.pagu) for a in pos.anak]
    return uang(nilai, rumus(f"Jumlah {nama} {len(pos.daun)} sub kegiatan", *masukan), alasan=f"{nama} belum diisi")


def sel_realisasi_uang(pos: Pos) -> Sel:
    asal = rumus(
        "Jumlah realisasi triwulan I sampai dengan IV", *((a.uraian, a.realisasi_sd()) for a in pos.anak or (pos,))
    )
    return uang(pos.realisasi_sd(), asal, alasan="realisasi belum diisi")


def sel_serapan(pos: Pos) -> Sel:
    return persen(pos.serapan(), rumus("Realisasi ÷ pagu × 100", ("Realisasi", pos.realisasi_sd()), ("Pagu", pos.pagu)))


def sel_target_rencana(i: RekapIndikator, tahun: int) -> Sel:
    """The plan's target of a year, a figure or words; of a rentang without one its band."""
    t = i.sasar(tahun)
    dari = f"Isian target {tahun} dalam Renstra" if tahun in i.target else "Batas rentang indikator"
    asal = entri(dari, tautan("renstra.indikator", i.pk))
    return sasar(t.nilai if t else None, t.teks if t else "", asal, alasan="target tidak ditetapkan")


def cari_butir(data: DataLkj, i: RekapIndikator) -> Butir | None:
    """The promise that sets the target of an indicator: of the perjanjian in force of the highest post."""
    return next((b for p in data.perjanjian for b in p.butir if b.indikator_id == i.pk), None)


def sel_butir(b: Butir) -> Sel:
    """The signed target."""
    asal = entri("Isian target perjanjian kinerja", tautan("perjanjian.butir", b.pk))
    return sasar(b.target, b.target_teks, asal, alasan="target belum diisi")


def sel_target(data: DataLkj, i: RekapIndikator) -> Sel:
    """What the year is measured against: the signed target where there is one, else the plan's."""
    butir = cari_butir(data, i)
    return (
        sel_butir(butir)
        if butir and (butir.target is not None or butir.target_teks)
        else sel_target_rencana(i, data.tahun)
    )


def sel_realisasi(i: RekapIndikator, tahun: int) -> Sel:
    hasil = i.realisasi.get(tahun)
    if hasil is None:
        return hampa(f"realisasi {tahun} belum diisi")
    asal = rumus(hasil.asal) if hasil.asal else entri(f"Isian realisasi {tahun}", tautan("renstra.indikator", i.pk))
    return sasar(hasil.nilai, hasil.teks, asal, alasan=hasil.alasan or f"realisasi {tahun} belum diisi")


def sel_capaian(data: DataLkj, i: RekapIndikator) -> Sel:
    """Capaian of the year as printed: two decimals, never below 0."""
    return persen(print_capaian(data.capaian(i))[0], asal_capaian(data, i))


def asal_capaian(data: DataLkj, i: RekapIndikator) -> Asal:
    return rumus(cara_capaian(i), ("Target", data.target(i)), ("Realisasi", i.realisasi.get(data.tahun)))


def cara_capaian(i: RekapIndikator, naik: str = "Realisasi ÷ target × 100") -> str:
    """The rule by which the capaian of an indicator comes about, in a few words; ``naik``: of a figure that shall rise."""
    if i.ukuran.arah is Arah.TURUN:
        return "Capaian indikator yang makin rendah makin baik"
    return i.ukuran.keterangan or naik


def list_keterangan(indikator: Iterable[RekapIndikator | Indikator]) -> tuple[str, ...]:
    """Notes for under a table: which indicators are no plain figures, and by what rule they are measured."""
    menurut: dict[str, list[str]] = {}
    for i in indikator:
        if aturan := i.ukuran.keterangan:
            nama = menurut.setdefault(aturan, [])
            if (sebut := rapikan(i.uraian)) not in nama:
                nama.append(sebut)
    return tuple(f"{join_kata(nama)}: {kecilkan(aturan)}" for aturan, nama in menurut.items())


# ---------------------------------------------------------------------------------------------------- the year in brief


@dataclass(frozen=True)
class Ukuran:
    """An indicator with its capaian as printed and its predicate; the figure may be undefined."""

    indikator: RekapIndikator
    capaian: Nilai
    predikat: str


def list_ukuran(data: DataLkj, indikator: Iterable[RekapIndikator]) -> tuple[Ukuran, ...]:
    """Capaian and predicate of these indicators in this year."""
    return tuple(
        Ukuran(i, cetak, data.predikat("indikator", cetak))
        for i in indikator
        for cetak in [print_capaian(data.capaian(i))[0]]
    )


def indikator_sasaran(data: DataLkj) -> tuple[RekapIndikator, ...]:
    """The indicators of all strategic sasaran, in the plan's order."""
    return tuple(i for s in data.rencana.strategis for i in data.rencana.of_sasaran(s))


def hitung_predikat(ukuran: Iterable[Ukuran], urutan: Iterable[str]) -> list[tuple[str, int]]:
    """How many indicators each predicate got, best predicate first; those nobody got are left out."""
    isi = [u.predikat for u in ukuran if u.predikat]
    return [(p, isi.count(p)) for p in urutan if p in isi]


def kalimat_predikat(data: DataLkj, ukuran: tuple[Ukuran, ...]) -> list[Potongan | str]:
    """ "2 indikator berpredikat Tinggi dan 1 indikator Sedang"; [] without a scale or a figure."""
    skala = data.skala.get("indikator")
    if skala is None:
        return []
    hitungan = hitung_predikat(ukuran, (k.predikat for k in skala.menurun))
    if len(hitungan) == 1 and len(ukuran) > 1 and hitungan[0][1] == len(ukuran):
        return [f"semua indikator berpredikat {hitungan[0][0]}"]
    return list(
        sambung(cacah(n, f"Banyaknya indikator berpredikat {p}", f"indikator berpredikat {p}") for p, n in hitungan)
    )


def pisah_ukuran(ukuran: Iterable[Ukuran]) -> tuple[list[tuple[Ukuran, Decimal]], list[Ukuran]]:
    """Those with a figure (and it), and those without."""
    terukur: list[tuple[Ukuran, Decimal]] = []
    belum: list[Ukuran] = []
    for u in ukuran:
        if is_nilai(u.capaian):
            terukur.append((u, u.capaian))
        else:
            belum.append(u)
    return terukur, belum


def alasan_belum(belum: Iterable[Ukuran]) -> str:
    """ "Nilai RB (belum dinilai) dan Nilai ZI (belum diisi)"."""
    return join_kata(
        f"{kutip(u.indikator.uraian)} ({u.capaian.alasan if isinstance(u.capaian, Takterdefinisi) else 'belum diisi'})"
        for u in belum
    )


# ------------------------------------------------------------------------------------------------- budget per sasaran


def belah_sasaran(pohon: Pos) -> dict[int | None, Pos]:
    """Cut a budget by the sasaran its sub kegiatan serve, named there or at the nearest node above; None: unnamed."""
    milik: dict[int | None, list[int]] = {}

    def turun(pos: Pos, sasaran: int | None) -> None:
        sasaran = pos.sasaran_id or sasaran
        if pos.tingkat == SUBKEGIATAN and pos.pk is not None:
            milik.setdefault(sasaran, []).append(pos.pk)
        for a in pos.anak:
            turun(a, sasaran)

    turun(pohon, None)
    return {s: potong for s, daun in milik.items() if (potong := pohon.filter_daun(daun))}


def urut_sasaran(data: DataLkj, belahan: dict[int | None, Pos]) -> list[tuple[Sasaran | None, Pos]]:
    """The parts in the plan's order of sasaran, what serves none last."""
    hasil: list[tuple[Sasaran | None, Pos]] = [(s, belahan[s.pk]) for s in data.rencana.sasaran if s.pk in belahan]
    dikenal = {s.pk for s in data.rencana.sasaran}
    return hasil + [(None, pos) for pk, pos in belahan.items() if pk not in dikenal]
