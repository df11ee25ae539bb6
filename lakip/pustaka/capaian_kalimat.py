"""Sentences of Bab III A: what the figures of an indicator, a sasaran or a group of indicators say, by case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from kinerja.agregasi import Rerata, average
from kinerja.angka import Nilai, is_nilai, terbilang
from kinerja.capaian import Arah, JenisIndikator, calculate_perubahan, print_capaian
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
    if i.ukuran.berkata:
        hasil = _kalimat_kata(i, target, realisasi, capaian)
    elif i.ukuran.jenis is JenisIndikator.RENTANG:
        dalam = capaian.nilai == 100
        hasil = [f"Realisasi indikator {nama} sebesar ", r, " berada di dalam rentang" if dalam else " di luar rentang"]
        hasil += [" yang ditetapkan, yaitu ", figur(target), ", dengan capaian ", berpersen(capaian)]
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


def _kalimat_kata(i: RekapIndikator, target: Sel, realisasi: Sel, capaian: Sel) -> Kalimat:
    """What was reached in words beside the target in words."""
    awal: Kalimat = [f"Realisasi indikator {kutip(i.uraian)} adalah ", figur(realisasi)]
    kata = i.ukuran.compare_kata(realisasi.teks, target.teks)
    if kata == "tetap":
        return [*awal, ", sama dengan targetnya, sehingga capaiannya ", berpersen(capaian)]
    if kata == "naik":
        return [*awal, ", lebih baik daripada target ", figur(target), ", dengan capaian ", berpersen(capaian)]
    hubung = ", di bawah target " if kata == "turun" else ", sedangkan targetnya "
    return [*awal, hubung, figur(target), "; capaiannya ", berpersen(capaian)]


def kalimat_kata(
    i: RekapIndikator, tahun: int, lalu: int, realisasi: tuple[Sel, Sel], capaian: tuple[Sel, Sel]
) -> Kalimat:
    """What became of an indicator in words against an earlier year; each pair is (this year, then)."""
    r_kini, r_lalu = realisasi
    if not i.is_terisi(tahun) or not i.is_terisi(lalu):
        return []
    nama = f"indikator {kutip(i.uraian)}"
    kata = i.ukuran.compare_kata(r_kini.teks, r_lalu.teks)
    if kata == "tetap":
        hasil: Kalimat = [f"Realisasi {nama} tahun {tahun} sama dengan tahun {lalu}, yaitu ", figur(r_kini)]
    else:
        hasil = [f"Realisasi {nama} {kata} dari ", figur(r_lalu), f" pada tahun {lalu} menjadi ", figur(r_kini)]
    c_kini, c_lalu = capaian
    if c_kini.nilai is None or c_lalu.nilai is None:
        return [*hasil, ". "]
    ubah = calculate_perubahan(c_kini.nilai, c_lalu.nilai).kata
    if ubah == "tetap":
        return [*hasil, ", dengan capaian tetap ", berpersen(c_kini), ". "]
    return [*hasil, f", dan capaiannya {ubah} dari ", berpersen(c_lalu), " menjadi ", berpersen(c_kini), ". "]


def kalimat_perubahan(
    tahun: int,
    lalu: int,
    realisasi: tuple[Sel, Sel],
    capaian: tuple[Sel, Sel],
    nama: str,
    satuan: str,
    *,
    turun: bool = False,
    rentang: bool = False,
    pembuka: bool = True,
) -> Kalimat:
    """What became of an indicator against an earlier year; each pair is (this year, then).

    ``turun``: the indicator is better when lower, so that realisasi and capaian move against each other. ``rentang``: it
    is best inside a band, so that they move as they like. ``pembuka`` False leaves out the year compared with, where a
    sentence before has named it.
    """
    r_kini, r_lalu = realisasi
    c_kini, c_lalu = capaian
    if r_kini.nilai is None or r_lalu.nilai is None:
        return []
    ubah_r = calculate_perubahan(r_kini.nilai, r_lalu.nilai).kata
    hasil: Kalimat
    if ubah_r == "tetap":
        hasil = [f"Realisasi {nama} tahun {tahun} sama dengan tahun {lalu}, yaitu ", bersatuan(r_kini, satuan)]
    else:
        awal = f"Dibandingkan dengan tahun {lalu}, realisasi" if pembuka else "Realisasi"
        hasil = [f"{awal} {nama} {ubah_r} dari ", bersatuan(r_lalu, satuan), " menjadi ", bersatuan(r_kini, satuan)]
    if c_kini.nilai is None or c_lalu.nilai is None:
        return [*hasil, ". "]
    ubah_c = calculate_perubahan(c_kini.nilai, c_lalu.nilai).kata
    if ubah_c == "tetap":
        ikut = ", dan capaiannya tetap " if ubah_r == "tetap" else ", sedangkan capaiannya tetap "
        return [*hasil, ikut, berpersen(c_kini), ". "]
    searah = ubah_r != "tetap" and (ubah_r == ubah_c) != turun
    if ubah_r == "tetap":
        hubung = ", tetapi karena targetnya berubah capaiannya"
    elif rentang:
        hubung = ", sehingga capaiannya"
    elif searah:
        hubung = ", sehingga capaiannya" if turun else " dan capaiannya"
    else:
        hubung = (
            ", tetapi karena targetnya lebih berat capaiannya"
            if ubah_c == "turun"
            else ", tetapi karena targetnya lebih ringan capaiannya"
        )
    selisih = mutlak(sel_selisih(c_kini.nilai, c_lalu.nilai, lalu))
    hasil += [f"{hubung} {ubah_c} ", figur(selisih, akhiran=" poin")]
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


def kalimat_akhir(isi: Sequence[tuple[RekapIndikator, Sel, Sel]], tahun: int, tahun_akhir: int) -> list[Kalimat]:
    """How far indicators have come towards the targets of the last Renstra year; each (indicator, target, progress)."""
    terukur = [(i, t, c) for i, t, c in isi if c.nilai is not None]
    hasil: list[Kalimat] = []
    if terukur and tahun == tahun_akhir:
        hasil.append([f"Tahun {tahun} adalah tahun terakhir Renstra. "])
    for n, (i, target, capaian) in enumerate(terukur):
        assert capaian.nilai is not None
        masa = "" if tahun == tahun_akhir or n else f" tahun {tahun_akhir}"
        turun = i.ukuran.arah is Arah.TURUN
        awal: Kalimat = [f"Target akhir{masa} untuk indikator {kutip(i.uraian)}"]
        awal += (
            [" sebesar ", bersatuan(target, i.satuan)] if target.nilai is not None else [", yaitu ", figur(target), ","]
        )
        if capaian.nilai >= 100:
            kata = "tercapai" if tahun == tahun_akhir else "sudah tercapai"
            if capaian.nilai > 100 and not turun:  # a limit that is "terlampaui" would have been broken
                kata = kata.replace("tercapai", "terlampaui")
            hasil.append([*awal, f" {kata} dengan tingkat kemajuan ", berpersen(capaian), ". "])
            continue
        asal = rumus("100 − tingkat kemajuan", ("Tingkat kemajuan", capaian.nilai))
        kurang = persen(Decimal(100) - capaian.nilai, asal)
        if not capaian.nilai:
            hasil.append([*awal, _kata_nol(i, berakhir=tahun == tahun_akhir)])
        else:
            kata = "tidak tercapai; kemajuannya berhenti pada " if tahun == tahun_akhir else "telah dicapai "
            hasil.append([*awal, f" {kata}", berpersen(capaian), " atau kurang ", figur(kurang, akhiran=" poin"), ". "])
    return hasil


def _kata_nol(i: RekapIndikator, *, berakhir: bool) -> str:
    if i.ukuran.jenis is not JenisIndikator.ANGKA:
        return " tidak tercapai. " if berakhir else " belum tercapai. "
    sebab = "realisasinya masih di atas batas itu" if i.ukuran.arah is Arah.TURUN else "belum ada realisasinya"
    return f" {'tidak tercapai' if berakhir else 'belum didekati'} karena {sebab}. "


# --------------------------------------------------------------------------------------------------- several indicators


def _sebut(isi: Sequence[tuple[Ukuran, Decimal]], asal: Asal | None = None) -> Kalimat:
    """ "“A” (93,17 %) dan “B” (0,00 %)"."""
    bagian = [
        Potongan(f"{kutip(u.indikator.uraian)} ({persen(n).teks} %)", nilai=n, asal=asal or rumus("Capaian indikator"))
        for u, n in isi
    ]
    return list(sambung(bagian))


def paragraf_ringkas(data: DataLkj, ukuran: tuple[Ukuran, ...], subjek: str) -> Paragraf:
    """Counts at or above and below target, by name where few, predicates and mean: for several indicators at once.

    ``subjek`` completes "Dari 5 indikator …": "sasaran strategis Sekretaris Camat".
    """
    terukur, belum = pisah_ukuran(ukuran)
    if not terukur:
        return paragraf(f"Capaian {subjek} belum dapat dihitung: {alasan_belum(belum)}.")
    if len(ukuran) == 1:
        return paragraf_of(kalimat_target(data, ukuran[0].indikator))
    if len({n for _, n in terukur}) == 1 and not belum:
        return paragraf_of(_kalimat_sama(data, ukuran, terukur[0], subjek))
    k = _kalimat_hitungan(terukur, belum, subjek)
    predikat = kalimat_predikat(data, ukuran)
    if predikat:
        k += ["Menurut skala yang dipakai, ", *predikat, ". "]
    r = rerata_capaian(data, (u.capaian for u in ukuran))
    return paragraf_of(k, kalimat_rerata(data, r, subjek))


def sebut_semua(n: int, satuan: str = "indikator") -> Potongan:
    """ "Ketiga indikator", from eleven on "Seluruh 12 indikator"; live like any count."""
    hitung = cacah(n, f"Banyaknya {satuan}", satuan)
    return replace(hitung, teks=f"Ke{terbilang(n)} {satuan}" if n <= 10 else f"Seluruh {hitung.teks}")


def _kalimat_sama(data: DataLkj, ukuran: tuple[Ukuran, ...], contoh: tuple[Ukuran, Decimal], subjek: str) -> Kalimat:
    """All indicators have one capaian."""
    u, n = contoh
    kata = "tepat mencapai target" if n == 100 else "melampaui target" if n > 100 else "belum mencapai target"
    k: Kalimat = [sebut_semua(len(ukuran)), f" {subjek} {kata}"]
    k += [", masing-masing dengan capaian ", berpersen(sel_capaian(data, u.indikator))]
    return [*k, f" dan predikat {u.predikat}. " if u.predikat else ". "]


def _kalimat_hitungan(terukur: list[tuple[Ukuran, Decimal]], belum: list[Ukuran], subjek: str) -> Kalimat:
    penuh = [(u, n) for u, n in terukur if n >= 100]
    lebih = sorted(((u, n) for u, n in penuh if n > 100), key=lambda x: -x[1])
    kurang = sorted(((u, n) for u, n in terukur if n < 100), key=lambda x: x[1])
    banyak = cacah(len(terukur) + len(belum), "Banyaknya indikator", "indikator")
    if not kurang and not belum:
        k: Kalimat = [sebut_semua(len(terukur)), f" {subjek} mencapai target"]
        if lebih:
            k += ["; capaian tertinggi terdapat pada ", *_sebut(lebih[:1])]
        return [*k, ". "]
    if not penuh and not belum:
        k = [sebut_semua(len(terukur)), f" {subjek} belum mencapai target"]
        return (
            [*k, ", yaitu ", *_sebut(kurang), ". "]
            if len(kurang) <= 4
            else [*k, "; yang terendah ", *_sebut(kurang[:1]), ". "]
        )
    bagian: list[Kalimat] = []
    if penuh:
        bagian.append([cacah(len(penuh), "Indikator dengan capaian 100 % atau lebih", "indikator"), " mencapai target"])
    if kurang:
        kata = " belum mencapainya" if penuh else " belum mencapai target"
        bagian.append([cacah(len(kurang), "Indikator dengan capaian di bawah 100 %", "indikator"), kata])
    if belum:
        bagian.append([cacah(len(belum), "Indikator tanpa capaian", "indikator"), " belum dapat dinilai"])
    k = ["Dari ", banyak, f" {subjek}, ", *gabung(bagian), ". "]
    if kurang:
        nama = _sebut(kurang if len(kurang) <= 4 else kurang[:1])
        k += [
            "Yang belum mencapai target adalah " if len(kurang) <= 4 else "Capaian terendah terdapat pada ",
            *nama,
            ". ",
        ]
    if belum:
        k.append(f"Yang belum dinilai adalah {alasan_belum(belum)}. ")
    return k


def kalimat_ujung(isi: Sequence[tuple[str, Sel]], nama: str, satuan: str) -> Kalimat:
    """The highest and the lowest of some percentages; a tie is counted, not named. ``nama``: "Serapan"."""
    ada = [(n, s) for n, s in isi if s.nilai is not None]
    if len({s.nilai for _, s in ada}) < 2:
        return []
    atas, bawah = max(s.nilai or 0 for _, s in ada), min(s.nilai or 0 for _, s in ada)
    return [f"{nama} tertinggi terdapat pada ", *_ujung(ada, atas, satuan), ", yang terendah pada ",
            *_ujung(ada, bawah, satuan), ". "]  # fmt: skip


def _ujung(isi: Sequence[tuple[str, Sel]], nilai: Decimal | int, satuan: str) -> Kalimat:
    sama = [(n, s) for n, s in isi if s.nilai == nilai]
    sebut: Potongan | str = sama[0][0] if len(sama) == 1 else cacah(len(sama), f"Banyaknya {satuan}", satuan)
    return [sebut, " (", berpersen(sama[0][1]), ")"]


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
    "Kalimat",
    "angka_orang",
    "bersatuan",
    "gabung",
    "kalimat_akhir",
    "kalimat_kata",
    "kalimat_perubahan",
    "kalimat_rerata",
    "kalimat_target",
    "kalimat_ujung",
    "mutlak",
    "paragraf_of",
    "paragraf_ringkas",
    "print_capaian",
    "rapatkan",
    "rerata_capaian",
    "sebut_semua",
    "sel_rerata",
    "sel_selisih",
]  # fmt: skip
