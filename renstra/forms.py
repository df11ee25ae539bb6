"""The forms of the plan."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Div, Fieldset, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet

from kinerja.capaian import Arah, JenisIndikator
from kinerja.triwulan import Akumulasi, default_akumulasi
from organisasi.formulir import SidikForm
from organisasi.models import Instansi, Jabatan, Kabupaten
from renstra.models import Indikator, Misi, Renstra, Rpjmd, Sasaran, Strategi, TargetIndikator, Tujuan
from renstra.susun import next_urut, propose_kode_indikator, propose_kode_sasaran, propose_kode_tujuan
from renstra.target import list_tak_cocok


def buat_helper(*isi: Any) -> FormHelper:
    """Return a helper for a form whose tag and buttons are in the template."""
    helper = FormHelper()
    helper.form_tag = False
    if isi:
        helper.layout = Layout(*isi)
    return helper


def set_pilihan(form: forms.BaseForm, bidang: str, kueri: QuerySet[Any]) -> None:
    """Offer these rows only."""
    medan: Any = form.fields[bidang]
    medan.queryset = kueri


class RencanaForm(SidikForm):
    """A form of a row whose parent is known beforehand: constraints that name the parent are checked too."""

    PEMILIK: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for medan in self.fields.values():
            pilihan_ganda = isinstance(medan, forms.ModelMultipleChoiceField)
            if isinstance(medan, forms.ModelChoiceField) and not medan.required and not pilihan_ganda:
                medan.empty_label = "Belum dipilih"

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() - set(self.PEMILIK)  # type: ignore[misc]


# ---------------------------------------------------------------------------------------------------------------- RPJMD


class RpjmdForm(RencanaForm):
    PEMILIK = ("kabupaten",)

    class Meta:
        model = Rpjmd
        fields = ["tahun_awal", "tahun_akhir", "visi", "dasar_hukum"]
        widgets = {"visi": forms.Textarea(attrs={"rows": 2})}
        help_texts = {"dasar_hukum": "Misalnya: Peraturan Daerah Nomor 5 Tahun 2021 tentang RPJMD Tahun 2021–2026"}

    def __init__(self, *args: Any, kabupaten: Kabupaten, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.kabupaten = kabupaten
        self.helper = buat_helper(
            Row(Column("tahun_awal", css_class="col-6 col-md-3"), Column("tahun_akhir", css_class="col-6 col-md-3")),
            "visi",
            "dasar_hukum",
            "sidik",
        )


class MisiForm(RencanaForm):
    class Meta:
        model = Misi
        fields = ["nomor", "uraian"]
        widgets = {"uraian": forms.Textarea(attrs={"rows": 2})}

    def has_changed(self) -> bool:
        """A new row with nothing but its proposed number is no misi."""
        if self.instance.pk is None and not str(self.data.get(self.add_prefix("uraian"), "")).strip():
            return False
        return super().has_changed()


class MisiFormSet(forms.BaseInlineFormSet):
    """The misi of an RPJMD; their order is their number."""

    def clean(self) -> None:
        super().clean()
        nomor: set[int] = set()
        for form in self.forms:
            isi = getattr(form, "cleaned_data", {})
            if not isi or isi.get("DELETE") or isi.get("nomor") is None:
                continue
            kini = isi["nomor"]
            if kini in nomor:
                form.add_error("nomor", f"Nomor {kini} dipakai dua kali; beri setiap misi nomornya sendiri.")
            nomor.add(kini)

    def validate_unique(self) -> None:
        """Two misi may exchange their numbers: only what stands in the forms counts."""

    def save(self, commit: bool = True) -> Any:
        """Take the numbers that change out of each other's way first."""
        for form in self.initial_forms:
            if form.instance.pk and ("nomor" in form.changed_data or form in self.deleted_forms):
                Misi.objects.filter(pk=form.instance.pk).update(nomor=20_000 + form.instance.pk % 10_000)
        return super().save(commit)


