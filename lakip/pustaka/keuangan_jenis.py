"""Bab III B by type and by year: spending by type, against last year, and what came in."""

from __future__ import annotations

from decimal import Decimal

from anggaran.models import RiwayatAnggaran
from anggaran.rekap import KEGIATAN, PROGRAM, SUBKEGIATAN, Pos, PosKode
from kinerja.angka import format_rupiah, percent
from kinerja.capaian import calculate_serapan
from lakip.data import DataLkj
from lakip.dokumen import Asal, Baris, Blok, Gaya, Grafik, Jenis, Kolom, Paragraf, Sel, Seri, Tabel
from lakip.pustaka import Isi, Kurang, bagian
from lakip.pustaka.capaian_kalimat import Kalimat, gabung, paragraf_of
from lakip.pustaka.kalimat import berpersen, rupiah
from lakip.pustaka.tabel_anggaran import sebut, sel_pagu, sel_realisasi
from lakip.sel import angka, baris, entri, figur, hampa, persen, rumus, tautan, teks, tengah, uang

MURNI, PERUBAHAN, REALISASI = range(3)  # figures of a type of spending
TARGET, DITERIMA = range(2)  # figures of a kind of revenue


def _gaya(p: PosKode) -> Gaya:
    return Gaya.TOTAL if p.tingkat == 1 and not p.daun else Gaya.BIASA if p.daun else Gaya.SUBTOTAL


def _sel_pos(p: PosKode, n: int, isian: str, alasan: str) -> Sel:
    """A figure of a line: entered, or the sum of the lines below it."""
    return uang(
        p.nilai[n], entri(f"Isian {isian}") if p.entri[n] else rumus(f"Jumlah {isian} rinciannya"), alasan=alasan
    )


# ----------------------------------------------------------------------------------------------------- spending by type


@bagian("jenis-belanja")
def jenis_belanja(data: DataLkj) -> Isi | Kurang:
    """Spending by type with murni, perubahan, realisasi (Pelaihari Tabel 42; Towuti III.2.3)."""
    isi = data.jenis_belanja.get(data.tahun) or _satu_baris(data)
    if not isi:
        return Kurang("Isi lembar Jenis Belanja.")
    berdua = all(any(p.nilai[n] is not None for p in isi) for n in (MURNI, PERUBAHAN))
    tabel = Tabel(
        "jenis-belanja",
        f"Realisasi Anggaran Belanja {data.instansi.nama} Tahun Anggaran {data.tahun}",
        (
            Kolom("Uraian", Jenis.TEKS, 34),
            *((Kolom("Pagu murni (Rp)", Jenis.UANG, 18),) if berdua else ()),
            Kolom("Pagu perubahan (Rp)" if berdua else "Pagu anggaran (Rp)", Jenis.UANG, 18),
            Kolom("Realisasi (Rp)", Jenis.UANG, 18),
            Kolom("%", Jenis.PERSEN, 9),
        ),
        tuple(_baris_jenis(p, berdua) for p in isi),
        catatan=_catatan_jenis(data, isi[0]),
    )
    return Isi((paragraf_of(_kalimat_jenis(isi)), tabel))


def _satu_baris(data: DataLkj) -> list[PosKode]:
    """All spending in one line, from the sub kegiatan, where no types were entered."""
    pohon = data.pohon
    if pohon is None or pohon.realisasi_sd() is None:
        return []
    return [
        PosKode(
            "5",
            "Belanja",
            1,
            (pohon.pagu_murni, pohon.pagu if pohon.berubah else None, pohon.realisasi_sd()),
            (False,) * 3,
            daun=False,
        )
    ]


def _pagu(p: PosKode) -> int | None:
    return p.nilai[PERUBAHAN] if p.nilai[PERUBAHAN] is not None else p.nilai[MURNI]


def _serapan_jenis(p: PosKode) -> Sel:
    pagu, realisasi = _pagu(p), p.nilai[REALISASI]
    if pagu is None:
        return hampa("pagu tidak dirinci")
    if realisasi is None:
        return hampa("realisasi tidak dirinci")
    asal = rumus("Realisasi ÷ pagu × 100", ("Realisasi", realisasi), ("Pagu", pagu))
    return persen(calculate_serapan(realisasi, pagu), asal)


