"""Bab III B: what was spent, on which program, kegiatan, sub kegiatan and belanja."""

from __future__ import annotations

from decimal import Decimal

from anggaran.rekap import KEGIATAN, PROGRAM, SUBKEGIATAN, TOTAL, TRIWULAN, Pos, PosBelanja
from kinerja.angka import format_rupiah, is_nilai, publish
from kinerja.capaian import calculate_serapan
from lakip.data import DataLkj
from lakip.dokumen import Baris, Blok, Gaya, Grafik, Jenis, Kolom, Sel, Seri, Tabel, to_roman
from lakip.pustaka import Isi, Kurang, bagian
from lakip.pustaka.capaian_kalimat import Kalimat, gabung, paragraf_of
from lakip.pustaka.kalimat import berpersen, cacah, kutip, rapikan, rupiah
from lakip.pustaka.tabel_anggaran import (
    GAYA,
    build_kemajuan,
    list_pos,
    sebut,
    sel_fisik,
    sel_pagu,
    sel_realisasi,
    sel_serapan,
)
from lakip.sel import baris, entri, persen, rumus, tautan, teks, tengah, uang

KURANG_ANGGARAN = Kurang("Isi lembar Program, Kegiatan, dan Sub Kegiatan.")
KURANG_REALISASI = Kurang("Isi realisasi keuangan dan fisik setiap triwulan di lembar Realisasi.")


def get_terisi(data: DataLkj) -> Pos | Kurang:
    """Return the kecamatan's budget where something has been spent, else what is missing."""
    if data.pohon is None:
        return KURANG_ANGGARAN
    return KURANG_REALISASI if data.pohon.realisasi_sd() is None else data.pohon


# -------------------------------------------------------------------------------------------------- realisasi of the year


@bagian("realisasi-anggaran")
def realisasi_anggaran(data: DataLkj) -> Isi | Kurang:
    """Progress of the year by program, kegiatan and sub kegiatan (Pelaihari Tabel 41)."""
    pohon = get_terisi(data)
    if isinstance(pohon, Kurang):
        return pohon
    judul = f"Realisasi Anggaran {data.instansi.nama} Tahun {data.tahun}"
    blok: list[Blok] = [
        paragraf_of(_kalimat_pagu(data, pohon), kalimat_realisasi(pohon)),
        build_kemajuan(pohon, data.tahun, 4, kunci="realisasi-anggaran", judul=judul),
        paragraf_of(_kalimat_terisi(pohon), _kalimat_fisik(pohon), kalimat_ujung(pohon)),
        *_grafik_program(data, pohon),
        *_grafik_triwulan(data, pohon),
    ]
    if kendala := _tabel_kendala(data, pohon):
        blok.append(kendala)
    return Isi(tuple(blok))


def _kalimat_pagu(data: DataLkj, pohon: Pos) -> Kalimat:
    """The size of the budget, and what its change did."""
    k: Kalimat = [f"Pada tahun {data.tahun} {data.instansi.nama} melaksanakan "]
    hitung = [(PROGRAM, "program"), (KEGIATAN, "kegiatan"), (SUBKEGIATAN, "sub kegiatan")]
    k += gabung([[cacah(pohon.count(t), f"Banyaknya {nama} tahun ini", nama)] for t, nama in hitung])
    k += [f" dengan anggaran {'setelah perubahan ' if pohon.berubah else ''}sebesar ", rupiah(sel_pagu(pohon)), ". "]
    murni = pohon.pagu_murni
    if not pohon.berubah or murni is None:
        return k
    sel_murni = uang(murni, rumus(f"Jumlah pagu murni {len(pohon.daun)} sub kegiatan"))
    if murni == pohon.pagu:
        return [*k, "Perubahan anggaran tidak mengubah jumlah pagu murni, ", rupiah(sel_murni), ". "]
    beda = uang(
        abs(pohon.pagu - murni),
        rumus("Pagu setelah perubahan − pagu murni", ("Perubahan", pohon.pagu), ("Murni", murni)),
    )
    arah = "bertambah" if pohon.pagu > murni else "berkurang"
    return [*k, "Dibandingkan dengan pagu murni sebesar ", rupiah(sel_murni), f", anggaran {arah} ", rupiah(beda), ". "]


