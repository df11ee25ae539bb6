"""The outline of a report as a list of what is to be written: state of each section, and one section by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import NoReverseMatch, reverse

from lakip.angka_hidup import DaftarAngka
from lakip.data import DataLkj
from lakip.dokumen import Bab, Blok, Dokumen, nomori, walk_bab
from lakip.models import Laporan, VersiNarasi
from lakip.narasi import to_teks
from lakip.penulisan import nama_orang
from lakip.pustaka import Isi, get_bagian

# Where what a section lacks is entered: the page, by the section's key; a table of the supporting data, by its own.
TEMPAT = {
    "lihat_renstra": (
        "visi", "misi", "visi-misi", "tujuan-sasaran", "iku", "cascading", "pohon-kinerja", "lampiran-iku", "keselarasan",
        "analisis-sasaran", "capaian-perjanjian", "capaian-pejabat", "kinerja-unit", "ringkasan-eksekutif", "simpulan",
        "strategi-peningkatan",
    ),
    "lihat_anggaran": ("anggaran-sasaran", "realisasi-sasaran", "dukungan-sumber-daya", "efisiensi", "capaian-program"),
    "lihat_triwulan": ("realisasi-anggaran", "kemajuan-triwulan", "monev-renja"),
    "list_perjanjian": ("perjanjian-camat", "perjanjian-pejabat", "lampiran-perjanjian"),
    "tulis_lkj": ("lampiran-foto",),
}  # fmt: skip
HALAMAN = {kunci: nama for nama, semua in TEMPAT.items() for kunci in semua}
TABEL = {
    "dasar-hukum": "dasar-hukum", "wilayah": "wilayah", "tugas-fungsi": "unit", "struktur-organisasi": "jabatan",
    "pengesahan": "pejabat", "kepegawaian": "pegawai", "sarana-prasarana": "sarana", "isu-strategis": "isu-strategis",
    "produk-layanan": "layanan", "strategi-kebijakan": "strategi", "tindak-lanjut-evaluasi": "rekomendasi",
    "realisasi-belanja": "belanja", "jenis-belanja": "jenis-belanja", "pendapatan": "pendapatan",
    "perbandingan-anggaran": "riwayat-anggaran", "ikm": "survei", "akip": "lke", "lampiran-lke": "lke",
}  # fmt: skip


@dataclass(frozen=True)
class BarisKerangka:
    """A section in the list. ``kurang``: what to enter, ``tautan``: where; ``hitungan``: made by the section above it."""

    kunci: str
    judul: str
    nomor: str
    tingkat: int
    ada: bool
    kurang: str = ""
    tautan: str = ""
    narasi: bool = False
    foto: int = 0
    oleh: str = ""
    waktu: datetime | None = None
    hitungan: bool = False
    keberatan: tuple[str, ...] = ()  # references to figures that do not exist


def list_kerangka(data: DataLkj, dokumen: Dokumen) -> list[BarisKerangka]:
    """Return the sections in the order of the outline, computed subsections below theirs. One query."""
    assert data.laporan
    terakhir = _list_terakhir(data.laporan)
    angka = DaftarAngka(data)
    lengkap = {k.kunci: k for k in dokumen.kelengkapan}
    bab = {b.kunci: b for _, b in walk_bab(nomori(dokumen))}
    pokok = {b.kunci for b in data.susunan}
    foto = Counter({kunci: len(isi) for kunci, isi in data.foto.items()})

    def baris(kunci: str, judul: str, tingkat: int, *, hitungan: bool = False) -> BarisKerangka:
        ada, k = bab.get(kunci), lengkap.get(kunci)
        teks = [isi for (bagian, _), isi in data.narasi.items() if bagian == kunci]
        oleh, waktu = terakhir.get(kunci, ("", None))
        return BarisKerangka(
            kunci, judul, ada.nomor if ada else "", tingkat, ada is not None and (k is None or k.ada),
            kurang=k.kurang if k else "",
            tautan=_link(data, kunci) if k and k.kurang else "",
            narasi=any(teks), foto=foto[kunci], oleh=oleh, waktu=waktu, hitungan=hitungan,
            keberatan=tuple(x for isi in teks for x in angka.list_keberatan(isi)),
        )  # fmt: skip

    hasil = []
    for b in data.susunan:
        hasil.append(baris(b.kunci, b.judul, b.tingkat))
        for tingkat, anak in _walk_hitungan(bab.get(b.kunci), pokok, b.tingkat + 1):
            hasil.append(baris(anak.kunci, anak.judul, tingkat, hitungan=True))
    return hasil


def _walk_hitungan(bab: Bab | None, pokok: set[str], tingkat: int) -> Iterator[tuple[int, Bab]]:
    for anak in bab.anak if bab else ():
        if anak.kunci not in pokok:
            yield tingkat, anak
            yield from _walk_hitungan(anak, pokok, tingkat + 1)


def _link(data: DataLkj, kunci: str) -> str:
    tahun = [data.instansi.slug, data.tahun]
    tujuan = ("isi_tabel", [*tahun, TABEL[kunci]]) if kunci in TABEL else (HALAMAN.get(kunci, "list_isian"), tahun)
    try:
        return reverse(tujuan[0], args=tujuan[1])
    except NoReverseMatch:  # a page that this installation does not have
        return ""


def _list_terakhir(laporan: Laporan) -> dict[str, tuple[str, datetime]]:
    """Who wrote last in each section, and when."""
    hasil: dict[str, tuple[str, datetime]] = {}
    for v in VersiNarasi.objects.filter(laporan=laporan).select_related("oleh").defer("teks"):
        hasil.setdefault(v.bagian, (nama_orang(v.oleh), v.waktu))
    return hasil


def find_bab(dokumen: Dokumen, kunci: str) -> Bab | None:
    return next((b for _, b in walk_bab(dokumen) if b.kunci == kunci), None)


def cut_bagian(dokumen: Dokumen, kunci: str) -> Dokumen | None:
    """Return a document of this section alone, without what is below it; None where it has nothing to print.

    Its own number and those of its tables are counted anew.
    """
    bab = find_bab(dokumen, kunci)
    if bab is None:
        return None
    isi = (replace(bab, anak=(), bernomor=False),)
    return replace(dokumen, sampul=None, depan=(), bab=isi, lampiran=(), catatan=(), berdaftar=False)


def build_draf(data: DataLkj, kunci: str) -> str:
    """Return the automatic sentences of a section as a text to go on writing from; "" where it has none."""
    blok = _list_otomatis(data, kunci)
    return to_teks(blok, DaftarAngka(data).build_pembalik()) if blok else ""


def _list_otomatis(data: DataLkj, kunci: str) -> tuple[Blok, ...]:
    """The blocks a section of the library makes; of a computed subsection (``induk--anak``) those of its own."""
    if "--" in kunci:
        hitungan = _find_hitungan(data, kunci)
        return hitungan.isi if hitungan else ()
    fungsi = get_bagian(kunci)
    hasil = fungsi(data) if fungsi else None
    return hasil.blok if isinstance(hasil, Isi) else ()


def _find_hitungan(data: DataLkj, kunci: str) -> Bab | None:
    fungsi = get_bagian(kunci.split("--")[0])
    hasil = fungsi(data) if fungsi else None
    tumpukan = list(hasil.anak) if isinstance(hasil, Isi) else []
    while tumpukan:
        bab = tumpukan.pop()
        if bab.kunci == kunci:
            return bab
        tumpukan += bab.anak
    return None


def find_judul(data: DataLkj, kunci: str) -> str | None:
    """Return the heading of a section one may write in: of the outline, or computed below one of its lines; else None."""
    pokok = {b.kunci: b.judul for b in data.susunan}
    if kunci in pokok:
        return pokok[kunci]
    if kunci.split("--")[0] not in pokok:
        return None
    hitungan = _find_hitungan(data, kunci)
    return hitungan.judul if hitungan else None
