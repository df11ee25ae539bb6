"""Whose the rows of a file are, and which of them count: those of another SKPD, of another year, or that would count twice are
left out and named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from anggaran.rencana.unit import find_unit, list_unit
from kinerja.angka import format_rupiah
from sipd.baca import Bacaan, Baris, Bentuk
from sipd.models import ImporBerkas
from sipd.padan import Milik, PencariTempat, Tempat

TIDAK = "tidak"


class DitolakError(Exception):
    """The file can not be taken over; the message says why and what to do."""


class TanyaError(Exception):
    """Something has to be asked first: ``tanya`` says what
    (``judul``, ``tempat``, ``bagian``, ``triwulan``, ``tahap``, ``spp`` or
    ``lembar``)."""

    def __init__(self, pesan: str, **tanya: Any) -> None:
        super().__init__(pesan)
        self.tanya = {"pesan": pesan, **tanya}


@dataclass
class Pilahan:
    """The rows of a file that count here, with the unit each belongs to; and what was left out, in sentences."""

    baris: list[tuple[Milik, Baris]] = field(default_factory=list)
    disisihkan: list[str] = field(default_factory=list)

    @classmethod
    def sort(cls, impor: ImporBerkas, bacaan: Bacaan) -> Pilahan:
        unit, bagian = list_unit(impor.instansi, impor.tahun), impor.pilihan.get("bagian")
        semua = [Tempat.of(b) for b in bacaan.baris]
        if unit and bagian is None and any(t.is_kosong for t in semua):
            raise TanyaError("Berkas ini tidak menyebut unitnya. Pilih anggaran siapa yang dimuatnya.", bagian=True)
        letak = PencariTempat(impor.instansi, unit, find_unit(unit, str(bagian or 0))).place(semua)
        if letak.tanya:
            raise TanyaError(
                f"Berkas ini menyebut SKPD atau sub unit yang belum dikenal. Tunjukkan mana yang milik {impor.instansi}.",
                tempat=_describe_tempat(letak.tanya, bacaan.baris),
            )
        hasil, sisih = cls(), defaultdict(list)
        spp = PutusanSpp(impor, [(m, b) for b in bacaan.baris if (m := letak.milik[Tempat.of(b)]) is not None])
        for b in bacaan.baris:
            milik = letak.milik[Tempat.of(b)]
            if milik is None:
                sisih["milik SKPD lain"].append(b)
            elif (b.tanggal and b.tanggal.year != impor.tahun) or (b.tahun not in (None, impor.tahun)):
                sisih[f"bukan tahun {impor.tahun}"].append(b)
            elif bacaan.bentuk is Bentuk.REALISASI and b.tanggal is None:
                sisih["belum bertanggal cair, jadi belum masuk triwulan mana pun"].append(b)
            elif b.pengganti and (sebab := spp.explain(milik)):
                sisih[sebab].append(b)
            else:
                hasil.baris.append((milik, b))
        for sebab, isi in sisih.items():
            jumlah = format_rupiah(sum(b.jumlah for b in isi))
            hasil.disisihkan.append(f"{len(isi)} baris (Rp {jumlah}) tidak dipakai: {sebab}.")
        impor.ringkasan |= {"disisihkan": [*hasil.disisihkan, *spp.list_catatan()], **spp.ringkas()}
        if not hasil.baris:
            raise DitolakError(f"Tidak ada baris milik {impor.instansi} tahun {impor.tahun} di berkas ini.")
        return hasil


class PutusanSpp:
    """Whether SPP UP, GU and TU count whose TBP do not stand in the file.

    They do not where a file applied before has TBP of the same unit: what was spent counts by those. Where no file has any,
    the user says, for both habits exist: a report with all documents, and one of SPP only.
    """

    def __init__(self, impor: ImporBerkas, baris: list[tuple[Milik, Baris]]) -> None:
        self.tbp = {_nomor(m) for m, b in baris if b.is_tbp}
        self.baris = [(m, b) for m, b in baris if b.pengganti]
        self.hitung = impor.pilihan.get("spp", "")
        terapan = ImporBerkas.objects.for_instansi(impor.instansi).in_tahun(impor.tahun)
        terapan = terapan.filter(bentuk=Bentuk.REALISASI, status=ImporBerkas.Status.DITERAPKAN)
        self.dulu = list(terapan) if self.baris or self.tbp else []
        self.terbukti = {n for i in self.dulu for n in i.ringkasan.get("tbp", [])}
        self.ragu = [(m, b) for m, b in self.baris if _nomor(m) not in self.terbukti]
        if self.ragu and not self.hitung:
            jumlah = format_rupiah(sum(b.jumlah for _, b in self.ragu))
            raise TanyaError(
                f"Berkas ini memuat {len(self.ragu)} baris SPP UP, GU, atau TU (Rp {jumlah}) tanpa TBP. SPP itu mengganti uang "
                "yang sudah dibelanjakan; bila belanjanya juga tercatat dengan TBP di berkas lain, uang itu terhitung dua kali.",
                spp=True,
            )

    def explain(self, milik: Milik) -> str:
        """Return why such a row of a unit does not count, "" where it does."""
        if _nomor(milik) in self.terbukti:
            return "SPP UP, GU, atau TU, yang belanjanya sudah dihitung dari TBP di berkas yang pernah diterapkan"
        return "SPP UP, GU, atau TU, menurut jawaban Anda" if self.hitung == TIDAK else ""

    def list_catatan(self) -> list[str]:
        catatan = []
        if self.ragu and self.hitung != TIDAK:
            jumlah = format_rupiah(sum(b.jumlah for _, b in self.ragu))
            catatan.append(
                f"{len(self.ragu)} baris SPP UP, GU, atau TU (Rp {jumlah}) dihitung menurut Tanggal Dokumen, karena TBP-nya "
                "tidak ada di berkas ini maupun di berkas yang pernah diterapkan."
            )
        for i in self.dulu:
            if self.tbp.intersection(i.ringkasan.get("spp", [])):
                catatan.append(
                    f"“{i.nama_berkas}” yang sudah diterapkan menghitung SPP UP, GU, atau TU, sedangkan berkas ini memuat TBP. "
                    "Bila itu belanja yang sama, batalkan dahulu impor itu supaya tidak terhitung dua kali."
                )
        return catatan

    def ringkas(self) -> dict[str, list[int]]:
        """What later files have to know: the units with TBP in this file, and those whose SPP were counted."""
        dihitung = {_nomor(m) for m, _ in self.ragu} if self.hitung != TIDAK else set()
        return {"tbp": sorted(self.tbp), "spp": sorted(dihitung)}


def _nomor(milik: Milik) -> int:
    return milik.unit.pk if milik.unit else 0


def _describe_tempat(tanya: Iterable[Tempat], baris: Iterable[Baris]) -> list[dict[str, Any]]:
    banyak: dict[Tempat, int] = defaultdict(int)
    for b in baris:
        banyak[Tempat.of(b)] += 1
    return [{"kunci": t.kunci, "nama": t.nama or "(tanpa nama)", "banyak": banyak[t]} for t in tanya]
