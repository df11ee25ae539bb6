"""The quarterly grid as its template reads it: rows grouped by kegiatan, each with form, texts, comments, evidence."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db.models import Max
from django.utils import timezone

from anggaran import bukti, pemeriksaan
from anggaran.hitungan import Hitungan, list_capaian, muat_hitungan
from anggaran.isian import (
    NAMA_STATUS,
    ROMAWI,
    SUDAH,
    Bagian,
    Lembar,
    Terisi,
    count_terisi,
    explain_tutup,
    list_bagian,
    list_isian,
    list_tenggat,
    may_type,
)
from anggaran.models import CatatanBaris, IndikatorKegiatan, IsianTriwulan
from anggaran.pengisian import Baris, BarisForm, BarisSub, muat_baris, tulis
from kinerja.alur import StatusTriwulan
from kinerja.periksa_triwulan import Temuan
from organisasi import akses
from organisasi.alur import list_riwayat_status
from organisasi.models import Instansi, Pengguna, Peran, RiwayatStatus


@dataclass
class Sel:
    """A cell: its input and, for those who only read, its text."""

    medan: forms.BoundField
    teks: str
    peringatan: list[str] = field(default_factory=list)
    indikator: IndikatorKegiatan | None = None

    @property
    def target(self) -> str:
        return self.indikator.target_teks or tulis(self.indikator.target) if self.indikator else ""


@dataclass
class BarisTampil:
    baris: Baris
    form: BarisForm
    hitung: dict[str, str]
    catatan: list[CatatanBaris]
    bukti: int
    sel: list[Sel]
    lipat: list[Sel]

    @property
    def terbuka(self) -> bool:
        return not self.baris.terlipat or any(s.medan.errors for s in self.lipat)

    @property
    def catatan_terbuka(self) -> bool:
        return any(not c.selesai for c in self.catatan)


@dataclass
class Kelompok:
    """A kegiatan with its rows."""

    pk: int | None
    nama: str
    hitung: dict[str, str]
    baris: list[BarisTampil]


def build_halaman(
    lembar: Lembar, pengguna: Pengguna, hari_ini: datetime.date, tertahan: Mapping[str, BarisForm] | None = None
) -> dict[str, Any]:
    """Return the template's context; ``tertahan`` are the forms that were not stored, with what was typed."""
    baris, hitungan = muat_baris(lembar), muat_hitungan(lembar)
    teks = hitungan.list_teks() | list_capaian(lembar, baris)
    catatan, berkas = pemeriksaan.list_catatan(lembar.isian), bukti.list_bukti(lembar)
    tampil = {}
    for kunci, b in baris.items():
        form = (tertahan or {}).get(kunci) or BarisForm(b)
        induk = kunci.replace("t", "i")
        tampil[kunci] = _tampilkan(
            b, form, teks, catatan.get(induk, []), len(berkas.get(induk, [])), hitungan.find_peringatan(b)
        )
    milik, tutup = may_type(pengguna, lembar), explain_tutup(lembar.isian, hari_ini)
    kosong = [b for b in baris.values() if b.kosong]
    terbuka = [c.pk for daftar in catatan.values() for c in daftar if not c.selesai]
    return {
        "instansi": lembar.instansi,
        "tahun": lembar.tahun,
        "menu": "triwulan",
        "lembar": lembar,
        "alamat": lembar.alamat,
        "kelompok": _kelompokkan(hitungan, tampil, teks),
        "total": _potong(teks, "total"),
        "keluaran": [t for k, t in tampil.items() if k.startswith("k")],
        "indikator": [t for k, t in tampil.items() if k.startswith("i")],
        "setahun": [t for k, t in tampil.items() if k.startswith("t")],
        "milik": milik,
        "tutup": tutup,
        "ketik": milik and not tutup,
        "status": NAMA_STATUS[lembar.isian.status],
        "tombol": pemeriksaan.list_tombol(lembar, pengguna),
        "terakhir": pemeriksaan.last_langkah(lembar.isian),
        "boleh_catat": pemeriksaan.may_comment(lembar, pengguna),
        "catatan_terbuka": len(terbuka),
        "catatan_form": terbuka if milik and not tutup else [],
        "riwayat": [(r, SUDAH[r.aksi]) for r in list_riwayat_status(lembar.isian)] if lembar.isian.pk else [],
        "kosong": kosong,
        "kurang": [b for b in baris.values() if not b.kosong and not b.lengkap],
        "semua": len(baris),
        "terisi": sum(b.lengkap for b in baris.values()),
    }


