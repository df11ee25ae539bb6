"""Adding to the budget what a file has and the budget lacks, and taking it out again with the import."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType

from anggaran.models import Belanja, IndikatorKegiatan, Kegiatan, Program, SubKegiatan
from anggaran.rencana.hapus import Simpul, TidakTerhapus, delete_simpul
from anggaran.rencana.nomenklatur import add_kode
from organisasi.models import UnitKerja
from sipd.kunci import TidakDapatError
from sipd.models import TAMBAHAN, ImporBerkas, PemetaanKode, PerubahanImpor
from sipd.padan import PASTI
from sipd.rencana import Rencana
from sipd.rencana.tambah import find_unit_simpul


def buat_tambahan(rencana: Rencana) -> list[PerubahanImpor]:
    """Make the nodes that the plan needs, lead the rows of the file there, and return what is to be noted of it (unsaved).

    Raises :class:`TidakDapatError` where somebody else has made one since the plan.
    """
    impor = rencana.impor
    menurut_unit: dict[UnitKerja | None, list[Simpul]] = defaultdict(list)
    for s in rencana.tambahan:
        menurut_unit[find_unit_simpul(s)].append(s)
    dibuat: list[Any] = []
    for unit, simpul in menurut_unit.items():
        uraian = {s.kode_baku: s.uraian for s in simpul}
        hasil = add_kode(impor.instansi, impor.tahun, unit, uraian, uraian)
        dibuat += [*hasil.program, *hasil.kegiatan, *hasil.sub_kegiatan]
    if len(dibuat) != len(rencana.tambahan):
        raise TidakDapatError("Anggaran berubah sejak halaman ini dibuka. Periksa sekali lagi, lalu tekan Terapkan.")
    _lead(rencana, {(find_unit_simpul(s), s.kode_baku): s for s in dibuat if isinstance(s, SubKegiatan)})
    return [_note(impor, s) for s in dibuat]


def _lead(rencana: Rencana, jadi: dict[tuple[UnitKerja | None, str], SubKegiatan]) -> None:
    """Put the new sub kegiatan where the plan had only a sketch of it."""
    impor, catatan = rencana.impor, rencana.impor.pilihan.get("catatan", {})
    for k in rencana.kelompok:
        if k.sub is None or not k.is_baru:
            continue
        sub = jadi[find_unit_simpul(k.sub), k.sub.kode_baku]
        impor.baris.filter(grup=k.grup).update(sub_kegiatan=sub, keyakinan=PASTI, dipilih=True, dilewati=False)
        PemetaanKode.objects.update_or_create(
            instansi=impor.instansi, tahun=impor.tahun, kunci=k.grup, defaults={"sub_kegiatan": sub}
        )
        if teks := catatan.pop(str(k.sub.pk), ""):
            catatan[str(sub.pk)] = teks


def _note(impor: ImporBerkas, simpul: Simpul) -> PerubahanImpor:
    return PerubahanImpor(
        impor=impor,
        tipe=ContentType.objects.get_for_model(simpul),
        objek_id=simpul.pk,
        bidang=TAMBAHAN,
        sesudah=f"{str(simpul._meta.verbose_name).capitalize()} {simpul}"[:400],
    )


def hapus_tambahan(dibuat: Iterable[PerubahanImpor]) -> None:
    """Take out what an import added, from below; a program or kegiatan that others hang in, or whose target was filled in by
    now, stays.

    Raises :class:`TidakDapatError` where somebody has filled in more of it since.
    """
    menurut_model: dict[type, list[int]] = defaultdict(list)
    for p in dibuat:
        menurut_model[p.tipe.model_class() or Program].append(p.objek_id)
    sebab = []
    for sub in SubKegiatan.objects.filter(pk__in=menurut_model[SubKegiatan]):
        if apa := _tell_dilengkapi(sub):
            sebab.append(f"{sub} ditambahkan oleh impor ini, dan sesudah itu diisi {apa}. Hapus dahulu isian itu.")
            continue
        try:
            delete_simpul(sub)
        except TidakTerhapus as galat:
            sebab.append(str(galat))
    if sebab:
        raise TidakDapatError(*sebab)
    bertarget = IndikatorKegiatan.objects.exclude(target=None, target_teks="")
    for model, anak in ((Kegiatan, "sub_kegiatan"), (Program, "kegiatan")):
        kosong = model.objects.filter(pk__in=menurut_model[model], **{f"{anak}__isnull": True})
        kosong.exclude(indikator__in=bertarget).delete()


def _tell_dilengkapi(sub: SubKegiatan) -> str:
    """Say what people have filled in below a sub kegiatan, beyond the indicator that came with it."""
    indikator = IndikatorKegiatan.objects.filter(sub_kegiatan=sub)
    ada = {
        "rincian belanja": Belanja.objects.filter(sub_kegiatan=sub).exists(),
        "target keluaran": indikator.exclude(target=None, target_teks="").exists(),
        "target triwulan": sub.target_triwulan.exists(),
    }
    return ", ".join(apa for apa, terisi in ada.items() if terisi)
