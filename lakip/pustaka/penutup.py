"""Bab IV: what the year came to, what follows from it, the signature."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lakip.data import DataLkj
from lakip.dokumen import Blok, Daftar, Paragraf, Potongan, TandaTangan
from lakip.pustaka import Isi, Kurang, bagian
from lakip.pustaka.kalimat import (
    Ukuran,
    alasan_belum,
    berpersen,
    buat_penanda,
    cacah,
    indikator_sasaran,
    kalimat_predikat,
    kutip,
    list_ukuran,
    pisah_ukuran,
    rapikan,
    rupiah,
    sel_capaian,
    sel_pagu,
    sel_realisasi_uang,
    sel_serapan,
    tempat_tanggal,
)
from lakip.sel import join_kata, paragraf, uang
from lakip.sel import rumus as buat_rumus
from renstra.rekap import Hasil, RekapIndikator


@bagian("simpulan")
def simpulan(data: DataLkj) -> Isi | Kurang:
    """Counts per predicate, best and weakest indicators, serapan: all computed."""
    ukuran = list_ukuran(data, indikator_sasaran(data))
    blok: list[Blok] = []
    if ukuran:
        blok += _simpulan_kinerja(data, ukuran)
    if data.pohon:
        blok.append(_simpulan_anggaran(data))
    if not blok:
        return Kurang("Isi lembar Indikator dan Realisasi Indikator, serta lembar Realisasi anggaran.")
    return Isi(tuple(blok))


def _simpulan_kinerja(data: DataLkj, ukuran: tuple[Ukuran, ...]) -> list[Blok]:
    terukur, belum = pisah_ukuran(ukuran)
    kalimat: list[Potongan | str] = [
        f"Kinerja {data.instansi.nama} tahun {data.tahun} diukur dengan ",
        cacah(len(ukuran), "Banyaknya indikator sasaran strategis", "indikator"),
        " atas ",
        cacah(len(data.rencana.strategis), "Banyaknya sasaran strategis", "sasaran strategis"),
        ". ",
    ]
    if not terukur:
        kalimat.append(f"Belum satu pun dapat diukur, yaitu {alasan_belum(belum)}.")
        return [paragraf(*kalimat)]
    tercapai = sum(1 for _, c in terukur if c >= 100)
    hitung = cacah(tercapai, "Banyaknya indikator dengan capaian 100 % atau lebih", "indikator")
    if tercapai == len(ukuran):
        kalimat.append("Seluruhnya mencapai atau melampaui target.")
    elif tercapai == 0:
        kalimat.append("Belum ada yang mencapai target.")
    else:
        kalimat += ["Sebanyak ", hitung, " mencapai atau melampaui target"]
        kurang = len(terukur) - tercapai
        if kurang:
            kalimat += [
                ", dan ",
                cacah(kurang, "Banyaknya indikator dengan capaian di bawah 100 %", "indikator"),
                " belum",
            ]
        kalimat.append(".")
    if predikat := kalimat_predikat(data, ukuran):
        kalimat += [" Menurut predikatnya terdapat ", *predikat, "."]
    blok: list[Blok] = [paragraf(*kalimat)]
    if len(terukur) > 1:
        blok.append(_ujung(data, terukur))
    if belum:
        blok.append(paragraf(f"Indikator yang belum dapat diukur adalah {alasan_belum(belum)}."))
    return blok


def _ujung(data: DataLkj, terukur: list[tuple[Ukuran, Decimal]]) -> Paragraf:
    """The best and the weakest; where all are alike there is neither."""
    tinggi, rendah = max(c for _, c in terukur), min(c for _, c in terukur)
    if tinggi == rendah:
        return paragraf(
            "Capaian semua indikator itu sama, yaitu ", berpersen(sel_capaian(data, terukur[0][0].indikator)), "."
        )
    terbaik = next(u for u, c in terukur if c == tinggi)
    terlemah = next(u for u, c in terukur if c == rendah)
    seri = sum(1 for _, c in terukur if c == tinggi)
    kalimat: list[Potongan | str] = [
        "Capaian tertinggi terdapat pada indikator ",
        kutip(terbaik.indikator.uraian),
        *((f" bersama {seri - 1} indikator lain",) if seri > 1 else ()),
        " sebesar ",
        berpersen(sel_capaian(data, terbaik.indikator)),
        ", sedangkan yang terendah pada indikator ",
        kutip(terlemah.indikator.uraian),
        " sebesar ",
        berpersen(sel_capaian(data, terlemah.indikator)),
        ".",
    ]
    return paragraf(*kalimat)


def _simpulan_anggaran(data: DataLkj) -> Paragraf:
    pohon = data.pohon
    assert pohon
    if pohon.realisasi_sd() is None:
        return paragraf("Anggaran tahun ini sebesar ", rupiah(sel_pagu(pohon)), "; realisasinya belum dilaporkan.")
    kalimat: list[Potongan | str] = [
        "Dari anggaran ",
        rupiah(sel_pagu(pohon)),
        " terealisasi ",
        rupiah(sel_realisasi_uang(pohon)),
        " atau ",
        berpersen(sel_serapan(pohon)),
    ]
    sisa = pohon.sisa()
    if sisa:
        asal = buat_rumus("Pagu − realisasi", ("Pagu", pohon.pagu), ("Realisasi", pohon.realisasi_sd()))
        lebih = sisa < 0
        kalimat += [
            ", melampaui anggaran sebesar " if lebih else ", sehingga tersisa ",
            rupiah(uang(abs(sisa), asal)),
        ]
    return paragraf(*kalimat, ".")


@bagian("strategi-peningkatan")
def strategi_peningkatan(data: DataLkj) -> Isi | Kurang:
    """What will be done, from the follow-up and solutions entered with the year's indicators."""
    butir = list(_langkah(data))
    if not butir:
        return Kurang(
            "Isi kolom Solusi atau Tindak lanjut pada lembar Realisasi Indikator, atau tulis narasi bagian ini."
        )
    pembuka = f"Berdasarkan hasil dan hambatan tahun {data.tahun}, {data.instansi.nama} "
    if len(butir) == 1:
        return Isi((paragraf(f"{pembuka}akan menempuh langkah berikut."), butir[0]))
    return Isi((paragraf(f"{pembuka}akan menempuh langkah-langkah berikut:"), Daftar(tuple(butir))))


