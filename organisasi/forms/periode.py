"""Forms of the periods of a year and of more time for one instansi."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.http import QueryDict

from organisasi.forms.akun import build_helper
from organisasi.formulir import SidikForm
from organisasi.jadwal import TRIWULAN, Jendela, build_jadwal, shift_tahun
from organisasi.models import Instansi, Kabupaten, Periode, Perpanjangan


class TanggalInput(forms.DateInput):
    """The browser's own calendar; one that has none takes 10-04-2026 as well."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class PeriodeForm(SidikForm):
    """One row: both days, or neither where the period is not limited."""

    class Meta:
        model = Periode
        fields = ["mulai", "tenggat"]
        widgets = {"mulai": TanggalInput, "tenggat": TanggalInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("sidik", "baru")  # so that a row made by a colleague meanwhile is noticed
        for nama, kata in (("mulai", "dibuka"), ("tenggat", "tenggat")):
            self.fields[nama].required = False
            self.fields[nama].widget.attrs |= {"class": "form-control", "aria-label": f"{self.instance.nama} {kata}"}

    def clean(self) -> dict[str, Any]:
        isi = super().clean()
        mulai, tenggat = isi.get("mulai"), isi.get("tenggat")
        if self.errors:
            return isi
        if bool(mulai) != bool(tenggat):
            self.add_error("tenggat" if mulai else "mulai", "Isi kedua tanggalnya, atau kosongkan keduanya.")
        elif mulai and tenggat and tenggat < mulai:
            self.add_error("tenggat", "Tenggat tidak boleh sebelum tanggal dibuka.")
        elif not mulai and self.kini and self.kini.perpanjangan.exists():  # type: ignore[attr-defined]
            self.add_error("mulai", "Periode ini punya perpanjangan waktu; hapus dahulu perpanjangannya.")
        return isi

    def save(self, commit: bool = True) -> Any:
        if self.cleaned_data["mulai"]:
            return super().save(commit)
        if self.kini:
            self.kini.delete()
        return None


def build_periode(
    isian: QueryDict | None, kabupaten: Kabupaten, tahun: int, usul: dict[int, Jendela] | None = None
) -> list[PeriodeForm]:
    """Return a form for each quarter and for the LKj; ``usul`` stands in them, unsaved, in place of what is stored."""
    ada = {p.triwulan: p for p in Periode.objects.filter(kabupaten=kabupaten, tahun=tahun)}
    formulir = []
    for n in TRIWULAN:
        jendela = (usul or {}).get(n)
        formulir.append(
            PeriodeForm(
                isian,
                prefix=f"tw{n}",
                instance=ada.get(n) or Periode(kabupaten=kabupaten, tahun=tahun, triwulan=n),
                initial={"mulai": jendela.mulai, "tenggat": jendela.tenggat} if jendela else None,
            )
        )
    return formulir


def propose_jadwal(cara: str, kabupaten: Kabupaten, tahun: int) -> dict[int, Jendela]:
    """Return what is proposed for a year: the usual calendar ("baku"), or that of the year before ("lalu")."""
    if cara == "baku":
        return build_jadwal(tahun)
    if cara == "lalu":
        lalu = Periode.objects.filter(kabupaten=kabupaten, tahun=tahun - 1)
        return {p.triwulan: Jendela(shift_tahun(p.mulai), shift_tahun(p.tenggat)) for p in lalu}
    return {}


class PerpanjanganForm(forms.ModelForm):
    class Meta:
        model = Perpanjangan
        fields = ["periode", "instansi", "sampai", "alasan"]
        labels = {"instansi": "Kecamatan", "sampai": "Diperpanjang sampai"}
        widgets = {"sampai": TanggalInput}
        help_texts = {"alasan": "Misalnya: jaringan putus tiga hari karena banjir."}

    def __init__(self, *args: Any, kabupaten: Kabupaten, tahun: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        periode, instansi = self.fields["periode"], self.fields["instansi"]
        assert isinstance(periode, forms.ModelChoiceField) and isinstance(instansi, forms.ModelChoiceField)
        periode.queryset = Periode.objects.filter(kabupaten=kabupaten, tahun=tahun)
        instansi.queryset = Instansi.objects.aktif().filter(kabupaten=kabupaten)
        self.helper = build_helper("Beri perpanjangan")

    def clean_sampai(self) -> datetime.date:
        sampai: datetime.date = self.cleaned_data["sampai"]
        periode = self.cleaned_data.get("periode")
        if periode and sampai <= periode.tenggat:
            raise forms.ValidationError(
                f"Tenggat biasanya sudah {periode.tenggat:%d-%m-%Y}; isi tanggal sesudah itu.", code="terlalu_awal"
            )
        return sampai
