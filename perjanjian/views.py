"""The perjanjian kinerja of a year: who promises what to whom, drawn from the Renstra."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anggaran.rekap import muat_pohon
from kinerja.alur import StatusPerjanjian
from organisasi import akses
from organisasi.alur import list_riwayat_status
from organisasi.hapus import delete_baris, find_akibat
from organisasi.models import Instansi, Jabatan
from organisasi.permintaan import Permintaan
from perjanjian.banding import list_beda
from perjanjian.calon_kegiatan import ambil_indikator, list_calon_kegiatan
from perjanjian.forms import BarisButir, CalonForm, PihakForm
from perjanjian.kertas import find_kertas
from perjanjian.langkah import (
    SUDAH,
    last_langkah,
    list_komentar,
    list_penghalang,
    read_wewenang,
)
from perjanjian.models import Butir, PerjanjianKinerja, explain_terkunci
from perjanjian.rekap import RekapPerjanjian, muat_perjanjian, prefetch_indikator
from perjanjian.salin import buat_perubahan, salin_perjanjian
from perjanjian.susun import (
    add_butir,
    list_calon,
    list_kurang,
    muat_anggaran,
    propose_pihak,
    susun_butir,
    susun_jabatan,
)
from renstra.kisi import jawab_baris, menjawab_kisi, simpan_semua
from renstra.models import Indikator
from renstra.rekap import muat_renstra
from renstra.views.umum import tampilkan_form
from tandatangan.layanan import find_dokumen

Jenis = PerjanjianKinerja.Jenis


def find_murni(p: RekapPerjanjian) -> RekapPerjanjian | None:
    """Return the murni that a perubahan is compared with, with its butir."""
    if p.model.jenis != Jenis.PERUBAHAN:
        return None
    m = p.model
    murni = PerjanjianKinerja.objects.filter(jabatan=m.jabatan_id, tahun=m.tahun, jenis=Jenis.MURNI).first()
    return get_perjanjian(m.instansi, m.tahun, murni.pk) if murni else None


class PerjanjianTerkunci(PermissionDenied):
    """A perjanjian is on its way to being signed; the message says what can be done."""

    def __init__(self, perjanjian: PerjanjianKinerja) -> None:
        super().__init__(explain_terkunci(perjanjian))
        self.perjanjian = perjanjian


def get_perjanjian(instansi: Instansi, tahun: int, pk: int) -> RekapPerjanjian:
    """Return a perjanjian of this instansi and year with its butir; else 404."""
    kueri: QuerySet[PerjanjianKinerja] = PerjanjianKinerja.objects.for_instansi(instansi).in_tahun(tahun)
    model = get_object_or_404(
        kueri.select_related("jabatan", "pihak_kedua").prefetch_related(
            prefetch_indikator(), "butir__indikator__sasaran", "butir__indikator__tujuan", "butir__target_triwulan"
        ),
        pk=pk,
    )
    model.instansi = instansi
    return RekapPerjanjian(model, tuple(model.butir.all()))


def get_perjanjian_ubah(request: HttpRequest, slug: str, tahun: int, pk: int) -> RekapPerjanjian:
    """Return a perjanjian to change: 404 where it is not his to see, 403 where it is only his to read, or no draft."""
    p = get_perjanjian(akses.get_instansi_ubah(request.user, slug), tahun, pk)
    if p.model.status != StatusPerjanjian.DRAF:
        raise PerjanjianTerkunci(p.model)
    return p


def menjelaskan_terkunci(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a page say why a perjanjian cannot be changed now, and lead to it."""

    @wraps(view)
    def bungkus(request: HttpRequest, slug: str, tahun: int, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, slug, tahun, *args, **kwargs)
        except PerjanjianTerkunci as galat:
            p = galat.perjanjian
            isi = {"instansi": p.instansi, "tahun": tahun, "menu": "perjanjian", "p": p, "alasan": str(galat)}
            return render(request, "perjanjian/terkunci.html", isi, status=403)

    return bungkus


def list_jabatan(instansi: Instansi) -> list[Jabatan]:
    return list(Jabatan.objects.for_instansi(instansi).order_by("urut", "pk"))