def _langkah(data: DataLkj) -> Iterator[Paragraf]:
    """Each step once, with the indicators it is meant for; strategic ones first."""
    utama = indikator_sasaran(data)
    langkah: dict[str, list[RekapIndikator]] = {}
    for i in (*utama, *(x for x in data.rencana.indikator if x not in utama)):
        hasil = i.realisasi.get(data.tahun)
        if isi := _pilih(hasil) if hasil else "":
            langkah.setdefault(isi, []).append(i)
    for isi, indikator in langkah.items():
        lain = [f"{len(indikator) - 3} indikator lainnya"] if len(indikator) > 3 else []
        nama = join_kata([*(kutip(i.uraian) for i in indikator[:3]), *lain])
        yield paragraf(f"{isi[:1].upper()}{isi[1:]} (untuk indikator {nama}).")


def _pilih(hasil: Hasil) -> str:
    return rapikan(hasil.tindak_lanjut or hasil.solusi)


@bagian("pengesahan")
def pengesahan(data: DataLkj) -> Isi | Kurang:
    """The closing sentence and the Camat's signature."""
    if data.camat is None:
        return Kurang("Isi lembar Jabatan dan Pejabat untuk Camat.")
    return Isi(
        (
            paragraf(
                f"Demikian {data.kabupaten.judul_laporan} {data.instansi.nama} Tahun {data.tahun} ini disampaikan untuk "
                "dipergunakan sebagaimana mestinya."
            ),
            TandaTangan((buat_penanda(data, data.camat, tempat_tanggal=tempat_tanggal(data)),)),
        )
    )
