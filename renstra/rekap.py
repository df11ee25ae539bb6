"""The plan of a year with what was reached, read once: tujuan → sasaran → indikator, targets and realisasi by year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from kinerja.angka import BELUM_DIISI, Nilai, Takterdefinisi, is_nilai, round_half_up
from kinerja.capaian import (
    Arah,
    AturanTurun,
    JenisIndikator,
    calculate_capaian,
    capaian_rentang,
    capaian_terhadap_akhir,
)
from kinerja.triwulan import Akumulasi, accumulate
from organisasi.models import Instansi
from renstra.models import Indikator, Renstra, Sasaran, Strategi, Tujuan

AKHIR = 4  # the quarter with which a year is complete


@dataclass(frozen=True)
class Sasar:
    """A target: a figure, or words where there is none."""

    nilai: Decimal | None
    teks: str = ""


@dataclass(frozen=True)
class Hasil:
    """What was reached in a year; ``nilai`` None comes with the reason."""

    nilai: Decimal | None
    teks: str = ""
    alasan: str = ""
    faktor: str = ""
    hambatan: str = ""
    solusi: str = ""
    tindak_lanjut: str = ""
    asal: str = ""  # how the figure came about, where it was not entered


@dataclass(frozen=True)
class RekapIndikator:
    """An indicator with its targets by year (plan) and what was reached by year."""

    model: Indikator
    target: dict[int, Sasar]
    realisasi: dict[int, Hasil]
    triwulan: dict[tuple[int, int], Hasil] = field(default_factory=dict)

    @property
    def pk(self) -> int:
        return self.model.pk

    @property
    def uraian(self) -> str:
        return self.model.uraian

    @property
    def satuan(self) -> str:
        return self.model.satuan

    def with_realisasi(self, tahun: int, hasil: Hasil) -> RekapIndikator:
        """Return a copy whose realisasi of a year was found elsewhere (survey, AKIP score)."""
        lama = self.realisasi.get(tahun)
        if lama:
            hasil = replace(lama, nilai=hasil.nilai, asal=hasil.asal, alasan=hasil.alasan)
        return replace(self, realisasi={**self.realisasi, tahun: hasil})

    def target_nilai(self, tahun: int) -> Decimal | None:
        t = self.target.get(tahun)
        return t.nilai if t else None

    def realisasi_nilai(self, tahun: int) -> Decimal | None:
        r = self.realisasi.get(tahun)
        return r.nilai if r else None

    def capaian(
        self, tahun: int, aturan_turun: AturanTurun = AturanTurun.SELISIH, target: Decimal | None = None
    ) -> Nilai:
        """Capaian in percent, unrounded, against ``target`` or else the plan's target of the year."""
        hasil = self.realisasi.get(tahun)
        if hasil is None:
            return BELUM_DIISI
        if hasil.nilai is None:
            return Takterdefinisi(hasil.alasan or BELUM_DIISI.alasan)
        if self.model.jenis == JenisIndikator.RENTANG:
            assert self.model.batas_bawah is not None and self.model.batas_atas is not None  # a database constraint
            return capaian_rentang(self.model.batas_bawah, self.model.batas_atas, hasil.nilai)
        batas = target if target is not None else self.target_nilai(tahun)
        return calculate_capaian(batas, hasil.nilai, Arah(self.model.arah), aturan_turun)

    def capaian_akhir(self, tahun: int, tahun_akhir: int) -> Nilai:
        """Realisasi against the target of the last Renstra year, in percent."""
        realisasi, akhir = self.realisasi_nilai(tahun), self.target_nilai(tahun_akhir)
        if realisasi is None or akhir is None:
            return BELUM_DIISI
        return capaian_terhadap_akhir(realisasi, akhir)


