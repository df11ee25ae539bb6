"""How an indicator is measured: its kind and what the kind's rule needs, which entries fit it, and its capaian."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kinerja.angka import (
    BELUM_DIISI,
    TARGET_BELUM_DIISI,
    AngkaError,
    Nilai,
    Takterdefinisi,
    format_angka,
    format_isian,
    parse_angka,
)
from kinerja.capaian import (
    Arah,
    AturanTurun,
    JenisIndikator,
    calculate_capaian,
    capaian_predikat,
    capaian_rentang,
    capaian_ya_tidak,
)
from kinerja.predikat import Skala, find_kelas
from kinerja.triwulan import Akumulasi, accumulate

YA, TIDAK = "Ya", "Tidak"
SKALA_BELUM_DIPILIH = Takterdefinisi("skala predikat belum dipilih")

# What clerks write for yes and no: that a document is there, that a state is reached.
_YA = {"ya", "y", "ada", "sudah", "tersedia", "tercapai", "terpenuhi"}
_TIDAK = {"tidak", "t", "belum"} | {f"{x} {y}" for x in ("tidak", "belum") for y in _YA - {"ya", "y", "sudah"}}

_BILANGAN = r"(-?[0-9][0-9.,]*)\s*%?"
_BAND = re.compile(rf"{_BILANGAN}\s*(?:[-–—]|s\.?\s?d\.?|sampai(?: dengan)?)\s*{_BILANGAN}", re.IGNORECASE)


@dataclass(frozen=True)
class Sasar:
    """A target, or what was reached: a figure, words where there is none ("BB", "90–110"), or both: "60 (CC)"."""

    nilai: Decimal | None
    teks: str = ""


class KataError(ValueError):
    """The words are none that the kind of the indicator knows; the message is a sentence for who typed them."""


@dataclass(frozen=True)
class Ukuran:
    """The kind of an indicator with what its rule needs; ``bawah`` and ``atas`` belong to rentang, ``skala`` to predikat."""

    jenis: JenisIndikator = JenisIndikator.ANGKA
    arah: Arah = Arah.NAIK
    bawah: Decimal | None = None
    atas: Decimal | None = None
    skala: Skala | None = None

    @property
    def berkata(self) -> bool:
        """Whether what is reached is said in words: a class, yes or no."""
        return self.jenis in (JenisIndikator.PREDIKAT, JenisIndikator.YA_TIDAK)

    @property
    def pilihan(self) -> tuple[str, ...]:
        """The words there are to choose from, best first; () where figures are typed."""
        if self.jenis is JenisIndikator.YA_TIDAK:
            return YA, TIDAK
        if self.jenis is JenisIndikator.PREDIKAT and self.skala:
            return tuple(k.sebutan for k in self.skala.menurun)
        return ()

    @property
    def petunjuk(self) -> str:
        """The kind and what is typed for it, to stand beside an input; "" for a plain figure."""
        if self.jenis is JenisIndikator.RENTANG:
            return f"Rentang {self.target_bawaan.teks}" if self.target_bawaan else "Rentang"
        if self.jenis is JenisIndikator.YA_TIDAK:
            return f"Ya/tidak: {YA} atau {TIDAK}"
        if self.jenis is JenisIndikator.PREDIKAT:
            return f"Predikat: {', '.join(self.pilihan) or 'skalanya belum dipilih'}"
        return ""

    @property
    def target_bawaan(self) -> Sasar | None:
        """What counts where a year has no target of its own: of a rentang its band."""
        if self.jenis is not JenisIndikator.RENTANG or self.bawah is None or self.atas is None:
            return None
        return Sasar(None, format_band(self.bawah, self.atas))

    @property
    def keterangan(self) -> str:
        """The kind and its rule in a sentence, to stand beside the indicator; "" for a plain figure."""
        if self.jenis is JenisIndikator.RENTANG:
            return f"{self.petunjuk}; capaian 100 % di dalam rentang, di luarnya berkurang menurut jarak ke batas terdekat."
        if self.jenis is JenisIndikator.YA_TIDAK:
            return "Ya/tidak; capaian 100 % bila sesuai target, selain itu 0 %."
        if self.jenis is JenisIndikator.PREDIKAT:
            skala = f" pada skala {self.skala.nama}" if self.skala else ""
            return (
                f"Predikat{skala}; capaian 100 % bila mencapai kelas target atau lebih baik, di bawahnya batas bawah kelas "
                "yang diraih ÷ batas bawah kelas target × 100 %."
            )
        return ""

    # ---- entries

    def read_target(self, isi: Sasar) -> Sasar:
        """Return a target as it is stored: its words in one spelling. Raise KataError where it does not fit the kind."""
        if self.jenis is JenisIndikator.ANGKA:
            return isi
        return Sasar(None, self.read_kata(isi.teks if isi.nilai is None else write_sasar(isi)))

    def read_realisasi(self, isi: Sasar) -> Sasar:
        """Return what was reached as it is stored; of a rentang that is a figure, else as a target is written."""
        return self.read_target(isi) if self.berkata else isi

    def read_kata(self, teks: str) -> str:
        """Return words of this kind (not angka) in their one spelling: "BB", "Ya", "90–110"."""
        rapi = " ".join(teks.split())
        if self.jenis is JenisIndikator.RENTANG:
            return format_band(*read_band(rapi))
        if self.jenis is JenisIndikator.YA_TIDAK:
            return YA if _read_ya_tidak(rapi) else TIDAK
        if self.skala is None:
            raise KataError(
                "Skala predikat belum dipilih. Pilih skalanya di indikator, atau skala AKIP di Aturan kabupaten."
            )
        kelas = find_kelas(self.skala, rapi)
        if kelas is None:
            daftar = ", ".join(self.pilihan)
            raise KataError(f"“{rapi}” bukan kelas skala {self.skala.nama}. Isi salah satu: {daftar}.")
        return kelas.sebutan

    # ---- figures

    def is_terukur(self, isi: Sasar | None) -> bool:
        """Tell whether there is something the rule can compare: words for a kind in words, else a figure."""
        return isi is not None and (bool(isi.teks) if self.berkata else isi.nilai is not None)

    def is_bertarget(self, isi: Sasar | None) -> bool:
        """Tell whether a target says what the rule compares with: a figure, for every other kind words."""
        berangka = self.jenis is JenisIndikator.ANGKA
        return isi is not None and (isi.nilai is not None if berangka else bool(isi.teks))

    def capaian(
        self, target: Sasar | None, realisasi: Sasar | None, aturan_turun: AturanTurun = AturanTurun.SELISIH
    ) -> Nilai:
        """Return the capaian in per cent, unrounded, by the rule of the kind (:mod:`kinerja.capaian`).

        A rentang is measured against the band that the target writes, else against the indicator's own.
        """
        nilai = realisasi.nilai if realisasi else None
        if self.jenis is JenisIndikator.ANGKA:
            return calculate_capaian(target.nilai if target else None, nilai, self.arah, aturan_turun)
        if self.jenis is JenisIndikator.RENTANG:
            return capaian_rentang(*self._band(target), nilai)
        kata = (target.teks if target else "", realisasi.teks if realisasi else "")
        if self.jenis is JenisIndikator.YA_TIDAK:
            return _capaian_ya_tidak(*kata)
        return capaian_predikat(*kata, self.skala) if self.skala else SKALA_BELUM_DIPILIH

    def _band(self, target: Sasar | None) -> tuple[Decimal | None, Decimal | None]:
        try:
            return read_band(target.teks if target else "")
        except KataError:
            return self.bawah, self.atas

    def accumulate(self, isian: Sequence[Sasar | None], cara: Akumulasi) -> Sasar | Takterdefinisi:
        """Return what the quarters given amount to: figures by their rule, words as they were said last."""
        if self.berkata:
            kata = [s for s in isian if s is not None and s.teks]
            return kata[-1] if kata else BELUM_DIISI
        hasil = accumulate([s.nilai if s is not None else None for s in isian], cara)
        return hasil if isinstance(hasil, Takterdefinisi) else Sasar(hasil)

    def is_beda(self, satu: Sasar, lain: Sasar) -> bool:
        """Tell whether two targets differ. A figure decides where both have one: "60 (CC)" and 60 are one target."""
        if satu.nilai is not None and lain.nilai is not None:
            return satu.nilai != lain.nilai
        return write_sasar(satu).casefold() != write_sasar(lain).casefold()

    def compare_kata(self, kini: str, lalu: str) -> str:
        """Return how words moved against a year before: "tetap", on a scale "naik" or "turun", else "berubah"."""
        if not self.is_beda(Sasar(None, kini), Sasar(None, lalu)):
            return "tetap"
        baru, lama = (find_kelas(self.skala, x) if self.skala else None for x in (kini, lalu))
        if self.skala is None or baru is None or lama is None:
            return "berubah"
        urut = self.skala.menurun
        return "naik" if urut.index(baru) < urut.index(lama) else "turun"


def _capaian_ya_tidak(target: str, realisasi: str) -> Nilai:
    if not target:
        return TARGET_BELUM_DIISI
    try:
        return capaian_ya_tidak(_read_ya_tidak(target), _read_ya_tidak(realisasi) if realisasi else None)
    except KataError:
        return Takterdefinisi("target atau realisasinya bukan Ya atau Tidak")


def _read_ya_tidak(teks: str) -> bool:
    kata = " ".join(teks.casefold().split()).rstrip(".")
    if kata not in _YA | _TIDAK:
        raise KataError(f"Isi {YA} atau {TIDAK}, bukan “{teks}”.")
    return kata in _YA


def read_band(teks: str) -> tuple[Decimal, Decimal]:
    """Read "90–110", "90 - 110 %", "90 s.d. 110"; raise KataError where it is no band."""
    cocok = _BAND.fullmatch(teks.strip())
    try:
        bawah, atas = (parse_angka(x, jenis="angka") for x in cocok.groups()) if cocok else (None, None)
    except AngkaError as galat:
        raise KataError(str(galat)) from galat
    if bawah is None or atas is None:
        raise KataError(f"“{teks}” bukan rentang. Ketik batas bawah dan batas atasnya, misalnya 90–110.")
    if bawah > atas:
        raise KataError(f"Batas atas tidak boleh di bawah batas bawah: “{teks}”.")
    return bawah, atas


def format_band(bawah: Decimal, atas: Decimal) -> str:
    """Write a band so that :func:`read_band` reads the same from it: "90–110", "1250–1500"."""
    return f"{format_isian(bawah)}–{format_isian(atas)}"


def write_sasar(isi: Sasar) -> str:
    """Write a target or realisasi to be read: "1.250", "Baik", "60 (CC)"."""
    if isi.nilai is None:
        return isi.teks
    angka = format_angka(isi.nilai)
    return f"{angka} ({isi.teks})" if isi.teks else angka
