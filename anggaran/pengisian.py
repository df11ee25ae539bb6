"""The rows of a quarter as they are typed: what is stored, the form, the checks, the storing.

A row spans several models (money and fisik, outputs, the note of the sub kegiatan), so it is one plain form whose fields
are compared, stored and fingerprinted together. Its key is ``s<pk>`` (sub kegiatan), ``k<pk>`` (output of a program or
kegiatan), ``i<pk>`` (indikator, this quarter) or ``t<pk>`` (indikator, the whole year; typed with triwulan IV).
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django import forms
from django.core.validators import DecimalValidator
from django.db import models, transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from anggaran.isian import Lembar, begin_isian, explain_tutup
from anggaran.models import IndikatorKegiatan, RealisasiKeluaran, RealisasiTriwulan, SubKegiatan
from kinerja.angka import format_angka, format_isian, format_rupiah
from kinerja.capaian import Arah
from kinerja.periksa_triwulan import IsianKeluaran, IsianSub, Temuan, find_galat
from kinerja.triwulan import Akumulasi, accumulate
from kinerja.ukuran import write_sasar
from organisasi.ketikan import AngkaKetikan, PersenKetikan, UangKetikan
from organisasi.kisi import Bentrok, jam, sidik_nilai
from organisasi.models import Pengguna
from organisasi.riwayat import list_riwayat
from renstra.ketikan import KataKetikan
from renstra.models import Indikator, RealisasiIndikator, TargetIndikator
from renstra.rekap import Hasil, RekapIndikator

SETAHUN = 0
PANJANG = 4000  # letters of an explanation: a page and a half
BERPIKIR = DecimalValidator(15, 4)


class DitutupError(Exception):
    """Typing is closed; the message says why and what to do."""


class BentrokError(Exception):
    """A colleague changed the row since it was shown."""

    def __init__(self, bentrok: Bentrok) -> None:
        super().__init__(bentrok.oleh)
        self.bentrok = bentrok


# ---------------------------------------------------------------------------------------------------------------- fields


def _cek_desimal(nilai: Decimal) -> None:
    try:
        BERPIKIR(nilai)
    except forms.ValidationError as galat:
        raise forms.ValidationError("Paling banyak 4 angka di belakang koma dan 11 di depannya.") from galat


class TeksBebas(forms.CharField):
    """Words of any length over several lines; line ends are stored one way, however the browser sends them."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


def _teks(label: str) -> TeksBebas:
    pesan = {"max_length": f"Terlalu panjang: paling banyak {format_rupiah(PANJANG)} huruf."}
    return TeksBebas(label=label, required=False, max_length=PANJANG, error_messages=pesan)


def _pendek(label: str, panjang: int) -> forms.CharField:
    pesan = {"max_length": f"Terlalu panjang: paling banyak {panjang} huruf."}
    return forms.CharField(label=label, required=False, max_length=panjang, error_messages=pesan)


def _angka(kelas: type[AngkaKetikan | PersenKetikan], label: str) -> forms.Field:
    return kelas(label=label, required=False, validators=[_cek_desimal])


def tulis(nilai: Any) -> str:
    """Write a stored value as it is read: dots in figures."""
    if isinstance(nilai, Decimal):
        return format_angka(nilai)
    return format_rupiah(nilai) if isinstance(nilai, int) else (nilai or "")


def _baku(nilai: Any) -> str:
    """Write a value so that equal ones are written equally (50 and 50.0000)."""
    return format_isian(nilai) if isinstance(nilai, Decimal) else "" if nilai is None else str(nilai)


# ------------------------------------------------------------------------------------------------------------------ rows