def _baris_jenis(p: PosKode, berdua: bool) -> Baris:
    """``berdua``: some line has both a pagu murni and a pagu perubahan; else there is one column for whichever it is."""
    isian = " jenis belanja"
    return baris(
        teks(p.uraian),
        *([_sel_pos(p, MURNI, f"pagu murni{isian}", "pagu tidak dirinci")] if berdua else []),
        _sel_pos(
            p, PERUBAHAN if berdua or p.nilai[PERUBAHAN] is not None else MURNI, f"pagu{isian}", "pagu tidak dirinci"
        ),
        _sel_pos(p, REALISASI, f"realisasi{isian}", "realisasi tidak dirinci"),
        _serapan_jenis(p),
        gaya=_gaya(p),
    )


def _kalimat_jenis(isi: list[PosKode]) -> Kalimat:
    """Realisasi of all spending and of its main types."""
    puncak, utama = isi[0], [p for p in isi if p.tingkat == 2]
    k: Kalimat = []
    if puncak.nilai[REALISASI] is not None:
        k += [f"Realisasi {_kecil(puncak)} sebesar ", rupiah(_sel_pos(puncak, REALISASI, "realisasi", ""))]
        serapan = _serapan_jenis(puncak)
        k += [" atau ", berpersen(serapan), " dari pagu. "] if serapan.nilai is not None else [". "]
    terukur = [(p, s) for p in utama if (s := _serapan_jenis(p)).nilai is not None]
    if len(terukur) > 1:
        k += ["Menurut jenisnya, serapan ", *gabung([[f"{_kecil(p)} ", berpersen(s)] for p, s in terukur]), ". "]
    return k


def _kecil(p: PosKode) -> str:
    """ "belanja operasi" of "BELANJA OPERASI"; abbreviations in brackets keep their capitals."""
    return " ".join(k if k.startswith("(") else k.lower() for k in sebut(p.uraian).split())


def _catatan_jenis(data: DataLkj, puncak: PosKode) -> tuple[str, ...]:
    """Say where types and sub kegiatan do not give the same sum."""
    if data.pohon is None or puncak.tingkat != 1:
        return ()
    hasil = []
    for nama, jenis, sub in (
        ("Pagu", _pagu(puncak), data.pohon.pagu),
        ("Realisasi", puncak.nilai[REALISASI], data.pohon.realisasi_sd()),
    ):
        if jenis is not None and sub is not None and jenis != sub:
            hasil.append(
                f"{nama} menurut jenis belanja Rp {format_rupiah(jenis)}, menurut sub kegiatan Rp {format_rupiah(sub)}."
            )
    return tuple(hasil)


# -------------------------------------------------------------------------------------------------- against last year


@bagian("perbandingan-anggaran")
def perbandingan_anggaran(data: DataLkj) -> Isi | Kurang:
    """Size of the budget and realisasi by type against last year (Pelaihari Tabel 45, 46)."""
    blok: list[Blok] = []
    lalu = data.riwayat.get(data.tahun - 1)
    if lalu and data.pohon:
        blok += [_kalimat_ukuran(data, data.pohon, lalu), _tabel_ukuran(data, data.pohon, lalu)]
    if isi := _list_banding(data):
        blok += [*_kalimat_banding(data, isi), _tabel_banding(data, isi)]
    if not blok:
        return Kurang(f"Isi tahun {data.tahun - 1} di lembar Riwayat Anggaran, Jenis Belanja, atau Pendapatan.")
    return Isi(tuple(blok))


def _asal_riwayat(lalu: RiwayatAnggaran) -> Asal:
    return entri("Isian lembar Riwayat Anggaran", tautan("anggaran.riwayatanggaran", lalu.pk))


