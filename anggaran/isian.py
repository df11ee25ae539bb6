"""Who fills in what in a quarter: the sub kegiatan and indikator of each unit, its status, and whether it may be typed."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from anggaran.models import IndikatorKegiatan, IsianTriwulan, RealisasiKeluaran, RealisasiTriwulan, SubKegiatan
from kinerja.alur import StatusTriwulan
from organisasi import akses
from organisasi.models import Instansi, Jabatan, Pengguna, UnitKerja
from organisasi.models.periode import Periode, find_tenggat
from organisasi.tanggal import print_tanggal
from renstra.models import Indikator, RealisasiIndikator

TRIWULAN = (1, 2, 3, 4)
ROMAWI = ("", "I", "II", "III", "IV")

# How a status and the steps are called in front of users.
NAMA_STATUS = {
    "draf": "Sedang diisi",
    "diajukan": "Dikirim, sedang diperiksa",
    "diverifikasi": "Sudah benar, menunggu camat",
    "disetujui": "Disetujui",
    "terkunci": "Dikunci",
}
NAMA_AKSI = {
    "ajukan": "Kirim",
    "tarik": "Tarik kembali",
    "verifikasi": "Nyatakan benar",
    "kembalikan": "Minta perbaikan",
    "setujui": "Setujui",
    "kunci": "Kunci",
    "buka": "Buka kembali",
}
SUDAH = {
    "ajukan": "dikirim",
    "tarik": "ditarik kembali",
    "verifikasi": "dinyatakan benar",
    "kembalikan": "diminta diperbaiki",
    "setujui": "disetujui",
    "kunci": "dikunci",
    "buka": "dibuka kembali",
}
_TERTUTUP = {
    "diajukan": "Isian ini sudah dikirim dan sedang diperiksa perencana. Bila ada yang salah, tarik kembali dahulu.",
    "diverifikasi": "Isian ini sudah dinyatakan benar. Bila ada yang salah, minta camat menekan “Minta perbaikan”.",
    "disetujui": "Isian ini sudah disetujui. Bila ada yang salah, minta camat menekan “Minta perbaikan”.",
    "terkunci": "Isian ini sudah dikunci. Bila ada yang salah, minta admin kabupaten membukanya kembali.",
}


@dataclass
class Bagian:
    """What one unit fills in each quarter of a year; ``unit`` None: the kecamatan itself."""

    unit: UnitKerja | None
    sub: list[SubKegiatan] = field(default_factory=list)
    keluaran: list[IndikatorKegiatan] = field(
        default_factory=list
    )  # of its program and kegiatan, not of a sub kegiatan
    indikator: list[Indikator] = field(default_factory=list)

    @property
    def nama(self) -> str:
        return self.unit.nama if self.unit else "Kecamatan (tanpa seksi)"

    @property
    def indikator_ketik(self) -> list[Indikator]:
        """Those whose value is typed each quarter; of the others (survey, LKE) only the year is explained in words."""
        return [i for i in self.indikator if i.sumber_nilai == Indikator.SumberNilai.ENTRI]

    @property
    def nomor(self) -> int:
        """The unit in an address: its pk, or 0."""
        return self.unit.pk if self.unit else 0


def find_unit_sub(sub: SubKegiatan) -> UnitKerja | None:
    """Return the kelurahan whose budget it is, else the unit of the nearest responsible post, else None."""
    kegiatan, program = sub.kegiatan, sub.kegiatan.program
    if program.unit:
        return program.unit
    jabatan: Iterable[Jabatan | None] = (sub.penanggung_jawab, kegiatan.penanggung_jawab, program.penanggung_jawab)
    return next((j.unit for j in jabatan if j), None)


def find_unit_keluaran(indikator: IndikatorKegiatan) -> UnitKerja | None:
    """Return who fills in the output of a program or kegiatan: the kelurahan, else the unit of the post responsible."""
    pos = indikator.kegiatan or indikator.program
    assert pos is not None
    program = indikator.kegiatan.program if indikator.kegiatan else indikator.program
    if program and program.unit:
        return program.unit
    jabatan: Iterable[Jabatan | None] = (pos.penanggung_jawab, program.penanggung_jawab if program else None)
    return next((j.unit for j in jabatan if j), None)


def find_unit_indikator(indikator: Indikator) -> UnitKerja | None:
    jabatan = indikator.penanggung_jawab or (indikator.sasaran.pemilik if indikator.sasaran else None)
    return jabatan.unit if jabatan else None


def list_bagian(instansi: Instansi, tahun: int) -> list[Bagian]:
    """Return the units that have something to fill in, the kecamatan itself last. Three queries."""
    isi: dict[int, Bagian] = {}

    def bagian(unit: UnitKerja | None) -> Bagian:
        return isi.setdefault(unit.pk if unit else 0, Bagian(unit))

    program, kegiatan = "kegiatan__program", "kegiatan"
    sub = SubKegiatan.objects.for_instansi(instansi).in_tahun(tahun)
    for s in sub.select_related(
        f"{program}__unit",
        "penanggung_jawab__unit",
        f"{kegiatan}__penanggung_jawab__unit",
        f"{program}__penanggung_jawab__unit",
    ).order_by("kegiatan__program__kode_baku", "kegiatan__kode_baku", "kode_baku", "pk"):
        bagian(find_unit_sub(s)).sub.append(s)
    for k in _list_keluaran_atas(instansi, tahun):
        bagian(find_unit_keluaran(k)).keluaran.append(k)
    indikator = (
        Indikator.objects.with_skala()
        .for_instansi(instansi)
        .filter(renstra__tahun_awal__lte=tahun, renstra__tahun_akhir__gte=tahun)
    )
    for i in indikator.select_related("penanggung_jawab__unit", "sasaran__pemilik__unit"):
        bagian(find_unit_indikator(i)).indikator.append(i)
    return sorted(isi.values(), key=lambda b: (b.unit is None, b.unit.urut if b.unit else 0, b.nomor))


def _list_keluaran_atas(instansi: Instansi, tahun: int) -> QuerySet[IndikatorKegiatan]:
    """Return the indicators of program and kegiatan, in the order of the budget."""
    milik = Q(kegiatan__program__instansi=instansi, kegiatan__program__tahun=tahun)
    milik |= Q(program__instansi=instansi, program__tahun=tahun)
    relasi = [f"{r}penanggung_jawab__unit" for r in ("program__", "kegiatan__", "kegiatan__program__")]
    return (
        IndikatorKegiatan.objects.filter(milik)
        .select_related("program__unit", "kegiatan__program__unit", *relasi)
        .order_by(Coalesce("kegiatan__kode_baku", "program__kode_baku"), "urut", "pk")
    )


@dataclass(frozen=True)
class Lembar:
    """The quarter of one unit, with its status; where nobody has begun the status is not stored yet."""

    instansi: Instansi
    tahun: int
    triwulan: int
    bagian: Bagian
    isian: IsianTriwulan

    @property
    def nama(self) -> str:
        return f"Triwulan {ROMAWI[self.triwulan]} {self.tahun}"

    @property
    def alamat(self) -> tuple[str, int, int, int]:
        """The arguments of every address of this page."""
        return self.instansi.slug, self.tahun, self.triwulan, self.bagian.nomor


def _read_isian(instansi: Instansi, tahun: int, triwulan: int, unit: UnitKerja | None) -> IsianTriwulan:
    """Return the status of a quarter of a unit, a new one (not stored) where nobody has begun."""
    milik = IsianTriwulan.objects.for_instansi(instansi).in_tahun(tahun)
    isian = milik.filter(triwulan=triwulan, unit=unit).first()
    isian = isian or IsianTriwulan(instansi=instansi, tahun=tahun, triwulan=triwulan, unit=unit)
    isian.instansi, isian.unit = instansi, unit
    return isian


def find_lembar(instansi: Instansi, tahun: int, triwulan: int, nomor: int) -> Lembar | None:
    """Return the quarter of the unit (0: of the kecamatan itself); None where it has nothing to fill in."""
    bagian = next((b for b in list_bagian(instansi, tahun) if b.nomor == nomor), None)
    if bagian is None or triwulan not in TRIWULAN:
        return None
    return Lembar(instansi, tahun, triwulan, bagian, _read_isian(instansi, tahun, triwulan, bagian.unit))


def begin_isian(lembar: Lembar) -> IsianTriwulan:
    """Return the stored status of the quarter, made where it is missing, locked until the transaction ends."""
    assert transaction.get_connection().in_atomic_block
    isian, _ = IsianTriwulan.objects.get_or_create(
        instansi=lembar.instansi, tahun=lembar.tahun, triwulan=lembar.triwulan, unit=lembar.bagian.unit
    )
    isian = IsianTriwulan.objects.select_for_update().get(pk=isian.pk)
    isian.instansi, isian.unit = lembar.instansi, lembar.bagian.unit
    return isian


def may_type(pengguna: Pengguna, lembar: Lembar) -> bool:
    """Tell whether this quarter of this unit is the user's to type, whenever it is open."""
    unit = akses.list_unit_ketik(pengguna, lembar.instansi)
    return unit is None or (lembar.bagian.unit is not None and lembar.bagian.unit.pk in unit)


