"""The steps of a report, what has been sent, and all of it for the inspektorat."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_POST

from kinerja.alur import TransisiDitolak
from lakip.kiriman import MIME, NAMA, Jenis, nama_unduhan, read_berkas, request_pdf
from lakip.langkah import may_ever, take_langkah
from lakip.models import Kiriman, Paket, Terbitan
from lakip.paket import path_paket, request_paket
from lakip.pantauan import KUNCI, list_pantauan, list_tahun_pantauan, render_pantauan, sort_pantauan
from lakip.views_tulis import find_laporan
from organisasi import akses
from organisasi.bidang import TAHUN_PERTAMA, TAHUN_TERAKHIR
from organisasi.latar import BASI
from organisasi.models import Kabupaten
from organisasi.simpanan import BerkasRusak


@require_POST
def langkah_laporan(request: HttpRequest, slug: str, tahun: int, aksi: str) -> HttpResponse:
    """Take a step with a report: send it up, back, on."""
    laporan = find_laporan(request, slug, tahun)
    if aksi not in {t.aksi for t in laporan.ALUR.transisi}:
        raise Http404("Langkah tidak dikenal.")
    if not may_ever(laporan, aksi, request.user):
        raise PermissionDenied("Langkah ini bukan untuk peran Anda.")
    try:
        pesan = take_langkah(laporan, aksi, request.user, request.POST.get("catatan", ""))  # type: ignore[arg-type]
    except TransisiDitolak as galat:
        messages.error(request, str(galat))
    else:
        messages.success(request, pesan)
    return redirect("tulis_lkj", slug, tahun)


def find_kiriman(request: HttpRequest, slug: str, tahun: int, nomor: int) -> Kiriman:
    instansi = akses.get_instansi(request.user, slug)
    semua = Kiriman.objects.select_related("instansi__kabupaten", "oleh", "laporan").prefetch_related("berkas")
    return get_object_or_404(semua, instansi=instansi, tahun=tahun, nomor=nomor)


@require_GET
def lihat_kiriman(request: HttpRequest, slug: str, tahun: int, nomor: int) -> HttpResponse:
    """What was sent: its files with their fingerprints. Where the PDF is not there yet, the page waits for it."""
    kiriman = find_kiriman(request, slug, tahun, nomor)
    ada = {b.jenis: b for b in kiriman.berkas.all()}
    menunggu = Jenis.PDF not in ada and Jenis.BEKU in ada
    if menunggu:
        try:
            read_berkas(kiriman, Jenis.BEKU)
            if kiriman.waktu < timezone.now() - BASI:  # whoever was making it has died
                request_pdf(kiriman)
        except BerkasRusak as galat:  # what the PDF is made from: waiting would never end
            menunggu = False
            messages.error(request, str(galat))
    konteks = {
        "instansi": kiriman.instansi,
        "tahun": tahun,
        "menu": "laporan",
        "kiriman": kiriman,
        "berkas": [(ada[j], Jenis(j).label) for j in NAMA if j in ada and j != Jenis.BEKU],
        "menunggu": menunggu,
    }
    htmx = getattr(request, "htmx", False)
    jawaban = render(request, "lakip/kiriman/_berkas.html" if htmx else "lakip/kiriman/kiriman.html", konteks)
    if menunggu and not htmx:
        jawaban["Refresh"] = "10"  # without JavaScript the page looks again by itself
    return jawaban


@require_GET
def unduh_kiriman(request: HttpRequest, slug: str, tahun: int, nomor: int, jenis: str) -> HttpResponse:
    """Hand out a stored file, if it still is what was sent."""
    kiriman = find_kiriman(request, slug, tahun, nomor)
    if jenis not in NAMA or jenis == Jenis.BEKU:
        raise Http404("Berkas tidak dikenal.")
    try:
        isi = read_berkas(kiriman, jenis)
    except BerkasRusak as galat:
        messages.error(request, str(galat))
        return redirect("lihat_kiriman", slug, tahun, nomor)
    nama = nama_unduhan(kiriman, jenis)
    jawaban = HttpResponse(isi, content_type=MIME[nama.rpartition(".")[2]])
    jawaban["Content-Disposition"] = f'attachment; filename="{nama}"'
    return jawaban


# --------------------------------------------------------------------------------------------------------- inspektorat


def _read_tahun(request: HttpRequest) -> int:
    """The year asked for, else the one whose report is due now: last year."""
    tahun = request.GET.get("tahun", "") or request.POST.get("tahun", "")
    if tahun.isdecimal() and TAHUN_PERTAMA <= int(tahun) <= TAHUN_TERAKHIR:
        return int(tahun)
    return timezone.localdate().year - 1


@require_GET
def list_kiriman(request: HttpRequest, pk: int) -> HttpResponse:
    """All kecamatan of a kabupaten: what came when and how late."""
    kabupaten = akses.get_kabupaten_pantau(request.user, pk)
    tahun, urut = _read_tahun(request), request.GET.get("urut", "nama")
    baris = sort_pantauan(list_pantauan(kabupaten, tahun, timezone.localdate()), urut)
    arah = {k: f"-{k}" if urut == k else k for k in KUNCI}
    konteks = {
        "kabupaten": kabupaten,
        "tahun_laporan": tahun,
        "semua_tahun": list_tahun_pantauan(kabupaten, tahun),
        "baris": baris,
        "urut": urut,
        "arah": arah,
        "masuk": sum(1 for b in baris if b.kiriman),
    }
    return render(request, "lakip/kiriman/pantauan.html", konteks)


@require_GET
def unduh_pantauan(request: HttpRequest, pk: int) -> HttpResponse:
    kabupaten = akses.get_kabupaten_pantau(request.user, pk)
    tahun = _read_tahun(request)
    baris = sort_pantauan(list_pantauan(kabupaten, tahun, timezone.localdate()), request.GET.get("urut", "nama"))
    jawaban = HttpResponse(render_pantauan(kabupaten, tahun, baris), content_type=MIME["xlsx"])
    jawaban["Content-Disposition"] = f'attachment; filename="kiriman-{slugify(kabupaten.nama)}-{tahun}.xlsx"'
    return jawaban


@require_POST
def mulai_paket(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin to put all reports of a year into one ZIP."""
    kabupaten = akses.get_kabupaten_pantau(request.user, pk)
    paket = request_paket(kabupaten, _read_tahun(request))
    if paket is None:
        messages.info(request, "Belum ada laporan yang dikirim untuk tahun ini.")
        return redirect("list_kiriman", pk)
    return redirect("lihat_paket", pk, paket.pk)


