"""Tables of indicators and of the budget of a part, which several sections of Bab III A print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from anggaran.rekap import KEGIATAN, PROGRAM, SUBKEGIATAN, Pos
from kinerja.angka import Nilai, is_nilai
from kinerja.capaian import print_capaian
from lakip.data import DataLkj
from lakip.dokumen import Baris, Gaya, Jenis, Kolom, Sel, Tabel
from lakip.pustaka.capaian_kalimat import rerata_capaian, sel_rerata, sel_selisih
from lakip.pustaka.kalimat import (
    asal_capaian,
    list_keterangan,
    rapikan,
    sel_capaian,
    sel_pagu,
    sel_realisasi,
    sel_realisasi_uang,
    sel_serapan,
    sel_target,
    sel_target_rencana,
)
from lakip.sel import baris, hampa, join_kata, persen, rumus, teks, tengah
from organisasi.models import Jabatan
from renstra.models import Sasaran
from renstra.rekap import RekapIndikator

GAYA_POS = {PROGRAM: Gaya.PROGRAM, KEGIATAN: Gaya.KEGIATAN, SUBKEGIATAN: Gaya.BIASA}
_JUDUL_CATATAN = ("Faktor", "Hambatan", "Solusi", "Rencana Aksi")
TAHUN_TAMPIL = 6  # so many years fit on a landscape page


# ---------------------------------------------------------------------------------------------------------- what, whose


def nama_sasaran(data: DataLkj, i: RekapIndikator) -> str:
    """The words of the sasaran an indicator measures."""
    s = next((s for s in data.rencana.sasaran if s.pk == i.model.sasaran_id), None)
    return rapikan(s.uraian) if s else ""


def indikator_jabatan(data: DataLkj, jabatan: Jabatan) -> tuple[RekapIndikator, ...]:
    """What a post answers for: the indicators it signed for and those of the sasaran it owns, in the plan's order."""
    perjanjian = data.perjanjian_of(jabatan.pk)
    janji = {b.indikator_id for b in perjanjian.butir} if perjanjian else set()
    milik = {s.pk for s in data.rencana.sasaran if s.pemilik_id == jabatan.pk}
    return tuple(i for i in data.rencana.indikator if i.pk in janji or i.model.sasaran_id in milik)


def is_beda(data: DataLkj, i: RekapIndikator) -> bool:
    """Whether the signed target is another than the plan's."""
    rencana, janji = i.sasar(data.tahun), data.target_pk.get(i.pk)
    if rencana is None or janji is None or not i.ukuran.is_bertarget(rencana):
        return False
    return i.ukuran.is_beda(janji, rencana)


def pohon_sasaran(data: DataLkj) -> dict[int, Pos]:
    """The budget that serves each strategic sasaran, directly or through the operational sasaran below it."""
    if data.pohon is None:
        return {}
    induk = {s.pk: s for s in data.rencana.sasaran}
    milik: dict[int, list[int]] = {}

    def strategis(pk: int | None) -> int | None:
        while pk is not None and (s := induk.get(pk)) and s.tingkat != Sasaran.Tingkat.STRATEGIS and s.induk_id:
            pk = s.induk_id
        return pk

    def turun(pos: Pos, sasaran: int | None) -> None:
        sasaran = pos.sasaran_id or sasaran
        if pos.tingkat == SUBKEGIATAN and pos.pk is not None and (atas := strategis(sasaran)) is not None:
            milik.setdefault(atas, []).append(pos.pk)
        for a in pos.anak:
            turun(a, sasaran)

    turun(data.pohon, None)
    return {s: p for s, daun in milik.items() if (p := data.pohon.filter_daun(daun))}


def pohon_pendukung(data: DataLkj, s: Sasaran) -> tuple[Pos | None, bool]:
    """The budget behind a sasaran, and whether it is linked to it; else what the owner of the sasaran answers for."""
    if (langsung := pohon_sasaran(data).get(s.pk)) is not None:
        return langsung, True
    return (data.budget_of(s.pemilik_id) if s.pemilik_id else None), False


# ---------------------------------------------------------------------------------------------------------------- cells


