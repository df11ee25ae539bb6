"""The AKIP score per component over the years, and the indicators that stand beside it."""

from __future__ import annotations

import re
from decimal import Decimal

from evaluasi.models import ButirEvaluasi
from kinerja.capaian import Arah, calculate_capaian, print_capaian
from kinerja.predikat import classify
from lakip.data import DataLkj
from lakip.dokumen import Baris, Blok, Gaya, Grafik, Jenis, Kolom, Sel, Seri, Tabel
from lakip.pustaka import Isi, Kurang, bagian
from lakip.pustaka.capaian_kalimat import Kalimat, gabung, mutlak, paragraf_of, sel_selisih
from lakip.pustaka.capaian_tabel import is_beda, sel_capaian_rencana
from lakip.pustaka.kalimat import (
    berpersen,
    kutip,
    rapikan,
    sel_capaian,
    sel_realisasi,
    sel_target,
    sel_target_rencana,
)
from lakip.sel import angka, baris, entri, figur, hampa, join_kata, persen, rumus, tautan, teks, tengah
from renstra.rekap import RekapIndikator


@bagian("akip")
def akip(data: DataLkj) -> Isi | Kurang:
    """The score per component (Pelaihari Tabel 22) and last year's score beside target and realisasi (Tabel 23)."""
    komponen = list_komponen(data)
    if not komponen:
        return Kurang("Isi lembar LKE, atau lembar Nilai AKIP untuk tahun-tahun sebelumnya.")
    tahun = sorted({t for _, nilai in komponen for t in nilai})
    blok: list[Blok] = [paragraf_of(*_kalimat_nilai(data, komponen, tahun)), _tabel_komponen(data, komponen, tahun)]
    if len(tahun) > 1:
        blok += [paragraf_of(*_kalimat_komponen(komponen, tahun)), _grafik_komponen(data, komponen, tahun)]
    sejenis = _indikator_sejenis(data)
    if sejenis:
        blok += [paragraf_of(*_kalimat_banding(data, sejenis)), _tabel_banding(data, sejenis)]
    return Isi(tuple(blok))


# ----------------------------------------------------------------------------------------------------------- components


def _kata(nama: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]+", nama.casefold())) - {"dan"}


def list_komponen(data: DataLkj) -> list[tuple[str, dict[int, Sel]]]:
    """Each component with its scores by year. An earlier name is the same component where one name holds the other."""
    kini = [b for b in data.lke if b.butir.tingkat == ButirEvaluasi.Tingkat.KOMPONEN and b.nilai is not None]
    hasil: list[tuple[str, dict[int, Sel]]] = []
    for b in kini:
        asal = rumus("Jumlah nilai sub komponen Lembar Kerja Evaluasi")
        hasil.append((_rapikan_nama(b.butir.uraian), {data.tahun: angka(b.nilai, asal, desimal=2)}))
    for n in data.nilai_akip:
        sel = angka(n.nilai, entri("Isian nilai AKIP", tautan("evaluasi.nilaiakip", n.pk)), desimal=2)
        cocok = [nilai for nama, nilai in hasil if _kata(nama) <= _kata(n.komponen) or _kata(n.komponen) <= _kata(nama)]
        if cocok:
            cocok[0].setdefault(n.tahun, sel)
        else:
            hasil.append((_rapikan_nama(n.komponen), {n.tahun: sel}))
    return hasil


def _rapikan_nama(nama: str) -> str:
    nama = rapikan(nama)
    return nama.capitalize() if nama.isupper() else nama


def jumlah_tahun(komponen: list[tuple[str, dict[int, Sel]]], tahun: int) -> Sel:
    """The score of a year: the sum of its components."""
    isi = [(nama, s[tahun].nilai) for nama, s in komponen if tahun in s]
    jumlah = sum((n for _, n in isi if n is not None), Decimal(0))
    return angka(jumlah, rumus(f"Jumlah nilai komponen tahun {tahun}", *isi), desimal=2)


def _tabel_komponen(data: DataLkj, komponen: list[tuple[str, dict[int, Sel]]], tahun: list[int]) -> Tabel:
    isi: list[Baris] = []
    for n, (nama, nilai) in enumerate(komponen, start=1):
        isi.append(
            baris(tengah(n), teks(nama), *(nilai.get(t) or hampa("komponen tidak dinilai tahun itu") for t in tahun))
        )
    jumlah = [jumlah_tahun(komponen, t) for t in tahun]
    isi.append(baris(teks("Jumlah", tebal=True, kolom=2), *jumlah, gaya=Gaya.TOTAL))
    if data.skala.get("akip"):
        predikat = [_predikat(data, j) for j in jumlah]
        isi.append(baris(teks("Predikat", tebal=True, kolom=2), *(tengah(p) for p in predikat), gaya=Gaya.TOTAL))
    lebar = 56 // max(len(tahun), 1)
    kol = (
        Kolom("No.", Jenis.TENGAH, 6), Kolom("Komponen", lebar=38),
        *(Kolom(str(t), Jenis.ANGKA, lebar, "Nilai") for t in tahun),
    )  # fmt: skip
    judul = f"Nilai SAKIP {data.instansi.nama} Menurut Komponen Tahun {tahun[0]}–{tahun[-1]}"
    if len(tahun) == 1:
        judul = f"Nilai SAKIP {data.instansi.nama} Menurut Komponen Tahun {tahun[0]}"
    return Tabel("akip-komponen", judul, kol, tuple(isi), catatan=_catatan_beda(data, tahun, jumlah))


