from django.contrib.auth import views
from django.urls import path

from organisasi import alamat  # noqa: F401 - registers <tahun:…> for all apps' addresses
from organisasi.forms import MasukForm

urlpatterns = [
    path(
        "masuk/",
        views.LoginView.as_view(
            template_name="registration/masuk.html", authentication_form=MasukForm, redirect_authenticated_user=True
        ),
        name="masuk",
    ),
    path("keluar/", views.LogoutView.as_view(), name="keluar"),
]