def _find_paket(request: HttpRequest, pk: int, paket: int) -> tuple[Kabupaten, Paket]:
    kabupaten = akses.get_kabupaten_pantau(request.user, pk)
    return kabupaten, get_object_or_404(Paket.objects.select_related("kabupaten"), kabupaten=kabupaten, pk=paket)


@require_GET
def lihat_paket(request: HttpRequest, pk: int, paket: int) -> HttpResponse:
    """The waiting page of a ZIP: how many reports are in it already."""
    kabupaten, satu = _find_paket(request, pk, paket)
    menunggu = satu.status in (Terbitan.Status.ANTRE, Terbitan.Status.PROSES)
    htmx = getattr(request, "htmx", False)
    nama = "lakip/kiriman/_paket.html" if htmx else "lakip/kiriman/paket.html"
    jawaban = render(request, nama, {"kabupaten": kabupaten, "paket": satu, "menunggu": menunggu})
    if menunggu and not htmx:
        jawaban["Refresh"] = "5"
    return jawaban


@require_GET
def unduh_paket(request: HttpRequest, pk: int, paket: int) -> FileResponse:
    _, satu = _find_paket(request, pk, paket)
    berkas = path_paket(satu)
    if satu.status != Terbitan.Status.SELESAI or not berkas.exists():
        raise Http404("Paket belum ada.")
    return FileResponse(
        berkas.open("rb"), as_attachment=True, filename=satu.nama_berkas, content_type="application/zip"
    )
