"""The state of a kecamatan's year, read in a constant number of queries (:class:`ruang.tugas.Keadaan`)."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from django.contrib.contenttypes.models import ContentType
from django.db import models

from anggaran.isian import TRIWULAN, Bagian, count_terisi, list_bagian, list_isian
from anggaran.models import CatatanBaris, IsianTriwulan, SubKegiatan
from kinerja.alur import StatusPerjanjian, StatusTriwulan
from kinerja.kode import tingkat_kode
from lakip.models import Laporan
from lakip.rakit import rakit_lkj
from organisasi.models import (
    Instansi,
    Kabupaten,
    Pejabat,
    Pengguna,
    Peran,
    Periode,
    Perpanjangan,
    RiwayatStatus,
)
from organisasi.riwayat import name_orang
from perjanjian.models import PerjanjianKinerja
from renja.models import PosRencana, Renja
from renstra.models import Renstra
from ruang.tugas import LKJ, Isian, Janji, Keadaan, Kembali, Rencana, RencanaKerja, Waktu

# The steps by which others make a draft of it again: sent back, withdrawn after it was signed, opened after it was sent.
DRAF_LAGI = ("kembalikan", "batalkan", "buka")
SELESAI_JANJI = (StatusPerjanjian.BERLAKU, StatusPerjanjian.DIGANTIKAN)


def muat_keadaan(instansi: Instansi, tahun: int, hari: datetime.date, *, bagian_laporan: bool = False) -> Keadaan:
    """Read the state. ``bagian_laporan``: also which sections of a due report lack data, which means building it."""
    laporan = Laporan.objects.for_instansi(instansi).in_tahun(tahun).first()
    bagian = list_bagian(instansi, tahun)
    keadaan = Keadaan(
        instansi,
        tahun,
        hari,
        waktu=list_waktu(instansi, tahun),
        isian=_muat_isian(instansi, tahun, bagian),
        rencana=_muat_rencana(instansi, tahun, bagian),
        laporan=laporan.status if laporan else "",
        laporan_kembali=_find_akhir([laporan], *DRAF_LAGI).get(laporan.pk) if laporan else None,
    )
    if bagian_laporan and laporan and laporan.status == "draf" and keadaan.is_dibuka(LKJ):
        kosong = tuple(k.judul for k in rakit_lkj(instansi, tahun).kelengkapan if not k.ada)
        return replace(keadaan, bagian_kosong=kosong)
    return keadaan


def list_waktu(instansi: Instansi, tahun: int) -> dict[int, Waktu]:
    """Return the windows the kabupaten has set, extensions of this instansi included. Two queries."""
    periode = Periode.objects.filter(kabupaten=instansi.kabupaten_id, tahun=tahun)
    lebih: dict[int, datetime.date] = {}
    panjang = Perpanjangan.objects.for_instansi(instansi).in_tahun(tahun)
    for triwulan, sampai in panjang.values_list("periode__triwulan", "sampai"):
        lebih[triwulan] = max(sampai, lebih.get(triwulan, sampai))
    return {p.triwulan: Waktu(p.mulai, max(p.tenggat, lebih.get(p.triwulan, p.tenggat))) for p in periode}


def _muat_isian(instansi: Instansi, tahun: int, bagian: list[Bagian]) -> tuple[Isian, ...]:
    ada, terisi = list_isian(instansi, tahun), count_terisi(instansi, tahun, bagian)
    draf = [i for i in ada.values() if i.status == StatusTriwulan.DRAF]
    setuju = [i for i in ada.values() if i.status == StatusTriwulan.DISETUJUI]
    kembali, catatan, dibuka = _find_akhir(draf, *DRAF_LAGI), _list_catatan(draf), _find_akhir(setuju, "buka")
    hasil = []
    for t in TRIWULAN:
        for b in bagian:
            isian, maju = ada.get((t, b.nomor)), terisi[t, b.nomor]
            pk = isian.pk if isian else 0
            status = isian.status if isian else StatusTriwulan.DRAF.value
            baris = tuple(catatan.get(pk, ()))
            hasil.append(
                Isian(t, b.nomor, b.nama, status, maju.lengkap, maju.semua, kembali.get(pk), baris, dibuka.get(pk))
            )
    return tuple(hasil)


def muat_janji(instansi: Instansi | Kabupaten, pengguna: Pengguna) -> dict[int, dict[int, tuple[Janji, ...]]]:
    """Return the perjanjian on their way to being signed, by instansi and year, with this person's part in each.

    Of a whole kabupaten: those that its kepala daerah signs. Four queries at most.
    """
    berjalan = PerjanjianKinerja.objects.exclude(status__in=SELESAI_JANJI).select_related(
        "jabatan", "instansi__kabupaten"
    )
    if isinstance(instansi, Kabupaten):
        semua = list(berjalan.filter(instansi__kabupaten=instansi, instansi__aktif=True, pihak_kedua=None))
        kabupaten = instansi.pk
    else:
        semua, kabupaten = list(berjalan.filter(instansi=instansi)), instansi.kabupaten_id
    if not semua:
        return {}
    pejabat = list(Pejabat.objects.filter(jabatan__instansi__in={p.instansi_id for p in semua}))
    is_kepala = pengguna.peran.filter(jenis=Peran.Jenis.KEPALA, kabupaten=kabupaten).exists()
    kembali = _find_akhir([p for p in semua if p.status == StatusPerjanjian.DRAF], *DRAF_LAGI)
    hasil: dict[int, dict[int, tuple[Janji, ...]]] = defaultdict(lambda: defaultdict(tuple))
    for p in semua:
        nama = str(p.jabatan) if p.jenis == p.Jenis.MURNI else f"{p.jabatan} (perubahan)"
        pihak = frozenset(p.match_pihak(pengguna, pejabat, is_kepala=is_kepala))
        cara = p.instansi.kabupaten.cara_tanda
        hasil[p.instansi_id][p.tahun] += (Janji(p.pk, nama, p.status, pihak, kembali.get(p.pk), cara),)
    return hasil


def _find_akhir(objek: list[IsianTriwulan] | list[Laporan] | list[PerjanjianKinerja], *aksi: str) -> dict[int, Kembali]:
    """Return what was last done to these, where that was one of these steps. One query."""
    if not objek:
        return {}
    tipe = ContentType.objects.get_for_model(type(objek[0]))
    langkah = RiwayatStatus.objects.filter(tipe=tipe, objek_id__in=[o.pk for o in objek]).select_related("oleh")
    akhir: dict[int, RiwayatStatus] = {}
    for r in langkah.order_by("waktu", "pk"):
        akhir[r.objek_id] = r
    return {pk: Kembali(name_orang(r.oleh), r.catatan.rstrip(" .")) for pk, r in akhir.items() if r.aksi in aksi}


def _list_catatan(isian: list[IsianTriwulan]) -> dict[int, list[str]]:
    """Return the rows with an open comment, by isian. One query."""
    hasil: dict[int, list[str]] = defaultdict(list)
    if isian:
        catatan = CatatanBaris.objects.filter(isian__in=isian, selesai=False)
        for c in catatan.select_related("sub_kegiatan", "indikator"):
            baris = c.sub_kegiatan or c.indikator
            hasil[c.isian_id].append(baris.uraian if baris else c.teks)
    return hasil


def _muat_rencana(instansi: Instansi, tahun: int, bagian: list[Bagian]) -> Rencana:
    sub = [s for b in bagian for s in b.sub]
    tanpa = SubKegiatan.objects.for_instansi(instansi).in_tahun(tahun).filter(indikator=None)
    renstra = Renstra.objects.for_instansi(instansi).filter(tahun_awal__lte=tahun, tahun_akhir__gte=tahun)
    return Rencana(
        renstra=renstra.exists(),
        program=bool(sub),
        tanpa_penanggung_jawab=sum(not _punya_penanggung_jawab(s) for s in sub),
        tanpa_indikator=tanpa.aggregate(n=models.Count("pk"))["n"],
        perjanjian=PerjanjianKinerja.objects.for_instansi(instansi).in_tahun(tahun).exists(),
    )


def muat_rencana_kerja(instansi: Instansi, tahun: Iterable[int]) -> dict[int, tuple[RencanaKerja, RencanaKerja]]:
    """Return the Renja murni and perubahan of these years. Three queries."""
    tahun = list(tahun)
    ada = set(Renja.objects.for_instansi(instansi).filter(tahun__in=tahun).values_list("tahun", "jenis"))
    pos = PosRencana.objects.for_instansi(instansi).filter(renja__tahun__in=tahun)
    sub = Counter(
        (t, jenis)
        for t, jenis, kode in pos.values_list("renja__tahun", "renja__jenis", "kode")
        if tingkat_kode(kode) == "subkegiatan"
    )
    anggaran = SubKegiatan.objects.for_instansi(instansi).filter(kegiatan__program__tahun__in=tahun)
    uang = {
        t: (murni, perubahan)
        for t, murni, perubahan in anggaran.order_by()
        .values("kegiatan__program__tahun")
        .annotate(murni=models.Count("pk"), perubahan=models.Count("pagu_perubahan"))
        .values_list("kegiatan__program__tahun", "murni", "perubahan")
    }
    jenis = (Renja.Jenis.MURNI, Renja.Jenis.PERUBAHAN)
    return {
        t: tuple(  # type: ignore[misc]
            RencanaKerja((t, j) in ada, sub[t, j], bool(u)) for j, u in zip(jenis, uang.get(t, (0, 0)), strict=True)
        )
        for t in tahun
    }


def _punya_penanggung_jawab(s: SubKegiatan) -> bool:
    """Of its own or by what it is part of; the budget of a kelurahan is the kelurahan's."""
    program = s.kegiatan.program
    return bool(
        s.penanggung_jawab_id or s.kegiatan.penanggung_jawab_id or program.penanggung_jawab_id or program.unit_id
    )
