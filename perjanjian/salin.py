"""Carrying perjanjian on: into the next year, and from the murni to the perubahan."""

from __future__ import annotations

from django.db import transaction

from kinerja.alur import StatusPerjanjian
from kinerja.ukuran import Sasar
from organisasi.kembar import make_kembar
from organisasi.models import Instansi, Jabatan
from perjanjian.models import Butir, PerjanjianKinerja, TargetButir
from perjanjian.rekap import RekapPerjanjian, muat_perjanjian, select_berlaku
from renstra.models import Indikator
from renstra.rekap import RekapRenstra, muat_renstra

Jenis = PerjanjianKinerja.Jenis


@transaction.atomic
def salin_perjanjian(instansi: Instansi, dari: int, ke: int, jabatan: Jabatan | None = None) -> int:
    """Copy the perjanjian in force of year ``dari`` (of one post, or of all) as murni of year ``ke``; return how many.

    A post that has one in ``ke`` already is passed over. Targets are those of the Renstra for the new year, else last
    year's. An indikator that the new year's Renstra does not have any more is left out.
    """
    Instansi.objects.select_for_update().get(pk=instansi.pk)  # of two who press at once, one copies
    sudah = set(PerjanjianKinerja.objects.for_instansi(instansi).in_tahun(ke).values_list("jabatan_id", flat=True))
    rencana = muat_renstra(instansi, ke)
    jumlah = 0
    for lama in select_berlaku(muat_perjanjian(instansi, dari)):
        if lama.jabatan.pk in sudah or (jabatan is not None and lama.jabatan.pk != jabatan.pk):
            continue
        baru = make_kembar(
            lama.model, tahun=ke, jenis=Jenis.MURNI, nomor="", tanggal=None, status=StatusPerjanjian.DRAF.value
        )
        for butir in lama.butir:
            _salin_butir(butir, baru, rencana, ke)
        jumlah += 1
    return jumlah


def _salin_butir(lama: Butir, perjanjian: PerjanjianKinerja, rencana: RekapRenstra, tahun: int) -> None:
    indikator = find_padanan(lama.indikator, rencana)
    if indikator is None:
        return
    kini = lama.sasar
    target = propose_target(rencana, indikator.pk, tahun) or kini
    baru = make_kembar(
        lama, perjanjian=perjanjian, indikator=indikator, target=target.nilai, target_teks=target.teks
    )  # fmt: skip
    if target == kini:  # the quarters of another target would not lead to this one
        _salin_triwulan(lama, baru)


def find_padanan(indikator: Indikator, rencana: RekapRenstra) -> Indikator | None:
    """Return the same indicator in the plan of the new year: itself, or the one that reads the same."""
    if rencana.renstra is None or indikator.renstra_id == rencana.renstra.pk:
        return indikator
    kata = _rapikan(indikator.uraian)
    return next((i.model for i in rencana.indikator if _rapikan(i.uraian) == kata), None)


def _rapikan(teks: str) -> str:
    return " ".join(teks.split()).casefold()


def propose_target(rencana: RekapRenstra, indikator: int, tahun: int) -> Sasar | None:
    """Return the target that the plan holds for the year."""
    return next((i.sasar(tahun) for i in rencana.indikator if i.pk == indikator), None)


@transaction.atomic
def buat_perubahan(murni: RekapPerjanjian) -> tuple[PerjanjianKinerja, bool]:
    """Copy a murni with all its butir as the perjanjian perubahan of the same post and year.

    Return that and True, or the one there is already and False.
    """
    PerjanjianKinerja.objects.select_for_update().get(pk=murni.model.pk)  # of two who press at once, one makes it
    semua = PerjanjianKinerja.objects.filter(jabatan=murni.jabatan, tahun=murni.model.tahun)
    if ada := semua.filter(jenis=Jenis.PERUBAHAN).first():
        return ada, False
    baru = make_kembar(murni.model, jenis=Jenis.PERUBAHAN, nomor="", tanggal=None, status=StatusPerjanjian.DRAF.value)
    for butir in murni.butir:
        _salin_triwulan(butir, make_kembar(butir, perjanjian=baru))
    return baru, True


def _salin_triwulan(lama: Butir, baru: Butir) -> None:
    for t in lama.target_triwulan.all():
        TargetButir.objects.create(butir=baru, triwulan=t.triwulan, nilai=t.nilai, teks=t.teks)
