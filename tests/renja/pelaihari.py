"""A Renja of Pelaihari 2023, which no sample holds: its budget as a plan, with words that are plainly made up."""

from __future__ import annotations

from django.db.models import F

from anggaran.models import SubKegiatan
from lakip.contoh import muat_contoh
from organisasi.models import Instansi
from renja.models import Kebutuhan, PosRencana, RancanganRkpd, Renja, UsulanMasyarakat
from renja.salin import Sumber, buat_perubahan, salin_rencana

TAHUN = 2023


def buat_renja_pelaihari() -> Instansi:
    """Load the sample and give it both Renja: the murni with the pagu murni, the change with the pagu perubahan.

    The prakiraan maju is the pagu murni itself; a first draft RKPD and needs stand for one row of each.
    """
    muat_contoh("pelaihari")
    instansi = Instansi.objects.get(slug="pelaihari")
    salin_rencana(instansi, TAHUN, Sumber.ANGGARAN_INI)
    murni = Renja.objects.get(instansi=instansi, jenis="murni")
    murni.pos.update(lokasi="Lokasi contoh", sumber_dana="Dana contoh", catatan_penting="Catatan contoh")
    murni.pos.update(pagu_maju=F("pagu"))
    perubahan, _ = buat_perubahan(murni)
    for s in SubKegiatan.objects.for_instansi(instansi).in_tahun(TAHUN).select_related("kegiatan__program"):
        pos = PosRencana.objects.filter(renja=perubahan, unit=s.kegiatan.program.unit_id, kode=s.kode_baku)
        pos.update(pagu=s.pagu, alasan="Alasan contoh" if s.pagu != s.pagu_murni else "")
    umum = {"instansi": instansi, "tahun": TAHUN, "kode": "7.01.01", "uraian": "Program contoh"}
    RancanganRkpd.objects.create(**umum, pagu=1_000_000)
    Kebutuhan.objects.create(**umum, dana=1_250_000, catatan="Catatan contoh")
    UsulanMasyarakat.objects.create(instansi=instansi, tahun=TAHUN, uraian="Usulan contoh", lokasi="Desa contoh")
    return instansi
