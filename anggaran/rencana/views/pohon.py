"""Reading the budget: the tree of a unit, and all of it as a workbook."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from anggaran.models import Program
from anggaran.rekap import SUBKEGIATAN, muat_pohon
from anggaran.rencana.pilihan import muat_pilihan
from anggaran.rencana.pohon import build_bagian, build_jumlah, filter_kurang
from anggaran.rencana.tulis_xlsx import write_anggaran
from anggaran.rencana.views.umum import buka
from organisasi import akses

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def lihat_anggaran(request: HttpRequest, slug: str, tahun: int) -> HttpResponse:
    """The tree of one unit with its sums; ``?kurang=1``: only what is not complete."""
    halaman = buka(request, slug, tahun)
    semua = muat_pohon(halaman.instansi, tahun)
    pohon = semua.get(halaman.unit_pk)
    terpakai = [p.sasaran_id for p in pohon.walk()] if pohon else []
    bagian = build_bagian(pohon, muat_pilihan(halaman.instansi, tahun, terpakai)) if pohon else []
    kurang = bool(request.GET.get("kurang"))
    return halaman.render(
        "anggaran/lihat_anggaran.html",
        bagian=filter_kurang(bagian) if kurang else bagian,
        jumlah=build_jumlah(pohon) if pohon else None,
        banyak=pohon.count(SUBKEGIATAN) if pohon else 0,
        jumlah_kurang=sum(b.jumlah_kurang for b in bagian),
        kurang=kurang,
        ada_lalu=Program.objects.for_instansi(halaman.instansi).exclude(tahun=tahun).exists(),
    )


@require_GET
def unduh_anggaran(request: HttpRequest, slug: str, tahun: int) -> HttpResponse:
    """The trees of all units as a workbook."""
    instansi = akses.get_instansi(request.user, slug)
    pohon = muat_pohon(instansi, tahun)
    terpakai = [p.sasaran_id for akar in pohon.values() for p in akar.walk()]
    isi = write_anggaran(pohon, muat_pilihan(instansi, tahun, terpakai), f"Anggaran {tahun}")
    jawaban = HttpResponse(isi, content_type=XLSX)
    jawaban["Content-Disposition"] = f'attachment; filename="anggaran-{instansi.slug}-{tahun}.xlsx"'
    return jawaban
