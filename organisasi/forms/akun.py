"""Forms about oneself: signing in, name and e-mail, passwords."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.contrib.auth import forms as bawaan

from organisasi.akun import settle_sandi
from organisasi.formulir import SidikForm
from organisasi.kisi import sidik_nilai
from organisasi.models import Pengguna


def build_helper(tombol: str, **lain: Any) -> FormHelper:
    """Return the helper of a form with one button."""
    helper = FormHelper()
    helper.add_input(Submit("simpan", tombol, **lain))
    return helper


class MasukForm(bawaan.AuthenticationForm):
    """The sign-in form, in plain words."""

    error_messages = {
        "invalid_login": "Nama pengguna atau kata sandi tidak cocok. Periksa huruf besar dan kecilnya.",
        "inactive": "Akun ini sudah tidak aktif. Hubungi admin kabupaten.",
    }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["username"].label = "Nama pengguna"
        self.fields["password"].label = "Kata sandi"
        self.helper = build_helper("Masuk", css_class="w-100")


class DiriForm(SidikForm):
    """A person's name in one field, as it is written, and the e-mail address."""

    nama = forms.CharField(label="Nama lengkap", max_length=150)

    class Meta:
        model = Pengguna
        fields = ["email"]
        labels = {"email": "Surel"}

    field_order = ["nama", "email"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nama"].initial = self.instance.get_full_name()
        self.fields["email"].help_text = "Boleh kosong. Dipakai hanya bila Anda lupa kata sandi."
        self.helper = build_helper("Simpan")

    def sidik_kini(self) -> str:
        # Signing in elsewhere changes the row too, and is nobody's edit.
        assert isinstance(self.kini, Pengguna)
        return sidik_nilai(self.kini.get_full_name(), self.kini.email)

    def save(self, commit: bool = True) -> Any:
        self.instance.first_name, self.instance.last_name = self.cleaned_data["nama"], ""
        return super().save(commit)


class _SandiBaru(bawaan.SetPasswordForm):
    """The two fields of a new password, labelled as we speak."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].label = "Kata sandi baru"
        self.fields["new_password1"].help_text = (
            "Sedikitnya 10 huruf atau angka; bukan nama Anda, bukan kata sandi yang umum dipakai, tidak hanya angka. "
            "Beberapa kata sekaligus mudah diingat."
        )
        self.fields["new_password2"].help_text = ""
        self.fields["new_password2"].label = "Kata sandi baru sekali lagi"
        self.helper = build_helper("Simpan kata sandi")


class GantiSandiForm(_SandiBaru, bawaan.PasswordChangeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = "Kata sandi sekarang"

    def clean(self) -> Any:
        isi = super().clean() or self.cleaned_data
        if isi.get("new_password1") and isi["new_password1"] == isi.get("old_password"):
            self.add_error("new_password1", "Kata sandi baru harus berbeda dari yang sekarang.")
        return isi


class PulihSandiForm(_SandiBaru):
    """A new password by the link of an e-mail; what was open with the old one is closed."""

    def save(self, commit: bool = True) -> Any:
        pengguna = super().save(commit=False)
        settle_sandi(pengguna)
        return pengguna


class LupaSandiForm(bawaan.PasswordResetForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "Surel yang tercatat di akun Anda"
        self.helper = build_helper("Kirim tautan")
