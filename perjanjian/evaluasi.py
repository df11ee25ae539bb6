"""How far a perjanjian got up to a quarter: target, realisasi and capaian of each butir, money of the post."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from anggaran.models import IndikatorKegiatan
from anggaran.rekap import PROGRAM, Pos
from kinerja.angka import BELUM_DIISI, TANDA_KOSONG, Nilai, Takterdefinisi, format_nilai, format_rupiah, publish
from kinerja.capaian import AturanTurun, print_capaian
from kinerja.predikat import Skala, classify
from kinerja.triwulan import Akumulasi
from kinerja.ukuran import Sasar, Ukuran, write_sasar
from perjanjian.banding import ROMAWI
from perjanjian.models import Butir
from perjanjian.rekap import RekapPerjanjian
from renstra.models import Indikator, RealisasiIndikator
from renstra.susun import print_sasar

SETAHUN, AKHIR = 0, 4
Realisasi = dict[int, RealisasiIndikator]  # by quarter; 0 is the year


@dataclass(frozen=True)
class NilaiButir:
    """A butir up to a quarter. ``hasil`` and ``nilai``: its realisasi, and the capaian as published; ``kata``: what was
    reached in words; ``catatan`` says why a figure is missing or what to know about it."""

    model: Butir
    satuan: str
    sasar: Sasar | None
    hasil: Sasar | Takterdefinisi
    kata: str
    nilai: Nilai
    predikat: str
    catatan: str

    @property
    def target(self) -> str:
        return print_sasar(self.sasar)

    @property
    def realisasi(self) -> str:
        if isinstance(self.hasil, Takterdefinisi):
            return self.kata or TANDA_KOSONG
        return write_sasar(self.hasil)

    @property
    def capaian(self) -> str:
        return format_nilai(self.nilai)


@dataclass(frozen=True)
class NilaiAnggaran:
    """A programme (or, with an empty ``kode``, all of the post's budget) up to a quarter, in rupiah and percent."""

    kode: str
    uraian: str
    uang: tuple[int | None, int | None]  # pagu and realisasi; None: not filled in
    persen: Nilai

    @property
    def pagu(self) -> str:
        return _rupiah(self.uang[0])

    @property
    def realisasi(self) -> str:
        return _rupiah(self.uang[1])

    @property
    def serapan(self) -> str:
        return format_nilai(self.persen)

    @property
    def catatan(self) -> str:
        return self.persen.alasan if isinstance(self.persen, Takterdefinisi) else ""


def muat_realisasi(p: RekapPerjanjian) -> dict[int, Realisasi]:
    """Return what the quarters and the year brought, by indikator; of a keluaran as it was filled in. Three queries."""
    hasil: dict[int, Realisasi] = defaultdict(dict)
    indikator = [b.indikator_id for b in p.butir]
    for r in RealisasiIndikator.objects.filter(indikator__in=indikator, tahun=p.model.tahun):
        hasil[r.indikator_id][r.triwulan] = r
    for k in _list_keluaran(p, indikator):
        hasil[k.indikator_id or 0] |= {r.triwulan: RealisasiIndikator(nilai=r.nilai) for r in k.realisasi.all()}
    return hasil


def _list_keluaran(p: RekapPerjanjian, indikator: list[int]) -> QuerySet[IndikatorKegiatan]:
    """The indicators of the year's budget that feed these indikator."""
    tahun = p.model.tahun
    setahun = Q(program__tahun=tahun) | Q(kegiatan__program__tahun=tahun)
    setahun |= Q(sub_kegiatan__kegiatan__program__tahun=tahun)
    luaran = Q(indikator__in=indikator, indikator__sumber_nilai=Indikator.SumberNilai.LUARAN)
    return IndikatorKegiatan.objects.filter(luaran & setahun).prefetch_related("realisasi")


def nilai_butir(
    butir: Butir, triwulan: int, realisasi: Realisasi, aturan: AturanTurun, skala: Skala | None
) -> NilaiButir:
    """Judge one butir. Its quarter's target counts; in the last quarter, where that is missing, the year's."""
    i, sasar = butir.indikator, find_target(butir, triwulan)
    hasil = realisasi_sd(i, triwulan, realisasi)
    nilai = hasil if isinstance(hasil, Takterdefinisi) else i.ukuran.capaian(sasar, hasil, aturan)
    cetak, catatan = print_capaian(publish(nilai))
    kelas = classify(skala, cetak) if skala else None
    return NilaiButir(
        butir,
        butir.satuan or i.satuan,
        sasar,
        hasil,
        _kata(triwulan, realisasi),
        cetak,
        kelas.predikat if kelas else TANDA_KOSONG,
        catatan or _sampai(i, triwulan, realisasi),
    )


def find_target(butir: Butir, triwulan: int) -> Sasar | None:
    isian = next((t for t in butir.target_triwulan.all() if t.triwulan == triwulan), None)
    if isian is not None:
        return isian.sasar
    # A band holds all year.
    return butir.sasar if triwulan == AKHIR or butir.indikator.ukuran.target_bawaan else None


def realisasi_sd(i: Indikator, triwulan: int, realisasi: Realisasi) -> Sasar | Takterdefinisi:
    """Return what was reached up to the quarter by the indicator's rule; in the last quarter what was entered for the year.

    Undefined, with the reason that was typed, where nothing is filled in; and where the survey or the AKIP score is the
    source, which is known for a year only.
    """
    if i.sumber_nilai in (Indikator.SumberNilai.SKM, Indikator.SumberNilai.AKIP):
        return Takterdefinisi(f"{i.get_sumber_nilai_display().lower()}, dinilai setahun sekali")
    ukuran, setahun = i.ukuran, realisasi.get(SETAHUN)
    if triwulan == AKHIR and setahun is not None and ukuran.is_terukur(setahun.sasar):
        return _ringkas(ukuran, setahun.sasar)
    isian = [realisasi[t].sasar if t in realisasi else None for t in range(1, triwulan + 1)]
    hasil = ukuran.accumulate(isian, Akumulasi(i.akumulasi))
    if isinstance(hasil, Takterdefinisi):
        return Takterdefinisi(_alasan(triwulan, realisasi) or BELUM_DIISI.alasan)
    return _ringkas(ukuran, hasil)


def _ringkas(ukuran: Ukuran, hasil: Sasar) -> Sasar:
    """Only what the rule measures: a figure without the words beside it."""
    return hasil if ukuran.berkata else Sasar(hasil.nilai)


def _alasan(triwulan: int, realisasi: Realisasi) -> str:
    if _kata(triwulan, realisasi):
        return "realisasinya berupa kata"
    return next((realisasi[t].alasan for t in _terakhir(triwulan, realisasi) if realisasi[t].alasan), "")


def _kata(triwulan: int, realisasi: Realisasi) -> str:
    """Return what was reached in words, the latest first."""
    return next((realisasi[t].teks for t in _terakhir(triwulan, realisasi) if realisasi[t].teks), "")


def _terakhir(triwulan: int, realisasi: Realisasi) -> list[int]:
    urut = [SETAHUN] if triwulan == AKHIR else []
    return [t for t in (*urut, *range(triwulan, 0, -1)) if t in realisasi]


def _sampai(i: Indikator, triwulan: int, realisasi: Realisasi) -> str:
    """Say up to which quarter what was reached goes back that is older than the one asked for."""
    ukuran = i.ukuran
    terisi = [t for t in _terakhir(triwulan, realisasi) if ukuran.is_terukur(realisasi[t].sasar)]
    if not terisi or terisi[0] in (SETAHUN, triwulan):
        return ""
    return f"baru terisi sampai triwulan {ROMAWI[terisi[0]]}"


# --------------------------------------------------------------------------------------------------------------- budget


def nilai_anggaran(pos: Pos | None, triwulan: int) -> Sequence[NilaiAnggaran]:
    """Return the programmes of a post and their sum, up to the quarter; () where it answers for no budget."""
    if pos is None:
        return ()
    baris = [(p.kode, p.uraian, p) for p in pos.walk() if p.tingkat == PROGRAM]
    return tuple(_uang(kode, uraian, p, triwulan) for kode, uraian, p in (*baris, ("", "Jumlah", pos)))


def _uang(kode: str, uraian: str, p: Pos, triwulan: int) -> NilaiAnggaran:
    return NilaiAnggaran(kode, uraian, (p.pagu, p.realisasi_sd(triwulan)), publish(p.serapan(triwulan)))


def _rupiah(jumlah: int | None) -> str:
    return TANDA_KOSONG if jumlah is None else format_rupiah(jumlah)
