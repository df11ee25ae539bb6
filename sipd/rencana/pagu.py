"""What a file would change of the pagu, of sub kegiatan and of the spending lines below them."""

from __future__ import annotations

from anggaran.isian import ROMAWI
from anggaran.models import SubKegiatan
from kinerja.angka import format_rupiah
from sipd.models import BarisImpor
from sipd.rencana.isi import Rencana, Sasaran, sum_baris
from sipd.rencana.kini import BelanjaMilik, Kini


class PenyusunPagu:
    def __init__(self, rencana: Rencana, kini: Kini, baris: list[BarisImpor]) -> None:
        self.impor, self.rencana, self.kini, self.baris = rencana.impor, rencana, kini, baris

    def run(self) -> None:
        belanja = BelanjaMilik(self.impor, "pagu")
        for bidang in ("pagu_murni", "pagu_perubahan"):
            jumlah = {sub: nilai for (sub, _), nilai in sum_baris(self.baris, bidang).items()}
            for sub, nilai in jumlah.items():
                self._plan(sub, bidang, nilai)
            for b, nilai in belanja.sum(self.baris, bidang).items():
                self.rencana.add(Sasaran(b, 0, bidang), getattr(b, bidang), nilai)
            if jumlah:
                self._note_tertinggal(bidang, {s.pk for s in jumlah})
        self._warn_tutup()
        self.rencana.peringatan += belanja.peringatan

    def _warn_tutup(self) -> None:
        """A pagu may change while quarters are closed (a perubahan has to), but not unsaid."""
        if tutup := self.kini.list_terkirim({u.sasaran.sub for u in self.rencana.ubahan}):
            self.rencana.peringatan.append(
                f"Triwulan {', '.join(ROMAWI[t] for t in tutup)} sudah dikirim, disetujui, atau dikunci. Pagu tetap "
                "dapat diubah, dan persentase di laporan triwulan itu ikut berubah."
            )

    def _plan(self, sub: SubKegiatan, bidang: str, nilai: int) -> None:
        lama = getattr(sub, bidang)
        ingat = ["Lebih kecil daripada yang tersimpan."] if lama is not None and nilai < lama else []
        belanja = sum(r.keuangan or 0 for r in self.kini.realisasi.get(sub.pk, {}).values())
        if belanja > nilai and (bidang == "pagu_perubahan" or sub.pagu_perubahan is None):
            ingat.append(f"Realisasinya sudah Rp {format_rupiah(belanja)}, melampaui pagu ini.")
        halangan = "Pagu tidak boleh negatif." if nilai < 0 else ""
        self.rencana.add(Sasaran(sub, 0, bidang), lama, nilai, peringatan=tuple(ingat), halangan=halangan)

    def _note_tertinggal(self, bidang: str, ada: set[int]) -> None:
        unit = {k.unit.pk if k.unit else None for k in self.rencana.kelompok}
        for s in self.kini.sub:
            if s.kegiatan.program.unit_id in unit and s.pk not in ada and getattr(s, bidang) is not None:
                self.rencana.tertinggal.append((Sasaran(s, 0, bidang), getattr(s, bidang)))