@require_GET
def list_perjanjian(request: HttpRequest, slug: str, tahun: int) -> HttpResponse:
    """Every post along the superior line with its perjanjian and what they lack."""
    instansi = akses.get_instansi(request.user, slug)
    baris = susun_jabatan(list_jabatan(instansi), muat_perjanjian(instansi, tahun))
    lalu = set(
        PerjanjianKinerja.objects.for_instansi(instansi).in_tahun(tahun - 1).values_list("jabatan_id", flat=True)
    )
    kosong = [b.jabatan.pk for b in baris if not b.perjanjian]
    isi = {
        "instansi": instansi,
        "tahun": tahun,
        "menu": "perjanjian",
        "baris": baris,
        "lalu": lalu,
        "dapat_disalin": bool(lalu & set(kosong)),
        "tahun_lalu": tahun - 1,
        "kosong": len(kosong),
        "ubah": akses.may_edit(request.user, instansi),
    }
    return render(request, "perjanjian/daftar.html", isi)


@require_http_methods(["GET", "POST"])
def buat_perjanjian(request: HttpRequest, slug: str, tahun: int, jabatan: int) -> HttpResponse:
    """A new perjanjian murni of a post; its superior is proposed."""
    instansi = akses.get_instansi_ubah(request.user, slug)
    pihak: Jabatan = get_object_or_404(
        Jabatan.objects.select_related("instansi__kabupaten"), pk=jabatan, instansi=instansi
    )
    baru = PerjanjianKinerja(instansi=instansi, tahun=tahun, jabatan=pihak, jenis=Jenis.MURNI)
    form = PihakForm(request.POST or None, instance=baru, initial=propose_pihak(pihak))
    if form.is_valid():
        perjanjian = form.save()
        messages.success(request, f"Perjanjian {pihak} dibuat. Sekarang pilih indikatornya dari Renstra.")
        return redirect("pilih_butir", slug, tahun, perjanjian.pk)
    kembali = reverse("list_perjanjian", args=[slug, tahun])
    judul = f"Perjanjian kinerja {pihak}"
    return tampilkan_form(request, form, judul, kembali, instansi=instansi, tahun=tahun, menu="perjanjian")


@require_POST
def salin_perjanjian_tahun(request: HttpRequest, slug: str, tahun: int) -> HttpResponse:
    """Copy last year's perjanjian, of all posts that have none yet or of one (``jabatan``)."""
    instansi = akses.get_instansi_ubah(request.user, slug)
    jabatan = None
    if pk := request.POST.get("jabatan", ""):
        jabatan = get_object_or_404(Jabatan, instansi=instansi, pk=pk if pk.isdecimal() else 0)
    jumlah = salin_perjanjian(instansi, tahun - 1, tahun, jabatan)
    if jumlah:
        messages.success(
            request,
            f"{jumlah} perjanjian disalin dari tahun {tahun - 1}. Targetnya diambil dari Renstra bila ada; periksa "
            "target, nomor, dan tanggalnya.",
        )
    else:
        messages.info(request, f"Tidak ada perjanjian tahun {tahun - 1} yang belum disalin.")
    return redirect("list_perjanjian", slug, tahun)


@require_POST
def buat_perjanjian_perubahan(request: HttpRequest, slug: str, tahun: int, pk: int) -> HttpResponse:
    """Copy a murni as perubahan, and go on with that."""
    instansi = akses.get_instansi_ubah(request.user, slug)
    murni = get_perjanjian(instansi, tahun, pk)
    baru, dibuat = buat_perubahan(murni)
    if dibuat:
        pesan = "Perjanjian perubahan dibuat dari yang murni. Ubah target yang berubah, lalu isi tanggalnya."
        messages.success(request, pesan)
    else:
        messages.info(request, "Perjanjian perubahan jabatan ini sudah ada.")
    return redirect("ubah_perjanjian", slug, tahun, baru.pk)


