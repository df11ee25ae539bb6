"""Perjanjian kinerja: the statement and its annex, of one post or of all (Permenpan RB 53/2014, Lampiran I)."""

from __future__ import annotations

from dataclasses import replace

from lakip.data import DataLkj
from lakip.dokumen import Bab, Blok, Dokumen, GantiHalaman
from lakip.naskah.kerangka import NaskahKurang, polos, susun_kerangka
from lakip.pustaka import Isi
from lakip.pustaka.kalimat import sebut_jabatan, sebut_pendek, slug
from lakip.pustaka.perencanaan_tahunan import perjanjian_pejabat
from lakip.pustaka.perjanjian_kinerja import (
    build_isi_pernyataan,
    build_lampiran,
    is_murni,
    judul_perjanjian,
    list_blok_perjanjian,
)
from perjanjian.rekap import RekapPerjanjian

MURNI = "-murni"


def kurang_pk(data: DataLkj) -> str:
    return "" if list_pilihan(data) else "Isi lembar Perjanjian dan Butir Perjanjian untuk setiap pejabat."


def list_pilihan(data: DataLkj) -> dict[str, RekapPerjanjian]:
    """The perjanjian to choose from, by the slug of the post's short name.

    The slug names the one in force; one that a perubahan has replaced is named "…-murni".
    """
    berlaku = {p.model.pk for p in data.perjanjian}
    pilihan: dict[str, RekapPerjanjian] = {}
    for p in data.semua_perjanjian:
        if p.butir:
            dasar = slug(sebut_pendek(p.jabatan)) or f"jabatan-{p.jabatan.pk}"
            kunci = dasar if p.model.pk in berlaku else f"{dasar}{MURNI}"
            pilihan[kunci if kunci not in pilihan else f"{kunci}-{p.jabatan.pk}"] = p
    return pilihan


def pilih_perjanjian(data: DataLkj, jabatan: str) -> tuple[str, RekapPerjanjian]:
    """Find by slug of the short or the whole name, however it was typed."""
    pilihan = list_pilihan(data)
    dicari = slug(jabatan)
    for kunci, p in pilihan.items():
        akhiran = MURNI if kunci.endswith(MURNI) else ""
        if dicari in (kunci, f"{slug(p.jabatan.nama)}{akhiran}"):
            return kunci, p
    raise NaskahKurang(f'Belum ada perjanjian kinerja jabatan "{jabatan}". Yang ada: {", ".join(pilihan)}.')


def susun_pk(data: DataLkj, jabatan: str = "") -> Dokumen:
    """One agreement under the letterhead, or all that are in force in one volume with a summary at the end."""
    if jabatan:
        kunci, p = pilih_perjanjian(data, jabatan)
        judul = f"{judul_perjanjian(p)} {sebut_jabatan(data, p.jabatan)}"
        bab = _bab(data, p, judul_perjanjian(p))
        return susun_kerangka(data, "pk", judul, (bab,), bagian=kunci, tanggal=p.model.tanggal)
    berisi = [p for p in data.perjanjian if p.butir]
    isi = [_bab(data, p, f"{judul_perjanjian(p)} {sebut_jabatan(data, p.jabatan)}") for p in berisi]
    rekap = perjanjian_pejabat(data)
    if isinstance(rekap, Isi):
        isi.append(Bab("rekapitulasi", "Rekapitulasi Perjanjian Kinerja", rekap.blok, bernomor=False))
    sebutan = "Perjanjian Kinerja" if any(map(is_murni, berisi)) else "Perjanjian Kinerja Perubahan"
    judul = f"{sebutan} {data.instansi.nama} Tahun {data.tahun}"
    tanggal = max((p.model.tanggal for p in berisi if p.model.tanggal), default=None)
    return susun_kerangka(data, "pk", judul, tuple(isi), sampul=sebutan, tanggal=tanggal)


def _bab(data: DataLkj, p: RekapPerjanjian, judul: str) -> Bab:
    """The statement on its page, the annex on the next; what was signed, as it was signed."""
    kunci = slug(p.jabatan.nama)
    if p.model.pk in data.perjanjian_tertanda:
        tertanda = data.perjanjian_tertanda[p.model.pk]
        kosong = Bab(f"perjanjian-{kunci}", judul, list_blok_perjanjian(None), bernomor=False)
        return replace(tertanda.bab[0], judul=judul) if tertanda else kosong
    pernyataan: tuple[Blok, ...] = (*build_isi_pernyataan(data, p), GantiHalaman())
    lampiran = Bab(
        f"lampiran-{kunci}",
        f"Lampiran {judul_perjanjian(p)} {sebut_jabatan(data, p.jabatan)}",
        polos(build_lampiran(data, p)),
        bernomor=False,
    )
    return Bab(f"perjanjian-{kunci}", judul, pernyataan, (lampiran,), bernomor=False)