def _predikat(data: DataLkj, sel: Sel) -> str:
    """ "BB" of a score; the predicate where the scale has no letters."""
    skala = data.skala.get("akip")
    kelas = classify(skala, sel.nilai) if skala and sel.nilai is not None else None
    return kelas.sebutan if kelas else ""


def _indikator_akip(data: DataLkj) -> RekapIndikator | None:
    return next((i for i in data.rencana.indikator if i.model.sumber_nilai == "akip"), None)


def _catatan_beda(data: DataLkj, tahun: list[int], jumlah: list[Sel]) -> tuple[str, ...]:
    """Name the years in which the score of the indicator is not the sum of its components."""
    i = _indikator_akip(data)
    if i is None:
        return ()
    beda = []
    for t, j in zip(tahun, jumlah, strict=True):
        r = i.realisasi_nilai(t)
        if t < data.tahun and r is not None and r != j.nilai:
            beda.append(f"{t} ({angka(r, desimal=2).teks})")
    if not beda:
        return ()
    return (f"Nilai yang tercatat sebagai realisasi indikator {rapikan(i.uraian)} tahun {join_kata(beda)} tidak sama dengan "
            "jumlah komponennya.",)  # fmt: skip


def _kalimat_nilai(data: DataLkj, komponen: list[tuple[str, dict[int, Sel]]], tahun: list[int]) -> list[Kalimat]:
    akhir = tahun[-1]
    kini = jumlah_tahun(komponen, akhir)
    dinilai = ""
    if data.lembar and akhir == data.tahun and data.lembar.tahun_dinilai != data.tahun:
        dinilai = f" atas kinerja tahun {data.lembar.tahun_dinilai}"
    k: Kalimat = [f"Hasil evaluasi akuntabilitas kinerja tahun {akhir}{dinilai} memberi {data.instansi.nama} nilai "]
    k.append(figur(kini))
    predikat = data.predikat("akip", kini.nilai) if kini.nilai is not None else ""
    huruf = _predikat(data, kini)
    if predikat:
        k.append(f" dengan predikat {huruf} ({predikat})" if huruf != predikat else f" dengan predikat {predikat}")
    k.append(". ")
    if len(tahun) < 2:
        return [k]
    lalu = jumlah_tahun(komponen, tahun[-2])
    assert kini.nilai is not None and lalu.nilai is not None
    selisih = mutlak(sel_selisih(kini.nilai, lalu.nilai, tahun[-2]))
    if not selisih.nilai:
        return [k, [f"Nilai tersebut sama dengan jumlah nilai tahun {tahun[-2]}. "]]
    kata = "naik" if kini.nilai > lalu.nilai else "turun"
    return [k, [f"Dibandingkan dengan jumlah nilai komponen tahun {tahun[-2]} sebesar ", figur(lalu),
                f", nilai tersebut {kata} ", figur(selisih), " poin. "]]  # fmt: skip


def _kalimat_komponen(komponen: list[tuple[str, dict[int, Sel]]], tahun: list[int]) -> list[Kalimat]:
    """Which components rose and which fell against the year before."""
    kini, lalu = tahun[-1], tahun[-2]
    daftar: dict[str, list[tuple[str, Sel]]] = {"naik": [], "turun": [], "tetap": []}
    for nama, nilai in komponen:
        baru, lama = nilai.get(kini), nilai.get(lalu)
        if baru is None or lama is None or baru.nilai is None or lama.nilai is None:
            continue
        kata = "naik" if baru.nilai > lama.nilai else "turun" if baru.nilai < lama.nilai else "tetap"
        daftar[kata].append((nama.lower(), mutlak(sel_selisih(baru.nilai, lama.nilai, lalu))))
    bagian: list[Kalimat] = []
    for kata in ("naik", "turun"):
        if daftar[kata]:
            isi: list[Kalimat] = [[f"{nama} (", figur(sel, akhiran=" poin"), ")"] for nama, sel in daftar[kata]]
            bagian.append([f"komponen yang {kata} adalah ", *gabung(isi)])
    if daftar["tetap"]:
        bagian.append([f"komponen {join_kata(n for n, _ in daftar['tetap'])} tetap"])
    if not bagian:
        return []
    kalimat: Kalimat = [f"Terhadap tahun {lalu}, "]
    for n, b in enumerate(bagian):
        kalimat += ["; " if n else "", *b]
    return [[*kalimat, ". "]]


