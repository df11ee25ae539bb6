"""The Renstra's plan of programmes: to read, to take along, and beside the documents of the year."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from anggaran.models import Program
from anggaran.rekap import muat_pohon_tahunan
from organisasi import akses
from organisasi.models import Instansi
from organisasi.tabel_isian.berkas import MIME
from organisasi.tabel_isian.tabel import Lingkup
from renja.banding_renstra import Banding, compare_renstra
from renja.daftar_isian_renstra import list_tahun_luar
from renja.rekap import muat_renja
from renja.rekap_renstra import RencanaRenstra, muat_rencana_renstra
from renja.salin_renstra import ambil_dari_anggaran
from renja.tampilan_renstra import build_banding, build_unit
from renja.unduh_renstra import write_rencana
from renstra.views.umum import demand_renstra, get_renstra_ubah


@require_GET
def lihat_program_renstra(request: HttpRequest, slug: str, tahun: int) -> HttpResponse:
    """Table T-C.27, and below it where the Renja and the budget of the year are not what it says."""
    instansi = akses.get_instansi(request.user, slug)
    rencana = get_rencana(instansi, tahun)
    isi = {
        "instansi": instansi,
        "tahun": tahun,
        "menu": "renstra",
        "ubah": akses.may_edit(request.user, instansi),
        "rencana": rencana,
        "unit": build_unit(rencana, tahun, instansi.nama),
        "beda": build_banding(muat_banding(instansi, tahun, rencana)),
        "ada_anggaran": not rencana and Program.objects.for_instansi(instansi).filter(tahun__in=rencana.tahun).exists(),
        "tahun_luar": list_tahun_luar(Lingkup(instansi, tahun)),
    }
    return render(request, "renja/program_renstra.html", isi)


@require_GET
def unduh_program_renstra(request: HttpRequest, slug: str, tahun: int) -> HttpResponse:
    """The same table as a spreadsheet."""
    instansi = akses.get_instansi(request.user, slug)
    rencana = get_rencana(instansi, tahun)
    jawaban = HttpResponse(write_rencana(rencana, tahun, instansi.nama), content_type=MIME)
    masa = f"{rencana.renstra.tahun_awal}-{rencana.renstra.tahun_akhir}"
    jawaban["Content-Disposition"] = f'attachment; filename="program-renstra-{slug}-{masa}.xlsx"'
    return jawaban


@require_POST
def ambil_program_renstra(request: HttpRequest, slug: str, tahun: int) -> HttpResponse:
    """Rows and indicators from the budgets that are there, to be filled in from the document."""
    jumlah = ambil_dari_anggaran(get_renstra_ubah(request, slug, tahun))
    if jumlah:
        messages.success(request, f"{jumlah} baris diambil dari anggaran. Isi dana dan targetnya dari dokumen Renstra.")
    else:
        messages.info(request, "Tidak ada baris baru: semua program di anggaran sudah ada di sini.")
    return redirect("isi_tabel", slug, tahun, "program-renstra")


def get_rencana(instansi: Instansi, tahun: int) -> RencanaRenstra:
    """Return the plan of the Renstra that covers the year."""
    rencana = muat_rencana_renstra(demand_renstra(instansi, tahun), tahun)
    assert rencana is not None  # there is a Renstra
    return rencana


def muat_banding(instansi: Instansi, tahun: int, rencana: RencanaRenstra) -> tuple[Banding, ...]:
    """Return the year's Renja and budget beside the plan; nothing is read where there is no plan."""
    if not rencana:
        return ()
    anggaran = muat_pohon_tahunan(instansi, [tahun]).get(tahun, {})
    return compare_renstra(rencana, tahun, muat_renja(instansi, tahun).berlaku, anggaran)
