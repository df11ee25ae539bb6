"""Makers of small budgets for tests."""

from __future__ import annotations

from decimal import Decimal

from anggaran.models import IndikatorKegiatan, Kegiatan, Program, RealisasiKeluaran, RealisasiTriwulan, SubKegiatan
from organisasi.models import Instansi, Jabatan, UnitKerja


def buat_sub_kegiatan(
    instansi: Instansi,
    kode: str,
    murni: int | None,
    perubahan: int | None = None,
    keuangan: tuple[int | None, ...] = (),
    fisik: tuple[str | None, ...] = (),
    *,
    tahun: int = 2023,
    unit: UnitKerja | None = None,
    penanggung_jawab: Jabatan | None = None,
) -> SubKegiatan:
    """Create a sub kegiatan with its parents (by its code) and what its quarters brought."""
    bagian = kode.split(".")
    program, _ = Program.objects.get_or_create(
        instansi=instansi,
        tahun=tahun,
        unit=unit,
        kode=".".join(bagian[:3]),
        defaults={"uraian": f"Program {bagian[2]}"},
    )
    kegiatan, _ = Kegiatan.objects.get_or_create(
        program=program, kode=".".join(bagian[:5]), defaults={"uraian": f"Kegiatan {bagian[4]}"}
    )
    sub = SubKegiatan.objects.create(
        kegiatan=kegiatan,
        kode=kode,
        uraian=f"Sub kegiatan {bagian[5]}",
        pagu_murni=murni,
        pagu_perubahan=perubahan,
        penanggung_jawab=penanggung_jawab,
    )
    for n in range(4):
        uang = keuangan[n] if n < len(keuangan) else None
        maju = fisik[n] if n < len(fisik) else None
        if uang is not None or maju is not None:
            RealisasiTriwulan.objects.create(
                sub_kegiatan=sub, triwulan=n + 1, keuangan=uang, fisik=None if maju is None else Decimal(maju)
            )
    return sub


def buat_keluaran(
    sub: SubKegiatan, target: str | None, k: tuple[str | None, ...], akumulasi: str = "akumulatif"
) -> IndikatorKegiatan:
    indikator = IndikatorKegiatan.objects.create(
        sub_kegiatan=sub,
        uraian=f"Keluaran {sub.kode}",
        satuan="Dokumen",
        akumulasi=akumulasi,
        target=None if target is None else Decimal(target),
    )
    for n, nilai in enumerate(k, start=1):
        if nilai is not None:
            RealisasiKeluaran.objects.create(indikator=indikator, triwulan=n, nilai=Decimal(nilai))
    return indikator
