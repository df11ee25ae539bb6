"""The pages of "Data pendukung": all tables of a year, one table to read or to type, its rows, its heading form."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from organisasi import akses
from organisasi.kisi import (
    is_orang_lain,
    jawab_bentrok,
    jawab_dihapus,
    jawab_galat,
    jawab_tersimpan,
    jawab_tolak,
    wants_json,
)
from organisasi.tabel_isian import salin, tampilan, ubah
from organisasi.tabel_isian.berkas import MIME, write_xlsx
from organisasi.tabel_isian.formulir import BarisForm
from organisasi.tabel_isian.kepala import KepalaForm, build_kepala, make_kepala_form
from organisasi.tabel_isian.lembaran import Lembaran
from organisasi.tabel_isian.tabel import Lingkup, find_tabel

View = Callable[..., HttpResponse]
ALAMAT = ("isi_tabel", "simpan_tabel", "tambah_baris", "salin_tabel", "unduh_tabel", "ubah_kepala")


def buka(request: HttpRequest, slug: str, tahun: int, kunci: str, *, ubah: bool = True) -> Lembaran:
    """Return the table; 404 where the instansi is not the user's to see, 403 where it is only his to read."""
    instansi = (akses.get_instansi_ubah if ubah else akses.get_instansi)(request.user, slug)
    tabel = find_tabel(kunci)
    if tabel is None:
        raise Http404("Tabel ini tidak ada.")
    admin = bool(tabel.kolom_admin) and akses.is_admin(request.user, instansi)
    return Lembaran(tabel, Lingkup(instansi, tahun, request.GET.get("pilih", ""), admin))


