"""Everything a report of one instansi and year is made of, read in a constant number of queries.

:func:`muat_data` is the only place of the report that queries; the sections (:mod:`lakip.pustaka`) see the frozen
:class:`DataLkj`. Figures that have their fact elsewhere (the survey, the LKE) are put into the plan here, once.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from anggaran.models import JenisBelanja, Layanan, Pendapatan, Program, RiwayatAnggaran
from anggaran.rekap import Pos, PosKode, muat_luaran, muat_pohon, muat_pohon_tahunan, summarize_anggaran, susun_pos
from evaluasi.models import ButirEvaluasi, LembarEvaluasi, NilaiAkip, Rekomendasi
from kinerja.agregasi import Rerata
from kinerja.angka import Nilai, Takterdefinisi, format_angka, is_nilai, round_half_up
from kinerja.capaian import AturanTurun, JenisIndikator
from kinerja.ikm import Ikm, calculate_ikm, calculate_ikm_total
from kinerja.lke import calculate_nilai
from kinerja.predikat import Kelas, Skala, classify
from kinerja.ukuran import SKALA_BELUM_DIPILIH, Sasar
from lakip.dokumen import Dokumen
from lakip.models import BagianSusunan, FotoLaporan, Laporan, Narasi
from lakip.perjanjian_beku import muat_tertanda
from lakip.tanda import list_tanda
from organisasi.models import (
    DasarHukum,
    DataWilayah,
    Instansi,
    Jabatan,
    Kabupaten,
    KebutuhanPegawai,
    Pejabat,
    RekapPegawai,
    Sarana,
    UnitKerja,
)
from organisasi.models import Skala as SkalaModel
from perjanjian.rekap import RekapPerjanjian, budget_of, muat_perjanjian, select_berlaku
from renja.models import PosRencana, Renja
from renja.rekap import RekapRenja
from renja.rekap_renstra import RencanaRenstra, muat_rencana_renstra
from renstra.models import IsuStrategis, Misi
from renstra.rekap import Hasil, RekapIndikator, RekapRenstra, muat_renstra
from survei.models import Survei, UnsurSurvei


@dataclass(frozen=True)
class BarisLke:
    """A line of the LKE with its computed score; of a component the sums of its sub components."""

    butir: ButirEvaluasi
    bobot: Decimal | None
    nilai: Decimal | None


@dataclass(frozen=True)
class DataLkj:
    instansi: Instansi
    kabupaten: Kabupaten
    tahun: int
    laporan: Laporan | None
    rencana: RekapRenstra
    misi: tuple[Misi, ...]
    misi_didukung: frozenset[int]
    anggaran: dict[int | None, Pos]  # by unit; None is the kecamatan itself
    unit: tuple[UnitKerja, ...]
    jabatan: tuple[Jabatan, ...]
    pejabat: dict[int, Pejabat]  # by jabatan, on the day of the report
    riwayat_pejabat: tuple[Pejabat, ...]  # all who ever held a post, the latest first
    semua_perjanjian: tuple[RekapPerjanjian, ...]
    perjanjian_tertanda: dict[int, Dokumen | None]  # what was signed electronically, by pk of the perjanjian
    survei: Survei | None
    unsur: tuple[UnsurSurvei, ...]
    survei_lalu: Ikm | None
    lembar: LembarEvaluasi | None
    butir_lke: tuple[ButirEvaluasi, ...]
    nilai_akip: tuple[NilaiAkip, ...]
    rekomendasi: tuple[Rekomendasi, ...]
    pegawai: tuple[RekapPegawai, ...]
    kebutuhan: tuple[KebutuhanPegawai, ...]
    sarana: tuple[Sarana, ...]
    layanan: tuple[Layanan, ...]
    wilayah: tuple[DataWilayah, ...]
    dasar_hukum: tuple[DasarHukum, ...]
    isu: tuple[IsuStrategis, ...]
    jenis_belanja: dict[int, list[PosKode]]  # by year; figures: murni, perubahan, realisasi
    pendapatan: dict[int, list[PosKode]]  # by year; figures: target, realisasi
    riwayat: dict[int, RiwayatAnggaran]
    skala: dict[str, Skala]  # by use: indikator, kegiatan, skm, akip
    narasi: dict[tuple[str, str], str]  # (bagian, cara)
    foto: dict[str, tuple[FotoLaporan, ...]]
    susunan: tuple[BagianSusunan, ...]  # the outline of the report; () without a report
    catatan: tuple[str, ...]  # what the report must state about itself
    jenis_renja: frozenset[str] = frozenset()  # which Renja of the year hold rows: murni, perubahan
    # what only some documents need, and read before they are made (:mod:`lakip.naskah`)
    pohon_tahun: dict[int, dict[int | None, Pos]] = field(default_factory=dict)  # budgets of other years
    renja: RekapRenja | None = None
    rencana_program: RencanaRenstra | None = None  # the Renstra's own plan of programmes
    dievaluasi: DataLkj | None = None  # the year that the Renja looks back on

    # ---- shorthand

    @property
    def pohon(self) -> Pos | None:
        """The budget of the kecamatan itself."""
        return self.anggaran.get(None)

    @property
    def aturan_turun(self) -> AturanTurun:
        return AturanTurun(self.kabupaten.aturan_turun)

    @property
    def tanggal(self) -> datetime.date:
        """The day of the report; unset: the last day of the year it reports."""
        if self.laporan and self.laporan.tanggal:
            return self.laporan.tanggal
        return datetime.date(self.tahun, 12, 31)

    @cached_property
    def perjanjian(self) -> tuple[RekapPerjanjian, ...]:
        """The perjanjian in force, one per post."""
        return select_berlaku(self.semua_perjanjian)

    @cached_property
    def camat(self) -> Jabatan | None:
        """The post at the top."""
        return next((j for j in self.jabatan if j.atasan_id is None), None)

    def pejabat_on(self, jabatan_pk: int, tanggal: datetime.date) -> Pejabat | None:
        """Who held a post on a day: who signs a document of that day."""
        return next(
            (
                p
                for p in self.riwayat_pejabat
                if p.jabatan_id == jabatan_pk and p.mulai <= tanggal and (p.selesai is None or p.selesai >= tanggal)
            ),
            None,
        )

    def perjanjian_of(self, jabatan_pk: int) -> RekapPerjanjian | None:
        return next((p for p in self.perjanjian if p.jabatan.pk == jabatan_pk), None)

    def budget_of(self, jabatan_pk: int) -> Pos | None:
        """The part of the budget a post answers for: the kecamatan's, or that of its kelurahan."""
        return budget_of(self.anggaran, list(self.jabatan), jabatan_pk)

    @cached_property
    def target_pk(self) -> dict[int, Sasar]:
        """The signed target of an indicator (by pk), of the perjanjian in force; the highest post's where several."""
        ukuran = {i.pk: i.ukuran for i in self.rencana.indikator}
        hasil: dict[int, Sasar] = {}
        for p in self.perjanjian:
            for b in p.butir:
                if b.indikator_id in ukuran and ukuran[b.indikator_id].is_bertarget(b.sasar):
                    hasil.setdefault(b.indikator_id, b.sasar)
        return hasil

    def target(self, i: RekapIndikator) -> Sasar | None:
        """What the year is measured against: the signed target, else the plan's."""
        return self.target_pk.get(i.pk, i.sasar(self.tahun))

    def capaian(self, i: RekapIndikator, tahun: int | None = None) -> Nilai:
        """Capaian of an indicator: this year against the signed target, another year against the plan's."""
        if tahun is None or tahun == self.tahun:
            return i.capaian(self.tahun, self.aturan_turun, self.target_pk.get(i.pk))
        return i.capaian(tahun, self.aturan_turun)

    def capaian_rencana(self, i: RekapIndikator) -> Nilai:
        """Capaian of this year against the plan's own target, where the signed one differs."""
        return i.capaian(self.tahun, self.aturan_turun)

    def capaian_pos(self, pos: Pos, triwulan: int = 4) -> Rerata:
        """Mean capaian of a node of the budget under the rule and the cap of the kabupaten."""
        return pos.capaian(triwulan, self.aturan_turun, self.kabupaten.batas_capaian)

    def predikat(self, kegunaan: str, nilai: Nilai) -> str:
        """The predicate of a figure on the kabupaten's scale for this use; "" without a scale or a figure."""
        skala = self.skala.get(kegunaan)
        kelas: Kelas | None = classify(skala, nilai) if skala else None
        return kelas.predikat if kelas else ""

    @cached_property
    def ikm(self) -> Ikm | None:
        return _hitung_ikm(self.survei, self.unsur)

    @cached_property
    def lke(self) -> tuple[BarisLke, ...]:
        """The LKE lines in order with scores; components are the sums of their sub components."""
        sub: dict[str, list[tuple[Decimal, Decimal]]] = defaultdict(list)
        for b in self.butir_lke:
            if b.tingkat == ButirEvaluasi.Tingkat.SUBKOMPONEN and b.bobot is not None and b.kriteria:
                sub[b.kode.split(".")[0]].append((b.bobot, calculate_nilai(b.bobot, b.kriteria)))
        hasil = []
        for b in self.butir_lke:
            if b.tingkat == ButirEvaluasi.Tingkat.KOMPONEN:
                isi = sub.get(b.kode, [])
                bobot = sum((x for x, _ in isi), Decimal(0)) if isi else b.bobot
                hasil.append(BarisLke(b, bobot, sum((x for _, x in isi), Decimal(0)) if isi else None))
            elif b.bobot is not None and b.kriteria:
                hasil.append(BarisLke(b, b.bobot, calculate_nilai(b.bobot, b.kriteria)))
            else:
                hasil.append(BarisLke(b, b.bobot, None))
        return tuple(hasil)

    @cached_property
    def nilai_lke(self) -> Decimal | None:
        """The AKIP score of the LKE of this year; None without one."""
        isi = [
            b.nilai for b in self.lke if b.butir.tingkat == ButirEvaluasi.Tingkat.SUBKOMPONEN and b.nilai is not None
        ]
        return sum(isi, Decimal(0)) if isi else None

    def foto_of(self, kunci: str) -> tuple[FotoLaporan, ...]:
        return self.foto.get(kunci, ())


