"""Forms of the planning pages."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Field, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet, inlineformset_factory

from anggaran.models import (
    Belanja,
    IndikatorKegiatan,
    Kegiatan,
    Program,
    RealisasiBelanja,
    RealisasiKeluaran,
    SubKegiatan,
)
from anggaran.rencana.nomenklatur import find_versi, list_kode
from anggaran.rencana.pilihan import Pilihan, PilihanField
from anggaran.rencana.tutup import PaguBeralasanForm
from kinerja.capaian import Arah
from kinerja.kode import KodeError, induk_kode, normalize_kode, normalize_rekening, print_kode, tingkat_kode
from kinerja.triwulan import default_akumulasi
from organisasi.formulir import SidikForm
from organisasi.ketikan import UangKetikan
from organisasi.models import Instansi, UnitKerja

TINGKAT: dict[type, str] = {Program: "program", Kegiatan: "kegiatan", SubKegiatan: "subkegiatan"}
SEBUTAN = {"program": "program", "kegiatan": "kegiatan", "subkegiatan": "sub kegiatan"}


def buat_helper(*isi: Any) -> FormHelper:
    """A helper inside a form of the template's own: several forms are sent together."""
    helper = FormHelper()
    helper.form_tag = helper.disable_csrf = False
    if isi:
        helper.layout = Layout(*isi)
    return helper


def read_kode(teks: str, tahun: int) -> str:
    """Return a code as that year prints it; ValidationError for what is no code of a budget."""
    try:
        kode = print_kode(teks, tahun)
        tingkat = tingkat_kode(kode)
    except KodeError as galat:
        raise ValidationError(str(galat), code="kode") from galat
    if tingkat not in SEBUTAN:
        raise ValidationError(
            f"{kode} adalah kode {tingkat}. Ketik kode program, kegiatan, atau sub kegiatan.", code="kode"
        )
    return kode


