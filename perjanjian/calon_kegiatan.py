"""Indicators of programme, kegiatan and sub kegiatan that a post may promise.

A butir names an indikator of the Renstra. What is taken from the budget therefore becomes an indikator operasional of
the post there, under a sasaran that bears the name of the programme, kegiatan or sub kegiatan; its realisasi is not typed a
second time but taken from the keluaran (``IndikatorKegiatan.indikator``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from anggaran.models import IndikatorKegiatan
from anggaran.rekap import Keluaran, Pos
from organisasi.models import Jabatan
from perjanjian.rekap import walk_tanggungan
from perjanjian.susun import Calon, is_memuat
from renstra.models import Indikator, Renstra, Sasaran, TargetIndikator
from renstra.rekap import RekapIndikator, RekapRenstra, Sasar


@dataclass(frozen=True)
class CalonKegiatan(Calon):
    """An indicator of the budget; its ``indikator`` is not stored yet."""

    pos: Pos
    keluaran: Keluaran
    sasaran_id: int | None  # of the Renstra, that the budget serves

    @property
    def kunci(self) -> str:
        return f"k{self.keluaran.pk}"


def list_calon_kegiatan(
    rencana: RekapRenstra, pohon: Pos | None, jabatan: Jabatan, tahun: int, *, semua: bool = False, cari: str = ""
) -> list[CalonKegiatan]:
    """Return the indicators of the budget that the post itself answers for, or all; not those that are in the Renstra."""
    if rencana.renstra is None or pohon is None:
        return []
    ada = {i.pk for i in rencana.indikator}
    hasil = []
    for pos, siapa, sasaran in walk_tanggungan(pohon):
        if not semua and siapa != jabatan.pk:
            continue
        for k in pos.keluaran:
            if k.indikator_id not in ada and is_memuat(cari, pos.kode, pos.uraian, k.uraian):
                hasil.append(_calon(rencana.renstra, pos, k, sasaran, tahun))
    return hasil


def _calon(renstra: Renstra, pos: Pos, k: Keluaran, sasaran: int | None, tahun: int) -> CalonKegiatan:
    model = Indikator(
        renstra=renstra,
        kode=pos.kode,
        uraian=k.uraian,
        satuan=k.satuan[:40],
        arah=k.arah.value,
        akumulasi=k.akumulasi.value,
        sumber_nilai=Indikator.SumberNilai.LUARAN,
    )
    target = Sasar(k.target, k.target_teks) if k.target is not None or k.target_teks else None
    rekap = RekapIndikator(model, {tahun: target} if target else {}, {})
    return CalonKegiatan(rekap, pos.uraian, target, pos, k, sasaran)


def ambil_indikator(calon: Calon, jabatan: Jabatan, tahun: int) -> RekapIndikator:
    """Return the indikator of a candidate; one of the budget is first written into the Renstra, with its target."""
    if not isinstance(calon, CalonKegiatan):
        return calon.indikator
    model = calon.indikator.model
    renstra = Renstra.objects.select_for_update().get(pk=model.renstra_id)  # of two at once, each gets his own code
    sasaran = _ambil_sasaran(calon, jabatan, renstra)
    model.sasaran, model.penanggung_jawab = sasaran, jabatan
    model.kode = _kode_berikut(f"{sasaran.kode}.", renstra.indikator.values_list("kode", flat=True))
    model.urut = renstra.indikator.count() + 1
    model.save()
    if calon.target:
        TargetIndikator.objects.create(indikator=model, tahun=tahun, nilai=calon.target.nilai, teks=calon.target.teks)
    keluaran = IndikatorKegiatan.objects.get(pk=calon.keluaran.pk)
    keluaran.indikator = model
    keluaran.save(update_fields=["indikator"])
    return calon.indikator


def _ambil_sasaran(calon: CalonKegiatan, jabatan: Jabatan, renstra: Renstra) -> Sasaran:
    """The post's sasaran of this programme, kegiatan or sub kegiatan: the one there is, or a new one."""
    operasional = renstra.sasaran.filter(tingkat=Sasaran.Tingkat.OPERASIONAL, pemilik=jabatan)
    if ada := operasional.filter(uraian=calon.pos.uraian).first():
        return ada
    baru: Sasaran = Sasaran.objects.create(
        renstra=renstra,
        kode=_kode_berikut("S", renstra.sasaran.values_list("kode", flat=True)),
        uraian=calon.pos.uraian,
        tingkat=Sasaran.Tingkat.OPERASIONAL,
        pemilik=jabatan,
        induk=renstra.sasaran.filter(pk=calon.sasaran_id or 0).first(),
        urut=renstra.sasaran.count() + 1,
    )
    return baru


def _kode_berikut(awalan: str, ada: Iterable[str]) -> str:
    """Return the code after the highest there is: S9 after S1 and S8."""
    nomor = [int(m[1]) for k in ada if (m := re.fullmatch(rf"{re.escape(awalan)}(\d+)", k))]
    return f"{awalan}{max(nomor, default=0) + 1}"
