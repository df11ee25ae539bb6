from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django.contrib.auth.forms import AuthenticationForm


class MasukForm(AuthenticationForm):
    """The sign-in form, in plain words."""

    error_messages = {
        "invalid_login": "Nama pengguna atau kata sandi tidak cocok. Periksa huruf besar dan kecilnya.",
        "inactive": "Akun ini sudah tidak aktif. Hubungi admin kabupaten.",
    }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["username"].label = "Nama pengguna"
        self.fields["password"].label = "Kata sandi"
        self.helper = FormHelper()
        self.helper.add_input(Submit("masuk", "Masuk", css_class="w-100"))
