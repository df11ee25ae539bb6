"""Perjanjian kinerja as blocks, for the report and for the document itself: (data, perjanjian) -> blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from anggaran.rekap import KEGIATAN, PROGRAM, Pos
from lakip.data import DataLkj
from lakip.dokumen import Baris, Blok, Dokumen, Gaya, Jenis, Kolom, Penanda, Potongan, Sel, Tabel, TandaTangan
from lakip.pustaka.kalimat import (
    TITIK,
    buat_penanda,
    list_keterangan,
    nama_pejabat,
    sebut_bersingkat,
    sebut_jabatan,
    sebut_pendek,
    sebut_sementara,
    sel_butir,
    sel_pagu,
    slug,
    tempat,
)
from lakip.sel import angka, baris, paragraf, rumus, teks, tengah, uang
from organisasi.tanggal import print_tanggal
from perjanjian.models import Butir, PerjanjianKinerja
from perjanjian.rekap import RekapPerjanjian


def is_murni(p: RekapPerjanjian) -> bool:
    return p.model.jenis == PerjanjianKinerja.Jenis.MURNI


def judul_perjanjian(p: RekapPerjanjian) -> str:
    """ "Perjanjian Kinerja Perubahan Tahun 2023"; a first agreement has no such word."""
    jenis = "" if is_murni(p) else "Perubahan "
    return f"Perjanjian Kinerja {jenis}Tahun {p.model.tahun}"


def sebut_pihak_kedua(data: DataLkj, p: RekapPerjanjian) -> str:
    atasan = p.model.pihak_kedua
    return sebut_sementara(data, atasan, p.model.tanggal) if atasan else p.model.sebutan_pihak_kedua


def tempat_tanggal_perjanjian(data: DataLkj, p: RekapPerjanjian) -> str:
    tanggal = print_tanggal(p.model.tanggal) if p.model.tanggal else f"{'…' * 6} {p.model.tahun}"
    return f"{tempat(data)}, {tanggal}"


def buat_tanda_tangan(data: DataLkj, p: RekapPerjanjian, *, berpihak: bool = True) -> TandaTangan:
    """Pihak kedua (the superior) on the left, pihak pertama on the right."""
    atasan = p.model.pihak_kedua
    kata_kedua, kata_pertama = ("Pihak Kedua,", "Pihak Pertama,") if berpihak else ("", "")
    if atasan:
        kedua = buat_penanda(data, atasan, pada=p.model.tanggal, pengantar=kata_kedua)
    else:
        kedua = Penanda(f"{p.model.sebutan_pihak_kedua},", p.model.nama_pihak_kedua or TITIK, pengantar=kata_kedua)
    pertama = buat_penanda(
        data,
        p.jabatan,
        pada=p.model.tanggal,
        pengantar=kata_pertama,
        tempat_tanggal=tempat_tanggal_perjanjian(data, p),
    )
    return TandaTangan((kedua, pertama))


def build_pernyataan(data: DataLkj, p: RekapPerjanjian) -> tuple[Blok, ...]:
    """The statement under its title."""
    return (paragraf(judul_perjanjian(p).upper(), gaya="tengah"), *build_isi_pernyataan(data, p))


def build_isi_pernyataan(data: DataLkj, p: RekapPerjanjian) -> tuple[Blok, ...]:
    """The statement, in the wording prescribed by Permenpan RB 53/2014, Lampiran I."""
    pada = p.model.tanggal
    identitas = (
        (
            nama_pejabat(data, p.jabatan, pada),
            sebut_sementara(data, p.jabatan, pada),
            "selanjutnya disebut pihak pertama",
        ),
        (
            nama_pejabat(data, p.model.pihak_kedua, pada) if p.model.pihak_kedua else p.model.nama_pihak_kedua or TITIK,
            sebut_pihak_kedua(data, p),
            "selaku atasan pihak pertama, selanjutnya disebut pihak kedua",
        ),
    )
    isi: list[Blok] = []
    if p.model.nomor:
        isi.append(paragraf(f"Nomor {p.model.nomor}", gaya="tengah"))
    isi.append(
        paragraf(
            "Dalam rangka mewujudkan manajemen pemerintahan yang efektif, transparan, dan akuntabel serta berorientasi "
            "pada hasil, kami yang bertanda tangan di bawah ini:"
        )
    )
    for nama, jabatan, sebutan in identitas:
        isi += [
            paragraf("Nama: ", Potongan(nama, tebal=True)),
            paragraf(f"Jabatan: {jabatan}"),
            paragraf(f"{sebutan}."),
        ]
    isi += [
        paragraf(
            "Pihak pertama berjanji akan mewujudkan target kinerja yang seharusnya sesuai lampiran perjanjian ini, dalam "
            "rangka mencapai target kinerja jangka menengah seperti yang telah ditetapkan dalam dokumen perencanaan. "
            "Keberhasilan dan kegagalan pencapaian target kinerja tersebut menjadi tanggung jawab kami."
        ),
        paragraf(
            "Pihak kedua akan melakukan supervisi yang diperlukan serta akan melakukan evaluasi terhadap capaian kinerja "
            "dari perjanjian ini dan mengambil tindakan yang diperlukan dalam rangka pemberian penghargaan dan sanksi."
        ),
        buat_tanda_tangan(data, p),
    ]
    return tuple(isi)


# ---------------------------------------------------------------------------------------------------------- the annex


def build_lampiran(data: DataLkj, p: RekapPerjanjian, kunci: str = "") -> tuple[Blok, ...]:
    """The annex: targets, the budget behind them, and both signatures again."""
    isi: list[Blok] = [build_tabel(data, p, kunci or f"pk-{slug(p.jabatan.nama)}")]
    if lingkup_anggaran(data, p) is None:
        isi.append(
            paragraf(
                f"{p.jabatan.nama} tidak mengelola anggaran kegiatan tersendiri pada tahun {p.model.tahun}.",
                gaya="catatan",
            )
        )
    return (*isi, buat_tanda_tangan(data, p, berpihak=False))


def list_blok_perjanjian(dokumen: Dokumen | None) -> tuple[Blok, ...]:
    """The statement and the annex of a perjanjian that is a document of its own (lakip.naskah.pk), as part of another:
    its tables have captions there. None: it was signed, but cannot be read any more."""
    if dokumen is None:
        return (paragraf("Isi perjanjian ini ada di dokumen yang ditandatangani kedua pihak.", gaya="catatan"),)
    semua = [b for bab in dokumen.bab for sub in (bab, *bab.anak) for b in sub.isi]
    return tuple(replace(b, berjudul=True) if isinstance(b, Tabel) else b for b in semua)


def lingkup_anggaran(data: DataLkj, p: RekapPerjanjian) -> Pos | None:
    return data.budget_of(p.jabatan.pk)


_KOLOM = (
    Kolom("No", Jenis.TENGAH, 5),
    Kolom("Sasaran / Program dan Kegiatan", lebar=32),
    Kolom("Indikator Kinerja / Sub Kegiatan", lebar=33),
    Kolom("Target", Jenis.ANGKA, 8),
    Kolom("Satuan", Jenis.TENGAH, 8),
    Kolom("Anggaran (Rp)", Jenis.UANG, 14),
)
_KOLOM_TANPA_ANGGARAN = (
    Kolom("No", Jenis.TENGAH, 5),
    Kolom("Sasaran", lebar=37),
    Kolom("Indikator Kinerja", lebar=37),
    Kolom("Target", Jenis.ANGKA, 10),
    Kolom("Satuan", Jenis.TENGAH, 11),
)


def build_tabel(data: DataLkj, p: RekapPerjanjian, kunci: str) -> Tabel:
    """Part A: sasaran, indikator, target. Part B: the budget of the same post (Pelaihari Lampiran 3)."""
    anggaran = lingkup_anggaran(data, p)
    isi: list[Baris] = []
    if anggaran:
        isi.append(_sub_kepala("A", "Sasaran, Indikator, dan Target Kinerja"))
    isi += baris_butir(p, beranggaran=anggaran is not None)
    if anggaran:
        isi.append(_sub_kepala("B", "Program, Kegiatan, dan Anggaran"))
        isi += _baris_anggaran(data, p, anggaran)
    return Tabel(
        kunci,
        f"{judul_perjanjian(p)} {sebut_jabatan(data, p.jabatan)}",
        _KOLOM if anggaran else _KOLOM_TANPA_ANGGARAN,
        tuple(isi),
        catatan=list_keterangan(b.indikator for b in p.butir),
    )


def _sub_kepala(huruf: str, judul: str) -> Baris:
    return baris(tengah(huruf), teks(judul, tebal=True, kolom=5), gaya=Gaya.KELOMPOK)


def sebut_sasaran(b: Butir) -> str:
    return b.indikator.sasaran.uraian if b.indikator.sasaran else ""


def baris_butir(p: RekapPerjanjian, *, beranggaran: bool) -> list[Baris]:
    """The promises; a sasaran with several indicators is named once."""
    isi: list[Baris] = []
    for n, (_, anggota) in enumerate(groupby(p.butir, key=lambda b: b.indikator.sasaran_id), start=1):
        for k, b in enumerate(anggota):
            isi.append(
                baris(
                    tengah("" if k else n),
                    teks("" if k else sebut_sasaran(b)),
                    teks(b.indikator.uraian),
                    sel_butir(b),
                    tengah(b.satuan or b.indikator.satuan),
                    *((teks(""),) if beranggaran else ()),
                )
            )
    return isi


def _baris_anggaran(data: DataLkj, p: RekapPerjanjian, anggaran: Pos) -> list[Baris]:
    """Down to the kegiatan for a post with others below it, down to the sub kegiatan for the rest."""
    murni = is_murni(p) and anggaran.pagu_murni is not None  # where only one budget was entered, that one
    berbawahan = any(j.atasan_id == p.jabatan.pk for j in data.jabatan)
    isi: list[Baris] = []
    for n, program in enumerate(anggaran.anak, start=1):
        isi.append(baris(tengah(n), teks(program.uraian, kolom=4), sel_pagu(program, murni=murni), gaya=Gaya.PROGRAM))
        for kegiatan in program.anak:
            gaya = Gaya.BIASA if berbawahan else Gaya.KEGIATAN
            isi.append(baris(tengah(""), teks(kegiatan.uraian, kolom=4), sel_pagu(kegiatan, murni=murni), gaya=gaya))
            if berbawahan:
                continue
            isi += [
                baris(tengah(""), teks(kegiatan.uraian), teks(s.uraian, kolom=3), sel_pagu(s, murni=murni))
                for s in kegiatan.anak
            ]
    isi.append(baris(tengah(""), teks("Jumlah", tebal=True, kolom=4), sel_pagu(anggaran, murni=murni), gaya=Gaya.TOTAL))
    return isi


# ------------------------------------------------------------------------------------------------- all posts together


def build_tabel_pejabat(data: DataLkj) -> Tabel:
    """Every post's promises with the size of the budget behind them (Pelaihari Tabel 11)."""
    isi: list[Baris] = []
    for n, p in enumerate(data.perjanjian, start=1):
        isi.append(_kepala_pejabat(data, p, n))
        for k, (_, anggota) in enumerate(groupby(p.butir, key=lambda b: b.indikator.sasaran_id), start=1):
            for m, b in enumerate(anggota):
                isi.append(
                    baris(
                        tengah("" if m else f"{n}.{k}"),
                        teks(sebut_pendek(p.jabatan)),
                        teks("" if m else sebut_sasaran(b)),
                        teks(b.indikator.uraian),
                        sel_butir(b),
                        tengah(b.satuan or b.indikator.satuan),
                        teks("", kolom=4),
                    )
                )
    return Tabel(
        "perjanjian-pejabat",
        f"Perjanjian Kinerja Seluruh Pejabat {data.instansi.nama} Tahun {data.tahun}",
        (
            Kolom("No", Jenis.TENGAH, 5),
            Kolom("Pejabat", lebar=10),
            Kolom("Sasaran", lebar=20),
            Kolom("Indikator Kinerja", lebar=24),
            Kolom("Target", Jenis.ANGKA, 7),
            Kolom("Satuan", Jenis.TENGAH, 8),
            *(Kolom(k, Jenis.ANGKA, 5) for k in ("Program", "Kegiatan", "Sub Kegiatan")),
            Kolom("Anggaran (Rp)", Jenis.UANG, 13),
        ),
        tuple(isi),
        lanskap=True,
    )


