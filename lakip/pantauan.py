"""The inspektorat's view of a year: every kecamatan of a kabupaten, what it has sent and how late. Five queries."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Q
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kinerja.alur import StatusLaporan
from lakip.models import Kiriman, Laporan
from lakip.render.xlsx import put_teks
from organisasi.models import Instansi, Kabupaten, count_terlambat
from organisasi.models.periode import Periode, Perpanjangan

BELUM = "belum dimulai"


@dataclass(frozen=True)
class BarisPantauan:
    """A kecamatan: status of its report, what it has sent, and by how many days it is late (None: no deadline)."""

    instansi: Instansi
    status: str
    tenggat: datetime.date | None
    kiriman: tuple[Kiriman, ...] = ()  # the latest first
    terlambat: int | None = None

    @property
    def terakhir(self) -> Kiriman | None:
        return self.kiriman[0] if self.kiriman else None

    @property
    def pertama(self) -> Kiriman | None:
        return self.kiriman[-1] if self.kiriman else None


def list_pantauan(kabupaten: Kabupaten, tahun: int, hari_ini: datetime.date) -> list[BarisPantauan]:
    """Return a line per kecamatan. Lateness is that of the first kiriman; of what has not come, as of today.

    Nothing is expected of a kecamatan that is not in use any more; what it has sent stays.
    """
    status = dict(
        Laporan.objects.filter(instansi__kabupaten=kabupaten, tahun=tahun).values_list("instansi_id", "status")
    )
    kiriman: dict[int, list[Kiriman]] = {}
    for k in Kiriman.objects.filter(instansi__kabupaten=kabupaten, tahun=tahun).select_related("oleh"):
        kiriman.setdefault(k.instansi_id, []).append(k)
    periode = Periode.objects.filter(kabupaten=kabupaten, tahun=tahun, triwulan=Periode.LKJ).first()
    lebih: dict[int, datetime.date] = {}
    for p in Perpanjangan.objects.filter(periode=periode) if periode else ():
        lebih[p.instansi_id] = max(p.sampai, lebih.get(p.instansi_id, p.sampai))
    hasil = []
    semua = Instansi.objects.filter(Q(aktif=True) | Q(pk__in=kiriman.keys()), kabupaten=kabupaten)
    for i in semua.order_by("nama"):
        isi = tuple(kiriman.get(i.pk, ()))
        tenggat = max(filter(None, [periode.tenggat, lebih.get(i.pk)])) if periode else None
        if isi:
            tenggat = isi[-1].tenggat  # as it was when it came
        kapan = timezone.localdate(isi[-1].waktu) if isi else hari_ini
        hasil.append(BarisPantauan(i, status.get(i.pk, BELUM), tenggat, isi, count_terlambat(tenggat, kapan)))
    return hasil


def list_tahun_pantauan(kabupaten: Kabupaten, tahun: int) -> list[int]:
    """Return the years that have reports, and the one asked for, the latest first."""
    ada = Laporan.objects.filter(instansi__kabupaten=kabupaten).values_list("tahun", flat=True).distinct()
    return sorted({*ada, tahun}, reverse=True)


_URUTAN = (BELUM, *StatusLaporan)
_MASA_DEPAN = datetime.datetime.max.replace(tzinfo=datetime.UTC)
KUNCI = {
    "nama": lambda b: b.instansi.nama.lower(),
    "status": lambda b: _URUTAN.index(b.status),
    "waktu": lambda b: b.pertama.waktu if b.pertama else _MASA_DEPAN,
    "terlambat": lambda b: -1 if b.terlambat is None else b.terlambat,
    "kiriman": lambda b: len(b.kiriman),
}


def sort_pantauan(baris: Iterable[BarisPantauan], urut: str) -> list[BarisPantauan]:
    """Sort by a column ("-status": backwards); an unknown one sorts by name. Equal lines stay in order of their name."""
    kunci = KUNCI.get(urut.removeprefix("-"), KUNCI["nama"])
    return sorted(sorted(baris, key=KUNCI["nama"]), key=kunci, reverse=urut.startswith("-"))


# ------------------------------------------------------------------------------------------------------------ as a file

KOLOM = ("Kecamatan", "Status", "Tenggat", "Pertama dikirim", "Terlambat (hari)", "Banyak kiriman", "Kiriman terakhir",
         "Dikirim oleh", "Sidik dokumen")  # fmt: skip
LEBAR = (32, 14, 14, 18, 16, 15, 18, 28, 66)


def list_sel(b: BarisPantauan) -> list[object]:
    """A line of the list as cells of a spreadsheet."""
    akhir, awal = b.terakhir, b.pertama
    return [
        b.instansi.nama,
        b.status,
        b.tenggat,
        _jam(awal),
        b.terlambat,
        len(b.kiriman),
        _jam(akhir),
        (akhir.oleh.get_full_name() or akhir.oleh.username) if akhir else "",
        akhir.sidik if akhir else "",
    ]


def _jam(kiriman: Kiriman | None) -> datetime.datetime | None:
    """The local hour without its zone: a spreadsheet knows none."""
    return timezone.localtime(kiriman.waktu).replace(tzinfo=None, microsecond=0) if kiriman else None


def render_pantauan(kabupaten: Kabupaten, tahun: int, baris: Iterable[BarisPantauan]) -> bytes:
    """Return the list as a workbook; texts can never become formulas."""
    return write_tabel(f"Laporan kinerja {kabupaten} {tahun}", KOLOM, LEBAR, (list_sel(b) for b in baris))


def write_tabel(judul: str, kolom: tuple[str, ...], lebar: tuple[int, ...], isi: Iterable[list[object]]) -> bytes:
    buku = Workbook()
    lembar = buku.active
    assert isinstance(lembar, Worksheet)
    lembar.title = "Daftar"
    _put(lembar, 1, 1, judul).font = Font(bold=True, size=12)
    for j, (nama, w) in enumerate(zip(kolom, lebar, strict=True), 1):
        _put(lembar, 3, j, nama).font = Font(bold=True)
        lembar.column_dimensions[get_column_letter(j)].width = w
    for r, sel in enumerate(isi, 4):
        for j, nilai in enumerate(sel, 1):
            _put(lembar, r, j, nilai)
    lembar.freeze_panes = "A4"
    keluar = io.BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


def _put(lembar: Worksheet, baris: int, kolom: int, nilai: object) -> Cell:
    sel = cast(Cell, lembar.cell(baris, kolom))
    if isinstance(nilai, str):
        put_teks(sel, nilai)
    elif nilai is not None:
        sel.value = cast(Any, nilai)
    return sel