def buat_misi_formset(rpjmd: Rpjmd, data: Any = None, tambah: int = 2) -> Any:
    kelas = forms.inlineformset_factory(Rpjmd, Misi, MisiForm, MisiFormSet, extra=tambah, can_delete=True)
    nomor = 0 if rpjmd._state.adding else max((m.nomor for m in rpjmd.misi.all()), default=0)
    awal = [{"nomor": nomor + n} for n in range(1, tambah + 1)]
    return kelas(data, instance=rpjmd, prefix="misi", initial=awal)


# -------------------------------------------------------------------------------------------------------------- Renstra


class RenstraForm(RencanaForm):
    PEMILIK = ("instansi",)

    class Meta:
        model = Renstra
        fields = ["tahun_awal", "tahun_akhir", "dasar_hukum", "nomor_iku", "tanggal_iku", "rpjmd", "misi_didukung"]
        widgets = {
            "misi_didukung": forms.CheckboxSelectMultiple,
            "tanggal_iku": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        }
        labels = {"rpjmd": "RPJMD kabupaten", "misi_didukung": "Misi yang didukung"}
        help_texts = {
            "dasar_hukum": "Misalnya: Peraturan Bupati Nomor 12 Tahun 2021 tentang Renstra Kecamatan",
            "nomor_iku": "Keputusan camat yang menetapkan IKU, misalnya: 188.4/12 Tahun 2021",
            "rpjmd": "Bila belum ada di daftar, minta admin kabupaten mengisinya.",
        }

    def __init__(self, *args: Any, instansi: Instansi, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.instansi = instansi
        rpjmd = Rpjmd.objects.filter(kabupaten=instansi.kabupaten_id).select_related("kabupaten")
        set_pilihan(self, "rpjmd", rpjmd)
        misi = Misi.objects.filter(rpjmd__kabupaten=instansi.kabupaten_id).select_related("rpjmd")
        self.fields["misi_didukung"] = PilihMisi(
            misi, label="Misi yang didukung", required=False, widget=forms.CheckboxSelectMultiple
        )
        self.helper = buat_helper(
            Row(Column("tahun_awal", css_class="col-6 col-md-3"), Column("tahun_akhir", css_class="col-6 col-md-3")),
            "dasar_hukum",
            Row(Column("nomor_iku", css_class="col-md-8"), Column("tanggal_iku", css_class="col-md-4")),
            "rpjmd",
            "misi_didukung",
            "sidik",
        )

    def clean(self) -> dict[str, Any]:
        isi = super().clean()
        rpjmd, awal, akhir = isi.get("rpjmd"), isi.get("tahun_awal"), isi.get("tahun_akhir")
        if any(m.rpjmd_id != getattr(rpjmd, "pk", None) for m in isi.get("misi_didukung", ())):
            self.add_error("misi_didukung", "Pilih misi dari RPJMD yang sama dengan yang dipilih di atas.")
        if (
            isinstance(self.kini, Renstra)
            and awal
            and akhir
            and (tahun := self._list_tahun_hilang(self.kini, awal, akhir))
        ):
            self.add_error(
                "tahun_akhir",
                f"Masih ada target tahun {', '.join(map(str, tahun))}; kosongkan dahulu target itu, atau pilih masa yang "
                "memuatnya.",
            )
        return isi

    def _list_tahun_hilang(self, kini: Renstra, awal: int, akhir: int) -> list[int]:
        """Return the years with targets that the plan has now and would not have any more."""
        target = TargetIndikator.objects.filter(
            indikator__renstra=kini.pk, tahun__range=(kini.tahun_awal, kini.tahun_akhir)
        ).exclude(tahun__range=(awal, akhir))
        return sorted(set(target.values_list("tahun", flat=True)))


class PilihMisi(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Model) -> str:
        assert isinstance(obj, Misi)
        return f"Misi {obj.nomor} ({obj.rpjmd.tahun_awal}–{obj.rpjmd.tahun_akhir}): {obj.uraian}"


class SalinRenstraForm(RenstraForm):
    """The new period, and the plan whose tujuan, sasaran and indikator it begins with."""

    sumber: Any = forms.ModelChoiceField(Renstra.objects.none(), label="Salin dari", empty_label=None)

    def __init__(self, *args: Any, instansi: Instansi, **kwargs: Any) -> None:
        super().__init__(*args, instansi=instansi, **kwargs)
        set_pilihan(self, "sumber", Renstra.objects.filter(instansi=instansi).select_related("instansi"))
        self.helper.layout.insert(0, "sumber")


class PerubahanForm(forms.Form):
    """What makes a Renstra perubahan."""

    dasar_hukum = forms.CharField(
        max_length=250, help_text="Peraturan yang mengubah Renstra, misalnya: Peraturan Bupati Nomor 3 Tahun 2024"
    )
    alasan = forms.CharField(
        label="Alasan perubahan", max_length=300, help_text="Satu atau dua kalimat; dicetak di laporan."
    )
    berlaku_mulai = forms.TypedChoiceField(label="Berlaku mulai tahun", coerce=int)

    def __init__(self, *args: Any, renstra: Renstra, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tahun = range(renstra.tahun_awal, renstra.tahun_akhir + 1)
        self.fields["berlaku_mulai"].choices = [(t, t) for t in tahun]  # type: ignore[attr-defined]
        self.helper = buat_helper()


# ------------------------------------------------------------------------------------------------------- rows of the plan


class BarisForm(RencanaForm):
    """A row of the plan: it gets the next code and the last place when it is new."""

    PEMILIK: tuple[str, ...] = ("renstra",)

    def __init__(self, *args: Any, renstra: Renstra, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.renstra = renstra
        if self.instance.pk is None:
            if "renstra" in self.PEMILIK:
                self.instance.renstra = renstra
            self.initial.setdefault("kode", self.propose_kode())
        if "kode" in self.fields:
            self.fields["kode"].required = False  # left empty it gets the next code
        self.helper = self.build_helper()

    def propose_kode(self) -> str:
        return ""

    def build_helper(self) -> FormHelper:
        return buat_helper()

    def clean_kode(self) -> str:
        kode = str(self.cleaned_data["kode"] or "").strip() or self.propose_kode()
        if not kode:
            raise ValidationError("Isi kodenya, atau pilih dahulu sasaran atau tujuan yang diukur.")
        model = type(self.instance)
        lain = model._default_manager.filter(renstra=self.renstra, kode=kode).exclude(pk=self.instance.pk).first()
        if lain is not None:
            bebas = self.propose_kode()
            usul = f" Kode berikutnya yang masih bebas: {bebas}." if bebas else ""
            raise ValidationError(f"Kode {kode} sudah dipakai untuk “{lain.uraian}”.{usul}")
        return kode

    def save(self, commit: bool = True) -> Any:
        if self.instance.pk is None:
            self.instance.urut = next_urut(self.list_saudara())
        return super().save(commit)

    def list_saudara(self) -> Any:
        return type(self.instance)._default_manager.filter(renstra=self.renstra)


class TujuanForm(BarisForm):
    class Meta:
        model = Tujuan
        fields = ["kode", "uraian"]
        widgets = {"uraian": forms.Textarea(attrs={"rows": 2})}
        help_texts = {"kode": "Dipakai untuk menyebut tujuan ini di tabel dan buku kerja."}

    def propose_kode(self) -> str:
        return propose_kode_tujuan(self.renstra)


class SasaranForm(BarisForm):
    class Meta:
        model = Sasaran
        fields = ["kode", "uraian", "tingkat", "tujuan", "induk", "pemilik"]
        widgets = {"uraian": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            "kode": "Dipakai untuk menyebut sasaran ini di tabel dan buku kerja.",
            "tingkat": "Strategis: sasaran Renstra. Operasional: yang harus dihasilkan seorang pejabat agar sasaran "
            "Renstra tercapai.",
            "induk": "Sasaran di atasnya yang didukung sasaran operasional ini.",
            "pemilik": "Jabatan yang menjawab sasaran ini; indikatornya ditawarkan di perjanjian kinerjanya.",
        }

    def __init__(self, *args: Any, renstra: Renstra, **kwargs: Any) -> None:
        super().__init__(*args, renstra=renstra, **kwargs)
        set_pilihan(self, "tujuan", Tujuan.objects.filter(renstra=renstra))
        set_pilihan(self, "pemilik", Jabatan.objects.for_instansi(renstra.instansi_id))
        induk = Sasaran.objects.filter(renstra=renstra)
        set_pilihan(self, "induk", induk.exclude(pk__in=self._list_turunan()) if self.instance.pk else induk)

    def propose_kode(self) -> str:
        return propose_kode_sasaran(self.renstra)

    def build_helper(self) -> FormHelper:
        return buat_helper(
            Row(Column("kode", css_class="col-md-3"), Column("tingkat", css_class="col-md-9")),
            "uraian",
            Div("tujuan", data_bila="tingkat=strategis"),
            Div("induk", data_bila="tingkat=operasional"),
            "pemilik",
            "sidik",
        )

    def _list_turunan(self) -> set[int]:
        """Return this sasaran and all that support it: none of them can stand above it."""
        anak: dict[int | None, list[int]] = {}
        for pk, induk in Sasaran.objects.filter(renstra=self.renstra).values_list("pk", "induk"):
            anak.setdefault(induk, []).append(pk)
        hasil, antre = set(), [self.instance.pk]
        while antre:
            if (kini := antre.pop()) not in hasil:
                hasil.add(kini)
                antre += anak.get(kini, [])
        return hasil

    def clean(self) -> dict[str, Any]:
        isi = super().clean()
        strategis = isi.get("tingkat") == Sasaran.Tingkat.STRATEGIS
        if strategis and not isi.get("tujuan") and self.renstra.tujuan.exists():
            self.add_error("tujuan", "Pilih tujuan yang didukung sasaran strategis ini.")
        if strategis and isi.get("induk"):
            isi["induk"] = None
        if not strategis and not isi.get("pemilik"):
            self.add_error("pemilik", "Pilih jabatan yang menjawab sasaran operasional ini.")
        return isi


class IndikatorForm(BarisForm):
    induk = forms.ChoiceField(label="Mengukur")
    akumulasi = forms.ChoiceField(
        label="Angka setahun dihitung dari",
        required=False,
        help_text="Bagaimana isian empat triwulan menjadi angka setahun.",
    )

    class Meta:
        model = Indikator
        fields = [
            "kode", "uraian", "satuan", "jenis", "arah", "akumulasi", "desimal", "iku", "formula", "sumber_data",
            "sumber_nilai", "penanggung_jawab", "keterangan_penanggung_jawab", "kondisi_awal", "kondisi_awal_teks",
            "standar_nasional", "batas_bawah", "batas_atas", "skala",
        ]  # fmt: skip
        widgets = {"uraian": forms.Textarea(attrs={"rows": 2}), "formula": forms.Textarea(attrs={"rows": 3})}
        labels = {
            "jenis": "Jenis ukuran",
            "iku": "Indikator Kinerja Utama (IKU)",
            "keterangan_penanggung_jawab": "Bila penanggung jawab lebih dari satu",
            "sumber_nilai": "Asal realisasi setahun",
        }
        help_texts = {
            "kode": "Kosongkan untuk memakai kode berikutnya, misalnya S1.2.",
            "satuan": "Misalnya %, indeks, dokumen, hari",
            "jenis": "Angka: dibandingkan dengan target. Rentang: baik bila di antara dua batas. Predikat: kelas pada sebuah "
            "skala (BB, Baik). Ya/tidak: ada atau tidak ada.",
            "batas_bawah": "Berlaku setiap tahun yang tidak punya target sendiri; target setahun ditulis 90–110.",
            "skala": "Target dan realisasinya adalah kelas skala ini.",
            "desimal": "0 sampai 4",
            "formula": "Cara menghitungnya, dengan kata-kata atau rumus.",
            "sumber_data": "Misalnya: Survei Kepuasan Masyarakat",
            "keterangan_penanggung_jawab": "Misalnya: Semua kepala seksi",
            "kondisi_awal": "Nilai sebelum tahun pertama Renstra.",
            "kondisi_awal_teks": "Sebelum tahun pertama Renstra, misalnya: CC, atau Tidak.",
            "standar_nasional": "Diisi bila ada; laporan membandingkan dengannya.",
        }

    def propose_kode(self) -> str:
        return propose_kode_indikator(self.renstra, self._find_induk(self._typed_induk()))

    def _typed_induk(self) -> str:
        return str(self.data.get(self.add_prefix("induk"), "") if self.is_bound else self.initial.get("induk", ""))

    def _find_induk(self, pilihan: str) -> Tujuan | Sasaran | None:
        jenis, _, pk = pilihan.partition(":")
        model: Any = {"tujuan": Tujuan, "sasaran": Sasaran}.get(jenis)
        return model.objects.filter(renstra=self.renstra, pk=pk).first() if model and pk.isdecimal() else None

    def build_helper(self) -> FormHelper:
        tujuan = [(f"tujuan:{t.pk}", str(t)) for t in Tujuan.objects.filter(renstra=self.renstra)]
        sasaran = [(f"sasaran:{s.pk}", str(s)) for s in Sasaran.objects.filter(renstra=self.renstra)]
        self.fields["induk"].choices = [("", "Pilih sasaran atau tujuan"), ("Sasaran", sasaran), ("Tujuan", tujuan)]  # type: ignore[attr-defined]
        set_pilihan(self, "penanggung_jawab", Jabatan.objects.for_instansi(self.renstra.instansi_id))
        bawaan = self.renstra.instansi.kabupaten.skala_akip
        self.fields["skala"].empty_label = (  # type: ignore[attr-defined]
            f"Skala AKIP kabupaten: {bawaan}" if bawaan else "Belum dipilih; kabupaten belum memilih skala AKIP"
        )
        pilihan = Indikator._meta.get_field("akumulasi").choices or []
        usul = [("", "Usulkan dari satuan dan arahnya")] if self.instance.pk is None else []
        self.fields["akumulasi"].choices = [*usul, *pilihan]  # type: ignore[attr-defined]
        if self.instance.pk is None:
            self.initial["akumulasi"] = ""
        else:
            i = self.instance
            self.initial["induk"] = f"tujuan:{i.tujuan_id}" if i.tujuan_id else f"sasaran:{i.sasaran_id}"
        return buat_helper(
            Fieldset(
                "Indikator",
                "induk",
                Row(Column("kode", css_class="col-md-3"), Column("satuan", css_class="col-md-9")),
                "uraian",
                "iku",
            ),
            Fieldset(
                "Ukuran",
                "jenis",
                Div("arah", data_bila="jenis=angka"),
                Row(
                    Column("batas_bawah", css_class="col-md-6"),
                    Column("batas_atas", css_class="col-md-6"),
                    data_bila="jenis=rentang",
                ),
                Div("skala", data_bila="jenis=predikat"),
                Row(
                    Column("akumulasi", css_class="col-md-6"),
                    Column("desimal", css_class="col-md-6"),
                    data_bila="jenis=angka,rentang",
                ),
                "formula",
            ),
            Fieldset(
                "Sumber dan penanggung jawab",
                Row(Column("sumber_nilai", css_class="col-md-6"), Column("sumber_data", css_class="col-md-6")),
                Row(
                    Column("penanggung_jawab", css_class="col-md-6"),
                    Column("keterangan_penanggung_jawab", css_class="col-md-6"),
                ),
            ),
            Fieldset(
                "Pembanding",
                Row(
                    Column("kondisi_awal", css_class="col-md-6"),
                    Column("standar_nasional", css_class="col-md-6"),
                    data_bila="jenis=angka,rentang",
                ),
                Div("kondisi_awal_teks", data_bila="jenis=predikat,ya-tidak"),
            ),
            "sidik",
        )

    def clean_desimal(self) -> int:
        desimal = int(self.cleaned_data["desimal"])
        if desimal > 4:
            raise ValidationError("Paling banyak 4 angka di belakang koma.")
        return desimal

    def clean_induk(self) -> str:
        """Set the parent before the model's own checks look at it."""
        pilihan = str(self.cleaned_data["induk"])
        induk = self._find_induk(pilihan)
        self.instance.tujuan = induk if isinstance(induk, Tujuan) else None
        self.instance.sasaran = induk if isinstance(induk, Sasaran) else None
        return pilihan

    def clean(self) -> dict[str, Any]:
        isi = super().clean()
        jenis = isi.get("jenis")
        self._drop_lain(isi, str(jenis or ""))
        if not isi.get("akumulasi"):
            arah = Arah(isi["arah"]) if isi.get("arah") else Arah.NAIK
            isi["akumulasi"] = default_akumulasi(isi.get("satuan", ""), arah).value
        if jenis == JenisIndikator.RENTANG:
            bawah, atas = isi.get("batas_bawah"), isi.get("batas_atas")
            if bawah is None or atas is None:
                self.add_error("batas_bawah", "Indikator rentang perlu batas bawah dan batas atas.")
            elif bawah > atas:
                self.add_error("batas_atas", "Batas atas tidak boleh di bawah batas bawah.")
        return isi

    def _drop_lain(self, isi: dict[str, Any], jenis: str) -> None:
        """Leave out what the page hides for this kind."""
        if jenis != JenisIndikator.ANGKA:
            isi["arah"] = Arah.NAIK.value
        if jenis != JenisIndikator.PREDIKAT:
            isi["skala"] = None
        if jenis in (JenisIndikator.PREDIKAT, JenisIndikator.YA_TIDAK):
            isi |= {"akumulasi": Akumulasi.KUMULATIF.value, "kondisi_awal": None, "standar_nasional": None}

    def _post_clean(self) -> None:
        """What is stored already has to fit the kind that it would get."""
        super()._post_clean()  # type: ignore[misc]
        if self.instance.pk is not None and not self.errors and {"jenis", "skala"} & set(self.changed_data):
            for pesan in list_tak_cocok(self.instance):
                self.add_error("jenis", pesan)


class StrategiForm(BarisForm):
    PEMILIK: tuple[str, ...] = ()

    class Meta:
        model = Strategi
        fields = ["sasaran", "uraian", "arah_kebijakan"]
        widgets = {"uraian": forms.Textarea(attrs={"rows": 2}), "arah_kebijakan": forms.Textarea(attrs={"rows": 4})}
        labels = {"uraian": "Strategi"}

    def __init__(self, *args: Any, renstra: Renstra, **kwargs: Any) -> None:
        super().__init__(*args, renstra=renstra, **kwargs)
        set_pilihan(self, "sasaran", Sasaran.objects.filter(renstra=renstra))

    def list_saudara(self) -> Any:
        return Strategi.objects.filter(sasaran=self.instance.sasaran_id)


FORM: dict[str, type[BarisForm]] = {
    "tujuan": TujuanForm,
    "sasaran": SasaranForm,
    "indikator": IndikatorForm,
    "strategi": StrategiForm,
}
