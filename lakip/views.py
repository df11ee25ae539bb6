"""The pages of a kecamatan and year: its documents, the LKj to read, the files to take along, where a figure is from."""

from __future__ import annotations

import itertools

from django.apps import apps
from django.contrib import messages
from django.db.models import Model
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from lakip.data import has_tahun, list_tahun, muat_data
from lakip.dokumen import Foto
from lakip.forms_naskah import list_pilihan_naskah
from lakip.models import FotoLaporan, Terbitan
from lakip.naskah import NASKAH, NaskahKurang, rakit_naskah
from lakip.rakit import rakit_lkj
from lakip.render.html import BagianHtml, build_bagian
from lakip.ringkasan import build_ringkasan
from lakip.terbitan import FORMAT, path_terbitan, request_terbitan
from organisasi import akses
from organisasi.akses import BelumAda
from organisasi.models import Instansi
from organisasi.pengelolaan import limit, path_instansi
from organisasi.riwayat import list_riwayat


@require_GET
def lihat_instansi(request: HttpRequest, slug: str) -> HttpResponse:
    """The latest year of an instansi, or the page that says how to begin."""
    instansi = akses.get_instansi(request.user, slug)
    tahun = list_tahun(instansi)
    if tahun:
        return redirect("lihat_tahun", slug, tahun[0])
    ubah = akses.may_edit(request.user, instansi)
    return render(request, "lakip/kosong.html", {"instansi": instansi, "ubah": ubah, "kini": timezone.localdate().year})


def get_tahun(request: HttpRequest, slug: str, tahun: int) -> Instansi:
    """Return the instansi; 404 where it is not the user's, BelumAda where it has nothing in that year."""
    instansi = akses.get_instansi(request.user, slug)
    if not has_tahun(instansi, tahun):
        raise BelumAda(
            f"Belum ada data {instansi.nama} untuk tahun {tahun}.",
            reverse("lihat_tahun", args=[slug, tahun]),
            f"Buka halaman tahun {tahun}",
        )
    return instansi


@require_GET
def lihat_tahun(request: HttpRequest, slug: str, tahun: int) -> HttpResponse:
    """The year at a glance: figures, completeness of the LKj, documents; of a year without data: how to begin it."""
    instansi = akses.get_instansi(request.user, slug)
    semua_tahun, ubah = list_tahun(instansi), akses.may_edit(request.user, instansi)
    konteks = {
        "instansi": instansi,
        "tahun": tahun,
        "semua_tahun": sorted({*semua_tahun, tahun}, reverse=True),
        "tahun_baru": max(semua_tahun, default=tahun) + 1 if ubah else None,
        "sebelumnya": next((t for t in semua_tahun if t < tahun), None),
        "ubah": ubah,
    }
    if not has_tahun(instansi, tahun):
        konteks["ada_jabatan"] = instansi.jabatan.exists()
        return render(request, "lakip/tahun_kosong.html", konteks)
    data = muat_data(instansi, tahun)
    dokumen = rakit_lkj(instansi, tahun, data)
    lengkap = [k for k in dokumen.kelengkapan if k.ada]
    return render(
        request,
        "lakip/tahun.html",
        {
            **konteks,
            "ringkasan": build_ringkasan(data),
            "dokumen": dokumen,
            "kurang": [k for k in dokumen.kelengkapan if not k.ada],
            "lengkap": len(lengkap),
            "format": [(f, nama) for f, (nama, _) in FORMAT.items()],
            "naskah": list_pilihan_naskah(data),
        },
    )


@require_GET
def lihat_lkj(request: HttpRequest, slug: str, tahun: int, bagian: str = "") -> HttpResponse:
    """One chapter of the LKj with the outline beside it."""
    instansi = get_tahun(request, slug, tahun)
    dokumen = rakit_lkj(instansi, tahun)
    semua = build_bagian(dokumen, url_foto=url_foto)
    kunci = [b.kunci for b in semua]
    if not semua:
        return redirect("lihat_tahun", slug, tahun)
    if bagian and bagian not in kunci:
        raise Http404("Bagian ini tidak ada di laporan.")
    i = kunci.index(bagian) if bagian else 0
    return render(
        request,
        "lakip/lkj.html",
        {
            "instansi": instansi,
            "tahun": tahun,
            "dokumen": dokumen,
            "semua": semua,
            "bagian": semua[i],
            "isi_bab": list_isi_bab(semua, i),
            "sebelum": semua[i - 1] if i else None,
            "sesudah": semua[i + 1] if i + 1 < len(semua) else None,
        },
    )


def list_isi_bab(semua: list[BagianHtml], i: int) -> list[BagianHtml]:
    """Return the pages that a chapter which was cut up leads to; [] for any other page."""
    if not semua[i].pembuka:
        return []
    bawah = list(itertools.takewhile(lambda b: b.level > semua[i].level, semua[i + 1 :]))
    return [b for b in bawah if b.level == semua[i].level + 1]


def url_foto(foto: Foto) -> str:
    """Return the address of a photo; its key is ``foto-<pk>`` (:func:`lakip.rakit.merge_narasi`)."""
    return reverse("lihat_foto", args=[int(foto.kunci.removeprefix("foto-"))])


