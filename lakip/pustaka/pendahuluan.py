"""Bab I: why the report is written, the area, the role, how the performance cascades, the outline."""

from __future__ import annotations

import re
from itertools import groupby

from lakip.data import DataLkj
from lakip.dokumen import Baris, Blok, Daftar, Gaya, Jenis, Kolom, Potongan, Tabel
from lakip.pustaka import Isi, Kurang, bagian
from lakip.pustaka.kalimat import (
    cacah,
    has_narasi,
    kecilkan,
    rapikan,
    susun_daftar,
)
from lakip.sel import angka, baris, entri, join_kata, paragraf, rumus, tautan, teks, tengah


@bagian("latar-belakang")
def latar_belakang(data: DataLkj) -> Isi | Kurang:
    """Why a kecamatan answers for its performance, and on what it is founded."""
    judul, nama, tahun = data.kabupaten.judul_laporan, data.instansi.nama, data.tahun
    umum: list[Blok] = [
        paragraf(
            "Setiap instansi pemerintah yang mengelola anggaran negara wajib mempertanggungjawabkan hasil yang dicapai "
            "dengan anggaran itu, bukan hanya besarnya dana yang dibelanjakan. Kewajiban tersebut diatur dalam Peraturan "
            "Pemerintah Nomor 8 Tahun 2006 tentang Pelaporan Keuangan dan Kinerja Instansi Pemerintah dan Peraturan "
            "Presiden Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas Kinerja Instansi Pemerintah."
        ),
        paragraf(
            f"{nama} memenuhi kewajiban itu melalui {judul} Tahun {tahun}. Laporan ini membandingkan kinerja yang "
            f"dijanjikan dalam Perjanjian Kinerja Tahun {tahun} dengan hasil yang nyata sampai akhir tahun, menjelaskan "
            "penyebab keberhasilan dan kekurangannya, serta menunjukkan anggaran yang digunakan. Bentuk dan isinya "
            "mengikuti Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 53 Tahun 2014."
        ),
    ]
    blok = [] if has_narasi(data, "latar-belakang") else umum
    bentuk, tata = rapikan(data.instansi.dasar_pembentukan), rapikan(data.instansi.dasar_organisasi)
    if bentuk and tata:
        blok.append(paragraf(f"{nama} dibentuk dengan {bentuk}, sedangkan susunan organisasinya diatur dalam {tata}."))
    elif bentuk or tata:
        kalimat = f"{nama} dibentuk dengan {bentuk}." if bentuk else f"Susunan organisasi {nama} diatur dalam {tata}."
        blok.append(paragraf(kalimat))
    if data.rencana.renstra:
        r = data.rencana.renstra
        ke = tahun - r.tahun_awal + 1
        akhir = " sekaligus tahun terakhir" if tahun == r.tahun_akhir else ""
        blok.append(
            paragraf(
                f"Tahun {tahun} merupakan tahun ke-{ke}{akhir} pelaksanaan Rencana Strategis {nama} "
                f"Tahun {r.tahun_awal}–{r.tahun_akhir}."
            )
        )
    return Isi(tuple(blok))


@bagian("maksud-tujuan")
def maksud_tujuan(data: DataLkj) -> Isi | Kurang:
    if has_narasi(data, "maksud-tujuan"):
        return Isi()
    judul, tahun = data.kabupaten.judul_laporan, data.tahun
    return Isi(
        (
            paragraf(f"{judul} {data.instansi.nama} Tahun {tahun} disusun dengan maksud:"),
            susun_daftar(
                f"menyampaikan pertanggungjawaban atas pelaksanaan Perjanjian Kinerja Tahun {tahun} kepada "
                f"{data.kabupaten.kepala} {data.kabupaten.nama} dan masyarakat;",
                "memberikan gambaran yang terukur tentang sasaran yang tercapai dan yang belum tercapai, beserta sebabnya.",
            ),
            paragraf("Adapun tujuan yang hendak dicapai adalah:"),
            susun_daftar(
                "tersedianya bahan evaluasi kinerja bagi pimpinan, seluruh unit kerja, dan aparat pengawasan;",
                "diperolehnya masukan untuk memperbaiki perencanaan, penganggaran, dan pelaksanaan kegiatan pada tahun "
                f"{tahun + 1};",
                "meningkatnya kepercayaan masyarakat melalui keterbukaan atas kinerja kecamatan.",
            ),
        )
    )