@require_GET
def lihat_perjanjian(request: Permintaan, slug: str, tahun: int, pk: int) -> HttpResponse:
    """A perjanjian to read, with the budget it answers for, how far it is, and what this person may do with it."""
    instansi = akses.get_instansi(request.user, slug)
    p = get_perjanjian(instansi, tahun, pk)
    murni = find_murni(p)
    riwayat, komentar = list_riwayat_status(p.model), list_komentar(p.model, request.user)
    isi = {
        "instansi": instansi,
        "tahun": tahun,
        "menu": "perjanjian",
        "p": p.model,
        "tertanda": find_dokumen(p.model),
        "kertas": find_kertas(p.model),
        "butir": susun_butir(p),
        "kurang": list_kurang(p),
        "wewenang": read_wewenang(p.model, request.user),
        "riwayat": [(r, SUDAH[r.aksi]) for r in riwayat],
        "terakhir": last_langkah(riwayat),
        "komentar": komentar,
        "komentar_terbuka": any(not k.selesai for k, _ in komentar),
        "penghalang": list_penghalang(p),
        "beda": list_beda(murni, p) if murni else None,
        "draf": p.model.status == StatusPerjanjian.DRAF,
        "anggaran": muat_anggaran(instansi, tahun, list_jabatan(instansi), p.jabatan),
        "ubah": akses.may_edit(request.user, instansi),
    }
    return render(request, "perjanjian/perjanjian.html", isi)


@require_http_methods(["GET", "POST"])
@menjelaskan_terkunci
def ubah_perjanjian(request: Permintaan, slug: str, tahun: int, pk: int) -> HttpResponse:
    """The butir of a perjanjian in one grid; without JavaScript it is one form."""
    p = get_perjanjian_ubah(request, slug, tahun, pk)
    instansi = p.model.instansi
    data = request.POST if request.method == "POST" else None
    baris = [BarisButir(b, data=data) for b in p.butir]
    if data is not None:
        if simpan_semua(baris):
            messages.success(request, "Butir perjanjian tersimpan.")
            return redirect("ubah_perjanjian", slug, tahun, pk)
        messages.error(request, "Sebagian baris belum tersimpan; lihat kalimat merah di bawah isiannya.")
    isi = {
        "instansi": instansi,
        "tahun": tahun,
        "menu": "perjanjian",
        "p": p.model,
        "baris": baris,
        "komentar": list_komentar(p.model, request.user),
        "berubah": p.model.jenis == Jenis.PERUBAHAN
        or PerjanjianKinerja.objects.filter(jabatan=p.jabatan, tahun=tahun, jenis=Jenis.PERUBAHAN).exists(),
        "anggaran": muat_anggaran(instansi, tahun, list_jabatan(instansi), p.jabatan),
    }
    return render(request, "perjanjian/ubah.html", isi, status=422 if data is not None else 200)


@require_POST
@menjawab_kisi
@transaction.atomic
def simpan_butir(request: HttpRequest, slug: str, tahun: int, pk: int, butir: int) -> HttpResponse:
    """One row of the grid of butir."""
    get_perjanjian_ubah(request, slug, tahun, pk)
    milik = Butir.objects.filter(perjanjian=pk)
    get_object_or_404(milik.select_for_update(of=("self",)), pk=butir)
    baris = milik.prefetch_related(Prefetch("indikator", Indikator.objects.with_skala()), "target_triwulan").get(
        pk=butir
    )
    return jawab_baris(BarisButir(baris, data=request.POST))


@require_http_methods(["GET", "POST"])
@menjelaskan_terkunci
def ubah_pihak_perjanjian(request: HttpRequest, slug: str, tahun: int, pk: int) -> HttpResponse:
    """The parties, number and date of a perjanjian."""
    p = get_perjanjian_ubah(request, slug, tahun, pk)
    instansi = p.model.instansi
    form = PihakForm(request.POST or None, instance=p.model)
    kembali = reverse("ubah_perjanjian", args=[slug, tahun, pk])
    if form.is_valid():
        form.save()
        messages.success(request, "Perjanjian tersimpan.")
        return redirect(kembali)
    return tampilkan_form(
        request,
        form,
        f"Perjanjian kinerja {p.jabatan}",
        kembali,
        instansi=instansi,
        tahun=tahun,
        menu="perjanjian",
        tautan_hapus=reverse("hapus_perjanjian", args=[slug, tahun, pk]),
    )