@require_GET
def lihat_foto(request: HttpRequest, pk: int) -> FileResponse:
    """A photo of a report, for those who may read the report."""
    foto = get_object_or_404(limit(FotoLaporan.objects.all(), akses.list_instansi(request.user)), pk=pk)
    jawaban = FileResponse(foto.berkas.open("rb"))
    jawaban["Cache-Control"] = "private, max-age=86400"
    return jawaban


@require_POST
def mulai_unduh(request: HttpRequest, slug: str, tahun: int, format: str) -> HttpResponse:
    """Begin to make a file and go to the page that waits for it."""
    instansi = get_tahun(request, slug, tahun)
    if format not in FORMAT:
        raise Http404("Format tidak dikenal.")
    terbitan = request_terbitan(rakit_lkj(instansi, tahun), instansi.pk, format)
    return redirect("lihat_terbitan", terbitan.pk)


@require_POST
def mulai_unduh_naskah(request: HttpRequest, slug: str, tahun: int, jenis: str, format: str) -> HttpResponse:
    """The same for one of the year's other documents, or the part of it that was chosen."""
    instansi = get_tahun(request, slug, tahun)
    if jenis not in NASKAH or format not in FORMAT:
        raise Http404("Dokumen atau format tidak dikenal.")
    try:
        dokumen = rakit_naskah(jenis, instansi, tahun, bagian=request.POST.get("bagian", ""))
    except NaskahKurang as galat:
        messages.error(request, str(galat))
        return redirect("lihat_tahun", slug, tahun)
    return redirect("lihat_terbitan", request_terbitan(dokumen, instansi.pk, format).pk)


def get_terbitan(request: HttpRequest, pk: int) -> Terbitan:
    milik = limit(Terbitan.objects.select_related("instansi"), akses.list_instansi(request.user))
    return get_object_or_404(milik, pk=pk)


def url_mulai(terbitan: Terbitan) -> str:
    """The address that makes this file once more."""
    slug, tahun = terbitan.instansi.slug, terbitan.tahun
    if terbitan.jenis in NASKAH:
        return reverse("mulai_unduh_naskah", args=[slug, tahun, terbitan.jenis, terbitan.format])
    return reverse("mulai_unduh", args=[slug, tahun, terbitan.format])


@require_GET
def lihat_terbitan(request: HttpRequest, pk: int) -> HttpResponse:
    """The waiting page: says how far it is, looks again by itself, and offers the file when it is ready."""
    terbitan = get_terbitan(request, pk)
    nama = "lakip/_terbitan.html" if getattr(request, "htmx", False) else "lakip/terbitan.html"
    menunggu = terbitan.status in (Terbitan.Status.ANTRE, Terbitan.Status.PROSES)
    konteks = {
        "terbitan": terbitan,
        "instansi": terbitan.instansi,
        "tahun": terbitan.tahun,
        "menunggu": menunggu,
        "format": FORMAT[terbitan.format][0],
        "alamat_ulang": url_mulai(terbitan),
    }
    jawaban = render(request, nama, konteks)
    if menunggu and not getattr(request, "htmx", False):
        jawaban["Refresh"] = "5"  # without JavaScript the page looks again by itself
    return jawaban


@require_GET
def unduh_terbitan(request: HttpRequest, pk: int) -> FileResponse:
    terbitan = get_terbitan(request, pk)
    berkas = path_terbitan(terbitan)
    if terbitan.status != Terbitan.Status.SELESAI or not berkas.exists():
        raise Http404("Berkas belum ada.")
    return FileResponse(
        berkas.open("rb"),
        as_attachment=True,
        filename=terbitan.nama_berkas,
        content_type=FORMAT[terbitan.format][1],
    )


@require_GET
def lihat_asal(request: HttpRequest, model: str, pk: int) -> HttpResponse:
    """Where an entered figure is from: the row as it is, and who changed it when."""
    try:
        kelas: type[Model] = apps.get_model(model)
    except (LookupError, ValueError) as galat:
        raise Http404("Tidak ditemukan.") from galat
    if path_instansi(kelas) is None:
        raise Http404("Tidak ditemukan.")
    baris = get_object_or_404(limit(kelas._default_manager.all(), akses.list_instansi(request.user)), pk=pk)
    ubah = limit(kelas._default_manager.filter(pk=pk), akses.list_instansi_ubah(request.user)).exists()
    bidang = [
        (f.verbose_name, getattr(baris, f"get_{f.name}_display", lambda f=f: getattr(baris, f.name))())
        for f in kelas._meta.fields
        if not f.primary_key
    ]
    return render(
        request,
        "lakip/asal.html",
        {
            "baris": baris,
            "nama": kelas._meta.verbose_name,
            "bidang": [(n, "" if v is None else v) for n, v in bidang],
            "riwayat": list_riwayat(baris),
            "tautan_ubah": reverse(f"admin:{kelas._meta.app_label}_{kelas._meta.model_name}_change", args=[pk])
            if ubah and request.user.is_staff and _ada_di_admin(kelas)
            else "",
        },
    )


def _ada_di_admin(kelas: type[Model]) -> bool:
    from django.contrib import admin

    return admin.site.is_registered(kelas)