def _hitung_ikm(survei: Survei | None, unsur: tuple[UnsurSurvei, ...]) -> Ikm | None:
    if survei is None:
        return None
    if unsur:
        return calculate_ikm([u.nrr for u in unsur], survei.bobot_desimal)
    if survei.jumlah_nilai is not None and survei.responden and survei.jumlah_unsur:
        return calculate_ikm_total(survei.jumlah_nilai, survei.responden, survei.jumlah_unsur, survei.bobot_desimal)
    return None


def list_tahun(instansi: Instansi) -> list[int]:
    """Return the years that hold data, the latest first."""
    tahun = set(Laporan.objects.for_instansi(instansi).values_list("tahun", flat=True))
    tahun |= set(Program.objects.for_instansi(instansi).values_list("tahun", flat=True))
    return sorted(tahun, reverse=True)


def has_tahun(instansi: Instansi, tahun: int) -> bool:
    """Whether there is anything to print of a year: its data, or only its Renja."""
    return tahun in list_tahun(instansi) or Renja.objects.for_instansi(instansi).in_tahun(tahun).exists()


def muat_data(instansi: Instansi, tahun: int) -> DataLkj:
    """Return the data of a year. The number of queries does not depend on how much there is."""
    instansi = Instansi.objects.select_related("kabupaten").get(pk=instansi.pk)
    kabupaten = instansi.kabupaten
    laporan = Laporan.objects.for_instansi(instansi).in_tahun(tahun).select_related("susunan").first()
    rencana = muat_renstra(instansi, tahun)
    rpjmd = rencana.renstra.rpjmd if rencana.renstra else None
    survei = list(Survei.objects.for_instansi(instansi).filter(tahun__in=[tahun, tahun - 1]).prefetch_related("unsur"))
    menurut_tahun = {s.tahun: s for s in survei}
    kini, lalu = menurut_tahun.get(tahun), menurut_tahun.get(tahun - 1)
    lembar = LembarEvaluasi.objects.for_instansi(instansi).in_tahun(tahun).prefetch_related("butir").first()
    tanggal = laporan.tanggal if laporan and laporan.tanggal else datetime.date(tahun, 12, 31)
    pejabat = tuple(Pejabat.objects.filter(jabatan__instansi=instansi).select_related("jabatan").order_by("-mulai"))
    narasi = Narasi.objects.filter(laporan=laporan) if laporan else []
    foto: dict[str, list[FotoLaporan]] = defaultdict(list)
    for f in FotoLaporan.objects.filter(laporan=laporan) if laporan else []:
        foto[f.bagian].append(f)

    def setahun(model):
        return tuple(model.objects.for_instansi(instansi).in_tahun(tahun))

    data = DataLkj(
        instansi=instansi,
        kabupaten=kabupaten,
        tahun=tahun,
        laporan=laporan,
        rencana=rencana,
        misi=tuple(rpjmd.misi.all()) if rpjmd else (),
        misi_didukung=frozenset(rencana.renstra.misi_didukung.values_list("pk", flat=True))
        if rencana.renstra
        else frozenset(),
        anggaran=muat_pohon(instansi, tahun),
        unit=tuple(UnitKerja.objects.for_instansi(instansi)),
        jabatan=tuple(Jabatan.objects.for_instansi(instansi).select_related("unit", "atasan")),
        pejabat={
            p.jabatan_id: p for p in pejabat if p.mulai <= tanggal and (p.selesai is None or p.selesai >= tanggal)
        },
        riwayat_pejabat=pejabat,
        semua_perjanjian=muat_perjanjian(instansi, tahun),
        perjanjian_tertanda=muat_tertanda(instansi, tahun),
        survei=kini,
        unsur=tuple(kini.unsur.all()) if kini else (),
        survei_lalu=_hitung_ikm(lalu, tuple(lalu.unsur.all())) if lalu else None,
        lembar=lembar,
        butir_lke=tuple(lembar.butir.all()) if lembar else (),
        nilai_akip=tuple(NilaiAkip.objects.for_instansi(instansi).filter(tahun__lt=tahun)),
        rekomendasi=setahun(Rekomendasi),
        pegawai=setahun(RekapPegawai),
        kebutuhan=setahun(KebutuhanPegawai),
        sarana=setahun(Sarana),
        layanan=tuple(Layanan.objects.for_instansi(instansi).in_tahun(tahun).select_related("unit")),
        wilayah=setahun(DataWilayah),
        dasar_hukum=setahun(DasarHukum),
        isu=setahun(IsuStrategis),
        jenis_belanja=_pos_tahunan(
            JenisBelanja, "Belanja", instansi, tahun, ("pagu_murni", "pagu_perubahan", "realisasi")
        ),
        pendapatan=_pos_tahunan(Pendapatan, "Pendapatan", instansi, tahun, ("target", "realisasi")),
        riwayat=_muat_riwayat(instansi, tahun),
        skala=_muat_skala(kabupaten),
        narasi={(n.bagian, n.cara): n.teks for n in narasi},
        foto={k: tuple(v) for k, v in foto.items()},
        susunan=tuple(laporan.susunan.bagian.all()) if laporan else (),
        catatan=list_tanda(instansi, tahun),
        jenis_renja=frozenset(
            PosRencana.objects.for_instansi(instansi).in_tahun(tahun).values_list("renja__jenis", flat=True).distinct()
        ),
    )
    return _isi_luaran_lalu(_isi_sumber(data))


