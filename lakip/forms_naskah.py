"""What to choose before a document is downloaded."""

from __future__ import annotations

from dataclasses import dataclass

from crispy_forms.helper import FormHelper
from django import forms

from lakip.data import DataLkj
from lakip.naskah import NASKAH, Naskah


class BagianForm(forms.Form):
    """Which part of a document is wanted: a post, a quarter, or all of it."""

    bagian = forms.ChoiceField(required=False)

    def __init__(self, naskah: Naskah, pilihan: list[tuple[str, str]]) -> None:
        super().__init__(auto_id=f"{naskah.kunci}-%s")
        bidang = self.fields["bagian"]
        assert isinstance(bidang, forms.ChoiceField)
        bidang.choices = pilihan
        bidang.label = "Jabatan" if naskah.menurut == "jabatan" else "Masa"
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True


@dataclass(frozen=True)
class PilihanNaskah:
    """A line of the list of documents: what to choose before downloading, or why it cannot be made yet."""

    naskah: Naskah
    kurang: str
    form: BagianForm | None


def list_pilihan_naskah(data: DataLkj) -> list[PilihanNaskah]:
    hasil = []
    for naskah in NASKAH.values():
        kurang = naskah.kurang(data)
        pilihan = [] if kurang else naskah.list_bagian(data)
        hasil.append(PilihanNaskah(naskah, kurang, BagianForm(naskah, pilihan) if pilihan else None))
    return hasil
