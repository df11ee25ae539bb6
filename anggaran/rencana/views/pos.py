"""Changing one node: program, kegiatan, sub kegiatan, with its indicators and spending lines; taking it out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from anggaran.models import Kegiatan, Program, SubKegiatan
from anggaran.rencana.formulir import BELANJA, INDIKATOR, KegiatanForm, PosForm, ProgramForm, SubKegiatanForm
from anggaran.rencana.hapus import Simpul, TidakTerhapus, count_bawahan, delete_simpul
from anggaran.rencana.pilihan import muat_pilihan
from anggaran.rencana.pohon import ALAMAT
from anggaran.rencana.tutup import list_tutup
from anggaran.rencana.views.umum import ke_anggaran
from kinerja.rencana import check_rincian
from organisasi import akses
from organisasi.models import Instansi

MODEL: dict[str, type[Simpul]] = {"program": Program, "kegiatan": Kegiatan, "subkegiatan": SubKegiatan}
FORM: dict[type, type[PosForm]] = {Program: ProgramForm, Kegiatan: KegiatanForm, SubKegiatan: SubKegiatanForm}
UNIT = {Program: "unit_id", Kegiatan: "program__unit_id", SubKegiatan: "kegiatan__program__unit_id"}


def get_simpul(model: type[Simpul], instansi: Instansi, tahun: int, pk: int) -> Simpul:
    """Return a node of this kecamatan and year, or 404."""
    return get_object_or_404(model.objects.for_instansi(instansi).in_tahun(tahun), pk=pk)


def get_unit(simpul: Simpul) -> int | None:
    program = simpul
    if isinstance(program, SubKegiatan):
        program = program.kegiatan
    if isinstance(program, Kegiatan):
        program = program.program
    return program.unit_id


@require_http_methods(["GET", "POST"])
def ubah_program(request: HttpRequest, slug: str, tahun: int, pk: int) -> HttpResponse:
    return _ubah(request, slug, tahun, pk, Program)


@require_http_methods(["GET", "POST"])
def ubah_kegiatan(request: HttpRequest, slug: str, tahun: int, pk: int) -> HttpResponse:
    return _ubah(request, slug, tahun, pk, Kegiatan)


@require_http_methods(["GET", "POST"])
def ubah_sub_kegiatan(request: HttpRequest, slug: str, tahun: int, pk: int) -> HttpResponse:
    return _ubah(request, slug, tahun, pk, SubKegiatan)


def _ubah(request: HttpRequest, slug: str, tahun: int, pk: int, model: type[Simpul]) -> HttpResponse:
    """The page of one node: its own form and the rows below it are stored together or not at all."""
    instansi = akses.get_instansi_ubah(request.user, slug)
    simpul = get_simpul(model, instansi, tahun, pk)
    data = request.POST if request.method == "POST" else None
    isi = _buat_form(simpul, instansi, tahun, data)
    if data is not None and _save(list(isi.values())):
        messages.success(request, f"{simpul.kode} tersimpan.")
        tutup = getattr(isi["form"], "peringatan", "")
        for pesan in filter(None, [tutup, *list_peringatan(simpul)]):
            messages.warning(request, pesan)
        if "lanjut" in data:
            return redirect(request.path)
        return ke_anggaran(instansi, tahun, get_unit(simpul))
    konteks: dict[str, Any] = {
        "instansi": instansi,
        "tahun": tahun,
        "menu": "anggaran",
        "simpul": simpul,
        "nama": model._meta.verbose_name,
        "tingkat": next(t for t, m in MODEL.items() if m is model),
        "unit_kunci": get_unit(simpul) or 0,
        "peringatan": [] if data is not None else list_peringatan(simpul),
        **isi,
    }
    return render(request, "anggaran/ubah_pos.html", konteks, status=200 if data is None else 422)


def _buat_form(simpul: Simpul, instansi: Instansi, tahun: int, data: Any) -> dict[str, Any]:
    pilihan = muat_pilihan(instansi, tahun, [simpul.sasaran_id])
    model = type(simpul)
    lain = {"tutup": list_tutup(instansi, tahun).get(simpul.pk, ())} if model is SubKegiatan else {}
    isi: dict[str, Any] = {
        "form": FORM[model](data, instance=simpul, tahun=tahun, pilihan=pilihan, **lain),
        "indikator": INDIKATOR[model](data, instance=simpul, prefix="indikator"),
    }
    if model is SubKegiatan:
        isi["belanja"] = BELANJA(data, instance=simpul, prefix="belanja")
    return isi


@transaction.atomic
def _save(isi: list[Any]) -> bool:
    sah = [f.is_valid() for f in isi]  # every form is asked, so that every mistake is shown
    if not all(sah):
        return False
    for f in isi:
        f.save()
    return True


def list_peringatan(simpul: Simpul) -> list[str]:
    """Say where the spending lines do not add up to the sub kegiatan, as they are stored."""
    if not isinstance(simpul, SubKegiatan):
        return []
    sub = SubKegiatan.objects.prefetch_related("belanja").get(pk=simpul.pk)
    baris = list(sub.belanja.all())
    pesan = [check_rincian("pagu murni", [b.pagu_murni for b in baris], sub.pagu_murni)]
    if sub.pagu_perubahan is not None:
        # A line that the revision did not touch keeps its first pagu, as it does in every sum of the report.
        pesan.append(check_rincian("pagu perubahan", [b.pagu for b in baris] if baris else [], sub.pagu_perubahan))
    return [p for p in pesan if p]


@require_http_methods(["GET", "POST"])
def hapus_pos(request: HttpRequest, slug: str, tahun: int, tingkat: str, pk: int) -> HttpResponse:
    """Say what would go, then take it out; what has realisasi stays."""
    instansi = akses.get_instansi_ubah(request.user, slug)
    if tingkat not in MODEL:
        raise Http404("Halaman tidak ditemukan.")
    simpul = get_simpul(MODEL[tingkat], instansi, tahun, pk)
    unit, galat = get_unit(simpul), ""
    if request.method == "POST":
        try:
            delete_simpul(simpul)
        except TidakTerhapus as ditolak:
            galat = str(ditolak)
        else:
            messages.success(request, f"{simpul} dihapus.")
            return ke_anggaran(instansi, tahun, unit)
    konteks = {
        "instansi": instansi,
        "tahun": tahun,
        "menu": "anggaran",
        "simpul": simpul,
        "nama": simpul._meta.verbose_name,
        "alamat": ALAMAT[tingkat],
        "bawahan": count_bawahan(simpul),
        "unit_kunci": unit or 0,
        "galat": galat,
    }
    return render(request, "anggaran/hapus_pos.html", konteks, status=422 if galat else 200)
