"""The Renstra's plan of programmes: table T-C.27, and where the Renja and the budget of the year are not what it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kinerja.angka import Takterdefinisi, is_nilai
from kinerja.kode import print_kode
from lakip.data import DataLkj
from lakip.dokumen import Baris, Blok, Gaya, Jenis, Kolom, Paragraf, Sel, SubJudul, Tabel
from lakip.pustaka.kalimat import cacah, sambung, slug
from lakip.pustaka.tabel_anggaran import GAYA
from lakip.pustaka.tahunan import read_kata
from lakip.sel import angka, baris, entri, hampa, paragraf, rumus, sasar, tautan, teks, tengah, uang
from renja.banding_renstra import Banding, Sisi, compare_renstra
from renja.rekap_renstra import SUBKEGIATAN, RencanaRenstra, SimpulRenstra, UkuranRenstra, read_figur

POS, UKURAN = "renstra.posrenstra", "renstra.indikatorposrenstra"
DANA, KINERJA = "renstra.danarenstra", "renstra.kinerjarenstra"
TINGKAT = {"program": "program", "kegiatan": "kegiatan", SUBKEGIATAN: "sub kegiatan"}


# ------------------------------------------------------------------------------------------------------------- T-C.27


def build_program_renstra(data: DataLkj) -> Iterator[Blok]:
    """Return the plan of each unit with its size in a sentence; nothing without one."""
    rencana = data.rencana_program
    if not rencana:
        return
    masa = f"{rencana.renstra.tahun_awal}–{rencana.renstra.tahun_akhir}"
    yield paragraf(
        f"Rencana Strategis {masa} memuat ",
        *sambung(
            tuple(cacah(rencana.count(t), f"Banyaknya {nama} dalam Renstra", nama) for t, nama in TINGKAT.items())
        ),
        " dengan target dan dana setiap tahun sebagai berikut.",
    )
    for pk, unit in rencana.unit.items():
        nama = unit.uraian if pk else data.instansi.nama
        if len(rencana.unit) > 1:
            yield SubJudul(nama)
        yield _tabel(rencana, unit, data.tahun, nama, f"program-renstra-{slug(nama)}" if pk else "program-renstra")


def _tabel(rencana: RencanaRenstra, unit: SimpulRenstra, tahun: int, nama: str, kunci: str) -> Tabel:
    isi = [b for p in unit.anak for s in p.walk() for b in _list_baris(rencana, s, tahun)]
    isi.append(
        baris(
            *(teks(x) for x in ("", "JUMLAH", "", "", "")),
            *(
                sel
                for pasang in zip([teks("")] * len(_judul(rencana)), _dana(rencana, unit), strict=True)
                for sel in pasang
            ),
            gaya=Gaya.TOTAL,
        )
    )
    return Tabel(
        kunci,
        f"Rencana Program, Kegiatan, dan Pendanaan Renstra {rencana.renstra.tahun_awal}–{rencana.renstra.tahun_akhir} {nama} "
        "(T-C.27)",
        (
            Kolom("Kode", Jenis.TENGAH, 7),
            Kolom("Program / Kegiatan / Sub Kegiatan", Jenis.TEKS, 13),
            Kolom("Indikator", Jenis.TEKS, 12),
            Kolom("Satuan", Jenis.TENGAH, 5),
            Kolom("Kondisi awal", Jenis.ANGKA, 4),
            *(
                k
                for judul in _judul(rencana)
                for k in (Kolom("K", Jenis.ANGKA, 4, judul), Kolom("Rp", Jenis.UANG, 8, judul))
            ),
        ),
        tuple(isi),
        lanskap=True,
        nomor_kolom=True,
        catatan=_catatan(unit),
    )


def _judul(rencana: RencanaRenstra) -> list[str]:
    return [*map(str, rencana.tahun), "Akhir Renstra"]


def _catatan(unit: SimpulRenstra) -> tuple[str, ...]:
    hasil = ["Rp program dan kegiatan adalah jumlah di bawahnya, atau isiannya sendiri bila di bawahnya tidak berdana."]
    if any(s.is_silang() for s in unit.walk()):
        hasil.append("Rp akhir Renstra yang diisi tersendiri ada yang bukan jumlah setiap tahunnya.")
    return tuple(hasil)


def _list_baris(rencana: RencanaRenstra, s: SimpulRenstra, tahun: int) -> Iterator[Baris]:
    """One row per indicator; a second one repeats neither name nor money."""
    ukuran: list[UkuranRenstra | None] = [*s.indikator] or [None]
    dana = _dana(rencana, s)
    for n, u in enumerate(ukuran):
        pertama = n == 0
        k = _kinerja(rencana, u) if u else [teks("")] * len(dana)
        yield baris(
            tengah(print_kode(s.kode, tahun) if pertama else ""),
            teks(s.uraian if pertama else ""),
            teks(u.uraian if u else ""),
            tengah(u.satuan if u else ""),
            _sel_k(u.kondisi_awal, "kondisi awal", tautan(UKURAN, u.pk)) if u else teks(""),
            *(sel for pasang in zip(k, dana if pertama else [teks("")] * len(dana), strict=True) for sel in pasang),
            gaya=Gaya.BIASA if s.tingkat == SUBKEGIATAN else GAYA[s.tingkat],
        )


def _kinerja(rencana: RencanaRenstra, u: UkuranRenstra) -> list[Sel]:
    target = (_sel_k(u.target.get(t, ""), f"target {t}", tautan(KINERJA, u.kinerja.get(t))) for t in rencana.tahun)
    return [*target, _sel_akhir(u)]


def _sel_k(kata: str, isian: str, alamat: str) -> Sel:
    if not kata:
        return hampa(f"{isian} belum diisi")
    nilai = read_figur(kata)
    asal = entri(f"Isian {isian}", alamat)
    return sasar(nilai if is_nilai(nilai) else None, read_kata(kata), asal)


def _sel_akhir(u: UkuranRenstra) -> Sel:
    if u.kondisi_akhir:
        return _sel_k(u.kondisi_akhir, "kondisi akhir", tautan(UKURAN, u.pk))
    akhir = u.akhir
    if isinstance(akhir, Takterdefinisi):
        return sasar(None, u.akhir_teks, alasan=akhir.alasan)
    return angka(akhir, rumus(f"Target setiap tahun, cara {u.cara.value}", *((str(t), k) for t, k in u.target.items())))


def _dana(rencana: RencanaRenstra, s: SimpulRenstra) -> list[Sel]:
    def asal(t: int):
        if s.pk and s.pagu_isian.get(t) == s.pagu(t):
            return entri(f"Isian dana {t}", tautan(DANA, s.dana.get(t)))
        return rumus(f"Jumlah dana {t} di bawahnya")

    akhir = (
        entri("Isian dana sampai akhir Renstra", tautan(POS, s.pk))
        if s.pagu_akhir_isian is not None
        else rumus("Jumlah dana setiap tahun", *((str(t), s.pagu(t)) for t in rencana.tahun))
    )
    return [*(uang(s.pagu(t), asal(t)) for t in rencana.tahun), uang(s.pagu_akhir, akhir)]


# ----------------------------------------------------------------------------------- beside the documents of the year


def list_banding(data: DataLkj) -> tuple[Banding, ...]:
    """The rows of the year's Renja and budget beside the plan; () without a plan."""
    if not data.rencana_program:
        return ()
    renja = data.renja.berlaku if data.renja else None
    return compare_renstra(data.rencana_program, data.tahun, renja, data.anggaran)