class Baris:
    """One row: its key, its name, its fields, and what is stored in them."""

    LIPAT: tuple[str, ...] = ()  # fields that stand under the row

    def __init__(self, kunci: str, nama: str) -> None:
        self.kunci, self.nama = kunci, nama

    def list_medan(self) -> dict[str, forms.Field]:
        raise NotImplementedError

    @cached_property
    def tersimpan(self) -> dict[str, Any]:
        raise NotImplementedError

    def find_galat(self, isi: Mapping[str, Any]) -> list[Temuan]:
        return []

    def store(self, isi: Mapping[str, Any]) -> None:
        raise NotImplementedError

    def list_objek(self) -> Iterable[models.Model]:
        """Return the stored rows behind this one, for who changed them last."""
        raise NotImplementedError

    @property
    def sidik(self) -> str:
        return self.sidik_untuk(self.tersimpan)

    def sidik_untuk(self, isi: Mapping[str, Any]) -> str:
        return sidik_nilai(self.kunci, *(_baku(isi[n]) for n in self.tersimpan))

    def has_sama(self, isi: Mapping[str, Any]) -> bool:
        return all(_baku(isi[n]) == _baku(lama) for n, lama in self.tersimpan.items())

    @property
    def kosong(self) -> bool:
        return not any(_baku(v) for v in self.tersimpan.values())

    @property
    def lengkap(self) -> bool:
        """Nothing is missing of what is asked for (explanations are not)."""
        raise NotImplementedError

    @property
    def terlipat(self) -> bool:
        return not any(self.tersimpan[n] for n in self.LIPAT)


class BarisForm(forms.Form):
    sidik = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, baris: Baris, data: Mapping[str, Any] | None = None) -> None:
        initial = {**baris.tersimpan, "sidik": baris.sidik}
        super().__init__(data, prefix=baris.kunci, initial=initial, auto_id="id-%s")
        self.baris = baris
        for nama, medan in baris.list_medan().items():
            self.fields[nama] = medan
            medan.widget.attrs.setdefault("aria-label", f"{medan.label}, {baris.nama}")
            if isinstance(medan.widget, forms.Textarea):
                medan.widget.attrs["rows"] = 2
        self.fields["sidik"].widget.attrs["autocomplete"] = "off"  # a reload shows the new one, not the one before

    @property
    def isi(self) -> dict[str, Any]:
        return {n: v for n, v in self.cleaned_data.items() if n != "sidik"}

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or self.cleaned_data
        if not self.errors:
            for temuan in self.baris.find_galat(isi):
                self.add_error(temuan.bidang if temuan.bidang in self.fields else None, temuan.pesan)
        return self.cleaned_data

    def renew_sidik(self, sidik: str) -> None:
        """Let the next attempt be made knowingly."""
        self.data = {**self.data.dict(), self.add_prefix("sidik"): sidik}  # type: ignore[attr-defined]


