"""The start page: what the user has to do now, in the kecamatan or the kabupaten that he chooses."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from lakip.data import list_tahun
from organisasi import akses
from organisasi.models import Instansi, Kabupaten, Pengguna, Peran
from ruang import pantau, tugas
from ruang.kabar import list_kabar
from ruang.keadaan import muat_janji, muat_keadaan, muat_rencana_kerja
from ruang.tugas import Keadaan, Rencana, Tugas, sort_tugas

TAHUN_DILIHAT = 2  # a report is written while the next year is typed


@require_GET
def beranda(request: HttpRequest) -> HttpResponse:
    """The first of one's kecamatan or kabupaten, or the one that was chosen (?kecamatan=, ?kabupaten=)."""
    pengguna = request.user
    assert isinstance(pengguna, Pengguna)
    peran = list(pengguna.peran.select_related("instansi__kabupaten", "kabupaten", "unit"))
    kecamatan = list(dict.fromkeys(p.instansi for p in peran if p.instansi and p.instansi.aktif))
    kabupaten = list(dict.fromkeys(p.kabupaten for p in peran if p.kabupaten))
    if pengguna.is_superuser:
        kabupaten = list(Kabupaten.objects.all())
    hari = timezone.localdate()
    konteks: dict[str, Any] = {"kecamatan": kecamatan, "kabupaten": kabupaten, "hari": hari}
    konteks["nonaktif"] = list(dict.fromkeys(p.instansi for p in peran if p.instansi and not p.instansi.aktif))
    slug, pk = request.GET.get("kecamatan"), request.GET.get("kabupaten")
    wilayah = next((k for k in kabupaten if str(k.pk) == pk), None)
    tempat = next((i for i in kecamatan if i.slug == slug), kecamatan[0] if kecamatan else None)
    if tempat and (wilayah is None or slug):
        konteks |= build_kecamatan(pengguna, tempat, [p for p in peran if p.instansi == tempat], hari)
    elif kabupaten:
        wilayah = wilayah or kabupaten[0]
        jenis = {p.jenis for p in peran if p.kabupaten == wilayah}
        konteks |= build_kabupaten(pengguna, wilayah, jenis, hari, read_tahun(request.GET.get("tahun")))
    return render(request, "ruang/beranda.html", konteks)


def read_tahun(teks: str | None) -> int | None:
    return int(teks) if teks and teks.isdecimal() and 2000 <= int(teks) <= 2100 else None


def build_kecamatan(pengguna: Pengguna, instansi: Instansi, peran: list[Peran], hari: datetime.date) -> dict[str, Any]:
    """Return the tasks of these roles in the latest years, progress per unit, and what has changed."""
    jenis = {p.jenis for p in peran}
    perencana = Peran.Jenis.PERENCANA in jenis
    ada = [t for t in list_tahun(instansi) if t <= hari.year + 1]
    semua = [muat_keadaan(instansi, t, hari, bagian_laporan=perencana) for t in ada[:TAHUN_DILIHAT]]
    if perencana and hari.year not in ada:
        semua.insert(0, Keadaan(instansi, hari.year, hari, rencana=Rencana(program=False)))
    semua = [replace(k, sebelumnya=next((t for t in ada if t < k.tahun), None)) for k in semua]
    hasil: list[Tugas] = []
    janji = muat_janji(instansi, pengguna).get(instansi.pk, {})
    for k in semua:
        hasil += tugas.list_janji(replace(k, janji=janji.get(k.tahun, ())), jenis)
        hasil += tugas.list_pelaksana(k, list_unit(peran)) if Peran.Jenis.PELAKSANA in jenis else []
        hasil += tugas.list_perencana(k) if perencana else []
        hasil += tugas.list_camat(k) if Peran.Jenis.CAMAT in jenis else []
    if perencana:
        tahun = (hari.year, hari.year + 1)
        for t, renja in muat_rencana_kerja(instansi, tahun).items():
            hasil += tugas.list_renja(Keadaan(instansi, t, hari), *renja)
    terbaru = next((k for k in semua if k.isian), None)
    return {
        "instansi": instansi,
        "peran": peran,
        "tugas": sort_tugas(hasil),
        "kosong": tugas.explain_kosong(semua),
        "semua_tahun": ada,
        "kemajuan": group_kemajuan(terbaru) if terbaru else [],
        "tahun_kemajuan": terbaru.tahun if terbaru else None,
        "kabar": list_kabar(pengguna, [instansi]),
        "tahun_kabar": ada[0] if ada else hari.year,
    }


def list_kepala(kabupaten: Kabupaten, pengguna: Pengguna, hari: datetime.date) -> list[Tugas]:
    """Return the perjanjian of all Camat that wait for the kepala daerah."""
    janji = muat_janji(kabupaten, pengguna)
    hasil: list[Tugas] = []
    for i in kabupaten.instansi.filter(pk__in=janji):
        for tahun, isi in janji[i.pk].items():
            bernama = tuple(replace(j, nama=f"{j.nama}, {i.nama},") for j in isi)
            hasil += tugas.list_janji(Keadaan(i, tahun, hari, janji=bernama), set())
    return hasil


def list_unit(peran: list[Peran]) -> set[int | None] | None:
    """Return the units of someone's roles as pelaksana; None: all of the kecamatan."""
    unit = {p.unit_id for p in peran if p.jenis == Peran.Jenis.PELAKSANA}
    return None if None in unit else unit


def group_kemajuan(k: Keadaan) -> list[tuple[tugas.Isian, list[tuple[tugas.Isian, bool]]]]:
    """Return each unit with its four quarters, and whether each has begun."""
    baris: dict[int, list[tuple[tugas.Isian, bool]]] = {}
    for i in k.isian:
        baris.setdefault(i.nomor, []).append((i, k.is_dibuka(i.triwulan)))
    return [(isi[0][0], isi) for isi in baris.values()]


def build_kabupaten(
    pengguna: Pengguna, kabupaten: Kabupaten, jenis: set[str], hari: datetime.date, tahun: int | None
) -> dict[str, Any]:
    """Return all kecamatan of the kabupaten with their status, and what waits for its admin or the inspektorat."""
    isi = pantau.muat_pantau(kabupaten, hari, tahun)
    hasil: list[Tugas] = []
    if Peran.Jenis.ADMIN in jenis or pengguna.is_superuser:
        hasil += pantau.list_admin(isi, pantau.count_tanpa_peran(), pantau.count_terkunci(kabupaten))
    if Peran.Jenis.INSPEKTORAT in jenis:
        hasil += pantau.list_inspektorat(isi, pengguna.kunjungan_lalu)
    instansi = akses.list_instansi(pengguna).filter(kabupaten=kabupaten, aktif=True)
    if Peran.Jenis.KEPALA in jenis:
        hasil += list_kepala(kabupaten, pengguna, hari)
    return {
        "wilayah": kabupaten,
        "pantau": isi,
        "tugas": sort_tugas(hasil),
        "kosong": "Tidak ada yang menunggu Anda. Keadaan semua kecamatan ada di bawah.",
        "kabar": list_kabar(pengguna, instansi),
        "mengubah": akses.list_kabupaten_ubah(pengguna).filter(pk=kabupaten.pk).exists(),
    }
