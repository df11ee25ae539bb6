from django.apps import AppConfig


class LakipConfig(AppConfig):
    name = "lakip"
    verbose_name = "Laporan kinerja"
    default_auto_field = "django.db.models.BigAutoField"
