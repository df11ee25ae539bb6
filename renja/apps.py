from django.apps import AppConfig


class RenjaConfig(AppConfig):
    name = "renja"
    verbose_name = "Rencana kerja"
    default_auto_field = "django.db.models.BigAutoField"
