"""Files as users bring them, made from the entered figures of Pelaihari 2023: the national shapes and a table kept by hand."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from kinerja.kode import normalize_kode

ASAL = Path(__file__).resolve().parents[2] / "fixtures" / "contoh" / "pelaihari-2023"
TAHUN = 2023
SKPD = ("7.01.0.00.0.00.06.0000", "Kecamatan Pelaihari")
ROMAWI = ("I", "II", "III", "IV")
# Names that stand in the files and must stand in nothing that is read.
ORANG = "Bendahara Contoh Satu"
NIP = "199001012015011001"

Tabel = list[list[Any]]


@dataclass(frozen=True)
class Sub:
    kode: str  # as before 2024: 7.01.01.2.01.01
    nama: str
    program: tuple[str, str]
    kegiatan: tuple[str, str]
    murni: int
    perubahan: int
    realisasi: tuple[int, int, int, int]
    fisik: tuple[Decimal, Decimal, Decimal, Decimal]

    @property
    def baku(self) -> str:
        return normalize_kode(self.kode)

    @property
    def sd(self) -> tuple[int, int, int, int]:
        a, b, c, d = self.realisasi
        return a, a + b, a + b + c, a + b + c + d


def _baca(nama: str) -> list[dict[str, str]]:
    with (ASAL / f"{nama}.csv").open(encoding="utf-8", newline="") as berkas:
        return [b for b in csv.DictReader(berkas) if not b["Unit"]]


def list_sub() -> list[Sub]:
    """The 23 sub kegiatan of the kecamatan itself."""
    program = {b["Kode"]: b["Program"] for b in _baca("program")}
    kegiatan = {b["Kode"]: b["Kegiatan"] for b in _baca("kegiatan")}
    uang = {(b["Kode"], int(b["Triwulan"])): int(b["Keuangan"]) for b in _baca("realisasi")}
    fisik = {(b["Kode"], int(b["Triwulan"])): Decimal(b["Fisik"]) for b in _baca("realisasi")}
    hasil = []
    for b in _baca("sub-kegiatan"):
        kode = b["Kode"]
        p, k = kode[:7], kode.rpartition(".")[0]
        hasil.append(
            Sub(
                kode,
                b["Sub kegiatan"],
                (p, program[p]),
                (k, kegiatan[k]),
                int(b["Pagu murni"]),
                int(b["Pagu perubahan"]),
                tuple(uang[kode, t] for t in (1, 2, 3, 4)),  # type: ignore[arg-type]
                tuple(fisik[kode, t] for t in (1, 2, 3, 4)),  # type: ignore[arg-type]
            )
        )
    return hasil


SUB = list_sub()


def to_xlsx(*lembar: tuple[str, Tabel], ubah: Callable[[Workbook], None] | None = None) -> bytes:
    """Write tables as sheets; ``ubah`` may do the rest to the workbook (merge, hide)."""
    buku = Workbook()
    del buku["Sheet"]
    for nama, tabel in lembar:
        lembaran = buku.create_sheet(nama)
        for baris in tabel:
            lembaran.append(list(baris))
    if ubah:
        ubah(buku)
    keluaran = io.BytesIO()
    buku.save(keluaran)
    return keluaran.getvalue()


def to_csv(tabel: Tabel, pemisah: str = ";") -> bytes:
    keluaran = io.StringIO(newline="")
    csv.writer(keluaran, delimiter=pemisah).writerows(tabel)
    return keluaran.getvalue().encode("utf-8-sig")


def tulis_rupiah(nilai: int) -> str:
    return f"Rp {nilai:,}".replace(",", ".") + ",00"


# ---- kept by hand ----

JUDUL_TANGAN = ["Kode", "Uraian", "Pagu Anggaran", *(f"Realisasi TW {r}" for r in ROMAWI)]


def tabel_tangan(daftar: Sequence[Sub] = SUB) -> Tabel:
    """The plainest: a row per sub kegiatan, no sums."""
    return [JUDUL_TANGAN, *([s.kode, s.nama, s.perubahan, *s.realisasi] for s in daftar)]


def tabel_berjenjang(daftar: Sequence[Sub] = SUB) -> Tabel:
    """Program and kegiatan rows between, each the sum of what is below it; a total at the end."""
    hasil: Tabel = [JUDUL_TANGAN]
    terakhir: tuple[str, str] = ("", "")
    for s in daftar:
        for ke, (kode, nama) in enumerate((s.program, s.kegiatan)):
            if kode != terakhir[ke]:
                hasil.append([kode, nama, *jumlah([x for x in daftar if kode in (x.program[0], x.kegiatan[0])])])
        terakhir = (s.program[0], s.kegiatan[0])
        hasil.append([s.kode, s.nama, s.perubahan, *s.realisasi])
    hasil.append([None, "Jumlah", *jumlah(daftar)])
    return hasil


def tabel_kolom(daftar: Sequence[Sub] = SUB) -> Tabel:
    """Program, kegiatan, sub kegiatan in columns of their own filled where they change; sums in between; data from row 3."""
    hasil: Tabel = [
        ["LAPORAN REALISASI KECAMATAN PELAIHARI TAHUN ANGGARAN 2023"],
        ["Program", "Kegiatan", "Sub Kegiatan", "Pagu", *(f"Triwulan {t}" for t in (1, 2, 3, 4)), "Jumlah Realisasi"],
    ]
    program = kegiatan = ""
    for i, s in enumerate(daftar):
        hasil.append(
            [
                f"{s.program[0]} {s.program[1]}" if s.program[0] != program else None,
                f"{s.kegiatan[0]} {s.kegiatan[1]}" if s.kegiatan[0] != kegiatan else None,
                f"{s.kode} {s.nama}",
                s.perubahan,
                *s.realisasi,
                s.sd[3],
            ]
        )
        program, kegiatan = s.program[0], s.kegiatan[0]
        if i + 1 == len(daftar) or daftar[i + 1].program[0] != program:
            bagian = [x for x in daftar if x.program[0] == program]
            hasil.append(["Jumlah Program", None, None, *jumlah(bagian), sum(x.sd[3] for x in bagian)])
    hasil.append(["TOTAL", None, None, *jumlah(daftar), sum(x.sd[3] for x in daftar)])
    return hasil


def jumlah(daftar: Sequence[Sub]) -> list[int]:
    return [sum(s.perubahan for s in daftar), *(sum(s.realisasi[t] for s in daftar) for t in range(4))]
