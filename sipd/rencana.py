"""What an import would change: present value and new value, row by row, what is odd about it and what forbids it.

Money of a quarter is stored by itself (not since January), physical progress up to its end. A quarter of a file with dates is
the sum of its months, each from the newest applied file that covers it, so that a file a month adds up to the quarter. A
document counts once: where a newer file dates it in another month, it leaves the month it stood in.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils import timezone

from anggaran.isian import ROMAWI, Bagian, explain_tutup, explain_waktu, list_bagian, list_isian
from anggaran.models import Belanja, RealisasiBelanja, RealisasiTriwulan, SubKegiatan
from anggaran.rencana.tutup import explain_pagu_tutup, list_tutup
from kinerja.alur import StatusTriwulan
from kinerja.angka import format_angka, format_rupiah
from kinerja.kode import KodeError, normalize_rekening
from kinerja.periksa_triwulan import IsianSub, find_galat
from organisasi.models import UnitKerja
from sipd.baca import Bentuk
from sipd.models import BarisImpor, ImporBerkas
from sipd.padan import AMBANG, rapat

TRIWULAN = (1, 2, 3, 4)
BULAN = (
    "", "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
NAMA_BIDANG = {
    "keuangan": "Realisasi",
    "fisik": "Fisik s.d. triwulan",
    "nilai": "Realisasi belanja",
    "pagu_murni": "Pagu murni",
    "pagu_perubahan": "Pagu perubahan",
    "catatan_lampau": "Catatan melampaui pagu",
}
Nilai = int | Decimal | str | None


@dataclass(frozen=True)
class Sasaran:
    """One stored value: of a sub kegiatan or a belanja, of a quarter (0: of the year)."""

    objek: SubKegiatan | Belanja
    triwulan: int
    bidang: str

    @property
    def sub(self) -> SubKegiatan:
        return self.objek if isinstance(self.objek, SubKegiatan) else self.objek.sub_kegiatan

    @property
    def kunci(self) -> tuple[str, int, int, str]:
        return self.objek._meta.label_lower, self.objek.pk, self.triwulan, self.bidang

    @property
    def nama(self) -> str:
        apa = NAMA_BIDANG[self.bidang]
        if isinstance(self.objek, Belanja):
            apa = f"{apa} {self.objek.uraian}"
        return f"{apa} TW {ROMAWI[self.triwulan]}" if self.triwulan else apa


@dataclass(frozen=True)
class Ubahan:
    """A value that would change. ``halangan``: why it cannot; ``butuh_catatan``: a note would lift that."""

    sasaran: Sasaran
    lama: Nilai
    baru: Nilai
    peringatan: tuple[str, ...] = ()
    halangan: str = ""
    butuh_catatan: bool = False

    @property
    def selisih(self) -> int | Decimal | None:
        if isinstance(self.baru, str) or isinstance(self.lama, str):
            return None
        return (self.baru or 0) - (self.lama or 0)


@dataclass
class Kelompok:
    """A sub kegiatan as the file names it, and what it is matched with."""

    grup: str
    unit: UnitKerja | None
    kode: str
    nama: str
    sub: SubKegiatan | None
    keyakinan: Decimal
    dipilih: bool
    dilewati: bool
    sebab: str = ""
    banyak: int = 0
    jumlah: int = 0

    @property
    def is_pakai(self) -> bool:
        return not self.dilewati and self.sub is not None and (self.dipilih or self.keyakinan >= AMBANG)

    @property
    def is_perlu(self) -> bool:
        """Whether the user has to decide first."""
        return not self.dilewati and not self.is_pakai


@dataclass(frozen=True)
class Beda:
    """A row against the older file of the same period: ``lama`` None: new; ``baru`` None: no longer there."""

    baris: BarisImpor
    lama: int | None
    baru: int | None
    dari: int | None = None  # the month that the older file dates it in, where that is another


@dataclass
class Banding:
    """The file against the older ones that it replaces."""

    berkas: list[ImporBerkas] = field(default_factory=list)
    baru: list[Beda] = field(default_factory=list)
    berubah: list[Beda] = field(default_factory=list)
    hilang: list[Beda] = field(default_factory=list)
    sama: int = 0


@dataclass
class Rencana:
    impor: ImporBerkas
    kelompok: list[Kelompok]
    ubahan: list[Ubahan] = field(default_factory=list)
    sama: int = 0
    tertinggal: list[tuple[Sasaran, Nilai]] = field(default_factory=list)  # stored, but not in the file: left alone
    banding: Banding = field(default_factory=Banding)
    peringatan: list[str] = field(default_factory=list)
    galat: list[str] = field(default_factory=list)

    @property
    def perlu(self) -> list[Kelompok]:
        return [k for k in self.kelompok if k.is_perlu]

    @property
    def terhalang(self) -> list[Ubahan]:
        return [u for u in self.ubahan if u.halangan]

    @property
    def dapat(self) -> bool:
        """Whether it may be applied as it stands."""
        return self.is_berbeda and not (self.perlu or self.terhalang or self.galat)

    @property
    def is_berbeda(self) -> bool:
        """Whether it says anything new: other figures, or other rows than the files before it."""
        return bool(self.ubahan or self.banding.baru or self.banding.berubah or self.banding.hilang)

    @property
    def jumlah_berkas(self) -> int:
        return sum(k.jumlah for k in self.kelompok)

    @property
    def jumlah_pakai(self) -> int:
        return sum(k.jumlah for k in self.kelompok if k.is_pakai)

    @property
    def jumlah_lewat(self) -> int:
        return sum(k.jumlah for k in self.kelompok if k.dilewati)

    @property
    def jumlah_belum(self) -> int:
        return self.jumlah_berkas - self.jumlah_pakai - self.jumlah_lewat

    @property
    def sidik(self) -> str:
        """Differs as soon as anything shown would be done differently."""
        isi = sorted(f"{u.sasaran.kunci}|{u.lama}|{u.baru}|{u.halangan}" for u in self.ubahan)
        return hashlib.sha256("\n".join(isi).encode()).hexdigest()[:20]


def susun_rencana(impor: ImporBerkas) -> Rencana:
    """Return what applying the import would do now. The number of queries does not depend on its size."""
    return _Penyusun(impor).run()


class _Penyusun:
    def __init__(self, impor: ImporBerkas) -> None:
        self.impor = impor
        self.milik = list(impor.baris.select_related("unit", "sub_kegiatan__kegiatan__program__unit"))
        self.kelompok = _group(impor, self.milik)
        self.rencana = Rencana(impor, list(self.kelompok.values()))
        dipakai = {k.grup for k in self.rencana.kelompok if k.is_pakai}
        periode = set(impor.periode)
        self.baris = [b for b in self.milik if b.grup in dipakai and (impor.is_pagu or b.periode in periode)]

    def run(self) -> Rencana:
        self.lama = _list_lama(self.impor)
        self.rencana.banding = _compare(self.impor, self.milik, self.lama, self._pindah)
        if self.impor.is_pagu:
            self._plan_pagu()
        else:
            self._plan_realisasi()
        self._check_seratus()
        self.rencana.ubahan.sort(key=lambda u: _urut(u.sasaran))
        return self.rencana

    def _add(self, sasaran: Sasaran, lama: Nilai, baru: Nilai, **lain: Any) -> None:
        if lama == baru:
            self.rencana.sama += 1
        else:
            self.rencana.ubahan.append(Ubahan(sasaran, lama, baru, **lain))

    # ---- pagu

    def _plan_pagu(self) -> None:
        belanja = _BelanjaMilik(self.impor, "pagu")
        for bidang in ("pagu_murni", "pagu_perubahan"):
            jumlah = {sub: nilai for (sub, _), nilai in _sum(self.baris, bidang).items()}
            for sub, nilai in jumlah.items():
                self._plan_pagu_satu(sub, bidang, nilai)
            for b, nilai in belanja.sum(self.baris, bidang).items():
                self._add(Sasaran(b, 0, bidang), getattr(b, bidang), nilai)
            if jumlah:
                self._note_tertinggal(bidang, {s.pk for s in jumlah})
        self._warn_tutup()
        self.rencana.peringatan += belanja.peringatan

    def _warn_tutup(self) -> None:
        tutup = list_tutup(self.impor.instansi, self.impor.tahun)
        kena = {t for u in self.rencana.ubahan for t in tutup.get(u.sasaran.sub.pk, ())}
        if pesan := explain_pagu_tutup(kena):
            self.rencana.peringatan.append(pesan)

    def _plan_pagu_satu(self, sub: SubKegiatan, bidang: str, nilai: int) -> None:
        lama = getattr(sub, bidang)
        ingat = ["Lebih kecil daripada yang tersimpan."] if lama is not None and nilai < lama else []
        belanja = sum(r.keuangan or 0 for r in self._realisasi.get(sub.pk, {}).values())
        if belanja > nilai and (bidang == "pagu_perubahan" or sub.pagu_perubahan is None):
            ingat.append(f"Realisasinya sudah Rp {format_rupiah(belanja)}, melampaui pagu ini.")
        halangan = "Pagu tidak boleh negatif." if nilai < 0 else ""
        self._add(Sasaran(sub, 0, bidang), lama, nilai, peringatan=tuple(ingat), halangan=halangan)

    def _note_tertinggal(self, bidang: str, ada: set[int]) -> None:
        unit = {k.unit.pk if k.unit else None for k in self.rencana.kelompok}
        for s in self._semua_sub:
            if s.kegiatan.program.unit_id in unit and s.pk not in ada and getattr(s, bidang) is not None:
                self.rencana.tertinggal.append((Sasaran(s, 0, bidang), getattr(s, bidang)))

    # ---- realisasi

    def _plan_realisasi(self) -> None:
        self.bagian = {s.pk: b for b in list_bagian(self.impor.instansi, self.impor.tahun) for s in b.sub}
        self.tutup = _Penutup(self.impor, self.bagian)
        uang = self._sum_uang()
        if self.impor.bentuk == Bentuk.TANGAN:
            self._fill_kosong(uang)
        else:
            self._fill_nol(uang)
        fisik: dict[tuple[Any, Any], Decimal] = {
            (b.sub_kegiatan, b.triwulan): b.fisik for b in self.baris if b.fisik is not None and not b.rekening
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

    @cached_property
    def _realisasi(self) -> dict[int, dict[int, RealisasiTriwulan]]:
        hasil: dict[int, dict[int, RealisasiTriwulan]] = defaultdict(dict)
        for r in RealisasiTriwulan.objects.for_instansi(self.impor.instansi).in_tahun(self.impor.tahun):
            hasil[r.sub_kegiatan_id][r.triwulan] = r
        return hasil

    @cached_property
    def _semua_sub(self) -> list[SubKegiatan]:
        semua = SubKegiatan.objects.for_instansi(self.impor.instansi).in_tahun(self.impor.tahun)
        return list(semua.select_related("kegiatan__program__unit"))

    @cached_property
    def _triwulan(self) -> set[int]:
        """The quarters that the file says something about, also by what it takes out of them."""
        pindah = {b.triwulan for b in self._pindah if b.triwulan}
        return pindah | {(p + 2) // 3 if self.impor.is_bulanan else p for p in self.impor.periode}

    @cached_property
    def _pindah(self) -> list[BarisImpor]:
        """Rows of older files, of months that this one does not cover, whose document this one dates in its own months."""
        if not self.impor.is_bulanan:
            return []
        periode, kunci = set(self.impor.periode), {b.kunci for b in self.baris}
        return [b for b in self.lama if b.bulan not in periode and b.kunci in kunci]

    @cached_property
    def _lama_lain(self) -> list[BarisImpor]:
        """What older files say about months of the same quarters that this one does not cover."""
        if not self.impor.is_bulanan:
            return []
        periode, pindah = set(self.impor.periode), {b.pk for b in self._pindah}
        lain = [b for b in self.lama if b.bulan not in periode and b.pk not in pindah]
        return [b for b in lain if b.triwulan in self._triwulan and _is_pakai(b)]

    def _uang(self, sub: SubKegiatan, triwulan: int) -> int | None:
        r = self._realisasi[sub.pk].get(triwulan)
        return r.keuangan if r else None

    def _sum_uang(self) -> dict[tuple[SubKegiatan, int], int]:
        """Return the money of each quarter by itself, by sub kegiatan."""
        biasa = _sum(b for b in (*self.baris, *self._lama_lain) if not b.sampai)
        for b in self._pindah:  # nothing may be left of the quarter that it leaves
            if b.sub_kegiatan and b.triwulan and _is_pakai(b):
                biasa.setdefault((b.sub_kegiatan, b.triwulan), 0)
        sampai = _sum(b for b in self.baris if b.sampai)
        for (sub, t), jumlah in sorted(sampai.items(), key=lambda i: i[0][1]):
            dulu = {u: biasa.get((sub, u), self._uang(sub, u)) for u in range(1, t)}
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
        dari_berkas = {(b.sub_kegiatan_id, b.triwulan) for b in self.lama if _is_pakai(b)}
        for sub in self._semua_sub:
            milik = sub.kegiatan.program.unit_id
            for t in self._triwulan if milik in unit and sub.pk not in lewati else ():
                if (sub, t) in uang:
                    continue
                kini = self._uang(sub, t)
                if milik not in ragu and (kini is None or (sub.pk, t) in dari_berkas):
                    uang[sub, t] = 0
                elif kini:
                    self.rencana.tertinggal.append((Sasaran(sub, t, "keuangan"), kini))

    def _fill_kosong(self, uang: dict[tuple[SubKegiatan, int], int]) -> None:
        """In a table kept by hand an empty cell in a quarter that has figures says 0 where nothing is typed yet."""
        for t in {b.triwulan for b in self.baris if b.jumlah is not None and b.triwulan}:
            for sub in {b.sub_kegiatan for b in self.baris if b.sub_kegiatan}:
                if self._uang(sub, t) is None:
                    uang.setdefault((sub, t), 0)

    def _plan_uang(
        self, sub: SubKegiatan, t: int, nilai: int, uang: dict[tuple[SubKegiatan, int], int], fisik: dict[Any, Decimal]
    ) -> None:
        lama = self._uang(sub, t)
        if lama == nilai:
            self.rencana.sama += 1
            return
        deret = [uang.get((sub, u), self._uang(sub, u)) for u in TRIWULAN]
        r = self._realisasi[sub.pk].get(t)
        catatan = sub.catatan_lampau or self.impor.pilihan.get("catatan", {}).get(str(sub.pk), "")
        persen = [fisik.get((sub, u)) for u in TRIWULAN]
        isi = IsianSub(t, sub.pagu, deret, persen, hambatan=r.hambatan if r else "", catatan_lampau=catatan)
        galat = find_galat(isi)
        tutup = self.tutup.explain(sub, t)
        ingat = []
        if lama is not None and nilai < lama:
            ingat.append("Lebih kecil daripada yang tersimpan.")
        if isi.uang_setahun > sub.pagu and catatan:
            ingat.append(f"Setahun melampaui pagu Rp {format_rupiah(sub.pagu)}.")
        self._add(
            Sasaran(sub, t, "keuangan"),
            lama,
            nilai,
            peringatan=tuple(ingat),
            halangan=tutup or " ".join(_tell_lampau(isi) if g.bidang == "catatan_lampau" else g.pesan for g in galat),
            butuh_catatan=not tutup and any(g.bidang == "catatan_lampau" for g in galat),
        )

    def _plan_fisik(self, sub: SubKegiatan, t: int, persen: Decimal) -> None:
        r = self._realisasi[sub.pk].get(t)
        lama = r.fisik if r else None
        ingat = ("Lebih kecil daripada yang tersimpan.",) if lama is not None and persen < lama else ()
        luar = "" if 0 <= persen <= 100 else "Fisik antara 0 dan 100 persen."
        self._add(Sasaran(sub, t, "fisik"), lama, persen, peringatan=ingat, halangan=self.tutup.explain(sub, t) or luar)

    def _plan_belanja(self) -> None:
        belanja = _BelanjaMilik(self.impor, "realisasi")
        if not belanja.ada:
            return
        for t in sorted(self._triwulan):
            baris = [b for b in (*self.baris, *self._lama_lain) if b.triwulan == t and not b.sampai]
            nilai_baru = dict.fromkeys(self._list_belanja_lepas(belanja, t), 0) | belanja.sum(baris, "jumlah")
            for b, nilai in nilai_baru.items():
                lama = belanja.realisasi.get((b.pk, t))
                self._add(Sasaran(b, t, "nilai"), lama, nilai, halangan=self.tutup.explain(b.sub_kegiatan, t))
        self.rencana.peringatan += belanja.peringatan

    def _list_belanja_lepas(self, belanja: _BelanjaMilik, t: int) -> Iterable[Belanja]:
        """Return the lines that older files filled and that spent nothing where this one leaves them out.

        What was left out of a table kept by hand is left alone, and figures since January say nothing about lines.
        """
        if self.impor.bentuk == Bentuk.TANGAN or any(b.sampai for b in self.baris if b.triwulan == t):
            return ()
        return belanja.sum((b for b in self.lama if b.triwulan == t and _is_pakai(b) and not b.sampai), "jumlah")

    def _note_hilang(self, uang: dict[tuple[SubKegiatan, int], int]) -> None:
        """What an older table kept by hand brought and this one leaves out stays as it is; say so."""
        if self.impor.bentuk != Bentuk.TANGAN:
            return
        hilang = {(d.baris.sub_kegiatan, d.baris.triwulan) for d in self.rencana.banding.hilang if _is_pakai(d.baris)}
        tetap = [(s, t, n) for s, t in hilang if s and t and (s, t) not in uang and (n := self._uang(s, t)) is not None]
        self.rencana.tertinggal += [(Sasaran(s, t, "keuangan"), n) for s, t, n in tetap]
        if tetap:
            self.rencana.peringatan.append(
                f"{len(tetap)} angka dari berkas sebelumnya tidak ada lagi di berkas ini dan tidak ditarik kembali. Bila "
                "memang tidak ada, tulis 0 di berkasnya lalu unggah lagi, atau betulkan di halaman triwulan."
            )

    def _warn_rentang(self) -> None:
        """Say where older files brought months of the same quarters that this one has no rows of."""
        bulan = sorted({b.bulan for b in self._lama_lain if b.bulan and b.bulan not in self.impor.rentang})
        if bulan:
            self.rencana.peringatan.append(
                f"Berkas sebelumnya memuat juga bulan {', '.join(BULAN[m] for m in bulan)}, yang tidak ada di berkas ini; "
                "angkanya tetap dihitung. Bila berkas ini sebenarnya memuat bulan itu juga tetapi kosong, luaskan bulannya "
                "di bagian “Yang perlu dipastikan”."
            )

    def _warn_pindah(self) -> None:
        if self._pindah:
            berkas = ", ".join(f"“{n}”" for n in dict.fromkeys(b.impor.nama_berkas for b in self._pindah))
            self.rencana.peringatan.append(
                f"{len(self._pindah)} baris pindah bulan: di berkas ini tanggalnya lain daripada di {berkas}. Baris itu "
                "dihitung sekali, menurut berkas ini; triwulan yang ditinggalkannya ikut dihitung ulang."
            )

    def _warn_bulan(self) -> None:
        """Say which months of a quarter no file has brought, where the file has not reached its end."""
        if not self.impor.is_bulanan or not self.impor.periode:
            return
        ada = {*self.impor.periode, *(b.bulan for b in self.lama)}
        for t in sorted(self._triwulan):
            bulan = [m for m in range(3 * t - 2, 3 * t + 1) if m not in ada and m < max(self.impor.periode)]
            if bulan:
                nama = ", ".join(BULAN[m] for m in bulan)
                self.rencana.peringatan.append(
                    f"Triwulan {ROMAWI[t]}: bulan {nama} tidak ada di berkas ini dan belum pernah diimpor, jadi jumlah "
                    "triwulannya belum lengkap."
                )

    def _warn_pagu(self) -> None:
        """Say where the file has another pagu beside what was spent; it is not taken over."""
        pagu = self.impor.ringkasan.get("pagu", {})
        for k in self.rencana.kelompok:
            if k.is_pakai and k.sub and pagu.get(k.grup, k.sub.pagu) != k.sub.pagu:
                self.rencana.peringatan.append(
                    f"{k.sub.kode} {k.sub.uraian}: pagu di berkas Rp {format_rupiah(pagu[k.grup])}, di sini Rp "
                    f"{format_rupiah(k.sub.pagu)}. Pagu tidak ikut diubah."
                )

    def _check_seratus(self) -> None:
        """A file whose figures all end in 00 and lie far above the budget was read a hundredfold."""
        if not self.impor.ringkasan.get("seratus"):
            return
        sub = {k.sub for k in self.rencana.kelompok if k.is_pakai and k.sub}
        pagu = sum(s.pagu for s in sub)
        if pagu and self.rencana.jumlah_pakai >= 20 * pagu:
            self.rencana.galat.append(
                f"Jumlah di berkas Rp {format_rupiah(self.rencana.jumlah_pakai)}, sedangkan pagunya Rp "
                f"{format_rupiah(pagu)}: angkanya tampak seratus kali lipat karena angka desimal. Simpan ulang berkasnya "
                "tanpa desimal, lalu unggah lagi."
            )


def _tell_lampau(isi: IsianSub) -> str:
    """Say what the quarterly grid says of money above the pagu, with the place where the reason is written here."""
    return (
        f"Jumlah realisasi setahun Rp {format_rupiah(isi.uang_setahun)} melampaui pagu Rp {format_rupiah(isi.pagu)}. "
        "Betulkan angkanya, atau tulis sebabnya di bagian “Yang perlu dipastikan”."
    )


def _is_pakai(b: BarisImpor) -> bool:
    return not b.dilewati and b.sub_kegiatan_id is not None and (b.dipilih or b.keyakinan >= AMBANG)


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
        k.jumlah += _jumlah(b) - (sampai[b.kunci] if b.sampai else 0)
        sampai[b.kunci] = _jumlah(b) if b.sampai else sampai[b.kunci] + _jumlah(b)
    return hasil


def _jumlah(b: BarisImpor) -> int:
    """Return the money of a row, whichever it holds."""
    return next((n for n in (b.jumlah, b.pagu_perubahan, b.pagu_murni) if n is not None), 0)


def _sum(baris: Iterable[BarisImpor], bidang: str = "jumlah") -> dict[tuple[SubKegiatan, int], int]:
    """Sum what is filled in, by sub kegiatan and quarter (0 where there is none)."""
    hasil: dict[tuple[SubKegiatan, int], int] = defaultdict(int)
    for b in baris:
        if (nilai := getattr(b, bidang)) is not None and b.sub_kegiatan is not None:
            hasil[b.sub_kegiatan, b.triwulan or 0] += nilai
    return dict(hasil)


def _urut(s: Sasaran) -> tuple[Any, ...]:
    program = s.sub.kegiatan.program
    return (program.unit_id or 0, s.sub.kode_baku, isinstance(s.objek, Belanja), s.objek.pk, s.bidang, s.triwulan)


# ------------------------------------------------------------------------------------------------------------- older files


def list_unit_impor(impor: Iterable[ImporBerkas]) -> dict[int, set[int | None]]:
    """Return the units whose rows each import holds. One query."""
    hasil: dict[int, set[int | None]] = defaultdict(set)
    semua = BarisImpor.objects.filter(impor__in=list(impor)).order_by().values_list("impor", "unit").distinct()
    for pk, unit in semua:
        hasil[pk].add(unit)
    return hasil


def _list_lama(impor: ImporBerkas) -> list[BarisImpor]:
    """Return the rows in force of older applied files of this kind: of every month (or quarter, or pagu) the newest file;
    of a document that two files date in different months that of the newest."""
    semua = ImporBerkas.objects.for_instansi(impor.instansi).in_tahun(impor.tahun)
    lama = semua.filter(bentuk=impor.bentuk, status=ImporBerkas.Status.DITERAPKAN).exclude(pk=impor.pk)
    if impor.is_pagu:
        lama = lama.filter(tahap=impor.tahap)
    sejenis = [i for i in lama.order_by("-diterapkan", "-pk") if i.is_pagu == impor.is_pagu]
    unit = list_unit_impor([impor, *sejenis])
    pakai: dict[tuple[int | None, int | None], int] = {}
    for i in sejenis:
        for p in [None] if i.is_pagu else i.periode:
            for u in unit[i.pk] & unit[impor.pk]:
                pakai.setdefault((u, p), i.pk)
    if not pakai:
        return []
    baris = BarisImpor.objects.filter(impor__in=set(pakai.values())).select_related(
        "impor", "unit", "sub_kegiatan__kegiatan__program__unit"
    )
    berlaku = [b for b in baris if pakai.get((b.unit_id, None if impor.is_pagu else b.periode)) == b.impor_id]
    if not impor.is_bulanan:
        return berlaku
    urut = {i.pk: n for n, i in enumerate(sejenis)}
    terbaru: dict[str, BarisImpor] = {}
    for b in sorted(berlaku, key=lambda b: urut[b.impor_id]):
        terbaru.setdefault(b.kunci, b)
    return [b for b in berlaku if terbaru[b.kunci] is b]


def _compare(impor: ImporBerkas, milik: list[BarisImpor], lama: list[BarisImpor], pindah: list[BarisImpor]) -> Banding:
    """Return baru, berubah, sama and hilang by the identity of the rows, for the periods that the file covers and the
    rows that it takes from others (``pindah``)."""
    periode, dari_lain = set(impor.periode), {b.pk for b in pindah}

    def ambil(baris: Iterable[BarisImpor]) -> dict[tuple[Any, ...], BarisImpor]:
        pakai = (b for b in baris if impor.is_pagu or b.periode in periode or b.pk in dari_lain)
        return {(b.kunci, b.periode if not impor.is_bulanan else None): b for b in pakai}

    dulu, kini, hasil = ambil(lama), ambil(milik), Banding()
    hasil.berkas = list({b.impor_id: b.impor for b in dulu.values()}.values())
    for kunci, b in kini.items():
        d = dulu.get(kunci)
        if d is None:
            hasil.baru.append(Beda(b, None, _jumlah(b)))
        elif (_jumlah(d), d.fisik, d.periode) != (_jumlah(b), b.fisik, b.periode):
            hasil.berubah.append(Beda(b, _jumlah(d), _jumlah(b), d.bulan if d.bulan != b.bulan else None))
        else:
            hasil.sama += 1
    hasil.hilang = [Beda(d, _jumlah(d), None) for kunci, d in dulu.items() if kunci not in kini]
    return hasil


# ---------------------------------------------------------------------------------------------------------- closed, belanja


class _Penutup:
    """Why a quarter of a sub kegiatan is closed; "" where it is open. A fixed number of queries."""

    def __init__(self, impor: ImporBerkas, bagian: dict[int, Bagian]) -> None:
        self.bagian = bagian
        hari_ini = timezone.localdate()
        self.isian = list_isian(impor.instansi, impor.tahun)
        self.waktu = {t: explain_waktu(impor.instansi, impor.tahun, t, hari_ini) for t in TRIWULAN}
        self.hari_ini = hari_ini

    def explain(self, sub: SubKegiatan, triwulan: int) -> str:
        isian = self.isian.get((triwulan, self.bagian[sub.pk].nomor))
        if isian and isian.status != StatusTriwulan.DRAF:
            return explain_tutup(isian, self.hari_ini)
        return self.waktu[triwulan]


class _BelanjaMilik:
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


# ----------------------------------------------------------------------------------------------------------------- in words


def tulis_nilai(nilai: Nilai) -> str:
    if nilai is None or nilai == "":
        return "belum diisi"
    if isinstance(nilai, Decimal):
        return f"{format_angka(nilai)} %"
    return format_rupiah(nilai) if isinstance(nilai, int) else nilai