def kalimat_realisasi(pohon: Pos) -> Kalimat:
    """What was spent, and what was left or overspent."""
    realisasi, sisa = pohon.realisasi_sd(), pohon.sisa()
    if realisasi is None or sisa is None:
        return []
    k: Kalimat = ["Realisasi anggaran mencapai ", rupiah(sel_realisasi(pohon)), " atau ", berpersen(sel_serapan(pohon))]
    asal = rumus("Pagu − realisasi", ("Pagu", pohon.pagu), ("Realisasi", realisasi))
    if sisa > 0:
        return [*k, ", sehingga tersisa ", rupiah(uang(sisa, asal)), ". "]
    if sisa < 0:
        return [*k, ", melampaui pagu sebesar ", rupiah(uang(abs(sisa), asal)), ". "]
    return [*k, ", sehingga seluruh anggaran terserap. "]


def _kalimat_terisi(pohon: Pos) -> Kalimat:
    """Say from how many sub kegiatan the figures come where some have not been entered."""
    terisi = sum(1 for d in pohon.daun if d.realisasi_sd() is not None)
    if terisi == len(pohon.daun):
        return []
    return ["Realisasi keuangan baru diisi untuk ", cacah(terisi, "Sub kegiatan yang realisasinya diisi", "sub kegiatan"),
            f" dari {len(pohon.daun)} sub kegiatan. "]  # fmt: skip


def _kalimat_fisik(pohon: Pos) -> Kalimat:
    fisik = pohon.fisik_sd()
    if not is_nilai(fisik):
        return []
    sel = sel_fisik(pohon, fisik, "Realisasi fisik")
    belum = [d for d in pohon.daun if is_nilai(n := d.fisik_sd()) and n < 100]
    k: Kalimat = ["Realisasi fisik, dihitung tertimbang menurut pagu, mencapai ", berpersen(sel)]
    if not belum:
        return [*k, ". "]
    if len(belum) == 1:
        return [*k, f"; yang belum mencapai 100 % hanya sub kegiatan {kutip(belum[0].uraian)}. "]
    return [*k, "; fisik ", cacah(len(belum), "Sub kegiatan dengan fisik di bawah 100 %", "sub kegiatan"),
            " belum mencapai 100 %. "]  # fmt: skip


def kalimat_ujung(pohon: Pos) -> Kalimat:
    """Program with the highest and the lowest serapan, and the sub kegiatan that stayed furthest behind."""
    k: Kalimat = []
    program = [(p, n) for p in pohon.anak if is_nilai(n := publish(p.serapan()))]
    if len(program) > 1:
        atas, bawah = max(program, key=lambda x: x[1]), min(program, key=lambda x: x[1])
        if atas[1] == bawah[1]:
            k += ["Serapan semua program sama, yaitu ", berpersen(sel_serapan(atas[0])), ". "]
        else:
            k += [f"Serapan tertinggi ada pada {sebut(atas[0].uraian)} (", berpersen(sel_serapan(atas[0])),
                  f") dan terendah pada {sebut(bawah[0].uraian)} (", berpersen(sel_serapan(bawah[0])), "). "]  # fmt: skip
    sub = [(d, n) for d in pohon.daun if is_nilai(n := publish(d.serapan()))]
    if len(sub) < 2:
        return k
    penuh = sum(1 for _, n in sub if n >= 100)
    rendah = min(sub, key=lambda x: x[1])
    if penuh == len(sub):
        return [*k, "Semua sub kegiatan menyerap seluruh pagunya. "]
    if penuh:
        k += [f"Dari {len(sub)} sub kegiatan, ", cacah(penuh, "Sub kegiatan dengan serapan 100 %", "sub kegiatan"),
              " menyerap seluruh pagunya. "]  # fmt: skip
    return [*k, f"Serapan sub kegiatan yang paling rendah ada pada {kutip(rendah[0].uraian)}, yaitu ",
            berpersen(sel_serapan(rendah[0])), ". "]  # fmt: skip


