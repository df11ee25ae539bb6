"""The workshop: the outline as a list, one section to write in, its versions, photos and preview."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kinerja.alur import StatusLaporan
from lakip import kerangka, penulisan
from lakip.angka_hidup import DaftarAngka
from lakip.data import DataLkj, muat_data
from lakip.forms import FotoForm, KeteranganForm, LaporanForm, NarasiForm
from lakip.foto import add_foto, delete_foto, move_foto, update_keterangan
from lakip.langkah import explain_isian, list_tombol
from lakip.models import FotoLaporan, Kiriman, Laporan, Narasi, VersiNarasi
from lakip.penulisan import TulisanBerbeda, TulisanDitolak
from lakip.rakit import rakit_lkj
from lakip.render.html import build_satu
from lakip.terbit import render as render_dokumen
from lakip.views import url_foto
from organisasi import akses
from organisasi.alur import list_riwayat_status
from organisasi.kisi import (
    Bentrok,
    Peringatan,
    jam,
    jawab_bentrok,
    jawab_galat,
    jawab_tersimpan,
    jawab_tolak,
    wants_json,
)


def find_laporan(request: HttpRequest, slug: str, tahun: int, *, ubah: bool = False) -> Laporan:
    """Return the report of a year; 404 where there is none or it is not the user's, 403 where he may only read."""
    instansi = (akses.get_instansi_ubah if ubah else akses.get_instansi)(request.user, slug)
    laporan = Laporan.objects.for_instansi(instansi).in_tahun(tahun).first()
    if laporan is None:
        raise Http404("Laporan tahun ini belum dimulai.")
    laporan.instansi = instansi
    return laporan


def find_judul(data: DataLkj, bagian: str) -> str:
    judul = kerangka.find_judul(data, bagian)
    if judul is None:
        raise Http404("Bagian ini tidak ada di susunan laporan.")
    return judul


@require_GET
def tulis_lkj(request: HttpRequest, slug: str, tahun: int) -> HttpResponse:
    """The outline as a list of what is there, what is lacking and where to enter it; the steps of the report."""
    instansi = akses.get_instansi(request.user, slug)
    konteks: dict[str, Any] = {"instansi": instansi, "tahun": tahun, "menu": "laporan"}
    konteks["ubah"] = akses.may_edit(request.user, instansi)
    laporan = Laporan.objects.for_instansi(instansi).in_tahun(tahun).first()
    if laporan is None:
        return render(request, "lakip/tulis/kosong.html", konteks)
    data = muat_data(instansi, tahun)
    dokumen = rakit_lkj(instansi, tahun, data)
    bagian = kerangka.list_kerangka(data, dokumen)
    konteks |= {
        "laporan": data.laporan,
        "dokumen": dokumen,
        "bagian": bagian,
        "terisi": sum(1 for b in bagian if b.ada),
        "kurang": sum(1 for b in bagian if b.kurang),
        "tombol": list_tombol(laporan, request.user),
        "peringatan": explain_isian(laporan) if laporan.status != StatusLaporan.DIKIRIM else "",
        "riwayat": list_riwayat_status(laporan),
        "kiriman": Kiriman.objects.filter(laporan=laporan),
        "draf": laporan.status == StatusLaporan.DRAF,
    }
    return render(request, "lakip/tulis/lkj.html", konteks)


