"""Builders of the budget tables: the same rows serve the LKj, its attachments and the quarterly documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from anggaran.rekap import KEGIATAN, PROGRAM, SUBKEGIATAN, TOTAL, TRIWULAN, Keluaran, Pos
from kinerja.angka import Nilai, publish
from kinerja.capaian import AturanTurun, print_capaian
from kinerja.predikat import Skala, classify
from lakip.dokumen import Asal, Baris, Gaya, Jenis, Kolom, Sel, Tabel, to_letter, to_roman
from lakip.sel import angka, baris, cetak, entri, hampa, persen, rumus, sasar, tautan, teks, tengah, uang

GAYA = {PROGRAM: Gaya.PROGRAM, KEGIATAN: Gaya.KEGIATAN, SUBKEGIATAN: Gaya.BIASA, TOTAL: Gaya.TOTAL}
MODEL = {PROGRAM: "anggaran.program", KEGIATAN: "anggaran.kegiatan", SUBKEGIATAN: "anggaran.subkegiatan"}


def sebut(uraian: str) -> str:
    """A name for the middle of a sentence; one typed in capitals gets ordinary letters, (PAD) stays as it is."""
    nama = " ".join(uraian.split()).rstrip(".;, ")
    if not nama.isupper():
        return nama
    return re.sub(r"\([^)]*\)|\w+", lambda kata: _kecilkan(kata.group()), nama)


def _kecilkan(kata: str) -> str:
    if kata.startswith("("):
        return kata
    return kata.lower() if kata in ("DAN", "YANG", "DI") else kata.capitalize()


def link(pos: Pos) -> str:
    return tautan(MODEL[pos.tingkat], pos.pk) if pos.tingkat in MODEL else ""


def asal_uang(pos: Pos, isian: str) -> Asal:
    """Entered at a sub kegiatan; above it the sum of all sub kegiatan below."""
    if pos.tingkat == SUBKEGIATAN:
        return entri(f"Isian {isian} sub kegiatan {pos.kode}", link(pos))
    return rumus(f"Jumlah {isian} {len(pos.daun)} sub kegiatan di bawahnya")


def sel_pagu(pos: Pos) -> Sel:
    return uang(pos.pagu, asal_uang(pos, "pagu setelah perubahan" if pos.berubah else "pagu"))


def sel_realisasi(pos: Pos, triwulan: int = 4) -> Sel:
    """Money spent up to a quarter: of a sub kegiatan the sum of its quarters, above it of all sub kegiatan below."""
    romawi = to_roman(triwulan)
    if pos.tingkat == SUBKEGIATAN:
        masukan = tuple((f"TW {to_roman(t)}", cetak(pos.realisasi_triwulan(t))) for t in range(1, triwulan + 1))
        asal = Asal(f"Jumlah isian realisasi sampai dengan triwulan {romawi}", masukan, link(pos), rumus=True)
    else:
        asal = asal_uang(pos, f"realisasi sampai dengan triwulan {romawi}")
    return uang(pos.realisasi_sd(triwulan), asal, alasan="realisasi belum diisi")


def sel_serapan(pos: Pos, triwulan: int = 4) -> Sel:
    return persen(
        pos.serapan(triwulan),
        rumus("Realisasi ÷ pagu × 100", ("Realisasi", pos.realisasi_sd(triwulan)), ("Pagu", pos.pagu)),
    )


def sel_fisik(pos: Pos, nilai: Nilai, isian: str) -> Sel:
    if pos.tingkat == SUBKEGIATAN:
        return persen(nilai, entri(f"{isian} sub kegiatan {pos.kode}", link(pos)), alasan="fisik belum diisi")
    return persen(nilai, rumus(f"Jumlah (pagu × {isian.lower()}) seluruh sub kegiatan di bawahnya ÷ jumlah pagu"))


def walk_bernomor(pohon: Pos) -> Iterator[tuple[Pos, str]]:
    """Yield program, kegiatan, sub kegiatan with the marks A., 1., a) under which tables list them."""
    for p, program in enumerate(pohon.anak, start=1):
        yield program, f"{to_letter(p)}."
        for k, kegiatan in enumerate(program.anak, start=1):
            yield kegiatan, f"{k}."
            for s, sub in enumerate(kegiatan.anak, start=1):
                yield sub, f"{to_letter(s).lower()})"


def list_pos(pohon: Pos) -> Iterator[Pos]:
    """Yield every node below the top, then the top itself as the total."""
    for pos in pohon.walk():
        if pos.tingkat != TOTAL:
            yield pos
    yield pohon


# ------------------------------------------------------------------------------------------------- progress of a quarter


def build_kemajuan(pohon: Pos, tahun: int, triwulan: int, *, kunci: str = "", judul: str = "") -> Tabel:
    """Return the progress up to a quarter (Pelaihari Tabel 41 and Lampiran 5). ``triwulan`` 4 is the year."""
    romawi = to_roman(triwulan)
    return Tabel(
        kunci or f"kemajuan-tw-{triwulan}",
        judul or f"Laporan Kemajuan Kegiatan {pohon.uraian} Tahun Anggaran {tahun} Triwulan {romawi}",
        (
            Kolom("Kode", Jenis.TENGAH, 9),
            Kolom("Program / Kegiatan / Sub Kegiatan", Jenis.TEKS, 26),
            Kolom("Sebelum perubahan (Rp)", Jenis.UANG, 11, "Pagu"),
            Kolom("Setelah perubahan (Rp)", Jenis.UANG, 11, "Pagu"),
            Kolom("Fisik (%)", Jenis.PERSEN, 6, f"Target s.d. TW {romawi}"),
            Kolom("Keuangan (Rp)", Jenis.UANG, 11, f"Target s.d. TW {romawi}"),
            Kolom("Fisik (%)", Jenis.PERSEN, 6, f"Realisasi s.d. TW {romawi}"),
            Kolom("Keuangan (Rp)", Jenis.UANG, 11, f"Realisasi s.d. TW {romawi}"),
            Kolom("Keuangan (%)", Jenis.PERSEN, 7, f"Realisasi s.d. TW {romawi}"),
        ),
        tuple(_baris_kemajuan(p, triwulan) for p in list_pos(pohon)),
        lanskap=True,
        nomor_kolom=True,
    )


def _baris_kemajuan(pos: Pos, triwulan: int) -> Baris:
    return baris(
        tengah(pos.kode),
        teks("JUMLAH" if pos.tingkat == TOTAL else pos.uraian),
        uang(pos.pagu_murni, asal_uang(pos, "pagu sebelum perubahan"), alasan="pagu murni tidak diisi"),
        sel_pagu(pos),
        _sel_target_fisik(pos, triwulan),
        sel_target_keuangan(pos, triwulan),
        sel_fisik(pos, pos.fisik_sd(triwulan), "Realisasi fisik"),
        sel_realisasi(pos, triwulan),
        sel_serapan(pos, triwulan),
        gaya=GAYA[pos.tingkat],
    )


def _sel_target_fisik(pos: Pos, triwulan: int) -> Sel:
    nilai = pos.target_fisik_sd(triwulan)
    is_isian = bool(pos.rencana_fisik) and pos.rencana_fisik[triwulan - 1] is not None
    if pos.tingkat == SUBKEGIATAN and not is_isian:
        keuangan = pos.target_keuangan_sd(triwulan)
        asal = rumus("Target keuangan ÷ pagu × 100", ("Target keuangan", keuangan), ("Pagu", pos.pagu))
        return persen(nilai, asal, alasan="pagu murni tidak diisi")
    return sel_fisik(pos, nilai, "Target fisik")


def sel_target_keuangan(pos: Pos, triwulan: int) -> Sel:
    """Money planned up to a quarter: entered anggaran kas, else the default schedule."""
    return uang(pos.target_keuangan_sd(triwulan), _asal_target(pos, triwulan), alasan="pagu murni tidak diisi")


def _asal_target(pos: Pos, triwulan: int) -> Asal:
    if pos.tingkat != SUBKEGIATAN:
        return rumus(f"Jumlah target keuangan {len(pos.daun)} sub kegiatan di bawahnya")
    if pos.kas and pos.kas[triwulan - 1] is not None:
        return entri(f"Isian anggaran kas sub kegiatan {pos.kode}", link(pos))
    if triwulan == 4:
        return rumus("Pagu setahun", ("Pagu", pos.pagu))
    return rumus(
        "Seperempat pagu murni setiap triwulan, paling banyak pagu setelah perubahan",
        ("Pagu murni", pos.murni), ("Pagu setelah perubahan", pos.pagu),
    )  # fmt: skip


# ------------------------------------------------------------------------------------------------------- Renja evaluation


@dataclass(frozen=True)
class AturanMonev:
    """The choices of the kabupaten that bear on the evaluation: rule of arah turun, cap of means, scale of predicates."""

    turun: AturanTurun = AturanTurun.SELISIH
    batas: Decimal | None = None
    skala: Skala | None = None


def build_monev(
    pohon: Pos, tahun: int, triwulan: int, aturan: AturanMonev, *, kunci: str = "monev", judul: str = ""
) -> Tabel:
    """Return the evaluation of the Renja up to a quarter, K and Rp (Permendagri 86/2017; Pelaihari Lampiran 6).

    K of a quarter is printed as it was entered; K of the period follows each indicator's own accumulation. Quarters
    after ``triwulan`` stay blank. The table closes with mean and predicate of the period.
    """
    romawi = to_roman(triwulan)
    periode = f"Realisasi tahun {tahun}" if triwulan == 4 else f"Realisasi s.d. TW {romawi}"
    kolom = [
        Kolom("No", Jenis.TENGAH, 3),
        Kolom("Program / Kegiatan / Sub Kegiatan", Jenis.TEKS, 15),
        Kolom("Indikator", Jenis.TEKS, 13),
        Kolom("Satuan", Jenis.TENGAH, 5),
        Kolom("K", Jenis.ANGKA, 4, f"Target tahun {tahun}"),
        Kolom("Rp", Jenis.UANG, 8, f"Target tahun {tahun}"),
    ]
    for t in TRIWULAN:
        kolom += [
            Kolom("K", Jenis.ANGKA, 3, f"Realisasi TW {to_roman(t)}"),
            Kolom("Rp", Jenis.UANG, 7, f"Realisasi TW {to_roman(t)}"),
        ]
    kolom += [
        Kolom("K", Jenis.ANGKA, 4, periode),
        Kolom("Rp", Jenis.UANG, 8, periode),
        Kolom("K", Jenis.PERSEN, 5, "Tingkat capaian (%)"),
        Kolom("Rp", Jenis.PERSEN, 5, "Tingkat capaian (%)"),
    ]
    isi: list[Baris] = []
    for pos, tanda in walk_bernomor(pohon):
        daftar: tuple[Keluaran | None, ...] = pos.keluaran or (None,)
        isi += [_baris_monev(pos, tanda, k, triwulan, aturan, pertama=n == 0) for n, k in enumerate(daftar)]
    isi.append(_baris_monev(pohon, "", None, triwulan, aturan, pertama=True))
    isi += _penutup_monev(pohon, triwulan, aturan, len(kolom))
    return Tabel(
        kunci,
        judul or f"Evaluasi Hasil Pelaksanaan Renja {pohon.uraian} sampai dengan Triwulan {romawi} Tahun {tahun}",
        tuple(kolom), tuple(isi), lanskap=True, nomor_kolom=True,
    )  # fmt: skip


def _baris_monev(
    pos: Pos, tanda: str, k: Keluaran | None, triwulan: int, aturan: AturanMonev, *, pertama: bool
) -> Baris:
    """A row; a node's second indicator repeats neither its name nor its money."""
    kosong = teks("")

    def rp(nilai: int | None, isian: str) -> Sel:
        return uang(nilai, asal_uang(pos, isian)) if pertama else kosong

    sel = [
        tengah(tanda if pertama else ""),
        teks(("JUMLAH" if pos.tingkat == TOTAL else pos.uraian) if pertama else ""),
        *_sel_target(k),
        rp(pos.pagu, "pagu"),
    ]
    for t in TRIWULAN:
        if t > triwulan:
            sel += [kosong, kosong]
        else:
            sel += [_sel_k(k, t), rp(pos.realisasi_triwulan(t), f"realisasi triwulan {to_roman(t)}")]
    capai, serap = kosong, sel_serapan(pos, triwulan) if pertama else kosong
    jumlah = kosong
    if k:
        masukan = [(f"TW {to_roman(t)}", k.triwulan[t - 1]) for t in TRIWULAN if t <= triwulan]
        realisasi = publish(k.realisasi_sd(triwulan))
        jumlah = angka(realisasi, rumus(f"Keluaran periode ini, cara {k.akumulasi.value}", *masukan))
        capai = persen(
            print_capaian(k.capaian_sd(triwulan, aturan.turun))[0],
            rumus("Realisasi K dibanding target K × 100", ("Target", k.target), ("Realisasi", realisasi)),
        )
    sel += [jumlah, rp(pos.realisasi_sd(triwulan), "realisasi"), capai, serap]
    return Baris(tuple(sel), GAYA[pos.tingkat])


