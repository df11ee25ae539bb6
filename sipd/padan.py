"""Which SKPD, sub unit and sub kegiatan of ours a row of a file means, and how sure that is.

A code alone is no key: every kecamatan of a kabupaten uses the same 7.01 codes. Rows are told apart by SKPD first, then by
sub unit, and only then by code and name. Confidence is 0–100; what is below :data:`AMBANG` the user has to confirm.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from difflib import SequenceMatcher
from enum import Enum

from anggaran.models import Nomenklatur, SubKegiatan
from organisasi.models import Instansi, UnitKerja
from sipd.baca import Baris
from sipd.models import PemetaanKode, PemetaanUnit

AMBANG = Decimal(80)
PASTI = Decimal(100)
TANPA_NAMA = Decimal(95)  # the code is the same and the file gives no name to compare
NAMA_SAJA = Decimal(90)  # the name is the same, the code is not
MENURUT_PILIHAN = "Menurut pilihan Anda dahulu."
RAGU = AMBANG - 10  # has to be confirmed, whatever speaks for it
_SINGKATAN = (("kecamatan", "kec"), ("kelurahan", "kel"))


def rapat(teks: str) -> str:
    """Return a name as it is compared: without case, spaces and signs, so that "W ilayah" is "Wilayah"."""
    return re.sub(r"[\W_]+", "", teks.casefold())


def rapat_tempat(nama: str) -> str:
    """As :func:`rapat`, for SKPD and sub units: "Kec. Pelaihari" is "Kecamatan Pelaihari"."""
    kata = re.sub(r"[\W_]+", " ", nama.casefold()).split()
    for panjang, pendek in _SINGKATAN:
        if kata and kata[0] == pendek:
            kata[0] = panjang
    return "".join(kata)


def ringkas(*bagian: object) -> str:
    """Return a short key of any text."""
    return hashlib.sha256("\x1f".join(map(str, bagian)).encode()).hexdigest()[:20]


# ------------------------------------------------------------------------------------------------------------------ places


@dataclass(frozen=True)
class Tempat:
    """An SKPD with its sub unit as a file writes them."""

    skpd: str
    nama_skpd: str
    unit: str
    nama_unit: str

    @classmethod
    def of(cls, baris: Baris) -> Tempat:
        return cls(baris.skpd, baris.nama_skpd, baris.unit, baris.nama_unit)

    @property
    def kunci(self) -> str:
        return ringkas(_angka(self.skpd), rapat(self.nama_skpd), _angka(self.unit), rapat(self.nama_unit))

    @property
    def nama(self) -> str:
        skpd = " ".join(filter(None, [self.skpd, self.nama_skpd]))
        unit = " ".join(filter(None, [self.unit, self.nama_unit]))
        return " – ".join(dict.fromkeys(filter(None, [skpd, unit])))[:300]

    @property
    def is_kosong(self) -> bool:
        return not any((self.skpd, self.nama_skpd, self.unit, self.nama_unit))

    @property
    def is_berskpd(self) -> bool:
        return bool(self.skpd or self.nama_skpd)


def _angka(kode: str) -> str:
    return re.sub(r"\D", "", kode)


@dataclass(frozen=True)
class Milik:
    """A place that is ours: the kecamatan itself (None) or one of its kelurahan."""

    unit: UnitKerja | None


@dataclass
class Letak:
    """Of every place in a file: ours (and which unit), somebody else's (None), or to be asked (``tanya``)."""

    milik: dict[Tempat, Milik | None]
    tanya: list[Tempat]


class Tanya(Enum):
    """What cannot be told of a place: the SKPD; the unit of our SKPD; a name that stands without an SKPD."""

    SKPD, UNIT, NAMA = "skpd", "unit", "nama"


