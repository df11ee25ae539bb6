"""Rencana aksi: what each promise must have reached by the end of every quarter, and the money planned for it."""

from __future__ import annotations

from anggaran.rekap import KEGIATAN, PROGRAM, TRIWULAN, Pos
from lakip.data import DataLkj
from lakip.dokumen import Bab, Baris, Blok, Dokumen, Gaya, Jenis, Kolom, Sel, Tabel, to_roman
from lakip.naskah.kerangka import bab_tunggal, susun_kerangka, tanda_tangan_camat
from lakip.naskah.pk import kurang_pk
from lakip.pustaka.kalimat import cacah, list_keterangan, sebut_jabatan, slug
from lakip.pustaka.perjanjian_kinerja import judul_perjanjian, lingkup_anggaran, list_sel_butir
from lakip.pustaka.tabel_anggaran import sel_pagu, sel_target_keuangan
from lakip.sel import angka, baris, entri, paragraf, sasar, tautan, teks, tengah
from perjanjian.models import Butir
from perjanjian.rekap import RekapPerjanjian


def kurang_rencana_aksi(data: DataLkj) -> str:
    return kurang_pk(data)


def susun_rencana_aksi(data: DataLkj) -> Dokumen:
    """The perjanjian in force of every post, a subsection each."""
    berisi = [p for p in data.perjanjian if p.butir]
    judul = f"Rencana Aksi atas Perjanjian Kinerja {data.instansi.nama} Tahun {data.tahun}"
    anak = tuple(_bab(data, p, terakhir=p is berisi[-1]) for p in berisi)
    return susun_kerangka(
        data, "rencana-aksi", judul, (bab_tunggal("rencana-aksi", judul, _kalimat(berisi), anak=anak),)
    )


def _kalimat(berisi: list[RekapPerjanjian]) -> Blok:
    butir = [b for p in berisi for b in p.butir]
    terisi = sum(1 for b in butir if len(_target(b)) == len(TRIWULAN))
    diperjanjikan = cacah(len(butir), "Banyaknya butir semua perjanjian yang berlaku", "indikator kinerja")
    awal = (
        "Rencana aksi merinci target setiap perjanjian kinerja sampai dengan akhir triwulan I, II, III, dan IV, sehingga "
        "kemajuannya dapat dipantau sepanjang tahun. "
    )
    if terisi == 0:
        return paragraf(awal, "Target triwulan ", diperjanjikan, " yang diperjanjikan belum lengkap diisi.")
    if terisi == len(butir):
        return paragraf(awal, "Target triwulan ", diperjanjikan, " yang diperjanjikan sudah lengkap.")
    lengkap = cacah(terisi, "Banyaknya butir yang target keempat triwulannya terisi", "indikator")
    return paragraf(
        awal, "Dari ", diperjanjikan, " yang diperjanjikan, ", lengkap, " sudah lengkap target triwulannya."
    )


def _bab(data: DataLkj, p: RekapPerjanjian, *, terakhir: bool) -> Bab:
    isi: list[Blok] = [build_target_triwulan(data, p)]
    if (anggaran := lingkup_anggaran(data, p)) is not None:
        isi.append(build_kas(data, p, anggaran))
    if terakhir:
        isi += tanda_tangan_camat(data, data.tahun, p.model.tanggal)
    return Bab(f"rencana-aksi--{slug(p.jabatan.nama)}", sebut_jabatan(data, p.jabatan), tuple(isi))


def _target(b: Butir) -> dict[int, Sel]:
    asal = entri("Isian target triwulan butir perjanjian", tautan("perjanjian.butir", b.pk))
    return {t.triwulan: sasar(t.nilai, t.teks, asal) for t in b.target_triwulan.all()}


def build_target_triwulan(data: DataLkj, p: RekapPerjanjian) -> Tabel:
    """Targets up to each quarter; a quarter nobody entered prints "–" with a note."""
    belum = angka(None, alasan="target triwulan belum diisi")
    isi = []
    for b, sel in list_sel_butir(p):
        target = _target(b)
        isi.append(baris(*sel, *(target.get(t, belum) for t in TRIWULAN)))
    return Tabel(
        f"rencana-aksi-{slug(p.jabatan.nama)}",
        f"Target Triwulanan {judul_perjanjian(p)} {sebut_jabatan(data, p.jabatan)}",
        (
            Kolom("No", Jenis.TENGAH, 4),
            Kolom("Sasaran", lebar=26),
            Kolom("Indikator Kinerja", lebar=28),
            Kolom("Satuan", Jenis.TENGAH, 8),
            Kolom("Target", Jenis.ANGKA, 8),
            *(Kolom(to_roman(t), Jenis.ANGKA, 6, "Target s.d. triwulan") for t in TRIWULAN),
        ),
        tuple(isi),
        lanskap=True,
        catatan=list_keterangan(b.indikator for b in p.butir),
    )


def build_kas(data: DataLkj, p: RekapPerjanjian, anggaran: Pos) -> Tabel:
    """The money of the same post, planned up to each quarter, down to the kegiatan."""
    gaya = {PROGRAM: Gaya.PROGRAM, KEGIATAN: Gaya.BIASA}
    pos = [x for x in anggaran.walk() if x.tingkat in gaya]
    isi = [_baris_kas(x, x.uraian, tengah(x.kode), gaya[x.tingkat]) for x in pos]
    isi.append(_baris_kas(anggaran, "Jumlah", tengah(""), Gaya.TOTAL))
    return Tabel(
        f"rencana-aksi-anggaran-{slug(p.jabatan.nama)}",
        f"Rencana Penyerapan Anggaran {sebut_jabatan(data, p.jabatan)} Tahun {p.model.tahun}",
        (
            Kolom("Kode", Jenis.TENGAH, 10),
            Kolom("Program / Kegiatan", lebar=30),
            Kolom("Pagu (Rp)", Jenis.UANG, 12),
            *(Kolom(to_roman(t), Jenis.UANG, 12, "Target keuangan s.d. triwulan (Rp)") for t in TRIWULAN),
        ),
        tuple(isi),
        lanskap=True,
    )


def _baris_kas(pos: Pos, uraian: str, kode: Sel, gaya: Gaya) -> Baris:
    return baris(kode, teks(uraian), sel_pagu(pos), *(sel_target_keuangan(pos, t) for t in TRIWULAN), gaya=gaya)