def lengkapi_tahunan(data: DataLkj) -> DataLkj:
    """Return the data with the budgets of the other years of the Renstra, and its plan of programmes. The number of
    queries is constant."""
    lain = [t for t in data.rencana.tahun if t != data.tahun]
    data = lengkapi_rencana(data)
    return replace(data, pohon_tahun=muat_pohon_tahunan(data.instansi, lain)) if lain else data


def lengkapi_rencana(data: DataLkj) -> DataLkj:
    """Return the data with the Renstra's plan of programmes."""
    return replace(data, rencana_program=muat_rencana_renstra(data.rencana.renstra, data.tahun))


def _pos_tahunan(model, akar, instansi, tahun, bidang):
    isi = defaultdict(list)
    for p in model.objects.for_instansi(instansi).filter(tahun__lte=tahun):
        isi[p.tahun].append((p.kode, p.uraian, tuple(getattr(p, b) for b in bidang)))
    return {t: susun_pos(baris, akar) for t, baris in isi.items()}


def _muat_riwayat(instansi: Instansi, tahun: int) -> dict[int, RiwayatAnggaran]:
    """Earlier years in brief: last year's own budget where it is in the system, else what was entered about it."""
    isi = {r.tahun: r for r in RiwayatAnggaran.objects.for_instansi(instansi).filter(tahun__lt=tahun)}
    if lalu := summarize_anggaran(instansi, tahun - 1):
        isi[tahun - 1] = lalu
    return isi


