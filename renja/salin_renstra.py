"""Beginning the Renstra's plan of programmes from the budgets that are there: rows and indicators, without any figure."""

from __future__ import annotations

from django.db import transaction

from anggaran.rekap import TOTAL, Pos, muat_pohon_tahunan
from kinerja.kode import normalize_kode
from organisasi.jejak import SALINAN, mark_dari
from renstra.models import IndikatorPosRenstra, PosRenstra, Renstra, Sasaran


@transaction.atomic
def ambil_dari_anggaran(renstra: Renstra) -> int:
    """Add the rows of the budgets of the Renstra's years that the plan does not have yet; return how many.

    Names and indicators are those of the latest year. Money and targets are the Renstra's own and are typed from it.
    """
    Renstra.objects.select_for_update().get(pk=renstra.pk)  # of two who press at once, one copies
    tahun = range(renstra.tahun_awal, renstra.tahun_akhir + 1)
    ada: set[tuple[int | None, str]] = set(PosRenstra.objects.filter(renstra=renstra).values_list("unit_id", "kode"))
    sasaran = set(Sasaran.objects.filter(renstra=renstra).values_list("pk", flat=True))
    jumlah = 0
    with mark_dari(SALINAN):
        for _, pohon in sorted(muat_pohon_tahunan(renstra.instansi, tahun).items(), reverse=True):
            for unit, akar in pohon.items():
                for pos in akar.walk():
                    kunci = (unit, normalize_kode(pos.kode)) if pos.tingkat != TOTAL else None
                    if kunci is None or kunci in ada:
                        continue
                    _salin_pos(renstra, unit, pos, sasaran)
                    ada.add(kunci)
                    jumlah += 1
    return jumlah


def _salin_pos(renstra: Renstra, unit: int | None, pos: Pos, sasaran: set[int]) -> None:
    baru = PosRenstra.objects.create(
        renstra=renstra,
        unit_id=unit,
        kode=pos.kode,
        uraian=pos.uraian,
        sasaran_id=pos.sasaran_id if pos.sasaran_id in sasaran else None,
        penanggung_jawab_id=pos.penanggung_jawab_id,
    )
    for urut, k in enumerate(pos.keluaran, start=1):
        IndikatorPosRenstra.objects.create(pos=baru, uraian=k.uraian, satuan=k.satuan, urut=urut)


__all__ = ["ambil_dari_anggaran"]
