"""The Renstra's plan of programmes: to read, to take along, and beside the documents of the year."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from anggaran.rekap import muat_pohon_tahunan
from organisasi import akses
from organisasi.models import Instansi
from organisasi.tabel_isian.berkas import MIME
from organisasi.tabel_isian.tabel import Lingkup
from renja.banding_renstra import Banding, compare_renstra
from renja.daftar_isian_renstra import list_tahun_luar
from renja.rekap import muat_renja
from renja.rekap_renstra import RencanaRenstra, muat_rencana_renstra
from renja.tampilan_renstra import build_banding, build_unit
from renja.unduh_renstra import write_rencana
from renstra.rekap import find_renstra


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


def get_rencana(instansi: Instansi, tahun: int) -> RencanaRenstra:
    """Return the plan of the Renstra that covers the year; 404 where there is none."""
    rencana = muat_rencana_renstra(find_renstra(instansi, tahun), tahun)
    if rencana is None:
        raise Http404("Belum ada Renstra untuk tahun ini.")
    return rencana


def muat_banding(instansi: Instansi, tahun: int, rencana: RencanaRenstra) -> tuple[Banding, ...]:
    """Return the year's Renja and budget beside the plan; nothing is read where there is no plan."""
    if not rencana:
        return ()
    anggaran = muat_pohon_tahunan(instansi, [tahun]).get(tahun, {})
    return compare_renstra(rencana, tahun, muat_renja(instansi, tahun).berlaku, anggaran)
