"""Attachments from the budget and the evaluation: progress per quarter, Renja evaluation, LHE with the LKE."""

from __future__ import annotations

from anggaran.rekap import TRIWULAN, Pos
from evaluasi.models import ButirEvaluasi
from kinerja.angka import publish
from kinerja.lke import calculate_persen
from lakip.data import BarisLke, DataLkj
from lakip.dokumen import Bab, Baris, Blok, Gaya, Jenis, Kolom, Tabel, to_roman
from lakip.pustaka import Isi, Kurang, bagian
from lakip.pustaka.tabel_anggaran import build_kemajuan, build_monev
from lakip.sel import angka, baris, entri, figur, paragraf, persen, rumus, tautan, teks, tengah


@bagian("kemajuan-triwulan")
def kemajuan_triwulan(data: DataLkj) -> Isi | Kurang:
    """One progress report a quarter (Pelaihari Lampiran 5); a quarter that nobody filled in is left out."""
    pohon = data.pohon
    if pohon is None:
        return Kurang("Isi lembar Program, Kegiatan, dan Sub Kegiatan.")
    anak = tuple(_bab_kemajuan(data, pohon, t) for t in TRIWULAN if pohon.realisasi_triwulan(t) is not None)
    return Isi(anak=anak) if anak else Kurang("Isi realisasi triwulan di lembar Realisasi.")


def _bab_kemajuan(data: DataLkj, pohon: Pos, triwulan: int) -> Bab:
    romawi = to_roman(triwulan)
    judul = f"Laporan Kemajuan Kegiatan {data.instansi.nama} Tahun Anggaran {data.tahun} Triwulan {romawi}"
    tabel = build_kemajuan(pohon, data.tahun, triwulan, f"kemajuan-tw-{triwulan}", judul)
    return Bab(f"kemajuan-triwulan--tw-{triwulan}", f"Triwulan {romawi}", (tabel,))


@bagian("monev-renja")
def monev_renja(data: DataLkj) -> Isi | Kurang:
    """The Renja evaluation of the kecamatan and of each kelurahan (Permendagri 86/2017; Pelaihari Lampiran 6)."""
    anak = []
    for unit, pohon in data.anggaran.items():
        if pohon.realisasi_sd() is None:
            continue
        judul = f"Evaluasi Hasil Pelaksanaan Renja {pohon.uraian} sampai dengan Triwulan IV Tahun {data.tahun}"
        kunci = f"monev-{unit or 'kecamatan'}"
        tabel = build_monev(pohon, kunci, judul, data.aturan_turun)
        anak.append(Bab(f"monev-renja--{unit or 'kecamatan'}", pohon.uraian, (tabel,)))
    return Isi(anak=tuple(anak)) if anak else Kurang("Isi realisasi triwulan di lembar Realisasi.")


@bagian("lampiran-lke")
def lampiran_lke(data: DataLkj) -> Isi | Kurang:
    """The LKE with computed scores (Permenpan RB 88/2021; Pelaihari Lampiran 2)."""
    if not data.lke or data.lembar is None:
        return Kurang("Isi lembar LKE dari Inspektorat.")
    blok: list[Blok] = []
    if data.nilai_lke is not None:
        predikat = data.predikat("akip", data.nilai_lke)
        surat = f" berdasarkan laporan hasil evaluasi nomor {data.lembar.nomor}" if data.lembar.nomor else ""
        blok.append(
            paragraf(
                f"Evaluasi atas akuntabilitas kinerja {data.instansi.nama} tahun {data.lembar.tahun_dinilai}{surat} "
                "memberi nilai ",
                figur(persen(data.nilai_lke)),
                f" dengan predikat {predikat}." if predikat else ".",
            )
        )
    return Isi((*blok, build_lke(data)))


def build_lke(data: DataLkj) -> Tabel:
    isi = [_baris_lke(b) for b in data.lke]
    bobot = [b.bobot for b in data.lke if b.butir.tingkat == ButirEvaluasi.Tingkat.KOMPONEN and b.bobot is not None]
    if data.nilai_lke is not None and bobot:
        total = sum(bobot[1:], bobot[0])
        isi.append(
            baris(
                tengah(""),
                teks("Nilai Akuntabilitas Kinerja"),
                angka(total, rumus("Jumlah bobot komponen"), desimal=2),
                tengah(data.predikat("akip", data.nilai_lke)),
                angka(publish(data.nilai_lke), rumus("Jumlah nilai komponen"), desimal=2),
                persen(calculate_persen(data.nilai_lke, total), rumus("Nilai ÷ bobot × 100")),
                gaya=Gaya.TOTAL,
            )
        )
    return Tabel(
        "lke",
        f"Lembar Kerja Evaluasi Akuntabilitas Kinerja {data.instansi.nama}",
        (
            Kolom("No", Jenis.TENGAH, 7),
            Kolom("Komponen / Sub Komponen / Kriteria", Jenis.TEKS, 53),
            Kolom("Bobot", Jenis.ANGKA, 10),
            Kolom("Kriteria", Jenis.TENGAH, 10),
            Kolom("Nilai", Jenis.ANGKA, 10),
            Kolom("%", Jenis.PERSEN, 10),
        ),
        tuple(isi),
    )


def _baris_lke(b: BarisLke) -> Baris:
    komponen = b.butir.tingkat == ButirEvaluasi.Tingkat.KOMPONEN
    kosong = teks("")
    if b.bobot is None or b.nilai is None:
        return baris(tengah(b.butir.kode), teks(b.butir.uraian), kosong, kosong, kosong, kosong)
    asal = entri("Isian lembar LKE", tautan("evaluasi.butirevaluasi", b.butir.pk))
    asal_nilai = (
        rumus("Jumlah nilai sub komponen")
        if komponen
        else rumus("Bobot × persen kriteria", ("Bobot", b.bobot), ("Kriteria", b.butir.kriteria))
    )
    return baris(
        tengah(b.butir.kode),
        teks(b.butir.uraian),
        angka(b.bobot, rumus("Jumlah bobot sub komponen") if komponen else asal, desimal=2),
        tengah(b.butir.kriteria),
        angka(publish(b.nilai), asal_nilai, desimal=2),
        persen(
            calculate_persen(b.nilai, b.bobot), rumus("Nilai ÷ bobot × 100", ("Nilai", b.nilai), ("Bobot", b.bobot))
        ),
        gaya=Gaya.KEGIATAN if not komponen else Gaya.PROGRAM,
    )
