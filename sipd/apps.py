from django.apps import AppConfig


class SipdConfig(AppConfig):
    name = "sipd"
    verbose_name = "Berkas dari luar"
    default_auto_field = "django.db.models.BigAutoField"
