"""Forms of a kabupaten's own settings: its kecamatan, its rules, its scales."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory, modelformset_factory
from django.http import QueryDict
from django.utils.text import slugify

from kinerja import predikat as inti
from kinerja.tulisan import format_angka
from organisasi.forms.akun import build_helper
from organisasi.formulir import SidikForm, fingerprint
from organisasi.ketikan import AngkaKetikan, PersenKetikan
from organisasi.kisi import sidik_nilai
from organisasi.models import Instansi, Kabupaten, Skala
from organisasi.skala import explain_hilang

BATAS_TERBESAR = Decimal(99_999)  # what the column holds


class InstansiForm(forms.ModelForm):
    """A new kecamatan; its key is proposed from its name."""

    class Meta:
        model = Instansi
        fields = ["nama", "slug", "kode", "ibu_kota"]
        error_messages = {
            "slug": {
                "invalid": "Kunci hanya berisi huruf, angka, dan tanda hubung, tanpa spasi; misalnya tomoni-timur."
            }
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = False
        self.fields["slug"].help_text = "Dipakai di alamat halaman, misalnya pelaihari. Kosongkan: dibuat dari namanya."
        self.helper = build_helper("Buat kecamatan")

    def clean_nama(self) -> str:
        nama: str = self.cleaned_data["nama"]
        if Instansi.objects.filter(kabupaten=self.instance.kabupaten, nama__iexact=nama).exists():
            raise ValidationError("Nama ini sudah dipakai instansi lain di kabupaten ini.")
        return nama

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data.get("slug", "") or propose_slug(self.cleaned_data.get("nama", ""))
        if slug and Instansi.objects.filter(slug=slug).exists():
            raise ValidationError(f"Kunci “{slug}” sudah dipakai instansi lain. Tulis yang lain, misalnya “{slug}-2”.")
        if not slug and "nama" in self.cleaned_data:
            raise ValidationError(
                "Kunci tidak dapat dibuat dari nama ini. Tulis dengan huruf kecil, angka, dan tanda hubung."
            )
        return slug


def propose_slug(nama: str) -> str:
    """Return "tomoni-timur" for "Kecamatan Tomoni Timur"."""
    return slugify(nama).removeprefix("kecamatan-")[:60]


class AturanForm(SidikForm):
    class Meta:
        model = Kabupaten
        fields = [
            "judul_laporan",
            "aturan_turun",
            "batas_capaian",
            "nilai_efisiensi",
            "cara_tanda",
            "skala_indikator",
            "skala_kegiatan",
            "skala_skm",
            "skala_akip",
            "provinsi",
            "ibu_kota",
        ]
        widgets = {"aturan_turun": forms.RadioSelect}
        help_texts = {
            "judul_laporan": "Tercetak di sampul dan di setiap bab.",
            "nilai_efisiensi": "Selisih capaian dan serapan dicetak untuk sasaran yang capaiannya 100 % atau lebih.",
            "cara_tanda": "Di kertas: tanggalnya dicatat dan pindaiannya diunggah setelah direviu.",
            "skala_skm": "Untuk survei kepuasan masyarakat.",
            "skala_akip": "Untuk nilai evaluasi akuntabilitas kinerja.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        batas = self.fields["batas_capaian"]
        self.fields["batas_capaian"] = PersenKetikan(label=batas.label, required=False, help_text=batas.help_text)
        self.helper = build_helper("Simpan aturan")


class _PeriksaForm(SidikForm):
    class Meta:
        model = Instansi
        fields = ["periksa_sendiri"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["periksa_sendiri"].widget.attrs |= {
            "class": "form-check-input",
            "aria-label": f"{self.instance.nama} boleh memeriksa isian sendiri",
        }

    def sidik_kini(self) -> str:
        assert isinstance(self.kini, Instansi)
        return sidik_nilai(self.kini.periksa_sendiri)


def build_periksa(isian: QueryDict | None, kabupaten: Kabupaten) -> Any:
    """Return one row a kecamatan: may the people there judge what they have typed themselves?"""
    kelas = modelformset_factory(Instansi, form=_PeriksaForm, extra=0)
    return kelas(
        isian, queryset=Instansi.objects.aktif().filter(kabupaten=kabupaten).order_by("nama"), prefix="periksa"
    )


class SkalaForm(SidikForm):
    class Meta:
        model = Skala
        fields = ["nama", "dasar_hukum"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = build_helper("")
        self.helper.inputs = []
        self.helper.form_tag = False

    def sidik_kini(self) -> str:
        assert isinstance(self.kini, Skala)
        return sidik_nilai(super().sidik_kini(), *map(fingerprint, self.kini.kelas.all()))


class KelasForm(forms.Form):
    """One class of a scale: a row of a table, hence the labels for those who cannot see its head."""

    predikat = forms.CharField(max_length=60)
    huruf = forms.CharField(max_length=4, required=False)
    batas = forms.ChoiceField(choices=[("lebih", "lebih dari"), ("mulai", "mulai dari")], initial="lebih")
    bawah = AngkaKetikan(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nama, kata in (
            ("predikat", "Predikat"),
            ("huruf", "Huruf"),
            ("batas", "Cara batas"),
            ("bawah", "Batas bawah"),
        ):
            kelas = "form-select" if nama == "batas" else "form-control"
            atribut = self.fields[nama].widget.attrs
            atribut |= {"class": f"{atribut.get('class', '')} {kelas}".strip(), "aria-label": kata}

    def clean_bawah(self) -> Decimal | None:
        bawah: Decimal | None = self.cleaned_data.get("bawah")
        if bawah is not None and abs(bawah) > BATAS_TERBESAR:
            raise ValidationError(f"Batas bawah paling besar {format_angka(BATAS_TERBESAR)}.")
        return bawah

    def to_inti(self) -> inti.Kelas:
        isi = self.cleaned_data
        return inti.Kelas(isi["predikat"], isi.get("bawah"), isi["batas"] == "lebih", isi["huruf"])


class _KelasFormSet(BaseFormSet):
    skala: Skala | None = None  # the stored one whose classes these are to become

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].widget.attrs |= {"class": "form-check-input", "aria-label": "Hapus kelas ini"}

    def to_inti(self, nama: str = "", dasar_hukum: str = "") -> inti.Skala:
        terisi = [f for f in self.forms if f not in self.deleted_forms and f.cleaned_data.get("predikat")]
        return inti.Skala(nama, dasar_hukum, tuple(f.to_inti() for f in terisi))

    def clean(self) -> None:
        if any(self.errors):
            return
        kelas = self.to_inti()
        if galat := inti.check_skala(kelas) or (explain_hilang(self.skala, kelas) if self.skala else []):
            raise ValidationError(galat)


def build_kelas(isian: QueryDict | None, kelas: Iterable[inti.Kelas], skala: Skala | None = None) -> Any:
    """Return the classes of a scale as rows, with two empty ones for more."""
    awal = [
        {"predikat": k.predikat, "huruf": k.huruf, "batas": "lebih" if k.eksklusif else "mulai", "bawah": k.bawah}
        for k in kelas
    ]
    pabrik = formset_factory(KelasForm, formset=_KelasFormSet, extra=2, can_delete=True, max_num=20)
    # What was typed is taken as it is: a row that happens to equal what is stored is no empty row.
    baris = pabrik(isian, initial=awal if isian is None else None, prefix="kelas")
    baris.skala = skala  # type: ignore[attr-defined]  # formset_factory says BaseFormSet
    return baris