class BarisSub(Baris):
    LIPAT = ("hambatan", "solusi", "tindak_lanjut", "catatan_lampau")

    def __init__(
        self,
        sub: SubKegiatan,
        triwulan: int,
        realisasi: dict[int, RealisasiTriwulan],
        keluaran: list[IndikatorKegiatan],
    ) -> None:
        super().__init__(f"s{sub.pk}", sub.uraian)
        self.sub, self.triwulan, self.realisasi, self.keluaran = sub, triwulan, realisasi, keluaran
        self.k = {i.pk: {r.triwulan: r for r in i.realisasi.all()} for i in keluaran}

    def list_medan(self) -> dict[str, forms.Field]:
        medan: dict[str, forms.Field] = {
            "keuangan": UangKetikan(label="Realisasi keuangan triwulan ini (Rp)", required=False),
            "fisik": _angka(PersenKetikan, "Fisik s.d. triwulan ini (%)"),
        }
        for n, i in enumerate(self.keluaran, start=1):
            k = medan[f"k{i.pk}"] = _angka(AngkaKetikan, f"Keluaran triwulan ini: {i.uraian}")
            k.widget.attrs |= {"data-kolom": f"k{n}", "data-lajur": "k"}
        return medan | {
            "hambatan": _teks("Hambatan"),
            "solusi": _teks("Solusi"),
            "tindak_lanjut": _teks("Rencana tindak lanjut"),
            "catatan_lampau": _pendek("Catatan bila melampaui pagu", 300),
        }

    @property
    def kini(self) -> RealisasiTriwulan | None:
        return self.realisasi.get(self.triwulan)

    @cached_property
    def tersimpan(self) -> dict[str, Any]:
        r = self.kini or RealisasiTriwulan()
        isi: dict[str, Any] = {"keuangan": r.keuangan, "fisik": r.fisik}
        for i in self.keluaran:
            k = self.k[i.pk].get(self.triwulan)
            isi[f"k{i.pk}"] = k.nilai if k else None
        return isi | {
            "hambatan": r.hambatan,
            "solusi": r.solusi,
            "tindak_lanjut": r.tindak_lanjut,
            "catatan_lampau": self.sub.catatan_lampau,
        }

    @property
    def kosong(self) -> bool:
        return not any(_baku(v) for n, v in self.tersimpan.items() if n != "catatan_lampau")

    @property
    def lengkap(self) -> bool:
        return all(v is not None for n, v in self.tersimpan.items() if n not in self.LIPAT)

    def to_isian(self, isi: Mapping[str, Any] | None = None, kas_sd: int | None = None) -> IsianSub:
        """Return the sub kegiatan as it would stand with these values, for the pure rules."""
        isi = self.tersimpan if isi is None else isi

        def deret(bidang: str) -> list[Any]:
            lama = [getattr(self.realisasi.get(t), bidang, None) for t in (1, 2, 3, 4)]
            return [isi[bidang] if t == self.triwulan else n for t, n in enumerate(lama, start=1)]

        keluaran = []
        for i in self.keluaran:
            k = [r.nilai if (r := self.k[i.pk].get(t)) else None for t in range(1, self.triwulan)]
            kini = isi[f"k{i.pk}"]
            sd = accumulate([*k, kini], Akumulasi(i.akumulasi))
            keluaran.append(IsianKeluaran(f"k{i.pk}", kini, sd, i.target, Arah(i.arah)))
        return IsianSub(
            self.triwulan,
            self.sub.pagu,
            deret("keuangan"),
            deret("fisik"),
            kas_sd,
            keluaran,
            isi["hambatan"],
            isi["catatan_lampau"],
        )

    def find_galat(self, isi: Mapping[str, Any]) -> list[Temuan]:
        return find_galat(self.to_isian(isi))

    def store(self, isi: Mapping[str, Any]) -> None:
        r = self.kini or RealisasiTriwulan(sub_kegiatan=self.sub, triwulan=self.triwulan)
        _store(r, {n: isi[n] for n in ("keuangan", "fisik", "hambatan", "solusi", "tindak_lanjut")})
        for i in self.keluaran:
            k = self.k[i.pk].get(self.triwulan) or RealisasiKeluaran(indikator=i, triwulan=self.triwulan)
            _store(k, {"nilai": isi[f"k{i.pk}"]})
        if self.sub.catatan_lampau != isi["catatan_lampau"]:
            self.sub.catatan_lampau = isi["catatan_lampau"]
            self.sub.save()

    def list_objek(self) -> Iterable[models.Model]:
        k = [self.k[i.pk].get(self.triwulan) for i in self.keluaran]
        return [o for o in (self.kini, *k, self.sub) if o]