@require_http_methods(["GET", "POST"])
def mulai_laporan(request: HttpRequest, slug: str, tahun: int) -> HttpResponse:
    """Begin the report of a year: its outline, place and date."""
    instansi = akses.get_instansi_ubah(request.user, slug)
    if Laporan.objects.for_instansi(instansi).in_tahun(tahun).exists():
        return redirect("tulis_lkj", slug, tahun)
    awal = {"tempat": instansi.ibu_kota}
    form = LaporanForm(request.POST or None, instansi=instansi, tahun=tahun, initial=awal)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Laporan dimulai. Pilih bagian yang hendak ditulis.")
        return redirect("tulis_lkj", slug, tahun)
    konteks = {"instansi": instansi, "tahun": tahun, "menu": "laporan", "form": form, "judul": "Mulai laporan"}
    return render(request, "lakip/tulis/laporan.html", konteks, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def ubah_laporan(request: HttpRequest, slug: str, tahun: int) -> HttpResponse:
    """Change outline, place and date of a draft."""
    laporan = find_laporan(request, slug, tahun, ubah=True)
    if laporan.status != StatusLaporan.DRAF:
        raise PermissionDenied(f"Laporan ini sedang berstatus {laporan.status}, jadi tidak dapat diubah.")
    form = LaporanForm(request.POST or None, instance=laporan, instansi=laporan.instansi, tahun=tahun)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Susunan, tempat, dan tanggal laporan tersimpan.")
        return redirect("tulis_lkj", slug, tahun)
    konteks = {"instansi": laporan.instansi, "tahun": tahun, "menu": "laporan", "form": form, "judul": "Atur laporan"}
    return render(request, "lakip/tulis/laporan.html", konteks, status=422 if form.is_bound else 200)


# ------------------------------------------------------------------------------------------------------------- writing


@require_http_methods(["GET", "POST"])
def tulis_bagian(request: HttpRequest, slug: str, tahun: int, bagian: str) -> HttpResponse:
    """Write in a section. The page's script saves by itself (``Accept: application/json``, see organisasi/kisi.py)."""
    laporan = find_laporan(request, slug, tahun, ubah=True)
    data = muat_data(laporan.instansi, tahun)
    find_judul(data, bagian)
    if request.method == "GET":
        return show_bagian(request, data, bagian, salin="salin" in request.GET)
    form = NarasiForm(request.POST)
    simpan = _save_json if wants_json(request) else _save_halaman
    return simpan(request, data, bagian, form)


def _save(request: HttpRequest, data: DataLkj, bagian: str, form: NarasiForm) -> list[str]:
    """Store what was typed; return a sentence for each reference that leads nowhere."""
    isi = form.cleaned_data
    assert data.laporan
    penulisan.save_narasi(data.laporan, bagian, isi, request.user, sidik=isi["sidik"])  # type: ignore[arg-type]
    angka = DaftarAngka(data)
    return [k for cara in penulisan.CARA for k in angka.list_keberatan(isi[cara])]


def _save_json(request: HttpRequest, data: DataLkj, bagian: str, form: NarasiForm) -> HttpResponse:
    if not form.is_valid():
        return jawab_galat(form)
    try:
        keberatan = _save(request, data, bagian, form)
    except TulisanDitolak as galat:
        return jawab_tolak(str(galat))
    except TulisanBerbeda as galat:
        kini = {cara: (str(form.fields[cara].label), teks) for cara, teks in galat.isi.items()}
        return jawab_bentrok(Bentrok(galat.oleh, jam(galat.waktu) if galat.waktu else "", galat.sidik, kini))
    bersih = {cara: penulisan.rapikan_teks(form.cleaned_data[cara]) for cara in penulisan.CARA}
    return jawab_tersimpan(penulisan.fingerprint_narasi(bersih), peringatan=[Peringatan("", k) for k in keberatan])


def _save_halaman(request: HttpRequest, data: DataLkj, bagian: str, form: NarasiForm) -> HttpResponse:
    if not form.is_valid():
        return show_bagian(request, data, bagian, form=form, status=422)
    try:
        keberatan = _save(request, data, bagian, form)
    except TulisanDitolak as galat:
        form.add_error(None, str(galat))
        return show_bagian(request, data, bagian, form=form, status=403)
    except TulisanBerbeda as galat:
        isian = request.POST.copy()
        isian["sidik"] = galat.sidik  # the next attempt is made knowingly
        return show_bagian(request, data, bagian, form=NarasiForm(isian), bentrok=galat, status=409)
    for kalimat in keberatan:
        messages.warning(request, kalimat)
    messages.success(request, f"Tersimpan {jam()}.")
    return redirect("tulis_bagian", data.instansi.slug, data.tahun, bagian)


def show_bagian(
    request: HttpRequest,
    data: DataLkj,
    bagian: str,
    *,
    form: NarasiForm | None = None,
    form_foto: FotoForm | None = None,
    bentrok: TulisanBerbeda | None = None,
    salin: bool = False,
    status: int = 200,
) -> HttpResponse:
    """The page of a section, with what was typed where it comes back."""
    laporan = data.laporan
    assert laporan
    isi = penulisan.read_narasi(laporan, bagian)
    otomatis = kerangka.build_draf(data, bagian)
    sidik = penulisan.fingerprint_narasi(isi)
    awal = isi | {"ganti": "\n\n".join(filter(None, [isi["ganti"], otomatis]))} if salin else isi
    form = form or NarasiForm(initial=awal | {"sidik": sidik})
    draf = laporan.status == StatusLaporan.DRAF
    if not draf:
        for cara in penulisan.CARA:
            form.fields[cara].widget.attrs["readonly"] = True
    konteks = {
        "instansi": data.instansi,
        "tahun": data.tahun,
        "menu": "laporan",
        "laporan": laporan,
        "bagian": bagian,
        "judul": find_judul(data, bagian),
        "form": form,
        "form_foto": form_foto or FotoForm(),
        "foto": [(f, KeteranganForm(instance=f, prefix=f"foto-{f.pk}")) for f in data.foto_of(bagian)],
        "bentrok": bentrok,
        "bentrok_isi": [(form.fields[c].label, bentrok.isi[c]) for c in penulisan.CARA] if bentrok else (),
        "otomatis": otomatis,
        "buka_ganti": bool(awal["ganti"]) or form.is_bound,
        "angka": _kelompokkan(DaftarAngka(data)),
        "lalu": _read_lalu(laporan, bagian),
        "pratinjau": build_satu(rakit_lkj(data.instansi, data.tahun, data), bagian, url_foto=url_foto),
        "hadir": penulisan.note_kehadiran(laporan, bagian, request.user) if draf else [],  # type: ignore[arg-type]
        "draf": draf,
    }
    return render(request, "lakip/tulis/bagian.html", konteks, status=status)


def _kelompokkan(angka: DaftarAngka) -> dict[str, list[tuple[str, str, str]]]:
    """The figures for whoever chooses one: by group, each with its key, name and present text."""
    hasil: dict[str, list[tuple[str, str, str]]] = {}
    for a in angka:
        hasil.setdefault(a.kelompok, []).append((a.kunci, a.label, a.potongan.teks))
    return hasil


def _read_lalu(laporan: Laporan, bagian: str) -> list[Narasi]:
    """The words of the same section in last year's report."""
    lalu = Narasi.objects.for_instansi(laporan.instansi).in_tahun(laporan.tahun - 1)
    urutan = {cara: n for n, cara in enumerate(penulisan.CARA)}
    return sorted(lalu.filter(bagian=bagian), key=lambda n: urutan[n.cara])


@require_POST
def catat_hadir(request: HttpRequest, slug: str, tahun: int, bagian: str) -> HttpResponse:
    """The heartbeat of an open page; answers who else is there."""
    laporan = find_laporan(request, slug, tahun, ubah=True)
    hadir = penulisan.note_kehadiran(laporan, bagian[:80], request.user)  # type: ignore[arg-type]
    return render(request, "lakip/tulis/_hadir.html", {"hadir": hadir})


# ------------------------------------------------------------------------------------------------------------- preview


@require_GET
def pratinjau_bagian(request: HttpRequest, slug: str, tahun: int, bagian: str) -> HttpResponse:
    """A section as it will print; for htmx the section alone."""
    laporan = find_laporan(request, slug, tahun)
    data = muat_data(laporan.instansi, tahun)
    konteks = {
        "instansi": laporan.instansi,
        "tahun": tahun,
        "menu": "laporan",
        "bagian": bagian,
        "judul": find_judul(data, bagian),
        "pratinjau": build_satu(rakit_lkj(laporan.instansi, tahun, data), bagian, url_foto=url_foto),
        "ubah": akses.may_edit(request.user, laporan.instansi),
    }
    nama = "lakip/tulis/_pratinjau.html" if getattr(request, "htmx", False) else "lakip/tulis/pratinjau.html"
    return render(request, nama, konteks)


@require_GET
def cetak_bagian(request: HttpRequest, slug: str, tahun: int, bagian: str) -> HttpResponse:
    """A section alone as PDF, to look at."""
    laporan = find_laporan(request, slug, tahun)
    data = muat_data(laporan.instansi, tahun)
    find_judul(data, bagian)
    potongan = kerangka.cut_bagian(rakit_lkj(laporan.instansi, tahun, data), bagian)
    if potongan is None:
        messages.info(request, "Bagian ini belum berisi, jadi belum ada yang dapat dicetak.")
        return redirect("pratinjau_bagian", slug, tahun, bagian)
    jawaban = HttpResponse(render_dokumen(potongan, "pdf"), content_type="application/pdf")
    jawaban["Content-Disposition"] = f'inline; filename="{bagian}-{tahun}.pdf"'
    return jawaban


# ------------------------------------------------------------------------------------------------------------ versions


@require_GET
def versi_bagian(request: HttpRequest, slug: str, tahun: int, bagian: str) -> HttpResponse:
    """Who wrote what when in a section, and what one version changed."""
    laporan = find_laporan(request, slug, tahun)
    judul = find_judul(muat_data(laporan.instansi, tahun), bagian)
    semua = list(VersiNarasi.objects.filter(laporan=laporan, bagian=bagian).select_related("oleh"))
    pilih = request.GET.get("v", "")
    versi = next((v for v in semua if str(v.pk) == pilih), semua[0] if semua else None)
    isi = penulisan.read_narasi(laporan, bagian)
    dengan_kini = "kini" in request.GET
    konteks = {
        "instansi": laporan.instansi,
        "tahun": tahun,
        "menu": "laporan",
        "bagian": bagian,
        "judul": judul,
        "semua": semua,
        "versi": versi,
        "sama_kini": versi is not None and versi.teks == isi[versi.cara],
        "beda": penulisan.compare_versi(semua, versi, isi if dengan_kini else None) if versi else (),
        "dengan_kini": dengan_kini,
        "sidik": penulisan.fingerprint_narasi(isi),
        "boleh": laporan.status == StatusLaporan.DRAF and akses.may_edit(request.user, laporan.instansi),
    }
    return render(request, "lakip/tulis/versi.html", konteks)


@require_POST
def pulihkan_versi(request: HttpRequest, slug: str, tahun: int, bagian: str, pk: int) -> HttpResponse:
    """Put an earlier text back."""
    laporan = find_laporan(request, slug, tahun, ubah=True)
    versi: VersiNarasi = get_object_or_404(
        VersiNarasi.objects.select_related("laporan"), laporan=laporan, bagian=bagian, pk=pk
    )
    try:
        penulisan.restore_versi(versi, request.user, sidik=request.POST.get("sidik", ""))  # type: ignore[arg-type]
    except TulisanDitolak as galat:
        raise PermissionDenied(str(galat)) from galat
    except TulisanBerbeda as galat:
        messages.error(
            request, f"{galat.oleh} baru saja mengubah bagian ini. Periksa dahulu, lalu kembalikan bila perlu."
        )
        return redirect("versi_bagian", slug, tahun, bagian)
    messages.success(request, "Versi itu sudah dikembalikan; tulisan sebelumnya tetap ada di daftar versi.")
    return redirect("tulis_bagian", slug, tahun, bagian)


# -------------------------------------------------------------------------------------------------------------- photos


@require_POST
def tambah_foto(request: HttpRequest, slug: str, tahun: int, bagian: str) -> HttpResponse:
    laporan = find_laporan(request, slug, tahun, ubah=True)
    data = muat_data(laporan.instansi, tahun)
    find_judul(data, bagian)
    form = FotoForm(request.POST, request.FILES)
    if not form.is_valid():
        return show_bagian(request, data, bagian, form_foto=form, status=422)
    isi = form.cleaned_data
    try:
        add_foto(laporan, bagian, isi["berkas"], isi["keterangan"], request.user)  # type: ignore[arg-type]
    except TulisanDitolak as galat:
        raise PermissionDenied(str(galat)) from galat
    messages.success(request, "Foto ditambahkan.")
    return redirect("tulis_bagian", slug, tahun, bagian)


def _find_foto(request: HttpRequest, slug: str, tahun: int, pk: int) -> FotoLaporan:
    laporan = find_laporan(request, slug, tahun, ubah=True)
    return get_object_or_404(FotoLaporan.objects.select_related("laporan__instansi"), laporan=laporan, pk=pk)


@require_POST
def ubah_foto(request: HttpRequest, slug: str, tahun: int, pk: int) -> HttpResponse:
    """Change the caption of a photo."""
    foto = _find_foto(request, slug, tahun, pk)
    form = KeteranganForm(request.POST, instance=foto, prefix=f"foto-{pk}")
    if not form.is_valid():
        messages.error(request, " ".join(str(p) for semua in form.errors.values() for p in semua))
        return redirect("tulis_bagian", slug, tahun, foto.bagian)
    try:
        update_keterangan(foto, form.cleaned_data["keterangan"], request.user)  # type: ignore[arg-type]
    except TulisanDitolak as galat:
        raise PermissionDenied(str(galat)) from galat
    messages.success(request, "Keterangan foto tersimpan.")
    return redirect("tulis_bagian", slug, tahun, foto.bagian)


@require_POST
def geser_foto(request: HttpRequest, slug: str, tahun: int, pk: int, arah: str) -> HttpResponse:
    foto = _find_foto(request, slug, tahun, pk)
    if arah not in ("naik", "turun"):
        raise Http404("Arah tidak dikenal.")
    try:
        move_foto(foto, -1 if arah == "naik" else 1, request.user)  # type: ignore[arg-type]
    except TulisanDitolak as galat:
        raise PermissionDenied(str(galat)) from galat
    return redirect("tulis_bagian", slug, tahun, foto.bagian)


@require_POST
def hapus_foto(request: HttpRequest, slug: str, tahun: int, pk: int) -> HttpResponse:
    foto = _find_foto(request, slug, tahun, pk)
    try:
        delete_foto(foto, request.user)  # type: ignore[arg-type]
    except TulisanDitolak as galat:
        raise PermissionDenied(str(galat)) from galat
    messages.success(request, "Foto dihapus.")
    return redirect("tulis_bagian", slug, tahun, foto.bagian)