# ---------------------------------------------------------------------------------------------------------------- graphs


def _grafik_program(data: DataLkj, pohon: Pos) -> list[Blok]:
    if len(pohon.anak) < 2:
        return []
    nilai = tuple(n if is_nilai(n := publish(p.serapan())) else None for p in pohon.anak)
    return [
        Grafik(
            "grafik-serapan-program",
            f"Serapan Anggaran Setiap Program {data.instansi.nama} Tahun {data.tahun}",
            tuple(sebut(p.uraian) for p in pohon.anak),
            (Seri("Serapan", nilai),),
            "batang-datar",
            "%",
        )
    ]


def _grafik_triwulan(data: DataLkj, pohon: Pos) -> list[Blok]:
    """Target and realisasi s.d. each quarter in per cent of the pagu; only the quarters that were filled in."""
    terisi = [t for t in TRIWULAN if pohon.realisasi_triwulan(t) is not None]
    if len(terisi) < 2 or not pohon.pagu:
        return []

    def persen_pagu(nilai: int | None) -> Decimal | None:
        hasil = publish(calculate_serapan(nilai, pohon.pagu))
        return hasil if is_nilai(hasil) else None

    return [
        Grafik(
            "grafik-serapan-triwulan",
            f"Target dan Realisasi Keuangan {data.instansi.nama} sampai dengan Setiap Triwulan Tahun {data.tahun}",
            tuple(f"TW {to_roman(t)}" for t in terisi),
            (
                Seri("Target", tuple(persen_pagu(pohon.target_keuangan_sd(t)) for t in terisi)),
                Seri("Realisasi", tuple(persen_pagu(pohon.realisasi_sd(t)) for t in terisi)),
            ),
            "batang",
            "% pagu",
        )
    ]


# ------------------------------------------------------------------------------------------------------------- obstacles


