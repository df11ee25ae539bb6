"""What all readers do: take a cell by our column, note what cannot be read, say how the file was understood."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeAlias, TypeVar

from buku_kerja.teks import fold
from kinerja.angka import format_rupiah
from sipd.baca.berkas import Isi, Lembar
from sipd.baca.hasil import Bacaan, Baris, Bentuk, JumlahBerkas, Temuan
from sipd.baca.judul import Kepala
from sipd.baca.sel import SelError, is_tiada, read_tanggal, read_teks, read_uang, split_kode_nama

TEMUAN_TERBANYAK = 200  # a broken column needs no ten thousand sentences
SERATUS_PALING_SEDIKIT = 5

_JUMLAH = re.compile(r"(?:sub\s*[- ]?\s*|grand\s*)?(?:jumlah|total)\b|jml\b|sub\s*total|grand\s*total")
_LABEL = ("kode", "nama", "uraian")

TingkatNama: TypeAlias = Literal["program", "kegiatan", "subkegiatan"]
T = TypeVar("T")


@dataclass
class Pembaca:
    """The rows below a heading, and what was found odd in them."""

    kepala: Kepala
    temuan: list[Temuan] = field(default_factory=list)
    jumlah: list[JumlahBerkas] = field(default_factory=list)
    tak_disebut: int = 0
    gaya: dict[str, TingkatNama] = field(default_factory=dict)  # of rows without codes: how each level is numbered
    ruas: dict[str, list[str]] = field(default_factory=dict)  # the parts of the last code that stands in several cells

    @property
    def lembar(self) -> Lembar:
        return self.kepala.lembar

    def has(self, *kolom: str) -> bool:
        return any(k in self.kepala.kolom for k in kolom)

    def sel(self, nomor: int, kolom: int) -> Isi:
        """A cell by its place, 1-based."""
        isi = self._per_nomor.get(nomor, ())
        return isi[kolom - 1] if kolom <= len(isi) else None

    @cached_property
    def _per_nomor(self) -> dict[int, tuple[Isi, ...]]:
        return dict(self.lembar.baris)

    def list_baris(self) -> Iterator[Rekaman]:
        """Yield the rows below the heading, without one that numbers the columns."""
        pertama = True
        for n, isi in self.lembar.baris:
            if n <= self.kepala.akhir:
                continue
            if pertama and is_penomor(isi):
                pertama = False
                continue
            pertama = False
            yield Rekaman(self, n, isi)

    def add(self, nomor: int | None, kolom: str, pesan: str, *, menolak: bool = False) -> None:
        """Note a finding; ``kolom`` is ours, what is kept is the heading as written."""
        if len(self.temuan) < TEMUAN_TERBANYAK:
            self.temuan.append(Temuan(nomor, self.kepala.tajuk(kolom), pesan, menolak))
        else:
            self.tak_disebut += 1
            if menolak and not any(t.menolak for t in self.temuan):
                self.temuan[-1] = Temuan(nomor, self.kepala.tajuk(kolom), pesan, True)

    def add_jumlah(self, nomor: int, uraian: str, kolom: str, tertulis: int, hitungan: int) -> None:
        """Keep a printed sum; one that does not fit its parts refuses the file."""
        satu = JumlahBerkas(nomor, uraian, self.kepala.tajuk(kolom), tertulis, hitungan)
        self.jumlah.append(satu)
        if not satu.cocok:
            self.add(
                nomor,
                kolom,
                f"{uraian} tertulis {rupiah(tertulis)}, sedangkan jumlah bagiannya {rupiah(hitungan)}.",
                menolak=True,
            )

    def note_tanpa_kode(self, baris: list[Baris]) -> None:
        tanpa = [b for b in baris if not b.kode_sub]
        if tanpa:
            pesan = f"{len(tanpa)} baris tidak berkode sub kegiatan; dicocokkan menurut namanya."
            self.add(tanpa[0].nomor, "nama_sub", pesan)

    def finish(self, bentuk: Bentuk, baris: list[Baris], angka: list[int], tahun: int | None) -> Bacaan:
        if self.tak_disebut:
            self.temuan.append(Temuan(None, "", f"Ada {self.tak_disebut} catatan lain yang sejenis.", False))
        kepala = self.kepala
        tajuk = {kolom: kepala.tajuk(kolom) for kolom in kepala.kolom}
        kunci = {fold(kepala.judul[k]): kolom for kolom, daftar in kepala.kolom.items() for k in daftar}
        terisi = [a for a in angka if a]
        seratus = len(terisi) >= SERATUS_PALING_SEDIKIT and all(a % 100 == 0 for a in terisi)
        judul = tuple(kepala.judul.values())
        return Bacaan(
            bentuk,
            self.lembar.nama,
            tajuk,
            judul,
            tuple(baris),
            tuple(self.temuan),
            tuple(self.jumlah),
            tahun,
            seratus,
            kunci,
        )


@dataclass
class Rekaman:
    """One row of the sheet, by our columns."""

    pembaca: Pembaca
    nomor: int
    isi: tuple[Isi, ...]

    def mentah(self, kolom: str, ke: int = 0) -> Isi:
        """The cell as it is, None for a column that is not there."""
        daftar = self.pembaca.kepala.kolom.get(kolom)
        if daftar is None or ke >= len(daftar):
            return None
        return self.isi[daftar[ke]] if daftar[ke] < len(self.isi) else None

    def label(self, kolom: str) -> Isi:
        """The cell, or what is merged over it; never of an amount, which would then count twice."""
        daftar = self.pembaca.kepala.kolom.get(kolom)
        isi = self.mentah(kolom)
        if isi is not None or daftar is None:
            return isi
        asal = self.pembaca.lembar.gabung.get((self.nomor, daftar[0] + 1))
        return self.pembaca.sel(*asal) if asal and asal[0] > self.pembaca.kepala.akhir else None

    def teks(self, kolom: str) -> str:
        return read_teks(self.label(kolom))

    def is_uang(self, kolom: str) -> bool:
        """Whether the cell can be read as rupiah."""
        try:
            return read_uang(self.mentah(kolom)) is not None
        except SelError:
            return False

    def uang(self, kolom: str) -> int | None:
        return self._read(kolom, read_uang)

    def tanggal(self, kolom: str) -> datetime.date | None:
        return self._read(kolom, read_tanggal)

    def tanggal_jelas(self, kolom: str) -> datetime.date | None:
        """The date of a cell that only helps: what cannot be read is left out unsaid."""
        try:
            return read_tanggal(self.mentah(kolom))
        except SelError:
            return None

    def _read(self, kolom: str, baca: Callable[[Isi], T | None]) -> T | None:
        isi = self.mentah(kolom)
        if isi is None and self.is_rumus(kolom):
            self.add(kolom, "berisi rumus yang belum dihitung. Buka berkasnya di Excel, simpan, lalu unggah lagi.")
            return None
        try:
            return baca(isi)
        except SelError as galat:
            self.add(kolom, f"{galat}".rstrip(".") + ".")
            return None

    def is_rumus(self, kolom: str) -> bool:
        daftar = self.pembaca.kepala.kolom.get(kolom, ())
        return bool(daftar) and (self.nomor, daftar[0] + 1) in self.pembaca.lembar.rumus

    def add(self, kolom: str, pesan: str) -> None:
        self.pembaca.add(self.nomor, kolom, f"Sel {pesan}", menolak=True)


def is_penomor(isi: tuple[Isi, ...]) -> bool:
    """A row that numbers the columns: 1 2 3 4, (1) (2), 6 = 4 + 5."""
    teks = [read_teks(s).strip("()") for s in isi if not is_tiada(s)]
    if any(re.search("[A-Za-z]{3}", t) for t in teks):
        return False
    angka = [t for t in teks if t.isdigit() and len(t) <= 2]
    return (
        len(teks) >= 2
        and len(angka) >= max(2, len(teks) * 2 // 3)
        and angka == sorted(angka, key=int)
        and len(set(angka)) > 1
    )


def is_jumlah(teks: str) -> bool:
    """Whether words are those of a sum: Jumlah …, Total …, Sub total …, … Total."""
    rapi = fold(teks)
    return _JUMLAH.match(rapi) is not None or rapi.endswith(" total")  # as Excel's Subtotal writes it


def find_kata(rekaman: Rekaman, angka: set[int], is_kata: Callable[[str], bool] = is_jumlah) -> str:
    """Return the words of a row that calls itself a sum (or whatever ``is_kata`` knows), "" for others.

    Codes and names are asked first; only a row that has neither may say so in a column that we do not know: an
    indicator "Jumlah dokumen" makes no sum. ``angka``: the columns (0-based) of amounts.
    """
    kolom = rekaman.pembaca.kepala.kolom
    label = {k for nama, daftar in kolom.items() if nama.startswith(_LABEL) for k in daftar}
    teks = {
        k: isi for k, isi in enumerate(rekaman.isi) if isinstance(isi, str) and not is_tiada(isi) and k not in angka
    }
    berlabel = any(not is_tiada(isi) for k, isi in enumerate(rekaman.isi) if k in label)
    for k, isi in teks.items():
        if is_kata(split_kode_nama(isi)[1]) and (k in label or not berlabel):
            return read_teks(isi)
    return ""


def most_common_tahun(tahun: list[int]) -> int | None:
    return Counter(tahun).most_common(1)[0][0] if tahun else None


def rupiah(nilai: int) -> str:
    return f"Rp {format_rupiah(nilai)}"
