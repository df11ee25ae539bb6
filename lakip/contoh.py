"""The samples under ``fixtures/contoh`` and the accounts to try them with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.text import slugify

from anggaran.isian import list_bagian
from anggaran.models import Program
from buku_kerja import impor
from buku_kerja.laporan import LaporanImpor
from lakip.tertanda import prepare_tanda, sign_perjanjian
from organisasi.models import Instansi, Pejabat, Pengguna, Peran, UnitKerja
from perjanjian.langkah import ambil_langkah
from perjanjian.models import PerjanjianKinerja
from perjanjian.rekap import RekapPerjanjian, muat_perjanjian, select_berlaku
from tandatangan import layanan
from tandatangan.layanan import Rahasia

CONTOH = {"pelaihari": "pelaihari-2023", "towuti": "towuti-2023", "tomoni-timur": "tomoni-timur-2024"}
KATA_SANDI = "coba-lkj-2023"


def path_contoh(nama: str) -> Path:
    return Path(settings.BASE_DIR) / "fixtures" / "contoh" / CONTOH[nama]


def muat_contoh(nama: str) -> LaporanImpor:
    """Import a sample by the same reader as a user's workbook."""
    return impor(path_contoh(nama))


def buat_akun(contoh: list[str]) -> list[tuple[str, str]]:
    """Create the demo accounts of these samples where they are missing; return (name, what it is)."""
    hasil = []
    for nama in contoh:
        instansi = Instansi.objects.select_related("kabupaten").get(slug=nama)
        kabupaten = instansi.kabupaten
        unit = UnitKerja.objects.filter(instansi=instansi, jenis=UnitKerja.Jenis.SEKSI).first()
        daerah = kabupaten.nama.lower().replace(" ", "")
        for akun, jenis, lingkup in (
            (f"perencana.{nama}", Peran.Jenis.PERENCANA, {"instansi": instansi}),
            (f"pelaksana.{nama}", Peran.Jenis.PELAKSANA, {"instansi": instansi, "unit": unit}),
            (f"camat.{nama}", Peran.Jenis.CAMAT, {"instansi": instansi}),
            (f"inspektorat.{daerah}", Peran.Jenis.INSPEKTORAT, {"kabupaten": kabupaten}),
            (f"admin.{daerah}", Peran.Jenis.ADMIN, {"kabupaten": kabupaten}),
            (f"{slugify(kabupaten.kepala)}.{daerah}", Peran.Jenis.KEPALA, {"kabupaten": kabupaten}),
        ):
            penanda = {Peran.Jenis.KEPALA: f"{kabupaten.kepala} Contoh", Peran.Jenis.CAMAT: "Camat Contoh"}
            pengguna = _akun(akun, first_name=penanda.get(jenis, ""))
            peran, _ = Peran.objects.get_or_create(pengguna=pengguna, jenis=jenis, **lingkup)
            if (akun, str(peran)) not in hasil:
                hasil.append((akun, str(peran)))
        hasil += _buat_pelaksana(instansi, unit)
        hasil += _hubungkan_pejabat(instansi)
    hasil.append((_akun("admin", is_superuser=True, is_staff=True).username, "Pengelola sistem"))
    return hasil


def _buat_pelaksana(instansi: Instansi, sudah: UnitKerja | None) -> list[tuple[str, str]]:
    """Create a pelaksana for each unit that has sub kegiatan to fill in, besides the one who has his account already."""
    hasil = []
    for tahun in Program.objects.for_instansi(instansi).order_by().values_list("tahun", flat=True).distinct():
        for bagian in list_bagian(instansi, tahun):
            if bagian.unit is None or bagian.unit == sudah or not bagian.sub:
                continue
            pengguna = _akun(f"{slugify(bagian.unit.nama.replace('/', ' '))}.{instansi.slug}")
            peran, _ = Peran.objects.get_or_create(
                pengguna=pengguna, jenis=Peran.Jenis.PELAKSANA, instansi=instansi, unit=bagian.unit
            )
            hasil.append((pengguna.username, str(peran)))
    return list(dict.fromkeys(hasil))


def _hubungkan_pejabat(instansi: Instansi) -> list[tuple[str, str]]:
    """Give every official of the sample an account to sign with: the camat his own, the others that of their unit.

    A unit has one account but may have several posts; whoever comes second gets one by the name of his post.
    """
    hasil = []
    terpakai: set[str] = set()
    for pejabat in Pejabat.objects.for_instansi(instansi).select_related("jabatan__unit").order_by("jabatan__urut"):
        jabatan = pejabat.jabatan
        unit = {"instansi": instansi, "unit": jabatan.unit}
        akun = Pengguna.objects.filter(
            peran__jenis=Peran.Jenis.PELAKSANA, **{f"peran__{k}": v for k, v in unit.items()}
        )
        if jabatan.atasan_id is None:
            nama = f"camat.{instansi.slug}"
        elif jabatan.unit is None:
            continue
        else:
            nama = next((a.username for a in akun.order_by("pk") if a.username not in terpakai), "")
        if not nama:
            nama = f"{slugify((jabatan.singkatan or jabatan.nama).replace('/', ' '))}.{instansi.slug}"
            peran, _ = Peran.objects.get_or_create(pengguna=_akun(nama), jenis=Peran.Jenis.PELAKSANA, **unit)
            hasil.append((nama, str(peran)))
        terpakai.add(nama)
        if pejabat.pengguna is None:
            pejabat.pengguna = _akun(nama, first_name=pejabat.nama)
            pejabat.save()
    return hasil


def _akun(nama: str, **lain: Any) -> Pengguna:
    pengguna, baru = Pengguna.objects.get_or_create(username=nama, defaults=lain)
    if baru:
        pengguna.set_password(KATA_SANDI)
        pengguna.save()
    return pengguna


def tandatangani_contoh(slug: str, tahun: int) -> bytes:
    """Take the sample camat's perjanjian through its whole flow with the demo accounts; return the signed PDF.

    What is in force already stays as it is. Raises TransisiDitolak or TandaTanganDitolak with a sentence.
    """
    semua = PerjanjianKinerja.objects.filter(instansi__slug=slug, tahun=tahun, jabatan__atasan=None)
    berlaku = select_berlaku(muat_perjanjian(Instansi.objects.get(slug=slug), tahun))
    p = semua.select_related("instansi__kabupaten", "jabatan").get(pk__in=[r.model.pk for r in berlaku])
    kabupaten = p.instansi.kabupaten
    daerah = kabupaten.nama.lower().replace(" ", "")
    akun = {a.username: a for a in Pengguna.objects.all()}
    rekap = RekapPerjanjian(p, tuple(p.butir.all()))
    for status, aksi, nama in (("draf", "ajukan", f"perencana.{slug}"), ("diajukan", "reviu", f"admin.{daerah}")):
        if p.status == status:
            ambil_langkah(rekap, aksi, akun[nama])
    for status, nama in (("direviu", f"camat.{slug}"), ("ditandatangani", f"{slugify(kabupaten.kepala)}.{daerah}")):
        if p.status == status:
            oleh = akun[nama]
            siap = prepare_tanda(p, oleh)
            sign_perjanjian(p, siap, oleh, Rahasia(KATA_SANDI), siap.sidik)
    tertanda = layanan.find_dokumen(p)
    assert tertanda is not None
    return layanan.baca_pdf(tertanda)
