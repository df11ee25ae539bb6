"""The pages of the quarters: the overview, the grid, its flow, comments, evidence."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from anggaran.bukti import BuktiForm, add_bukti, delete_bukti, list_bukti
from anggaran.hitungan import list_capaian, muat_hitungan
from anggaran.isian import NAMA_AKSI, SUDAH, TRIWULAN, Lembar, explain_tutup, find_lembar, may_type
from anggaran.models import Bukti, CatatanBaris
from anggaran.pemeriksaan import (
    BelumLengkapError,
    add_catatan,
    last_langkah,
    lock_triwulan,
    mark_selesai,
    may_comment,
    take_langkah,
)
from anggaran.pengisian import (
    Baris,
    BarisForm,
    BentrokError,
    DitutupError,
    muat_baris,
    save_baris,
    save_semua,
    write_isian,
)
from anggaran.tampilan import build_halaman, build_tahun
from anggaran.unduhan import JENIS, write_xlsx
from kinerja.alur import TransisiDitolak
from organisasi import akses
from organisasi.kisi import (
    Peringatan,
    is_orang_lain,
    jawab_bentrok,
    jawab_galat,
    jawab_tersimpan,
    jawab_tolak,
)
from organisasi.models import Peran
from organisasi.permintaan import Permintaan


def get_lembar(request: Permintaan, slug: str, tahun: int, triwulan: int, unit: int) -> Lembar:
    """Return the quarter of a unit; 404 where it is not the user's to see, or has nothing to fill in."""
    lembar = find_lembar(akses.get_instansi(request.user, slug), tahun, triwulan, unit)
    if lembar is None:
        raise Http404("Tidak ada yang diisi di sini.")
    return lembar


def get_lembar_ketik(request: Permintaan, slug: str, tahun: int, triwulan: int, unit: int) -> Lembar:
    """Return the quarter of a unit to type in; 403 where it is only the user's to read."""
    lembar = get_lembar(request, slug, tahun, triwulan, unit)
    if not may_type(request.user, lembar):
        raise PermissionDenied("Isian ini hanya dapat Anda lihat.")
    return lembar


def get_baris(lembar: Lembar, kunci: str) -> Baris:
    baris = muat_baris(lembar, kunci).get(kunci)
    if baris is None:
        raise Http404("Baris ini tidak ada.")
    return baris


@require_GET
def lihat_triwulan(request: Permintaan, slug: str, tahun: int) -> HttpResponse:
    """The four quarters of a year: each unit's status, how much is filled in, until when."""
    instansi = akses.get_instansi(request.user, slug)
    konteks = build_tahun(instansi, tahun, request.user, timezone.localdate())
    konteks["ubah"] = akses.may_edit(request.user, instansi)
    return render(request, "anggaran/triwulan.html", konteks)


@require_GET
def isi_triwulan(request: Permintaan, slug: str, tahun: int, triwulan: int, unit: int) -> HttpResponse:
    """The grid of a unit's quarter: to type in, to check, or to read."""
    lembar = get_lembar(request, slug, tahun, triwulan, unit)
    return render(request, "anggaran/isi_triwulan.html", build_halaman(lembar, request.user, timezone.localdate()))


@require_POST
def simpan_triwulan(request: Permintaan, slug: str, tahun: int, triwulan: int, unit: int) -> HttpResponse:
    """Store the whole grid at once, for a browser without JavaScript."""
    lembar = get_lembar_ketik(request, slug, tahun, triwulan, unit)
    hari_ini = timezone.localdate()
    tertahan: dict[str, BarisForm] = {}
    try:
        hasil = save_semua(lembar, request.POST, request.user, hari_ini)
    except DitutupError as galat:
        tertahan = {k: BarisForm(b, request.POST) for k, b in muat_baris(lembar).items()}
        messages.error(request, f"Tidak tersimpan. {galat}")
    else:
        tertahan = hasil.tertahan
        if hasil.tersimpan or not tertahan:
            messages.success(request, f"{hasil.tersimpan} baris tersimpan.")
        if tertahan:
            messages.error(request, f"{len(tertahan)} baris belum tersimpan; lihat tulisan merah di barisnya.")
    if not tertahan:
        return redirect("isi_triwulan", *lembar.alamat)
    konteks = build_halaman(get_lembar(request, slug, tahun, triwulan, unit), request.user, hari_ini, tertahan)
    return render(request, "anggaran/isi_triwulan.html", {**konteks, "ketik": True}, status=422)