def _muat_skala(kabupaten: Kabupaten) -> dict[str, Skala]:
    pakai = {
        "indikator": kabupaten.skala_indikator_id,
        "kegiatan": kabupaten.skala_kegiatan_id,
        "skm": kabupaten.skala_skm_id,
        "akip": kabupaten.skala_akip_id,
    }
    isi = {
        s.pk: s.to_inti()
        for s in SkalaModel.objects.filter(pk__in=[p for p in pakai.values() if p]).prefetch_related("kelas")
    }
    return {k: isi[pk] for k, pk in pakai.items() if pk in isi}


def _isi_sumber(data: DataLkj) -> DataLkj:
    """Put the index of the survey and the score of the LKE where an indicator says it takes them from there."""
    rencana = data.rencana
    for i in rencana.indikator:
        sumber = i.model.sumber_nilai
        if sumber == "skm":
            if data.ikm and is_nilai(data.ikm.nilai):
                hasil = _hasil_nilai(i, round_half_up(data.ikm.nilai), "Indeks hasil survei kepuasan masyarakat")
            else:
                hasil = Hasil(None, alasan="hasil survei kepuasan masyarakat belum diisi")
        elif sumber == "akip":
            if data.nilai_lke is not None:
                hasil = _hasil_nilai(i, round_half_up(data.nilai_lke), "Jumlah nilai Lembar Kerja Evaluasi")
            else:
                hasil = Hasil(None, alasan="Lembar Kerja Evaluasi belum diisi")
        elif sumber == "luaran":
            hasil = _hasil_luaran(data, i.pk)
        else:
            continue
        if not i.ukuran.is_terukur(hasil) and i.is_terisi(data.tahun):
            continue  # entered by hand before the survey or the LKE came in
        rencana = rencana.replace_indikator(i.with_realisasi(data.tahun, hasil))
    return replace(data, rencana=rencana)


