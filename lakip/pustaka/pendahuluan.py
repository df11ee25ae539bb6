"""Bab I: why the report is written, the area, the organisation, its issues and services."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from evaluasi.models import Rekomendasi
from lakip.data import DataLkj
from lakip.dokumen import Bab, Bagan, Baris, Blok, Daftar, Gaya, Jenis, Kolom, Potongan, Sel, Simpul, SubJudul, Tabel
from lakip.pustaka import Isi, Kurang, bagian
from lakip.pustaka.kalimat import (
    cacah,
    kecilkan,
    kutip,
    print_tanggal,
    rapikan,
    sambung,
    sebut_jabatan,
    sebut_sementara,
    slug,
)
from lakip.sel import angka, baris, entri, figur, join_kata, paragraf, rumus, tautan, teks, tengah
from organisasi.models import Jabatan, UnitKerja


@bagian("latar-belakang")
def latar_belakang(data: DataLkj) -> Isi | Kurang:
    """Why a kecamatan answers for its performance, and on what it is founded."""
    judul, nama, tahun = data.kabupaten.judul_laporan, data.instansi.nama, data.tahun
    blok: list[Blok] = [
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
    judul, tahun = data.kabupaten.judul_laporan, data.tahun
    return Isi(
        (
            paragraf(f"{judul} {data.instansi.nama} Tahun {tahun} disusun dengan maksud:"),
            _daftar(
                f"menyampaikan pertanggungjawaban atas pelaksanaan Perjanjian Kinerja Tahun {tahun} kepada "
                f"{data.kabupaten.kepala} {data.kabupaten.nama} dan masyarakat;",
                "memberikan gambaran yang terukur tentang sasaran yang tercapai dan yang belum tercapai, beserta sebabnya.",
            ),
            paragraf("Adapun tujuan yang hendak dicapai adalah:"),
            _daftar(
                "tersedianya bahan evaluasi kinerja bagi pimpinan, seluruh unit kerja, dan aparat pengawasan;",
                "diperolehnya masukan untuk memperbaiki perencanaan, penganggaran, dan pelaksanaan kegiatan pada tahun "
                f"{tahun + 1};",
                "meningkatnya kepercayaan masyarakat melalui keterbukaan atas kinerja kecamatan.",
            ),
        )
    )


def _daftar(*butir: str, bernomor: bool = True) -> Daftar:
    return Daftar(tuple(paragraf(b) for b in butir), bernomor)


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
            _daftar(*(f"{rapikan(d.uraian)}{'.' if k == n else ';'}" for k, d in enumerate(data.dasar_hukum, start=1))),
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


# -------------------------------------------------------------------------------------------------------- organisation


@bagian("tugas-fungsi")
def tugas_fungsi(data: DataLkj) -> Isi | Kurang:
    """Task and functions of each unit, a subsection each."""
    berisi = [u for u in data.unit if u.tugas or u.fungsi]
    if not berisi:
        return Kurang("Isi kolom Tugas dan Fungsi pada lembar Unit Kerja.")
    dasar = rapikan(data.instansi.dasar_organisasi)
    pembuka = "Tugas dan fungsi setiap unit kerja "
    pembuka += (
        f"ditetapkan dengan {dasar}, dengan pokok-pokok" if dasar else f"di lingkungan {data.instansi.nama} diuraikan"
    )
    return Isi((paragraf(f"{pembuka} sebagai berikut."),), tuple(_bab_unit(u) for u in berisi))


def _bab_unit(u: UnitKerja) -> Bab:
    isi: list[Blok] = []
    tugas = [rapikan(b) for b in u.tugas.splitlines() if b.strip()]
    if len(tugas) == 1:
        utuh = tugas[0].lower().startswith(u.nama.lower())
        isi.append(paragraf(f"{tugas[0]}." if utuh else f"{u.nama} mempunyai tugas {kecilkan(tugas[0])}."))
    elif tugas:
        isi += [paragraf(f"{u.nama} mempunyai tugas:"), _rinci(tugas)]
    fungsi = [rapikan(b) for b in u.fungsi.splitlines() if b.strip()]
    if len(fungsi) == 1:
        isi.append(paragraf(f"Fungsinya adalah {kecilkan(fungsi[0])}."))
    elif fungsi:
        isi.append(paragraf(f"{'Dalam melaksanakan tugas tersebut' if u.tugas else 'Dalam pelaksanaan tugasnya'}, "
                            f"{u.nama} menyelenggarakan fungsi:"))  # fmt: skip
        isi.append(_rinci(fungsi))
    return Bab(f"tugas-fungsi--{slug(u.nama)}", u.nama, tuple(isi))


def _rinci(butir: list[str]) -> Daftar:
    """A list that is one sentence: each item begins small and ends in ";", the last in "."."""
    return _daftar(*(f"{kecilkan(b)}{'.' if n == len(butir) else ';'}" for n, b in enumerate(butir, start=1)))


@bagian("struktur-organisasi")
def struktur_organisasi(data: DataLkj) -> Isi | Kurang:
    """The organisation chart, with the secretariat beside the trunk."""
    puncak = data.camat
    if puncak is None:
        return Kurang("Isi lembar Jabatan: nama jabatan, eselon, unit, dan atasannya.")
    kalimat: list[Potongan | str] = [f"Organisasi {data.instansi.nama} dipimpin oleh {sebut_jabatan(data, puncak)}"]
    bawah = [j for j in data.jabatan if j.atasan_id == puncak.pk]
    if bawah:
        kalimat.append(f" yang membawahkan langsung {join_kata(j.nama for j in bawah)}")
    kalimat.append(". Seluruhnya terdapat ")
    kalimat.append(cacah(len(data.jabatan), "Banyaknya jabatan struktural", "jabatan struktural"))
    eselon = sorted({j.eselon for j in data.jabatan if j.eselon})
    if eselon:
        kalimat.append(", yaitu ")
        kalimat += sambung(
            cacah(sum(1 for j in data.jabatan if j.eselon == e), f"Banyaknya jabatan eselon {e}", f"jabatan eselon {e}")
            for e in eselon
        )
    kalimat.append(".")
    kosong = [j.nama for j in data.jabatan if j.pk not in data.pejabat]
    sisa = []
    if kosong and 2 * len(kosong) <= len(data.jabatan):  # more than that: nobody has entered the officials yet
        hari = print_tanggal(data.tanggal)
        sisa.append(paragraf(f"Pada tanggal {hari} jabatan yang belum terisi adalah {join_kata(kosong)}."))
    bagan = Bagan(
        "struktur-organisasi", f"Struktur Organisasi {data.instansi.nama}", _simpul(data, puncak, frozenset())
    )
    return Isi((paragraf(*kalimat), *sisa, bagan))


def _simpul(data: DataLkj, jabatan: Jabatan, lewat: frozenset[int]) -> Simpul:
    lewat = lewat | {jabatan.pk}
    bawah = [j for j in data.jabatan if j.atasan_id == jabatan.pk and j.pk not in lewat]
    samping = [j for j in bawah if j.unit and j.unit.jenis == UnitKerja.Jenis.SEKRETARIAT]
    pejabat = data.pejabat.get(jabatan.pk)
    return Simpul(
        tuple(filter(None, (sebut_sementara(data, jabatan), pejabat.nama if pejabat else ""))),
        anak=tuple(_simpul(data, j, lewat) for j in bawah if j not in samping),
        samping=tuple(_simpul(data, j, lewat) for j in samping),
    )


@bagian("sarana-prasarana")
def sarana_prasarana(data: DataLkj) -> Isi | Kurang:
    """Assets by condition (Pelaihari Tabel 4); how many is the sum of the conditions."""
    if not data.sarana:
        return Kurang("Isi lembar Sarana: nama barang dan jumlahnya menurut keadaan.")

    def keadaan(n: int, pk: int) -> Sel:
        return angka(n, entri("Isian lembar Sarana", tautan("organisasi.sarana", pk))) if n else teks("")

    isi = [
        baris(
            tengah(n),
            teks(s.nama),
            angka(s.jumlah, rumus("Baik + kurang baik + rusak berat", *_masukan(s.baik, s.kurang_baik, s.rusak_berat))),
            keadaan(s.baik, s.pk),
            keadaan(s.kurang_baik, s.pk),
            keadaan(s.rusak_berat, s.pk),
        )
        for n, s in enumerate(data.sarana, start=1)
    ]
    baik, kurang, rusak = (sum(getattr(s, k) for s in data.sarana) for k in ("baik", "kurang_baik", "rusak_berat"))
    semua = baik + kurang + rusak
    jumlah = [angka(n, rumus("Jumlah seluruh baris")) for n in (semua, baik, kurang, rusak)]
    isi.append(baris(teks(""), teks("Jumlah", tebal=True), *jumlah, gaya=Gaya.TOTAL))
    kalimat: list[Potongan | str] = [
        "Pelaksanaan tugas didukung oleh ",
        cacah(semua, "Jumlah barang seluruh jenis", "unit sarana dan prasarana"),
        " dari ",
        cacah(len(data.sarana), "Banyaknya jenis barang", "jenis barang"),
    ]
    if kurang + rusak == 0:
        kalimat.append(", seluruhnya dalam keadaan baik.")
    else:
        bagian_keadaan = [(baik, "dalam keadaan baik"), (kurang, "kurang baik"), (rusak, "rusak berat")]
        kalimat += [
            ", terdiri atas ",
            *sambung(cacah(n, f"Barang {k}", f"unit {k}") for n, k in bagian_keadaan if n),
            ".",
        ]
    tabel = Tabel(
        "sarana-prasarana",
        f"Jenis, Jumlah, dan Keadaan Sarana dan Prasarana {data.instansi.nama} Tahun {data.tahun}",
        (
            Kolom("No", Jenis.TENGAH, 6),
            Kolom("Nama Barang", lebar=46),
            Kolom("Jumlah", Jenis.ANGKA, 12),
            *(Kolom(k, Jenis.ANGKA, 12, "Keadaan Barang") for k in ("Baik", "Kurang Baik", "Rusak Berat")),
        ),
        tuple(isi),
    )
    return Isi((paragraf(*kalimat), tabel))


def _masukan(baik: int, kurang: int, rusak: int) -> tuple[tuple[str, int], ...]:
    return ("Baik", baik), ("Kurang baik", kurang), ("Rusak berat", rusak)


# --------------------------------------------------------------------------------------------- role, issues, services


@bagian("peran")
def peran(data: DataLkj) -> Isi | Kurang:
    """What the kecamatan is for, and which sasaran and misi it serves."""
    kepala = f"{data.kabupaten.kepala} {data.kabupaten.nama}"
    blok: list[Blok] = [
        paragraf(
            f"Kecamatan adalah perangkat daerah terdekat dengan masyarakat. {data.instansi.nama} menjalankan dua peran "
            f"sekaligus: melaksanakan sebagian kewenangan yang dilimpahkan {kepala}, dan menyelenggarakan urusan "
            "pemerintahan umum di wilayahnya sebagaimana diatur dalam Peraturan Pemerintah Nomor 17 Tahun 2018 tentang "
            "Kecamatan. Peran itu diwujudkan melalui koordinasi pemerintahan, pemberdayaan masyarakat, ketenteraman dan "
            "ketertiban umum, pemeliharaan prasarana dan fasilitas umum, pembinaan desa dan kelurahan, serta pelayanan "
            "kepada masyarakat."
        )
    ]
    if data.rencana.strategis:
        n = len(data.rencana.strategis)
        pembuka = (
            "Peran tersebut dirumuskan ke dalam satu sasaran strategis:"
            if n == 1
            else (f"Peran tersebut dirumuskan ke dalam {n} sasaran strategis:")
        )
        blok += [
            paragraf(pembuka),
            _daftar(
                *(
                    f"{kecilkan(rapikan(s.uraian))}{'.' if k == n else ';'}"
                    for k, s in enumerate(data.rencana.strategis, start=1)
                )
            ),
        ]
    return Isi(tuple(blok))


@bagian("isu-strategis")
def isu_strategis(data: DataLkj) -> Isi | Kurang:
    """Problem, cause, root cause (Pelaihari Tabel 5), and the staff that is missing (ANJAB/ABK)."""
    if not data.isu and not data.kebutuhan:
        return Kurang("Isi lembar Isu Strategis (masalah pokok, masalah, akar masalah) dan Kebutuhan Pegawai.")
    blok: list[Blok] = []
    if data.isu:
        pokok = list(dict.fromkeys(rapikan(i.masalah_pokok) for i in data.isu))
        if len(pokok) == 1:
            pembuka: list[Potongan | str] = [
                f"Masalah pokok yang dihadapi {data.instansi.nama} adalah {kutip(pokok[0])}."
            ]
        else:
            pembuka = [
                f"Permasalahan {data.instansi.nama} dikelompokkan ke dalam ",
                cacah(len(pokok), "Banyaknya masalah pokok", "masalah pokok"),
                f", yaitu {join_kata(map(kutip, pokok))}.",
            ]
        blok += [paragraf(*pembuka, " Masalah dan akarnya dipetakan dalam tabel berikut."), _tabel_isu(data)]
    if data.kebutuhan:
        blok += _kekurangan_pegawai(data)
    return Isi(tuple(blok))


def _tabel_isu(data: DataLkj) -> Tabel:
    isi: list[Baris] = []
    for n, (pokok, anggota) in enumerate(groupby(data.isu, key=lambda i: i.masalah_pokok), start=1):
        for k, i in enumerate(anggota):
            isi.append(
                baris(tengah(n if k == 0 else ""), teks(pokok if k == 0 else ""), teks(i.masalah), teks(i.akar_masalah))
            )
    return Tabel(
        "isu-strategis",
        f"Pemetaan Permasalahan {data.instansi.nama} Tahun {data.tahun}",
        (
            Kolom("No", Jenis.TENGAH, 6),
            Kolom("Masalah Pokok", lebar=26),
            Kolom("Masalah", lebar=34),
            Kolom("Akar Masalah", lebar=34),
        ),
        tuple(isi),
    )


def _kekurangan_pegawai(data: DataLkj) -> list[Blok]:
    isi: list[Baris] = []
    for n, k in enumerate(data.kebutuhan, start=1):
        asal = entri("Isian lembar Kebutuhan Pegawai", tautan("organisasi.kebutuhanpegawai", k.pk))
        selisih = rumus("Tersedia − kebutuhan", ("Tersedia", k.tersedia), ("Kebutuhan", k.kebutuhan))
        isi.append(
            baris(
                tengah(n),
                teks(k.uraian),
                angka(k.kebutuhan, asal),
                angka(k.tersedia, asal),
                angka(k.tersedia - k.kebutuhan, selisih),
            )
        )
    butuh, ada = sum(k.kebutuhan for k in data.kebutuhan), sum(k.tersedia for k in data.kebutuhan)
    if len(data.kebutuhan) > 1:
        jumlah = [angka(n, rumus("Jumlah seluruh baris")) for n in (butuh, ada, ada - butuh)]
        isi.append(baris(teks(""), teks("Jumlah", tebal=True), *jumlah, gaya=Gaya.TOTAL))
    tersedia = angka(ada, rumus("Jumlah pegawai yang tersedia"))
    kebutuhan = cacah(butuh, "Jumlah kebutuhan pegawai menurut analisis jabatan dan beban kerja", "orang")
    kalimat: list[Potongan | str] = ["Menurut analisis jabatan dan analisis beban kerja dibutuhkan ", kebutuhan]
    if ada < butuh:
        kalimat += [", sedangkan yang tersedia ", figur(tersedia, akhiran=" orang"), ", sehingga masih kurang ",
                    cacah(butuh - ada, "Kebutuhan − tersedia", "orang"), "."]  # fmt: skip
    elif ada == butuh:
        kalimat += [", dan jumlah itu telah terpenuhi seluruhnya."]
    else:
        kalimat += [", sedangkan yang tersedia ", figur(tersedia, akhiran=" orang"), "; kebutuhan terpenuhi."]
    tabel = Tabel(
        "kebutuhan-pegawai",
        f"Kebutuhan dan Ketersediaan Personil sebagai Akar Masalah Sumber Daya Manusia Tahun {data.tahun}",
        (
            Kolom("No", Jenis.TENGAH, 6),
            Kolom("Uraian", lebar=49),
            *(Kolom(k, Jenis.ANGKA, 15, "Pegawai (orang)") for k in ("Kebutuhan", "Tersedia", "Selisih")),
        ),
        tuple(isi),
    )
    return [paragraf(*kalimat), tabel]


@bagian("produk-layanan")
def produk_layanan(data: DataLkj) -> Isi | Kurang:
    """Services with how often they were given (Pelaihari Tabel 35), or per seksi where nobody counts (Towuti)."""
    if not data.layanan:
        return Kurang("Isi lembar Layanan: nama layanan, unit yang melayani, dan jumlah pelayanan setahun.")
    if all(x.jumlah is None for x in data.layanan):
        return Isi(tuple(_layanan_per_unit(data)))
    return Isi((paragraf(*_kalimat_layanan(data)), _tabel_layanan(data)))


def _layanan_per_unit(data: DataLkj) -> Iterable[Blok]:
    menurut: dict[str, list[str]] = {}
    for x in data.layanan:
        menurut.setdefault(x.unit.nama if x.unit else "Layanan umum", []).append(x.nama)
    yield paragraf(
        f"{data.instansi.nama} menyelenggarakan ",
        cacah(len(data.layanan), "Banyaknya jenis layanan", "jenis layanan"),
        " yang dikelola oleh ",
        cacah(len(menurut), "Banyaknya unit yang melayani", "unit kerja"),
        "." if len(menurut) == 1 else " sebagai berikut.",
    )
    for unit, nama in menurut.items():
        yield SubJudul(unit)
        yield _daftar(*(f"{rapikan(n)}{'.' if k == len(nama) else ';'}" for k, n in enumerate(nama, start=1)))


def _kalimat_layanan(data: DataLkj) -> list[Potongan | str]:
    terhitung = [(x.nama, x.jumlah) for x in data.layanan if x.jumlah]
    kalimat: list[Potongan | str] = [
        f"Sepanjang tahun {data.tahun} {data.instansi.nama} menyediakan ",
        cacah(len(data.layanan), "Banyaknya jenis layanan", "jenis layanan"),
    ]
    if not terhitung:
        return [*kalimat, ". Tidak ada permohonan yang dilayani pada tahun ini."]
    kalimat += [
        " dan melayani ",
        cacah(sum(n for _, n in terhitung), "Jumlah pelayanan semua jenis", "permohonan"),
        ". ",
    ]
    nama, paling = max(terhitung, key=lambda t: t[1])
    if len(terhitung) == 1:
        return [*kalimat, f"Seluruhnya berupa {kutip(nama)}."]
    kalimat += [
        f"Layanan yang paling banyak diminta adalah {kutip(nama)}, yaitu ",
        cacah(paling, "Jumlah pelayanan terbanyak", "kali"),
        ".",
    ]
    nihil = sum(1 for x in data.layanan if not x.jumlah)
    if nihil:
        kalimat += [
            " Pada ",
            cacah(nihil, "Banyaknya layanan yang jumlahnya nol atau tidak dicatat", "jenis layanan"),
            " tidak tercatat permohonan.",
        ]
    return kalimat


def _tabel_layanan(data: DataLkj) -> Tabel:
    isi = [
        baris(
            tengah(n),
            teks(x.nama),
            teks(x.unit.nama if x.unit else ""),
            angka(x.jumlah, entri("Isian lembar Layanan", tautan("anggaran.layanan", x.pk)), alasan="tidak dicatat"),
        )
        for n, x in enumerate(data.layanan, start=1)
    ]
    jumlah = sum(x.jumlah or 0 for x in data.layanan)
    total = angka(jumlah, rumus("Jumlah pelayanan yang dicatat"))
    isi.append(baris(teks(""), teks("Jumlah", tebal=True, kolom=2), total, gaya=Gaya.TOTAL))
    return Tabel(
        "produk-layanan",
        f"Realisasi Pelayanan {data.instansi.nama} Tahun {data.tahun}",
        (
            Kolom("No", Jenis.TENGAH, 6),
            Kolom("Jenis Pelayanan", lebar=50),
            Kolom("Unit Pelayanan", lebar=26),
            Kolom("Jumlah Pelayanan", Jenis.ANGKA, 18),
        ),
        tuple(isi),
    )


# --------------------------------------------------------------------------------- follow-up, cascading, outline


@bagian("tindak-lanjut-evaluasi")
def tindak_lanjut_evaluasi(data: DataLkj) -> Isi | Kurang:
    """Each recommendation with what was done (Pelaihari Tabel 7)."""
    if not data.rekomendasi:
        return Kurang("Isi lembar Rekomendasi: rekomendasi evaluasi tahun lalu, tindak lanjut, dan statusnya.")
    isi: list[Baris] = []
    for komponen, anggota in groupby(data.rekomendasi, key=lambda r: r.komponen):
        if komponen:
            isi.append(baris(teks(""), teks(komponen, kolom=3), gaya=Gaya.KELOMPOK))
        isi += [
            baris(
                tengah(r.nomor),
                teks(r.rekomendasi),
                teks(r.tindak_lanjut or "Belum ada tindak lanjut."),
                tengah(r.get_status_display()),
            )
            for r in anggota
        ]
    dinilai = data.lembar.tahun_dinilai if data.lembar else data.tahun - 1
    tabel = Tabel(
        "tindak-lanjut-evaluasi",
        f"Tindak Lanjut Hasil Evaluasi Akuntabilitas Kinerja {data.instansi.nama} Tahun {dinilai}",
        (
            Kolom("No", Jenis.TENGAH, 6),
            Kolom("Rekomendasi", lebar=40),
            Kolom("Tindak Lanjut", lebar=38),
            Kolom("Status", Jenis.TENGAH, 16),
        ),
        tuple(isi),
    )
    return Isi((paragraf(*_kalimat_rekomendasi(data, dinilai)), tabel))


def _kalimat_rekomendasi(data: DataLkj, dinilai: int) -> list[Potongan | str]:
    lembar = data.lembar
    sumber = ""
    if lembar and lembar.nomor:
        sumber = f" dengan surat Nomor {lembar.nomor}"
        if lembar.tanggal:
            sumber += f" tanggal {print_tanggal(lembar.tanggal)}"
    n = len(data.rekomendasi)
    kalimat: list[Potongan | str] = [
        f"Hasil evaluasi akuntabilitas kinerja tahun {dinilai} yang disampaikan Inspektorat{sumber} memuat ",
        cacah(n, "Banyaknya rekomendasi", "rekomendasi"),
        ". ",
    ]
    status = Rekomendasi.Status
    hitung = {s: sum(1 for r in data.rekomendasi if r.status == s) for s in status}
    if hitung[status.SELESAI] == n:
        seluruhnya = (
            "Rekomendasi itu telah selesai ditindaklanjuti." if n == 1 else "Seluruhnya telah selesai ditindaklanjuti."
        )
        return [*kalimat, seluruhnya]
    sebutan = {status.SELESAI: "selesai", status.PROSES: "dalam proses", status.BELUM: "belum ditindaklanjuti"}
    bagian_status = [
        figur(angka(hitung[s], rumus(f"Banyaknya rekomendasi berstatus {sebutan[s]}")), akhiran=f" {sebutan[s]}")
        for s in status
        if hitung[s]
    ]
    if len(bagian_status) == 1:
        tunggal = next(s for s in status if hitung[s])
        return [*kalimat, f"Semuanya {'masih ' if tunggal != status.BELUM else ''}{sebutan[tunggal]}."]
    return [*kalimat, "Dari jumlah itu, ", *sambung(bagian_status), "."]


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