def sel_capaian_rencana(data: DataLkj, i: RekapIndikator, tahun: int | None = None) -> Sel:
    """Capaian against the plan's own target of a year."""
    tahun = tahun or data.tahun
    nilai = data.capaian_rencana(i) if tahun == data.tahun else data.capaian(i, tahun)
    asal = asal_capaian(data, i)
    asal = rumus(
        asal.uraian.replace("target", "target Renstra", 1),
        ("Target Renstra", i.sasar(tahun)),
        ("Realisasi", i.realisasi.get(tahun)),
    )
    return persen(print_capaian(nilai)[0], asal)


def is_terisi(data: DataLkj, indikator: Iterable[RekapIndikator]) -> bool:
    """Whether any of these indicators has a realisasi of the year, in figures or in words."""
    return any((h := i.realisasi.get(data.tahun)) and (h.nilai is not None or h.teks) for i in indikator)


def list_catatan(data: DataLkj, indikator: Iterable[RekapIndikator]) -> tuple[str, ...]:
    """Notes under a table: the rule of a kind that is no plain figure, why a figure is undefined, and which capaian was
    kept from going below 0."""
    catatan = list(list_keterangan(indikator := tuple(indikator)))
    for i in indikator:
        cetak, pesan = print_capaian(data.capaian(i))
        if not is_nilai(cetak):
            catatan.append(f"{rapikan(i.uraian)}: capaian tidak dihitung karena {pesan}.")
        elif pesan:
            catatan.append(f"{rapikan(i.uraian)}: {pesan}.")
    return tuple(catatan)


# --------------------------------------------------------------------------------------------------- table of indicators


def tabel_indikator(
    data: DataLkj,
    kunci: str,
    judul: str,
    kelompok: Sequence[tuple[str, Sequence[RekapIndikator]]],
    *,
    lalu: bool = False,
    sasaran: bool = True,
    rerata: bool = True,
) -> Tabel:
    """Target, realisasi, capaian, predicate; grouped under headings where ``kelompok`` names them.

    Where a signed target differs from the plan's, both targets and both capaian are shown. ``lalu`` adds what was
    reached the year before.
    """
    semua = [i for _, isi in kelompok for i in isi]
    beda = any(is_beda(data, i) for i in semua)
    kol = _kolom_indikator(data, beda=beda, lalu=lalu, sasaran=sasaran)
    isi: list[Baris] = []
    nomor = 0
    for nama, bagian in kelompok:
        terakhir = None
        if nama:
            isi.append(baris(teks(nama, tebal=True, kolom=len(kol)), gaya=Gaya.KELOMPOK))
        for i in bagian:
            nomor += 1
            uraian = None if not sasaran else "" if i.model.sasaran_id == terakhir else nama_sasaran(data, i)
            terakhir = i.model.sasaran_id
            isi.append(_baris_indikator(data, i, nomor, uraian, beda=beda, lalu=lalu))
    if rerata and len(semua) > 1:
        isi.append(_baris_rerata(data, semua, len(kol), beda=beda))
    catatan = list_catatan(data, semua)
    if beda:
        catatan = (
            "PK: terhadap target yang ditandatangani dalam perjanjian kinerja; Renstra: terhadap target Renstra.",
            *catatan,
        )
    return Tabel(kunci, judul, kol, tuple(isi), lanskap=beda and lalu, catatan=catatan)


def _kolom_indikator(data: DataLkj, *, beda: bool, lalu: bool, sasaran: bool) -> tuple[Kolom, ...]:
    t = data.tahun
    kol = [Kolom("No.", Jenis.TENGAH, 4)]
    if sasaran:
        kol.append(Kolom("Sasaran", lebar=22))
    kol += [Kolom("Indikator Kinerja", lebar=26), Kolom("Satuan", Jenis.TENGAH, 8)]
    if lalu:
        kol.append(Kolom(f"Realisasi {t - 1}", Jenis.ANGKA, 8))
    if beda:
        kol += [Kolom("PK", Jenis.ANGKA, 7, f"Target {t}"), Kolom("Renstra", Jenis.ANGKA, 7, f"Target {t}")]
    else:
        kol.append(Kolom(f"Target {t}", Jenis.ANGKA, 8))
    kol.append(Kolom(f"Realisasi {t}", Jenis.ANGKA, 8))
    if beda:
        kol += [Kolom("PK", Jenis.PERSEN, 8, "Capaian (%)"), Kolom("Renstra", Jenis.PERSEN, 8, "Capaian (%)")]
    else:
        kol.append(Kolom("Capaian (%)", Jenis.PERSEN, 8))
    if "indikator" in data.skala:
        kol.append(Kolom("Predikat", Jenis.TENGAH, 11))
    return tuple(kol)