def explain_waktu(instansi: Instansi, tahun: int, triwulan: int, hari_ini: datetime.date) -> str:
    """Return why the days of the quarter do not allow typing and what to do; "" where they do."""
    periode, tenggat = find_tenggat(instansi, tahun, triwulan)
    if periode is None or tenggat is None:
        return ""
    if hari_ini < periode.mulai:
        return f"Pengisian {periode.nama} dibuka mulai {print_tanggal(periode.mulai)}."
    if hari_ini > tenggat:
        return (
            f"Waktu pengisian {periode.nama} berakhir {print_tanggal(tenggat)}. Bila masih ada yang harus diisi atau "
            "diperbaiki, minta admin kabupaten memberi perpanjangan waktu."
        )
    return ""


def explain_tutup(isian: IsianTriwulan, hari_ini: datetime.date) -> str:
    """Return why nobody may type in this quarter of this unit now and what to do; "" where it is open."""
    if isian.status != StatusTriwulan.DRAF:
        return _TERTUTUP[isian.status]
    return explain_waktu(isian.instansi, isian.tahun, isian.triwulan, hari_ini)


def explain_tutup_sub(sub: SubKegiatan, triwulan: Iterable[int]) -> dict[int, str]:
    """Return which of these quarters are closed for a sub kegiatan, and why; {} where all are open. For figures that are
    typed outside the quarterly grid."""
    instansi, tahun = sub.kegiatan.program.instansi, sub.kegiatan.program.tahun
    unit, hari_ini = find_unit_sub(sub), timezone.localdate()
    hasil = {}
    for t in sorted(set(triwulan)):
        if alasan := explain_tutup(_read_isian(instansi, tahun, t, unit), hari_ini):
            hasil[t] = alasan
    return hasil


