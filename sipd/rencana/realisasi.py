"""What a file would change of the money spent in each quarter, of physical progress and of the spending lines.

Money of a quarter is stored by itself (not since January), physical progress up to its end. A quarter of a file with dates is
the sum of its months, each from the newest applied file that covers it, so that a file a month adds up to the quarter. A
document counts once: where a newer file dates it in another month, it leaves the month it stood in.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from anggaran.isian import ROMAWI
from anggaran.models import Belanja, SubKegiatan
from kinerja.angka import format_rupiah
from kinerja.periksa_triwulan import IsianSub, find_galat
from sipd.baca import Bentuk
from sipd.rencana.banding import Sumber
from sipd.rencana.isi import BULAN, TRIWULAN, Rencana, Sasaran, is_pakai, sum_baris
from sipd.rencana.kini import BelanjaMilik, Kini

PAGU_DISEBUT = 3


class PenyusunRealisasi:
    def __init__(self, rencana: Rencana, kini: Kini, sumber: Sumber) -> None:
        self.impor, self.rencana, self.kini, self.sumber = rencana.impor, rencana, kini, sumber

    def run(self) -> None:
        uang = self._sum_uang()
        if self.impor.bentuk == Bentuk.TANGAN:
            self._fill_kosong(uang)
        else:
            self._fill_nol(uang)
        fisik: dict[tuple[Any, Any], Decimal] = {
            (b.sub_kegiatan, b.triwulan): b.fisik for b in self.sumber.baris if b.fisik is not None and not b.rekening
        }
        for (sub, t), nilai in sorted(uang.items(), key=lambda i: (i[0][0].pk, i[0][1])):
            self._plan_uang(sub, t, nilai, uang, fisik)
        for (sub, t), persen in fisik.items():
            self._plan_fisik(sub, t, persen)
        self._plan_belanja()
        self._note_hilang(uang)
        self._warn_pindah()
        self._warn_rentang()
        self._warn_bulan()
        self._warn_pagu()

    def _sum_uang(self) -> dict[tuple[SubKegiatan, int], int]:
        """Return the money of each quarter by itself, by sub kegiatan."""
        biasa = sum_baris(b for b in (*self.sumber.baris, *self.sumber.lama_lain) if not b.sampai)
        for b in self.sumber.pindah:  # nothing may be left of the quarter that it leaves
            if b.sub_kegiatan and b.triwulan and is_pakai(b):
                biasa.setdefault((b.sub_kegiatan, b.triwulan), 0)
        sampai = sum_baris(b for b in self.sumber.baris if b.sampai)
        for (sub, t), jumlah in sorted(sampai.items(), key=lambda i: i[0][1]):
            dulu = {u: biasa.get((sub, u), self.kini.uang(sub, u)) for u in range(1, t)}
            if belum := [ROMAWI[u] for u, n in dulu.items() if n is None]:
                self.rencana.galat.append(
                    f"{sub.kode} {sub.uraian}: berkas hanya memuat jumlah s.d. triwulan {ROMAWI[t]}, sedangkan realisasi "
                    f"triwulan {', '.join(belum)} belum diisi. Isi dahulu (0 bila tidak ada), atau unggah berkasnya."
                )
                continue
            biasa[sub, t] = jumlah - sum(n or 0 for n in dulu.values())
        return biasa

    def _fill_nol(self, uang: dict[tuple[SubKegiatan, int], int]) -> None:
        """A sub kegiatan that the file leaves out spent nothing: 0 where nothing is typed or an older file said otherwise.

        What was typed by hand is left alone and shown.
        """
        unit = {k.unit.pk if k.unit else None for k in self.rencana.kelompok}
        ragu = {k.unit.pk if k.unit else None for k in self.rencana.kelompok if not k.is_pakai}
        lewati = {k.sub.pk for k in self.rencana.kelompok if k.dilewati and k.sub}
        dari_berkas = {(b.sub_kegiatan_id, b.triwulan) for b in self.sumber.lama if is_pakai(b)}
        for sub in self.kini.sub:
            milik = sub.kegiatan.program.unit_id
            for t in self.sumber.triwulan if milik in unit and sub.pk not in lewati else ():
                if (sub, t) in uang:
                    continue
                kini = self.kini.uang(sub, t)
                if milik not in ragu and (kini is None or (sub.pk, t) in dari_berkas):
                    uang[sub, t] = 0
                elif kini:
                    self.rencana.tertinggal.append((Sasaran(sub, t, "keuangan"), kini))

    def _fill_kosong(self, uang: dict[tuple[SubKegiatan, int], int]) -> None:
        """In a table kept by hand an empty cell in a quarter that has figures says 0 where nothing is typed yet."""
        for t in {b.triwulan for b in self.sumber.baris if b.jumlah is not None and b.triwulan}:
            for sub in {b.sub_kegiatan for b in self.sumber.baris if b.sub_kegiatan}:
                if self.kini.uang(sub, t) is None:
                    uang.setdefault((sub, t), 0)

    def _plan_uang(
        self, sub: SubKegiatan, t: int, nilai: int, uang: dict[tuple[SubKegiatan, int], int], fisik: dict[Any, Decimal]
    ) -> None:
        lama = self.kini.uang(sub, t)
        if lama == nilai:
            self.rencana.sama += 1
            return
        deret = [uang.get((sub, u), self.kini.uang(sub, u)) for u in TRIWULAN]
        r = self.kini.realisasi[sub.pk].get(t)
        pagu = self.rencana.pagu_nanti(sub)
        catatan = sub.catatan_lampau or self.impor.pilihan.get("catatan", {}).get(str(sub.pk), "")
        persen = [fisik.get((sub, u)) for u in TRIWULAN]
        isi = IsianSub(t, pagu, deret, persen, hambatan=r.hambatan if r else "", catatan_lampau=catatan)
        galat = find_galat(isi)
        tutup = self.kini.explain_tutup(sub, t)
        ingat = []
        if lama is not None and nilai < lama:
            ingat.append("Lebih kecil daripada yang tersimpan.")
        if isi.uang_setahun > pagu and catatan:
            ingat.append(f"Setahun melampaui pagu Rp {format_rupiah(pagu)}.")
        self.rencana.add(
            Sasaran(sub, t, "keuangan"),
            lama,
            nilai,
            peringatan=tuple(ingat),
            halangan=tutup or " ".join(_tell_lampau(isi) if g.bidang == "catatan_lampau" else g.pesan for g in galat),
            butuh_catatan=not tutup and any(g.bidang == "catatan_lampau" for g in galat),
        )

    def _plan_fisik(self, sub: SubKegiatan, t: int, persen: Decimal) -> None:
        r = self.kini.realisasi[sub.pk].get(t)
        lama = r.fisik if r else None
        ingat = ("Lebih kecil daripada yang tersimpan.",) if lama is not None and persen < lama else ()
        luar = "" if 0 <= persen <= 100 else "Fisik antara 0 dan 100 persen."
        self.rencana.add(
            Sasaran(sub, t, "fisik"), lama, persen, peringatan=ingat, halangan=self.kini.explain_tutup(sub, t) or luar
        )

    def _plan_belanja(self) -> None:
        belanja = BelanjaMilik(self.impor, "realisasi")
        if not belanja.ada:
            return
        for t in sorted(self.sumber.triwulan):
            baris = [b for b in (*self.sumber.baris, *self.sumber.lama_lain) if b.triwulan == t and not b.sampai]
            nilai_baru = dict.fromkeys(self._list_belanja_lepas(belanja, t), 0) | belanja.sum(baris, "jumlah")
            for b, nilai in nilai_baru.items():
                lama = belanja.realisasi.get((b.pk, t))
                self.rencana.add(
                    Sasaran(b, t, "nilai"), lama, nilai, halangan=self.kini.explain_tutup(b.sub_kegiatan, t)
                )
        self.rencana.peringatan += belanja.peringatan

    def _list_belanja_lepas(self, belanja: BelanjaMilik, t: int) -> Iterable[Belanja]:
        """Return the lines that older files filled and that spent nothing where this one leaves them out.

        What was left out of a table kept by hand is left alone, and figures since January say nothing about lines.
        """
        if self.impor.bentuk == Bentuk.TANGAN or any(b.sampai for b in self.sumber.baris if b.triwulan == t):
            return ()
        return belanja.sum((b for b in self.sumber.lama if b.triwulan == t and is_pakai(b) and not b.sampai), "jumlah")

    def _note_hilang(self, uang: dict[tuple[SubKegiatan, int], int]) -> None:
        """What an older table kept by hand brought and this one leaves out stays as it is; say so."""
        if self.impor.bentuk != Bentuk.TANGAN:
            return
        hilang = {(d.baris.sub_kegiatan, d.baris.triwulan) for d in self.rencana.banding.hilang if is_pakai(d.baris)}
        tetap = [
            (s, t, n) for s, t in hilang if s and t and (s, t) not in uang and (n := self.kini.uang(s, t)) is not None
        ]
        self.rencana.tertinggal += [(Sasaran(s, t, "keuangan"), n) for s, t, n in tetap]
        if tetap:
            self.rencana.peringatan.append(
                f"{len(tetap)} angka dari berkas sebelumnya tidak ada lagi di berkas ini dan tidak ditarik kembali. Bila "
                "memang tidak ada, tulis 0 di berkasnya lalu unggah lagi, atau betulkan di halaman triwulan."
            )

    def _warn_rentang(self) -> None:
        """Say where older files brought months of the same quarters that this one has no rows of."""
        bulan = sorted({b.bulan for b in self.sumber.lama_lain if b.bulan and b.bulan not in self.impor.rentang})
        if bulan:
            self.rencana.peringatan.append(
                f"Berkas sebelumnya memuat juga bulan {', '.join(BULAN[m] for m in bulan)}, yang tidak ada di berkas ini; "
                "angkanya tetap dihitung. Bila berkas ini sebenarnya memuat bulan itu juga tetapi kosong, luaskan bulannya "
                "di bagian “Yang perlu dipastikan”."
            )

    def _warn_pindah(self) -> None:
        if self.sumber.pindah:
            berkas = ", ".join(f"“{n}”" for n in dict.fromkeys(b.impor.nama_berkas for b in self.sumber.pindah))
            self.rencana.peringatan.append(
                f"{len(self.sumber.pindah)} baris pindah bulan: di berkas ini tanggalnya lain daripada di {berkas}. Baris itu "
                "dihitung sekali, menurut berkas ini; triwulan yang ditinggalkannya ikut dihitung ulang."
            )

    def _warn_bulan(self) -> None:
        """Say which months of a quarter no file has brought, where the file has not reached its end."""
        if not self.impor.is_bulanan or not self.impor.periode:
            return
        ada = {*self.impor.periode, *(b.bulan for b in self.sumber.lama)}
        for t in sorted(self.sumber.triwulan):
            bulan = [m for m in range(3 * t - 2, 3 * t + 1) if m not in ada and m < max(self.impor.periode)]
            if bulan:
                nama = ", ".join(BULAN[m] for m in bulan)
                self.rencana.peringatan.append(
                    f"Triwulan {ROMAWI[t]}: bulan {nama} tidak ada di berkas ini dan belum pernah diimpor, jadi jumlah "
                    "triwulannya belum lengkap."
                )

    def _warn_pagu(self) -> None:
        """Say where the file has another pagu beside what was spent, and the user did not take it over."""
        if self.impor.pilihan.get("pagu"):
            return
        ada = {grup: isi["pagu"] for grup, isi in self.impor.ringkasan.get("pagu", {}).items()}
        beda = [
            (k.sub, ada[k.grup])
            for k in self.rencana.kelompok
            if k.is_pakai and k.sub and k.grup in ada and ada[k.grup] != self.rencana.pagu_nanti(k.sub)
        ]
        sebut = [f"{s.kode} {s.uraian} (berkas {format_rupiah(n)}, di sini {format_rupiah(s.pagu)})" for s, n in beda]
        if beda:
            lain = f" dan {len(sebut) - PAGU_DISEBUT} lainnya" if len(sebut) > PAGU_DISEBUT else ""
            self.rencana.peringatan.append(
                f"Pagu {len(beda)} sub kegiatan di berkas berbeda dari yang tersimpan: {'; '.join(sebut[:PAGU_DISEBUT])}{lain}. "
                "Pagu tidak ikut diubah; bila perlu, ambil di bagian “Yang perlu dipastikan”."
            )


def _tell_lampau(isi: IsianSub) -> str:
    """Say what the quarterly grid says of money above the pagu, with the place where the reason is written here."""
    return (
        f"Jumlah realisasi setahun Rp {format_rupiah(isi.uang_setahun)} melampaui pagu Rp {format_rupiah(isi.pagu)}. "
        "Betulkan angkanya, atau tulis sebabnya di bagian “Yang perlu dipastikan”."
    )
