"""The year as it stands: its sub kegiatan, what was spent, which quarters are closed. Each is fetched once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from django.utils import timezone

from anggaran.isian import explain_tutup, explain_waktu, find_unit_sub, list_bagian, list_isian
from anggaran.models import Belanja, IsianTriwulan, RealisasiBelanja, RealisasiTriwulan, SubKegiatan
from kinerja.alur import StatusTriwulan
from kinerja.kode import KodeError, normalize_rekening
from sipd.models import BarisImpor, ImporBerkas
from sipd.padan import rapat
from sipd.rencana.isi import TRIWULAN


class Kini:
    """What is stored of a year now. A fixed number of queries."""

    def __init__(self, impor: ImporBerkas) -> None:
        self.instansi, self.tahun = impor.instansi, impor.tahun

    @cached_property
    def sub(self) -> list[SubKegiatan]:
        semua = SubKegiatan.objects.for_instansi(self.instansi).in_tahun(self.tahun)
        return list(semua.select_related("kegiatan__program__unit"))

    @cached_property
    def realisasi(self) -> dict[int, dict[int, RealisasiTriwulan]]:
        """By sub kegiatan and quarter."""
        hasil: dict[int, dict[int, RealisasiTriwulan]] = defaultdict(dict)
        for r in RealisasiTriwulan.objects.for_instansi(self.instansi).in_tahun(self.tahun):
            hasil[r.sub_kegiatan_id][r.triwulan] = r
        return hasil

    def uang(self, sub: SubKegiatan, triwulan: int) -> int | None:
        r = self.realisasi[sub.pk].get(triwulan)
        return r.keuangan if r else None

    @cached_property
    def _nomor(self) -> dict[int, int]:
        """Who fills in each sub kegiatan, as :attr:`anggaran.isian.Bagian.nomor`."""
        return {s.pk: b.nomor for b in list_bagian(self.instansi, self.tahun) for s in b.sub}

    def _find_nomor(self, sub: SubKegiatan) -> int:
        if sub.pk in self._nomor:
            return self._nomor[sub.pk]
        unit = find_unit_sub(sub)  # one that is yet to be made
        return unit.pk if unit else 0

    @cached_property
    def is_perubahan(self) -> bool:
        """Whether the budget of the year has been changed already."""
        return any(s.pagu_perubahan is not None for s in self.sub)

    @cached_property
    def _isian(self) -> dict[tuple[int, int], IsianTriwulan]:
        return list_isian(self.instansi, self.tahun)

    @cached_property
    def _waktu(self) -> dict[int, str]:
        hari_ini = timezone.localdate()
        return {t: explain_waktu(self.instansi, self.tahun, t, hari_ini) for t in TRIWULAN}

    def explain_tutup(self, sub: SubKegiatan, triwulan: int) -> str:
        """Return why a quarter of a sub kegiatan is closed; "" where it is open."""
        isian = self._isian.get((triwulan, self._find_nomor(sub)))
        if isian and isian.status != StatusTriwulan.DRAF:
            return explain_tutup(isian, timezone.localdate())
        return self._waktu[triwulan]

    def list_terkirim(self, sub: Iterable[SubKegiatan]) -> list[int]:
        """Return the quarters that were sent on or closed for any of these."""
        kena = {self._find_nomor(s) for s in sub}
        return sorted({t for (t, n), i in self._isian.items() if n in kena and i.status != StatusTriwulan.DRAF})


class BelanjaMilik:
    """The spending lines under the sub kegiatan of a year, found by rekening, else by name."""

    def __init__(self, impor: ImporBerkas, untuk: str) -> None:
        semua = Belanja.objects.for_instansi(impor.instansi).in_tahun(impor.tahun)
        self.ada = list(semua.select_related("sub_kegiatan__kegiatan__program__unit"))
        self.peringatan: list[str] = []
        self.menurut_kode: dict[tuple[int, str], list[Belanja]] = defaultdict(list)
        self.menurut_nama: dict[tuple[int, str], list[Belanja]] = defaultdict(list)
        for b in self.ada:
            self.menurut_nama[b.sub_kegiatan_id, rapat(b.uraian)].append(b)
            if kode := _rekening(b.kode_rekening):
                self.menurut_kode[b.sub_kegiatan_id, kode].append(b)
        self.realisasi: dict[tuple[int, int], int] = {}
        if self.ada and untuk == "realisasi":
            nilai = RealisasiBelanja.objects.filter(belanja__in=self.ada)
            self.realisasi = {(r.belanja_id, r.triwulan): r.nilai for r in nilai}

    def sum(self, baris: Iterable[BarisImpor], bidang: str) -> dict[Belanja, int]:
        """Return the sum of each line; rows that lead to none, or to several, count for their sub kegiatan only."""
        hasil: dict[Belanja, int] = {}
        berbelanja = {b.sub_kegiatan_id for b in self.ada}
        for b in baris:
            nilai = getattr(b, bidang)
            if nilai is None or b.sub_kegiatan_id not in berbelanja or not (b.rekening or b.nama_rekening):
                continue
            satu = self._find(b)
            if satu is None:
                self._warn(b)
            else:
                hasil[satu] = hasil.get(satu, 0) + nilai
        return hasil

    def _find(self, b: BarisImpor) -> Belanja | None:
        assert b.sub_kegiatan_id is not None
        kode = self.menurut_kode.get((b.sub_kegiatan_id, _rekening(b.rekening)), []) if b.rekening else []
        nama = self.menurut_nama.get((b.sub_kegiatan_id, rapat(b.nama_rekening)), [])
        cocok = [k for k in kode if k in nama] if len(kode) > 1 else kode or nama
        return cocok[0] if len(cocok) == 1 else None

    def _warn(self, b: BarisImpor) -> None:
        kata = (
            f"{b.sub_kegiatan}: rekening {b.rekening} {b.nama_rekening} tidak ada (atau ada beberapa) di rincian belanja; "
            "hanya dihitung di sub kegiatannya."
        )
        if kata not in self.peringatan:
            self.peringatan.append(kata)


def _rekening(kode: str) -> str:
    try:
        return normalize_rekening(kode) if kode else ""
    except KodeError:
        return kode.strip()