def _baris_indikator(
    data: DataLkj, i: RekapIndikator, nomor: int, sasaran: str | None, *, beda: bool, lalu: bool
) -> Baris:
    """``sasaran``: the words to print, "" where the row above has them, None without such a column."""
    capaian = sel_capaian(data, i)
    sel = [tengah(nomor)]
    if sasaran is not None:
        sel.append(teks(sasaran))
    sel += [teks(rapikan(i.uraian)), tengah(i.satuan)]
    if lalu:
        sel.append(sel_realisasi(i, data.tahun - 1))
    sel.append(sel_target(data, i))
    if beda:
        sel.append(sel_target_rencana(i, data.tahun))
    sel += [sel_realisasi(i, data.tahun), capaian]
    if beda:
        sel.append(sel_capaian_rencana(data, i))
    if "indikator" in data.skala:
        predikat = data.predikat("indikator", capaian.nilai) if capaian.nilai is not None else ""
        sel.append(tengah(predikat) if predikat else hampa(capaian.alasan))
    return baris(*sel)


def _baris_rerata(data: DataLkj, semua: Sequence[RekapIndikator], lebar: int, *, beda: bool) -> Baris:
    pk = rerata_capaian(data, (data.capaian(i) for i in semua))
    berskala = "indikator" in data.skala
    rentang = lebar - 1 - beda - berskala
    sel = [teks("Rata-rata capaian kinerja", tebal=True, kolom=rentang), sel_rerata(pk, "capaian")]
    if beda:
        rencana = rerata_capaian(data, (data.capaian_rencana(i) for i in semua))
        sel.append(sel_rerata(rencana, "capaian terhadap target Renstra"))
    if berskala:
        sel.append(tengah(data.predikat("indikator", pk.nilai)))
    return baris(*sel, gaya=Gaya.TOTAL)


# ------------------------------------------------------------------------------------------------------ over the years


def tahun_riwayat(data: DataLkj, indikator: Iterable[RekapIndikator]) -> tuple[int, ...]:
    """The years up to this one with a realisasi of any of these indicators, at most the latest six."""
    ada = {t for i in indikator for t, h in i.realisasi.items() if t <= data.tahun and (h.nilai is not None or h.teks)}
    return tuple(sorted(ada | {data.tahun}))[-TAHUN_TAMPIL:]


def tabel_riwayat(data: DataLkj, kunci: str, judul: str, indikator: Sequence[RekapIndikator]) -> Tabel:
    """Target, realisasi and capaian of each year against the plan's targets, and the change to the year before."""
    tahun = tahun_riwayat(data, indikator)
    kol = [Kolom("Indikator Kinerja", lebar=18)]
    for t in tahun:
        kol += [
            Kolom("Target", Jenis.ANGKA, 5, str(t)),
            Kolom("Realisasi", Jenis.ANGKA, 5, str(t)),
            Kolom("Capaian (%)", Jenis.PERSEN, 6, str(t)),
        ]
    kol += [Kolom("Poin", Jenis.PERSEN, 6, "Perubahan capaian"), Kolom("Arah", Jenis.TENGAH, 5, "Perubahan capaian")]
    isi = [_baris_riwayat(data, i, tahun) for i in indikator]
    catatan = _catatan_rencana(data, indikator)
    return Tabel(kunci, judul, tuple(kol), tuple(isi), lanskap=len(tahun) > 3, catatan=catatan)