@bagian("dasar-hukum")
def dasar_hukum(data: DataLkj) -> Isi | Kurang:
    if not data.dasar_hukum:
        return Kurang(
            "Isi lembar Dasar Hukum: peraturan yang menjadi dasar penyusunan laporan, satu peraturan satu baris."
        )
    n = len(data.dasar_hukum)
    return Isi(
        (
            paragraf(
                f"Penyusunan {data.kabupaten.judul_laporan} {data.instansi.nama} Tahun {data.tahun} berpedoman pada "
                f"{'peraturan' if n == 1 else 'peraturan-peraturan'} berikut:"
            ),
            susun_daftar(
                *(f"{rapikan(d.uraian)}{'.' if k == n else ';'}" for k, d in enumerate(data.dasar_hukum, start=1))
            ),
        )
    )


@bagian("wilayah")
def wilayah(data: DataLkj) -> Isi | Kurang:
    """What the area is like: facts of the year by group."""
    if not data.wilayah:
        return Kurang("Isi lembar Data Wilayah: luas, jumlah desa dan kelurahan, penduduk, serta sarana umum.")
    isi: list[Baris] = []
    nomor = 0
    for kelompok, anggota in groupby(data.wilayah, key=lambda d: d.kelompok):
        if kelompok:
            isi.append(baris(teks(""), teks(kelompok, kolom=3), gaya=Gaya.KELOMPOK))
        for d in anggota:
            nomor += 1
            asal = entri("Isian Data Wilayah", tautan("organisasi.datawilayah", d.pk))
            nilai = angka(d.nilai, asal) if d.nilai is not None else teks(d.teks)
            isi.append(baris(tengah(nomor), teks(d.uraian), nilai, tengah(d.satuan)))
    tabel = Tabel(
        "data-wilayah",
        f"Gambaran Umum Wilayah {data.instansi.nama} Tahun {data.tahun}",
        (
            Kolom("No", Jenis.TENGAH, 6),
            Kolom("Uraian", lebar=44),
            Kolom("Keadaan", Jenis.ANGKA, 35),
            Kolom("Satuan", Jenis.TENGAH, 15),
        ),
        tuple(isi),
    )
    return Isi((paragraf(*_kalimat_wilayah(data)), tabel))


def _kalimat_wilayah(data: DataLkj) -> list[Potongan | str]:
    kabupaten = str(data.kabupaten)
    awal = f"{data.instansi.nama} merupakan bagian dari wilayah {kabupaten}"
    if data.kabupaten.provinsi:
        awal += f", Provinsi {data.kabupaten.provinsi.removeprefix('Provinsi ')}"
    if data.instansi.ibu_kota:
        awal += f", dengan ibu kota kecamatan di {data.instansi.ibu_kota}"
    return [f"{awal}. Keadaan wilayah pada tahun {data.tahun} diuraikan dalam tabel berikut."]


@bagian("peran")
def peran(data: DataLkj) -> Isi | Kurang:
    """What the kecamatan is for, and which sasaran and misi it serves."""
    kepala = f"{data.kabupaten.kepala} {data.kabupaten.nama}"
    umum: list[Blok] = [
        paragraf(
            f"Kecamatan adalah perangkat daerah terdekat dengan masyarakat. {data.instansi.nama} menjalankan dua peran "
            f"sekaligus: melaksanakan sebagian kewenangan yang dilimpahkan {kepala}, dan menyelenggarakan urusan "
            "pemerintahan umum di wilayahnya sebagaimana diatur dalam Peraturan Pemerintah Nomor 17 Tahun 2018 tentang "
            "Kecamatan. Peran itu diwujudkan melalui koordinasi pemerintahan, pemberdayaan masyarakat, ketenteraman dan "
            "ketertiban umum, pemeliharaan prasarana dan fasilitas umum, pembinaan desa dan kelurahan, serta pelayanan "
            "kepada masyarakat."
        )
    ]
    blok = [] if has_narasi(data, "peran") else umum
    if data.rencana.strategis:
        n = len(data.rencana.strategis)
        pembuka = (
            f"Peran {data.instansi.nama} dirumuskan ke dalam satu sasaran strategis:"
            if n == 1
            else (f"Peran {data.instansi.nama} dirumuskan ke dalam {n} sasaran strategis:")
        )
        blok += [
            paragraf(pembuka),
            susun_daftar(
                *(
                    f"{kecilkan(rapikan(s.uraian))}{'.' if k == n else ';'}"
                    for k, s in enumerate(data.rencana.strategis, start=1)
                )
            ),
        ]
    return Isi(tuple(blok))


