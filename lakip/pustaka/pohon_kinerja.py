"""The performance tree: which post must deliver what, and which higher sasaran it serves."""

from __future__ import annotations

from lakip.data import DataLkj
from lakip.dokumen import Bagan, Baris, Blok, Gaya, Jenis, Kertas, Kolom, Potongan, Simpul, Tabel
from lakip.pustaka.kalimat import cacah, rapikan, sebut_jabatan, sel_target
from lakip.sel import baris, join_kata, paragraf, teks, tengah
from organisasi.models import Jabatan
from renstra.models import Sasaran
from renstra.rekap import RekapIndikator


def build_pohon(data: DataLkj) -> tuple[Blok, ...]:
    """A sentence, the chart, the table."""
    assert data.camat
    pemilik = [j for j in data.jabatan if sasaran_of(data, j)]
    kalimat: list[Potongan | str] = [
        f"Pohon kinerja {data.instansi.nama} tahun {data.tahun} memuat ",
        cacah(len(data.rencana.sasaran), "Banyaknya sasaran semua jenjang", "sasaran"),
    ]
    if len(pemilik) > 1:
        kalimat += [
            " milik ",
            cacah(len(pemilik), "Banyaknya jabatan yang memiliki sasaran", "jabatan"),
            ", sehingga terlihat sumbangan kinerja setiap pejabat bagi sasaran strategis kecamatan",
        ]
    blok: list[Blok] = [paragraf(*kalimat, ".")]
    tanpa = [j.nama for j in data.jabatan if j not in pemilik]
    if tanpa and len(tanpa) < len(pemilik):
        blok.append(paragraf(f"Jabatan yang belum memiliki sasaran: {join_kata(tanpa)}.", gaya="catatan"))
    bagan = Bagan(
        "pohon-kinerja",
        f"Pohon Kinerja {data.instansi.nama} Tahun {data.tahun}",
        _simpul(data, data.camat, frozenset()),
        lanskap=True,
        kertas=Kertas.A3,
        rata_kiri=True,
    )
    return (*blok, bagan, build_tabel_pohon(data))


def sasaran_of(data: DataLkj, jabatan: Jabatan) -> list[Sasaran]:
    """The sasaran a post owns; a strategic one that names no owner is the top post's."""
    puncak = jabatan.atasan_id is None
    return [
        s
        for s in data.rencana.sasaran
        if s.pemilik_id == jabatan.pk or (puncak and s.pemilik_id is None and s.tingkat == Sasaran.Tingkat.STRATEGIS)
    ]


def _simpul(data: DataLkj, jabatan: Jabatan, lewat: frozenset[int]) -> Simpul:
    lewat = lewat | {jabatan.pk}
    milik = sasaran_of(data, jabatan)
    baris_sasaran: list[str] = []
    for n, s in enumerate(milik, start=1):
        baris_sasaran.append(f"{n}. {rapikan(s.uraian)}" if len(milik) > 1 else rapikan(s.uraian))
        baris_sasaran += [_sebut_indikator(data, i) for i in data.rencana.of_sasaran(s)]
    bawah = [j for j in data.jabatan if j.atasan_id == jabatan.pk and j.pk not in lewat]
    anak = tuple(s for s in (_simpul(data, j, lewat) for j in bawah) if s.anak or len(s.baris) > 1)
    return Simpul((sebut_jabatan(data, jabatan), *baris_sasaran), anak=anak)


def _sebut_indikator(data: DataLkj, i: RekapIndikator) -> str:
    """ "• Nilai RB: 60 nilai"; without a target the indicator alone."""
    target = sel_target(data, i)
    terukur = target.nilai is not None or i.ukuran.is_bertarget(data.target(i))
    satuan = "" if i.ukuran.berkata else i.satuan
    angka = f": {target.teks} {satuan}".rstrip() if terukur else ""
    return f"• {rapikan(i.uraian)}{angka}"


def build_tabel_pohon(data: DataLkj) -> Tabel:
    """Post by post: sasaran, the sasaran it serves, indicators, this year's target."""
    kode = {s.pk: s for s in data.rencana.sasaran}
    isi: list[Baris] = []
    for j in data.jabatan:
        milik = sasaran_of(data, j)
        if not milik:
            continue
        isi.append(baris(tengah(""), teks(sebut_jabatan(data, j), tebal=True, kolom=5), gaya=Gaya.KELOMPOK))
        for n, s in enumerate(milik, start=1):
            didukung = kode.get(s.induk_id or 0)
            for k, i in enumerate(data.rencana.of_sasaran(s) or (None,)):
                isi.append(
                    baris(
                        tengah("" if k else n),
                        teks("" if k else s.uraian),
                        teks("" if k or didukung is None else didukung.uraian),
                        teks(i.uraian if i else "Belum ada indikator"),
                        sel_target(data, i) if i else teks(""),
                        tengah(i.satuan if i else ""),
                    )
                )
    return Tabel(
        "pohon-kinerja-rincian",
        f"Rincian Pohon Kinerja {data.instansi.nama} Tahun {data.tahun}",
        (
            Kolom("No", Jenis.TENGAH, 5),
            Kolom("Kinerja (Sasaran)", lebar=28),
            Kolom("Mendukung Sasaran", lebar=23),
            Kolom("Indikator", lebar=26),
            Kolom("Target", Jenis.ANGKA, 8),
            Kolom("Satuan", Jenis.TENGAH, 10),
        ),
        tuple(isi),
        lanskap=True,
    )
