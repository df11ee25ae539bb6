"""The tables of the Renja: T-C.31 (draft RKPD beside the needs), T-C.32 (proposals), T-C.33 (the plan), before and after."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kinerja.angka import TANDA_KOSONG, percent
from kinerja.target import read_target
from kinerja.tulisan import format_rupiah
from lakip.data import DataLkj
from lakip.dokumen import Asal, Baris, Gaya, Jenis, Kolom, Sel, Tabel
from lakip.pustaka.kalimat import rapikan
from lakip.pustaka.tabel_anggaran import GAYA
from lakip.sel import baris, entri, hampa, persen, rumus, teks, tengah, uang
from organisasi.models import UnitKerja
from renja.rekap import (
    Beda,
    IsiRenja,
    Pasangan,
    RekapRenja,
    Silang,
    SilangTelaah,
    Simpul,
    SisiTelaah,
    Ukuran,
    UnitRenja,
    Usulan,
    list_silang_telaah,
)

BELUM_BERPAGU = "pagu belum diisi"
STATUS = {"diterima": "Diterima", "ditunda": "Ditunda", "ditolak": "Ditolak", "belum": "Belum diputuskan"}
NAMA_BEDA = {"baru": "Baru", "hilang": "Dihapus", "berubah": "Berubah", "tetap": "Tetap"}


def _sel_target(cetak: str, nilai: Decimal | None) -> Sel:
    """A target exactly as it was written; its figure, where it has one, beside it."""
    if cetak in ("", TANDA_KOSONG):
        return hampa("target belum diisi")
    return Sel(cetak, nilai, entri("Isian target"), jenis=Jenis.TENGAH)


def _sel_ukuran(u: Ukuran | None, *, maju: bool = False) -> Sel:
    if u is None:
        return teks("")
    return _sel_target(u.cetak_maju, read_target(u.target_maju).nilai) if maju else _sel_target(u.cetak, u.nilai)


def asal_pagu(s: Simpul, isian: str) -> Asal:
    """Entered at a row without money below it; above it the sum of its rows."""
    if not s.is_pagu_bawah:
        return entri(f"Isian {isian} Renja {s.kode}")
    berisi = [a for a in s.anak if a.pagu is not None]
    return rumus(f"Jumlah {isian} {len(berisi)} baris di bawahnya", *((a.uraian, a.pagu) for a in berisi))


def sel_pagu(s: Simpul | None) -> Sel:
    return uang(s.pagu, asal_pagu(s, "pagu"), alasan=BELUM_BERPAGU) if s else hampa("tidak ada")


def list_leluhur(unit: UnitRenja) -> Iterator[tuple[Simpul, tuple[Simpul, ...]]]:
    """Yield each row of a unit with the rows above it, the nearest first."""

    def turun(s: Simpul, atas: tuple[Simpul, ...]) -> Iterator[tuple[Simpul, tuple[Simpul, ...]]]:
        yield s, atas
        for a in s.anak:
            yield from turun(a, (s, *atas))

    for p in unit.program:
        yield from turun(p, ())


def is_sumber(s: Simpul) -> bool:
    """Whether the money of a row is entered here, not added up from below."""
    return s.pagu is not None and not s.is_pagu_bawah


# ---------------------------------------------------------------------------------------------------------------- T-C.33


def build_program(data: DataLkj, isi: IsiRenja) -> Tabel:
    """The plan of the year and the prakiraan maju: one row per indicator, money once per node."""
    tahun = data.tahun
    banyak = len(isi.unit) > 1
    hasil: list[Baris] = []
    for u in isi.unit:
        nama = sebut_unit(data, u.unit)
        if banyak:
            hasil.append(baris(teks(nama, kolom=10), gaya=Gaya.KELOMPOK))
        for s in u.walk():
            ukuran: tuple[Ukuran | None, ...] = s.indikator or (None,)
            hasil += [_baris_program(s, i, pertama=n == 0) for n, i in enumerate(ukuran)]
        if banyak:
            hasil.append(_baris_jumlah(f"Jumlah {nama}", u.pagu, u.pagu_maju, Gaya.SUBTOTAL))
    hasil.append(_baris_jumlah("JUMLAH", isi.pagu, isi.pagu_maju, Gaya.TOTAL))
    rencana, maju = f"Rencana tahun {tahun}", f"Prakiraan maju tahun {tahun + 1}"
    catatan = [_catatan_silang(s, x) for s in isi.silang for x in s.silang]
    return Tabel(
        "renja-program",
        f"Rumusan Rencana Program dan Kegiatan {data.instansi.nama} Tahun {tahun} dan Prakiraan Maju Tahun {tahun + 1} (T-C.33)",
        (
            Kolom("Kode", Jenis.TENGAH, 9),
            Kolom("Program / Kegiatan / Sub Kegiatan", lebar=17),
            Kolom("Indikator Kinerja", lebar=15),
            Kolom("Lokasi", Jenis.TEKS, 9, rencana),
            Kolom("Target", Jenis.TENGAH, 8, rencana),
            Kolom("Pagu (Rp)", Jenis.UANG, 10, rencana),
            Kolom("Sumber dana", Jenis.TEKS, 7, rencana),
            Kolom("Catatan penting", lebar=9),
            Kolom("Target", Jenis.TENGAH, 7, maju),
            Kolom("Kebutuhan dana (Rp)", Jenis.UANG, 10, maju),
        ),
        tuple(hasil),
        lanskap=True,
        nomor_kolom=True,
        catatan=tuple(catatan),
    )


def _catatan_silang(s: Simpul, x: Silang) -> str:
    diisi = f"{x.nama} yang diisi pada {s.kode} {rapikan(s.uraian)}"
    if x.jumlah:
        return f"{diisi} berbeda dari jumlah di bawahnya; yang dicetak adalah jumlahnya."
    return f"{diisi} belum dirinci, di bawahnya Rp 0; yang dicetak adalah isian itu."


def _baris_program(s: Simpul, i: Ukuran | None, *, pertama: bool) -> Baris:
    kosong = teks("")
    maju = [a for a in s.anak if a.pagu_maju is not None]
    asal_maju = rumus("Jumlah prakiraan maju di bawahnya", *((a.uraian, a.pagu_maju) for a in maju))
    return baris(
        tengah(s.kode if pertama else ""),
        teks(s.uraian if pertama else ""),
        teks(i.uraian if i else ""),
        teks(s.lokasi if pertama else ""),
        _sel_ukuran(i),
        sel_pagu(s) if pertama else kosong,
        teks(s.sumber_dana if pertama else ""),
        teks(s.catatan_penting if pertama else ""),
        _sel_ukuran(i, maju=True),
        uang(
            s.pagu_maju,
            asal_maju if s.is_pagu_maju_bawah else entri(f"Isian prakiraan maju {s.kode}"),
            alasan="prakiraan maju belum diisi",
        )
        if pertama
        else kosong,
        gaya=GAYA[s.tingkat],
    )


def _baris_jumlah(judul: str, pagu: int | None, maju: int | None, gaya: Gaya) -> Baris:
    return baris(
        teks(judul, kolom=5),
        uang(pagu, rumus("Jumlah pagu semua program"), alasan=BELUM_BERPAGU),
        teks("", kolom=3),
        uang(maju, rumus("Jumlah prakiraan maju semua program"), alasan="prakiraan maju belum diisi"),
        gaya=gaya,
    )


def sebut_unit(data: DataLkj, unit: UnitKerja | None) -> str:
    return unit.nama if unit else data.instansi.nama


# ------------------------------------------------------------------------------------------------------------- funding


def build_pendanaan(data: DataLkj, isi: IsiRenja) -> Tabel:
    """The programmes with how much is below each, their share of the money, and the year after."""
    banyak = len(isi.unit) > 1
    hasil: list[Baris] = []
    for u in isi.unit:
        if banyak:
            hasil.append(baris(teks(sebut_unit(data, u.unit), kolom=7), gaya=Gaya.KELOMPOK))
        for p in u.program:
            hasil.append(_baris_pendanaan(p.kode, p.uraian, tuple(p.walk()), p.pagu, p.pagu_maju, isi.pagu, Gaya.BIASA))
        if banyak:
            nama = f"Jumlah {sebut_unit(data, u.unit)}"
            hasil.append(_baris_pendanaan("", nama, tuple(u.walk()), u.pagu, u.pagu_maju, isi.pagu, Gaya.SUBTOTAL))
    semua = tuple(isi.walk())
    hasil.append(_baris_pendanaan("", "JUMLAH", semua, isi.pagu, isi.pagu_maju, isi.pagu, Gaya.TOTAL))
    return Tabel(
        "renja-pendanaan",
        f"Rencana Pendanaan per Program {data.instansi.nama} Tahun {data.tahun}",
        (
            Kolom("Kode", Jenis.TENGAH, 11),
            Kolom("Program", lebar=29),
            Kolom("Kegiatan", Jenis.ANGKA, 8),
            Kolom("Sub kegiatan", Jenis.ANGKA, 8),
            Kolom(f"Pagu {data.tahun} (Rp)", Jenis.UANG, 17),
            Kolom("Bagian (%)", Jenis.PERSEN, 9),
            Kolom(f"Prakiraan maju {data.tahun + 1} (Rp)", Jenis.UANG, 18),
        ),
        tuple(hasil),
    )


def _baris_pendanaan(
    kode: str, nama: str, isi: tuple[Simpul, ...], pagu: int | None, maju: int | None, seluruh: int | None, gaya: Gaya
) -> Baris:
    return baris(
        tengah(kode),
        teks(nama),
        *(
            Sel(str(n), Decimal(n), rumus(f"Banyaknya {nama_tingkat}"), jenis=Jenis.ANGKA)
            for tingkat, nama_tingkat in (("kegiatan", "kegiatan"), ("subkegiatan", "sub kegiatan"))
            for n in [sum(s.tingkat == tingkat for s in isi)]
        ),
        uang(pagu, rumus("Jumlah pagu di bawahnya"), alasan=BELUM_BERPAGU),
        _sel_bagian(pagu, seluruh),
        uang(maju, rumus("Jumlah prakiraan maju di bawahnya"), alasan="prakiraan maju belum diisi"),
        gaya=gaya,
    )


def _sel_bagian(pagu: int | None, seluruh: int | None) -> Sel:
    if pagu is None:
        return hampa(BELUM_BERPAGU)
    if not seluruh:
        return hampa("jumlah pagu nol")
    return persen(percent(pagu, seluruh), rumus("Pagu ÷ jumlah pagu × 100", ("Pagu", pagu), ("Jumlah", seluruh)))


def build_kelompok(data: DataLkj, isi: IsiRenja, kunci: str, judul: str, bidang: str, tanpa: str) -> Tabel | None:
    """The money by a word of its rows (source of funds, who answers for it), named there or at the nearest row above;
    None where no row names one."""
    kelompok: dict[str, list[int]] = {}
    for u in isi.unit:
        for s, atas in list_leluhur(u):
            if is_sumber(s):
                nama = next((n for x in (s, *atas) if (n := getattr(x, bidang).strip())), "")
                kelompok.setdefault(nama, []).append(s.pagu or 0)
    if not any(kelompok):
        return None
    hasil = [
        _baris_kelompok(nama or tanpa, uang_, isi.pagu, Gaya.BIASA)
        for nama, uang_ in sorted(kelompok.items(), key=lambda k: (not k[0], -sum(k[1])))
    ]
    hasil.append(_baris_kelompok("JUMLAH", [n for k in kelompok.values() for n in k], isi.pagu, Gaya.TOTAL))
    return Tabel(
        kunci,
        f"{judul} {data.instansi.nama} Tahun {data.tahun}",
        (
            Kolom(judul.removeprefix("Pagu menurut ").capitalize(), lebar=46),
            Kolom("Baris berpagu", Jenis.ANGKA, 14),
            Kolom("Pagu (Rp)", Jenis.UANG, 26),
            Kolom("Bagian (%)", Jenis.PERSEN, 14),
        ),
        tuple(hasil),
    )


def _baris_kelompok(nama: str, pagu: list[int], seluruh: int | None, gaya: Gaya) -> Baris:
    return baris(
        teks(nama),
        Sel(str(len(pagu)), Decimal(len(pagu)), rumus("Banyaknya baris yang berpagu"), jenis=Jenis.ANGKA),
        uang(sum(pagu), rumus(f"Jumlah pagu {len(pagu)} baris")),
        _sel_bagian(sum(pagu), seluruh),
        gaya=gaya,
    )


# ------------------------------------------------------------------------------------------------------ before and after


def build_perubahan(data: DataLkj, rekap: RekapRenja) -> Tabel:
    """Every row before and after the change with difference and reason."""
    assert rekap.murni and rekap.perubahan
    banyak = len({b.ada.unit for b in rekap.beda}) > 1
    hasil: list[Baris] = []
    unit: list[UnitKerja | None] = []
    for b in rekap.beda:
        if banyak and b.ada.unit not in unit:
            unit.append(b.ada.unit)
            hasil.append(baris(teks(sebut_unit(data, b.ada.unit), kolom=9), gaya=Gaya.KELOMPOK))
        hasil += _baris_beda(b)
    lama, baru = rekap.murni.pagu, rekap.perubahan.pagu
    hasil.append(
        baris(
            teks("JUMLAH", kolom=5),
            uang(lama, rumus("Jumlah pagu semua program sebelum perubahan"), alasan=BELUM_BERPAGU),
            uang(baru, rumus("Jumlah pagu semua program setelah perubahan"), alasan=BELUM_BERPAGU),
            _sel_selisih(lama, baru),
            teks(""),
            gaya=Gaya.TOTAL,
        )
    )
    return Tabel(
        "renja-perubahan",
        f"Rencana Kerja dan Pendanaan {data.instansi.nama} Tahun {data.tahun} Sebelum dan Setelah Perubahan",
        (
            Kolom("Kode", Jenis.TENGAH, 9),
            Kolom("Program / Kegiatan / Sub Kegiatan", lebar=19),
            Kolom("Indikator Kinerja", lebar=16),
            Kolom("Sebelum", Jenis.TENGAH, 8, "Target"),
            Kolom("Setelah", Jenis.TENGAH, 8, "Target"),
            Kolom("Sebelum (Rp)", Jenis.UANG, 10, "Pagu"),
            Kolom("Setelah (Rp)", Jenis.UANG, 10, "Pagu"),
            Kolom("Selisih (Rp)", Jenis.UANG, 9, "Pagu"),
            Kolom("Keterangan dan alasan", lebar=14),
        ),
        tuple(hasil),
        lanskap=True,
        nomor_kolom=True,
    )


def _baris_beda(b: Beda) -> Iterator[Baris]:
    kosong = teks("")
    for n, (lama, baru) in enumerate(_pasangkan(b) or [(None, None)]):
        pertama = n == 0
        ukuran = baru or lama
        yield baris(
            tengah(b.ada.kode if pertama else ""),
            teks(b.ada.uraian if pertama else ""),
            teks(ukuran.uraian if ukuran else ""),
            _sel_ukuran(lama) if lama else kosong,
            _sel_ukuran(baru) if baru else kosong,
            sel_pagu(b.sebelum) if pertama else kosong,
            sel_pagu(b.sesudah) if pertama else kosong,
            _sel_selisih(_pagu(b.sebelum), _pagu(b.sesudah)) if pertama else kosong,
            teks(_keterangan(b) if pertama else ""),
            gaya=GAYA[b.ada.tingkat],
        )


def _pasangkan(b: Beda) -> list[tuple[Ukuran | None, Ukuran | None]]:
    """The indicators before and after, those of one name in one row."""
    lama = {i.uraian.casefold(): i for i in (b.sebelum.indikator if b.sebelum else ())}
    baru = {i.uraian.casefold(): i for i in (b.sesudah.indikator if b.sesudah else ())}
    sama = [(lama[k], baru[k]) for k in lama if k in baru]
    hapus = [(i, None) for k, i in lama.items() if k not in baru]
    tambah = [(None, i) for k, i in baru.items() if k not in lama]
    return [*sama, *hapus, *tambah]


def _pagu(s: Simpul | None) -> int | None:
    return s.pagu if s else None


def _sel_selisih(lama: int | None, baru: int | None) -> Sel:
    """After − before; what is not there counts as 0."""
    if lama is None and baru is None:
        return hampa(BELUM_BERPAGU)
    asal = rumus("Pagu setelah − pagu sebelum perubahan", ("Setelah", baru), ("Sebelum", lama))
    return uang((baru or 0) - (lama or 0), asal)


def _keterangan(b: Beda) -> str:
    nama = NAMA_BEDA[b.jenis]
    return f"{nama}: {rapikan(b.alasan)}" if b.alasan else nama


# ---------------------------------------------------------------------------------------------------------------- T-C.31


def build_telaah(data: DataLkj, rekap: RekapRenja) -> Tabel:
    """The draft RKPD beside the needs, programme by programme."""
    awal, butuh = "Rancangan awal RKPD", "Hasil analisis kebutuhan"
    catatan = [
        _catatan_silang_telaah(judul, s)
        for judul, sisi in ((awal, rekap.rancangan), (butuh, rekap.kebutuhan))
        for s in list_silang_telaah(sisi)
    ]
    isi = [_baris_telaah(n, p) for n, p in enumerate(rekap.telaah, start=1)]
    isi.append(
        baris(
            teks("JUMLAH", kolom=5),
            uang(
                rekap.jumlah_rancangan, rumus("Jumlah pagu indikatif, tanpa induk yang dirinci"), alasan=BELUM_BERPAGU
            ),
            teks("", kolom=4),
            uang(
                rekap.jumlah_kebutuhan,
                rumus("Jumlah kebutuhan dana, tanpa induk yang dirinci"),
                alasan="kebutuhan belum diisi",
            ),
            teks(""),
            gaya=Gaya.TOTAL,
        )
    )
    return Tabel(
        "renja-telaah-rkpd",
        f"Review terhadap Rancangan Awal RKPD Tahun {data.tahun} {data.instansi.nama} (T-C.31)",
        (
            Kolom("No", Jenis.TENGAH, 3),
            Kolom("Program / Kegiatan", Jenis.TEKS, 13, awal),
            Kolom("Lokasi", Jenis.TEKS, 7, awal),
            Kolom("Indikator", Jenis.TEKS, 10, awal),
            Kolom("Target", Jenis.TENGAH, 6, awal),
            Kolom("Pagu indikatif (Rp)", Jenis.UANG, 9, awal),
            Kolom("Program / Kegiatan", Jenis.TEKS, 13, butuh),
            Kolom("Lokasi", Jenis.TEKS, 7, butuh),
            Kolom("Indikator", Jenis.TEKS, 10, butuh),
            Kolom("Target", Jenis.TENGAH, 6, butuh),
            Kolom("Kebutuhan dana (Rp)", Jenis.UANG, 9, butuh),
            Kolom("Catatan penting", lebar=9),
        ),
        tuple(isi),
        lanskap=True,
        nomor_kolom=True,
        catatan=tuple(catatan),
    )


def _catatan_silang_telaah(judul: str, s: SilangTelaah) -> str:
    """Say which of the two went into the total."""
    nama = f"{s.baris.kode} {rapikan(s.baris.uraian)}"
    dihitung = "jumlah di bawahnya" if s.jumlah else "isian itu"
    return (
        f"{judul}: {nama} diisi Rp {format_rupiah(s.isian)}, jumlah di bawahnya Rp {format_rupiah(s.jumlah)}; "
        f"yang dihitung dalam JUMLAH adalah {dihitung}."
    )


def _baris_telaah(n: int, p: Pasangan) -> Baris:
    return baris(
        tengah(n),
        *_sel_sisi(p.rancangan, "Isian Rancangan RKPD"),
        *_sel_sisi(p.kebutuhan, "Isian Analisis Kebutuhan"),
        teks(p.catatan),
    )


def _sel_sisi(s: SisiTelaah | None, isian: str) -> tuple[Sel, ...]:
    if s is None:
        return tuple(teks("") for _ in range(5))
    nama = f"{s.kode} {s.uraian}".strip()
    target = _sel_target(s.target, read_target(s.target).nilai) if s.target else teks("")
    return teks(nama), teks(s.lokasi), teks(s.indikator), target, uang(s.uang, entri(isian), alasan="belum diisi")


# ---------------------------------------------------------------------------------------------------------------- T-C.32


def build_usulan(data: DataLkj, usulan: tuple[Usulan, ...]) -> Tabel:
    """What people asked for and what became of it."""
    return Tabel(
        "renja-usulan",
        f"Usulan Program dan Kegiatan dari Masyarakat Tahun {data.tahun} {data.instansi.nama} (T-C.32)",
        (
            Kolom("No", Jenis.TENGAH, 4),
            Kolom("Program / Kegiatan", lebar=22),
            Kolom("Lokasi", lebar=14),
            Kolom("Indikator Kinerja", lebar=16),
            Kolom("Besaran / Volume", Jenis.TENGAH, 9),
            Kolom("Sumber", lebar=10),
            Kolom("Keputusan", Jenis.TENGAH, 9),
            Kolom("Catatan", lebar=16),
        ),
        tuple(
            baris(
                tengah(n),
                teks(u.uraian),
                teks(u.lokasi),
                teks(u.indikator),
                tengah(u.besaran),
                teks(u.sumber),
                tengah(STATUS.get(u.status, u.status)),
                teks("; ".join(rapikan(k) for k in (u.alasan, u.catatan) if k)),
            )
            for n, u in enumerate(usulan, start=1)
        ),
        lanskap=True,
        nomor_kolom=True,
    )


__all__ = ["build_kelompok", "build_pendanaan", "build_perubahan", "build_program", "build_telaah", "build_usulan"]