def _tabel_ukuran(data: DataLkj, pohon: Pos, lalu: RiwayatAnggaran) -> Tabel:
    asal, hitung = _asal_riwayat(lalu), rumus("Dihitung dari daftar program, kegiatan, dan sub kegiatan")
    cacah_lalu = (lalu.jumlah_program, lalu.jumlah_kegiatan, lalu.jumlah_sub_kegiatan)
    berealisasi = lalu.realisasi is not None and pohon.realisasi_sd() is not None
    isi = (
        baris(
            teks(f"TAHUN {lalu.tahun}"),
            *(angka(n, asal) for n in cacah_lalu),
            uang(lalu.pagu, asal),
            *([uang(lalu.realisasi, asal)] if berealisasi else []),
        ),
        baris(
            teks(f"TAHUN {data.tahun}"),
            *(angka(pohon.count(t), hitung) for t in (PROGRAM, KEGIATAN, SUBKEGIATAN)),
            sel_pagu(pohon),
            *([sel_realisasi(pohon)] if berealisasi else []),
        ),
    )
    return Tabel(
        "perbandingan-anggaran",
        f"Perbandingan Program, Kegiatan, dan Pagu Anggaran {data.instansi.nama} Tahun {lalu.tahun}–{data.tahun}",
        (
            Kolom("Tahun", Jenis.TEKS, 16),
            Kolom("Jumlah program", Jenis.ANGKA, 14),
            Kolom("Jumlah kegiatan", Jenis.ANGKA, 14),
            Kolom("Jumlah sub kegiatan", Jenis.ANGKA, 16),
            Kolom("Total anggaran (Rp)", Jenis.UANG, 20),
            *((Kolom("Realisasi (Rp)", Jenis.UANG, 20),) if berealisasi else ()),
        ),
        isi,
    )


def _kalimat_ukuran(data: DataLkj, pohon: Pos, lalu: RiwayatAnggaran) -> Paragraf:
    """Counts and pagu against last year, each by what it did."""
    bagian_cacah: list[Kalimat] = []
    for tingkat, nama, dulu in (
        (PROGRAM, "program", lalu.jumlah_program),
        (KEGIATAN, "kegiatan", lalu.jumlah_kegiatan),
        (SUBKEGIATAN, "sub kegiatan", lalu.jumlah_sub_kegiatan),
    ):
        if dulu is not None:
            bagian_cacah.append(_klausa_cacah(nama, pohon.count(tingkat), dulu, _asal_riwayat(lalu)))
    k: Kalimat = [f"Dibandingkan dengan tahun {lalu.tahun}, ", *gabung(bagian_cacah), ". "] if bagian_cacah else []
    if lalu.pagu is not None:
        k += _kalimat_selisih(f"Pagu anggaran tahun {data.tahun}", f"pagu tahun {lalu.tahun}", pohon.pagu, lalu.pagu)
    realisasi = pohon.realisasi_sd()
    terjenis = all(data.jenis_belanja.get(t) for t in (data.tahun, lalu.tahun))  # then told by type further below
    if lalu.realisasi is not None and realisasi is not None and not terjenis:
        k += _kalimat_selisih("Realisasi anggaran", f"realisasi tahun {lalu.tahun}", realisasi, lalu.realisasi)
    return paragraf_of(k)


def _klausa_cacah(nama: str, kini: int, dulu: int, asal: Asal) -> Kalimat:
    hitung = figur(angka(kini, rumus(f"Banyaknya {nama} tahun ini")))
    if kini == dulu:
        return [f"jumlah {nama} tetap ", hitung]
    arah = "bertambah" if kini > dulu else "berkurang"
    return [f"jumlah {nama} {arah} dari ", figur(angka(dulu, asal)), " menjadi ", hitung]


def _kalimat_selisih(subjek: str, acuan: str, kini: int, dulu: int) -> Kalimat:
    """ "Pagu tahun 2023 lebih besar Rp … atau 5,07 % daripada pagu tahun 2022." """
    if kini == dulu:
        return [f"{subjek} sama dengan {acuan}. "]
    beda = abs(kini - dulu)
    k: Kalimat = [f"{subjek} lebih {'besar' if kini > dulu else 'kecil'} ",
                  rupiah(uang(beda, rumus("Tahun ini − tahun lalu", ("Tahun ini", kini), ("Tahun lalu", dulu))))]  # fmt: skip
    if dulu:
        asal = rumus("Selisih ÷ tahun lalu × 100", ("Selisih", beda), ("Tahun lalu", dulu))
        k += [" atau ", berpersen(persen(percent(beda, dulu), asal))]
    return [*k, f" daripada {acuan}. "]


_Banding = tuple[PosKode, int | None, int | None, str]  # line, last year, this year, what was entered


