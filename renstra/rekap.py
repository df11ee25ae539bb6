"""The plan of a year with what was reached, read once: tujuan → sasaran → indikator, targets and realisasi by year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from kinerja.angka import BELUM_DIISI, Nilai, Takterdefinisi, is_nilai
from kinerja.capaian import AturanTurun
from kinerja.triwulan import Akumulasi
from kinerja.ukuran import Sasar, Ukuran
from organisasi.models import Instansi
from renstra.models import Indikator, Renstra, Sasaran, Strategi, Tujuan

AKHIR = 4  # the quarter with which a year is complete


@dataclass(frozen=True)
class Hasil(Sasar):
    """What was reached in a year; without figure and words it comes with the reason."""

    alasan: str = ""
    faktor: str = ""
    hambatan: str = ""
    solusi: str = ""
    tindak_lanjut: str = ""
    asal: str = ""  # how it came about, where it was not entered


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

    @cached_property
    def ukuran(self) -> Ukuran:
        return self.model.ukuran

    def with_realisasi(self, tahun: int, hasil: Hasil) -> RekapIndikator:
        """Return a copy whose realisasi of a year was found elsewhere (survey, AKIP score)."""
        lama = self.realisasi.get(tahun)
        if lama:
            teks = hasil.teks or lama.teks
            hasil = replace(lama, nilai=hasil.nilai, teks=teks, asal=hasil.asal, alasan=hasil.alasan)
        return replace(self, realisasi={**self.realisasi, tahun: hasil})

    def sasar(self, tahun: int) -> Sasar | None:
        """The plan's target of a year; of a rentang its band where the year has none of its own."""
        return self.target.get(tahun, self.ukuran.target_bawaan)

    def target_nilai(self, tahun: int) -> Decimal | None:
        t = self.target.get(tahun)
        return t.nilai if t else None

    def realisasi_nilai(self, tahun: int) -> Decimal | None:
        r = self.realisasi.get(tahun)
        return r.nilai if r else None

    def is_terisi(self, tahun: int) -> bool:
        """Whether there is a realisasi of the year that its rule can measure."""
        return self.ukuran.is_terukur(self.realisasi.get(tahun))

    def capaian(
        self, tahun: int, aturan_turun: AturanTurun = AturanTurun.SELISIH, target: Sasar | None = None
    ) -> Nilai:
        """Capaian in percent, unrounded, against ``target`` or else the plan's target of the year."""
        hasil = self.realisasi.get(tahun)
        if hasil is None:
            return BELUM_DIISI
        if not self.ukuran.is_terukur(hasil):
            return Takterdefinisi(hasil.alasan or BELUM_DIISI.alasan)
        return self.ukuran.capaian(target or self.sasar(tahun), hasil, aturan_turun)


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
        .with_skala()
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
        setahun[tahun] = _setahun(i, [triwulan.get((tahun, t)) for t in range(1, AKHIR + 1)])
    return RekapIndikator(i, {t.tahun: t.sasar for t in i.target.all()}, setahun, triwulan)


def _setahun(i: Indikator, triwulan: Sequence[Hasil | None]) -> Hasil:
    """What four quarters make of a year for which nothing was entered, by the indicator's rule; the words are the last's."""
    akhir = triwulan[-1]
    assert akhir is not None
    cara = Akumulasi(i.akumulasi)
    jumlah = i.ukuran.accumulate(triwulan, cara)
    if akhir.nilai is None or isinstance(jumlah, Takterdefinisi) or jumlah.nilai is None:
        return akhir
    return replace(akhir, nilai=jumlah.nilai, asal=f"Realisasi triwulan I–IV, cara {cara.value}")


__all__ = ["Hasil", "RekapIndikator", "RekapRenstra", "Sasar", "find_renstra", "is_nilai", "muat_renstra"]
