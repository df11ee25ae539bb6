"""The forms of the promise: its parties, what may be promised, the row of a butir."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from crispy_forms.layout import Column, Row
from django import forms
from django.db.models import Model

from kinerja.triwulan import Akumulasi
from kinerja.ukuran import Sasar
from organisasi.kisi import Peringatan
from organisasi.models import Jabatan
from perjanjian.models import Butir, PerjanjianKinerja, TargetButir
from perjanjian.susun import Calon
from renstra.forms import RencanaForm, buat_helper
from renstra.ketikan import SasarKetikan
from renstra.kisi import BarisKisi

TRIWULAN = {1: "I", 2: "II", 3: "III", 4: "IV"}


class PihakForm(RencanaForm):
    """Who promises to whom, under which number and on what day."""

    PEMILIK = ("instansi", "tahun", "jabatan", "jenis")

    class Meta:
        model = PerjanjianKinerja
        fields = ["pihak_kedua", "sebutan_pihak_kedua", "nama_pihak_kedua", "nomor", "tanggal"]
        widgets = {"tanggal": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}
        labels = {
            "pihak_kedua": "Pihak kedua (atasan di kecamatan)",
            "sebutan_pihak_kedua": "Sebutan atasan di luar kecamatan",
            "nama_pihak_kedua": "Nama atasan di luar kecamatan",
        }
        help_texts = {
            "pihak_kedua": "Kosongkan bila atasannya di luar kecamatan, lalu isi sebutannya.",
            "sebutan_pihak_kedua": "Misalnya: Bupati Tanah Laut",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        medan: Any = self.fields["pihak_kedua"]
        medan.queryset = Jabatan.objects.for_instansi(self.instance.instansi_id).exclude(pk=self.instance.jabatan_id)
        medan.empty_label = "Di luar kecamatan"
        self.helper = buat_helper(
            "pihak_kedua",
            Row(Column("sebutan_pihak_kedua", css_class="col-md-6"), Column("nama_pihak_kedua", css_class="col-md-6")),
            Row(Column("nomor", css_class="col-md-6"), Column("tanggal", css_class="col-md-6")),
            "sidik",
        )

    def clean(self) -> dict[str, Any]:
        isi = super().clean()
        if isi.get("pihak_kedua"):
            isi["sebutan_pihak_kedua"] = isi["nama_pihak_kedua"] = ""
        elif not isi.get("sebutan_pihak_kedua"):
            self.add_error("pihak_kedua", "Pilih atasan, atau isi sebutan atasan di luar kecamatan.")
        return isi


class CalonForm(forms.Form):
    """An indicator that may be taken into the perjanjian, with its target."""

    pilih = forms.BooleanField(required=False)

    def __init__(self, calon: Calon, data: Any = None) -> None:
        self.calon = calon
        i = calon.indikator.model
        super().__init__(data, prefix=calon.kunci, initial={"target": calon.target})
        self.fields["target"] = SasarKetikan(ukuran=calon.indikator.ukuran, required=False)
        self.fields["pilih"].label = f"Pilih {i.kode} {i.uraian}"
        self.fields["target"].label = f"Target {i.kode}"
        for nama, medan in self.fields.items():
            medan.widget.attrs["aria-label"] = medan.label
            medan.widget.attrs["class"] = "form-check-input" if nama == "pilih" else "angka"

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or self.cleaned_data
        if isi.get("pilih") and isi.get("target") is None and "target" not in self.errors:
            self.add_error("target", "Isi targetnya; rencana belum punya target untuk tahun ini.")
        return isi


class BarisButir(BarisKisi):
    """A butir: its place, what is promised, in which unit, and how far each quarter is to get."""

    def __init__(self, butir: Butir, *args: Any, **kwargs: Any) -> None:
        self.butir = butir
        self.nama_baris = butir.indikator.kode
        self.triwulan: dict[int, TargetButir] = {t.triwulan: t for t in butir.target_triwulan.all()}
        super().__init__(*args, prefix=str(butir.pk), **kwargs)

    def susun(self) -> None:
        self.fields["urut"] = forms.IntegerField(
            label="Urutan", min_value=0, max_value=9999, widget=forms.TextInput(attrs={"inputmode": "numeric"})
        )
        self.ukuran = ukuran = self.butir.indikator.ukuran
        self.fields["target"] = SasarKetikan(label="Target setahun", ukuran=ukuran)
        self.fields["satuan"] = forms.CharField(label="Satuan", required=False, max_length=40)
        self.fields["satuan"].widget.attrs["placeholder"] = self.butir.indikator.satuan
        for n, romawi in TRIWULAN.items():
            label = f"Target s.d. triwulan {romawi}"
            self.fields[f"tw{n}"] = SasarKetikan(label=label, ukuran=ukuran, kata=False, required=False)

    def baca(self) -> dict[str, Any]:
        b = self.butir
        triwulan = {f"tw{n}": t.sasar for n, t in self.triwulan.items()}
        return {"urut": b.urut, "target": b.sasar, "satuan": b.satuan, **triwulan}

    def list_baris(self) -> Iterable[Model]:
        return [self.butir, *self.triwulan.values()]

    def tulis(self, isi: dict[str, Any]) -> None:
        b, target = self.butir, isi["target"]
        if {"urut", "target", "satuan"} & set(self.changed_data):
            b.urut, b.satuan, b.target, b.target_teks = isi["urut"], isi["satuan"], target.nilai, target.teks
            b.save()
        for n in TRIWULAN:
            if f"tw{n}" in self.changed_data:
                self._tulis_triwulan(n, isi[f"tw{n}"])

    def _tulis_triwulan(self, n: int, sasar: Sasar | None) -> None:
        lama = self.triwulan.get(n)
        if sasar is None:
            if lama:
                lama.delete()
                del self.triwulan[n]
            return
        baru = lama or TargetButir(butir=self.butir, triwulan=n)
        baru.nilai, baru.teks = sasar.nilai, sasar.teks
        baru.save()
        self.triwulan[n] = baru

    def list_peringatan(self) -> Iterable[Peringatan]:
        indikator, akhir = self.butir.indikator, self.triwulan.get(4)
        ukuran = indikator.ukuran
        if (
            akhir is not None
            and ukuran.is_bertarget(self.butir.sasar)
            and ukuran.is_beda(self.butir.sasar, akhir.sasar)
        ):
            yield Peringatan("tw4", "Target s.d. triwulan IV tidak sama dengan target setahun.")
        if indikator.akumulasi != Akumulasi.AKUMULATIF:
            return
        nilai = {n: t.nilai for n, t in self.triwulan.items() if t.nilai is not None}
        for n in (2, 3, 4):
            if n in nilai and n - 1 in nilai and nilai[n] < nilai[n - 1]:
                yield Peringatan(f"tw{n}", "Target s.d. triwulan ini lebih rendah daripada triwulan sebelumnya.")
