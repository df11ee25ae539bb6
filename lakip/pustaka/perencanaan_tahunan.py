"""Bab II, the year: perjanjian kinerja and the budget behind it."""

from __future__ import annotations

from anggaran.rekap import KEGIATAN, PROGRAM, Pos
from lakip.data import DataLkj
from lakip.dokumen import Baris, Blok, Gaya, Jenis, Kolom, Paragraf, Potongan, Sel, Tabel
from lakip.pustaka import Isi, Kurang, bagian
from lakip.pustaka.kalimat import (
    belah_sasaran,
    cacah,
    kutip,
    rupiah,
    sambung,
    sebut_jabatan,
    sebut_pendek,
    sel_pagu,
    urut_sasaran,
)
from lakip.pustaka.perjanjian_kinerja import build_tabel_pejabat, is_murni, list_sel_butir, sebut_pihak_kedua
from lakip.sel import baris, join_kata, paragraf, teks, tengah
from organisasi.tanggal import print_tanggal
from perjanjian.rekap import RekapPerjanjian
from renstra.models import Sasaran


@bagian("perjanjian-camat")
def perjanjian_camat(data: DataLkj) -> Isi | Kurang:
    """The Camat's promises and the budget per program (Towuti Bab II.B)."""
    p = data.perjanjian_of(data.camat.pk) if data.camat else None
    if p is None or not p.butir:
        return Kurang("Isi lembar Perjanjian dan Butir Perjanjian untuk Camat.")
    blok: list[Blok] = [_kalimat_perjanjian(data, p), _tabel_camat(data, p)]
    if data.pohon:
        blok += [
            paragraf(
                "Pencapaian target tersebut didukung anggaran sebesar ",
                rupiah(sel_pagu(data.pohon)),
                " yang tersebar pada ",
                cacah(data.pohon.count(PROGRAM), "Banyaknya program", "program."),
            ),
            _tabel_program(data, data.pohon),
        ]
    return Isi(tuple(blok))


def _kalimat_perjanjian(data: DataLkj, p: RekapPerjanjian) -> Paragraf:
    jenis = "" if is_murni(p) else " perubahan"
    kapan = f" pada tanggal {print_tanggal(p.model.tanggal)}" if p.model.tanggal else ""
    sasaran = len({b.indikator.sasaran_id for b in p.butir})
    return paragraf(
        f"Perjanjian kinerja{jenis} tahun {data.tahun} ditandatangani {sebut_jabatan(data, p.jabatan)} dengan "
        f"{sebut_pihak_kedua(data, p)}{kapan}, memuat ",
        cacah(sasaran, "Banyaknya sasaran dalam perjanjian", "sasaran"),
        " dengan ",
        cacah(len(p.butir), "Banyaknya butir perjanjian", "indikator"),
        " yang targetnya harus dicapai pada akhir tahun.",
    )


def _tabel_camat(data: DataLkj, p: RekapPerjanjian) -> Tabel:
    isi = [baris(*sel) for _, sel in list_sel_butir(p)]
    return Tabel(
        "perjanjian-camat",
        f"Perjanjian Kinerja {sebut_jabatan(data, p.jabatan)} Tahun {data.tahun}",
        (
            Kolom("No", Jenis.TENGAH, 6),
            Kolom("Sasaran Strategis", lebar=36),
            Kolom("Indikator Kinerja", lebar=34),
            Kolom("Satuan", Jenis.TENGAH, 11),
            Kolom("Target", Jenis.ANGKA, 13),
        ),
        tuple(isi),
    )


def _tabel_program(data: DataLkj, pohon: Pos) -> Tabel:
    dua = pohon.berubah and pohon.pagu_murni is not None

    def pagu(pos: Pos) -> tuple[Sel, ...]:
        return (sel_pagu(pos, murni=True), sel_pagu(pos)) if dua else (sel_pagu(pos),)

    isi = [baris(tengah(n), teks(p.uraian), *pagu(p)) for n, p in enumerate(pohon.anak, start=1)]
    isi.append(baris(tengah(""), teks("Jumlah", tebal=True), *pagu(pohon), gaya=Gaya.TOTAL))
    kolom_pagu = ("Sebelum Perubahan", "Setelah Perubahan") if dua else ("Anggaran (Rp)",)
    return Tabel(
        "perjanjian-camat-anggaran",
        f"Anggaran Program Pendukung Perjanjian Kinerja {data.instansi.nama} Tahun {data.tahun}",
        (
            Kolom("No", Jenis.TENGAH, 6),
            Kolom("Program", lebar=94 - 22 * len(kolom_pagu)),
            *(Kolom(k, Jenis.UANG, 22, "Anggaran (Rp)" if dua else "") for k in kolom_pagu),
        ),
        tuple(isi),
    )


