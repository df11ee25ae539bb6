"""Mistakes of an installation, as numbered checks with what to do."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security, deploy=True)
def check_basis_data(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if settings.DEBUG:
        return [
            Error("DEBUG menyala.", hint="Hapus DEBUG dari lingkungan; jangan dipakai untuk melayani orang.", id="situs.E001")
        ]
    return []


@register()
def check_zona_waktu(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    try:
        ZoneInfo(settings.TIME_ZONE)
    except (KeyError, ValueError, OSError):
        return [
            Error(
                f"TIME_ZONE={settings.TIME_ZONE!r} tidak dikenal.",
                hint="Pakai Asia/Jakarta (WIB), Asia/Makassar (WITA), atau Asia/Jayapura (WIT).",
                id="situs.E002",
            )
        ]
    return []


@register()
def check_folder_data(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    try:
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    except OSError as galat:
        return [
            Error(
                f"DATA_DIR={settings.DATA_DIR} tidak dapat dibuat: {galat.strerror}.",
                hint="Beri hak tulis pada folder itu, atau pilih folder lain.",
                id="situs.E003",
            )
        ]
    return []