def _potong(teks: Mapping[str, str], awalan: str) -> dict[str, str]:
    return {k.removeprefix(f"{awalan}-"): v for k, v in teks.items() if k.startswith(f"{awalan}-")}


def _tampilkan(
    b: Baris,
    form: BarisForm,
    teks: Mapping[str, str],
    catatan: list[CatatanBaris],
    banyak_bukti: int,
    peringatan: list[Temuan],
) -> BarisTampil:
    keluaran = {f"k{i.pk}": i for i in b.keluaran} if isinstance(b, BarisSub) else {}

    def sel(nama: str) -> Sel:
        ingat = [p.pesan for p in peringatan if p.bidang == nama]
        return Sel(form[nama], tulis(b.tersimpan[nama]), ingat, keluaran.get(nama))

    utama = [n for n in b.tersimpan if n not in b.LIPAT]
    hitung = _potong(teks, b.kunci)
    return BarisTampil(b, form, hitung, catatan, banyak_bukti, [sel(n) for n in utama], [sel(n) for n in b.LIPAT])


def _kelompokkan(hitungan: Hitungan, tampil: dict[str, BarisTampil], teks: Mapping[str, str]) -> list[Kelompok]:
    return [
        Kelompok(k.pk, k.uraian, _potong(teks, f"g{k.pk}"), [tampil[f"s{d.pk}"] for d in k.daun])
        for k in hitungan.kegiatan
    ]


# ------------------------------------------------------------------------------------------------------- the four quarters


@dataclass(frozen=True)
class KotakBagian:
    """One unit in one quarter."""

    bagian: Bagian
    status: str
    nama_status: str
    terisi: Terisi
    milik: bool
    dikirim: datetime.date | None
    terlambat: bool

    @property
    def lengkap(self) -> bool:
        return self.terisi.lengkap == self.terisi.semua


@dataclass(frozen=True)
class KotakTriwulan:
    triwulan: int
    nama: str
    mulai: datetime.date | None
    tenggat: datetime.date | None
    tutup: str
    kotak: list[KotakBagian]

    @property
    def siap_kunci(self) -> int:
        return sum(k.status == StatusTriwulan.DISETUJUI for k in self.kotak)


def build_tahun(instansi: Instansi, tahun: int, pengguna: Pengguna, hari_ini: datetime.date) -> dict[str, Any]:
    """Return the four quarters of a year by unit. The number of queries does not depend on their size."""
    bagian, isian = list_bagian(instansi, tahun), list_isian(instansi, tahun)
    terisi, kirim = count_terisi(instansi, tahun, bagian), _list_kirim(isian.values())
    boleh = akses.list_unit_ketik(pengguna, instansi)
    kotak = []
    for t, (periode, tenggat) in list_tenggat(instansi, tahun).items():
        isi = []
        for b in bagian:
            i = isian.get((t, b.nomor))
            status = i.status if i else StatusTriwulan.DRAF.value
            dikirim = kirim.get(i.pk) if i and status != StatusTriwulan.DRAF else None
            patokan = dikirim or hari_ini
            milik = boleh is None or b.nomor in boleh
            telat = tenggat is not None and patokan > tenggat
            isi.append(KotakBagian(b, status, NAMA_STATUS[status], terisi[t, b.nomor], milik, dikirim, telat))
        isi.sort(key=lambda k: not k.milik if boleh is not None else 0)
        belum = periode is not None and hari_ini < periode.mulai
        lewat = tenggat is not None and hari_ini > tenggat
        tutup = "belum dibuka" if belum else "sudah lewat" if lewat else ""
        kotak.append(KotakTriwulan(t, ROMAWI[t], periode.mulai if periode else None, tenggat, tutup, isi))
    return {
        "instansi": instansi,
        "tahun": tahun,
        "menu": "triwulan",
        "triwulan": kotak,
        "bagian": bagian,
        "admin": Peran.Jenis.ADMIN in akses.list_peran(pengguna, instansi),
    }


def _list_kirim(isian: Any) -> dict[int, datetime.date]:
    """Return when each was last sent. One query."""
    tipe = ContentType.objects.get_for_model(IsianTriwulan)
    pk = [i.pk for i in isian]
    langkah = RiwayatStatus.objects.filter(tipe=tipe, objek_id__in=pk, aksi="ajukan").order_by().values("objek_id")
    return {r["objek_id"]: timezone.localdate(r["akhir"]) for r in langkah.annotate(akhir=Max("waktu"))}
