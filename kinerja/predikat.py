"""Scales: a figure becomes a word. A scale is data, a named list of lower bounds with its regulation beside it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from kinerja.angka import Nilai, Takterdefinisi, format_angka, round_half_up


@dataclass(frozen=True)
class Kelas:
    """One class: all above `bawah` (`eksklusif`, ">") or from `bawah` on (">="), up to the next class.

    `bawah` None: all that is left below the other classes.
    """

    predikat: str
    bawah: Decimal | None
    eksklusif: bool = True
    huruf: str = ""

    @property
    def sebutan(self) -> str:
        """What the class is called where there is room for one word: its letter, else its predicate."""
        return self.huruf or self.predikat

    def admits(self, nilai: Decimal) -> bool:
        """Tell whether the figure reaches this class; the highest class that admits it is its class."""
        if self.bawah is None:
            return True
        return nilai > self.bawah if self.eksklusif else nilai >= self.bawah


@dataclass(frozen=True)
class Skala:
    """A named scale; its classes may be given in any order."""

    nama: str
    dasar_hukum: str
    kelas: tuple[Kelas, ...]

    @property
    def menurun(self) -> tuple[Kelas, ...]:
        """The classes from the best to the worst."""
        return tuple(sorted(self.kelas, key=lambda k: (k.bawah is not None, k.bawah or 0, k.eksklusif), reverse=True))


def classify(skala: Skala, nilai: Nilai) -> Kelas | None:
    """Return the class of the *published* (2-decimal) figure: 90,004 is 90,00 and not above 90. Undefined: None."""
    if isinstance(nilai, Takterdefinisi):
        return None
    cetak = round_half_up(nilai)
    return next((kelas for kelas in skala.menurun if kelas.admits(cetak)), None)


def find_kelas(skala: Skala, nama: str) -> Kelas | None:
    """Return a class by its letter or its predicate, without regard to case."""
    cari = " ".join(nama.split()).casefold()
    return (
        next((k for k in skala.menurun if cari in (k.huruf.casefold(), k.predikat.casefold())), None) if cari else None
    )


def check_skala(skala: Skala) -> list[str]:
    """Name what is wrong with a scale, in sentences for who edits it; an empty list means each figure has one class."""
    return [*_check_bawah(skala), *_check_ganda(skala), *_check_nama(skala)]


def _check_bawah(skala: Skala) -> list[str]:
    sisa = sum(k.bawah is None for k in skala.kelas)
    if sisa == 1:
        return []
    if sisa:
        return [f"Bertumpuk: {sisa} kelas tanpa batas bawah; hanya kelas terendah yang boleh dikosongkan."]
    return ["Celah: nilai di bawah batas terendah tidak mendapat kelas; kosongkan batas bawah kelas terendah."]


def _check_ganda(skala: Skala) -> list[str]:
    batas = [k.bawah for k in skala.kelas if k.bawah is not None]
    galat = [f"Bertumpuk: batas {format_angka(b)} dipakai {n} kelas." for b, n in Counter(batas).items() if n > 1]
    # Classes look at 2-decimal figures; a finer bound would show a class that starts where no figure can be.
    galat += [f"Batas {format_angka(b)} lebih dari dua desimal." for b in batas if b != round_half_up(b)]
    return galat


def _check_nama(skala: Skala) -> list[str]:
    galat = ["Ada kelas tanpa predikat."] if any(not k.predikat.strip() for k in skala.kelas) else []
    galat += [f"Predikat “{nama}” dipakai lebih dari sekali." for nama in _repeated(k.predikat for k in skala.kelas)]
    galat += [f"Huruf “{nama}” dipakai lebih dari sekali." for nama in _repeated(k.huruf for k in skala.kelas)]
    return galat


def _repeated(nama: Iterable[str]) -> list[str]:
    return [n for n, banyak in Counter(n.strip().casefold() for n in nama).items() if n and banyak > 1]


def print_batas(skala: Skala, kelas: Kelas) -> str:
    """Write the bounds of a class for the table of the scale: "> 90", "> 75 s.d. 90", "76,61 s.d. < 88,31", "≤ 50"."""
    menurun = skala.menurun
    letak = menurun.index(kelas)
    atas = menurun[letak - 1] if letak else None
    sampai = "" if atas is None or atas.bawah is None else ("" if atas.eksklusif else "< ") + format_angka(atas.bawah)
    if kelas.bawah is None:
        return "semua nilai" if atas is None else sampai if sampai.startswith("<") else f"≤ {sampai}"
    mulai = (">" if kelas.eksklusif else "≥") + f" {format_angka(kelas.bawah)}"
    return f"{mulai} s.d. {sampai}" if sampai else mulai


def _build(nama: str, dasar_hukum: str, eksklusif: bool, *kelas: tuple[str, str | None, str]) -> Skala:
    return Skala(
        nama,
        dasar_hukum,
        tuple(
            Kelas(predikat, None if bawah is None else Decimal(bawah), eksklusif, huruf)
            for predikat, bawah, huruf in kelas
        ),
    )


SKALA_86_2017 = _build(
    "Permendagri 86/2017",
    "Peraturan Menteri Dalam Negeri Nomor 86 Tahun 2017",
    True,
    ("Sangat Tinggi", "90", ""),
    ("Tinggi", "75", ""),
    ("Sedang", "65", ""),
    ("Rendah", "50", ""),
    ("Sangat Rendah", None, ""),
)

# As the Pelaihari report prints it (Tabel 13); there "kurang dari 50" leaves 50 itself without a class (PLH-141).
SKALA_TANAH_LAUT = _build(
    "Permenpan RB 12/2015 (Tanah Laut)",
    "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 12 Tahun 2015",
    True,
    ("Sangat Memuaskan", "90", ""),
    ("Memuaskan", "80", ""),
    ("Sangat Baik", "70", ""),
    ("Baik", "60", ""),
    ("Cukup", "50", ""),
    ("Kurang", None, ""),
)

SKALA_88_2021 = _build(
    "Permenpan RB 88/2021 (AKIP)",
    "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 88 Tahun 2021",
    True,
    ("Sangat Memuaskan", "90", "AA"),
    ("Memuaskan", "80", "A"),
    ("Sangat Baik", "70", "BB"),
    ("Baik", "60", "B"),
    ("Cukup", "50", "CC"),
    ("Kurang", "30", "C"),
    ("Sangat Kurang", None, "D"),
)

# The regulation starts class D at 25, the least an IKM can be; left open here so that no figure is without a class.
SKALA_SKM_14_2017 = _build(
    "SKM 14/2017",
    "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 14 Tahun 2017",
    False,
    ("Sangat Baik", "88.31", "A"),
    ("Baik", "76.61", "B"),
    ("Kurang Baik", "65", "C"),
    ("Tidak Baik", None, "D"),
)

SKALA_BAWAAN = [SKALA_86_2017, SKALA_TANAH_LAUT, SKALA_88_2021, SKALA_SKM_14_2017]