def _tabel_kendala(data: DataLkj, pohon: Pos) -> Tabel | None:
    """Obstacles as they were entered, equal ones of several sub kegiatan told once; columns nobody filled are left out."""
    menurut: dict[tuple[str, str, str], list[str]] = {}
    for d in pohon.daun:
        for c in d.catatan:
            if c.hambatan.strip():
                kunci = (rapikan(c.hambatan), rapikan(c.solusi), rapikan(c.tindak_lanjut))
                daftar = menurut.setdefault(kunci, [])
                if d.uraian not in daftar:
                    daftar.append(d.uraian)
    if not menurut:
        return None
    nama = ("Hambatan", "Solusi", "Rencana Tindak Lanjut")
    ada = [n for n in range(3) if any(k[n] for k in menurut)]
    kolom = (
        Kolom("No", Jenis.TENGAH, 5),
        Kolom("Sub Kegiatan", Jenis.TEKS, 40),
        *(Kolom(nama[n], Jenis.TEKS, 55 // len(ada)) for n in ada),
    )
    isi = (
        baris(tengah(n), teks("; ".join(sub)), *(teks(k[i]) for i in ada))
        for n, (k, sub) in enumerate(menurut.items(), start=1)
    )
    judul = f"Hambatan Pelaksanaan Sub Kegiatan {data.instansi.nama} Tahun {data.tahun}"
    return Tabel("kendala-anggaran", judul, kolom, tuple(isi))


# --------------------------------------------------------------------------------------------------------- belanja lines


@bagian("realisasi-belanja")
def realisasi_belanja(data: DataLkj) -> Isi | Kurang:
    """Every belanja line under its sub kegiatan (Towuti Tabel III.2.5)."""
    pohon = get_terisi(data)
    if isinstance(pohon, Kurang):
        return pohon
    rinci = sum(len(d.belanja) for d in pohon.daun)
    if not rinci:
        return Kurang("Isi lembar Belanja bila rincian belanja ingin dicetak.")
    isi: list[Baris] = [_baris_pos(pohon, "Belanja")]
    for pos in list_pos(pohon):
        if pos.tingkat != TOTAL:
            isi.append(_baris_pos(pos, f"Kegiatan {pos.uraian}" if _perlu_kata(pos) else pos.uraian))
            isi += [_baris_belanja(b) for b in pos.belanja]
    tabel = Tabel(
        "realisasi-belanja",
        f"Realisasi Program, Kegiatan, dan Belanja {data.instansi.nama} Tahun {data.tahun}",
        (
            Kolom("Kode", Jenis.TENGAH, 11),
            Kolom("Program / Kegiatan / Sub Kegiatan / Belanja", Jenis.TEKS, 36),
            Kolom("Anggaran (Rp)", Jenis.UANG, 14),
            Kolom("Realisasi (Rp)", Jenis.UANG, 14),
            Kolom("Realisasi (%)", Jenis.PERSEN, 8),
            Kolom("Kendala", Jenis.TEKS, 20),
        ),
        tuple(isi),
        lanskap=True,
        catatan=_catatan_rincian(pohon),
    )
    return Isi((paragraf_of(_kalimat_belanja(pohon, rinci)), tabel))


def _kalimat_belanja(pohon: Pos, rinci: int) -> Kalimat:
    """How many lines there are, and what they met."""
    berkendala = sum(1 for d in pohon.daun for b in d.belanja if b.kendala)
    k: Kalimat = [*kalimat_realisasi(pohon), "Realisasi itu dirinci ke dalam ",
                  cacah(rinci, "Banyaknya rincian belanja", "rincian belanja")]  # fmt: skip
    if not berkendala:
        return [*k, ", dan tidak satu pun mencatat kendala. "]
    if berkendala == rinci:
        return [*k, ", semuanya dengan catatan kendala. "]
    return [
        *k,
        "; ",
        cacah(berkendala, "Rincian belanja yang mencatat kendala", "rincian"),
        " di antaranya mencatat kendala. ",
    ]


def _perlu_kata(pos: Pos) -> bool:
    return pos.tingkat == KEGIATAN and not pos.uraian.lower().startswith("kegiatan")


def _baris_pos(pos: Pos, nama: str) -> Baris:
    kendala = "; ".join(dict.fromkeys(rapikan(c.hambatan) for c in pos.catatan if c.hambatan.strip()))
    return baris(
        tengah(pos.kode), teks(nama), sel_pagu(pos), sel_realisasi(pos), sel_serapan(pos), teks(kendala),
        gaya=Gaya.SUBTOTAL if pos.tingkat == SUBKEGIATAN else GAYA[pos.tingkat],
    )  # fmt: skip


def _baris_belanja(b: PosBelanja) -> Baris:
    asal = tautan("anggaran.belanja", b.pk)
    serapan: Sel = persen(
        b.serapan(), rumus("Realisasi ÷ pagu × 100", ("Realisasi", b.realisasi_sd()), ("Pagu", b.pagu))
    )
    return baris(
        tengah(b.kode),
        teks(b.uraian),
        uang(b.pagu, entri("Isian pagu belanja", asal)),
        uang(b.realisasi_sd(), entri("Isian realisasi belanja", asal), alasan="realisasi belanja belum diisi"),
        serapan,
        teks(b.kendala),
    )


def _rp(nilai: int) -> str:
    return f"Rp {format_rupiah(nilai)}"


def _catatan_rincian(pohon: Pos) -> tuple[str, ...]:
    """Say where the lines do not add up to their sub kegiatan: the figure of the sub kegiatan is the one that counts."""
    hasil = []
    for d in pohon.daun:
        if not d.belanja:
            continue
        pagu = sum(b.pagu for b in d.belanja)
        realisasi = sum(b.realisasi_sd() or 0 for b in d.belanja)
        if pagu != d.pagu:
            hasil.append(f"Rincian {d.uraian} berjumlah {_rp(pagu)}, pagu sub kegiatannya {_rp(d.pagu)}.")
        if (tercatat := d.realisasi_sd()) is not None and realisasi != tercatat:
            hasil.append(f"Rincian {d.uraian} terealisasi {_rp(realisasi)}, sub kegiatannya {_rp(tercatat)}.")
    return tuple(hasil)


__all__ = ["KURANG_ANGGARAN", "KURANG_REALISASI", "get_terisi", "kalimat_realisasi", "kalimat_ujung"]