@require_http_methods(["GET", "POST"])
@menjelaskan_terkunci
def pilih_butir(request: HttpRequest, slug: str, tahun: int, pk: int) -> HttpResponse:
    """Indicators of the Renstra to tick off; ``?cari=`` and ``?semua=1`` widen or narrow the list."""
    p = get_perjanjian_ubah(request, slug, tahun, pk)
    instansi = p.model.instansi
    rencana = muat_renstra(instansi, tahun)
    cari, semua = request.GET.get("cari", "").strip(), request.GET.get("semua") == "1"
    data = request.POST if request.method == "POST" else None
    terpakai = [b.indikator_id for b in p.butir]
    calon = list_calon(rencana, p.jabatan, tahun, terpakai, semua=semua, cari=cari)
    pohon = muat_pohon(instansi, tahun).get(None)
    kegiatan = list_calon_kegiatan(rencana, pohon, p.jabatan, tahun, semua=semua, cari=cari)
    daftar = [CalonForm(c, data=data) for c in (*calon, *kegiatan)]
    if data is not None and all(f.is_valid() for f in daftar):
        with transaction.atomic():
            pilihan = [(f.calon, f.cleaned_data["target"]) for f in daftar if f.cleaned_data["pilih"]]
            jumlah = add_butir(p.model, [(ambil_indikator(c, p.jabatan, tahun), target) for c, target in pilihan])
        if jumlah:
            messages.success(request, f"{jumlah} butir ditambahkan.")
            return redirect("ubah_perjanjian", slug, tahun, pk)
        messages.info(request, "Belum ada indikator yang dipilih; centang dahulu.")
    elif data is not None:
        messages.error(request, "Belum ada yang ditambahkan; lihat kalimat merah di bawah targetnya.")
    isi = {
        "instansi": instansi,
        "tahun": tahun,
        "menu": "perjanjian",
        "p": p.model,
        "rencana": rencana.renstra,
        "daftar": daftar,
        "cari": cari,
        "semua": semua,
    }
    return render(request, "perjanjian/pilih.html", isi, status=422 if data is not None else 200)


@require_http_methods(["GET", "POST"])
@menjelaskan_terkunci
def hapus_butir(request: HttpRequest, slug: str, tahun: int, pk: int, butir: int) -> HttpResponse:
    instansi = get_perjanjian_ubah(request, slug, tahun, pk).model.instansi
    baris: Butir = get_object_or_404(Butir.objects.select_related("indikator"), perjanjian=pk, pk=butir)
    kembali = reverse("ubah_perjanjian", args=[slug, tahun, pk])
    return _hapus(request, baris, f"butir “{baris.indikator}”", kembali, kembali, instansi, tahun)


@require_http_methods(["GET", "POST"])
@menjelaskan_terkunci
def hapus_perjanjian(request: HttpRequest, slug: str, tahun: int, pk: int) -> HttpResponse:
    p = get_perjanjian_ubah(request, slug, tahun, pk).model
    instansi = p.instansi
    nama = f"perjanjian {p.get_jenis_display().lower()} {p.jabatan}"
    kembali = reverse("ubah_perjanjian", args=[slug, tahun, pk])
    return _hapus(request, p, nama, kembali, reverse("list_perjanjian", args=[slug, tahun]), instansi, tahun)


def _hapus(
    request: HttpRequest,
    baris: Butir | PerjanjianKinerja,
    nama: str,
    kembali: str,
    sesudah: str,
    instansi: Instansi,
    tahun: int,
) -> HttpResponse:
    """Ask once more, then delete; what is still used stays and the page says by what."""
    akibat = find_akibat(baris)
    if request.POST.get("hapus") == "ya":
        akibat = delete_baris(baris)
        if not akibat.penghalang:
            messages.success(request, f"{nama.capitalize()} dihapus.")
            return redirect(sesudah)
    isi = {
        "instansi": instansi,
        "tahun": tahun,
        "menu": "perjanjian",
        "nama": nama,
        "akibat": akibat,
        "kembali": kembali,
    }
    return render(request, "renstra/hapus.html", isi, status=422 if request.method == "POST" else 200)