def build_keselarasan_program(data: DataLkj) -> Iterator[Blok]:
    """A sentence with how many rows agree, and a table of those that do not; nothing without a plan."""
    semua = list_banding(data)
    if not semua:
        return
    beda = [b for b in semua if b.beda]
    yield _kalimat(data, semua, beda)
    if beda:
        yield Tabel(
            "keselarasan-program",
            f"Program, Kegiatan, dan Sub Kegiatan {data.instansi.nama} Tahun {data.tahun} yang Berbeda dengan Renstra",
            (
                Kolom("Kode", Jenis.TENGAH, 10),
                Kolom("Program / Kegiatan / Sub Kegiatan", lebar=24),
                Kolom("Renstra", Jenis.UANG, 12, f"Pagu {data.tahun} (Rp)"),
                Kolom("Renja", Jenis.UANG, 12, f"Pagu {data.tahun} (Rp)"),
                Kolom("Anggaran", Jenis.UANG, 12, f"Pagu {data.tahun} (Rp)"),
                Kolom("Yang berbeda", lebar=30),
            ),
            tuple(_baris_banding(b) for b in beda),
            lanskap=True,
        )


def _kalimat(data: DataLkj, semua: tuple[Banding, ...], beda: list[Banding]) -> Paragraf:
    awal = f"Renja dan anggaran tahun {data.tahun} dibandingkan dengan rencana program Renstra untuk tahun yang sama. "
    hitung = cacah(len(semua), "Banyaknya program, kegiatan, dan sub kegiatan yang dibandingkan", "baris")
    if not beda:
        return paragraf(awal, "Semua ", hitung, " selaras.")
    menurut = Counter(b.tingkat for b in beda)
    rinci = [cacah(menurut[t], f"Banyaknya {nama} yang berbeda", nama) for t, nama in TINGKAT.items() if menurut[t]]
    return paragraf(awal, "Dari ", hitung, ", yang berbeda adalah ", *sambung(tuple(rinci)), ".")


def _baris_banding(b: Banding) -> Baris:
    kata = "; ".join(b.beda)
    return baris(
        tengah(b.kode),
        teks(f"{b.uraian} ({b.unit})" if b.unit else b.uraian),
        *(_sel_pagu(s) for s in (b.renstra, b.renja, b.anggaran)),
        teks(f"{kata[:1].upper()}{kata[1:]}"),
        gaya=Gaya.BIASA if b.tingkat == SUBKEGIATAN else GAYA[b.tingkat],
    )


def _sel_pagu(s: Sisi | None) -> Sel:
    return hampa("tidak ada") if s is None else uang(s.pagu, rumus("Pagu tahun ini, atau jumlah di bawahnya"))


__all__ = ["build_keselarasan_program", "build_program_renstra", "list_banding"]
