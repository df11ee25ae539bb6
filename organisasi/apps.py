from django.apps import AppConfig


class OrganisasiConfig(AppConfig):
    name = "organisasi"
    verbose_name = "Organisasi"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from organisasi import jejak  # noqa: F401 - connects what it adds to every entry of the audit log
