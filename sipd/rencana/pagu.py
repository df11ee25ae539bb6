"""What a file would change of the pagu, of sub kegiatan and of the spending lines below them."""

from __future__ import annotations

from anggaran.models import SubKegiatan
from anggaran.rencana.tutup import explain_pagu_tutup
from kinerja.angka import format_rupiah
from sipd.models import BIDANG_PAGU, KEDUANYA, BarisImpor, ImporBerkas
from sipd.rencana.isi import Rencana, Sasaran, sum_baris
from sipd.rencana.kini import BelanjaMilik, Kini


def name_tahap(impor: ImporBerkas, kini: Kini) -> str:
    """Return what the pagu beside what was spent is, by its heading; a bare "Pagu" is of the budget in force."""
    kolom: str = impor.ringkasan.get("kolom_pagu", "")
    return kolom if kolom != "pagu" else BIDANG_PAGU[kini.is_perubahan]


class PenyusunPagu:
    def __init__(self, rencana: Rencana, kini: Kini) -> None:
        self.impor, self.rencana, self.kini = rencana.impor, rencana, kini

    def plan_berkas(self, baris: list[BarisImpor]) -> None:
        """Plan what a file of pagu brings."""
        belanja = BelanjaMilik(self.impor, "pagu")
        for bidang in BIDANG_PAGU:
            jumlah = {sub: nilai for (sub, _), nilai in sum_baris(baris, bidang).items()}
            for sub, nilai in jumlah.items():
                self._plan(sub, bidang, nilai)
            for b, nilai in belanja.sum(baris, bidang).items():
                self.rencana.add(Sasaran(b, 0, bidang), getattr(b, bidang), nilai)
            if jumlah:
                self._note_tertinggal(bidang, {s.pk for s in jumlah})
        self._finish()
        self.rencana.peringatan += belanja.peringatan

    def plan_samping(self) -> None:
        """Plan the pagu that stands beside what was spent, where the user takes it over; what is new in the budget needs one."""
        dipakai = self.impor.pilihan.get("pagu", "")
        for bidang, jumlah in self._sum_samping(dipakai or name_tahap(self.impor, self.kini)).items():
            for sub, nilai in jumlah.items():
                if dipakai or sub.pk in self.rencana.baru:
                    self._plan(sub, bidang, nilai)
        self._plan_ketikan()
        self._finish()

    def _sum_samping(self, dipakai: str) -> dict[str, dict[SubKegiatan, int]]:
        """Return the pagu of the file for each stage that is taken over, by sub kegiatan."""
        ada, dua = self.impor.ringkasan.get("pagu", {}), self.impor.ringkasan.get("kolom_pagu") == KEDUANYA
        hasil: dict[str, dict[SubKegiatan, int]] = {}
        for bidang in BIDANG_PAGU:
            if dipakai in (bidang, KEDUANYA):
                kolom = "murni" if dua and bidang == "pagu_murni" else "pagu"
                jumlah = hasil[bidang] = {}
                for k in self.rencana.kelompok:
                    if k.is_pakai and k.sub and (nilai := ada.get(k.grup, {}).get(kolom)) is not None:
                        jumlah[k.sub] = jumlah.get(k.sub, 0) + nilai
        return hasil

    def _plan_ketikan(self) -> None:
        """Plan the pagu that the user typed for what is new in the budget; without one it would stay 0."""
        diketik = self.impor.pilihan.get("pagu_baru", {})
        bidang = "pagu_perubahan" if self.kini.is_perubahan else "pagu_murni"
        for k in self.rencana.kelompok:
            if k.sub and k.sub.pk in self.rencana.baru and k.grup in diketik:
                self._plan(k.sub, bidang, diketik[k.grup])

    def _finish(self) -> None:
        for u in self.rencana.ubahan:
            s = u.sasaran
            berlaku = s.bidang == "pagu_perubahan" or s.sub.pagu_perubahan is None
            if berlaku and isinstance(s.objek, SubKegiatan) and isinstance(u.baru, int):
                self.rencana.pagu[s.objek.pk] = u.baru
        self._warn_tutup()

    def _warn_tutup(self) -> None:
        """A pagu may change while quarters are closed (a perubahan has to), but not unsaid."""
        kena = self.kini.list_terkirim({u.sasaran.sub for u in self.rencana.ubahan})
        if pesan := explain_pagu_tutup(kena):
            self.rencana.peringatan.append(pesan)

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
