"""Capaian of programme, kegiatan and sub kegiatan by their indicators."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from anggaran.rekap import KEGIATAN, PROGRAM, SUBKEGIATAN, Keluaran, Pos
from kinerja.angka import format_persen, is_nilai, publish
from kinerja.capaian import print_capaian
from lakip.data import DataLkj
from lakip.dokumen import Bab, Baris, Blok, Gaya, Grafik, Jenis, Kolom, Sel, Seri, Tabel, to_roman
from lakip.pustaka import Isi, Kurang, bagian
from lakip.pustaka.capaian_kalimat import Kalimat, gabung, paragraf_of
from lakip.pustaka.capaian_sasaran import sebut_program
from lakip.pustaka.capaian_tabel import GAYA_POS, list_angka, pohon_sasaran, sel_capaian_pos
from lakip.pustaka.kalimat import berpersen, cacah, kutip, rapikan, slug
from lakip.sel import angka, baris, entri, hampa, join_kata, paragraf, persen, rumus, sasar, tautan, teks, tengah

SERATUS = Decimal(100)
_NAMA = {PROGRAM: "Program", KEGIATAN: "Kegiatan", SUBKEGIATAN: "Sub kegiatan"}


@bagian("capaian-program")
def capaian_program(data: DataLkj) -> Isi | Kurang:
    """Capaian of all programmes per sasaran (Towuti Tabel 3.5, 3.6 and its unnumbered tables of capaian)."""
    if data.pohon is None or not any(d.keluaran for d in data.pohon.daun):
        return Kurang("Isi lembar Indikator Kegiatan: indikator, target, dan realisasi setiap sub kegiatan.")
    anak = [_susun_bab(data, nama, kunci, pohon) for nama, kunci, pohon in _list_belahan(data)]
    blok: list[Blok] = [
        paragraf(
            "Capaian sub kegiatan diukur dari keluarannya. Capaian kegiatan adalah rata-rata capaian sub kegiatannya dan "
            "capaian program adalah rata-rata capaian kegiatannya, masing-masing dengan target 100 %."
        )
    ]
    if data.skala.get("kegiatan"):
        blok.append(_tabel_predikat(data, data.pohon))
        blok.append(paragraf_of(*_kalimat_umum(data, data.pohon)))
    return Isi(tuple(blok), tuple(anak))


def _list_belahan(data: DataLkj) -> list[tuple[str, str, Pos]]:
    """The budget by strategic sasaran, and what serves none."""
    assert data.pohon is not None
    belahan = pohon_sasaran(data)
    hasil = []
    dipakai: set[int | None] = set()
    for n, s in enumerate(data.rencana.strategis, start=1):
        if s.pk in belahan:
            nama = f"Sasaran Strategis {to_roman(n)}: {rapikan(s.uraian)}"
            hasil.append((nama, slug(s.kode), belahan[s.pk]))
            dipakai |= {d.pk for d in belahan[s.pk].daun}
    sisa = data.pohon.filter_daun(d.pk for d in data.pohon.daun if d.pk is not None and d.pk not in dipakai)
    if sisa:
        hasil.append(("Program lainnya" if hasil else data.instansi.nama, "lain", sisa))
    return hasil


def _susun_bab(data: DataLkj, nama: str, kunci: str, pohon: Pos) -> Bab:
    sebut = nama.split(":")[0]
    judul = f"Capaian Program, Kegiatan, dan Sub Kegiatan {sebut} {data.instansi.nama} Tahun {data.tahun}"
    blok: list[Blok] = [
        paragraf_of(*_kalimat_program(data, pohon)),
        _tabel_capaian(data, f"capaian-program-{kunci}", judul, pohon),
    ]
    kegiatan = [p for p in pohon.walk() if p.tingkat == KEGIATAN]
    if len(kegiatan) > 1:
        blok.append(_grafik_kegiatan(data, kegiatan, kunci, sebut))
    return Bab(f"capaian-program--{kunci}", nama, tuple(blok))


# ---------------------------------------------------------------------------------------------------------------- table


def _tabel_capaian(data: DataLkj, kunci: str, judul: str, pohon: Pos) -> Tabel:
    berpredikat = bool(data.skala.get("kegiatan"))
    isi: list[Baris] = []
    for p in pohon.walk():
        if p is pohon:
            continue
        isi += [_baris_induk(data, p, berpredikat)] if p.anak else _baris_daun(data, p, berpredikat)
    isi.append(_baris_rerata(data, pohon, berpredikat))
    kol = [
        Kolom("Program/Kegiatan/Sub Kegiatan", lebar=34), Kolom("Indikator", lebar=24), Kolom("Satuan", Jenis.TENGAH, 8),
        Kolom("Target", Jenis.ANGKA, 8), Kolom("Realisasi", Jenis.ANGKA, 8), Kolom("Capaian (%)", Jenis.PERSEN, 8),
    ]  # fmt: skip
    if berpredikat:
        kol.append(Kolom("Predikat", Jenis.TENGAH, 10))
    catatan = []
    tanpa = [d for d in pohon.daun if not is_nilai(data.capaian_pos(d).nilai)]
    if tanpa:
        catatan.append(
            f"Keluaran {join_kata(d.uraian for d in tanpa)} tidak terisi, sehingga tidak ikut dirata-ratakan."
        )
    return Tabel(kunci, judul, tuple(kol), tuple(isi), catatan=tuple(catatan))


def _sel_predikat(data: DataLkj, capaian: Sel, berpredikat: bool) -> list[Sel]:
    if not berpredikat:
        return []
    if capaian.nilai is None:
        return [hampa(capaian.alasan)]
    return [tengah(data.predikat("kegiatan", capaian.nilai))]


def _sebut(p: Pos) -> str:
    """ "Kegiatan: Administrasi Umum …"; the level is not said twice where the name begins with it."""
    nama = rapikan(p.uraian)
    return nama if nama.casefold().startswith(_NAMA[p.tingkat].casefold()) else f"{_NAMA[p.tingkat]}: {nama}"


def _baris_induk(data: DataLkj, p: Pos, berpredikat: bool) -> Baris:
    """Programme or kegiatan: target 100, realisasi the mean of what is below it, capaian the same figure."""
    capaian = sel_capaian_pos(data, p)
    indikator = "; ".join(rapikan(k.uraian) for k in p.keluaran)
    bawah = "kegiatan" if p.tingkat == PROGRAM else "sub kegiatan"
    target = angka(SERATUS, rumus("Rata-rata capaian penuh"))
    return baris(
        teks(_sebut(p)), teks(indikator or f"Rata-rata capaian {bawah}"), tengah("%"),
        target, capaian, capaian, *_sel_predikat(data, capaian, berpredikat), gaya=GAYA_POS[p.tingkat],
    )  # fmt: skip


def _baris_daun(data: DataLkj, d: Pos, berpredikat: bool) -> list[Baris]:
    """A sub kegiatan: a row for each of its indicators."""
    if not d.keluaran:
        kosong = hampa("indikator keluaran belum diisi")
        sel = [teks(_sebut(d)), teks(""), tengah(""), kosong, kosong, kosong]
        return [baris(*sel, *_sel_predikat(data, kosong, berpredikat))]
    isi = []
    for n, k in enumerate(d.keluaran):
        capaian = _sel_capaian_keluaran(data, k)
        isi.append(
            baris(
                teks("" if n else _sebut(d)),
                teks(rapikan(k.uraian)),
                tengah(k.satuan),
                sasar(
                    k.target, k.target_teks, entri("Isian target keluaran", tautan("anggaran.indikatorkegiatan", k.pk))
                ),
                angka(publish(k.realisasi_sd(4)), rumus(f"Realisasi triwulan I–IV ({k.akumulasi})")),
                capaian,
                *_sel_predikat(data, capaian, berpredikat),
            )
        )
    return isi


def _sel_capaian_keluaran(data: DataLkj, k: Keluaran) -> Sel:
    asal = rumus("Realisasi keluaran ÷ target × 100", ("Target", k.target), ("Realisasi", k.realisasi_sd(4)))
    return persen(print_capaian(k.capaian_sd(4, data.aturan_turun))[0], asal)


def _baris_rerata(data: DataLkj, pohon: Pos, berpredikat: bool) -> Baris:
    capaian = sel_capaian_pos(data, pohon)
    return baris(
        teks("Rata-rata capaian program", tebal=True, kolom=5), capaian, *_sel_predikat(data, capaian, berpredikat),
        gaya=Gaya.TOTAL,
    )  # fmt: skip


def _tabel_predikat(data: DataLkj, pohon: Pos) -> Tabel:
    """How many programmes, kegiatan, sub kegiatan got each predicate."""
    skala = data.skala["kegiatan"]
    hitungan = {t: _hitung(data, pohon, t) for t in (PROGRAM, KEGIATAN, SUBKEGIATAN)}
    isi = []
    for n, k in enumerate(skala.menurun, start=1):
        sel = [
            angka(h[k.predikat], rumus(f"Banyaknya {_NAMA[t].lower()} berpredikat {k.predikat}"))
            for t, h in hitungan.items()
        ]
        isi.append(baris(tengah(n), teks(k.predikat), *sel))
    if any(h[""] for h in hitungan.values()):
        isi.append(
            baris(
                tengah(""),
                teks("Belum dapat dinilai"),
                *(angka(h[""], rumus("Capaian tidak dapat dihitung")) for h in hitungan.values()),
            )
        )
    jumlah = [angka(h.total(), rumus(f"Banyaknya {_NAMA[t].lower()}")) for t, h in hitungan.items()]
    isi.append(baris(teks("Jumlah", tebal=True, kolom=2), *jumlah, gaya=Gaya.TOTAL))
    kol = (
        Kolom("No.", Jenis.TENGAH, 8), Kolom("Predikat", lebar=38), Kolom("Program", Jenis.ANGKA, 18),
        Kolom("Kegiatan", Jenis.ANGKA, 18), Kolom("Sub Kegiatan", Jenis.ANGKA, 18),
    )  # fmt: skip
    judul = f"Banyaknya Program, Kegiatan, dan Sub Kegiatan Menurut Predikat Capaian Tahun {data.tahun}"
    return Tabel("predikat-program", judul, kol, tuple(isi))


def _hitung(data: DataLkj, pohon: Pos, tingkat: str) -> Counter[str]:
    capaian = (data.capaian_pos(p).nilai for p in pohon.walk() if p.tingkat == tingkat)
    return Counter(data.predikat("kegiatan", n) for n in capaian)


# ------------------------------------------------------------------------------------------------------------ sentences


def _kalimat_umum(data: DataLkj, pohon: Pos) -> list[Kalimat]:
    skala = data.skala["kegiatan"]
    hitungan = _hitung(data, pohon, SUBKEGIATAN)
    ada = [(k.predikat, hitungan[k.predikat]) for k in skala.menurun if hitungan[k.predikat]]
    semua = cacah(hitungan.total(), "Banyaknya sub kegiatan", "sub kegiatan")
    if len(ada) == 1 and not hitungan[""]:
        return [["Seluruh ", semua, f" berpredikat {ada[0][0]}. "]]
    bagian: list[Kalimat] = []
    for n, (predikat, banyak) in enumerate(ada):
        kata = predikat if n else f"berpredikat {predikat}"
        bagian.append([cacah(banyak, f"Sub kegiatan berpredikat {predikat}", kata)])
    if hitungan[""]:
        bagian.append([cacah(hitungan[""], "Sub kegiatan tanpa capaian", "belum dapat dinilai")])
    return [["Dari ", semua, ", ", *gabung(bagian), ". "]]


def _kalimat_program(data: DataLkj, pohon: Pos) -> list[Kalimat]:
    capaian = [(p, sel) for p in pohon.anak if (sel := sel_capaian_pos(data, p)).nilai is not None]
    if not capaian:
        return [["Capaian program pada bagian ini belum dapat dihitung karena keluaran sub kegiatannya belum diisi. "]]
    if len(capaian) == 1:
        p, sel = capaian[0]
        k: list[Kalimat] = [[f"Capaian {sebut_program(p)} adalah ", berpersen(sel), _berpredikat(data, sel), ". "]]
    else:
        atas, bawah = max(capaian, key=lambda x: x[1].nilai or 0), min(capaian, key=lambda x: x[1].nilai or 0)
        rata = sel_capaian_pos(data, pohon)
        k = [["Rata-rata capaian ", cacah(len(capaian), "Program yang capaiannya terisi", "program"), " adalah ",
              berpersen(rata), _berpredikat(data, rata), ". "]]  # fmt: skip
        if atas[1].nilai != bawah[1].nilai:
            k.append([f"Capaian tertinggi diraih {sebut_program(atas[0])} (", berpersen(atas[1]), "), sedangkan yang terendah ",
                      f"{sebut_program(bawah[0])} (", berpersen(bawah[1]), "). "])  # fmt: skip
    return [*k, _kalimat_lemah(data, pohon)]


def _berpredikat(data: DataLkj, sel: Sel) -> str:
    predikat = data.predikat("kegiatan", sel.nilai) if sel.nilai is not None else ""
    return f" ({predikat})" if predikat else ""


def _kalimat_lemah(data: DataLkj, pohon: Pos) -> Kalimat:
    """The sub kegiatan below target, by name where few."""
    terukur = [(d, n) for d in pohon.daun if is_nilai(n := data.capaian_pos(d).nilai)]
    kurang = sorted(((d, n) for d, n in terukur if n < 100), key=lambda x: x[1])
    lebih = sum(1 for _, n in terukur if n > 100)
    if not terukur:
        return []
    if not kurang:
        return ["Semua keluaran sub kegiatannya memenuhi target. "]
    k: Kalimat = [
        "Keluaran ",
        cacah(len(kurang), "Sub kegiatan di bawah target", "sub kegiatan"),
        " berada di bawah target, ",
    ]
    sebut = [f"{kutip(d.uraian)} ({format_persen(n)} %)" for d, n in kurang[:4]]
    k.append(("yaitu " if len(kurang) <= 4 else "antara lain ") + join_kata(sebut) + ". ")
    if lebih:
        k += ["Sementara itu, ", cacah(lebih, "Sub kegiatan di atas target", "sub kegiatan"), " melampaui target. "]
    return k


def _grafik_kegiatan(data: DataLkj, kegiatan: list[Pos], kunci: str, sebut: str) -> Grafik:
    return Grafik(
        f"grafik-capaian-{kunci}",
        f"Capaian Kegiatan {sebut} Tahun {data.tahun}",
        tuple(rapikan(k.uraian) for k in kegiatan),
        (Seri("Capaian", list_angka(data.capaian_pos(k).nilai for k in kegiatan)),),
        jenis="batang-datar",
        satuan="%",
    )
