"""Figures that a perencana writes into his own words as ``[[kunci]]``: looked up in the year's data, never typed.

The list holds what the year has: fixed keys (``pagu``), and keys per indikator, sasaran, program and unit
(``indikator:S1.1:capaian``). A figure is made when it is asked for, of data that have been read before: no queries.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from anggaran.rekap import KEGIATAN, PROGRAM, SUBKEGIATAN, Pos
from kinerja.agregasi import average
from kinerja.angka import SERATUS, is_nilai, publish
from kinerja.capaian import calculate_serapan
from lakip.data import DataLkj
from lakip.dokumen import Asal, Potongan, Sel
from lakip.narasi import list_rujukan
from lakip.pustaka.kalimat import (
    indikator_sasaran,
    list_ukuran,
    pisah_ukuran,
    rapikan,
    sebut_pendek,
    sel_capaian,
    sel_pagu,
    sel_realisasi,
    sel_realisasi_uang,
    sel_serapan,
    sel_target,
    slug,
)
from lakip.sel import HAMPA, angka, figur, hampa, persen, rumus, teks, uang
from renstra.rekap import RekapIndikator

RP, PERSEN = "Rp ", " %"


@dataclass(frozen=True)
class AngkaHidup:
    """One figure of the list: its key, its name and group for whoever chooses it, and how it is made."""

    kunci: str
    label: str
    kelompok: str
    buat: Callable[[], Sel]
    awalan: str = ""
    akhiran: str = ""

    @property
    def potongan(self) -> Potongan:
        """The run of text; an undefined figure says why, in the text (for paper) and as its origin (for the screen)."""
        sel = self.buat()
        if sel.nilai is not None:
            return figur(sel, self.awalan, self.akhiran)
        if sel.alasan:
            return Potongan(f"{sel.teks} ({sel.alasan})", asal=rumus(f"{self.label}: {sel.alasan}"))
        return Potongan(sel.teks, asal=sel.asal or rumus(self.label))


class DaftarAngka:
    """All live figures of a year, by key; put together when the first is asked for."""

    def __init__(self, data: DataLkj) -> None:
        self.data = data

    @cached_property
    def isi(self) -> dict[str, AngkaHidup]:
        isi: dict[str, AngkaHidup] = {}
        for a in _list_angka(self.data):
            isi.setdefault(a.kunci.lower(), a)
        return isi

    def __iter__(self) -> Iterator[AngkaHidup]:
        return iter(self.isi.values())

    def find(self, kunci: str) -> AngkaHidup | None:
        return self.isi.get(" ".join(kunci.lower().split()))

    def potongan(self, kunci: str) -> Potongan:
        """Return the figure of a key; an unknown key prints "–" with a note, it never stops a document."""
        if ada := self.find(kunci):
            return ada.potongan
        alasan = f"rujukan angka {kunci} tidak dikenal"
        return Potongan(
            f"{HAMPA} ({alasan})", asal=Asal(f"{alasan[:1].upper()}{alasan[1:]}. Ganti di narasi bagian ini.")
        )

    def list_keberatan(self, isi: str) -> list[str]:
        """Return a sentence for each reference of a text that leads nowhere, with the nearest one that exists."""
        keberatan = []
        for kunci in list_rujukan(isi):
            if self.find(kunci) is None:
                dekat = difflib.get_close_matches(kunci.lower(), self.isi, n=1, cutoff=0.6)
                saran = f"mungkin maksudnya [[{self.isi[dekat[0]].kunci}]]" if dekat else "pilih dari daftar angka"
                keberatan.append(f"[[{kunci}]] tidak dikenal; {saran}.")
        return keberatan

    def build_pembalik(self) -> Callable[[Potongan], str]:
        """Return a function that writes a run of an automatic sentence: as a reference where exactly one figure of the
        list has the same origin and value, else as it is."""
        kenal: dict[tuple[Asal, Decimal], list[tuple[AngkaHidup, Potongan]]] = defaultdict(list)
        for a in self:
            p = a.potongan
            if p.nilai is not None and p.asal is not None:
                kenal[p.asal, p.nilai].append((a, p))

        def tulis(p: Potongan) -> str:
            calon = kenal.get((p.asal, p.nilai), []) if p.asal is not None and p.nilai is not None else []
            if len(calon) == 1 and p.teks.count(calon[0][1].teks) == 1:
                return p.teks.replace(calon[0][1].teks, f"[[{calon[0][0].kunci}]]")
            return p.teks

        return tulis


def _list_angka(data: DataLkj) -> Iterator[AngkaHidup]:
    yield from _anggaran(data)
    yield from _kinerja(data)
    yield from _mutu(data)
    for s in data.rencana.strategis:
        yield _sasaran(data, s.kode, s.uraian, data.rencana.of_sasaran(s))
    for i in data.rencana.indikator:
        yield from _indikator(data, i)
    if data.pohon:
        for p in data.pohon.anak:
            yield from _pos(p, f"program:{p.kode}", f"Program {rapikan(p.uraian)}")
    yield from _unit(data)


# -------------------------------------------------------------------------------------------------------------- budget


def _anggaran(data: DataLkj) -> Iterator[AngkaHidup]:
    pohon, kelompok = data.pohon, "Anggaran"
    if pohon is None:
        return
    yield from _pos(pohon, "", kelompok)
    yield AngkaHidup("pagu-murni", "Pagu sebelum perubahan", kelompok, lambda: sel_pagu(pohon, murni=True), RP)
    yield _bilangan("jumlah-program", "Banyaknya program", kelompok, pohon.count(PROGRAM))
    yield _bilangan("jumlah-kegiatan", "Banyaknya kegiatan", kelompok, pohon.count(KEGIATAN))
    yield _bilangan("jumlah-sub-kegiatan", "Banyaknya sub kegiatan", kelompok, pohon.count(SUBKEGIATAN))
    yield AngkaHidup(
        "rata-rata-capaian-kegiatan", "Rata-rata capaian program", kelompok,
        lambda: persen(data.capaian_pos(pohon).nilai, rumus("Rata-rata capaian program")), akhiran=PERSEN,
    )  # fmt: skip
    lalu = data.riwayat.get(data.tahun - 1)
    if lalu is None:
        return
    asal = rumus(f"Anggaran tahun {data.tahun - 1}")
    yield AngkaHidup("pagu-lalu", f"Pagu {data.tahun - 1}", kelompok, lambda: uang(lalu.pagu, asal), RP)
    yield AngkaHidup("realisasi-lalu", f"Realisasi {data.tahun - 1}", kelompok, lambda: uang(lalu.realisasi, asal), RP)
    yield AngkaHidup(
        "serapan-lalu", f"Serapan {data.tahun - 1}", kelompok,
        lambda: persen(
            None if lalu.realisasi is None or lalu.pagu is None else calculate_serapan(lalu.realisasi, lalu.pagu),
            rumus("Realisasi ÷ pagu × 100", ("Realisasi", lalu.realisasi), ("Pagu", lalu.pagu)),
        ),
        akhiran=PERSEN,
    )  # fmt: skip


def _bilangan(kunci: str, label: str, kelompok: str, banyak: int) -> AngkaHidup:
    return AngkaHidup(kunci, label, kelompok, lambda: angka(banyak, rumus(label)))


def _pos(pos: Pos, awal: str, kelompok: str) -> Iterator[AngkaHidup]:
    """What is told of every node of the budget."""
    depan = f"{awal}:" if awal else ""
    yield AngkaHidup(f"{depan}pagu", "Pagu", kelompok, lambda: sel_pagu(pos), RP)
    yield AngkaHidup(f"{depan}realisasi", "Realisasi anggaran", kelompok, lambda: sel_realisasi_uang(pos), RP)
    yield AngkaHidup(f"{depan}serapan", "Serapan anggaran", kelompok, lambda: sel_serapan(pos), akhiran=PERSEN)
    yield AngkaHidup(f"{depan}sisa", "Sisa anggaran", kelompok, lambda: _sel_sisa(pos), RP)


def _sel_sisa(pos: Pos) -> Sel:
    asal = rumus("Pagu − realisasi", ("Pagu", pos.pagu), ("Realisasi", pos.realisasi_sd()))
    return uang(pos.sisa(), asal, alasan="realisasi belum diisi")


def _unit(data: DataLkj) -> Iterator[AngkaHidup]:
    nama = {u.pk: u.nama for u in data.unit}
    for pk, pohon in data.anggaran.items():
        if pk is not None:
            yield from _pos(pohon, f"unit:{slug(nama[pk])}", rapikan(nama[pk]))
    for j in data.jabatan:
        if j.atasan_id is not None and (bagian := data.budget_of(j.pk)):
            sebutan = rapikan(j.unit.nama if j.unit else j.nama)
            yield from _pos(bagian, f"unit:{slug(sebut_pendek(j))}", f"{sebutan} ({sebut_pendek(j)})")


# --------------------------------------------------------------------------------------------------------- performance


def _kinerja(data: DataLkj) -> Iterator[AngkaHidup]:
    semua, kelompok = indikator_sasaran(data), "Kinerja"
    if not semua:
        return
    for kunci, label, banyak in _hitung_indikator(data, semua):
        yield _bilangan(kunci, label, kelompok, banyak)
    yield AngkaHidup(
        "rata-rata-capaian", "Rata-rata capaian indikator sasaran", kelompok,
        lambda: _sel_rerata(data, semua), akhiran=PERSEN,
    )  # fmt: skip


def _hitung_indikator(data: DataLkj, semua: tuple[RekapIndikator, ...]) -> Iterator[tuple[str, str, int]]:
    """What there is to count; the words are those of the automatic sentences, which so can become references."""
    ukuran = list_ukuran(data, semua)
    capaian = [c for _, c in pisah_ukuran(ukuran)[0]]
    tercapai = sum(1 for c in capaian if c >= SERATUS)
    yield "jumlah-sasaran", "Banyaknya sasaran strategis", len(data.rencana.strategis)
    yield "jumlah-indikator", "Banyaknya indikator sasaran strategis", len(semua)
    yield "jumlah-terukur", "Banyaknya indikator sasaran yang capaiannya dapat dihitung", len(capaian)
    yield "jumlah-tercapai", "Banyaknya indikator dengan capaian 100 % atau lebih", tercapai
    yield "jumlah-belum-tercapai", "Banyaknya indikator dengan capaian di bawah 100 %", len(capaian) - tercapai
    if skala := data.skala.get("indikator"):
        for predikat in dict.fromkeys(k.predikat for k in skala.menurun):
            banyak = sum(1 for u in ukuran if u.predikat == predikat)
            yield f"predikat:{slug(predikat)}:jumlah", f"Banyaknya indikator berpredikat {predikat}", banyak


def _sel_rerata(data: DataLkj, indikator: tuple[RekapIndikator, ...]) -> Sel:
    rerata = average([publish(data.capaian(i)) for i in indikator], data.kabupaten.batas_capaian)
    masukan = ((rapikan(i.uraian), publish(data.capaian(i))) for i in indikator)
    return persen(rerata.nilai, rumus("Rata-rata capaian indikator", *masukan))


def _sasaran(data: DataLkj, kode: str, uraian: str, isi: tuple[RekapIndikator, ...]) -> AngkaHidup:
    return AngkaHidup(
        f"sasaran:{kode}:capaian", "Rata-rata capaian sasaran", f"Sasaran {kode}: {rapikan(uraian)}",
        lambda: _sel_rerata(data, isi) if isi else hampa("belum ada indikator"), akhiran=PERSEN,
    )  # fmt: skip


def _indikator(data: DataLkj, i: RekapIndikator) -> Iterator[AngkaHidup]:
    awal, kelompok = f"indikator:{i.model.kode}", f"Indikator {i.model.kode}: {rapikan(i.uraian)}"
    lalu = data.tahun - 1

    def predikat() -> Sel:
        kata = data.predikat("indikator", publish(data.capaian(i)))
        return teks(kata) if kata else hampa("capaian belum dapat dihitung")

    yield AngkaHidup(f"{awal}:target", "Target", kelompok, lambda: sel_target(data, i))
    yield AngkaHidup(f"{awal}:realisasi", "Realisasi", kelompok, lambda: sel_realisasi(i, data.tahun))
    yield AngkaHidup(f"{awal}:capaian", "Capaian", kelompok, lambda: sel_capaian(data, i), akhiran=PERSEN)
    yield AngkaHidup(f"{awal}:predikat", "Predikat", kelompok, predikat)
    if lalu in i.realisasi:
        yield AngkaHidup(f"{awal}:realisasi-lalu", f"Realisasi {lalu}", kelompok, lambda: sel_realisasi(i, lalu))


# ------------------------------------------------------------------------------------------------------ survey and AKIP


def _mutu(data: DataLkj) -> Iterator[AngkaHidup]:
    if data.ikm:
        ikm, kelompok = data.ikm, "Kepuasan masyarakat"
        asal = rumus("NRR tertimbang × 25")
        yield AngkaHidup(
            "ikm", "Indeks kepuasan masyarakat", kelompok, lambda: angka(publish(ikm.nilai), asal, desimal=2)
        )
        yield AngkaHidup("mutu-ikm", "Mutu pelayanan", kelompok, lambda: _sel_kata(data.predikat("skm", ikm.nilai)))
        if data.survei_lalu and is_nilai(data.survei_lalu.nilai):
            nilai = publish(data.survei_lalu.nilai)
            yield AngkaHidup("ikm-lalu", f"IKM {data.tahun - 1}", kelompok, lambda: angka(nilai, asal, desimal=2))
    if data.nilai_lke is not None:
        lke, kelompok = data.nilai_lke, "Nilai AKIP"
        asal_lke = rumus("Jumlah nilai sub komponen Lembar Kerja Evaluasi")
        yield AngkaHidup("akip", "Nilai AKIP", kelompok, lambda: angka(lke, asal_lke, desimal=2))
        yield AngkaHidup("predikat-akip", "Predikat AKIP", kelompok, lambda: _sel_kata(data.predikat("akip", lke)))
    lalu = [n for n in data.nilai_akip if n.tahun == data.tahun - 1]
    if lalu:
        jumlah = rumus(f"Jumlah nilai komponen tahun {data.tahun - 1}", *((n.komponen, n.nilai) for n in lalu))
        yield AngkaHidup(
            "akip-lalu", f"Nilai AKIP {data.tahun - 1}", "Nilai AKIP",
            lambda: angka(sum((n.nilai for n in lalu), Decimal(0)), jumlah, desimal=2),
        )  # fmt: skip


def _sel_kata(kata: str) -> Sel:
    return teks(kata) if kata else hampa("skala predikat belum dipilih")