def sel_riwayat(data: DataLkj, i: RekapIndikator, tahun: int) -> tuple[Sel, Sel, Sel]:
    """Target, realisasi, capaian of a year against the plan; this year's signed target where the plan has none."""
    if tahun == data.tahun and not i.ukuran.is_bertarget(i.sasar(tahun)):
        return sel_target(data, i), sel_realisasi(i, tahun), sel_capaian(data, i)
    return sel_target_rencana(i, tahun), sel_realisasi(i, tahun), sel_capaian_rencana(data, i, tahun)


def _baris_riwayat(data: DataLkj, i: RekapIndikator, tahun: Sequence[int]) -> Baris:
    tiap = [sel_riwayat(data, i, t) for t in tahun]
    ubah = sel_ubah(tiap[-1][2], tiap[-2][2] if len(tiap) > 1 else None, tahun[-2] if len(tiap) > 1 else 0)
    return baris(teks(f"{rapikan(i.uraian)}{_kurung(i.satuan)}"), *(s for t in tiap for s in t), *ubah)


def _kurung(satuan: str) -> str:
    return f" ({satuan})" if satuan else ""


def sel_ubah(kini: Sel, lalu: Sel | None, tahun_lalu: int) -> tuple[Sel, Sel]:
    """The change of the capaian in points and the word for it."""
    if lalu is None:
        return hampa("belum ada tahun pembanding"), tengah("")
    if kini.nilai is None or lalu.nilai is None:
        return hampa("capaian salah satu tahun tidak ada"), tengah("")
    selisih = sel_selisih(kini.nilai, lalu.nilai, tahun_lalu)
    return selisih, tengah("naik" if (selisih.nilai or 0) > 0 else "turun" if selisih.nilai else "tetap")


def tabel_perkembangan(data: DataLkj, kunci: str, judul: str, indikator: Sequence[RekapIndikator]) -> Tabel:
    """The same figures upright: a row a year under the name of each indicator, with the change from year to year."""
    tahun = tahun_riwayat(data, indikator)
    kol = (
        Kolom("Tahun", Jenis.TENGAH, 16),
        Kolom("Target", Jenis.ANGKA, 17),
        Kolom("Realisasi", Jenis.ANGKA, 17),
        Kolom("Capaian (%)", Jenis.PERSEN, 18),
        Kolom("Poin", Jenis.PERSEN, 17, "Perubahan capaian"),
        Kolom("Arah", Jenis.TENGAH, 15, "Perubahan capaian"),
    )
    isi: list[Baris] = []
    for i in indikator:
        nama = f"{rapikan(i.uraian)}{_kurung(i.satuan)}"
        isi.append(baris(teks(nama, tebal=True, kolom=len(kol)), gaya=Gaya.KELOMPOK))
        lalu: Sel | None = None
        for n, t in enumerate(tahun):
            target, realisasi, capaian = sel_riwayat(data, i, t)
            isi.append(baris(tengah(t), target, realisasi, capaian, *sel_ubah(capaian, lalu, tahun[n - 1])))
            lalu = capaian
    return Tabel(kunci, judul, kol, tuple(isi), catatan=_catatan_rencana(data, indikator))


def _catatan_rencana(data: DataLkj, indikator: Iterable[RekapIndikator]) -> tuple[str, ...]:
    if any(is_beda(data, i) for i in indikator):
        return ("Agar sebanding, capaian setiap tahun dihitung terhadap target Renstra tahun yang bersangkutan.",)
    return ()


# ---------------------------------------------------------------------------------------------------------------- budget


def walk_pos(pohon: Pos) -> Iterator[Pos]:
    """All nodes but the root."""
    return (p for p in pohon.walk() if p is not pohon)


def sel_capaian_pos(data: DataLkj, pos: Pos) -> Sel:
    """The capaian of a node: of a sub kegiatan over its indicators, above it over its children."""
    r = data.capaian_pos(pos)
    if pos.anak:
        nama = "kegiatan" if pos.tingkat == PROGRAM else "sub kegiatan" if pos.tingkat == KEGIATAN else "program"
        return sel_rerata(r, f"capaian {nama}")
    return persen(r.nilai, rumus("Realisasi keluaran ÷ target × 100"), alasan="keluaran belum diisi")