@dataclass(frozen=True)
class RekapRenstra:
    """The Renstra that covers a year. Keys are primary keys; order is the user's."""

    renstra: Renstra | None
    tujuan: tuple[Tujuan, ...] = ()
    sasaran: tuple[Sasaran, ...] = ()
    indikator: tuple[RekapIndikator, ...] = ()
    strategi: tuple[Strategi, ...] = ()

    @property
    def strategis(self) -> tuple[Sasaran, ...]:
        return tuple(s for s in self.sasaran if s.tingkat == Sasaran.Tingkat.STRATEGIS)

    @property
    def operasional(self) -> tuple[Sasaran, ...]:
        return tuple(s for s in self.sasaran if s.tingkat == Sasaran.Tingkat.OPERASIONAL)

    def of_sasaran(self, sasaran: Sasaran | int) -> tuple[RekapIndikator, ...]:
        pk = sasaran if isinstance(sasaran, int) else sasaran.pk
        return tuple(i for i in self.indikator if i.model.sasaran_id == pk)

    def of_tujuan(self, tujuan: Tujuan | int) -> tuple[RekapIndikator, ...]:
        pk = tujuan if isinstance(tujuan, int) else tujuan.pk
        return tuple(i for i in self.indikator if i.model.tujuan_id == pk)

    @property
    def iku(self) -> tuple[RekapIndikator, ...]:
        return tuple(i for i in self.indikator if i.model.iku)

    @property
    def tahun(self) -> tuple[int, ...]:
        """The years of the plan; () without a plan."""
        return tuple(range(self.renstra.tahun_awal, self.renstra.tahun_akhir + 1)) if self.renstra else ()

    def replace_indikator(self, baru: RekapIndikator) -> RekapRenstra:
        return replace(self, indikator=tuple(baru if i.pk == baru.pk else i for i in self.indikator))


def find_renstra(instansi: Instansi, tahun: int) -> Renstra | None:
    """Return the plan that covers the year (the latest begun, where plans overlap)."""
    return (
        Renstra.objects.filter(instansi=instansi, tahun_awal__lte=tahun, tahun_akhir__gte=tahun)
        .select_related("rpjmd__kabupaten")
        .order_by("-tahun_awal")
        .first()
    )


def muat_renstra(instansi: Instansi, tahun: int) -> RekapRenstra:
    """Return the plan that covers the year. Seven queries at most."""
    renstra = find_renstra(instansi, tahun)
    if renstra is None:
        return RekapRenstra(None)
    indikator = (
        Indikator.objects.filter(renstra=renstra)
        .select_related("penanggung_jawab")
        .prefetch_related("target", "realisasi")
    )
    return RekapRenstra(
        renstra,
        tuple(Tujuan.objects.filter(renstra=renstra)),
        tuple(Sasaran.objects.filter(renstra=renstra).select_related("pemilik", "tujuan")),
        tuple(_rekap(i) for i in indikator),
        tuple(Strategi.objects.filter(sasaran__renstra=renstra).select_related("sasaran")),
    )


def _rekap(i: Indikator) -> RekapIndikator:
    setahun: dict[int, Hasil] = {}
    triwulan: dict[tuple[int, int], Hasil] = {}
    for r in i.realisasi.all():
        hasil = Hasil(r.nilai, r.teks, r.alasan, r.faktor, r.hambatan, r.solusi, r.tindak_lanjut)
        if r.triwulan == 0:
            setahun[r.tahun] = hasil
        else:
            triwulan[r.tahun, r.triwulan] = hasil
    for tahun in [t for t, tw in triwulan if tw == AKHIR and t not in setahun]:
        setahun[tahun] = _setahun([triwulan.get((tahun, t)) for t in range(1, AKHIR + 1)], Akumulasi(i.akumulasi))
    return RekapIndikator(i, {t.tahun: Sasar(t.nilai, t.teks) for t in i.target.all()}, setahun, triwulan)


def _setahun(triwulan: Sequence[Hasil | None], cara: Akumulasi) -> Hasil:
    """What four quarters make of a year for which nothing was entered, by the indicator's rule; the words are the last's."""
    akhir = triwulan[-1]
    assert akhir is not None
    jumlah = accumulate([h.nilai if h else None for h in triwulan], cara)
    if akhir.nilai is None or not is_nilai(jumlah):
        return akhir
    return replace(akhir, nilai=round_half_up(jumlah), asal=f"Realisasi triwulan I–IV, cara {cara.value}")


__all__ = ["Hasil", "RekapIndikator", "RekapRenstra", "Sasar", "find_renstra", "is_nilai", "muat_renstra"]