class PencariTempat:
    """Tells our own rows from those of others, by what the user has said before, by code, then by name."""

    def __init__(self, instansi: Instansi, unit: list[UnitKerja], bagian: UnitKerja | None = None) -> None:
        """``unit``: those with a budget of their own; ``bagian``: whose rows they are where the file names nobody."""
        self.instansi, self.unit, self.bagian = instansi, unit, bagian
        self.ingat = {p.kunci: p for p in PemetaanUnit.objects.for_instansi(instansi).select_related("unit")}
        lain = Instansi.objects.filter(kabupaten=instansi.kabupaten_id).exclude(pk=instansi.pk)
        self.lain = {rapat_tempat(n) for n in lain.values_list("nama", flat=True)}

    def place(self, semua: Iterable[Tempat]) -> Letak:
        """Sort the places of a file. An SKPD nobody knows is asked about, unless the file names us beside it."""
        letak, belum = Letak({}, []), []
        for t in dict.fromkeys(semua):
            hasil = self._judge(t)
            if isinstance(hasil, Tanya):
                belum.append((t, hasil))
            else:
                letak.milik[t] = hasil
        kami = any(m and t.is_berskpd for t, m in letak.milik.items()) or any(x is Tanya.UNIT for _, x in belum)
        for t, hasil in belum:
            if hasil is Tanya.SKPD and kami:  # so this is somebody else
                letak.milik[t] = None
            else:
                letak.tanya.append(t)
        return letak

    def _judge(self, t: Tempat) -> Milik | Tanya | None:
        """Return whose it is, or what cannot be told."""
        if p := self.ingat.get(t.kunci):
            return Milik(p.unit) if p.milik else None
        if t.is_kosong:
            return Milik(self.bagian)
        kami = self._is_kami(t)
        if kami is None:
            return Tanya.SKPD if t.is_berskpd else Tanya.NAMA
        if kami and self._is_unit_ber_skpd(t):
            return Tanya.UNIT
        return self._find_unit(t) if kami else None

    def _is_unit_ber_skpd(self, t: Tempat) -> bool:
        nama = rapat_tempat(t.nama_skpd)
        return bool(nama) and any(nama == rapat_tempat(u.nama) for u in self.unit)

    def _find_unit(self, t: Tempat) -> Milik | Tanya:
        """Return which of our units it is: the kecamatan itself where the sub unit is called like the SKPD."""
        nama = rapat_tempat(t.nama_unit)
        if not nama:
            return Milik(None) if _angka(t.unit) in ("", _angka(t.skpd)) else Tanya.UNIT
        if nama in (rapat_tempat(t.nama_skpd), rapat_tempat(self.instansi.nama)):
            return Milik(None)
        unit = [u for u in self.unit if rapat_tempat(u.nama) in (nama, f"kelurahan{nama}")]
        unit = unit or [u for u in self.unit if nama == f"kelurahan{rapat_tempat(u.nama)}"]
        return Milik(unit[0]) if len(unit) == 1 else Tanya.UNIT

    def _is_kami(self, t: Tempat) -> bool | None:
        """Whether the SKPD is this instansi; None where nothing tells."""
        nama = rapat_tempat(t.nama_skpd)
        if not nama and not t.skpd:  # only a sub unit: ours where it bears our name
            nama = rapat_tempat(t.nama_unit)
            if any(nama == rapat_tempat(u.nama) for u in self.unit):
                return True
        if nama == rapat_tempat(self.instansi.nama):
            return True
        if nama in self.lain:
            return False
        if self._is_unit_ber_skpd(t):
            return True  # a kelurahan that stands as an SKPD of its own: which it is, the user says
        kami, kode = _angka(self.instansi.kode), _angka(t.skpd)
        return kami == kode if kami and kode else None


# ------------------------------------------------------------------------------------------------------------ sub kegiatan


@dataclass(frozen=True)
class Nama:
    """A sub kegiatan as a file names it, in one of our units."""

    unit: int | None
    kode: str  # canonical, "" where unknown
    kegiatan: str
    nama: str

    @property
    def kunci(self) -> str:
        return ringkas(self.unit or 0, self.kode or self.kegiatan, rapat(self.nama))


@dataclass(frozen=True)
class Padanan:
    """What it was matched with, how surely, and why not fully."""

    sub: SubKegiatan | None
    keyakinan: Decimal
    sebab: str = ""