def _sel_target(k: Keluaran | None) -> list[Sel]:
    """Indicator, unit, target K; blank where a node has no indicator."""
    if k is None:
        return [teks("")] * 3
    asal = entri("Isian target", tautan("anggaran.indikatorkegiatan", k.pk))
    return [teks(k.uraian), tengah(k.satuan), sasar(k.target, k.target_teks, asal, alasan="target belum diisi")]


def _sel_k(k: Keluaran | None, triwulan: int) -> Sel:
    """K of one quarter as it was entered; a quarter that brought nothing is blank."""
    if k is None or (nilai := k.triwulan[triwulan - 1]) is None:
        return teks("")
    asal = entri(f"Isian keluaran triwulan {to_roman(triwulan)}", tautan("anggaran.indikatorkegiatan", k.pk))
    return angka(nilai, asal)


def _penutup_monev(pohon: Pos, triwulan: int, aturan: AturanMonev, lebar: int) -> list[Baris]:
    """Mean capaian and predicate, as the form of Permendagri 86/2017 closes."""
    rerata = pohon.capaian(triwulan, aturan.turun, aturan.batas)
    serapan = pohon.serapan(triwulan)
    isi = [
        baris(
            teks("Rata-rata capaian kinerja (%)", kolom=lebar - 2),
            persen(rerata.nilai, rumus(f"Rata-rata capaian program ({rerata.keterangan})")),
            sel_serapan(pohon, triwulan),
            gaya=Gaya.SUBTOTAL,
        )
    ]
    if aturan.skala:
        predikat = [_sel_predikat(aturan.skala, n) for n in (rerata.nilai, serapan)]
        isi.append(baris(teks("Predikat kinerja", kolom=lebar - 2), *predikat, gaya=Gaya.SUBTOTAL))
    return isi


def _sel_predikat(skala: Skala, nilai: Nilai) -> Sel:
    kelas = classify(skala, nilai)
    return tengah(kelas.predikat) if kelas else hampa("capaian belum dapat dihitung")


__all__ = [
    "GAYA", "AturanMonev", "asal_uang", "build_kemajuan", "build_monev", "link",
    "list_pos", "sebut", "sel_fisik", "sel_pagu", "sel_realisasi", "sel_serapan", "sel_target_keuangan", "walk_bernomor",
]  # fmt: skip