class BarisKeluaran(Baris):
    """The output of a program or a kegiatan in this quarter."""

    def __init__(self, indikator: IndikatorKegiatan, triwulan: int) -> None:
        super().__init__(f"k{indikator.pk}", indikator.uraian)
        self.indikator, self.triwulan = indikator, triwulan
        self.realisasi = {r.triwulan: r for r in indikator.realisasi.all()}
        self.pos = indikator.kegiatan or indikator.program

    def list_medan(self) -> dict[str, forms.Field]:
        return {"nilai": _angka(AngkaKetikan, "Keluaran triwulan ini")}

    @cached_property
    def tersimpan(self) -> dict[str, Any]:
        kini = self.realisasi.get(self.triwulan)
        return {"nilai": kini.nilai if kini else None}

    @property
    def lengkap(self) -> bool:
        return not self.kosong

    @property
    def target_teks(self) -> str:
        return self.indikator.target_teks or tulis(self.indikator.target)

    def find_galat(self, isi: Mapping[str, Any]) -> list[Temuan]:
        if isi["nilai"] is not None and isi["nilai"] < 0:
            return [Temuan("nilai", "Keluaran tidak bisa negatif. Ketik 0 bila belum ada.")]
        return []

    def store(self, isi: Mapping[str, Any]) -> None:
        kini = self.realisasi.get(self.triwulan)
        _store(kini or RealisasiKeluaran(indikator=self.indikator, triwulan=self.triwulan), isi)

    def list_objek(self) -> Iterable[models.Model]:
        kini = self.realisasi.get(self.triwulan)
        return [kini] if kini else []


class BarisIndikator(Baris):
    LIPAT = ("alasan", "faktor", "hambatan", "solusi", "tindak_lanjut")

    def __init__(
        self,
        indikator: Indikator,
        tahun: int,
        triwulan: int,
        kini: RealisasiIndikator | None,
        target: TargetIndikator | None,
    ) -> None:
        setahun = triwulan == SETAHUN
        super().__init__(f"{'t' if setahun else 'i'}{indikator.pk}", indikator.uraian)
        self.indikator, self.tahun, self.triwulan, self.kini, self.target = indikator, tahun, triwulan, kini, target
        self.ukuran = indikator.ukuran
        self.berkata = self.ukuran.berkata

    def list_medan(self) -> dict[str, forms.Field]:
        apa = f"Realisasi tahun {self.tahun}" if self.triwulan == SETAHUN else "Realisasi triwulan ini"
        nilai: dict[str, forms.Field] = {"nilai": _angka(AngkaKetikan, apa)}
        if self.berkata:
            nilai = {"teks": KataKetikan(label=apa, ukuran=self.ukuran, required=False)}
        return nilai | {
            "alasan": _pendek("Alasan bila belum ada", 200),
            "faktor": _teks("Faktor pendukung atau penyebab"),
            "hambatan": _teks("Hambatan"),
            "solusi": _teks("Solusi"),
            "tindak_lanjut": _teks("Rencana tindak lanjut"),
        }

    @cached_property
    def tersimpan(self) -> dict[str, Any]:
        r = self.kini or RealisasiIndikator()
        return {n: getattr(r, n) for n in ("teks" if self.berkata else "nilai", *self.LIPAT)}

    @property
    def sumber(self) -> str:
        """Where the value comes from if nobody types it; then only the words are asked for."""
        ketik = self.indikator.sumber_nilai == Indikator.SumberNilai.ENTRI
        return "" if ketik else self.indikator.get_sumber_nilai_display()

    @property
    def kosong(self) -> bool:
        return not self.sumber and super().kosong

    @property
    def lengkap(self) -> bool:
        return not self.kosong

    @property
    def target_teks(self) -> str:
        target = self.rekap.sasar(self.tahun)
        return write_sasar(target) if target else ""

    @property
    def petunjuk(self) -> str:
        """What is typed for it, where that is no plain figure."""
        return self.ukuran.petunjuk

    @property
    def rekap(self) -> RekapIndikator:
        """The indicator with the target and the realisasi that are stored for this row."""
        r = self.kini
        return RekapIndikator(
            self.indikator,
            {self.tahun: self.target.sasar} if self.target else {},
            {self.tahun: Hasil(r.nilai, r.teks, r.alasan)} if r else {},
        )

    def find_galat(self, isi: Mapping[str, Any]) -> list[Temuan]:
        utama = "teks" if self.berkata else "nilai"
        lain = bool(self.kini and (self.kini.teks if utama == "nilai" else self.kini.nilai is not None))
        if _baku(isi[utama]) or isi["alasan"] or lain or not any(isi[n] for n in self.LIPAT):
            return []
        return [Temuan(utama, "Isi realisasinya, atau tulis di “Alasan bila belum ada” mengapa belum ada.")]

    def store(self, isi: Mapping[str, Any]) -> None:
        r = self.kini or RealisasiIndikator(indikator=self.indikator, tahun=self.tahun, triwulan=self.triwulan)
        _store(r, isi)

    def list_objek(self) -> Iterable[models.Model]:
        return [self.kini] if self.kini else []


