"""The form of what concerns a table as a whole, and how it is shown above the table."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.http import QueryDict

from organisasi.formulir import SidikForm
from organisasi.tabel_isian.ketikan import make_bidang
from organisasi.tabel_isian.lembaran import Lembaran
from organisasi.tabel_isian.tulis import write_nilai


class KepalaForm(SidikForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(Submit("simpan", "Simpan"))


def make_kepala_form(lembaran: Lembaran, data: QueryDict | None) -> Any:
    kepala = lembaran.tabel.kepala
    assert kepala is not None
    kelas = forms.modelform_factory(kepala.model, form=KepalaForm, fields=kepala.kolom, formfield_callback=make_bidang)
    return kelas(data, instance=kepala.find(lembaran.lingkup))


def build_kepala(lembaran: Lembaran) -> dict[str, Any] | None:
    """Return the heading's title and its values in words; None where the table has none."""
    kepala = lembaran.tabel.kepala
    if kepala is None:
        return None
    baris = kepala.find(lembaran.lingkup)
    medan: list[Any] = [kepala.model._meta.get_field(n) for n in kepala.kolom]
    isi = [(make_bidang(m).label, write_nilai(m, getattr(baris, m.name))) for m in medan]
    return {"judul": kepala.judul, "ada": baris.pk is not None, "isi": isi}