class PosForm(SidikForm):
    """A program, kegiatan or sub kegiatan. A code can be corrected as long as nothing below is numbered after it."""

    def __init__(self, *args: Any, tahun: int, pilihan: Pilihan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tahun = tahun
        self.fields["uraian"].widget = forms.Textarea({"rows": 2, "maxlength": 400})
        self.fields["sasaran"] = PilihanField(pilihan.sasaran, "Sasaran Renstra yang didukung")
        self.fields["penanggung_jawab"] = PilihanField(pilihan.jabatan, "Penanggung jawab")
        if self._berbawahan():
            self.fields["kode"].disabled = True
            self.fields["kode"].help_text = "Tidak dapat diubah karena kode di bawahnya mengikuti kode ini."
        else:
            self.fields["kode"].help_text = "Boleh diketik tanpa titik."
        self.helper = buat_helper(*self.susun())

    def susun(self) -> list[Any]:
        return [
            Row(Column("kode", css_class="col-md-3"), Column("uraian", css_class="col-md-9")),
            Row(Column("sasaran", css_class="col-md-6"), Column("penanggung_jawab", css_class="col-md-6")),
            "sidik",
        ]

    def _berbawahan(self) -> bool:
        bawah = {"program": "kegiatan", "kegiatan": "sub_kegiatan"}.get(TINGKAT[self._meta.model])
        return bool(bawah and getattr(self.instance, bawah).exists())

    def clean_kode(self) -> str:
        kode = self.cleaned_data["kode"]
        if "kode" not in self.changed_data:
            return str(kode)
        kode = read_kode(kode, self.tahun)
        harap, tingkat = TINGKAT[self._meta.model], tingkat_kode(kode)
        if tingkat != harap:
            raise ValidationError(f"{kode} adalah kode {SEBUTAN[tingkat]}, bukan kode {SEBUTAN[harap]}.")
        induk = self._induk()
        if induk is not None and induk_kode(kode) != induk.kode_baku:
            raise ValidationError(f"Kode ini tidak berada di bawah {induk.kode}. Ketik kode yang diawali {induk.kode}.")
        self._check_kembar(kode)
        return kode

    def _check_kembar(self, kode: str) -> None:
        """The database compares kode_baku, which no form field holds."""
        saudara = self._meta.model.objects.filter(kode_baku=normalize_kode(kode)).exclude(pk=self.instance.pk)
        if isinstance(self.instance, Program):
            i = self.instance
            saudara = saudara.filter(instansi=i.instansi_id, tahun=i.tahun, unit=i.unit_id)
        elif isinstance(self.instance, Kegiatan):
            saudara = saudara.filter(program=self.instance.program_id)
        else:
            saudara = saudara.filter(kegiatan=self.instance.kegiatan_id)
        if saudara.exists():
            raise ValidationError(f"Kode {kode} sudah dipakai di unit ini.")

    def _induk(self) -> Any:
        return getattr(
            self.instance, {"kegiatan": "program", "subkegiatan": "kegiatan"}.get(TINGKAT[self._meta.model], ""), None
        )


class ProgramForm(PosForm):
    class Meta:
        model = Program
        fields = ["kode", "uraian", "sasaran", "penanggung_jawab"]


class KegiatanForm(PosForm):
    class Meta:
        model = Kegiatan
        fields = ["kode", "uraian", "sasaran", "penanggung_jawab"]


class SubKegiatanForm(PaguBeralasanForm, PosForm):
    class Meta:
        model = SubKegiatan
        fields = ["kode", "uraian", "sasaran", "penanggung_jawab", "pagu_murni", "pagu_perubahan", "catatan_lampau"]

    def __init__(self, *args: Any, tutup: Collection[int] = (), **kwargs: Any) -> None:
        self.tutup = tuple(tutup)
        super().__init__(*args, **kwargs)
        self.note_tutup(tutup)
        self.fields["pagu_murni"].label = "Pagu murni (Rp)"
        self.fields["pagu_perubahan"].label = "Pagu perubahan (Rp)"
        self.fields["pagu_perubahan"].help_text = "Kosongkan selama anggaran belum diubah."
        self.fields[
            "catatan_lampau"
        ].help_text = "Diisi hanya bila realisasi melebihi pagu, misalnya dasar pergeserannya."

    def susun(self) -> list[Any]:
        *depan, sidik = super().susun()
        uang = Row(
            Column("pagu_murni", css_class="col-md-3"),
            Column("pagu_perubahan", css_class="col-md-3"),
            Column("catatan_lampau", css_class="col-md-6"),
        )
        return [*depan, uang, *(["alasan"] if self.tutup else []), sidik]

    def clean_pagu_murni(self) -> int | None:
        return check_tidak_negatif(self.cleaned_data["pagu_murni"])

    def clean_pagu_perubahan(self) -> int | None:
        return check_tidak_negatif(self.cleaned_data["pagu_perubahan"])


def check_tidak_negatif(nilai: Any) -> Any:
    """Say it at the field; the database would say it of the row."""
    if nilai is not None and nilai < 0:
        raise ValidationError("Pagu tidak boleh negatif. Hapus tanda minusnya.", code="negatif")
    return nilai


# ------------------------------------------------------------------------------------------------- rows below a node


class IndikatorForm(SidikForm):
    """An indicator; how its quarters make a year is proposed from its unit where nobody says otherwise."""

    class Meta:
        model = IndikatorKegiatan
        fields = ["uraian", "satuan", "target", "target_teks", "arah", "akumulasi"]
        labels = {"uraian": "Indikator", "target_teks": "Atau target dalam kata", "arah": "Arah"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        akumulasi: Any = self.fields["akumulasi"]
        akumulasi.required, akumulasi.label = False, "Cara menghitung setahun"
        akumulasi.choices = [
            ("", "Usulkan dari satuannya"),
            *(IndikatorKegiatan._meta.get_field("akumulasi").choices or ()),
        ]
        if self.instance.pk is None:
            self.initial["akumulasi"] = ""
        self.fields["uraian"].widget = forms.Textarea({"rows": 2, "maxlength": 400})
        self.fields["target"].label = "Target (angka)"
        self.helper = buat_helper(
            Row(Column("uraian", css_class="col-lg-5"), Column("satuan", css_class="col-6 col-lg-2"),
                Column("target", css_class="col-6 col-lg-2"), Column("target_teks", css_class="col-lg-3")),
            Row(Column("arah", css_class="col-md-5"), Column("akumulasi", css_class="col-md-5")),
            "id", "sidik",
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        isi = super().clean()
        if not isi.get("akumulasi"):
            isi["akumulasi"] = default_akumulasi(isi.get("satuan") or "", Arah(isi.get("arah") or Arah.NAIK)).value
        return isi


class BelanjaForm(SidikForm):
    class Meta:
        model = Belanja
        fields = ["kode_rekening", "uraian", "pagu_murni", "pagu_perubahan"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["uraian"].label = "Uraian belanja"
        self.fields["pagu_murni"].label = "Pagu murni (Rp)"
        self.fields["pagu_perubahan"].label = "Pagu perubahan (Rp)"
        self.helper = buat_helper(
            Row(Column("kode_rekening", css_class="col-lg-3"), Column("uraian", css_class="col-lg-4"),
                Column("pagu_murni", css_class="col-6 col-lg-2"), Column("pagu_perubahan", css_class="col-6 col-lg-2")),
            "id", "sidik",
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        isi = super().clean()
        kembar = Belanja.objects.filter(
            sub_kegiatan=self.instance.sub_kegiatan_id, urut=self.instance.urut,
            kode_rekening=isi.get("kode_rekening") or "", uraian=isi.get("uraian") or "",
        )  # fmt: skip
        if self.instance.pk and self.has_changed() and kembar.exclude(pk=self.instance.pk).exists():
            raise ValidationError("Sudah ada baris dengan rekening dan uraian yang sama. Bedakan uraiannya.")
        return isi

    def clean_kode_rekening(self) -> str:
        kode = self.cleaned_data["kode_rekening"]
        if not kode or "kode_rekening" not in self.changed_data:
            return str(kode)
        try:
            return normalize_rekening(kode)
        except KodeError as galat:
            raise ValidationError(str(galat), code="kode") from galat

    def clean_pagu_murni(self) -> int | None:
        return check_tidak_negatif(self.cleaned_data["pagu_murni"])

    def clean_pagu_perubahan(self) -> int | None:
        return check_tidak_negatif(self.cleaned_data["pagu_perubahan"])


class RincianFormSet(BaseInlineFormSet):
    """Rows below a node. A row with realisasi stays; new rows come after the old ones."""

    nama = ""
    realisasi: Any = None
    jalur = ""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = "Hapus"
            form.helper.layout.append("DELETE")

    def clean(self) -> None:
        super().clean()  # no two rows alike
        hapus = [f.instance.pk for f in self.deleted_forms if f.instance.pk]
        berisi = set(self.realisasi.objects.filter(**{f"{self.jalur}__in": hapus}).values_list(self.jalur, flat=True))
        for form in self.deleted_forms:
            if form.instance.pk in berisi:
                raise ValidationError(
                    f"{self.nama} “{form.instance.uraian}” tidak dapat dihapus karena realisasinya sudah diisi. Hilangkan "
                    "centang Hapus, atau kosongkan dahulu realisasinya di halaman triwulan."
                )

    def get_unique_error_message(self, unique_check: Any) -> str:
        return f"Ada dua {self.nama.lower()} yang sama. Bedakan uraiannya, atau kosongkan salah satunya."

    def get_form_error(self) -> str:
        return "Baris ini sama dengan baris lain."

    def save_new(self, form: Any, commit: bool = True) -> Any:
        terakhir = max((f.instance.urut for f in self.initial_forms), default=0)
        form.instance.urut = terakhir + 1 + self.extra_forms.index(form)
        return super().save_new(form, commit)


class IndikatorFormSet(RincianFormSet):
    nama, realisasi, jalur = "Indikator", RealisasiKeluaran, "indikator"


class BelanjaFormSet(RincianFormSet):
    nama, realisasi, jalur = "Belanja", RealisasiBelanja, "belanja"


def _buat_formset(induk: type, model: type, form: type, dasar: type, extra: int) -> Any:
    return inlineformset_factory(induk, model, form=form, formset=dasar, extra=extra, can_delete_extra=False)


INDIKATOR = {m: _buat_formset(m, IndikatorKegiatan, IndikatorForm, IndikatorFormSet, 1) for m in TINGKAT}
BELANJA = _buat_formset(SubKegiatan, Belanja, BelanjaForm, BelanjaFormSet, 2)


# ------------------------------------------------------------------------------------------------------- new nodes


class TambahForm(forms.Form):
    """A node typed by hand: its code says what it is; parents that are missing are made from the nomenclature, or here."""

    unit = forms.ChoiceField(label="Anggaran milik")
    kode = forms.CharField(
        label="Kode", max_length=40, help_text="Kode program, kegiatan, atau sub kegiatan; boleh tanpa titik."
    )
    uraian = forms.CharField(
        label="Uraian",
        max_length=400,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="Boleh dikosongkan bila kodenya ada di daftar nasional.",
    )
    pagu_murni = UangKetikan(
        label="Pagu murni (Rp)", required=False, help_text="Hanya untuk sub kegiatan; boleh menyusul."
    )
    uraian_kegiatan = forms.CharField(label="Uraian kegiatan di atasnya", max_length=400, required=False)
    uraian_program = forms.CharField(label="Uraian program di atasnya", max_length=400, required=False)

    def __init__(self, *args: Any, instansi: Instansi, tahun: int, unit: list[UnitKerja], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instansi, self.tahun = instansi, tahun
        self.daftar_unit: dict[str, UnitKerja | None] = {"0": None, **{str(u.pk): u for u in unit}}
        self.fields["unit"].choices = [(k, u.nama if u else instansi.nama) for k, u in self.daftar_unit.items()]  # type: ignore[attr-defined]
        self.uraian_baku: dict[str, str] = {}
        self.helper = buat_helper(
            Row(Column("unit", css_class="col-md-4"), Column("kode", css_class="col-md-4"),
                Column("pagu_murni", css_class="col-md-4")),
            Field("uraian"),
            Row(Column("uraian_kegiatan", css_class="col-md-6"), Column("uraian_program", css_class="col-md-6")),
        )  # fmt: skip

    def clean_kode(self) -> str:
        return normalize_kode(read_kode(self.cleaned_data["kode"], self.tahun))

    def clean_pagu_murni(self) -> int | None:
        return check_tidak_negatif(self.cleaned_data["pagu_murni"])

    def get_unit(self) -> UnitKerja | None:
        return self.daftar_unit[self.cleaned_data["unit"]]

    def clean(self) -> dict[str, Any]:
        isi = self.cleaned_data
        if "kode" in isi and "unit" in isi:
            self._check_uraian(isi)
        return isi

    def _check_uraian(self, isi: dict[str, Any]) -> None:
        """Every node that will be made needs a description: typed here, or known to the nomenclature."""
        ada = list_kode(self.instansi, self.tahun, self.get_unit())
        kode: str | None = isi["kode"]
        if kode in ada:
            self.add_error("kode", f"{print_kode(isi['kode'], self.tahun)} sudah ada di anggaran ini.")
            return
        perlu = []
        while kode and tingkat_kode(kode) in SEBUTAN and kode not in ada:
            perlu.append(kode)
            kode = induk_kode(kode)
        versi = find_versi(self.tahun)
        acuan = set(versi.isi.filter(kode__in=perlu).values_list("kode", flat=True)) if versi else set()
        for k in perlu:
            tingkat = tingkat_kode(k)
            bidang = "uraian" if k == isi["kode"] else f"uraian_{tingkat}"
            if tertulis := " ".join(isi.get(bidang, "").split()):
                self.uraian_baku[k] = tertulis
            elif k not in acuan:
                sebut = SEBUTAN[tingkat].capitalize()
                self.add_error(
                    bidang, f"{sebut} {print_kode(k, self.tahun)} tidak ada di daftar nasional: tulis uraiannya."
                )


class SalinForm(forms.Form):
    """From which year (the one that the page shows), and how."""

    dari = forms.TypedChoiceField(widget=forms.HiddenInput, coerce=int)
    pagu = forms.ChoiceField(
        label="Pagu murni tahun baru",
        choices=[("usul", "Usulkan sebesar pagu terakhir tahun asal"), ("kosong", "Kosongkan, saya isi sendiri")],
        initial="usul",
        widget=forms.RadioSelect,
    )
    belanja = forms.BooleanField(label="Salin juga rincian belanja", required=False, initial=True)

    def __init__(self, *args: Any, tahun_asal: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dari"].choices = [(t, str(t)) for t in tahun_asal]  # type: ignore[attr-defined]
        self.helper = buat_helper("dari", "pagu", "belanja")