def tabel_anggaran(data: DataLkj, kunci: str, judul: str, pohon: Pos, *, kinerja: bool = False) -> Tabel:
    """Programme, kegiatan, sub kegiatan with pagu, realisasi, serapan, and where asked their capaian."""
    kol = [
        Kolom("Kode", Jenis.TEKS, 14),
        Kolom("Program/Kegiatan/Sub Kegiatan", lebar=38),
        Kolom("Pagu (Rp)", Jenis.UANG, 16),
        Kolom("Realisasi (Rp)", Jenis.UANG, 16),
        Kolom("Serapan (%)", Jenis.PERSEN, 9),
    ]
    if kinerja:
        kol.append(Kolom("Capaian kinerja (%)", Jenis.PERSEN, 9))

    def uang_of(p: Pos) -> list[Sel]:
        sel = [sel_pagu(p), sel_realisasi_uang(p), sel_serapan(p)]
        return [*sel, sel_capaian_pos(data, p)] if kinerja else sel

    isi = [baris(teks(p.kode), teks(p.uraian), *uang_of(p), gaya=GAYA_POS[p.tingkat]) for p in walk_pos(pohon)]
    isi.append(baris(teks("Jumlah", tebal=True, kolom=2), *uang_of(pohon), gaya=Gaya.TOTAL))
    return Tabel(kunci, judul, tuple(kol), tuple(isi))


def list_angka(nilai: Iterable[Nilai]) -> tuple[Decimal | None, ...]:
    """Figures for a graph as they are printed; an undefined one leaves a gap."""
    cetak = (print_capaian(n)[0] for n in nilai)
    return tuple(n if is_nilai(n) else None for n in cetak)


# ----------------------------------------------------------------------------------------------------------------- notes


def list_catatan_pos(pohon: Pos | None) -> list[tuple[str, tuple[str, str, str]]]:
    """Each obstacle once with solution and plan, and which sub kegiatan met it."""
    milik: dict[tuple[str, str, str], list[str]] = {}
    for d in pohon.daun if pohon else ():
        for c in d.catatan:
            isi = (c.hambatan.strip(), c.solusi.strip(), c.tindak_lanjut.strip())
            if any(isi) and d.uraian not in milik.setdefault(isi, []):
                milik[isi].append(d.uraian)
    return [(_sebut_daun(nama), isi) for isi, nama in milik.items()]


def _sebut_daun(nama: list[str]) -> str:
    if len(nama) <= 3:
        return "; ".join(nama)
    return f"{nama[0]}; {nama[1]}; dan {len(nama) - 2} sub kegiatan lain"


def tabel_catatan(
    kunci: str, judul: str, indikator: Iterable[tuple[str, tuple[str, str, str, str]]], pohon: Pos | None
) -> Tabel | None:
    """Factor, obstacle, solution, plan of indicators and of sub kegiatan; columns nobody filled are left out.

    ``judul`` says whose they are: "Sasaran Strategis I"; the caption names the columns before it.
    """
    isi = [(asal, teks_) for asal, teks_ in indikator if any(teks_)]
    isi += [(asal, ("", *c)) for asal, c in list_catatan_pos(pohon)]
    if not isi:
        return None
    nama = ("Faktor pendukung atau penyebab", "Hambatan", "Solusi", "Rencana aksi")
    terisi = [n for n in range(len(nama)) if any(t[n] for _, t in isi)]
    kol = (Kolom("Indikator/Sub Kegiatan", lebar=32), *(Kolom(nama[n], lebar=68 // len(terisi)) for n in terisi))
    isi_ = tuple(baris(teks(a), *(teks(t[n]) for n in terisi)) for a, t in isi)
    return Tabel(kunci, f"{join_kata(_JUDUL_CATATAN[n] for n in terisi)} {judul}", kol, isi_)


__all__ = [
    "GAYA_POS", "indikator_jabatan", "is_beda", "is_terisi", "list_angka", "list_catatan", "list_catatan_pos", "nama_sasaran",
    "pohon_pendukung", "pohon_sasaran", "sel_capaian_pos", "sel_capaian_rencana", "sel_riwayat", "tabel_anggaran",
    "tabel_catatan", "tabel_indikator", "tabel_perkembangan", "tabel_riwayat", "tahun_riwayat", "walk_pos",
]  # fmt: skip
