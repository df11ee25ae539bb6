"""Forms by which the admin of a kabupaten manages people and their roles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict

from organisasi.akun import PeranDiminta
from organisasi.forms.akun import DiriForm
from organisasi.kisi import sidik_nilai
from organisasi.models import Instansi, Kabupaten, Pengguna, Peran, UnitKerja

KOSONG = ("", "—")


@dataclass(frozen=True)
class Lingkup:
    """What a role can be for in a kabupaten; read once for all rows of a page."""

    kabupaten: Kabupaten
    instansi: dict[str, Instansi]
    unit: dict[str, UnitKerja]

    @property
    def pilihan_instansi(self) -> list[tuple[str, str]]:
        return [KOSONG, *((kunci, i.nama) for kunci, i in self.instansi.items())]

    @property
    def pilihan_unit(self) -> list[Any]:
        """Units under the name of their kecamatan, so that a browser lists them together."""
        milik: dict[int, list[tuple[str, str]]] = {}
        for kunci, unit in self.unit.items():
            milik.setdefault(unit.instansi_id, []).append((kunci, unit.nama))
        return [KOSONG, *((i.nama, milik[i.pk]) for i in self.instansi.values() if i.pk in milik)]


def load_lingkup(kabupaten: Kabupaten, pengguna: Pengguna | None = None) -> Lingkup:
    """Read what roles can be given for: the instansi in use, and those in which this user has a role already."""
    boleh = Q(aktif=True) | Q(pk__in=pengguna.peran.values("instansi")) if pengguna else Q(aktif=True)
    instansi = {str(i.pk): i for i in Instansi.objects.filter(boleh, kabupaten=kabupaten)}
    unit = UnitKerja.objects.filter(instansi__in=list(instansi.values()))
    return Lingkup(kabupaten, instansi, {str(u.pk): u for u in unit})


class PenggunaForm(DiriForm):
    """An account as its admin sees it. Staff and superuser rights are not given here, by anyone."""

    class Meta(DiriForm.Meta):
        fields = ["username", "email"]
        labels = {"username": "Nama pengguna", "email": "Surel"}
        help_texts = {"username": "Dipakai untuk masuk. Huruf, angka, titik, dan garis bawah; tanpa spasi."}
        error_messages = {
            "username": {
                "invalid": "Nama pengguna hanya berisi huruf, angka, titik, dan garis bawah, tanpa spasi; misalnya "
                "perencana.pelaihari."
            }
        }

    field_order = ["nama", "username", "email"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.fields["email"].help_text = "Boleh kosong. Dipakai hanya bila ia lupa kata sandi."

    def sidik_kini(self) -> str:
        assert isinstance(self.kini, Pengguna)
        return sidik_nilai(self.kini.username, super().sidik_kini(), *sorted(map(str, list_kunci(self.kini))))

    def _tell(self) -> str:
        return (
            "Akun ini atau perannya sudah diubah orang lain setelah halaman Anda dibuka. Isian Anda masih ada di bawah. "
            "Simpan sekali lagi untuk memakai isian Anda, atau muat ulang halaman untuk memakai yang terbaru."
        )

    def clean_username(self) -> str:
        nama: str = self.cleaned_data["username"]
        if Pengguna.objects.filter(username__iexact=nama).exclude(pk=self.instance.pk).exists():
            raise ValidationError(
                "Nama pengguna ini sudah dipakai. Pilih yang lain, misalnya dengan nama kecamatannya."
            )
        return nama


def list_kunci(pengguna: Pengguna) -> list[tuple[str, int | None, int | None]]:
    return [(p.jenis, p.instansi_id, p.unit_id) for p in pengguna.peran.all()]


class PeranForm(forms.Form):
    """One role: what, where, and for a pelaksana of which unit."""

    jenis = forms.ChoiceField(label="Peran", choices=[KOSONG, *Peran.Jenis.choices])
    instansi = forms.ChoiceField(
        label="Kecamatan",
        required=False,
        error_messages={"invalid_choice": "Pilih kecamatan dari daftar; yang lain bukan bagian kabupaten ini."},
    )
    unit = forms.ChoiceField(
        label="Unit",
        required=False,
        error_messages={"invalid_choice": "Pilih unit dari daftar; yang lain bukan bagian kabupaten ini."},
    )

    def __init__(self, *args: Any, lingkup: Lingkup, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lingkup = lingkup
        self.fields["instansi"].choices = lingkup.pilihan_instansi  # type: ignore[attr-defined]
        self.fields["unit"].choices = lingkup.pilihan_unit  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or self.cleaned_data
        instansi = self.lingkup.instansi.get(isi.get("instansi", ""))
        unit = self.lingkup.unit.get(isi.get("unit", ""))
        jenis = isi.get("jenis")
        if not jenis or self.errors:
            return isi
        nama = Peran.Jenis(jenis).label
        if jenis in Peran.SEKABUPATEN:
            if instansi or unit:
                self.add_error("instansi", f"{nama} berlaku untuk seluruh kabupaten; kosongkan kecamatan dan unitnya.")
        elif instansi is None:
            self.add_error("instansi", f"Pilih kecamatan tempat ia menjadi {nama.lower()}.")
        elif unit and jenis != Peran.Jenis.PELAKSANA:
            self.add_error("unit", f"Unit hanya untuk pelaksana; {nama.lower()} bekerja untuk seluruh kecamatan.")
        elif unit and unit.instansi_id != instansi.pk:
            self.add_error("unit", f"{unit.nama} bukan unit {instansi.nama}. Pilih unit dari kecamatan yang sama.")
        isi["diminta"] = PeranDiminta(jenis, instansi, unit)
        return isi


class _PeranFormSet(BaseFormSet):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Row(Column("jenis"), Column("instansi"), Column("unit"), Column("DELETE"), css_class="baris-peran")
        )

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = "Hapus peran ini"

    @property
    def diminta(self) -> list[PeranDiminta]:
        return [
            f.cleaned_data["diminta"] for f in self.forms if f not in self.deleted_forms and "diminta" in f.cleaned_data
        ]

    def clean(self) -> None:
        if any(self.errors):
            return
        kunci = [p.kunci for p in self.diminta]
        if not kunci:
            raise ValidationError(
                "Beri setidaknya satu peran. Orang yang sudah pindah dinonaktifkan, bukan dikosongkan."
            )
        if len(set(kunci)) < len(kunci):
            raise ValidationError("Ada peran yang tertulis dua kali. Hapus salah satunya.")


def build_peran(isian: QueryDict | None, lingkup: Lingkup, pengguna: Pengguna | None = None) -> Any:
    """Return the rows of a user's roles, with empty ones for more."""
    awal = [
        {"jenis": jenis, "instansi": str(instansi or ""), "unit": str(unit or "")}
        for jenis, instansi, unit in (list_kunci(pengguna) if pengguna else [])
    ]
    kelas = formset_factory(PeranForm, formset=_PeranFormSet, extra=1 if awal else 2, can_delete=True, max_num=40)
    # What was typed is taken as it is: a row that happens to equal what is stored is no empty row.
    return kelas(isian, prefix="peran", initial=awal if isian is None else None, form_kwargs={"lingkup": lingkup})


class SaringForm(forms.Form):
    """What the list of users is narrowed by; sent by GET, so that the address can be kept."""

    q = forms.CharField(label="Cari", required=False, max_length=80)
    peran = forms.ChoiceField(label="Peran", required=False, choices=[("", "semua"), *Peran.Jenis.choices])
    instansi = forms.ChoiceField(label="Kecamatan", required=False)
    keadaan = forms.ChoiceField(
        label="Keadaan", required=False, choices=[("", "semua"), ("aktif", "aktif"), ("nonaktif", "nonaktif")]
    )

    def __init__(self, *args: Any, lingkup: Lingkup, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["instansi"].choices = [("", "semua"), *lingkup.pilihan_instansi[1:]]  # type: ignore[attr-defined]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(Row(*(Column(nama) for nama in self.fields), css_class="saring"))
