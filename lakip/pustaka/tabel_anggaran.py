"""Builders of the budget tables: the same rows serve the LKj, its attachments and the quarterly documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from anggaran.rekap import KEGIATAN, PROGRAM, SUBKEGIATAN, TOTAL, TRIWULAN, Keluaran, Pos
from kinerja.angka import Nilai
from kinerja.capaian import AturanTurun
from lakip.dokumen import Asal, Baris, Gaya, Jenis, Kolom, Sel, Tabel, to_letter, to_roman
from lakip.sel import angka, baris, entri, hampa, persen, rumus, sasar, tautan, teks, tengah, uang

GAYA = {PROGRAM: Gaya.PROGRAM, KEGIATAN: Gaya.KEGIATAN, SUBKEGIATAN: Gaya.BIASA, TOTAL: Gaya.TOTAL}
MODEL = {PROGRAM: "anggaran.program", KEGIATAN: "anggaran.kegiatan", SUBKEGIATAN: "anggaran.subkegiatan"}
SEBUTAN = {PROGRAM: "program", KEGIATAN: "kegiatan", SUBKEGIATAN: "sub kegiatan", TOTAL: "seluruh sub kegiatan"}


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
    return uang(pos.realisasi_sd(triwulan), asal_uang(pos, f"realisasi sampai dengan triwulan {to_roman(triwulan)}"))


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


def build_kemajuan(pohon: Pos, tahun: int, triwulan: int, kunci: str, judul: str) -> Tabel:
    """Return the progress up to a quarter (Pelaihari Tabel 41 and Lampiran 5). ``triwulan`` 4 is the year."""

    def isi(pos: Pos) -> Baris:
        target = pos.target_keuangan_sd(triwulan)
        asal_target = (
            rumus("Jadwal anggaran kas sampai dengan triwulan, atau seperempat pagu murni setiap triwulan")
            if pos.tingkat == SUBKEGIATAN
            else rumus(f"Jumlah target keuangan {len(pos.daun)} sub kegiatan di bawahnya")
        )
        rata = pos.tingkat in (SUBKEGIATAN, TOTAL, PROGRAM, KEGIATAN)
        return baris(
            tengah(pos.kode),
            teks("JUMLAH" if pos.tingkat == TOTAL else pos.uraian),
            uang(pos.pagu_murni, asal_uang(pos, "pagu sebelum perubahan"), alasan="pagu murni tidak diisi"),
            sel_pagu(pos),
            sel_fisik(pos, pos.target_fisik_sd(triwulan), "Target fisik"),
            uang(target, asal_target, alasan="pagu murni tidak diisi"),
            sel_fisik(pos, pos.fisik_sd(triwulan), "Realisasi fisik"),
            sel_realisasi(pos, triwulan),
            sel_serapan(pos, triwulan) if rata else teks(""),
            gaya=GAYA[pos.tingkat],
        )

    return Tabel(
        kunci,
        judul,
        (
            Kolom("Kode", Jenis.TENGAH, 9),
            Kolom("Program / Kegiatan / Sub Kegiatan", Jenis.TEKS, 26),
            Kolom("Sebelum perubahan (Rp)", Jenis.UANG, 11, "Pagu"),
            Kolom("Setelah perubahan (Rp)", Jenis.UANG, 11, "Pagu"),
            Kolom("Fisik (%)", Jenis.PERSEN, 6, "Target"),
            Kolom("Keuangan (Rp)", Jenis.UANG, 11, "Target"),
            Kolom("Fisik (%)", Jenis.PERSEN, 6, "Realisasi"),
            Kolom("Keuangan (Rp)", Jenis.UANG, 11, "Realisasi"),
            Kolom("Keuangan (%)", Jenis.PERSEN, 7, "Realisasi"),
        ),
        tuple(isi(p) for p in list_pos(pohon)),
        lanskap=True,
        nomor_kolom=True,
    )


# ------------------------------------------------------------------------------------------------------- Renja evaluation


def build_monev(pohon: Pos, kunci: str, judul: str, aturan: AturanTurun) -> Tabel:
    """Return the evaluation of the Renja by quarter: K and Rp (Permendagri 86/2017; Pelaihari Lampiran 6)."""
    kolom = [
        Kolom("No", Jenis.TENGAH, 3),
        Kolom("Program / Kegiatan / Sub Kegiatan", Jenis.TEKS, 15),
        Kolom("Indikator", Jenis.TEKS, 13),
        Kolom("Satuan", Jenis.TENGAH, 5),
        Kolom("K", Jenis.ANGKA, 4, "Target"),
        Kolom("Rp", Jenis.UANG, 8, "Target"),
    ]
    for t in TRIWULAN:
        kolom += [
            Kolom("K", Jenis.ANGKA, 3, f"Realisasi TW {to_roman(t)}"),
            Kolom("Rp", Jenis.UANG, 7, f"Realisasi TW {to_roman(t)}"),
        ]
    kolom += [
        Kolom("K", Jenis.ANGKA, 4, "Realisasi setahun"),
        Kolom("Rp", Jenis.UANG, 8, "Realisasi setahun"),
        Kolom("K", Jenis.PERSEN, 5, "Capaian (%)"),
        Kolom("Rp", Jenis.PERSEN, 5, "Capaian (%)"),
    ]
    isi: list[Baris] = []
    for pos, tanda in walk_bernomor(pohon):
        daftar: tuple[Keluaran | None, ...] = pos.keluaran or (None,)
        for n, keluaran in enumerate(daftar):
            isi.append(_baris_monev(pos, tanda, keluaran, pertama=n == 0, aturan=aturan))
    total = Pos(TOTAL, None, "", "JUMLAH", anak=pohon.anak)
    isi.append(_baris_monev(total, "", None, pertama=True, aturan=aturan))
    return Tabel(kunci, judul, tuple(kolom), tuple(isi), lanskap=True, nomor_kolom=True)


def _baris_monev(pos: Pos, tanda: str, k: Keluaran | None, *, pertama: bool, aturan: AturanTurun) -> Baris:
    """A row; a node's second indicator repeats neither its name nor its money."""
    kosong = teks("")

    def keluaran(buat: Callable[[Keluaran], Sel]) -> Sel:
        return buat(k) if k else kosong

    def satu_k(k: Keluaran, t: int) -> Sel:
        asal = entri(f"Isian keluaran triwulan {to_roman(t)}", tautan("anggaran.indikatorkegiatan", k.pk))
        return angka(k.triwulan[t - 1], asal) if k.triwulan[t - 1] is not None else kosong

    def rp(nilai: int | None, isian: str) -> Sel:
        return uang(nilai, asal_uang(pos, isian)) if pertama else kosong

    sel = [
        tengah(tanda if pertama else ""),
        teks(pos.uraian if pertama else ""),
        keluaran(lambda k: teks(k.uraian)),
        keluaran(lambda k: tengah(k.satuan)),
        keluaran(
            lambda k: sasar(k.target, k.target_teks, entri("Isian target", tautan("anggaran.indikatorkegiatan", k.pk)))
        ),
        rp(pos.pagu, "pagu"),
    ]
    for t in TRIWULAN:
        sel += [satu_k(k, t) if k else kosong, rp(pos.realisasi_triwulan(t), f"realisasi triwulan {to_roman(t)}")]
    sel += [
        keluaran(lambda k: angka(k.realisasi_sd(4), rumus(f"Keluaran setahun, cara {k.akumulasi.value}"))),
        rp(pos.realisasi_sd(), "realisasi setahun"),
        keluaran(lambda k: persen(k.capaian_sd(4, aturan), rumus("Realisasi K ÷ target K × 100"))),
        _persen_rp(pos) if pertama else kosong,
    ]
    return Baris(tuple(sel), GAYA[pos.tingkat])


def _persen_rp(pos: Pos) -> Sel:
    return sel_serapan(pos) if pos.pagu else hampa("pagu nol")


__all__ = [
    "GAYA", "asal_uang", "build_kemajuan", "build_monev", "link",
    "list_pos", "sel_fisik", "sel_pagu", "sel_realisasi", "sel_serapan", "walk_bernomor",
]  # fmt: skip