@bagian("perjanjian-pejabat")
def perjanjian_pejabat(data: DataLkj) -> Isi | Kurang:
    """Every official's promises with the size of his budget (Pelaihari Tabel 11)."""
    bawahan = [p for p in data.perjanjian if p.butir and p.jabatan.atasan_id]
    if not bawahan:
        return Kurang("Isi lembar Perjanjian dan Butir Perjanjian untuk pejabat di bawah Camat.")
    butir = sum(len(p.butir) for p in data.perjanjian)
    kalimat: list[Potongan | str] = [
        f"Kinerja {data.instansi.nama} diperjanjikan oleh ",
        cacah(len(data.perjanjian), "Banyaknya jabatan yang menandatangani perjanjian kinerja", "pejabat"),
        " dengan ",
        cacah(butir, "Banyaknya butir semua perjanjian", "indikator kinerja"),
        ".",
    ]
    tanpa = [sebut_pendek(p.jabatan) for p in data.perjanjian if data.budget_of(p.jabatan.pk) is None]
    if data.pohon and tanpa:
        kalimat.append(f" {join_kata(tanpa)} tidak mengelola anggaran tersendiri.")
    belum = [j.nama for j in data.jabatan if data.perjanjian_of(j.pk) is None]
    blok: list[Blok] = [paragraf(*kalimat), build_tabel_pejabat(data)]
    if belum and len(belum) < len(data.perjanjian):
        blok.append(paragraf(f"Belum ada perjanjian kinerja yang dicatat untuk {join_kata(belum)}.", gaya="catatan"))
    return Isi(tuple(blok))


@bagian("anggaran-sasaran")
def anggaran_sasaran(data: DataLkj) -> Isi | Kurang:
    """Sasaran → program → kegiatan → sub kegiatan with the budget (Pelaihari Tabel 12)."""
    if data.pohon is None:
        return Kurang("Isi lembar Program, Kegiatan, dan Sub Kegiatan beserta pagunya.")
    belahan = urut_sasaran(data, belah_sasaran(data.pohon))
    return Isi((paragraf(*_kalimat_anggaran(data, data.pohon, belahan)), _tabel_anggaran(data, data.pohon, belahan)))


def _kalimat_anggaran(data: DataLkj, pohon: Pos, belahan: list[tuple[Sasaran | None, Pos]]) -> list[Potongan | str]:
    kalimat: list[Potongan | str] = [
        f"Anggaran {data.instansi.nama} tahun {data.tahun} ",
        *(("setelah perubahan ",) if pohon.berubah else ()),
        "sebesar ",
        rupiah(sel_pagu(pohon)),
        " digunakan untuk melaksanakan ",
        *sambung(
            (
                cacah(pohon.count(PROGRAM), "Banyaknya program", "program"),
                cacah(pohon.count(KEGIATAN), "Banyaknya kegiatan", "kegiatan"),
                cacah(len(pohon.daun), "Banyaknya sub kegiatan", "sub kegiatan"),
            )
        ),
        ".",
    ]
    bernama = [(s, pos) for s, pos in belahan if s is not None]
    if len(bernama) > 1:
        s, pos = max(bernama, key=lambda t: t[1].pagu)
        kalimat += [
            f" Anggaran terbesar mendukung sasaran {kutip(s.uraian)}, yaitu ", rupiah(sel_pagu(pos)), "."
        ]  # fmt: skip
    tanpa = next((pos for s, pos in belahan if s is None), None)
    if tanpa is not None:
        kalimat += [
            " Sebanyak ",
            cacah(len(tanpa.daun), "Banyaknya sub kegiatan tanpa sasaran", "sub kegiatan"),
            " belum dihubungkan dengan sasaran.",
        ]
    return kalimat


def _tabel_anggaran(data: DataLkj, pohon: Pos, belahan: list[tuple[Sasaran | None, Pos]]) -> Tabel:
    dua = pohon.berubah and pohon.pagu_murni is not None

    def pagu(pos: Pos) -> tuple[Sel, ...]:
        return (sel_pagu(pos, murni=True), sel_pagu(pos)) if dua else (sel_pagu(pos),)

    isi: list[Baris] = []
    for n, (sasaran, bagian_pohon) in enumerate(belahan, start=1):
        nama = sasaran.uraian if sasaran else "Belum dihubungkan dengan sasaran"
        isi.append(baris(tengah(n), teks(""), teks(nama, tebal=True), *pagu(bagian_pohon), gaya=Gaya.KELOMPOK))
        for pos in (p for program in bagian_pohon.anak for p in program.walk()):
            gaya = {PROGRAM: Gaya.PROGRAM, KEGIATAN: Gaya.KEGIATAN}.get(pos.tingkat, Gaya.BIASA)
            isi.append(baris(tengah(""), tengah(pos.kode), teks(pos.uraian), *pagu(pos), gaya=gaya))
    isi.append(baris(tengah(""), tengah(""), teks("Jumlah", tebal=True), *pagu(pohon), gaya=Gaya.TOTAL))
    kolom_pagu = ("Sebelum Perubahan", "Setelah Perubahan") if dua else ("Anggaran (Rp)",)
    return Tabel(
        "anggaran-sasaran",
        f"Anggaran Penunjang Sasaran Strategis {data.instansi.nama} Tahun {data.tahun}",
        (
            Kolom("No", Jenis.TENGAH, 5),
            Kolom("Kode", Jenis.TENGAH, 15),
            Kolom("Sasaran / Program / Kegiatan / Sub Kegiatan", lebar=80 - 18 * len(kolom_pagu)),
            *(Kolom(k, Jenis.UANG, 18, "Anggaran (Rp)" if dua else "") for k in kolom_pagu),
        ),
        tuple(isi),
    )
