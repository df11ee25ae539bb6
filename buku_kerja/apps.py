from django.apps import AppConfig


class BukuKerjaConfig(AppConfig):
    name = "buku_kerja"
    verbose_name = "Buku kerja"
    default_auto_field = "django.db.models.BigAutoField"
