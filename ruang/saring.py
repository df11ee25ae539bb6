"""The history of a kecamatan, cut to what someone is looking for, and as a file."""

from __future__ import annotations

import datetime
import io
from dataclasses import dataclass
from typing import Any

from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from buku_kerja.sel import HURUF_TERBANYAK
from buku_kerja.teks import escape_xlsx
from organisasi.jejak import list_log
from organisasi.models import Instansi, Pengguna
from organisasi.riwayat import SISTEM, Perubahan, build_perubahan, name_orang

BARIS_TERBANYAK = 5_000  # of a file
KOLOM = (
    ("Waktu", 17), ("Oleh", 22), ("Perubahan", 11), ("Data", 22), ("Baris", 50), ("Isian", 26), ("Sebelum", 34),
    ("Sesudah", 34), ("Lewat", 20), ("Alamat IP", 16),
)  # fmt: skip


@dataclass(frozen=True)
class Saringan:
    """What to look for; empty fields leave everything in. ``oleh``: the pk of a user, 0 for the system itself."""

    mulai: datetime.date | None = None
    sampai: datetime.date | None = None
    oleh: int | None = None
    jenis: int | None = None
    teks: str = ""


def filter_log(instansi: Instansi, tahun: int, saringan: Saringan) -> QuerySet[LogEntry]:
    """Return the entries, the latest first. Days are those of the office's clock."""
    log = list_log(instansi, tahun)
    if saringan.mulai:
        log = log.filter(timestamp__gte=_awal(saringan.mulai))
    if saringan.sampai:
        log = log.filter(timestamp__lt=_awal(saringan.sampai + datetime.timedelta(days=1)))
    if saringan.oleh is not None:
        log = log.filter(actor=saringan.oleh) if saringan.oleh else log.filter(actor=None)
    if saringan.jenis is not None:
        log = log.filter(content_type=saringan.jenis)
    if saringan.teks:
        log = log.annotate(_isi=Cast("changes", TextField()))
        log = log.filter(Q(object_repr__icontains=saringan.teks) | Q(_isi__icontains=saringan.teks))
    return log


def _awal(hari: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(hari, datetime.time()))


def list_pilihan(instansi: Instansi, tahun: int) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Return who and what occurs in a year's history, to choose from."""
    log = list_log(instansi, tahun).select_related(None).order_by()
    pk = set(log.values_list("actor", flat=True).distinct())
    orang = [(p.pk, name_orang(p)) for p in Pengguna.objects.filter(pk__in=pk - {None})]
    orang.sort(key=lambda o: o[1].lower())
    tipe = ContentType.objects.filter(pk__in=log.values("content_type").distinct())
    jenis = [(t.pk, str(k._meta.verbose_name)) for t in tipe if (k := t.model_class())]
    return [*orang, *([(0, SISTEM)] if None in pk else [])], sorted(jenis, key=lambda j: j[1].lower())


def write_xlsx(log: QuerySet[LogEntry], judul: str) -> bytes:
    """Return the history as a workbook: one line a changed field, the latest first, and what was left out."""
    jumlah = log.count()
    buku = Workbook()
    lembar: Any = buku.active
    lembar.title = "Riwayat"
    lembar.append([judul])
    lembar["A1"].font = Font(bold=True)
    if jumlah > BARIS_TERBANYAK:
        lembar.append(
            [f"Hanya {BARIS_TERBANYAK} perubahan terbaru dari {jumlah}. Persempit saringannya untuk yang lain."]
        )
    lembar.append([nama for nama, _ in KOLOM])
    kepala = lembar.max_row
    for n, (_, lebar) in enumerate(KOLOM, start=1):
        lembar.cell(kepala, n).font = Font(bold=True)
        lembar.column_dimensions[get_column_letter(n)].width = lebar
    lembar.freeze_panes = f"A{kepala + 1}"
    for p in build_perubahan(log[:BARIS_TERBANYAK], panjang=HURUF_TERBANYAK):
        for baris in _list_baris(p):
            lembar.append([escape_xlsx(str(x)) for x in baris])
            for n in (5, 7, 8):
                lembar.cell(lembar.max_row, n).alignment = Alignment(wrap_text=True, vertical="top")
    for baris_sel in lembar.iter_rows(min_row=kepala + 1):
        for sel in baris_sel:
            sel.data_type = "s"  # what looks like a formula is text here
    keluaran = io.BytesIO()
    buku.save(keluaran)
    return keluaran.getvalue()


def _list_baris(p: Perubahan) -> list[tuple[str, ...]]:
    awal = (f"{timezone.localtime(p.waktu):%d-%m-%Y %H.%M}", p.oleh, p.aksi, p.jenis, p.baris)
    return [(*awal, *isi, p.dari, p.alamat) for isi in (p.isi or (("", "", ""),))]
