"""The grids of pagu and of anggaran kas: a page each, and the address where one row is stored by itself."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST

from anggaran.models import SubKegiatan
from anggaran.rekap import TRIWULAN, Pos, muat_pohon
from anggaran.rencana.kisi_kas import KasForm, clear_kas, hitung_kas, list_peringatan, sidik_kas, tulis_kas
from anggaran.rencana.kisi_pagu import PaguForm, hitung_pagu, list_sub, save_semua, susun_baris
from anggaran.rencana.pilihan import muat_pilihan
from anggaran.rencana.tutup import explain_pagu_tutup, list_tutup
from anggaran.rencana.views.umum import Halaman, buka
from organisasi import akses
from organisasi.formulir import fingerprint
from organisasi.kisi import is_orang_lain, jawab_bentrok, jawab_galat, jawab_tersimpan, jawab_tolak
from organisasi.models import Instansi

ORANG_LAIN = "Halaman ini dibuka oleh orang lain. Muat ulang halaman, lalu isi kembali dengan akun Anda."


def get_sub(instansi: Instansi, tahun: int, pk: int) -> SubKegiatan:
    """Return a sub kegiatan to change, locked until the transaction ends; 404 where it is not of this year."""
    milik = SubKegiatan.objects.for_instansi(instansi).in_tahun(tahun).select_for_update(of=("self",))
    return get_object_or_404(milik, pk=pk)


def get_pohon(instansi: Instansi, tahun: int, sub: SubKegiatan) -> Pos:
    """Return the tree of the unit that a sub kegiatan belongs to."""
    return muat_pohon(instansi, tahun)[sub.kegiatan.program.unit_id]


# ---------------------------------------------------------------------------------------------------------------- pagu


@require_http_methods(["GET", "POST"])
def isi_pagu(request: HttpRequest, slug: str, tahun: int) -> HttpResponse:
    """All sub kegiatan of a unit: pagu, responsible post, sasaran. Sent as one form where there is no JavaScript."""
    halaman = buka(request, slug, tahun, ubah=True)
    form = _buat_form_pagu(halaman)
    if request.method == "POST":
        banyak = save_semua(form)
        if banyak is not None:
            messages.success(request, f"{banyak} baris tersimpan." if banyak else "Tidak ada yang berubah.")
            if pesan := explain_pagu_tutup(t for f in form if f.peringatan for t in f.tutup):
                messages.warning(request, pesan)
            return halaman.redirect("isi_pagu")
        messages.error(request, "Belum tersimpan: perbaiki dahulu baris yang bertanda merah.")
    pohon = muat_pohon(halaman.instansi, tahun).get(halaman.unit_pk)
    hitung = hitung_pagu(pohon)
    return halaman.render(
        "anggaran/isi_pagu.html",
        422 if request.method == "POST" else 200,
        baris=susun_baris(pohon, {f.instance.pk: f for f in form}, hitung),
        jumlah=[(k, hitung[k]) for k in ("murni-total", "perubahan-total") if hitung],
        tutup=explain_pagu_tutup(t for f in form for t in f.tutup),
    )


def _buat_form_pagu(halaman: Halaman) -> list[PaguForm]:
    """One form a row; a row that the sent page did not have yet stays out."""
    sub = list(list_sub(halaman.instansi, halaman.tahun, halaman.unit))
    pilihan = muat_pilihan(halaman.instansi, halaman.tahun, [s.sasaran_id for s in sub])
    tutup, data = list_tutup(halaman.instansi, halaman.tahun), halaman.request.POST
    return [
        PaguForm(data if f"{s.pk}-sidik" in data else None, instance=s, pilihan=pilihan, tutup=tutup.get(s.pk, ()))
        for s in sub
    ]


@require_POST
@transaction.atomic
def simpan_pagu(request: HttpRequest, slug: str, tahun: int, pk: int) -> HttpResponse:
    """Store one row of the grid; answer with the sums it changes."""
    instansi = akses.get_instansi_ubah(request.user, slug)
    sub = get_sub(instansi, tahun, pk)
    tutup = list_tutup(instansi, tahun).get(sub.pk, ())
    form = PaguForm(request.POST, instance=sub, pilihan=muat_pilihan(instansi, tahun, [sub.sasaran_id]), tutup=tutup)
    if is_orang_lain(request):
        return jawab_tolak(ORANG_LAIN)
    if form.has_changed():  # else an answer got lost: what is sent is stored already
        if not form.is_valid():
            return jawab_bentrok(form.build_bentrok()) if form.is_bentrok() else jawab_galat(form)
        form.save()
    sub = get_sub(instansi, tahun, pk)
    form.instance = sub
    hitung = hitung_pagu(get_pohon(instansi, tahun, sub))
    return jawab_tersimpan(fingerprint(sub), form.build_isi(), hitung, form.list_peringatan())


# ----------------------------------------------------------------------------------------------------------------- kas


@require_http_methods(["GET", "POST"])
def isi_kas(request: HttpRequest, slug: str, tahun: int) -> HttpResponse:
    """Targets up to each quarter. ``baku`` in what is sent: this row, or all, follows the default schedule again."""
    halaman = buka(request, slug, tahun, ubah=True)
    pohon = muat_pohon(halaman.instansi, tahun).get(halaman.unit_pk)
    data = request.POST if request.method == "POST" else None
    daun = pohon.daun if pohon else ()
    form = [KasForm(data if data and f"{d.pk}-sidik" in data else None, pos=d) for d in daun]
    if data is not None and _save_kas(form, data.get("baku", "")):
        messages.success(request, "Anggaran kas tersimpan.")
        return halaman.redirect("isi_kas")
    if data is not None:
        messages.error(request, "Belum tersimpan: perbaiki dahulu baris yang bertanda merah.")
    hitung = hitung_kas(pohon)
    return halaman.render(
        "anggaran/isi_kas.html",
        200 if data is None else 422,
        baris=susun_baris(pohon, {f.pos.pk or 0: f for f in form}, hitung),
        jumlah=[
            (f"{nama}-total-{t}", hitung[f"{nama}-total-{t}"]) for nama in ("kas", "fisik") for t in TRIWULAN if hitung
        ],
        ada_kas=any(f.has_kas for f in form),
    )


@transaction.atomic
def _save_kas(form: list[KasForm], baku: str) -> bool:
    """Store the rows that were changed, all or none; rows told to follow the schedule need not be right."""
    for f in form:
        if baku in ("semua", str(f.pos.pk)):
            clear_kas(f.get_sub())
    berubah = [f for f in form if f.is_bound and f.has_changed() and baku not in ("semua", str(f.pos.pk))]
    sah = [f.is_valid() for f in berubah]  # every form is asked, so that every mistake is shown
    if not all(sah):
        transaction.set_rollback(True)
        return False
    for f in berubah:
        f.save()
    return True


@require_POST
@transaction.atomic
def simpan_kas(request: HttpRequest, slug: str, tahun: int, pk: int) -> HttpResponse:
    """Store one row of the grid; what is odd about it is said, and stored all the same."""
    instansi = akses.get_instansi_ubah(request.user, slug)
    sub = get_sub(instansi, tahun, pk)
    form = KasForm(request.POST, pos=_find_daun(get_pohon(instansi, tahun, sub), pk))
    if is_orang_lain(request):
        return jawab_tolak(ORANG_LAIN)
    if form.has_changed():
        if not form.is_valid():
            return jawab_bentrok(form.build_bentrok()) if form.is_bentrok() else jawab_galat(form)
        form.save()
    pohon = get_pohon(instansi, tahun, sub)
    pos = _find_daun(pohon, pk)
    return jawab_tersimpan(sidik_kas(pos), tulis_kas(pos), hitung_kas(pohon), list_peringatan(pos))


def _find_daun(pohon: Pos, pk: int) -> Pos:
    return next(d for d in pohon.daun if d.pk == pk)