def _store(objek: models.Model, isi: Mapping[str, Any]) -> None:
    """Store what differs; a row that says nothing any more is deleted. Both leave a trace in the log."""
    tetap = {"pk", "id", "sub_kegiatan", "indikator", "tahun", "triwulan", *isi}
    lain = (getattr(objek, f.attname) for f in objek._meta.concrete_fields if f.name not in tetap)
    if not any(_baku(v) for v in (*isi.values(), *lain)):
        if objek.pk:
            objek.delete()
        return
    if objek.pk and all(_baku(getattr(objek, n)) == _baku(v) for n, v in isi.items()):
        return
    for nama, nilai in isi.items():
        setattr(objek, nama, nilai)
    objek.save()


# --------------------------------------------------------------------------------------------------------------- reading


def muat_baris(lembar: Lembar, kunci: str = "") -> dict[str, Baris]:
    """Return the rows of the quarter by key, or only the one asked for. The number of queries does not depend on them."""
    sub = [s for s in lembar.bagian.sub if kunci in ("", f"s{s.pk}")]
    indikator = [i for i in lembar.bagian.indikator if not kunci or (kunci[1:] == str(i.pk) and kunci[0] in "it")]
    baris: list[Baris] = []
    if sub:
        realisasi: dict[int, dict[int, RealisasiTriwulan]] = defaultdict(dict)
        for r in RealisasiTriwulan.objects.filter(sub_kegiatan__in=sub):
            realisasi[r.sub_kegiatan_id][r.triwulan] = r
        keluaran: dict[int, list[IndikatorKegiatan]] = defaultdict(list)
        for i in IndikatorKegiatan.objects.filter(sub_kegiatan__in=sub).prefetch_related("realisasi"):
            assert i.sub_kegiatan_id is not None
            keluaran[i.sub_kegiatan_id].append(i)
        baris += [BarisSub(s, lembar.triwulan, realisasi[s.pk], keluaran[s.pk]) for s in sub]
    if keluar := [k for k in lembar.bagian.keluaran if kunci in ("", f"k{k.pk}")]:
        prefetch_related_objects(keluar, "realisasi")
        baris += [BarisKeluaran(k, lembar.triwulan) for k in keluar]
    if indikator:
        hasil = RealisasiIndikator.objects.filter(indikator__in=indikator, tahun=lembar.tahun)
        ada = {(r.indikator_id, r.triwulan): r for r in hasil}
        target = {
            t.indikator_id: t for t in TargetIndikator.objects.filter(indikator__in=indikator, tahun=lembar.tahun)
        }
        diminta = [(i, lembar.triwulan) for i in indikator if i in lembar.bagian.indikator_ketik]
        if lembar.triwulan == 4:
            diminta += [(i, SETAHUN) for i in indikator]
        baris += [BarisIndikator(i, lembar.tahun, t, ada.get((i.pk, t)), target.get(i.pk)) for i, t in diminta]
    return {b.kunci: b for b in baris if kunci in ("", b.kunci)}


# --------------------------------------------------------------------------------------------------------------- storing


