"""Attachments from the budget and the evaluation: progress per quarter, Renja evaluation, LHE with the LKE."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from anggaran.rekap import TRIWULAN, Pos
from evaluasi.models import ButirEvaluasi
from kinerja.angka import Nilai, is_nilai, publish
from kinerja.lke import calculate_persen
from kinerja.predikat import Kelas, classify
from lakip.data import BarisLke, DataLkj
from lakip.dokumen import Bab, Baris, Blok, Gaya, Jenis, Kolom, Paragraf, Sel, SubJudul, Tabel, to_roman
from lakip.pustaka import Isi, Kurang, bagian
from lakip.pustaka.capaian_kalimat import Kalimat, paragraf_of
from lakip.pustaka.kalimat import berpersen, rapikan, rupiah, slug, susun_daftar
from lakip.pustaka.tabel_anggaran import (
    AturanMonev,
    build_kemajuan,
    build_monev,
    sebut,
    sel_fisik,
    sel_pagu,
    sel_realisasi,
    sel_serapan,
)
from lakip.sel import angka, baris, entri, figur, persen, rumus, tautan, teks, tengah
from organisasi.tanggal import print_tanggal

KURANG_REALISASI = Kurang("Isi realisasi keuangan dan fisik setiap triwulan di lembar Realisasi.")


# ------------------------------------------------------------------------------------------------- progress of a quarter


@bagian("kemajuan-triwulan")
def kemajuan_triwulan(data: DataLkj) -> Isi | Kurang:
    """One progress report a quarter (Pelaihari Lampiran 5); a quarter that nobody filled in is left out."""
    pohon = data.pohon
    if pohon is None:
        return Kurang("Isi lembar Program, Kegiatan, dan Sub Kegiatan.")
    anak = tuple(_bab_kemajuan(data, pohon, t) for t in TRIWULAN if is_terisi(pohon, t))
    return Isi(anak=anak) if anak else KURANG_REALISASI


def is_terisi(pohon: Pos, triwulan: int) -> bool:
    """Whether anyone entered money or physical progress for this quarter."""
    return any(
        (d.keuangan and d.keuangan[triwulan - 1] is not None) or (d.fisik and d.fisik[triwulan - 1] is not None)
        for d in pohon.daun
    )


def _bab_kemajuan(data: DataLkj, pohon: Pos, triwulan: int) -> Bab:
    romawi = to_roman(triwulan)
    tabel = build_kemajuan(pohon, data.tahun, triwulan)
    return Bab(f"kemajuan-triwulan--tw-{triwulan}", f"Triwulan {romawi}", (kalimat_kemajuan(pohon, triwulan), tabel))


def kalimat_kemajuan(pohon: Pos, triwulan: int) -> Paragraf:
    """Money and physical progress up to a quarter against their targets."""
    k: Kalimat = [f"Sampai dengan triwulan {to_roman(triwulan)} terealisasi "]
    realisasi, target = pohon.realisasi_sd(triwulan), pohon.target_keuangan_sd(triwulan)
    if realisasi is None:
        k = [f"Sampai dengan triwulan {to_roman(triwulan)} realisasi keuangan belum diisi. "]
    else:
        k += [rupiah(sel_realisasi(pohon, triwulan)), " atau ", berpersen(sel_serapan(pohon, triwulan)), " dari pagu ",
              rupiah(sel_pagu(pohon)), ". "]  # fmt: skip
    if realisasi is not None and target is not None:
        if realisasi == target:
            k.append("Realisasi keuangan sama dengan targetnya. ")
        else:
            deviasi = publish(pohon.deviasi(triwulan))
            arah = "di bawah" if realisasi < target else "di atas"
            k.append(f"Realisasi keuangan {arah} target")
            if is_nilai(deviasi):
                asal = rumus("(Target − realisasi) ÷ target × 100", ("Target", target), ("Realisasi", realisasi))
                k += [", dengan deviasi ", berpersen(persen(abs(deviasi), asal))]
            k.append(". ")
    fisik, rencana = pohon.fisik_sd(triwulan), pohon.target_fisik_sd(triwulan)
    if is_nilai(fisik):
        k += ["Realisasi fisik tertimbang mencapai ", berpersen(sel_fisik(pohon, fisik, "Realisasi fisik"))]
        if is_nilai(rencana):
            k += [" dari target ", berpersen(sel_fisik(pohon, rencana, "Target fisik"))]
        k.append(".")
    return paragraf_of(k)


# ------------------------------------------------------------------------------------------------------ Renja evaluation


@bagian("monev-renja")
def monev_renja(data: DataLkj) -> Isi | Kurang:
    """The Renja evaluation of the kecamatan and of each kelurahan (Permendagri 86/2017; Pelaihari Lampiran 6)."""
    aturan = aturan_monev(data)
    nama = {u.pk: u.nama for u in data.unit}
    anak = []
    for unit, pohon in data.anggaran.items():
        if not any(is_terisi(pohon, t) for t in TRIWULAN):
            continue
        kunci = slug(nama[unit]) if unit else "kecamatan"
        tabel = build_monev(pohon, data.tahun, 4, aturan, kunci=f"monev-{kunci}")
        anak.append(Bab(f"monev-renja--{kunci}", pohon.uraian, (tabel,)))
    return Isi(anak=tuple(anak)) if anak else KURANG_REALISASI


def aturan_monev(data: DataLkj) -> AturanMonev:
    return AturanMonev(data.aturan_turun, data.kabupaten.batas_capaian, data.skala.get("kegiatan"))


# ---------------------------------------------------------------------------------------------------------------- LHE


@bagian("lampiran-lke")
def lampiran_lke(data: DataLkj) -> Isi | Kurang:
    """Score, LKE and recommendations of the evaluation (Permenpan RB 88/2021; Pelaihari Lampiran 2)."""
    if not data.lke or data.lembar is None:
        return Kurang("Isi lembar LKE dari Inspektorat: komponen, sub komponen, bobot, dan kriterianya.")
    return Isi((paragraf_of(_kalimat_nilai(data), _kalimat_komponen(data)), build_lke(data), *_rekomendasi(data)))


def _sebut_lembar(data: DataLkj) -> str:
    """The letter as a sentence names it: "Laporan Hasil Evaluasi Nomor … tanggal 27 Juni 2023"."""
    assert data.lembar
    nomor = f" Nomor {data.lembar.nomor}" if data.lembar.nomor else ""
    tanggal = f" tanggal {print_tanggal(data.lembar.tanggal)}" if data.lembar.tanggal else ""
    return f"Laporan Hasil Evaluasi{nomor}{tanggal}"


def _kalimat_nilai(data: DataLkj) -> Kalimat:
    assert data.lembar
    awal = f"Berdasarkan {_sebut_lembar(data)}, akuntabilitas kinerja {data.instansi.nama} tahun {data.lembar.tahun_dinilai} "
    if data.nilai_lke is None:
        return [awal, "belum selesai dinilai. "]
    nilai = angka(publish(data.nilai_lke), rumus("Jumlah nilai sub komponen"), desimal=2)
    kategori = ""
    if (kelas := _kelas_akip(data)) is not None:
        kategori = f" dengan kategori {f'{kelas.huruf} ({kelas.predikat})' if kelas.huruf else kelas.predikat}"
    sub = [b for b in data.lke if b.butir.tingkat == ButirEvaluasi.Tingkat.SUBKOMPONEN]
    dinilai = sum(1 for b in sub if b.nilai is not None)
    sebagian = "" if dinilai == len(sub) else f" dari {dinilai} sub komponen yang sudah dinilai (semuanya {len(sub)})"
    return [awal, "memperoleh nilai ", figur(nilai), f"{kategori}{sebagian}. "]


def _kelas_akip(data: DataLkj) -> Kelas | None:
    """The class of the score on the scale of the kabupaten."""
    skala = data.skala.get("akip")
    return classify(skala, data.nilai_lke) if skala and data.nilai_lke is not None else None


def _kalimat_komponen(data: DataLkj) -> Kalimat:
    """The components with the highest and the lowest share of their weight."""
    isi = [(b, p) for b in _list_komponen(data) if is_nilai(p := _persen_lke(b))]
    if len(isi) < 2:
        return []
    atas, bawah = max(isi, key=lambda x: x[1]), min(isi, key=lambda x: x[1])
    if atas[1] == bawah[1]:
        return [
            "Semua komponen memperoleh bagian yang sama dari bobotnya, yaitu ",
            berpersen(_sel_persen(atas[0])),
            ". ",
        ]
    return [f"Dibandingkan dengan bobotnya, nilai tertinggi ada pada komponen {_sebut_komponen(isi, atas[1])} (",
            berpersen(_sel_persen(atas[0])), f") dan terendah pada komponen {_sebut_komponen(isi, bawah[1])} (",
            berpersen(_sel_persen(bawah[0])), "). "]  # fmt: skip


def _sebut_komponen(isi: list[tuple[BarisLke, Decimal]], nilai: Decimal) -> str:
    """All components that share this figure."""
    nama = [sebut(b.butir.uraian) for b, n in isi if n == nilai]
    return nama[0] if len(nama) == 1 else f"{', '.join(nama[:-1])}{',' if len(nama) > 2 else ''} dan {nama[-1]}"


def _list_komponen(data: DataLkj) -> Iterator[BarisLke]:
    return (b for b in data.lke if b.butir.tingkat == ButirEvaluasi.Tingkat.KOMPONEN)


def build_lke(data: DataLkj) -> Tabel:
    """The worksheet: komponen, sub komponen and their criteria; a last column where evaluators left notes."""
    bercatatan = any(b.butir.catatan for b in data.lke)
    isi = [_baris_lke(b, bercatatan) for b in data.lke]
    bobot = [b.bobot for b in _list_komponen(data) if b.bobot is not None]
    if data.nilai_lke is not None and bobot:
        isi.append(_baris_nilai(data, sum(bobot[1:], bobot[0]), bercatatan))
    dinilai = f" Tahun {data.lembar.tahun_dinilai}" if data.lembar else ""
    return Tabel(
        "lke",
        f"Lembar Kerja Evaluasi Akuntabilitas Kinerja {data.instansi.nama}{dinilai}",
        (
            Kolom("No", Jenis.TENGAH, 7),
            Kolom("Komponen / Sub Komponen / Kriteria", Jenis.TEKS, 33 if bercatatan else 53),
            Kolom("Bobot", Jenis.ANGKA, 10),
            Kolom("Kriteria", Jenis.TENGAH, 10),
            Kolom("Nilai", Jenis.ANGKA, 10),
            Kolom("Nilai ÷ bobot (%)", Jenis.PERSEN, 10),
            *((Kolom("Catatan", Jenis.TEKS, 20),) if bercatatan else ()),
        ),
        tuple(isi),
    )


def _baris_nilai(data: DataLkj, bobot: Decimal, bercatatan: bool) -> Baris:
    assert data.nilai_lke is not None
    kelas = _kelas_akip(data)
    sel = [
        tengah(""),
        teks(f"Nilai Akuntabilitas Kinerja{f' – {kelas.predikat}' if kelas else ''}"),
        angka(bobot, rumus("Jumlah bobot komponen"), desimal=2),
        tengah(kelas.huruf if kelas else ""),
        angka(publish(data.nilai_lke), rumus("Jumlah nilai sub komponen"), desimal=2),
        persen(
            calculate_persen(data.nilai_lke, bobot),
            rumus("Nilai ÷ bobot × 100", ("Nilai", data.nilai_lke), ("Bobot", bobot)),
        ),
    ]
    return baris(*sel, *([teks("")] if bercatatan else []), gaya=Gaya.TOTAL)


def _baris_lke(b: BarisLke, bercatatan: bool) -> Baris:
    tingkat = ButirEvaluasi.Tingkat
    kosong = teks("")
    catatan = [teks(b.butir.catatan)] if bercatatan else []
    awal = [tengah(b.butir.kode), teks(b.butir.uraian)]
    if b.butir.tingkat == tingkat.KRITERIA:
        return baris(*awal, kosong, kosong, kosong, kosong, *catatan)
    komponen = b.butir.tingkat == tingkat.KOMPONEN
    asal = entri("Isian lembar LKE", tautan("evaluasi.butirevaluasi", b.butir.pk))
    asal_nilai = (
        rumus("Jumlah nilai sub komponen")
        if komponen
        else rumus("Bobot × persen kriteria", ("Bobot", b.bobot), ("Kriteria", b.butir.kriteria))
    )
    return baris(
        *awal,
        angka(b.bobot, rumus("Jumlah bobot sub komponen") if komponen else asal, desimal=2, alasan="bobot belum diisi"),
        tengah(b.butir.kriteria),
        angka(None if b.nilai is None else publish(b.nilai), asal_nilai, desimal=2, alasan="kriteria belum diisi"),
        _sel_persen(b),
        *catatan,
        gaya=Gaya.PROGRAM if komponen else Gaya.KEGIATAN,
    )


def _persen_lke(b: BarisLke) -> Nilai | None:
    return None if b.nilai is None or b.bobot is None else publish(calculate_persen(b.nilai, b.bobot))


def _sel_persen(b: BarisLke) -> Sel:
    if b.nilai is None or b.bobot is None:
        return persen(None, alasan="kriteria belum diisi")
    asal = rumus("Nilai ÷ bobot × 100", ("Nilai", b.nilai), ("Bobot", b.bobot))
    return persen(calculate_persen(b.nilai, b.bobot), asal)


def _rekomendasi(data: DataLkj) -> tuple[Blok, ...]:
    """What the evaluators recommend, by component; what was done about it stands in Bab I."""
    blok: list[Blok] = [SubJudul("Rekomendasi")] if data.rekomendasi else []
    for komponen, isi in groupby(data.rekomendasi, key=lambda r: r.komponen):
        if komponen:
            blok.append(paragraf_of([f"Komponen {sebut(komponen)}:"]))
        blok.append(susun_daftar(*(f"{rapikan(r.rekomendasi)}." for r in isi)))
    return tuple(blok)


__all__ = ["aturan_monev", "build_lke", "is_terisi", "kalimat_kemajuan"]