@require_POST
def simpan_baris(
    request: Permintaan, slug: str, tahun: int, triwulan: int, unit: int, baris: str
) -> JsonResponse | HttpResponse:
    """Store one row for the grid's script (:mod:`organisasi.kisi`)."""
    lembar = get_lembar(request, slug, tahun, triwulan, unit)
    if is_orang_lain(request):
        return jawab_tolak(
            "Anda kini masuk dengan nama lain. Masuk kembali dengan nama semula, lalu muat ulang halaman."
        )
    if not may_type(request.user, lembar):
        return jawab_tolak("Isian ini hanya dapat Anda lihat; yang mengisinya bagian lain.")
    try:
        form = save_baris(lembar, baris, request.POST, request.user, timezone.localdate())
    except DitutupError as galat:
        return jawab_tolak(f"Tidak tersimpan. {galat}")
    except BentrokError as galat:
        return jawab_bentrok(galat.bentrok)
    if form is None:
        raise Http404("Baris ini tidak ada.")
    return jawab_galat(form) if form.errors else answer_tersimpan(lembar, baris)


def answer_tersimpan(lembar: Lembar, kunci: str) -> JsonResponse:
    """Tell the script what is stored now, every figure that follows from it, and what is odd."""
    baris, hitungan = muat_baris(lembar, kunci), muat_hitungan(lembar)
    satu = baris[kunci]
    form = BarisForm(satu)
    isi = {nama: write_isian(form, nama, nilai) for nama, nilai in satu.tersimpan.items()}
    peringatan = [Peringatan(p.bidang, p.pesan) for p in hitungan.find_peringatan(satu)]
    return jawab_tersimpan(satu.sidik, isi, hitungan.list_teks() | list_capaian(lembar, baris), peringatan)


@require_POST
def ubah_status_triwulan(
    request: Permintaan, slug: str, tahun: int, triwulan: int, unit: int, aksi: str
) -> HttpResponse:
    """Take one step of the flow: send, take back, declare right, ask for correction, approve, lock, reopen."""
    lembar = get_lembar(request, slug, tahun, triwulan, unit)
    if aksi not in NAMA_AKSI:
        raise Http404("Langkah ini tidak ada.")
    peran = {t.peran for t in lembar.isian.ALUR.transisi if t.aksi == aksi}
    if not peran & akses.list_peran(request.user, lembar.instansi):
        raise PermissionDenied("Langkah ini bukan wewenang Anda.")
    catatan, terakhir = request.POST.get("catatan", ""), request.POST.get("terakhir")
    try:
        take_langkah(
            lembar, aksi, request.user, catatan=catatan, terakhir=terakhir, yakin=bool(request.POST.get("yakin"))
        )
    except BelumLengkapError as galat:
        konteks = {"instansi": lembar.instansi, "tahun": tahun, "menu": "triwulan", "lembar": lembar}
        konteks |= {"alamat": lembar.alamat, "kosong": galat.kosong, "terakhir": last_langkah(lembar.isian)}
        return render(request, "anggaran/kirim_triwulan.html", konteks, status=422)
    except TransisiDitolak as galat:
        messages.error(request, str(galat))
    else:
        messages.success(request, f"{lembar.nama} {lembar.bagian.nama} {SUDAH[aksi]}.")
    return redirect("isi_triwulan", *lembar.alamat)


@require_POST
def kunci_triwulan(request: Permintaan, slug: str, tahun: int, triwulan: int) -> HttpResponse:
    """Lock all approved units of a quarter at once."""
    instansi = akses.get_instansi(request.user, slug)
    if Peran.Jenis.ADMIN not in akses.list_peran(request.user, instansi):
        raise PermissionDenied("Hanya admin kabupaten yang mengunci.")
    if triwulan not in TRIWULAN:
        raise Http404("Triwulan ini tidak ada.")
    try:
        hasil = lock_triwulan(instansi, tahun, triwulan, request.user)
    except TransisiDitolak as galat:
        messages.error(request, str(galat))
    else:
        messages.success(request, f"{len(hasil.terkunci)} bagian dikunci.")
        if hasil.belum:
            messages.warning(request, f"Belum disetujui, jadi belum dikunci: {', '.join(hasil.belum)}.")
    return redirect("lihat_triwulan", slug, tahun)


@require_POST
def beri_catatan(request: Permintaan, slug: str, tahun: int, triwulan: int, unit: int, baris: str) -> HttpResponse:
    """Write beside a row what should be corrected."""
    lembar = get_lembar(request, slug, tahun, triwulan, unit)
    if not may_comment(lembar, request.user):
        raise PermissionDenied("Catatan ditulis oleh yang sedang memeriksa isian ini.")
    teks = request.POST.get("catatan", "").strip()
    if not teks:
        messages.error(request, "Tulis dahulu catatannya.")
    elif add_catatan(lembar, baris, teks, request.user) is None:
        raise Http404("Baris ini tidak ada.")
    else:
        messages.success(request, "Catatan disimpan. Tekan “Minta perbaikan” bila semua catatan sudah ditulis.")
    jawaban = redirect("isi_triwulan", *lembar.alamat)
    jawaban["Location"] += f"#baris-{baris}"
    return jawaban


@require_POST
def tandai_catatan(request: Permintaan, slug: str, tahun: int, triwulan: int, unit: int, pk: int) -> HttpResponse:
    """Mark a comment as seen to."""
    lembar = get_lembar_ketik(request, slug, tahun, triwulan, unit)
    mark_selesai(get_object_or_404(CatatanBaris, pk=pk, isian=lembar.isian.pk))
    return redirect("isi_triwulan", *lembar.alamat)


