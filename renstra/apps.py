from django.apps import AppConfig


class RenstraConfig(AppConfig):
    name = "renstra"
    verbose_name = "Renstra"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from renstra import skala  # noqa: F401 - importing registers where classes of scales are written down