def _list_banding(data: DataLkj) -> list[_Banding]:
    """Revenue and spending lines that stand in both years, with both realisasi."""
    isi: list[_Banding] = []
    for sumber, n, nama in (
        (data.pendapatan, DITERIMA, "Isian realisasi pendapatan"),
        (data.jenis_belanja, REALISASI, "Isian realisasi jenis belanja"),
    ):
        lalu, kini = ({p.kode: p for p in sumber.get(t, [])} for t in (data.tahun - 1, data.tahun))
        if not lalu or not kini:
            continue
        for kode in sorted({*lalu, *kini}, key=lambda k: k.split(".")):
            pos = kini.get(kode) or lalu[kode]
            dulu, sekarang = (p[kode].nilai[n] if kode in p else None for p in (lalu, kini))
            isi.append((pos, dulu, sekarang, nama))
    return isi


def _tabel_banding(data: DataLkj, isi: list[_Banding]) -> Tabel:
    kini, lalu = data.tahun, data.tahun - 1
    return Tabel(
        "perbandingan-realisasi",
        f"Perbandingan Realisasi Pendapatan dan Belanja {data.instansi.nama} Tahun {lalu}–{kini}",
        (
            Kolom("Uraian", Jenis.TEKS, 32),
            Kolom(f"Realisasi {lalu} (Rp)", Jenis.UANG, 17),
            Kolom(f"Realisasi {kini} (Rp)", Jenis.UANG, 17),
            Kolom("Selisih (Rp)", Jenis.UANG, 16),
            Kolom("Perubahan (%)", Jenis.PERSEN, 10),
            Kolom("Arah", Jenis.TENGAH, 8),
        ),
        tuple(_baris_banding(*b) for b in isi),
    )


def _baris_banding(pos: PosKode, lalu: int | None, kini: int | None, isian: str) -> Baris:
    asal = entri(isian) if pos.daun else rumus("Jumlah rinciannya, atau isian bila tidak dirinci")
    if lalu is None or kini is None:
        kosong = hampa("hanya diisi satu tahun")
        selisih, ubah, arah = kosong, kosong, kosong
    else:
        masukan = (("Tahun ini", kini), ("Tahun lalu", lalu))
        selisih = uang(kini - lalu, rumus("Realisasi tahun ini − tahun lalu", *masukan))
        ubah = hampa("tahun lalu nol")
        if lalu:
            ubah = persen(percent(kini - lalu, lalu), rumus("Selisih ÷ realisasi tahun lalu × 100", *masukan))
        arah = tengah("naik" if kini > lalu else "turun" if kini < lalu else "tetap")
    return baris(
        teks(pos.uraian), uang(lalu, asal, alasan="hanya diisi satu tahun"),
        uang(kini, asal, alasan="hanya diisi satu tahun"), selisih, ubah, arah, gaya=_gaya(pos),
    )  # fmt: skip


def _kalimat_banding(data: DataLkj, isi: list[_Banding]) -> list[Blok]:
    """Each root by what it did, then the type that changed most."""
    k: Kalimat = []
    for pos, lalu, kini, _ in isi:
        if pos.tingkat != 1 or lalu is None or kini is None:
            continue
        subjek = f"Realisasi {_kecil(pos)} tahun {data.tahun}"
        if not lalu and not kini:
            k.append(f"Pada tahun {data.tahun - 1} dan {data.tahun} tidak ada realisasi {_kecil(pos)}. ")
        else:
            k += _kalimat_selisih(subjek, f"tahun {data.tahun - 1}", kini, lalu)
    rinci = [(p, a, b) for p, a, b, _ in isi if p.daun and p.tingkat > 1 and a is not None and b is not None]
    for kata, arah in (("Kenaikan", 1), ("Penurunan", -1)):
        ubah = [(p, b - a, (a, b)) for p, a, b in rinci if (b - a) * arah > 0]
        if not ubah:
            continue
        pos, beda, (dulu, sekarang) = max(ubah, key=lambda x: abs(x[1]))
        asal = rumus("Tahun ini − tahun lalu", ("Tahun ini", sekarang), ("Tahun lalu", dulu))
        k += [f"{kata} terbesar terjadi pada {_kecil(pos)}, yaitu ", rupiah(uang(abs(beda), asal)), ". "]
    return [paragraf_of(k)] if k else []


# ------------------------------------------------------------------------------------------------------------- revenue


