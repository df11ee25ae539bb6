"""What is wrong, or only odd, in what was typed for one sub kegiatan and quarter. Sentences for the person who typed.

*Galat*: cannot be so; nothing is stored until it is corrected or explained. *Peringatan*: may be so; stored and said.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kinerja.angka import SERATUS, Nilai, format_angka, format_rupiah, is_nilai
from kinerja.capaian import Arah
from kinerja.triwulan import sum_sd

NAMA = ("", "I", "II", "III", "IV")


@dataclass(frozen=True)
class Temuan:
    """A sentence and the field it belongs to."""

    bidang: str
    pesan: str


@dataclass(frozen=True)
class IsianKeluaran:
    """One output: its field, K typed for the quarter, K up to the quarter and the target of the year."""

    bidang: str
    isian: Decimal | None
    sd: Nilai
    target: Decimal | None
    arah: Arah = Arah.NAIK


@dataclass(frozen=True)
class IsianSub:
    """A sub kegiatan as it would stand: rupiah of each quarter by itself, per cent up to each quarter."""

    triwulan: int
    pagu: int
    keuangan: Sequence[int | None]
    fisik: Sequence[Decimal | None]
    kas_sd: int | None = None
    keluaran: Sequence[IsianKeluaran] = ()
    hambatan: str = ""
    catatan_lampau: str = ""

    @property
    def uang(self) -> int | None:
        return self.keuangan[self.triwulan - 1]

    @property
    def maju(self) -> Decimal | None:
        return self.fisik[self.triwulan - 1]

    @property
    def uang_sd(self) -> int | None:
        return sum_sd(self.keuangan[: self.triwulan])[0]

    @property
    def uang_setahun(self) -> int:
        return sum_sd(self.keuangan)[0] or 0

    @property
    def sebelum(self) -> tuple[int, Decimal] | None:
        """The last quarter before this one that has a fisik, and that fisik."""
        ada = [(t, f) for t, f in enumerate(self.fisik[: self.triwulan - 1], start=1) if f is not None]
        return ada[-1] if ada else None


def find_galat(isi: IsianSub) -> list[Temuan]:
    return [*_galat_uang(isi), *_galat_fisik(isi), *_galat_keluaran(isi)]


def find_peringatan(isi: IsianSub) -> list[Temuan]:
    return [*_ingat_uang(isi), *_ingat_fisik(isi), *_ingat_keluaran(isi)]


def _galat_uang(isi: IsianSub) -> Iterator[Temuan]:
    """Money: a negative quarter only as an explained return, the sum never negative, above the pagu only with a note."""
    if isi.uang is not None and isi.uang < 0:
        if not isi.hambatan.strip():
            yield Temuan(
                "keuangan",
                "Realisasi negatif hanya untuk pengembalian belanja (setoran) yang melebihi belanja triwulan ini. "
                "Betulkan angkanya, atau tulis alasannya di kolom Hambatan.",
            )
        elif (isi.uang_sd or 0) < 0:
            yield Temuan(
                "keuangan",
                f"Jumlah sejak Januari menjadi negatif (Rp {format_rupiah(isi.uang_sd or 0)}): pengembalian tidak mungkin "
                "lebih besar dari yang sudah dibelanjakan.",
            )
    lebih = isi.uang_setahun - isi.pagu
    if isi.uang is not None and lebih > 0 and not isi.catatan_lampau.strip():
        yield Temuan(
            "catatan_lampau",
            f"Jumlah realisasi setahun Rp {format_rupiah(isi.uang_setahun)} melampaui pagu Rp {format_rupiah(isi.pagu)} "
            f"sebesar Rp {format_rupiah(lebih)}. Betulkan angkanya, atau tulis sebabnya di sini.",
        )


def _galat_fisik(isi: IsianSub) -> Iterator[Temuan]:
    if isi.maju is not None and not 0 <= isi.maju <= SERATUS:
        yield Temuan("fisik", "Fisik dihitung sejak Januari dan antara 0 dan 100 persen.")


def _galat_keluaran(isi: IsianSub) -> Iterator[Temuan]:
    for k in isi.keluaran:
        if k.isian is not None and k.isian < 0:
            yield Temuan(k.bidang, "Keluaran tidak bisa negatif. Ketik 0 bila belum ada.")


def _ingat_uang(isi: IsianSub) -> Iterator[Temuan]:
    sd = isi.uang_sd
    if isi.uang is not None and sd is not None and isi.kas_sd is not None and sd > isi.kas_sd:
        yield Temuan(
            "keuangan",
            f"realisasi s.d. triwulan ini Rp {format_rupiah(sd)} melebihi anggaran kas Rp {format_rupiah(isi.kas_sd)}.",
        )


def _ingat_fisik(isi: IsianSub) -> Iterator[Temuan]:
    if isi.maju is None:
        return
    sebelum = isi.sebelum
    if isi.maju == SERATUS and isi.uang_sd in (None, 0):
        yield Temuan("fisik", "fisik 100 %, tetapi sejak Januari belum ada realisasi keuangan.")
    if sebelum and isi.maju < sebelum[1]:
        yield Temuan(
            "fisik",
            f"lebih rendah dari triwulan {NAMA[sebelum[0]]} ({format_angka(sebelum[1])} %). Fisik dihitung sejak "
            "Januari, jadi biasanya tidak turun.",
        )
    elif (isi.uang or 0) > 0 and isi.maju < SERATUS and isi.maju == (sebelum[1] if sebelum else 0):
        yield Temuan("fisik", f"ada uang yang dibelanjakan, tetapi fisik masih {format_angka(isi.maju)} %.")


def _ingat_keluaran(isi: IsianSub) -> Iterator[Temuan]:
    for k in isi.keluaran:
        if k.isian is None or k.target is None or k.arah is Arah.TURUN or not is_nilai(k.sd):
            continue
        if k.sd > k.target:
            yield Temuan(
                k.bidang,
                f"keluaran s.d. triwulan ini {format_angka(k.sd, None if k.sd == k.sd.to_integral_value() else 2)} "
                f"melebihi target setahun {format_angka(k.target)}.",
            )