def _kepala_pejabat(data: DataLkj, p: RekapPerjanjian, nomor: int) -> Baris:
    nama = sebut_bersingkat(p.jabatan)
    return baris(
        tengah(nomor), teks(nama, tebal=True, kolom=5), *_hitung_anggaran(lingkup_anggaran(data, p)), gaya=Gaya.PROGRAM
    )


def _hitung_anggaran(anggaran: Pos | None) -> tuple[Sel, ...]:
    """Program, kegiatan, sub kegiatan, rupiah; a post without a budget answers for none of them."""
    asal = rumus("Banyaknya yang menjadi tanggung jawab jabatan ini dan bawahannya")
    if anggaran is None:
        return angka(0, asal), angka(0, asal), angka(0, asal), uang(0, asal)
    return (
        angka(anggaran.count(PROGRAM), asal),
        angka(anggaran.count(KEGIATAN), asal),
        angka(len(anggaran.daun), asal),
        sel_pagu(anggaran),
    )


def list_sel_butir(p: RekapPerjanjian) -> Iterator[tuple[Butir, tuple[Sel, ...]]]:
    """Yield each butir with its first cells: number and sasaran (once per sasaran), indikator, satuan, target."""
    for n, (_, anggota) in enumerate(groupby(p.butir, key=lambda b: b.indikator.sasaran_id), start=1):
        for k, b in enumerate(anggota):
            yield (
                b,
                (
                    tengah("" if k else n),
                    teks("" if k else sebut_sasaran(b)),
                    teks(b.indikator.uraian),
                    tengah(b.satuan or b.indikator.satuan),
                    sel_butir(b),
                ),
            )
