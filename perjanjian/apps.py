from django.apps import AppConfig


class PerjanjianConfig(AppConfig):
    name = "perjanjian"
    verbose_name = "Perjanjian kinerja"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from perjanjian import skala  # noqa: F401 - importing registers where classes of scales are written down
