from django.apps import AppConfig


class EvaluasiConfig(AppConfig):
    name = "evaluasi"
    verbose_name = "Evaluasi AKIP"
    default_auto_field = "django.db.models.BigAutoField"