def _grafik_komponen(data: DataLkj, komponen: list[tuple[str, dict[int, Sel]]], tahun: list[int]) -> Grafik:
    seri = tuple(Seri(nama, tuple(n[t].nilai if t in n else None for t in tahun)) for nama, n in komponen)
    return Grafik(
        "grafik-akip",
        f"Nilai SAKIP {data.instansi.nama} Menurut Komponen Tahun {tahun[0]}–{tahun[-1]}",
        tuple(map(str, tahun)),
        seri,
    )


# ---------------------------------------------------------------------------------------------- beside target and last year


def _indikator_sejenis(data: DataLkj) -> tuple[RekapIndikator, ...]:
    """The strategic indicators of the post that answers for the AKIP score."""
    i = _indikator_akip(data)
    if i is None:
        return ()
    sasaran = next((s for s in data.rencana.strategis if s.pk == i.model.sasaran_id), None)
    if sasaran is None or sasaran.pemilik_id is None:
        return (i,)
    milik = {s.pk for s in data.rencana.strategis if s.pemilik_id == sasaran.pemilik_id}
    return tuple(x for x in data.rencana.indikator if x.model.sasaran_id in milik)


def _terhadap_lalu(data: DataLkj, i: RekapIndikator) -> Sel:
    """This year's realisasi against last year's, per cent."""
    if i.ukuran.berkata:
        return hampa("realisasinya berupa kata")
    lalu, kini = i.realisasi_nilai(data.tahun - 1), i.realisasi_nilai(data.tahun)
    if lalu is None:
        return hampa(f"realisasi {data.tahun - 1} belum diisi")
    nilai = calculate_capaian(lalu, kini, Arah(i.model.arah), data.aturan_turun)
    asal = rumus(
        f"Realisasi {data.tahun} ÷ realisasi {data.tahun - 1} × 100",
        (str(data.tahun), kini),
        (str(data.tahun - 1), lalu),
    )
    return persen(print_capaian(nilai)[0], asal)


def _kalimat_banding(data: DataLkj, isi: tuple[RekapIndikator, ...]) -> list[Kalimat]:
    """Which indicators are above, at, below the year before."""
    lalu = data.tahun - 1
    k: list[Kalimat] = [
        [
            f"Tabel berikut menyandingkan realisasi tahun {data.tahun} dengan realisasi tahun {lalu} dan dengan targetnya. "
        ]
    ]
    tiap = [(i, sel) for i in isi if (sel := _terhadap_lalu(data, i)).nilai is not None]
    for kata, cocok in (("lebih baik daripada", 1), ("sama dengan", 0), ("lebih rendah daripada", -1)):
        nama: list[Kalimat] = []
        for i, sel in tiap:
            assert sel.nilai is not None
            if (sel.nilai > 100) - (sel.nilai < 100) == cocok:
                nama.append([kutip(i.uraian), " (", berpersen(sel), ")"] if cocok else [kutip(i.uraian)])
        if nama:
            k.append([f"Kinerja yang {kata} tahun {lalu} adalah ", *gabung(nama), ". "])
    return k


def _tabel_banding(data: DataLkj, isi: tuple[RekapIndikator, ...]) -> Tabel:
    t = data.tahun
    beda = any(is_beda(data, i) for i in isi)
    kol = [
        Kolom("No.", Jenis.TENGAH, 5), Kolom("Indikator Kinerja", lebar=29),
        Kolom(f"Realisasi {t - 1}", Jenis.ANGKA, 10), Kolom(f"Target {t}", Jenis.ANGKA, 9),
    ]  # fmt: skip
    if beda:
        kol.append(Kolom(f"Target Renstra {t}", Jenis.ANGKA, 9))
    kol += [
        Kolom(f"Realisasi {t}", Jenis.ANGKA, 10),
        Kolom(f"Realisasi {t - 1}", Jenis.PERSEN, 10, f"Kinerja {t} terhadap (%)"),
        Kolom(f"Target {t}", Jenis.PERSEN, 9, f"Kinerja {t} terhadap (%)"),
    ]
    if beda:
        kol.append(Kolom("Target Renstra", Jenis.PERSEN, 9, f"Kinerja {t} terhadap (%)"))
    baris_ = []
    for n, i in enumerate(isi, start=1):
        sel = [tengah(n), teks(rapikan(i.uraian)), sel_realisasi(i, t - 1), sel_target(data, i)]
        sel += [sel_target_rencana(i, t)] if beda else []
        sel += [sel_realisasi(i, t), _terhadap_lalu(data, i), sel_capaian(data, i)]
        sel += [sel_capaian_rencana(data, i)] if beda else []
        baris_.append(baris(*sel))
    judul = f"Kinerja Tata Kelola {data.instansi.nama} Tahun {t} Dibandingkan dengan Tahun {t - 1} dan Target"
    return Tabel("akip-banding", judul, tuple(kol), tuple(baris_))
