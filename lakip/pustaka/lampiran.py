"""Attachments: IKU, the statement of review, every perjanjian, the performance tree, the matrix of agreement, photos."""

from __future__ import annotations

from lakip.data import DataLkj
from lakip.dokumen import Bab, Baris, Blok, GantiHalaman, Jenis, Kolom, Penanda, Tabel, TandaTangan
from lakip.pustaka import Isi, Kurang, bagian
from lakip.pustaka.kalimat import (
    TITIK,
    buat_penanda,
    sel_target_rencana,
    slug,
    tempat,
    tempat_tanggal,
)
from lakip.pustaka.keselarasan import build_keselarasan
from lakip.pustaka.perencanaan import induk_indikator, sebut_penanggung_jawab
from lakip.pustaka.perjanjian_kinerja import build_lampiran, build_pernyataan, judul_perjanjian, list_blok_perjanjian
from lakip.pustaka.pohon_kinerja import build_pohon
from lakip.sel import baris, paragraf, teks, tengah
from perjanjian.rekap import RekapPerjanjian


@bagian("lampiran-iku")
def lampiran_iku(data: DataLkj) -> Isi | Kurang:
    """The IKU with their targets in every year of the plan, signed."""
    if not data.rencana.iku:
        return Kurang("Tandai indikator kinerja utama (kolom IKU = ya) pada lembar Indikator.")
    blok: list[Blok] = [build_lampiran_iku(data)]
    if data.camat:
        blok.append(TandaTangan((buat_penanda(data, data.camat, tempat_tanggal=tempat_tanggal(data)),)))
    return Isi(tuple(blok))


def build_lampiran_iku(data: DataLkj) -> Tabel:
    tahun = data.rencana.tahun
    isi: list[Baris] = [
        baris(
            tengah(n),
            teks(induk_indikator(data, i)),
            teks(i.uraian),
            tengah(i.satuan),
            teks(i.model.formula),
            teks(i.model.sumber_data),
            teks(sebut_penanggung_jawab(i)),
            *(sel_target_rencana(i, t) for t in tahun),
        )
        for n, i in enumerate(data.rencana.iku, start=1)
    ]
    masa = f"{tahun[0]}–{tahun[-1]}" if tahun else str(data.tahun)
    return Tabel(
        "lampiran-iku",
        f"Indikator Kinerja Utama {data.instansi.nama} Tahun {masa}",
        (
            Kolom("No", Jenis.TENGAH, 4),
            Kolom("Sasaran", lebar=17),
            Kolom("Indikator Kinerja Utama", lebar=16),
            Kolom("Satuan", Jenis.TENGAH, 7),
            Kolom("Formula", lebar=16),
            Kolom("Sumber Data", lebar=11),
            Kolom("Penanggung Jawab", lebar=11),
            *(Kolom(str(t), Jenis.ANGKA, 5, "Target") for t in tahun),
        ),
        tuple(isi),
        lanskap=True,
    )


@bagian("pernyataan-reviu")
def pernyataan_reviu(data: DataLkj) -> Isi | Kurang:
    """The reviewer's statement (Permenpan RB 53/2014, Lampiran III), to be signed by the Inspektorat."""
    return Isi(build_pernyataan_reviu(data))


def build_pernyataan_reviu(data: DataLkj) -> tuple[Blok, ...]:
    judul, nama = data.kabupaten.judul_laporan, data.instansi.nama
    return (
        paragraf("PERNYATAAN TELAH DIREVIU", gaya="tengah"),
        paragraf(f"{judul} {nama}".upper(), gaya="tengah"),
        paragraf(f"TAHUN ANGGARAN {data.tahun}", gaya="tengah"),
        paragraf(
            f"Kami telah mereviu {judul} {nama} untuk Tahun Anggaran {data.tahun} sesuai dengan pedoman reviu atas laporan "
            f"kinerja. Isi yang dimuat dalam laporan tersebut menjadi tanggung jawab manajemen {nama}."
        ),
        paragraf(
            "Reviu dilakukan untuk memberi keyakinan terbatas bahwa informasi kinerja dalam laporan telah disajikan secara "
            "akurat, andal, dan absah."
        ),
        paragraf(
            "Berdasarkan reviu tersebut, tidak kami temukan keadaan yang membuat kami meragukan keandalan informasi yang "
            "disajikan dalam laporan kinerja ini."
        ),
        TandaTangan(
            (
                Penanda(
                    jabatan=f"Inspektur {data.kabupaten},",
                    nama=TITIK,
                    tempat_tanggal=f"{data.kabupaten.ibu_kota or tempat(data)}, {'…' * 6} {data.tahun + 1}",
                ),
            )
        ),
    )


@bagian("lampiran-perjanjian")
def lampiran_perjanjian(data: DataLkj) -> Isi | Kurang:
    """The perjanjian in force of every post, a subsection each (Pelaihari Lampiran 3)."""
    berisi = [p for p in data.perjanjian if p.butir]
    if not berisi:
        return Kurang("Isi lembar Perjanjian dan Butir Perjanjian untuk setiap pejabat.")
    return Isi((), tuple(_bab_perjanjian(data, p, terakhir=p is berisi[-1]) for p in berisi))


def _bab_perjanjian(data: DataLkj, p: RekapPerjanjian, *, terakhir: bool) -> Bab:
    """What was signed, exactly as it was signed; else what would be signed today."""
    isi: list[Blok]
    if p.model.pk in data.perjanjian_tertanda:
        tertanda = list_blok_perjanjian(data.perjanjian_tertanda[p.model.pk])
        isi = [paragraf(judul_perjanjian(p).upper(), gaya="tengah"), *tertanda]
    else:
        isi = [*build_pernyataan(data, p), GantiHalaman(), *build_lampiran(data, p)]
    if not terakhir:
        isi.append(GantiHalaman())
    judul = f"{judul_perjanjian(p)} – {p.jabatan.nama}"
    return Bab(f"lampiran-perjanjian--{slug(p.jabatan.nama)}", judul, tuple(isi))


@bagian("pohon-kinerja")
def pohon_kinerja(data: DataLkj) -> Isi | Kurang:
    """The tree of posts with what each must deliver, drawn and as a table (Pelaihari Lampiran 4)."""
    if data.camat is None or not data.rencana.sasaran:
        return Kurang("Isi lembar Jabatan dan Sasaran (dengan jabatan pemilik dan sasaran yang didukung).")
    return Isi(build_pohon(data))


@bagian("keselarasan")
def keselarasan(data: DataLkj) -> Isi | Kurang:
    """Report, plan and perjanjian side by side (Pelaihari Lampiran 7)."""
    if not data.rencana.indikator:
        return Kurang("Isi lembar Indikator, Target Indikator, dan Butir Perjanjian.")
    return Isi(build_keselarasan(data))


@bagian("lampiran-foto")
def lampiran_foto(data: DataLkj) -> Isi | Kurang:
    """The photos filed under this section; the assembler adds them."""
    if not data.foto_of("lampiran-foto"):
        return Kurang("Unggah foto kegiatan pada bagian Dokumentasi Kegiatan.")
    return Isi((paragraf(f"Dokumentasi kegiatan {data.instansi.nama} sepanjang tahun {data.tahun}."),))
