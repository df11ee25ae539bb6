from django.apps import AppConfig


class TandatanganConfig(AppConfig):
    name = "tandatangan"
    verbose_name = "Tanda tangan elektronik"
    default_auto_field = "django.db.models.BigAutoField"