@bagian("cascading")
def cascading(data: DataLkj) -> Isi | Kurang:
    """How many tujuan, sasaran and indicators each level carries (Pelaihari Bab I.D)."""
    r = data.rencana
    if not r.sasaran:
        return Kurang("Isi lembar Tujuan, Sasaran (dengan jabatan pemiliknya), dan Indikator.")
    tingkat: list[tuple[str, str, int, int]] = []
    if r.tujuan:
        n = sum(len(r.of_tujuan(t)) for t in r.tujuan)
        tingkat.append(("Tujuan", "tujuan", len(r.tujuan), n))
    tingkat += [(nama, "sasaran", s, i) for nama, s, i in _jenjang(data)]
    isi = [
        baris(
            tengah(n), teks(nama), angka(s, rumus(f"Banyaknya {jenis} yang diisi")),
            angka(i, rumus("Banyaknya indikator yang diisi")),
        )
        for n, (nama, jenis, s, i) in enumerate(tingkat, start=1)
    ]  # fmt: skip
    tabel = Tabel(
        "cascading",
        f"Penjabaran Kinerja {data.instansi.nama} Tahun {data.tahun}",
        (
            Kolom("No", Jenis.TENGAH, 6),
            Kolom("Jenjang", lebar=54),
            Kolom("Tujuan/Sasaran", Jenis.ANGKA, 20),
            Kolom("Indikator", Jenis.ANGKA, 20),
        ),
        tuple(isi),
    )
    kalimat: list[Potongan | str] = [
        f"Kinerja {data.instansi.nama} dijabarkan secara berjenjang dari tujuan sampai kinerja setiap pejabat: "
    ]
    for n, (nama, jenis, s, i) in enumerate(tingkat):
        if n:
            kalimat.append("; ")
        ekor = "" if jenis == "tujuan" else f" pada {kecilkan(nama) if nama == _ESELON_IV else nama}"
        kalimat += [
            cacah(s, f"Banyaknya {jenis}", jenis),
            " dengan ",
            cacah(i, "Banyaknya indikator", "indikator"),
            ekor,
        ]
    kalimat.append(".")
    return Isi((paragraf(*kalimat), tabel))


_ESELON = re.compile(r"^[IVX]+")
_ESELON_IV = "Pejabat eselon IV"


def _jenjang(data: DataLkj) -> list[tuple[str, int, int]]:
    """(level, sasaran, indikator): each eselon III post by itself, eselon IV together, sasaran without owner last."""
    hasil: dict[str, list[int]] = {}
    kosong: list[int] = [0, 0]
    for s in data.rencana.sasaran:
        n = len(data.rencana.of_sasaran(s))
        if s.pemilik is None:
            kosong = [kosong[0] + 1, kosong[1] + n]
            continue
        cocok = _ESELON.match(s.pemilik.eselon.strip())
        kelas = cocok[0] if cocok else ""
        nama = _ESELON_IV if kelas == "IV" else f"{s.pemilik.nama}{f' (eselon {kelas})' if kelas else ''}"
        isi = hasil.setdefault(nama, [0, 0])
        isi[0] += 1
        isi[1] += n
    daftar = [(nama, s, i) for nama, (s, i) in hasil.items()]
    daftar.sort(key=lambda t: t[0] == _ESELON_IV)
    return daftar + ([("Kecamatan", kosong[0], kosong[1])] if kosong[0] else [])


_ISI_BAB = {
    "pendahuluan": "menjelaskan alasan dan dasar penyusunan laporan, gambaran organisasi, serta isu yang dihadapi",
    "perencanaan": "memuat rencana strategis, indikator kinerja utama, dan kinerja yang diperjanjikan tahun ini",
    "akuntabilitas": "menguraikan capaian kinerja beserta analisisnya dan penggunaan anggaran",
    "penutup": "merangkum hasil tahun ini dan langkah perbaikan tahun berikutnya",
}


@bagian("sistematika")
def sistematika(data: DataLkj) -> Isi | Kurang:
    """The chapters of this very outline and what each holds; a chapter of the user's own by its sections."""
    bab: list[tuple[str, str, list[str]]] = []
    for b in data.susunan:
        if b.letak == b.Letak.BAB and b.tingkat == 1:
            bab.append((b.kunci, b.judul, []))
        elif b.letak == b.Letak.BAB and b.tingkat == 2 and bab:
            bab[-1][2].append(b.judul)
    if not bab:
        return Kurang("Pilih susunan laporan pada lembar Identitas.")
    butir = []
    for kunci, judul, isi_bab in bab:
        isi = _ISI_BAB.get(kunci) or (f"memuat {join_kata(isi_bab)}" if isi_bab else "")
        butir.append(paragraf(Potongan(judul, tebal=True), f", {isi}." if isi else "."))
    lampiran = any(b.letak == b.Letak.LAMPIRAN for b in data.susunan)
    blok: list[Blok] = [
        paragraf(
            f"{data.kabupaten.judul_laporan} ini disusun dalam ",
            cacah(len(bab), "Banyaknya bab dalam susunan laporan", "bab:" if len(bab) > 1 else "bab, yaitu:"),
        ),
        Daftar(tuple(butir)),
    ]
    if lampiran:
        blok.append(paragraf("Dokumen dan rincian pendukung disajikan dalam lampiran."))
    return Isi(tuple(blok))