def list_tenggat(instansi: Instansi, tahun: int) -> dict[int, tuple[Periode | None, datetime.date | None]]:
    """Return the period and the last day of each quarter. A fixed number of queries."""
    return {t: find_tenggat(instansi, tahun, t) for t in TRIWULAN}


def list_isian(instansi: Instansi, tahun: int) -> dict[tuple[int, int], IsianTriwulan]:
    """Return what has a status already, by quarter and unit (0: the kecamatan itself). One query."""
    isi: dict[tuple[int, int], IsianTriwulan] = {}
    for i in IsianTriwulan.objects.for_instansi(instansi).in_tahun(tahun).select_related("unit"):
        isi[i.triwulan, i.unit_id or 0] = i
    return isi


def count_disetujui(instansi: Instansi, tahun: int) -> tuple[int, int]:
    """Return how many quarters of units the camat has approved, and how many the year has."""
    sudah = (StatusTriwulan.DISETUJUI, StatusTriwulan.TERKUNCI)
    isian = list_isian(instansi, tahun)
    bagian = list_bagian(instansi, tahun)
    kunci = [(t, b.nomor) for b in bagian for t in (1, 2, 3, 4)]
    return sum(1 for k in kunci if k in isian and isian[k].status in sudah), len(kunci)


@dataclass(frozen=True)
class Terisi:
    """How far a quarter of a unit is: rows complete, rows begun or complete, rows in all."""

    lengkap: int
    dimulai: int
    semua: int


def count_terisi(instansi: Instansi, tahun: int, bagian: Iterable[Bagian]) -> dict[tuple[int, int], Terisi]:
    """Return how far each quarter of each unit is. Four queries.

    A sub kegiatan is complete with money, fisik and every output; an indikator with a value or the reason why not.
    """
    bagian = list(bagian)
    uang, maju, k, butuh, hasil = _muat_terisi(instansi, tahun)
    atas = {k.pk for b in bagian for k in b.keluaran}
    keluar = set(RealisasiKeluaran.objects.filter(indikator__in=atas).values_list("indikator", "triwulan"))
    terisi: dict[tuple[int, int], Terisi] = {}
    for b in bagian:
        for t in TRIWULAN:
            lengkap = dimulai = 0
            for s in b.sub:
                ada = ((s.pk, t) in uang) + ((s.pk, t) in maju) + k[s.pk, t]
                lengkap += ada == 2 + butuh[s.pk]
                dimulai += ada > 0
            n = sum((i.pk, t) in hasil for i in b.indikator_ketik) + sum((i.pk, t) in keluar for i in b.keluaran)
            semua = len(b.sub) + len(b.keluaran) + len(b.indikator_ketik)
            terisi[t, b.nomor] = Terisi(lengkap + n, dimulai + n, semua)
    return terisi


def _muat_terisi(instansi: Instansi, tahun: int):
    uang: set[tuple[int, int]] = set()
    maju: set[tuple[int, int]] = set()
    realisasi = (
        RealisasiTriwulan.objects.for_instansi(instansi)
        .in_tahun(tahun)
        .filter(Q(keuangan__isnull=False) | Q(fisik__isnull=False))
    )
    for s, t, u, f in realisasi.values_list("sub_kegiatan", "triwulan", "keuangan", "fisik"):
        if u is not None:
            uang.add((s, t))
        if f is not None:
            maju.add((s, t))
    k: dict[tuple[int, int], int] = defaultdict(int)
    butuh: dict[int, set[int]] = defaultdict(set)
    keluaran = IndikatorKegiatan.objects.filter(
        sub_kegiatan__kegiatan__program__instansi=instansi, sub_kegiatan__kegiatan__program__tahun=tahun
    )
    for s, i, t in keluaran.values_list("sub_kegiatan", "pk", "realisasi__triwulan"):
        butuh[s].add(i)
        if t:
            k[s, t] += 1
    hasil = set(RealisasiIndikator.objects.for_instansi(instansi).in_tahun(tahun).values_list("indikator", "triwulan"))
    banyak: dict[int, int] = defaultdict(int, {s: len(i) for s, i in butuh.items()})
    return uang, maju, k, banyak, hasil
