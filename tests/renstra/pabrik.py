"""A small plan for tests."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kinerja.predikat import SKALA_88_2021
from organisasi.models import Instansi, Jabatan, Kabupaten, KelasSkala, Skala
from renstra.models import (
    DanaRenstra,
    Indikator,
    IndikatorPosRenstra,
    KinerjaRenstra,
    PosRenstra,
    Renstra,
    Sasaran,
    Strategi,
    TargetIndikator,
    Tujuan,
)


@dataclass
class Rencana:
    renstra: Renstra
    camat: Jabatan
    kasi: Jabatan
    tujuan: Tujuan
    sasaran: Sasaran
    operasional: Sasaran
    indikator: Indikator  # S1.1, with targets 80 (2023) and 85 (2024)
    operasi: Indikator  # S2.1 of the kasi
    strategi: Strategi


def buat_rencana(instansi: Instansi, awal: int = 2021) -> Rencana:
    camat = Jabatan.objects.create(instansi=instansi, nama="Camat", urut=1)
    kasi = Jabatan.objects.create(instansi=instansi, nama="Kasi Satu", atasan=camat, urut=2)
    renstra = Renstra.objects.create(instansi=instansi, tahun_awal=awal, tahun_akhir=awal + 4, dasar_hukum="Perbup 1")
    tujuan = Tujuan.objects.create(renstra=renstra, kode="T1", uraian="Pelayanan baik", urut=1)
    sasaran = Sasaran.objects.create(
        renstra=renstra, tujuan=tujuan, kode="S1", uraian="Warga puas", pemilik=camat, urut=1
    )
    operasional = Sasaran.objects.create(
        renstra=renstra, kode="S2", uraian="Surat selesai", tingkat="operasional", pemilik=kasi, induk=sasaran, urut=2
    )
    indikator = Indikator.objects.create(
        renstra=renstra, sasaran=sasaran, kode="S1.1", uraian="Indeks kepuasan", satuan="indeks", urut=1
    )
    for tahun, nilai in ((2023, "80"), (2024, "85")):
        TargetIndikator.objects.create(indikator=indikator, tahun=tahun, nilai=Decimal(nilai))
    operasi = Indikator.objects.create(
        renstra=renstra, sasaran=operasional, kode="S2.1", uraian="Jumlah surat", satuan="dokumen", urut=2
    )
    strategi = Strategi.objects.create(sasaran=sasaran, uraian="Loket satu pintu", arah_kebijakan="Satu\nDua")
    return Rencana(renstra, camat, kasi, tujuan, sasaran, operasional, indikator, operasi, strategi)


def buat_pos(renstra: Renstra, kode: str, dana: dict[int, int] | None = None, **isi: object) -> PosRenstra:
    pos = PosRenstra.objects.create(renstra=renstra, kode=kode, uraian=f"Uraian {kode}", **isi)
    for tahun, pagu in (dana or {}).items():
        DanaRenstra.objects.create(pos=pos, tahun=tahun, pagu=pagu)
    return pos


def buat_ukuran(pos: PosRenstra, target: dict[int, str], **isi: str) -> IndikatorPosRenstra:
    ukuran = IndikatorPosRenstra.objects.create(pos=pos, **{"uraian": f"Keluaran {pos.kode}", **isi})
    for tahun, kata in target.items():
        KinerjaRenstra.objects.create(indikator=ukuran, tahun=tahun, target=kata)
    return ukuran


def buat_skala_akip(kabupaten: Kabupaten) -> Skala:
    """The scale of the AKIP regulation, in use in this kabupaten."""
    skala = buat_skala("AKIP uji", *((k.predikat, k.huruf, k.bawah) for k in SKALA_88_2021.kelas))
    Kabupaten.objects.filter(pk=kabupaten.pk).update(skala_akip=skala)
    return skala


def buat_skala(nama: str, *kelas: tuple[str, str, Decimal | None]) -> Skala:
    skala = Skala.objects.create(nama=nama)
    for urut, (predikat, huruf, bawah) in enumerate(kelas):
        KelasSkala.objects.create(skala=skala, predikat=predikat, huruf=huruf, bawah=bawah, urut=urut)
    return skala
