"""What the pages draw: rows of cells, and the list of all tables with what is still to be done."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count, Max, Value
from django.forms import BoundField
from django.urls import reverse

from organisasi.riwayat import name_orang
from organisasi.tabel_isian.formulir import BarisForm
from organisasi.tabel_isian.lembaran import Lembaran
from organisasi.tabel_isian.tabel import Hitungan, Lingkup, TabelIsian, list_tabel

BARIS_KOSONG = 3  # empty rows at the end of a form without JavaScript


@dataclass(frozen=True)
class Sel:
    """A cell: an input, a text, or (``hitung``) a figure that the server computes."""

    bidang: BoundField | None = None
    teks: str = ""
    hitung: str = ""
    kelas: str = ""


@dataclass(frozen=True)
class Baris:
    id: str
    nama: str
    form: BarisForm | None
    sel: tuple[Sel, ...]
    simpan: str = ""
    hapus: str = ""
    naik: str = ""
    turun: str = ""


@dataclass(frozen=True)
class Alamat:
    """The addresses of a table; the part that is looked at goes along in all of them."""

    lembaran: Lembaran

    def make(self, nama: str, **lain: Any) -> str:
        lingkup = self.lembaran.lingkup
        dasar = {"slug": lingkup.instansi.slug, "tahun": lingkup.tahun, "kunci": self.lembaran.tabel.kunci}
        ekor = f"?{urlencode({'pilih': lingkup.pilihan})}" if lingkup.pilihan else ""
        return reverse(nama, kwargs={**dasar, **lain}) + ekor


def build_kelas(lembaran: Lembaran) -> dict[str, str]:
    """Return how wide each column is: by what it holds."""
    hasil = {}
    for nama in lembaran.kolom:
        widget = lembaran.kelas_form.base_fields[nama].widget
        lebar = widget.__class__.__name__ == "Textarea" or nama in lembaran.tabel.kolom_lebar
        biasa = "panjang" if lebar else ""
        hasil[nama] = next((k for k in ("angka", "kode") if k in widget.attrs.get("class", "")), biasa)
    return hasil


def build_isi(lembaran: Lembaran, salah: Mapping[str, BarisForm] | None = None) -> list[Baris]:
    """Return the rows with their forms; ``salah`` are forms that came back, by prefix."""
    salah = salah or {}
    model = list(lembaran.query())
    hitung = lembaran.calculate(model)
    kelas = build_kelas(lembaran)
    return [_build(lembaran, b, salah.get(str(b.pk)) or lembaran.form(b), hitung, kelas) for b in model]


def build_cetakan(lembaran: Lembaran) -> Baris:
    """Return the row that the script clones for a new one."""
    form = lembaran.form(lembaran.make_baris(), prefix="__prefix__")
    return _build(lembaran, form.instance, form, {}, build_kelas(lembaran))


def build_tambahan(lembaran: Lembaran, salah: Mapping[str, BarisForm]) -> list[Baris]:
    """Return new rows for a form without JavaScript: those that came back with a mistake, then empty ones."""
    kelas = build_kelas(lembaran)
    kembali = [form for prefix, form in salah.items() if not prefix.isdigit()]
    akhir = max((int(form.prefix.rpartition("-")[2]) for form in kembali if form.prefix), default=0)
    baru = [lembaran.form(lembaran.make_baris(), prefix=f"kosong-{akhir + n}") for n in range(1, BARIS_KOSONG + 1)]
    return [_build(lembaran, f.instance, f, {}, kelas) for f in (*kembali, *baru)]


def _build(
    lembaran: Lembaran, model: Any, form: BarisForm, hitung: Mapping[str, str], kelas: Mapping[str, str]
) -> Baris:
    awalan, tabel, alamat = str(form.prefix), lembaran.tabel, Alamat(lembaran)
    sel = [
        Sel(form[n], kelas=kelas[n]) if n in form.fields else Sel(teks=tabel.write(model, n), kelas=kelas[n])
        for n in lembaran.kolom
    ]
    sel += [_sel_hitung(f"{awalan}-{h.nama}", hitung) for h in tabel.hitungan]
    simpan = alamat.make("tambah_baris") if model.pk is None else alamat.make("simpan_baris_tabel", pk=model.pk)
    hapus = alamat.make("hapus_baris", pk=model.pk) if model.pk is not None and tabel.hapus else ""
    geser = {
        arah: alamat.make("geser_baris", pk=model.pk, arah=arah)
        for arah in ("naik", "turun")
        if model.pk is not None and tabel.berurut
    }
    nama = str(form.kini or model)[:60] if model.pk is not None else "baris baru"
    return Baris(awalan, nama, form, tuple(sel), simpan, hapus, **geser)


def _sel_hitung(kunci: str, hitung: Mapping[str, str]) -> Sel:
    return Sel(teks=hitung.get(kunci, ""), hitung=kunci, kelas="angka")


def build_bacaan(lembaran: Lembaran) -> list[Baris]:
    """Return the rows for those who may only read."""
    model = list(lembaran.query())
    hitung = lembaran.calculate(model)
    kelas = build_kelas(lembaran)
    return [
        Baris(
            str(b.pk),
            str(b),
            None,
            (
                *(Sel(teks=lembaran.tabel.write(b, n), kelas=kelas[n]) for n in lembaran.kolom),
                *(_sel_hitung(f"{b.pk}-{h.nama}", hitung) for h in lembaran.tabel.hitungan),
            ),
        )
        for b in model
    ]


def build_ringkasan(lembaran: Lembaran) -> list[tuple[Hitungan, str, str]]:
    """Return (what, key, text) of the figures of the whole table."""
    hitung = lembaran.calculate() if lembaran.tabel.ringkasan else {}
    return [(h, f"tabel-{h.nama}", hitung.get(f"tabel-{h.nama}", "–")) for h in lembaran.tabel.ringkasan]


# --------------------------------------------------------------------------------------------------- the list of tables


@dataclass
class Ikhtisar:
    """A table in the list: how many rows, how many of them unfinished, who changed it last."""

    tabel: TabelIsian
    jumlah: int = 0
    kurang: int = 0
    oleh: str = ""
    waktu: datetime.datetime | None = None


@dataclass
class Kelompok:
    judul: str
    isi: list[Ikhtisar] = field(default_factory=list)


def build_ikhtisar(lingkup: Lingkup) -> list[Kelompok]:
    """Return the tables in groups. Four queries, however many tables there are."""
    daftar = {t.kunci: Ikhtisar(t) for t in list_tabel()}
    for kunci, jumlah, kurang in _union(
        t.query(lingkup)
        .order_by()
        .annotate(kunci=Value(k, CharField()))
        .values("kunci")
        .annotate(n_baris=Count("pk", distinct=True), n_kurang=_count_kurang(t))  # names that no model has
        .values_list("kunci", "n_baris", "n_kurang")
        for k, t in ((k, i.tabel) for k, i in daftar.items())
    ):
        daftar[kunci].jumlah, daftar[kunci].kurang = jumlah, kurang
    _put_perubahan(daftar, lingkup)
    kelompok: dict[str, Kelompok] = {}
    for satu in daftar.values():
        kelompok.setdefault(satu.tabel.kelompok, Kelompok(satu.tabel.kelompok)).isi.append(satu)
    return list(kelompok.values())


def _union(kueri: Iterable[Any]) -> Any:
    awal, *lain = kueri
    return awal.union(*lain, all=True)


def _count_kurang(tabel: TabelIsian) -> Any:
    if tabel.kosong is None:
        return Value(0)
    return Count("pk", filter=tabel.kosong.syarat, distinct=True)


def _put_perubahan(daftar: dict[str, Ikhtisar], lingkup: Lingkup) -> None:
    """Look up the last entry of the history for the rows of each table."""
    tipe = ContentType.objects.get_for_models(*(i.tabel.model for i in daftar.values()))
    terakhir = dict(
        _union(
            LogEntry.objects.filter(content_type=tipe[i.tabel.model], object_id__in=_list_pk(i.tabel, lingkup))
            .order_by()
            .annotate(kunci=Value(k, CharField()))
            .values("kunci")
            .annotate(akhir=Max("pk"))
            .values_list("kunci", "akhir")
            for k, i in daftar.items()
        )
    )
    log = LogEntry.objects.select_related("actor").in_bulk([pk for pk in terakhir.values() if pk])
    for kunci, pk in terakhir.items():
        if pk in log:
            daftar[kunci].oleh = name_orang(log[pk].actor)
            daftar[kunci].waktu = log[pk].timestamp


def _list_pk(tabel: TabelIsian, lingkup: Lingkup) -> Any:
    return tabel.query(lingkup).order_by().values("pk")


__all__ = [
    "Alamat",
    "build_bacaan",
    "build_cetakan",
    "build_ikhtisar",
    "build_isi",
    "build_ringkasan",
    "build_tambahan",
]