class PencariSub:
    """Finds the sub kegiatan of a year. Four queries for any number of rows."""

    def __init__(self, instansi: Instansi, tahun: int) -> None:
        semua = SubKegiatan.objects.for_instansi(instansi).in_tahun(tahun)
        self.menurut_unit: dict[int | None, list[SubKegiatan]] = defaultdict(list)
        for s in semua.select_related("kegiatan__program__unit").order_by("kode_baku"):
            self.menurut_unit[s.kegiatan.program.unit_id].append(s)
        self.ingat: dict[str, PemetaanKode] = {}
        kode = PemetaanKode.objects.for_instansi(instansi).filter(tahun__lte=tahun).order_by("tahun")
        for p in kode.select_related("sub_kegiatan__kegiatan__program"):
            self.ingat[p.kunci] = p

    def match_semua(self, nama: Sequence[Nama]) -> dict[Nama, Padanan]:
        """Match all names of a file; one that leads by its name where another has the code has to be confirmed, and so has
        one whose own code means something else in the national list."""
        hasil = {n: self.match(n) for n in dict.fromkeys(nama)}
        berkode = {p.sub.pk for n, p in hasil.items() if p.sub and n.kode == p.sub.kode_baku}
        for n, p in hasil.items():
            if p.sub and p.sub.pk in berkode and n.kode != p.sub.kode_baku and p.keyakinan < PASTI:
                sebab = f"Baris lain berkode {p.sub.kode} juga dipadankan dengan sub kegiatan ini."
                hasil[n] = Padanan(p.sub, min(p.keyakinan, RAGU), sebab)
        lain = {n: p for n, p in hasil.items() if p.sub and n.kode != p.sub.kode_baku and AMBANG <= p.keyakinan < PASTI}
        baku = Nomenklatur.objects.filter(kode__in={n.kode for n in lain})
        berlaku = set(baku.values_list("kode", flat=True))
        for n in [n for n in lain if n.kode in berlaku]:
            sebab = f"{n.kode} adalah kode baku sub kegiatan lain. {lain[n].sebab}"
            hasil[n] = Padanan(lain[n].sub, RAGU, sebab)
        return hasil

    def match(self, n: Nama) -> Padanan:
        calon = self.menurut_unit[n.unit]
        if (p := self.ingat.get(n.kunci)) and (sub := self._recall(p.sub_kegiatan, calon)):
            return Padanan(sub, PASTI, MENURUT_PILIHAN)
        if sub := next((s for s in calon if n.kode and s.kode_baku == n.kode), None):
            return _judge_kode(n, sub)
        return _match_nama(n, calon)

    def _recall(self, dahulu: SubKegiatan, calon: list[SubKegiatan]) -> SubKegiatan | None:
        return next((s for s in calon if s.kode_baku == dahulu.kode_baku), None)


def _judge_kode(n: Nama, sub: SubKegiatan) -> Padanan:
    """The code is the same; how far the name agrees decides."""
    if not n.nama:
        return Padanan(sub, TANPA_NAMA, "Kodenya sama; berkas tidak menyebut namanya.")
    mirip = compare_nama(n.nama, sub.uraian)
    if mirip == 1:
        return Padanan(sub, PASTI)
    sebab = f"Kodenya sama, namanya berbeda. Di sini: {sub.uraian}"
    return Padanan(sub, _bulat(50 + 45 * mirip), sebab)


def _match_nama(n: Nama, calon: list[SubKegiatan]) -> Padanan:
    """The code is not in the budget (or not in the file): the most similar name, if there is only one. A name that is only
    similar has to be confirmed."""
    if not n.nama:
        return Padanan(None, Decimal(0), "Kodenya tidak ada di anggaran.")
    nilai = sorted(((compare_nama(n.nama, s.uraian), -i) for i, s in enumerate(calon)), reverse=True)
    if not nilai or nilai[0][0] < Decimal("0.6"):
        return Padanan(None, Decimal(0), "Kode dan namanya tidak ada di anggaran.")
    terbaik = [calon[-i] for mirip, i in nilai if mirip == nilai[0][0]]
    if len(terbaik) > 1:
        terbaik = [s for s in terbaik if n.kegiatan and s.kegiatan.kode_baku == n.kegiatan]
    if len(terbaik) != 1:
        return Padanan(None, Decimal(0), "Ada beberapa sub kegiatan dengan nama ini.")
    apa = "Kodenya tidak ada di anggaran" if n.kode else "Berkas tidak menyebut kodenya"
    sama = "namanya sama" if nilai[0][0] == 1 else f"namanya mirip. Di sini: {terbaik[0].uraian}"
    keyakinan = NAMA_SAJA if nilai[0][0] == 1 else RAGU * nilai[0][0]
    return Padanan(terbaik[0], _bulat(keyakinan), f"{apa}; {sama}")


def compare_nama(satu: str, dua: str) -> Decimal:
    """Return how alike two names are, 0–1; 1 only where they are the same but for case, spaces and signs."""
    a, b = rapat(satu), rapat(dua)
    if a == b:
        return Decimal(1)
    cocok = sum(blok.size for blok in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
    return Decimal(2 * cocok) / Decimal(len(a) + len(b))


def _bulat(nilai: Decimal) -> Decimal:
    return nilai.quantize(Decimal("0.01"), ROUND_HALF_UP)
