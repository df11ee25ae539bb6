from django.apps import AppConfig


class SurveiConfig(AppConfig):
    name = "survei"
    verbose_name = "Survei"
    default_auto_field = "django.db.models.BigAutoField"
