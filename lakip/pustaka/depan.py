"""Front matter: kata pengantar and ringkasan eksekutif."""

from __future__ import annotations

from kinerja.angka import publish
from lakip.data import DataLkj
from lakip.dokumen import Baris, Blok, Jenis, Kolom, Paragraf, Potongan, Tabel, TandaTangan
from lakip.pustaka import Isi, Kurang, bagian
from lakip.pustaka.kalimat import (
    Ukuran,
    alasan_belum,
    berpersen,
    buat_penanda,
    cacah,
    has_narasi,
    indikator_sasaran,
    kalimat_predikat,
    list_ukuran,
    nama_wilayah,
    pisah_ukuran,
    rupiah,
    sel_capaian,
    sel_pagu,
    sel_realisasi,
    sel_realisasi_uang,
    sel_serapan,
    sel_target,
    tempat_tanggal,
)
from lakip.sel import angka, baris, figur, hampa, paragraf, rumus, teks, tengah
from renstra.rekap import RekapIndikator


@bagian("kata-pengantar")
def kata_pengantar(data: DataLkj) -> Isi | Kurang:
    """The Camat's foreword, signed."""
    judul, nama = data.kabupaten.judul_laporan, data.instansi.nama
    umum: list[Blok] = [
        paragraf(
            f"Puji syukur kami panjatkan ke hadirat Tuhan Yang Maha Esa, karena atas perkenan-Nya {judul} {nama} "
            f"Tahun {data.tahun} selesai disusun."
        ),
        paragraf(
            f"Laporan ini adalah pertanggungjawaban {nama} kepada {data.kabupaten.kepala} {data.kabupaten.nama} dan "
            f"kepada masyarakat atas kinerja yang dijanjikan dalam Perjanjian Kinerja Tahun {data.tahun} serta atas "
            "anggaran yang dipercayakan untuk mencapainya. Penyusunannya mengikuti Peraturan Presiden Nomor 29 Tahun "
            "2014 tentang Sistem Akuntabilitas Kinerja Instansi Pemerintah dan Peraturan Menteri Pendayagunaan "
            "Aparatur Negara dan Reformasi Birokrasi Nomor 53 Tahun 2014."
        ),
        paragraf(
            "Keberhasilan maupun kekurangan kami sajikan apa adanya, lengkap dengan angka, sebab, dan langkah "
            "perbaikannya, agar laporan ini benar-benar berguna sebagai bahan evaluasi dan perencanaan tahun berikutnya."
        ),
        paragraf(
            f"Kepada seluruh jajaran {nama}, pemerintah desa dan kelurahan, serta semua pihak yang telah membantu "
            "pelaksanaan tugas dan penyusunan laporan ini, kami ucapkan terima kasih. Saran dan kritik yang membangun "
            f"tetap kami harapkan demi pelayanan yang makin baik di wilayah {nama_wilayah(data)}."
        ),
    ]
    blok = [] if has_narasi(data, "kata-pengantar") else umum
    if data.camat:
        blok.append(TandaTangan((buat_penanda(data, data.camat, tempat_tanggal=tempat_tanggal(data)),)))
    return Isi(tuple(blok))


@bagian("ringkasan-eksekutif")
def ringkasan_eksekutif(data: DataLkj) -> Isi | Kurang:
    """The year in figures: capaian per IKU, count per predikat, serapan, IKM, nilai AKIP."""
    semua = indikator_sasaran(data)
    if not semua and data.pohon is None:
        return Kurang(
            "Isi lembar Sasaran, Indikator, dan Target Indikator, atau lembar anggaran (Program s.d. Realisasi)."
        )
    blok: list[Blok] = []
    if semua:
        blok += _kinerja(data)
    if data.pohon:
        blok.append(_anggaran(data))
    blok += [p for p in (_ikm(data), _akip(data)) if p]
    return Isi(tuple(blok))


def _kinerja(data: DataLkj) -> list[Blok]:
    semua = indikator_sasaran(data)
    ukuran = list_ukuran(data, semua)
    utama = data.rencana.iku or semua
    sebutan = "indikator kinerja utama" if data.rencana.iku else "indikator sasaran"
    blok: list[Blok] = [
        paragraf(
            f"Pada tahun {data.tahun} {data.instansi.nama} mengukur kinerjanya melalui ",
            cacah(len(data.rencana.strategis), "Banyaknya sasaran strategis", "sasaran strategis"),
            " dengan ",
            cacah(len(semua), "Banyaknya indikator sasaran strategis", "indikator"),
            f". Capaian {sebutan} disajikan pada tabel berikut.",
        ),
        tabel_iku(data, utama, sebutan),
    ]
    if kalimat := _rekap(data, ukuran):
        blok.append(kalimat)
    return blok