@require_GET
def unduh_triwulan(request: Permintaan, slug: str, tahun: int, triwulan: int, unit: int) -> HttpResponse:
    """The quarter of the unit as a workbook."""
    lembar = get_lembar(request, slug, tahun, triwulan, unit)
    jawaban = HttpResponse(write_xlsx(lembar, muat_baris(lembar), muat_hitungan(lembar)), content_type=JENIS)
    jawaban["Content-Disposition"] = f'attachment; filename="{slug}-{tahun}-tw{triwulan}-{unit}.xlsx"'
    return jawaban


# -------------------------------------------------------------------------------------------------------------- evidence


def render_bukti(request: Permintaan, lembar: Lembar, baris: Baris, form: BuktiForm) -> HttpResponse:
    ketik = may_type(request.user, lembar)
    tutup = explain_tutup(lembar.isian, timezone.localdate())
    konteks = {
        "instansi": lembar.instansi,
        "tahun": lembar.tahun,
        "menu": "triwulan",
        "lembar": lembar,
        "alamat": lembar.alamat,
        "baris": baris,
        "bukti": list_bukti(lembar).get(baris.kunci, []),
        "form": form,
        "ketik": ketik and not tutup,
        "tutup": tutup if ketik else "",
    }
    return render(request, "anggaran/bukti.html", konteks, status=422 if form.is_bound else 200)


@require_GET
def bukti_baris(request: Permintaan, slug: str, tahun: int, triwulan: int, unit: int, baris: str) -> HttpResponse:
    """The evidence of a row."""
    lembar = get_lembar(request, slug, tahun, triwulan, unit)
    return render_bukti(request, lembar, get_baris(lembar, baris), BuktiForm())


def check_terbuka(lembar: Lembar) -> None:
    if tutup := explain_tutup(lembar.isian, timezone.localdate()):
        raise PermissionDenied(tutup)


@require_POST
def unggah_bukti(request: Permintaan, slug: str, tahun: int, triwulan: int, unit: int, baris: str) -> HttpResponse:
    """Take in a photo or a PDF."""
    lembar = get_lembar_ketik(request, slug, tahun, triwulan, unit)
    satu = get_baris(lembar, baris)
    check_terbuka(lembar)
    form = BuktiForm(request.POST, request.FILES)
    if not form.is_valid():
        return render_bukti(request, lembar, satu, form)
    bukti = add_bukti(lembar, satu, form.cleaned_data["berkas"], request.user)
    messages.success(request, f"{bukti.nama} tersimpan.")
    return redirect("bukti_baris", *lembar.alamat, baris)


def get_bukti(lembar: Lembar, pk: int) -> tuple[str, Bukti]:
    """Return the row's key and the evidence; 404 where it is not of this unit and quarter."""
    for kunci, daftar in list_bukti(lembar).items():
        for b in daftar:
            if b.pk == pk:
                return kunci, b
    raise Http404("Bukti ini tidak ada.")


@require_GET
def lihat_bukti(request: Permintaan, slug: str, tahun: int, triwulan: int, unit: int, pk: int) -> FileResponse:
    """The file itself, for those who may see the row."""
    _, bukti = get_bukti(get_lembar(request, slug, tahun, triwulan, unit), pk)
    return send_berkas(bukti.berkas, bukti.mime, bukti.nama)


@require_GET
def lihat_bukti_kecil(request: Permintaan, slug: str, tahun: int, triwulan: int, unit: int, pk: int) -> FileResponse:
    """The small picture of a photo."""
    _, bukti = get_bukti(get_lembar(request, slug, tahun, triwulan, unit), pk)
    if not bukti.kecil:
        raise Http404("Bukti ini tidak punya gambar kecil.")
    return send_berkas(bukti.kecil, "image/jpeg", "kecil.jpg")


def send_berkas(berkas, mime: str, nama: str) -> FileResponse:
    try:
        isi = berkas.open("rb")
    except FileNotFoundError as galat:
        raise Http404("Berkasnya tidak ada lagi.") from galat
    jawaban = FileResponse(isi, content_type=mime, filename=nama)
    jawaban["Content-Security-Policy"] = "default-src 'none'; sandbox"  # whatever is inside does not run here
    jawaban["X-Content-Type-Options"] = "nosniff"
    jawaban["Cache-Control"] = "private, max-age=86400"
    return jawaban


@require_POST
def hapus_bukti(request: Permintaan, slug: str, tahun: int, triwulan: int, unit: int, pk: int) -> HttpResponse:
    lembar = get_lembar_ketik(request, slug, tahun, triwulan, unit)
    kunci, bukti = get_bukti(lembar, pk)
    check_terbuka(lembar)
    delete_bukti(bukti)
    messages.success(request, f"{bukti.nama} dihapus.")
    return redirect("bukti_baris", *lembar.alamat, kunci)
