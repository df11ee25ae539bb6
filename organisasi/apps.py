from django.apps import AppConfig


class OrganisasiConfig(AppConfig):
    name = "organisasi"
    verbose_name = "Organisasi"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in, user_logged_out

        from organisasi import jejak, sesi  # noqa: F401 - importing jejak connects what it adds to the audit log

        # This app stands before django.contrib.auth in INSTALLED_APPS, so that ours runs before its update_last_login.
        user_logged_in.connect(sesi.record_masuk, dispatch_uid="record_masuk")
        user_logged_out.connect(sesi.forget_masuk, dispatch_uid="forget_masuk")