def tabel_iku(data: DataLkj, indikator: tuple[RekapIndikator, ...], sebutan: str) -> Tabel:
    """Target, realisasi, capaian and predicate of the main indicators."""
    isi: list[Baris] = [
        baris(
            tengah(n),
            teks(u.indikator.uraian),
            tengah(u.indikator.satuan),
            sel_target(data, u.indikator),
            sel_realisasi(u.indikator, data.tahun),
            sel_capaian(data, u.indikator),
            tengah(u.predikat) if u.predikat else hampa("capaiannya belum dapat dihitung"),
        )
        for n, u in enumerate(list_ukuran(data, indikator), start=1)
    ]
    return Tabel(
        "ringkasan-iku",
        f"Ringkasan Capaian {sebutan.title()} {data.instansi.nama} Tahun {data.tahun}",
        (
            Kolom("No", Jenis.TENGAH, 5),
            Kolom("Indikator Kinerja", lebar=37),
            Kolom("Satuan", Jenis.TENGAH, 11),
            Kolom("Target", Jenis.ANGKA, 11),
            Kolom("Realisasi", Jenis.ANGKA, 11),
            Kolom("Capaian (%)", Jenis.PERSEN, 11),
            Kolom("Predikat", Jenis.TENGAH, 14),
        ),
        tuple(isi),
    )


def _rekap(data: DataLkj, ukuran: tuple[Ukuran, ...]) -> Paragraf | None:
    terukur, belum = pisah_ukuran(ukuran)
    bagian: list[Potongan | str] = []
    if terukur:
        tercapai = sum(1 for _, c in terukur if c >= 100)
        if tercapai == len(terukur):
            bagian += ["Seluruh indikator sasaran yang terukur mencapai atau melampaui targetnya."]
        elif tercapai == 0:
            bagian += ["Tidak satu pun indikator sasaran yang terukur mencapai targetnya."]
        else:
            bagian += [
                "Dari ",
                cacah(len(terukur), "Banyaknya indikator sasaran yang capaiannya dapat dihitung", "indikator sasaran"),
                " yang terukur, ",
                cacah(tercapai, "Banyaknya indikator dengan capaian 100 % atau lebih", "indikator"),
                " mencapai atau melampaui target.",
            ]
        if predikat := kalimat_predikat(data, ukuran):
            bagian += [" Menurut skala yang berlaku, ", *predikat, "."]
    if belum:
        bagian += [f"{' ' if bagian else ''}Belum dapat diukur: {alasan_belum(belum)}."]
    return paragraf(*bagian) if bagian else None


def _anggaran(data: DataLkj) -> Paragraf:
    pohon = data.pohon
    assert pohon
    pembuka: list[Potongan | str] = [
        "Untuk mencapai sasaran tersebut dilaksanakan ",
        cacah(pohon.count("program"), "Banyaknya program", "program"),
        ", ",
        cacah(pohon.count("kegiatan"), "Banyaknya kegiatan", "kegiatan"),
        ", dan ",
        cacah(pohon.count("subkegiatan"), "Banyaknya sub kegiatan", "sub kegiatan"),
        " dengan anggaran ",
        rupiah(sel_pagu(pohon)),
    ]
    if pohon.realisasi_sd() is None:
        return paragraf(*pembuka, "; realisasinya belum dilaporkan.")
    return paragraf(
        *pembuka, ", yang terealisasi ", rupiah(sel_realisasi_uang(pohon)), " atau ", berpersen(sel_serapan(pohon)), "."
    )


def _ikm(data: DataLkj) -> Paragraf | None:
    if data.ikm is None:
        return None
    nilai = angka(publish(data.ikm.nilai), rumus("NRR tertimbang × 25"), desimal=2)
    if nilai.nilai is None:
        return None
    mutu = data.predikat("skm", data.ikm.nilai)
    akhir = f" dengan mutu pelayanan {mutu}." if mutu else "."
    return paragraf("Indeks Kepuasan Masyarakat hasil survei tahun ini sebesar ", figur(nilai), akhir)


def _akip(data: DataLkj) -> Paragraf | None:
    if data.nilai_lke is None:
        return None
    dinilai = data.lembar.tahun_dinilai if data.lembar else data.tahun
    predikat = data.predikat("akip", data.nilai_lke)
    return paragraf(
        f"Evaluasi Inspektorat atas akuntabilitas kinerja tahun {dinilai} menghasilkan nilai ",
        figur(angka(data.nilai_lke, rumus("Jumlah nilai sub komponen Lembar Kerja Evaluasi"), desimal=2)),
        f" dengan predikat {predikat}." if predikat else ".",
    )
