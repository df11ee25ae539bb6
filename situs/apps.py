from django.apps import AppConfig


class SitusConfig(AppConfig):
    name = "situs"
    verbose_name = "Situs"

    def ready(self) -> None:
        from situs import checks  # noqa: F401 - importing registers them