@bagian("pendapatan")
def pendapatan(data: DataLkj) -> Isi | Kurang:
    """Revenue against its target (Towuti Tabel 3.10); a year without target is told in the comparison."""
    isi = [p for p in data.pendapatan.get(data.tahun, []) if p.nilai[TARGET] is not None]
    if not isi:
        return Kurang("Isi target dan realisasi di lembar Pendapatan.")
    tabel = Tabel(
        "pendapatan",
        f"Target dan Realisasi Pendapatan {data.instansi.nama} Tahun {data.tahun}",
        (
            Kolom("Jenis pendapatan", Jenis.TEKS, 42),
            Kolom("Target (Rp)", Jenis.UANG, 22),
            Kolom("Realisasi (Rp)", Jenis.UANG, 22),
            Kolom("%", Jenis.PERSEN, 12),
        ),
        tuple(_baris_pendapatan(p) for p in isi),
    )
    kalimat = paragraf_of(_kalimat_pendapatan(isi[0]), _kalimat_rincian(isi))
    return Isi((kalimat, tabel, *_grafik_pendapatan(data, isi[0])))


def _capaian_pendapatan(p: PosKode) -> Sel:
    target, diterima = p.nilai
    asal = rumus("Realisasi ÷ target × 100", ("Realisasi", diterima), ("Target", target))
    if diterima is None:
        return hampa("realisasi belum diisi")
    if not target:
        return hampa("target nol")
    return persen(calculate_serapan(diterima, target), asal)


def _baris_pendapatan(p: PosKode) -> Baris:
    return baris(
        teks(p.uraian),
        _sel_pos(p, TARGET, "target pendapatan", "target belum diisi"),
        _sel_pos(p, DITERIMA, "realisasi pendapatan", "realisasi belum diisi"),
        _capaian_pendapatan(p),
        gaya=Gaya.BIASA if p.daun else Gaya.SUBTOTAL,
    )


def _kalimat_pendapatan(puncak: PosKode) -> Kalimat:
    target, diterima = puncak.nilai
    if target is None or diterima is None:
        return []
    arah = "melampaui" if diterima > target else "sama dengan" if diterima == target else "di bawah"
    k: Kalimat = [f"{sebut(puncak.uraian)} terealisasi ", rupiah(_sel_pos(puncak, DITERIMA, "realisasi pendapatan", "")),
                  f", {arah} target ", rupiah(_sel_pos(puncak, TARGET, "target pendapatan", ""))]  # fmt: skip
    capaian = _capaian_pendapatan(puncak)
    return [*k, " (", berpersen(capaian), "). "] if capaian.nilai is not None else [*k, ". "]


def _kalimat_rincian(isi: list[PosKode]) -> Kalimat:
    """Which kinds of revenue reached their target, and which stayed furthest below."""
    rinci = [(p, s) for p in isi if p.daun and (s := _capaian_pendapatan(p)).nilai is not None]
    if len(rinci) < 2:
        return []
    kurang = [(p, s) for p, s in rinci if s.nilai is not None and s.nilai < 100]
    if not kurang:
        return ["Semua jenis pendapatan mencapai targetnya. "]
    if len(kurang) == len(rinci):
        return ["Tidak satu pun jenis pendapatan mencapai targetnya. "]
    sebutan: list[Kalimat] = [[f"{sebut(p.uraian)} (", berpersen(s), ")"] for p, s in kurang]
    return ["Yang belum mencapai target ialah ", *gabung(sebutan), ". "]


def _grafik_pendapatan(data: DataLkj, puncak: PosKode) -> list[Blok]:
    """Target and realisasi of all revenue over the years that were entered."""
    tahun = [t for t in sorted(data.pendapatan) if any(p.kode == puncak.kode for p in data.pendapatan[t])]
    if len(tahun) < 2:
        return []
    pos = [next(p for p in data.pendapatan[t] if p.kode == puncak.kode) for t in tahun]
    seri = tuple(
        Seri(nama, tuple(None if (x := p.nilai[n]) is None else Decimal(x) for p in pos))
        for nama, n in (("Target", TARGET), ("Realisasi", DITERIMA))
    )
    judul = f"Target dan Realisasi {sebut(puncak.uraian)} {data.instansi.nama} Tahun {tahun[0]}–{tahun[-1]}"
    return [Grafik("grafik-pendapatan", judul, tuple(map(str, tahun)), seri, "batang", "Rp", 0)]
