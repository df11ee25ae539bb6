"""Indikator kinerja utama: the decree of the Camat with its annex, and the document that explains them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from lakip.data import DataLkj
from lakip.dokumen import Bab, Blok, Daftar, Dokumen, Kolom, SubJudul, Tabel, TandaTangan
from lakip.naskah.kerangka import alasan_of, isi_of, polos, susun_kerangka, tanda_tangan_camat
from lakip.pustaka import Isi
from lakip.pustaka.kalimat import (
    buat_penanda,
    cacah,
    nama_wilayah,
    rapikan,
    sebut_jabatan,
    susun_daftar,
    tempat,
)
from lakip.pustaka.lampiran import build_lampiran_iku
from lakip.pustaka.organisasi import tugas_fungsi
from lakip.pustaka.perencanaan import (
    iku,
    induk_indikator,
    sebut_penanggung_jawab,
    strategi_kebijakan,
    tujuan_sasaran,
    visi_misi,
)
from lakip.sel import baris, join_kata, paragraf, teks
from organisasi.tanggal import print_tanggal
from renstra.rekap import RekapIndikator

_TITIK = "…" * 6  # what is still to be written by hand
# What a decree on IKU rests on, where the perencana has entered nothing better.
_UMUM = (
    "Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah",
    "Peraturan Pemerintah Nomor 8 Tahun 2006 tentang Pelaporan Keuangan dan Kinerja Instansi Pemerintah",
    "Peraturan Pemerintah Nomor 17 Tahun 2018 tentang Kecamatan",
    "Peraturan Presiden Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas Kinerja Instansi Pemerintah",
)
_IKU = (
    "Peraturan Menteri Negara Pendayagunaan Aparatur Negara Nomor PER/9/M.PAN/5/2007 tentang Pedoman Umum Penetapan "
    "Indikator Kinerja Utama di Lingkungan Instansi Pemerintah",
    "Peraturan Menteri Negara Pendayagunaan Aparatur Negara Nomor PER/20/M.PAN/11/2008 tentang Petunjuk Penyusunan "
    "Indikator Kinerja Utama",
)


def kurang_iku(data: DataLkj) -> str:
    return alasan_of(iku(data))


def masa_iku(data: DataLkj) -> str:
    """ "2021–2026": an IKU holds as long as its Renstra."""
    tahun = data.rencana.tahun
    return f"{tahun[0]}–{tahun[-1]}" if tahun else str(data.tahun)


def susun_iku(data: DataLkj) -> Dokumen:
    """The decree with its annex, then the document in five chapters."""
    judul = f"Indikator Kinerja Utama {data.instansi.nama} Tahun {masa_iku(data)}"
    return susun_kerangka(
        data,
        "iku",
        judul,
        (_bab_pendahuluan(data), _bab_pengertian(), _bab_gambaran(data), _bab_penetapan(data), _bab_penutup(data)),
        depan=(_keputusan(data), _lampiran(data)),
        sampul="Indikator Kinerja Utama",
        subjudul=f"Masa Rencana Strategis {masa_iku(data)}",
    )


# ----------------------------------------------------------------------------------------------------------- the decree


def _camat(data: DataLkj) -> str:
    return sebut_jabatan(data, data.camat) if data.camat else f"Camat {nama_wilayah(data)}"


def _tentang(data: DataLkj) -> str:
    return f"Penetapan Indikator Kinerja Utama {data.instansi.nama} Tahun {masa_iku(data)}"


def _nomor_keputusan(data: DataLkj) -> str:
    """As it was entered; a dotted line to be written on where it was not."""
    renstra = data.rencana.renstra
    return (renstra.nomor_iku if renstra else "") or f"{_TITIK} Tahun {_TITIK}"


def _tanggal_keputusan(data: DataLkj) -> datetime.date | None:
    return data.rencana.renstra.tanggal_iku if data.rencana.renstra else None


def _tulis_tanggal(data: DataLkj) -> str:
    tanggal = _tanggal_keputusan(data)
    return print_tanggal(tanggal) if tanggal else _TITIK


def _keputusan(data: DataLkj) -> Bab:
    camat = _camat(data)
    isi: list[Blok] = [
        paragraf(f"Nomor {_nomor_keputusan(data)}", gaya="tengah"),
        paragraf("TENTANG", gaya="tengah"),
        paragraf(_tentang(data).upper(), gaya="tengah"),
        paragraf(f"{camat.upper()},", gaya="tengah"),
        SubJudul("Menimbang"),
        _huruf(*_menimbang(data, camat)),
        SubJudul("Mengingat"),
        susun_daftar(*_akhiri(_mengingat(data))),
        paragraf("MEMUTUSKAN:", gaya="tengah"),
        SubJudul("Menetapkan"),
        paragraf(f"KEPUTUSAN {camat.upper()} TENTANG {_tentang(data).upper()}."),
        *(paragraf(f"{ke}: {kata}") for ke, kata in zip(("KESATU", "KEDUA", "KETIGA"), _diktum(data), strict=True)),
    ]
    if data.camat:
        tempat_tanggal = f"Ditetapkan di {tempat(data)}\npada tanggal {_tulis_tanggal(data)}"
        pada = _tanggal_keputusan(data)
        isi.append(TandaTangan((buat_penanda(data, data.camat, pada=pada, tempat_tanggal=tempat_tanggal),)))
    isi += [SubJudul("Tembusan:"), susun_daftar(*_akhiri(_tembusan(data)))]
    return Bab("keputusan", f"Keputusan {camat}", tuple(isi), bernomor=False)


def _huruf(*butir: str) -> Daftar:
    return Daftar(tuple(paragraf(b) for b in butir), bernomor=True, huruf=True)


def _akhiri(butir: list[str]) -> list[str]:
    return [f"{rapikan(b)}{'.' if n == len(butir) else ';'}" for n, b in enumerate(butir, start=1)]


def _menimbang(data: DataLkj, camat: str) -> tuple[str, str]:
    return (
        f"bahwa untuk mengukur keberhasilan {data.instansi.nama} dalam mencapai tujuan dan sasaran strategisnya, setiap "
        "instansi pemerintah wajib menetapkan indikator kinerja utama;",
        f"bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a, perlu menetapkan Keputusan {camat} tentang "
        f"{_tentang(data)};",
    )


def _mengingat(data: DataLkj) -> list[str]:
    """What the perencana entered for the year, what is about IKU itself, and the plans it follows."""
    isi = [rapikan(d.uraian) for d in data.dasar_hukum] or list(_UMUM)
    renstra = data.rencana.renstra
    rencana = (renstra.rpjmd.dasar_hukum if renstra.rpjmd else "", renstra.dasar_hukum) if renstra else ()
    for d in (*_IKU, *(rapikan(r) for r in rencana if r)):
        if not any(_nomor(d) == _nomor(lain) for lain in isi):
            isi.append(d)
    return isi


def _nomor(peraturan: str) -> tuple[str, str]:
    """Who issued it and "PER/9/M.PAN/5/2007" or "2 Tahun 2019": by what a regulation is known again, however the rest
    was written."""
    kata = peraturan.casefold()
    nomor = re.search(r"\bnomor:? *(\S+(?: tahun \d{4})?)", kata)
    if nomor is None:
        return kata, ""
    depan = kata[: nomor.start()]
    penerbit = "bupati" if re.search(r"bupati|perbup", depan) else "daerah" if re.search(r"daerah|perda", depan) else ""
    return penerbit, re.sub(r"/0+(?=\d)", "/", nomor[1].rstrip(".,;)"))


def _diktum(data: DataLkj) -> tuple[str, str, str]:
    nama = data.instansi.nama
    return (
        "Indikator kinerja utama sebagaimana tercantum dalam lampiran keputusan ini merupakan ukuran kinerja yang digunakan "
        f"{nama} untuk menyusun rencana kerja, rencana kerja dan anggaran, perjanjian kinerja, dan laporan kinerja, serta "
        "untuk mengevaluasi pencapaian kinerjanya.",
        "Penyusunan laporan kinerja dan evaluasi pencapaian indikator kinerja utama dilakukan oleh setiap pimpinan unit "
        f"kerja dan disampaikan kepada {data.kabupaten.kepala} {data.kabupaten.nama}.",
        "Keputusan ini berlaku sejak tanggal ditetapkan. Apabila di kemudian hari terdapat kekeliruan, keputusan ini "
        "diperbaiki sebagaimana mestinya.",
    )


def _tembusan(data: DataLkj) -> list[str]:
    kota = f" di {data.kabupaten.ibu_kota}" if data.kabupaten.ibu_kota else ""
    return [
        f"{data.kabupaten.kepala} {data.kabupaten.nama}{kota} (sebagai laporan)",
        f"Inspektur {data.kabupaten}{kota}",
        f"Kepala perangkat daerah yang membidangi perencanaan pembangunan {data.kabupaten}{kota}",
        "Arsip",
    ]


def _lampiran(data: DataLkj) -> Bab:
    nomor, tanggal = _nomor_keputusan(data), _tulis_tanggal(data)
    isi: list[Blok] = [
        paragraf(
            f"Lampiran Keputusan {_camat(data)} Nomor {nomor} tanggal {tanggal} tentang {_tentang(data)}.",
            gaya="catatan",
        ),
        *polos((build_lampiran_iku(data),)),
    ]
    if data.camat:
        isi.append(TandaTangan((buat_penanda(data, data.camat, pada=_tanggal_keputusan(data)),)))
    return Bab("lampiran-keputusan", "Lampiran Keputusan", tuple(isi), bernomor=False)


# --------------------------------------------------------------------------------------------------------- the document


def _bab_pendahuluan(data: DataLkj) -> Bab:
    nama = data.instansi.nama
    return Bab(
        "pendahuluan",
        "Pendahuluan",
        anak=(
            Bab(
                "latar-belakang",
                "Latar Belakang",
                (
                    paragraf(
                        "Kinerja hanya dapat dipertanggungjawabkan apabila ukurannya disepakati sejak awal. Indikator kinerja "
                        f"utama (IKU) adalah ukuran itu: sedikit jumlahnya, langsung mengenai hasil, dan sama bagi semua "
                        f"dokumen perencanaan, penganggaran, dan pelaporan {nama}."
                    ),
                    paragraf(
                        f"IKU {nama} berlaku selama Rencana Strategis Tahun {masa_iku(data)} dan menjadi dasar perjanjian "
                        "kinerja setiap tahun."
                    ),
                ),
            ),
            Bab("landasan-hukum", "Landasan Hukum", (susun_daftar(*_akhiri(_mengingat(data))),)),
            Bab(
                "maksud-tujuan",
                "Maksud dan Tujuan",
                (
                    paragraf("Penetapan IKU dimaksudkan agar:"),
                    susun_daftar(
                        "kinerja yang penting bagi pengelolaan kecamatan tersedia angkanya tepat waktu;",
                        "tercapainya tujuan dan sasaran strategis dapat diukur dan diperbaiki dari tahun ke tahun.",
                    ),
                ),
            ),
        ),
    )


def _bab_pengertian() -> Bab:
    return Bab(
        "pengertian",
        "Pengertian Indikator Kinerja",
        anak=(
            Bab(
                "definisi",
                "Pengertian",
                (
                    paragraf(
                        "Indikator kinerja adalah ukuran, berupa angka atau uraian, yang menggambarkan tingkat pencapaian "
                        "suatu sasaran. Indikator kinerja utama adalah indikator yang dipilih dari antaranya karena paling "
                        "mewakili alasan keberadaan instansi."
                    ),
                ),
            ),
            Bab(
                "syarat",
                "Syarat dan Kriteria",
                (
                    paragraf("Indikator kinerja utama dipilih yang:"),
                    susun_daftar(
                        "spesifik: hanya mempunyai satu arti;",
                        "dapat diukur: datanya tersedia, dan cara menghitungnya tertulis;",
                        "dapat dicapai dengan kewenangan dan sumber daya yang ada;",
                        "relevan: langsung menggambarkan keberhasilan sasaran yang diukurnya;",
                        "berbatas waktu: targetnya ditetapkan untuk setiap tahun.",
                    ),
                ),
            ),
        ),
    )


def _bab_gambaran(data: DataLkj) -> Bab:
    """Vision, plan, programmes, tasks: whatever of it has been entered."""
    anak = [
        Bab(f"gambaran-{kunci}", judul, hasil.blok, hasil.anak)
        for kunci, judul, hasil in (
            ("visi-misi", "Visi dan Misi", visi_misi(data)),
            ("tujuan-sasaran", "Tujuan dan Sasaran", tujuan_sasaran(data)),
            ("strategi", "Strategi dan Arah Kebijakan", strategi_kebijakan(data)),
            ("tugas-fungsi", "Tugas dan Fungsi", tugas_fungsi(data)),
        )
        if isinstance(hasil, Isi)
    ]
    if data.pohon:
        program = tuple(rapikan(p.uraian) for p in data.pohon.anak)
        blok: tuple[Blok, ...] = (
            paragraf(
                f"Sasaran tersebut pada tahun {data.tahun} didukung ",
                cacah(len(program), "Banyaknya program", "program:"),
            ),
            susun_daftar(*_akhiri(list(program))),
        )
        anak.append(Bab("gambaran-program", "Program", blok))
    return Bab("gambaran", f"Gambaran Umum {data.instansi.nama}", anak=tuple(anak))


def _bab_penetapan(data: DataLkj) -> Bab:
    return Bab(
        "penetapan",
        "Penetapan Indikator Kinerja Utama",
        (*isi_of(iku(data)).blok, *(_tabel_profil(data, i, n) for n, i in enumerate(data.rencana.iku, start=1))),
    )


def _tabel_profil(data: DataLkj, i: RekapIndikator, nomor: int) -> Tabel:
    """One IKU explained: what it measures, how it is computed, from which data, by whom."""
    arah = "Makin tinggi makin baik" if i.model.arah == "naik" else "Makin rendah makin baik"
    rinci: Iterator[tuple[str, str]] = (
        (k, v)
        for k, v in (
            ("Sasaran yang diukur", induk_indikator(data, i)),
            ("Satuan", i.satuan),
            ("Jenis ukuran" if i.ukuran.keterangan else "Arah", i.ukuran.keterangan or arah),
            ("Cara menghitung", i.model.formula),
            ("Sumber data", i.model.sumber_data),
            ("Penanggung jawab", sebut_penanggung_jawab(i)),
        )
    )
    isi = [baris(teks(k), teks(v or "Belum diisi")) for k, v in rinci]
    return Tabel(
        f"iku-profil-{nomor}",
        f"Profil Indikator {rapikan(i.uraian)}",
        (Kolom("Unsur", lebar=26), Kolom("Uraian", lebar=74)),
        tuple(isi),
    )


def _bab_penutup(data: DataLkj) -> Bab:
    nama = join_kata(rapikan(i.uraian) for i in data.rencana.iku)
    return Bab(
        "penutup",
        "Penutup",
        (
            paragraf(
                f"Indikator kinerja utama {data.instansi.nama}, yaitu {nama}, dipakai sama dalam perencanaan, perjanjian "
                "kinerja, dan pelaporan. Perubahannya ditetapkan kembali dengan keputusan Camat."
            ),
            *tanda_tangan_camat(data, data.tahun),
        ),
    )