def answer_kisi(view: View) -> View:
    """Say to the grid's script in its own words that something may not be done."""

    @wraps(view)
    def bungkus(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if wants_json(request) and is_orang_lain(request):
            return jawab_tolak("Halaman ini dibuka dengan akun lain. Muat ulang halaman, lalu ketik lagi.")
        try:
            return view(request, *args, **kwargs)
        except PermissionDenied as galat:
            if wants_json(request):
                return jawab_tolak(str(galat) or "Anda hanya dapat melihat data ini.")
            raise

    return bungkus


@require_GET
def list_isian(request: HttpRequest, slug: str, tahun: int) -> HttpResponse:
    """All tables of the year: how many rows, what is still empty, who changed them last."""
    instansi = akses.get_instansi(request.user, slug)
    isi = {
        "instansi": instansi,
        "tahun": tahun,
        "menu": "data",
        "kelompok": tampilan.build_ikhtisar(Lingkup(instansi, tahun)),
        "ubah": akses.may_edit(request.user, instansi),
    }
    return render(request, "organisasi/list_isian.html", isi)


@require_GET
def isi_tabel(request: HttpRequest, slug: str, tahun: int, kunci: str) -> HttpResponse:
    """One table: a grid for those who may type, a plain table for the others."""
    lembaran = buka(request, slug, tahun, kunci, ubah=False)
    if akses.may_edit(request.user, lembaran.lingkup.instansi):
        return _render_kisi(request, lembaran)
    isi = {**_konteks(lembaran), "baris": tampilan.build_bacaan(lembaran)}
    return render(request, "organisasi/lihat_tabel.html", isi)


@require_POST
def simpan_tabel(request: HttpRequest, slug: str, tahun: int, kunci: str) -> HttpResponse:
    """The whole form at once, without JavaScript. Right rows are stored; wrong ones come back as they were typed."""
    lembaran = buka(request, slug, tahun, kunci)
    hasil = ubah.save_semua(lembaran, request.POST, request.session)
    _tell(request, hasil)
    if hasil.salah:
        return _render_kisi(request, lembaran, hasil.salah)
    pk, _, arah = request.POST.get("geser", "").partition(":")
    if pk.isdigit() and arah in ("naik", "turun") and lembaran.tabel.berurut:
        ubah.move_baris(lembaran, int(pk), arah)
        return redirect(f"{tampilan.Alamat(lembaran).make('isi_tabel')}#baris-{pk}")
    return redirect(tampilan.Alamat(lembaran).make("isi_tabel"))


@require_POST
@answer_kisi
def tambah_baris(request: HttpRequest, slug: str, tahun: int, kunci: str) -> HttpResponse:
    """A new row from the grid."""
    lembaran = buka(request, slug, tahun, kunci)
    if not lembaran.tabel.tambah or lembaran.belum_bisa:
        raise Http404("Tabel ini tidak menerima baris baru.")
    form = ubah.save_baris(lembaran, request.POST, None, request.POST.get("baris", ""))
    return _answer(lembaran, form, baru=True)


@require_POST
@answer_kisi
def simpan_baris(request: HttpRequest, slug: str, tahun: int, kunci: str, pk: int) -> HttpResponse:
    """One row from the grid."""
    lembaran = buka(request, slug, tahun, kunci)
    return _answer(lembaran, ubah.save_baris(lembaran, request.POST, pk, request.POST.get("baris", "")))


@require_POST
@answer_kisi
def hapus_baris(request: HttpRequest, slug: str, tahun: int, kunci: str, pk: int) -> HttpResponse:
    """Delete a row; it can be brought back as long as one is signed in."""
    lembaran = buka(request, slug, tahun, kunci)
    if not lembaran.tabel.hapus:
        raise Http404("Baris tabel ini tidak dapat dihapus.")
    alamat = tampilan.Alamat(lembaran)
    try:
        ubah.delete_baris(lembaran, pk, request.session)
    except ubah.Terpakai as galat:
        if wants_json(request):
            return JsonResponse({"status": "galat", "galat": {"": [str(galat)]}}, status=422)
        messages.error(request, str(galat))
        return redirect(alamat.make("isi_tabel"))
    if wants_json(request):
        return jawab_dihapus(alamat.make("pulihkan_baris", pk=pk), lembaran.calculate(), lembaran.read_sesama())
    messages.success(request, "Baris dihapus.")
    return redirect(alamat.make("isi_tabel"))


@require_POST
@answer_kisi
def pulihkan_baris(request: HttpRequest, slug: str, tahun: int, kunci: str, pk: int) -> HttpResponse:
    """Bring back a row that was just deleted."""
    lembaran = buka(request, slug, tahun, kunci)
    try:
        ubah.restore_baris(lembaran, pk, request.session)
    except ValidationError as galat:
        pesan = " ".join(galat.messages)
        if wants_json(request):
            return JsonResponse({"status": "galat", "galat": {"": [pesan]}}, status=422)
        messages.error(request, f"Baris belum kembali. {pesan}")
    else:
        if wants_json(request):
            return _answer(lembaran, lembaran.form(lembaran.find(pk)), tersimpan=True)
        messages.success(request, "Baris dikembalikan.")
    return redirect(tampilan.Alamat(lembaran).make("isi_tabel"))


@require_POST
def geser_baris(request: HttpRequest, slug: str, tahun: int, kunci: str, pk: int, arah: str) -> HttpResponse:
    """Move a row one place up or down."""
    lembaran = buka(request, slug, tahun, kunci)
    if not lembaran.tabel.berurut or arah not in ("naik", "turun"):
        raise Http404("Baris tabel ini tidak dapat digeser.")
    ubah.move_baris(lembaran, pk, arah)
    return redirect(f"{tampilan.Alamat(lembaran).make('isi_tabel')}#baris-{pk}")


@require_POST
def salin_tabel(request: HttpRequest, slug: str, tahun: int, kunci: str) -> HttpResponse:
    """Add what another year has and this one has not."""
    lembaran = buka(request, slug, tahun, kunci)
    lingkup, dari = lembaran.lingkup, request.POST.get("dari", "")
    kembali = redirect(tampilan.Alamat(lembaran).make("isi_tabel"))
    if dari not in {str(t) for t in salin.list_sumber(lembaran.tabel, lingkup)}:
        messages.error(request, "Pilih dahulu tahun yang datanya akan disalin.")
        return kembali
    jumlah = salin.salin_tabel(lembaran.tabel, Lingkup(lingkup.instansi, int(dari), lingkup.pilihan), lingkup)
    if jumlah:
        messages.success(request, f"{jumlah} baris disalin dari tahun {dari}. Periksa dan perbarui isinya.")
    else:
        messages.info(request, f"Tidak ada baris baru: semua isi tahun {dari} sudah ada di sini.")
    return kembali


@require_GET
def unduh_tabel(request: HttpRequest, slug: str, tahun: int, kunci: str) -> HttpResponse:
    """The table as a spreadsheet."""
    lembaran = buka(request, slug, tahun, kunci, ubah=False)
    jawaban = HttpResponse(write_xlsx(lembaran), content_type=MIME)
    jawaban["Content-Disposition"] = f'attachment; filename="{kunci}-{slug}-{tahun}.xlsx"'
    return jawaban


@require_http_methods(["GET", "POST"])
def ubah_kepala(request: HttpRequest, slug: str, tahun: int, kunci: str) -> HttpResponse:
    """The form of what concerns a table as a whole."""
    lembaran = buka(request, slug, tahun, kunci)
    if lembaran.tabel.kepala is None:
        raise Http404("Tabel ini tidak punya keterangan umum.")
    form: KepalaForm = make_kepala_form(lembaran, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        form.save()
        messages.success(request, f"{lembaran.tabel.kepala.judul} tersimpan.")
        return redirect(tampilan.Alamat(lembaran).make("isi_tabel"))
    isi = {**_konteks(lembaran), "form": form, "judul": lembaran.tabel.kepala.judul}
    return render(request, "organisasi/ubah_kepala.html", isi, status=422 if form.is_bound else 200)


# -------------------------------------------------------------------------------------------------------------- answers


def _answer(lembaran: Lembaran, form: BarisForm, *, baru: bool = False, tersimpan: bool = False) -> JsonResponse:
    """Say what became of a row."""
    if not tersimpan and not form.is_valid():
        return jawab_bentrok(form.to_bentrok()) if form.bertabrakan else jawab_galat(form)
    baris = lembaran.find(form.instance.pk)  # as stored, so that the fingerprint is that of the next reading
    form, alamat = lembaran.form(baris), tampilan.Alamat(lembaran)
    tambahan = {
        "baris": baris.pk,
        "simpan": alamat.make("simpan_baris_tabel", pk=baris.pk),
        "hapus": alamat.make("hapus_baris", pk=baris.pk),
    }
    return jawab_tersimpan(
        form.initial["sidik"],
        {n: form.write_awal(n) for n in form.fields if n != "sidik"},
        lembaran.calculate(),
        lembaran.tabel.warn(lembaran.lingkup, baris),
        pilihan=lembaran.read_sesama(),
        **(tambahan if baru else {}),
    )


def _tell(request: HttpRequest, hasil: ubah.Hasil) -> None:
    kata = [f"{n} baris {apa}" for n, apa in ((hasil.disimpan, "disimpan"), (hasil.dihapus, "dihapus")) if n]
    if kata:
        messages.success(request, f"{' dan '.join(kata).capitalize()}.")
    for pesan in hasil.pesan:
        messages.error(request, pesan)
    if hasil.salah:
        messages.error(request, f"{len(hasil.salah)} baris belum tersimpan; perbaiki yang ditandai, lalu simpan lagi.")
    elif not kata and not hasil.pesan:
        messages.info(request, "Tidak ada yang berubah.")


def _konteks(lembaran: Lembaran) -> dict[str, Any]:
    alamat, tabel = tampilan.Alamat(lembaran), lembaran.tabel
    return {
        "instansi": lembaran.lingkup.instansi,
        "tahun": lembaran.lingkup.tahun,
        "menu": tabel.menu,
        "tabel": tabel,
        "lembaran": lembaran,
        "pilih": lembaran.lingkup.pilihan,
        "kelas": tampilan.build_kelas(lembaran),
        "kolom": [(lembaran.title(n), k) for n, k in tampilan.build_kelas(lembaran).items()],
        "ringkasan": tampilan.build_ringkasan(lembaran),
        "kepala": build_kepala(lembaran),
        "ke": {n: alamat.make(n) for n in ALAMAT},
    }


def _render_kisi(request: HttpRequest, lembaran: Lembaran, salah: dict[str, BarisForm] | None = None) -> HttpResponse:
    tambah = lembaran.tabel.tambah and not lembaran.belum_bisa
    alamat = tampilan.Alamat(lembaran)
    isi = {
        **_konteks(lembaran),
        "baris": tampilan.build_isi(lembaran, salah),
        "cetakan": tampilan.build_cetakan(lembaran) if tambah else None,
        "tambahan": tampilan.build_tambahan(lembaran, salah or {}) if tambah else [],
        "saran": lembaran.saran,
        "sumber": salin.list_sumber(lembaran.tabel, lembaran.lingkup),
        "terhapus": [
            (alamat.make("pulihkan_baris", pk=pk), n) for pk, n in ubah.list_terhapus(lembaran, request.session)
        ][:5],
    }
    return render(request, "organisasi/isi_tabel.html", isi, status=422 if salah else 200)
