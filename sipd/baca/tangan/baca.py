"""The way through a table kept by hand, row by row."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from buku_kerja.teks import fold
from sipd.baca.berkas import Isi
from sipd.baca.hasil import Bacaan, Bentuk, BerkasDitolak, EmpatPersen
from sipd.baca.judul import Kepala, find_tahun_atas
from sipd.baca.pembaca import Pembaca, Rekaman, find_kata
from sipd.baca.sel import UANG_TERBESAR, SelError, is_angka_saja, is_tiada, read_persen, read_uang
from sipd.baca.tangan.isi import PAGU, TRIWULAN, Calon, Tempat, list_kolom_uang
from sipd.baca.tangan.jumlah import check_jumlah, drop_kembar, list_terbawah
from sipd.baca.tangan.keluar import to_baris
from sipd.baca.tangan.label import find_gaya, find_skpd_atas, read_label
from sipd.baca.tangan.periksa import check_kembar, check_persen, check_seratus, check_turun
from sipd.baca.tangan.periode import place_periode

DIGIT_UANG = 15
_TURUNAN = re.compile(r"sisa\b|selisih\b|pros?entase\b|persen|rata|%|capaian|tingkat serapan|target\b")


@dataclass
class Susunan:
    """What has been read so far."""

    tempat: Tempat = field(default_factory=Tempat)
    calon: list[Calon] = field(default_factory=list)
    berkode: bool = False  # rows have codes, so that one without is odd


def read_tangan(kepala: Kepala) -> Bacaan:
    """Read a table kept by hand. Raises :class:`BerkasDitolak` where it cannot be told what the amounts are."""
    kepala = place_periode(kepala)
    pembaca = Pembaca(kepala)
    pembaca.gaya = find_gaya(pembaca)
    susunan = Susunan(find_skpd_atas(kepala))
    check_kembar(pembaca)
    for rekaman in pembaca.list_baris():
        _read_baris(pembaca, rekaman, susunan)
    bawah = drop_kembar(pembaca, list_terbawah(susunan.calon))
    if not bawah:
        raise BerkasDitolak(
            f"Tidak ada sub kegiatan yang dikenali di bawah judul kolom (baris {kepala.akhir}). "
            "Perlu kolom kode, atau kolom nama sub kegiatan.",
            tuple(kepala.judul.values()),
        )
    check_jumlah(pembaca, susunan.calon, bawah)
    baris = [to_baris(pembaca, c) for c in bawah]
    angka = [n for c in bawah for k, n in c.uang.items() if n and k not in PAGU]
    pembaca.note_tanpa_kode(baris)
    check_turun(pembaca, baris)
    check_persen(pembaca, bawah)
    check_seratus(pembaca, baris, angka)
    angka = angka or [n for c in bawah for n in c.uang.values() if n]
    return pembaca.finish(Bentuk.TANGAN, baris, angka, find_tahun_atas(kepala))


def _read_baris(pembaca: Pembaca, rekaman: Rekaman, susunan: Susunan) -> None:
    label = read_label(rekaman, susunan.tempat)
    uang, terisi = _read_angka(pembaca, rekaman)
    kata = _find_kata_jumlah(pembaca, rekaman)
    if kata and label.tingkat not in ("subkegiatan", "rekening"):
        label.tingkat, label.uraian = "jumlah", kata
        label.tempat = susunan.tempat
    if not terisi:
        susunan.tempat = label.tempat
        return
    if label.tingkat == "?" and _is_turunan(rekaman):
        return
    if (label.tingkat == "?" or (susunan.berkode and not label.berkode)) and _is_catatan(rekaman, uang):
        return  # a note, a place and date, a signature
    susunan.berkode = susunan.berkode or label.berkode
    susunan.tempat = label.tempat
    _report_galat(rekaman, uang)
    bersih = {k: n if isinstance(n, int) else None for k, n in uang.items()}
    calon = Calon(rekaman.nomor, label.tingkat, label.tempat, bersih, _read_fisik(rekaman))
    calon.rekening, calon.nama_rekening, calon.uraian = label.rekening, label.nama_rekening, label.uraian
    susunan.calon.append(calon)


def _list_letak_uang(pembaca: Pembaca) -> set[int]:
    return {pembaca.kepala.kolom[k][0] for k in list_kolom_uang(pembaca)}


def _is_turunan(rekaman: Rekaman) -> bool:
    """A row below the table that is neither part nor sum: Sisa, Persentase, Rata-rata."""
    return bool(find_kata(rekaman, _list_letak_uang(rekaman.pembaca), lambda t: bool(_TURUNAN.match(fold(t)))))


def _is_catatan(rekaman: Rekaman, uang: dict[str, int | SelError | None]) -> bool:
    """Nothing in the columns of amounts is an amount, nor looks like one that cannot be read."""
    return not any(isinstance(n, int) or (n is not None and _is_mirip_uang(rekaman.mentah(k))) for k, n in uang.items())


def _is_mirip_uang(isi: Isi) -> bool:
    if isinstance(isi, str):  # a NIP is longer
        return "%" not in isi and is_angka_saja(isi) and sum(s.isdigit() for s in isi) <= DIGIT_UANG
    return isi is None or (isinstance(isi, int | float) and abs(isi) < UANG_TERBESAR)


def _report_galat(rekaman: Rekaman, uang: dict[str, int | SelError | None]) -> None:
    for kolom, nilai in uang.items():
        if isinstance(nilai, SelError):
            rekaman.add(kolom, f"{nilai}".rstrip(".") + ".")


def _read_angka(pembaca: Pembaca, rekaman: Rekaman) -> tuple[dict[str, int | SelError | None], bool]:
    """Return the amounts of a row, those that cannot be read as what is wrong with them, and whether there are any."""
    hasil: dict[str, int | SelError | None] = {}
    for kolom in list_kolom_uang(pembaca):
        isi = rekaman.mentah(kolom)
        try:
            hasil[kolom] = read_uang(isi)
        except SelError as galat:
            hasil[kolom] = galat
        if isi is None and rekaman.is_rumus(kolom):
            hasil[kolom] = SelError(
                "berisi rumus yang belum dihitung. Buka berkasnya di Excel, simpan, lalu unggah lagi"
            )
    terisi = any(not is_tiada(rekaman.mentah(k)) or isinstance(hasil[k], SelError) for k in hasil)
    return hasil, terisi or any(not is_tiada(rekaman.mentah(f"fisik{t}")) for t in TRIWULAN)


def _read_fisik(rekaman: Rekaman) -> EmpatPersen:
    nilai: list[Decimal | None] = []
    for t in TRIWULAN:
        try:
            nilai.append(read_persen(rekaman.mentah(f"fisik{t}")))
        except SelError as galat:
            rekaman.pembaca.add(rekaman.nomor, f"fisik{t}", f"Sel {galat}; fisiknya tidak dibaca.")
            nilai.append(None)
    return (nilai[0], nilai[1], nilai[2], nilai[3])


def _find_kata_jumlah(pembaca: Pembaca, rekaman: Rekaman) -> str:
    return find_kata(rekaman, _list_letak_uang(pembaca))
