"""The plan of a year: the overview, its beginnings, and its way into the budget."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from organisasi import akses
from organisasi.models import Instansi
from renja import anggaran, salin
from renja.banding_renstra import compare_renstra
from renja.forms import PindahForm
from renja.models import Renja
from renja.rekap import format_uang, muat_renja
from renja.rekap_renstra import muat_rencana_renstra
from renja.salin import Sumber
from renja.tampilan import build_beda, build_kartu, build_tabel, name_sumber
from renstra.rekap import find_renstra

MURNI, PERUBAHAN = Renja.Jenis.MURNI, Renja.Jenis.PERUBAHAN


@require_GET
def lihat_renja(request: HttpRequest, slug: str, tahun: int) -> HttpResponse:
    """Both Renja of the year with their figures, what is missing, and what can be done next."""
    instansi = akses.get_instansi(request.user, slug)
    ubah = akses.may_edit(request.user, instansi)
    rekap = muat_renja(instansi, tahun)
    rencana = muat_rencana_renstra(find_renstra(instansi, tahun), tahun)
    beda = [b for b in compare_renstra(rencana, tahun, rekap.berlaku, {}) if b.beda] if rencana else []
    sumber = salin.list_sumber(instansi, tahun) if ubah and rekap.perubahan is None else []
    isi = {
        "instansi": instansi,
        "tahun": tahun,
        "tahun_depan": tahun + 1,
        "menu": "renja",
        "ubah": ubah,
        "rekap": rekap,
        "kartu": build_kartu(rekap, instansi.nama),
        "tabel": build_tabel(rekap),
        "beda": build_beda(rekap),
        "beda_renstra": len(beda),
        "sumber": [(s.value, name_sumber(s, tahun)) for s in sumber],
    }
    return render(request, "renja/renja.html", isi)


@require_POST
def buat_renja(request: HttpRequest, slug: str, tahun: int) -> HttpResponse:
    """An empty Renja, to be typed or pasted."""
    instansi = akses.get_instansi_ubah(request.user, slug)
    _, baru = salin.buat_renja(instansi, tahun)
    if baru:
        messages.success(request, f"Renja {tahun} dibuat. Ketik atau tempel program, kegiatan, dan sub kegiatannya.")
    return redirect("isi_tabel", slug, tahun, "rencana")


@require_POST
def salin_renja(request: HttpRequest, slug: str, tahun: int, sumber: str) -> HttpResponse:
    """Add the rows of last year's plan or budget that the Renja does not have yet."""
    instansi = akses.get_instansi_ubah(request.user, slug)
    if sumber not in {s.value for s in Sumber}:
        raise Http404("Sumber ini tidak ada.")
    jumlah = salin.salin_rencana(instansi, tahun, Sumber(sumber))
    if jumlah:
        messages.success(request, f"{jumlah} baris disalin ke Renja {tahun}. Periksa pagu dan targetnya.")
    else:
        messages.info(request, "Tidak ada baris baru: semua sudah ada di Renja ini, atau sumbernya kosong.")
    return redirect("lihat_renja", slug, tahun)


@require_POST
def buat_renja_perubahan(request: HttpRequest, slug: str, tahun: int) -> HttpResponse:
    """The Renja as it was adopted, as the beginning of its change."""
    instansi = akses.get_instansi_ubah(request.user, slug)
    murni = Renja.objects.for_instansi(instansi).in_tahun(tahun).filter(jenis=MURNI).first()
    if murni is None:
        messages.error(request, f"Belum ada Renja {tahun} yang dapat diubah. Buat dahulu Renjanya.")
        return redirect("lihat_renja", slug, tahun)
    _, baru = salin.buat_perubahan(murni)
    if baru:
        messages.success(request, "Renja Perubahan dibuat sama dengan Renja. Ubah yang berubah dan tulis alasannya.")
    else:
        messages.info(request, "Renja Perubahan tahun ini sudah ada; tidak ada yang diubah.")
    return redirect("lihat_renja", slug, tahun)


@require_http_methods(["GET", "POST"])
def renja_ke_anggaran(request: HttpRequest, slug: str, tahun: int) -> HttpResponse:
    """What the plan would change in the budget, row by row; one confirmation does it."""
    instansi = akses.get_instansi_ubah(request.user, slug)
    dipilih = request.POST.get("jenis") or request.GET.get("jenis", "")
    jenis = _find_jenis(instansi, tahun, dipilih)
    if request.method == "POST":
        form = PindahForm(request.POST, draf=1)
        form.is_valid()  # an empty fingerprint is one that does not fit
        perjanjian = form.cleaned_data["perjanjian"]
        try:
            hasil = anggaran.pindahkan(
                instansi, tahun, jenis, form.cleaned_data.get("sidik", ""), perjanjian=perjanjian
            )
        except anggaran.BerubahDulu as galat:
            messages.error(request, str(galat))
            return _render_pindah(request, instansi, tahun, jenis, galat.rencana, 422, perjanjian=perjanjian)
        messages.success(request, _tell(hasil, tahun))
        return redirect("lihat_anggaran", slug, tahun)
    return _render_pindah(request, instansi, tahun, jenis, anggaran.plan_pemindahan(instansi, tahun, jenis))


def _find_jenis(instansi: Instansi, tahun: int, dipilih: str) -> str:
    """Return the Renja that is asked for, else the one in force."""
    if dipilih in Renja.Jenis.values:
        return dipilih
    berlaku = salin.find_berlaku(instansi, tahun)
    return str(berlaku.jenis) if berlaku else MURNI.value


def _tell(hasil: anggaran.Hasil, tahun: int) -> str:
    jumlah = hasil.rencana.jumlah
    kata = f"Anggaran {tahun}: {jumlah['baru']} baris baru, {jumlah['berubah']} berubah."
    return f"{kata} {hasil.perjanjian} draf perjanjian dibuat." if hasil.perjanjian else kata


def _render_pindah(
    request: HttpRequest,
    instansi: Instansi,
    tahun: int,
    jenis: str,
    rencana: anggaran.Pemindahan | None,
    status: int = 200,
    *,
    perjanjian: bool = False,
) -> HttpResponse:
    draf = len(rencana.pejabat_baru) if rencana and jenis == MURNI else 0
    awal = {"jenis": jenis, "sidik": rencana.sidik if rencana else "", "perjanjian": perjanjian}
    isi = {
        "instansi": instansi,
        "tahun": tahun,
        "menu": "renja",
        "rencana": rencana,
        "sebelum": format_uang(rencana.sebelum if rencana else None),
        "sesudah": format_uang(rencana.sesudah if rencana else None),
        "kolom": "Pagu perubahan" if jenis == PERUBAHAN else "Pagu murni",
        "jenis": jenis,
        "pilihan": Renja.objects.for_instansi(instansi).in_tahun(tahun),
        "form": PindahForm(initial=awal, draf=draf),
    }
    return render(request, "renja/ke_anggaran.html", isi, status=status)
