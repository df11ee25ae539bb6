"""Sentences of Bab III A: what the figures of an indicator, a sasaran or a group of indicators say, by case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from kinerja.agregasi import Rerata, average
from kinerja.angka import Nilai, is_nilai
from kinerja.capaian import calculate_perubahan, print_capaian
from lakip.data import DataLkj
from lakip.dokumen import Asal, Paragraf, Potongan, Sel
from lakip.pustaka.kalimat import (
    Ukuran,
    alasan_belum,
    berpersen,
    cacah,
    kalimat_predikat,
    kutip,
    pisah_ukuran,
    sambung,
    sel_capaian,
    sel_realisasi,
    sel_target,
)
from lakip.sel import angka, figur, paragraf, persen, rumus
from renstra.rekap import RekapIndikator

Kalimat = list[Potongan | str]

_TANPA_SATUAN = ("nilai", "indeks", "skor", "angka", "poin")


def bersatuan(sel: Sel, satuan: str) -> Potongan:
    """A figure with its unit inside a sentence: "88,04 %", "15 desa", "76,4"; words and "–" stay as they are."""
    satuan = satuan.strip()
    if sel.nilai is None or satuan.casefold() in ("", *_TANPA_SATUAN):
        return figur(sel)
    return figur(sel, akhiran=f" {satuan if satuan.isupper() or satuan == '%' else satuan[0].lower() + satuan[1:]}")


def sel_rerata(r: Rerata, nama: str) -> Sel:
    """A mean with how many rows it comes from."""
    return persen(r.nilai, rumus(f"Rata-rata {nama} ({r.keterangan})"))


def rerata_capaian(data: DataLkj, nilai: Iterable[Nilai]) -> Rerata:
    """The mean of capaian figures under the cap of the kabupaten."""
    return average(list(nilai), data.kabupaten.batas_capaian)


def jamin_kapital(kalimat: Kalimat) -> Kalimat:
    """Begin a sentence with a capital letter."""
    if kalimat and isinstance(kalimat[0], str):
        kalimat[0] = kalimat[0][:1].upper() + kalimat[0][1:]
    return kalimat


# ------------------------------------------------------------------------------------------------------- one indicator


def kalimat_target(data: DataLkj, i: RekapIndikator) -> Kalimat:
    """Whether an indicator is above, at or below its target, with capaian and predicate."""
    nama = kutip(i.uraian)
    target, realisasi, capaian = sel_target(data, i), sel_realisasi(i, data.tahun), sel_capaian(data, i)
    if capaian.nilai is None:
        return [f"Capaian indikator {nama} belum dapat dihitung ({capaian.alasan}). "]
    t, r = bersatuan(target, i.satuan), bersatuan(realisasi, i.satuan)
    predikat = data.predikat("indikator", capaian.nilai)
    hasil: Kalimat
    if i.model.jenis == "rentang":
        dalam = capaian.nilai == 100
        hasil = [f"Realisasi indikator {nama} sebesar ", r, " berada di dalam rentang" if dalam else " di luar rentang"]
        hasil += [" yang ditetapkan, dengan capaian ", berpersen(capaian)]
    elif capaian.nilai == 100:
        hasil = [f"Realisasi indikator {nama} sebesar ", r, " sama dengan targetnya, sehingga capaiannya "]
        hasil += [berpersen(capaian)]
    elif capaian.nilai > 100:
        cara = " lebih rendah daripada batas " if i.model.arah == "turun" else " melampaui target "
        hasil = [f"Realisasi indikator {nama} sebesar ", r, cara, t, " dengan capaian ", berpersen(capaian)]
    elif realisasi.nilai == 0 and i.model.arah == "naik":
        hasil = [f"Indikator {nama} belum memiliki realisasi dari target ", t, ", sehingga capaiannya "]
        hasil += [berpersen(capaian)]
    else:
        cara = " melebihi batas " if i.model.arah == "turun" else " belum mencapai target "
        hasil = [f"Realisasi indikator {nama} sebesar ", r, cara, t, "; capaiannya ", berpersen(capaian)]
    hasil.append(f" dan berpredikat {predikat}. " if predikat else ". ")
    return hasil


def kalimat_faktor_naik(i: RekapIndikator) -> str:
    """How an indicator whose direction is not the usual one has to be read."""
    return "Indikator ini makin baik bila angkanya makin rendah. " if i.model.arah == "turun" else ""


def kalimat_perubahan(
    tahun: int, lalu: int, realisasi: tuple[Sel, Sel], capaian: tuple[Sel, Sel], nama: str, satuan: str
) -> Kalimat:
    """What became of an indicator against an earlier year; each pair is (this year, then)."""
    r_kini, r_lalu = realisasi
    c_kini, c_lalu = capaian
    if r_kini.nilai is None or r_lalu.nilai is None:
        return []
    ubah_r = calculate_perubahan(r_kini.nilai, r_lalu.nilai)
    hasil: Kalimat
    if ubah_r.kata == "tetap":
        hasil = [f"Realisasi {nama} tahun {tahun} sama dengan tahun {lalu}, yaitu ", bersatuan(r_kini, satuan)]
    else:
        hasil = [f"Dibandingkan dengan tahun {lalu}, realisasi {nama} {ubah_r.kata} dari ", bersatuan(r_lalu, satuan)]
        hasil += [" menjadi ", bersatuan(r_kini, satuan)]
    if c_kini.nilai is None or c_lalu.nilai is None:
        return [*hasil, ". "]
    ubah_c = calculate_perubahan(c_kini.nilai, c_lalu.nilai)
    if ubah_c.kata == "tetap":
        ikut = "; capaiannya juga tetap " if ubah_r.kata == "tetap" else ", sedangkan capaiannya tetap "
        return [*hasil, ikut, berpersen(c_kini), ". "]
    if ubah_r.kata == "tetap":
        hubung = ", tetapi karena targetnya berubah capaiannya"
    else:
        hubung = " dan capaiannya" if ubah_r.kata == ubah_c.kata else ", tetapi capaiannya"
    selisih = sel_selisih(c_kini.nilai, c_lalu.nilai, lalu)
    hasil += [f"{hubung} {ubah_c.kata} ", figur(mutlak(selisih), akhiran=" poin")]
    return [*hasil, " dari ", berpersen(c_lalu), " menjadi ", berpersen(c_kini), ". "]


def sel_selisih(kini: Nilai, lalu: Nilai, tahun_lalu: int) -> Sel:
    """The change in points as a cell; falling is negative."""
    asal = rumus(f"Capaian tahun ini − capaian tahun {tahun_lalu}", ("Tahun ini", kini), (f"Tahun {tahun_lalu}", lalu))
    return persen(calculate_perubahan(kini, lalu).selisih, asal)


def mutlak(sel: Sel) -> Sel:
    """The size of a change: the word beside it already says which way."""
    if sel.nilai is None or sel.nilai >= 0:
        return sel
    return persen(sel.nilai.copy_abs(), sel.asal)


def kalimat_akhir(
    i: RekapIndikator, tahun: int, tahun_akhir: int, target: Sel, realisasi: Sel, capaian: Sel
) -> Kalimat:
    """How far an indicator has come towards the target of the last Renstra year."""
    if target.nilai is None or realisasi.nilai is None or capaian.nilai is None:
        return []
    t = bersatuan(target, i.satuan)
    if tahun == tahun_akhir:
        pembuka: Kalimat = [f"Tahun {tahun} adalah tahun terakhir Renstra; dari target akhir ", t]
    else:
        pembuka = [f"Terhadap target akhir Renstra tahun {tahun_akhir} sebesar ", t]
    nama = kutip(i.uraian)
    if capaian.nilai >= 100:
        kata = "sudah terpenuhi" if capaian.nilai == 100 else "sudah terlampaui"
        return [*pembuka, f", indikator {nama} {kata} dengan tingkat kemajuan ", berpersen(capaian), ". "]
    kurang = persen(Decimal(100) - capaian.nilai, rumus("100 − tingkat kemajuan", ("Tingkat kemajuan", capaian.nilai)))
    return [
        *pembuka, f", indikator {nama} baru mencapai ", berpersen(capaian), ", sehingga masih kurang ",
        berpersen(kurang), ". ",
    ]  # fmt: skip


# --------------------------------------------------------------------------------------------------- several indicators


def _sebut(isi: Sequence[tuple[Ukuran, Decimal]], asal: Asal | None = None) -> Kalimat:
    """ "“A” (93,17 %) dan “B” (0,00 %)"."""
    bagian = [
        Potongan(f"{kutip(u.indikator.uraian)} ({persen(n).teks} %)", nilai=n, asal=asal or rumus("Capaian indikator"))
        for u, n in isi
    ]
    return list(sambung(bagian))


def paragraf_ringkas(data: DataLkj, ukuran: tuple[Ukuran, ...], subjek: str) -> Paragraf:
    """Counts at or above and below target, by name where few, with predicates: for several indicators at once.

    ``subjek`` completes "Dari 5 indikator …": "sasaran strategis Sekretaris Camat".
    """
    terukur, belum = pisah_ukuran(ukuran)
    penuh = [(u, n) for u, n in terukur if n >= 100]
    kurang = sorted(((u, n) for u, n in terukur if n < 100), key=lambda x: x[1])
    k: Kalimat = []
    if len(ukuran) == 1 and terukur:
        return paragraf(*rapatkan(kalimat_target(data, ukuran[0].indikator)))
    if not terukur:
        return paragraf(f"Capaian {subjek} belum dapat dihitung: {alasan_belum(belum)}.")
    jumlah = cacah(len(ukuran), "Banyaknya indikator", "indikator")
    if not kurang and not belum:
        k += ["Seluruh ", jumlah, f" {subjek} memenuhi atau melampaui target."]
    else:
        k += ["Dari ", jumlah, f" {subjek}, "]
        bagian: list[list[Potongan | str]] = []
        if penuh:
            bagian.append(
                [cacah(len(penuh), "Indikator dengan capaian 100 % atau lebih", "indikator"), " memenuhi target"]
            )
        if kurang:
            bagian.append(
                [cacah(len(kurang), "Indikator dengan capaian di bawah 100 %", "indikator"), " belum mencapainya"]
            )
        if not penuh:
            bagian[-1][-1] = " belum mencapai target"
        if belum:
            bagian.append([cacah(len(belum), "Indikator tanpa capaian", "indikator"), " belum dapat dinilai"])
        k += gabung(bagian)
        k.append(".")
        if kurang and len(kurang) <= 4:
            k += [" Yang belum mencapai target adalah ", *_sebut(kurang), "."]
        elif kurang:
            k += [" Capaian terendah terdapat pada ", *_sebut(kurang[:1]), "."]
        if belum:
            k.append(f" Yang belum dinilai adalah {alasan_belum(belum)}.")
    predikat = kalimat_predikat(data, ukuran)
    if predikat and len(terukur) > 1:
        k += [" Menurut skala yang dipakai, ", *predikat, "."]
    return paragraf(*k)


def gabung(bagian: Sequence[Kalimat]) -> Kalimat:
    """Join clauses with commas and "dan"."""
    hasil: Kalimat = []
    for n, b in enumerate(bagian):
        if n:
            hasil.append(" dan " if len(bagian) == 2 else ", dan " if n == len(bagian) - 1 else ", ")
        hasil += b
    return hasil


def kalimat_rerata(data: DataLkj, r: Rerata, subjek: str) -> Kalimat:
    """The mean with its predicate, and from how many where not all count."""
    if not is_nilai(r.nilai) or r.jumlah < 2:
        return []
    predikat = data.predikat("indikator", r.nilai)
    hasil: Kalimat = [f"Rata-rata capaian {subjek} adalah ", berpersen(sel_rerata(r, "capaian"))]
    if predikat:
        hasil.append(f" dengan predikat {predikat}")
    if r.terisi < r.jumlah:
        hasil.append(f" ({r.keterangan})")
    return [*hasil, ". "]


def rapatkan(kalimat: Kalimat) -> Kalimat:
    """Drop the space at the end of a paragraph."""
    if kalimat and isinstance(kalimat[-1], str):
        akhir = kalimat[-1].rstrip()
        return [*kalimat[:-1], akhir] if akhir else rapatkan(kalimat[:-1])
    return kalimat


def paragraf_of(*kalimat: Kalimat) -> Paragraf:
    """One paragraph from sentences that end in a space."""
    return paragraf(*rapatkan([p for k in kalimat for p in k]))


def angka_orang(n: int, uraian: str) -> Potongan:
    return figur(angka(n, rumus(uraian)), akhiran=" orang")


__all__ = [
    "Kalimat", "angka_orang", "bersatuan", "gabung", "jamin_kapital", "kalimat_akhir", "kalimat_perubahan",
    "kalimat_rerata", "kalimat_target", "mutlak", "paragraf_of", "paragraf_ringkas", "print_capaian", "rapatkan",
    "rerata_capaian", "sel_rerata", "sel_selisih",
]  # fmt: skip