def _hasil_nilai(i: RekapIndikator, nilai: Decimal, asal: str) -> Hasil:
    """A figure found elsewhere; of a predikat its class on the indicator's scale."""
    if i.ukuran.jenis is not JenisIndikator.PREDIKAT:
        return Hasil(nilai, asal=asal)
    skala = i.ukuran.skala
    if skala is None:
        return Hasil(None, alasan=SKALA_BELUM_DIPILIH.alasan)
    kelas = classify(skala, nilai)
    assert kelas is not None  # a scale leaves no figure out
    return Hasil(None, kelas.sebutan, asal=f"{asal} ({format_angka(nilai)}) pada skala {skala.nama}")


def _isi_luaran_lalu(data: DataLkj) -> DataLkj:
    """Put what outputs brought in earlier years that are in the system where an indicator takes its realisasi from them;
    what was entered for a year stays where its outputs say nothing."""
    sumber = {i.pk: i for i in data.rencana.indikator if i.model.sumber_nilai == "luaran"}
    if not sumber:
        return data
    rencana = data.rencana
    for (pk, tahun), luaran in muat_luaran(data.instansi, data.tahun).items():
        if pk not in sumber or not is_nilai(luaran.nilai):
            continue
        hasil = _hasil_nilai(sumber[pk], luaran.nilai, f"Keluaran {tahun} {luaran.kode} {luaran.uraian}")
        sumber[pk] = sumber[pk].with_realisasi(tahun, hasil)
        rencana = rencana.replace_indikator(sumber[pk])
    return replace(data, rencana=rencana)


def _hasil_luaran(data: DataLkj, indikator: int) -> Hasil:
    """What the output of the programme, kegiatan or sub kegiatan brought in the year that feeds the indikator."""
    for pohon in data.anggaran.values():
        for pos in pohon.walk():
            for k in pos.keluaran:
                if k.indikator_id == indikator:
                    nilai = k.realisasi_sd(4)
                    if isinstance(nilai, Takterdefinisi):
                        return Hasil(None, alasan=f"keluaran {pos.kode} {nilai.alasan}")
                    return Hasil(nilai, asal=f"Keluaran {pos.kode} {pos.uraian}")
    return Hasil(None, alasan="belum ada indikator kegiatan yang terhubung")