def save_baris(
    lembar: Lembar, kunci: str, data: Mapping[str, Any], oleh: Pengguna, hari_ini: datetime.date
) -> BarisForm | None:
    """Store one row and return its form, with errors if it was refused; None where there is no such row.

    Raises DitutupError where typing is closed and BentrokError where a colleague was there since; nothing is stored then.
    """
    with transaction.atomic():
        isian = begin_isian(lembar)
        if alasan := explain_tutup(isian, hari_ini):
            raise DitutupError(alasan)
        baris = muat_baris(lembar, kunci).get(kunci)
        if baris is None:
            return None
        form = BarisForm(baris, data)
        if form.is_valid() and not baris.has_sama(form.isi):
            if form.cleaned_data["sidik"] != baris.sidik:
                raise BentrokError(tell_bentrok(baris, form, oleh))
            baris.store(form.isi)
            isian.pengisi.add(oleh)
        return form


@dataclass
class HasilSemua:
    """What became of a whole page that was sent at once: how many rows were stored, the forms that were not."""

    tersimpan: int
    tertahan: dict[str, BarisForm]


def save_semua(lembar: Lembar, data: Mapping[str, Any], oleh: Pengguna, hari_ini: datetime.date) -> HasilSemua:
    """Store the rows that the user changed, each by itself: a wrong one does not hold up the others.

    Raises DitutupError where typing is closed.
    """
    hasil = HasilSemua(0, {})
    with transaction.atomic():
        isian = begin_isian(lembar)
        if alasan := explain_tutup(isian, hari_ini):
            raise DitutupError(alasan)
        for kunci, baris in muat_baris(lembar).items():
            form = BarisForm(baris, data)
            if form.add_prefix("sidik") not in data:
                continue
            if not form.is_valid():
                hasil.tertahan[kunci] = form
                continue
            dilihat = form.cleaned_data["sidik"]
            if baris.has_sama(form.isi) or baris.sidik_untuk(form.isi) == dilihat:  # as it was shown: not touched
                continue
            if dilihat != baris.sidik:
                form.add_error(None, explain_bentrok(tell_bentrok(baris, form, oleh)))
                form.renew_sidik(baris.sidik)
                hasil.tertahan[kunci] = form
                continue
            baris.store(form.isi)
            hasil.tersimpan += 1
        if hasil.tersimpan:
            isian.pengisi.add(oleh)
    return hasil


def tell_bentrok(baris: Baris, form: BarisForm, oleh: Pengguna) -> Bentrok:
    """Return the row as it is stored now: who changed it, when, and what differs from what was typed."""
    riwayat = [r[0] for o in baris.list_objek() if (r := list_riwayat(o))]
    akhir = max(riwayat, key=lambda r: r.waktu, default=None)
    siapa = akhir.oleh if akhir else "Orang lain"
    if siapa == str(oleh):
        siapa = "Anda sendiri (di jendela lain)"
    beda = {n: v for n, v in baris.tersimpan.items() if _baku(v) != _baku(form.isi[n])}
    return Bentrok(
        siapa,
        jam(akhir.waktu if akhir else timezone.now()),
        baris.sidik,
        {n: (str(form.fields[n].label), tulis(v)) for n, v in beda.items()},
        {n: write_isian(form, n, v) for n, v in beda.items()},
    )


def explain_bentrok(bentrok: Bentrok) -> str:
    beda = "; ".join(f"{label} menjadi {nilai or 'kosong'}" for label, nilai in bentrok.kini.values())
    return (
        f"{bentrok.oleh} mengubah baris ini pukul {bentrok.jam}, sesudah halaman Anda dibuka: {beda}. Isian Anda masih "
        "ada di bawah. Simpan sekali lagi untuk memakai isian Anda, atau muat ulang halaman untuk memakai yang tersimpan."
    )


def write_isian(form: BarisForm, nama: str, nilai: Any) -> str:
    """Write a value as it stands in its input."""
    teks = form.fields[nama].prepare_value(nilai)
    return "" if teks is None else str(teks)
