from django.apps import AppConfig


class RuangConfig(AppConfig):
    name = "ruang"
    verbose_name = "Ruang kerja"
