"""The plan of an import, as a whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from anggaran.models import Belanja, SubKegiatan
from kinerja.angka import format_rupiah
from sipd.models import BarisImpor, ImporBerkas
from sipd.rencana.banding import Sumber
from sipd.rencana.isi import Kelompok, Rencana, Sasaran, jumlah_of
from sipd.rencana.kini import Kini
from sipd.rencana.pagu import PenyusunPagu
from sipd.rencana.realisasi import PenyusunRealisasi
from sipd.rencana.tambah import rancang


def susun_rencana(impor: ImporBerkas, dibuat: Iterable[int] = ()) -> Rencana:
    """Return what applying the import would do now. The number of queries does not depend on its size.

    ``dibuat``: the sub kegiatan that it has just added to the budget.
    """
    milik = list(impor.baris.select_related("unit", "sub_kegiatan__kegiatan__program__unit"))
    rencana = Rencana(impor, list(_group(impor, milik).values()))
    kini = Kini(impor)
    rencana.tambahan = rancang(impor, kini, rencana.kelompok, milik)
    rencana.baru = {s.pk for s in rencana.tambahan if isinstance(s, SubKegiatan)} | set(dibuat)
    sumber = Sumber(impor, milik, {k.grup for k in rencana.kelompok if k.is_pakai})
    rencana.banding = sumber.compare()
    if impor.is_pagu:
        PenyusunPagu(rencana, kini).plan_berkas(sumber.baris)
    else:
        PenyusunPagu(rencana, kini).plan_samping()
        PenyusunRealisasi(rencana, kini, sumber).run()
    _check_seratus(rencana)
    rencana.ubahan.sort(key=lambda u: _urut(u.sasaran))
    return rencana


def _group(impor: ImporBerkas, baris: Iterable[BarisImpor]) -> dict[str, Kelompok]:
    sebab = impor.ringkasan.get("sebab", {})
    hasil: dict[str, Kelompok] = {}
    sampai: dict[str, int] = defaultdict(int)  # of a row with figures since January the last one counts
    for b in baris:
        k = hasil.get(b.grup)
        if k is None:
            k = hasil[b.grup] = Kelompok(
                b.grup, b.unit, b.kode, b.nama, b.sub_kegiatan, b.keyakinan, b.dipilih, b.dilewati,
                sebab.get(b.grup, ""),
            )  # fmt: skip
        k.banyak += 1
        k.jumlah += jumlah_of(b) - (sampai[b.kunci] if b.sampai else 0)
        sampai[b.kunci] = jumlah_of(b) if b.sampai else sampai[b.kunci] + jumlah_of(b)
    return hasil


def _check_seratus(rencana: Rencana) -> None:
    """A file whose figures all end in 00 and lie far above the budget was read a hundredfold."""
    if not rencana.impor.ringkasan.get("seratus"):
        return
    sub = {k.sub for k in rencana.kelompok if k.is_pakai and k.sub}
    pagu = sum(rencana.pagu_nanti(s) for s in sub)
    if pagu and rencana.jumlah_pakai >= 20 * pagu:
        rencana.galat.append(
            f"Jumlah di berkas Rp {format_rupiah(rencana.jumlah_pakai)}, sedangkan pagunya Rp "
            f"{format_rupiah(pagu)}: angkanya tampak seratus kali lipat karena angka desimal. Simpan ulang berkasnya "
            "tanpa desimal, lalu unggah lagi."
        )


def _urut(s: Sasaran) -> tuple[Any, ...]:
    program = s.sub.kegiatan.program
    return (program.unit_id or 0, s.sub.kode_baku, isinstance(s.objek, Belanja), s.objek.pk, s.bidang, s.triwulan)
